//! What somebody new understands from the screen alone: nothing is cut for good, and nothing stops without a reason.

use parallax::load::{Loaded, Request, load};
use parallax::model::{Entry, Scope};

use crate::fixture::{built_in, footer, press, screen, session, tiny};
use crate::terminal::Scratch;

/// A corpus of which nothing is confirmed.
fn drafts(scratch: &Scratch) -> Loaded {
    for (path, text) in crate::desk::FILES {
        let path = scratch.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Each article is an origin of its own.
        let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("draft_origin"));
        std::fs::write(path, lines.collect::<String>()).unwrap();
    }
    load(&Request { paths: vec![scratch.0.clone()], sources: Vec::new() })
}

/// The help over a screen, as one text; long lines stand as one.
fn help(loaded: Loaded, columns: u16, keys: &str) -> String {
    let mut s = session(loaded, (columns, 24), keys);
    let mut all = String::new();
    press(&mut s, "?");
    for _ in 0..60 {
        all.push_str(&screen(&s));
        press(&mut s, "<pgdn>");
    }
    all
}

/// The signs that the help explains as those on the screen.
fn signs_on(loaded: Loaded, keys: &str) -> String {
    let mut s = session(loaded, (100, 24), keys);
    let (width, height) = (100, 400);
    press(&mut s, "?");
    let _ = s.step(parallax::app::Msg::Resize(width, height));
    let text = screen(&s);
    let from = text.find("Signs on this screen").unwrap_or(text.len());
    let to = text[from..].find("Other signs").map_or(text.len(), |at| from + at);
    text[from..to].to_owned()
}

#[test]
fn a_search_that_is_on_offers_the_keys_that_walk_it() {
    let mut s = session(built_in(), (80, 24), "<enter><c-s>the<enter>");
    assert!(footer(&s).contains("n next match   N previous"), "{}", footer(&s));
    press(&mut s, "<esc>");
    assert!(!footer(&s).contains("next match"), "{}", footer(&s));
}

#[test]
fn what_the_status_line_cuts_is_shown_whole_by_the_key_that_it_names() {
    let status = |s: &parallax::session::Session| screen(s).lines().rev().nth(1).unwrap().to_owned();
    let mut s = session(built_in(), (80, 24), "");
    for _ in 0..60 {
        if status(&s).contains("… ?: whole") {
            break;
        }
        press(&mut s, "j");
    }
    let cut = status(&s);
    assert!(cut.contains("… ?: whole"), "no status line is cut:\n{}", screen(&s));
    press(&mut s, "?");
    let text = screen(&s);
    assert!(text.contains("Selected: "), "{text}");
    let begins: String = cut.trim().chars().take(20).collect();
    assert!(text.contains(&begins), "{begins} is not in\n{text}");
    // Where all of it is there, nothing is added.
    assert!(!help(tiny(false), 120, "").contains("Selected: "));
}

#[test]
fn a_message_takes_as_many_lines_as_it_needs() {
    let mut s = session(built_in(), (60, 16), "");
    let reason = "the configuration has a mistake in its first line, and what is right in the others holds all the same; \
                  write it again as it was before, and the last words of this message are still there to be read";
    let read = parallax::app::msg::Reconfigured {
        keymap: std::sync::Arc::new(parallax::keymap::Keymap::default()),
        colours: Box::leak(Box::default()),
        notice: Some(reason.to_owned()),
    };
    let _ = s.step(parallax::app::Msg::Reconfigured(Box::new(read)));
    let text = screen(&s);
    let lines: Vec<&str> = text.lines().rev().take(4).collect();
    let message: Vec<&str> = lines.into_iter().rev().map(str::trim).collect();
    assert!(message.join(" ").contains(reason), "{text}");
}

#[test]
fn what_several_origins_tell_of_in_drafts_only_is_counted() {
    let scratch = Scratch::new("told-in-drafts");
    let mut s = session(drafts(&scratch), (80, 24), "<f2>S");
    assert!(screen(&s).contains("drafts of 2 origins: 1"), "{}", screen(&s));
    let said = "only what several origins tell of is listed, 1 in drafts only; S goes on to series";
    let lines: Vec<String> = screen(&s).lines().rev().take(2).map(|line| line.trim().to_owned()).collect();
    let text = format!("{} {}", lines[1], lines[0]);
    assert!(text.contains(said), "{}", screen(&s));
    press(&mut s, "S");
    assert!(screen(&s).contains("There are no series; S lists all."), "{}", screen(&s));
    let s = session(built_in(), (80, 24), "S");
    assert!(footer(&s).contains("only what several origins tell of is listed; S goes on to series"), "{}", footer(&s));
}

