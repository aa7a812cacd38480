//! The order of the timeline and its groups: what can be compared comes first, and what cannot stands in groups of its own.
//!
//! Pure: takes entries in order of time and gives them in sections. Sorting visits every entry, so a job does it for many. Knows no
//! selection and no drawing.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::Datelike;

use super::by_day::first_until;
use super::changes::EntryChange;
use crate::model::dataset::{UNDATED, given};
use crate::model::id::Id as _;
use crate::model::toll::{PrintedToll, TollRank, first_alike};
use crate::model::{Entry, IncidentId, Scope, Verdict, When, Workspace};

/// What the timeline is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// The day, the latest first.
    #[default]
    Date,
    /// The highest number killed that a source prints, the highest first; one counting rule after the other.
    Killed,
    /// The number of origins, the highest first.
    Origins,
    /// The verdict, the most severe first.
    Verdict,
    /// What is new since the last visit, then what has changed, then the rest.
    Changes,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Date, Self::Killed, Self::Origins, Self::Verdict, Self::Changes];

    /// The name in the saved state and in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Killed => "killed",
            Self::Origins => "origins",
            Self::Verdict => "verdict",
            Self::Changes => "changes",
        }
    }
}

/// Which entries are listed, by the sources that tell of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToldBy {
    /// All.
    #[default]
    Any,
    /// Those of several origins.
    Several,
    /// Series: what sources only tell together.
    Series,
}

impl ToldBy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Any, Self::Several, Self::Series];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Any => Self::Several,
            Self::Several => Self::Series,
            Self::Series => Self::Any,
        }
    }

    /// The name in the saved state, in the title and in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "all",
            Self::Several => "told by several origins",
            Self::Series => "series",
        }
    }
}

/// The order of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// What it is sorted by.
    pub key: SortKey,
    /// Whether the order is turned round.
    pub turned: bool,
    /// Which entries are listed.
    pub told_by: ToldBy,
}

impl Arrangement {
    /// Whether it takes no look at single entries, as for data sets in order of time.
    fn is_cheap(self) -> bool {
        self.key == SortKey::Date && self.told_by != ToldBy::Several
    }
}

/// A group of entries with a heading of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryGroup {
    /// Several incidents that sources tell only together.
    Series,
    /// Dated only from or until a day, or by more than a year: without a place in a year.
    OpenDates,
    /// Without a date.
    Undated,
    /// Incidents of articles, sorted by the killed.
    AsPrinted,
    /// Records of a data set, sorted by the killed; its position.
    Coded(u16),
    /// A number of origins that tell of it.
    Origins(u16),
    /// A number of origins of which only drafts tell of it.
    DraftOrigins(u16),
    /// A verdict.
    Verdict(Verdict),
    /// What drafts say together of what is not confirmed.
    DraftVerdict(Verdict),
    /// What is new since the last visit, changed, the same, or not compared.
    Change(EntryChange),
}

impl EntryGroup {
    /// The groups that every order by date has, which stay folded between two runs.
    pub const NAMED: [Self; 3] = [Self::Series, Self::OpenDates, Self::Undated];

    /// The name in the saved state of those groups.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Series => Some("series"),
            Self::OpenDates => Some("open dates"),
            Self::Undated => Some("undated"),
            Self::AsPrinted
            | Self::Coded(_)
            | Self::Origins(_)
            | Self::DraftOrigins(_)
            | Self::Verdict(_)
            | Self::DraftVerdict(_)
            | Self::Change(_) => None,
        }
    }
}

/// Entries in a row, under one heading or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The group; `None` for what needs no heading.
    pub group: Option<EntryGroup>,
    /// The entries.
    pub list: Arc<[u32]>,
    /// Whether they stand in order of time, with a heading for each year.
    pub by_time: bool,
}

/// The most entries that are sorted at once; more are sorted by a job.
const AT_ONCE: usize = 20_000;

/// Whether an arrangement of these entries takes no longer than a key press may.
pub fn is_quick(entries: usize, arrangement: Arrangement) -> bool {
    entries <= AT_ONCE || arrangement.is_cheap()
}

