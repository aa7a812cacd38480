//! Several marks at once, and the export of what is marked.

use std::process::{Command, Stdio};

use parallax::app::{Effect, Msg};
use parallax::keymap::chord;
use parallax::session::Session;

use crate::fixture::{built_in, footer, path, press, screen, session, tiny};
use crate::terminal::{Scratch, Terminal, program};

#[test]
fn a_range_is_marked_from_its_beginning_to_its_end() {
    let mut s = session(built_in(), (100, 30), "jV");
    assert!(footer(&s).contains("a range begins here"), "{}", footer(&s));
    press(&mut s, "jjV");
    assert!(footer(&s).contains("3 marks added"), "{}", footer(&s));
    assert_eq!(s.state().marks.all().len(), 3);
    press(&mut s, "kVkkV");
    assert!(footer(&s).contains("1 mark added, 2 there before"), "{}", footer(&s));
    press(&mut s, "V<esc>");
    assert!(footer(&s).contains("nothing was marked") && s.state().range_from.is_none());
    // Whatever changes the list drops the range: its ends would mean other entries.
    for keys in ["fat:RU<enter><esc>", "S", "sk", "gq", "<enter>"] {
        let other = session(built_in(), (100, 30), &format!("V{keys}"));
        assert!(other.state().range_from.is_none(), "{keys}");
    }
    let names = session(tiny(false), (100, 30), "gnVjV");
    assert_eq!(names.state().marks.all().len(), 2);
}

#[test]
fn all_that_the_filter_shows_is_marked() {
    let mut s = session(built_in(), (100, 30), "fverdict:conflict<enter><esc>");
    let shown = s.state().entries.shown.len();
    assert!(shown > 1);
    press(&mut s, "gM");
    assert_eq!(s.state().marks.all().len(), shown, "{}", footer(&s));
    assert!(footer(&s).contains(&format!("{shown} marks added")), "{}", footer(&s));
}

#[test]
fn what_the_list_hides_is_not_marked() {
    let mut s = session(built_in(), (100, 30), "S");
    let (listed, all) = (s.state().entries.listed_certain().len(), s.state().entries.all.len());
    assert!(listed > 1 && listed < all);
    press(&mut s, "gM");
    assert_eq!(s.state().marks.all().len(), listed, "{}", footer(&s));
    assert!(s.state().marks.all().iter().all(|mark| mark.target.is_some()));
    // The box of the filter says both numbers.
    press(&mut s, "f");
    assert!(screen(&s).contains(&format!("Filter · {all} of {all} entries, S lists {listed}")), "{}", screen(&s));
}

#[test]
fn no_range_is_begun_where_all_items_are_one_thing() {
    let s = session(built_in(), (100, 30), "ScV");
    assert!(footer(&s).contains("ranges are marked in the timeline, in articles, ledgers and lists"), "{}", footer(&s));
    assert!(s.state().range_from.is_none());
}

#[test]
fn what_does_nothing_here_is_not_offered() {
    let help = |keys: &str| {
        let mut s = session(built_in(), (120, 200), keys);
        press(&mut s, "?");
        screen(&s)
    };
    let compared = help("c");
    assert!(compared.contains("(ranges are marked in the timeline"), "{compared}");
    let mut s = session(built_in(), (100, 30), "@<c-x>");
    assert!(footer(&s).contains("no filter is selected"), "{}", footer(&s));
    press(&mut s, "<esc>jQ");
    assert!(!footer(&s).contains("j down"), "the last command is no longer the last: {}", footer(&s));
}

#[test]
fn what_is_marked_is_exported() {
    let scratch = Scratch::new("marked");
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let export = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(["export", &tiny, "--format", "csv", "--marked"]).args(more);
        command.env("XDG_STATE_HOME", &scratch.0).stdin(Stdio::null()).output().unwrap()
    };
    let none = export(&[]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no entry is marked"));
    let mut t = Terminal::run(program(&scratch.0, &[&tiny]), 100, 30);
    t.until_text("Timeline");
    t.press("m");
    t.until_text("incident marked; ' lists");
    t.press("q");
    assert!(t.ended().success());
    let marked = export(&[]);
    let rows = String::from_utf8(marked.stdout).unwrap();
    assert_eq!(marked.status.code(), Some(0));
    assert!(rows.lines().count() == 2 && rows.contains("Depot blast at the port"), "{rows}");
    let other = export(&["--filter", "bridge"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&other.stderr).contains("no marked entry matches the filter"), "{other:?}");
}

