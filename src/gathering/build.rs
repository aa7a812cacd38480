//! Makes draft incidents of groups of tellings.

use std::hash::BuildHasher;

use crate::model::Grade;
use crate::model::Status;
use crate::reading::incident::Method;
use chrono::NaiveDate;
use foldhash::fast::FixedState;

use super::article::{GatheredArticle, ReadArticle, Readings};
use super::draft::{ArticlePart, DraftIncident, Gathered, GatheringReason, IncidentDay, PartAnchor};
use super::figures::{self, Own};
use super::kind::exact;
use super::link::ArticlePair;
use super::others::SceneAgreement;
use super::profile::{ArticleProfile, Spot};
use super::reasons;
use super::telling::{SURVEY, Telling};
use super::title::title;
use super::words::Terms;

/// Mean probabilities from which a group's joining is plain, and likely.
const PLAIN: f32 = 0.9;
const LIKELY: f32 = 0.7;

/// One telling among all.
#[derive(Debug)]
pub struct TellingPart {
    /// Its article.
    pub article: usize,
    /// Its number in the article; 0 is the main one.
    pub telling: usize,
    /// What tells it from others.
    pub anchor: PartAnchor,
    /// Its date.
    pub day: Option<IncidentDay>,
    /// Its place.
    pub place: Option<Spot>,
}

impl TellingPart {
    /// The part for a telling.
    pub fn new(read: &ReadArticle, article: usize, telling: usize, told: &Telling) -> Self {
        let first = told.sentences.first().and_then(|s| read.reading.sentences.get(*s)).filter(|_| telling > 0);
        let mut words = first.map_or(String::new(), |span| read.words(*span));
        // Two incidents may begin in one sentence: the date tells them apart.
        if let Some(date) = told.date.filter(|_| telling > 0) {
            words = format!("{words} | {}", read.words(read.reading.dates[date].span));
        }
        let passage = first.map_or(0, |span| read.passage(span.start));
        let day = told.date.map(|at| &read.reading.dates[at].value);
        Self {
            article,
            telling,
            anchor: PartAnchor { article: read.id.to_owned(), passage, words },
            day: day.map(|when| IncidentDay { edtf: when.edtf.clone(), first: when.first, last: when.last }),
            place: told.place.map(|at| Spot::new(read.place(at))),
        }
    }
}

/// Tellings that are one incident.
#[derive(Debug)]
pub struct PartGroup {
    /// Articles that are mainly about it.
    pub mains: Vec<u32>,
    /// Other parts.
    pub others: Vec<usize>,
    /// How far its joining can be trusted.
    grade: Grade,
    /// Whether a reader joined some of it.
    decided: bool,
}

impl PartGroup {
    /// A group of articles, with the grade that its pairs give it.
    pub fn of_mains(mains: Vec<u32>, pairs: &[ArticlePair]) -> Self {
        let mut sum = 0.0;
        for a in &mains {
            let from = pairs.partition_point(|p| p.0 < *a);
            let own = pairs[from..].iter().take_while(|p| p.0 == *a);
            sum += own.filter(|p| mains.binary_search(&p.1).is_ok()).map(|p| p.2).sum::<f32>();
        }
        let mean = sum / (mains.len() * (mains.len() - 1) / 2).max(1) as f32;
        let grade = match mean {
            _ if mains.len() < 2 => Grade::Plain,
            PLAIN.. => Grade::Plain,
            LIKELY.. => Grade::Likely,
            _ => Grade::Guess,
        };
        Self { mains, others: Vec::new(), grade, decided: false }
    }

    /// A group of one part.
    pub fn of_part(part: usize, parts: &[TellingPart]) -> Self {
        let main = parts[part].telling == 0;
        let article = parts[part].article as u32;
        let (mains, others) = if main { (vec![article], Vec::new()) } else { (Vec::new(), vec![part]) };
        Self { mains, others, grade: Grade::Plain, decided: false }
    }

    /// Adds a part.
    pub fn add(&mut self, part: usize, parts: &[TellingPart], agreement: SceneAgreement, decided: bool) {
        self.decided |= decided;
        let grade = match agreement {
            _ if decided => Grade::Plain,
            SceneAgreement::Same | SceneAgreement::Within => Grade::Likely,
            SceneAgreement::Day | SceneAgreement::Month => Grade::Guess,
        };
        self.grade = self.grade.max(grade);
        if parts[part].telling == 0 { self.mains.push(parts[part].article as u32) } else { self.others.push(part) }
    }

