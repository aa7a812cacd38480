//! The line of the filter's chips above the entries.
//!
//! Knows the filter; does not know how it is changed.

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::model::figure::thousands;
use crate::sanitize;
use crate::ui::text::{fill, width};
use crate::ui::theme::Role;

/// What stands between two chips.
const GAP: &str = "  ";

/// The filter's chips, and the numbers of entries that pass it certainly and possibly.
pub fn line(cx: &Cx, columns: usize) -> Line<'static> {
    let (chips, passes) = texts(cx, columns);
    let room = columns.saturating_sub(width(&passes));
    let text = fill(&chips.join(GAP), room);
    let (mut spans, mut rest) = (Vec::new(), text.as_str());
    // Each is a text by itself: a click finds it where it stands in the filter.
    for chip in &chips {
        let Some(after) = rest.strip_prefix(chip.as_str()) else { break };
        let (gap, next) = after.split_at(if after.starts_with(GAP) { GAP.len() } else { 0 });
        spans.extend([chip, gap].map(|part| Span::styled(part.to_owned(), cx.theme().style(Role::Notice))));
        rest = next;
    }
    spans.push(Span::styled(rest.to_owned(), cx.theme().style(Role::Notice)));
    spans.push(Span::styled(passes, cx.theme().style(Role::Dim)));
    Line::from(spans)
}

/// The position of the chip in a column of the line.
pub(super) fn at(cx: &Cx, columns: usize, column: usize) -> Option<usize> {
    let (chips, passes) = texts(cx, columns);
    if column >= columns.saturating_sub(width(&passes)) {
        return None;
    }
    let mut first = 0;
    chips.iter().position(|chip| {
        let here = first..first + width(chip);
        first = here.end + GAP.len();
        here.contains(&column)
    })
}

/// The chips, and the numbers beside them.
fn texts(cx: &Cx, columns: usize) -> (Vec<String>, String) {
    let chips = cx.filter.shown_chips(&cx.workspace.corpus);
    let chips: Vec<String> = chips.iter().map(|chip| sanitize::line(chip).into_owned()).collect();
    let shown = thousands(cx.entries.listed_certain().len());
    let all = format!(" {shown} of {}", thousands(cx.entries.all.len()));
    let possible = cx.entries.listed_len().saturating_sub(cx.entries.listed_certain().len());
    let passes = match possible {
        _ if cx.filter.is_waiting() || cx.entries.is_waiting() => " …".to_owned(),
        0 => all,
        possible => {
            let possible = format!(" · {} possibly", thousands(possible));
            // Where room is short, the numbers of those that pass are what matters.
            let fits = width(&chips.join(GAP)) + width(&all) + width(&possible) <= columns;
            if fits { format!("{all}{possible}") } else { format!(" {shown}{possible}") }
        }
    };
    (chips, passes)
}
