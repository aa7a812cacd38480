//! The search in what is open, and the walk through the finder's hits.

use parallax::app::panes::View;
use parallax::app::{Effect, Msg};
use parallax::keymap::chord;
use parallax::load::{Request, load};
use ratatui::style::Modifier;

use crate::fixture::{built_in, footer, press, screen, session, tiny};
use crate::terminal::Scratch;

/// The words on the screen that are marked, row by row, and the current one.
fn marked(session: &parallax::session::Session) -> (Vec<String>, String) {
    let buf = session.screen();
    let (mut all, mut current) = (Vec::new(), String::new());
    for y in 1..buf.area.height - 1 {
        let mut word = String::new();
        for x in 0..buf.area.width {
            let cell = &buf[(x, y)];
            let looks = cell.modifier.contains(Modifier::UNDERLINED) && cell.symbol() != "━";
            if looks {
                word.push_str(cell.symbol());
                if cell.modifier.contains(Modifier::REVERSED) {
                    current.push_str(cell.symbol());
                }
            } else if !word.is_empty() {
                all.push(std::mem::take(&mut word));
            }
        }
    }
    (all, current)
}

#[test]
fn words_in_an_article_are_marked_counted_and_walked() {
    let mut s = session(built_in(), (80, 24), "/kerman<enter><enter><c-s>attack");
    assert!(footer(&s).contains("in here: attack  "), "{}", footer(&s));
    press(&mut s, "<enter>");
    let (all, current) = marked(&s);
    assert!(all.len() > 1 && all.iter().all(|word| word.to_lowercase().starts_with("attack")), "{all:?}");
    assert_eq!(current.to_lowercase(), "attack");
    let place = |s: &_| footer(s).split("  ").nth(1).unwrap_or_default().to_owned();
    let (at, count) = place(&s).split_once('/').map(|(a, b)| (a.parse::<usize>().unwrap(), b.to_owned())).unwrap();
    press(&mut s, "n");
    assert_eq!(place(&s), format!("{}/{count}", at + 1));
    press(&mut s, "NN");
    assert!(place(&s) == format!("{}/{count}", at - 1) || footer(&s).contains("last again"), "{}", footer(&s));
    press(&mut s, "<esc>");
    assert!(!footer(&s).contains("attack") && matches!(s.state().views.last(), Some(View::Reader(_))));
    press(&mut s, "<esc>");
    assert!(s.state().views.is_empty());
}

#[test]
fn hits_in_the_words_of_an_article_are_told_apart_from_those_around_them() {
    // Without copies the words are those of the digest.
    let s = session(built_in(), (120, 30), "/kerman<enter><enter><c-s>attack<enter>");
    let said = footer(&s);
    let number = |text: &str, after: &str, before: &str| {
        let rest = text.split_once(after).unwrap_or_else(|| panic!("{text}")).1;
        rest.split_once(before).unwrap_or_else(|| panic!("{text}")).0.parse::<usize>().unwrap()
    };
    let (all, digest) = (number(&said, "/", ": "), number(&said, ": ", " in the digest"));
    let around = number(&said, "digest, ", " around it");
    assert!(around > 0 && digest > 0 && all == digest + around, "{said}");
    // In lists and ledgers all rows are of one kind.
    let s = session(built_in(), (120, 30), "/kerman<enter><c-s>attack<enter>");
    assert!(!footer(&s).contains("in the digest"), "{}", footer(&s));
    // A title is no words of the passages, and an article that is opened as it is has no digest.
    let folder = Scratch::new("searched-article");
    let text = "Market bombed in Torvale

A bomb killed three people on Monday at the old market of Torvale, the police of the town said in a statement on Tuesday.

The police said nothing of the bomb or of who had laid it, but a witness told the paper that two men had left a bag beside the gate.

The mayor of the town called for three days of mourning, and the market was closed until further notice by the council.
";
    std::fs::write(folder.0.join("story.txt"), text).unwrap();
    let loaded = || load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    for (keys, what) in [("", "text"), ("v", "body")] {
        let s = session(loaded(), (120, 30), &format!("ga<enter>{keys}<c-s>bomb<enter>"));
        assert!(screen(&s).contains(&format!("story ({what})")), "{}", screen(&s));
        assert!(footer(&s).contains(&format!("1/4: 2 in the {what}, 2 around it")), "{}", footer(&s));
    }
}

#[test]
fn the_search_wraps_and_says_so() {
    let mut s = session(tiny(false), (100, 30), "ga<c-s>courier<enter>");
    let mut told = Vec::new();
    for _ in 0..40 {
        press(&mut s, "n");
        told.push(footer(&s));
    }
    assert!(told.iter().any(|line| line.contains("no more matches, so on to the first again")), "{told:?}");
}

