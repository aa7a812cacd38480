//! What the hand wants: the claims of some incidents of the built-in corpus, at their places in the raw articles.

use std::collections::HashMap;

use parallax::desk::fields::{field, text, texts};
use parallax::desk::typed::{self, ValueKind};
use parallax::desk::typed_number;
use parallax::documents::edit::{EditValue, Fields};
use parallax::documents::write::claim_fields;
use parallax::fold::fold;
use parallax::load::{Request, load};
use parallax::model::id::Id;
use parallax::model::{Claim, Corpus, IncidentId, NameKind, PassageId};

/// What a claim says, as far as verdicts go by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub facet: String,
    pub value: String,
    pub stance: String,
    pub by: Vec<String>,
    pub weighed: bool,
    pub borrowed: bool,
    pub day: String,
    /// The other incidents that it covers, by id.
    pub with: Vec<String>,
}

impl Said {
    /// What the fields of a claim say.
    pub fn of(corpus: &Corpus, fields: &Fields) -> Self {
        let word = |key: &str| text(fields, key).unwrap_or_default().to_owned();
        let facet = word("facet");
        let value = match corpus.facet(&facet) {
            Some(of) => typed::line(corpus, ValueKind::of(corpus, of), fields),
            None if field(fields, "value").is_none() => format!("{} {}", typed_number::line(fields), word("unit")),
            None => word("value"),
        };
        let by = texts(fields, "according_to").iter().map(|by| fold(by)).collect();
        let weighed = field(fields, "weigh") != Some(&EditValue::Flag(false));
        let mut with = texts(fields, "with").to_vec();
        with.sort();
        let bare = value.trim_matches(['“', '”', ' ']).to_owned();
        let (stance, borrowed, day) = (word("stance"), !word("borrowed").is_empty(), word("day"));
        Self { facet, value: bare, stance, by, weighed, borrowed, day, with }
    }

    pub fn of_claim(corpus: &Corpus, claim: &Claim) -> Self {
        let said = Self::of(corpus, &claim_fields(corpus, claim));
        Self { weighed: said.weighed && corpus.account(claim.account).weigh, ..said }
    }
}

/// A name that a claim needs.
#[derive(Debug, Clone)]
pub struct WantedName {
    pub kind: NameKind,
    pub name: String,
    /// It and its other spellings.
    pub spellings: Vec<String>,
    pub part_of: Option<String>,
}

/// A claim that is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The incident, by its id in the built-in corpus.
    pub incident: String,
    /// The raw article, and the number of the passage in it.
    pub article: String,
    pub passage: u32,
    /// The source's words.
    pub words: String,
    pub said: Said,
    /// Whether the value is free text that no other claim shares, so that the words of the source do as well.
    pub is_free: bool,
    pub name: Option<WantedName>,
    /// How the facet is declared, if the corpus has to.
    pub declared: Option<String>,
}

/// A claim for which the raw articles have no passage.
pub type Unplaced = (String, String);

