//! How many entries lie in each cell of a view, and in which shade. Knows no workspace and no drawing.

use super::tally::MapTally;
use super::toll_list::TollList;
use super::view::MapView;

/// The signs of the shades, from one entry to most.
pub const SHADES: [&str; 5] = ["·", "░", "▒", "▓", "█"];
/// The sign of a cell in which no number is added: none is given, or that of a repeat, a series or a part of an incident.
pub const NOT_GIVEN: &str = "–";

/// Entries by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct MapGrid {
    /// The view.
    pub view: MapView,
    cells: Vec<MapCell>,
    /// The cell of each position of the tally; [`UNSEEN`] if it is out of view.
    of_spot: Vec<u32>,
    /// How many entries with a position are out of view.
    pub unseen: usize,
    /// The smallest number of each shade.
    pub steps: [u64; SHADES.len()],
    /// Whether the shades are of the number killed.
    pub is_weighed: bool,
}

/// Stands for no cell.
const UNSEEN: u32 = u32::MAX;

/// What lies in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MapCell {
    /// How many entries.
    pub entries: u32,
    /// The number killed, where the cells are weighed and a number is added of any entry.
    pub killed: Option<u64>,
    /// A position in it.
    pub spot: u32,
}

impl MapGrid {
    /// The grid of a view; shaded by the number killed at each position, if these are given.
    pub fn of(tally: &MapTally, view: MapView, tolls: Option<&TollList>) -> Self {
        let size = usize::from(view.columns) * usize::from(view.rows);
        let mut cells = vec![MapCell::default(); size];
        let mut of_spot = Vec::with_capacity(tally.spots().len());
        let mut unseen = 0;
        for (spot, &(lat, lon)) in tally.spots().iter().enumerate() {
            let entries = tally.at(spot).len();
            let Some((column, row)) = view.cell(lat, lon) else {
                unseen += entries;
                of_spot.push(UNSEEN);
                continue;
            };
            let at = usize::from(row) * usize::from(view.columns) + usize::from(column);
            let cell = &mut cells[at];
            cell.entries += entries as u32;
            if let Some(killed) = tolls.and_then(|tolls| tolls.killed.get(spot).copied().flatten()) {
                cell.killed = Some(cell.killed.unwrap_or(0) + killed);
            }
            cell.spot = spot as u32;
            of_spot.push(at as u32);
        }
        let mut made = Self { view, cells, of_spot, unseen, steps: [0; SHADES.len()], is_weighed: tolls.is_some() };
        made.steps = steps(made.cells.iter().filter_map(|cell| made.value(*cell)).max().unwrap_or(0));
        made
    }

    /// The number by which a cell is shaded; `None` if none is added.
    pub fn value(&self, cell: MapCell) -> Option<u64> {
        if self.is_weighed { cell.killed } else { Some(cell.entries.into()) }
    }

    /// What lies in a cell; nothing beyond the view.
    pub fn cell(&self, (column, row): (u16, u16)) -> MapCell {
        if column >= self.view.columns {
            return MapCell::default();
        }
        let at = usize::from(row) * usize::from(self.view.columns) + usize::from(column);
        self.cells.get(at).copied().unwrap_or_default()
    }

    /// The shade of what lies in a cell, as a position in [`SHADES`]; `None` if nothing does, or no number of it is added.
    pub fn shade(&self, cell: MapCell) -> Option<usize> {
        let value = self.value(cell).filter(|_| cell.entries > 0)?;
        Some(self.steps.iter().rposition(|step| *step <= value).unwrap_or(0))
    }

    /// How many entries are in view.
    pub fn seen(&self) -> usize {
        self.cells.iter().map(|cell| cell.entries as usize).sum()
    }

    /// The positions of the tally that lie in a cell.
    pub fn spots_in(&self, (column, row): (u16, u16)) -> impl Iterator<Item = usize> {
        let at = u32::from(row) * u32::from(self.view.columns) + u32::from(column);
        let wanted = if column < self.view.columns { at } else { UNSEEN - 1 };
        self.of_spot.iter().enumerate().filter(move |(_, cell)| **cell == wanted).map(|(spot, _)| spot)
    }

    /// The cells in which something lies, those with most first and those without a number last, then from the north-west on.
    pub fn peaks(&self) -> Vec<(u16, u16)> {
        let value = |cell: &MapCell| (self.value(*cell), cell.entries);
        let held = self.cells.iter().enumerate().filter(|(_, cell)| cell.entries > 0);
        let mut all: Vec<_> = held.map(|(at, cell)| (std::cmp::Reverse(value(cell)), at)).collect();
        all.sort_unstable();
        let columns = usize::from(self.view.columns);
        all.into_iter().map(|(_, at)| ((at % columns) as u16, (at / columns) as u16)).collect()
    }
}

/// The smallest number of each shade, on a scale of ratios up to `most`: the first is of none or one.
pub fn steps(most: u64) -> [u64; SHADES.len()] {
    let mut steps = [0, 2, 3, 4, 5];
    let span = (most.max(2) as f64 / 2.0).max(1.0);
    for at in 2..steps.len() {
        let by_ratio = 2.0 * span.powf((at - 1) as f64 / 4.0);
        steps[at] = (by_ratio.round() as u64).max(steps[at - 1] + 1);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_by_ratios() {
        assert_eq!(steps(0), [0, 2, 3, 4, 5]);
        assert_eq!(steps(6), [0, 2, 3, 4, 5]);
        assert_eq!(steps(20_000), [0, 2, 20, 200, 2000]);
    }
}
