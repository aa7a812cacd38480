//! The mouse on everything that is on the screen: keys of the footer, headings, chips, the strip, boundaries; and the wheel.

use parallax::app::Msg;
use parallax::app::settings::Focus;
use parallax::session::Session;
use proptest::prelude::*;

use crate::fixture::{built_in, footer, press, screen, session, tiny};

fn send(s: &mut Session, msg: Msg) {
    let _ = s.step_through(msg);
}

fn click(s: &mut Session, (x, y): (u16, u16)) {
    send(s, Msg::Point(x, y));
    send(s, Msg::Release);
}

fn drag(s: &mut Session, (x, y): (u16, u16), to: (u16, u16)) {
    send(s, Msg::Point(x, y));
    send(s, Msg::Drag(to.0, to.1));
    send(s, Msg::Release);
}

/// Where a text begins on the screen.
fn place(s: &Session, text: &str) -> (u16, u16) {
    let shown = screen(s);
    let find = |(y, line): (usize, &str)| line.find(text).map(|at| (line[..at].chars().count() as u16, y as u16));
    shown.lines().enumerate().find_map(find).unwrap_or_else(|| panic!("{text} is not on:\n{shown}"))
}

#[test]
fn a_click_on_a_key_of_the_footer_does_what_the_key_does() {
    let mut s = session(built_in(), (80, 24), "");
    let at = place(&s, "/ find");
    click(&mut s, at);
    assert!(s.state().finder().is_some());
    let at = place(&s, "cancel");
    click(&mut s, at);
    assert!(s.state().overlay.is_none());
    // A message stands in place of the keys, so a click there only clears it.
    press(&mut s, "M");
    assert!(footer(&s).contains("mouse on; M returns it"));
    let at = (place(&s, "mouse on").0, 23);
    click(&mut s, at);
    assert!(s.state().finder().is_none() && footer(&s).contains("/ find"));
}

#[test]
fn a_click_on_a_heading_folds_its_group_or_goes_to_its_first_entry() {
    let mut s = session(built_in(), (120, 40), "<tab>");
    let at = place(&s, "2023   ");
    click(&mut s, at);
    assert_eq!(s.state().focus, Focus::Timeline);
    let (_, y) = place(&s, "▸");
    assert_eq!(y, at.1 + 1, "the entry below the heading is selected");
    press(&mut s, "G");
    let at = place(&s, "− undated");
    click(&mut s, at);
    let at = place(&s, "+ undated");
    click(&mut s, at);
    assert!(screen(&s).contains("− undated"));
}

#[test]
fn a_click_on_the_strip_jumps_and_a_drag_filters() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "");
        let before = s.state().selected();
        click(&mut s, (8, 2));
        assert_ne!(s.state().selected(), before, "{}", screen(&s));
        press(&mut s, "<bs>");
        assert_eq!(s.state().selected(), before, "a jump");
        send(&mut s, Msg::Point(16, 2));
        send(&mut s, Msg::Drag(11, 2));
        assert!(footer(&s).contains("let go to filter by it"), "{}", footer(&s));
        send(&mut s, Msg::Release);
        let chip = s.state().filter.text.clone();
        assert!(chip.starts_with("on:20") && chip.contains('/'), "{chip}");
        assert!(s.state().entries.shown.len() < s.state().entries.all.len());
        // A click on the chip takes it out.
        let at = place(&s, &chip[..7]);
        click(&mut s, at);
        assert!(!s.state().filter.is_on(), "{}", screen(&s));
    }
}

#[test]
fn a_click_takes_out_one_chip_of_several() {
    let mut s = session(built_in(), (120, 40), "fat:AF<enter>killed:>1<enter><esc>");
    assert_eq!(s.state().filter.chips().len(), 2, "{}", s.state().filter.text);
    let at = place(&s, "at:AF");
    click(&mut s, at);
    assert_eq!(s.state().filter.text, "killed:>1");
    assert!(footer(&s).contains("no longer filtered by at:AF"), "{}", footer(&s));
    press(&mut s, "u");
    assert_eq!(s.state().filter.chips().len(), 2, "undo brings it back");
}

