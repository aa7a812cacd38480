//! Snapshots of every pane, text and roles, on the invented corpus at three sizes.
//!
//! `cargo test` compares with `tests/it/snapshots`. After a reviewed change, `INSTA_UPDATE=always cargo test screens`
//! replaces them.

use parallax::session::Session;
use parallax::ui::theme::{Role, Theme};

use crate::fixture::{screen, session, tiny};

/// The letter of each character's role, in place of the character; plain text is left out.
fn roles(session: &Session) -> String {
    let theme = Theme::Dark;
    let letters = [
        (Role::Selected, 'S'),
        (Role::Marked, 'M'),
        (Role::Focus, 'F'),
        (Role::Title, 'T'),
        (Role::Dim, 'd'),
        (Role::Wording, 'w'),
        (Role::Same, '='),
        (Role::Compatible, '~'),
        (Role::Conflict, 'x'),
        (Role::Note, 'n'),
    ];
    let buf = session.screen();
    let mut out = String::new();
    for y in 0..buf.area.height {
        let row: String = (0..buf.area.width)
            .map(|x| {
                let style = buf[(x, y)].style();
                let looks = |role: Role| {
                    let wanted = theme.style(role);
                    style.fg == Some(wanted.fg.unwrap_or(ratatui::style::Color::Reset))
                        && style.add_modifier == wanted.add_modifier
                };
                letters.iter().find(|(role, _)| looks(*role)).map_or('.', |(_, letter)| *letter)
            })
            .collect();
        out.push_str(row.trim_end_matches('.'));
        out.push('\n');
    }
    out
}

fn compare(name: &str, keys: &str, copies: bool) {
    for (columns, rows) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let s = session(tiny(copies), (columns, rows), keys);
        let shown = format!("{}\n{}", screen(&s), roles(&s));
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), shown);
    }
}

#[test]
fn timeline() {
    compare("timeline", "j", false);
}

#[test]
fn ledger() {
    compare("ledger", "/blast<enter>", false);
}

#[test]
fn side_by_side() {
    compare("compare", "/blast<enter>c", false);
}

#[test]
fn side_by_side_in_the_sources_own_words() {
    compare("compare-text", "/blast<enter>c", true);
}

#[test]
fn reader() {
    compare("reader", "/blast<enter><enter>", false);
}

#[test]
fn finder() {
    compare("finder", "/bri", false);
}

#[test]
fn filter() {
    compare("filter", "f<tab><tab>", false);
    compare("filter-typed", "fharbour", false);
    compare("filter-date", "fmay 2031", false);
}

#[test]
fn help() {
    compare("help", "?", false);
}

#[test]
fn articles() {
    compare("articles", "ga", false);
}

#[test]
fn quotes() {
    compare("quotes", "gq", false);
}

#[test]
fn marks() {
    compare("marks", "mj<enter><enter>m'", false);
}

#[test]
fn palette() {
    compare("palette", ":go to", false);
}

/// Views and forms of daily work: what opens them, and the keys.
const DAILY: [(&str, &str); 13] = [
    ("values with the killed", "f<tab>"),
    ("killed over time", "skgg"),
    ("sorted by changes", "sc"),
    ("active filters", "fkilled:>=1<enter><esc>gf"),
    ("saved filters", "fkilled:>=1<enter><esc>@large<enter>@"),
    ("jumps", "/blast<enter>/bridge<enter>gj"),
    ("export form", "E"),
    ("tag form", "mT"),
    ("key list", "K"),
    ("marked range", "Vj"),
    ("words in view", "/blast<enter><c-s>port<enter>"),
    ("desk that has nothing to decide", "D"),
    ("reasons", "/blast<enter>w"),
];
/// Keys of the desk, on the corpus with drafts.
const AT_DESK: [(&str, &str); 4] =
    [("queue", "D"), ("correct", "Djc"), ("move to another incident", "Djjji"), ("join incidents", "D&")];

