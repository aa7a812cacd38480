//! Header and footer: the open sources in the first line, keys or a status message in the last; and over it what may follow
//! after the first key of a sequence.
//!
//! Knows the state; does not know what panes show.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::available::available;
use super::entries::arrange::ToldBy;
use super::job::{JobKind, JobProgress};
use super::range::range_words;
use super::settings::Focus;
use super::state::State;
use crate::keymap::{Action, Binding, Context, KeySequence};
use crate::model::figure::thousands;
use crate::model::{DataSet, Workspace};
use crate::present::words::count;
use crate::sanitize;
use crate::ui::bidi::levels::is_right_to_left;
use crate::ui::canvas::{self, cell};
use crate::ui::text::{cut, fill, width, wrap};
use crate::ui::theme::Role;

/// Draws the header: the open sources and their sizes. Parts that do not fit are left out, the title last.
pub fn header(state: &State, workspace: &Workspace, area: Rect, buf: &mut Buffer) {
    let corpus = &*workspace.corpus;
    let theme = state.settings.theme;
    let columns = usize::from(area.width);
    let name = " parallax  ";
    let mut parts = Vec::new();
    let opening = match (state.jobs.running(JobKind::Open), state.stopped) {
        (Some(job), _) => Some(progress(job.progress.unwrap_or_default())),
        (None, Some(at)) => Some(stopped(at)),
        (None, None) => None,
    };
    let held_back = state.folder.held_back.as_ref().map(|_| "changed files are not read".to_owned());
    let one_pane = one_pane(state);
    let opens =
        [opening.is_some(), held_back.is_some(), one_pane.is_some()].into_iter().map(usize::from).sum::<usize>();
    let compares = state.also.progress.filter(|_| opening.is_none());
    let compares = compares.map(|at| format!("comparing records{}", percent(at)));
    parts.extend(opening.into_iter().chain(compares).chain(held_back).chain(one_pane));
    if corpus.articles().len() > 0 {
        parts.push(count(corpus.incidents().len(), "incident"));
    }
    let sets = &workspace.sets;
    match sets.as_slice() {
        [] => {}
        [set] => parts.push(format!("{} {}{}", set.about.tag, count(set.len(), "record"), repeats(sets))),
        _ => {
            let records = count(sets.iter().map(|s| s.len()).sum(), "record");
            parts.push(format!("{records}{} in {}", repeats(sets), count(sets.len(), "data set")));
        }
    }
    if corpus.articles().len() > 0 {
        parts.extend([
            format!("{}, {}", count(corpus.articles().len(), "article"), count(corpus.origin_count(), "origin")),
            count(corpus.quotes().len(), "quote"),
            if state.settings.text { "text" } else { "digests" }.to_owned(),
        ]);
    }
    let mut titles = Vec::new();
    if corpus.articles().len() > 0 {
        titles.push(corpus.title());
    }
    titles.extend(sets.iter().map(|s| s.about.title.as_str()));
    let title = sanitize::line(&titles.join(" + ")).into_owned();
    let fits = |n: usize| width(name) + width(&title) + 2 + width(&parts[..n].join(" · ")) < columns;
    // Progress and the sizes of data sets are always shown, even in place of the title.
    let articles = usize::from(corpus.articles().len() > 0);
    let least = opens + if sets.is_empty() { 0 } else { articles + 1 };
    let shown = (least..=parts.len()).rev().find(|&n| fits(n)).unwrap_or(least);
    let amounts = parts[..shown].join(" · ");
    let title = cut(&title, columns.saturating_sub(width(name) + width(&amounts) + 2));
    let gap = columns.saturating_sub(width(name) + width(&title) + width(&amounts) + 1);
    let line = Line::from(vec![
        Span::styled(name, theme.style(Role::Title)),
        Span::styled(title, theme.style(Role::Text)),
        Span::raw(" ".repeat(gap)),
        Span::styled(amounts, theme.style(Role::Dim)),
    ]);
    canvas::row(&line, area, buf);
}

/// That the other panes are hidden, and the key that shows them; `None` if all are there, or a view covers them.
fn one_pane(state: &State) -> Option<String> {
    let split = state.settings.split;
    let hidden = split.hides_timeline && state.focus == Focus::Ledger;
    let (what, action) = match (split.zoomed, hidden) {
        _ if !state.views.is_empty() => return None,
        (true, _) => ("one pane", Action::ZoomPane),
        (false, true) => ("timeline hidden", Action::HideTimeline),
        (false, false) => return None,
    };
    Some(format!("{what} ({} shows all)", state.key(action)))
}

