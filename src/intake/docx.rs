//! Word files: the text without what was deleted, and the document's properties.

use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::article::{ArticleFormat, BodyParagraph, RawArticle, StatedBy};
use super::kept_bound::KeptBound;
use super::text::push;
use super::why::NoArticleReason;
use super::{date, head};

/// The parts that are read.
pub const PARTS: [&str; 2] = ["word/document.xml", "docProps/core.xml"];

/// Reads a Word file, whose parts unpack to what `bound` allows.
pub fn read(bytes: &[u8], bound: &KeptBound) -> Result<RawArticle, NoArticleReason> {
    let damaged = |what: &str| NoArticleReason::Damaged(format!("the Word file is damaged ({what})"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
    let document = part(&mut archive, PARTS[0], bound)?.ok_or_else(|| damaged("no text"))?;
    let mut article = RawArticle::new(ArticleFormat::Docx, Vec::new());
    if let Some(properties) = part(&mut archive, PARTS[1], bound)? {
        state(&mut article, &properties);
    }
    let paragraphs = paragraphs(&document);
    head::read(&mut article, paragraphs);
    Ok(article)
}

fn part(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    name: &str,
    bound: &KeptBound,
) -> Result<Option<String>, NoArticleReason> {
    let Ok(member) = archive.by_name(name) else { return Ok(None) };
    Ok(Some(String::from_utf8_lossy(&bound.unpack(member)?).into_owned()))
}

/// Title and author as the document states them. Its dates are when the file was made, which is when the copy was.
fn state(article: &mut RawArticle, xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut name = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => e.local_name().as_ref().clone_into(&mut name),
            Ok(Event::Text(t)) => {
                let text = t.trim();
                let by = StatedBy::DocumentProperties;
                match name.as_str() {
                    _ if text.is_empty() => {}
                    "title" => head::set(&mut article.title, text.to_owned(), by),
                    "creator" if article.authors.is_empty() => {
                        article.authors = head::names(text)
                            .into_iter()
                            .map(|n| super::Particular::new(n, StatedBy::DocumentProperties))
                            .collect();
                    }
                    "created" => article.accessed = date::read(text).map(|w| super::Particular::new(w, by)),
                    _ => {}
                }
            }
            Ok(Event::End(_)) => name.clear(),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// The paragraphs of the text. Deleted and moved text, codes of fields and the second copy of text boxes are left out.
fn paragraphs(xml: &str) -> Vec<BodyParagraph> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open, mut heading) = (Vec::new(), String::new(), false);
    let (mut silent, mut in_text) = (0_u32, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => match e.local_name().as_ref() {
                "del" | "moveFrom" | "instrText" | "Fallback" => silent += 1,
                "t" => in_text = true,
                _ => {}
            },
            Ok(Event::Empty(e)) => match e.local_name().as_ref() {
                "tab" | "br" | "cr" => open.push(' '),
                "pStyle" => {
                    let style = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == "val");
                    let style = style.map(|a| a.value.to_lowercase()).unwrap_or_default();
                    heading = style.starts_with("heading")
                        || style == "title"
                        || style.starts_with("berschrift")
                        || style.starts_with("titre");
                }
                _ => {}
            },
            Ok(Event::End(e)) => match e.local_name().as_ref() {
                "del" | "moveFrom" | "instrText" | "Fallback" => silent = silent.saturating_sub(1),
                "t" => in_text = false,
                "p" => {
                    push(&mut found, &open, heading);
                    open.clear();
                    heading = false;
                }
                _ => {}
            },
            Ok(Event::Text(t)) if in_text && silent == 0 => open.push_str(&t),
            Ok(Event::GeneralRef(r)) if in_text && silent == 0 => open.push_str(&reference(&r)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    push(&mut found, &open, heading);
    found
}

fn reference(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    match &**entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}
