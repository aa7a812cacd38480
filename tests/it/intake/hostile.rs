//! Files that mean harm, or are broken: told, and what is sound is open.

use parallax::intake::ArticleLocation;
use parallax::intake::run::bytes;
use parallax::intake::unpack::IntakeLimits;

use super::fixture::{self, STORIES, gzip, read, sorted, tar, zip};
use super::invariants;

fn small() -> IntakeLimits {
    IntakeLimits {
        file: 1 << 20,
        floor: 4 << 20,
        ratio: 2,
        text_floor: 64 << 20,
        text_ratio: 2,
        members: 1000,
        depth: 3,
    }
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
    assert!(others[0].contains("more than the 1 MiB that are read of one file"), "{others:?}");
    let many: Vec<(String, Vec<u8>)> = (0..40).map(|i| (format!("{i:02}.txt"), vec![b'a'; 900 << 10])).collect();
    let members: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    for archive in [zip(&members), gzip(&tar(&members))] {
        let (_, others) = bounded(&archive);
        let last = others.last().unwrap();
        assert!(last.contains("unpack to more than 4 MiB: the rest is not read"), "{last}");
        assert!(others.len() < 12);
    }
}

#[test]
fn word_files_and_web_archives_share_the_bound_of_what_holds_them() {
    let long = |bytes: usize| format!("<w:p><w:t>{}</w:t></w:p>", "word ".repeat(bytes / 5));
    let word = |bytes| zip(&[("word/document.xml", long(bytes).as_bytes())]);
    assert!(bounded(&word(2 << 20)).1[0].contains("more than the 1 MiB that are read of one file"));
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
        let told = others.iter().filter(|why| why.contains("unpack to more than 4 MiB: the rest is not read")).count();
        assert!((1..=3).contains(&told), "{kind}: {others:?}");
    }
}

/// Reads with a bound of 1 MiB for the text that is kept, and of 100 members.
fn kept(given: &[u8]) -> (usize, Vec<String>) {
    let limits = IntakeLimits { file: 4 << 20, text_floor: 1 << 20, members: 100, ..small() };
    let (articles, others) = sorted(bytes(&ArticleLocation::file("x"), given, &limits));
    (articles.len(), others)
}

/// Packs files, each a name and its bytes.
type Pack = fn(&[(&str, &[u8])]) -> Vec<u8>;

#[test]
fn the_text_that_is_kept_of_an_archive_has_a_bound() {
    let text = "said here again ".repeat(6_000);
    let (plain, page) = (format!("{text}\n"), format!("<!doctype html><html><body><p>{text}</p></body></html>"));
    let line = format!("{}\n", serde_json::json!({"title": "Ferry hit", "text": text}));
    let word = zip(&[("word/document.xml", format!("<w:p><w:t>{text}</w:t></w:p>").as_bytes())]);
    let names: Vec<String> = (0..40).map(|i| format!("{i:02}")).collect();
    let of = |one: &[u8]| -> Vec<(&str, Vec<u8>)> { names.iter().map(|n| (n.as_str(), one.to_vec())).collect() };
    let packed = |one: &[u8], pack: Pack| {
        let members = of(one);
        pack(&members.iter().map(|(n, b)| (*n, &b[..])).collect::<Vec<_>>())
    };
    let record = fixture::record("response", "http://a.example/x", &fixture::answer("", page.as_bytes()));
    let warc = gzip(&record).repeat(40);
    for (kind, archive, most) in [
        ("zip of texts", packed(plain.as_bytes(), zip), 11),
        ("zip of pages", packed(page.as_bytes(), zip), 6),
        ("zip of Word files", packed(&word, zip), 11),
        ("tar.gz of texts", gzip(&packed(plain.as_bytes(), tar)), 11),
        ("JSON lines", gzip(line.repeat(40).as_bytes()), 11),
        ("WARC", warc.clone(), 6),
        ("WACZ", zip(&[("archive/data.warc.gz", &warc)]), 6),
    ] {
        let (articles, others) = kept(&archive);
        assert!((3..=most).contains(&articles), "{kind}: {articles} {others:?}");
        let [told] = &others[..] else { panic!("{kind}: {others:?}") };
        assert!(told.starts_with("x: ") && told.contains("hold articles with more than 1 MiB of text: the rest is"));
        assert!(told.ends_with("if you trust it, unpack it and open the folder"), "{told}");
    }
}

