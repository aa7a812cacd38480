//! How two statements about one facet agree, by which rule. Knows neither ledgers nor origins.

use chrono::{Datelike as _, NaiveDate};

use super::facet::Facet;
use super::figure::{Figure, Qualifier};
use super::id::{AccountId, Id, NameId, OriginId};
use super::incident::{Borrowed, Claim, DayOf, Stance, Status, Value, Who};
use super::name::{Kinship, Name, NameKind, kinship};
use super::quantity::{Currency, Quantity};
use super::rule::Rule;
use super::text::Text;
use super::time::When;
use super::time_of_day::TimeOfDay;

/// The agreement of two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Agreement {
    /// They say the same.
    Same,
    /// Both can be true.
    Compatible,
    /// They cannot both be true.
    Excluding,
}

/// How two statements agree, and the rule that decides it.
pub type Finding = (Agreement, Rule);

/// What of a figure is this incident's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureShare {
    /// All of it.
    Whole,
    /// At most all of it, as it covers further incidents.
    Joint,
    /// At most all of it, as it counts the attackers too and the statement is of the victims.
    OfAll,
}

/// The parts of a claim that verdicts compare, with its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement<'c> {
    /// Its origin; articles of one origin count once.
    pub origin: OriginId,
    /// Its account; the values that an account lists ("Iraq and Syria") count as one statement.
    pub account: AccountId,
    /// The value.
    pub value: Value,
    /// The stance of the source.
    pub stance: Stance,
    /// What of its figure is this incident's own.
    pub share: FigureShare,
    /// Whether the year of a date is taken from other articles.
    pub no_year: bool,
    /// The parts of a sum that the source does not print; empty for a printed total.
    pub parts: &'c [(Figure, Text)],
    /// On whose authority: the outermost attribution.
    pub authority: Option<Text>,
    /// The person or organisation of that name.
    pub speaker: Option<NameId>,
    /// The lists of names that have its place, a bit for each member. Of places that no one list has it is not known whether one is
    /// part of the other.
    pub lists: u64,
}

impl<'c> Statement<'c> {
    /// The statement of a claim in an article of `origin`.
    pub fn of(claim: &'c Claim, origin: OriginId) -> Self {
        Self {
            origin,
            account: claim.account,
            value: claim.value,
            stance: claim.stance,
            share: if claim.with.is_empty() { FigureShare::Whole } else { FigureShare::Joint },
            no_year: claim.borrowed == Some(Borrowed::Year),
            parts: if claim.summed { &claim.parts } else { &[] },
            authority: claim.according_to.first().copied(),
            speaker: None,
            lists: 1,
        }
    }

    /// A bare value, asserted in an account of an origin.
    pub fn asserted(value: Value, origin: OriginId, account: AccountId) -> Self {
        let (share, no_year, authority, speaker) = (FigureShare::Whole, false, None, None);
        let stance = Stance::Asserted;
        Self { origin, account, value, stance, share, no_year, parts: &[], authority, speaker, lists: 1 }
    }

    /// Whether only a share of its figure is this incident's own.
    pub fn is_joint(&self) -> bool {
        self.share != FigureShare::Whole
    }

    /// Whether the source denies it.
    pub fn is_denial(&self) -> bool {
        self.stance == Stance::Denied
    }

    /// Whether it dates a report, a confirmation or a claim of responsibility.
    pub fn is_report_day(&self) -> bool {
        matches!(self.value, Value::When(_, day) if day != DayOf::Occurred)
    }

    /// Its value in a form that is equal for values that mean the same.
    pub fn meaning(&self) -> Meaning {
        match self.value {
            Value::Figure(f) => Meaning::Figure {
                reach: (f.min, f.max),
                roughly: is_rough(f.qualifier).then_some((f.qualifier, f.stated)),
                parts: sorted_parts(self.parts),
            },
            Value::When(when, day) => Meaning::When(when, day),
            Value::Time(time) => Meaning::Time(time),
            Value::Quantity(q) => Meaning::Quantity {
                currency: q.unit.currency(),
                reach: q.reach(),
                roughly: is_rough(q.qualifier).then_some(q.qualifier),
            },
            Value::Place(name) | Value::Who(Who::Name(name)) => Meaning::Name(name),
            Value::Who(Who::Words(text)) | Value::Words(text) => Meaning::Text(text),
            Value::Status(status) => Meaning::Status(status),
        }
    }

