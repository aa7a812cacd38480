//! The manual page and the shell completions, generated from the arguments and the table of keys.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::Args;
use crate::keymap::{Context, Keymap};

/// The manual page, in roff.
pub(super) fn page() -> io::Result<String> {
    let mut out = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut out)?;
    let mut page = String::from_utf8_lossy(&out).into_owned();
    // The commands have no manual pages of their own, so the references to them are removed.
    page = page.replace("parallax\\-", "parallax ").replace("(1)\n", "\n");
    section(
        &mut page,
        "QUERIES",
        "Words in any order find what has them all, in any spelling. Fields narrow it:",
        QUERIES,
    );
    section(&mut page, "EXAMPLES", "", EXAMPLES);
    section(&mut page, "EXIT STATUS", "", STATUS);
    section(&mut page, "FILES", "", FILES);
    page.push_str(".SH KEYS\n");
    for context in Context::ALL {
        page.push_str(&format!(".SS {}\n", context.name()));
        for binding in Keymap::standard().of(context) {
            // roff reads a backslash or a leading dot as a request.
            let keys = binding.labels().replace('\\', "\\e");
            page.push_str(&format!(".TP\n\\fB\\&{keys}\\fR\n{}\n", binding.help));
        }
    }
    Ok(page)
}

/// A section that lists terms, each with its meaning.
fn section(page: &mut String, title: &str, about: &str, terms: &[(&str, &str)]) {
    page.push_str(&format!(".SH {title}\n{about}"));
    for (term, meaning) in terms {
        page.push_str(&format!("\n.TP\n\\fB\\&{}\\fR\n\\&{}", escaped(term), escaped(meaning)));
    }
    page.push('\n');
}

/// Text in which roff reads no request.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq")
}

/// The language of queries, by example.
const QUERIES: &[(&str, &str)] = &[
    ("'iran ^mem !moscow \"church attack\"", "exactly this word, the beginning of a word, not this word, a phrase"),
    ("kind:quote kind:bombing", "incident, article, quote, name, passage; or a kind of incident"),
    ("by:webber in:scmp", "a speaker or publisher, an article or data set"),
    ("at:TR at:kabul who:ttp", "a country or place with the places inside it, an actor without its branches"),
    ("box:33.5,69.9,34.9,71.8", "a part of the map: south, west, north, east; across the date line if west is greater"),
    ("on:2022-10 after:2023 before:22.03.2024", "a date in any usual form"),
    ("killed:>50 sources:>=2", "the victims by any source, the number of origins"),
    ("verdict:conflict draft:conflict", "the verdict, what drafts say together"),
    ("text:\"car bomb\" !text:drone", "words of the texts of records, and of attached articles"),
    ("precision:town dated:day", "how exactly the place and the day are known"),
    ("row:once row:slipped", "rows of data sets: without repeats; with columns out of place"),
    ("killed:?>50 on:?2024", "what satisfies the field possibly, but not certainly"),
];

/// Commands that answer what people ask most.
const EXAMPLES: &[(&str, &str)] = &[
    ("parallax", "the workbench on the built-in corpus"),
    ("parallax my-articles/", "the workbench on a folder of saved articles"),
    ("parallax ged251.csv acled.csv", "two data sets in one timeline"),
    ("parallax --sources copies/", "the built-in corpus with your own copies of its articles"),
    ("parallax find 'church istanbul'", "look up an attack"),
    ("parallax ledger kerman --why", "what every source says of it, and why the verdicts are as they are"),
    (
        "parallax export ged251.csv --format csv --filter 'at:AF killed:>10' --out afghanistan.csv",
        "a slice of a data set",
    ),
    ("parallax show \"$(parallax pick)\"", "choose an entry in the finder, and show it"),
    ("parallax check my-corpus/", "every mistake in a corpus, with file and line"),
];

/// The exit status of commands.
const STATUS: &[(&str, &str)] = &[
    ("0", "success"),
    ("1", "nothing found, errors found by check, or an incomplete export"),
    ("2", "wrong usage, or nothing that can be opened"),
    ("130", "pick was cancelled"),
];

/// The files that the program reads and writes by itself.
const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/parallax/config.toml",
        "the configuration: keys, colours, what is opened; ~/.config if the variable is not set. parallax config prints one. PARALLAX_CONFIG or --config FILE name another",
    ),
    (
        "$XDG_STATE_HOME/parallax/memory.json",
        "marks, queries and the last view of each corpus; ~/.local/state if the variable is not set. --no-memory leaves it alone",
    ),
    (
        "$XDG_CACHE_HOME/parallax/",
        "what was read of articles, so that the next start is quick; ~/.cache if the variable is not set. It can be deleted",
    ),
    ("columns.toml", "beside a table: what its columns hold, as with --columns"),
    ("suggestions.jsonl", "beside articles: what other programs read in them"),
];

/// The completions for a shell.
pub(super) fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "parallax", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::search::Query;

    #[test]
    fn examples_are_commands_and_queries_that_the_readme_has_too() {
        for (command, _) in EXAMPLES {
            let words = command.split("\"$").next().unwrap().replace('\'', "\"");
            let mut quoted = false;
            let parts = words.split(|c| {
                quoted ^= c == '"';
                c == ' ' && !quoted
            });
            let parts: Vec<String> = parts.map(|part| part.replace('"', "")).filter(|part| !part.is_empty()).collect();
            let id = if command.ends_with(")\"") { Some("kerman".to_owned()) } else { None };
            Args::try_parse_from(parts.into_iter().chain(id)).unwrap();
        }
        let readme = include_str!("../../README.md");
        for (query, _) in QUERIES {
            assert!(Query::parse(query).problems.is_empty(), "{query}");
            let known = |word: &str| word.contains(':').then_some(word).is_none_or(|word| readme.contains(word));
            assert!(query.split(' ').all(known), "{query}");
        }
    }
}
