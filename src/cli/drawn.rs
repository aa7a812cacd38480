//! A view of the workbench that a command draws, as text or as a picture. Knows no views.

use std::borrow::Borrow;
use std::io;
use std::path::Path;

use super::args::CorpusArgs;
use super::filters;
use super::output::{Outcome, complain, say, write_out};
use super::target::target;
use crate::app::Msg;
use crate::app::pictured::pictured;
use crate::app::screen::fits;
use crate::load::Loaded;
use crate::runtime::{self, Setup, Wish};
use crate::ui::theme::Theme;

/// What is asked for of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct DrawnView<'a> {
    pub(super) filter: &'a str,
    pub(super) corpus: &'a CorpusArgs,
    /// The file of the picture; it is printed as text without one.
    pub(super) svg: Option<&'a Path>,
    pub(super) size: Option<(u16, u16)>,
}

/// Draws the view that a message opens. Exit status 1 if it cannot be opened, 2 if it does not fit.
pub(super) fn drawn(loaded: Loaded, view: DrawnView<'_>, opens: Msg, setup: Setup, memory: bool) -> Outcome {
    let filter = match filters::expanded(view.filter, memory) {
        Ok(filter) => filter,
        Err(unknown) => return complain(&unknown).map(|()| 2),
    };
    let size = view.size.unwrap_or((100, 30));
    if let Err(small) = fits(size) {
        return complain(&small).map(|()| 2);
    }
    let out = match target(&loaded, view.corpus, view.svg) {
        Ok(out) => out,
        Err(taken) => return complain(&taken).map(|()| 2),
    };
    let setup = Setup { filter, ..setup };
    let light = setup.wish == Wish::Fixed(Theme::Light);
    let session = runtime::show(loaded, opens, size, &setup);
    let state = session.state();
    if state.views.is_empty() {
        return complain(state.notice.as_deref().unwrap_or("there is nothing to draw")).map(|()| 1);
    }
    if view.svg.is_none() {
        return say(&runtime::text(&session.screen())).map(|()| 0);
    }
    say_for_own_use(&pictured(session.workspace(), state))?;
    let picture = runtime::picture::svg(&session.screen(), light);
    write_out(out, |file| file.write_all(picture.as_bytes())).map(|()| 0)
}

/// Says of a picture that shows rows of these data sets, which may not be passed on, that it is for the user alone.
pub(super) fn say_for_own_use(sets: &[impl Borrow<str>]) -> io::Result<()> {
    if sets.is_empty() {
        return Ok(());
    }
    complain(&format!("the picture is for your own use: rows of {} may not be passed on", sets.join(", ")))
}
