//! Says when files that are open may have changed: those of the corpus folder, the copies of its articles, the file of links, data
//! sets, and the annotations beside them. What it says is a hint; whoever reads decides by the files themselves. Knows no session.
//!
//! ```text
//! the system, or a look now and then ─► hint ─► the burst is over ─► Msg::FilesChanged
//! ```
//!
//! Its thread sleeps until there is a hint. Where the system cannot tell, as on file systems of other computers, the files are
//! looked at now and then.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::events::Event;
use crate::app::Msg;
use crate::documents::files::PARTS;

/// How long there is no hint before a burst is over.
const QUIET: Duration = Duration::from_millis(150);
/// How long a burst is waited for at most.
const LONGEST: Duration = Duration::from_secs(2);
/// How often files are looked at where the system cannot tell.
const LOOK: Duration = Duration::from_secs(2);

/// What the thread is told.
#[derive(Debug)]
pub(super) enum WatchHint {
    /// Files may have changed.
    Changed,
    /// The system cannot tell any more, for this reason.
    Failed(String),
    /// The corpus folder is this one from now on.
    Folder(PathBuf),
    /// This file is open too.
    Also(PathBuf),
    /// The program ends.
    End,
}

/// The files to watch.
#[derive(Debug, Clone, Default)]
pub(super) struct WatchedFiles {
    /// The corpus folder.
    pub(super) folder: Option<PathBuf>,
    /// Folders and files with copies of its articles.
    pub(super) sources: Vec<PathBuf>,
    /// The file of links.
    pub(super) links: Option<PathBuf>,
    /// The files of annotations beside data sets, whether they are there or not.
    pub(super) beside: Vec<PathBuf>,
    /// The files of the data sets.
    pub(super) sets: Vec<PathBuf>,
}

/// Watches files until it is dropped.
#[derive(Debug)]
pub(super) struct FileWatch(Sender<WatchHint>);

impl FileWatch {
    /// Starts the thread, which first says that files may have changed: since they were read.
    pub(super) fn start(files: &WatchedFiles, events: Sender<Event>) -> io::Result<Self> {
        let (sender, hints) = channel();
        let whole = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let files = WatchedFiles {
            folder: files.folder.as_ref().map(whole),
            sources: files.sources.iter().map(whole).collect(),
            links: files.links.as_ref().map(whole),
            beside: files.beside.iter().map(whole).collect(),
            sets: files.sets.iter().map(whole).collect(),
        };
        let own = sender.clone();
        thread::Builder::new().name("files".into()).spawn(move || {
            WatchThread {
                files,
                hints,
                sender: own,
                events,
                system: None,
                looks: None,
                has_failed: false,
                told: Vec::new(),
            }
            .run();
        })?;
        Ok(Self(sender))
    }

    /// Where hints are sent.
    pub(super) fn hints(&self) -> Sender<WatchHint> {
        self.0.clone()
    }
}

impl Drop for FileWatch {
    fn drop(&mut self) {
        // The thread may have ended.
        let _ = self.0.send(WatchHint::End);
    }
}

impl WatchedFiles {
    /// What is watched, and whether with all folders inside. The journal of the folder is not.
    fn places(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let parts = self.folder.iter().flat_map(|folder| PARTS.iter().map(|(part, _)| folder.join(part)));
        let parts = parts.filter(|part| part.is_dir());
        // One that is gone may come back.
        let gone = self.folder.iter().filter(|folder| !folder.is_dir()).filter_map(|folder| folder.parent());
        let parts = parts.chain(gone.map(Path::to_owned)).map(|part| (part, RecursiveMode::NonRecursive));
        let sources = self.others().filter_map(|source| {
            if source.is_dir() {
                return Some((source.clone(), RecursiveMode::Recursive));
            }
            // A file that is replaced is another one.
            Some((source.parent()?.to_owned(), RecursiveMode::NonRecursive))
        });
        parts.chain(sources).collect()
    }

    /// What is watched besides the folder.
    fn others(&self) -> impl Iterator<Item = &PathBuf> {
        self.sources.iter().chain(&self.links).chain(&self.beside).chain(&self.sets)
    }

    /// Whether an event may be about one of the files. What only reads is none, nor what editors put beside a file.
    fn concern(&self, event: &notify::Event) -> bool {
        let reads = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        let is_hidden = |path: &Path| {
            path.file_name().is_some_and(|name| {
                let name = name.as_encoded_bytes();
                name.starts_with(b".") || name.ends_with(b"~")
            })
        };
        let is_open = |path: &PathBuf| {
            let of_folder = self.folder.as_ref().is_some_and(|folder| path.starts_with(folder));
            of_folder || self.others().any(|source| path.starts_with(source))
        };
        // The system says without paths that it has lost count.
        event.need_rescan() || !reads && event.paths.iter().any(|path| is_open(path) && !is_hidden(path))
    }
}

