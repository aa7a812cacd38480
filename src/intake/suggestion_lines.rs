//! Reads suggestions that other programs make about articles: JSON, one object a line.
//!
//! Knows no articles and no facets.

use serde_json::{Map, Value};

use super::article::{IntakeItem, PlacedSuggestion};
use super::made::MOST_PARTS;
use super::suggestion::RawSuggestion;
use super::why::NoArticleReason;

/// The keys by which a line is known.
const MARKS: [&str; 3] = ["\"file\"", "\"words\"", "\"facet\""];

/// Reads suggestions, a line each. `None` if the first line is none.
pub fn read(decoded: &str) -> Option<Vec<IntakeItem>> {
    let lines = || decoded.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (_, first) = lines().next()?;
    let is_one = MARKS.iter().all(|mark| first.contains(mark))
        && serde_json::from_str::<Map<String, Value>>(first)
            .is_ok_and(|map| ["file", "words", "facet"].iter().all(|key| map.contains_key(*key)));
    is_one.then(|| lines().take(MOST_PARTS + 1).map(|(at, line)| item(at as u32 + 1, line)).collect())
}

fn item(line: u32, text: &str) -> IntakeItem {
    match serde_json::from_str::<RawSuggestion>(text) {
        Ok(says) => IntakeItem::Suggestion(Box::new(PlacedSuggestion::new(line, says))),
        Err(error) => NoArticleReason::BadSuggestion { line, why: without_place(&error) }.into(),
    }
}

/// The message of an error without its place, which is within the line.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.replace('`', "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_their_keys_and_bad_ones_say_why() {
        let good = r#"{"file":"a.txt","words":"killed nine","facet":"killed","value":9,"by":"counter"}"#;
        let items = read(&format!("{good}\n\n{{\"file\":\"a.txt\"}}\n{{\"file\": 3,\n")).unwrap();
        assert_eq!(items.len(), 3);
        let IntakeItem::Suggestion(first) = &items[0] else { panic!("{items:?}") };
        assert_eq!((first.line, first.says.by.as_str()), (1, "counter"));
        let IntakeItem::Other(second) = &items[1] else { panic!("{items:?}") };
        assert_eq!(second.why.to_string(), "line 3 is no suggestion: missing field \"words\"");
        assert_eq!(read(r#"{"title":"a","text":"words file facet"}"#), None);
        assert_eq!(read("no JSON"), None);
    }
}
