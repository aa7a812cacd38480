//! The arguments of the commands that show one thing. Knows no corpus; it only asks for the terminal's width.

use std::io::IsTerminal as _;

use super::common::CorpusArgs;
use super::formats::OutputFormat;

#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    /// Id of the incident, article, quote, name or record, e.g. kerman-bombings; name:ID for a name that has an incident's id;
    /// or words that find one, e.g. kerman
    pub id: String,
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// Width of the text in columns. Default: the terminal's width, or 100
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
}

impl RecordArgs {
    /// Columns of the text.
    pub fn width(&self) -> usize {
        let terminal = || {
            let tty = std::io::stdout().is_terminal();
            tty.then(crossterm::terminal::size).and_then(Result::ok).map(|(columns, _)| columns)
        };
        self.width.or_else(terminal).unwrap_or(100).into()
    }
}

#[derive(Debug, clap::Args)]
pub struct LedgerArgs {
    #[command(flatten)]
    pub record: RecordArgs,
    /// Say how each verdict comes about: which claims were held against which, and which rule decided
    #[arg(long)]
    pub why: bool,
}
