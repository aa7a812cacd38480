//! The contexts of bindings: the parts of the screen that have keys of their own. It knows no keys.

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
    /// The queue of drafts.
    Desk,
    /// The list of what is left to do.
    Todo,
    /// The pairs that may be one event.
    Links,
    /// The map.
    Map,
    /// A year by day.
    Calendar,
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
    /// The list of jumps.
    Jumps,
    /// The list of active filters.
    Active,
    /// The list of saved filters.
    Saved,
    /// The file and format of an export.
    Export,
    /// The tags of marks.
    Tags,
    /// A decision about drafts that needs a line or a confirmation.
    Decision,
    /// The words of a passage, to select some.
    Words,
    /// The incidents to choose from for a decision.
    Incidents,
    /// The places to go to on the map.
    Places,
    /// The signs of the screen and all keys.
    Help,
    /// The reasons for a verdict.
    Reasons,
}

impl Context {
    /// All contexts, in the order of the documentation.
    pub const ALL: [Self; 29] = [
        Self::Global,
        Self::Timeline,
        Self::Ledger,
        Self::Reader,
        Self::Compare,
        Self::Beside,
        Self::List,
        Self::Names,
        Self::Desk,
        Self::Todo,
        Self::Links,
        Self::Map,
        Self::Calendar,
        Self::Finder,
        Self::Pick,
        Self::Search,
        Self::Palette,
        Self::Filter,
        Self::Jumps,
        Self::Active,
        Self::Saved,
        Self::Export,
        Self::Tags,
        Self::Decision,
        Self::Words,
        Self::Incidents,
        Self::Places,
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
            Self::Desk => "Desk",
            Self::Todo => "Left to do",
            Self::Links => "The same event?",
            Self::Map => "Map",
            Self::Calendar => "Calendar",
            Self::Finder => "Finder",
            Self::Pick => "parallax pick",
            Self::Search => "Search in what is open",
            Self::Palette => "Palette",
            Self::Filter => "Filter",
            Self::Jumps => "Jumps",
            Self::Active => "Active filters",
            Self::Saved => "Saved filters",
            Self::Export => "Export",
            Self::Tags => "Tags",
            Self::Decision => "Decision",
            Self::Words => "Words",
            Self::Incidents => "Choice of an incident",
            Self::Places => "Places",
            Self::Help => "Help",
            Self::Reasons => "Reasons",
        }
    }

    /// The name in the configuration.
    pub fn word(self) -> String {
        match self {
            Self::Global => "global".to_owned(),
            Self::List => "lists".to_owned(),
            Self::Links => "links".to_owned(),
            Self::Pick => "pick".to_owned(),
            Self::Search => "search".to_owned(),
            Self::Incidents => "incidents".to_owned(),
            _ => self.name().to_lowercase().replace(' ', "-"),
        }
    }

    /// Whether it is a prompt, which takes characters as text. Global bindings do not apply in prompts.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Finder
                | Self::Pick
                | Self::Search
                | Self::Palette
                | Self::Filter
                | Self::Saved
                | Self::Export
                | Self::Tags
                | Self::Decision
                | Self::Incidents
                | Self::Places
        )
    }
}
