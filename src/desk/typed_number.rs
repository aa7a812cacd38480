//! Numbers as a person types them: `≈90`, `at least 133`, `90–94`, `12 [8–20]`, and sums: `131 + 4 attackers (the gunmen)`. Reads
//! them as the fields of a claim, and shows fields so that they can be typed.

use super::fields::{list, number, text};
use crate::documents::edit::{EditValue, Fields};
use crate::documents::schema::Vocabulary;
use crate::documents::stated::{Stated, StatedNumber};
use crate::model::figure::{Qualifier, thousands};
use crate::model::quantity::Quantity;
use crate::model::{Figure, Party};

/// The signs and words of qualifiers, longest first.
const QUALIFIERS: [(&str, Qualifier); 26] = [
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
    ("several ", Qualifier::Several),
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

/// Plurals without a number, with the least that they mean.
const PLURALS: [(&str, u64); 4] = [("several", 2), ("dozens", 20), ("hundreds", 100), ("thousands", 1_000)];

/// A number of a claim: how its source qualifies it, and its bounds.
#[derive(Debug, Clone, Copy, Default)]
struct TypedNumber {
    figure: Option<u64>,
    qualifier: Option<Qualifier>,
    min: Option<u64>,
    max: Option<u64>,
}

/// What would be right.
fn wanted() -> String {
    "a number: 94, ≥90, >90, ≈90, ≤90, <90, nearly 90, 90–94, several".to_owned()
}

/// Reads a number as fields: `figure`, `qualifier`, `min` and `max`, as far as they are given. The error says what would be
/// right.
pub fn read(typed: &str) -> Result<Fields, String> {
    let TypedNumber { figure, qualifier, min, max } = read_number(&typed.trim().to_lowercase())?;
    let mut fields = Fields::new();
    let mut put = |key: &str, value: Option<EditValue>| fields.extend(value.map(|value| (key.to_owned(), value)));
    put("figure", figure.map(EditValue::Number));
    let is_implied = figure.is_some() && qualifier == Some(Qualifier::Exactly);
    put("qualifier", qualifier.filter(|_| !is_implied).map(|q| EditValue::Text(q.word().to_owned())));
    put("min", min.map(EditValue::Number));
    put("max", max.map(EditValue::Number));
    Ok(fields)
}

fn read_number(typed: &str) -> Result<TypedNumber, String> {
    if let Some((_, least)) = PLURALS.iter().find(|(word, _)| *word == typed) {
        return Ok(TypedNumber { qualifier: Some(Qualifier::Several), min: Some(*least), ..TypedNumber::default() });
    }
    let found = QUALIFIERS.iter().find_map(|(sign, qualifier)| Some((typed.strip_prefix(sign)?, *qualifier)));
    let (rest, qualifier) = match found {
        Some((rest, qualifier)) => (rest.trim(), Some(qualifier)),
        None => match typed.strip_prefix('~') {
            Some(rest) => (rest.trim(), Some(Qualifier::About)),
            None => (typed, None),
        },
    };
    if let Some((figure, bounds)) = rest.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        let (min, max) = bounds_of(bounds)?;
        let figure = if figure.trim().is_empty() { None } else { Some(whole(figure).ok_or_else(wanted)?) };
        let is_plural = qualifier == Some(Qualifier::Several);
        if figure.is_some() && is_plural {
            return Err(wanted());
        }
        let qualifier = if figure.is_some() { qualifier.or(Some(Qualifier::Exactly)) } else { qualifier };
        return Ok(TypedNumber { figure, qualifier, min, max });
    }
    if let Some(figure) = whole(rest) {
        return match qualifier {
            Some(Qualifier::LessThan) if figure == 0 => Err("nothing is fewer than 0".to_owned()),
            Some(Qualifier::Several) => Err(wanted()),
            qualifier => {
                let qualifier = Some(qualifier.unwrap_or(Qualifier::Exactly));
                Ok(TypedNumber { figure: Some(figure), qualifier, ..TypedNumber::default() })
            }
        };
    }
    match range(rest) {
        // Bounds without a number imply a qualifier.
        Some(bounds) if matches!(qualifier, None | Some(Qualifier::Exactly)) => {
            let (min, max) = bounds?;
            Ok(TypedNumber { min: Some(min), max: Some(max), ..TypedNumber::default() })
        }
        _ => Err(wanted()),
    }
}

/// Reads `8–20`, `8–` or `–20` in brackets.
fn bounds_of(text: &str) -> Result<(Option<u64>, Option<u64>), String> {
    let (min, max) = text.split_once(['–', '-']).ok_or_else(wanted)?;
    let bound = |text: &str| match text.trim() {
        "" => Ok(None),
        number => whole(number).map(Some).ok_or_else(wanted),
    };
    match (bound(min)?, bound(max)?) {
        (None, None) => Err(wanted()),
        (Some(min), Some(max)) if min > max => Err(turned(min, max)),
        bounds => Ok(bounds),
    }
}

