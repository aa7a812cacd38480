//! Annotations on records of data sets: the files beside them in, screen, counts and exports out.

use std::fs;
use std::path::PathBuf;

use parallax::app::job::{Job, JobEnd, JobReport, JobResult};
use parallax::app::{Effect, Msg};
use parallax::diagnostic::DiagnosticCode;
use parallax::keymap::chord::script;
use parallax::load::{Loaded, Request, load};
use parallax::model::{Entry, RecordId};
use parallax::runtime::jobs::desk::DeskFolder;
use parallax::search::Query;
use parallax::search::filter_result::{FilterResult, filter_entries};
use parallax::search::workspace::WorkspaceIndex;
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::by_words::parallax;
use crate::desk::FILES;
use crate::fixture::{screen, session, told};
use crate::terminal::{Scratch, Terminal};

const GED: &str = include_str!("../fixtures/linking/ged.csv");
const ACLED: &str = include_str!("../fixtures/linking/acled.csv");

/// What stands beside the records of GED.
const BESIDE: &str = "# Of the first reading.\n[[annotation]]\nrecord = \"ged:501\"\ntags = [\"check\", \"photos\"]\nnote = \"Who counted?\"\n\
    by = \"AB\"\ndate = \"2031-06-01\"\n\n[[annotation]]\nrecord = \"ged:502\"\ntags = [\"Check\"]\n";

/// A folder with both data sets and these files.
fn folder(name: &str, files: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::new(name);
    for (path, text) in [("ged.csv", GED), ("acled.csv", ACLED)].iter().chain(files) {
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    scratch
}

fn paths(scratch: &Scratch, names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| scratch.0.join(name)).collect()
}

fn open(scratch: &Scratch, names: &[&str]) -> Loaded {
    load(&Request { paths: paths(scratch, names), sources: Vec::new() })
}

/// What is wrong with the files.
fn mistakes(loaded: &Loaded) -> Vec<String> {
    let wrong = loaded.report.messages.iter().filter(|message| message.code != DiagnosticCode::Repeat);
    wrong.map(|message| loaded.report.render(message)).collect()
}

/// What is noted on each record, as `id: #tags note`.
fn noted(loaded: &Loaded) -> Vec<String> {
    let mut all = Vec::new();
    for (number, set) in loaded.workspace.sets.iter().enumerate() {
        for row in 0..set.len() {
            let record = RecordId { set: number as u16, row: row as u32 };
            for annotation in loaded.workspace.noted_on(record) {
                all.push(format!("{}: {} {}", loaded.record_id(record), annotation.tags.join(" "), annotation.note));
            }
        }
    }
    all
}

#[test]
fn what_stands_beside_a_data_set_is_on_its_records_in_the_list_and_the_ledger() {
    let scratch = folder("noted-shown", &[("ged.csv.parallax.toml", BESIDE)]);
    let loaded = open(&scratch, &["ged.csv", "acled.csv"]);
    assert_eq!(mistakes(&loaded), [""; 0]);
    assert_eq!(noted(&loaded), ["501: check photos Who counted?", "502: Check "]);
    let at = session(loaded, (120, 30), "G");
    let shown = screen(&at);
    assert_eq!(
        shown.lines().filter(|line| line.split('│').nth(1).is_some_and(|list| list.contains('✎'))).count(),
        2,
        "{shown}"
    );
    let at = session(open(&scratch, &["ged.csv"]), (120, 30), "G");
    let shown = screen(&at);
    assert!(shown.contains("✎ #check #photos Who counted? (AB, 1 Jun 2031)"), "{shown}");
    // What no source says is hidden with the rest of that kind.
    let shown = screen(&session(open(&scratch, &["ged.csv"]), (120, 30), "Ggo"));
    assert!(!shown.contains('✎'), "{shown}");
    let (status, said, why) = parallax(&["ledger", "501", scratch.0.join("ged.csv").to_str().unwrap()], "");
    assert!(status == Some(0) && said.contains("✎ #check #photos Who counted? (AB, 1 Jun 2031)"), "{said}{why}");
}

