//! `parallax find`: prints the hits of a query, one per line, best first; those that satisfy it only possibly after the
//! others, below a line with their number; then those that only a text of a record has. Knows no ranking: the search does
//! it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use super::args::{Find, OutputFormat};
use super::filters;
use super::output::{Outcome, complain, json_line, say, warn};
use crate::export::json::draft::DraftJson;
use crate::export::json::{LinkedJson, LinkedRows, linked};
use crate::load::Loaded;
use crate::model::corpus::Entity;
use crate::model::curie::prefix;
use crate::model::{Curie, DataSet, Entry, When};
use crate::present::{quotation, words};
use crate::sanitize;
use crate::search::texts::{self, TextAnswer};
use crate::search::workspace::{WorkspaceIndex, search};
use crate::search::{Answer, Hit, Query, Target};

/// One hit as JSON. Fields are only ever added, never changed or removed.
#[derive(Debug, Serialize)]
struct HitJson<'c> {
    kind: &'static str,
    id: String,
    title: Cow<'c, str>,
    date: Option<String>,
    why: String,
    score: u32,
    certainty: &'static str,
    /// The text around the match, of hits in texts of records.
    text: Option<String>,
    /// The words of the query that it lacks; left out if it has them all.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    without: &'c [String],
    /// What links say of it; omitted if none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    linked: Option<LinkedJson<'c>>,
    /// The mark of a draft, as in exports.
    #[serde(flatten)]
    draft: Option<DraftJson<'c>>,
}

/// Searches and prints. Exit status 1 if nothing is found, 2 if the query is wrong. Without `memory`, no saved filter is known.
pub(super) fn run(args: &Find, memory: bool) -> Outcome {
    let asked = match filters::expanded(args.query.as_deref().unwrap_or_default(), memory) {
        Ok(asked) => asked,
        Err(unknown) => return complain(&unknown).map(|()| 2),
    };
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let workspace = &loaded.workspace;
    let named = named(&loaded, &asked);
    if named.is_none() && is_of_open(&loaded, &asked) {
        complain(&format!("nothing has the id “{}”", sanitize::line(&asked)))?;
        return Ok(1);
    }
    let asked = named.as_ref().map_or(asked.as_str(), |(_, id)| id.as_str());
    let typed = match &args.kind {
        Some(kind) => format!("{asked} kind:{kind}"),
        None => asked.to_owned(),
    };
    let query = Query::parse_in(&typed, loaded.corpus());
    if let Some(problem) = query.problems.first() {
        complain(&problem.said(&typed))?;
        return Ok(2);
    }
    let index = WorkspaceIndex::new(workspace, None);
    let in_texts = named.is_none() && (!args.no_text || query.filters.iter().any(texts::is_text));
    let (mut answer, texts) = answers(&loaded, &index, query.clone(), args.limit, in_texts)?;
    if let Some((target, _)) = &named {
        if answer.all > answer.hits.len() {
            // It may stand behind what has the same id, or the same words.
            let all = u32::try_from(answer.all).unwrap_or(u32::MAX);
            (answer, _) = answers(&loaded, &index, query.clone(), all, false)?;
        }
        answer.hits.retain(|hit| hit.target == *target);
        (answer.all, answer.possible) = (answer.hits.len(), answer.hits.len() - answer.certain());
    }
    let mut out = String::new();
    let is_text = matches!(args.format, OutputFormat::Text);
    let (listed, certain, certain_texts) = (answer.hits.len(), answer.certain(), texts.certain());
    let mut headings: Vec<(usize, String)> = Vec::new();
    if certain < listed {
        headings.push((certain, format!("possibly: {}", answer.possible)));
    }
    if certain_texts > 0 {
        headings.push((listed, format!("in texts of records: {}", texts.all - texts.possible)));
    }
    if certain_texts < texts.hits.len() {
        headings.push((listed + certain_texts, format!("in texts of records, possibly: {}", texts.possible)));
    }
    if let Some(without) = without(&answer) {
        headings.insert(0, (0, format!("{}: {}", sanitize::line(&without), answer.all)));
    }
    let hits = answer.hits.iter().map(|hit| (hit, None));
    let hits = hits.chain(texts.hits.iter().map(|found| (&found.hit, Some(found.text.as_str()))));
    for (n, (hit, text)) in hits.enumerate() {
        for (_, heading) in headings.iter().filter(|(at, _)| is_text && *at == n) {
            let _ = writeln!(out, "{heading}");
        }
        match args.format {
            OutputFormat::Json => {
                let subject = linked_entry(&loaded, hit.target).map(|entry| loaded.joined(entry));
                let linked = subject.as_ref().and_then(|subject| linked(subject, LinkedRows::Kept));
                out.push_str(&json_line(&HitJson { linked, ..hit_json(&loaded, hit, text, &answer.without) })?);
            }
            OutputFormat::Text => {
                let line = format!("{}{}", line(&loaded, hit), members(&loaded, hit.target));
                let _ = writeln!(out, "{}", sanitize::line(&line));
            }
        }
    }
    if answer.hits.is_empty() && texts.hits.is_empty() {
        complain(&nothing(asked, &answer))?;
        return Ok(1);
    }
    say(&out)?;
    let (listed, all) = (listed + texts.hits.len(), answer.all + texts.all);
    if all > listed && is_text {
        let possible = match answer.possible + texts.possible {
            0 => String::new(),
            possible => format!(", {possible} of them only possibly"),
        };
        complain(&format!("{listed} of {all} hits{possible}; --limit N shows more"))?;
    }
    Ok(0)
}