/// Reads `90–94`, `90-94` or `between 90 and 94`. The inner error says that the bounds are turned round.
fn range(text: &str) -> Option<Result<(u64, u64), String>> {
    let text = text.trim();
    let (min, max) = match text.strip_prefix("between ") {
        Some(rest) => rest.split_once(" and ")?,
        None => text.split_once(['–', '-']).or_else(|| text.split_once(" to "))?,
    };
    let (min, max) = (whole(min)?, whole(max)?);
    Some(if min <= max { Ok((min, max)) } else { Err(turned(min, max)) })
}

fn turned(min: u64, max: u64) -> String {
    format!("{} is more than {}", thousands(min), thousands(max))
}

/// A whole number, with or without commas between its thousands.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.replace(',', "");
    let grouped = text.split(',').skip(1).all(|group| group.len() == 3) && !text.starts_with(',');
    (grouped && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// The number of some fields, as it would be typed; empty if they have none.
pub fn line(fields: &Fields) -> String {
    let [figure, min, max] = ["figure", "min", "max"].map(|key| number(fields, key));
    let qualifier = text(fields, "qualifier").and_then(Qualifier::meaning);
    let bound = |bound: Option<u64>| bound.map(thousands).unwrap_or_default();
    let bounds = match (min, max) {
        (None, None) => String::new(),
        (min, max) => format!("[{}–{}]", bound(min), bound(max)),
    };
    match (figure, qualifier) {
        (Some(figure), qualifier) => {
            let marked = qualifier.unwrap_or(Qualifier::Exactly).mark(&thousands(figure));
            format!("{marked} {bounds}").trim_end().to_owned()
        }
        (None, Some(Qualifier::Several)) => match PLURALS.iter().find(|(_, least)| Some(*least) == min) {
            Some((word, _)) if max.is_none() => (*word).to_owned(),
            _ => format!("several {bounds}"),
        },
        (None, Some(Qualifier::Exactly)) => format!("exactly {bounds}"),
        (None, Some(qualifier)) => qualifier.mark(&bounds),
        (None, None) => match (min, max) {
            (Some(min), Some(max)) => format!("{}–{}", thousands(min), thousands(max)),
            _ => bounds,
        },
    }
}

/// Reads the number of a figure with the party that it counts, or the sum of several: `2 attackers`, `131 + 4 attackers`.
pub fn read_figure(typed: &str) -> Result<Fields, String> {
    if !typed.contains('+') {
        return with_party(typed);
    }
    // The bounds that the source gives of the sum stand behind it.
    let (sum, bounds) = match typed.rsplit_once('=') {
        Some((sum, bounds)) => (sum, Some(bounds)),
        None => (typed, None),
    };
    let mut parts = Vec::new();
    for part in sum.split('+').map(str::trim).filter(|part| !part.is_empty()) {
        let (number, whom) = match part.strip_suffix(')').and_then(|part| part.split_once('(')) {
            Some((number, whom)) => (number, whom.trim()),
            None => (part, ""),
        };
        let mut fields = with_party(number)?;
        fields.extend((!whom.is_empty()).then(|| ("whom".to_owned(), EditValue::Text(whom.to_owned()))));
        parts.push(fields);
    }
    if parts.is_empty() {
        return Err("a sum has parts: 131 + 4 attackers (the gunmen)".to_owned());
    }
    let mut fields = Fields::new();
    if let Some(bounds) = bounds {
        let (bounds, party) = without_party(bounds);
        fields.extend(party.filter(|party| *party != Party::Victims).map(of_party));
        if !bounds.trim().is_empty() {
            fields.extend(read(bounds)?);
        }
    }
    fields.push(("parts".to_owned(), EditValue::Tables(parts)));
    Ok(fields)
}

fn of_party(party: Party) -> (String, EditValue) {
    ("of".to_owned(), EditValue::Text(party.word().to_owned()))
}

/// A text without the party at its end.
fn without_party(text: &str) -> (&str, Option<Party>) {
    let text = text.trim();
    let found = Party::ALL.into_iter().find_map(|party| Some((text.strip_suffix(party.word())?, party)));
    found.map_or((text, None), |(rest, party)| (rest, Some(party)))
}

fn with_party(typed: &str) -> Result<Fields, String> {
    let (number, party) = without_party(typed);
    let mut fields = read(number)?;
    fields.extend(party.filter(|party| *party != Party::Victims).map(of_party));
    Ok(fields)
}

/// The number of a figure with its party or parts, as it would be typed.
pub fn figure_line(fields: &Fields) -> String {
    let of = text(fields, "of").unwrap_or_default();
    let parts = list(fields, "parts");
    if parts.is_empty() {
        return format!("{} {of}", line(fields)).trim().to_owned();
    }
    let part = |part: &Fields| {
        let whom = text(part, "whom").map(|whom| format!("({whom})")).unwrap_or_default();
        [line(part), text(part, "of").unwrap_or_default().to_owned(), whom].join(" ").trim().replace("  ", " ")
    };
    let sum = parts.iter().map(part).collect::<Vec<_>>().join(" + ");
    let sum = if parts.len() == 1 { format!("{sum} +") } else { sum };
    match (line(fields).as_str(), of) {
        ("", "") => sum,
        (bounds, of) => format!("{sum} = {bounds} {of}").replace("  ", " ").trim_end().to_owned(),
    }
}

/// The figure that some fields describe, as reading a file makes it. `None` if they describe none.
pub fn figure(fields: &Fields) -> Option<Figure> {
    let of = |key: &str| number(fields, key).map(u32::try_from).transpose();
    let (stated, min, max) = (of("figure").ok()?, of("min").ok()?, of("max").ok()?);
    let qualifier = text(fields, "qualifier").and_then(Qualifier::meaning);
    let word = text(fields, "of").unwrap_or_default();
    let party = Party::ALL.into_iter().find(|party| party.word() == word).unwrap_or(Party::Victims);
    let parts: Option<Vec<Figure>> = list(fields, "parts").iter().map(figure).collect();
    StatedNumber { party, figure: stated, qualifier, min, max }.with_parts(&parts?)
}

/// Whether some fields describe the number of a quantity.
pub fn is_quantity(fields: &Fields, quantity: Quantity) -> bool {
    let [stated, min, max] = ["figure", "min", "max"].map(|key| number(fields, key));
    let qualifier = text(fields, "qualifier").and_then(Qualifier::meaning);
    let qualifier = qualifier.unwrap_or(Stated::implied(stated.is_some(), min.is_some(), max.is_some()));
    (qualifier, stated, min, max) == (quantity.qualifier, quantity.stated, quantity.min, quantity.max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::{TimeUnit, Unit};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_the_ledger_shows_of_a_figure_can_be_typed(n in 1u32..2_000_000, which in 0usize..7) {
            let qualifier = Qualifier::ALL[which];
            let shown = Figure::new(n, qualifier, Party::Victims);
            prop_assert_eq!(figure(&read(&shown.display()).unwrap()), Some(shown));
        }

        #[test]
        fn fields_that_are_shown_are_read_again(
            figure in proptest::option::of(1u64..5_000_000_000),
            which in 0usize..8,
            min in proptest::option::of(0u64..3_000),
            more in proptest::option::of(0u64..3_000),
        ) {
            let qualifier = Qualifier::ALL.get(which).filter(|q| figure.is_none() || **q != Qualifier::Several);
            let qualifier = qualifier.filter(|q| figure.is_none() || **q != Qualifier::Exactly);
            let max = more.map(|more| min.unwrap_or(0) + more);
            let mut fields = Fields::new();
            let mut put = |key: &str, value: Option<EditValue>| fields.extend(value.map(|v| (key.to_owned(), v)));
            put("figure", figure.map(EditValue::Number));
            put("qualifier", qualifier.map(|q| EditValue::Text(q.word().to_owned())));
            put("min", min.map(EditValue::Number));
            put("max", max.map(EditValue::Number));
            prop_assume!(figure.is_some() || min.is_some() || max.is_some());
            prop_assert_eq!(read(&line(&fields)), Ok(fields));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = read(&text);
            let _ = read_figure(&text);
        }
    }

    #[test]
    fn numbers_are_read_with_their_qualifiers_and_nonsense_is_refused() {
        let shown = |text: &str| figure(&read(text).unwrap()).unwrap().display();
        for (typed, wanted) in [
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
            assert_eq!(shown(typed), wanted, "{typed}");
        }
        for wrong in [
            "",
            "many",
            "9 4",
            "1,32",
            ",94",
            "94-90",
            "≈90–94",
            "<0",
            "-3",
            "several 9",
            "[–]",
            "9 [20–8]",
            "several 3 [1–2]",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn bounds_that_are_typed_are_those_of_a_claim_only_with_its_qualifier() {
        let unit = Unit::Time(TimeUnit::Hour);
        let quantity = |qualifier, min, max| Quantity { stated: None, min, max, qualifier, unit };
        let says = |typed: &str, quantity| is_quantity(&read(typed).unwrap(), quantity);
        let at_least = quantity(Qualifier::AtLeast, Some(8), None);
        assert!(says("[8–]", at_least) && says("≥[8–]", at_least));
        assert!(!says(">[8–]", at_least) && !says("≈[8–]", at_least));
        let more_than = quantity(Qualifier::MoreThan, Some(8), None);
        assert!(says(">[8–]", more_than) && !says("[8–]", more_than));
        let range = quantity(Qualifier::About, Some(8), Some(20));
        assert!(says("8–20", range) && !says("nearly [8–20]", range) && !says("exactly [8–20]", range));
        let several = quantity(Qualifier::Several, Some(2), None);
        assert!(says("several", several) && !says("[2–]", several));
    }

    #[test]
    fn a_sum_has_parts_each_with_its_party_and_whom_it_counts() {
        let shown = |text: &str| figure_line(&read_figure(text).unwrap());
        for typed in ["2 attackers", "131 + 4 attackers (the gunmen)", "≥9 + several (guards) = 12–20", "3 + = total"]
        {
            assert_eq!(shown(typed), typed);
        }
        for wrong in ["+", "9 + many", "9 + = many"] {
            assert!(read_figure(wrong).is_err(), "{wrong}");
        }
    }
}
