//! Key presses: parsing and printing. It does not know what they are bound to.
//!
//! `--keys` and the documentation use this notation: plain characters stand for themselves, other keys
//! are named in angle brackets: `<enter>`, `<esc>`, `<c-d>`, `<s-tab>`, `<lt>` for `<` itself.

use std::fmt;

/// A key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the key of that name")]
pub enum ChordKey {
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
    pub key: ChordKey,
    /// Whether Control is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held, for keys other than characters.
    pub shift: bool,
}

const NAMES: [(&str, ChordKey); 13] = [
    ("enter", ChordKey::Enter),
    ("esc", ChordKey::Esc),
    ("tab", ChordKey::Tab),
    ("bs", ChordKey::Backspace),
    ("del", ChordKey::Delete),
    ("up", ChordKey::Up),
    ("down", ChordKey::Down),
    ("left", ChordKey::Left),
    ("right", ChordKey::Right),
    ("home", ChordKey::Home),
    ("end", ChordKey::End),
    ("pgup", ChordKey::PageUp),
    ("pgdn", ChordKey::PageDown),
];

impl Chord {
    /// The key without modifiers.
    pub const fn plain(key: ChordKey) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(ChordKey::Char(c))
    }

    /// A character with Control.
    pub const fn ctrl(c: char) -> Self {
        Self { key: ChordKey::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// The label in help and footer: `j`, `Enter`, `Ctrl-d`, `Shift-Tab`, `↓`.
    pub fn label(self) -> String {
        let key = match self.key {
            ChordKey::Char(' ') => "Space".to_owned(),
            ChordKey::Char(c) => c.to_string(),
            ChordKey::Enter => "Enter".into(),
            ChordKey::Esc => "Esc".into(),
            ChordKey::Tab => "Tab".into(),
            ChordKey::Backspace => "Backspace".into(),
            ChordKey::Delete => "Del".into(),
            ChordKey::Up => "↑".into(),
            ChordKey::Down => "↓".into(),
            ChordKey::Left => "←".into(),
            ChordKey::Right => "→".into(),
            ChordKey::Home => "Home".into(),
            ChordKey::End => "End".into(),
            ChordKey::PageUp => "PgUp".into(),
            ChordKey::PageDown => "PgDn".into(),
        };
        let held = |on: bool, name: &str| if on { name.to_owned() } else { String::new() };
        format!("{}{}{}{key}", held(self.ctrl, "Ctrl-"), held(self.alt, "Alt-"), held(self.shift, "Shift-"))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = match self.key {
            ChordKey::Char('<') => "lt".to_owned(),
            ChordKey::Char(' ') => "space".to_owned(),
            ChordKey::Char(c) => c.to_string(),
            key => NAMES.iter().find(|(_, k)| *k == key).map_or_else(String::new, |(n, _)| (*n).to_owned()),
        };
        for (on, mark) in [(self.shift, "s-"), (self.alt, "a-"), (self.ctrl, "c-")] {
            if on {
                name.insert_str(0, mark);
            }
        }
        match self.key {
            ChordKey::Char(c) if c != '<' && c != ' ' && !self.ctrl && !self.alt => write!(f, "{c}"),
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
        (_, "lt", ..) => ChordKey::Char('<'),
        (_, "space", ..) => ChordKey::Char(' '),
        (_, _, Some(c), None) => ChordKey::Char(c),
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
        assert_eq!(keys[2], Chord::plain(ChordKey::Enter));
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