#[test]
fn sorted_by_verdict_drafts_stand_under_a_heading_of_their_own() {
    let scratch = Scratch::new("draft-verdicts");
    let s = session(drafts(&scratch), (80, 24), "<f2>sv");
    let text = screen(&s);
    assert!(text.contains("⊗ drafts, conflict: 1") && !text.contains("✗ conflict"), "{text}");
    let s = session(built_in(), (80, 24), "sv");
    assert!(!screen(&s).contains("drafts, "), "{}", screen(&s));
}

#[test]
fn sorted_by_killed_it_is_said_what_the_number_leaves_out() {
    let s = session(built_in(), (80, 24), "sk");
    let text = screen(&s);
    assert!(text.contains("91 incidents") && text.contains("52 without series, highest printed"), "{text}");
    assert!(footer(&s).contains("sorted by killed, the highest number first, then 39 series"), "{}", footer(&s));
}

#[test]
fn series_that_pass_only_possibly_are_counted_with_no_certain_ones() {
    let mut s = session(built_in(), (160, 40), "fafter:2023-08<enter><esc>sk");
    let series = |entries: &[u32]| {
        let is_series = |n: u32| match s.workspace().entry(n) {
            Entry::Incident(id) => s.workspace().corpus.incident(id).scope == Scope::Series,
            Entry::Record(_) => false,
        };
        entries.iter().filter(|n| is_series(**n)).count()
    };
    let (certain, possible) = (series(&s.state().entries.shown), series(&s.state().entries.possible));
    assert!(certain > 0 && possible > 0, "{certain}, {possible}");
    assert!(footer(&s).contains(&format!(", then {certain} series")), "{}", footer(&s));
    // Where nothing but series is listed, they come after nothing.
    press(&mut s, "SSsk");
    assert!(!footer(&s).contains("then"), "{}", footer(&s));
}

#[test]
fn a_pane_that_cannot_take_all_columns_says_why() {
    let mut s = session(built_in(), (80, 24), "30>");
    assert!(footer(&s).contains("the other pane has its least"), "{}", footer(&s));
    press(&mut s, "70<lt>");
    assert!(footer(&s).contains("the least it can have"), "{}", footer(&s));
    press(&mut s, "2>");
    assert!(!footer(&s).contains("least"), "{}", footer(&s));
}

#[test]
fn an_action_of_the_timeline_is_named_elsewhere_too() {
    let s = session(built_in(), (80, 24), "ga:sort by k");
    assert!(screen(&s).contains("In the timeline (F2) sk: Sort by killed"), "{}", screen(&s));
    let s = session(built_in(), (80, 24), ":sort by k");
    assert!(!screen(&s).contains("In the timeline"), "{}", screen(&s));
}

#[test]
fn a_key_for_text_is_only_offered_where_there_is_text() {
    assert!(!footer(&session(built_in(), (160, 40), "ga<enter>")).contains("v text/digest"));
    assert!(footer(&session(tiny(true), (160, 40), "ga<enter>")).contains("v text/digest"));
}

#[test]
fn signs_are_listed_where_they_stand_and_only_there() {
    let on = signs_on(built_in(), "S");
    for sign in ["▂▅ █=18", "2013–2024", "3 origins", "orig  · 1"] {
        assert!(on.contains(sign), "{sign} is not in\n{on}");
    }
    for keys in ["ga", "ga<enter>"] {
        let on = signs_on(built_in(), keys);
        assert!(!on.contains("orig  · 1") && !on.contains("▂▅ █=18"), "{keys}\n{on}");
    }
    let all = help(built_in(), 100, "");
    for sign in ["possibly", "0 origins", "by definition", "not weighed", "≠ result", "blank: none is given"] {
        assert!(all.contains(sign), "{sign}");
    }
}
