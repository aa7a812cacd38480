//! Do the sources agree? Verdicts are computed from claims, never stored.
//!
//! Two claims about one facet either say the same, can both be true, or exclude each other
//! ([`Agreement`]). What one account lists is taken together. A facet's [`Verdict`] follows from all pairs of its claims and from how many origins
//! speak. The laws (symmetry; an equal claim never worsens; widening never excludes) are property-tested
//! in `tests/it/laws.rs`.
//!
//! What counts as what:
//! - **Figures** exclude each other when their intervals do not meet. They are the same when the intervals
//!   are equal, or when both state the same number plainly (exactly or about): "roughly 170 and 13" and
//!   "183" state the same number.
//! - **Dates** are the same when they say the same days with the same doubt; they exclude each other when no day fits both. The date of
//!   a report or confirmation only says "not later". An approximate date reaches as far again.
//! - **Places and groups** are the same, or hold one another (a branch and its group, a town and its
//!   country), or lie apart. Apart excludes for places, perpetrators and claimants, not for targets.
//! - **Words** are the same or not; other words alone never exclude.
//! - **Statuses**: what was foiled was not carried out; all else can both be said.
//! - A **denial** excludes what it denies.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::figure::{Figure, Qualifier};
use super::id::{AccountId, NameId, OriginId};
use super::incident::{Claim, DayOf, Facet, Scope, Stance, Status, Value, Who};
use super::name::{Kinship, Name, NameKind, kinship};
use super::time::When;

/// How the sources' claims about one facet stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Only one origin speaks.
    Single,
    /// Several origins speak and all say the same.
    Same,
    /// Several origins speak and all can be true.
    Compatible,
    /// Not all can be true.
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

/// How two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They say the same.
    Same,
    /// Both can be true.
    Compatible,
    /// They cannot both be true.
    Excluding,
}

/// A claim reduced to what verdicts look at, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement {
    /// Articles of one origin speak with one voice.
    pub origin: OriginId,
    /// What one account lists together ("Iraq and Syria") is one statement in several values.
    pub account: AccountId,
    /// What is said.
    pub value: Value,
    /// Whether it is denied.
    pub denied: bool,
    /// Whether a figure covers further incidents, so that this one's share is anything up to it.
    pub joint: bool,
}

