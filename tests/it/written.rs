//! A corpus written as the files of a folder: opening them gives the same corpus.

use std::collections::BTreeSet;
use std::path::Path;

use parallax::documents::draft::{
    AnnotationsDraft, ArticleDraft, CorpusDraft, IncidentDraft, NameClaimsDraft, NamesDraft, QuotesDraft, TextsDraft,
};
use parallax::documents::rejected_draft::RejectedDraftsFile;
use parallax::documents::schema::{FieldKind, Shape};
use parallax::documents::write::{self, WriteOptions, WrittenFile};
use parallax::documents::{example, files};
use parallax::load::{Loaded, Request, load};
use parallax::model::article::{Online, Paragraph};
use parallax::model::id::Id;
use parallax::model::incident::{Actor, Who};
use parallax::model::{
    Account, AnchorState, Article, Builder, Claim, Corpus, Drafted, Facet, Figure, Grade, Incident, IncidentId, Name,
    NameId, NameKind, Note, OutsideName, Party, Passage, PassageKind, Piece, Place, Qualifier, Quote, Reference, Role,
    Scope, Span, Stance, Status, Text, Topic, Value, Workspace,
};
use proptest::prelude::*;

use crate::fixture::{built_in, path, tiny};
use crate::fuzzed::text;
use crate::intake::fixture::{self as saved, Folder, STORIES};
use crate::invariants::{comes_back, difference, everything, reopened, written};
use crate::laws::facet_and_value;
use crate::payload;

fn messages(loaded: &Loaded) -> String {
    loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect::<Vec<_>>().join("\n")
}

fn at(path: &Path) -> Loaded {
    load(&Request { paths: vec![path.to_owned()], sources: Vec::new() })
}

/// Writes the files to a folder and opens it.
fn saved(files: &[WrittenFile], folder: &Folder) -> Loaded {
    for file in files {
        folder.put(&file.path, &file.text);
    }
    at(&folder.0)
}

#[test]
fn the_built_in_corpus_comes_back() {
    let loaded = built_in();
    comes_back(&loaded);
    let files = written(loaded.corpus());
    let again = reopened(&files);
    assert_eq!(messages(&again), "");
    assert_eq!(again.status(), 0);
    let folder = Folder::new("written-built-in");
    assert!(everything(&saved(&files, &folder)) == everything(&loaded), "from disk too");
}

#[test]
fn every_field_of_the_built_in_corpus_is_written() {
    let keys = |text: &str| -> BTreeSet<String> {
        let text = text.replace("= []", "");
        let parts = text.split(['{', ',', '\n', '[']).filter_map(|part| Some(part.split_once('=')?.0.trim()));
        parts.filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_')).map(str::to_owned).collect()
    };
    let of = |texts: &[(String, String)], folder: &str| -> BTreeSet<String> {
        texts.iter().filter(|(path, _)| path.starts_with(folder)).flat_map(|(_, text)| keys(text)).collect()
    };
    let by_hand: Vec<(String, String)> = files::built_in()
        .iter()
        .map(|file| (file.path().to_owned(), file.read(&mut Vec::new()).unwrap().to_owned()))
        .collect();
    let written: Vec<(String, String)> =
        written(built_in().corpus()).into_iter().map(|file| (file.path, file.text)).collect();
    for folder in ["corpus.toml", "articles/", "incidents/", "quotes/", "names.toml", "names/"] {
        let mut keys = of(&by_hand, folder);
        // A unit that is that of the facet is not repeated.
        keys.retain(|key| key != "unit" || folder == "corpus.toml");
        assert_eq!(keys, of(&written, folder), "{folder}");
    }
    assert_eq!(by_hand.len(), written.len());
}

#[test]
fn the_invented_corpus_is_written_as_one_would_by_hand() {
    comes_back(&tiny(false));
    let files = written(tiny(false).corpus());
    let text = |path: &str| files.iter().find(|file| file.path == path).unwrap().text.as_str();
    insta::assert_snapshot!("written_incident", text("incidents/depot-blast.toml"));
    insta::assert_snapshot!("written_article", text("articles/courier.md"));
    insta::assert_snapshot!("written_quotes", text("quotes/courier.toml"));
    insta::assert_snapshot!("written_names", text("names.toml"));
}

