//! The cells of a complete frame in the order in which they are read. Knows cells; does not know what they show.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiMirroringGlyph;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::tags::{is_tagged, said, untagged};
use crate::ui::text::width;

/// Puts the letters of all rows into their order, each part of a row by itself, and takes the tags away. Whole glyphs are
/// moved with their styles; brackets become their mirror images. Gives where the cursor's cell has come to.
pub fn arrange(buf: &mut Buffer, cursor: Option<Position>) -> Option<Position> {
    let area = buf.area;
    let mut cursor = cursor;
    for (y, row) in (area.top()..).zip(buf.content.chunks_mut(usize::from(area.width).max(1))) {
        let mut from = 0;
        while let Some(begin) = next_tagged(row, from) {
            let glyphs = part(row, begin);
            let end = glyphs.last().map_or(begin + 1, |last| last.at + last.columns);
            let here = cursor.filter(|at| at.y == y).map(|at| usize::from(at.x.saturating_sub(area.x)));
            if let Some(x) = order(&mut row[begin..end], begin, &glyphs, here)
                && let Some(at) = &mut cursor
            {
                at.x = area.x + u16::try_from(x).unwrap_or(0);
            }
            from = end;
        }
    }
    cursor
}

/// Takes the tags away and leaves the order as it is.
pub fn leave(buf: &mut Buffer) {
    let mut from = 0;
    while let Some(at) = next_tagged(&buf.content, from) {
        buf.content[at].modifier = untagged(buf.content[at].modifier);
        from = at + 1;
    }
}

fn next_tagged(cells: &[Cell], from: usize) -> Option<usize> {
    let found = cells.get(from..)?.iter().position(|cell| is_tagged(cell.modifier))?;
    Some(from + found)
}

/// A glyph of a row: its first column, how many it has, and its level.
struct Glyph {
    at: usize,
    columns: usize,
    level: Level,
}

/// The glyphs of the part that begins at a column.
fn part(row: &[Cell], begin: usize) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let (mut at, mut first) = (begin, None);
    while let Some(cell) = row.get(at)
        && let Some((level, part)) = said(cell.modifier)
        && *first.get_or_insert(part) == part
    {
        let columns = width(cell.symbol()).clamp(1, row.len() - at);
        glyphs.push(Glyph { at, columns, level: Level::new(level).unwrap_or(Level::ltr()) });
        at += columns;
    }
    glyphs
}

/// Orders the cells of a part that begins at a column. Gives where the cell in column `cursor` has come to, if it is one of
/// them.
fn order(cells: &mut [Cell], begin: usize, glyphs: &[Glyph], cursor: Option<usize>) -> Option<usize> {
    for cell in &mut *cells {
        cell.modifier = untagged(cell.modifier);
    }
    if glyphs.iter().all(|glyph| glyph.level.is_ltr()) {
        return None;
    }
    let levels: Vec<Level> = glyphs.iter().map(|glyph| glyph.level).collect();
    let before = cells.to_vec();
    let (mut to, mut found) = (0, None);
    for glyph in ParagraphBidiInfo::reorder_visual(&levels).into_iter().map(|n| &glyphs[n]) {
        let from = glyph.at - begin;
        cells[to..to + glyph.columns].clone_from_slice(&before[from..from + glyph.columns]);
        if glyph.level.is_rtl() {
            mirror(&mut cells[to]);
        }
        if cursor.is_some_and(|at| (glyph.at..glyph.at + glyph.columns).contains(&at)) {
            found = Some(begin + to);
        }
        to += glyph.columns;
    }
    found
}

/// Turns a bracket into its mirror image.
fn mirror(cell: &mut Cell) {
    let mut rest = cell.symbol().chars();
    let Some(first) = rest.next() else { return };
    if let Some(image) = CodePointMapData::<BidiMirroringGlyph>::new().get(first).mirroring_glyph {
        let symbol: String = std::iter::once(image).chain(rest).collect();
        cell.set_symbol(&symbol);
    }
}
