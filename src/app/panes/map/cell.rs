//! What lies in the cell under the cursor: which entries, the nearest first, and what they are in a line. Knows no drawing.

use std::collections::HashMap;

use crate::app::pane::Cx;
use crate::map::grid::MapGrid;
use crate::map::outline::world;
use crate::map::placement::place_of;
use crate::map::tally::MapTally;
use crate::map::toll_list::toll;
use crate::map::view::{MapView, turned};
use crate::model::country;
use crate::model::toll::CountedToll;
use crate::present::toll::{rule_words, with_range};
use crate::present::words::count;
use crate::sanitize;
use crate::ui::text::{cut, width};

/// How many names of places are given.
const NAMED: usize = 3;
/// How much less is said of a cell at the most.
const LEAST: usize = 6;
/// Columns of a name where there is little room.
const SHORT_NAME: usize = 16;

/// What lies in a cell.
#[derive(Debug, Clone)]
pub(super) struct CellContents {
    at: (u16, u16),
    view: MapView,
    /// How many entries.
    entries: usize,
    /// The country in which the middle lies; empty at sea.
    middle: String,
    /// The countries of the entries as their sources name them, those with most entries first.
    countries: Vec<(String, usize)>,
    /// The places of the entries, likewise.
    places: Vec<(String, usize)>,
    killed: CountedToll,
}

impl CellContents {
    /// That of a cell of a grid, and its entries, those nearest to its middle first.
    pub(super) fn of(cx: &Cx, tally: &MapTally, grid: &MapGrid, at: (u16, u16)) -> (Self, Vec<u32>) {
        let workspace = cx.workspace;
        let (lat, lon) = grid.view.middle(at);
        let far = |spot: &usize| {
            let (to_lat, to_lon) = tally.spots()[*spot];
            let (north, east) = (to_lat - lat, turned(to_lon - lon) * lat.to_radians().cos());
            north * north + east * east
        };
        let mut spots: Vec<usize> = grid.spots_in(at).collect();
        spots.sort_by(|a, b| far(a).total_cmp(&far(b)).then(a.cmp(b)));
        let mut entries = Vec::new();
        let (mut places, mut countries) = (HashMap::new(), HashMap::new());
        for &spot in &spots {
            let here = tally.at(spot);
            let from = entries.len();
            entries.extend_from_slice(here);
            entries[from..].sort_by_key(|number| std::cmp::Reverse(workspace.day(*number)));
            let Some((place, code)) = here.first().map(|n| place_of(workspace, *n)) else { continue };
            *places.entry(place).or_default() += here.len();
            let english = country::english(&code);
            let named = if english.is_empty() { code } else { english.to_owned() };
            *countries.entry(named).or_default() += here.len();
        }
        countries.remove("");
        let mut killed = CountedToll::default();
        for (rule, sum) in entries.iter().filter_map(|n| toll(workspace, *n)) {
            killed.add(CountedToll::one(rule, Some(sum)));
        }
        let middle = world().country_at(lat, lon).map_or_else(String::new, |country| country.name.clone());
        let (countries, places) = (by_number(countries), by_number(places));
        (Self { at, view: grid.view, entries: entries.len(), middle, countries, places, killed }, entries)
    }

    /// Whether it is that cell of a view.
    pub(super) fn is_of(&self, at: (u16, u16), view: &MapView) -> bool {
        self.at == at && self.view == *view
    }

    /// The cell in a line. Where there is little room, the number killed stays whole, and what is said least of all goes first.
    pub(super) fn status(&self, cx: &Cx, columns: usize) -> String {
        let columns = columns.max(8);
        let mut lines = (0..=LEAST).map(|less| self.said(cx, less));
        let line = lines.find(|line| width(line) <= columns).unwrap_or_else(|| self.said(cx, LEAST));
        cut(&line, columns)
    }

    /// What is said of it, the shorter the greater `less` is.
    fn said(&self, cx: &Cx, less: usize) -> String {
        let (lat, lon) = self.view.middle(self.at);
        let digits = if self.view.step < 0.1 { 2 } else { 1 };
        let side = |n: f64, sides: [&str; 2]| format!("{:.digits$}°{}", n.abs(), sides[usize::from(n < 0.0)]);
        let position = format!("{} {}", side(lat, ["N", "S"]), side(lon, ["E", "W"]));
        if self.entries == 0 {
            let there = if self.middle.is_empty() { position } else { format!("{position} in {}", self.middle) };
            return sanitize::line(&format!("{there} · no entry")).into_owned();
        }
        let names = if less < 2 { NAMED } else { 1 };
        let mut parts = Vec::new();
        if less < 1 {
            parts.push(position);
        }
        if less < LEAST {
            parts.push(listed(&self.countries, names, false));
        }
        parts.push(count(self.entries, "entry"));
        match less {
            0..4 => parts.push(listed(&self.places, names, true)),
            4 => parts.extend(self.places.first().map(|(name, _)| cut(name, SHORT_NAME))),
            _ => {}
        }
        if let CountedToll::By(rule, sum) = self.killed {
            let rule = if less < 3 { rule_words(cx.workspace, rule) } else { String::new() };
            parts.push(format!("killed {}{rule}", with_range(sum)));
        }
        parts.retain(|part| !part.is_empty());
        sanitize::line(&parts.join(" · ")).into_owned()
    }
}

/// Names with their numbers, those with most first.
fn by_number(names: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = names.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all
}

/// The first names, and how many there are beside these; several with their numbers, if that is asked for.
fn listed(names: &[(String, usize)], most: usize, with_numbers: bool) -> String {
    let named = |(name, number): &(String, usize)| {
        if with_numbers && names.len() > 1 { format!("{name} {number}") } else { name.clone() }
    };
    let mut all: Vec<String> = names.iter().take(most).map(named).collect();
    if names.len() > most {
        all.push(format!("{} more", names.len() - most));
    }
    all.join(", ")
}
