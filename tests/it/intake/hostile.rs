//! Files that mean harm, or are broken: told, and what is sound is open.

use parallax::intake::ArticleLocation;
use parallax::intake::run::bytes;
use parallax::intake::unpack::IntakeLimits;

use super::fixture::{self, STORIES, gzip, read, sorted, tar, zip};
use super::invariants;

fn small() -> IntakeLimits {
    IntakeLimits { file: 1 << 20, floor: 4 << 20, ratio: 2, members: 1000, depth: 3 }
}

fn bounded(given: &[u8]) -> (usize, Vec<String>) {
    let (articles, others) = sorted(bytes(&ArticleLocation::file("x"), given, &small()));
    (articles.len(), others)
}

#[test]
fn bombs_stop_at_the_bound_with_numbers() {
    let zeros = vec![b'a'; 8 << 20];
    let first = fixture::plain(&STORIES[0]);
    let one = zip(&[("0.txt", first.as_bytes()), ("a.txt", &zeros)]);
    let (articles, others) = bounded(&one);
    assert_eq!(articles, 1, "what came before is open");
    assert!(others[0].contains("more than the 1.0 MB that are read of one file"), "{others:?}");
    let many: Vec<(String, Vec<u8>)> = (0..40).map(|i| (format!("{i:02}.txt"), vec![b'a'; 900 << 10])).collect();
    let members: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    for archive in [zip(&members), gzip(&tar(&members))] {
        let (_, others) = bounded(&archive);
        let last = others.last().unwrap();
        assert!(last.contains("unpack to more than 4.2 MB: reading stopped there"), "{last}");
        assert!(others.len() < 12);
    }
}

#[test]
fn word_files_and_web_archives_share_the_bound_of_what_holds_them() {
    let long = |bytes: usize| format!("<w:p><w:t>{}</w:t></w:p>", "word ".repeat(bytes / 5));
    let word = |bytes| zip(&[("word/document.xml", long(bytes).as_bytes())]);
    assert!(bounded(&word(2 << 20)).1[0].contains("more than the 1.0 MB that are read of one file"));
    let one = word(900 << 10);
    let names: Vec<String> = (0..12).map(|i| format!("{i:02}.docx")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &one[..])).collect();
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    answer.extend(gzip(&vec![b'a'; 900 << 10]));
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/x\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    )
    .into_bytes();
    record.extend([&answer[..], b"\r\n\r\n"].concat());
    let warc = gzip(&record).repeat(12);
    let wacz = zip(&[("archive/data.warc.gz", &warc)]);
    for (kind, archive) in [("Word files", zip(&files)), ("WARC", warc), ("WACZ", wacz)] {
        let (_, others) = bounded(&archive);
        let told =
            others.iter().filter(|why| why.contains("unpack to more than 4.2 MB: reading stopped there")).count();
        assert!((1..=3).contains(&told), "{kind}: {others:?}");
    }
}

#[test]
fn archives_within_archives_have_an_end() {
    let mut archive = fixture::plain(&STORIES[0]).into_bytes();
    for _ in 0..10 {
        archive = zip(&[("inner.zip", &archive)]);
    }
    let (articles, others) = bounded(&archive);
    assert_eq!(articles, 0);
    assert_eq!(others, ["inner.zip: an archive within 3 others: not unpacked"]);
    let gzipped = (0..10).fold(fixture::plain(&STORIES[0]).into_bytes(), |b, _| gzip(&b));
    assert!(bounded(&gzipped).1[0].contains("not unpacked"));
}

#[test]
fn cut_archives_give_what_is_sound() {
    let pages: Vec<(String, String)> = STORIES.iter().map(|s| (s.file("html"), fixture::html(s))).collect();
    let members: Vec<(&str, &[u8])> = pages.iter().map(|(n, p)| (n.as_str(), p.as_bytes())).collect();
    let warc: Vec<u8> = STORIES.iter().flat_map(|s| gzip(&fixture::warc(s))).collect();
    for archive in [zip(&members), gzip(&tar(&members)), tar(&members), warc] {
        let cut = &archive[..archive.len() / 2];
        let (articles, others) = read(cut);
        assert!((3..=8).contains(&articles.len()), "{}", articles.len());
        assert!(others.last().unwrap().contains("breaks off"), "{others:?}");
    }
}

#[test]
fn any_cut_and_any_changed_byte_is_survived() {
    let s = &STORIES[3];
    let page = fixture::html(s);
    let kinds: Vec<Vec<u8>> = vec![
        fixture::mhtml(s).into_bytes(),
        fixture::eml(s).into_bytes(),
        page.clone().into_bytes(),
        fixture::docx(s),
        fixture::rss([s]).into_bytes(),
        fixture::jsonl([s]).into_bytes(),
        gzip(&fixture::warc(s)),
        zip(&[("a.html", page.as_bytes())]),
        tar(&[("a.html", page.as_bytes())]),
        fixture::markdown(s).into_bytes(),
    ];
    for bytes in kinds {
        for i in 0..24 {
            let at = i * bytes.len() / 24;
            invariants::intake(&bytes[..at]);
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            changed[(at * 7 + 13) % bytes.len()] ^= 0xff;
            invariants::intake(&changed);
        }
    }
}

