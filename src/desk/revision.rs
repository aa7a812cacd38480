//! What a person changes of fields that stand in a file: each with what stood there, so that nothing is overwritten that somebody
//! else has written meanwhile. Knows fields, not where they stand.

use super::fields::field;
use crate::documents::edit::{EditValue, Fields};
use crate::documents::ids::quoted;
use crate::model::When;

/// Fields that are typed, with their values; `None` takes one away.
pub type TypedFields = Vec<(String, Option<EditValue>)>;

/// The fields that are given a value.
pub fn given(typed: &TypedFields) -> Fields {
    typed.iter().filter_map(|(key, value)| Some((key.clone(), value.clone()?))).collect()
}

/// A table with what is typed of it.
pub fn over(base: &Fields, typed: &TypedFields) -> Fields {
    let stays = |key: &String| !typed.iter().any(|(other, _)| other == key);
    base.iter().filter(|(key, _)| stays(key)).cloned().chain(given(typed)).collect()
}

/// A field that changes.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Its key.
    pub key: String,
    /// What stood there.
    pub from: Option<EditValue>,
    /// What is to stand there.
    pub to: Option<EditValue>,
}

/// What differs between two tables.
pub fn changes(before: &Fields, after: &Fields) -> Vec<FieldChange> {
    let gone = before.iter().filter(|(key, _)| field(after, key).is_none());
    let change = |(key, _): &(String, EditValue)| FieldChange {
        key: key.clone(),
        from: field(before, key).cloned(),
        to: field(after, key).cloned(),
    };
    let all = after.iter().chain(gone).map(change);
    all.filter(|change| !is_same(&change.key, change.from.as_ref(), change.to.as_ref())).collect()
}

/// What a field means if it is missing.
fn implied(key: &str) -> Option<EditValue> {
    let text = |text: &str| Some(EditValue::Text(text.to_owned()));
    match key {
        "weigh" => Some(EditValue::Flag(true)),
        "translated" => Some(EditValue::Flag(false)),
        "stance" => text("asserted"),
        "day" => text("occurred"),
        "of" => text("victims"),
        "qualifier" => text("exactly"),
        "scope" => text("single"),
        "form" => text("speech"),
        _ => None,
    }
}

/// Whether two values of a field mean the same: white space, quotation marks around words and what is implied make no difference.
pub fn is_same(key: &str, a: Option<&EditValue>, b: Option<&EditValue>) -> bool {
    let implied = implied(key);
    let meant = |value: Option<&EditValue>| value.cloned().or_else(|| implied.clone()).filter(|value| !is_empty(value));
    match (meant(a), meant(b)) {
        (None, None) => true,
        (Some(a), Some(b)) => is_alike(&a, &b),
        _ => false,
    }
}

fn is_empty(value: &EditValue) -> bool {
    match value {
        EditValue::Text(text) => text.trim().is_empty(),
        EditValue::Texts(all) => all.is_empty(),
        EditValue::Tables(all) => all.is_empty(),
        EditValue::Mixed(all) => all.is_empty(),
        EditValue::Table(fields) => fields.is_empty(),
        EditValue::Number(_) | EditValue::Decimal(_) | EditValue::Flag(_) => false,
    }
}

fn is_alike(a: &EditValue, b: &EditValue) -> bool {
    use EditValue as E;
    let words = |text: &str| quoted(text).unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_date = |a: &str, b: &str| matches!((When::parse(a), When::parse(b)), (Ok(a), Ok(b)) if a.edtf() == b.edtf());
    match (a, b) {
        (E::Text(a), E::Text(b)) => words(a) == words(b) || is_date(a, b),
        (E::Text(text), E::Texts(all)) | (E::Texts(all), E::Text(text)) => {
            matches!(all.as_slice(), [one] if words(one) == words(text))
        }
        (E::Texts(a), E::Texts(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| words(a) == words(b)),
        (E::Tables(a), E::Tables(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| changes(a, b).is_empty()),
        (a, b) => a == b,
    }
}

/// A value in a few words, for whoever is told that it stands in the file.
pub fn said(value: Option<&EditValue>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(EditValue::Text(text)) => format!("“{text}”"),
        Some(EditValue::Texts(all)) => format!("“{}”", all.join("”, “")),
        Some(EditValue::Number(number)) => number.to_string(),
        Some(EditValue::Decimal(number)) => number.to_string(),
        Some(EditValue::Flag(flag)) => flag.to_string(),
        Some(EditValue::Table(_) | EditValue::Tables(_) | EditValue::Mixed(_)) => "something else".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_something_else_is_a_change() {
        let text = |text: &str| EditValue::Text(text.to_owned());
        let fields =
            |all: &[(&str, EditValue)]| all.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        let before: Fields =
            fields(&[("hedge", text("a\n b")), ("value", text("church")), ("stance", text("asserted"))]);
        let after: Fields =
            fields(&[("hedge", text("a b")), ("value", text("“church”")), ("weigh", EditValue::Flag(true))]);
        assert_eq!(changes(&before, &after), []);
        let after: Fields = fields(&[("value", text("mosque")), ("figure", EditValue::Number(3))]);
        let keys: Vec<String> = changes(&before, &after).into_iter().map(|change| change.key).collect();
        assert_eq!(keys, ["value", "figure", "hedge"]);
    }
}
