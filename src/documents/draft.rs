//! Records as they stand on disk: each field named once, read and checked word by word, references still in words.
//!
//! A draft knows the place of everything another record might contradict, so that [`build`](super::build) can point at
//! it. Its strings lie in the arena that becomes the corpus's.

use super::fields::{Date, Decimal, Flag, Number, Plain, Plains, Str, Strs, Tables, Word, Wording, record};
use super::vocabulary::Knowledge;
use crate::diagnostic::{SourceSpan, Spanned};
use crate::model::Text;
use crate::model::figure::{Figure, Party, Qualifier};
use crate::model::incident::{DayOf, Facet, Link, Role, Scope, Stance, Status};
use crate::model::name::{NameKind, Precision};
use crate::model::quote::Form;
use crate::model::time::When;

record! {
    /// `corpus.toml`.
    CorpusDraft = "corpus.toml" {
        /// Title of the whole.
        title: Str, needed "\"…\"";
        /// What it is.
        description: Plain;
        /// Language of articles that name none.
        language: Plain;
        /// Under which licence it may be used.
        licence: Plain;
    }
}

record! {
    /// The front matter of `articles/<id>.md`.
    ArticleDraft = "an article" {
        /// Title as printed.
        title: Str, needed "\"…\"";
        /// Who published it.
        publisher: Str, needed "\"…\"";
        /// Line above the title.
        kicker: Plain;
        /// Authors as printed.
        authors: Plains;
        /// When it was published.
        published: Date;
        /// How that was worked out.
        published_basis: Plain;
        /// Language; empty for the corpus's.
        language: Plain;
        /// Language it was translated from.
        translated_from: Plain;
        /// Name of its origin; empty for its own id.
        origin: Plain;
        /// Provenance.
        note: Plain;
    }
}

record! {
    /// `incidents/<id>.toml`.
    IncidentDraft = "an incident" {
        /// Title; it goes by its id without one.
        title: Str, needed "\"…\"";
        /// What kind of incident.
        kind: Str, needed "\"…\"";
        /// What became of it.
        status: Word<Status>;
        /// One or many.
        scope: Word<Scope>;
        /// When.
        date: Date;
        /// How that was worked out.
        date_basis: Plain;
        /// Other names.
        aliases: Plains;
        /// Places by id.
        places: Tables<PlaceDraft>;
        /// Who took part.
        actors: Tables<ActorDraft>;
        /// What passages say.
        accounts: Tables<AccountDraft>, as "account";
        /// Links to other incidents.
        relations: Tables<RelationDraft>, as "relation";
        /// The editor's remarks.
        notes: Tables<NoteDraft>, as "note";
    }
}

record! {
    /// An entry of `places`.
    PlaceDraft = "a place of an incident" {
        /// The place by id.
        place: Str, needed "\"…\"";
        /// What it is to the incident.
        role: Word<Role>;
    }
}

record! {
    /// An entry of `actors`.
    ActorDraft = "an actor" {
        /// A name's id, or words.
        name: Str, needed "\"…\"";
        /// As what.
        role: Plain;
    }
}

record! {
    /// The fields of an `[[account]]`.
    AccountFields = "an account" {
        /// Article id.
        article: Str, needed "\"…\"";
        /// Passage number.
        passage: Number, needed "1";
        /// The source's doubt.
        hedge: Plain;
        /// Its claims.
        claims: Tables<ClaimDraft>;
    }
}

record! {
    /// The fields that every entry of `claims` can have.
    ClaimFields = "a claim" + FigureFields, ValueFields {
        /// What it is about.
        facet: Word<Facet>, needed "\"killed\"";
        /// The source's words.
        words: Wording, needed "\"…\"";
        /// How the source stands to it.
        stance: Word<Stance>;
        /// According to whom.
        according_to: Plains;
        /// The source's doubt.
        hedge: Plain;
        /// How a date was worked out.
        basis: Plain;
        /// What the counted were.
        whom: Plain;
        /// Other incidents that a joint figure covers.
        with: Strs;
    }
}

record! {
    /// The fields of a claim whose facet is a figure.
    FigureFields = "a claim" {
        /// The number.
        figure: Number;
        /// How the source hedges it.
        qualifier: Word<Qualifier>;
        /// The least that it can mean.
        min: Number;
        /// The most that it can mean.
        max: Number;
        /// Whom it counts.
        of: Word<Party>;
        /// What it is the sum of.
        parts: Tables<PartDraft>;
    }
}

record! {
    /// The fields of a claim whose facet is none.
    ValueFields = "a claim" {
        /// What it says.
        value: Str, needed "\"…\"";
        /// Of a date, the day of what.
        day: Word<DayOf>;
    }
}