#[test]
fn a_corpus_annotates_records_and_both_places_count() {
    let of_corpus = "[[annotation]]\nrecord = \"ged:501\"\nnote = \"As the Courier has it\"\n\
        [[annotation]]\nrecord = \"acled:VEL1\"\ntags = [\"same\"]\n[[annotation]]\nrecord = \"gtd:7\"\ntags = [\"later\"]\n";
    let corpus: Vec<(String, &str)> = FILES.iter().map(|(path, text)| (format!("corpus/{path}"), *text)).collect();
    let mut files: Vec<(&str, &str)> = corpus.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    files.extend([("corpus/annotations/ab.toml", of_corpus), ("ged.csv.parallax.toml", BESIDE)]);
    let scratch = folder("noted-corpus", &files);
    let loaded = open(&scratch, &["corpus", "ged.csv", "acled.csv"]);
    let wanted = [
        "501:  As the Courier has it",
        "501: check photos Who counted?",
        "502: Check ",
        // Its row stands there twice, and both are that event.
        "VEL1: same ",
        "VEL1: same ",
    ];
    assert_eq!(noted(&loaded), wanted);
    // No data set with that name is open, which is no mistake.
    assert!(!told(&loaded).contains("gtd:7"), "{}", told(&loaded));
}

#[test]
fn mistakes_are_told_with_their_place_and_the_sound_ones_hold() {
    let text = "[[annotation]]\nrecord = \"acled:VEL1\"\nnote = \"a\"\n\
        [[annotation]]\nincident = \"port-fire\"\nnote = \"b\"\n\
        [[annotation]]\nrecord = \"501\"\nnote = \"c\"\n\
        [[annotation]]\nrecord = \"ged:501\"\ntags = [\"two words\", \"sound\"]\nnot = 1\n\
        [[annotation]]\nrecord = \"ged:99\"\nnote = \"d\"\n[[annotation]]\nrecord = \"ged:98\"\nnote = \"\\u001b[31me\"\n";
    let scratch = folder("noted-mistakes", &[("ged.csv.parallax.toml", text)]);
    let (status, said, why) = parallax(&["check", scratch.0.join("ged.csv").to_str().unwrap()], "");
    assert_eq!(status, Some(1), "{said}{why}");
    for wanted in [
        "ged.csv.parallax.toml:2:10: error[P038]: “acled:VEL1” is no record of this file",
        "records of this file are called ged:…",
        "ged.csv.parallax.toml:5:12: error[P038]: an annotation beside a data set is on one of its records",
        "ged.csv.parallax.toml:8:10: error[P038]: “501” is no name of a record",
        "ged.csv.parallax.toml:12:9: error[P038]: “two words” is no tag",
        "ged.csv.parallax.toml:13:1: ",
        "2 annotations are on records that are not in the file, such as ged:99, ged:98",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in\n{said}");
    }
    assert_eq!(noted(&open(&scratch, &["ged.csv"])), ["501: sound "]);
    let not_toml = folder("noted-torn", &[("ged.csv.parallax.toml", "[[annotation]]\nrecord = \"ged:501\nnote")]);
    let loaded = open(&not_toml, &["ged.csv"]);
    assert!(told(&loaded).contains("ged.csv.parallax.toml:2"), "{}", told(&loaded));
    assert_eq!(loaded.workspace.sets[0].len(), 4);
}

