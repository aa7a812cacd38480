//! A box of latitudes and longitudes, which may lie across the 180th meridian. Knows no projection.

use std::fmt;

/// A part of the globe between two latitudes and two longitudes, in degrees, borders included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoBox {
    /// The southern border.
    pub south: f64,
    /// The western border. West of it begins what is outside; east of the eastern one if the box lies across the 180th meridian.
    pub west: f64,
    /// The northern border.
    pub north: f64,
    /// The eastern border.
    pub east: f64,
}

/// What a box is typed as.
const WANTED: &str = "south,west,north,east in degrees, such as 33.5,69.9,34.9,71.8";

impl GeoBox {
    /// Reads `south,west,north,east`. The error says what is wrong and what would be right.
    ///
    /// # Errors
    ///
    /// There are not four numbers, or they are no latitudes and longitudes.
    pub fn parse(parts: &[&str]) -> Result<Self, String> {
        let [south, west, north, east] = parts else { return Err(format!("wants {WANTED}")) };
        let number = |text: &str| {
            let read = text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
            read.ok_or_else(|| format!("“{}” is no number; wants {WANTED}", text.trim()))
        };
        let latitude = |text: &str| match number(text)? {
            n if (-90.0..=90.0).contains(&n) => Ok(n),
            n => Err(format!("{n} is no latitude, which is from -90 to 90; wants {WANTED}")),
        };
        let longitude = |text: &str| match number(text)? {
            n if (-180.0..=180.0).contains(&n) => Ok(n),
            n => Err(format!("{n} is no longitude, which is from -180 to 180; wants {WANTED}")),
        };
        let read =
            Self { south: latitude(south)?, west: longitude(west)?, north: latitude(north)?, east: longitude(east)? };
        if read.south > read.north {
            return Err(format!("{} lies north of {}; wants {WANTED}", read.south, read.north));
        }
        Ok(read)
    }

    /// Whether it lies across the 180th meridian.
    pub fn is_across(&self) -> bool {
        self.west > self.east
    }

    /// Whether a position lies in it.
    pub fn holds(&self, lat: f64, lon: f64) -> bool {
        let within = (self.west..=self.east).contains(&lon);
        let across = self.is_across() && (lon >= self.west || lon <= self.east) && lon.abs() <= 180.0;
        // The 180th meridian is one line with two numbers.
        let other = |lon: f64| lon.abs() >= 180.0 && (self.west..=self.east).contains(&-lon);
        (self.south..=self.north).contains(&lat) && (within || across || other(lon))
    }

    /// Whether it has a position in common with another box.
    pub fn meets(&self, other: &Self) -> bool {
        let spans = |of: &Self| {
            if of.is_across() {
                [(of.west, 180.0), (-180.0, of.east)]
            } else {
                [(of.west, of.east), (of.west, of.east)]
            }
        };
        let pairs = || spans(self).into_iter().flat_map(|a| spans(other).into_iter().map(move |b| (a, b)));
        let of_longitude = pairs().any(|((west, east), (from, to))| {
            let beside = (east >= 180.0 && from <= -180.0) || (to >= 180.0 && west <= -180.0);
            west <= to && from <= east || beside
        });
        self.south <= other.north && other.south <= self.north && of_longitude
    }
}

impl fmt::Display for GeoBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.south, self.west, self.north, self.east)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<GeoBox, String> {
        GeoBox::parse(&text.split(',').collect::<Vec<_>>())
    }

    #[test]
    fn what_is_wrong_is_said_with_what_would_be_right() {
        for (text, why) in [
            ("33.5,69.9,34.9", "wants south,west,north,east in degrees, such as 33.5,69.9,34.9,71.8"),
            ("a,69.9,34.9,71.8", "“a” is no number"),
            ("NaN,69.9,34.9,71.8", "“NaN” is no number"),
            ("95,69.9,96,71.8", "95 is no latitude, which is from -90 to 90"),
            ("33,190,34,191", "190 is no longitude, which is from -180 to 180"),
            ("35,69,33,70", "35 lies north of 33"),
        ] {
            let wrong = read(text).unwrap_err();
            assert!(wrong.starts_with(why) && wrong.contains("33.5,69.9,34.9,71.8"), "{text}: {wrong}");
        }
    }

    #[test]
    fn a_box_across_the_date_line_holds_both_sides() {
        let across = read("-20,170,-10,-170").unwrap();
        assert!(across.holds(-15.0, 179.0) && across.holds(-15.0, -179.0) && across.holds(-15.0, 180.0));
        assert!(!across.holds(-15.0, 0.0) && !across.holds(-15.0, f64::NAN) && !across.holds(f64::NAN, 175.0));
        assert!(across.meets(&read("-90,-175,90,0").unwrap()) && !across.meets(&read("-90,0,90,169").unwrap()));
        let east = read("0,170,1,180").unwrap();
        assert!(east.holds(0.5, -180.0) && east.meets(&read("0,-180,1,-170").unwrap()));
    }

    fn boxes() -> impl Strategy<Value = GeoBox> {
        (-90.0..90.0f64, 0.0..60.0f64, -180.0..180.0f64, -180.0..180.0f64)
            .prop_map(|(south, tall, west, east)| GeoBox { south, west, north: (south + tall).min(90.0), east })
    }

    proptest! {
        #[test]
        fn a_box_reads_as_it_is_written(one in boxes()) {
            prop_assert_eq!(read(&one.to_string()), Ok(one));
        }

        #[test]
        fn boxes_that_hold_one_position_meet(a in boxes(), b in boxes(), lat in -90.0..90.0f64, lon in -180.0..=180.0f64) {
            if a.holds(lat, lon) && b.holds(lat, lon) {
                prop_assert!(a.meets(&b) && b.meets(&a));
            }
        }
    }
}
