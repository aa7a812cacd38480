//! Echoes, origins, versions and agency lines: texts in, findings out.

use chrono::NaiveDate;
use parallax::echo::{
    AgencyRole, ChangeKind, ChangedText, EchoText, VersionReason, agencies, byline_agency, changes, echoes,
    quoted_ranges, suggested_origins, versions,
};
use parallax::model::Grade;
use parallax::reading::{TextSpan, quotation, token::Tokens};

use edits::{Edit, edited, vocabulary};
use invented::{OTHER, REPORT, SECOND, owned};

mod edits;
mod invented;
mod measure;

/// Stretches between double marks; an open one ends with the passage.
fn quoted(passage: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in passage.char_indices() {
        match (c, open) {
            ('“' | '"', None) => open = Some(at),
            ('”' | '"', Some(start)) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| start..passage.len()));
    found
}

fn text(passages: &[String]) -> EchoText<'_> {
    EchoText {
        passages: passages.iter().map(String::as_str).collect(),
        quoted: passages.iter().map(|p| quoted(p)).collect(),
        ..EchoText::default()
    }
}

fn day(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2031, 5, day)
}

#[test]
fn a_text_taken_over_is_an_echo_with_its_passages() {
    let report = owned(&REPORT);
    let mut copy = vec!["Market blast: nine dead in Tarn".to_owned(), "From our correspondent in the north".to_owned()];
    copy.extend_from_slice(&report[1..7]);
    let mut texts = [text(&report), text(&copy), EchoText::default()];
    (texts[0].published, texts[1].published) = (day(4), day(2));
    let other = owned(&OTHER);
    texts[2] = text(&other);
    let found = echoes(&texts);
    assert_eq!(found.len(), 1);
    let echo = &found[0];
    assert_eq!((echo.articles, echo.grade, echo.earlier), ([0, 1], Grade::Plain, Some(1)));
    // The quotation of passage 3 is left out; what stands around it is not.
    let pairs: Vec<[usize; 2]> = echo.passages.iter().map(|p| p.passages).collect();
    assert_eq!(pairs, [[1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7]]);
    let shared = &echo.passages[0];
    assert_eq!(&texts[0].passages[1][shared.ranges[0].clone()], &texts[1].passages[2][shared.ranges[1].clone()]);
    assert!(echo.shares[1] > 0.9 && echo.shares[0] < echo.shares[1], "{:?}", echo.shares);
}

#[test]
fn two_reporters_of_one_event_are_no_echo() {
    let (report, second, other) = (owned(&REPORT), owned(&SECOND), owned(&OTHER));
    assert_eq!(echoes(&[text(&report), text(&second), text(&other)]), []);
}

#[test]
fn quotations_alone_are_no_echo() {
    let speech: Vec<String> = REPORT[1..7].iter().map(|p| format!("“{p}”")).collect();
    let first = [vec!["The governor spoke in the square of Tarn at noon.".to_owned()], speech.clone()].concat();
    let second = [vec!["His words were met with silence by those who had come.".to_owned()], speech].concat();
    assert_eq!(echoes(&[text(&first), text(&second)]), []);
}

#[test]
fn edits_are_recognised() {
    let report = owned(&REPORT);
    let lead = owned(&OTHER);
    let words = vocabulary(SECOND.iter().chain(&OTHER).copied());
    for edit in Edit::ALL {
        for percent in [10, 20, 30, 40] {
            for seed in 0..5 {
                let copy = edited(&report, edit, percent, &lead, &words, seed);
                assert_eq!(echoes(&[text(&report), text(&copy)]).len(), 1, "{edit:?} {percent} % seed {seed}");
            }
        }
    }
}

/// Lines of an outlet under texts that have nothing else in common.
#[test]
fn the_lines_of_an_outlet_are_no_echo() {
    let lines = [
        "This newspaper has reported from the northern provinces since the first railway reached them, and its offices are \
         open to visitors who want to see how a page is set by hand.",
        "Readers who find a mistake may leave a note in the box at the gate, and corrections are printed on the second page \
         of the Saturday edition together with the name of the editor.",
    ];
    let bodies: Vec<Vec<String>> = [&REPORT[1..5], &SECOND[1..5], &OTHER[1..5], &REPORT[8..12]]
        .iter()
        .map(|body| owned(&[*body, &lines].concat()))
        .collect();
    let of = |publisher, spread: u32| {
        let texts: Vec<EchoText> = bodies
            .iter()
            .enumerate()
            .map(|(i, b)| EchoText { publisher, published: day(1 + spread * i as u32), ..text(b) })
            .collect();
        echoes(&texts).len()
    };
    assert_eq!(of(Some("Northern Herald"), 1), 0, "one outlet");
    assert_eq!(of(None, 0), 6, "who prints them is not known");
    let months: Vec<EchoText> = bodies
        .iter()
        .enumerate()
        .map(|(i, b)| EchoText { published: NaiveDate::from_ymd_opt(2031, 1 + 2 * i as u32, 1), ..text(b) })
        .collect();
    assert_eq!(echoes(&months), [], "months apart");
}

