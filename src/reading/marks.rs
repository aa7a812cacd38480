//! Finds the stretches of a text that stand in quotation marks, in any of the usual marks.
//!
//! Who said them is `speaker.rs`'s to find. Marks that are apostrophes, inches or minutes are left alone.

use super::span::TextSpan;
use super::token::{TokenClass, Tokens};

/// An unbroken stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedText {
    /// The first token inside the marks.
    pub start: usize,
    /// The token after the last inside the marks.
    pub end: usize,
    /// The token of the opening mark.
    pub open: usize,
    /// The token after the closing mark; `end` if the marks are not closed here.
    pub close: usize,
    /// Whether the quotation goes on in the next passage: it has no closing mark here, and an opening one there.
    pub goes_on: bool,
    /// Whether it continues the one of the passage before.
    pub continues: bool,
    /// Whether a closing mark was found, here or where it goes on.
    pub closed: bool,
}

impl MarkedText {
    /// The bytes inside the marks.
    pub fn span(&self, tokens: &Tokens) -> TextSpan {
        tokens.span(self.start, self.end)
    }

    /// The number of words inside the marks.
    pub fn words(&self, tokens: &Tokens) -> usize {
        count(tokens, self.start, self.end)
    }
}

/// The number of words from token `start` to `end`; what white space parts, as people count.
pub fn count(tokens: &Tokens, start: usize, end: usize) -> usize {
    tokens.span(start, end).of(tokens.text).split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
}

/// Which mark opens and which one closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// “…” and ”…”.
    Curly,
    /// "…".
    Straight,
    /// ‘…’.
    Single,
    /// '…'.
    Typed,
    /// „…“ and „…”.
    Low,
    /// «…».
    Angle,
    /// »…«.
    Inward,
    /// 「…」 and 『…』.
    Corner,
    /// ``…''.
    Grave,
}

/// The pieces in quotation marks, in order; none lies inside another.
pub fn pieces(tokens: &Tokens) -> Vec<MarkedText> {
    let mut found: Vec<MarkedText> = Vec::new();
    let mut start = 0;
    let mut carried: Option<Style> = None;
    while start < tokens.list.len() {
        let end =
            (start..tokens.list.len()).find(|i| tokens.kind(*i) == TokenClass::Break).unwrap_or(tokens.list.len());
        // A passage without marks between one that opens a quotation and one that closes it.
        match carried.filter(|style| end > start && closes_later(tokens, start, end, *style)) {
            Some(_) => {
                if let Some(last) = found.last_mut() {
                    last.goes_on = true;
                    last.closed = true;
                }
                let (open, close) = (start, end);
                found.push(MarkedText { start, end, open, close, goes_on: true, continues: true, closed: true });
            }
            None => carried = passage(tokens, start, end, carried, &mut found),
        }
        start = end + 1;
    }
    found
}

/// Whether the passage from `start` to `end` has no double marks, and the first one after it, a few passages on, closes a
/// quotation of `style`.
fn closes_later(tokens: &Tokens, start: usize, end: usize, style: Style) -> bool {
    let marks =
        |from: usize, to: usize| (from..to).find(|i| tokens.kind(*i) == TokenClass::Quote && !inner(tokens, *i));
    if matches!(style, Style::Single | Style::Typed | Style::Straight) || marks(start, end).is_some() {
        return false;
    }
    let mut from = end + 1;
    for _ in 0..4 {
        let to = (from..tokens.list.len()).find(|i| tokens.kind(*i) == TokenClass::Break).unwrap_or(tokens.list.len());
        if let Some(mark) = marks(from, to) {
            return mark > from
                && opening(tokens, mark, from, to).is_none()
                && closing(tokens, from, mark + 1, style) == Some(mark);
        }
        from = to + 1;
    }
    false
}

/// Finds the pieces of the passage from `start` to `end`. `carried` is the style of a quotation that the passage before
/// left open; the answer is the one that this passage leaves open.
fn passage(
    tokens: &Tokens,
    start: usize,
    end: usize,
    carried: Option<Style>,
    found: &mut Vec<MarkedText>,
) -> Option<Style> {
    let mut i = start;
    let mut first = true;
    let mut open_style = None;
    // The passage before left a quotation open, and this one closes it before any opens.
    if let Some(style) = carried.filter(|s| !matches!(s, Style::Single | Style::Typed)) {
        let mark = (start..end).find(|i| tokens.kind(*i) == TokenClass::Quote && !inner(tokens, *i));
        let closes = mark.filter(|m| *m > start && opening(tokens, *m, start, end).is_none());
        if let Some(m) = closes.filter(|m| closing(tokens, start, m + 1, style) == Some(*m)) {
            if let Some(last) = found.last_mut() {
                last.goes_on = true;
                last.closed = true;
            }
            found.push(MarkedText {
                start,
                end: m,
                open: start,
                close: m + 1,
                goes_on: false,
                continues: true,
                closed: true,
            });
            i = m + 1;
            first = false;
        }
    }
    while i < end {
        if tokens.kind(i) != TokenClass::Quote {
            i += 1;
            first = first && tokens.kind(i - 1) == TokenClass::Dash;
            continue;
        }
        let Some(style) = opening(tokens, i, start, end) else {
            i += 1;
            continue;
        };
        let single = matches!(style, Style::Single | Style::Typed);
        let close = closing(tokens, i, end, style);
        let continues = first && carried == Some(style);
        if continues && let Some(last) = found.last_mut() {
            last.goes_on = true;
            last.closed = true;
        }
        first = false;
        let (stop, after, closed) = match close {
            Some(at) => (at, at + 1, true),
            None if single => {
                i += 1;
                continue;
            }
            None => {
                open_style = Some(style);
                (end, end, false)
            }
        };
        if stop > i + 1 {
            found.push(MarkedText {
                start: i + 1,
                end: stop,
                open: i,
                close: after,
                goes_on: false,
                continues,
                closed,
            });
        }
        i = after.max(i + 1);
    }
    open_style
}

