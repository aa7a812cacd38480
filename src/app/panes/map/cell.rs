//! What lies in the cell under the cursor: which entries, the nearest first, and what they are in a line. Knows no drawing.

use std::collections::HashMap;

use crate::app::pane::Cx;
use crate::map::grid::MapGrid;
use crate::map::outline::world;
use crate::map::placement::country_name;
use crate::map::tally::MapTally;
use crate::map::view::{MapView, turned};
use crate::model::toll::CountedToll;
use crate::present::toll::{rule_words, with_range};
use crate::present::words::count;
use crate::sanitize;
use crate::ui::text::{cut, width};

/// Maximum number of names of countries or places that are said.
const NAMED: usize = 3;
/// The number of the shortest of the lines in which a cell can be said; 0 is the longest.
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
    /// The countries of the entries as their sources name them.
    countries: CountedNames,
    /// The places of the entries, likewise.
    places: CountedNames,
    killed: CountedToll,
}

impl CellContents {
    /// That of a cell of a grid, and its entries, those nearest to its middle first.
    pub(super) fn of(cx: &Cx, tally: &MapTally, grid: &MapGrid, at: (u16, u16)) -> (Self, Vec<u32>) {
        let workspace = cx.workspace;
        let (lat, lon) = grid.view.middle(at);
        let narrow = lat.to_radians().cos();
        let far = |spot: usize| {
            let (to_lat, to_lon) = tally.spots()[spot];
            let (north, east) = (to_lat - lat, turned(to_lon - lon) * narrow);
            north * north + east * east
        };
        let mut spots: Vec<(f64, usize)> = grid.spots_in(at).map(|spot| (far(spot), spot)).collect();
        spots.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut entries = Vec::with_capacity(grid.cell(at).entries as usize);
        let (mut places, mut countries) = (HashMap::<&str, usize>::new(), HashMap::<&str, usize>::new());
        let mut killed = CountedToll::default();
        for (_, spot) in spots {
            let here = tally.at(spot);
            entries.extend_from_slice(here);
            for (rule, sum) in tally.tolls_at(workspace, spot) {
                killed.add(CountedToll::one(rule, Some(sum)));
            }
            let place = tally.place(workspace, spot);
            *places.entry(place.words()).or_default() += here.len();
            *countries.entry(place.country).or_default() += here.len();
        }
        // A country may stand by its code and by its name.
        let mut named: HashMap<&str, usize> = HashMap::new();
        for (code, entries) in countries.into_iter().filter(|(code, _)| !code.is_empty()) {
            *named.entry(country_name(code)).or_default() += entries;
        }
        let middle = world().country_at(lat, lon).map_or_else(String::new, |country| country.name.clone());
        let (countries, places) = (CountedNames::of(named), CountedNames::of(places));
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
            parts.push(self.countries.listed(names, false));
        }
        parts.push(count(self.entries, "entry"));
        match less {
            0..4 => parts.push(self.places.listed(names, true)),
            4 => parts.extend(self.places.first.first().map(|(name, _)| cut(name, SHORT_NAME))),
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

/// Names by their number of entries.
#[derive(Debug, Clone, Default)]
struct CountedNames {
    /// Those with most, with their numbers.
    first: Vec<(String, usize)>,
    /// How many there are.
    all: usize,
}

impl CountedNames {
    fn of(names: HashMap<&str, usize>) -> Self {
        let mut all: Vec<(&str, usize)> = names.into_iter().collect();
        let by_number = |a: &(&str, usize), b: &(&str, usize)| b.1.cmp(&a.1).then(a.0.cmp(b.0));
        let number = all.len();
        // There may be thousands, of which only these are said.
        if number > NAMED {
            all.select_nth_unstable_by(NAMED, by_number);
            all.truncate(NAMED);
        }
        all.sort_unstable_by(by_number);
        Self { first: all.into_iter().map(|(name, entries)| (name.to_owned(), entries)).collect(), all: number }
    }

    /// The first names, and how many there are beside these; several with their numbers, if that is asked for.
    fn listed(&self, most: usize, with_numbers: bool) -> String {
        let named = |(name, number): &(String, usize)| {
            if with_numbers && self.all > 1 { format!("{name} {number}") } else { name.clone() }
        };
        let mut listed: Vec<String> = self.first.iter().take(most).map(named).collect();
        if self.all > most {
            listed.push(format!("{} more", self.all - most));
        }
        listed.join(", ")
    }
}
