//! `parallax link`: which records of several data sets may be one event, as a file of links. Judges nothing itself.

use std::collections::HashMap;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::args::{CorpusArgs, LinkArgs};
use super::output::{self, Outcome, complain, say, warn, write_out};
use super::progress_line::ProgressLine;
use crate::crosswalk::found::entry_of;
use crate::crosswalk::incident_set::{INCIDENTS, WordsOfAll};
use crate::crosswalk::{ActorNames, JoinProgress, LinkIndexes, LinkSuggestion, can_share_events, precision};
use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::links::{self, LinkSources, LinkTable};
use crate::load::Loaded;
use crate::load::linked::ids_of_several;
use crate::model::dataset::RecordRows as _;
use crate::model::{Curie, Link, LinkAnswer, LinkStrength, Links, RecordId};
use crate::present::evidence::{RowContents, reason};
use crate::present::words::count;

/// Writes suggestions. Exit status 2 if nothing could be compared or written, 1 if nothing was found or a source could not be
/// read to its end.
pub(super) fn run(args: &LinkArgs) -> Outcome {
    let out = args.out.as_deref().filter(|out| out.as_os_str() != "-" && !output::is_standard_output(out));
    let corpus = CorpusArgs { links: None, ..args.corpus.clone() };
    let mut opened = corpus.open(None);
    opened.newest_first();
    // Said before the data sets are read, which can take a minute.
    let Some(known) = known(args.corpus.links.as_deref(), out, &mut opened.loaded.report)? else { return Ok(2) };
    let mut loaded = opened.finish();
    warn(&loaded);
    if !known.table.is_empty() {
        let said = loaded.report.messages.len();
        loaded.take_links(&known.table);
        for message in &loaded.report.messages[said..] {
            complain(&message.message)?;
        }
    }
    if !loaded.is_usable() {
        return Ok(2);
    }
    let incidents = loaded.corpus().incidents().len();
    if loaded.workspace.sets.len() + usize::from(incidents > 0) < 2 {
        complain(
            "give two or more sources, e.g. GED.csv ACLED.csv my-articles/; their records and incidents are compared",
        )?;
        return Ok(2);
    }
    say_what_is_left_out(&loaded)?;
    let found = suggestions(&loaded, out.is_some())?;
    let mut sources = LinkSources::of(&loaded.workspace);
    for [versions, written] in sources.several() {
        complain(&format!("{versions} are open; what is suggested {written}"))?;
    }
    let (suggested, nameless) = named(&loaded, &found, &mut sources)?;
    if nameless > 0 {
        complain(&format!(
            "left out, since a record has no id, or another table has it too: {}",
            count(nameless, "link")
        ))?;
    }
    let mut status = u8::from(suggested.is_empty());
    for message in &loaded.report.messages {
        if message.severity == Severity::Error && message.code == DiagnosticCode::Unreadable {
            complain(&format!("incomplete: {}", message.message))?;
            status = 1;
        }
    }
    if suggested.is_empty() {
        complain("no record or incident is like one of another source")?;
        return Ok(status);
    }
    let of = |strength| suggested.iter().filter(|link| link.strength == Some(strength)).count();
    let (likely, possible) = (of(LinkStrength::Likely), of(LinkStrength::Possible));
    let numbers = format!("{likely} likely and {} suggested", count(possible, "possible link"));
    let Some(out) = out else {
        complain(&numbers)?;
        let mut table = known.table;
        table.suggest(suggested, &sources).map_err(|why| io::Error::other(why.to_string()))?;
        if let Some(kept) = kept(&table.links()) {
            complain(&kept)?;
        }
        return write_out(None, |out| out.write_all(&table.bytes())).map(|()| status);
    };
    let (new, links) = links::change(out, |table| {
        if let Some(given) = &known.given {
            table.carry_over(given)?;
        }
        table.suggest(suggested, &sources)
    })?;
    let shown = output::as_argument(out);
    let kept = kept(&links).map_or_else(String::new, |kept| format!("{kept}\n"));
    say(&format!("{numbers}, {new} of them new; written to {shown}\n{kept}")).map(|()| status)
}

/// How many links stay as they were answered.
fn kept(links: &Links) -> Option<String> {
    let answered = links.iter().filter(|link| link.answer != LinkAnswer::Suggested).count();
    (answered > 0).then(|| format!("kept as they were answered: {}", count(answered, "link")))
}

/// What is known of links before records are compared.
struct KnownLinks {
    /// What the file to be written has, and what was given.
    table: LinkTable,
    /// The links that were given, which go into the file that is written.
    given: Option<LinkTable>,
}

