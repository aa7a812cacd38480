//! What each fact does to the state. A pure function: no clock, no files, no terminal.
//!
//! Here is the routing and what concerns all views; columns of the comparison, overlays and the mouse have files
//! of their own.

mod columns;
mod mouse;
mod overlay;

use super::available::available;
use super::detail::{Detail, Lead, lead};
use super::effect::Effect;
use super::finder::Finder;
use super::list::{List, Move};
use super::msg::Msg;
use super::palette::Palette;
use super::reader::Reader;
use super::state::{Focus, Mark, State, View};
use crate::headless::citation::citation;
use crate::keymap::{Action, resolve};
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::{Corpus, IncidentId, PassageId, QuoteId};

/// Takes in one fact.
pub fn update(state: &mut State, corpus: &Corpus, msg: &Msg) -> Effect {
    match msg {
        Msg::Resize(columns, rows) => state.size = (*columns, *rows),
        Msg::Paste(text) => return overlay::paste(state, text),
        Msg::Found(generation, answer) => return overlay::found(state, corpus, *generation, answer),
        Msg::Point(at) => return mouse::point(state, corpus, *at),
        Msg::Wheel(at, steps) => mouse::wheel(state, corpus, *at, *steps),
        Msg::Key(chord) => {
            state.notice = None;
            return match resolve(state.context(), *chord) {
                Some(action) => act(state, corpus, action),
                None => overlay::edit(state, *chord),
            };
        }
    }
    Effect::None
}

/// Does an action, or says why it means nothing here.
fn act(state: &mut State, corpus: &Corpus, action: Action) -> Effect {
    if let Err(why) = available(state, corpus, action) {
        state.notice = Some(why.into());
        return Effect::None;
    }
    // What is not scrolling the list of keys leaves it first: nothing happens unseen beneath it.
    if !action.scrolls() && action != Action::Cancel {
        state.help = None;
    }
    match action {
        Action::Quit => return Effect::Quit,
        Action::Suspend => return Effect::Suspend,
        Action::Repaint => return Effect::Repaint,
        Action::Close => return close(state),
        Action::Accept => return overlay::accept(state, corpus),
        Action::CopyCitation => return copy(state, corpus, false),
        Action::CopyMarkdown => return copy(state, corpus, true),
        Action::Mouse => {
            state.mouse = !state.mouse;
            let whose =
                if state.mouse { "the mouse works here; M gives it back" } else { "the mouse is the terminal's again" };
            state.notice = Some(whose.into());
            return Effect::Mouse(state.mouse);
        }
        Action::Down => go(state, corpus, Move::By(1)),
        Action::Up => go(state, corpus, Move::By(-1)),
        Action::HalfPageDown => go(state, corpus, Move::Half(1)),
        Action::HalfPageUp => go(state, corpus, Move::Half(-1)),
        Action::PageDown => go(state, corpus, Move::Page(1)),
        Action::PageUp => go(state, corpus, Move::Page(-1)),
        Action::First => go(state, corpus, Move::First),
        Action::Last => go(state, corpus, Move::Last),
        Action::NextHit => overlay::overlay_go(state, Move::By(1)),
        Action::PreviousHit => overlay::overlay_go(state, Move::By(-1)),
        Action::Left => sideways(state, corpus, false),
        Action::Right => sideways(state, corpus, true),
        Action::NextPane if state.focus == Focus::Timeline => enter_ledger(state, corpus),
        Action::NextPane => state.focus = Focus::Timeline,
        Action::Open => open(state, corpus),
        Action::Back => travel(state, true),
        Action::Forward => travel(state, false),
        Action::Timeline => to_timeline(state),
        Action::Articles => to_list(state, View::Articles(List::default())),
        Action::Quotes => to_list(state, View::Quotes(List::default())),
        Action::Marks => to_list(state, View::Marks(List::default())),
        Action::Mark => mark(state, corpus),
        Action::Compare => columns::compare(state, corpus),
        Action::DropColumn => columns::drop_column(state),
        Action::AllColumns => columns::all_columns(state, corpus),
        Action::AddColumn => columns::add_column(state, corpus),
        Action::NextDisagreement => columns::differ(state, corpus, true),
        Action::PreviousDisagreement => columns::differ(state, corpus, false),
        Action::NextAccount => account(state, corpus, true),
        Action::PreviousAccount => account(state, corpus, false),
        Action::ToggleText => state.text = !state.text,
        Action::Recall => return overlay::recall(state),
        Action::Complete => return overlay::complete(state),
        Action::Find => state.finder = Some(Finder::default()),
        Action::Palette => state.palette = Some(Palette::new(state.context())),
        Action::Help => state.help = Some(List::default()),
        Action::Cancel => cancel(state),
    }
    Effect::None
}

