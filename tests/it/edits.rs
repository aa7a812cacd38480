//! Edits of corpus files: each changes its own lines and nothing else, and taken back it leaves the bytes that were
//! there.

use parallax::diagnostic::Report;
use parallax::documents::document::{Documents, new_file};
use parallax::documents::edit::{Edit, EditPlace, EditValue, Fields, PASSAGES, Refusal};
use parallax::documents::files::{CorpusFile, built_in};
use proptest::prelude::*;

use crate::fixture::path;

pub const INCIDENT: &str = "incidents/depot-blast.toml";
pub const ARTICLE: &str = "articles/courier.md";

/// Files of the small corpus, by their paths within it.
pub fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for part in ["", "articles", "incidents", "quotes"] {
        let folder = path("tests/fixtures/tiny").join(part);
        for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            let name = entry.file_name().unwrap().to_str().unwrap();
            let inner = if part.is_empty() { name.to_owned() } else { format!("{part}/{name}") };
            all.push((inner, std::fs::read_to_string(&entry).unwrap()));
        }
    }
    all
}

pub fn documents(texts: &[(String, String)]) -> Documents {
    let file = |(path, text): &(String, String)| CorpusFile::given(path.clone(), text.clone().into_bytes());
    Documents::new(texts.iter().map(file)).unwrap()
}

fn one(path: &str, text: &str) -> Documents {
    documents(&[(path.to_owned(), text.to_owned())])
}

pub fn table(at: &[(&str, usize)]) -> EditPlace {
    EditPlace::Table(at.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect())
}

pub fn set(file: &str, at: EditPlace, field: &str, value: impl Into<String>) -> Edit {
    Edit::Set { file: file.into(), at, field: field.into(), value: EditValue::Text(value.into()) }
}

fn unset(file: &str, at: EditPlace, field: &str) -> Edit {
    Edit::Unset { file: file.into(), at, field: field.into() }
}

pub fn create(file: &str, at: EditPlace, list: &str, position: usize, fields: &[(&str, EditValue)]) -> Edit {
    let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Edit::Create { file: file.into(), at, list: list.into(), position, fields }
}

fn remove(file: &str, at: EditPlace) -> Edit {
    Edit::Remove { file: file.into(), at }
}

pub fn text(words: &str) -> EditValue {
    EditValue::Text(words.into())
}

/// What the edit makes of the text; taken back, it must leave what was there.
fn edited(path: &str, before: &str, edit: &Edit) -> Result<String, Refusal> {
    let mut documents = one(path, before);
    let inverse = documents.apply(edit);
    if inverse.is_err() {
        assert_eq!(documents.text(path).as_deref(), Some(before), "refused, and yet changed");
    }
    let (inverse, after) = (inverse?, documents.text(path).unwrap());
    let again = documents.apply(&inverse).unwrap();
    assert_eq!(documents.text(path).unwrap(), before);
    documents.apply(&again).unwrap();
    assert_eq!(documents.text(path).unwrap(), after);
    Ok(after)
}

/// An incident as somebody would write it by hand.
const BY_HAND: &str = r#"# What is known of the fire.

title = "Fire at the mill"   # working title
kind = "arson"

# The date is disputed.
date = "2031-05-02"
places = [ { place = "port", role = "where" } ] # more to come

# First source.
[[account]]
article = "courier"
passage = 2
claims = [
  # on the dead
  { facet = "killed", figure = 12, words = "at least twelve" },

  { facet = "place", value = "port", words = "at the port" }, # sure
  # on the cause
]

# --- from here on unchecked ---

# Second source.
[[account]]
article = 'gazette'
passage = 1
claims = []

[[note]]
text = """
Two lines
of it."""
# the end
"#;

