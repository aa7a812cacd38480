//! Reads large corpora, articles and data sets in the background. A corpus is shown when it is complete, articles and
//! records as they arrive.
//!
//! The first chunk of a data set is shown at once. Later revisions are sent only so often that they take a small share of the reading
//! time. The runner decides where it runs; drafts are made, and prepared for, beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::control::Opener;
use crate::app::job::{JobProgress, Revision};
use crate::datasets::{self, DataSetFile, DataSetSource};
use crate::diagnostic::{Diagnostic, DiagnosticCode, Report, Severity};
use crate::documents::{self, Recognised};
use crate::load::gathered::GatheredArticles;
use crate::load::{self, ArticleProgress, ArticleSource, ReadArticles};
use crate::model::dataset::About;
use crate::model::figure::thousands;
use crate::model::workspace::numbered;
use crate::model::{Corpus, DataSet, Linked, Workspace};
use crate::present::words::count;

/// Minimum time between two revisions.
const PAUSE: Duration = Duration::from_millis(150);
/// Minimum time between two revisions, as a multiple of the time that the last one took.
const SHARE: u32 = 12;
/// Articles from which on their drafts are prepared while they are read: few are read sooner than that takes.
const MANY: usize = 100;

/// A job that reads the corpora, if any are left to read, and then the data sets into the workspace. `told` takes the report of the
/// corpora.
pub(in crate::runtime) fn opener(
    mut workspace: Workspace,
    corpora: Option<Recognised>,
    articles: Option<ArticleSource>,
    sets: Vec<DataSetSource>,
    told: impl Fn(&Report) + Send + 'static,
) -> Opener {
    Box::new(move |control| {
        let mut report = Report::default();
        if let Some(corpora) = corpora {
            let mut shown = JobProgress::default();
            let mut grown = |progress| {
                // Percents and seconds are all that is shown.
                if progress != shown {
                    shown = progress;
                    control.progress(progress);
                }
            };
            let revision = read_corpus(&mut workspace, corpora, control.cancelled(), &mut grown, &mut report);
            let Some(revision) = revision else { return Ok(false) };
            told(&report);
            control.revise(revision);
        }
        if let Some(articles) = articles {
            let mut revised = |revision| control.revise(revision);
            let mut grown = |progress| control.progress(progress);
            if !read_articles(&mut workspace, articles, control.cancelled(), &mut revised, &mut grown, &mut report) {
                return Ok(false);
            }
            if let Some(notice) = left_out(&report) {
                control.notice(notice);
            }
        }
        let complete =
            read(workspace, sets, control.cancelled(), &mut |revision| control.revise(revision), &mut report);
        let errors = report.count(Severity::Error);
        if errors > 0 {
            let about_file =
                report.messages.iter().find(|m| report.place(m).is_none() && m.severity == Severity::Error);
            control.notice(match about_file {
                Some(message) => message.message.clone(),
                None => format!("{} in the files; `parallax check` lists them", count(errors, "mistake")),
            });
        } else if let Some(differing) = report.messages.iter().find(|m| is_of_other_version(m)) {
            control.notice(format!("{}; `parallax check` says more", differing.message));
        }
        Ok(complete)
    })
}

/// Whether a message says that links or annotations name what is not in the open version of a data set.
fn is_of_other_version(message: &Diagnostic) -> bool {
    let is_of_file = message.span.is_none();
    message.code == DiagnosticCode::BadLink || message.code == DiagnosticCode::Annotation && is_of_file
}

/// What is said of files without an article, and of articles and files of which not all was read.
fn left_out(report: &Report) -> Option<String> {
    let number = |code| report.messages.iter().filter(|m| m.code == code).count();
    let others = number(DiagnosticCode::NoArticle);
    let partial = number(DiagnosticCode::Partial);
    let without = (others > 0).then(|| format!("{} without an article", count(others, "file")));
    let what = if partial == 1 { "article or file" } else { "articles or files" };
    let rest = (partial > 0).then(|| format!("not all is read of {} {what}", thousands(partial)));
    let said: Vec<String> = [without, rest].into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("{}; `parallax check` lists them", said.join(", ")))
}

/// Reads the corpora into the workspace and calls `grown` with each progress. `None` if `stop` was set meanwhile. Problems
/// go to `report`.
pub fn read_corpus(
    workspace: &mut Workspace,
    corpora: Recognised,
    stop: &AtomicBool,
    grown: &mut dyn FnMut(JobProgress),
    report: &mut Report,
) -> Option<Revision> {
    let begun = Instant::now();
    let corpus = corpora.read(stop, &mut |read| grown(corpus_progress(read, begun.elapsed())), report)?;
    workspace.set_corpus(corpus);
    let mut keys = workspace.incident_keys();
    sort(&mut keys);
    let order = keys.iter().map(|&key| numbered(key)).collect();
    Some(Revision { workspace: Arc::new(workspace.clone()), order, progress: None })
}

