//! Values as a person types them: `≈90`, `2024-01-03`, `20 minutes`, the id or the name of a place. Reads them as the fields of a
//! claim, and shows the value of a claim so that it can be typed.
//!
//! Knows the model, and what an id is.

use super::fields::text;
use super::typed_number;
use crate::documents::edit::{EditValue, Fields};
use crate::documents::ids::{is_like_id, quoted};
use crate::model::incident::{Status, Who};
use crate::model::quantity::{Currency, TimeUnit};
use crate::model::{Claim, Corpus, Facet, FacetId, FacetType, NameId, NameKind, TimeOfDay, Value, When};

/// A facet as far as its values need it: one of the corpus, or one that is to be declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueKind<'t> {
    /// The facet; a new one has the position after the others.
    pub facet: Facet,
    /// The unit of its values; empty if it has none.
    pub unit: &'t str,
}

impl<'t> ValueKind<'t> {
    /// That of a facet of a corpus.
    pub fn of(corpus: &'t Corpus, facet: Facet) -> Self {
        let unit = match facet {
            Facet::Declared(id) => {
                corpus.facets().get(usize::from(id.index)).map_or("", |facet| corpus.str(facet.unit))
            }
            _ => "",
        };
        Self { facet, unit }
    }

    /// Whether its values are people or bodies, by name or in words.
    pub fn is_who(self) -> bool {
        let named = |id: FacetId| id.kind == FacetType::Name;
        matches!(self.facet, Facet::Perpetrator | Facet::ClaimedBy | Facet::Target)
            || matches!(self.facet, Facet::Declared(id) if named(id))
    }
}

/// The value of a claim in one line, by which its key knows it.
pub fn plain(corpus: &Corpus, claim: &Claim) -> String {
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

/// Whether a claim of a facet says what the fields of a value say.
pub fn says(corpus: &Corpus, kind: ValueKind, claim: &Claim, fields: &Fields) -> bool {
    let value = text(fields, "value").unwrap_or_default();
    let is_name = |id: NameId| corpus.str(corpus.name(id).id) == value;
    match claim.value {
        Value::Figure(figure) => typed_number::figure(fields).is_some_and(|typed| typed == figure),
        Value::When(when, _) => When::parse(value).is_ok_and(|typed| typed.edtf() == when.edtf()),
        Value::Time(time) => TimeOfDay::parse(value).is_some_and(|typed| typed == time),
        Value::Quantity(quantity) => {
            let unit = text(fields, "unit").unwrap_or(kind.unit);
            typed_number::is_quantity(fields, quantity) && quantity.unit.word() == unit
        }
        Value::Place(name) | Value::Who(Who::Name(name)) => is_name(name),
        // Words stand in marks where they would be an id.
        Value::Who(Who::Words(words)) => quoted(value).unwrap_or(value) == corpus.str(words),
        Value::Words(words) => value == corpus.str(words),
        Value::Status(status) => value == status.word(),
    }
}

/// The value that some fields of a claim give, as it would be typed.
pub fn line(corpus: &Corpus, kind: ValueKind, fields: &Fields) -> String {
    let value = text(fields, "value").unwrap_or_default();
    match kind.facet {
        Facet::Declared(FacetId { kind: FacetType::Duration | FacetType::Money, .. }) => {
            format!("{} {}", typed_number::line(fields), text(fields, "unit").unwrap_or_default()).trim().to_owned()
        }
        facet if facet.is_figure() => typed_number::figure_line(fields),
        // Words that are a name too stay words.
        _ if kind.is_who()
            && quoted(value).is_none()
            && name(corpus, value, |_| true).is_some_and(|id| id != value) =>
        {
            format!("“{value}”")
        }
        _ => value.to_owned(),
    }
}

/// Reads what is typed as a value of a facet, for which `new` may give the id of a new name. The error says what would be right.
pub fn read(corpus: &Corpus, kind: ValueKind, typed: &str, new: Option<&str>) -> Result<Fields, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("the value is empty".to_owned());
    }
    let text = |text: &str| Ok(vec![("value".to_owned(), EditValue::Text(text.to_owned()))]);
    match (kind.facet, new) {
        (Facet::Declared(FacetId { kind: FacetType::Number, .. }), _) => typed_number::read(typed),
        (facet, _) if facet.is_figure() => typed_number::read_figure(typed),
        (Facet::Declared(FacetId { kind: of @ (FacetType::Duration | FacetType::Money), .. }), _) => {
            quantity(of, kind.unit, typed)
        }
        (Facet::Date | Facet::Declared(FacetId { kind: FacetType::Date, .. }), _) => match When::parse(typed) {
            Ok(_) => text(typed),
            Err(_) => Err("a date in EDTF: 2024-01-03, 2024-01, 2024-01-03/2024-01-05, 2023~".to_owned()),
        },
        (Facet::Time, _) if TimeOfDay::parse(typed).is_some() => text(typed),
        (Facet::Time, _) => Err("a time of day: 14:30, or 14:30/15:00".to_owned()),
        (Facet::Status, _) => status(typed).and_then(text),
        (Facet::Place, Some(new)) => text(new),
        (Facet::Place, None) => match name(corpus, typed, |kind| kind == NameKind::Place) {
            Some(id) => text(id),
            None => Err(format!(
                "no place “{typed}” in names.toml: `; new place` adds it, `; alias ID` says whose name it is"
            )),
        },
        (_, Some(new)) if kind.is_who() => text(new),
        (_, None) if kind.is_who() => who(corpus, typed).and_then(|who| text(&who)),
        (_, _) => text(typed),
    }
}

