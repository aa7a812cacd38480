//! What lies in the cell under the cursor: its entries, the nearest first, and what they are in a line. Knows no drawing.

use crate::app::pane::Cx;
use crate::map::grid::MapGrid;
use crate::map::outline::world;
use crate::map::placement::place_of;
use crate::map::tally::{MapTally, toll};
use crate::map::view::{MapView, turned};
use crate::model::toll::CountedToll;
use crate::present::toll::{rule_words, with_range};
use crate::present::words::count;
use crate::sanitize;
use crate::ui::text::cut;

/// How many names of places are given.
const NAMED: usize = 3;

/// What lies in a cell.
#[derive(Debug, Clone)]
pub(super) struct CellContents {
    at: (u16, u16),
    view: MapView,
    /// The entries, those nearest to the middle of the cell first.
    pub(super) entries: Vec<u32>,
    /// The country in which the middle lies; empty at sea.
    country: String,
    /// The places with most entries.
    places: Vec<(String, usize)>,
    /// Number of further places.
    more: usize,
    killed: CountedToll,
}

impl CellContents {
    pub(super) fn of(cx: &Cx, tally: &MapTally, grid: &MapGrid, at: (u16, u16)) -> Self {
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
        let mut places: Vec<(String, usize)> = Vec::new();
        for &spot in &spots {
            let here = tally.at(spot);
            let from = entries.len();
            entries.extend_from_slice(here);
            entries[from..].sort_by_key(|number| std::cmp::Reverse(workspace.day(*number)));
            let Some(name) = here.first().map(|n| place_of(workspace, *n).0) else { continue };
            match places.iter_mut().find(|(known, _)| *known == name) {
                Some((_, number)) => *number += here.len(),
                None => places.push((name, here.len())),
            }
        }
        places.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let more = places.len().saturating_sub(NAMED);
        places.truncate(NAMED);
        let mut killed = CountedToll::default();
        for (rule, sum) in entries.iter().filter_map(|n| toll(workspace, *n)) {
            killed.add(CountedToll::one(rule, Some(sum)));
        }
        let country = world().country_at(lat, lon).map_or_else(String::new, |country| country.name.clone());
        Self { at, view: grid.view, entries, country, places, more, killed }
    }

    /// Whether it is that cell of a view.
    pub(super) fn is_of(&self, at: (u16, u16), view: &MapView) -> bool {
        self.at == at && self.view == *view
    }

    /// The cell in a line.
    pub(super) fn status(&self, cx: &Cx, columns: usize) -> String {
        let (lat, lon) = self.view.middle(self.at);
        let digits = if self.view.step < 0.1 { 2 } else { 1 };
        let side = |n: f64, sides: [&str; 2]| format!("{:.digits$}°{}", n.abs(), sides[usize::from(n < 0.0)]);
        let mut parts = vec![format!("{} {}", side(lat, ["N", "S"]), side(lon, ["E", "W"]))];
        if !self.country.is_empty() {
            parts.push(self.country.clone());
        }
        if !self.entries.is_empty() {
            parts.push(count(self.entries.len(), "entry"));
            let mut names: Vec<String> = self
                .places
                .iter()
                .map(|(name, number)| if self.places.len() == 1 { name.clone() } else { format!("{name} {number}") })
                .collect();
            if self.more > 0 {
                names.push(format!("{} more", self.more));
            }
            parts.push(names.join(", "));
        }
        if let CountedToll::By(rule, sum) = self.killed {
            parts.push(format!("killed {}{}", with_range(sum), rule_words(cx.workspace, rule)));
        }
        cut(&sanitize::line(&parts.join(" · ")), columns.max(8))
    }
}
