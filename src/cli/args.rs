//! The command-line arguments. Knows no corpus and no files.

mod chart;
mod common;
mod formats;
mod making;
mod map;
mod record;

use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

pub(super) use chart::ChartArgs;
pub(super) use common::CorpusArgs;
use common::{Everywhere, size};
pub(super) use formats::{ExportFormat, OutputFormat};
pub(super) use making::{Draft, LinkArgs, PackArgs, VerifyArgs};
pub(super) use map::MapArgs;
pub(super) use record::{LedgerArgs, RecordArgs};

use crate::runtime::Wish;
use crate::ui::bidi::BidiMode;

/// Shows an incident from every source that reports it.
///
/// Without a command, opens the workbench on PATH, or on the built-in corpus.
#[derive(Debug, Parser)]
#[command(name = "parallax", version, subcommand_precedence_over_arg = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) corpus: CorpusArgs,
    #[command(flatten)]
    everywhere: Everywhere,
    /// Begin with this filter, e.g. 'at:AF killed:>10'; @NAME is a filter saved in the workbench
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(super) filter: String,
    /// Press these keys first, e.g. `jj<enter>c` (see `parallax keys`)
    #[arg(long, value_name = "KEYS")]
    pub(super) keys: Option<String>,
    /// Draw one screen to standard output instead of opening the terminal
    #[arg(long)]
    pub(super) print: bool,
    /// With --print: the screen as a picture (SVG)
    #[arg(long, requires = "print")]
    pub(super) svg: bool,
    /// Plain lines instead of panes, for screen readers and pipes: no colour, no cursor movement
    #[arg(long, conflicts_with_all = ["print", "keys"])]
    pub(super) plain: bool,
    /// Append a line to this file for each decision, annotation, undo and redo: the time, and what was decided
    #[arg(long, value_name = "FILE", conflicts_with_all = ["print", "plain", "keys", "load_report"])]
    pub(super) log: Option<PathBuf>,
    /// Load as the workbench does, search, and print the times (for .ci/measure-load)
    #[arg(long, hide = true, conflicts_with_all = ["print", "keys", "plain"])]
    pub(super) load_report: bool,
    /// Size of the screen for --print, columns by rows. Default: 100x30
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<(u16, u16)>,
}

impl Args {
    /// The arguments given to the program. What stands before the command is joined with what stands after it.
    ///
    /// # Errors
    ///
    /// Wrong usage, or that help or the version was asked for.
    pub(super) fn given() -> Result<Self, clap::Error> {
        Self::try_parse().and_then(Self::joined)
    }

    /// Puts the paths and options before the command with those of the command.
    fn joined(mut self) -> Result<Self, clap::Error> {
        self.corpus.everywhere(&self.everywhere);
        let before = self.corpus.clone();
        let wrong = |why: String| Err(Self::command().error(ErrorKind::ArgumentConflict, why));
        let Some(command) = &mut self.command else {
            if self.size.is_some() && !self.print && !self.load_report {
                return wrong("--size is of the screen that --print draws; give --print too".to_owned());
            }
            return Ok(self);
        };
        let of_workbench = [
            ("--filter before a command", !self.filter.is_empty()),
            ("--keys", self.keys.is_some()),
            ("--print", self.print),
            ("--svg", self.svg),
            ("--plain", self.plain),
            ("--log", self.log.is_some()),
            ("--load-report", self.load_report),
            ("--size", self.size.is_some()),
        ];
        if let Some((option, _)) = of_workbench.iter().find(|(_, given)| *given) {
            return wrong(format!("{option} is of the workbench, which opens where no command is given"));
        }
        if let Some(ignored) = command.ignored() {
            return wrong(ignored.to_owned());
        }
        match command.corpus() {
            Some(corpus) => {
                let own = std::mem::take(&mut corpus.paths);
                *corpus = before;
                corpus.paths.extend(own);
                Ok(self)
            }
            None if before.paths.is_empty() => Ok(self),
            None => wrong(format!("{}: this command reads no corpus", before.paths[0].display())),
        }
    }

