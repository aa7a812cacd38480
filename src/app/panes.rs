//! The panes: one file each, and one line here.

pub mod ledger;
pub mod passages;
pub mod timeline;

use super::pane::{Cx, Pane, Shown};

macro_rules! views {
    (
        shown { $($(#[$shown_doc:meta])* $shown:ident: $shown_module:ident,)* }
        opened { $($(#[$doc:meta])* $name:ident: $module:ident,)* }
    ) => {
        $(pub mod $shown_module;)*
        $(pub mod $module;)*

        /// A view over the timeline and its ledger.
        #[derive(Debug, Clone)]
        pub enum View {
            $($(#[$shown_doc])* $shown($shown_module::$shown),)*
            $($(#[$doc])* $name($module::$name),)*
        }

        impl View {
            /// The names of the views that an action shows by name.
            pub const NAMES: &'static [&'static str] = &[$(<$shown_module::$shown as Shown>::NAME,)*];

            /// The view that goes by `name`, opened over a pane, or why it cannot be opened now.
            pub fn show(name: &str, cx: &Cx, over: &dyn Pane) -> Result<Self, &'static str> {
                $(if name == <$shown_module::$shown as Shown>::NAME {
                    return <$shown_module::$shown as Shown>::show(cx, over).map(Self::$shown);
                })*
                Err("no view goes by that name")
            }

            /// The view as a pane.
            pub fn pane(&self) -> &dyn Pane {
                match self {
                    $(Self::$shown(pane) => pane,)*
                    $(Self::$name(pane) => pane,)*
                }
            }

            /// The same, to change.
            pub fn pane_mut(&mut self) -> &mut dyn Pane {
                match self {
                    $(Self::$shown(pane) => pane,)*
                    $(Self::$name(pane) => pane,)*
                }
            }
        }
    };
}

views! {
    // Shown by an action, `Action::Show(NAME)`.
    shown {
        /// Sources side by side.
        Compare: compare,
        /// All articles.
        Articles: articles,
        /// All quotations.
        Quotes: quotes,
        /// What is marked.
        Marks: marks,
    }
    // Opened from other panes only.
    opened {
        /// An article.
        Reader: reader,
        /// Entries to choose from.
        Choice: choice,
    }
}

impl View {
    /// Whether both are views of one kind.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
