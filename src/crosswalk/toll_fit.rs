//! Compares the numbers of killed of two records through the counting rules of their data sets.

use crate::model::dataset::{Bound, CountingRule, NOT_GIVEN, flag, given};
use crate::model::figure::Party;

/// The upper end of a record whose sources say only *at least*.
pub const OPEN: u32 = NOT_GIVEN - 1;

/// Attackers seldom number more.
const FEW: u32 = 3;

/// The number killed as a record gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toll {
    /// The lowest number that it may stand for.
    pub low: u32,
    /// The number stated; one that is given at an end only, if none is exact.
    pub best: u32,
    /// The highest number that it may stand for; [`OPEN`] if there is none.
    pub high: u32,
    /// Whether the number stated is more than an end of what is said.
    pub exact: bool,
    /// Whether the number is a code for a word, such as *several*, or for *not reported*.
    pub coded: bool,
    /// Whether dead attackers are left out.
    pub victims: bool,
    /// The number with them, where they are left out of what the source states.
    pub with_attackers: Option<u32>,
}

/// What the numbers killed of two records say of whether they are one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TollFit {
    /// Both state this number, which is no code.
    Equal(u32),
    /// One states this number, which the other has without the dead attackers.
    EqualWithout(u32),
    /// The range of one contains the number of the other.
    Within,
    /// The ranges of both overlap.
    Overlap,
    /// Both are the same number, which is a code for a word in one of them.
    EqualCode,
    /// They differ by a few who may be the attackers.
    Attackers,
    /// One is at most twice the other.
    FactorTwo,
    /// They are further apart.
    Far,
    /// One is a part of the other's number.
    Part,
    /// Neither gives a number above 0.
    BothNone,
    /// One is not given, or a code for a word.
    Silent,
}

impl Toll {
    /// The number killed of a record, by its estimates (low, best, high) and its [`flag`] bits; `None` if it is not given.
    #[inline]
    pub fn of(rule: &CountingRule, [low, best, high]: [u32; 3], flags: u16) -> Option<Self> {
        if best == NOT_GIVEN && high == NOT_GIVEN {
            return None;
        }
        let (given_low, given_high) = (low, high);
        let is_number = best != NOT_GIVEN || rule.bound != Bound::Between;
        let exact = is_number && flags & flag::FRACTION == 0;
        // A highest number alone says nothing of the lowest.
        let given_low = if low == NOT_GIVEN && !is_number { 0 } else { given_low };
        let best = match (best, high) {
            (NOT_GIVEN, OPEN) => low,
            (NOT_GIVEN, high) => high,
            (best, _) => best,
        };
        let is_out = flags & flag::ATTACKERS_OUT != 0;
        let total = if is_out && rule.bound == Bound::Stated { given(given_high) } else { None };
        // Where no attacker died, the number is that of all.
        let victims = rule.party == Party::Victims || is_out && total != Some(best);
        let with_attackers = total.filter(|_| victims);
        let coded = rule.code(best).is_some();
        let bounds = [given_low, best, given_high].into_iter().filter(|n| *n != NOT_GIVEN);
        let (low, high) = match rule.bound {
            Bound::Between => (bounds.clone().min().unwrap_or(best), bounds.max().unwrap_or(best)),
            Bound::AtLeast | Bound::Stated => (best, best),
        };
        Some(Self { low, best, high, exact, coded, victims, with_attackers })
    }

    /// Whether it has no upper end, or no lower one.
    fn is_open(self) -> bool {
        self.high == OPEN || !self.exact && self.low == 0
    }

    /// What the numbers of two records of one event say. Numbers that count alike are compared, where both are known.
    #[inline]
    pub fn fit(a: Option<Self>, b: Option<Self>) -> TollFit {
        let (Some(a), Some(b)) = (a, b) else { return TollFit::Silent };
        match (a.with_attackers, b.with_attackers) {
            (Some(all), None) if !b.victims => Self::fit_total(a, all, b),
            (None, Some(all)) if !a.victims => Self::fit_total(b, all, a),
            _ => Self::fit_alike(a, b),
        }
    }

