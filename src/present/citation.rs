//! Citations, ready to paste. Knows the model, not the screen or the clipboard.

use super::killed;
use super::{markdown, outside, publication, quotation, words};
use crate::model::dataset::About;
use crate::model::{
    AnchorState, Article, ArticleId, Claim, ClaimId, Corpus, Facet, Figure, In, IncidentId, Member, NameId, NoteId,
    Party, PassageId, PassageKind, QuoteId, Subject, Topic, Value,
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
    /// An article as a whole.
    Article(ArticleId),
    /// An incident with its sources.
    Incident(IncidentId),
    /// A name with its variants.
    Name(NameId),
    /// A note of the editor.
    Note(NoteId),
}

impl Cited {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claim(_) => "claim",
            Self::Relation(..) => "link",
            Self::Quote(_) => "quotation",
            Self::Passage(_) => "passage",
            Self::Paragraph(..) => "paragraph",
            Self::Article(_) => "article",
            Self::Incident(_) => "incident",
            Self::Name(_) => "name",
            Self::Note(_) => "note",
        }
    }

    /// The passage that it stands in, if it stands in one.
    pub fn passage(self, corpus: &Corpus) -> Option<PassageId> {
        match self {
            Self::Claim(claim) => Some(corpus.account(corpus.claim(claim).account).passage),
            Self::Relation(incident, at) => corpus.incident(incident).relations.get(at).map(|link| link.passage),
            Self::Quote(quote) => Some(corpus.quote(quote).passage),
            Self::Passage(passage) => Some(passage),
            Self::Paragraph(..) | Self::Article(_) | Self::Incident(_) | Self::Name(_) | Self::Note(_) => None,
        }
    }

    /// The article that it stands in; of an incident or name, the first that reports it and passes.
    pub fn article(self, corpus: &Corpus, passes: impl Fn(ArticleId) -> bool) -> Option<ArticleId> {
        let first = |topic| {
            let accounts = corpus.accounts_in(corpus.accounts_about(topic)).iter();
            accounts.map(|account| corpus.passage(account.passage).article).find(|&article| passes(article))
        };
        match self {
            Self::Article(article) | Self::Paragraph(article, _) => Some(article),
            Self::Incident(incident) => first(Topic::Incident(incident)),
            Self::Name(name) => first(Topic::Name(name)),
            Self::Note(_) => None,
            cited => cited.passage(corpus).map(|passage| corpus.passage(passage).article),
        }
    }
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

/// The citation of a record without the contents of its row, where these may not be passed on; `None` for other members.
pub fn record_id(subject: &Subject, member: u16, markdown: bool) -> Option<String> {
    let member = subject.members().get(usize::from(member))?;
    member.about.as_ref().map(|about| safe(&row_of(member, about), markdown))
}

/// The row that a record is, and the citation and licence of its data set.
fn row_of(member: &Member, about: &About) -> String {
    format!("{} record {}. {} Licence: {}.", about.title, member.id(), about.citation.join(" "), about.licence)
}

/// The citation of a record: title, date, number killed, id, and the citation of the data set.
fn of_record(member: &Member, about: &About, markdown: bool) -> String {
    let corpus = &*member.corpus;
    let claims = corpus.accounts_in(member.accounts()).iter().flat_map(|a| corpus.claims_in(a.claims));
    // The number of the file, by its rule; what is worked out stands for it only where the row was not read.
    let killed: Vec<(&Claim, Figure)> = claims
        .filter_map(|claim| match claim.value {
            Value::Figure(figure) if claim.facet == Facet::Killed && figure.party != Party::Attackers => {
                Some((claim, figure))
            }
            _ => None,
        })
        .collect();
    let stated = killed.iter().find(|(claim, _)| !claim.is_worked_out()).or(killed.first());
    let (killed, rule) = match stated {
        Some((claim, figure)) if claim.is_worked_out() => (figure.display(), corpus.str(claim.hedge)),
        Some((_, figure)) => (figure.display(), about.rule.words),
        None => ("not given".to_owned(), about.rule.words),
    };
    let said = format!(
        "{}, {}, killed: {killed} ({rule})",
        member.title(),
        words::date(member.as_incident().and_then(|incident| incident.date)),
    );
    let cited = row_of(member, about);
    let (said, cited) = (safe(&said, markdown), safe(&cited, markdown));
    if markdown { format!("> {said}\n>\n> — {cited}\n") } else { format!("{said} — {cited}") }
}

