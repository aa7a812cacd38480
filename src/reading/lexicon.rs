//! The words that rules know: each with its classes, and the number, month or weekday that it stands for.
//!
//! The lists themselves are in `lexicon/words.rs`. Knows nothing of texts.

mod classes;
pub mod values;
mod words;

use std::sync::LazyLock;

pub use classes::Is;
use hashbrown::HashMap;

type Table = HashMap<&'static str, (Is, u32), foldhash::fast::FixedState>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (is, list) in words::PLAIN {
        for word in list.split_ascii_whitespace() {
            add(&mut table, word, *is, 0);
        }
    }
    for (is, list) in values::VALUED {
        for (word, value) in *list {
            add(&mut table, word, *is, *value);
        }
    }
    table
});

fn add(table: &mut Table, word: &'static str, is: Is, value: u32) {
    let entry = table.entry(word).or_insert((Is::NONE, 0));
    entry.0 = entry.0 | is;
    if value > 0 {
        entry.1 = value;
    }
}

/// The longest word that is looked up; longer ones are in no list.
const LONGEST: usize = 24;

/// The classes and the value of `word`, in any case. A curly apostrophe counts as a straight one.
pub fn look_up(word: &str) -> (Is, u32) {
    let mut buffer = [0u8; LONGEST];
    let mut len = 0;
    let bytes = word.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (byte, taken) = if bytes[at..].starts_with("’".as_bytes()) { (b'\'', 3) } else { (bytes[at], 1) };
        if !byte.is_ascii() || len == LONGEST {
            return (Is::NONE, 0);
        }
        buffer[len] = byte.to_ascii_lowercase();
        len += 1;
        at += taken;
    }
    let key = std::str::from_utf8(&buffer[..len]).unwrap_or("");
    let (is, value) = TABLE.get(key).copied().unwrap_or((Is::NONE, 0));
    let is_adverb = !is.is_known() && key.len() > 4 && key.ends_with("ly");
    (if is_adverb { is | Is::ADV } else { is }, value)
}
