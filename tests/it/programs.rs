//! The browser and the editor: what they are given, and the terminal while they have it.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parallax::app::pointed::{FilePlace, PlacedFile};
use parallax::app::{Effect, Msg};
use parallax::keymap::chord;
use parallax::load::{Loaded, memory};
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{built_in, path, screen, tiny};
use crate::terminal::{PATIENCE, Scratch, Terminal, program};

/// A script that writes its arguments, one a line, into a file beside it, and does what `more` says.
fn script(scratch: &Scratch, name: &str, more: &str) -> (PathBuf, PathBuf) {
    let (file, out) = (scratch.0.join(name), scratch.0.join(format!("{name}.out")));
    let text =
        format!("#!/bin/sh\nfor word in \"$@\"; do printf '%s\\n' \"$word\"; done > '{}.new'\n{more}\n", out.display());
    let text = format!("{text}mv '{0}.new' '{0}'\n", out.display());
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    (file, out)
}

/// The lines of a file, once it is there.
fn lines(file: &Path) -> Vec<String> {
    let begun = Instant::now();
    loop {
        if let Ok(text) = std::fs::read_to_string(file) {
            return text.lines().map(str::to_owned).collect();
        }
        assert!(begun.elapsed() < PATIENCE, "{} was not written", file.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The effects of the last of some keys, and the last line of the screen.
fn effects(loaded: Loaded, keys: &str) -> (Vec<Effect>, String) {
    let mut session = Session::new(loaded, (120, 40), Theme::Dark);
    let mut last = Vec::new();
    for key in chord::script(keys).unwrap() {
        last = session.step_through(Msg::Key(key)).into_iter().collect();
    }
    let footer = screen(&session).lines().last().unwrap_or_default().to_owned();
    (last, footer)
}

#[test]
fn the_editor_gets_the_line_and_the_file_and_the_terminal_is_its_own() {
    let scratch = Scratch::new("editor");
    let (vim, out) = script(&scratch, "vim", "printf 'say: '; read said; printf '%s\\n' \"$said\" >> \"$0.out.new\"");
    let corpus = path("tests/fixtures/tiny");
    let mut command = program(&scratch.0, &[corpus.to_str().unwrap()]);
    command.env("EDITOR", format!("{} -x 'two words'", vim.display()));
    command.env_remove("VISUAL");
    let mut t = Terminal::run(command, 100, 30);
    t.until_text("Timeline");
    t.press("/blast\r");
    t.until_text("Enter passage");
    t.press("\r");
    t.until_text("courier (digest)");
    t.press("e");
    t.until("the editor's terminal", |s| !s.alternate_screen() && s.contents().contains("say:"));
    t.press("jj/q\r");
    t.until("the workbench", |s| s.alternate_screen() && s.contents().contains("not changed"));
    let written = lines(&out);
    let file = std::fs::canonicalize(corpus.join("articles/courier.md")).unwrap();
    assert_eq!(written[..2], ["-x", "two words"]);
    assert!(written[2].starts_with('+') && written[2] != "+1", "{written:?}");
    assert_eq!(written[3..], [file.to_str().unwrap(), "jj/q"]);
    t.press("qq");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let scratch = Scratch::new("no-editor");
    let corpus = path("tests/fixtures/tiny");
    let mut command = program(&scratch.0, &[corpus.to_str().unwrap()]);
    command.env("EDITOR", "/nowhere/editor");
    command.env_remove("VISUAL");
    let mut t = Terminal::run(command, 100, 30);
    t.until_text("Timeline");
    t.press("e");
    t.until("the reason", |s| s.alternate_screen() && s.contents().contains("/nowhere/editor is not installed"));
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn the_browser_gets_the_address_as_one_argument_and_the_screen_stays() {
    let scratch = Scratch::new("browser");
    let (browser, out) = script(&scratch, "browser", "");
    let corpus = folder_with_address(&scratch);
    let mut command = program(&scratch.0, &[corpus.to_str().unwrap()]);
    command.env("BROWSER", format!("/nowhere/browser:{} --new %s", browser.display()));
    let mut t = Terminal::run(command, 100, 30);
    t.until_text("1 article");
    t.press("gao");
    t.until_text("opening http");
    let written = lines(&out);
    assert!(written.len() == 2 && written[0] == "--new" && written[1] == "https://a.example/x?y=1&z=2", "{written:?}");
    assert!(t.screen.0.lock().unwrap().screen().alternate_screen());
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn a_browser_that_fails_is_told() {
    let scratch = Scratch::new("no-browser");
    let corpus = folder_with_address(&scratch);
    let mut command = program(&scratch.0, &[corpus.to_str().unwrap()]);
    command.env("BROWSER", "/nowhere/one:/nowhere/two");
    let mut t = Terminal::run(command, 100, 30);
    t.until_text("1 article");
    t.press("gao");
    t.until_text("no browser opened the address: /nowhere/two cannot be started");
    t.press("\u{3}");
    assert!(t.ended().success());
}

/// An article with this address.
fn article_at(url: &str) -> String {
    format!("+++\ntitle = \"A\"\npublisher = \"P\"\nurl = {url:?}\n+++\n### 1 \"Two days after\"\n\nA digest.\n")
}

/// A folder with a corpus of one article, which has an address.
fn folder_with_address(scratch: &Scratch) -> PathBuf {
    let folder = scratch.0.join("corpus");
    std::fs::create_dir_all(folder.join("articles")).unwrap();
    std::fs::write(folder.join("corpus.toml"), "title = \"T\"\n").unwrap();
    std::fs::write(folder.join("articles/a.md"), article_at("https://a.example/x?y=1&z=2")).unwrap();
    folder
}

/// A corpus of one article with this address.
fn with_address(url: &str) -> Loaded {
    let article = article_at(url);
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    memory(vec![file("corpus.toml", "title = \"T\"\n"), file("articles/a.md", &article)], &[])
}

#[test]
fn only_addresses_of_the_web_are_opened() {
    let opened = |url: &str| effects(with_address(url), "gao").0;
    assert_eq!(opened("https://a.example/x?y=1;z"), [Effect::Browse("https://a.example/x?y=1;z".into())]);
    for url in
        ["file:///etc/passwd", "javascript:alert(1)", "--help", "-x", "https://a.example/ -x", "ftp://a.example/", ""]
    {
        assert_eq!(opened(url), [], "{url}");
    }
}

#[test]
fn e_names_the_file_of_what_the_cursor_is_on() {
    let file = |keys: &str| match effects(tiny(false), keys).0.as_slice() {
        [Effect::Edit(FilePlace { file: PlacedFile::OfCorpus(file), words })] => (file.clone(), words.clone()),
        other => panic!("{keys}: {other:?}"),
    };
    assert_eq!(file("/blast<enter>e"), ("incidents/depot-blast.toml".into(), "at least twelve people".into()));
    assert_eq!(file("/blast<enter><enter>e"), ("articles/courier.md".into(), "### 2 ".into()));
    assert_eq!(file("gae").0, "articles/courier.md");
    assert!(file("gne").0 == "names.toml");
    assert!(matches!(effects(built_in(), "e").0[..], [Effect::Edit(_)]), "the runtime says that there is no file");
}

#[test]
fn y_copies_whatever_the_cursor_is_on_and_says_what() {
    for (keys, what, holds) in [
        ("y", "the citation of the incident", "In: "),
        ("/blast<enter>y", "the citation of the claim", "at least twelve people"),
        ("/blast<enter><enter>y", "the citation of the passage", "¶2"),
        ("/blast<enter>wy", "the reasons for the verdict", "Depot blast"),
        ("gay", "the citation of the article", "“Blast at the depot shakes the port”, The Courier"),
        ("gqy", "the citation of the quotation", "¶"),
        ("gny", "the citation of the name", "In "),
        ("mjm'y", "the mark (1 of 2): sent to the terminal's clipboard; y again copies the 2 marks", "In: "),
        ("mjmy", "2 marked incidents: sent to the terminal's clipboard; y again: only this one", "\n"),
        ("mjmyy", "sent to the terminal's clipboard; y again: the 2 marked", "In: "),
        ("mjm<enter>yy", "2 marks with their sources", "\n"),
        ("my<enter>y", "the citation of the claim", "at least twelve people"),
        ("mjm'yy", "2 marks with their sources", "\n"),
    ] {
        let (all, footer) = effects(tiny(false), keys);
        assert!(footer.contains(what) && footer.contains("sent to the terminal's clipboard"), "{keys}: {footer}");
        let [Effect::Copy(text)] = all.as_slice() else { panic!("{keys}: {all:?}") };
        assert!(text.contains(holds) || what.ends_with("name"), "{keys}: {text}");
    }
    let (all, footer) = effects(tiny(false), "/blast<enter>wY");
    assert!(
        footer.contains("as Markdown") && matches!(&all[..], [Effect::Copy(text)] if text.contains("\n- ")),
        "{all:?}"
    );
}

#[test]
fn commands_of_ones_own_get_what_the_cursor_is_on_and_no_shell() {
    let scratch = Scratch::new("own-commands");
    let (beside, out) = script(&scratch, "beside", "");
    let (within, given) =
        script(&scratch, "within", "printf 'name: '; read said; printf '%s\\n' \"$said\" >> \"$0.out.new\"");
    let config = scratch.0.join("config.toml");
    let text = format!(
        "[commands.note]\nrun = \"{} 'two words' {{id}} $(id) {{file}}:{{line}}\"\nkeys = \"g w\"\n[commands.talk]\nrun = \
         \"{} {{id}}\"\nterminal = true\n[commands.gone]\nrun = \"/nowhere/program\"\nkeys = \"g e\"\n[commands.web]\nrun = \
         \"true {{url}}\"\nkeys = \"g o\"\n",
        beside.display(),
        within.display()
    );
    // The standard keys that these replace.
    std::fs::write(&config, format!("{text}[keys.global]\ntoggle-outside = \"g x\"\n")).unwrap();
    let corpus = path("tests/fixtures/tiny");
    let mut t =
        Terminal::run(program(&scratch.0, &[corpus.to_str().unwrap(), "--config", config.to_str().unwrap()]), 100, 30);
    t.until_text("Timeline");
    t.press("gw");
    t.until_text("note: done");
    let file = std::fs::canonicalize(corpus.join("incidents/depot-blast.toml")).unwrap();
    assert_eq!(lines(&out), ["two words", "depot-blast", "$(id)", &format!("{}:1", file.display())]);
    // The palette knows it by its name, and it has the terminal until it ends.
    t.press(":talk\r");
    t.until("its terminal", |s| !s.alternate_screen() && s.contents().contains("name:"));
    t.press("q me\r");
    t.until("the workbench", |s| s.alternate_screen() && s.contents().contains("talk: done"));
    assert_eq!(lines(&given), ["depot-blast", "q me"]);
    t.press("ge");
    t.until_text("gone: /nowhere/program cannot be started");
    t.press("go");
    t.until_text("web: no address is known");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

/// A workbench whose configuration is in a folder of its own, with an editor that does what `edits` says with the file `$file`.
fn configurable(scratch: &Scratch, edits: &str) -> (Terminal, PathBuf) {
    let (editor, _) = script(scratch, "editor", &format!("for file in \"$@\"; do :; done\n{edits}"));
    let home = scratch.0.join("home");
    let corpus = path("tests/fixtures/tiny");
    let mut command = program(&scratch.0, &[corpus.to_str().unwrap()]);
    command.env("XDG_CONFIG_HOME", &home);
    command.env_remove("PARALLAX_CONFIG");
    command.env("EDITOR", &editor);
    command.env_remove("VISUAL");
    let t = Terminal::run(command, 100, 30);
    t.until_text("Timeline");
    (t, home.join("parallax/config.toml"))
}

#[test]
fn a_key_that_is_changed_in_the_configuration_holds_at_once() {
    let scratch = Scratch::new("configure");
    let edits = "sed -i 's/^#find = .*/find = \"F9\"/' \"$file\"";
    let (mut t, file) = configurable(&scratch, edits);
    // Found as somebody looks for it who knows no key of it.
    t.press(":change");
    t.until_text("Change keys and colours");
    t.press("\r");
    t.until_text("keys and colours are in force");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("\nfind = \"F9\"\n") && text.contains("\n#sort = \"date\"\n"), "{text}");
    t.press("\x1b[20~");
    t.until_text("Type part of a name");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn a_mistake_in_the_configuration_is_told_and_the_rest_holds() {
    let scratch = Scratch::new("configure-wrong");
    let edits = "sed -i 's/^#find = .*/find = \"F9\"/; s/^#sort = .*/sort = \"dat\"/' \"$file\"";
    let (mut t, file) = configurable(&scratch, edits);
    t.press("g=");
    t.until_text("“dat”");
    assert!(file.exists());
    t.press("\x1b[20~");
    t.until_text("Type part of a name");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn a_configuration_in_which_nothing_is_changed_is_not_left_behind() {
    let scratch = Scratch::new("configure-same");
    let (mut t, file) = configurable(&scratch, "");
    t.press("g=");
    t.until_text("nothing was changed");
    assert!(!file.exists());
    // A link to where the user keeps such files stays.
    let kept = scratch.0.join("kept.toml");
    std::os::unix::fs::symlink(&kept, &file).unwrap();
    t.press("j");
    t.until("no message", |s| !s.contents().contains("nothing was changed"));
    t.press("g=");
    t.until_text("nothing was changed");
    assert!(file.is_symlink() && !kept.exists());
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn a_mistake_in_the_configuration_leaves_all_else_in_force_and_a_key_that_is_hidden_is_told() {
    let scratch = Scratch::new("configure-mistake");
    let (mut t, file) = configurable(&scratch, "");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "[keys.global]\nfind = \"F9\"\nmark = \"F9\"\n").unwrap();
    t.press("g=");
    t.until_text("line 3: “F9” clashes with the keys of “find”");
    t.press("\x1b[20~");
    t.until_text("Type part of a name");
    t.press("\u{1b}");
    t.until("the finder is closed", |s| !s.contents().contains("Type part of a name"));
    std::fs::write(&file, "[keys.global]\nfind = \"F9\"\nmark = \"x\"\n").unwrap();
    t.press("g=");
    t.until_text("in force; line 3: in [keys.compare], “x” goes on to mean");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn what_another_program_wrote_into_the_configuration_holds_when_the_editor_ends() {
    let scratch = Scratch::new("configure-elsewhere");
    let (mut t, file) = configurable(&scratch, "");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "[keys.global]\nfind = \"F9\"\n").unwrap();
    t.press("g=");
    t.until_text("nothing was changed here; its keys and colours are in force");
    t.press("\x1b[20~");
    t.until_text("Type part of a name");
    t.press("\u{3}");
    assert!(t.ended().success());
}
