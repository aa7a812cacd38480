//! The evidence of chosen incidents as plain values: what each source says of each facet, with passage, wording and the state of
//! its anchor, the verdicts with their reasons, and the sources with the copies in which they were read.
//!
//! It is `data/evidence.json` of a pack, from which its page, tables and files for other programs are made, and which `verify` reads again. The words
//! are those of `present`; what sources print is kept as it is printed. Knows no formats and no files.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::copies::PackedCopy;
use crate::model::article::is_found_by_editor;

/// The schema of `evidence.json`.
pub const SCHEMA: &str = "parallax-pack/1";

/// The state of the words of a record's claim, whose row they are.
pub const CELL: &str = "cell";

/// The evidence of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// [`SCHEMA`].
    pub schema: String,
    /// The program that wrote it, with its version.
    pub program: String,
    /// The title of the corpus.
    pub title: String,
    /// Its licence; empty if none is given.
    pub licence: String,
    /// The chosen incidents and records.
    pub incidents: Vec<PackedIncident>,
    /// The sources that tell of them.
    pub sources: Vec<PackedSource>,
    /// The records that were chosen or linked, of which only this leaves: id and citation.
    pub withheld: Vec<String>,
    /// What was decided about the incidents and their sources in the corpus folder, oldest first, as far as its journal holds it.
    #[serde(default)]
    pub decisions: Vec<PackedDecision>,
}

/// A decision of an editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedDecision {
    /// When (RFC 3339 in UTC).
    pub time: String,
    /// `decided`, `undid`, `redid` or `passed over`.
    pub kind: String,
    /// What, in the words of the decision.
    pub what: String,
}

/// An incident or a record with its ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedIncident {
    /// Its id; of a record its data set and its id there, as of a source.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date (EDTF), if it has one.
    pub date: Option<String>,
    /// How the date was worked out; empty if that is not said.
    #[serde(default)]
    pub date_basis: String,
    /// The same in words.
    pub when: String,
    /// Its places in words; empty if none is given.
    pub places: String,
    /// The ISO 3166 codes of its countries.
    pub countries: Vec<String>,
    /// Its kind; empty if none is given.
    pub kind: String,
    /// What became of it: carried out, foiled, …; empty if that is not known.
    #[serde(default)]
    pub status: String,
    /// Whether nobody has confirmed it.
    pub draft: bool,
    /// How many accounts, articles and origins there are.
    pub coverage: String,
    /// How linked entries stand to it, and what is known of their origins.
    pub remarks: Vec<String>,
    /// Its facets, in the order of the ledger.
    pub facets: Vec<PackedFacet>,
    /// Quotations about it.
    pub quotations: Vec<PackedQuotation>,
    /// Notes, each with whose it is.
    pub notes: Vec<String>,
    /// Tags and notes of editors, each with who gave it and when.
    pub annotations: Vec<String>,
}

/// What all sources say of one facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedFacet {
    /// The facet, with the party that a figure counts.
    pub facet: String,
    /// The sign of the verdict.
    pub sign: String,
    /// The verdict in words.
    pub verdict: String,
    /// How many independent origins stand behind it.
    pub origins: usize,
    /// How the verdict comes about, a sentence each.
    pub why: Vec<String>,
    /// What each source says.
    pub claims: Vec<PackedClaim>,
    /// The ids of the sources that do not give it.
    pub silent: Vec<String>,
    /// The sources that nobody has read to the end and of which nothing is confirmed on it, each with what that means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<PackedSilence>,
    /// The sources that say something near it: they count others, or name who took part without a role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_apart: Vec<PackedSilence>,
}

/// A source without a claim on a facet, of which more is to be said than that it does not give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedSilence {
    /// The id of the source.
    pub source: String,
    /// What is known of it, in words.
    pub says: String,
}

/// What one passage of a source says of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedClaim {
    /// Its name within the pack: the incident and a number. A claim that stands with several facets has the same one with each.
    pub id: String,
    /// The id of its source.
    pub source: String,
    /// The number of its passage.
    pub passage: u32,
    /// The value.
    pub value: String,
    /// The source's words; empty if none are given.
    pub words: String,
    /// The state of these words in the copy: exact, moved, ambiguous, orphan, unattached; [`CELL`] of a record.
    pub state: String,
    /// Whom the source cites, in words.
    pub according_to: Option<String>,
    /// Their names, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// What limits it, in words.
    pub hedge: Option<String>,
    /// The same in its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<PackedHedge>,
    /// How the value was worked out, if it is not printed.
    pub worked_out: Option<String>,
    /// What a reader must know of it, such as that it is a draft or not weighed.
    pub reservations: Vec<String>,
    /// Its citation.
    pub citation: String,
    /// Tags and notes of editors on it.
    pub annotations: Vec<String>,
}

/// What limits a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedHedge {
    /// `hedge`; of a record `counted`.
    pub kind: String,
    /// The source's doubt, or what the passage leaves open, in the editor's words; of a record how it is counted.
    pub words: String,
}