/// Reads articles into the workspace's corpus. Calls `revised` with the first article, and from then on so often that it
/// takes a small share of the time, and `grown` with each progress. `false` if `stop` was set meanwhile; what was read by
/// then has been handed over. Problems go to `report`.
pub fn read_articles(
    workspace: &mut Workspace,
    articles: ArticleSource,
    stop: &AtomicBool,
    revised: &mut dyn FnMut(Revision),
    grown: &mut dyn FnMut(JobProgress),
    report: &mut Report,
) -> bool {
    let begun = Instant::now();
    let (mut last, mut cost, mut any) = (begun, Duration::ZERO, false);
    let mut reached = JobProgress::default();
    let mut is_prepared = false;
    let base = workspace.whole_corpus().clone();
    let mut hand_over = |corpus: Corpus, progress: Option<JobProgress>| {
        workspace.set_corpus(corpus);
        let mut keys = workspace.incident_keys();
        sort(&mut keys);
        let order = keys.iter().map(|&key| numbered(key)).collect();
        revised(Revision { workspace: Arc::new(workspace.clone()), order, progress });
    };
    let mut so_far = |gathered: &mut GatheredArticles, progress: Option<ArticleProgress>| {
        if let Some(ArticleProgress { read, total }) = progress {
            let share = total.filter(|t| *t > 0).map(|t| (read as f64 / t as f64).min(1.0));
            let progress = job_progress(share, begun.elapsed());
            // Percents and seconds are all that is shown.
            if progress != reached {
                reached = progress;
                grown(progress);
            }
        }
        if !is_prepared && gathered.count() >= MANY {
            is_prepared = true;
            std::thread::spawn(load::prepare_drafts);
        }
        if gathered.has_grown() && (!any || last.elapsed() >= PAUSE.max(cost * SHARE)) {
            let begun = Instant::now();
            hand_over(gathered.corpus().clone(), Some(reached));
            any = true;
            last = Instant::now();
            cost = last - begun;
        }
    };
    let stopped = || stop.load(Ordering::Relaxed);
    let read = match articles.read(base, stop, &mut so_far, report) {
        ReadArticles::Raw(read) => read,
        ReadArticles::Drafted(corpus) => {
            hand_over(*corpus, None);
            return !stopped();
        }
    };
    hand_over(read.corpus.clone(), Some(reached));
    if stopped() {
        return false;
    }
    // The articles can be read, searched and left while the rules are at work.
    let (sender, told) = std::sync::mpsc::channel();
    let drafted = std::thread::scope(|scope| {
        let read = &read;
        let drafts = scope.spawn(move || {
            load::with_drafts(read, stop, &|read, all| {
                let _ = sender.send(read as f64 / all.max(1) as f64);
            })
        });
        for share in told {
            let progress = job_progress(Some(share), begun.elapsed());
            if progress != reached {
                reached = progress;
                grown(progress);
            }
        }
        finished(drafts.join(), report)
    });
    if let Some(drafted) = drafted {
        hand_over(drafted, None);
        read.keeper.keep(workspace.whole_corpus(), report);
    }
    !stopped()
}

/// What the thread that reads by rule gives. If it panicked, which is a mistake of the program, the articles stay without drafts, and
/// the report says so.
fn finished(drafted: std::thread::Result<Option<Corpus>>, report: &mut Report) -> Option<Corpus> {
    drafted.unwrap_or_else(|_| {
        let message = "the articles are not read by rule, for a mistake in parallax; please report it";
        report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "");
        None
    })
}

