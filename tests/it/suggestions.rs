//! Suggestions of other programs about raw articles: `suggestions.jsonl` beside them in, drafts under their makers' names out.

use parallax::export::json;
use parallax::load::{Loaded, Request, load};
use parallax::model::{Entry, Subject};

use crate::fixture::{screen, session, value};
use crate::intake::fixture::Folder;

const COURIER: &str = "Title: Blast kills nine in Kandahar\nPublisher: The Merrow Courier\nDate: 2031-05-13\nLanguage: en\n\n\
    A suicide bombing at the cattle market in Kandahar killed at least nine people on Monday, police said.\n\n\
    Forty others were wounded in the blast, according to the hospital. The market was to close at noon.\n\n\
    A man from Arkhova saw the smoke from the ridge.\n";
const NOTHING: &str = "Title: The ridge in spring\nPublisher: The Mirror\nDate: 2031-07-02\nLanguage: en\n\n\
    The shepherds of the ridge say that the grass came late this year and that the wells were low in every valley.\n\n\
    Two lambs were counted where ten had been, and the old road was closed by stones for most of the month.\n";

fn opened(name: &str, lines: &[&str]) -> (Folder, Loaded) {
    let folder = Folder::new(name);
    std::fs::create_dir(folder.0.join("papers")).unwrap();
    std::fs::write(folder.0.join("papers/courier.txt"), COURIER).unwrap();
    std::fs::write(folder.0.join("papers/mirror.txt"), NOTHING).unwrap();
    std::fs::write(folder.0.join("suggestions.jsonl"), lines.join("\n")).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    (folder, loaded)
}

/// All claims that somebody suggests: `incident: article ¶n facet value [grade, rule, by]`.
fn suggested(loaded: &Loaded) -> Vec<String> {
    let corpus = loaded.corpus();
    let mut all = Vec::new();
    for (_, incident) in corpus.incidents() {
        for account in corpus.accounts_in(incident.accounts) {
            for claim in corpus.claims_in(account.claims) {
                let drafted = claim.drafted.unwrap();
                if corpus.str(drafted.by).is_empty() {
                    continue;
                }
                let value = value(corpus, claim);
                let passage = corpus.passage(account.passage);
                all.push(format!(
                    "{}: {} ¶{} {} {value} [{}, {}, {}] “{}”",
                    corpus.str(incident.title),
                    corpus.str(corpus.article(passage.article).id),
                    passage.number,
                    corpus.facet_word(claim.facet),
                    drafted.grade.word(),
                    corpus.str(drafted.rule),
                    corpus.str(drafted.by),
                    corpus.str(claim.words),
                ));
            }
        }
    }
    all
}

const GOOD: [&str; 6] = [
    r#"{"file":"papers/courier.txt","words":"at least nine people","facet":"killed","value":9,"qualifier":"at-least","by":"counter","rule":"v3","grade":"likely"}"#,
    r#"{"file":"papers/courier.txt","words":"Forty others","facet":"injured","value":"40","by":"counter"}"#,
    r#"{"file":"papers/courier.txt","words":"was to close at noon","facet":"time","value":"12:00","by":"desk, Mon"}"#,
    r#"{"file":"papers/courier.txt","words":"Arkhova","facet":"place","value":"Arkhova Ridge","by":"counter"}"#,
    r#"{"file":"courier","words":"A suicide bombing at the cattle market in Kandahar killed at least","passage":1,"facet":"target","value":"a cattle market","by":"counter"}"#,
    r#"{"file":"papers/courier.txt","words":"saw the smoke from the ridge","facet":"quote","value":"a man from Arkhova","by":"counter"}"#,
];