/// Sorts all lists.
fn sort(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(list) => {
            list.iter_mut().for_each(sort);
            list.sort_by_key(ToString::to_string);
        }
        serde_json::Value::Object(fields) => {
            // Sentences name the articles in their order.
            fields.remove("sentence");
            fields.values_mut().for_each(sort);
        }
        _ => {}
    }
}

#[test]
fn raw_articles_come_back_with_their_texts_and_open_soundly_without() {
    let folder = Folder::new("written-raw");
    folder.put("in/post.html", saved::html(&STORIES[0]));
    folder.put("in/agency.txt", saved::keyed(&STORIES[1]));
    // Nothing states a publisher or a date, and the name of the file has a line break.
    folder.put("in/no\nbody \"knows\".txt", saved::plain(&STORIES[2]));
    folder.put("in/mail.eml", saved::eml(&STORIES[3]));
    let raw = at(&folder.0.join("in"));
    assert_eq!(raw.corpus().articles().len(), 4);
    let files = written(raw.corpus());
    let again = reopened(&files);
    assert_eq!(messages(&again), "");
    // A corpus lists its articles by date.
    let sorted = |loaded: &Loaded| {
        let mut all: serde_json::Value = serde_json::from_str(&everything(loaded)).unwrap();
        sort(&mut all);
        serde_json::to_string_pretty(&all).unwrap()
    };
    let (before, after) = (sorted(&raw), sorted(&again));
    assert!(before == after, "{}", difference(&before, &after));
    comes_back(&again);

    let bare = write::files(raw.corpus(), WriteOptions::default()).unwrap().files;
    let text = bare.iter().map(|file| file.text.as_str()).collect::<String>();
    for story in &STORIES[..4] {
        let words: Vec<&str> = story.text[0].split_whitespace().collect();
        assert!(!text.contains(&words[..9].join(" ")), "no text is written");
    }
    let sound = reopened(&bare);
    assert_eq!(messages(&sound), "");
    assert!(!sound.corpus().has_text() && sound.corpus().passages().all(|(_, p)| !p.anchor.is_empty()));
}

#[test]
fn a_hostile_corpus_comes_back() {
    let folder = Folder::new("written-hostile");
    comes_back(&at(&payload::corpus(&folder.0)));
}

#[test]
fn ids_that_no_file_can_have_are_written_as_others() {
    let mut builder = Builder::default();
    builder.describe("Ids", "", "");
    for id in ["../up", "a/b", "", ".hidden", "a/b"] {
        let (first, text) = (builder.next_passage(), builder.text("words of it"));
        let article = builder.next_article();
        builder.passage(passage(article, 1, text));
        let id = builder.intern(id);
        let file = builder.text("saved.html");
        let passages = Span::between(first, builder.next_passage());
        let record = bare_article(&mut builder, id, passages, file);
        builder.article(record);
    }
    let files = written(&builder.finish());
    let paths: Vec<&str> = files.iter().map(|f| f.path.as_str()).filter(|path| path.starts_with("articles")).collect();
    let ids = ["up", "a-b", "article", "hidden", "a-b-2"].map(|id| format!("articles/{id}.md"));
    assert_eq!(paths, ids);
    assert_eq!(messages(&reopened(&files)), "");
}

