//! What a view shows, as it can be exported: entries, a ledger, articles, quotations, names or citations, and in which formats.
//!
//! Knows the model; writes nothing and knows no screen.

use std::sync::Arc;

use super::citation::Cited;
use crate::model::figure::thousands;
use crate::model::{ArticleId, In, NameId, QuoteId, RecordId, Subject};

/// The contents of a view.
#[derive(Debug, Clone)]
pub enum ExportedView {
    /// Entries of the timeline by their numbers: those that match the filter certainly, and those that match only possibly.
    Entries {
        /// All, or those that match certainly.
        shown: Arc<[u32]>,
        /// Those that match only possibly.
        possible: Arc<[u32]>,
        /// Whether there is a filter.
        filtered: bool,
    },
    /// What all sources say of an incident, record or name.
    Ledger(Arc<Subject>),
    /// The same with these articles side by side.
    Comparison(Arc<Subject>, Vec<In<ArticleId>>),
    /// Articles.
    Articles(Vec<ArticleId>),
    /// An article with its passages.
    Article(ArticleId),
    /// Quotations.
    Quotes(Vec<QuoteId>),
    /// People, organisations and places.
    Names(Arc<[NameId]>),
    /// Items of several kinds, of which the citations are written.
    Citations(Vec<ExportedItem>),
    /// Nothing but the picture of the screen.
    Picture,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedItem {
    /// The word for its kind.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// What is cited.
    pub cited: CitedItem,
    /// The user's tags.
    pub tags: Vec<String>,
}

/// What is cited of an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitedItem {
    /// An item of the corpus.
    OfCorpus(Cited),
    /// A record, by the id in its row.
    Record(RecordId),
    /// Its source is not open.
    Unopened,
}

/// A format of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewFormat {
    /// For people and documents.
    Markdown,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
    /// For maps.
    Geojson,
    /// The screen as a picture.
    Svg,
}

impl ViewFormat {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Csv, Self::Json, Self::Geojson, Self::Svg];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Geojson => "GeoJSON",
            Self::Svg => "SVG",
        }
    }

    /// The ending of file names, without its dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Geojson => "geojson",
            Self::Svg => "svg",
        }
    }

    /// The format that the ending of a file name means.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }
}

impl ExportedView {
    /// The formats that it can be written in.
    pub fn formats(&self) -> &'static [ViewFormat] {
        use ViewFormat::{Csv, Json, Markdown, Svg};
        match self {
            Self::Entries { .. } => &ViewFormat::ALL,
            Self::Picture => &[Svg],
            _ => &[Markdown, Csv, Json, Svg],
        }
    }

    /// What it holds, for the user: `91 entries`, `the ledger`.
    pub fn words(&self) -> String {
        use super::words::count;
        match self {
            Self::Entries { shown, possible, .. } if possible.is_empty() => count(shown.len(), "entry"),
            Self::Entries { shown, possible, .. } => {
                format!("{}, {} more possibly", count(shown.len(), "entry"), thousands(possible.len()))
            }
            Self::Ledger(_) => "the ledger".to_owned(),
            Self::Comparison(..) => "the comparison".to_owned(),
            Self::Articles(all) => count(all.len(), "article"),
            Self::Article(_) => "the article".to_owned(),
            Self::Quotes(all) => count(all.len(), "quotation"),
            Self::Names(all) => count(all.len(), "name"),
            Self::Citations(all) => count(all.len(), "citation"),
            Self::Picture => "the screen".to_owned(),
        }
    }
}