#[test]
fn members_rows_and_messages_have_a_bound() {
    let first = fixture::plain(&STORIES[0]);
    let names: Vec<String> = (0..3000).map(|i| format!("{i:04}")).collect();
    let mut empty: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    empty[0].1 = first.as_bytes();
    let lines = format!("{}{}", fixture::jsonl(&STORIES[..1]), "{}\n".repeat(100_000));
    let page = fixture::record("response", "http://a.example/x", &fixture::answer("", b""));
    let warc = [fixture::warc(&STORIES[0]), page.repeat(9000)].concat();
    for (kind, archive) in
        [("tar", gzip(&gzip(&tar(&empty)))), ("lines", gzip(lines.as_bytes())), ("WARC", gzip(&gzip(&warc)))]
    {
        let (articles, others) = kept(&archive);
        assert_eq!(articles, 1, "{kind}: what came before is open");
        let told = others.iter().filter(|why| why.contains("members or rows: the rest is not read")).count();
        assert!(told == 1 && others.len() < 2000, "{kind}: {told} of {}: {:?}", others.len(), others.last());
    }
}

#[test]
fn lists_mails_and_feeds_of_nothing_have_a_bound() {
    let first = fixture::jsonl(&STORIES[..1]);
    for hostile in [
        format!("[{}{}]", first.trim_end(), ",{}".repeat(250_000)),
        format!("{first}{}", "0 ".repeat(250_000)),
        format!("{first}{}", "{}\n".repeat(250_000)),
    ] {
        let (articles, others) = read(&hostile);
        assert_eq!(articles.len(), 1, "{}", &hostile[hostile.len() - 20..]);
        assert!(others.len() <= 200_001);
        assert!(others.last().unwrap().contains("members or rows: the rest is not read"), "{:?}", others.last());
    }
    let mail = format!("{}\n{}", fixture::eml(&STORIES[0]), "--q\n".repeat(200_000));
    assert!(read(mail).1[0].contains("a mail with more than 100000 parts"));
}

/// What one member holds too much of ends that member; the others are read.
#[test]
fn a_member_that_holds_too_much_leaves_the_others() {
    let page = fixture::html(&STORIES[1]);
    let feed = format!("<rss version=\"2.0\"><channel><title>W</title>{}</channel></rss>", "<item/>".repeat(60_000));
    let rows = format!("title,text,url\n{}", "a,b,c\n".repeat(201_000));
    for (name, long) in [("a.xml", feed), ("a.csv", rows)] {
        let archive = zip(&[(name, long.as_bytes()), ("b.html", page.as_bytes())]);
        let limits = IntakeLimits { members: 1_000_000, ..IntakeLimits::default() };
        let (articles, others) = sorted(bytes(&ArticleLocation::file("x"), &archive, &limits));
        let [article] = &articles[..] else { panic!("{name}: {} {:?}", articles.len(), others.last()) };
        assert_eq!(article.at.members, ["b.html"]);
        let told: Vec<_> = others.iter().filter(|why| why.contains("the rest is not read")).collect();
        assert!(matches!(told[..], [only] if only.starts_with(name)), "{name}: {told:?}");
    }
}

#[test]
fn an_archive_with_too_many_members_ends_by_itself() {
    let records = fixture::record("request", "http://a.example/x", b"").repeat(2_000);
    let names: Vec<String> = (0..5).map(|i| format!("archive/{i}.warc")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &records[..])).collect();
    for archive in [zip(&members), gzip(&tar(&[("a.zip", &zip(&members)), ("b.zip", &zip(&members))]))] {
        let (_, others) = kept(&archive);
        assert_eq!(others.len(), 1, "{others:?}");
        assert!(others[0].contains("members or rows: the rest is not read"), "{others:?}");
    }
}

