//! Which articles become one incident, and what the draft says.

use parallax::gathering::{Decisions, GatheringReason};
use parallax::model::Grade;

use super::support::{folder, gathered, lines, written};

#[test]
fn reports_and_a_follow_up_weeks_later_are_one_incident() {
    assert_eq!(
        lines(&folder()),
        [
            "Car bombing in Velmora, 12 May 2021: e-abroad*",
            "Shooting in Tarnvik, 12 May 2021: a-first* b-second* c-trial*",
            "Shooting in Tarnvik, 20 June 2021: d-other*",
        ]
    );
}

#[test]
fn every_article_has_its_main_incident() {
    let all = gathered(&folder(), &Decisions::default());
    assert_eq!(all.main, [Some(1), Some(1), Some(1), Some(2), Some(0)]);
}

#[test]
fn a_joined_incident_has_its_reasons() {
    let all = gathered(&folder(), &Decisions::default());
    let draft = &all.incidents[1];
    let has =
        |wanted: &dyn Fn(&GatheringReason) -> bool| assert!(draft.reasons.iter().any(wanted), "{:?}", draft.reasons);
    has(&|r| matches!(r, GatheringReason::Day { edtf, articles: 3 } if edtf == "2021-05-12"));
    has(&|r| matches!(r, GatheringReason::Place { name, articles: 3 } if name == "Tarnvik"));
    has(&|r| matches!(r, GatheringReason::Names { names, articles: 3 } if names.iter().any(|n| n == "Jorn Askil")));
    has(&|r| matches!(r, GatheringReason::Killed { value: 3, articles: 3 }));
    assert!(all.incidents[0].reasons.is_empty());
}

#[test]
fn an_article_that_tells_of_no_incident_has_none() {
    let articles =
        [written("x", "2021-05-13", "Tarnvik opens a library\n\nThe mayor opened the new library. Children sang.")];
    let all = gathered(&articles, &Decisions::default());
    assert!(all.incidents.is_empty());
    assert_eq!(all.main, [None]);
}

#[test]
fn without_a_day_the_title_says_when_it_was_reported() {
    let text = "Shooting under study\n\nA shooting in Osbeck is being looked into.";
    let title = gathered(&[written("x", "2021-05-13", text)], &Decisions::default()).incidents[0].title.clone();
    assert!(
        title == "Shooting in Osbeck, reported 13 May 2021" || title == "Shooting in Osbeck, 13 May 2021",
        "{title}"
    );
}

#[test]
fn titles_are_no_words_of_an_article() {
    for draft in gathered(&folder(), &Decisions::default()).incidents {
        assert!(folder().iter().all(|a| !a.text.contains(&draft.title)), "{}", draft.title);
    }
}

#[test]
fn one_article_alone_is_as_sure_as_its_day_and_place() {
    let all = gathered(&folder(), &Decisions::default());
    assert!(all.incidents.iter().all(|d| d.grade <= Grade::Guess && d.id.len() == 16));
    assert!(all.incidents[0].grade > Grade::Plain);
}

#[test]
fn no_articles_no_drafts() {
    let all = gathered(&[], &Decisions::default());
    assert!(all.incidents.is_empty() && all.main.is_empty());
}
