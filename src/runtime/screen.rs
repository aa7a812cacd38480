//! What the terminal shows; each frame as the bytes that turn the last one into it.
//!
//! ```text
//! session.draw ─► screen ─► changes (which, in which order) ─► encoder ─► pen, motion ─► term
//! ```
//!
//! ratatui's own backends write all changes in reading order, with a full move before and up to three sequences for each
//! change of style. On a slow link that is twice the bytes. It knows no terminal: `term.rs` writes the bytes.

mod changes;
mod encoder;
mod motion;
mod pen;

use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::style::ResetColor;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use encoder::encode;

/// The screen of a terminal.
pub(super) struct Screen {
    /// Without cells while the terminal is blank: to fill half a megabyte takes a good part of the time to the first frame.
    shown: Buffer,
    /// Without cells until it is drawn on.
    next: Buffer,
    /// Where the terminal's cursor is shown.
    cursor: Option<Position>,
    /// Whether it is unknown if the terminal's cursor is shown.
    unsure: bool,
    /// Whether the terminal is to be cleared before the next frame.
    stale: bool,
}

impl Screen {
    /// The screen of a terminal that is blank.
    pub(super) fn new(area: Rect) -> Self {
        let cells = || Buffer { area, content: Vec::new() };
        Self { shown: cells(), next: cells(), cursor: None, unsure: true, stale: false }
    }

    /// Sets the size. The next frame clears the terminal and draws every cell.
    pub(super) fn resize(&mut self, area: Rect) {
        *self = Self { stale: true, ..Self::new(area) };
    }

