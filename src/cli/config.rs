//! The configuration file: which one, what it says, `parallax config` and `parallax config check`. What options say comes
//! first, then the environment, then the file. Knows no keys and no colours.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Args, ConfigCommand, CorpusArgs};
use super::output::{Outcome, complain, say};
use crate::app::entries::arrange::ToldBy;
use crate::app::msg::Reconfigured;
use crate::atomic_file;
use crate::config::{self, BaseTheme, Config};
use crate::diagnostic::{Report, Severity};
use crate::documents::files;
use crate::present::words::count;
use crate::runtime::{ConfigurationFile, Setup, Wish};
use crate::sanitize;
use crate::saved_state::SavedView;
use crate::saved_state::folder::Folder;
use crate::saved_state::order::SavedOrder;
use crate::ui::bidi::BidiMode;
use crate::ui::theme::Theme;

/// Maximum size of the file in bytes.
const LARGEST: u64 = 1 << 20;

/// The configuration of this run.
pub(super) struct Configured {
    config: Config,
    /// The file that holds, whether there is one or not.
    path: Option<PathBuf>,
    /// What is wrong with the file, in a line.
    pub(super) message: Option<String>,
}

/// A variable of the environment, if it says anything.
fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The file that holds without `--config`.
fn usual() -> Option<PathBuf> {
    variable("PARALLAX_CONFIG").map(PathBuf::from).or_else(Folder::configuration)
}

/// Reads a configuration file. `None` if there is none; an error is a message.
fn open(path: &Path) -> Result<Option<(Config, Report)>, String> {
    let wrong = |why: String| format!("{}: {why}", path.display());
    let Some(bytes) = atomic_file::read(path, LARGEST).map_err(|error| wrong(error.to_string()))? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).map_err(|_| wrong("this is not UTF-8".to_owned()))?;
    let (mut config, report) = config::read(&text, path.display().to_string());
    let folder = path.parent().unwrap_or(Path::new(""));
    for given in config.paths.iter_mut().chain(&mut config.sources) {
        let home = given.strip_prefix("~").ok().and_then(|rest| Some(PathBuf::from(variable("HOME")?).join(rest)));
        *given = home.unwrap_or_else(|| folder.join(&given));
    }
    Ok(Some((config, report)))
}

/// The configuration without a file.
pub(super) fn none() -> Configured {
    Configured { config: Config::default(), path: None, message: None }
}

/// The first message of a severity about a file that was read, in a line. What a mistake names is left out, its remedy is told, and the
/// rest holds; what a warning names holds too.
fn first_of(severity: Severity, path: &Path, report: &Report) -> Option<String> {
    let first = report.sorted().into_iter().find(|message| message.severity == severity)?;
    let line = report.place(first).map_or(0, |place| place.line);
    let name = path.file_name().unwrap_or(path.as_os_str()).display();
    let all = |word| format!("{}; `parallax config check` names all", count(report.count(severity), word));
    let text = if severity == Severity::Error {
        let help = first.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        format!("{name}, line {line}: {}{help} ({}; all else is in force)", first.message, all("mistake"))
    } else {
        format!("{name} is in force; line {line}: {} ({})", first.message, all("warning"))
    };
    Some(sanitize::line(&text).into_owned())
}

/// The configuration that holds in this run. An error is a message about wrong usage.
pub(super) fn given(option: Option<&Path>) -> Result<Configured, String> {
    let Some(path) = option.map(Path::to_owned).or_else(usual) else { return Ok(none()) };
    let plain = |message| Ok(Configured { path: Some(path.clone()), message, ..none() });
    match open(&path) {
        Ok(Some((config, report))) => {
            let message = first_of(Severity::Error, &path, &report);
            Ok(Configured { config, path: Some(path), message })
        }
        Ok(None) if option.is_some() => Err(format!("--config {}: no such file", path.display())),
        Ok(None) if variable("PARALLAX_CONFIG").is_some() => {
            plain(Some(format!("$PARALLAX_CONFIG: {} does not exist", path.display())))
        }
        Ok(None) => plain(None),
        Err(message) if option.is_some() => Err(format!("--config {message}")),
        Err(message) => plain(Some(sanitize::line(&message).into_owned())),
    }
}

