//! Exports of views: asks for file and format, starts the job and says how it ended. It does not know files.

use crate::app::effect::{Effect, Effects};
use crate::app::job::{ExportRequest, Job, JobId, JobKind, JobProgress};
use crate::app::overlays::Overlay;
use crate::app::overlays::export_form::ExportForm;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::present::exported::ExportedView;

/// What the focused pane shows.
pub fn exported(state: &State, workspace: &Workspace) -> ExportedView {
    state.pane().exported(&state.cx(workspace))
}

/// Asks for the file and the format.
pub(super) fn ask(state: &mut State, workspace: &Workspace) {
    if state.jobs.running(JobKind::Export).is_some() {
        let key = state.key(Action::StopReading);
        state.notice = Some(format!("an export is being written; {key} stops it"));
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
    state.overlay = Some(Overlay::ExportForm(ExportForm::new(&view, &format!("parallax-{name}"))));
}

/// Starts the export of the form.
pub(super) fn accept(state: &mut State) -> Effects {
    let Some(Overlay::ExportForm(form)) = &state.overlay else { return Effects::none() };
    match form.request() {
        Ok(request) => {
            state.overlay = None;
            state.notice = Some(format!("writing {} …", request.file));
            state.jobs.start(Job::Export(request)).1.into()
        }
        Err(why) => {
            state.notice = Some(why.into());
            Effects::none()
        }
    }
}

/// Stops the export that is being written.
pub(super) fn stop(state: &mut State) -> Option<Effect> {
    let job = state.jobs.running(JobKind::Export)?;
    let effect = Effect::Stop(job.id);
    state.notice = Some("the export is stopped; nothing was written".into());
    Some(effect)
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

/// Asks again, since a file of that name is there.
pub(super) fn taken(state: &mut State, workspace: &Workspace, request: ExportRequest) {
    state.notice = Some(format!("{} is there; writing again replaces it", request.file));
    if state.overlay.is_none() {
        let view = exported(state, workspace);
        state.overlay = Some(Overlay::ExportForm(ExportForm::again(&view, request)));
    }
}
