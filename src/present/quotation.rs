//! The words of a quotation, taken from the text of its passage. Knows no layout.

use super::words::DRAFT;
use crate::model::quote::Piece;
use crate::model::{Corpus, Quote};

/// The marks that end a quotation.
const MARKS: [char; 10] = ['“', '”', '"', '„', '‟', '«', '»', '‹', '›', '」'];

/// All words inside the marks, the pieces joined by a space. `None` without the text of the passage, and where the opening
/// of a piece does not stand in it.
pub fn text(corpus: &Corpus, quote: &Quote) -> Option<String> {
    let article = corpus.article(corpus.passage(quote.passage).article);
    let from = article.passages.ids().skip_while(|id| *id != quote.passage);
    let texts: Vec<&str> = from.map_while(|id| corpus.passage(id).text).map(|text| corpus.str(text)).collect();
    let (mut at, mut rest) = (0, *texts.first()?);
    let mut pieces: Vec<String> = Vec::new();
    for piece in &quote.pieces {
        let opening = corpus.str(piece.opening);
        // A later piece can stand in a later passage.
        while !rest.contains(opening) {
            at += 1;
            rest = texts.get(at).filter(|_| !pieces.is_empty())?;
        }
        rest = &rest[rest.find(opening)?..];
        let mut words: Vec<&str> = Vec::new();
        while words.len() < piece.length as usize {
            match rest.split_whitespace().next() {
                Some(word) => {
                    let start = rest.find(word)?;
                    rest = &rest[start + word.len()..];
                    words.push(word);
                }
                None => {
                    at += 1;
                    rest = texts.get(at)?;
                }
            }
        }
        // The last word stands at the closing mark, and a stretch may go on in a passage with an opening mark of its own.
        let last = words.pop()?;
        let mut words: Vec<&str> = words.iter().map(|word| word.trim_start_matches(MARKS)).collect();
        let last = last.trim_start_matches(MARKS);
        words.push(last.split(MARKS).next().unwrap_or(last));
        pieces.push(words.join(" "));
    }
    (!pieces.is_empty()).then(|| pieces.join(" "))
}

/// What a quotation says: its gist in the corpus author's words, or the words themselves where it has none. A draft bears
/// its sign.
pub fn gist(corpus: &Corpus, quote: &Quote) -> String {
    let sign = quote.drafted.map_or_else(String::new, |_| format!("{DRAFT} "));
    if let Some(gist) = corpus.given(quote.gist) {
        return format!("{sign}{gist}");
    }
    let text = text(corpus, quote).map(|text| format!("“{text}”"));
    format!("{sign}{}", text.unwrap_or_else(|| opening(corpus, quote)))
}

/// The first words of a quotation in quotation marks, with `…` if it has more words.
pub fn opening(corpus: &Corpus, quote: &Quote) -> String {
    let first = quote.pieces.first().map_or("", |piece| corpus.str(piece.opening));
    in_marks(first, has_more(first, quote.length()))
}

/// The first words of one of its pieces in quotation marks, with `…` if the piece has more words.
pub fn piece(corpus: &Corpus, piece: &Piece) -> String {
    let words = corpus.str(piece.opening);
    in_marks(words, has_more(words, piece.length))
}

/// Whether a quotation of so many words goes on after its first ones.
pub fn has_more(first: &str, length: u32) -> bool {
    first.split_whitespace().count() < length as usize
}

/// Words in quotation marks, with `…` if some are missing after them.
pub fn in_marks(words: &str, has_more: bool) -> String {
    if has_more { format!("“{words} …”") } else { format!("“{words}”") }
}
