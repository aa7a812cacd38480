//! The selected draft in full: what it says, its words in the passage, and what other passages say on the same. Knows one
//! draft and its subject.

use std::sync::Arc;

use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::desk::item::DraftItem;
use crate::desk::same_day::SameDay;
use crate::keymap::{Action, Context};
use crate::model::{Claim, ClaimId, Corpus, IncidentId, PassageId, QuoteId, Subject};
use crate::present::{quotation, why, words};
use crate::ui::text::{cut, highlighted, paragraph};
use crate::ui::theme::Role;

/// How many others are listed.
const MOST_OTHERS: usize = 40;
/// How many incidents of the same day are listed.
const MOST_SAME_DAY: usize = 3;

/// Its lines at a width of `columns`, with its subject and the incidents of the same day and place as that.
pub fn lines(
    cx: &Cx,
    item: Option<DraftItem>,
    (subject, same_day): (Option<&Arc<Subject>>, &[SameDay]),
    columns: usize,
) -> Vec<Line<'static>> {
    let corpus = &*cx.workspace.corpus;
    match item {
        Some(DraftItem::Claim(id)) => of_claim(cx, id, (subject, same_day), columns),
        Some(DraftItem::Incident(id)) => of_incident(cx, id, same_day, columns),
        Some(DraftItem::Quote(id)) => of_quote(cx, corpus, id, columns),
        Some(DraftItem::Origin(id)) => {
            let article = corpus.article(id);
            let mut lines = text(cx, Role::Title, corpus.str(article.title), columns);
            lines.extend(text(cx, Role::Dim, &words::source(corpus, article), columns));
            lines.push(Line::default());
            if let Some(origin) = words::draft_origin(corpus, article) {
                lines.extend(text(cx, Role::Text, &origin, columns));
            }
            lines.push(Line::default());
            let means = "Accepted, both count as one origin wherever sources are compared.";
            lines.extend(text(cx, Role::Dim, means, columns));
            lines
        }
        None => Vec::new(),
    }
}

fn text(cx: &Cx, role: Role, words: &str, columns: usize) -> Vec<Line<'static>> {
    let style = cx.theme().style(role);
    paragraph("", style, words, style, columns)
}

/// The other incidents of the same day and place, which may be the same, with the keys for that; a claim can be moved.
fn others_of_day(cx: &Cx, all: &[SameDay], moves: bool, columns: usize) -> Vec<Line<'static>> {
    let corpus = &*cx.workspace.corpus;
    let [join, move_key] = [Action::JoinIncidents, Action::MoveDraft].map(|key| cx.keymap.label(Context::Desk, key));
    let line = |other: &SameDay| {
        let incident = corpus.incident(other.id);
        let waits = match other.drafts {
            0 => "confirmed".to_owned(),
            drafts => words::count(drafts, "draft"),
        };
        let place = corpus.str(corpus.name(other.place).name);
        let ways = if moves { format!("{move_key} moves, {join} joins") } else { format!("{join} joins") };
        format!("also: {}, same day, in {place}, {waits}; {ways}", corpus.str(incident.title))
    };
    let more = all.len().saturating_sub(MOST_SAME_DAY);
    let more = (more > 0).then(|| format!("also: {more} more of the same day and place; {join} lists them"));
    let listed = all.iter().take(MOST_SAME_DAY).map(line).chain(more);
    listed.flat_map(|said| text(cx, Role::Note, &said, columns)).collect()
}

/// A name and what stands for it.
fn field(cx: &Cx, name: &str, value: &str, columns: usize) -> Vec<Line<'static>> {
    paragraph(&format!("{name} "), cx.theme().style(Role::Dim), value, cx.theme().style(Role::Text), columns)
}

/// A passage with words marked, below the article's id.
fn passage(cx: &Cx, corpus: &Corpus, id: PassageId, marked: &[&str], columns: usize) -> Vec<Line<'static>> {
    let record = corpus.passage(id);
    let article = corpus.article(record.article);
    let source = format!("{} · {}", corpus.str(article.id), words::source(corpus, article));
    let mut lines = text(cx, Role::Dim, &source, columns);
    // The digest is a person's; what waits for a decision stands in the text.
    let body = words::passage(corpus, record, record.text.is_some());
    let mark = cx.theme().style(Role::Match);
    let marks: Vec<_> =
        marked.iter().filter(|words| !words.is_empty()).map(|words| ((*words).to_owned(), mark)).collect();
    let (key, plain) = (cx.theme().style(Role::Key), cx.theme().style(Role::Text));
    lines.extend(highlighted(&format!("¶{} ", record.number), key, &body, plain, &marks, columns));
    lines
}