/// Two texts are not enough to tell what an outlet repeats; their titles and days are.
#[test]
fn one_page_under_titles_of_different_months_is_no_echo() {
    let page = owned(&REPORT[1..6]);
    let of = |title, month| EchoText {
        title: Some(title),
        published: NaiveDate::from_ymd_opt(2031, month, 1),
        ..text(&page)
    };
    let blast = "Blast in the market of Tarn";
    assert_eq!(echoes(&[of(blast, 1), of("Council votes for bridge", 3)]), []);
    assert_eq!(echoes(&[of(blast, 1), of("Council votes for bridge", 1)]).len(), 1);
    assert_eq!(echoes(&[of(blast, 1), of("How the market was bombed", 3)]).len(), 1);
}

#[test]
fn invitations_to_call_are_no_echo() {
    let tip = "Anyone who has seen the two men running towards the cemetery in the early hours is asked to call the \
               station of the harbour police at 555-0123 or to speak to an officer on duty at the gate.";
    let (one, two) = (owned(&[&OTHER[..2], &[tip]].concat()), owned(&[SECOND[1], tip]));
    assert_eq!(echoes(&[text(&one), text(&two)]), []);
}

#[test]
fn a_text_and_its_takers_are_one_origin_and_a_round_up_joins_none() {
    let (report, other) = (owned(&REPORT), owned(&OTHER));
    let taken = owned(&REPORT[..9]);
    let short = owned(&REPORT[1..5]);
    let round_up: Vec<String> =
        [&OTHER[..], &REPORT[..], &SECOND[..]].concat().iter().map(|p| (*p).to_owned()).collect();
    let texts = [&report, &taken, &short, &other].map(|p| text(p));
    let found = echoes(&texts);
    let origins = suggested_origins(texts.len(), &found);
    assert_eq!(origins.len(), 1);
    assert_eq!(origins[0].articles, [0, 1, 2]);
    assert_eq!(origins[0].echoes.len(), 3);
    // Short texts of two origins, whole in one page of news.
    let (first, second) = (owned(&OTHER[1..]), owned(&REPORT[8..]));
    let texts = [&first, &second, &round_up].map(|p| text(p));
    let found = echoes(&texts);
    assert_eq!(found.len(), 2);
    assert_eq!(suggested_origins(texts.len(), &found), []);
}

#[test]
fn versions_are_paired_and_what_changed_is_told_by_weight() {
    let old = owned(&REPORT);
    let mut new = old.clone();
    new[0] = "Blast at the fish market of Tarn kills 31 people".to_owned();
    new[1] = new[1].replace("nine people", "31 people").replace("Tuesday", "Wednesday");
    new[3] = new[3].replace("Olin Marsk", "Odin Marsk");
    new[8] = new[8].replace("quarrel", "dispute").replace("eleven months", "ten months");
    new.remove(9);
    new.push("The prime minister is expected in the town on Sunday.".to_owned());
    let mut texts = [text(&old), text(&new)];
    for (text, on) in texts.iter_mut().zip([5, 4]) {
        text.publisher = Some("Northern Herald");
        text.published = day(on);
    }
    let found = echoes(&texts);
    let pairs = versions(&texts, &found);
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].articles, pairs[0].ordered, pairs[0].reason), ([1, 0], true, VersionReason::Text));
    let told: Vec<(ChangeKind, String, String)> = changes(&texts[0].passages, &texts[1].passages)
        .into_iter()
        .map(|c| {
            let cut = |t: &EchoText, c: Option<ChangedText>| {
                c.map_or(String::new(), |c| t.passages[c.passage][c.range].chars().take(20).collect())
            };
            (c.kind, cut(&texts[0], c.old), cut(&texts[1], c.new))
        })
        .collect();
    let told: Vec<(ChangeKind, &str, &str)> = told.iter().map(|(k, o, n)| (*k, o.as_str(), n.as_str())).collect();
    assert_eq!(
        told,
        [
            (ChangeKind::Figure, "nine", "31"),
            (ChangeKind::Figure, "nine", "31"),
            (ChangeKind::Figure, "eleven", "ten"),
            (ChangeKind::Date, "Tuesday", "Wednesday"),
            (ChangeKind::Name, "Olin", "Odin"),
            (ChangeKind::Added, "", "The prime minister i"),
            (ChangeKind::Removed, "Fishermen who spoke ", ""),
            (ChangeKind::Wording, "quarrel", "dispute"),
        ]
    );
    assert_eq!(changes(&texts[0].passages, &texts[0].passages), []);
}