#[test]
fn an_edit_changes_its_own_lines_and_nothing_else() {
    let file = "incidents/fire.toml";
    let root = || table(&[]);
    let claim = |n| table(&[("account", 0), ("claims", n)]);
    let cases: Vec<(Edit, &str, &str)> = vec![
        (set(file, root(), "title", "Mill fire"), "title = \"Fire at the mill\"", "title = \"Mill fire\""),
        (set(file, root(), "date", "2031-05"), "date = \"2031-05-02\"", "date = \"2031-05\""),
        (
            set(file, root(), "date_basis", "by hearsay"),
            "date = \"2031-05-02\"\n",
            "date = \"2031-05-02\"\ndate_basis = \"by hearsay\"\n",
        ),
        (unset(file, root(), "date"), "# The date is disputed.\ndate = \"2031-05-02\"\n", ""),
        (set(file, claim(1), "words", "by the port"), "words = \"at the port\"", "words = \"by the port\""),
        (
            set(file, claim(1), "hedge", "perhaps"),
            "value = \"port\", words = \"at the port\" }",
            "value = \"port\", hedge = \"perhaps\", words = \"at the port\" }",
        ),
        (
            set(file, claim(0), "qualifier", "at-least"),
            "figure = 12, words = \"at least twelve\"",
            "figure = 12, qualifier = \"at-least\", words = \"at least twelve\"",
        ),
        (
            remove(file, claim(1)),
            "\n\n  { facet = \"place\", value = \"port\", words = \"at the port\" }, # sure",
            " # sure",
        ),
        (
            create(
                file,
                table(&[("account", 0)]),
                "claims",
                2,
                &[("words", text("a blaze")), ("facet", text("method")), ("value", text("fire"))],
            ),
            "words = \"at the port\" }, # sure",
            "words = \"at the port\" },\n  { facet = \"method\", value = \"fire\", words = \"a blaze\" }, # sure",
        ),
        (
            create(file, root(), "account", 1, &[("article", text("courier")), ("passage", EditValue::Number(4))]),
            "\n# --- from here on unchecked ---",
            "\n[[account]]\narticle = \"courier\"\npassage = 4\n\n# --- from here on unchecked ---",
        ),
        (
            remove(file, table(&[("account", 1)])),
            "\n# Second source.\n[[account]]\narticle = 'gazette'\npassage = 1\nclaims = []\n",
            "",
        ),
        (remove(file, table(&[("note", 0)])), "\n[[note]]\ntext = \"\"\"\nTwo lines\nof it.\"\"\"\n", ""),
        (set(file, table(&[("note", 0)]), "text", "One line"), "\"\"\"\nTwo lines\nof it.\"\"\"", "\"One line\""),
        (
            create(
                file,
                root(),
                "relation",
                0,
                &[
                    ("kind", text("part-of")),
                    ("to", text("x")),
                    ("article", text("courier")),
                    ("passage", EditValue::Number(1)),
                    ("words", text("part of")),
                ],
            ),
            "of it.\"\"\"\n",
            "of it.\"\"\"\n\n[[relation]]\nkind = \"part-of\"\nto = \"x\"\narticle = \"courier\"\npassage = 1\nwords = \"part of\"\n",
        ),
        (
            create(file, root(), "actors", 0, &[("name", text("somebody"))]),
            "role = \"where\" } ] # more to come\n",
            "role = \"where\" } ] # more to come\nactors = [ { name = \"somebody\" } ]\n",
        ),
    ];
    for (edit, old, new) in cases {
        assert_eq!(BY_HAND.matches(old).count(), 1, "{old}");
        let after = edited(file, BY_HAND, &edit).unwrap_or_else(|why| panic!("{edit:?}: {why}"));
        assert_eq!(after, BY_HAND.replace(old, new), "{edit:?}");
        // The same with the line breaks and the mark that some editors write.
        let crlf = format!("\u{feff}{}", BY_HAND.replace('\n', "\r\n"));
        let wanted = format!("\u{feff}{}", BY_HAND.replace(old, new).replace('\n', "\r\n"));
        // Breaks inside a string that is replaced stay plain, as TOML has them.
        assert_eq!(edited(file, &crlf, &edit).unwrap(), wanted, "{edit:?}");
    }
}

