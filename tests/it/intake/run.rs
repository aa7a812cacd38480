//! Folders, threads, the bar, stopping, and the cache.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use parallax::intake::cache::ContentHash;
use parallax::intake::run::{IntakeEnd, IntakeEvent, IntakeOptions, files, input};
use parallax::intake::{ArticleLocation, IntakeItem};

use super::fixture::{self, Folder, STORIES, items, sorted, zip};

fn filled(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (i, s) in STORIES.iter().enumerate() {
        let place = format!("{}/{}", ["a", "b/deep", "c"][i % 3], s.file("x"));
        match i % 4 {
            0 => folder.put(&place, fixture::html(s)),
            1 => folder.put(&place, fixture::markdown(s)),
            2 => folder
                .put(&place, zip(&[("p.html", fixture::html(s).as_bytes()), ("q.txt", fixture::plain(s).as_bytes())])),
            _ => folder.put(&place, fixture::plain(s)),
        };
    }
    folder.put("b/photo.jpg", b"\xff\xd8\xff\xe0");
    folder
}

fn options(threads: usize) -> IntakeOptions {
    IntakeOptions { threads, ..IntakeOptions::default() }
}

#[test]
fn the_order_is_that_of_the_names_whatever_the_threads() {
    let folder = filled("order");
    let one = items(&[&folder.0], &options(1));
    assert_eq!(one.len(), 16);
    for threads in [2, 5] {
        assert_eq!(items(&[&folder.0], &options(threads)), one);
    }
    let paths: Vec<ArticleLocation> = one.iter().map(|i| i.at().clone()).collect();
    assert!(paths.is_sorted_by(|a, b| a.path <= b.path));
}

#[test]
fn links_in_circles_and_files_of_pages_and_hidden_ones_are_left_out() {
    let folder = filled("links");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("a/circle")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.0.join("a/broken")).unwrap();
    folder.put(".git/config", "x");
    folder.put("Saved.html", fixture::html(&STORIES[0]));
    folder.put("Saved_files/frame.html", fixture::html(&STORIES[1]));
    folder.put("Saved_files/style.css", "p { }");
    let (articles, others) = sorted(items(&[&folder.0], &options(2)));
    assert_eq!(articles.len(), 16);
    assert_eq!(others, ["Saved_files: 2 files of the page Saved.html", "photo.jpg: a picture (JPEG)"]);
}

#[test]
fn names_in_any_bytes_are_read_and_missing_paths_told() {
    let folder = Folder::new("names");
    let odd = folder.0.join(OsStr::from_bytes(b"\xff\xfe\x1b[31m.txt"));
    fs::write(&odd, fixture::plain(&STORIES[0])).unwrap();
    let (articles, others) = sorted(items(&[&folder.0, &folder.0.join("none")], &options(2)));
    assert_eq!(articles[0].at.path, odd);
    assert!(others[0].starts_with("none: cannot be read: No such file"), "{others:?}");
}

#[test]
fn the_bar_moves_to_the_end_and_a_stop_stops() {
    let folder = filled("bar");
    let mut last: Option<parallax::intake::run::IntakeProgress> = None;
    let read = |go_on: &(dyn Fn() -> bool + Sync), each: &mut dyn FnMut(IntakeEvent)| {
        files(std::slice::from_ref(&folder.0), &options(2), go_on, None, each).unwrap() != IntakeEnd::Stopped
    };
    assert!(read(&|| true, &mut |event| {
        if let IntakeEvent::Progress(progress) = event {
            assert!(last.is_none_or(|l| l.bytes <= progress.bytes && l.files <= progress.files));
            last = Some(progress);
        }
    }));
    let last = last.unwrap();
    assert_eq!((last.files, last.files_found, last.bytes), (13, 13, last.bytes_found));
    let seen = AtomicU64::new(0);
    let complete = read(&|| seen.load(Ordering::Relaxed) < 3, &mut |event| {
        if matches!(event, IntakeEvent::Item(_)) {
            seen.fetch_add(1, Ordering::Relaxed);
        }
    });
    assert!(!complete);
    assert!(seen.load(Ordering::Relaxed) < 12);
}

#[test]
fn standard_input_takes_text_and_archives() {
    let archive =
        zip(&[("p.html", fixture::html(&STORIES[0]).as_bytes()), ("q.txt", fixture::plain(&STORIES[1]).as_bytes())]);
    for (given, expected) in [(fixture::plain(&STORIES[0]).into_bytes(), 1), (archive, 2)] {
        let mut found = 0;
        assert!(input(&mut &given[..], &options(2), &|| true, &mut |event| {
            if let IntakeEvent::Item(IntakeItem::Article(article)) = event {
                assert!(article.at.to_string().starts_with("standard input"));
                found += 1;
            }
        }));
        assert_eq!(found, expected);
    }
}

/// Makes all files look as if they were changed an hour ago.
fn age(folder: &Folder) {
    for found in parallax::intake::walk::Walk::new(std::slice::from_ref(&folder.0)) {
        if let parallax::intake::walk::FoundPath::File(path, _) = found {
            let file = fs::File::options().append(true).open(path).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
        }
    }
}

