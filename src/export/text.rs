//! Plain text output: labels first, one fact per line, no information by colour only.
//!
//! Every line is sanitized ([`sanitize`](crate::sanitize)); callers choose the width.

mod article;
mod ledger;

use std::fmt::Write as _;

use super::outside;
use super::page::Page;
use crate::model::{AccountId, AnchorState, Claim, Corpus, Member, Note, PassageKind, QuoteId, Span, Subject};
use crate::present::{annotations, linked, quotation, silence, words};
pub use article::article;
pub use ledger::{compare, ledger, ledger_with_why};

/// The facts of each member, in order.
fn head(page: &mut Page, subject: &Subject) {
    for member in subject.members() {
        let corpus = &*member.corpus;
        let Some(record) = member.as_incident() else {
            page.line(&format!("{}  [{}]", member.title(), member.id()));
            page.put("", "  ", &words::name(member));
            continue;
        };
        page.line(&format!("{}  [{}]", corpus.str(record.shown_title), corpus.str(record.id)));
        let mut facts =
            vec![words::date(record.date), words::places(corpus, record), corpus.str(record.kind).to_owned()];
        facts.extend(record.status.map(|status| status.word().to_owned()));
        if record.scope != crate::model::Scope::Single {
            facts.push(record.scope.word().to_owned());
        }
        facts.extend(record.drafted.map(|_| words::DRAFT_INCIDENT.to_owned()));
        facts.retain(|f| !f.is_empty());
        page.put("", "  ", &facts.join(" · "));
        if let Some(basis) = corpus.given(record.date_basis) {
            page.put("date worked out: ", "  ", basis);
        }
        if let Some(how) = linked::how(member) {
            page.put("  ", "    ", &how);
        }
        outside::head(page, corpus, record);
    }
    page.line(&linked::coverage(subject));
    for remark in linked::origins(subject).into_iter().chain(linked::also(subject)) {
        page.put("", "  ", &remark);
    }
    for member in subject.members() {
        annotated(page, "", &annotations::on(&member.corpus, member.topic));
    }
}

/// `parallax show ID` of an incident or record: its accounts with their claims, links, quotations, notes.
pub fn subject(subject: &Subject, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, subject);
    for line in linked::answered(subject).into_iter().chain(silence::unread(subject)) {
        page.put("", "  ", &line);
    }
    for member in subject.members() {
        also(&mut page, member);
        accounts(&mut page, &member.corpus, member.accounts());
    }
    for member in subject.members() {
        relations(&mut page, member);
    }
    for member in subject.members() {
        quotes_about(&mut page, member);
    }
    notes(&mut page, notes_on(subject));
    article::list(&mut page, subject);
    for member in subject.members() {
        coded(&mut page, member);
    }
    page.out
}

/// Other names and actors of an incident.
fn also(page: &mut Page, member: &Member) {
    let (corpus, Some(record)) = (&*member.corpus, member.as_incident()) else { return };
    if !record.aliases.is_empty() {
        outside::names(page, corpus, &record.aliases, &record.outside);
    }
    for actor in &record.actors {
        page.put("actor: ", "  ", &format!("{} ({})", corpus.who(actor.who), corpus.str(actor.role)));
    }
}

/// Accounts with their claims.
pub(super) fn accounts(page: &mut Page, corpus: &Corpus, accounts: Span<AccountId>) {
    for account in corpus.accounts_in(accounts) {
        let passage = corpus.passage(account.passage);
        page.blank();
        let mut label = format!("{} ¶{}", corpus.str(corpus.article(passage.article).id), passage.number);
        if passage.kind != PassageKind::Body {
            let _ = write!(label, " ({})", passage.kind.word());
        }
        page.line(&label);
        page.put("  ", "  ", passage.text.map_or(corpus.str(passage.digest), |t| corpus.str(t)));
        if let Some(hedge) = corpus.given(account.hedge) {
            page.put("  hedge: ", "    ", hedge);
        }
        for claim in corpus.claims_in(account.claims) {
            page.put(
                "  - ",
                "    ",
                &format!(
                    "{}: {}",
                    words::row(corpus.facet_word(claim.facet), claim.party()),
                    claim_text(corpus, claim)
                ),
            );
        }
    }
}

fn relations(page: &mut Page, member: &Member) {
    let corpus = &*member.corpus;
    if !member.relations().is_empty() {
        page.blank();
        page.line("Linked by the sources");
        for relation in member.relations() {
            let passage = corpus.passage(relation.passage);
            let to = corpus.incident(relation.to);
            let by = words::attribution(corpus, &relation.according_to).map(|by| format!(", {by}")).unwrap_or_default();
            let text = format!(
                "{} {} [{}], {} ¶{}: “{}”{by}",
                relation.link.word(),
                corpus.str(to.shown_title),
                corpus.str(to.id),
                corpus.str(corpus.article(passage.article).id),
                passage.number,
                corpus.str(relation.words)
            );
            page.put("  - ", "    ", &text);
        }
    }
}

