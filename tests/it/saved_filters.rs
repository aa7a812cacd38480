//! Saved filters, and filters by what the cursor is on: keys in, a filter and entries out.

use std::process::Command;

use parallax::app::entries::arrange::{Arrangement, SortKey, ToldBy};
use parallax::app::job::Job;
use parallax::app::{Effect, Msg};
use parallax::keymap::chord::script;
use parallax::saved_state::folder::Folder;
use parallax::saved_state::saved_filter::SavedFilter;
use parallax::saved_state::{Change, SavedState};

use crate::fixture::{built_in, path, press, screen, session};
use crate::terminal::Scratch;

/// The changes that keys save.
fn changes(keys: &str) -> Vec<Change> {
    let mut session = session(built_in(), (100, 30), "");
    let _ = session.step_through(Msg::Recalled(Box::default(), None));
    let effects = script(keys).unwrap().into_iter().flat_map(|key| session.step_through(Msg::Key(key)).into_iter());
    effects
        .filter_map(|effect| match effect {
            Effect::Start(_, Job::Save(change)) => Some(change),
            _ => None,
        })
        .collect()
}

#[test]
fn a_filter_is_saved_under_a_name_applied_and_deleted() {
    let mut s = session(built_in(), (100, 30), "fkilled:>100<enter><esc>");
    let filtered = s.state().filter.text.clone();
    let entries = s.state().entries.shown.len();
    press(&mut s, "@");
    assert!(screen(&s).contains("type a name to save the present filter"), "{}", screen(&s));
    press(&mut s, "large<enter>");
    assert!(screen(&s).contains("kept until you quit as @large"), "{}", screen(&s));
    press(&mut s, "F");
    assert!(!s.state().filter.is_on());
    press(&mut s, "@");
    let line = screen(&s).lines().find(|line| line.contains("@large")).unwrap().to_owned();
    assert!(line.contains(&filtered) && line.contains(&format!(" {entries} +")), "{line}");
    press(&mut s, "<enter>");
    assert_eq!((s.state().filter.text.as_str(), s.state().entries.shown.len()), (filtered.as_str(), entries));
    // What stood before comes back.
    press(&mut s, "F@<enter>u");
    assert!(!s.state().filter.is_on(), "{}", s.state().filter.text);
    // A saved filter is found by its name alone.
    press(&mut s, "@killed<enter>");
    assert!(screen(&s).contains("no filter is on") || screen(&s).contains("no saved filter matches"), "{}", screen(&s));
    press(&mut s, "<esc>");
    // In the line of the filter, the name stands for its text.
    press(&mut s, "Ff@large<enter>verdict:conflict<enter><esc>");
    assert_eq!(s.state().filter.text, format!("{filtered} verdict:conflict"));
    press(&mut s, "Ffverdict:conflict @large<enter><esc>");
    assert_eq!(s.state().filter.text, format!("verdict:conflict {filtered}"), "in any word");
    press(&mut s, "Ff@lagre<enter>");
    assert!(screen(&s).contains("no filter is saved as @lagre"), "{}", screen(&s));
    press(&mut s, "<esc>@<c-x>");
    assert!(screen(&s).contains("@large is deleted; it was killed:>100"), "{}", screen(&s));
    assert!(s.state().saved_filters.is_empty());
}

#[test]
fn a_saved_filter_lists_records_though_each_is_told_by_one_source() {
    let paths = vec![path("tests/fixtures/crosswalk/gtd.csv")];
    let loaded = parallax::load::load(&parallax::load::Request { paths, sources: Vec::new() });
    let mut s = session(loaded, (120, 30), "");
    let order = Arrangement { told_by: ToldBy::Several, ..Arrangement::default() }.saved();
    let several = SavedFilter { name: "several".to_owned(), filter: "killed:>0".to_owned(), order: Some(order) };
    let memory = SavedState { filters: vec![several], ..SavedState::default() };
    let _ = s.step_through(Msg::Recalled(Box::new(memory), None));
    press(&mut s, "@several<enter>");
    let shown = screen(&s);
    assert!(
        shown.contains("filtered by @several; all are listed, as one source tells of each; u undoes it"),
        "{shown}"
    );
    let entries = &s.state().entries;
    assert!(!entries.listed().0.is_empty() && entries.arrangement.told_by == ToldBy::Any, "{shown}");
}

