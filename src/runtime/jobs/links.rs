//! Answers to pairs that may be one event: writes them into the file of links, takes them back, and reads again what others
//! say there. Hands over the workspace with the new links. Knows no keys and no view.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use super::control::{Control, Work};
use super::export::whole;
use crate::app::job::{JobResult, Revision};
use crate::app::link_step::{LinkOutcome, LinkStep, PairAnswer};
use crate::crosswalk::precision;
use crate::datasets::DataSetFile;
use crate::diagnostic::Report;
use crate::links::{self, LinkSources, Unwritable};
use crate::load::linked::{curie, found};
use crate::model::{Curie, Entry, Link, Linked, Links, Workspace};
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

    /// Tells the watch of files of another file.
    #[must_use]
    pub(in crate::runtime) fn telling(self, hints: Option<Sender<WatchHint>>) -> Self {
        Self { hints, ..self }
    }

    /// Carries out a step.
    pub fn carry_out(&self, workspace: &Workspace, files: &[Arc<DataSetFile>], step: &LinkStep) -> LinkStepResult {
        let mut keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        let keeping = &mut *keeping;
        let (what, links, names) = match step {
            LinkStep::Follow => {
                let Some(path) = &keeping.path else { return Ok((None, keeping.outcome(String::new()))) };
                let links = read(path)?;
                if links == *workspace.linked.links() {
                    return Ok((None, keeping.outcome(String::new())));
                }
                (format!("{} has changed and is read again", shown(path)), links, Vec::new())
            }
            LinkStep::Answer(answer, file) => {
                let path = match (file, &keeping.path) {
                    (Some(typed), _) => whole(typed)?,
                    (None, Some(path)) => path.clone(),
                    (None, None) => return Err("no file keeps the answers".into()),
                };
                let names = named(workspace, files, answer)?;
                let (given, links) = write(&path, workspace, answer, &names)?;
                keeping.done.push(given);
                keeping.undone.clear();
                if keeping.path.as_ref() != Some(&path) {
                    if let Some(hints) = &self.hints {
                        // The watch may have ended.
                        let _ = hints.send(WatchHint::Also(path.clone()));
                    }
                    keeping.path = Some(path);
                }
                let names = names.into_iter().zip(answer.entries).collect();
                (answer.what.clone(), links, names)
            }
            LinkStep::Undo | LinkStep::Redo => {
                let undoes = *step == LinkStep::Undo;
                let path = keeping.path.clone().ok_or("nothing was answered yet")?;
                let from = if undoes { &mut keeping.done } else { &mut keeping.undone };
                let given = from.pop().ok_or(if undoes { "nothing can be undone" } else { "nothing was undone" })?;
                let (was, becomes) = if undoes {
                    (Some(given.after.clone()), given.before.clone())
                } else {
                    (given.before.clone(), Some(given.after.clone()))
                };
                let links = match turn(&path, workspace, was.as_ref(), becomes.as_ref()) {
                    Ok(links) => links,
                    // What others have changed since stays as they have it.
                    Err(error) => return Err(refused(&path, workspace, files, &error)),
                };
                let did = if undoes { "undone" } else { "answered again" };
                let what = format!("{did}: {}", given.what);
                if undoes { &mut keeping.undone } else { &mut keeping.done }.push(given);
                (what, links, Vec::new())
            }
        };
        Ok((Some(revision(workspace, files, links, names)), keeping.outcome(what)))
    }
}

impl Keeping {
    fn outcome(&self, what: String) -> LinkOutcome {
        let file = self.path.as_deref().map(shown);
        LinkOutcome { what, file, turns: (self.done.len(), self.undone.len()) }
    }
}

/// The name of a file, as an argument of the program.
pub fn shown(path: &Path) -> String {
    sanitize::line(&sanitize::shell_argument(&path.display().to_string())).into_owned()
}

/// The links of a file.
fn read(path: &Path) -> Result<Links, String> {
    let table = links::read(path, &mut Report::default()).map_err(|error| error.to_string())?;
    Ok(table.links())
}

/// The names of both entries in links.
fn named(workspace: &Workspace, files: &[Arc<DataSetFile>], answer: &PairAnswer) -> Result<[Curie; 2], String> {
    let name = |entry: Entry| {
        let none = || format!("{} has no id, and cannot be linked", workspace.title(entry));
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
) -> Result<(GivenAnswer, Links), String> {
    let sources = LinkSources::of(workspace);
    let seen = workspace.linked.links().between(one, other).cloned();
    let (given, links) = links::change(path, |table| {
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
                Link::suggested(pair, answer.relation, strength, Some(precision(strength)), &answer.reason)
            }
            (None, None) => Link::by_hand(pair, answer.relation, answer.answer, "", None),
        };
        let turned = link.subject != *one;
        let relation = if turned { answer.relation.reversed() } else { answer.relation };
        let after = Link { relation, ..link.answered(answer.answer, &answer.by, Some(today())) };
        table.put(&after, &sources)?;
        Ok(GivenAnswer { before, after, what: answer.what.clone() })
    })
    .map_err(|error| error.to_string())?;
    Ok((given, links))
}

/// Puts what a pair becomes in place of what it was.
fn turn(path: &Path, workspace: &Workspace, was: Option<&Link>, becomes: Option<&Link>) -> io::Result<Links> {
    let sources = LinkSources::of(workspace);
    let Some(link) = was.or(becomes) else { return Ok(workspace.linked.links().clone()) };
    let ((), links) = links::change(path, |table| {
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

/// Why an answer was not taken back, with the links as the file has them.
fn refused(path: &Path, workspace: &Workspace, files: &[Arc<DataSetFile>], error: &io::Error) -> RefusedAnswer {
    let links = read(path).ok().filter(|links| links != workspace.linked.links());
    RefusedAnswer { why: error.to_string(), revision: links.map(|links| revision(workspace, files, links, Vec::new())) }
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
