//! Draft incidents: what gathering gives. All of it is a suggestion, with the words and reasons that made it.

use crate::model::Grade;
use crate::model::Status;
use crate::reading::incident::Method;
use chrono::NaiveDate;

use super::profile::Spot;

/// What was gathered of some articles.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// The draft incidents, by day, those without one last.
    pub incidents: Vec<DraftIncident>,
    /// For each article, in the order given, the incident that it is mainly about, as a position in `incidents`.
    pub main: Vec<Option<usize>>,
}

/// An incident as articles tell it.
#[derive(Debug, Clone)]
pub struct DraftIncident {
    /// Stays the same while its first coverage stays: a hash of its anchor.
    pub id: String,
    /// A title in our words, of kind, place and day.
    pub title: String,
    /// When it was.
    pub day: Option<IncidentDay>,
    /// Where it was.
    pub place: Option<Spot>,
    /// How it was done.
    pub method: Option<Method>,
    /// How far it went.
    pub status: Option<Status>,
    /// The first day on which an article on it was published, if known.
    pub reported: Option<NaiveDate>,
    /// What each article tells of it, earliest publication first.
    pub coverage: Vec<ArticlePart>,
    /// The number of dead that most of its articles give.
    pub killed: Option<Agreed>,
    /// The number of injured that most of its articles give.
    pub injured: Option<Agreed>,
    /// Why its articles are thought to speak of the same incident; empty if there is one only.
    pub reasons: Vec<GatheringReason>,
    /// How far it can be trusted that its articles speak of one incident.
    pub grade: Grade,
}

/// The date of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentDay {
    /// In EDTF.
    pub edtf: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

/// What one article tells of an incident. Numbers are positions in the lists of the article's reading.
#[derive(Debug, Clone)]
pub struct ArticlePart {
    /// The article, as a position in the list given.
    pub article: usize,
    /// What tells this coverage from others, for joining and splitting.
    pub anchor: PartAnchor,
    /// Whether it is the article's main incident.
    pub main: bool,
    /// Its sentences.
    pub sentences: Vec<usize>,
    /// How it was done and how far it went, by what most words of the article say.
    pub kind: Option<(Method, Status)>,
    /// The date of the incident in this article.
    pub date: Option<usize>,
    /// All dates in its sentences.
    pub dates: Vec<usize>,
    /// How far it can be trusted that it was on that date.
    pub date_grade: Grade,
    /// The place of the incident in this article.
    pub place: Option<usize>,
    /// How far it can be trusted that it was there.
    pub place_grade: Grade,
    /// All places in its sentences.
    pub places: Vec<usize>,
    /// All figures in its sentences.
    pub figures: Vec<usize>,
    /// Those of them whose sentences count over several incidents or a longer time.
    pub summed: Vec<usize>,
    /// The figure of all dead.
    pub killed: Option<usize>,
    /// Its number: as printed, else the least that its words allow.
    pub killed_number: Option<u32>,
    /// The figure of all injured.
    pub injured: Option<usize>,
    /// The number of injured, where it is reckoned from those hit and those killed as well.
    pub injured_number: Option<u32>,
    /// Words of incidents in its sentences.
    pub incidents: Vec<usize>,
    /// Those named in its sentences as perpetrator, claimant or target.
    pub actors: Vec<usize>,
}

impl ArticlePart {
    /// An article as a whole on its main incident, of which nothing was read.
    pub fn whole(article: usize, anchor: PartAnchor) -> Self {
        Self {
            article,
            anchor,
            main: true,
            sentences: Vec::new(),
            kind: None,
            date: None,
            date_grade: Grade::Guess,
            dates: Vec::new(),
            place: None,
            place_grade: Grade::Guess,
            places: Vec::new(),
            figures: Vec::new(),
            summed: Vec::new(),
            killed: None,
            killed_number: None,
            injured: None,
            injured_number: None,
            incidents: Vec::new(),
            actors: Vec::new(),
        }
    }
}

/// Tells a coverage from others, whatever other articles are gathered with it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartAnchor {
    /// The article's id.
    pub article: String,
    /// The passage.
    pub passage: usize,
    /// The first words of the sentence, eight at most, and those of the date; empty for the article's main incident.
    pub words: String,
}

/// A number and how many articles give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// The number.
    pub value: u32,
    /// Articles that give it.
    pub articles: usize,
    /// Articles that give any.
    pub of: usize,
}

/// A reason for which articles are thought to speak of the same incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatheringReason {
    /// They name the same day.
    Day {
        /// In EDTF.
        edtf: String,
        /// How many articles.
        articles: usize,
    },
    /// They name the same place.
    Place {
        /// Its name.
        name: String,
        /// How many articles.
        articles: usize,
    },
    /// They name the same people or bodies.
    Names {
        /// At most four names, rarest first.
        names: Vec<String>,
        /// How many articles have one of them.
        articles: usize,
    },
    /// They have rare words in common.
    Words {
        /// At most six words, rarest first.
        words: Vec<String>,
        /// How many articles have most of them.
        articles: usize,
    },
    /// They give the same number of dead.
    Killed {
        /// The number.
        value: u32,
        /// How many articles.
        articles: usize,
    },
    /// They give the same number of injured.
    Injured {
        /// The number.
        value: u32,
        /// How many articles.
        articles: usize,
    },
    /// A reader joined them.
    Decided,
}

/// What readers decided, as far as a caller has decisions (the workbench has none yet): pairs of coverages that speak of the same incident, and pairs that do not.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// The same incident.
    pub together: Vec<(PartAnchor, PartAnchor)>,
    /// Different incidents.
    pub apart: Vec<(PartAnchor, PartAnchor)>,
}
