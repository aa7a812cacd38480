//! `parallax export`: writes all entries, or those that match a filter, in the timeline's order. The fields of each
//! format are defined by `export`.

use std::io::{self, IsTerminal as _};

use super::args::Export;
use super::chosen::AskedEntries;
use super::output::{Outcome, complain, warn, write_out};
use super::progress_line::ProgressLine;
use super::target::target;
use crate::diagnostic::{DiagnosticCode, Severity};
use crate::exporting::write_entries;
use crate::model::Entry;
use crate::pack::MOST_ENTRIES;
use crate::pack::interchange::{NO_PLACE, WrittenEvidence, interchange};
use crate::present::words::count;

/// Exports. With `memory`, a word `@name` of the filter is the filter saved under that name. Exit status 2 if the filter is wrong or nothing could be written, 1 if no entry matches it, none of them can be written in this format, or a source could
/// not be read to its end.
pub(super) fn run(args: &Export, memory: bool) -> Outcome {
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let out = match target(&loaded, &args.corpus, args.out.as_deref()) {
        Ok(out) => out,
        Err(taken) => return complain(&taken).map(|()| 2),
    };
    let asked = AskedEntries {
        filter: &args.filter,
        marked: args.marked,
        tag: args.tag.as_deref(),
        possibly: Some(args.possibly),
        memory,
    };
    let chosen = match asked.choose(&loaded)? {
        Ok(chosen) => chosen,
        Err(status) => return Ok(status),
    };
    let of_entries = args.format.of_entries();
    let is_kept_back = !args.private && of_entries.is_ok();
    let held_back: Vec<&str> = loaded.workspace.held_back(|_| is_kept_back).collect();
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
    let format = match of_entries {
        Ok(format) => format,
        Err(_) if chosen.len() > MOST_ENTRIES => {
            complain(&format!(
                "{} entries are too many for this format, which takes {MOST_ENTRIES}; narrow the filter",
                chosen.len()
            ))?;
            return Ok(2);
        }
        Err(format) => {
            let entries = chosen.shown.iter().chain(&*chosen.possible);
            let entries: Vec<Entry> = entries.map(|&number| loaded.workspace.entry(number)).collect();
            let WrittenEvidence { bytes, entries, withheld, without_place } =
                interchange(&loaded, &entries, args.private, format)?;
            if without_place > 0 {
                complain(&format!("left out, since {NO_PLACE}: {}", count(without_place, "record")))?;
                status = status.max(u8::from(entries == 0));
            }
            if withheld > 0 {
                let records = count(withheld, "record");
                complain(&format!(
                    "left out, since they may not be passed on: {records}; --private writes them for your own use"
                ))?;
            }
            return write_out(out, |out| out.write_all(&bytes)).map(|()| status);
        }
    };
    // Where the data itself goes to the terminal, it shows how far it is.
    let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
    let mut progress = ProgressLine::of(chosen.len(), "entries written", watched);
    let mut written = |more| {
        progress.add(more);
        Ok(())
    };
    write_out(out, |out| write_entries(&loaded, &chosen, format, args.private, &mut written, out)).map(|()| status)
}