#[test]
fn no_byte_of_a_note_reaches_the_terminal_raw() {
    let text = "[[annotation]]\nrecord = \"ged:501\"\ntags = [\"a\\u001b[2J\"]\nnote = \"b\\u001b]0;c\\u0007\\nd\\u202ee\"\nby = \"f\\u009b\"\n";
    let scratch = folder("noted-raw", &[("ged.csv.parallax.toml", text)]);
    let path = scratch.0.join("ged.csv");
    let shown = screen(&session(open(&scratch, &["ged.csv"]), (120, 30), "G"));
    assert!(shown.contains('✎'), "{shown}");
    let of = |args: &[&str]| {
        let (_, said, why) = parallax(&[args, &[path.to_str().unwrap()]].concat(), "");
        said + &why
    };
    for text in [
        shown,
        of(&["check"]),
        of(&["ledger", "501"]),
        of(&["export", "--format", "csv"]),
        of(&["export", "--format", "md"]),
    ] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn the_file_is_no_data_set_where_a_folder_or_a_list_of_files_has_it() {
    let scratch = folder("noted-folder", &[("ged.csv.parallax.toml", BESIDE)]);
    for names in [&["ged.csv", "ged.csv.parallax.toml", "acled.csv"][..], &[""]] {
        let loaded = open(&scratch, names);
        let found = (mistakes(&loaded).len(), noted(&loaded).len(), loaded.workspace.sets.len());
        assert_eq!(found, (0, 2, 2), "{names:?}");
    }
}

fn filtered(loaded: &Loaded, typed: &str) -> FilterResult {
    let index = WorkspaceIndex::new(&loaded.workspace, None);
    let order = parallax::app::entries::order(&loaded.workspace);
    let query = Query::parse(typed);
    assert!(query.problems.is_empty(), "{typed}: {:?}", query.problems);
    filter_entries(&loaded.workspace, &index, &order, &query, true, &|| false).unwrap()
}

#[test]
fn tags_and_notes_find_records_and_the_facet_counts_them() {
    let scratch = folder("noted-found", &[("ged.csv.parallax.toml", BESIDE)]);
    let loaded = open(&scratch, &["acled.csv", "ged.csv"]);
    let found = |typed: &str| {
        let result = filtered(&loaded, typed);
        assert!(result.possible.is_empty(), "{typed}");
        let entries = result.shown.iter().map(|&number| match loaded.workspace.entry(number) {
            Entry::Record(record) => loaded.record_id(record),
            Entry::Incident(_) => String::new(),
        });
        let mut ids: Vec<String> = entries.collect();
        ids.sort();
        ids
    };
    assert_eq!(found("tag:check"), ["501", "502"]);
    assert_eq!(found("tag:photos,none"), ["501"]);
    assert_eq!(found("note:count in:ged"), ["501"]);
    assert_eq!(found("in:ged !tag:check"), ["503", "504"]);
    assert_eq!(found("tag:check on:2014-05"), ["502"]);
    let counted = |typed: &str| -> Vec<(String, usize, usize)> {
        let result = filtered(&loaded, typed);
        let tags = result.facets.iter().find(|facet| facet.field == "tag").unwrap();
        tags.values.iter().map(|value| (value.folded.clone(), value.count, value.possible)).collect()
    };
    assert_eq!(counted(""), [("check".to_owned(), 2, 0), ("photos".to_owned(), 1, 0)]);
    // Without its own field, as other facets count.
    assert_eq!(counted("tag:photos"), counted(""));
    assert_eq!(counted("on:2014-03"), [("check".to_owned(), 1, 0), ("photos".to_owned(), 1, 0)]);
    // The record passes the rest only possibly.
    assert_eq!(counted("killed:24"), [("check".to_owned(), 0, 1), ("photos".to_owned(), 0, 1)]);
    assert_eq!(counted("on:2014-05"), [("check".to_owned(), 1, 0)]);
    assert_eq!(counted("on:2014-11"), []);
    for (tag, certain, possible) in counted("") {
        let shown = filtered(&loaded, &format!("tag:{tag}"));
        assert_eq!((shown.shown.len(), shown.possible.len()), (certain, possible), "{tag}");
    }
    // The finder finds them too, with the field as the reason.
    let (status, said, why) = parallax(&["find", "tag:photos", scratch.0.join("ged.csv").to_str().unwrap()], "");
    assert!(status == Some(0) && said.contains("501") && !said.contains("502"), "{said}{why}");
}

#[test]
fn exports_and_packs_carry_what_is_noted_on_rows_that_may_not_be_passed_on_too() {
    let acled = "[[annotation]]\nrecord = \"acled:VEL1\"\ntags = [\"same\"]\nnote = \"As GED 501\"\nby = \"AB\"\n";
    let files = [("ged.csv.parallax.toml", BESIDE), ("acled.csv.parallax.toml", acled)];
    let scratch = folder("noted-exports", &files);
    let [ged, acled] = ["ged.csv", "acled.csv"].map(|name| scratch.0.join(name).display().to_string());
    let run = |args: &[&str]| {
        let (status, said, why) = parallax(&[args, &[&ged, &acled]].concat(), "");
        assert_eq!(status, Some(0), "{why}");
        said
    };
    let csv = run(&["export", "--format", "csv"]);
    let row = |id: &str| csv.lines().find(|line| line.contains(&format!(",{id},"))).unwrap().to_owned();
    assert!(
        row("501").contains("Who counted? (AB, 1 Jun 2031)") && row("501").contains("check; photos"),
        "{}",
        row("501")
    );
    assert!(row("VEL1").contains("same") && row("VEL1").contains("As GED 501 (AB)"), "{}", row("VEL1"));
    assert!(!row("VEL1").contains("Orvala"), "its row stays: {}", row("VEL1"));
    for format in ["json", "geojson"] {
        let json: serde_json::Value = serde_json::from_str(&run(&["export", "--format", format])).unwrap();
        let rows: Vec<&serde_json::Value> = match format {
            "json" => json["records"].as_array().unwrap().iter().collect(),
            _ => json["features"].as_array().unwrap().iter().map(|feature| &feature["properties"]).collect(),
        };
        let of = |id: &str| *rows.iter().find(|row| row["id"] == id).unwrap();
        assert_eq!(of("501")["editor_tags"], serde_json::json!(["check", "photos"]));
        assert_eq!(of("VEL1")["editor_notes"], serde_json::json!(["As GED 501 (AB)"]));
        assert_eq!(of("503")["editor_tags"], serde_json::json!([]));
    }
    let markdown = run(&["export", "--format", "md"]);
    assert!(markdown.contains("✎ Who counted? (AB, 1 Jun 2031)"), "{markdown}");
    let pack = scratch.0.join("pack");
    run(&["pack", "501", "VEL1", "-o", pack.to_str().unwrap()]);
    let evidence = fs::read_to_string(pack.join("data/evidence.json")).unwrap();
    assert!(evidence.contains("#check #photos Who counted? (AB, 1 Jun 2031)"), "{evidence}");
    assert!(evidence.contains("✎ #same As GED 501 (AB)"), "{evidence}");
    assert!(!evidence.contains("Men of the Vermal Brigade"), "{evidence}");
}

/// A session on data sets, which carries out at once what is noted.
struct AtRecords {
    session: Session,
    folder: DeskFolder,
    scratch: Scratch,
}

/// The file beside GED.
const OWN: &str = "ged.csv.parallax.toml";

impl AtRecords {
    fn new(name: &str, files: &[(&str, &str)], opened: &[&str]) -> Self {
        let scratch = folder(name, files);
        let loaded = open(&scratch, opened);
        let folder = match opened.iter().find(|name| **name == "corpus") {
            Some(name) => DeskFolder::new(&scratch.0.join(name), &[]),
            None => DeskFolder::default(),
        };
        let folder = folder.beside(&loaded.files);
        let mut session = Session::new(loaded, (120, 30), Theme::Dark);
        session.keep_decisions(opened.contains(&"corpus"));
        session.annotate_as("AB");
        let mut at = Self { session, folder, scratch };
        at.look();
        at
    }

    fn press(&mut self, keys: &str) {
        for key in script(keys).unwrap() {
            self.step(Msg::Key(key));
        }
    }

    /// Looks at the files, as after a hint that they may have changed.
    fn look(&mut self) {
        self.step(Msg::FilesChanged);
    }

    fn step(&mut self, msg: Msg) {
        let mut effects: Vec<Effect> = self.session.step_through(msg).into_iter().collect();
        while let Some(effect) = effects.pop() {
            let Effect::Start(id, job) = effect else { continue };
            let (revision, end) = match job {
                Job::Decide(step) => match self.folder.carry_out(self.session.workspace(), &step) {
                    Ok((revision, outcome)) => (Some(revision), JobEnd::Done(JobResult::Decided(outcome))),
                    Err(refused) => (refused.revision, JobEnd::Failed(refused.why)),
                },
                Job::Follow => match self.folder.follow(self.session.workspace()) {
                    Ok((revision, outcome)) => (revision, JobEnd::Done(JobResult::Followed(outcome))),
                    Err(why) => (None, JobEnd::Failed(why)),
                },
                _ => continue,
            };
            if let Some(revision) = revision {
                effects.extend(self.session.step_through(Msg::Revised(id, revision)));
            }
            effects.extend(self.session.step_through(Msg::Job(id, JobReport::Ended(end))));
        }
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.scratch.0.join(name)).unwrap_or_default()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.scratch.0.join(name), text).unwrap();
    }

    fn says(&self, words: &str) {
        let shown = screen(&self.session);
        assert!(shown.contains(words), "{words} is not on\n{shown}");
    }

    fn says_not(&self, words: &str) {
        let shown = screen(&self.session);
        assert!(!shown.contains(words), "{words} is on\n{shown}");
    }
}

