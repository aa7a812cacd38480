//! Moves of the terminal's cursor, by the shortest sequence.
//!
//! It knows no cells. A line feed only moves: the terminal is in raw mode, and no move goes below the last row.

use std::fmt::Write;

use ratatui::layout::Position;

/// The position of the terminal's cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub at: Position,
    /// Whether terminals agree on the column: only ASCII was printed since the last absolute move.
    pub agreed: bool,
}

/// A move to another cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    /// To a cell.
    Absolute(Position),
    /// Down so many rows, then along the row.
    Down(u16, Along),
}

/// A move along a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    Forward(u16),
    Back(u16),
    /// To the first column and forward from there.
    Start(u16),
    /// To a column.
    Column(u16),
}

impl Motion {
    /// The shortest move. Moves relative to a column need one that terminals agree on.
    pub(super) fn shortest(from: Option<Cursor>, to: Position) -> Self {
        let absolute = Self::Absolute(to);
        let Some(Cursor { at, agreed }) = from else { return absolute };
        let along = Along::shortest(at.x, to.x, agreed);
        let relative = to.y.checked_sub(at.y).map(|rows| Self::Down(rows, along));
        relative.filter(|relative| relative.bytes() < absolute.bytes()).unwrap_or(absolute)
    }

    /// Its length in bytes.
    pub(super) fn bytes(self) -> usize {
        match self {
            Self::Absolute(Position { x: 0, y: 0 }) => 3,
            Self::Absolute(Position { x: 0, y }) => 3 + digits(y + 1),
            Self::Absolute(Position { x, y }) => 4 + digits(y + 1) + digits(x + 1),
            Self::Down(rows, along) => usize::from(rows) + along.bytes(),
        }
    }

    /// Appends its sequence.
    pub(super) fn append(self, out: &mut String) {
        // Writing to a string does not fail.
        let _ = match self {
            Self::Absolute(Position { x: 0, y: 0 }) => write!(out, "\x1b[H"),
            Self::Absolute(Position { x: 0, y }) => write!(out, "\x1b[{}H", y + 1),
            Self::Absolute(Position { x, y }) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
            Self::Down(rows, along) => {
                out.extend(std::iter::repeat_n('\n', rows.into()));
                along.append(out)
            }
        };
    }
}

impl Along {
    fn shortest(from: u16, to: u16, agreed: bool) -> Self {
        let absolute =
            if Self::Start(to).bytes() < Self::Column(to).bytes() { Self::Start(to) } else { Self::Column(to) };
        let relative = if from <= to { Self::Forward(to - from) } else { Self::Back(from - to) };
        if agreed && relative.bytes() < absolute.bytes() { relative } else { absolute }
    }

    fn bytes(self) -> usize {
        match self {
            Self::Forward(0) => 0,
            Self::Forward(1) | Self::Back(1) => 3,
            Self::Forward(columns) | Self::Back(columns) => 3 + digits(columns),
            Self::Start(columns) => 1 + Self::Forward(columns).bytes(),
            Self::Column(x) => 3 + digits(x + 1),
        }
    }

    fn append(self, out: &mut String) -> std::fmt::Result {
        match self {
            Self::Forward(0) => Ok(()),
            Self::Forward(1) => write!(out, "\x1b[C"),
            Self::Forward(columns) => write!(out, "\x1b[{columns}C"),
            Self::Back(1) => write!(out, "\x1b[D"),
            Self::Back(columns) => write!(out, "\x1b[{columns}D"),
            Self::Start(columns) => {
                out.push('\r');
                Self::Forward(columns).append(out)
            }
            Self::Column(x) => write!(out, "\x1b[{}G", x + 1),
        }
    }
}

/// The number of decimal digits.
pub(super) fn digits(number: u16) -> usize {
    number.checked_ilog10().map_or(1, |n| n as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::num::NonZero;

    proptest! {
        #[test]
        fn a_move_ends_where_it_should(
            (x, y, to_x, to_y) in (0u16..200, 0u16..60, 0u16..200, 0u16..60),
            agreed in any::<bool>(),
            drift in 0u16..3,
        ) {
            let (at, to) = (Position { x, y }, Position { x: to_x, y: to_y });
            let motion = Motion::shortest(Some(Cursor { at, agreed }), to);
            let mut out = String::new();
            motion.append(&mut out);
            prop_assert_eq!(out.len(), motion.bytes());
            prop_assert!(out.len() <= Motion::Absolute(to).bytes());
            // Where terminals disagree, the cursor may be some columns off.
            let x = if agreed { x } else { (x + drift).min(199) };
            let mut terminal = vt100::Parser::new(NonZero::new(60).unwrap(), NonZero::new(200).unwrap(), 0);
            terminal.process(format!("\x1b[{};{}H{out}", y + 1, x + 1).as_bytes());
            prop_assert_eq!(terminal.screen().cursor_position(), (to_y, to_x), "{:?}", out);
        }
    }
}
