//! Gathers what articles tell into draft incidents: which articles, and which passages of them, speak of the same one.
//!
//! Everything is a suggestion with its reasons; readers join and split by [`draft::Decisions`]. Pure functions: the same
//! articles give the same drafts in whatever order they come. Knows nothing of files, corpora or screens.
//!
//! `parting` parts an article by incidents; `words`, `candidates`, `evidence` and `link` group the main ones; `others` adds
//! what is told in passing; `build` makes drafts of the groups.

mod article;
mod boilerplate;
mod build;
mod candidates;
mod dating;
pub mod draft;
mod evidence;
mod fact;
mod figures;
mod kind;
mod link;
mod others;
mod parting;
mod phrase;
pub mod profile;
mod reasons;
mod telling;
mod title;
mod weighted;
mod weights;
mod words;

use std::borrow::Cow;

use crate::model::Grade;
use crate::reading::place::PlaceKind;
use crate::reading::{ArticleReading, TextSpan};
use crate::shares;

pub use article::{GatheredArticle, ReadArticle, Readings};
use boilerplate::Boilerplate;
use build::{PartGroup, TellingPart};
pub use draft::{Agreed, ArticlePart, Decisions, DraftIncident, Gathered, GatheringReason, IncidentDay, PartAnchor};
use others::{IncidentScene, SceneAgreement, SceneIndex};
use profile::ArticleProfile;
pub use profile::Spot;
use telling::Telling;
pub use title::title;
use weighted::SpreadTerms;
use words::{Terms, WordsRead, WordsReader};

/// The mean probability at which articles are joined.
const JOIN: f32 = 0.5;

/// Gathers articles into draft incidents.
pub fn gather(articles: &[ReadArticle], decisions: &Decisions) -> Gathered {
    let alone: Vec<GatheredArticle> = articles.iter().map(|read| read.article).collect();
    gather_with(&alone, &|at| Cow::Borrowed(articles[at].reading), decisions)
}

/// The same of articles whose readings are kept elsewhere.
pub fn gather_with(articles: &[GatheredArticle], readings: &Readings<'_>, decisions: &Decisions) -> Gathered {
    // The order of ids decides every tie, so the order given does not.
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|i| (articles[*i].id, articles[*i].text));
    let sorted: Vec<GatheredArticle> = order.iter().map(|i| articles[*i]).collect();
    let reading = |at: usize| readings(order[at]);
    let FirstLook { tellings, parts, numbers, mut profiles } = FirstLook::at(&sorted, &reading);
    let terms = compare(&sorted, &reading, &tellings, &numbers, &mut profiles);
    let pairs = probable(&profiles, &terms);
    let fixed = ResolvedDecisions::new(&parts, decisions);
    let mains = link::groups(
        sorted.len(),
        &pairs,
        JOIN,
        candidates::MOST / 2,
        link::Fixed { together: &fixed.together, apart: &fixed.apart },
    );
    let mut groups: Vec<PartGroup> = mains.into_iter().map(|members| PartGroup::of_mains(members, &pairs)).collect();
    join_others(&tellings, &parts, &mut groups, &fixed);
    let sources = build::Sources { articles: &sorted, order: &order, readings };
    build::drafts(&sources, &tellings, &parts, groups, &profiles, &terms)
}

/// What is kept of all articles after a first look at what was read in them.
#[derive(Default)]
struct FirstLook {
    /// What each tells.
    tellings: Vec<Vec<Telling>>,
    /// All tellings in order: those of the first article, those of the second, and so on.
    parts: Vec<TellingPart>,
    /// The numbers of each article's passages.
    numbers: Vec<Vec<u64>>,
    /// What is compared of each, but for terms and names.
    profiles: Vec<ArticleProfile>,
}

impl FirstLook {
    fn at<'r>(articles: &[GatheredArticle], readings: &(impl Fn(usize) -> Cow<'r, ArticleReading> + Sync)) -> Self {
        let looks = shares::each(articles, |first, share| {
            let mut look = Self::default();
            for (at, article) in (first..).zip(share) {
                let reading = readings(at);
                let read = ReadArticle { article: *article, reading: &reading };
                let told = parting::tellings(&read);
                look.parts.extend((0..told.len()).map(|telling| TellingPart::new(&read, at, telling, &told[telling])));
                look.numbers.push(boilerplate::numbers(read.text, &reading.passages));
                look.profiles.push(ArticleProfile::new(&reading, &told[0], read.published));
                look.tellings.push(told);
            }
            look
        });
        looks.into_iter().reduce(Self::with).unwrap_or_default()
    }

    /// This and the articles after it.
    fn with(mut self, after: Self) -> Self {
        self.tellings.extend(after.tellings);
        self.parts.extend(after.parts);
        self.numbers.extend(after.numbers);
        self.profiles.extend(after.profiles);
        self
    }
}

