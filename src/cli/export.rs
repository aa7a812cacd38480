//! `parallax export`: writes all entries, or those that match a filter, in the timeline's order. The fields of each
//! format are defined by `export`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Export, ExportFormat};
use super::output::{self, Outcome, complain, warn, write_out};
use crate::app::entries;
use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::documents::files;
use crate::export::json;
use crate::export::table::csv::Row;
use crate::export::table::{self, Line, MARKDOWN_HEAD, Wholes};
use crate::load::Loaded;
use crate::model::{Entry, RecordId, Subject};
use crate::present::markdown;
use crate::sanitize;
use crate::search::Query;
use crate::search::filter_result::filter_entries;
use crate::search::texts;
use crate::search::workspace::WorkspaceIndex;

/// Exports. Exit status 2 if the filter is wrong or nothing could be written, 1 if no entry matches it or a source could
/// not be read to its end.
pub(super) fn run(args: &Export) -> Outcome {
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    // A path to standard output (`-`, `/dev/stdout`) must not be replaced by a new file.
    let out = args.out.as_deref().filter(|out| out.as_os_str() != "-" && !output::is_standard_output(out));
    if let Some(out) = out
        && is_open(&loaded, args, out)
    {
        complain(&format!("{}: this file is open as a source; choose another name", out.display()))?;
        return Ok(2);
    }
    let mut query = Query::parse_in(&args.filter, loaded.corpus());
    if let Some(problem) = query.problems.first() {
        complain(&format!("{}: {}", &args.filter[problem.at.clone()], problem.why))?;
        return Ok(2);
    }
    texts::resolve(&mut query, &loaded.workspace, &loaded.texts(), |_| true, &|| false)?;
    let Some(chosen) = choose(&loaded, args, &query)? else { return Ok(1) };
    let held_back: Vec<&str> = loaded
        .workspace
        .sets
        .iter()
        .filter(|s| !s.about.shareable && !args.private)
        .map(|s| s.about.title.as_str())
        .collect();
    if !held_back.is_empty() {
        let sets = held_back.join(", ");
        complain(&format!(
            "{sets}: rows may not be passed on, so only ids, citations and parallax's own fields are written. --private writes all fields, for your own use."
        ))?;
    }
    // An incomplete source is exported as far as it was read, with an exit status of 1.
    let mut status = 0;
    for message in &loaded.report.messages {
        if message.severity == Severity::Error && message.code == DiagnosticCode::Unreadable {
            complain(&format!("incomplete: {}", message.message))?;
            status = 1;
        }
    }
    let wholes = Wholes::of(loaded.corpus());
    let lines = chosen.iter().map(|(n, certainty)| {
        let line = line(&loaded, &wholes, loaded.workspace.entry(n), args.private)?;
        Ok(Line { certainty, ..line })
    });
    write_out(out, |out| match args.format {
        ExportFormat::Json => document(&loaded, &chosen, args.private, out),
        ExportFormat::Csv => csv(lines, out),
        ExportFormat::Geojson => geojson(&loaded, lines, out),
        ExportFormat::Md => markdown_table(&loaded, lines, out),
    })
    .map(|()| status)
}

/// The entries to write.
struct Chosen {
    /// All of them, or those that match the filter certainly.
    shown: Arc<[u32]>,
    /// Those that match it only possibly, if they were asked for.
    possible: Arc<[u32]>,
    filtered: bool,
}

impl Chosen {
    /// The numbers of the entries, and how certainly each matches the filter, if there is one.
    fn iter(&self) -> impl Iterator<Item = (u32, Option<&'static str>)> {
        let certain = self.filtered.then_some("certain");
        let shown = self.shown.iter().map(move |&n| (n, certain));
        shown.chain(self.possible.iter().map(|&n| (n, Some("possible"))))
    }
}

/// Filters the entries. A filter with `?` asks for possible ones. `None`, with a message, if there is nothing to write.
fn choose(loaded: &Loaded, args: &Export, query: &Query) -> io::Result<Option<Chosen>> {
    let order = entries::order(&loaded.workspace);
    if query.is_empty() {
        return Ok(Some(Chosen { shown: order, possible: Arc::default(), filtered: false }));
    }
    let prepared = WorkspaceIndex::new(&loaded.workspace, None);
    let result = filter_entries(&loaded.workspace, &prepared, &order, query, false, &|| false).unwrap_or_default();
    let asked = args.possibly || query.filters.iter().any(|filter| filter.possibly && !filter.not);
    let possible = result.possible.len();
    match (result.shown.is_empty(), possible) {
        (true, 0) => complain("no entry matches the filter")?,
        (true, _) if !asked => {
            complain(&format!(
                "no entry matches the filter certainly; --possibly writes those that match possibly: {possible}"
            ))?;
        }
        (false, 1..) if !asked => {
            complain(&format!("left out, since they match only possibly: {possible}; --possibly writes them too"))?;
        }
        _ => {}
    }
    if result.shown.is_empty() && (possible == 0 || !asked) {
        return Ok(None);
    }
    let possible = if asked { result.possible } else { Arc::default() };
    Ok(Some(Chosen { shown: result.shown, possible, filtered: true }))
}

