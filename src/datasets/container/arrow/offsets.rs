//! Checks that the lists of offsets in a batch of Arrow are whole: the crate that reads them takes for granted that none
//! ends in the middle of a number, and panics where one does.
//!
//! Knows the layout of the columns (<https://arrow.apache.org/docs/format/Columnar.html>), not their contents.

use arrow_ipc::{MetadataVersion, RecordBatch};
use arrow_schema::{DataType, Field, UnionMode};

/// Bytes of the numbers that the parts of a batch are made of, in their order; 1 for those that may end anywhere.
struct Widths<'b> {
    widths: Vec<usize>,
    /// The numbers of further parts of columns of views.
    variadic: Box<dyn Iterator<Item = i64> + 'b>,
    version: MetadataVersion,
}

impl Widths<'_> {
    fn add(&mut self, data_type: &DataType) {
        match data_type {
            DataType::Null => {}
            DataType::Utf8 | DataType::Binary => self.widths.extend([1, 4, 1]),
            DataType::LargeUtf8 | DataType::LargeBinary => self.widths.extend([1, 8, 1]),
            DataType::Utf8View | DataType::BinaryView => {
                self.widths.extend([1, 16]);
                let more = self.variadic.next().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                // As many as the batch can have; the reader refuses what goes beyond its parts.
                self.widths.extend(std::iter::repeat_n(1, more.min(1 << 16)));
            }
            DataType::List(item) | DataType::Map(item, _) => self.list(&[1, 4], item),
            DataType::LargeList(item) => self.list(&[1, 8], item),
            DataType::ListView(item) => self.list(&[1, 4, 4], item),
            DataType::LargeListView(item) => self.list(&[1, 8, 8], item),
            DataType::FixedSizeList(item, _) => self.list(&[1], item),
            DataType::Struct(fields) => {
                self.widths.push(1);
                fields.iter().for_each(|field| self.add(field.data_type()));
            }
            DataType::RunEndEncoded(ends, values) => {
                // The ends of runs are numbers that are read as they are.
                self.widths.extend([1, ends.data_type().primitive_width().unwrap_or(1)]);
                self.add(values.data_type());
            }
            DataType::Dictionary(key, _) => self.widths.extend([1, key.primitive_width().unwrap_or(1)]),
            DataType::Union(fields, mode) => {
                if self.version < MetadataVersion::V5 {
                    self.widths.push(1);
                }
                self.widths.push(1);
                if *mode == UnionMode::Dense {
                    self.widths.push(4);
                }
                fields.iter().for_each(|(_, field)| self.add(field.data_type()));
            }
            _ => self.widths.extend([1, 1]),
        }
    }

    fn list(&mut self, own: &[usize], item: &Field) {
        self.widths.extend(own);
        self.add(item.data_type());
    }
}

/// Whether no part of a batch that is a list of numbers ends within one. `sizes` are the sizes of its parts once they are unpacked.
pub(super) fn are_whole<'f>(
    columns: impl Iterator<Item = &'f DataType>,
    batch: RecordBatch<'_>,
    version: MetadataVersion,
    sizes: &[u64],
) -> bool {
    let variadic = batch.variadicBufferCounts().into_iter().flatten();
    let mut widths = Widths { widths: Vec::new(), variadic: Box::new(variadic), version };
    columns.for_each(|data_type| widths.add(data_type));
    sizes.iter().zip(&widths.widths).all(|(size, width)| size % *width as u64 == 0)
}

/// The type of the values of a dictionary, wherever in the columns it is used.
pub(super) fn values_of<'f>(fields: &[&'f Field], id: i64) -> Option<&'f DataType> {
    let of_field = |field: &&'f Field| match field.data_type() {
        #[expect(deprecated, reason = "the stream names dictionaries by number, and the reader goes by it")]
        DataType::Dictionary(_, values) if field.dict_id() == Some(id) => Some(&**values),
        DataType::Struct(fields) => values_of(&fields.iter().map(|field| &**field).collect::<Vec<_>>(), id),
        DataType::Union(fields, _) => values_of(&fields.iter().map(|(_, field)| &**field).collect::<Vec<_>>(), id),
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _)
        | DataType::Map(item, _)
        | DataType::RunEndEncoded(_, item) => values_of(&[&**item], id),
        _ => None,
    };
    fields.iter().find_map(of_field)
}