/// The thread and its watchers.
struct WatchThread {
    files: WatchedFiles,
    hints: Receiver<WatchHint>,
    sender: Sender<WatchHint>,
    events: Sender<Event>,
    system: Option<RecommendedWatcher>,
    /// Looks now and then, with the places that it looks at.
    looks: Option<(PollWatcher, Vec<PathBuf>)>,
    /// Whether the system has failed, so that all places are looked at.
    has_failed: bool,
    /// What the user was told.
    told: Vec<[&'static str; 2]>,
}

/// What is said where all is looked at.
const LOOKED_AT: [&str; 2] = ["the system cannot tell when files change", "they are looked at now and then"];
/// What is said where nothing can be done.
const UNNOTICED: [&str; 2] = ["changes of some files may go unnoticed", "they are read with the next that is noticed"];

impl WatchThread {
    fn run(mut self) {
        self.watch();
        // What has changed before the system could tell.
        let mut changed = self.files.folder.is_some() || !self.files.beside.is_empty();
        loop {
            if changed && self.events.send(Event::Msg(Msg::FilesChanged)).is_err() {
                return;
            }
            let Ok(hint) = self.hints.recv() else { return };
            changed = match hint {
                WatchHint::End => return,
                WatchHint::Changed => {
                    self.burst();
                    true
                }
                WatchHint::Folder(folder) => {
                    let folder = std::path::absolute(&folder).unwrap_or(folder);
                    (self.files.folder, self.files.sources) = (Some(folder), Vec::new());
                    (self.system, self.looks) = (None, None);
                    true
                }
                WatchHint::Also(file) => {
                    self.files.links = Some(std::path::absolute(&file).unwrap_or(file));
                    (self.system, self.looks) = (None, None);
                    true
                }
                WatchHint::Failed(why) => {
                    self.tell(LOOKED_AT, &why);
                    self.system = None;
                    // An error of looking changes nothing: it looks again.
                    !std::mem::replace(&mut self.has_failed, true)
                }
            };
            // Folders may be new, or others of the same name.
            self.watch();
        }
    }

    /// Waits until a burst of hints is over.
    fn burst(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match self.hints.recv_timeout(QUIET) {
                Ok(WatchHint::Changed) => {}
                // It comes after the burst.
                Ok(other) => {
                    let _ = self.sender.send(other);
                    break;
                }
                Err(_) => break,
            }
        }
    }

    /// Watches all places, those already watched too: a folder of the same name may be another one.
    fn watch(&mut self) {
        for (place, mode) in self.files.places() {
            if self.looks.as_ref().is_some_and(|(_, at)| at.contains(&place)) {
                continue;
            }
            if self.has_failed || is_elsewhere(&place) {
                self.look_at(place, mode);
                continue;
            }
            match self.ask_system(&place, mode) {
                Err(error) if place.exists() => {
                    self.tell(LOOKED_AT, &error.to_string());
                    self.look_at(place, mode);
                }
                // What is gone again is watched once it is back.
                Ok(()) | Err(_) => {}
            }
        }
    }

    /// What is done with the events of a watcher.
    fn handler(&self) -> impl Fn(notify::Result<notify::Event>) + Send + use<> {
        let (files, sender) = (self.files.clone(), self.sender.clone());
        move |event| {
            let hint = match event {
                Ok(event) if !files.concern(&event) => return,
                Ok(_) => WatchHint::Changed,
                Err(error) => WatchHint::Failed(error.to_string()),
            };
            // The thread may have ended.
            let _ = sender.send(hint);
        }
    }

    fn ask_system(&mut self, place: &Path, mode: RecursiveMode) -> notify::Result<()> {
        if self.system.is_none() {
            // Links to folders may form circles.
            self.system = Some(RecommendedWatcher::new(self.handler(), Config::default().with_follow_symlinks(false))?);
        }
        self.system.as_mut().map_or(Ok(()), |system| system.watch(place, mode))
    }

