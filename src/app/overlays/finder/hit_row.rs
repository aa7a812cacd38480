//! A hit of the finder in one line: its kind, date and title, and the reason. Searches nothing.

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::model::{DataSet, When};
use crate::present::short_date::month_and_year;
use crate::present::{quotation, words};
use crate::sanitize;
use crate::search::highlight::highlight;
use crate::search::{Hit, Target};
use crate::ui::bidi::tags::joined;
use crate::ui::text::{cut, fill, fill_left, width};
use crate::ui::theme::Role;

/// Columns of a date.
const DATE: usize = 12;

/// A date; in place of one that has no room its month or years, since a cut one might end before its year.
fn date(when: Option<When>) -> String {
    let full = words::date(when);
    when.filter(|_| width(&full) > DATE).map_or(full, |when| month_and_year(when, DATE))
}

/// The line of a hit, with the matching letters of its title marked.
pub(super) fn draw(cx: &Cx, hit: &Hit, columns: usize) -> Line<'static> {
    let corpus = &*cx.workspace.corpus;
    let (date, title) = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            (date(record.date), corpus.str(record.shown_title).to_owned())
        }
        Target::Record(id) => {
            let set = cx.workspace.set(id);
            let row = cx.workspace.row(id);
            (date(DataSet::when(&row)), sanitize::line(&set.title(&row)).into_owned())
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            let date = match corpus.given(record.published_basis) {
                Some(_) => "not printed".to_owned(),
                None => date(record.published),
            };
            (date, corpus.str(record.title).to_owned())
        }
        Target::Quote(id) => {
            let record = corpus.quote(id);
            let passage = corpus.passage(record.passage);
            let place = format!("¶{}", passage.number);
            let article = corpus.str(corpus.article(passage.article).id);
            (place, format!("{article}: {}: {}", words::speaker(corpus, record), quotation::gist(corpus, record)))
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            (record.kind.word().to_owned(), corpus.str(record.name).to_owned())
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let article = corpus.str(corpus.article(record.article).id);
            (format!("¶{}", record.number), format!("{article}: {}", corpus.str(record.digest_or_text())))
        }
    };
    let kind = match hit.target {
        Target::Record(id) => cx.workspace.set(id).about.tag.to_owned(),
        other => other.kind().word().to_owned(),
    };
    let why = cut(&hit.reason(), columns / 3);
    let room = columns.saturating_sub(9 + DATE + 2 + width(&why) + 2);
    let title = fill(&title, room);
    let mut spans = vec![
        Span::styled(fill(&kind, 9), cx.theme().style(Role::Dim)),
        Span::styled(format!("{}  ", fill_left(&date, DATE)), cx.theme().style(Role::Dim)),
    ];
    let (mut at, mut parts) = (0, Vec::new());
    for range in highlight(&title, &hit.words) {
        parts.push(Span::styled(title[at..range.start].to_owned(), cx.theme().style(Role::Text)));
        parts.push(Span::styled(title[range.clone()].to_owned(), cx.theme().style(Role::Match)));
        at = range.end;
    }
    parts.push(Span::styled(title[at..].to_owned(), cx.theme().style(Role::Text)));
    spans.extend(joined(parts));
    spans.push(Span::styled(format!("  {why}"), cx.theme().style(Role::Dim)));
    Line::from(spans)
}
