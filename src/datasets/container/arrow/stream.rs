//! Reads a stream of Arrow, batch by batch. What a message claims is checked before its reader allocates for it.

use std::io::{self, BufRead, BufReader, Read, Write};

use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_ipc::{Message, RecordBatch, convert, root_as_message};
use arrow_schema::{DataType, Field, Schema};

use super::super::super::losses::Losses;
use super::super::super::seekable::Bytes;
use super::super::batch::BatchRows;
use super::offsets;

/// Maximum number of bytes that describe a batch.
const LONGEST: u64 = 16 << 20;
/// Maximum number of bytes of a batch, packed and unpacked.
const LARGEST: u64 = 1 << 30;

/// Writes the rows as CSV.
pub(super) fn write(bytes: Bytes, out: &mut dyn Write, losses: &Losses) -> io::Result<()> {
    let mut bytes = BufReader::with_capacity(1 << 16, bytes);
    let mut decoder = StreamDecoder::new();
    let (mut rows, mut schema, mut written) = (None, None, 0);
    while let Some(description) = description(&mut bytes, losses)? {
        let message = root_as_message(&description).map_err(wrong)?;
        let length = u64::try_from(message.bodyLength()).ok().filter(|length| *length <= LARGEST);
        let length = length.ok_or_else(|| wrong(format!("a batch is larger than {} MiB", LARGEST >> 20)))?;
        let body = exactly(&mut bytes, length)?;
        if let (None, Some(described)) = (&rows, message.header_as_schema()) {
            let described = convert::try_fb_to_schema(described).map_err(wrong)?;
            rows = Some(BatchRows::begin(&described, out, losses)?);
            schema = Some(described);
        }
        check_parts(&message, &body, schema.as_ref())?;
        let mut head = 0xffff_ffff_u32.to_le_bytes().to_vec();
        head.extend_from_slice(&u32::try_from(description.len()).unwrap_or(u32::MAX).to_le_bytes());
        head.extend_from_slice(&description);
        for part in [head, body] {
            let mut part = Buffer::from_vec(part);
            while !part.is_empty() {
                if let (Some(batch), Some(rows)) = (decoder.decode(&mut part).map_err(wrong)?, &rows) {
                    rows.write(&batch, out).map_err(wrong)?;
                    written += batch.num_rows();
                }
            }
        }
        // What a pipe has delivered does not wait for more.
        if bytes.buffer().is_empty() {
            out.flush()?;
        }
    }
    if written == 0 {
        losses.warn("the Arrow stream holds no rows".to_owned(), "compare it with its source");
    }
    Ok(())
}

/// The description of the next batch; `None` at the end. An end without its mark is told.
fn description(bytes: &mut impl BufRead, losses: &Losses) -> io::Result<Option<Vec<u8>>> {
    if bytes.fill_buf()?.is_empty() {
        losses.warn("the end of the Arrow stream is not marked; batches may be missing".to_owned(), "write it again");
        return Ok(None);
    }
    let mut four = || -> io::Result<u32> {
        let mut four = [0; 4];
        bytes.read_exact(&mut four).map(|()| u32::from_le_bytes(four)).map_err(|_| cut())
    };
    let mut length = four()?;
    if length == u32::MAX {
        length = four()?;
    }
    if u64::from(length) > LONGEST {
        return Err(wrong("the description of a batch is too long"));
    }
    if length == 0 { Ok(None) } else { exactly(bytes, length.into()).map(Some) }
}

/// Reads so many bytes. Memory grows with those that are there.
fn exactly(bytes: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut held = Vec::new();
    bytes.take(length).read_to_end(&mut held)?;
    if held.len() as u64 == length { Ok(held) } else { Err(cut()) }
}

/// An error if the parts of a batch lie outside of it, claim too much, or end in the middle of a number: the reader allocates what
/// they claim, and takes for granted that numbers are whole.
fn check_parts(message: &Message<'_>, body: &[u8], schema: Option<&Schema>) -> io::Result<()> {
    let dictionary = message.header_as_dictionary_batch();
    let batch: Option<RecordBatch<'_>> = message.header_as_record_batch().or_else(|| dictionary.and_then(|d| d.data()));
    let (Some(batch), Some(schema)) = (batch, schema) else { return Ok(()) };
    let mut sizes = Vec::new();
    for part in batch.buffers().into_iter().flatten() {
        let range = usize::try_from(part.offset()).ok().zip(usize::try_from(part.length()).ok());
        let part = range.and_then(|(from, length)| body.get(from..from.checked_add(length)?));
        let part = part.ok_or_else(|| wrong("a part of a batch lies outside of it"))?;
        let packed = part.split_first_chunk::<8>().filter(|_| batch.compression().is_some());
        sizes.push(match packed {
            // -1 stands for a part that is not packed.
            Some((size, rest)) => u64::try_from(i64::from_le_bytes(*size)).unwrap_or(rest.len() as u64),
            None => part.len() as u64,
        });
    }
    if sizes.iter().fold(0_u64, |all, size| all.saturating_add(*size)) > LARGEST {
        return Err(wrong(format!("a batch unpacks to more than {} MiB", LARGEST >> 20)));
    }
    let fields = || schema.fields().iter().map(|field| &**field);
    let columns: Vec<&DataType> = match dictionary {
        Some(dictionary) => offsets::values_of(&fields().collect::<Vec<_>>(), dictionary.id()).into_iter().collect(),
        None => fields().map(Field::data_type).collect(),
    };
    if offsets::are_whole(columns.into_iter(), batch, message.version(), &sizes) {
        Ok(())
    } else {
        Err(wrong("a part of a batch ends in the middle of a number"))
    }
}

fn cut() -> io::Error {
    wrong("it ends in the middle of a batch")
}

#[expect(clippy::needless_pass_by_value, reason = "named where errors are mapped")]
fn wrong(why: impl ToString) -> io::Error {
    io::Error::other(format!("the Arrow stream cannot be read: {}", why.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, DictionaryArray, StringArray};
    use arrow_ipc::writer::StreamWriter;

    use super::*;

    /// A stream of a column.
    fn stream(column: ArrayRef) -> Vec<u8> {
        let batch = arrow_array::RecordBatch::try_from_iter([("place", column)]).unwrap();
        let mut out = Vec::new();
        let mut writer = StreamWriter::try_new(&mut out, &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        drop(writer);
        out
    }

    fn read(stream: Vec<u8>) -> io::Result<String> {
        let mut out = Vec::new();
        write(Box::new(io::Cursor::new(stream)), &mut out, &Losses::default())?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn offsets_that_end_within_a_number_are_refused() {
        let words = || StringArray::from(vec!["Ahm", "Bor", "Cal", "Dun", "Eld", "Fyn"]);
        let columns: [ArrayRef; 2] =
            [Arc::new(words()), Arc::new(words().iter().collect::<DictionaryArray<arrow_array::types::Int32Type>>())];
        for column in columns {
            let whole = stream(column);
            assert_eq!(read(whole.clone()).unwrap(), "place\nAhm\nBor\nCal\nDun\nEld\nFyn\n");
            // Six words have seven offsets of four bytes.
            let length = 28_i64.to_le_bytes();
            let at = whole.windows(8).position(|bytes| bytes == length).expect("the size of the offsets");
            let mut cut = whole.clone();
            cut[at] = 27;
            let error = read(cut).unwrap_err().to_string();
            assert!(error.contains("ends in the middle of a number"), "{error}");
        }
    }
}
