//! Citations, ready to paste. Knows the model, not the screen or the clipboard.

use super::{markdown, quotation, words};
use crate::model::dataset::About;
use crate::model::{
    AnchorState, ArticleId, Claim, ClaimId, Corpus, Facet, In, IncidentId, Member, PassageId, PassageKind, QuoteId,
    Subject, Value,
};
use crate::sanitize;

/// An item that can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cited {
    /// A source's wording of a claim.
    Claim(ClaimId),
    /// A link between incidents, by its position among those of the first.
    Relation(IncidentId, usize),
    /// A quotation.
    Quote(QuoteId),
    /// A passage.
    Passage(PassageId),
    /// A paragraph of the copy of an article that is no passage, by its position among them.
    Paragraph(ArticleId, usize),
}

/// The citation of an item of a subject, plain or as Markdown. Items of records are cited as their data set requires.
pub fn cite(subject: &Subject, cited: In<Cited>, markdown: bool) -> String {
    record(subject, cited.member, markdown)
        .unwrap_or_else(|| citation(subject.corpus(cited.member), cited.id, markdown))
}

/// The citation of a member that is a record; `None` for other members.
pub fn record(subject: &Subject, member: u16, markdown: bool) -> Option<String> {
    let member = subject.members().get(usize::from(member))?;
    member.about.as_ref().map(|about| of_record(member, about, markdown))
}

/// The citation of a record: title, date, number killed, id, and the citation of the data set.
fn of_record(member: &Member, about: &About, markdown: bool) -> String {
    let corpus = &*member.corpus;
    let claims = corpus.accounts_in(member.accounts()).iter().flat_map(|a| corpus.claims_in(a.claims));
    let killed = claims.filter(|c| c.facet == Facet::Killed).find_map(|c| match c.value {
        Value::Figure(figure) => Some(figure.display()),
        _ => None,
    });
    let (title, killed) = (member.title(), killed.unwrap_or_else(|| "not given".to_owned()));
    let said = format!(
        "{title}, {}, killed: {killed} ({})",
        words::date(member.as_incident().and_then(|incident| incident.date)),
        about.rule.words
    );
    let id = member.id();
    let cited = format!("{} record {id}. {} Licence: {}.", about.title, about.citation.join(" "), about.licence);
    let (said, cited) = (safe(&said, markdown), safe(&cited, markdown));
    if markdown { format!("> {said}\n>\n> — {cited}\n") } else { format!("{said} — {cited}") }
}

/// The citation of an item of a corpus: what it says in the source's words, who says so, authors, title, publisher, date,
/// paragraph and address.
pub fn citation(corpus: &Corpus, cited: Cited, markdown: bool) -> String {
    let (passage, said) = match cited {
        Cited::Paragraph(article, at) => return of_paragraph(corpus, article, at, markdown),
        Cited::Claim(claim) => {
            let record = corpus.claim(claim);
            (corpus.account(record.account).passage, of_claim(corpus, record))
        }
        Cited::Relation(incident, at) => {
            let record = corpus.incident(incident);
            let relation = &record.relations[at];
            let (from, to) = (corpus.str(record.shown_title), corpus.str(corpus.incident(relation.to).shown_title));
            let about = std::iter::once(format!("{from} {} {to}", relation.link.word()));
            let about = about.chain(words::attribution(corpus, &relation.according_to));
            let about = about.chain(misplaced(relation.state)).collect::<Vec<_>>().join("; ");
            (relation.passage, format!("“{}” ({about})", corpus.str(relation.words)))
        }
        Cited::Quote(quote) => {
            let record = corpus.quote(quote);
            let opening = record.pieces.first().map_or("", |p| corpus.str(p.opening));
            let mut about = vec![quotation::gist(corpus, record)];
            about.extend(words::attribution(corpus, &record.according_to));
            about.extend(misplaced(record.state()));
            (record.passage, format!("{}: “{opening} …” ({})", words::speaker(corpus, record), about.join("; ")))
        }
        Cited::Passage(passage) => {
            let record = corpus.passage(passage);
            let said = match record.text {
                Some(text) => format!("“{}”", corpus.str(text)),
                None if record.is_opening() => format!("“{} …”", corpus.str(record.anchor)),
                None => format!(
                    "{} [digest of the passage that begins “{}”]",
                    corpus.str(record.digest_or_text()),
                    corpus.str(record.anchor)
                ),
            };
            (passage, said)
        }
    };
    let passage = corpus.passage(passage);
    let part = match passage.kind {
        PassageKind::Body | PassageKind::Citation | PassageKind::Column => String::new(),
        kind => format!(" ({})", kind.word()),
    };
    attributed(corpus, passage.article, &said, &format!("¶{}{part}", passage.number), markdown)
}

