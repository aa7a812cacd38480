//! Claims about names, and the facets that a corpus declares: a corpus in, ledgers out.

use parallax::diagnostic::Severity;
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, EditPlace, EditValue, Refusal};
use parallax::documents::files::CorpusFile;
use parallax::export::{json, text, text_name};
use parallax::load::{Loaded, Request, load, memory};
use parallax::model::{Corpus, Ledger, Member, NameId, Subject, Topic, Verdict};
use parallax::present::citation::{Cited, cite};
use parallax::search::workspace::{WorkspaceIndex, search};
use parallax::search::{Hit, Query, Target};
use parallax::session::Session;
use proptest::prelude::*;

use crate::fixture::{path, press, screen, session};

fn groups() -> Loaded {
    load(&Request { paths: vec![path("tests/fixtures/groups")], sources: Vec::new() })
}

fn name(corpus: &Corpus, id: &str) -> NameId {
    corpus.names().find(|(_, n)| corpus.str(n.id) == id).unwrap().0
}

fn of_name(loaded: &Loaded, id: &str) -> Subject {
    let corpus = &loaded.workspace.corpus;
    Subject::of(Member::name(corpus, name(corpus, id)))
}

fn shown(loaded: &Loaded, id: &str) -> String {
    text_name::name(loaded.corpus(), name(loaded.corpus(), id), 80)
}

/// The verdict on a facet by its word.
fn verdict(subject: &Subject, facet: &str) -> Verdict {
    let row = subject.ledger().rows.iter().find(|row| subject.facet_word(row) == facet);
    row.unwrap_or_else(|| panic!("no row {facet}")).verdict.unwrap()
}

fn quay(loaded: &Loaded) -> Subject {
    let corpus = &loaded.workspace.corpus;
    Subject::of(Member::incident(corpus, corpus.incidents().next().unwrap().0))
}

#[test]
fn a_name_has_a_ledger_of_the_facets_its_corpus_declares() {
    let loaded = groups();
    assert_eq!(loaded.report.messages, [], "the corpus has no mistakes");
    let front = of_name(&loaded, "harbour-front");
    let words: Vec<&str> = front.ledger().rows.iter().map(|row| front.facet_word(row)).collect();
    assert_eq!(words, ["founded", "origin", "strength", "aim", "fought-by", "rank"], "in the order of corpus.toml");
    // Single values exclude each other; a part does not exclude its whole; several texts and names can all be true.
    assert_eq!(verdict(&front, "founded"), Verdict::Conflict);
    assert_eq!(verdict(&front, "origin"), Verdict::Conflict);
    assert_eq!(verdict(&front, "strength"), Verdict::Compatible);
    assert_eq!(verdict(&front, "aim"), Verdict::Compatible);
    assert_eq!(verdict(&front, "fought-by"), Verdict::Compatible);
    assert_eq!(verdict(&front, "rank"), Verdict::Conflict);
    assert_eq!(front.coverage().origins, 3);
    let corpus = loaded.corpus();
    assert_eq!(corpus.name_verdict(name(corpus, "harbour-front")), Some(Verdict::Conflict));
    assert_eq!(corpus.names_with_claims().count(), 2);
    assert!(corpus.accounts().all(|(_, a)| matches!(a.about, Topic::Incident(_)) != a.about.name().is_some()));
}

#[test]
fn less_than_ten_minutes_and_just_fifteen_exclude_each_other() {
    let loaded = groups();
    let quay = quay(&loaded);
    assert_eq!(verdict(&quay, "patience"), Verdict::Conflict);
    assert_eq!(verdict(&quay, "casualties"), Verdict::Conflict, "fewer than forty are not forty");
    assert_eq!(verdict(&quay, "time"), Verdict::Compatible);
    let shown = text::ledger(&quay, 80);
    for line in ["<10 minutes  “less than ten minutes”", "15 minutes", "~14:30", "14:00/14:45", "<40"] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
}

#[test]
fn amounts_of_different_currencies_are_compatible() {
    let loaded = groups();
    let strait = of_name(&loaded, "narrow-strait");
    assert_eq!(verdict(&strait, "cost"), Verdict::Compatible);
    assert!(text::ledger(&strait, 80).contains("≈3,000,000,000,000 USD"));
}

