//! The line in which something is typed with its fields: `killed ≥9 ; hedge reportedly ; by tass`. A semicolon ends a part, two
//! are one semicolon of the text. Knows no field.

/// What ends a part, as the program writes it.
const END: &str = " ; ";

/// The parts of a line, without blanks around them.
pub fn parts(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let last = all.len() - 1;
        match c {
            ';' if chars.peek() == Some(&';') => {
                chars.next();
                all[last].push(';');
            }
            ';' => all.push(String::new()),
            c => all[last].push(c),
        }
    }
    all.iter().map(|part| part.trim().to_owned()).collect()
}

/// The line with these parts. What the terminal has no place for in one line, such as a line break, is a blank.
pub fn joined(parts: &[String]) -> String {
    let one = |part: &String| part.split_whitespace().collect::<Vec<_>>().join(" ").replace(';', ";;");
    parts.iter().map(one).collect::<Vec<_>>().join(END)
}

/// The byte at which the last part of a line begins.
pub fn last_part(line: &str) -> usize {
    let (mut start, mut rest) = (0, 0);
    while let Some(at) = line[rest..].find(';').map(|at| rest + at) {
        rest = at + 1;
        if line[rest..].starts_with(';') {
            rest += 1;
        } else {
            start = rest;
        }
    }
    start
}

/// What one of several words names: the word itself, or the first that begins so. Else all words, for whoever types.
pub fn named<T: Copy>(typed: &str, all: &[(&'static str, T)]) -> Result<T, Vec<&'static str>> {
    let exact = all.iter().find(|(word, _)| *word == typed);
    let begins = || all.iter().find(|(word, _)| !typed.is_empty() && word.starts_with(typed));
    let found = exact.or_else(begins).map(|(_, meaning)| *meaning);
    found.ok_or_else(|| all.iter().map(|(word, _)| *word).collect())
}

/// The first word of a part, and the rest.
pub fn word_and_rest(part: &str) -> (&str, &str) {
    let (word, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
    (word, rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_semicolon_ends_a_part_and_two_are_one_of_the_text() {
        assert_eq!(parts("killed 9 ; hedge a;; b;by x"), ["killed 9", "hedge a; b", "by x"]);
        assert_eq!(joined(&["killed 9".into(), "hedge a; b".into()]), "killed 9 ; hedge a;; b");
        assert_eq!(last_part("a;;b ; by"), 6);
        assert_eq!(last_part("a;;b"), 0);
        assert_eq!(named("h", &[("hedge", 1), ("by", 2)]), Ok(1));
        assert_eq!(named("b", &[("by", 1), ("basis", 2)]), Ok(1));
        assert_eq!(named("x", &[("by", 1), ("basis", 2)]), Err(vec!["by", "basis"]));
    }

    proptest! {
        #[test]
        fn what_is_joined_is_parted_again(all in proptest::collection::vec("[a-z;“”'\\[\\]]{0,6}( [a-z;]{1,4}){0,2}", 1..5)) {
            let trimmed: Vec<String> = all.iter().map(|part| part.trim().to_owned()).collect();
            prop_assert_eq!(parts(&joined(&all)), trimmed);
        }

        #[test]
        fn the_last_part_is_where_it_is_parted(line in "[a; ]{0,12}") {
            let all = parts(&line);
            prop_assert_eq!(parts(&line[last_part(&line)..]), vec![all.last().unwrap().clone()]);
        }
    }
}
