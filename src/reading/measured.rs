//! What was measured of the rules: how often each was right, by grade, on the development parts of public sets.
//!
//! A grade says how often: of what is *plain*, about nine in ten are right or more; of what is *likely*, three in four; a
//! *guess* is right less often, or was not measured. Figures are held against a registry's final one, which early articles
//! cannot know: how often they agree says less than the truth, and does not make their grade. Rules with fewer than ten
//! cases are left out.
//!
//! `.ci/measure-reading` counts anew; a change of a rule changes its row in the same commit. As a whole, on these parts:
//!
//! | | | wanted |
//! |---|---|---|
//! | quotations of five words and more, PolNeAR: found, precision, speaker right | .995, .982, .924 | .90, .97, .90 |
//! | dates, value F1: TimeBank, AQUAINT | .838, .844 | .82 |
//! | day of the incident, MUC: precision, recall | .908, .885 | .90, .85 |
//! | place of the incident, where given: Gun Violence, MUC | .852, .889 | .85 |
//! | figures of the five texts: found, precision; quotations found | 1.0, .978; 1.0 | .95 |
//!
//! A place is given in .74 of the Gun Violence articles and .66 of MUC's. MUC's texts are in capitals: there it is mostly
//! the country.

use crate::model::Grade;

/// A public set of annotated texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestSet {
    /// PolNeAR: political news with every attribution.
    PolNeAr,
    /// TimeBank and AQUAINT of TempEval-3: news with every date.
    TempEval,
    /// Articles of the Gun Violence Archive with its registry.
    GunViolence,
    /// MUC-3 and MUC-4: dispatches on Latin America, with what happened when and where.
    Muc,
}

impl TestSet {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::PolNeAr => "PolNeAR",
            Self::TempEval => "TimeBank and AQUAINT",
            Self::GunViolence => "Gun Violence Archive",
            Self::Muc => "MUC-4",
        }
    }
}

/// How often a rule was right in one grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The rule; `incident.day` and `incident.place` are the choice of the day and place of what an article is mainly about.
    pub rule: &'static str,
    /// The grade.
    pub grade: Grade,
    /// On which texts.
    pub set: TestSet,
    /// Number of cases in which it was right.
    pub right: u16,
    /// Number of all cases.
    pub cases: u16,
}

/// What was measured of a rule in a grade; nothing for one that no set has annotated.
pub fn of(rule: &str, grade: Grade) -> impl Iterator<Item = &'static Measured> {
    MEASURED.iter().filter(move |m| m.rule == rule && m.grade == grade)
}

const fn row(rule: &'static str, grade: Grade, set: TestSet, right: u16, cases: u16) -> Measured {
    Measured { rule, grade, set, right, cases }
}

use Grade::{Guess, Likely, Plain};
use TestSet::{GunViolence, Muc, PolNeAr, TempEval};

/// All rows, by rule and grade.
pub const MEASURED: &[Measured] = &[
    row("date.ago", Guess, TempEval, 14, 23),
    row("date.day-month", Plain, TempEval, 138, 144),
    row("date.day-month-year", Plain, TempEval, 25, 26),
    row("date.from-text", Guess, TempEval, 6, 20),
    row("date.month", Plain, TempEval, 16, 18),
    row("date.month", Likely, TempEval, 65, 76),
    row("date.month-year", Plain, TempEval, 22, 23),
    row("date.near-day", Plain, TempEval, 104, 110),
    row("date.quarter", Likely, TempEval, 79, 82),
    row("date.season", Likely, TempEval, 9, 10),
    row("date.the-quarter", Guess, TempEval, 5, 13),
    row("date.the-year", Likely, TempEval, 13, 17),
    row("date.unit", Likely, TempEval, 138, 184),
    row("date.weekday", Plain, TempEval, 289, 315),
    row("date.weekday", Guess, TempEval, 15, 25),
    row("date.year", Plain, TempEval, 67, 70),
    row("date.year", Likely, TempEval, 51, 58),
    row("date.year-ago", Guess, TempEval, 37, 56),
    row("figure.active", Plain, GunViolence, 105, 171),
    row("figure.died", Plain, GunViolence, 14, 27),
    row("figure.named", Guess, GunViolence, 343, 436),
    row("figure.noun", Plain, GunViolence, 189, 242),
    row("figure.noun-of", Plain, GunViolence, 13, 23),
    row("figure.one", Likely, GunViolence, 309, 360),
    row("figure.one", Guess, GunViolence, 25, 34),
    row("figure.participle", Plain, GunViolence, 366, 521),
    row("figure.passive", Plain, GunViolence, 76, 134),
    row("figure.struck", Plain, GunViolence, 102, 160),
    row("figure.struck-one", Guess, GunViolence, 347, 446),
    row("figure.the-one", Guess, GunViolence, 108, 132),
    row("incident.day", Likely, GunViolence, 1545, 1816),
    row("incident.day", Likely, Muc, 220, 241),
    row("incident.day", Guess, GunViolence, 557, 807),
    row("incident.day", Guess, Muc, 96, 107),
    row("incident.place", Likely, GunViolence, 1230, 1368),
    row("incident.place", Likely, Muc, 104, 119),
    row("incident.place", Guess, GunViolence, 670, 838),
    row("incident.place", Guess, Muc, 305, 341),
    row("quote.passage-before", Guess, PolNeAr, 5, 10),
    row("quote.signature", Plain, PolNeAr, 24, 24),
    row("quote.verb-after", Plain, PolNeAr, 372, 385),
    row("quote.verb-before", Likely, PolNeAr, 103, 121),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_mean_what_was_measured() {
        for m in MEASURED.iter().filter(|m| !m.rule.starts_with("figure.")) {
            let share = f32::from(m.right) / f32::from(m.cases);
            match m.grade {
                Plain => assert!(share > 0.87, "{m:?}"),
                Likely => assert!(share >= 0.75, "{m:?}"),
                Guess => {}
            }
        }
        assert_eq!(of("quote.verb-after", Plain).count(), 1);
        assert_eq!(of("quote.marks", Guess).count(), 0);
    }
}