#[test]
fn what_is_shown_of_a_name_has_its_claims() {
    let loaded = groups();
    let front = of_name(&loaded, "harbour-front");
    for shown in [shown(&loaded, "harbour-front"), text::ledger(&front, 80), text::compare(&front, 80)] {
        for part in ["Harbour Front", "2014", "“Formed in 2015”", "Dock Union", "nearly 3,000 fighters"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
    assert!(shown(&loaded, "harbour-front").contains("if the report is accurate"));
    let corpus = loaded.corpus();
    let document = serde_json::to_value(json::document(corpus, &[])).unwrap();
    let facets = document["facets"].as_array().unwrap();
    assert_eq!(facets.len(), 8);
    assert_eq!(
        (&facets[0]["label"], &facets[0]["type"], &facets[0]["single"]),
        (&"founded".into(), &"date".into(), &true.into())
    );
    let front = &document["names"][0];
    assert_eq!(front["verdict"], "conflict");
    assert_eq!(front["accounts"].as_array().unwrap().len(), 3);
    assert_eq!(front["ledger"][0]["facet"], "founded");
    assert_eq!(front["notes"][0]["facet"], "origin");
    assert!(document["names"][1].get("accounts").is_none(), "nothing is said about it");
    let strait = document["names"].as_array().unwrap().iter().find(|n| n["id"] == "narrow-strait").unwrap();
    let cost = &strait["accounts"][0]["claims"][0];
    assert_eq!((&cost["figure"], &cost["unit"]), (&3_000_000_000_000_u64.into(), &"USD".into()));
}

/// The fixture with another text in one file.
fn with(file: &str, text: &str) -> Loaded {
    let folder = path("tests/fixtures/groups");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for inner in [
        "corpus.toml",
        "names.toml",
        "articles/courier.md",
        "articles/gazette.md",
        "articles/mail.md",
        "incidents/quay-shooting.toml",
        "names/harbour-front.toml",
        "names/narrow-strait.toml",
    ] {
        files.push((inner.to_owned(), std::fs::read(folder.join(inner)).unwrap()));
    }
    files.retain(|(known, _)| known != file);
    files.push((file.to_owned(), text.as_bytes().to_vec()));
    memory(files, &[])
}

/// The only mistake of a corpus: place, message and remedy.
fn only_mistake(loaded: &Loaded) -> (String, String, String) {
    let errors: Vec<_> = loaded.report.messages.iter().filter(|m| m.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let place = loaded.report.place(errors[0]).unwrap();
    (format!("{}:{}", place.file, place.line), errors[0].message.clone(), errors[0].help.clone().unwrap_or_default())
}

#[test]
fn mistakes_in_claims_about_names_are_reported_at_their_line() {
    let account = |claims: &str| format!("[[account]]\narticle = \"mail\"\npassage = 1\nclaims = [\n{claims}\n]\n");
    let claim = |claim: &str| account(&format!("  {{ {claim}, words = \"w\" }},"));
    let cases = [
        (claim("facet = \"fonded\", value = \"2014\""), 5, "“fonded” is not a facet", "did you mean “founded”?"),
        (claim("facet = \"founded\", figure = 2014"), 5, "“figure” belongs to figures", "“founded” takes value"),
        (claim("facet = \"founded\", value = \"in 2014\""), 5, "“in 2014” is not a date", "dates are EDTF"),
        (claim("facet = \"strength\", value = \"many\""), 5, "a number has no “value”", "write figure = 94"),
        (claim("facet = \"strength\", figure = 5000000000"), 5, "must be a whole number up to", ""),
        (claim("facet = \"strength\", figure = 5, unit = \"people\""), 5, "no unit of their own", "its [[facet]]"),
        (claim("facet = \"strength\", min = 9, max = 2"), 5, "9 to 2 is not a range", ""),
        (
            claim("facet = \"patience\", figure = 5, unit = \"fortnights\""),
            5,
            "not a unit of durations",
            "seconds, minutes",
        ),
        (
            claim("facet = \"patience\", figure = 0, qualifier = \"less-than\""),
            5,
            "nothing is less than 0",
            "figure = 0",
        ),
        (claim("facet = \"patience\", qualifier = \"several\""), 5, "without a figure", "min = 2"),
        (claim("facet = \"cost\", figure = 5, unit = \"dollars\""), 5, "not a unit of money", "USD"),
        (claim("facet = \"origin\", value = \"old-gard\""), 5, "no name “old-gard”", "did you mean “old-guard”?"),
        (claim("facet = \"aim\""), 5, "“value” is missing", "write value"),
        (claim("facet = \"time\", value = \"half past two\""), 5, "is not a time of day", "14:30"),
        (claim("facet = \"killed\", figure = 2, with = [\"quay-shooting\"]"), 5, "have no “with”", "several incidents"),
        (claim("facet = \"killed\", figure = 2, unit = \"people\""), 5, "has no key “unit”", ""),
        (claim("facet = \"founded\", value = \"2014\", of = \"attackers\""), 5, "has no key “of”", ""),
        ("title = \"no\"\n[[account]]\narticle = \"mail\"\npassage = 1\n".into(), 1, "has no key “title”", "account"),
        (String::new(), 1, "no passage says anything about this name", "[[account]]"),
    ];
    for (text, line, message, help) in cases {
        let found = only_mistake(&with("names/old-guard.toml", &text));
        assert_eq!(found.0, format!("names/old-guard.toml:{line}"), "{found:?}");
        assert!(found.1.contains(message) && found.2.contains(help), "{found:?}");
    }
    let sound = claim("facet = \"aim\", value = \"peace\"");
    let unknown = only_mistake(&with("names/old-gard.toml", &sound));
    assert_eq!(unknown.0, "names/old-gard.toml:1");
    assert!(unknown.1.contains("no name “old-gard”") && unknown.2.contains("old-guard"), "{unknown:?}");
}

#[test]
fn mistakes_in_declarations_are_reported_at_their_line() {
    let corpus = std::fs::read_to_string(path("tests/fixtures/groups/corpus.toml")).unwrap();
    let line = corpus.lines().count() + 2;
    let cases = [
        ("label = \"killed\"\ntype = \"number\"", 0, "“killed” is a built-in facet", "leave it out"),
        ("label = \"Two words\"\ntype = \"text\"", 0, "cannot be a label", "lower-case"),
        ("label = \"founded\"\ntype = \"date\"", 0, "“founded” is declared a second time", "the first is in"),
        ("label = \"new\"\ntype = \"float\"", 1, "“float” is not a word for “type”", "number, text, date"),
        ("label = \"new\"\ntype = \"text\"\nunit = \"km\"", 2, "“km” is not a unit of texts", "only numbers"),
    ];
    for (facet, at, message, help) in cases {
        let found = only_mistake(&with("corpus.toml", &format!("{corpus}[[facet]]\n{facet}\n")));
        assert_eq!(found.0, format!("corpus.toml:{}", line + at), "{found:?}");
        assert!(found.1.contains(message) && found.2.contains(help), "{found:?}");
    }
}

#[test]
fn declared_facets_of_two_corpora_are_one_by_label_and_type() {
    let loaded = groups();
    let front = of_name(&loaded, "harbour-front");
    let other = "title = \"Other\"\n[[facet]]\nlabel = \"colour\"\ntype = \"text\"\n[[facet]]\nlabel = \"founded\"\ntype = \"date\"\n";
    let other = memory(
        vec![
            ("corpus.toml".into(), other.into()),
            ("names.toml".into(), "[[organisation]]\nid = \"hf\"\nname = \"HF\"\n".into()),
            ("articles/a.md".into(), "+++\ntitle = \"t\"\npublisher = \"p\"\n+++\n\n### 1 \"a\"\n\nd\n".into()),
            (
                "names/hf.toml".into(),
                "[[account]]\narticle = \"a\"\npassage = 1\nclaims = [ { facet = \"founded\", value = \"2013\", words = \"w\" }, { facet = \"colour\", value = \"red\", words = \"w\" } ]\n".into(),
            ),
        ],
        &[],
    );
    let hf = of_name(&other, "hf");
    let both = Subject::new(front.member(0).clone(), vec![hf.member(0).clone()]);
    let founded: Vec<_> = both.ledger().rows.iter().filter(|row| both.facet_word(row) == "founded").collect();
    assert_eq!(founded.len(), 1, "one row for both corpora");
    assert_eq!((founded[0].origins, founded[0].verdict), (3, Some(Verdict::Conflict)));
    assert_eq!(both.ledger().rows.iter().filter(|row| both.facet_word(row) == "colour").count(), 1);
}

#[test]
fn files_of_claims_about_names_are_documents() {
    let folder = path("tests/fixtures/groups");
    let file = |inner: &str| CorpusFile::given(inner.to_owned(), std::fs::read(folder.join(inner)).unwrap());
    let inner = ["corpus.toml", "names.toml", "articles/mail.md", "names/harbour-front.toml"];
    let mut documents = Documents::new(inner.map(file)).unwrap();
    let before = documents.text("names/harbour-front.toml").unwrap();
    let at = || EditPlace::Table(vec![("account".into(), 2)]);
    let create = |facet: &str| Edit::Create {
        file: "names/harbour-front.toml".into(),
        at: at(),
        list: "claims".into(),
        position: 2,
        fields: vec![
            ("facet".into(), EditValue::Text(facet.into())),
            ("words".into(), EditValue::Text("ten minutes".into())),
            ("figure".into(), EditValue::Number(10)),
            ("unit".into(), EditValue::Text("minutes".into())),
        ],
    };
    let undo = documents.apply(&create("patience")).unwrap();
    assert!(documents.text("names/harbour-front.toml").unwrap().contains("facet = \"patience\""));
    documents.apply(&undo).unwrap();
    assert_eq!(documents.text("names/harbour-front.toml").unwrap(), before);
    // Facets and their values are checked against corpus.toml.
    let mut refused = |facet| match documents.apply(&create(facet)) {
        Err(Refusal::Mistakes(messages)) => messages.join("; "),
        other => panic!("{other:?}"),
    };
    let refused = [refused("patiense"), refused("founded")];
    assert!(refused[0].contains("“patiense” is not a facet"), "{refused:?}");
    assert!(refused[1].contains("“founded” have no unit"), "{refused:?}");
    let wrong = Edit::CreateFile { file: "names/a/b.toml".into(), text: String::new() };
    assert_eq!(documents.apply(&wrong), Err(Refusal::WrongPath));
}

fn at(keys: &str, size: (u16, u16)) -> Session {
    session(groups(), size, keys)
}

/// The lines of the screen that hold a text.
fn lines(session: &Session, part: &str) -> Vec<String> {
    screen(session).lines().filter(|line| line.contains(part)).map(str::to_owned).collect()
}

#[test]
fn the_list_of_names_begins_with_those_that_have_a_ledger() {
    let mut s = at("gn", (80, 24));
    let shown = screen(&s);
    let place = |part: &str| shown.find(part).unwrap_or_else(|| panic!("{part}: {shown}"));
    assert!(shown.contains("Names · all · 7 names"));
    assert!(place("✗  3  organisation  Harbour Front  HF") < place("◐  2  place         Narrow Strait  The Narrows"));
    assert!(place("Narrow Strait") < place("Coast Guard") && place("Coast Guard") < place("Port Town"), "then by name");
    press(&mut s, "<tab>");
    assert!(screen(&s).contains("Names · with a ledger · 2 names"));
    press(&mut s, "<tab><tab><tab>");
    assert!(screen(&s).contains("Names · places · 2 names"));
    // Enter opens the ledger; a name without one says so.
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("≈3,000,000,000,000 USD"), "{}", screen(&s));
    press(&mut s, "q<down><enter>");
    assert!(screen(&s).contains("no passage makes a claim about this name; gi finds its incidents"));
    press(&mut s, "gi");
    assert!(screen(&s).contains("at:\"Port Town\" kind:incident"), "{}", screen(&s));
}

#[test]
fn the_ledger_of_a_name_leads_where_that_of_an_incident_leads() {
    for size in [(80, 24), (120, 40), (200, 40)] {
        let mut s = at("gn<enter>", size);
        assert!(lines(&s, "founded     ")[0].contains('✗'), "{}", screen(&s));
        assert!(!lines(&s, "organisation · also HF").is_empty());
        // To the passage and back, to the next difference, to the comparison.
        press(&mut s, "<enter>");
        assert!(screen(&s).contains("courier (digest) · on Harbour Front"), "{}", screen(&s));
        press(&mut s, "n");
        assert!(screen(&s).contains("gazette (digest) · on Harbour Front"), "the next account of the name");
        press(&mut s, "<bs><bs>");
        press(&mut s, "c");
        assert!(screen(&s).contains("Harbour Front · side by side"), "{}", screen(&s));
        press(&mut s, "q");
        press(&mut s, "]");
        assert!(lines(&s, "✗ conflict").iter().any(|line| line.contains("origin ")), "{}", screen(&s));
        assert!(size.0 < 160 || !lines(&s, "Passages on origin").is_empty(), "{}", screen(&s));
        press(&mut s, "<tab>");
        assert!(screen(&s).contains("the timeline is under this ledger"), "{}", screen(&s));
        press(&mut s, "gi");
        assert!(screen(&s).contains("who:\"Harbour Front\" kind:incident"));
        press(&mut s, "<esc>qq");
        assert!(screen(&s).contains("Timeline"), "{}", screen(&s));
    }
}

#[test]
fn a_name_with_claims_is_found_by_them_and_opens_its_ledger() {
    let mut s = at("/harbour<space>front<enter>", (100, 30));
    assert!(screen(&s).contains("✗ conflict") && screen(&s).contains("origin"), "{}", screen(&s));
    press(&mut s, "q/independent<space>port");
    assert!(!lines(&s, "Harbour Front").is_empty(), "by the value of a claim: {}", screen(&s));
    assert!(!lines(&s, "claim").is_empty());
    press(&mut s, "<esc>/kind:name<space>trillion");
    assert!(!lines(&s, "Narrow Strait").is_empty(), "by its wording: {}", screen(&s));
    // Over the list of names the finder finds names.
    press(&mut s, "<esc>gn/dock");
    assert!(screen(&s).contains("kind:name dock") && !lines(&s, "Dock Union").is_empty());
}

#[test]
fn names_and_their_claims_are_marked_and_cited() {
    let mut s = at("gnm", (100, 30));
    assert!(screen(&s).contains("marked"), "{}", screen(&s));
    press(&mut s, "<enter><enter>mqqq'");
    assert!(!lines(&s, "name      Harbour Front").is_empty(), "{}", screen(&s));
    assert!(!lines(&s, "passage   courier ¶1").is_empty());
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("organisation · also HF"), "the mark leads back: {}", screen(&s));
    press(&mut s, "'<down><enter>");
    assert!(screen(&s).contains("courier (digest) · on Harbour Front"), "the trail is the name's: {}", screen(&s));
    let loaded = groups();
    let front = of_name(&loaded, "harbour-front");
    let claim = front.ledger().rows[0].cells[1][0];
    let cited = cite(&front, claim.with(Cited::Claim(claim.id)), false);
    assert_eq!(
        cited,
        "“Formed in 2015” (Harbour Front, founded: 2015?; hedge: if the report is accurate) — “The front at the harbour”, The Gazette, 6 May 2031, ¶1"
    );
}

#[test]
fn a_passage_leads_to_the_names_it_speaks_of() {
    let mut s = at("ga<enter>", (100, 30));
    assert!(!lines(&s, "→ Harbour Front").is_empty(), "{}", screen(&s));
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("organisation · also HF"), "{}", screen(&s));
    press(&mut s, "<bs><down><enter>");
    assert!(screen(&s).contains("Quay shooting"), "{}", screen(&s));
}

