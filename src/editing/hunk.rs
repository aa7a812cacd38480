//! The difference between two texts of a file as hunks of whole lines, each with the lines around it, so that it is found
//! again after other lines have changed.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// How long the smallest difference is looked for; after that a larger one is taken, which is right too.
const PATIENCE: Duration = Duration::from_millis(50);
/// Lines that are not blank on each side of a hunk, and the most bytes that they have.
const AROUND: (usize, usize) = (3, 1000);
/// A hunk with that many letters is looked for alone if the lines around it have changed.
const TELLING: usize = 24;

/// Lines of a text that are replaced by others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// The byte at which they begin.
    at: usize,
    /// The lines.
    removed: String,
    /// The lines in their place.
    inserted: String,
    /// The lines before them, which stay.
    head: String,
    /// The lines after them, which stay.
    tail: String,
}

/// The hunks that turn `before` into `after`.
pub fn between(before: &str, after: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let ops = capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(Instant::now() + PATIENCE));
    // The bytes at which lines begin.
    let starts = |lines: &[&str]| -> Vec<usize> {
        let mut at = 0;
        let ends = lines.iter().map(|line| {
            at += line.len();
            at
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_at, new_at) = (starts(&old), starts(&new));
    let mut hunks: Vec<Hunk> = Vec::new();
    // The line before which the text is part of the hunk before.
    let mut from = 0;
    let mut changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).peekable();
    while let Some(op) = changed.next() {
        let (was, is) = (op.old_range(), op.new_range());
        let (removed, inserted) =
            (&before[old_at[was.start]..old_at[was.end]], &after[new_at[is.start]..new_at[is.end]]);
        // A removal and an insertion side by side are one hunk.
        if let Some(last) = hunks.last_mut().filter(|_| was.start == from) {
            last.removed.push_str(removed);
            last.inserted.push_str(inserted);
        } else {
            let head = ending(&old[from..was.start]);
            hunks.push(Hunk {
                at: old_at[was.start],
                removed: removed.to_owned(),
                inserted: inserted.to_owned(),
                head,
                tail: String::new(),
            });
        }
        from = was.end;
        let next = changed.peek().map_or(old.len(), |next| next.old_range().start);
        if let Some(last) = hunks.last_mut() {
            last.tail = beginning(&old[from..next]);
        }
    }
    hunks
}

/// The last lines, up to the bound.
fn ending(lines: &[&str]) -> String {
    lines[lines.len() - bounded(lines.iter().rev())..].concat()
}

/// The first lines, up to the bound.
fn beginning(lines: &[&str]) -> String {
    lines[..bounded(lines.iter())].concat()
}

/// How many of the lines are within the bound.
fn bounded<'l>(lines: impl Iterator<Item = &'l &'l str>) -> usize {
    let (mut told, mut bytes) = (0, 0);
    let within = lines.take_while(|line| {
        let fits = told < AROUND.0 && bytes + line.len() <= AROUND.1;
        told += usize::from(!line.trim().is_empty());
        bytes += line.len();
        fits
    });
    within.count()
}

/// The inverse hunks.
pub fn inverse(hunks: &[Hunk]) -> Vec<Hunk> {
    let mut shift = 0_isize;
    let turned = hunks.iter().map(|hunk| {
        let at = hunk.at.saturating_add_signed(shift);
        shift += hunk.inserted.len() as isize - hunk.removed.len() as isize;
        Hunk { at, removed: hunk.inserted.clone(), inserted: hunk.removed.clone(), ..hunk.clone() }
    });
    turned.collect()
}

/// The text with the hunks, each at its byte; `None` if other lines stand there.
pub fn apply(hunks: &[Hunk], text: &str) -> Option<String> {
    put(hunks, hunks.iter().map(|hunk| hunk.at), text)
}

/// The text with the hunks where their lines stand now. `None` if they do not stand anywhere, or in several places.
pub fn apply_moved(hunks: &[Hunk], text: &str) -> Option<String> {
    let places: Option<Vec<usize>> = hunks.iter().map(|hunk| hunk.place(text)).collect();
    put(hunks, places?.into_iter(), text)
}

/// The text with each hunk at its place, which must come after the one before.
fn put(hunks: &[Hunk], places: impl Iterator<Item = usize>, text: &str) -> Option<String> {
    let (mut after, mut done) = (String::with_capacity(text.len()), 0);
    for (hunk, at) in hunks.iter().zip(places) {
        after.push_str(text.get(done..at)?);
        text.get(at..)?.strip_prefix(hunk.removed.as_str())?;
        after.push_str(&hunk.inserted);
        done = at + hunk.removed.len();
    }
    after.push_str(text.get(done..)?);
    Some(after)
}

