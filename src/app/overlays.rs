//! The list of overlays: one file each, and one line here. At most one is open. The state of the program is not known
//! here.

use super::overlay::OverlayPane;

macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident: $module:ident,)*) => {
        $(pub mod $module;)*

        /// The open overlay.
        #[derive(Debug, Clone)]
        pub enum Overlay {
            $($(#[$doc])* $name($module::$name),)*
        }

        impl Overlay {
            /// The overlay as an overlay pane.
            pub fn pane(&self) -> &dyn OverlayPane {
                match self {
                    $(Self::$name(overlay) => overlay,)*
                }
            }

            /// The overlay as an overlay pane, mutable.
            pub fn pane_mut(&mut self) -> &mut dyn OverlayPane {
                match self {
                    $(Self::$name(overlay) => overlay,)*
                }
            }
        }
    };
}

overlays! {
    /// Finds entries, articles, quotes and names.
    Finder: finder,
    /// Filters the timeline by facets.
    Facets: facets,
    /// Runs actions by name.
    Palette: palette,
    /// The parts of the filter, to switch off, edit and delete.
    ActiveFilters: active,
    /// Where one has been.
    Jumps: jumps,
    /// Saved filters.
    SavedFilters: saved,
    /// Writes a view into a file.
    ExportForm: export_form,
    /// Places to go to on the map.
    PlaceFinder: place_finder,
    /// Gives tags to marks.
    TagForm: tag_form,
    /// Asks for what a decision needs.
    DecisionForm: decision_form,
    /// Asks for an incident.
    IncidentChoice: incident_choice,
    /// Asks for words of a passage.
    WordChoice: word_choice,
    /// Lists all keys.
    Help: help,
    /// Shows the reasons for a verdict.
    Reasons: reasons,
}
