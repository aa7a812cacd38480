//! Records as they are on disk: each field defined once, its value checked, references not yet resolved.
//!
//! A draft keeps the place of every value that another record may contradict, so that [`build`](super::build) can
//! report it. Its strings are in the arena that the corpus takes over.

use super::fields::{
    Date, Decimal, Flag, FlagUnlessFalse, Number, Plain, Plains, Str, Strs, Tables, Word, Wording, record,
};
use super::vocabulary::Knowledge;
use crate::diagnostic::{SourceSpan, Spanned};
use crate::model::Text;
use crate::model::figure::{Figure, Party, Qualifier};
use crate::model::incident::{Borrowed, DayOf, Facet, Link, Role, Scope, Stance, Status};
use crate::model::name::{NameKind, Precision};
use crate::model::quote::Form;
use crate::model::time::When;

record! {
    /// `corpus.toml`.
    CorpusDraft = "corpus.toml" {
        /// Title of the corpus.
        title: Str, needed "\"…\"";
        /// Description.
        description: Plain;
        /// Default language of articles.
        language: Plain;
        /// Licence.
        licence: Plain;
    }
}

record! {
    /// The front matter of `articles/<id>.md`.
    ArticleDraft = "an article" {
        /// Title as printed.
        title: Str, needed "\"…\"";
        /// Publisher.
        publisher: Str, needed "\"…\"";
        /// Line above the title.
        kicker: Plain;
        /// Authors as printed.
        authors: Plains;
        /// Date of publication.
        published: Date;
        /// How the date was derived.
        published_basis: Plain;
        /// Language; empty for the default of the corpus.
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
        /// Title; the id is shown if it is empty.
        title: Str, needed "\"…\"";
        /// Kind of incident.
        kind: Str, needed "\"…\"";
        /// Status: carried out, foiled, threatened.
        status: Word<Status>;
        /// Scope: one event or a series.
        scope: Word<Scope>;
        /// Date.
        date: Date;
        /// How the date was derived.
        date_basis: Plain;
        /// The facets that define it, which are not weighed.
        defined_by: Strs;
        /// Other names.
        aliases: Plains;
        /// Places by id.
        places: Tables<PlaceDraft>;
        /// Actors.
        actors: Tables<ActorDraft>;
        /// Accounts by passages.
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
        /// Its role in the incident.
        role: Word<Role>;
    }
}

record! {
    /// An entry of `actors`.
    ActorDraft = "an actor" {
        /// A name's id, or words.
        name: Str, needed "\"…\"";
        /// Role.
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
        /// Whether its claims are weighed.
        weigh: FlagUnlessFalse;
        /// Its claims.
        claims: Tables<ClaimDraft>;
    }
}

record! {
    /// The fields that every entry of `claims` can have.
    ClaimFields = "a claim" + FigureFields, ValueFields {
        /// Facet.
        facet: Word<Facet>, needed "\"killed\"";
        /// The source's words.
        words: Wording, needed "\"…\"";
        /// Stance of the source.
        stance: Word<Stance>;
        /// Attribution.
        according_to: Plains;
        /// The source's doubt.
        hedge: Plain;
        /// How a date was derived.
        basis: Plain;
        /// For a date, the part of it that is taken from other articles.
        borrowed: Word<Borrowed>;
        /// Whether it is weighed against other claims.
        weigh: FlagUnlessFalse;
        /// Description of the people counted.
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
        /// Lower bound.
        min: Number;
        /// Upper bound.
        max: Number;
        /// The party it counts.
        of: Word<Party>;
        /// The parts that it is the sum of.
        parts: Tables<PartDraft>;
    }
}

record! {
    /// The fields of a claim whose facet is not a figure.
    ValueFields = "a claim" {
        /// Its value.
        value: Str, needed "\"…\"";
        /// For a date, the event that it dates.
        day: Word<DayOf>;
    }
}

record! {
    /// The fields of an entry of `parts`.
    PartFields = "a part of a figure" {
        /// The party it counts.
        of: Word<Party>;
        /// The number.
        figure: Number;
        /// How the source hedges it.
        qualifier: Word<Qualifier>;
        /// Lower bound.
        min: Number;
        /// Upper bound.
        max: Number;
        /// Description of the people counted.
        whom: Plain;
    }
}

record! {
    /// `[[relation]]`.
    RelationDraft = "a relation" {
        /// Kind of link.
        link: Word<Link>, as "kind", needed "\"part-of\"";
        /// The other incident.
        to: Str, needed "\"…\"";
        /// Article id of the passage that states it.
        article: Str, needed "\"…\"";
        /// Its number.
        passage: Number, needed "1";
        /// Its words.
        words: Wording, needed "\"…\"";
        /// Attribution.
        according_to: Plains;
    }
}

record! {
    /// `[[note]]`.
    NoteDraft = "a note" {
        /// The remark.
        text: Str, needed "\"…\"";
        /// Author.
        by: Str;
        /// Its basis.
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
        /// The speaker: a name's id or words.
        speaker: Str, needed "\"…\"";
        /// Its gist.
        gist: Str, needed "\"…\"";
        /// Its unbroken stretches.
        pieces: Tables<PieceDraft>, needed "[ { opening = \"first few words\", length = 12 } ]";
        /// Its id, if given.
        id: Str;
        /// The speaker's role.
        role: Plain;
        /// Its form.
        form: Word<Form>;
        /// Whether it is translated.
        translated: Flag;
        /// The person or body that passed it on.
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
        /// Number of its words.
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
        /// The displayed form.
        name: Str, needed "\"…\"";
        /// Country code.
        country: Str;
        /// Latitude in degrees.
        lat: Decimal;
        /// Longitude in degrees.
        lon: Decimal;
        /// Other spellings.
        variants: Plains;
        /// The larger body or place that it belongs to.
        part_of: Str;
        /// Names that it must not be confused with.
        distinct_from: Strs;
        /// Precision of its position.
        precision: Word<Precision>;
        /// The editor's remark.
        note: Plain;
    }
}

/// `[[account]]`.
#[derive(Debug)]
pub struct AccountDraft {
    /// Its place in the file.
    pub span: SourceSpan,
    /// Its fields.
    pub fields: AccountFields,
}

/// One entry of `claims`.
#[derive(Debug)]
pub struct ClaimDraft {
    /// Its value.
    pub value: ValueDraft,
    /// The parts of a breakdown.
    pub parts: Vec<PartDraft>,
    /// Its other fields.
    pub fields: ClaimFields,
}

/// One entry of `parts`.
#[derive(Debug, Clone, Copy)]
pub struct PartDraft {
    /// The figure.
    pub figure: Figure,
    /// Its other fields.
    pub whom: Text,
}

/// The value of a claim, names not yet resolved.
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
    /// All names with their kind.
    pub fn all(&self) -> impl Iterator<Item = (NameKind, &NameDraft)> {
        let kinds = [
            (NameKind::Person, &self.people),
            (NameKind::Organisation, &self.organisations),
            (NameKind::Place, &self.places),
        ];
        kinds.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, name)))
    }
}