#[test]
fn word_files_attached_to_mails_share_the_bound() {
    let word = zip(&[("word/document.xml", format!("<w:p>{}</w:p>", "<w:r></w:r>".repeat(80_000)).as_bytes())]);
    let sound = fixture::docx(&STORIES[0]);
    let attached = |name: &str, word: &[u8]| {
        let coded: String = word.iter().flat_map(|b| format!("={b:02X}").into_bytes()).map(char::from).collect();
        let lines: Vec<&str> = coded.as_bytes().chunks(72).map(|l| std::str::from_utf8(l).unwrap()).collect();
        format!(
            "--q\nContent-Type: application/octet-stream; name={name}\nContent-Transfer-Encoding: quoted-printable\n\
             Content-Disposition: attachment; filename={name}\n\n{}\n",
            lines.join("=\n")
        )
    };
    let bombs: String = (0..40).map(|i| attached(&format!("{i}.docx"), &word)).collect();
    let mail = format!(
        "From: a@b.example\nMIME-Version: 1.0\nMessage-ID: <x>\nContent-Type: multipart/mixed; boundary=q\n\n\
         --q\nContent-Type: text/plain\n\n{}\n{}{bombs}--q--\n",
        STORIES[1].text.concat(),
        attached("first.docx", &sound),
    );
    for given in [mail.clone().into_bytes(), gzip(mail.as_bytes()), zip(&[("a.eml", mail.as_bytes())])] {
        let (articles, others) = bounded(&given);
        assert_eq!(articles, 2, "the mail and what is sound: {others:?}");
        assert!(others.len() < 8, "{others:?}");
        assert!(others.last().unwrap().contains("unpack to more than 4 MiB: the rest is not read"), "{others:?}");
    }
}

#[test]
fn a_page_or_text_longer_than_any_article_is_cut_and_told() {
    let text = STORIES[0].text.map(|p| format!("<p>{p}</p>")).concat();
    let page = format!("<!doctype html><html><body>{text}{}", "<p>Said again and again.</p>".repeat(300_000));
    let plain = "A word is said here again and again.\n\n".repeat(120_000);
    for (given, most, why) in [(page, 4_194_304, "4 MiB"), (plain, 4_194_304, "4 MiB")] {
        let (articles, others) = read(&given);
        let [article] = &articles[..] else { panic!("{} {others:?}", articles.len()) };
        let length: usize = article.body.iter().map(|p| p.text.len()).sum();
        assert!((3_000_000..=most).contains(&length), "{length}");
        assert_eq!(
            others,
            [format!("x: longer than any article: only its first {why} are read; to read the rest, cut it into files")]
        );
        assert!(article.doubt.as_ref().unwrap().to_string().contains(why));
    }
    let tags = format!("<!doctype html><html><body>{text}{}", "<p class=\"a word that is not shown\">".repeat(300_000));
    let (articles, others) = read(&tags);
    assert_eq!(articles[0].body[0].text, STORIES[0].text[0]);
    assert!(others[0].contains("only its first 10 MiB are read"), "{others:?}");
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "iVBORw0KGgo".repeat(1_100_000));
    let page = fixture::html(&STORIES[0]).replace("</footer>", &format!("{picture}</footer>"));
    let (articles, others) = read(&page);
    assert!(others.is_empty(), "pictures are no text: {others:?}");
    assert_eq!(articles[0].doubt, None);
}

#[test]
fn what_lies_beside_a_bomb_is_read() {
    let folder = fixture::Folder::new("bombs");
    let text = "said here again ".repeat(6_000);
    let names: Vec<String> = (0..60).map(|i| format!("{i:02}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), text.as_bytes())).collect();
    folder.put("a.zip", zip(&members));
    folder.put("b.txt", fixture::plain(&STORIES[0]));
    let cache = folder.0.join(".cache");
    let limits = IntakeLimits { text_floor: 1 << 20, ..small() };
    let mut all = Vec::new();
    for (threads, cache) in [(1, None), (4, None), (3, Some(cache.clone())), (2, Some(cache))] {
        let options = parallax::intake::run::IntakeOptions { limits, threads, cache };
        all.push(fixture::items(&[&folder.0], &options));
    }
    assert!(all.windows(2).all(|two| two[0] == two[1]), "the same whatever the threads, and from the cache");
    let (articles, others) = sorted(all.remove(0));
    assert_eq!((articles.len(), others.len()), (11, 1));
    assert_eq!(articles.last().unwrap().at.name(), "b.txt");
}

#[test]
fn archives_within_archives_have_an_end() {
    let mut archive = fixture::plain(&STORIES[0]).into_bytes();
    for _ in 0..10 {
        archive = zip(&[("inner.zip", &archive)]);
    }
    let (articles, others) = bounded(&archive);
    assert_eq!(articles, 0);
    assert_eq!(
        others,
        ["inner.zip: an archive that lies in 3 others, one within the other, is not unpacked; unpack them and open it"]
    );
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
