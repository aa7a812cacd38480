//! Edits of the passages of an article file. Only a heading line, a digest or a section heading changes.
//!
//! The texts have plain line breaks. Knows no files; [`read::article`] classifies the lines.
//!
//! [`read::article`]: super::read::article

use std::ops::Range;

use super::edit::{EditValue, Fields, Refusal};
use super::read::article::{ArticleLine, Heading, begins_passage, heading, number_after};
use super::schema::Vocabulary;
use crate::model::PassageKind;

/// Width of digests in columns.
const WIDTH: usize = 110;

/// The places of the parts of a passage in the text.
struct Place {
    /// Its number.
    number: usize,
    /// The section heading line that belongs to it, with its line break.
    section: Option<Range<usize>>,
    /// The heading line, without its line break.
    heading: Range<usize>,
    /// The lines of the digest, without the last line break; empty, after the heading line, if there are none.
    digest: Range<usize>,
    /// The end of the passage: the beginning of the next heading.
    end: usize,
}

/// The lines of the digest of passage `number`; `None` if there is no such passage.
pub fn digest(text: &str, body: usize, number: usize) -> Option<&str> {
    let place = find(text, body).into_iter().find(|place| place.number == number)?;
    Some(text[place.digest].trim())
}

/// Sets or removes a field of passage `number`. The passages begin at byte `body`.
pub fn set(text: &str, body: usize, number: usize, field: &str, value: Option<&EditValue>) -> Result<String, Refusal> {
    let place = find(text, body).into_iter().find(|place| place.number == number).ok_or(Refusal::NoPlace)?;
    let value = match value {
        Some(EditValue::Text(text)) => Some(one_line(text, field)?),
        Some(_) => return Err(Refusal::WrongType(field.to_owned())),
        None => None,
    };
    let (range, new) = match (field, value) {
        ("digest", Some(digest)) if place.digest.is_empty() => {
            (place.digest.clone(), format!("\n\n{}", wrapped(&digest)?))
        }
        ("digest", Some(digest)) => (place.digest.clone(), wrapped(&digest)?),
        ("heading", Some(heading)) => match &place.section {
            Some(line) => (line.clone(), format!("## {heading}\n")),
            None => (place.heading.start..place.heading.start, format!("## {heading}\n\n")),
        },
        ("heading", None) => {
            let line = place.section.clone().ok_or(Refusal::NoPlace)?;
            let blank = text[line.end..].bytes().take_while(|b| *b == b'\n').count();
            (line.start..(line.end + blank).min(place.heading.start), String::new())
        }
        ("anchor" | "end" | "kind", value) => {
            let line = &text[place.heading.clone()];
            (place.heading.clone(), with_heading(line, field, value.as_deref())?)
        }
        ("digest", None) => return Err(Refusal::Mistakes(vec!["a passage without a digest".into()])),
        _ => return Err(Refusal::NoField(field.to_owned())),
    };
    let edited = [&text[..range.start], &new, &text[range.end..]].concat();
    // A line of a digest must not be read as a heading.
    if find(&edited, body).len() != find(text, body).len() {
        return Err(Refusal::Mistakes(vec![format!("“{field}” would be read as a heading")]));
    }
    Ok(edited)
}

/// Adds a passage at the end of the article, with the next number.
pub fn create(text: &str, body: usize, fields: &Fields) -> Result<String, Refusal> {
    let passages = find(text, body);
    let number = passages.last().map_or(0, |place| place.number).saturating_add(1);
    let given = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let mut parts = Vec::new();
    for name in ["heading", "kind", "anchor", "end", "digest"] {
        parts.push(match given(name) {
            Some(EditValue::Text(text)) => Some(one_line(text, name)?),
            Some(_) => return Err(Refusal::WrongType(name.to_owned())),
            None => None,
        });
    }
    if let Some((key, _)) = fields.iter().find(|(k, _)| !["heading", "kind", "anchor", "end", "digest"].contains(&&**k))
    {
        return Err(Refusal::NoField(key.clone()));
    }
    let [section, kind, anchor, end, digest] = parts.try_into().unwrap_or_default();
    let (Some(anchor), Some(digest)) = (anchor, digest) else {
        return Err(Refusal::Mistakes(vec!["a passage needs an anchor and a digest".into()]));
    };
    let mut edited = text.to_owned();
    edited.push_str(if edited.ends_with("\n\n") {
        ""
    } else if edited.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    });
    if let Some(section) = section {
        edited.push_str(&format!("## {section}\n\n"));
    }
    let mut line = format!("### {number} \"{anchor}\"");
    if let Some(end) = end {
        line = with_heading(&line, "end", Some(&end))?;
    }
    if let Some(kind) = kind {
        line = with_heading(&line, "kind", Some(&kind))?;
    }
    edited.push_str(&format!("{line}\n\n{}\n", wrapped(&digest)?));
    if find(&edited, body).len() != passages.len() + 1 {
        return Err(Refusal::Mistakes(vec!["the digest would be read as a heading".into()]));
    }
    Ok(edited)
}

