//! Tests what of a corpus on disk is weighed: small corpora in, ledgers out.

use std::fmt::Write as _;

use parallax::load::{Loaded, Request, load};
use parallax::model::ledger::{Ledger, LedgerRow};
use parallax::model::{IncidentId, Verdict, id::Id};

use crate::terminal::Scratch;

/// A corpus of one incident told by articles a, b and c, each of its own origin, with ten passages each. `claims` are
/// accounts: article, passage, further keys of the account, claims.
pub fn told(head: &str, accounts: &[(&str, u32, &str, &str)]) -> Loaded {
    let scratch = Scratch::new("weighing");
    let folder = scratch.0.join("corpus");
    for part in ["articles", "incidents"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    std::fs::write(folder.join("corpus.toml"), "title = \"weighed\"\n").unwrap();
    let passages: String = (1..=10).map(|n| format!("### {n} \"words {n}\"\nDigest.\n\n")).collect();
    for article in ["a", "b", "c"] {
        let text = format!("+++\ntitle = \"{article}\"\npublisher = \"P\"\n+++\n{passages}");
        std::fs::write(folder.join(format!("articles/{article}.md")), text).unwrap();
    }
    let names = "[[organisation]]\nid = \"g\"\nname = \"Group\"\n[[organisation]]\nid = \"branch\"\nname = \"Branch\"\npart_of = \"g\"\n[[organisation]]\nid = \"other\"\nname = \"Other\"\n[[person]]\nid = \"webber\"\nname = \"Lucas Webber\"\n[[place]]\nid = \"town\"\nname = \"Town\"\npart_of = \"land\"\n[[place]]\nid = \"land\"\nname = \"Land\"\n";
    std::fs::write(folder.join("names.toml"), names).unwrap();
    let mut text = format!("title = \"I\"\nkind = \"bombing\"\n{head}\n");
    for (article, passage, more, claims) in accounts {
        write!(text, "[[account]]\narticle = \"{article}\"\npassage = {passage}\n{more}\nclaims = [\n").unwrap();
        for claim in claims.lines() {
            writeln!(text, "{{ {claim}, words = \"words\" }},").unwrap();
        }
        text.push_str("]\n");
    }
    std::fs::write(folder.join("incidents/i.toml"), text).unwrap();
    // What joint figures count too.
    if accounts.iter().any(|(_, _, _, claims)| claims.contains("with =")) {
        let other = "title = \"Other\"\nkind = \"bombing\"\n[[account]]\narticle = \"c\"\npassage = 10\nclaims = []\n";
        std::fs::write(folder.join("incidents/other.toml"), other).unwrap();
    }
    let loaded = load(&Request { paths: vec![folder], sources: Vec::new() });
    let messages: Vec<String> = loaded.report.sorted().into_iter().map(|m| loaded.report.render(m)).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
    loaded
}

/// The first row of the ledger of such a corpus.
fn row(head: &str, accounts: &[(&str, u32, &str, &str)]) -> LedgerRow {
    let loaded = told(head, accounts);
    Ledger::of_incident(loaded.corpus(), IncidentId::at(0)).rows.swap_remove(0)
}

#[test]
fn what_is_of_something_else_is_shown_and_not_weighed() {
    let here = r#"facet = "place", value = "town""#;
    let other = r#"facet = "place", value = "town", weigh = false"#;
    let both = row("", &[("a", 1, "", here), ("b", 1, "", here)]);
    assert_eq!((both.verdict, both.origins), (Some(Verdict::Same), 2));
    for (account, claim) in [("", other), ("weigh = false", here)] {
        let aside = row("", &[("a", 1, "", here), ("b", 1, account, claim)]);
        assert_eq!((aside.verdict, aside.origins), (Some(Verdict::Single), 1));
        assert_eq!(aside.cells.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1], "both are shown");
    }
    let none = row("", &[("a", 1, "", other)]);
    assert_eq!((none.verdict, none.origins), (None, 0));
}

#[test]
fn what_defines_the_entry_is_not_weighed() {
    let here = r#"facet = "place", value = "town""#;
    let defined = row("scope = \"series\"\ndefined_by = [\"place\"]", &[("a", 1, "", here), ("b", 1, "", here)]);
    assert!(defined.defined);
    assert_eq!(defined.verdict, None);
}

#[test]
fn a_year_from_other_articles_is_no_part_of_other_facets() {
    let loaded = told("", &[("a", 1, "", "facet = \"date\", value = \"2024-01-03\", borrowed = \"year\"")]);
    let (_, claim) = loaded.corpus().claims().next().unwrap();
    assert_eq!(parallax::present::words::reservations(loaded.corpus(), claim), ["the year is from other articles"]);
}

