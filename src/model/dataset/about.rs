//! The description of a data set: name, publisher, licence, citation, counting rule. The format gives the contents.

use crate::model::figure::Party;

/// How the columns of a record bound the number killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A best estimate between a low and a high one.
    Between,
    /// The number is a minimum.
    AtLeast,
    /// The number is exact, as stated.
    Stated,
}

/// The words of the rule by which a number of the dead counts dead attackers too.
pub const ATTACKERS_INCLUDED: &str = "attackers included";

/// The words of a row whose low, best and high are not in that order.
pub const OUT_OF_ORDER: &str = "order broken";

/// A row that counts more dead attackers than dead in all.
const MORE_ATTACKERS: &str = "more attackers than all";

/// How a data set counts the dead, in its publisher's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountingRule {
    /// How its columns bound the figure.
    pub bound: Bound,
    /// Whom the figure counts.
    pub party: Party,
    /// Whether the dead by party are parts of the figure.
    pub parties_are_parts: bool,
    /// Whether known dead attackers are taken out of its numbers, so that these are not as stated.
    pub takes_attackers_out: bool,
    /// The rule in one word, for a column of an export.
    pub word: &'static str,
    /// The rule in a few words, shown beside a figure.
    pub words: &'static str,
    /// The rule in full sentences.
    pub sentence: &'static str,
    /// Numbers that may encode words.
    pub coded: &'static [CodedNumber],
}

/// A number that may stand for a word of the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CodedNumber {
    /// The number in the file.
    pub number: u32,
    /// The least number that the word can mean.
    pub least: u32,
    /// The word: `several`; empty where it stands for no number at all.
    pub word: &'static str,
    /// What it can mean, in a sentence.
    pub sentence: &'static str,
}

impl CountingRule {
    /// The code that a number may be.
    pub fn code(&self, number: u32) -> Option<&'static CodedNumber> {
        self.coded.iter().find(|code| code.number == number)
    }

    /// The least number that a number in the file can stand for.
    #[inline]
    pub fn least(&self, number: u32) -> u32 {
        self.code(number).map_or(number, |code| code.least.min(number))
    }

    /// What is wrong with the numbers of a row of which [`ORDER_BROKEN`](super::flag::ORDER_BROKEN) is said, in words.
    pub fn broken(&self) -> &'static str {
        if self.takes_attackers_out { MORE_ATTACKERS } else { OUT_OF_ORDER }
    }

    /// The rule of a format that counts nobody; `sentence` says what it codes instead.
    pub fn not_counted(sentence: &'static str) -> Self {
        Self {
            bound: Bound::Stated,
            party: Party::Total,
            parties_are_parts: false,
            takes_attackers_out: false,
            word: "not-counted",
            words: "casualties not counted",
            sentence,
            coded: &[],
        }
    }
}

/// The description of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Short name for lists: `GED`.
    pub tag: &'static str,
    /// Its name, with the version if the file or its name gives it: `UCDP GED 25.1`.
    pub title: String,
    /// Its publisher.
    pub publisher: &'static str,
    /// The file, as named on the command line.
    pub file: String,
    /// Its licence in a few words.
    pub licence: &'static str,
    /// Whether the licence lets its rows be passed on; if not, exports hold only ids, citation and computed fields.
    pub shareable: bool,
    /// The required citations, one per line.
    pub citation: Vec<String>,
    /// Its counting rule.
    pub rule: CountingRule,
    /// Whether its records are events that took place or failed. False if they may also be statements or threats.
    pub codes_status: bool,
    /// An actor name that in some countries means a branch with a name of its own; empty for none.
    pub wider_name: &'static str,
    /// The group of event types in which its codebook makes the first side the perpetrator, if the second are civilians; empty for
    /// none.
    pub one_sided: &'static str,
    /// Decisions made while reading (encoding, order of day and month), for the user.
    pub reading: Vec<String>,
}
