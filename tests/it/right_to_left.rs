//! Text that is read from right to left: how rows become cells, and what a terminal shows of articles in Arabic and Hebrew.

mod painter;

use parallax::load::{Request, load};
use parallax::session::Session;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::fixture::{path, press, screen, session};
use crate::terminal::{Scratch, Terminal, foreign};

const ARABIC: &str = "tests/fixtures/right-to-left/bridge-ar.txt";
const HEBREW: &str = "tests/fixtures/right-to-left/bridge-he.txt";

/// Letters as they stand from left to right on the screen, if all of them are read from right to left.
fn turned(text: &str) -> String {
    text.chars().rev().collect()
}

/// The article in the reader, in a session that orders letters.
fn reader(file: &str, size: (u16, u16), ordered: bool, keys: &str) -> Session {
    let mut shown = session(load(&Request { paths: vec![path(file)], ..Request::default() }), size, "ga<enter>");
    shown.order_letters(ordered);
    press(&mut shown, keys);
    shown
}

fn drawn(session: &Session) -> (Buffer, Option<Position>) {
    let (columns, rows) = session.state().settings.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = session.draw(&mut buf);
    (buf, cursor)
}

/// The row of the screen that holds some text, without its blanks at the end.
fn row_with(text: &str, shown: &str) -> String {
    let found = shown.lines().find(|row| row.contains(text));
    found.unwrap_or_else(|| panic!("{text} is not on the screen:\n{shown}")).trim_end().to_owned()
}

#[test]
fn an_article_in_hebrew_is_read_from_right_to_left_and_its_numbers_stay_whole() {
    for size in [(80, 24), (120, 40)] {
        let (buf, _) = drawn(&reader(HEBREW, size, true, ""));
        let shown = parallax::runtime::text(&buf);
        let row = row_with("12.5.2024", &shown);
        assert!(row.ends_with(".ועצפנ 4-ו ,(הנחטה דיל) רשגה רגסנ 12.5.2024 םויב │"), "{shown}");
        assert!(row.starts_with("│▌ ¶1   ") || row.starts_with("│ ▌ ¶1  "), "the number stays where it is: {shown}");
        // An English name in it, and a row of it that goes on.
        assert!(row_with("Valley Post", &shown).ends_with("Valley Post יפל │"), "{shown}");
        // A paragraph from left to right with a word in it.
        assert!(row_with("The mayor", &shown).contains("The mayor wrote םולש to everybody (and no more)."), "{shown}");
    }
}

#[test]
fn each_frame_is_ordered_whatever_was_drawn_before_it() {
    let latin = session(load(&Request::default()), (80, 24), "");
    for ordered in [true, false] {
        let arabic = reader(ARABIC, (80, 24), ordered, "");
        let first = drawn(&arabic);
        let before = drawn(&latin);
        assert_eq!(drawn(&arabic), first);
        assert_eq!(drawn(&arabic), first, "and once more without another between");
        assert_eq!(drawn(&latin), before);
        for (buf, _) in [first, before] {
            assert!(buf.content.iter().all(|cell| cell.modifier == cell.modifier & Modifier::all()), "no tag is left");
        }
    }
}

#[test]
fn an_article_in_arabic_is_read_from_right_to_left() {
    let (buf, _) = drawn(&reader(ARABIC, (120, 40), true, ""));
    let shown = parallax::runtime::text(&buf);
    assert!(
        row_with("2024", &shown).ends_with(&format!("2024 {} 12 {} │", turned("مايو"), turned("قالت البلدية يوم"))),
        "{shown}"
    );
    assert!(
        row_with("23", &shown).contains(&format!(
            "23 {} ({}) {} 7",
            turned("وإصابة"),
            turned("بينهم طفلان"),
            turned("أشخاص")
        )),
        "{shown}"
    );
    // A quotation is in its place. Its marks have no mirror images.
    assert!(
        row_with("Valley Post", &shown).contains(&format!(
            ".”{}“ :{} Valley Post",
            turned("سمعنا صوتا قويا ثم رأينا الدخان"),
            turned("عن شاهد قوله")
        )),
        "{shown}"
    );
}

