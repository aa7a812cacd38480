//! The section of the finder for what texts of records say: its state, its headings and its rows. Knows the answer of the
//! job that searches texts; searches nothing itself.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::job::JobId;
use crate::app::pane::Cx;
use crate::model::DataSet;
use crate::model::figure::thousands;
use crate::present::words;
use crate::sanitize;
use crate::search::Target;
use crate::search::highlight::phrases;
use crate::search::texts::{TextAnswer, TextHit};
use crate::ui::bidi::tags::joined;
use crate::ui::text::{cut, fill, fill_left, width};
use crate::ui::theme::Role;

/// What texts of records say.
#[derive(Debug, Clone, Default)]
pub struct TextSection {
    /// The running search.
    pub job: Option<JobId>,
    /// Whether the workspace has grown since the search began, so that it must run again.
    pub grown: bool,
    /// What has been found so far.
    pub answer: TextAnswer,
}

impl TextSection {
    /// Whether a search is running.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// What the title of the finder says of texts: `214 in texts`, `searching texts, 37 %`.
    pub(super) fn title(&self) -> Option<String> {
        let found = (self.answer.all > 0).then(|| format!("{} in texts", thousands(self.answer.all)));
        let searched = self.job.map(|_| format!("searching texts, {} %", self.answer.percent));
        let parts: Vec<String> = found.into_iter().chain(searched).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// The headings of the section, each with the number of the hit that it stands above.
    pub(super) fn headings(&self) -> Vec<(usize, String)> {
        let (certain, possible) = (self.answer.all - self.answer.possible, self.answer.possible);
        let mut headings = Vec::new();
        if certain > 0 {
            headings.push((0, format!("in texts of records: {}", thousands(certain))));
        }
        let listed = self.answer.certain();
        if listed < self.answer.hits.len() {
            headings.push((listed, format!("in texts of records, possibly: {}", thousands(possible))));
        }
        headings
    }
}

/// A hit in one line: its data set, date and title, and the words in their context.
pub(super) fn row(cx: &Cx, found: &TextHit, texts: &TextAnswer, columns: usize) -> Line<'static> {
    let Target::Record(id) = found.hit.target else { return Line::default() };
    let (set, row) = (cx.workspace.set(id), cx.workspace.row(id));
    let room = columns.saturating_sub(9 + 14 + 2);
    let title = fill(&sanitize::line(&set.title(&row)), room * 2 / 5);
    let why = cut(&sanitize::line(&found.hit.reason()), room - width(&title).min(room));
    let dim = cx.theme().style(Role::Dim);
    let mut spans = vec![
        Span::styled(fill(set.about.tag, 9), dim),
        Span::styled(format!("{}  ", fill_left(&words::date(DataSet::when(&row)), 12)), dim),
        Span::styled(format!("{title}  "), cx.theme().style(Role::Text)),
    ];
    // Fields may have the same words; only the text is marked.
    let begin = why.find("text: ").unwrap_or(0);
    let (mut at, mut parts) = (0, Vec::new());
    for range in phrases(&why, &texts.phrases).into_iter().filter(|range| range.start >= begin) {
        parts.push(Span::styled(why[at..range.start].to_owned(), dim));
        parts.push(Span::styled(why[range.clone()].to_owned(), cx.theme().style(Role::Match)));
        at = range.end;
    }
    parts.push(Span::styled(why[at..].to_owned(), dim));
    spans.extend(joined(parts));
    Line::from(spans)
}

/// The text around the match, for the preview, with what is to be marked in it.
pub(super) fn preview(
    found: &TextHit,
    texts: &TextAnswer,
    mark: Style,
) -> (String, Vec<(std::ops::Range<usize>, Style)>) {
    let shown = sanitize::line(&format!("{}: {}", found.column, found.text)).into_owned();
    let body = found.column.len();
    let marks = phrases(&shown, &texts.phrases).into_iter().filter(|range| range.start > body);
    let marks = marks.map(|range| (range, mark)).collect();
    (shown, marks)
}
