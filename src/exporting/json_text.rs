//! Values as JSON text that is safe on a terminal. Knows no values.

use std::io;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::sanitize;

/// A value as indented JSON with a line break at its end.
pub fn json(value: &impl Serialize) -> io::Result<String> {
    Ok(safe(serde_json::to_string_pretty(value)?) + "\n")
}

/// A value as JSON on one line.
pub fn json_line(value: &impl Serialize) -> io::Result<String> {
    Ok(safe(serde_json::to_string(value)?) + "\n")
}

/// Adds a value as JSON on one line, without a line break.
pub fn add_json(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    let from = out.len();
    serde_json::to_writer(&mut *out, value)?;
    make_safe(from, out);
    Ok(())
}

/// Makes JSON that was added from byte `from` on safe on a terminal.
pub fn make_safe(from: usize, out: &mut Vec<u8>) {
    if !str::from_utf8(&out[from..]).is_ok_and(sanitize::are_safe) {
        let text = String::from_utf8_lossy(&out[from..]).into_owned();
        out.truncate(from);
        out.extend_from_slice(safe(text).as_bytes());
    }
}

/// JSON itself escapes control characters. This also escapes other characters that are not safe on a terminal, and
/// those that make a grapheme cluster too long.
fn safe(text: String) -> String {
    if sanitize::are_safe(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        for (at, c) in cluster.chars().enumerate() {
            let safe = at + 1 < sanitize::LONGEST_CLUSTER && sanitize::is_safe(c.encode_utf8(&mut [0; 4]));
            if c == '\n' || safe {
                out.push(c);
                continue;
            }
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}
