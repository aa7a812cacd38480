//! The files of a corpus as documents that can be edited; the corpus is their projection.
//!
//! A document is its text. It is parsed for editing only when it is edited. An edit whose result would not load
//! correctly is refused. This module writes nothing to disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::added::added;
use super::draft::{
    AnnotationsDraft, ArticleDraft, CorpusDraft, IncidentDraft, NameClaimsDraft, NamesDraft, QuotesDraft, TextsDraft,
};
use super::edit::{Edit, EditPlace, Fields, PASSAGES, Patch, Refusal};
use super::facet_check::errors;
use super::file_stamp::FileStamp;
use super::files::{self, CorpusFile};
use super::kept_drafts::KeptDrafts;
use super::read::article;
use super::rejected_draft::RejectedDraftsFile;
use super::schema::Shape;
use super::{copies, new_table, passage_edit, table_edit, table_values};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Corpus;

/// The files of one corpus, by their paths within it.
#[derive(Debug, Default)]
pub struct Documents {
    files: BTreeMap<String, Document>,
    /// The texts of files that edits have removed.
    removed: BTreeMap<String, String>,
    /// The folder, if the files are those of one.
    folder: Option<PathBuf>,
    /// Copies of the articles: files, or folders of them.
    sources: Vec<PathBuf>,
    /// Messages about files of the folder that are no part of the corpus.
    strays: Vec<Diagnostic>,
}

/// One file.
#[derive(Debug)]
struct Document {
    file: CorpusFile,
    edited: Option<EditedText>,
}

/// The text of a file that has been edited.
#[derive(Debug)]
struct EditedText {
    now: String,
    /// Its text before all edits; `None` if there was no such file.
    before: Option<String>,
}

/// What edits did to a file in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentChange<'d> {
    /// The file's path within the corpus.
    pub path: &'d str,
    /// Its text before; `None` if there was no such file.
    pub before: Option<&'d str>,
    /// Its text now; `None` if it has been removed.
    pub after: Option<&'d str>,
}

impl Document {
    /// Its text as stored.
    fn text(&self) -> Result<String, Refusal> {
        match &self.edited {
            Some(edited) => Ok(edited.now.clone()),
            None => self.file.raw(&mut Vec::new()).map(str::to_owned).map_err(|(why, _)| Refusal::Unreadable(why)),
        }
    }

    /// Gives it another text. `present` is its present one.
    fn put(&mut self, present: String, text: String) {
        match &mut self.edited {
            Some(edited) => edited.now = text,
            None => self.edited = Some(EditedText { now: text, before: Some(present) }),
        }
    }
}

impl Documents {
    /// These files as documents. Refuses files of two corpora, of which one would replace the other.
    pub fn new(files: impl IntoIterator<Item = CorpusFile>) -> Result<Self, Refusal> {
        let mut documents = Self::default();
        for file in files {
            let path = file.path().to_owned();
            if documents.files.contains_key(&path) {
                return Err(Refusal::FileExists);
            }
            documents.files.insert(path, Document { file, edited: None });
        }
        Ok(documents)
    }

