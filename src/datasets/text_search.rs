//! Searches the text of records (notes, summaries, headlines, citations) in the raw bytes of the file. Knows no queries
//! and no screen; how text is folded is passed in.
//!
//! The file is read again, in units of whole records that all processors share, and never kept. Candidates are found in
//! the bytes without decoding: a word of the query in any case at the beginning of an ASCII word, and each word with
//! other bytes or an apostrophe, which is folded on the spot. Candidates in cells of text are then compared as the
//! folded text of the cells. So the result is that of folding every cell, at the cost of a scan.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::cells::{text, trimmed};
use super::columns::Col;
use super::csv::{cell_ranges, record_end, split, unquoted};
use super::encode::hash;
use super::recognise::Layout;
use super::row_source::{LONGEST, RowBytes};
use super::run::threads;
use super::text_anchor::{Anchor, Letters, next_special};
use crate::model::dataset::{DataSet, Record, SEGMENT, TextHits, TextPhrase, TextWanted};

/// Bytes of a unit: small enough to be superseded within a frame, large enough for the cost of a read.
const UNIT: u64 = 1 << 18;
/// The columns of text, of all formats; those that say most first.
const TEXT: [Col; 7] =
    [Col::Text, Col::MoreText, Col::SourceHeadline, Col::SourceOffice, Col::Sources, Col::Sources2, Col::Sources3];

/// What is searched for in the text of records.
#[derive(Debug, Clone)]
pub(super) struct TextQuery {
    /// All of these must be found; of each, one of the alternatives.
    clauses: Vec<Vec<Phrase>>,
    /// None of these may be found, with spaces around them.
    none: Vec<String>,
    fold: fn(&str) -> String,
}

/// Adjacent words.
#[derive(Debug, Clone)]
struct Phrase {
    /// A space before the words, so that it is found at the beginning of a word only; after whole words another.
    spaced: String,
    /// The longest word.
    anchor: Anchor,
    /// Whether it is the beginning of one word.
    is_word: bool,
}

impl TextQuery {
    /// A query for texts. A clause without words is left out; `None` if no clause has words. `fold` must fold ASCII as
    /// lower case, and other letters by themselves.
    pub(super) fn new(wanted: &TextWanted, fold: fn(&str) -> String) -> Option<Self> {
        let spaced = |p: &TextPhrase| format!(" {}{}", p.words, if p.whole { " " } else { "" });
        let phrase = |p: &TextPhrase| {
            let longest = p.words.split(' ').max_by_key(|w| w.len()).filter(|w| !w.is_empty())?.to_owned();
            let is_word = longest == p.words && !p.whole;
            Some(Phrase { spaced: spaced(p), anchor: Anchor::new(longest), is_word })
        };
        let clauses = wanted.all.iter().map(|any| any.iter().filter_map(phrase).collect());
        let mut clauses: Vec<Vec<Phrase>> = clauses.filter(|any: &Vec<_>| !any.is_empty()).collect();
        // Candidates are those of the first clause: the one with the longest words.
        clauses.sort_by_key(|any| std::cmp::Reverse(any.iter().map(|p| p.anchor.word.len()).min()));
        let none = wanted.none.iter().filter(|p| !p.words.is_empty()).map(spaced).collect();
        (!clauses.is_empty()).then_some(Self { clauses, none, fold })
    }

    /// Whether the text of cells has a phrase of each clause, and no other that is excluded.
    fn holds<'t>(&self, cells: impl Iterator<Item = &'t [u8]>) -> bool {
        let folded: Vec<String> = cells.map(|cell| format!(" {} ", (self.fold)(&text(&unquoted(cell))))).collect();
        let says = |words: &String| folded.iter().any(|cell| cell.contains(words));
        self.clauses.iter().all(|any| any.iter().any(|phrase| says(&phrase.spaced))) && !self.none.iter().any(says)
    }
}

/// The texts that were read at the place of a record, each with the name of its column.
pub(super) enum TextsRead {
    /// Of that record.
    Of(Vec<(String, String)>),
    /// The record there is not known by its id.
    OfUnknown,
}

/// The names of the columns of text.
pub(super) fn columns(layout: &Layout) -> Vec<&String> {
    let columns = TEXT.into_iter().filter_map(|col| layout.index(col));
    columns.filter_map(|at| layout.columns.distinct.get(at)).collect()
}