#[test]
fn marks_are_tagged_one_by_one_and_by_the_range() {
    let mut s = session(built_in(), (100, 30), "T");
    assert!(screen(&s).contains("Tags · "), "{}", screen(&s));
    press(&mut s, "check<space>#print<enter>");
    assert!(footer(&s).contains("1 mark tagged #check #print"), "{}", footer(&s));
    // A range adds to what each has.
    press(&mut s, "VjjTdone<enter>");
    assert!(footer(&s).contains("3 marks tagged #done"), "{}", footer(&s));
    let tags: Vec<String> = s.state().marks.all().iter().map(|mark| mark.tags.join(" ")).collect();
    assert_eq!(tags, ["check done print", "done", "done"]);
    press(&mut s, "'");
    assert!(screen(&s).contains("#check #done #print · "), "{}", screen(&s));
    press(&mut s, "T");
    assert!(screen(&s).contains("check done print") && screen(&s).contains("#done 3"), "{}", screen(&s));
    press(&mut s, "<c-u>a/b<enter>");
    assert!(screen(&s).contains("a tag has 1 to 60 letters"), "{}", screen(&s));
    press(&mut s, "<c-u><enter>");
    assert!(s.state().marks.all()[0].tags.is_empty());
    press(&mut s, "u");
    assert_eq!(s.state().marks.all()[0].tags.join(" "), "check done print", "{}", footer(&s));
    press(&mut s, "<c-r>");
    assert!(s.state().marks.all()[0].tags.is_empty());
}

#[test]
fn tagging_a_range_says_what_it_does() {
    let mut s = session(built_in(), (100, 30), "VjjT");
    assert!(screen(&s).contains("Tags to add · 3 items"), "{}", screen(&s));
    press(&mut s, "<enter>");
    assert!(footer(&s).contains("no tag is typed") && s.state().marks.is_empty(), "{}", footer(&s));
    // The form that is left keeps the range.
    press(&mut s, "<esc>");
    assert!(s.state().range_from.is_some() && s.state().overlay.is_none());
    press(&mut s, "Tcheck<enter>");
    assert!(footer(&s).contains("3 marks tagged #check") && s.state().range_from.is_none(), "{}", footer(&s));
}

#[test]
fn a_range_that_is_too_long_says_so_when_it_is_tagged() {
    let rows: String =
        (1..=1_203).map(|n| format!("KES{n},2024-01-{:02},Riots,Kestrania,{n},\n", n % 28 + 1)).collect();
    let scratch = Scratch::new("long");
    let file = scratch.0.join("long.csv");
    std::fs::write(&file, format!("event_id_cnty,event_date,event_type,country,fatalities,notes\n{rows}")).unwrap();
    let loaded = parallax::load::load(&parallax::load::Request { paths: vec![file], sources: Vec::new() });
    assert_eq!(loaded.workspace.len(), 1_203);
    let mut s = session(loaded, (100, 30), "VGT");
    assert!(screen(&s).contains("The range has 203 more"), "{}", screen(&s));
    press(&mut s, "check<enter>");
    assert!(footer(&s).contains("1,000 marks tagged #check, 203 more are not"), "{}", footer(&s));
}

#[test]
fn a_mark_on_a_record_is_not_cited_by_the_number_of_its_row() {
    let ged = path("tests/fixtures/sets/ged-251.csv");
    let loaded = parallax::load::load(&parallax::load::Request { paths: vec![ged], sources: Vec::new() });
    let mut s = session(loaded, (120, 30), "m'");
    let copied = s.step_through(parallax::app::Msg::Key(parallax::keymap::chord::script("y").unwrap()[0]));
    assert!(copied.is_empty(), "{copied:?}");
    assert!(footer(&s).contains("opens the record, whose id is in its row, to cite it"), "{}", footer(&s));
}

#[test]
fn tags_last_and_choose_what_is_exported() {
    let scratch = Scratch::new("tagged");
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let mut t = Terminal::run(program(&scratch.0, &[&tiny]), 100, 30);
    t.until_text("Timeline");
    t.press("Tfollow-up\r");
    t.until_text("tagged #follow-up");
    t.press("jm");
    t.until_text("marked");
    t.press("gn");
    t.until_text("Names");
    t.press("Tpeople\r");
    t.until_text("tagged #people");
    t.press("\u{3}");
    assert!(t.ended().success());
    let export = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(["export", &tiny, "--format", "csv"]).args(args).env("XDG_STATE_HOME", &scratch.0);
        command.stdin(Stdio::null()).output().unwrap()
    };
    assert_eq!(String::from_utf8(export(&["--marked"]).stdout).unwrap().lines().count(), 3);
    let tagged = String::from_utf8(export(&["--tag", "follow-up"]).stdout).unwrap();
    assert!(tagged.lines().count() == 2 && tagged.contains("Depot blast"), "{tagged}");
    let names = export(&["--tag", "people"]);
    assert_eq!(names.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&names.stderr).contains("no marked entry has the tag “people”"), "{names:?}");
    let wrong = export(&["--tag", "folow-up"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("did you mean “follow-up”?"), "{wrong:?}");
}

