//! Invariants that hold for any input, for the property tests of `fuzzed.rs` and the targets of `fuzz/`. Every function
//! takes untrusted input and panics if an invariant is broken.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use parallax::align::copy;
use parallax::app::{Msg, entries};
use parallax::datasets;
use parallax::documents::file_name::is_file_name;
use parallax::documents::write::{self, WriteOptions, WrittenFile};
use parallax::export::{json, table, text, text_name};
use parallax::keymap::chord;
use parallax::load::{Loaded, Request, load, memory};
use parallax::model::dataset::{Record, RecordDetail};
use parallax::model::time::Certainty;
use parallax::model::{AnchorState, Corpus, DataSet, Entry, Member, RecordId, Subject, When};
use parallax::sanitize;
use parallax::search::filter_result::filter_entries;
use parallax::search::highlight::highlight;
use parallax::search::query::{Query, pieces};
use parallax::search::workspace::{WorkspaceIndex, search};
use parallax::session::Session;
use parallax::ui::text as lay;
use parallax::ui::theme::Theme;
use ratatui::style::{Modifier, Style};

/// Before the name of each part of an input that stands for several files.
const PART: &[u8] = b"%%% ";

/// Longer inputs only take longer.
const LONGEST: usize = 1 << 16;

/// Asserts that text is safe to show: sanitizing changes nothing but line breaks.
fn assert_safe(shown: &str, what: &str) {
    for line in shown.split('\n') {
        assert!(sanitize::is_safe(line) && !line.chars().any(char::is_control), "{what}: {line:?}");
    }
}

/// The letters of a text, without the spaces that wrapping moves.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Sanitized text is safe, does not change again and keeps line breaks; text laid out fits the width and is complete.
pub fn layout(text: &str) {
    let shown = sanitize::line(text);
    assert!(!shown.contains('\n'));
    assert_safe(&shown, "sanitize");
    assert_eq!(sanitize::line(&shown), shown, "the sanitize twice");
    assert_eq!(sanitize::lines(text).matches('\n').count(), text.matches('\n').count());
    assert_safe(&sanitize::lines(text), "sanitize");
    let style = Style::new();
    let marked_style = Style::new().add_modifier(Modifier::BOLD);
    // Words of the text itself are what is marked; of plain letters, since a mark belongs to the letter before it.
    let words: Vec<(String, Style)> = shown
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| w.len() > 1)
        .take(3)
        .map(|w| (w.to_owned(), marked_style))
        .collect();
    for columns in [1, 2, 3, 7, 20, 61] {
        let lines = lay::wrap(text, columns);
        assert!(!lines.is_empty());
        assert!(lines.iter().all(|l| lay::width(l) <= columns), "{columns}: {lines:?}");
        // No glyph is wider than this.
        if columns >= 20 {
            assert_eq!(letters(&lines.concat()), letters(&shown), "{columns}: {lines:?}");
        }
        let cut = lay::cut(text, columns);
        assert!(lay::width(&cut) <= columns, "{columns}: {cut:?}");
        assert!(cut == *shown || cut.strip_suffix('…').is_some_and(|begun| shown.starts_with(begun)));
        assert_eq!(lay::width(&lay::fill(text, columns)), columns);
        assert_eq!(lay::width(&lay::fill_left(text, columns)), columns);
        let paragraph = lay::paragraph("¶1 ", style, text, style, columns);
        let highlighted = lay::highlighted("¶1 ", style, text, style, &words, columns);
        let said = |lines: &[ratatui::text::Line<'_>]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(said(&paragraph), said(&highlighted), "marks change no text");
        assert!(said(&paragraph).iter().all(|l| lay::width(l) <= columns), "{columns}: {:?}", said(&paragraph));
        if columns < 20 {
            continue;
        }
        // Every letter that stands in one of the words is marked, and no other. A mark upon the last one goes with it,
        // but for where a word that is longer than the line was broken between them.
        let mut inside = vec![false; shown.len()];
        for (word, _) in &words {
            for (at, _) in shown.match_indices(word.as_str()) {
                inside[at..at + word.len()].fill(true);
            }
        }
        let wanted: String = shown.char_indices().filter(|(at, _)| inside[*at]).map(|(_, c)| c).collect();
        // The style carries the direction of the text too.
        let is_marked = |s: &&ratatui::text::Span<'_>| s.style.add_modifier.contains(marked_style.add_modifier);
        let spans = highlighted.iter().flat_map(|l| &l.spans).filter(is_marked);
        let found: String = spans.flat_map(|s| s.content.chars()).filter(char::is_ascii_alphanumeric).collect();
        assert_eq!(found, wanted, "{columns}: {words:?}");
    }
}