/// A paragraph without a digest, by its number or by the passages around it.
fn of_paragraph(corpus: &Corpus, article: ArticleId, at: usize, markdown: bool) -> String {
    let record = corpus.article(article);
    let paragraph = &record.paragraphs[at];
    let number = |nth: usize| record.passages.ids().nth(nth).map_or(0, |id| corpus.passage(id).number);
    let place = match (paragraph.number, paragraph.before) {
        (0, 0) => format!("on the page before ¶{}", number(0)),
        (0, before) if before == record.passages.len() => format!("on the page after ¶{}", number(before - 1)),
        (0, before) => format!("between ¶{} and ¶{}", number(before - 1), number(before)),
        (own, _) => format!("¶{own}"),
    };
    attributed(corpus, article, &format!("“{}”", corpus.str(paragraph.text)), &place, markdown)
}

/// What an article says, with authors, title, publisher, date, place and address.
fn attributed(corpus: &Corpus, article: ArticleId, said: &str, place: &str, markdown: bool) -> String {
    let article = corpus.article(article);
    let authors: Vec<&str> = article.authors.iter().map(|&a| corpus.str(a)).filter(|a| !a.is_empty()).collect();
    let authors = if authors.is_empty() { String::new() } else { format!("{}, ", authors.join(", ")) };
    let translated =
        corpus.given(article.translated_from).map(|from| format!(" (translated from {from})")).unwrap_or_default();
    let place = format!("{translated}, {}, {place}", words::source(corpus, article));
    let online = words::online(corpus, article, markdown);
    // The text may be pasted into a shell: sanitize it and allow no line breaks from sources.
    let plain = |text: &str| safe(text, markdown);
    let (said, authors, place) = (plain(said), plain(&authors), plain(&place));
    let title = plain(corpus.str(article.title));
    let online = online.map(|online| format!(", {online}")).unwrap_or_default();
    if markdown {
        format!("> {said}\n>\n> — {authors}*{title}*{place}{online}\n")
    } else {
        format!("{said} — {authors}“{title}”{place}{online}")
    }
}

/// A claim: its wording; then incident, facet and value, and everything that limits what the source says.
fn of_claim(corpus: &Corpus, claim: &Claim) -> String {
    let account = corpus.account(claim.account);
    let facet = words::row(corpus.facet_word(claim.facet), claim.party());
    let title = corpus.str(corpus.topic_title(account.about));
    let mut about = vec![format!("{title}, {facet}: {}", words::value(corpus, claim))];
    about.extend(words::attribution(corpus, &claim.according_to));
    for hedge in [claim.hedge, account.hedge] {
        about.extend(corpus.given(hedge).map(|hedge| format!("hedge: {hedge}")));
    }
    about.extend(corpus.given(claim.basis).map(|basis| format!("worked out: {basis}")));
    if !claim.with.is_empty() {
        let others: Vec<&str> = claim.with.iter().map(|&i| corpus.str(corpus.incident(i).shown_title)).collect();
        about.push(format!("together with {}", others.join(", ")));
    }
    about.extend(words::reservations(corpus, claim).into_iter().map(std::borrow::Cow::into_owned));
    about.extend(misplaced(claim.state));
    let about = about.join("; ");
    match corpus.given(claim.words) {
        Some(words) => format!("“{words}” ({about})"),
        None => about,
    }
}

/// A warning that the words do not stand once in their passage of the attached copy.
fn misplaced(state: AnchorState) -> Option<String> {
    let lost = !matches!(state, AnchorState::Exact | AnchorState::Unattached);
    lost.then(|| format!("wording {} in the attached copy", state.word()))
}

/// `text` as one line safe to show and, for Markdown, to read as it stands.
fn safe(text: &str, markdown: bool) -> String {
    let line = sanitize::line(text);
    if markdown { markdown::escape(&line) } else { line.into_owned() }
}
