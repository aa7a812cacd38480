//! Why a file or record is no article, in words that say what to do. Knows no format.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::figure::{bytes_in_words as size, thousands};

/// Why something is no article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoArticleReason {
    /// No bytes.
    Empty,
    /// Text, but fewer words than an article has.
    NoBody {
        /// Number of words.
        words: usize,
    },
    /// A page whose text is made by scripts.
    ScriptsOnly,
    /// A PDF.
    Pdf,
    /// A kind of file that holds no text to read: a picture, a film.
    Kind(String),
    /// A kind of file that another program can turn into one that is read.
    Convert {
        /// What it is.
        kind: String,
        /// What to do.
        how: String,
    },
    /// A data set, with the reason to think so.
    DataSet(String),
    /// An item of a feed that holds only the beginning.
    Teaser {
        /// Number of words.
        words: usize,
    },
    /// A record or row without text.
    NoText,
    /// The answer of the server was an error.
    Status(u16),
    /// Encoded in a way that is not read.
    Encoding(String),
    /// Records of a web archive that repeat earlier ones.
    Revisits(usize),
    /// Files that belong to a saved page.
    PageFiles {
        /// Name of the page.
        page: String,
        /// Number of files.
        files: usize,
    },
    /// Larger than what is read of one file.
    TooLarge {
        /// Bytes, where known.
        bytes: Option<u64>,
        /// The bound.
        bound: u64,
    },
    /// Longer than any article: only its beginning is read.
    Cut {
        /// Bytes that are read.
        read: u64,
    },
    /// The articles of a file have more text than what is kept of one of its size.
    TooMuchText {
        /// Size of the file.
        packed: u64,
        /// The bound.
        bound: u64,
    },
    /// The archive unpacks to more than what is read of one archive.
    Bomb {
        /// Size of the archive.
        packed: u64,
        /// The bound.
        bound: u64,
    },
    /// Archives in archives, deeper than this.
    TooDeep(usize),
    /// More members or rows than what is read of one file of its size.
    TooMany {
        /// Size of the file.
        packed: u64,
        /// The bound.
        bound: usize,
    },
    /// The archive breaks off or is damaged: what came before was read.
    Damaged(String),
    /// Locked by a password.
    Locked,
    /// A line of a file of suggestions that is none.
    BadSuggestion {
        /// The line, from 1.
        line: u32,
        /// What is wrong with it.
        why: String,
    },
    /// It could not be read.
    Unreadable(String),
}

/// What becomes of what is beyond a bound, and the way to it.
const REST: &str = "the rest is not read, what came before is open; if you trust it, unpack it and open the folder";

impl NoArticleReason {
    /// Whether it says of what is read that it is not all.
    pub const fn is_rest(&self) -> bool {
        matches!(
            self,
            Self::Cut { .. } | Self::TooMany { .. } | Self::TooMuchText { .. } | Self::Bomb { .. } | Self::Damaged(_)
        )
    }
}

impl fmt::Display for NoArticleReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::NoBody { words: 0 } => f.write_str("no text"),
            Self::NoBody { words } => write!(f, "no article: only {words} {}", plural(*words, "word")),
            Self::ScriptsOnly => f.write_str(
                "no text: the page is made by scripts; save it again as the browser shows it (complete page, or MHTML)",
            ),
            Self::Pdf => f.write_str("a PDF: turn it into text with `pdftotext FILE.pdf` and open the text"),
            Self::Kind(kind) => f.write_str(kind),
            Self::Convert { kind, how } => write!(f, "{kind}: {how}"),
            Self::DataSet(what) => write!(f, "a data set: {what}"),
            Self::Teaser { words } => write!(f, "only the beginning of an article, {words} {}", plural(*words, "word")),
            Self::NoText => f.write_str("no page or text in it"),
            Self::Status(code) => write!(f, "the server answered {code}"),
            Self::Encoding(name) => write!(f, "encoded as {name}, which is not read"),
            Self::Revisits(n) => {
                write!(f, "{n} {} of pages recorded before, without their text", plural(*n, "record"))
            }
            Self::PageFiles { page, files } => write!(f, "{files} {} of the page {page}", plural(*files, "file")),
            Self::TooLarge { bytes: Some(bytes), bound } => {
                write!(f, "{}, more than the {} that are read of one file", size(*bytes), size(*bound))
            }
            Self::TooLarge { bytes: None, bound } => {
                write!(f, "more than the {} that are read of one file", size(*bound))
            }
            Self::Cut { read } => write!(
                f,
                "longer than any article: only its first {} are read; to read the rest, cut it into files",
                size(*read)
            ),
            Self::TooMuchText { packed, bound } => {
                write!(f, "{} hold articles with more than {} of text: {REST}", size(*packed), size(*bound))
            }
            Self::Bomb { packed, bound } => {
                write!(f, "{} unpack to more than {}: {REST}", size(*packed), size(*bound))
            }
            Self::TooDeep(depth) => write!(
                f,
                "an archive that lies in {depth} others, one within the other, is not unpacked; unpack them and open it"
            ),
            Self::TooMany { packed, bound } => write!(
                f,
                "{} hold more than {} members or rows: the rest is not read, what came before is open; unpack it, or \
                 cut it into several files, and open these",
                size(*packed),
                thousands(*bound)
            ),
            Self::Damaged(what) => write!(f, "{what}; what came before is open"),
            Self::Locked => f.write_str("locked by a password"),
            Self::BadSuggestion { line, why } => write!(f, "line {line} is no suggestion: {why}"),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
        }
    }
}

fn plural(n: usize, word: &str) -> String {
    if n == 1 { word.to_owned() } else { format!("{word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_as_sentences() {
        assert_eq!(
            NoArticleReason::Bomb { packed: 42_374, bound: 260_000_000 }.to_string(),
            "41 KiB unpack to more than 248 MiB: the rest is not read, what came before is open; if you trust it, unpack it and \
             open the folder"
        );
        assert_eq!(
            NoArticleReason::TooLarge { bytes: Some(9_900_000), bound: 64 }.to_string().split(',').next(),
            Some("9.4 MiB")
        );
        assert_eq!(
            NoArticleReason::TooMany { packed: 3_000_000, bound: 200_000 }.to_string(),
            "2.9 MiB hold more than 200,000 members or rows: the rest is not read, what came before is open; unpack it, or cut \
             it into several files, and open these"
        );
        assert!(NoArticleReason::Pdf.to_string().contains("`pdftotext FILE.pdf`"));
    }
}