record! {
    /// The fields of an entry of `parts`.
    PartFields = "a part of a figure" {
        /// Whom it counts.
        of: Word<Party>;
        /// The number.
        figure: Number;
        /// How the source hedges it.
        qualifier: Word<Qualifier>;
        /// The least that it can mean.
        min: Number;
        /// The most that it can mean.
        max: Number;
        /// What the counted were.
        whom: Plain;
    }
}

record! {
    /// `[[relation]]`.
    RelationDraft = "a relation" {
        /// What kind of link.
        link: Word<Link>, as "kind", needed "\"part-of\"";
        /// The other incident.
        to: Str, needed "\"…\"";
        /// Article id of the passage that makes it.
        article: Str, needed "\"…\"";
        /// Its number.
        passage: Number, needed "1";
        /// Its words.
        words: Wording, needed "\"…\"";
        /// According to whom.
        according_to: Plains;
    }
}

record! {
    /// `[[note]]`.
    NoteDraft = "a note" {
        /// The remark.
        text: Str, needed "\"…\"";
        /// Who remarks.
        by: Str;
        /// What it rests on.
        knowledge: Word<Knowledge>;
        /// The facet it is about.
        facet: Word<Facet>;
    }
}

record! {
    /// `quotes/<article>.toml`.
    QuotesDraft = "a quotes file" {
        /// The quotations.
        quotes: Tables<QuoteDraft>, as "quote";
    }
}

record! {
    /// `[[quote]]`.
    QuoteDraft = "a quote" {
        /// The number of its passage.
        passage: Number, needed "1";
        /// Who speaks: a name's id or words.
        speaker: Str, needed "\"…\"";
        /// What is said.
        gist: Str, needed "\"…\"";
        /// Its unbroken stretches.
        pieces: Tables<PieceDraft>, needed "[ { opening = \"first few words\", length = 12 } ]";
        /// Its id, if one is given.
        id: Str;
        /// The speaker's role.
        role: Plain;
        /// What kind of words.
        form: Word<Form>;
        /// Whether translated.
        translated: Flag;
        /// Through whom.
        according_to: Plains;
        /// Incidents it is about.
        incidents: Strs;
    }
}

record! {
    /// An entry of `pieces`.
    PieceDraft = "a piece of a quote" {
        /// Its first few words.
        opening: Wording, needed "\"…\"";
        /// How many words it has.
        length: Number, needed "1";
    }
}

record! {
    /// `names.toml`.
    NamesDraft = "names.toml" {
        /// People.
        people: Tables<NameDraft>, as "person";
        /// Organisations.
        organisations: Tables<NameDraft>, as "organisation";
        /// Places.
        places: Tables<NameDraft>, as "place";
    }
}

record! {
    /// `[[person]]`, `[[organisation]]`, `[[place]]`.
    NameDraft = "" {
        /// Its id.
        id: Str, needed "\"…\"";
        /// The form shown.
        name: Str, needed "\"…\"";
        /// Country code.
        country: Str;
        /// Latitude in degrees.
        lat: Decimal;
        /// Longitude in degrees.
        lon: Decimal;
        /// Other spellings.
        variants: Plains;
        /// The larger body or place.
        part_of: Str;
        /// Near-twins.
        distinct_from: Strs;
        /// How exactly the position stands for it.
        precision: Word<Precision>;
        /// The editor's remark.
        note: Plain;
    }
}

/// `[[account]]`.
#[derive(Debug)]
pub struct AccountDraft {
    /// Where it stands in the file.
    pub span: SourceSpan,
    /// Its fields.
    pub fields: AccountFields,
}

/// One entry of `claims`.
#[derive(Debug)]
pub struct ClaimDraft {
    /// What it says.
    pub value: ValueDraft,
    /// Of a breakdown, its parts.
    pub parts: Vec<PartDraft>,
    /// Its other fields.
    pub fields: ClaimFields,
}

/// One entry of `parts`.
#[derive(Debug, Clone, Copy)]
pub struct PartDraft {
    /// How many.
    pub figure: Figure,
    /// Of what.
    pub whom: Text,
}

/// The value of a claim, names still in words.
#[derive(Debug)]
pub enum ValueDraft {
    /// A figure.
    Figure(Figure),
    /// A date.
    When(When, DayOf),
    /// A place by id.
    Place(Spanned<Text>),
    /// A name by id, or words.
    Who(Spanned<Text>),
    /// Words.
    Words(Text),
    /// A status.
    Status(Status),
}

impl NamesDraft {
    /// All names with what they are the name of.
    pub fn all(&self) -> impl Iterator<Item = (NameKind, &NameDraft)> {
        let kinds = [
            (NameKind::Person, &self.people),
            (NameKind::Organisation, &self.organisations),
            (NameKind::Place, &self.places),
        ];
        kinds.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, name)))
    }
}
