//! Holds the articles of a pack against the copies that the user has: whether these are the files that were read, then the
//! anchors.
//!
//! A file is known by its SHA-256 first, and may be the copy of several articles. What is left is known by its words, and last
//! by its name: a file that is the copy of another article is never blamed. Archives and tables are not opened.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use super::anchors::{articles, assigned, compare, fitted, in_its_copy, is_any_left};
use super::evidence::{Evidence, PackedSource};
use super::verified::Verified;
use crate::align::attach::{Attachment, LeftCopy, LeftReason};
use crate::align::copy::{self, Copy};
use crate::atomic_file;
use crate::diagnostic::Report;
use crate::documents::files::copy_paths;
use crate::editing::hash;
use crate::model::AnchorState;
use crate::present::words::{count, file_name};

/// Largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// A file of the user's.
struct OwnFile {
    /// Its path, as it is shown.
    shown: String,
    sha256: String,
    /// Its text, if it has one.
    copy: Option<Copy>,
    /// Whether it is known what it is the copy of.
    is_taken: bool,
    /// The article that comes nearest to it, in words.
    nearest: String,
}

/// Positions of files, by a name or a hash.
type FilesBy = HashMap<String, Vec<usize>>;

/// The files by what is told of each.
fn files_by(files: &[OwnFile], of: impl Fn(&OwnFile) -> String) -> FilesBy {
    let mut by = FilesBy::new();
    for (at, file) in files.iter().enumerate() {
        by.entry(of(file)).or_default().push(at);
    }
    by
}

/// The files of that name of which it is not known what they are.
fn free<'f>(files: &'f [OwnFile], names: &'f FilesBy, name: &str) -> impl Iterator<Item = usize> + use<'f> {
    names.get(name).into_iter().flatten().copied().filter(|at| !files[*at].is_taken)
}

/// Holds the articles against the files in these paths.
pub fn own_copies(evidence: &Evidence, sources: &[PathBuf], verified: &mut Verified) {
    let mut files = read(sources, verified);
    let articles = articles(evidence);
    let mut found: Vec<Option<Attachment>> = articles.iter().map(|_| None).collect();
    let hashes = files_by(&files, |file| file.sha256.clone());
    let names = files_by(&files, |file| file_name(&file.shown));
    let known = by_hash(&articles, &mut found, &hashes, &mut files, verified);
    unopened(evidence, &hashes, &names, &mut files, verified);
    by_words(&articles, &mut found, &known, &mut files, verified);
    by_name(&articles, &mut found, &known, &names, &mut files, verified);
    let sought = sought(&articles, &found, &known);
    verified.open.extend(files.iter().filter(|file| !file.is_taken).map(|file| of_none(&articles, &sought, file)));
    let without = found.iter().zip(&known).filter(|(copy, known)| copy.is_none() && !**known).count();
    if without > 0 {
        verified.open.push(format!("{} without a copy of yours", count(without, "article")));
    }
    // Where nothing of it is left, every anchor alone says nothing more.
    for copy in &mut found {
        *copy = copy.take().filter(is_any_left);
    }
    let copies: BTreeSet<&str> = found.iter().flatten().map(|copy| copy.name.as_str()).collect();
    let copies = copies.len();
    compare(evidence, &articles, &found, copies, verified);
}

/// The files in these paths. Of several with the same bytes there is one, the first.
fn read(sources: &[PathBuf], verified: &mut Verified) -> Vec<OwnFile> {
    let mut report = Report::default();
    let paths: BTreeSet<PathBuf> = sources.iter().flat_map(|source| copy_paths(source, &mut report)).collect();
    let mut files: Vec<OwnFile> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for path in paths {
        let shown = path.display().to_string();
        match atomic_file::read(&path, LARGEST) {
            Ok(Some(bytes)) => {
                let sha256 = hash(&bytes);
                if let Some(first) = seen.get(&sha256) {
                    verified.open.push(format!("{shown}: the same bytes as {}", files[*first].shown));
                    continue;
                }
                seen.insert(sha256.clone(), files.len());
                files.push(OwnFile {
                    copy: copy::read(&shown, &bytes),
                    shown,
                    sha256,
                    is_taken: false,
                    nearest: String::new(),
                });
            }
            Ok(None) => verified.open.push(format!("{shown}: missing")),
            Err(error) => verified.open.push(format!("{shown}: cannot be read: {error}")),
        }
    }
    verified.open.extend(report.messages.into_iter().map(|message| message.message));
    files
}

