//! Parses the sources that a record cites.
//!
//! UCDP GED packs outlet, date and headline of each source into one cell from 2013 on, and holds free text before.
//! ACLED names outlets; GTD holds up to three citations. Knows no columns.

use super::cells::one_line;
use super::dates;
use crate::model::dataset::Citation;

/// The citations in GED's `source_article`: parts `office,2019-03-22,headline`, separated by `";"`.
pub(super) fn ged(cell: &str) -> Vec<Citation> {
    let cell = cell.trim();
    // Outer quotation marks belong to the encoding, inner ones to the text.
    let inner = cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')).unwrap_or(cell);
    let parts = inner.split("\";\"").map(str::trim).filter(|p| !p.is_empty());
    parts.map(|part| dated(part).unwrap_or_else(|| free(part))).collect()
}

/// `office,date,headline`. Offices and headlines contain commas too, so the date marks where they end and begin.
fn dated(part: &str) -> Option<Citation> {
    let mut from = 0;
    while let Some(comma) = part[from..].find(',').map(|at| from + at) {
        let rest = part[comma + 1..].trim_start();
        let day = rest.get(..10).filter(|d| d.as_bytes().get(4) == Some(&b'-'));
        if let Some(day) = day
            && dates::is_day(day.as_bytes())
        {
            let headline = rest[10..].trim_start_matches([',', ' ']);
            return Some(Citation {
                outlet: one_line(&part[..comma]),
                date: day.to_owned(),
                title: one_line(headline),
            });
        }
        from = comma + 1;
    }
    None
}

/// Free text (`Reuters 29 Dec 1998 "…"`): the outlet is the text before the first digit or punctuation mark, if it is
/// short; the whole text is kept as the title.
fn free(part: &str) -> Citation {
    let text = one_line(part);
    let cut = text.find(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ',' | ';' | '(')).unwrap_or(text.len());
    let outlet = text[..cut].trim();
    let outlet = if outlet.split(' ').count() <= 5 { outlet } else { "" };
    Citation { outlet: outlet.to_owned(), date: String::new(), title: text }
}

/// Outlets separated by any of `separators`, such as the semicolon in ACLED, ICEWS and POLECAT. Separators in
/// parentheses belong to the name.
pub(super) fn outlets(cell: &str, separators: &[char]) -> Vec<Citation> {
    // A parenthesis that is never closed opens nothing.
    let closed = cell.rfind(')').unwrap_or(0);
    let (mut depth, mut start, mut names) = (0_usize, 0, Vec::new());
    for (at, c) in cell.char_indices() {
        match c {
            '(' if at < closed => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && separators.contains(&c) => {
                names.push(one_line(&cell[start..at]));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    names.push(one_line(&cell[start..]));
    let names = names.into_iter().filter(|n| !n.is_empty());
    names.map(|outlet| Citation { outlet, date: String::new(), title: String::new() }).collect()
}

/// A citation that is kept as one text, as in GTD.
pub(super) fn whole(cell: &str) -> Option<Citation> {
    let title = one_line(cell);
    (!title.is_empty()).then(|| Citation { outlet: String::new(), date: String::new(), title })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &str) -> Vec<String> {
        ged(cell).iter().map(|c| format!("{}|{}|{}", c.outlet, c.date, c.title)).collect()
    }

    #[test]
    fn sources_are_held_apart_by_their_dates() {
        assert_eq!(
            shown("\"Wire, North,2019-03-22,Blast; three dead\";\"Radio Delta,2019-03-23,A \"second\" day\""),
            ["Wire, North|2019-03-22|Blast; three dead", "Radio Delta|2019-03-23|A \"second\" day"]
        );
        assert_eq!(shown("Wire 29 Dec 1998 \"Raid in the hills\""), ["Wire||Wire 29 Dec 1998 \"Raid in the hills\""]);
        assert!(shown(" ").is_empty());
    }

    #[test]
    fn outlets_are_held_apart_outside_parentheses() {
        let names = |cell, separators: &[char]| {
            outlets(cell, separators).into_iter().map(|c| c.outlet).collect::<Vec<_>>().join("|")
        };
        assert_eq!(names("Radio Delta; Harbour Post ;", &[';']), "Radio Delta|Harbour Post");
        assert_eq!(names("Delta (Tarn, Sorrel), Post", &[';', ',']), "Delta (Tarn, Sorrel)|Post");
        assert_eq!(names("Delta (Tarn, Post) )x, y", &[',']), "Delta (Tarn, Post) )x|y");
        assert_eq!(names("Delta) (Tarn, Post", &[',']), "Delta) (Tarn|Post");
    }
}
