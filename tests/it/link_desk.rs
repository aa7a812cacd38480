//! What may be the same event, at hand in the workbench: keys in, the screen and the file of links out.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use parallax::app::desk_step::FollowOutcome;
use parallax::app::job::{Job, JobEnd, JobReport, JobResult};
use parallax::app::link_step::{LinkStep, PairAnswer};
use parallax::app::panes::View;
use parallax::app::{Effect, Msg};
use parallax::keymap::chord::script;
use parallax::load::{Loaded, Request, open};
use parallax::model::{Curie, Entry, LinkAnswer, LinkRelation, RecordId};
use parallax::runtime::jobs::links::LinksKeeper;
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{path, press, screen};
use crate::killed_edits::copy_of;
use crate::terminal::Scratch;

const GED: &str = include_str!("../fixtures/linking/ged.csv");
const ACLED: &str = include_str!("../fixtures/linking/acled.csv");

/// A session on two views of some events, which carries answers out at once.
struct AtPairs {
    session: Session,
    keeper: LinksKeeper,
    scratch: Scratch,
}

impl AtPairs {
    /// Answers are kept in `l.tsv` if `kept`, else the first one asks.
    fn new(name: &str, size: (u16, u16), kept: bool) -> Self {
        let scratch = Scratch::new(name);
        fs::create_dir_all(&scratch.0).unwrap();
        fs::write(scratch.0.join("ged.csv"), GED).unwrap();
        fs::write(scratch.0.join("acled.csv"), ACLED).unwrap();
        Self::on(scratch, size, kept)
    }

    fn on(scratch: Scratch, size: (u16, u16), kept: bool) -> Self {
        Self::opening(&["ged.csv", "acled.csv"], scratch, size, kept)
    }

    /// Opens these files of a folder.
    fn opening(names: &[&str], scratch: Scratch, size: (u16, u16), kept: bool) -> Self {
        let paths = names.iter().map(|name| scratch.0.join(name)).collect();
        let file = scratch.0.join("l.tsv");
        let mut opened = open(&Request { paths, sources: Vec::new() });
        if kept && file.exists() {
            opened.read_links(&file);
        }
        let loaded = opened.finish();
        let keeper = LinksKeeper::new(kept.then_some(file.as_path())).knowing(&loaded.report);
        let mut session = Session::new(loaded, size, Theme::Dark);
        session.annotate_as("ab");
        session.keep_links(kept.then(|| "l.tsv".to_owned()), file.display().to_string());
        Self { session, keeper, scratch }
    }

    fn press(&mut self, keys: &str) {
        for key in script(keys).unwrap() {
            self.step(Msg::Key(key));
        }
    }

    /// Goes down the timeline to a record, by the number of its row in its file.
    fn at(&mut self, name: &str) {
        let (set, row) = match name.split_once(':').unwrap() {
            ("ged", id) => (0, id.parse::<u32>().unwrap() - 501),
            (_, id) => (1, id.strip_prefix("VEL").unwrap().parse::<u32>().unwrap() - 1),
        };
        let wanted = Entry::Record(RecordId { set, row });
        self.press("gtgg");
        for _ in 0..20 {
            if self.session.state().entry(self.session.workspace()) == Some(wanted) {
                return;
            }
            self.press("j");
        }
        panic!("{name} is not on the timeline");
    }

    fn step(&mut self, msg: Msg) {
        let mut effects: Vec<Effect> = self.session.step_through(msg).into_iter().collect();
        while let Some(effect) = effects.pop() {
            let (id, step) = match effect {
                Effect::Start(id, Job::Link(step)) => (id, step),
                // No corpus folder is open.
                Effect::Start(id, Job::Follow) => {
                    let same = JobEnd::Done(JobResult::Followed(FollowOutcome::Same));
                    effects.extend(self.session.step_through(Msg::Job(id, JobReport::Ended(same))));
                    continue;
                }
                _ => continue,
            };
            let files = self.session.files().to_vec();
            let (revision, end) = match self.keeper.carry_out(self.session.workspace(), &files, &step) {
                Ok((revision, outcome)) => (revision, JobEnd::Done(JobResult::Linked(outcome))),
                Err(refused) => (refused.revision, JobEnd::Failed(refused.why)),
            };
            if let Some(revision) = revision {
                effects.extend(self.session.step_through(Msg::Revised(id, revision)));
            }
            effects.extend(self.session.step_through(Msg::Job(id, JobReport::Ended(end))));
        }
    }

    fn file(&self) -> PathBuf {
        self.scratch.0.join("l.tsv")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap_or_default()
    }

    fn says(&self, words: &str) {
        let shown = screen(&self.session);
        assert!(shown.contains(words), "{words} is not on\n{shown}");
    }

    fn says_not(&self, words: &str) {
        let shown = screen(&self.session);
        assert!(!shown.contains(words), "{words} is on\n{shown}");
    }

    /// Number of sources in the ledger of a record.
    fn columns(&self, name: &str) -> usize {
        let workspace = self.session.workspace();
        let entry = workspace.named(&Curie::parse(name).unwrap());
        entry.map_or(1, |entry| 1 + workspace.joined(entry).len())
    }
}

