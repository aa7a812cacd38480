//! Reads dates as people type them: `22 march 2024`, `March 22`, `22.03.2024`, `3/1/2024`, `last week of january 2024`,
//! `summer 2021`, `q1 2024`, `since 2021`, and EDTF. No clock: *yesterday* is no date here.
//!
//! A date that can be read in several ways has several readings: 3/1/2024 is 3 January and 1 March. With dots the day
//! comes first. Two digits are a year from 1969 to 2068. Names of months are known in eleven languages
//! (`model::time::month_names`), all other words in English. A number alone is a year from 1900 to 2100 or no date.

use std::ops::Range;

mod grammar;
mod numeric;
mod portion;
mod reading;
mod tokens;

pub use reading::{Reading, YearDays};

use crate::model::When;
use grammar::Grammar;
use tokens::tokens;

/// A date in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenDate {
    /// Its bytes in the query.
    pub at: Range<usize>,
    /// All its meanings, at least one.
    pub readings: Vec<Reading>,
    /// Whether its words may be meant as words: a year or month alone, a day without a year.
    pub also_words: bool,
}

/// All meanings of a text that is a date as a whole; `None` if it is none. What is EDTF has only that meaning.
pub fn date(text: &str) -> Option<Vec<Reading>> {
    let text = text.trim();
    if let Ok(when) = When::parse(text) {
        return Some(vec![Reading::Period(when)]);
    }
    let tokens = tokens(text);
    let found = Grammar(&tokens).date(0).filter(|found| found.end == tokens.len())?;
    Some(found.readings())
}

/// All meanings of a text that is a date with its year; the error says what is expected.
pub fn periods(text: &str) -> Result<Vec<When>, &'static str> {
    let readings = date(text).ok_or("a date such as 2022-10, march-2024 or, in quotation marks, \"22 march 2024\"")?;
    let periods: Vec<When> = readings.into_iter().filter_map(Reading::period).collect();
    if periods.is_empty() { Err("a date with its year, such as 2022-10 or \"22 march 2024\"") } else { Ok(periods) }
}

