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

/// What sources say of entries in a format, and how many records were left out that may not be passed on.
///
/// # Errors
///
/// A value cannot be written as JSON.
pub fn interchange(
    loaded: &Loaded,
    entries: &[Entry],
    private: bool,
    format: Interchange,
) -> io::Result<(Vec<u8>, usize)> {
    let (subjects, withheld) = subjects(loaded, entries, private);
    let evidence = evidence(loaded.corpus(), &subjects, withheld, &mut |_, _| None);
    Ok((written(&evidence, format)?, evidence.withheld.len()))
}

/// The evidence in a format.
pub(super) fn written(evidence: &Evidence, format: Interchange) -> io::Result<Vec<u8>> {
    let text = match format {
        Interchange::CslJson => json(&csl::items(evidence))?,
        Interchange::Biblatex => biblatex::entries(evidence),
        Interchange::Ris => ris::entries(evidence),
        Interchange::WebAnnotations => json(&web_annotations::collection(evidence))?,
        Interchange::FollowTheMoney => follow_the_money::lines(evidence)?,
    };
    Ok(text.into_bytes())
}
