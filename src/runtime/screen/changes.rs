//! The differences between two screens, in the order that is cheapest to write.
//!
//! It knows no output: the encoder writes what this file lists.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::motion::{Cursor, Motion};
use super::pen::Pen;

/// Runs of one pen that are fewer columns apart stay together.
const NEAR: u16 = 6;
/// How many places are compared to find the nearest.
const AHEAD: usize = 16;
/// More blanks are usually erased, which leaves the cursor before them.
pub(super) const FEW: u16 = 8;

/// Neighbouring columns of a row to be written with one pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub at: Position,
    pub columns: u16,
    /// Blanks have a neighbour's pen if it leaves them plain.
    pub pen: Pen,
    pub kind: RunKind,
}

/// The contents of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunKind {
    /// Plain blanks.
    Blanks,
    /// Characters of one column each.
    Text { ascii: bool },
    /// One glyph of several characters or columns.
    Cluster,
}

impl Run {
    /// The column after it.
    pub(super) fn end(&self) -> u16 {
        self.at.x + self.columns
    }

    fn touches(&self, next: &Self) -> bool {
        self.at.y == next.at.y && self.end() == next.at.x
    }

    /// Whether `next` can be printed together with it.
    fn takes(&self, next: &Self) -> bool {
        self.pen == next.pen && matches!((self.kind, next.kind), (RunKind::Text { .. }, RunKind::Text { .. }))
    }

    /// Extends to the end of `next`.
    fn extend(&mut self, next: &Self) {
        self.columns = next.end() - self.at.x;
        if let (RunKind::Text { ascii }, RunKind::Text { ascii: false }) = (&mut self.kind, next.kind) {
            *ascii = false;
        }
    }

    /// The probable position of the cursor afterwards.
    fn cursor(&self) -> Cursor {
        let x = if self.kind == RunKind::Blanks && self.columns > FEW { self.at.x } else { self.end() };
        Cursor {
            at: Position { x, ..self.at },
            agreed: matches!(self.kind, RunKind::Blanks | RunKind::Text { ascii: true }),
        }
    }
}

/// Whether a cell is blank and shows nothing but the terminal's own background.
pub(super) fn is_plain_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).leaves_blanks_plain()
}

/// Whether a cell holds one character of one column.
pub(super) fn is_single(cell: &Cell) -> bool {
    cell.symbol().len() == 1 || (cell.cell_width() == 1 && cell.symbol().chars().nth(1).is_none())
}

/// The differences of `next` from `shown`, in reading order. A `shown` without cells is blank.
///
/// Makes cells of `next` equal that look alike: blanks lose what does not show on them (foreground, modifiers that need a
/// letter), and columns covered by a wide glyph become empty. An empty cell equals only an empty cell, so both halves of
/// an overwritten wide glyph count as different. ratatui's own difference does not see that where wide glyphs overlap.
pub(super) fn changes(shown: &Buffer, next: &mut Buffer) -> Vec<Run> {
    let mut runs = Vec::new();
    let width = usize::from(next.area.width).max(1);
    let blank = vec![Cell::EMPTY; width];
    let blank_rows = if shown.content.is_empty() { next.area.height } else { 0 };
    let before = shown.content.chunks(width).chain(std::iter::repeat_n(&*blank, blank_rows.into()));
    for (y, (row, before)) in (0..).zip(next.content.chunks_mut(width).zip(before)) {
        let mut x = 0;
        while x < row.len() {
            let columns = if row[x] == before[x] && !is_covered(&row[x]) {
                1 + before[x + 1..].iter().take_while(|cell| is_covered(cell)).count()
            } else {
                let columns = normalise(&mut row[x], before.len() - x);
                if row[x] != before[x] {
                    let run = run(Position { x: x as u16, y }, columns as u16, &row[x]);
                    append(&mut runs, run, row);
                }
                columns
            };
            for covered in &mut row[x + 1..x + columns] {
                covered.reset();
                covered.set_symbol("");
            }
            x += columns;
        }
    }
    for n in 0..runs.len() {
        if runs[n].kind == RunKind::Blanks {
            let before = n.checked_sub(1).map(|n| runs[n]).filter(|before| before.touches(&runs[n]));
            let after = runs.get(n + 1).copied().filter(|after| runs[n].touches(after));
            let pen = before.into_iter().chain(after).map(|run| run.pen).find(|pen| pen.leaves_blanks_plain());
            runs[n].pen = pen.unwrap_or(Pen::PLAIN);
        }
    }
    runs
}

