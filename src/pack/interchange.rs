//! The files of a pack that other programs read, each alone: for `export`.

use std::io;

use super::biblatex;
use super::collect::evidence;
use super::csl;
use super::evidence::Evidence;
use super::follow_the_money;
use super::passed_on::subjects;
use super::ris;
use super::web_annotations;
use crate::exporting::json_text::json;
use crate::load::Loaded;
use crate::model::Entry;

/// A format that another kind of program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interchange {
    /// The sources as CSL-JSON.
    CslJson,
    /// The sources for BibLaTeX.
    Biblatex,
    /// The sources as RIS.
    Ris,
    /// The claims as W3C Web Annotations.
    WebAnnotations,
    /// Incidents, articles, claims and notes as FollowTheMoney entities.
    FollowTheMoney,
}

/// What sources say of entries, in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEvidence {
    /// The text.
    pub bytes: Vec<u8>,
    /// How many incidents and records it is of.
    pub entries: usize,
    /// How many records were left out, as they may not be passed on: those asked for, and but for annotations those beside them.
    pub withheld: usize,
    /// How many records the format has no place for: [`NO_PLACE`].
    pub without_place: usize,
}

/// Why a format has no place for records.
pub const NO_PLACE: &str = "only passages of articles are annotated";

/// What sources say of entries, in a format.
///
/// # Errors
///
/// A value cannot be written as JSON.
pub fn interchange(
    loaded: &Loaded,
    entries: &[Entry],
    private: bool,
    format: Interchange,
) -> io::Result<WrittenEvidence> {
    // A record has a place among passages only by the articles that it is linked with.
    let is_of_passages = format == Interchange::WebAnnotations;
    let has_article = |entry: &Entry| {
        let is_of_article = || loaded.joined(*entry).members().iter().any(|member| member.record.is_none());
        matches!(entry, Entry::Incident(_)) || is_of_article()
    };
    let chosen: Vec<Entry> = entries.iter().filter(|entry| !is_of_passages || has_article(entry)).copied().collect();
    let (subjects, withheld) = subjects(loaded, &chosen, private);
    let evidence = evidence(loaded.corpus(), &subjects, withheld, &mut |_, _| None);
    let written_entries = evidence.incidents.len();
    // What is linked with an incident has no place there.
    let withheld = if is_of_passages { chosen.len() - written_entries } else { evidence.withheld.len() };
    Ok(WrittenEvidence {
        bytes: written(&evidence, format, None)?,
        entries: written_entries,
        withheld,
        without_place: entries.len() - chosen.len(),
    })
}

/// The evidence in a format, beside this page if there is one.
pub(super) fn written(evidence: &Evidence, format: Interchange, page: Option<&str>) -> io::Result<Vec<u8>> {
    let text = match format {
        Interchange::CslJson => json(&csl::items(evidence))?,
        Interchange::Biblatex => biblatex::entries(evidence),
        Interchange::Ris => ris::entries(evidence),
        Interchange::WebAnnotations => json(&web_annotations::collection(evidence, page))?,
        Interchange::FollowTheMoney => follow_the_money::lines(evidence)?,
    };
    Ok(text.into_bytes())
}
