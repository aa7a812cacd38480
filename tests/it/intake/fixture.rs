//! Invented articles: three invented incidents, told by four invented outlets each, in every format that is read.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use parallax::intake::run::{IntakeEnd, IntakeEvent, IntakeOptions, files};
use parallax::intake::{IntakeItem, RawArticle};
use zip::write::SimpleFileOptions;

/// An invented article.
pub struct Story {
    pub outlet: &'static str,
    pub host: &'static str,
    pub title: &'static str,
    pub author: &'static str,
    pub day: &'static str,
    pub text: [&'static str; 4],
}

impl Story {
    pub fn url(&self) -> String {
        let slug: String =
            self.title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        format!("https://www.{}/news/{slug}", self.host)
    }

    pub fn file(&self, ending: &str) -> String {
        format!("{}-{}.{ending}", self.day, self.host)
    }
}

/// The market of Torvale, the ferry off Merrow, the threat against the school of Harlow.
pub const STORIES: [Story; 12] = [
    Story {
        outlet: "Torvale Valley Post",
        host: "valley-post.example",
        title: "Bomb in fruit cart kills four at Torvale market",
        author: "Ada Lindqvist",
        day: "2031-05-12",
        text: [
            "A bomb hidden in a fruit cart went off in the old market of Torvale on Monday morning, killing at least four people and injuring eleven, the town's fire chief said.",
            "“We heard one blast, then glass was falling for a long time,” said Ines Marroq, who sells bread across the square. She said that two of the dead had stalls beside hers.",
            "No group has said that it planted the bomb. The interior ministry of Kessia spoke of a cell of the Northern Dawn, without giving reasons for its view.",
            "The market, which draws farmers from the whole valley, will stay closed for the week, and the council asked families to come forward with names of the missing.",
        ],
    },
    Story {
        outlet: "Kessian News Agency",
        host: "kna.example",
        title: "Torvale market blast: death toll rises to six",
        author: "Tom Oyelaran",
        day: "2031-05-13",
        text: [
            "The number of people killed by Monday's explosion in Torvale rose to six overnight, the regional hospital announced, after two of the wounded died.",
            "Thirteen people remain in care, three of them in danger, according to Dr Pavel Anders, who heads the emergency ward and spoke outside of the building.",
            "Police said that the device held about two kilograms of explosives and was set off by a telephone. A man of 24 was detained near the bus station.",
            "In a message sent to this agency, the Northern Dawn denied any part in the attack and called it a crime against the people of the valley.",
        ],
    },
    Story {
        outlet: "The Merrow Courier",
        host: "merrow-courier.example",
        title: "After Torvale, harbour towns ask how safe their markets are",
        author: "Lena Zubrow",
        day: "2031-05-20",
        text: [
            "A week after a bomb tore through the market of Torvale, the mayors of four harbour towns met on Tuesday to speak about guards, cameras and money.",
            "Six people died in the attack of 12 May, and thirteen were hurt, by the count of the regional hospital. The government in Kess puts the wounded at fifteen.",
            "“A market is open or it is no market,” said the mayor of Merrow, Jon Vasker. He wants dogs and patrols, and no fences, on the days when farmers come.",
            "The ministry promised to pay for half of the cost, but the mayors noted that the last such promise, made four years ago, was never kept.",
        ],
    },
    Story {
        outlet: "Border Watch",
        host: "borderwatch.example",
        title: "Who bombed Torvale? Three theories and what speaks for each",
        author: "Samir Holt",
        day: "2031-06-02",
        text: [
            "Three weeks after the bombing of the Torvale market, in which six people were killed, investigators follow three lines, and none of them is closed.",
            "The first leads to the Northern Dawn, which has bombed markets before but has always said so within days; this time it denied the attack in writing.",
            "The second leads to a quarrel over the rents of stalls, which had already led to two arsons in the winter. A dealer was questioned twice and let go.",
            "The third, which the police chief called “a rumour with good shoes”, has it that the cart was meant for the garrison a mile up the road.",
        ],
    },
    Story {
        outlet: "The Merrow Courier",
        host: "merrow-courier.example",
        title: "Drones hit ferry off Merrow, nine sailors missing",
        author: "Lena Zubrow",
        day: "2031-02-03",
        text: [
            "The ferry Alkyon was hit by two drones off the coast of Merrow at dawn on Monday, its owner said, and nine sailors are missing in the cold sea.",
            "Twenty-two people were taken off the burning ship by fishing boats, among them five with burns, said the harbour master, who led the search himself.",
            "“The second one came when we were already in the boats,” said a cook who asked not to be named. He swam for half an hour before he was seen.",
            "The coast guard of Kessia said that the drones came from the north, and that it had no warning. The strait was closed to ships until the evening.",
        ],
    },
    Story {
        outlet: "Kessian News Agency",
        host: "kna.example",
        title: "Seven dead after attack on ferry Alkyon, search ends",
        author: "Tom Oyelaran",
        day: "2031-02-05",
        text: [
            "Seven sailors of the ferry Alkyon are dead and two are still missing after Monday's drone attack, the coast guard said on Wednesday as it ended its search.",
            "The ship sank on Tuesday evening in ninety metres of water. Its owner, the Strait Line, said that it carried flour and machines, and no weapons.",
            "The republic of Vell, whose navy patrols the northern part of the strait, rejected the charge that it had sent the drones as “theatre”.",
            "Insurers raised the price of passage through the strait by a third. Two lines said that they would go around the islands until further notice.",
        ],
    },
    Story {
        outlet: "Vell Today",
        host: "velltoday.example",
        title: "Navy says ferry was carrying arms, shows no proof",
        author: "Mara Quist",
        day: "2031-02-06",
        text: [
            "The navy of Vell said on Thursday that the ferry sunk off Merrow was carrying arms for the rebels of the islands, but showed no pictures or papers.",
            "A spokesman, Captain Ulf Dahm, said that the navy “did what had to be done”, and then, asked whether this was an admission, left the room.",
            "By the navy's count five people died. Kessia speaks of seven dead and two missing, and has named them all on the door of the harbour office.",
            "The owner of the ship repeated that it carried flour. Divers are to go down to the wreck once the wind falls, at the earliest on Sunday.",
        ],
    },
    Story {
        outlet: "Border Watch",
        host: "borderwatch.example",
        title: "What the wreck of the Alkyon tells about the drones",
        author: "Samir Holt",
        day: "2031-03-18",
        text: [
            "Pictures from the wreck of the ferry Alkyon, which we were able to see, show two holes above the waterline, both on the northern side of the hull.",
            "Parts of a motor found by divers are of a kind that Vell bought in 2027, and that nobody else in the region is known to use, three engineers said.",
            "The hold was full of sacks. The divers opened forty of them, and found flour in each; they saw no crates, and no room for any in the bow.",
            "Nine people died in the attack of 3 February, as the two missing sailors were declared dead last week. The navy of Vell did not answer our questions.",
        ],
    },
    Story {
        outlet: "Harlow Observer",
        host: "harlow-observer.example",
        title: "School in Harlow cleared after threat, two held",
        author: "Greta Nwosu",
        day: "2030-11-07",
        text: [
            "All 640 pupils of the Canal Street school in Harlow were led out on Thursday after a caller said that a bomb would go off at noon; none was found.",
            "Police held two brothers, 17 and 19, in the evening. In their cellar they found chemicals, a drawing of the school, and a list of eleven names.",
            "“They had what they needed for a small bomb and no idea how to make it,” said chief inspector Anton Reuss at a short press conference.",
            "Lessons begin again on Monday. The head of the school thanked a caretaker, who had seen one of the brothers measure the doors of the gymnasium.",
        ],
    },
    Story {
        outlet: "Kessian News Agency",
        host: "kna.example",
        title: "Kessia: police foil attack on school, minister says",
        author: "Tom Oyelaran",
        day: "2030-11-08",
        text: [
            "Police in the town of Harlow stopped an attack on a school that was planned for Thursday, the minister of the interior said in parliament on Friday.",
            "Three people were arrested, the minister said; the police of Harlow had spoken of two. An official said later that the third was let go at night.",
            "The suspects wanted to act on the day of the founding of the Northern Dawn, according to letters found with them, which the minister read out in part.",
            "The opposition asked why the school had not been told of a first warning in October. The minister said that there had been too many warnings of this kind.",
        ],
    },
    Story {
        outlet: "Torvale Valley Post",
        host: "valley-post.example",
        title: "The caretaker who looked twice",
        author: "Ada Lindqvist",
        day: "2030-11-15",
        text: [
            "When Bo Antal saw a young man measure the doors of the gymnasium with a tape, he thought of a new floor, and then he thought again and called his sister.",
            "His sister works for the police of Harlow, and it was her note, filed on 29 October, that led to the arrest of two brothers nine days later.",
            "“I am no hero, I am paid to know who is in the house,” he says in his kitchen, where the flowers of strangers stand in buckets along the wall.",
            "He has been asked to speak on television and has said no. On Monday he was back at the gate at six, as he has been for twenty-two years.",
        ],
    },
    Story {
        outlet: "Harlow Observer",
        host: "harlow-observer.example",
        title: "Brothers in school plot get six and nine years",
        author: "Greta Nwosu",
        day: "2031-09-24",
        text: [
            "The two brothers who planned to bomb the Canal Street school in Harlow were sentenced on Wednesday to six and nine years by the court of the district.",
            "The younger one, who was 17 at the time, had told the judges that he wanted “to be stopped”, and had left the list where his mother would see it.",
            "The court saw no proof of orders from the Northern Dawn, of which the minister had spoken in November; the letters were copied from a pamphlet.",
            "Both may appeal within two weeks. The parents of four pupils said that they would ask the town for damages over the warning that was not passed on.",
        ],
    },
];

pub fn plain(s: &Story) -> String {
    format!("{}\n\nBy {}\n{}\n\n{}\n", s.title, s.author, s.day, s.text.join("\n\n"))
}

pub fn keyed(s: &Story) -> String {
    format!(
        "Title: {}\nSource: {}\nURL: {}\nAuthor: {}\nDate: {}\n\n{}\n",
        s.title,
        s.outlet,
        s.url(),
        s.author,
        s.day,
        s.text.join("\n\n")
    )
}

pub fn markdown(s: &Story) -> String {
    let (one, rest) = s.text.split_at(2);
    format!(
        "---\ntitle: \"{}\"\nauthor: {}\npublished: {}\nsource: {}\nurl: {}\n---\n\n# {}\n\n{}\n\n## Later\n\n{}\n",
        s.title,
        s.author,
        s.day,
        s.outlet,
        s.url(),
        s.title,
        one.join("\n\n"),
        rest.join("\n\n")
    )
}

pub fn html(s: &Story) -> String {
    let paragraphs: String = s.text.iter().fold(String::new(), |mut all, p| {
        let _ = writeln!(all, "<p>{}</p>", p.replace('&', "&amp;"));
        all
    });
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} | {outlet}</title>\
         <link rel=canonical href=\"{url}\"><meta property=\"og:site_name\" content=\"{outlet}\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\
         \"author\":{{\"@type\":\"Person\",\"name\":\"{author}\"}},\"datePublished\":\"{day}T06:10:00+02:00\",\
         \"dateModified\":\"{day}T09:30:00+02:00\",\"publisher\":{{\"name\":\"{outlet}\"}}}}</script>\
         <script>var a = '<p>no text of the page</p>';</script></head>\
         <body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>\
         <main><article><h1>{title}</h1><p class=byline>By {author}</p>{paragraphs}\
         <figure><img src=a.jpg><figcaption>A street in the morning. Photo: {outlet}</figcaption></figure></article></main>\
         <aside><h3>Most read</h3><ul><li><a href=/a>Harbour fair opens with a parade of old boats</a>\
         <li><a href=/b>Ten walks for a wet weekend in the hills</a></ul></aside>\
         <footer><p>All rights reserved. {outlet} is a member of the press council.</p></footer></body></html>",
        title = s.title,
        outlet = s.outlet,
        url = s.url(),
        author = s.author,
        day = s.day,
    )
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        for byte in line.bytes() {
            let piece = if matches!(byte, 33..=60 | 62..=126 | b' ') {
                char::from(byte).to_string()
            } else {
                format!("={byte:02X}")
            };
            width += piece.len();
            if width > 72 {
                out.push_str("=\r\n");
                width = piece.len();
            }
            out.push_str(&piece);
        }
        out.push_str("\r\n");
    }
    out
}

