//! Verdicts: whether sources agree on a facet. Computed from claims, never stored; knows nothing of display.
//!
//! Two claims about one facet say the same, are compatible, or exclude each other ([`Agreement`]). The values that one
//! account lists count as one statement. The [`Verdict`] follows from all pairs of claims and the number of origins. The
//! laws (symmetry; an equal claim never worsens; widening never excludes) are property-tested in `tests/it/laws.rs`.
//!
//! Rules:
//! - **Figures** exclude each other if their intervals are disjoint. They are the same if the intervals are equal, or if
//!   both state the same number as exact or approximate: "roughly 170 and 13" and "183" state the same number.
//! - **Dates** are the same if they mean the same days with the same qualifiers; they exclude each other if no day fits
//!   both. The date of a report or confirmation is only an upper bound. An approximate date is extended by its own length.
//! - **Places and groups** are the same, part of one another (a branch and its group, a town and its country), or
//!   distinct. Distinct ones exclude each other for places, perpetrators and claimants, not for targets.
//! - **Words** are the same or not; different words never exclude each other.
//! - **Durations** and **amounts of money** are compared as figures are, durations in seconds; amounts of different
//!   currencies are compatible. **Times of day** exclude each other if no minute fits both.
//! - A **declared** facet with one value excludes different names and words; one with several excludes nothing.
//! - **Statuses**: foiled and carried out exclude each other; all others are compatible.
//! - A **denial** excludes the claim that it denies.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::facet::Facet;
use super::figure::{Figure, Qualifier};
use super::id::{AccountId, NameId, OriginId};
use super::incident::{Claim, DayOf, Scope, Stance, Status, Value, Who};
use super::name::{Kinship, Name, NameKind, kinship};
use super::quantity::Quantity;
use super::time::When;
use super::time_of_day::TimeOfDay;

/// The verdict on the claims about one facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Only one origin makes a claim.
    Single,
    /// Several origins make the same claim.
    Same,
    /// The claims of several origins can all be true.
    Compatible,
    /// The claims cannot all be true.
    Conflict,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Single, Self::Same, Self::Compatible, Self::Conflict];

    /// The word used in JSON and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Conflict => "conflict",
        }
    }

    /// The sign beside the word.
    pub fn glyph(self) -> &'static str {
        match self {
            Self::Single => "·",
            Self::Same => "●",
            Self::Compatible => "◐",
            Self::Conflict => "✗",
        }
    }
}

/// The agreement of two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They say the same.
    Same,
    /// Both can be true.
    Compatible,
    /// They cannot both be true.
    Excluding,
}

/// The parts of a claim that verdicts compare, with its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement {
    /// Its origin; articles of one origin count once.
    pub origin: OriginId,
    /// Its account; the values that an account lists ("Iraq and Syria") count as one statement.
    pub account: AccountId,
    /// The value.
    pub value: Value,
    /// Whether the source denies it.
    pub denied: bool,
    /// Whether a figure covers further incidents, so that this incident's share is at most the figure.
    pub joint: bool,
}

impl Statement {
    /// The statement of a claim in an article of `origin`.
    pub fn of(claim: &Claim, origin: OriginId) -> Self {
        Self {
            origin,
            account: claim.account,
            value: claim.value,
            denied: claim.stance == Stance::Denied,
            joint: !claim.with.is_empty(),
        }
    }
}

/// The verdict on all statements about `facet` of an incident of `scope`; `None` without statements.
///
/// Excluding statements are a conflict even within one origin: readers must see a republication that changed a figure, or
/// an article that contradicts itself. Places, dates and perpetrators of a series never exclude each other, since a
/// series has several.
pub fn verdict(facet: Facet, scope: Scope, statements: &[Statement], names: &[Name]) -> Option<Verdict> {
    let first = statements.first()?;
    let many = scope == Scope::Series && !facet.is_number();
    let worst = match worst_pair(facet, statements, names) {
        Agreement::Excluding if many => Agreement::Compatible,
        worst => worst,
    };
    Some(match worst {
        Agreement::Excluding => Verdict::Conflict,
        _ if statements.iter().all(|s| s.origin == first.origin) => Verdict::Single,
        Agreement::Compatible => Verdict::Compatible,
        Agreement::Same => Verdict::Same,
    })
}