#[test]
fn suggestions_become_drafts_of_the_incident_that_their_sentence_tells_of() {
    let (_folder, loaded) = opened("suggest-good", &GOOD);
    let messages: Vec<String> = loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect();
    assert!(messages.is_empty(), "{messages:?}");
    let title = "Suicide bombing in Kandahār, 12 May 2031";
    let mut found = suggested(&loaded);
    found.sort();
    let mut wanted = [
        format!("{title}: courier ¶1 killed ≥9 [likely, v3, counter] “at least nine people”"),
        format!(
            "{title}: courier ¶1 target a cattle market [guess, , counter] “A suicide bombing at the cattle market in”"
        ),
        format!("{title}: courier ¶2 injured 40 [guess, , counter] “Forty others”"),
        format!("{title}: courier ¶2 time 12:00 [guess, , desk, Mon] “was to close at noon”"),
        format!("{title}: courier ¶3 place Arkhova Ridge [guess, , counter] “Arkhova”"),
    ];
    wanted.sort();
    assert_eq!(found, wanted);
    let corpus = loaded.corpus();
    let quote = corpus.quotes().find(|(_, quote)| quote.drafted.is_some_and(|d| corpus.str(d.by) == "counter"));
    let (_, quote) = quote.expect("the quotation is a draft quotation");
    assert_eq!(corpus.str(quote.speaker_words), "a man from Arkhova");
}