#[test]
fn accepted_drafts_are_written_as_confirmed() {
    let drafts = ["plain", "likely", "guess"].map(|grade| {
        format!("  {{ facet = \"killed\", figure = 3, draft = \"{grade}\", rule = \"figure\", words = \"three\" }},\n")
    });
    let incident = format!(
        "title = \"T\"\nkind = \"attack\"\ndraft = \"plain\"\n[[account]]\narticle = \"courier\"\npassage = 1\nclaims = [\n{}{}]\n",
        drafts.concat(),
        "  { facet = \"perpetrator\", value = \"gunmen\", draft = \"plain\", words = \"gunmen\" },\n"
    );
    let quote = "[[quote]]\npassage = 2\ndraft = \"plain\"\npieces = [{ opening = \"blast\", length = 1 }]\n";
    let mut files = written(tiny(false).corpus());
    files.push(WrittenFile { path: "incidents/t.toml".into(), text: incident });
    files.push(WrittenFile { path: "quotes/gazette.toml".into(), text: quote.into() });
    let loaded = reopened(&files);
    assert_eq!(messages(&loaded), "");
    comes_back(&loaded);
    for (accept, accepted) in [(None, 0), (Some(Grade::Plain), 3), (Some(Grade::Likely), 4), (Some(Grade::Guess), 5)] {
        let options = WriteOptions { accept, ..WriteOptions::default() };
        let result = write::files(loaded.corpus(), options).unwrap();
        // The quotation without a speaker stays a draft; the word that looks like an id is written as a word.
        assert_eq!((result.accepted, result.drafts), (accepted, 6 - accepted));
        let again = reopened(&result.files);
        assert_eq!(messages(&again), "");
        let corpus = again.corpus();
        assert_eq!(corpus.claims().len(), loaded.corpus().claims().len());
        let drafts = corpus.claims().filter(|(_, c)| c.drafted.is_some()).count()
            + corpus.incidents().filter(|(_, i)| i.drafted.is_some()).count()
            + corpus.quotes().filter(|(_, q)| q.drafted.is_some()).count();
        assert_eq!(drafts, result.drafts);
    }
}

fn passage(article: parallax::model::ArticleId, number: u32, text: Text) -> Passage {
    Passage {
        article,
        number,
        kind: PassageKind::Body,
        heading: Text::default(),
        anchor: text,
        digest: Text::default(),
        text: Some(text),
        state: AnchorState::Unattached,
    }
}

fn bare_article(builder: &mut Builder, id: Text, passages: Span<parallax::model::PassageId>, file: Text) -> Article {
    let name = builder.intern("origin");
    Article {
        id,
        title: Text::default(),
        kicker: Text::default(),
        publisher: Text::default(),
        authors: Vec::new(),
        published: None,
        published_basis: Text::default(),
        online: Online::default(),
        language: Text::default(),
        translated_from: Text::default(),
        origin: builder.origin(name),
        note: Text::default(),
        passages,
        paragraphs: Vec::new(),
        ends: Vec::new(),
        copy: file,
        main: None,
        draft_origin: None,
    }
}

