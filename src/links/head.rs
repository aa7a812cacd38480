//! What stands above the columns of an SSSOM file: its description in YAML, each line after a `#`. Of it parallax needs two
//! required entries and the list of prefixes; every line stays as it is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::slot::Slot;
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan};

/// The list of prefixes.
const PREFIXES: &str = "curie_map";
/// The entries that SSSOM requires, each with what a new file has.
const REQUIRED: [(&str, &str); 2] = [
    // Under a domain that is reserved for examples: who publishes a file gives it an id of their own. A `urn:` is taken for an
    // undeclared prefix by other readers.
    ("mapping_set_id", "https://parallax.example/links"),
    // What SSSOM provides for the undecided.
    ("license", "https://w3id.org/sssom/license/unspecified"),
];

/// The beginning of a new file, with the line of its columns.
pub(super) fn new() -> Vec<u8> {
    let mut text = "#sssom_version: \"1.1\"\n".to_owned();
    for (key, value) in REQUIRED {
        text.push_str(&format!("#{key}: {value}\n"));
    }
    text.push_str(&format!("#{PREFIXES}:\n{}", line("plx", "\n")));
    let names: Vec<&str> = Slot::ALL.iter().map(|slot| slot.name()).collect();
    text.push_str(&names.join("\t"));
    text.push('\n');
    text.into_bytes()
}

/// The line that says what a prefix stands for. Prefixes have no addresses: none would lead to the event.
fn line(prefix: &str, line_end: &str) -> String {
    format!("#  {prefix}: \"urn:x-parallax:{prefix}:\"{line_end}")
}

/// The lines of a head, each with its break.
fn lines(head: &[u8]) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    head.split_inclusive(|b| *b == b'\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end;
        (range, std::str::from_utf8(line).unwrap_or(""))
    })
}

/// What stands after the mark of a line of the description, without the break.
fn entry(line: &str) -> Option<&str> {
    line.trim_start_matches('\u{feff}').strip_prefix('#').map(str::trim_end)
}

/// Whether a line of the description begins the entry with this key.
fn begins(entry: &str, key: &str) -> bool {
    entry.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// Warns of required entries that a description lacks. `columns` is where the line of columns stands.
pub(super) fn check(head: &[u8], columns: Range<usize>, file: usize, report: &mut Report) {
    let description = &head[..columns.start];
    for (key, value) in REQUIRED {
        if !lines(description).any(|(_, line)| entry(line).is_some_and(|entry| begins(entry, key))) {
            let message = format!("the description above the columns has no {key}, which SSSOM requires");
            let help = format!("add a line, such as: #{key}: {value}");
            report.warning(DiagnosticCode::BadLink, &SourceSpan::new(file, columns.clone()), message, help);
        }
    }
}

/// Adds the prefixes that the list of prefixes lacks. `columns` is where the line of columns begins.
pub(super) fn declare(head: &mut Vec<u8>, columns: usize, prefixes: &BTreeSet<String>, line_end: &str) -> usize {
    let (mut end, mut depth, mut known) = (None, 0, BTreeSet::new());
    for (range, line) in lines(&head[..columns]) {
        let Some(entry) = entry(line) else { continue };
        let indent = entry.len() - entry.trim_start().len();
        if begins(entry, PREFIXES) {
            (end, depth) = (Some(range.end), indent);
        } else if end == Some(range.start) && indent > depth && !entry.trim().is_empty() {
            let name = entry.trim_start().split(':').next().unwrap_or("");
            known.insert(name.trim_matches(['"', '\'', ' ']).to_owned());
            end = Some(range.end);
        }
    }
    let mut added = String::new();
    if end.is_none() {
        added.push_str(&format!("#{PREFIXES}:{line_end}"));
    }
    let missing: Vec<&String> = prefixes.iter().filter(|prefix| !known.contains(*prefix)).collect();
    if missing.is_empty() {
        return columns;
    }
    added.extend(missing.into_iter().map(|prefix| line(prefix, line_end)));
    let at = end.unwrap_or(columns);
    head.splice(at..at, added.bytes());
    columns + added.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(head: &str, prefixes: &[&str]) -> String {
        let prefixes = prefixes.iter().map(|p| (*p).to_owned()).collect();
        let columns = head.rfind("subject_id").unwrap();
        let mut bytes = head.as_bytes().to_vec();
        let moved = declare(&mut bytes, columns, &prefixes, "\n");
        assert!(bytes[moved..].starts_with(b"subject_id"));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn prefixes_join_the_list_that_is_there() {
        let head = "#curie_map:\n#  ged: \"x\"\n#  \"gtd\": y\n#license: z\nsubject_id\n";
        assert_eq!(declared(head, &["ged", "gtd"]), head);
        let grown = declared(head, &["acled", "ged"]);
        assert_eq!(
            grown,
            "#curie_map:\n#  ged: \"x\"\n#  \"gtd\": y\n#  acled: \"urn:x-parallax:acled:\"\n#license: z\nsubject_id\n"
        );
        assert_eq!(declared(&grown, &["acled"]), grown);
        assert_eq!(
            declared("#license: z\nsubject_id\n", &["ged"]),
            "#license: z\n#curie_map:\n#  ged: \"urn:x-parallax:ged:\"\nsubject_id\n"
        );
    }
}