/// Subject, predicate, object, answer and who answered, of each link of a file.
fn links(text: &str) -> Vec<String> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let wanted = ["subject_id", "predicate_id", "object_id", "reviewer_agreement", "reviewer_label"];
    let at = wanted.map(|name| columns.iter().position(|column| *column == name).unwrap());
    let cells = lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    cells.map(|cells| at.map(|at| cells[at].clone()).join(" ").trim_end().to_owned()).collect()
}

#[test]
fn the_entry_under_the_cursor_says_what_may_be_the_same_and_why() {
    let mut at = AtPairs::new("pairs-line", (120, 40), true);
    at.at("ged:501");
    at.says("likely also: ACL VEL1 · same day");
    at.says("killed 24 = 24");
    at.says("A shows both side by side");
    // From the other end too.
    at.at("acled:VEL1");
    at.says("likely also: GED 501 · same day");
}

#[test]
fn a_day_of_a_longer_record_is_a_part_of_it_from_either_end() {
    let mut at = AtPairs::new("pairs-part", (120, 40), true);
    at.at("ged:502");
    at.says("likely has as a part: ACL VEL2");
    at.at("acled:VEL2");
    at.says("likely part of: GED 502");
    at.press("Aa");
    assert_eq!(links(&at.text()), ["acled:VEL2 plx:partOfEvent ged:502 1.0 ab"]);
}

#[test]
fn a_key_opens_both_side_by_side_and_confirms_and_the_ledger_gains_a_column_at_once() {
    let mut at = AtPairs::new("pairs-confirm", (80, 24), true);
    at.at("ged:501");
    at.press("A");
    for words in ["1 of 1 pair of this entry", "Likely the same event", "+ same day", "+ killed 24 = 24", "a confirm"] {
        at.says(words);
    }
    assert_eq!(at.text(), "", "looking writes nothing");
    at.press("a");
    at.says("confirmed: GED 501 is the same as ACL VEL1; u undoes");
    at.says("Nothing waits for an answer about this entry");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 1.0 ab"]);
    assert!(at.text().contains("likely: same day") && !at.text().contains("24"), "{}", at.text());
    at.press("q");
    at.says("the same, linked by ab");
    at.says_not("likely also: ACL VEL1");
    assert_eq!((at.columns("ged:501"), at.columns("acled:VEL1")), (2, 2));
    // Undone, the column goes and the suggestion is back.
    at.press("Au");
    at.says("undone: confirmed: GED 501 is the same as ACL VEL1");
    assert_eq!(links(&at.text()), [""; 0]);
    at.press("q");
    at.says("likely also: ACL VEL1");
    assert_eq!(at.columns("ged:501"), 1);
    at.press("A<c-r>q");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 1.0 ab"]);
    at.says("the same, linked by ab");
}

#[test]
fn the_corpus_folder_is_not_read_for_an_answer_to_a_pair() {
    let mut at = AtPairs::new("pairs-no-folder", (120, 40), false);
    at.session.keep_decisions(true);
    at.at("ged:501");
    at.press("A");
    let effects = script("a").unwrap().into_iter().flat_map(|key| at.session.step_through(Msg::Key(key)));
    let prepares = effects.filter(|effect| matches!(effect, Effect::Start(_, Job::Prepare))).count();
    at.says("Tab complete");
    assert_eq!(prepares, 0);
}

#[test]
fn what_is_rejected_is_proposed_nowhere_again() {
    let mut at = AtPairs::new("pairs-reject", (100, 30), true);
    at.at("ged:501");
    at.press("Ax");
    at.says("rejected: GED 501 is the same as ACL VEL1");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 -1.0 ab"]);
    at.press("q");
    at.says_not("also: ACL VEL1");
    assert_eq!(at.columns("ged:501"), 1);
    // Nor after a restart, from neither end.
    let mut again = AtPairs::on(at.scratch, (100, 30), true);
    for id in ["ged:501", "acled:VEL1"] {
        again.at(id);
        again.says_not("also:");
    }
    again.at("ged:502");
    again.press("A<tab>");
    again.says("pairs waiting");
    again.says_not("VEL1");
    // It can be taken back where the answered pairs are listed.
    again.press("<tab>");
    again.says("1 of 1 pair answered");
    again.press("a");
    assert_eq!(links(&again.text()), ["acled:VEL1 plx:sameEvent ged:501 1.0 ab"]);
}

#[test]
fn an_entry_whose_pairs_are_answered_shows_its_answers_to_change_them() {
    let mut at = AtPairs::new("pairs-own-answers", (100, 30), true);
    at.at("ged:501");
    at.press("Axq");
    at.at("acled:VEL1");
    at.press("A");
    for words in ["1 of 1 pair of this entry, answered", "Answered (rejected): the same event", "ACLED VEL1"] {
        at.says(words);
    }
    // No key answers the pair of another entry.
    at.press("~");
    at.says("Answered (unsure): the same event");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 0.0 ab"]);
    // Tab leads through what waits of it, all that wait, all that are answered, and back.
    for words in [
        "Nothing waits for an answer about this entry",
        "pairs waiting",
        "1 of 1 pair answered",
        "of this entry, answered",
    ] {
        at.press("<tab>");
        at.says(words);
    }
}