/// For a record of a data set: cited sources, columns and citation.
fn coded(page: &mut Page, member: &Member) {
    let corpus = &*member.corpus;
    let Some(account) = corpus.accounts_in(member.accounts()).first() else { return };
    for passage in corpus.article(corpus.article_of(account)).passages.ids().map(|p| corpus.passage(p)) {
        if !matches!(passage.kind, PassageKind::Citation | PassageKind::Column) {
            continue;
        }
        if let Some(heading) = corpus.given(passage.heading) {
            page.blank();
            page.line(heading);
        }
        page.put("  - ", "    ", corpus.str(passage.digest));
    }
}

fn quotes_about(page: &mut Page, member: &Member) {
    let (corpus, quotes) = (&*member.corpus, member.quotes_about());
    if quotes.is_empty() {
        return;
    }
    page.blank();
    page.line("Quotes about it");
    for &quote in quotes {
        let record = corpus.quote(quote);
        let passage = corpus.passage(record.passage);
        let text = format!(
            "{}, {} ¶{}: {}",
            words::speaker(corpus, record),
            corpus.str(corpus.article(passage.article).id),
            passage.number,
            quotation::gist(corpus, record)
        );
        page.put("  - ", "    ", &text);
    }
}

/// The notes of all members.
fn notes_on(subject: &Subject) -> Vec<(&Corpus, &Note)> {
    subject.members().iter().flat_map(|m| m.notes().ids().map(|n| (&*m.corpus, m.corpus.note(n)))).collect()
}

pub(super) fn notes(page: &mut Page, all: Vec<(&Corpus, &Note)>) {
    if all.is_empty() {
        return;
    }
    page.blank();
    page.line("Notes");
    for (corpus, note) in all {
        let mut label = words::note_author(corpus, note);
        if let Some(facet) = note.facet {
            let _ = write!(label, ", on {}", corpus.facet_word(facet));
        }
        if note.general {
            label.push_str(", general knowledge");
        }
        page.put("  - ", "    ", &format!("({label}) {}", corpus.str(note.text)));
        outside::basis(page, corpus, note);
    }
}

/// Annotations of editors, each in a paragraph of its own with their sign.
pub(super) fn annotated(page: &mut Page, indent: &str, all: &[String]) {
    for annotation in all {
        page.put(&format!("{indent}{}", annotations::SIGN), &format!("{indent}  "), annotation);
    }
}

/// A claim on one line: its value, wording and attribution, and all that a reader must know of it.
pub fn claim_text(corpus: &Corpus, claim: &Claim) -> String {
    let mut out = words::value(corpus, claim);
    if let Some(wording) = corpus.given(claim.words) {
        let _ = write!(out, "  “{wording}”");
    }
    if let Some(chain) = words::chain(corpus, claim) {
        let _ = write!(out, "  {chain}");
    }
    if let Some(basis) = corpus.given(claim.basis) {
        let _ = write!(out, "  [worked out: {basis}]");
    }
    if let Some(hedge) = words::own_hedge(corpus, claim) {
        let _ = write!(out, "  [{hedge}]");
    }
    for reservation in words::reservations(corpus, claim) {
        let _ = write!(out, "  [{reservation}]");
    }
    if !claim.with.is_empty() {
        let others: Vec<&str> = claim.with.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect();
        let _ = write!(out, "  [together with {}]", others.join(", "));
    }
    if !matches!(claim.state, AnchorState::Exact | AnchorState::Unattached) {
        let _ = write!(out, "  [wording {}]", claim.state.word());
    }
    out
}

/// `parallax show ID` of a quotation.
pub fn quote(corpus: &Corpus, id: QuoteId, width: usize) -> String {
    let record = corpus.quote(id);
    let passage = corpus.passage(record.passage);
    let article = corpus.article(passage.article);
    let mut page = Page::new(width);
    let role = corpus.given(record.role).map(|r| format!(", {r}")).unwrap_or_default();
    page.put("", "  ", &format!("{}{role}  [{}]", words::speaker(corpus, record), corpus.str(record.id)));
    page.put("", "  ", &quotation::gist(corpus, record));
    let translated = if record.translated { " · translated" } else { "" };
    page.line(&format!(
        "{}{translated} · {} · {} ¶{}",
        record.form.word(),
        words::count(record.length() as usize, "word"),
        corpus.str(article.id),
        passage.number
    ));
    for piece in &record.pieces {
        let (words, length) = (quotation::piece(corpus, piece), words::count(piece.length as usize, "word"));
        page.put("  ", "   ", &format!("{words} ({length}, {})", piece.state.word()));
    }
    for &incident in &record.incidents {
        let incident = corpus.incident(incident);
        page.put("  about: ", "    ", &format!("{} [{}]", corpus.str(incident.shown_title), corpus.str(incident.id)));
    }
    page.out
}
