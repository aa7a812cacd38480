//! Rows of a Markdown table. Every cell is plain text: nothing in it becomes markup, a link or HTML.

use super::kind::Kind;
use super::line::Line;
use crate::sanitize;

/// The header of the table.
pub const MARKDOWN_HEAD: &str = "| date | place | what | killed | other figures | verdict | doubts | source and id |\n|---|---|---|---|---|---|---|---|";

/// A row of the table.
pub fn markdown(line: &Line) -> String {
    let cells = [
        date(line),
        place(line),
        line.title.clone().unwrap_or_default(),
        figures(line, |kind| kind == Kind::Killed),
        figures(line, |kind| kind != Kind::Killed),
        verdict(line),
        line.doubts.join("; "),
        format!("{} {}", line.source, line.id),
    ];
    let cells = cells.map(|cell| if cell.is_empty() { "–".to_owned() } else { escaped(&cell) });
    format!("| {} |", cells.join(" | "))
}

fn date(line: &Line) -> String {
    let date = line.date.clone().unwrap_or_default();
    if line.date_worked_out.is_some() { format!("{date} (worked out)") } else { date }
}

/// The place and its country, once each, with its role if it did not happen there.
fn place(line: &Line) -> String {
    let (place, country) = (line.place.as_deref().unwrap_or(""), line.country.as_deref().unwrap_or(""));
    let place = match country.strip_prefix(place) {
        Some(_) if place.is_empty() => country.to_owned(),
        // The place is the country: `Iran`, `Iran +3`.
        Some(rest) if rest.is_empty() || rest.starts_with(" +") => country.to_owned(),
        _ if country.is_empty() || place.ends_with(country) => place.to_owned(),
        _ => format!("{place}, {country}"),
    };
    match line.role {
        Some(role) if role != "where" => format!("{} {place}", role.replace('-', " ")),
        _ => place,
    }
}

/// The figures of some kinds as printed; joint ones with the incidents that they cover.
fn figures(line: &Line, wanted: impl Fn(Kind) -> bool) -> String {
    let mut all = Vec::new();
    for (kind, figures) in line.figures.iter().filter(|(kind, _)| wanted(*kind)) {
        let label = match kind {
            Kind::Killed => String::new(),
            kind => format!("{}: ", kind.word().replace('_', " ")),
        };
        if !figures.printed.is_empty() {
            all.push(format!("{label}{}", figures.printed));
        }
        if !figures.joint.is_empty() {
            all.push(format!("{label}together with {}: {}", figures.joint_with.join(", "), figures.joint));
        }
    }
    all.join("; ")
}

fn verdict(line: &Line) -> String {
    match line.conflict_facets.as_slice() {
        [] => line.verdict.to_owned(),
        facets => format!("{}: {}", line.verdict, facets.join(", ")),
    }
}

/// Text as Markdown that shows exactly this text, in a table cell and in a list item, by CommonMark and by GitHub's
/// extensions: no emphasis, code, link, image, HTML, entity, mention, formula or bare address.
pub fn escaped(text: &str) -> String {
    let text = sanitize::line(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    // A number with a full stop or a bracket would begin a numbered list.
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let begins_item = (at == 0 && matches!(c, '-' | '+' | '=')) || (at == number && matches!(c, '.' | ')'));
        let before = |n: usize| at.checked_sub(n).and_then(|from| text.get(from..at));
        let after = &text[at + c.len_utf8()..];
        // What GitHub takes for an address or an emoji; and an exclamation mark before a link makes it a picture.
        let binds = match c {
            '.' => before(3).is_some_and(|www| www.eq_ignore_ascii_case("www")),
            ':' => after.starts_with("//") || begins_emoji(after),
            '!' => after.starts_with('['),
            _ => false,
        };
        match c {
            // Entities are text wherever they stand; a program that knows no escapes before `<` still shows text.
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' => out.push_str("&#92;"),
            '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '#' | '$' | '^' | '@' => {
                out.push('\\');
                out.push(c);
            }
            c if begins_item || binds => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether the text after a colon makes it `:name:`.
fn begins_emoji(after: &str) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    after.trim_start_matches(name).starts_with(':') && !after.starts_with(':')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// The text of a cell and of a list item as a reader sees it; `None` if anything in it is markup.
    fn seen(markdown: &str) -> Option<[String; 2]> {
        let text = format!("| a | b |\n|---|---|\n| {markdown} | end |\n\n- {markdown}\n- end\n");
        let smart = Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_OLD_FOOTNOTES;
        let (mut cells, mut items) = (Vec::new(), Vec::new());
        let mut row = false;
        for event in Parser::new_ext(&text, Options::all() - smart) {
            match event {
                Event::Start(Tag::TableRow) => row = true,
                Event::Start(Tag::TableCell) if row => cells.push(String::new()),
                Event::End(TagEnd::Table) => row = false,
                Event::Start(Tag::Item) => items.push(String::new()),
                Event::Text(text) if row => cells.last_mut()?.push_str(&text),
                Event::Text(text) => {
                    if let Some(item) = items.last_mut() {
                        item.push_str(&text);
                    }
                }
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableCell | Tag::List(None)) | Event::End(_) => {}
                _ => return None,
            }
        }
        let [cell, end] = <[String; 2]>::try_from(cells).ok()?;
        let [item, last] = <[String; 2]>::try_from(items).ok()?;
        (end == "end" && last == "end").then_some([cell, item])
    }

    #[test]
    fn what_looks_like_markup_is_shown_as_text() {
        for text in [
            "Gwadar | <b onclick=x>port</b> [a](javascript:alert(1)) ![i](http://x/y.png) `c` *e* _f_ ~~g~~",
            "<!-- hidden --> <script>alert(1)</script>",
            "&lt; &copy; &#x41; a\\| b\\\\| c",
            "1. first",
            "2024) second",
            "- - -",
            "+ x",
            "=====",
            "# Title {#id}",
            "> quoted",
            "    indented",
            "$x^2$ and $$y$$",
            "[^1] and [^1]: note",
            "[ ] task",
            "| a | b |",
            "``` fence",
            "***",
            "<http://x.example> [x]: y [[wiki]]",
        ] {
            let wanted = text.trim().to_owned();
            assert_eq!(seen(&escaped(text)), Some([wanted.clone(), wanted]), "{}", escaped(text));
        }
        // What GitHub makes links, mentions and pictures of by itself.
        let github = escaped("https://x.example www.x.example :smile: @name #12");
        assert_eq!(github, "https\\://x.example www\\.x.example \\:smile: \\@name \\#12");
        assert_eq!(escaped("Kerman (2024-01-03): 94, pitf:4, 14:30"), "Kerman (2024-01-03): 94, pitf:4, 14:30");
    }

    proptest! {
        #[test]
        fn a_cell_is_shown_as_the_text_that_it_was(text in "[a1 \\|\\\\`*_<>&;\\[\\](){}!#$^~@:./=+\"'x-]{0,24}") {
            let wanted = text.trim();
            prop_assume!(!wanted.is_empty());
            prop_assert_eq!(seen(&escaped(&text)), Some([wanted.to_owned(), wanted.to_owned()]), "{}", escaped(&text));
        }
    }
}