/// How many of the records repeat earlier ones: `, 5 repeats`; empty if none does.
fn repeats(sets: &[Arc<DataSet>]) -> String {
    match sets.iter().map(|set| set.repeats).sum() {
        0 => String::new(),
        n => format!(", {}", count(n, "repeat")),
    }
}

/// `reading ▓▓▓░░░ 45 %, 2 s left`. The header shows the number of records beside it.
fn progress(progress: JobProgress) -> String {
    const CELLS: usize = 8;
    let bar = progress.percent.map_or_else(String::new, |p| {
        let full = usize::from(p.min(100)) * CELLS / 100;
        format!(" {}{} {p} %", "▓".repeat(full), "░".repeat(CELLS - full))
    });
    let left = progress.left.map_or_else(String::new, |s| format!(", {s} s left"));
    format!("reading{bar}{left}")
}

/// How much of something is done.
fn percent(progress: JobProgress) -> String {
    progress.percent.map_or_else(|| " …".to_owned(), |percent| format!(" {percent} %"))
}

/// The progress at which reading was stopped.
fn stopped(progress: JobProgress) -> String {
    progress.percent.map_or_else(|| "stopped before the end".to_owned(), |p| format!("stopped at {p} %"))
}

/// Draws the status line: the selected item in full; at its right which key shows it whole, if it is cut, how many entries are listed
/// of all, if not all are, and which key says or changes it.
pub fn status(state: &State, text: Option<String>, area: Rect, buf: &mut Buffer) {
    let theme = state.settings.theme;
    let text = text.unwrap_or_default();
    let mut right = listed(state).unwrap_or_default();
    if width(&text) > status_columns(state) {
        right = format!(" {}: whole{right}", state.key(Action::Help));
    }
    let room = usize::from(area.width).saturating_sub(2 + width(&right));
    let text = fill(&format!(" {}", cut(&text, room)), room + 1);
    let spans = [Span::styled(text, theme.style(Role::Text)), Span::styled(right, theme.style(Role::Dim))];
    canvas::row(&Line::from(spans.to_vec()), area, buf);
}

/// Columns that the selected item may take in the status line.
fn status_columns(state: &State) -> usize {
    usize::from(state.settings.size.0).saturating_sub(2 + width(&listed(state).unwrap_or_default()))
}

/// The selected item in full, where the status line cuts it.
pub fn cut_status(state: &State, text: Option<String>) -> Option<String> {
    text.filter(|text| width(text) > status_columns(state))
}

/// `  6 of 91 · 5 possibly · gf lists the filter`; `None` if all entries are listed.
fn listed(state: &State) -> Option<String> {
    let entries = &state.entries;
    let (listed, all) = (entries.listed_len(), entries.all.len());
    if listed >= all || state.filter.is_waiting() || entries.is_waiting() || state.jobs.is_opening() {
        return None;
    }
    // The key is the timeline's.
    let key = || state.keymap.label(Context::Timeline, Action::ToldBy);
    let how = match entries.arrangement.told_by {
        ToldBy::Several if !state.filter.is_on() => format!("{}: several origins", key()),
        ToldBy::Series if !state.filter.is_on() => format!("{}: series", key()),
        // With a filter, which of both left how many out is said there.
        _ => format!("{} lists the filter", state.key(Action::ActiveFilters)),
    };
    // Counted as beside the chips: those that pass certainly, and those that pass only possibly.
    let certain = entries.listed_certain().len();
    let possibly = match listed.saturating_sub(certain) {
        0 => String::new(),
        possible => format!(" · {} possibly", thousands(possible)),
    };
    Some(format!("  {} of {}{possibly} · {how}", thousands(certain), thousands(all)))
}

/// Minimum number of columns of a footer that always shows the last command.
const ROOMY: usize = 100;

/// Columns of the last command at the right of the footer.
fn last_columns(state: &State) -> usize {
    let last = &state.typed.last;
    if last.is_empty() { 0 } else { width(last) + 1 }
}

/// Columns that the keys of a footer of `columns` may take.
fn hint_columns(state: &State, columns: usize) -> usize {
    if columns >= ROOMY { columns.saturating_sub(last_columns(state)) } else { columns }
}