/// Removes the last passage, with the section heading that belongs only to it.
pub fn remove(text: &str, body: usize, number: usize) -> Result<String, Refusal> {
    let all = find(text, body);
    let at = all.iter().position(|place| place.number == number).ok_or(Refusal::NoPlace)?;
    let place = &all[at];
    if at + 1 < all.len() {
        return Err(Refusal::NotLast);
    }
    let start = place.section.as_ref().map_or(place.heading.start, |s| s.start);
    let kept = text[..start].trim_end_matches('\n').len();
    // Text after the passage, such as a section heading without passages, stays.
    let rest = if place.end < text.len() { format!("\n\n{}", &text[place.end..]) } else { "\n".into() };
    Ok([&text[..kept], &rest].concat())
}

/// The places of the passages.
fn find(text: &str, body: usize) -> Vec<Place> {
    let mut all: Vec<Place> = Vec::new();
    let mut section = None;
    let mut open = false;
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let range = at..at + line.len();
        let bare = at..at + line.trim_end().len();
        at = range.end;
        match ArticleLine::of(line) {
            ArticleLine::Passage(words) => {
                open = begins_passage(words);
                if open {
                    let digest = bare.end..bare.end;
                    let last = all.last().map_or(0, |place| u32::try_from(place.number).unwrap_or(u32::MAX));
                    let number = number_after(last, words) as usize;
                    all.push(Place { number, section: section.take(), heading: bare, digest, end: text.len() });
                    let start = all.last().map_or(0, |p| p.section.as_ref().unwrap_or(&p.heading).start);
                    if let Some(former) = all.len().checked_sub(2).and_then(|n| all.get_mut(n)) {
                        former.end = former.end.min(start);
                    }
                }
            }
            ArticleLine::Section(_) => {
                open = false;
                if let Some(last) = all.last_mut() {
                    last.end = last.end.min(range.start);
                }
                section = Some(range);
            }
            ArticleLine::Digest(_) if open => {
                if let Some(last) = all.last_mut() {
                    let start = if last.digest.is_empty() { bare.start } else { last.digest.start };
                    last.digest = start..bare.end;
                }
            }
            ArticleLine::Digest(_) | ArticleLine::Blank => {}
        }
    }
    all
}

/// A heading line with another anchor, end or kind.
fn with_heading(line: &str, field: &str, value: Option<&str>) -> Result<String, Refusal> {
    let words = line.strip_prefix("### ").unwrap_or(line);
    let Some(Heading { number, kind, anchor, end }) = heading(words) else {
        return Err(Refusal::Unreadable("its heading cannot be read".into()));
    };
    let mut anchor = words[anchor].to_owned();
    let mut end = end.map(|end| words[end].to_owned());
    // An unknown word stays unless the kind is edited.
    let mut kind: &str = match kind {
        Ok(kind) => kind.word(),
        Err(word) => word,
    };
    match (field, value) {
        ("anchor", Some(value)) => value.clone_into(&mut anchor),
        ("end", value) => end = value.map(str::to_owned),
        ("kind", None) => kind = PassageKind::Body.word(),
        ("kind", Some(word)) => match PassageKind::meaning(word) {
            Some(meaning) => kind = meaning.word(),
            None => return Err(Refusal::Mistakes(vec![format!("“{word}” is not a kind of passage")])),
        },
        _ => return Err(Refusal::Mistakes(vec!["a passage needs an anchor".into()])),
    }
    let kind = if kind == PassageKind::Body.word() { String::new() } else { format!("{kind} ") };
    let end = end.map_or_else(String::new, |end| format!(" … \"{end}\""));
    let made = format!("{number} {kind}\"{anchor}\"{end}");
    // Quotation marks in an anchor may be read as the separator.
    match heading(&made) {
        Some(read) if made[read.anchor.clone()] == anchor => Ok(format!("### {made}")),
        _ => Err(Refusal::Mistakes(vec!["the heading would be read differently".into()])),
    }
}

fn one_line(text: &str, field: &str) -> Result<String, Refusal> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(Refusal::Mistakes(vec![format!("“{field}” is empty")]));
    }
    Ok(line)
}

/// The lines of a digest; refused if one of them would be read as a heading.
fn wrapped(digest: &str) -> Result<String, Refusal> {
    let lines = textwrap::fill(
        digest,
        textwrap::Options::new(WIDTH)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace),
    );
    let is_digest = |line: &str| matches!(ArticleLine::of(line), ArticleLine::Digest(_));
    match lines.lines().find(|line| !is_digest(line)) {
        Some(line) => {
            Err(Refusal::Mistakes(vec![format!("the line “{line}” of the digest would be read as a heading")]))
        }
        None => Ok(lines),
    }
}
