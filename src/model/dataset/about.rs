//! What a data set is: its name, publisher, terms, citation, and how it counts.

/// How a data set counts the dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A best estimate between a low and a high one (UCDP GED).
    BestLowHigh,
    /// The most conservative report; some numbers stand for words, and 0 may mean that nobody knows (ACLED).
    LowestReported,
    /// The attackers' dead are in the number; their share is given apart where it is known (GTD).
    AttackersIncluded,
}

impl Rule {
    /// The rule in a few words, to stand beside a figure.
    pub fn words(self) -> &'static str {
        match self {
            Self::BestLowHigh => "best of low and high",
            Self::LowestReported => "lowest reported",
            Self::AttackersIncluded => "attackers included",
        }
    }
}

/// What a data set is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Three or four letters for lists: `GED`.
    pub tag: &'static str,
    /// Its name, with the version where the file or its name tells: `UCDP GED 25.1`.
    pub title: String,
    /// Who publishes it.
    pub publisher: &'static str,
    /// The file it was read from, as the reader named it.
    pub file: String,
    /// Its licence in a few words.
    pub licence: &'static str,
    /// Whether its rows may be passed on; if not, exports hold ids, citation and our own fields.
    pub shareable: bool,
    /// How to cite it, a line each.
    pub citation: Vec<String>,
    /// How it counts.
    pub rule: Rule,
    /// The same as sentences for the reader.
    pub rule_words: &'static str,
    /// What was decided when reading (encoding, order of day and month), for the reader.
    pub reading: Vec<String>,
}
