//! What is kept of a corpus between decisions: after any of them it is what the files say when all of them are read at once.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use parallax::app::job::Job;
use parallax::app::{Effect, Msg};
use parallax::diagnostic::Report;
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, EditValue};
use parallax::documents::kept_drafts::KeptDrafts;
use parallax::keymap::chord::script;
use parallax::load::{Request, load};
use parallax::model::kept::TablesOnly;
use parallax::model::ledger::Ledger;
use parallax::model::{Corpus, Text};
use parallax::session::Session;
use parallax::ui::theme::Theme;
use proptest::prelude::*;
use serde_json::Value;

use crate::editing::Folder;
use crate::edits::{ARTICLE, INCIDENT, any_edit, documents, set, table, text, texts};

const CLAIMS: &str = "[[account]]\narticle = \"gazette\"\npassage = 1\nclaims = [ { facet = \"place\", value = \"port-town\", words = \"the town\" } ]\n";
const QUOTES: &str = "[[quote]]\npassage = 2\nspeaker = \"harbour-front\"\npieces = [ { opening = \"we did\", length = 3 } ]\nincidents = [\"a-new-one\"]\n";
const ANNOTATIONS: &str = "[[annotation]]\nincident = \"a-new-one\"\ntags = [\"read\"]\n";

/// All tables of a corpus, with the texts instead of their handles, and the verdicts.
fn tables(corpus: &Corpus) -> (Value, Vec<String>) {
    let mut all = serde_json::to_value(TablesOnly::of(corpus)).unwrap();
    spell_out(&mut all, corpus);
    let verdicts = corpus.incidents().map(|(id, _)| {
        let ledger = Ledger::of_incident(corpus, id);
        format!("{:?} {:?}", ledger.verdict(), ledger.draft_verdict())
    });
    (all, verdicts.collect())
}

fn spell_out(value: &mut Value, corpus: &Corpus) {
    let is_text = value.as_object().is_some_and(|fields| fields.len() == 2 && fields.contains_key("at"));
    if let (true, Ok(text)) = (is_text, serde_json::from_value::<Text>(value.clone())) {
        *value = Value::String(corpus.str(text).to_owned());
        return;
    }
    match value {
        Value::Array(all) => all.iter_mut().for_each(|value| spell_out(value, corpus)),
        Value::Object(fields) => fields.values_mut().for_each(|value| spell_out(value, corpus)),
        _ => {}
    }
}

fn messages(report: &Report) -> Vec<String> {
    report.sorted().into_iter().map(|message| report.render(message)).collect()
}

/// An edit that reaches other files than its own: where an incident or an article stands, what it refers to, a file that comes or
/// goes.
fn any_far_edit() -> impl Strategy<Value = Edit> {
    const INCIDENTS: [&str; 4] =
        [INCIDENT, "incidents/bridge-plot.toml", "incidents/threat-to-ferries.toml", "incidents/a-new-one.toml"];
    let incident = || prop::sample::select(INCIDENTS.to_vec());
    let id = || incident().prop_map(|file| file[10..].trim_end_matches(".toml").to_owned());
    let day = || prop::sample::select(vec!["2029", "2031-05-02", "2031-05-03", "2033-01"]);
    let article = || prop::sample::select(vec![ARTICLE, "articles/gazette.md", "articles/courier-mirror.md"]);
    let word = || prop::sample::select(vec!["port", "a-new-name", "“port”", "a new name", "harbour-front", "courier"]);
    let new = move |file: &str| match file {
        "names/port.toml" => CLAIMS.to_owned(),
        "texts/gazette.toml" => {
            "[[passage]]\nnumber = 1\ntext = \"Fourteen people were killed on 2 May.\"\n".to_owned()
        }
        "quotes/gazette.toml" => QUOTES.to_owned(),
        "annotations/me.toml" => ANNOTATIONS.to_owned(),
        _ => format!(
            "title = \"A new one\"\nkind = \"bombing\"\nstatus = \"carried out\"\ndate = \"2031-05-02\"\n\n{CLAIMS}"
        ),
    };
    let files = || {
        let others = ["names/port.toml", "texts/gazette.toml", "quotes/gazette.toml", "annotations/me.toml"];
        prop::sample::select([&INCIDENTS[..], &others, &["quotes/courier.toml"]].concat())
    };
    prop_oneof![
        2 => (incident(), day()).prop_map(|(file, day)| set(file, table(&[]), "date", day)),
        2 => (incident(), id()).prop_map(|(file, id)| set(file, table(&[("relation", 0)]), "to", id)),
        2 => (incident(), 0usize..3, 0usize..3, id()).prop_map(|(file, n, c, id)| Edit::Set {
            file: file.into(),
            at: table(&[("account", n), ("claims", c)]),
            field: "with".into(),
            value: EditValue::Texts(vec![id]),
        }),
        2 => (incident(), word()).prop_map(|(file, word)| set(file, table(&[("actors", 0)]), "name", word)),
        1 => (article(), day()).prop_map(|(file, day)| set(file, table(&[]), "published", day)),
        1 => (article(), id()).prop_map(|(file, id)| set(file, table(&[]), "main", id)),
        1 => (article(), word()).prop_map(|(file, word)| set(file, table(&[]), "origin", word)),
        1 => word().prop_map(|word| set("names.toml", table(&[("place", 1)]), "id", word)),
        1 => word().prop_map(|word| Edit::Create {
            file: "names.toml".into(),
            at: table(&[]),
            list: "organisation".into(),
            position: 0,
            fields: vec![("id".into(), text(word)), ("name".into(), text(word))],
        }),
        1 => prop::sample::select(vec!["en", "de"]).prop_map(|word| set("corpus.toml", table(&[]), "language", word)),
        3 => files().prop_map(move |file| Edit::CreateFile { file: file.into(), text: new(file) }),
        2 => files().prop_map(|file| Edit::RemoveFile { file: file.into() }),
    ]
}

