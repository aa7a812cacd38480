//! Zip archives: of files in order of their names, Word files, and web archives (WACZ).

use std::collections::HashSet;
use std::io::{self, Read, Seek};

use zip::ZipArchive;

use super::bound::UnpackBound;
use super::piece::PieceContext;
use super::piece::{Flow, Nested, Sink, failed, hand_over, other, put, stop};
use super::warc;
use crate::intake::article::ArticleLocation;
use crate::intake::docx;
use crate::intake::walk::page_stem;
use crate::intake::why::NoArticleReason;

/// Reads a zip archive.
pub fn read(
    at: &ArticleLocation,
    input: impl Read + Seek,
    bound: &mut UnpackBound,
    depth: usize,
    stream: Nested,
    sink: &mut Sink<'_>,
) -> Flow {
    let mut input = input;
    let mut archive = match ZipArchive::new(&mut input) {
        Ok(archive) => archive,
        Err(error) => {
            // The list of members stands at the end: a cut archive has none, and is read from the front.
            if input.rewind().is_ok() {
                return from_front(at, input, bound, depth, stream, &error.to_string(), sink);
            }
            return put(sink, other(at, NoArticleReason::Damaged(format!("the zip archive is damaged: {error}"))));
        }
    };
    let names: Vec<String> = (0..archive.len()).map(|i| name(&archive, i)).collect();
    if names.iter().any(|n| n == "word/document.xml") {
        return document(at, archive, bound, sink);
    }
    for (mark, what) in [("xl/workbook.xml", "a workbook (XLSX)"), ("ppt/presentation.xml", "slides (PPTX)")] {
        if names.iter().any(|n| n == mark) {
            return put(sink, other(at, NoArticleReason::Kind(what.to_owned())));
        }
    }
    if names.first().is_some_and(|n| n == "mimetype") {
        let why = NoArticleReason::Convert {
            kind: "a text of LibreOffice or a book (ODT, EPUB)".into(),
            how: "save it as .docx or as text".into(),
        };
        return put(sink, other(at, why));
    }
    if names.iter().any(|n| n.starts_with("archive/") && n.contains(".warc")) {
        return wacz(at, &mut archive, &names, bound, sink);
    }
    members(at, &mut archive, &names, bound, depth, stream, sink)
}

/// The name of a member, its bytes read as UTF-8 where they are.
fn name<R: Read + Seek>(archive: &ZipArchive<R>, i: usize) -> String {
    archive
        .name_for_index(i)
        .and_then(Result::ok)
        .map_or_else(|| format!("member {}", i + 1), std::borrow::Cow::into_owned)
}