/// The dates in a query, from left to right. They do not overlap; the rest of the query is no date. Fields, phrases and
/// words with an operator are left alone.
pub fn dates(query: &str) -> Vec<SpokenDate> {
    let tokens = tokens(query);
    let grammar = Grammar(&tokens);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let Some(date) = grammar.date(at) else {
            at += 1;
            continue;
        };
        let bytes = tokens[at].at.start..tokens[date.end - 1].at.end;
        found.push(SpokenDate { at: bytes, readings: date.readings(), also_words: date.also_words });
        at = date.end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Certainty;
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    fn shown(readings: &[Reading]) -> String {
        readings.iter().map(|r| r.display()).collect::<Vec<_>>().join(" | ")
    }

    fn read(text: &str) -> String {
        date(text).map_or_else(|| "none".to_owned(), |readings| shown(&readings))
    }

    #[test]
    fn usual_forms_are_read() {
        for (text, meaning) in [
            ("22 march 2024", "22 Mar 2024"),
            ("22nd of march 2024", "22 Mar 2024"),
            ("the 22nd of March, 2024", "22 Mar 2024"),
            ("Friday, 22 March 2024", "22 Mar 2024"),
            ("on 22 march 2024", "22 Mar 2024"),
            ("january 3rd, 2024", "3 Jan 2024"),
            ("Jan 28 2024", "28 Jan 2024"),
            ("Sept. 11, 2001", "11 Sep 2001"),
            ("22.03.2024", "22 Mar 2024"),
            ("28.1.2024", "28 Jan 2024"),
            ("03.01.2024", "3 Jan 2024"),
            ("2024-03-22", "22 Mar 2024"),
            ("2024/03/07", "7 Mar 2024"),
            ("2024.03.07", "7 Mar 2024"),
            ("22/3/24", "22 Mar 2024"),
            ("21.3.24", "21 Mar 2024"),
            ("28/01/2024", "28 Jan 2024"),
            ("18-03-2024", "18 Mar 2024"),
            ("20240322", "22 Mar 2024"),
            ("22-march-2024", "22 Mar 2024"),
            ("22 mar 24", "22 Mar 2024"),
            ("2024 march 22", "22 Mar 2024"),
            ("march 2024", "Mar 2024"),
            ("march '24", "Mar 2024"),
            ("march of 2024", "Mar 2024"),
            ("march-2024", "Mar 2024"),
            ("12/2022", "Dec 2022"),
            ("2018-07", "Jul 2018"),
            ("2018/7", "Jul 2018"),
            ("summer 2021", "summer 2021"),
            ("the summer of 2021", "summer 2021"),
            ("fall 2021", "autumn 2021"),
            ("spring 2022", "spring 2022"),
            ("winter 2023/24", "winter 2023"),
            ("q1 2024", "Jan 2024 – Mar 2024"),
            ("2024 q1", "Jan 2024 – Mar 2024"),
            ("q1/2024", "Jan 2024 – Mar 2024"),
            ("second quarter of 2022", "Apr 2022 – Jun 2022"),
            ("first half of 2023", "Jan 2023 – Jun 2023"),
            ("h2 2023", "Jul 2023 – Dec 2023"),
            ("early march 2024", "1 Mar 2024 – 10 Mar 2024"),
            ("mid-march 2024", "11 Mar 2024 – 20 Mar 2024"),
            ("late february 2024", "21 Feb 2024 – 29 Feb 2024"),
            ("end of 2021", "Sep 2021 – Dec 2021"),
            ("early summer 2021", "Jun 2021"),
            ("late winter 2023/24", "Feb 2024"),
            ("mid 1990s", "1994 – 1996"),
            ("last week of january 2024", "25 Jan 2024 – 31 Jan 2024"),
            ("first week of march 2024", "1 Mar 2024 – 7 Mar 2024"),
            ("the 1990s", "1990 – 1999"),
            ("new year 2017", "1 Jan 2017"),
            ("june 2023 to april 2024", "Jun 2023 – Apr 2024"),
            ("june to september 2023", "Jun 2023 – Sep 2023"),
            ("22-25 march 2024", "22 Mar 2024 – 25 Mar 2024"),
            ("27 march - 2 april 2024", "27 Mar 2024 – 2 Apr 2024"),
            ("between 2015 and 2016", "2015 – 2016"),
            ("2015-2016", "2015 – 2016"),
            ("since august 2021", "from Aug 2021"),
            ("before 2013", "until 2012"),
            ("2017", "2017"),
            ("in 2017", "2017"),
            // EDTF as before.
            ("2021-22", "summer 2021"),
            ("2024-03~", "~ Mar 2024"),
            ("2023-06-01/2024-04", "1 Jun 2023 – Apr 2024"),
            ("../2013", "until 2013"),
            ("0476", "476"),
        ] {
            assert_eq!(read(text), meaning, "{text}");
        }
    }

    #[test]
    fn months_are_read_in_ten_languages() {
        for text in [
            "22 de marzo de 2024",
            "22 mars 2024",
            "22. März 2024",
            "22 marzo 2024",
            "22 de março de 2024",
            "22 Mart 2024",
            "22 марта 2024 года",
            "22 مارس 2024",
            "٢٢ آذار ٢٠٢٤",
            "۲۲ مارس ۲۰۲۴",
            "2024年3月22日",
            "22 MAR 2024",
        ] {
            assert_eq!(read(text), "22 Mar 2024", "{text}");
        }
        assert_eq!(read("1er janvier 2017"), "1 Jan 2017");
        assert_eq!(read("в марте 2024"), "none");
        assert_eq!(read("марте 2024"), "Mar 2024");
        assert_eq!(read("كانون الثاني 2024"), "Jan 2024");
    }

    #[test]
    fn what_can_be_read_in_several_ways_has_several_readings() {
        for (text, meaning) in [
            ("3/1/2024", "3 Jan 2024 | 1 Mar 2024"),
            ("7-3-2024", "7 Mar 2024 | 3 Jul 2024"),
            ("7/7/2005", "7 Jul 2005"),
            ("winter 2023", "winter 2023 | winter 2022"),
            ("3/1", "3 Jan of any year | 1 Mar of any year"),
            ("new year's eve 2016", "31 Dec 2016 | 31 Dec 2015"),
        ] {
            assert_eq!(read(text), meaning, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_one_of_any_year() {
        for (text, meaning) in [
            ("March 22", "22 Mar of any year"),
            ("22 march", "22 Mar of any year"),
            ("jan 3", "3 Jan of any year"),
            ("march 18th", "18 Mar of any year"),
            ("29 february", "29 Feb of any year"),
            ("january", "January of any year"),
            ("winter", "December – February of any year"),
            ("last week of february", "23 Feb – 29 Feb of any year"),
        ] {
            assert_eq!(read(text), meaning, "{text}");
        }
        let [winter] = date("winter").unwrap()[..] else { panic!("one reading") };
        let [leap] = date("29 february").unwrap()[..] else { panic!("one reading") };
        let certainty = |reading: Reading, edtf| reading.certainty(When::parse(edtf).unwrap());
        assert_eq!(certainty(winter, "2024-01-03"), Certainty::Certainly);
        assert_eq!(certainty(winter, "2024-11/2024-12"), Certainty::Possibly);
        assert_eq!(certainty(winter, "2024-03-22"), Certainty::No);
        assert_eq!(certainty(winter, "2021/.."), Certainty::Possibly);
        assert_eq!(certainty(leap, "2024-02-29"), Certainty::Certainly);
        assert_eq!(certainty(leap, "2023"), Certainty::No);
    }

    #[test]
    fn the_rest_of_a_query_is_left_alone() {
        for (query, found) in [
            ("kabul airport 2021", "2021=2021?"),
            ("concert attack russia march 2024", "march 2024=Mar 2024"),
            ("march 2024 moscow concert", "march 2024=Mar 2024"),
            ("attacks in iran in 2024", "in 2024=2024?"),
            ("church turkey january", "january=January of any year?"),
            ("june 2023 to april 2024 turkey", "june 2023 to april 2024=Jun 2023 – Apr 2024"),
            ("moscow 22/3/24, kerman jan 3 2024", "22/3/24,=22 Mar 2024; jan 3 2024=3 Jan 2024"),
            ("莫斯科2024年3月 袭击", "2024年3月=Mar 2024"),
            ("what happened in march 2024?", "in march 2024?=Mar 2024"),
            ("january 2024 kerman 94 killed", "january 2024=Jan 2024"),
            ("3 march 13 americans", "3 march=3 Mar of any year?"),
        ] {
            let shown = dates(query).into_iter().map(|d| {
                format!("{}={}{}", &query[d.at.clone()], shown(&d.readings), if d.also_words { "?" } else { "" })
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), found, "{query}");
        }
    }

    #[test]
    fn words_and_figures_are_no_dates() {
        for query in [
            "1329 operations",
            "1,329 turkey",
            "2919 suspects",
            "kerman 94",
            "94",
            "24",
            "15 militants killed",
            "set of 15",
            "2 years ago",
            "out 13",
            "32/13/2024",
            "22.03",
            "is-k",
            "mazar-i-sharif",
            "march-of-the-2024ers",
            "fall of kabul",
            "last words",
            "new yorker",
            "'2017",
            "!2017",
            "^march",
            "on:2024-03",
            "\"march 2024\"",
            "nov",
            "3000",
            "mh17",
        ] {
            assert_eq!(dates(query), [], "{query}");
        }
        for text in ["32 march", "30 february 2024", "31 april", "29 february 2023"] {
            assert_eq!(date(text), None, "{text}");
        }
        // A weekday that does not fit is no part of the date.
        assert_eq!(dates("monday 22 march 2024")[0].at, 7..20);
    }

    proptest! {
        #[test]
        fn every_day_reads_back_in_each_form(day in 0i64..47_000) {
            let day = NaiveDate::from_ymd_opt(1969, 1, 1).unwrap() + chrono::TimeDelta::days(day);
            let forms = [
                "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%-d.%-m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%-d %B %Y",
                "%-d %b %Y", "%B %-d, %Y", "%b %-d %Y", "%Y %B %-d", "%-dth of %B %Y", "%A, %-d %B %Y", "%d-%b-%Y", "%Y年%-m月%-d日",
            ];
            for form in forms.into_iter().chain(["%Y%m%d"].into_iter().filter(|_| day.year() <= 2100)) {
                let text = day.format(form).to_string();
                let readings = date(&text);
                let wanted = Reading::Period(When::day(day));
                prop_assert!(readings.as_ref().is_some_and(|r| r.contains(&wanted)), "{}: {:?}", text, readings);
                // In a longer query the same words are that date.
                let query = format!("kerman {text} attack");
                let found = dates(&query);
                prop_assert_eq!(found.len(), 1);
                prop_assert!(query[found[0].at.clone()] == text && found[0].readings.contains(&wanted));
            }
            if day.year() < 2069 {
                let short = day.format("%-d.%-m.%y").to_string();
                prop_assert_eq!(date(&short), Some(vec![Reading::Period(When::day(day))]));
            }
        }

        #[test]
        fn no_text_panics_and_dates_lie_in_it(
            text in prop_oneof![
                ".{0,40}",
                prop::collection::vec(prop::sample::select(
                    "1 3 22 2024 '24 march mar. may jan set of the - – / to and between since before last week early mid late \
                     q1 h2 winter fall spring 2023/24 22/3/24 3年 月 2024年3月 new year's eve 1990s 9999 0000 29 february 31st \
                     friday كانون الثاني ٢٢ \" ' : ! 2021-22 2021-08/.. 20240322".split(' ').map(str::to_owned).collect::<Vec<_>>()
                ), 0..8).prop_map(|words| words.join(" ")),
            ],
        ) {
            let mut end = 0;
            for found in dates(&text) {
                prop_assert!(found.at.start >= end && found.at.start < found.at.end && !found.readings.is_empty());
                end = found.at.end;
                let _ = &text[found.at];
                let _ = shown(&found.readings);
            }
            let _ = date(&text);
        }

        #[test]
        fn a_number_alone_is_a_plausible_year_or_no_date(number in 0u32..100_000) {
            let found = dates(&format!("{number}"));
            prop_assert_eq!(!found.is_empty(), (1900..=2100).contains(&number));
        }
    }
}