#[test]
fn passages_and_front_matter_are_edited_line_by_line() {
    let texts = texts();
    let before = &texts.iter().find(|(path, _)| path == ARTICLE).unwrap().1;
    let first = "A standfirst: two days on, the cause is open.";
    let cases = [
        (set(ARTICLE, table(&[]), "publisher", "Courier"), "publisher = \"The Courier\"", "publisher = \"Courier\""),
        (
            set(ARTICLE, table(&[]), "language", "en"),
            "published = \"2031-05-04\"\n",
            "published = \"2031-05-04\"\nlanguage = \"en\"\n",
        ),
        (unset(ARTICLE, table(&[]), "origin"), "origin = \"courier\"\n", ""),
        (set(ARTICLE, EditPlace::Passage(1), "digest", "Another\n digest."), first, "Another digest."),
        (set(ARTICLE, EditPlace::Passage(1), "kind", "caption"), "### 1 standfirst", "### 1 caption"),
        (unset(ARTICLE, EditPlace::Passage(1), "kind"), "### 1 standfirst", "### 1"),
        (set(ARTICLE, EditPlace::Passage(2), "anchor", "A blast"), "\"A blast at the oil depot\"", "\"A blast\""),
        (unset(ARTICLE, EditPlace::Passage(3), "end"), " … \"before the second bang\"", ""),
        (set(ARTICLE, EditPlace::Passage(3), "heading", "The facts"), "## What is known", "## The facts"),
        (unset(ARTICLE, EditPlace::Passage(3), "heading"), "## What is known\n\n", ""),
        (set(ARTICLE, EditPlace::Passage(4), "heading", "Voices"), "### 4 ", "## Voices\n\n### 4 "),
        (
            remove(ARTICLE, EditPlace::Passage(4)),
            "\n\n### 4 \"A spokesman called it\"\n\nThe port's spokesman speaks of an accident and of forty hurt.",
            "",
        ),
        (
            create(ARTICLE, table(&[]), PASSAGES, 4, &[("anchor", text("And then")), ("digest", text("An end."))]),
            "of forty hurt.\n",
            "of forty hurt.\n\n### 5 \"And then\"\n\nAn end.\n",
        ),
    ];
    for (edit, old, new) in cases {
        assert_eq!(before.matches(old).count(), 1, "{old}");
        let after = edited(ARTICLE, before, &edit).unwrap_or_else(|why| panic!("{edit:?}: {why}"));
        assert_eq!(after, before.replace(old, new), "{edit:?}");
        let crlf = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(edited(ARTICLE, &crlf(before), &edit).unwrap(), crlf(&before.replace(old, new)), "{edit:?}");
    }
}

#[test]
fn what_would_not_load_or_is_no_field_is_refused() {
    let texts = texts();
    let mut documents = documents(&texts);
    let root = || table(&[]);
    let claim = || table(&[("account", 0), ("claims", 0)]);
    let wrong = Edit::Set { file: INCIDENT.into(), at: root(), field: "title".into(), value: EditValue::Number(3) };
    let cases = [
        (set("incidents/none.toml", root(), "title", "x"), "NoFile"),
        (set(INCIDENT, root(), "colour", "red"), "NoField"),
        (set(INCIDENT, table(&[("account", 99)]), "hedge", "x"), "NoPlace"),
        (set(INCIDENT, table(&[("title", 0)]), "hedge", "x"), "NoPlace"),
        (wrong, "WrongType"),
        (set(INCIDENT, root(), "date", "some day"), "Mistakes"),
        (set(INCIDENT, root(), "status", "done"), "Mistakes"),
        (set(INCIDENT, claim(), "words", "one two three four five six seven eight nine"), "Mistakes"),
        (unset(INCIDENT, claim(), "words"), "Mistakes"),
        (unset(INCIDENT, root(), "scope"), "NoPlace"),
        (set(INCIDENT, root(), "title", " "), "Mistakes"),
        (set(ARTICLE, EditPlace::Passage(9), "digest", "x"), "NoPlace"),
        (set(ARTICLE, EditPlace::Passage(1), "digest", "## x"), "Mistakes"),
        (set(ARTICLE, EditPlace::Passage(1), "anchor", "a\" … \"b"), "Mistakes"),
        (remove(ARTICLE, EditPlace::Passage(1)), "NotLast"),
        (remove(INCIDENT, root()), "NoPlace"),
        (Edit::CreateFile { file: INCIDENT.into(), text: String::new() }, "FileExists"),
    ];
    for (edit, why) in cases {
        let refused = documents.apply(&edit).expect_err(why);
        assert!(format!("{refused:?}").starts_with(why), "{edit:?}: {refused:?}");
        assert!(!refused.to_string().is_empty());
    }
    assert_eq!(documents.edited().count(), 0, "a refused edit changes nothing");
    // A patch of what is no longer there.
    let undo = documents.apply(&set(INCIDENT, root(), "title", "Other")).unwrap();
    documents.apply(&set(INCIDENT, root(), "title", "A third title")).unwrap();
    assert_eq!(documents.apply(&undo), Err(Refusal::Changed));
}