/// The citation of an item of a corpus: what it says in the source's words, who says so, authors, title, publisher, date,
/// paragraph and address.
pub fn citation(corpus: &Corpus, cited: Cited, markdown: bool) -> String {
    let (passage, said) = match cited {
        Cited::Paragraph(article, at) => return of_paragraph(corpus, article, at, markdown),
        Cited::Article(article) => return whole_article(corpus, article, markdown),
        Cited::Incident(incident) => return of_incident(corpus, incident, markdown),
        Cited::Name(name) => return of_name(corpus, name, markdown),
        Cited::Note(note) => return of_note(corpus, note, markdown),
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
            let about = about.chain(misplaced(relation.state)).collect::<Vec<_>>();
            (relation.passage, format!("“{}” ({})", corpus.str(relation.words), listed(&about)))
        }
        Cited::Quote(quote) => {
            let record = corpus.quote(quote);
            let mut about = vec![quotation::gist(corpus, record)];
            about.extend(words::attribution(corpus, &record.according_to));
            about.extend(misplaced(record.state()));
            (
                record.passage,
                format!(
                    "{}: {} ({})",
                    words::speaker(corpus, record),
                    quotation::opening(corpus, record),
                    listed(&about)
                ),
            )
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
    let location = location(corpus, article, markdown);
    // The text may be pasted into a shell: sanitize it and allow no line breaks from sources.
    let plain = |text: &str| safe(text, markdown);
    let (said, authors, place) = (plain(said), plain(&authors), plain(&place));
    let title = plain(corpus.str(article.title));
    if markdown {
        format!("> {said}\n>\n> — {authors}*{title}*{place}{location}\n")
    } else {
        format!("{said} — {authors}“{title}”{place}{location}")
    }
}

/// Where an article stands, after a comma: its address, or the file of a raw article without one; empty if neither is known.
fn location(corpus: &Corpus, article: &Article, markdown: bool) -> String {
    let file = || corpus.given(article.copy).filter(|_| corpus.is_raw(article));
    let file = || file().map(|file| safe(&format!("file {}", words::file_name(file)), markdown));
    publication::online(corpus, article, markdown).or_else(file).map(|place| format!(", {place}")).unwrap_or_default()
}

/// What is said, and who says so.
fn said_by(said: &str, by: &str, markdown: bool) -> String {
    let (said, by) = (safe(said, markdown), safe(by, markdown));
    if markdown { format!("> {said}\n>\n> — {by}\n") } else { format!("{said} — {by}") }
}

/// An article with authors, title, publisher, date and address.
fn whole_article(corpus: &Corpus, article: ArticleId, markdown: bool) -> String {
    let article = corpus.article(article);
    let authors: Vec<&str> = article.authors.iter().map(|&a| corpus.str(a)).filter(|a| !a.is_empty()).collect();
    let authors = if authors.is_empty() { String::new() } else { format!("{}, ", authors.join(", ")) };
    let title = safe(corpus.str(article.title), markdown);
    let title = if markdown { format!("*{title}*") } else { format!("“{title}”") };
    let (authors, source) = (safe(&authors, markdown), safe(&words::source(corpus, article), markdown));
    format!("{authors}{title}, {source}{}", location(corpus, article, markdown))
}

/// An incident: title, date, places, what sources say of the dead; then the articles that report it, and the corpus.
fn of_incident(corpus: &Corpus, incident: IncidentId, markdown: bool) -> String {
    let record = corpus.incident(incident);
    let facts = [words::date(record.date), words::places(corpus, record), corpus.str(record.kind).to_owned()];
    let mut said = vec![words::topic(corpus, Topic::Incident(incident))];
    said.extend(facts.into_iter().filter(|fact| !fact.is_empty()));
    said.extend(Some(killed::in_full(corpus, incident)).filter(|k| !k.is_empty()).map(|k| format!("killed: {k}")));
    let mut articles: Vec<ArticleId> = Vec::new();
    for account in corpus.accounts_in(record.accounts) {
        let article = corpus.passage(account.passage).article;
        if !articles.contains(&article) {
            articles.push(article);
        }
    }
    let named = |&id: &ArticleId| {
        let article = corpus.article(id);
        // The whole line is escaped below.
        let location = location(corpus, article, false);
        format!("“{}”, {}{location}", corpus.str(article.title), words::source(corpus, article))
    };
    let articles: Vec<String> = articles.iter().map(named).collect();
    let by = format!("{}. In: {}, {}", articles.join("; "), corpus.title(), corpus.str(record.id));
    said_by(&said.join(", "), &by, markdown)
}

/// A name: its kind, other spellings, and the corpus.
fn of_name(corpus: &Corpus, name: NameId, markdown: bool) -> String {
    let record = corpus.name(name);
    let also = outside::names(corpus, &record.variants, &record.outside);
    let also = if also.is_empty() { also } else { format!(", also {also}") };
    let said = format!("{}: {}{also}", corpus.str(record.name), record.kind.word());
    said_by(&said, &format!("{}, {}", corpus.title(), corpus.str(record.id)), markdown)
}

/// A note, and whose it is.
fn of_note(corpus: &Corpus, note: NoteId, markdown: bool) -> String {
    let record = corpus.note(note);
    let kind = if record.general { "general knowledge" } else { "note" };
    let basis = outside::basis(corpus, record).map(|basis| format!(" ({basis})")).unwrap_or_default();
    let by = corpus.given(record.by).map(|_| format!("{}, ", words::note_author(corpus, record))).unwrap_or_default();
    said_by(&format!("{}{basis}", corpus.str(record.text)), &format!("{by}{kind} in {}", corpus.title()), markdown)
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
    let about = listed(&about);
    match corpus.given(claim.words) {
        Some(words) => format!("“{words}” ({about})"),
        None => about,
    }
}

/// What is said about words, part after part; a sentence among the parts ends with its semicolon alone.
fn listed(about: &[String]) -> String {
    let last = about.len().saturating_sub(1);
    let parts = about.iter().enumerate();
    let parts = parts.map(|(at, part)| if at < last { part.strip_suffix('.').unwrap_or(part) } else { part });
    parts.collect::<Vec<_>>().join("; ")
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
