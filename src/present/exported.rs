//! What a view shows, as it can be exported: entries, a ledger, articles, quotations, names or citations, and in which formats.
//!
//! Knows the model; writes nothing and knows no screen.

use std::sync::Arc;

use super::citation::Cited;
use crate::model::figure::thousands;
use crate::model::{ArticleId, Entry, In, NameId, QuoteId, RecordId, Subject, Topic, Workspace};

/// The contents of a view.
#[derive(Debug, Clone)]
pub enum ExportedView {
    /// Entries of the timeline by their numbers: those that match the filter certainly, and those that match only possibly.
    Entries {
        /// All, or those that match certainly.
        shown: Arc<[u32]>,
        /// Those that match only possibly.
        possible: Arc<[u32]>,
        /// The filter, if there is one.
        filter: Option<String>,
        /// How many others match it only possibly.
        left_out: usize,
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

impl ExportedItem {
    /// The incident or record that it is.
    fn entry(&self) -> Option<Entry> {
        match self.cited {
            CitedItem::OfCorpus(Cited::Incident(id)) => Some(Entry::Incident(id)),
            CitedItem::Record(id) => Some(Entry::Record(id)),
            CitedItem::OfCorpus(_) | CitedItem::Unopened => None,
        }
    }
}

/// The incident or record that a subject is of; none for a name.
fn entry(subject: &Subject) -> Option<Entry> {
    let first = subject.member(0);
    match (first.record, first.topic) {
        (Some(record), _) => Some(Entry::Record(record)),
        (None, Topic::Incident(id)) => Some(Entry::Incident(id)),
        (None, Topic::Name(_)) => None,
    }
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
    /// The evidence as a folder that anybody can verify.
    Pack,
    /// The sources as CSL-JSON, for reference managers.
    Csl,
    /// The sources for BibLaTeX.
    Biblatex,
    /// The sources as RIS.
    Ris,
    /// The claims as W3C Web Annotations.
    WebAnnotations,
    /// Incidents, articles, claims and notes as FollowTheMoney entities.
    FollowTheMoney,
}

impl ViewFormat {
    /// All formats.
    pub const ALL: [Self; 11] = [
        Self::Markdown,
        Self::Csv,
        Self::Json,
        Self::Geojson,
        Self::Svg,
        Self::Pack,
        Self::Csl,
        Self::Biblatex,
        Self::Ris,
        Self::WebAnnotations,
        Self::FollowTheMoney,
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Geojson => "GeoJSON",
            Self::Svg => "SVG",
            Self::Pack => "Pack",
            Self::Csl => "CSL",
            Self::Biblatex => "BibLaTeX",
            Self::Ris => "RIS",
            Self::WebAnnotations => "JSON-LD",
            Self::FollowTheMoney => "FtM",
        }
    }

    /// The ending of file names, with its dot; none for a folder.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => ".md",
            Self::Csv => ".csv",
            Self::Json => ".json",
            Self::Geojson => ".geojson",
            Self::Svg => ".svg",
            Self::Pack => "",
            Self::Csl => ".csl.json",
            Self::Biblatex => ".bib",
            Self::Ris => ".ris",
            Self::WebAnnotations => ".jsonld",
            Self::FollowTheMoney => ".ftm.json",
        }
    }

    /// A file name without its ending, and the format that this means, if it means one.
    pub fn split(name: &str) -> (&str, Option<Self>) {
        let ends = |format: &Self| {
            let at = name.len().checked_sub(format.ending().len())?;
            name.get(at..).filter(|end| !end.is_empty() && end.eq_ignore_ascii_case(format.ending()))
        };
        // `.csl.json` is longer than `.json`.
        let longest = Self::ALL.into_iter().filter(|format| ends(format).is_some()).max_by_key(|f| f.ending().len());
        let stem = longest.map_or(name, |format| &name[..name.len() - format.ending().len()]);
        (stem, longest)
    }

    /// Whether it holds the evidence of incidents and records, and nothing else of a view.
    pub fn is_of_evidence(self) -> bool {
        match self {
            Self::Markdown | Self::Csv | Self::Json | Self::Geojson | Self::Svg => false,
            Self::Pack | Self::Csl | Self::Biblatex | Self::Ris | Self::WebAnnotations | Self::FollowTheMoney => true,
        }
    }
}

impl ExportedView {
    /// Entries that match a filter certainly and possibly, of all that match it possibly.
    pub fn entries_of(filter: Option<String>, shown: Arc<[u32]>, possible: Arc<[u32]>, all_possible: usize) -> Self {
        let left_out = all_possible.saturating_sub(possible.len());
        Self::Entries { shown, possible, filter, left_out }
    }

    /// The formats that it can be written in.
    pub fn formats(&self) -> &'static [ViewFormat] {
        use ViewFormat::{Biblatex, Csl, Csv, FollowTheMoney, Json, Markdown, Pack, Ris, Svg, WebAnnotations};
        let has_evidence = match self {
            Self::Entries { .. } => return &ViewFormat::ALL,
            Self::Picture => return &[Svg],
            Self::Ledger(subject) | Self::Comparison(subject, _) => entry(subject).is_some(),
            Self::Citations(items) => items.iter().any(|item| item.entry().is_some()),
            Self::Articles(_) | Self::Article(_) | Self::Quotes(_) | Self::Names(_) => false,
        };
        if !has_evidence {
            return &[Markdown, Csv, Json, Svg];
        }
        &[Markdown, Csv, Json, Svg, Pack, Csl, Biblatex, Ris, WebAnnotations, FollowTheMoney]
    }

    /// The incidents and records of which it can give the evidence: of entries those that match certainly.
    pub fn entries(&self, workspace: &Workspace) -> Vec<Entry> {
        match self {
            Self::Entries { shown, .. } => shown.iter().map(|&number| workspace.entry(number)).collect(),
            Self::Ledger(subject) | Self::Comparison(subject, _) => entry(subject).into_iter().collect(),
            Self::Citations(items) => items.iter().filter_map(ExportedItem::entry).collect(),
            Self::Articles(_) | Self::Article(_) | Self::Quotes(_) | Self::Names(_) | Self::Picture => Vec::new(),
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
