//! Citations as RIS, which every reference manager reads: a tag and a value on a line, CR LF at its end.

use super::biblatex::address;
use super::cited_date::CitedDate;
use super::csl::note;
use super::evidence::{Evidence, PackedSource};
use super::packed_file::portable_name;
use crate::sanitize;

/// The entries.
pub fn entries(evidence: &Evidence) -> String {
    evidence.sources.iter().map(entry).collect()
}

fn entry(source: &PackedSource) -> String {
    let mut out = String::new();
    let mut field = |tag: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("{tag}  - {}\r\n", sanitize::line(value).trim()));
        }
    };
    field("TY", if source.record { "DATA" } else { "NEWS" });
    field("ID", &portable_name(&source.id));
    field("TI", &source.title);
    source.authors.iter().for_each(|author| field("AU", author));
    field(if source.record { "PB" } else { "T2" }, &source.publisher);
    let published = source.published.as_deref().map(|edtf| CitedDate::of(edtf, !source.published_basis.is_empty()));
    if let Some(parts) = published.as_ref().and_then(CitedDate::single) {
        let part = |at: usize| parts.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
        field("PY", &part(0));
        field("DA", &format!("{}/{}/{}", part(0), part(1), part(2)));
    }
    field("UR", &address(&source.url));
    if let Some(parts) =
        source.accessed.as_deref().map(|edtf| CitedDate::of(edtf, false)).as_ref().and_then(CitedDate::single)
    {
        field("Y2", &parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join("/"));
    }
    field("LA", &source.language);
    let words = published.as_ref().zip(source.published.as_deref());
    if let Some(words) = words.and_then(|(date, edtf)| date.words(edtf)) {
        field("N1", &format!("Published {words}"));
    }
    field("N1", &note(source));
    out.push_str("ER  - \r\n\r\n");
    out
}