/// Removes what does not show on a blank. A glyph of no column or of more than `room` becomes a blank. Returns the
/// number of columns.
fn normalise(cell: &mut Cell, room: usize) -> usize {
    let mut columns = cell.cell_width().into();
    if columns == 0 || columns > room {
        cell.set_symbol(" ");
        columns = 1;
    }
    if is_plain_blank(cell) {
        cell.fg = Color::Reset;
        cell.modifier = Modifier::empty();
    }
    columns
}

/// Whether a wide glyph covers this column.
fn is_covered(cell: &Cell) -> bool {
    cell.symbol().is_empty()
}

/// The run of one changed cell.
fn run(at: Position, columns: u16, cell: &Cell) -> Run {
    let kind = match cell.symbol().len() {
        _ if is_plain_blank(cell) => RunKind::Blanks,
        1 => RunKind::Text { ascii: true },
        _ if is_single(cell) => RunKind::Text { ascii: false },
        _ => RunKind::Cluster,
    };
    Run { at, columns, pen: Pen::of(cell), kind }
}

/// Appends a run, or extends the last one: blanks over unchanged blanks, text over a few blanks.
fn append(runs: &mut Vec<Run>, run: Run, row: &[Cell]) {
    if let [.., text, blanks] = runs.as_mut_slice()
        && blanks.kind == RunKind::Blanks
        && blanks.columns <= FEW
        && blanks.touches(&run)
        && text.touches(blanks)
        && text.takes(&run)
        && text.pen.leaves_blanks_plain()
    {
        text.extend(&run);
        runs.pop();
        return;
    }
    match runs.last_mut() {
        Some(last) if last.touches(&run) && last.takes(&run) => last.extend(&run),
        Some(last)
            if (last.kind, run.kind, last.at.y) == (RunKind::Blanks, RunKind::Blanks, run.at.y)
                && row[last.end().into()..run.at.x.into()].iter().all(is_plain_blank) =>
        {
            last.extend(&run);
        }
        _ => runs.push(run),
    }
}

/// The runs in the order of writing: all of one pen together, since most moves are shorter than a change of colour; next
/// the pen that the shortest sequence leads to.
pub(super) fn ordered(runs: &[Run]) -> Vec<Run> {
    let mut groups: Vec<(Pen, Vec<Run>)> = Vec::new();
    for run in runs {
        match groups.iter_mut().find(|group| group.0 == run.pen) {
            Some((_, group)) => group.push(*run),
            None => groups.push((run.pen, vec![*run])),
        }
    }
    let mut ordered = Vec::with_capacity(runs.len());
    let mut pen = Pen::PLAIN;
    let mut cursor = None;
    while let Some(nearest) = (0..groups.len()).min_by_key(|&n| pen.bytes_to(groups[n].0)) {
        let (next, group) = groups.remove(nearest);
        pen = next;
        append_group(&group, &mut cursor, &mut ordered);
    }
    ordered
}

/// Appends the runs of one pen: next those that the shortest move leads to.
fn append_group(group: &[Run], cursor: &mut Option<Cursor>, ordered: &mut Vec<Run>) {
    let near = |a: &Run, b: &Run| a.at.y == b.at.y && b.at.x < a.end() + NEAR;
    let mut places: Vec<&[Run]> = group.chunk_by(near).collect();
    let way = |from: Option<Cursor>, place: &[Run]| match place {
        [first, ..] if from.is_none_or(|from| from.at != first.at) => Motion::shortest(from, first.at).bytes(),
        _ => 0,
    };
    while let Some(nearest) = (0..places.len().min(AHEAD)).min_by_key(|&n| way(*cursor, places[n])) {
        let place = places.remove(nearest);
        ordered.extend_from_slice(place);
        let agreed = place.iter().all(|run| run.cursor().agreed);
        *cursor = place.last().map(|last| Cursor { agreed, ..last.cursor() });
    }
}
