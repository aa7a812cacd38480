//! The workbench as lines of text, for screen readers, braille displays and pipes. Knows no terminal.
//!
//! Each input line gets one answer, and nothing is redrawn. Input is a number of the last list, a command, or a query.
//! Answers end with a hint of what can be typed next.

use std::io::{self, BufRead as _, Write as _};

use super::find::nothing;
use crate::app::entries;
use crate::export::{text, text_name};
use crate::load::Loaded;
use crate::model::{Corpus, DataSet, Entry, Member, Subject};
use crate::present::words;
use crate::sanitize;
use crate::search::texts;
use crate::search::workspace::{WorkspaceIndex, search};
use crate::search::{Query, Target};

/// Maximum number of hits listed at once; a screen reader would read more for minutes.
const MOST: usize = 20;

/// Answers input until it ends or `quit` is typed.
pub(super) fn run(loaded: &Loaded, width: usize) -> io::Result<()> {
    let prepared = WorkspaceIndex::new(&loaded.workspace, None);
    let mut session = Plain { loaded, corpus: loaded.corpus(), prepared, listed: Vec::new(), chosen: None, width };
    say(&session.welcome())?;
    for line in io::stdin().lock().lines() {
        match session.answer(line?.trim()) {
            Some(answer) => say(&answer)?,
            None => return Ok(()),
        }
    }
    Ok(())
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()
}

struct Plain<'c> {
    loaded: &'c Loaded,
    corpus: &'c Corpus,
    prepared: WorkspaceIndex,
    listed: Vec<Target>,
    chosen: Option<Subject>,
    width: usize,
}

