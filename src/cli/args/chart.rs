//! The arguments of `chart`. Knows no chart.

use std::path::PathBuf;

use super::common::{CorpusArgs, size};
use super::formats::OutputFormat;
use super::record::RecordArgs;

#[derive(Debug, clap::Args)]
pub struct ChartArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// Only entries that match this filter certainly, e.g. 'at:AF killed:>10'; @NAME is a filter saved in the workbench
    #[arg(long, value_name = "QUERY", default_value = "", conflicts_with = "of")]
    pub filter: String,
    /// The days of this year instead of all years
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1..=9999), conflicts_with = "of")]
    pub year: Option<i32>,
    /// The figures of this incident instead: how low and how high each source goes. An id, or words that find one
    #[arg(long, value_name = "ID")]
    pub of: Option<String>,
    /// Draw the calendar of the workbench instead of lines: of --year, or of the latest year with an entry
    #[arg(long, conflicts_with = "of")]
    pub print: bool,
    /// Write that calendar, or the figures of --of, as a picture (SVG) into this file; - is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "print")]
    pub svg: Option<PathBuf>,
    /// Size of the calendar for --print and --svg, columns by rows. Default: 100x30
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<(u16, u16)>,
    /// Width of the chart of --of in columns. Default: the terminal's width, or 100
    #[arg(long, value_name = "COLUMNS", requires = "of")]
    width: Option<u16>,
}

impl ChartArgs {
    /// The incident whose figures are asked for, if any.
    pub fn record(&self) -> Option<RecordArgs> {
        let id = self.of.clone()?;
        Some(RecordArgs { id, corpus: self.corpus.clone(), format: OutputFormat::Text, width: self.width })
    }
}