/// The screens of daily work at a size, as one text, in a theme.
fn daily(theme: Theme, size: (u16, u16)) -> (String, Vec<ratatui::buffer::Buffer>) {
    let scratch = crate::terminal::Scratch::new("daily");
    for (path, text) in crate::desk::FILES {
        let path = scratch.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let (mut all, mut buffers) = (String::new(), Vec::new());
    for (with_drafts, screens) in [(false, &DAILY[..]), (true, &AT_DESK[..])] {
        for (name, keys) in screens {
            let request = parallax::load::Request { paths: vec![scratch.0.clone()], sources: Vec::new() };
            let loaded = if with_drafts { parallax::load::load(&request) } else { tiny(false) };
            let mut session = Session::new(loaded, size, theme);
            session.keep_decisions(true);
            crate::fixture::press(&mut session, keys);
            all.push_str(&format!("## {name}: {keys}\n{}\n", screen(&session)));
            buffers.push(session.screen());
        }
    }
    (all, buffers)
}

#[test]
fn daily_work_reads_the_same_dark_light_and_without_colour() {
    for size in [(60, 16), (80, 24), (120, 44)] {
        let (text, dark) = daily(Theme::Dark, size);
        insta::assert_snapshot!(format!("daily-{}x{}", size.0, size.1), text);
        for theme in [Theme::Light, Theme::Mono] {
            let (same, other) = daily(theme, size);
            assert_eq!(same, text, "{theme:?} {size:?}");
            for (n, (dark, other)) in dark.iter().zip(&other).enumerate() {
                for (x, y) in (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y))) {
                    let looks = |style: ratatui::style::Style, theme: Theme, role: Role| {
                        let wanted = theme.style(role);
                        let of = |colour: Option<ratatui::style::Color>| colour.unwrap_or_default();
                        // What lay below can leave a modifier of its own.
                        (of(style.fg), of(style.bg)) == (of(wanted.fg), of(wanted.bg))
                            && style.add_modifier.contains(wanted.add_modifier)
                    };
                    let (before, after) = (dark[(x, y)].style(), other[(x, y)].style());
                    let roles: Vec<Role> =
                        Role::ALL.into_iter().filter(|role| looks(before, Theme::Dark, *role)).collect();
                    let kept = roles.is_empty() || roles.iter().any(|role| looks(after, theme, *role));
                    assert!(kept, "screen {n}, {theme:?} {size:?}, {x}/{y}: {roles:?} became {after:?}");
                    if theme == Theme::Mono {
                        let colours = [after.fg, after.bg].map(Option::unwrap_or_default);
                        assert_eq!(colours, [ratatui::style::Color::Reset; 2], "screen {n}, {size:?}, {x}/{y}");
                    }
                }
            }
        }
    }
}

#[test]
fn too_small_says_what_is_needed() {
    let s = session(tiny(false), (40, 10), "");
    assert_eq!(screen(&s).trim(), "parallax needs 60x16; this is 40x10");
}

/// Titles, names and digests with wide, zero-width and right-to-left characters.
#[test]
fn no_character_shifts_a_border() {
    let folder = std::env::temp_dir().join(format!("parallax-wide-{}", std::process::id()));
    for part in ["articles", "incidents"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    let odd = "한글 텍스트 👨‍👩‍👧‍👦 👍🏽 ⚠️ 1️⃣ e\u{301}\u{302} کرمان می\u{200c}خواهم שלום नि ﷺ \u{202e}abc\u{200b}d\te ";
    std::fs::write(folder.join("corpus.toml"), format!("title = \"{odd}\"\n").replace('\t', "\\t")).unwrap();
    let article = format!("+++\ntitle = '{odd}'\npublisher = '{odd}'\n+++\n### 1 \"x\"\n{}\n", odd.repeat(9));
    std::fs::write(folder.join("articles/a.md"), article).unwrap();
    let incident = format!(
        "title = '{odd}'\nkind = 'bombing'\ndate = '2031'\n[[account]]\narticle = 'a'\npassage = 1\nclaims = [{{ facet = 'method', value = '{odd}', words = '{}' }}]\n[[note]]\ntext = '{}'\n",
        "한글 👍🏽",
        odd.repeat(5)
    );
    std::fs::write(folder.join("incidents/i.toml"), incident).unwrap();
    let load = || parallax::load::load(&parallax::load::Request { paths: vec![folder.clone()], sources: Vec::new() });
    assert!(load().is_usable());
    for keys in ["", "<enter>", "ck", "<enter><enter>", "ga", "/한", "m'"] {
        for size in [(60, 16), (80, 24), (121, 33), (200, 60)] {
            let s = session(load(), size, keys);
            let buf = s.screen();
            // The status line has no border.
            let status = u16::from(s.state().views.is_empty() && size.1 >= 20);
            for y in 1..size.1 - 1 - status {
                let right = buf[(size.0 - 1, y)].symbol();
                let left = buf[(0, y)].symbol();
                assert!("│┐┘".contains(right) && "│┌└".contains(left), "{keys} {size:?} row {y}:\n{}", screen(&s));
            }
            // Every row ends at the border, by the same width function.
            for row in screen(&s).lines().skip(1).take(usize::from(size.1 - 2 - status)) {
                assert_eq!(parallax::ui::text::width(row), usize::from(size.0), "{keys} {size:?}: {row}");
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