/// A corpus of arbitrary texts: `words` are taken in turn.
#[expect(clippy::too_many_lines, reason = "a record of each kind")]
fn generated(words: &[String], values: &[(Facet, Value)], flags: &[bool]) -> Corpus {
    let mut builder = Builder::default();
    let (mut turn, mut coin) = (0, 0);
    let mut any = |builder: &mut Builder| {
        turn += 1;
        builder.intern(&words[turn % words.len()])
    };
    let mut flip = || {
        coin += 1;
        flags[coin % flags.len()]
    };
    // What stands in a wording has few words.
    let short = |builder: &mut Builder, text: Text| {
        let words: Vec<String> = builder.str(text).split_whitespace().take(8).map(str::to_owned).collect();
        builder.text(&words.join(" "))
    };
    let (title, about, licence) = (any(&mut builder), any(&mut builder), any(&mut builder));
    let [title, about, licence] = [title, about, licence].map(|text| builder.str(text).to_owned());
    builder.describe(&title, &about, &licence);
    let draft = |builder: &mut Builder, rule: Text, is: bool| {
        is.then(|| Drafted { grade: Grade::Likely, rule, by: builder.intern("somebody") })
    };
    for n in 0..2 {
        let (article, first) = (builder.next_article(), builder.next_passage());
        for number in 1..4 {
            let (text, heading) = (any(&mut builder), any(&mut builder));
            let heading = builder.str(heading).split_whitespace().collect::<Vec<_>>().join(" ");
            let anchor = parallax::documents::anchor::first_words(builder.str(text)).to_owned();
            // A digest is read line by line.
            let digest = any(&mut builder);
            let lines = builder.str(digest).split('\n').map(str::trim).filter(|l| !l.is_empty());
            let digest = lines.collect::<Vec<_>>().join(" ");
            let passage = Passage {
                kind: if flip() { PassageKind::Caption } else { PassageKind::Body },
                heading: builder.text(&heading),
                anchor: builder.text(&anchor),
                digest: builder.text(&digest),
                // The words of claims would have to stand in the text.
                text: Some(text).filter(|_| n > 0),
                ..passage(article, number * 2, text)
            };
            builder.passage(passage);
        }
        let id = builder.intern(&format!("article {n}"));
        let file = builder.text("in/file.html");
        let passages = Span::between(first, builder.next_passage());
        let mut record = bare_article(&mut builder, id, passages, file);
        let (title, note, author, around) =
            (any(&mut builder), any(&mut builder), any(&mut builder), any(&mut builder));
        (record.title, record.note, record.authors) = (title, note, vec![author]);
        record.main = flip().then(|| IncidentId::at(0));
        record.paragraphs = vec![Paragraph { text: around, before: 2, number: 0 }];
        builder.article(record);
    }
    for n in 0..8 {
        let kind = if n < 4 { NameKind::Organisation } else { NameKind::Place };
        let (name, variant, outside) = (any(&mut builder), any(&mut builder), any(&mut builder));
        let reference = Reference { title: name, publisher: variant, date: outside, locator: name };
        let remark = OutsideName { name: outside, note: variant, references: vec![reference; usize::from(flip())] };
        let record = Name {
            id: builder.intern(&format!("name-{n}")),
            name,
            kind,
            variants: vec![variant, outside, outside],
            outside: vec![remark.clone(), remark],
            part_of: (n % 4 > 0).then(|| NameId::at(n - 1)),
            distinct_from: vec![NameId::at(n)],
            country: Text::default(),
            position: flip().then_some((0.1 + n as f64, -1e-7)),
            precision: None,
            note: variant,
            accounts: Span::default(),
            notes: Span::default(),
            place_note: name,
            place_references: Vec::new(),
        };
        builder.name(record);
    }
    let about = Topic::Incident(builder.next_incident());
    let passage = parallax::model::PassageId::at(1);
    let first = builder.next_claim();
    for (facet, value) in values {
        let (words, whom, by) = (any(&mut builder), any(&mut builder), any(&mut builder));
        let words = short(&mut builder, words);
        let is_figure = matches!(value, Value::Figure(_));
        let parts = if is_figure && flip() {
            vec![(Figure::new(3, Qualifier::About, Party::Attackers), whom)]
        } else {
            Vec::new()
        };
        let sum = Figure::sum(&parts.iter().map(|(f, _)| Figure { party: Party::Total, ..*f }).collect::<Vec<_>>());
        let claim = Claim {
            account: builder.next_account(),
            facet: *facet,
            value: sum.map_or(*value, Value::Figure),
            stance: if flip() { Stance::Asserted } else { Stance::Denied },
            words,
            state: AnchorState::Unattached,
            according_to: vec![by],
            hedge: by,
            basis: whom,
            borrowed: None,
            weigh: flip(),
            whom: if is_figure { whom } else { Text::default() },
            summed: !parts.is_empty(),
            parts,
            drafted: {
                let is = flip();
                draft(&mut builder, by, is)
            },
            with: if flip() { vec![IncidentId::at(0)] } else { Vec::new() },
        };
        builder.claim(claim);
    }
    let (hedge, claims) = (any(&mut builder), Span::between(first, builder.next_claim()));
    let account = builder.next_account();
    builder.account(Account { about, passage, hedge, weigh: flip(), claims });
    let note = builder.next_note();
    let (text, by) = (any(&mut builder), any(&mut builder));
    builder.note(Note { text, by, general: flip(), facet: values.first().map(|v| v.0), references: Vec::new() });
    let (title, alias, kind, role) = (any(&mut builder), any(&mut builder), any(&mut builder), any(&mut builder));
    let incident = Incident {
        id: builder.intern("an incident"),
        title,
        shown_title: title,
        aliases: vec![alias, title],
        outside: Vec::new(),
        kind,
        scope: Scope::Series,
        status: Some(Status::Claimed),
        date: None,
        date_basis: alias,
        defined_by: vec![Facet::Method],
        places: vec![Place { name: NameId::at(5), role: Role::AimedAt }],
        actors: vec![Actor { who: Who::Name(NameId::at(0)), role }],
        lists_actors: true,
        accounts: Span::between(account, builder.next_account()),
        relations: Vec::new(),
        notes: Span::between(note, builder.next_note()),
        drafted: draft(&mut builder, alias, true),
    };
    builder.incident(incident);
    let (speaker, role, gist, opening) = (any(&mut builder), any(&mut builder), any(&mut builder), any(&mut builder));
    let opening = short(&mut builder, opening);
    let quote = Quote {
        id: builder.intern("article 0-4a"),
        passage,
        speaker: None,
        speaker_words: speaker,
        role,
        gist,
        pieces: vec![Piece { opening, length: 8, state: AnchorState::Unattached }],
        form: parallax::model::Form::Term,
        translated: flip(),
        according_to: vec![role],
        incidents: vec![IncidentId::at(0)],
        drafted: draft(&mut builder, role, true),
    };
    builder.quote(quote);
    builder.finish()
}

