//! `parallax pack`: writes the evidence of incidents as a folder.

use super::args::PackArgs;
use super::chosen::AskedEntries;
use super::find;
use super::output::{self, Outcome, complain, say, warn};
use super::resolve::{Resolved, resolve, unknown};
use crate::load::Loaded;
use crate::model::Entry;
use crate::model::corpus::Entity;
use crate::pack::{GivenPaths, MOST_ENTRIES, PackOptions, pack};
use crate::search::Target;

/// Writes the pack. Exit status 2 if nothing could be written, 1 if nothing was found.
pub(super) fn run(args: &PackArgs, memory: bool) -> Outcome {
    // Said before anything is read.
    output::check_folder(&args.out)?;
    if args.ids.is_empty() && args.filter.is_empty() && !args.marked {
        complain("say what to pack: ids of incidents, --filter QUERY, or --marked; `parallax find WORDS` lists ids")?;
        if let Some(path) = args.corpus.paths.first() {
            let shown = output::as_argument(path);
            complain(&format!("{shown} is a file or folder and was opened; if it is an id as well, give it twice"))?;
        }
        return Ok(2);
    }
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let mut entries = match named(&loaded, &args.ids)? {
        Ok(entries) => entries,
        Err(status) => return Ok(status),
    };
    if args.marked || !args.filter.is_empty() {
        let asked = AskedEntries {
            filter: &args.filter,
            marked: args.marked,
            tag: None,
            possibly: Some(args.possibly),
            memory,
        };
        match asked.choose(&loaded)? {
            Ok(chosen) => {
                let numbers = chosen.shown.iter().chain(&*chosen.possible);
                entries.extend(numbers.map(|&number| loaded.workspace.entry(number)));
            }
            Err(status) => return Ok(status),
        }
    }
    let mut seen = std::collections::HashSet::new();
    entries.retain(|&entry| seen.insert(loaded.workspace.number(entry)));
    if entries.len() > MOST_ENTRIES {
        complain(&format!("{} entries are too many for a pack, which people read; narrow the filter", entries.len()))?;
        return Ok(2);
    }
    let options = PackOptions {
        with_texts: args.with_texts,
        private: args.private,
        date: args.date,
        given: GivenPaths { opened: args.corpus.paths.clone(), sources: args.corpus.sources.clone() },
    };
    let pack = pack(&loaded, &entries, &options)?;
    output::fill_folder(&args.out, pack.files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())))?;
    for remark in &pack.remarks {
        complain(remark)?;
    }
    let shown = output::as_argument(&args.out);
    say(&format!(
        "{} packed into {shown}: data/index.html is the page; `parallax verify {shown}` verifies it, and so does\n\
         `sha256sum -c manifest-sha256.txt` in it. Note elsewhere the SHA-256 of its tagmanifest-sha256.txt, by which\n\
         you know it again, manifests and all: {}",
        pack.summary, pack.seal
    ))
    .map(|()| 0)
}

/// The entries that ids or words name; the exit status, with a message, if one names none.
fn named(loaded: &Loaded, ids: &[String]) -> std::io::Result<Result<Vec<Entry>, u8>> {
    let mut entries = Vec::new();
    for id in ids {
        let entry = match loaded.corpus().find(id) {
            Some(Entity::Incident(incident)) => Some(Entry::Incident(incident)),
            _ => loaded.record(id).map(Entry::Record),
        };
        let entry = match (entry, resolve(loaded, id, false)) {
            (Some(entry), _) => entry,
            (None, Resolved::One(hit)) => match hit.target {
                Target::Incident(incident) => Entry::Incident(incident),
                Target::Record(record) => Entry::Record(record),
                _ => {
                    complain(&unknown(loaded, id, true))?;
                    return Ok(Err(1));
                }
            },
            (None, Resolved::Several(hits, all)) => {
                let mut message = format!("“{id}” can be one of {all}; give an id:");
                for hit in &hits {
                    message.push_str(&format!("\n  {}", find::line(loaded, hit)));
                }
                complain(&message)?;
                return Ok(Err(2));
            }
            (None, Resolved::None) => {
                complain(&unknown(loaded, id, true))?;
                return Ok(Err(1));
            }
        };
        entries.push(entry);
    }
    Ok(Ok(entries))
}