/// The records that a query finds, certain and possible, by their names or titles.
fn found(loaded: &Loaded, query: &str) -> (Vec<String>, Vec<String>) {
    let query = Query::parse_in(query, loaded.corpus());
    assert_eq!(query.problems, [], "{query:?}");
    let index = WorkspaceIndex::new(&loaded.workspace, None);
    let answer = search(&loaded.workspace, &index, &query, 50, &|| false).unwrap();
    let corpus = loaded.corpus();
    let title = |hit: &Hit| match hit.target {
        Target::Incident(id) => corpus.str(corpus.incident(id).title).to_owned(),
        Target::Name(id) => corpus.str(corpus.name(id).name).to_owned(),
        other => format!("{other:?}"),
    };
    let titles: Vec<String> = answer.hits.iter().map(title).collect();
    let (certain, possible) = titles.split_at(answer.certain());
    (certain.to_vec(), possible.to_vec())
}

#[test]
fn declared_facets_are_fields_of_queries() {
    let loaded = groups();
    let (front, strait, quay) = ("Harbour Front", "Narrow Strait", "Quay shooting");
    // Query, certain hit, possible hit.
    for (query, certain, possible) in [
        ("kind:name founded:2014", Some(front), None),
        ("kind:name founded:2013", None, None),
        ("kind:name founded:2015-06", None, Some(front)),
        ("kind:name strength:>1000", Some(front), None),
        ("kind:name strength:>5000", None, Some(front)),
        ("kind:name origin:dock", Some(front), None),
        ("kind:name fought-by:\"old guard\"", Some(front), None),
        ("kind:name aim:wages", Some(front), None),
        ("kind:name aim:war", None, None),
        ("kind:name \"cost:>1 eur\"", Some(strait), None),
        ("kind:name cost:>5000000000000", None, None),
        ("kind:incident patience:15", Some(quay), None),
        ("kind:incident patience:<10", Some(quay), None),
        ("kind:incident patience:\">1 hour\"", None, None),
        ("kind:incident patience:\"<5 minutes\"", None, Some(quay)),
    ] {
        let query = query.replace("\"cost:>1 eur\"", "cost:\">1 eur\"");
        let expected =
            (certain.map(str::to_owned).into_iter().collect(), possible.map(str::to_owned).into_iter().collect());
        assert_eq!(found(&loaded, &query), expected, "{query}");
    }
    let problem = |typed: &str| Query::parse_in(typed, loaded.corpus()).problems[0].why.clone();
    assert!(problem("strength:many").contains("wants a number"));
    assert!(problem("patience:soon").contains("\"<15 minutes\""));
    assert!(problem("founded:lately").contains("wants a date"));
    assert!(problem("colour:red").contains("there is no field colour:"));
    assert!(!Query::parse("founded:2014").problems.is_empty(), "without a corpus there is no such field");
}

