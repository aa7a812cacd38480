//! Fields of a query for the facets that a corpus declares: `founded:2014`, `strength:>1000`, `patience:<15`.

use super::comparison::Comparison;
use super::fold::fold;
use super::spoken_date::periods;
use crate::model::incident::Who;
use crate::model::quantity::{Currency, Quantity, TimeUnit, Unit};
use crate::model::time::Certainty;
use crate::model::{Claim, Corpus, FacetId, FacetType, Figure, NameId, Qualifier, Value, When};

/// What is asked of the claims about a declared facet.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredField {
    /// The facet.
    pub facet: FacetId,
    wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    Number(Comparison, u64),
    Quantity(Comparison, Quantity),
    /// One of these periods.
    Periods(Vec<When>),
    /// Folded words, each the beginning of a word of the value.
    Words(String),
}

impl DeclaredField {
    /// Reads a typed value by the type of the facet; the error says what is expected.
    pub fn parse(corpus: &Corpus, facet: FacetId, value: &str) -> Result<Self, String> {
        let record = &corpus.facets()[usize::from(facet.index)];
        let label = corpus.str(record.label);
        let wanted = match facet.kind {
            FacetType::Number => {
                let (comparison, rest) = Comparison::split(value);
                let number = rest.parse().map_err(|_| format!("{label}: wants a number such as >50"))?;
                Wanted::Number(comparison, number)
            }
            FacetType::Duration | FacetType::Money => {
                let (comparison, rest) = Comparison::split(value);
                let quantity = quantity(facet.kind, rest, corpus.str(record.unit)).ok_or_else(|| {
                    let unit = if facet.kind == FacetType::Money { "\">5000 USD\"" } else { "\"<15 minutes\"" };
                    format!("{label}: wants a number with its unit, such as {unit}")
                })?;
                Wanted::Quantity(comparison, quantity)
            }
            FacetType::Date => Wanted::Periods(periods(value).map_err(|wanted| format!("{label}: wants {wanted}"))?),
            FacetType::Text | FacetType::Name => {
                let words = fold(value);
                if words.is_empty() {
                    return Err(format!("{label}: wants a word"));
                }
                Wanted::Words(words)
            }
        };
        Ok(Self { facet, wanted })
    }

    /// How certainly a claim about the facet is what is asked for.
    pub fn certainty(&self, corpus: &Corpus, claim: &Claim) -> Certainty {
        match (&self.wanted, claim.value) {
            (Wanted::Number(comparison, n), Value::Figure(figure)) => comparison.of_intervals(bounds(figure), (*n, *n)),
            (Wanted::Quantity(comparison, wanted), Value::Quantity(quantity)) if quantity.compares_with(*wanted) => {
                comparison.of_intervals(quantity.reach(), wanted.reach())
            }
            (Wanted::Periods(periods), Value::When(when, _)) => {
                let each = periods.iter().map(|period| when.lies_in(*period));
                each.min_by_key(|certainty| *certainty as u8).unwrap_or(Certainty::No)
            }
            (Wanted::Words(words), Value::Words(text) | Value::Who(Who::Words(text))) => {
                said(begins(corpus.str(text), words))
            }
            (Wanted::Words(words), Value::Who(Who::Name(name)) | Value::Place(name)) => {
                said(named(corpus, name, words))
            }
            _ => Certainty::No,
        }
    }
}

fn said(holds: bool) -> Certainty {
    if holds { Certainty::Certainly } else { Certainty::No }
}

fn bounds(figure: Figure) -> (u64, u64) {
    (figure.min.unwrap_or(0).into(), figure.max.map_or(u64::MAX, u64::from))
}

/// `15`, `15 minutes`, `15minutes`, `5000 USD`; a number alone has the unit of the facet.
fn quantity(kind: FacetType, typed: &str, usual: &str) -> Option<Quantity> {
    let end = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let (digits, word) = (&typed[..end], typed[end..].trim());
    let word = if word.is_empty() { usual } else { word };
    let unit = match kind {
        FacetType::Money => Currency::of(&word.to_uppercase()).map(Unit::Money),
        _ => TimeUnit::of(&word.to_lowercase()).map(Unit::Time),
    };
    let stated = Some(digits.parse().ok()?);
    Some(Quantity { stated, min: None, max: None, qualifier: Qualifier::Exactly, unit: unit? })
}

/// Whether each of `words` is the beginning of a word of a text.
fn begins(text: &str, words: &str) -> bool {
    let text = fold(text);
    words.split(' ').all(|word| text.split(' ').any(|one| one.starts_with(word)))
}

/// Whether a name, one of its variants, or one that it is part of is meant.
fn named(corpus: &Corpus, name: NameId, words: &str) -> bool {
    let up = corpus.with_wholes(name).map(|n| corpus.name(n));
    up.flat_map(|record| std::iter::once(record.name).chain(record.variants.iter().copied()))
        .any(|text| begins(corpus.str(text), words))
}