/// Entries, given in order of time, in the sections of an arrangement. `changes` says how each incident stands to the last visit.
pub fn arrange(
    workspace: &Workspace,
    entries: &Arc<[u32]>,
    arrangement: Arrangement,
    changes: &[EntryChange],
) -> Vec<Section> {
    let listed = told(workspace, entries, arrangement.told_by);
    let mut sections = match arrangement.key {
        SortKey::Date => by_time(workspace, &listed, arrangement),
        SortKey::Killed => by_killed(workspace, &listed, arrangement.turned),
        SortKey::Origins => by_value(&listed, arrangement.turned, |n| told_origins(workspace, n), origin_group),
        SortKey::Verdict => by_value(&listed, arrangement.turned, |n| verdict(workspace, n), verdict_group),
        SortKey::Changes => {
            // Incidents have the first numbers.
            let change = |n: u32| changes.get(n as usize).copied().unwrap_or_default();
            by_value(&listed, arrangement.turned, change, EntryGroup::Change)
        }
    };
    sections.retain(|section| !section.list.is_empty());
    sections
}

/// The entries that are listed, in their order.
pub(super) fn told(workspace: &Workspace, entries: &Arc<[u32]>, told_by: ToldBy) -> Arc<[u32]> {
    match told_by {
        ToldBy::Any => Arc::clone(entries),
        ToldBy::Several => entries.iter().copied().filter(|&n| origins(workspace, n) > 1).collect(),
        ToldBy::Series => entries.iter().copied().filter(|&n| is_series(workspace, n)).collect(),
    }
}

/// The number of entries of a workspace that are told so. Only incidents are told by several, or are series.
pub fn told_count(workspace: &Workspace, told_by: ToldBy) -> usize {
    let incidents = 0..u32::try_from(workspace.corpus.incidents().len()).unwrap_or(u32::MAX);
    told(workspace, &incidents.collect(), told_by).len()
}

/// In order of time: what is one incident with a place in time, then what has an open date, then series, then what has no date.
/// Where only what several origins tell of is listed, the first of these stand apart by the number of origins, the most first.
fn by_time(
    workspace: &Workspace,
    entries: &Arc<[u32]>,
    Arrangement { turned, told_by, .. }: Arrangement,
) -> Vec<Section> {
    let section = |group, list: Arc<[u32]>| Section { group, by_time: group != Some(EntryGroup::Undated), list };
    if workspace.corpus.incidents().len() == 0 && !turned {
        return vec![section(None, Arc::clone(entries))];
    }
    let dated = first_until(workspace, entries, UNDATED);
    let (mut placed, mut open_dates, mut series) = (Vec::new(), Vec::new(), Vec::new());
    let mut undated: Vec<u32> = Vec::new();
    for (at, &n) in entries.iter().enumerate() {
        match incident(workspace, n) {
            Some(id) if workspace.corpus.incident(id).scope == Scope::Series => series.push(n),
            _ if at >= dated => undated.push(n),
            Some(id) if workspace.corpus.incident(id).date.is_some_and(is_open) => open_dates.push(n),
            _ => placed.push(n),
        }
    }
    if turned {
        for list in [&mut placed, &mut open_dates] {
            list.reverse();
        }
        // Undated ones stay last.
        let dated = first_until(workspace, &series, UNDATED);
        series[..dated].reverse();
    }
    let mut sections = match told_by {
        // Within a number of origins the order of time stays.
        ToldBy::Several => {
            let by_origins = by_value(&placed, false, |n| told_origins(workspace, n), origin_group);
            by_origins.into_iter().map(|of| Section { by_time: true, ..of }).collect()
        }
        ToldBy::Any | ToldBy::Series => vec![section(None, placed.into())],
    };
    let others = [(EntryGroup::OpenDates, open_dates), (EntryGroup::Series, series), (EntryGroup::Undated, undated)];
    sections.extend(others.map(|(group, list)| section(Some(group), list.into())));
    sections
}

/// The group of what so many origins tell of, and not only in drafts.
fn origin_group((origins, is_told): (usize, bool)) -> EntryGroup {
    let origins = u16::try_from(origins).unwrap_or(u16::MAX);
    if is_told { EntryGroup::Origins(origins) } else { EntryGroup::DraftOrigins(origins) }
}

/// Whether a date says too little for a place in a year.
fn is_open(when: When) -> bool {
    let days = when.latest() - when.earliest();
    when.is_open_start()
        || when.is_open_end()
        || (days.num_days() > 366 && when.earliest().year() != when.latest().year())
}

/// The number killed of an entry in its order, and the entry.
type Toll = (TollRank, u32);

