//! Tags of marks: asks for them, and gives them to what is selected or lies in the range begun. It does not know files.

use std::collections::BTreeMap;

use super::marks::of_range;
use crate::app::effect::Effects;
use crate::app::marks::Mark;
use crate::app::overlays::Overlay;
use crate::app::overlays::tag_form::TagForm;
use crate::app::range::{MOST_AT_ONCE, items_of_range};
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::model::figure::thousands;
use crate::present::words::count;
use crate::saved_state::Change;

/// Asks for the tags of the selected item, or for tags to add to all items of the range begun, which is kept until they are
/// given.
pub(super) fn ask(state: &mut State, workspace: &Workspace) {
    let (targets, all) = match items_of_range(state) {
        Some(range) => {
            let all = range.clone().count();
            (of_range(state, workspace, range), all)
        }
        None => {
            let target = state.pane().mark_target(&state.cx(workspace));
            (target.map(|(key, trail)| Mark::new(workspace, key, trail)).into_iter().collect(), 1)
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
    let left_out = all.saturating_sub(MOST_AT_ONCE);
    state.overlay = Some(Overlay::TagForm(TagForm::new((targets, left_out), &present, used.into_iter().collect())));
}

/// Gives the tags of the form; marks what is not marked yet. An empty form takes those of a single item away, and changes nothing
/// of several.
pub(super) fn accept(state: &mut State) -> Effects {
    let Some(Overlay::TagForm(form)) = &state.overlay else { return Effects::none() };
    let tags = match form.tags() {
        Ok(tags) => tags,
        Err(why) => {
            state.notice = Some(why.into());
            return Effects::none();
        }
    };
    let (targets, left_out) = (form.targets.clone(), form.left_out);
    let are_several = targets.len() > 1;
    if are_several && tags.is_empty() {
        state.notice = Some("no tag is typed; Esc leaves the form".into());
        return Effects::none();
    }
    (state.overlay, state.range_from) = (None, None);
    let mut effects = Effects::none();
    for target in &targets {
        let mut own = tags.clone();
        if are_several {
            own.extend(state.marks.tags(&target.key).iter().cloned());
            own.sort();
            own.dedup();
        }
        if state.marks.tags(&target.key) == own {
            continue;
        }
        if !state.marks.has(&target.key) {
            state.marks.add(target.clone());
        }
        let bookmark = state.marks.tag(&target.key, own).map(Mark::bookmark);
        effects = effects.and(bookmark.and_then(|bookmark| state.save(Change::Tag(bookmark))));
    }
    let what = count(targets.len(), "mark");
    let lists = state.key(Action::Show("marks"));
    state.notice = Some(if tags.is_empty() {
        format!("{what} without tags")
    } else {
        let more = if left_out > 0 { format!(", {} more are not", thousands(left_out)) } else { String::new() };
        format!("{what} tagged #{}{more}; {lists} lists them, export --tag takes them", tags.join(" #"))
    });
    effects
}
