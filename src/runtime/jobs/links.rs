//! Answers to pairs that may be one event: writes them into the file of links, takes them back, and reads again what others
//! say there. Hands over the workspace with the new links. Knows no keys and no view.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use super::control::{Control, Work};
use super::export::whole;
use crate::app::job::{JobResult, Revision};
use crate::app::link_step::{LinkOutcome, LinkStep, PairAnswer};
use crate::app::queued_pair::QueuedPair;
use crate::datasets::DataSetFile;
use crate::diagnostic::Report;
use crate::editing::KnownErrors;
use crate::links::{self, LinkSources, LinkTable, Unwritable};
use crate::load::linked::{curie, found};
use crate::model::{Curie, Entry, Link, LinkAnswer, Linked, Links, Workspace};
use crate::runtime::clock::today;
use crate::runtime::watch::WatchHint;
use crate::sanitize;
use crate::session::Session;

/// An answer that was written: what was known of its pair before, and what is since.
#[derive(Debug, Clone)]
struct GivenAnswer {
    before: Option<Link>,
    after: Link,
    what: String,
}

/// The file, and what can be undone.
#[derive(Debug, Default)]
struct Keeping {
    path: Option<PathBuf>,
    done: Vec<GivenAnswer>,
    undone: Vec<GivenAnswer>,
    /// The mistakes with which the file was read.
    known: KnownErrors,
    /// Whether it has others since, so that what was read before stays.
    is_held_back: bool,
}

/// The file of links in which answers are kept, if there is one.
#[derive(Debug, Clone, Default)]
pub struct LinksKeeper {
    keeping: Arc<Mutex<Keeping>>,
    /// Who is told that the file is another one.
    hints: Option<Sender<WatchHint>>,
}

/// What a step gives: the workspace with its links, if they have changed, and what was done.
pub type LinkStepResult = Result<(Option<Revision>, LinkOutcome), RefusedAnswer>;

/// Why a step was not carried out.
#[derive(Debug)]
pub struct RefusedAnswer {
    /// The reason, for the user.
    pub why: String,
    /// The workspace with the links as the file now has them, where others have changed them.
    pub revision: Option<Revision>,
}

/// Why a file was not written.
struct Unwritten {
    why: String,
    /// Whether it was since somebody else has changed the link.
    is_changed: bool,
}

impl<T: Into<String>> From<T> for RefusedAnswer {
    fn from(why: T) -> Self {
        Self { why: why.into(), revision: None }
    }
}

impl LinksKeeper {
    /// Answers are kept in `path`; without one the first answer names it. Touches nothing.
    pub fn new(path: Option<&Path>) -> Self {
        let keeping = Keeping { path: path.map(Path::to_owned), ..Keeping::default() };
        Self { keeping: Arc::new(Mutex::new(keeping)), hints: None }
    }

    /// The file was read with the mistakes of this report.
    #[must_use]
    pub fn knowing(self, report: &Report) -> Self {
        self.keeping.lock().unwrap_or_else(PoisonError::into_inner).known = KnownErrors::of(report);
        self
    }

    /// Tells the watch of files of another file.
    #[must_use]
    pub(in crate::runtime) fn telling(self, hints: Option<Sender<WatchHint>>) -> Self {
        Self { hints, ..self }
    }

