//! The small words of queries: those that narrow nothing, those of dates, and numbers in words. English only.

use crate::search::fold::fold;
use crate::search::spoken_date;

/// Words that narrow nothing beside others.
const STOP_WORDS: &str = "a an and any anyone as at by for from in into of on onto or over than that the their there these \
    this those to upon with within since until till before after between least more about around approximately nearly almost";

/// The same in the other languages in which one meets such news, where they are no English words.
const OF_OTHER_LANGUAGES: &str = "в во на с со у к из от по о об и за der das den dem ein eine im bei von vom und le la les de du des \
    une et dans au aux el los las del en y il lo gli di della dello nel nella os em na nos nas da dos e ve في من على عن به در از و";

/// Words that fall away in a question, and that narrow nothing elsewhere.
const IN_QUESTIONS: &str = "who whom whose what when where why how which did does do done was were is are be been being \
    has have had happen happened happens many much people person persons someone anybody anyone something behind responsible going carry carried out \
    against it its they them he his she her get got exactly actually tell me said say says told";

/// Words that begin a question.
const QUESTION_WORDS: &str = "who whom whose what when where why how which did does was were";

/// Words for a portion of a month, season or year, in the order of a date.
const PORTIONS: [&str; 26] = [
    "the",
    "first",
    "1st",
    "second",
    "2nd",
    "third",
    "3rd",
    "fourth",
    "4th",
    "last",
    "early",
    "mid",
    "middle",
    "late",
    "beginning",
    "start",
    "end",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
    "week",
    "half",
    "quarter",
];

fn lists(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// Whether a folded word narrows nothing beside others.
pub(super) fn is_stop_word(word: &str, in_question: bool) -> bool {
    lists(STOP_WORDS, word) || lists(OF_OTHER_LANGUAGES, word) || in_question && lists(IN_QUESTIONS, word)
}

/// Whether a folded word begins a question.
pub(super) fn is_question_word(word: &str) -> bool {
    lists(QUESTION_WORDS, word)
}

/// Whether a folded word means a portion of a period.
pub(super) fn is_portion(word: &str) -> bool {
    word != "the" && PORTIONS.contains(&word)
}

/// Whether a folded word beside others only decides the order: one that is a portion of a date only with a month or year,
/// or one that falls away in a question.
pub(super) fn narrows_little(word: &str) -> bool {
    is_portion(word) && !word.bytes().any(|b| b.is_ascii_digit()) || lists(IN_QUESTIONS, word)
}

/// Where a portion stands among the words of a date.
pub(super) fn place_in_date(word: &str) -> usize {
    PORTIONS.iter().position(|portion| *portion == word).unwrap_or(PORTIONS.len())
}

/// Whether a word joins two dates, or turns a date into a period.
pub(super) fn joins_dates(folded: &str, typed: &str) -> bool {
    lists("to until till through between since before after", folded) || matches!(typed, "-" | "–" | "—")
}

/// Whether a folded word is the name of a month or a season, whole or short, in one of the languages that are read.
pub(super) fn is_month_or_season(word: &str) -> bool {
    let is_name = word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    is_name && !is_portion(word) && !joins_dates(word, "") && !is_stop_word(word, true)
        && spoken_date::date(&format!("{word} 2019")).is_some()
        // In *in 2019*, *ca 2019* the word is no month.
        && spoken_date::date(&format!("{word} 2019")) != spoken_date::date("2019")
}

/// A year of four digits, or of two after an apostrophe.
pub(super) fn year(typed: &str) -> Option<u32> {
    let typed = typed.trim_end_matches([',', '?', '.', ';']);
    if let Some(short) = typed.strip_prefix(['\'', '’']) {
        let year: u32 = short.parse().ok().filter(|_| short.len() == 2)?;
        return Some(if year < 69 { 2000 + year } else { 1900 + year });
    }
    let year: u32 = typed.parse().ok().filter(|_| typed.len() == 4)?;
    (1900..=2100).contains(&year).then_some(year)
}

/// The day of *22nd*.
pub(super) fn ordinal(typed: &str) -> Option<u32> {
    let lower = typed.trim_end_matches([',', '?', '.', ';']).to_ascii_lowercase();
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end))?;
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// Numbers in words.
const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
/// Tens in words.
const TENS: [&str; 10] = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number in digits (`94`, `1,329`) or in words up to twenty and in tens.
pub(super) fn number(typed: &str) -> Option<u32> {
    let typed = typed.trim_end_matches([',', '?', '.', ';']);
    if !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit()) {
        return typed.parse().ok();
    }
    let groups: Vec<&str> = typed.split([',', '.', '\u{a0}', '\u{202f}', '\'', '’']).collect();
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if let [first, rest @ ..] = &groups[..]
        && !rest.is_empty()
        && is_number(first)
        && first.len() <= 3
        && rest.iter().all(|group| group.len() == 3 && is_number(group))
    {
        return groups.concat().parse().ok();
    }
    let word = fold(typed);
    let of = |list: &[&str], step: usize| list.iter().position(|w| *w == word && !w.is_empty()).map(|n| n * step);
    let whole = of(&NUMBERS, 1).or_else(|| of(&TENS, 10));
    let parts = || {
        let (tens, ones) = word.split_once(' ')?;
        let tens = TENS.iter().position(|w| *w == tens && !w.is_empty())?;
        let ones = NUMBERS[1..10].iter().position(|w| *w == ones)?;
        Some(tens * 10 + ones + 1)
    };
    whole.or_else(parts).and_then(|n| u32::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (typed, n) in [
            ("94", 94),
            ("1,329", 1329),
            ("2.919", 2919),
            ("five", 5),
            ("fifteen", 15),
            ("thirty", 30),
            ("twenty-one", 21),
        ] {
            assert_eq!(number(typed), Some(n), "{typed}");
        }
        for typed in ["22.03.2024", "12/2022", "isis", "1,32", "fivers", ""] {
            assert_eq!(number(typed), None, "{typed}");
        }
        assert_eq!(
            (ordinal("22nd"), ordinal("3rd,"), ordinal("32nd"), ordinal("west")),
            (Some(22), Some(3), None, None)
        );
        assert_eq!((year("2024"), year("'24"), year("1899"), year("94")), (Some(2024), Some(2024), None, None));
    }

    #[test]
    fn months_and_seasons_are_told_from_other_words() {
        for word in ["march", "nov", "summer", "enero", "марта"] {
            assert!(is_month_or_season(word), "{word}");
        }
        for word in ["in", "since", "late", "kerman", "new", "week", "fall of kabul", "attack"] {
            assert!(!is_month_or_season(word), "{word}");
        }
    }
}
