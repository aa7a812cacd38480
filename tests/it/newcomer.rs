//! The first ten minutes: what a newcomer looks for stands on the screen, at the sizes of common terminals.

use crate::fixture::{built_in, footer, press, screen, session};
use crate::weighing::told;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// All pages of the help over a screen, one below the other.
fn help(size: (u16, u16), keys: &str) -> String {
    let mut s = session(built_in(), size, &format!("{keys}?"));
    let mut pages = screen(&s);
    for _ in 0..20 {
        press(&mut s, "<space>");
        pages.push_str(&screen(&s));
    }
    pages
}

#[test]
fn the_help_begins_with_the_signs_of_the_screen() {
    for size in SIZES {
        let shown = screen(&session(built_in(), size, "?"));
        let bars = if size.1 < 40 { "█=18" } else { "10 █ 0" };
        for sign in ["Signs on this screen", bars, "▾date", "killed (blank)", "≠", "origins"] {
            assert!(shown.contains(sign), "{sign} at {size:?} is not on:\n{shown}");
        }
        assert!(!shown.contains("✎") && !shown.contains("━"), "those of other screens come later:\n{shown}");
        let keys = screen(&session(built_in(), size, "?<tab>"));
        assert!(keys.contains("Sort by killed (the toll)") && keys.contains("Tab signs first"), "{keys}");
        assert_eq!(screen(&session(built_in(), size, "?<tab><tab>")).replace("Tab help", "  ? help"), shown);
    }
}

#[test]
fn every_sign_of_the_first_screen_is_explained() {
    let pages = help((120, 40), "");
    let (signs, _) = pages.split_once("Open the incident's ledger").unwrap();
    for sign in [
        "(alleged)",
        "[the year is …]",
        "hedge:",
        "IR  IR +3",
        "several, dozens",
        "90–94",
        "Mar–Apr",
        "~Jul",
        "Besham*",
        "21 accounts",
        "carried out",
        "¹limited-times",
        "¶21",
        "“on Tuesday”",
        "└─ besham-bombing",
        "▸ ❭ ↓",
        "…",
    ] {
        assert!(signs.contains(&format!("  {sign}  ")), "{sign} is not among:\n{signs}");
    }
}

#[test]
fn the_footer_names_what_a_newcomer_needs() {
    let first = footer(&session(built_in(), (80, 24), ""));
    for hint in ["Enter open", "S several", "? keys", "/ find", "f filter"] {
        assert!(first.contains(hint), "{hint}: {first}");
    }
    let reader = footer(&session(built_in(), (80, 24), "/kerman<enter><enter>"));
    assert!(reader.contains("/ find") && reader.contains("Ctrl-s search"), "{reader}");
    let folder = footer(&session(built_in(), (80, 24), "W"));
    assert!(folder.contains("Enter OK") && !folder.contains("remove"), "{folder}");
}

#[test]
fn titles_tell_entries_apart_in_every_order() {
    for keys in ["", "sk", "so", "sv"] {
        let shown = screen(&session(built_in(), (80, 24), keys));
        let rows = shown.lines().skip(4).filter(|row| row.starts_with(['│', '▸']));
        let titles = rows.map(|row| row.chars().skip(11).take(15).collect::<String>());
        let mut titles: Vec<String> = titles.filter(|title| title.trim().len() > 3).collect();
        let all = titles.len();
        titles.sort();
        titles.dedup();
        assert!(all > 12 && titles.len() == all, "{keys}: {titles:?}\n{shown}");
    }
}

#[test]
fn the_comparison_keeps_publishers_in_sight() {
    for size in SIZES {
        let shown = screen(&session(built_in(), size, "/kerman<enter>c"));
        for publisher in ["The Limited Times, 24 Mar 2024", "unnamed site (posted by Nadia", "Abdel), between"] {
            assert!(shown.contains(publisher), "{publisher}:\n{shown}");
        }
    }
}

#[test]
fn the_matrix_divides_words_with_a_hyphen() {
    for (size, divided) in [((80, 24), "(suspe-"), ((120, 40), "(suspected)")] {
        let shown = screen(&session(built_in(), size, "/crocus<enter>L"));
        assert!(shown.contains(divided) && shown.contains("¹limited-"), "{divided} is not on:\n{shown}");
    }
}

#[test]
fn the_matrix_parts_no_number() {
    let range = "facet = \"killed\", min = 1300, max = 1400";
    let shown = screen(&session(told("", &[("a", 1, "", range), ("b", 2, "", range)]), (80, 24), "<enter>L"));
    assert!(shown.contains("killed      1,300–     1,300–") && shown.contains("1,400 ¶1   1,400 ¶2"), "{shown}");
}

#[test]
fn the_help_explains_no_word_of_a_title_or_key_as_a_sign() {
    let shown = screen(&session(built_in(), (80, 24), "S?"));
    assert!(!shown.contains("several, dozens"), "{shown}");
}