/// Reads the words of all articles. Adds what is compared of them to their profiles.
fn compare<'r>(
    articles: &[GatheredArticle],
    readings: &(impl Fn(usize) -> Cow<'r, ArticleReading> + Sync),
    tellings: &[Vec<Telling>],
    numbers: &[Vec<u64>],
    profiles: &mut [ArticleProfile],
) -> Terms {
    let published = profiles.iter().map(|profile| profile.published);
    let boilerplate = Boilerplate::of(numbers.iter().map(Vec::as_slice).zip(published));
    let read = |reader: &mut WordsReader, at: usize, article: &GatheredArticle| {
        let reading = readings(at);
        let places = reading.places.iter().map(|m| m.span);
        let mut skip: Vec<TextSpan> = places.chain(reading.dates.iter().map(|m| m.span)).collect();
        skip.sort_unstable();
        let boilerplate = boilerplate.among(&reading.passages, &numbers[at]);
        let left_out = left_out(&ReadArticle { article: *article, reading: &reading }, &tellings[at], boilerplate);
        reader.count(article.text, article.title_end, &skip, &left_out)
    };
    let counted = shares::each(articles, |first, share| {
        let mut reader = WordsReader::default();
        let counted: Vec<WordsRead> =
            (first..).zip(share).map(|(at, article)| read(&mut reader, at, article)).collect();
        (reader, counted)
    });
    let (reader, counted) = WordsReader::join(counted);
    let terms = reader.terms(&counted);
    for (profile, read) in profiles.iter_mut().zip(counted) {
        (profile.terms, profile.names) = (terms.weigh(&read.words), terms.weigh_names(&read.names));
    }
    terms
}

/// The spans of an article whose words are not compared: boilerplate, and sentences on other incidents that were surely
/// elsewhere or done in another way.
fn left_out(article: &ReadArticle, told: &[Telling], boilerplate: Vec<TextSpan>) -> Vec<TextSpan> {
    let method = |t: &Telling| t.kind.map(|k| k.0);
    let place = |t: &Telling| t.place.map(|at| article.place(at)).filter(|p| p.kind == PlaceKind::Town);
    let elsewhere = |t: &Telling| place(t).zip(place(&told[0])).is_some_and(|(its, main)| its != main);
    let other = |t: &Telling| elsewhere(t) || !kind::kinds_agree(method(t), method(&told[0]));
    let sure = told.iter().skip(1).filter(|t| t.grade < Grade::Guess && other(t));
    let mut all: Vec<TextSpan> = sure.flat_map(|t| &t.sentences).map(|s| article.reading.sentences[*s]).collect();
    all.extend(boilerplate);
    all.sort_unstable();
    all
}

/// Pairs of articles with the probability that they are mainly about the same incident; improbable ones are left out.
fn probable(profiles: &[ArticleProfile], terms: &Terms) -> Vec<link::ArticlePair> {
    let prior = evidence::prior(profiles.len());
    let words: Vec<_> = profiles.iter().map(|p| &p.terms).collect();
    let pairs = candidates::pairs(&words, terms);
    let weigh = |_: usize, share: &[(u32, u32)]| {
        let mut spread = SpreadTerms::new(terms.weights());
        let mut probable = Vec::new();
        for same_first in share.chunk_by(|x, y| x.0 == y.0) {
            let first = &profiles[same_first[0].0 as usize];
            spread.take(&first.terms);
            for &(a, b) in same_first {
                let second = &profiles[b as usize];
                let alike = spread.alike(&second.terms);
                let probability = evidence::probability(first, second, alike, terms, prior);
                if probability > 0.01 {
                    probable.push((a, b, probability));
                }
            }
        }
        probable
    };
    shares::each(&pairs, weigh).concat()
}

/// Decisions as numbers: of articles where both coverages are main ones, and of parts.
struct ResolvedDecisions {
    together: Vec<(u32, u32)>,
    apart: Vec<(u32, u32)>,
    parts_together: Vec<(usize, usize)>,
    parts_apart: Vec<(usize, usize)>,
}

impl ResolvedDecisions {
    fn new(parts: &[TellingPart], decisions: &Decisions) -> Self {
        let find = |anchor: &PartAnchor| parts.iter().position(|p| p.anchor == *anchor);
        let resolve = |pairs: &[(PartAnchor, PartAnchor)]| -> Vec<(usize, usize)> {
            pairs.iter().filter_map(|(a, b)| find(a).zip(find(b))).filter(|(a, b)| a != b).collect()
        };
        let (parts_together, parts_apart) = (resolve(&decisions.together), resolve(&decisions.apart));
        let mains = |pairs: &[(usize, usize)]| -> Vec<(u32, u32)> {
            let both =
                pairs.iter().map(|(a, b)| (&parts[*a], &parts[*b])).filter(|(a, b)| a.telling == 0 && b.telling == 0);
            both.map(|(a, b)| (a.article as u32, b.article as u32)).collect()
        };
        Self { together: mains(&parts_together), apart: mains(&parts_apart), parts_together, parts_apart }
    }