    /// Whether a part is in it. `firsts` has the number of each article's main part.
    pub fn contains(&self, part: usize, firsts: &[usize]) -> bool {
        self.others.contains(&part) || self.mains.iter().any(|m| firsts[*m as usize] == part)
    }

    /// Whether it has some part of an article.
    pub fn has_article(&self, article: usize, parts: &[TellingPart]) -> bool {
        self.mains.contains(&(article as u32)) || self.others.iter().any(|p| parts[*p].article == article)
    }
}

/// Where drafts find the articles and what was read in them.
pub struct Sources<'s, 'r> {
    /// The articles, by their ids.
    pub articles: &'s [GatheredArticle<'s>],
    /// The position of each in the list given.
    pub order: &'s [usize],
    /// What was read in those of the list given.
    pub readings: &'s Readings<'r>,
}

/// The draft incidents of all groups.
pub fn drafts(
    sources: &Sources,
    tellings: &[Vec<Telling>],
    parts: &[TellingPart],
    groups: Vec<PartGroup>,
    profiles: &[ArticleProfile],
    terms: &Terms,
) -> Gathered {
    let mut firsts = vec![0; tellings.len()];
    for (number, part) in parts.iter().enumerate().rev() {
        firsts[part.article] = number;
    }
    let maker = Maker { sources, tellings, parts, profiles, terms, firsts };
    let mut incidents: Vec<DraftIncident> = groups.into_iter().filter_map(|g| maker.draft(&g)).collect();
    incidents.sort_by(|a, b| {
        let key = |d: &DraftIncident| d.day.as_ref().map_or((true, NaiveDate::MAX), |day| (false, day.first));
        key(a).cmp(&key(b)).then_with(|| a.title.cmp(&b.title)).then_with(|| a.id.cmp(&b.id))
    });
    let mut main = vec![None; tellings.len()];
    for (number, incident) in incidents.iter().enumerate() {
        for coverage in incident.coverage.iter().filter(|c| c.main) {
            main[coverage.article] = Some(number);
        }
    }
    Gathered { incidents, main }
}

/// What drafts are made from.
struct Maker<'r, 'l> {
    sources: &'r Sources<'r, 'l>,
    tellings: &'r [Vec<Telling>],
    parts: &'r [TellingPart],
    profiles: &'r [ArticleProfile],
    terms: &'r Terms,
    firsts: Vec<usize>,
}

/// What an article's number of dead and of injured count among others'.
type Weights = (u32, u32);

/// The most frequent of some values, the first of those that are as frequent.
fn most<T: PartialEq + Clone>(values: &[T]) -> Option<(T, usize)> {
    let count = |v: &T| values.iter().filter(|o| *o == v).count();
    let best = values.iter().take(200).enumerate().max_by_key(|(i, v)| (count(v), usize::MAX - i))?;
    Some((best.1.clone(), count(best.1)))
}

