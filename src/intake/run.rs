//! Reads files and folders beside the work: one thread finds and unpacks, others read, results come in the order of the
//! files whatever the threads.

mod kept;
mod known;
mod pieces;
mod progress;
mod queue;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use kept::Kept;
pub use known::IsKnown;
use known::{SetKey, Undecided};
use pieces::{of_bytes, of_piece, reason, unread};
pub use progress::IntakeProgress;
use queue::{CountedFile, CountedInput, End, QueuedWork, Shared};

use super::article::{ArticleLocation, IntakeItem};
use super::cache::{Cache, ContentHash};
use super::kept_bound::KeptBound;
use super::kind::{self, ByteKind};
use super::unpack::{self, FilePiece, IntakeLimits};
use super::walk::{FoundPath, Walk};
use super::why::NoArticleReason;

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct IntakeOptions {
    /// What is read at most.
    pub limits: IntakeLimits,
    /// Threads that read; 0 for one a processor, at most eight.
    pub threads: usize,
    /// The folder of the cache; none without.
    pub cache: Option<PathBuf>,
}

/// What the reading reports.
#[derive(Debug)]
pub enum IntakeEvent {
    /// An article, or something that is none.
    Item(IntakeItem),
    /// A file is done.
    Progress(IntakeProgress),
}

/// How reading files ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeEnd {
    /// It was stopped.
    Stopped,
    /// All is read. The key of the set of files, if there is a cache that knows all of them from now on.
    Complete(Option<ContentHash>),
    /// The caller knows the set of files: only the first were read.
    Known,
}

/// Pieces of one file after which the bar moves.
const OFTEN: u64 = 16;
/// Files that are read before it is certain whether the set of files is known.
const FIRST: usize = 4;

/// What came of it.
struct Done {
    items: Vec<IntakeItem>,
    /// The key of a file read as a whole.
    key: Option<ContentHash>,
    end: Option<End>,
    /// A path that is not read.
    other: Option<(PathBuf, NoArticleReason)>,
    /// Whether something else may have been read than what the key says.
    doubtful: bool,
    weight: u64,
    /// The bound of the file, unless the cache kept what was read of it.
    bound: Option<Arc<KeptBound>>,
}

/// Reads files and folders, in order. `each` is called in this thread; `go_on` is asked from all, and `known`, if there is
/// a cache, when all files turn out to be unchanged. An error only if the cache cannot be opened: nothing was read then.
pub fn files(
    paths: &[PathBuf],
    options: &IntakeOptions,
    go_on: &(dyn Fn() -> bool + Sync),
    known: Option<&IsKnown<'_>>,
    each: &mut dyn FnMut(IntakeEvent),
) -> std::io::Result<IntakeEnd> {
    let cache = options.cache.as_deref().map(Cache::open).transpose()?;
    let shared = Shared::new(go_on);
    let feed = |shared: &Shared<'_>, cache: Option<&Cache>| feed(paths, options, shared, cache);
    let known = known.filter(|_| cache.is_some());
    let set = run(options, &shared, cache.as_ref(), Some((paths, known)), &feed, each);
    let is_known = shared.decision.wait();
    Ok(match () {
        () if shared.stopped() => IntakeEnd::Stopped,
        () if is_known => IntakeEnd::Known,
        () => IntakeEnd::Complete(set),
    })
}

/// Reads what is given on standard input.
pub fn input(
    input: &mut (dyn Read + Send),
    options: &IntakeOptions,
    go_on: &(dyn Fn() -> bool + Sync),
    each: &mut dyn FnMut(IntakeEvent),
) -> bool {
    let shared = Shared::new(go_on);
    let input = Mutex::new(input);
    let feed = |shared: &Shared<'_>, _: Option<&Cache>| {
        let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
        let bound = Arc::new(KeptBound::new(&options.limits, 0));
        let mut sink = |piece: FilePiece| piece_of(shared, &bound, piece, false);
        let input = CountedInput { input: &mut **input, bound: &bound };
        unpack::input(&ArticleLocation::default(), input, &options.limits, &mut sink);
        shared.put(QueuedWork::End(End::default()));
    };
    run(options, &shared, None, None, &feed, each);
    !shared.stopped()
}

/// Reads bytes at hand, of any kind.
pub fn bytes(at: &ArticleLocation, bytes: &[u8], limits: &IntakeLimits) -> Vec<IntakeItem> {
    let bound = KeptBound::new(limits, bytes.len() as u64);
    let mut items = Vec::new();
    unpack::input(at, bytes, limits, &mut |piece| {
        items.extend(bound.kept(of_piece(&piece, &bound)));
        !bound.is_full()
    });
    items
}

