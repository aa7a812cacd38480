//! The lines that say what may be the same as the entry: what the crosswalk has found now, then what else a file of links has.

use ratatui::text::Line;

use crate::app::also::{open_near, suggested};
use crate::app::pane::Cx;
use crate::crosswalk::NearLink;
use crate::keymap::{Action, Context};
use crate::model::{Entry, LinkAnswer, Subject};
use crate::present::linked;
use crate::present::words::count;
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// The most lines of one kind. The list of pairs has all.
const MOST: usize = 3;

/// A pair that the crosswalk has found, as the file of links suggests it if it does.
fn line(cx: &Cx, entry: Option<Entry>, link: &NearLink) -> String {
    let found = (link.relation, link.strength);
    let (relation, strength) = entry.map_or(found, |of| suggested(cx.workspace, [of, link.other], found));
    linked::near(cx.workspace, &NearLink { relation, strength, ..link.clone() })
}

/// The lines, of the entry selected in the timeline.
pub(super) fn lines(cx: &Cx, subject: &Subject, columns: usize) -> Vec<Line<'static>> {
    let entry = subject.entry_in(cx.workspace);
    let near = cx.also.near.as_ref().filter(|near| Some(near.of) == entry);
    let open = near.map(|near| open_near(cx.workspace, near)).unwrap_or_default();
    let found: Vec<String> = open.iter().map(|link| line(cx, entry, link)).collect();
    // What both suggest is said once.
    let others = subject.also().filter(|also| {
        let entry = cx.workspace.named(&also.link.event);
        also.link.link.answer == LinkAnswer::Unsure || open.iter().all(|link| Some(link.other) != entry)
    });
    let others: Vec<String> = others.map(linked::suggested).collect();
    let more = found.len().saturating_sub(MOST) + others.len().saturating_sub(MOST);
    let note = cx.theme().style(Role::Note);
    let shown = found.iter().take(MOST).chain(others.iter().take(MOST));
    let mut lines: Vec<Line> = shown.flat_map(|line| paragraph("", note, line, note, columns)).collect();
    if !lines.is_empty() {
        let key = cx.keymap.label(Context::Timeline, Action::Show("links"));
        let more = if more > 0 { format!("{}; ", count(more, "more pair")) } else { String::new() };
        let dim = cx.theme().style(Role::Dim);
        let said = format!("{more}{key} shows both side by side, to confirm or reject");
        lines.extend(paragraph("", dim, &said, dim, columns));
    }
    lines
}