#[test]
fn what_is_kept_after_random_decisions_is_what_all_files_say() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 20,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let decision = prop::collection::vec(prop_oneof![any_edit(), any_far_edit()], 1..4);
    let (done, taken_over) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    runner
        .run(&prop::collection::vec(decision, 30), |decisions| {
            let mut documents = documents(&texts());
            let mut kept = KeptDrafts::default();
            let mut first = Report::default();
            let _ = documents.project_over(&mut kept, &mut first);
            for edits in &decisions {
                let carried_out = edits.iter().filter(|edit| documents.apply(edit).is_ok()).count();
                done.set(done.get() + carried_out);
                let (mut report, mut whole) = (Report::default(), Report::default());
                let corpus = documents.project_over(&mut kept, &mut report);
                taken_over.set(taken_over.get() + kept.built().taken_over);
                let expected = documents.project(&mut whole);
                prop_assert_eq!(messages(&report), messages(&whole), "{:?}", edits);
                prop_assert_eq!(tables(&corpus), tables(&expected), "{:?}", edits);
            }
            Ok(())
        })
        .unwrap();
    assert!(done.get() > 250, "{} edits were carried out", done.get());
    assert!(taken_over.get() > 250, "{} incidents were taken over", taken_over.get());
}

#[test]
fn the_folder_is_read_once_as_soon_as_something_may_be_decided() {
    let folder = Folder::copy("tiny", "prepared");
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let mut session = Session::new(loaded, (100, 30), Theme::Dark);
    let prepares = |session: &mut Session, keys: &str| {
        let effects = script(keys).unwrap().into_iter().flat_map(|key| session.step_through(Msg::Key(key)));
        effects.filter(|effect| matches!(effect, Effect::Start(_, Job::Prepare))).count()
    };
    assert_eq!(prepares(&mut session, "jR<esc>"), 0, "nothing is decided without a folder");
    session.keep_decisions(true);
    assert_eq!(prepares(&mut session, "jkc<esc>/port<esc>"), 0, "nothing is kept for who only reads");
    assert_eq!(prepares(&mut session, "R<esc>"), 1);
    assert_eq!(prepares(&mut session, "R<esc>D"), 0);
}

#[test]
fn reading_the_folder_can_be_stopped_and_builds_nothing_where_copies_are_attached_then() {
    let folder = Folder::copy("tiny", "prepared-or-not");
    let prepared = |sources: &[PathBuf], stop: bool| {
        let mut kept = KeptDrafts::default();
        let documents = Documents::open(&folder.0, sources, &mut Report::default()).unwrap();
        documents.prepare(&mut kept, &AtomicBool::new(stop));
        (kept.stamps().count() > 0, kept.built().corpus.incidents().count() > 0)
    };
    assert_eq!(prepared(&[], false), (true, true));
    assert_eq!(prepared(&[folder.0.join("copies")], false), (true, false));
    assert_eq!(prepared(&[], true), (false, false));
}

#[test]
fn all_incidents_but_the_one_decided_on_are_taken_over() {
    let mut documents = documents(&texts());
    let mut kept = KeptDrafts::default();
    let mut taken_over = |documents: &Documents| {
        let all = documents.project_over(&mut kept, &mut Report::default()).incidents().count();
        (kept.built().taken_over, all)
    };
    let (taken, all) = taken_over(&documents);
    assert_eq!(taken, 0, "there was nothing before");
    documents.apply(&set(INCIDENT, table(&[]), "title", "Another")).unwrap();
    assert_eq!(taken_over(&documents), (all - 1, all));
    documents.apply(&set(ARTICLE, table(&[]), "title", "Another")).unwrap();
    assert_eq!(taken_over(&documents), (all, all), "its passages stand where they stood");
}

#[test]
fn passages_are_shared_by_the_corpora_before_and_after_a_decision_on_an_incident() {
    let mut documents = documents(&texts());
    let mut kept = KeptDrafts::default();
    let mut project = |documents: &Documents| documents.project_over(&mut kept, &mut Report::default());
    let first = |corpus: &Corpus| corpus.passages().next().map(|(_, passage)| std::ptr::from_ref(passage));
    let before = project(&documents);
    documents.apply(&set(INCIDENT, table(&[]), "title", "Another")).unwrap();
    let after = project(&documents);
    assert_eq!(first(&after), first(&before));
    // Nor does the first file of a kind, whose place is among those that were read before.
    for (file, contents) in
        [("annotations/me.toml", ANNOTATIONS), ("names/port.toml", CLAIMS), ("quotes/gazette.toml", QUOTES)]
    {
        documents.apply(&Edit::CreateFile { file: file.to_owned(), text: contents.to_owned() }).unwrap();
        assert_eq!(first(&project(&documents)), first(&before), "{file}");
    }
    documents.apply(&set(ARTICLE, table(&[]), "title", "Another")).unwrap();
    assert_ne!(first(&project(&documents)), first(&before));
}