pub fn mhtml(s: &Story) -> String {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: {title}\r\nDate: Fri, 3 Oct 2031 10:00:00 -0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----X\"\r\n\r\n\r\n\
         ------X\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:css-1\r\n\r\np {{ color: black }}\r\n\
         ------X\r\nContent-Type: text/html\r\nContent-ID: <frame-1>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n{}\r\n------X--\r\n",
        quoted_printable(&html(s)),
        url = s.url(),
        title = s.title,
    )
}

pub fn eml(s: &Story) -> String {
    format!(
        "Received: by mail.example; Mon, 12 May 2031 07:00:00 +0000\r\nFrom: {} <desk@{}>\r\nTo: reader@example.org\r\nSubject: {}\r\n\
         Date: {}\r\nMIME-Version: 1.0\r\nMessage-ID: <1@x.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
        s.author,
        s.host,
        s.title,
        rfc2822(s.day),
        quoted_printable(&s.text.join("\n\n"))
    )
}

pub fn rfc2822(day: &str) -> String {
    let mut parts = day.split('-').map(|p| p.parse::<usize>().unwrap());
    let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1];
    format!("{day:02} {name} {year} 06:10:00 +0000")
}

pub fn rss<'s>(stories: impl IntoIterator<Item = &'s Story>) -> String {
    let items: String = stories.into_iter().fold(String::new(), |mut all, s| {
        let body = s.text.iter().map(|p| format!("<p>{p}</p>")).collect::<String>();
        let _ = write!(
            all,
            "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><dc:creator>{}</dc:creator>\
             <description>In short.</description><content:encoded><![CDATA[{body}]]></content:encoded></item>",
            s.title,
            s.url(),
            rfc2822(s.day),
            s.author
        );
        all
    });
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Wire</title><link>https://wire.example</link>{items}\
         <item><title>Only a beginning</title><link>https://wire.example/t</link><description>A few words, then no more.</description></item>\
         </channel></rss>"
    )
}

