//! Requests to the world, made by [`update`](super::update::update) and carried out by the runtime. This file knows
//! nothing of how they are carried out.

use super::job::{Job, JobId};

/// A request to the world.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an effect that is not carried out is lost"]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop the program and give the shell back.
    Suspend,
    /// Draw every cell anew.
    Repaint,
    /// Put this text into the terminal's clipboard.
    Copy(String),
    /// Take the mouse from the terminal, or give it back.
    Mouse(bool),
    /// Run this job.
    Start(JobId, Job),
    /// Stop this job; what it has handed over stays.
    Stop(JobId),
}

/// Any number of effects, to be carried out in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "effects that are not carried out are lost"]
pub struct Effects(Vec<Effect>);

impl Effects {
    /// No effects.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These, then those.
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
