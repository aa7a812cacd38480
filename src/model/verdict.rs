//! Verdicts: whether sources agree on a facet. Computed from claims, never stored; knows nothing of display.
//!
//! Two claims about one facet say the same, are compatible, or exclude each other ([`Agreement`]); the values that one
//! account lists count as one statement. The verdict of a facet follows from all pairs of claims of different origins.
//! What excludes each other inside one origin is [inconsistent](Weighing::inconsistent), a sign of its own beside the
//! verdict. The README has the table of the [rules](super::rule). The laws (symmetry; an equal claim never worsens;
//! widening never excludes; …) are property-tested in `tests/it/laws.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::agreement::{Agreement, Finding, Meaning, Question, Statement, list_finding};
use super::class::{Class, Counted, FEW, Scales, independent};
use super::facet::Facet;
use super::id::OriginId;
use super::incident::{Scope, Stance, Value};
use super::rule::Rule;
use super::spread::{self, Spread};

/// The verdict on the claims about one facet, or on all facets of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Only one origin makes a claim.
    Single,
    /// Several origins make the same claim.
    Same,
    /// The claims of several origins can all be true.
    Compatible,
    /// Of an entry: statements of one origin exclude each other on a facet, and no facet is in conflict.
    Inconsistent,
    /// The claims of several origins cannot all be true.
    Conflict,
}

impl Verdict {
    /// All verdicts, least severe first.
    pub const ALL: [Self; 5] = [Self::Single, Self::Same, Self::Compatible, Self::Inconsistent, Self::Conflict];

    /// The word used in JSON and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Inconsistent => "inconsistent",
            Self::Conflict => "conflict",
        }
    }

    /// The sign beside the word.
    pub fn glyph(self) -> &'static str {
        match self {
            Self::Single => "·",
            Self::Same => "●",
            Self::Compatible => "◐",
            Self::Inconsistent => "≠",
            Self::Conflict => "✗",
        }
    }

    /// The hollow sign of a draft verdict.
    pub fn draft_glyph(self) -> &'static str {
        match self {
            Self::Single => "⊙",
            Self::Same => "○",
            Self::Compatible => "⊖",
            Self::Inconsistent => "⊘",
            Self::Conflict => "⊗",
        }
    }
}

/// The verdict on all facets of an entry: the most severe one, with the facets that have it if it is a conflict or an
/// inconsistency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputed {
    /// The verdict.
    pub verdict: Verdict,
    /// The facets.
    pub facets: Box<[Facet]>,
}

/// The verdicts on all facets of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverallVerdict {
    /// Of what is confirmed; `None` if all claims are drafts.
    pub confirmed: Option<Disputed>,
    /// With drafts taken for what they say; `None` without drafts.
    pub draft: Option<Disputed>,
}

/// The result of weighing the statements about one facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weighing {
    /// The verdict across origins; `None` without statements.
    pub verdict: Option<Verdict>,
    /// Number of independent origins behind the verdict.
    pub origins: usize,
    /// The statements that disagree with another one of their origin, by position.
    pub inconsistent: Vec<usize>,
}