#[test]
fn a_data_set_that_grows_or_is_replaced_is_told_of_once_and_what_was_read_stays() {
    let mut at = AtRecords::new("noted-grown", &[], &["ged.csv", "acled.csv"]);
    at.press("Gk");
    let records = |at: &AtRecords| at.session.workspace().sets.iter().map(|set| set.len()).collect::<Vec<_>>();
    let (before, shown) = (records(&at), screen(&at.session));
    at.look();
    at.says_not("since it was opened");
    let last = GED.lines().last().unwrap();
    at.write("ged.csv", &format!("{}\n{last}\n", GED.trim_end()));
    at.look();
    at.says("ged.csv has grown since it was opened; start again to read it anew");
    at.says_not("acled.csv has");
    assert_eq!(records(&at), before);
    // The view stays where it is, and the same is not said again.
    at.press("<esc>");
    at.look();
    let without_footer = |shown: &str| shown.lines().take(29).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_footer(&screen(&at.session)), without_footer(&shown));
    fs::remove_file(at.scratch.0.join("acled.csv")).unwrap();
    at.look();
    at.says("acled.csv is gone; what was read of it stays");
    at.says_not("start again");
    at.says_not("ged.csv has grown");
    at.write("acled.csv", "id\n");
    at.look();
    at.says("acled.csv was written anew since it was opened");
    // What is noted beside it is still followed.
    at.write(OWN, BESIDE);
    at.look();
    at.says("✎");
}

