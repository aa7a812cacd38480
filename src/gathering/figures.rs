//! Which figures of an article belong to an incident, which of them are its totals, and what most articles give.

use std::sync::LazyLock;

use crate::model::Grade;
use crate::reading::Mention;
use crate::reading::figure::{self, CasualtyFigure, Harm};
use crate::reading::incident::another::begins_another;
use chrono::NaiveDate;

use super::article::ReadArticle;
use super::draft::Agreed;
use super::phrase::Phrases;
use super::telling::Telling;

/// The figures of an incident in one article, as positions in its list of figures.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// All of them.
    pub all: Vec<usize>,
    /// Those of them whose sentences count over several incidents or a longer time.
    pub summed: Vec<usize>,
    /// That of all dead.
    pub killed: Option<usize>,
    /// Its number.
    pub killed_number: Option<u32>,
    /// That of all injured.
    pub injured: Option<usize>,
    /// The number of injured, reckoned where the text has only those hit and those killed.
    pub injured_number: Option<u32>,
    /// What the words of each number count.
    pub killed_weight: u32,
    pub injured_weight: u32,
}

/// Words that say that a figure counts over several incidents: "weekend shootings", "in separate attacks", "in 72 hours".
static SUMMED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "shootings",
        "incidents",
        "attacks",
        "separate",
        "citywide",
        "weekend's",
        "hours",
        "stabbings",
        "homicides",
        "bombings",
        "killings",
        "murders",
        "wounded in city",
        "this weekend",
        "this year",
        "so far",
        "year to date",
        "across the city",
        "over the weekend",
        "weekend violence",
        "months of",
        "first six months",
        "first half",
        "second half",
        "half of the year",
        "last year",
        "past year",
        "past decade",
        "over the past",
        "since the start",
        "since the beginning",
        "annual",
    ])
});

/// Words for the number of those hit: "a quadruple shooting".
const MULTIPLE: [(&str, u32); 4] = [("double", 2), ("triple", 3), ("quadruple", 4), ("quintuple", 5)];

static ANY_MULTIPLE: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&MULTIPLE.map(|(word, _)| word)));

/// What is multiple, and whether those counted are dead.
const OF: [(&str, bool); 7] = [
    ("shooting", false),
    ("stabbing", false),
    ("homicide", true),
    ("murder", true),
    ("killing", true),
    ("slaying", true),
    ("fatal", true),
];

/// Words of a death, and of an injury, without a figure.
static DEAD: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "fatally shot",
        "fatally stabbed",
        "fatally",
        "shot and killed",
        "shot to death",
        "shot dead",
        "stabbed to death",
        "found dead",
        "was killed",
        "killed in",
        "homicide victim",
        "proves fatal",
        "murder of",
        "slain",
    ])
});
static HURT: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "shot himself",
        "shot herself",
        "shot self",
        "shoots self",
        "shoots himself",
        "shoots herself",
        "shooting himself",
        "shooting herself",
        "was wounded",
        "was injured",
        "was shot",
        "gunshot wound",
        "injured in",
        "wounded in",
        "was stabbed",
        "shot in",
    ])
});

/// How much the word of a figure counts among articles, by its grade.
fn weight(grade: Grade) -> u32 {
    match grade {
        Grade::Plain => 3,
        Grade::Likely => 2,
        Grade::Guess => 1,
    }
}