#[test]
fn an_entry_without_a_pair_says_so_and_leads_to_all_that_wait() {
    let scratch = Scratch::new("pairs-none");
    fs::create_dir_all(&scratch.0).unwrap();
    let row = GED.lines().nth(1).unwrap().replacen("501", "505", 1).replace("2014-", "1999-");
    fs::write(scratch.0.join("ged.csv"), format!("{}\n{row}\n", GED.trim_end())).unwrap();
    fs::write(scratch.0.join("acled.csv"), ACLED).unwrap();
    let mut at = AtPairs::on(scratch, (100, 30), true);
    at.at("ged:505");
    at.press("A");
    at.says("Nothing waits for an answer about this entry. Tab lists all pairs that wait.");
    at.press("x");
    assert_eq!(at.text(), "", "there is no pair to answer");
    at.press("<tab>");
    at.says("1 of 5 pairs waiting");
}

#[test]
fn an_answer_names_the_version_of_its_record_after_undo_and_redo_too() {
    let scratch = Scratch::new("pairs-versions");
    fs::create_dir_all(&scratch.0).unwrap();
    let newer: String = GED.lines().filter(|line| !line.starts_with("502,")).map(|line| format!("{line}\n")).collect();
    for (name, text) in [("ged241.csv", GED), ("acled.csv", ACLED), ("ged251.csv", newer.as_str())] {
        fs::write(scratch.0.join(name), text).unwrap();
    }
    let mut at = AtPairs::opening(&["ged241.csv", "acled.csv", "ged251.csv"], scratch, (100, 30), true);
    at.at("ged:502");
    at.press("Aa");
    let answered = at.text();
    assert!(answered.contains("\tged:502\t") && answered.contains("\t24.1"), "{answered}");
    at.press("u");
    assert!(!at.text().contains("ged:502"), "{}", at.text());
    at.press("<c-r>");
    assert_eq!(at.text(), answered);
}

#[test]
fn undo_and_redo_stand_on_their_pair_whichever_list_it_is_in() {
    let mut at = AtPairs::new("pairs-turned", (100, 30), true);
    at.at("ged:501");
    // Answered among those of the entry, undone from the list of all that are answered.
    at.press("Aa<tab><tab>");
    at.says("1 of 1 pair answered");
    at.press("u");
    at.says("pairs waiting");
    at.says("Likely the same event");
    at.says("ACLED VEL1");
    at.press("<c-r>");
    at.says("1 of 1 pair answered");
    at.says("Answered (confirmed): the same event");
    // The next key is about the same pair.
    at.press("ux");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 -1.0 ab"]);
    at.press("u");
    // From among the answers of the entry it goes to what waits of it.
    at.press("qq");
    at.at("ged:501");
    at.press("Axq");
    at.at("ged:501");
    at.press("A");
    at.says("of this entry, answered");
    at.press("u");
    at.says("1 of 1 pair of this entry ");
    at.says("Likely the same event");
    at.press("<c-r>");
    at.says("Answered (rejected): the same event");
    // From an entry that is no part of it, to where all are.
    at.press("q");
    at.at("ged:502");
    at.press("A");
    at.says("VEL2");
    at.press("u");
    at.says("pairs waiting");
    at.says("ACLED VEL1");
    at.press("a");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 1.0 ab"]);
}

#[test]
fn undo_and_redo_find_their_pair_whatever_stands_before_it_now() {
    let scratch = Scratch::new("pairs-others");
    fs::create_dir_all(&scratch.0).unwrap();
    let file = scratch.0.join("l.tsv");
    let with = |sets: &[&str]| {
        let sets = sets.iter().map(|name| path("tests/fixtures/crosswalk").join(name));
        let paths = std::iter::once("built-in".into()).chain(sets).collect();
        let mut opened = open(&Request { paths, sources: Vec::new() });
        if file.exists() {
            opened.read_links(&file);
        }
        opened.finish()
    };
    let mut session = Session::new(with(&["ged251.csv", "gtd.csv"]), (120, 60), Theme::Dark);
    press_in(&mut session, "/moscow city<enter>");
    let record = session.state().entry(session.workspace()).unwrap();
    let incident = session.workspace().named(&Curie::parse("incident:crocus-city-hall").unwrap()).unwrap();
    let answer = PairAnswer {
        entries: [record, incident],
        relation: LinkRelation::Same,
        answer: LinkAnswer::Confirmed,
        strength: None,
        precision: None,
        reason: String::new(),
        by: "ab".to_owned(),
        what: "the same".to_owned(),
    };
    let keeper = LinksKeeper::new(Some(&file));
    let files = session.files().to_vec();
    keeper.carry_out(session.workspace(), &files, &LinkStep::Answer(Box::new(answer), None)).unwrap();
    // The other way round, the record has another position.
    let turned = |loaded: &Loaded, step: LinkStep| {
        let (revision, outcome) = keeper.carry_out(&loaded.workspace, &loaded.files, &step).unwrap();
        let workspace = revision.unwrap().workspace;
        outcome.turned.map(|pair| pair.entries.map(|entry| workspace.title(entry)))
    };
    let titles = [record, incident].map(|entry| session.workspace().title(entry));
    let others = with(&["gtd.csv", "ged251.csv"]);
    let found = |pair: Option<[String; 2]>| {
        let mut pair = pair.unwrap();
        pair.sort();
        pair
    };
    let mut sorted = titles;
    sorted.sort();
    assert_eq!(found(turned(&others, LinkStep::Undo)), sorted);
    assert_eq!(found(turned(&others, LinkStep::Redo)), sorted);
    // Where the data set of the record is not open, no pair is chosen.
    assert_eq!(turned(&with(&[]), LinkStep::Undo), None);
    assert!(links(&fs::read_to_string(&file).unwrap()).is_empty());
}

