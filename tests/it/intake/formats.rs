//! Each format gives the same article, and says who stated what.

use parallax::intake::{ArticleFormat, RawArticle, StatedBy};

use super::fixture::{self, STORIES, Story, answer, gzip, read, record, tar, zip};

#[track_caller]
fn is(article: &RawArticle, s: &Story) {
    let body: Vec<&str> = article.body.iter().filter(|p| !p.heading).map(|p| p.text.as_str()).collect();
    assert_eq!(body, s.text, "{:?}", article.at);
    assert_eq!(article.title.as_ref().map(|t| t.value.as_str()), Some(s.title));
    assert_eq!(article.published.as_ref().map(|d| d.value.edtf.as_str()), Some(s.day));
    assert_eq!(article.language.as_ref().map(|l| l.value.as_str()), Some("en"));
    assert_eq!(article.doubt, None);
}

#[track_caller]
fn only(bytes: impl AsRef<[u8]>) -> RawArticle {
    let (mut articles, others) = read(bytes);
    assert_eq!((articles.len(), others.len()), (1, 0), "{others:?}");
    articles.swap_remove(0)
}

#[test]
fn texts_with_lines_keys_or_front_matter() {
    for s in &STORIES {
        let plain = only(fixture::plain(s));
        is(&plain, s);
        assert_eq!(plain.published.unwrap().by, StatedBy::Line);
        assert_eq!(plain.title.unwrap().by, StatedBy::FirstLine);
        assert_eq!(plain.authors[0].value, s.author);
        let keyed = only(fixture::keyed(s));
        is(&keyed, s);
        assert_eq!(keyed.publisher.unwrap().value, s.outlet);
        assert_eq!(keyed.url.unwrap().value, s.url());
        assert_eq!(keyed.published.unwrap().by, StatedBy::Key("Date".into()));
        let markdown = only(fixture::markdown(s));
        is(&markdown, s);
        assert_eq!(markdown.format, ArticleFormat::Markdown);
        assert!(markdown.body.iter().any(|p| p.heading && p.text == "Later"));
    }
}

#[test]
fn saved_pages() {
    for s in &STORIES {
        let page = only(fixture::html(s));
        is(&page, s);
        assert_eq!(page.published.unwrap().by, StatedBy::JsonLd);
        assert!(page.modified.is_some());
        assert_eq!(page.publisher.unwrap().value, s.outlet);
        assert_eq!(page.url.unwrap().by, StatedBy::Canonical);
        let whole = page.whole.unwrap();
        assert!(whole.contains("Ten walks for a wet weekend") && whole.contains("Photo:"), "the whole page is there");
    }
}

#[test]
fn mails_and_pages_saved_as_mails() {
    let s = &STORIES[0];
    let mail = only(fixture::eml(s));
    is(&mail, s);
    assert_eq!(mail.published.unwrap().by, StatedBy::MailHeader("Date".into()));
    assert_eq!(mail.authors[0].value, s.author);
    let page = only(fixture::mhtml(s));
    is(&page, s);
    assert_eq!(page.format, ArticleFormat::Mhtml);
    assert_eq!(
        page.accessed.unwrap().value.edtf,
        "2031-10-03",
        "the day on which it was saved is not the day of publication"
    );
    assert_eq!(page.url.unwrap().value, s.url());
}

#[test]
fn feeds_give_articles_only_with_their_text() {
    let (articles, others) = read(fixture::rss(&STORIES));
    assert_eq!(articles.len(), 12);
    for (article, s) in articles.iter().zip(&STORIES) {
        is(article, s);
        assert_eq!(article.publisher.as_ref().unwrap().value, "The Wire");
    }
    assert_eq!(others, ["x: only the beginning of an article, 6 words"]);
}

#[test]
fn json_lines_lists_and_objects() {
    let lines = fixture::jsonl(&STORIES);
    let (articles, others) = read(&lines);
    assert!(others.is_empty());
    for (i, (article, s)) in articles.iter().zip(&STORIES).enumerate() {
        is(article, s);
        assert_eq!(article.at.part, Some(i as u32 + 1));
    }
    let list = format!("[{}]", lines.trim().replace('\n', ","));
    assert_eq!(read(&list).0.len(), 12);
    is(&only(lines.lines().next().unwrap()), &STORIES[0]);
    let (articles, others) = read(format!("{}{{\"title\": \"cut", &lines));
    assert_eq!((articles.len(), others.len()), (12, 1), "a cut line does not take the others with it");
}

