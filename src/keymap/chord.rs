//! Key presses: parsing and printing. It does not know what they are bound to.
//!
//! `--keys` uses this notation: plain characters stand for themselves, other keys are named in angle brackets: `<enter>`,
//! `<esc>`, `<c-d>`, `<s-tab>`, `<f2>`, `<lt>` for `<` itself. The table of bindings and the configuration name keys as help
//! shows them: `Enter`, `Ctrl-d`, `Shift-Tab`, `F2`.

use std::fmt;

/// The names of keys that are no characters, as help shows them.
pub const KEY_NAMES: [&str; 14] =
    ["Enter", "Esc", "Tab", "Backspace", "Del", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Space"];

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
    #[doc = "A function key, from F1 to F12."]
    F(u8),
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

/// Other names that people write for keys.
const OTHER_NAMES: [(&str, ChordKey); 12] = [
    ("space", ChordKey::Char(' ')),
    ("lt", ChordKey::Char('<')),
    ("escape", ChordKey::Esc),
    ("return", ChordKey::Enter),
    ("backspace", ChordKey::Backspace),
    ("delete", ChordKey::Delete),
    ("pageup", ChordKey::PageUp),
    ("pagedown", ChordKey::PageDown),
    ("↑", ChordKey::Up),
    ("↓", ChordKey::Down),
    ("←", ChordKey::Left),
    ("→", ChordKey::Right),
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

    /// Parses the name of one key as help shows it: `j`, `Enter`, `Ctrl-d`, `F2`; in any case, and also as `<c-d>`. The error
    /// is a message that names what cannot be parsed.
    pub fn read(name: &str) -> Result<Self, String> {
        let inner = name.strip_prefix('<').and_then(|n| n.strip_suffix('>')).unwrap_or(name);
        let mut chord = Self::char(' ');
        let mut rest = inner;
        while let Some((held, key)) = rest.split_once('-').filter(|(_, key)| !key.is_empty()) {
            match held.to_lowercase().as_str() {
                "c" | "ctrl" | "control" => chord.ctrl = true,
                "a" | "alt" | "meta" => chord.alt = true,
                "s" | "shift" => chord.shift = true,
                _ => break,
            }
            rest = key;
        }
        chord.key = key(rest).ok_or_else(|| unknown(name))?;
        // Shift is part of a character, and terminals send Ctrl with small letters.
        if let ChordKey::Char(c) = chord.key {
            if std::mem::take(&mut chord.shift) {
                chord.key = ChordKey::Char(c.to_ascii_uppercase());
            } else if chord.ctrl {
                chord.key = ChordKey::Char(c.to_ascii_lowercase());
            }
        }
        Ok(chord)
    }

    /// The digit that the key is, if it is one without modifiers.
    pub fn digit(self) -> Option<usize> {
        match self {
            Self { key: ChordKey::Char(c), ctrl: false, alt: false, .. } => Some(c.to_digit(10)? as usize),
            _ => None,
        }
    }

    /// Whether a prompt takes the key as text.
    pub fn is_text(self) -> bool {
        matches!(self, Self { key: ChordKey::Char(_), ctrl: false, alt: false, .. })
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
            ChordKey::F(n) => format!("F{n}"),
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
            ChordKey::F(n) => format!("f{n}"),
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
    chord.key = key(rest).ok_or_else(|| unknown_in_script(name))?;
    Ok(chord)
}

/// The key of that name, in any case; a character is its own name.
fn key(name: &str) -> Option<ChordKey> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !matches!(c, '↑' | '↓' | '←' | '→')
    {
        return Some(ChordKey::Char(c));
    }
    let name = name.to_lowercase();
    let function = name.strip_prefix('f').and_then(|n| n.parse().ok()).filter(|n| (1..=12).contains(n));
    let named = || NAMES.iter().chain(&OTHER_NAMES).find(|(n, _)| *n == name).map(|&(_, key)| key);
    function.map(ChordKey::F).or_else(named)
}

/// The message for a name in angle brackets, in that notation.
fn unknown_in_script(name: &str) -> String {
    let known: Vec<&str> = NAMES.iter().map(|(n, _)| *n).collect();
    format!("<{name}> is not a key; names are {}, f1 to f12, lt, space, and c- a- s- before a key", known.join(", "))
}

/// The message for a name as help shows it.
fn unknown(name: &str) -> String {
    format!("{name} is not a key; names are {}, F1 to F12, and Ctrl-, Alt-, Shift- before a key", KEY_NAMES.join(", "))
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

    #[test]
    fn keys_read_as_help_shows_them() {
        for (name, key) in [
            ("Ctrl-d", "<c-d>"),
            ("<C-D>", "<c-d>"),
            ("PgDn", "<pgdn>"),
            ("Shift-Tab", "<s-tab>"),
            ("F12", "<f12>"),
            ("-", "-"),
            ("Shift-g", "G"),
            ("Ctrl--", "<c-->"),
        ] {
            assert_eq!(Chord::read(name).map(|chord| chord.to_string()), Ok(key.to_owned()), "{name}");
        }
        assert!(["", "F13", "Ctrl-", "gg", "Hyper-x"].iter().all(|name| Chord::read(name).is_err()));
    }

    proptest! {
        #[test]
        fn a_label_reads_as_its_key(text in ".{0,12}") {
            for key in script(&text).unwrap_or_default() {
                prop_assert_eq!(Chord::read(&key.label()), Ok(key));
            }
        }

        #[test]
        fn no_script_panics_and_printed_scripts_parse_again(text in ".{0,40}") {
            if let Ok(keys) = script(&text) {
                let written: String = keys.iter().map(ToString::to_string).collect();
                prop_assert_eq!(script(&written).unwrap(), keys);
            }
        }
    }
}