/// Puts a piece of a file whose bound is shared. `false` if no more pieces of it are wanted.
fn piece_of(shared: &Shared<'_>, bound: &Arc<KeptBound>, piece: FilePiece, whole: bool) -> bool {
    !bound.is_full() && shared.put(QueuedWork::Piece(piece, whole, Arc::clone(bound)))
}

type Feed<'f> = dyn Fn(&Shared<'_>, Option<&Cache>) + Sync + 'f;

/// Reads what `feed` finds; gives the key of what was read.
fn run(
    options: &IntakeOptions,
    shared: &Shared<'_>,
    cache: Option<&Cache>,
    paths: Option<(&[PathBuf], Option<&IsKnown<'_>>)>,
    feed: &Feed<'_>,
    each: &mut dyn FnMut(IntakeEvent),
) -> Option<ContentHash> {
    let threads = match options.threads {
        0 => thread::available_parallelism().map_or(2, |n| n.get().min(8)),
        n => n,
    };
    let (done, results) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            feed(shared, cache);
            shared.close();
        });
        if let Some((paths, known)) = paths {
            scope.spawn(move || count(paths, shared, cache, known));
        } else {
            shared.counted.store(true, Ordering::Relaxed);
        }
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(move || work(shared, cache, &options.limits, &done));
        }
        drop(done);
        let set = in_order(shared, cache, &results, each);
        if let Some(cache) = cache {
            // What is not kept is read again.
            let _ = cache.flush();
        }
        set
    })
}

/// Counts the files beforehand, for the bar, and asks whether they are known if the cache knows each.
fn count(paths: &[PathBuf], shared: &Shared<'_>, cache: Option<&Cache>, known: Option<&IsKnown<'_>>) {
    let _undecided = Undecided(&shared.decision);
    let mut set = SetKey::new();
    let sought = cache.zip(known);
    for found in Walk::new(paths) {
        if shared.stopped() {
            return;
        }
        match found {
            FoundPath::File(path, size) => {
                shared.found.fetch_add(1, Ordering::Relaxed);
                shared.found_bytes.fetch_add(size, Ordering::Relaxed);
                let unchanged = |(cache, _): (&Cache, _)| cache.key(&path, &fs::metadata(&path).ok()?);
                set.file(&path, sought.filter(|_| !set.is_lost()).and_then(unchanged).as_ref());
            }
            FoundPath::Other(path, why) => set.other(&path, &why),
        }
        if set.is_lost() {
            shared.decision.decide(false);
        }
    }
    shared.counted.store(true, Ordering::Relaxed);
    if let Some((key, (_, known))) = set.finish().zip(sought) {
        shared.decision.decide(known(&key));
    }
}

/// Finds and unpacks.
fn feed(paths: &[PathBuf], options: &IntakeOptions, shared: &Shared<'_>, cache: Option<&Cache>) {
    for (number, found) in Walk::new(paths).enumerate() {
        if number == FIRST && shared.decision.wait() {
            return;
        }
        let go_on = match found {
            FoundPath::Other(path, why) => shared.put(QueuedWork::Other(path, why)),
            FoundPath::File(path, size) => one(&path, size, options, shared, cache),
        };
        if !go_on {
            return;
        }
    }
}

fn one(path: &Path, size: u64, options: &IntakeOptions, shared: &Shared<'_>, cache: Option<&Cache>) -> bool {
    let at = ArticleLocation::file(path);
    let bound = Arc::new(KeptBound::new(&options.limits, size));
    let mut end = End { path: path.to_owned(), metadata: fs::metadata(path).ok(), ..End::default() };
    // A file that is unchanged is not opened.
    if let Some(key) = cache.zip(end.metadata.as_ref()).and_then(|(cache, m)| cache.key(path, m)) {
        (end.stamped, end.key) = (true, Some(key));
        return shared.put(QueuedWork::Known(at, key)) && shared.put(QueuedWork::End(end));
    }
    let mut file = match File::open(path) {
        Ok(file) => CountedFile { file, shared },
        Err(error) => {
            let piece = unread(at, NoArticleReason::Unreadable(error.to_string()));
            return piece_of(shared, &bound, piece, false) && shared.put(QueuedWork::End(end));
        }
    };
    if let Some(cache) = cache
        && is_in_pieces(&mut file, size)
    {
        // The bar counts what is read once.
        let before = shared.read.load(Ordering::Relaxed);
        end.key = ContentHash::of_stream(&mut file).ok();
        shared.read.store(before, Ordering::Relaxed);
        if let Some(key) = end.key.filter(|key| cache.holds(key)) {
            return shared.put(QueuedWork::Known(at, key)) && shared.put(QueuedWork::End(end));
        }
        if let Err(error) = file.rewind() {
            let piece = unread(at, NoArticleReason::Unreadable(error.to_string()));
            return piece_of(shared, &bound, piece, false) && shared.put(QueuedWork::End(end));
        }
    }
    let single = cache.is_some() && end.key.is_none();
    let mut sink = |piece: FilePiece| {
        let whole = single && piece.bytes.is_ok();
        piece_of(shared, &bound, piece, whole)
    };
    unpack::file(&at, file, size, &options.limits, &mut sink);
    shared.put(QueuedWork::End(end))
}

