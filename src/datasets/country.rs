//! ISO 3166 codes of countries, by the names that data sets use. Knows no formats.

use rust_iso3166 as iso;

/// The alpha-2 code of a country: by its ISO number if the data set gives one, else by its name or alpha-3 code.
/// Former names in parentheses are ignored ("Russia (Soviet Union)").
pub(super) fn code(name: &str, number: Option<i32>) -> Option<[u8; 2]> {
    let two = |code: &str| <[u8; 2]>::try_from(code.as_bytes()).ok();
    if let Some(country) = number.filter(|n| *n > 0).and_then(|n| iso::from_numeric(n.cast_unsigned() as _)) {
        return two(country.alpha2);
    }
    let name = name.trim();
    if name.len() == 3 && name.bytes().all(|b| b.is_ascii_uppercase()) {
        return iso::from_alpha3(name).and_then(|country| two(country.alpha2));
    }
    let name = name.to_lowercase();
    if name.is_empty() {
        return None;
    }
    if let Some((_, code)) = OTHERWISE.iter().find(|(known, _)| *known == name) {
        return two(code);
    }
    let short = name.split(" (").next().unwrap_or(&name);
    let is = |country: &&iso::CountryCode| {
        let listed = country.name.to_lowercase();
        listed == short || listed.split([',', '(']).next().is_some_and(|first| first.trim() == short)
    };
    iso::ALL.iter().find(is).and_then(|country| two(country.alpha2))
}

/// Names that are neither the standard's nor its beginning.
const OTHERWISE: [(&str, &str); 40] = [
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
        ] {
            assert_eq!(code(name, number).map(|c| c.to_vec()), Some(wanted.as_bytes().to_vec()), "{name}");
        }
        assert_eq!(code("Syldavia", None), None);
    }
}
