//! Tests what of a corpus on disk is weighed: small corpora in, ledgers out.

use std::fmt::Write as _;

use parallax::load::{Loaded, Request, load};
use parallax::model::ledger::{Ledger, LedgerRow};
use parallax::model::{IncidentId, Verdict, id::Id};

use crate::terminal::Scratch;

/// A corpus of one incident told by articles a, b and c, each of its own origin, with ten passages each. `claims` are
/// accounts: article, passage, further keys of the account, claims.
fn told(head: &str, accounts: &[(&str, u32, &str, &str)]) -> Loaded {
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
