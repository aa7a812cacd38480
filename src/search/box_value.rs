//! What is typed after `box:`. Knows no records.

use crate::model::geo_box::GeoBox;

/// The alternatives of the field: each of four numbers, a fifth begins another.
pub(super) fn boxes(value: &str) -> Vec<&str> {
    let commas: Vec<usize> = value.match_indices(',').map(|(at, _)| at).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for four in commas.chunks(4) {
        if let [_, _, _, end] = *four {
            found.push(&value[from..end]);
            from = end + 1;
        }
    }
    // A trailing comma: the user is still typing.
    if from < value.len() || found.is_empty() {
        found.push(&value[from..]);
    }
    found
}

/// Reads one of them.
pub(super) fn parse(value: &str) -> Result<GeoBox, String> {
    if value.trim().is_empty() {
        return Err(
            "box: wants its numbers right after the colon, without blanks, such as box:33.5,69.9,34.9,71.8".into()
        );
    }
    let parts: Vec<&str> = value.split(',').collect();
    GeoBox::parse(&parts).map_err(|why| format!("box: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_number_begins_another_box() {
        assert_eq!(boxes("1,2,3,4"), ["1,2,3,4"]);
        assert_eq!(boxes("1,2,3,4,"), ["1,2,3,4"]);
        assert_eq!(boxes("1,2,3,4,5,6,7,8"), ["1,2,3,4", "5,6,7,8"]);
        assert_eq!(boxes("1,2,3,4,5"), ["1,2,3,4", "5"]);
        assert_eq!(boxes(""), [""]);
    }
}
