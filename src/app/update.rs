//! What each fact does to the state. A pure function: no clock, no files, no terminal.
//!
//! Here is the routing and what concerns all views; columns of the comparison, overlays and the mouse have files
//! of their own.

mod columns;
mod job;
mod mouse;
mod narrow;
mod overlay;
mod record;
mod remember;
mod travel;

use std::sync::Arc;

use super::available::available;
use super::detail::{Lead, lead};
use super::effect::{Effect, Effects};
use super::finder::Finder;
use super::job::JobKind;
use super::list::{List, Move};
use super::msg::Msg;
use super::palette::Palette;
use super::reader::Reader;
use super::state::{Focus, Mark, State, View};
use crate::keymap::{Action, resolve};
use crate::model::ledger::Ledger;
use crate::model::{Corpus, Entry, IncidentId, Sight, Workspace};
use crate::present::citation::{citation, record as record_citation};
use travel::{enter_ledger, jump, leave, read, to_list, to_timeline, travel};

/// Takes in one message. `library` is what is open; after a revision it is what the revision hands over.
pub fn update(state: &mut State, library: &Workspace, msg: Msg) -> Effects {
    let revised = match &msg {
        Msg::Revised(id, revision) if state.jobs.runs(*id) => Some(Arc::clone(&revision.workspace)),
        _ => None,
    };
    let library = revised.as_deref().unwrap_or(library);
    let effects = take(state, library, msg);
    state.look(library);
    effects.and(record::ask(state))
}

fn take(state: &mut State, library: &Workspace, msg: Msg) -> Effects {
    match msg {
        Msg::Key(chord) => {
            state.touched = true;
            state.notice = None;
            return match resolve(state.context(), chord) {
                Some(action) => act(state, library, action),
                None => overlay::edit(state, chord),
            };
        }
        Msg::Paste(text) => return overlay::paste(state, &text),
        Msg::Resize(columns, rows) => state.size = (columns, rows),
        Msg::Point(at) => return mouse::point(state, library, at),
        Msg::Wheel(at, steps) => mouse::wheel(state, library, at, steps),
        Msg::Begin { more } => return job::begin(state, more),
        Msg::Job(id, report) => return job::reported(state, library, id, report),
        Msg::Revised(id, revision) => return job::revised(state, library, id, revision),
        Msg::Recalled(memory, of) => return remember::recalled(state, library, *memory, of.as_deref()),
        Msg::Notice(text) => state.notice = Some(text),
    }
    Effects::none()
}

/// Does an action, or says why it means nothing here.
fn act(state: &mut State, library: &Workspace, action: Action) -> Effects {
    if let Err(why) = available(state, library, action) {
        state.notice = Some(why.into());
        return Effects::none();
    }
    // What is not scrolling the list of keys leaves it first: nothing happens unseen beneath it.
    if !action.scrolls() && action != Action::Cancel {
        state.help = None;
    }
    match action {
        Action::Quit => return Effect::Quit.into(),
        Action::Suspend => return Effect::Suspend.into(),
        Action::Repaint => return Effect::Repaint.into(),
        Action::Close => return close(state),
        Action::Accept => return overlay::accept(state, library),
        Action::CopyCitation => return copy(state, library, false).into(),
        Action::CopyMarkdown => return copy(state, library, true).into(),
        Action::Mouse => {
            state.mouse = !state.mouse;
            let whose =
                if state.mouse { "the mouse works here; M gives it back" } else { "the mouse is the terminal's again" };
            state.notice = Some(whose.into());
            return Effect::Mouse(state.mouse).into();
        }
        Action::Down => go(state, library, Move::By(1)),
        Action::Up => go(state, library, Move::By(-1)),
        Action::HalfPageDown => go(state, library, Move::Half(1)),
        Action::HalfPageUp => go(state, library, Move::Half(-1)),
        Action::PageDown => go(state, library, Move::Page(1)),
        Action::PageUp => go(state, library, Move::Page(-1)),
        Action::First => go(state, library, Move::First),
        Action::Last => go(state, library, Move::Last),
        Action::NextHit => overlay::overlay_go(state, Move::By(1)),
        Action::PreviousHit => overlay::overlay_go(state, Move::By(-1)),
        Action::Left => sideways(state, library, false),
        Action::Right => sideways(state, library, true),
        Action::NextPane if state.focus == Focus::Timeline => enter_ledger(state, library),
        Action::NextPane => state.focus = Focus::Timeline,
        Action::Open => open(state, library),
        Action::Back => return travel(state, library, true),
        Action::Forward => return travel(state, library, false),
        Action::Timeline => to_timeline(state),
        Action::Articles => to_list(state, View::Articles(List::default())),
        Action::Quotes => to_list(state, View::Quotes(List::default())),
        Action::Marks => to_list(state, View::Marks(List::default())),
        Action::Mark => return remember::mark(state, library).into(),
        Action::Compare => columns::compare(state, library),
        Action::DropColumn => columns::drop_column(state),
        Action::AllColumns => columns::all_columns(state, library),
        Action::AddColumn => columns::add_column(state, library),
        Action::NextDisagreement => columns::differ(state, library, true),
        Action::PreviousDisagreement => columns::differ(state, library, false),
        Action::NextAccount => account(state, library, true),
        Action::PreviousAccount => account(state, library, false),
        Action::ToggleText => state.text = !state.text,
        Action::Recall => return overlay::recall(state),
        Action::Complete => return overlay::complete(state),
        Action::Find => state.finder = Some(Finder::default()),
        Action::Palette => state.palette = Some(Palette::new(state.context())),
        Action::Help => state.help = Some(List::default()),
        Action::Cancel => cancel(state),
        Action::CountingRule => record::counting_rule(state, library),
        Action::Filter => return narrow::open(state),
        Action::ClearFilter => return narrow::clear(state, library),
        Action::NextFacet => narrow::turn(state, true),
        Action::PreviousFacet => narrow::turn(state, false),
        Action::ZoomIn => narrow::zoom(state, true),
        Action::ZoomOut => narrow::zoom(state, false),
        Action::StopReading => {
            state.notice = Some("reading is stopped; what has been read stays".into());
            return state.jobs.running(JobKind::Open).map(|job| Effect::Stop(job.id)).into();
        }
    }
    Effects::none()
}