/// Reads the links that are given and those of the file to be written. Mistakes in their rows go to `report`. `None` if nothing
/// can be written, which it says.
fn known(given: Option<&Path>, out: Option<&Path>, report: &mut Report) -> io::Result<Option<KnownLinks>> {
    let mut table = LinkTable::new();
    if let Some((out, why)) = out.and_then(|out| Some((out, links::check_is_file(out).err()?))) {
        let way = "give a file, or leave --out away for standard output";
        complain(&format!("{}: {why}; {way}; nothing was written", out.display()))?;
        return Ok(None);
    }
    if let Some(out) = out.filter(|out| out.exists()) {
        table = links::read(out, report)?;
        if let Err(why) = table.suggest([], &LinkSources::default()) {
            complain(&format!("{}: {why}; nothing was written", out.display()))?;
            return Ok(None);
        }
    }
    let Some(path) = given else { return Ok(Some(KnownLinks { table, given: None })) };
    let given = links::read(path, report)?;
    match table.carry_over(&given) {
        Ok(left) if left.is_empty() => {}
        Ok(left) => {
            let (a, b) = &left[0];
            let (answers, are) = (count(left.len(), "answer"), if left.len() == 1 { "is" } else { "are" });
            let out = out.unwrap_or(path).display();
            complain(&format!(
                "{}: {answers} {are} left out, such as that to {a} and {b}: {out} has another one there, or a mistake",
                path.display()
            ))?;
        }
        Err(why) => {
            complain(&format!("{}: {why}; nothing was written", path.display()))?;
            return Ok(None);
        }
    }
    Ok(Some(KnownLinks { table, given: Some(given) }))
}

/// Says which records are compared with none.
fn say_what_is_left_out(loaded: &Loaded) -> io::Result<()> {
    let sets = &loaded.workspace.sets;
    for (n, set) in sets.iter().enumerate() {
        let about = &set.about;
        if set.repeats > 0 {
            complain(&format!(
                "{}: {}; each is linked once, by the first row with its id",
                about.file,
                count(set.repeats, "repeated record")
            ))?;
        }
        let earlier = sets[..n].iter().find(|other| !can_share_events(&other.about, about));
        if let Some(other) = earlier {
            complain(&format!(
                "{} and {}: of one publisher, which has one record of an event; not linked with each other",
                other.about.file, about.file
            ))?;
        }
    }
    Ok(())
}

/// All suggestions between the data sets, and with the incidents of the corpus.
fn suggestions(loaded: &Loaded, to_file: bool) -> io::Result<Vec<LinkSuggestion>> {
    let watched = io::stderr().is_terminal() && (to_file || !io::stdout().is_terminal());
    let rows = loaded.texts();
    let workspace = &loaded.workspace;
    let rows = WordsOfAll { corpus: &workspace.corpus, rows: &rows };
    let names = ActorNames::new(workspace.names.iter().map(|corpus| &**corpus));
    let indexes = LinkIndexes::of((&workspace.sets, &workspace.corpus), &names, &rows, None)?;
    let line = Mutex::new(ProgressLine::of(0, "steps of comparing records", watched));
    let done = |done, all| line.lock().unwrap_or_else(PoisonError::into_inner).at(done, all);
    let progress = JoinProgress { stop: &|| false, done: &done };
    Ok(indexes.suggestions(&rows, &progress)?.unwrap_or_default())
}

/// The suggestions as links between ids, whose versions go to `sources`, and the number of those of which a record has none.
fn named(loaded: &Loaded, found: &[LinkSuggestion], sources: &mut LinkSources) -> io::Result<(Vec<Link>, usize)> {
    let mut names: HashMap<RecordId, Curie> = HashMap::new();
    let workspace = &loaded.workspace;
    for record in found.iter().flat_map(|one| one.records).filter(|record| record.set == INCIDENTS) {
        names.extend(workspace.name_of(entry_of(record)).map(|name| (record, name)));
    }
    for (number, set) in workspace.sets.iter().enumerate() {
        let records = found.iter().flat_map(|one| one.records).filter(|record| usize::from(record.set) == number);
        let mut rows: Vec<u32> = records.map(|record| record.row).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut ids: Vec<(u32, String)> = Vec::new();
        loaded.texts().rows(number, set, &rows, &mut |row, _, detail| ids.push((row, detail.id.clone())))?;
        let all: Vec<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
        let several = ids_of_several(workspace, &loaded.files, number as u16, &all);
        for (row, id) in ids.iter().filter(|(_, id)| !several.contains(id.as_str())) {
            if let Some(name) = Curie::record(&set.about, id) {
                sources.found(&name, &set.about);
                names.insert(RecordId { set: number as u16, row: *row }, name);
            }
        }
    }
    let named = |one: &LinkSuggestion| {
        let [first, second] = one.records.map(|record| names.get(&record).cloned());
        // A file of links is made to be passed on, so that no row speaks in it.
        let why = reason(&one.evidence, RowContents::KeptBack);
        let precision = precision(one.strength, one.records.map(entry_of), &one.evidence);
        Some(Link::suggested((first?, second?), one.relation, one.strength, precision, &why))
    };
    let links: Vec<Link> = found.iter().filter_map(named).collect();
    let nameless = found.len() - links.len();
    Ok((links, nameless))
}
