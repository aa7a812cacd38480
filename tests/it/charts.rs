//! Charts: entries by year and day, figures on one scale. What is dated less exactly is counted beside, and nothing is added up.

use std::process::{Command, Stdio};

use parallax::analysis::calendar::{YearCalendar, YearCounts};
use parallax::app::entries::order;
use parallax::load::{Request, load};

use crate::fixture::{built_in, path, screen, session};

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