    /// The same of a number that is known with the attackers and without them, beside one that is said to count all. Reports often
    /// leave attackers out all the same.
    fn fit_total(parted: Self, all: u32, other: Self) -> TollFit {
        let total = Self { low: all, best: all, high: all, victims: false, ..parted };
        let with_them = Self::fit_alike(total, other);
        let without = match Self::fit_alike(parted, other) {
            TollFit::Equal(n) => TollFit::EqualWithout(n),
            TollFit::Attackers => TollFit::Attackers,
            TollFit::Within | TollFit::Overlap | TollFit::BothNone if all - parted.best <= FEW => TollFit::Attackers,
            _ => return with_them,
        };
        if without.weight() > with_them.weight() { without } else { with_them }
    }

    #[inline]
    fn fit_alike(a: Self, b: Self) -> TollFit {
        let (less, more) = if a.best <= b.best { (a, b) } else { (b, a) };
        if a.high.max(b.high) == 0 {
            return TollFit::BothNone;
        }
        let is_meeting = a.low <= b.high && b.low <= a.high;
        // Beyond an open end lies every number, and only a near one says something.
        let is_near = less.best > 0 && more.best <= less.best.saturating_mul(2);
        let is_open = a.is_open() || b.is_open();
        let both_exact = a.exact && b.exact;
        if a.coded || b.coded {
            return Self::fit_coded(a, b, is_meeting && (is_near || !is_open));
        }
        if both_exact && a.best == b.best && a.best > 0 {
            return TollFit::Equal(a.best);
        }
        if is_open {
            return match (is_meeting, is_near) {
                (true, true) => TollFit::Overlap,
                (false, false) => TollFit::Far,
                _ => TollFit::Silent,
            };
        }
        let holds = |a: Self, b: Self| b.exact && a.low <= b.best && b.best <= a.high;
        if holds(a, b) || holds(b, a) {
            return TollFit::Within;
        }
        if is_meeting {
            return TollFit::Overlap;
        }
        // One set counts them while the other does not.
        if both_exact && less.victims && !more.victims && less.best > 0 && more.best - less.best <= FEW {
            return TollFit::Attackers;
        }
        if is_near {
            return TollFit::FactorTwo;
        }
        TollFit::Far
    }

    /// The same where one number is a code. It says nothing unless the other is beyond what its word can mean.
    fn fit_coded(a: Self, b: Self, is_meeting: bool) -> TollFit {
        if a.exact && b.exact && a.best == b.best && a.best > 0 {
            // Likely the number after all, or the same words read alike.
            return TollFit::EqualCode;
        }
        let (code, other) = if a.coded { (a.best, b) } else { (b.best, a) };
        let (from, to) = match code {
            // No report gives a number: seldom where many died.
            0 => (0, 9),
            3 => (2, 9),
            10 => (5, 60),
            12 => (8, 99),
            _ => (code / 2, code.saturating_mul(9)),
        };
        if is_meeting && other.best > 0 {
            TollFit::Overlap
        } else if other.high >= from && other.low <= to {
            TollFit::Silent
        } else {
            TollFit::Far
        }
    }

    /// The most that a part of it can give: with the attackers, if the part counts all.
    pub fn most_of_part(self, part: Self) -> u32 {
        self.with_attackers.filter(|_| !part.victims).map_or(self.high, |all| all.max(self.high))
    }

    /// What the numbers say if the first is of a part of what the second is of.
    #[inline]
    pub fn fit_part(part: Option<Self>, whole: Option<Self>) -> TollFit {
        match (part, whole) {
            (Some(part), Some(whole)) if part.coded || whole.coded => TollFit::Silent,
            (Some(part), Some(whole)) if part.low > whole.most_of_part(part) => TollFit::Far,
            (Some(part), Some(whole)) if part.high.max(whole.high) == 0 => TollFit::BothNone,
            (Some(part), Some(_)) if part.best > 0 => TollFit::Part,
            _ => TollFit::Silent,
        }
    }
}
