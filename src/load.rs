//! From files to a corpus: everything sound is taken, everything else is reported.
//!
//! Data flows one way: `files` reads, `wire` turns each file into drafts, `attach` finds out which copy is of
//! which article, `build` resolves and builds. Mistakes are data ([`diagnostic`]): loading never stops at the
//! first. Only `files` touches the file system.

mod align;
mod attach;
mod build;
mod copy;
pub mod diagnostic;
mod draft;
mod files;
mod ids;
mod table;
mod wire;

use std::path::PathBuf;

use diagnostic::{At, Report, Severity, Spot};
use draft::Drafts;
use files::CorpusFile;

use crate::model::Corpus;

/// What to load.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Corpus folders; none means the built-in corpus.
    pub paths: Vec<PathBuf>,
    /// Folders or files with copies of the articles.
    pub sources: Vec<PathBuf>,
}

/// What came of it.
#[derive(Debug)]
pub struct Loaded {
    /// Everything sound.
    pub corpus: Corpus,
    /// Everything else.
    pub report: Report,
}

impl Loaded {
    /// Whether there is anything at all to work with.
    pub fn is_usable(&self) -> bool {
        self.corpus.articles().len() > 0
    }

    /// Exit status of `parallax check`: 0 clean, 1 errors, 2 not usable at all.
    pub fn status(&self) -> u8 {
        if self.is_usable() { u8::from(self.report.count(Severity::Error) > 0) } else { 2 }
    }
}

/// Loads what is asked for.
pub fn load(request: &Request) -> Loaded {
    let mut report = Report::default();
    let mut files = Vec::new();
    if request.paths.is_empty() {
        files.push(files::built_in(&mut report));
    }
    for path in &request.paths {
        files.push(files::folder(path, &mut report));
    }
    let copies: Vec<_> = request.sources.iter().flat_map(|path| files::copies(path, &mut report)).collect();
    let mut drafts = drafts(files.into_iter().flatten(), &mut report);
    // Sources stand in the order in which they were published, everywhere.
    drafts.articles.sort_by_key(|a| (a.published.map(crate::model::When::earliest), a.id.value.clone()));
    let attached = attach::attach(&drafts.articles, &copies, &mut report);
    let corpus = build::build(drafts, &attached, &mut report);
    Loaded { corpus, report }
}

fn drafts(files: impl Iterator<Item = CorpusFile>, report: &mut Report) -> Drafts {
    let mut drafts = Drafts::default();
    for CorpusFile { path, file } in files {
        let stem = path.rsplit('/').next().and_then(|n| n.rsplit_once('.')).map_or("", |(stem, _)| stem);
        let first_line = report.files[file].text.lines().next().map_or(0, str::len);
        let id = At { value: stem.to_owned(), spot: Spot { file, bytes: 0..first_line } };
        match path.split('/').next().unwrap_or("") {
            "articles" => drafts.articles.extend(wire::article(file, id, report)),
            "incidents" => drafts.incidents.push(wire::incident(file, id, report)),
            "quotes" => drafts.quotes.extend(wire::quotes(file, &id, report)),
            "names.toml" => drafts.names.extend(wire::names(file, report)),
            _ => drafts.corpora.push(wire::corpus(file, report)),
        }
    }
    drafts
}