    /// The files of a corpus folder, with copies of its articles from `sources`. `None`, with a message, if there is no
    /// corpus in the folder.
    pub fn open(folder: &Path, sources: &[PathBuf], report: &mut Report) -> Option<Self> {
        let (files, messages) = files::folder(folder, report)?.list();
        let files = files.into_iter().map(|file| (file.path().to_owned(), Document { file, edited: None }));
        Some(Self {
            files: files.collect(),
            folder: Some(folder.to_owned()),
            sources: sources.to_vec(),
            strays: messages.into_iter().map(|(_, message)| message).collect(),
            ..Self::default()
        })
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The stamps of the files as they now are on disk, by their paths.
    pub fn stamps(&self) -> BTreeMap<String, FileStamp> {
        let stamp = |(path, document): (&String, &Document)| Some((path.clone(), document.file.stamp()?));
        self.files.iter().filter_map(stamp).collect()
    }

    /// The stamps of the copies of articles, by their whole paths.
    pub fn copy_stamps(&self) -> BTreeMap<String, FileStamp> {
        let paths = self.sources.iter().flat_map(|source| files::copy_paths(source, &mut Report::default()));
        paths.filter_map(|path| Some((path.display().to_string(), FileStamp::at(&path)?))).collect()
    }

    /// The current text of a file, with all its edits.
    pub fn text(&self, path: &str) -> Option<String> {
        self.files.get(path).and_then(|document| document.text().ok())
    }

    /// The fields of a file as they stand there, of an article those of its front matter.
    pub fn fields(&self, path: &str) -> Result<Fields, Refusal> {
        let text = self.files.get(path).ok_or(Refusal::NoFile)?.text()?.replace("\r\n", "\n");
        let inner = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if !path.starts_with("articles/") {
            return table_values::values(inner);
        }
        let (front, _) = article::split(inner).ok_or_else(|| Refusal::Unreadable("no front matter".into()))?;
        table_values::values(&inner[front])
    }

    /// The digest of a passage of an article as it stands in the file; empty if it has none.
    pub fn digest(&self, path: &str, number: usize) -> Result<String, Refusal> {
        let text = self.files.get(path).ok_or(Refusal::NoFile)?.text()?.replace("\r\n", "\n");
        let inner = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let (_, body) = article::split(inner).ok_or_else(|| Refusal::Unreadable("no front matter".into()))?;
        passage_edit::digest(inner, body, number).map(str::to_owned).ok_or(Refusal::NoPlace)
    }

    /// The files that edits have changed, created or removed, in order.
    pub fn edited(&self) -> impl Iterator<Item = DocumentChange<'_>> {
        let kept = self.files.iter().filter_map(|(path, document)| {
            let edited = document.edited.as_ref()?;
            Some(DocumentChange { path, before: edited.before.as_deref(), after: Some(&edited.now) })
        });
        let removed = self.removed.iter().map(|(path, text)| DocumentChange { path, before: Some(text), after: None });
        let mut all: Vec<_> = kept.chain(removed).filter(|change| change.before != change.after).collect();
        all.sort_unstable_by_key(|change| change.path);
        all.into_iter()
    }

    /// The corpus that the documents describe. The report must be a new one.
    pub fn project(&self, report: &mut Report) -> Corpus {
        let mut kept = KeptDrafts::default();
        let corpus = self.project_over(&mut kept, report);
        drop(kept);
        Arc::unwrap_or_clone(corpus)
    }

    /// The same. Only files that have changed since `kept` was last used are read.
    pub fn project_over(&self, kept: &mut KeptDrafts, report: &mut Report) -> Arc<Corpus> {
        self.over(self.files_now(), kept, report)
    }

    /// Reads what a projection over `kept` will need, unless `stop` is set: then nothing is kept.
    pub fn prepare(&self, kept: &mut KeptDrafts, stop: &AtomicBool) {
        kept.prepare(self.files_now(), !self.sources.is_empty(), stop);
    }

    /// The corpus that the documents described before all edits, likewise.
    pub fn project_before(&self, kept: &mut KeptDrafts, report: &mut Report) -> Arc<Corpus> {
        let present = self.files.values().filter_map(|document| match &document.edited {
            Some(edited) => Some(document.file.with_text(edited.before.as_ref()?)),
            None => Some(document.file.clone()),
        });
        let removed = self.removed.iter().map(|(path, text)| self.file(path).with_text(text));
        let mut files: Vec<_> = present.chain(removed).collect();
        files.sort_by(|a, b| a.path().cmp(b.path()));
        self.over(files, kept, report)
    }

    fn over(&self, files: Vec<CorpusFile>, kept: &mut KeptDrafts, report: &mut Report) -> Arc<Corpus> {
        report.messages.extend(self.strays.iter().cloned());
        let (mut copies, mut total) = (Vec::new(), 0);
        for path in &self.sources {
            copies.extend(copies::copies(path, &mut total, &AtomicBool::new(false), report).unwrap_or_default());
        }
        kept.project(files, &copies, report)
    }