#[test]
fn hits_keep_the_year_of_their_date() {
    for query in ["isis", "taliban", "attack"] {
        let shown = screen(&session(built_in(), (80, 24), &format!("/{query}")));
        let hits = shown.lines().filter(|row| row.contains("│ incident "));
        for hit in hits {
            let date: String = hit.chars().skip(13).take(12).collect();
            assert!(!date.contains('…'), "{date}\n{shown}");
        }
    }
}

#[test]
fn who_finds_no_town_is_led_to_the_map() {
    let shown = screen(&session(built_in(), (80, 24), "/peshawar"));
    assert!(shown.contains("No hits. Towns that nothing here names are on the map: F6, then /."), "{shown}");
    // A field asks for what entries hold.
    let shown = screen(&session(built_in(), (80, 24), "/kind:quote zzyzx"));
    assert!(shown.contains("No hits") && !shown.contains("on the map"), "{shown}");
}

#[test]
fn a_key_that_does_nothing_here_says_what_to_do() {
    let mut s = session(built_in(), (80, 24), "<enter><enter>gj");
    press(&mut s, "E");
    assert!(footer(&s).contains("a jump is only a place: go there with Enter"), "{}", footer(&s));
    let shown = screen(&session(built_in(), (80, 24), "glE"));
    assert!(shown.contains("parallax todo prints the list"), "{shown}");
}

#[test]
fn an_article_opens_at_its_address_or_says_how_it_gets_one() {
    let opens = screen(&session(built_in(), (120, 40), "/kind:article sleeper<enter>o"));
    assert!(opens.contains(" opening https://scmp.com/week-asia/"), "{opens}");
    let lacks = screen(&session(built_in(), (120, 40), "/kind:article spread terror<enter>o"));
    assert!(lacks.contains("no address is known of limited-times") && lacks.contains("url = "), "{lacks}");
}

/// The rows of the timeline from its heading on, sorted by killed.
fn by_killed(keys: &str) -> Vec<String> {
    let mut s = session(built_in(), (120, 40), keys);
    let _ = s.step(parallax::app::Msg::Resize(120, 200));
    let shown = screen(&s);
    let rows = shown.lines().filter_map(|row| row.strip_prefix('│')?.split_once("││").map(|(row, _)| row.to_owned()));
    rows.skip_while(|row| !row.contains("without series")).skip(1).take(52).collect()
}

#[test]
fn what_only_has_a_joint_number_says_so_and_is_told_apart_from_none() {
    for keys in ["sk", "sksk"] {
        let rows = by_killed(keys);
        let last =
            |what: &str| rows.iter().rposition(|row| row.contains(what)).unwrap_or_else(|| panic!("{what} {rows:#?}"));
        let at = |what: &str| rows.iter().position(|row| row.contains(what)).unwrap();
        let blank = rows.iter().position(|row| row.contains("Ishkobod")).unwrap();
        let one = |what: &str| rows.iter().position(|row| row.contains(what)).unwrap();
        let (of_one, of_four) = (one("Istanbul church"), one("Danghara cyclists"));
        let between = of_one.min(of_four)..of_one.max(of_four);
        assert!(between.contains(&at(" several ")) && between.contains(&last(" several ")), "{keys} {rows:#?}");
        assert!(at("joint  ") > last(" several "), "{keys} {rows:#?}");
        assert!(last("joint  ") < blank, "{keys} {rows:#?}");
    }
    let shown = screen(&session(built_in(), (80, 24), "sk?"));
    assert!(shown.contains("killed (blank)"), "{shown}");
    let said = screen(&session(built_in(), (160, 40), "skzM"));
    assert!(said.contains("several by its least; then joint numbers, then none"), "{said}");
}

#[test]
fn a_date_that_says_its_year_stands_alone_where_no_heading_does() {
    let rows = by_killed("sk");
    for year in 2010..2025_u32 {
        let twice = |row: &&String| row.chars().take(18).collect::<String>().matches(&year.to_string()).count() > 1;
        assert_eq!(rows.iter().find(twice), None, "{rows:#?}");
    }
    assert!(rows.iter().any(|row| row.contains("→20") || row.contains("–’")), "{rows:#?}");
}

/// The help over a screen up to its keys, as one line of words.
fn explained(size: (u16, u16), keys: &str) -> String {
    let mut s = session(built_in(), size, keys);
    press(&mut s, "?");
    let _ = s.step(parallax::app::Msg::Resize(size.0, 500));
    let shown = screen(&s);
    let from = shown.find("Signs on this screen").unwrap();
    let to = shown.find("Other signs").unwrap_or(shown.len());
    shown[from..to].to_owned()
}

