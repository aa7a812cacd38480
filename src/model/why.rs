//! Why the verdict of a ledger's row is what it is: which claims were held against which, and which rule decided. Computed
//! anew from the claims; knows no wording.

use std::collections::BTreeSet;

use super::agreement::{Agreement, FigureShare, Statement};
use super::class::{Class, Counted, FEW, Scales, independent};
use super::id::{ClaimId, In, OriginId};
use super::incident::Value;
use super::rule::Rule;
use super::verdict::Verdict;

/// The reasons for the verdict of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The verdict across origins.
    pub verdict: Option<Verdict>,
    /// Number of independent origins behind it.
    pub origins: usize,
    /// Claims of different origins that were held against each other, those that decide first.
    pub across: Vec<Held>,
    /// Claims of one origin that exclude each other or differ in certainty.
    pub inside: Vec<Held>,
    /// Number of further pairs, which are not listed.
    pub further: usize,
    /// The claims that were not held against others, with the rule.
    pub aside: Vec<(In<ClaimId>, Rule)>,
    /// The claims of the only origin, the first of each meaning.
    pub stated: Vec<In<ClaimId>>,
    /// Whether there is one origin only because all rest on one speaker.
    pub one_speaker: bool,
}

/// Claims that were held against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The sides, each the claims of one account or one claim.
    pub sides: Vec<Vec<In<ClaimId>>>,
    /// How they agree.
    pub agreement: Agreement,
    /// The rule that decides it.
    pub rule: Rule,
}

/// A statement with its claim.
pub(super) type Weighed<'c> = (In<ClaimId>, Statement<'c>);

/// At most so many pairs are listed.
const MOST: usize = 8;

impl Why {
    /// The reasons for what [`Scales::weigh`] finds; `aside` are the claims that are not weighed at all.
    pub(super) fn of(scales: &Scales, stated: &[Weighed], mut aside: Vec<(In<ClaimId>, Rule)>) -> Self {
        let statements: Vec<Statement> = stated.iter().map(|(_, s)| *s).collect();
        let weighed = scales.weigh(&statements);
        let (mut across, mut inside) = (Vec::new(), Vec::new());
        let classes = scales.classes(&statements);
        let questions: BTreeSet<_> = classes.iter().map(Class::question).collect();
        let mut one_speaker = false;
        for &question in &questions {
            let of_question: Vec<&Class> = classes.iter().filter(|c| c.question() == question).collect();
            let counted = Counted::among(of_question.iter().copied());
            let agreeing = || of_question.iter().copied().filter(|c| counted.has(c));
            let origins: BTreeSet<OriginId> = agreeing().flat_map(|c| &c.origins).copied().collect();
            one_speaker |= origins.len() > 1 && independent(&statements, agreeing()) == 1;
            let before = across.len();
            let few = few(&of_question);
            for (i, a) in few.iter().enumerate() {
                across.extend(all_the_same(a).filter(|_| counted.has(a)));
                inside.extend(denied_itself(a));
                for b in &few[i + 1..] {
                    let (agreement, rule) = scales.compare(a, b);
                    let excluding = agreement == Agreement::Excluding;
                    if let Some(sides) = apart(a, b).filter(|_| excluding || (counted.has(a) && counted.has(b))) {
                        across.push((sides, agreement, rule));
                    }
                    if excluding {
                        inside.extend(together(a, b).map(|sides| (sides, agreement, rule)));
                    }
                }
            }
            let unheld = across.len() == before && questions.len() > 1;
            for class in &of_question {
                let rule = match class {
                    _ if class.is_joint() && class.list[0].share == FigureShare::OfAll => Rule::OfAll,
                    _ if class.is_joint() => Rule::Joint,
                    _ if !counted.has(class) => Rule::ReportDay,
                    _ if unheld => Rule::Question,
                    _ => continue,
                };
                aside.extend(class.members.iter().map(|(_, at)| (stated[*at].0, rule)));
            }
        }
        for alike in Scales::uncertain(&statements) {
            let first = alike[0];
            let other = alike.iter().find(|&&at| statements[at].stance != statements[first].stance);
            let other = other.copied().unwrap_or(first);
            inside.push((vec![vec![first], vec![other]], Agreement::Compatible, Rule::Certainty));
        }
        if weighed.origins < 2 {
            across.retain(|(_, agreement, _)| *agreement == Agreement::Excluding);
        }
        let weighs = |class: &&Class| !class.is_joint();
        let alone: Vec<In<ClaimId>> = match weighed.verdict {
            Some(Verdict::Single) => {
                let first = |class: &Class| Some(stated[class.members.first()?.1].0);
                classes.iter().filter(weighs).filter_map(first).take(MOST).collect()
            }
            _ => Vec::new(),
        };
        across.sort_by_key(|(_, agreement, _)| std::cmp::Reverse(*agreement));
        let further = across.len().saturating_sub(MOST) + inside.len().saturating_sub(MOST);
        let held = |all: Vec<Pair>| {
            let claims = |side: Vec<usize>| side.into_iter().map(|at| stated[at].0).collect();
            let held = |(sides, agreement, rule): Pair| Held {
                sides: sides.into_iter().map(claims).collect(),
                agreement,
                rule,
            };
            all.into_iter().take(MOST).map(held).collect()
        };
        Self {
            verdict: weighed.verdict,
            origins: weighed.origins,
            across: held(across),
            inside: held(inside),
            further,
            stated: alone,
            aside,
            one_speaker: one_speaker && weighed.verdict == Some(Verdict::Single),
        }
    }
}

