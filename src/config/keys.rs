//! The table `[keys]`: in a table for each context, an action and its keys. Knows no files.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::messages::Messages;
use crate::diagnostic::{DiagnosticCode, did_you_mean};
use crate::keymap::chord::KEY_NAMES;
use crate::keymap::{Action, Binding, Chord, Context, KeySequence, Keymap};

/// An action that was bound, and where.
pub(super) struct BoundAction {
    pub(super) context: Context,
    pub(super) action: Action,
    pub(super) at: Range<usize>,
}

/// Reads the table.
pub(super) fn read(table: &DeTable<'_>, keymap: &mut Keymap, all: &mut Vec<BoundAction>, messages: &mut Messages) {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let Some(context) = Context::ALL.into_iter().find(|context| context.word() == name) else {
            let words = Context::ALL.map(Context::word);
            messages.unknown(key.span(), "context", name, &words.iter().map(String::as_str).collect::<Vec<_>>());
            continue;
        };
        let DeValue::Table(actions) = value.get_ref() else {
            let help = format!("write [keys.{name}]");
            messages.error(DiagnosticCode::WrongType, value.span(), &format!("“{name}” is a table of actions"), &help);
            continue;
        };
        for (key, value) in actions {
            let name = key.get_ref().as_ref();
            let Some(action) = action(keymap, context, name, key.span(), messages) else { continue };
            let Some(texts) = messages.strings(value, "a key") else { continue };
            let Some(keys) = sequences(context, action, texts, messages) else { continue };
            keymap.rebind(context, action, keys);
            all.push(BoundAction { context, action, at: value.span() });
        }
    }
}

/// The action of that name in a context.
fn action(keymap: &Keymap, context: Context, name: &str, at: Range<usize>, messages: &mut Messages) -> Option<Action> {
    // The keys of the user's own commands stand in the table of each.
    let is_bindable = |binding: &&Binding| !matches!(binding.action, Action::Own(_));
    let has_name = |binding: &&Binding| is_bindable(binding) && binding.action.name() == name;
    if let Some(binding) = keymap.of(context).find(has_name) {
        return Some(binding.action);
    }
    let elsewhere = keymap.bindings().iter().find(has_name);
    if let Some(binding) = elsewhere {
        let message = format!("“{name}” is no action of [keys.{}]", context.word());
        let help = format!("it is one of [keys.{}]", binding.context.word());
        messages.error(DiagnosticCode::UnknownKey, at, &message, &help);
    } else {
        let names: Vec<String> = keymap.of(context).filter(is_bindable).map(|binding| binding.action.name()).collect();
        messages.unknown(at, "action", name, &names.iter().map(String::as_str).collect::<Vec<_>>());
    }
    None
}

/// The key sequences that texts name. `None` if one of them is wrong.
pub(super) fn sequences(
    context: Context,
    action: Action,
    texts: Vec<(String, Range<usize>)>,
    messages: &mut Messages,
) -> Option<Vec<KeySequence>> {
    let mut all: Vec<KeySequence> = Vec::new();
    let mut sound = true;
    for (text, at) in texts {
        match KeySequence::read(&text) {
            Ok(keys) if context.takes_text() && keys.chords().first().is_some_and(|chord| chord.is_text()) => {
                let message = format!("“{text}” is text for the prompt");
                messages.error(
                    DiagnosticCode::UnknownWord,
                    at,
                    &message,
                    "bind a key with Ctrl or Alt, or one with a name",
                );
                sound = false;
            }
            // Ctrl-C quits in every context, whatever else does.
            Ok(keys) if action != Action::Quit && keys.chords().contains(&Chord::ctrl('c')) => {
                let message = format!("“{text}” clashes with quitting, which it always does");
                messages.error(DiagnosticCode::UnknownWord, at, &message, "choose another key");
                sound = false;
            }
            Ok(keys) if all.contains(&keys) => {}
            Ok(keys) => all.push(keys),
            Err(message) => {
                let near =
                    text.split_whitespace().map(|word| did_you_mean(word, KEY_NAMES)).find(|near| !near.is_empty());
                messages.error(DiagnosticCode::UnknownWord, at, &message, &near.unwrap_or_default());
                sound = false;
            }
        }
    }
    let quits = KeySequence::from(Chord::ctrl('c'));
    if action == Action::Quit && !all.contains(&quits) {
        all.push(quits);
    }
    sound.then_some(all)
}

