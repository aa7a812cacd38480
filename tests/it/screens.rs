//! Every pane as it looks, text and roles, on the invented corpus at three sizes.
//!
//! `cargo test` compares with `tests/it/snapshots`; after a change that was looked at, `INSTA_UPDATE=always
//! cargo test screens` writes them anew.

use parallax::session::Session;
use parallax::ui::theme::{Role, Theme};

use crate::fixture::{screen, session, tiny};

/// A letter per role, in the place of every character that is not plain.
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
fn help() {
    compare("help", "?", false);
}

#[test]
fn articles() {
    compare("articles", "2", false);
}

#[test]
fn quotes() {
    compare("quotes", "3", false);
}

#[test]
fn marks() {
    compare("marks", "mj<enter><enter>m'", false);
}

#[test]
fn palette() {
    compare("palette", ":go to", false);
}

#[test]
fn too_small_says_what_is_needed() {
    let s = session(tiny(false), (40, 10), "");
    assert_eq!(screen(&s).trim(), "parallax needs 60x16; this is 40x10");
}
