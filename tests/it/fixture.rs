//! What tests start from: the small invented corpus, and sessions that take keys.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use parallax::app::Msg;
use parallax::keymap::chord;
use parallax::load::{Loaded, Request, load};
use parallax::model::{Claim, Corpus, Value};
use parallax::present::words;
use parallax::session::Session;
use parallax::ui::theme::Theme;

/// A path inside the project.
pub fn path(inner: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inner)
}

/// The invented corpus, with copies attached or without.
pub fn tiny(with_copies: bool) -> Loaded {
    let sources = if with_copies { vec![path("tests/fixtures/tiny-copies")] } else { Vec::new() };
    load(&Request { paths: vec![path("tests/fixtures/tiny")], sources })
}

/// The built-in corpus.
pub fn built_in() -> Loaded {
    load(&Request::default())
}

/// The reader's copies of the five articles, which are not part of the project; says so when they are missing.
pub fn sources() -> Option<PathBuf> {
    let path = path("../shared/sources");
    if path.is_dir() {
        return Some(path);
    }
    // Straight to the terminal: what tests print the usual way is seen only when they fail.
    let _ =
        writeln!(std::io::stderr(), "SKIPPED: no ../shared/sources here; put the five articles there to run this test");
    None
}

/// A session on a screen of that size, after those keys.
pub fn session(loaded: Loaded, size: (u16, u16), keys: &str) -> Session {
    let mut session = Session::new(loaded, size, Theme::Dark);
    press(&mut session, keys);
    session
}

/// Presses keys.
pub fn press(session: &mut Session, keys: &str) {
    for key in chord::script(keys).unwrap() {
        let _ = session.step_through(Msg::Key(key));
    }
}

/// The screen as text.
pub fn screen(session: &Session) -> String {
    parallax::runtime::text(&session.screen())
}

/// The last line of the screen.
pub fn footer(session: &Session) -> String {
    screen(session).lines().last().unwrap_or_default().to_owned()
}

/// All that the user is told about data sets: what was decided while reading, then the messages.
pub fn told(loaded: &Loaded) -> String {
    let notes = loaded.workspace.sets.iter().flat_map(|set| set.about.reading.iter().cloned());
    let messages = loaded.report.sorted().into_iter().map(|message| loaded.report.render(message));
    notes.chain(messages).map(|line| line + "\n").collect()
}

/// The value of a claim as tests write it: dates in EDTF, the rest as it is shown.
pub fn value(corpus: &Corpus, claim: &Claim) -> String {
    match claim.value {
        Value::When(when, _) => when.edtf(),
        _ => words::bare_value(corpus, claim),
    }
}