/// Members that are no files of the user's.
fn is_hidden(name: &str) -> bool {
    name.ends_with('/') || name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn members<R: Read + Seek>(
    at: &ArticleLocation,
    archive: &mut ZipArchive<R>,
    names: &[String],
    bound: &mut UnpackBound,
    depth: usize,
    stream: Nested,
    sink: &mut Sink<'_>,
) -> Flow {
    let pages: HashSet<&str> =
        names.iter().filter_map(|n| n.strip_suffix(".html").or_else(|| n.strip_suffix(".htm"))).collect();
    let mut order: Vec<usize> = (0..names.len()).filter(|i| !is_hidden(&names[*i])).collect();
    order.sort_by(|a, b| names[*a].cmp(&names[*b]).then(a.cmp(b)));
    let mut beside = 0;
    for i in order {
        if belongs_to_page(&names[i], &pages) {
            beside += 1;
            continue;
        }
        if let Err(why) = bound.member() {
            return stop(sink, at, why);
        }
        if member(&at.member(&names[i]), archive, i, bound, depth, stream, sink) == Flow::Stop {
            return Flow::Stop;
        }
        if bound.is_reached() {
            return put(sink, other(at, bound.why()));
        }
    }
    if beside > 0 {
        return put(sink, other(at, NoArticleReason::PageFiles { page: "saved beside it".to_owned(), files: beside }));
    }
    Flow::On
}

/// Whether a member lies in the folder of a saved page that is in the archive too.
fn belongs_to_page(name: &str, pages: &HashSet<&str>) -> bool {
    name.match_indices('/').any(|(at, _)| page_stem(&name[..at]).is_some_and(|stem| pages.contains(stem)))
}

fn member<R: Read + Seek>(
    at: &ArticleLocation,
    archive: &mut ZipArchive<R>,
    i: usize,
    bound: &mut UnpackBound,
    depth: usize,
    stream: Nested,
    sink: &mut Sink<'_>,
) -> Flow {
    let member = match archive.by_index(i) {
        Ok(member) => member,
        Err(error) => return put(sink, other(at, cannot(&error))),
    };
    if member.encrypted() {
        return put(sink, other(at, NoArticleReason::Locked));
    }
    let mut inner = bound.meter().read(member);
    let mut head = Vec::new();
    match (&mut inner).take(UnpackBound::HEAD).read_to_end(&mut head) {
        Err(error) if head.is_empty() => put(sink, other(at, failed(&error, bound))),
        _ => stream(at, head, &mut inner, bound, depth + 1, &PieceContext::default(), sink),
    }
}

fn cannot(error: &zip::result::ZipError) -> NoArticleReason {
    let text = error.to_string();
    if text.to_lowercase().contains("password") { NoArticleReason::Locked } else { NoArticleReason::Unreadable(text) }
}

/// A Word file, which is unpacked where it is read. Its parts count here already.
fn document<R: Read + Seek>(
    at: &ArticleLocation,
    mut archive: ZipArchive<R>,
    bound: &mut UnpackBound,
    sink: &mut Sink<'_>,
) -> Flow {
    let most = bound.limits().file;
    for part in docx::PARTS {
        let Ok(member) = archive.by_name(part) else { continue };
        let counted = io::copy(&mut bound.meter().read(member).take(most + 1), &mut io::sink());
        if counted.is_ok_and(|bytes| bytes > most) {
            return put(sink, other(at, NoArticleReason::TooLarge { bytes: None, bound: most }));
        }
        if bound.is_reached() {
            return put(sink, other(at, bound.why()));
        }
    }
    let mut input = archive.into_inner();
    if let Err(error) = input.rewind() {
        return put(sink, other(at, NoArticleReason::Unreadable(error.to_string())));
    }
    hand_over(at, input, bound, &PieceContext { docx: true, ..PieceContext::default() }, sink)
}

/// A web archive with its list of pages, which tells pages from what they load.
fn wacz<R: Read + Seek>(
    at: &ArticleLocation,
    archive: &mut ZipArchive<R>,
    names: &[String],
    bound: &mut UnpackBound,
    sink: &mut Sink<'_>,
) -> Flow {
    let mut pages: HashSet<String> = HashSet::new();
    for (i, _) in names.iter().enumerate().filter(|(_, n)| n.starts_with("pages/") && n.ends_with(".jsonl")) {
        let Ok(member) = archive.by_index(i) else { continue };
        let mut list = Vec::new();
        // A damaged list of pages only costs what it would have told apart.
        let _ = bound.meter().read(member).take(bound.limits().file).read_to_end(&mut list);
        for line in String::from_utf8_lossy(&list).lines() {
            let url = serde_json::from_str::<serde_json::Value>(line)
                .ok()
                .and_then(|v| v.get("url")?.as_str().map(str::to_owned));
            pages.extend(url);
        }
    }
    let mut order: Vec<usize> =
        (0..names.len()).filter(|i| names[*i].starts_with("archive/") && names[*i].contains(".warc")).collect();
    order.sort_by(|a, b| names[*a].cmp(&names[*b]));
    for i in order {
        let at = at.member(&names[i]);
        let flow = match archive.by_index(i) {
            Ok(member) => warc::maybe_zipped(&at, bound.meter().read(member), &pages, bound, sink),
            Err(error) => put(sink, other(&at, cannot(&error))),
        };
        if flow == Flow::Stop || bound.is_reached() {
            return flow;
        }
    }
    Flow::On
}

/// Reads a zip archive without its list, member by member from the front, as far as it is sound.
fn from_front(
    at: &ArticleLocation,
    input: impl Read,
    bound: &mut UnpackBound,
    depth: usize,
    stream: Nested,
    error: &str,
    sink: &mut Sink<'_>,
) -> Flow {
    let mut input = std::io::BufReader::new(input);
    let mut sound = 0;
    while let Ok(Some(member)) = zip::read::read_zipfile_from_stream(&mut input) {
        let name = member.name().map_or_else(|_| format!("member {}", sound + 1), std::borrow::Cow::into_owned);
        if bound.member().is_err() {
            break;
        }
        let most = bound.limits().file;
        let mut bytes = Vec::new();
        let result = bound.meter().read(member).take(most + 1).read_to_end(&mut bytes);
        if bound.is_reached() {
            return put(sink, other(at, bound.why()));
        }
        if result.is_err() || is_hidden(&name) || bytes.len() as u64 > most {
            if result.is_err() {
                break;
            }
            continue;
        }
        sound += 1;
        let head: Vec<u8> = bytes.iter().copied().take(UnpackBound::HEAD as usize).collect();
        let mut rest = std::io::Cursor::new(bytes.split_off(head.len()));
        if stream(&at.member(&name), head, &mut rest, bound, depth + 1, &PieceContext::default(), sink) == Flow::Stop {
            return Flow::Stop;
        }
    }
    let members = if sound == 1 { "member is" } else { "members are" };
    put(
        sink,
        other(
            at,
            NoArticleReason::Damaged(format!(
                "the zip archive breaks off or is damaged ({error}); {sound} {members} sound"
            )),
        ),
    )
}
