//! The list of keys, from the bindings in force. Actions that are not available are dim, with the reason.
//!
//! Knows the bindings; has a scroll offset but no selection.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayCx, TextOverlay};
use crate::app::pane::{Cx, Reason};
use crate::keymap::{Action, Context};
use crate::ui::list::{List, has_list};
use crate::ui::text::{fill, wrap};
use crate::ui::theme::Role;

/// The list of keys.
#[derive(Debug, Clone, Copy, Default)]
pub struct Help {
    /// The scroll offset.
    pub list: List,
}

impl TextOverlay for Help {
    fn context(&self) -> Context {
        Context::Help
    }

    fn title(&self) -> String {
        "Keys".to_owned()
    }

    fn lines(&self, cx: &OverlayCx, columns: u16) -> Vec<Line<'static>> {
        content(&cx.cx, cx.beneath, cx.unavailable, columns)
    }

    has_list!();
}

/// The keys of the current context, then the signs, then the keys of all other contexts.
fn content(cx: &Cx, here: Context, unavailable: &dyn Fn(Action) -> Option<Reason>, columns: u16) -> Vec<Line<'static>> {
    let columns = usize::from(columns);
    let mut lines = Vec::new();
    let configure = cx.keymap.label(here, Action::Configure);
    if !configure.is_empty() {
        let text = format!("{configure} changes keys and colours");
        lines.extend([Line::styled(text, cx.theme().style(Role::Dim)), Line::default()]);
    }
    lines.extend(keys(cx, here, unavailable, columns));
    lines.extend(signs(cx, columns));
    for context in Context::ALL.into_iter().filter(|c| *c != here) {
        lines.extend(keys(cx, context, if context == Context::Global { unavailable } else { &|_| None }, columns));
    }
    lines.pop();
    lines
}

/// The lines of a key or sign and what it means: nothing is cut.
fn entry(lead: (&str, Style), what: (&str, Style), columns: usize) -> Vec<Line<'static>> {
    const LEAD: usize = 20;
    let mut lead = Span::styled(format!("  {}", fill(lead.0, LEAD)), lead.1);
    let mut lines = Vec::new();
    for text in wrap(what.0, columns.saturating_sub(LEAD + 2)) {
        let next = Span::raw(" ".repeat(LEAD + 2));
        lines.push(Line::from(vec![std::mem::replace(&mut lead, next), Span::styled(text, what.1)]));
    }
    lines
}

fn signs(cx: &Cx, columns: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled("Signs", cx.theme().style(Role::Title))];
    for (glyph, role, what) in [
        ("●", Role::Same, "sources of several origins say the same"),
        ("◐", Role::Compatible, "sources differ, and can all be right"),
        ("✗", Role::Conflict, "sources cannot all be right"),
        ("≠", Role::Conflict, "one origin says both of what cannot both be right"),
        ("·", Role::Single, "only one origin, or nothing that two origins tell of"),
        ("○ ⊖ ⊗ ⊘ ⊙", Role::Dim, "the same of drafts, which nobody has confirmed"),
        ("◌ 94", Role::Value, "a draft"),
        ("◐ 3", Role::Compatible, "verdict and number of origins"),
        ("–  –?", Role::Dim, "the source does not give it; nobody has read it to the end, so that is not known"),
        ("¹limited-times", Role::Key, "the number of a source in its ledger, which stands before its claims"),
        ("3 origins", Role::Value, "articles that carry one text are one origin, which counts once"),
        ("≠ result", Role::Conflict, "the facet on which the sources differ most"),
        ("− series", Role::Dim, "a group that folds: what sources only tell together"),
        ("21 accounts", Role::Value, "passages that tell of it"),
        ("· single", Role::Single, "what one origin says, or nobody else"),
        ("carried out", Role::Value, "whether it took place: carried out, foiled, threatened, alleged"),
        ("└─ besham-bombing", Role::Dim, "the id, as commands take it: parallax show besham-bombing"),
        ("(not printed)", Role::Dim, "the day of publication was worked out; the article does not print it"),
        ("(summary)", Role::Dim, "a site's own summary of its article, not counted"),
        ("(standfirst)", Role::Dim, "a line between title and text; (caption): under a picture"),
        ("▌ │", Role::Key, "in an article: the passage you are on; others on the same incident"),
        ("━", Role::Match, "on the border: where the search has found something"),
        ("y copy citation", Role::Dim, "at the end of the last line: the last key, and what it did"),
        ("[not weighed]", Role::Dim, "the claim enters no verdict; the reasons of the verdict say why"),
        ("hedge:", Role::Dim, "what the source doubts, or its passage leaves open"),
        (
            "▂▅ █=18",
            Role::Dim,
            "entries by when they began, a bar for each stretch of time (+ and - change it); the highest stands for 18",
        ),
        ("▲2024", Role::Dim, "where the selected entry lies among the bars: ▲, or turned colours"),
        ("▾date ▴date", Role::Dim, "the column that the timeline is sorted by; turned round"),
        ("≈ ≥ > ≤", Role::Value, "about, at least, more than, at most"),
        ("several, dozens", Role::Value, "what the source prints in place of a number"),
        ("90–94  130–133+", Role::Value, "the least and the most that is printed; + or more"),
        ("Σ183", Role::Value, "a sum of parts, which no source prints itself"),
        ("→Apr  Aug→", Role::Value, "until April, from August on"),
        ("~Jul  26 Mar?", Role::Value, "about July; a doubtful date"),
        ("27 Mar+  Jun–’24", Role::Value, "27 March and days after it; June to a month of 2024"),
        ("IR +3", Role::Value, "Iran and three more countries"),
        ("Besham*", Role::Value, "a name that no source prints"),
        ("+ ±", Role::Key, "before a date: new, changed since your last visit"),
        ("killed · ▲ 94", Role::Value, "the bars are the killed, 94 in the cursor's; sorted by killed"),
        ("◆", Role::Key, "your mark"),
        ("✎", Role::Note, "an annotation: tags and a note of those who share the corpus"),
        ("digests · text", Role::Dim, "articles are shown in the editor's words, or with their text"),
        ("▸ ❭ ↓", Role::Key, "the selected line; the way to where you are; more below"),
        ("…", Role::Value, "cut for want of room; the status line has more"),
        ("94?", Role::Value, "its source doubts it, or leaves it open"),
        ("¶", Role::Key, "number of the paragraph"),
    ] {
        let (lead, text) = (cx.theme().style(role), cx.theme().style(Role::Text));
        lines.extend(entry((glyph, lead), (what, text), columns));
    }
    lines.push(Line::default());
    lines
}

fn keys(
    cx: &Cx,
    context: Context,
    unavailable: &dyn Fn(Action) -> Option<Reason>,
    columns: usize,
) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(context.name(), cx.theme().style(Role::Title))];
    for binding in cx.keymap.of(context) {
        let why = unavailable(binding.action);
        let role = if why.is_some() { Role::Dim } else { Role::Text };
        let text = why.map_or(binding.help.to_owned(), |why| format!("{} ({why})", binding.help));
        lines.extend(entry((&binding.labels(), cx.theme().style(Role::Key)), (&text, cx.theme().style(role)), columns));
    }
    lines.push(Line::default());
    lines
}
