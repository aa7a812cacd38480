//! The form for tags of marks: words that the user types, and those in use. Knows marks; changes none.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::marks::Mark;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::Context;
use crate::model::figure::thousands;
use crate::present::words::count;
use crate::sanitize;
use crate::saved_state::tag;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, paragraph};
use crate::ui::theme::Role;

/// The form.
#[derive(Debug, Clone)]
pub struct TagForm {
    /// The tags, with blanks between them.
    pub prompt: Prompt,
    /// What is tagged.
    pub targets: Vec<Mark>,
    /// How many items of the range are not tagged, as it has more than are tagged at once.
    pub left_out: usize,
    /// The tags in use, each with its number of marks.
    used: Vec<(String, usize)>,
    list: List,
}

impl TagForm {
    /// The form for these marks, with the tags that they have, and for so many items of their range that are left out.
    pub fn new((targets, left_out): (Vec<Mark>, usize), present: &str, used: Vec<(String, usize)>) -> Self {
        let mut prompt = Prompt::default();
        prompt.paste(present);
        Self { prompt, targets, left_out, used, list: List::default() }
    }

    /// The typed tags in the order of the alphabet, each once. The error says what a tag is.
    pub fn tags(&self) -> Result<Vec<String>, &'static str> {
        let words = self.prompt.text().split([' ', ',']).filter(|word| !word.is_empty());
        let mut tags = words.map(|word| tag(word).map(str::to_owned)).collect::<Result<Vec<_>, _>>()?;
        tags.sort();
        tags.dedup();
        Ok(tags)
    }
}

impl OverlayPane for TagForm {
    fn context(&self) -> Context {
        Context::Tags
    }

    has_list!();

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        let (title, means) = match self.targets.as_slice() {
            [only] => (format!("Tags · {}", sanitize::line(&only.label)), "An empty line takes its tags away."),
            all => (format!("Tags to add · {}", count(all.len(), "item")), "They are added to the tags that each has."),
        };
        canvas::overlay_frame(theme, &title, area, buf);
        let cursor = self.prompt.draw("# ", theme, inner(area), buf);
        let rows = self.rows(area);
        let (columns, dim) = (usize::from(rows.width), theme.style(Role::Dim));
        let mut lines = vec![Line::styled(cut(means, columns), dim), Line::default()];
        if self.left_out > 0 {
            let text = format!("The range has {} more, which are not tagged at once.", thousands(self.left_out));
            lines.insert(1, Line::styled(cut(&text, columns), theme.style(Role::Notice)));
        }
        if !self.used.is_empty() {
            let used: Vec<String> = self.used.iter().map(|(tag, n)| format!("#{} {n}", sanitize::line(tag))).collect();
            lines.extend(paragraph("in use: ", dim, &used.join("  "), theme.style(Role::Text), columns));
        }
        if let Err(why) = self.tags() {
            lines.push(Line::styled(cut(why, columns), theme.style(Role::Notice)));
        }
        window(&lines, 0, rows, buf);
        cursor
    }
}
