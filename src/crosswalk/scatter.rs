//! Puts items in the order of small numbers by counting, without comparing them. Knows nothing of what they are.

/// Items in the order of their numbers, those of one number in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Scattered<T> {
    /// The items.
    pub(super) items: Vec<T>,
    /// Where those of each number begin, and the number of all.
    pub(super) starts: Vec<u32>,
}

/// Puts items in order, each given with its number, which is below `numbers`. `items` gives the same each time that it is called.
pub(super) fn by_number<T: Copy, I: Iterator<Item = (usize, T)>>(
    numbers: usize,
    items: impl Fn() -> I,
) -> Scattered<T> {
    let mut starts = vec![0_u32; numbers + 1];
    let Some((_, first)) = items().next() else { return Scattered { items: Vec::new(), starts } };
    for (number, _) in items() {
        starts[number + 1] += 1;
    }
    for n in 0..numbers {
        starts[n + 1] += starts[n];
    }
    let (mut next, mut all) = (starts.clone(), vec![first; starts[numbers] as usize]);
    for (number, item) in items() {
        let at = &mut next[number];
        all[*at as usize] = item;
        *at += 1;
    }
    Scattered { items: all, starts }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn items_are_in_the_order_of_their_numbers_and_of_their_coming(numbers in prop::collection::vec(0..9_usize, 0..40)) {
            let items = || numbers.iter().copied().zip(0..);
            let scattered = by_number(9, items);
            let mut sorted: Vec<(usize, i32)> = items().collect();
            sorted.sort_by_key(|(number, _)| *number);
            prop_assert_eq!(scattered.items, sorted.into_iter().map(|(_, item)| item).collect::<Vec<_>>());
            for number in 0..9 {
                let count = numbers.iter().filter(|one| **one == number).count();
                prop_assert_eq!((scattered.starts[number + 1] - scattered.starts[number]) as usize, count);
            }
        }
    }
}