/// The claims of these incidents of the built-in corpus, in the order of the raw articles; and those without a place there.
pub fn wanted(sources: &std::path::Path, raw: &Corpus, incidents: &[&str]) -> (Vec<Wanted>, Vec<Unplaced>) {
    let loaded = load(&Request { paths: Vec::new(), sources: vec![sources.to_owned()] });
    let corpus = loaded.corpus();
    let places = Places::of(corpus, raw);
    let (mut found, mut unplaced) = (Vec::new(), Vec::new());
    for id in incidents {
        let incident = corpus.incident(corpus.find_incident(id).unwrap());
        for account in corpus.accounts_in(incident.accounts) {
            for claim in corpus.claims_in(account.claims) {
                let mut said = Said::of_claim(corpus, claim);
                said.with.retain(|other| incidents.contains(&other.as_str()));
                let words = corpus.str(claim.words).to_owned();
                let Some((article, passage)) = places.find(raw, account.passage, &words) else {
                    unplaced.push(((*id).to_owned(), format!("{} “{words}”", said.facet)));
                    continue;
                };
                let name = corpus.find_name(&said.value).map(|id| corpus.name(id)).map(|name| WantedName {
                    kind: name.kind,
                    name: corpus.str(name.name).to_owned(),
                    spellings: (std::iter::once(name.name).chain(name.variants.iter().copied()))
                        .map(|spelling| corpus.str(spelling).to_owned())
                        .collect(),
                    part_of: name.part_of.map(|whole| corpus.str(corpus.name(whole).id).to_owned()),
                });
                let declared = corpus.declared(&said.facet).map(|facet| {
                    let unit = corpus.str(corpus.facets()[usize::from(facet.index)].unit).to_owned();
                    let single = if facet.single && !facet.kind.is_usually_single() { " single" } else { "" };
                    format!("{}{}{single}", facet.kind.word(), if unit.is_empty() { unit } else { format!(" {unit}") })
                });
                let is_text = text(&claim_fields(corpus, claim), "value").is_some() && name.is_none();
                let is_free = is_text && !["date", "time", "status"].contains(&said.facet.as_str());
                let incident = (*id).to_owned();
                found.push(Wanted { incident, article, passage, words, said, is_free, name, declared });
            }
        }
    }
    let mut shared: HashMap<(String, String, String), usize> = HashMap::new();
    let key = |w: &Wanted| (w.incident.clone(), w.said.facet.clone(), w.said.value.clone());
    for wanted in &found {
        *shared.entry(key(wanted)).or_default() += 1;
    }
    for wanted in &mut found {
        wanted.is_free &= shared[&key(wanted)] == 1;
    }
    // What is a part of something stands after it, so that it can be named.
    let order = |w: &Wanted| (w.article.clone(), w.passage, w.name.as_ref().is_some_and(|name| name.part_of.is_some()));
    found.sort_by_key(order);
    (found, unplaced)
}

/// Which raw article is which of the built-in corpus.
struct Places<'c> {
    built_in: &'c Corpus,
    articles: HashMap<usize, usize>,
}

fn text_of(corpus: &Corpus, id: PassageId) -> String {
    corpus.passage(id).text.map(|text| fold(corpus.str(text))).unwrap_or_default()
}

impl<'c> Places<'c> {
    fn of(built_in: &'c Corpus, raw: &Corpus) -> Self {
        let mut articles = HashMap::new();
        for (at, article) in built_in.articles() {
            let own: Vec<String> = article.passages.ids().map(|id| text_of(built_in, id)).collect();
            let like = |raw_id| {
                let all: Vec<String> =
                    raw.article(raw_id).passages.ids().map(|id: PassageId| text_of(raw, id)).collect();
                own.iter().filter(|text| !text.is_empty() && all.contains(text)).count()
            };
            let best = raw.articles().max_by_key(|(id, _)| like(*id)).unwrap().0;
            articles.insert(at.index(), best.index());
        }
        Self { built_in, articles }
    }

    fn find(&self, raw: &Corpus, passage: PassageId, words: &str) -> Option<(String, u32)> {
        let article = self.built_in.passage(passage).article;
        let (_, article) = raw.articles().find(|(id, _)| id.index() == self.articles[&article.index()]).unwrap();
        let whole = text_of(self.built_in, passage);
        let has = |id: &PassageId| text_of(raw, *id).contains(&fold(words));
        let likeness = |id: &PassageId| {
            let text = text_of(raw, *id);
            whole.split(' ').filter(|word| text.contains(word)).count() * 1000 / (text.len() + whole.len())
        };
        let best = article.passages.ids().filter(has).max_by_key(likeness)?;
        Some((raw.str(article.id).to_owned(), raw.passage(best).number))
    }
}

/// The facets of an incident with the verdict of each, as the ledger shows them.
pub fn verdicts(corpus: &Corpus, id: IncidentId) -> Vec<(String, String)> {
    let ledger = parallax::model::Ledger::of_incident(corpus, id);
    let row = |row: &parallax::model::ledger::LedgerRow| {
        let verdict = row.verdict.map_or("not weighed".to_owned(), |verdict| format!("{verdict:?}"));
        let within = if row.inconsistent.is_empty() { "" } else { ", inconsistent" };
        let party = if row.party == parallax::model::Party::Victims { "" } else { row.party.word() };
        (format!("{} {party}", corpus.facet_word(row.facet)).trim().to_owned(), format!("{verdict}{within}"))
    };
    let confirmed = |row: &&parallax::model::ledger::LedgerRow| !row.is_all_draft();
    ledger.rows.iter().filter(confirmed).map(row).collect()
}