#[test]
fn a_typed_group_with_a_ledger_comes_before_incidents_that_mention_it() {
    let march = "title = \"Harbour Front march\"\nkind = \"attack\"\n[[account]]\narticle = \"mail\"\npassage = 1\nclaims = [ { facet = \"method\", value = \"march\", words = \"w\" } ]\n";
    let loaded = with("incidents/march.toml", march);
    let titles = |query: &str| found(&loaded, query).0;
    assert_eq!(titles("harbour front")[..2], ["Harbour Front", "Harbour Front march"]);
    assert_eq!(titles("harbour front march")[0], "Harbour Front march");
}

#[test]
fn the_timeline_is_filtered_by_declared_facets() {
    let mut s = at("fpatience:<lt>10<enter>", (100, 30));
    assert!(screen(&s).contains("patience:<10"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(!lines(&s, "Quay shooting").is_empty(), "{}", screen(&s));
    press(&mut s, "Ffpatience:>20<enter><esc>");
    assert!(screen(&s).contains("No entry passes the filter"), "{}", screen(&s));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_file_of_claims_about_a_name_panics(parts in prop::collection::vec(prop::sample::select(vec![
        "[[account]]\n", "[[note]]\n", "[[facet]]\n", "article = \"mail\"\n", "passage = 1\n", "claims = [ ", " ]\n",
        "{ facet = \"", "founded", "strength", "patience", "cost", "origin", "time", "killed", "rank", "\", ",
        "value = \"", "2014", "~14:30", "old-guard", "figure = ", "18446744073709551615", "0", "3", ", unit = \"",
        "years", "EUR", "\", qualifier = \"less-than", "\", qualifier = \"several\", min = ", "\", words = \"w\" }, ",
        "text = \"t\"\n", "facet = \"cost\"\n", "\u{1b}[2J", "\u{202e}",
    ]), 0..40)) {
        let loaded = with("names/old-guard.toml", &parts.concat());
        let subject = of_name(&loaded, "old-guard");
        let shown = [shown(&loaded, "old-guard"), text::ledger(&subject, 60), text::compare(&subject, 60)].concat();
        prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "sanitized");
        prop_assert_eq!(&Ledger::of_name(loaded.corpus(), name(loaded.corpus(), "old-guard")), subject.ledger());
        serde_json::to_string(&json::name(loaded.corpus(), name(loaded.corpus(), "old-guard"))).unwrap();
    }
}
