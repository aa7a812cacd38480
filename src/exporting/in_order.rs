//! Does work on all processors and hands the results over in order. Holds a few results at a time, however many there are.
//! Knows no formats.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Maximum number of threads; more would wait for the one that writes.
const MOST_THREADS: usize = 8;
/// Results of a thread that wait to be handed over.
const WAITING: usize = 2;

/// Calls `work` for each number below `all`, on several threads, and `take` with the results in order. Ends at the first
/// error of either.
pub(super) fn in_order<T: Send>(
    all: usize,
    work: &(dyn Fn(usize) -> io::Result<T> + Sync),
    take: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(all);
    thread::scope(|scope| {
        let receivers: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(WAITING);
                scope.spawn(move || {
                    for number in (first..all).step_by(threads) {
                        // Fails once an error has ended all.
                        if sender.send(work(number)).is_err() {
                            return;
                        }
                    }
                });
                receiver
            })
            .collect();
        // Thread t does the numbers t, t + threads, t + 2 · threads, …, so its next result is the one whose turn it is.
        for number in 0..all {
            let result = receivers[number % threads].recv();
            take(result.map_err(|_| io::Error::other("a mistake in the program has ended the export"))??)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_an_error_ends_all() {
        for all in [0, 1, 7, 1000] {
            let mut seen = Vec::new();
            let outcome = in_order(all, &Ok, &mut |number| {
                seen.push(number);
                Ok(())
            });
            assert!(outcome.is_ok() && seen == (0..all).collect::<Vec<_>>(), "{all}: {seen:?}");
        }
        let mut seen = 0;
        let failing = |number| if number == 500 { Err(io::Error::other("no")) } else { Ok(number) };
        let outcome = in_order(1000, &failing, &mut |_| {
            seen += 1;
            Ok(())
        });
        assert_eq!((outcome.unwrap_err().to_string().as_str(), seen), ("no", 500));
        let outcome =
            in_order(100_000, &Ok, &mut |number| if number == 3 { Err(io::Error::other("full")) } else { Ok(()) });
        assert_eq!(outcome.unwrap_err().to_string(), "full");
    }
}