pub fn jsonl<'s>(stories: impl IntoIterator<Item = &'s Story>) -> String {
    stories.into_iter().fold(String::new(), |mut all, s| {
        let line = serde_json::json!({"title": s.title, "text": s.text.join("\n\n"), "url": s.url(), "date": s.day, "source": s.outlet, "authors": [s.author]});
        let _ = writeln!(all, "{line}");
        all
    })
}

pub fn docx(s: &Story) -> Vec<u8> {
    let paragraphs: String = s.text.iter().fold(String::new(), |mut all, p| {
        let _ = write!(
            all,
            "<w:p><w:r><w:t xml:space=\"preserve\">{p}</w:t></w:r><w:del><w:r><w:delText>struck</w:delText></w:r><w:r><w:t>struck too</w:t></w:r></w:del></w:p>"
        );
        all
    });
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>\
         <w:p><w:r><w:t>{}</w:t></w:r></w:p>{paragraphs}</w:body></w:document>",
        s.title, s.day
    );
    let core = format!(
        "<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dcterms:created>2032-01-01T00:00:00Z</dcterms:created></cp:coreProperties>",
        s.title, s.author
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

pub fn record(kind: &str, url: &str, body: &[u8]) -> Vec<u8> {
    let content = if kind == "response" { "application/http; msgtype=response" } else { "text/html" };
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-10-03T10:00:00Z\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    out.extend_from_slice(body);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

pub fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n").into_bytes();
    out.extend_from_slice(body);
    out
}

pub fn warc(s: &Story) -> Vec<u8> {
    record("response", &s.url(), &answer("", html(s).as_bytes()))
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in members {
        let mut header = [0_u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[100..107].copy_from_slice(b"0000644");
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].copy_from_slice(b"        ");
        let sum: u32 = header.iter().map(|b| u32::from(*b)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        out.extend_from_slice(&header);
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

/// A folder that is deleted at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("intake-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// All items of some paths.
pub fn items(paths: &[&Path], options: &IntakeOptions) -> Vec<IntakeItem> {
    let paths: Vec<PathBuf> = paths.iter().map(|p| (*p).to_owned()).collect();
    let mut found = Vec::new();
    let end = files(&paths, options, &|| true, None, &mut |event| {
        if let IntakeEvent::Item(item) = event {
            found.push(item);
        }
    });
    assert!(matches!(end.unwrap(), IntakeEnd::Complete(_)));
    found
}

/// The articles and the reasons of what is none.
pub fn sorted(items: Vec<IntakeItem>) -> (Vec<RawArticle>, Vec<String>) {
    let (mut articles, mut others) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            IntakeItem::Article(article) => articles.push(*article),
            IntakeItem::Suggestion(suggestion) => panic!("no suggestion is among these files: {suggestion:?}"),
            IntakeItem::Other(other) => others.push(format!("{}: {}", other.at.name(), other.why)),
        }
    }
    (articles, others)
}

/// What bytes hold.
pub fn read(bytes: impl AsRef<[u8]>) -> (Vec<RawArticle>, Vec<String>) {
    let limits = parallax::intake::unpack::IntakeLimits::default();
    sorted(parallax::intake::run::bytes(&parallax::intake::ArticleLocation::file("x"), bytes.as_ref(), &limits))
}
