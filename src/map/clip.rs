//! The part of a line that lies in a rectangle, by Cohen and Sutherland. Knows no globe.

/// A position: how far right, and how far down.
pub type Dot = (f64, f64);

/// The part of the line from `a` to `b` that lies in the rectangle from 0, 0 to `to`; `None` if none does, or an end is no number.
pub fn clipped(a: Dot, b: Dot, to: Dot) -> Option<(Dot, Dot)> {
    if ![a.0, a.1, b.0, b.1, to.0, to.1].into_iter().all(f64::is_finite) {
        return None;
    }
    let (mut a, mut b) = (a, b);
    // Each turn puts one end onto one side; more than four turns would be a fault of rounding.
    for _ in 0..=8 {
        let (of_a, of_b) = (sides(a, to), sides(b, to));
        if of_a | of_b == 0 {
            return Some((a, b));
        }
        if of_a & of_b != 0 {
            return None;
        }
        let outside = if of_a == 0 { of_b } else { of_a };
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let at = match outside {
            o if o & ABOVE != 0 => (a.0 - dx * a.1 / dy, 0.0),
            o if o & BELOW != 0 => (a.0 + dx * (to.1 - a.1) / dy, to.1),
            o if o & LEFT != 0 => (0.0, a.1 - dy * a.0 / dx),
            _ => (to.0, a.1 + dy * (to.0 - a.0) / dx),
        };
        if of_a == 0 { b = at } else { a = at }
    }
    None
}

const LEFT: u8 = 1;
const RIGHT: u8 = 2;
const ABOVE: u8 = 4;
const BELOW: u8 = 8;

fn sides((x, y): Dot, to: Dot) -> u8 {
    u8::from(x < 0.0) * LEFT + u8::from(x > to.0) * RIGHT + u8::from(y < 0.0) * ABOVE + u8::from(y > to.1) * BELOW
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_cut_at_the_sides() {
        assert_eq!(clipped((-5.0, 5.0), (15.0, 5.0), (10.0, 10.0)), Some(((0.0, 5.0), (10.0, 5.0))));
        assert_eq!(clipped((-5.0, 0.0), (0.0, -5.0), (10.0, 10.0)), None);
        assert_eq!(clipped((f64::NAN, 0.0), (0.0, 5.0), (10.0, 10.0)), None);
    }

    proptest! {
        #[test]
        fn what_is_left_lies_inside_and_on_the_line(
            a in (-50.0..50.0f64, -50.0..50.0f64), b in (-50.0..50.0f64, -50.0..50.0f64),
        ) {
            let to = (10.0, 8.0);
            let cross = |p: Dot| (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
            if let Some((c, d)) = clipped(a, b, to) {
                for end in [c, d] {
                    prop_assert!((-1e-6..=10.0 + 1e-6).contains(&end.0) && (-1e-6..=8.0 + 1e-6).contains(&end.1));
                    prop_assert!(cross(end).abs() < 1e-6);
                }
            } else {
                // No point of it lies well inside.
                for t in 0..=100 {
                    let t = f64::from(t) / 100.0;
                    let p = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
                    prop_assert!(!(0.01..9.99).contains(&p.0) || !(0.01..7.99).contains(&p.1));
                }
            }
        }
    }
}