#[test]
fn files_come_and_go_and_the_corpus_is_their_projection() {
    let texts = texts();
    let mut documents = documents(&texts);
    let fields: Fields = vec![
        ("date".into(), text("2031-06-01")),
        ("title".into(), text("Fire \"at\" the mill")),
        ("kind".into(), text("arson")),
        ("places".into(), EditValue::Tables(vec![vec![("place".into(), text("port"))]])),
        (
            "account".into(),
            EditValue::Tables(vec![vec![
                ("article".into(), text("gazette")),
                ("passage".into(), EditValue::Number(1)),
                (
                    "claims".into(),
                    EditValue::Tables(vec![
                        vec![
                            ("facet".into(), text("killed")),
                            ("figure".into(), EditValue::Number(2)),
                            ("words".into(), text("two")),
                        ],
                        vec![
                            ("facet".into(), text("place")),
                            ("value".into(), text("port")),
                            ("words".into(), text("port")),
                        ],
                    ]),
                ),
            ]]),
        ),
    ];
    let made = new_file("incidents/mill-fire.toml", &fields, &[]).unwrap();
    assert_eq!(
        made,
        "title = 'Fire \"at\" the mill'\nkind = \"arson\"\ndate = \"2031-06-01\"\nplaces = [ { place = \"port\" } ]\n\n[[account]]\narticle = \"gazette\"\npassage = 1\nclaims = [\n  { facet = \"killed\", figure = 2, words = \"two\" },\n  { facet = \"place\", value = \"port\", words = \"port\" },\n]\n"
    );
    let article = new_file(
        "articles/new.md",
        &vec![("title".into(), text("T")), ("publisher".into(), text("P"))],
        &[vec![("anchor".into(), text("First words")), ("digest".into(), text("It says so."))]],
    );
    assert_eq!(
        article.as_deref(),
        Ok("+++\ntitle = \"T\"\npublisher = \"P\"\n+++\n\n### 1 \"First words\"\n\nIt says so.\n")
    );
    let mut report = Report::default();
    let before = documents.project(&mut report);
    assert!(report.messages.is_empty(), "{:?}", report.messages);
    let undo = documents.apply(&Edit::CreateFile { file: "incidents/mill-fire.toml".into(), text: made }).unwrap();
    documents.apply(&set(INCIDENT, table(&[]), "title", "Blast")).unwrap();
    let mut report = Report::default();
    let after = documents.project(&mut report);
    assert!(report.messages.is_empty(), "{:?}", report.messages);
    assert_eq!(after.incidents().len(), before.incidents().len() + 1);
    let titles: Vec<&str> = after.incidents().map(|(_, i)| after.str(i.title)).collect();
    assert!(titles.contains(&"Blast") && titles.contains(&"Fire \"at\" the mill"), "{titles:?}");
    assert_eq!(documents.edited().count(), 2);
    documents.apply(&undo).unwrap();
    assert_eq!(documents.project(&mut Report::default()).incidents().len(), before.incidents().len());
}

