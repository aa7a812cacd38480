//! Cuts a text into passages (paragraphs) and sentences.
//!
//! Knows nothing of what is said in them.

use super::lexicon::Is;
use super::span::TextSpan;
use super::token::{TokenClass, Tokens};

/// The paragraphs of a plain text, without the white space around them.
///
/// A blank line parts them. In a text whose paragraphs stand on one line each, every line end parts them too; in one that
/// is wrapped at a fixed width, it does not.
pub fn passages(text: &str) -> Vec<TextSpan> {
    let wrapped = is_wrapped(text);
    let mut found: Vec<TextSpan> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if body.is_empty() {
            open = false;
            continue;
        }
        let span = TextSpan::new(start, start + body.len());
        let indented = line.starts_with("   ") || line.starts_with('\t');
        match found.last_mut() {
            Some(last) if open && wrapped && !indented => last.end = span.end,
            _ => found.push(span),
        }
        open = true;
    }
    found
}

/// Whether line ends stand inside sentences: most lines that another line follows have about the same, small width.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let followed = lines.windows(2).filter(|pair| !pair[0].trim().is_empty() && !pair[1].trim().is_empty());
    let (mut all, mut inside) = (0usize, 0usize);
    for pair in followed {
        all += 1;
        let ends = pair[0].ends_with(['.', '!', '?', '"', '”', ':', ')']);
        let goes_on = pair[1].trim_start().starts_with(|c: char| c.is_lowercase());
        let width = pair[0].chars().count();
        if !ends && (goes_on || (50..=90).contains(&width)) && width <= 90 {
            inside += 1;
        }
    }
    all >= 2 && inside * 2 > all
}

/// The most tokens of a sentence.
const LONGEST_SENTENCE: usize = 300;

/// The sentences as ranges of tokens. None runs over the end of a passage; a full stop inside quotation marks ends one
/// like any other.
pub fn sentences(tokens: &Tokens) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.list.len() {
        let end = match tokens.kind(i) {
            TokenClass::Break => Some(i),
            // A list or a page without stops: read in parts, as the rules look through whole sentences.
            _ if i - start >= LONGEST_SENTENCE => Some(i),
            TokenClass::Stop if ends(tokens, i) => Some(after_marks(tokens, i + 1)),
            TokenClass::Word if tokens.word(i).ends_with('.') && begins_anew(tokens, i + 1) => {
                Some(after_marks(tokens, i + 1))
            }
            _ => None,
        };
        match end {
            Some(end) => {
                if end > start {
                    found.push((start, end));
                }
                start = if tokens.kind(end) == TokenClass::Break { end + 1 } else { end };
                i = start;
            }
            None => i += 1,
        }
    }
    if start < tokens.list.len() {
        found.push((start, tokens.list.len()));
    }
    found
}

/// The first token after closing marks and brackets that belong to the sentence before.
fn after_marks(tokens: &Tokens, mut i: usize) -> usize {
    while let Some(token) = tokens.list.get(i) {
        let closes = matches!(token.kind, TokenClass::Quote | TokenClass::Close | TokenClass::Stop);
        if closes && !token.spaced {
            i += 1;
        } else {
            break;
        }
    }
    i
}

/// Whether the word at `i` begins a sentence after initials such as "U.S.", which carry their own stops.
fn begins_anew(tokens: &Tokens, i: usize) -> bool {
    let next = after_marks(tokens, i);
    tokens.list.get(next).is_some_and(|t| t.named() && t.spaced && t.has(Is::STARTER)) && !tokens.upper
}

/// Whether the stop at `i` ends a sentence.
pub fn ends(tokens: &Tokens, i: usize) -> bool {
    let after = after_marks(tokens, i + 1);
    let Some(next) = tokens.list.get(after) else { return true };
    if next.kind == TokenClass::Break {
        return true;
    }
    let stop = tokens.word(i);
    if matches!(stop, "。" | "！" | "？") {
        return true;
    }
    if !next.spaced {
        return false;
    }
    let begins = match next.kind {
        TokenClass::Word => next.capital || !tokens.word(after).is_ascii(),
        TokenClass::Number | TokenClass::Quote | TokenClass::Open | TokenClass::Dash => true,
        _ => false,
    };
    if !begins {
        return false;
    }
    if stop != "." || i == 0 {
        return true;
    }
    let before = &tokens.list[i - 1];
    if before.spaced || before.kind != TokenClass::Word || tokens.list[i].spaced {
        let number = before.kind == TokenClass::Word && !tokens.list[i].spaced;
        if !number {
            return true;
        }
    }
    let word = tokens.word(i - 1);
    let single = word.chars().count() == 1 && before.capital && word != "I";
    if single {
        return next.has(Is::STARTER) && next.kind == TokenClass::Word && !tokens.upper;
    }
    if before.has(Is::ABBR) && !tokens.upper {
        // "No." is an abbreviation before a number only; "Jan. 16" and "Ga. The" differ in what follows.
        return match next.kind {
            TokenClass::Number => false,
            TokenClass::Word if before.has(Is::TITLE) => false,
            TokenClass::Word => {
                tokens.one_of(i - 1, &["no", "sun", "sat", "fall", "co", "inc", "corp", "ltd", "etc", "jr", "sr"])
                    && next.has(Is::STARTER)
                    || next.has(Is::STARTER) && !before.has(Is::MONTH)
            }
            _ => false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let spans = passages(text);
        let tokens = Tokens::new(text, &spans);
        sentences(&tokens).into_iter().map(|(a, b)| tokens.span(a, b).of(text).to_owned()).collect()
    }

    #[test]
    fn abbreviations_initials_and_decimals_end_no_sentence() {
        assert_eq!(
            cut("Gen. A. B. Rowe spoke in the U.S. on Jan. 5. He left at 2.30 p.m. The hall was full."),
            ["Gen. A. B. Rowe spoke in the U.S. on Jan. 5.", "He left at 2.30 p.m.", "The hall was full."]
        );
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(
            cut("“We left.” She wept. (Nobody saw.) “Why?” he asked."),
            ["“We left.”", "She wept.", "(Nobody saw.)", "“Why?” he asked."]
        );
    }

    #[test]
    fn wrapped_lines_are_one_passage_and_long_lines_are_one_each() {
        let wrapped = "The committee of the northern district met in the hall on\nMonday to talk about the road that leads from the mill to\nthe old harbour, it said.\n\nNothing came of it.";
        assert_eq!(passages(wrapped).len(), 2);
        assert_eq!(passages("First paragraph here.\nSecond paragraph here.\nThird one.").len(), 3);
    }
}
