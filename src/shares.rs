//! Shares work on a list among the processors. Knows nothing of what is done.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// What `work` gives for even shares of a list, one for each processor, in their order. `work` takes a share and the position
/// of its first entry.
pub fn each<'l, T: Sync, R: Send>(list: &'l [T], work: impl Fn(usize, &'l [T]) -> R + Sync) -> Vec<R> {
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

/// What `work` gives for each number below `all`, in their order. Each processor takes the next number when it is done with
/// one, for work that differs much; at most `most` threads. `None` as soon as any work gives none: no other is begun after it.
pub fn in_turn<T: Send>(all: usize, most: usize, work: impl Fn(usize) -> Option<T> + Sync) -> Option<Vec<T>> {
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let share = || {
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= all {
                return Some(done);
            }
            match work(number) {
                Some(result) => done.push((number, result)),
                None => failed.store(true, Ordering::Relaxed),
            }
        }
        None
    };
    // Asking for the processors takes longer than little work does.
    let processors = if most.min(all) > 1 { thread::available_parallelism().map_or(1, usize::from) } else { 1 };
    let threads = processors.min(most).min(all.max(1));
    let shares = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        let mut shares = vec![share()];
        shares.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))));
        shares
    });
    let mut done: Vec<(usize, T)> = shares.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    done.sort_unstable_by_key(|(number, _)| *number);
    Some(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn work_taken_in_turn_is_in_order_and_ends_with_the_first_that_gives_none() {
        for all in [0, 1, 2, 1000] {
            assert_eq!(in_turn(all, usize::MAX, Some), Some((0..all).collect::<Vec<_>>()));
        }
        assert_eq!(in_turn(1000, 2, |number| (number != 500).then_some(number)), None);
    }

    #[test]
    fn no_thread_goes_on_after_work_that_gives_none() {
        let begun = AtomicUsize::new(0);
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            thread::sleep(Duration::from_millis(2));
            (number > 0).then_some(number)
        };
        assert_eq!(in_turn(5_000, 2, work), None);
        assert!(begun.into_inner() < 1_000);
    }

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
