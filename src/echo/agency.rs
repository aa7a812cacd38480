//! Agency lines: whose text an article says that it is, or whose material it used.
//!
//! Goes by datelines, bylines, copyright lines and credits. "told Reuters" and the credit of a picture are none of these.

mod table;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use table::{AgencySpelling, NAMES};

/// What an agency line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgencyRole {
    /// The text is the agency's.
    Text,
    /// The agency's material was used beside the outlet's own.
    Material,
}

/// An agency named in a place that says whose text it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyLine {
    /// The agency's usual name, for example `AFP`.
    pub agency: &'static str,
    /// Position of the passage.
    pub passage: usize,
    /// Bytes of the agency's name in it.
    pub span: Range<usize>,
    /// What is said.
    pub role: AgencyRole,
}

/// Passages from the start that may have the byline and dateline.
const TOP: usize = 8;
/// Passages at the end that may have credits.
const TAIL: usize = 5;
/// Bytes of a dateline at most.
const DATELINE: usize = 120;
/// Bytes of a byline at most.
const BYLINE: usize = 120;
/// Bytes of a credit at most.
const CREDIT: usize = 700;

/// The agency lines of an article, in order; each agency once a passage.
pub fn agencies(passages: &[&str]) -> Vec<AgencyLine> {
    let mut found = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        let top = number < TOP;
        let tail = number + TAIL >= passages.len();
        if !top && !tail {
            continue;
        }
        let lines = [
            top.then(|| dateline(passage)),
            (passage.len() <= BYLINE).then(|| byline(passage, tail)),
            tail.then(|| credit(passage)),
        ];
        if let Some(lines) = lines.into_iter().flatten().find(|lines| !lines.is_empty()) {
            found.extend(lines.into_iter().map(|(agency, span, role)| AgencyLine {
                agency,
                passage: number,
                span,
                role,
            }));
        }
    }
    found
}

/// The agency that a byline names as author or as his employer: `Jane Roe, Associated Press`.
pub fn byline_agency(byline: &str) -> Option<&'static str> {
    if is_picture_credit(byline) { None } else { named(byline).first().map(|(agency, _)| *agency) }
}