#[test]
fn each_sign_that_stands_on_a_row_has_a_line_in_the_help() {
    // What stands on the first screen and in the ledgers and articles behind its rows, and the sign that explains it.
    let row = |title: &str| format!("/{title}<enter>");
    for (size, keys, stands, sign) in [
        ((80, 24), "gg", "▁  ▂", "▂▅ █=18"),
        ((80, 24), "gg", "█=18", "+  -"),
        ((80, 24), "gg", "?: whole", "?: whole"),
        ((80, 24), "gg", "✗ 3", "conflict"),
        ((80, 24), "gg", "joint  · 1", "joint"),
        ((80, 24), "gg", "several  · 1", "several, dozens"),
        ((80, 24), "gg", "* No source", "note"),
        ((120, 40), "gg", "42 quotes", "42 quotes"),
        ((120, 40), "gg", "◐ 3", "compatible"),
        ((120, 40), "gg", ">30?", "94?"),
        ((120, 40), &row("shah cheragh 2023"), "(joint)", "(joint)"),
        ((120, 40), &row("ishkobod"), "killed (attackers)", "killed (attackers)"),
        ((120, 40), &row("crocus"), "claimed 22 Mar 2024", "claimed 22 Mar"),
        ((120, 40), &row("new isis-k threat"), "Linked by the sources", "Linked by the …"),
        ((120, 40), &row("kerman"), "“killing 94 people”", "words"),
        ((120, 40), "/kerman<enter><enter>", "→ Isis-K", "→ ”"),
        ((120, 40), "/kerman<enter><enter>", "” Andrei", "→ ”"),
        ((80, 24), "G", "│ undated", "undated"),
        ((80, 24), &row("tebyan"), "┌ Timeline · ", "Timeline · 2023"),
        ((120, 40), &row("austria arrests"), "¹¶2,23", "¹¶3,33"),
        ((120, 40), &row("kerman"), "· 1│", "key"),
        ((120, 40), &row("muzammil"), "└─ ≠ perpetrator", "perpetrator"),
        ((80, 24), "gg", "Enter open", "heading"),
    ] {
        let shown = screen(&session(built_in(), size, keys));
        assert!(shown.contains(stands), "{stands} is not on:\n{shown}");
        let said = explained(size, keys);
        assert!(said.contains(&format!("  {sign}  ")), "{sign} ({keys}) is not in:\n{said}");
    }
}

#[test]
fn facets_are_explained_where_they_stand() {
    let said = explained((120, 140), "/crocus<enter>");
    for word in ["Facets on this screen", "  foreseen  ", "  rank  "] {
        assert!(said.contains(word), "{word} is not in:\n{said}");
    }
    assert!(!said.contains("  founded  "), "{said}");
    assert!(!explained((80, 24), "").contains("  foreseen  "), "no row of the ledger is one there");
    let built_in = explained((120, 40), "/crocus<enter><s-tab>");
    assert!(built_in.contains("  claimed-by  "), "the frame of the timeline names it:\n{built_in}");
}

/// The row of the timeline with the cursor.
fn cursor_row(screen: &str) -> String {
    screen.lines().find(|row| row.starts_with("│▸")).map(|row| row.chars().take(30).collect()).unwrap_or_default()
}

#[test]
fn a_filter_that_finds_nothing_gives_the_cursor_back() {
    for (filter, undoes) in
        [("kind:zzz", "u"), ("kind:zzz", "F"), ("killed:>99999 kind:zzz", "F"), ("kind:zzz", "f<c-x><esc>")]
    {
        let mut s = session(built_in(), (80, 24), "jjjjj");
        let was = cursor_row(&screen(&s));
        assert!(was.contains("Mir Ali attack"), "{was}");
        press(&mut s, &format!("f{filter}<enter><esc>"));
        assert!(screen(&s).contains("No entry passes the filter"), "{}", screen(&s));
        press(&mut s, undoes);
        assert_eq!(cursor_row(&screen(&s)), was, "{filter} {undoes}\n{}", screen(&s));
    }
}

