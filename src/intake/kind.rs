//! Recognises what bytes are, by the bytes and never by a name.

/// What bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByteKind {
    /// A zip archive: of files, a WACZ, a Word file.
    Zip,
    /// Gzip: of one file, or of a tar archive.
    Gzip,
    /// A tar archive.
    Tar,
    /// A web archive.
    Warc,
    /// A PDF.
    Pdf,
    /// Something that holds no text to read.
    Other(&'static str),
    /// Something that another program turns into what is read; what it is, and the way.
    Convert(&'static str, &'static str),
    /// Text in some charset, or bytes that are recognised by nothing.
    Perhaps,
}

/// First bytes that say what a file is.
const MARKS: &[(&[u8], ByteKind)] = &[
    (b"PK\x03\x04", ByteKind::Zip),
    (b"PK\x05\x06", ByteKind::Zip),
    (b"\x1f\x8b", ByteKind::Gzip),
    (b"WARC/", ByteKind::Warc),
    (b"%PDF-", ByteKind::Pdf),
    (b"\x89PNG\r\n", ByteKind::Other("a picture (PNG)")),
    (b"\xff\xd8\xff", ByteKind::Other("a picture (JPEG)")),
    (b"GIF8", ByteKind::Other("a picture (GIF)")),
    (b"II*\0", ByteKind::Other("a picture (TIFF)")),
    (b"MM\0*", ByteKind::Other("a picture (TIFF)")),
    (b"\0\0\x01\0", ByteKind::Other("a picture (icon)")),
    (b"8BPS", ByteKind::Other("a picture (Photoshop)")),
    (b"OggS", ByteKind::Other("sound or film (Ogg)")),
    (b"ID3", ByteKind::Other("sound (MP3)")),
    (b"fLaC", ByteKind::Other("sound (FLAC)")),
    (b"\x1a\x45\xdf\xa3", ByteKind::Other("a film (Matroska)")),
    (b"FLV\x01", ByteKind::Other("a film (Flash)")),
    (b"wOFF", ByteKind::Other("a font")),
    (b"wOF2", ByteKind::Other("a font")),
    (b"\0\x01\0\0", ByteKind::Other("a font")),
    (b"\x7fELF", ByteKind::Other("a program")),
    (b"MZ", ByteKind::Other("a program")),
    (b"SQLite format 3\0", ByteKind::Other("a database (SQLite)")),
    (b"PAR1", ByteKind::Other("a data set (Parquet)")),
    (b"BZh", ByteKind::Convert("compressed with bzip2", "unpack it with `bunzip2`")),
    (b"\xfd7zXZ\0", ByteKind::Convert("compressed with xz", "unpack it with `unxz`")),
    (b"\x28\xb5\x2f\xfd", ByteKind::Convert("compressed with Zstandard", "unpack it with `unzstd`")),
    (b"\x04\x22\x4d\x18", ByteKind::Convert("compressed with LZ4", "unpack it with `unlz4`")),
    (b"7z\xbc\xaf\x27\x1c", ByteKind::Convert("an archive (7z)", "unpack it with `7z x`")),
    (b"Rar!\x1a\x07", ByteKind::Convert("an archive (RAR)", "unpack it with `unrar x`")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ByteKind::Convert("an old Office file", "save it as .docx or as text")),
    (b"{\\rtf", ByteKind::Convert("rich text (RTF)", "save it as .docx or as text")),
    (
        b"filedesc://",
        ByteKind::Convert("a web archive in the old ARC format", "turn it into WARC with `warcio recompress`"),
    ),
    (b"bplist00", ByteKind::Convert("a web archive of Safari", "save the page as HTML")),
    (b"%!PS", ByteKind::Convert("PostScript", "turn it into text with `ps2ascii`")),
];

/// What the first bytes say.
pub fn of(bytes: &[u8]) -> ByteKind {
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| {
        // Two letters are too little to call a text a program.
        bytes.starts_with(mark) && (*mark != b"MZ" || bytes[..bytes.len().min(64)].contains(&0))
    }) {
        return kind.clone();
    }
    // A frame to skip comes first in what `pzstd` writes.
    if matches!(bytes, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]) {
        return ByteKind::Convert("compressed with Zstandard", "unpack it with `unzstd`");
    }
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    if at(257, b"ustar") {
        return ByteKind::Tar;
    }
    if at(4, b"ftyp") {
        return ByteKind::Other("a film, sound or picture (MP4, HEIC)");
    }
    if at(0, b"RIFF") {
        return ByteKind::Other(if at(8, b"WEBP") { "a picture (WebP)" } else { "sound or film (RIFF)" });
    }
    ByteKind::Perhaps
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A web page.
    Html,
    /// RSS, Atom.
    Feed,
    /// XML of another kind.
    Xml,
    /// One JSON value, or one a line.
    Json,
    /// A mail, or a page saved as one.
    Mail,
    /// Rows with a header.
    Table,
    /// Source code or settings.
    Code(&'static str),
    /// Markdown.
    Markdown,
    /// Plain text.
    Plain,
}