#[test]
fn an_incident_adds_an_article_of_its_own_to_a_comparison_and_not_one_with_the_number_of_a_record() {
    let scratch = Scratch::new("pairs-columns");
    fs::create_dir_all(&scratch.0).unwrap();
    let file = scratch.0.join("l.tsv");
    fs::write(&file, "gtd,incident\n202403220901,crocus-city-hall\n").unwrap();
    let paths = vec!["built-in".into(), path("tests/fixtures/crosswalk/gtd.csv")];
    let mut opened = open(&Request { paths, sources: Vec::new() });
    opened.read_links(&file);
    let mut session = Session::new(opened.finish(), (120, 40), Theme::Dark);
    // All articles on it are compared, and the record.
    let compared = press_in(&mut session, "/crocus<enter>c");
    assert!(compared.contains("GTD"), "{compared}");
    let again = press_in(&mut session, "/crocus city<c-t>");
    assert!(again.contains("no column is added: the comparison has "), "{again}");
    // The one that is dropped comes back, and no other.
    let columns = |session: &Session| match session.state().views.last() {
        Some(View::Compare(compare)) => compare.columns.clone(),
        _ => panic!("no comparison is open"),
    };
    press(&mut session, "<esc>");
    let all = columns(&session);
    press(&mut session, "x");
    let dropped = all.iter().find(|column| !columns(&session).contains(column)).copied().unwrap();
    assert_eq!(columns(&session).len() + 1, all.len());
    press(&mut session, "/crocus city<c-t>");
    assert!(columns(&session).contains(&dropped) && columns(&session).len() == all.len(), "{}", screen(&session));
}

#[test]
fn all_pairs_wait_in_one_list_the_likely_ones_first() {
    let mut at = AtPairs::new("pairs-queue", (100, 30), true);
    at.at("ged:501");
    at.press("A<tab>");
    at.says("1 of 5 pairs waiting");
    let signs = |at: &AtPairs| {
        let rows: Vec<String> = screen(&at.session).lines().skip(2).take(5).map(str::to_owned).collect();
        rows.iter().map(|row| row.chars().nth(2).unwrap()).collect::<String>()
    };
    assert_eq!(signs(&at), "~~~??");
    // Put off, a pair is the last; unsure is an answer.
    at.press("p~");
    at.says("unsure:");
    at.says("1 of 4 pairs waiting");
    at.press("xxxx");
    at.says("No pair waits for an answer");
    at.press("<tab>");
    at.says("of 5 pairs answered");
    let mut answers: Vec<String> = links(&at.text()).iter().map(|l| l.split(' ').nth(3).unwrap().to_owned()).collect();
    answers.sort();
    assert_eq!(answers, ["-1.0", "-1.0", "-1.0", "-1.0", "0.0"]);
}

#[test]
fn other_relations_are_keys_of_their_own() {
    for (key, written) in [
        ("=", "acled:VEL1 plx:sameEvent ged:501 1.0 ab"),
        ("i", "acled:VEL1 plx:hasPartEvent ged:501 1.0 ab"),
        ("I", "acled:VEL1 plx:partOfEvent ged:501 1.0 ab"),
        ("r", "acled:VEL1 skos:related ged:501 1.0 ab"),
        ("~", "acled:VEL1 plx:sameEvent ged:501 0.0 ab"),
    ] {
        let mut at = AtPairs::new(&format!("pairs-keys-{}", written.len()), (100, 30), true);
        at.at("ged:501");
        at.press(&format!("A{key}"));
        assert_eq!(links(&at.text()), [written], "{key}");
    }
}

/// What stands in a column of the one link of a file.
fn cell<'t>(text: &'t str, column: &str) -> &'t str {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let at = lines.next().unwrap().split('\t').position(|name| name == column);
    lines.next().unwrap().split('\t').nth(at.unwrap()).unwrap()
}

