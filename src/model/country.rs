//! ISO 3166 codes of countries and their English names, whatever a data set writes. Knows no formats.

pub mod bounds;

use std::sync::LazyLock;

use rust_iso3166 as iso;

/// The alpha-2 code of a country: by its name or alpha-3 code, else by its ISO number. A name that several countries bear is
/// none ("Korea"). Where the two contradict each other, the name is what people read, and decides.
pub fn code(name: &str, number: Option<i32>) -> Option<[u8; 2]> {
    let two = |code: &str| <[u8; 2]>::try_from(code.as_bytes()).ok();
    let name = name.trim();
    let named = if is_code(name) { written(name).map(|country| country.alpha2) } else { by_name(&name.to_lowercase()) };
    named.or_else(|| number.and_then(numbered)).and_then(two)
}

/// The alpha-2 code of a country by its ISO number.
pub fn numbered(number: i32) -> Option<&'static str> {
    let country = Some(number).filter(|n| *n > 0).and_then(|n| iso::from_numeric(n.cast_unsigned() as _));
    country.map(|country| country.alpha2)
}

/// The code by a name in small letters. What stands in parentheses is a former name ("Myanmar (Burma)") unless it tells two
/// countries apart ("Congo (Kinshasa)", "Sudan (South)") or is one itself ("China (Taiwan)"): then both parts must agree.
fn by_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return None;
    }
    let whole = whole_name(name);
    let Some((short, inner)) = name.split_once(" (").filter(|_| whole.is_none()) else { return whole };
    let inner = inner.trim_end_matches(')').trim();
    let both = [format!("{inner} {short}"), format!("{short} {inner}")];
    if let Some(code) = both.iter().find_map(|name| whole_name(name)) {
        return Some(code);
    }
    match (whole_name(short), whole_name(inner)) {
        (Some(one), Some(other)) if one != other => None,
        (one, _) => one,
    }
}

/// The code by a name without anything in parentheses left out; `None` for the beginning of several names.
fn whole_name(name: &str) -> Option<&'static str> {
    if let Some((_, code)) = OTHERWISE.iter().find(|(known, _)| *known == name) {
        return Some(code);
    }
    let name = plain(name);
    if let Some((_, code)) = listed().iter().find(|(listed, _)| *listed == name) {
        return Some(code);
    }
    let mut found = beginning_with(&name);
    found.next().filter(|_| found.next().is_none())
}

/// A name in small letters, with blanks for hyphens.
fn plain(name: &str) -> String {
    name.to_lowercase().replace('-', " ")
}

/// The plain names of the standard, with the codes.
fn listed() -> &'static [(String, &'static str)] {
    static LISTED: LazyLock<Vec<(String, &str)>> =
        LazyLock::new(|| iso::ALL.iter().map(|country| (plain(country.name), country.alpha2)).collect());
    &LISTED
}

/// The codes of the countries whose plain name begins with one, before a comma or parenthesis.
fn beginning_with(name: &str) -> impl Iterator<Item = &'static str> {
    let begins = move |listed: &str| {
        listed.starts_with(name) && listed.split([',', '(']).next().is_some_and(|first| first.trim() == name)
    };
    listed().iter().filter(move |(listed, _)| begins(listed)).map(|(_, code)| *code)
}

/// Whether several countries bear a name ("Korea", "Virgin Islands"), so that it is none of them.
pub fn is_of_several(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    whole_name(&name).is_none() && beginning_with(&name).nth(1).is_some()
}

/// The English name of a country by its alpha-2 code, in the short form that newspapers use; empty for an unknown code.
pub fn english(code: &str) -> &'static str {
    if let Some((_, name)) = SHORT.iter().find(|(short, _)| *short == code) {
        return name;
    }
    let name = iso::ALL.iter().find(|country| country.alpha2 == code).map_or("", |country| country.name);
    name.split(" (").next().unwrap_or(name)
}

/// The name of a country as a data set writes it, or its English name if the data set writes only a code ("NGA").
pub fn name(written_as: &str) -> &str {
    let alone = written_as.trim();
    let english = written(alone).filter(|_| is_code(alone)).map_or("", |country| english(country.alpha2));
    if english.is_empty() { written_as } else { english }
}

/// The code of a country by its English name, in any case; `None` for other words.
pub fn named(typed: &str) -> Option<&'static str> {
    let short = SHORT.iter().find(|(_, name)| name.eq_ignore_ascii_case(typed)).map(|(code, _)| *code);
    let is = |country: &&iso::CountryCode| english(country.alpha2).eq_ignore_ascii_case(typed);
    short.or_else(|| iso::ALL.iter().find(is).map(|country| country.alpha2))
}

/// Whether a text is an alpha-2 code in upper case; XK is Kosovo.
pub fn is_alpha2(text: &str) -> bool {
    text == "XK" || iso::from_alpha2(text).is_some()
}

