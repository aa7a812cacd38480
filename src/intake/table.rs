//! Tables of articles: the sheets of Bellingcat's auto-archiver, exports of Atlos, and any CSV with a text and a title.
//! Any other table is a data set.

use simd_csv::{ByteRecord, ReaderBuilder};

use super::article::{ArticleFormat, IntakeItem, Particular, PlacedSuggestion, RawArticle, StatedBy};
use super::made::{MOST_PARTS, enough, is_repeated, with_title};
use super::suggestion::RawSuggestion;
use super::why::NoArticleReason;
use super::{address, date, head, text};

/// A row states what it is; even a short text is one.
const FEWEST_WORDS: usize = 5;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Text,
    Url,
    Published,
    Accessed,
    Modified,
    Author,
    Publisher,
    Status,
    /// What an investigator has noted of the incident.
    Noted,
}

/// The columns of the auto-archiver's sheet, of Atlos, and of tables that people make.
fn column(name: &str) -> Option<Column> {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match name.as_str() {
        "title" | "headline" | "uploadtitle" => Column::Title,
        "text" | "textcontent" | "body" | "content" | "articletext" | "fulltext" | "maintext" | "article" => {
            Column::Text
        }
        "link" | "url" | "source" | "source1" | "sources" | "sourceurl" => Column::Url,
        "uploadtimestamp" | "timestamp" | "date" | "published" | "publishedat" | "publicationdate"
        | "datepublished" | "pubdate" | "attrdate" => Column::Published,
        "archivedate" | "accessed" | "retrieved" => Column::Accessed,
        "updated" | "modified" | "lastmodified" => Column::Modified,
        "author" | "authors" | "byline" => Column::Author,
        "publisher" | "outlet" | "site" | "newspaper" => Column::Publisher,
        "archivestatus" => Column::Status,
        _ => return None,
    })
}

/// What a column of Atlos holds that is of the incident. Its date is the incident's too, and no source's.
fn of_atlos(name: &str) -> Option<Column> {
    let name = name.to_lowercase();
    match name.strip_prefix("attr_").unwrap_or(&name) {
        "description" => Some(Column::Text),
        "slug" => Some(Column::Title),
        "date" | "latitude" | "longitude" | "geolocation" | "type" | "time_of_day" => Some(Column::Noted),
        _ => None,
    }
}

/// The delimiter of a table, if the first line is the header of one.
fn delimiter(text: &str) -> Option<u8> {
    let line = text.lines().find(|l| !l.trim().is_empty())?;
    if line.len() > 20_000 {
        return None;
    }
    let most = [b',', b'\t', b';'].into_iter().max_by_key(|d| count(line, *d)).filter(|d| count(line, *d) >= 1)?;
    let cells: Vec<&str> = line.split(char::from(most)).map(|c| c.trim().trim_matches('"')).collect();
    let header = cells.iter().all(|c| c.len() <= 60 && c.split_whitespace().count() <= 5 && !c.ends_with('.'));
    let distinct = cells.iter().enumerate().all(|(i, c)| c.is_empty() || !cells[..i].contains(c));
    let mut lines = text.lines().skip_while(|l| l.trim().is_empty());
    let counts: Vec<usize> = lines.by_ref().take(5).take_while(|l| !l.is_empty()).map(|l| count(l, most)).collect();
    // Prose has commas too: a header has names that are known, or single words, or as many cells as each row.
    let known = cells.iter().any(|c| column(c).is_some());
    let words = cells.iter().all(|c| !c.contains(' '));
    let even = counts.iter().all(|n| *n == counts[0]);
    let rows = counts.get(1).is_some_and(|n| *n >= (cells.len() - 1).min(3));
    (cells.len() >= 3 && header && distinct && rows && (known || words || even)).then_some(most)
}

fn count(line: &str, delimiter: u8) -> usize {
    line.bytes().filter(|b| *b == delimiter).count()
}

/// Whether a text is a table.
pub fn is_table(text: &str) -> bool {
    delimiter(text).is_some()
}