#[test]
fn a_second_start_takes_from_the_cache_and_says_the_same() {
    let folder = filled("cached");
    age(&folder);
    let cache = Folder::new("cache");
    let cached = IntakeOptions { threads: 2, cache: Some(cache.0.clone()), ..IntakeOptions::default() };
    let plain = items(&[&folder.0], &options(2));
    assert_eq!(items(&[&folder.0], &cached), plain, "the first start");
    let kept = fs::read_dir(&cache.0).unwrap().next().unwrap().unwrap().path();
    let index = kept.join("index");
    let lines = fs::read_to_string(&index).unwrap();
    assert_eq!(lines.lines().filter(|l| l.starts_with("S ")).count(), 13);
    assert_eq!(items(&[&folder.0], &cached), plain, "by stamps");
    assert_eq!(fs::read_to_string(&index).unwrap(), lines, "nothing is written twice");
    let entries: String = lines.lines().filter(|l| l.starts_with("E ")).map(|l| format!("{l}\n")).collect();
    fs::write(&index, entries).unwrap();
    assert_eq!(items(&[&folder.0], &cached), plain, "by contents");
    // Entries that are damaged are made anew; a torn line is none.
    fs::write(kept.join("pack"), "{").unwrap();
    fs::write(&index, format!("{lines}E 0123")).unwrap();
    assert_eq!(items(&[&folder.0], &cached), plain, "by nothing");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_not_kept() {
    let (folder, cache) = (Folder::new("changing"), Folder::new("changing-cache"));
    let names: Vec<String> = (0..3_000).map(|i| format!("{i:04}.txt")).collect();
    let text = fixture::plain(&STORIES[0]);
    let archive = zip(&names.iter().map(|name| (name.as_str(), text.as_bytes())).collect::<Vec<_>>());
    let path = folder.put("all.zip", &archive);
    age(&folder);
    let cached = IntakeOptions { threads: 2, cache: Some(cache.0.clone()), ..IntakeOptions::default() };
    let mut read = 0;
    let end = files(std::slice::from_ref(&path), &cached, &|| true, None, &mut |event| {
        read += usize::from(matches!(event, IntakeEvent::Item(IntakeItem::Article(_))));
        if read == 1 {
            fs::write(&path, [&archive[..40_000], b"cut"].concat()).unwrap();
        }
    });
    assert!(read < 3_000, "the change comes before the end");
    assert_eq!(end.unwrap(), IntakeEnd::Complete(None));
    fs::write(&path, &archive).unwrap();
    age(&folder);
    let (articles, others) = sorted(items(&[&folder.0], &cached));
    assert_eq!((articles.len(), others.len()), (3_000, 0));
}

#[test]
fn two_programs_may_use_the_cache_at_the_same_time() {
    let folder = filled("two");
    age(&folder);
    let cache = Folder::new("two-cache");
    let cached = IntakeOptions { threads: 2, cache: Some(cache.0.clone()), ..IntakeOptions::default() };
    let plain = items(&[&folder.0], &options(2));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(items(&[&folder.0], &cached), plain));
        }
    });
    assert_eq!(items(&[&folder.0], &cached), plain);
}

#[test]
fn a_changed_file_is_read_again() {
    let folder = Folder::new("changed");
    let cache = Folder::new("changed-cache");
    let cached = IntakeOptions { threads: 2, cache: Some(cache.0.clone()), ..IntakeOptions::default() };
    let path = folder.put("a.txt", fixture::plain(&STORIES[0]));
    age(&folder);
    items(&[&path], &cached);
    folder.put("a.txt", fixture::plain(&STORIES[1]));
    let (articles, _) = sorted(items(&[&path], &cached));
    assert_eq!(articles[0].title.as_ref().unwrap().value, STORIES[1].title);
}

#[test]
fn a_set_of_files_is_known_exactly_when_all_are_unchanged() {
    let folder = filled("set");
    age(&folder);
    let cache = Folder::new("set-cache");
    let cached = IntakeOptions { threads: 2, cache: Some(cache.0.clone()), ..IntakeOptions::default() };
    let asked = Mutex::new(Vec::new());
    // Reads the files, unless their key is this one.
    let read = |known: Option<ContentHash>| {
        asked.lock().unwrap().clear();
        let mut items = 0;
        let is_known = |key: &ContentHash| {
            asked.lock().unwrap().push(*key);
            known == Some(*key)
        };
        let end = files(std::slice::from_ref(&folder.0), &cached, &|| true, Some(&is_known), &mut |event| {
            items += usize::from(matches!(event, IntakeEvent::Item(_)));
        });
        (end.unwrap(), items, asked.lock().unwrap().clone())
    };
    let (end, all, asked) = read(None);
    let IntakeEnd::Complete(Some(key)) = end else { panic!("{end:?}") };
    assert!(asked.is_empty(), "the cache knows no file");
    assert_eq!(read(None), (IntakeEnd::Complete(Some(key)), all, vec![key]), "by the stamps, as by the contents");
    let (end, first, _) = read(Some(key));
    assert!(end == IntakeEnd::Known && 0 < first && first < all, "{end:?} {first}");
    let changes: [&dyn Fn(); 4] = [
        &|| drop(folder.put("zz.txt", fixture::plain(&STORIES[0]))),
        &|| drop(folder.put("zz.txt", fixture::plain(&STORIES[1]))),
        &|| fs::rename(folder.0.join("zz.txt"), folder.0.join("zy.txt")).unwrap(),
        &|| fs::create_dir_all(folder.0.join("zz.html")).unwrap(),
    ];
    for (number, change) in changes.iter().enumerate() {
        change();
        let (end, items, asked) = read(Some(key));
        assert!(end != IntakeEnd::Known && items >= all && !asked.contains(&key), "{number}: {end:?} {items}");
    }
    fs::remove_file(folder.0.join("zy.txt")).unwrap();
    fs::remove_dir(folder.0.join("zz.html")).unwrap();
    assert_eq!(read(Some(key)).0, IntakeEnd::Known, "as it was");
}