/// What is put into the terminal's clipboard.
fn clipboard(session: &mut Session, keys: &str) -> String {
    let effects =
        chord::script(keys).unwrap().into_iter().flat_map(|key| session.step_through(Msg::Key(key)).into_iter());
    let copied = effects.filter_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    copied.last().unwrap_or_default()
}

#[test]
fn a_range_is_seen_copied_and_exported_as_a_range() {
    let mut s = session(built_in(), (100, 30), "jVjj");
    let text = screen(&s);
    assert_eq!(text.matches('▹').count(), 2, "{text}");
    assert!(text.contains("a range of 3 items; V marks, y copies, E exports, T tags; Esc drops it"), "{text}");
    let copied = clipboard(&mut s, "y");
    assert_eq!(copied.lines().count(), 3, "{copied}");
    assert!(screen(&s).contains("3 items with their sources: sent to the terminal's clipboard"), "{}", screen(&s));
    // The range is done with.
    press(&mut s, "j");
    assert!(!screen(&s).contains("a range of"), "{}", screen(&s));
    press(&mut s, "ggVjE");
    assert!(screen(&s).contains("2 entries"), "{}", screen(&s));
    let (view, _) = s.exported();
    assert_eq!(view.words(), "2 entries");
    press(&mut s, "<esc><esc>E");
    assert!(screen(&s).contains("91 entries"), "{}", screen(&s));
}

#[test]
fn of_a_range_of_any_list_is_copied_what_is_copied_of_each_item() {
    for list in ["", "ga", "gn", "ga<enter>"] {
        let alone: Vec<String> = (0..3)
            .map(|down| clipboard(&mut session(built_in(), (100, 30), list), &format!("{}y", "j".repeat(down))))
            .collect();
        let mut s = session(built_in(), (100, 30), list);
        assert_eq!(clipboard(&mut s, "Vjjy"), alone.join("\n"), "{list}");
        assert!(footer(&s).contains("3 items with their sources"), "{}", footer(&s));
        let mut s = session(built_in(), (100, 30), list);
        assert_eq!(clipboard(&mut s, "jjVkky"), alone.join("\n"), "{list}");
    }
}

#[test]
fn a_range_that_is_too_long_says_so_when_it_is_copied() {
    let scratch = Scratch::new("long-article");
    let file = scratch.0.join("long.txt");
    let paragraphs: String = (1..=1_100).map(|n| format!("Paragraph {n} of the report is here.\n\n")).collect();
    std::fs::write(&file, format!("Title: Long\n\n{paragraphs}")).unwrap();
    let loaded = parallax::load::load(&parallax::load::Request { paths: vec![file], sources: Vec::new() });
    let mut s = session(loaded, (100, 30), "ga<enter>V");
    let copied = clipboard(&mut s, "Gy");
    assert_eq!(copied.lines().count(), 1_000);
    assert!(screen(&s).contains("1,000 items with their sources, the first of 1,100: sent"), "{}", screen(&s));
}

#[test]
fn a_range_says_what_it_is_without() {
    let mut s = session(built_in(), (100, 30), "zMGkkkVG");
    assert!(footer(&s).contains("a range of 1 item without 3 folded groups; V marks"), "{}", screen(&s));
    assert_eq!(clipboard(&mut s, "y").lines().count(), 1);
    assert!(footer(&s).contains("1 item with its source without 3 folded groups"), "{}", footer(&s));
    press(&mut s, "kkkVGV");
    assert!(footer(&s).contains("1 mark added without 3 folded groups;"), "{}", footer(&s));
}

#[test]
fn a_range_names_only_keys_that_do_something_with_it() {
    let says = |s: &Session, keys: &str| {
        let text = footer(s);
        assert!(text.contains(&format!("; {keys}; Esc drops it")), "{text}");
    };
    says(&session(built_in(), (100, 30), "Vj"), "V marks, y copies, E exports, T tags");
    says(&session(built_in(), (100, 30), "gaVj"), "V marks, y copies, T tags");
    says(&session(built_in(), (100, 30), "mjm'Vj"), "y copies, T tags");
    // Of records the ids are cited, which are in their rows.
    let set = path("tests/fixtures/crosswalk/gtd.csv");
    let with = |paths| parallax::load::load(&parallax::load::Request { paths, sources: Vec::new() });
    let mut s = session(with(vec![set]), (100, 30), "Vj");
    says(&s, "V marks, E exports, T tags");
    assert_eq!(clipboard(&mut s, "y"), "");
    assert!(footer(&s).contains("E exports the range"), "{}", footer(&s));
}

