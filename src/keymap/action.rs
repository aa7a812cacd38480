//! What a user can want.

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// An intent, whatever key expressed it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            /// Show the view of that name.
            Show(&'static str),
            $($(#[$doc])* $name,)*
        }
        impl Action {
            /// All actions that need no name.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

actions! {
    /// One item down.
    Down,
    /// One item up.
    Up,
    /// Half a screen down.
    HalfPageDown,
    /// Half a screen up.
    HalfPageUp,
    /// A screen down.
    PageDown,
    /// A screen up.
    PageUp,
    /// To the first item.
    First,
    /// To the last item.
    Last,
    /// To the column on the left.
    Left,
    /// To the column on the right.
    Right,
    /// To the other pane.
    NextPane,
    /// Follow the selection: into the incident, to the passage of a claim.
    Open,
    /// Back to where one was.
    Back,
    /// Forward again.
    Forward,
    /// To the next facet on which sources differ.
    NextDisagreement,
    /// To the previous facet on which sources differ.
    PreviousDisagreement,
    /// To the next account of the incident, whichever article it is in.
    NextAccount,
    /// To the previous account of the incident.
    PreviousAccount,
    /// Digest or attached text.
    ToggleText,
    /// Look something up.
    Find,
    /// Show all keys.
    Help,
    /// Give up what was begun; never quits.
    Cancel,
    /// Close this view; at the top, quit.
    Close,
    /// Leave the program from anywhere.
    Quit,
    /// Draw everything anew.
    Repaint,
    /// Stop and give the shell back.
    Suspend,
    /// To the timeline and its ledger.
    Timeline,
    /// Any action by name.
    Palette,
    /// Mark what is selected, or take the mark away.
    Mark,
    /// Copy a citation of what is under the cursor.
    CopyCitation,
    /// The same as Markdown.
    CopyMarkdown,
    /// Drop the selected column of the comparison.
    DropColumn,
    /// Bring all sources back into the comparison.
    AllColumns,
    /// Open the selected hit as a further column of the comparison.
    AddColumn,
    /// Take the mouse from the terminal, or give it back.
    Mouse,
    /// How the data set of the selected record counts.
    CountingRule,
    /// Narrow the timeline.
    Filter,
    /// Take all of the filter away.
    ClearFilter,
    /// To the next facet.
    NextFacet,
    /// To the previous facet.
    PreviousFacet,
    /// A finer unit of the density strip.
    ZoomIn,
    /// A coarser one.
    ZoomOut,
    /// Stop reading data sets.
    StopReading,
    /// An earlier query again.
    Recall,
    /// Complete a field of the query.
    Complete,
    /// Accept the selected hit.
    Accept,
    /// Next hit.
    NextHit,
    /// Previous hit.
    PreviousHit,
}

impl Action {
    /// Whether it only moves what is in sight.
    pub fn scrolls(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::HalfPageDown
                | Self::HalfPageUp
                | Self::PageDown
                | Self::PageUp
                | Self::First
                | Self::Last
                | Self::Repaint
                | Self::Suspend
        )
    }
}
