//! Tags of marks: asks for them, and gives them to what is selected or lies in the range begun. It does not know files.

use std::collections::BTreeMap;

use super::marks::of_range;
use crate::app::effect::Effects;
use crate::app::marks::Mark;
use crate::app::overlays::Overlay;
use crate::app::overlays::tag_form::TagForm;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::present::words::count;
use crate::saved_state::Change;

/// Asks for the tags of the selected item, or for tags to add to all items of the range begun.
pub(super) fn ask(state: &mut State, workspace: &Workspace) {
    let targets = match state.range_from.take() {
        Some(from) => of_range(state, workspace, from),
        None => {
            let target = state.pane().mark_target(&state.cx(workspace));
            target.map(|(key, trail)| Mark::new(workspace, key, trail)).into_iter().collect()
        }
    };
    if targets.is_empty() {
        state.notice = Some("what is here cannot be tagged".into());
        return;
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for tag in state.marks.all().iter().flat_map(|mark| &mark.tags) {
        *used.entry(tag.clone()).or_default() += 1;
    }
    let present = match targets.as_slice() {
        // A further tag is typed after a blank.
        [only] => state.marks.tags(&only.key).iter().map(|tag| format!("{tag} ")).collect(),
        _ => String::new(),
    };
    state.overlay = Some(Overlay::TagForm(TagForm::new(targets, &present, used.into_iter().collect())));
}

/// Gives the tags of the form; marks what is not marked yet. An empty form takes those of a single item away.
pub(super) fn accept(state: &mut State) -> Effects {
    let Some(Overlay::TagForm(form)) = &state.overlay else { return Effects::none() };
    let tags = match form.tags() {
        Ok(tags) => tags,
        Err(why) => {
            state.notice = Some(why.into());
            return Effects::none();
        }
    };
    let targets = form.targets.clone();
    state.overlay = None;
    let mut effects = Effects::none();
    for target in &targets {
        let mut own = tags.clone();
        if targets.len() > 1 {
            own.extend(state.marks.tags(&target.key).iter().cloned());
            own.sort();
            own.dedup();
        }
        if !state.marks.has(&target.key) {
            if own.is_empty() {
                continue;
            }
            state.marks.add(target.clone());
        }
        let bookmark = state.marks.tag(&target.key, own).map(Mark::bookmark);
        effects = effects.and(bookmark.and_then(|bookmark| state.save(Change::Mark(bookmark))));
    }
    let what = count(targets.len(), "mark");
    let lists = state.key(Action::Show("marks"));
    state.notice = Some(if tags.is_empty() {
        format!("{what} without tags")
    } else {
        format!("{what} tagged #{}; {lists} lists them, export --tag takes them", tags.join(" #"))
    });
    effects
}