impl Plain<'_> {
    fn welcome(&self) -> String {
        let corpus = self.corpus;
        let mut sets = String::new();
        for set in &self.loaded.workspace.sets {
            sets.push_str(&format!(" {}: {}.", sanitize::line(&set.about.title), words::count(set.len(), "record")));
        }
        format!(
            "parallax: {}. {}, {}, {}.{sets}\nType a name or place to search for it, \"list\" for all incidents, \"help\", or \"quit\".",
            sanitize::line(corpus.title()),
            words::count(corpus.incidents().len(), "incident"),
            words::count(corpus.articles().len(), "article"),
            words::count(corpus.origin_count(), "origin"),
        )
    }

    /// The answer to an input line; `None` ends the session.
    fn answer(&mut self, typed: &str) -> Option<String> {
        Some(match typed {
            "quit" | "q" => return None,
            "" | "help" | "?" => HELP.to_owned(),
            "list" => {
                // In the timeline's order.
                let order = entries::order(&self.loaded.workspace);
                let all = order.iter().map(|&n| match self.loaded.workspace.entry(n) {
                    Entry::Incident(id) => Target::Incident(id),
                    Entry::Record(id) => Target::Record(id),
                });
                // Data sets are too long to be listed whole.
                let most = if self.loaded.workspace.sets.is_empty() { usize::MAX } else { MOST };
                let all = all.take(most.saturating_add(1)).collect();
                self.list(all, most)
            }
            "articles" => {
                let all = self.corpus.articles().map(|(id, _)| Target::Article(id)).collect();
                self.list(all, usize::MAX)
            }
            "compare" | "c" => self.of_chosen(text::compare),
            "show" | "s" => self.of_chosen(text::subject),
            _ => match typed.parse::<usize>() {
                Ok(number) => match number.checked_sub(1).and_then(|at| self.listed.get(at)).copied() {
                    Some(target) => self.open(target),
                    None => format!("There is no number {number} in the last list."),
                },
                Err(_) => self.find(typed),
            },
        })
    }

    /// The text of the chosen incident, record or name, written by `text`.
    fn of_chosen(&self, text: impl FnOnce(&Subject, usize) -> String) -> String {
        match &self.chosen {
            Some(subject) => text(subject, self.width),
            None => "No incident is chosen. Search for one first.".to_owned(),
        }
    }

    fn find(&mut self, query: &str) -> String {
        let mut query_read = Query::parse_in(query, self.corpus);
        if let Some(problem) = query_read.problems.first() {
            return format!("{}: {}", sanitize::line(&query[problem.at.clone()]), problem.why);
        }
        let texts = self.loaded.texts();
        if let Err(error) = texts::resolve(&mut query_read, &self.loaded.workspace, &texts, |_| true, &|| false) {
            return format!("The texts of records cannot be read: {error}");
        }
        let answer =
            search(&self.loaded.workspace, &self.prepared, &query_read, MOST + 1, &|| false).unwrap_or_default();
        match answer.hits.as_slice() {
            [] => format!("{}.", sanitize::line(&nothing(query, &answer).replacen("nothing", "Nothing", 1))),
            [only] if only.is_certain() => self.open(only.target),
            _ => {
                let possible = (answer.certain(), answer.possible);
                self.list_from(answer.hits.iter().map(|h| h.target).collect(), MOST, possible)
            }
        }
    }

    fn list(&mut self, targets: Vec<Target>, most: usize) -> String {
        self.list_from(targets, most, (usize::MAX, 0))
    }

    /// Lists targets; those from a position on are possible, and their number is said before them.
    fn list_from(&mut self, targets: Vec<Target>, most: usize, (from, possible): (usize, usize)) -> String {
        let mut out = String::new();
        for (i, target) in targets.iter().take(most).enumerate() {
            if i == from {
                out.push_str(&format!("possibly: {possible}\n"));
            }
            out.push_str(&format!("{}. {}\n", i + 1, sanitize::line(&self.label(*target))));
        }
        if targets.len() > most {
            out.push_str("There are more; add a word to narrow the list.\n");
        }
        out.push_str("Type a number to open one.");
        self.listed = targets;
        out
    }

    fn label(&self, target: Target) -> String {
        let corpus = self.corpus;
        match target {
            Target::Incident(id) => {
                let record = corpus.incident(id);
                let origins = words::count(corpus.coverage(record).origins, "origin");
                format!("{}, {}, {origins}", corpus.str(record.shown_title), words::date(record.date))
            }
            Target::Record(id) => {
                let (set, row) = (self.loaded.workspace.set(id), self.loaded.workspace.row(id));
                format!("{}, {}, {}", set.title(&row), words::date(DataSet::when(&row)), set.about.title)
            }
            Target::Article(id) => {
                let record = corpus.article(id);
                format!("Article: {}, {}", corpus.str(record.title), words::source(corpus, record))
            }
            Target::Quote(id) => {
                let record = corpus.quote(id);
                format!("Quote: {}: {}", words::speaker(corpus, record), corpus.str(record.gist))
            }
            Target::Name(id) => format!("Name: {}", corpus.str(corpus.name(id).name)),
            Target::Passage(id) => {
                let record = corpus.passage(id);
                let article = corpus.str(corpus.article(record.article).id);
                format!("Passage: {article} ¶{}: {}", record.number, corpus.str(record.digest_or_text()))
            }
        }
    }

    fn open(&mut self, target: Target) -> String {
        match target {
            Target::Incident(_) | Target::Record(_) => {
                self.chosen = match target {
                    Target::Record(id) => Some(self.loaded.subject(Entry::Record(id))),
                    Target::Incident(id) => Some(self.loaded.subject(Entry::Incident(id))),
                    _ => None,
                };
                let ledger = self.of_chosen(text::ledger);
                format!("{ledger}\nType \"compare\" for the passages, \"show\" for everything about it.")
            }
            Target::Article(id) => text::article(self.corpus, id, self.width),
            Target::Quote(id) => text::quote(self.corpus, id, self.width),
            Target::Name(id) if !self.corpus.name(id).accounts.is_empty() => {
                self.chosen = Some(Subject::of(Member::name(&self.loaded.workspace.corpus, id)));
                let ledger = self.of_chosen(text::ledger);
                format!("{ledger}\nType \"compare\" for the passages, \"show\" for everything about it.")
            }
            Target::Name(id) => text_name::name(self.corpus, id, self.width),
            Target::Passage(id) => text::article(self.corpus, self.corpus.passage(id).article, self.width),
        }
    }
}

const HELP: &str = "\
Type part of a name, place or title to search for it, or one of:
list: all incidents. articles: all articles.
a number: open that entry of the last list.
compare: the passages of every source about the chosen incident. show: everything about it.
help: this text. quit: leave.";