/// The articles that were read in one of the files, by its SHA-256. Gives which they are.
fn by_hash(
    articles: &[&PackedSource],
    found: &mut [Option<Attachment>],
    hashes: &FilesBy,
    files: &mut [OwnFile],
    verified: &mut Verified,
) -> Vec<bool> {
    let mut known = vec![false; articles.len()];
    let mut matched = BTreeSet::new();
    for (number, article) in articles.iter().enumerate() {
        let Some(read) = &article.copy else { continue };
        let Some(&[at]) = read.sha256.as_ref().and_then(|sha256| hashes.get(sha256)).map(Vec::as_slice) else {
            continue;
        };
        known[number] = true;
        files[at].is_taken = true;
        matched.insert(at);
        if read.part.is_some() {
            continue;
        }
        found[number] = files[at].copy.as_ref().and_then(|copy| in_its_copy(article, copy)).filter(is_any_left);
        if found[number].is_none() {
            verified.open.push(format!(
                "{}: the file in which {} was read, by its SHA-256, but its words cannot be found in it as plain text",
                files[at].shown, article.id
            ));
        }
    }
    if !matched.is_empty() {
        verified.looked_at.push(format!("{} of yours with the SHA-256 that was noted", count(matched.len(), "file")));
    }
    known
}

/// The archives and tables among the files, which are compared by their SHA-256 alone.
fn unopened(evidence: &Evidence, hashes: &FilesBy, names: &FilesBy, files: &mut [OwnFile], verified: &mut Verified) {
    let mut read_in: BTreeMap<(&str, &str), Vec<&PackedSource>> = BTreeMap::new();
    for source in &evidence.sources {
        let Some(copy) = source.copy.as_ref().filter(|copy| copy.part.is_some() || source.record) else { continue };
        if let Some(sha256) = &copy.sha256 {
            read_in.entry((&copy.file, sha256)).or_default().push(source);
        }
    }
    for ((name, sha256), of) in read_in {
        let what = |source: &PackedSource| if source.record { "record" } else { "article" };
        let whose = match of.as_slice() {
            [one] => format!("{} was read", one.id),
            all => format!("{} were read", count(all.len(), what(all[0]))),
        };
        if let Some(&at) = hashes.get(sha256).and_then(|all| all.first()) {
            let same = &mut files[at];
            same.is_taken = true;
            verified.open.push(format!(
                "{}: the file in which {whose}, by its SHA-256; it is not opened, so no anchor was checked in it",
                same.shown
            ));
            continue;
        }
        let called: Vec<usize> = free(files, names, name).take(2).collect();
        if let [at] = *called {
            let file = &mut files[at];
            file.is_taken = true;
            verified.problems.push(format!(
                "{}: not the file in which {whose}; its SHA-256 is {}, not {sha256}",
                file.shown, file.sha256
            ));
        }
    }
}

/// The articles whose words stand in one of the other files, and what is to say of files that are of none.
fn by_words(
    articles: &[&PackedSource],
    found: &mut [Option<Attachment>],
    known: &[bool],
    files: &mut [OwnFile],
    verified: &mut Verified,
) {
    let rest: Vec<usize> = (0..articles.len()).filter(|&number| !known[number]).collect();
    let free: Vec<usize> = (0..files.len()).filter(|&at| !files[at].is_taken && files[at].copy.is_some()).collect();
    let copies: Vec<Copy> = free.iter().filter_map(|&at| files[at].copy.clone()).collect();
    let wanted: Vec<&PackedSource> = rest.iter().map(|&number| articles[number]).collect();
    let shown: HashMap<&str, usize> = copies.iter().zip(&free).map(|(copy, at)| (copy.name.as_str(), *at)).collect();
    let own = assigned(&wanted, &copies);
    let mut is_left = vec![false; free.len()];
    own.left.iter().for_each(|left| is_left[left.copy] = true);
    for (&at, _) in free.iter().zip(&is_left).filter(|(_, is_left)| !**is_left) {
        files[at].is_taken = true;
    }
    for (&number, copy) in rest.iter().zip(own.attached) {
        let (article, Some(copy)) = (articles[number], copy) else { continue };
        if let Some(&at) = shown.get(copy.name.as_str()) {
            changed(article, &files[at], verified);
        }
        found[number] = Some(copy);
    }
    // A file may be another copy of an article whose own is known by its hash.
    let already: Vec<&PackedSource> =
        articles.iter().zip(known).filter(|(_, known)| **known).map(|(article, _)| *article).collect();
    let of_none = own.left.iter().filter(|left| matches!(left.why, LeftReason::OfNone { .. }));
    let of_none: Vec<Copy> = of_none.map(|left| copies[left.copy].clone()).collect();
    let seconds = fitted(&already, &of_none);
    let seconds: HashMap<&str, usize> =
        of_none.iter().zip(seconds).filter_map(|(copy, article)| Some((copy.name.as_str(), article?))).collect();
    for LeftCopy { copy: at, why } in own.left {
        let file = &mut files[free[at]];
        let shown = &file.shown;
        let said = match why {
            LeftReason::Second { article, better } => {
                Some(format!("{shown}: a second copy of “{}”; {better} fits better", wanted[article].id))
            }
            LeftReason::OfNone { nearest } => {
                file.nearest = nearest;
                let second = seconds.get(copies[at].name.as_str()).map(|article| &already[*article].id);
                second.map(|id| format!("{shown}: a second copy of “{id}”; another has the SHA-256 that was noted"))
            }
        };
        file.is_taken = said.is_some();
        verified.open.extend(said);
    }
}

