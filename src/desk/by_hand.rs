//! Claims that a person makes of selected words: what the rules of reading propose for them, and what is typed of them. Knows
//! the model and the rules.

use super::typed::{self, TypedValue};
use crate::model::{Corpus, Facet, Figure, NameKind, Party, PassageId, When};
pub use crate::reading::TextSpan;
use crate::reading::figure::Harm;
use crate::reading::place::gazetteer::Nowhere;
use crate::reading::{ArticleText, read};

/// The words of a claim at most.
pub const MOST_WORDS: usize = crate::documents::schema::MOST_WORDS;

/// A claim to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandClaim {
    /// The article's id.
    pub article: String,
    /// The passage's number.
    pub passage: u32,
    /// The source's words.
    pub words: String,
    /// The facet's word.
    pub facet: String,
    /// The value.
    pub value: TypedValue,
    /// Whom a figure counts, if not the victims.
    pub party: Option<Party>,
}

/// The words of a text as ranges of bytes: what stands between blanks, without punctuation at its ends.
pub fn words(text: &str) -> Vec<TextSpan> {
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let bare = |word: &'_ str| -> Option<TextSpan> {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = start_of(word) + word.find(inner)?;
        (!inner.is_empty()).then(|| TextSpan::new(start, start + inner.len()))
    };
    text.split_whitespace().filter_map(bare).collect()
}

/// The facet and the value that the rules read in a part of a passage, as they are typed: `killed ≥9`. Empty if they read
/// nothing there.
pub fn proposed(corpus: &Corpus, passage: PassageId, span: TextSpan) -> String {
    let record = corpus.passage(passage);
    let Some(text) = record.text.map(|text| corpus.str(text)) else { return String::new() };
    let article = corpus.article(record.article);
    let published = article.published.filter(|when| when.is_day()).map(When::earliest);
    let english = matches!(corpus.str(article.language), "" | "en");
    let reading = read(&ArticleText { text, passages: &[], title_end: 0, published, english }, &Nowhere);
    if let Some(mention) = reading.figures.iter().find(|mention| mention.span.overlaps(span)) {
        let value = &mention.value;
        let facet = match value.harm {
            Harm::Killed => Facet::Killed,
            Harm::Injured => Facet::Injured,
            Harm::Detained => Facet::Detained,
            _ => Facet::Casualties,
        };
        let (min, max, stated, qualifier) = (value.min, value.max, value.count, value.qualifier);
        let figure = Figure { min, max, stated, qualifier, party: value.party.unwrap_or(Party::Victims) };
        let party = value.party.filter(|party| *party != Party::Victims).map_or("", Party::word);
        return format!("{} {} {party}", facet.built_in_word().unwrap_or_default(), figure.display()).trim().to_owned();
    }
    if let Some(mention) = reading.dates.iter().find(|mention| mention.span.overlaps(span)) {
        return format!("date {}", mention.value.edtf);
    }
    if let Some((kind, id)) = name(corpus, span.of(text)) {
        let facet = if kind == NameKind::Place { "place" } else { "perpetrator" };
        return format!("{facet} {id}");
    }
    if let Some(mention) = reading.incidents.iter().find(|mention| mention.span.overlaps(span)) {
        return format!("method {}", mention.value.method.word());
    }
    String::new()
}

/// The name of the corpus that these words are, with its id.
fn name<'c>(corpus: &'c Corpus, words: &str) -> Option<(NameKind, &'c str)> {
    let same = |text: &str| text.to_lowercase() == words.to_lowercase();
    let is_it = |name: &crate::model::Name| {
        same(corpus.str(name.name)) || name.variants.iter().any(|&variant| same(corpus.str(variant)))
    };
    corpus.names().find(|(_, name)| is_it(name)).map(|(_, name)| (name.kind, corpus.str(name.id)))
}

/// Reads `killed ≥9` or `killed 2 attackers`: the facet, its value, and whom a figure counts. The error says what would be
/// right.
pub fn claimed(corpus: &Corpus, typed: &str) -> Result<(String, TypedValue, Option<Party>), String> {
    let (word, rest) = typed.trim().split_once(' ').unwrap_or((typed.trim(), ""));
    let all = || {
        let built_in = Facet::BUILT_IN.iter().filter_map(|facet| facet.built_in_word());
        let declared = corpus.facets().iter().map(|facet| corpus.str(facet.label));
        built_in.chain(declared).collect::<Vec<_>>().join(", ")
    };
    if word.is_empty() {
        return Err(format!("the facet and its value: killed 9. Facets: {}", all()));
    }
    let facet = corpus.facet(word).ok_or_else(|| format!("“{word}” is no facet; one of: {}", all()))?;
    let of_party = Party::ALL.into_iter().find_map(|party| {
        let number = rest.strip_suffix(party.word())?;
        facet.is_figure().then_some((number, party))
    });
    let (value, party) = of_party.map_or((rest, None), |(number, party)| (number, Some(party)));
    let value = typed::read_as(corpus, facet, value)?;
    Ok((word.to_owned(), value, party.filter(|party| *party != Party::Victims)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_stands_between_blanks_without_marks() {
        let text = "“Nine — or ten — people,” he said (later): 1,329.";
        let found: Vec<&str> = words(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Nine", "or", "ten", "people", "he", "said", "later", "1,329"]);
        assert!(words(" — … ").is_empty());
    }
}
