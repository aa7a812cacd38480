//! The table of all bindings, one line each. It does not know what the actions do.
//!
//! Dispatch, footer, help, `parallax keys` and the README's key section use this table. Tests below and in
//! `tests/it/keys.rs` check it: no key twice in a context, every action bound, footers within 80 columns.

use super::action::Action;
use super::chord::{Chord, ChordKey};

/// The part of the screen that a binding applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere except in prompts.
    Global,
    /// The timeline.
    Timeline,
    /// The ledger of an incident.
    Ledger,
    /// An article, passage by passage.
    Reader,
    /// Sources side by side.
    Compare,
    /// Articles side by side.
    Beside,
    /// A list of articles, quotations or marks.
    List,
    /// The list of names.
    Names,
    /// The finder's prompt.
    Finder,
    /// The finder's prompt in `parallax pick`.
    Pick,
    /// The prompt of the search in what is open.
    Search,
    /// The palette's prompt.
    Palette,
    /// The list of facets to filter by.
    Filter,
    /// The list of keys.
    Help,
    /// The reasons for a verdict.
    Reasons,
}

impl Context {
    /// All contexts, in the order of the documentation.
    pub const ALL: [Self; 15] = [
        Self::Global,
        Self::Timeline,
        Self::Ledger,
        Self::Reader,
        Self::Compare,
        Self::Beside,
        Self::List,
        Self::Names,
        Self::Finder,
        Self::Pick,
        Self::Search,
        Self::Palette,
        Self::Filter,
        Self::Help,
        Self::Reasons,
    ];

    /// The heading in help and documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Timeline => "Timeline",
            Self::Ledger => "Ledger",
            Self::Reader => "Reader",
            Self::Compare => "Compare",
            Self::Beside => "Side by side",
            Self::List => "Lists",
            Self::Names => "Names",
            Self::Finder => "Finder",
            Self::Pick => "parallax pick",
            Self::Search => "Search in what is open",
            Self::Palette => "Palette",
            Self::Filter => "Filter",
            Self::Help => "Help",
            Self::Reasons => "Reasons",
        }
    }

    /// Whether global bindings apply here too. A prompt takes characters as text.
    fn inherits(self) -> bool {
        !matches!(self, Self::Finder | Self::Pick | Self::Search | Self::Palette | Self::Filter)
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The context.
    pub context: Context,
    /// The keys; the footer shows the first.
    pub chords: &'static [Chord],
    /// The action.
    pub action: Action,
    /// One or two words for the footer; empty if the footer never shows the binding.
    pub hint: &'static str,
    /// A sentence for help and documentation.
    pub help: &'static str,
    /// Footer order. A narrow footer drops the hints of highest rank first.
    pub rank: u8,
}

const fn bind(
    context: Context,
    chords: &'static [Chord],
    action: Action,
    rank: u8,
    hint: &'static str,
    help: &'static str,
) -> Binding {
    Binding { context, chords, action, hint, help, rank }
}

const fn c(c: char) -> Chord {
    Chord::char(c)
}
const fn k(key: ChordKey) -> Chord {
    Chord::plain(key)
}
const fn ctrl(c: char) -> Chord {
    Chord::ctrl(c)
}

/// Shift-Tab.
const BACK_TAB: Chord = Chord { key: ChordKey::Tab, ctrl: false, alt: false, shift: true };

use Action as A;
use Context::{
    Beside, Compare, Filter, Finder, Global, Help, Ledger, List, Names, Palette, Pick, Reader, Reasons, Search,
    Timeline,
};