fn can_be((_, value): &(Facet, Value)) -> bool {
    !matches!(value, Value::Figure(f) if f.stated == Some(0) && f.qualifier == Qualifier::LessThan)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn corpora_of_any_texts_come_back(
        words in prop::collection::vec(text().prop_filter("not blank", |t| !t.trim().is_empty()), 1..12),
        values in prop::collection::vec(facet_and_value().prop_filter("nothing is less than 0", can_be), 0..6),
        flags in prop::collection::vec(any::<bool>(), 1..9),
    ) {
        let corpus = generated(&words, &values, &flags);
        let loaded = Loaded { workspace: Workspace::of(corpus), ..Loaded::default() };
        comes_back(&loaded);
    }
}

/// The example as the README shows it.
fn shown(files: &[WrittenFile]) -> String {
    let one = |file: &WrittenFile| {
        let language = if file.path.ends_with(".md") { "markdown" } else { "toml" };
        format!("`{}`\n\n```{language}\n{}```\n\n", file.path, file.text)
    };
    files.iter().map(one).collect()
}

/// What the README says about a corpus of one's own.
fn readme() -> String {
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    readme.split("## A corpus of your own").nth(1).unwrap().split("\n## Keys").next().unwrap().to_owned()
}

#[test]
fn the_example_is_sound_comes_back_and_stands_in_the_readme() {
    let files = example::files();
    let loaded = reopened(&files);
    assert_eq!(messages(&loaded), "");
    let corpus = loaded.corpus();
    assert!(corpus.incidents().len() > 1 && corpus.articles().len() > 1 && corpus.has_text());
    comes_back(&loaded);
    let readme = readme();
    let there = readme.split("<!-- example -->").nth(1).unwrap().split("<!-- /example -->").next().unwrap().trim();
    let should = shown(&files);
    assert!(there == should.trim(), "README.md must have between <!-- example --> and <!-- /example -->:\n\n{should}");
}

/// The keys of a table and of the tables in it, and the words of its vocabularies.
fn keys_and_words(shape: &'static Shape, keys: &mut BTreeSet<&'static str>, words: &mut BTreeSet<&'static str>) {
    for field in shape.all() {
        keys.insert(field.key);
        match field.kind {
            FieldKind::Tables(inner) | FieldKind::TextsOrTables(inner) => keys_and_words(inner, keys, words),
            FieldKind::Word(all) => words.extend(all()),
            _ => {}
        }
    }
}

#[test]
fn the_example_has_every_key_of_every_file_and_the_readme_every_word() {
    let files = example::files();
    let readme = readme();
    let shapes: [(&str, &'static Shape); 9] = [
        ("corpus.toml", CorpusDraft::FIELDS),
        ("articles/", ArticleDraft::FIELDS),
        ("incidents/", IncidentDraft::FIELDS),
        ("quotes/", QuotesDraft::FIELDS),
        ("names.toml", NamesDraft::FIELDS),
        ("names/", NameClaimsDraft::FIELDS),
        ("texts/", TextsDraft::FIELDS),
        ("annotations/", AnnotationsDraft::FIELDS),
        ("rejected/", RejectedDraftsFile::FIELDS),
    ];
    for (begins, shape) in shapes {
        // Claims about names have the keys of claims about incidents.
        let of = |path: &str| path.starts_with(begins) || (begins == "names/" && path.starts_with("incidents/"));
        let text: String = files.iter().filter(|f| of(&f.path)).map(|f| f.text.as_str()).collect();
        let (mut keys, mut words) = (BTreeSet::new(), BTreeSet::new());
        keys_and_words(shape, &mut keys, &mut words);
        assert!(!keys.is_empty());
        for key in keys {
            let assigned = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '=' || c == '['));
            let mut assigned = assigned.filter(|word| !word.is_empty()).peekable();
            let mut found = false;
            while let Some(word) = assigned.next() {
                found |= (word == key && assigned.peek() == Some(&"=")) || word == format!("[[{key}");
            }
            assert!(found, "{begins} does not show the key “{key}”");
        }
        for word in words {
            assert!(readme.contains(word), "the README does not have “{word}”, a word of {begins}");
        }
    }
    let kinds = PassageKind::ALL.map(PassageKind::word);
    assert!(kinds.iter().all(|kind| readme.contains(kind)));
}