/// A date begins before it ends, lies in itself, and what is written of it means the same days.
pub fn date(text: &str) {
    let when = match When::parse(text) {
        Ok(when) => when,
        Err(bad) => {
            assert!(!bad.reason.is_empty() && text.is_char_boundary(bad.offset), "{bad:?}");
            return;
        }
    };
    assert!(when.earliest() <= when.latest());
    assert_eq!(when.is_day(), when.earliest() == when.latest());
    assert_eq!(when.within(when), Certainty::Certainly);
    assert!(!when.display().is_empty());
    assert_safe(&when.display(), "date");
    let again = When::parse(&when.edtf()).unwrap_or_else(|e| panic!("{} of {text:?}: {e:?}", when.edtf()));
    assert_eq!((again.earliest(), again.latest()), (when.earliest(), when.latest()), "{}", when.edtf());
    assert_eq!(again.edtf(), when.edtf());
    let bounds = (again.is_open_start(), again.is_open_end(), again.is_approximate() || again.is_uncertain());
    let doubtful = when.is_approximate() || when.is_uncertain();
    let all_open = when.is_open_start() && when.is_open_end();
    assert_eq!(bounds, (when.is_open_start(), when.is_open_end(), doubtful && !all_open), "{}", when.edtf());
    let _ = (when.year(), when.grain());
}

/// A small corpus and a data set with their index, built once.
fn workspace() -> &'static (Loaded, WorkspaceIndex) {
    static LOADED: std::sync::OnceLock<(Loaded, WorkspaceIndex)> = std::sync::OnceLock::new();
    LOADED.get_or_init(|| {
        let inner = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        // The targets' folder is one further in.
        let fixtures = ["tests/fixtures", "../tests/fixtures"].map(inner).into_iter().find(|p| p.is_dir());
        let fixtures = fixtures.expect("the fixtures are at hand");
        let paths = ["tiny", "sets/ged-251.csv", "sets/hostile.csv"].map(|p| fixtures.join(p)).to_vec();
        let loaded = load(&Request { paths, sources: Vec::new() });
        let prepared = WorkspaceIndex::new(&loaded.workspace, None);
        (loaded, prepared)
    })
}

/// A configuration is read whatever it says: no two actions of a context have one key, Ctrl-C quits in every context, and
/// messages lie in the text and are safe to print.
pub fn config(text: &str) {
    let (config, report) = parallax::config::read(text, "config.toml".to_owned());
    for binding in config.keymap.bindings() {
        assert!(config.keymap.clash(binding.context, binding.action).is_none(), "{binding:?}");
    }
    let quits = parallax::keymap::Chord::ctrl('c');
    for context in parallax::keymap::Context::ALL {
        let meaning = config.keymap.meaning(context, &[quits]);
        assert_eq!(meaning, parallax::keymap::KeyMeaning::Action(parallax::keymap::Action::Quit), "{context:?}");
    }
    for message in report.sorted() {
        let shown = report.render(message);
        assert_safe(&shown, "a message");
        assert!(report.place(message).is_some_and(|place| place.line >= 1 && place.column >= 1));
    }
}

/// A query's parts and problems lie in it, its parts put together again mean the same, and it is answered: with hits
/// that exist and marks that lie in their texts, and as a filter in the timeline's order.
pub fn query(typed: &str) {
    let parts = pieces(typed);
    assert!(parts.windows(2).all(|two| two[0].end <= two[1].start));
    assert!(parts.iter().all(|range| !typed[range.clone()].trim().is_empty()));
    let query = Query::parse(typed);
    assert!(query.problems.iter().all(|p| typed.get(p.at.clone()).is_some() && !p.why.is_empty()));
    // Only so much is read of a long one.
    if typed.chars().count() <= 4096 {
        let joined = parts.iter().map(|r| &typed[r.clone()]).collect::<Vec<_>>().join(" ");
        let again = Query::parse(&joined);
        assert_eq!((&again.terms, &again.filters), (&query.terms, &query.filters), "{joined:?}");
        assert_eq!(again.problems.len(), query.problems.len(), "{joined:?}");
    }
    let (loaded, prepared) = workspace();
    let answer = search(&loaded.workspace, prepared, &query, 50, &|| false).expect("nothing cancels it");
    assert!(answer.all >= answer.hits.len() && answer.hits.len() <= 50);
    for hit in &answer.hits {
        assert!(hit.score <= 1000 && !hit.reason().is_empty());
        if let parallax::search::Target::Record(record) = hit.target {
            assert!((record.row as usize) < loaded.workspace.set(record).len());
        }
        for text in [typed, "Kes̆ ﬁnal Straße “İstanbul”", "dépôt blast at the old depot"] {
            let marks = highlight(text, &hit.words);
            assert!(marks.windows(2).all(|two| two[0].end <= two[1].start), "{marks:?}");
            assert!(marks.iter().all(|mark| text.get(mark.clone()).is_some()), "{marks:?}");
        }
    }
    let order = entries::order(&loaded.workspace);
    let filtered =
        filter_entries(&loaded.workspace, prepared, &order, &query, true, &|| false).expect("nothing cancels it");
    let mut rest = order.iter();
    assert!(filtered.shown.iter().all(|n| rest.any(|o| o == n)), "out of order, or twice");
}