/// All bindings, by context.
pub const BINDINGS: &[Binding] = &[
    bind(Global, &[c('j'), k(ChordKey::Down)], A::Down, 90, "", "One item down"),
    bind(Global, &[c('k'), k(ChordKey::Up)], A::Up, 90, "", "One item up"),
    bind(Global, &[ctrl('d')], A::HalfPageDown, 90, "", "Half a screen down"),
    bind(Global, &[ctrl('u')], A::HalfPageUp, 90, "", "Half a screen up"),
    bind(Global, &[c(' '), k(ChordKey::PageDown), ctrl('f')], A::PageDown, 90, "", "A screen down"),
    bind(Global, &[k(ChordKey::PageUp), ctrl('b')], A::PageUp, 90, "", "A screen up"),
    bind(Global, &[c('g'), k(ChordKey::Home)], A::First, 90, "", "Go to the first item"),
    bind(Global, &[c('G'), k(ChordKey::End)], A::Last, 90, "", "Go to the last item"),
    bind(Global, &[c('/')], A::Find, 2, "find", "Find an incident, place, name or article"),
    bind(Global, &[ctrl('s')], A::SearchView, 48, "", "Search in what is open; / in the empty finder does too"),
    bind(Global, &[c('n')], A::NextMatch, 48, "", "Next match of the search, hit of the finder or account"),
    bind(Global, &[c('N')], A::PreviousMatch, 48, "", "Previous match, hit or account"),
    bind(Global, &[c('f')], A::Filter, 10, "filter", "Filter the timeline by country, actor, year …"),
    bind(Global, &[c('F')], A::ClearFilter, 55, "", "Clear the filter"),
    bind(Global, &[c('+'), c('=')], A::ZoomIn, 56, "", "Zoom in the timeline's strip: years, months, days"),
    bind(Global, &[c('-')], A::ZoomOut, 57, "", "Zoom out the timeline's strip"),
    bind(Global, &[c('i')], A::CountingRule, 59, "", "Show the counting rules and terms of this record's data set"),
    bind(Global, &[c('o')], A::ToggleOutside, 59, "", "Hide or show outside knowledge: what no source says"),
    bind(Global, &[c('D')], A::ToggleDrafts, 59, "", "Show or hide what drafts would add to each verdict"),
    bind(Global, &[c('X')], A::StopReading, 58, "", "Stop reading; keep the records read so far"),
    bind(Global, &[c('1')], A::Timeline, 60, "", "Show the timeline and its ledger"),
    bind(Global, &[c('2')], A::Show("articles"), 61, "", "List all articles with their origins"),
    bind(Global, &[c('3')], A::Show("quotes"), 62, "", "List all quotations: who said what, where"),
    bind(Global, &[c('4')], A::Show("names"), 63, "", "List all people, organisations and places"),
    bind(Global, &[c(':')], A::Palette, 20, "actions", "Run an action by name, or go to a date"),
    bind(Global, &[c('m')], A::Mark, 50, "", "Mark the incident or passage, or unmark it"),
    bind(Global, &[c('\'')], A::Show("marks"), 51, "", "List your marks"),
    bind(Global, &[c('y')], A::CopyCitation, 52, "", "Copy a citation of the selected item"),
    bind(Global, &[c('Y')], A::CopyMarkdown, 53, "", "Copy the citation as Markdown"),
    bind(Global, &[c('M')], A::Mouse, 54, "", "Use the mouse in parallax, or leave it to the terminal"),
    bind(Global, &[k(ChordKey::Backspace), ctrl('o')], A::Back, 40, "", "Go back to the place before the last jump"),
    bind(Global, &[ctrl('n')], A::Forward, 41, "", "Go forward again after going back"),
    bind(Global, &[c('?')], A::Help, 8, "keys", "Show all keys"),
    bind(Global, &[k(ChordKey::Esc)], A::Cancel, 50, "", "Close the topmost view or overlay; never quits"),
    bind(Global, &[c('q')], A::Close, 9, "back/quit", "Close this view; at the top, quit"),
    bind(Global, &[ctrl('c')], A::Quit, 50, "", "Quit from anywhere"),
    bind(Global, &[ctrl('z')], A::Suspend, 50, "", "Suspend and return to the shell; fg resumes"),
    bind(Global, &[ctrl('l')], A::Repaint, 50, "", "Redraw the screen"),
    bind(Timeline, &[k(ChordKey::Enter), c('l'), k(ChordKey::Right)], A::Open, 0, "open", "Open the incident's ledger"),
    bind(Timeline, &[c('c')], A::Show("compare"), 1, "compare", "Compare the incident's sources side by side"),
    bind(Timeline, &[k(ChordKey::Tab)], A::NextPane, 5, "ledger", "Switch between timeline and ledger"),
    bind(Timeline, &[c('w')], A::Why, 11, "why", "Say why the incident's sources agree or differ"),
    bind(Ledger, &[c('w')], A::Why, 11, "why", "Say why the sources agree or differ on the selected facet"),
    bind(Ledger, &[k(ChordKey::Enter)], A::Open, 0, "passage", "Open the passage that makes the claim"),
    bind(Ledger, &[c('c')], A::Show("compare"), 1, "compare", "Compare the sources side by side at the selected facet"),
    bind(Ledger, &[c('h'), k(ChordKey::Left)], A::Left, 20, "", "Go to the source on the left or to the timeline"),
    bind(Ledger, &[c('l'), k(ChordKey::Right)], A::Right, 20, "", "Go to the source on the right"),
    bind(Ledger, &[c(']')], A::NextDisagreement, 4, "next difference", "Go to the next facet on which sources differ"),
    bind(Ledger, &[c('[')], A::PreviousDisagreement, 30, "", "Go to the previous facet on which sources differ"),
    bind(Ledger, &[k(ChordKey::Tab)], A::NextPane, 12, "timeline", "Switch between ledger and timeline"),
    bind(Ledger, &[c('e')], A::LookUp, 31, "", "Find the incidents of the person, organisation or place"),
    bind(Reader, &[c('c')], A::Show("compare"), 2, "compare", "Compare the incident's sources side by side"),
    bind(Reader, &[c('}')], A::NextAccount, 0, "next account", "Go to the incident's next account, in any article"),
    bind(Reader, &[c('{')], A::PreviousAccount, 30, "", "Go to the incident's previous account"),
    bind(Reader, &[k(ChordKey::Enter)], A::Open, 1, "incident", "Go to the incident that the passage reports"),
    bind(Reader, &[c('v')], A::ToggleText, 10, "text/digest", "Switch between digest and attached text"),
    bind(Reader, &[c('w')], A::Why, 31, "why", "Say why the incident's sources agree or differ"),
    bind(Compare, &[c('w')], A::Why, 13, "why", "Say why the sources agree or differ on the selected facet"),
    bind(Compare, &[c('c')], A::Close, 12, "close", "Close the comparison"),
    bind(Compare, &[c(']')], A::NextDisagreement, 0, "next difference", "Go to the next facet on which sources differ"),
    bind(Compare, &[c('[')], A::PreviousDisagreement, 30, "", "Go to the previous facet on which sources differ"),
    bind(Compare, &[c('h'), k(ChordKey::Left)], A::Left, 20, "", "Go to the source on the left"),
    bind(Compare, &[c('l'), k(ChordKey::Right)], A::Right, 4, "source", "Go to the source on the right"),
    bind(Compare, &[k(ChordKey::Enter)], A::Open, 1, "passage", "Open the passage of the selected source"),
    bind(Compare, &[c('x')], A::DropColumn, 11, "drop", "Drop the selected source from the comparison"),
    bind(Compare, &[c('a')], A::AllColumns, 30, "", "Bring all sources back"),
    bind(Compare, &[c('v')], A::ToggleText, 10, "text/digest", "Switch between digest and attached text"),
    bind(Beside, &[k(ChordKey::Enter)], A::Open, 1, "incident", "Go to the incident that the selected passage reports"),
    bind(
        Beside,
        &[c(']'), c('}')],
        A::NextAccount,
        0,
        "next shared",
        "Go to the next passage on what the others report too",
    ),
    bind(
        Beside,
        &[c('['), c('{')],
        A::PreviousAccount,
        30,
        "",
        "Go to the previous passage on what the others report too",
    ),
    bind(Beside, &[c('h'), k(ChordKey::Left)], A::Left, 20, "", "Go to the article on the left"),
    bind(Beside, &[c('l'), k(ChordKey::Right)], A::Right, 4, "article", "Go to the article on the right"),
    bind(Beside, &[k(ChordKey::Tab)], A::NextPane, 30, "", "Go to the next article, or the first"),
    bind(Beside, &[c('x')], A::DropColumn, 11, "drop", "Drop the selected article from the view"),
    bind(Beside, &[c('v')], A::ToggleText, 10, "text/digest", "Switch between digest and attached text"),
    bind(List, &[c('b')], A::Show("beside"), 12, "side by side", "Put the article beside the marked or the next ones"),
    bind(
        Reader,
        &[c('b')],
        A::Show("beside"),
        12,
        "side by side",
        "Put the article beside the marked or the next ones",
    ),
    bind(List, &[k(ChordKey::Enter), c('l'), k(ChordKey::Right)], A::Open, 0, "open", "Open the selected item"),
    bind(Names, &[k(ChordKey::Enter), c('l'), k(ChordKey::Right)], A::Open, 0, "ledger", "Open the ledger of the name"),
    bind(Names, &[c('e')], A::LookUp, 1, "incidents", "Find the incidents of the name"),
    bind(
        Names,
        &[k(ChordKey::Tab)],
        A::NextKind,
        3,
        "kind",
        "List people, organisations, places or those with a ledger",
    ),
    bind(Finder, &[k(ChordKey::Enter)], A::Accept, 0, "open", "Open the selected hit"),
    bind(Finder, &[k(ChordKey::Down), ctrl('n')], A::NextHit, 1, "next", "Next hit"),
    bind(Finder, &[k(ChordKey::Up), ctrl('p')], A::PreviousHit, 2, "previous", "Previous hit"),
    bind(Finder, &[k(ChordKey::Esc)], A::Cancel, 3, "cancel", "Close the finder and keep the selection"),
    bind(Finder, &[k(ChordKey::Tab)], A::Complete, 5, "complete", "Complete a field: ver becomes verdict:"),
    bind(Finder, &[ctrl('r')], A::Recall, 6, "earlier", "Recall an earlier query"),
    bind(Finder, &[ctrl('t')], A::AddColumn, 4, "compare", "Add the hit to the comparison as a column"),
    bind(Finder, &[ctrl('c')], A::Quit, 50, "", "Quit from anywhere"),
    bind(Pick, &[k(ChordKey::Enter)], A::Accept, 0, "print", "Print the ids picked, or of the selected hit"),
    bind(Pick, &[k(ChordKey::Tab)], A::Pick, 1, "pick", "Pick the selected hit, or leave it out again"),
    bind(Pick, &[k(ChordKey::Down), ctrl('n')], A::NextHit, 3, "next", "Next hit"),
    bind(Pick, &[k(ChordKey::Up), ctrl('p')], A::PreviousHit, 4, "previous", "Previous hit"),
    bind(Pick, &[k(ChordKey::Esc), ctrl('c')], A::Quit, 2, "cancel", "Print nothing; the exit status is 130"),
    bind(Search, &[k(ChordKey::Enter)], A::Accept, 0, "keep", "Keep the search; n and N go to its matches"),
    bind(Search, &[k(ChordKey::Down), ctrl('n'), ctrl('s')], A::NextMatch, 1, "next", "Next match"),
    bind(Search, &[k(ChordKey::Up), ctrl('p')], A::PreviousMatch, 2, "previous", "Previous match"),
    bind(Search, &[k(ChordKey::Esc)], A::Cancel, 3, "cancel", "End the search and go back to where it began"),
    bind(Search, &[ctrl('c')], A::Quit, 50, "", "Quit from anywhere"),
    bind(Palette, &[k(ChordKey::Enter)], A::Accept, 0, "run", "Run the selected action"),
    bind(Palette, &[k(ChordKey::Down), ctrl('n')], A::NextHit, 1, "next", "Next action"),
    bind(Palette, &[k(ChordKey::Up), ctrl('p')], A::PreviousHit, 2, "previous", "Previous action"),
    bind(Palette, &[k(ChordKey::Esc)], A::Cancel, 3, "cancel", "Close the palette without running an action"),
    bind(Palette, &[ctrl('c')], A::Quit, 50, "", "Quit from anywhere"),
    bind(Filter, &[k(ChordKey::Enter)], A::Accept, 0, "toggle", "Toggle the selected value, or add what is typed"),
    bind(Filter, &[k(ChordKey::Tab)], A::NextFacet, 1, "facet", "Go to the next facet"),
    bind(Filter, &[BACK_TAB], A::PreviousFacet, 6, "", "Go to the previous facet"),
    bind(Filter, &[k(ChordKey::Down), ctrl('n')], A::NextHit, 4, "next", "Next value"),
    bind(Filter, &[k(ChordKey::Up), ctrl('p')], A::PreviousHit, 5, "previous", "Previous value"),
    bind(Filter, &[ctrl('x')], A::ClearFilter, 3, "clear", "Clear the filter"),
    bind(Filter, &[k(ChordKey::Esc)], A::Cancel, 2, "close", "Close the list and keep the filter"),
    bind(Filter, &[ctrl('c')], A::Quit, 50, "", "Quit from anywhere"),
    bind(Reasons, &[c('q'), c('w'), k(ChordKey::Esc)], A::Cancel, 0, "close", "Close the reasons"),
    bind(Help, &[c('q'), c('?'), k(ChordKey::Esc)], A::Cancel, 0, "close", "Close the list of keys"),
];