/// A quotation, by the words it begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedQuotation {
    /// Its id.
    pub id: String,
    /// The id of its source.
    pub source: String,
    /// The number of its passage.
    pub passage: u32,
    /// Who speaks.
    pub speaker: String,
    /// What is said, in the editor's words.
    pub gist: String,
    /// The first words of each piece.
    pub openings: Vec<String>,
    /// Whether each piece has more words than these. Packs of earlier versions lack it; then each is taken to have more.
    #[serde(default)]
    pub cut: Vec<bool>,
    /// The state of these words in the copy.
    pub state: String,
}

impl PackedQuotation {
    /// The first words of each piece, and whether the piece has more.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, bool)> {
        self.openings.iter().enumerate().map(|(at, words)| (words.as_str(), self.cut.get(at).is_none_or(|cut| *cut)))
    }
}

/// An article or a record of a data set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedSource {
    /// Its id.
    pub id: String,
    /// Whether it is a record of a data set.
    pub record: bool,
    /// Its title as printed.
    pub title: String,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// Its publisher; empty if none is given.
    pub publisher: String,
    /// When it was published (EDTF), if that is known.
    pub published: Option<String>,
    /// How that date was inferred; empty if it is printed.
    pub published_basis: String,
    /// Its address; empty if none is given.
    pub url: String,
    /// How that address is known; empty if it is printed, or none is given.
    #[serde(default)]
    pub url_basis: String,
    /// The language from which it was translated (BCP 47); empty if it was not, or that is not known.
    #[serde(default)]
    pub translated_from: String,
    /// The address of an archived copy; empty if none is given.
    pub archived: String,
    /// The day on which the address was opened (EDTF).
    pub accessed: Option<String>,
    /// Its language (BCP 47); empty if none is given.
    pub language: String,
    /// The group of sources with the same text.
    pub origin: String,
    /// Its citation.
    pub citation: String,
    /// The copy in which it was read; of a record the file of its data set.
    pub copy: Option<PackedCopy>,
    /// Its passages, by which the copy is checked again. None of a record.
    pub passages: Vec<PackedPassage>,
    /// Tags and notes of editors on it.
    pub annotations: Vec<String>,
}

impl PackedSource {
    /// The address at which its words stand: not one that an editor found, where only parts were compared.
    pub fn address(&self) -> Option<&str> {
        Some(self.url.as_str()).filter(|url| !url.is_empty() && !is_found_by_editor(&self.url_basis))
    }

    /// An address that an editor found, with how.
    pub fn found_address(&self) -> Option<String> {
        let is_found = !self.url.is_empty() && is_found_by_editor(&self.url_basis);
        is_found.then(|| format!("{} ({})", self.url, self.url_basis))
    }
}

impl PackedSource {
    /// In what it was read.
    pub fn read_in(&self) -> ReadIn<'_> {
        let lead = match (&self.copy, self.record) {
            (None, false) => "no copy was attached, so no anchor was checked",
            (None, true) => "a row of a data set whose file is not known",
            (Some(_), false) => "read in",
            (Some(_), true) => "a row of",
        };
        let unknown = if self.record {
            "of which no SHA-256 was taken"
        } else {
            "which could not be read again, so that its SHA-256 is not known"
        };
        let file = self.copy.as_ref().map(|copy| ReadFile {
            name: &copy.file,
            part: copy.part.as_deref(),
            of: if copy.part.is_some() { "SHA-256 of the whole file" } else { "SHA-256" },
            hash: copy.sha256.as_deref().ok_or(unknown),
        });
        ReadIn { lead, file }
    }
}

/// In what a source was read: `read in saved.html, SHA-256 …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadIn<'s> {
    /// The words before the file; all there is to say where no file is known.
    pub lead: &'static str,
    /// The file.
    pub file: Option<ReadFile<'s>>,
}

/// The file in which a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadFile<'s> {
    /// Its name.
    pub name: &'s str,
    /// The part of it.
    pub part: Option<&'s str>,
    /// Of what the hash is.
    pub of: &'static str,
    /// Its SHA-256, or why it is not known.
    pub hash: Result<&'s str, &'static str>,
}

impl fmt::Display for ReadIn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.lead)?;
        let Some(file) = &self.file else { return Ok(()) };
        write!(f, " {}", file.name)?;
        if let Some(part) = file.part {
            write!(f, " › {part}")?;
        }
        match file.hash {
            Ok(sha256) => write!(f, ", {} {sha256}", file.of),
            Err(why) => write!(f, ", {why}"),
        }
    }
}

/// A passage of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedPassage {
    /// Its number.
    pub number: u32,
    /// The heading before it; empty if none.
    pub heading: String,
    /// Its first few words.
    pub anchor: String,
    /// Its last few words where it is printed in several blocks; else empty.
    pub end: String,
    /// The state of the anchor in the copy.
    pub state: String,
    /// What it says in the editor's words, if claims or quotations of the pack stand in it; else empty.
    pub digest: String,
}