/// The parts of an input that stands for several files: each after a line `%%% name`.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes[..bytes.len().min(LONGEST)].split_inclusive(|b| *b == b'\n') {
        match line.strip_prefix(PART) {
            Some(name) => found.push((String::from_utf8_lossy(name.trim_ascii()).into_owned(), Vec::new())),
            None => match found.last_mut() {
                Some((_, text)) => text.extend_from_slice(line),
                None => found.push((String::from("corpus.toml"), line.to_vec())),
            },
        }
    }
    found
}

/// A corpus loads whatever its files hold, and everything sound in it can be shown; files under `copies/` are attached.
pub fn corpus(bytes: &[u8]) {
    let (copies, texts): (Vec<_>, Vec<_>) = parts(bytes).into_iter().partition(|(name, _)| name.starts_with("copies/"));
    let loaded = memory(texts, &copies);
    if copies.is_empty() && keeps_its_ids(&loaded) {
        comes_back(&loaded);
    }
    sound(loaded, bytes);
}

/// Writing a corpus and opening the files gives the same corpus, and writing that gives the same files.
pub fn comes_back(loaded: &Loaded) {
    let files = written(loaded.corpus());
    let again = reopened(&files);
    let (before, after) = (everything(loaded), everything(&again));
    assert!(before == after, "{}", difference(&before, &after));
    let twice = written(again.corpus());
    for (first, second) in files.iter().zip(&twice) {
        assert!(first == second, "{}\n{}", first.path, difference(&first.text, &second.text));
    }
    assert_eq!(files.len(), twice.len());
}

/// The files of a corpus, with its texts.
pub fn written(corpus: &Corpus) -> Vec<WrittenFile> {
    let options = WriteOptions { with_text: true, ..WriteOptions::default() };
    write::files(corpus, options).unwrap_or_else(|why| panic!("{why}")).files
}

/// What opening these files gives.
pub fn reopened(files: &[WrittenFile]) -> Loaded {
    memory(files.iter().map(|file| (file.path.clone(), file.text.clone().into_bytes())).collect(), &[])
}

/// All that a corpus holds, in JSON: the export, and every ledger with its reasons.
pub fn everything(loaded: &Loaded) -> String {
    let corpus = loaded.corpus();
    let subjects: Vec<Subject> = corpus.incidents().map(|(id, _)| loaded.subject(Entry::Incident(id))).collect();
    let names = corpus.names_with_claims().map(|id| Subject::of(Member::name(&loaded.workspace.corpus, id)));
    let names: Vec<Subject> = names.collect();
    let ledgers: Vec<_> = subjects.iter().chain(&names).map(json::ledger_with_why).collect();
    let around: Vec<Vec<_>> = corpus
        .articles()
        .map(|(_, a)| a.paragraphs.iter().map(|p| (corpus.str(p.text), p.before, p.number)).collect())
        .collect();
    let annotations = corpus.annotations().map(|(id, annotation)| {
        let place = &annotation.place;
        let place = [place.incident, place.name, place.article, place.quote, place.record, place.facet, place.words];
        let says = [annotation.note, annotation.by, annotation.file];
        let all = place.iter().chain(&says).chain(&annotation.tags).map(|&text| corpus.str(text));
        let number = annotation.place.passage;
        (all.collect::<Vec<_>>(), number, annotation.date.map(When::edtf), corpus.annotated_by(id).len())
    });
    let annotations: Vec<_> = annotations.collect();
    let all = (json::document(corpus, &subjects), ledgers, around, corpus.description(), annotations);
    serde_json::to_string_pretty(&all).expect("JSON")
}

