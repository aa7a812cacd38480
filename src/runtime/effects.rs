//! Carries out effects: jobs, the clipboard, the mouse, and other programs in or beside the terminal. Knows no keys and no
//! meaning of messages.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::configuration::ConfigurationFile;
use super::events::{Event, Events, Lending};
use super::jobs::JobRunner;
use super::programs;
use super::term::Terminal;
use crate::app::effect::OwnRun;
use crate::app::pointed::{FilePlace, PlacedFile};
use crate::app::{Effect, Effects, Msg};
use crate::documents;
use crate::keymap::Placeholder;
use crate::sanitize;
use crate::session::Session;

/// Carries out effects.
pub(super) struct EffectRunner {
    pub(super) jobs: JobRunner,
    sender: Sender<Event>,
    lending: Arc<Lending>,
    /// The paths of what is open.
    paths: Vec<PathBuf>,
    /// The configuration file, if there can be one.
    pub(super) configuration: Option<ConfigurationFile>,
}

/// The next step after effects are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextStep {
    GoOn,
    /// Redraw every cell.
    Anew,
    /// The input is open.
    Opened,
    Quit,
}

impl NextStep {
    /// This step, or the other if this one is only to go on.
    fn or(self, other: Self) -> Self {
        if self == Self::GoOn { other } else { self }
    }
}

impl EffectRunner {
    /// Starts jobs with `jobs`; `paths` are those of what is open.
    pub(super) fn new(jobs: JobRunner, events: &Events, paths: Vec<PathBuf>) -> Self {
        Self { jobs, sender: events.sender(), lending: events.lending(), paths, configuration: None }
    }

    /// Tells the user something once the present event is handled.
    fn tell(&self, text: String) {
        // The loop holds the receiver.
        let _ = self.sender.send(Event::Msg(Msg::Notice(text)));
    }

    /// Runs a program in the terminal until it ends; the screen is drawn anew afterwards. Gives whether it did well.
    fn lend(
        &self,
        terminal: &mut Terminal,
        program: &OsStr,
        arguments: &[OsString],
        variable: &str,
    ) -> io::Result<bool> {
        self.lending.begin();
        let failed = terminal.lend(|| programs::run_in_terminal(program, arguments, variable));
        self.lending.end();
        let failed = failed?;
        let did_well = failed.is_none();
        if let Some(why) = failed {
            self.tell(why);
        }
        Ok(did_well)
    }

    /// Opens an address in a browser, which may need the terminal.
    fn browse(&self, terminal: &mut Terminal, url: &str) -> io::Result<NextStep> {
        match programs::browse(url, self.sender.clone()) {
            Ok(programs::Browsing::Started) => return Ok(NextStep::GoOn),
            Ok(programs::Browsing::Terminal(program, arguments)) => {
                self.lend(terminal, &program, &arguments, "$BROWSER")?;
            }
            Err(why) => {
                self.tell(why);
                return Ok(NextStep::GoOn);
            }
        }
        Ok(NextStep::Anew)
    }

    /// The file and the line that say something. The error is the reason why there is none, for the user.
    fn found(&self, place: &FilePlace) -> Result<(PathBuf, usize), String> {
        // The folder may have been written since the program began.
        let folders: Vec<PathBuf> = self.jobs.folder().into_iter().chain(self.paths.iter().cloned()).collect();
        let found = match &place.file {
            PlacedFile::OfCorpus(_) if folders.is_empty() => {
                return Err(
                    "this belongs to the built-in corpus, which has no files; W writes it as a folder".to_owned()
                );
            }
            PlacedFile::OfCorpus(inner) => documents::place::of_corpus(&folders, inner, &place.words),
            PlacedFile::Found(found) => documents::place::of_article(&self.paths, found, &place.words),
        };
        let (PlacedFile::OfCorpus(name) | PlacedFile::Found(name)) = &place.file;
        found.ok_or_else(|| format!("{} is not a file of what is open", sanitize::line(name)))
    }

