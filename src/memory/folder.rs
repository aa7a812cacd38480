//! The state folder (XDG Base Directory Specification: `$XDG_STATE_HOME`, else `~/.local/state`), and the one file in
//! it. The file is read once; each change is made to what the file then holds, under a lock, so that two copies of
//! the program lose nothing of each other's.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;

use super::{Change, Memory, VERSION};
use crate::disk::{self, Access};

/// A larger file is none of ours.
const LARGEST: u64 = 8 << 20;
/// How long another copy of the program may hold the file.
const PATIENCE: Duration = Duration::from_secs(2);

/// The folder in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// What was found in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
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
    pub fn read(&self) -> Found {
        match self.parse() {
            Ok(memory) => Found { memory: memory.unwrap_or_default(), said: None, ours: true },
            Err(Unusable::Later(version)) => Found {
                said: Some(format!(
                    "{} is of a later parallax (version {version}); nothing is remembered this time",
                    self.file().display()
                )),
                ..Found::default()
            },
            Err(Unusable::Unreadable(error)) => Found {
                said: Some(format!("{}: {error}; nothing is remembered this time", self.file().display())),
                ..Found::default()
            },
            Err(Unusable::Damaged(why)) => {
                // Under the lock, and looked at again: another copy may have done the same meanwhile.
                let held = disk::lock(&self.0.join("memory.lock"), PATIENCE);
                let aside = held.and_then(|_held| match self.parse() {
                    Ok(memory) => Ok(Err(memory.unwrap_or_default())),
                    Err(_) => disk::set_aside(&self.file()).map(Ok),
                });
                match aside {
                    Ok(Err(memory)) => Found { memory, said: None, ours: true },
                    Ok(Ok(aside)) => Found {
                        said: Some(format!("what was remembered is damaged ({why}); it is now {}", aside.display())),
                        ours: true,
                        ..Found::default()
                    },
                    Err(error) => Found {
                        said: Some(format!("{} is damaged ({why}) and stays: {error}", self.file().display())),
                        ..Found::default()
                    },
                }
            }
        }
    }

    /// Makes changes to what the file now holds; gives what the user should know: that another copy's file was damaged
    /// and is set aside. An error says what could not be done; the file is then as it was.
    pub fn write(&self, changes: &[Change]) -> Result<Option<String>, String> {
        let failed = |error: io::Error| {
            let why = if error.kind() == io::ErrorKind::ResourceBusy {
                "another copy of the program holds it".to_owned()
            } else {
                error.to_string()
            };
            format!("{}: {why}; marks and queries are not kept", self.file().display())
        };
        disk::folder(&self.0).map_err(failed)?;
        let _held = disk::lock(&self.0.join("memory.lock"), PATIENCE).map_err(failed)?;
        let mut said = None;
        let mut memory = match self.parse() {
            Ok(memory) => memory.unwrap_or_default(),
            Err(Unusable::Damaged(why)) => {
                let aside = disk::set_aside(&self.file()).map_err(failed)?;
                said = Some(format!("what was remembered is damaged ({why}); it is now {}", aside.display()));
                Memory::default()
            }
            Err(Unusable::Later(_)) => return Err(failed(io::Error::other("of a later parallax"))),
            Err(Unusable::Unreadable(error)) => return Err(failed(error)),
        };
        for change in changes {
            memory.take(change);
        }
        let mut bytes = serde_json::to_vec_pretty(&memory).map_err(|error| failed(error.into()))?;
        bytes.push(b'\n');
        // What is written can be read again.
        if bytes.len() as u64 > LARGEST {
            return Err(failed(io::ErrorKind::FileTooLarge.into()));
        }
        disk::replace(&self.file(), Access::Own, |out| out.write_all(&bytes)).map_err(failed)?;
        Ok(said)
    }

    fn parse(&self) -> Result<Option<Memory>, Unusable> {
        let bytes = match disk::read(&self.file(), LARGEST) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(Unusable::Damaged(format!("larger than {} MiB", LARGEST >> 20)));
            }
            Err(error) => return Err(Unusable::Unreadable(error)),
        };
        let damaged = |error: serde_json::Error| Unusable::Damaged(error.to_string());
        // The version first: the rest of a later one may look like anything.
        let Versioned { version } = serde_json::from_slice(&bytes).map_err(damaged)?;
        match version {
            VERSION => serde_json::from_slice(&bytes).map(Some).map_err(damaged),
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
    /// The system does not give it.
    Unreadable(io::Error),
}