/// Closes what is on top; at the top of all, quits.
fn close(state: &mut State) -> Effects {
    if state.views.pop().is_some() {
        return Effects::none();
    }
    if state.focus == Focus::Ledger {
        state.focus = Focus::Timeline;
        return Effects::none();
    }
    Effect::Quit.into()
}

/// Like closing, but never quits.
fn cancel(state: &mut State) {
    let overlay = state.help.take().is_some()
        || state.palette.take().is_some()
        || state.finder.take().is_some()
        || state.facets.take().is_some();
    if !overlay && state.views.pop().is_none() {
        state.focus = Focus::Timeline;
    }
}

fn go(state: &mut State, library: &Workspace, movement: Move) {
    let here = state.here(library);
    let corpus: &Corpus = &here;
    if let Some(help) = &mut state.help {
        // Help has no cursor: its first visible line is what moves. Fitting keeps it in bounds.
        let at = List { cursor: help.offset, ..*help };
        help.offset = at.moved(movement, usize::MAX);
        return;
    }
    let marks = state.marks.len();
    let listed = match state.views.last() {
        Some(View::Quotes(_)) => state.quotes(library).len(),
        Some(View::Articles(_)) => state.articles(library).len(),
        _ => 0,
    };
    match state.views.last_mut() {
        Some(View::Reader(reader)) => reader.go(movement, corpus),
        Some(View::Quotes(list)) => list.cursor = list.moved(movement, listed),
        Some(View::Articles(list)) => list.cursor = list.moved(movement, listed),
        Some(View::Marks(list)) => list.cursor = list.moved(movement, marks),
        Some(View::Told(list, told)) => list.cursor = list.moved(movement, told.len()),
        Some(View::Compare(view)) => {
            if let Move::Page(_) | Move::Half(_) = movement {
                let at = List { cursor: view.scroll, height: view.height, ..List::default() };
                view.scroll = at.moved(movement, usize::MAX);
            } else {
                let rows = Ledger::of(corpus, view.incident).rows.len();
                view.row = List { cursor: view.row, ..List::default() }.moved(movement, rows);
                view.scroll = 0;
            }
        }
        None if state.focus == Focus::Timeline => {
            let before = state.timeline.selected();
            state.timeline.go(movement);
            if state.timeline.selected() != before {
                state.detail = state.detail.anew();
            }
        }
        None => {
            if let Some((_, items)) = state.ledger_items(library) {
                state.detail.go(movement, &items);
            }
        }
    }
}

fn sideways(state: &mut State, library: &Workspace, right: bool) {
    match state.views.last_mut() {
        Some(View::Compare(view)) => {
            let to = view.across.moved(Move::By(if right { 1 } else { -1 }), view.columns.len());
            if to == view.across.cursor {
                state.notice = Some("no more sources on this side".into());
            }
            view.across.cursor = to;
        }
        Some(_) => {}
        None => {
            let Some((_, items)) = state.ledger_items(library) else { return };
            if !state.detail.sideways(right, &items) && !right {
                state.focus = Focus::Timeline;
            }
        }
    }
}

