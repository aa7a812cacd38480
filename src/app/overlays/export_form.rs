//! The form of an export: the name of the file, and the formats that suit what is shown.
//!
//! Knows names and formats; writes nothing and knows no files.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::job::ExportRequest;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::Context;
use crate::present::exported::{ExportedView, ViewFormat};
use crate::sanitize;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill};
use crate::ui::theme::Role;

/// Columns of the name of a format.
const NAME: usize = 10;

/// The form.
#[derive(Debug, Clone)]
pub struct ExportForm {
    /// The name of the file; without an ending, that of the format is added.
    pub prompt: Prompt,
    /// What is exported, in words.
    what: String,
    formats: &'static [ViewFormat],
    /// The request whose file is there; the same request again replaces it.
    taken: Option<ExportRequest>,
    list: List,
}

impl ExportForm {
    /// The form for a view, with a proposed name. `other` says what else writes its contents.
    pub fn new(view: &ExportedView, other: Option<&str>, name: &str) -> Self {
        let mut prompt = Prompt::default();
        prompt.paste(name);
        let what = [view.words()].into_iter().chain(other.map(str::to_owned)).collect::<Vec<_>>().join("; ");
        Self { prompt, what, formats: view.formats(), taken: None, list: List::default() }
    }

    /// The form once more, for a request whose file is there.
    pub fn again(view: &ExportedView, other: Option<&str>, request: ExportRequest) -> Self {
        let mut form = Self::new(view, other, &request.file);
        form.list.cursor = form.formats.iter().position(|format| *format == request.format).unwrap_or(0);
        form.taken = Some(request);
        form
    }

    /// The name without an ending that means a format.
    fn name(&self) -> &str {
        ViewFormat::split(self.prompt.text().trim()).0
    }

    /// The file to write, with the ending of the selected format.
    fn file(&self, format: ViewFormat) -> String {
        format!("{}{}", self.name(), format.ending())
    }

    /// What Enter writes. The error says why it writes nothing.
    pub fn request(&self) -> Result<ExportRequest, &'static str> {
        let name = self.name();
        if name.is_empty() || name.ends_with(['/', '.']) || name == "~" {
            return Err("type the name of the file");
        }
        let format = self.formats[self.list.cursor.min(self.formats.len() - 1)];
        let request = ExportRequest { format, file: self.file(format), replaces: false };
        let replaces = self.taken.as_ref().is_some_and(|taken| (taken.format, &taken.file) == (format, &request.file));
        Ok(ExportRequest { replaces, ..request })
    }
}

/// What each format is for.
fn purpose(format: ViewFormat) -> &'static str {
    match format {
        ViewFormat::Markdown => "for people: with citations, to paste into a document",
        ViewFormat::Csv => "for a spreadsheet: a row for each entry, claim or item",
        ViewFormat::Json => "for programs: schema parallax/1",
        ViewFormat::Geojson => "for maps: entries with a position as points",
        ViewFormat::Svg => "a picture of this screen",
        ViewFormat::Pack => "the evidence as a folder that anybody can verify",
        ViewFormat::Csl => "the sources for reference managers, as CSL-JSON",
        ViewFormat::Biblatex => "the sources for LaTeX",
        ViewFormat::Ris => "the sources for reference managers, as RIS",
        ViewFormat::WebAnnotations => "the claims as W3C Web Annotations",
        ViewFormat::FollowTheMoney => "incidents, articles and claims as entities, for Aleph",
    }
}

impl OverlayPane for ExportForm {
    fn context(&self) -> Context {
        Context::Export
    }

    fn row_count(&self) -> usize {
        self.formats.len()
    }

    has_list!();

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    /// A typed ending selects its format.
    fn edited(&mut self) -> bool {
        let (_, format) = ViewFormat::split(self.prompt.text().trim());
        if let Some(at) = format.and_then(|format| self.formats.iter().position(|other| *other == format)) {
            self.list.cursor = at;
        }
        false
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        canvas::overlay_frame(theme, &format!("Export · {}", self.what), area, buf);
        let cursor = self.prompt.draw("file ", theme, inner(area), buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let line = |&format: &ViewFormat| {
            Line::from(vec![
                Span::styled(fill(format.name(), NAME), theme.style(Role::Key)),
                Span::styled(cut(purpose(format), columns.saturating_sub(NAME)), theme.style(Role::Text)),
            ])
        };
        let mut lines: Vec<Line<'static>> = self.formats.iter().map(line).collect();
        lines.push(Line::default());
        let says = match self.request() {
            Ok(request) if request.replaces => {
                format!("{} is there; writing again replaces it", sanitize::line(&request.file))
            }
            Ok(request) if request.format == ViewFormat::Pack => {
                format!("writes the folder {}", sanitize::line(&request.file))
            }
            Ok(request) => format!("writes {}", sanitize::line(&request.file)),
            Err(why) => why.to_owned(),
        };
        lines.push(Line::styled(cut(&says, columns), theme.style(Role::Notice)));
        window(&lines, self.list.offset, list, buf);
        canvas::highlight_row(theme, &self.list, self.row_count(), list, buf);
        canvas::more_rows(theme, &self.list, lines.len(), list, buf);
        cursor
    }
}
