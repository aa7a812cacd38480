//! Records as they stand on disk: read, checked word by word, references still in words.
//!
//! A draft knows the place of everything another record might contradict, so that
//! [`build`](super::build) can point at it. Drafts never leave the loader.

use crate::diagnostic::{At, SourceSpan};
use crate::model::article::PassageKind;
use crate::model::figure::{Figure, Qualifier};
use crate::model::incident::{DayOf, Facet, Link, Role, Scope, Stance, Status};
use crate::model::name::{NameKind, Precision};
use crate::model::quote::Form;
use crate::model::time::When;

/// `corpus.toml`.
#[derive(Debug, Default)]
pub struct CorpusDraft {
    /// Title of the whole.
    pub title: String,
    /// What it is.
    pub description: String,
    /// Language of articles that name none.
    pub language: String,
    /// Under which licence it may be used.
    pub licence: String,
}

/// `articles/<id>.md`.
#[derive(Debug)]
pub struct ArticleDraft {
    /// File name without its ending; its place is the file's beginning.
    pub id: At<String>,
    /// Title as printed.
    pub title: String,
    /// Line above the title.
    pub kicker: String,
    /// Who published it.
    pub publisher: String,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<When>,
    /// How that was worked out.
    pub published_basis: String,
    /// Language; empty for the corpus's.
    pub language: String,
    /// Language it was translated from.
    pub translated_from: String,
    /// Name of its origin; empty for its own id.
    pub origin: String,
    /// Provenance.
    pub note: String,
    /// Its passages, numbered from 1 without gaps.
    pub passages: Vec<PassageDraft>,
}

/// One passage of an article file.
#[derive(Debug, Clone)]
pub struct PassageDraft {
    /// What part of the article it is.
    pub kind: PassageKind,
    /// Section heading before it.
    pub heading: String,
    /// Its first few words.
    pub anchor: At<String>,
    /// Its last few words, where it is printed in several blocks.
    pub end: Option<At<String>>,
    /// What it says, in the corpus author's words.
    pub digest: String,
}

/// `incidents/<id>.toml`.
#[derive(Debug)]
pub struct IncidentDraft {
    /// File name without its ending.
    pub id: At<String>,
    /// Title.
    pub title: String,
    /// What kind of incident.
    pub kind: String,
    /// What became of it.
    pub status: Status,
    /// One or many.
    pub scope: Scope,
    /// When.
    pub date: Option<When>,
    /// How that was worked out.
    pub date_basis: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Places by id.
    pub places: Vec<(At<String>, Role)>,
    /// Who took part: name ids or words, and as what.
    pub actors: Vec<(At<String>, String)>,
    /// What passages say.
    pub accounts: Vec<AccountDraft>,
    /// Links to other incidents.
    pub relations: Vec<RelationDraft>,
    /// The editor's remarks.
    pub notes: Vec<NoteDraft>,
}

/// A passage by article id and number.
#[derive(Debug, Clone)]
pub struct PassageRef {
    /// Article id.
    pub article: At<String>,
    /// Passage number.
    pub number: At<u32>,
}

/// `[[account]]`.
#[derive(Debug)]
pub struct AccountDraft {
    /// Where it stands in the file.
    pub spot: SourceSpan,
    /// The passage.
    pub passage: PassageRef,
    /// The source's doubt.
    pub hedge: String,
    /// Its claims.
    pub claims: Vec<ClaimDraft>,
}

/// One entry of `claims`.
#[derive(Debug)]
pub struct ClaimDraft {
    /// What it is about.
    pub facet: Facet,
    /// What it says.
    pub value: ValueDraft,
    /// How the source stands to it.
    pub stance: Stance,
    /// The source's words.
    pub words: At<String>,
    /// According to whom.
    pub according_to: Vec<String>,
    /// The source's doubt.
    pub hedge: String,
    /// How a date was worked out.
    pub basis: String,
    /// What the counted were.
    pub whom: String,
    /// Parts of a breakdown.
    pub parts: Vec<(Figure, String)>,
    /// Other incidents that a joint figure covers.
    pub with: Vec<At<String>>,
}

/// The value of a claim, names still in words.
#[derive(Debug)]
pub enum ValueDraft {
    /// A figure.
    Figure(Figure),
    /// A date.
    When(When, DayOf),
    /// A place by id.
    Place(At<String>),
    /// A name by id, or words.
    Who(At<String>),
    /// Words.
    Words(String),
    /// A status.
    Status(Status),
}

