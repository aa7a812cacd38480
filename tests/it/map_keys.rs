//! The map of the workbench: keys in, screen out; and its lines on the command line.

use std::process::{Command, Stdio};

use parallax::datasets::ColumnMap;
use parallax::load::{Loaded, Request, load, open_with};
use parallax::session::Session;

use crate::drafting::ARTICLES;
use crate::fixture::{built_in, path, press, screen, session};
use crate::terminal::Scratch;

fn sets(names: &[&str]) -> Loaded {
    let paths = names.iter().map(|name| path("tests/fixtures/sets").join(name)).collect();
    load(&Request { paths, sources: Vec::new() })
}

/// The row of the screen that has these words.
fn row(shown: &str, words: &str) -> String {
    let found = shown.lines().find(|line| line.contains(words));
    found.unwrap_or_else(|| panic!("“{words}” is not on:\n{shown}")).to_owned()
}

/// The numbers of the lines that count all entries: in view, elsewhere and beside the map.
fn counted(shown: &str) -> usize {
    let from =
        shown.lines().skip_while(|line| !line.contains(" in view")).take_while(|line| !line.contains("a row is"));
    let lines: Vec<&str> = from.map(|line| line.trim_matches(['│', ' '])).collect();
    lines
        .join(" · ")
        .split(" · ")
        .filter(|part| !part.contains("beside these"))
        .filter_map(|part| part.trim_matches(['│', ' ']).split(' ').next()?.replace(',', "").parse::<usize>().ok())
        .sum()
}

#[test]
fn the_map_at_two_sizes() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let shown = screen(&session(built_in(), (columns, rows), "<f6>"));
        insta::assert_snapshot!(format!("map-{columns}x{rows}"), shown);
    }
    let over = screen(&session(built_in(), (80, 24), "<f6>gg<tab>"));
    insta::assert_snapshot!("map-list-80x24", over);
}

#[test]
fn from_the_densest_cell_to_its_entries_and_back() {
    let mut s = session(built_in(), (100, 30), "<f6>gg");
    assert!(row(&screen(&s), "Afghanistan · 5 entries").contains("Kabul 1"), "{}", screen(&s));
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("5 entries here"), "Enter on several goes to the list\n{}", screen(&s));
    let first = row(&screen(&s), "(gazetteer: the");
    press(&mut s, "j");
    assert_ne!(row(&screen(&s), "(gazetteer: the"), first);
    press(&mut s, "<esc>");
    assert!(!screen(&s).contains("5 entries here") && screen(&s).contains("Map · 91"), "{}", screen(&s));
    press(&mut s, "<tab>jj<enter>");
    assert!(screen(&s).contains("Timeline"), "the entry is open: {}", screen(&s));
    press(&mut s, "<backspace>");
    assert!(screen(&s).contains("Map · 91"), "{}", screen(&s));
    press(&mut s, "<esc><esc>");
    assert!(screen(&s).contains("Timeline"), "{}", screen(&s));
}

#[test]
fn every_screen_counts_every_entry_once() {
    let many = ["ged-251.csv", "acled-2024.csv", "gtd-full.csv", "icews.tab", "hostile.csv"];
    for (loaded, all) in [(built_in(), 91), (sets(&many), 0)] {
        let all = if all > 0 { all } else { loaded.workspace.len() };
        let mut s = session(loaded, (160, 30), "<f6>");
        for keys in ["", "+", "++", "hhhh", "lllllllllllllll", "-----", "10j", "<pgdn>", "0", "]]]", "z", "w", "G"] {
            press(&mut s, keys);
            assert_eq!(counted(&screen(&s)), all, "after {keys}:\n{}", screen(&s));
        }
    }
}

