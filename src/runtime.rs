//! The outer layer: terminal, threads, loop, all waiting and side effects. It does not know what keys and messages mean.
//!
//! ```text
//!  input thread ───┐
//!  signal thread ──┤   (from before the terminal is touched until the end)
//!  hang-up thread ─┤
//!  files thread ───┤   (watch.rs)
//!  jobs ───────────┴─► events ─► session.step ─► effects ─► effects.rs, jobs by jobs.rs
//!                               session.draw ─► screen ─► terminal, once per burst of events
//! ```

mod asked;
mod clock;
mod configuration;
mod diverted;
mod effects;
mod events;
pub mod jobs;
mod panics;
pub mod picture;
mod programs;
mod screen;
mod signal_watch;
pub mod signals;
mod term;
mod watch;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

use crate::app::{Effect, Effects, Msg};
use crate::diagnostic::Report;
use crate::keymap::context::Context;
use crate::keymap::{Action, Keymap, chord};
use crate::load::{Loaded, Opened};
use crate::pack::GivenPaths;
use crate::saved_state::folder::Folder;
use crate::saved_state::{Change, SavedView};
use crate::search::Target;
use crate::session::Session;
use crate::ui::bidi::BidiMode;
use crate::ui::theme::{RoleColours, Theme};
pub use configuration::ConfigurationFile;
use effects::{EffectRunner, NextStep};
use events::{Event, Events};
use jobs::JobRunner;
use jobs::desk::DeskFolder;
use jobs::links::LinksKeeper;
use jobs::save::StateWriter;
pub use picture::text;
use signal_watch::SignalWatch;
use term::Terminal;
pub use term::Wish;
use watch::{FileWatch, WatchedFiles};

/// What the user has set of the workbench.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The theme.
    pub wish: Wish,
    /// Who orders letters that are read from right to left.
    pub bidi: BidiMode,
    /// Colours of roles.
    pub colours: &'static RoleColours,
    /// The bindings in force.
    pub keymap: Arc<Keymap>,
    /// Who annotates.
    pub author: String,
    /// The file that says so, if there can be one.
    pub configuration: Option<ConfigurationFile>,
    /// What is wrong with the configuration, for the user.
    pub notice: Option<String>,
    /// How the workbench begins with what it has not shown before.
    pub start: SavedView,
    /// The filter to begin with, in place of the last run's; empty if none is asked for.
    pub filter: String,
    /// The file to which each decision is appended, a line each.
    pub log: Option<PathBuf>,
}

/// Runs the workbench until the user quits. An error is a message for the user; the terminal is always restored.
///
/// `open` runs in a thread of its own while the terminal is asked for its background, so that neither waits for the other;
/// large corpora and data sets are read in the background. If it takes long, as when it waits for a pipe into which nothing
/// is written, an empty workbench is shown, which can be left. If `open` finds nothing usable, its error is returned to the
/// caller.
///
/// `memory` is the folder of the saved state, and the name of what is open in it, if it has one that lasts.
pub fn run<E: Send + 'static>(
    setup: &Setup,
    memory: Option<(Folder, Option<String>)>,
    open: impl FnOnce() -> Result<Opened, E> + Send + 'static,
) -> io::Result<Result<(), E>> {
    Ok(start(setup, memory, None, open)?.map(drop))
}

/// The hits that were picked, `None` if the user cancelled, and what they are hits in.
pub type Picked = (Option<Vec<Target>>, Loaded);

/// Opens the finder alone, with a query, on standard error's terminal or the controlling one. Gives what was
/// picked. Standard output is left to the caller.
pub fn pick<E: Send + 'static>(
    setup: &Setup,
    query: &str,
    open: impl FnOnce() -> Result<Opened, E> + Send + 'static,
) -> io::Result<Result<Picked, E>> {
    let output = diverted::Diverted::start()?;
    let session = start(setup, None, Some(query), open);
    output.end()?;
    Ok(session?.map(|session| (session.state().picked.clone(), session.into_loaded())))
}

/// How long nothing is shown while the input is opened.
const OPENING: Duration = Duration::from_millis(400);
/// The stack of the thread that opens: that of a main thread.
const STACK: usize = 8 << 20;

