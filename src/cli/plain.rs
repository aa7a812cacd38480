//! The workbench as lines of text, for screen readers, braille displays and pipes. Knows no terminal.
//!
//! Each input line gets one answer, and nothing is redrawn. Input is a number of the last list, a command, or a query.
//! Long lists are given by the page. Answers end with a hint of what can be typed next.

use std::io::{self, BufRead as _, Write as _};
use std::sync::Arc;

use super::filters;
use super::find::nothing;
use crate::app::entries;
use crate::export::{text, text_name};
use crate::load::Loaded;
use crate::model::{Corpus, DataSet, Entry, Member, Subject};
use crate::present::{quotation, words};
use crate::sanitize;
use crate::search::filter_result::filter_entries;
use crate::search::texts;
use crate::search::workspace::{WorkspaceIndex, search};
use crate::search::{Query, Target};

/// Maximum number of items listed at once; a screen reader would read more for minutes.
const PAGE: usize = 20;
/// Maximum number of hits that can be paged through.
const MOST_HITS: usize = 1000;

/// Answers input until it ends or `quit` is typed; `filter` is on from the beginning, unless it is empty. With `memory`, a word `@name` of a filter is the filter saved under that
/// name.
pub(super) fn run(loaded: &Loaded, width: usize, filter: &str, memory: bool) -> io::Result<()> {
    let prepared = WorkspaceIndex::new(&loaded.workspace, None);
    let list = Listed { targets: Vec::new(), certain: 0, all: 0, read: 0 };
    let mut session =
        Plain { loaded, corpus: loaded.corpus(), prepared, list, filter: None, chosen: None, width, memory };
    say(&session.welcome())?;
    if !filter.is_empty() {
        say(&session.filter_by(filter))?;
    }
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
    list: Listed,
    filter: Option<Filter>,
    chosen: Option<Subject>,
    width: usize,
    memory: bool,
}

/// The last list.
struct Listed {
    targets: Vec<Target>,
    /// The number of targets, all of them first, that match certainly.
    certain: usize,
    /// The number of all that match; more than the targets if not all can be paged through.
    all: usize,
    /// The number of targets read out so far.
    read: usize,
}

/// The filter of the list of entries.
struct Filter {
    /// As it was typed.
    typed: String,
    shown: Arc<[u32]>,
    possible: Arc<[u32]>,
}