/// The articles of which no copy is known, by the name of the file in which each was read.
fn sought<'e>(
    articles: &[&'e PackedSource],
    found: &[Option<Attachment>],
    known: &[bool],
) -> HashMap<&'e str, Vec<usize>> {
    let mut sought: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, article) in articles.iter().enumerate() {
        if let (None, false, Some(name)) = (&found[number], known[number], called(article)) {
            sought.entry(name).or_default().push(number);
        }
    }
    sought
}

/// What is to say of a file that is the copy of no article.
fn of_none(articles: &[&PackedSource], sought: &HashMap<&str, Vec<usize>>, file: &OwnFile) -> String {
    if file.copy.is_none() {
        return format!("{}: no text", file.shown);
    }
    let named = sought.get(file_name(&file.shown).as_str()).into_iter().flatten();
    let named: Vec<&str> = named.map(|number| articles[*number].id.as_str()).collect();
    let mut said = format!("{}: fits no article of this pack", file.shown);
    if !named.is_empty() {
        said.push_str(&format!(", but has the name of the copy of {}", named.join(", ")));
    }
    if !file.nearest.is_empty() {
        said.push_str(&format!("; {}", file.nearest));
    }
    said
}

/// The name of the file in which an article alone was read, if its SHA-256 is known.
fn called(article: &PackedSource) -> Option<&str> {
    let copy = article.copy.as_ref().filter(|copy| copy.part.is_none() && copy.sha256.is_some())?;
    Some(&copy.file)
}

/// The articles of which nothing else is known, by the names of their copies: a file of that name that is no other's may be
/// the copy, changed. Of several, only one that still has words of it is.
fn by_name(
    articles: &[&PackedSource],
    found: &mut [Option<Attachment>],
    known: &[bool],
    names: &FilesBy,
    files: &mut [OwnFile],
    verified: &mut Verified,
) {
    // In the order of the names.
    let sought: BTreeMap<&str, Vec<usize>> = sought(articles, found, known).into_iter().collect();
    for (name, numbers) in sought {
        let free: Vec<usize> = free(files, names, name).collect();
        if let (&[number], &[at]) = (numbers.as_slice(), free.as_slice()) {
            let article = articles[number];
            changed(article, &files[at], verified);
            files[at].is_taken = true;
            found[number] = files[at].copy.as_ref().and_then(|copy| in_its_copy(article, copy));
            continue;
        }
        let pairs = numbers.iter().flat_map(|&number| free.iter().map(move |&at| (number, at)));
        let held = pairs.filter_map(|(number, at)| {
            let copy = in_its_copy(articles[number], files[at].copy.as_ref()?)?;
            let left = copy.passages.iter().filter(|(_, state)| *state != AnchorState::Orphan).count();
            (left > 0).then_some((left, number, at, copy))
        });
        let mut held: Vec<_> = held.collect();
        held.sort_by_key(|(left, ..)| std::cmp::Reverse(*left));
        for (_, number, at, copy) in held {
            if found[number].is_none() && !files[at].is_taken {
                changed(articles[number], &files[at], verified);
                files[at].is_taken = true;
                found[number] = Some(copy);
            }
        }
    }
}

/// Says that a file is not the one in which an article was read.
fn changed(article: &PackedSource, file: &OwnFile, verified: &mut Verified) {
    if called(article).is_some() {
        let is = format!("its SHA-256 is {}", file.sha256);
        verified.problems.push(format!("{}: not the copy in which {} was read; {is}", file.shown, article.id));
    }
}
