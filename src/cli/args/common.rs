//! The arguments that most commands share: what to read, and the options that stand before or after the command. Knows no
//! command and no files.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::datasets::ColumnMap;
use crate::runtime::Wish;
use crate::ui::bidi::BidiMode;
use crate::ui::theme::Theme;

/// The options that stand before or after the command.
#[derive(Debug, Clone, clap::Args)]
pub struct Everywhere {
    /// Folder with your own copies of the articles (text, Markdown, HTML; any file names)
    #[arg(long, value_name = "DIR", global = true)]
    pub sources: Vec<PathBuf>,
    /// What columns of a table hold, as pairs: killed=n_dead,date=Day; or the names that a known data set has for them: nkill=Killed. Also in a columns.toml beside the file
    #[arg(long, value_name = "PAIRS", global = true)]
    pub columns: Vec<ColumnMap>,
    /// Links between incidents and records of data sets: a file of SSSOM (TSV), or a table of two columns of ids. Confirmed links
    /// show both in one ledger; they change no count
    #[arg(long, value_name = "FILE", global = true)]
    pub links: Option<PathBuf>,
    /// Leave out what no source says: notes of general knowledge, and names that no source prints
    #[arg(long, global = true)]
    pub no_outside: bool,
    /// Do not read or write saved state (marks, queries and views) and what was kept of articles read before
    #[arg(long, global = true)]
    pub no_memory: bool,
    /// Colours for a dark or light background, or none; auto asks the terminal and respects `NO_COLOR`. Default: as the
    /// configuration says, else auto
    #[arg(long, value_enum, global = true)]
    pub theme: Option<ThemeArg>,
    /// Who puts text that is read from right to left into its order on the terminal: parallax (app), the terminal, or nobody
    /// (off). Default: as the configuration says, else auto
    #[arg(long, value_enum, value_name = "WHO", global = true)]
    pub bidi: Option<BidiArg>,
    /// The configuration file. Default: `$PARALLAX_CONFIG`, else `$XDG_CONFIG_HOME/parallax/config.toml`
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Clone, clap::Args)]
pub struct CorpusArgs {
    /// Articles (files, folders and archives of saved pages, texts, mails, feeds, web archives, Word files), corpus folders, and data sets: UCDP GED, ACLED, GTD, PITF, ICEWS, POLECAT, and any table of incidents with --columns (CSV, tab-separated, XLSX, JSON, GeoJSON; .zip, .gz, .bz2, .xz, .zst; - is standard input). Default: the built-in corpus, which the word `built-in` names beside others
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The folders with copies, of `--sources`.
    #[arg(skip)]
    pub sources: Vec<PathBuf>,
    /// What columns hold, of `--columns`.
    #[arg(skip)]
    pub columns: Vec<ColumnMap>,
    /// The file of links, of `--links`.
    #[arg(skip)]
    pub links: Option<PathBuf>,
    /// Whether to leave out what no source says.
    #[arg(skip)]
    pub no_outside: bool,
}

impl CorpusArgs {
    /// Nothing to open.
    pub fn none() -> Self {
        Self { paths: Vec::new(), sources: Vec::new(), columns: Vec::new(), links: None, no_outside: false }
    }

    /// Takes the options that stand before or after the command.
    pub fn everywhere(&mut self, given: &Everywhere) {
        self.sources.clone_from(&given.sources);
        self.columns.clone_from(&given.columns);
        self.links.clone_from(&given.links);
        self.no_outside = given.no_outside;
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum BidiArg {
    /// The terminal if it does so by itself and cannot be told to leave it; else parallax
    Auto,
    /// parallax, and the terminal is told to leave the order alone
    App,
    /// The terminal
    Terminal,
    /// Nobody
    Off,
}

impl BidiArg {
    pub fn mode(self) -> BidiMode {
        match self {
            Self::Auto => BidiMode::Auto,
            Self::App => BidiMode::App,
            Self::Terminal => BidiMode::Terminal,
            Self::Off => BidiMode::Off,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ThemeArg {
    /// As the terminal reports
    Auto,
    /// Dark background
    Dark,
    /// Light background
    Light,
    /// No colour
    Mono,
}

impl ThemeArg {
    pub fn wish(self) -> Wish {
        match self {
            Self::Auto => Wish::Auto,
            Self::Dark => Wish::Fixed(Theme::Dark),
            Self::Light => Wish::Fixed(Theme::Light),
            Self::Mono => Wish::Fixed(Theme::Mono),
        }
    }
}

/// Parses a size such as `100x30`.
pub fn size(text: &str) -> Result<(u16, u16), String> {
    let parse = || {
        let (w, h) = text.split_once(['x', 'X', '×'])?;
        Some((w.trim().parse().ok()?, h.trim().parse().ok()?))
    };
    match parse() {
        Some((w, h)) if (1..=1000).contains(&w) && (1..=1000).contains(&h) => Ok((w, h)),
        _ => Err("a size is columns by rows, each from 1 to 1000, e.g. 100x30".into()),
    }
}
