//! The kinds of figures that have columns, and the columns of each: the figures as printed, the lowest and highest number
//! printed, the bounds that are worked out, and joint figures apart from all these, so that no sum of a column counts
//! anything twice.

use std::borrow::Cow;

use super::cell::Cell;
use super::column_name::{ColumnName, column_name};
use crate::model::Figure;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal,)*) => {
        /// The kinds of figures that have columns.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All kinds, in the order of their columns.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The word in the names of its columns.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }

            fn names(self) -> [ColumnName; 7] {
                match self {
                    $(Self::$kind => [
                        column_name!($word, "_printed"),
                        column_name!($word, "_lowest"),
                        column_name!($word, "_highest"),
                        column_name!("derived_", $word, "_min"),
                        column_name!("derived_", $word, "_max"),
                        column_name!("joint_", $word, "_printed"),
                        column_name!("joint_", $word, "_with"),
                    ],)*
                }
            }
        }
    };
}

kinds! {
    /// The dead, without attackers unless the source counts both together.
    Killed = "killed",
    /// The injured, likewise.
    Injured = "injured",
    /// The dead and injured together, where a source does not tell them apart.
    Casualties = "casualties",
    /// People detained, without attackers unless the source counts both together.
    Detained = "detained",
    /// People jailed, likewise.
    Jailed = "jailed",
    /// The number of attackers.
    Attackers = "attackers",
    /// Attackers killed.
    AttackersKilled = "attackers_killed",
    /// Attackers injured.
    AttackersInjured = "attackers_injured",
    /// Attackers, or those suspected to be, detained.
    AttackersDetained = "attackers_detained",
    /// Those jailed.
    AttackersJailed = "attackers_jailed",
    /// Number of events.
    Count = "count",
}

/// The figures of one kind.
#[derive(Debug, Clone, Default)]
pub struct PrintedFigures<'t> {
    /// The figures of all sources, as printed or coded.
    pub printed: Cow<'t, str>,
    /// The lowest number printed.
    pub lowest: Option<u32>,
    /// The highest number printed.
    pub highest: Option<u32>,
    /// The least that any source can mean; `None` if one is open below.
    pub derived_min: Option<u32>,
    /// The most that any source can mean; `None` if one is open above.
    pub derived_max: Option<u32>,
    /// PrintedFigures that cover other incidents too.
    pub joint: Cow<'t, str>,
    /// The ids of these other incidents.
    pub joint_with: Vec<Cow<'t, str>>,
}

impl<'t> PrintedFigures<'t> {
    /// The figures of one source that prints `numbers`.
    pub(super) fn coded(printed: Cow<'t, str>, numbers: &[Option<u32>], derived: Option<Figure>) -> Self {
        Self {
            printed,
            lowest: numbers.iter().flatten().min().copied(),
            highest: numbers.iter().flatten().max().copied(),
            derived_min: derived.and_then(|f| f.min),
            derived_max: derived.and_then(|f| f.max),
            ..Self::default()
        }
    }
}

/// The columns of a kind, each with its name; empty without figures.
pub(super) fn columns<'l>(
    kind: Kind,
    figures: Option<&'l PrintedFigures<'_>>,
    put: &mut impl FnMut(ColumnName, Cell<'l>),
) {
    let names = kind.names();
    let Some(figures) = figures else {
        return names.into_iter().for_each(|name| put(name, Cell::Empty));
    };
    let text = |text: &'l str| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
    let number = |n: Option<u32>| n.map_or(Cell::Empty, |n| Cell::Number(n as usize));
    let with = if figures.joint_with.is_empty() { Cell::Empty } else { Cell::List(&figures.joint_with) };
    let cells = [
        text(&figures.printed),
        number(figures.lowest),
        number(figures.highest),
        number(figures.derived_min),
        number(figures.derived_max),
        text(&figures.joint),
        with,
    ];
    names.into_iter().zip(cells).for_each(|(name, cell)| put(name, cell));
}