#[test]
fn figures_that_were_read_do_not_stand_beside_other_columns_of_a_changed_file() {
    let scratch = folder("noted-changed", &[]);
    let loaded = open(&scratch, &["ged.csv"]);
    let set = &loaded.workspace.sets[0];
    let detail = |loaded: &Loaded, row: usize| {
        let found = loaded.files[0].detail(&set.row(row));
        found.map(|detail| detail.cells).map_err(|why| why.to_string())
    };
    let cell = |cells: &[(String, String)], name: &str| cells.iter().find(|cell| cell.0 == name).unwrap().1.clone();
    let before: Vec<_> = (0..set.len()).map(|row| detail(&loaded, row).unwrap()).collect();
    assert!(before.iter().take(3).map(|cells| cell(cells, "id")).eq(["501", "502", "503"]));
    // Somebody corrects a figure and a word in place, in two rows.
    let corrected = GED.replace(",24,30,20", ",25,30,20").replace("503,3,Vermal", "503,3,VERMAL");
    assert!(corrected.len() == GED.len() && corrected.contains(",25,30,20") && corrected.contains("VERMAL"));
    fs::write(scratch.0.join("ged.csv"), &corrected).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_mins(1);
    fs::File::options().write(true).open(scratch.0.join("ged.csv")).unwrap().set_modified(later).unwrap();
    assert_eq!(detail(&loaded, 0), Err("the file was changed since it was opened".to_owned()));
    assert_eq!(detail(&loaded, 1).as_ref(), Ok(&before[1]));
    assert_eq!(cell(&detail(&loaded, 2).unwrap(), "side_a"), "VERMAL Brigade", "as the file has it now");
    // A file that takes its place is another one.
    let again = open(&scratch, &["ged.csv"]);
    fs::write(scratch.0.join("new.csv"), GED).unwrap();
    fs::rename(scratch.0.join("new.csv"), scratch.0.join("ged.csv")).unwrap();
    assert_eq!(cell(&detail(&again, 2).unwrap(), "side_a"), "VERMAL Brigade");
}

#[test]
fn a_key_annotates_a_record_beside_its_data_set_and_is_undone() {
    let mut at = AtRecords::new("noting", &[], &["ged.csv"]);
    at.press("GgT");
    at.says("Tags and a note");
    at.says("record ged:501");
    at.press("#check #photos Who counted?<enter>");
    at.says("✎ #check #photos Who counted? (AB, ");
    at.says("annotated record ged:501");
    let begins = "[[annotation]]\nrecord = \"ged:501\"\ntags = [\"check\", \"photos\"]\nnote = \"Who counted?\"\nby = \"AB\"\ndate = \"";
    assert!(at.file(OWN).starts_with(begins), "{}", at.file(OWN));
    assert_eq!(at.file("ged.csv"), GED, "nothing stands inside the data set");
    // The line begins with what was noted before; in the ledger it is the same record.
    let first = at.file(OWN);
    at.press("<enter>gT<c-u>Not needed<enter>");
    at.says("✎ Not needed (AB, ");
    at.says_not("Who counted?");
    let second = at.file(OWN);
    assert!(!second.contains("tags") && second.matches("[[annotation]]").count() == 1, "{second}");
    at.press("gu");
    at.says("✎ #check #photos Who counted? (AB, ");
    assert_eq!(at.file(OWN), first);
    at.press("gu");
    at.says_not("✎");
    assert!(!at.scratch.0.join(OWN).exists(), "a file that says nothing is gone");
    at.press("gu");
    at.says("nothing can be undone");
    at.press("gUgU");
    assert_eq!(at.file(OWN), second);
    at.says("✎ Not needed (AB, ");
    at.press("gU");
    at.says("nothing was undone");
    // An empty line takes it away.
    at.press("gT<c-u><enter>");
    at.says("took the annotation away from record ged:501");
    at.says_not("✎");
    // Another start reads what was written.
    at.press("guq");
    assert_eq!(noted(&open(&at.scratch, &["ged.csv"])), ["501:  Not needed"]);
}

