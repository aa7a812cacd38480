//! Drawing for panes: lines grouped into items, frames, scrolling windows and scroll arrows.
//!
//! Knows lines and themes; does not know the state.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};

use super::bidi::tags;
use super::list::{List, Move};
use super::text::{cut, width};
use super::theme::{Role, Theme};

/// The lines of a pane and the range of lines of each item.
#[derive(Debug, Default)]
pub struct Content {
    /// The lines, each at most as wide as the requested width.
    pub lines: Vec<Line<'static>>,
    /// First and last line of each item.
    pub items: Vec<(usize, usize)>,
}

impl Content {
    /// Adds lines that belong to no item.
    pub fn put(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        self.lines.extend(lines);
    }

    /// Adds the lines of an item.
    pub fn item(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        let first = self.lines.len();
        self.lines.extend(lines);
        self.items.push((first, self.lines.len().saturating_sub(1).max(first)));
    }

    /// Scrolls `list` so that the selected item is visible in `height` lines. The first item includes the lines above
    /// it.
    pub fn fit(&self, list: &mut List, height: u16) {
        let height = usize::from(height);
        let (first, last) = self.items.get(list.cursor).copied().unwrap_or((0, 0));
        if list.stay(&self.items, self.lines.len(), height) {
            return;
        }
        let first = if list.cursor == 0 { 0 } else { first };
        // The user pages through an item taller than the pane, so its beginning must be visible.
        let last = if last - first >= height { first + height.saturating_sub(1) } else { last };
        list.show(first, last, self.lines.len(), height);
    }

    /// `list` after a movement in the lines.
    pub fn moved(&self, list: &List, movement: Move) -> List {
        list.turn(movement, &self.items, self.lines.len())
    }

    /// The item `row` lines below the top of the window.
    pub fn at(&self, list: &List, row: usize) -> Option<usize> {
        let line = list.offset + row;
        self.items.iter().position(|&(first, last)| (first..=last).contains(&line))
    }

    /// Draws the lines of a list of `len` items, which are only those that are visible. Returns the position of the selected item.
    pub fn draw_visible(
        &self,
        list: &List,
        len: usize,
        theme: Theme,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let inner = inner(area);
        window(&self.lines, 0, inner, buf);
        more(theme, len, list.offset, area, buf);
        let row = list.cursor.checked_sub(list.offset).filter(|row| *row < usize::from(inner.height))?;
        u16::try_from(row).ok().map(|row| Position::new(inner.x, inner.y + row))
    }

    /// Draws the lines from the list's offset on. Returns the position of the selected item, if it is visible.
    pub fn draw(&self, list: &List, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = inner(area);
        window(&self.lines, list.offset, inner, buf);
        more(theme, self.lines.len(), list.offset, area, buf);
        let (first, _) = *self.items.get(list.cursor)?;
        let row = u16::try_from(first.saturating_sub(list.offset)).ok()?;
        (row < inner.height).then_some(Position { x: inner.x, y: inner.y + row })
    }
}

/// The area inside a frame, with one column of padding at each side.
pub fn inner(area: Rect) -> Rect {
    area.inner(Margin { horizontal: 2, vertical: 1 })
}

/// The row of `at` in `area`, counted from its top.
pub fn row_at(area: Rect, at: Position) -> Option<usize> {
    area.contains(at).then(|| usize::from(at.y - area.y))
}

/// The cell of `area` at a row and a column.
pub fn cell(area: Rect, row: usize, column: usize) -> Option<Position> {
    let (x, y) = (u16::try_from(column).ok()?, u16::try_from(row).ok()?);
    (x < area.width && y < area.height).then_some(Position { x: area.x + x, y: area.y + y })
}

