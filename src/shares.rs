//! Shares work on a list among the processors. Knows nothing of what is done.

use std::panic::resume_unwind;
use std::thread;

/// What `work` gives for even shares of a list, one for each processor, in their order. `work` takes a share and the position
/// of its first entry.
pub fn each<T: Sync, R: Send>(list: &[T], work: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let count = thread::available_parallelism().map_or(1, usize::from);
    let length = list.len().div_ceil(count).max(1);
    let mut shares = list.chunks(length).enumerate().map(|(number, share)| (number * length, share));
    let Some((_, first)) = shares.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = shares
            .map(|(at, share)| {
                scope.spawn({
                    let work = &work;
                    move || work(at, share)
                })
            })
            .collect();
        let mut all = vec![work(0, first)];
        all.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))));
        all
    })
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn shares_are_in_order_and_whole() {
        for length in [0, 1, 2, 3, 1000, 1001] {
            let list: Vec<usize> = (0..length).collect();
            let shares = each(&list, |at, share| {
                assert_eq!(share.first(), Some(&at));
                share.to_vec()
            });
            assert_eq!(shares.concat(), list);
        }
    }
}
