//! Why a verdict is what it is: the reasons for one or several rows of a ledger, in sentences.
//!
//! Knows no subject once it is open; has a scroll offset but no selection.

use ratatui::text::Line;

use crate::app::overlay::{OverlayCx, TextOverlay};
use crate::keymap::{Action, Context};
use crate::model::Subject;
use crate::model::ledger::LedgerRow;
use crate::present::ranges::{RangeChart, legend};
use crate::present::{markdown, why, words};
use crate::sanitize;
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, paragraph, width};
use crate::ui::theme::Role;

/// The reasons for verdicts.
#[derive(Debug, Clone)]
pub struct Reasons {
    /// The title of the subject.
    title: String,
    /// Each row with its signs, and its reasons.
    rows: Vec<(String, Vec<String>)>,
    /// The figures of each row on one scale, where several are given.
    ranges: Vec<Option<RangeChart>>,
    /// The scroll offset.
    list: List,
}

impl Reasons {
    /// The reasons for a row; without one, for the rows that have the verdict of the whole, or for all if no claim is
    /// weighed. `None` if there is no row.
    pub fn new(subject: &Subject, row: Option<usize>) -> Option<Self> {
        let ledger = subject.ledger();
        let at: Vec<usize> = match row.filter(|&row| row < ledger.rows.len()) {
            Some(row) => vec![row],
            None => {
                let whole = ledger.rows.iter().filter_map(LedgerRow::severity).max();
                (0..ledger.rows.len()).filter(|&row| ledger.rows[row].severity() == whole).collect()
            }
        };
        let row_reasons = |at: usize| {
            let (row, reasons) = (&ledger.rows[at], subject.why(at)?);
            let name = words::row(subject.facet_word(row), row.party);
            let head = format!("{name}  {} {}", why::signs(row), why::verdict(subject, row));
            let ranges = RangeChart::of(subject, row).filter(RangeChart::is_of_several);
            Some(((head, why::reasons(subject, row, &reasons)), ranges))
        };
        let (rows, ranges): (Vec<_>, Vec<_>) = at.into_iter().filter_map(row_reasons).unzip();
        (!rows.is_empty()).then(|| Self { title: subject.title().to_owned(), rows, ranges, list: List::default() })
    }

    /// All of it, as plain text or Markdown: title, rows, and their reasons as lists.
    pub fn text(&self, markdown: bool) -> String {
        let safe = |text: &str| {
            let line = sanitize::line(text);
            if markdown { markdown::escape(&line) } else { line.into_owned() }
        };
        let row = |(head, reasons): &(String, Vec<String>)| {
            let reasons: String = reasons.iter().map(|reason| format!("- {}\n", safe(reason))).collect();
            format!("{}\n\n{reasons}", safe(head))
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        format!("{}\n\n{}", safe(&self.title), rows.join("\n"))
    }
}

impl TextOverlay for Reasons {
    /// What is copied is what is read.
    fn stays_open(&self, action: Action) -> bool {
        matches!(action, Action::CopyCitation | Action::CopyMarkdown)
    }

    fn context(&self) -> Context {
        Context::Reasons
    }

    fn title(&self) -> String {
        format!("Why · {}", self.title)
    }

    /// Each row, then its reasons, one to a line.
    fn lines(&self, cx: &OverlayCx, columns: u16) -> Vec<Line<'static>> {
        let style = |role| cx.cx.theme().style(role);
        let mut lines = Vec::new();
        for ((head, reasons), ranges) in self.rows.iter().zip(&self.ranges) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(paragraph("", style(Role::Title), head, style(Role::Title), columns.into()));
            if let Some(ranges) = ranges {
                let drawn = ranges.lines(columns.into(), width, cut).into_iter();
                lines.extend(drawn.map(|line| Line::styled(cut(&line, columns.into()), style(Role::Wording))));
                let legend = legend(ranges.has_worked_out());
                lines.extend(paragraph("", style(Role::Dim), &legend, style(Role::Dim), columns.into()));
            }
            for reason in reasons {
                lines.extend(paragraph("- ", style(Role::Key), reason, style(Role::Text), columns.into()));
            }
        }
        lines
    }

    has_list!();
}