#[test]
fn every_file_of_the_built_in_corpus_can_be_edited() {
    let mut documents = Documents::new(built_in()).unwrap();
    let paths: Vec<String> = documents.paths().map(str::to_owned).collect();
    assert!(paths.len() > 50);
    for path in paths {
        let before = documents.text(&path).unwrap();
        let (at, list) = match path.split('/').next().unwrap() {
            "quotes" => (table(&[("quote", 0)]), "quote"),
            "names.toml" => (table(&[("person", 3)]), "person"),
            "incidents" | "names" => (table(&[("account", 0)]), "account"),
            _ => (table(&[]), ""),
        };
        let field = match list {
            "quote" => "gist",
            "person" => "note",
            "account" => "hedge",
            _ => "title",
        };
        let undo =
            documents.apply(&set(&path, at, field, "Something else")).unwrap_or_else(|why| panic!("{path}: {why}"));
        let after = documents.text(&path).unwrap();
        let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        assert!(old.len() - same - same_end.min(old.len() - same) <= 1, "{path}: more than one line changed");
        assert!(new.len() - same - same_end.min(new.len() - same) <= 1, "{path}: more than one line changed");
        documents.apply(&undo).unwrap();
        assert_eq!(documents.text(&path).unwrap(), before, "{path}");
    }
}

/// An article with these lines after its front matter.
fn article(lines: &str) -> String {
    format!("+++\ntitle = \"T\"\npublisher = \"P\"\n+++\n{lines}")
}

#[test]
fn passages_are_counted_as_the_reader_counts_them() {
    // The first three begin passages, though only two of them can be read; the last two lines do not.
    let before =
        article("### 1\"First words\"\nOne.\n\n### 2 caption\nTwo.\n\n### 3 \"Third\"\nThree.\n\n### x\n###\n");
    let after = edited(ARTICLE, &before, &set(ARTICLE, EditPlace::Passage(3), "digest", "Other.")).unwrap();
    assert_eq!(after, before.replace("Three.", "Other."));
    let end = create(ARTICLE, table(&[]), PASSAGES, 3, &[("anchor", text("Fourth")), ("digest", text("Four."))]);
    assert!(edited(ARTICLE, &before, &end).unwrap().ends_with("### 4 \"Fourth\"\n\nFour.\n"));
}

#[test]
fn no_line_of_a_digest_is_read_as_a_heading() {
    let before = article("### 1 \"First\"\nOne.\n");
    for marks in ["##", "###"] {
        // At the width of a digest the marks begin its second line.
        let digest = format!("{}{marks} two", "word ".repeat(22));
        let cases = [
            set(ARTICLE, EditPlace::Passage(1), "digest", digest.clone()),
            create(ARTICLE, table(&[]), PASSAGES, 1, &[("anchor", text("a")), ("digest", text(&digest))]),
        ];
        for edit in cases {
            assert!(matches!(edited(ARTICLE, &before, &edit), Err(Refusal::Mistakes(_))), "{edit:?}");
        }
    }
    let inside = set(ARTICLE, EditPlace::Passage(1), "digest", "one ## two");
    assert_eq!(edited(ARTICLE, &before, &inside).unwrap(), before.replace("One.", "one ## two"));
}

#[test]
fn an_unknown_kind_stays_until_it_is_edited() {
    let before = article("### 1 capton \"First\"\nOne.\n");
    let anchor = set(ARTICLE, EditPlace::Passage(1), "anchor", "Other");
    assert_eq!(edited(ARTICLE, &before, &anchor).unwrap(), before.replace("First", "Other"));
    let kind = set(ARTICLE, EditPlace::Passage(1), "kind", "caption");
    assert_eq!(edited(ARTICLE, &before, &kind).unwrap(), before.replace("capton", "caption"));
}

#[test]
fn a_file_that_becomes_empty_must_load_too() {
    let before = "title = \"t\"\n";
    assert!(matches!(
        edited("corpus.toml", before, &unset("corpus.toml", table(&[]), "title")),
        Err(Refusal::Mistakes(_))
    ));
    // Mistakes that were there before stay allowed.
    let set = set("corpus.toml", table(&[]), "licence", "CC0");
    assert_eq!(edited("corpus.toml", "", &set).unwrap(), "licence = \"CC0\"\n");
    assert!(matches!(new_file("corpus.toml", &Fields::new(), &[]), Err(Refusal::Mistakes(_))));
}

