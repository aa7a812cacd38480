//! The sort key of hits. Knows nothing of how a record was found.

use std::cmp::Reverse;

use super::index::{MatchField, Target};
use super::query::TargetKind;
use super::rank::Fit;

/// The best match of a record for a term: fit, field and penalty packed into a rank (lower is better), and the word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) rank: u32,
    pub(super) word: u32,
    /// The sense of the clause that matches.
    pub(super) sense: u32,
}

/// No match.
pub(super) const NOTHING: Best = Best { rank: u32::MAX, word: 0, sense: 0 };

/// Sort key of a hit; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    /// Number of fields and clauses of the query that hold only possibly.
    pub(super) doubt: u8,
    /// Fit of the worst match, unless it is a word or prefix.
    pub(super) guessed: Option<Fit>,
    pub(super) kind: u8,
    /// False if a title, alias or name equals the query, so that this record comes first.
    pub(super) unnamed: bool,
    /// Number of soft clauses that it lacks.
    pub(super) lacks: u8,
    /// Whether it is several incidents rather than one.
    pub(super) is_series: bool,
    pub(super) worst: u32,
    pub(super) sum: u32,
    pub(super) origins: Reverse<u8>,
    /// Breaks ties.
    pub(super) tie: u64,
}

/// The part of a sort key that the worst match decides, without what only the record itself tells.
pub(super) type Head = (u8, Option<Fit>, u8, u32);

impl Order {
    /// The part of the key that the worst match decides.
    #[inline]
    pub(super) fn head(&self) -> Head {
        (self.doubt, self.guessed, self.kind, self.worst)
    }

    /// Whether this hit comes before any with that head.
    #[inline]
    pub(super) fn beats(&self, head: Head) -> bool {
        let is_ordinary = self.unnamed && self.lacks == 0 && !self.is_series;
        let (doubt, guessed, kind, worst) = head;
        (self.doubt, self.guessed, self.kind) < (doubt, guessed, kind)
            || is_ordinary && self.head() < (doubt, guessed, kind, worst)
    }

    /// The sort key of a hit whose words stand so.
    pub(super) fn of(head: Head, spread: MatchSpread, origins: u8, tie: u64) -> Self {
        let (doubt, guessed, kind, worst) = head;
        Self {
            doubt,
            guessed,
            kind,
            unnamed: true,
            lacks: 0,
            is_series: false,
            worst,
            sum: spread.sum,
            origins: Reverse(origins),
            tie,
        }
    }
}

/// Where the words of a query stand in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MatchSpread {
    /// The nearest and the farthest field.
    pub(super) nearest: MatchField,
    pub(super) farthest: MatchField,
    /// The rank of the worst match.
    pub(super) worst: u32,
    /// The sum of all ranks, without the last digits of their penalties.
    sum: u32,
    /// Number of clauses, and of those that match only possibly.
    pub(super) clauses: usize,
    pub(super) unsure: u8,
}

impl MatchSpread {
    /// Of the ranks of a record's matches.
    #[inline]
    pub(super) fn of(ranks: impl Iterator<Item = u32>) -> Self {
        let (mut worst, mut sum, mut nearest, mut farthest) = (0_u32, 0_u32, u8::MAX, 0_u8);
        let (mut clauses, mut unsure) = (0, 0_u8);
        for rank in ranks {
            let field = (rank >> 16) as u8;
            (worst, nearest, farthest) = (worst.max(rank), nearest.min(field), farthest.max(field));
            sum = sum.saturating_add(rank >> 4);
            clauses += 1;
            unsure = unsure.saturating_add(u8::from(is_possible(rank)));
        }
        Self { nearest: field(nearest), farthest: field(farthest), worst, sum, clauses, unsure }
    }

    /// The head of the sort key of `target`, of which `doubt` fields hold only possibly.
    #[inline]
    pub(super) fn head(self, target: Target, doubt: u8) -> Head {
        let fit = fit_of(self.worst);
        (doubt.saturating_add(self.unsure), (!fit.is_plain()).then_some(fit), class(target, fit, self), self.worst)
    }
}

/// Order of kinds among hits of equal certainty: incidents found by title, alias, place, date or figure, names, articles
/// and quotations that hold all the words, other incidents, names of which it is claimed, and last what holds the words
/// in prose only.
#[inline]
fn class(target: Target, fit: Fit, spread: MatchSpread) -> u8 {
    let MatchSpread { nearest, farthest, clauses, .. } = spread;
    let is_literal = fit <= Fit::Prefix;
    match target.kind() {
        // For records of data sets, any matching whole word ranks as high as a place.
        TargetKind::Incident if matches!(target, Target::Record(_)) && fit <= Fit::Word => 0,
        TargetKind::Incident if farthest <= MatchField::Figure => 0,
        // The kind or an actor beside the name, place or date.
        TargetKind::Incident if farthest <= MatchField::EventType && nearest <= MatchField::Figure => 0,
        TargetKind::Name if farthest < MatchField::Claim => 1,
        TargetKind::Article if is_literal && clauses > 1 => 2,
        TargetKind::Quote if is_literal && clauses > 2 => 3,
        TargetKind::Incident if !nearest.is_prose() => 4,
        TargetKind::Name if !nearest.is_prose() => 5,
        TargetKind::Article => 6,
        TargetKind::Quote => 7,
        TargetKind::Incident => 8,
        TargetKind::Name => 9,
        TargetKind::Passage => 10,
    }
}

/// Packs a match into a rank: words and prefixes before others, then by fit, field and penalty.
pub(super) fn pack(fit: Fit, field: MatchField, penalty: u16) -> u32 {
    (u32::from(!fit.is_plain()) << 31) | ((fit as u32) << 24) | ((field as u32) << 16) | u32::from(penalty)
}

#[inline]
pub(super) fn fit_of(rank: u32) -> Fit {
    Fit::ALL[((rank >> 24) as usize & 0x7f).min(Fit::ALL.len() - 1)]
}

/// Whether it is only possibly a match.
#[inline]
pub(super) fn is_possible(rank: u32) -> bool {
    (rank >> 24) & 0x7f == Fit::Possible as u32
}

/// Whether a match is of a date that is the very period asked for.
pub(super) fn is_period_asked(rank: u32) -> bool {
    rank == pack(Fit::Word, MatchField::Date, 0)
}

#[inline]
pub(super) fn field_of(rank: u32) -> MatchField {
    field((rank >> 16) as u8)
}

#[inline]
fn field(number: u8) -> MatchField {
    MatchField::ALL[usize::from(number).min(MatchField::ALL.len() - 1)]
}

/// Score of a rank: 1000 less 100 for each step of fit, 10 for each field, 1 for each point of penalty up to 9.
pub(super) fn score(rank: u32) -> u32 {
    1000 - fit_of(rank) as u32 * 100 - field_of(rank) as u32 * 10 - (rank & 0xffff).min(9)
}
