//! Changes of a screen as the bytes for the terminal.
//!
//! Uses only sequences that xterm and its kin, tmux, screen and the Linux console understand: CUP, CHA, CUF, CUB, LF, CR,
//! SGR, EL, ECH. It erases on the default background only, where terminals that erase in the current colour and
//! those that do not (screen) show the same. It knows no terminal.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::changes::{Run, RunKind, changes, is_plain_blank, is_single, ordered};
use super::motion::{Cursor, Motion, digits};
use super::pen::Pen;

/// The limit for printing unchanged cells instead of moving over them, in bytes. No move is longer.
const LONGEST_MOVE: usize = 12;

/// The bytes that turn `shown` into `next` and move the cursor from `before` to `cursor`; none if nothing differs. The pen
/// is plain before and after. The first move is absolute, in case something else has moved the cursor.
///
/// Makes cells of `next` equal that look alike: it is the `shown` of the next call.
pub(super) fn encode(shown: &Buffer, next: &mut Buffer, before: Option<Position>, cursor: Option<Position>) -> String {
    let runs = changes(shown, next);
    if runs.is_empty() && before == cursor {
        return String::new();
    }
    let runs = ordered(&runs);
    let mut encoder = Encoder { next, out: String::with_capacity(1 << 12), pen: Pen::PLAIN, cursor: None };
    for (n, run) in runs.iter().enumerate() {
        match run.kind {
            RunKind::Blanks => encoder.blanks(run, runs.get(n + 1)),
            RunKind::Text { ascii } => encoder.text(run, ascii),
            RunKind::Cluster => encoder.cluster(run),
        }
    }
    encoder.pen.change(Pen::PLAIN, &mut encoder.out);
    if let Some(cursor) = cursor {
        encoder.move_to(cursor);
    }
    encoder.out
}

/// The bytes so far, and the terminal's state after them.
struct Encoder<'b> {
    next: &'b Buffer,
    out: String,
    pen: Pen,
    /// `None` where terminals may disagree.
    cursor: Option<Cursor>,
}

impl Encoder<'_> {
    fn text(&mut self, run: &Run, ascii: bool) {
        let Run { at, pen, .. } = *run;
        self.go(at, Some(pen));
        self.pen.change(pen, &mut self.out);
        for x in at.x..run.end() {
            self.out.push_str(self.next[(x, at.y)].symbol());
        }
        self.advance(Position { x: run.end(), ..at }, ascii);
    }

    fn cluster(&mut self, run: &Run) {
        let Run { at, columns, pen, .. } = *run;
        let symbol = self.next[at].symbol();
        self.go(at, Some(pen));
        self.pen.change(pen, &mut self.out);
        if columns > 1 && symbol.chars().nth(1).is_some() {
            // Some terminals print a cluster with fewer columns; the others would keep their old contents.
            self.out.extend(std::iter::repeat_n(' ', columns.into()));
            self.cursor = None;
            self.move_to(at);
        }
        self.out.push_str(symbol);
        self.cursor = None;
    }

    /// Notes that text was printed up to a column. After the last one some terminals stay there, some wait behind it.
    fn advance(&mut self, to: Position, ascii: bool) {
        let agreed = ascii && self.cursor.is_some_and(|cursor| cursor.agreed);
        self.cursor = (to.x < self.next.area.width).then_some(Cursor { at: to, agreed });
    }

    /// Prints blanks or erases them, whichever is shorter including the move to the following run.
    fn blanks(&mut self, run: &Run, following: Option<&Run>) {
        let Run { at, columns, pen, .. } = *run;
        self.go(at, None);
        if !self.pen.leaves_blanks_plain() {
            self.pen.change(pen, &mut self.out);
        }
        if columns > 3 && (at.x..self.next.area.right()).all(|x| is_plain_blank(&self.next[(x, at.y)])) {
            self.out.push_str("\x1b[K");
            return;
        }
        let (start, before) = (self.out.len(), self.cursor);
        let erased = 3 + digits(columns) + self.bytes_to(following);
        self.out.extend(std::iter::repeat_n(' ', columns.into()));
        self.advance(Position { x: run.end(), ..at }, true);
        if usize::from(columns) + self.bytes_to(following) > erased {
            self.out.truncate(start);
            self.cursor = before;
            // Writing to a string does not fail.
            let _ = write!(self.out, "\x1b[{columns}X");
        }
    }

    /// The length of the move to a run.
    fn bytes_to(&mut self, run: Option<&Run>) -> usize {
        let (start, pen, cursor) = (self.out.len(), self.pen, self.cursor);
        if let Some(run) = run {
            self.go(run.at, None);
        }
        let bytes = self.out.len() - start;
        self.out.truncate(start);
        (self.pen, self.cursor) = (pen, cursor);
        bytes
    }

    /// Moves, or prints the unchanged cells on the way if that is no longer, including the change to `pen` afterwards.
    fn go(&mut self, to: Position, pen: Option<Pen>) {
        if self.cursor.is_some_and(|cursor| cursor.at == to) {
            return;
        }
        let (start, before) = (self.out.len(), (self.pen, self.cursor));
        let change = |from: Pen| pen.map_or(0, |pen| from.bytes_to(pen));
        let moved = Motion::shortest(self.cursor, to).bytes() + change(self.pen);
        if !self.print_until(to) || self.out.len() - start + change(self.pen) > moved {
            self.out.truncate(start);
            (self.pen, self.cursor) = before;
            self.move_to(to);
        }
    }

    /// Prints the cells before `to` if they are in the same row, few and simple. On `false` the caller undoes it.
    fn print_until(&mut self, to: Position) -> bool {
        let Some(from) = self.cursor.map(|cursor| cursor.at) else { return false };
        if from.y != to.y || from.x > to.x {
            return false;
        }
        let start = self.out.len();
        for x in from.x..to.x {
            let at = Position { x, ..from };
            let cell = &self.next[at];
            if !is_single(cell) || self.out.len() - start > LONGEST_MOVE {
                return false;
            }
            if !(is_plain_blank(cell) && self.pen.leaves_blanks_plain()) {
                self.pen.change(Pen::of(cell), &mut self.out);
            }
            self.out.push_str(cell.symbol());
            self.advance(Position { x: x + 1, ..at }, cell.symbol().is_ascii());
        }
        true
    }

    fn move_to(&mut self, to: Position) {
        Motion::shortest(self.cursor, to).append(&mut self.out);
        self.cursor = Some(Cursor { at: to, agreed: true });
    }
}
