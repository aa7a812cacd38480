//! Lines of annotations, for the panes that show what is annotated.

use ratatui::text::Line;

use super::pane::Cx;
use crate::model::Corpus;
use crate::model::annotation::Annotated;
use crate::present::annotations;
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// The annotations on something, each with its sign after so many blanks.
pub fn of(cx: &Cx, corpus: &Corpus, thing: impl Into<Annotated>, blanks: usize, columns: usize) -> Vec<Line<'static>> {
    let (style, lead) = (cx.theme().style(Role::Note), format!("{}{}", " ".repeat(blanks), annotations::SIGN));
    let said = annotations::on(corpus, thing);
    said.iter().flat_map(|text| paragraph(&lead, style, text, style, columns)).collect()
}
