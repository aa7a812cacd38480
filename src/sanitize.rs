//! Makes text from files and users safe to show.
//!
//! No byte of a file, a file name or a query reaches a terminal as a control sequence. Control characters become
//! control pictures, direction overrides and invisible characters become their code points, a tab becomes a space, and
//! the number of combining marks on a letter is limited. Screens, standard output and error messages are sanitized;
//! searching, exported JSON (escaped) and evidence keep the raw text. Knows only characters.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Maximum number of characters in a grapheme cluster. Families of emoji have eleven; longer clusters only serve to
/// overwrite other rows or to hide text.
pub const LONGEST_CLUSTER: usize = 12;

/// `text` as one line that is safe to show. Borrowed when nothing had to change.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_plain(text, |b| (0x20..0x7f).contains(&b)) {
        return Cow::Borrowed(text);
    }
    let out = shortened(visible(text));
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Whether all characters of a text are visible and none is part of a longer cluster; of ASCII those that are `wanted`.
fn is_plain(text: &str, wanted: impl Fn(u8) -> bool + Copy) -> bool {
    let mut rest = &text[ascii_len(text.as_bytes(), wanted)..];
    while let Some(c) = rest.chars().next() {
        if c.is_ascii() || !stands_alone(c) {
            return false;
        }
        rest = &rest[c.len_utf8()..];
        // Letters of other scripts stand together.
        if rest.starts_with(|c: char| c.is_ascii()) {
            rest = &rest[ascii_len(rest.as_bytes(), wanted)..];
        }
    }
    true
}

/// The number of bytes before the first that is not `wanted`; looks at many at once.
pub(crate) fn ascii_len(bytes: &[u8], wanted: impl Fn(u8) -> bool + Copy) -> usize {
    let begun = begun::<32>(bytes, wanted);
    // Most texts are short.
    let begun = begun + self::begun::<8>(&bytes[begun..], wanted);
    begun + bytes[begun..].iter().take_while(|b| wanted(**b)).count()
}

/// The number of bytes in the first blocks of `N` bytes of which all are `wanted`.
fn begun<const N: usize>(bytes: &[u8], wanted: impl Fn(u8) -> bool + Copy) -> usize {
    let (blocks, _) = bytes.as_chunks::<N>();
    let is_wanted = |block: &&[u8; N]| block.iter().fold(0, |others, b| others | u8::from(!wanted(*b))) == 0;
    blocks.iter().take_while(is_wanted).count() * N
}

/// Replaces controls and invisible characters by visible text.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Part of a line break. A carriage return alone would overwrite the line, so it is shown.
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\t' | '\n' => out.push(' '),
            '\0'..='\x1f' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')),
            '\x7f' => out.push('␡'),
            c if is_hidden(c) || (is_joiner(c) && !joins(before)) || (is_selector(c) && !has_forms(before)) => {
                out.push_str(&format!("<{:04X}>", u32::from(c)));
            }
            c => out.push(c),
        }
        before = out.chars().next_back().unwrap_or(' ');
    }
    out
}

/// Shortens clusters that are too long. Runs last, since text that replaces characters forms clusters too.
fn shortened(text: String) -> String {
    let too_long = |cluster: &str| cluster.chars().nth(LONGEST_CLUSTER).is_some();
    if !text.graphemes(true).any(too_long) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        if too_long(cluster) {
            out.extend(cluster.chars().take(LONGEST_CLUSTER - 1));
            out.push('…');
        } else {
            out.push_str(cluster);
        }
    }
    out
}

/// `text` safe to show, with its line breaks.
pub fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Whether `text` is safe to show unchanged.
pub fn is_safe(text: &str) -> bool {
    matches!(line(text), Cow::Borrowed(_))
}

/// Whether each line of `text` is safe to show unchanged.
pub fn are_safe(text: &str) -> bool {
    is_plain(text, |b| (0x20..0x7f).contains(&b) || b == b'\n') || text.lines().all(is_safe)
}

/// Fast path for most text: characters that are visible and never part of a longer cluster.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0x20..=0x7e | 0xa0..=0xac | 0xae..=0x2ff | 0x370..=0x482 | 0x48a..=0x58f | 0x5d0..=0x5ea | 0x620..=0x64a
        | 0x671..=0x6d3 | 0x2010..=0x2027 | 0x2030..=0x205e | 0x20a0..=0x20bf | 0x2100..=0x2bff | 0x3041..=0x3096
        | 0x30a1..=0x30fa | 0x3400..=0x9fff | 0xac00..=0xd7a3)
}

/// C1 controls, direction controls, noncharacters, which XML cannot hold, and invisible characters that change the display or can
/// carry hidden text.
fn is_hidden(c: char) -> bool {
    let is_noncharacter = u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    is_noncharacter
        || matches!(u32::from(c),
        0x80..=0x9f | 0xad | 0x034f | 0x061c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b | 0x200e
        | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0d | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
        | 0x1bca0..=0x1bca3 | 0x1d159 | 0x1d173..=0x1d17a | 0x13430..=0x1343f | 0x16fe4 | 0xe0000..=0xe0fff)
}