    /// Opens a file in the editor.
    fn edit(&self, terminal: &mut Terminal, place: &FilePlace) -> io::Result<NextStep> {
        let found = self.found(place);
        let command = found.and_then(|(file, line)| Ok((programs::editor_for(&file, line)?, file, line)));
        let ((program, arguments), file, line) = match command {
            Ok(command) => command,
            Err(why) => {
                self.tell(why);
                return Ok(NextStep::GoOn);
            }
        };
        let before = documents::place::changed(&file);
        if self.lend(terminal, &program, &arguments, "$EDITOR")? {
            let name = file.display().to_string();
            let name = sanitize::line(&name);
            let is_same = documents::place::changed(&file) == before;
            let same = format!("{name}, line {line}: not changed so far");
            let other = format!("{name} has changed: parallax shows that when it is started again");
            // What is watched is read again, which is said then.
            if is_same || !self.jobs.look_at(&file) {
                self.tell(if is_same { same } else { other });
            }
        }
        Ok(NextStep::Anew)
    }

    /// Opens the configuration in the editor, and takes up what was changed.
    fn configure(&self, terminal: &mut Terminal) -> io::Result<NextStep> {
        let none = || {
            "the configuration can be opened once the input is, where the environment names a home folder".to_owned()
        };
        let opened = self.configuration.as_ref().ok_or_else(none).and_then(ConfigurationFile::open);
        let opened = match opened {
            Ok(opened) => opened,
            Err(why) => {
                self.tell(why);
                return Ok(NextStep::GoOn);
            }
        };
        let (program, arguments) = &opened.command;
        let did_well = self.lend(terminal, program, arguments, "$EDITOR")?;
        match opened.close(did_well) {
            Ok(read) => drop(self.sender.send(Event::Msg(Msg::Reconfigured(Box::new(read))))),
            Err(why) if did_well => self.tell(why),
            Err(_) => {}
        }
        Ok(NextStep::Anew)
    }

    /// Runs a command of the user.
    fn run(&self, terminal: &mut Terminal, run: &OwnRun) -> io::Result<NextStep> {
        let place = || {
            let place = run.place.clone()?;
            self.found(&place)
        };
        let value = |placeholder| match placeholder {
            Placeholder::Id => run.id.clone(),
            Placeholder::Url => run.url.clone(),
            Placeholder::File => place().map(|(file, _)| file.to_string_lossy().into_owned()),
            Placeholder::Line => place().map(|(_, line)| line.to_string()),
        };
        let words = match run.command.filled(value) {
            Ok(words) => words,
            Err(why) => {
                self.tell(why);
                return Ok(NextStep::GoOn);
            }
        };
        let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
        let Some((program, arguments)) = words.split_first() else { return Ok(NextStep::GoOn) };
        let name = sanitize::line(&run.command.name).into_owned();
        if run.command.in_terminal {
            let way = format!("[commands.{name}]");
            if self.lend(terminal, program, arguments, &way)? {
                self.tell(format!("{name}: done"));
            }
            return Ok(NextStep::Anew);
        }
        if let Err(why) = programs::run_beside(name, words, self.sender.clone()) {
            self.tell(why);
        }
        Ok(NextStep::GoOn)
    }

    /// Carries out effects in order; nothing that comes after the end of the program.
    pub(super) fn carry_out(
        &mut self,
        terminal: &mut Terminal,
        session: &Session,
        effects: Effects,
    ) -> io::Result<NextStep> {
        let mut flow = NextStep::GoOn;
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(NextStep::Quit),
                Effect::Repaint => flow = NextStep::Anew,
                Effect::Copy(text) => terminal.copy(&text)?,
                Effect::Browse(url) => flow = flow.or(self.browse(terminal, &url)?),
                Effect::Edit(place) => flow = flow.or(self.edit(terminal, &place)?),
                Effect::Configure => flow = flow.or(self.configure(terminal)?),
                Effect::Run(run) => flow = flow.or(self.run(terminal, &run)?),
                Effect::Mouse(on) => terminal.mouse(on)?,
                Effect::Start(id, job) => self.jobs.start(session, id, job),
                Effect::Stop(id) => self.jobs.stop(id),
                Effect::Suspend if terminal.suspend()? => flow = NextStep::Anew,
                Effect::Suspend => self.tell("not suspended: no shell waits here that could continue it".to_owned()),
            }
        }
        Ok(flow)
    }
}