#[test]
fn two_corners_narrow_the_filter_to_a_box() {
    let mut s = session(built_in(), (100, 30), "<f6>gg++b");
    assert!(screen(&s).contains("a box begins here"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(screen(&s).contains("Map · 91"), "Esc gives up the box only\n{}", screen(&s));
    press(&mut s, "b3j8lb");
    let shown = screen(&s);
    assert!(shown.contains("narrowed to box:"), "{shown}");
    let chip = s.state().filter.text.clone();
    assert!(chip.starts_with("box:") && chip.split(',').count() == 4, "{chip}");
    let inside = s.state().entries.shown.len();
    assert!((1..10).contains(&inside) && counted(&shown) == inside, "{shown}");
    // The same text does the same where it is typed and on the command line.
    let typed = session(built_in(), (100, 30), &format!("f{chip}<enter><esc>"));
    assert_eq!(typed.state().entries.shown, s.state().entries.shown);
    let lines = Command::new(env!("CARGO_BIN_EXE_parallax")).args(["map", "--filter", &chip]).output().unwrap();
    assert!(String::from_utf8_lossy(&lines.stdout).starts_with(&format!("{inside} ")), "{lines:?}");
    press(&mut s, "F");
    assert!(screen(&s).contains("Map · 91 entries") && counted(&screen(&s)) == 91, "{}", screen(&s));
}

/// The columns of the left and the right corner of the box that is drawn.
fn corners(shown: &str) -> (usize, usize) {
    let drawn = |line: &&str| line.contains('┌') && line.contains('┐') && !line.contains("Map ·");
    let top = shown.lines().find(drawn).unwrap_or_else(|| panic!("no box:\n{shown}"));
    let column = |sign: char| top.chars().position(|c| c == sign).unwrap();
    (column('┌'), column('┐'))
}

/// South, west, north and east of the box that is filtered by.
fn sides(s: &Session) -> Vec<f64> {
    s.state().filter.text["box:".len()..].split(',').map(|n| n.parse().unwrap()).collect()
}

#[test]
fn the_area_that_is_drawn_is_filtered_by_however_wide_it_is() {
    // More than half of the globe, from the west to the east.
    let mut s = session(built_in(), (120, 40), "<f6>0---");
    press(&mut s, &format!("{}{}b{}jjj", "h".repeat(60), "l".repeat(5), "l".repeat(30)));
    let (left, right) = corners(&screen(&s));
    assert_eq!(right - left, 30, "{}", screen(&s));
    press(&mut s, "b");
    let all = sides(&s);
    assert!((all[3] - all[1]).rem_euclid(360.0) > 180.0, "{all:?}");
    // Some degrees across the date line, drawn as such.
    let mut s = session(built_in(), (120, 40), &format!("<f6>0---{}", "l".repeat(150)));
    press(&mut s, &format!("bkkk{}", "l".repeat(10)));
    assert_eq!(corners(&screen(&s)).1 - corners(&screen(&s)).0, 10, "{}", screen(&s));
    press(&mut s, "b");
    let all = sides(&s);
    assert!((all[3] - all[1]).rem_euclid(360.0) < 100.0, "{all:?}");
}

#[test]
fn a_box_of_one_cell_lets_through_what_the_cell_counts() {
    for (loaded, keys) in
        [(built_in(), "<f6>gg"), (sets(&["ged-251.csv", "acled-2024.csv", "gtd-full.csv"]), "<f6>gg+")]
    {
        let mut s = session(loaded, (160, 40), keys);
        let heading = row(&screen(&s), "entries here");
        let here: usize = heading
            .split("entries here")
            .next()
            .unwrap()
            .split(['│', ' '])
            .rfind(|w| !w.is_empty())
            .unwrap()
            .parse()
            .unwrap();
        press(&mut s, "bb");
        assert_eq!(s.state().entries.shown.len(), here, "{}\n{heading}\n{}", s.state().filter.text, screen(&s));
    }
}

#[test]
fn what_cannot_be_shown_says_why() {
    // The Baloch attacks of a series are known to their countries only.
    let mut s = session(built_in(), (100, 30), "/attacks on four countries<enter><f6>z");
    assert!(screen(&s).contains("the selected entry is no point"), "{}", screen(&s));
    press(&mut s, "i");
    assert!(screen(&s).contains("Natural Earth") && screen(&s).contains("de facto"), "{}", screen(&s));
    press(&mut s, "w");
    assert!(screen(&s).contains("shaded by the number killed, highest printed"), "{}", screen(&s));
    assert!(screen(&s).contains("shaded by killed"));
    // No number is no nought; a source may give one that is not added.
    let legend = row(&screen(&s), "a row is");
    assert!(legend.contains("killed · 0–1") && legend.contains("– none added"), "{legend}");
    let signs = |shown: &str| {
        shown.lines().take_while(|line| !line.contains("in view")).map(|line| line.matches('–').count()).sum::<usize>()
    };
    assert!(signs(&screen(&s)) > 0, "{}", screen(&s));
    press(&mut s, "w");
    assert!(signs(&screen(&s)) == 0 && !screen(&s).contains("none added"), "{}", screen(&s));
    assert!(!screen(&s).contains("shaded by killed"));
    let two = session(sets(&["ged-251.csv", "acled-2024.csv"]), (100, 30), "<f6>w");
    assert!(screen(&two).contains("2 rules count the killed here, which are not added"), "{}", screen(&two));
    let one = session(sets(&["ged-251.csv"]), (100, 30), "<f6>w");
    assert!(screen(&one).contains("shaded by the number killed with attackers, GED best estimate"), "{}", screen(&one));
}

fn lines(args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).stdin(Stdio::null()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code())
}

#[test]
fn places_and_counts_are_lines() {
    let (text, status) = lines(&["map"]);
    // No number is no nought; a source may give one that is not added.
    assert!(text.contains("\tkilled none added\n") && !text.contains("\tkilled 0\n"), "{text}");
    assert_eq!(status, Some(0));
    assert!(text.starts_with("91 entries: 18 at "), "{text}");
    let numbers = text.lines().filter_map(|line| line.split_once('\t')?.0.parse::<usize>().ok());
    assert_eq!(numbers.sum::<usize>(), 91, "places and the margin are all entries\n{text}");
    assert!(text.lines().any(|line| line.contains("Kerman, IR\t30.28 57.08\tkilled ")), "{text}");
    assert!(text.contains("\tonly by country"), "{text}");
    let ged = path("tests/fixtures/sets/ged-251.csv").display().to_string();
    let acled = path("tests/fixtures/sets/acled-2024.csv").display().to_string();
    let (both, _) = lines(&["map", &ged, &acled]);
    assert!(both.contains("killed: 2 rules count them, which are not added"), "{both}");
    assert!(!both.contains("\tkilled "), "{both}");
}

#[test]
fn what_matches_only_possibly_is_left_out_with_a_word() {
    for command in ["map", "chart"] {
        let (only, status) = lines(&[command, "--filter", "on:?2024"]);
        assert_eq!(status, Some(1), "{command}: {only}");
        assert!(only.contains("no entry matches the filter certainly; possibly match: "), "{command}: {only}");
        assert!(!only.contains("0 entries"), "{command}: {only}");
        let (some, status) = lines(&[command, "--filter", "on:2024"]);
        assert_eq!(status, Some(0), "{command}: {some}");
        assert!(some.contains("left out, since they match only possibly: "), "{command}: {some}");
    }
}

/// A table of these rows: place, country, latitude and longitude.
fn places(rows: &[&str]) -> Loaded {
    let scratch = Scratch::new("places");
    let file = scratch.0.join("places.csv");
    let rows = rows.iter().enumerate().map(|(n, row)| format!("{n},2024-01-01,{row}\n"));
    std::fs::write(&file, format!("id,date,place,country,latitude,longitude\n{}", rows.collect::<String>())).unwrap();
    let columns = "id=id,date=date,place=place,country=country,latitude=latitude,longitude=longitude";
    let columns = ColumnMap::parse(columns).unwrap();
    open_with(&Request { paths: vec![file], sources: Vec::new() }, &columns, None).finish()
}

#[test]
fn the_name_of_a_place_turns_no_text_around() {
    let loaded = places(&["Quemry\u{202e}ton,Kenya,0.5,37.9"]);
    let shown = screen(&session(loaded, (100, 30), "<f6>/quemry<enter>"));
    assert!(shown.contains("◎Quemry<202E>ton") && !shown.contains('\u{202e}'), "{shown}");
}

#[test]
fn places_of_one_name_are_gone_to_each_by_itself() {
    let west = "Quemry,Kenya,0.5,34.9";
    let loaded = || places(&[west, west, "Quemry,Kenya,-3.2,39.1"]);
    let mut s = session(loaded(), (100, 30), "<f6>/quemry");
    let shown = screen(&s);
    let found: Vec<&str> = shown.lines().filter(|line| line.contains("town · Kenya")).collect();
    assert!(found.len() == 2 && found[0].contains("2 entries") && found[1].contains("1 entry"), "{shown}");
    press(&mut s, "<enter>");
    assert!(row(&screen(&s), "0.5°N").contains("2 entries"), "{}", screen(&s));
    let other = screen(&session(loaded(), (100, 30), "<f6>/quemry<down><enter>"));
    assert!(row(&other, "3.2°S").contains("1 entry"), "{other}");
}

#[test]
fn a_town_far_from_its_namesake_is_listed_beside_it() {
    let towns = |rows: &[&str]| {
        let shown = screen(&session(places(rows), (100, 30), "<f6>/kunduz"));
        let all = shown.lines().filter(|line| line.contains("Kunduz") && line.contains("town · Afghanistan"));
        (all.clone().count(), all.filter(|line| line.contains("1 entry")).count())
    };
    // Kunduz as a data set places it; a namesake far away is no reason to leave the town out.
    let (all, none) = towns(&["Kunduz,Kenya,0.5,34.9"]);
    assert!(all > 0 && none == 0);
    assert_eq!(towns(&["Kunduz,Afghanistan,36.75,68.85"]).1, 1);
}

#[test]
fn a_size_that_is_too_small_draws_nothing() {
    let scratch = Scratch::new("small");
    let file = scratch.0.join("map.svg").display().to_string();
    for drawn in [vec!["map", "--print"], vec!["chart", "--print"], vec!["map", "--svg", &file]] {
        let (said, status) = lines(&[&drawn[..], &["--size", "59x16"]].concat());
        assert_eq!((said.as_str(), status), ("parallax: parallax needs 60x16; this is 59x16\n", Some(2)), "{drawn:?}");
    }
    assert!(!std::path::Path::new(&file).exists(), "no picture of nothing");
}

#[test]
fn a_draft_is_counted_beside_the_map_until_it_is_confirmed() {
    let raw = Scratch::new("raw");
    for (file, text) in ARTICLES {
        std::fs::write(raw.0.join(file), text).unwrap();
    }
    let raw = raw.0.display().to_string();
    let (text, status) = lines(&["map", &raw]);
    assert_eq!((text.as_str(), status), ("2 entries: 0 at 0 places, 2 only drafts\n2\tonly drafts\n", Some(0)));
    let drafts = load(&Request { paths: vec![raw.clone().into()], sources: Vec::new() });
    let mut s = session(drafts, (80, 24), "<f6>");
    assert!(row(&screen(&s), "in view").contains("0 in view · 2 only drafts"), "{}", screen(&s));
    press(&mut s, "z");
    assert!(screen(&s).contains("it is counted below: only drafts"), "{}", screen(&s));
    // A box agrees with its cells: it lets a draft through only possibly.
    let typed = "box:-90,-180,90,180";
    press(&mut s, &format!("f{typed}<enter><esc>"));
    assert_eq!((s.state().entries.shown.len(), s.state().entries.possible.len()), (0, 2), "{}", screen(&s));
    // What somebody has confirmed is a point.
    let out = Scratch::new("confirmed");
    let folder = out.0.join("corpus").display().to_string();
    let (said, status) = lines(&["draft", &raw, "--out", &folder, "--accept", "guess"]);
    assert_eq!(status, Some(0), "{said}");
    let (text, _) = lines(&["map", &folder]);
    assert!(text.contains("Mardan, PK") && !text.contains("only drafts"), "{text}");
}

#[test]
fn places_of_one_name_are_lines_of_their_own() {
    let scratch = Scratch::new("towns");
    let file = scratch.0.join("towns.csv");
    let rows =
        ["id,date,place,country,latitude,longitude,killed", "1,2024-01-01,Springfield,United States,39.80,-89.64,1"];
    let more = [
        "2,2024-01-02,Springfield,United States,42.10,-72.59,2",
        "3,2024-01-03,Springfield,United States,42.10,-72.59,",
    ];
    std::fs::write(&file, [rows, more].concat().join("\n") + "\n").unwrap();
    let columns = "id=id,date=date,place=place,country=country,latitude=latitude,longitude=longitude,killed=killed";
    let (text, status) = lines(&["map", "--columns", columns, file.to_str().unwrap()]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("3 at 2 places"), "{text}");
    assert!(text.contains("2\tSpringfield, US\t42.10 -72.59\tkilled 2\n"), "{text}");
    assert!(text.contains("1\tSpringfield, US\t39.80 -89.64\tkilled 1\n"), "{text}");
}

#[test]
fn the_map_is_drawn_as_text_and_as_a_picture() {
    let (drawn, status) = lines(&["map", "--print", "--size", "90x25", "--filter", "on:2023/2024"]);
    assert!(status == Some(0) && drawn.contains("┌ Map · ") && drawn.contains("on:2023/2024"), "{drawn}");
    let (svg, status) = lines(&["map", "--svg", "-"]);
    assert!(status == Some(0) && svg.starts_with("<svg"), "{svg}");
    let (wrong, status) = lines(&["map", "--filter", "box:1,2,3"]);
    assert!(status == Some(2) && wrong.contains("wants south,west,north,east"), "{wrong}");
    let (blank, status) = lines(&["map", "--filter", "box: 36,68,37,69"]);
    assert!(status == Some(2) && blank.contains("box: wants its numbers right after the colon"), "{blank}");
    assert!(!blank.contains("box::"), "{blank}");
    let (none, status) = lines(&["map", "--filter", "box:-60,-170,-59,-169"]);
    assert!(status == Some(1) && none.contains("no entry matches"), "{none}");
}

#[test]
fn the_drawn_map_is_that_of_the_keys_in_force_and_says_what_may_not_be_passed_on() {
    let scratch = Scratch::new("drawn");
    let config = scratch.0.join("config.toml");
    std::fs::write(&config, "[keys.global]\nmap = [\"g p\"]\narticles = [\"F6\"]\n").unwrap();
    let (drawn, status) = lines(&["map", "--print", "--config", config.to_str().unwrap()]);
    assert!(status == Some(0) && drawn.contains("┌ Map · 91 entries"), "{drawn}");
    let acled = path("tests/fixtures/sets/acled-2024.csv").display().to_string();
    let ged = path("tests/fixtures/sets/ged-251.csv").display().to_string();
    let (svg, status) = lines(&["map", "--svg", "-", &acled]);
    assert!(status == Some(0) && svg.contains("the picture is for your own use: rows of ACLED"), "{svg}");
    let (svg, status) = lines(&["map", "--svg", "-", &ged]);
    assert!(status == Some(0) && !svg.contains("for your own use"), "{svg}");
    let file = scratch.0.join("map.svg");
    for drawing in [&["--print"][..], &["--svg", file.to_str().unwrap()]] {
        let (none, status) = lines(&[&["map", "--filter", "box:-60,-170,-59,-169"], drawing].concat());
        assert!(status == Some(1) && none.contains("no entry matches") && !none.contains('┌'), "{none}");
    }
    assert!(!file.exists(), "there is nothing to draw");
}

#[test]
fn zooming_keeps_what_lies_under_the_cursor() {
    let mut s = session(built_in(), (120, 40), "<f6>gg");
    for _ in 0..8 {
        press(&mut s, "+");
        let shown = screen(&s);
        assert!(!shown.contains("0 entries here") && shown.contains("here"), "{shown}");
    }
}

#[test]
fn the_worst_cell_is_found_from_wherever_the_cursor_is() {
    let mut s = session(built_in(), (80, 24), "<f6>hhhkk]");
    assert!(screen(&s).contains("1st of 11 cells in view by number of entries, the most"), "{}", screen(&s));
    let most = row(&screen(&s), " entries · ");
    press(&mut s, "]");
    assert!(screen(&s).contains("2nd of 11 cells"), "{}", screen(&s));
    press(&mut s, "[");
    assert!(screen(&s).contains("1st of 11 cells") && row(&screen(&s), " entries · ") == most, "{}", screen(&s));
    press(&mut s, "jjjll]");
    assert!(screen(&s).contains("1st of 11 cells"), "the cursor was moved\n{}", screen(&s));
    press(&mut s, "w]");
    assert!(screen(&s).contains("1st of 11 cells in view by the number killed, the most"), "{}", screen(&s));
    press(&mut s, "]");
    assert!(row(&screen(&s), "Crocus City Hall").contains("killed 137 (130–137)"), "{}", screen(&s));
    // The cells without a number stand last, and are not the fewest.
    let mut last_with_number = 0;
    for rank in 3..=11 {
        press(&mut s, "]");
        let shown = screen(&s);
        let has_number = !shown.contains("; none added here");
        assert!(!has_number || last_with_number == 0, "{shown}");
        assert_eq!(has_number, shown.contains(" · killed "), "{shown}");
        if shown.contains("by the number killed, the fewest") {
            last_with_number = rank;
        }
    }
    assert!(last_with_number > 2 && screen(&s).contains("11th of 11 cells in view by the number killed; none added"));
    let one = session(sets(&["ged-251.csv"]), (80, 24), "<f6>]");
    assert!(screen(&one).contains("the only cell in view in which something lies"), "{}", screen(&one));
}

#[test]
fn the_number_killed_is_whole_on_a_narrow_screen() {
    for columns in [200, 120, 80, 60] {
        let mut s = session(built_in(), (columns, 24), "<f6>w");
        for (times, number) in [(1, "killed 183"), (1, "killed 137 (130–137)")] {
            press(&mut s, &"]".repeat(times));
            let line = row(&screen(&s), number);
            assert!(line.contains(if number == "killed 183" { "Afghanistan" } else { "Russia" }), "{line}");
        }
    }
}

#[test]
fn a_cell_is_of_the_countries_that_its_entries_are_of() {
    // In this invented data set a cell of what is Sudan on the map holds entries of other countries.
    let mut s = session(sets(&["ged-251.csv"]), (120, 30), "<f6>]");
    let line = row(&screen(&s), "3 entries ·");
    assert!(line.contains("Kestrania") && !line.contains("Sudan"), "{line}");
    press(&mut s, "kk");
    assert!(screen(&s).contains("E in Sudan · no entry"), "{}", screen(&s));
}

#[test]
fn the_name_of_a_town_at_the_right_edge_stands_to_its_left() {
    let mut s = session(built_in(), (100, 30), "<f6>/kunduz<enter>");
    let shown = screen(&s);
    assert!(shown.contains("∘Kunduz"), "{shown}");
    // The view follows the cursor out of its left edge, until the town is in one of the last columns.
    press(&mut s, &"h".repeat(92));
    let shown = screen(&s);
    assert!(shown.contains("Kunduz∘") && !shown.contains("∘Kunduz"), "{shown}");
}

#[test]
fn a_town_a_province_or_a_country_is_gone_to_by_its_name() {
    let mut s = session(built_in(), (100, 30), "<f6>/kunduz");
    let shown = screen(&s);
    assert!(row(&shown, "town · Afghanistan").contains("Kunduz"), "{shown}");
    assert!(shown.contains("region · Afghanistan"), "{shown}");
    press(&mut s, "<enter>");
    let shown = screen(&s);
    assert!(shown.contains("Kunduz, Afghanistan (") && shown.contains("the cursor is there"), "{shown}");
    assert!(shown.contains("Kunduz ") && shown.contains("Tajikistan"), "the border is in view: {shown}");
    assert!(row(&shown, "36.7").contains("Afghanistan"), "{shown}");
    assert_eq!(counted(&shown), 91);
    assert_eq!(shown.matches("∘Kunduz").count(), 1, "{shown}");
    // A country is seen whole, also with a letter wrong.
    press(&mut s, "/pakistn<enter>");
    let shown = screen(&s);
    assert!(shown.contains("Pakistan (country): the cursor is there") && shown.contains("∘Karachi"), "{shown}");
    press(&mut s, "/xyzzyx");
    assert!(screen(&s).contains("no place has a name that begins with this"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(screen(&s).contains("Map · 91"), "{}", screen(&s));
    // Pressed again, the key opens the finder.
    press(&mut s, "//crocus");
    assert!(screen(&s).contains("Crocus City Hall"), "{}", screen(&s));
}

#[test]
fn places_of_entries_come_first_with_how_many_they_are() {
    let mut s = session(
        load(&Request { paths: vec![path("tests/fixtures/linking/ged.csv")], sources: Vec::new() }),
        (100, 30),
        "<f6>/orv",
    );
    let shown = screen(&s);
    assert!(row(&shown, "2 entries").contains("Orvala town"), "{shown}");
    press(&mut s, "<enter>");
    assert!(row(&screen(&s), "2 entries ·").contains("Orvala"), "{}", screen(&s));
}

#[test]
fn places_are_found_whatever_signs_are_in_their_names() {
    let rows = [
        "Sana'a gate,Yemen,15.35,44.2",
        "Tir-e Quemr,Iran,33.1,52.1",
        "St. Quemry,Kenya,0.5,34.9",
        "Qüemrín,Chad,12,15",
    ];
    for (typed, name) in [
        ("sanaa g", "Sana'a gate"),
        ("SANA'A GATE", "Sana'a gate"),
        ("st quemry", "St. Quemry"),
        ("st.quemry", "St. Quemry"),
        ("e quemr", "Tir-e Quemr"),
        ("quemrin", "Qüemrín"),
        // With a letter wrong.
        ("sanaa gste", "Sana'a gate"),
    ] {
        let shown = screen(&session(places(&rows), (100, 30), &format!("<f6>/{typed}")));
        let found = shown.lines().any(|line| line.contains(name) && line.contains("1 entry"));
        assert!(found, "{typed}:\n{shown}");
    }
}

#[test]
fn what_cannot_be_added_under_a_filter_is_said_and_shaded_again_without_it() {
    let mut s = session(sets(&["ged-251.csv", "gtd-full.csv"]), (120, 30), "fin:ged<enter><esc><f6>w");
    let shown = screen(&s);
    assert!(shown.contains("shaded by the number killed") && shown.contains("· shaded by killed"), "{shown}");
    let killed = row(&shown, "a row is");
    assert!(killed.contains("killed "), "{killed}");
    press(&mut s, "F");
    let shown = screen(&s);
    assert!(shown.contains("entries; 2 rules of killed, not added") && !shown.contains("shaded by killed"), "{shown}");
    press(&mut s, "fin:ged<enter><esc>");
    let shown = screen(&s);
    assert!(shown.contains("· shaded by killed") && row(&shown, "a row is").contains("killed "), "{shown}");
    press(&mut s, "w");
    let shown = screen(&s);
    assert!(!shown.contains("shaded by killed") && shown.contains("shaded by the number of entries"), "{shown}");
}
