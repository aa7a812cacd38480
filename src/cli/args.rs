//! The arguments as typed; nothing here touches the world except the terminal's width.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::runtime::Wish;
use crate::ui::theme::Theme;

/// Shows an incident from every source that reports it.
///
/// Without a command, opens the workbench on PATH, or on the built-in corpus.
#[derive(Debug, Parser)]
#[command(name = "parallax", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Press these keys first, e.g. `jj<enter>c` (see `parallax keys`)
    #[arg(long, value_name = "KEYS")]
    pub(super) keys: Option<String>,
    /// Draw one screen to standard output instead of opening the terminal
    #[arg(long)]
    pub(super) print: bool,
    /// With --print: the screen as a picture (SVG)
    #[arg(long, requires = "print")]
    pub(super) svg: bool,
    /// Lines of text instead of panes, for screen readers and pipes: no colour, no cursor movement
    #[arg(long, conflicts_with_all = ["print", "keys"])]
    pub(super) plain: bool,
    /// Neither read nor write what is remembered from run to run: marks, queries, where one was
    #[arg(long)]
    pub(super) no_memory: bool,
    /// Load as the workbench does, look something up, and print how long it took (for .ci/measure-load)
    #[arg(long, hide = true, conflicts_with_all = ["print", "keys", "plain"])]
    pub(super) load_report: bool,
    /// Colours for a dark or light background, or none; auto asks the terminal and honours `NO_COLOR`
    #[arg(long, value_enum, default_value_t)]
    pub(super) theme: ThemeArg,
    /// Size of that screen, columns by rows
    #[arg(long, value_name = "WxH", default_value = "100x30", value_parser = size)]
    pub(super) size: (u16, u16),
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show an incident, article, quote or name
    Show(Record),
    /// What every source says about an incident, facet by facet, and whether they agree
    Ledger(Record),
    /// The passages of every source about an incident
    Compare(Record),
    /// Look something up: words in any order, fields such as at:TR killed:>50 verdict:conflict
    Find(Find),
    /// Report every mistake in a corpus; with --sources also every wording that is not in its passage
    Check(Check),
    /// Write what is open, or what a filter lets through, as JSON, CSV, GeoJSON or Markdown
    Export(Export),
    /// List every key of the workbench
    Keys,
    /// Write the manual page
    Man,
    /// Write completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Corpus {
    /// Corpus folders, and files of UCDP GED, ACLED, GTD, PITF, ICEWS or POLECAT (CSV, TSV, XLSX, GeoJSON, .gz, .zip; - is standard input); none: the built-in corpus
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Folder with your own copies of the articles (text, Markdown, HTML; any file names)
    #[arg(long, value_name = "DIR")]
    pub(super) sources: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Record {
    /// Id of the record, e.g. kerman-bombings
    pub(super) id: String,
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Columns of text; default: the terminal's, or 100
    #[arg(long, value_name = "COLUMNS")]
    width: Option<u16>,
}

impl Record {
    pub(super) fn width(&self) -> usize {
        let terminal = || {
            let tty = std::io::stdout().is_terminal();
            tty.then(crossterm::terminal::size).and_then(Result::ok).map(|(columns, _)| columns)
        };
        self.width.or_else(terminal).unwrap_or(100).into()
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct Find {
    /// What to look up, e.g. 'church istanbul' or 'kind:quote by:webber'
    pub(super) query: String,
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// Only records of this kind: incident, article, quote, name, passage
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// The most hits to list
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) limit: u32,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) corpus: Corpus,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ExportFormat,
    /// Only what this filter lets through, e.g. 'at:AF killed:>10' (the workbench shows it as chips)
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(super) filter: String,
    /// For your own use: rows of data sets that may not be passed on (all but UCDP GED) with all their fields
    #[arg(long)]
    pub(super) private: bool,
    /// File to write; none: standard output. A file of that name is replaced only once the new one is whole
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For scripts
    Json,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum ExportFormat {
    /// One JSON document, schema parallax/1
    #[default]
    Json,
    /// A line for each incident and record
    Csv,
    /// The same as features with their points
    Geojson,
    /// A table, and how to cite it
    Md,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum ThemeArg {
    /// Ask the terminal
    #[default]
    Auto,
    /// Dark background
    Dark,
    /// Light background
    Light,
    /// No colour
    Mono,
}

impl ThemeArg {
    pub(super) fn wish(self) -> Wish {
        match self {
            Self::Auto => Wish::Auto,
            Self::Dark => Wish::Fixed(Theme::Dark),
            Self::Light => Wish::Fixed(Theme::Light),
            Self::Mono => Wish::Fixed(Theme::Mono),
        }
    }
}

/// `100x30`.
fn size(text: &str) -> Result<(u16, u16), String> {
    let parse = || {
        let (w, h) = text.split_once(['x', 'X', '×'])?;
        Some((w.trim().parse().ok()?, h.trim().parse().ok()?))
    };
    match parse() {
        Some((w, h)) if (1..=1000).contains(&w) && (1..=1000).contains(&h) => Ok((w, h)),
        _ => Err("a size is columns by rows, each from 1 to 1000, e.g. 100x30".into()),
    }
}
