//! The finder: a prompt, the question it makes, and the answer once it has come.

use super::effect::Effect;
use super::job::{Job, JobId, Jobs};
use super::list::{List, Move};
use super::prompt::Prompt;
use crate::model::Verdict;
use crate::search::query::{FIELDS, TargetKind};
use crate::search::{Answer, Hit};

/// More hits than a screen shows help nobody; typing on does.
pub const MOST_HITS: usize = 200;

/// The finder while it is open.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The query.
    pub prompt: Prompt,
    /// The search that runs; the hits of earlier ones are dropped. The answer before it stays in sight.
    pub job: Option<JobId>,
    /// Whether the first hit is to be opened as soon as the answer comes: Enter was faster than the search.
    pub eager: bool,
    /// Whether more was read since it was asked; then it is asked anew.
    pub grown: bool,
    /// Whether the question is the one before, asked anew: the selection stays where it can.
    pub again: bool,
    /// Hits, best first, and what was near if there are none.
    pub answer: Answer,
    /// Selection and scroll.
    pub list: List,
    /// How far back in the remembered queries one has gone.
    pub recalled: usize,
}

impl Finder {
    /// Searches for the query as it now is.
    pub fn ask(&mut self, jobs: &mut Jobs) -> Effect {
        let (id, effect) = jobs.start(Job::Search(self.prompt.text().to_owned()));
        self.job = Some(id);
        self.eager = false;
        self.again = false;
        effect
    }

    /// Whether a search runs.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in the answer.
    pub fn take(&mut self, answer: Answer) {
        let selected = self.selected().map(|h| h.target).filter(|_| self.again && self.list.cursor > 0);
        self.answer = answer;
        self.job = None;
        let at = selected.and_then(|target| self.answer.hits.iter().position(|h| h.target == target));
        self.list = List { height: self.list.height, cursor: at.unwrap_or(0), ..List::default() };
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.answer.hits.get(self.list.cursor)
    }

    /// Moves the selection.
    pub fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.answer.hits.len());
    }

    /// Puts the query before this one in what is remembered into the prompt; `false` if there is none.
    pub fn recall(&mut self, queries: &[String]) -> bool {
        let Some(query) = queries.len().checked_sub(self.recalled + 1).and_then(|at| queries.get(at)) else {
            return false;
        };
        self.recalled += 1;
        self.prompt = Prompt::default();
        self.prompt.paste(query);
        true
    }

    /// Completes the field that is being typed, or its value where there are few; `false` if nothing fits.
    pub fn complete(&mut self) -> bool {
        let text = self.prompt.text().to_owned();
        let last = text.rsplit(' ').next().unwrap_or("");
        let bare = last.trim_start_matches('!');
        let rest = match bare.split_once(':') {
            None if bare.is_empty() => return false,
            None => {
                let field = FIELDS.iter().find(|(name, _)| name.starts_with(bare));
                field.map(|(name, _)| format!("{}:", &name[bare.len()..]))
            }
            Some((name, value)) => {
                let values: Vec<&str> = match name {
                    "kind" => TargetKind::ALL.iter().map(|k| k.word()).collect(),
                    "verdict" => Verdict::ALL.iter().map(|v| v.word()).collect(),
                    _ => Vec::new(),
                };
                values.into_iter().find(|v| v.starts_with(value)).map(|v| format!("{} ", &v[value.len()..]))
            }
        };
        rest.is_some_and(|rest| {
            self.prompt.append(&rest);
            true
        })
    }
}
