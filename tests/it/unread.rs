//! What a source leaves out, and what nobody has looked for: only an article that somebody has read to the end does not give
//! something. Keys in, screens and files out.

use std::fs;
use std::path::Path;

use crate::desk_keys::{AtDesk, parallax};
use crate::terminal::Scratch;

/// Three papers on one fire: two as they were found, of which the rules drafted claims, and one that somebody has put into words.
const PAPERS: [(&str, &str); 6] = [
    ("corpus.toml", "title = \"Harbour\"\nlanguage = \"en\"\n"),
    ("names.toml", "[[place]]\nid = \"port\"\nname = \"Port\"\n"),
    (
        "articles/courier.md",
        "+++\ntitle = \"Fire at the port\"\nfile = \"courier.txt\"\n+++\n\n### 1 \"Nine people died\"\n\n### 2 \"The port stood empty\"\n",
    ),
    ("articles/gazette.md", "+++\ntitle = \"Port burns\"\nfile = \"gazette.txt\"\n+++\n\n### 1 \"On 2 May\"\n"),
    (
        "articles/herald.md",
        "+++\ntitle = \"Smoke\"\npublisher = \"Herald\"\n+++\n\n### 1 \"Smoke stood over\"\n\nIt says where it burned.\n",
    ),
    (
        "incidents/port-fire.toml",
        "title = \"Fire at the port\"\nkind = \"arson\"\ndate = \"2031-05-02\"\n\n\
         [[account]]\narticle = \"courier\"\npassage = 1\nclaims = [\n  \
         { facet = \"killed\", figure = 9, words = \"Nine people died\" },\n  \
         { facet = \"status\", value = \"carried out\", draft = \"guess\", rule = \"words\", words = \"died\" },\n]\n\n\
         [[account]]\narticle = \"gazette\"\npassage = 1\nclaims = [\n  \
         { facet = \"date\", value = \"2031-05-02\", draft = \"plain\", rule = \"date\", words = \"On 2 May\" },\n]\n\n\
         [[account]]\narticle = \"herald\"\npassage = 1\nclaims = [\n  \
         { facet = \"place\", value = \"port\", words = \"over the port\" },\n]\n",
    ),
];

