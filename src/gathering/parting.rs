//! Parts an article by the incidents that it tells of: the main one, and others that it recalls or adds.
//!
//! A sentence with words of an incident and a date of its own begins another incident, unless the date is the main one's;
//! so does one that says so by its first words ("In a separate attack"), with a date or without. The sentences after it in
//! the passage go on with it. Everything else is the main incident's.

use crate::model::Grade;
use crate::model::Status;
use crate::reading::Mention;
use crate::reading::date::{DateGrain, ResolvedDate};
use crate::reading::incident::Method;
use crate::reading::incident::another::begins_another;
use crate::reading::place::PlaceKind;
use chrono::NaiveDate;

use super::article::ReadArticle;
use super::dating::{overlap, usable};
use super::kind::{exact, is_vague, kinds_agree, specific};
use super::telling::{HAPPENED, SURVEY, Telling};

/// Other incidents that are taken from one article at most.
const MOST: usize = 60;

/// Days before the main incident on which words are still about it: the night before, the lead-up.
const LEAD_UP: i64 = 2;

/// How far into the text, in bytes, the lead goes.
const LEAD: usize = 1_500;

/// A finding, as its position, and how sure it is that it is the main one.
type Chosen = Option<(usize, Grade)>;

/// The incidents of an article, the main one first. It is there always, even if the article tells of none.
pub fn tellings(article: &ReadArticle) -> Vec<Telling> {
    let main = article.reading.main;
    let all = part(article, main.day, main.place);
    let deep = |(at, grade): (usize, Grade)| {
        grade == Grade::Guess && article.reading.dates[at].span.start > article.title_end + LEAD
    };
    // A survey of incidents has no main one whose day a guess deep in the text could be.
    let mut all = if all.len() > SURVEY && main.day.is_some_and(deep) { part(article, None, None) } else { all };
    all.shrink_to_fit();
    for telling in &mut all {
        telling.sentences.shrink_to_fit();
    }
    all
}

/// The incidents of an article with a main day and place.
fn part(article: &ReadArticle, day: Chosen, place: Chosen) -> Vec<Telling> {
    let parting = Parting::new(article, day, place);
    let mut others: Vec<Telling> = Vec::new();
    let mut main: Vec<usize> = Vec::new();
    let mut current: Vec<usize> = Vec::new();
    let mut passage = usize::MAX;
    for (i, span) in article.reading.sentences.iter().enumerate() {
        let here = article.passage(span.start);
        if here != passage {
            passage = here;
            current.clear();
        }
        let found = parting.others(i, &current, &others);
        if found.is_empty() && parting.begins_another(i) {
            current.clear();
            if others.len() < MOST {
                current.push(others.len());
                let (place, grade) = (parting.located(i), Grade::Guess);
                others.push(Telling { main: false, sentences: vec![i], date: None, place, kind: None, grade });
            }
            continue;
        }
        if found.is_empty() {
            if parting.names_main(i) {
                current.clear();
            }
            match &current[..] {
                [] => main.push(i),
                going_on => going_on.iter().for_each(|o| others[*o].sentences.push(i)),
            }
            continue;
        }
        current.clear();
        for (date, grade) in found {
            let place = parting.located(i);
            let same = others.iter().position(|o| parting.same(o, date, place));
            let at = same.unwrap_or(others.len());
            if let Some(at) = same {
                others[at].sentences.push(i);
                others[at].place = others[at].place.or(place);
            } else if others.len() < MOST {
                others.push(Telling { main: false, sentences: vec![i], date: Some(date), place, kind: None, grade });
            } else {
                continue;
            }
            current.push(at);
        }
    }
    for other in &mut others {
        other.sentences.dedup();
        other.kind = parting.kind(&other.sentences);
        other.place = parting.best_place(other);
    }
    let kind = parting.kind(&main);
    let grade = day.map_or(Grade::Guess, |d| d.1).max(place.map_or(Grade::Guess, |p| p.1));
    let date = day.map(|d| d.0);
    let place = parting.main_place(date, place.map(|p| p.0), others.len());
    let mut all = vec![Telling { main: true, sentences: main, date, place, kind, grade }];
    all.append(&mut others);
    all
}