impl Maker<'_, '_> {
    /// The draft of a group; `None` if it is a single article that tells of no incident: neither how it was done nor how many were
    /// hit, and of what it tells in passing not where either.
    fn draft(&self, group: &PartGroup) -> Option<DraftIncident> {
        let mut members: Vec<usize> = group.mains.iter().map(|m| self.firsts[*m as usize]).collect();
        members.extend(&group.others);
        let written = |p: &usize| self.profiles[self.parts[*p].article].published;
        members.sort_by_key(|p| (written(p).unwrap_or(NaiveDate::MAX), *p));
        let tellings: Vec<&Telling> = members.iter().map(|p| self.telling(*p)).collect();
        let coverage = self.coverages(&members);
        let figures = coverage.iter().any(|(_, c, _)| c.killed.is_some() || c.injured.is_some());
        let kinds: Vec<(Method, Status)> = tellings.iter().filter_map(|t| t.kind).collect();
        let is_bare = kinds.is_empty() && !figures && (tellings[0].main || self.place(members[0]).is_none());
        if is_bare && members.len() == 1 {
            return None;
        }
        let days = self.days(&members);
        let places: Vec<Spot> = members.iter().filter_map(|p| self.place(*p)).collect();
        let day = finest(&days);
        let place = finest_place(&places);
        let kind = most(&kinds.iter().map(|k| k.0).collect::<Vec<_>>()).map(|(method, _)| {
            let statuses: Vec<Status> = kinds.iter().filter(|k| k.0 == method).map(|k| k.1).collect();
            let exact = exact(method, kinds.iter().map(|k| k.0));
            (exact, most(&statuses).map_or(Status::CarriedOut, |s| s.0))
        });
        let given = |value: &dyn Fn(&ArticlePart) -> Option<u32>, weight: &dyn Fn(&Weights) -> u32| {
            let of = |(article, c, w): &(usize, ArticlePart, Weights)| {
                value(c).map(|v| (v, weight(w), self.profiles[*article].published))
            };
            figures::agreed(&coverage.iter().filter_map(of).collect::<Vec<_>>())
        };
        let killed = given(&|c| c.killed_number, &|w| w.0);
        let injured = given(&|c| c.injured_number, &|w| w.1);
        // "A man was shot", where others say that he died: no injured beside the dead.
        let guessed = coverage.iter().filter(|c| c.1.injured_number.is_some()).all(|c| c.2.1 == 1);
        let injured =
            injured.filter(|i| !(guessed && killed.is_some_and(|k| k.value >= i.value && k.articles >= i.articles)));
        let reported = members.iter().filter_map(written).min();
        let mut reasons = Vec::new();
        if coverage.len() > 1 {
            // An article that tells of it twice is one article.
            let articles = |has: &dyn Fn(usize) -> bool| {
                let mut all: Vec<usize> =
                    members.iter().copied().filter(|p| has(*p)).map(|p| self.parts[p].article).collect();
                all.sort_unstable();
                all.dedup();
                all.len()
            };
            let same = |e: &IncidentDay| articles(&|p| self.days(&[p]).first() == Some(e));
            reasons.extend(
                day.as_ref()
                    .map(|d| (d, same(d)))
                    .filter(|(_, n)| *n > 1)
                    .map(|(d, articles)| GatheringReason::Day { edtf: d.edtf.clone(), articles }),
            );
            let same = |e: &Spot| articles(&|p| self.place(p).as_ref() == Some(e));
            reasons.extend(
                place
                    .as_ref()
                    .map(|p| (p, same(p)))
                    .filter(|(_, n)| *n > 1)
                    .map(|(p, articles)| GatheringReason::Place { name: p.name.clone(), articles }),
            );
            let profiles: Vec<&ArticleProfile> = group.mains.iter().map(|m| &self.profiles[*m as usize]).collect();
            reasons.extend(reasons::shared(&profiles, self.terms));
            // Numbers that are only implied ("was shot") are no reason.
            let printing = |value: u32, numbers: Vec<(Option<usize>, Option<u32>)>| {
                let all = numbers.into_iter().filter(|(figure, number)| figure.is_some() && *number == Some(value));
                Some((value, all.count())).filter(|(_, articles)| *articles > 1)
            };
            let parts = || coverage.iter().map(|c| &c.1);
            let of_killed = parts().map(|c| (c.killed, c.killed_number)).collect();
            let of_killed = killed.and_then(|a| printing(a.value, of_killed));
            reasons.extend(of_killed.map(|(value, articles)| GatheringReason::Killed { value, articles }));
            let of_injured = parts().map(|c| (c.injured, c.injured_number)).collect();
            let of_injured = injured.and_then(|a| printing(a.value, of_injured));
            reasons.extend(of_injured.map(|(value, articles)| GatheringReason::Injured { value, articles }));
            reasons.extend(group.decided.then_some(GatheringReason::Decided));
        }
        let own = if members.len() == 1 { tellings[0].grade } else { Grade::Plain };
        Some(DraftIncident {
            id: self.id(members[0]),
            title: title(kind, place.as_ref(), day.as_ref(), reported),
            day,
            place,
            method: kind.map(|k| k.0),
            status: kind.map(|k| k.1),
            reported,
            coverage: coverage.into_iter().map(|c| c.1).collect(),
            killed,
            injured,
            reasons,
            grade: group.grade.max(own),
        })
    }

    fn telling(&self, part: usize) -> &Telling {
        &self.tellings[self.parts[part].article][self.parts[part].telling]
    }

