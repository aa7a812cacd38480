//! Whether a file may hold articles, by its beginning: what is no data set is opened as articles, unless it is a table
//! of something else.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::article::IntakeItem;
use super::kind::{self, ByteKind, TextKind};
use super::{charset, table};

/// Bytes looked at.
const HEAD: u64 = 1 << 16;

/// Whether the file at `path` may hold articles. A file that cannot be read may not, nor may a pipe, which would lose
/// its beginning.
pub fn file(path: &Path) -> bool {
    head(path).is_some_and(|head| beginning(&head))
}

/// The first bytes of a file, if it is one and can be read.
pub fn head(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    let is_file = path.metadata().is_ok_and(|m| m.is_file());
    (is_file && File::open(path).is_ok_and(|file| file.take(HEAD).read_to_end(&mut head).is_ok())).then_some(head)
}

/// The same by the first bytes.
pub fn beginning(head: &[u8]) -> bool {
    match kind::of(head) {
        // A workbook is opened as a data set, or refused as one.
        ByteKind::Zip => [&b"xl/"[..], b"xl\\"].iter().all(|part| memchr::memmem::find(head, part).is_none()),
        // Nor is a table of another engine an article.
        ByteKind::Other(what) => !what.starts_with("a data set"),
        ByteKind::Convert(..) => !head.starts_with(b"\xd0\xcf"),
        ByteKind::Perhaps => charset::decode(head, None).is_some_and(|text| is_of_articles(&text)),
        _ => true,
    }
}

/// Whether text is a table or JSON, by its beginning, and may hold articles.
pub fn is_table_of_articles(head: &[u8]) -> bool {
    charset::decode(head, None)
        .is_some_and(|text| matches!(kind::of_text(&text), TextKind::Table | TextKind::Json) && is_of_articles(&text))
}

fn is_of_articles(text: &str) -> bool {
    !text.trim().is_empty()
        && (kind::of_text(text) != TextKind::Table
            || table::read(text).iter().any(|item| matches!(item, IntakeItem::Article(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_articles_are_told_from_other_tables() {
        assert!(beginning(b"title,text\nFerry,\"One two three four five six seven\"\n"));
        assert!(!beginning(b"id,latitude,longitude\n1,2.0,3.0\n2,2.5,3.5\n"));
        assert!(!beginning(b" \n"));
        assert!(beginning(b"Ferry hit\n\nA ferry was hit.\n"));
        assert!(beginning(b"%PDF-1.7"));
    }
}
