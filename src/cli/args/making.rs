//! The arguments of the commands that make something of what they read. Knows no files.

use std::path::PathBuf;

use super::common::CorpusArgs;
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

/// The grade of a word.
fn grade(word: &str) -> Result<Grade, String> {
    let all = Grade::ALL.map(Grade::word).join(", ");
    Grade::ALL.into_iter().find(|grade| grade.word() == word).ok_or(format!("a grade is one of: {all}"))
}