    /// Carries out a step.
    pub fn carry_out(&self, workspace: &Workspace, files: &[Arc<DataSetFile>], step: &LinkStep) -> LinkStepResult {
        let mut keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        let keeping = &mut *keeping;
        let mut again = None;
        let (what, links, names) = match step {
            LinkStep::Follow => {
                let Some(path) = keeping.path.clone() else { return Ok((None, keeping.outcome(String::new()))) };
                let links = keeping.read(&path)?;
                if links == *workspace.linked.links() {
                    return Ok((None, keeping.outcome(String::new())));
                }
                (format!("{} has changed and is read again", shown(&path)), links, Vec::new())
            }
            LinkStep::Answer(answer, file) => {
                let path = match (file, &keeping.path) {
                    (Some(typed), _) => whole(typed)?,
                    (None, Some(path)) => path.clone(),
                    (None, None) => return Err("no file keeps the answers".into()),
                };
                let names = named(workspace, files, answer)?;
                let (given, links) = match write(&path, workspace, answer, &names) {
                    Ok(written) => written,
                    Err(unwritten) if unwritten.is_changed => {
                        // What others have answered there is seen from now on, so that it can be answered anew.
                        self.keep_in(keeping, path);
                        return Err(keeping.refused(workspace, files, unwritten.why));
                    }
                    Err(unwritten) => return Err(unwritten.why.into()),
                };
                let links = keeping.with(workspace, links, given.after.pair(), Some(&given.after));
                keeping.done.push(given);
                keeping.undone.clear();
                self.keep_in(keeping, path);
                let names = names.into_iter().zip(answer.entries).collect();
                (answer.what.clone(), links, names)
            }
            LinkStep::Undo | LinkStep::Redo => {
                let undoes = *step == LinkStep::Undo;
                let path = keeping.path.clone().ok_or("nothing was answered yet")?;
                let from = if undoes { &mut keeping.done } else { &mut keeping.undone };
                let nothing = if undoes { "nothing can be undone" } else { "nothing was undone" };
                let given = from.last().cloned().ok_or(nothing)?;
                let (was, becomes) = if undoes {
                    (Some(given.after.clone()), given.before.clone())
                } else {
                    (given.before.clone(), Some(given.after.clone()))
                };
                let links = match turn(&path, workspace, was.as_ref(), becomes.as_ref()) {
                    Ok(links) => links,
                    Err(unwritten) => {
                        // What others have changed since stays as they have it; else the step can be tried again.
                        if unwritten.is_changed {
                            from.pop();
                        }
                        return Err(keeping.refused(workspace, files, unwritten.why));
                    }
                };
                from.pop();
                let links = keeping.with(workspace, links, given.after.pair(), becomes.as_ref());
                let did = if undoes { "undone" } else { "answered again" };
                let what = format!("{did}: {}", given.what);
                again = Some((given.clone(), becomes));
                if undoes { &mut keeping.undone } else { &mut keeping.done }.push(given);
                (what, links, Vec::new())
            }
        };
        let revision = revision(workspace, files, links, names);
        let turned = again.and_then(|(given, now)| given.pair(&revision.workspace, now.as_ref()));
        let outcome = LinkOutcome { turned, ..keeping.outcome(what) };
        Ok((Some(revision), outcome))
    }

    /// Keeps answers in a file from now on, and lets the watch follow it.
    fn keep_in(&self, keeping: &mut Keeping, path: PathBuf) {
        if keeping.path.as_ref() == Some(&path) {
            return;
        }
        if let Some(hints) = &self.hints {
            // The watch may have ended.
            let _ = hints.send(WatchHint::Also(path.clone()));
        }
        // What it has already is no mistake of somebody meanwhile.
        let mut report = Report::default();
        let _ = links::read(&path, &mut report);
        (keeping.known, keeping.is_held_back) = (KnownErrors::of(&report), false);
        keeping.path = Some(path);
    }
}

impl GivenAnswer {
    /// Its pair in this workspace, of which this is known now; `None` if one of its entries is gone.
    fn pair(&self, workspace: &Workspace, now: Option<&Link>) -> Option<QueuedPair> {
        let entries = [workspace.named(&self.after.subject)?, workspace.named(&self.after.object)?];
        let answer = now.map_or(LinkAnswer::Suggested, |link| link.answer);
        let Link { relation, strength, .. } = *now.unwrap_or(&self.after);
        Some(QueuedPair { entries, relation, strength, answer })
    }
}

impl Keeping {
    fn outcome(&self, what: String) -> LinkOutcome {
        let file = self.path.as_deref().map(shown);
        LinkOutcome { what, file, turns: (self.done.len(), self.undone.len()), turned: None }
    }

    /// The links of a file; if it has mistakes that it did not have before, the first of them.
    fn read(&mut self, path: &Path) -> Result<Links, String> {
        let mut report = Report::default();
        let table = links::read(path, &mut report).map_err(|error| error.to_string())?;
        let new = self.known.first_new_in(&report);
        self.is_held_back = new.is_some();
        if let Some(mistakes) = new {
            return Err(format!("{mistakes}; until that is mended, what was read before stays"));
        }
        self.known = KnownErrors::of(&report);
        Ok(table.links())
    }

    /// The links once a pair was written: those of the file; while it is held back, what was read before with that pair.
    fn with(&self, workspace: &Workspace, file: Links, pair: (&Curie, &Curie), now: Option<&Link>) -> Links {
        if !self.is_held_back {
            return file;
        }
        let others = workspace.linked.links().iter().filter(|link| link.pair() != pair);
        others.chain(now).cloned().collect()
    }

    /// Why a step was refused, with the links as the file has them.
    fn refused(&mut self, workspace: &Workspace, files: &[Arc<DataSetFile>], why: String) -> RefusedAnswer {
        let links = self.path.clone().and_then(|path| self.read(&path).ok());
        let links = links.filter(|links| links != workspace.linked.links());
        RefusedAnswer { why, revision: links.map(|links| revision(workspace, files, links, Vec::new())) }
    }
}

/// The name of a file, as an argument of the program.
pub fn shown(path: &Path) -> String {
    sanitize::line(&sanitize::shell_argument(&path.display().to_string())).into_owned()
}

