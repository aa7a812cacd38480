//! Tests that verdicts give their reasons, and that hedges, summaries and attributions are shown wherever their claims are.

use parallax::export::{json, text};
use parallax::model::agreement::Agreement;
use parallax::model::{Incident, Member, Subject, Verdict};
use parallax::present::citation::{Cited, citation};
use parallax::present::why;

use crate::fixture::{built_in, press, screen, session, tiny};

fn subjects() -> Vec<Subject> {
    let corpus = built_in().workspace.corpus;
    let incidents = corpus.incidents().map(|(id, _)| Member::incident(&corpus, id));
    incidents.chain(corpus.names_with_claims().map(|id| Member::name(&corpus, id))).map(Subject::of).collect()
}

#[test]
fn w_says_why_on_the_ledger_the_comparison_and_the_timeline() {
    let mut s = session(tiny(false), (120, 40), "/blast<enter>");
    // The first figure is selected.
    for keys in ["w", "w<esc>w", "cw"] {
        press(&mut s, keys);
        let shown = screen(&s);
        assert!(shown.contains("killed is compatible across 2 origins:"), "{shown}");
        assert!(shown.contains("read as 12 or more") && shown.contains("read as exactly 14"), "{shown}");
        assert!(shown.contains("can both be true (the figures overlap)"), "{shown}");
        press(&mut s, "<esc>");
        assert!(!screen(&s).contains("can both be true"));
    }
    press(&mut s, "<esc><esc>w");
    let shown = screen(&s);
    assert!(shown.contains("killed is compatible") && shown.contains("injured is compatible"), "{shown}");
    assert!(shown.contains("one is a sum that no source prints"), "{shown}");
    press(&mut s, "w");
    assert!(screen(&s).contains("Timeline"));
}

#[test]
fn the_reasons_scroll_on_the_smallest_screen() {
    let mut s = session(tiny(false), (60, 16), "/blast<enter><esc>w");
    let top = screen(&s);
    press(&mut s, "G");
    let bottom = screen(&s);
    assert!(top.contains("killed  ◐") && !top.contains("no source"), "{top}");
    assert!(bottom.contains("no source") && !bottom.contains("killed  ◐"), "{bottom}");
}

#[test]
fn every_verdict_has_its_reason() {
    for subject in subjects() {
        for (at, row) in subject.ledger().rows.iter().enumerate() {
            let reasons = subject.why(at).unwrap();
            let sentence = why::why(&subject, row, &reasons);
            if row.defined {
                assert!(sentence.contains("it defines the entry"), "{sentence}");
                continue;
            }
            assert_eq!((reasons.verdict, reasons.origins), (row.verdict, row.origins), "{sentence}");
            let deciding = reasons.across.first().map(|held| held.agreement);
            let wanted = match row.verdict {
                Some(Verdict::Same) => Some(Agreement::Same),
                Some(Verdict::Compatible) => Some(Agreement::Compatible),
                Some(Verdict::Conflict) => Some(Agreement::Excluding),
                _ => None,
            };
            assert_eq!(deciding, wanted, "{sentence}");
            assert_eq!(row.inconsistent.is_empty(), reasons.inside.is_empty(), "{sentence}");
            // A claim is told once in full, and each is told with its passage.
            assert!(sentence.contains('¶') || row.verdict.is_none(), "{sentence}");
            assert!(!sentence.contains(";;") && sentence.ends_with('.'), "{sentence}");
        }
    }
}

#[test]
fn the_command_line_gives_the_reasons() {
    let loaded = built_in();
    let corpus = &loaded.workspace.corpus;
    let kerman = corpus.incidents().find(|(_, i)| corpus.str(i.id) == "kerman-bombings").unwrap().0;
    let subject = Subject::of(Member::incident(corpus, kerman));
    let told = text::ledger_with_why(&subject, 10_000);
    assert!(
        told.contains("read as exactly 94) and") && told.contains("read as 91 or more) can both be true"),
        "{told}"
    );
    assert!(!text::ledger(&subject, 10_000).contains("why:"));
    let json = serde_json::to_value(json::ledger_with_why(&subject)).unwrap();
    let rows = json["rows"].as_array().unwrap();
    let killed = rows.iter().find(|r| r["facet"] == "killed").unwrap();
    assert_eq!(killed["verdict"], "compatible");
    assert_eq!(killed["why"]["held"][0]["rule"], "figures-overlap");
    assert_eq!(killed["why"]["held"][0]["sides"][0][0]["read_as"], "exactly 94");
    let plain = serde_json::to_value(json::ledger(&subject)).unwrap();
    assert!(plain["rows"][0].get("why").is_none());
}

