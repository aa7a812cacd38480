//! Reads an article by rule: quotations and their speakers, dates, figures of victims, places, what was done and how far.
//!
//! Every finding is a [`Mention`]: the words it was read from, what they mean, the rule, and a grade. [`measured`] has how
//! often each rule is right. Findings are drafts; nothing here decides what is true or to which incident a figure belongs
//! beyond what the words say. All functions are pure: the same text gives the same findings. Knows nothing of files,
//! corpora or screens.
//!
//! `token` splits the text once; every rule reads tokens and their classes in the `lexicon`. `read` runs all rules.

use serde::{Deserialize, Serialize};
pub mod actor;
pub mod capital;
pub mod date;
pub mod figure;
pub mod incident;
pub mod lexicon;
pub mod marks;
pub mod measured;
mod negation;
pub mod number;
pub mod packed;
pub mod place;
pub mod quotation;
mod rule_name;
pub mod sentence;
pub mod source;
pub mod span;
pub mod speaker;
pub mod token;

use chrono::NaiveDate;

use crate::model::Grade;

pub use span::{Mention, TextSpan};

/// An article as it is read.
#[derive(Debug, Clone, Copy)]
pub struct ArticleText<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its passages as spans of the text, the headline included if there is one; empty: paragraphs are found.
    pub passages: &'a [TextSpan],
    /// The byte at which the headline ends; 0 if the text has none.
    pub title_end: usize,
    /// The day of publication, if the article's own metadata say it.
    pub published: Option<NaiveDate>,
    /// Whether the text is English. Of others only passages, quotation marks, and dates and numbers in digits are read.
    pub english: bool,
}

/// All that the rules read in an article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ArticleReading {
    /// Its passages.
    pub passages: Vec<TextSpan>,
    /// Its sentences.
    pub sentences: Vec<TextSpan>,
    /// The day that relative dates were counted from.
    pub today: Option<NaiveDate>,
    /// Its quotations.
    pub quotes: Vec<Mention<quotation::Quotation>>,
    /// Its dates.
    pub dates: Vec<Mention<date::ResolvedDate>>,
    /// Its figures of victims.
    pub figures: Vec<Mention<figure::CasualtyFigure>>,
    /// The places that it names.
    pub places: Vec<Mention<place::NamedPlace>>,
    /// Its words of incidents.
    pub incidents: Vec<Mention<incident::IncidentWords>>,
    /// Who did it, who claims it, who was attacked.
    pub actors: Vec<Mention<actor::Participant>>,
    /// Whom its sentences name as their source.
    pub sources: Vec<Mention<source::CitedSource>>,
    /// What the article is mainly about.
    pub main: MainFindings,
}

impl ArticleReading {
    /// The position of the sentence that a byte stands in.
    pub fn sentence(&self, byte: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.start <= byte).saturating_sub(1)
    }
}

/// What an article is mainly about, as positions in the lists of [`ArticleReading`]. Proposals: the rest stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MainFindings {
    /// The date on which it was.
    pub day: Option<(usize, Grade)>,
    /// Whether that is the day on which somebody spoke of it: "officials said on Friday". It may have been earlier.
    pub day_is_spoken: bool,
    /// The place where it was.
    pub place: Option<(usize, Grade)>,
    /// The figure of those killed.
    pub killed: Option<usize>,
    /// The figure of those injured.
    pub injured: Option<usize>,
    /// The number of those injured, where it is reckoned from those hit and those killed as well.
    pub injured_number: Option<u32>,
}

/// Reads an article by all rules.
pub fn read(article: &ArticleText, gazetteer: &impl place::Gazetteer) -> ArticleReading {
    let found;
    let passages = if article.passages.is_empty() {
        found = sentence::passages(article.text);
        &found[..]
    } else {
        article.passages
    };
    let tokens = token::Tokens::new(article.text, passages);
    let ranges = sentence::sentences(&tokens);
    let (dates, anchor) = date::dates(&tokens, article.published);
    let skip: Vec<TextSpan> = dates.iter().map(|d| d.span).collect();
    let mut reading = ArticleReading {
        passages: passages.to_vec(),
        sentences: ranges.iter().map(|(start, end)| tokens.span(*start, *end)).collect(),
        today: anchor.day(),
        quotes: quotation::quotes(&tokens),
        dates,
        figures: Vec::new(),
        places: Vec::new(),
        incidents: Vec::new(),
        actors: Vec::new(),
        sources: Vec::new(),
        main: MainFindings::default(),
    };
    if !article.english {
        reading.dates.retain(|d| d.rule == "date.digits");
        return reading;
    }
    reading.figures = figure::figures(&tokens, &ranges, &skip);
    reading.places = place::places(&tokens, gazetteer, &skip);
    reading.incidents = incident::incidents(&tokens, &ranges);
    reading.actors = actor::actors(&tokens, &ranges);
    reading.sources = source::sources(&tokens, &ranges);
    let choice = incident::day::DayChoice {
        tokens: &tokens,
        sentences: &ranges,
        dates: &reading.dates,
        incidents: &reading.incidents,
        today: reading.today,
    };
    let main = |harm| figure::main_figure(&reading.figures, harm, article.title_end);
    let day = choice.day();
    let day_at = day.map(|(at, _)| reading.dates[at].span.start);
    reading.main = MainFindings {
        day,
        day_is_spoken: day.is_some_and(|(at, _)| choice.is_spoken(at)),
        place: place::scene(&tokens, &ranges, &reading.places, article.title_end, day_at),
        killed: main(figure::Harm::Killed),
        injured: main(figure::Harm::Injured),
        injured_number: figure::injured(&reading.figures, article.title_end),
    };
    reading
}