/// Takes back bindings whose keys another action of the context has too, and says so: of two in the file the later one. Gives the others.
pub(super) fn take_back_clashes(
    keymap: &mut Keymap,
    mut all: Vec<BoundAction>,
    messages: &mut Messages,
) -> Vec<BoundAction> {
    let standard = Keymap::standard();
    // Each round takes one back, and the standard bindings do not clash.
    loop {
        let clash = all.iter().position(|bound| keymap.clash(bound.context, bound.action).is_some());
        let Some(bound) = clash.map(|at| all.remove(later(keymap, &all, at))) else { return all };
        if let Some((keys, other)) = keymap.clash(bound.context, bound.action) {
            let (keys, name) = (keys.written(), keymap.name_of(other.action));
            let (place, help) = match other.action {
                Action::Own(_) => (
                    format!("[commands.{name}]"),
                    format!("choose another key, or give “{name}” other keys there, or none: keys = []"),
                ),
                _ => {
                    let place = format!("[keys.{}]", bound.context.word());
                    let help = format!("choose another key, or take this one from the other: in {place} {name} = []");
                    (place, help)
                }
            };
            let message = format!("“{keys}” clashes with the keys of “{name}” in {place}, so this line does not hold");
            messages.error(DiagnosticCode::UnknownWord, bound.at, &message, &help);
        }
        let keys = standard.binding(bound.context, bound.action).map(|binding| binding.keys.clone());
        keymap.rebind(bound.context, bound.action, keys.unwrap_or_default());
    }
}

/// The position of what is taken back of a binding that clashes and of what it clashes with: the later of two settings of `[keys]`.
fn later(keymap: &Keymap, all: &[BoundAction], at: usize) -> usize {
    let bound = &all[at];
    let other = keymap.clash(bound.context, bound.action).map(|(_, other)| other.action);
    let is_other = |b: &&BoundAction| b.context == bound.context && Some(b.action) == other;
    let is_later = |b: &BoundAction| b.at.start > bound.at.start;
    let is_key = |b: &BoundAction| !matches!(b.action, Action::Own(_));
    match all.iter().position(|b| is_other(&b) && is_later(b) && is_key(b)) {
        Some(other) if is_key(bound) => other,
        _ => at,
    }
}

/// Warns of keys that hide bindings which hold everywhere, unless the standard keys hide them too.
pub(super) fn warn_of_hidden(keymap: &Keymap, all: &[BoundAction], messages: &mut Messages) {
    let standard = Keymap::standard();
    for bound in all {
        if bound.context == Context::Global {
            warn_of_exceptions(keymap, bound, messages);
        }
        let usual = standard.binding(bound.context, bound.action).map(|binding| &binding.keys);
        for (keys, hidden, other) in keymap.hidden(bound.context, bound.action) {
            if usual.is_some_and(|usual| usual.contains(keys)) {
                continue;
            }
            let (keys, hidden, name) = (keys.written(), hidden.written(), keymap.name_of(other.action));
            let message = format!("“{keys}” hides “{hidden}” there, which holds everywhere: {name}");
            let help = format!("nothing is wrong if you do not need “{name}” in [keys.{}]", bound.context.word());
            messages.warning(DiagnosticCode::UnknownWord, bound.at.clone(), &message, &help);
        }
    }
}

