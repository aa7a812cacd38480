//! What an address says of an article: its outlet and, by whole segments of its path, its date.

use super::article::{Particular, StatedBy, StatedDate};
use super::date;

/// The host without `www.` and such; `None` if there is none.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let bare = ["www.", "amp.", "m.", "edition."].iter().find_map(|p| host.strip_prefix(p)).unwrap_or(host);
    (bare.contains('.') && bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-') || b >= 0x80))
        .then_some(bare)
}

/// Whether a text is a web address as a whole.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("http://") || text.starts_with("https://"))
        && !text.contains(char::is_whitespace)
        && host(text).is_some()
}

/// The date in whole segments of the path: `/2014/04/05/`, `/2014/apr/05/`, `/2014/04/`, `/2014-04-05/`, `/20140405/`.
/// Numbers within a segment are no date, nor is a year alone.
pub fn date_in_path(url: &str) -> Option<Particular<StatedDate>> {
    let path = url.split_once("://")?.1.split(['?', '#']).next()?;
    let mut segments = path.split('/').skip(1);
    let segments: Vec<&str> = segments.by_ref().take(24).collect();
    for (i, segment) in segments.iter().enumerate() {
        // The last segment is a whole one only if another follows or a slash ends it.
        if let Some(edtf) = whole(segment).filter(|_| i + 1 < segments.len()) {
            return Some(stated(edtf, segment));
        }
        let Some(year) = number(segment, 4) else { continue };
        let Some(month) = segments.get(i + 1).and_then(|s| month(s)) else { continue };
        if i + 2 >= segments.len() {
            continue;
        }
        let day = segments.get(i + 2).and_then(|s| number(s, 2).or_else(|| number(s, 1))).filter(|d| *d <= 31);
        let wording = &segments[i..=(i + 1 + usize::from(day.is_some()))].join("/");
        if let Some(edtf) = date::edtf(year as i32, Some(month), day).filter(|_| (1990..=2100).contains(&year)) {
            return Some(stated(edtf, wording));
        }
    }
    None
}

fn stated(edtf: String, wording: &str) -> Particular<StatedDate> {
    Particular::new(StatedDate { edtf, wording: wording.to_owned() }, StatedBy::Address)
}

/// `2014-04-05` or `20140405`.
fn whole(segment: &str) -> Option<String> {
    let digits: String = segment.split('-').collect();
    if !(digits.len() == 8 && (segment.len() == 8 || segment.len() == 10 && segment.as_bytes()[4] == b'-')) {
        return None;
    }
    let year = number(digits.get(..4)?, 4).filter(|y| (1990..=2100).contains(y))?;
    date::edtf(year as i32, Some(number(&digits[4..6], 2)?), Some(number(&digits[6..], 2)?))
}

fn number(segment: &str, width: usize) -> Option<u32> {
    (segment.len() == width && segment.bytes().all(|b| b.is_ascii_digit())).then(|| segment.parse().ok())?
}

fn month(segment: &str) -> Option<u32> {
    number(segment, 2).or_else(|| number(segment, 1)).or_else(|| date::month(segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_segments_are_dates() {
        let day = |url: &str| date_in_path(url).map(|d| d.value.edtf);
        for (url, expected) in [
            ("https://a.example/2014/04/05/blast", Some("2014-04-05")),
            ("https://a.example/world/2014/apr/05/blast", Some("2014-04-05")),
            ("https://a.example/2014/04/blast.html", Some("2014-04")),
            ("https://a.example/news/2014-04-05/blast", Some("2014-04-05")),
            ("https://a.example/20140405/blast", Some("2014-04-05")),
            ("https://a.example/2014/blast", None),
            ("https://a.example/blast-2014-04-05", None),
            ("https://a.example/id/20140405", None),
            ("https://a.example/2014/04", None),
            ("https://a.example/1234/56/78/", None),
            ("https://a.example/?d=/2014/04/05/", None),
        ] {
            assert_eq!(day(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn the_host_is_the_outlet() {
        assert_eq!(host("https://www.valley-post.example:80/x"), Some("valley-post.example"));
        assert_eq!(host("not an address"), None);
    }
}
