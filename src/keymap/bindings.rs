//! The bindings in force, and what typed keys mean by them. It does not know what the actions do.

use std::sync::{Arc, LazyLock};

use super::action::Action;
use super::chord::Chord;
use super::command::OwnCommand;
use super::context::Context;
use super::sequence::KeySequence;
use super::table::DEFAULTS;

/// An action and the keys that it is bound to in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The context.
    pub context: Context,
    /// The keys, any of which performs the action; the footer shows the first. None if it is not bound.
    pub keys: Vec<KeySequence>,
    /// The action.
    pub action: Action,
    /// One or two words for the footer; empty if the footer never shows the binding.
    pub hint: &'static str,
    /// A sentence for help and documentation.
    pub help: &'static str,
    /// Footer order. A narrow footer drops the hints of highest rank first.
    pub rank: u8,
}

impl Binding {
    /// The labels of its keys: `j ↓`.
    pub fn labels(&self) -> String {
        self.keys.iter().map(KeySequence::label).collect::<Vec<_>>().join(" ")
    }

    fn has(&self, keys: &[Chord]) -> bool {
        self.keys.iter().any(|sequence| sequence.chords() == keys)
    }

    fn waits(&self, keys: &[Chord]) -> bool {
        self.keys.iter().any(|sequence| follows(sequence, keys).is_some())
    }
}

/// The keys of a sequence that follow `keys`; `None` if it does not go on after them.
fn follows<'s>(sequence: &'s KeySequence, keys: &[Chord]) -> Option<&'s [Chord]> {
    sequence.chords().strip_prefix(keys).filter(|rest| !rest.is_empty())
}

/// What typed keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyMeaning {
    /// They perform an action.
    Action(Action),
    /// They begin a sequence.
    Begins,
    /// They are not bound.
    Unbound,
}

/// The bindings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
    commands: Vec<OwnCommand>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::clone(&STANDARD)
    }
}

/// The bindings without a configuration.
static STANDARD: LazyLock<Arc<Keymap>> = LazyLock::new(|| {
    let binding = |line: &super::table::DefaultBinding| Binding {
        context: line.context,
        // A test reads every line.
        keys: line.keys.iter().filter_map(|keys| KeySequence::read(keys).ok()).collect(),
        action: line.action,
        hint: line.hint,
        help: line.help,
        rank: line.rank,
    };
    Arc::new(Keymap { bindings: DEFAULTS.iter().map(binding).collect(), commands: Vec::new() })
});

impl Keymap {
    /// The bindings without a configuration.
    pub fn standard() -> Arc<Self> {
        Arc::clone(&STANDARD)
    }