#[test]
fn a_relation_that_nothing_suggests_is_a_persons_own() {
    let machine = ["confidence", "mapping_tool", "mapping_tool_version", "comment"];
    for in_file in [false, true] {
        let scratch = Scratch::new(&format!("pairs-own-{in_file}"));
        fs::create_dir_all(&scratch.0).unwrap();
        fs::write(scratch.0.join("ged.csv"), GED.lines().take(2).map(|l| format!("{l}\n")).collect::<String>())
            .unwrap();
        fs::write(scratch.0.join("acled.csv"), ACLED).unwrap();
        let suggested = "#mapping_set_id: x\n#license: y\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\t\
             author_label\treviewer_label\treviewer_agreement\tmapping_tool\tmapping_tool_version\tcomment\n\
             acled:VEL1\tplx:sameEvent\tged:501\tsemapv:CompositeMatching\t0.95\t\t\t\tparallax\t0.1.0\tlikely: same day\n";
        if in_file {
            fs::write(scratch.0.join("l.tsv"), suggested).unwrap();
        }
        let mut at = AtPairs::on(scratch, (100, 30), true);
        at.at("ged:501");
        at.press("Ai");
        let text = at.text();
        assert_eq!(cell(&text, "predicate_id"), "plx:hasPartEvent");
        assert_eq!(cell(&text, "mapping_justification"), "semapv:ManualMappingCuration");
        assert_eq!(cell(&text, "author_label"), "ab");
        for column in machine {
            let is_there = text.contains(&format!("\t{column}"));
            assert!(!is_there || cell(&text, column).is_empty(), "{column}: {text}");
        }
        at.press("u");
        if in_file {
            assert_eq!(cell(&at.text(), "mapping_justification"), "semapv:CompositeMatching");
            assert_eq!(cell(&at.text(), "comment"), "likely: same day");
            assert_eq!(cell(&at.text(), "confidence"), "0.95");
        }
        // An answer to what is suggested leaves the reason for it.
        at.press("x");
        assert!(cell(&at.text(), "comment").starts_with("likely: same day"), "{}", at.text());
    }
}

#[test]
fn the_relation_that_the_file_suggests_is_the_one_that_is_confirmed() {
    let scratch = Scratch::new("pairs-relation");
    fs::create_dir_all(&scratch.0).unwrap();
    fs::write(scratch.0.join("ged.csv"), GED).unwrap();
    fs::write(scratch.0.join("acled.csv"), ACLED).unwrap();
    let file = "#mapping_set_id: x\n#license: y\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_label\treviewer_agreement\n\
        acled:VEL1\tplx:partOfEvent\tged:501\tsemapv:CompositeMatching\t\t\n";
    fs::write(scratch.0.join("l.tsv"), file).unwrap();
    let mut at = AtPairs::on(scratch, (100, 30), true);
    at.at("ged:501");
    at.says("likely has as a part: ACL VEL1");
    at.press("A");
    at.says("Likely the right one is a part of the left one");
    // In the list of all pairs, and in the file, it is the same one.
    at.press("<tab>");
    at.says("1 of 5 pairs waiting");
    at.says("one is a part of the");
    at.press("a");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:partOfEvent ged:501 1.0 ab"]);
}

#[test]
fn the_first_answer_names_the_file_that_keeps_them() {
    let mut at = AtPairs::new("pairs-asks", (100, 30), false);
    at.at("ged:501");
    at.press("A");
    at.says("not kept yet");
    at.press("a");
    at.says("The file that keeps your answers");
    at.says("l.tsv");
    assert!(!at.file().exists(), "nothing is written before it is named");
    at.press("<esc>");
    at.says("1 of 1 pair of this entry");
    at.press("a<enter>");
    at.says("start with --links");
    assert_eq!(links(&at.text()), ["acled:VEL1 plx:sameEvent ged:501 1.0 ab"]);
    // What follows goes there too.
    at.press("<tab>x");
    assert_eq!(links(&at.text()).len(), 2);
}

#[test]
fn an_answer_that_cannot_be_written_changes_nothing_and_comes_back() {
    let mut at = AtPairs::new("pairs-refused", (100, 30), false);
    at.at("ged:501");
    at.press("Aa<c-u>/nowhere/at/all.tsv<enter>");
    at.says("nothing was written");
    at.says("The file that keeps your answers");
    at.press("<esc>");
    at.says("1 of 1 pair of this entry");
    assert_eq!(at.columns("ged:501"), 1);
}

#[test]
fn an_undo_that_cannot_be_written_can_be_tried_again() {
    let mut at = AtPairs::new("pairs-undo-refused", (100, 30), true);
    at.at("ged:501");
    at.press("Aa");
    let (file, aside) = (at.file(), at.scratch.0.join("aside.tsv"));
    fs::rename(&file, &aside).unwrap();
    fs::create_dir(&file).unwrap();
    at.press("u");
    at.says("nothing was written");
    fs::remove_dir(&file).unwrap();
    fs::rename(&aside, &file).unwrap();
    assert_eq!(at.columns("ged:501"), 2);
    at.press("u");
    assert_eq!(at.columns("ged:501"), 1);
}

#[test]
fn an_answer_that_the_named_file_already_has_is_seen_and_can_be_given_anew() {
    let mut at = AtPairs::new("pairs-named-answered", (100, 30), false);
    let rejected = "subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\treviewer_label\n\
        acled:VEL1\tplx:sameEvent\tged:501\tsemapv:ManualMappingCuration\t-1.0\tcd\n\
        acled:VEL9\tplx:sameEvnt\tged:509\tsemapv:ManualMappingCuration\t-1.0\tcd\n";
    fs::write(at.file(), rejected).unwrap();
    at.at("ged:501");
    at.press("Aa<enter>");
    at.says("somebody else has changed this link");
    assert_eq!(at.text(), rejected, "nothing is overwritten unseen");
    let workspace = at.session.workspace();
    let [a, b] = ["acled:VEL1", "ged:501"].map(|name| Curie::parse(name).unwrap());
    let seen = workspace.linked.links().between(&a, &b).map(|link| link.answer);
    assert_eq!(seen, Some(LinkAnswer::Rejected), "what the other said is seen");
    at.press("<enter>");
    assert!(links(&at.text())[0].ends_with("1.0 ab"), "{}", at.text());
}

