//! JSON: the answers of the interfaces of ACLED and UCDP, lists of records, records line by line, GeoJSON (also feature
//! by feature), ESRI's features, parallax's own document. Records become rows one by one, so that what is broken costs
//! one record.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::super::losses::{Losses, LostRecord};
use super::super::open_error::refused;
use super::super::seekable::Bytes;
use super::super::unpack::{Container, Unpack, start};
use super::coordinates::Coordinates;
use super::json_fields::JsonFields;
use super::json_part::JsonPart;
use super::json_table::JsonTable;
use super::json_text::JsonText;
use super::scanner::{Extent, Scanner};

pub(super) const JSON: Container = Container { begins, unpack: Unpack::Text(write) };

/// Maximum length of a record in bytes.
const LONGEST: usize = 16 << 20;
/// Bytes within which the first value ends if the file holds one record after the other.
const RECORD: usize = 1 << 20;
/// Objects within which the list of records may stand.
const DEEPEST: usize = 4;
/// Lists and objects that hold no records: descriptions of columns, messages, and the other parts of parallax's document.
const OTHERS: [&str; 18] = [
    "fields",
    "columns",
    "schema",
    "links",
    "messages",
    "errors",
    "crs",
    "bbox",
    "properties",
    "geometry",
    "attributes",
    "spatialReference",
    "meta",
    "metadata",
    "articles",
    "incidents",
    "quotes",
    "names",
];

/// Names of the list of records in answers of interfaces.
const PAGES: [&str; 7] = ["Result", "results", "result", "data", "features", "records", "items"];

fn begins(head: &[u8]) -> bool {
    match start(head) {
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start(), [] | [b'"' | b'}', ..]),
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [] | [b'{' | b'[' | b']', ..]),
        _ => false,
    }
}

/// The keys of all objects in the first bytes of JSON text, and whether these are JSON.
pub fn keys(head: &[u8]) -> Option<Vec<String>> {
    if !begins(head) {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut scanner = Scanner::new(Box::new(io::Cursor::new(head.to_vec())));
    while let Ok(Some(byte)) = scanner.peek() {
        if byte != b'"' {
            scanner.pass(1);
            continue;
        }
        let Ok(Extent::Whole(n)) = scanner.extent(LONGEST) else { break };
        if matches!(scanner.peek_after(n), Ok(Some(b':'))) {
            found.extend(serde_json::from_slice::<String>(scanner.held(n)).ok().filter(|key| !found.contains(key)));
        }
        scanner.pass(n);
    }
    Some(found)
}

/// Writes the records as CSV.
fn write(bytes: Bytes, out: &mut dyn Write, losses: &Losses) -> io::Result<()> {
    let (table, part) = (JsonTable::new(out), JsonPart::default());
    let text = JsonText::default();
    let mut reader = Reader { scanner: Scanner::new(bytes), table, losses, number: 0, part, text };
    let read = reader.document();
    let Reader { mut table, number, part, text, .. } = reader;
    table.finish(losses)?;
    text.tell(losses);
    part.warning(number).into_iter().for_each(|(what, right)| losses.warn(what, right));
    match read {
        Ok(()) if number == 0 => Err(refused(
            "the JSON holds no list of records",
            "a data set is a list of objects, or a feature collection: [{\"event_date\": …}, …]",
        )),
        read => read,
    }
}

struct Reader<'o> {
    scanner: Scanner,
    table: JsonTable<'o>,
    losses: &'o Losses,
    /// Records so far, those that are lost included.
    number: usize,
    /// What the answers say of themselves.
    part: JsonPart,
    text: JsonText,
}

