//! The preview below the hits: what the selected hit is, with the matches marked. Searches nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::texts;
use crate::app::pane::Cx;
use crate::model::{Corpus, NameId, RecordId, Topic};
use crate::present::{outside, quotation, words};
use crate::sanitize;
use crate::search::highlight::highlight;
use crate::search::texts::{TextAnswer, TextHit};
use crate::search::{Hit, Target};
use crate::ui::bidi::tags::are_alike;
use crate::ui::canvas::window;
use crate::ui::text::marked;
use crate::ui::theme::Role;

/// Draws a description of the selected hit, with the matches marked.
pub(super) fn draw(cx: &Cx, hit: &Hit, text: Option<(&TextHit, &TextAnswer)>, area: Rect, buf: &mut Buffer) {
    if area.height < 2 {
        return;
    }
    let corpus = &*cx.workspace.corpus;
    let body = match hit.target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            let mut facts = vec![words::places(corpus, record), words::coverage(corpus.coverage(record))];
            facts.retain(|f| !f.is_empty());
            let facts = facts.join(" · ");
            let also = outside::names(corpus, &record.aliases, &record.outside);
            let no_source = if record.outside.is_empty() { "" } else { " (* no source prints this name)" };
            if also.is_empty() { facts } else { format!("{facts} · also: {also}{no_source}") }
        }
        Target::Record(id) => record_facts(cx, id),
        Target::Article(id) => {
            let record = corpus.article(id);
            format!("{}. {}", words::source(corpus, record), corpus.str(record.note))
        }
        Target::Quote(id) => quotation::gist(corpus, corpus.quote(id)),
        Target::Name(id) => {
            let record = corpus.name(id);
            let also = outside::names(corpus, &record.variants, &record.outside);
            if record.accounts.is_empty() { also } else { format!("{} · {also}", claims_about(corpus, id)) }
        }
        Target::Passage(id) => {
            let record = corpus.passage(id);
            let body = record.text.filter(|_| cx.settings.text).unwrap_or(record.digest_or_text());
            corpus.str(body).to_owned()
        }
    };
    let mark = cx.theme().style(Role::Match);
    let (shown, marks) = if let Some((found, answer)) = text {
        texts::preview(found, answer, mark)
    } else {
        let shown = sanitize::line(&body).into_owned();
        let marks: Vec<(std::ops::Range<usize>, Style)> =
            highlight(&shown, &hit.words).into_iter().map(|range| (range, mark)).collect();
        (shown, marks)
    };
    let rule = "─".repeat(area.width.into());
    window(&[Line::styled(rule, cx.theme().style(Role::Border))], 0, area, buf);
    let lines = marked("", Style::new(), &shown, cx.theme().style(Role::Text), &marks, area.width.into());
    // Scroll to the first match.
    let first = lines.iter().position(|l| l.spans.iter().any(|s| are_alike(s.style, mark))).unwrap_or(0);
    let room = usize::from(area.height) - 1;
    let offset = first.saturating_sub(room / 2).min(lines.len().saturating_sub(room));
    window(&lines, offset, Rect { y: area.y + 1, height: area.height - 1, ..area }, buf);
}

/// The coverage of a name, and the values of its claims by facet.
fn claims_about(corpus: &Corpus, id: NameId) -> String {
    let accounts = corpus.accounts_in(corpus.name(id).accounts).iter();
    let claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
    let said = claims.map(|claim| format!("{}: {}", corpus.facet_word(claim.facet), words::value(corpus, claim)));
    let coverage = words::coverage(corpus.coverage_of(Topic::Name(id)));
    std::iter::once(coverage).chain(said).collect::<Vec<_>>().join(" · ")
}

/// The facts of a record: place, number killed, kind, data set.
fn record_facts(cx: &Cx, id: RecordId) -> String {
    let set = cx.workspace.set(id);
    let row = cx.workspace.row(id);
    let location = set.location(&row);
    let mut place: Vec<&str> = vec![&location.name];
    place.extend(location.within.iter().map(|w| &**w));
    place.push(&set.country(&row).name);
    place.retain(|p| !p.is_empty());
    let killed = set.killed(&row).map_or_else(|| "killed not given".to_owned(), |f| format!("killed {}", f.display()));
    let mut facts = vec![place.join(", "), set.event_type(&row).name.to_string(), killed, set.about.title.clone()];
    facts.retain(|f| !f.is_empty());
    facts.join(" · ")
}
