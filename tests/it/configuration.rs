//! The configuration file: what it changes in the workbench and on the command line, and how its mistakes are told.

use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use parallax::config::{Config, defaults, read};
use parallax::session::Session;

use crate::fixture::{built_in, path, press, screen, session};
use crate::terminal::{Scratch, Terminal, program};

/// Runs the program with what the environment says of the configuration.
fn parallax(args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.env_remove("PARALLAX_CONFIG").env("XDG_CONFIG_HOME", "/nowhere");
    command.args(args).envs(environment.iter().copied()).stdin(Stdio::null()).output().unwrap()
}

fn told(output: &Output) -> (String, String) {
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn fixture(name: &str) -> String {
    path("tests/fixtures/config").join(name).display().to_string()
}

/// A session with the keys of a configuration.
fn with(text: &str) -> Session {
    let (config, report) = read(text, "config.toml".to_owned());
    assert!(report.messages.is_empty(), "{:?}", report.messages);
    let mut session = session(built_in(), (80, 24), "");
    session.bind(Arc::clone(&config.keymap));
    session
}

#[test]
fn keys_of_ones_own_work_and_are_what_is_shown() {
    let mut s = with("[keys.global]\nfind = [\"Ctrl-k\", \"# f\"]\narticles = \"g w\"\n[keys.timeline]\nopen = []\n");
    assert!(screen(&s).contains("Ctrl-k find"), "the footer: {}", screen(&s));
    press(&mut s, "/");
    assert!(
        screen(&s).contains("/ works in Map (find place), not here. In less: search; here: find (Ctrl-k)"),
        "{}",
        screen(&s)
    );
    press(&mut s, "#");
    assert!(screen(&s).contains("f  Find an incident"), "{}", screen(&s));
    press(&mut s, "fkerman");
    assert_eq!(s.state().finder().unwrap().prompt.text(), "kerman");
    press(&mut s, "<esc>gw");
    assert!(screen(&s).contains("Articles"), "{}", screen(&s));
    press(&mut s, "gt?");
    let mut help = String::new();
    for _ in 0..20 {
        help.push_str(&screen(&s));
        press(&mut s, "<pgdn>");
    }
    assert!(help.contains("Ctrl-k #f") && help.contains("gw "), "{help}");
    press(&mut s, "<esc>m");
    assert!(screen(&s).contains("' lists your marks"), "{}", screen(&s));
}

#[test]
fn the_workbench_begins_as_configured() {
    let scratch = Scratch::new("config-start");
    let file = scratch.0.join("config.toml").display().to_string();
    std::fs::write(&file, "[start]\nsort = \"killed\"\ntold-by = \"several\"\nledger = \"matrix\"\n").unwrap();
    let output = parallax(&["--config", &file, "--print", "--size", "120x30"], &[]);
    let (screen, _) = told(&output);
    assert!(screen.contains("▾killed"), "sorted by the killed:\n{screen}");
    assert!(screen.contains("told by several origins"), "{screen}");
    let plain = told(&parallax(&["--print", "--size", "120x30"], &[])).0;
    assert!(plain.contains("▾date") && !plain.contains("told by several origins"), "{plain}");
    std::fs::write(&file, "[start]\nsort = \"kiled\"\nledger = 3\n").unwrap();
    let (wrong, _) = told(&parallax(&["config", "check", &file], &[]));
    assert!(wrong.contains("config.toml:2:8: error[P006]: “kiled” is not known here"), "{wrong}");
    assert!(wrong.contains("did you mean “killed”?") && wrong.contains("config.toml:3:10: error[P004]"), "{wrong}");
}

#[test]
fn commands_of_ones_own_are_listed_and_their_mistakes_are_told() {
    let scratch = Scratch::new("config-commands");
    let file = scratch.0.join("config.toml").display().to_string();
    std::fs::write(&file, "[commands.archive]\nrun = \"save {url}\"\nkeys = [\"g w\", \"F9\"]\n").unwrap();
    let (keys, _) = told(&parallax(&["--config", &file, "keys"], &[]));
    assert!(keys.contains("gw F9                archive: save {url}"), "{keys}");
    std::fs::write(
        &file,
        "[commands]\na = 3\n[commands.b]\nkeys = \"x\"\n[commands.c]\nrun = \"x {titel}\"\n[commands.d]\nrun = \"it's\"\n\
         [commands.e]\nrun = \"x\"\nkeys = \"f\"\nterminal = 1\n[commands.f]\nrun = \"x\"\nkeys = \"f\"\n",
    )
    .unwrap();
    let (wrong, _) = told(&parallax(&["config", "check", &file], &[]));
    for said in [
        "2:5: error[P004]: “a” is a table",
        "“b” runs nothing",
        "6:7: error[P006]: {titel} stands for nothing; known are {id}, {url}, {file}, {line}",
        "8:7: error[P006]: a quotation mark has no end",
        "12:12: error[P004]: “terminal” is true or false",
        "“f” clashes with the keys of “filter”",
    ] {
        assert!(wrong.contains(said), "{said} is not in:\n{wrong}");
    }
}

#[test]
fn the_printed_configuration_is_what_holds_without_one() {
    let output = parallax(&["config"], &[]);
    let (printed, _) = told(&output);
    assert_eq!(printed, defaults());
    let (config, report) = read(&printed, "printed".to_owned());
    assert_eq!((config, report.messages.len()), (Config::default(), 0));
    let scratch = Scratch::new("config-printed");
    let file = scratch.0.join("config.toml").display().to_string();
    std::fs::write(&file, &printed).unwrap();
    let output = parallax(&["config", "check", &file], &[]);
    assert!(output.status.success() && told(&output).0.ends_with("config.toml: 0 errors, 0 warnings\n"), "{output:?}");
}

#[test]
fn check_names_every_mistake_with_its_place_and_the_nearest_word() {
    let output = parallax(&["config", "check", &fixture("mistakes.toml")], &[]);
    assert_eq!(output.status.code(), Some(1));
    let (out, _) = told(&output);
    for (place, said) in [
        ("2:1", "did you mean “sources”?"),
        ("3:11", "“outside” is true or false"),
        ("5:8", "did you mean “light”?"),
        ("6:7", "“dim” has a contrast of 1.2 on a light background"),
        ("8:8", "“f” clashes with the keys of “filter”"),
        ("9:1", "did you mean “find”?"),
        ("10:8", "Entre is not a key"),
        ("10:8", "did you mean “Enter”?"),
        ("11:7", "did you mean “reader”?"),
        ("13:10", "“x” is text for the prompt"),
    ] {
        assert!(out.contains(&format!("mistakes.toml:{place}: ")) && out.contains(said), "{place} {said}:\n{out}");
    }
    assert!(out.ends_with("mistakes.toml: 8 errors, 1 warning\n"), "{out}");
}

#[test]
fn options_come_before_the_environment_and_the_environment_before_the_file() {
    let scratch = Scratch::new("config-order");
    let home = scratch.0.join("home");
    std::fs::create_dir_all(home.join("parallax")).unwrap();
    let write = |name: &str, key: &str| {
        let file = home.join(name);
        std::fs::write(&file, format!("[keys.global]\nfind = \"{key}\"\n")).unwrap();
        file.display().to_string()
    };
    write("parallax/config.toml", "Ctrl-k");
    let (variable, option) = (write("variable.toml", "Ctrl-x"), write("option.toml", "Ctrl-y"));
    let usual = ("XDG_CONFIG_HOME", home.to_str().unwrap());
    let keys = |args: &[&str], environment: &[(&str, &str)]| told(&parallax(args, environment)).0;
    assert!(keys(&["keys"], &[usual]).contains("  Ctrl-k               Find an incident"));
    assert!(
        keys(&["keys"], &[usual, ("PARALLAX_CONFIG", &variable)]).contains("  Ctrl-x               Find an incident")
    );
    let all = keys(&["keys", "--config", &option], &[usual, ("PARALLAX_CONFIG", &variable)]);
    assert!(all.contains("  Ctrl-y               Find an incident"), "{all}");
    let light = scratch.0.join("light.toml").display().to_string();
    std::fs::write(&light, "[theme]\nbase = \"light\"\nkey = \"#123456\"\n").unwrap();
    let svg = |args: &[&str], environment: &[(&str, &str)]| {
        let all = [&["--config", &light, "--print", "--svg", "--size", "60x16"], args].concat();
        keys(&all, environment)
    };
    let colour = ("TERM", "xterm");
    assert!(svg(&[], &[colour]).contains("#123456"));
    assert!(!svg(&[], &[colour, ("NO_COLOR", "1")]).contains("#0000af"), "NO_COLOR comes before the file");
    assert_ne!(svg(&["--theme", "dark"], &[colour]), svg(&[], &[colour]), "--theme comes before the file");
}

#[test]
fn what_is_opened_stands_in_the_file_too() {
    let scratch = Scratch::new("config-start");
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let copies = path("tests/fixtures/tiny-copies").display().to_string();
    let file = scratch.0.join("config.toml").display().to_string();
    std::fs::write(&file, format!("[start]\npaths = \"{tiny}\"\nsources = [\"{copies}\"]\n")).unwrap();
    let of = [("PARALLAX_CONFIG", file.as_str())];
    let (shown, _) = told(&parallax(&["check"], &of));
    assert!(shown.contains("Harbour events") || shown.contains("3 incidents"), "{shown}");
    let (own, _) = told(&parallax(&["find", "kerman", &path("data").display().to_string()], &of));
    assert!(own.contains("kerman-bombings"), "a path given comes first: {own}");
}

#[test]
fn a_wrong_file_never_stops_the_program() {
    let wrong = fixture("mistakes.toml");
    let output = parallax(&["find", "kerman"], &[("PARALLAX_CONFIG", &wrong)]);
    let (out, said) = told(&output);
    assert!(output.status.success() && out.contains("kerman-bombings"), "{out}{said}");
    assert!(
        said.contains("mistakes.toml, line 2: ") && said.contains("8 mistakes; `parallax config check` names all"),
        "{said}"
    );
    let output = parallax(&["find", "kerman", "--config", "/nowhere/config.toml"], &[]);
    assert_eq!(output.status.code(), Some(2), "but a file that was asked for must exist: {output:?}");
    let output = parallax(&["find", "kerman"], &[("PARALLAX_CONFIG", "/nowhere/config.toml")]);
    assert!(output.status.success() && told(&output).1.contains("does not exist"), "{output:?}");
}

#[test]
fn the_workbench_opens_with_what_is_sound_and_says_what_is_wrong() {
    let scratch = Scratch::new("config-screen");
    let file = scratch.0.join("own.toml").display().to_string();
    std::fs::write(&file, "[keys.global]\nfind = \"Ctrl-k\"\nfnid = \"x\"\n").unwrap();
    let mut t = Terminal::run(program(&scratch.0, &["--theme", "dark", "--config", &file]), 120, 24);
    t.until_text("line 3: unknown action “fnid”");
    t.press("\u{b}kerman");
    t.until_text("Kerman bombings");
    t.press("\u{1b}");
    t.until_text("Ctrl-k find");
    t.press("\u{3}");
}

#[test]
fn reasons_name_the_keys_in_force() {
    let mut s = with("[keys.timeline]\ncompare = \"Ctrl-k\"\n");
    press(&mut s, "gj");
    assert!(screen(&s).contains("no jump yet: Enter, Ctrl-k and the finder's hits are jumps"), "{}", screen(&s));
}
