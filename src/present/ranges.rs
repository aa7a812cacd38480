//! The figures of one facet on one scale: how low and how high each source goes, as lines of text. Adds and averages nothing.

use crate::model::figure::{Figure, Qualifier, thousands};
use crate::model::ledger::LedgerRow;
use crate::model::{Subject, Value};
use crate::present::words::{self, ValueParts};

/// The fewest columns of a scale.
const LEAST: usize = 10;
/// The most columns of a value beside it.
const VALUE: usize = 30;
/// What the signs mean.
const LEGEND: &str = "● stated  ○ about ±10 %  ├─┤ │ low to high  ◂ open below  ▸ open above";

/// The sign of a figure that no source prints.
const WORKED_OUT: char = 'Σ';

/// What the signs mean, with that of figures that no source prints, if there are any.
pub fn legend(has_worked_out: bool) -> String {
    if has_worked_out { format!("{LEGEND}  {WORKED_OUT} worked out") } else { LEGEND.to_owned() }
}

/// How many columns a text takes on the screen.
pub type Width = fn(&str) -> usize;
/// Cuts a text to so many columns, with a sign where something is cut off.
pub type Cut = fn(&str, usize) -> String;

/// The figures of a row of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeChart {
    /// The end of the scale, which begins at 0.
    top: u32,
    bars: Vec<RangeBar>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RangeBar {
    /// The source and its paragraph.
    label: String,
    figure: Figure,
    /// Whether no source prints it.
    is_worked_out: bool,
    /// The value in words, with stance and hedges.
    value: ValueParts,
}

impl RangeChart {
    /// Of a row; `None` if it has no figures.
    pub fn of(subject: &Subject, row: &LedgerRow) -> Option<Self> {
        let mut bars = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            for &id in cell {
                let corpus = subject.corpus(id.member);
                let claim = subject.claim(id);
                let Value::Figure(figure) = claim.value else { continue };
                let number = corpus.passage(corpus.account(claim.account).passage).number;
                let label = format!("{}¶{number}", words::superscript(column + 1));
                let value = words::value_parts(corpus, claim);
                bars.push(RangeBar { label, figure, is_worked_out: claim.is_worked_out(), value });
            }
        }
        let ends = |bar: &RangeBar| [bar.figure.min, bar.figure.max, bar.figure.stated];
        let top = bars.iter().flat_map(ends).flatten().max()?;
        Some(Self { top: top.max(1), bars })
    }

    /// Whether a figure has the sign of those that no source prints.
    pub fn has_worked_out(&self) -> bool {
        self.bars.iter().any(|bar| sign(bar.figure, bar.is_worked_out).is_some_and(|(_, sign)| sign == WORKED_OUT))
    }

    /// Whether there is more than one figure.
    pub fn is_of_several(&self) -> bool {
        self.bars.len() > 1
    }

    /// The chart in so many columns: a line for each figure, then the scale.
    pub fn lines(&self, columns: usize, width: Width, cut: Cut) -> Vec<String> {
        let fill = |text: &str, columns: usize| format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))));
        let label = self.bars.iter().map(|bar| width(&bar.label)).max().unwrap_or(0);
        let most = columns.saturating_sub(label + 2 + LEAST).min(VALUE);
        let values: Vec<String> = self.bars.iter().map(|bar| value(&bar.value, most, width, cut)).collect();
        let widest = values.iter().map(|value| width(value)).max().unwrap_or(0);
        let room = columns.saturating_sub(label + widest + 2).max(LEAST);
        let mut lines: Vec<String> = self
            .bars
            .iter()
            .zip(values)
            .map(|(bar, value)| {
                format!("{} {} {value}", fill(&bar.label, label), self.drawn(bar.figure, bar.is_worked_out, room))
            })
            .collect();
        let top = thousands(self.top);
        let gap = room.saturating_sub(1 + width(&top));
        lines.push(format!("{} 0{}{top}", " ".repeat(label), " ".repeat(gap)));
        lines
    }

    /// A figure on a scale of so many columns.
    fn drawn(&self, figure: Figure, is_worked_out: bool, columns: usize) -> String {
        let last = columns - 1;
        let at = |n: u32| (u64::from(n.min(self.top)) * last as u64 / u64::from(self.top)) as usize;
        let (from, to) = (figure.min.map_or(0, at), figure.max.map_or(last, at));
        let mut cells = vec![' '; columns];
        cells[from.min(to)..=to.max(from)].fill('─');
        cells[from] = if figure.min.is_some() { '├' } else { '◂' };
        cells[to] = match (figure.max.is_some(), from == to) {
            (false, _) => '▸',
            (true, true) => '│',
            (true, false) => '┤',
        };
        if let Some((stated, sign)) = sign(figure, is_worked_out) {
            cells[at(stated)] = sign;
        }
        cells.into_iter().collect()
    }
}

/// The number of a figure and its sign. Of a bound, the end says it.
fn sign(figure: Figure, is_worked_out: bool) -> Option<(u32, char)> {
    let sign = match figure.qualifier {
        Qualifier::Exactly if is_worked_out => WORKED_OUT,
        Qualifier::Exactly => '●',
        Qualifier::About => '○',
        _ => return None,
    };
    Some((figure.stated?, sign))
}

/// A value in so many columns. That it is hedged, joint or denied is not cut.
fn value(parts: &ValueParts, columns: usize, width: Width, cut: Cut) -> String {
    let ValueParts { bare, hedge, whom, standing } = parts;
    let room = columns.saturating_sub(width(standing)).max(1);
    let said = format!("{bare}{hedge}{whom}");
    if width(&said) <= room || width(bare) + hedge.len() + 2 <= room {
        cut(&said, room) + standing
    } else {
        cut(&format!("{bare}{whom}"), room.saturating_sub(hedge.len()).max(1)) + hedge + standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Party;
    use proptest::prelude::*;

    fn drawn(figure: Figure, top: u32) -> String {
        RangeChart { top, bars: Vec::new() }.drawn(figure, false, 21)
    }

    #[test]
    fn bounds_and_doubts_are_drawn_as_such() {
        let of = |n, qualifier| drawn(Figure::new(n, qualifier, Party::Victims), 100);
        assert_eq!(of(50, Qualifier::Exactly), "          ●          ");
        assert_eq!(of(50, Qualifier::AtLeast), "          ├─────────▸");
        assert_eq!(of(50, Qualifier::UpTo), "◂─────────┤          ");
        assert_eq!(of(50, Qualifier::About), "         ├○┤         ");
        let coded = Figure { min: Some(25), max: Some(75), ..Figure::new(40, Qualifier::Exactly, Party::Victims) };
        assert_eq!(drawn(coded, 100), "     ├──●──────┤     ");
    }

    proptest! {
        #[test]
        fn any_figure_has_its_columns(min in any::<Option<u32>>(), max in any::<Option<u32>>(), stated in any::<Option<u32>>(), top in 1..u32::MAX) {
            for qualifier in Qualifier::ALL {
                let figure = Figure { min, max, stated, qualifier, party: Party::Victims };
                prop_assert_eq!(drawn(figure, top).chars().count(), 21);
            }
        }
    }
}
