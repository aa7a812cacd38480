//! What each fact does to the state. A pure function: no clock, no files, no terminal.

use super::compare::Compare;
use super::detail::{Detail, Lead, disagreement, items, lead};
use super::effect::Effect;
use super::finder::Finder;
use super::list::{List, Move};
use super::msg::Msg;
use super::reader::Reader;
use super::state::{Focus, State, View};
use crate::keymap::{Action, resolve};
use crate::model::ledger::Ledger;
use crate::model::{Corpus, IncidentId, PassageId};
use crate::search::{Index, Target};

/// What the workbench looks at but never changes.
pub struct World<'w> {
    /// The corpus.
    pub corpus: &'w Corpus,
    /// The corpus prepared for looking up.
    pub index: &'w Index,
}

/// Takes in one fact.
pub fn update(state: &mut State, world: &World, msg: &Msg) -> Effect {
    match msg {
        Msg::Resize(columns, rows) => {
            state.size = (*columns, *rows);
            Effect::None
        }
        Msg::Paste(text) => {
            match &mut state.finder {
                Some(finder) => finder.paste(text, world.index),
                None => state.notice = Some("pasted text is taken by the finder only: / first".into()),
            }
            Effect::None
        }
        Msg::Key(chord) => {
            state.notice = None;
            match resolve(state.context(), *chord) {
                Some(action) => act(state, world, action),
                // Keys that mean nothing of their own edit the prompt, if one is open.
                None => {
                    if let Some(finder) = &mut state.finder {
                        finder.edit(*chord, world.index);
                    }
                    Effect::None
                }
            }
        }
    }
}