    /// The paths given, of whatever command.
    pub(super) fn paths(&mut self) -> &CorpusArgs {
        match &mut self.command {
            Some(command) => command.corpus().map_or(&self.corpus, |corpus| corpus),
            None => &self.corpus,
        }
    }

    /// Whether state and what was kept of articles must not be read or written.
    pub(super) fn no_memory(&self) -> bool {
        self.everywhere.no_memory
    }

    /// Whether the workbench opens on a terminal, if no command is given.
    pub(super) fn is_on_terminal(&self) -> bool {
        !self.print && !self.plain && self.keys.is_none() && !self.load_report
    }

    /// The colours asked for, if any.
    pub(super) fn theme(&self) -> Option<Wish> {
        self.everywhere.theme.map(common::ThemeArg::wish)
    }

    /// Who is asked to order letters that are read from right to left, if anybody.
    pub(super) fn bidi(&self) -> Option<BidiMode> {
        self.everywhere.bidi.map(common::BidiArg::mode)
    }

    /// The configuration file asked for, if any.
    pub(super) fn config(&self) -> Option<&Path> {
        self.everywhere.config.as_deref()
    }

    /// Leaves saved state alone.
    pub(super) fn forget(&mut self) {
        self.everywhere.no_memory = true;
    }

    /// What is to be read, of whatever command; `None` if the command reads no corpus.
    pub(super) fn corpus_mut(&mut self) -> Option<&mut CorpusArgs> {
        match &mut self.command {
            Some(command) => command.corpus(),
            None => Some(&mut self.corpus),
        }
    }

    /// The size of the screen for `--print`, in columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        self.size.unwrap_or((100, 30))
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show an incident, article, quote or name
    Show(RecordArgs),
    /// Show what every source says about an incident or a name, facet by facet, and whether they agree
    Ledger(LedgerArgs),
    /// Show the passages of every source about an incident or a name
    Compare(RecordArgs),
    /// Search: words in any order, fields such as at:TR killed:>50 verdict:conflict
    Find(Find),
    /// Open the finder alone and print the ids of the hits picked; in a script, `parallax show "$(parallax pick)"`
    Pick(Pick),
    /// Report every mistake in a corpus or data set; with --sources also every wording that is not in its passage
    Check(Check),
    /// List what is left to do in a corpus: drafts, conflicts without a note, anchors and wordings that moved, claims without wording,
    /// articles without date or address
    Todo(Check),
    /// Write all entries, or those that match a filter, as JSON, CSV, GeoJSON or Markdown
    Export(Export),
    /// Read texts by rule, without a corpus: lines of JSON on standard input (text, published, titled, language), a line of JSON
    /// for each on standard output. For .ci/measure-reading
    #[command(hide = true)]
    Read,
    /// Count entries by place, as lines, and those without a place; or draw the map of the workbench
    Map(MapArgs),
    /// Count entries by year, or by day of a year (--year), as lines; or the figures of an incident on one scale (--of ID)
    Chart(ChartArgs),
    /// Begin a corpus of your own: write an example of every file and every key into a new or empty folder
    New {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write articles, and what is read from them, as a corpus folder: passages, drafts of incidents, claims and quotations
    Draft(Draft),
    /// Suggest which records of several data sets are one event, or one a part of the other, with the evidence: a file of links
    Link(LinkArgs),
    /// Write what each source says of incidents as a folder that anybody can verify without parallax (BagIt), with a page, tables,
    /// citations and annotations for other tools
    Pack(PackArgs),
    /// Verify a folder that `pack` wrote: every file by its SHA-256, and the anchors against the copies
    Verify(VerifyArgs),
    /// List the filters saved in the workbench, as --filter takes them
    Filters,
    /// List all keys of the workbench
    Keys,
    /// Print the configuration as it is without a file, with comments; `config check` names every mistake of a file
    Config {
        #[command(subcommand)]
        command: Option<ConfigCommand>,
    },
    /// Write the manual page
    Man,
    /// Write completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// What to say of an option that would change nothing.
    fn ignored(&self) -> Option<&'static str> {
        match self {
            Self::Map(MapArgs { size: Some(_), print: false, svg: None, .. }) => {
                Some("--size is of the map that is drawn; give --print, or --svg FILE, too")
            }
            Self::Chart(ChartArgs { size: Some(_), of: Some(_), .. }) => {
                Some("--size is of the calendar; --of takes --width COLUMNS")
            }
            Self::Chart(ChartArgs { size: Some(_), print: false, svg: None, .. }) => {
                Some("--size is of the calendar that is drawn; give --print, or --svg FILE, too")
            }
            _ => None,
        }
    }