/// Draws the lines that fit into `area`, from line `offset` on.
pub fn window(lines: &[Line<'static>], offset: usize, area: Rect, buf: &mut Buffer) {
    for (y, line) in (area.top()..area.bottom()).zip(lines.iter().skip(offset)) {
        row(line, Rect { y, height: 1, ..area }, buf);
    }
}

/// Draws a line into the first row of `area`. Everything that holds text from outside becomes cells here or in [`words`].
pub fn row(line: &Line<'_>, area: Rect, buf: &mut Buffer) {
    let Some(line) = tags::of_line(line) else { return line.render(area, buf) };
    let area = area.intersection(buf.area);
    if !area.is_empty() {
        // Each span after the cells of the one before: ratatui's own way takes joined letters for one column.
        buf.set_style(area, line.style);
        buf.set_line(area.x, area.y, &line, area.width);
    }
}

/// Draws a few words from a cell on. What lies beside them stays.
pub fn words(line: &Line<'_>, at: Position, buf: &mut Buffer) {
    let width = u16::try_from(line.spans.iter().map(|span| width(&span.content)).sum::<usize>()).unwrap_or(u16::MAX);
    row(line, Rect { x: at.x, y: at.y, width, height: 1 }.intersection(buf.area), buf);
}

/// Draws a frame with a title.
pub fn frame(theme: Theme, title: &str, focused: bool, area: Rect, buf: &mut Buffer) {
    let role = if focused { Role::Focus } else { Role::Border };
    let title = cut(title, usize::from(area.width).saturating_sub(6));
    Block::bordered().border_style(theme.style(role)).render(area, buf);
    let style = theme.style(if focused { Role::Focus } else { Role::Title });
    words(&between_blanks(title, style), Position { x: area.x + 1, y: area.y }, buf);
}

/// Words between two blanks, which stay where they are whatever direction the words are read in.
fn between_blanks(text: String, style: Style) -> Line<'static> {
    Line::from([" ".to_owned(), text, " ".to_owned()].map(|part| Span::styled(part, style)).to_vec())
}

/// Writes a few words on the lower edge of a frame.
pub fn foot(theme: Theme, text: &str, role: Role, area: Rect, buf: &mut Buffer) {
    let text = cut(text, usize::from(area.width).saturating_sub(8));
    let at = Position { x: area.x + 2, y: area.bottom().saturating_sub(1) };
    words(&between_blanks(text, theme.style(role)), at, buf);
}

/// Draws arrows on the frame where lines are hidden above or below.
pub fn more(theme: Theme, lines: usize, offset: usize, area: Rect, buf: &mut Buffer) {
    let style = theme.style(Role::Key);
    let x = area.right().saturating_sub(3);
    if offset > 0 {
        buf.set_string(x, area.y, "↑", style);
    }
    if lines > offset + usize::from(inner(area).height) {
        buf.set_string(x, area.bottom().saturating_sub(1), "↓", style);
    }
}

/// Clears the area.
pub fn clear(area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
}

/// Clears the area and draws a focused frame with a title.
pub fn overlay_frame(theme: Theme, title: &str, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    frame(theme, title, true, area, buf);
}

/// The area of the rows inside a frame that has a line of its own at its top, such as a prompt, and a line below that.
pub fn below_head(area: Rect) -> Rect {
    let inner = inner(area);
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }
}

/// Draws the visible rows of a list of `len` one-line rows, highlights the selected one, and says where rows are hidden.
pub fn rows(theme: Theme, visible: &[Line<'static>], list: &List, len: usize, area: Rect, buf: &mut Buffer) {
    window(visible, 0, area, buf);
    highlight_row(theme, list, len, area, buf);
    more_rows(theme, list, len, area, buf);
}

/// Highlights the selected row of a list of `len` one-line rows.
pub fn highlight_row(theme: Theme, list: &List, len: usize, area: Rect, buf: &mut Buffer) {
    let row = list.cursor.checked_sub(list.offset).and_then(|row| u16::try_from(row).ok());
    if let Some(row) = row.filter(|row| *row < area.height && len > 0) {
        buf.set_style(Rect { y: area.y + row, height: 1, ..area }, theme.style(Role::Selected));
    }
}

/// Draws arrows beside such a list where rows are hidden above or below.
pub fn more_rows(theme: Theme, list: &List, len: usize, area: Rect, buf: &mut Buffer) {
    let style = theme.style(Role::Key);
    if list.offset > 0 {
        buf.set_string(area.right(), area.y, "↑", style);
    }
    if len > list.offset + usize::from(area.height) && area.height > 0 {
        buf.set_string(area.right(), area.bottom() - 1, "↓", style);
    }
}