fn open(state: &mut State, library: &Workspace) {
    let here = state.here(library);
    let corpus: &Corpus = &here;
    let leads = match state.views.last() {
        // A record's passages tell of the record.
        Some(View::Reader(Reader { record: Some(record), .. })) => {
            jump(state, library, library.number(Entry::Record(*record)));
            return;
        }
        Some(View::Reader(reader)) => {
            let told = corpus.accounts_of(reader.passage(corpus));
            let told: Vec<IncidentId> = told.iter().map(|&a| corpus.account(a).incident).collect();
            match told.as_slice() {
                [] => Err("this passage tells of no incident"),
                [only] => Ok(Lead::Incident(*only)),
                _ => {
                    leave(state);
                    state.views.push(View::Told(List::default(), told));
                    return;
                }
            }
        }
        Some(View::Compare(view)) => match (state.cited(library), view.selected()) {
            (Some(crate::present::citation::Cited::Claim(claim)), _) => {
                Ok(Lead::Passage(corpus.account(corpus.claim(claim).account).passage))
            }
            (_, Some(article)) => {
                // Silent on this facet: to what the source says first on the incident, or else to its beginning.
                let told = corpus.accounts_in(corpus.incident(view.incident).accounts).iter();
                let account = told.map(|a| a.passage).find(|&p| corpus.passage(p).article == article);
                let first = account.or_else(|| corpus.article(article).passages.ids().next());
                first.map(Lead::Passage).ok_or("an empty article")
            }
            _ => Err("no source is selected"),
        },
        Some(View::Quotes(list)) => match state.quotes(library).get(list.cursor) {
            Some(&quote) => Ok(Lead::Passage(corpus.quote(quote).passage)),
            None => Err("there is no quotation"),
        },
        Some(View::Articles(_)) => match state.listed_article(library) {
            Some(article) => corpus.article(article).passages.ids().next().map(Lead::Passage).ok_or("an empty article"),
            None => Err("there is no article"),
        },
        Some(View::Marks(list)) => match state.marks.get(list.cursor).map(|m| (m.on, &m.bookmark.source)) {
            Some((Some(Mark::Incident(incident)), _)) => Ok(Lead::Incident(incident)),
            Some((Some(Mark::Record(record)), _)) => {
                jump(state, library, library.number(Entry::Record(record)));
                return;
            }
            Some((Some(Mark::Passage(passage, trail)), _)) => {
                read(state, library, passage, trail, None);
                return;
            }
            Some((None, source)) => {
                state.notice = Some(format!("{source} is not open; start with it to go there"));
                return;
            }
            None => Err("nothing is marked"),
        },
        Some(View::Told(list, told)) => {
            told.get(list.cursor).map(|&i| Lead::Incident(i)).ok_or("no incident is told here")
        }
        None if state.focus == Focus::Timeline => {
            enter_ledger(state, library);
            return;
        }
        None => match state.ledger_items(library) {
            Some((ledger, items)) => match state.detail.selected(&items).map(|i| lead(corpus, ledger.incident, i)) {
                Some(Lead::Nowhere) | None => Err("a note leads nowhere; it is the editor's"),
                Some(found) => Ok(found),
            },
            None => Err("no incident is selected"),
        },
    };
    match leads {
        Ok(Lead::Passage(passage)) => {
            let trail = state.current(library);
            let record = match state.views.last() {
                None => state.record(library),
                Some(View::Compare(view)) => view.record,
                Some(_) => None,
            };
            read(state, library, passage, trail, record);
        }
        Ok(Lead::Incident(incident)) => jump(state, library, library.number(Entry::Incident(incident))),
        Ok(Lead::Nowhere) => {}
        Err(why) => state.notice = Some(why.into()),
    }
}

fn copy(state: &mut State, library: &Workspace, markdown: bool) -> Option<Effect> {
    // A record is cited as its data set asks to be, whatever of it is selected.
    if let Some(sight) = state.sight.as_ref().filter(|s| state.about_record(library) == Some(s.record)) {
        // The record's id stands in its row.
        if !sight.full {
            state.notice = Some("the record's row is still being read; try again in a moment".into());
            return None;
        }
        let id = sight.corpus.str(sight.corpus.incident(Sight::incident()).id);
        let text = record_citation(library.set(sight.record), &library.row(sight.record), id, markdown);
        state.notice = Some("the record's citation was sent to the terminal's clipboard".into());
        return Some(Effect::Copy(text));
    }
    let here = state.here(library);
    let corpus: &Corpus = &here;
    let cited = state.cited(library)?;
    state.notice = Some("the citation was sent to the terminal's clipboard".into());
    Some(Effect::Copy(citation(corpus, cited, markdown)))
}

fn account(state: &mut State, library: &Workspace, forward: bool) {
    let here = state.here(library);
    let corpus: &Corpus = &here;
    let Some(View::Reader(reader)) = state.views.last() else { return };
    if let Some(passage) = reader.next_account(corpus, forward) {
        let next = Reader { record: reader.record, ..Reader::at(corpus, passage, reader.incident) };
        leave(state);
        if let Some(View::Reader(reader)) = state.views.last_mut() {
            *reader = next;
        }
    } else {
        let which = if forward { "last" } else { "first" };
        state.notice = Some(format!("this is the {which} account of the incident"));
    }
}