    /// The dates that members have.
    fn days(&self, members: &[usize]) -> Vec<IncidentDay> {
        members.iter().filter_map(|p| self.parts[*p].day.clone()).collect()
    }

    fn place(&self, part: usize) -> Option<Spot> {
        self.parts[part].place.clone()
    }

    /// A number that stays while the anchor stays.
    fn id(&self, part: usize) -> String {
        format!("{:016x}", FixedState::with_seed(11).hash_one(&self.parts[part].anchor))
    }

    /// What each article tells, with the article's number; tellings of one article are made one.
    fn coverages(&self, members: &[usize]) -> Vec<(usize, ArticlePart, Weights)> {
        let mut found: Vec<(usize, Telling, &PartAnchor)> = Vec::new();
        for part in members {
            let (telling, TellingPart { article, anchor, .. }) = (self.telling(*part), &self.parts[*part]);
            if let Some((_, one, known)) = found.iter_mut().find(|f| f.0 == *article) {
                *known = if telling.main { anchor } else { known };
                one.main |= telling.main;
                one.sentences.extend(&telling.sentences);
                one.sentences.sort_unstable();
                one.sentences.dedup();
                one.date = one.date.or(telling.date);
                one.place = one.place.or(telling.place);
            } else {
                found.push((*article, telling.clone(), anchor));
            }
        }
        let covered = |(article, telling, anchor): &(usize, Telling, &PartAnchor)| {
            let (coverage, weights) = self.coverage(*article, telling, anchor);
            (*article, coverage, weights)
        };
        found.iter().map(covered).collect()
    }

    fn coverage(&self, article: usize, telling: &Telling, anchor: &PartAnchor) -> (ArticlePart, Weights) {
        let reading = &*(self.sources.readings)(self.sources.order[article]);
        let read = &ReadArticle { article: self.sources.articles[article], reading };
        let within = |starts: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
            let own = |start: &usize| telling.sentences.binary_search(&read.sentence(*start)).is_ok();
            starts.enumerate().filter(|(_, s)| own(s)).map(|(i, _)| i).collect()
        };
        let Own { all, summed, killed, injured, killed_number, injured_number, killed_weight, injured_weight } =
            figures::own(read, telling, self.tellings[article].len() > SURVEY);
        // Of what the reading did not choose, the parting says how far it can be trusted.
        let trusted = |at: Option<usize>, chosen: Option<(usize, Grade)>| {
            let of_choice = chosen.filter(|(chosen, _)| telling.main && Some(*chosen) == at);
            of_choice.map_or(if telling.main { Grade::Guess } else { telling.grade }, |(_, grade)| grade)
        };
        let coverage = ArticlePart {
            article: self.sources.order[article],
            anchor: anchor.clone(),
            main: telling.main,
            sentences: telling.sentences.clone(),
            kind: telling.kind,
            date: telling.date,
            date_grade: trusted(telling.date, reading.main.day),
            dates: within(&mut reading.dates.iter().map(|m| m.span.start)),
            place: telling.place,
            place_grade: trusted(telling.place, reading.main.place),
            places: within(&mut reading.places.iter().map(|m| m.span.start)),
            figures: all,
            summed,
            killed,
            killed_number,
            injured,
            injured_number,
            incidents: within(&mut reading.incidents.iter().map(|m| m.span.start)),
            actors: within(&mut reading.actors.iter().map(|m| m.span.start)),
        };
        (coverage, (killed_weight, injured_weight))
    }
}

/// The date that most have; of those as frequent, the finest.
fn finest(days: &[IncidentDay]) -> Option<IncidentDay> {
    let count = |d: &IncidentDay| days.iter().filter(|o| *o == d).count();
    let length = |d: &IncidentDay| (d.last - d.first).num_days();
    days.iter().take(200).max_by_key(|d| (length(d) <= 1, count(d), -length(d), std::cmp::Reverse(d.first))).cloned()
}

/// The place that most have, towns before regions and countries.
fn finest_place(places: &[Spot]) -> Option<Spot> {
    use crate::reading::place::PlaceKind;
    let towns: Vec<Spot> = places.iter().filter(|p| p.kind == PlaceKind::Town).cloned().collect();
    most(&towns).filter(|(_, n)| *n * 3 >= places.len()).or_else(|| most(places)).map(|(p, _)| p)
}