/// What the parting of an article needs again and again.
struct Parting<'r, 'a> {
    article: &'r ReadArticle<'a>,
    /// Per sentence: dates, words of incidents, places, figures.
    dates: Vec<Vec<usize>>,
    incidents: Vec<Vec<usize>>,
    places: Vec<Vec<usize>>,
    figures: Vec<Vec<usize>>,
    day: Option<NaiveDate>,
    place: Option<usize>,
}

impl<'r, 'a> Parting<'r, 'a> {
    fn new(article: &'r ReadArticle<'a>, day: Chosen, place: Chosen) -> Self {
        let reading = article.reading;
        let per_sentence = |starts: &mut dyn Iterator<Item = usize>| {
            let mut lists = vec![Vec::new(); reading.sentences.len()];
            for (i, start) in starts.enumerate() {
                if let Some(list) = lists.get_mut(article.sentence(start)) {
                    list.push(i);
                }
            }
            lists
        };
        Self {
            article,
            dates: per_sentence(&mut reading.dates.iter().map(|m| m.span.start)),
            incidents: per_sentence(&mut reading.incidents.iter().map(|m| m.span.start)),
            places: per_sentence(&mut reading.places.iter().map(|m| m.span.start)),
            figures: per_sentence(&mut reading.figures.iter().map(|m| m.span.start)),
            day: day.map(|(i, _)| reading.dates[i].value.first),
            place: place.map(|p| p.0),
        }
    }

    fn date(&self, at: usize) -> &Mention<ResolvedDate> {
        &self.article.reading.dates[at]
    }

    /// The dates of other incidents that a sentence tells of.
    fn others(&self, sentence: usize, current: &[usize], others: &[Telling]) -> Vec<(usize, Grade)> {
        let span = self.article.reading.sentences[sentence];
        if span.start < self.article.title_end || self.dates[sentence].is_empty() {
            return Vec::new();
        }
        let Some(grade) = self.happening(sentence) else { return Vec::new() };
        let named = self.located(sentence).is_some();
        let by_word = !self.incidents[sentence].is_empty();
        let mut found: Vec<(usize, Grade)> = Vec::new();
        for at in &self.dates[sentence] {
            let date = self.date(*at);
            if !usable(self.article, date, span) || !self.is_other(*at, sentence) {
                continue;
            }
            // "In July 2018 … (Tarn News, July 31, 2018)": one date is enough for one incident.
            let within = |(other, _): &(usize, Grade)| overlap(&self.date(*other).value, &date.value);
            if found.iter().any(within) {
                continue;
            }
            let going_on =
                current.iter().any(|o| others[*o].date.is_some_and(|d| overlap(&self.date(d).value, &date.value)));
            if going_on && date.value.grain != DateGrain::Day {
                continue;
            }
            // A year alone tells incidents apart only with words for what was where.
            let year = date.value.grain == DateGrain::Year;
            // "In 2015, a man drove into a crowd": what begins with its year is of that year.
            let begins = date.span.start <= span.start + "In ".len() && self.day.is_some();
            if year && !begins && !(by_word && named) {
                continue;
            }
            found.push((*at, if year || !named { Grade::Guess } else { grade }));
        }
        found
    }

    /// Whether a sentence tells of something that happened, and how surely.
    fn happening(&self, sentence: usize) -> Option<Grade> {
        let reading = self.article.reading;
        let methods = self.incidents[sentence].iter().map(|i| reading.incidents[*i].value.method);
        if methods.clone().any(|m| m != Method::Arrest) || !self.figures[sentence].is_empty() {
            return Some(Grade::Likely);
        }
        let text = reading.sentences[sentence].of(self.article.text);
        let happened = methods.count() > 0 || HAPPENED.is_any_in(text);
        happened.then_some(Grade::Guess)
    }

