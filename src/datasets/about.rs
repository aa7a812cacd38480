//! What each data set is, how it counts, under which terms, and how to cite it.
//!
//! Counting rules, licences and citations are those of the publishers' codebooks and terms of use.

use super::format::Format;
use super::sniff::Layout;
use crate::model::dataset::{About, Rule};

/// What the file called `name` holds. `inner` is its name inside an archive, if it has one.
pub(super) fn about(layout: &Layout, name: &str, inner: Option<&str>) -> About {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let named = [inner.unwrap_or(""), file];
    let version = match layout.format {
        Format::Ged => named.iter().find_map(|n| ged_version(n)),
        Format::Acled | Format::Gtd => None,
    };
    let said = layout.said.clone();
    match layout.format {
        Format::Ged => About {
            tag: "GED",
            title: version.as_ref().map_or_else(|| "UCDP GED".to_owned(), |v| format!("UCDP GED {v}")),
            publisher: "Uppsala Conflict Data Program",
            file: name.to_owned(),
            licence: "CC BY 4.0",
            shareable: true,
            citation: vec![
                format!(
                    "UCDP Georeferenced Event Dataset{}, Uppsala Conflict Data Program, CC BY 4.0",
                    version.map_or_else(String::new, |v| format!(" (GED) Global version {v}"))
                ),
                "Sundberg, R. and Melander, E. (2013): Introducing the UCDP Georeferenced Event Dataset. Journal of \
                 Peace Research 50(4), doi:10.1177/0022343313484347"
                    .to_owned(),
            ],
            rule: Rule::BestLowHigh,
            rule_words: "Best estimate between a low and a high one; the dead of both sides, civilians and unknown \
                         together, each given apart in the record.",
            reading: said,
        },
        Format::Acled => About {
            tag: "ACL",
            title: "ACLED".to_owned(),
            publisher: "Armed Conflict Location & Event Data",
            file: name.to_owned(),
            licence: "ACLED terms of use: attribution, no passing on of rows",
            shareable: false,
            citation: vec![
                "Armed Conflict Location & Event Data (ACLED), acleddata.com; give the date of access".to_owned(),
            ],
            rule: Rule::LowestReported,
            rule_words: "The most conservative report counts, so the number is a least. 3 or 10 can stand for several \
                         or many, 12 for dozens, 100 for hundreds; 0 can mean that no report gives a number.",
            reading: said,
        },
        Format::Gtd => About {
            tag: "GTD",
            title: "GTD".to_owned(),
            publisher: "START, University of Maryland",
            file: name.to_owned(),
            licence: "START terms of use: rows may not be passed on",
            shareable: false,
            citation: vec![
                "National Consortium for the Study of Terrorism and Responses to Terrorism (START), Global Terrorism \
                 Database (GTD); give file and date of access"
                    .to_owned(),
            ],
            rule: Rule::AttackersIncluded,
            rule_words: "The file's total includes dead attackers. Where their number is known it is taken out here \
                         and shown apart; where it is not, the figure is the total.",
            reading: said,
        },
    }
}

/// Whether a data set's name for an actor also stands for a branch that others name.
pub(super) fn is_wider(format: Format, actor: &[u8]) -> bool {
    format == Format::Ged && actor == b"IS"
}

/// Which branch such a name means in a country: GED codes the Islamic State's Khorasan province as IS, as all others.
pub(super) fn meant(format: Format, country: &str) -> &'static str {
    match (format, country) {
        (Format::Ged, "Afghanistan" | "Pakistan") => "Islamic State Khorasan Province",
        _ => "",
    }
}

/// `GEDEvent_v25_1.csv`, `ged251-csv.zip`, `GEDEvent_v26_0_8.csv`.
fn ged_version(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let rest = lower.strip_prefix("ged")?;
    let rest = rest.strip_prefix("event").unwrap_or(rest);
    if let Some(numbers) = rest.strip_prefix("_v") {
        let stem = numbers.split('.').next()?;
        let parts: Vec<&str> =
            stem.split('_').take_while(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())).collect();
        return (parts.len() > 1).then(|| parts.join("."));
    }
    let rest = rest.trim_start_matches(['-', '_']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 3).then(|| format!("{}.{}", &digits[..2], &digits[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_names_that_files_have() {
        for (name, version) in [
            ("GEDEvent_v25_1.csv", Some("25.1")),
            ("ged251-csv.zip", Some("25.1")),
            ("ged191.csv", Some("19.1")),
            ("ged-251.csv", Some("25.1")),
            ("GEDEvent_v26_0_8.csv", Some("26.0.8")),
            ("big.csv", None),
            ("ged1m.csv", None),
        ] {
            assert_eq!(ged_version(name).as_deref(), version, "{name}");
        }
    }
}
