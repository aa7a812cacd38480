//! A name as typed in a field of a query, and the ways in which it can be read. Knows no corpus and no data set.

use super::fold::fold;

/// How a typed name is compared with the names of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameReading {
    /// `=Kotu`: the name as it is listed, without variants.
    Listed,
    /// The whole name or one of its variants.
    Called,
    /// An ISO 3166-1 alpha-2 code.
    Code,
    /// `'kotu`: each word is a word of the name.
    Words,
    /// `^kotu` or `kotu…`: each word begins a word of the name.
    Beginning,
}

/// A name as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypedName {
    /// As typed, without the sign that says how to read it.
    pub typed: String,
    /// The folded text.
    pub text: String,
    /// How it is read, if it is typed with a sign; otherwise the workspace decides.
    pub reading: Option<NameReading>,
}

impl TypedName {
    /// Parses a value of a field; `None` if it holds no letter or digit.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let signs = [
            ('=', NameReading::Listed),
            ('\'', NameReading::Words),
            ('’', NameReading::Words),
            ('^', NameReading::Beginning),
        ];
        let begun = signs.into_iter().find_map(|(sign, reading)| Some((value.strip_prefix(sign)?, Some(reading))));
        let ended = || value.strip_suffix('…').map(|rest| (rest, Some(NameReading::Beginning)));
        let (typed, reading) = begun.or_else(ended).unwrap_or((value, None));
        let text = fold(typed);
        (!text.is_empty()).then(|| Self { typed: typed.trim().to_owned(), text, reading })
    }

    /// Whether a folded name matches in this reading.
    pub(super) fn matches(&self, folded: &str, reading: NameReading) -> bool {
        let words = |holds: &dyn Fn(&str, &str) -> bool| {
            self.text.split(' ').all(|typed| folded.split(' ').any(|word| holds(word, typed)))
        };
        match reading {
            NameReading::Listed | NameReading::Called => self.text == folded,
            NameReading::Code => false,
            NameReading::Words => words(&|word, typed| word == typed),
            NameReading::Beginning => words(&|word, typed| word.starts_with(typed)),
        }
    }

    /// As it is shown once it has been read: `=Kotu`, `RU`, `'kotu`, `^kotu`. An `…` would look like a cut.
    pub(super) fn shown(&self, reading: NameReading) -> String {
        match reading {
            NameReading::Listed | NameReading::Called => format!("={}", self.typed),
            NameReading::Code => self.typed.to_uppercase(),
            NameReading::Words => format!("'{}", self.typed),
            NameReading::Beginning => format!("^{}", self.typed),
        }
    }
}

/// The folded forms of a name that a data set writes with an addition in brackets: *Tarn Front (TF)* is also *Tarn Front*
/// and *TF*. The first form is the whole name.
pub(super) fn forms(name: &str) -> Vec<String> {
    let mut all = vec![fold(name)];
    if let Some((short, rest)) = name.split_once(" (") {
        all.extend([fold(short), fold(rest)].into_iter().filter(|form| !form.is_empty()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_says_how_a_name_is_read() {
        for (value, shown, reading) in [
            ("=Kotu", "=Kotu", NameReading::Listed),
            ("^kotu", "^kotu", NameReading::Beginning),
            ("kotu…", "^kotu", NameReading::Beginning),
            ("'kotu", "'kotu", NameReading::Words),
        ] {
            let name = TypedName::parse(value).unwrap();
            assert_eq!((name.text.as_str(), name.reading), ("kotu", Some(reading)), "{value}");
            assert_eq!(name.shown(reading), shown);
            assert_eq!(TypedName::parse(shown).unwrap().reading, Some(reading), "what is shown can be typed");
        }
        assert_eq!(TypedName::parse("kotu").unwrap().reading, None);
        assert_eq!(TypedName::parse("=…"), None);
    }

    #[test]
    fn a_beginning_is_no_word_and_a_word_is_no_name() {
        let matches = |typed: &str, name: &str, reading| TypedName::parse(typed).unwrap().matches(&fold(name), reading);
        assert!(matches("kotu", "Kotu", NameReading::Called) && !matches("kotu", "Kotu region", NameReading::Called));
        assert!(matches("kotu", "Kotu region", NameReading::Words) && !matches("kotu", "Kotūmi", NameReading::Words));
        assert!(matches("kotu", "Kotūmi", NameReading::Beginning));
        assert_eq!(forms("Tarn Front (TF)"), ["tarn front tf", "tarn front", "tf"]);
    }
}