#[test]
fn what_the_file_holds_from_elsewhere_stays_byte_for_byte() {
    let scratch = Scratch::new("pairs-bytes");
    fs::create_dir_all(&scratch.0).unwrap();
    fs::write(scratch.0.join("ged.csv"), GED).unwrap();
    fs::write(scratch.0.join("acled.csv"), ACLED).unwrap();
    let before = "#mapping_set_id: https://example.org/mine\n#license: CC0\n# ours, do not sort\n\
        subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\tours\treviewer_label\treview_date\tcomment\n\
        gtd:7\tskos:exactMatch\tacled:OTHER1\tsemapv:LexicalMatching\t1\tx y\tcd\t2020-01-01\tkeep \"me\"\n\
        # between\n\
        acled:VEL1\tskos:exactMatch\tged:501\tsemapv:LexicalMatching\t\tz\t\t\tseen\n";
    fs::write(scratch.0.join("l.tsv"), before).unwrap();
    let mut at = AtPairs::on(scratch, (100, 30), true);
    at.at("ged:501");
    at.press("Ax");
    let day = at.text().split("ab\t").nth(1).unwrap()[..10].to_owned();
    let expected =
        before.replace("LexicalMatching\t\tz\t\t\tseen", &format!("LexicalMatching\t-1.0\tz\tab\t{day}\tseen"));
    assert_eq!(at.text(), expected);
    at.press("u");
    assert_eq!(at.text(), before, "undone, the file is as it was");
}

#[test]
fn what_others_write_meanwhile_is_read_again_and_nothing_is_lost() {
    let mut at = AtPairs::new("pairs-others", (100, 30), true);
    at.at("ged:501");
    at.press("Aa");
    // Another copy answers another pair, and this one.
    let mut other = AtPairs::on(Scratch::new("pairs-others-two"), (100, 30), true);
    let copy = |at: &AtPairs, other: &mut AtPairs| {
        let paths = ["ged.csv", "acled.csv"].map(|name| at.scratch.0.join(name)).to_vec();
        let mut opened = open(&Request { paths, sources: Vec::new() });
        opened.read_links(&at.file());
        other.session = Session::new(opened.finish(), (100, 30), Theme::Dark);
        other.session.annotate_as("cd");
        other.session.keep_links(Some("l.tsv".to_owned()), String::new());
        other.keeper = LinksKeeper::new(Some(&at.file()));
    };
    copy(&at, &mut other);
    other.at("acled:VEL2");
    other.press("Aa");
    let both = ["acled:VEL1 plx:sameEvent ged:501 1.0 ab", "acled:VEL2 plx:partOfEvent ged:502 1.0 cd"];
    assert_eq!(links(&at.text()), both);
    // This one has not seen it yet; a hint that files have changed lets it look.
    assert_eq!(at.columns("ged:502"), 1);
    at.step(Msg::FilesChanged);
    at.says("has changed and is read again");
    assert_eq!(at.columns("ged:502"), 2);
    // An answer that the other has changed is not undone, but shown.
    other.at("ged:501");
    other.press("Ax");
    let rejected = links(&at.text());
    assert!(rejected.iter().any(|link| link == "acled:VEL1 plx:sameEvent ged:501 -1.0 cd"), "{rejected:?}");
    at.press("u");
    at.says("somebody else has changed this link");
    assert_eq!(links(&at.text()), rejected);
    assert_eq!(at.columns("ged:501"), 1, "what the other said is seen");
}

#[test]
fn a_followed_file_with_a_mistake_waits_until_it_is_mended() {
    let mut at = AtPairs::new("pairs-mistake", (160, 30), true);
    at.at("ged:501");
    at.press("Aa");
    let good = at.text();
    let broken = good.replace("plx:sameEvent", "plx:sameEvnt");
    fs::write(at.file(), &broken).unwrap();
    at.step(Msg::FilesChanged);
    let line = good.lines().position(|line| line.contains("sameEvent")).unwrap() + 1;
    at.says(&format!("l.tsv:{line}: "));
    at.says("until that is mended");
    assert_eq!(at.columns("ged:501"), 2, "what was read before stays");
    // An answer to another pair is written and known, and takes nothing away.
    at.press("<tab>x");
    assert_eq!(links(&at.text()).len(), 2);
    assert_eq!(at.columns("ged:501"), 2);
    assert!(at.text().contains("plx:sameEvnt"), "the row with the mistake stays as it is");
    fs::write(at.file(), at.text().replace("plx:sameEvnt", "plx:sameEvent")).unwrap();
    at.step(Msg::FilesChanged);
    assert_eq!(links(&at.text()).len(), 2);
    assert_eq!(at.columns("ged:501"), 2);
    // Mended, it is followed again.
    fs::write(at.file(), good.replace("\t1.0\t", "\t-1.0\t")).unwrap();
    at.step(Msg::FilesChanged);
    at.says("has changed and is read again");
    assert_eq!(at.columns("ged:501"), 1);
}

