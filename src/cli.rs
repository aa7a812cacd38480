//! The command line: runs commands and prints their results. The only module that prints.
//!
//! Standard output is data, standard error is messages. Exit status: 0 success, 1 nothing found, errors found by `check`
//! or an incomplete export, 2 wrong usage or nothing that can be opened.

mod args;
mod batch;
mod chart;
mod check;
mod chosen;
mod config;
mod draft;
mod drawn;
mod export;
mod filters;
mod find;
mod link;
mod load_report;
mod manual;
mod map;
mod meant;
mod new;
mod output;
mod pack;
mod pick;
mod plain;
mod progress_line;
mod read;
mod resolve;
mod shown;
mod target;
mod todo;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use args::{Args, Command, CorpusArgs, OutputFormat, RecordArgs};
use output::{Outcome, say, warn};
use resolve::{Resolved, resolve, unknown};
use shown::Named;

use crate::documents::files;
use crate::keymap::doc;
use crate::load::{Loaded, Opened, Request, open_with};
use crate::model::corpus::Entity;
use crate::model::{Corpus, Entry, Member, NameKind, Subject};
use crate::runtime::{self, Setup, Wish};
use crate::sanitize;
use crate::saved_state::folder::Folder;
use crate::search::Target;
use crate::ui::theme::Theme;

/// Runs the program and gives its exit status.
pub fn run() -> ExitCode {
    let args = match Args::given() {
        Ok(args) => args,
        Err(error) => {
            // Clap repeats arguments unsanitized.
            let text = sanitize::lines(&error.render().to_string());
            let wrong = error.use_stderr();
            let printed = if wrong { output::grumble(&text) } else { say(&text) };
            return output::status(printed.map(|()| if wrong { 2 } else { 0 }));
        }
    };
    let outcome = runtime::signals::errors_for_large_files().and_then(|()| command(args));
    output::status(outcome)
}

fn command(mut args: Args) -> Outcome {
    let no_command = args.command.is_none();
    let configured = match config::given(args.config()) {
        Ok(configured) => configured,
        // A wrong file is what `config check` is asked about.
        Err(_) if matches!(args.command, Some(Command::Config { .. })) => config::none(),
        Err(message) => return output::complain(&message).map(|()| 2),
    };
    if let Some(message) = meant::meant(&args) {
        output::complain(&message)?;
        return Ok(2);
    }
    if let Some(Command::Pack(pack)) = &mut args.command {
        pack.split();
    }
    configured.fill(&mut args);
    let CorpusArgs { paths, sources, links, .. } = args.paths();
    if let Some(missing) = links.iter().find(|links| !links.exists()) {
        let missing = missing.display();
        output::complain(&format!("--links {missing}: no such file; `parallax link A B --out {missing}` writes one"))?;
        return Ok(2);
    }
    if let Some((links, why)) =
        links.as_ref().and_then(|links| Some((links, crate::links::check_is_file(links).err()?)))
    {
        let way = "put them into a file first, as in `cat > links.tsv`";
        output::complain(&format!("--links {}: {why}; {way}", links.display()))?;
        return Ok(2);
    }
    if let Some(input) = paths.iter().chain(sources).chain(links).find(|path| output::is_written_to(path)) {
        output::complain(&format!("{}: standard output is this input; write to another file", input.display()))?;
        return Ok(2);
    }
    if let Some(missing) = sources.iter().find(|folder| !folder.exists()) {
        output::complain(&format!(
            "--sources {}: no such file or folder; give the folder that holds your copies of the articles",
            missing.display()
        ))?;
        return Ok(2);
    }
    let on_terminal = no_command && args.is_on_terminal() || matches!(args.command, Some(Command::Config { .. }));
    if let Some(message) = configured.message.as_ref().filter(|_| !on_terminal) {
        output::complain(message)?;
    }
    let memory = !args.no_memory();
    let filter = match filters::expanded(&args.filter, memory) {
        Ok(filter) => filter,
        Err(unknown) => return output::complain(&unknown).map(|()| 2),
    };
    let setup = Setup { log: args.log.clone(), filter, ..configured.setup(args.theme(), args.bidi()) };
    let config_file = args.config().map(Path::to_owned);
    match args.command {
        None => workbench(args, &setup),
        Some(Command::Show(a)) => record(&a, true, |loaded, named, width| shown::named(&a, loaded, &named, width)),
        Some(Command::Ledger(a)) => incident(&a.record, |_, subject, width| shown::ledger(&a, subject, width)),
        Some(Command::Compare(a)) => incident(&a, |_, subject, width| shown::compare(&a, subject, width)),
        Some(Command::Check(a)) => {
            let loaded = a.corpus.load();
            let shown = match a.format {
                OutputFormat::Text => Ok(check::text(&loaded, !a.corpus.sources.is_empty())),
                OutputFormat::Json => output::json(&check::json(&loaded)),
            };
            shown.and_then(|text| say(&text)).map(|()| loaded.status())
        }
        Some(Command::Todo(a)) => todo::run(&a),
        Some(Command::Export(a)) => export::run(&a, memory),
        Some(Command::Pack(a)) => pack::run(&a, memory),
        Some(Command::Verify(a)) => verify::run(&a.folder, &a.corpus.sources),
        Some(Command::Filters) => filters::list(memory, configured.keymap()),
        Some(Command::Find(a)) => match &a.batch {
            Some(queries) => batch::run(&a, queries),
            None => find::run(&a, memory),
        },
        Some(Command::Pick(a)) => pick::run(a, &setup),
        Some(Command::Chart(a)) => match a.record() {
            Some(record) => {
                incident(&record, |loaded, subject, width| chart::figures(&a, loaded, subject, width, &setup))
            }
            None => chart::run(&a, setup, memory),
        },
        Some(Command::Map(a)) => map::run(&a, setup, memory),
        Some(Command::Read) => read::run(),
        Some(Command::New { folder }) => new::run(&folder),
        Some(Command::Draft(a)) => draft::run(&a),
        Some(Command::Link(a)) => link::run(&a),
        Some(Command::Keys) => say(&doc::text(configured.keymap())).map(|()| 0),
        Some(Command::Config { command }) => config::run(command, config_file.as_deref()),
        Some(Command::Man) => manual::page().and_then(|page| say(&page)).map(|()| 0),
        Some(Command::Completions { shell }) => say(&manual::completions(shell)).map(|()| 0),
    }
}