/// Warns of keys that shall hold everywhere and mean something else in some contexts, unless those are standard
/// keys for everywhere.
fn warn_of_exceptions(keymap: &Keymap, bound: &BoundAction, messages: &mut Messages) {
    let standard = Keymap::standard();
    let is_usual = |keys| standard.of(Context::Global).any(|binding| binding.keys.contains(keys));
    for context in Context::ALL {
        for (keys, theirs, other) in keymap.hides_global(context, bound.action) {
            if is_usual(theirs) {
                continue;
            }
            let (keys, place, name) = (keys.written(), context.word(), keymap.name_of(other.action));
            let message = format!("in [keys.{place}], “{keys}” goes on to mean “{name}”");
            let help = format!("give that action other keys, as in {name} = [], if you want yours there too");
            messages.warning(DiagnosticCode::UnknownWord, bound.at.clone(), &message, &help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::keymap::KeyMeaning;
    use crate::keymap::chord::script;

    /// What keys mean in a context with this configuration, and what is said of it.
    fn with(text: &str) -> (impl Fn(Context, &str) -> KeyMeaning, String) {
        let (config, report) = read(text, "c".to_owned());
        let told = report.sorted().into_iter().map(|message| report.render(message) + "\n").collect();
        (move |context, keys: &str| config.keymap.meaning(context, &script(keys).unwrap()), told)
    }

    #[test]
    fn several_keys_sequences_and_none() {
        let (meaning, told) =
            with("[keys.global]\nfind = [\"Ctrl-k\", \"# f\"]\nmouse = []\n[keys.finder]\nnext-hit = \"Ctrl-j\"\n");
        assert_eq!(told, "");
        assert_eq!(meaning(Context::Ledger, "<c-k>"), KeyMeaning::Action(Action::Find));
        assert_eq!(meaning(Context::Ledger, "#f"), KeyMeaning::Action(Action::Find));
        assert_eq!(meaning(Context::Ledger, "/"), KeyMeaning::Unbound);
        assert_eq!(meaning(Context::Timeline, "M"), KeyMeaning::Unbound);
        assert_eq!(meaning(Context::Finder, "<c-j>"), KeyMeaning::Action(Action::NextHit));
    }

    #[test]
    fn a_key_for_everywhere_that_means_something_else_somewhere_is_told() {
        let (_, told) = with("[keys.global]\ncopy-citation = [\"y\", \"x\"]\n");
        assert!(told.contains("c:2:17: warning") && told.contains("in [keys.compare], “x” goes on to mean"), "{told}");
        assert!(!told.contains("“y” goes on"), "the standard keys are as they are: {told}");
    }

    #[test]
    fn a_clash_is_an_error_with_its_line_and_the_default_stays() {
        let (meaning, told) = with("[keys.global]\nfind = \"f\"\n");
        assert!(told.contains("c:2:8: error[P006]: “f” clashes with the keys of “filter”"), "{told}");
        assert_eq!(meaning(Context::Timeline, "/"), KeyMeaning::Action(Action::Find));
        let (meaning, told) = with("[keys.global]\nbrowse = \"O\"\nmark = \"O\"\nexport = \"F9\"\n");
        assert!(told.contains("c:3:8: error[P006]: “O” clashes with the keys of “browse”"), "{told}");
        let holds = |keys| meaning(Context::Timeline, keys);
        assert_eq!(holds("O"), KeyMeaning::Action(Action::Browse), "what stood there before a mistake holds");
        assert_eq!((holds("m"), holds("<f9>")), (KeyMeaning::Action(Action::Mark), KeyMeaning::Action(Action::Export)));
        let (_, told) = with("[keys.global]\nmark = \"g\"\n");
        assert!(told.contains("“g” clashes"), "it begins sequences: {told}");
        let (meaning, told) = with("[keys.global]\nfind = \"f\"\nfilter = \"/\"\n");
        assert_eq!(told, "", "keys that change places do not clash");
        assert_eq!(meaning(Context::Timeline, "f"), KeyMeaning::Action(Action::Find));
        let (meaning, told) = with("[keys.global]\nfind = \"Ctrl-c\"\nquit = \"Q\"\n");
        assert!(told.contains("“Ctrl-c” clashes"), "Ctrl-c quits whatever is configured: {told}");
        assert_eq!(meaning(Context::Timeline, "<c-c>"), KeyMeaning::Action(Action::Quit));
        let (meaning, told) = with("[keys.reader]\nmark = \"Ctrl-c\"\n");
        assert!(told.contains("Ctrl-c"), "nor in one pane: {told}");
        assert_eq!(meaning(Context::Reader, "<c-c>"), KeyMeaning::Action(Action::Quit));
    }

    #[test]
    fn a_key_that_hides_one_of_all_contexts_holds_with_a_warning() {
        let (meaning, told) = with("[keys.timeline]\nfold = \"m\"\nbrush = \"g\"\n");
        assert_eq!(meaning(Context::Timeline, "m"), KeyMeaning::Action(Action::Fold));
        assert!(told.contains("c:2:8: warning[P006]: “m” hides “m” there, which holds everywhere: mark"), "{told}");
        assert!(told.contains("“g” hides “g t” there, which holds everywhere: timeline"), "{told}");
        assert!(told.contains("in [keys.timeline]"), "{told}");
    }

    #[test]
    fn own_commands_are_bound_in_their_own_tables() {
        let (meaning, told) =
            with("[commands.save]\nrun = \"true\"\nkeys = \"Ctrl-y\"\n[keys.global]\nown-command = \"Ctrl-x\"\n");
        assert!(told.contains("unknown action “own-command”") && !told.contains("did you mean"), "{told}");
        assert_eq!(meaning(Context::Timeline, "<c-x>"), KeyMeaning::Unbound);
        let own = |name: &str| format!("[commands.{name}]\nrun = \"true\"\nkeys = \"Ctrl-y\"\n");
        let (_, told) = with(&format!("{}{}", own("save"), own("show")));
        assert!(told.contains("the keys of “show” in [commands.show]") && told.contains(": keys = []"), "{told}");
        assert!(!told.contains("show = []"), "{told}");
        let (_, told) = with(&format!("{}[keys.global]\nfind = \"Ctrl-y\"\n", own("save")));
        assert!(told.contains("in [keys.global] find = []"), "{told}");
        let (_, told) = with("[commands.own-command]\nrun = \"true\"\n[keys.global]\nown-comand = \"Ctrl-x\"\n");
        assert!(!told.contains("did you mean"), "{told}");
    }

    #[test]
    fn what_is_no_action_context_or_key_is_named_with_the_nearest() {
        let text = "[keys.global]\nfnid = \"x\"\nfind = \"Entre\"\ntimeline = \"gt\"\nopen = \"x\"\n[keys.raeder]\n[keys.finder]\naccept = \"x\"\n[keys]\nlists = 3\n";
        let (_, told) = with(text);
        for said in [
            "c:2:1: error[P005]: unknown action “fnid”",
            "did you mean “find”?",
            "c:3:8: error[P006]: Entre is not a key",
            "c:4:12: error[P006]: “gt” is not a key; a sequence has blanks between its keys: “g t”",
            "it is one of [keys.timeline]",
            "did you mean “reader”?",
            "“x” is text for the prompt",
            "“lists” is a table of actions",
        ] {
            assert!(told.contains(said), "{said} is not in:\n{told}");
        }
    }
}