#[test]
fn that_comparing_failed_is_said_and_not_that_no_pair_waits() {
    let mut at = AtPairs::new("pairs-failed", (100, 30), true);
    at.at("ged:501");
    let mut join = None;
    for key in script("A<tab>").unwrap() {
        for effect in at.session.step(Msg::Key(key)) {
            if let Effect::Start(id, Job::Join) = effect {
                join = Some(id);
            }
        }
    }
    at.says("All records are being compared");
    let failed = JobReport::Ended(JobEnd::Failed("the file is gone".to_owned()));
    let _ = at.session.step(Msg::Job(join.unwrap(), failed));
    at.says("Records are not compared: the file is gone");
    at.says_not("No pair waits");
}

#[test]
fn counts_of_filters_are_the_same_with_answers_and_without() {
    let mut at = AtPairs::new("pairs-counts", (120, 40), true);
    let shown =
        |at: &AtPairs| (at.session.state().entries.shown.to_vec(), at.session.state().entries.possible.to_vec());
    at.press("fkilled:>5<enter><esc>");
    let before = shown(&at);
    assert!(!before.0.is_empty());
    at.press("A<tab><tab>");
    at.press("<tab>aaaaa");
    assert!(at.text().contains("1.0"), "{}", at.text());
    assert_eq!(shown(&at), before);
}

#[test]
fn with_one_source_the_key_says_what_is_needed() {
    let loaded =
        parallax::load::load(&Request { paths: vec![path("tests/fixtures/linking/ged.csv")], sources: Vec::new() });
    let mut session = Session::new(loaded, (100, 30), Theme::Dark);
    for key in script("A").unwrap() {
        let _ = session.step_through(Msg::Key(key));
    }
    assert!(screen(&session).contains("one source is open: give two"), "{}", screen(&session));
}

#[test]
fn every_answer_of_the_list_is_read_as_it_was_given() {
    for (keys, answer) in [("a", LinkAnswer::Confirmed), ("x", LinkAnswer::Rejected), ("~", LinkAnswer::Unsure)] {
        let mut at = AtPairs::new(&format!("pairs-read-{answer:?}"), (100, 30), true);
        at.at("ged:501");
        at.press(&format!("A{keys}"));
        let again = AtPairs::on(at.scratch, (100, 30), true);
        let workspace = again.session.workspace();
        let entry = workspace.named(&Curie::parse("ged:501").unwrap()).unwrap();
        assert!(matches!(entry, Entry::Record(_)));
        let answers: Vec<LinkAnswer> = workspace.links_of(entry).iter().map(|(seen, _)| seen.link.answer).collect();
        assert_eq!(answers, [answer]);
    }
}

/// Answers and takes back in turn, and reports each. Started by another test, it goes on until it is killed.
#[test]
fn rounds_of_answers_are_reported() {
    let folder = std::env::var_os("PARALLAX_ANSWERS");
    let is_copy = folder.is_some();
    let scratch = folder.map_or_else(|| Scratch::new("pairs-rounds"), |folder| Scratch(folder.into()));
    fs::create_dir_all(&scratch.0).unwrap();
    fs::write(scratch.0.join("ged.csv"), GED).unwrap();
    fs::write(scratch.0.join("acled.csv"), ACLED).unwrap();
    let mut at = AtPairs::on(scratch, (100, 30), true);
    at.at("ged:501");
    at.press("A");
    let mut round = 0;
    while is_copy || round < 3 {
        round += 1;
        at.press("<tab><tab>xu");
        if is_copy {
            let mut out = std::io::stdout();
            writeln!(out, "answered {round}").and_then(|()| out.flush()).unwrap();
        }
    }
    if is_copy {
        std::mem::forget(at);
    }
}

#[test]
fn a_copy_that_is_killed_while_it_writes_leaves_the_file_whole() {
    let scratch = Scratch::new("pairs-killed");
    fs::create_dir_all(&scratch.0).unwrap();
    // What is there from elsewhere must be there after each kill.
    let other = "gtd:7\tskos:exactMatch\tacled:OTHER1\tsemapv:LexicalMatching\t1\n";
    let head = "#mapping_set_id: x\n#license: y\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\n";
    fs::write(scratch.0.join("l.tsv"), format!("{head}{other}")).unwrap();
    for pause in [0, 3, 7, 11, 17] {
        let environment = [("PARALLAX_ANSWERS", scratch.0.clone().into_os_string())];
        let mut copy = copy_of("link_desk::rounds_of_answers_are_reported", &environment).spawn().unwrap();
        let mut lines = BufReader::new(copy.stdout.take().unwrap()).lines();
        lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("answered"))).unwrap().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        copy.kill().unwrap();
        copy.wait().unwrap();
        let mut report = parallax::diagnostic::Report::default();
        let table = parallax::links::read(&scratch.0.join("l.tsv"), &mut report).unwrap();
        assert!(report.messages.is_empty(), "{:?}", report.messages);
        let [a, b] = ["gtd:7", "acled:OTHER1"].map(|name| Curie::parse(name).unwrap());
        assert!(table.links().between(&a, &b).is_some());
    }
}

