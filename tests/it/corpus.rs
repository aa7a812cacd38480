//! Tests the built-in corpus: the ledgers that a fact-checker would look up first.

use parallax::model::corpus::Entity;
use parallax::model::ledger::{Ledger, LedgerRow};
use parallax::model::{Corpus, Facet, IncidentId, PassageKind, Verdict};
use parallax::present::words;

use crate::fixture::built_in;

fn incident(corpus: &Corpus, id: &str) -> IncidentId {
    match corpus.find(id) {
        Some(Entity::Incident(id)) => id,
        _ => panic!("no incident {id}"),
    }
}

/// A row's cells as `article ¶n value “wording”`, sorted.
fn cells(corpus: &Corpus, row: &LedgerRow) -> Vec<String> {
    let mut all: Vec<String> = row
        .cells
        .iter()
        .flatten()
        .map(|&claim| {
            let claim = corpus.claim(claim.id);
            let passage = corpus.passage(corpus.account(claim.account).passage);
            let article = corpus.str(corpus.article(passage.article).id);
            format!("{article} ¶{} {} “{}”", passage.number, words::value(corpus, claim), corpus.str(claim.words))
        })
        .collect();
    all.sort();
    all
}

fn row(ledger: &Ledger, facet: Facet) -> &LedgerRow {
    ledger.row(facet).unwrap_or_else(|| panic!("no {facet:?}"))
}

#[test]
fn the_corpus_is_clean() {
    let loaded = built_in();
    let messages: Vec<String> = loaded.report.sorted().into_iter().map(|m| loaded.report.render(m)).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
    assert_eq!(loaded.status(), 0);
}

#[test]
fn five_articles_are_four_origins() {
    let corpus = built_in().workspace.corpus;
    assert_eq!(corpus.articles().len(), 5);
    assert_eq!(corpus.origin_count(), 4);
    let sizes: Vec<(&str, usize)> = corpus.articles().map(|(_, a)| (corpus.str(a.id), a.passages.len())).collect();
    assert_eq!(
        sizes,
        [("jamestown", 8), ("limited-times", 39), ("scmp", 11), ("scmp-republished", 51), ("region-plus", 23)]
    );
    assert!(corpus.passages().all(|(_, p)| !p.digest.is_empty() && !p.anchor.is_empty()));
    let kinds = |kind| corpus.passages().filter(|(_, p)| p.kind == kind).count();
    assert_eq!(
        (kinds(PassageKind::Standfirst), kinds(PassageKind::Caption), kinds(PassageKind::Highlights)),
        (5, 2, 1)
    );
}

#[test]
fn the_dead_of_the_moscow_concert_hall_are_compatible() {
    let corpus = built_in().workspace.corpus;
    let ledger = Ledger::of_incident(&corpus, incident(&corpus, "crocus-city-hall"));
    let killed = row(&ledger, Facet::Killed);
    assert_eq!(killed.verdict, Some(Verdict::Compatible));
    assert_eq!(killed.origins, 3);
    let told = cells(&corpus, killed);
    for wanted in ["limited-times ¶4 ≥133", "region-plus ¶1 >130", "scmp ¶7 137"] {
        assert!(told.iter().any(|c| c.starts_with(wanted)), "{wanted}: {told:?}");
    }
    assert_eq!((killed.min, killed.max), (Some(131), None), "the envelope of all sources");
    // Four articles report it; two of them have the same text.
    let coverage = corpus.coverage(corpus.incident(incident(&corpus, "crocus-city-hall")));
    assert_eq!((coverage.articles, coverage.origins), (4, 3));
}

#[test]
fn the_dead_of_kerman_are_compatible_and_each_has_its_paragraph() {
    let corpus = built_in().workspace.corpus;
    let ledger = Ledger::of_incident(&corpus, incident(&corpus, "kerman-bombings"));
    let killed = row(&ledger, Facet::Killed);
    assert_eq!(killed.verdict, Some(Verdict::Compatible));
    assert_eq!(
        cells(&corpus, killed),
        [
            "limited-times ¶22 94 “killing 94 people”",
            "region-plus ¶12 ≈90 “in approximately 90 deaths”",
            "scmp-republished ¶18 >90 “the killing of more than 90 people”",
        ]
    );
    assert_eq!(row(&ledger, Facet::Date).verdict, Some(Verdict::Compatible));
    let injured = row(&ledger, Facet::Injured);
    assert_eq!((injured.verdict, injured.min, injured.max), (Some(Verdict::Single), Some(270), Some(330)));
}

