//! An entry in the list of the map or the calendar: date, title, number killed, and what its point stands for. Knows no selection.

use ratatui::text::{Line, Span};

use crate::app::marks;
use crate::app::pane::Cx;
use crate::app::panes::timeline::sign::signed;
use crate::map::placement::shown_place;
use crate::model::figure::thousands;
use crate::model::{Entry, Verdict};
use crate::present::{killed, placing, words};
use crate::sanitize;
use crate::ui::text::{cut, fill, fill_left, width};
use crate::ui::theme::Role;

/// Columns of the date.
const DATE: usize = 11;

struct EntryParts {
    date: String,
    title: String,
    killed: String,
    source: String,
    sign: &'static str,
    /// What the point stands for, and that it is one of several places.
    point: String,
}

/// An entry in a line.
pub(in crate::app::panes) fn line(cx: &Cx, number: u32, selected: bool, columns: usize) -> Line<'static> {
    let parts = parts(cx, number);
    let role = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let killed = if parts.killed.is_empty() { String::new() } else { format!(" {}", parts.killed) };
    let end = format!("{killed} {}", parts.sign);
    let room = columns.saturating_sub(DATE + 2 + width(&end));
    Line::from(vec![
        Span::styled(if selected { "▸" } else { " " }, role(Role::Key)),
        Span::styled(fill_left(&cut(&parts.date, DATE), DATE), role(Role::Dim)),
        Span::styled(if cx.marks.holds(cx.workspace.entry(number)) { marks::SIGN } else { " " }, role(Role::Key)),
        Span::styled(fill(&cut(&sanitize::line(&parts.title), room), room), role(Role::Text)),
        Span::styled(end, role(Role::Dim)),
    ])
}

/// An entry in full.
pub(in crate::app::panes) fn text(cx: &Cx, number: u32) -> String {
    let EntryParts { date, title, killed, source, sign, point } = parts(cx, number);
    let killed = if killed.is_empty() { String::new() } else { format!("killed {killed}") };
    // What the point stands for comes first: it must not be cut.
    let all = [point, format!("{sign} {title}"), date, killed, source];
    let said: Vec<String> = all.into_iter().filter(|part| !part.is_empty()).collect();
    sanitize::line(&said.join(" · ")).into_owned()
}

fn parts(cx: &Cx, number: u32) -> EntryParts {
    let entry = cx.workspace.entry(number);
    let date = words::date(cx.workspace.when(entry));
    let title = cx.workspace.title(entry);
    match entry {
        Entry::Incident(id) => {
            let corpus = &*cx.workspace.corpus;
            let place = shown_place(corpus, corpus.incident(id)).map(|(_, place)| place);
            let point = place.map_or_else(String::new, |place| {
                let name = corpus.str(corpus.name(place.name).name);
                let others = match place.others {
                    0 => String::new(),
                    n => format!(", one of {} places", n + 1),
                };
                format!("{name} ({}{others})", placing::gazetteer(place.precision))
            });
            let sign = signed(cx, corpus.overall(id)).0;
            EntryParts { date, title, killed: killed::in_column(corpus, id), source: String::new(), sign, point }
        }
        Entry::Record(id) => {
            let (set, row) = (cx.workspace.set(id), cx.workspace.row(id));
            let killed = set.killed(&row).map_or_else(String::new, |figure| match figure.stated {
                Some(n) => figure.qualifier.mark(&thousands(n)),
                None => figure.display(),
            });
            let point = placing::coded(set.location(&row).precision).to_owned();
            EntryParts { date, title, killed, source: set.about.tag.to_owned(), sign: Verdict::Single.glyph(), point }
        }
    }
}