/// The workbench on a terminal, or one screen of it with `--print`, or as lines with `--plain`.
fn workbench(mut args: Args, setup: &Setup) -> Outcome {
    let on_terminal = args.is_on_terminal();
    // Piped input is opened without `-`, as in pagers.
    if on_terminal && args.corpus.paths.is_empty() && files::is_given_on_standard_input() {
        args.corpus.paths.push("-".into());
    }
    let cache = ((on_terminal || args.load_report) && !args.no_memory()).then(Folder::cache).flatten();
    let corpus = args.corpus.clone();
    let opened = move || {
        let opened = corpus.open(cache.as_deref());
        if opened.is_usable() { Ok(opened) } else { Err(Box::new(opened.loaded)) }
    };
    if args.load_report {
        return match opened() {
            Ok(opened) => load_report::run(opened),
            Err(unusable) => {
                warn(&unusable);
                Ok(2)
            }
        };
    }
    if on_terminal {
        return runtime::run(setup, state_folder(&args), opened)?.map_or_else(
            |unusable| {
                warn(&unusable);
                Ok(2)
            },
            |()| Ok(0),
        );
    }
    let load = || opened().map(crate::load::Opened::finish);
    let loaded = match load() {
        Ok(loaded) => loaded,
        Err(unusable) => {
            warn(&unusable);
            return Ok(2);
        }
    };
    if let Some(wrong) = filters::wrong(&setup.filter, loaded.corpus()) {
        return output::complain(&wrong).map(|()| 2);
    }
    if args.plain {
        warn(&loaded);
        return plain::run(&loaded, args.size().0.into(), &setup.filter, !args.no_memory()).map(|()| 0);
    }
    warn(&loaded);
    let light = setup.wish == Wish::Fixed(Theme::Light);
    match runtime::play(loaded, args.keys.as_deref().unwrap_or(""), args.size(), setup) {
        Ok(session) if args.svg => say(&runtime::picture::svg(&session.screen(), light)).map(|()| 0),
        Ok(session) => say(&runtime::text(&session.screen())).map(|()| 0),
        Err(message) => output::complain(&message).map(|()| 2),
    }
}

/// The state folder, and the name of the workspace. A workspace from a pipe has no name, since its content may differ the
/// next time.
fn state_folder(args: &Args) -> Option<(Folder, Option<String>)> {
    if args.no_memory() {
        return None;
    }
    let lasting = |path: &PathBuf| path.canonicalize().ok().filter(|p| p.is_file() || p.is_dir());
    let paths: Option<Vec<PathBuf>> = args.corpus.paths.iter().map(lasting).collect();
    let joined = |paths: &[PathBuf]| paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join("\n");
    let of = paths.map(|paths| if paths.is_empty() { "built-in".to_owned() } else { joined(&paths) });
    Some((Folder::usual()?, of))
}