    /// All bindings, by context.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The bindings of one context.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.context == context)
    }

    /// What `keys` mean in `context`: by the context's own bindings, else by a global one.
    pub fn meaning(&self, context: Context, keys: &[Chord]) -> KeyMeaning {
        contexts(context)
            .map(|context| self.own(context, keys))
            .find(|m| *m != KeyMeaning::Unbound)
            .unwrap_or(KeyMeaning::Unbound)
    }

    fn own(&self, context: Context, keys: &[Chord]) -> KeyMeaning {
        match self.of(context).find(|binding| binding.has(keys)) {
            Some(binding) => KeyMeaning::Action(binding.action),
            None if self.of(context).any(|binding| binding.waits(keys)) => KeyMeaning::Begins,
            None => KeyMeaning::Unbound,
        }
    }

    /// What keys mean in the panes and views: each context with what they mean there by its own bindings.
    fn in_panes(&self, keys: &[Chord]) -> impl Iterator<Item = (Context, KeyMeaning)> {
        let panes = Context::ALL.into_iter().filter(|context| !context.takes_text() && *context != Context::Global);
        panes.map(move |context| (context, self.own(context, keys)))
    }

    /// Whether keys begin a sequence in some pane or view.
    pub fn begins_somewhere(&self, keys: &[Chord]) -> bool {
        self.in_panes(keys).any(|(_, meaning)| meaning == KeyMeaning::Begins)
    }

    /// An action that keys perform in panes or views, with those; `None` if they do nothing in any.
    pub fn elsewhere(&self, keys: &[Chord]) -> Option<(Action, Vec<Context>)> {
        let does = || {
            self.in_panes(keys).filter_map(|(context, meaning)| match meaning {
                KeyMeaning::Action(action) => Some((context, action)),
                _ => None,
            })
        };
        let (_, first) = does().next()?;
        Some((first, does().filter(|(_, action)| *action == first).map(|(context, _)| context).collect()))
    }

    /// What may follow after `keys` in `context`: the label of the further keys, and the binding.
    pub fn following(&self, context: Context, keys: &[Chord]) -> Vec<(String, &Binding)> {
        let all = contexts(context).flat_map(|context| self.of(context));
        let reached = |binding: &Binding, sequence: &KeySequence| {
            self.meaning(context, sequence.chords()) == KeyMeaning::Action(binding.action)
        };
        all.flat_map(|binding| binding.keys.iter().map(move |sequence| (sequence, binding)))
            .filter(|(sequence, binding)| reached(binding, sequence))
            .filter_map(|(sequence, binding)| Some((super::sequence::label(follows(sequence, keys)?), binding)))
            .collect()
    }

    /// The binding of an action in one context.
    pub fn binding(&self, context: Context, action: Action) -> Option<&Binding> {
        self.of(context).find(|binding| binding.action == action)
    }

    /// Binds an action of a context to other keys; to none if `keys` is empty.
    pub fn rebind(&mut self, context: Context, action: Action, keys: Vec<KeySequence>) {
        let here = |binding: &&mut Binding| binding.context == context && binding.action == action;
        if let Some(binding) = self.bindings.iter_mut().find(here) {
            binding.keys = keys;
        }
    }

    /// Adds a command of the user, which is bound everywhere, and gives its action. The error says that there are too many.
    ///
    /// # Errors
    ///
    /// There are 256 commands.
    pub fn add_command(&mut self, command: OwnCommand, keys: Vec<KeySequence>) -> Result<Action, &'static str> {
        let number = u8::try_from(self.commands.len()).map_err(|_| "there are 256 commands, which is the most")?;
        let action = Action::Own(number);
        // Bindings are copied everywhere; this text is kept until the program ends.
        let help = Box::leak(format!("{}: {}", command.name, command.line()).into_boxed_str());
        self.bindings.push(Binding { context: Context::Global, keys, action, hint: "", help, rank: 59 });
        self.commands.push(command);
        Ok(action)
    }

    /// The name of an action, of a command of the user its own.
    pub fn name_of(&self, action: Action) -> String {
        let own = if let Action::Own(number) = action { self.command(number) } else { None };
        own.map_or_else(|| action.name(), |command| command.name.clone())
    }

    /// The command of the user with that number.
    pub fn command(&self, number: u8) -> Option<&OwnCommand> {
        self.commands.get(usize::from(number))
    }

    /// A binding of the same context that has one of these keys too, or a sequence that one of them begins, or that begins
    /// one of them; and that key.
    pub fn clash(&self, context: Context, action: Action) -> Option<(&KeySequence, &Binding)> {
        let own = self.binding(context, action)?;
        let clashes =
            |a: &KeySequence, b: &KeySequence| a.chords().starts_with(b.chords()) || b.chords().starts_with(a.chords());
        let others = || self.of(context).filter(|other| other.action != action);
        own.keys.iter().find_map(|keys| {
            let other = others().find(|other| other.keys.iter().any(|theirs| clashes(keys, theirs)))?;
            Some((keys, other))
        })
    }

    /// What the keys of an action of one context hide there: each of its keys with the keys and the binding of all contexts that
    /// they hide. Nothing for prompts, where those do not hold anyway.
    pub fn hidden(&self, context: Context, action: Action) -> Vec<(&KeySequence, &KeySequence, &Binding)> {
        let Some(own) = self.binding(context, action).filter(|_| contexts(context).count() > 1) else {
            return Vec::new();
        };
        let everywhere = || self.of(Context::Global).flat_map(|binding| binding.keys.iter().map(move |k| (k, binding)));
        let hides = |keys: &KeySequence, others: &KeySequence| {
            keys.chords().starts_with(others.chords()) || others.chords().starts_with(keys.chords())
        };
        let hidden = |keys| {
            let found = everywhere().filter(move |(others, binding)| binding.action != action && hides(keys, others));
            found.map(move |(others, binding)| (keys, others, binding))
        };
        own.keys.iter().flat_map(hidden).collect()
    }

    /// The bindings of a context that hide keys of an action which holds everywhere: their keys, the keys hidden, the binding.
    pub fn hides_global(&self, context: Context, action: Action) -> Vec<(&KeySequence, &KeySequence, &Binding)> {
        let own = self.of(context).filter(|binding| binding.action != action);
        let hiding = |binding: &Binding| {
            let all = self.hidden(context, binding.action);
            all.into_iter().filter(|(.., hidden)| hidden.action == action).map(|(k, h, _)| (k, h)).collect::<Vec<_>>()
        };
        own.flat_map(|binding| hiding(binding).into_iter().map(move |(keys, hidden)| (keys, hidden, binding))).collect()
    }

    /// The keys that perform an action in `context`, for messages: the label of the first that does so there; empty if it is not
    /// bound there, and the one of the timeline, saying so, if other bindings hide it.
    pub fn label(&self, context: Context, action: Action) -> String {
        let bound =
            || contexts(context).flat_map(|context| self.of(context)).filter(|binding| binding.action == action);
        let does = |keys: &&KeySequence| self.meaning(context, keys.chords()) == KeyMeaning::Action(action);
        if let Some(keys) = bound().flat_map(|binding| &binding.keys).find(does) {
            return keys.label();
        }
        if context == Context::Timeline || bound().next().is_none() {
            return String::new();
        }
        let there = self.label(Context::Timeline, action);
        if there.is_empty() { there } else { format!("{there} in the timeline") }
    }

    /// The bindings in a context's footer by rank: its own, and the global ones that it does not override.
    pub fn hints(&self, context: Context) -> Vec<&Binding> {
        self.reached(context).into_iter().filter(|binding| !binding.hint.is_empty()).collect()
    }

    /// All bindings whose first key performs them in a context, by rank: its own, and the global ones that it does not
    /// override.
    pub fn reached(&self, context: Context) -> Vec<&Binding> {
        let reached = |binding: &&Binding| {
            let first = binding.keys.first();
            first.is_some_and(|keys| self.meaning(context, keys.chords()) == KeyMeaning::Action(binding.action))
        };
        let mut all: Vec<&Binding> = contexts(context).flat_map(|context| self.of(context)).filter(reached).collect();
        all.sort_by_key(|binding| binding.rank);
        all
    }
}