    /// The first and the last number, second or amount that the value allows; a share of a joint figure can be nothing.
    pub fn range(&self) -> Option<(u64, u64)> {
        match self.value {
            Value::Figure(f) => {
                let min = if self.is_joint() { 0 } else { f.min.unwrap_or(0) };
                Some((min.into(), f.max.map_or(u64::MAX, u64::from)))
            }
            Value::Quantity(q) => Some(q.reach()),
            _ => None,
        }
    }
}

/// A value in a form that is equal for values that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A figure: its range; if it is approximate, its qualifier and number; if it is a sum, its parts.
    Figure {
        /// Minimum and maximum.
        reach: (Option<u32>, Option<u32>),
        /// Qualifier and number of an approximate one.
        roughly: Option<(Qualifier, Option<u32>)>,
        /// Minimum, maximum and number of each part, in order of size.
        parts: Vec<(Option<u32>, Option<u32>, Option<u32>)>,
    },
    /// A date.
    When(When, DayOf),
    /// A time of day.
    Time(TimeOfDay),
    /// A duration or amount.
    Quantity {
        /// Its currency.
        currency: Option<Currency>,
        /// Its range.
        reach: (u64, u64),
        /// The qualifier of an approximate one.
        roughly: Option<Qualifier>,
    },
    /// A place, person or organisation.
    Name(NameId),
    /// Words.
    Text(Text),
    /// A status.
    Status(Status),
}

/// The question that a value answers. Values that answer different questions are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// The one question of most facets.
    Only,
    /// Which group or state it was.
    Group,
    /// Which person it was.
    Person,
    /// What kind of people it was.
    Description,
}

/// The question that a statement about `facet` answers.
pub fn question(facet: Facet, statement: &Statement, names: &[Name]) -> Question {
    if !matches!(facet, Facet::Perpetrator | Facet::ClaimedBy) {
        return Question::Only;
    }
    match statement.value {
        Value::Who(Who::Name(name)) if names[name.index()].kind == NameKind::Person => Question::Person,
        Value::Who(Who::Name(_)) => Question::Group,
        _ => Question::Description,
    }
}

/// The agreement of two statements about `facet`; symmetric.
pub fn agreement(facet: Facet, a: &Statement, b: &Statement, names: &[Name]) -> Agreement {
    finding(facet, a, b, names).0
}

/// The agreement of two statements about `facet`, with its rule.
pub fn finding(facet: Facet, a: &Statement, b: &Statement, names: &[Name]) -> Finding {
    use Agreement::{Compatible, Excluding, Same};
    let plain = match plainly(facet, a, b, names) {
        (Excluding, _) if facet.is_plural() => (Compatible, Rule::Several),
        plain => plain,
    };
    match (a.is_denial(), b.is_denial()) {
        (false, false) => match plain {
            (Same, _) if a.stance != b.stance => (Compatible, Rule::Certainty),
            (Excluding, _) if is_party(facet) && (is_suspicion(a) || is_suspicion(b)) => (Compatible, Rule::Suspicion),
            plain => plain,
        },
        // Two denials never exclude each other: both can be true.
        (true, true) if plain.0 == Same => plain,
        (true, true) => (Compatible, Rule::OtherDenial),
        _ if plain.0 == Same => (Excluding, Rule::Denial),
        _ => (Compatible, Rule::OtherDenial),
    }
}

fn is_party(facet: Facet) -> bool {
    matches!(facet, Facet::Perpetrator | Facet::ClaimedBy)
}

fn is_suspicion(statement: &Statement) -> bool {
    matches!(statement.stance, Stance::Suspected | Stance::Alleged)
}

fn is_rough(qualifier: Qualifier) -> bool {
    matches!(qualifier, Qualifier::About | Qualifier::Nearly | Qualifier::Several)
}

fn sorted_parts(parts: &[(Figure, Text)]) -> Vec<(Option<u32>, Option<u32>, Option<u32>)> {
    let mut all: Vec<_> = parts.iter().map(|(f, _)| (f.min, f.max, f.stated)).collect();
    all.sort_unstable();
    all
}

