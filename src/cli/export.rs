//! `parallax export`: writes all entries, or those that match a filter, in the timeline's order. The fields of each
//! format are defined by `export`.

mod in_order;
mod lines;
mod progress;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Export, ExportFormat};
use super::filters;
use super::output::{self, Outcome, complain, warn, write_out};
use crate::app::entries;
use crate::app::marks::{Mark, MarkTarget, Marks};
use crate::atomic_file;
use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::documents::files;
use crate::export::json;
use crate::export::table::{self, Line, MARKDOWN_HEAD, Wholes};
use crate::load::Loaded;
use crate::model::{Entry, IncidentId, Subject};
use crate::present::markdown;
use crate::sanitize;
use crate::saved_state::folder::Folder;
use crate::search::Query;
use crate::search::filter_result::filter_entries;
use crate::search::texts;
use crate::search::workspace::WorkspaceIndex;
use lines::{EntryLines, LineFormat};
use progress::ExportProgress;

/// Exports. With `memory`, a word `@name` of the filter is the filter saved under that name. Exit status 2 if the filter is wrong or nothing could be written, 1 if no entry matches it or a source could
/// not be read to its end.
pub(super) fn run(args: &Export, memory: bool) -> Outcome {
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    // A path to standard output (`-`, `/dev/stdout`) must not be replaced by a new file.
    let out = args.out.as_deref().filter(|out| out.as_os_str() != "-" && !output::is_standard_output(out));
    let taken = match out {
        Some(out) => is_open(&loaded, args, &|path| atomic_file::is_same(path, out)) || output::is_standard_input(out),
        None => is_open(&loaded, args, &output::is_written_to),
    };
    if taken {
        let shown = out.map_or("standard output".into(), |out| out.display().to_string());
        complain(&format!("{shown}: this file is open as a source; choose another name"))?;
        return Ok(2);
    }
    let filter = match filters::expanded(&args.filter, memory) {
        Ok(filter) => filter,
        Err(unknown) => {
            complain(&unknown)?;
            return Ok(2);
        }
    };
    let mut query = Query::parse_in(&filter, loaded.corpus());
    if let Some(problem) = query.problems.first() {
        complain(&format!("{}: {}", &filter[problem.at.clone()], problem.why))?;
        return Ok(2);
    }
    texts::resolve(&mut query, &loaded.workspace, &loaded.texts(), |_| true, &|| false)?;
    let marked = match args.marked {
        true if !memory => {
            complain("--no-memory leaves marks out, so --marked has nothing to write")?;
            return Ok(2);
        }
        true => match marked(&loaded)? {
            Some(marked) => Some(marked),
            None => return Ok(1),
        },
        false => None,
    };
    let Some(chosen) = choose(&loaded, args, &query, marked.as_ref())? else { return Ok(1) };
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
            "{sets}: rows may not be passed on, so only ids, citations and parallax's own fields are written. --private writes their contents too, for your own use."
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
    let lines = EntryLines { loaded: &loaded, wholes: Wholes::of(loaded.corpus()), private: args.private };
    let mut progress = ExportProgress::of(chosen.shown.len() + chosen.possible.len());
    write_out(out, |out| {
        let mut writer = ExportWriter { lines: &lines, chosen: &chosen, progress: &mut progress, out };
        match args.format {
            ExportFormat::Json => writer.document(),
            ExportFormat::Csv => writer.csv(),
            ExportFormat::Geojson => writer.geojson(),
            ExportFormat::Md => writer.markdown(),
        }
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
    /// Both lists, and how their entries match the filter, if there is one.
    fn lists(&self) -> [(&[u32], Option<&'static str>); 2] {
        [(&self.shown, self.filtered.then_some("certain")), (&self.possible, Some("possible"))]
    }
}

/// Filters the entries, or only those that are `marked`. A filter with `?` asks for possible ones. `None`, with a message, if
/// there is nothing to write.
fn choose(loaded: &Loaded, args: &Export, query: &Query, marked: Option<&HashSet<u32>>) -> io::Result<Option<Chosen>> {
    let mut order = entries::order(&loaded.workspace);
    if let Some(marked) = marked {
        order = order.iter().copied().filter(|number| marked.contains(number)).collect();
    }
    let entry = if marked.is_some() { "marked entry" } else { "entry" };
    if query.is_empty() {
        return Ok(Some(Chosen { shown: order, possible: Arc::default(), filtered: false }));
    }
    let prepared = WorkspaceIndex::new(&loaded.workspace, None);
    let result = filter_entries(&loaded.workspace, &prepared, &order, query, false, &|| false).unwrap_or_default();
    let asked = args.possibly || query.filters.iter().any(|filter| filter.possibly && !filter.not);
    let possible = result.possible.len();
    match (result.shown.is_empty(), possible) {
        (true, 0) => complain(&format!("no {entry} matches the filter"))?,
        (true, _) if !asked => {
            complain(&format!(
                "no {entry} matches the filter certainly; --possibly writes those that match possibly: {possible}"
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

/// The entries that are marked in the workbench. Says which marks are none of them; `None`, with a message, if no entry is.
fn marked(loaded: &Loaded) -> io::Result<Option<HashSet<u32>>> {
    let Some(folder) = Folder::usual() else {
        complain("there is no home folder, and so no marks")?;
        return Ok(None);
    };
    let found = folder.read();
    if let Some(message) = found.message {
        complain(&message)?;
    }
    let marks = Marks::from_bookmarks(&loaded.workspace, &found.state.marks);
    let number = |mark: &Mark| match mark.target {
        Some(MarkTarget::Entry(entry)) => Some(loaded.workspace.number(entry)),
        _ => None,
    };
    let marked: HashSet<u32> = marks.all().iter().filter_map(number).collect();
    let of_others =
        marks.all().iter().filter(|mark| matches!(mark.target, Some(MarkTarget::Passage(..) | MarkTarget::Name(_))));
    let (others, closed) = (of_others.count(), marks.all().iter().filter(|mark| mark.target.is_none()).count());
    if others > 0 {
        complain(&format!("left out, since they are passages or names: {others} of your marks"))?;
    }
    if closed > 0 {
        complain(&format!("left out, since their sources are not given: {closed} of your marks"))?;
    }
    if marked.is_empty() {
        complain("no entry is marked; the workbench marks them")?;
        return Ok(None);
    }
    Ok(Some(marked))
}

/// Whether one of the sources is a certain file, and so must never be written to.
fn is_open(loaded: &Loaded, args: &Export, is_it: &dyn Fn(&Path) -> bool) -> bool {
    let read = loaded.report.files.iter().map(|f| Path::new(f.name.as_str()));
    let given = args.corpus.paths.iter().chain(&args.corpus.sources).map(PathBuf::as_path);
    let mut unused = Report::default();
    let copies: Vec<PathBuf> = args.corpus.sources.iter().flat_map(|s| files::copy_paths(s, &mut unused)).collect();
    read.chain(given).any(is_it) || copies.iter().any(|copy| is_it(copy))
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

/// Writes the entries in a format.
struct ExportWriter<'w> {
    lines: &'w EntryLines<'w>,
    chosen: &'w Chosen,
    progress: &'w mut ExportProgress,
    out: &'w mut dyn Write,
}

impl ExportWriter<'_> {
    /// Writes all entries one after the other.
    fn all(&mut self, format: &LineFormat<'_>) -> io::Result<()> {
        let mut before = 0;
        for (entries, certainty) in self.chosen.lists() {
            let format = |line: &Line<'_>, position, out: &mut Vec<u8>| format(line, before + position, out);
            self.lines.write(entries, certainty, &format, self.progress, self.out)?;
            before += entries.len();
        }
        Ok(())
    }

    fn csv(&mut self) -> io::Result<()> {
        let mut head = Vec::new();
        table::csv::head(&mut head);
        self.out.write_all(&head)?;
        self.all(&|line, _, out| {
            table::csv::line(line, out);
            Ok(())
        })
    }

    fn geojson(&mut self) -> io::Result<()> {
        let cited = output::json_line(&citations(self.lines.loaded))?;
        writeln!(self.out, "{{\"type\":\"FeatureCollection\",\"citation\":{},\"features\":[", cited.trim_end())?;
        self.all(&|line, position, out| {
            if position > 0 {
                out.push(b',');
            }
            output::add_json(&table::feature(line), out)?;
            out.push(b'\n');
            Ok(())
        })?;
        self.out.write_all(b"]}\n")
    }

    fn markdown(&mut self) -> io::Result<()> {
        for (entries, certainty) in self.chosen.lists() {
            // A table of their own, since the columns are those of a reader.
            match certainty {
                Some("possible") if entries.is_empty() => continue,
                Some("possible") => writeln!(self.out, "\nPossibly\n\n{MARKDOWN_HEAD}")?,
                _ => writeln!(self.out, "{MARKDOWN_HEAD}")?,
            }
            let row = |line: &Line<'_>, _, out: &mut Vec<u8>| writeln!(out, "{}", table::markdown(line));
            self.lines.write(entries, certainty, &row, self.progress, self.out)?;
        }
        writeln!(self.out, "\nSources\n")?;
        for citation in citations(self.lines.loaded) {
            writeln!(self.out, "- {}", markdown::escape(&citation))?;
        }
        Ok(())
    }

    fn document(&mut self) -> io::Result<()> {
        let loaded = self.lines.loaded;
        let (mut incidents, mut records): (Vec<(IncidentId, _)>, [Vec<u32>; 2]) = Default::default();
        for ((entries, certainty), records) in self.chosen.lists().into_iter().zip(&mut records) {
            for &number in entries {
                match loaded.workspace.entry(number) {
                    Entry::Incident(id) => incidents.push((id, certainty)),
                    Entry::Record(_) => records.push(number),
                }
            }
        }
        // The document lists incidents in order of time, whatever the order of the timeline.
        incidents.sort_by_key(|(id, _)| *id);
        let subjects: Vec<Subject> = incidents.iter().map(|&(id, _)| loaded.subject(Entry::Incident(id))).collect();
        let certainty = incidents.iter().map(|(_, certainty)| *certainty);
        let document = output::json(&json::document(loaded.corpus(), &subjects).with_certainty(certainty))?;
        if records.iter().all(Vec::is_empty) {
            return self.out.write_all(document.as_bytes());
        }
        // Records are too many to be held, so they are written into the document, as its last field.
        let [before, each, after] = json::RECORDS;
        let open = document.trim_end().strip_suffix(json::END).unwrap_or(&document);
        write!(self.out, "{open}{before}")?;
        let mut others = 0;
        for ((_, certainty), records) in self.chosen.lists().into_iter().zip(&records) {
            let record = |line: &Line<'_>, position: usize, out: &mut Vec<u8>| {
                if others + position > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(each.as_bytes());
                output::add_json(line, out)
            };
            self.lines.write(records, certainty, &record, self.progress, self.out)?;
            others += records.len();
        }
        writeln!(self.out, "{after}{}", json::END)
    }
}
