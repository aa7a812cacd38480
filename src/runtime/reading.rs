//! Data sets read beside the workbench: what there is of them is shown as it grows.
//!
//! The first piece is shown at once. After that the library is handed over anew as often as that costs little of the
//! time that reading takes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::events::Event;
use crate::app::Msg;
use crate::app::state::Reading;
use crate::datasets::{Progress, Recognised};
use crate::diagnostic::{Report, Severity};
use crate::model::workspace::numbered;
use crate::model::{DataSet, Workspace};
use crate::present::words::count;

/// What is open has grown.
#[derive(Debug)]
pub struct Grown {
    /// Everything that is open now.
    pub library: Arc<Workspace>,
    /// All entries in the timeline's order.
    pub order: Arc<[u32]>,
    /// How far reading is; nothing when all is read.
    pub reading: Option<Reading>,
}

/// The least time between two hand-overs.
const PAUSE: Duration = Duration::from_millis(150);
/// And how many times what the last one took.
const SHARE: u32 = 12;

/// Starts the thread. It ends when all is read, or soon after `stop` is set.
pub(super) fn start(
    library: Workspace,
    sets: Vec<Recognised>,
    events: Sender<Event>,
    stop: Arc<AtomicBool>,
) -> io::Result<()> {
    let run = move || {
        let report = read(library, sets, &stop, &mut |grown| {
            // Nobody listens any more once the workbench is left.
            if events.send(Event::Grown(Box::new(grown))).is_err() {
                stop.store(true, Ordering::Relaxed);
            }
        });
        let errors = report.count(Severity::Error);
        if errors > 0 {
            let said = report.messages.iter().find(|m| report.place(m).is_none() && m.severity == Severity::Error);
            let text = match said {
                Some(about_file) => about_file.message.clone(),
                None => format!("{} in what was read; `parallax check` lists them", count(errors, "mistake")),
            };
            let _ = events.send(Event::Msg(Msg::Notice(text)));
        }
    };
    thread::Builder::new().name("reading".into()).spawn(run).map(|_| ())
}

/// Reads the data sets into the library, one after the other; `grown` is given each state of it.
pub fn read(mut library: Workspace, sets: Vec<Recognised>, stop: &AtomicBool, grown: &mut dyn FnMut(Grown)) -> Report {
    let mut report = Report::default();
    let mut keys = library.incident_keys();
    sort(&mut keys);
    let all = sets.len();
    for (at, set) in sets.into_iter().enumerate() {
        let begun = Instant::now();
        let (mut last, mut cost) = (begun, Duration::ZERO);
        let mut known = 0;
        let mut reached = Reading::default();
        library.sets.push(Arc::new(DataSet::new(set.about().clone())));
        let mut hand_over = |set: DataSet, known: &mut usize, reading: Option<Reading>| {
            library.sets[at] = Arc::new(set);
            keys.extend(library.record_keys(at, *known));
            *known = library.sets[at].len();
            sort(&mut keys);
            let order: Arc<[u32]> = keys.iter().map(|&key| numbered(key)).collect();
            grown(Grown { library: Arc::new(library.clone()), order, reading });
        };
        let read = set.read(
            stop,
            &mut |set, progress| {
                let now = Instant::now();
                reached = told(progress, now - begun);
                let first = known == 0 && !set.is_empty();
                if first || now - last >= PAUSE.max(cost * SHARE) {
                    hand_over(set.clone(), &mut known, Some(reached.clone()));
                    last = Instant::now();
                    cost = last - now;
                }
            },
            &mut report,
        );
        let stopped = stop.load(Ordering::Relaxed);
        let reading = match (stopped, at + 1 < all) {
            (true, _) => Some(Reading { stopped, ..reached.clone() }),
            (false, true) => Some(Reading::default()),
            (false, false) => None,
        };
        hand_over(read, &mut known, reading);
        if stopped {
            break;
        }
    }
    report
}

/// Most keys are in order already, in runs, and only the stable sort makes use of runs.
#[expect(clippy::stable_sort_primitive, reason = "it is the faster one here")]
fn sort(keys: &mut [u64]) {
    keys.sort();
}

/// How far reading is, and how long the rest takes if it goes on like this.
fn told(progress: Progress, elapsed: Duration) -> Reading {
    let Progress { read, total } = progress;
    let share = total.filter(|t| *t > 0).map(|t| (read as f64 / t as f64).min(1.0));
    // A guess made in the first moments is no guess.
    let left = share.filter(|s| *s > 0.0 && elapsed > Duration::from_millis(500));
    Reading {
        stopped: false,
        percent: share.map(|s| (s * 100.0) as u8),
        left: left.map(|s| (elapsed.as_secs_f64() * (1.0 - s) / s).ceil() as u32),
    }
}