/// Runs a session on the terminal: the workbench, or the finder alone with the query `picking`.
fn start<E: Send + 'static>(
    setup: &Setup,
    memory: Option<(Folder, Option<String>)>,
    picking: Option<&str>,
    open: impl FnOnce() -> Result<Opened, E> + Send + 'static,
) -> io::Result<Result<Session, E>> {
    Terminal::possible()?;
    Terminal::prepare();
    let (watch, since) = (SignalWatch::start()?, clock::now());
    let events = Events::new();
    let wish = setup.wish;
    let asked = std::thread::spawn(move || term::theme(wish));
    let (done, opening) = channel();
    let sender = events.sender();
    std::thread::Builder::new().name("opening".into()).stack_size(STACK).spawn(move || {
        let opened = open();
        // Nobody listens if the user has given it up.
        let _ = done.send(opened);
        let _ = sender.send(Event::Opened);
    })?;
    let early = opening.recv_timeout(OPENING);
    let theme = asked.join().unwrap_or(Theme::Dark).with(setup.colours);
    let early = match early {
        Ok(Ok(opened)) => Some(opened),
        Ok(Err(unusable)) => return Ok(Err(unusable)),
        Err(_) => None,
    };
    let orders = asked::who_orders(setup.bidi, |name| std::env::var_os(name));
    asked::placed(orders != BidiMode::Terminal);
    let mut terminal = Terminal::enter()?;
    events.listen()?;
    watch.attach(events.sender())?;
    let opened = match early {
        Some(opened) => opened,
        None => match wait(&mut terminal, &events, theme, &setup.keymap, &opening)? {
            Waited::Given(Ok(opened)) => opened,
            Waited::Given(Err(unusable)) => return Ok(Err(unusable)),
            Waited::Left(session) => {
                drop(terminal);
                term::die_if_asked();
                return Ok(Ok(*session));
            }
        },
    };
    let worked = work(terminal, &events, opened, since, memory, picking, (theme, orders), setup);
    watch.detach();
    worked.map(Ok)
}

/// What came of waiting.
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
enum Waited<E> {
    /// The input is open, or is not usable.
    Given(Result<Opened, E>),
    /// The user has left.
    Left(Box<Session>),
}

/// Shows an empty workbench until the input is open or the user leaves.
fn wait<E>(
    terminal: &mut Terminal,
    events: &Events,
    theme: Theme,
    keymap: &Arc<Keymap>,
    opening: &Receiver<Result<Opened, E>>,
) -> io::Result<Waited<E>> {
    let leaves = keymap.label(Context::Timeline, Action::Close);
    let waiting = || Msg::Notice(format!("waiting for the input, which does not answer yet; {leaves} leaves"));
    let mut session = Session::open(Loaded::default(), terminal.size()?, theme);
    session.bind(Arc::clone(keymap));
    let mut runner = EffectRunner::new(JobRunner::new(events.sender(), None, None, &[]), events, Vec::new());
    let begun = session.step(Msg::Begin { more: false }).and(session.step(waiting()));
    if run_loop(terminal, &mut session, events, &mut runner, begun, Some(&waiting))? == NextStep::Opened {
        // The thread sends what it has opened before it says so.
        let opened = opening.recv().map_err(|_| io::Error::other("nothing was opened"))?;
        return Ok(Waited::Given(opened));
    }
    Ok(Waited::Left(Box::new(session)))
}