/// Closes what is on top; at the top of all, quits.
fn close(state: &mut State) -> Effect {
    if state.views.pop().is_some() {
        return Effect::None;
    }
    if state.focus == Focus::Ledger {
        state.focus = Focus::Timeline;
        return Effect::None;
    }
    Effect::Quit
}

/// Like closing, but never quits.
fn cancel(state: &mut State) {
    let overlay = state.help.take().is_some() || state.palette.take().is_some() || state.finder.take().is_some();
    if !overlay && state.views.pop().is_none() {
        state.focus = Focus::Timeline;
    }
}

fn go(state: &mut State, corpus: &Corpus, movement: Move) {
    if let Some(help) = &mut state.help {
        // Help has no cursor: its first visible line is what moves. Fitting keeps it in bounds.
        let at = List { cursor: help.offset, ..*help };
        help.offset = at.moved(movement, usize::MAX);
        return;
    }
    let marks = state.marks.len();
    match state.views.last_mut() {
        Some(View::Reader(reader)) => reader.go(movement, corpus),
        Some(View::Quotes(list)) => list.cursor = list.moved(movement, corpus.quotes().len()),
        Some(View::Articles(list)) => list.cursor = list.moved(movement, corpus.articles().len()),
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
                state.detail = Detail { stacked: state.detail.stacked, ..Detail::default() };
            }
        }
        None => {
            if let Some((_, items)) = state.ledger_items(corpus) {
                state.detail.go(movement, &items);
            }
        }
    }
}

fn sideways(state: &mut State, corpus: &Corpus, right: bool) {
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
            let Some((_, items)) = state.ledger_items(corpus) else { return };
            if !state.detail.sideways(right, &items) && !right {
                state.focus = Focus::Timeline;
            }
        }
    }
}