/// The first line that differs, for a message that can be read.
pub fn difference(before: &str, after: &str) -> String {
    let at = before.lines().zip(after.lines()).position(|(a, b)| a != b).unwrap_or(0);
    let part = |text: &str| text.lines().skip(at.saturating_sub(6)).take(9).collect::<Vec<_>>().join("\n");
    format!("before:\n{}\nafter:\n{}", part(before), part(after))
}

/// Whether no record has to be renamed for its file, and there is one file of names, so that all keep their order.
fn keeps_its_ids(loaded: &Loaded) -> bool {
    let corpus = loaded.corpus();
    let unique = |ids: &[&str]| ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
    let articles: Vec<&str> = corpus.articles().map(|(_, a)| corpus.str(a.id)).collect();
    let incidents: Vec<&str> = corpus.incidents().map(|(_, i)| corpus.str(i.id)).collect();
    let names = loaded.report.files.iter().filter(|f| f.name.ends_with("names.toml")).count();
    let claims = corpus.names_with_claims().map(|id| corpus.str(corpus.name(id).id));
    let whole = articles.iter().chain(&incidents).copied().chain(claims).all(is_file_name);
    whole && unique(&articles) && unique(&incidents) && names < 2
}

/// A copy of an article is read into blocks that are not empty and have no space too many. Attached to a corpus, what
/// is said of its passages holds.
pub fn attach(bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let texts = || -> Vec<(String, Vec<u8>)> {
        vec![
            ("corpus.toml".into(), include_bytes!("../fixtures/tiny/corpus.toml").to_vec()),
            ("names.toml".into(), include_bytes!("../fixtures/tiny/names.toml").to_vec()),
            ("articles/courier.md".into(), include_bytes!("../fixtures/tiny/articles/courier.md").to_vec()),
            ("articles/gazette.md".into(), include_bytes!("../fixtures/tiny/articles/gazette.md").to_vec()),
            ("quotes/courier.toml".into(), include_bytes!("../fixtures/tiny/quotes/courier.toml").to_vec()),
            ("incidents/depot.toml".into(), include_bytes!("../fixtures/tiny/incidents/depot-blast.toml").to_vec()),
        ]
    };
    for name in ["a.html", "a.md", "a.txt"] {
        let Some(copy) = copy::read(name, bytes) else { continue };
        for block in &copy.blocks {
            assert!(!block.is_empty());
            assert_eq!(block.split_whitespace().collect::<Vec<_>>().join(" "), *block);
        }
        let loaded = memory(texts(), &[(name.to_owned(), bytes.to_vec())]);
        let corpus = loaded.corpus();
        for (_, passage) in corpus.passages() {
            let attached = passage.state != AnchorState::Unattached;
            assert!(attached || passage.text.is_none());
            assert!(passage.state != AnchorState::Exact || passage.text.is_some());
            let text = passage.text.map(|t| corpus.str(t).to_owned()).unwrap_or_default();
            assert_eq!(text.trim(), text);
        }
        if corpus.has_text() {
            sound(loaded, bytes);
        }
    }
}

