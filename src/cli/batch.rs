//! `parallax find --batch`: one query a line, one row of CSV for each: the query, its number of hits, and the id, title and
//! reason of the first. Knows no ranking.

use std::io::{self, Read as _, Write};
use std::path::Path;

use super::args::Find;
use super::find::{answers, identity, without};
use super::output::{Outcome, complain, warn, write_out};
use crate::atomic_file;
use crate::export::table::csv::safe;
use crate::load::Loaded;
use crate::search::Query;
use crate::search::texts;
use crate::search::workspace::WorkspaceIndex;

/// Maximum bytes of the file of queries.
const LARGEST: u64 = 64 << 20;

/// Searches for each query and prints the table. Exit status 1 if a query finds nothing, 2 if one is wrong or the file
/// cannot be read.
pub(super) fn run(args: &Find, batch: &Path) -> Outcome {
    let queries = match read(batch) {
        Ok(queries) => queries,
        Err(error) => {
            complain(&format!("{}: {error}", batch.display()))?;
            return Ok(2);
        }
    };
    // With a batch, the first argument is no query but a path.
    let mut corpus = args.corpus.clone();
    corpus.paths.splice(0..0, args.query.iter().map(Into::into));
    let loaded = corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let mut status = 0;
    write_out(None, |out| {
        status = table(&loaded, &queries, args.kind.as_deref(), out)?;
        Ok(())
    })?;
    Ok(status)
}

/// The text of a file, or of standard input for `-`.
fn read(path: &Path) -> io::Result<String> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes)?;
        bytes
    } else {
        atomic_file::read(path, LARGEST)?.ok_or_else(|| io::Error::other("no such file"))?
    };
    let text = String::from_utf8(bytes).map_err(|_| io::Error::other("the file is not UTF-8 text"))?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// Writes the table. Gives the exit status.
fn table(loaded: &Loaded, queries: &str, kind: Option<&str>, out: &mut dyn Write) -> io::Result<u8> {
    let failed = |error: simd_csv::Error| match error.into_kind() {
        simd_csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    let workspace = &loaded.workspace;
    let index = WorkspaceIndex::new(workspace, None);
    let mut writer = simd_csv::Writer::from_writer(out);
    writer.write_record(["query", "hits", "id", "title", "reason"]).map_err(failed)?;
    let mut status = 0;
    for typed in queries.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let asked = kind.map_or_else(|| typed.to_owned(), |kind| format!("{typed} kind:{kind}"));
        let query = Query::parse_in(&asked, loaded.corpus());
        let row = if let Some(problem) = query.problems.first() {
            status = 2;
            [String::new(), String::new(), String::new(), problem.said(&asked)]
        } else {
            // Plain words are not searched in texts: each query would read the whole file.
            let text = query.filters.iter().any(texts::is_text);
            let (answer, texts) = answers(loaded, &index, query, 1, text)?;
            match answer.hits.first().or(texts.hits.first().map(|found| &found.hit)) {
                Some(hit) => {
                    let (id, title, _) = identity(loaded, hit.target);
                    let reason = match without(&answer) {
                        Some(without) => format!("{without}; {}", hit.reason()),
                        None => hit.reason(),
                    };
                    [(answer.all + texts.all).to_string(), id, title.into_owned(), reason]
                }
                None => {
                    status = status.max(1);
                    ["0".to_owned(), String::new(), String::new(), String::new()]
                }
            }
        };
        let cells = std::iter::once(typed).chain(row.iter().map(String::as_str));
        writer.write_record(cells.map(safe).map(std::borrow::Cow::into_owned)).map_err(failed)?;
    }
    writer.flush()?;
    Ok(status)
}