/// Draws the footer: what has been typed of a command, else the status message if there is one, else the keys of the current
/// context. A long message takes lines above too. Hints that do not fit are left out, those of highest rank first. A search in what is open stands before them;
/// gives the cursor of its prompt. The last command stands on the right if there is room.
pub fn footer(state: &State, workspace: &Workspace, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let theme = state.settings.theme;
    let columns = usize::from(area.width);
    let last = &state.typed.last;
    let last_columns = last_columns(state);
    let (line, used, at) = if state.typed.is_begun() {
        let text = match &state.typed.keys[..] {
            [] => "then a motion; Esc drops it",
            keys if state.keymap.following(state.context(), keys).is_empty() => "belongs to another pane; Esc drops it",
            _ => "then a key of the list; Esc drops it",
        };
        let typed = state.typed.label();
        let used = 3 + width(&typed) + width(text);
        let spans = [Span::styled(format!(" {typed}…"), theme.style(Role::Key)), Span::raw(format!(" {text}"))];
        (Line::from(spans.to_vec()), used, None)
    } else if let Some(notice) = state.notice.clone().or_else(|| range_words(state, workspace)) {
        let mut lines = in_lines(&notice, columns.saturating_sub(2));
        let text = format!(" {}", lines.pop().unwrap_or_default());
        let top = area.y.saturating_sub(u16::try_from(lines.len()).unwrap_or(0)).max(buf.area.y);
        for (y, above) in (top..area.y).zip(lines) {
            let area = Rect { y, ..area };
            canvas::clear(area, buf);
            canvas::row(&Line::styled(format!(" {above}"), theme.style(Role::Notice)), area, buf);
        }
        let used = width(&text);
        (Line::styled(text, theme.style(Role::Notice)), used, None)
    } else {
        hints(state, workspace, hint_columns(state, columns))
    };
    canvas::row(&line, area, buf);
    if !last.is_empty() && used + last_columns + 1 < columns {
        let at = columns - last_columns;
        let x = area.x + u16::try_from(at).unwrap_or(0);
        buf.set_string(x, area.y, last, theme.style(Role::Dim));
    }
    at.and_then(|at| cell(area, 0, at))
}

/// A message in as many lines as it needs: its end often says the way out. What does not fit into the most is cut.
fn in_lines(notice: &str, columns: usize) -> Vec<String> {
    const MOST: usize = 5;
    let mut lines = wrap(notice, columns);
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).join(" ");
        lines.push(cut(&rest, columns));
    }
    lines
}

/// The keys of the current context that fit beside a search of `used` columns, with the column of each.
fn shown_keys<'s>(
    state: &'s State,
    workspace: &Workspace,
    mut used: usize,
    columns: usize,
) -> Vec<(usize, &'s Binding)> {
    let mut shown = Vec::new();
    // A search in what is open is walked by keys that are offered nowhere else.
    let is_search = |binding: &&Binding| matches!(binding.action, Action::NextMatch | Action::PreviousMatch);
    let hints = state.keymap.hints(state.context());
    let walks = state.view_search.is_some() && state.context() != Context::Search;
    let walking = hints.iter().copied().filter(|binding| walks && is_search(binding));
    let others = hints.iter().copied().filter(|binding| state.context() == Context::Search || !is_search(binding));
    for binding in walking.chain(others) {
        // What some panes of a context can never do is not offered there.
        let is_of_some = matches!(
            binding.action,
            Action::Show("beside")
                | Action::NextAccount
                | Action::RemoveClaim
                | Action::ChooseIncident
                | Action::ToggleText
        );
        if is_of_some && available(state, workspace, binding.action).is_err() {
            continue;
        }
        let needs = hint_width(binding);
        if used + needs > columns + 3 {
            break;
        }
        shown.push((used, binding));
        used += needs;
    }
    shown
}

/// Columns of a key and its hint, with the gap after them.
fn hint_width(binding: &Binding) -> usize {
    binding.keys.first().map_or(0, |keys| width(&keys.label())) + width(binding.hint) + 4
}

/// The action of the key in a column of the footer, if keys are shown there.
pub fn action_at(state: &State, workspace: &Workspace, column: usize, columns: usize) -> Option<Action> {
    if state.typed.is_begun() || state.notice.is_some() || range_words(state, workspace).is_some() {
        return None;
    }
    let columns = hint_columns(state, columns);
    let used = search(state, columns).0.iter().map(|span| width(&span.content)).sum();
    let mut keys = shown_keys(state, workspace, used, columns).into_iter();
    keys.find_map(|(at, binding)| {
        // The gap belongs to no key.
        (at..at + hint_width(binding) - 3).contains(&column).then_some(binding.action)
    })
}

