//! Figures as sources state them: a number, a qualifier, and the interval that both imply.
//!
//! Verdicts compare intervals; people read qualifiers. Bounds are inclusive and count people or events, so "more than
//! 130" begins at 131.

use serde::{Deserialize, Serialize};
/// How a source qualifies a number. The words are part of the JSON schema (DESIGN section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Qualifier {
    /// "94".
    Exactly,
    /// "at least 133".
    AtLeast,
    /// "over 130".
    MoreThan,
    /// "approximately 90": a tenth more or less.
    About,
    /// "up to 50".
    UpTo,
    /// "fewer than 10".
    LessThan,
    /// "nearly 200": from a tenth less to one less.
    Nearly,
    /// "several", "numerous", "thousands": a plural without a number.
    Several,
}

impl Qualifier {
    /// All qualifiers, in the order of DESIGN.
    pub const ALL: [Self; 8] = [
        Self::Exactly,
        Self::AtLeast,
        Self::MoreThan,
        Self::About,
        Self::UpTo,
        Self::LessThan,
        Self::Nearly,
        Self::Several,
    ];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
            Self::About => "about",
            Self::UpTo => "up-to",
            Self::LessThan => "less-than",
            Self::Nearly => "nearly",
            Self::Several => "several",
        }
    }

    /// A number with the sign of the qualifier: `≥133`, `>130`, `≈90`, `≤50`, `<10`, `nearly 200`.
    pub fn mark(self, number: &str) -> String {
        let sign = match self {
            Self::Exactly | Self::Several => "",
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::About => "≈",
            Self::UpTo => "≤",
            Self::LessThan => "<",
            Self::Nearly => "nearly ",
        };
        format!("{sign}{number}")
    }
}

/// Whom a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Party {
    /// Those attacked, arrested or jailed. The default.
    Victims,
    /// The attackers.
    Attackers,
    /// Both together, as the Global Terrorism Database counts.
    Total,
}

impl Party {
    /// All parties.
    pub const ALL: [Self; 3] = [Self::Victims, Self::Attackers, Self::Total];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Victims => "victims",
            Self::Attackers => "attackers",
            Self::Total => "total",
        }
    }
}

/// A number with its qualifier and the interval that both imply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The minimum, inclusive; `None` if open.
    pub min: Option<u32>,
    /// The maximum, inclusive; `None` if open.
    pub max: Option<u32>,
    /// The number as printed, if any.
    pub stated: Option<u32>,
    /// How the source qualifies it.
    pub qualifier: Qualifier,
    /// Whom it counts.
    pub party: Party,
}

impl Figure {
    /// The figure for a stated number and its qualifier. For `Several` the number is the minimum that the plural implies.
    pub fn new(stated: u32, qualifier: Qualifier, party: Party) -> Self {
        let tenth = stated.div_ceil(10).max(1);
        let (min, max) = match qualifier {
            Qualifier::Exactly => (Some(stated), Some(stated)),
            Qualifier::AtLeast | Qualifier::Several => (Some(stated), None),
            Qualifier::MoreThan => (Some(stated.saturating_add(1)), None),
            Qualifier::About => (Some(stated.saturating_sub(tenth)), Some(stated.saturating_add(tenth))),
            Qualifier::UpTo => (None, Some(stated)),
            Qualifier::LessThan => (None, Some(stated.saturating_sub(1))),
            Qualifier::Nearly => (Some(stated.saturating_sub(tenth)), Some(stated.saturating_sub(1))),
        };
        let stated = (qualifier != Qualifier::Several).then_some(stated);
        Self { min, max, stated, qualifier, party }
    }

    /// The bounds that are printed, not worked out: of "about 90" 90 and 90, of "more than 130" 130 and none. `None` where
    /// the source gives no number on that side. A range ("12, between 8 and 20") is printed as it stands.
    pub fn printed(self) -> (Option<u32>, Option<u32>) {
        match (self.qualifier, self.stated) {
            (Qualifier::Several, _) => (None, None),
            (Qualifier::Exactly, Some(_)) | (_, None) => (self.min, self.max),
            (Qualifier::AtLeast | Qualifier::MoreThan, stated) => (stated, None),
            (Qualifier::UpTo | Qualifier::LessThan | Qualifier::Nearly, stated) => (None, stated),
            (Qualifier::About, stated) => (stated, stated),
        }
    }

    /// The sum of a breakdown: "170 Afghans and 13 Americans" is 183. It takes the qualifier of its qualified part; parts
    /// with different qualifiers make it `Several`. `None` for no parts.
    pub fn sum(parts: &[Self]) -> Option<Self> {
        let (first, rest) = parts.split_first()?;
        Some(rest.iter().fold(*first, |sum, part| Self {
            min: add(Some(sum.min.unwrap_or(0)), Some(part.min.unwrap_or(0))),
            max: add(sum.max, part.max),
            stated: add(sum.stated, part.stated),
            qualifier: vaguer(sum.qualifier, part.qualifier),
            party: if sum.party == part.party { sum.party } else { Party::Total },
        }))
    }

