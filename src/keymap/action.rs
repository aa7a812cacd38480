//! Actions of the user, independent of the keys bound to them. It does not know what they do.

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// An action of the user.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            /// Show the view with this name.
            Show(&'static str),
            /// Run the user's own command with this number.
            Own(u8),
            $($(#[$doc])* $name,)*
        }
        impl Action {
            /// All actions without an argument.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in the configuration: `half-page-down`; for a view, the view's name.
            pub fn name(self) -> String {
                match self {
                    Self::Show(view) => view.to_owned(),
                    Self::Own(_) => "own-command".to_owned(),
                    $(Self::$name => kebab(stringify!($name)),)*
                }
            }
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
    /// Go back in the history.
    Back,
    /// Go forward in the history.
    Forward,
    /// To the next facet on which sources differ.
    NextDisagreement,
    /// To the previous facet on which sources differ.
    PreviousDisagreement,
    /// Show the reasons for the verdict.
    Why,
    /// To the next account of the incident, whichever article it is in.
    NextAccount,
    /// To the previous account of the incident.
    PreviousAccount,
    /// Switch between digest and attached text.
    ToggleText,
    /// Hide or show what no source says.
    ToggleOutside,
    /// Show or hide the draft verdict beside what is confirmed.
    ToggleDrafts,
    /// Open the finder.
    Find,
    /// Search in what is open.
    SearchView,
    /// To the next match of that search, else to the finder's next hit, else to the next account.
    NextMatch,
    /// The same backwards.
    PreviousMatch,
    /// Show all keys.
    Help,
    /// Close the topmost view, overlay or list of keys; never quits.
    Cancel,
    /// Close this view; at the top, quit.
    Close,
    /// Quit from anywhere.
    Quit,
    /// Redraw the screen.
    Repaint,
    /// Suspend the program and return to the shell.
    Suspend,
    /// Show the timeline and its ledger.
    Timeline,
    /// Open the palette.
    Palette,
    /// Mark or unmark the selected item.
    Mark,
    /// Begin a range to mark, or mark all from its beginning to here.
    MarkRange,
    /// Mark all entries that the timeline shows.
    MarkShown,
    /// Give tags to the selected item, or to those of the range begun.
    Tag,
    /// Give the selected item tags and a note that are shared with the corpus.
    Annotate,
    /// Copy a citation of the selected item.
    CopyCitation,
    /// Copy the citation as Markdown.
    CopyMarkdown,
    /// Open the article's address in the browser.
    Browse,
    /// Open the file in the editor.
    EditFile,
    /// Open the configuration in the editor.
    Configure,
    /// Write what the focused pane shows into a file.
    Export,
    /// Accept the selected draft and go on.
    AcceptDraft,
    /// Reject the selected draft and go on.
    RejectDraft,
    /// Put the selected draft off to the end of the queue.
    PutOff,
    /// Type another value, title or gist for the selected draft.
    Correct,
    /// Accept all drafts of the incident that give its facet the same value.
    AcceptEqual,
    /// Accept all plain drafts of the incident on whose facets sources agree.
    AcceptPlain,
    /// Reject all drafts of the incident that still wait.
    RejectRest,
    /// Reject all drafts of the passage that still wait.
    RejectPassage,
    /// Let the ticked drafts, or the selected one, be about another incident.
    MoveDraft,
    /// Let the selected claim be about several incidents together.
    SpreadClaim,
    /// Let the ticked drafts be about a new incident.
    SplitIncident,
    /// Tick the selected draft, or not any more, and go on.
    TickDraft,
    /// Tick all drafts of the incident in the passage, or not any more.
    TickPassage,
    /// To the next likely draft without dispute.
    NextLikely,
    /// Tick the selected incident of a choice, or not any more.
    TickIncident,
    /// Make one incident of the selected one and another.
    JoinIncidents,
    /// Say that both entries of the selected pair are one event.
    LinkSame,
    /// Say that the first one is a part of the second.
    LinkPart,
    /// Say that the second one is a part of the first.
    LinkWhole,
    /// Say that they belong together and are two events.
    LinkRelated,
    /// Say that it cannot be told.
    LinkUnsure,
    /// Correct what the cursor is on: a claim, an incident, a quotation, a digest.
    Revise,
    /// Remove the claim of the form.
    RemoveClaim,
    /// Make a claim of words of the passage.
    MakeClaim,
    /// Choose the incident of the claim that is typed, also where it is clear.
    ChooseIncident,
    /// Begin to select words, or give the selection up.
    SelectWords,
    /// Select the part of the sentence around the words.
    SelectAround,
    /// Let the other end of the selected words move.
    SwapEnds,
    /// Select the next phrase that no claim covers.
    NextPhrase,
    /// Select the previous one.
    PreviousPhrase,
    /// To the next part of a sentence.
    NextClause,
    /// To the previous part of a sentence.
    PreviousClause,
    /// To the next sentence.
    NextSentence,
    /// To the previous sentence.
    PreviousSentence,
    /// Undo the last decision.
    UndoDecision,
    /// Decide again what was undone.
    RedoDecision,
    /// Write the corpus as a folder, where decisions are kept.
    WriteCorpus,
    /// Drop the selected column of the comparison.
    DropColumn,
    /// Bring all sources back into the comparison.
    AllColumns,
    /// Add the selected hit to the comparison as a column.
    AddColumn,
    /// Capture the mouse, or leave it to the terminal.
    Mouse,
    /// Show the counting rules of the selected record's data set.
    CountingRule,
    /// Open the list of facets to filter the timeline.
    Filter,
    /// Clear the filter.
    ClearFilter,
    /// Open the list of jumps.
    Jumps,
    /// Open the list of active filters.
    ActiveFilters,
    /// Switch the selected part of the filter off or on.
    SwitchPart,
    /// Open the list of saved filters.
    SavedFilters,
    /// Delete the selected saved filter, or part of the filter.
    DeleteFilter,
    /// Narrow the filter to the value under the cursor.
    Narrow,
    /// Leave the value under the cursor out.
    LeaveOut,
    /// To the next facet.
    NextFacet,
    /// To the previous facet.
    PreviousFacet,
    /// List the names of the next kind.
    NextKind,
    /// Find the incidents of a name.
    LookUp,
    /// Use a finer unit of time in the density strip.
    ZoomIn,
    /// Use a coarser unit of time in the density strip.
    ZoomOut,
    /// Sort the timeline by date, or turn that order round.
    SortByDate,
    /// Sort it by the number killed.
    SortByKilled,
    /// Sort it by the number of origins.
    SortByOrigins,
    /// Sort it by verdict.
    SortByVerdict,
    /// Sort it by what is new or changed since the last visit.
    SortByChanges,
    /// List what several origins tell of, series, or all.
    ToldBy,
    /// Fold or unfold the group under the cursor.
    Fold,
    /// Fold all groups.
    FoldAll,
    /// Unfold all groups.
    UnfoldAll,
    /// Make the focused pane narrower.
    Narrower,
    /// Make it wider.
    Wider,
    /// Show the focused pane alone, or all panes again.
    ZoomPane,
    /// Hide the timeline, or show it again.
    HideTimeline,
    /// Show the ledger as a list or as a table.
    Matrix,
    /// Open or shut the list of keys below the work.
    ListKeys,
    /// Turn to the next theme.
    NextTheme,
    /// Mark the beginning of a span of time, in the timeline or the calendar, or narrow the timeline to it.
    Brush,
    /// Undo the last change of the filter, the marks or the view.
    Undo,
    /// Do again what was undone.
    Redo,
    /// Show on the map all that the filter lets through.
    WholeMap,
    /// Show the selected entry on the map, or its day in the calendar.
    MapEntry,
    /// Begin a box on the map, or end it and narrow the filter to it.
    BoxCorner,
    /// Find a place on the map by its name.
    FindPlace,
    /// To the next cell of the map, or day of the calendar, in the order of what lies in them.
    NextPeak,
    /// To the cell before it.
    PreviousPeak,
    /// Shade the map or the calendar by the number killed, or by entries again.
    Weigh,
    /// Say whose borders the map shows.
    MapInfo,
    /// Stop reading data sets.
    StopReading,
    /// Recall an earlier query.
    Recall,
    /// Complete a field of the query.
    Complete,
    /// Accept the selected hit, action or value.
    Accept,
    /// Tick the claim that is offered under a number, or not any more.
    TickOffer,
    /// Pick the selected hit, or leave it out again.
    Pick,
    /// Next hit.
    NextHit,
    /// Previous hit.
    PreviousHit,
}

/// `half-page-down` for `HalfPageDown`: names in the configuration.
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        out.extend((at > 0 && c.is_ascii_uppercase()).then_some('-'));
        out.push(c.to_ascii_lowercase());
    }
    out
}

impl Action {
    /// Whether a count before its key performs it that many times.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            Self::Left
                | Self::Right
                | Self::Back
                | Self::Forward
                | Self::NextDisagreement
                | Self::NextPeak
                | Self::PreviousPeak
                | Self::PreviousDisagreement
                | Self::NextAccount
                | Self::NextMatch
                | Self::PreviousMatch
                | Self::PreviousAccount
                | Self::NextFacet
                | Self::PreviousFacet
                | Self::NextKind
                | Self::NextLikely
                | Self::ZoomIn
                | Self::ZoomOut
        )
    }
}
