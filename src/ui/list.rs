//! Cursor and scroll offset of a list. All scrolling arithmetic is here; the items are the caller's.

/// Cursor and first visible row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// The selected item.
    pub cursor: usize,
    /// The first visible row.
    pub offset: usize,
    /// Number of visible rows at the last layout.
    pub height: usize,
}

/// The accessors of a part of the screen whose selection and scroll are its field `list`, or the field that is named.
macro_rules! has_list {
    () => {
        $crate::ui::list::has_list!(list);
    };
    ($($field:ident).+) => {
        fn list(&self) -> &$crate::ui::list::List {
            &self.$($field).+
        }

        fn list_mut(&mut self) -> &mut $crate::ui::list::List {
            &mut self.$($field).+
        }
    };
}
pub(crate) use has_list;

/// A movement in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// By items; negative is up.
    By(isize),
    /// By half screens.
    Half(isize),
    /// By screens, keeping one row for orientation.
    Page(isize),
    /// To the first item.
    First,
    /// To the last item.
    Last,
    /// To the item at this position, from 0, or to the last one.
    To(usize),
}

impl List {
    /// The cursor after `movement` in a list of `len` items. It stays in the list.
    pub fn moved(self, movement: Move, len: usize) -> usize {
        let Some(last) = len.checked_sub(1) else {
            return 0;
        };
        let by = |n: isize| self.cursor.saturating_add_signed(n).min(last);
        let rows = |n: usize| isize::try_from(n.max(1)).unwrap_or(isize::MAX);
        match movement {
            Move::By(n) => by(n),
            Move::Half(n) => by(n.saturating_mul(rows(self.height / 2))),
            Move::Page(n) => by(n.saturating_mul(rows(self.height.saturating_sub(1)))),
            Move::First => 0,
            Move::Last => last,
            Move::To(at) => at.min(last),
        }
    }

    /// Scrolls as little as possible to make rows `first..=last` visible, in a list of `rows` rows with `height` of
    /// them visible. If they do not fit, the first ones are visible.
    pub fn show(&mut self, first: usize, last: usize, rows: usize, height: usize) {
        self.height = height;
        if last >= self.offset + height {
            self.offset = (last + 1).saturating_sub(height);
        }
        self.offset = self.offset.min(first).min(rows.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn movement() -> impl Strategy<Value = Move> {
        prop_oneof![
            (-9isize..9).prop_map(Move::By),
            (-3isize..3).prop_map(Move::Half),
            (-3isize..3).prop_map(Move::Page),
            Just(Move::First),
            Just(Move::Last),
            (0usize..70).prop_map(Move::To),
        ]
    }

    proptest! {
        #[test]
        fn the_cursor_stays_in_the_list_and_in_sight(
            moves in prop::collection::vec(movement(), 0..40), len in 0usize..60, height in 1usize..20,
        ) {
            let mut list = List { height, ..List::default() };
            for m in moves {
                list.cursor = list.moved(m, len);
                list.show(list.cursor, list.cursor, len, height);
                prop_assert!(list.cursor < len.max(1));
                prop_assert!((list.offset..list.offset + height).contains(&list.cursor));
                prop_assert!(list.offset + height <= len.max(height));
            }
        }
    }
}
