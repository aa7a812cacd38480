//! The sources that a record names, one by one.
//!
//! UCDP GED from 2013 on packs office, date and headline of each source into one cell; before that it holds a line
//! of free text. ACLED names outlets, GTD holds up to three citations.

use super::cells;
use crate::model::dataset::Citation;

/// The citations in GED's `source_article`: `office,2019-03-22,headline` parts held apart by `";"`.
pub(super) fn ged(cell: &str) -> Vec<Citation> {
    let cell = cell.trim();
    // The marks around all of it belong to the packing, those inside to the text.
    let inner = cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')).unwrap_or(cell);
    let parts = inner.split("\";\"").map(str::trim).filter(|p| !p.is_empty());
    parts.map(|part| dated(part).unwrap_or_else(|| free(part))).collect()
}

/// `office,date,headline`; the date is what holds on to: offices and headlines have commas too.
fn dated(part: &str) -> Option<Citation> {
    let mut from = 0;
    while let Some(comma) = part[from..].find(',').map(|at| from + at) {
        let rest = part[comma + 1..].trim_start();
        let day = rest.get(..10).filter(|d| d.as_bytes().get(4) == Some(&b'-'));
        if let Some(day) = day
            && matches!(cells::day(day.as_bytes(), false), Ok(Some(_)))
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

/// Free text (`Reuters 29 Dec 1998 "…"`): the outlet before the first date or mark, if there is one; the whole is
/// kept as the title.
fn free(part: &str) -> Citation {
    let text = one_line(part);
    let cut = text.find(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ',' | ';' | '(')).unwrap_or(0);
    let outlet = text[..cut].trim();
    let outlet = if outlet.split(' ').count() <= 5 { outlet } else { "" };
    Citation { outlet: outlet.to_owned(), date: String::new(), title: text }
}

/// ACLED's outlets.
pub(super) fn outlets(cell: &str) -> Vec<Citation> {
    let names = cell.split(';').map(one_line).filter(|n| !n.is_empty());
    names.map(|outlet| Citation { outlet, date: String::new(), title: String::new() }).collect()
}

/// One of GTD's: the whole is kept as it stands.
pub(super) fn whole(cell: &str) -> Option<Citation> {
    let title = one_line(cell);
    (!title.is_empty()).then(|| Citation { outlet: String::new(), date: String::new(), title })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn outlets_are_held_apart_by_semicolons() {
        assert_eq!(outlets("Radio Delta; Harbour Post ;").len(), 2);
    }
}
