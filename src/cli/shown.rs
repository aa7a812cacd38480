//! What `show`, `ledger` and `compare` print of what an id names. Finds nothing.

use std::io;

use super::args::{LedgerArgs, OutputFormat, RecordArgs};
use super::output::{AnyJson, Outcome, json as as_json, say};
use crate::export::{json, text, text_name};
use crate::load::Loaded;
use crate::model::{ArticleId, Corpus, NameId, QuoteId, Subject};

/// The item that an id on the command line names.
pub(super) enum Named {
    /// An incident or record.
    Subject(Box<Subject>),
    /// An article.
    Article(ArticleId),
    /// A quotation.
    Quote(QuoteId),
    /// A person, organisation or place.
    Name(NameId, Box<Subject>),
}

/// Prints all that is known of something.
pub(super) fn named(args: &RecordArgs, loaded: &Loaded, named: &Named, width: usize) -> Outcome {
    print(match args.format {
        OutputFormat::Text => Ok(in_words(loaded.corpus(), named, width)),
        OutputFormat::Json => in_json(loaded.corpus(), named),
    })
}

/// Prints a ledger.
pub(super) fn ledger(args: &LedgerArgs, subject: &Subject, width: usize) -> Outcome {
    print(match (args.record.format, args.why) {
        (OutputFormat::Text, false) => Ok(text::ledger(subject, width)),
        (OutputFormat::Text, true) => Ok(text::ledger_with_why(subject, width)),
        (OutputFormat::Json, false) => as_json(&json::ledger(subject)),
        (OutputFormat::Json, true) => as_json(&json::ledger_with_why(subject)),
    })
}

/// Prints a comparison.
pub(super) fn compare(args: &RecordArgs, subject: &Subject, width: usize) -> Outcome {
    print(match args.format {
        OutputFormat::Text => Ok(text::compare(subject, width)),
        OutputFormat::Json => as_json(&json::compare(subject)),
    })
}

fn print(text: io::Result<String>) -> Outcome {
    say(&text?).map(|()| 0)
}

fn in_words(corpus: &Corpus, named: &Named, width: usize) -> String {
    match *named {
        Named::Subject(ref subject) => text::subject(subject, width),
        Named::Article(id) => text::article(corpus, id, width),
        Named::Quote(id) => text::quote(corpus, id, width),
        Named::Name(id, _) => text_name::name(corpus, id, width),
    }
}

fn in_json(corpus: &Corpus, named: &Named) -> io::Result<String> {
    match *named {
        Named::Subject(ref subject) => match json::incident(subject) {
            Some(incident) => as_json(&AnyJson::Incident(Box::new(incident))),
            None => as_json(&None::<()>),
        },
        Named::Article(id) => as_json(&AnyJson::Article(json::article(corpus, id))),
        Named::Quote(id) => as_json(&AnyJson::Quote(json::quote(corpus, id))),
        Named::Name(id, _) => as_json(&AnyJson::Name(Box::new(json::name(corpus, id)))),
    }
}
