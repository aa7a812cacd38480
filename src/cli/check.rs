//! `parallax check`: prints all messages, then what was loaded and, with copies attached, the states of all anchors.
//! Knows no rules: the loader finds the mistakes.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::{DiagnosticCode, Position, Severity};
use crate::load::Loaded;
use crate::model::dataset::Location;
use crate::model::{AnchorState, ArticleId, Corpus, DataSet, LinkAnswer};
use crate::present::words::count;
use crate::sanitize;

/// Maximum number of messages of one kind about data sets that are listed one by one.
const MOST: usize = 10;

/// The report as text.
pub(super) fn text(loaded: &Loaded, with_sources: bool) -> String {
    let (report, corpus) = (&loaded.report, loaded.corpus());
    let mut out = String::new();
    // Of thousands of messages of one kind, the first few are listed and the rest counted.
    let mut listed: Vec<(DiagnosticCode, usize)> = Vec::new();
    for message in report.sorted() {
        let at = listed.iter().position(|(code, _)| *code == message.code).unwrap_or_else(|| {
            listed.push((message.code, 0));
            listed.len() - 1
        });
        listed[at].1 += 1;
        // A corpus is written by hand, so all its mistakes are listed.
        if message.place.is_none() || listed[at].1 <= MOST {
            let _ = writeln!(out, "{}\n", report.render(message));
        }
    }
    for (code, n) in listed.into_iter().filter(|(_, n)| *n > MOST) {
        let about = DiagnosticCode::ALL.iter().find(|(c, _)| *c == code).map_or("", |(_, about)| about);
        let placed = report.messages.iter().filter(|m| m.code == code && m.place.is_some()).count();
        if placed > MOST {
            let _ = writeln!(out, "{}: {n} in all, {about}; --format json lists them\n", code.number());
        }
    }
    if with_sources && loaded.is_usable() {
        for (id, article) in corpus.articles() {
            let name = sanitize::line(corpus.str(article.id));
            match corpus.given(article.copy) {
                Some(copy) => {
                    let anchors = Anchors::of(corpus, id);
                    let _ = writeln!(out, "{name}  {}", sanitize::line(copy));
                    let _ = writeln!(out, "  {}", anchors.sentence());
                }
                None => {
                    let _ = writeln!(out, "{name}  no copy attached");
                }
            }
        }
        out.push('\n');
    }
    for set in &loaded.workspace.sets {
        let about = &set.about;
        let _ = writeln!(out, "{}  {}", sanitize::line(&about.title), sanitize::line(&about.file));
        for note in &about.reading {
            let _ = writeln!(out, "  {}", sanitize::line(note));
        }
        let [countries, places] = named(set);
        let (countries, places) = (count(countries, "country"), count(places, "place"));
        let _ = writeln!(out, "  {countries}, {places}, {}", count(set.actors.len(), "actor"));
        let _ = writeln!(out, "  how it counts: {}", about.rule.sentence);
        let _ = writeln!(out, "  licence: {}\n", about.licence);
    }
    if corpus.articles().len() > 0 {
        let articles =
            format!("{}, {}", count(corpus.articles().len(), "article"), count(corpus.origin_count(), "origin"));
        let parts = [
            count(corpus.incidents().len(), "incident"),
            articles,
            count(corpus.passages().len(), "passage"),
            count(corpus.accounts().len(), "account"),
            count(corpus.claims().len(), "claim"),
            count(corpus.quotes().len(), "quote"),
            count(corpus.names().len(), "name"),
        ];
        let _ = writeln!(out, "{}", parts.join(" · "));
    } else if !loaded.is_usable() {
        let _ = writeln!(out, "nothing can be opened");
    }
    if let Some(links) = links(loaded) {
        let _ = writeln!(out, "{links}");
    }
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let verdict = match (errors, warnings) {
        (0, 0) => "no mistakes".to_owned(),
        _ => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    let _ = writeln!(out, "{verdict}");
    out
}

/// How many links were read, by their answers: `12 links: 6 confirmed, 3 rejected, 3 suggested`. `None` without any.
fn links(loaded: &Loaded) -> Option<String> {
    let links = loaded.workspace.linked.links();
    let of = |answer| (answer, links.iter().filter(|link| link.answer == answer).count());
    let answers = [LinkAnswer::Confirmed, LinkAnswer::Rejected, LinkAnswer::Unsure, LinkAnswer::Suggested].map(of);
    let given: Vec<String> =
        answers.iter().filter(|(_, n)| *n > 0).map(|(answer, n)| format!("{n} {}", answer.word())).collect();
    (!links.is_empty()).then(|| format!("{}: {}", count(links.len(), "link"), given.join(", ")))
}

/// Counts of the anchors of one article by state.
#[derive(Debug, Default)]
struct Anchors {
    passages: Tally,
    wordings: Tally,
    quotes: Tally,
}

/// Counts of exact anchors and of all; counts of the others by state.
#[derive(Debug, Default)]
struct Tally {
    exact: usize,
    all: usize,
    others: Vec<(AnchorState, usize)>,
}

impl Tally {
    fn add(&mut self, state: AnchorState) {
        self.all += 1;
        if state == AnchorState::Exact {
            self.exact += 1;
        } else if let Some((_, n)) = self.others.iter_mut().find(|(s, _)| *s == state) {
            *n += 1;
        } else {
            self.others.push((state, 1));
        }
    }

    fn words(&self, what: &str) -> String {
        if self.exact == self.all {
            return format!("{what} {}/{} exact", self.exact, self.all);
        }
        let others: Vec<String> = self.others.iter().map(|(s, n)| format!("{n} {}", s.word())).collect();
        format!("{what} {}/{} exact, {}", self.exact, self.all, others.join(", "))
    }
}

impl Anchors {
    fn of(corpus: &Corpus, article: ArticleId) -> Self {
        let mut anchors = Self::default();
        for (_, passage) in corpus.passages().filter(|(_, p)| p.article == article) {
            anchors.passages.add(passage.state);
        }
        for (_, claim) in corpus.claims().filter(|(_, c)| corpus.article_of(corpus.account(c.account)) == article) {
            anchors.wordings.add(claim.state);
        }
        for relation in corpus.incidents().flat_map(|(_, i)| &i.relations) {
            if corpus.passage(relation.passage).article == article {
                anchors.wordings.add(relation.state);
            }
        }
        for (_, quote) in corpus.quotes().filter(|(_, q)| corpus.passage(q.passage).article == article) {
            quote.pieces.iter().for_each(|piece| anchors.quotes.add(piece.state));
        }
        anchors
    }

    fn sentence(&self) -> String {
        [self.passages.words("passages"), self.wordings.words("wordings"), self.quotes.words("quotes")].join(" · ")
    }
}

/// The report as JSON.
#[derive(Debug, Serialize)]
pub(super) struct CheckJson<'r> {
    errors: usize,
    warnings: usize,
    usable: bool,
    /// How many links were read; left out without any.
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<usize>,
    /// Data sets; left out if none is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sets: Vec<SetJson<'r>>,
    messages: Vec<MessageJson<'r>>,
}

