//! What one list of mistakes has and an earlier one has not. Knows no mistakes.

use std::collections::HashMap;
use std::hash::Hash;

/// The items of `after` that `before` has not, by their keys; equal keys count as often as they occur.
pub fn added<T, K: Eq + Hash>(before: impl IntoIterator<Item = K>, mut after: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut known: HashMap<K, usize> = HashMap::new();
    for key in before {
        *known.entry(key).or_default() += 1;
    }
    after.retain(|item| match known.get_mut(&key(item)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    after
}