/// The positions of the statements of each side, and how they agree.
type Pair = (Vec<Vec<usize>>, Agreement, Rule);

/// The lists of a class, each of one account, with their origins.
fn lists<'a>(class: &'a Class<'_>) -> impl Iterator<Item = (OriginId, Vec<usize>)> + use<'a> {
    class.members.chunks(class.list.len().max(1)).map(|list| (list[0].0, list.iter().map(|(_, at)| *at).collect()))
}

/// The first list of each origin, if several origins say the same.
fn all_the_same(class: &Class) -> Option<Pair> {
    let mut seen = BTreeSet::new();
    let sides: Vec<Vec<usize>> = lists(class).filter(|(o, _)| seen.insert(*o)).map(|(_, list)| list).collect();
    (sides.len() > 1).then_some((sides, Agreement::Same, Rule::Equal))
}

/// What the list of one account says and denies.
fn denied_itself(class: &Class) -> Option<Pair> {
    let (_, list) = lists(class).next()?;
    let denial = |(_, s): &(usize, &Statement)| s.is_denial();
    let said = |(at, s): (usize, &Statement)| {
        let meaning = s.meaning();
        let denied = class.list.iter().enumerate().find(|d| denial(d) && d.1.meaning() == meaning);
        denied.map(|(other, _)| vec![vec![list[at]], vec![list[other]]])
    };
    let sides = class.list.iter().enumerate().filter(|s| !denial(s)).find_map(said)?;
    Some((sides, Agreement::Excluding, Rule::Denial))
}

/// A list of each class, of different origins.
fn apart(a: &Class, b: &Class) -> Option<Vec<Vec<usize>>> {
    let mut of_a = lists(a);
    of_a.find_map(|(origin, list)| {
        let (_, other) = lists(b).find(|(o, _)| *o != origin)?;
        Some(vec![list, other])
    })
}

/// A list of each class, of one origin.
fn together(a: &Class, b: &Class) -> Option<Vec<Vec<usize>>> {
    let origin = a.origins.intersection(&b.origins).next()?;
    let first = |class: &Class| lists(class).find(|(o, _)| o == origin).map(|(_, list)| list);
    Some(vec![first(a)?, first(b)?])
}

/// The classes to list: of very many the first, the denials, and those at the ends of the range.
fn few<'a, 'c>(classes: &[&'a Class<'c>]) -> Vec<&'a Class<'c>> {
    if classes.len() <= FEW {
        return classes.to_vec();
    }
    let mut chosen: BTreeSet<usize> = (0..MOST).collect();
    chosen.extend((0..classes.len()).filter(|&at| classes[at].only().is_none()).take(MOST));
    let mut by_start: Vec<usize> = (0..classes.len()).collect();
    by_start.sort_by_key(|&at| std::cmp::Reverse(ends(classes[at]).0));
    let mut by_end: Vec<usize> = (0..classes.len()).collect();
    by_end.sort_by_key(|&at| ends(classes[at]).1);
    for order in [by_start, by_end] {
        let first = classes[order[0]];
        chosen.insert(order[0]);
        chosen.extend(order.iter().find(|&&at| classes[at].meets_across(first)));
    }
    chosen.into_iter().map(|at| classes[at]).collect()
}

/// Where the range of a class begins and ends, to put classes in order.
fn ends(class: &Class) -> (i64, i64) {
    let days = |day: chrono::NaiveDate| i64::from(chrono::Datelike::num_days_from_ce(&day));
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match class.only().map(|s| (s.value, s.range())) {
        Some((_, Some((lo, hi)))) => (number(lo), number(hi)),
        Some((Value::Time(time), _)) => (time.reach().0.into(), time.reach().1.into()),
        Some((Value::When(when, _), _)) => (days(when.reach().0), days(when.reach().1)),
        _ => (0, 0),
    }
}
