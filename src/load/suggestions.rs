//! Holds what other programs suggest against the articles that are open: which article, which passage, which facet.
//!
//! What does not fit is reported with its line and left out. Reads no files; the intake has.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{DiagnosticCode, Position, Report, Severity, did_you_mean};
use crate::drafting::{SuggestedContent, SuggestedDraft};
use crate::intake::{PlacedSuggestion, RawSuggestion};
use crate::model::{
    ArticleId, Corpus, Facet, Figure, Grade, Party, PassageId, Qualifier, Stance, Status, TimeOfDay, When,
};

/// The word of a suggested quotation, in place of a facet.
const QUOTE: &str = "quote";

/// What is wrong with a suggestion, and what would be right.
struct Misfit {
    code: DiagnosticCode,
    message: String,
    help: String,
}

impl Misfit {
    fn new(code: DiagnosticCode, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }
}

/// The suggestions that fit the corpus; the others are reported.
pub(super) fn resolve(corpus: &Corpus, all: &[PlacedSuggestion], report: &mut Report) -> Vec<SuggestedDraft> {
    if all.is_empty() {
        return Vec::new();
    }
    let articles = Articles::of(corpus);
    let mut fitting = Vec::with_capacity(all.len());
    for placed in all {
        match fit(corpus, &articles, placed) {
            Ok(suggestion) => fitting.push(suggestion),
            Err(Misfit { code, message, help }) => {
                let mut file = placed.at.clone();
                file.part = None;
                let place = Position { file: file.to_string(), line: placed.line as usize, column: 1 };
                report.at(Severity::Error, code, place, message, help);
            }
        }
    }
    fitting
}

/// The articles by what suggestions call them.
struct Articles<'c> {
    by_name: HashMap<&'c str, ArticleId>,
}

impl<'c> Articles<'c> {
    fn of(corpus: &'c Corpus) -> Self {
        let ids = corpus.articles().map(|(id, article)| (corpus.str(article.id), id));
        let files = corpus.articles().map(|(id, article)| (corpus.str(article.copy), id));
        Self { by_name: ids.chain(files).filter(|(name, _)| !name.is_empty()).collect() }
    }

    fn find(&self, placed: &PlacedSuggestion) -> Option<ArticleId> {
        let file = &placed.says.file;
        let mut beside = placed.at.clone();
        beside.part = None;
        // Beside the file of suggestions: in the same archive, or in the same folder.
        match beside.members.last_mut() {
            Some(member) => *member = plain(&Path::new(&*member).with_file_name("").join(file)).display().to_string(),
            None => beside.path = plain(&beside.path.with_file_name("").join(file)),
        }
        let by_name = |name: &str| self.by_name.get(name).copied();
        by_name(&beside.to_string()).or_else(|| by_name(file))
    }
}

/// A path without `.` and, where that is possible, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

fn fit(corpus: &Corpus, articles: &Articles, placed: &PlacedSuggestion) -> Result<SuggestedDraft, Misfit> {
    let says = &placed.says;
    let article = articles.find(placed).ok_or_else(|| {
        let near = did_you_mean(&says.file, articles.by_name.keys().copied());
        let help = if near.is_empty() {
            "“file” is the path from this file's folder on, or an article's id"
        } else {
            &near
        };
        Misfit::new(DiagnosticCode::UnknownArticle, format!("no article “{}” is open", says.file), help)
    })?;
    if !corpus.is_raw(corpus.article(article)) {
        let message = format!("“{}” is an article of a corpus folder", says.file);
        let help = "write the draft into the file of its incident, with draft, rule and by";
        return Err(Misfit::new(DiagnosticCode::WrongFacet, message, help));
    }
    if says.by.trim().is_empty() {
        return Err(Misfit::new(DiagnosticCode::Missing, "“by” is empty", "say who suggests it"));
    }
    let passage = passage(corpus, article, says)?;
    Ok(SuggestedDraft {
        article,
        passage,
        words: says.words.trim().to_owned(),
        content: content(says)?,
        stance: word("stance", says.stance.as_deref(), Stance::ALL, Stance::word)?.unwrap_or(Stance::Asserted),
        hedge: says.hedge.clone().unwrap_or_default(),
        grade: word("grade", says.grade.as_deref(), &Grade::ALL, Grade::word)?.unwrap_or(Grade::Guess),
        rule: says.rule.clone().unwrap_or_default(),
        by: says.by.trim().to_owned(),
    })
}

