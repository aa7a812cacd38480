//! The arguments of `map`. Knows no map.

use std::path::PathBuf;

use super::common::{CorpusArgs, size};

#[derive(Debug, clap::Args)]
pub struct MapArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// Only entries that match this filter certainly, e.g. 'on:2017 box:33.5,69.9,34.9,71.8'; @NAME is a filter saved in the workbench
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub filter: String,
    /// Draw the map of the workbench instead of lines
    #[arg(long, conflicts_with = "plain")]
    pub print: bool,
    /// Write that map as a picture (SVG) into this file; - is standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["print", "plain"])]
    pub svg: Option<PathBuf>,
    /// Places and counts as lines, which is the default
    #[arg(long)]
    pub plain: bool,
    /// Size of the map for --print and --svg, columns by rows. Default: 100x30
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<(u16, u16)>,
}
