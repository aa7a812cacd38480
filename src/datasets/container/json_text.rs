//! Values of JSON from text and as text: also from text that is no JSON because a value is `NaN`, or in Windows-1252.

use std::borrow::Cow;

use serde_json::Value;

use super::super::cells;
use super::super::losses::Losses;

/// Words that Python and GIS write for numbers that are none.
const NO_NUMBERS: [&[u8]; 6] = [b"NaN", b"nan", b"Infinity", b"-Infinity", b"inf", b"-inf"];

/// Reads values of a file, and counts what was no JSON in them.
#[derive(Debug, Default)]
pub(super) struct JsonText {
    /// Words for numbers that are none.
    no_numbers: usize,
    /// Values in Windows-1252.
    windows: usize,
}

impl JsonText {
    /// Reads a value. Words for numbers that are none are null; text that is not UTF-8 is Windows-1252.
    pub(super) fn read(&mut self, bytes: &[u8]) -> serde_json::Result<Value> {
        // Nearly all values are JSON.
        let error = match serde_json::from_slice(bytes) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let text = cells::text(bytes);
        let (mended, no_numbers) = without_no_numbers(text.as_bytes());
        let is_windows = matches!(text, Cow::Owned(_));
        if no_numbers == 0 && !is_windows {
            return Err(error);
        }
        let value = serde_json::from_slice(&mended)?;
        self.no_numbers += no_numbers;
        self.windows += usize::from(is_windows);
        Ok(value)
    }

    /// Tells what was no JSON.
    pub(super) fn tell(&self, losses: &Losses) {
        if self.no_numbers > 0 {
            let n = self.no_numbers;
            losses.note(format!("{n} value{} NaN or Infinity, read as missing", if n == 1 { "" } else { "s" }));
        }
        if self.windows > 0 {
            losses.note("text that is not UTF-8 is read as Windows-1252".to_owned());
        }
    }
}

/// JSON text with null for each word of [`NO_NUMBERS`] outside strings, and how many there were.
fn without_no_numbers(text: &[u8]) -> (Cow<'_, [u8]>, usize) {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.' | b'_');
    let (mut out, mut found, mut at, mut kept) = (Vec::new(), 0, 0, 0);
    while at < text.len() {
        match text[at] {
            b'"' => {
                at += 1;
                while at < text.len() && text[at] != b'"' {
                    at += if text[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            byte if is_word(&byte) => {
                let length = text[at..].iter().take_while(|b| is_word(b)).count();
                if NO_NUMBERS.contains(&&text[at..at + length]) {
                    out.extend_from_slice(&text[kept..at]);
                    out.extend_from_slice(b"null");
                    (found, kept) = (found + 1, at + length);
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    if found == 0 {
        return (Cow::Borrowed(text), 0);
    }
    out.extend_from_slice(&text[kept..]);
    (Cow::Owned(out), found)
}

/// The text of a value.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(list) if list.iter().all(|v| !v.is_object() && !v.is_array()) => {
            list.iter().map(cell).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_for_no_number_are_null_and_stay_in_text() {
        let mut text = JsonText::default();
        let read = |text: &mut JsonText, bytes: &[u8]| text.read(bytes).map(|v| v.to_string()).ok();
        assert_eq!(
            read(&mut text, br#"{"a":NaN,"b":[-Infinity,1],"c":"NaN \" NaN"}"#).unwrap(),
            r#"{"a":null,"b":[null,1],"c":"NaN \" NaN"}"#
        );
        assert_eq!(read(&mut text, b"{\"a\":\"Sorr\xe9l\"}").unwrap(), r#"{"a":"Sorrél"}"#.replace("\\u00e9", "é"));
        assert_eq!((text.no_numbers, text.windows), (2, 1));
        assert_eq!(read(&mut text, br#"{"a":NaNa}"#), None);
        assert_eq!(read(&mut text, br#"{"a":many,"b":NaN}"#), None);
        assert_eq!(text.no_numbers, 2);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(prop::sample::select(&b"\"\\NaInf-{}:,1\xe9"[..]), 0..40)) {
            let _ = JsonText::default().read(&bytes);
        }
    }
}
