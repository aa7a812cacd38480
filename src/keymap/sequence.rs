//! Sequences of keys: `j`, or `g` then `t`. It does not know what they are bound to.

use super::chord::Chord;

/// Maximum number of keys in a sequence.
pub const MOST_KEYS: usize = 3;

/// Keys that are pressed one after the other; mostly one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeySequence(Vec<Chord>);

impl KeySequence {
    /// Parses keys as help shows them, with blanks between those of a sequence: `j`, `Ctrl-d`, `g t`. The error is a message
    /// that names what cannot be parsed.
    pub fn read(text: &str) -> Result<Self, String> {
        let keys = text.split_whitespace().map(Chord::read).collect::<Result<Vec<_>, _>>();
        let keys = keys.map_err(|message| match spaced(text) {
            Some(spaced) => format!("“{text}” is not a key; a sequence has blanks between its keys: “{spaced}”"),
            None => message,
        })?;
        match keys.len() {
            0 => Err("a key is missing; the space bar is Space".to_owned()),
            1..=MOST_KEYS => Ok(Self(keys)),
            n => Err(format!("“{text}” has {n} keys; a sequence has at most {MOST_KEYS}")),
        }
    }

    /// The keys.
    pub fn chords(&self) -> &[Chord] {
        &self.0
    }

    /// The label in help and footer: `j`, `Ctrl-d`, `gt`.
    pub fn label(&self) -> String {
        label(&self.0)
    }

    /// The keys as the configuration writes them: `j`, `Ctrl-d`, `g t`.
    pub fn written(&self) -> String {
        let arrows = [("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right")];
        let labels: Vec<String> = self.0.iter().map(|chord| chord.label()).collect();
        arrows.iter().fold(labels.join(" "), |text, (arrow, name)| text.replace(arrow, name))
    }
}

impl From<Chord> for KeySequence {
    fn from(chord: Chord) -> Self {
        Self(vec![chord])
    }
}

/// The label of keys in help and footer: characters of a sequence stand together.
pub fn label(keys: &[Chord]) -> String {
    let together = keys.iter().all(|chord| chord.is_text() && *chord != Chord::char(' '));
    keys.iter().map(|chord| chord.label()).collect::<Vec<_>>().join(if together { "" } else { " " })
}

/// `g t` for `gt`, which is no name of a key.
fn spaced(text: &str) -> Option<String> {
    let chars: Vec<String> = text.trim().chars().map(|c| c.to_string()).collect();
    let few = (2..=MOST_KEYS).contains(&chars.len()) && chars.iter().all(|c| !c.contains([' ', '-', '<']));
    few.then(|| chars.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_read_as_they_are_written() {
        let sequence = KeySequence::read("g t").unwrap();
        assert_eq!((sequence.label().as_str(), sequence.written().as_str()), ("gt", "g t"));
        assert_eq!(KeySequence::read("Ctrl-x Space").unwrap().label(), "Ctrl-x Space");
        assert!(KeySequence::read("gt").unwrap_err().contains("“g t”"));
        assert!(KeySequence::read(" ").is_err() && KeySequence::read("a b c d").is_err());
    }
}
