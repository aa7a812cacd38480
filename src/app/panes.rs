//! The list of panes: one file each, and one line here; and a list of entries that two of them share. The state of the program is not
//! known here.

mod entry_list;
pub mod ledger;
pub mod passages;
mod shading;
pub mod timeline;

use super::entries::FOLDED;
use super::pane::{Cx, Pane, Shown};
use super::view_search::rows::SearchedRows;
use crate::model::Workspace;

/// Message if a binding names no view.
const NO_VIEW: &str = "there is no view of that name";

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
            /// The names of the views that `Action::Show` opens.
            pub const NAMES: &'static [&'static str] = &[$(<$shown_module::$shown as Shown>::NAME,)*];

            /// Opens the view `name` over a pane. The error is the reason why it cannot be opened, for the user.
            pub fn show(name: &str, cx: &Cx, below: &dyn Pane) -> Result<Self, &'static str> {
                $(if name == <$shown_module::$shown as Shown>::NAME {
                    return <$shown_module::$shown as Shown>::show(cx, below).map(Self::$shown);
                })*
                Err(NO_VIEW)
            }

            /// Whether the view `name` can be opened over a pane. The error is the reason, for the user.
            pub fn available(name: &str, cx: &Cx, below: &dyn Pane) -> Result<(), &'static str> {
                $(if name == <$shown_module::$shown as Shown>::NAME {
                    return <$shown_module::$shown as Shown>::can_show(cx, below);
                })*
                Err(NO_VIEW)
            }

            /// The view as a pane.
            pub fn pane(&self) -> &dyn Pane {
                match self {
                    $(Self::$shown(pane) => pane,)*
                    $(Self::$name(pane) => pane,)*
                }
            }

            /// The view as a pane, mutable.
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
    // Opened by `Action::Show(NAME)`.
    shown {
        /// Sources side by side.
        Compare: compare,
        /// Articles side by side.
        Beside: beside,
        /// All articles.
        Articles: articles,
        /// All quotations.
        Quotes: quotes,
        /// All people, organisations and places.
        Names: names,
        /// All marks.
        MarkList: marks,
        /// Drafts to decide about.
        Desk: desk,
        /// What is left to do.
        TodoList: todo_list,
        /// Pairs that may be one event.
        LinkDesk: links,
        /// The map.
        Map: map,
        /// A year by day.
        Calendar: calendar,
    }
    // Opened from other panes only.
    opened {
        /// An article.
        Reader: reader,
        /// The ledger of a name.
        NameLedger: name_ledger,
        /// Entries to choose from.
        Choice: choice,
    }
}

impl View {
    /// Whether both are the same kind of view.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The text of a row of a long list, as its pane shows it but not cut.
pub fn row_text(workspace: &Workspace, rows: &SearchedRows, at: usize) -> String {
    match rows {
        SearchedRows::Entries(items) => {
            // What is folded is not searched.
            let number = items.get(at).filter(|number| **number != FOLDED);
            number.map_or_else(String::new, |&number| timeline::row_text(workspace, workspace.entry(number)))
        }
        SearchedRows::Names(names) => names.get(at).map_or_else(String::new, |&id| names::row_text(workspace, id)),
        SearchedRows::Drafts(all) => all.get(at).map_or_else(String::new, |&queued| desk::row_text(workspace, queued)),
        SearchedRows::Pairs(all) => all.get(at).map_or_else(String::new, |&pair| links::row_text(workspace, pair)),
        SearchedRows::Todo(all) => all.get(at).map_or_else(String::new, |&item| todo_list::row_text(workspace, item)),
        SearchedRows::Articles(all) => all.get(at).map_or_else(String::new, |&id| articles::row_text(workspace, id)),
    }
}