#[test]
fn one_hundred_and_seventy_and_thirteen_is_one_hundred_and_eighty_three() {
    let corpus = built_in().workspace.corpus;
    let ledger = Ledger::of_incident(&corpus, incident(&corpus, "kabul-airport"));
    let killed = row(&ledger, Facet::Killed);
    // A sum that nobody printed, and an approximate one, is not the same as a printed figure.
    assert_eq!(killed.verdict, Some(Verdict::Compatible));
    let told = cells(&corpus, killed);
    assert!(told.iter().any(|c| c.starts_with("region-plus ¶10 ≈183 (≈170 Afghans + 13 Americans)")), "{told:?}");
    assert!(told.iter().any(|c| c.starts_with("limited-times ¶15 183")), "{told:?}");
    // The site's own summary also states it and is not counted.
    assert!(told.iter().any(|c| c.starts_with("limited-times ¶1 183")), "{told:?}");
    assert_eq!(corpus.coverage(corpus.incident(incident(&corpus, "kabul-airport"))).accounts, 2);
}

#[test]
fn the_church_in_istanbul_has_one_dead_in_one_source() {
    let corpus = built_in().workspace.corpus;
    let ledger = Ledger::of_incident(&corpus, incident(&corpus, "istanbul-church"));
    let killed = row(&ledger, Facet::Killed);
    assert_eq!(killed.verdict, Some(Verdict::Single));
    assert!(cells(&corpus, killed)[0].starts_with("limited-times ¶22 1"));
    assert_eq!(row(&ledger, Facet::Date).origins, 3);
}

#[test]
fn the_two_attacks_on_shah_cheragh_share_a_figure_and_a_note_on_the_place() {
    let corpus = built_in().workspace.corpus;
    for (id, other, date) in
        [("shah-cheragh-2022", "shah-cheragh-2023", "2022-10"), ("shah-cheragh-2023", "shah-cheragh-2022", "2023-08")]
    {
        let id = incident(&corpus, id);
        let ledger = Ledger::of_incident(&corpus, id);
        let killed = row(&ledger, Facet::Killed);
        assert_eq!(killed.verdict, Some(Verdict::Single));
        let claim = corpus.claim(killed.cells[0][0].id);
        assert_eq!(claim.with, [incident(&corpus, other)]);
        assert_eq!(words::value(&corpus, claim), ">20 (joint)");
        assert_eq!(corpus.incident(id).date.unwrap().edtf(), date);
        let notes = corpus.incident(id).notes.ids().map(|n| corpus.note(n));
        let of_place = |n: &parallax::model::Note| n.general && corpus.str(n.text).contains("Shiraz");
        assert!(notes.into_iter().any(of_place), "a note gives the location of the shrine");
    }
}

#[test]
fn every_incident_is_told_by_a_passage_and_every_claim_has_its_words() {
    let corpus = built_in().workspace.corpus;
    for (_, record) in corpus.incidents() {
        assert!(!record.accounts.is_empty(), "{}", corpus.str(record.id));
        let title = corpus.str(record.title).chars().count();
        assert!(title <= 40, "{}: a title of {title} characters does not fit the timeline", corpus.str(record.id));
    }
    assert!(corpus.claims().all(|(_, c)| !c.words.is_empty()));
    assert!(corpus.quotes().all(|(_, q)| !q.gist.is_empty() && q.length() > 0));
}

#[test]
fn an_incident_whose_file_states_no_status_has_none() {
    let folder = std::env::temp_dir().join(format!("parallax-status-{}", std::process::id()));
    for (file, text) in [
        ("corpus.toml", "title = 'T'\n"),
        ("articles/b.md", "+++\ntitle = 'B'\npublisher = 'P'\n+++\n### 1 \"x y\"\nDigest.\n"),
        (
            "incidents/a.toml",
            "title = 'A threat'\nkind = 'threat'\n[[account]]\narticle = 'b'\npassage = 1\nclaims = []\n",
        ),
    ] {
        let file = folder.join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let loaded = parallax::load::load(&parallax::load::Request { paths: vec![folder.clone()], sources: Vec::new() });
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(loaded.corpus().incident(incident(loaded.corpus(), "a")).status, None);
    let s = crate::fixture::session(loaded, (80, 24), "<enter>");
    let shown = crate::fixture::screen(&s);
    assert!(shown.contains("undated · threat") && !shown.contains("carried out"), "{shown}");
}