    /// Whether a sentence of the text says by its first words that it begins another incident.
    fn begins_another(&self, sentence: usize) -> bool {
        let span = self.article.reading.sentences[sentence];
        span.start >= self.article.title_end
            && self.happening(sentence).is_some()
            && begins_another(span.of(self.article.text))
    }

    /// Whether the date of a sentence is that of another incident than the main one.
    fn is_other(&self, at: usize, sentence: usize) -> bool {
        if self.begins_another(sentence) {
            return true;
        }
        let when = &self.date(at).value;
        let Some(day) = self.day else { return true };
        if when.first <= day && day <= when.last {
            // "in March" of the main day: another only where the place is another one.
            return when.grain != DateGrain::Day && self.elsewhere(sentence);
        }
        let later = when.first > day;
        let lead_up = !later && (day - when.last).num_days() <= LEAD_UP;
        // Arrests, deaths and statements follow a main incident; other incidents are elsewhere.
        if later || lead_up { self.elsewhere(sentence) } else { true }
    }

    /// Whether a sentence names as its place one that is not the main one.
    fn elsewhere(&self, sentence: usize) -> bool {
        let Some(at) = self.located(sentence) else { return false };
        let Some(main) = self.place else { return true };
        let (here, main) = (self.article.place(at), self.article.place(main));
        if here.kind == PlaceKind::Town && main.kind == PlaceKind::Town {
            here != main
        } else {
            here.country != main.country
        }
    }

    /// Whether a sentence names the main incident's day again.
    fn names_main(&self, sentence: usize) -> bool {
        let is = |at: &usize| {
            self.day
                .is_some_and(|day| self.date(*at).value.grain == DateGrain::Day && self.date(*at).value.first == day)
        };
        self.dates[sentence].iter().any(is)
    }

    /// The place where a sentence says that something was: a town before a region or country.
    fn located(&self, sentence: usize) -> Option<usize> {
        self.places[sentence].iter().min_by_key(|at| self.rank(**at, sentence)).copied()
    }

    /// The place of the main incident: in an article that tells of others, the town beside its date before one that neither
    /// that sentence nor the headline names.
    fn main_place(&self, date: Option<usize>, place: Option<usize>, others: usize) -> Option<usize> {
        let near = || {
            let sentence = self.article.sentence(self.date(date?).span.start);
            let beside = self.located(sentence)?;
            let town = self.article.place(beside);
            let chosen = self.article.place(place?);
            let named = |at: usize| self.article.place(at) == chosen;
            let reading = self.article.reading;
            let headline = reading.places.iter().take_while(|m| m.span.start < self.article.title_end).count();
            let is = !(0..headline).chain(self.places[sentence].iter().copied()).any(named);
            (is && others > 1 && town.kind == PlaceKind::Town && reading.places[beside].value.located).then_some(beside)
        };
        near().or(place)
    }

    /// How well a place says where something was; the least is best. Of several the one nearest to words of an incident.
    fn rank(&self, at: usize, sentence: usize) -> (bool, bool, u8, usize) {
        let reading = self.article.reading;
        let m = &reading.places[at];
        let away = |i: &usize| reading.incidents[*i].span.start.abs_diff(m.span.start);
        let near = self.incidents[sentence].iter().map(away).min().unwrap_or(m.span.start);
        let kind = match m.value.place.kind {
            PlaceKind::Town => 0,
            PlaceKind::Region => 1,
            PlaceKind::Country => 2,
        };
        (m.value.adjective, !m.value.located, kind, near)
    }

