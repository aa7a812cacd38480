//! A screen as text, and as a picture: SVG, for the README and for reports. It knows only the buffer of cells.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::ui::text::width;

/// Width and height of a cell, in pixels.
const CELL: (usize, usize) = (9, 18);

/// The buffer as SVG, on a dark or a light ground.
pub fn svg(buf: &Buffer, light: bool) -> String {
    let (ground, ink) = if light { ("#ffffff", "#1e1e1e") } else { ("#1e1e1e", "#dcdcdc") };
    let (columns, rows) = (usize::from(buf.area.width), usize::from(buf.area.height));
    let (w, h) = (columns * CELL.0 + 16, rows * CELL.1 + 16);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\n\
         <rect width=\"{w}\" height=\"{h}\" rx=\"6\" fill=\"{ground}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n"
    );
    for y in 0..buf.area.height {
        let mut x = 0;
        while x < buf.area.width {
            x += run(buf, x, y, (ground, ink), &mut out);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Lines of text as SVG, the first one as their title.
pub fn of_lines(text: &str, light: bool) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let columns = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let [columns, rows] = [columns, lines.len()].map(|n| u16::try_from(n).unwrap_or(u16::MAX).max(1));
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
    for (y, line) in (0..rows).zip(lines) {
        let style = if y == 0 { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        buf.set_string(0, y, line, style);
    }
    svg(&buf, light)
}

/// Draws the cells from `x` on that share a style; returns how many.
fn run(buf: &Buffer, x: u16, y: u16, (ground, ink): (&str, &str), out: &mut String) -> u16 {
    let style = buf[(x, y)].style();
    let (mut text, mut cells) = (String::new(), 0);
    while x + cells < buf.area.width && buf[(x + cells, y)].style() == style {
        let symbol = buf[(x + cells, y)].symbol();
        text.push_str(symbol);
        cells += u16::try_from(width(symbol).max(1)).unwrap_or(1);
    }
    let modified = |m| style.add_modifier.contains(m);
    let colour = style.fg.map_or_else(|| ink.to_owned(), |c| hex(c, ink));
    let (fill, back) = if modified(Modifier::REVERSED) { (ground.to_owned(), Some(colour)) } else { (colour, None) };
    let (left, top) = (8 + usize::from(x) * CELL.0, 8 + usize::from(y) * CELL.1);
    let long = usize::from(cells) * CELL.0;
    if let Some(back) = back {
        let _ =
            writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{long}\" height=\"{}\" fill=\"{back}\"/>", CELL.1);
    }
    if !text.trim().is_empty() {
        let bold = if modified(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
        let italic = if modified(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
        let line = if modified(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
        let shown = text.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let length = width(text.trim_end()) * CELL.0;
        let _ = writeln!(
            out,
            "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" fill=\"{fill}\"{bold}{italic}{line}>{shown}</text>",
            top + 14
        );
    }
    cells
}

/// A colour in HTML notation; that of the text where the terminal chooses it.
fn hex(colour: Color, ink: &str) -> String {
    crate::ui::colours::hex(colour).unwrap_or_else(|| ink.to_owned())
}

/// A screen's characters, row by row, without the blanks at the ends of rows.
pub fn text(buf: &Buffer) -> String {
    let Rect { width, height, .. } = buf.area;
    let mut out = String::new();
    for y in 0..height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..width {
            // The cells that a wide glyph covers are empty.
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf.cell((x, y)).map_or(" ", |c| c.symbol());
            skip = crate::ui::text::width(symbol).saturating_sub(1);
            row.push_str(symbol);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_section_of_xml_is_written_as_text() {
        let drawn = svg(&Buffer::with_lines(["a ]]> b & <c>"]), false);
        assert!(drawn.contains(">a ]]&gt; b &amp; &lt;c&gt;</text>"), "{drawn}");
    }
}