#[test]
fn the_list_of_a_cell_or_a_day_stays_at_the_entry_that_is_annotated() {
    let corpus: Vec<(String, &str)> = FILES.iter().map(|(path, text)| (format!("corpus/{path}"), *text)).collect();
    let files: Vec<(&str, &str)> = corpus.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let alone = (&[][..], &["ged.csv"][..]);
    for ((files, opened), keys) in [alone, (&files[..], &["corpus", "ged.csv"])]
        .into_iter()
        .flat_map(|opened| ["<f6>]<tab>G", "<f7>gg<tab>G"].map(|keys| (opened, keys)))
    {
        let mut at = AtRecords::new("listed", files, opened);
        at.press(keys);
        at.says(" · list");
        at.says("▸ 4 Mar 2014");
        at.press("gTWho counted?<enter>");
        at.says("annotated record ged:501");
        at.says(" · list");
        at.says("▸ 4 Mar 2014");
        at.press("gT");
        at.says("record ged:501");
    }
}

#[test]
fn what_others_wrote_stays_as_it_is_and_undo_gives_back_every_byte() {
    let mut at = AtRecords::new("noting-others", &[(OWN, BESIDE)], &["ged.csv"]);
    at.press("ggzRgTSoon<enter>");
    at.says("✎ Soon (AB, ");
    let added = at.file(OWN);
    let rest = added.strip_prefix(BESIDE).unwrap_or_else(|| panic!("{added}"));
    assert!(rest.contains("record = \"ged:50") && rest.contains("note = \"Soon\""), "{rest}");
    // Somebody adds something of their own meanwhile, and it stays where this is undone.
    let theirs = format!("# Theirs.\n{added}\n[[annotation]]\nrecord = \"ged:503\"\nnote = \"Theirs\"\nby = \"CD\"\n");
    at.write(OWN, &theirs);
    at.press("gu");
    assert_eq!(at.file(OWN), theirs.replace(rest, ""));
    assert!(noted(&open(&at.scratch, &["ged.csv"])).contains(&"503:  Theirs".to_owned()));
    // What somebody else changed in the same place stays as it is.
    at.press("gTLater<enter>");
    at.write(OWN, &at.file(OWN).replace("Later", "Sooner"));
    at.press("gu");
    at.says("has other text now");
    assert!(at.file(OWN).contains("Sooner"));
    at.says("✎ Sooner (AB, ");
}

#[test]
fn what_the_same_person_noted_elsewhere_meanwhile_is_seen_first() {
    let mut at = AtRecords::new("noting-twice", &[], &["ged.csv"]);
    at.press("GgTFirst<enter>");
    at.press("gT<c-u>Second");
    at.write(OWN, &at.file(OWN).replace("First", "Elsewhere"));
    at.press("<enter>");
    at.says("the file says “Elsewhere” by now");
    assert!(at.file(OWN).contains("Elsewhere"));
    // What was typed is there again, and the next Enter means it.
    at.says("Second");
    at.press("<enter>");
    at.says("✎ Second (AB, ");
    assert!(at.file(OWN).contains("Second") && !at.file(OWN).contains("Elsewhere"));
}

