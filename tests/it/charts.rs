//! Charts: entries by year and day, figures on one scale. What is dated less exactly is counted beside, and nothing is added up.

use std::path::{Path, PathBuf};
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

/// The text of an incident in which no source gives its date.
fn without_claimed_dates(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.contains("facet = \"date\"")).map(|line| format!("{line}\n")).collect()
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
        assert_eq!(counts.years.values().sum::<usize>() + counts.across + counts.drafted + counts.undated, all.len());
        assert!(counts.years.len() > 1);
        for (&year, &number) in &counts.years {
            let calendar = YearCalendar::of(workspace, &all, year);
            let on_days: usize = calendar.days.iter().sum();
            assert_eq!(
                on_days + calendar.in_month + calendar.in_year + calendar.lasting + calendar.differing,
                number,
                "{year}"
            );
            assert_eq!(calendar.entries().len(), on_days, "{year}");
            let beside: usize = calendar.beside().iter().map(|(number, _)| number).sum();
            assert_eq!(on_days + beside, all.len(), "{year}");
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
    let beside = text.lines().any(|line| line.ends_with("\tonly by month"));
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
fn a_sum_that_no_source_prints_is_no_stated_number() {
    let chart = |claim: &str| {
        let folder = with_killed(claim);
        lines(&["chart", "--of", "depot-blast", "--width", "80", &folder.0.join("corpus").display().to_string()]).0
    };
    let killed = |text: &str| text.lines().find(|line| line.contains("dockers + ")).unwrap_or_default().to_owned();
    let parts = |more: &str| {
        format!(
            "{{ facet = \"killed\", parts = [{{ figure = 8, whom = \"dockers\" }}, {{ figure = 6, {more}whom = \"others\" }}], words = \"fourteen dead\" }}"
        )
    };
    let sum = chart(&parts(""));
    assert!(killed(&sum).contains('Σ') && !killed(&sum).contains('●') && sum.contains("Σ worked out"), "{sum}");
    // About as many is drawn as such.
    let about = chart(&parts("qualifier = \"about\", "));
    assert!(killed(&about).contains('○') && !killed(&about).contains('Σ'), "{about}");
}

#[test]
fn the_scale_of_an_incident_is_a_picture_too() {
    let (text, _) = lines(&["chart", "--of", "kerman-bombings", "--width", "80"]);
    let (picture, status) = lines(&["chart", "--of", "kerman-bombings", "--width", "80", "--svg", "-"]);
    assert!(status == Some(0) && picture.starts_with("<svg") && picture.ends_with("</svg>\n"), "{picture}");
    // Every line of the text is in it, and nothing else.
    let drawn: Vec<&str> = picture
        .lines()
        .filter_map(|line| line.strip_prefix("<text ")?.split_once('>')?.1.strip_suffix("</text>"))
        .collect();
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let wanted: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(escaped).collect();
    assert_eq!(drawn, wanted);
    // No file of the corpus is replaced.
    let (_folder, opened) = with_drafted_blast();
    let file = opened.join("corpus.toml");
    let before = std::fs::read(&file).unwrap();
    let (said, status) =
        lines(&["chart", "--of", "depot-blast", "--svg", file.to_str().unwrap(), opened.to_str().unwrap()]);
    assert!(status != Some(0) && said.contains("choose another name"), "{said}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
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
    for (claim, whole, dot) in [
        (format!("figure = 14, whom = \"{whom}\", hedge = \"if so\""), "? (joint) (denied)", '●'),
        (
            format!("parts = [{{ figure = 8, whom = \"{whom}\" }}, {{ figure = 6, whom = \"others\" }}]"),
            " (joint) (denied)",
            'Σ',
        ),
    ] {
        let more = "stance = \"denied\", with = [\"bridge-plot\"], words = \"fourteen dead\"";
        let folder = with_killed(&format!("{{ facet = \"killed\", {claim}, {more} }}"));
        let corpus = load(&Request { paths: vec![folder.0.join("corpus")], sources: Vec::new() });
        let shown = screen(&session(corpus, (80, 40), "/depot<enter>w"));
        let is_bar = |line: &&str| line.contains("(joint) (denied)") && line.contains(dot);
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
    let text = without_claimed_dates(&file);
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

/// The seven rows of days, without the names of the days.
fn days(shown: &str) -> Vec<String> {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let row = |name: &&str| shown.lines().find_map(|line| line.strip_prefix(&format!("│ {name} "))).map(str::to_owned);
    names.iter().filter_map(row).map(|row| row.trim_end_matches('│').to_owned()).collect()
}

/// All that the lines below the days count.
fn counted(shown: &str) -> usize {
    let below =
        shown.lines().skip_while(|line| !line.contains(" on days")).take_while(|line| !line.contains("selected"));
    let parts: Vec<String> =
        below.flat_map(|line| line.trim_matches(['│', ' ']).split(" · ").map(str::to_owned)).collect();
    let numbers =
        parts.iter().filter(|part| !part.contains("only possibly")).map(|part| part.split(' ').next().unwrap());
    numbers.map(|number| number.replace(',', "").parse::<usize>().unwrap()).sum()
}

#[test]
fn a_year_of_the_filter_is_a_calendar_to_go_about_in() {
    let mut s = session(built_in(), (80, 24), "<f7>");
    insta::assert_snapshot!("calendar-80x24", screen(&s));
    assert!(screen(&s).contains("Tue 26 Mar 2024 · 1 entry"), "it begins at the selected entry\n{}", screen(&s));
    for (keys, day) in [
        ("j", "Wed 27 Mar 2024 · 0 entries"),
        ("k", "Tue 26 Mar 2024"),
        ("h", "Tue 19 Mar 2024"),
        ("2l", "Tue 2 Apr 2024"),
        ("}", "Thu 2 May 2024"),
        ("{", "Tue 2 Apr 2024"),
        ("<pgup>", "Sun 2 Apr 2023"),
        ("3<pgdn>", "Thu 2 Apr 2026"),
        ("G", "Tue 26 Mar 2024"),
        ("z", "Tue 26 Mar 2024"),
    ] {
        press(&mut s, keys);
        assert!(screen(&s).contains(day), "{keys}: {day}\n{}", screen(&s));
        assert_eq!(counted(&screen(&s)), 91, "after {keys}\n{}", screen(&s));
    }
    for _ in 0..20 {
        press(&mut s, "<pgup>");
        assert_eq!(counted(&screen(&s)), 91, "{}", screen(&s));
    }
    press(&mut s, "gg");
    assert!(!screen(&s).contains(" 0 entries"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(screen(&s).contains("Timeline"));
}

#[test]
fn an_imprecise_date_is_on_no_day() {
    let folder = copied();
    let corpus = folder.0.join("corpus");
    let file = corpus.join("incidents/depot-blast.toml");
    let text = without_claimed_dates(&file);
    for (date, words) in [
        ("2031-05", "1 only by month"),
        ("2031-05-01/2031-05-03", "1 only by month"),
        ("2031-05-02~", "1 only by month"),
        ("2031", "1 only by year"),
        ("2031-21", "1 only by year"),
        ("2031-05-02?", "1 in doubt"),
        ("2031/2032", "1 in other years, or possibly"),
        ("../2031-05-02", "1 in other years, or possibly"),
    ] {
        std::fs::write(&file, text.replace("date = \"2031-05-02\"", &format!("date = \"{date}\""))).unwrap();
        let loaded = load(&Request { paths: vec![corpus.clone()], sources: Vec::new() });
        let shown = screen(&session(loaded, (80, 24), "fkind:bombing<enter><esc>/depot<enter><f7>"));
        assert!(shown.contains("Calendar · 2031 · 1 entry") && shown.contains(words), "{date}: {shown}");
        assert!(days(&shown).len() == 7 && days(&shown).concat().trim().is_empty(), "{date}: {shown}");
    }
}

#[test]
fn an_incident_is_on_the_day_that_its_sources_give() {
    let folder = copied();
    let corpus = folder.0.join("corpus");
    let file = corpus.join("incidents/depot-blast.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let of_gazette = "value = \"2031-05-02\", words = \"on 2 May\"";
    assert!(text.contains(of_gazette));
    for (own, gazette, words) in [
        ("2031-05-02", "2031-05-02", "1 on days"),
        // What the corpus leaves open, or a source, another source may not.
        ("2031-05", "2031-05-02", "1 on days"),
        ("2030/2031", "2031-05", "1 on days"),
        ("2031-05-02?", "2031-05-02?", "1 on days"),
        ("2031-05-09", "2031-05-02", "0 on days · 1 with dates that differ"),
        ("2031-05-02", "2031-05-03", "0 on days · 1 with dates that differ"),
    ] {
        let changed = text.replace("date = \"2031-05-02\"", &format!("date = \"{own}\""));
        let claimed = format!("value = \"{gazette}\", words = \"on 2 May\"");
        std::fs::write(&file, changed.replace(of_gazette, &claimed)).unwrap();
        let loaded = load(&Request { paths: vec![corpus.clone()], sources: Vec::new() });
        let mut s = session(loaded, (100, 24), "fkind:bombing<enter><esc>/depot<enter><f7>");
        let shown = screen(&s);
        assert!(shown.contains("Calendar · 2031 · 1 entry") && shown.contains(words), "{own} {gazette}: {shown}");
        let is_drawn = !days(&shown).concat().trim().is_empty();
        assert_eq!(is_drawn, words == "1 on days", "{own} {gazette}: {shown}");
        press(&mut s, "Ffkind:bombing on:2031-05-02<enter><esc>");
        assert_eq!(s.state().entries.shown.len(), 1, "{}", screen(&s));
    }
}

#[test]
fn what_lasted_is_counted_as_such_and_in_each_of_its_years() {
    let file = path("tests/fixtures/mangled/gtd-sci.csv");
    let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
    let scratch = Scratch::new("lasted");
    let over_new_year = scratch.0.join("gtd.csv");
    let (was, is) = ("2016,4,28,,1,5/3/2016", "2015,12,28,,1,1/3/2016");
    assert!(text.contains(was));
    std::fs::write(&over_new_year, text.replace(was, is)).unwrap();
    let open = |keys: &str| {
        let loaded = load(&Request { paths: vec![over_new_year.clone()], sources: Vec::new() });
        session(loaded, (120, 40), keys)
    };
    let shown = screen(&open("fon:2015-12-30<enter><esc><f7>"));
    assert!(
        shown.contains("Calendar · 2015 · 1 entry") && shown.contains("0 on days · 1 over several days"),
        "{shown}"
    );
    let by_year = lines(&["chart", "--filter", "on:2015-12-30", over_new_year.to_str().unwrap()]).0;
    assert!(by_year.contains("\n2015\t1\t"), "{by_year}");
    // The number of a year is that of the entries that choosing it shows.
    let facets = screen(&open(&format!("f{}", "<tab>".repeat(4))));
    for year in ["2015", "2016"] {
        let chosen = open(&format!("fon:{year}<enter><esc>"));
        let (certain, possible) = (chosen.state().entries.shown.len(), chosen.state().entries.possible.len());
        assert_eq!(possible, 0, "{}", screen(&chosen));
        let row = facets.lines().find(|line| line.contains(&format!(" {year} "))).unwrap_or_else(|| panic!("{facets}"));
        let numbers: Vec<&str> = row.split(' ').filter(|part| !part.is_empty()).collect();
        assert!(numbers.contains(&certain.to_string().as_str()) && !row.contains('+'), "{certain} {row}");
    }
    let country = screen(&open("fon:2015-12-30<enter>"));
    assert!(country.contains("Velmark") && !country.contains("··"), "{country}");
}

/// The small invented corpus, in which the blast of 2 May 2031 is a draft, and its folder.
fn with_drafted_blast() -> (Scratch, PathBuf) {
    let folder = copied();
    let corpus = folder.0.join("corpus");
    let file = corpus.join("incidents/depot-blast.toml");
    let text = std::fs::read_to_string(&file).unwrap().replace("{ facet", "{ draft = \"plain\", facet");
    std::fs::write(&file, format!("draft = \"likely\"\nrule = \"day and place\"\n{text}")).unwrap();
    (folder, corpus)
}

#[test]
fn years_beyond_the_columns_are_said_to_be_missing() {
    let legend = |date: &str| {
        let folder = copied();
        let corpus = folder.0.join("corpus");
        let file = corpus.join("incidents/depot-blast.toml");
        let text = without_claimed_dates(&file).replace("date = \"2031-05-02\"", &format!("date = \"{date}\""));
        std::fs::write(&file, text).unwrap();
        let shown = screen(&session(load(&Request { paths: vec![corpus], sources: Vec::new() }), (120, 30), "f"));
        let legend = shown.lines().find(|line| line.contains("the row's most")).unwrap_or_else(|| panic!("{shown}"));
        legend.to_owned()
    };
    assert!(!legend("2031-05-02").contains("others not drawn"));
    // What may have been in 2040 as well has no column there: nothing was certainly in so late a year.
    assert!(legend("2031-05-02/2040-01-05").contains("others not drawn"));
}

#[test]
fn a_draft_is_on_no_day() {
    let (_folder, corpus) = with_drafted_blast();
    let loaded = load(&Request { paths: vec![corpus.clone()], sources: Vec::new() });
    let mut s = session(loaded, (100, 24), "/depot<enter><f7>");
    let shown = screen(&s);
    assert!(shown.contains("Calendar · 2031 · 3 entries") && shown.contains("0 on days · 1 only drafts"), "{shown}");
    assert!(days(&shown).len() == 7 && days(&shown).concat().trim().is_empty(), "{shown}");
    press(&mut s, "z");
    assert!(screen(&s).contains("on no day for certain; it is counted below the days"), "{}", screen(&s));
    press(&mut s, ",");
    let state = s.state();
    assert_eq!(state.filter.text, "on:2031-05-02");
    assert_eq!((state.entries.shown.len(), state.entries.possible.len()), (0, 1), "as the calendar has counted");
    let (years, _) = lines(&["chart", corpus.to_str().unwrap()]);
    assert!(years.contains("\n1\tonly drafts\n") && !years.contains("\n2031\t"), "{years}");
}

#[test]
fn a_draft_lies_over_the_years_only_possibly() {
    let (_folder, corpus) = with_drafted_blast();
    let loaded = load(&Request { paths: vec![corpus], sources: Vec::new() });
    let shown = screen(&session(loaded, (120, 30), &format!("f{}", "<tab>".repeat(9))));
    let row = shown.lines().find(|line| line.contains(" compatible  ")).unwrap_or_else(|| panic!("{shown}"));
    // The draft is there for certain, when it was is not, nor are its killed.
    assert!(row.contains(" 1 ██████  · "), "{row}");
    assert!(shown.contains("compatible: killed: no number that can be added"), "{shown}");
    let loaded = load(&Request { paths: vec![path("tests/fixtures/tiny")], sources: Vec::new() });
    let shown = screen(&session(loaded, (120, 30), &format!("f{}", "<tab>".repeat(8))));
    let row = shown.lines().find(|line| line.contains(" compatible  ")).unwrap_or_else(|| panic!("{shown}"));
    assert!(row.contains(" █  ") && !row.contains('·'), "{row}");
}

#[test]
fn days_become_a_part_of_the_filter() {
    let mut s = session(built_in(), (100, 30), "<f7>v");
    assert!(screen(&s).contains("a span of days begins here"), "{}", screen(&s));
    press(&mut s, "<esc>2hv2lv");
    let shown = screen(&s);
    assert_eq!(s.state().filter.text, "on:2024-03-12/2024-03-26", "{shown}");
    assert!(shown.contains("narrowed to on:2024-03-12/2024-03-26") && shown.contains("Calendar · 2024"), "{shown}");
    assert_eq!(counted(&shown), s.state().entries.shown.len());
    let typed = session(built_in(), (100, 30), "fon:2024-03-12/2024-03-26<enter><esc>");
    assert_eq!(typed.state().entries.shown, s.state().entries.shown);
    press(&mut s, "F,");
    assert_eq!(s.state().filter.text, "on:2024-03-26", "{}", screen(&s));
    press(&mut s, ",");
    assert_eq!(s.state().filter.text, "");
}

#[test]
fn a_bracket_goes_to_the_day_with_most_from_wherever_the_cursor_is() {
    let loaded = load(&Request { paths: vec![path("tests/fixtures/sets/ged-251.csv")], sources: Vec::new() });
    let mut s = session(loaded, (100, 30), "<f7>]");
    let line = |s: &parallax::session::Session| {
        let shown = screen(s);
        shown
            .lines()
            .find(|line| line.contains(" 20") && line.contains("· killed "))
            .unwrap_or_else(|| panic!("{shown}"))
            .to_owned()
    };
    assert!(
        screen(&s).contains(" 1st of ") && screen(&s).contains(" by number of entries, the most"),
        "{}",
        screen(&s)
    );
    let most = line(&s);
    press(&mut s, "]");
    assert!(screen(&s).contains(" 2nd of ") && line(&s) != most, "{}", screen(&s));
    press(&mut s, "[");
    assert_eq!(line(&s), most);
    press(&mut s, "]k]");
    assert!(line(&s) == most && screen(&s).contains(" 1st of "), "who has moved begins again\n{}", screen(&s));
}

#[test]
fn the_entries_of_a_day_are_listed_and_opened() {
    let ged = path("tests/fixtures/sets/ged-251.csv");
    let loaded = || load(&Request { paths: vec![ged.clone()], sources: Vec::new() });
    let mut s = session(loaded(), (100, 30), "<f7>]");
    assert!(screen(&s).contains(" · 1 entry · killed "), "{}", screen(&s));
    press(&mut s, "<tab>");
    assert!(screen(&s).contains("· list ") && screen(&s).contains("▸"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(!screen(&s).contains("· list ") && screen(&s).contains("Calendar"), "Esc leaves the list only");
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("Timeline"), "Enter opens the one entry\n{}", screen(&s));
    press(&mut s, "<backspace>");
    assert!(screen(&s).contains("Calendar"), "{}", screen(&s));
    press(&mut s, "j<enter>");
    assert!(screen(&s).contains("nothing was on this day for certain"), "{}", screen(&s));
}

#[test]
fn days_are_shaded_by_the_killed_within_one_rule_only() {
    let mut s = session(built_in(), (80, 24), "<f7>w");
    let shown = screen(&s);
    assert!(
        shown.contains("shaded by the number killed, highest printed") && shown.contains("shaded by killed"),
        "{shown}"
    );
    assert!(
        shown.contains("killed · 0–1") && shown.contains("– none added") && days(&shown).concat().contains('–'),
        "{shown}"
    );
    press(&mut s, &"]".repeat(100));
    assert!(screen(&s).contains(" of 2024 by the number killed; none added here"), "{}", screen(&s));
    press(&mut s, "3<pgdn>");
    assert!(screen(&s).contains("entries; no killed given that can be added"), "{}", screen(&s));
    press(&mut s, "3<pgup>w");
    assert!(!screen(&s).contains("none added") && !days(&screen(&s)).concat().contains('–'), "{}", screen(&s));
    let ged = path("tests/fixtures/sets/ged-251.csv");
    let scratch = Scratch::new("rules");
    let acled = scratch.0.join("acled.csv");
    let text = std::fs::read_to_string(path("tests/fixtures/sets/acled-2024.csv")).unwrap();
    std::fs::write(&acled, text.replace("2024", "2023")).unwrap();
    let shaded = |paths: Vec<PathBuf>| {
        let loaded = load(&Request { paths, sources: Vec::new() });
        screen(&session(loaded, (100, 30), "<f7>G<pgup><pgdn>w"))
    };
    let both = shaded(vec![ged.clone(), acled]);
    assert!(
        both.contains("Calendar · 2023") && both.contains("2 rules count the killed here, which are not added"),
        "{both}"
    );
    let one = shaded(vec![ged]);
    assert!(one.contains("shaded by the number killed with attackers, GED best estimate"), "{one}");
}

#[test]
fn the_calendar_is_drawn_as_text_and_as_a_picture() {
    let (drawn, status) = lines(&["chart", "--print", "--size", "90x25", "--filter", "at:IR"]);
    assert!(
        status == Some(0) && drawn.contains("┌ Calendar · 2024 · 13 entries") && drawn.contains("at:IR"),
        "{drawn}"
    );
    let (earlier, status) = lines(&["chart", "--print", "--year", "2022"]);
    assert!(status == Some(0) && earlier.contains("┌ Calendar · 2022 · 91 entries"), "{earlier}");
    assert_eq!(counted(&earlier), 91, "{earlier}");
    // It begins on the day with the most, as `]` goes to, not on one where nothing was.
    let (latest, _) = lines(&["chart", "--print", "--year", "2024"]);
    let loaded = built_in();
    let calendar = YearCalendar::of(&loaded.workspace, &order(&loaded.workspace), 2024);
    let most = (0..calendar.days.len()).rev().max_by_key(|at| calendar.days[*at]).unwrap();
    let day = calendar.date(most).unwrap().format("%a %-d %b %Y · ").to_string();
    assert!(calendar.days[most] > 0 && latest.contains(&day), "{day} {latest}");
    let (svg, status) = lines(&["chart", "--svg", "-"]);
    assert!(status == Some(0) && svg.starts_with("<svg") && svg.contains("Calendar"), "{svg}");
    let (wrong, status) = lines(&["chart", "--print", "--filter", "box:1,2,3"]);
    assert!(status == Some(2) && wrong.contains("wants south,west,north,east"), "{wrong}");
    let (none, status) = lines(&["chart", "--print", "--filter", "zzzz"]);
    assert!(status == Some(1) && none.contains("no entry matches") && !none.contains('┌'), "{none}");
}

#[test]
fn a_picture_of_the_calendar_replaces_nothing_open_and_says_what_may_not_be_passed_on() {
    let scratch = Scratch::new("calendar");
    let acled = scratch.0.join("acled.csv");
    std::fs::copy(path("tests/fixtures/sets/acled-2024.csv"), &acled).unwrap();
    let file = acled.display().to_string();
    let before = std::fs::read(&acled).unwrap();
    let (taken, status) = lines(&["chart", "--svg", &file, &file]);
    assert!(status == Some(2) && taken.contains("open as a source; choose another name"), "{taken}");
    assert_eq!(std::fs::read(&acled).unwrap(), before);
    let picture = scratch.0.join("year.svg");
    let (said, status) = lines(&["chart", "--svg", picture.to_str().unwrap(), &file]);
    assert!(status == Some(0) && said.contains("the picture is for your own use: rows of ACLED"), "{said}");
    assert!(std::fs::read_to_string(&picture).unwrap().starts_with("<svg"));
}
