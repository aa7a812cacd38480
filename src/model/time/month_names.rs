//! Names of the months in the eleven languages in which one meets such news: English, Spanish, French, German, Italian,
//! Portuguese, Turkish, Russian, Ukrainian, Arabic (also that of the Levant), Persian and Chinese. Knows no dates.
//!
//! Source: Unicode CLDR 48.2, `cldr-dates-full/main/{en,es,fr,de,de-AT,it,pt,tr,ru,ar,ar-SY,fa,zh}/ca-gregorian.json`, the
//! names `wide` and `abbreviated`, in running text and alone, folded as queries are. Added by hand: the Russian
//! prepositional (*в марте*), which CLDR lacks, and the Ukrainian genitive. Written with digits (*3月*), months are read elsewhere.

use crate::fold::fold;

/// How a word names a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameForm {
    /// In full.
    Full,
    /// The English abbreviation: a month beside a day or year.
    English,
    /// The abbreviation of another language, often a common word (*set*, *out*): a month only in a date with its year.
    Foreign,
}

/// The month that a folded word names, 1 to 12.
pub fn month(word: &str) -> Option<(u8, NameForm)> {
    if word.is_empty() {
        return None;
    }
    let is = |names: &str| names.split('|').any(|name| name == word);
    let forms = [(&FULL, NameForm::Full), (&ENGLISH, NameForm::English), (&FOREIGN, NameForm::Foreign)];
    forms.into_iter().find_map(|(table, form)| {
        let at = table.iter().position(|names| is(names))?;
        u8::try_from(at + 1).ok().map(|month| (month, form))
    })
}

/// The month that a word names as it is written, 1 to 12.
pub fn written(word: &str) -> Option<u8> {
    month(&fold(word)).map(|(month, _)| month)
}

/// In full.
const FULL: [&str; 12] = [
    "january|enero|janvier|januar|janner|gennaio|janeiro|ocak|января|январь|ینایر|کانون الثانی|ژانویه|一月|январе|січня",
    "february|febrero|fevrier|februar|febbraio|fevereiro|subat|февраля|февраль|فبرایر|شباط|فوریه|二月|феврале|лютого",
    "march|marzo|mars|marz|marco|mart|марта|март|مارس|اذار|三月|марте|березня",
    "april|abril|avril|aprile|nisan|апреля|апрель|ابریل|نیسان|اوریل|四月|апреле|квітня",
    "may|mayo|mai|maggio|maio|mayis|мая|маи|مایو|ایار|مه|五月|мае|травня",
    "june|junio|juin|juni|giugno|junho|haziran|июня|июнь|یونیو|حزیران|ژوین|六月|июне|червня",
    "july|julio|juillet|juli|luglio|julho|temmuz|июля|июль|یولیو|تموز|ژوییه|七月|июле|липня",
    "august|agosto|aout|agustos|августа|август|اغسطس|اب|اوت|八月|августе|серпня",
    "september|septiembre|septembre|settembre|setembro|eylul|сентября|сентябрь|سبتمبر|ایلول|سپتامبر|九月|сентябре|вересня",
    "october|octubre|octobre|oktober|ottobre|outubro|ekim|октября|октябрь|اکتوبر|تشرین الاول|اکتبر|十月|октябре|жовтня",
    "november|noviembre|novembre|novembro|kasim|ноября|ноябрь|نوفمبر|تشرین الثانی|نوامبر|十一月|ноябре|листопада",
    "december|diciembre|decembre|dezember|dicembre|dezembro|aralik|декабря|декабрь|دیسمبر|کانون الاول|دسامبر|十二月|декабре|грудня",
];

/// Abbreviated, in English.
const ENGLISH: [&str; 12] = ["jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep|sept", "oct", "nov", "dec"];

/// Abbreviated, in the other languages.
const FOREIGN: [&str; 12] = [
    "ene|janv|gen|oca|янв",
    "fevr|fev|sub|февр",
    "мар",
    "abr|avr|nis|апр",
    "mag",
    "giu|haz|июн",
    "juil|lug|tem|июл",
    "ago|agu|авг",
    "set|eyl|сент",
    "okt|ott|out|eki|окт",
    "kas|нояб",
    "dic|dez|ara|дек",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn the_names_are_folded_and_name_one_month_each() {
        for (at, name) in [FULL, ENGLISH, FOREIGN].iter().flat_map(|table| table.iter().enumerate()) {
            for word in name.split('|').filter(|w| !w.is_empty()) {
                assert_eq!(fold(word), word);
                assert_eq!(month(word).map(|(month, _)| usize::from(month)), Some(at + 1), "{word}");
            }
        }
    }

    #[test]
    fn months_are_known_in_each_language() {
        for name in
            ["March", "marzo", "mars", "März", "março", "Mart", "марта", "в марте", "مارس", "آذار", "三月", "Jänner"]
        {
            let word = fold(name);
            assert!(month(word.trim_start_matches("в ")).is_some(), "{name}");
        }
        assert_eq!(month("set"), Some((9, NameForm::Foreign)));
        assert_eq!(month(""), None);
    }
}
