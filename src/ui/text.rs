//! Turns text into lines: sanitized, wrapped and cut by display width, never inside a grapheme. It knows no panes.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::wrap_algorithms::Penalties;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::bidi::levels::{BaseDirection, has_right_to_left, of_rows};
use super::bidi::tags::{RowPart, filler, with_levels};
use crate::sanitize;

/// The display width of `text` in columns. Letters that some fonts join into one, such as lam and alif, have a cell each.
pub fn width(text: &str) -> usize {
    if has_right_to_left(text) { text.graphemes(true).map(UnicodeWidthStr::width).sum() } else { text.width() }
}

/// Wraps `text` into lines of at most `columns`; at least one line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let shown = sanitize::line(text);
    let lines = textwrap::wrap(&shown, options(columns));
    let lines: Vec<String> = lines.iter().flat_map(|l| fitting(l.trim_end(), columns.max(1))).collect();
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// Splits a wrapped line that is still too wide. textwrap adds up the widths of single characters, but some are wider
/// together (a sign with an emoji variation selector). Only a glyph wider than the pane is left out.
pub(super) fn fitting(line: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = line;
    while width(rest) > columns {
        let fits = |end: &usize| width(&rest[..*end]) <= columns;
        let ends = rest.grapheme_indices(true).map(|(at, g)| at + g.len());
        let inner = || rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(fits).last();
        let Some(end) = ends.take_while(fits).last().or_else(inner) else {
            let glyph = rest.graphemes(true).next().unwrap_or(rest);
            lines.push(cut(glyph, columns));
            rest = rest[glyph.len()..].trim_start();
            continue;
        };
        // Prefer a break at a space.
        let space = if rest[end..].starts_with(' ') { None } else { rest[..end].trim_end().rfind(' ') };
        let end = space.filter(|at| !rest[..*at].trim().is_empty()).unwrap_or(end);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(rest.to_owned());
    }
    lines
}

/// Words are not split at hyphens: *Isis-K* is one word.
fn options<'a>(columns: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(columns.max(1))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::OptimalFit(penalties()))
}

/// The high penalty prevents lines that are too long: by default, textwrap prefers a line one column too long to a mostly
/// empty line before a long word, and the excess would be cut off.
pub(super) fn penalties() -> Penalties {
    Penalties { overflow_penalty: 1 << 30, ..Penalties::default() }
}

/// Cuts `text` to at most `columns`, with an ellipsis if something is left out.
pub fn cut(text: &str, columns: usize) -> String {
    let shown = sanitize::line(text);
    if width(&shown) <= columns {
        return shown.into_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in shown.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// Cuts or pads `text` to exactly `columns`.
pub fn fill(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

/// Parts in lines of so many columns, with a dot between two. None is spread over two lines.
pub fn in_lines(parts: impl IntoIterator<Item = String>, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(&part) <= columns => *line = format!("{line} · {part}"),
            _ => lines.push(cut(&part, columns)),
        }
    }
    lines
}

/// Cuts or pads `text` to exactly `columns`, aligned right.
pub fn fill_left(text: &str, columns: usize) -> String {
    let out = cut(text, columns);
    format!("{}{out}", " ".repeat(columns.saturating_sub(width(&out))))
}

/// Wraps `text` in one style, the first line after `first`, the others indented by its width.
pub fn paragraph(first: &str, first_style: Style, text: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    if has_right_to_left(text) {
        return marked(first, first_style, &sanitize::line(text), style, &[], columns);
    }
    let indent = width(first).min(columns.saturating_sub(1));
    wrap(text, columns.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(i, line)| {
            let lead = if i == 0 { cut(first, indent) } else { " ".repeat(indent) };
            Line::from(vec![Span::styled(lead, first_style), Span::styled(line, style)])
        })
        .collect()
}

/// The rows of a cell that holds `text`: a paragraph of its own, read in one direction from its first row to its last.
pub fn cell(text: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    paragraph("", style, text, style, columns)
}

/// The spans of a row of a cell, with blanks in this style up to `columns`.
pub fn filled(row: Option<&Line<'static>>, style: Style, columns: usize) -> Vec<Span<'static>> {
    let mut spans = row.map_or_else(Vec::new, |row| row.spans.clone());
    let taken: usize = spans.iter().map(|span| width(&span.content)).sum();
    spans.push(Span::styled(" ".repeat(columns.saturating_sub(taken)), style));
    spans
}

/// Like [`paragraph`], with every occurrence of the given words marked, across line breaks too.
pub fn highlighted(
    first: &str,
    first_style: Style,
    text: &str,
    style: Style,
    marks: &[(String, Style)],
    columns: usize,
) -> Vec<Line<'static>> {
    let shown = sanitize::line(text);
    let mut found: Vec<(Range<usize>, Style)> = Vec::new();
    for (words, style) in marks {
        found.extend(shown.match_indices(words.as_str()).map(|(at, w)| (at..at + w.len(), *style)));
    }
    marked(first, first_style, &shown, style, &found, columns)
}

/// Like [`paragraph`], for sanitized text, with these byte ranges marked.
pub fn marked(
    first: &str,
    first_style: Style,
    shown: &str,
    style: Style,
    found: &[(Range<usize>, Style)],
    columns: usize,
) -> Vec<Line<'static>> {
    let indent = width(first).min(columns.saturating_sub(1));
    // A letter can join the next one, as some signs of Indic scripts do: a grapheme is marked if any part of it is found.
    let style_of = |at: Range<usize>| {
        found.iter().find(|(range, _)| range.start < at.end && at.start < range.end).map_or(style, |m| m.1)
    };
    let mut lines = Vec::new();
    let rows = rows_of(shown, wrap(shown, columns.saturating_sub(indent)));
    let levels = has_right_to_left(shown).then(|| {
        let ranges: Vec<_> = rows.iter().map(|(start, line)| *start..(start + line.len()).min(shown.len())).collect();
        of_rows(shown, BaseDirection::Auto, &ranges)
    });
    for (i, (start, line)) in rows.into_iter().enumerate() {
        let lead = if i == 0 { cut(first, indent) } else { " ".repeat(indent) };
        let mut spans = Vec::new();
        let mut run = String::new();
        let mut run_style = style;
        for (offset, grapheme) in line.grapheme_indices(true) {
            let begin = start + offset;
            let here = style_of(begin..begin + grapheme.len());
            if here != run_style && !run.is_empty() {
                spans.push(Span::styled(std::mem::take(&mut run), run_style));
            }
            run_style = here;
            run.push_str(grapheme);
        }
        spans.push(Span::styled(run, run_style));
        if let Some(levels) = &levels {
            spans = with_levels(spans, &levels.rows[i], RowPart::Paragraph);
            if levels.is_right_to_left() {
                let rest = columns.saturating_sub(indent + width(&line));
                spans.push(filler(rest, style, levels.base));
            }
        }
        spans.insert(0, Span::styled(lead, first_style));
        lines.push(Line::from(spans));
    }
    lines
}

