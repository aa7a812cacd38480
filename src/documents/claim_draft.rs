//! Accounts and claims as they are on disk: what a passage says about an incident or a name, references not yet resolved.
//!
//! The type of a declared facet stands in another file, so the value of its claims stays as it is written until then.

use super::fields::{FlagUnlessFalse, Number, Plain, Plains, Str, Strs, Tables, Whole, Word, Wording, record};
use crate::diagnostic::{SourceSpan, Spanned};
use crate::model::Grade;
use crate::model::facet::Facet;
use crate::model::figure::{Figure, Party, Qualifier};
use crate::model::incident::{Borrowed, DayOf, Stance, Status};
use crate::model::time::When;
use crate::model::{Quantity, Text, TimeOfDay};

record! {
    /// The fields of an `[[account]]`.
    AccountFields = "an account" {
        /// Article id.
        article: Str, needed "\"…\"";
        /// Passage number.
        passage: Number, needed "1";
        /// What the source doubts, or its passage leaves open.
        hedge: Plain;
        /// Whether its claims are weighed.
        weigh: FlagUnlessFalse;
        /// Its claims.
        claims: Tables<ClaimDraft>;
    }
}

record! {
    /// The fields that every entry of `claims` can have.
    ClaimFields = "a claim" + FigureFields, ValueFields, UnitFields {
        /// Facet.
        facet: Str, needed "\"killed\"";
        /// Description of the people counted.
        whom: Plain;
        /// Other incidents that a joint figure covers.
        with: Strs;
        /// Attribution.
        according_to: Plains;
        /// Stance of the source.
        stance: Word<Stance>;
        /// What the source doubts, or its passage leaves open.
        hedge: Plain;
        /// How a date was derived.
        basis: Plain;
        /// For a date, the part of it that is taken from other articles.
        borrowed: Word<Borrowed>;
        /// Whether it is weighed against other claims.
        weigh: FlagUnlessFalse;
        /// The grade of a draft.
        draft: Word<Grade>;
        /// The rule that made a draft.
        rule: Plain;
        /// Who suggests a draft.
        by: Plain;
        /// The source's words.
        words: Wording, needed "\"…\"";
    }
}

record! {
    /// The fields of a claim whose facet is a figure.
    FigureFields = "a claim" {
        /// The number.
        figure: Whole;
        /// How the source hedges it.
        qualifier: Word<Qualifier>;
        /// Lower bound.
        min: Whole;
        /// Upper bound.
        max: Whole;
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
    /// The fields of a claim whose facet is a duration or an amount of money.
    UnitFields = "a claim" {
        /// The unit of its number, if it is not that of the facet.
        unit: Str;
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

/// `[[account]]`.
#[derive(Debug, Clone)]
pub struct AccountDraft {
    /// Its place in the file.
    pub span: SourceSpan,
    /// Its fields.
    pub fields: AccountFields,
}

/// One entry of `claims`.
#[derive(Debug, Clone)]
pub struct ClaimDraft {
    /// Its value with its facet, if that is built in.
    pub value: ClaimValue,
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

/// The value of a claim, as far as its own file determines it.
#[derive(Debug, Clone)]
pub enum ClaimValue {
    /// Of a built-in facet.
    BuiltIn(Facet, ValueDraft),
    /// Of a facet that the corpus has to declare.
    Declared(Box<DeclaredValue>),
}

/// The value of a claim, names not yet resolved.
#[derive(Debug, Clone)]
pub enum ValueDraft {
    /// A figure.
    Figure(Figure),
    /// A date.
    When(When, DayOf),
    /// A time of day.
    Time(TimeOfDay),
    /// A duration or an amount of money.
    Quantity(Quantity),
    /// A place by id.
    Place(Spanned<Text>),
    /// A name by id, or words.
    Who(Spanned<Text>),
    /// Words.
    Words(Text),
    /// A status.
    Status(Status),
}

/// The value of a claim about a declared facet: the fields given, before its type is known.
#[derive(Debug, Clone)]
pub struct DeclaredValue {
    /// The place of the claim.
    pub span: SourceSpan,
    /// `value`.
    pub value: Option<Spanned<Text>>,
    /// `figure`.
    pub figure: Option<Spanned<u64>>,
    /// `qualifier`.
    pub qualifier: Option<Spanned<Qualifier>>,
    /// `min`.
    pub min: Option<Spanned<u64>>,
    /// `max`.
    pub max: Option<Spanned<u64>>,
    /// `unit`.
    pub unit: Option<Spanned<Text>>,
}