/// Whether a file is one of the sources, which must never be overwritten.
fn is_open(loaded: &Loaded, args: &Export, out: &Path) -> bool {
    let read = loaded.report.files.iter().map(|f| Path::new(f.name.as_str()));
    let given = args.corpus.paths.iter().chain(&args.corpus.sources).map(PathBuf::as_path);
    let mut unused = Report::default();
    let copies: Vec<PathBuf> = args.corpus.sources.iter().flat_map(|s| files::copy_paths(s, &mut unused)).collect();
    read.chain(given).any(|path| is_same(path, out))
        || copies.iter().any(|copy| is_same(copy, out))
        || output::is_standard_input(out)
}

/// Whether two paths lead to the same file.
fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn line(loaded: &Loaded, wholes: &Wholes, entry: Entry, private: bool) -> io::Result<Line> {
    match entry {
        Entry::Incident(_) => Ok(table::incident(&loaded.subject(entry), wholes)),
        Entry::Record(id) => record(loaded, id, private),
    }
}

fn record(loaded: &Loaded, id: RecordId, private: bool) -> io::Result<Line> {
    let set = loaded.workspace.set(id);
    let detail = loaded.detail(id).map_err(|error| io::Error::other(format!("{}: {error}", set.about.file)))?;
    let own = if detail.id.is_empty() { loaded.numbered(id) } else { detail.id.clone() };
    Ok(table::record(set, &loaded.workspace.row(id), &detail, own, private))
}

fn document(loaded: &Loaded, chosen: &Chosen, private: bool, out: &mut dyn Write) -> io::Result<()> {
    // The document lists incidents in order of time, whatever the order of the timeline.
    let mut incidents = BTreeMap::new();
    let mut records = Vec::new();
    for (number, certainty) in chosen.iter() {
        match loaded.workspace.entry(number) {
            Entry::Incident(id) => {
                incidents.insert(id, certainty);
            }
            Entry::Record(id) => records.push(Line { certainty, ..record(loaded, id, private)? }),
        }
    }
    let subjects: Vec<Subject> = incidents.keys().map(|&id| loaded.subject(Entry::Incident(id))).collect();
    let document = json::document(loaded.corpus(), &subjects, records).with_certainty(incidents.into_values());
    out.write_all(output::json(&document)?.as_bytes())
}

/// The citations of all sources.
fn citations(loaded: &Loaded) -> Vec<String> {
    let mut all = Vec::new();
    if loaded.corpus().articles().len() > 0 {
        all.push(format!("{}. {}", loaded.corpus().title(), loaded.corpus().licence()));
    }
    for set in &loaded.workspace.sets {
        all.extend(set.about.citation.iter().map(|c| format!("{}: {c}", set.about.title)));
    }
    all.iter().map(|c| sanitize::line(c).into_owned()).collect()
}

fn csv(lines: impl Iterator<Item = io::Result<Line>>, out: &mut dyn Write) -> io::Result<()> {
    let failed = |error: simd_csv::Error| match error.into_kind() {
        simd_csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    let mut writer = simd_csv::Writer::from_writer(out);
    let mut row = Row::default();
    row.head();
    writer.write_record(row.cells()).map_err(failed)?;
    for line in lines {
        row.fill(&line?);
        writer.write_record(row.cells()).map_err(failed)?;
    }
    writer.flush()
}

fn geojson(loaded: &Loaded, lines: impl Iterator<Item = io::Result<Line>>, out: &mut dyn Write) -> io::Result<()> {
    let cited = output::json_line(&citations(loaded))?;
    writeln!(out, "{{\"type\":\"FeatureCollection\",\"citation\":{},\"features\":[", cited.trim_end())?;
    for (i, line) in lines.enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        out.write_all(output::json_line(&table::feature(&line?))?.as_bytes())?;
    }
    out.write_all(b"]}\n")
}

fn markdown_table(
    loaded: &Loaded,
    lines: impl Iterator<Item = io::Result<Line>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{MARKDOWN_HEAD}")?;
    let mut possible = false;
    for line in lines {
        let line = line?;
        // A table of their own, since the columns are those of a reader.
        if line.certainty == Some("possible") && !std::mem::replace(&mut possible, true) {
            writeln!(out, "\nPossibly\n\n{MARKDOWN_HEAD}")?;
        }
        writeln!(out, "{}", table::markdown(&line))?;
    }
    writeln!(out, "\nSources\n")?;
    for citation in citations(loaded) {
        writeln!(out, "- {}", markdown::escape(&citation))?;
    }
    Ok(())
}