impl Statement {
    /// What `claim`, made in an article of `origin`, says.
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

/// The verdict on all statements about `facet` of an incident of `scope`. `None` when nobody says anything.
///
/// Statements that exclude each other are a conflict even within one origin: a republication that changed a
/// figure, or an article that contradicts itself, is what a reader must see. The places, times and culprits of
/// a series are many by nature and exclude nothing.
pub fn verdict(facet: Facet, scope: Scope, statements: &[Statement], names: &[Name]) -> Option<Verdict> {
    let first = statements.first()?;
    let many = scope == Scope::Series && !facet.is_figure();
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

/// Whether an account may give several values of `facet` at once and mean all of them.
fn lists(facet: Facet) -> bool {
    matches!(facet, Facet::Place | Facet::Perpetrator | Facet::ClaimedBy | Facet::Target | Facet::Method)
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
    if !lists(facet) {
        let (denied, said): (Vec<Statement>, Vec<Statement>) = statements.iter().partition(|s| s.denied);
        if let Some(known) = without_pairs(&said) {
            let one = |a: &Statement, b: &Statement| agreement(facet, a, b, names);
            let across = denied.iter().flat_map(|a| said.iter().map(move |b| one(a, b)));
            return worst(&mut [known].into_iter().chain(across).chain(pairs(&denied).map(|(a, b)| one(a, b))));
        }
        // What is said a hundred thousand times is compared once: equal statements agree with all else alike.
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
    // An account may list what excludes each other elsewhere, but not report a thing and its denial in peace.
    let inside = |list: &Vec<Statement>| {
        let both = list.iter().any(|s| s.denied != list[0].denied);
        let denied = both
            && pairs(list).any(|(a, b)| a.denied != b.denied && agreement(facet, a, b, names) == Agreement::Excluding);
        if denied { Agreement::Excluding } else { Agreement::Same }
    };
    let within = worst(&mut accounts.iter().map(inside));
    // Accounts that list the same are compared with the others once. Single words need not be compared among each
    // other: different ones never exclude and are never the same.
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
    let among = if words.len() > 1 { Agreement::Compatible } else { Agreement::Same };
    let across = others.iter().flat_map(|a| words.iter().map(move |b| list_agreement(facet, a, b, names)));
    let rest = pairs(&others).map(|(a, b)| list_agreement(facet, a, b, names));
    worst(&mut [within, among].into_iter().chain(across).chain(rest))
}

/// Whether two statements say one thing in one way, whoever makes them.
fn is_equal(a: &Statement, b: &Statement) -> bool {
    (a.value, a.denied, a.joint) == (b.value, b.denied, b.joint)
}

/// The worst agreement where it follows from all statements at once, so that a hundred thousand different ones are
/// not compared in pairs: figures and days that nobody denies. `None` where pairs must be looked at.
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
            // "About 13" and "13" state the same number in different bounds; that is told by pairs, of which few differ.
            if !same && one_number && f.stated.is_some() {
                return None;
            }
            (apart(&reaches), same)
        }
        Value::When(..) => {
            let (mut occurred, mut told) = (Vec::with_capacity(said.len()), Vec::new());
            for s in said {
                match s.value {
                    Value::When(when, DayOf::Occurred) => occurred.push(when.reach()),
                    Value::When(when, _) => told.push(when.reach().1),
                    _ => return None,
                }
            }
            // What was told of on a day had not happened later.
            let later = told.iter().min().is_some_and(|told| occurred.iter().any(|(lo, _)| lo > told));
            (apart(&occurred) || later, said.iter().all(|s| s.value == first.value))
        }
        _ => return None,
    };
    Some(match (excluding, same) {
        (true, _) => Agreement::Excluding,
        (_, true) => Agreement::Same,
        _ => Agreement::Compatible,
    })
}

/// Whether some two of these reaches do not meet: the highest beginning lies behind the lowest end.
fn apart<T: Ord + Copy>(reaches: &[(T, T)]) -> bool {
    reaches.iter().map(|r| r.0).max() > reaches.iter().map(|r| r.1).min()
}

fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items.iter().enumerate().flat_map(|(i, a)| items[i + 1..].iter().map(move |b| (a, b)))
}

/// Two lists are the same when each value of one is in the other; they exclude each other when nothing in one
/// can stand beside anything in the other, or when one denies what the other says.
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

/// How two statements about `facet` stand to each other; symmetric.
pub fn agreement(facet: Facet, a: &Statement, b: &Statement, names: &[Name]) -> Agreement {
    let plain = match (a.value, b.value) {
        (Value::Figure(x), Value::Figure(y)) => figures(x, a.joint, y, b.joint),
        (Value::When(x, of_x), Value::When(y, of_y)) => dates(x, of_x, y, of_y),
        (Value::Place(x), Value::Place(y)) => places(names, x, y),
        (Value::Who(x), Value::Who(y)) => parties(facet, names, x, y),
        (Value::Words(x), Value::Words(y)) if x == y => Agreement::Same,
        (Value::Status(x), Value::Status(y)) => statuses(x, y),
        _ => Agreement::Compatible,
    };
    match (a.denied, b.denied) {
        (false, false) => plain,
        // Two denials exclude nothing: both may be right about different culprits.
        (true, true) => plain.min(Agreement::Compatible),
        _ if plain == Agreement::Same => Agreement::Excluding,
        _ => Agreement::Compatible,
    }
}

fn figures(a: Figure, a_joint: bool, b: Figure, b_joint: bool) -> Agreement {
    // The share of one incident in a joint figure is anything from nobody to all of it.
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

fn parties(facet: Facet, names: &[Name], a: Who, b: Who) -> Agreement {
    use super::id::Id;
    let (Who::Name(a), Who::Name(b)) = (a, b) else {
        return if a == b { Agreement::Same } else { Agreement::Compatible };
    };
    let group = |n: NameId| names[n.index()].kind == NameKind::Organisation;
    match kinship(names, a, b) {
        Kinship::Same => Agreement::Same,
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