/// `[[relation]]`.
#[derive(Debug)]
pub struct RelationDraft {
    /// What kind of link.
    pub link: Link,
    /// The other incident.
    pub to: At<String>,
    /// The passage that makes it.
    pub passage: PassageRef,
    /// Its words.
    pub words: At<String>,
    /// According to whom.
    pub according_to: Vec<String>,
}

/// `[[note]]`.
#[derive(Debug)]
pub struct NoteDraft {
    /// The remark.
    pub text: String,
    /// Who remarks.
    pub by: String,
    /// Whether it rests on general knowledge.
    pub general: bool,
    /// The facet it is about.
    pub facet: Option<Facet>,
}

/// `[[quote]]`.
#[derive(Debug)]
pub struct QuoteDraft {
    /// Its id, if one is given.
    pub id: Option<At<String>>,
    /// The article, from the file's name.
    pub passage: PassageRef,
    /// Who speaks: a name id or words.
    pub speaker: At<String>,
    /// The speaker's role.
    pub role: String,
    /// What is said.
    pub gist: String,
    /// Openings and lengths in words.
    pub pieces: Vec<(At<String>, u32)>,
    /// What kind of words.
    pub form: Form,
    /// Whether translated.
    pub translated: bool,
    /// Through whom.
    pub according_to: Vec<String>,
    /// Incidents it is about.
    pub incidents: Vec<At<String>>,
}

/// `[[person]]`, `[[organisation]]`, `[[place]]`.
#[derive(Debug)]
pub struct NameDraft {
    /// Its id.
    pub id: At<String>,
    /// What it is.
    pub kind: NameKind,
    /// The form shown.
    pub name: String,
    /// Other spellings.
    pub variants: Vec<String>,
    /// The larger body or place.
    pub part_of: Option<At<String>>,
    /// Near-twins.
    pub distinct_from: Vec<At<String>>,
    /// Country code.
    pub country: String,
    /// Latitude and longitude.
    pub position: Option<(f64, f64)>,
    /// How exactly the position stands for it.
    pub precision: Option<Precision>,
    /// The editor's remark.
    pub note: String,
}

/// Everything that a corpus folder holds.
#[derive(Debug, Default)]
pub struct Drafts {
    /// One per folder.
    pub corpora: Vec<CorpusDraft>,
    /// Articles.
    pub articles: Vec<ArticleDraft>,
    /// Incidents.
    pub incidents: Vec<IncidentDraft>,
    /// Quotes.
    pub quotes: Vec<QuoteDraft>,
    /// Names.
    pub names: Vec<NameDraft>,
}

/// `Qualifier` by its word on disk, and so on for every vocabulary.
pub mod vocabulary {
    use super::{DayOf, Facet, Form, Link, PassageKind, Precision, Qualifier, Role, Scope, Stance, Status};
    use crate::model::figure::Party;

    macro_rules! vocabularies {
        ($($name:ident: $of:ty;)*) => {$(
            /// The words of this vocabulary with their meanings.
            pub fn $name() -> Vec<(&'static str, $of)> {
                <$of>::ALL.iter().map(|&v| (v.word(), v)).collect()
            }
        )*};
    }

    vocabularies! {
        facets: Facet; statuses: Status; scopes: Scope; stances: Stance; days: DayOf; roles: Role; links: Link;
        qualifiers: Qualifier; parties: Party; forms: Form; passage_kinds: PassageKind;
        precisions: Precision;
    }

    /// Kinds of incidents that the built-in corpus uses; others are accepted with a warning, since a slip is
    /// likelier than a new kind.
    pub const KINDS: [&str; 30] = [
        "suicide bombing",
        "bombing",
        "car bombing",
        "shooting",
        "attack",
        "armed assault",
        "assassination",
        "air strike",
        "drone strike",
        "missile strike",
        "rocket attack",
        "raid",
        "arrest",
        "foiled plot",
        "clash",
        "ambush",
        "warning",
        "threat",
        "incitement",
        "operation",
        "insurgency",
        "war",
        "takeover",
        "massacre",
        "aircraft bombing",
        "vehicle ramming",
        "stabbing",
        "kidnapping",
        "hostage taking",
        "arson",
    ];
}
