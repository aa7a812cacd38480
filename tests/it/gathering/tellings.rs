//! Several incidents in one article, and what several articles tell in passing.

use parallax::gathering::Decisions;

use super::support::{gathered, lines, written};

fn survey(id: &str, published: &str) -> super::support::Written {
    written(
        id,
        published,
        "A violent spring\n\nA bomb exploded at the tram depot in Velmora on 3 February, killing two people.\n\nOn 9 March \
         gunmen shot four fishermen dead in Osbeck.\n\nOn 20 March a knife attack in Tarnvik wounded one person. In April \
         2019 a similar attack in Velmora had failed.",
    )
}

#[test]
fn an_article_tells_of_several_incidents() {
    let found = lines(&[survey("s", "2021-04-02")]);
    for wanted in
        ["Bombing in Velmora, 3 February 2021", "Shooting in Osbeck, 9 March 2021", "in Tarnvik, 20 March 2021"]
    {
        assert!(found.iter().any(|l| l.contains(wanted)), "{wanted} not in {found:?}");
    }
}

#[test]
fn each_figure_belongs_to_its_incident() {
    let articles = [survey("s", "2021-04-02")];
    let all = gathered(&articles, &Decisions::default());
    let killed = |title: &str| all.incidents.iter().find(|d| d.title.contains(title)).unwrap().killed.map(|a| a.value);
    assert_eq!(killed("3 February 2021"), Some(2));
    assert_eq!(killed("9 March 2021"), Some(4));
    assert_eq!(killed("20 March 2021"), None);
}

#[test]
fn what_is_recalled_joins_the_article_that_reported_it() {
    let report = written(
        "r",
        "2021-03-10",
        "Four shot dead in Osbeck\n\nGunmen shot four fishermen dead on Tuesday in Osbeck, police said.",
    );
    let found = lines(&[report, survey("s", "2021-04-02")]);
    assert!(found.iter().any(|l| l.starts_with("Shooting in Osbeck, 9 March 2021: r* s")), "{found:?}");
}

#[test]
fn an_earlier_attack_recalled_in_the_background_is_no_part_of_the_main_one() {
    let text = "Two killed in Osbeck bombing\n\nTwo people were killed on Monday when a bomb exploded in Osbeck.\n\nIn June \
                2015 a shooting in Velmora killed eleven people.";
    let articles = [written("x", "2021-05-11", text)];
    let all = gathered(&articles, &Decisions::default());
    assert_eq!(lines(&articles), ["Shooting in Velmora, June 2015: x", "Bombing in Osbeck, 10 May 2021: x*"]);
    assert_eq!(all.incidents[0].killed.unwrap().value, 11);
    assert_eq!(all.incidents[1].killed.unwrap().value, 2);
}

#[test]
fn statements_and_arrests_after_an_incident_are_part_of_it() {
    let text = "Two killed in Osbeck bombing\n\nTwo people were killed on Monday when a bomb exploded in Osbeck. A suspect was \
                arrested on Wednesday.\n\nOn Thursday police said that the bombing had been planned for months.";
    assert_eq!(lines(&[written("x", "2021-05-14", text)]), ["Bombing in Osbeck, 10 May 2021: x*"]);
}

#[test]
fn the_date_of_a_source_in_brackets_is_no_incident() {
    let text = "Two killed in Osbeck bombing\n\nTwo people were killed on Monday when a bomb exploded in Osbeck.\n\nThe group \
                had announced attacks (Osbeck Courier, 4 March).";
    assert_eq!(lines(&[written("x", "2021-05-14", text)]).len(), 1);
}
