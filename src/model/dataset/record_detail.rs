//! Everything a record's row holds, read when the record is looked at.

/// A source that a record names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// Who published it; empty if not given.
    pub outlet: String,
    /// When, as given.
    pub date: String,
    /// Its headline, or the whole citation where its parts cannot be told apart.
    pub title: String,
}

/// Everything a record's row holds, read when it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordDetail {
    /// Its id as in the file, without a fraction; empty if it has none.
    pub id: String,
    /// Its own account in words, if it has one.
    pub text: String,
    /// Whether that account is of the place alone.
    pub text_is_place: bool,
    /// What its precision codes say.
    pub meanings: Meanings,
    /// The sources it names.
    pub citations: Vec<Citation>,
    /// The dead by party, as the data set counts them apart.
    pub parties: Vec<(&'static str, String)>,
    /// The approximate date in words, where the data set has one.
    pub date_words: String,
    /// Every column that holds something, with what it holds.
    pub cells: Vec<(String, String)>,
    /// The cells from which when, where and how many were read: name and content.
    pub basis: Basis,
}

/// What the precision codes of a record say, a sentence each; empty where all is exact or no code is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meanings {
    /// Of the day.
    pub day: &'static str,
    /// Of the place.
    pub place: &'static str,
}

/// The cells behind the claims of a record, as `name content` for its wording.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each is the wording of the facet of that name")]
pub struct Basis {
    pub date: String,
    pub place: String,
    pub killed: String,
    pub injured: String,
    pub attackers: String,
}