    /// Draws a frame; `draw` returns the place of the cursor. Returns the bytes for the terminal: one synchronised update,
    /// or none if nothing differs.
    pub(super) fn frame(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> String {
        if self.next.content.is_empty() {
            self.next = Buffer::empty(self.next.area);
        } else {
            self.next.reset();
        }
        let cursor = draw(&mut self.next);
        let mut body = String::new();
        if std::mem::take(&mut self.stale) {
            append(ResetColor, &mut body);
            append(Clear(ClearType::All), &mut body);
        }
        body.push_str(&encode(&self.shown, &mut self.next, self.cursor, cursor));
        if std::mem::take(&mut self.unsure) || self.cursor.is_some() != cursor.is_some() {
            match cursor {
                Some(_) => append(Show, &mut body),
                None => append(Hide, &mut body),
            }
        }
        self.cursor = cursor;
        std::mem::swap(&mut self.shown, &mut self.next);
        if body.is_empty() {
            return body;
        }
        let mut frame = String::with_capacity(body.len() + 16);
        append(BeginSynchronizedUpdate, &mut frame);
        frame.push_str(&body);
        append(EndSynchronizedUpdate, &mut frame);
        frame
    }
}

fn append(command: impl Command, out: &mut String) {
    // Writing to a string does not fail.
    let _ = command.write_ansi(out);
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::backend::Backend;
    use ratatui::buffer::CellWidth;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui_crossterm::CrosstermBackend;

    use super::*;
    use crate::app::Msg;
    use crate::keymap::chord;
    use crate::load::{Request, load};
    use crate::session::Session;
    use crate::ui::theme::Theme;

    /// A terminal, and the screen that writes to it.
    struct Watched {
        terminal: vt100::Parser,
        screen: Screen,
    }

    impl Watched {
        fn new(width: u16, height: u16) -> Self {
            let terminal = vt100::Parser::new(NonZero::new(height).unwrap(), NonZero::new(width).unwrap(), 0);
            Self { terminal, screen: Screen::new(Rect::new(0, 0, width, height)) }
        }

        /// Shows a buffer. Returns the bytes, or an error that says what the terminal shows instead.
        fn show(&mut self, buf: &Buffer, cursor: Option<Position>) -> Result<String, String> {
            let frame = self.screen.frame(|next| {
                next.clone_from(buf);
                cursor
            });
            self.terminal.process(frame.as_bytes());
            let seen = self.terminal.screen();
            let place = (!seen.hide_cursor()).then(|| seen.cursor_position()).map(|(y, x)| Position { x, y });
            if place != cursor {
                return Err(format!("cursor at {place:?} instead of {cursor:?}: {frame:?}"));
            }
            for y in 0..buf.area.height {
                let mut x = 0;
                while x < buf.area.width {
                    let (wanted, cell) = (&buf[(x, y)], seen.cell(y, x).unwrap());
                    if looks(wanted) != seen_looks(cell) {
                        return Err(format!("at {x},{y} {cell:?} instead of {wanted:?}: {frame:?}"));
                    }
                    x += wanted.cell_width().max(1);
                }
            }
            Ok(frame)
        }
    }

    /// Symbol, colours, modifiers. This terminal knows one weight at a time: bold and dim count as one.
    type Looks = (String, vt100::Color, vt100::Color, [bool; 4]);

    fn looks(cell: &ratatui::buffer::Cell) -> Looks {
        let color = |color| match color {
            Color::Reset => vt100::Color::Default,
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            Color::Red => vt100::Color::Idx(1),
            Color::White => vt100::Color::Idx(15),
            other => unreachable!("{other:?} is not generated"),
        };
        let has = |modifier| cell.modifier.intersects(modifier);
        let bold = Modifier::BOLD.union(Modifier::DIM);
        let modifiers = [bold, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
        visible((cell.symbol().to_owned(), color(cell.fg), color(cell.bg), modifiers.map(has)))
    }

    fn seen_looks(cell: &vt100::Cell) -> Looks {
        let symbol = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
        let modifiers = [cell.bold() || cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
        visible((symbol, cell.fgcolor(), cell.bgcolor(), modifiers))
    }

    /// A blank that is neither underlined nor reversed shows only its background.
    fn visible(looks: Looks) -> Looks {
        match looks {
            (symbol, _, bg, [.., false, false]) if symbol == " " => (symbol, vt100::Color::Default, bg, [false; 4]),
            looks => looks,
        }
    }

    /// How many bytes ratatui's own backend writes for the same change.
    fn usual(shown: &Buffer, next: &Buffer, cursor: Option<Position>) -> usize {
        let mut written = Vec::new();
        let mut backend = CrosstermBackend::new(&mut written);
        backend.draw(shown.diff_iter(next)).unwrap();
        if let Some(cursor) = cursor {
            backend.show_cursor().unwrap();
            backend.set_cursor_position(cursor).unwrap();
        }
        // A synchronised update adds 16.
        written.len() + 16
    }

    const SYMBOLS: [&str; 16] =
        [" ", " ", " ", "a", "b", "Z", "~", "–", "│", "é", "e\u{301}", "한", "界", "ع", "👍", "❤\u{fe0f}"];

    fn style() -> impl Strategy<Value = Style> {
        let color = prop_oneof![
            4 => Just(Color::Reset),
            4 => (240u8..244).prop_map(Color::Indexed),
            1 => Just(Color::Red),
            1 => Just(Color::White),
            1 => Just(Color::Rgb(1, 20, 255)),
        ];
        let ground =
            prop_oneof![6 => Just(Color::Reset), 1 => Just(Color::Indexed(17)), 1 => Just(Color::Rgb(9, 9, 9))];
        let weight = prop_oneof![3 => Just(Modifier::empty()), 1 => Just(Modifier::BOLD), 1 => Just(Modifier::DIM)];
        let rest = prop_oneof![
            4 => Just(Modifier::empty()),
            1 => Just(Modifier::ITALIC),
            1 => Just(Modifier::UNDERLINED),
            1 => Just(Modifier::REVERSED),
            1 => Just(Modifier::REVERSED.union(Modifier::UNDERLINED)),
        ];
        (color, ground, weight, rest)
            .prop_map(|(fg, bg, weight, rest)| Style::new().fg(fg).bg(bg).add_modifier(weight.union(rest)))
    }

    /// Column, row, symbols and their style.
    fn stroke() -> impl Strategy<Value = (u16, u16, Vec<usize>, Style)> {
        (0u16..40, 0u16..6, prop::collection::vec(0..SYMBOLS.len(), 1..30), style())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn a_terminal_shows_what_was_drawn(
            (width, height) in (1u16..40, 1u16..6),
            frames in prop::collection::vec((prop::collection::vec(stroke(), 0..12), any::<bool>(), stroke()), 1..8),
        ) {
            let mut watched = Watched::new(width, height);
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            for (strokes, afresh, (x, y, ..)) in frames {
                if afresh {
                    buf.reset();
                }
                for (x, y, symbols, style) in strokes {
                    let text: String = symbols.iter().map(|&n| SYMBOLS[n]).collect();
                    buf.set_string(x % width, y % height, text, style);
                }
                let cursor = (x < width && y < height).then_some(Position { x, y });
                if let Err(differs) = watched.show(&buf, cursor) {
                    prop_assert!(false, "{}", differs);
                }
            }
        }
    }

    #[test]
    fn a_terminal_shows_every_screen_of_a_session() {
        let keys = "jjj<enter>jj<enter>nNjv<esc>c]]jl<esc><esc>/kabul<down><enter>q2jj3jjGg1m'qf<down><enter><esc>jF:go<esc>? <esc>+j-G<space>g";
        for (size, theme) in
            [((200, 60), Theme::Dark), ((120, 40), Theme::Light), ((80, 24), Theme::Mono), ((60, 16), Theme::Dark)]
        {
            let mut session = Session::new(load(&Request::default()), size, theme);
            let mut watched = Watched::new(size.0, size.1);
            for key in chord::script(keys).unwrap() {
                let _ = session.step_through(Msg::Key(key));
                let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
                let cursor = session.draw(&mut buf);
                watched.show(&buf, cursor).unwrap();
            }
        }
    }

    #[test]
    fn a_resized_screen_is_cleared_of_anything() {
        let mut watched = Watched::new(9, 3);
        watched.show(&Buffer::with_lines(["abc      ", "         ", "        x"]), None).unwrap();
        watched.terminal.process(b"\x1b[2;2H\x1b[31;44mgarbage");
        watched.screen.resize(Rect::new(0, 0, 9, 3));
        watched
            .show(&Buffer::with_lines(["a        ", "         ", "         "]), Some(Position { x: 1, y: 2 }))
            .unwrap();
    }

    #[test]
    fn nothing_is_written_where_nothing_changes() {
        let mut watched = Watched::new(9, 1);
        let (buf, place) = (Buffer::with_lines(["abc      "]), Position { x: 1, y: 0 });
        watched.show(&buf, Some(place)).unwrap();
        assert_eq!(watched.show(&buf, Some(place)).unwrap(), "");
        assert_eq!(watched.show(&buf, None).unwrap(), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
        assert_eq!(watched.show(&buf, Some(place)).unwrap(), "\x1b[?2026h\x1b[1;2H\x1b[?25h\x1b[?2026l");
    }

    #[test]
    fn a_move_writes_about_half_of_what_the_usual_backend_does() {
        for (size, percent) in [((80, 24), 64), ((120, 40), 60), ((200, 60), 54)] {
            let mut session = Session::new(load(&Request::default()), size, Theme::Dark);
            let mut watched = Watched::new(size.0, size.1);
            let mut shown = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            let (mut written, mut would) = (Vec::new(), Vec::new());
            for key in chord::script(&"j".repeat(21)).unwrap() {
                let mut buf = Buffer::empty(shown.area);
                let cursor = session.draw(&mut buf);
                written.push(watched.show(&buf, cursor).unwrap().len());
                would.push(usual(&shown, &buf, cursor));
                shown = buf;
                let _ = session.step_through(Msg::Key(key));
            }
            // The first frame is the whole screen.
            let (whole, moves): (usize, usize) = (written[0], written[1..].iter().sum());
            let (usual_whole, usual_moves): (usize, usize) = (would[0], would[1..].iter().sum());
            assert!(moves * 100 < usual_moves * percent, "{size:?}: {moves} of {usual_moves} bytes");
            assert!(whole < usual_whole, "{size:?}: {whole} of {usual_whole} bytes");
        }
    }
}