    /// What a command reads; `None` if it reads no corpus.
    fn corpus(&mut self) -> Option<&mut CorpusArgs> {
        match self {
            Self::Show(a) | Self::Compare(a) => Some(&mut a.corpus),
            Self::Ledger(a) => Some(&mut a.record.corpus),
            Self::Find(a) => Some(&mut a.corpus),
            Self::Pick(a) => Some(&mut a.corpus),
            Self::Check(a) | Self::Todo(a) => Some(&mut a.corpus),
            Self::Export(a) => Some(&mut a.corpus),
            Self::Map(a) => Some(&mut a.corpus),
            Self::Chart(a) => Some(&mut a.corpus),
            Self::Draft(a) => Some(&mut a.corpus),
            Self::Link(a) => Some(&mut a.corpus),
            Self::Pack(a) => Some(&mut a.corpus),
            Self::Verify(a) => Some(&mut a.corpus),
            Self::New { .. }
            | Self::Filters
            | Self::Keys
            | Self::Config { .. }
            | Self::Read
            | Self::Man
            | Self::Completions { .. } => None,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Name every mistake of a configuration file, with line and column
    Check {
        /// The file. Default: the one in force
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Find {
    /// What to search for, e.g. 'church istanbul' or 'kind:quote by:webber'
    #[arg(required_unless_present = "batch")]
    pub(super) query: Option<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusArgs,
    /// Instead of one query, those of a file, one a line (- is standard input): CSV of query, hits, and the first hit's id,
    /// title and reason
    #[arg(long, value_name = "FILE", conflicts_with_all = ["limit", "format"])]
    pub(super) batch: Option<PathBuf>,
    /// Only hits of this kind: incident, article, quote, name, passage
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// Maximum number of hits
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) limit: u32,
    /// Do not search notes, summaries, headlines and citations of data sets; text: does it all the same
    #[arg(long)]
    pub(super) no_text: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: OutputFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct Pick {
    #[command(flatten)]
    pub(super) corpus: CorpusArgs,
    /// The query to begin with
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(super) query: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) corpus: CorpusArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: OutputFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) corpus: CorpusArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ExportFormat,
    /// Only entries that match this filter certainly, e.g. 'at:AF killed:>10', as in the workbench; @NAME is a filter saved there, without its order
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(super) filter: String,
    /// Only entries that you have marked in the workbench (m); with --filter, those of them that match it
    #[arg(long)]
    pub(super) marked: bool,
    /// Only marked entries that you have given this tag in the workbench (T)
    #[arg(long, value_name = "TAG")]
    pub(super) tag: Option<String>,
    /// Also entries that match the filter only possibly, after the others; the column certainty tells them apart
    #[arg(long)]
    pub(super) possibly: bool,
    /// For your own use: write all fields of data sets whose rows may not be passed on (ACLED, GTD, PITF, ICEWS, POLECAT)
    #[arg(long)]
    pub(super) private: bool,
    /// File to write, replaced only when the new one is complete. Default: standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}
