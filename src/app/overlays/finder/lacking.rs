//! Says which words of the query no hit has. Knows nothing of searching.

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::sanitize;
use crate::ui::theme::Role;

/// `without “crash”: moscow crash`, the words that no hit has struck through.
pub(super) fn line(cx: &Cx, typed: &str, lacking: &[String]) -> Line<'static> {
    let (notice, dim) = (cx.theme().style(Role::Notice), cx.theme().style(Role::Dim));
    let mut spans = vec![Span::styled(format!("{}:", left_out(lacking)), notice)];
    for word in typed.split_whitespace() {
        let is_lacking = lacking.iter().any(|lacking| lacking.split(' ').any(|part| part == word));
        let style = if is_lacking { dim.add_modifier(Modifier::CROSSED_OUT) } else { notice };
        spans.push(Span::raw(" "));
        spans.push(Span::styled(sanitize::line(word).into_owned(), style));
    }
    Line::from(spans)
}

/// `without “crash”`
pub(super) fn left_out(lacking: &[String]) -> String {
    let quoted: Vec<String> = lacking.iter().map(|word| format!("“{}”", sanitize::line(word))).collect();
    format!("without {}", quoted.join(", "))
}