/// Reads the data sets into the workspace, one after the other, and calls `revised` with each revision. Setting `stop`
/// ends reading early, which gives `false`. Problems go to `report`.
pub fn read(
    mut workspace: Workspace,
    sets: Vec<DataSetSource>,
    stop: &AtomicBool,
    revised: &mut dyn FnMut(Revision),
    report: &mut Report,
) -> bool {
    let mut keys = workspace.incident_keys();
    sort(&mut keys);
    let all = sets.len();
    let every: Vec<Arc<DataSetFile>> = sets.iter().map(|set| Arc::clone(&set.file)).collect();
    let abouts: Vec<&About> = sets.iter().map(DataSetSource::about).collect();
    load::noted::take(&mut workspace, load::noted::read(&every, &abouts, report));
    let mut files = Vec::new();
    for (at, set) in sets.into_iter().enumerate() {
        let begun = Instant::now();
        let (mut last, mut cost) = (begun, Duration::ZERO);
        let mut known = 0;
        let mut reached = JobProgress::default();
        let (earlier, file) = (workspace.sets.clone(), Arc::clone(&set.file));
        workspace.sets.push(Arc::new(DataSet::new(set.about().clone())));
        let mut redated = 0;
        let mut hand_over = |set: DataSet, known: &mut usize, progress: Option<JobProgress>, whole: Option<&[_]>| {
            if set.redated != redated {
                // Earlier records of this data set have other dates now.
                let first = workspace.first(at);
                keys.retain(|&key| numbered(key) < first);
                (redated, *known) = (set.redated, 0);
            }
            workspace.sets[at] = Arc::new(set);
            if let Some(files) = whole.filter(|_| !workspace.linked.links().is_empty()) {
                let linked = Linked::clone(&workspace.linked);
                workspace.linked = Arc::new(load::linked::found(linked, &workspace.sets, files));
            }
            if let Some(files) = whole {
                load::noted::find(&mut workspace, files);
            }
            keys.extend(workspace.record_keys(at, *known));
            *known = workspace.sets[at].len();
            sort(&mut keys);
            let order: Arc<[u32]> = keys.iter().map(|&key| numbered(key)).collect();
            revised(Revision { workspace: Arc::new(workspace.clone()), order, progress });
        };
        let read = set.read(
            stop,
            (&earlier, &files),
            &mut |set, progress| {
                let now = Instant::now();
                reached = so_far(progress, now - begun);
                let first = known == 0 && !set.is_empty();
                if first || now - last >= PAUSE.max(cost * SHARE) {
                    hand_over(set.clone(), &mut known, Some(reached), None);
                    last = Instant::now();
                    cost = last - now;
                }
            },
            report,
        );
        files.push(file);
        let stopped = stop.load(Ordering::Relaxed);
        // The last progress stays on screen; a next data set starts at zero.
        let ends = stopped || at + 1 == all;
        hand_over(read, &mut known, ends.then_some(reached), Some(&files));
        if stopped {
            return false;
        }
    }
    load::linked::report_differences(&workspace, report);
    load::noted::report_missing(&workspace, &files, report);
    true
}

/// Most keys are already in sorted runs, which only the stable sort exploits.
#[expect(clippy::stable_sort_primitive, reason = "it is the faster one here")]
fn sort(keys: &mut [u64]) {
    keys.sort();
}

/// The progress in percent, and the estimated seconds left.
fn so_far(progress: datasets::Progress, elapsed: Duration) -> JobProgress {
    let datasets::Progress { read, total } = progress;
    job_progress(total.filter(|t| *t > 0).map(|t| (read as f64 / t as f64).min(1.0)), elapsed)
}

/// The same of a corpus, by its files.
fn corpus_progress(progress: documents::CorpusProgress, elapsed: Duration) -> JobProgress {
    job_progress(Some(progress.read as f64 / progress.total.max(1) as f64), elapsed)
}

/// The progress when `share` of the work is done, if that is known.
fn job_progress(share: Option<f64>, elapsed: Duration) -> JobProgress {
    // An estimate from the first moments would be wrong. After the last file, building the rest takes an unknown time.
    let paced = share.filter(|s| *s > 0.0 && *s < 1.0 && elapsed > Duration::from_millis(500));
    JobProgress {
        percent: share.map(|s| (s * 100.0) as u8),
        left: paced.map(|s| (elapsed.as_secs_f64() * (1.0 - s) / s).ceil() as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_rules_is_a_problem_and_no_silence() {
        let mut report = Report::default();
        let drafts = std::thread::spawn(|| -> Option<Corpus> { panic!("a test asked for this panic") });
        assert!(finished(drafts.join(), &mut report).is_none());
        assert_eq!(report.count(Severity::Error), 1);
        assert!(report.messages[0].message.contains("not read by rule"));
        assert!(finished(Ok(Some(Corpus::default())), &mut report).is_some() && report.messages.len() == 1);
    }

    #[test]
    fn files_without_an_article_are_no_articles_of_which_not_all_is_read() {
        let mut report = Report::default();
        assert_eq!(left_out(&report), None);
        report.about_file(Severity::Warning, DiagnosticCode::Partial, "a.txt: very long", "");
        assert_eq!(left_out(&report).unwrap(), "not all is read of 1 article or file; `parallax check` lists them");
        for name in ["b.jpg", "c.jpg"] {
            report.about_file(Severity::Warning, DiagnosticCode::NoArticle, name, "");
        }
        report.about_file(Severity::Warning, DiagnosticCode::Partial, "d.zip: a bound", "");
        assert_eq!(
            left_out(&report).unwrap(),
            "2 files without an article, not all is read of 2 articles or files; `parallax check` lists them"
        );
    }
}
