//! Key presses: parsing and printing. It does not know what they are bound to.
//!
//! `--keys` and the documentation use this notation: plain characters stand for themselves, other keys
//! are named in angle brackets: `<enter>`, `<esc>`, `<c-d>`, `<s-tab>`, `<lt>` for `<` itself.

use std::fmt;

/// A key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the key of that name")]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key with its modifiers. For characters, Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Control is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held, for keys other than characters.
    pub shift: bool,
}

const NAMES: [(&str, Key); 13] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("bs", Key::Backspace),
    ("del", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
];

impl Chord {
    /// The key without modifiers.
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    /// A character with Control.
    pub const fn ctrl(c: char) -> Self {
        Self { key: Key::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// The label in help and footer: `j`, `Enter`, `Ctrl-d`, `Shift-Tab`, `↓`.
    pub fn label(self) -> String {
        let key = match self.key {
            Key::Char(' ') => "Space".to_owned(),
            Key::Char(c) => c.to_string(),
            Key::Enter => "Enter".into(),
            Key::Esc => "Esc".into(),
            Key::Tab => "Tab".into(),
            Key::Backspace => "Backspace".into(),
            Key::Delete => "Del".into(),
            Key::Up => "↑".into(),
            Key::Down => "↓".into(),
            Key::Left => "←".into(),
            Key::Right => "→".into(),
            Key::Home => "Home".into(),
            Key::End => "End".into(),
            Key::PageUp => "PgUp".into(),
            Key::PageDown => "PgDn".into(),
        };
        let held = |on: bool, name: &str| if on { name.to_owned() } else { String::new() };
        format!("{}{}{}{key}", held(self.ctrl, "Ctrl-"), held(self.alt, "Alt-"), held(self.shift, "Shift-"))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = match self.key {
            Key::Char('<') => "lt".to_owned(),
            Key::Char(' ') => "space".to_owned(),
            Key::Char(c) => c.to_string(),
            key => NAMES.iter().find(|(_, k)| *k == key).map_or_else(String::new, |(n, _)| (*n).to_owned()),
        };
        for (on, mark) in [(self.shift, "s-"), (self.alt, "a-"), (self.ctrl, "c-")] {
            if on {
                name.insert_str(0, mark);
            }
        }
        match self.key {
            Key::Char(c) if c != '<' && c != ' ' && !self.ctrl && !self.alt => write!(f, "{c}"),
            _ => write!(f, "<{name}>"),
        }
    }
}

/// Parses a script of keys. The error is a message that names the part that cannot be parsed.
pub fn script(text: &str) -> Result<Vec<Chord>, String> {
    let mut chords = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c != '<' {
            chords.push(Chord::char(c));
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let Some(end) = rest.find('>') else {
            return Err(format!("“{rest}” has no >; write <lt> for the key <"));
        };
        chords.push(named(&rest[1..end])?);
        rest = &rest[end + 1..];
    }
    Ok(chords)
}

fn named(name: &str) -> Result<Chord, String> {
    let mut chord = Chord::char(' ');
    let mut rest = name;
    while let [mark, b'-', _, ..] = rest.as_bytes() {
        match mark {
            b'c' => chord.ctrl = true,
            b'a' => chord.alt = true,
            b's' => chord.shift = true,
            _ => break,
        }
        rest = &rest[2..];
    }
    let mut chars = rest.chars();
    chord.key = match (NAMES.iter().find(|(n, _)| *n == rest), rest, chars.next(), chars.next()) {
        (Some(&(_, key)), ..) => key,
        (_, "lt", ..) => Key::Char('<'),
        (_, "space", ..) => Key::Char(' '),
        (_, _, Some(c), None) => Key::Char(c),
        _ => {
            let known: Vec<&str> = NAMES.iter().map(|(n, _)| *n).collect();
            return Err(format!(
                "<{name}> is not a key; names are {}, lt, space, and c- a- s- before a key",
                known.join(", ")
            ));
        }
    };
    Ok(chord)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scripts_read_as_they_are_written() {
        let keys = script("jj<enter>/é<c-d><s-tab><lt><space>").unwrap();
        assert_eq!(keys.len(), 9);
        assert_eq!(keys[2], Chord::plain(Key::Enter));
        assert_eq!(keys[5], Chord::ctrl('d'));
        assert!(keys[6].shift);
        assert_eq!(keys.iter().map(ToString::to_string).collect::<String>(), "jj<enter>/é<c-d><s-tab><lt><space>");
    }

    #[test]
    fn errors_name_the_unknown_key() {
        assert!(script("j<nter>").unwrap_err().contains("<nter>"));
        assert!(script("j<enter").unwrap_err().contains("<lt>"));
    }

    proptest! {
        #[test]
        fn no_script_panics_and_printed_scripts_parse_again(text in ".{0,40}") {
            if let Ok(keys) = script(&text) {
                let written: String = keys.iter().map(ToString::to_string).collect();
                prop_assert_eq!(script(&written).unwrap(), keys);
            }
        }
    }
}