/// The one thing that a name as in files of links stands for, with its id: its prefix is no field, and what has the same id
/// elsewhere is not named.
fn named(loaded: &Loaded, asked: &str) -> Option<(Target, String)> {
    let id = Curie::parse(asked)?.id().into_owned();
    let record = loaded.record(asked).filter(|record| loaded.record_id(*record).eq_ignore_ascii_case(&id));
    let target = match (record, loaded.corpus().find(asked)) {
        (Some(record), _) => Target::Record(record),
        (_, Some(Entity::Incident(incident))) => Target::Incident(incident),
        _ => return None,
    };
    Some((target, id))
}

/// Whether a text has the form of such a name, and its prefix is that of a data set that is open.
fn is_of_open(loaded: &Loaded, asked: &str) -> bool {
    let sets = &loaded.workspace.sets;
    Curie::parse(asked).is_some_and(|name| sets.iter().any(|set| prefix(&set.about) == name.prefix()))
}

/// The hits of a query, and with `text` what texts of records say besides; together at most `limit`.
pub(super) fn answers(
    loaded: &Loaded,
    index: &WorkspaceIndex,
    mut query: Query,
    limit: u32,
    text: bool,
) -> io::Result<(Answer, TextAnswer)> {
    let (workspace, files, limit) = (&loaded.workspace, loaded.texts(), limit as usize);
    texts::resolve(&mut query, workspace, &files, |filter| filter.not, &|| false)?;
    let answer = search(workspace, index, &query, limit, &|| false).unwrap_or_default();
    let left = limit - answer.hits.len();
    let found =
        if text { texts::search_texts(workspace, index, &query, &files, left, &|| false, &|_| {})? } else { None };
    Ok((answer, found.unwrap_or_default()))
}

pub(super) fn nothing(query: &str, answer: &Answer) -> String {
    let near =
        if answer.near.is_empty() { String::new() } else { format!("; similar names: {}", answer.near.join(", ")) };
    format!("nothing found for “{query}”{near}")
}

/// `without “crash”`, if the hits lack a word.
pub(super) fn without(answer: &Answer) -> Option<String> {
    let quoted: Vec<String> = answer.without.iter().map(|word| format!("“{word}”")).collect();
    (!quoted.is_empty()).then(|| format!("without {}", quoted.join(", ")))
}

