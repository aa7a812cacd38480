//! Exports of views: asks for file and format, starts the job and says how it ended. It does not know files.

use std::collections::HashSet;

use crate::app::effect::{Effect, Effects};
use crate::app::job::{ExportRequest, Job, JobId, JobKind, JobProgress};
use crate::app::overlays::Overlay;
use crate::app::overlays::export_form::ExportForm;
use crate::app::range::{items_of_range, lists_entries};
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::present::exported::{ExportedView, ViewFormat};

/// What the focused pane shows; of the timeline the range that is begun, if there is one.
pub fn exported(state: &State, workspace: &Workspace) -> ExportedView {
    let view = state.pane().exported(&state.cx(workspace));
    let ExportedView::Entries { shown, possible, filter, .. } = &view else { return view };
    let Some(range) = items_of_range(state).filter(|_| lists_entries(state)) else { return view };
    let range: HashSet<u32> = range.filter_map(|at| state.entries.get(at)).collect();
    let within = |list: &[u32]| list.iter().copied().filter(|number| range.contains(number)).collect();
    ExportedView::entries_of(filter.clone(), within(shown), within(possible), state.entries.possible.len())
}

/// Why nothing can be exported now, if so: entries of a filter that is not applied yet would be called certain.
fn hindrance(state: &State) -> Option<String> {
    if state.jobs.running(JobKind::Export).is_some() {
        let key = state.key(Action::StopReading);
        return Some(format!("another export is still being written; {key} stops it"));
    }
    let lists_others = state.views.is_empty() && state.filter.is_waiting();
    lists_others.then(|| "the filter is still being applied; try again in a moment".to_owned())
}

/// Asks for the file and the format.
pub(super) fn ask(state: &mut State, workspace: &Workspace) {
    if let Some(why) = hindrance(state) {
        state.notice = Some(why);
        return;
    }
    let view = exported(state, workspace);
    let name = match &view {
        ExportedView::Entries { .. } => "entries".to_owned(),
        ExportedView::Ledger(subject) => subject.member(0).id().to_owned(),
        ExportedView::Comparison(subject, _) => format!("{}-compared", subject.member(0).id()),
        ExportedView::Articles(_) => "articles".to_owned(),
        ExportedView::Article(id) => workspace.corpus.str(workspace.corpus.article(*id).id).to_owned(),
        ExportedView::Quotes(_) => "quotations".to_owned(),
        ExportedView::Names(_) => "names".to_owned(),
        ExportedView::Citations(_) => "marks".to_owned(),
        ExportedView::Picture => "screen".to_owned(),
    };
    // An id may hold what would lead into another folder.
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let name: String = name.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    state.overlay =
        Some(Overlay::ExportForm(ExportForm::new(&view, state.pane().written_by(), &format!("parallax-{name}"))));
}

/// Starts the export of the form.
pub(super) fn accept(state: &mut State) -> Effects {
    let Some(Overlay::ExportForm(form)) = &state.overlay else { return Effects::none() };
    let hindrance = hindrance(state);
    match form.request() {
        Ok(_) if hindrance.is_some() => {
            state.notice = hindrance;
            Effects::none()
        }
        Ok(request) => {
            state.overlay = None;
            // A picture is of the screen without a message.
            state.notice = (request.format != ViewFormat::Svg).then(|| format!("writing {} …", request.file));
            state.jobs.start(Job::Export(request)).1.into()
        }
        Err(why) => {
            state.notice = Some(why.into());
            Effects::none()
        }
    }
}

/// Stops the export that is being written. Its end says whether it was in time.
pub(super) fn stop(state: &mut State) -> Option<Effect> {
    let job = state.jobs.running(JobKind::Export)?;
    let effect = Effect::Stop(job.id);
    state.notice = Some("stopping the export …".into());
    Some(effect)
}

/// Says that an export was stopped in time.
pub(super) fn stopped(state: &mut State) {
    state.notice = Some("the export is stopped; nothing was written".into());
}

/// Says how far an export is.
pub(super) fn progressed(state: &mut State, id: JobId, progress: JobProgress) {
    if state.jobs.running(JobKind::Export).is_some_and(|job| job.id == id)
        && let Some(percent) = progress.percent
    {
        let key = state.key(Action::StopReading);
        state.notice = Some(format!("exporting: {percent} %; {key} stops it"));
    }
}

/// Says what was written, and where.
pub(super) fn done(state: &mut State, what: &str) {
    state.notice = Some(what.to_owned());
}

/// Asks again, since a file of that name is there; unless something else has been opened meanwhile.
pub(super) fn taken(state: &mut State, workspace: &Workspace, request: ExportRequest) {
    if state.overlay.is_some() {
        let key = state.key(Action::Export);
        state.notice = Some(format!("nothing was written: {} is there; {key} asks for another name", request.file));
        return;
    }
    state.notice = Some(format!("{} is there; writing again replaces it", request.file));
    let view = exported(state, workspace);
    state.overlay = Some(Overlay::ExportForm(ExportForm::again(&view, state.pane().written_by(), request)));
}
