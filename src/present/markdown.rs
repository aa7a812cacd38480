//! Escapes text for Markdown, so that it reads as it stands wherever it is pasted. Knows only characters.

/// `text`, one line, so that a Markdown reader shows the same characters: no emphasis, link, picture, HTML, code, table
/// cell, heading, list or quotation comes about.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.trim_start().chars().take_while(char::is_ascii_digit).count();
    let begin = text.len() - text.trim_start().len();
    for (at, c) in text.char_indices() {
        // At the beginning of a line these make headings, lists, rules and quotations.
        let leads = (at == begin && matches!(c, '#' | '+' | '-' | '=' | ':'))
            || (at == begin + digits && digits > 0 && matches!(c, '.' | ')'));
        if leads || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | '$' | '^') {
            out.push('\\');
        }
        // Some readers make links of bare addresses; an address without its colon is none.
        if c == ':' && !leads && text[at..].starts_with("://") {
            out.push('\\');
        }
        out.push(c);
    }
    out
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
}