fn hit_json<'c>(loaded: &'c Loaded, hit: &Hit, text: Option<&str>, without: &'c [String]) -> HitJson<'c> {
    let (id, title, date) = identity(loaded, hit.target);
    // What stands in the text of a record has all the words.
    let without = if text.is_some() { &[] } else { without };
    let certainty = match (without.is_empty(), hit.is_certain()) {
        (false, _) => "partial",
        (true, true) => "certain",
        (true, false) => "possible",
    };
    let (kind, why, text) = (hit.target.kind().word(), hit.reason(), text.map(str::to_owned));
    let corpus = loaded.corpus();
    let drafted = match hit.target {
        Target::Incident(id) => corpus.incident(id).drafted,
        Target::Quote(id) => corpus.quote(id).drafted,
        _ => None,
    };
    let draft = DraftJson::of(corpus, drafted);
    HitJson { kind, id, title, date, why, score: hit.score, certainty, text, without, linked: None, draft }
}

/// The incident or record that a hit is, if links name it.
fn linked_entry(loaded: &Loaded, target: Target) -> Option<Entry> {
    let entry = match target {
        Target::Incident(id) => Entry::Incident(id),
        Target::Record(id) => Entry::Record(id),
        _ => return None,
    };
    (!loaded.workspace.links_of(entry).is_empty()).then_some(entry)
}

/// What confirmed links show together with a hit: ` · linked: ged:990004, …`.
fn members(loaded: &Loaded, target: Target) -> String {
    let Some(entry) = linked_entry(loaded, target) else { return String::new() };
    let joined: Vec<&str> = loaded.workspace.joined(entry).iter().map(|(seen, _)| seen.other.as_str()).collect();
    if joined.is_empty() { String::new() } else { format!(" · linked: {}", joined.join(", ")) }
}

/// A hit in one line.
pub(super) fn line(loaded: &Loaded, hit: &Hit) -> String {
    let (id, mut title, _) = identity(loaded, hit.target);
    if let Target::Incident(incident) = hit.target {
        let record = loaded.corpus().incident(incident);
        let sign = record.drafted.map_or_else(String::new, |_| format!("{} ", words::DRAFT));
        title = Cow::Owned(sign + loaded.corpus().str(record.shown_title));
    }
    let when = |when| format!("{}, ", words::date(when));
    let date = match hit.target {
        Target::Incident(incident) => when(loaded.corpus().incident(incident).date),
        Target::Record(record) => when(DataSet::when(&loaded.workspace.row(record))),
        _ => String::new(),
    };
    let kind = match hit.target {
        Target::Record(record) => loaded.workspace.set(record).about.tag,
        target => target.kind().word(),
    };
    format!("{kind:<9} {title} ({date}{})  [{id}]", hit.reason())
}

/// Id, title and date of a hit. The id of a passage is its article and number.
pub(super) fn identity(loaded: &Loaded, target: Target) -> (String, Cow<'_, str>, Option<String>) {
    let corpus = loaded.corpus();
    let str = |text| Cow::Borrowed(corpus.str(text));
    match target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            (corpus.str(record.id).to_owned(), str(record.title), record.date.map(When::edtf))
        }
        Target::Record(id) => {
            let (set, row) = (loaded.workspace.set(id), loaded.workspace.row(id));
            (loaded.record_id(id), Cow::Owned(set.title(&row)), DataSet::when(&row).map(When::edtf))
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            (corpus.str(record.id).to_owned(), str(record.title), record.published.map(When::edtf))
        }
        Target::Quote(id) => {
            let record = corpus.quote(id);
            (corpus.str(record.id).to_owned(), Cow::Owned(quotation::gist(corpus, record)), None)
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            (corpus.str(record.id).to_owned(), str(record.name), None)
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let article = corpus.str(corpus.article(record.article).id);
            (format!("{article}:{}", record.number), str(record.digest_or_text()), None)
        }
    }
}