/// The search in what is open and the keys of the current context, as many as fit; how many columns they take; and the column
/// of the cursor of that search.
fn hints(state: &State, workspace: &Workspace, columns: usize) -> (Line<'static>, usize, Option<usize>) {
    let theme = state.settings.theme;
    let (mut spans, at) = search(state, columns);
    let mut used: usize = spans.iter().map(|span| width(&span.content)).sum();
    for (at, binding) in shown_keys(state, workspace, used, columns) {
        let key = binding.keys.first().map(KeySequence::label).unwrap_or_default();
        let hint = format!(" {}   ", binding.hint);
        used = at + hint_width(binding);
        let is_available = available(state, workspace, binding.action).is_ok();
        let style = |role| theme.style(if is_available { role } else { Role::Dim });
        spans.push(Span::styled(key, style(Role::Key)));
        spans.push(Span::styled(hint, style(Role::Text)));
    }
    (Line::from(spans), used.saturating_sub(3), at)
}

/// The search in what is open: its words and the place among its matches, and the column of the cursor while they are
/// typed. A space if none is on.
fn search(state: &State, columns: usize) -> (Vec<Span<'static>>, Option<usize>) {
    let theme = state.settings.theme;
    let Some(search) = &state.view_search else { return (vec![Span::raw(" ")], None) };
    let room = (columns / 2).saturating_sub(8);
    let (scroll, at) = search.prompt.scroll(room);
    let (sign, words) = if search.typing {
        let text = search.prompt.visible(scroll, room);
        // The cursor stands behind the last letter, wherever that is.
        (" in here: ", if is_right_to_left(&text) { format!("{text} ") } else { text })
    } else {
        (" ", format!("“{}”", cut(search.prompt.text().trim(), room)))
    };
    let cursor = search.typing.then_some(width(sign) + at);
    let spans = vec![
        Span::styled(sign, theme.style(Role::Key)),
        Span::styled(words, theme.style(Role::Match)),
        Span::styled(format!("  {}   ", search.place()), theme.style(Role::Notice)),
    ];
    (spans, cursor)
}

/// Minimum number of columns for one of the keys that may follow, with its help.
const FOLLOWING: u16 = 38;

/// Draws what may follow after the first keys of a sequence, at the bottom of `area`.
pub fn following(state: &State, workspace: &Workspace, area: Rect, buf: &mut Buffer) {
    let keys = &state.typed.keys;
    if keys.is_empty() {
        return;
    }
    let theme = state.settings.theme;
    let all = state.keymap.following(state.context(), keys);
    // They begin sequences of other panes only.
    if all.is_empty() {
        return;
    }
    // On a low screen their help is cut rather than a key left out.
    let most = usize::from(area.height.saturating_sub(2).max(1));
    let least = u16::try_from(all.len().div_ceil(most)).unwrap_or(1);
    let across = (area.width.saturating_sub(2) / FOLLOWING).max(least).clamp(1, 3);
    let rows = all.len().div_ceil(usize::from(across));
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    let area = Rect { y: area.bottom() - height, height, ..area };
    canvas::clear(area, buf);
    canvas::frame(theme, &format!("{} …", state.typed.label()), true, area, buf);
    let inner = canvas::inner(area);
    let columns = inner.width / across;
    let label_columns = all.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    for (at, (label, binding)) in all.iter().enumerate() {
        let (Ok(column), Ok(row)) = (u16::try_from(at / rows), u16::try_from(at % rows)) else { break };
        if row >= inner.height {
            continue;
        }
        let is_available = available(state, workspace, binding.action).is_ok();
        let style = |role| theme.style(if is_available { role } else { Role::Dim });
        let text = cut(binding.help, usize::from(columns).saturating_sub(label_columns + 3));
        let line = Line::from(vec![
            Span::styled(format!(" {}  ", fill(label, label_columns)), style(Role::Key)),
            Span::styled(text, style(Role::Text)),
        ]);
        let area = Rect { x: inner.x + column * columns, y: inner.y + row, width: columns, height: 1 };
        canvas::row(&line, area, buf);
    }
}