#[test]
fn the_timeline_names_the_facets_in_dispute() {
    let loaded = built_in();
    let corpus = std::sync::Arc::clone(&loaded.workspace.corpus);
    let disputed = |i: &Incident| {
        let id = corpus.incidents().find(|(_, other)| other.id == i.id).unwrap().0;
        corpus
            .overall(id)
            .confirmed
            .iter()
            .flat_map(|of| &of.facets)
            .map(|&f| corpus.facet_word(f))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (_, first) = corpus.incidents().find(|(id, _)| corpus.verdict(*id) == Some(Verdict::Inconsistent)).unwrap();
    let facets = disputed(first);
    assert!(!facets.is_empty());
    for size in [(80, 24), (120, 40), (200, 50)] {
        let keys = "/verdict:inconsistent<enter>";
        let s = session(built_in(), size, keys);
        let shown = screen(&s);
        assert!(shown.contains("≠ "), "{shown}");
        let key = s.state().subject.as_ref().unwrap().key().id.clone();
        let (_, selected) = corpus.incidents().find(|(_, i)| corpus.str(i.id) == &*key).unwrap();
        assert!(shown.contains(&format!("≠ {}", disputed(selected))), "on the frame: {shown}");
    }
}

#[test]
fn every_hedge_of_an_account_is_shown_wherever_its_claims_are() {
    let mut hedges = 0;
    for subject in subjects() {
        let (ledger, compare, show) =
            (text::ledger(&subject, 10_000), text::compare(&subject, 10_000), text::subject(&subject, 10_000));
        let json = serde_json::to_string(&json::ledger(&subject)).unwrap();
        let of_compare = serde_json::to_string(&json::compare(&subject)).unwrap();
        for id in subject.accounts() {
            let (corpus, account) = (subject.corpus(id.member), subject.account(id));
            let Some(hedge) = corpus.given(account.hedge) else { continue };
            hedges += 1;
            for shown in [&compare, &show, &of_compare] {
                assert!(shown.contains(hedge), "{hedge}: {shown}");
            }
            // What makes no claim has no row in the ledger.
            if !account.claims.is_empty() {
                assert!(ledger.contains(hedge) && json.contains(hedge), "{hedge}: {ledger}");
            }
            for claim in corpus.claims_in(account.claims) {
                assert!(parallax::present::words::value(corpus, claim).contains('?'));
            }
        }
    }
    assert!(hedges >= 38, "{hedges}");
}

#[test]
fn the_workbench_shows_hedges_beside_claims() {
    for keys in ["/turkmen embassy<enter>", "/turkmen embassy<enter>c"] {
        let s = session(built_in(), (120, 80), keys);
        let shown = screen(&s);
        assert!(shown.contains("hedge: if the report is accurate"), "{shown}");
        assert!(shown.contains("Isis-K?") && shown.contains("foiled?"), "{shown}");
    }
}

#[test]
fn a_summary_and_who_links_incidents_are_marked_wherever_they_are_shown() {
    let (mut summaries, mut attributed) = (0, 0);
    for subject in subjects() {
        let (compare, show) = (text::compare(&subject, 10_000), text::subject(&subject, 10_000));
        let of_compare = serde_json::to_value(json::compare(&subject)).unwrap();
        let marked = of_compare["columns"].as_array().unwrap().iter().flat_map(|c| c["passages"].as_array().unwrap());
        let marked = marked.filter(|passage| passage["summary"] == true).count();
        let held = subject.accounts().filter(|id| subject.corpus(id.member).is_summary(subject.account(*id))).count();
        assert_eq!((marked, compare.matches("(summary, not counted)").count()), (held, held), "{compare}");
        summaries += held;
        let member = subject.member(0);
        for (at, relation) in member.relations().iter().enumerate() {
            let Some(by) = parallax::present::words::attribution(&member.corpus, &relation.according_to) else {
                continue;
            };
            assert!(show.contains(&format!("“{}”, {by}", member.corpus.str(relation.words))), "{by}: {show}");
            let cited = Cited::Relation(member.topic.incident().unwrap(), at);
            assert!(citation(&member.corpus, cited, false).contains(&format!("; {by}")));
            attributed += 1;
        }
    }
    assert!(summaries > 5 && attributed > 3, "{summaries} {attributed}");
    let shown = screen(&session(built_in(), (120, 80), "/kabul airport<enter>c"));
    assert!(shown.contains("¶1 (summary) "), "{shown}");
    let shown = screen(&session(built_in(), (120, 60), "/gdi capture<enter>"));
    assert!(shown.contains("(according to "), "{shown}");
}
