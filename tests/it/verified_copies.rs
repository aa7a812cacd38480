//! A pack held against the reader's own copies: each file is known by its bytes, its words, then its name, and no other's is blamed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::intake::fixture;
use crate::terminal::Scratch;

const BLAST: &str = "Blast at the depot\n\nThe Courier, 5 May 2031\n\nAt least twelve people were killed on Sunday when a blast tore through a fuel depot in Port Sudan, the governor said.\n\nSome thirty others were wounded, doctors at the city hospital told reporters on Monday.\n";
const FERRY: &str = "Ferry attacked off Lamu\n\nThe Herald, 9 May 2031\n\nSeven people were shot dead on Thursday by gunmen who attacked a ferry off Lamu in Kenya, police said.\n\nThe attackers fled in a small boat before the navy could reach the island, a witness told this paper.\n";

fn parallax(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.arg("--no-memory").args(args).current_dir(home).output().unwrap()
}

fn put(home: &Path, file: &str, bytes: impl AsRef<[u8]>) {
    let path = home.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Packs what the folder `read` says, without the copies.
fn packed(home: &Path) {
    let done = parallax(home, &["pack", "read", "--filter", "killed:>0", "--possibly", "-o", "out"]);
    assert!(done.status.success(), "{done:?}");
}

/// What `verify` says of the pack with these copies, and its exit status.
fn verified(home: &Path, sources: &[&str]) -> (String, i32) {
    let mut args = vec!["verify", "out"];
    args.extend(sources.iter().flat_map(|path| ["--sources", path]));
    let done = parallax(home, &args);
    (String::from_utf8(done.stdout).unwrap(), done.status.code().unwrap())
}

#[test]
fn a_file_of_another_article_with_the_same_name_is_not_blamed() {
    let scratch = Scratch::new("verify-names");
    let home = scratch.0.as_path();
    put(home, "read/one/index.txt", BLAST);
    put(home, "read/two/index.txt", FERRY);
    packed(home);
    // Both copies are there, and have one name.
    let (said, status) = verified(home, &["read"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("2 files of yours with the SHA-256 that was noted, 4 anchors"), "{said}");
    assert!(!said.contains("no anchor was checked"), "{said}");
    // Of one alone, the other is missing, not changed.
    let (said, status) = verified(home, &["read/one"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("\n1 article without a copy of yours\n"), "{said}");
    // The copy that was changed is named, whether its words are left or not.
    for other in [FERRY.replace("a small boat", "two small boats"), "Nothing of it.\n".to_owned()] {
        put(home, "own/a/index.txt", BLAST);
        put(home, "own/b/index.txt", &other);
        let (said, status) = verified(home, &["own"]);
        assert_eq!(status, 1, "{said}");
        let blamed: Vec<&str> = said.lines().filter(|line| line.contains("not the copy in which")).collect();
        assert!(blamed.len() == 1 && blamed[0].starts_with("own/b/index.txt: "), "{said}");
    }
    // Of two files with that name and nothing of its words, nobody knows which is its copy.
    put(home, "own/c/index.txt", "Nothing of it either.\n");
    let (said, status) = verified(home, &["own"]);
    assert_eq!(status, 0, "{said}");
    // The other article, whose copy is there, is not named.
    for file in ["own/b/index.txt", "own/c/index.txt"] {
        let named = format!("{file}: fits no article of this pack, but has the name of the copy of index-2;");
        assert!(said.contains(&named), "{said}");
    }
}

#[test]
fn one_file_is_the_copy_of_all_articles_that_were_read_in_its_bytes() {
    let scratch = Scratch::new("verify-bytes");
    let home = scratch.0.as_path();
    put(home, "read/one.txt", BLAST);
    put(home, "read/two.txt", BLAST);
    packed(home);
    let (said, status) = verified(home, &["read/one.txt"]);
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("without a copy of yours"), "{said}");
    let (said, status) = verified(home, &["read"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("read/two.txt: the same bytes as read/one.txt"), "{said}");
    assert!(!said.contains("second copy") && !said.contains("without a copy"), "{said}");
    // A page with other bytes and the same words is a second copy.
    put(home, "own/one.txt", BLAST);
    put(home, "own/saved.txt", format!("{BLAST}\nShare this\n"));
    let (said, status) = verified(home, &["own"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("own/saved.txt: a second copy of “"), "{said}");
}

#[test]
fn every_second_copy_is_said_to_be_of_the_article_that_it_fits() {
    let scratch = Scratch::new("verify-seconds");
    let home = scratch.0.as_path();
    put(home, "read/blast.txt", BLAST);
    put(home, "read/ferry.txt", FERRY);
    packed(home);
    put(home, "read/a.txt", format!("{FERRY}\nShare this\n"));
    put(home, "read/b.txt", format!("{BLAST}\nShare this\n"));
    put(home, "read/c.txt", format!("{FERRY}\nPrint this\n"));
    put(home, "read/d.txt", "Nothing of it.\n");
    let (said, status) = verified(home, &["read"]);
    assert_eq!(status, 0, "{said}");
    for (file, article) in [("a", "ferry"), ("b", "blast"), ("c", "ferry")] {
        let second = format!("read/{file}.txt: a second copy of “{article}”; another has the SHA-256 that was noted");
        assert!(said.contains(&second), "{said}");
    }
    assert!(said.contains("read/d.txt: fits no article of this pack"), "{said}");
}

#[test]
fn an_archive_is_compared_by_its_bytes_though_it_is_not_opened() {
    let scratch = Scratch::new("verify-archive");
    let home = scratch.0.as_path();
    put(home, "read/all.zip", fixture::zip(&[("blast.txt", BLAST.as_bytes()), ("ferry.txt", FERRY.as_bytes())]));
    packed(home);
    let (said, status) = verified(home, &["read"]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("read/all.zip: the file in which 2 articles were read, by its SHA-256; it is not opened, so no anchor was checked in it"),
        "{said}"
    );
    assert!(!said.contains("no text") && !said.contains("without a copy"), "{said}");
    put(home, "own/all.zip", fixture::zip(&[("blast.txt", BLAST.as_bytes())]));
    let (said, status) = verified(home, &["own"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.starts_with("own/all.zip: not the file in which 2 articles were read; its SHA-256 is "), "{said}");
}