fn worst_pair(facet: Facet, statements: &[Statement], names: &[Name]) -> Agreement {
    let worst = |agreements: &mut dyn Iterator<Item = Agreement>| {
        let mut worst = Agreement::Same;
        for agreement in agreements {
            worst = worst.max(agreement);
            if worst == Agreement::Excluding {
                break;
            }
        }
        worst
    };
    if !facet.lists() {
        let (denied, said): (Vec<Statement>, Vec<Statement>) = statements.iter().partition(|s| s.denied);
        if let Some(known) = without_pairs(&said) {
            let known = if facet.is_plural() { known.min(Agreement::Compatible) } else { known };
            let one = |a: &Statement, b: &Statement| agreement(facet, a, b, names);
            let across = denied.iter().flat_map(|a| said.iter().map(move |b| one(a, b)));
            return worst(&mut [known].into_iter().chain(across).chain(pairs(&denied).map(|(a, b)| one(a, b))));
        }
        // Equal statements agree alike with all others: compare each distinct one once.
        let mut distinct: Vec<Statement> = Vec::new();
        for s in statements {
            if !distinct.iter().any(|d| is_equal(d, s)) {
                distinct.push(*s);
            }
        }
        return worst(&mut pairs(&distinct).map(|(a, b)| agreement(facet, a, b, names)));
    }
    let mut accounts: Vec<Vec<Statement>> = Vec::new();
    let mut at: HashMap<AccountId, usize> = HashMap::new();
    for statement in statements {
        match at.entry(statement.account) {
            Entry::Occupied(known) => accounts[*known.get()].push(*statement),
            Entry::Vacant(new) => {
                new.insert(accounts.len());
                accounts.push(vec![*statement]);
            }
        }
    }
    // Within an account listed values do not exclude each other, but a claim and its denial do.
    let inside = |list: &Vec<Statement>| {
        let both = list.iter().any(|s| s.denied != list[0].denied);
        let denied = both
            && pairs(list).any(|(a, b)| a.denied != b.denied && agreement(facet, a, b, names) == Agreement::Excluding);
        if denied { Agreement::Excluding } else { Agreement::Same }
    };
    let within = worst(&mut accounts.iter().map(inside));
    // Accounts with equal lists are compared once. Accounts with a single text value need no comparison with each other:
    // the facet says whether different words exclude each other.
    let (mut words, mut others): (Vec<Vec<Statement>>, Vec<Vec<Statement>>) = (Vec::new(), Vec::new());
    let mut known = HashSet::new();
    for list in accounts {
        if let [Statement { value: Value::Words(only), denied: false, joint: false, .. }] = list[..] {
            if known.insert(only) {
                words.push(list);
            }
        } else if !others.iter().any(|o| o.len() == list.len() && o.iter().zip(&list).all(|(a, b)| is_equal(a, b))) {
            others.push(list);
        }
    }
    let among = match (words.len() > 1, facet) {
        (false, _) => Agreement::Same,
        (true, Facet::Declared(id)) if id.single => Agreement::Excluding,
        (true, _) => Agreement::Compatible,
    };
    let across = others.iter().flat_map(|a| words.iter().map(move |b| list_agreement(facet, a, b, names)));
    let rest = pairs(&others).map(|(a, b)| list_agreement(facet, a, b, names));
    worst(&mut [within, among].into_iter().chain(across).chain(rest))
}

/// Whether two statements are equal apart from their source.
fn is_equal(a: &Statement, b: &Statement) -> bool {
    (a.value, a.denied, a.joint) == (b.value, b.denied, b.joint)
}

