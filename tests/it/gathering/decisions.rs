//! What a reader joined and split.

use parallax::gathering::{Decisions, GatheringReason, PartAnchor};

use super::support::{folder, gathered, line, written};

fn anchor(id: &str) -> PartAnchor {
    PartAnchor { article: id.to_owned(), passage: 0, words: String::new() }
}

fn lines_with(decisions: &Decisions) -> Vec<String> {
    gathered(&folder(), decisions).incidents.iter().map(|d| line(&folder(), d)).collect()
}

#[test]
fn joined_articles_stay_together() {
    let together = vec![(anchor("a-first"), anchor("d-other"))];
    let found = lines_with(&Decisions { together, apart: Vec::new() });
    assert!(found.iter().any(|l| l.contains("a-first*") && l.contains("d-other*")), "{found:?}");
}

#[test]
fn split_articles_stay_apart() {
    let apart = vec![(anchor("a-first"), anchor("c-trial")), (anchor("b-second"), anchor("c-trial"))];
    let found = lines_with(&Decisions { together: Vec::new(), apart });
    assert!(found.iter().any(|l| l.contains("a-first* b-second*") && !l.contains("c-trial")), "{found:?}");
}

#[test]
fn one_rejected_pair_blocks_the_chain() {
    let apart = vec![(anchor("a-first"), anchor("c-trial"))];
    let found = lines_with(&Decisions { together: Vec::new(), apart });
    assert!(!found.iter().any(|l| l.contains("a-first") && l.contains("c-trial")), "{found:?}");
}

#[test]
fn decisions_about_articles_that_are_gone_do_nothing() {
    let decisions =
        Decisions { together: vec![(anchor("a-first"), anchor("gone"))], apart: vec![(anchor("x"), anchor("y"))] };
    assert_eq!(lines_with(&decisions), lines_with(&Decisions::default()));
}

#[test]
fn what_is_told_in_passing_can_be_joined_and_split() {
    let report = written(
        "r",
        "2021-03-10",
        "Four shot dead in Osbeck\n\nGunmen shot four fishermen dead on Tuesday in Osbeck, police said.",
    );
    let recalls = written(
        "s",
        "2021-06-02",
        "Bomb in Velmora\n\nA bomb exploded in Velmora on Tuesday.\n\nOn 9 March gunmen shot four fishermen dead in Osbeck.",
    );
    let articles = [report, recalls];
    let all = gathered(&articles, &Decisions::default());
    let joined = all.incidents.iter().find(|d| d.coverage.len() == 2).unwrap();
    let anchors: Vec<PartAnchor> = joined.coverage.iter().map(|c| c.anchor.clone()).collect();
    let apart = Decisions { together: Vec::new(), apart: vec![(anchors[0].clone(), anchors[1].clone())] };
    let split = gathered(&articles, &apart);
    assert!(split.incidents.iter().all(|d| d.coverage.len() == 1));
    let main = PartAnchor { article: "s".to_owned(), passage: 0, words: String::new() };
    let together = Decisions { together: vec![(anchors[1].clone(), main)], apart: Vec::new() };
    let again = gathered(&articles, &together);
    assert!(again.incidents.iter().any(|d| d.reasons.contains(&GatheringReason::Decided)) || again.incidents.len() < 3);
}