#[test]
fn versions_go_by_address_and_title_too() {
    let (one, two, three) = (owned(&REPORT), owned(&OTHER), owned(&SECOND));
    let mut texts = [text(&one), text(&two), text(&three)];
    texts[0].address = Some("https://www.herald.example/news/blast?utm_source=x");
    texts[1].address = Some("http://herald.example/news/blast/#top");
    texts[2].address = Some("http://herald.example/news/blast?page=2");
    let pairs = versions(&texts, &[]);
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].articles, pairs[0].reason, pairs[0].ordered), ([0, 1], VersionReason::Address, false));
    for text in &mut texts {
        (text.address, text.publisher, text.title) = (None, Some("Herald"), Some("Blast in the market of Tarn"));
    }
    (texts[0].published, texts[1].published, texts[2].published) = (day(1), day(3), day(20));
    let pairs: Vec<_> = versions(&texts, &[]).iter().map(|v| (v.articles, v.reason)).collect();
    assert_eq!(pairs, [([0, 1], VersionReason::Title)]);
}

#[test]
fn agency_lines_say_whose_text_it_is() {
    let line = |passages: &[&str]| {
        let found = agencies(passages);
        found.first().map(|l| (l.agency, l.role, passages[l.passage][l.span.clone()].to_owned()))
    };
    let body = "A bomb went off at the fish market.";
    for (passage, agency, words) in [
        ("TARN, May 3 (Xinhua) -- A bomb went off.", "Xinhua", "Xinhua"),
        ("TARN (AP) — A bomb went off.", "AP", "AP"),
        ("TARN, Osk (Reuters) - A bomb went off.", "Reuters", "Reuters"),
        ("TARN, May 3. /TASS/. A bomb went off.", "TASS", "TASS"),
        ("Tarn (dpa) - Eine Bombe ist explodiert.", "dpa", "dpa"),
        ("TARN (EFE).- Una bomba estalló.", "EFE", "EFE"),
        ("By Lena Rowe, Associated Press", "AP", "Associated Press"),
        ("By The Associated Press", "AP", "Associated Press"),
        ("Agence France-Presse", "AFP", "Agence France-Presse"),
    ] {
        assert_eq!(line(&[passage, body, body]), Some((agency, AgencyRole::Text, words.to_owned())), "{passage}");
    }
    let tail = |last: &str| line(&[body, body, body, body, body, body, body, body, body, last]).map(|(a, r, _)| (a, r));
    for (last, agency) in [
        ("(Reporting by Lena Rowe; Editing by Olin Marsk)", "Reuters"),
        ("© 2031 AFP", "AFP"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "AP"),
        ("The inquiry goes on. (ANI)", "ANI"),
        ("— AP", "AP"),
    ] {
        assert_eq!(tail(last), Some((agency, AgencyRole::Text)), "{last}");
    }
    for (last, agency) in [
        ("The Associated Press contributed to this report.", "AP"),
        ("Additional reporting by Reuters", "Reuters"),
        ("(With inputs from PTI)", "PTI"),
        ("with AFP", "AFP"),
        ("Copyright 2031 Herald. Reuters contributed to this report.", "Reuters"),
    ] {
        assert_eq!(tail(last), Some((agency, AgencyRole::Material)), "{last}");
    }
    assert_eq!(line(&["TARN (Herald/AP) — A bomb went off.", body]).map(|l| l.1), Some(AgencyRole::Material));
    for none in [
        "“It was loud,” the porter told Reuters.",
        "AP Photo/Lena Rowe",
        "A stall in ruins. (Lena Rowe/The Herald via AP)",
        "According to AFP, thirty were wounded.",
        "The SAP of trees ran early (APRIL).",
    ] {
        assert_eq!(line(&[none, body]), None, "{none}");
        assert_eq!(tail(none), None, "{none}");
    }
    assert_eq!(byline_agency("Lena Rowe, Associated Press"), Some("AP"));
    assert_eq!(byline_agency("Lena Rowe"), None);
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    fn passages() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof![
            "[a-z]{1,9}",
            "[A-Z][a-z]{2,6}",
            "[0-9]{1,4}",
            Just("“".to_owned()),
            Just("\"".to_owned()),
            Just("’".to_owned()),
            "\\PC{1,4}",
        ];
        let passage = prop::collection::vec(word, 0..40).prop_map(|w| w.join(" "));
        prop::collection::vec(passage, 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Ranges lie within their passages at borders of letters; shares are shares; the order of texts decides nothing.
        #[test]
        fn findings_point_into_their_texts(texts in prop::collection::vec(passages(), 1..5), copied in 0..4_usize) {
            let mut all = texts;
            all.push(all[copied % all.len()].clone());
            all.push([owned(&REPORT), all[0].clone()].concat());
            all.push(owned(&REPORT));
            let texts: Vec<EchoText> = all.iter().map(|p| text(p)).collect();
            let found = echoes(&texts);
            for echo in &found {
                prop_assert!(echo.articles[0] < echo.articles[1]);
                for side in 0..2 {
                    prop_assert!(echo.shares[side] > 0.0 && echo.shares[side] <= 1.0);
                    for shared in &echo.passages {
                        let passage = texts[echo.articles[side]].passages[shared.passages[side]];
                        prop_assert!(passage.get(shared.ranges[side].clone()).is_some());
                    }
                }
            }
            prop_assert!(found.iter().any(|e| e.articles == [all.len() - 2, all.len() - 1]));
            let back: Vec<EchoText> = texts.iter().rev().cloned().collect();
            let mut turned: Vec<_> = echoes(&back).iter().map(|e| {
                let [a, b] = e.articles.map(|at| all.len() - 1 - at);
                ([b, a], e.grade)
            }).collect();
            turned.sort_unstable();
            prop_assert_eq!(found.iter().map(|e| (e.articles, e.grade)).collect::<Vec<_>>(), turned);
            for passages in &all {
                for line in agencies(&passages.iter().map(String::as_str).collect::<Vec<_>>()) {
                    prop_assert!(passages[line.passage].get(line.span).is_some());
                }
            }
        }

        /// No change between equal texts; every change has a side, and lies within its passage.
        #[test]
        fn changes_point_into_their_texts(old in passages(), new in passages()) {
            let [old, new]: [Vec<&str>; 2] = [&old, &new].map(|p| p.iter().map(String::as_str).collect());
            prop_assert_eq!(changes(&old, &old), vec![]);
            for change in changes(&old, &new) {
                prop_assert!(change.old.is_some() || change.new.is_some());
                for (side, passages) in [(&change.old, &old), (&change.new, &new)] {
                    if let Some(text) = side {
                        prop_assert!(passages[text.passage].get(text.range.clone()).is_some());
                    }
                }
            }
        }

        /// Edited texts are found whatever the seed.
        #[test]
        fn edits_keep_the_echo(seed in any::<u64>(), kind in 0..6_usize, percent in 0..31_usize) {
            let words = vocabulary(SECOND.iter().chain(&OTHER).copied());
            let report = owned(&REPORT);
            let copy = edited(&report, Edit::ALL[kind], percent, &owned(&OTHER), &words, seed);
            prop_assert_eq!(echoes(&[text(&report), text(&copy)]).len(), 1);
        }
    }
}

/// The quotations that the rules of reading find are what is left out.
#[test]
fn quoted_words_come_from_the_reading() {
    let passages = ["He said: “We saw it.”", "The song “Boats”, he said, “was never", "“finished,” and left."];
    let text = passages.join("\n");
    let mut spans = Vec::new();
    for passage in passages {
        let start = text.find(passage).unwrap();
        spans.push(TextSpan::new(start, start + passage.len()));
    }
    let quotes = quotation::quotes(&Tokens::new(&text, &spans));
    let cut: Vec<Vec<&str>> = quoted_ranges(&spans, &quotes)
        .into_iter()
        .zip(passages)
        .map(|(ranges, passage)| ranges.into_iter().map(|r| &passage[r]).collect())
        .collect();
    assert_eq!(cut[0], ["We saw it."]);
    assert!(cut[1].contains(&"was never"), "{cut:?}");
    assert_eq!(cut[2], ["finished,"]);
}