impl Hunk {
    /// Where its lines stand in a text: with all lines around them, or else with those on one side, or else alone.
    fn place(&self, text: &str) -> Option<usize> {
        let (head, tail) = (self.head.as_str(), self.tail.as_str());
        // The nearest line on each side that is not blank, with the blank ones between.
        let next_before = &head[head.trim_end().rfind('\n').map_or(0, |at| at + 1)..];
        let blank = tail.len() - tail.trim_start().len();
        let next_after = &tail[..tail[blank..].find('\n').map_or(tail.len(), |at| blank + at + 1)];
        let is_telling = self.removed.chars().filter(|c| c.is_alphanumeric()).count() >= TELLING;
        let attempts = [
            Some((head, tail)),
            Some((head, "")),
            Some(("", tail)),
            Some((next_before, "")),
            Some(("", next_after)),
            is_telling.then_some(("", "")),
        ];
        for (head, tail) in attempts.into_iter().flatten() {
            let wanted = [head, &self.removed, tail].concat();
            if wanted.trim().is_empty() {
                continue;
            }
            match line_places(text, &wanted).as_slice() {
                [] => {}
                [at] => return Some(at + head.len()),
                _ => return None,
            }
        }
        None
    }
}

/// The first two places at which a text holds `wanted` as whole lines. They may overlap.
fn line_places(text: &str, wanted: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let finder = memchr::memmem::Finder::new(wanted);
    let next = |from: usize| Some(from + finder.find(bytes.get(from..)?)?);
    let is_whole = |at: &usize| {
        let end = at + wanted.len();
        let begins = *at == 0 || bytes[at - 1] == b'\n';
        begins && (wanted.ends_with('\n') || matches!(bytes.get(end), None | Some(b'\n' | b'\r')))
    };
    std::iter::successors(next(0), |at| next(at + 1)).filter(is_whole).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "a = 1\nb = 2\n\nc = 3\nd = 4\ne = 5\nf = 6\ng = 7\nh = 8\ni = 9\n";

    /// The texts before and after, and the hunks back, after a check that they lead there and back.
    fn there_and_back(before: &str, after: &str) -> Vec<Hunk> {
        let hunks = between(before, after);
        assert_eq!(apply(&hunks, before).as_deref(), Some(after));
        let back = inverse(&hunks);
        assert_eq!(apply(&back, after).as_deref(), Some(before), "{hunks:?}");
        assert_eq!(inverse(&back), hunks);
        back
    }

    #[test]
    fn hunks_lead_there_and_back() {
        let cases = [
            ("", "a\n"),
            ("a\n", ""),
            ("a", "a\nb"),
            ("a\r\nb\r\n", "a\r\nc\r\nb\r\n"),
            (BEFORE, "b = 2\n\nc = 3\nd = 4\ne = 50\nf = 6\ng = 7\nh = 8\ni = 9\nj = 10\n"),
            (BEFORE, "z\n"),
            ("x\nx\nx\nx\n", "x\nx\n"),
        ];
        for (before, after) in cases {
            there_and_back(before, after);
        }
        assert_eq!(between(BEFORE, BEFORE), []);
    }

    #[test]
    fn lines_are_found_after_other_lines_have_moved_them() {
        let after = BEFORE.replace("c = 3", "c = 30").replace("i = 9\n", "i = 9\nj = 10\n");
        let back = there_and_back(BEFORE, &after);
        let by_hand = after.replace("a = 1\n", "# by hand\na = 1\n").replace("g = 7\n", "");
        let wanted = BEFORE.replace("a = 1\n", "# by hand\na = 1\n").replace("g = 7\n", "");
        assert_eq!(apply(&back, &by_hand), None);
        assert_eq!(apply_moved(&back, &by_hand), Some(wanted));
        // The lines beside it have changed on one side.
        let beside = after.replace("d = 4", "d = 40");
        assert_eq!(apply_moved(&back, &beside), Some(BEFORE.replace("d = 4", "d = 40")));
    }

    #[test]
    fn lines_that_have_changed_or_stand_twice_are_not_found() {
        let after = BEFORE.replace("c = 3", "c = 30");
        let back = there_and_back(BEFORE, &after);
        assert_eq!(apply_moved(&back, &after.replace("c = 30", "c = 31")), None);
        assert_eq!(apply_moved(&back, &after.replace("c = 30", "c = 300")), None);
        assert_eq!(apply_moved(&back, &after.repeat(2)), None);
        assert_eq!(apply_moved(&back, ""), None);
        let repeated = there_and_back("x\nx\nx\nx\nx\n", "x\nx\nx\ny\nx\nx\n");
        assert_eq!(apply_moved(&inverse(&repeated), "x\nx\nx\nx\nx\nx\n"), None);
        // A line of few letters alone does not say where it belongs.
        assert_eq!(apply_moved(&back, "x\nc = 30\ny\n"), None);
        let last = there_and_back("a = 1\nb = 2", "a = 1\nb = 9");
        assert_eq!(apply_moved(&last, "a = 1\nb = 99"), None);
        assert_eq!(apply_moved(&last, "# x\na = 1\nb = 9").as_deref(), Some("# x\na = 1\nb = 2"));
    }
}