/// Reads a table.
pub fn read(decoded: &str) -> Vec<IntakeItem> {
    let Some(delimiter) = delimiter(decoded) else { return vec![NoArticleReason::NoText.into()] };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(true).from_reader(decoded.as_bytes());
    let Ok(headers) = reader.byte_headers().cloned() else { return vec![NoArticleReason::NoText.into()] };
    let names: Vec<String> =
        headers.iter().map(|n| String::from_utf8_lossy(n).trim_matches(['"', ' ', '\u{feff}']).to_owned()).collect();
    let named = |wanted: &str| names.iter().any(|n| n.eq_ignore_ascii_case(wanted));
    let atlos = named("slug") && (named("project") || named("sensitive") || named("source_1"));
    // In other tables a description is a coder's.
    let told = |name: &str| if atlos { of_atlos(name) } else { None };
    let columns: Vec<Option<Column>> = names.iter().map(|n| told(n).or_else(|| column(n))).collect();
    let has = |wanted: Column| columns.contains(&Some(wanted));
    if !has(Column::Text) || !(has(Column::Title) || has(Column::Url) || atlos) {
        let first: Vec<&str> = names.iter().take(4).map(String::as_str).collect();
        return vec![NoArticleReason::DataSet(format!("a table with the columns {} …", first.join(", "))).into()];
    }
    let mut items = Vec::new();
    let mut record = ByteRecord::new();
    let mut lines = Lines { text: decoded, byte: 0, line: 1 };
    while items.len() <= MOST_PARTS {
        let line = lines.at(reader.position());
        match reader.read_byte_record(&mut record) {
            Ok(true) => items.push(row(&record, line, &names, &columns)),
            Ok(false) => break,
            Err(error) => {
                items.push(NoArticleReason::Damaged(format!("the table breaks off: {error}")).into());
                break;
            }
        }
    }
    items
}

/// The lines of a text, from 1, by ever greater bytes.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line that a byte begins or stands in.
    fn at(&mut self, byte: u64) -> u32 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.byte, self.text.len());
        let breaks = memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.byte..byte]).count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.byte = byte;
        self.line
    }
}

fn row(record: &ByteRecord, line: u32, names: &[String], columns: &[Option<Column>]) -> IntakeItem {
    let mut article = RawArticle::new(ArticleFormat::Table, Vec::new());
    let mut said: Option<String> = None;
    let mut noted: Vec<String> = Vec::new();
    let mut failed = false;
    for ((cell, name), column) in record.iter().zip(names).zip(columns) {
        let Some(column) = column else { continue };
        let cell = String::from_utf8_lossy(cell);
        // An apostrophe keeps spreadsheets from taking a text for a formula.
        let value = cell.trim();
        let bare = value.strip_prefix('\'').filter(|v| v.starts_with(['=', '+', '-', '@']));
        let value = bare.unwrap_or(value);
        if value.is_empty() {
            continue;
        }
        let by = || StatedBy::Column(name.clone());
        match column {
            Column::Title => head::set(&mut article.title, value.to_owned(), by()),
            Column::Text if said.is_none() => said = Some(value.to_owned()),
            Column::Text => {}
            Column::Url => {
                if let Some(url) = value.split([' ', ',', ';', '\n']).find(|u| address::is_address(u)) {
                    head::set(&mut article.url, url.to_owned(), by());
                }
            }
            Column::Published => {
                head::set_when(&mut article.published, value, by());
                if let (None, Ok(number)) = (&article.published, value.parse()) {
                    article.published = date::epoch(number).map(|w| Particular::new(w, by()));
                }
            }
            Column::Accessed => head::set_when(&mut article.accessed, value, by()),
            Column::Modified => head::set_when(&mut article.modified, value, by()),
            Column::Author if article.authors.is_empty() => {
                article.authors = head::names(value).into_iter().map(|n| Particular::new(n, by())).collect();
            }
            Column::Author => {}
            Column::Noted => {
                let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                article.stated.extend(stated(name, value, &words).map(|says| PlacedSuggestion::new(line, says)));
                noted.push(words);
            }
            Column::Publisher => head::set(&mut article.publisher, value.to_owned(), by()),
            Column::Status => {
                failed = value.to_lowercase().contains("nothing archived") || value.to_lowercase().contains("failed");
            }
        }
    }
    let Some(said) = said else {
        return if failed {
            NoArticleReason::Kind("a row whose page could not be archived".to_owned()).into()
        } else {
            NoArticleReason::NoText.into()
        };
    };
    let mut paragraphs = text::paragraphs(&said);
    // What the columns say stands below what is told, so that it can be read and cited.
    if !noted.is_empty() {
        paragraphs.extend(text::paragraphs(&noted.join("; ")));
    }
    with_title(&mut article, paragraphs);
    article.body.dedup_by(|next, before| is_repeated(next, before));
    // What a column states is meant, also where the text has the same words.
    let told: Vec<&str> = article.body.iter().filter(|part| !part.heading).map(|part| part.text.as_str()).collect();
    for stated in &mut article.stated {
        let last = told.iter().rposition(|text| text.contains(&stated.says.words));
        stated.says.passage = last.and_then(|at| u32::try_from(at + 1).ok());
    }
    enough(article, FEWEST_WORDS)
}

