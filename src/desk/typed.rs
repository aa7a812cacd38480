//! Values as a person types them in one line: `≈90`, `at least 133`, `90–94`, `2024-01-03`, the id or the name of a place.
//!
//! Reads what the ledger shows of a figure, and the words for its signs. Knows the model, and what an id is.

use crate::documents::ids::is_like_id;
use crate::model::figure::{Qualifier, thousands};
use crate::model::incident::{Status, Who};
use crate::model::{Claim, Corpus, Facet, FacetId, FacetType, NameKind, TimeOfDay, Value, When};

/// A value as the fields of a claim hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedValue {
    /// A number with its qualifier and bounds.
    Number {
        /// The number.
        figure: Option<u32>,
        /// The qualifier.
        qualifier: Qualifier,
        /// The lower bound, inclusive.
        min: Option<u32>,
        /// The upper bound, inclusive.
        max: Option<u32>,
    },
    /// Any other value: a date in EDTF, an id, words.
    Text(String),
}

/// The signs and words of qualifiers, longest first.
const QUALIFIERS: [(&str, Qualifier); 25] = [
    ("more than ", Qualifier::MoreThan),
    ("fewer than ", Qualifier::LessThan),
    ("less than ", Qualifier::LessThan),
    ("at least ", Qualifier::AtLeast),
    ("at-least ", Qualifier::AtLeast),
    ("more-than ", Qualifier::MoreThan),
    ("less-than ", Qualifier::LessThan),
    ("approximately ", Qualifier::About),
    ("around ", Qualifier::About),
    ("some ", Qualifier::About),
    ("about ", Qualifier::About),
    ("nearly ", Qualifier::Nearly),
    ("almost ", Qualifier::Nearly),
    ("exactly ", Qualifier::Exactly),
    ("up to ", Qualifier::UpTo),
    ("up-to ", Qualifier::UpTo),
    ("over ", Qualifier::MoreThan),
    ("under ", Qualifier::LessThan),
    (">=", Qualifier::AtLeast),
    ("<=", Qualifier::UpTo),
    ("≥", Qualifier::AtLeast),
    ("≤", Qualifier::UpTo),
    (">", Qualifier::MoreThan),
    ("<", Qualifier::LessThan),
    ("≈", Qualifier::About),
];

/// What the line of a claim's value begins with: as it would be typed.
pub fn line(corpus: &Corpus, claim: &Claim) -> String {
    match claim.value {
        Value::Figure(figure) => figure.display(),
        Value::When(when, _) => when.edtf(),
        Value::Time(time) => time.to_string(),
        Value::Quantity(quantity) => quantity.display(),
        Value::Place(name) | Value::Who(Who::Name(name)) => corpus.str(corpus.name(name).id).to_owned(),
        Value::Words(words) | Value::Who(Who::Words(words)) => corpus.str(words).to_owned(),
        Value::Status(status) => status.word().to_owned(),
    }
}

/// Reads what is typed as another value of this claim. The error says what would be right.
pub fn read(corpus: &Corpus, claim: &Claim, typed: &str) -> Result<TypedValue, String> {
    if claim.parts.is_empty() {
        read_as(corpus, claim.facet, typed)
    } else {
        Err("a breakdown is edited in the file".to_owned())
    }
}

/// Reads what is typed as a value of a facet. The error says what would be right.
pub fn read_as(corpus: &Corpus, facet: Facet, typed: &str) -> Result<TypedValue, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("the value is empty".to_owned());
    }
    let text = || Ok(TypedValue::Text(typed.to_owned()));
    let who = || match named(corpus, typed, |_| true) {
        Some(id) => Ok(TypedValue::Text(id)),
        // A hyphen is rare in printed words, and a misspelt id is not.
        None if is_like_id(typed) && typed.contains('-') => {
            Err(format!("no name has the id {typed}; for words as printed type “{typed}” in such marks"))
        }
        None if is_like_id(typed) => Ok(TypedValue::Text(format!("“{typed}”"))),
        None => text(),
    };
    match facet {
        facet if facet.is_figure() => number(typed),
        Facet::Declared(FacetId { kind: FacetType::Duration | FacetType::Money, .. }) => {
            Err("durations and amounts of money are edited in the file".to_owned())
        }
        Facet::Date | Facet::Declared(FacetId { kind: FacetType::Date, .. }) => match When::parse(typed) {
            Ok(_) => text(),
            Err(_) => Err("a date in EDTF: 2024-01-03, 2024-01, 2024-01-03/2024-01-05, 2023~".to_owned()),
        },
        Facet::Time if TimeOfDay::parse(typed).is_some() => text(),
        Facet::Time => Err("a time of day: 14:30, or 14:30/15:00".to_owned()),
        Facet::Status if Status::ALL.iter().any(|status| status.word() == typed) => text(),
        Facet::Status => {
            let all: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
            Err(format!("one of: {}", all.join(", ")))
        }
        Facet::Place => named(corpus, typed, |kind| kind == NameKind::Place)
            .map(TypedValue::Text)
            .ok_or_else(|| format!("no place “{typed}” in names.toml; give the id or name of one")),
        Facet::Perpetrator | Facet::ClaimedBy | Facet::Target => who(),
        Facet::Declared(FacetId { kind: FacetType::Name, .. }) => who(),
        _ => text(),
    }
}

