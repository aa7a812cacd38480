//! A pair in a line of the list. Knows one pair at a time.

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::app::queued_pair::QueuedPair;
use crate::model::{Entry, LinkAnswer, LinkStrength, Workspace};
use crate::present::words;
use crate::sanitize;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::Role;

/// Columns of the sources of both entries.
const SOURCES: usize = 12;
/// Columns of the date.
const DATE: usize = 12;

/// Where an entry comes from, in a word.
pub(super) fn source(workspace: &Workspace, entry: Entry) -> &str {
    match entry {
        Entry::Incident(_) => "articles",
        Entry::Record(record) => workspace.set(record).about.tag,
    }
}

/// The line: its sign, the date and the title of one of its entries, and on the right the sources.
pub(super) fn row(cx: &Cx, pair: QueuedPair, shown: Entry, columns: usize) -> Line<'static> {
    let (theme, workspace) = (cx.theme(), cx.workspace);
    let (sign, role) = sign(pair);
    let [one, other] = pair.entries;
    let date = fill(&cut(&words::date(workspace.when(shown)), DATE - 1), DATE);
    let sources = format!("{} · {}", source(workspace, one), source(workspace, other));
    let sources = fill(&cut(&sources, SOURCES), SOURCES.max(width(&sources)));
    let room = columns.saturating_sub(2 + DATE + width(&sources) + 1);
    let title = fill(&cut(&sanitize::line(&workspace.title(shown)), room), room);
    Line::from(vec![
        Span::styled(format!("{sign} "), theme.style(role)),
        Span::styled(date, theme.style(Role::Dim)),
        Span::styled(title, theme.style(Role::Text)),
        Span::styled(format!(" {sources}"), theme.style(Role::Dim)),
    ])
}

/// The whole text of a line, for the search.
pub(super) fn text(workspace: &Workspace, pair: QueuedPair) -> String {
    let [one, other] = pair.entries;
    let date = words::date(workspace.when(one));
    let sources = format!("{} · {}", source(workspace, one), source(workspace, other));
    format!("{date} {} {sources}", workspace.title(one))
}

/// The sign of a pair: how strongly it is suggested, or what somebody said of it.
fn sign(pair: QueuedPair) -> (&'static str, Role) {
    match (pair.answer, pair.strength) {
        (LinkAnswer::Confirmed, _) => ("✓", Role::Same),
        (LinkAnswer::Rejected, _) => ("✗", Role::Conflict),
        (LinkAnswer::Unsure, _) => ("◦", Role::Note),
        (LinkAnswer::Suggested, Some(LinkStrength::Likely)) => ("~", Role::Same),
        (LinkAnswer::Suggested, Some(LinkStrength::Possible) | None) => ("?", Role::Note),
    }
}