#[test]
fn a_range_is_dropped_where_another_pane_is_clicked() {
    let mut s = session(built_in(), (120, 30), "jjVj");
    let _ = s.step_through(Msg::Point(100, 10));
    let _ = s.step_through(Msg::Release);
    assert!(s.state().range_from.is_none(), "{}", screen(&s));
    assert!(!footer(&s).contains("a range"), "{}", footer(&s));
    // The wheel moves the pane under the pointer.
    let mut s = session(built_in(), (120, 30), "jjVj");
    let _ = s.step_through(Msg::Wheel(100, 10, 1));
    assert!(s.state().range_from.is_none(), "{}", screen(&s));
    // A click into the list itself moves the end of the range.
    let mut s = session(built_in(), (120, 30), "jjVj");
    let _ = s.step_through(Msg::Point(10, 12));
    assert!(footer(&s).contains("a range of"), "{}", footer(&s));
}

#[test]
fn quotations_are_marked_in_their_list() {
    let mut s = session(built_in(), (100, 30), "gqm");
    assert!(footer(&s).contains("marked until you quit"), "{}", footer(&s));
    assert_eq!(s.state().marks.all().len(), 1);
    press(&mut s, "VGV");
    assert_eq!(s.state().marks.all().len(), s.corpus().quotes().count(), "{}", footer(&s));
    press(&mut s, "'");
    assert!(screen(&s).contains("quotation") && screen(&s).contains('¶'), "{}", screen(&s));
}

#[test]
fn a_claim_is_marked_seen_and_copied_as_itself() {
    for (columns, keys) in [(80, "S<enter>"), (120, "S<enter>"), (120, "SL<enter>"), (120, "Sc")] {
        let mut s = session(built_in(), (columns, 30), keys);
        let alone = clipboard(&mut s, "y");
        press(&mut s, "m");
        assert!(footer(&s).contains("claim marked until you quit"), "{keys}: {}", footer(&s));
        assert!(screen(&s).contains('◆'), "{keys}: {}", screen(&s));
        // The only mark of its kind is what the cursor is on.
        assert_eq!(clipboard(&mut s, "y"), alone, "{keys}");
        assert!(footer(&s).contains("the citation of the claim “"), "{keys}: {}", footer(&s));
        press(&mut s, "m");
        assert!(!screen(&s).contains('◆') && s.state().marks.is_empty(), "{keys}: {}", screen(&s));
    }
}

#[test]
fn marked_claims_are_copied_together_and_the_one_under_the_cursor_alone() {
    let mut s = session(built_in(), (80, 24), "S<enter>");
    let each: Vec<String> = (0..3).map(|down| clipboard(&mut s, if down == 0 { "y" } else { "jy" })).collect();
    press(&mut s, "kkmjm");
    assert_eq!(s.state().marks.all().len(), 2);
    // The cursor is on a claim that is not marked.
    press(&mut s, "j");
    assert_eq!(clipboard(&mut s, "y"), each[..2].join("\n"));
    let said = "2 marked claims: sent to the terminal's clipboard; y again: only this one";
    assert!(footer(&s).contains(said), "{}", footer(&s));
    assert_eq!(clipboard(&mut s, "y"), each[2]);
    assert!(footer(&s).contains("y again: the 2 marked"), "{}", footer(&s));
    assert_eq!(clipboard(&mut s, "y"), each[..2].join("\n"));
    // The other key begins with what is marked.
    assert!(!clipboard(&mut s, "Y").is_empty());
    assert!(screen(&s).contains("2 marked claims as Markdown"), "{}", screen(&s));
    assert_eq!(clipboard(&mut s, "y"), each[..2].join("\n"));
    // Elsewhere the marks are of another kind.
    let one = clipboard(&mut s, "<esc>y");
    assert!(one.contains("In: ") && footer(&s).contains("2 marks"), "{one}: {}", screen(&s));
}

