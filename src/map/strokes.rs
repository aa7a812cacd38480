//! Which dots of which cells coasts and borders cross: each cell has two columns of four dots, as in braille. Knows no signs.

use line_clipping::cohen_sutherland::clip_line;
use line_clipping::{LineSegment, Point, Window};

use super::outline::{Outline, OutlineArc, UNITS, unturned};
use super::view::MapView;

/// The dots of a cell, a bit each as in braille patterns: 1 2 4 on the left from above, 8 16 32 on the right, 64 and 128 below these.
pub type CellDots = u8;

/// The dots of all cells of a view, row by row.
pub fn strokes(outline: &Outline, view: &MapView) -> Vec<CellDots> {
    let (columns, rows) = (usize::from(view.columns), usize::from(view.rows));
    let mut drawing = Drawing { dots: vec![0; columns * rows], columns, rows };
    let wide = view.lon_step() * f64::from(view.columns);
    let tall = view.step * f64::from(view.rows);
    for arc in &outline.arcs {
        let [west, south] = [arc.least.0, arc.least.1].map(|n| f64::from(n) / UNITS);
        let [east, north] = [arc.greatest.0, arc.greatest.1].map(|n| f64::from(n) / UNITS);
        if south > view.lat + tall / 2.0 || north < view.lat - tall / 2.0 || arc.points.len() < 2 {
            continue;
        }
        // A line is drawn wherever around the globe it is seen: once, or at both ends of a view of all of it.
        for turn in [-360.0, 0.0, 360.0] {
            let lon = view.lon + turn;
            if west <= lon + wide / 2.0 && east >= lon - wide / 2.0 {
                drawing.arc(outline, arc, view, lon);
            }
        }
    }
    drawing.dots
}

struct Drawing {
    dots: Vec<CellDots>,
    columns: usize,
    rows: usize,
}

impl Drawing {
    /// Draws an arc in a view whose middle is at a longitude, which may be beyond the 180th meridian.
    fn arc(&mut self, outline: &Outline, arc: &OutlineArc, view: &MapView, lon: f64) {
        let half = 180.0 / view.lon_step() * 2.0;
        let middle = f64::from(view.columns);
        let to_x = 2.0 / (UNITS * view.lon_step());
        let to_y = 4.0 / (UNITS * view.step);
        let at = |&(x, y): &(i32, i32)| {
            let x = (f64::from(x) - lon * UNITS) * to_x + middle;
            let y = (view.lat * UNITS - f64::from(y)) * to_y + f64::from(view.rows) * 2.0;
            (x, y)
        };
        let to = ((self.columns * 2) as f64 - 1e-6, (self.rows * 4) as f64 - 1e-6);
        // A view of more than the globe shows each part of it once.
        let from = (middle - half).max(0.0);
        let until = (middle + half).min(to.0);
        let window = Window::new(from, until, 0.0, to.1);
        let mut before: Option<((f64, f64), (i32, i32))> = None;
        for point in outline.points_of(arc) {
            let here = at(point);
            if let Some((there, last)) = before {
                // On the screen they are one dot.
                if (here.0 - there.0).abs() < 0.5 && (here.1 - there.1).abs() < 0.5 {
                    continue;
                }
                let end = at(&unturned(last, *point));
                if !is_seam(last, *point)
                    && let Some((a, b)) = seen(there, end, window)
                {
                    self.line(a, b);
                }
            }
            before = Some((here, *point));
        }
    }

    /// Draws a line between two dots of the drawing.
    fn line(&mut self, a: (f64, f64), b: (f64, f64)) {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let count = dx.abs().max(dy.abs()).ceil().max(1.0);
        for at in 0..=count as usize {
            let share = at as f64 / count;
            let (x, y) = ((a.0 + dx * share) as usize, (a.1 + dy * share) as usize);
            if let Some(dots) = self.dots.get_mut(y / 4 * self.columns + x / 2).filter(|_| x / 2 < self.columns) {
                *dots |= [[1, 8], [2, 16], [4, 32], [64, 128]][y % 4][x % 2];
            }
        }
    }
}

/// The part of a line that lies in a window.
fn seen(a: (f64, f64), b: (f64, f64), window: Window) -> Option<((f64, f64), (f64, f64))> {
    let line = LineSegment::new(Point::new(a.0, a.1), Point::new(b.0, b.1));
    clip_line(line, window).map(|line| ((line.p1.x, line.p1.y), (line.p2.x, line.p2.y)))
}

/// Whether a line is no border but where the map of the globe is cut: along the 180th meridian, and at the pole.
fn is_seam((x, y): (i32, i32), (x2, y2): (i32, i32)) -> bool {
    let edge = |n: i32| f64::from(n.abs()) >= 180.0 * UNITS - 1.0;
    edge(x) && edge(x2) || y == y2 && f64::from(y) <= -89.0 * UNITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::outline::world;
    use proptest::prelude::*;

    #[test]
    fn borders_are_lines_at_every_zoom() {
        // The border of Tajikistan and Afghanistan near Panj.
        for step in [3.0, 0.5, 0.05] {
            let view = MapView { lat: 37.2, lon: 69.1, step, columns: 76, rows: 18 };
            let dots = strokes(world(), &view);
            let crossed = |row: u16| (0..76).any(|column| dots[usize::from(row) * 76 + column] != 0);
            assert!((7..11).any(crossed), "{step}");
        }
    }

    #[test]
    fn the_cut_of_the_globe_is_no_border() {
        let view = MapView { lat: 67.0, lon: 180.0, step: 0.1, columns: 40, rows: 10 };
        let dots = strokes(world(), &view);
        assert!(dots.iter().all(|dots| *dots == 0), "there is land on both sides");
        let coast = MapView { lat: 65.0, lon: 180.0, step: 1.0, columns: 80, rows: 20 };
        let dots = strokes(world(), &coast);
        let half = |right: bool| (0..20).any(|row| (0..40).any(|x| dots[row * 80 + x + 40 * usize::from(right)] != 0));
        assert!(half(false) && half(true), "coasts on both sides of the date line");
    }

    proptest! {
        #[test]
        fn what_is_seen_of_a_line_lies_in_view_and_on_the_line(
            a in (-50.0..50.0f64, -50.0..50.0f64), b in (-50.0..50.0f64, -50.0..50.0f64),
        ) {
            let cross = |p: (f64, f64)| (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
            if let Some((c, d)) = seen(a, b, Window::new(1.0, 10.0, 0.0, 8.0)) {
                for end in [c, d] {
                    prop_assert!((1.0 - 1e-6..=10.0 + 1e-6).contains(&end.0) && (-1e-6..=8.0 + 1e-6).contains(&end.1));
                    prop_assert!(cross(end).abs() < 1e-6);
                }
            } else {
                // No point of it lies well inside.
                for t in 0..=100 {
                    let t = f64::from(t) / 100.0;
                    let p = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
                    prop_assert!(!(1.01..9.99).contains(&p.0) || !(0.01..7.99).contains(&p.1));
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_view_can_be_drawn(
            lat in -85.0..85.0f64, lon in -180.0..180.0f64, step in 0.002..12.0f64, columns in 1..120u16, rows in 1..40u16,
        ) {
            let view = MapView { lat, lon, step, columns, rows };
            prop_assert_eq!(strokes(world(), &view).len(), usize::from(columns) * usize::from(rows));
        }
    }
}