#[test]
fn every_pane_is_searched() {
    for (keys, words) in [
        ("", "kerman"),
        ("<tab>", "killed"),
        ("/kerman<enter>c", "bomb"),
        ("/kerman<enter>cll", "killing"),
        ("ga", "scmp"),
        ("gq", "apostate"),
        ("gn", "khorasan"),
        ("mjm'", "threat"),
        ("?", "comparison"),
        ("/kerman<enter>w", "origin"),
    ] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut s = session(built_in(), size, keys);
            press(&mut s, &format!("<c-s>{words}"));
            let (all, _) = marked(&s);
            let found = all.iter().any(|word| word.to_lowercase().contains(words));
            assert!(found, "{keys} {words} at {size:?}: {all:?}\n{}", screen(&s));
            let count = s.state().view_search.as_ref().and_then(parallax::app::view_search::ViewSearch::count);
            assert!(count > Some(0) && footer(&s).contains('/'), "{keys}: {}", footer(&s));
            press(&mut s, "<enter>nnnN");
            assert!(!marked(&s).0.is_empty(), "{keys}\n{}", screen(&s));
        }
    }
}

#[test]
fn a_slash_in_the_empty_finder_searches_in_what_is_open() {
    let mut s = session(built_in(), (80, 24), "//Crocus");
    assert!(s.state().finder().is_none());
    assert!(screen(&s).lines().any(|line| line.contains('▸') && line.contains("Crocus")), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(s.state().view_search.is_none());
    assert_eq!(s.state().timeline.list.cursor, 0, "Esc goes back to where it began");
}

#[test]
fn what_is_not_here_is_said() {
    let mut s = session(built_in(), (80, 24), "<c-s>beslan");
    assert!(footer(&s).contains("not here"), "{}", footer(&s));
    press(&mut s, "<enter>");
    assert!(footer(&s).contains("“beslan” is not here; / finds in everything"), "{}", footer(&s));
    // Capitals are searched for as they are typed.
    press(&mut s, "<esc><c-s>CROCUS<enter>");
    assert!(footer(&s).contains("“CROCUS” is not here; small letters find capitals too"), "{}", footer(&s));
    press(&mut s, "<esc><c-s>crocus<enter>");
    assert!(!footer(&s).contains("not here"), "{}", footer(&s));
    // In the help the key of the finder searches there.
    press(&mut s, "<esc>?/beslan<enter>");
    let last = footer(&s);
    assert!(last.contains("“beslan” is not here; ") && !last.contains("finds in everything"), "{last}");
}

#[test]
fn n_walks_the_hits_of_the_finder() {
    let mut s = session(built_in(), (120, 40), "/bombing<enter>");
    let first = s.state().subject.as_ref().map(|subject| subject.title().to_owned());
    press(&mut s, "n");
    assert!(footer(&s).contains("hit 2 of "), "{}", footer(&s));
    assert!(footer(&s).contains("for “bombing”"), "{}", footer(&s));
    press(&mut s, "N");
    assert!(footer(&s).contains("hit 1 of "), "{}", footer(&s));
    assert_eq!(s.state().subject.as_ref().map(|subject| subject.title().to_owned()), first);
    press(&mut s, "N");
    assert!(footer(&s).contains("from the last again"), "{}", footer(&s));
    // Where the last jump was another one, n goes on in what was jumped to.
    press(&mut s, "gg/kerman<enter><enter>n");
    assert!(!footer(&s).contains("hit "), "{}", footer(&s));
}

#[test]
fn n_says_what_it_needs() {
    let s = session(built_in(), (120, 40), "n");
    assert!(footer(&s).contains("Ctrl-s searches in what is open"), "{}", footer(&s));
}

#[test]
fn the_palette_takes_the_words_of_other_programs_and_any_text() {
    let s = session(built_in(), (100, 30), ":help<enter>");
    assert!(screen(&s).contains("┌ Keys "), "{}", screen(&s));
    let mut s = session(built_in(), (100, 30), ":");
    for word in ["quit", "exit", "yank", "url", "bookmarks"] {
        press(&mut s, &format!("{word}<c-u>{word}"));
        let first = screen(&s).lines().skip(4).find(|line| !line.contains("──")).unwrap_or_default().to_owned();
        assert!(!first.contains("Find “"), "{word}: {first}");
        press(&mut s, "<c-u>");
    }
    press(&mut s, "kerman church");
    assert!(screen(&s).contains("Find “kerman church” in everything that is open"), "{}", screen(&s));
    press(&mut s, "<enter>");
    assert_eq!(s.state().finder().map(|finder| finder.prompt.text()), Some("kerman church"));
}

#[test]
fn the_palette_sorts_exports_and_changes_the_theme() {
    let mut s = session(built_in(), (100, 30), ":sort killed<enter>");
    assert!(screen(&s).contains("▾killed"), "{}", screen(&s));
    press(&mut s, ":export<enter>");
    assert!(screen(&s).contains("Export · 91 entries"), "{}", screen(&s));
    press(&mut s, "<esc>:theme<enter>");
    assert!(screen(&s).contains("colours for a light background"), "{}", screen(&s));
    assert!(s.state().settings.theme.is_light());
    press(&mut s, "gc");
    assert_eq!(s.state().settings.theme, parallax::ui::theme::Theme::Mono);
    press(&mut s, "gc");
    assert_eq!(s.state().settings.theme, parallax::ui::theme::Theme::Dark);
}

#[test]
fn escape_closes_a_box_before_it_ends_the_search_below() {
    let mut s = session(built_in(), (100, 30), "<f3><enter><c-s>recruit<enter><f2>f");
    assert!(screen(&s).contains("Filter"), "{}", screen(&s));
    press(&mut s, "<esc>");
    assert!(!screen(&s).contains("Filter"), "the box is closed\n{}", screen(&s));
    // What is typed now is keys again.
    press(&mut s, "?");
    assert!(screen(&s).contains("┌ Keys "), "{}", screen(&s));
}

#[test]
fn closing_the_view_that_a_search_began_in_ends_it() {
    let mut s = session(built_in(), (100, 30), "ga<c-s>scmp<enter>");
    assert!(s.state().view_search.is_some());
    press(&mut s, "q");
    assert!(s.state().view_search.is_none() && !footer(&s).contains("scmp"), "{}", footer(&s));
    // One that began beneath goes on there.
    let mut s = session(built_in(), (100, 30), "<c-s>kerman<enter>gaq");
    assert!(s.state().view_search.is_some() && footer(&s).contains("kerman"), "{}", footer(&s));
    press(&mut s, "<esc>");
    assert!(s.state().view_search.is_none());
}

#[test]
fn the_palette_knows_the_commands_of_vi() {
    for typed in ["q", "q!", "wq", "quit", "qa"] {
        let mut s = session(built_in(), (100, 30), "");
        let effects = chord::script(&format!(":{typed}<enter>")).unwrap();
        let quits = effects.into_iter().flat_map(|key| s.step_through(Msg::Key(key)).into_iter());
        assert!(quits.last() == Some(Effect::Quit), "{typed}: {}", screen(&s));
    }
    // Where a view can be closed, that is what the command does there.
    let mut s = session(built_in(), (100, 30), "jjc:q<enter>");
    assert!(!screen(&s).contains("side by side"), "{}", screen(&s));
    for typed in ["w", "export csv"] {
        s = session(built_in(), (100, 30), &format!(":{typed}<enter>"));
        assert!(screen(&s).contains("Export"), "{typed}: {}", screen(&s));
    }
}

#[test]
fn words_are_found_and_marked_where_the_matrix_divides_them() {
    let mut s = session(built_in(), (80, 24), "/crocus<enter>L<c-s>suspected");
    // The selected line of the timeline is underlined too.
    let found = |s: &_| marked(s).0.into_iter().filter(|word| !word.starts_with('▸')).collect::<Vec<_>>();
    let (all, (_, current)) = (found(&s), marked(&s));
    assert!(all.len() == 2 && current == all.concat(), "{all:?}\n{}", screen(&s));
    assert_eq!(current, "suspected", "the hyphen between {all:?} is no part of it");
    press(&mut s, "<esc><c-s>crocus city hall");
    let all = found(&s);
    assert!(all.concat().contains("CrocusCity Hall"), "across the rows of a cell: {all:?}\n{}", screen(&s));
    // An id is divided without a hyphen of its own.
    press(&mut s, "<esc><c-s>limited-times<up>");
    let (all, (_, current)) = (found(&s), marked(&s));
    assert_eq!(all[..2].concat(), "limited-times", "across the rows of the head: {all:?}\n{}", screen(&s));
    assert_eq!(current, "limited-times", "{}", screen(&s));
    press(&mut s, "<esc>");
    // What stands beside it in another cell does not go on from it.
    press(&mut s, "<esc><c-s>limited scmp");
    assert_eq!(found(&s), [""; 0], "{}", screen(&s));
    assert!(s.screen().content.iter().all(|cell| cell.modifier.bits() <= Modifier::all().bits()), "no tag is left");
}
