//! The terminal's pen: the colours and modifiers of what is printed next, changed by the shortest SGR sequence.
//!
//! It knows no positions and no text.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Modifiers that show on a blank.
const VISIBLE_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each modifier with the parameters that turn it on and off. Two pairs share the one that turns them off.
const PARAMETERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// The pen after a reset.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// The pen that `cell` needs.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank of this pen looks like one of the plain pen.
    pub(super) fn leaves_blanks_plain(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(VISIBLE_ON_BLANK)
    }

    /// How many bytes it takes to turn this pen into `wanted`.
    pub(super) fn bytes_to(mut self, wanted: Self) -> usize {
        let mut out = String::new();
        self.change(wanted, &mut out);
        out.len()
    }

    /// Turns this pen into `wanted` by setting what differs, or by a reset and setting all of it, whichever is shorter.
    pub(super) fn change(&mut self, wanted: Self, out: &mut String) {
        if *self == wanted {
            return;
        }
        let start = out.len();
        self.append(wanted, "", out);
        let middle = out.len();
        // An empty parameter is a reset.
        Self::PLAIN.append(wanted, ";", out);
        if out.len() - middle < middle - start {
            out.replace_range(start..middle, "");
        } else {
            out.truncate(middle);
        }
        *self = wanted;
    }

    /// Appends the sequence that turns this pen into `wanted`, with `separator` before the first parameter.
    fn append(self, wanted: Self, mut separator: &'static str, out: &mut String) {
        out.push_str("\x1b[");
        let mut append = |parameters: &[u8]| {
            for &parameter in parameters {
                out.push_str(separator);
                append_number(parameter, out);
                separator = ";";
            }
        };
        // Turning a modifier off also turns off the one that shares its parameter.
        let mut on = self.modifier;
        for (modifier, _, off) in PARAMETERS {
            if on.contains(modifier) && !wanted.modifier.contains(modifier) {
                append(&[off]);
                PARAMETERS.iter().filter(|p| p.2 == off).for_each(|p| on.remove(p.0));
            }
        }
        for (modifier, number, _) in PARAMETERS {
            if wanted.modifier.contains(modifier) && !on.contains(modifier) {
                append(&[number]);
            }
        }
        for (old, new, base) in [(self.fg, wanted.fg, 30), (self.bg, wanted.bg, 40)] {
            match (old == new, new) {
                (true, _) => {}
                (false, Color::Reset) => append(&[base + 9]),
                (false, Color::Rgb(r, g, b)) => append(&[base + 8, 2, r, g, b]),
                (false, new) => append(&[base + 8, 5, index(new)]),
            }
        }
        out.push('m');
    }
}

/// Appends a number in decimal; there are too many for the formatting machinery.
fn append_number(number: u8, out: &mut String) {
    for unit in [100, 10, 1] {
        if number >= unit || unit == 1 {
            out.push(char::from(b'0' + number / unit % 10));
        }
    }
}

/// The palette number of a colour that has one.
fn index(color: Color) -> u8 {
    match color {
        Color::Indexed(index) => index,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        // The last two are not written by number.
        Color::Black | Color::Reset | Color::Rgb(..) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pen after a sequence, read as ECMA-48 and xterm define it.
    fn read(mut pen: Pen, sequence: &str) -> Pen {
        let inner = sequence.strip_prefix("\x1b[").and_then(|s| s.strip_suffix('m')).unwrap();
        let mut numbers = inner.split(';').map(|n| if n.is_empty() { 0 } else { n.parse().unwrap() });
        while let Some(number) = numbers.next() {
            let color = |numbers: &mut dyn Iterator<Item = u8>| match numbers.next().unwrap() {
                5 => Color::Indexed(numbers.next().unwrap()),
                2 => {
                    let mut channel = || numbers.next().unwrap();
                    Color::Rgb(channel(), channel(), channel())
                }
                other => panic!("{other} names no kind of colour"),
            };
            match number {
                0 => pen = Pen::PLAIN,
                1 => pen.modifier.insert(Modifier::BOLD),
                2 => pen.modifier.insert(Modifier::DIM),
                3 => pen.modifier.insert(Modifier::ITALIC),
                4 => pen.modifier.insert(Modifier::UNDERLINED),
                5 => pen.modifier.insert(Modifier::SLOW_BLINK),
                6 => pen.modifier.insert(Modifier::RAPID_BLINK),
                7 => pen.modifier.insert(Modifier::REVERSED),
                8 => pen.modifier.insert(Modifier::HIDDEN),
                9 => pen.modifier.insert(Modifier::CROSSED_OUT),
                22 => pen.modifier.remove(Modifier::BOLD.union(Modifier::DIM)),
                23 => pen.modifier.remove(Modifier::ITALIC),
                24 => pen.modifier.remove(Modifier::UNDERLINED),
                25 => pen.modifier.remove(Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK)),
                27 => pen.modifier.remove(Modifier::REVERSED),
                28 => pen.modifier.remove(Modifier::HIDDEN),
                29 => pen.modifier.remove(Modifier::CROSSED_OUT),
                38 => pen.fg = color(&mut numbers),
                39 => pen.fg = Color::Reset,
                48 => pen.bg = color(&mut numbers),
                49 => pen.bg = Color::Reset,
                other => panic!("{other} is no parameter"),
            }
        }
        pen
    }

    fn pens() -> impl Strategy<Value = Pen> {
        let color = || {
            prop_oneof![
                Just(Color::Reset),
                any::<u8>().prop_map(Color::Indexed),
                any::<[u8; 3]>().prop_map(|[r, g, b]| Color::Rgb(r, g, b)),
            ]
        };
        (color(), color(), 0u16..512).prop_map(|(fg, bg, bits)| Pen {
            fg,
            bg,
            modifier: Modifier::from_bits_truncate(bits),
        })
    }

    proptest! {
        #[test]
        fn a_pen_becomes_what_is_wanted(from in pens(), to in pens()) {
            let (mut pen, mut out) = (from, String::new());
            pen.change(to, &mut out);
            prop_assert_eq!(pen, to);
            prop_assert_eq!(out.len(), from.bytes_to(to));
            let read = if out.is_empty() { from } else { read(from, &out) };
            prop_assert_eq!(read, to, "{:?}", out);
        }
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let change = |from: Pen, to: Pen| {
            let (mut pen, mut out) = (from, String::new());
            pen.change(to, &mut out);
            out
        };
        let pen = |color, modifier| Pen { fg: Color::Indexed(color), bg: Color::Reset, modifier };
        assert_eq!(change(pen(247, Modifier::BOLD), Pen::PLAIN), "\x1b[m");
        assert_eq!(change(pen(247, Modifier::BOLD), pen(247, Modifier::empty())), "\x1b[22m");
        assert_eq!(change(pen(247, Modifier::BOLD), pen(79, Modifier::empty())), "\x1b[;38;5;79m");
        assert_eq!(change(pen(247, Modifier::BOLD), pen(247, Modifier::DIM)), "\x1b[22;2m");
        assert_eq!(change(Pen::PLAIN, Pen { fg: Color::Red, ..Pen::PLAIN }), "\x1b[38;5;1m");
    }
}