#[test]
fn word_files_without_what_was_deleted() {
    let article = only(fixture::docx(&STORIES[1]));
    is(&article, &STORIES[1]);
    assert_eq!(
        article.accessed.unwrap().value.edtf,
        "2032-01-01",
        "the document was made then; the article was published before"
    );
    assert_eq!(article.title.unwrap().by, StatedBy::DocumentProperties);
}

/// A stream of Brotli that holds its bytes as they are.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let header = ((bytes.len() as u32 - 1) << 4) | 1 << 20;
    let mut out = header.to_le_bytes()[..3].to_vec();
    out.extend_from_slice(bytes);
    out.push(3);
    out
}

#[test]
fn web_archives_record_by_record() {
    let page = fixture::html(&STORIES[2]);
    let mut chunked = format!("{:x}\r\n", page.len()).into_bytes();
    chunked.extend_from_slice(page.as_bytes());
    chunked.extend_from_slice(b"\r\n0\r\n\r\n");
    let records = [
        record("warcinfo", "", b"software: x\r\n"),
        record("request", &STORIES[0].url(), b"GET / HTTP/1.1\r\n\r\n"),
        fixture::warc(&STORIES[0]),
        record(
            "response",
            &STORIES[1].url(),
            &answer("Content-Encoding: gzip\r\n", &gzip(fixture::html(&STORIES[1]).as_bytes())),
        ),
        record("response", &STORIES[2].url(), &answer("Transfer-Encoding: chunked\r\n", &chunked)),
        record(
            "response",
            &STORIES[5].url(),
            &answer("Content-Encoding: br\r\n", &brotli(fixture::html(&STORIES[5]).as_bytes())),
        ),
        record("response", "https://a.example/x.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record("revisit", &STORIES[0].url(), b"HTTP/1.1 200 OK\r\n\r\n"),
        record("resource", &STORIES[3].url(), fixture::html(&STORIES[3]).as_bytes()),
    ];
    let zipped: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    for bytes in [records.concat(), zipped] {
        let (articles, others) = read(bytes);
        assert_eq!(articles.len(), 5);
        for (article, n) in articles.iter().zip([0, 1, 2, 5, 3]) {
            let s = &STORIES[n];
            is(article, s);
            assert_eq!(article.accessed.as_ref().unwrap().by, StatedBy::ArchiveRecord);
        }
        assert_eq!(others, ["x: 1 record of pages recorded before, without their text"]);
    }
}

#[test]
fn the_list_of_pages_of_a_wacz_tells_pages_from_what_they_load() {
    let frame = record("response", "https://ads.example/frame", &answer("", fixture::html(&STORIES[5]).as_bytes()));
    let data = gzip(&[fixture::warc(&STORIES[4]), frame].concat());
    let pages = format!("{{\"format\": \"json-pages-1.0\"}}\n{{\"url\": \"{}\"}}\n", STORIES[4].url());
    let members: [(&str, &[u8]); 3] =
        [("archive/data.warc.gz", &data), ("pages/pages.jsonl", pages.as_bytes()), ("datapackage.json", b"{}")];
    is(&only(zip(&members)), &STORIES[4]);
    assert_eq!(read(zip(&members[..1])).0.len(), 2);
}

#[test]
fn archives_of_everything_in_order_of_their_names() {
    let pages: Vec<(String, String)> =
        STORIES.iter().map(|s| (format!("deep/er/{}", s.file("html")), fixture::html(s))).collect();
    let members: Vec<(&str, &[u8])> = pages.iter().map(|(n, p)| (n.as_str(), p.as_bytes())).collect();
    let beside: (&str, &[u8]) = (
        "deep/er/2031-05-12-valley-post.example_files/ad.html",
        b"<p>An advertisement of many words that nobody wants to read at all.",
    );
    let zipped = zip(&[&members[..], &[beside]].concat());
    let (articles, others) = read(&zipped);
    let names: Vec<String> = articles.iter().map(|a| a.at.name()).collect();
    assert_eq!(articles.len(), 12);
    assert!(names.is_sorted());
    assert_eq!(others, ["x: 1 file of the page saved beside it"]);
    let tarred = gzip(&tar(&members));
    assert_eq!(read(&tarred).0.len(), 12);
    let nested = zip(&[("a.zip", &zipped[..]), ("b.tgz", &tarred[..])]);
    let (articles, _) = read(nested);
    assert_eq!(articles.len(), 24);
    assert!(articles[0].at.to_string().starts_with("x › a.zip › deep/er/"), "{}", articles[0].at);
}

#[test]
fn sheets_of_atlos_and_the_auto_archiver() {
    let s = &STORIES[6];
    let sheet = format!(
        "Link,Archive status,Archive date,Upload timestamp,Upload title,Text content\n{},success,2031-10-03,{}T07:00:00Z,\"{}\",\"{}\"\n",
        s.url(),
        s.day,
        s.title,
        s.text.join("\n\n").replace('"', "\"\"")
    );
    is(&only(sheet), s);
    let atlos = format!(
        "slug,project,inserted_at,updated_at,latitude,longitude,status,description,sensitive,date,source_1\n\
         TOR-1,Valley,2031-05-14,2031-05-15,1.5,2.5,In IntakeProgress,\"{}\",Not Sensitive,2031-05-12,{}\n",
        STORIES[0].text[0],
        STORIES[0].url()
    );
    let article = only(atlos);
    assert_eq!(article.url.unwrap().value, STORIES[0].url());
    assert!(article.published.is_none(), "the date of an incident is not that of a source");
    assert!(article.modified.is_none());
}

#[test]
fn a_date_is_only_what_a_source_states() {
    let s = &STORIES[0];
    let bare = format!(
        "<html><body><article><h1>{}</h1>{}</article><footer>© 2031 {}</footer></body></html>",
        s.title,
        s.text.map(|p| format!("<p>{p}</p>")).concat(),
        s.outlet
    );
    let article = only(&bare);
    assert!(article.published.is_none() && article.modified.is_none() && article.authors.is_empty());
    let modified =
        bare.replace("<body>", "<head><meta property='article:modified_time' content='2031-06-01'></head><body>");
    let article = only(&modified);
    assert!(article.published.is_none(), "a day of change is no day of publication");
    assert_eq!(article.modified.unwrap().value.edtf, "2031-06-01");
    let addressed =
        bare.replace("<body>", "<head><link rel=canonical href='https://a.example/2031/05/12/bomb'></head><body>");
    assert_eq!(only(&addressed).published.unwrap().by, StatedBy::Address);
    let visible = bare.replace("<h1>", "<p class=date>Published 12 May 2031</p><h1>");
    assert_eq!(only(&visible).published.unwrap().by, StatedBy::Marked("class=date".into()));
    let times = bare.replace("<h1>", "<time datetime=2031-05-12>May</time><time datetime=2031-04-01>April</time><h1>");
    assert!(only(&times).published.is_none(), "two unmarked times: either may be another article's");
}

#[test]
fn what_is_no_article_says_why() {
    for (bytes, why) in [
        (&b"%PDF-1.7\n..."[..], "x: a PDF: turn it into text with `pdftotext FILE.pdf` and open the text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "x: a picture (PNG)"),
        (b"", "x: empty"),
        (b"\n \n", "x: empty"),
        (b"Too short.", "x: no article: only 2 words"),
        (b"event_id,date,actor\n1,2,3\n4,5,6\n", "x: a data set: a table with the columns event_id, date, actor …"),
        (
            b"{\"type\": \"FeatureCollection\", \"features\": []}",
            "x: a data set: JSON without the texts of articles (`text`, `body` or `content`)",
        ),
        (b"fn main() {\n    let a = 1;\n    let b = 2;\n}\n", "x: code or a style sheet"),
        (
            b"<html><head><script>render()</script></head><body><div id=root></div></body></html>",
            "x: no text: the page is made by scripts; save it again as the browser shows it (complete page, or MHTML)",
        ),
        (b"BZh91AY", "x: compressed with bzip2: unpack it with `bunzip2`"),
    ] {
        let (articles, others) = read(bytes);
        assert!(articles.is_empty());
        assert_eq!(others, [why]);
    }
}

#[test]
fn a_doubtful_body_says_so_and_the_whole_page_is_there() {
    let links: String = (0..200)
        .map(|i| format!("<li><a href=/{i}>Another story number {i} of the day that is not this one</a></li>"))
        .collect();
    let page = format!(
        "<html><body><ul>{links}</ul><article><h1>A title for it</h1><p>{}</p></article></body></html>",
        STORIES[0].text[0]
    );
    let article = only(&page);
    assert!(article.doubt.is_some());
    assert!(article.whole.unwrap().contains("Another story number 199"));
}
