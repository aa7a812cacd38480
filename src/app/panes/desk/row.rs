//! A draft in a line of the queue. Knows one draft at a time.

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::desk::item::{DraftItem, opening};
use crate::desk::queue::QueuedDraft;
use crate::model::{Corpus, Grade, Verdict, When};
use crate::present::words;
use crate::sanitize;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::Role;

/// Columns of an article's id and a passage's number.
const PLACE: usize = 14;
/// The least columns of a row that has room for the id.
const ROOMY: usize = 36;

/// The line: its signs, what it is, and on the right where it stands; of an incident, its date.
pub fn row(cx: &Cx, queued: QueuedDraft, is_ticked: bool, columns: usize) -> Line<'static> {
    let corpus = &*cx.workspace.corpus;
    let (item, theme) = (queued.item, cx.theme());
    let (role, indent) = match item {
        DraftItem::Incident(_) => (Role::Title, ""),
        DraftItem::Claim(_) => (Role::Text, " "),
        DraftItem::Quote(_) => (Role::Wording, ""),
        DraftItem::Origin(_) => (Role::Text, ""),
    };
    let aside = match item {
        DraftItem::Incident(id) => corpus.incident(id).date.map(When::display).unwrap_or_default(),
        _ => place(corpus, item).map_or_else(String::new, |(article, number)| {
            let room = PLACE.saturating_sub(1 + width(&number));
            if columns < ROOMY { number } else { format!("{} {number}", cut(&sanitize::line(article), room)) }
        }),
    };
    let grade = match item.drafted(corpus).map(|drafted| drafted.grade) {
        Some(Grade::Guess) => "?",
        Some(Grade::Likely) => "~",
        Some(Grade::Plain) | None => " ",
    };
    let room = columns.saturating_sub(3 + width(&aside) + usize::from(!aside.is_empty()));
    let said = format!("{indent}{}", said(corpus, item));
    let mut line = Line::from(vec![
        Span::styled(queued.disputed.map_or(" ", Verdict::draft_glyph), theme.style(Role::Conflict)),
        Span::styled(grade, theme.style(Role::Note)),
        Span::styled(if is_ticked { "✓" } else { " " }, theme.style(Role::Key)),
        Span::styled(fill(&sanitize::line(&said), room), theme.style(role)),
    ]);
    if !aside.is_empty() {
        line.push_span(Span::styled(format!(" {aside}"), theme.style(Role::Dim)));
    }
    line
}

/// The whole text of a line, for the search.
pub fn text(corpus: &Corpus, item: DraftItem) -> String {
    let place = place(corpus, item).map_or_else(String::new, |(article, number)| format!("{article} {number}"));
    format!("{} {place}", said(corpus, item))
}

/// What a draft says.
fn said(corpus: &Corpus, item: DraftItem) -> String {
    match item {
        DraftItem::Incident(id) => corpus.str(corpus.incident(id).title).to_owned(),
        DraftItem::Claim(id) => {
            let claim = corpus.claim(id);
            format!("{} {}", corpus.facet_word(claim.facet), words::bare_value(corpus, claim))
        }
        DraftItem::Quote(id) => format!("“{} …”", opening(corpus, id)),
        DraftItem::Origin(id) => format!("origin of {}", corpus.str(corpus.article(id).id)),
    }
}

/// The article and the passage's number of a claim or quotation.
fn place(corpus: &Corpus, item: DraftItem) -> Option<(&str, String)> {
    let passage = match item {
        DraftItem::Claim(_) | DraftItem::Quote(_) => corpus.passage(item.passage(corpus)?),
        DraftItem::Incident(_) | DraftItem::Origin(_) => return None,
    };
    Some((corpus.str(corpus.article(passage.article).id), format!("¶{}", passage.number)))
}
