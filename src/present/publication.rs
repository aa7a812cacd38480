//! When and where an article was published, in words. Knows no layout.

use super::markdown;
use crate::model::{Article, Corpus, When};
use crate::sanitize;

/// The date of publication: `24 Mar 2024` as printed, `between 27 March and 2 April 2024 (not printed)` if the corpus
/// worked it out.
pub fn published(corpus: &Corpus, article: &Article) -> Option<String> {
    let when = article.published?;
    if corpus.given(article.published_basis).is_none() {
        return Some(when.display());
    }
    Some(format!("{} (not printed)", between(when)))
}

/// A period in which something happened once: `between 27 March and 2 April 2024`; a single unit as it is displayed.
fn between(when: When) -> String {
    use chrono::Datelike as _;
    let (lo, hi) = (when.earliest(), when.latest());
    let plain = when.display();
    if when.is_open_start() || when.is_open_end() || !plain.contains(" – ") {
        return plain;
    }
    let whole = |first: chrono::NaiveDate, last: chrono::NaiveDate| {
        first.day() == 1 && last.succ_opt().is_none_or(|next| next.day() == 1)
    };
    let years = whole(lo, hi) && lo.month() == 1 && hi.month() == 12;
    let form = match (years, whole(lo, hi)) {
        (true, _) => "",
        (false, true) => "%B ",
        (false, false) => "%-d %B ",
    };
    let same_year = lo.year() == hi.year();
    let begin = match same_year {
        true if !whole(lo, hi) && lo.month() == hi.month() => lo.day().to_string(),
        true => lo.format(form).to_string(),
        false => format!("{}{}", lo.format(form), lo.year()),
    };
    let mark = if when.is_approximate() { "~ " } else { "" };
    let doubt = if when.is_uncertain() { " ?" } else { "" };
    format!("{mark}between {} and {}{}{doubt}", begin.trim_end(), hi.format(form), hi.year())
}

/// Where an article stands on the web: `https://… (found by headline), accessed 17 May 2024, archived at https://…`.
/// `None` if the corpus has no address. For Markdown, the addresses are links.
pub fn online(corpus: &Corpus, article: &Article, markdown: bool) -> Option<String> {
    let text = |text: &str| {
        let line = sanitize::line(text);
        if markdown { markdown::escape(&line) } else { line.into_owned() }
    };
    // A valid address may still have letters that are shown as code points; a link to those would lead elsewhere.
    let address = |url: &str| if markdown && sanitize::is_safe(url) { markdown::link(url) } else { text(url) };
    let online = &article.online;
    let mut parts = Vec::new();
    if let Some(url) = corpus.given(online.url) {
        let basis = corpus.given(online.basis).map(|basis| format!(" ({})", text(basis))).unwrap_or_default();
        parts.push(format!("{}{basis}", address(url)));
    }
    parts.extend(online.accessed.map(|day| format!("accessed {}", day.display())));
    parts.extend(corpus.given(online.archived).map(|url| format!("archived at {}", address(url))));
    (!parts.is_empty()).then(|| parts.join(", "))
}
