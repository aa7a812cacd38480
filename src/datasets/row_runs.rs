//! Plans the reading of many records of a file: in its order, those that lie close together at once. Knows no columns.

use std::io;

use super::row_source::RowBytes;
use crate::model::dataset::{DataSet, SEGMENT};

/// Maximum bytes between two records that are read together; these are read too and dropped.
const GAP: u64 = 1 << 12;
/// Maximum bytes of a run, but for its last record.
const LONGEST: u64 = 1 << 20;
/// Bytes read of a record whose end is not known, and the most that are read of one at first.
const MOST: u64 = 1 << 16;

/// Where a record lies in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowSpan {
    at: u64,
    /// Where the next record begins, or the most that is read at first.
    end: u64,
    /// The position of its number in the list of those wanted.
    pub(super) position: usize,
}

/// Records that are read at once, in the order of the file.
pub(super) struct RowRun<'s> {
    pub(super) spans: &'s [RowSpan],
    bytes: &'s [u8],
    /// Whether the file ends with these bytes.
    ended: bool,
}

impl RowRun<'_> {
    /// The bytes of a record of this run, and whether the file ends with them.
    pub(super) fn bytes(&self, span: &RowSpan) -> (&[u8], bool) {
        let from = usize::try_from(span.at - self.spans[0].at).unwrap_or(usize::MAX).min(self.bytes.len());
        // A byte more than the record, so that its end is seen without a second look.
        let len = usize::try_from(span.end - span.at + 1).unwrap_or(usize::MAX).min(self.bytes.len() - from);
        (&self.bytes[from..from + len], self.ended && from + len == self.bytes.len())
    }
}

/// Reads the records of `set` with these numbers from `source` and hands over each run.
pub(super) fn read(
    set: &DataSet,
    numbers: &[u32],
    source: &RowBytes,
    take: &mut dyn FnMut(RowRun<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut spans: Vec<RowSpan> =
        numbers.iter().enumerate().map(|(position, n)| span(set, *n as usize, position)).collect();
    spans.sort_unstable_by_key(|span| span.at);
    let (mut bytes, mut rest) = (Vec::new(), &spans[..]);
    while let Some(first) = rest.first() {
        let near = |pair: &[RowSpan]| pair[1].at <= pair[0].end + GAP && pair[1].at - first.at < LONGEST;
        let count = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let (spans, others) = rest.split_at(count);
        let end = spans.iter().map(|span| span.end).max().unwrap_or(first.end);
        let wanted = usize::try_from(end - first.at + 1).unwrap_or(usize::MAX);
        source.fill(first.at, wanted, &mut bytes)?;
        take(RowRun { spans, bytes: &bytes, ended: bytes.len() < wanted })?;
        rest = others;
    }
    Ok(())
}

fn span(set: &DataSet, number: usize, position: usize) -> RowSpan {
    let at = |number: usize| set.segments[number / SEGMENT].at[number % SEGMENT];
    let begin = at(number);
    let end = if number + 1 < set.len() { at(number + 1).clamp(begin, begin + MOST) } else { begin + MOST };
    RowSpan { at: begin, end, position }
}
