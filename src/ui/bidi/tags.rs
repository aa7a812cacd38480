//! Levels that travel with text: in the bits of its style's modifiers that stand for none. One more bit says that text goes on in the
//! row below, in columns of its own.
//!
//! So a letter keeps its level wherever styled text is put, cut and drawn. A style that is set over it only adds modifiers, so that the
//! level stays until the cell is cleared. [`arrange`](super::arrange) reads the tags from the cells and removes them.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::levels::{BaseDirection, has_right_to_left, of_row};

/// The first bit: one more than the level, in four bits. ratatui has nine modifiers.
const LEVEL: u32 = 9;
/// The highest level but one. Without controls, which are never shown, there are none above 2.
const HIGHEST: u8 = 13;
/// The bits of the part, after those of the level; of text without a level that goes on, how.
const PART: u32 = 13;
/// The bit of text that goes on, after those of the part.
const GOES_ON: u32 = 15;
/// All bits of a tag.
const TAG: u16 = 0b111_1111 << LEVEL;

/// The part of a row that is ordered by itself. Neighbours have different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowPart {
    /// A row of a paragraph.
    Paragraph,
    /// A cell of a list.
    Cell,
    /// Another one.
    OtherCell,
    /// A text of several spans.
    Joined,
}

thread_local! {
    /// Whether text with levels may have become cells on this thread since that was last asked.
    static DRAWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether a frame may have tags since the last one was asked about: where none was drawn, no cell needs to be looked at.
pub fn were_drawn() -> bool {
    DRAWN.replace(false)
}

/// The bits that say a level.
fn bits(level: u8, part: RowPart) -> Modifier {
    DRAWN.set(true);
    let level = if level > HIGHEST { HIGHEST - (level + 1) % 2 } else { level };
    Modifier::from_bits_retain((u16::from(level) + 1) << LEVEL | (part as u16) << PART)
}

/// The level and the part that modifiers say, if they say one.
pub(super) fn said(modifier: Modifier) -> Option<(u8, u16)> {
    let bits = modifier.bits() & TAG;
    let level = (bits >> LEVEL) & 0b1111;
    (level > 0).then(|| ((level - 1) as u8, bits >> PART & 0b11))
}

/// How text goes on in the row below, from the same column on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesOn {
    /// With the next word.
    Words,
    /// Within its last word, which must have no level.
    Word,
}

/// A style for text that goes on in the row below.
pub fn going_on(style: Style, how: GoesOn) -> Style {
    DRAWN.set(true);
    style.add_modifier(Modifier::from_bits_retain(1 << GOES_ON | (how as u16) << PART))
}

/// How text with these modifiers goes on in the row below; `None` if it does not.
pub fn goes_on(modifier: Modifier) -> Option<GoesOn> {
    let is_in_word = said(modifier).is_none() && modifier.bits() >> PART & 0b11 == GoesOn::Word as u16;
    (modifier.bits() >> GOES_ON == 1).then_some(if is_in_word { GoesOn::Word } else { GoesOn::Words })
}

/// Whether modifiers have a tag.
pub(super) fn is_tagged(modifier: Modifier) -> bool {
    modifier.bits() & TAG != 0
}

/// Modifiers without a tag.
pub(super) fn untagged(modifier: Modifier) -> Modifier {
    Modifier::from_bits_retain(modifier.bits() & !TAG)
}

/// Whether two styles are the same whatever levels they say.
pub fn are_alike(a: Style, b: Style) -> bool {
    let plain = |style: Style| Style { add_modifier: untagged(style.add_modifier), ..style };
    plain(a) == plain(b)
}