/// The name that is proposed for a file of links: beside the first file that is open.
pub fn proposed(paths: &[PathBuf]) -> String {
    let folder = paths.iter().find(|path| path.is_file()).and_then(|path| path.parent());
    folder.map_or_else(|| PathBuf::from("links.tsv"), |folder| folder.join("links.tsv")).display().to_string()
}

/// The names of both entries in links.
fn named(workspace: &Workspace, files: &[Arc<DataSetFile>], answer: &PairAnswer) -> Result<[Curie; 2], String> {
    let name = |entry: Entry| {
        let none = || format!("{} has no id, or not alone, and cannot be linked", workspace.title(entry));
        curie(workspace, files, entry).ok_or_else(none)
    };
    Ok([name(answer.entries[0])?, name(answer.entries[1])?])
}

/// Writes an answer into a file. Gives it with what was known before, and all links of the file.
fn write(
    path: &Path,
    workspace: &Workspace,
    answer: &PairAnswer,
    [one, other]: &[Curie; 2],
) -> Result<(GivenAnswer, Links), Unwritten> {
    // Of a new pair the records are known only now.
    let mut sources = LinkSources::of(workspace);
    for (name, entry) in [one, other].into_iter().zip(answer.entries) {
        if let Entry::Record(id) = entry {
            sources.found(name, &workspace.set(id).about);
        }
    }
    let seen = workspace.linked.links().between(one, other).cloned();
    change(path, |table| {
        let before = table.links().between(one, other).cloned();
        // An answer that others gave meanwhile is seen first.
        let is_answered = before.as_ref().is_some_and(|link| link.answer.is_given());
        if is_answered && before != seen {
            return Err(Unwritable::Changed);
        }
        let pair = (one.clone(), other.clone());
        let link = match (&before, answer.strength) {
            (Some(before), _) => before.clone(),
            (None, Some(strength)) => {
                Link::suggested(pair, answer.relation, strength, answer.precision, &answer.reason)
            }
            (None, None) => Link::by_hand(pair, answer.relation, answer.answer, "", None),
        };
        let turned = link.subject != *one;
        let relation = if turned { answer.relation.reversed() } else { answer.relation };
        let after = link.answered(answer.answer, &answer.by, Some(today())).relating(relation);
        table.put(&after, &sources)?;
        Ok(GivenAnswer { before, after, what: answer.what.clone() })
    })
}

/// Changes a file of links.
fn change<T>(
    path: &Path,
    change: impl FnOnce(&mut LinkTable) -> Result<T, Unwritable>,
) -> Result<(T, Links), Unwritten> {
    let mut is_changed = false;
    let change = |table: &mut LinkTable| change(table).inspect_err(|why| is_changed = *why == Unwritable::Changed);
    let changed = links::change(path, change);
    changed.map_err(|error| Unwritten { why: error.to_string(), is_changed })
}

/// Puts what a pair becomes in place of what it was.
fn turn(path: &Path, workspace: &Workspace, was: Option<&Link>, becomes: Option<&Link>) -> Result<Links, Unwritten> {
    let sources = LinkSources::of(workspace);
    let Some(link) = was.or(becomes) else { return Ok(workspace.linked.links().clone()) };
    let ((), links) = change(path, |table| {
        if table.links().between(&link.subject, &link.object) != was {
            return Err(Unwritable::Changed);
        }
        match becomes {
            Some(becomes) => table.put(becomes, &sources),
            None => table.remove(link.pair()),
        }
    })?;
    Ok(links)
}

/// The workspace with other links; the names of some entries are known.
fn revision(workspace: &Workspace, files: &[Arc<DataSetFile>], links: Links, names: Vec<(Curie, Entry)>) -> Revision {
    let mut linked = Linked::clone(&workspace.linked);
    for (name, entry) in names {
        if let Entry::Record(record) = entry {
            linked = linked.with_record(name, record);
        }
    }
    let linked = found(linked.with_links(links), &workspace.sets, files);
    let workspace = Workspace { linked: Arc::new(linked), ..workspace.clone() };
    // The order does not change with links.
    Revision { workspace: Arc::new(workspace), order: Arc::default(), progress: None }
}

/// The work of a step of the session.
pub(super) fn answering(session: &Session, step: LinkStep, keeper: LinksKeeper) -> Work {
    let (workspace, files) = (session.workspace().clone(), session.files().to_vec());
    Box::new(move |control: &Control| match keeper.carry_out(&workspace, &files, &step) {
        Ok((revision, outcome)) => {
            if let Some(revision) = revision {
                control.revise(revision);
            }
            Ok(Some(JobResult::Linked(outcome)))
        }
        Err(RefusedAnswer { why, revision }) => {
            if let Some(revision) = revision {
                control.revise(revision);
            }
            Err(why)
        }
    })
}
