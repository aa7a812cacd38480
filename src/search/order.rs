//! What hits are ordered by: how surely, how well and through what a record was found, in one comparable value.

use std::cmp::Reverse;

use super::index::{Target, Why};
use super::query::TargetKind;
use super::rank::Fit;

/// The best a record has for a term: fit, penalty and field, packed so that less is better; and the word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) rank: u32,
    pub(super) word: u32,
}

pub(super) const NOTHING: Best = Best { rank: u32::MAX, word: 0 };

/// What hits are ordered by; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    /// How many fields of the query only possibly hold.
    pub(super) doubt: u8,
    /// Whether the worst-found word is only guessed at.
    pub(super) guessed: Option<Fit>,
    pub(super) kind: u8,
    /// Whether the record is not called just what was typed.
    pub(super) exact: bool,
    pub(super) worst: u32,
    pub(super) sum: u32,
    pub(super) origins: Reverse<u8>,
    /// Among equals, the less the earlier.
    pub(super) tie: u64,
}

impl Order {
    /// Whether a record of that worst rank comes after this one whatever else it has.
    pub(super) fn beats(&self, doubt: u8, worst: u32, target: Target) -> bool {
        let fit = fit_of(worst);
        let guessed = (!fit.is_plain()).then_some(fit);
        (self.doubt, self.guessed, self.kind, self.worst) < (doubt, guessed, class(target, worst), worst)
    }

    /// The order of `target`, found by words of these ranks.
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

/// What comes before what among equally plain hits: incidents that are called so or happened there, then names,
/// then incidents in which somebody of that name took part, then articles, quotations and passages.
pub(super) fn class(target: Target, worst: u32) -> u8 {
    match target.kind() {
        // Of a record, an actor called just so is worth as much as a place that begins so.
        TargetKind::Incident if matches!(target, Target::Record(_)) && fit_of(worst) <= Fit::Word => 0,
        TargetKind::Incident if why_of(worst) <= Why::Place => 0,
        TargetKind::Name => 1,
        TargetKind::Incident => 2,
        TargetKind::Article => 3,
        TargetKind::Quote => 4,
        TargetKind::Passage => 5,
    }
}

pub(super) fn pack(fit: Fit, why: Why, penalty: u16) -> u32 {
    // The better fit first; of equal fits titles before places before names, all of them before prose.
    (u32::from(!fit.is_plain()) << 31) | ((fit as u32) << 24) | ((why as u32) << 16) | u32::from(penalty)
}

pub(super) fn fit_of(rank: u32) -> Fit {
    const FITS: [Fit; 6] = [Fit::Exact, Fit::Word, Fit::Prefix, Fit::Fuzzy, Fit::Slip, Fit::Sound];
    FITS[((rank >> 24) as usize & 0x7f).min(FITS.len() - 1)]
}

pub(super) fn why_of(rank: u32) -> Why {
    Why::ALL[((rank >> 16) as usize & 0xff).min(Why::ALL.len() - 1)]
}

/// From 1000 down: a rung of the ladder is 150, a field 10, a letter 1.
pub(super) fn score(rank: u32) -> u32 {
    1000 - fit_of(rank) as u32 * 150 - why_of(rank) as u32 * 10 - (rank & 0xffff).min(9)
}