#[test]
fn only_files_of_a_corpus_are_created() {
    let mut documents = one("corpus.toml", "title = \"t\"\n");
    let mut created = |path: &str| {
        let edit = Edit::CreateFile { file: path.into(), text: String::new() };
        documents.apply(&edit).and_then(|undo| documents.apply(&undo)).map(|_| ())
    };
    for path in ["names.toml", "articles/a.md", "incidents/a b.toml", "quotes/é.toml"] {
        assert_eq!(created(path), Ok(()), "{path}");
    }
    for path in [
        "",
        "notes.toml",
        "articles",
        "articles/",
        "articles/.md",
        "articles/a.toml",
        "articles/../a.md",
        "articles/../../a.md",
        "/articles/a.md",
        "incidents/a/b.toml",
        "names.toml/a.toml",
        "quotes/a\0.toml",
    ] {
        assert_eq!(created(path), Err(Refusal::WrongPath), "{path:?}");
        assert_eq!(new_file(path, &Fields::new(), &[]), Err(Refusal::WrongPath), "{path:?}");
    }
}

#[test]
fn messages_about_an_edited_file_name_it_as_before() {
    let mut documents = Documents::new(built_in()).unwrap();
    let account = table(&[("account", 0)]);
    let path = documents.paths().find(|path| path.starts_with("incidents/")).unwrap().to_owned();
    documents.apply(&set(&path, account, "article", "nowhere")).unwrap();
    let mut report = Report::default();
    let _ = documents.project(&mut report);
    let shown: Vec<String> = report.messages.iter().map(|m| report.render(m)).collect();
    assert!(!shown.is_empty() && shown.iter().all(|m| m.starts_with(&format!("built-in:{path}:"))), "{shown:?}");
}

#[test]
fn the_files_of_two_corpora_are_refused() {
    assert!(matches!(Documents::new(built_in().into_iter().chain(built_in())), Err(Refusal::FileExists)));
}

#[test]
fn a_value_with_line_breaks_is_the_same_whatever_breaks_the_file_has() {
    let file = "incidents/fire.toml";
    let words = "One \"a\\b\"\nTwo\r\n\tThree\u{7f}é";
    for before in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n")] {
        let note = create(file, table(&[]), "note", 1, &[("text", text(words))]);
        let mut documents = one(file, &before);
        documents.apply(&set(file, table(&[("note", 0)]), "text", words)).unwrap();
        documents.apply(&note).unwrap();
        let corpus = documents.project(&mut Report::default());
        let (_, incident) = corpus.incidents().next().unwrap();
        let notes: Vec<&str> = incident.notes.ids().map(|id| corpus.str(corpus.note(id).text)).collect();
        assert_eq!(notes, [words, words]);
    }
}