/// The worst agreement of many undenied figures or dates, in linear time; `None` if pairs must be compared. Without it a
/// hundred thousand statements would need a comparison of all pairs.
fn without_pairs(said: &[Statement]) -> Option<Agreement> {
    const FEW: usize = 50;
    let first = said.first().filter(|_| said.len() >= FEW)?;
    let (excluding, same) = match first.value {
        Value::Figure(f) => {
            let mut reaches = Vec::with_capacity(said.len());
            let (mut same, mut one_number) = (true, true);
            for s in said {
                let Value::Figure(g) = s.value else { return None };
                reaches.push((if s.joint { 0 } else { g.min.unwrap_or(0) }, g.max.unwrap_or(u32::MAX)));
                same &= (g.min, g.max, s.joint) == (f.min, f.max, first.joint);
                one_number &= g.stated == f.stated;
            }
            // "About 13" and "13" state the same number with different bounds: this needs pairs, but few are distinct.
            if !same && one_number && f.stated.is_some() {
                return None;
            }
            (apart(&reaches), same)
        }
        Value::When(..) => {
            let (mut occurred, mut reported) = (Vec::with_capacity(said.len()), Vec::new());
            for s in said {
                match s.value {
                    Value::When(when, DayOf::Occurred) => occurred.push(when.reach()),
                    Value::When(when, _) => reported.push(when.reach().1),
                    _ => return None,
                }
            }
            // The incident is not later than its report.
            let later = reported.iter().min().is_some_and(|day| occurred.iter().any(|(lo, _)| lo > day));
            (apart(&occurred) || later, said.iter().all(|s| s.value == first.value))
        }
        Value::Quantity(q) => {
            let all: Vec<Quantity> = said.iter().map_while(|s| s.value.quantity()).collect();
            let same = all.iter().all(|other| q.is_same(*other));
            (Quantity::any_exclude(all.iter().copied()), same && all.len() == said.len())
        }
        Value::Time(time) => {
            let all: Vec<TimeOfDay> = said.iter().map_while(|s| s.value.time()).collect();
            let same = all.len() == said.len() && all.iter().all(|other| *other == time);
            (TimeOfDay::any_exclude(all.into_iter()), same)
        }
        _ => return None,
    };
    Some(match (excluding, same) {
        (true, _) => Agreement::Excluding,
        (_, true) => Agreement::Same,
        _ => Agreement::Compatible,
    })
}

/// Whether any two of these ranges are disjoint: the highest start is beyond the lowest end.
fn apart<T: Ord + Copy>(reaches: &[(T, T)]) -> bool {
    reaches.iter().map(|r| r.0).max() > reaches.iter().map(|r| r.1).min()
}

fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items.iter().enumerate().flat_map(|(i, a)| items[i + 1..].iter().map(move |b| (a, b)))
}

/// The agreement of two lists: same if each value of one is in the other; excluding if every pair of values excludes each
/// other, or if one list denies a value of the other.
fn list_agreement(facet: Facet, a: &[Statement], b: &[Statement], names: &[Name]) -> Agreement {
    let one = |x: &Statement, y: &Statement| agreement(facet, x, y, names);
    let covered = |x: &[Statement], y: &[Statement]| x.iter().all(|s| y.iter().any(|t| one(s, t) == Agreement::Same));
    let denial = a.iter().any(|x| b.iter().any(|y| x.denied != y.denied && one(x, y) == Agreement::Excluding));
    if denial || a.iter().all(|x| b.iter().all(|y| one(x, y) == Agreement::Excluding)) {
        Agreement::Excluding
    } else if covered(a, b) && covered(b, a) {
        Agreement::Same
    } else {
        Agreement::Compatible
    }
}

/// The agreement of two statements about `facet`; symmetric.
pub fn agreement(facet: Facet, a: &Statement, b: &Statement, names: &[Name]) -> Agreement {
    let plain = match (a.value, b.value) {
        (Value::Figure(x), Value::Figure(y)) => figures(x, a.joint, y, b.joint),
        (Value::When(x, of_x), Value::When(y, of_y)) => dates(x, of_x, y, of_y),
        (Value::Place(x), Value::Place(y)) => places(names, x, y),
        (Value::Who(x), Value::Who(y)) => parties(facet, names, x, y),
        (Value::Words(x), Value::Words(y)) => texts(facet, x == y),
        (Value::Quantity(x), Value::Quantity(y)) => quantities(x, y),
        (Value::Time(x), Value::Time(y)) => times(x, y),
        (Value::Status(x), Value::Status(y)) => statuses(x, y),
        _ => Agreement::Compatible,
    };
    let plain = if facet.is_plural() { plain.min(Agreement::Compatible) } else { plain };
    match (a.denied, b.denied) {
        (false, false) => plain,
        // Two denials never exclude each other: both can be true.
        (true, true) => plain.min(Agreement::Compatible),
        _ if plain == Agreement::Same => Agreement::Excluding,
        _ => Agreement::Compatible,
    }
}

