//! A draft in a line of the queue. Knows one draft at a time.

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::desk::item::DraftItem;
use crate::desk::queue::QueuedDraft;
use crate::model::{Grade, PassageId, When};
use crate::present::words;
use crate::sanitize;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::Role;

/// Columns of an article's id and a passage's number.
const PLACE: usize = 14;
/// The least columns of a row that has room for the id.
const ROOMY: usize = 36;

/// The line: its signs, what it is, and on the right where it stands.
pub fn row(cx: &Cx, queued: QueuedDraft, columns: usize) -> Line<'static> {
    let corpus = &*cx.workspace.corpus;
    let place = |passage: PassageId| {
        let passage = corpus.passage(passage);
        let number = format!("¶{}", passage.number);
        if columns < ROOMY {
            return number;
        }
        let id = sanitize::line(corpus.str(corpus.article(passage.article).id)).into_owned();
        format!("{} {number}", cut(&id, PLACE.saturating_sub(1 + width(&number))))
    };
    let (text, place, role) = match queued.item {
        DraftItem::Incident(id) => {
            let incident = corpus.incident(id);
            let day = incident.date.map(When::display).unwrap_or_default();
            (corpus.str(incident.title).to_owned(), day, Role::Title)
        }
        DraftItem::Claim(id) => {
            let claim = corpus.claim(id);
            let text = format!("{} {}", corpus.facet_word(claim.facet), words::bare_value(corpus, claim));
            (format!(" {text}"), place(corpus.account(claim.account).passage), Role::Text)
        }
        DraftItem::Quote(id) => {
            let quote = corpus.quote(id);
            let opening = quote.pieces.first().map_or("", |piece| corpus.str(piece.opening));
            (format!("“{opening} …”"), place(quote.passage), Role::Wording)
        }
        DraftItem::Origin(id) => (format!("origin of {}", corpus.str(corpus.article(id).id)), String::new(), Role::Text),
    };
    let grade = match queued.item.drafted(corpus).map(|drafted| drafted.grade) {
        Some(Grade::Guess) => "?",
        Some(Grade::Likely) => "~",
        Some(Grade::Plain) | None => " ",
    };
    let theme = cx.theme();
    let signs = [
        Span::styled(if queued.disputed { "≠" } else { " " }, theme.style(Role::Conflict)),
        Span::styled(grade, theme.style(Role::Note)),
        Span::raw(" "),
    ];
    let room = columns.saturating_sub(3 + width(&place) + usize::from(!place.is_empty()));
    let mut line = Line::from(signs.to_vec());
    line.push_span(Span::styled(fill(&sanitize::line(&text), room), theme.style(role)));
    if !place.is_empty() {
        line.push_span(Span::styled(format!(" {place}"), theme.style(Role::Dim)));
    }
    line
}
