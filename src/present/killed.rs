//! The number killed as the sources of an incident print it, in the few columns of a list and in full.
//!
//! Knows claims; knows no layout. The short form never says more than the sources do: it spans the numbers that they
//! print, and keeps the signs of its ends where these are open.

use crate::model::toll::{JointToll, PrintedToll, killed_claims};
use std::collections::HashSet;

use super::words;
use crate::model::{Corpus, Figure, IncidentId, Qualifier};

/// What the sources of an incident say of the number killed, its attackers left out: `94`, `≥133`, `90–94` for
/// `>90 · ≈90 · 94`, `130–133+` if the highest number is a lower bound; empty if no source says how many, or how many at most. `Σ183` is a sum
/// that no source prints, `94?` is hedged, `◌94` a draft.
pub fn in_short(corpus: &Corpus, incident: IncidentId) -> String {
    short(&PrintedToll::of(corpus, incident))
}

fn short(printed: &PrintedToll) -> String {
    let mut short = span(&printed.counted());
    if !short.is_empty() {
        if !printed.is_asserted {
            short.push('?');
        }
        if printed.is_draft {
            short.insert_str(0, words::DRAFT);
        }
    }
    short
}

/// The same in a column, where it says `joint` if all that sources count are the killed of several incidents together.
pub fn in_column(corpus: &Corpus, incident: IncidentId) -> String {
    let printed = PrintedToll::of(corpus, incident);
    let short = short(&printed);
    match printed.joint {
        Some(JointToll::Confirmed) if short.is_empty() => "joint".to_owned(),
        Some(JointToll::Drafted) if short.is_empty() => format!("{}joint", words::DRAFT),
        _ => short,
    }
}

/// Each value that the sources give, once, in their order, with the joint and the denied ones; one that no verdict weighs says so.
pub fn in_full(corpus: &Corpus, incident: IncidentId) -> String {
    let mut known = HashSet::new();
    let values = killed_claims(corpus, incident).map(|claim| {
        let value = words::value(corpus, claim);
        if corpus.is_weighed_in_draft(claim) { value } else { format!("{value} [not weighed]") }
    });
    let each: Vec<String> = values.filter(|value| known.insert(value.clone())).collect();
    each.join(", ")
}

/// The numbers printed, as a span with the signs of its open ends.
fn span(figures: &[(Figure, bool)]) -> String {
    let numbers = || figures.iter().flat_map(|(f, _)| [f.printed().0, f.printed().1]).flatten();
    let (Some(low), Some(high)) = (numbers().min(), numbers().max()) else {
        // Only plurals: dozens, hundreds.
        return figures.first().map_or_else(String::new, |(f, _)| f.display());
    };
    let number = |n: u32| {
        let summed = figures.iter().filter(|(f, _)| matches!(f.printed(), (a, b) if a == Some(n) || b == Some(n)));
        let sign = if summed.clone().all(|(_, sum)| *sum) { "Σ" } else { "" };
        format!("{sign}{}", crate::model::figure::thousands(n))
    };
    // Whether no claim closes that end: all numbers there are bounds, or a plural goes beyond it.
    let open_above = !figures.iter().any(|(f, _)| f.printed().1 == Some(high))
        || figures.iter().any(|(f, _)| f.qualifier == Qualifier::Several && f.min > Some(high));
    let open_below = !figures.iter().any(|(f, _)| f.printed().0 == Some(low));
    if low < high {
        let below = if open_below { "≤" } else { "" };
        let above = if open_above { "+" } else { "" };
        // The highest number may only be one that is not reached, or not exceeded.
        let highest = || figures.iter().filter(|(f, _)| f.printed().1 == Some(high)).map(|(f, _)| f.qualifier);
        let most = match () {
            () if open_above || highest().any(|q| !matches!(q, Qualifier::LessThan | Qualifier::UpTo)) => "",
            () if highest().all(|q| q == Qualifier::LessThan) => "<",
            () => "≤",
        };
        return format!("{below}{}–{most}{}{above}", number(low), number(high));
    }
    let closed = |f: &Figure| f.printed() == (Some(low), Some(low));
    let exact = figures.iter().any(|(f, _)| closed(f) && f.qualifier == Qualifier::Exactly);
    let first = figures.iter().find(|(f, _)| f.printed() != (None, None));
    let same = |(f, _): &&(Figure, bool)| first.is_none_or(|(first, _)| f.display() == first.display());
    match first {
        Some((first, false)) if !exact && figures.iter().filter(same).count() == figures.len() => first.display(),
        _ if exact && !open_above => number(low),
        _ if open_above => format!("{}+", number(low)),
        _ if open_below => format!("≤{}", number(low)),
        _ => format!("≈{}", number(low)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Party;

    fn shown(figures: &[(u32, Qualifier)]) -> String {
        let figures: Vec<_> = figures.iter().map(|&(n, q)| (Figure::new(n, q, Party::Victims), false)).collect();
        span(&figures)
    }

    #[test]
    fn the_short_form_spans_what_is_printed_and_keeps_open_ends_open() {
        use Qualifier::{About, AtLeast, Exactly, LessThan, MoreThan, Several, UpTo};
        for (figures, short) in [
            (&[(94, Exactly)][..], "94"),
            (&[(90, MoreThan), (90, About), (94, Exactly)], "90–94"),
            (&[(133, AtLeast), (137, Exactly), (130, MoreThan)], "130–137"),
            (&[(133, AtLeast), (130, MoreThan)], "130–133+"),
            (&[(133, AtLeast), (133, AtLeast)], "≥133"),
            (&[(90, MoreThan), (90, About)], "≈90"),
            (&[(90, MoreThan), (90, AtLeast)], "90+"),
            (&[(50, UpTo), (94, Exactly)], "≤50–94"),
            (&[(20, LessThan), (9, Exactly)], "9–<20"),
            (&[(30, UpTo), (18, Exactly)], "18–≤30"),
            (&[(30, UpTo), (18, Exactly), (30, Exactly)], "18–30"),
            (&[(10, LessThan)], "<10"),
            (&[(20, Several)], "dozens"),
            (&[(94, Exactly), (100, Several)], "94+"),
            (&[(94, Exactly), (20, Several)], "94"),
            (&[(1_200, Exactly), (1_329, AtLeast)], "1,200–1,329+"),
            (&[], ""),
        ] {
            assert_eq!(shown(figures), short, "{figures:?}");
        }
    }

    #[test]
    fn a_sum_that_no_source_prints_says_so() {
        let sum = |n| (Figure::new(n, Qualifier::Exactly, Party::Victims), true);
        assert_eq!(span(&[sum(183)]), "Σ183");
        assert_eq!(span(&[sum(183), (Figure::new(183, Qualifier::Exactly, Party::Victims), false)]), "183");
    }
}