#[test]
fn what_is_printed_copied_and_written_is_in_the_order_of_the_text() {
    let shown = reader(HEBREW, (80, 24), true, "");
    assert!(screen(&shown).contains("ביום 12.5.2024 נסגר הגשר (ליד הטחנה)"), "{}", screen(&shown));
    let (buf, _) = drawn(&reader(HEBREW, (80, 24), false, ""));
    assert!(parallax::runtime::text(&buf).contains("ביום 12.5.2024 נסגר הגשר (ליד הטחנה)"));
    assert!(buf.content.iter().all(|cell| cell.modifier.bits() <= Modifier::all().bits()), "no tag is left");
    let (buf, _) = drawn(&shown);
    assert!(buf.content.iter().all(|cell| cell.modifier.bits() <= Modifier::all().bits()), "no tag is left");
    for arguments in [&["--print", "--bidi", "app", "--keys", "ga<enter>"][..], &["show", "bridge-he"], &["export"]] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(arguments)
            .args(["--no-memory", HEBREW])
            .current_dir(path(""))
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("הגשר הצפוני") || arguments == ["export"], "{arguments:?}: {text}");
        assert!(!text.contains(&turned("הגשר")), "{arguments:?}: {text}");
    }
}

#[test]
fn words_found_are_marked_where_they_are_seen_and_the_cursor_is_on_the_first_letter() {
    let shown = reader(HEBREW, (80, 24), true, "<c-s>הטחנה<enter>");
    let (buf, _) = drawn(&shown);
    let mut marked = Vec::new();
    for (at, cell) in buf.content.iter().enumerate() {
        let (x, y) = buf.pos_of(at);
        if cell.modifier.contains(Modifier::REVERSED.union(Modifier::UNDERLINED)) && y > 0 && y < 22 {
            marked.push((x, y, cell.symbol().to_owned()));
        }
    }
    let word: String = marked.iter().map(|(_, _, symbol)| symbol.as_str()).collect();
    assert_eq!(word, turned("הטחנה"), "{}", parallax::runtime::text(&buf));
    let (x, y, _) = marked[0].clone();
    let before = buf[(x - 1, y)].symbol();
    assert_eq!(before, "(", "the bracket that closes on the left is the image of its own");
}

#[test]
fn what_is_typed_from_right_to_left_begins_at_the_right_edge_with_the_cursor_behind_it() {
    let mut shown = reader(HEBREW, (80, 24), true, "/");
    press(&mut shown, "גשר");
    let (buf, cursor) = drawn(&shown);
    let at = cursor.unwrap();
    let row: String = (at.x..at.x + 4).map(|x| buf[(x, at.y)].symbol()).collect();
    assert_eq!(row, format!(" {}", turned("גשר")), "{}", parallax::runtime::text(&buf));
    // Two letters back: the cursor is on the second one.
    press(&mut shown, "<left><left>");
    let (buf, cursor) = drawn(&shown);
    assert_eq!(buf[cursor.unwrap()].symbol(), "ש");
    // As it is where nobody orders.
    shown.order_letters(false);
    let (buf, cursor) = drawn(&shown);
    assert_eq!(buf[cursor.unwrap()].symbol(), "ש");
    assert!(parallax::runtime::text(&buf).contains("/ גשר"));
}

/// What was written to a terminal until the program ended, and where the cursor's modes were asked for and given back.
fn asked(t: &Terminal) -> (usize, usize, bool) {
    let written = t.written.lock().unwrap();
    let places = |wanted: &[u8]| -> Vec<usize> {
        written.windows(wanted.len()).enumerate().filter(|(_, w)| *w == wanted).map(|(at, _)| at).collect()
    };
    let (on, off) = (places(b"\x1b[8l"), places(b"\x1b[8h"));
    (on.len(), off.len(), on.last() < off.last())
}

/// Opens the article in the reader.
fn open(t: &mut Terminal) {
    t.until_text("1 article");
    t.press("ga");
    t.until_text("Articles");
    t.press("\r");
}