#[test]
fn a_borrowed_year_excludes_nothing_and_the_rest_of_the_date_does() {
    let printed = r#"facet = "date", value = "2024-01-03""#;
    let of = |day: &str| row("", &[("a", 1, "", printed), ("b", 1, "", day)]).verdict;
    let borrowed = |day: &str| format!("facet = \"date\", value = \"{day}\", borrowed = \"year\"");
    assert_eq!(of(&borrowed("2024-01-03")), Some(Verdict::Same));
    assert_eq!(of(&borrowed("2023-01-03")), Some(Verdict::Compatible));
    assert_eq!(of(&borrowed("2024-01-04")), Some(Verdict::Conflict));
    assert_eq!(of(r#"facet = "date", value = "2023-01-03""#), Some(Verdict::Conflict));
}

#[test]
fn the_day_of_a_claim_of_responsibility_is_not_the_day() {
    let day = r#"facet = "date", value = "2024-03-22""#;
    let of = |claimed: &str| {
        let claimed = format!("facet = \"date\", value = \"{claimed}\", day = \"claimed\"");
        let row = row("", &[("a", 1, "", day), ("a", 2, "", &claimed), ("b", 1, "", day)]);
        (row.verdict, row.origins, row.inconsistent.len())
    };
    assert_eq!(of("2024-03-24"), (Some(Verdict::Same), 2, 0));
    // Not before it happened: between the origins a conflict, inside article a an inconsistency.
    assert_eq!(of("2024-03-20"), (Some(Verdict::Conflict), 2, 1));
}

#[test]
fn one_speaker_in_two_articles_is_one_origin() {
    let quoted = |n: u32| format!("facet = \"killed\", figure = {n}, according_to = [\"Lucas Webber\"]");
    let one = row("", &[("a", 1, "", &quoted(94)), ("b", 1, "", &quoted(94))]);
    assert_eq!((one.verdict, one.origins), (Some(Verdict::Single), 1));
    // Officials are not one person, and an article that states it on its own is a second origin.
    let officials = "facet = \"killed\", figure = 94, according_to = [\"officials\"]";
    assert_eq!(row("", &[("a", 1, "", officials), ("b", 1, "", officials)]).verdict, Some(Verdict::Same));
    let own = "facet = \"killed\", figure = 94";
    let both = row("", &[("a", 1, "", &quoted(94)), ("b", 1, "", &quoted(94)), ("c", 1, "", own)]);
    assert_eq!((both.verdict, both.origins), (Some(Verdict::Same), 2));
    // If the two articles give him different numbers, they differ.
    let differ = row("", &[("a", 1, "", &quoted(94)), ("b", 1, "", &quoted(103))]);
    assert_eq!(differ.verdict, Some(Verdict::Conflict));
}

#[test]
fn what_an_article_says_against_itself_has_a_sign_beside_the_verdict() {
    let killed = |n: u32| format!("facet = \"killed\", figure = {n}");
    let alone = row("", &[("a", 1, "", &killed(94)), ("a", 2, "", &killed(103))]);
    assert_eq!((alone.verdict, alone.inconsistent.len()), (Some(Verdict::Single), 1));
    assert_eq!(alone.severity(), Some(Verdict::Inconsistent));
    let against = [
        ("a", 1, "", &*killed(94)),
        ("a", 2, "", &*killed(103)),
        ("b", 1, "", "facet = \"killed\", figure = 90, qualifier = \"more-than\""),
    ];
    let beside = row("", &against);
    assert_eq!((beside.verdict, beside.inconsistent.len()), (Some(Verdict::Compatible), 1));
    // A denial in the same passage, and what is asserted here and only alleged there.
    let who = |stance: &str| format!("facet = \"perpetrator\", value = \"branch\", stance = \"{stance}\"");
    let denied = row("", &[("a", 1, "", &format!("{}\n{}", who("asserted"), who("denied")))]);
    assert_eq!((denied.verdict, denied.inconsistent.len()), (Some(Verdict::Single), 1));
    let unsure = row("", &[("a", 1, "", &who("asserted")), ("a", 2, "", &who("alleged"))]);
    assert_eq!((unsure.verdict, unsure.inconsistent.len()), (Some(Verdict::Single), 1));
    let accused = format!("{}, according_to = [\"police\"]", who("alleged"));
    assert_eq!(row("", &[("a", 1, "", &who("asserted")), ("a", 2, "", &accused)]).inconsistent.len(), 1);
    // That the police assert what the article only suspects is no contradiction.
    let police = format!("{}, according_to = [\"police\"]", who("asserted"));
    assert_eq!(row("", &[("a", 1, "", &police), ("a", 2, "", &who("suspected"))]).inconsistent.len(), 0);
    // Between two articles it is a difference of certainty.
    let two = row("", &[("a", 1, "", &who("asserted")), ("b", 1, "", &who("alleged"))]);
    assert_eq!((two.verdict, two.inconsistent.len()), (Some(Verdict::Compatible), 0));
}

#[test]
fn a_reservation_excludes_even_in_a_series() {
    let who = |name: &str, stance: &str| format!("facet = \"perpetrator\", value = \"{name}\", stance = \"{stance}\"");
    let of = |other: &str| {
        row("scope = \"series\"", &[("a", 1, "", &who("branch", "asserted")), ("b", 1, "", other)]).verdict
    };
    assert_eq!(of(&who("other", "asserted")), Some(Verdict::Compatible));
    assert_eq!(of(&who("branch", "denied")), Some(Verdict::Conflict));
}

#[test]
fn outcomes_are_graded() {
    let of = |a: &str, b: &str| {
        let status = |word: &str| format!("facet = \"status\", value = \"{word}\"");
        row("", &[("a", 1, "", &status(a)), ("b", 1, "", &status(b))]).verdict
    };
    assert_eq!(of("botched", "carried out"), Some(Verdict::Compatible));
    assert_eq!(of("botched", "foiled"), Some(Verdict::Compatible));
    assert_eq!(of("foiled", "carried out"), Some(Verdict::Conflict));
    assert_eq!(of("botched", "botched"), Some(Verdict::Same));
}
