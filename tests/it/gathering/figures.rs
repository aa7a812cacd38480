//! The dead and the injured of an incident: what most of its articles give.

use parallax::gathering::{Decisions, DraftIncident};

use super::support::{Written, gathered, written};

fn report(id: &str, published: &str, dead: &str) -> Written {
    let text = format!(
        "{dead} killed in Velmora depot bombing\n\n{dead} people were killed on 12 May 2021 when a car bomb exploded at the Luso \
         tram depot in Velmora, said Commissioner Ines Quadra.\n\nA group called Red Lantern claimed the bombing."
    );
    written(id, published, &text)
}

fn one(articles: &[Written]) -> DraftIncident {
    let all = gathered(articles, &Decisions::default());
    assert_eq!(all.incidents.len(), 1, "{:?}", all.incidents.iter().map(|d| &d.title).collect::<Vec<_>>());
    all.incidents.into_iter().next().unwrap()
}

#[test]
fn the_number_that_most_articles_give() {
    let articles =
        [report("a", "2021-05-12", "Eight"), report("b", "2021-05-13", "Nine"), report("c", "2021-05-13", "Nine")];
    let killed = one(&articles).killed.unwrap();
    assert_eq!((killed.value, killed.articles, killed.of), (9, 2, 3));
}

#[test]
fn of_as_many_the_latest() {
    let articles = [report("a", "2021-05-14", "Nine"), report("b", "2021-05-12", "Eight")];
    assert_eq!(one(&articles).killed.unwrap().value, 9);
}

#[test]
fn figures_over_several_incidents_are_no_total() {
    let text = "Man shot dead in Osbeck\n\nA man was shot dead in Osbeck on Sunday.\n\nForty people were killed in separate \
                shootings across the country this year.";
    let draft = one(&[written("x", "2021-05-11", text)]);
    assert_eq!(draft.killed.unwrap().value, 1);
}

#[test]
fn a_quadruple_shooting_hit_four() {
    let text = "Quadruple shooting in Osbeck\n\nPolice in Osbeck look into a quadruple shooting on Sunday. One man was killed.";
    let draft = one(&[written("x", "2021-05-11", text)]);
    assert_eq!((draft.killed.unwrap().value, draft.injured.unwrap().value), (1, 3));
}

#[test]
fn coverage_points_at_the_figures() {
    let articles = [report("a", "2021-05-12", "Eight")];
    let draft = one(&articles);
    let coverage = &draft.coverage[0];
    let at = coverage.killed.unwrap();
    assert!(coverage.figures.contains(&at));
    assert_eq!(coverage.killed_number, Some(8));
}