#[test]
fn a_terminal_shows_an_article_in_order_and_is_told_to_leave_it_until_the_end() {
    let mut t = Terminal::job(&["--bidi", "app", HEBREW], 80, 24);
    open(&mut t);
    t.until_text("רשגה רגסנ 12.5.2024 םויב");
    t.press("\u{1a}");
    t.restored();
    assert_eq!(asked(&t), (1, 1, true));
    t.resume();
    t.until_text("רשגה רגסנ 12.5.2024 םויב");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
    t.until_bytes(b"\x1b[8h");
    assert_eq!(asked(&t), (2, 2, true));
    assert_eq!(foreign(&t.written.lock().unwrap()), Vec::<String>::new());
}

#[test]
fn signals_and_panics_give_the_order_of_letters_back() {
    for name in ["-TERM", "-HUP", "-QUIT"] {
        let mut t = Terminal::start(&["--bidi", "app", ARABIC], 80, 24);
        t.until_text("1 article");
        t.signal(name);
        t.ended();
        t.restored();
        assert_eq!(asked(&t), (1, 1, true), "{name}");
    }
    let t = Terminal::shell("PARALLAX_TEST_PANIC=1 $parallax --bidi app; echo status $?; sleep 5", 100, 24);
    t.until_text("status 134");
    assert_eq!(asked(&t), (1, 1, true));
    t.signal("-KILL");
}

#[test]
fn a_terminal_that_orders_by_itself_gets_the_order_of_the_text_and_is_told_nothing() {
    for (shell, on) in [
        ("$parallax --bidi terminal", 0),
        ("env KONSOLE_VERSION=240200 $parallax", 0),
        // Nobody orders: neither the program nor the terminal.
        ("$parallax --bidi off", 1),
    ] {
        let mut t = Terminal::shell(&format!("{shell} {HEBREW}; echo status $?; sleep 5"), 80, 24);
        open(&mut t);
        t.until_text("ביום 12.5.2024 נסגר הגשר (ליד הטחנה)");
        t.press("\u{3}");
        t.until_text("status 0");
        let (asked_on, off, _) = asked(&t);
        assert_eq!((asked_on, off), (on, on), "{shell}");
        assert_eq!(foreign(&t.written.lock().unwrap()), Vec::<String>::new());
        t.signal("-KILL");
    }
}

#[test]
fn controls_of_direction_in_a_file_are_shown_and_never_written() {
    let scratch = crate::terminal::Scratch::new("directions");
    let file = scratch.0.join("notes.txt");
    let controls = "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}";
    std::fs::write(
        &file,
        format!("הגשר נסגר\n\nאמרו \u{202e}שלום\u{202c} ו-\u{2067}abc\u{2069} {controls} בבוקר שמעו התושבים פיצוץ חזק ליד הגשר הישן, ולאחר מכן הגיעו למקום כוחות הצלה רבים שסגרו את הדרך עד הערב.\n"),
    )
    .unwrap();
    let mut t = Terminal::start(&["--bidi", "app", file.to_str().unwrap()], 100, 30);
    open(&mut t);
    t.until_text("202E");
    t.press("\u{3}");
    assert!(t.ended().success());
    assert_eq!(foreign(&t.written.lock().unwrap()), Vec::<String>::new());
}

#[test]
fn the_head_of_the_matrix_orders_the_letters_of_an_id() {
    let scratch = Scratch::new("right-to-left-id");
    std::fs::create_dir_all(&scratch.0).unwrap();
    let told = "Gunmen killed 12 people in Kabul on 3 May 2024, the police said. ".repeat(3);
    let article = format!("Title: Blast in Kabul\nDate: 2024-05-04\n\n{told}\n");
    std::fs::write(scratch.0.join("جسر الوادي.txt"), article).unwrap();
    for size in [(80, 24), (120, 40)] {
        let loaded = load(&Request { paths: vec![scratch.0.clone()], ..Request::default() });
        let mut s = session(loaded, size, "<enter>L");
        s.order_letters(true);
        let shown = parallax::runtime::text(&drawn(&s).0);
        assert!(shown.contains(&turned("جسر")) && !shown.contains("جسر"), "{shown}");
    }
}
