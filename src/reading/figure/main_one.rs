//! Chooses among an article's figures the ones that it is mainly about: the headline's, else the lead's.
//!
//! A proposal for lists and for gathering; the other figures stay.

use super::value::{CasualtyFigure, FigureExtent, Harm};
use crate::model::Grade;
use crate::model::Party;
use crate::reading::span::Mention;

/// How far into the text, in bytes, a figure counts as the lead's.
const LEAD: usize = 1_500;

/// The number of the figure of `harm` that an article is mainly about. `title_end` is the byte at which the headline ends, 0
/// if the text has none.
pub fn main_figure(figures: &[Mention<CasualtyFigure>], harm: Harm, title_end: usize) -> Option<usize> {
    let of = |from, to, weakest| of(figures, harm, from, to, weakest);
    let lead = title_end + LEAD;
    let total = of(0, lead, Grade::Plain).find(|(_, m)| m.value.extent == FigureExtent::Total);
    let headline = of(0, title_end, Grade::Likely).find(|(_, m)| m.value.extent != FigureExtent::More);
    let printed = of(title_end, lead, Grade::Plain).find(|(_, m)| m.value.extent != FigureExtent::More);
    let one = of(0, lead, Grade::Likely).next();
    let guess = of(0, lead, Grade::Guess).next();
    headline.or(total).or(printed).or(one).or(guess).map(|(i, _)| i)
}

/// The number of people that an article mainly says were injured: the headline's figure, else the lead's; in each, what is
/// said of the injured, else those hit less those killed.
pub fn injured(figures: &[Mention<CasualtyFigure>], title_end: usize) -> Option<u32> {
    let dead = main_figure(figures, Harm::Killed, title_end).and_then(|i| figures[i].value.min).unwrap_or(0);
    let said = |from: usize, to: usize, struck: bool, weakest: Grade| {
        let mut all = of(figures, Harm::Injured, from, to, weakest);
        let fits = |m: &Mention<CasualtyFigure>| {
            m.rule.starts_with("figure.struck") == struck && m.value.extent != FigureExtent::More
        };
        all.find(|(_, m)| fits(m)).and_then(|(_, m)| m.value.min)
    };
    let hit = |from: usize, to: usize, weakest: Grade| {
        let most = of(figures, Harm::Casualties, from, to, weakest).next()?;
        most.1.value.min?.checked_sub(dead).filter(|n| *n > 0)
    };
    let lead = title_end + LEAD;
    // "Four shot, two critically injured": the greater one.
    let title = said(0, title_end, false, Grade::Likely).max(hit(0, title_end, Grade::Plain));
    title
        .or_else(|| said(title_end, lead, false, Grade::Plain).max(hit(title_end, lead, Grade::Plain)))
        .or_else(|| said(title_end, lead, true, Grade::Plain))
        .or_else(|| said(0, lead, false, Grade::Guess))
        .or_else(|| said(0, lead, true, Grade::Guess))
        .or_else(|| hit(0, lead, Grade::Guess))
}

/// The figures of a harm from one byte to another that count victims and have a number above zero.
fn of(
    figures: &[Mention<CasualtyFigure>],
    harm: Harm,
    from: usize,
    to: usize,
    weakest: Grade,
) -> impl Iterator<Item = (usize, &Mention<CasualtyFigure>)> {
    figures.iter().enumerate().filter(move |(_, m)| {
        let v = &m.value;
        let counts = v.harm == harm
            && !v.denied
            && !v.earlier
            && v.extent != FigureExtent::Part
            && v.count.is_some_and(|c| c > 0);
        counts && v.party != Some(Party::Attackers) && m.grade <= weakest && m.span.start >= from && m.span.start < to
    })
}
