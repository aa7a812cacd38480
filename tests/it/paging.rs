//! Screens and half screens down and up: each line is seen, whatever it is part of, and the selection stays in sight.

use parallax::app::Msg;
use parallax::session::Session;

use crate::fixture::{built_in, press, screen, session, tiny};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
/// Where items have several lines: the reader, the ledger as a list and as a table, lists, the timeline with its headings.
const VIEWS: [&str; 7] =
    ["ga<enter>", "/kerman<enter>", "/crocus<enter>L", "gq", "ga", "/kind:name isis-k<enter>", "Z"];

/// The rows of the pane that takes keys, without its frame and the sign of the selected line.
fn rows(s: &Session) -> Vec<String> {
    let text = screen(s);
    let rows = text.lines().filter_map(|row| {
        let row = row.strip_prefix('│').or_else(|| row.split_once("││").map(|(_, right)| right))?;
        let row = row.rsplit_once("││").map_or(row, |(_, right)| right);
        Some(row.trim_end_matches('│').replace(['▌', '▸'], " ").trim().to_owned())
    });
    rows.filter(|row| !row.is_empty()).collect()
}

/// All rows that are seen while a key is pressed until nothing changes.
fn seen(s: &mut Session, key: &str) -> Vec<String> {
    let mut seen = rows(s);
    let mut before = String::new();
    while screen(s) != before {
        before = screen(s);
        press(s, key);
        seen.extend(rows(s));
    }
    seen
}

#[test]
fn no_line_is_skipped_by_screens_down_or_up() {
    for (size, view) in SIZES.into_iter().flat_map(|size| VIEWS.map(|view| (size, view))) {
        let at = |keys: &str| session(built_in(), size, &format!("{view}{keys}"));
        // What stands there whatever is selected.
        let [mut whole, others] = ["gg", "G"].map(|end| {
            let mut tall = at(end);
            let _ = tall.step(Msg::Resize(size.0, 900));
            let rows = rows(&tall);
            let head = rows.iter().position(|row| row.contains("▾date")).map_or(0, |at| at + 1);
            rows[head..].to_vec()
        });
        whole.retain(|row| others.contains(row));
        assert!(whole.len() > 20, "{view}: {whole:?}");
        for (start, key) in [("gg", "<space>"), ("G", "<c-u>")] {
            // The columns of a table follow the selection, and with them where cells break their lines.
            if view.contains('L') && start == "G" {
                continue;
            }
            let seen = seen(&mut at(start), key);
            for row in &whole {
                assert!(seen.contains(row), "{view}{start}{key} at {size:?} never shows: {row}");
            }
        }
    }
}

#[test]
fn a_screen_down_begins_with_the_last_paragraph_of_the_one_before() {
    let mut s = session(built_in(), (80, 24), "ga<enter>gg");
    let numbers = |s: &Session| {
        let starts = rows(s).into_iter().filter_map(|row| row.strip_prefix('¶')?.split(' ').next()?.parse().ok());
        starts.collect::<Vec<u32>>()
    };
    assert_eq!(numbers(&s), [1]);
    press(&mut s, "<space>");
    assert_eq!(numbers(&s), [2, 3], "{}", screen(&s));
    assert!(screen(&s).contains("▌ ¶2"), "{}", screen(&s));
    press(&mut s, "<space>");
    assert!(screen(&s).contains("▌ ¶3") && numbers(&s)[0] == 3, "{}", screen(&s));
    press(&mut s, "<pgup>");
    assert_eq!(numbers(&s).last(), Some(&3), "{}", screen(&s));
}

#[test]
fn what_is_taller_than_the_pane_scrolls_within_itself() {
    let mut s = session(tiny(true), (40, 10), "ga<enter>gg");
    let mut tall = session(tiny(true), (40, 10), "ga<enter>gg");
    let _ = tall.step(Msg::Resize(40, 600));
    let seen = seen(&mut s, "<pgdn>");
    for row in rows(&tall) {
        assert!(seen.contains(&row), "never shown: {row}");
    }
}

#[test]
fn a_list_of_single_lines_moves_by_its_lines() {
    let mut s = session(built_in(), (80, 24), "gn");
    press(&mut s, "<pgdn>");
    assert_eq!(s.state().pane().list().cursor, s.state().pane().list().height - 1);
}