/// The agreement of the values, regardless of stance.
fn plainly(facet: Facet, a: &Statement, b: &Statement, names: &[Name]) -> Finding {
    use Agreement::{Compatible, Excluding, Same};
    match (a.value, b.value) {
        (Value::Figure(x), Value::Figure(y)) => figures(a, x, b, y),
        (Value::When(x, of_x), Value::When(y, of_y)) => dates((a, x, of_x), (b, y, of_y)),
        (Value::Quantity(x), Value::Quantity(y)) => quantities(x, y),
        (Value::Time(x), Value::Time(y)) => match x.excludes(y) {
            true => (Excluding, Rule::ClockApart),
            false if x == y => (Same, Rule::Equal),
            false => (Compatible, Rule::Clock),
        },
        (Value::Place(x), Value::Place(y)) => match kinship(names, x, y) {
            Kinship::Same => (Same, Rule::Equal),
            Kinship::Holds => (Compatible, Rule::PartOf),
            Kinship::Apart if a.lists & b.lists == 0 => (Compatible, Rule::OtherList),
            Kinship::Apart => (Excluding, Rule::Apart),
        },
        (Value::Who(x), Value::Who(y)) => parties(facet, names, x, y),
        (Value::Words(x), Value::Words(y)) if x == y => (Same, Rule::Equal),
        (Value::Words(_), Value::Words(_)) if is_single(facet) => (Excluding, Rule::OneValue),
        (Value::Words(_), Value::Words(_)) => (Compatible, Rule::Wording),
        (Value::Status(x), Value::Status(y)) => match (x, y) {
            _ if x == y => (Same, Rule::Equal),
            (Status::Foiled, Status::CarriedOut) | (Status::CarriedOut, Status::Foiled) => (Excluding, Rule::Outcomes),
            _ => (Compatible, Rule::Grades),
        },
        _ => (Compatible, Rule::Units),
    }
}

/// Whether the facet is declared to have one value.
fn is_single(facet: Facet) -> bool {
    matches!(facet, Facet::Declared(id) if id.single)
}

fn figures(a: &Statement, x: Figure, b: &Statement, y: Figure) -> Finding {
    let apart = |a: Option<(u64, u64)>, b: Option<(u64, u64)>| match (a, b) {
        (Some((a, to_a)), Some((b, to_b))) => a > to_b || b > to_a,
        _ => false,
    };
    if apart(a.range(), b.range()) {
        let rule = match (a, b) {
            _ if [a.share, b.share].contains(&FigureShare::OfAll) => Rule::MoreThanAll,
            _ if a.is_joint() || b.is_joint() => Rule::JointFigure,
            _ => Rule::FiguresApart,
        };
        (Agreement::Excluding, rule)
    } else if a.is_joint() != b.is_joint() {
        (Agreement::Compatible, Rule::Joint)
    } else if a.meaning() == b.meaning() {
        (Agreement::Same, Rule::Equal)
    } else if a.parts.is_empty() != b.parts.is_empty() {
        (Agreement::Compatible, Rule::Sum)
    } else if is_rough(x.qualifier) != is_rough(y.qualifier) {
        (Agreement::Compatible, Rule::Approximate)
    } else {
        (Agreement::Compatible, Rule::FiguresOverlap)
    }
}

fn quantities(x: Quantity, y: Quantity) -> Finding {
    let roughly = |q: Quantity| is_rough(q.qualifier).then_some(q.qualifier);
    if !x.compares_with(y) {
        (Agreement::Compatible, Rule::Units)
    } else if x.excludes(y) {
        (Agreement::Excluding, Rule::FiguresApart)
    } else if (x.reach(), roughly(x)) == (y.reach(), roughly(y)) {
        (Agreement::Same, Rule::Equal)
    } else if roughly(x).is_some() != roughly(y).is_some() {
        (Agreement::Compatible, Rule::Approximate)
    } else {
        (Agreement::Compatible, Rule::FiguresOverlap)
    }
}