#[test]
fn changes_of_others_are_followed_and_mistakes_held_back() {
    let mut at = AtRecords::new("noting-followed", &[], &["ged.csv"]);
    at.press("G");
    at.write(OWN, BESIDE);
    at.look();
    at.says("✎ #check #photos Who counted? (AB, 1 Jun 2031)");
    at.says("ged.csv.parallax.toml has changed and is read again");
    at.write(OWN, &BESIDE.replace("note =", "not ="));
    at.look();
    at.says("ged.csv.parallax.toml:5");
    at.says("until that is mended, what was read before stays");
    at.says("✎ #check #photos Who counted? (AB, 1 Jun 2031)");
    at.says("changed files are not read");
    // Nothing is written beside the mistake, so that what is shown stays what was read.
    let broken = at.file(OWN);
    at.press("ggj");
    at.press("gTBeside<enter>");
    at.says("not written: ");
    assert_eq!(at.file(OWN), broken);
    at.press("<esc>G");
    at.says("✎ #check #photos Who counted? (AB, 1 Jun 2031)");
    at.write(OWN, &BESIDE.replace("Who counted?", "Nobody counted."));
    at.look();
    at.says("✎ #check #photos Nobody counted. (AB, 1 Jun 2031)");
    at.says_not("changed files are not read");
    fs::remove_file(at.scratch.0.join(OWN)).unwrap();
    at.look();
    at.says_not("✎");
    // What cannot be read as TOML is not written over.
    at.write(OWN, "[[annotation]\n");
    at.press("gTLost?<enter>");
    at.says("not written");
    assert_eq!(at.file(OWN), "[[annotation]\n");
}

#[test]
fn a_corpus_folder_keeps_what_is_noted_on_records() {
    let corpus: Vec<(String, &str)> = FILES.iter().map(|(path, text)| (format!("corpus/{path}"), *text)).collect();
    let mut files: Vec<(&str, &str)> = corpus.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    files.push((OWN, BESIDE));
    let mut at = AtRecords::new("noting-corpus", &files, &["corpus", "ged.csv"]);
    at.press("/501<enter>gTAs the Courier has it<enter>");
    at.says("✎ As the Courier has it (AB, ");
    at.says("✎ #check #photos Who counted? (AB, 1 Jun 2031)");
    let text = at.file("corpus/annotations/ab.toml");
    assert!(text.starts_with("[[annotation]]\nrecord = \"ged:501\"\nnote = \"As the Courier has it\"\n"), "{text}");
    assert_eq!(at.file(OWN), BESIDE);
    at.press("gu");
    at.says_not("✎ As the Courier");
    at.press("gU");
    at.says("✎ As the Courier has it (AB, ");
}

#[test]
fn where_nothing_can_be_kept_the_key_says_so() {
    // A record without an id.
    let without = GED.replace("\n501,", "\n,");
    let mut at = AtRecords::new("noting-nowhere", &[("ged.csv", &without)], &["ged.csv"]);
    at.press("GgT");
    at.says("this record has no id of its own");
    // A place that is taken.
    fs::create_dir(at.scratch.0.join(OWN)).unwrap();
    at.press("kgTx<enter>");
    at.says("not written: ");
    at.says("this is a folder");
    at.press("<esc>gogT");
    at.says("annotations are hidden with outside knowledge");
    // A pipe.
    let scratch = folder("noting-pipe", &[]);
    let pipe = scratch.0.join("pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::write(pipe, GED)
    });
    let loaded = open(&scratch, &["pipe.csv"]);
    writer.join().unwrap().unwrap();
    let shown = screen(&session(loaded, (120, 30), "GgT"));
    assert!(shown.contains("comes from a pipe"), "{shown}");
}

#[test]
fn the_program_writes_and_follows_the_file_beside_a_data_set() {
    let scratch = folder("noting-program", &[]);
    // By its name alone, from its own folder.
    let mut t = Terminal::shell(&format!("cd {} && exec $parallax ged.csv", scratch.0.display()), 120, 30);
    t.until_text("Orvala");
    t.press("G");
    // The row is read, which holds the id.
    t.until_text("“best 24, low 20, high 30”");
    t.press("gT#check Who counted?\r");
    t.until_text("✎ #check Who counted? (editor, ");
    let own = scratch.0.join(OWN);
    let text = fs::read_to_string(&own).unwrap();
    assert!(text.contains("record = \"ged:501\"\ntags = [\"check\"]\nnote = \"Who counted?\"\ndate = "), "{text}");
    fs::write(&own, text.replace("Who counted?", "Somebody else asks")).unwrap();
    t.until_text("✎ #check Somebody else asks (editor, ");
    t.press("gu");
    t.until_text("has other text now");
    t.press("q");
    t.ended();
}
