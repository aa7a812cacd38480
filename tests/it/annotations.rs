//! Annotations: tags and notes that people who share a corpus give to what is in it.

use parallax::load::{Loaded, memory};
use parallax::model::Corpus;
use parallax::model::annotation::Annotated;
use parallax::search::Query;
use parallax::search::filter_result::filter_entries;
use parallax::search::index::Target;
use parallax::search::workspace::{WorkspaceIndex, search};

use crate::desk::FILES;
use crate::desk_keys::{AtDesk, parallax};
use crate::invariants::comes_back;
use crate::terminal::Scratch;

/// The corpus of the desk with a file of annotations.
fn annotated(text: &str) -> Loaded {
    let files = FILES.iter().copied().chain([("annotations/ab.toml", text)]);
    memory(files.map(|(path, text)| (path.to_owned(), text.into())).collect(), &[])
}

fn messages(loaded: &Loaded) -> Vec<String> {
    loaded.report.sorted().into_iter().map(|message| loaded.report.render(message)).collect()
}

/// What each annotation is on, and what it says.
fn said(corpus: &Corpus) -> Vec<String> {
    let kind = |thing: &Annotated| match thing {
        Annotated::Incident(id) => format!("incident {}", corpus.str(corpus.incident(*id).id)),
        Annotated::Name(id) => format!("name {}", corpus.str(corpus.name(*id).id)),
        Annotated::Article(id) => format!("article {}", corpus.str(corpus.article(*id).id)),
        Annotated::Passage(id) => format!("passage {}", corpus.passage(*id).number),
        Annotated::Quote(id) => format!("quote {}", corpus.str(corpus.quote(*id).id)),
        Annotated::Claim(id) => format!("claim {}", corpus.str(corpus.claim(*id).words)),
    };
    let one = |(id, annotation): (_, &parallax::model::Annotation)| {
        let on: Vec<String> = corpus.annotated_by(id).iter().map(kind).collect();
        let tags: Vec<&str> = annotation.tags.iter().map(|&tag| corpus.str(tag)).collect();
        format!("{}: {} {}", on.join(", "), tags.join(" "), corpus.str(annotation.note))
    };
    corpus.annotations().map(one).collect()
}

const ALL: &str = "\
    [[annotation]]\nincident = \"port-fire\"\ntags = [\"check\", \"photos\"]\nnote = \"Who counted?\"\nby = \"AB\"\ndate = \"2031-06-01\"\n\
    [[annotation]]\nname = \"port\"\ntags = [\"check\"]\n\
    [[annotation]]\narticle = \"courier\"\nnote = \"An early edition.\"\n\
    [[annotation]]\narticle = \"courier\"\npassage = 2\nnote = \"Which mill?\"\n\
    [[annotation]]\nquote = \"courier-1a\"\ntags = [\"ask\"]\n\
    [[annotation]]\nincident = \"port-fire\"\narticle = \"gazette\"\npassage = 1\nfacet = \"killed\"\nwords = \"Eleven people died\"\nnote = \"Too high?\"\n\
    [[annotation]]\nname = \"mill\"\ntags = [\"check\"]\n";

#[test]
fn each_is_on_what_it_names_and_comes_back() {
    let loaded = annotated(ALL);
    assert_eq!(messages(&loaded), [""; 0]);
    assert_eq!(
        said(loaded.corpus()),
        [
            "incident port-fire: check photos Who counted?",
            "name port: check ",
            "article courier:  An early edition.",
            "passage 2:  Which mill?",
            "quote courier-1a: ask ",
            "claim Eleven people died:  Too high?",
            "name mill: check ",
        ]
    );
    comes_back(&loaded);
}

#[test]
fn what_is_gone_is_warned_of_and_the_annotation_kept() {
    let gone = "[[annotation]]\nincident = \"prot-fire\"\nnote = \"a\"\n\
        [[annotation]]\narticle = \"courier\"\npassage = 9\nnote = \"b\"\n\
        [[annotation]]\nincident = \"mill-fire\"\narticle = \"gazette\"\npassage = 1\nfacet = \"killed\"\nwords = \"Eleven people died\"\nnote = \"c\"\n";
    let loaded = annotated(gone);
    assert_eq!(loaded.status(), 0);
    let told = messages(&loaded);
    for said in [
        "annotations/ab.toml:2:12: warning[P038]: orphan annotation: no incident “prot-fire”",
        "orphan annotation: no passage 9 in “courier”",
        "orphan annotation: no claim killed “Eleven people died” in gazette ¶1",
    ] {
        assert!(told.iter().any(|message| message.contains(said)), "{said} is not in {told:?}");
    }
    assert_eq!(said(loaded.corpus()), [":  a", ":  b", ":  c"]);
    comes_back(&loaded);
}