#[test]
fn a_range_of_the_ledger_marks_each_of_its_claims() {
    let mut s = session(built_in(), (100, 30), "S<enter>Vjj");
    assert_eq!(screen(&s).matches('▹').count(), 3, "{}", screen(&s));
    press(&mut s, "V");
    assert!(footer(&s).contains("3 marks added"), "{}", footer(&s));
    assert_eq!(screen(&s).matches('◆').count(), 3, "{}", screen(&s));
    press(&mut s, "'");
    assert_eq!(screen(&s).matches("claim ").count(), 3, "{}", screen(&s));
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("▌"), "a mark on a claim leads to its passage: {}", screen(&s));
}

#[test]
fn what_is_marked_bears_the_sign_wherever_it_is_shown() {
    for (keys, is_after) in [
        ("mga<esc>", "◆"),
        ("m<enter>", "┌ ◆ "),
        ("gam", "◆"),
        ("gam<enter>", "┌ ◆ "),
        ("gqm", "◆¶"),
        ("gnm", "◆"),
        ("ga<enter>jm", "◆"),
        ("ga<enter>jmga<esc>b", "◆"),
        ("mF7", "◆"),
    ] {
        let s = session(built_in(), (120, 40), &keys.replace("F7", "<f7>"));
        assert!(screen(&s).contains(is_after), "{keys}: {}", screen(&s));
    }
}

#[test]
fn what_several_items_of_a_range_are_is_marked_once() {
    // All lines of a record are the record.
    let ged = path("tests/fixtures/sets/ged-251.csv");
    let loaded = parallax::load::load(&parallax::load::Request { paths: vec![ged], sources: Vec::new() });
    let mut s = session(loaded, (100, 30), "<enter>VjjV");
    assert!(footer(&s).contains("1 mark added; '"), "{}", footer(&s));
    press(&mut s, "VjV");
    assert!(footer(&s).contains("0 marks added, 1 there before"), "{}", footer(&s));
    assert_eq!(s.state().marks.all().len(), 1);
}

#[test]
fn a_range_is_seen_wherever_its_list_is_scrolled_to() {
    // Two articles fill the screen.
    for (keys, least, beside) in [("gaVG", 2, "▹Asia’s"), ("gaGVgg", 2, "▹Asia’s"), ("S<enter>VG", 6, "▹")] {
        let s = session(built_in(), (100, 30), keys);
        let text = screen(&s);
        assert!(text.matches('▹').count() >= least && text.contains(beside), "{keys}: {text}");
    }
}

#[test]
fn what_has_no_id_says_that_it_cannot_be_marked() {
    let mut s = session(built_in(), (100, 30), "S<enter>G");
    press(&mut s, "m");
    let text = footer(&s);
    assert!(text.contains("cannot be marked") || s.state().marks.all().len() == 1, "{text}");
}

#[test]
fn marks_on_claims_quotations_and_articles_are_found_again() {
    let mut s = session(built_in(), (100, 30), "S<enter>mgamgqm");
    let saved: Vec<_> = s.state().marks.all().iter().map(parallax::app::marks::Mark::bookmark).collect();
    assert_eq!(saved.len(), 3);
    let text = serde_json::to_string(&saved).unwrap();
    let read: Vec<parallax::saved_state::Bookmark> = serde_json::from_str(&text).unwrap();
    let again = parallax::app::marks::Marks::from_bookmarks(s.workspace(), &read);
    let targets = |marks: &parallax::app::marks::Marks| marks.all().iter().map(|mark| mark.target).collect::<Vec<_>>();
    assert!(targets(&again).iter().all(Option::is_some));
    assert_eq!(targets(&again), targets(&s.state().marks));
    press(&mut s, "'");
    for word in ["claim", "article", "quotation"] {
        assert!(screen(&s).contains(word), "{word}: {}", screen(&s));
    }
}

#[test]
fn tmux_is_named_once_with_the_way_out() {
    let mut s = session(built_in(), (80, 24), "S<enter>");
    s.copy_through_tmux(true);
    assert!(!clipboard(&mut s, "y").is_empty());
    let text = footer(&s);
    assert!(text.contains("sent; if tmux keeps it back: set -g set-clipboard on"), "{text}");
    assert!(text.contains("claim “"), "{text}");
    press(&mut s, "j");
    assert!(!clipboard(&mut s, "y").is_empty());
    assert!(footer(&s).contains("sent to the terminal's clipboard"), "{}", footer(&s));
    // It takes nothing from what is said of the text and of the next key.
    let mut s = session(built_in(), (200, 24), "mjm");
    s.copy_through_tmux(true);
    assert!(!clipboard(&mut s, "y").is_empty());
    assert!(footer(&s).contains("set-clipboard on; y again: only this one"), "{}", footer(&s));
}