    fn files_now(&self) -> Vec<CorpusFile> {
        let now = |document: &Document| match &document.edited {
            Some(edited) => document.file.with_text(&edited.now),
            None => document.file.clone(),
        };
        self.files.values().map(now).collect()
    }

    /// A file that is not there yet.
    fn file(&self, path: &str) -> CorpusFile {
        match &self.folder {
            Some(folder) => CorpusFile::in_folder(folder, path),
            None => CorpusFile::given(path.to_owned(), Vec::new()),
        }
    }

    /// Applies an edit and returns its inverse.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, Refusal> {
        let path = edit.file();
        match edit {
            Edit::CreateFile { text, .. } => {
                shape_of(path)?;
                if self.files.contains_key(path) {
                    return Err(Refusal::FileExists);
                }
                let edited = EditedText { now: text.clone(), before: self.removed.remove(path) };
                self.files.insert(path.to_owned(), Document { file: self.file(path), edited: Some(edited) });
                Ok(Edit::RemoveFile { file: path.to_owned() })
            }
            Edit::RemoveFile { .. } => {
                let document = self.files.get(path).ok_or(Refusal::NoFile)?;
                let text = document.text()?;
                let before = match &document.edited {
                    Some(edited) => edited.before.clone(),
                    None => Some(text.clone()),
                };
                self.files.remove(path);
                self.removed.extend(before.map(|before| (path.to_owned(), before)));
                Ok(Edit::CreateFile { file: path.to_owned(), text })
            }
            Edit::Patch { patch, .. } => {
                let document = self.files.get_mut(path).ok_or(Refusal::NoFile)?;
                let before = document.text()?;
                let after = patch.apply(&before).ok_or(Refusal::Changed)?;
                document.put(before, after);
                Ok(Edit::Patch { file: path.to_owned(), patch: patch.inverse() })
            }
            Edit::Set { .. } | Edit::Unset { .. } | Edit::Fill { .. } | Edit::Create { .. } | Edit::Remove { .. } => {
                let corpus = self.text("corpus.toml");
                let document = self.files.get_mut(path).ok_or(Refusal::NoFile)?;
                let before = document.text()?;
                let after = edited(path, &before, edit)?;
                would_load(path, Some(&before), &after, corpus.as_deref())?;
                let patch = Patch::between(&before, &after);
                document.put(before, after);
                Ok(Edit::Patch { file: path.to_owned(), patch: patch.inverse() })
            }
        }
    }
}

/// Whether a file of a corpus may have this path within it.
pub fn is_corpus_path(path: &str) -> bool {
    shape_of(path).is_ok()
}

/// The fields at the top level of a file. Refuses a path that no file of a corpus has.
fn shape_of(path: &str) -> Result<&'static Shape, Refusal> {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let (shape, ending) = match (folder, name) {
        ("", "corpus.toml") => return Ok(CorpusDraft::FIELDS),
        ("", "names.toml") => return Ok(NamesDraft::FIELDS),
        ("articles", _) => (ArticleDraft::FIELDS, ".md"),
        ("incidents", _) => (IncidentDraft::FIELDS, ".toml"),
        ("names", _) => (NameClaimsDraft::FIELDS, ".toml"),
        ("quotes", _) => (QuotesDraft::FIELDS, ".toml"),
        ("texts", _) => (TextsDraft::FIELDS, ".toml"),
        ("annotations", _) => (AnnotationsDraft::FIELDS, ".toml"),
        ("rejected", _) => (RejectedDraftsFile::FIELDS, ".toml"),
        _ => return Err(Refusal::WrongPath),
    };
    let is_name = name.ends_with(ending) && !name.starts_with('.') && !name.contains(['/', '\0']);
    if is_name { Ok(shape) } else { Err(Refusal::WrongPath) }
}

/// The text of a new file: its fields in the order of the schema, and the passages of an article.
pub fn new_file(path: &str, fields: &Fields, passages: &[Fields]) -> Result<String, Refusal> {
    let shape = shape_of(path)?;
    let mut text = new_table::create_file(shape, fields)?;
    if path.starts_with("articles/") {
        text = format!("+++\n{text}+++\n");
        for passage in passages {
            let end = article::split(&text).map_or(text.len(), |(_, body)| body);
            text = passage_edit::create(&text, end, passage)?;
        }
    }
    would_load(path, None, &text, None)?;
    Ok(text)
}