impl Plain<'_> {
    fn welcome(&self) -> String {
        let corpus = self.corpus;
        let mut sets = String::new();
        for set in &self.loaded.workspace.sets {
            sets.push_str(&format!(" {}: {}.", sanitize::line(&set.about.title), words::count(set.len(), "record")));
        }
        // Without articles there are only data sets.
        let mut articles = String::new();
        if corpus.articles().len() > 0 || sets.is_empty() {
            articles = format!(
                " {}. {}, {}, {}.",
                sanitize::line(corpus.title()),
                words::count(corpus.incidents().len(), "incident"),
                words::count(corpus.articles().len(), "article"),
                words::count(corpus.origin_count(), "origin"),
            );
        }
        format!(
            "parallax:{articles}{sets}\nType a name or place to search for it, \"list\" for all entries, \"help\", or \"quit\".",
        )
    }

    /// The answer to an input line; `None` ends the session.
    fn answer(&mut self, typed: &str) -> Option<String> {
        let (word, rest) = typed.split_once(' ').map_or((typed, ""), |(word, rest)| (word, rest.trim()));
        Some(match (word, rest) {
            ("quit" | "q" | "exit", "") => return None,
            ("" | "help" | "?", "") => HELP.to_owned(),
            ("list", "") => self.entries(),
            ("articles", "") => self.all(self.corpus.articles().map(|(id, _)| Target::Article(id)).collect()),
            ("quotes" | "quotations", "") => self.all(self.corpus.quotes().map(|(id, _)| Target::Quote(id)).collect()),
            ("names", "") => self.all(self.corpus.names().map(|(id, _)| Target::Name(id)).collect()),
            ("more" | "m", "") => self.page(),
            ("filter", _) => self.filter_by(rest),
            ("find", _) if !rest.is_empty() => self.find(rest),
            ("ledger" | "l", "") => self.of_chosen(text::ledger),
            ("compare" | "c", "") => self.of_chosen(text::compare),
            ("why" | "w", "") => self.of_chosen(text::ledger_with_why),
            ("show" | "s", "") => self.of_chosen(text::subject),
            _ => match typed.parse::<usize>() {
                Ok(number) => match number.checked_sub(1).and_then(|at| self.list.targets.get(at)).copied() {
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

    /// The query that was typed, or what is wrong with it.
    fn query(&self, typed: &str) -> Result<Query, String> {
        let mut query = Query::parse_in(typed, self.corpus);
        if let Some(problem) = query.problems.first() {
            return Err(sanitize::line(&problem.said(typed)).into_owned());
        }
        let texts = self.loaded.texts();
        match texts::resolve(&mut query, &self.loaded.workspace, &texts, |_| true, &|| false) {
            Ok(_) => Ok(query),
            Err(error) => Err(format!("The texts of records cannot be read: {error}")),
        }
    }

    fn find(&mut self, typed: &str) -> String {
        let query = match self.query(typed) {
            Ok(query) => query,
            Err(wrong) => return wrong,
        };
        let answer = search(&self.loaded.workspace, &self.prepared, &query, MOST_HITS, &|| false).unwrap_or_default();
        match answer.hits.as_slice() {
            [] => format!("{}.", sanitize::line(&nothing(typed, &answer).replacen("nothing", "Nothing", 1))),
            [only] if only.is_certain() => self.open(only.target),
            hits => {
                let targets = hits.iter().map(|h| h.target).collect();
                self.start(Listed { targets, certain: answer.certain(), all: answer.all, read: 0 })
            }
        }
    }

    /// Filters the list of entries, or says which filter is on; `off` takes it out.
    fn filter_by(&mut self, typed: &str) -> String {
        if typed.is_empty() {
            return match &self.filter {
                Some(filter) => {
                    format!("The filter is “{}”. Type \"filter off\" to take it out.", sanitize::line(&filter.typed))
                }
                None => "No filter is on. Type \"filter\" and a query, such as filter killed:>50.".to_owned(),
            };
        }
        if typed == "off" {
            self.filter = None;
            return self.entries();
        }
        let read = filters::expanded(typed, self.memory).and_then(|filter| self.query(&filter));
        let query = match read {
            Ok(query) => query,
            Err(wrong) => return sanitize::lines(&wrong),
        };
        let workspace = &self.loaded.workspace;
        let all = entries::order(workspace);
        let result = filter_entries(workspace, &self.prepared, &all, &query, false, &|| false).unwrap_or_default();
        if result.shown.is_empty() && result.possible.is_empty() {
            return format!("Nothing matches “{}”; the filter is as before.", sanitize::line(typed));
        }
        self.filter = Some(Filter { typed: typed.to_owned(), shown: result.shown, possible: result.possible });
        self.entries()
    }

    /// Lists the entries that the filter lets through, in the timeline's order.
    fn entries(&mut self) -> String {
        let workspace = &self.loaded.workspace;
        let target = |&number: &u32| match workspace.entry(number) {
            Entry::Incident(id) => Target::Incident(id),
            Entry::Record(id) => Target::Record(id),
        };
        let (targets, certain): (Vec<Target>, usize) = match &self.filter {
            Some(filter) => (filter.shown.iter().chain(&*filter.possible).map(target).collect(), filter.shown.len()),
            None => {
                let all = entries::order(workspace);
                (all.iter().map(target).collect(), all.len())
            }
        };
        let all = targets.len();
        let under = self.filter.as_ref().map_or_else(String::new, |filter| {
            let hidden = workspace.len().saturating_sub(all);
            format!(
                "Filter “{}”: {certain} certain, {} possible, {hidden} not shown.\n",
                sanitize::line(&filter.typed),
                all - certain
            )
        });
        format!("{under}{}", self.start(Listed { targets, certain, all, read: 0 }))
    }

    /// Lists all of a kind.
    fn all(&mut self, targets: Vec<Target>) -> String {
        let all = targets.len();
        self.start(Listed { targets, certain: all, all, read: 0 })
    }

    /// Takes a new list and gives its first page.
    fn start(&mut self, list: Listed) -> String {
        self.list = list;
        if self.list.targets.is_empty() { "There is none here.".to_owned() } else { self.page() }
    }

    /// The next page of the list.
    fn page(&mut self) -> String {
        let Listed { targets, certain, all, read } = &self.list;
        let (certain, all, from) = (*certain, *all, *read);
        let until = targets.len().min(from + PAGE);
        if from >= until {
            return "There is no more; \"list\" begins again.".to_owned();
        }
        let mut out = String::new();
        for (i, target) in targets.iter().enumerate().take(until).skip(from) {
            if i == certain {
                out.push_str(&format!("possibly: {}\n", all - certain));
            }
            out.push_str(&format!("{}. {}\n", i + 1, sanitize::line(&self.label(*target))));
        }
        if until < targets.len() {
            let shown = format!("{} to {until} of {all}", from + 1);
            out.push_str(&format!("{shown}. Type a number to open one, \"more\" for the next."));
        } else if all > targets.len() {
            out.push_str(&format!(
                "{} more are not listed; add a word. Type a number to open one.",
                all - targets.len()
            ));
        } else {
            out.push_str("Type a number to open one.");
        }
        self.list.read = until;
        out
    }

    fn label(&self, target: Target) -> String {
        let corpus = self.corpus;
        match target {
            Target::Incident(id) => {
                let record = corpus.incident(id);
                let origins = words::count(corpus.coverage(record).origins, "origin");
                let draft = record.drafted.map_or_else(String::new, |_| format!(", {}", words::DRAFT_INCIDENT));
                format!("{}, {}, {origins}{draft}", corpus.str(record.shown_title), words::date(record.date))
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
                format!("Quote: {}: {}", words::speaker(corpus, record), quotation::gist(corpus, record))
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
                    Target::Record(id) => Some(self.loaded.joined(Entry::Record(id))),
                    Target::Incident(id) => Some(self.loaded.joined(Entry::Incident(id))),
                    _ => None,
                };
                let ledger = self.of_chosen(text::ledger);
                format!(
                    "{ledger}\nType \"compare\" for the passages, \"show\" for everything about it, \"why\" for the reasons."
                )
            }
            Target::Article(id) => text::article(self.corpus, id, self.width),
            Target::Quote(id) => text::quote(self.corpus, id, self.width),
            Target::Name(id) if !self.corpus.name(id).accounts.is_empty() => {
                self.chosen = Some(Subject::of(Member::name(&self.loaded.workspace.corpus, id)));
                let ledger = self.of_chosen(text::ledger);
                format!(
                    "{ledger}\nType \"compare\" for the passages, \"show\" for everything about it, \"why\" for the reasons."
                )
            }
            Target::Name(id) => text_name::name(self.corpus, id, self.width),
            Target::Passage(id) => text::article(self.corpus, self.corpus.passage(id).article, self.width),
        }
    }
}

const HELP: &str = "\
Type part of a name, place or title to search for it, or one of:
list: all entries. articles, quotes, names: all of them. more: the next page of the last list.
a number: open that entry of the last list.
ledger: what every source says about the chosen incident. why: the same, with the reasons of each verdict.
compare: the passages of every source about it. show: everything about it.
filter QUERY: list only entries that match, such as filter at:AF killed:>50. filter off: list all again.
find WORDS: search for words that are commands, such as find list.
help: this text. quit: leave.";