#[test]
fn a_boundary_is_dragged() {
    let mut s = session(built_in(), (80, 24), "");
    drag(&mut s, (40, 10), (50, 12));
    assert!(footer(&s).contains("the timeline has 50 of 80 columns"), "{}", footer(&s));
    drag(&mut s, (49, 10), (0, 10));
    assert!(footer(&s).contains("the timeline has 26 of 80 columns"), "{}", footer(&s));
    // Without the button nothing moves.
    send(&mut s, Msg::Drag(50, 10));
    assert!(footer(&s).contains("26 of 80"));
    let mut s = session(built_in(), (200, 50), "");
    drag(&mut s, (130, 10), (150, 10));
    drag(&mut s, (60, 10), (70, 10));
    assert!(footer(&s).contains("the timeline has 70 of 200 columns"), "{}", footer(&s));
    // However far it went, it is one change.
    let mut s = session(built_in(), (100, 30), "M");
    let before = s.state().settings.split;
    send(&mut s, Msg::Point(50, 10));
    for x in [52, 55, 58, 61] {
        send(&mut s, Msg::Drag(x, 10));
    }
    send(&mut s, Msg::Release);
    assert_ne!(s.state().settings.split, before);
    press(&mut s, "u");
    assert_eq!(s.state().settings.split, before, "{}", footer(&s));
}

#[test]
fn the_wheel_moves_what_is_under_it_and_nothing_else() {
    let mut s = session(built_in(), (200, 50), "");
    let before = s.state().selected();
    // A row of the ledger without a claim, the passages, the header and the footer.
    for at in [(70, 1), (70, 2), (70, 3), (170, 8), (5, 0), (5, 49)] {
        send(&mut s, Msg::Wheel(at.0, at.1, 3));
        assert_eq!(s.state().selected(), before, "{at:?}");
    }
    assert_eq!(s.state().focus, Focus::Ledger);
    send(&mut s, Msg::Wheel(5, 10, 3));
    assert_ne!(s.state().selected(), before);
}

#[test]
fn the_wheel_moves_the_article_under_it_side_by_side() {
    let mut s = session(built_in(), (120, 40), "<f3>b");
    let half = |s: &Session, right: bool| -> String {
        screen(s)
            .lines()
            .map(|line| line.chars().skip(if right { 80 } else { 0 }).take(36).collect::<String>() + "\n")
            .collect()
    };
    let right = half(&s, true);
    for _ in 0..12 {
        send(&mut s, Msg::Wheel(100, 20, 3));
    }
    assert_ne!(half(&s, true), right);
    // The article under the pointer has the focus, so that keys go on where the wheel was.
    let right = half(&s, true);
    press(&mut s, "j");
    assert_ne!(half(&s, true), right);
}

#[test]
fn no_click_or_drag_anywhere_makes_it_fall_over() {
    let event = (0u8..4, 0u16..210, 0u16..60);
    let keys = prop_oneof![
        Just(""),
        Just(""),
        Just(""),
        Just("c"),
        Just("<f3>"),
        Just("b"),
        Just("/kor"),
        Just("f"),
        Just("<esc>"),
        Just("q"),
        Just("+"),
        Just("v"),
        Just("?"),
        Just("Z"),
        Just("H"),
        Just("g"),
        Just("skza"),
        Just("fat:*<enter><esc>"),
    ];
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let sizes = prop_oneof![Just((80, 24)), Just((200, 50)), (60u16..220, 16u16..60)];
    runner
        .run(&(sizes, prop::collection::vec((keys, event), 1..40)), |(size, steps)| {
            let mut s = session(tiny(true), size, "");
            for (keys, (kind, x, y)) in steps {
                press(&mut s, keys);
                send(
                    &mut s,
                    match kind {
                        0 => Msg::Point(x, y),
                        1 => Msg::Drag(x, y),
                        2 => Msg::Release,
                        _ => Msg::Wheel(x, y, 3),
                    },
                );
                let _ = s.screen();
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_click_on_the_scale_of_the_strip_is_no_click_on_its_last_bar() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "jjj");
        let (selected, history) = (s.state().selected(), s.state().history.has_past());
        let at = if size.1 < 40 { place(&s, "█=") } else { (1, 3) };
        click(&mut s, at);
        assert_eq!((s.state().selected(), s.state().history.has_past()), (selected, history), "{}", screen(&s));
    }
}