/// Zero-width joiner and non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// The variation selectors for text and emoji presentation.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

/// Whether a character has text and emoji presentations.
fn has_forms(before: char) -> bool {
    matches!(u32::from(before),
        0x23 | 0x2a | 0x30..=0x39 | 0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x2bff | 0x3030 | 0x303d
        | 0x3297 | 0x3299 | 0x1f000..=0x1faff)
}

/// Whether a joiner can change the shape of the character before it: in scripts of Asia and Africa, and in emoji.
/// After other characters it is merely invisible.
fn joins(before: char) -> bool {
    matches!(u32::from(before),
        0x0600..=0x1aff | 0x2190..=0x2bff | 0xa800..=0xabff | 0xfb50..=0xfefe | 0x10a00..=0x11fff | 0x1e800..=0x1efff
        | 0x1f000..=0x1faff)
}

/// A text as one argument for a shell, in quotation marks if it needs them.
pub fn shell_argument(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,:@=".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    // An apostrophe reads well between double marks, where a shell reads only these.
    if text.contains('\'') && !text.contains(['"', '$', '`', '\\', '!']) {
        return Cow::Owned(format!("\"{text}\""));
    }
    Cow::Owned(format!("'{}'", text.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn arguments_for_a_shell_are_quoted_where_it_reads_more_than_letters() {
        for (text, argument) in [
            ("date=Day,killed=n_dead", "date=Day,killed=n_dead"),
            ("a b", "'a b'"),
            ("it's", "\"it's\""),
            ("it's $(x)", r"'it'\''s $(x)'"),
            ("it's!", r"'it'\''s!'"),
            ("$(x)", "'$(x)'"),
            ("~/x", "'~/x'"),
            ("", "''"),
        ] {
            assert_eq!(shell_argument(text), argument);
        }
    }

    #[test]
    fn what_is_harmless_is_borrowed_as_it_is() {
        for text in
            ["Kerman", "Türkiye – “quoted” کرمان", "می\u{200c}خواهم", "Żółć", "👩🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏻"]
        {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_commands_a_terminal_becomes_visible() {
        assert_eq!(line("a\x1b]0;pwn\x07b"), "a␛]0;pwn␇b");
        assert_eq!(line("a\u{9b}31mb"), "a<009B>31mb");
        assert_eq!(line("abc\u{202e}fed"), "abc<202E>fed");
        assert_eq!(line("one\ttwo\r\nthree"), "one two three");
        assert_eq!(line("30 dead\rnobody"), "30 dead␍nobody");
        assert_eq!(line("one\u{2028}two\u{85}three\u{b}four"), "one<2028>two<0085>three␋four");
        assert_eq!(line("zero\u{200b}width\u{7f}"), "zero<200B>width␡");
        assert_eq!(lines("a\x1b\nb"), "a␛\nb");
    }

    #[test]
    fn joiners_are_shown_where_they_join_nothing() {
        assert_eq!(line("pass\u{200c}word \u{200d}"), "pass<200C>word <200D>");
        assert_eq!(line("a\u{fe01}b\u{fe0f}1\u{fe0f}❤\u{fe0f}"), "a<FE01>b<FE0F>1\u{fe0f}❤\u{fe0f}");
        assert_eq!(line("ब\u{94d}\u{200d}"), "ब\u{94d}\u{200d}");
    }

    #[test]
    fn marks_do_not_pile_up() {
        let parted = line(&format!("{}\0{}", "\u{301}".repeat(12), "\u{301}".repeat(12))).into_owned();
        assert!(is_safe(&parted), "{parted:?}");
        // On a letter, of any script, and in every way by which a cluster can grow without end.
        for pile in ["e\u{301}", "\u{e01}\u{e49}", "\u{1100}", "\u{600}", "👩\u{200d}", "\u{915}\u{94d}", "\u{fe0f}"]
        {
            let mut chars = pile.chars();
            let (first, rest) = (chars.next().unwrap(), chars.as_str());
            let rest = if rest.is_empty() { pile } else { rest };
            let text = format!("{first}{}x", rest.repeat(500));
            for cluster in line(&text).graphemes(true) {
                assert!(cluster.chars().count() <= LONGEST_CLUSTER, "{pile:?}");
            }
        }
    }

    #[test]
    fn noncharacters_are_shown_by_their_number() {
        assert_eq!(line("a\u{fffe}b\u{ffff}c\u{fdd0}\u{1ffff}"), "a<FFFE>b<FFFF>c<FDD0><1FFFF>");
        assert_eq!(line("\u{fffd}\u{fdf0}"), "\u{fffd}\u{fdf0}");
    }

    proptest! {
        #[test]
        fn nothing_dangerous_passes(text in any::<String>()) {
            let shown = line(&text);
            prop_assert!(!shown.chars().any(|c| c.is_control() || is_hidden(c)));
            prop_assert!(is_safe(&shown), "what came through once comes through again as it is: {shown:?}");
        }
    }
}
