//! The figures of one facet on one scale: how low and how high each source goes, as lines of text. Adds and averages nothing.

use crate::model::figure::{Figure, Qualifier, thousands};
use crate::model::ledger::LedgerRow;
use crate::model::{Subject, Value};
use crate::present::words;

/// The fewest columns of a scale.
const LEAST: usize = 10;
/// The most columns of a value beside it.
const VALUE: usize = 30;
/// What the signs mean.
pub const LEGEND: &str = "● as stated  ○ about ±10 %  ├─┤ low to high  ▸ open above";

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
    /// The value in words, with stance and hedges.
    value: String,
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
                bars.push(RangeBar { label, figure, value: words::value(corpus, claim) });
            }
        }
        let ends = |bar: &RangeBar| [bar.figure.min, bar.figure.max, bar.figure.stated];
        let top = bars.iter().flat_map(ends).flatten().max()?;
        Some(Self { top: top.max(1), bars })
    }

    /// Whether there is more than one figure.
    pub fn is_of_several(&self) -> bool {
        self.bars.len() > 1
    }

    /// The chart in so many columns: a line for each figure, then the scale. `width` says how many columns a text takes.
    pub fn lines(&self, columns: usize, width: impl Fn(&str) -> usize) -> Vec<String> {
        let fill = |text: &str, columns: usize| format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))));
        let label = self.bars.iter().map(|bar| width(&bar.label)).max().unwrap_or(0);
        let value = self.bars.iter().map(|bar| width(&bar.value)).max().unwrap_or(0).min(VALUE);
        let room = columns.saturating_sub(label + value + 2).max(LEAST);
        let mut lines: Vec<String> = self
            .bars
            .iter()
            .map(|bar| format!("{} {} {}", fill(&bar.label, label), self.drawn(bar.figure, room), bar.value))
            .collect();
        let top = thousands(self.top);
        let gap = room.saturating_sub(1 + width(&top));
        lines.push(format!("{} 0{}{top}", " ".repeat(label), " ".repeat(gap)));
        lines
    }

    /// A figure on a scale of so many columns.
    fn drawn(&self, figure: Figure, columns: usize) -> String {
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
        // Of a bound, the end says it.
        let sign = match figure.qualifier {
            Qualifier::Exactly => Some('●'),
            Qualifier::About => Some('○'),
            _ => None,
        };
        if let (Some(stated), Some(sign)) = (figure.stated, sign) {
            cells[at(stated)] = sign;
        }
        cells.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Party;
    use proptest::prelude::*;

    fn drawn(figure: Figure, top: u32) -> String {
        RangeChart { top, bars: Vec::new() }.drawn(figure, 21)
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
