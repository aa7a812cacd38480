//! What was meant where a word stands for a path and is none: a command, or another word of the query. It asks only whether files
//! exist.

use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use super::args::{Args, Command, CorpusArgs};
use crate::diagnostic::did_you_mean;
use crate::documents::built_in_name::is_built_in;
use crate::sanitize;

/// What to say of a word that is no path, where it can be told what was meant by it.
pub(super) fn meant(args: &Args) -> Option<String> {
    match &args.command {
        None => command(args.corpus.paths.first()?),
        Some(Command::Find(a)) => words("find", a.query.as_deref()?, &a.corpus),
        Some(Command::Show(a)) => words("show", &a.id, &a.corpus),
        Some(Command::Ledger(a)) => words("ledger", &a.record.id, &a.record.corpus),
        Some(Command::Compare(a)) => words("compare", &a.id, &a.corpus),
        Some(_) => None,
    }
}

/// The word, if it is no path and looks like none.
fn word(path: &Path) -> Option<&str> {
    let is_path = |word: &str| word == "-" || is_built_in(path) || path.exists();
    path.to_str().filter(|word| !is_path(word) && !word.contains(['/', '\\', '.']))
}

/// What to say of a word that resembles a command.
fn command(path: &Path) -> Option<String> {
    let word = word(path)?;
    let program = Args::command();
    let known = program.get_subcommands().filter(|c| !c.is_hide_set()).map(clap::Command::get_name);
    let near = did_you_mean(word, known);
    (!near.is_empty()).then(|| format!("“{word}” is neither a command nor a file or folder; {near}"))
}

/// What to say of words of one query that stand as arguments of their own, so that all but the first are taken for paths.
fn words(command: &str, first: &str, corpus: &CorpusArgs) -> Option<String> {
    let others: Vec<&str> = corpus.paths.iter().map(PathBuf::as_path).map_while(word).collect();
    let next = others.first()?;
    let all = [&[first], others.as_slice()].concat().join(" ");
    // It may be pasted: a shell must not read more in it than one argument, nor this program an option.
    let end = if all.starts_with('-') { "-- " } else { "" };
    let argument = sanitize::shell_argument(&all);
    Some(format!(
        "“{next}” is no file or folder; several words stand in quotation marks: parallax {command} {end}{argument}"
    ))
}
