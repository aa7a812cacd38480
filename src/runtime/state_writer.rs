//! The thread that writes down what is to be remembered, so that no key waits for a disk.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::events::Event;
use crate::app::Msg;
use crate::saved_state::Change;
use crate::saved_state::folder::Folder;

/// Takes changes and writes them.
pub(super) struct StateWriter {
    changes: Sender<Change>,
    /// What could not be written, once the thread has ended.
    ended: Receiver<Option<String>>,
}

impl StateWriter {
    /// Starts the thread.
    pub(super) fn start(folder: Folder, events: Sender<Event>) -> io::Result<Self> {
        let (changes, asked) = channel::<Change>();
        let (ending, ended) = channel::<Option<String>>();
        thread::Builder::new().name("keeper".into()).spawn(move || {
            // What could not be written stays and is tried again with the next change.
            let (mut pending, mut said) = (Vec::new(), None);
            while let Ok(change) = asked.recv() {
                pending.push(change);
                pending.extend(asked.try_iter());
                match folder.write(&pending) {
                    Ok(word) => {
                        pending.clear();
                        said = None;
                        if let Some(word) = word {
                            let _ = events.send(Event::Msg(Msg::Notice(word)));
                        }
                    }
                    Err(why) if said.as_ref() != Some(&why) => {
                        let _ = events.send(Event::Msg(Msg::Notice(why.clone())));
                        said = Some(why);
                    }
                    Err(_) => {}
                }
            }
            let left = if pending.is_empty() { None } else { folder.write(&pending).err() };
            // Whoever waited may have lost patience.
            let _ = ending.send(left);
        })?;
        Ok(Self { changes, ended })
    }

    /// Has a change written.
    pub(super) fn keep(&self, change: Change) {
        // The thread lives as long as this sender; if it died there is nobody to ask.
        let _ = self.changes.send(change);
    }

    /// Waits until everything is written, but not for a disk that hangs. Gives what could not be written.
    pub(super) fn finish(self, last: Option<Change>) -> Option<String> {
        const PATIENCE: Duration = Duration::from_secs(5);
        if let Some(last) = last {
            self.keep(last);
        }
        drop(self.changes);
        self.ended
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| Some("what is to be remembered could not be written in time".to_owned()))
    }
}
