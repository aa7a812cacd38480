//! `parallax draft`: writes articles, and what was read from them, as a corpus folder.

use super::args::Draft;
use super::output::{self, Outcome, complain, say, warn};
use crate::diagnostic::{DiagnosticCode, Severity};
use crate::documents::write::{self, WriteOptions};
use crate::present::words::count;

/// Writes the folder. Exit status 2 if nothing could be written, 1 if a source could not be read to its end.
pub(super) fn run(args: &Draft) -> Outcome {
    // Said before the articles are read, which can take a minute.
    output::check_folder(&args.out)?;
    if args.corpus.paths.is_empty() {
        complain("give the articles: files, folders or archives, or - for standard input")?;
        return Ok(2);
    }
    let loaded = args.corpus.load_like(&args.like);
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    if let Some(set) = loaded.workspace.sets.first() {
        complain(&format!(
            "{}: a data set holds no articles; leave it out, and open it beside the folder",
            set.about.file
        ))?;
        return Ok(2);
    }
    let corpus = loaded.corpus();
    let options = WriteOptions { with_text: args.with_text, accept: args.accept };
    let written = write::files(corpus, options).map_err(std::io::Error::other)?;
    output::write_folder(&args.out, &written.files)?;
    let shown = output::as_argument(&args.out);
    let parts = [
        count(corpus.articles().len(), "article"),
        count(corpus.incidents().len(), "incident"),
        count(corpus.claims().len(), "claim"),
        count(corpus.quotes().len(), "quotation"),
    ];
    let mut text = format!("{} written to {shown}; open it with `parallax {shown}`\n", parts.join(", "));
    if args.accept.is_some() {
        text.push_str(&format!("accepted: {}; still drafts: {}\n", written.accepted, written.drafts));
    }
    if !args.with_text && corpus.has_text() {
        text.push_str("The texts are not in it, since they belong to the publishers: --with-text writes them too, for your own use.\n");
        text.push_str(&format!("`parallax {shown} --sources PATH` attaches your copies.\n"));
    }
    say(&text)?;
    let unread = |code, severity| code == DiagnosticCode::Unreadable && severity == Severity::Error;
    Ok(u8::from(loaded.report.messages.iter().any(|m| unread(m.code, m.severity))))
}
