//! The state folder (XDG Base Directory Specification: `$XDG_STATE_HOME`, else `~/.local/state`), and the one file in
//! it. The file is read once; each change is made to what the file then holds, under a lock, so that two copies of
//! the program lose nothing of each other's.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;

use super::{Change, Memory, VERSION};
use crate::atomic_file::{self, Access, Lock};

/// A larger file is none of ours.
const LARGEST: u64 = 8 << 20;
/// How long another copy of the program may hold the file.
const PATIENCE: Duration = Duration::from_secs(2);

/// The folder in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// What was found in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// What is remembered; nothing if there is no file, or none that can be used.
    pub memory: Memory,
    /// What the user should know.
    pub said: Option<String>,
    /// Whether changes may be written: not over a file of a later version.
    pub ours: bool,
}

impl Folder {
    /// The user's; `None` where the environment names no home.
    pub fn usual() -> Option<Self> {
        let folders = etcetera::base_strategy::Xdg::new().ok()?;
        Some(Self(folders.state_dir()?.join("parallax")))
    }

    /// Another one.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The file.
    pub fn file(&self) -> PathBuf {
        self.0.join("memory.json")
    }

    /// Reads what is remembered. A damaged file is set aside under another name.
    pub fn read(&self) -> Restored {
        let usable = match self.parse() {
            // Looked at again under the lock: another copy may have set it aside meanwhile.
            Err(Unusable::Damaged(_)) => self.lock().map_err(Unusable::Unreadable).and_then(|_held| self.usable()),
            other => other.map(|memory| (memory, None)),
        };
        match usable {
            Ok((memory, said)) => Restored { memory, said, ours: true },
            Err(why) => Restored {
                said: Some(format!("{}: {}; nothing is remembered this time", self.file().display(), why.words())),
                ..Restored::default()
            },
        }
    }

    /// Makes changes to what the file now holds; gives what the user should know: that another copy's file was damaged
    /// and is set aside. An error says what could not be done; the file is then as it was.
    pub fn write(&self, changes: &[Change]) -> Result<Option<String>, String> {
        self.change(changes)
            .map_err(|why| format!("{}: {}; marks and queries are not kept", self.file().display(), why.words()))
    }

    fn change(&self, changes: &[Change]) -> Result<Option<String>, Unusable> {
        atomic_file::folder(&self.0).map_err(Unusable::Unreadable)?;
        let _held = self.lock().map_err(Unusable::Unreadable)?;
        let (mut memory, said) = self.usable()?;
        for change in changes {
            memory.take(change);
        }
        let mut bytes = serde_json::to_vec_pretty(&memory).map_err(|error| Unusable::Unreadable(error.into()))?;
        bytes.push(b'\n');
        // What is written can be read again.
        if bytes.len() as u64 > LARGEST {
            return Err(Unusable::Unreadable(io::ErrorKind::FileTooLarge.into()));
        }
        atomic_file::replace(&self.file(), Access::Own, |out| out.write_all(&bytes)).map_err(Unusable::Unreadable)?;
        Ok(said)
    }

    fn lock(&self) -> io::Result<Lock> {
        atomic_file::lock(&self.0.join("memory.lock"), PATIENCE)
    }

    /// What the file holds, for whoever has the lock: a damaged one is set aside, which the user should know.
    fn usable(&self) -> Result<(Memory, Option<String>), Unusable> {
        match self.parse() {
            Err(Unusable::Damaged(why)) => {
                let aside = atomic_file::set_aside(&self.file()).map_err(Unusable::Unreadable)?;
                let said = format!("what was remembered is damaged ({why}); it is now {}", aside.display());
                Ok((Memory::default(), Some(said)))
            }
            other => other.map(|memory| (memory, None)),
        }
    }

    /// What the file holds; nothing if there is none.
    fn parse(&self) -> Result<Memory, Unusable> {
        let bytes = match atomic_file::read(&self.file(), LARGEST) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(Memory::default()),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(Unusable::Damaged(format!("larger than {} MiB", LARGEST >> 20)));
            }
            Err(error) => return Err(Unusable::Unreadable(error)),
        };
        let damaged = |error: serde_json::Error| Unusable::Damaged(error.to_string());
        // The version first: the rest of a later one may look like anything.
        let Versioned { version } = serde_json::from_slice(&bytes).map_err(damaged)?;
        match version {
            VERSION => serde_json::from_slice(&bytes).map_err(damaged),
            later if later > VERSION => Err(Unusable::Later(later)),
            other => Err(Unusable::Damaged(format!("no version {other} was ever written"))),
        }
    }
}

/// Only the version of a file's form.
#[derive(serde::Deserialize)]
struct Versioned {
    version: u32,
}

/// Why a file cannot be used.
enum Unusable {
    /// It is not what we write.
    Damaged(String),
    /// A later program wrote it.
    Later(u32),
    /// The system does not give or take it.
    Unreadable(io::Error),
}

impl Unusable {
    fn words(&self) -> String {
        match self {
            Self::Damaged(why) => format!("damaged ({why})"),
            Self::Later(version) => format!("of a later parallax (version {version})"),
            Self::Unreadable(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                "another copy of the program holds it".to_owned()
            }
            Self::Unreadable(error) => error.to_string(),
        }
    }
}
