//! Escapes text for Markdown, so that it reads as it stands wherever it is pasted. Knows only characters.

/// Text as Markdown that shows exactly this text, in a table cell, a list item and a quotation, by CommonMark and by GitHub's
/// extensions: no emphasis, code, link, image, HTML, entity, mention, formula or bare address.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // A number with a full stop or a bracket would begin a numbered list.
    let begin = text.len() - text.trim_start().len();
    let number = text.len() - text[begin..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let begins_item = (at == begin && matches!(c, '-' | '+' | '=' | ':'))
            || (at == number && at > begin && matches!(c, '.' | ')'));
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

/// An address as a link that shows it. The corpus has checked that it holds no character that ends it.
pub fn link(address: &str) -> String {
    format!("<{address}>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// The characters that a reader of Markdown sees, or the event that is more than text.
    fn read(markdown: &str) -> Result<String, String> {
        let mut out = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Start(Tag::BlockQuote(_) | Tag::Paragraph)
                | Event::End(TagEnd::BlockQuote(_) | TagEnd::Paragraph) => {}
                event => return Err(format!("{event:?}")),
            }
        }
        Ok(out)
    }

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        for text in [
            "<b onclick=x>port</b> [a](javascript:alert(1)) ![i](http://x/y.png) `c`",
            "*a* _b_ **c** __d__ ~~e~~ &copy; a|b \\* <!-- x --> $x$ ^1^",
            "# one",
            "1. one",
            "12) one",
            "- one",
            "+ one",
            "= one",
            ": one",
            "> one",
            "---",
            "[^1]: x",
            "[x]: y",
        ] {
            assert_eq!(read(&format!("> {}", escape(text))).as_deref(), Ok(text));
        }
    }

    proptest! {
        #[test]
        fn escaped_text_reads_as_it_stands(text in "[-#+=:.)0-9a-z\\\\`*_\\[\\]<>&|~!$^{}(/;\"' ]{0,40}") {
            let text = text.trim();
            prop_assert_eq!(read(&format!("> {}", escape(text))), Ok(text.to_owned()));
        }
    }

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
            assert_eq!(seen(&escape(text.trim())), Some([wanted.clone(), wanted]), "{}", escape(text));
        }
        // What GitHub makes links, mentions and pictures of by itself.
        let github = escape("https://x.example www.x.example :smile: @name #12");
        assert_eq!(github, "https\\://x.example www\\.x.example \\:smile: \\@name \\#12");
        assert_eq!(escape("Kerman (2024-01-03): 94, pitf:4, 14:30"), "Kerman (2024-01-03): 94, pitf:4, 14:30");
    }

    proptest! {
        #[test]
        fn a_cell_is_shown_as_the_text_that_it_was(text in "[a1 \\|\\\\`*_<>&;\\[\\](){}!#$^~@:./=+\"'x-]{0,24}") {
            let wanted = text.trim();
            prop_assume!(!wanted.is_empty());
            prop_assert_eq!(seen(&escape(wanted)), Some([wanted.to_owned(), wanted.to_owned()]), "{}", escape(&text));
        }
    }
}
