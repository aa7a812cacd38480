//! Effects: requests of [`update`](super::update::update) that the runtime carries out. They do not know how it does
//! so.

use super::job::{Job, JobId};
use super::pointed::FilePlace;
use crate::keymap::OwnCommand;

/// A request to the runtime.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "an effect that is not carried out is lost"]
pub enum Effect {
    /// Quit the program.
    Quit,
    /// Suspend the program and return to the shell.
    Suspend,
    /// Redraw every cell.
    Repaint,
    /// Copy this text to the terminal's clipboard.
    Copy(String),
    /// Open this address in a browser.
    Browse(String),
    /// Open this file in the editor.
    Edit(FilePlace),
    /// Open the configuration in the editor, and take up what is changed there.
    Configure,
    /// Run a command of the user.
    Run(OwnRun),
    /// Capture the mouse (`true`) or release it to the terminal.
    Mouse(bool),
    /// Start this job.
    Start(JobId, Job),
    /// Stop this job. Revisions that it has already delivered stay.
    Stop(JobId),
}

/// A command of the user with what the cursor is on. Each error says why there is no such value.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnRun {
    /// The command.
    pub command: OwnCommand,
    /// The id.
    pub id: Result<String, String>,
    /// The address of the article.
    pub url: Result<String, String>,
    /// The file and the words of the line.
    pub place: Result<FilePlace, String>,
}

/// Effects, in the order of execution.
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use = "effects that are not carried out are lost"]
pub struct Effects(Vec<Effect>);

impl Effects {
    /// No effects.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether there are no effects.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends other effects.
    pub fn and(mut self, others: impl Into<Self>) -> Self {
        self.0.extend(others.into().0);
        self
    }

    /// The effects in order.
    pub fn iter(&self) -> impl Iterator<Item = &Effect> {
        self.0.iter()
    }
}

impl From<Effect> for Effects {
    fn from(effect: Effect) -> Self {
        Self(vec![effect])
    }
}

impl From<Option<Effect>> for Effects {
    fn from(effect: Option<Effect>) -> Self {
        Self(effect.into_iter().collect())
    }
}

impl IntoIterator for Effects {
    type Item = Effect;
    type IntoIter = std::vec::IntoIter<Effect>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_keep_their_order() {
        let all = Effects::none().and(Effect::Repaint).and(None).and(Effects::from(Effect::Quit).and(Effect::Suspend));
        assert_eq!(all.into_iter().collect::<Vec<_>>(), [Effect::Repaint, Effect::Quit, Effect::Suspend]);
    }
}