/// By the number killed: one counting rule after the other, series after all incidents; in each, what is only counted together with others
/// after the numbers, and what has none last.
fn by_killed(workspace: &Workspace, entries: &[u32], turned: bool) -> Vec<Section> {
    let alike: Vec<u16> = (0..workspace.sets.len()).map(|set| first_alike(&workspace.sets, set)).collect();
    let mut rules: Vec<(EntryGroup, Vec<Toll>)> = Vec::new();
    for &n in entries {
        let (group, rank) = counting_rule(workspace, &alike, n);
        match rules.iter_mut().find(|(known, _)| *known == group) {
            Some((_, list)) => list.push((rank, n)),
            None => rules.push((group, vec![(rank, n)])),
        }
    }
    rules.sort_by_key(|(group, _)| match group {
        EntryGroup::AsPrinted => (0, 0),
        EntryGroup::Coded(set) => (1, *set),
        _ => (2, 0),
    });
    let sorted = |(group, mut list): (EntryGroup, Vec<Toll>)| {
        // However it is turned, numbers come first.
        list.sort_by_key(|&(rank, _)| match rank {
            TollRank::Number(number) if turned => (0, i64::from(number)),
            TollRank::Number(number) => (0, -i64::from(number)),
            TollRank::Joint => (1, 0),
            TollRank::Nothing => (2, 0),
        });
        let list = list.into_iter().map(|(_, n)| n).collect();
        Section { group: Some(group), list, by_time: false }
    };
    rules.into_iter().map(sorted).collect()
}

/// The counting rule of an entry as a group, and its number killed: the highest that a source prints, or the best estimate.
/// `alike` gives for each data set the first one that counts alike.
fn counting_rule(workspace: &Workspace, alike: &[u16], n: u32) -> (EntryGroup, TollRank) {
    match workspace.entry(n) {
        Entry::Incident(id) => {
            let group = if is_series(workspace, n) { EntryGroup::Series } else { EntryGroup::AsPrinted };
            (group, PrintedToll::of(&workspace.corpus, id).rank())
        }
        Entry::Record(id) => {
            let rank = given(workspace.row(id).best).map_or(TollRank::Nothing, TollRank::Number);
            (EntryGroup::Coded(alike[usize::from(id.set)]), rank)
        }
    }
}

/// By a value, the highest first; a section for each.
fn by_value<T: Ord + Copy>(
    entries: &[u32],
    turned: bool,
    value: impl Fn(u32) -> T,
    group: impl Fn(T) -> EntryGroup,
) -> Vec<Section> {
    let mut valued: Vec<(T, u32)> = entries.iter().map(|&n| (value(n), n)).collect();
    // Stable: within one value, the order of time stays.
    if turned {
        valued.sort_by_key(|(value, _)| *value);
    } else {
        valued.sort_by_key(|(value, _)| Reverse(*value));
    }
    let same = valued.chunk_by(|(a, _), (b, _)| a == b);
    same.map(|of| Section { group: Some(group(of[0].0)), list: of.iter().map(|(_, n)| *n).collect(), by_time: false })
        .collect()
}

/// The incident of the corpus that an entry is. Incidents have the first numbers.
fn incident(workspace: &Workspace, n: u32) -> Option<IncidentId> {
    let at = n as usize;
    (at < workspace.corpus.incidents().len()).then(|| IncidentId::at(at))
}

pub(super) fn is_series(workspace: &Workspace, n: u32) -> bool {
    incident(workspace, n).is_some_and(|id| workspace.corpus.incident(id).scope == Scope::Series)
}

/// The number of origins; a record has one.
fn origins(workspace: &Workspace, n: u32) -> usize {
    incident(workspace, n).map_or(1, |id| workspace.corpus.coverage(workspace.corpus.incident(id)).origins)
}

/// The number of origins, and whether they tell of it otherwise than in drafts.
fn told_origins(workspace: &Workspace, n: u32) -> (usize, bool) {
    let is_draft = |id| workspace.corpus.is_told_in_drafts(workspace.corpus.incident(id));
    (origins(workspace, n), !incident(workspace, n).is_some_and(is_draft))
}

/// The verdict, and whether it is of what is confirmed.
fn verdict(workspace: &Workspace, n: u32) -> (Verdict, bool) {
    let Some(id) = incident(workspace, n) else { return (Verdict::Single, true) };
    let overall = workspace.corpus.overall(id);
    match (&overall.confirmed, &overall.draft) {
        (Some(of), _) => (of.verdict, true),
        (None, Some(of)) => (of.verdict, false),
        (None, None) => (Verdict::Single, true),
    }
}

fn verdict_group((verdict, is_confirmed): (Verdict, bool)) -> EntryGroup {
    if is_confirmed { EntryGroup::Verdict(verdict) } else { EntryGroup::DraftVerdict(verdict) }
}

/// How many of these entries are told of in drafts only.
pub fn draft_count(workspace: &Workspace, entries: &[u32]) -> usize {
    entries.iter().filter(|&&n| !told_origins(workspace, n).1).count()
}
