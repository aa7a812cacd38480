//! Where the countries lie: their southernmost and northernmost latitude, westernmost and easternmost longitude.
//!
//! Source: Natural Earth 5, admin 0 countries at 1:10 million (public domain), rounded outwards to whole degrees, overseas
//! parts included. Countries that have lost parts keep them here, as data sets go by the borders of the day: Sudan,
//! Ethiopia, Indonesia, Russia (the Soviet Union), Serbia (Yugoslavia), the Czech Republic; Israel and Morocco include what
//! they hold.

use crate::model::geo_box::GeoBox;

/// Degrees around a country in which positions still count as inside: its waters, and what is near a border.
const MARGIN: f64 = 2.0;

/// Whether a position lies in a country or near it; `None` if its bounds are not known.
pub fn holds(code: [u8; 2], lat: f64, lon: f64) -> Option<bool> {
    Some(has_latitude(code, lat)? && has_longitude(code, lon)?)
}

/// Whether a country has such a latitude.
pub fn has_latitude(code: [u8; 2], lat: f64) -> Option<bool> {
    let (_, south, north, ..) = bounds(code)?;
    Some((f64::from(south) - MARGIN..=f64::from(north) + MARGIN).contains(&lat))
}

/// Whether a country has such a longitude. The bounds of a country across the 180th meridian begin east of where they end.
pub fn has_longitude(code: [u8; 2], lon: f64) -> Option<bool> {
    let (.., west, east) = bounds(code)?;
    let (west, east) = (f64::from(west) - MARGIN, f64::from(east) + MARGIN);
    // The margin of a country beside the 180th meridian reaches over it.
    let turned = [lon, lon - 360.0, lon + 360.0];
    let within =
        if west <= east { turned.iter().any(|lon| (west..=east).contains(lon)) } else { lon >= west || lon <= east };
    Some(lon.abs() <= 180.0 && within)
}

/// The part of the globe in which a country lies; `None` if it is not known.
pub fn of(code: [u8; 2]) -> Option<GeoBox> {
    let (_, south, north, west, east) = bounds(code)?;
    let [south, west, north, east] = [south, west, north, east].map(f64::from);
    Some(GeoBox { south, west, north, east })
}

type CountryBounds = ([u8; 2], i16, i16, i16, i16);

fn bounds(code: [u8; 2]) -> Option<CountryBounds> {
    BOUNDS.binary_search_by_key(&code, |(of, ..)| *of).ok().map(|at| BOUNDS[at])
}