#[derive(Debug, Serialize)]
struct SetJson<'r> {
    title: &'r str,
    file: &'r str,
    records: usize,
    reading: &'r [String],
}

#[derive(Debug, Serialize)]
struct MessageJson<'r> {
    severity: &'static str,
    code: &'static str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'r str,
    help: Option<&'r str>,
}

pub(super) fn json(loaded: &Loaded) -> CheckJson<'_> {
    let report = &loaded.report;
    let message = |m: &&'_ crate::diagnostic::Diagnostic| {
        let position = report.place(m);
        let part = |of: fn(&Position) -> usize| position.as_ref().map(of);
        (part(|p| p.line), part(|p| p.column), position.as_ref().map(|p| p.file.clone()))
    };
    CheckJson {
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        usable: loaded.is_usable(),
        links: Some(loaded.workspace.linked.links().len()).filter(|links| *links > 0),
        sets: loaded
            .workspace
            .sets
            .iter()
            .map(|set| SetJson {
                title: &set.about.title,
                file: &set.about.file,
                records: set.len(),
                reading: &set.about.reading,
            })
            .collect(),
        messages: report
            .sorted()
            .into_iter()
            .map(|m| {
                let (line, column, file) = message(&m);
                MessageJson {
                    severity: if m.severity == Severity::Error { "error" } else { "warning" },
                    code: m.code.number(),
                    file,
                    line,
                    column,
                    message: &m.message,
                    help: m.help.as_deref(),
                }
            })
            .collect(),
    }
}
/// The countries that a data set names, and the places in them, whatever their positions.
fn named(set: &DataSet) -> [usize; 2] {
    let countries: HashSet<&str> = set.countries.iter().map(|country| &*country.name).collect();
    let places = set.locations.iter().filter(|place| !place.name.is_empty());
    // A country is one by its name, with a code in some rows or without.
    let country = |place: &Location| &*set.countries.get(place.country as usize).name;
    let places: HashSet<(&str, &[Box<str>], &str)> =
        places.map(|place| (&*place.name, &*place.within, country(place))).collect();
    [countries.iter().filter(|name| !name.is_empty()).count(), places.len()]
}