    /// Whether a decision keeps a part out of a group.
    fn kept_apart(&self, part: usize, group: &PartGroup, firsts: &[usize]) -> bool {
        let inside = |other: usize| group.contains(other, firsts);
        self.parts_apart.iter().any(|(a, b)| *a == part && inside(*b) || *b == part && inside(*a))
    }

    /// The part that a reader joined with one.
    fn with(&self, part: usize) -> impl Iterator<Item = usize> {
        let other = move |(a, b): &(usize, usize)| (*a == part).then_some(*b).or((*b == part).then_some(*a));
        self.parts_together.iter().filter_map(other)
    }
}

/// Joins the other incidents of articles, and the main ones of surveys, with groups of the same day and place.
fn join_others(
    tellings: &[Vec<Telling>],
    parts: &[TellingPart],
    groups: &mut Vec<PartGroup>,
    fixed: &ResolvedDecisions,
) {
    // The number of each article's first part.
    let mut firsts = Vec::with_capacity(tellings.len());
    let mut next = 0;
    for all in tellings {
        firsts.push(next);
        next += all.len();
    }
    let scene = |part: &TellingPart| scene(part, &tellings[part.article][part.telling]);
    let survey = |g: &PartGroup| matches!(&g.mains[..], [one] if tellings[*one as usize].len() > telling::SURVEY);
    let (surveys, mut kept): (Vec<PartGroup>, Vec<PartGroup>) = groups.drain(..).partition(survey);
    let mut index = SceneIndex::default();
    for group in &kept {
        let scenes: Vec<IncidentScene> = group.mains.iter().map(|m| scene(&parts[firsts[*m as usize]])).collect();
        index.add(typical(&scenes));
    }
    let alone = surveys.iter().flat_map(|g| &g.mains).map(|m| firsts[*m as usize]);
    let mut open: Vec<usize> = alone.chain((0..parts.len()).filter(|p| parts[*p].telling > 0)).collect();
    // Exact days first, so that months find them.
    open.sort_by_cached_key(|p| (scene(&parts[*p]).days.map_or(i64::MAX, |(a, b)| (b - a).num_days()), *p));
    for part in open {
        let scene = scene(&parts[part]);
        let decided = fixed.with(part).find_map(|other| kept.iter().position(|g| g.contains(other, &firsts)));
        let found = decided.map(|at| (at, SceneAgreement::Same)).or_else(|| {
            let fits = |(at, _): &(usize, SceneAgreement)| {
                let group: &PartGroup = &kept[*at];
                !fixed.kept_apart(part, group, &firsts)
            };
            let other = |(at, agreement): &(usize, SceneAgreement)| {
                *agreement == SceneAgreement::Same || !kept[*at].has_article(parts[part].article, parts)
            };
            index.find(&scene).filter(fits).filter(other)
        });
        if let Some((at, agreement)) = found {
            kept[at].add(part, parts, agreement, decided.is_some());
            index.fill(at, &scene);
        } else {
            kept.push(PartGroup::of_part(part, parts));
            index.add(scene);
        }
    }
    *groups = kept;
}

/// When, where and how, of one telling.
fn scene(part: &TellingPart, telling: &Telling) -> IncidentScene {
    let days = part.day.as_ref().map(|day| (day.first, day.last));
    IncidentScene { days, place: part.place.clone(), method: telling.kind.map(|k| k.0) }
}

/// The day, place and method that most of some scenes have.
fn typical(scenes: &[IncidentScene]) -> IncidentScene {
    let most = |same: &dyn Fn(&IncidentScene, &IncidentScene) -> bool, has: &dyn Fn(&IncidentScene) -> bool| {
        let count = |s: &IncidentScene| scenes.iter().take(50).filter(|o| same(s, o)).count();
        let known = scenes.iter().take(50).enumerate().filter(|(_, s)| has(s));
        known.max_by_key(|(i, s)| (count(s), usize::MAX - i)).map(|(_, s)| s)
    };
    IncidentScene {
        days: most(&|a, b| a.days == b.days, &|s| s.days.is_some()).and_then(|s| s.days),
        place: most(&|a, b| a.place == b.place, &|s| s.place.is_some()).and_then(|s| s.place.clone()),
        method: most(&|a, b| a.method == b.method, &|s| s.method.is_some()).and_then(|s| s.method),
    }
}