/// Whether the mark at `i` is a single one, which neither opens nor closes a quotation in double marks.
fn inner(tokens: &Tokens, i: usize) -> bool {
    matches!(tokens.word(i), "‘" | "’" | "'" | "‚" | "`")
}

/// The style of the quotation that the mark at `i` opens, if it opens one.
fn opening(tokens: &Tokens, i: usize, start: usize, end: usize) -> Option<Style> {
    let next = tokens.list.get(i + 1).filter(|_| i + 1 < end)?;
    let glued_after = !next.spaced;
    let at_start = i == start;
    let before_open = at_start
        || tokens.list[i].spaced
        || matches!(tokens.kind(i - 1), TokenClass::Open | TokenClass::Dash | TokenClass::Quote | TokenClass::Hyphen)
        || tokens.word(i - 1) == "/";
    match tokens.word(i) {
        "“" | "‟" => Some(Style::Curly),
        "”" if before_open && glued_after => Some(Style::Curly),
        "„" => Some(Style::Low),
        "«" | "‹" => Some(Style::Angle),
        "»" | "›" if before_open && glued_after => Some(Style::Inward),
        "「" | "『" => Some(Style::Corner),
        "``" => Some(Style::Grave),
        "\"" | "＂" if before_open && glued_after => Some(Style::Straight),
        // A colon or comma without a space before an opening mark is a slip that occurs.
        "\"" if glued_after && matches!(tokens.kind(i - 1), TokenClass::Colon | TokenClass::Comma) && next.capital => {
            Some(Style::Straight)
        }
        "‘" if before_open && glued_after && next.kind != TokenClass::Number => Some(Style::Single),
        "'" if before_open && glued_after && next.word() => Some(Style::Typed),
        _ => None,
    }
}

/// The mark that closes the quotation opened at `open`, before `end`.
fn closing(tokens: &Tokens, open: usize, end: usize, style: Style) -> Option<usize> {
    let mut depth = 0usize;
    for i in open + 1..end {
        if tokens.kind(i) != TokenClass::Quote && tokens.kind(i) != TokenClass::Possessive {
            continue;
        }
        let mark = tokens.word(i);
        let glued_before = !tokens.list[i].spaced;
        let next = tokens.list.get(i + 1).filter(|_| i + 1 < end);
        let free_after = next.is_none_or(|t| t.spaced || !matches!(t.kind, TokenClass::Word | TokenClass::Number));
        let closes = match style {
            Style::Curly => match mark {
                "“" => {
                    depth += 1;
                    false
                }
                "”" => true,
                "\"" => glued_before && free_after,
                _ => false,
            },
            Style::Straight => {
                mark == "\"" && (glued_before || free_after) || mark == "”" && glued_before && depth == 0
            }
            Style::Low => matches!(mark, "“" | "”") || mark == "\"" && glued_before,
            Style::Angle => matches!(mark, "»" | "›"),
            Style::Inward => matches!(mark, "«" | "‹"),
            Style::Corner => matches!(mark, "」" | "』"),
            Style::Grave => mark == "''" || mark == "\"" || mark == "”",
            Style::Single => mark == "’" && glued_before && free_after && !plural(tokens, open, i, end),
            Style::Typed => mark == "'" && glued_before && free_after && !plural(tokens, open, i, end),
        };
        if style == Style::Straight && mark == "“" {
            depth += 1;
        } else if style == Style::Straight && mark == "”" && depth > 0 {
            depth -= 1;
        }
        if !closes {
            continue;
        }
        // A quotation inside the quotation, in the same marks.
        if style == Style::Curly && mark == "”" && depth > 0 && another(tokens, i, end) {
            depth -= 1;
            continue;
        }
        return Some(i);
    }
    None
}

/// Whether a further closing curly mark follows before another one opens.
fn another(tokens: &Tokens, i: usize, end: usize) -> bool {
    (i + 1..end).filter(|j| tokens.kind(*j) == TokenClass::Quote).find_map(|j| match tokens.word(j) {
        "”" => Some(true),
        "“" => Some(false),
        _ => None,
    }) == Some(true)
}

/// Whether the mark at `i` is rather the apostrophe of a plural ("the workers’ rights"): a later one closes.
fn plural(tokens: &Tokens, open: usize, i: usize, end: usize) -> bool {
    let before = tokens.word(i - 1);
    if i <= open + 1 || !before.ends_with(['s', 'S']) || tokens.kind(i - 1) != TokenClass::Word {
        return false;
    }
    let lower_follows = tokens.list.get(i + 1).is_some_and(|t| t.word() && t.spaced && !t.capital);
    lower_follows && {
        let mark = tokens.word(i);
        (i + 1..end).any(|j| {
            tokens.kind(j) == TokenClass::Quote
                && tokens.word(j) == mark
                && matches!(tokens.kind(j - 1), TokenClass::Stop | TokenClass::Comma)
        })
    }
}
