//! What is rejected is never proposed again: not where the same articles are drafted into another folder, nor where they are
//! gathered again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use parallax::load::{Request, load};
use parallax::model::Corpus;

use crate::desk_keys::{AtDesk, parallax};
use crate::drafting::ARTICLES;
use crate::fixture::value;
use crate::terminal::Scratch;

/// Writes the articles into a folder, under other names.
fn articles(scratch: &Scratch, inner: &str, begins: &str) -> PathBuf {
    let folder = scratch.0.join(inner);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in ARTICLES {
        fs::write(folder.join(format!("{begins}{file}")), text).unwrap();
    }
    folder
}

/// Drafts articles into a folder.
fn draft(from: &Path, to: &Path, more: &[&str]) {
    let args = [&["draft", from.to_str().unwrap(), "--out", to.to_str().unwrap(), "--with-text"], more].concat();
    let (status, _, said) = parallax(&args);
    assert_eq!(status, Some(0), "{said}");
}

fn corpus(paths: &[&Path]) -> Corpus {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let loaded = load(&Request { paths, sources: Vec::new() });
    let errors: Vec<String> = loaded.report.messages.iter().map(|message| loaded.report.render(message)).collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded.corpus().clone()
}

/// All drafts in words, without the ids of articles.
fn drafts(corpus: &Corpus) -> BTreeSet<String> {
    let incidents = corpus.incidents().map(|(_, incident)| format!("incident {}", corpus.str(incident.title)));
    let claims = corpus.claims().map(|(_, claim)| {
        let passage = corpus.passage(corpus.account(claim.account).passage);
        let title = corpus.str(corpus.article(passage.article).title);
        format!("{title} ¶{} {} {}", passage.number, corpus.facet_word(claim.facet), value(corpus, claim))
    });
    let quotes = corpus.quotes().map(|(_, quote)| format!("quote {}", corpus.str(quote.pieces[0].opening)));
    incidents.chain(claims).chain(quotes).collect()
}

/// The drafts of a folder in which some were rejected by keys, with those before.
fn rejected(name: &str, select: &[&str]) -> (Scratch, PathBuf, BTreeSet<String>, BTreeSet<String>) {
    let scratch = Scratch::new(name);
    let (raw, old) = (articles(&scratch, "raw", ""), scratch.0.join("old"));
    draft(&raw, &old, &[]);
    let before = drafts(&corpus(&[&old]));
    let mut desk = AtDesk::on(&old, (120, 40), Scratch::new(name));
    for words in select {
        desk.press(&format!("Dgg<c-s>{words}<enter>x"));
        if desk.screen().contains("Enter decides so") {
            desk.press("<enter>");
        }
        desk.says("rejected ");
        desk.press("<esc>");
    }
    let after = drafts(&corpus(&[&old]));
    assert!(after.is_subset(&before) && after.len() < before.len(), "{after:#?}");
    (scratch, old, before, after)
}

#[test]
fn rejected_claims_and_quotations_are_not_drafted_again_anywhere() {
    let (scratch, old, before, after) = rejected("rejected-claims", &["14", "heard"]);
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(
        gone,
        ["Toll of Kandahar market bombing rises ¶1 killed 14", "quote We heard a sound like a falling wall,"],
        "{before:#?}"
    );
    // The articles as they were, into another folder, under other names.
    let (other, new) = (articles(&scratch, "other", "copy-of-"), scratch.0.join("new"));
    draft(&other, &new, &["--like", old.to_str().unwrap()]);
    assert_eq!(drafts(&corpus(&[&new])), after);
    // The new folder remembers it too.
    let newer = scratch.0.join("newer");
    draft(&articles(&scratch, "third", "third-"), &newer, &["--like", new.to_str().unwrap()]);
    assert_eq!(drafts(&corpus(&[&newer])), after);
    // Without that they are proposed.
    let without = scratch.0.join("without");
    draft(&other, &without, &[]);
    assert_eq!(drafts(&corpus(&[&without])), before);
    // Gathered again beside the folder.
    let beside = drafts(&corpus(&[&old, &other]));
    assert!(gone.iter().all(|draft| !beside.contains(*draft)), "{beside:#?}");
}

#[test]
fn a_rejected_incident_and_its_claims_are_not_drafted_again() {
    let (scratch, old, before, after) = rejected("rejected-incident", &["Shooting"]);
    assert!(before.iter().any(|draft| draft.contains("incident Shooting")));
    assert!(!after.iter().any(|draft| draft.contains("Shooting") || draft.contains("Gunmen")), "{after:#?}");
    let new = scratch.0.join("new");
    draft(&articles(&scratch, "other", "x-"), &new, &["--like", old.to_str().unwrap()]);
    assert_eq!(drafts(&corpus(&[&new])), after);
}

#[test]
fn an_article_whose_address_is_the_same_is_the_same_though_its_text_has_changed() {
    let scratch = Scratch::new("rejected-address");
    let (raw, old) = (scratch.0.join("raw"), scratch.0.join("old"));
    fs::create_dir_all(&raw).unwrap();
    let text = ARTICLES[1].1.replace("Language: en", "URL: https://valley.example/toll\nLanguage: en");
    fs::write(raw.join("post.txt"), &text).unwrap();
    draft(&raw, &old, &[]);
    let mut desk = AtDesk::on(&old, (120, 40), Scratch::new("rejected-address"));
    desk.press("Dgg<c-s>14<enter>x");
    let kept = fs::read_to_string(old.join("rejected/post.toml")).unwrap();
    assert!(kept.contains("address = \"https://valley.example/toll\"") && kept.contains("figure = 14"), "{kept}");
    fs::write(raw.join("post.txt"), format!("{text}\nThe market is closed until further notice, the town said.\n"))
        .unwrap();
    let new = scratch.0.join("new");
    draft(&raw, &new, &["--like", old.to_str().unwrap()]);
    assert!(!drafts(&corpus(&[&new])).iter().any(|draft| draft.ends_with("killed 14")));
    // Another number of the same words is another draft.
    let other = fs::read_to_string(old.join("rejected/post.toml")).unwrap().replace("figure = 14", "figure = 15");
    fs::write(old.join("rejected/post.toml"), other).unwrap();
    let newer = scratch.0.join("newer");
    draft(&raw, &newer, &["--like", old.to_str().unwrap()]);
    assert!(drafts(&corpus(&[&newer])).iter().any(|draft| draft.ends_with("killed 14")));
}

#[test]
fn an_undone_rejection_is_forgotten() {
    let mut desk = AtDesk::new("rejected-undo", (100, 30));
    desk.press("jjx");
    let kept = desk.file("rejected/gazette.toml");
    assert!(kept.contains("what = \"killed\"") && kept.contains("words = \"Eleven people died\""), "{kept}");
    desk.press("u");
    assert!(!desk.scratch.0.join("rejected/gazette.toml").exists());
    // The origin that is not its.
    desk.press("Gx");
    assert!(desk.file("rejected/gazette.toml").contains("what = \"origin\"\nwords = \"courier\""));
}