fn act(state: &mut State, world: &World, action: Action) -> Effect {
    match action {
        Action::Quit => return Effect::Quit,
        Action::Suspend => return Effect::Suspend,
        Action::Repaint => return Effect::Repaint,
        Action::Close => return close(state),
        Action::Down => go(state, world, Move::By(1)),
        Action::Up => go(state, world, Move::By(-1)),
        Action::HalfPageDown => go(state, world, Move::Half(1)),
        Action::HalfPageUp => go(state, world, Move::Half(-1)),
        Action::PageDown => go(state, world, Move::Page(1)),
        Action::PageUp => go(state, world, Move::Page(-1)),
        Action::First => go(state, world, Move::First),
        Action::Last => go(state, world, Move::Last),
        Action::NextHit => find_go(state, Move::By(1)),
        Action::PreviousHit => find_go(state, Move::By(-1)),
        Action::Left => sideways(state, world, false),
        Action::Right => sideways(state, world, true),
        Action::NextPane if state.focus == Focus::Timeline => enter_ledger(state, world.corpus),
        Action::NextPane => state.focus = Focus::Timeline,
        Action::Open => open(state, world),
        Action::Back => travel(state, true),
        Action::Forward => travel(state, false),
        Action::Compare => compare(state, world),
        Action::NextDisagreement => differ(state, world, true),
        Action::PreviousDisagreement => differ(state, world, false),
        Action::NextAccount => account(state, world, true),
        Action::PreviousAccount => account(state, world, false),
        Action::ToggleText => toggle_text(state, world),
        Action::Find => state.finder = Some(Finder::default()),
        Action::Help => state.help = Some(List::default()),
        Action::Cancel => cancel(state),
        Action::Accept => accept(state, world),
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
    if state.help.take().is_some() || state.finder.take().is_some() || state.views.pop().is_some() {
        return;
    }
    state.focus = Focus::Timeline;
}

fn go(state: &mut State, world: &World, movement: Move) {
    if let Some(help) = &mut state.help {
        // Help has no cursor: its first visible line is what moves. Fitting keeps it in bounds.
        let at = List { cursor: help.offset, ..*help };
        help.offset = at.moved(movement, usize::MAX);
        return;
    }
    match state.views.last_mut() {
        Some(View::Reader(reader)) => reader.go(movement, world.corpus),
        Some(View::Compare(view)) => {
            let rows = Ledger::of(world.corpus, view.incident).rows.len();
            match movement {
                Move::Page(_) | Move::Half(_) => {
                    let at = List { cursor: view.scroll, height: view.height, ..List::default() };
                    view.scroll = at.moved(movement, usize::MAX);
                }
                _ => {
                    let at = List { cursor: view.row, ..List::default() };
                    view.row = at.moved(movement, rows);
                    view.scroll = 0;
                }
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
            if let Some((_, items)) = state.ledger_items(world.corpus) {
                state.detail.go(movement, &items);
            }
        }
    }
}

fn find_go(state: &mut State, movement: Move) {
    if let Some(finder) = &mut state.finder {
        finder.go(movement);
    }
}

fn sideways(state: &mut State, world: &World, right: bool) {
    match state.views.last_mut() {
        Some(View::Compare(view)) => {
            let columns = Ledger::of(world.corpus, view.incident).columns.len();
            let most = columns.saturating_sub(view.shown);
            let to = if right { view.first + 1 } else { view.first.saturating_sub(1) };
            if (right && to > most) || (!right && view.first == 0) {
                state.notice = Some("no more sources on this side".into());
            } else {
                view.first = to;
            }
        }
        Some(View::Reader(_)) => {}
        None => {
            let Some((_, items)) = state.ledger_items(world.corpus) else {
                return;
            };
            if !state.detail.sideways(right, &items) && !right {
                state.focus = Focus::Timeline;
            }
        }
    }
}

fn open(state: &mut State, world: &World) {
    let corpus = world.corpus;
    let leads = match state.views.last() {
        Some(View::Reader(reader)) => {
            let told = corpus.accounts_of(reader.passage(corpus));
            // The incident on whose trail one reads comes last: one is coming from there.
            let other = told.iter().map(|&a| corpus.account(a).incident).find(|&i| Some(i) != reader.incident);
            match other.or(reader.incident.filter(|_| !told.is_empty())) {
                Some(incident) => Lead::Incident(incident),
                None => {
                    state.notice = Some("this passage tells of no incident".into());
                    Lead::Nowhere
                }
            }
        }
        Some(View::Compare(view)) => {
            let ledger = Ledger::of(corpus, view.incident);
            let cell = ledger.rows.get(view.row).and_then(|r| r.cells[view.first..].iter().find_map(|c| c.first()));
            match cell {
                Some(&claim) => Lead::Passage(corpus.account(corpus.claim(claim).account).passage),
                None => {
                    state.notice = Some("no source in sight says anything about this".into());
                    Lead::Nowhere
                }
            }
        }
        None if state.focus == Focus::Timeline => {
            enter_ledger(state, corpus);
            Lead::Nowhere
        }
        None => match state.ledger_items(corpus) {
            Some((ledger, items)) => match state.detail.selected(&items).map(|i| lead(corpus, ledger.incident, i)) {
                Some(Lead::Nowhere) => {
                    state.notice = Some("a note leads nowhere; it is the editor's".into());
                    Lead::Nowhere
                }
                found => found.unwrap_or(Lead::Nowhere),
            },
            None => Lead::Nowhere,
        },
    };
    match leads {
        Lead::Passage(passage) => {
            let incident = current(state);
            read(state, corpus, passage, incident);
        }
        Lead::Incident(incident) => jump(state, corpus, incident),
        Lead::Nowhere => {}
    }
}

/// The incident on which the topmost view is.
fn current(state: &State) -> Option<IncidentId> {
    match state.views.last() {
        Some(View::Reader(reader)) => reader.incident,
        Some(View::Compare(view)) => Some(view.incident),
        None => state.timeline.selected(),
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

fn travel(state: &mut State, back: bool) {
    let here = state.place();
    let (from, to) = if back { (&mut state.past, &mut state.future) } else { (&mut state.future, &mut state.past) };
    match from.pop() {
        Some(place) => {
            to.push(here);
            state.go_to(place);
        }
        None => {
            let none = if back { "nothing to go back to" } else { "nothing to go forward to" };
            state.notice = Some(none.into());
        }
    }
}

fn compare(state: &mut State, world: &World) {
    let Some(incident) = current(state) else {
        state.notice = Some("no incident is selected".into());
        return;
    };
    let ledger = Ledger::of(world.corpus, incident);
    let row = match state.views.last() {
        None if state.focus == Focus::Ledger => state.detail.row(&items(world.corpus, &ledger)),
        _ => ledger.rows.iter().position(|r| r.facet.is_figure()).unwrap_or(0),
    };
    if ledger.columns.len() < 2 {
        state.notice = Some("only one article tells of this; it stands alone".into());
    }
    leave(state);
    state.views.push(View::Compare(Compare::new(incident, row)));
}

fn differ(state: &mut State, world: &World, forward: bool) {
    let corpus = world.corpus;
    let found = match state.views.last_mut() {
        Some(View::Compare(view)) => {
            let to = disagreement(&Ledger::of(corpus, view.incident), view.row, forward);
            if let Some(row) = to {
                view.row = row;
                view.scroll = 0;
            }
            to
        }
        _ => state.ledger_items(corpus).and_then(|(ledger, items)| {
            let to = disagreement(&ledger, state.detail.row(&items), forward)?;
            state.detail.select_row(to, &items);
            Some(to)
        }),
    };
    if found.is_none() {
        let where_ = if forward { "further down" } else { "further up" };
        state.notice = Some(format!("no difference between the sources {where_}"));
    }
}

fn account(state: &mut State, world: &World, forward: bool) {
    let Some(View::Reader(reader)) = state.views.last() else {
        return;
    };
    match reader.next_account(world.corpus, forward) {
        Some(passage) => {
            let next = Reader::at(world.corpus, passage, reader.incident);
            leave(state);
            if let Some(View::Reader(reader)) = state.views.last_mut() {
                *reader = next;
            }
        }
        None if reader.incident.is_none() => {
            state.notice = Some("no incident is followed here; Enter picks one".into());
        }
        None => {
            let which = if forward { "last" } else { "first" };
            state.notice = Some(format!("this is the {which} account of the incident"));
        }
    }
}

fn toggle_text(state: &mut State, world: &World) {
    if world.corpus.passages().any(|(_, p)| p.text.is_some()) {
        state.text = !state.text;
    } else {
        state.notice = Some("no text is attached; start with --sources DIR to read your copies".into());
    }
}

fn accept(state: &mut State, world: &World) {
    let Some(target) = state.finder.as_ref().and_then(|f| f.selected()).map(|h| h.target) else {
        state.notice = Some("nothing is found; change the query or leave with Esc".into());
        return;
    };
    state.finder = None;
    match target {
        Target::Incident(incident) => jump(state, world.corpus, incident),
        Target::Article(article) => {
            if let Some(passage) = world.corpus.article(article).passages.ids().next() {
                read(state, world.corpus, passage, None);
            }
        }
    }
}