/// An edit at random, of which many can be carried out.
pub fn any_edit() -> impl Strategy<Value = Edit> {
    let incident =
        prop::sample::select(vec![INCIDENT, "incidents/bridge-plot.toml", "incidents/threat-to-ferries.toml"]);
    let article = prop::sample::select(vec![ARTICLE, "articles/gazette.md", "articles/courier-mirror.md"]);
    let words = prop::sample::select(vec![
        "x",
        "port",
        "two words",
        "a \"quoted\" one",
        "a\\b",
        "line\nbreak",
        "Häfen — ”",
        "# no comment",
        "2031-05",
        "killed",
        "bombing",
        "foiled",
        "",
        "1 ]",
        "'",
        "\"\"\"",
        "\u{202e}",
        "where",
        "gazette",
        "at-least",
    ]);
    let fields = prop::sample::select(vec![
        "title",
        "kind",
        "status",
        "date",
        "date_basis",
        "hedge",
        "words",
        "facet",
        "value",
        "role",
        "place",
        "by",
        "text",
        "qualifier",
        "basis",
        "article",
        "name",
    ]);
    let place = prop_oneof![
        Just(table(&[])),
        (0usize..4).prop_map(|n| table(&[("account", n)])),
        (0usize..4, 0usize..4).prop_map(|(n, c)| table(&[("account", n), ("claims", c)])),
        (0usize..2).prop_map(|n| table(&[("places", n)])),
        (0usize..2).prop_map(|n| table(&[("actors", n)])),
        (0usize..2).prop_map(|n| table(&[("note", n)])),
        (0usize..2).prop_map(|n| table(&[("relation", n)])),
    ];
    let list = prop::sample::select(vec!["account", "claims", "places", "actors", "note"]);
    let new = |list: &str, words: &str| -> Vec<(&'static str, EditValue)> {
        match list {
            "account" => vec![("article", text("gazette")), ("passage", EditValue::Number(2)), ("hedge", text(words))],
            "claims" => vec![("facet", text("method")), ("words", text("w")), ("value", text(words))],
            "places" => vec![("place", text("port"))],
            "actors" => vec![("name", text(words)), ("role", text(words))],
            _ => vec![("text", text(words))],
        }
    };
    prop_oneof![
        4 => (incident.clone(), place.clone(), fields.clone(), words.clone())
            .prop_map(|(file, at, field, words)| set(file, at, field, words)),
        2 => (incident.clone(), place.clone(), fields).prop_map(|(file, at, field)| unset(file, at, field)),
        3 => (incident.clone(), place.clone(), list, 0usize..3, words.clone())
            .prop_map(move |(file, at, list, n, words)| create(file, at, list, n, &new(list, words))),
        2 => (incident, place).prop_map(|(file, at)| remove(file, at)),
        2 => (article.clone(), 1usize..5, prop::sample::select(vec!["digest", "anchor", "end", "heading", "kind"]), words.clone())
            .prop_map(|(file, n, field, words)| set(file, EditPlace::Passage(n), field, words)),
        1 => (article.clone(), 1usize..5).prop_map(|(file, n)| remove(file, EditPlace::Passage(n))),
        1 => (article, words).prop_map(|(file, words)| {
            create(file, table(&[]), PASSAGES, 0, &[("anchor", text(words)), ("digest", text(words))])
        }),
    ]
}

#[test]
fn random_edits_undone_to_the_last_leave_the_files_byte_for_byte() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 120,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let carried_out = std::cell::Cell::new(0);
    let before = texts();
    runner
        .run(&(prop::collection::vec(any_edit(), 40), any::<bool>()), |(edits, crlf)| {
            let breaks = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
            let before: Vec<_> = before.iter().map(|(path, text)| (path.clone(), breaks(text))).collect();
            let mut documents = documents(&before);
            let mut undo = Vec::new();
            for edit in &edits {
                // What is refused is refused with a reason, and changes nothing.
                let was = documents.text(edit.file());
                match documents.apply(edit) {
                    Ok(inverse) => undo.push(inverse),
                    Err(_) => prop_assert_eq!(documents.text(edit.file()), was),
                }
            }
            carried_out.set(carried_out.get() + undo.len());
            let mut report = Report::default();
            let _ = documents.project(&mut report);
            let syntax = report.messages.iter().find(|m| m.code == parallax::diagnostic::DiagnosticCode::Syntax);
            prop_assert!(syntax.is_none(), "{:?}", syntax);
            let mut redo = Vec::new();
            let after: Vec<_> = before.iter().map(|(path, _)| documents.text(path)).collect();
            for inverse in undo.iter().rev() {
                redo.push(documents.apply(inverse).unwrap());
            }
            for (path, text) in &before {
                prop_assert_eq!(documents.text(path), Some(text.clone()));
            }
            for edit in redo.iter().rev() {
                documents.apply(edit).unwrap();
            }
            for ((path, _), text) in before.iter().zip(after) {
                prop_assert_eq!(documents.text(path), text);
            }
            Ok(())
        })
        .unwrap();
    assert!(carried_out.get() > 120 * 5, "{} edits were carried out", carried_out.get());
}