/// The texts of a record at the beginning of `bytes`, each with the name of its column; `ended` means that the file ends
/// with them. `None` if more bytes are needed.
pub(super) fn texts(layout: &Layout, row: &Record, bytes: &[u8], ended: bool) -> Option<TextsRead> {
    let Some(id) = layout.index(Col::Id) else { return Some(TextsRead::OfUnknown) };
    let mut whole = false;
    // As in loading: marks inside unquoted cells are read as marks first, then as text.
    for plain in [false, true] {
        let Some(end) = record_end(bytes, layout.dialect, ended, plain) else { continue };
        whole |= !plain || ended;
        let cells: Vec<Cow<'_, [u8]>> = split(&bytes[..end], layout.dialect, plain).collect();
        if cells.len() == layout.columns.names.len() && hash(text(&cells[id]).as_bytes()) == row.id {
            let columns = TEXT.into_iter().filter_map(|col| layout.index(col));
            let texts = columns.filter(|&at| !trimmed(&cells[at]).is_empty());
            let named = texts.map(|at| (layout.columns.distinct[at].clone(), text(&cells[at]).into_owned()));
            return Some(TextsRead::Of(named.collect()));
        }
    }
    whole.then_some(TextsRead::OfUnknown)
}

/// The numbers of the records whose text fits `query`, in order; `None` once `stale` returns true. Calls `found` from all
/// threads after each unit. An error if the file cannot be read, or was changed since it was opened.
pub(super) fn search(
    layout: &Layout,
    source: &RowBytes,
    set: &DataSet,
    query: &TextQuery,
    stale: &(dyn Fn() -> bool + Sync),
    found: &(dyn Fn(TextHits<'_>) + Sync),
) -> io::Result<Option<Vec<u32>>> {
    let columns: Vec<usize> = TEXT.into_iter().filter_map(|col| layout.index(col)).collect();
    if columns.is_empty() || set.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let total = at(set, set.len() - 1) - at(set, 0) + 1;
    let next = Mutex::new(0);
    let (read, given_up) = (AtomicU64::new(0), AtomicBool::new(false));
    let work = || {
        let mut unit = Unit::new(layout, set, query, &columns);
        let mut all = Vec::new();
        loop {
            if given_up.load(Ordering::Relaxed) || stale() {
                given_up.store(true, Ordering::Relaxed);
                return Ok(all);
            }
            let Some(records) = next_unit(set, &next) else { return Ok(all) };
            let outcome = unit.read(source, records.clone()).and_then(|()| unit.search(records.clone()));
            if let Err(error) = outcome {
                given_up.store(true, Ordering::Relaxed);
                return Err(error);
            }
            let end = if records.end == set.len() { total } else { at(set, records.end) - at(set, 0) };
            let bytes = end - (at(set, records.start) - at(set, 0));
            let read = read.fetch_add(bytes, Ordering::Relaxed) + bytes;
            found(TextHits { records: &unit.hits, read, total });
            all.append(&mut unit.hits);
        }
    };
    let shares = thread::scope(|scope| {
        let others: Vec<_> = (1..threads()).map(|_| scope.spawn(work)).collect();
        let mut shares = vec![work()];
        // The share of a thread that panicked is missing; the panic was reported when it happened.
        shares.extend(others.into_iter().filter_map(|handle| handle.join().ok()));
        shares
    });
    let mut all = Vec::new();
    for share in shares {
        all.append(&mut share?);
    }
    all.sort_unstable();
    Ok((!given_up.load(Ordering::Relaxed)).then_some(all))
}

/// The byte at which a record begins.
fn at(set: &DataSet, record: usize) -> u64 {
    set.segments[record / SEGMENT].at[record % SEGMENT]
}

/// Takes the next records: whole ones of about [`UNIT`] bytes, of one segment.
fn next_unit(set: &DataSet, next: &Mutex<usize>) -> Option<Range<usize>> {
    let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
    let start = *next;
    let segment = set.segments.get(start / SEGMENT)?;
    let (first, rest) = segment.at.get(start % SEGMENT..)?.split_first()?;
    let count = 1 + rest.partition_point(|at| at - first < UNIT);
    *next = start + count;
    Some(start..start + count)
}

/// Searches one unit after the other, with the same buffers.
struct Unit<'s> {
    layout: &'s Layout,
    set: &'s DataSet,
    query: &'s TextQuery,
    columns: &'s [usize],
    letters: Letters,
    bytes: Vec<u8>,
    /// The record looked at last, its cells, and those of them that are text, in order; in bytes of the unit.
    looked_at: Option<usize>,
    cells: Vec<Range<usize>>,
    texts: Vec<Range<usize>>,
    /// Whether each record of the unit is decided.
    decided: Vec<bool>,
    hits: Vec<u32>,
}

impl<'s> Unit<'s> {
    fn new(layout: &'s Layout, set: &'s DataSet, query: &'s TextQuery, columns: &'s [usize]) -> Self {
        let (bytes, cells, texts, decided, hits) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            layout,
            set,
            query,
            columns,
            letters: Letters::new(query.fold),
            bytes,
            looked_at: None,
            cells,
            texts,
            decided,
            hits,
        }
    }

    /// Reads the bytes of records.
    fn read(&mut self, source: &RowBytes, records: Range<usize>) -> io::Result<()> {
        let first = at(self.set, records.start);
        let len = if records.end < self.set.len() {
            at(self.set, records.end) - first
        } else {
            // The end of the last record is not known.
            at(self.set, records.end - 1) - first + LONGEST as u64
        };
        source.fill(first, usize::try_from(len).unwrap_or(usize::MAX), &mut self.bytes)
    }

    /// Finds the records that fit the query.
    fn search(&mut self, records: Range<usize>) -> io::Result<()> {
        self.looked_at = None;
        self.decided.clear();
        self.decided.resize(records.len(), false);
        let query = self.query;
        for phrase in &query.clauses[0] {
            let mut from = 0;
            while let Some(at) = phrase.anchor.next_plain(&self.bytes, from) {
                from = self.look(&records, phrase, at..at + phrase.anchor.word.len(), true)?;
            }
        }
        let anchors = || query.clauses[0].iter().map(|phrase| phrase.anchor.word.as_str());
        let mut from = 0;
        while let Some(word) = next_special(&self.bytes, from) {
            from = word.end;
            if let Some(n) = self.letters.begins(&self.bytes[word.clone()], anchors()) {
                from = from.max(self.look(&records, &query.clauses[0][n], word, false)?);
            }
        }
        self.hits.sort_unstable();
        Ok(())
    }

    /// Decides the record of a candidate. Gives the byte at which to continue.
    fn look(&mut self, records: &Range<usize>, phrase: &Phrase, word: Range<usize>, plain: bool) -> io::Result<usize> {
        let segment = &self.set.segments[records.start / SEGMENT];
        let starts = &segment.at[records.start % SEGMENT..][..records.len()];
        let Some(n) = starts.partition_point(|at| at - starts[0] <= word.start as u64).checked_sub(1) else {
            return Ok(word.end);
        };
        let start = usize::try_from(starts[n] - starts[0]).unwrap_or(usize::MAX);
        let next =
            starts.get(n + 1).map_or(self.bytes.len(), |at| usize::try_from(at - starts[0]).unwrap_or(usize::MAX));
        if self.decided[n] {
            return Ok(next);
        }
        if self.looked_at != Some(n) {
            self.split(start);
            self.looked_at = Some(n);
        }
        // In other cells, it goes on at the next text.
        match self.texts.iter().find(|cell| word.start < cell.end) {
            Some(cell) if cell.start <= word.start => {}
            Some(cell) => return Ok(cell.start.max(word.end)),
            None => return Ok(next),
        }
        self.decided[n] = true;
        // One plain word is found already; all else is compared as folded text.
        let sure = plain && phrase.is_word && self.query.clauses.len() == 1 && self.query.none.is_empty();
        if sure || self.query.holds(self.texts.iter().map(|cell| &self.bytes[cell.clone()])) {
            let id = self.layout.index(Col::Id).and_then(|column| self.cells.get(column));
            let id = id.map(|cell| &self.bytes[cell.clone()]);
            let known = segment.id[records.start % SEGMENT + n];
            if id.is_some_and(|id| hash(text(&unquoted(id)).as_bytes()) != known) {
                return Err(io::Error::other("the file was changed since it was opened"));
            }
            self.hits.push(u32::try_from(records.start + n).unwrap_or(u32::MAX));
        }
        Ok(next)
    }

    /// Splits the record at a byte into its cells, as it was loaded; there are none if it has other cells now.
    fn split(&mut self, start: usize) {
        self.texts.clear();
        for plain in [false, true] {
            cell_ranges(&self.bytes[start..], self.layout.dialect, plain, &mut self.cells);
            if self.cells.len() == self.layout.columns.names.len() {
                self.cells.iter_mut().for_each(|cell| *cell = cell.start + start..cell.end + start);
                let cells = self.columns.iter().filter_map(|column| self.cells.get(*column));
                self.texts.extend(cells.filter(|cell| is_text(&self.bytes[(*cell).clone()])).cloned());
                self.texts.sort_unstable_by_key(|cell| cell.start);
                return;
            }
        }
        self.cells.clear();
    }
}