fn of_claim(
    cx: &Cx,
    id: ClaimId,
    (subject, same_day): (Option<&Arc<Subject>>, &[SameDay]),
    columns: usize,
) -> Vec<Line<'static>> {
    let corpus = &*cx.workspace.corpus;
    let claim = corpus.claim(id);
    let account = corpus.account(claim.account);
    let mut lines = text(cx, Role::Title, &words::topic(corpus, account.about), columns);
    lines.extend(others_of_day(cx, same_day, true, columns));
    lines.extend(said(cx, corpus, claim, columns));
    lines.push(Line::default());
    lines.extend(passage(cx, corpus, account.passage, &[corpus.str(claim.words)], columns));
    let Some(subject) = subject else { return lines };
    let ledger = subject.ledger();
    let Some(row) = ledger.rows.iter().find(|row| row.cells.iter().flatten().any(|claim| claim.id == id)) else {
        return lines;
    };
    let others: Vec<ClaimId> = row.cells.iter().flatten().map(|claim| claim.id).filter(|&other| other != id).collect();
    lines.push(Line::default());
    let facet = words::row(subject.facet_word(row), row.party);
    if others.is_empty() {
        lines.extend(text(cx, Role::Dim, &format!("No other passage says anything on {facet}."), columns));
        return lines;
    }
    let verdict = format!("{} {}", why::signs(row), why::verdict(subject, row));
    let draft = why::with_drafts(row).map_or_else(String::new, |draft| format!(" {draft}"));
    lines.push(Line::from(vec![
        Span::styled(format!("others on {facet}  "), cx.theme().style(Role::Title)),
        Span::styled(cut(&format!("{verdict}{draft}"), columns), cx.theme().style(Role::Dim)),
    ]));
    for &other in others.iter().take(MOST_OTHERS) {
        let claim = corpus.claim(other);
        let passage = corpus.passage(corpus.account(claim.account).passage);
        let place = format!("{} ¶{} ", corpus.str(corpus.article(passage.article).id), passage.number);
        let said = format!("{} “{}”", words::value(corpus, claim), corpus.str(claim.words));
        lines.extend(paragraph(&place, cx.theme().style(Role::Dim), &said, cx.theme().style(Role::Value), columns));
    }
    if others.len() > MOST_OTHERS {
        let more = format!("… {} more", others.len() - MOST_OTHERS);
        lines.extend(text(cx, Role::Dim, &more, columns));
    }
    lines
}

/// A claim: facet, value, wording, attribution and what qualifies it.
fn said(cx: &Cx, corpus: &Corpus, claim: &Claim, columns: usize) -> Vec<Line<'static>> {
    let facet = format!("{} ", words::row(corpus.facet_word(claim.facet), claim.party()));
    let (title, value) = (cx.theme().style(Role::Title), cx.theme().style(Role::Value));
    let mut lines = paragraph(&facet, title, &words::value(corpus, claim), value, columns);
    lines.extend(text(cx, Role::Wording, &format!("“{}”", corpus.str(claim.words)), columns));
    let chain = words::chain(corpus, claim);
    let basis = corpus.given(claim.basis).map(|basis| format!("worked out: {basis}"));
    for more in chain.into_iter().chain(words::hedge(corpus, claim)).chain(basis) {
        lines.extend(text(cx, Role::Note, &more, columns));
    }
    lines
}

fn of_incident(cx: &Cx, id: IncidentId, same_day: &[SameDay], columns: usize) -> Vec<Line<'static>> {
    let corpus = &*cx.workspace.corpus;
    let incident = corpus.incident(id);
    let mut lines = text(cx, Role::Title, corpus.str(incident.title), columns);
    lines.extend(text(cx, Role::Dim, "Is this one incident, with what defines it?", columns));
    lines.extend(others_of_day(cx, same_day, false, columns));
    lines.push(Line::default());
    let kind = corpus.given(incident.kind).unwrap_or("not known; it must be given in the file before it is accepted");
    lines.extend(field(cx, "kind", kind, columns));
    if let Some(status) = incident.status {
        lines.extend(field(cx, "status", status.word(), columns));
    }
    let basis = corpus.given(incident.date_basis).map_or_else(String::new, |basis| format!(" ({basis})"));
    lines.extend(field(cx, "date", &format!("{}{basis}", words::date(incident.date)), columns));
    let places = words::places(corpus, incident);
    if !places.is_empty() {
        lines.extend(field(cx, "places", &places, columns));
    }
    // Whom only claims name is decided with those claims.
    for actor in incident.listed_actors() {
        let role = corpus.given(actor.role).unwrap_or("actor");
        lines.extend(field(cx, role, corpus.who(actor.who), columns));
    }
    let accounts = corpus.accounts_in(incident.accounts);
    lines.extend(field(cx, "told by", &words::coverage(corpus.coverage(incident)), columns));
    lines.push(Line::default());
    for account in accounts.iter().take(MOST_OTHERS) {
        let said: Vec<&str> = corpus.claims_in(account.claims).iter().map(|claim| corpus.str(claim.words)).collect();
        lines.extend(passage(cx, corpus, account.passage, &said, columns));
        lines.push(Line::default());
    }
    lines
}

fn of_quote(cx: &Cx, corpus: &Corpus, id: QuoteId, columns: usize) -> Vec<Line<'static>> {
    let quote = corpus.quote(id);
    let speaker = words::speaker(corpus, quote);
    let mut lines = text(cx, Role::Title, if speaker.is_empty() { "speaker not known" } else { speaker }, columns);
    if let Some(role) = corpus.given(quote.role) {
        lines.extend(text(cx, Role::Dim, role, columns));
    }
    let gist = match corpus.given(quote.gist) {
        Some(_) => quotation::gist(corpus, quote).clone(),
        None => "no gist yet: it is accepted together with one, in your words".to_owned(),
    };
    lines.extend(text(cx, Role::Text, &gist, columns));
    lines.push(Line::default());
    let openings: Vec<&str> = quote.pieces.iter().map(|piece| corpus.str(piece.opening)).collect();
    lines.extend(passage(cx, corpus, quote.passage, &openings, columns));
    lines
}
