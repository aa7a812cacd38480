//! The formats that commands write. Knows no contents.

use clap::ValueEnum;

use crate::exporting::EntryFormat;
use crate::pack::interchange::Interchange;

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum OutputFormat {
    /// Text to read
    #[default]
    Text,
    /// For scripts
    Json,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum ExportFormat {
    /// One JSON document, schema parallax/1
    #[default]
    Json,
    /// A table with a row for each incident and record
    Csv,
    /// Features with points
    Geojson,
    /// A table with citations
    Md,
    /// The sources of the entries for reference managers, as CSL-JSON
    Csl,
    /// The same for BibLaTeX
    Bib,
    /// The same as RIS
    Ris,
    /// The claims about the entries as W3C Web Annotations
    Jsonld,
    /// Incidents, articles, claims and notes as FollowTheMoney entities, one a line
    Ftm,
}

impl ExportFormat {
    /// The format of entries that it names, or the one that another kind of program reads.
    pub fn of_entries(self) -> Result<EntryFormat, Interchange> {
        Ok(match self {
            Self::Json => EntryFormat::Json,
            Self::Csv => EntryFormat::Csv,
            Self::Geojson => EntryFormat::Geojson,
            Self::Md => EntryFormat::Markdown,
            Self::Csl => return Err(Interchange::CslJson),
            Self::Bib => return Err(Interchange::Biblatex),
            Self::Ris => return Err(Interchange::Ris),
            Self::Jsonld => return Err(Interchange::WebAnnotations),
            Self::Ftm => return Err(Interchange::FollowTheMoney),
        })
    }
}