/// The built-in corpus or a folder of articles, beside records of its attacks.
fn with_records(corpus: PathBuf, size: (u16, u16)) -> Session {
    let sets = ["ged251.csv", "gtd.csv"].map(|name| path("tests/fixtures/crosswalk").join(name));
    let paths = std::iter::once(corpus).chain(sets).collect();
    Session::new(open(&Request { paths, sources: Vec::new() }).finish(), size, Theme::Dark)
}

fn press_in(session: &mut Session, keys: &str) -> String {
    press(session, keys);
    screen(session)
}

#[test]
fn an_incident_of_articles_finds_its_records_and_the_other_way_round() {
    let mut session = with_records("built-in".into(), (120, 60));
    let shown = press_in(&mut session, "/crocus<enter>");
    assert!(shown.contains("likely also: GTD 202403220901 · same day"), "{shown}");
    assert!(shown.contains("likely also: GED 990004 · same day"), "{shown}");
    let shown = press_in(&mut session, "A");
    for words in ["articles: Crocus City Hall attack", "+ same day", "+ killed 137 = 137", "attackers included"] {
        assert!(shown.contains(words), "{words} is not on\n{shown}");
    }
    let shown = press_in(&mut session, "qgtgg/moscow city<enter>");
    assert!(shown.contains("likely also: Crocus City Hall attack · same day"), "{shown}");
}

#[test]
fn a_filter_names_the_key_that_undoes_it_where_another_action_has_that() {
    let mut session = with_records("built-in".into(), (120, 60));
    let shown = press_in(&mut session, "fat:AF<enter><esc>@kabul<enter>F/crocus<enter>A@kabul<enter>");
    assert!(shown.contains("filtered by @kabul; u in the timeline undoes it"), "{shown}");
    let shown = press_in(&mut session, "F");
    assert!(shown.contains("filter at:AF cleared; u in the timeline brings it back"), "{shown}");
    let _ = press_in(&mut session, "gtu");
    assert_eq!(session.state().filter.text, "at:AF");
}

#[test]
fn a_draft_of_an_own_article_finds_its_records() {
    let folder = Scratch::new("pairs-articles");
    fs::create_dir_all(&folder.0).unwrap();
    let text = "Explosions in Kerman\n\nPublished: 4 January 2024\n\nTwo suicide bombers killed 92 people in the Iranian city of \
        Kerman on 3 January 2024, officials said. The Islamic State claimed responsibility for the bombing.\n";
    fs::write(folder.0.join("kerman.txt"), text).unwrap();
    let mut session = with_records(folder.0.clone(), (120, 60));
    let shown = press_in(&mut session, "gt/suicide bombing<enter>");
    assert!(shown.contains("likely also: GED 990002 · same day"), "{shown}");
    assert!(shown.contains("likely also: GTD 202401030901 · same day"), "{shown}");
}

#[test]
fn incidents_are_suggested_in_files_of_links_too() {
    let folder = path("tests/fixtures/crosswalk");
    let link = |paths: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"));
        let output =
            command.arg("link").args(paths).current_dir(&folder).stdin(std::process::Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let found = link(&["built-in", "ged251.csv", "gtd.csv"]);
    let pairs: Vec<(&str, &str)> = found
        .lines()
        .filter(|line| line.contains("incident:") && line.contains("likely"))
        .map(|line| (line.split('\t').next().unwrap(), line.split('\t').nth(3).unwrap()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("ged:990002", "incident:kerman-bombings"),
            ("ged:990003", "incident:istanbul-church"),
            ("ged:990004", "incident:crocus-city-hall"),
            ("gtd:202401030901", "incident:kerman-bombings"),
            ("gtd:202401280901", "incident:istanbul-church"),
            ("gtd:202403220901", "incident:crocus-city-hall"),
        ]
    );
    // How often suggestions are right was measured on records only.
    let columns: Vec<&str> = found.lines().find(|line| line.starts_with("subject_id")).unwrap().split('\t').collect();
    let at = columns.iter().position(|column| *column == "confidence").unwrap();
    for line in found.lines().filter(|line| line.contains("semapv:")) {
        let confidence = line.split('\t').nth(at).unwrap();
        assert_eq!(confidence.is_empty(), line.contains("incident:"), "{line}");
    }
    assert!(found.lines().any(|line| line.contains("semapv:") && !line.contains("incident:")), "{found}");
    // The folder of the corpus and its name are one, and the order of files changes nothing.
    assert_eq!(link(&["gtd.csv", "../../../data", "ged251.csv"]), found);
}

/// Whether a folder holds nothing but these files.
fn holds_only(folder: &Path, files: &[&str]) -> bool {
    fs::read_dir(folder).unwrap().all(|entry| files.contains(&&*entry.unwrap().file_name().to_string_lossy()))
}

#[test]
fn nothing_is_left_beside_the_file() {
    let mut at = AtPairs::new("pairs-left", (100, 30), true);
    at.at("ged:501");
    at.press("A<tab>xxu");
    assert!(holds_only(&at.scratch.0, &["ged.csv", "acled.csv", "l.tsv"]));
}
