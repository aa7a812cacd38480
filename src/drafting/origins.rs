//! Origins that are suggested for articles: those that carry the text of others, and whom agency lines name. Knows no
//! incidents.

use super::read::ReadInPassages;
use crate::echo::{
    AgencyRole, ChangedText, Echo, EchoText, SuggestedOrigin, VersionChange, agencies, byline_agency, changes, echoes,
    quoted_ranges, suggested_origins, versions,
};
use crate::model::{ArticleId, Builder, Corpus, DraftOrigin, Drafted, Grade, OriginId, Text};
use crate::shares;

/// Changes between two versions that a note lists, at most.
const CHANGES: usize = 3;

/// Articles that a reason names, at most.
const OTHERS: usize = 5;

/// What the texts of articles say of where they come from.
pub(super) struct FoundOrigins {
    /// The origins that are suggested, with their reasons.
    suggested: Vec<(ArticleId, OriginId, Grade, String)>,
    /// Notes on agencies and versions.
    notes: Vec<(ArticleId, String)>,
}

/// Finds which articles carry one text, are versions of one, or name an agency.
pub(super) fn find(corpus: &Corpus, articles: &[ArticleId], read: &[ReadInPassages]) -> FoundOrigins {
    let looked = shares::each(read, |first, share| {
        let look = |(read, &id): (_, _)| {
            let text = text(corpus, id, read);
            let of_text = agencies(&text.passages).into_iter().find(|line| line.role == AgencyRole::Text);
            (text, of_text.map(|line| line.agency))
        };
        share.iter().zip(&articles[first..]).map(look).collect::<Vec<_>>()
    });
    let (texts, of_text): (Vec<EchoText>, Vec<_>) = looked.into_iter().flatten().unzip();
    let found = echoes(&texts);
    let (mut suggested, mut notes) = (Vec::new(), Vec::new());
    for group in suggested_origins(texts.len(), &found) {
        // The one published first lends its name; no text tells which is the source.
        let first = group.articles.iter().min_by_key(|&&at| (texts[at].published.is_none(), texts[at].published, at));
        let Some(&first) = first else { continue };
        let origin = corpus.article(articles[first]).origin;
        // The first one's origin is its own already.
        for &at in group.articles.iter().filter(|&&at| corpus.article(articles[at]).origin != origin) {
            suggested.push((articles[at], origin, group.grade, reason(corpus, articles, &group, &found, read, at)));
        }
    }
    for (of_text, &id) in of_text.into_iter().zip(articles) {
        let byline = corpus.article(id).authors.iter().find_map(|&author| byline_agency(corpus.str(author)));
        if let Some(agency) = byline.or(of_text) {
            notes.push((id, format!("text of {agency}, by its byline, dateline or credit (draft)")));
        }
    }
    for pair in versions(&texts, &found) {
        let [old, new] = pair.articles;
        let all = changes(&texts[old].passages, &texts[new].passages);
        let said: Vec<String> = all.iter().take(CHANGES).map(|c| change(c, &texts[old], &texts[new])).collect();
        let more = all.len().saturating_sub(CHANGES);
        let more = if more > 0 { format!(" and {more} more changes") } else { String::new() };
        let other = corpus.str(corpus.article(articles[old]).id);
        let relation = if pair.ordered { "a later version of" } else { "another version of" };
        let what = if said.is_empty() { String::new() } else { format!(": {}{more}", said.join("; ")) };
        notes.push((articles[new], format!("{relation} {other}{what} (draft)")));
    }
    FoundOrigins { suggested, notes }
}

impl FoundOrigins {
    /// Adds them to the articles, but none that is rejected there.
    pub(super) fn add(self, builder: &mut Builder, is_rejected: &dyn Fn(ArticleId, OriginId) -> bool) {
        for (article, origin, grade, reason) in self.suggested {
            if is_rejected(article, origin) {
                continue;
            }
            let drafted = Drafted { grade, rule: builder.intern("echo.same-text"), by: Text::default() };
            let reason = builder.text(&reason);
            builder.draft_origin(article, DraftOrigin { origin, drafted, reason });
        }
        for (article, note) in self.notes {
            builder.add_to_note(article, &note);
        }
    }
}

/// An article as echoes go by it.
fn text<'r>(corpus: &'r Corpus, id: ArticleId, read: &'r ReadInPassages<'r>) -> EchoText<'r> {
    let (article, text) = (corpus.article(id), read.text());
    EchoText {
        passages: text.spans.iter().map(|span| span.of(&read.whole)).collect(),
        quoted: quoted_ranges(&text.spans, &read.reading.open().quotes),
        publisher: corpus.given(article.publisher),
        published: text.published,
        address: corpus.given(article.online.url),
        title: (text.title_end > 0).then(|| corpus.str(article.title)),
    }
}

/// Which passages of an article carry the same text as which other articles: `the same text: ¶1 ¶2 as in courier`.
fn reason(
    corpus: &Corpus,
    articles: &[ArticleId],
    group: &SuggestedOrigin,
    found: &[Echo],
    read: &[ReadInPassages],
    at: usize,
) -> String {
    let mut said: Vec<String> = Vec::new();
    for echo in group.echoes.iter().map(|&number| &found[number]) {
        let Some(side) = echo.articles.iter().position(|article| *article == at) else { continue };
        let other = echo.articles[1 - side];
        let mut numbers: Vec<u32> = Vec::new();
        let text = read[at].text();
        for shared in &echo.passages {
            let start = text.spans.get(shared.passages[side]).map(|span| span.start);
            let passage = start.and_then(|start| text.passage(start));
            numbers.extend(passage.map(|(_, id)| corpus.passage(id).number));
        }
        numbers.sort_unstable();
        numbers.dedup();
        let passages =
            if numbers.is_empty() { vec!["the headline".to_owned()] } else { paragraphs(&numbers) }.join(" ");
        let when = match echo.earlier {
            Some(earlier) if earlier == side => ", published later",
            Some(_) => ", published earlier",
            None => "",
        };
        said.push(format!("{passages} as in {}{when}", corpus.str(corpus.article(articles[other]).id)));
    }
    let more = said.len().saturating_sub(OTHERS);
    said.truncate(OTHERS);
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    format!("the same text: {}", said.join("; "))
}

fn paragraphs(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|n| format!("¶{n}")).collect()
}

/// A change between two versions: `9 dead → 31 dead`.
fn change(change: &VersionChange, old: &EchoText, new: &EchoText) -> String {
    const LONGEST: usize = 40;
    let side = |words: &Option<ChangedText>, text: &EchoText| {
        let Some(words) = words else { return "nothing".to_owned() };
        let said = text.passages.get(words.passage).and_then(|passage| passage.get(words.range.clone())).unwrap_or("");
        let cut: String = said.chars().take(LONGEST).collect();
        if cut.len() < said.len() { format!("{cut}…") } else { cut }
    };
    format!("{} → {}", side(&change.old, old), side(&change.new, new))
}
