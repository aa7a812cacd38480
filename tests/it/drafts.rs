//! Drafts: shown, searched and exported under their own name, and never part of a verdict.

use parallax::export::{json, text};
use parallax::exporting::views;
use parallax::load::{Loaded, memory};
use parallax::model::{Corpus, Entry, IncidentId, Ledger, Subject, Verdict};
use parallax::present::exported::{ExportedView, ViewFormat};
use parallax::search::workspace::{WorkspaceIndex, search};
use parallax::search::{Query, Target};
use proptest::prelude::*;

use crate::fixture::{path, press, screen, session};

/// The files of the invented corpus.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![path("tests/fixtures/tiny")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let at = entry.unwrap().path();
            if at.is_dir() {
                folders.push(at);
            } else {
                let name = at.strip_prefix(path("tests/fixtures/tiny")).unwrap().to_str().unwrap().to_owned();
                all.push((name, std::fs::read(at).unwrap()));
            }
        }
    }
    all.sort();
    all
}

/// The corpus with the text of every claim changed by `with`, which is called with the number of the claim. `None` leaves
/// a claim out.
fn with_claims(mut with: impl FnMut(usize, &str) -> Option<String>) -> Loaded {
    let mut number = 0;
    let mut all = files();
    for (name, bytes) in &mut all {
        if !name.starts_with("incidents/") {
            continue;
        }
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (mut out, mut rest) = (String::new(), text.as_str());
        while let Some(at) = rest.find("{ facet") {
            let mut depth = 0;
            let end = rest[at..].find(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            let end = at + end.unwrap() + 1;
            out.push_str(&rest[..at]);
            match with(number, &rest[at..end]) {
                Some(claim) => {
                    out.push_str(&claim);
                    rest = &rest[end..];
                }
                None => rest = rest[end..].strip_prefix(',').unwrap_or(&rest[end..]),
            }
            number += 1;
        }
        out.push_str(rest);
        *bytes = out.into_bytes();
    }
    memory(all, &[])
}

/// The corpus with those claims marked as drafts.
fn drafted(is_draft: impl Fn(usize) -> bool) -> Loaded {
    let mark = |claim: &str| claim.replacen("{ facet", "{ draft = \"likely\", rule = \"figure\", facet", 1);
    let loaded = with_claims(|n, claim| Some(if is_draft(n) { mark(claim) } else { claim.to_owned() }));
    assert_eq!(loaded.report.messages, [], "a draft is no mistake");
    loaded
}

fn incident(corpus: &Corpus, id: &str) -> IncidentId {
    corpus.incidents().find(|(_, i)| corpus.str(i.id) == id).unwrap().0
}

fn ids(loaded: &Loaded, query: &str) -> Vec<(String, u8)> {
    let index = WorkspaceIndex::new(&loaded.workspace, None);
    let found = search(&loaded.workspace, &index, &Query::parse(query), 50, &|| false).unwrap();
    let id = |target| match target {
        Target::Incident(id) => Some(loaded.corpus().str(loaded.corpus().incident(id).id).to_owned()),
        _ => None,
    };
    found.hits.iter().filter_map(|hit| Some((id(hit.target)?, hit.doubt))).collect()
}

/// What a ledger says that drafts must not change: of each row with a confirmed claim its facet, party, verdict, bounds,
/// origins, and the number of articles that contradict themselves.
fn confirmed(corpus: &Corpus, id: IncidentId) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    let rows = Ledger::of_incident(corpus, id).rows;
    let weighed = rows.into_iter().filter(|row| row.verdict.is_some());
    weighed.map(|r| (r.facet, r.party, r.verdict, r.min, r.max, r.origins, r.inconsistent.len())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever claims are drafts: every verdict is the one of the corpus without them.
    #[test]
    fn no_draft_counts_in_a_verdict(drafts in prop::collection::vec(any::<bool>(), 64)) {
        let marked = drafted(|n| drafts[n % 64]);
        let without = with_claims(|n, claim| (!drafts[n % 64]).then(|| claim.to_owned()));
        let (a, b) = (marked.corpus(), without.corpus());
        for (id, record) in a.incidents() {
            let other = incident(b, a.str(record.id));
            prop_assert_eq!(confirmed(a, id), confirmed(b, other));
            if let Some(verdict) = a.verdict(id) {
                prop_assert_eq!(Some(verdict), b.verdict(other));
            }
        }
    }

    /// Marking claims as drafts changes nothing of what they say together.
    #[test]
    fn a_draft_verdict_takes_drafts_for_what_they_say(drafts in prop::collection::vec(any::<bool>(), 64)) {
        let (marked, plain) = (drafted(|n| drafts[n % 64]), drafted(|_| false));
        let (a, b) = (marked.corpus(), plain.corpus());
        for (id, record) in a.incidents() {
            let other = incident(b, a.str(record.id));
            if let Some(verdict) = a.draft_verdict(id) {
                prop_assert_eq!(Some(verdict), b.verdict(other));
            }
            prop_assert_eq!(b.draft_verdict(other), None);
        }
    }
}

/// The blast: the Gazette's figures are drafts.
fn blast() -> Loaded {
    let figures = ["Fourteen people were killed", "some forty hurt", "on 2 May"];
    let mark = |claim: &str| claim.replacen("{ facet", "{ draft = \"guess\", rule = \"figure\", facet", 1);
    with_claims(|_, claim| {
        let is_draft = figures.iter().any(|words| claim.contains(words));
        Some(if is_draft { mark(claim) } else { claim.to_owned() })
    })
}

#[test]
fn a_draft_stands_in_the_ledger_with_its_sign_and_grade() {
    let mut s = session(blast(), (120, 40), "/depot<enter>");
    let shown = screen(&s);
    assert!(shown.contains("◌ 14"), "{shown}");
    assert!(shown.contains("[draft, a guess]"), "{shown}");
    // One origin is confirmed, so nothing agrees or disagrees until drafts are asked for.
    assert!(!shown.contains("draft: "), "{shown}");
    press(&mut s, "gd");
    let shown = screen(&s);
    assert!(shown.contains("draft: compatible") || shown.contains("⊖"), "{shown}");
    press(&mut s, "gd");
    assert!(!screen(&s).contains("draft: "), "{}", screen(&s));
}

#[test]
fn the_key_says_that_nothing_is_a_draft() {
    let mut s = session(crate::fixture::built_in(), (120, 40), "gd");
    assert!(screen(&s).contains("nothing here is a draft"), "{}", screen(&s));
    press(&mut s, "/kerman<enter>");
    assert!(!screen(&s).contains("draft"), "{}", screen(&s));
}

#[test]
fn an_incident_of_drafts_has_a_draft_verdict_and_no_other() {
    let mut all = files();
    for (name, bytes) in &mut all {
        if name.ends_with("depot-blast.toml") {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let text = text.replace("{ facet", "{ draft = \"plain\", facet");
            *bytes = format!("draft = \"likely\"\nrule = \"day and place\"\n{text}").into_bytes();
        }
    }
    let loaded = memory(all, &[]);
    assert_eq!(loaded.report.messages, []);
    let corpus = loaded.corpus();
    let id = incident(corpus, "depot-blast");
    assert_eq!(corpus.verdict(id), None);
    assert_eq!(corpus.draft_verdict(id), Some(Verdict::Compatible));
    // Fields: a draft passes at most possibly, and its verdict is no verdict.
    assert_eq!(ids(&loaded, "verdict:compatible"), []);
    assert_eq!(ids(&loaded, "verdict:single killed:>10"), []);
    assert_eq!(ids(&loaded, "draft:compatible"), [("depot-blast".to_owned(), 0)]);
    assert_eq!(ids(&loaded, "killed:>10"), [("depot-blast".to_owned(), 1)]);
    assert_eq!(ids(&loaded, "on:2031-05-02"), [("depot-blast".to_owned(), 1)]);
    // Exports name it.
    let subject = Subject::entry(&loaded.workspace, Entry::Incident(id));
    let exported = serde_json::to_value(json::incident(&subject).unwrap()).unwrap();
    assert_eq!(exported["verdict"], serde_json::Value::Null);
    assert_eq!(exported["draft_verdict"], "compatible");
    assert_eq!((&exported["drafted"], &exported["grade"]), (&true.into(), &"likely".into()));
    let claim = &exported["accounts"][0]["claims"][0];
    assert_eq!((&claim["drafted"], &claim["grade"], &claim["weighed"]), (&true.into(), &"plain".into(), &false.into()));
    assert_eq!(exported["ledger"][0]["verdict"], serde_json::Value::Null);
    let plain = text::ledger(&subject, 100);
    assert!(plain.contains("⊖ draft: compatible") && plain.contains("[draft, plain]"), "{plain}");
    // A table of claims never calls it a verdict without saying that it is a draft.
    let view = ExportedView::Ledger(subject.into());
    let table = String::from_utf8(views::text(&loaded, &view, ViewFormat::Csv).unwrap().unwrap()).unwrap();
    let mut rows = table.lines();
    assert!(rows.next().unwrap().starts_with("id,facet,verdict,origins,draft_verdict,"), "{table}");
    let killed = rows.find(|row| row.contains(",killed,")).unwrap();
    assert!(killed.starts_with("depot-blast,killed,draft: compatible,2,compatible,"), "{table}");
    // The timeline's sign is hollow.
    let s = session(loaded, (80, 24), "");
    assert!(screen(&s).contains("⊖ 2"), "{}", screen(&s));
}