/// Runs the session on what was opened; that began at `since`.
#[expect(clippy::too_many_arguments, reason = "what a session consists of")]
fn work(
    mut terminal: Terminal,
    events: &Events,
    opened: Opened,
    since: SystemTime,
    memory: Option<(Folder, Option<String>)>,
    picking: Option<&str>,
    (theme, orders): (Theme, BidiMode),
    setup: &Setup,
) -> io::Result<Session> {
    let Opened { mut loaded, pending, articles, sets, paths, folder, sources, links, .. } = opened;
    loaded.files = sets.iter().map(|set| Arc::clone(&set.file)).collect();
    let more = pending.is_some() || articles.is_some() || !sets.is_empty();
    let desk = folder.as_ref().map_or_else(DeskFolder::default, |folder| DeskFolder::new(folder, &sources));
    let desk = desk.logging_to(setup.log.clone()).beside(&loaded.files);
    let (beside, set_files) = (desk.beside_paths(), desk.set_paths());
    let kept = LinksKeeper::new(links.as_deref()).knowing(&loaded.report);
    if pending.is_none() {
        desk.opened(&loaded.report, since);
    }
    let told = desk.clone();
    let told = move |report: &Report| told.opened(report, since);
    let opener = more.then(|| jobs::open::opener(loaded.workspace.clone(), pending, articles, sets, told));
    let mut session = Session::open(loaded, terminal.size()?, theme);
    session.bind(Arc::clone(&setup.keymap));
    session.begin_as(&setup.start);
    session.keep_decisions(folder.is_some());
    session.annotate_as(&setup.author);
    session.order_letters(orders == BidiMode::App);
    session.copy_through_tmux(asked::is_in_tmux(|name| std::env::var_os(name)));
    session.keep_links(links.as_deref().map(jobs::links::shown), jobs::links::proposed(&paths));
    session.compare_beside();
    let mut begun = Effects::none();
    let (mut writer, mut of) = (None, None);
    if let Some((folder, name)) = memory {
        let found = folder.read();
        if found.writable {
            begun = begun.and(session.step(Msg::Recalled(Box::new(found.state), name.clone())));
            writer = Some(StateWriter::start(folder, events.sender())?);
            of = name;
        }
        if let Some(message) = found.message {
            begun = begun.and(session.step(Msg::Notice(message)));
        }
    }
    begun = begun.and(session.step(Msg::Begin { more }));
    if !setup.filter.is_empty() {
        begun = begun.and(session.step(Msg::FilterFirst(setup.filter.clone())));
    }
    if let Some(notice) = &setup.notice {
        begun = begun.and(session.step(Msg::Notice(notice.clone())));
    }
    if let Some(query) = picking {
        begun = begun.and(session.step(Msg::Pick(query.to_owned())));
    }
    #[cfg(debug_assertions)]
    events::panic_if_asked();
    // No export replaces any of them.
    let read = [&paths[..], &sources, links.as_slice(), &beside].concat();
    let given = GivenPaths { opened: paths.clone(), sources: sources.clone() };
    let mut jobs = JobRunner::new(events.sender(), opener, writer, &read);
    jobs.pack_from(given);
    let watch =
        match FileWatch::start(&WatchedFiles { folder, sources, links, beside, sets: set_files }, events.sender()) {
            Ok(watch) => Some(watch),
            Err(error) => {
                begun = begun.and(session.step(Msg::Notice(format!("files are not watched: {error}"))));
                None
            }
        };
    let hints = watch.as_ref().map(FileWatch::hints);
    jobs.keep_decisions(desk.telling(hints.clone()));
    jobs.keep_links(kept.telling(hints));
    let mut runner = EffectRunner::new(jobs, events, paths);
    runner.configuration.clone_from(&setup.configuration);
    let outcome = run_loop(&mut terminal, &mut session, events, &mut runner, begun, None);
    drop(watch);
    // The terminal is restored first, so that it does not wait for the disk.
    drop(terminal);
    let last = |of: &String| {
        let visit = session.visit(of, clock::today()).map(|visit| Change::Visit(visit.into()));
        std::iter::once(Change::Leave(session.saved_view(of).into())).chain(visit).collect()
    };
    let (writer, undecided) = runner.jobs.finish();
    let unsaved = writer.and_then(|writer| writer.finish(of.as_ref().map_or_else(Vec::new, last)));
    let lost: Vec<String> = undecided.into_iter().chain(unsaved).collect();
    // A signal that ended the loop takes its usual course once the terminal is restored and everything is saved.
    term::die_if_asked();
    outcome?;
    if lost.is_empty() { Ok(session) } else { Err(io::Error::other(lost.join("; "))) }
}