    /// The place of a telling: of its first sentence; of the two after it if these have a town and the first has none; else of
    /// the sentence before in its passage.
    fn best_place(&self, telling: &Telling) -> Option<usize> {
        let reading = self.article.reading;
        let named = |at: &usize| !reading.places[*at].value.adjective;
        let town = |at: &usize| reading.places[*at].value.place.kind == PlaceKind::Town;
        let own = telling.place;
        if own.is_some_and(|at| named(&at) && town(&at)) {
            return own;
        }
        let next =
            telling.sentences.iter().skip(1).take(2).filter_map(|s| self.located(*s)).find(|at| named(at) && town(at));
        let before = || {
            let first = *telling.sentences.first()?;
            let passage = |s: usize| self.article.passage(reading.sentences[s].start);
            let back = first.checked_sub(1).filter(|s| passage(*s) == passage(first))?;
            self.located(back).filter(named)
        };
        next.or(own.filter(named)).or_else(before).or(own)
    }

    /// Whether another incident of the article has a date and place already.
    fn same(&self, other: &Telling, date: usize, place: Option<usize>) -> bool {
        let Some(known) = other.date else { return false };
        let (a, b) = (&self.date(known).value, &self.date(date).value);
        let places = match (other.place, place) {
            (Some(x), Some(y)) => {
                let (x, y) = (self.article.place(x), self.article.place(y));
                x == y || x.country == y.country && (x.kind != PlaceKind::Town || y.kind != PlaceKind::Town)
            }
            _ => true,
        };
        a.edtf == b.edtf && places
    }

    /// How it was done, by the words of some sentences: the most specific of those named most.
    fn kind(&self, sentences: &[usize]) -> Option<(Method, Status)> {
        let reading = self.article.reading;
        let is_denied = |at: &usize| reading.incidents[*at].value.denied;
        let is_own = |at: &&usize| !reading.incidents[**at].value.earlier;
        let all = || sentences.iter().flat_map(|s| &self.incidents[*s]).filter(is_own);
        // What only some sentences deny was as the others say; what the headline denies was not.
        let in_headline = || all().filter(|at| reading.incidents[**at].span.start < self.article.title_end);
        let denied = all().all(is_denied) || in_headline().count() > 0 && in_headline().all(is_denied);
        let words = || all().filter(|at| is_denied(at) == denied).take(40);
        let mut tally: Vec<(Method, Status, u32)> = Vec::new();
        for (rank, at) in words().enumerate() {
            let m = &reading.incidents[*at].value;
            let headline = reading.incidents[*at].span.start < self.article.title_end;
            let early = if rank < 6 { 2 } else { 1 };
            let weight = specific(m.method) * if headline { 4 } else { early };
            match tally.iter_mut().find(|t| t.0 == m.method) {
                Some(t) => t.2 += weight,
                None => tally.push((m.method, m.status, weight)),
            }
        }
        // "Gunmen stormed the market and burned shops": what else they did to things is not what it was.
        let other = |at: &usize| {
            let method = reading.incidents[*at].value.method;
            !matches!(method, Method::Arson | Method::Killing | Method::Arrest | Method::Plot)
        };
        let named = |at: &&usize| reading.incidents[**at].span.start < self.article.title_end;
        let of_arson = |at: &usize| reading.incidents[*at].value.method == Method::Arson;
        if words().skip_while(named).any(other) && !words().take_while(named).any(of_arson) {
            tally.retain(|t| t.0 != Method::Arson);
        }
        let most = tally.iter().map(|t| t.2).max()?;
        let (mut method, status, weight) = *tally.iter().find(|t| t.2 == most)?;
        // "Strikes kill 20" is an air strike where the first sentence says so: how it was done says more than that people died.
        if is_vague(method) {
            let first = sentences.iter().find(|s| reading.sentences[**s].start >= self.article.title_end);
            let said_first = |of: Method| {
                first.is_some_and(|s| self.incidents[*s].iter().any(|at| reading.incidents[*at].value.method == of))
            };
            let fits = |t: &&(Method, Status, u32)| {
                let is_said = !is_vague(t.0) && t.1 == status && t.2 * 3 >= weight && said_first(t.0);
                is_said && kinds_agree(Some(method), Some(t.0))
            };
            method = tally.iter().filter(fits).max_by_key(|t| t.2).map_or(method, |t| t.0);
        }
        Some((exact(method, tally.iter().filter(|t| t.1 == status).map(|t| t.0)), status))
    }
}