#[test]
fn an_annotation_is_on_one_thing_and_says_something() {
    for (text, said) in [
        ("note = \"a\"", "error[P038]: it is not clear what the annotation is on"),
        ("incident = \"port-fire\"\nname = \"port\"\nnote = \"a\"", "it is not clear"),
        ("passage = 1\nincident = \"port-fire\"\nnote = \"a\"", "it is not clear"),
        ("article = \"courier\"\nfacet = \"killed\"\nwords = \"x\"\nnote = \"a\"", "it is not clear"),
        ("incident = \"port-fire\"", "error[P016]: the annotation says nothing"),
        ("incident = \"port-fire\"\ntags = [\"two words\"]", "error[P038]: “two words” is no tag"),
        ("incident = 3\nnote = \"a\"", "error[P004]"),
        ("incident = \"port-fire\"\nnote = \"a\"\ndate = \"2031\"", "must be one day"),
    ] {
        let told = messages(&annotated(&format!("[[annotation]]\n{text}\n")));
        assert!(told.len() == 1 && told[0].contains(said), "{text}: {told:?}");
    }
}

#[test]
fn what_no_source_says_can_be_hidden_with_them() {
    let loaded = annotated(ALL);
    let hidden = loaded.corpus().without_outside();
    assert_eq!(said(&hidden), [""; 0]);
    let (id, _) = hidden.incidents().next().unwrap();
    assert_eq!(hidden.annotations_on(Annotated::Incident(id)).count(), 0);
}

const OWN: &str = "annotations/ab.toml";

/// The desk left for the timeline, with an author.
fn at_timeline(name: &str) -> AtDesk {
    let mut at = AtDesk::new(name, (100, 40));
    at.session.annotate_as("AB");
    at.press("q<f2>");
    at
}

#[test]
fn a_key_annotates_what_the_cursor_is_on_and_the_file_and_the_screen_say_so() {
    let mut at = at_timeline("annotate-keys");
    at.press("GgT");
    at.says("Tags and a note");
    at.press("<enter>");
    at.says("type #tags, a note or both");
    at.press("#check, x");
    at.says("a tag is # and one word");
    at.press("<c-u>#check #photos Who counted?<enter>");
    at.says("✎ #check #photos Who counted? (AB, ");
    let text = at.file(OWN);
    let begins = "[[annotation]]\nincident = \"mill-fire\"\ntags = [\"check\", \"photos\"]\nnote = \"Who counted?\"\nby = \"AB\"\ndate = \"";
    assert!(text.starts_with(begins), "{text}");
    // The line begins with what was noted before; another line takes its place.
    at.press("gT<c-u>Not needed<enter>");
    at.says("✎ Not needed (AB, ");
    let text = at.file(OWN);
    assert!(!text.contains("tags") && text.matches("[[annotation]]").count() == 1, "{text}");
    // Undone and done again without the desk.
    at.press("gu");
    assert!(at.file(OWN).contains("Who counted?"));
    at.press("gugu");
    assert!(!at.file(OWN).contains("annotation"));
    assert!(!at.screen().contains('✎'), "{}", at.screen());
    at.press("gUgU");
    at.says("✎ Not needed (AB, ");
    // An empty line takes it away.
    at.press("gT<c-u><enter>");
    at.says("took the annotation away from");
    assert!(!at.file(OWN).contains("Not needed"));
}

