//! Lines of a text that was copied from a page: sentences that links broke into lines are joined, and what follows the
//! text at its end is cut off.

use super::article::{BodyParagraph, word_count};
use super::head;

/// Joins lines that stand within a sentence: where a page had a link, a copy of it has a line of its own.
pub fn join_broken(blocks: Vec<BodyParagraph>) -> Vec<BodyParagraph> {
    let mut out: Vec<BodyParagraph> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if !goes_on(&block.text) {
            out.push(block);
            continue;
        }
        match out.as_mut_slice() {
            [.., last] if is_open(&last.text) => append(last, &block.text),
            [.., base, link] if is_open(&base.text) && word_count(&link.text) <= 8 && !ends(&link.text) => {
                append(base, &link.text);
                append(base, &block.text);
                out.pop();
            }
            _ => out.push(block),
        }
    }
    out
}

/// Whether a line goes on with a sentence.
fn goes_on(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || matches!(c, ')' | ',' | ';' | '.'))
        && !text.starts_with("http")
        && !text.starts_with("...")
}

/// Whether a line is prose and breaks off.
fn is_open(text: &str) -> bool {
    word_count(text) >= 8 && !ends(text)
}

fn ends(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '”', '"', '»', ':', '。', '…'])
}

fn append(base: &mut BodyParagraph, text: &str) {
    if !base.text.ends_with(['(', '“', '[']) && !text.starts_with([')', ',', ';', '.']) {
        base.text.push(' ');
    }
    base.text.push_str(text);
    base.heading = false;
}

/// Leaves out what follows a text in a copy of its page: from the first line in its second half that begins a list of
/// other articles, comments or the imprint, unless much text follows. A line that names the source stays.
pub fn cut_tail(blocks: &mut Vec<BodyParagraph>) {
    /// Words of a paragraph that belongs to the text.
    const MUCH: usize = 45;
    let all: usize = blocks.iter().map(|p| p.text.len()).sum();
    let mut before = 0;
    let marker = blocks.iter().position(|p| {
        before += p.text.len();
        before * 2 >= all && is_tail(&p.text)
    });
    if let Some(at) = marker.filter(|at| blocks[*at..].iter().all(|p| word_count(&p.text) < MUCH)) {
        let rest = blocks.split_off(at);
        blocks.extend(rest.into_iter().filter(|p| names_source(&p.text)));
    }
    while blocks
        .last()
        .is_some_and(|p| word_count(&p.text) <= 4 && !ends(&p.text.replace(':', "")) && !names_source(&p.text))
    {
        blocks.pop();
    }
}

fn names_source(text: &str) -> bool {
    head::key_line(text).is_some_and(|(key, value)| key.eq_ignore_ascii_case("source") && !value.is_empty())
}

/// Whether a line begins what follows a text.
fn is_tail(text: &str) -> bool {
    const WHOLE: [&str; 19] = [
        "leave a reply",
        "leave a comment",
        "comments",
        "you may like",
        "you may also like",
        "related articles",
        "related stories",
        "related news",
        "read next",
        "most read",
        "most popular",
        "recommended",
        "recommend",
        "latest",
        "subscribe to continue reading",
        "share this article",
        "more stories",
        "more from this author",
        "tags",
    ];
    let lower = text.trim_end_matches([':', '.', '…']).trim().to_lowercase();
    WHOLE.contains(&lower.as_str())
        || lower.starts_with("your email address will not be published")
        || lower.starts_with('©')
        || lower.starts_with("copyright ©")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(lines: &[&str]) -> Vec<BodyParagraph> {
        lines.iter().map(|l| BodyParagraph { text: (*l).to_owned(), heading: false }).collect()
    }

    fn texts(blocks: &[BodyParagraph]) -> Vec<&str> {
        blocks.iter().map(|p| p.text.as_str()).collect()
    }

    const LEAD: &str = "The ferry was hit by two drones off the coast at dawn, its owner said.";

    #[test]
    fn a_sentence_that_a_link_broke_is_whole_again() {
        let lines = [
            "The harbour master of Merrow had warned of this in an interview with the",
            "Merrow Courier",
            "in which he asked for a second patrol boat (",
            "the Sula",
            ") and more men.",
            "A new paragraph.",
        ];
        let joined = join_broken(blocks(&lines));
        assert_eq!(
            texts(&joined),
            [
                "The harbour master of Merrow had warned of this in an interview with the Merrow Courier in which he asked for a second patrol boat (the Sula) and more men.",
                "A new paragraph."
            ]
        );
        let list = ["Three towns took part", "of the valley", "ferry"];
        assert_eq!(join_broken(blocks(&list)).len(), 3, "short lines are a list");
    }

    #[test]
    fn the_end_of_the_page_is_cut_off_and_the_text_is_not() {
        let mut page = blocks(&[
            LEAD,
            LEAD,
            "Source: Valley Post",
            "You may also like",
            "Ten walks in the hills",
            "© 2031 Merrow Courier",
            "All rights reserved by us.",
        ]);
        cut_tail(&mut page);
        assert_eq!(texts(&page), [LEAD, LEAD, "Source: Valley Post"]);
        let long = LEAD.repeat(6);
        let mut middle = blocks(&[LEAD, "Comments", &long]);
        cut_tail(&mut middle);
        assert_eq!(middle.len(), 3);
        let mut name = blocks(&[LEAD, "Ada Lind", "RECOMMEND:", "17"]);
        cut_tail(&mut name);
        assert_eq!(texts(&name), [LEAD]);
    }
}