fn papers(name: &str, size: (u16, u16)) -> AtDesk {
    let scratch = Scratch::new(name);
    for (path, text) in PAPERS {
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    AtDesk::on(&scratch.0.clone(), size, scratch)
}

fn ran(args: &[&str]) -> String {
    let (status, out, complaints) = parallax(args);
    assert_eq!(status, Some(0), "{args:?}: {complaints}");
    out
}

fn folder(at: &AtDesk) -> &str {
    at.scratch.0.to_str().unwrap()
}

#[test]
fn only_a_source_that_somebody_has_read_to_the_end_does_not_give_something() {
    let mut desk = papers("unread-ledger", (120, 40));
    // On the number of dead: one gives it, of one nothing is drafted on it, one does not give it.
    let killed = |text: &str| -> Vec<String> {
        let row =
            text.lines().skip_while(|line| !line.starts_with("killed")).skip(2).take_while(|line| !line.is_empty());
        row.map(|line| line.trim().to_owned()).collect()
    };
    let ledger = ran(&["ledger", "port-fire", folder(&desk)]);
    assert_eq!(killed(&ledger), ["³ not given", "² nothing drafted, 1 draft claim of the article waits"], "{ledger}");
    let shown = ran(&["show", "port-fire", folder(&desk)]);
    assert!(
        shown.contains("Nobody has read 2 of 3 articles to the end: what is left out there is not known."),
        "{shown}"
    );
    // Whatever is decided of it, nobody has read it for anything else.
    desk.press("D<c-s>date<enter><esc>a");
    desk.says("accepted date 2 May 2031 (gazette ¶1)");
    let ledger = ran(&["ledger", "port-fire", folder(&desk)]);
    assert_eq!(killed(&ledger), ["³ not given", "² nothing confirmed"], "{ledger}");
    // Its passages in somebody's words, it is read.
    let gazette = desk.file("articles/gazette.md");
    fs::write(desk.scratch.0.join("articles/gazette.md"), format!("{gazette}\nIt gives the day.\n")).unwrap();
    let ledger = ran(&["ledger", "port-fire", folder(&desk)]);
    assert_eq!(killed(&ledger), ["² ³ not given"], "{ledger}");
}

#[test]
fn every_export_tells_what_is_not_given_from_what_nobody_has_confirmed() {
    let desk = papers("unread-exports", (120, 40));
    let json = |command: &str| -> serde_json::Value {
        serde_json::from_str(&ran(&[command, "port-fire", folder(&desk), "--format", "json"])).unwrap()
    };
    for columns in ["ledger", "compare"].map(|command| json(command)["columns"].clone()) {
        assert_eq!(columns[0]["unread"], serde_json::json!({ "silence": "nothing confirmed", "draft_claims": 1 }));
        assert_eq!(columns[1]["unread"], serde_json::json!({ "silence": "nothing drafted", "draft_claims": 1 }));
        assert!(columns[2].get("unread").is_none(), "{columns}");
    }
    let why = ran(&["ledger", "port-fire", folder(&desk), "--why"]);
    let alone = "killed rests on one origin: nothing agrees with it or differs from it. In 1 other article nobody has";
    assert!(why.split_whitespace().collect::<Vec<_>>().join(" ").contains(alone), "{why}");
    let out = Scratch::new("unread-pack");
    ran(&["pack", "port-fire", folder(&desk), "-o", out.0.join("pack").to_str().unwrap()]);
    let read = |path: &str| fs::read_to_string(Path::new(&out.0).join("pack/data").join(path)).unwrap();
    let page = read("index.html");
    assert!(page.contains("Not given in [3].") && page.contains("[2]: nothing drafted, 1 draft claim"), "{page}");
    let evidence: serde_json::Value = serde_json::from_str(&read("evidence.json")).unwrap();
    let facets = evidence["incidents"][0]["facets"].as_array().unwrap();
    let killed = facets.iter().find(|facet| facet["facet"] == "killed").unwrap();
    assert_eq!(killed["silent"], serde_json::json!(["herald"]));
    assert_eq!(killed["unread"][0]["source"], "gazette");
    assert!(
        ran(&["verify", out.0.join("pack").to_str().unwrap()])
            .contains("all files have the bytes that the manifest lists")
    );
}

#[test]
fn the_table_and_the_comparison_show_both_by_different_signs() {
    let mut desk = papers("unread-screens", (120, 40));
    desk.press("lL");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains("killed") && line.contains("9 ¶1")).unwrap_or_default();
    assert!(row.contains("–?") && row.replace("–?", "").contains('–'), "{screen}");
    desk.press("c");
    desk.says("²gazette –?");
    desk.says("³herald –");
    desk.says("–? nothing drafted on killed, 1");
    desk.says("– no claim on killed");
    let markdown = crate::exported_views::text(&desk.session, parallax::present::exported::ViewFormat::Markdown);
    let row = markdown.lines().find(|line| line.starts_with("| killed")).unwrap_or_default();
    assert!(row.ends_with("| nothing drafted, 1 draft claim of the article waits | not given |"), "{markdown}");
}

#[test]
fn what_nobody_has_read_is_left_to_do_and_reported_nowhere_else_by_nobody() {
    let mut desk = papers("unread-todo", (120, 40));
    let todo = ran(&["todo", folder(&desk)]);
    assert!(
        todo.contains(
            "2 articles with passages that have no digest: nobody knows what is left out\n  courier: 2 of 2 passages\n"
        ),
        "{todo}"
    );
    let json: serde_json::Value = serde_json::from_str(&ran(&["todo", folder(&desk), "--format", "json"])).unwrap();
    assert_eq!(json["articles_without_all_digests"], serde_json::json!(["courier", "gazette"]));
    // Whether another paper has it too is only known of one that somebody has read.
    let told = desk.file("incidents/port-fire.toml").replace("article = \"gazette\"", "article = \"courier\"").replace(
        "article = \"courier\"\npassage = 1\nclaims = [\n  { facet = \"date\"",
        "article = \"courier\"\npassage = 2\nclaims = [\n  { facet = \"date\"",
    );
    let told = told.split("[[account]]\narticle = \"herald\"").next().unwrap().to_owned();
    fs::write(desk.scratch.0.join("incidents/port-fire.toml"), told).unwrap();
    desk.look();
    desk.press("ga");
    desk.says("1 incident, 1 found in no other");
}