/// Where each wrapped line begins in the text. Wrapping drops only the spaces at line breaks; a line that was cut is not
/// found, and keeps the position.
fn rows_of(shown: &str, lines: Vec<String>) -> Vec<(usize, String)> {
    let mut at = 0;
    let placed = lines.into_iter().map(|line| {
        let start = shown[at..].find(line.as_str()).map_or(at, |skip| at + skip);
        at = (start + line.len()).min(shown.len());
        while !shown.is_char_boundary(at) {
            at += 1;
        }
        (start, line)
    });
    placed.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::ui::bidi::arrange::arrange;
    use crate::ui::canvas::window;

    #[test]
    fn a_sign_that_joins_the_next_letter_leaves_its_mark_whole() {
        let marked_style = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
        for text in ["\u{11D46}AA", "\u{11941}0A"] {
            let word = text[4..].to_owned();
            let lines = highlighted("", Style::new(), text, Style::new(), &[(word, marked_style)], 20);
            let spans = lines.iter().flat_map(|line| &line.spans).filter(|span| span.style == marked_style);
            assert_eq!(spans.map(|span| span.content.as_ref()).collect::<String>(), text);
        }
    }

    #[test]
    fn cut_text_ends_with_an_ellipsis() {
        assert_eq!(cut("Kerman", 6), "Kerman");
        assert_eq!(cut("Kerman", 5), "Kerm…");
        assert_eq!(cut("한글한글", 5), "한글…");
        assert_eq!(cut("Kerman", 0), "");
        assert_eq!(fill("한", 4), "한  ");
        assert_eq!(fill_left("94", 4), "  94");
    }

    #[test]
    fn all_rows_of_a_cell_are_read_in_the_direction_of_its_text() {
        let rows = cell("שלום שלום Post שלום", Style::new(), 10);
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 2));
        window(&rows, 0, buf.area, &mut buf);
        arrange(&mut buf, None);
        let row = |y| (0..10).map(|x| buf[(x, y)].symbol()).collect::<String>();
        // The second row begins with an English word, which stands at the right.
        assert_eq!([row(0), row(1)], [" םולש םולש", " םולש Post"]);
        let rest = filled(rows.get(2), Style::new(), 4);
        assert_eq!(rest.iter().map(|span| span.content.as_ref()).collect::<String>(), "    ");
    }

    #[test]
    fn nothing_is_cut_off_where_long_words_follow_each_other() {
        let long = "overwritten,".repeat(4);
        for columns in 40..70 {
            let text = format!("Courier {} {long} {long}", "x".repeat(columns - 7));
            let lines = wrap(&text, columns);
            assert!(!lines.concat().contains('…'), "{columns}: {lines:?}");
        }
    }

    #[test]
    fn nothing_is_cut_off_where_characters_are_wider_together() {
        let text = "A heart \u{2764}\u{fe0f} and three keys 1\u{fe0f}2\u{fe0f}3\u{fe0f} on a line";
        for columns in 2..40 {
            let lines = wrap(text, columns);
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&lines.concat()), letters(text), "{columns}: {lines:?}");
            assert!(lines.iter().all(|l| width(l) <= columns), "{columns}: {lines:?}");
        }
        assert_eq!(wrap("a한b", 1), ["a", "…", "b"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in any::<String>(), columns in 2usize..60) {
            for line in wrap(&text, columns) {
                prop_assert!(width(&line) <= columns, "{:?}", line);
            }
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&fill(&text, columns)), columns);
        }
    }
}
