//! The full contents of a record's row, read when the record is shown or exported. Knows no format.

/// A source that a record cites.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The publisher; empty if not given.
    pub outlet: String,
    /// The date, as given.
    pub date: String,
    /// The headline, or the whole citation if its parts cannot be separated.
    pub title: String,
}

/// The full contents of a record's row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordDetail {
    /// Its id in the file, without a fraction; empty if it has none.
    pub id: String,
    /// Its description in words; empty if it has none.
    pub text: String,
    /// Whether it describes only the location.
    pub text_is_place: bool,
    /// The meanings of its precision codes.
    pub meanings: Meanings,
    /// The sources it cites.
    pub citations: Vec<Citation>,
    /// The dead by party, if the data set counts them separately.
    pub parties: Vec<(&'static str, String)>,
    /// The total of the killed as coded; `None` if it is missing or a fraction.
    pub killed: Option<u32>,
    /// The lowest and the highest of them, likewise, where they have cells of their own.
    pub killed_bounds: [Option<u32>; 2],
    /// The attackers killed, likewise.
    pub attackers_killed: Option<u32>,
    /// The total of the injured, likewise.
    pub injured: Option<u32>,
    /// The attackers injured, likewise.
    pub attackers_injured: Option<u32>,
    /// The coded range of the killed, as in the file; empty if there is none.
    pub scale: String,
    /// The approximate date in words, if the data set has one.
    pub date_words: String,
    /// All non-empty cells: column name and content. The names are distinct.
    pub cells: Vec<(String, String)>,
    /// The cells behind date, place and figures.
    pub basis: Basis,
}

/// The meanings of a record's precision codes, a sentence each; empty if exact or not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meanings {
    /// Of the day.
    pub day: &'static str,
    /// Of the place.
    pub place: &'static str,
}

/// The cells behind the claims of a record, as `name content`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each is the wording of the facet of that name")]
pub struct Basis {
    pub date: String,
    pub place: String,
    pub killed: String,
    pub injured: String,
    pub attackers: String,
    pub attackers_injured: String,
}
