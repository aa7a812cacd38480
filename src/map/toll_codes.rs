//! The number killed in each entry as a code of four bytes, so that it stands beside the entry in memory: many records have the same
//! numbers. Knows no positions.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::toll_list::toll;
use crate::model::Workspace;
use crate::model::toll::{TollRule, TollSum};

/// The number killed in an entry, by its place in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TollCode(u32);

impl TollCode {
    /// None is to be added.
    pub(super) const NOTHING: Self = Self(u32::MAX);
    /// It is read from the articles when it is asked for, which takes longer.
    pub(super) const OF_ARTICLES: Self = Self(u32::MAX - 1);
}

/// The numbers that codes stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct TollTable {
    tolls: Vec<(TollRule, TollSum)>,
    known: HashMap<(TollRule, TollSum), u32, FixedState>,
    /// The number looked for last with its code: neighbours often have the same.
    last: Option<(TollRule, TollSum, TollCode)>,
}

impl TollTable {
    /// The code of a number.
    pub(super) fn code(&mut self, rule: TollRule, toll: Option<TollSum>) -> TollCode {
        let Some(toll) = toll else { return TollCode::NOTHING };
        if let Some((of, number, code)) = self.last
            && (of, number) == (rule, toll)
        {
            return code;
        }
        let tolls = &mut self.tolls;
        let code = TollCode(*self.known.entry((rule, toll)).or_insert_with(|| {
            tolls.push((rule, toll));
            tolls.len() as u32 - 1
        }));
        self.last = Some((rule, toll, code));
        code
    }

    /// Takes the numbers of another table. Gives the code of each here, by its code there.
    pub(super) fn take(&mut self, other: &Self) -> Vec<TollCode> {
        other.tolls.iter().map(|(rule, toll)| self.code(*rule, Some(*toll))).collect()
    }

    /// The number of an entry.
    #[inline]
    pub(super) fn toll(&self, workspace: &Workspace, number: u32, code: TollCode) -> Option<(TollRule, TollSum)> {
        if code == TollCode::OF_ARTICLES { toll(workspace, number) } else { self.tolls.get(code.0 as usize).copied() }
    }
}

/// Two tables are equal if the same codes stand for the same numbers.
impl PartialEq for TollTable {
    fn eq(&self, other: &Self) -> bool {
        self.tolls == other.tolls
    }
}

impl TollCode {
    /// The code in the table that took another, where this is one of the other.
    #[inline]
    pub(super) fn among(self, taken: &[Self]) -> Self {
        taken.get(self.0 as usize).copied().unwrap_or(self)
    }
}