/// What a decoded text is.
pub fn of_text(text: &str) -> TextKind {
    let start = text.trim_start_matches(['\u{feff}', '\u{1e}', ' ', '\t', '\r', '\n']);
    let top = start.char_indices().nth(3000).map_or(start, |(end, _)| &start[..end]).to_ascii_lowercase();
    if top.starts_with('<') {
        return markup(&top);
    }
    if is_json(start) {
        return TextKind::Json;
    }
    if is_mail(start) {
        return TextKind::Mail;
    }
    if super::text::is_markdown(start) {
        return TextKind::Markdown;
    }
    if let Some(code) = code(start) {
        return TextKind::Code(code);
    }
    if super::table::is_table(start) {
        return TextKind::Table;
    }
    if is_markup_in_the_middle(&top) {
        return TextKind::Html;
    }
    TextKind::Plain
}

fn markup(top: &str) -> TextKind {
    let feed = ["<rss", "<feed", "<rdf:rdf"].iter().filter_map(|t| top.find(t)).min();
    let html =
        ["<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<article", "<meta", "<h1", "<title"];
    let html = html.iter().filter_map(|t| top.find(t)).min();
    match (feed, html) {
        (Some(feed), html) if html.is_none_or(|h| feed < h) => TextKind::Feed,
        (_, Some(_)) => TextKind::Html,
        _ if top.starts_with("<?xml") => TextKind::Xml,
        _ if top.starts_with("<!--") || top.starts_with("<span") || top.starts_with("<a ") => TextKind::Html,
        _ => TextKind::Plain,
    }
}

/// Whether a page begins with some text, as what is copied from a browser does.
fn is_markup_in_the_middle(top: &str) -> bool {
    ["<p>", "</p>", "<div", "<br", "</a>"].iter().map(|t| top.matches(t).count()).sum::<usize>() >= 4
}

fn is_json(start: &str) -> bool {
    let mut rest = start.trim_start_matches('[').trim_start().chars();
    match start.chars().next() {
        Some('{') => matches!(start[1..].trim_start().chars().next(), Some('"' | '}')),
        Some('[') => matches!(rest.next(), Some('{' | ']' | '"')),
        _ => false,
    }
}

/// Whether a text begins with headers of a mail.
fn is_mail(start: &str) -> bool {
    const HEADERS: [&str; 16] = [
        "from",
        "to",
        "subject",
        "date",
        "mime-version",
        "content-type",
        "message-id",
        "received",
        "return-path",
        "delivered-to",
        "reply-to",
        "snapshot-content-location",
        "x-mailer",
        "content-transfer-encoding",
        "sender",
        "dkim-signature",
    ];
    let (mut known, mut certain) = (0, false);
    let lines = start.lines().skip(usize::from(start.starts_with("From ")));
    for line in lines.take(120) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || name.contains(' ') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(HEADERS.contains(&name.as_str()));
        certain |= matches!(name.as_str(), "mime-version" | "message-id" | "received" | "snapshot-content-location");
    }
    certain && known >= 2
}

/// Whether a text is code or settings, by its first lines.
fn code(start: &str) -> Option<&'static str> {
    let first = start.lines().find(|l| !l.trim().is_empty())?.trim();
    if first.starts_with("#!") {
        return Some("a script");
    }
    let lines: Vec<&str> = start.lines().take(60).map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() < 3 {
        return None;
    }
    let share = |test: &dyn Fn(&str) -> bool| lines.iter().filter(|l| test(l)).count() * 100 / lines.len();
    if share(&|l| {
        l.ends_with(';')
            || l.ends_with('{')
            || l == "}"
            || l.ends_with("},")
            || l.starts_with("//")
            || l.starts_with("/*")
    }) >= 60
    {
        return Some("code or a style sheet");
    }
    if share(&|l| l.starts_with('[') && l.ends_with(']') || l.starts_with('#') || is_setting(l)) >= 80
        && share(&is_setting) >= 30
    {
        return Some("settings");
    }
    None
}

fn is_setting(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && key.len() <= 40 && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_known_by_their_beginning() {
        assert_eq!(of(b"PK\x03\x04"), ByteKind::Zip);
        assert_eq!(of(b"%PDF-1.7"), ByteKind::Pdf);
        assert!(matches!(of(b"\x89PNG\r\n\x1a\n"), ByteKind::Other(_)));
        assert_eq!(of(b"MZ was the code of the agent, he said."), ByteKind::Perhaps);
        assert_eq!(of(b""), ByteKind::Perhaps);
    }

    #[test]
    fn texts_are_known_by_their_beginning() {
        for (text, kind) in [
            ("<!DOCTYPE html><html>", TextKind::Html),
            ("<?xml version=\"1.0\"?><rss version=\"2.0\">", TextKind::Feed),
            ("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", TextKind::Html),
            ("<?xml version=\"1.0\"?><svg>", TextKind::Xml),
            ("{\"title\": \"x\"}", TextKind::Json),
            ("From: a@b.example\nMIME-Version: 1.0\n\nHello", TextKind::Mail),
            ("Date: 3 May 2031\nSource: Valley Post\n\nHello", TextKind::Plain),
            ("# Ferry hit\n\nText", TextKind::Markdown),
            ("Ferry hit\n\nText", TextKind::Plain),
            ("a = 1\nb = 2\nc = 3\n", TextKind::Code("settings")),
            ("[the mayor said it was {unclear}]", TextKind::Plain),
        ] {
            assert_eq!(of_text(text), kind, "{text}");
        }
    }
}
