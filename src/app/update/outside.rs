//! What leaves the program: text for the clipboard, an address for the browser, a file for the editor. It decides what;
//! the runtime does it.

use std::ops::RangeInclusive;

use crate::app::available::address_hints;
use crate::app::copied::{CopiedText, citations, cites_records, copied, of_marks};
use crate::app::effect::{Effect, OwnRun};
use crate::app::panes::View;
use crate::app::range::{MOST_AT_ONCE, folded_within, has_records, items_of_range, lists_entries};
use crate::app::state::State;
use crate::app::update::marks::{each_of, of_range};
use crate::keymap::{Action, Placeholder};
use crate::model::Workspace;
use crate::model::figure::thousands;
use crate::sanitize;
use crate::ui::text::{cut, width};

/// The most that terminals take into their clipboard at once, in bytes.
const MOST_COPIED: usize = 56_000;

/// Copies what the cursor is on, and says what.
pub(super) fn copy(state: &mut State, workspace: &Workspace, markdown: bool) -> Option<Effect> {
    // A citation contains the record's id, which is in its row.
    let unread = state.overlay.is_none() && state.current(workspace).is_some_and(|subject| subject.unread().is_some());
    if unread {
        state.notice = Some("the record's row is still being read; try again in a moment".into());
        return None;
    }
    let action = if markdown { Action::CopyMarkdown } else { Action::CopyCitation };
    let again = state.copying.again.take().is_some();
    let range = items_of_range(state).filter(|_| state.overlay.is_none());
    let records = |range: &RangeInclusive<usize>| has_records(state, workspace, range.clone());
    if range.as_ref().map_or_else(|| cites_records(state, workspace, again), records) {
        let (open, export) = (state.key(Action::Open), state.key(Action::Export));
        let what = if range.is_some() && lists_entries(state) { "the range" } else { "all marks" };
        state.notice =
            Some(format!("{open} opens the record, whose id is in its row, to cite it; {export} exports {what}"));
        return None;
    }
    let all = range.as_ref().map_or(0, |range| range.clone().count());
    let without = range.as_ref().map(|range| folded_within(state, range).1).unwrap_or_default();
    let is_range = range.is_some();
    let mut copied = match range {
        Some(range) => of_items(state, workspace, range, markdown),
        None => copied(state, workspace, markdown, again)?,
    };
    state.copying.again = (!is_range && !again).then_some(action);
    state.range_from = None;
    let of_range = match all {
        0..=MOST_AT_ONCE => without,
        _ => format!(", the first of {}{without}", thousands(all)),
    };
    copied.what.push_str(&of_range);
    copied.short.push_str(&of_range);
    let form = if markdown { " as Markdown" } else { "" };
    let cut = if copied.text.len() > MOST_COPIED { "; it is too long for terminals, which cut it" } else { "" };
    let again = |next: &str| format!("; {} again{next}", state.key(action));
    let next = if copied.next.is_empty() { String::new() } else { again(&copied.next) };
    // Nothing says whether a terminal takes what it is sent; of tmux it is known how it is set out of the box.
    let sent = if std::mem::take(&mut state.copying.is_tmux_unsaid) {
        "sent; if tmux keeps it back: set -g set-clipboard on"
    } else {
        "sent to the terminal's clipboard"
    };
    state.notice = Some(notice(state, &copied, &format!("{form}: {sent}{cut}{next}")));
    Some(Effect::Copy(copied.text))
}

/// What was copied and what happened to it. Its words are cut where the line ends.
fn notice(state: &State, CopiedText { what, short, words, .. }: &CopiedText, said: &str) -> String {
    const LEAST: usize = 8;
    let columns = usize::from(state.settings.size.0);
    let is_long = 3 + width(what) + width(said) + width(words) > columns;
    let what = if is_long { short } else { what };
    let room = columns.saturating_sub(3 + width(what) + width(said)).max(LEAST);
    let words = if words.is_empty() { String::new() } else { format!(" {}", cut(words, room)) };
    format!("{what}{words}{said}")
}

/// The citations of the items of a range: of each what `y` copies of it alone.
fn of_items(state: &mut State, workspace: &Workspace, range: RangeInclusive<usize>, markdown: bool) -> CopiedText {
    if lists_entries(state) || matches!(state.views.last(), Some(View::MarkList(_))) {
        return of_marks(workspace, &of_range(state, workspace, range), markdown, "item");
    }
    let mut cited = Vec::new();
    each_of(state, workspace, range, |state| {
        cited.extend(state.pane().pointed(&state.cx(workspace)).map(|pointed| pointed.citation(markdown)));
    });
    // All parts of a record have its citation.
    cited.dedup();
    citations(&cited, "item")
}

/// Opens the address of the article that says what the cursor is on.
pub(super) fn browse(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    let Some(pointed) = state.pane().pointed(&state.cx(workspace)) else {
        state.notice = Some("nothing here has an address".into());
        return None;
    };
    match pointed.address(&address_hints(state, workspace)).and_then(|url| checked(&url)) {
        Ok(url) => {
            state.notice = Some(format!("opening {url}"));
            Some(Effect::Browse(url))
        }
        Err(why) => {
            state.notice = Some(why);
            None
        }
    }
}

/// The address, if a browser may be given it: of the web, on one line, without letters that are not shown.
fn checked(url: &str) -> Result<String, String> {
    const LONGEST: usize = 4096;
    let shown = sanitize::line(url);
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(format!("only http and https addresses are opened, not {shown}"));
    }
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if url.len() > LONGEST || url.contains(odd) || !sanitize::is_safe(url) {
        return Err(format!("this address is not opened, as it has letters that are not shown: {shown}"));
    }
    Ok(url.to_owned())
}

/// Opens the file that says what the cursor is on, at its line.
pub(super) fn edit(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    let place = match state.pane().pointed(&state.cx(workspace)) {
        Some(pointed) => pointed.place(state.settings.keeps_decisions),
        None => Err("nothing here stands in a file".into()),
    };
    place.map_err(|why| state.notice = Some(why)).ok().map(Effect::Edit)
}

/// Runs the user's own command with what the cursor is on.
pub(super) fn run(state: &mut State, workspace: &Workspace, number: u8) -> Option<Effect> {
    let command = state.keymap.command(number)?.clone();
    let cx = state.cx(workspace);
    let pointed = state.pane().pointed(&cx);
    let hints = address_hints(state, workspace);
    let none = || "nothing here has an id, an address or a file".to_owned();
    let run = OwnRun {
        id: pointed.as_ref().map_or_else(|| Err(none()), |pointed| Ok(pointed.id())),
        url: pointed
            .as_ref()
            .map_or_else(|| Err(none()), |pointed| pointed.address(&hints).and_then(|url| checked(&url))),
        place: pointed.as_ref().map_or_else(|| Err(none()), |pointed| pointed.place(state.settings.keeps_decisions)),
        command,
    };
    let name = &run.command.name;
    let missing = [(Placeholder::Id, run.id.as_ref().err()), (Placeholder::Url, run.url.as_ref().err())];
    let place = [Placeholder::File, Placeholder::Line].map(|placeholder| (placeholder, run.place.as_ref().err()));
    let why =
        missing.into_iter().chain(place).find_map(|(placeholder, why)| why.filter(|_| run.command.names(placeholder)));
    if let Some(why) = why {
        state.notice = Some(format!("{name}: {why}"));
        return None;
    }
    state.notice = Some(format!("{name} …"));
    Some(Effect::Run(run))
}