#[test]
fn the_listed_keys_say_how_they_close_and_escape_closes_them_last() {
    let mut s = session(built_in(), (80, 40), "K");
    assert!(screen(&s).contains("── Keys: Timeline · K closes "), "{}", screen(&s));
    assert!(footer(&s).contains("the keys stay listed, in later runs too, until K or Esc"), "{}", footer(&s));
    press(&mut s, "<enter><esc>");
    assert!(screen(&s).contains("── Keys: Timeline"), "the ledger is left first:\n{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(!screen(&s).contains("── Keys:"), "{}", screen(&s));
}

#[test]
fn a_key_of_another_pane_says_which_it_is() {
    let mut s = session(built_in(), (120, 40), "<enter>");
    for (keys, says) in
        [("zM", "zM works in Timeline (fold all), not here"), ("sk", "sk works in Timeline (sort by killed), not here")]
    {
        press(&mut s, keys);
        assert!(footer(&s).contains(says), "{keys}: {}", footer(&s));
        assert!(!screen(&s).contains("mouse on"), "its second letter does nothing by itself");
    }
    press(&mut s, "<enter>zz");
    assert!(footer(&s).contains("zz"), "the end of no pair: {}", footer(&s));
}

#[test]
fn labels_of_the_ledger_end_in_whole_words() {
    let shown = screen(&session(built_in(), (80, 24), "/muzammil<enter>"));
    assert!(shown.contains("perpetrator           ≠ inconsistent"), "{shown}");
    let shown = screen(&session(built_in(), (80, 60), "/gwadar<enter>"));
    assert!(shown.contains("general knowledge: The"), "{shown}");
}

#[test]
fn a_span_of_time_that_is_begun_says_so_in_the_timeline() {
    let mut s = session(built_in(), (80, 24), "jjv");
    press(&mut s, "<esc>");
    assert!(footer(&s).contains("the span of time is given up"), "{}", footer(&s));
    let mut s = session(built_in(), (80, 24), "jjvj<tab><tab>");
    assert!(footer(&s).contains("a span of time is begun: v narrows to it; Esc gives it up"), "{}", footer(&s));
    press(&mut s, "<tab>");
    assert!(!footer(&s).contains("a span of time"), "{}", footer(&s));
}

#[test]
fn an_article_says_where_nothing_follows() {
    let mut s = session(built_in(), (80, 24), "/kerman<enter><enter>G");
    press(&mut s, "jjjjjjjj");
    assert!(footer(&s).contains("nothing stands below this"), "{}", screen(&s));
    press(&mut s, "gg<c-b>");
    assert!(footer(&s).contains("nothing stands above this"), "{}", screen(&s));
}

#[test]
fn what_is_not_weighed_has_no_reasons() {
    let mut s = session(built_in(), (80, 24), "/new isis-k threat<enter>G");
    press(&mut s, "w");
    assert!(footer(&s).contains("no sources are compared on this line"), "{}", footer(&s));
}

#[test]
fn the_headings_of_several_origins_say_that_others_stand_below() {
    let shown = screen(&session(built_in(), (80, 24), "S"));
    assert!(shown.contains("told by 3 origins: 3, others below"), "{shown}");
    assert!(!screen(&session(built_in(), (80, 24), "so")).contains("others below"), "series stand among them");
}

#[test]
fn the_bars_give_no_day_that_no_source_gives() {
    let shown = screen(&session(built_in(), (80, 24), "/shah cheragh 2023<enter><tab>++"));
    assert!(shown.contains("  Aug 2023 █=1") && !shown.contains("1 Aug 2023 █"), "{shown}");
}

#[test]
fn a_filter_taken_back_leaves_the_cursor_alone_afterwards() {
    for undoes in ["u", "F"] {
        let mut s = session(built_in(), (80, 24), &format!("jj,{undoes}jjj"));
        let was = cursor_row(&screen(&s));
        press(&mut s, "f<esc>");
        assert_eq!(cursor_row(&screen(&s)), was, "{undoes}\n{}", screen(&s));
    }
}

#[test]
fn a_value_that_was_typed_stays_selected_in_the_list_of_values() {
    let mut s = session(built_in(), (80, 24), "ftur<enter>");
    let taken = screen(&s);
    assert!(taken.contains("Turkey: killed"), "{taken}");
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("Filter · 91 entries") || screen(&s).contains("91 of 91"), "{}", screen(&s));
    assert!(!screen(&s).contains("at:TR,"), "{}", screen(&s));
}

#[test]
fn a_heading_that_is_cut_says_so() {
    let s = session(built_in(), (80, 24), "S");
    let shown = screen(&s);
    let heading = shown.lines().find(|row| row.contains("told by 3 origins")).unwrap();
    assert!(heading.contains("others below") || heading.contains('…'), "{heading}");
}

#[test]
fn the_list_of_facets_leaves_the_cursor_on_a_folded_group() {
    let mut s = session(built_in(), (80, 24), ",F");
    press(&mut s, "Gza");
    let was = cursor_row(&screen(&s));
    assert!(was.contains("+ undated"), "{was}");
    press(&mut s, "f<esc>");
    assert_eq!(cursor_row(&screen(&s)), was, "{}", screen(&s));
}

#[test]
fn a_key_that_begins_a_pair_elsewhere_is_only_waited_for_in_a_pane() {
    let mut s = session(built_in(), (80, 24), "<enter>s");
    assert!(screen(&s).contains("s… belongs to another pane; Esc drops it"), "{}", screen(&s));
    press(&mut s, "<esc>?sq");
    assert!(!screen(&s).contains("Keys and signs"), "{}", screen(&s));
}
