//! The state folder (XDG Base Directory Specification: `$XDG_STATE_HOME`, else `~/.local/state`) and its file of saved
//! state. The file is read at start; each change is then applied to the current file under a lock, so that several copies
//! of the program keep each other's changes. Knows no screen.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;

use super::{Change, SavedState, VERSION};
use crate::atomic_file::{self, Access, Lock};

/// Maximum size of the file in bytes.
const LARGEST: u64 = 8 << 20;
/// How long to wait for another copy of the program to release the lock.
const PATIENCE: Duration = Duration::from_secs(2);

/// The state folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// The result of reading the state folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// The saved state; empty if there is no usable file.
    pub state: SavedState,
    /// A message for the user.
    pub message: Option<String>,
    /// Whether changes may be written; a file of a later version must not be changed.
    pub writable: bool,
}

impl Folder {
    /// The user's state folder; `None` if the environment names no home folder.
    pub fn usual() -> Option<Self> {
        let folders = etcetera::base_strategy::Xdg::new().ok()?;
        Some(Self(folders.state_dir()?.join("parallax")))
    }

    /// The folder in which what was read of articles is kept (`$XDG_CACHE_HOME`, else `~/.cache`).
    pub fn cache() -> Option<PathBuf> {
        Some(etcetera::base_strategy::Xdg::new().ok()?.cache_dir().join("parallax"))
    }

    /// The configuration file (`$XDG_CONFIG_HOME`, else `~/.config`).
    pub fn configuration() -> Option<PathBuf> {
        Some(etcetera::base_strategy::Xdg::new().ok()?.config_dir().join("parallax/config.toml"))
    }

    /// Another folder.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The path of the file.
    pub fn file(&self) -> PathBuf {
        self.0.join("memory.json")
    }

    /// Reads the saved state. A damaged file is renamed and kept.
    pub fn read(&self) -> Restored {
        atomic_file::remove_leftovers(&self.0);
        let usable = match self.parse() {
            // Read again under the lock, since another copy of the program may have renamed the file by now.
            Err(Unusable::Damaged(_)) => self.lock().map_err(Unusable::Unreadable).and_then(|_held| self.usable()),
            other => other.map(|state| (state, None)),
        };
        match usable {
            Ok((state, message)) => Restored { state, message, writable: true },
            Err(why) => Restored {
                message: Some(format!("{}: {}; nothing is restored or saved", self.file().display(), why.words())),
                ..Restored::default()
            },
        }
    }

    /// Applies changes to the current file. Gives a message if the file was damaged and has been renamed. An error is a
    /// message for the user; the file is then unchanged.
    pub fn write(&self, changes: &[Change]) -> Result<Option<String>, String> {
        self.change(changes)
            .map_err(|why| format!("{}: {}; marks and queries are not saved", self.file().display(), why.words()))
    }

    fn change(&self, changes: &[Change]) -> Result<Option<String>, Unusable> {
        atomic_file::folder(&self.0).map_err(Unusable::Unreadable)?;
        let _held = self.lock().map_err(Unusable::Unreadable)?;
        let (mut state, message) = self.usable()?;
        for change in changes {
            state.apply(change);
        }
        let mut bytes = serde_json::to_vec_pretty(&state).map_err(|error| Unusable::Unreadable(error.into()))?;
        bytes.push(b'\n');
        // A larger file could not be read again.
        if bytes.len() as u64 > LARGEST {
            return Err(Unusable::Unreadable(io::ErrorKind::FileTooLarge.into()));
        }
        atomic_file::replace(&self.file(), Access::Own, |out| out.write_all(&bytes)).map_err(Unusable::Unreadable)?;
        Ok(message)
    }

    fn lock(&self) -> io::Result<Lock> {
        atomic_file::lock(&self.0.join("memory.lock"), PATIENCE)
    }

    /// The state in the file, and a message if it was damaged and has been renamed. The caller holds the lock.
    fn usable(&self) -> Result<(SavedState, Option<String>), Unusable> {
        match self.parse() {
            Err(Unusable::Damaged(why)) => {
                let aside = atomic_file::set_aside(&self.file()).map_err(Unusable::Unreadable)?;
                let message = format!("the saved state was damaged ({why}) and is now {}", aside.display());
                Ok((SavedState::default(), Some(message)))
            }
            other => other.map(|state| (state, None)),
        }
    }

    /// The state in the file; empty if there is no file.
    fn parse(&self) -> Result<SavedState, Unusable> {
        let bytes = match atomic_file::read(&self.file(), LARGEST) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(SavedState::default()),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(Unusable::Damaged(format!("larger than {} MiB", LARGEST >> 20)));
            }
            Err(error) => return Err(Unusable::Unreadable(error)),
        };
        let damaged = |error: serde_json::Error| Unusable::Damaged(error.to_string());
        // The version is read first, as a later version may have other fields.
        let Versioned { version } = serde_json::from_slice(&bytes).map_err(damaged)?;
        match version {
            VERSION => serde_json::from_slice(&bytes).map_err(damaged),
            later if later > VERSION => Err(Unusable::Later(later)),
            other => Err(Unusable::Damaged(format!("there is no version {other}"))),
        }
    }
}

/// The version of a file.
#[derive(serde::Deserialize)]
struct Versioned {
    version: u32,
}

/// Why a file cannot be used.
enum Unusable {
    /// It is not a file of saved state.
    Damaged(String),
    /// A later version of the program wrote it.
    Later(u32),
    /// It cannot be read or written.
    Unreadable(io::Error),
}

impl Unusable {
    fn words(&self) -> String {
        match self {
            Self::Damaged(why) => format!("damaged ({why})"),
            Self::Later(version) => format!("written by a later parallax (version {version})"),
            Self::Unreadable(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                "another copy of the program has locked it".to_owned()
            }
            Self::Unreadable(error) => error.to_string(),
        }
    }
}
