//! Finds the dates of a text and resolves them against the day of its dateline or publication.
//!
//! The value is EDTF; the wording is the mention's span, and the basis says what was added to the wording. Which incident a
//! date belongs to is not asked here.

use serde::{Deserialize, Serialize};
mod absolute;
pub mod calendar;
mod holiday;
mod parts;
mod periods;
mod relative;

use crate::model::Grade;
use crate::model::incident::words;
use chrono::NaiveDate;

use super::lexicon::Is;
use super::span::{Mention, TextSpan};
use super::token::{TokenClass, Tokens};

words! {
    /// How exact a date is.
    DateGrain {
        /// A day.
        Day = "day",
        /// A Saturday and Sunday.
        Weekend = "weekend",
        /// Monday to Sunday.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// Spring, summer, autumn or winter.
        Season = "season",
        /// Six months.
        Half = "half",
        /// A calendar year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// A hundred years.
        Century = "century",
        /// From one day to another, as printed.
        Range = "range",
    }
}

/// What was added to the wording to make a date of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateBasis {
    /// Nothing: the date is printed whole.
    Printed,
    /// The year, from the day of publication or dateline.
    Year(NaiveDate),
    /// The date was counted from the day of publication or dateline.
    Anchor(NaiveDate),
    /// The date was counted from another date of the text, or takes its year from it.
    Text(TextSpan),
}

/// A date as a text gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedDate {
    /// The date in EDTF. Weeks and weekends are intervals of days.
    pub edtf: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How exact it is.
    pub grain: DateGrain,
    /// What was added to the wording.
    pub basis: DateBasis,
    /// Which part of it is meant, where the text says so: "early", "late", "end".
    pub part: Option<PartOfPeriod>,
}

words! {
    /// A part of a month, season, year or decade.
    PartOfPeriod {
        /// Its beginning.
        Early = "early",
        /// Its middle.
        Mid = "mid",
        /// Its end.
        Late = "late",
    }
}

/// What dates are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateAnchor {
    /// The day of publication, from the article's own metadata.
    pub published: Option<NaiveDate>,
    /// The day that the dateline prints.
    pub dateline: Option<NaiveDate>,
}

impl DateAnchor {
    /// The day that "today" is: the dateline's, unless publication contradicts it by more than ten days.
    pub fn day(self) -> Option<NaiveDate> {
        match (self.dateline, self.published) {
            (Some(line), Some(published)) => {
                let days = (published - line).num_days();
                Some(if (-1..=10).contains(&days) { line } else { published })
            }
            (line, published) => line.or(published),
        }
    }
}

/// What a rule found at a token: the token after its words, and the date.
struct Found {
    end: usize,
    when: ResolvedDate,
    rule: &'static str,
    grade: Grade,
}

/// Words that say that what follows is to come.
const AHEAD: [&str; 16] = [
    "will",
    "shall",
    "scheduled",
    "expected",
    "upcoming",
    "due",
    "plans",
    "planned",
    "planning",
    "slated",
    "until",
    "payable",
    "effective",
    "expire",
    "expires",
    "would",
];

/// Words that make "to" and a verb speak of what is to come.
const BEFORE_INFINITIVE: [&str; 10] =
    ["is", "are", "going", "set", "expects", "expected", "plans", "likely", "intends", "scheduled"];

/// The dates of a text in order. Without an anchor, only dates that are printed whole are found.
pub fn dates(tokens: &Tokens, published: Option<NaiveDate>) -> (Vec<Mention<ResolvedDate>>, DateAnchor) {
    let mut anchor = DateAnchor { published, dateline: None };
    let line = dateline(tokens, published);
    anchor.dateline = line.map(|(day, _)| day);
    let line_end = line.map(|(_, end)| end);
    let mut found: Vec<Mention<ResolvedDate>> = Vec::new();
    let mut i = 0;
    while i < tokens.list.len() {
        let context = Context { tokens, today: anchor.day(), before: &found };
        match context.at(i) {
            Some(hit) => {
                let span = tokens.span(i, hit.end);
                let line = line_end.is_some_and(|end| hit.end <= end && Some(hit.when.first) == anchor.dateline);
                let rule = if line { "date.dateline" } else { hit.rule };
                found.push(Mention { span, value: hit.when, rule, grade: hit.grade });
                i = hit.end.max(i + 1);
            }
            None => i += 1,
        }
    }
    (found, anchor)
}

/// The date that the dateline prints, and the token of the dash after it: within the first tokens of one of the first
/// passages.
fn dateline(tokens: &Tokens, published: Option<NaiveDate>) -> Option<(NaiveDate, usize)> {
    let mut start = 0;
    for _ in 0..4 {
        let end = (start..tokens.list.len()).find(|i| tokens.kind(*i) == TokenClass::Break)?;
        let dash = (start..end.min(start + 24)).find(|i| tokens.kind(*i) == TokenClass::Dash && *i > start);
        if let Some(dash) = dash {
            let context = Context { tokens, today: published, before: &[] };
            let day = (start..dash).find_map(|i| context.absolute(i)).filter(|f| f.when.grain == DateGrain::Day);
            if let Some(found) = day {
                return Some((found.when.first, dash));
            }
        }
        start = end + 1;
    }
    None
}

