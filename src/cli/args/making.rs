//! The arguments of the commands that make something of what they read. Knows no files.

use std::path::PathBuf;

use super::common::CorpusArgs;
use crate::documents::built_in_name::is_built_in;
use crate::model::Grade;

#[derive(Debug, clap::Args)]
pub struct Draft {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// The folder to write, new or empty
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Also write the words of the articles, for your own use: they belong to their publishers
    #[arg(long)]
    pub with_text: bool,
    /// Leave out what was rejected in this corpus folder, and remember it in the new one
    #[arg(long, value_name = "DIR")]
    pub like: Vec<PathBuf>,
    /// Write drafts of this grade or a better one as confirmed: plain, likely, guess
    #[arg(long, value_name = "GRADE", value_parser = grade)]
    pub accept: Option<Grade>,
}

#[derive(Debug, clap::Args)]
pub struct LinkArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// File of links to write (SSSOM, .tsv). One that is there keeps what people answered. Default: standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct PackArgs {
    /// What to pack: ids of incidents and records, or words that find one. A word that is a file or folder is opened instead;
    /// given twice, it is an id too.
    #[arg(skip)]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// The folder to write, new or empty
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// Pack the entries that match this filter certainly, e.g. 'at:AF killed:>10'; @NAME is a filter saved in the workbench
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub filter: String,
    /// Pack the entries that you have marked in the workbench (m); with --filter, those of them that match it
    #[arg(long)]
    pub marked: bool,
    /// Also pack entries that match the filter only possibly, after the others
    #[arg(long)]
    pub possibly: bool,
    /// Also pack the copies of the articles, for your own use: they belong to their publishers
    #[arg(long)]
    pub with_texts: bool,
    /// For your own use: pack the rows of data sets that may not be passed on too
    #[arg(long)]
    pub private: bool,
    /// The day of packing, to be noted, e.g. 2026-11-29. Without it none is, so that the same input gives the same bytes
    #[arg(long, value_name = "DAY")]
    pub date: Option<chrono::NaiveDate>,
}

impl PackArgs {
    /// Takes the words that are no files or folders for ids, and of a word that stands twice the second.
    pub fn split(&mut self) {
        let is_path = |path: &PathBuf| path.as_os_str() == "-" || is_built_in(path) || path.exists();
        for word in std::mem::take(&mut self.corpus.paths) {
            if is_path(&word) && !self.corpus.paths.contains(&word) {
                self.corpus.paths.push(word);
            } else {
                self.ids.push(word.to_string_lossy().into_owned());
            }
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The folder that `pack` wrote
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What --sources gives; there is nothing else to open.
    #[arg(skip = CorpusArgs::none())]
    pub corpus: CorpusArgs,
}

/// The grade of a word.
fn grade(word: &str) -> Result<Grade, String> {
    let all = Grade::ALL.map(Grade::word).join(", ");
    Grade::ALL.into_iter().find(|grade| grade.word() == word).ok_or(format!("a grade is one of: {all}"))
}
