//! The table of all bindings as they are without a configuration, one line each. It does not know what the actions do.
//!
//! `keymap/bindings.rs` makes the bindings in force of it. Tests there and in `tests/it/keys.rs` check it: no key twice in a
//! context, every action bound, footers within 80 columns.

use super::action::Action;
use super::context::Context;

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct DefaultBinding {
    /// The context.
    pub context: Context,
    /// The keys as help shows them, those of a sequence with blanks between; the footer shows the first.
    pub keys: &'static [&'static str],
    /// The action.
    pub action: Action,
    /// Footer order. A narrow footer drops the hints of highest rank first.
    pub rank: u8,
    /// One or two words for the footer; empty if the footer never shows the binding.
    pub hint: &'static str,
    /// A sentence for help and documentation.
    pub help: &'static str,
}

const fn bind(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    rank: u8,
    hint: &'static str,
    help: &'static str,
) -> DefaultBinding {
    DefaultBinding { context, keys, action, rank, hint, help }
}

use Action as A;
use Context::{
    Beside, Compare, Filter, Finder, Global, Help, Ledger, List, Names, Palette, Pick, Reader, Reasons, Search,
    Timeline,
};

/// All bindings, by context.
pub(super) const DEFAULTS: &[DefaultBinding] = &[
    bind(Global, &["j", "Down"], A::Down, 90, "", "One item down"),
    bind(Global, &["k", "Up"], A::Up, 90, "", "One item up"),
    bind(Global, &["Ctrl-d"], A::HalfPageDown, 90, "", "Half a screen down"),
    bind(Global, &["Ctrl-u"], A::HalfPageUp, 90, "", "Half a screen up"),
    bind(Global, &["Space", "PgDn", "Ctrl-f"], A::PageDown, 90, "", "A screen down"),
    bind(Global, &["PgUp", "Ctrl-b"], A::PageUp, 90, "", "A screen up"),
    bind(Global, &["g g", "Home"], A::First, 90, "", "Go to the first item"),
    bind(Global, &["G", "End"], A::Last, 90, "", "Go to the last item"),
    bind(Global, &["/"], A::Find, 2, "find", "Find an incident, place, name or article"),
    bind(Global, &["Ctrl-s"], A::SearchView, 48, "", "Search in what is open; / in the empty finder does too"),
    bind(Global, &["n"], A::NextMatch, 48, "", "Next match of the search, hit of the finder or account"),
    bind(Global, &["N"], A::PreviousMatch, 48, "", "Previous match, hit or account"),
    bind(Global, &["f"], A::Filter, 10, "filter", "Filter the timeline by country, actor, year …"),
    bind(Global, &["F"], A::ClearFilter, 55, "", "Clear the filter"),
    bind(Global, &["+", "="], A::ZoomIn, 56, "", "Zoom in the timeline's strip: years, months, days"),
    bind(Global, &["-"], A::ZoomOut, 57, "", "Zoom out the timeline's strip"),
    bind(Global, &["g r"], A::CountingRule, 59, "", "Show the counting rules and terms of this record's data set"),
    bind(Global, &["g o"], A::ToggleOutside, 59, "", "Hide or show outside knowledge: what no source says"),
    bind(Global, &["g d"], A::ToggleDrafts, 59, "", "Show or hide what drafts would add to each verdict"),
    bind(Global, &["X"], A::StopReading, 58, "", "Stop reading; keep the records read so far"),
    bind(Global, &["F2", "g t"], A::Timeline, 60, "", "Show the timeline and its ledger"),
    bind(Global, &["F3", "g a"], A::Show("articles"), 61, "", "List all articles with their origins"),
    bind(Global, &["F4", "g q"], A::Show("quotes"), 62, "", "List all quotations: who said what, where"),
    bind(Global, &["F5", "g n"], A::Show("names"), 63, "", "List all people, organisations and places"),
    bind(Global, &[":"], A::Palette, 20, "actions", "Run an action by name, or go to a date"),
    bind(Global, &["m"], A::Mark, 50, "", "Mark the incident or passage, or unmark it"),
    bind(Global, &["'", "g m"], A::Show("marks"), 51, "", "List your marks"),
    bind(Global, &["y"], A::CopyCitation, 52, "", "Copy a citation of the selected item"),
    bind(Global, &["Y"], A::CopyMarkdown, 53, "", "Copy the citation as Markdown"),
    bind(Global, &["M"], A::Mouse, 54, "", "Use the mouse in parallax, or leave it to the terminal"),
    bind(Global, &["Backspace", "Ctrl-o"], A::Back, 40, "", "Go back to the place before the last jump"),
    bind(Global, &["Ctrl-n"], A::Forward, 41, "", "Go forward again after going back"),
    bind(Global, &["?", "F1"], A::Help, 8, "keys", "Show all keys"),
    bind(Global, &["Esc"], A::Cancel, 50, "", "Close the topmost view or overlay; never quits"),
    bind(Global, &["q"], A::Close, 9, "back/quit", "Close this view; at the top, quit"),
    bind(Global, &["Ctrl-c"], A::Quit, 50, "", "Quit from anywhere"),
    bind(Global, &["Ctrl-z"], A::Suspend, 50, "", "Suspend and return to the shell; fg resumes"),
    bind(Global, &["Ctrl-l"], A::Repaint, 50, "", "Redraw the screen"),
    bind(Timeline, &["Enter", "l", "Right"], A::Open, 0, "open", "Open the incident's ledger"),
    bind(Timeline, &["c"], A::Show("compare"), 1, "compare", "Compare the incident's sources side by side"),
    bind(Timeline, &["Tab"], A::NextPane, 5, "ledger", "Switch between timeline and ledger"),
    bind(Timeline, &["w"], A::Why, 11, "why", "Say why the incident's sources agree or differ"),
    bind(Ledger, &["w"], A::Why, 11, "why", "Say why the sources agree or differ on the selected facet"),
    bind(Ledger, &["Enter"], A::Open, 0, "passage", "Open the passage that makes the claim"),
    bind(Ledger, &["c"], A::Show("compare"), 1, "compare", "Compare the sources side by side at the selected facet"),
    bind(Ledger, &["h", "Left"], A::Left, 20, "", "Go to the source on the left or to the timeline"),
    bind(Ledger, &["l", "Right"], A::Right, 20, "", "Go to the source on the right"),
    bind(Ledger, &["]"], A::NextDisagreement, 4, "next difference", "Go to the next facet on which sources differ"),
    bind(Ledger, &["["], A::PreviousDisagreement, 30, "", "Go to the previous facet on which sources differ"),
    bind(Ledger, &["Tab"], A::NextPane, 12, "timeline", "Switch between ledger and timeline"),
    bind(Ledger, &["g i"], A::LookUp, 31, "", "Find the incidents of the person, organisation or place"),
    bind(Reader, &["c"], A::Show("compare"), 2, "compare", "Compare the incident's sources side by side"),
    bind(Reader, &["}"], A::NextAccount, 0, "next account", "Go to the incident's next account, in any article"),
    bind(Reader, &["{"], A::PreviousAccount, 30, "", "Go to the incident's previous account"),
    bind(Reader, &["Enter"], A::Open, 1, "incident", "Go to the incident that the passage reports"),
    bind(Reader, &["v"], A::ToggleText, 10, "text/digest", "Switch between digest and attached text"),
    bind(Reader, &["w"], A::Why, 31, "why", "Say why the incident's sources agree or differ"),
    bind(Compare, &["w"], A::Why, 13, "why", "Say why the sources agree or differ on the selected facet"),
    bind(Compare, &["c"], A::Close, 12, "close", "Close the comparison"),
    bind(Compare, &["]"], A::NextDisagreement, 0, "next difference", "Go to the next facet on which sources differ"),
    bind(Compare, &["["], A::PreviousDisagreement, 30, "", "Go to the previous facet on which sources differ"),
    bind(Compare, &["h", "Left"], A::Left, 20, "", "Go to the source on the left"),
    bind(Compare, &["l", "Right"], A::Right, 4, "source", "Go to the source on the right"),
    bind(Compare, &["Enter"], A::Open, 1, "passage", "Open the passage of the selected source"),
    bind(Compare, &["x"], A::DropColumn, 11, "drop", "Drop the selected source from the comparison"),
    bind(Compare, &["a"], A::AllColumns, 30, "", "Bring all sources back"),
    bind(Compare, &["v"], A::ToggleText, 10, "text/digest", "Switch between digest and attached text"),
    bind(Beside, &["Enter"], A::Open, 1, "incident", "Go to the incident that the selected passage reports"),
    bind(Beside, &["]", "}"], A::NextAccount, 0, "next shared", "Go to the next passage on what the others report too"),
    bind(Beside, &["[", "{"], A::PreviousAccount, 30, "", "Go to the previous passage on what the others report too"),
    bind(Beside, &["h", "Left"], A::Left, 20, "", "Go to the article on the left"),
    bind(Beside, &["l", "Right"], A::Right, 4, "article", "Go to the article on the right"),
    bind(Beside, &["Tab"], A::NextPane, 30, "", "Go to the next article, or the first"),
    bind(Beside, &["x"], A::DropColumn, 11, "drop", "Drop the selected article from the view"),
    bind(Beside, &["v"], A::ToggleText, 10, "text/digest", "Switch between digest and attached text"),
    bind(List, &["b"], A::Show("beside"), 12, "side by side", "Put the article beside the marked or the next ones"),
    bind(Reader, &["b"], A::Show("beside"), 12, "side by side", "Put the article beside the marked or the next ones"),
    bind(List, &["Enter", "l", "Right"], A::Open, 0, "open", "Open the selected item"),
    bind(Names, &["Enter", "l", "Right"], A::Open, 0, "ledger", "Open the ledger of the name"),
    bind(Names, &["g i"], A::LookUp, 1, "incidents", "Find the incidents of the name"),
    bind(Names, &["Tab"], A::NextKind, 3, "kind", "List people, organisations, places or those with a ledger"),
    bind(Finder, &["Enter"], A::Accept, 0, "open", "Open the selected hit"),
    bind(Finder, &["Down", "Ctrl-n"], A::NextHit, 1, "next", "Next hit"),
    bind(Finder, &["Up", "Ctrl-p"], A::PreviousHit, 2, "previous", "Previous hit"),
    bind(Finder, &["Esc"], A::Cancel, 3, "cancel", "Close the finder and keep the selection"),
    bind(Finder, &["Tab"], A::Complete, 5, "complete", "Complete a field: ver becomes verdict:"),
    bind(Finder, &["Ctrl-r"], A::Recall, 6, "earlier", "Recall an earlier query"),
    bind(Finder, &["Ctrl-t"], A::AddColumn, 4, "compare", "Add the hit to the comparison as a column"),
    bind(Finder, &["Ctrl-c"], A::Quit, 50, "", "Quit from anywhere"),
    bind(Pick, &["Enter"], A::Accept, 0, "print", "Print the ids picked, or of the selected hit"),
    bind(Pick, &["Tab"], A::Pick, 1, "pick", "Pick the selected hit, or leave it out again"),
    bind(Pick, &["Down", "Ctrl-n"], A::NextHit, 3, "next", "Next hit"),
    bind(Pick, &["Up", "Ctrl-p"], A::PreviousHit, 4, "previous", "Previous hit"),
    bind(Pick, &["Esc", "Ctrl-c"], A::Quit, 2, "cancel", "Print nothing; the exit status is 130"),
    bind(Search, &["Enter"], A::Accept, 0, "keep", "Keep the search; n and N go to its matches"),
    bind(Search, &["Down", "Ctrl-n", "Ctrl-s"], A::NextMatch, 1, "next", "Next match"),
    bind(Search, &["Up", "Ctrl-p"], A::PreviousMatch, 2, "previous", "Previous match"),
    bind(Search, &["Esc"], A::Cancel, 3, "cancel", "End the search and go back to where it began"),
    bind(Search, &["Ctrl-c"], A::Quit, 50, "", "Quit from anywhere"),
    bind(Palette, &["Enter"], A::Accept, 0, "run", "Run the selected action"),
    bind(Palette, &["Down", "Ctrl-n"], A::NextHit, 1, "next", "Next action"),
    bind(Palette, &["Up", "Ctrl-p"], A::PreviousHit, 2, "previous", "Previous action"),
    bind(Palette, &["Esc"], A::Cancel, 3, "cancel", "Close the palette without running an action"),
    bind(Palette, &["Ctrl-c"], A::Quit, 50, "", "Quit from anywhere"),
    bind(Filter, &["Enter"], A::Accept, 0, "toggle", "Toggle the selected value, or add what is typed"),
    bind(Filter, &["Tab"], A::NextFacet, 1, "facet", "Go to the next facet"),
    bind(Filter, &["Shift-Tab"], A::PreviousFacet, 6, "", "Go to the previous facet"),
    bind(Filter, &["Down", "Ctrl-n"], A::NextHit, 4, "next", "Next value"),
    bind(Filter, &["Up", "Ctrl-p"], A::PreviousHit, 5, "previous", "Previous value"),
    bind(Filter, &["Ctrl-x"], A::ClearFilter, 3, "clear", "Clear the filter"),
    bind(Filter, &["Esc"], A::Cancel, 2, "close", "Close the list and keep the filter"),
    bind(Filter, &["Ctrl-c"], A::Quit, 50, "", "Quit from anywhere"),
    bind(Reasons, &["q", "w", "Esc"], A::Cancel, 0, "close", "Close the reasons"),
    bind(Help, &["q", "?", "Esc"], A::Cancel, 0, "close", "Close the list of keys"),
];
