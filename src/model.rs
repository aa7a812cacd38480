//! The domain model: articles, passages, incidents, accounts, claims, quotes, names, and records of data sets.
//!
//! Everything is a value or a pure function of values. A [`Corpus`] is immutable and valid by construction: every id
//! refers to a record, incidents are in time order, ranges are in bounds. This module knows nothing of files, formats,
//! terminals or clocks.
//!
//! Texts are stored once, in an arena ([`text::Texts`]); records are small and hold handles, so that the model can hold
//! millions of rows.

pub mod agreement;
mod annotated;
pub mod annotation;
pub mod article;
mod article_print;
pub mod bearings;
pub mod builder;
mod by_id;
mod claimed_actors;
pub mod class;
mod column;
pub mod compared;
pub mod corpus;
pub mod counted;
pub mod country;
pub mod coverage;
pub mod curie;
pub mod dataset;
pub mod draft;
pub mod draft_doubt;
pub mod entry;
pub mod facet;
pub mod figure;
pub mod geo_box;
pub mod hedge;
pub mod id;
mod in_draft;
pub mod incident;
pub mod interner;
pub mod joint;
pub mod kept;
mod kept_list;
pub mod key;
pub mod ledger;
pub mod link;
mod link_lookup;
pub mod linked;
pub mod links;
pub mod member;
pub mod member_link;
pub mod name;
pub mod noted;
mod noted_member;
pub mod outside;
pub mod quantity;
pub mod quote;
pub mod record_corpus;
pub mod rejection;
mod reverse;
pub mod rule;
mod shared_report;
pub mod shared_vec;
pub mod silence;
mod source_version;
pub mod spread;
pub mod subject;
pub mod taken_ids;
mod taken_over;
pub mod text;
pub mod time;
pub mod time_of_day;
pub mod toll;
pub mod topic;
pub mod verdict;
pub mod why;
pub mod without_outside;
pub mod workspace;

pub use annotation::Annotation;
pub use article::{AnchorState, Article, Passage, PassageKind};
pub use builder::Builder;
pub use corpus::Corpus;
pub use curie::Curie;
pub use dataset::DataSet;
pub use draft::{DraftOrigin, Drafted, Grade};
pub use entry::{Entry, RecordId};
pub use facet::{DeclaredFacet, Facet, FacetId, FacetType};
pub use figure::{Figure, Party, Qualifier};
pub use id::{
    AccountId, AnnotationId, ArticleId, ClaimId, In, IncidentId, NameId, NoteId, OriginId, PassageId, QuoteId, Span,
};
pub use incident::{Account, Claim, Incident, Note, Place, Relation, Role, Scope, Stance, Status, Value};
pub use key::{Key, KeyKind, SourceId};
pub use ledger::Ledger;
pub use link::{Link, LinkAnswer, LinkRelation, LinkStrength};
pub use linked::Linked;
pub use links::Links;
pub use name::{Name, NameKind};
pub use noted::RecordAnnotation;
pub use outside::{OutsideName, Reference};
pub use quantity::Quantity;
pub use quote::{Form, Piece, Quote};
pub use rejection::Rejection;
pub use rule::Rule;
pub use source_version::{NamedSource, SourceVersion};
pub use subject::{Member, Subject};
pub use text::{Text, Texts};
pub use time::When;
pub use time_of_day::TimeOfDay;
pub use topic::Topic;
pub use verdict::Verdict;
pub use workspace::Workspace;
