//! The gate: text from outside made safe to show.
//!
//! No byte of a file, a file name or a query reaches a terminal as a control sequence. Controls become
//! visible pictures, direction overrides and invisible characters are named, a tab becomes a space, and
//! only so many marks may pile on one letter. Screens, standard output and error messages all go through
//! here; data, searching and copies of evidence keep the raw text. The gate knows nothing but characters.

use std::borrow::Cow;

/// How many combining marks one base character keeps; more only serve to overwrite other rows.
const MARKS: usize = 8;

/// `text` as one line that is safe to show. Borrowed when nothing had to change.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) || !needs_work(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    // What is dropped parts no marks from their letter, so it goes first.
    for c in text.chars().filter(|c| *c != '\r') {
        if is_mark(c) {
            marks += 1;
            if marks > MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        match c {
            '\t' | '\n' => out.push(' '),
            '\0'..='\x1f' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')),
            '\x7f' => out.push('␡'),
            c if is_hidden(c) => out.push_str(&format!("<{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// `text` safe to show, line breaks kept.
pub fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn needs_work(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks > MARKS || c.is_control() || is_hidden(c)
    })
}

/// C1 controls, direction controls, and characters that show nothing yet change what is seen. Joiners stay:
/// Persian and Indic words need them.
fn is_hidden(c: char) -> bool {
    matches!(u32::from(c),
        0x80..=0x9f | 0xad | 0x061c | 0x180e | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f
        | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}

fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036f | 0x0483..=0x0489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_harmless_is_borrowed_as_it_is() {
        for text in ["Kerman", "Türkiye – “quoted” کرمان", "می\u{200c}خواهم", "Żółć"] {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_commands_a_terminal_becomes_visible() {
        assert_eq!(line("a\x1b]0;pwn\x07b"), "a␛]0;pwn␇b");
        assert_eq!(line("a\u{9b}31mb"), "a<009B>31mb");
        assert_eq!(line("abc\u{202e}fed"), "abc<202E>fed");
        assert_eq!(line("one\ttwo\r\nthree"), "one two three");
        assert_eq!(line("zero\u{200b}width\u{7f}"), "zero<200B>width␡");
        assert_eq!(lines("a\x1b\nb"), "a␛\nb");
    }

    #[test]
    fn marks_do_not_pile_up() {
        assert_eq!(line(&format!("e{}", "\u{301}".repeat(500))).chars().count(), 1 + MARKS);
        // Nor where a carriage return, of which nothing is shown, stands among them.
        let parted = format!("e{}", format!("{}\r", "\u{301}".repeat(MARKS)).repeat(9));
        assert_eq!(line(&parted).chars().count(), 1 + MARKS);
    }

    proptest! {
        #[test]
        fn nothing_dangerous_passes(text in any::<String>()) {
            let shown = line(&text);
            prop_assert!(!shown.chars().any(|c| c.is_control() || is_hidden(c)));
        }
    }
}