/// The text of a file after an edit; its kind of line break is kept.
fn edited(path: &str, text: &str, edit: &Edit) -> Result<String, Refusal> {
    let root = shape_of(path)?;
    // The edit is computed on plain line breaks; its patch is then mapped to the original text.
    let plain = text.replace("\r\n", "\n");
    let mark = if plain.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let inner = &plain[mark..];
    let is_article = path.starts_with("articles/");
    let (toml, body) = if is_article {
        article::split(inner).ok_or_else(|| Refusal::Unreadable("no front matter".into()))?
    } else {
        (0..inner.len(), inner.len())
    };
    let on_table = |change: &table_edit::TableChange<'_>, at: &[(String, usize)]| {
        let edited = table_edit::edit(&inner[toml.clone()], root, at, change)?;
        Ok([&inner[..toml.start], &edited, &inner[toml.end..]].concat())
    };
    let after = match edit {
        Edit::Set { at: EditPlace::Table(at), field, value, .. } => {
            on_table(&table_edit::TableChange::Set(field, value), at)?
        }
        Edit::Fill { tables, .. } => {
            let edited = table_edit::fill(&inner[toml.clone()], root, tables)?;
            [&inner[..toml.start], &edited, &inner[toml.end..]].concat()
        }
        Edit::Unset { at: EditPlace::Table(at), field, .. } => on_table(&table_edit::TableChange::Unset(field), at)?,
        Edit::Create { list, fields, .. } if is_article && list == PASSAGES => {
            passage_edit::create(inner, body, fields)?
        }
        Edit::Create { at: EditPlace::Table(at), list, position, fields, .. } => {
            on_table(&table_edit::TableChange::Create(list, *position, fields), at)?
        }
        Edit::Remove { at: EditPlace::Table(at), .. } => on_table(&table_edit::TableChange::Remove, at)?,
        Edit::Set { at: EditPlace::Passage(number), field, value, .. } if is_article => {
            passage_edit::set(inner, body, *number, field, Some(value))?
        }
        Edit::Unset { at: EditPlace::Passage(number), field, .. } if is_article => {
            passage_edit::set(inner, body, *number, field, None)?
        }
        Edit::Remove { at: EditPlace::Passage(number), .. } if is_article => {
            passage_edit::remove(inner, body, *number)?
        }
        _ => return Err(Refusal::NoPlace),
    };
    let patch = Patch::between(inner, &after);
    Ok(with_line_breaks(text, mark, &patch))
}

/// Maps `patch`, computed on plain line breaks, to `text`, from byte `mark` on.
fn with_line_breaks(text: &str, mark: usize, patch: &Patch) -> String {
    // The byte of the text that corresponds to a byte of the plain text.
    let place = |plain: usize| {
        let mut passed = 0;
        let mut bytes = text.bytes().enumerate().skip(mark).peekable();
        while let Some((at, byte)) = bytes.next() {
            if passed == plain {
                return at;
            }
            let dropped = byte == b'\r' && bytes.peek().is_some_and(|(_, next)| *next == b'\n');
            passed += usize::from(!dropped);
        }
        text.len()
    };
    let (start, end) = (place(patch.at), place(patch.at + patch.removed.len()));
    let breaks = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let inserted = patch.inserted.replace('\n', breaks);
    [&text[..start], &inserted, &text[end..]].concat()
}

/// Refuses a text that has other mistakes than `before`, the text that it replaces, if any.
fn would_load(path: &str, before: Option<&str>, after: &str, corpus: Option<&str>) -> Result<(), Refusal> {
    let mistakes = |text: &str| errors(path, text, corpus);
    let new = added(before.map(mistakes).unwrap_or_default(), mistakes(after), String::clone);
    if new.is_empty() { Ok(()) } else { Err(Refusal::Mistakes(new)) }
}
