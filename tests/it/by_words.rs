//! The commands without the screen that take words: `ledger kerman`, `find --batch`.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::fixture::path;

/// Runs the program with standard input. Gives status, standard output and standard error.
pub fn parallax(args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    let pipes = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    // A program that reads nothing may have ended.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn words_with_one_clear_answer_are_as_good_as_an_id() {
    for (command, words, id) in [
        ("ledger", "kerman", "kerman-bombings"),
        ("ledger", "istanbul church", "istanbul-church"),
        ("compare", "gwadar", "gwadar-port"),
        ("show", "crocus", "crocus-city-hall"),
        ("compare", "kerman", "kerman-bombings"),
        ("show", "webber", "lucas-webber"),
        ("show", "Qassem SOLEIMANI", "qassem-soleimani"),
    ] {
        let (status, shown, said) = parallax(&[command, words], "");
        let (_, by_id, _) = parallax(&[command, id], "");
        assert_eq!((status, &shown), (Some(0), &by_id), "{command} {words}: {said}");
        assert!(said.contains(&format!("“{words}” is taken as")) && said.contains(id), "{said}");
    }
}

#[test]
fn words_without_quotation_marks_are_told_how_to_stand() {
    for (words, wanted) in [
        (&["find", "kerman", "bombings"][..], "parallax find 'kerman bombings'"),
        (&["ledger", "istanbul", "church", "data"], "parallax ledger 'istanbul church'"),
        (&["show", "shah", "cheragh's", "attack"], "parallax show \"shah cheragh's attack\""),
    ] {
        let (status, shown, said) = parallax(words, "");
        assert_eq!((status, shown.as_str()), (Some(2), ""), "{said}");
        assert!(said.contains(wanted) && said.contains("several words stand in quotation marks"), "{said}");
    }
    // What looks like a path is one that is missing.
    let (_, _, said) = parallax(&["find", "kerman", "my/bombings"], "");
    assert!(said.contains("no such file or folder") && !said.contains("quotation marks"), "{said}");
}

#[test]
fn todo_of_what_cannot_be_opened_does_not_say_that_nothing_is_left() {
    for format in ["text", "json"] {
        let (status, shown, said) = parallax(&["todo", "no/such/folder", "--format", format], "");
        assert_eq!((status, shown.as_str()), (Some(2), ""), "{said}");
        assert!(said.contains("no such file or folder"), "{said}");
    }
}

#[test]
fn words_with_several_answers_list_the_candidates() {
    let (status, shown, said) = parallax(&["compare", "moscow"], "");
    assert_eq!((status, shown.as_str()), (Some(2), ""));
    for id in ["[crocus-city-hall]", "[us-embassy-alert-2024]", "[tsarnaev-warning]"] {
        assert!(said.contains(id), "{said}");
    }
    // A guess is none: it is named, and nothing is shown.
    let (status, shown, said) = parallax(&["ledger", "kermna"], "");
    assert_eq!((status, shown.as_str()), (Some(1), ""), "{said}");
    let (status, _, said) = parallax(&["show", "bataclan"], "");
    assert_eq!(status, Some(1), "{said}");
    // A name without claims has no ledger.
    let (status, _, said) = parallax(&["ledger", "nadia-abdel"], "");
    assert!(status == Some(2) && said.contains("is a name without claims"), "{said}");
    // A passage is found under the id of its article.
    let (status, shown, said) = parallax(&["show", "limited-times:22"], "");
    assert!(status == Some(0) && shown.contains("[limited-times]") && said.is_empty(), "{said}");
    // A place has the id of its name, and its own ledger under it.
    let (status, shown, said) = parallax(&["ledger", "name:kerman"], "");
    assert!(status == Some(0) && shown.starts_with("Kerman  [kerman]") && said.is_empty(), "{said}");
    let (status, shown, said) = parallax(&["ledger", "iran"], "");
    assert!(status == Some(0) && shown.starts_with("Iran  [iran]") && said.is_empty(), "{said}");
}

#[test]
fn a_batch_gives_a_row_for_each_query() {
    let queries = "kerman bombings\n\n  bataclan\n=1+1\n\"concert hall\", moscow\n";
    let (status, table, said) = parallax(&["find", "--batch", "-"], queries);
    assert_eq!((status, said.as_str()), (Some(1), ""), "a query finds nothing");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "query,hits,id,title,reason");
    assert!(rows[1].starts_with("kerman bombings,") && rows[1].contains(",kerman-bombings,"), "{table}");
    assert_eq!(rows[2], "bataclan,0,,,");
    // No cell is a formula.
    assert!(rows[3].starts_with("'=1+1,"), "{table}");
    assert!(
        rows[4].starts_with("\"\"\"concert hall\"\", moscow\",") && rows[4].contains("crocus-city-hall"),
        "{table}"
    );
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_batch_is_asked_of_the_given_paths_and_says_what_is_wrong() {
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let (status, table, _) = parallax(&["find", "--batch", "-", "--kind", "incident", &tiny], "depot blast\n");
    assert_eq!(status, Some(0));
    assert!(table.contains("depot blast,1,depot-blast,"), "{table}");
    let (status, table, _) = parallax(&["find", "--batch", "-"], "kerman\nkilled:x\n");
    assert_eq!(status, Some(2));
    assert!(
        table.lines().nth(1).is_some_and(|row| row.contains("kerman-bombings")),
        "the others are answered: {table}"
    );
    assert!(table.contains("wants a number"), "{table}");
    let (status, table, said) = parallax(&["find", "--batch", "no-such-file"], "");
    assert!(status == Some(2) && table.is_empty() && said.contains("no such file"), "{said}");
}