#[test]
fn claims_passages_articles_quotations_and_names_are_annotated_where_they_are_shown() {
    let mut at = at_timeline("annotate-all");
    at.press("gg<enter>gTToo low?<enter>");
    at.says("✎ Too low? (AB");
    let text = at.file(OWN);
    assert!(text.contains("passage = 1\nfacet = \"killed\"\nwords = \"Nine people died\""), "{text}");
    // The reader says which claim it is on.
    at.press("<enter>");
    at.says("✎ killed ◌ 9: Too low? (AB, ");
    at.press("gTSee ¶2<enter>");
    at.says("✎ See ¶2 (AB");
    at.press("<f3>gT#early<enter>");
    at.says("✎ #early (AB");
    at.press("<f4>gT#ask<enter>");
    at.says("✎ #ask (AB");
    at.press("<f5>gT#where<enter>");
    let text = at.file(OWN);
    for said in [
        "article = \"courier\"\ntags = [\"early\"]",
        "quote = \"courier-1a\"",
        "name = \"",
        "article = \"courier\"\npassage = 1\nnote",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    assert_eq!(text.matches("[[annotation]]").count(), 5, "{text}");
}

#[test]
fn annotations_of_others_and_comments_stay_and_follow_what_they_are_on() {
    let mut at = at_timeline("annotate-others");
    let other =
        "# Of the first reading.\n[[annotation]]\nincident = \"port-fire\"\nnote = \"Later\" # much\nby = \"CD\"\n";
    std::fs::create_dir(at.scratch.0.join("annotations")).unwrap();
    std::fs::write(at.scratch.0.join("annotations/cd.toml"), other).unwrap();
    at.press("gggTSoon<enter>");
    at.says("✎ Soon (AB");
    at.says("✎ Later (CD)");
    assert_eq!(at.file("annotations/cd.toml"), other);
    // An incident that is joined with another takes its annotations along.
    at.press("Dgg&mill<enter><enter>");
    assert_eq!(at.file("annotations/cd.toml"), other.replace("port-fire", "mill-fire"));
    assert!(at.file(OWN).contains("mill-fire"));
}

#[test]
fn without_a_folder_the_key_says_how_to_get_one() {
    let mut at = at_timeline("annotate-nowhere");
    at.session.keep_decisions(false);
    at.press("gT");
    at.says("W writes the corpus as a folder first");
    at.session.keep_decisions(true);
    at.press("gogT");
    at.says("annotations are hidden with outside knowledge");
}

#[test]
fn tags_and_notes_are_fields_of_queries() {
    let loaded = annotated(ALL);
    let index = WorkspaceIndex::new(&loaded.workspace, None);
    let corpus = loaded.corpus();
    let found = |typed: &str| {
        let query = Query::parse(typed);
        assert!(query.problems.is_empty(), "{typed}: {:?}", query.problems);
        let answer = search(&loaded.workspace, &index, &query, usize::MAX, &|| false).unwrap();
        let incidents = answer.hits.iter().filter_map(|hit| match hit.target {
            Target::Incident(id) => Some(corpus.str(corpus.incident(id).id).to_owned()),
            _ => None,
        });
        incidents.collect::<Vec<_>>()
    };
    for (typed, wanted) in [
        ("kind:incident tag:check", "port-fire"),
        ("kind:incident !tag:check", "mill-fire"),
        ("kind:incident tag:#CHECK,none", "port-fire"),
        ("kind:incident note:counted", "port-fire"),
        // The last word may be the beginning of one.
        ("kind:incident note:count", "port-fire"),
        // What is noted on a claim is noted on what it is about.
        ("kind:incident note:\"too high\"", "port-fire"),
    ] {
        assert_eq!(found(typed), [wanted], "{typed}");
    }
    assert_eq!(found("kind:incident tag:ask"), [""; 0], "a tag on a quotation");
    assert!(Query::parse("tag:").problems[0].why.contains("tag: wants a word"));
}

#[test]
fn exports_carry_what_editors_note_under_names_that_say_so() {
    let scratch = Scratch::new("annotated-exports");
    for (path, text) in FILES.iter().copied().chain([("annotations/ab.toml", ALL)]) {
        let path = scratch.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let folder = scratch.0.to_str().unwrap();
    let run = |args: &[&str]| {
        let (status, said, why) = parallax(args);
        assert_eq!(status, Some(0), "{why}");
        said
    };
    let csv = run(&["export", "--format", "csv", folder]);
    let row = csv.lines().find(|line| line.contains("port-fire")).unwrap();
    assert!(csv.lines().next().unwrap().contains("editor_tags,editor_notes"), "{csv}");
    assert!(row.contains("check; photos") || row.contains("check;photos"), "{row}");
    assert!(
        row.contains("Who counted? (AB, 1 Jun 2031)") && row.contains("killed (gazette ¶1): Too high? (editor)"),
        "{row}"
    );
    let json: serde_json::Value = serde_json::from_str(&run(&["export", "--format", "json", folder])).unwrap();
    let incidents = json["incidents"].as_array().unwrap();
    let fire = incidents.iter().find(|incident| incident["id"] == "port-fire").unwrap();
    let noted =
        serde_json::json!([{"tags": ["check", "photos"], "note": "Who counted?", "by": "AB", "date": "2031-06-01"}]);
    assert_eq!(fire["editor_annotations"], noted);
    let claims = fire["accounts"].as_array().unwrap().iter().flat_map(|account| account["claims"].as_array().unwrap());
    let noted: Vec<&serde_json::Value> = claims.filter_map(|claim| claim.get("editor_annotations")).collect();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0][0]["note"], "Too high?");
    // What nobody annotated says nothing of annotations.
    let mill = incidents.iter().find(|incident| incident["id"] == "mill-fire").unwrap();
    assert!(mill.get("editor_annotations").is_none());
    let ledger = run(&["ledger", "port-fire", folder]);
    assert!(ledger.contains("✎ #check #photos Who counted? (AB, 1 Jun 2031)"), "{ledger}");
    assert!(ledger.contains("       ✎ Too high? (editor)"), "{ledger}");
}

#[test]
fn tags_are_a_facet_that_counts_what_choosing_them_shows() {
    let loaded = annotated(ALL);
    let index = WorkspaceIndex::new(&loaded.workspace, None);
    let order = parallax::app::entries::order(&loaded.workspace);
    let filter =
        |typed: &str| filter_entries(&loaded.workspace, &index, &order, &Query::parse(typed), true, &|| false).unwrap();
    let all = filter("");
    let tags = all.facets.iter().find(|facet| facet.field == "tag").unwrap();
    let counted: Vec<(&str, usize, usize)> =
        tags.values.iter().map(|value| (value.label.as_str(), value.count, value.possible)).collect();
    // The tag of a name is not on the incidents there.
    assert_eq!(counted, [("check", 1, 0), ("photos", 1, 0)]);
    for (tag, certain, possible) in counted {
        let shown = filter(&format!("tag:{tag}"));
        assert_eq!((shown.shown.len(), shown.possible.len()), (certain, possible), "{tag}");
    }
}
