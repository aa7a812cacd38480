//! Colours by name, and their contrast with the background. It knows no roles and no palette.

use std::str::FromStr as _;

use ratatui::style::Color;

/// The least contrast of text with its background (WCAG 2, level AA).
pub const LEAST_CONTRAST: f64 = 4.5;

/// The names of the colours that every terminal has.
pub const ANSI_NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "darkgray",
    "lightred",
    "lightgreen",
    "lightyellow",
    "lightblue",
    "lightmagenta",
    "lightcyan",
    "white",
];

/// The colour that the text names: an ANSI name such as `lightred`, or `#rrggbb`.
pub fn colour(text: &str) -> Option<Color> {
    let is_named = ANSI_NAMES.contains(&text.to_lowercase().replace(['-', '_', ' '], "").as_str());
    Color::from_str(text).ok().filter(|_| is_named || text.starts_with('#'))
}

/// The contrast of a colour with a usual light or dark background, from 1 to 21 (WCAG 2); `None` if the terminal chooses the
/// colour.
pub fn contrast(colour: Color, light: bool) -> Option<f64> {
    let ground = luminance(if light { [0xff; 3] } else { [0x1e; 3] });
    let colour = luminance(rgb(colour)?);
    Some((colour.max(ground) + 0.05) / (colour.min(ground) + 0.05))
}

/// The colour as `#rrggbb`; `None` if the terminal chooses it.
pub fn hex(colour: Color) -> Option<String> {
    rgb(colour).map(|[r, g, b]| format!("#{r:02x}{g:02x}{b:02x}"))
}

/// Red, green and blue of a colour: of those given so, of the 6×6×6 cube and of the greys. The terminal chooses the others.
pub fn rgb(colour: Color) -> Option<[u8; 3]> {
    let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
        Color::Indexed(index @ 16..) => {
            let at = index - 16;
            Some([level(at / 36), level(at / 6 % 6), level(at % 6)])
        }
        _ => None,
    }
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_hex_are_colours_and_nothing_else() {
        for text in ANSI_NAMES.into_iter().chain(["#a0B1c2", "Light-Red"]) {
            assert!(colour(text).is_some(), "{text}");
        }
        for text in ["", "12", "#12", "#1234567", "ultraviolet", "reset", "#ééé"] {
            assert!(colour(text).is_none(), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast(Color::Rgb(0, 0, 0), true).unwrap() - 21.0).abs() < 0.01);
        assert!((contrast(Color::Rgb(0x76, 0x76, 0x76), true).unwrap() - 4.54).abs() < 0.01);
    }
}
