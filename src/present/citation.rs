//! Citations, ready to paste. Knows the model, not the screen or the clipboard.

use super::words;
use crate::model::dataset::About;
use crate::model::{ClaimId, Corpus, Facet, In, Member, PassageId, QuoteId, Subject, Value};
use crate::sanitize;

/// An item that can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cited {
    /// A source's wording of a claim.
    Claim(ClaimId),
    /// A quotation.
    Quote(QuoteId),
    /// A passage.
    Passage(PassageId),
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
    let (said, cited) = (sanitize::line(&said), sanitize::line(&cited));
    if markdown { format!("> {said}\n>\n> — {cited}\n") } else { format!("{said} — {cited}") }
}

/// The citation of an item of a corpus: its words and facet or gist, article, publisher, date and paragraph.
pub fn citation(corpus: &Corpus, cited: Cited, markdown: bool) -> String {
    let (passage, said) = match cited {
        Cited::Claim(claim) => {
            let record = corpus.claim(claim);
            let account = corpus.account(record.account);
            let (title, facet) = (corpus.str(corpus.topic_title(account.about)), corpus.facet_word(record.facet));
            let about = format!("{title}, {facet}: {}", words::value(corpus, record));
            (account.passage, format!("“{}” ({about})", corpus.str(record.words)))
        }
        Cited::Quote(quote) => {
            let record = corpus.quote(quote);
            let opening = record.pieces.first().map_or("", |p| corpus.str(p.opening));
            (record.passage, format!("{}: “{opening} …” ({})", words::speaker(corpus, record), corpus.str(record.gist)))
        }
        Cited::Passage(passage) => {
            let record = corpus.passage(passage);
            let said = match record.text {
                Some(text) => format!("“{}”", corpus.str(text)),
                None => format!("{} [digest]", corpus.str(record.digest)),
            };
            (passage, said)
        }
    };
    let passage = corpus.passage(passage);
    let article = corpus.article(passage.article);
    let source = words::source(corpus, article);
    // The text may be pasted into a shell: sanitize it and allow no line breaks from sources.
    let (said, title, source) =
        (sanitize::line(&said), sanitize::line(corpus.str(article.title)), sanitize::line(&source));
    if markdown {
        format!("> {said}\n>\n> — *{title}*, {source}, ¶{}\n", passage.number)
    } else {
        format!("{said} — “{title}”, {source}, ¶{}", passage.number)
    }
}
