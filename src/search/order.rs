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
}

/// No match.
pub(super) const NOTHING: Best = Best { rank: u32::MAX, word: 0 };

/// Sort key of a hit; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    /// Number of query fields that hold only possibly.
    pub(super) doubt: u8,
    /// Fit of the worst match, unless it is a word or prefix.
    pub(super) guessed: Option<Fit>,
    pub(super) kind: u8,
    /// False if a title, alias or name equals the query, so that this record comes first.
    pub(super) exact: bool,
    pub(super) worst: u32,
    pub(super) sum: u32,
    pub(super) origins: Reverse<u8>,
    /// Breaks ties.
    pub(super) tie: u64,
}

impl Order {
    /// Whether this hit comes before any record with that worst rank.
    pub(super) fn beats(&self, doubt: u8, worst: u32, target: Target) -> bool {
        let fit = fit_of(worst);
        let guessed = (!fit.is_plain()).then_some(fit);
        (self.doubt, self.guessed, self.kind, self.worst) < (doubt, guessed, class(target, worst), worst)
    }

    /// The sort key of `target`, from the rank of its match for each term.
    pub(super) fn of(target: Target, doubt: u8, ranks: impl Iterator<Item = u32>, origins: u8, tie: u64) -> Self {
        let (mut worst, mut sum) = (0, 0_u32);
        for rank in ranks {
            worst = worst.max(rank);
            sum = sum.saturating_add(rank >> 4);
        }
        let fit = fit_of(worst);
        Self {
            doubt,
            guessed: (!fit.is_plain()).then_some(fit),
            kind: class(target, worst),
            exact: true,
            worst,
            sum,
            origins: Reverse(origins),
            tie,
        }
    }
}

/// Order of kinds among hits of equal certainty: incidents found by title, alias or place, then names, then other
/// incidents, then names found by a claim about them, then articles, quotations and passages.
pub(super) fn class(target: Target, worst: u32) -> u8 {
    match target.kind() {
        // For records of data sets, any matching whole word ranks as high as a place.
        TargetKind::Incident if matches!(target, Target::Record(_)) && fit_of(worst) <= Fit::Word => 0,
        TargetKind::Incident if field_of(worst) <= MatchField::Place => 0,
        TargetKind::Name if field_of(worst) < MatchField::Claim => 1,
        TargetKind::Incident => 2,
        TargetKind::Name => 3,
        TargetKind::Article => 4,
        TargetKind::Quote => 5,
        TargetKind::Passage => 6,
    }
}

/// Packs a match into a rank: words and prefixes before others, then by fit, field and penalty.
pub(super) fn pack(fit: Fit, field: MatchField, penalty: u16) -> u32 {
    (u32::from(!fit.is_plain()) << 31) | ((fit as u32) << 24) | ((field as u32) << 16) | u32::from(penalty)
}

pub(super) fn fit_of(rank: u32) -> Fit {
    const FITS: [Fit; 6] = [Fit::Exact, Fit::Word, Fit::Prefix, Fit::Fuzzy, Fit::Slip, Fit::Sound];
    FITS[((rank >> 24) as usize & 0x7f).min(FITS.len() - 1)]
}

pub(super) fn field_of(rank: u32) -> MatchField {
    MatchField::ALL[((rank >> 16) as usize & 0xff).min(MatchField::ALL.len() - 1)]
}

/// Score of a rank: 1000 less 150 for each step of fit, 10 for each field, 1 for each point of penalty up to 9.
pub(super) fn score(rank: u32) -> u32 {
    1000 - fit_of(rank) as u32 * 150 - field_of(rank) as u32 * 10 - (rank & 0xffff).min(9)
}
