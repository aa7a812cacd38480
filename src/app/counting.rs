//! Counting of several filters by a job, for the lists that show what each of them lets through.
//!
//! Knows the filters' texts and their numbers; counts nothing itself.

use std::collections::{HashMap, HashSet};

use super::effect::Effect;
use super::job::{Job, JobId};
use super::jobs::Jobs;
use crate::model::figure::thousands;
use crate::search::filter_result::FilterCount;

/// The numbers of entries that some filters let through, as far as they are counted.
#[derive(Debug, Clone, Default)]
pub struct FilterCounting {
    /// The running job, and the filters that it counts, in its order.
    job: Option<(JobId, Vec<String>)>,
    /// The numbers known. They may be of a smaller workspace until a job ends.
    counts: HashMap<String, FilterCount>,
    /// Whether the workspace has grown since the job began.
    has_grown: bool,
    /// The filters whose job ended without numbers.
    failed: HashSet<String>,
}

impl FilterCounting {
    /// Starts a job for those of some filters that are not counted, unless it runs or has failed.
    pub fn ask<'a>(&mut self, jobs: &mut Jobs, filters: impl Iterator<Item = &'a str>) -> Option<Effect> {
        let is_new = |filter: &&str| !self.counts.contains_key(*filter) && !self.failed.contains(*filter);
        let mut unknown: Vec<String> = filters.filter(is_new).map(str::to_owned).collect();
        let asked = self.job.as_ref().map_or(&[][..], |(_, asked)| asked);
        if unknown.iter().all(|filter| asked.contains(filter)) {
            return None;
        }
        // The new job replaces the one that runs, and so counts what that counts too.
        unknown.retain(|filter| !asked.contains(filter));
        let all = asked.iter().cloned().chain(unknown).collect();
        Some(self.start(jobs, all))
    }

    fn start(&mut self, jobs: &mut Jobs, filters: Vec<String>) -> Effect {
        let (id, effect) = jobs.start(Job::Count(filters.clone()));
        self.job = Some((id, filters));
        effect
    }

    /// Counts all again in a workspace that has grown. A running job finishes first, so that numbers appear even while it
    /// keeps growing.
    pub fn grow(&mut self, jobs: &mut Jobs) -> Option<Effect> {
        if self.job.is_some() {
            self.has_grown = true;
            return None;
        }
        let known: Vec<String> = self.counts.keys().cloned().chain(self.failed.drain()).collect();
        (!known.is_empty()).then(|| self.start(jobs, known))
    }

    /// Whether a job is the one that counts these.
    pub fn is_of(&self, id: JobId) -> bool {
        self.job.as_ref().is_some_and(|(job, _)| *job == id)
    }

    /// Takes the numbers, and counts again if the workspace has grown meanwhile.
    pub fn take(&mut self, jobs: &mut Jobs, counts: Vec<FilterCount>) -> Option<Effect> {
        let (_, filters) = self.job.take()?;
        self.counts.extend(filters.into_iter().zip(counts));
        if std::mem::take(&mut self.has_grown) { self.grow(jobs) } else { None }
    }

    /// Stops waiting for a job that ended without numbers. Those of a smaller workspace say nothing any more.
    pub fn fail(&mut self) {
        if let Some((_, filters)) = self.job.take() {
            self.counts.retain(|filter, _| !filters.contains(filter));
            self.failed.extend(filters);
        }
    }

    /// The number of a filter: `1,204`, `12 +3` with those that pass only possibly, `…` while it is counted.
    pub fn number(&self, filter: &str) -> String {
        match self.counts.get(filter) {
            Some(count) if count.possible == 0 => thousands(count.certain),
            Some(count) => format!("{} +{}", thousands(count.certain), thousands(count.possible)),
            None if self.failed.contains(filter) => "not counted".to_owned(),
            None => "…".to_owned(),
        }
    }

    /// Whether numbers are being counted.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(certain: usize) -> Vec<FilterCount> {
        vec![FilterCount { certain, ..FilterCount::default() }]
    }

    #[test]
    fn numbers_are_counted_once_and_again_after_growth() {
        let (mut jobs, mut counting) = (Jobs::default(), FilterCounting::default());
        assert!(counting.ask(&mut jobs, ["at:AF"].into_iter()).is_some());
        assert!(counting.ask(&mut jobs, ["at:AF"].into_iter()).is_none(), "it is being counted");
        assert_eq!(counting.number("at:AF"), "…");
        // It grows while it counts: that job ends, and another begins.
        assert!(counting.grow(&mut jobs).is_none());
        assert!(counting.take(&mut jobs, of(3)).is_some());
        assert_eq!(counting.number("at:AF"), "3");
        assert!(counting.take(&mut jobs, of(1_204)).is_none());
        assert_eq!(counting.number("at:AF"), "1,204");
        assert!(counting.ask(&mut jobs, ["at:AF"].into_iter()).is_none());
        assert!(counting.grow(&mut jobs).is_some());
        counting.fail();
        assert_eq!((counting.number("at:AF").as_str(), counting.is_waiting()), ("not counted", false));
        assert!(counting.ask(&mut jobs, ["at:AF"].into_iter()).is_none(), "it would fail again");
        assert!(counting.grow(&mut jobs).is_some());
    }
}