/// Runs the program.
fn parallax(args: &[&str]) -> (Option<i32>, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(args)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// All files of a folder, hidden ones too, by their paths in it.
fn all_files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.extend(all_files(&path).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn a_new_corpus_is_sound_and_no_folder_is_overwritten() {
    let folder = Folder::new("written-new");
    let (deep, there) = (folder.0.join("a/b c"), folder.0.join("there"));
    std::fs::create_dir(&there).unwrap();
    std::fs::write(there.join(".gitignore"), "texts/\n").unwrap();
    for (target, hidden) in [(&deep, 0), (&there, 1)] {
        let dir = target.to_str().unwrap();
        let (status, out, _) = parallax(&["new", dir]);
        assert!(status == Some(0) && out.contains("check"), "{out}");
        assert_eq!(all_files(target).len(), example::files().len() + hidden);
        let (status, report, _) = parallax(&["check", dir]);
        assert!(status == Some(0) && report.contains("no mistakes"), "{report}");
        let before = all_files(target);
        let (status, _, message) = parallax(&["new", dir]);
        assert!(status == Some(2) && message.contains("is not empty"), "{message}");
        assert_eq!(all_files(target), before);
    }
    let file = folder.put("file", "x");
    let (status, _, message) = parallax(&["new", file.to_str().unwrap()]);
    assert!(status == Some(2) && message.contains("a file is in the way"), "{message}");
}

#[test]
fn drafting_articles_writes_a_folder_that_opens_like_them() {
    let folder = Folder::new("written-draft");
    folder.put("in/post.html", saved::html(&STORIES[0]));
    folder.put("in/agency.txt", saved::keyed(&STORIES[1]));
    folder.put("in/scan.pdf", b"%PDF-1.7 x");
    let dir = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let (status, out, _) = parallax(&["draft", &dir("in"), "--out", &dir("bare")]);
    assert!(status == Some(0) && out.contains("2 articles, ") && out.contains("--with-text"), "{out}");
    assert!(!folder.0.join("bare/texts").exists());
    let (status, _, _) = parallax(&["draft", &dir("in"), "--out", &dir("whole"), "--with-text", "--accept", "plain"]);
    assert_eq!(status, Some(0));
    for name in ["bare", "whole"] {
        let (status, report, _) = parallax(&["check", &dir(name)]);
        assert!(status == Some(0) && report.contains("no mistakes"), "{report}");
    }
    let (_, raw, _) = parallax(&["show", "post", &dir("in")]);
    let (_, whole, _) = parallax(&["show", "post", &dir("whole")]);
    assert_eq!(raw, whole);
    let (_, bare, _) = parallax(&["show", "post", &dir("bare")]);
    let opening: Vec<&str> = STORIES[0].text[0].split(' ').take(6).collect();
    assert!(bare.contains(&format!("¶1 “{}” …", opening.join(" "))), "{bare}");
    let (_, attached, _) = parallax(&["show", "post", &dir("bare"), "--sources", &dir("in")]);
    let attached = attached.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(attached.contains(STORIES[0].text[0]), "{attached}");
    for (args, why) in [
        (vec!["draft", &dir("in"), "--out", &dir("whole")], "is not empty"),
        (vec!["draft", &dir("in"), "--out", &dir("x"), "--accept", "all"], "a grade is one of"),
        (vec!["draft", path("tests/fixtures/sets/ged-251.csv").to_str().unwrap(), "--out", &dir("x")], "data set"),
        (vec!["draft", &dir("in/scan.pdf"), "--out", &dir("x")], "nothing can be opened"),
    ] {
        let (status, _, message) = parallax(&args);
        assert!(status == Some(2) && message.contains(why), "{args:?}: {message}");
    }
    assert!(!folder.0.join("x").exists());
}
