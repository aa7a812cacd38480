//! `articles/<id>.md`: TOML front matter between `+++` lines, then one digest per passage.
//!
//! A passage begins with a heading line `### 12 "its first few words"`; a kind may stand after the number
//! (`### 1 standfirst "…"`), and after the anchor `… "its last few words"` where the passage is printed in
//! several blocks. `## …` is a section heading of the article. Everything else is digest.

use super::{date, values, wording};
use crate::diagnostic::{At, Code, Report, SourceSpan};
use crate::documents::draft::{ArticleDraft, PassageDraft, vocabulary};
use crate::documents::table::{Table, parse};
use crate::model::article::PassageKind;

/// Reads an article file. `None` when nothing in it can be used.
pub fn article(file: usize, id: At<String>, report: &mut Report) -> Option<ArticleDraft> {
    let text = report.files[file].text.clone();
    let Some((front, body)) = split(&text) else {
        let spot = SourceSpan { file, bytes: 0..text.lines().next().map_or(0, str::len) };
        report.error(Code::Syntax, &spot, "no front matter", "begin the file with a line +++, TOML, and a line +++");
        return None;
    };
    let parsed = parse(&text[front.clone()], front.start, file, report);
    let table = Table::root(&parsed, front.start, file);
    let title = table.need_str("title", report);
    let publisher = table.need_str("publisher", report);
    let mut draft = ArticleDraft {
        id,
        title: title.map(|t| t.value).unwrap_or_default(),
        kicker: table.text("kicker", report),
        publisher: publisher.map(|t| t.value).unwrap_or_default(),
        authors: values(table.strings("authors", report)),
        published: date(&table, "published", report),
        published_basis: table.text("published_basis", report),
        language: table.text("language", report),
        translated_from: table.text("translated_from", report),
        origin: table.text("origin", report),
        note: table.text("note", report),
        passages: Vec::new(),
    };
    table.finish("an article", report);
    draft.passages = passages(&text, body, file, report);
    if draft.passages.is_empty() {
        let spot = SourceSpan { file, bytes: body..body };
        report.error(Code::Empty, &spot, "no passages", "a passage begins with ### 1 \"its first few words\"");
        return None;
    }
    Some(draft)
}

/// Bytes of the front matter, and where the body begins.
fn split(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let rest = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n"))?;
    let start = text.len() - rest.len();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn passages(text: &str, body: usize, file: usize, report: &mut Report) -> Vec<PassageDraft> {
    let mut found: Vec<PassageDraft> = Vec::new();
    let mut section = String::new();
    let mut at = body;
    // Digest lines after a heading that could not be read belong to no passage.
    let mut open = false;
    for line in text[body..].split_inclusive('\n') {
        let spot = SourceSpan { file, bytes: at..at + line.trim_end().len() };
        at += line.len();
        let line = line.trim_end();
        if let Some(heading) = line.strip_prefix("### ") {
            open = false;
            let read = heading_line(heading, &spot, report);
            // A heading that cannot be read still takes its number, so that those after it keep theirs.
            let numbered = heading.split_whitespace().next().is_some_and(|w| w.parse::<u32>().is_ok());
            if read.is_none() && numbered {
                let anchor = At { value: String::new(), spot: spot.clone() };
                let kind = PassageKind::Body;
                let heading = std::mem::take(&mut section);
                found.push(PassageDraft { kind, heading, anchor, end: None, digest: String::new() });
                open = true;
            }
            if let Some((number, mut passage)) = read {
                let expected = found.len() + 1;
                if number as usize != expected {
                    let message = format!("passage {number} stands where passage {expected} should");
                    report.error(Code::BadPassage, &spot, message, "number the passages 1, 2, 3 … in reading order");
                }
                passage.heading = std::mem::take(&mut section);
                found.push(passage);
                open = true;
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            heading.trim().clone_into(&mut section);
            open = false;
        } else if !line.trim().is_empty() {
            let first = found.is_empty();
            match found.last_mut().filter(|_| open) {
                Some(passage) => {
                    if !passage.digest.is_empty() {
                        passage.digest.push(' ');
                    }
                    passage.digest.push_str(line.trim());
                }
                None if line.starts_with('#') => {
                    let help = "headings are ## for a section and ### 12 \"first words\" for a passage";
                    report.error(Code::BadPassage, &spot, "a heading that is neither section nor passage", help);
                }
                None if first => {
                    report.error(
                        Code::BadPassage,
                        &spot,
                        "text before the first passage",
                        "begin with ### 1 \"first words\"",
                    );
                }
                None => {}
            }
        }
    }
    for passage in &found {
        if passage.digest.is_empty() {
            report.error(
                Code::Empty,
                &passage.anchor.spot,
                "a passage without a digest",
                "say in your own words what it says",
            );
        }
    }
    found
}

/// `12 caption "first words" … "last words"`.
fn heading_line(heading: &str, spot: &SourceSpan, report: &mut Report) -> Option<(u32, PassageDraft)> {
    const FORM: &str =
        "a passage heading is ### 12 \"first words\", ### 12 caption \"first words\", or with … \"last words\"";
    let bad = |report: &mut Report, message: String| {
        report.error(Code::BadPassage, spot, message, FORM);
        None
    };
    let shift = spot.bytes.start + "### ".len();
    let Some(quote) = heading.find('"') else {
        return bad(report, "a passage heading without an anchor in quotation marks".into());
    };
    let mut words = heading[..quote].split_whitespace();
    let Some(number) = words.next().and_then(|w| w.parse().ok()) else {
        return bad(report, "a passage heading without a number".into());
    };
    let kind = match words.next() {
        None => PassageKind::Body,
        Some(word) => match vocabulary::passage_kinds().iter().find(|(w, _)| *w == word) {
            Some(&(_, kind)) => kind,
            None => {
                let all: Vec<_> = vocabulary::passage_kinds().iter().map(|(w, _)| *w).collect();
                let message = format!("“{word}” is no kind of passage");
                report.error(Code::UnknownWord, spot, message, format!("one of: {}", all.join(", ")));
                PassageKind::Body
            }
        },
    };
    // `"start" … "end"`: the separator cannot stand inside an anchor, a lone quotation mark can.
    let anchors = heading[quote..].trim_end();
    let separator = ["\" … \"", "\" ... \""].into_iter().find_map(|s| anchors.find(s).map(|at| (at, s.len())));
    let at = |from: usize, to: usize| At {
        value: anchors.get(from..to).unwrap_or("").to_owned(),
        spot: SourceSpan { file: spot.file, bytes: shift + quote + from..shift + quote + to },
    };
    if anchors.len() < 2 || !anchors.ends_with('"') {
        return bad(report, "an anchor that does not end with a quotation mark".into());
    }
    let (start, end) = match separator {
        Some((mid, len)) => (at(1, mid), Some(at(mid + len, anchors.len() - 1))),
        None => (at(1, anchors.len() - 1), None),
    };
    if start.value.trim().is_empty() {
        return bad(report, "an empty anchor".into());
    }
    if end.as_ref().is_some_and(|e| e.value.trim().is_empty()) {
        return bad(report, "an empty anchor for the end".into());
    }
    // Too long an anchor is reported; the passage keeps its place, since others are counted by it.
    let anchor = wording(Some(start.clone()), report).unwrap_or(start);
    let end = end.and_then(|e| wording(Some(e), report));
    Some((number, PassageDraft { kind, heading: String::new(), anchor, end, digest: String::new() }))
}
