//! Text that continues from line to line, with the cell of each of its bytes, so that words are found across line
//! breaks, and where they are divided. Knows lines and cells of the screen; does not know what is searched.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::ui::bidi::tags::{GoesOn, goes_on};
use crate::ui::text::width;

/// The line between two columns of text.
const BETWEEN: &str = "│";

/// Text with the column and the line of each byte.
#[derive(Debug, Clone, Default)]
pub struct TextRun {
    /// The text; a line break is one space.
    pub text: String,
    cells: Vec<(usize, usize)>,
}

impl TextRun {
    /// Column and line of a byte.
    pub fn cell(&self, at: usize) -> (usize, usize) {
        self.cells.get(at).copied().unwrap_or_default()
    }

    fn push(&mut self, symbol: &str, cell: (usize, usize)) {
        self.text.push_str(symbol);
        self.cells.resize(self.text.len(), cell);
    }
}

/// The runs of text that goes on in columns of its own, as in the cells of a table.
#[derive(Debug, Default)]
struct ColumnRuns {
    ended: Vec<TextRun>,
    /// By their first column, the runs that have text in the row above, or in this one, and how they go on.
    above: BTreeMap<usize, (TextRun, GoesOn)>,
    row: BTreeMap<usize, (TextRun, GoesOn)>,
    /// The first column of the one that the last symbol belongs to.
    at: Option<usize>,
}

impl ColumnRuns {
    /// Takes the next symbol of a row, and how its text goes on, if it does. Gives what it is to the text of the whole row.
    fn take<'s>(&mut self, symbol: &'s str, goes_on: Option<GoesOn>, (x, y): (usize, usize)) -> &'s str {
        let Some(goes_on) = goes_on else {
            let ended = self.at.take().and_then(|at| self.row.get(&at));
            // The hyphen that divides a word is no part of it.
            let is_added = symbol == "-" && ended.is_some_and(|(_, how)| *how == GoesOn::Word);
            return if is_added { " " } else { symbol };
        };
        let at = *self.at.get_or_insert(x);
        let above = &mut self.above;
        let (run, how) = self.row.entry(at).or_insert_with(|| match above.remove(&at) {
            Some((mut run, how)) => {
                if how == GoesOn::Words {
                    run.push(" ", (x, y));
                }
                (run, goes_on)
            }
            None => (TextRun::default(), goes_on),
        });
        *how = goes_on;
        run.push(symbol, (x, y));
        " "
    }

    /// Ends a row.
    fn end_row(&mut self) {
        self.at = None;
        self.part();
        self.above = std::mem::take(&mut self.row);
    }

    /// Ends the runs above.
    fn part(&mut self) {
        self.ended.extend(std::mem::take(&mut self.above).into_values().map(|(run, _)| run));
    }

    fn end(mut self) -> Vec<TextRun> {
        self.end_row();
        self.part();
        self.ended
    }
}

/// The runs of some lines. A blank line ends a run, and so does the beginning and the end of an item.
pub fn runs_of(lines: &[Line<'static>], items: &[(usize, usize)]) -> Vec<TextRun> {
    let mut runs = vec![TextRun::default()];
    let mut columns = ColumnRuns::default();
    for (y, line) in lines.iter().enumerate() {
        let of_item = |at: &(usize, usize)| at.0 == y || at.1 + 1 == y;
        let near = items.partition_point(|&(first, _)| first <= y);
        let parted = items[near.saturating_sub(1)..near].iter().any(of_item);
        let blank = line.spans.iter().all(|span| span.content.trim().is_empty());
        let run = match runs.last_mut() {
            Some(run) if !parted && !blank && !run.text.is_empty() => {
                run.push(" ", (0, y));
                run
            }
            _ => {
                runs.push(TextRun::default());
                let Some(run) = runs.last_mut() else { continue };
                run
            }
        };
        if parted {
            columns.part();
        }
        let mut x = 0;
        for span in &line.spans {
            for c in span.content.chars() {
                let symbol = c.to_string();
                run.push(columns.take(&symbol, goes_on(span.style.add_modifier), (x, y)), (x, y));
                x += width(&symbol);
            }
        }
        columns.end_row();
    }
    runs.extend(columns.end());
    runs
}

/// The runs of an area of the screen. Lines between columns part them, each of which continues in the row below.
pub fn runs_on(buf: &Buffer, area: Rect) -> Vec<TextRun> {
    let mut ended = Vec::new();
    let mut open: BTreeMap<u16, TextRun> = BTreeMap::new();
    let mut columns = ColumnRuns::default();
    for y in area.top()..area.bottom() {
        let mut row: BTreeMap<u16, TextRun> = BTreeMap::new();
        let mut start = area.left();
        let mut x = area.left();
        while x < area.right() {
            let cell = buf.cell((x, y));
            let at = (x.into(), y.into());
            let goes_on = cell.and_then(|cell| goes_on(cell.modifier));
            let symbol = columns.take(cell.map_or(" ", |cell| cell.symbol()), goes_on, at);
            if symbol == BETWEEN && x > area.left() {
                start = x + 1;
            } else {
                row.entry(start).or_default().push(symbol, at);
            }
            x += u16::try_from(width(cell.map_or(" ", |cell| cell.symbol()))).unwrap_or(1).max(1);
        }
        columns.end_row();
        let above = std::mem::take(&mut open);
        let continues = above.keys().eq(row.keys());
        for (at, run) in above {
            let below = row.get(&at).filter(|below| continues && !below.text.trim().is_empty());
            match below {
                Some(below) => {
                    let mut run = run;
                    run.push(" ", (area.left().into(), y.into()));
                    for (symbol, cell) in below.text.char_indices().map(|(i, c)| (c, below.cell(i))) {
                        run.push(symbol.encode_utf8(&mut [0; 4]), cell);
                    }
                    open.insert(at, run);
                }
                None => ended.push(run),
            }
        }
        for (at, run) in row {
            open.entry(at).or_insert(run);
        }
    }
    ended.extend(open.into_values());
    ended.extend(columns.end());
    ended
}
