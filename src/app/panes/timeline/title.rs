//! Titles that do not fit: what tells them apart stays. Where a title begins with the same words as another one, its
//! beginning is shortened, not its end.
//!
//! Knows titles; draws nothing.

use crate::sanitize;
use crate::ui::text::{cut, width};

/// A title in at most `columns`: whole, or its shared beginning shortened to a few letters, or its end cut, or both.
pub(super) fn shortened(shared: &str, rest: &str, columns: usize) -> String {
    let whole = sanitize::line(&format!("{shared}{rest}")).into_owned();
    // A short beginning leaves enough of the rest.
    let few = columns / 3;
    if width(&whole) <= columns || width(shared) <= few {
        return cut(&whole, columns);
    }
    let (shared, rest) = (sanitize::line(shared), sanitize::line(rest));
    let beginning = cut(&shared, columns.saturating_sub(width(&rest)).max(few));
    format!("{beginning}{}", cut(&rest, columns.saturating_sub(width(&beginning))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_titles_apart_stays() {
        for (shared, rest, columns, shown) in [
            ("Raids on the ", "north", 18, "Raids on the north"),
            ("Raids on the ", "north", 12, "Raids …north"),
            ("Raids on the ", "northern towns", 16, "Raid…northern t…"),
            ("US ", "raids on the north", 12, "US raids on…"),
            ("", "Raids on the north", 8, "Raids o…"),
        ] {
            assert_eq!(shortened(shared, rest, columns), shown, "{columns}");
        }
    }
}