fn figures(a: Figure, a_joint: bool, b: Figure, b_joint: bool) -> Agreement {
    // The share of one incident in a joint figure is between zero and the whole figure.
    let reach = |f: Figure, joint: bool| (if joint { 0 } else { f.min.unwrap_or(0) }, f.max.unwrap_or(u32::MAX));
    let ((a_min, a_max), (b_min, b_max)) = (reach(a, a_joint), reach(b, b_joint));
    let plainly = |f: Figure| matches!(f.qualifier, Qualifier::Exactly | Qualifier::About);
    if a_min > b_max || b_min > a_max {
        Agreement::Excluding
    } else if a_joint != b_joint {
        Agreement::Compatible
    } else if (a.min, a.max) == (b.min, b.max)
        || (a.stated.is_some() && a.stated == b.stated && plainly(a) && plainly(b))
    {
        Agreement::Same
    } else {
        Agreement::Compatible
    }
}

fn dates(a: When, of_a: DayOf, b: When, of_b: DayOf) -> Agreement {
    if of_a == of_b && a == b {
        return Agreement::Same;
    }
    let ((a_lo, a_hi), (b_lo, b_hi)) = (a.reach(), b.reach());
    let excluding = match (of_a, of_b) {
        (DayOf::Occurred, DayOf::Occurred) => a_lo > b_hi || b_lo > a_hi,
        (DayOf::Occurred, _) => a_lo > b_hi,
        (_, DayOf::Occurred) => b_lo > a_hi,
        _ => false,
    };
    if excluding { Agreement::Excluding } else { Agreement::Compatible }
}

fn places(names: &[Name], a: NameId, b: NameId) -> Agreement {
    match kinship(names, a, b) {
        Kinship::Same => Agreement::Same,
        Kinship::Holds => Agreement::Compatible,
        Kinship::Apart => Agreement::Excluding,
    }
}

/// Different texts exclude each other only if the facet has one value.
fn texts(facet: Facet, same: bool) -> Agreement {
    match facet {
        _ if same => Agreement::Same,
        Facet::Declared(id) if id.single => Agreement::Excluding,
        _ => Agreement::Compatible,
    }
}

fn quantities(a: Quantity, b: Quantity) -> Agreement {
    match a.excludes(b) {
        true => Agreement::Excluding,
        false if a.is_same(b) => Agreement::Same,
        false => Agreement::Compatible,
    }
}

fn times(a: TimeOfDay, b: TimeOfDay) -> Agreement {
    match a.excludes(b) {
        true => Agreement::Excluding,
        false if a == b => Agreement::Same,
        false => Agreement::Compatible,
    }
}

fn parties(facet: Facet, names: &[Name], a: Who, b: Who) -> Agreement {
    use super::id::Id;
    let (Who::Name(a), Who::Name(b)) = (a, b) else {
        return if a == b { Agreement::Same } else { Agreement::Compatible };
    };
    let group = |n: NameId| names[n.index()].kind == NameKind::Organisation;
    match kinship(names, a, b) {
        Kinship::Same => Agreement::Same,
        Kinship::Apart if matches!(facet, Facet::Declared(_)) => Agreement::Excluding,
        Kinship::Apart if facet != Facet::Target && group(a) && group(b) => Agreement::Excluding,
        Kinship::Holds | Kinship::Apart => Agreement::Compatible,
    }
}

fn statuses(a: Status, b: Status) -> Agreement {
    match (a, b) {
        _ if a == b => Agreement::Same,
        (Status::Foiled, Status::CarriedOut) | (Status::CarriedOut, Status::Foiled) => Agreement::Excluding,
        _ => Agreement::Compatible,
    }
}
