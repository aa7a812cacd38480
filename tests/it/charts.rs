//! Charts: entries by year and day, figures on one scale. What is dated less exactly is counted beside, and nothing is added up.

use std::process::{Command, Stdio};

use parallax::analysis::calendar::{YearCalendar, YearCounts};
use parallax::app::entries::order;
use parallax::load::{Request, load};

use crate::fixture::{built_in, path, press, screen, session};
use crate::terminal::Scratch;
use crate::visits::copied;

/// The small invented corpus with another claim of the killed, and its folder.
fn with_killed(claim: &str) -> Scratch {
    let folder = copied();
    let file = folder.0.join("corpus/incidents/depot-blast.toml");
    let known = "{ facet = \"killed\", figure = 14, words = \"fourteen dead\" }";
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(known));
    std::fs::write(&file, text.replace(known, claim)).unwrap();
    folder
}

fn lines(args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).stdin(Stdio::null()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code())
}

#[test]
fn years_and_days_and_what_is_beside_are_all_entries() {
    let names = ["ged-251.csv", "acled-2024.csv", "gtd-full.csv", "hostile.csv"];
    let sets = names.iter().map(|name| path("tests/fixtures/sets").join(name)).collect();
    for loaded in [built_in(), load(&Request { paths: sets, sources: Vec::new() })] {
        let workspace = &loaded.workspace;
        let all = order(workspace);
        let counts = YearCounts::of(workspace, &all);
        assert_eq!(counts.years.values().sum::<usize>() + counts.across + counts.undated, all.len());
        assert!(counts.years.len() > 1);
        for (&year, &number) in &counts.years {
            let calendar = YearCalendar::of(workspace, &all, year);
            let on_days: usize = calendar.days.iter().sum();
            assert_eq!(on_days + calendar.inexact, number, "{year}");
            assert_eq!(number + calendar.others + calendar.undated, all.len(), "{year}");
        }
    }
}

#[test]
fn a_year_is_a_calendar_of_its_days() {
    let (text, status) = lines(&["chart", "--year", "2024"]);
    assert_eq!(status, Some(0));
    let day = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap().chars().collect::<Vec<char>>();
    // Wednesday, 3 January 2024 is in the first week, Friday, 22 March in the twelfth.
    assert_eq!((day("Wed")[4], day("Fri")[4 + 11]), ('·', '·'), "{text}");
    assert!(text.lines().nth(1).unwrap().starts_with("    Jan "), "{text}");
    let beside = text.lines().any(|line| line.ends_with("in that year on one of several days"));
    assert!(beside, "what only its month is known of stands beside\n{text}");
    let (years, _) = lines(&["chart", "--filter", "at:IR"]);
    let numbers =
        years.lines().skip(1).filter_map(|line| line.split('\t').rev().find_map(|part| part.parse::<usize>().ok()));
    assert_eq!(years.lines().next(), Some(format!("{} entries", numbers.sum::<usize>()).as_str()), "{years}");
    assert_eq!(lines(&["chart", "--year", "1066"]).1, Some(0));
    assert_eq!(lines(&["chart", "--year", "soon"]).1, Some(2));
}

#[test]
fn the_figures_of_sources_stand_on_one_scale() {
    let (text, status) = lines(&["chart", "--of", "kerman-bombings", "--width", "80"]);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!("figures-of-kerman", text);
    let (none, status) = lines(&["chart", "--of", "zzzz"]);
    assert!(status != Some(0) && !none.is_empty(), "{none}");
}