/// The figures in the sentences of a telling. Of a `survey` only what figures say is taken.
pub fn own(article: &ReadArticle, telling: &Telling, survey: bool) -> Own {
    let figures = &article.reading.figures;
    let is_own = |m: &Mention<CasualtyFigure>| telling.sentences.binary_search(&article.sentence(m.span.start)).is_ok();
    let all: Vec<usize> = (0..figures.len()).filter(|i| is_own(&figures[*i])).collect();
    let beside = if telling.main { (0..figures.len()).collect() } else { all.clone() };
    let sums: Vec<usize> = beside.into_iter().filter(|i| is_summed(article, figures[*i].span.start)).collect();
    // The headline of such a text has its number alone.
    let number_of = |i: usize| (figures[i].value.harm, figures[i].value.count);
    let is_sum = |i: usize| sums.iter().any(|sum| number_of(*sum) == number_of(i));
    let (summed, of_one): (Vec<usize>, Vec<usize>) = all.iter().copied().partition(|i| is_sum(*i));
    let some: Vec<Mention<CasualtyFigure>> = of_one.iter().map(|i| figures[*i].clone()).collect();
    // A main incident's figures stand in the headline or the lead; another's anywhere.
    let title_end = if telling.main { article.title_end } else { some.first().map_or(0, |m| m.span.start) };
    let back = |at: Option<usize>| at.map(|i| of_one[i]);
    let killed = back(figure::main_figure(&some, Harm::Killed, title_end));
    let injured = back(figure::main_figure(&some, Harm::Injured, title_end));
    let mut killed_number = killed.and_then(|at| number(&figures[at]));
    let mut injured_number = figure::injured(&some, title_end);
    let (dead, hit) = if telling.main && !survey { multiple(article) } else { (None, None) };
    killed_number = killed_number.max(dead);
    if let Some(rest) = hit.and_then(|hit| hit.checked_sub(killed_number.unwrap_or(0))).filter(|rest| *rest > 0) {
        injured_number = injured_number.max(Some(rest));
    }
    let mut implied = false;
    if telling.main && !survey && killed_number.is_none() && injured_number.is_none() {
        (killed_number, injured_number) = single(article);
        implied = true;
    }
    let missing = if implied { Grade::Guess } else { Grade::Likely };
    let grade = |at: Option<usize>| at.map_or(missing, |at| figures[at].grade);
    let (killed_weight, injured_weight) = (weight(grade(killed)), weight(grade(injured)));
    Own { all, summed, killed, killed_number, injured, injured_number, killed_weight, injured_weight }
}

/// Whether the sentence of a figure counts over several incidents.
fn is_summed(article: &ReadArticle, byte: usize) -> bool {
    let Some(span) = article.reading.sentences.get(article.sentence(byte)) else { return false };
    // "In a separate attack" counts over one.
    let text = span.of(article.text);
    SUMMED.is_any_in(text) && !begins_another(text)
}

/// Those dead and those hit, by words like "double homicide" and "quadruple shooting" in the headline and lead.
fn multiple(article: &ReadArticle) -> (Option<u32>, Option<u32>) {
    let lead = article.reading.sentences.iter().take_while(|s| s.start < article.title_end + 600);
    let (mut dead, mut hit) = (None, None);
    for span in lead {
        if !ANY_MULTIPLE.is_any_in(span.of(article.text)) {
            continue;
        }
        let text = span.of(article.text).to_lowercase();
        for (word, count) in MULTIPLE {
            let Some(at) = text.find(word) else { continue };
            let next: Vec<&str> = text[at + word.len()..].split_whitespace().take(2).collect();
            for (noun, fatal) in OF {
                if next.iter().any(|w| w.trim_matches(|c: char| !c.is_alphanumeric()) == noun) {
                    let slot = if fatal { &mut dead } else { &mut hit };
                    *slot = (*slot).max(Some(count));
                    break;
                }
            }
        }
    }
    (dead, hit)
}

/// One dead, or one injured, where an article that gives no figure says in its headline or lead that someone was.
fn single(article: &ReadArticle) -> (Option<u32>, Option<u32>) {
    let lead = article.reading.sentences.iter().take_while(|s| s.start < article.title_end + 500);
    let lead: Vec<&str> = lead.map(|s| s.of(article.text)).collect();
    let says = |phrases: &Phrases| lead.iter().any(|sentence| phrases.is_any_in(sentence));
    if says(&DEAD) {
        (Some(1), None)
    } else if says(&HURT) {
        (None, Some(1))
    } else {
        (None, None)
    }
}

/// The number of a figure: as printed, else the least that its words allow.
fn number(figure: &Mention<CasualtyFigure>) -> Option<u32> {
    figure.value.count.or(figure.value.min)
}

/// A number that an article gives, what its word counts, and when it was published.
pub type Given = (u32, u32, Option<NaiveDate>);

/// The number that most articles give, those that print it counting more than those that imply it; of several the one that
/// the latest publication gives, then the greatest.
pub fn agreed(given: &[Given]) -> Option<Agreed> {
    let of = |value: u32| given.iter().filter(move |g| g.0 == value);
    let votes = |value: u32| of(value).map(|g| g.1).sum::<u32>();
    let latest = |value: u32| of(value).map(|g| g.2).max();
    let mut values: Vec<u32> = given.iter().map(|g| g.0).collect();
    values.sort_unstable();
    values.dedup();
    let value = values.into_iter().max_by_key(|v| (votes(*v), latest(*v), *v))?;
    Some(Agreed { value, articles: of(value).count(), of: given.len() })
}
