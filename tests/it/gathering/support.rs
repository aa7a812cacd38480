//! Articles as tests write them, and what is gathered from them.

use chrono::NaiveDate;
use parallax::gathering::{Decisions, DraftIncident, Gathered, GatheredArticle, ReadArticle, gather};
use parallax::reading::place::{Gazetteer, GeoPlace, PlaceKind};
use parallax::reading::{ArticleReading, ArticleText, read, sentence};

/// Towns of these tests: two in one country, far apart, one in another.
pub struct Towns;

impl Gazetteer for Towns {
    fn longest(&self, words: &[&str]) -> Option<(usize, Vec<GeoPlace>)> {
        let town = |name: &str, country: &str, lat: f32, lon: f32| GeoPlace {
            name: name.to_owned(),
            kind: PlaceKind::Town,
            country: country.to_owned(),
            admin: "01".to_owned(),
            lat,
            lon,
            population: 90_000,
        };
        let place = match *words.first()? {
            "tarnvik" => town("Tarnvik", "NO", 60.0, 10.0),
            "osbeck" => town("Osbeck", "NO", 66.0, 14.0),
            "velmora" => town("Velmora", "PT", 39.0, -8.0),
            _ => return None,
        };
        Some((1, vec![place]))
    }
}

/// An article of a test.
#[derive(Debug, Clone)]
pub struct Written {
    pub id: String,
    pub text: String,
    pub published: Option<NaiveDate>,
}

/// An article with a headline, passages and the day of publication.
pub fn written(id: &str, published: &str, text: &str) -> Written {
    Written { id: id.to_owned(), text: text.to_owned(), published: published.parse().ok() }
}

/// Reads articles and calls `then` with them.
pub fn with<T>(articles: &[Written], then: impl FnOnce(&[ReadArticle]) -> T) -> T {
    let reads: Vec<(usize, ArticleReading)> = articles.iter().map(reading).collect();
    let list: Vec<ReadArticle> = articles
        .iter()
        .zip(&reads)
        .map(|(a, (title_end, reading))| ReadArticle {
            article: GatheredArticle { id: &a.id, text: &a.text, title_end: *title_end, published: a.published },
            reading,
        })
        .collect();
    then(&list)
}

fn reading(a: &Written) -> (usize, ArticleReading) {
    let passages = sentence::passages(&a.text);
    let title_end = passages.first().map_or(0, |p| p.end);
    let article = ArticleText { text: &a.text, passages: &passages, title_end, published: a.published, english: true };
    (title_end, read(&article, &Towns))
}

/// What is gathered from articles.
pub fn gathered(articles: &[Written], decisions: &Decisions) -> Gathered {
    with(articles, |list| gather(list, decisions))
}

/// The drafts of articles, each as its title and the ids of its articles, a star after those that are mainly about it.
pub fn lines(articles: &[Written]) -> Vec<String> {
    let all = gathered(articles, &Decisions::default());
    all.incidents.iter().map(|d| line(articles, d)).collect()
}

/// A draft as its title and the ids of its articles.
pub fn line(articles: &[Written], draft: &DraftIncident) -> String {
    let mut ids: Vec<String> =
        draft.coverage.iter().map(|c| format!("{}{}", articles[c.article].id, if c.main { "*" } else { "" })).collect();
    ids.sort();
    format!("{}: {}", draft.title, ids.join(" "))
}

/// Two reports of one shooting, a follow-up weeks later, another shooting in the same town, and a bombing abroad.
pub fn folder() -> Vec<Written> {
    vec![
        written(
            "a-first",
            "2021-05-13",
            "Three killed in Tarnvik harbour shooting\n\nThree people were killed on Wednesday when a gunman opened fire \
             at the Halvard fish market in Tarnvik, police said.\n\nThe gunman, named as Jorn Askil, fled by boat towards \
             Mirren Island. Inspector Lise Holmgard said five people were wounded.",
        ),
        written(
            "b-second",
            "2021-05-14",
            "Tarnvik mourns after market shooting\n\nFlowers lay outside the Halvard fish market in Tarnvik, where three \
             people were killed in a shooting on Wednesday.\n\nPolice still look for Jorn Askil, who is said to have fled \
             to Mirren Island. Inspector Lise Holmgard asked for witnesses.",
        ),
        written(
            "c-trial",
            "2021-07-02",
            "Askil held over market killings\n\nJorn Askil was arrested on Mirren Island, seven weeks after three people \
             were killed in the shooting at the Halvard fish market in Tarnvik on 12 May.\n\nInspector Lise Holmgard said \
             he had hidden in a boathouse.",
        ),
        written(
            "d-other",
            "2021-06-21",
            "Man shot dead outside Tarnvik cinema\n\nA man was shot dead on Sunday outside the Rex cinema in Tarnvik, \
             officers said.\n\nPer Dagfinn, 31, had left the late show with his brother. Nobody has been arrested.",
        ),
        written(
            "e-abroad",
            "2021-05-13",
            "Bomb kills eight in Velmora\n\nA car bomb killed eight people on Wednesday at the tram depot in Velmora.\n\nA \
             group called Red Lantern claimed responsibility for the bombing.",
        ),
    ]
}
