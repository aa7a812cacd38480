//! Records as they are on disk: each field defined once, its value checked, references not yet resolved.
//!
//! A draft keeps the place of every value that another record may contradict, so that [`build`](super::build) can
//! report it. Its strings are in the arena that the corpus takes over.

use super::claim_draft::AccountDraft;
use super::fields::{
    Address, Date, Day, Decimal, Flag, Number, OneOrMore, Plain, Plains, Str, Strs, Tables, Word, Wording, record,
};
use super::outside::{Aliases, ReferenceDraft};
use super::vocabulary::Knowledge;
use crate::model::Grade;
use crate::model::facet::FacetType;
use crate::model::incident::{Link, Role, Scope, Status};
use crate::model::name::{NameKind, Precision};
use crate::model::quote::Form;

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
        /// Facets of its own.
        facets: Tables<FacetDraft>, as "facet";
    }
}

record! {
    /// The fields of a `[[facet]]`.
    FacetFields = "a facet" {
        /// Its word.
        label: Str, needed "\"…\"";
        /// The type of its values.
        kind: Word<FacetType>, as "type", needed "\"text\"";
        /// The unit of its values.
        unit: Str;
        /// Whether it has one value.
        single: Flag;
        /// What it says.
        says: Plain;
    }
}

record! {
    /// The front matter of `articles/<id>.md`.
    ArticleDraft = "an article" {
        /// Title as printed. A raw article may leave it open.
        title: Str;
        /// Publisher. A raw article may leave it open.
        publisher: Str;
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
        /// Its address on the web.
        url: Address;
        /// How the address was found; empty if it is printed in the copy.
        url_basis: Plain;
        /// The day on which the address was opened.
        accessed: Day;
        /// The address of an archived copy.
        archived: Address;
        /// Where a raw article was found; empty for any other.
        file: Plain;
        /// The incident that it is mainly about, as read by rule.
        main: Str;
        /// The origin that is suggested for it.
        draft_origin: Plain;
        /// The grade of that suggestion.
        draft_origin_grade: Word<Grade>;
        /// The rule that made it.
        draft_origin_rule: Plain;
        /// Which passages carry the same text as which article.
        draft_origin_reason: Plain;
        /// Provenance.
        note: Plain;
    }
}

record! {
    /// `texts/<article>.toml`.
    TextsDraft = "a file of texts" {
        /// Texts of passages.
        passages: Tables<PassageTextDraft>, as "passage";
        /// Paragraphs that are no passages.
        paragraphs: Tables<ParagraphDraft>, as "paragraph";
    }
}

record! {
    /// `[[passage]]`.
    PassageTextDraft = "the text of a passage" {
        /// The number of its passage.
        number: Number, needed "1";
        /// Its words.
        text: Str, needed "\"…\"";
    }
}

record! {
    /// `[[paragraph]]`.
    ParagraphDraft = "a paragraph" {
        /// The number of the passage that it stands after; 0 before the first.
        after: Number;
        /// Its number among the article's paragraphs, if that is certain.
        number: Number;
        /// Its words.
        text: Str, needed "\"…\"";
    }
}

record! {
    /// `incidents/<id>.toml`.
    IncidentDraft = "an incident" {
        /// Title; the id is shown if it is empty.
        title: Str, needed "\"…\"";
        /// Kind of incident. A draft may leave it open.
        kind: Str;
        /// Status: carried out, foiled, threatened.
        status: Word<Status>;
        /// Scope: one event or a series.
        scope: Word<Scope>;
        /// Date.
        date: Date;
        /// How the date was derived.
        date_basis: Plain;
        /// The grade of a draft.
        draft: Word<Grade>;
        /// The rule that made a draft.
        rule: Plain;
        /// Who suggests a draft.
        by: Plain;
        /// The facets that define it, which are not weighed.
        defined_by: Strs;
        /// Where the title is a name that no source prints: how it is known.
        title_note: Plain;
        /// Publications that bear it out.
        title_references: OneOrMore<ReferenceDraft>, as "title_reference";
        /// Other names: printed by a source, or the editor's own words. A name from elsewhere is a table.
        aliases: Aliases;
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
    /// `names/<id>.toml`.
    NameClaimsDraft = "a file of claims about a name" {
        /// Accounts by passages.
        accounts: Tables<AccountDraft>, as "account";
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
        facet: Str;
        /// For general knowledge: publications that bear it out.
        references: OneOrMore<ReferenceDraft>, as "reference";
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
        /// Its id, if given.
        id: Str;
        /// The speaker: a name's id or words. A draft may leave it open.
        speaker: Str;
        /// The speaker's role.
        role: Plain;
        /// Its gist. A draft may leave it open.
        gist: Str;
        /// Its unbroken stretches.
        pieces: Tables<PieceDraft>, needed "[ { opening = \"first few words\", length = 12 } ]";
        /// Its form.
        form: Word<Form>;
        /// Whether it is translated.
        translated: Flag;
        /// The person or body that passed it on.
        according_to: Plains;
        /// Incidents it is about.
        incidents: Strs;
        /// The grade of a draft.
        draft: Word<Grade>;
        /// The rule that made a draft.
        rule: Plain;
        /// Who suggests a draft.
        by: Plain;
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
    /// `annotations/<name>.toml`.
    AnnotationsDraft = "a file of annotations" {
        /// The annotations.
        annotations: Tables<AnnotationDraft>, as "annotation";
    }
}

record! {
    /// `[[annotation]]`.
    AnnotationDraft = "an annotation" {
        /// The incident that it is on, or that its claim is about.
        incident: Str;
        /// The name that it is on, or that its claim is about.
        name: Str;
        /// The article that it is on, or that of its passage or claim.
        article: Str;
        /// The number of its passage, or that of its claim.
        passage: Number;
        /// The facet of its claim.
        facet: Str;
        /// The words of its claim.
        words: Wording;
        /// The quotation that it is on.
        quote: Str;
        /// The record of a data set that it is on: `ged:412650`.
        record: Str;
        /// Words to find it by.
        tags: Strs;
        /// The note.
        note: Plain;
        /// Author.
        by: Plain;
        /// The day on which it was made.
        date: Day;
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
        /// Other spellings. One that no source prints is a table.
        variants: Aliases;
        /// The larger body or place that it belongs to.
        part_of: Str;
        /// Country code.
        country: Str;
        /// Latitude in degrees.
        lat: Decimal;
        /// Longitude in degrees.
        lon: Decimal;
        /// Precision of its position.
        precision: Word<Precision>;
        /// Names that it must not be confused with.
        distinct_from: Strs;
        /// The editor's remark.
        note: Plain;
        /// What the editor holds of a place that the sources do not say, or say otherwise.
        place_note: Plain;
        /// Publications that bear it out.
        references: OneOrMore<ReferenceDraft>, as "reference";
    }
}

/// `[[facet]]`.
#[derive(Debug, Clone)]
pub struct FacetDraft {
    /// Its fields.
    pub fields: FacetFields,
    /// Whether it has one value, if that is given.
    pub single: Option<bool>,
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
