//! How the files of the corpus folder stand to what is shown, and what is typed for them. Knows no files.

use std::collections::VecDeque;

use super::job::JobId;
use super::overlays::Overlay;
use crate::desk::decision::Decision;
use crate::desk::item::{DraftKey, TopicKey};

/// How many of the incidents chosen last are remembered.
const MOST_CHOSEN: usize = 4;

/// How the files of the corpus folder stand to what is shown.
#[derive(Debug, Clone, Default)]
pub struct FolderState {
    /// Whether it was asked that they be read, so that a decision need not begin with that.
    pub preparation_asked: bool,
    /// Whether they may have changed and have not been looked at since.
    pub may_have_changed: bool,
    /// For each data set: whether there is a file beside which annotations on its records can be kept.
    pub beside: Vec<bool>,
    /// Why they are not shown as they now are, if they are not: `incidents/fire.toml:3: message`.
    pub held_back: Option<String>,
    /// What was said of them last, which gives way to what is said next.
    pub said: String,
    /// The decision that could not be undone, or decided again, by the last key: its number, and whether it was to be undone.
    pub blocked: Option<(u64, bool)>,
    /// The drafts that are being accepted or rejected.
    pub deciding: Vec<(JobId, DraftKey)>,
    /// What the decisions that are being written were typed or chosen in.
    pub asked: Vec<(JobId, Overlay)>,
    /// The same of those that were refused, until it can be opened again.
    pub refused: VecDeque<Overlay>,
    /// The incidents that claims were made of or moved to in this run, the latest first: their ids, of new ones the titles.
    pub chosen: Vec<String>,
}

impl FolderState {
    /// Notes which incident a decision is about, if somebody chose that.
    pub fn note_choice(&mut self, decision: &Decision) {
        let chosen = match decision {
            Decision::Move(_, TopicKey::Incident(id)) | Decision::Claim(_, TopicKey::Incident(id)) => id.as_str(),
            Decision::Claims(all) => match all.last() {
                Some((_, TopicKey::Incident(id))) => id.as_str(),
                _ => return,
            },
            Decision::MoveToNew(_, new) | Decision::ClaimOfNew(_, new) => new.title(),
            Decision::Join { stays, .. } => stays.as_str(),
            Decision::Spread(_, over) => match over.first() {
                Some(first) => first.as_str(),
                None => return,
            },
            _ => return,
        };
        self.chosen.retain(|other| other != chosen);
        self.chosen.insert(0, chosen.to_owned());
        self.chosen.truncate(MOST_CHOSEN);
    }
}
