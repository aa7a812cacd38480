//! Citations for BibLaTeX. Dates are EDTF, which BibLaTeX reads. Keys are the ids of the sources.
//!
//! It is written here because the library for it brings crates that are no longer kept, for forty lines of text.

use std::fmt::Write as _;

use super::cited_date::CitedDate;
use super::csl::note;
use super::evidence::{Evidence, PackedSource};
use super::packed_file::portable_name;
use crate::sanitize;

/// The entries.
pub fn entries(evidence: &Evidence) -> String {
    evidence.sources.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(source: &PackedSource) -> String {
    let kind = match (source.record, source.url.is_empty()) {
        (true, _) => "dataset",
        (false, true) => "article",
        (false, false) => "online",
    };
    let mut out = format!("@{kind}{{{},\n", portable_name(&source.id));
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {name} = {{{value}}},");
        }
    };
    // A second pair of braces: the name stays as it is printed.
    let authors: Vec<String> = source.authors.iter().map(|author| format!("{{{}}}", escaped(author))).collect();
    field("author", authors.join(" and "));
    field("title", format!("{{{}}}", escaped(&source.title)));
    if kind == "article" {
        field("journaltitle", escaped(&source.publisher));
    } else if !source.publisher.is_empty() {
        // A list, which “and” divides unless there is a second pair of braces.
        field("organization", format!("{{{}}}", escaped(&source.publisher)));
    }
    let mut notes = note(source);
    match source.published.as_deref().map(|edtf| CitedDate::of(edtf, !source.published_basis.is_empty())) {
        Some(CitedDate::Printed(_)) => field("date", source.published.clone().unwrap_or_default()),
        Some(CitedDate::Literal(words)) => notes = format!("Published {words}. {notes}"),
        None => {}
    }
    if !source.record {
        field("entrysubtype", "newspaper".to_owned());
    }
    field("langid", language(&source.language).to_owned());
    field("url", address(&source.url));
    if let (false, Some(day)) = (source.url.is_empty(), &source.accessed) {
        field("urldate", escaped(day));
    }
    field("note", escaped(notes.trim_end_matches(['.', ' '])));
    out.push_str("}\n");
    out
}

/// The name that BibLaTeX has for a language (of Babel); empty for others.
fn language(code: &str) -> &'static str {
    match code.split('-').next().unwrap_or_default() {
        "ar" => "arabic",
        "de" => "german",
        "en" => "english",
        "es" => "spanish",
        "fa" => "persian",
        "fr" => "french",
        "he" => "hebrew",
        "it" => "italian",
        "pt" => "portuguese",
        "ru" => "russian",
        "tr" => "turkish",
        "uk" => "ukrainian",
        _ => "",
    }
}

/// Whether every brace of a text has its other one.
fn is_balanced(text: &str) -> bool {
    let depth = |depth: i64, c: char| match c {
        '{' => Some(depth + 1),
        '}' => (depth > 0).then(|| depth - 1),
        _ => Some(depth),
    };
    text.chars().try_fold(0, depth) == Some(0)
}

/// Text in which LaTeX reads nothing but text, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in sanitize::line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    // Unmatched braces end a field, escaped or not.
    if is_balanced(text) {
        return out;
    }
    out.replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}")
}

/// An address, which BibLaTeX takes verbatim, without what would end the field; letters that cannot be seen are codes.
pub fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_control() || c.is_whitespace() => {}
            c if !sanitize::is_safe(c.encode_utf8(&mut [0; 4])) => {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_ends_early_and_no_command_is_read() {
        assert_eq!(
            escaped("50 % & \\input{x}_#1 ~^$"),
            "50 \\% \\& \\textbackslash{}input\\{x\\}\\_\\#1 \\textasciitilde{}\\textasciicircum{}\\$"
        );
        assert_eq!(escaped("a\nb \u{202e}c\u{200b}"), "a b <202E>c<200B>");
        assert_eq!(address("https://a.b/\u{202e}c"), "https://a.b/%E2%80%AEc");
        assert_eq!(escaped("}{"), "\\textbraceright{}\\textbraceleft{}");
        assert_eq!(address("https://a.b/{c}\\d e"), "https://a.b/%7Bc%7D%5Cde");
    }
}