/// What the rules of dates see.
struct Context<'c, 'a> {
    tokens: &'c Tokens<'a>,
    /// The day that the text counts from.
    today: Option<NaiveDate>,
    /// The dates found before, for "two days later" and for years.
    before: &'c [Mention<ResolvedDate>],
}

impl Context<'_, '_> {
    /// The date whose words begin at token `i`.
    fn at(&self, i: usize) -> Option<Found> {
        if self.may_begin(i) { self.by_rule(i) } else { None }
    }

    /// What the rules find at token `i`.
    fn by_rule(&self, i: usize) -> Option<Found> {
        self.absolute(i).or_else(|| self.relative(i))
    }

    /// Whether any rule may find a date at token `i`. Few words pass, so that the rules are asked of few.
    fn may_begin(&self, i: usize) -> bool {
        const TIME: Is =
            Is::MONTH.or(Is::WEEKDAY).or(Is::NUMBER).or(Is::ORDINAL).or(Is::UNIT).or(Is::SEASON).or(Is::DATE);
        const AFTER_LEAD: Is = TIME.or(Is::SCALE).or(Is::DAYPART).or(Is::LEAD);
        let t = self.tokens;
        match t.kind(i) {
            TokenClass::Number => true,
            TokenClass::Quote => matches!(t.word(i), "'" | "’" | "‘"),
            TokenClass::Word => t.has(i, TIME) || t.has(i, Is::LEAD) && t.has(i + 1, AFTER_LEAD),
            _ => false,
        }
    }

    /// Whether the clause around token `i` speaks of what is to come.
    fn future(&self, i: usize) -> bool {
        let t = self.tokens;
        let from = (i.saturating_sub(12)..i)
            .rev()
            .find(|j| matches!(t.kind(*j), TokenClass::Stop | TokenClass::Break | TokenClass::Colon));
        let from = from.map_or(i.saturating_sub(12), |j| j + 1);
        if i > 0 && t.has(i - 1, Is::SAY) || i > 1 && t.has(i - 2, Is::SAY) && t.is(i - 1, "on") {
            return false;
        }
        for j in (from..i).rev() {
            let infinitive = t.is(j, "to")
                && (t.one_of(j.wrapping_sub(1), &BEFORE_INFINITIVE)
                    || t.is(j + 1, "be") && !t.one_of(j.wrapping_sub(1), &["ought"]));
            if t.one_of(j, &AHEAD) || infinitive || t.word(j).ends_with("'ll") || t.word(j).ends_with("’ll") {
                return true;
            }
            let word = t.word(j);
            if t.one_of(j, &["was", "were", "had", "said", "told", "came", "did", "died"])
                || word.len() > 4 && word.ends_with("ed")
            {
                return false;
            }
        }
        let after = (i + 1..(i + 7).min(t.list.len()))
            .take_while(|j| !matches!(t.kind(*j), TokenClass::Stop | TokenClass::Break));
        for j in after {
            if t.one_of(j, &["will", "shall", "would"]) {
                return true;
            }
            if t.one_of(j, &["was", "were", "had"]) || t.word(j).ends_with("ed") {
                return false;
            }
        }
        false
    }

    /// The last date before, of a day, in the text.
    fn reference(&self) -> Option<&Mention<ResolvedDate>> {
        self.before.last()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words that rules of dates look for, and some that they do not.
    const WORDS: &str = "a after afterwards ago an and april around august autumn before between by calendar centuries century
        christmas coming comparable couple current day days decades dozen due during earlier early eleventh end eve expected fall
        few fiscal following for fourth friday from full halloween half hour hours hundred in independence jan january killed last
        late later latest march may mid middle minutes moments monday month months morning nearly new next night nineteen ninety
        now of on one or past period police preceding previous previously quarter quarters recent said same saturday scheduled
        season second seven since spring sunday ten thanksgiving that the this thousand three tomorrow tonight today twelve
        twentieth twenty two until valentine was week weekend weeks will winter year years yesterday 's - / , . ' ( ) 1 3 12 22
        22nd 1990s 90s 1998 2015 2024 20.03.2024 21st";

    proptest! {
        #[test]
        fn no_date_begins_where_none_may(picked in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8), 1..14)) {
            let words: Vec<&str> = WORDS.split_whitespace().collect();
            let mut text = String::new();
            for (index, form) in &picked {
                let word = words[index.index(words.len())];
                if *form > 0 && !word.starts_with(['\'', '-', '/', ',', '.']) {
                    text.push(' ');
                }
                match form {
                    2 => text.extend(word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1))),
                    3 => text.push_str(&word.to_uppercase()),
                    _ => text.push_str(word),
                }
            }
            let tokens = Tokens::new(&text, &[TextSpan::new(0, text.len())]);
            let today = NaiveDate::from_ymd_opt(2024, 3, 24);
            let (before, _) = dates(&tokens, today);
            let context = Context { tokens: &tokens, today, before: &before };
            for i in 0..tokens.list.len() {
                let at = tokens.list[i].span.start;
                let begins = context.by_rule(i).map(|found| (found.rule, &text[at..]));
                prop_assert!(context.may_begin(i) || begins.is_none(), "{begins:?} in {text}");
            }
        }
    }
}
