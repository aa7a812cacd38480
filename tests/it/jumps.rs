//! The list of jumps, and the trail of where one is: keys in, the screen and the place out.

use parallax::session::Session;

use crate::fixture::{built_in, press, screen, session};

/// The entry selected, the number of views, and whether the ledger has the focus.
fn place(s: &Session) -> (Option<u32>, usize, bool) {
    (s.state().selected(), s.state().views.len(), s.state().focus == parallax::app::settings::Focus::Ledger)
}

#[test]
fn jumps_are_listed_in_words_and_enter_goes_there() {
    for size in [(80, 24), (120, 40)] {
        let mut s = session(built_in(), size, "gj");
        assert!(screen(&s).contains("no jump yet"), "{}", screen(&s));
        press(&mut s, "j");
        let mut places = vec![place(&s)];
        for keys in ["/kerman<enter>", "<enter>", "gn", "gt", "/crocus<enter>"] {
            press(&mut s, keys);
            places.push(place(&s));
        }
        press(&mut s, "gj");
        let list = screen(&s);
        for words in
            ["5 jumps back, 0 forward", "Timeline · ", "Ledger · Kerman", "Reader · ", "❭ ¶", "here: Ledger · "]
        {
            assert!(list.contains(words), "{words}: {list}");
        }
        // Three jumps back at once, and forward again; the list is in the same order.
        press(&mut s, "kk<enter>");
        assert_eq!(place(&s), places[2], "{}", screen(&s));
        press(&mut s, "gj");
        assert!(screen(&s).contains("2 jumps back, 3 forward"), "{}", screen(&s));
        press(&mut s, "G<enter>");
        assert_eq!(place(&s), places[5], "{}", screen(&s));
        press(&mut s, "gjgg<enter>");
        assert_eq!(place(&s), places[0]);
        // At the present place Enter stays, and Esc closes.
        press(&mut s, "gj<esc>");
        assert!(s.state().overlay.is_none());
        press(&mut s, "gjgg<enter>");
        assert_eq!(place(&s), places[0]);
    }
}

#[test]
fn the_trail_says_where_the_cursor_is() {
    let mut s = session(built_in(), (120, 40), "/kerman<enter>");
    let status = |s: &Session| screen(s).lines().rev().nth(1).unwrap_or_default().to_owned();
    assert!(status(&s).contains("Kerman bombings ❭ ") || status(&s).contains("¶"), "{}", status(&s));
    press(&mut s, "<enter>");
    let foot = screen(&s).lines().rev().nth(1).unwrap_or_default().to_owned();
    assert!(foot.contains(" ❭ ¶"), "{foot}");
    // Where room is short, the passage stays.
    let narrow = session(built_in(), (60, 16), "/kerman<enter><enter>");
    let foot = screen(&narrow).lines().rev().nth(1).unwrap_or_default().to_owned();
    assert!(foot.contains("❭ ¶"), "{foot}");
}