/// The spans with the levels of their bytes. A grapheme has that of its first byte, so that marks stay on their letter; what has
/// no column has that of the glyph whose cell it shares.
pub fn with_levels(spans: Vec<Span<'static>>, levels: &[u8], part: RowPart) -> Vec<Span<'static>> {
    let mut tagged = Vec::with_capacity(spans.len() + 2);
    let drawn = |(_, grapheme): &(usize, &str)| grapheme.width() > 0;
    let mut before = 0;
    let first = spans.iter().find_map(|span| {
        let found = span.content.grapheme_indices(true).find(drawn).map(|(at, _)| before + at);
        before += span.content.len();
        found
    });
    let level_at = |at: usize| levels.get(at).copied().unwrap_or_default();
    let mut level = level_at(first.unwrap_or(0));
    before = 0;
    for span in spans {
        let text = span.content.as_ref();
        let mut begin = 0;
        let mut put = |range: Range<usize>, level| {
            if !range.is_empty() {
                tagged.push(Span::styled(text[range].to_owned(), span.style.add_modifier(bits(level, part))));
            }
        };
        for (at, _) in text.grapheme_indices(true).filter(drawn) {
            let next = level_at(before + at);
            if next != level {
                put(begin..at, level);
                (begin, level) = (at, next);
            }
        }
        put(begin..text.len(), level);
        before += text.len();
    }
    tagged
}

/// Spans that are one text, though their styles differ, as where words are marked.
pub fn joined(spans: Vec<Span<'static>>) -> Vec<Span<'static>> {
    let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
    if has_right_to_left(&text) { of_text(spans, &text, BaseDirection::Auto, RowPart::Joined) } else { spans }
}

/// Spans of which `text` is the whole text, with their levels.
pub fn of_text(spans: Vec<Span<'static>>, text: &str, base: BaseDirection, part: RowPart) -> Vec<Span<'static>> {
    with_levels(spans, &of_row(text, base).1, part)
}

/// The line with the levels of its cells: each span that has none yet is a text by itself. `None` if nothing in it is read from
/// right to left, and nothing of a paragraph that is.
pub fn of_line<'l>(line: &'l Line<'_>) -> Option<Cow<'l, Line<'l>>> {
    if line.spans.iter().any(|span| is_tagged(span.style.add_modifier)) {
        // They may have been made for another frame.
        DRAWN.set(true);
    }
    let is_said = |span: &Span| said(span.style.add_modifier).is_some();
    let is_ordered = |span: &Span| is_said(span) || has_right_to_left(&span.content);
    if !line.spans.iter().any(is_ordered) {
        return None;
    }
    let plain = |span: &Span| !is_said(span) && has_right_to_left(&span.content);
    if !line.spans.iter().any(plain) {
        return Some(Cow::Borrowed(line));
    }
    let (mut spans, mut cells) = (Vec::with_capacity(line.spans.len() + 4), 0);
    for (n, span) in line.spans.iter().enumerate() {
        if !plain(span) {
            spans.push(span.clone());
            continue;
        }
        let next = line.spans.get(n + 1);
        let touches = next.is_some_and(|next| !next.content.starts_with(' '));
        let text = span.content.as_ref();
        // The gap before a cell stays, and one after it too, however the blanks in it are divided.
        let begin = text.len() - text.trim_start_matches(' ').len();
        let end = text.len() - usize::from(touches && text.ends_with(' '));
        let part = if cells % 2 == 0 { RowPart::Cell } else { RowPart::OtherCell };
        let cell = vec![Span::styled(text[begin..end].to_owned(), span.style)];
        spans.push(Span::styled(text[..begin].to_owned(), span.style));
        spans.extend(of_text(cell, &text[begin..end], BaseDirection::Auto, part));
        spans.push(Span::styled(text[end..].to_owned(), span.style));
        cells += 1;
    }
    Some(Cow::Owned(Line { spans, style: line.style, alignment: line.alignment }))
}

/// Blanks that put a row of a paragraph that is read from right to left against the right edge.
pub fn filler(columns: usize, style: Style, base: u8) -> Span<'static> {
    Span::styled(" ".repeat(columns), style.add_modifier(bits(base, RowPart::Paragraph)))
}
