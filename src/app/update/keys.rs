//! Keys: counts, sequences, and what they amount to. It does not know what an action does.

use crate::app::state::State;
use crate::keymap::habits::of_unbound;
use crate::keymap::sequence::label;
use crate::keymap::{Action, Chord, ChordKey, Context, KeyMeaning, Keymap};
use crate::ui::list::Move;

/// What a key amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// An action, with the count typed before it.
    Action(Action, Option<usize>),
    /// Text for the prompt, or a key that edits it.
    Edit(Chord),
    /// Nothing yet, or nothing at all.
    Nothing,
}

/// Handles a key: a digit of a count, part of a sequence, the end of a command, or text for a prompt.
pub(super) fn pressed(state: &mut State, chord: Chord) -> Pressed {
    state.touched = true;
    state.notice = None;
    state.let_go();
    state.typed.last.clear();
    let context = state.context();
    let begun = state.typed.is_begun();
    let mut keys = std::mem::take(&mut state.typed.keys);
    keys.push(chord);
    let meaning = state.keymap.meaning(context, &keys);
    match meaning {
        // Esc only drops what has been typed, unless a sequence ends with it.
        _ if begun && chord == Chord::plain(ChordKey::Esc) && (keys.len() == 1 || meaning == KeyMeaning::Unbound) => {
            state.typed.drop_begun();
        }
        // A digit that does something by itself is still part of a number that was begun.
        _ if begun && keys.len() == 1 && chord.digit().is_some_and(|digit| state.typed.add_digit(digit)) => {}
        KeyMeaning::Action(action) => {
            // A number that ticks what it stands before.
            let picked = chord.digit().filter(|_| action == Action::TickOffer);
            if let Some(digit) = picked {
                state.typed.drop_begun();
                return Pressed::Action(action, Some(digit));
            }
            let is_counted = state.typed.count.is_some();
            // A count that changes nothing is not shown as done.
            let count = state.typed.count.take().filter(|_| takes_count(action));
            let shown = count.map(|n| n.to_string()).unwrap_or_default();
            let vain = if is_counted && count.is_none() { " (takes no count)" } else { "" };
            let name = name_in(&state.keymap, context, action);
            state.typed.last = format!("{shown}{} {name}{vain}", label(&keys));
            return Pressed::Action(action, count);
        }
        KeyMeaning::Begins => state.typed.keys = keys,
        KeyMeaning::Unbound if context.takes_text() => {
            state.typed.drop_begun();
            return Pressed::Edit(chord);
        }
        // In a pane the second key of a pair that belongs to another one does nothing by itself.
        KeyMeaning::Unbound
            if state.overlay.is_none() && chord.digit().is_none() && state.keymap.begins_somewhere(&keys) =>
        {
            state.typed.keys = keys;
        }
        KeyMeaning::Unbound => {
            let digit = chord.digit().filter(|_| keys.len() == 1);
            if !digit.is_some_and(|digit| state.typed.add_digit(digit)) {
                state.typed.drop_begun();
                let help = state.keymap.label(context, Action::Help);
                let lists = if help.is_empty() { String::new() } else { format!("{help} lists the keys, ") };
                let other = of_unbound(&state.keymap, context, &keys);
                let configure = state.keymap.label(context, Action::Configure);
                let bind = if configure.is_empty() { "`parallax config`" } else { &configure };
                let way = match (elsewhere(&state.keymap, &keys), other) {
                    (Some(place), Some(other)) => format!("{place}. {other}"),
                    (Some(place), None) => place,
                    (None, Some(other)) => format!("does nothing here. {other}"),
                    (None, None) => format!("is not bound: {lists}{bind} shows how to bind it"),
                };
                state.notice = Some(format!("{} {way}", label(&keys)));
            }
        }
    }
    Pressed::Nothing
}

/// Where keys do something that do nothing here: `works in Timeline and Ledger (why), not here`.
fn elsewhere(keymap: &Keymap, keys: &[Chord]) -> Option<String> {
    let (action, places) = keymap.elsewhere(keys)?;
    let names: Vec<&str> = places.iter().map(|place| place.name()).collect();
    let places = match &names[..] {
        [first, second] => format!("{first} and {second}"),
        [only] => (*only).to_owned(),
        names => format!("{} and others", names[..2].join(", ")),
    };
    Some(format!("works in {places} ({}), not here", keymap.name_of(action).replace('-', " ")))
}

/// The words for an action in a context, as its keys are offered there.
fn name_in(keymap: &Keymap, context: Context, action: Action) -> String {
    let next = keymap.binding(context, Action::NextDisagreement).map(|binding| binding.hint).unwrap_or_default();
    match action {
        Action::NextDisagreement if !next.is_empty() => next.to_owned(),
        Action::PreviousDisagreement if !next.is_empty() => next.replace("next", "previous"),
        _ => keymap.name_of(action).replace('-', " "),
    }
}

/// Whether a number before an action changes what it does.
fn takes_count(action: Action) -> bool {
    use Action::{Narrower, Redo, Undo, Wider};
    movement(action, Some(1)).is_some() || action.repeats() || matches!(action, Undo | Redo | Narrower | Wider)
}

/// The movement of an action, `count` times as far; `None` if it is no motion. The ends of a list with a count are the item
/// of that number.
pub(super) fn movement(action: Action, count: Option<usize>) -> Option<Move> {
    let n = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    Some(match action {
        Action::Down | Action::NextHit => Move::By(n),
        Action::Up | Action::PreviousHit => Move::By(-n),
        Action::HalfPageDown => Move::Half(n),
        Action::HalfPageUp => Move::Half(-n),
        Action::PageDown => Move::Page(n),
        Action::PageUp => Move::Page(-n),
        Action::First | Action::Last if count.is_some() => Move::To(count.unwrap_or(1).saturating_sub(1)),
        Action::First => Move::First,
        Action::Last => Move::Last,
        _ => return None,
    })
}