/// The contexts whose bindings apply in one, the first first.
fn contexts(context: Context) -> impl Iterator<Item = Context> {
    let global = (!context.takes_text() && context != Context::Global).then_some(Context::Global);
    std::iter::once(context).chain(global)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::chord::script;

    fn meaning(context: Context, keys: &str) -> KeyMeaning {
        Keymap::standard().meaning(context, &script(keys).unwrap())
    }

    #[test]
    fn every_line_of_the_table_reads() {
        for line in DEFAULTS {
            for keys in line.keys {
                assert_eq!(KeySequence::read(keys).unwrap().written(), KeySequence::read(keys).unwrap().written());
                assert!(KeySequence::read(keys).is_ok(), "{keys}");
            }
        }
    }

    #[test]
    fn no_key_has_two_bindings_in_one_context_and_none_begins_another() {
        let keymap = Keymap::standard();
        for binding in keymap.bindings() {
            for keys in &binding.keys {
                let taken = |other: &&Binding| other.has(keys.chords()) || other.waits(keys.chords());
                let several = keymap.of(binding.context).filter(taken).count();
                assert_eq!(several, 1, "{} in {:?}", keys.label(), binding.context);
            }
        }
    }

    #[test]
    fn an_action_stands_once_in_a_context() {
        let keymap = Keymap::standard();
        for binding in keymap.bindings() {
            assert_eq!(keymap.of(binding.context).filter(|b| b.action == binding.action).count(), 1, "{binding:?}");
            assert!(keymap.clash(binding.context, binding.action).is_none());
        }
    }

    #[test]
    fn every_context_has_an_exit_and_every_binding_a_short_help() {
        for context in Context::ALL {
            let leaves = |keys| {
                matches!(meaning(context, keys), KeyMeaning::Action(Action::Cancel | Action::Close | Action::Quit))
            };
            assert!(leaves("<esc>") && leaves("<c-c>"), "{context:?}");
        }
        for binding in Keymap::standard().bindings() {
            let short = binding.help.chars().count() <= 60;
            assert!(!binding.keys.is_empty() && !binding.help.is_empty() && short, "{:?}", binding.action);
        }
    }

    #[test]
    fn a_first_key_waits_for_its_own_and_for_global_sequences() {
        assert_eq!(meaning(Context::Ledger, "g"), KeyMeaning::Begins);
        assert_eq!(meaning(Context::Ledger, "gi"), KeyMeaning::Action(Action::LookUp));
        assert_eq!(meaning(Context::Ledger, "gt"), KeyMeaning::Action(Action::Timeline));
        assert_eq!(meaning(Context::Timeline, "gi"), KeyMeaning::Unbound);
        assert_eq!(meaning(Context::Finder, "g"), KeyMeaning::Unbound);
        let keymap = Keymap::standard();
        let following = keymap.following(Context::Ledger, &script("g").unwrap());
        assert!(["i", "t", "g"].iter().all(|key| following.iter().any(|(label, _)| label == key)), "{following:?}");
    }
}