#[test]
fn pages_that_nest_without_end_are_read_flat() {
    let text = STORIES[0].text.map(|p| format!("<p>{p}</p>")).concat();
    for hostile in [
        "<div>".repeat(100_000),
        "<b>".repeat(20_000),
        (0..3000).map(|i| format!("<font a={i}>")).collect(),
        "<table><tr><td>".repeat(20_000),
    ] {
        let (articles, others) = read(format!("<html><body>{hostile}{text}"));
        assert_eq!(articles.len(), 1, "{}: {others:?}", &hostile[..20]);
        assert!(articles[0].body.iter().any(|p| p.text == STORIES[0].text[0]));
    }
    let attributes = format!("<html><body><p {}>{text}", (0..20_000).map(|i| format!("a{i}=1 ")).collect::<String>());
    assert_eq!(read(attributes).0.len(), 1);
}

#[test]
fn wrong_charsets_are_read_all_the_same() {
    let s = &STORIES[0];
    let page = fixture::html(s);
    let (wide, ..) = encoding_rs::UTF_8.encode(&page);
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows = encoding_rs::WINDOWS_1252.encode(&page.replace("charset=utf-8", "charset=us-ascii")).0.into_owned();
    let lying = page.replace("charset=utf-8", "charset=gb2312").into_bytes();
    for bytes in [wide.into_owned(), marked, windows, lying] {
        let (articles, _) = read(bytes);
        assert!(articles[0].body[1].text.starts_with("“We heard one blast"), "{}", articles[0].body[1].text);
    }
}

#[test]
fn deep_json_and_xml_are_survived() {
    for hostile in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("<?xml version=\"1.0\"?><rss>{}", "<a>".repeat(100_000)),
        format!("{{\"@graph\":{}", "[".repeat(10_000)),
    ] {
        let (articles, others) = read(&hostile);
        assert!(articles.is_empty() && !others.is_empty());
    }
    let linked = format!(
        "<html><script type=application/ld+json>{}</script><p>{}",
        "[".repeat(50_000),
        STORIES[0].text.concat()
    );
    assert_eq!(read(linked).0.len(), 1);
}

#[test]
fn mails_within_mails_without_end_are_told() {
    let head = "MIME-Version: 1.0\nFrom: a@b.example\nMessage-ID: <x>\n";
    for inner in [
        "Content-Type: message/rfc822\n\nSubject: x\n",
        "CONTENT-TYPE: (x) message (y) / rfc822\n\nSubject: x\n",
        "Content-Type: multipart/digest; boundary=a\n\n--a\n\n",
    ] {
        let (articles, others) = read(format!("{head}{}", inner.repeat(100_000)));
        assert!(articles.is_empty());
        assert!(others[0].contains("more than 200 mails or parts within each other"), "{others:?}");
        read(format!("{head}{}", inner.repeat(199)));
    }
}

#[test]
fn a_cut_feed_gives_its_whole_items() {
    let feed = fixture::rss(&STORIES);
    let (articles, others) = read(&feed[..feed.len() / 2]);
    assert!((4..=7).contains(&articles.len()));
    assert_eq!(others, ["x: the feed breaks off; what came before is open"]);
}

#[test]
fn names_in_any_bytes_within_archives() {
    let mut archive = zip(&[("XXXX.txt", fixture::plain(&STORIES[0]).as_bytes())]);
    while let Some(at) = archive.windows(4).position(|w| w == b"XXXX") {
        archive[at..at + 4].copy_from_slice(b"\xff\xfe\x1b[");
    }
    assert_eq!(read(&archive).0.len(), 1);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 48, ..Default::default() })]

    /// Pieces of all formats in any order, cut and changed.
    #[test]
    fn any_mixture_of_pieces_is_survived(picks in proptest::collection::vec((0_usize..11, 0_usize..100, 0_u8..8), 1..6)) {
        let s = &STORIES[4];
        let mut mixed = Vec::new();
        for (kind, share, change) in picks {
            let mut piece: Vec<u8> = match kind {
                0 => fixture::html(s).into_bytes(),
                1 => fixture::mhtml(s).into_bytes(),
                2 => fixture::docx(s),
                3 => fixture::rss(&STORIES).into_bytes(),
                4 => fixture::jsonl(&STORIES).into_bytes(),
                5 => gzip(&fixture::warc(s)),
                6 => fixture::warc(s),
                7 => tar(&[("a.txt", fixture::plain(s).as_bytes())]),
                8 => fixture::keyed(s).into_bytes(),
                9 => vec![share as u8; 300],
                _ => zip(&[("a.html", fixture::html(s).as_bytes()), ("b.eml", fixture::eml(s).as_bytes())]),
            };
            if change & 1 == 1 {
                piece.truncate(piece.len() * share / 100);
            }
            if change & 2 == 2 && !piece.is_empty() {
                let at = piece.len() * share / 100;
                piece[at] ^= 0x2a;
            }
            mixed.extend_from_slice(&piece);
        }
        invariants::intake(&mixed);
    }
}
