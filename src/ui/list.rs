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
    /// Where the top of the window is since it was turned by screens; it holds for one selected item.
    pub turned: Option<Turned>,
}

/// The top of a window that was turned by screens, seen from the item that was selected by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    cursor: usize,
    /// Lines from the first one of the item to the top of the window; negative if the item begins below the top.
    top: isize,
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

impl Move {
    /// Whether it goes towards the end; `None` of one to a given item.
    pub fn is_forward(self) -> Option<bool> {
        match self {
            Self::By(n) | Self::Half(n) | Self::Page(n) => Some(n > 0),
            Self::First => Some(false),
            Self::Last => Some(true),
            Self::To(_) => None,
        }
    }

    /// Whether it goes by screens or parts of them.
    pub fn is_by_screens(self) -> bool {
        matches!(self, Self::Half(_) | Self::Page(_))
    }
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

    /// The list after a movement by screens among items of several lines, of which `items` has the first and the last line, and there are
    /// `lines` in all. What was partly visible at one edge is then at the other; an item taller than the window scrolls within
    /// itself. So each line is seen, whatever is turned. A line for each item alone moves as [`Self::moved`] does.
    #[must_use]
    pub fn turn(self, movement: Move, items: &[(usize, usize)], lines: usize) -> Self {
        let (times, half) = match movement {
            Move::Page(times) => (times, false),
            Move::Half(times) => (times, true),
            _ => (0, false),
        };
        if times == 0 || items.is_empty() || items.len() >= lines {
            return Self { cursor: self.moved(movement, items.len()), ..self };
        }
        let lines = Lines { items, lines, height: self.height.max(1) };
        let mut list = self;
        for _ in 0..times.unsigned_abs().min(lines.lines) {
            list = if times > 0 { lines.down(list, half) } else { lines.up(list, half) };
        }
        let top = list.offset.cast_signed() - items[list.cursor].0.cast_signed();
        list.turned = Some(Turned { cursor: list.cursor, top });
        list
    }

    /// The list where its items are numbered otherwise.
    #[must_use]
    pub fn of_items(self, number: impl Fn(usize) -> usize) -> Self {
        let turned = self.turned.map(|turned| Turned { cursor: number(turned.cursor), ..turned });
        Self { cursor: number(self.cursor), turned, ..self }
    }

    /// Leaves the window where it was turned to. Gives `false` if another item has been selected since, or would not be visible.
    pub fn stay(&mut self, items: &[(usize, usize)], lines: usize, height: usize) -> bool {
        let turned = self.turned.filter(|turned| turned.cursor == self.cursor && turned.cursor < items.len());
        self.turned = turned;
        let Some(turned) = turned else { return false };
        let (own, lines) = (items[turned.cursor].0, Lines { items, lines, height });
        let offset = own.saturating_add_signed(turned.top).min(lines.lines.saturating_sub(height));
        let is_visible = lines.first(turned.cursor) < offset + height && lines.last(turned.cursor) >= offset;
        if is_visible {
            (self.offset, self.height) = (offset, height);
        }
        is_visible
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

/// So many lines between two items are the heading of the second; more of them belong to the first.
const HEADING: usize = 5;

/// Items of several lines in a window, each with the lines that belong to no item and stand by it.
struct Lines<'a> {
    items: &'a [(usize, usize)],
    lines: usize,
    height: usize,
}

impl Lines<'_> {
    /// The first line of an item with its heading.
    fn first(&self, item: usize) -> usize {
        let Some(before) = item.checked_sub(1) else { return 0 };
        let (own, (_, above)) = (self.items[item].0, self.items[before]);
        if own > above && own - above - 1 <= HEADING.min(self.height / 2) { above + 1 } else { own }
    }

    /// The last line of an item with what follows it.
    fn last(&self, item: usize) -> usize {
        let next = if item + 1 < self.items.len() { self.first(item + 1) } else { self.lines };
        next.saturating_sub(1).max(self.items[item].1)
    }