/// The id of the name of such a kind that is called so.
fn named(corpus: &Corpus, typed: &str, is_kind: impl Fn(NameKind) -> bool) -> Option<String> {
    let same = |text: &str| text.to_lowercase() == typed.to_lowercase();
    let all = || corpus.names().filter(|(_, name)| is_kind(name.kind));
    let found = all().find(|(_, name)| corpus.str(name.id) == typed).or_else(|| {
        all().find(|(_, name)| same(corpus.str(name.name)) || name.variants.iter().any(|&v| same(corpus.str(v))))
    });
    found.map(|(_, name)| corpus.str(name.id).to_owned())
}

/// Reads a number with its qualifier, or a range.
fn number(typed: &str) -> Result<TypedValue, String> {
    let lower = typed.to_lowercase();
    let wanted = || "a number: 94, ≥90, >90, ≈90, ≤90, <90, nearly 90, 90–94, several".to_owned();
    let plural = [("several", 2), ("dozens", 20), ("hundreds", 100), ("thousands", 1_000)];
    if let Some((_, least)) = plural.iter().find(|(word, _)| *word == lower) {
        return Ok(TypedValue::Number { figure: None, qualifier: Qualifier::Several, min: Some(*least), max: None });
    }
    let found = QUALIFIERS.iter().find_map(|(sign, qualifier)| Some((lower.strip_prefix(sign)?, *qualifier)));
    let (rest, qualifier) = found.unwrap_or((&lower, Qualifier::Exactly));
    let (rest, qualifier) = match rest.strip_prefix('~') {
        Some(rest) if found.is_none() => (rest, Qualifier::About),
        _ => (rest, qualifier),
    };
    if let Some(figure) = whole(rest) {
        let is_empty = figure == 0 && qualifier == Qualifier::LessThan;
        return if is_empty {
            Err("fewer than 0 is no number of people".to_owned())
        } else {
            Ok(TypedValue::Number { figure: Some(figure), qualifier, min: None, max: None })
        };
    }
    if let Some((figure, bounds)) = rest.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        let figure = whole(figure.trim()).ok_or_else(wanted)?;
        let (min, max) = range(bounds).ok_or_else(wanted)??;
        return Ok(TypedValue::Number { figure: Some(figure), qualifier, min: Some(min), max: Some(max) });
    }
    match range(rest) {
        Some(bounds) if qualifier == Qualifier::Exactly => {
            let (min, max) = bounds?;
            // Bounds without a number imply this qualifier.
            Ok(TypedValue::Number { figure: None, qualifier: Qualifier::About, min: Some(min), max: Some(max) })
        }
        _ => Err(wanted()),
    }
}

/// Reads `90–94`, `90-94` or `between 90 and 94`. The inner error says that the bounds are turned round.
fn range(text: &str) -> Option<Result<(u32, u32), String>> {
    let text = text.trim();
    let (min, max) = match text.strip_prefix("between ") {
        Some(rest) => rest.split_once(" and ")?,
        None => text.split_once(['–', '-']).or_else(|| text.split_once(" to "))?,
    };
    let (min, max) = (whole(min)?, whole(max)?);
    Some(if min <= max { Ok((min, max)) } else { Err(format!("{} is more than {}", thousands(min), thousands(max))) })
}

/// A whole number, with or without commas between its thousands.
fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.replace(',', "");
    let grouped = text.split(',').skip(1).all(|group| group.len() == 3) && !text.starts_with(',');
    (grouped && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::{Figure, Party};
    use proptest::prelude::*;

    /// The figure that the fields describe, as reading a file makes it.
    fn figure(value: &TypedValue) -> Figure {
        let TypedValue::Number { figure, qualifier, min, max } = *value else { panic!("{value:?}") };
        let party = Party::Victims;
        match figure {
            Some(stated) => {
                let figure = Figure::new(stated, qualifier, party);
                Figure { min: min.or(figure.min), max: max.or(figure.max), ..figure }
            }
            None => Figure { min, max, stated: None, qualifier, party },
        }
    }

    proptest! {
        #[test]
        fn what_the_ledger_shows_of_a_figure_can_be_typed(n in 1u32..2_000_000, which in 0usize..7) {
            let qualifier = Qualifier::ALL[which];
            let shown = Figure::new(n, qualifier, Party::Victims);
            prop_assert_eq!(figure(&number(&shown.display()).unwrap()), shown);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = number(&text);
        }
    }

    #[test]
    fn numbers_are_read_with_their_qualifiers_and_nonsense_is_refused() {
        let read = |text: &str| figure(&number(text).unwrap()).display();
        for (typed, shown) in [
            ("94", "94"),
            ("1,329", "1,329"),
            ("about 90", "≈90"),
            ("~90", "≈90"),
            ("at least 133", "≥133"),
            (">=133", "≥133"),
            ("More than 130", ">130"),
            ("up to 50", "≤50"),
            ("fewer than 10", "<10"),
            ("nearly 200", "nearly 200"),
            ("90-94", "90–94"),
            ("between 90 and 94", "90–94"),
            ("several", "several"),
            ("dozens", "dozens"),
            ("12 [8–20]", "12 [8–20]"),
        ] {
            assert_eq!(read(typed), shown, "{typed}");
        }
        for wrong in ["", "many", "9 4", "1,32", ",94", "94-90", "≈90–94", "<0", "99999999999", "-3"] {
            assert!(number(wrong).is_err(), "{wrong}");
        }
    }
}
