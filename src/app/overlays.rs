//! The overlays: one file each, and one line here; at most one is open.

use super::overlay::OverPanes;

macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident: $module:ident,)*) => {
        $(pub mod $module;)*

        /// The overlay that is open.
        #[derive(Debug, Clone)]
        pub enum Overlay {
            $($(#[$doc])* $name($module::$name),)*
        }

        impl Overlay {
            /// The overlay as what lies over the panes.
            pub fn over(&self) -> &dyn OverPanes {
                match self {
                    $(Self::$name(overlay) => overlay,)*
                }
            }

            /// The same, to change.
            pub fn over_mut(&mut self) -> &mut dyn OverPanes {
                match self {
                    $(Self::$name(overlay) => overlay,)*
                }
            }
        }
    };
}

overlays! {
    /// Looks something up.
    Finder: finder,
    /// Narrows the timeline.
    Facets: facets,
    /// Does any action by name.
    Palette: palette,
    /// Lists all keys.
    Help: help,
}
