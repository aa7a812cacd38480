//! Where in a file the rows stand that a container has written as text: some of its records are lost, and others have more
//! than one line.

/// A run of rows whose records follow one another, and begin equally many lines apart.
#[derive(Debug, Clone, Copy)]
struct PlaceRun {
    /// The number of the first row, from 1.
    row: usize,
    /// The number of its record in the file, lost ones included, and the line on which this begins.
    number: usize,
    line: u64,
    /// Lines from one record to the next.
    lines: u64,
}

/// The places of all rows.
#[derive(Debug, Clone, Default)]
pub(super) struct RowPlaces {
    runs: Vec<PlaceRun>,
    rows: usize,
}

impl RowPlaces {
    /// Adds the place of the next row: the number of its record, from 1, and the line on which this begins.
    pub(super) fn push(&mut self, number: usize, line: u64) {
        self.rows += 1;
        let row = self.rows;
        if let Some(last) = self.runs.last_mut() {
            let n = row - last.row;
            if n == 1 && number == last.number + 1 && line >= last.line {
                last.lines = line - last.line;
                return;
            }
            if number == last.number + n && n > 1 && line == last.line + last.lines * n as u64 {
                return;
            }
        }
        self.runs.push(PlaceRun { row, number, line, lines: 1 });
    }

    /// The number of the record of a row, and its line. `None` if nothing is known of it.
    pub(super) fn of(&self, row: usize) -> Option<(usize, u64)> {
        let run = self.runs[..self.runs.partition_point(|run| run.row <= row)].last()?;
        let n = row - run.row;
        (row <= self.rows).then(|| (run.number + n, run.line + run.lines * n as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_row_has_the_place_that_was_given(steps in proptest::collection::vec((1usize..3, 0u64..3), 1..60)) {
            let mut places = RowPlaces::default();
            let (mut number, mut line, mut given) = (0, 1, Vec::new());
            for (step, lines) in steps {
                number += step;
                line += lines;
                places.push(number, line);
                given.push((number, line));
            }
            for (at, place) in given.iter().enumerate() {
                prop_assert_eq!(places.of(at + 1), Some(*place));
            }
            prop_assert_eq!((places.of(0), places.of(given.len() + 1)), (None, None));
        }
    }

    #[test]
    fn records_line_by_line_are_one_run() {
        let mut places = RowPlaces::default();
        (1..=1_000).for_each(|n| places.push(n, n as u64));
        assert_eq!((places.runs.len(), places.of(700)), (1, Some((700, 700))));
    }
}