    fn look_at(&mut self, place: PathBuf, mode: RecursiveMode) {
        let config = Config::default().with_poll_interval(LOOK).with_follow_symlinks(false);
        if self.looks.is_none() {
            match PollWatcher::new(self.handler(), config) {
                Ok(watcher) => self.looks = Some((watcher, Vec::new())),
                Err(error) => return self.tell(UNNOTICED, &error.to_string()),
            }
        }
        let Some((watcher, at)) = &mut self.looks else { return };
        match watcher.watch(&place, mode) {
            Ok(()) => at.push(place),
            Err(error) if place.exists() => self.tell(UNNOTICED, &error.to_string()),
            Err(_) => {}
        }
    }

    /// Tells the user something once, with the reason.
    fn tell(&mut self, what: [&'static str; 2], why: &str) {
        if !self.told.contains(&what) {
            self.told.push(what);
            let [what, then] = what;
            let text = format!("{what} ({why}); {then}");
            // There is no receiver after the workbench has closed.
            let _ = self.events.send(Event::Msg(Msg::Notice(crate::sanitize::line(&text).into_owned())));
        }
    }
}

/// Whether a place is on a file system that other computers can write to, of which this one then hears nothing.
#[cfg(target_os = "linux")]
fn is_elsewhere(place: &Path) -> bool {
    /// The file systems: NFS, SMB (1, 2 and CIFS), FUSE, 9P, AFS, Ceph, shared folders of VirtualBox, Lustre.
    const KINDS: [u32; 10] = [
        0x6969,
        0x517b,
        0xfe53_4d42,
        0xff53_4d42,
        0x6573_5546,
        0x0102_1997,
        0x5346_414f,
        0x00c3_6400,
        0x786f_4256,
        0x0bd0_0bd0,
    ];
    rustix::fs::statfs(place).is_ok_and(|found| KINDS.contains(&(found.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
fn is_elsewhere(_place: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tests fail if a hint takes longer.
    const PATIENCE: Duration = Duration::from_secs(20);

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("parallax-watch-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("incidents")).unwrap();
        folder
    }

    fn thread(folder: &Path) -> (WatchThread, Receiver<Event>) {
        let (sender, hints) = channel();
        let (events, told) = channel();
        let files = WatchedFiles { folder: Some(folder.to_owned()), sources: Vec::new(), ..WatchedFiles::default() };
        (
            WatchThread {
                files,
                hints,
                sender,
                events,
                system: None,
                looks: None,
                has_failed: false,
                told: Vec::new(),
            },
            told,
        )
    }

    #[test]
    fn a_file_that_is_written_gives_a_hint_from_the_system_and_by_looking() {
        let folder = folder("written");
        let (mut asking, _) = thread(&folder);
        asking.watch();
        assert!(asking.system.is_some());
        let (mut looking, _) = thread(&folder);
        for (place, mode) in looking.files.places() {
            looking.look_at(place, mode);
        }
        // Editors put files of their own beside; reading is no change.
        std::fs::write(folder.join("incidents/.fire.toml.swp"), "x").unwrap();
        std::fs::write(folder.join("incidents/fire.toml"), "x").unwrap();
        for thread in [&asking, &looking] {
            assert!(matches!(thread.hints.recv_timeout(PATIENCE), Ok(WatchHint::Changed)));
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_only_reads_and_what_lies_beside_is_no_hint() {
        let beside = vec!["/d/ged.csv.parallax.toml".into()];
        let files = WatchedFiles {
            folder: Some("/c".into()),
            sources: vec!["/s/a.txt".into()],
            links: None,
            beside,
            sets: vec!["/d/ged.csv".into()],
        };
        let event = |kind, path: &str| notify::Event::new(kind).add_path(path.into());
        let any = EventKind::Any;
        for (kind, path, wanted) in [
            (any, "/c/incidents/a.toml", true),
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), "/c/incidents/a.toml", true),
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), "/c/incidents/a.toml", false),
            (any, "/c/incidents/.parallax-7-1.tmp", false),
            (any, "/c/incidents/a.toml~", false),
            (any, "/s/a.txt", true),
            (any, "/s/b.txt", false),
            (any, "/d/ged.csv.parallax.toml", true),
            (any, "/d/ged.csv", true),
            (any, "/d/acled.csv", false),
        ] {
            assert_eq!(files.concern(&event(kind, path)), wanted, "{path}");
        }
    }

    #[test]
    fn what_the_system_cannot_tell_is_said_once() {
        let folder = folder("once");
        let (mut thread, told) = thread(&folder);
        thread.tell(LOOKED_AT, "no more watches");
        thread.tell(LOOKED_AT, "no more watches");
        let Ok(Event::Msg(Msg::Notice(text))) = told.try_recv() else { panic!("nothing is said") };
        assert!(text.contains("(no more watches); they are looked at now and then"), "{text}");
        assert!(told.try_recv().is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
