//! How long an edit takes until its files are written and the new corpus is there, and how long a decision takes until the workbench
//! shows it: in the built-in corpus, and in a copy of the folder that `PARALLAX_CORPUS` names, such as one of 5,000 incidents that `.ci/generate-corpus` has written. Run with
//! `cargo bench --bench edit`. What changes nothing ends it, so that no time is told of nothing.
#![expect(clippy::print_stderr, reason = "what is not measured is said")]

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use divan::{Bencher, black_box};
use parallax::app::desk_step::{DecisionOutcome, DeskStep};
use parallax::app::job::{Job, JobEnd, JobId, JobReport, JobResult, Revision};
use parallax::app::{Effect, Msg};
use parallax::documents::edit::{Edit, EditPlace, EditValue};
use parallax::documents::files::built_in as built_in_files;
use parallax::editing::EditedCorpus;
use parallax::keymap::chord::script;
use parallax::load::{Request, load};
use parallax::runtime::jobs::desk::DeskFolder;
use parallax::session::Session;
use parallax::ui::theme::Theme;

fn main() {
    divan::main();
}

/// A folder that is removed at the end.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("parallax-bench-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }
}

/// Gives the first incident another title, again and again.
fn edits(bencher: Bencher, folder: &Path) {
    let mut names: Vec<_> = fs::read_dir(folder.join("incidents")).expect("a corpus").flatten().collect();
    names.sort_by_key(fs::DirEntry::file_name);
    let file = format!("incidents/{}", names[0].file_name().display());
    // Files written within the last seconds would be read again by every edit.
    std::thread::sleep(std::time::Duration::from_secs(3));
    let mut corpus = EditedCorpus::new(folder, &[]);
    let mut number = 0;
    bencher.bench_local(move || {
        number += 1;
        let value = EditValue::Text(format!("Title {number}"));
        let edit = Edit::Set { file: file.clone(), at: EditPlace::Table(Vec::new()), field: "title".into(), value };
        let edited = corpus.edit("title", &mut |documents| documents.apply(&edit).map(|_| ())).expect("it fits");
        assert!(edited.wrote, "the title is another one");
        black_box(edited)
    });
}

/// A session with a folder in which it decides.
struct Desk {
    folder: DeskFolder,
    session: Session,
    number: usize,
}

impl Desk {
    fn new(folder: &Path) -> RefCell<Self> {
        let since = SystemTime::now();
        let loaded = load(&Request { paths: vec![folder.to_owned()], sources: Vec::new() });
        let desk = DeskFolder::new(folder, &[]);
        desk.opened(&loaded.report, since);
        let mut session = Session::new(loaded, (120, 40), Theme::Dark);
        session.keep_decisions(true);
        std::thread::sleep(std::time::Duration::from_secs(3));
        RefCell::new(Self { folder: desk, session, number: 0 })
    }

    /// Presses keys; gives the step that the last of them asks for, if it asks for one.
    fn press(&mut self, keys: &str) -> Option<(JobId, DeskStep)> {
        let mut asked = None;
        for key in script(keys).expect("keys") {
            for effect in self.session.step_through(Msg::Key(key)) {
                match effect {
                    Effect::Start(id, Job::Prepare) => {
                        self.folder.prepare(&AtomicBool::new(false));
                        let ended = JobReport::Ended(JobEnd::Done(JobResult::Prepared));
                        drop(self.session.step(Msg::Job(id, ended)));
                    }
                    Effect::Start(id, Job::Decide(step)) => asked = Some((id, step)),
                    _ => {}
                }
            }
        }
        asked
    }

    /// Types another title for the next incident, up to before Enter.
    fn type_title(&mut self) {
        self.number += 1;
        let keys = format!("jR<c-u>Title {}", self.number);
        assert!(self.press(&keys).is_none(), "Enter decides");
    }

    /// Presses Enter and writes what that decides.
    fn write(&mut self) -> (JobId, Revision, DecisionOutcome) {
        let (id, step) = self.press("<enter>").expect("a decision");
        let done = self.folder.carry_out(self.session.workspace(), &step);
        let (revision, outcome) = done.unwrap_or_else(|refused| panic!("{}", refused.why));
        assert!(matches!(outcome, DecisionOutcome::Decided { .. }), "the title is another one");
        (id, revision, outcome)
    }

    /// Shows it.
    fn show(&mut self, (id, revision, outcome): (JobId, Revision, DecisionOutcome)) {
        drop(self.session.step(Msg::Revised(id, revision)));
        drop(self.session.step(Msg::Job(id, JobReport::Ended(JobEnd::Done(JobResult::Decided(outcome))))));
        black_box(&self.session);
    }
}

/// Gives one incident after the other another title by keys: from Enter to the workbench with the new corpus. The first time begins
/// with nothing that is kept.
fn decisions(bencher: Bencher, folder: &Path) {
    let desk = Desk::new(folder);
    let typed = bencher.with_inputs(|| desk.borrow_mut().type_title());
    typed.bench_local_values(|()| {
        let mut desk = desk.borrow_mut();
        let written = desk.write();
        desk.show(written);
    });
}

/// The part of that for which keys wait: the state takes the new workspace.
fn shown(bencher: Bencher, folder: &Path) {
    let desk = Desk::new(folder);
    let written = bencher.with_inputs(|| {
        let mut desk = desk.borrow_mut();
        desk.type_title();
        desk.write()
    });
    written.bench_local_values(|written| desk.borrow_mut().show(written));
}

/// A folder with the built-in corpus.
fn built_in_folder(name: &str) -> Scratch {
    let folder = Scratch::new(name);
    for file in built_in_files() {
        let path = folder.0.join(file.path());
        fs::create_dir_all(path.parent().expect("in the folder")).expect("written");
        fs::write(path, file.raw(&mut Vec::new()).expect("built in")).expect("written");
    }
    folder
}

/// A copy of the folder that is named. If none is, says that nothing is measured.
fn named_folder(name: &str) -> Option<Scratch> {
    let Some(from) = std::env::var_os("PARALLAX_CORPUS").map(PathBuf::from) else {
        eprintln!("{name}: not measured; PARALLAX_CORPUS names a folder");
        return None;
    };
    assert!(from.join("incidents").is_dir(), "{}: no folder of a corpus", from.display());
    let folder = Scratch::new(name);
    fs::create_dir_all(&folder.0).expect("written");
    for part in ["", "annotations", "articles", "incidents", "names", "quotes", "texts"] {
        for entry in fs::read_dir(from.join(part)).into_iter().flatten().flatten() {
            let to = folder.0.join(part).join(entry.file_name());
            if entry.path().is_file() {
                fs::create_dir_all(to.parent().expect("in the folder")).expect("written");
                fs::copy(entry.path(), to).expect("written");
            }
        }
    }
    Some(folder)
}

#[divan::bench]
fn built_in(bencher: Bencher) {
    edits(bencher, &built_in_folder("built-in").0);
}

#[divan::bench]
fn folder(bencher: Bencher) {
    if let Some(folder) = named_folder("folder") {
        edits(bencher, &folder.0);
    }
}

#[divan::bench]
fn decision_built_in(bencher: Bencher) {
    decisions(bencher, &built_in_folder("decided-built-in").0);
}

#[divan::bench]
fn decision_folder(bencher: Bencher) {
    if let Some(folder) = named_folder("decided-folder") {
        decisions(bencher, &folder.0);
    }
}

#[divan::bench]
fn shown_folder(bencher: Bencher) {
    if let Some(folder) = named_folder("shown-folder") {
        shown(bencher, &folder.0);
    }
}