fn is_code(name: &str) -> bool {
    matches!(name.len(), 2 | 3) && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// The country of an alpha-2 or alpha-3 code.
fn written(code: &str) -> Option<iso::CountryCode> {
    iso::from_alpha3(code).or_else(|| iso::from_alpha2(code))
}

/// Short English names where the standard's name is long or unusual.
const SHORT: [(&str, &str); 22] = [
    ("BN", "Brunei"),
    ("CD", "DR Congo"),
    ("CI", "Ivory Coast"),
    ("CV", "Cape Verde"),
    ("CZ", "Czech Republic"),
    ("FK", "Falkland Islands"),
    ("GB", "United Kingdom"),
    ("KP", "North Korea"),
    ("KR", "South Korea"),
    ("LA", "Laos"),
    ("MF", "Saint Martin"),
    ("RU", "Russia"),
    ("SX", "Sint Maarten"),
    ("SY", "Syria"),
    ("TL", "East Timor"),
    ("TR", "Turkey"),
    ("US", "United States"),
    ("VG", "British Virgin Islands"),
    ("VI", "US Virgin Islands"),
    ("VN", "Vietnam"),
    ("VA", "Vatican City"),
    ("XK", "Kosovo"),
];

/// Names that are neither the standard's nor its beginning.
const OTHERWISE: &[(&str, &str)] = &[
    ("dr congo (zaire)", "CD"),
    ("democratic republic of congo", "CD"),
    ("democratic republic of the congo", "CD"),
    ("congo", "CG"),
    ("republic of congo", "CG"),
    ("republic of the congo", "CG"),
    ("ivory coast", "CI"),
    ("cote d'ivoire", "CI"),
    ("bosnia-herzegovina", "BA"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("united kingdom", "GB"),
    ("russia", "RU"),
    ("russia (soviet union)", "RU"),
    ("vietnam", "VN"),
    ("vietnam (north vietnam)", "VN"),
    ("south vietnam", "VN"),
    ("laos", "LA"),
    ("north korea", "KP"),
    ("south korea", "KR"),
    ("turkey", "TR"),
    ("syria", "SY"),
    ("iran", "IR"),
    ("kosovo", "XK"),
    ("palestine", "PS"),
    ("west bank and gaza strip", "PS"),
    ("gaza", "PS"),
    ("czech republic", "CZ"),
    ("macedonia", "MK"),
    ("macedonia, fyr", "MK"),
    ("kingdom of eswatini (swaziland)", "SZ"),
    ("swaziland", "SZ"),
    ("east timor", "TL"),
    ("cape verde", "CV"),
    ("brunei", "BN"),
    ("serbia (yugoslavia)", "RS"),
    ("serbia-montenegro", "RS"),
    ("yugoslavia", "RS"),
    ("germany (west germany)", "DE"),
    ("niger", "NE"),
    ("congo (kinshasa)", "CD"),
    ("congo (drc)", "CD"),
    ("congo (brazzaville)", "CG"),
    ("people's republic of the congo", "CG"),
    ("zaire", "CD"),
    ("slovak republic", "SK"),
    ("vatican city", "VA"),
    ("st. lucia", "LC"),
    ("st. kitts and nevis", "KN"),
    ("st. vincent and the grenadines", "VC"),
    ("west germany (frg)", "DE"),
    ("east germany (gdr)", "DE"),
    ("north yemen", "YE"),
    ("south yemen", "YE"),
    ("new hebrides", "VU"),
    ("rhodesia", "ZW"),
    ("macau", "MO"),
    ("taiwan", "TW"),
    ("tanzania", "TZ"),
    ("moldova", "MD"),
    ("venezuela", "VE"),
    ("bolivia", "BO"),
    ("burma", "MM"),
    ("us virgin islands", "VI"),
    ("british virgin islands", "VG"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_codes_whatever_they_are_called() {
        for (name, number, wanted) in [
            ("Afghanistan", None, "AF"),
            ("Myanmar (Burma)", None, "MM"),
            ("DR Congo (Zaire)", None, "CD"),
            ("Yemen (North Yemen)", None, "YE"),
            ("Tanzania", None, "TZ"),
            ("Bolivia", None, "BO"),
            ("Niger", None, "NE"),
            ("NGA", None, "NG"),
            ("anything", Some(4), "AF"),
            ("Congo (Kinshasa)", None, "CD"),
            ("Congo (Brazzaville)", None, "CG"),
            ("Korea (South)", None, "KR"),
            ("Sudan (South)", None, "SS"),
            ("Sudan", None, "SD"),
            ("Guinea", None, "GN"),
            ("Guinea (Bissau)", None, "GW"),
            ("Virgin Islands (U.S.)", None, "VI"),
            ("Virgin Islands (British)", None, "VG"),
            ("Vatican City", None, "VA"),
            ("Zaire", None, "CD"),
            ("West Germany (FRG)", None, "DE"),
            ("Russia (Soviet Union)", None, "RU"),
            // The number is that of Somalia.
            ("Kenya", Some(706), "KE"),
        ] {
            assert_eq!(code(name, number).map(|c| c.to_vec()), Some(wanted.as_bytes().to_vec()), "{name}");
        }
        // Several countries, or two that contradict each other.
        for name in ["Syldavia", "Korea", "Virgin Islands", "China (Taiwan)"] {
            assert_eq!(code(name, None), None, "{name}");
        }
    }

    #[test]
    fn a_code_is_written_as_a_name() {
        for (written, wanted) in [("NGA", "Nigeria"), ("RU", "Russia"), ("COD", "DR Congo"), ("Syldavia", "Syldavia")] {
            assert_eq!(name(written), wanted);
        }
        assert_eq!((named("nigeria"), named("north korea"), named("kotu")), (Some("NG"), Some("KP"), None));
    }

    #[test]
    fn every_country_has_one_name_of_its_own() {
        let mut names: Vec<&str> = iso::ALL.iter().map(|country| english(country.alpha2)).collect();
        names.sort_unstable();
        assert!(names.iter().all(|n| !n.is_empty()) && names.windows(2).all(|two| two[0] != two[1]), "{names:?}");
        assert!(iso::ALL.iter().all(|country| named(english(country.alpha2)) == Some(country.alpha2)));
    }
}