#[test]
fn a_saved_filter_brings_its_order_back_and_a_new_name_saves_though_others_have_it_as_a_part() {
    let mut s = session(built_in(), (120, 30), "fkilled:>10<enter><esc>sk@big-one<enter>");
    assert!(screen(&s).contains("filter and order (by killed) are kept until you quit as @big-one"), "{}", screen(&s));
    press(&mut s, "Fsdfat:AF<enter><esc>@big");
    let first = screen(&s).lines().find(|line| line.contains("@big")).map(str::to_owned);
    // The first row with the name is the prompt.
    let rows: Vec<String> = screen(&s).lines().filter(|line| line.contains("@big")).map(str::to_owned).collect();
    assert!(first.is_some() && rows[0].contains("Save the present filter as @big: at:AF"), "{rows:#?}");
    assert!(rows[1].contains("@big-one") && rows[1].contains("killed:>10 · by killed"), "{rows:#?}");
    press(&mut s, "<enter>");
    assert_eq!(s.state().filter.text, "at:AF");
    assert_eq!(s.state().saved_filters.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["big", "big-one"]);
    // The present filter has a name: the typed text finds one.
    press(&mut s, "@one<enter>");
    assert_eq!(s.state().filter.text, "killed:>10");
    assert_eq!(s.state().entries.arrangement.key, SortKey::Killed);
    assert!(screen(&s).contains("filtered by @big-one with its order (by killed); u undoes it"), "{}", screen(&s));
    // What is on already is not changed, and nothing is there to undo.
    press(&mut s, "@one<enter>");
    assert!(screen(&s).contains("@big-one is on already"), "{}", screen(&s));
    // Both go back in one step.
    press(&mut s, "u");
    assert_eq!((s.state().filter.text.as_str(), s.state().entries.arrangement.key), ("at:AF", SortKey::Date));
}

#[test]
fn what_is_said_of_a_saved_filter_is_a_command_as_one_types_it() {
    let mut s = session(built_in(), (120, 30), "");
    let _ = s.step_through(Msg::Recalled(Box::default(), None));
    press(&mut s, "fkilled:>100<enter><esc>@large<enter>");
    let says = "the filter is saved as @large; `parallax export --filter @large` writes what it lets through";
    assert!(screen(&s).contains(says), "{}", screen(&s));
    let mut s = session(built_in(), (160, 30), "");
    let _ = s.step_through(Msg::Recalled(Box::default(), None));
    press(&mut s, "fkilled:>100<enter><esc>@large<enter>");
    assert!(screen(&s).contains(&format!("{says} as JSON, with --format csv as a table")), "{}", screen(&s));
}