/// Code; south, north; west, east.
const BOUNDS: [CountryBounds; 239] = [
    (*b"AD", 42, 43, 1, 2),
    (*b"AE", 22, 27, 51, 57),
    (*b"AF", 29, 39, 60, 75),
    (*b"AG", 16, 18, -62, -61),
    (*b"AI", 18, 19, -64, -62),
    (*b"AL", 39, 43, 19, 22),
    (*b"AM", 38, 42, 43, 47),
    (*b"AO", -19, -4, 11, 25),
    (*b"AQ", -90, -60, -180, 180),
    (*b"AR", -56, -21, -74, -53),
    (*b"AS", -15, -11, -172, -168),
    (*b"AT", 46, 50, 9, 18),
    (*b"AU", -55, -9, 112, 160),
    (*b"AW", 12, 13, -71, -69),
    (*b"AX", 59, 61, 19, 22),
    (*b"AZ", 38, 42, 44, 51),
    (*b"BA", 42, 46, 15, 20),
    (*b"BB", 13, 14, -60, -59),
    (*b"BD", 20, 27, 88, 93),
    (*b"BE", 49, 52, 2, 7),
    (*b"BF", 9, 16, -6, 3),
    (*b"BG", 41, 45, 22, 29),
    (*b"BH", 25, 27, 50, 51),
    (*b"BI", -5, -2, 28, 31),
    (*b"BJ", 6, 13, 0, 4),
    (*b"BL", 17, 18, -63, -62),
    (*b"BM", 32, 33, -65, -64),
    (*b"BN", 4, 6, 114, 116),
    (*b"BO", -23, -9, -70, -57),
    (*b"BR", -34, 6, -75, -28),
    (*b"BS", 20, 27, -80, -72),
    (*b"BT", 26, 29, 88, 93),
    (*b"BW", -27, -17, 19, 30),
    (*b"BY", 51, 57, 23, 33),
    (*b"BZ", 15, 19, -90, -87),
    (*b"CA", 41, 84, -142, -52),
    (*b"CD", -14, 6, 12, 32),
    (*b"CF", 2, 12, 14, 28),
    (*b"CG", -6, 4, 11, 19),
    (*b"CH", 45, 48, 5, 11),
    (*b"CI", 4, 11, -9, -2),
    (*b"CK", -22, -8, -166, -157),
    (*b"CL", -56, -17, -110, -66),
    (*b"CM", 1, 14, 8, 17),
    (*b"CN", 15, 54, 73, 135),
    (*b"CO", -5, 14, -82, -66),
    (*b"CR", 5, 12, -88, -82),
    (*b"CU", 19, 24, -85, -74),
    (*b"CV", 14, 18, -26, -22),
    (*b"CW", 12, 13, -70, -68),
    (*b"CY", 34, 36, 32, 35),
    (*b"CZ", 47, 52, 12, 23),
    (*b"DE", 47, 56, 5, 16),
    (*b"DJ", 10, 13, 41, 44),
    (*b"DK", 54, 58, 8, 16),
    (*b"DM", 15, 16, -62, -61),
    (*b"DO", 17, 20, -73, -68),
    (*b"DZ", 18, 38, -9, 12),
    (*b"EC", -6, 2, -93, -75),
    (*b"EE", 57, 60, 21, 29),
    (*b"EG", 21, 32, 24, 37),
    (*b"EH", 20, 28, -18, -8),
    (*b"ER", 12, 19, 36, 44),
    (*b"ES", 27, 44, -19, 5),
    (*b"ET", 3, 19, 32, 48),
    (*b"FI", 59, 71, 20, 32),
    (*b"FJ", -22, -12, 174, -178),
    (*b"FK", -53, -51, -62, -57),
    (*b"FM", 0, 10, 138, 164),
    (*b"FO", 61, 63, -8, -6),
    (*b"FR", -22, 52, -62, 56),
    (*b"GA", -4, 3, 8, 15),
    (*b"GB", 49, 61, -14, 2),
    (*b"GD", 12, 13, -62, -61),
    (*b"GE", 41, 44, 39, 47),
    (*b"GG", 49, 50, -3, -2),
    (*b"GH", 4, 12, -4, 2),
    (*b"GI", 36, 37, -6, -5),
    (*b"GL", 59, 84, -74, -11),
    (*b"GM", 13, 14, -17, -13),
    (*b"GN", 7, 13, -16, -7),
    (*b"GQ", -2, 4, 5, 12),
    (*b"GR", 34, 42, 19, 29),
    (*b"GS", -60, -53, -39, -26),
    (*b"GT", 13, 18, -93, -88),
    (*b"GU", 13, 14, 144, 145),
    (*b"GW", 10, 13, -17, -13),
    (*b"GY", 1, 9, -62, -56),
    (*b"HK", 22, 23, 113, 115),
    (*b"HM", -54, -52, 73, 74),
    (*b"HN", 12, 18, -90, -83),
    (*b"HR", 42, 47, 13, 20),
    (*b"HT", 18, 21, -75, -71),
    (*b"HU", 45, 49, 16, 23),
    (*b"ID", -11, 6, 95, 141),
    (*b"IE", 51, 56, -11, -5),
    (*b"IL", 29, 34, 34, 36),
    (*b"IM", 54, 55, -5, -4),
    (*b"IN", 6, 36, 68, 98),
    (*b"IO", -8, -5, 71, 73),
    (*b"IQ", 29, 38, 38, 49),
    (*b"IR", 25, 40, 44, 64),
    (*b"IS", 63, 67, -25, -13),
    (*b"IT", 35, 48, 6, 19),
    (*b"JE", 49, 50, -3, -2),
    (*b"JM", 17, 19, -79, -76),
    (*b"JO", 29, 34, 34, 40),
    (*b"JP", 24, 46, 122, 154),
    (*b"KE", -5, 6, 33, 42),
    (*b"KG", 39, 44, 69, 81),
    (*b"KH", 10, 15, 102, 108),
    (*b"KI", -12, 5, 169, -151),
    (*b"KM", -13, -11, 43, 45),
    (*b"KN", 17, 18, -63, -62),
    (*b"KP", 37, 44, 124, 131),
    (*b"KR", 33, 39, 124, 132),
    (*b"KW", 28, 31, 46, 49),
    (*b"KY", 19, 20, -82, -79),
    (*b"KZ", 40, 56, 46, 88),
    (*b"LA", 13, 23, 100, 108),
    (*b"LB", 33, 35, 35, 37),
    (*b"LC", 13, 15, -62, -60),
    (*b"LI", 47, 48, 9, 10),
    (*b"LK", 5, 10, 79, 82),
    (*b"LR", 4, 9, -12, -7),
    (*b"LS", -31, -28, 27, 30),
    (*b"LT", 53, 57, 20, 27),
    (*b"LU", 49, 51, 5, 7),
    (*b"LV", 55, 59, 20, 29),
    (*b"LY", 19, 34, 9, 26),
    (*b"MA", 20, 36, -18, -1),
    (*b"MC", 43, 44, 7, 8),
    (*b"MD", 45, 49, 26, 31),
    (*b"ME", 41, 44, 18, 21),
    (*b"MF", 18, 19, -64, -63),
    (*b"MG", -26, -11, 43, 51),
    (*b"MH", 4, 15, 165, 173),
    (*b"MK", 40, 43, 20, 24),
    (*b"ML", 10, 25, -13, 5),
    (*b"MM", 9, 29, 92, 102),
    (*b"MN", 41, 53, 87, 120),
    (*b"MO", 22, 23, 113, 114),
    (*b"MP", 14, 21, 144, 146),
    (*b"MR", 14, 28, -18, -4),
    (*b"MS", 16, 17, -63, -62),
    (*b"MT", 35, 37, 14, 15),
    (*b"MU", -21, -10, 56, 64),
    (*b"MV", -1, 8, 72, 74),
    (*b"MW", -18, -9, 32, 36),
    (*b"MX", 14, 33, -119, -86),
    (*b"MY", 0, 8, 99, 120),
    (*b"MZ", -27, -10, 30, 41),
    (*b"NA", -29, -16, 11, 26),
    (*b"NC", -23, -19, 163, 172),
    (*b"NE", 11, 24, 0, 16),
    (*b"NF", -30, -28, 167, 168),
    (*b"NG", 4, 14, 2, 15),
    (*b"NI", 10, 16, -88, -82),
    (*b"NL", 12, 54, -69, 8),
    (*b"NO", -55, 81, -10, 34),
    (*b"NP", 26, 31, 80, 89),
    (*b"NR", -1, 0, 166, 167),
    (*b"NU", -20, -18, -170, -169),
    (*b"NZ", -53, -8, 165, -171),
    (*b"OM", 16, 27, 51, 60),
    (*b"PA", 7, 10, -84, -77),
    (*b"PE", -19, 0, -82, -68),
    (*b"PF", -28, -7, -155, -134),
    (*b"PG", -12, -1, 140, 156),
    (*b"PH", 4, 22, 116, 127),
    (*b"PK", 23, 38, 60, 78),
    (*b"PL", 48, 55, 14, 25),
    (*b"PM", 46, 48, -57, -56),
    (*b"PN", -26, -23, -131, -124),
    (*b"PR", 17, 19, -68, -65),
    (*b"PS", 31, 33, 34, 36),
    (*b"PT", 30, 43, -32, -6),
    (*b"PW", 2, 9, 131, 135),
    (*b"PY", -28, -19, -63, -54),
    (*b"QA", 24, 27, 50, 52),
    (*b"RO", 43, 49, 20, 30),
    (*b"RS", 40, 47, 13, 24),
    (*b"RU", 35, 82, 19, -168),
    (*b"RW", -3, -1, 28, 31),
    (*b"SA", 16, 33, 34, 56),
    (*b"SB", -13, -6, 155, 169),
    (*b"SC", -10, -3, 46, 57),
    (*b"SD", 3, 23, 21, 39),
    (*b"SE", 55, 70, 11, 25),
    (*b"SG", 1, 2, 103, 105),
    (*b"SH", -41, -7, -15, -5),
    (*b"SI", 45, 47, 13, 17),
    (*b"SK", 47, 50, 16, 23),
    (*b"SL", 6, 10, -14, -10),
    (*b"SM", 43, 44, 12, 13),
    (*b"SN", 12, 17, -18, -11),
    (*b"SO", -2, 12, 40, 52),
    (*b"SR", 1, 7, -59, -53),
    (*b"SS", 3, 13, 24, 36),
    (*b"ST", 0, 2, 6, 8),
    (*b"SV", 13, 15, -91, -87),
    (*b"SX", 18, 19, -64, -63),
    (*b"SY", 32, 38, 35, 43),
    (*b"SZ", -28, -25, 30, 33),
    (*b"TC", 21, 22, -73, -71),
    (*b"TD", 7, 24, 13, 24),
    (*b"TF", -50, -11, 39, 78),
    (*b"TG", 6, 12, -1, 2),
    (*b"TH", 5, 21, 97, 106),
    (*b"TJ", 36, 42, 67, 76),
    (*b"TL", -10, -8, 124, 128),
    (*b"TM", 35, 43, 52, 67),
    (*b"TN", 30, 38, 7, 12),
    (*b"TO", -23, -15, -177, -173),
    (*b"TR", 35, 43, 25, 45),
    (*b"TT", 10, 12, -62, -60),
    (*b"TV", -10, -5, 176, 180),
    (*b"TW", 21, 26, 118, 123),
    (*b"TZ", -12, 0, 29, 41),
    (*b"UA", 45, 53, 22, 41),
    (*b"UG", -2, 5, 29, 36),
    (*b"UM", -1, 29, 166, -75),
    (*b"US", 18, 72, 172, -66),
    (*b"UY", -35, -30, -59, -53),
    (*b"UZ", 37, 46, 55, 74),
    (*b"VA", 41, 42, 12, 13),
    (*b"VC", 12, 14, -62, -61),
    (*b"VE", 0, 16, -74, -59),
    (*b"VG", 18, 19, -65, -64),
    (*b"VI", 17, 19, -66, -64),
    (*b"VN", 8, 24, 102, 110),
    (*b"VU", -21, -13, 166, 170),
    (*b"WF", -15, -13, -179, -176),
    (*b"WS", -15, -13, -173, -171),
    (*b"XK", 41, 44, 20, 22),
    (*b"YE", 12, 19, 42, 55),
    (*b"ZA", -47, -22, 16, 38),
    (*b"ZM", -19, -8, 21, 34),
    (*b"ZW", -23, -15, 25, 34),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_lie_where_they_are() {
        assert!(BOUNDS.is_sorted_by(|a, b| a.0 < b.0));
        for (code, lat, lon, wanted) in [
            (b"KE", -1.2, 36.8, Some(true)),
            (b"AQ", -77.8, 30.0, Some(true)),
            (b"TV", -8.0, -179.9, Some(true)),
            (b"KE", 36.8, 100.0, Some(false)),
            (b"RU", 55.7, 37.6, Some(true)),
            (b"RU", 65.0, -170.0, Some(true)),
            (b"RU", 40.4, 49.9, Some(true)),
            (b"FJ", -17.0, -179.5, Some(true)),
            (b"US", 64.8, -147.7, Some(true)),
            (b"SD", 4.85, 31.6, Some(true)),
            (b"AF", 0.0, 0.0, Some(false)),
            (b"QQ", 0.0, 0.0, None),
        ] {
            assert_eq!(holds(*code, lat, lon), wanted, "{code:?} {lat} {lon}");
        }
        assert_eq!((has_longitude(*b"KE", 36.8), has_latitude(*b"KE", 36.8)), (Some(true), Some(false)));
    }
}