fn open(state: &mut State, corpus: &Corpus) {
    let leads = match state.views.last() {
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
        Some(View::Compare(view)) => match (state.cited(corpus), view.selected()) {
            (Some(crate::headless::citation::Cited::Claim(claim)), _) => {
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
        Some(View::Quotes(list)) if list.cursor < corpus.quotes().len() => {
            Ok(Lead::Passage(corpus.quote(QuoteId::at(list.cursor)).passage))
        }
        Some(View::Articles(_)) => match state.listed_article(corpus) {
            Some(article) => corpus.article(article).passages.ids().next().map(Lead::Passage).ok_or("an empty article"),
            None => Err("there is no article"),
        },
        Some(View::Marks(list)) => match state.marks.get(list.cursor) {
            Some(Mark::Incident(incident)) => Ok(Lead::Incident(*incident)),
            Some(&Mark::Passage(passage, trail)) => {
                read(state, corpus, passage, trail);
                return;
            }
            None => Err("nothing is marked"),
        },
        Some(View::Told(list, told)) => {
            told.get(list.cursor).map(|&i| Lead::Incident(i)).ok_or("no incident is told here")
        }
        Some(View::Quotes(_)) => Err("there is no quotation"),
        None if state.focus == Focus::Timeline => {
            enter_ledger(state, corpus);
            return;
        }
        None => match state.ledger_items(corpus) {
            Some((ledger, items)) => match state.detail.selected(&items).map(|i| lead(corpus, ledger.incident, i)) {
                Some(Lead::Nowhere) | None => Err("a note leads nowhere; it is the editor's"),
                Some(found) => Ok(found),
            },
            None => Err("no incident is selected"),
        },
    };
    match leads {
        Ok(Lead::Passage(passage)) => {
            let trail = state.current();
            read(state, corpus, passage, trail);
        }
        Ok(Lead::Incident(incident)) => jump(state, corpus, incident),
        Ok(Lead::Nowhere) => {}
        Err(why) => state.notice = Some(why.into()),
    }
}

/// Remembers where one is before going elsewhere.
fn leave(state: &mut State) {
    const MOST: usize = 500;
    if state.past.len() == MOST {
        state.past.remove(0);
    }
    state.past.push(state.place());
    state.future.clear();
}

fn read(state: &mut State, corpus: &Corpus, passage: PassageId, incident: Option<IncidentId>) {
    leave(state);
    state.views.push(View::Reader(Reader::at(corpus, passage, incident)));
}

/// To an incident's ledger.
fn jump(state: &mut State, corpus: &Corpus, incident: IncidentId) {
    leave(state);
    state.views.clear();
    state.timeline.select(incident);
    state.detail = Detail { stacked: state.detail.stacked, ..Detail::default() };
    enter_ledger(state, corpus);
}

/// Into the ledger of the selected incident: to where one was in it, at first to its first figure, since how
/// many died is what most come for.
fn enter_ledger(state: &mut State, corpus: &Corpus) {
    state.focus = Focus::Ledger;
    if state.detail.list.cursor == 0
        && let Some((ledger, items)) = state.ledger_items(corpus)
        && let Some(row) = ledger.rows.iter().position(|r| r.facet.is_figure())
    {
        state.detail.select_row(row, &items);
    }
}

fn to_timeline(state: &mut State) {
    if !state.views.is_empty() {
        leave(state);
        state.views.clear();
    }
}

/// Opens a list; pressed again where it is open, nothing happens.
fn to_list(state: &mut State, view: View) {
    let same = |top: &View| std::mem::discriminant(top) == std::mem::discriminant(&view);
    if !state.views.last().is_some_and(same) {
        leave(state);
        state.views.push(view);
    }
}

fn travel(state: &mut State, back: bool) {
    let here = state.place();
    let (from, to) = if back { (&mut state.past, &mut state.future) } else { (&mut state.future, &mut state.past) };
    if let Some(place) = from.pop() {
        to.push(here);
        state.go_to(place);
    }
}

fn mark(state: &mut State, corpus: &Corpus) {
    if let Some(View::Marks(list)) = state.views.last_mut() {
        if list.cursor < state.marks.len() {
            state.marks.remove(list.cursor);
            list.cursor = list.cursor.min(state.marks.len().saturating_sub(1));
        }
        return;
    }
    let wanted = match (state.views.last(), state.current()) {
        (Some(View::Reader(reader)), trail) => Mark::Passage(reader.passage(corpus), trail),
        (_, Some(incident)) => Mark::Incident(incident),
        _ => return,
    };
    if let Some(at) = state.marks.iter().position(|&m| m == wanted) {
        state.marks.remove(at);
        state.notice = Some("the mark is taken away".into());
    } else {
        state.marks.push(wanted);
        state.notice = Some("marked until you quit; ' lists what is marked".into());
    }
}

fn copy(state: &mut State, corpus: &Corpus, markdown: bool) -> Effect {
    let Some(cited) = state.cited(corpus) else { return Effect::None };
    state.notice = Some("the citation was sent to the terminal's clipboard".into());
    Effect::Copy(citation(corpus, cited, markdown))
}

fn account(state: &mut State, corpus: &Corpus, forward: bool) {
    let Some(View::Reader(reader)) = state.views.last() else { return };
    if let Some(passage) = reader.next_account(corpus, forward) {
        let next = Reader::at(corpus, passage, reader.incident);
        leave(state);
        if let Some(View::Reader(reader)) = state.views.last_mut() {
            *reader = next;
        }
    } else {
        let which = if forward { "last" } else { "first" };
        state.notice = Some(format!("this is the {which} account of the incident"));
    }
}
