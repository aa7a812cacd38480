//! Articles as plain text: whole, and as a list of sources.

use crate::export::page::Page;
use crate::model::article::Paragraph;
use crate::model::{AnchorState, ArticleId, Corpus, PassageKind, Subject};
use crate::present::{publication, words};

/// The articles that report it, as they can be cited and found.
pub(super) fn list(page: &mut Page, subject: &Subject) {
    let columns = &subject.ledger().columns;
    let mut all =
        columns.iter().filter(|c| subject.members()[usize::from(c.article.member)].about.is_none()).peekable();
    if all.peek().is_some() {
        page.blank();
        page.line("Articles");
    }
    for column in all {
        let (corpus, article) = (subject.corpus(column.article.member), subject.article(column.article));
        let online =
            publication::online(corpus, article, false).map(|online| format!(", {online}")).unwrap_or_default();
        let (id, title) = (corpus.str(article.id), corpus.str(article.title));
        page.put("  - ", "    ", &format!("{id}: “{title}”, {}{online}", words::source(corpus, article)));
    }
}

/// `parallax show ID` of an article: its passages with their incidents, and quotations.
pub fn article(corpus: &Corpus, id: ArticleId, width: usize) -> String {
    let record = corpus.article(id);
    let mut page = Page::new(width);
    page.put("", "  ", &format!("{}  [{}]", corpus.str(record.title), corpus.str(record.id)));
    page.put("", "  ", &words::source(corpus, record));
    if let Some(online) = publication::online(corpus, record, false) {
        page.put("address: ", "  ", &online);
    }
    for (label, text) in
        [("above the title: ", record.kicker), ("date worked out: ", record.published_basis), ("note: ", record.note)]
    {
        if let Some(text) = corpus.given(text) {
            page.put(label, "  ", text);
        }
    }
    let twins: Vec<&str> = corpus
        .articles()
        .filter(|(other, a)| *other != id && a.origin == record.origin)
        .map(|(_, a)| corpus.str(a.id))
        .collect();
    if !twins.is_empty() {
        page.put("one origin with: ", "  ", &twins.join(", "));
    }
    if let Some(copy) = corpus.given(record.copy) {
        page.put(if corpus.is_raw(record) { "file: " } else { "copy attached: " }, "  ", copy);
    }
    let mut rest = record.paragraphs.iter().peekable();
    let mut last = 0;
    for (at, passage_id) in record.passages.ids().enumerate() {
        let passage = corpus.passage(passage_id);
        if record.copy.is_empty()
            && let Some(gap) = words::left_out(last, passage.number)
        {
            page.blank();
            page.line(&gap);
        }
        last = passage.number;
        while let Some(paragraph) = rest.next_if(|paragraph| paragraph.before <= at) {
            without_digest(&mut page, corpus, corpus.is_raw(record), paragraph);
        }
        page.blank();
        if let Some(heading) = corpus.given(passage.heading) {
            page.line(&format!("## {heading}"));
            page.blank();
        }
        let kind =
            if passage.kind == PassageKind::Body { String::new() } else { format!("({}) ", passage.kind.word()) };
        page.put(&format!("¶{} {kind}", passage.number), "   ", &words::passage(corpus, passage, true));
        if !matches!(passage.state, AnchorState::Exact | AnchorState::Unattached) {
            page.line(&format!("   [anchor {}: “{}”]", passage.state.word(), corpus.str(passage.anchor)));
        }
        let reported: Vec<&str> =
            corpus.accounts_of(passage_id).iter().map(|&a| corpus.topic_id(corpus.account(a).about)).collect();
        if !reported.is_empty() {
            page.put("   reports: ", "     ", &reported.join(", "));
        }
        for &quote in corpus.quotes_in(passage_id) {
            let quote = corpus.quote(quote);
            page.put("   quotes: ", "     ", &format!("{} [{}]", words::speaker(corpus, quote), corpus.str(quote.id)));
        }
    }
    for paragraph in rest {
        without_digest(&mut page, corpus, corpus.is_raw(record), paragraph);
    }
    page.out
}

/// A paragraph of the copy that is no passage.
fn without_digest(page: &mut Page, corpus: &Corpus, raw: bool, paragraph: &Paragraph) {
    page.blank();
    let number = if paragraph.number > 0 { format!("¶{} ", paragraph.number) } else { String::new() };
    let what = if raw { "around the article" } else { "no digest" };
    page.put(&format!("{number}[{what}] "), "   ", corpus.str(paragraph.text));
}