/// How long a frame waits for the row of the record looked at. The row mostly comes at once, and then one frame is drawn
/// instead of two; a slow file delays no frame by more than this.
const ROW_GRACE: Duration = Duration::from_millis(1);

/// Runs until the user quits, or until the input is open if the session only waits for it; then `waiting` says so again
/// after every key.
fn run_loop(
    terminal: &mut Terminal,
    session: &mut Session,
    events: &Events,
    runner: &mut EffectRunner,
    begun: Effects,
    waiting: Option<&dyn Fn() -> Msg>,
) -> io::Result<NextStep> {
    // The first screen comes before the jobs that run beside it.
    terminal.draw(session)?;
    if runner.carry_out(terminal, session, begun)? == NextStep::Quit {
        return Ok(NextStep::Quit);
    }
    while let Some(event) = events.next() {
        let (mut anew, mut unseen, mut waited) = (false, true, false);
        let mut burst = Some(event);
        while let Some(event) = burst {
            unseen &= matches!(&event, Event::Msg(msg) if msg.is_unseen());
            match handle(terminal, session, runner, event)? {
                NextStep::Opened if waiting.is_some() => return Ok(NextStep::Opened),
                NextStep::GoOn | NextStep::Opened => {}
                NextStep::Anew => anew = true,
                NextStep::Quit => return Ok(NextStep::Quit),
            }
            burst = events.queued();
            if burst.is_none() && !waited && session.state().row.is_some() {
                waited = true;
                burst = events.next_within(ROW_GRACE);
            }
        }
        if anew {
            // Sizes come late and out of order during a storm of them: the terminal is asked, once per burst.
            terminal.resize()?;
            let (columns, rows) = terminal.size()?;
            let effects = session.step(Msg::Resize(columns, rows));
            if runner.carry_out(terminal, session, effects)? == NextStep::Quit {
                return Ok(NextStep::Quit);
            }
        }
        if let Some(waiting) = waiting {
            // Shows a text, which has no effects.
            let _ = session.step(waiting());
        }
        if anew || !unseen {
            terminal.draw(session)?;
        }
    }
    Ok(NextStep::Quit)
}

/// Handles one event and carries out its effects.
fn handle(
    terminal: &mut Terminal,
    session: &mut Session,
    runner: &mut EffectRunner,
    event: Event,
) -> io::Result<NextStep> {
    let effects = match event {
        Event::Msg(Msg::Resize(..)) => Effect::Repaint.into(),
        Event::Msg(msg) => session.step(msg),
        Event::Stopped => Effect::Suspend.into(),
        Event::Ended => Effect::Quit.into(),
        Event::Opened => return Ok(NextStep::Opened),
    };
    runner.carry_out(terminal, session, effects)
}

/// Presses `keys` in a session without a terminal and returns the session. An error describes the invalid key.
pub fn play(loaded: Loaded, keys: &str, size: (u16, u16), setup: &Setup) -> Result<Session, String> {
    let keys = chord::script(keys)?;
    let mut session = begun(loaded, size, setup);
    for key in keys {
        // Without terminal, clipboard and saved state, only the effect that ends the program matters.
        if session.step_through(Msg::Key(key)).iter().any(|effect| *effect == Effect::Quit) {
            break;
        }
    }
    Ok(session)
}

/// Opens the view that a message is for in a session without a terminal and returns the session.
pub fn show(loaded: Loaded, opens: Msg, size: (u16, u16), setup: &Setup) -> Session {
    let mut session = begun(loaded, size, setup);
    let _ = session.step_through(opens);
    session
}

/// A session without a terminal as it begins.
fn begun(loaded: Loaded, size: (u16, u16), setup: &Setup) -> Session {
    let theme = if let Wish::Fixed(theme) = setup.wish { theme } else { Theme::Dark };
    let mut session = Session::new(loaded, size, theme.with(setup.colours));
    session.bind(Arc::clone(&setup.keymap));
    session.begin_as(&setup.start);
    if !setup.filter.is_empty() {
        // It starts jobs only, which have run.
        let _ = session.step_through(Msg::FilterFirst(setup.filter.clone()));
    }
    session
}
