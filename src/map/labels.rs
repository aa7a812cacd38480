//! The names of countries and towns on a map: each where it fits and nothing else stands. Knows no signs and no styles.

use super::grid::MapGrid;
use super::outline::{MapCountry, Outline, UNITS, crossings};
use super::towns::{NamedTown, TownList};
use super::view::{MapView, turned};

/// A name on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapLabel {
    /// The name.
    pub text: String,
    /// Its first column.
    pub column: u16,
    /// Its row.
    pub row: u16,
    /// What it names.
    pub kind: LabelKind,
}

/// What a name on the map is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// A country.
    Country,
    /// A town, which lies in this column of the row.
    Town(u16),
}

/// The names that fit into a view beside what lies in its cells, with at most `most` towns; `first` before all others. `width` says
/// how many columns a name takes.
pub fn labels(
    outline: &Outline,
    towns: Option<&TownList>,
    first: Option<NamedTown>,
    grid: &MapGrid,
    most: usize,
    width: impl Fn(&str) -> usize,
) -> Vec<MapLabel> {
    let view = &grid.view;
    let mut taken = Taken::new(grid);
    let mut all = Vec::new();
    if let Some(label) = first.and_then(|town| taken.town(town, view, &width)) {
        all.push(label);
    }
    let mut countries: Vec<(usize, &str, Vec<Stretch>)> = Vec::new();
    for country in &outline.countries {
        let stretches = stretches(outline, country, view);
        let cells = stretches.iter().map(|one| usize::from(one.to - one.from)).sum();
        countries.push((cells, &country.name, stretches));
    }
    // Large ones first: they are what one looks for.
    countries.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    for (_, name, mut stretches) in countries {
        let columns = width(name);
        stretches.retain(|one| usize::from(one.to - one.from) > columns);
        stretches.sort_by_key(|one| std::cmp::Reverse(one.to - one.from));
        let place = |one: &Stretch| {
            let from = one.from + (one.to - one.from - columns as u16) / 2;
            taken.is_free(from, one.row, columns).then_some((from, one.row))
        };
        if let Some((column, row)) = stretches.iter().find_map(place) {
            taken.take(column, row, columns);
            all.push(MapLabel { text: name.to_owned(), column, row, kind: LabelKind::Country });
        }
    }
    let mut placed = 0;
    for town in towns.into_iter().flat_map(|towns| towns.within(view.bounds())) {
        if placed == most {
            break;
        }
        let is_near = |other: &NamedTown| (other.lat - town.lat).abs() < 0.1 && (other.lon - town.lon).abs() < 0.1;
        if first.as_ref().is_some_and(|first| first.name == town.name && is_near(first)) {
            continue;
        }
        if let Some(label) = taken.town(town, view, &width) {
            all.push(label);
            placed += 1;
        }
    }
    all
}

/// Columns of a row that lie in a country: from the first to the one after the last.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    row: u16,
    from: u16,
    to: u16,
}

/// Where a country is seen.
fn stretches(outline: &Outline, country: &MapCountry, view: &MapView) -> Vec<Stretch> {
    let Some(bounds) = country.bounds else { return Vec::new() };
    let [west, south, east, north] =
        [bounds.least.0, bounds.least.1, bounds.greatest.0, bounds.greatest.1].map(|n| f64::from(n) / UNITS);
    let half = view.lon_step() * f64::from(view.columns) / 2.0;
    let is_seen =
        [-360.0, 0.0, 360.0].iter().any(|turn| west <= view.lon + turn + half && east >= view.lon + turn - half);
    if !is_seen {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in 0..view.rows {
        let (lat, _) = view.middle((0, row));
        if !(south..=north).contains(&lat) {
            continue;
        }
        for [from, to] in crossings(outline, country, lat).as_chunks::<2>().0 {
            let column = |lon: f64| turned(lon - view.lon) / view.lon_step() + f64::from(view.columns) / 2.0;
            let left = column(*from);
            // To the right of its beginning, even where it lies across the edge of the globe.
            let right = left + (to - from) / view.lon_step();
            let (left, right) = (left.ceil().max(0.0), right.floor().min(f64::from(view.columns)));
            if right > left {
                found.push(Stretch { row, from: left as u16, to: right as u16 });
            }
        }
    }
    found
}

/// Where a name cannot stand.
struct Taken {
    cells: Vec<bool>,
    /// Where a name stands.
    named: Vec<bool>,
    columns: u16,
    rows: u16,
}

impl Taken {
    fn new(grid: &MapGrid) -> Self {
        let (columns, rows) = (grid.view.columns, grid.view.rows);
        let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let cells: Vec<bool> = all.map(|at| grid.cell(at).entries > 0).collect();
        Self { named: vec![false; cells.len()], cells, columns, rows }
    }

    fn range(&self, column: u16, row: u16, columns: usize) -> Option<std::ops::Range<usize>> {
        let fits = row < self.rows && usize::from(column) + columns <= usize::from(self.columns);
        let from = usize::from(row) * usize::from(self.columns) + usize::from(column);
        fits.then_some(from..from + columns)
    }

    fn is_free(&self, column: u16, row: u16, columns: usize) -> bool {
        self.range(column, row, columns).is_some_and(|range| self.cells[range].iter().all(|taken| !taken))
    }

    fn is_named(&self, column: u16, row: u16) -> bool {
        self.range(column, row, 1).is_some_and(|range| self.named[range].iter().any(|named| *named))
    }

    /// The name of a town, if there is room for it, which is taken. What lies in the cell of the town stays; its name stands to the right
    /// of it, or to the left where the map ends.
    fn town(&mut self, town: NamedTown, view: &MapView, width: impl Fn(&str) -> usize) -> Option<MapLabel> {
        let (column, row) = view.cell(town.lat, town.lon)?;
        let columns = width(town.name);
        if self.is_named(column, row) {
            return None;
        }
        let is_in_view = self.range(column + 1, row, columns).is_some();
        let from = if is_in_view { column + 1 } else { usize::from(column).checked_sub(columns)? as u16 };
        if !self.is_free(from, row, columns) {
            return None;
        }
        self.take(from.min(column), row, columns + 1);
        Some(MapLabel { text: town.name.to_owned(), column: from, row, kind: LabelKind::Town(column) })
    }

    /// Takes the cells of a name and one on each side.
    fn take(&mut self, column: u16, row: u16, columns: usize) {
        if let Some(range) = self.range(column, row, columns) {
            self.named[range].iter_mut().for_each(|named| *named = true);
        }
        let from = column.saturating_sub(1);
        let columns = (columns + usize::from(column - from) + 1).min(usize::from(self.columns - from));
        if let Some(range) = self.range(from, row, columns) {
            self.cells[range].iter_mut().for_each(|taken| *taken = true);
        }
    }
}
