//! Dates: their EDTF value, what they were counted from, and what is no date.

use chrono::NaiveDate;
use parallax::reading::date::{self, DateBasis, DateGrain};
use parallax::reading::sentence::passages;
use parallax::reading::token::Tokens;

/// A Wednesday.
fn published() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 27).unwrap()
}

fn read(text: &str) -> Vec<String> {
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    date::dates(&tokens, Some(published())).0.into_iter().map(|m| m.value.edtf).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        if read(text) != *wanted {
            wrong.push(format!("{text} {:?}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn printed_days() {
    check(&[
        ("It happened on 22 March 2024.", &["2024-03-22"]),
        ("It happened on March 22, 2024.", &["2024-03-22"]),
        ("It happened on Friday, March 22, 2024.", &["2024-03-22"]),
        ("It happened on the 3rd of May 2019.", &["2019-05-03"]),
        ("It happened on 2015-11-13.", &["2015-11-13"]),
        ("It happened on 13.11.2015.", &["2015-11-13"]),
        ("It happened on 13/11/2015.", &["2015-11-13"]),
        ("It happened on 11/13/2015.", &["2015-11-13"]),
        ("It happened on Jan. 3, 2024.", &["2024-01-03"]),
        ("It happened on 1st Feb 2011.", &["2011-02-01"]),
        ("It was held on May 3-5, 2019.", &["2019-05-03/2019-05-05"]),
        ("It was held on 3–5 May 2019.", &["2019-05-03/2019-05-05"]),
        ("Raids on 3 and 5 May 2019 failed.", &["2019-05-03", "2019-05-05"]),
        ("Raids on February 24 and 25 failed.", &["2024-02-24", "2024-02-25"]),
    ]);
}

#[test]
fn days_without_a_year() {
    check(&[
        ("It happened on March 22.", &["2024-03-22"]),
        ("It happened on 30 December.", &["2023-12-30"]),
        ("The hearing is set to begin on June 3.", &["2024-06-03"]),
        ("It happened on Monday, Jan. 15.", &["2024-01-15"]),
        ("The court will sit on January 9.", &["2025-01-09"]),
    ]);
}

#[test]
fn weekdays_and_near_days() {
    check(&[
        ("The market was hit on Monday.", &["2024-03-25"]),
        ("The market was hit on Wednesday.", &["2024-03-27"]),
        ("The market was hit on Thursday.", &["2024-03-21"]),
        ("The council will meet on Thursday.", &["2024-03-28"]),
        ("The market was hit last Sunday.", &["2024-03-24"]),
        ("The council meets next Monday.", &["2024-04-01"]),
        ("It was hit late on Saturday night.", &["2024-03-23"]),
        ("It was hit yesterday.", &["2024-03-26"]),
        ("It was hit last night.", &["2024-03-26"]),
        ("It was hit this morning.", &["2024-03-27"]),
        ("It reopens tomorrow.", &["2024-03-28"]),
        ("It was hit the day before yesterday.", &["2024-03-25"]),
        ("The mayor said Friday that it will reopen.", &["2024-03-22"]),
        ("A bomb went off a few minutes ago.", &["2024-03-27"]),
    ]);
}

#[test]
fn longer_stretches() {
    check(&[
        ("It began in October 2022.", &["2022-10"]),
        ("It began in March.", &["2024-03"]),
        ("It began last October.", &["2023-10"]),
        ("It began in October last year.", &["2023-10"]),
        ("It began in 2013.", &["2013"]),
        ("It began in the summer of 2021.", &["2021-22"]),
        ("It began last winter.", &["2023-24"]),
        ("It began in the 1990s.", &["199X"]),
        ("It began in the 19th century.", &["18XX"]),
        ("It began last week.", &["2024-03-18/2024-03-24"]),
        ("It began last month.", &["2024-02"]),
        ("It began last year.", &["2023"]),
        ("It ends next year.", &["2025"]),
        ("It began two weeks ago.", &["2024-03-11/2024-03-17"]),
        ("It began three days ago.", &["2024-03-24"]),
        ("It began two years ago.", &["2022"]),
        ("It grew in the third quarter of 2020.", &["2020-35"]),
        ("It grew in the first half of 2020.", &["2020-40"]),
        ("It began over the weekend.", &["2024-03-23/2024-03-24"]),
        ("It began in mid-2019.", &["2019"]),
        ("It closed on Christmas Eve.", &["2023-12-24"]),
        ("It closed on New Year’s Day.", &["2024-01-01"]),
        ("It fell in nineteen ninety-seven.", &["1997"]),
    ]);
}

#[test]
fn dates_counted_from_another_date_of_the_text() {
    check(&[
        ("It was hit on May 3, 2019, and again two days later.", &["2019-05-03", "2019-05-05"]),
        ("It was hit on May 3, 2019, and cleared the same day.", &["2019-05-03", "2019-05-03"]),
        ("It was hit on May 3, 2019. The following day it burned.", &["2019-05-03", "2019-05-04"]),
    ]);
    let text = "It was hit on May 3, 2019, and again two days later.";
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let (found, _) = date::dates(&tokens, Some(published()));
    let DateBasis::Text(span) = found[1].value.basis else { panic!("{found:?}") };
    assert_eq!(span.of(text), "May 3, 2019");
}

#[test]
fn the_dateline_is_where_today_is() {
    let text = "TARN, 20 MARCH 2024 (Velm Press) -- Two shops burned yesterday.";
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let (found, anchor) = date::dates(&tokens, None);
    assert_eq!(anchor.day(), NaiveDate::from_ymd_opt(2024, 3, 20));
    assert_eq!(found[0].rule, "date.dateline");
    assert_eq!(found[1].value.edtf, "2024-03-19");
    assert_eq!(found[1].value.grain, DateGrain::Day);
}

#[test]
fn without_a_day_of_its_own_only_whole_dates_are_read() {
    let text = "It was hit on Monday, and before that on May 3, 2019, and in 2012.";
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let found: Vec<String> = date::dates(&tokens, None).0.into_iter().map(|m| m.value.edtf).collect();
    assert_eq!(found, ["2019-05-03", "2012"]);
}

#[test]
fn what_is_no_date() {
    let mut wrong = Vec::new();
    for text in [
        "They march to the square and may return.",
        "General March spoke to Judge May about Mr. August.",
        "The unit had 2015 men and 1990 rifles.",
        "The price rose to $2015.",
        "Version 3.14.15 came out.",
        "A 1500-mile march ended there.",
        "He saw Black Friday sales.",
        "He reads the Sunday Times.",
        "The second half was dull.",
        "A five-year-old boy saw it.",
    ] {
        if !read(text).is_empty() {
            wrong.push(format!("{text} {:?}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