    /// The item of a line: the last one that begins there or above.
    fn at(&self, line: usize) -> usize {
        let (mut low, mut high) = (0, self.items.len() - 1);
        while low < high {
            let middle = high - (high - low) / 2;
            if self.first(middle) <= line { low = middle } else { high = middle - 1 }
        }
        low
    }

    fn step(&self, half: bool) -> usize {
        (if half { self.height / 2 } else { self.height - 1 }).max(1)
    }

    fn down(&self, mut list: List, half: bool) -> List {
        let (end, last, step) = (self.lines.saturating_sub(self.height), self.items.len() - 1, self.step(half));
        list.cursor = list.cursor.min(last);
        if list.offset >= end {
            let further = self.at(self.first(list.cursor).max(list.offset) + step).max(list.cursor + 1);
            list.cursor = if half { further.min(last) } else { last };
            return list;
        }
        let limit = list.offset + step;
        let item = self.at(limit);
        let top = if self.first(item) > list.offset { self.first(item) } else { limit };
        list.offset = top.min(end);
        list.cursor = list.cursor.max(item);
        list
    }

    fn up(&self, mut list: List, half: bool) -> List {
        let step = self.step(half);
        list.cursor = list.cursor.min(self.items.len() - 1);
        let bottom = list.offset + self.height - 1;
        if list.offset == 0 {
            let further = self.at(self.last(list.cursor).min(bottom).saturating_sub(step));
            list.cursor = if half { further.min(list.cursor.saturating_sub(1)) } else { 0 };
            return list;
        }
        let limit = bottom - step;
        let item = self.at(limit);
        // What has only a part of its heading there is not visible yet.
        let (item, end) = match item {
            item if self.last(item) < bottom => (item, self.last(item)),
            item if item > 0 && self.items[item].0 > limit => (item - 1, limit),
            item => (item, limit),
        };
        list.offset = (end + 1).saturating_sub(self.height);
        list.cursor = list.cursor.min(item);
        list
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

    #[test]
    fn lines_without_an_item_are_turned_to_nothing() {
        for movement in [Move::Page(1), Move::Page(-1), Move::Half(1), Move::Half(-1)] {
            let list = List { height: 4, offset: 2, ..List::default() };
            assert_eq!(list.turn(movement, &[], 9).cursor, 0);
        }
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

        /// Items with a heading of so many lines each, and so many lines of their own, are turned from one end to the other.
        #[test]
        fn turning_shows_each_line(
            parts in prop::collection::vec((0usize..9, 1usize..40), 1..20),
            rest in 0usize..6, height in 3usize..30, half in any::<bool>(),
        ) {
            let (mut items, mut lines) = (Vec::new(), 0);
            for (heading, own) in parts {
                items.push((lines + heading, lines + heading + own - 1));
                lines += heading + own;
            }
            lines += rest;
            let turn = |n| if half { Move::Half(n) } else { Move::Page(n) };
            let mut list = List { height, ..List::default() };
            for (by, end) in [(1, items.len() - 1), (-1, 0)] {
                for _ in 0..lines + items.len() {
                    let turned = list.turn(turn(by), &items, lines);
                    prop_assert!(turned.offset.abs_diff(list.offset) < height, "{list:?} {turned:?}");
                    prop_assert!((turned.cursor.cast_signed() - list.cursor.cast_signed()) * by >= 0);
                    prop_assert!(turned.offset + height <= lines.max(height));
                    let (of, window) = (Lines { items: &items, lines, height }, turned.offset..turned.offset + height);
                    prop_assert!(of.first(turned.cursor) < window.end && of.last(turned.cursor) >= window.start);
                    list = turned;
                }
                prop_assert_eq!(list.cursor, end);
                prop_assert_eq!(list.offset, if by > 0 { lines.saturating_sub(height) } else { 0 });
            }
        }
    }
}