/// Everything sound can be exported, shown, looked up and drawn, and every message has its place. Drawing, and records in
/// words, take longer than all the rest: they are done for one input in eight, always the same ones.
fn sound(loaded: Loaded, bytes: &[u8]) {
    let in_full = bytes.iter().fold(0u8, |sum, b| sum.wrapping_add(*b)).is_multiple_of(8);
    let report = &loaded.report;
    for message in &report.messages {
        if let Some(span) = &message.span {
            assert!(span.file() < report.files.len(), "a file of the report");
            assert!(message.excerpt.is_some(), "{span:?} is not in its file: {message:?}");
            assert!(message.other.is_none(), "{message:?}");
        }
        if let Some(place) = report.place(message) {
            assert!(place.line >= 1 && place.column >= 1);
        }
        assert!(!message.message.is_empty());
        assert_safe(&report.render(message), "message");
    }
    assert_eq!(report.sorted().len(), report.messages.len());
    assert!(loaded.status() <= 2);
    let corpus = loaded.corpus();
    let others = (corpus.articles().map(|(id, _)| text::article(corpus, id, 80)))
        .chain(corpus.quotes().map(|(id, _)| text::quote(corpus, id, 80)))
        .chain(corpus.names().map(|(id, _)| text_name::name(corpus, id, 80)));
    for shown in others {
        assert_safe(&shown, "show");
    }
    let mut subjects = Vec::new();
    for (id, incident) in corpus.incidents() {
        let subject = loaded.subject(Entry::Incident(id));
        assert_safe(&text::subject(&subject, 80), "show");
        assert_safe(&text::ledger(&subject, 80), "ledger");
        assert_safe(&text::compare(&subject, 60), "compare");
        subjects.push(subject);
        if let Some(when) = incident.date {
            assert!(when.earliest() <= when.latest());
        }
    }
    let order = entries::order(&loaded.workspace);
    assert_eq!(order.len(), loaded.workspace.len());
    let wholes = table::Wholes::of(corpus);
    let mut csv = Vec::new();
    table::csv::head(&mut csv);
    for &number in order.iter() {
        let entry = loaded.workspace.entry(number);
        assert_eq!(loaded.workspace.number(entry), number);
        let detail;
        let line = match entry {
            Entry::Incident(_) => table::incident(&loaded.subject(entry), &wholes),
            Entry::Record(id) => {
                detail = loaded.detail(id).unwrap_or_else(|error| panic!("{id:?}: {error}"));
                exported(&loaded, id, &detail, in_full)
            }
        };
        table::csv::line(&line, &mut csv);
        assert_safe(&table::markdown(&line), "markdown");
        assert!(!table::markdown(&line).contains('\n'));
        let mut feature = Vec::new();
        table::json::feature(&line, &mut feature).unwrap();
        let feature = String::from_utf8(feature).unwrap();
        let read: serde_json::Value = serde_json::from_str(&feature).expect("GeoJSON that reads back");
        assert!(read["geometry"].is_null() == (line.lat.is_none() || line.lon.is_none()), "{feature}");
    }
    // A line with too many or too few cells is an error of the reader.
    let mut reader = simd_csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[..]);
    for record in reader.byte_records() {
        for cell in &record.expect("as many cells as columns") {
            let cell = std::str::from_utf8(cell).unwrap();
            assert_safe(cell, "cell");
            assert!(!cell.contains('\n'));
            let number = cell.parse().is_ok_and(f64::is_finite);
            assert!(number || !cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell}");
        }
    }
    let document = serde_json::to_string(&json::document(corpus, &subjects)).expect("a document");
    let _: serde_json::Value = serde_json::from_str(&document).expect("JSON that reads back");
    if in_full {
        drawn(loaded);
    }
}

/// A record is there in full, goes by an id that leads back to it, and can be exported.
fn exported<'l>(loaded: &'l Loaded, id: RecordId, detail: &'l RecordDetail, in_full: bool) -> table::Line<'l> {
    let (set, row) = (loaded.workspace.set(id), loaded.workspace.row(id));
    let own = loaded.record_id(id);
    let found = loaded.record(&own).unwrap_or_else(|| panic!("{own:?} leads nowhere"));
    assert!(found == id || loaded.record_id(found).eq_ignore_ascii_case(&own) || loaded.numbered(id) == own);
    assert!(!set.title(&row).is_empty());
    let subject = loaded.subject(Entry::Record(id));
    assert_eq!(subject.corpus(0).incidents().len(), 1);
    if in_full {
        assert_safe(&text::subject(&subject, 80), "record");
    }
    if let Some((lat, lon)) = set.location(&row).position {
        assert!((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon));
    }
    if let Some(when) = DataSet::when(&row) {
        assert!(when.earliest() <= when.latest());
    }
    table::record(set, &row, detail, own, "", true)
}

/// Every view draws, at a usual and at a small size, and no cell holds what commands a terminal.
fn drawn(loaded: Loaded) {
    let mut session = Session::new(loaded, (100, 30), Theme::Dark);
    for keys in ["", "<enter>", "c", "v<enter>", "qga<enter>", "gq", "gtf<tab>", "<esc>/a", "<esc>G"] {
        for key in chord::script(keys).expect("a script of keys") {
            let _ = session.step_through(Msg::Key(key));
        }
        if keys == "<esc>G" {
            let _ = session.step_through(Msg::Resize(50, 12));
        }
        for cell in session.screen().content() {
            if !cell.symbol().bytes().all(|b| (0x20..0x7f).contains(&b)) {
                assert_safe(cell.symbol(), keys);
                assert!(!cell.symbol().contains('\n'));
            }
        }
    }
}

/// The data sets that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// UCDP GED.
    Ged,
    /// ACLED.
    Acled,
    /// GTD.
    Gtd,
}