impl Scales<'_> {
    /// Weighs statements against each other.
    pub fn weigh(&self, statements: &[Statement]) -> Weighing {
        if statements.is_empty() {
            return Weighing::default();
        }
        let mut classes: BTreeMap<Question, Vec<Class>> = BTreeMap::new();
        for class in self.classes(statements) {
            classes.entry(class.question()).or_default().push(class);
        }
        let mut inconsistent: BTreeSet<usize> = Self::uncertain(statements).into_iter().flatten().collect();
        let mut best = (Verdict::Single, 1);
        for classes in classes.values() {
            best = best.max(self.question(statements, classes, &mut inconsistent));
        }
        let (verdict, origins) = best;
        Weighing { verdict: Some(verdict), origins, inconsistent: inconsistent.into_iter().collect() }
    }

    /// The verdict on the statements that answer one question, and the number of origins behind it.
    fn question(
        &self,
        statements: &[Statement],
        classes: &[Class],
        inconsistent: &mut BTreeSet<usize>,
    ) -> (Verdict, usize) {
        let counted = Counted::among(classes);
        let origins = independent(statements, classes.iter().filter(|c| counted.has(c)));
        let mut worst: Option<Agreement> = None;
        let mut meet = |agreement| worst = worst.max(Some(agreement));
        for class in classes {
            if counted.has(class) && class.origins.len() > 1 {
                meet(Agreement::Same);
            }
            if class.list.iter().any(|s| s.is_denial() != class.list[0].is_denial()) && self.denies_itself(&class.list)
            {
                inconsistent.extend(class.members.iter().map(|(_, at)| at));
            }
        }
        let bulk = self.bulk(classes);
        for (i, a) in classes.iter().enumerate().filter(|(i, _)| !bulk.contains(i)) {
            for (j, b) in classes.iter().enumerate() {
                // Each pair once; those of the bulk are compared with all others, and not with each other.
                if j == i || (j < i && !bulk.contains(&j)) {
                    continue;
                }
                let (agreement, _) = self.compare(a, b);
                let excluding = agreement == Agreement::Excluding;
                if a.meets_across(b) && (excluding || (counted.has(a) && counted.has(b))) {
                    meet(agreement);
                }
                if excluding {
                    let both = |at: &&(OriginId, usize)| a.origins.contains(&at.0) && b.origins.contains(&at.0);
                    inconsistent.extend(a.members.iter().chain(&b.members).filter(both).map(|(_, at)| *at));
                }
            }
        }
        if !bulk.is_empty() {
            let of_bulk: Vec<&Class> = bulk.iter().map(|&at| &classes[at]).collect();
            if origins > 1 && of_bulk.iter().filter(|c| counted.has(c)).count() > 1 {
                meet(Agreement::Compatible);
            }
            if self.many_exclude() {
                let Spread { across, inside } = spread::of(self.facet, &of_bulk);
                if across {
                    meet(Agreement::Excluding);
                }
                inconsistent.extend(inside);
            }
        }
        match worst {
            Some(Agreement::Excluding) => (Verdict::Conflict, origins.max(2)),
            Some(Agreement::Compatible) if origins > 1 => (Verdict::Compatible, origins),
            Some(Agreement::Same) if origins > 1 => (Verdict::Same, origins),
            _ => (Verdict::Single, 1),
        }
    }

    /// How two classes agree.
    pub(super) fn compare(&self, a: &Class, b: &Class) -> Finding {
        match list_finding(self.facet, &a.list, &b.list, self.names) {
            (Agreement::Excluding, rule) if rule != Rule::Denial && !self.many_exclude() => {
                (Agreement::Compatible, Rule::Series)
            }
            finding => finding,
        }
    }

    /// Whether different values can exclude each other: those of a series only if they are numbers.
    fn many_exclude(&self) -> bool {
        (self.scope == Scope::Single || self.facet.is_number()) && !self.facet.is_plural()
    }

    fn denies_itself(&self, list: &[Statement]) -> bool {
        let of = |denials: bool| list.iter().filter(move |s| s.is_denial() == denials);
        let said: HashSet<Meaning> = of(false).map(Statement::meaning).collect();
        of(true).any(|s| said.contains(&s.meaning()))
    }

    /// The statements of an origin that assert a value, with those that only suspect, allege or report it: on the same
    /// authority, or against what the article itself asserts.
    pub(super) fn uncertain(statements: &[Statement]) -> Vec<Vec<usize>> {
        let mut known: HashMap<_, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (at, s) in statements.iter().enumerate().filter(|(_, s)| !s.is_denial()) {
            let (firm, soft) = known.entry((s.origin, s.is_joint(), s.meaning())).or_default();
            if s.stance == Stance::Asserted { firm.push(at) } else { soft.push(at) }
        }
        let of = |at: &usize| statements[*at].authority;
        let mut differing: Vec<Vec<usize>> = Vec::new();
        for (firm, soft) in known.values() {
            let (said, doubted): (HashSet<_>, HashSet<_>) =
                (firm.iter().map(of).collect(), soft.iter().map(of).collect());
            let firm = firm.iter().filter(|at| !soft.is_empty() && (of(at).is_none() || doubted.contains(&of(at))));
            let soft = soft.iter().filter(|at| said.contains(&None) || said.contains(&of(at)));
            let both: Vec<usize> = firm.chain(soft).copied().collect();
            if !both.is_empty() {
                differing.push(both);
            }
        }
        differing.sort_unstable();
        differing
    }

    /// The classes that are not compared in pairs because they are many: single ranges, or single words.
    pub(super) fn bulk(&self, classes: &[Class]) -> BTreeSet<usize> {
        let sorts = |value| {
            matches!(value, Value::Words(_) | Value::Figure(_) | Value::When(..) | Value::Quantity(_) | Value::Time(_))
        };
        let fits = |(_, class): &(usize, &Class)| class.only().is_some_and(|statement| sorts(statement.value));
        let many: BTreeSet<usize> = classes.iter().enumerate().filter(fits).map(|(at, _)| at).collect();
        if many.len() > FEW { many } else { BTreeSet::new() }
    }
}
