//! What can be read of a file that is not TOML throughout: lines that keep others from being read are left out. Knows no settings.

use std::ops::Range;

use toml::de::DeTable;

/// A mistake of syntax: where it is, and what it is.
pub(super) struct SyntaxMistake {
    pub(super) at: Range<usize>,
    pub(super) message: String,
}

/// The text with blanks in place of the lines that keep others from being read, and all mistakes.
pub(super) fn without_mistakes(text: &str) -> (String, Vec<SyntaxMistake>) {
    let told = mistakes(text);
    if told.is_empty() {
        return (text.to_owned(), told);
    }
    let left_out = left_out(text);
    let mut sound = text.to_owned();
    for SyntaxMistake { at, .. } in &left_out {
        sound.replace_range(at.clone(), &" ".repeat(at.len()));
    }
    let mut told = mistakes(&sound);
    told.extend(left_out);
    told.sort_by_key(|mistake| mistake.at.start);
    (sound, told)
}

/// What the reader of TOML complains of.
fn mistakes(text: &str) -> Vec<SyntaxMistake> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let mistake = |error: toml::de::Error| SyntaxMistake {
        at: error.span().unwrap_or(0..0),
        message: error.message().trim().to_owned(),
    };
    errors.into_iter().map(mistake).collect()
}

/// The lines after which nothing is read any more: without a `=`, or with a list or quotation marks that nothing closes.
fn left_out(text: &str) -> Vec<SyntaxMistake> {
    let mut begin = 0;
    let lines: Vec<Range<usize>> = text
        .split_inclusive('\n')
        .map(|line| {
            let at = begin..begin + line.trim_end().len();
            begin += line.len();
            at
        })
        .collect();
    let of = |at: usize| lines.get(at).map_or("", |line| &text[line.clone()]);
    let (mut all, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let line = of(at).trim();
        let wrong = match line.split_once('=') {
            _ if line.is_empty() || line.starts_with(['#', '[']) => None,
            None => Some("this line is no setting"),
            Some((_, value)) => match last_line(value.trim(), at, lines.len(), &of) {
                Ok(last) => {
                    at = last;
                    None
                }
                Err(why) => Some(why),
            },
        };
        if let (Some(message), Some(line)) = (wrong, lines.get(at)) {
            let start = line.start + text[line.clone()].len() - text[line.clone()].trim_start().len();
            all.push(SyntaxMistake { at: start..line.end, message: message.to_owned() });
        }
        at += 1;
    }
    all
}

/// The line in which a value ends that begins in line `at` of `count`. The error says what nothing closes.
fn last_line<'t>(value: &str, at: usize, count: usize, of: &impl Fn(usize) -> &'t str) -> Result<usize, &'static str> {
    if let Some(quotes) = ["\"\"\"", "'''"].into_iter().find(|quotes| value.starts_with(quotes)) {
        let is_closed = |line: usize| if line == at { value[3..].contains(quotes) } else { of(line).contains(quotes) };
        return (at..count).find(|line| is_closed(*line)).ok_or("nothing closes these quotation marks");
    }
    let mut open = brackets(value);
    let mut last = at;
    while value.starts_with('[') && open > 0 {
        last += 1;
        let line = of(last).trim();
        if last >= count || begins_anew(line) {
            return Err("nothing closes this list");
        }
        open += brackets(line);
    }
    Ok(last)
}

/// How many brackets a line opens that it does not close, outside quotation marks and remarks.
fn brackets(line: &str) -> i32 {
    let (mut open, mut quote) = (0, None);
    let mut letters = line.chars();
    while let Some(c) = letters.next() {
        match (quote, c) {
            // What is escaped ends no text.
            (Some('"'), '\\') => drop(letters.next()),
            (Some(mark), c) => quote = (c != mark).then_some(mark),
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[') => open += 1,
            (None, ']') => open -= 1,
            _ => {}
        }
    }
    open
}

/// Whether a line is the head of a table or a setting, neither of which stands in a list.
fn begins_anew(line: &str) -> bool {
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| is_of_word(c) || c == '.');
    let head = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    head.is_some_and(is_name) || line.split_once('=').is_some_and(|(key, _)| is_name(key.trim()))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// What is written in place of a line or value that cannot be read, if that can be told.
pub(super) fn remedy(text: &str, at: &Range<usize>) -> String {
    let before = text.get(..at.start).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    if line.starts_with("//") || line.starts_with(';') {
        return "a remark begins with #".to_owned();
    }
    let is_word = |text: &str| !text.is_empty() && text.chars().all(is_of_word);
    if let Some((key, value)) = line.split_once('=') {
        let (key, value) = (key.trim(), value.trim());
        let is_bare = is_word(value) && !["true", "false"].contains(&value) && value.parse::<f64>().is_err();
        return match value {
            _ if is_word(key) && is_bare => format!("write {key} = \"{value}\""),
            _ if value.starts_with('[') && !value.contains(']') => "a list ends with ]".to_owned(),
            _ => String::new(),
        };
    }
    match line.split_once([':', ' ', '\t']) {
        Some((key, value)) if is_word(key.trim()) && !value.trim().is_empty() => {
            let value = value.trim().trim_start_matches(':').trim().trim_matches(['"', '\'']);
            format!("write {key} = \"{value}\"")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_quotation_mark_ends_no_text() {
        let text = "[[command]]\nname = b\nkeys = [\"\\\"\", \"[\"]\nrun = ['\\', '[']\n";
        let (sound, told) = without_mistakes(text);
        let told: Vec<&str> = told.iter().map(|mistake| &text[mistake.at.clone()]).collect();
        assert!(sound == text && told == ["b"], "{told:?}: {sound}");
    }
}