type Line = (&'static str, Range<usize>, AgencyRole);

/// `KABUL, March 3 (Xinhua) --`, `MOSCOW, March 24. /TASS/.`, `TARN (AP) Police`; of two names between the marks neither is the text's alone.
fn dateline(passage: &str) -> Vec<Line> {
    let head = &passage[..passage.floor_char_boundary(DATELINE)];
    let Some((open, close)) = bracketed(head, '(', ')').or_else(|| bracketed(head, '/', '/')) else {
        return Vec::new();
    };
    let before = head[..open].trim();
    let after = passage[close + 1..].trim_start();
    let marked = after.starts_with(['-', '–', '—', '―', '|', ':', '.', '_']);
    let capitals = before.chars().take_while(|c| !c.is_lowercase()).filter(|c| c.is_uppercase()).count();
    if before.is_empty() || !(marked || capitals >= 4) || !is_place(before) {
        return Vec::new();
    }
    let inside = &head[open + 1..close];
    let role = if inside.contains(['/', ',']) { AgencyRole::Material } else { AgencyRole::Text };
    let shifted =
        |(agency, span): (&'static str, Range<usize>)| (agency, span.start + open + 1..span.end + open + 1, role);
    named(inside).into_iter().map(shifted).collect()
}

/// The first pair of marks with something that names an agency between them.
fn bracketed(head: &str, open: char, close: char) -> Option<(usize, usize)> {
    head.match_indices(open).find_map(|(start, _)| {
        let end = start + 1 + head[start + 1..].find(close)?;
        (!named(&head[start + 1..end]).is_empty()).then_some((start, end))
    })
}

/// Whether a text can be the place and day of a dateline: it begins with a capital and is no sentence.
fn is_place(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_none_or(|c| !c.is_lowercase()) && text.split_whitespace().count() <= 8
}

/// A short line: `By The Associated Press`, `Jane Roe, Reuters`, `AFP` (at the end of an article).
fn byline(passage: &str, tail: bool) -> Vec<Line> {
    let names = named(passage);
    let Some((_, span)) = names.first().cloned().filter(|_| !is_picture_credit(passage)) else { return Vec::new() };
    let trimmed = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (before, after) = (trimmed(&passage[..span.start]), trimmed(&passage[span.end..]));
    let by = before.starts_with("by ") || before == "by";
    let alone = matches!(before.as_str(), "" | "the" | "source" | "source the" | "from" | "from the" | "agency");
    let ends =
        matches!(after.as_str(), "" | "writer" | "writers" | "staff" | "staff writer" | "news agency" | "agency");
    let short = span.len() <= 4;
    let words = before.split_whitespace().count();
    if ends && (by && words <= 10 || alone && (tail || !short)) {
        names.into_iter().take(1).map(|(agency, span)| (agency, span, AgencyRole::Text)).collect()
    } else {
        Vec::new()
    }
}

/// Phrases after or before an agency's name that say that its material was used.
const MATERIAL: [&str; 18] = [
    "contributed",
    "contributing",
    "additional reporting",
    "with reporting",
    "with inputs",
    "with input from",
    "inputs from",
    "with material",
    "material from",
    "with information from",
    "information from",
    "with files from",
    "with wire",
    "(with ",
    "agencies",
    "wire reports",
    "wire services",
    "was used in this",
];

/// Phrases that say that the text is the agency's.
const WHOLE: [&str; 6] =
    ["copyright", "©", "syndicated feed", "rights reserved", "was first published by", "published from a"];

/// A line at the end: copyright, credit, sign-off.
fn credit(passage: &str) -> Vec<Line> {
    let (signed, names) = (passage.find("Reporting by"), named(passage));
    if signed.is_none() && names.is_empty() {
        return Vec::new();
    }
    let lower = passage.to_lowercase();
    let role = |role| names.iter().map(|(agency, span)| (*agency, span.clone(), role)).collect();
    if passage.len() <= CREDIT && !is_picture_credit(passage) {
        // Reuters signs its texts so.
        if let (Some(start), true) = (signed, lower.contains("editing by")) {
            return vec![("Reuters", start..start + "Reporting by".len(), AgencyRole::Text)];
        }
        if let Some((_, first)) = names.first() {
            // "Jane Roe contributed. Copyright 2015 The Associated Press": what stands nearest before the name counts.
            let before = &lower[..lower.floor_char_boundary(first.start)];
            let near = |phrases: &[&str]| phrases.iter().filter_map(|p| before.rfind(p)).max();
            let (whole, material) = (near(&WHOLE), near(&MATERIAL));
            let after = &lower[lower.floor_char_boundary(first.end)..];
            let clause = after.split('.').next().unwrap_or(after);
            let later = clause.find("contribut").or_else(|| clause.find("was used in this"));
            if later.is_none() && whole.is_some() && whole >= material {
                return role(AgencyRole::Text);
            }
            if material.is_some()
                || later.is_some_and(|at| at < 120)
                || before.trim_start_matches(['(', '-', '—']).trim() == "with"
            {
                return role(AgencyRole::Material);
            }
        }
    }
    // "…, he said. (AFP)", "— AP".
    let end = passage.trim_end_matches(|c: char| !c.is_alphanumeric());
    let marked = |span: &Range<usize>| passage[..span.start].trim_end().ends_with(['(', '[', '—', '–', '/', '|']);
    let last = names.iter().rfind(|(_, span)| span.end == end.len() && marked(span) && !is_picture_credit(passage));
    last.map(|(agency, span)| (*agency, span.clone(), AgencyRole::Text)).into_iter().collect()
}

/// Whether a line credits a picture or film.
fn is_picture_credit(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["photo", "image", "picture", "video", "file", "getty", "courtesy", " via ", "graphic", "caption", "footage"]
        .iter()
        .any(|word| lower.contains(word))
}

/// All spellings of all agencies, in the order of the table.
static SPELLINGS: LazyLock<(Vec<&'static str>, AhoCorasick)> = LazyLock::new(|| {
    let forms = NAMES.iter().flat_map(|(agency, spelling)| match spelling {
        AgencySpelling::Exact(name) => vec![(*agency, (*name).to_owned())],
        AgencySpelling::Name(name) => vec![(*agency, (*name).to_owned()), (*agency, name.to_uppercase())],
    });
    let (agencies, forms): (Vec<&str>, Vec<String>) = forms.unzip();
    (agencies, AhoCorasick::new(forms).expect("some sixty names make a small automaton"))
});

/// The agencies that a text names, in order, the longest name at each place.
fn named(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let (agencies, spellings) = &*SPELLINGS;
    let letter = |c: char| c.is_alphanumeric();
    let mut all: Vec<(usize, Range<usize>)> =
        spellings.find_overlapping_iter(text).map(|found| (found.pattern().as_usize(), found.range())).collect();
    // Longer names stand before those that they contain.
    all.sort_by_key(|(form, span)| (*form, span.start));
    let mut found: Vec<(&'static str, Range<usize>)> = Vec::new();
    for (form, span) in all {
        let open = text[..span.start].chars().next_back().is_none_or(|c| !letter(c));
        let closed = text[span.end..].chars().next().is_none_or(|c| !letter(c));
        let within = found.iter().any(|(_, s)| s.start <= span.start && span.end <= s.end);
        if open && closed && !within {
            found.push((agencies[form], span));
        }
    }
    found.sort_by_key(|(_, span)| span.start);
    found.dedup_by(|b, a| a.0 == b.0);
    found
}