/// The status that a word names, or the beginning of one.
pub fn status(typed: &str) -> Result<&'static str, String> {
    let all: Vec<(&'static str, &'static str)> =
        Status::ALL.iter().map(|status| (status.word(), status.word())).collect();
    super::line::named(typed, &all).map_err(|words| format!("one of: {}", words.join(", ")))
}

/// Somebody: the id of a name, or words as the files have them.
pub fn who(corpus: &Corpus, typed: &str) -> Result<String, String> {
    if let Some(words) = quoted(typed) {
        let needs_marks = is_like_id(words) || quoted(words).is_some();
        return Ok(if needs_marks { typed.to_owned() } else { words.to_owned() });
    }
    match name(corpus, typed, |_| true) {
        Some(id) => Ok(id.to_owned()),
        // A hyphen is rare in printed words, and a misspelt id is not.
        None if is_like_id(typed) && typed.contains('-') => {
            Err(format!("no name has the id {typed}; for words as printed type “{typed}” in such marks"))
        }
        None if is_like_id(typed) => Ok(format!("“{typed}”")),
        None => Ok(typed.to_owned()),
    }
}

/// The id of the name of such a kind that is called so.
pub fn name<'c>(corpus: &'c Corpus, typed: &str, is_kind: impl Fn(NameKind) -> bool) -> Option<&'c str> {
    let lower: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    let same = |text: &str| text.chars().flat_map(char::to_lowercase).eq(lower.iter().copied());
    let all = || corpus.names().filter(|(_, name)| is_kind(name.kind));
    let found = all().find(|(_, name)| corpus.str(name.id) == typed).or_else(|| {
        all().find(|(_, name)| same(corpus.str(name.name)) || name.variants.iter().any(|&v| same(corpus.str(v))))
    });
    found.map(|(_, name)| corpus.str(name.id))
}

/// Reads a duration or an amount of money: a number and its unit, unless the facet has that.
fn quantity(kind: FacetType, usual: &str, typed: &str) -> Result<Fields, String> {
    let (number, last) = typed.rsplit_once(' ').unwrap_or((typed, ""));
    let unit = match kind {
        FacetType::Money => Currency::of(last).map(|unit| unit.code().to_owned()),
        _ => TimeUnit::of(last).map(|unit| unit.word().to_owned()),
    };
    let mut fields = typed_number::read(if unit.is_some() { number } else { typed }).map_err(|why| match kind {
        FacetType::Money => format!("{why}; then the currency: 500 USD"),
        _ => format!("{why}; then the unit: 20 minutes"),
    })?;
    match unit {
        Some(unit) if unit != usual => fields.push(("unit".to_owned(), EditValue::Text(unit))),
        None if usual.is_empty() => {
            let unit = if kind == FacetType::Money { "currency: 500 USD" } else { "unit: 20 minutes" };
            return Err(format!("it needs a {unit}"));
        }
        _ => {}
    }
    Ok(fields)
}