fn dates((a, x, of_x): (&Statement, When, DayOf), (b, y, of_y): (&Statement, When, DayOf)) -> Finding {
    use DayOf::Occurred;
    if of_x == of_y && x == y {
        return (Agreement::Same, Rule::Equal);
    }
    let ((x_lo, x_hi), (y_lo, y_hi)) = (x.reach(), y.reach());
    let no_year = a.no_year || b.no_year;
    match (of_x, of_y) {
        (Occurred, Occurred) if no_year => {
            let ((a, to_a), (b, to_b)) = (within_a_year(x), within_a_year(y));
            match (a > to_b || b > to_a, x_lo > y_hi || y_lo > x_hi) {
                (true, _) => (Agreement::Excluding, Rule::DatesApart),
                (_, true) => (Agreement::Compatible, Rule::BorrowedYear),
                _ => (Agreement::Compatible, Rule::DatesOverlap),
            }
        }
        (Occurred, Occurred) if x_lo > y_hi || y_lo > x_hi => (Agreement::Excluding, Rule::DatesApart),
        (Occurred, Occurred) => (Agreement::Compatible, Rule::DatesOverlap),
        (Occurred, _) if !no_year && x_lo > y_hi => (Agreement::Excluding, Rule::AfterReport),
        (_, Occurred) if !no_year && y_lo > x_hi => (Agreement::Excluding, Rule::AfterReport),
        _ => (Agreement::Compatible, Rule::ReportDay),
    }
}

/// First and last possible day of any year, as month and day; all days if the date spans a change of the year.
pub(super) fn within_a_year(when: When) -> (u32, u32) {
    let (lo, hi) = when.reach();
    let number = |day: NaiveDate| day.month() * 100 + day.day();
    if lo.year() == hi.year() { (number(lo), number(hi)) } else { (0, u32::MAX) }
}

fn parties(facet: Facet, names: &[Name], a: Who, b: Who) -> Finding {
    use Agreement::{Compatible, Excluding, Same};
    let (Who::Name(x), Who::Name(y)) = (a, b) else {
        return if a == b { (Same, Rule::Equal) } else { (Compatible, Rule::Wording) };
    };
    let group = |n: NameId| names[n.index()].kind == NameKind::Organisation;
    match kinship(names, x, y) {
        Kinship::Same => (Same, Rule::Equal),
        Kinship::Holds => (Compatible, Rule::PartOf),
        Kinship::Apart if matches!(facet, Facet::Declared(_)) => (Excluding, Rule::OneValue),
        Kinship::Apart if is_party(facet) && group(x) && group(y) => (Excluding, Rule::Apart),
        Kinship::Apart => (Compatible, Rule::Several),
    }
}

/// The agreement of two lists: same if each value of one is in the other; excluding if every pair of values excludes each
/// other, or if one list denies a value of the other.
pub fn list_finding(facet: Facet, a: &[Statement], b: &[Statement], names: &[Name]) -> Finding {
    if let ([a], [b]) = (a, b) {
        return finding(facet, a, b, names);
    }
    let mut apart: Option<Rule> = None;
    let (mut all_apart, mut shares, mut widest) = (true, false, Rule::Lists);
    for x in a {
        for y in b {
            match finding(facet, x, y, names) {
                (Agreement::Excluding, Rule::Denial) => return (Agreement::Excluding, Rule::Denial),
                (Agreement::Excluding, rule) => apart = Some(rule),
                (of, rule) => {
                    all_apart = false;
                    shares |= of == Agreement::Same || rule == Rule::Certainty;
                    widest = rule;
                }
            }
        }
    }
    let meets = |x: &Statement, y: &Statement, also: bool| {
        let (of, rule) = finding(facet, x, y, names);
        of == Agreement::Same || (also && rule == Rule::Certainty)
    };
    let covered = |x: &[Statement], y: &[Statement], also| x.iter().all(|s| y.iter().any(|t| meets(s, t, also)));
    let equal = |also| covered(a, b, also) && covered(b, a, also);
    match apart {
        Some(rule) if all_apart => (Agreement::Excluding, rule),
        _ if equal(false) => (Agreement::Same, Rule::Equal),
        _ if equal(true) => (Agreement::Compatible, Rule::Certainty),
        _ if shares => (Agreement::Compatible, Rule::Lists),
        _ => (Agreement::Compatible, widest),
    }
}