/// Reads the file again while the workbench runs.
fn reread(path: &Path) -> Result<Reconfigured, String> {
    let (config, report) = open(path)?.ok_or_else(|| format!("{}: no such file", path.display()))?;
    let notice = first_of(Severity::Error, path, &report).or_else(|| first_of(Severity::Warning, path, &report));
    // As in `setup`: colours are kept until the program ends.
    Ok(Reconfigured { keymap: config.keymap, colours: Box::leak(Box::new(config.colours)), notice })
}

/// The entries that a word of the configuration lists.
fn told_by(word: &str) -> ToldBy {
    match word {
        "several" => ToldBy::Several,
        "series" => ToldBy::Series,
        _ => ToldBy::Any,
    }
}

impl Configured {
    /// Keys and colours of the workbench; `theme` and `bidi` are what the options say.
    pub(super) fn setup(&self, theme: Option<Wish>, bidi: Option<BidiMode>) -> Setup {
        let plain = variable("NO_COLOR").is_some() || variable("TERM").is_none_or(|terminal| terminal == "dumb");
        let wish = theme.unwrap_or(match self.config.base {
            _ if plain => Wish::Auto,
            BaseTheme::Auto => Wish::Auto,
            BaseTheme::Dark => Wish::Fixed(Theme::Dark),
            BaseTheme::Light => Wish::Fixed(Theme::Light),
            BaseTheme::Mono => Wish::Fixed(Theme::Mono),
        });
        // Themes are copied everywhere; these colours are kept until the program ends.
        let colours = Box::leak(Box::new(self.config.colours.clone()));
        let start = SavedView {
            order: SavedOrder {
                sort: self.config.sort.to_owned(),
                told_by: told_by(self.config.told_by).word().to_owned(),
                ..SavedOrder::default()
            },
            matrix: self.config.ledger == "matrix",
            ..SavedView::default()
        };
        let (author, notice) = (self.config.author.clone(), self.message.clone());
        Setup {
            wish,
            bidi: bidi.unwrap_or(self.config.bidi),
            colours,
            keymap: Arc::clone(&self.config.keymap),
            author,
            configuration: self.path.clone().map(|path| ConfigurationFile {
                path,
                template: config::template,
                read: reread,
            }),
            notice,
            start,
            filter: String::new(),
            log: None,
        }
    }

    /// The keys in force, for `parallax keys`.
    pub(super) fn keymap(&self) -> &crate::keymap::Keymap {
        &self.config.keymap
    }

    /// Fills in what the options leave open.
    pub(super) fn fill(&self, args: &mut Args) {
        let Config { paths, sources, outside, .. } = &self.config;
        if !self.config.memory {
            args.forget();
        }
        let Some(corpus): Option<&mut CorpusArgs> = args.corpus_mut() else { return };
        if corpus.sources.is_empty() {
            corpus.sources.clone_from(sources);
        }
        if corpus.paths.is_empty() && !paths.is_empty() && !files::is_given_on_standard_input() {
            corpus.paths.clone_from(paths);
        }
        corpus.no_outside |= !outside;
    }
}

/// Prints the defaults, or all mistakes of a file; the exit status is 1 if there is an error.
pub(super) fn run(command: Option<ConfigCommand>, option: Option<&Path>) -> Outcome {
    let Some(ConfigCommand::Check { file }) = command else { return say(&config::defaults()).map(|()| 0) };
    let Some(path) = file.or_else(|| option.map(Path::to_owned)).or_else(usual) else {
        return complain("no configuration file: the environment names no home folder").map(|()| 2);
    };
    match open(&path) {
        Err(message) => complain(&message).map(|()| 2),
        Ok(None) => complain(&format!("{}: no such file; `parallax config` prints one", path.display())).map(|()| 2),
        Ok(Some((_, report))) => {
            let mut out: String = report.sorted().into_iter().map(|message| report.render(message) + "\n\n").collect();
            let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
            let shown = sanitize::line(&path.display().to_string()).into_owned();
            out.push_str(&format!("{shown}: {}, {}\n", count(errors, "error"), count(warnings, "warning")));
            say(&out).map(|()| u8::from(errors > 0))
        }
    }
}