#[test]
fn deleting_and_saving_a_filter_can_be_undone() {
    let mut s = session(built_in(), (120, 30), "fkilled:>10<enter><esc>@big<enter>@<c-x>");
    assert!(screen(&s).contains("@big is deleted; it was killed:>10"), "{}", screen(&s));
    assert!(s.state().saved_filters.is_empty());
    press(&mut s, "<esc>u");
    assert!(screen(&s).contains("undid: deletion of @big"), "{}", screen(&s));
    assert_eq!(s.state().saved_filters.len(), 1);
    press(&mut s, "u");
    assert!(screen(&s).contains("undid: saving of @big") && s.state().saved_filters.is_empty(), "{}", screen(&s));
    assert_eq!(s.state().filter.text, "killed:>10");
    // What is undone and redone is saved as well.
    let saved = changes("fkilled:>10<enter><esc>@big<enter>@<c-x><esc>u<c-r>");
    let kinds: Vec<&str> = saved
        .iter()
        .map(|change| match change {
            Change::SaveFilter(_) => "save",
            Change::DeleteFilter(_) => "delete",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["save", "delete", "save", "delete"]);
}

#[test]
fn saved_filters_last_and_serve_in_commands() {
    let scratch = Scratch::new("named");
    let folder = Folder::at(&scratch.0.join("parallax"));
    let changes = changes("fkilled:>100<enter><esc>@large<enter>");
    assert!(matches!(changes.as_slice(), [Change::SaveFilter(named)] if named.name == "large"), "{changes:?}");
    folder.write(&changes).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(args).env("XDG_STATE_HOME", &scratch.0).output().unwrap()
    };
    assert_eq!(String::from_utf8(run(&["filters"]).stdout).unwrap(), "@large\tkilled:>100\n");
    let named = run(&["export", "--format", "csv", "--filter", "@large at:RU"]);
    let spelt = run(&["export", "--format", "csv", "--filter", "killed:>100 at:RU"]);
    assert!(named.status.success() && named.stdout == spelt.stdout && named.stdout.len() > 100);
    let named = run(&["find", "@large moscow"]);
    assert!(named.status.success() && named.stdout == run(&["find", "killed:>100 moscow"]).stdout, "{named:?}");
    for (args, said) in [
        (&["find", "@lagre"][..], "no filter is saved under this name; did you mean “large”?"),
        (&["export", "--filter", "@lagre"], "no filter is saved under this name; did you mean “large”?"),
        (&["--no-memory", "export", "--filter", "@large"], "--no-memory leaves saved filters out"),
    ] {
        let wrong = run(args);
        assert_eq!(wrong.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&wrong.stderr).contains(said), "{wrong:?}");
    }
    // Without memory neither saved filters nor marks are read.
    for args in [&["--no-memory", "filters"][..], &["--no-memory", "export", "--format", "csv", "--marked"]] {
        let wrong = run(args);
        assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(String::from_utf8_lossy(&wrong.stderr).contains("--no-memory leaves"), "{wrong:?}");
    }
    let mut plain = Command::new(env!("CARGO_BIN_EXE_parallax"));
    plain.arg("--plain").env("XDG_STATE_HOME", &scratch.0);
    let answers = crate::cli::answers(plain, "filter at:RU @large\nfilter\nfilter @lagre\n");
    assert!(answers.contains("The filter is “at:RU @large”") && answers.contains("did you mean “large”?"), "{answers}");
    // The workbench begins with it, as a screen and as lines; a filter that cannot be read opens nothing.
    let begun = run(&["--print", "--size", "80x24", "--filter", "@large at:RU"]);
    let begun = String::from_utf8(begun.stdout).unwrap();
    assert!(begun.contains("filtered by killed:>100 at:RU") && begun.contains("2 of 91"), "{begun}");
    let mut plain = Command::new(env!("CARGO_BIN_EXE_parallax"));
    plain.args(["--plain", "--filter", "@large"]).env("XDG_STATE_HOME", &scratch.0);
    let answers = crate::cli::answers(plain, "filter\n");
    assert!(answers.contains("“@large”") || answers.contains("“killed:>100”"), "{answers}");
    for how in ["--print", "--plain"] {
        let wrong = run(&[how, "--filter", "klled:>3"]);
        assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0), "{wrong:?}");
        assert!(String::from_utf8_lossy(&wrong.stderr).contains("klled:>3: there is no field klled:"), "{wrong:?}");
    }
    // A deleted one is gone, and a state without any has no such key.
    folder.write(&[Change::DeleteFilter("large".into())]).unwrap();
    let none = run(&["filters"]);
    assert!(none.status.success() && none.stdout.is_empty() && !none.stderr.is_empty(), "{none:?}");
    assert!(!std::fs::read_to_string(folder.file()).unwrap().contains("\"filters\""));
    assert_eq!(serde_json::from_str::<SavedState>(r#"{"version":1}"#).unwrap(), SavedState::default());
}

#[test]
fn the_filter_asked_for_at_the_start_is_in_force_or_what_is_wrong_with_it_is_told() {
    let mut s = session(built_in(), (100, 30), "");
    assert!(s.step_through(Msg::FilterFirst("killed:>100 at:RU".into())).is_empty());
    assert_eq!(s.state().filter.text, "killed:>100 at:RU");
    assert!(screen(&s).contains("filtered by killed:>100 at:RU; F clears the filter"), "{}", screen(&s));
    press(&mut s, "F");
    assert!(!s.state().filter.is_on());
    assert!(s.step_through(Msg::FilterFirst("klled:>100".into())).is_empty());
    assert!(!s.state().filter.is_on());
    assert!(screen(&s).contains("not filtered by klled:>100: there is no field klled:"), "{}", screen(&s));
}

#[test]
fn a_key_narrows_to_what_the_cursor_is_on_and_another_leaves_it_out() {
    // The country of the selected entry.
    let s = session(built_in(), (100, 30), "/kerman memorial<enter><esc>,");
    assert_eq!(s.state().filter.text, "at:IR");
    assert!(screen(&s).contains("filtered by at:IR"), "{}", screen(&s));
    let out = session(built_in(), (100, 30), "/kerman memorial<enter><esc>;");
    assert_eq!(out.state().filter.text, "!at:IR");
    let all = out.state().entries.all.len();
    let shown = |s: &parallax::session::Session| s.state().entries.shown.len();
    assert!(shown(&s) > 0 && shown(&out) > 0 && shown(&s) + shown(&out) <= all, "{} {}", shown(&s), shown(&out));
    // The same key again takes it out of the filter; left out and narrowed to exclude each other.
    let mut again = s;
    press(&mut again, ",");
    assert!(!again.state().filter.is_on());
    press(&mut again, ",;");
    assert_eq!(again.state().filter.text, "!at:IR");
    assert!(screen(&again).contains("filtered by !at:IR"), "{}", screen(&again));
    // Two values of a field hold together: a second one narrows.
    let mut both = session(built_in(), (100, 30), "/kerman memorial<enter><esc>,<left>:list all articles<enter>");
    press(&mut both, ",");
    assert_eq!(both.state().filter.chips().len(), 2, "{}", both.state().filter.text);
    // In the ledger the claim decides: a figure stands for its article, a place for itself.
    let figure = session(built_in(), (100, 30), "/kerman memorial<enter>,");
    assert!(figure.state().filter.text.starts_with("in:"), "{}", figure.state().filter.text);
    assert!(shown(&figure) > 1);
    // A name in the list of names, an article in the list of articles.
    for (view, field) in [("people", ["at:", "who:"]), ("articles", ["in:", "in:"])] {
        let mut s = session(built_in(), (100, 30), &format!(":list all {view}<enter>"));
        press(&mut s, ",");
        let text = s.state().filter.text.clone();
        assert!(field.iter().any(|field| text.starts_with(field)), "{view}: {text}\n{}", screen(&s));
    }
}