/// Takes a record that was read.
type TakeRecord<'o, 't> = dyn FnMut(&mut Reader<'o>, Map<String, Value>) -> io::Result<()> + 't;

impl<'o> Reader<'o> {
    /// Reads all values, one after the other.
    fn document(&mut self) -> io::Result<()> {
        let mut follows = false;
        while let Some(byte) = self.scanner.peek()? {
            match byte {
                b'[' => {
                    self.scanner.pass(1);
                    self.list()?;
                }
                b'{' if follows || self.is_followed()? => {
                    follows = true;
                    self.record(b"\n", &mut |reader, value| reader.page(value))?;
                }
                b'{' => self.only_object()?,
                b',' => self.scanner.pass(1),
                _ => {
                    self.lose("it is not JSON");
                    self.scanner.pass_to(b"\n")?;
                }
            }
        }
        Ok(())
    }

    /// Whether the object that begins here is followed by another one.
    fn is_followed(&mut self) -> io::Result<bool> {
        Ok(match self.scanner.extent_of_first(RECORD)? {
            Some(n) => self.scanner.peek_after(n)? == Some(b'{'),
            None => false,
        })
    }

    /// An object that is the whole document: it holds the list of records, or is one.
    fn only_object(&mut self) -> io::Result<()> {
        let alone = match self.scanner.extent_of_first(RECORD)? {
            Some(n) => JsonText::default().read(self.scanner.held(n)).ok(),
            None => None,
        };
        let before = self.number;
        self.part.begin();
        self.scanner.pass(1);
        let found = self.object(0)?;
        if let (false, Some(Value::Object(record))) = (found || self.number > before, alone)
            && record.values().any(|value| !value.is_object() && !value.is_array())
            && (record.len() > 3 || record.get("properties").is_some_and(Value::is_object))
        {
            self.number += 1;
            self.write(record)?;
        }
        Ok(())
    }

    /// Looks for lists of records in an object whose bracket was passed. Gives whether there was one.
    fn object(&mut self, depth: usize) -> io::Result<bool> {
        let mut found = false;
        loop {
            match self.scanner.peek()? {
                None => return self.cut(found),
                Some(b'}') => {
                    self.scanner.pass(1);
                    return Ok(found);
                }
                Some(b'"') => {}
                // A comma, or what is out of place.
                Some(_) => {
                    self.scanner.pass(1);
                    continue;
                }
            }
            let key = match self.scanner.extent(RECORD)? {
                Extent::Whole(n) => {
                    let key = serde_json::from_slice::<String>(self.scanner.held(n)).unwrap_or_default();
                    self.scanner.pass(n);
                    key
                }
                Extent::Long => continue,
                Extent::Broken => {
                    self.scanner.pass_to(b"\n")?;
                    continue;
                }
                Extent::Cut => return self.cut(found),
            };
            if self.scanner.peek()? != Some(b':') {
                continue;
            }
            self.scanner.pass(1);
            let held = !OTHERS.contains(&key.as_str());
            match self.scanner.peek()? {
                Some(b'[') if held && self.scanner.peek_after(1)? == Some(b'{') => {
                    self.scanner.pass(1);
                    self.list()?;
                    found = true;
                }
                Some(b'{') if held && depth < DEEPEST => {
                    self.scanner.pass(1);
                    found |= self.object(depth + 1)?;
                }
                _ => match self.scanner.extent(LONGEST)? {
                    Extent::Whole(n) => {
                        self.member(&key, n);
                        self.scanner.pass(n);
                    }
                    Extent::Long => {}
                    Extent::Broken => {
                        self.scanner.pass_to(b"\n,")?;
                    }
                    Extent::Cut => return self.cut(found),
                },
            }
        }
    }

    /// Takes in what an answer says of its records, in a member of `n` bytes beside them.
    fn member(&mut self, key: &str, n: usize) {
        let Ok(value) = JsonText::default().read(&self.scanner.held(n)[..n.min(RECORD)]) else { return };
        self.part.member(key, &value);
        if key == "fields" {
            self.table.fields = JsonFields::new(&value);
        }
        if let "crs" | "spatialReference" = key
            && let Some(stated) = Coordinates::stated(&value)
        {
            if self.table.is_settled() && stated != self.table.features.coordinates {
                self.losses.warn(
                    format!(
                        "positions are in {}, as the file says only after its records; shown as coded",
                        stated.name()
                    ),
                    "convert the file: ogr2ogr -t_srs EPSG:4326 degrees.geojson FILE",
                );
            }
            self.table.features.coordinates = stated;
        }
    }

    fn cut(&mut self, found: bool) -> io::Result<bool> {
        if !found {
            return Ok(found);
        }
        Err(io::Error::other("the file ends before its closing bracket"))
    }

    /// Reads the records of a list whose bracket was passed.
    fn list(&mut self) -> io::Result<()> {
        loop {
            match self.scanner.peek()? {
                None => return Err(io::Error::other("the file ends before its closing bracket")),
                Some(b']') => {
                    self.scanner.pass(1);
                    return Ok(());
                }
                Some(b'{') => self.record(b"{", &mut Self::element)?,
                Some(b',') => self.scanner.pass(1),
                Some(_) => match self.scanner.extent(LONGEST)? {
                    Extent::Whole(n @ 1..) => self.scanner.pass(n),
                    Extent::Long => {}
                    Extent::Cut => self.scanner.pass_to(b"").map(|_| ())?,
                    _ => {
                        self.scanner.pass_to(b"{")?;
                    }
                },
            }
        }
    }

    /// Reads the record that begins here, and passes it on to `take`. After one that is broken, reading goes on at one of
    /// `next`.
    fn record(&mut self, next: &[u8], take: &mut TakeRecord<'o, '_>) -> io::Result<()> {
        match self.scanner.extent(LONGEST)? {
            Extent::Whole(n) => {
                match self.text.read(self.scanner.held(n)) {
                    Ok(Value::Object(record)) => {
                        self.number += 1;
                        take(self, record)?;
                    }
                    Ok(_) => self.lose("it is no object"),
                    Err(error) => {
                        let text = error.to_string();
                        self.lose(text.split(" at line ").next().unwrap_or_default());
                    }
                }
                self.scanner.pass(n);
                // What a pipe has delivered does not wait for more.
                if self.scanner.is_drained() {
                    self.table.flush()?;
                }
            }
            Extent::Long => self.lose(&format!("it is longer than {} MiB", LONGEST >> 20)),
            Extent::Broken => {
                self.lose("its brackets or quotation marks do not match, or are nested too deeply");
                self.scanner.pass_to(next)?;
            }
            Extent::Cut => {
                self.lose("the file ends in the middle of it");
                self.scanner.pass_to(b"")?;
            }
        }
        Ok(())
    }

    /// A record of a list, or one of several answers in a list, each with a list of records.
    fn element(&mut self, value: Map<String, Value>) -> io::Result<()> {
        let holds = |name: &&str| {
            let records = value.get(*name).and_then(Value::as_array);
            records.is_some_and(|all| (!all.is_empty() || JsonPart::counts(&value)) && all.iter().all(Value::is_object))
        };
        if PAGES.iter().any(holds) { self.page(value) } else { self.write(value) }
    }

    /// A record on its own, or one of several answers one after the other, each with a list of records.
    fn page(&mut self, value: Map<String, Value>) -> io::Result<()> {
        // The last page may be empty; in a record an empty list is one of its values.
        let counts = JsonPart::counts(&value);
        let is_page = |key: &str, value: &Value| {
            let all = value.as_array();
            let is_held = |all: &Vec<Value>| !all.is_empty() || (counts && PAGES.contains(&key));
            !OTHERS.contains(&key) && all.is_some_and(|all| is_held(all) && all.iter().all(Value::is_object))
        };
        if !value.iter().any(|(key, value)| is_page(key, value)) {
            return self.write(value);
        }
        self.number -= 1;
        self.part.begin();
        value.iter().for_each(|(key, value)| self.part.member(key, value));
        let stated = ["crs", "spatialReference"].into_iter().find_map(|key| Coordinates::stated(value.get(key)?));
        self.table.features.coordinates = stated.unwrap_or_default();
        if let Some(fields) = value.get("fields") {
            self.table.fields = JsonFields::new(fields);
        }
        for (key, value) in value {
            if is_page(&key, &value)
                && let Value::Array(records) = value
            {
                for record in records {
                    if let Value::Object(record) = record {
                        self.number += 1;
                        self.write(record)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes a record, which begins at this line.
    fn write(&mut self, record: Map<String, Value>) -> io::Result<()> {
        self.losses.place(self.number, self.scanner.line());
        self.table.record(record)
    }

    fn lose(&mut self, why: &str) {
        self.number += 1;
        self.losses.put(LostRecord { number: self.number, line: self.scanner.line(), why: why.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> (String, Vec<LostRecord>, Option<String>) {
        let (mut out, losses) = (Vec::new(), Losses::default());
        let read = write(Box::new(io::Cursor::new(text.to_owned())), &mut out, &losses);
        (String::from_utf8(out).unwrap(), losses.take().0, read.err().map(|e| e.to_string()))
    }

    #[test]
    fn features_become_rows_with_their_points() {
        let text = r#"{"type":"FeatureCollection","name":"x","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[69.2,34.5]},"properties":{"best":3,"where":"a, \"b\""}},
            {"type":"Feature","geometry":null,"properties":{"best":null,"other":1}}]}"#;
        let wanted = "best,latitude,longitude,where,other\n3,34.5,69.2,\"a, \"\"b\"\"\",\n,,,,1\n";
        assert_eq!(table(text), (wanted.to_owned(), Vec::new(), None));
        let (half, lost, error) = table(&text[..210]);
        assert_eq!(half, "best,latitude,longitude,where\n3,34.5,69.2,\"a, \"\"b\"\"\"\n", "what was whole is there");
        assert_eq!((lost.len(), lost[0].line), (1, 3));
        assert!(error.unwrap().contains("closing bracket"));
    }

    #[test]
    fn the_list_of_records_is_found_wherever_it_stands() {
        let wanted = "a,b\n1,x\n2,y\n";
        let records = r#"{"a":1,"b":"x"},{"a":2,"b":"y"}"#;
        for text in [
            format!("[{records}]"),
            format!("\u{feff}[ {records} ]\n"),
            records.replace("},", "}\n"),
            records.replace("},", "} "),
            format!(r#"{{"status":200,"messages":[],"data":[{records}]}}"#),
            format!(r#"{{"TotalCount":2,"Result":[{records}],"NextPageUrl":""}}"#),
            format!(r#"{{"success":true,"result":{{"fields":[{{"id":"a"}}],"records":[{records}]}}}}"#),
            format!(r#"{{"fields":[{{"name":"a"}}],"features":[{records}]}}"#)
                .replace("{\"a\"", "{\"attributes\":{\"a\""),
            r#"{"data":[{"a":1,"b":"x"}]}{"data":[{"a":2,"b":"y"}]}"#.to_owned(),
        ] {
            let text =
                if text.contains("attributes") { text.replace("\"}", "\"}}").replace("}}]}}", "}}]}") } else { text };
            let (found, lost, _) = table(&text);
            let found = found.replace(",latitude,longitude", "").replace(",,", "");
            assert_eq!((found.as_str(), lost.len()), (wanted, 0), "{text}");
        }
    }

    #[test]
    fn what_is_broken_costs_one_record() {
        let broken = [
            r#"{"a": 1e999, "b": "x"}"#,
            r#"{"a": 1, "b": "\ud800"}"#,
            r#"{"a": 1, "b": x}"#,
            r#"{"a": [1}, "b": "x"}"#,
            "{\"a\": 1, \"b\": \"open\n}",
        ];
        for (list, wrong) in broken.iter().flat_map(|wrong| [(true, wrong), (false, wrong)]) {
            let (first, last) = (r#"{"a":1,"b":"x"}"#, r#"{"a":3,"b":"z"}"#);
            let text = if list {
                format!("{{\"features\":[{first},\n{wrong},\n{last}]}}")
            } else {
                format!("{first}\n{wrong}\n{last}\n")
            };
            let (found, lost, error) = table(&text);
            assert!(found.starts_with("a,b\n1,x\n") && found.ends_with("3,z\n"), "{text}\n{found}");
            assert!(
                !lost.is_empty() && lost[0].number == 2 && lost[0].line == 2 && error.is_none(),
                "{text} {lost:?} {error:?}"
            );
        }
    }

    #[test]
    fn json_without_records_says_so() {
        for text in
            ["{}", "[]", r#"{"title": "x", "text": "y"}"#, "[1, 2]", r#"{"type":"FeatureCollection","features":[]}"#]
        {
            assert!(table(text).2.unwrap().contains("no list of records"), "{text}");
        }
    }

    #[test]
    fn keys_are_known_from_a_part_of_the_text() {
        let head = br#"{"status": 200, "data": [{"event_date": "2024-01-01", "note": "a: b", "cut"#;
        assert_eq!(keys(head).unwrap(), ["status", "data", "event_date", "note"]);
        assert_eq!(keys(b"event_date,note"), None);
    }
}