impl Rows {
    /// What its header has in all its forms.
    fn sign(self) -> &'static [u8] {
        match self {
            Self::Ged => b"type_of_violence",
            Self::Acled => b"event_date",
            Self::Gtd => b"attacktype1",
        }
    }

    /// Files with headers of its forms.
    fn headed(self) -> [&'static [u8]; 3] {
        match self {
            Self::Ged => [
                include_bytes!("../fixtures/sets/ged-251.csv"),
                include_bytes!("../fixtures/sets/ged-191.csv"),
                include_bytes!("../fixtures/sets/ged-hdx.csv"),
            ],
            Self::Acled => [
                include_bytes!("../fixtures/sets/acled-2024.csv"),
                include_bytes!("../fixtures/sets/acled-v5-upper.csv"),
                include_bytes!("../fixtures/sets/acled-no-coords.csv"),
            ],
            Self::Gtd => [
                include_bytes!("../fixtures/sets/gtd-full.csv"),
                include_bytes!("../fixtures/sets/gtd-reduced.csv"),
                include_bytes!("../fixtures/sets/gtd-wrong.csv"),
            ],
        }
    }
}

/// Rows of a data set, under a header if they come without one. They are read alike from a file and from a compressed
/// one, and every message names a line of the file.
pub fn rows(kind: Rows, bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let begins = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let mut whole = Vec::new();
    if !begins.windows(kind.sign().len()).any(|w| w == kind.sign()) {
        let which = bytes.first().map_or(0, |b| usize::from(*b) % 3);
        whole.extend(kind.headed()[which].split_inclusive(|b| *b == b'\n').next().unwrap_or_default());
    }
    whole.extend_from_slice(bytes);
    let plain = opened(&whole, "");
    // A carriage return alone ends a line too, in files of old Macs.
    let ends = |at: &usize| whole[*at] == b'\n' || whole[*at] == b'\r' && whole.get(at + 1) != Some(&b'\n');
    let lines = (0..whole.len()).filter(ends).count() + 1;
    for place in plain.report.messages.iter().filter_map(|m| m.place.as_ref()) {
        assert!(place.line <= lines, "{place:?} of {lines}");
    }
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&whole).expect("memory");
    let packed = opened(&packed.finish().expect("memory"), ".gz");
    let told = |loaded: &Loaded| -> Vec<(Record, String)> {
        let sets = loaded.workspace.sets.iter();
        sets.flat_map(|s| (0..s.len()).map(|n| (s.row(n), s.title(&s.row(n)))).collect::<Vec<_>>()).collect()
    };
    assert_eq!(told(&plain), told(&packed), "compressed");
    assert_eq!(plain.report.messages.len(), packed.report.messages.len(), "compressed");
    sound(plain, bytes);
    for n in 0..packed.workspace.sets.iter().map(|s| s.len()).sum() {
        packed.detail(RecordId { set: 0, row: n as u32 }).expect("a row of a compressed file");
    }
}

/// An archive or workbook of members that hold these parts.
pub fn archive(bytes: &[u8]) {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts(bytes) {
        // Two members of one name cannot be written.
        if archive.start_file(name, options).is_ok() {
            archive.write_all(&text).expect("memory");
        }
    }
    if let Ok(written) = archive.finish() {
        sound(opened(written.get_ref(), ".zip"), bytes);
    }
}

/// A file of any kind.
pub fn set(bytes: &[u8]) {
    sound(opened(&bytes[..bytes.len().min(LONGEST)], ""), bytes);
}

/// Loads bytes as a file, since that is how data sets are read; it is gone when they have been.
fn opened(bytes: &[u8], ending: &str) -> Loaded {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let memory = Path::new("/dev/shm");
    let folder: PathBuf = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!("parallax-{}-{number}.csv{ending}", std::process::id()));
    std::fs::write(&path, bytes).expect("a folder for passing files");
    // Without the built-in names, which take longer to read than a few rows.
    let mut loaded = Loaded::default();
    for set in datasets::recognise(&path, &datasets::ColumnMap::default(), &mut loaded.report) {
        loaded.files.push(Arc::clone(&set.file));
        let read = set.read(&AtomicBool::new(false), (&[], &[]), &mut |_, _| {}, &mut loaded.report);
        loaded.workspace.sets.push(Arc::new(read));
    }
    // What has been opened stays readable where names of open files can be removed; elsewhere it stays.
    let _ = std::fs::remove_file(&path);
    loaded
}
