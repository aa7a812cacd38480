//! What parallax knows: articles, passages, incidents, accounts, claims, quotes and names.
//!
//! Everything here is a value or a pure function of values. A [`Corpus`] is immutable once built and
//! valid by construction: every id in it points at something, incidents stand in time order, ranges are
//! in bounds. Nothing in this module knows of files, terminals, clocks or the formats a corpus came in.
//!
//! Text is held once, in an arena ([`text::Texts`]); records are small and flat and hold handles, so the
//! same model can carry the million rows of a data set.

pub mod article;
pub mod builder;
pub mod corpus;
pub mod dataset;
pub mod figure;
pub mod id;
pub mod incident;
pub mod interner;
pub mod joint;
pub mod key;
pub mod ledger;
pub mod name;
pub mod quote;
pub mod record_corpus;
pub mod shared_vec;
pub mod subject;
pub mod text;
pub mod time;
pub mod verdict;
pub mod workspace;

pub use article::{AnchorState, Article, Passage, PassageKind};
pub use builder::Builder;
pub use corpus::Corpus;
pub use dataset::DataSet;
pub use figure::{Figure, Party, Qualifier};
pub use id::{AccountId, ArticleId, ClaimId, In, IncidentId, NameId, NoteId, OriginId, PassageId, QuoteId, Span};
pub use incident::{Account, Claim, Facet, Incident, Note, Place, Relation, Role, Scope, Stance, Status, Value};
pub use key::{Key, KeyKind, SourceId};
pub use ledger::Ledger;
pub use name::{Name, NameKind};
pub use quote::{Form, Piece, Quote};
pub use subject::{Member, Subject};
pub use text::{Text, Texts};
pub use time::When;
pub use verdict::Verdict;
pub use workspace::{Entry, RecordId, Workspace};