    /// Short form for tables: `94`, `≥133`, `>130`, `≈90`, `≤50`, `<10`, `nearly 200`, `several`, `thousands`, and `5–8`
    /// for bounds without a number.
    pub fn display(self) -> String {
        let number = |n: Option<u32>| n.map_or_else(|| "?".into(), thousands);
        if self.stated.is_none() && self.qualifier != Qualifier::Several {
            match (self.min, self.max) {
                (Some(min), Some(max)) if min == max => return thousands(min),
                (Some(min), Some(max)) => return format!("{}–{}", thousands(min), thousands(max)),
                (Some(min), None) => return format!("≥{}", thousands(min)),
                (None, Some(max)) => return format!("≤{}", thousands(max)),
                (None, None) => {}
            }
        }
        match self.qualifier {
            Qualifier::Exactly if self.min != self.max && self.min.is_some() => {
                format!("{} [{}–{}]", number(self.stated), number(self.min), number(self.max))
            }
            Qualifier::Exactly => number(self.stated.or(self.min)),
            Qualifier::AtLeast => self.qualifier.mark(&number(self.stated.or(self.min))),
            Qualifier::UpTo => self.qualifier.mark(&number(self.stated.or(self.max))),
            Qualifier::MoreThan | Qualifier::About | Qualifier::LessThan | Qualifier::Nearly => {
                self.qualifier.mark(&number(self.stated))
            }
            Qualifier::Several => match self.min {
                Some(least) if least >= 1_000 => "thousands".into(),
                Some(least) if least >= 100 => "hundreds".into(),
                Some(least) if least >= 20 => "dozens".into(),
                _ => "several".into(),
            },
        }
    }
}

/// The qualifier of a sum of two parts: that of the qualified one; `Several` if they differ.
fn vaguer(a: Qualifier, b: Qualifier) -> Qualifier {
    match (a, b) {
        (Qualifier::Exactly, other) | (other, Qualifier::Exactly) => other,
        (a, b) if a == b => a,
        _ => Qualifier::Several,
    }
}

fn add(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    Some(a?.saturating_add(b?))
}

/// A number with thousands separators: `1,329`.
pub fn thousands(n: impl TryInto<u64>) -> String {
    let digits = n.try_into().unwrap_or(u64::MAX).to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes: `820 bytes`, `42 KiB`, `9.4 MiB`.
pub fn bytes_in_words(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if bytes < 1 << 10 {
        return format!("{bytes} bytes");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut unit = 0;
    while value >= 1024.0 && unit + 1 < UNITS.len() {
        (value, unit) = (value / 1024.0, unit + 1);
    }
    let value = if value < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") };
    format!("{} {}", value.strip_suffix(".0").unwrap_or(&value), UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_qualifier_implies_its_interval() {
        for (qualifier, min, max, shown) in [
            (Qualifier::Exactly, Some(130), Some(130), "130"),
            (Qualifier::AtLeast, Some(130), None, "≥130"),
            (Qualifier::MoreThan, Some(131), None, ">130"),
            (Qualifier::About, Some(117), Some(143), "≈130"),
            (Qualifier::UpTo, None, Some(130), "≤130"),
            (Qualifier::Nearly, Some(117), Some(129), "nearly 130"),
            (Qualifier::Several, Some(130), None, "hundreds"),
        ] {
            let figure = Figure::new(130, qualifier, Party::Victims);
            assert_eq!((figure.min, figure.max, figure.display().as_str()), (min, max, shown));
        }
    }

    #[test]
    fn only_the_number_of_the_source_is_printed() {
        for (qualifier, printed) in [
            (Qualifier::Exactly, (Some(130), Some(130))),
            (Qualifier::AtLeast, (Some(130), None)),
            (Qualifier::MoreThan, (Some(130), None)),
            (Qualifier::About, (Some(130), Some(130))),
            (Qualifier::UpTo, (None, Some(130))),
            (Qualifier::LessThan, (None, Some(130))),
            (Qualifier::Nearly, (None, Some(130))),
            (Qualifier::Several, (None, None)),
        ] {
            assert_eq!(Figure::new(130, qualifier, Party::Victims).printed(), printed, "{qualifier:?}");
        }
    }

    #[test]
    fn a_breakdown_is_its_sum() {
        let afghans = Figure::new(170, Qualifier::Exactly, Party::Victims);
        let americans = Figure::new(13, Qualifier::Exactly, Party::Victims);
        assert_eq!(Figure::sum(&[afghans, americans]), Some(Figure::new(183, Qualifier::Exactly, Party::Victims)));
        let roughly = Figure::new(170, Qualifier::About, Party::Victims);
        let sum = Figure::sum(&[roughly, americans]).unwrap();
        assert_eq!((sum.stated, sum.qualifier, sum.min, sum.max), (Some(183), Qualifier::About, Some(166), Some(200)));
        assert_eq!(Figure::sum(&[]), None);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 692, 1_329, 1_000_000].map(thousands), ["0", "692", "1,329", "1,000,000"]);
    }

    #[test]
    fn bytes_have_the_unit_that_makes_them_short() {
        let given = [0, 1023, 1024, 43_000, 4 << 20, 9_900_000, 64 << 20, 1 << 30, 1 << 50];
        let words = ["0 bytes", "1023 bytes", "1 KiB", "42 KiB", "4 MiB", "9.4 MiB", "64 MiB", "1 GiB", "1024 TiB"];
        assert_eq!(given.map(bytes_in_words), words);
    }
}