/// Shows the item with that id, or what the words clearly mean; with `any`, else only what has a ledger.
fn record(args: &RecordArgs, any: bool, show: impl FnOnce(&Loaded, Named, usize) -> Outcome) -> Outcome {
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let corpus = &loaded.workspace.corpus;
    let subject = |entry| Named::Subject(Box::new(loaded.joined(entry)));
    let name = |id| Named::Name(id, Box::new(Subject::of(Member::name(corpus, id))));
    // An incident and a name may have the same id.
    let named_only = args.id.strip_prefix("name:").and_then(|id| corpus.find_name(id)).map(Entity::Name);
    let named = match named_only.or_else(|| corpus.find(&args.id)) {
        Some(Entity::Incident(id)) => Some(subject(Entry::Incident(id))),
        Some(Entity::Article(id)) => Some(Named::Article(id)),
        Some(Entity::Quote(id)) => Some(Named::Quote(id)),
        Some(Entity::Name(id)) => Some(name(id)),
        None => loaded.record(&args.id).map(|id| subject(Entry::Record(id))).or_else(|| passage(corpus, &args.id)),
    };
    // The id of a place, or of a name without claims, is also a word that finds incidents.
    let (weak, unclaimed) = match &named {
        Some(Named::Name(id, subject)) if !any && named_only.is_none() => {
            let unclaimed = subject.member(0).accounts().is_empty();
            (unclaimed || corpus.name(*id).kind == NameKind::Place, unclaimed)
        }
        Some(Named::Name(_, subject)) if !any => (false, subject.member(0).accounts().is_empty()),
        _ => (false, false),
    };
    let resolved = if named.is_none() || weak { resolve(&loaded, &args.id, any) } else { Resolved::None };
    if let Some(named) = named.filter(|_| !unclaimed && !matches!(resolved, Resolved::One(_))) {
        return show(&loaded, named, args.width());
    }
    match resolved {
        Resolved::One(hit) => {
            let other = if weak { format!("; `name:{}` is the name", args.id) } else { String::new() };
            output::complain(&format!("“{}” is taken as {}{other}", args.id, find::line(&loaded, &hit)))?;
            let named = match hit.target {
                Target::Incident(id) => subject(Entry::Incident(id)),
                Target::Record(id) => subject(Entry::Record(id)),
                Target::Article(id) => Named::Article(id),
                Target::Quote(id) => Named::Quote(id),
                Target::Name(id) => name(id),
                Target::Passage(id) => Named::Article(corpus.passage(id).article),
            };
            show(&loaded, named, args.width())
        }
        Resolved::Several(hits, all) => {
            let mut message = format!("“{}” can be one of {all}; give an id:", args.id);
            for hit in &hits {
                message.push_str(&format!("\n  {}", sanitize::line(&find::line(&loaded, hit))));
            }
            output::complain(&message).map(|()| 2)
        }
        Resolved::None if unclaimed => {
            output::complain(&format!("“{}” is a name without claims; `parallax show {}` shows it", args.id, args.id))
                .map(|()| 2)
        }
        Resolved::None => output::complain(&unknown(&loaded, &args.id, !any)).map(|()| 1),
    }
}

/// The article of a passage, by the id under which `find` lists the passage.
fn passage(corpus: &Corpus, id: &str) -> Option<Named> {
    let (article, number) = id.rsplit_once(':')?;
    let Some(Entity::Article(article)) = corpus.find(article) else { return None };
    let number = number.parse::<u32>().ok()?;
    let mut passages = corpus.article(article).passages.ids();
    passages.any(|id| corpus.passage(id).number == number).then_some(Named::Article(article))
}

/// Shows the incident, record or name with that id.
fn incident(args: &RecordArgs, show: impl FnOnce(&Loaded, &Subject, usize) -> Outcome) -> Outcome {
    record(args, false, |loaded, named, width| match named {
        Named::Subject(subject) | Named::Name(_, subject) => show(loaded, &subject, width),
        Named::Article(_) | Named::Quote(_) => {
            let message = format!("“{}” is not an incident; `parallax show {}` shows it", args.id, args.id);
            Err(std::io::Error::other(sanitize::line(&message).into_owned()))
        }
    })
}

/// The request to load the paths given.
impl args::CorpusArgs {
    fn request(&self) -> Request {
        Request { paths: self.paths.clone(), sources: self.sources.clone() }
    }

    /// What the user says of columns.
    fn columns(&self) -> crate::datasets::ColumnMap {
        let mut all = crate::datasets::ColumnMap::default();
        self.columns.iter().cloned().for_each(|columns| all.join(columns));
        all
    }

    /// Opens them, without outside knowledge if that is asked for.
    fn open(&self, cache: Option<&Path>) -> Opened {
        let mut opened = open_with(&self.request(), &self.columns(), cache);
        if let Some(links) = &self.links {
            opened.read_links(links);
        }
        if self.no_outside {
            opened.loaded.workspace = opened.loaded.workspace.with_outside(false);
        }
        opened
    }

    /// Loads them completely.
    fn load(&self) -> Loaded {
        self.open(None).finish()
    }

    /// The same; what was rejected in these corpus folders is not drafted again.
    fn load_like(&self, like: &[PathBuf]) -> Loaded {
        let mut opened = self.open(None);
        opened.like = like.to_vec();
        opened.finish()
    }
}