/// The passage in which the words stand.
fn passage(corpus: &Corpus, article: ArticleId, says: &RawSuggestion) -> Result<PassageId, Misfit> {
    let words = says.words.trim();
    if words.is_empty() {
        return Err(Misfit::new(DiagnosticCode::Missing, "“words” is empty", "give the words of the article"));
    }
    let passages: Vec<PassageId> = corpus.article(article).passages.ids().collect();
    let has = |id: &PassageId| corpus.passage(*id).text.is_some_and(|text| corpus.str(text).contains(words));
    let name = &says.file;
    if let Some(number) = says.passage {
        let id = passages.iter().copied().find(|id| corpus.passage(*id).number == number);
        let id = id.ok_or_else(|| {
            let message = format!("“{name}” has no passage {number}");
            Misfit::new(DiagnosticCode::NoSuchPassage, message, format!("it has {}", passages.len()))
        })?;
        return if has(&id) { Ok(id) } else { Err(not_there(&format!("passage {number} of “{name}”"))) };
    }
    let mut found = passages.into_iter().filter(has);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(one), Some(other)) => {
            let (one, other) = (corpus.passage(one).number, corpus.passage(other).number);
            let message = format!("the words stand in passages {one} and {other} of “{name}”");
            Err(Misfit::new(DiagnosticCode::TwiceInPassage, message, "add \"passage\": the number of the one meant"))
        }
        (None, _) => Err(not_there(&format!("“{name}”"))),
    }
}

fn not_there(place: &str) -> Misfit {
    let help = "“words” are copied letter by letter from one paragraph, white space collapsed";
    Misfit::new(DiagnosticCode::NotInPassage, format!("the words do not stand in {place}"), help)
}

/// What is suggested, as the facet has it.
fn content(says: &RawSuggestion) -> Result<SuggestedContent, Misfit> {
    if says.facet == QUOTE {
        return Ok(SuggestedContent::Quote(says.value.as_str().unwrap_or_default().trim().to_owned()));
    }
    let Some(facet) = Facet::built_in(&says.facet) else {
        let known = || Facet::BUILT_IN.iter().filter_map(|facet| facet.built_in_word()).chain([QUOTE]);
        let near = did_you_mean(&says.facet, known());
        let help = if near.is_empty() { format!("one of: {}", known().collect::<Vec<_>>().join(", ")) } else { near };
        return Err(Misfit::new(DiagnosticCode::UnknownWord, format!("“{}” is no facet", says.facet), help));
    };
    if facet.is_figure() {
        return figure(facet, says);
    }
    let wrong = |help: &str| {
        let message = format!("{} is no value of “{}”", says.value, says.facet);
        Misfit::new(DiagnosticCode::WrongType, message, help)
    };
    let text = says.value.as_str().map(str::trim).filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| wrong("a text in quotation marks"))?;
    let owned = || text.to_owned();
    Ok(match facet {
        Facet::Date => {
            SuggestedContent::Date(When::parse(text).map_err(|_| wrong("a date in EDTF, such as 2024-03-22"))?)
        }
        Facet::Time => {
            SuggestedContent::Time(TimeOfDay::parse(text).ok_or_else(|| wrong("14:30, 14:30/15:00 or ~14:30"))?)
        }
        Facet::Place => SuggestedContent::Place(owned()),
        Facet::Perpetrator | Facet::ClaimedBy | Facet::Target => SuggestedContent::Who(facet, owned()),
        Facet::Status => match word("value", Some(text), Status::ALL, Status::word)? {
            Some(status) => SuggestedContent::Status(status),
            None => return Err(wrong("a status")),
        },
        _ => SuggestedContent::Words(facet, owned()),
    })
}

/// A figure: a number, or a number in quotation marks.
fn figure(facet: Facet, says: &RawSuggestion) -> Result<SuggestedContent, Misfit> {
    let number = says.value.as_u64().or_else(|| says.value.as_str()?.trim().parse().ok());
    let number = number.and_then(|number| u32::try_from(number).ok()).ok_or_else(|| {
        let message = format!("{} is no number of “{}”", says.value, says.facet);
        let help = "a whole number such as 94; “at least 94” is \"value\": 94, \"qualifier\": \"at-least\"";
        Misfit::new(DiagnosticCode::BadFigure, message, help)
    })?;
    let qualifier = word("qualifier", says.qualifier.as_deref(), &Qualifier::ALL, Qualifier::word)?;
    let party = word("of", says.of.as_deref(), &Party::ALL, Party::word)?;
    let figure = Figure::new(number, qualifier.unwrap_or(Qualifier::Exactly), party.unwrap_or(Party::Victims));
    Ok(SuggestedContent::Figure(facet, figure))
}

/// The meaning of a word of a closed vocabulary; `None` if there is no word.
fn word<T: Copy>(
    key: &str,
    given: Option<&str>,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<Option<T>, Misfit> {
    let Some(given) = given else { return Ok(None) };
    match all.iter().find(|meaning| word(**meaning) == given) {
        Some(meaning) => Ok(Some(*meaning)),
        None => {
            let known: Vec<&str> = all.iter().map(|meaning| word(*meaning)).collect();
            let message = format!("“{given}” is no word of “{key}”");
            Err(Misfit::new(DiagnosticCode::UnknownWord, message, format!("one of: {}", known.join(", "))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_without_their_detours() {
        assert_eq!(plain(Path::new("a/./b/../c.txt")), Path::new("a/c.txt"));
        assert_eq!(plain(Path::new("../x/y.txt")), Path::new("../x/y.txt"));
    }
}