#[test]
fn no_suggestion_enters_a_verdict_and_all_leave_under_their_makers_name() {
    let (_folder, loaded) = opened("suggest-verdict", &GOOD);
    let (id, _) = loaded.corpus().incidents().next().unwrap();
    let subject = Subject::entry(&loaded.workspace, Entry::Incident(id));
    assert_eq!(subject.ledger().verdict(), None, "a draft is in no verdict");
    let all = [subject];
    let exported = serde_json::to_string(&json::document(loaded.corpus(), &all)).unwrap();
    assert!(exported.contains(r#""by":"counter""#) && exported.contains(r#""by":"desk, Mon""#), "{exported}");
}

#[test]
fn an_article_without_incidents_gets_one_from_what_is_suggested() {
    let line =
        r#"{"file":"./papers/mirror.txt","words":"Two lambs were counted","facet":"count","value":2,"by":"shepherd"}"#;
    let (_folder, loaded) = opened("suggest-new", &[line]);
    assert_eq!(
        suggested(&loaded),
        ["Suggested by shepherd: The ridge in spring: mirror ¶2 count 2 [guess, , shepherd] “Two lambs were counted”"]
    );
}

#[test]
fn what_does_not_fit_is_told_with_its_line_and_the_rest_opens() {
    let lines = [
        GOOD[0],
        r#"{"file":"papers/courir.txt","words":"nine","facet":"killed","value":9,"by":"x"}"#,
        r#"{"file":"papers/courier.txt","words":"ninety people","facet":"killed","value":90,"by":"x"}"#,
        r#"{"file":"papers/courier.txt","words":"market","facet":"target","value":"market","by":"x"}"#,
        "",
        r#"{"file":"papers/courier.txt","words":"nine","facet":"kiled","value":9,"by":"x"}"#,
        r#"{"file":"papers/courier.txt","words":"nine","facet":"killed","value":"nine","by":"x"}"#,
        r#"{"file":"papers/courier.txt","words":"nine","facet":"killed","value":9}"#,
        r#"{"file":"papers/courier.txt","words":"nine","facet":"killed","value":9,"by":"x","colour":"red"}"#,
        r#"{"file":"papers/courier.txt","words":"nine","facet":"date","value":"last year","by":"x"}"#,
        r#"{"file":"papers/courier.txt","#,
        r#"{"file":"papers/courier.txt","words":"nine","passage":9,"facet":"killed","value":9,"by":"x"}"#,
        r#"{"file":"papers/courier.txt","words":"nine","facet":"killed","value":9,"grade":"sure","by":"x"}"#,
    ];
    let (_folder, loaded) = opened("suggest-bad", &lines);
    assert_eq!(suggested(&loaded).len(), 1);
    let told: Vec<String> = loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect();
    for (place, what) in [
        ("suggestions.jsonl:2:1", "no article “papers/courir.txt” is open"),
        ("suggestions.jsonl:3:1", "the words do not stand in “papers/courier.txt”"),
        ("suggestions.jsonl:4:1", "the words stand in passages 1 and 2 of"),
        ("suggestions.jsonl:6:1", "did you mean “killed”?"),
        ("suggestions.jsonl:7:1", "\"nine\" is no number of “killed”"),
        ("suggestions.jsonl", "line 8 is no suggestion: missing field \"by\""),
        ("suggestions.jsonl", "line 9 is no suggestion: unknown field \"colour\""),
        ("suggestions.jsonl:10:1", "a date in EDTF"),
        ("suggestions.jsonl", "line 11 is no suggestion: EOF while parsing"),
        ("suggestions.jsonl:12:1", "has no passage 9"),
        ("suggestions.jsonl:13:1", "“sure” is no word of “grade”"),
    ] {
        assert!(told.iter().any(|line| line.contains(place) && line.contains(what)), "{place} {what}: {told:#?}");
    }
    assert_eq!(told.len(), 11, "{told:#?}");
}

#[test]
fn the_ledger_names_who_suggests_a_claim() {
    let (_folder, loaded) = opened("suggest-seen", &GOOD);
    let shown = screen(&session(loaded, (120, 40), "<f2>gg"));
    assert!(shown.contains("[draft by counter, a guess]"), "{shown}");
}

#[test]
fn a_row_of_atlos_is_an_article_and_the_incident_that_its_columns_date() {
    let folder = Folder::new("atlos");
    let table = "slug,project,inserted_at,latitude,longitude,status,description,sensitive,date,type,source_1\n\
        TOR-1,Valley,2031-05-20,1.5,2.5,Completed,\"A shop of the old harbour burned for an hour, with smoke over the quay.\",Not Sensitive,2031-05-12,Fire,https://a.example/1\n\
        TOR-2,Valley,2031-05-21,,,Completed,\"A wall beside the ferry pier was found broken in the morning.\",Not Sensitive,,,\n";
    std::fs::write(folder.0.join("atlos.csv"), table).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let corpus = loaded.corpus();
    let articles: Vec<_> = corpus.articles().map(|(_, article)| article).collect();
    assert_eq!(articles.len(), 2);
    assert_eq!(articles.iter().map(|article| corpus.str(article.title)).collect::<Vec<_>>(), ["TOR-1", "TOR-2"]);
    // The day of an incident is not that of a source.
    assert!(articles.iter().all(|article| article.published.is_none()));
    let dated: Vec<_> = corpus.incidents().filter(|(_, incident)| incident.date.is_some()).collect();
    let [(id, incident)] = dated[..] else { panic!("{} dated incidents", dated.len()) };
    assert_eq!(incident.date.unwrap().edtf(), "2031-05-12");
    assert!(incident.drafted.is_some());
    let said = suggested(&loaded);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("atlos-1 ¶2 date 2031-05-12 [plain, column date, Atlos] “2031-05-12”"), "{said:?}");
    // Two rows of one table have nothing in common by that.
    let told =
        corpus.accounts_in(corpus.incident(id).accounts).iter().map(|account| corpus.passage(account.passage).article);
    assert!(told.map(|article| corpus.str(corpus.article(article).id)).all(|id| id == "atlos-1"));
    // What the columns say can be read and cited, where it is found.
    let mut passages = articles[0].passages.ids().filter_map(|id| corpus.passage(id).text).map(|text| corpus.str(text));
    let below = passages.next_back().unwrap();
    assert_eq!(below, "1.5; 2.5; 2031-05-12; Fire");
}

#[test]
fn the_day_of_a_row_is_kept_where_the_description_has_the_same_words() {
    let folder = Folder::new("atlos-twice");
    let table = "slug,project,inserted_at,status,description,sensitive,date\n\
        TOR-1,Valley,2031-05-20,Completed,\"On 2031-05-12 a shop of the old harbour burned.\n\nSmoke lay over the quay for an hour.\",No,2031-05-12\n\
        TOR-2,Valley,2031-05-20,Completed,\"A wall beside the ferry pier was broken.\n\n2031-05-13\",No,2031-05-13\n";
    std::fs::write(folder.0.join("atlos.csv"), table).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    assert_eq!(loaded.report.messages.len(), 0, "{:?}", loaded.report.messages);
    let said = suggested(&loaded);
    assert!(said[0].contains("atlos-1 ¶3 date 2031-05-12 [plain, column date, Atlos] “2031-05-12”"), "{said:?}");
    // A paragraph that stands again right below itself is one passage.
    assert!(said[1].contains("atlos-2 ¶2 date 2031-05-13 [plain, column date, Atlos] “2031-05-13”"), "{said:?}");
    assert_eq!(said.len(), 2, "{said:?}");
}