/// Whether a cell is text rather than empty or a code for a missing value.
fn is_text(cell: &[u8]) -> bool {
    // No code is as long. Quotation marks are only removed from what may be one.
    const LONG: usize = 8;
    let is_inner = |b: &u8| !b.is_ascii_whitespace() && *b != b'"';
    let (first, last) = (cell.iter().position(is_inner), cell.iter().rposition(is_inner));
    first.zip(last).is_some_and(|(first, last)| last - first > LONG) || !trimmed(&unquoted(cell)).is_empty()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use proptest::prelude::*;

    use super::*;
    use crate::datasets::{DataSetFile, recognise};
    use crate::diagnostic::Report;

    /// Folding that is as the queries', but for letters beyond Latin: lower case, a few accents, no punctuation.
    fn fold(text: &str) -> String {
        let plain = |c: char| match c {
            'á' | 'Á' => 'a',
            'é' | 'É' | 'è' => 'e',
            'ü' | 'Ü' => 'u',
            'ç' => 'c',
            c => c,
        };
        let kept = text.chars().filter(|c| !matches!(c, '\'' | '’' | '\u{301}')).map(plain);
        let spaced: String = kept.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn open(path: &Path) -> (DataSet, std::sync::Arc<DataSetFile>) {
        let mut report = Report::default();
        let source = recognise(path, &crate::datasets::ColumnMap::default(), &mut report).remove(0);
        let file = std::sync::Arc::clone(&source.file);
        (source.read(&AtomicBool::new(false), (&[], &[]), &mut |_, _| {}, &mut report), file)
    }

    /// Clauses as a query; `=` before words asks for whole ones.
    fn wanted(clauses: &[Vec<String>], none: &[String]) -> TextWanted {
        let phrase = |typed: &String| TextPhrase { words: fold(typed), whole: typed.starts_with('=') };
        let all = clauses.iter().map(|any| any.iter().map(phrase).collect()).collect();
        TextWanted { all, none: none.iter().map(phrase).collect() }
    }

    fn found(set: &DataSet, file: &DataSetFile, clauses: &[Vec<String>], none: &[String]) -> Vec<u32> {
        let reported = Mutex::new(Vec::new());
        let all = file.find_text(set, &wanted(clauses, none), fold, &|| false, &|hits| {
            assert!(hits.read <= hits.total);
            reported.lock().unwrap().extend_from_slice(hits.records);
        });
        let all = all.unwrap().unwrap();
        let mut reported = reported.into_inner().unwrap();
        reported.sort_unstable();
        assert_eq!(all, reported, "each hit is reported once");
        all
    }

    /// The folded text of each record, read one by one.
    fn texts(set: &DataSet, file: &DataSetFile) -> Vec<Vec<String>> {
        let record = |n| {
            let cells = file.texts(&set.row(n)).unwrap();
            cells.iter().map(|(_, cell)| format!(" {} ", fold(cell))).collect()
        };
        (0..set.len()).map(record).collect()
    }

    fn expected(texts: &[Vec<String>], clauses: &[Vec<String>], none: &[String]) -> Vec<u32> {
        let has = |text: &[String], phrase: &str| {
            let (folded, after) = (fold(phrase), if phrase.starts_with('=') { " " } else { "" });
            !folded.is_empty() && text.iter().any(|cell| cell.contains(&format!(" {folded}{after}")))
        };
        let fits = |text: &&Vec<String>| {
            clauses.iter().all(|any| any.iter().any(|phrase| has(text, phrase)))
                && !none.iter().any(|phrase| has(text, phrase))
        };
        (0..).zip(texts).filter(|(_, text)| fits(text)).map(|(n, _)| n).collect()
    }

    #[test]
    fn the_text_of_every_kind_of_file_is_found_as_its_records_hold_it() {
        let sets = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sets");
        let mut searched = 0;
        for name in [
            "acled-2024.csv",
            "acled-multiline.csv",
            "acled-dmy2.csv",
            "acled-actor-rows.csv",
            "acled-excel.csv",
            "ged-251.csv",
            "ged-251.csv.gz",
            "ged-251.zip",
            "ged-stray-quote.csv",
            "ged-stray-quote-same.csv",
            "ged-cut.csv",
            "ged.geojson",
            "gtd-full.csv",
            "gtd-semicolon.csv",
            "gtd.xlsx",
            "icews.tab",
            "pitf.tsv",
            "polecat.tab",
            "hostile.csv",
        ] {
            let (set, file) = open(&sets.join(name));
            let texts = texts(&set, &file);
            let all = texts.iter().flatten().flat_map(|cell| cell.split(' ')).filter(|w| !w.is_empty());
            let mut words: BTreeSet<String> = all.map(str::to_owned).collect();
            words.extend(
                texts
                    .iter()
                    .flatten()
                    .filter_map(|t| t.get(1..))
                    .map(|t| t.trim_end().to_owned())
                    .filter(|t| !t.is_empty()),
            );
            words.insert("nosuchword".to_owned());
            for word in words.iter().take(400) {
                let clauses = [vec![word.to_uppercase()]];
                assert_eq!(found(&set, &file, &clauses, &[]), expected(&texts, &clauses, &[]), "{name}: {word}");
                searched += 1;
            }
        }
        assert!(searched > 500, "{searched}");
    }

    /// A file of records with these notes and headlines, quoted.
    fn written(notes: &[(String, String)], tag: usize) -> PathBuf {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv =
            "id,type_of_violence,where_description,side_a,side_b,date_start,source_headline,best\n".to_owned();
        for (n, (note, headline)) in notes.iter().enumerate() {
            csv.push_str(&format!("{n},1,{},kerman,Bahn,2024-01-03,{},1\n", quoted(note), quoted(headline)));
        }
        let path = std::env::temp_dir().join(format!("parallax-text-{}-{tag}.csv", std::process::id()));
        std::fs::write(&path, csv).unwrap();
        path
    }

    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "kerman",
            "Kerman",
            "KERM",
            "kermán",
            "k\u{301}erman",
            "xkerman",
            "kerman's",
            "o'kerman",
            "“kerman”",
            "kerman–iran",
            "Бомба",
            "бомба",
            "bomb",
            "bombs",
            "é",
            "ü",
            " ",
            " ",
            ",",
            "\"",
            "\n",
            "'",
            "’",
            "-",
            "7",
            "police",
            "headquarters",
            "مارس",
            "k",
        ]);
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn any_text_is_found_as_if_every_cell_were_folded() {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            cases: 120,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let word = prop::sample::select(vec![
            "kerman",
            "ker",
            "KERMÁN",
            "kermans",
            "okerman",
            "бомба",
            "БОМ",
            "bomb",
            "police headquarters",
            "police head",
            "e",
            "k",
            "7",
            "zz",
            "kerman iran",
            "مارس",
            "u",
            "bomb police",
            "=bomb",
            "=kerman",
            "=police headquarters",
            "=бомб",
        ]);
        let word = word.prop_map(str::to_owned);
        let none = prop::collection::vec(word.clone(), 0..2);
        let clauses = prop::collection::vec(prop::collection::vec(word, 1..3), 1..3);
        let notes = prop::collection::vec((any_text(), any_text()), 1..12);
        runner
            .run(&(notes, clauses, none), |(notes, clauses, none)| {
                let path = written(&notes, 0);
                let (set, file) = open(&path);
                prop_assert_eq!(set.len(), notes.len());
                let expected = expected(&texts(&set, &file), &clauses, &none);
                prop_assert_eq!(found(&set, &file, &clauses, &none), expected, "{:?}", notes);
                Ok(())
            })
            .unwrap();
        let _ = std::fs::remove_file(written(&[], 0));
    }

    #[test]
    fn a_large_file_is_searched_in_units_and_given_up_at_once() {
        let long = "a long note without it ".repeat(40);
        let note =
            |n: usize| (if n.is_multiple_of(7) { format!("{long} Kermán") } else { long.clone() }, String::new());
        let notes: Vec<_> = (0..3_000).map(note).collect();
        let path = written(&notes, 1);
        let (set, file) = open(&path);
        let clauses = [vec!["kerman".to_owned()]];
        let expected: Vec<u32> = (0..3_000).filter(|n| n % 7 == 0).collect();
        assert_eq!(found(&set, &file, &clauses, &[]), expected);
        let query = wanted(&clauses, &[]);
        assert_eq!(file.find_text(&set, &query, fold, &|| true, &|_| {}).unwrap(), None);
        // Another file in its place is no longer searched.
        std::fs::write(&path, std::fs::read_to_string(&path).unwrap().replace("\n14,1", "\n99,1")).unwrap();
        let changed = file.find_text(&set, &query, fold, &|| false, &|_| {});
        assert!(changed.is_err_and(|error| error.to_string().contains("changed")));
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_query_without_words_is_none() {
        assert!(TextQuery::new(&wanted(&[vec!["  ".to_owned()], vec![]], &[]), fold).is_none());
    }
}