/// The action bound to `chord` in `context`: the context's own binding, else a global one.
pub fn resolve(context: Context, chord: Chord) -> Option<Action> {
    let own = |in_context: Context| {
        BINDINGS.iter().find(|b| b.context == in_context && b.chords.contains(&chord)).map(|b| b.action)
    };
    own(context).or_else(|| if context.inherits() { own(Global) } else { None })
}

/// The bindings in a context's footer by rank: its own, and the global ones that it does not override.
pub fn hints(context: Context) -> Vec<&'static Binding> {
    let shadowed = |b: &Binding| b.chords.first().is_some_and(|&first| resolve(context, first) != Some(b.action));
    let mut shown: Vec<&Binding> = BINDINGS
        .iter()
        .filter(|b| !b.hint.is_empty())
        .filter(|b| b.context == context || (b.context == Global && context.inherits() && !shadowed(b)))
        .collect();
    shown.sort_by_key(|b| b.rank);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_bindings_in_one_context() {
        for (i, a) in BINDINGS.iter().enumerate() {
            for b in &BINDINGS[i + 1..] {
                let clash = a.context == b.context && a.chords.iter().any(|c| b.chords.contains(c));
                assert!(!clash, "{:?} and {:?} in {:?}", a.action, b.action, a.context);
            }
        }
    }

    #[test]
    fn every_context_has_an_exit_and_every_binding_a_short_help() {
        for context in Context::ALL {
            let leaves = |chord| matches!(resolve(context, chord), Some(A::Cancel | A::Close | A::Quit));
            assert!(leaves(k(ChordKey::Esc)) && leaves(ctrl('c')), "{context:?}");
        }
        for b in BINDINGS {
            assert!(!b.chords.is_empty() && !b.help.is_empty() && b.help.chars().count() <= 60, "{:?}", b.action);
        }
    }
}