/// Whether a file is unpacked into pieces; leaves it at its beginning.
fn is_in_pieces(file: &mut (impl Read + Seek), size: u64) -> bool {
    let mut head = Vec::new();
    let read = (&mut *file).take(600).read_to_end(&mut head).is_ok() && file.rewind().is_ok();
    let archive = matches!(kind::of(&head), ByteKind::Zip | ByteKind::Gzip | ByteKind::Tar | ByteKind::Warc);
    read && (archive || size >= unpack::PART && head.starts_with(b"{"))
}

/// Reads pieces until there are none.
fn work(shared: &Shared<'_>, cache: Option<&Cache>, limits: &IntakeLimits, done: &Sender<(u64, Done)>) {
    while let Some((number, work)) = shared.take() {
        let weight = work.weight();
        let mut result =
            Done { items: Vec::new(), key: None, end: None, other: None, doubtful: false, weight, bound: None };
        if !shared.stopped() {
            match work {
                // The rest of the file is not read.
                QueuedWork::Piece(_, _, bound) if bound.is_full() => {}
                QueuedWork::Piece(piece, whole, bound) => {
                    match (&piece.bytes, cache.filter(|_| whole)) {
                        (Ok(bytes), Some(cache)) => {
                            let key = ContentHash::of(bytes);
                            let kept = cache.load(&key, &piece.at);
                            result.items = kept.unwrap_or_else(|| of_bytes(bytes, &piece, &key, &bound));
                            result.key = Some(key);
                        }
                        _ => result.items = of_piece(&piece, &bound),
                    }
                    result.bound = Some(bound);
                }
                QueuedWork::Known(at, key) => {
                    // An entry that is gone or damaged is made anew.
                    let kept = cache.and_then(|c| c.load(&key, &at));
                    result.doubtful = kept.is_none();
                    result.items = kept.unwrap_or_else(|| again(&at, limits));
                }
                QueuedWork::Other(path, why) => {
                    result.items = vec![reason(why.clone(), &ArticleLocation::file(&path))];
                    result.other = Some((path, why));
                }
                QueuedWork::End(end) => result.end = Some(end),
            }
        }
        if done.send((number, result)).is_err() {
            return;
        }
    }
}

fn again(at: &ArticleLocation, limits: &IntakeLimits) -> Vec<IntakeItem> {
    let mut items = Vec::new();
    match File::open(&at.path) {
        Ok(file) => {
            let size = file.metadata().map_or(0, |m| m.len());
            let bound = KeptBound::new(limits, size);
            unpack::file(at, file, size, limits, &mut |piece| {
                items.extend(bound.kept(of_piece(&piece, &bound)));
                !bound.is_full()
            });
        }
        Err(error) => items.push(reason(NoArticleReason::Unreadable(error.to_string()), at)),
    }
    items
}

/// Reports results in the order of their numbers; gives the key of what was read.
fn in_order(
    shared: &Shared<'_>,
    cache: Option<&Cache>,
    results: &Receiver<(u64, Done)>,
    each: &mut dyn FnMut(IntakeEvent),
) -> Option<ContentHash> {
    let mut set = SetKey::new();
    let mut doubtful = false;
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut progress = IntakeProgress::default();
    let mut shown = 0;
    let mut file = Kept::default();
    while let Ok((number, done)) = results.recv() {
        waiting.insert(number, done);
        while let Some(done) = waiting.remove(&next) {
            next += 1;
            shared.release(done.weight);
            if shared.stopped() {
                continue;
            }
            doubtful |= done.doubtful;
            if let Some((path, why)) = &done.other {
                set.other(path, why);
            }
            let items = match &done.bound {
                Some(bound) => bound.kept(done.items),
                None => done.items,
            };
            file.add(cache, done.key, &items);
            for item in items {
                each(IntakeEvent::Item(item));
            }
            let ended = done.end.is_some();
            if let Some(end) = done.end {
                set.file(&end.path, file.end(cache, &end).as_ref());
                progress.files += 1;
                progress.bytes += end.metadata.map_or(0, |m| m.len());
            }
            if ended || next.is_multiple_of(OFTEN) {
                let bar = shared.bar(progress);
                shown = shown.max(bar.bytes);
                each(IntakeEvent::Progress(IntakeProgress { bytes: shown, ..bar }));
            }
        }
    }
    set.finish().filter(|_| !doubtful)
}