#[test]
fn the_reasons_of_a_figure_show_it_on_a_scale() {
    let shown = screen(&session(built_in(), (80, 40), "/kerman<enter>w"));
    for words in ["●", "▸", "○", "open above"] {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    let date = screen(&session(built_in(), (80, 40), "/kerman<enter>ggw"));
    assert!(!date.contains("open above"), "{date}");
}

#[test]
fn what_a_source_denies_is_not_cut_from_the_scale() {
    let whom = "the_night_shift_of_the_depot_and_its_visitors";
    for (claim, whole) in [
        (format!("figure = 14, whom = \"{whom}\", hedge = \"if so\""), "? (joint) (denied)"),
        (
            format!("parts = [{{ figure = 8, whom = \"{whom}\" }}, {{ figure = 6, whom = \"others\" }}]"),
            " (joint) (denied)",
        ),
    ] {
        let more = "stance = \"denied\", with = [\"bridge-plot\"], words = \"fourteen dead\"";
        let folder = with_killed(&format!("{{ facet = \"killed\", {claim}, {more} }}"));
        let corpus = load(&Request { paths: vec![folder.0.join("corpus")], sources: Vec::new() });
        let shown = screen(&session(corpus, (80, 40), "/depot<enter>w"));
        let is_bar = |line: &&str| line.contains("(joint) (denied)") && line.contains('●');
        let bar = shown.lines().find(is_bar).unwrap_or_else(|| panic!("{claim}:\n{shown}"));
        assert!(bar.contains('…') && !bar.contains("visitors"), "{whole} {bar}");
        for sign in ["├─┤ │ low to high", "◂ open below", "▸ open above"] {
            assert!(shown.contains(sign), "{sign}: {shown}");
        }
        let folder = folder.0.join("corpus").display().to_string();
        let (text, _) = lines(&["chart", "--of", "depot-blast", "--width", "60", &folder]);
        let bar = text.lines().find(|line| line.contains("(joint) (denied)")).unwrap_or_else(|| panic!("{text}"));
        assert!(bar.contains("14") && bar.chars().count() <= 60, "{bar}");
    }
}

#[test]
fn a_date_in_doubt_is_in_no_year() {
    let folder = copied();
    let corpus = folder.0.join("corpus");
    let file = corpus.join("incidents/depot-blast.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let chart = |date: &str| {
        std::fs::write(&file, text.replace("date = \"2031-05-02\"", &format!("date = \"{date}\""))).unwrap();
        lines(&["chart", corpus.to_str().unwrap(), "--filter", "depot"]).0
    };
    assert!(chart("2031-05").contains("\n2031\t1\t"), "{}", chart("2031-05"));
    for date in ["2031-05-02?", "2031?", "../2031", "2030/2031"] {
        assert_eq!(chart(date), "1 entry\n1\tin one of several years, or in doubt\n", "{date}");
    }
}

/// The part of the row of the filter's values that has the years, and the row.
fn years_of(shown: &str, value: &str) -> (String, String) {
    let head = shown.lines().find(|line| line.contains("2013    2024")).unwrap_or_else(|| panic!("{shown}"));
    let from = head
        .chars()
        .collect::<Vec<char>>()
        .windows(12)
        .position(|all| all.iter().collect::<String>() == "2013    2024");
    let row = shown.lines().find(|line| line.contains(&format!(" {value}  "))).unwrap_or_else(|| panic!("{shown}"));
    (row.chars().skip(from.unwrap()).take(12).collect(), row.to_owned())
}

#[test]
fn the_years_of_each_value_stand_beside_its_number() {
    let mut s = session(built_in(), (120, 40), "f");
    let shown = screen(&s);
    assert!(
        shown.contains("years: █ the row's most, · only possibly; 1 a column"),
        "what the signs mean is said\n{shown}"
    );
    assert_eq!(shown.matches("2013    2024").count(), 1, "the years are said once");
    assert_eq!(years_of(&shown, "Uzbekistan").0.trim(), "█", "{shown}");
    assert_eq!(
        years_of(&shown, "Bangladesh").0.trim_end(),
        "  ··",
        "attacks of 2015 to 2016 are in neither for certain"
    );
    let turkey = years_of(&shown, "Turkey").0;
    assert!(turkey.ends_with("·█") && turkey.contains('▄'), "{turkey}");
    press(&mut s, "on:2024<enter>");
    let narrowed = screen(&s);
    let (of_russia, row) = years_of(&narrowed, "Russia");
    assert_eq!(of_russia, "···········█", "three that the filter lets through may be of any year: {row}");
    assert!(!narrowed.contains(" Uzbekistan "), "{narrowed}");
    press(&mut s, "<esc>");
    assert!(!screen(&s).contains("the row's most"));
}

#[test]
fn where_room_is_short_values_and_numbers_come_first() {
    let countries = screen(&session(built_in(), (80, 24), "f"));
    assert!(
        countries.contains("Uzbekistan ") && countries.contains("184–214") && !countries.contains("the row's most")
    );
    let verdicts = screen(&session(built_in(), (80, 24), &format!("f{}", "<tab>".repeat(8))));
    assert!(verdicts.contains("the row's most") && verdicts.contains("compatible "), "{verdicts}");
    // Without a line for the years over the columns there are no columns.
    let low = screen(&session(built_in(), (120, 16), "f"));
    assert!(low.contains("Afghanistan") && !low.contains("the row's most") && !low.contains("2013    2024"), "{low}");
}