/// The day of the incident as a column has it, which nobody has to read out of the words.
fn stated(name: &str, value: &str, words: &str) -> Option<RawSuggestion> {
    let is_date = name.to_lowercase().trim_start_matches("attr_") == "date";
    let day = date::read(value).filter(|_| is_date)?;
    Some(RawSuggestion {
        words: words.to_owned(),
        facet: "date".to_owned(),
        value: day.edtf.into(),
        by: "Atlos".to_owned(),
        grade: Some("plain".to_owned()),
        rule: Some(format!("column {name}")),
        ..RawSuggestion::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(table: &str) -> Vec<RawArticle> {
        let mut found = Vec::new();
        for item in read(table) {
            if let IntakeItem::Article(article) = item {
                found.push(*article);
            }
        }
        found
    }

    #[test]
    fn the_sheet_of_the_auto_archiver() {
        let sheet = "Link,Destination folder,Archive status,Archive location,Archive date,Thumbnail,Upload timestamp,Upload title,Text content,Screenshot,Hash\n\
            https://a.example/1,,success,https://b.example/1,2031-05-04T09:00:00,,2031-05-03T07:12:00+00:00,Smoke over Torvale,\"Smoke over the old market of Torvale, two blasts heard.\nMore soon.\",,\n\
            https://a.example/2,,nothing archived,,,,,,,,\n";
        let all = read(sheet);
        assert_eq!(all.len(), 2, "{all:?}");
        let one = &articles(sheet)[0];
        assert_eq!(one.published.as_ref().unwrap().value.edtf, "2031-05-03");
        assert_eq!(one.accessed.as_ref().unwrap().value.edtf, "2031-05-04");
        assert_eq!(one.title.as_ref().unwrap().by, StatedBy::Column("Upload title".into()));
        assert_eq!(one.body.len(), 2);
    }

    #[test]
    fn a_row_knows_its_line_whatever_lines_its_cells_have() {
        let table = "slug,project,description,date\n\
            A-1,Valley,\"A shop burned,\nand then the quay beside it.\",2031-05-12\n\
            A-2,Valley,A wall beside the pier was broken.,2031-05-13\n";
        let lines: Vec<u32> = articles(table).iter().map(|article| article.stated[0].line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn other_tables_are_data_sets() {
        let IntakeItem::Other(other) = &read("event_id,event_date,actor1,fatalities\n1,2031-05-03,A,4\n")[0] else {
            panic!()
        };
        assert!(other.why.to_string().starts_with("a data set: a table with the columns event_id, event_date"));
        assert!(!is_table(
            "The market, which draws farmers, was closed\non Monday, police said, after a bomb\nkilled four, among them two girls."
        ));
        assert!(!is_table("Harlow, Torvale and Merrow, three towns\n\nThe mayors, it is said, met."));
    }
}
