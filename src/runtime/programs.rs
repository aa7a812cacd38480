//! Starts other programs: the browser for an address, the editor for a file, and the user's own commands. Nothing else in
//! parallax starts any.
//!
//! What the user configures (`$BROWSER`, `$VISUAL`, `$EDITOR`, `[commands]`) is split into words as a shell does and run as a list
//! of arguments, without a shell. What comes from files is an argument that begins with `http` or `/`, or stays within an argument
//! of an own command (`keymap/command.rs`), so that it is never taken for an option. Knows no session.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::events::Event;
use crate::app::Msg;

/// A program and its arguments.
type Arguments = Vec<OsString>;

/// Browsers that show pages in the terminal.
const IN_TERMINAL: [&str; 8] = ["browsh", "carbonyl", "cha", "elinks", "links", "links2", "lynx", "w3m"];

/// The commands to try for an address, in order: those of `$BROWSER`, which is a list with colons, else what opens addresses
/// on this system. As for xdg-open, `%s` stands for the address, which is otherwise the last argument.
fn browsers(browser: Option<&OsStr>, url: &str) -> Result<Vec<Arguments>, String> {
    let set = browser.map_or(Ok(""), |set| set.to_str().ok_or("$BROWSER is not UTF-8"))?;
    let mut commands = Vec::new();
    for command in set.split(':').filter(|command| !command.trim().is_empty()) {
        let words =
            shell_words::split(command).map_err(|_| format!("$BROWSER has a quote without its end: {command}"))?;
        // The first word is the program, whatever stands in it.
        let mut arguments: Arguments = words.iter().take(1).map(Into::into).collect();
        arguments.extend(words.iter().skip(1).map(|word| word.replace("%s", url).into()));
        if !words.iter().skip(1).any(|word| word.contains("%s")) {
            arguments.push(url.into());
        }
        commands.push(arguments);
    }
    if commands.is_empty() {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        commands.push(vec![opener.into(), url.into()]);
    }
    Ok(commands)
}

/// The command that opens a file at a line: of `$VISUAL`, else `$EDITOR`, else vi. Editors whose way of naming a line is not
/// known open the file alone.
fn editor(visual: Option<&OsStr>, editor: Option<&OsStr>, file: &Path, line: usize) -> Result<Arguments, String> {
    let mut given =
        [("$VISUAL", visual), ("$EDITOR", editor)].into_iter().filter_map(|(name, set)| set.map(|set| (name, set)));
    let (variable, set) = given.find(|(_, set)| !set.is_empty()).unwrap_or(("$EDITOR", OsStr::new("vi")));
    let set = set.to_str().ok_or_else(|| format!("{variable} is not UTF-8"))?;
    let words = shell_words::split(set).map_err(|_| format!("{variable} has a quote without its end: {set}"))?;
    let program = words.first().ok_or_else(|| format!("{variable} is blank"))?;
    let name = Path::new(program).file_name().and_then(OsStr::to_str).unwrap_or(program);
    let mut arguments: Arguments = words.iter().map(Into::into).collect();
    let with_line = |sign: &str| {
        let mut text = OsString::from(file);
        text.push(format!("{sign}{line}"));
        text
    };
    match name {
        "vi" | "vim" | "nvim" | "view" | "vimdiff" | "gvim" | "mvim" | "elvis" | "nano" | "pico" | "emacs"
        | "emacsclient" | "mg" | "jed" | "joe" | "jmacs" | "jstar" | "ne" | "kak" | "micro" | "mcedit" | "gedit"
        | "bbedit" | "vis" | "ee" => {
            arguments.extend([format!("+{line}").into(), file.into()]);
        }
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" | "positron" => {
            arguments.extend(["--goto".into(), with_line(":")]);
        }
        "hx" | "helix" | "subl" | "sublime_text" | "zed" | "zeditor" | "atom" | "lapce" => {
            arguments.push(with_line(":"));
        }
        "kate" | "kwrite" | "mate" | "idea" | "pycharm" | "webstorm" | "rustrover" => {
            let option = if name == "mate" || name == "kwrite" || name == "kate" { "-l" } else { "--line" };
            arguments.extend([option.into(), line.to_string().into(), file.into()]);
        }
        _ => arguments.push(file.into()),
    }
    Ok(arguments)
}

/// The name of a command, for messages.
fn name(arguments: &[OsString]) -> String {
    arguments.first().map_or_else(String::new, |program| program.to_string_lossy().into_owned())
}

/// What a browser needs.
pub(super) enum Browsing {
    /// The terminal, which it is to be lent.
    Terminal(OsString, Arguments),
    /// Nothing: it has been started, and a message follows if it fails.
    Started,
}

/// Opens an address in the browser. One outside the terminal is started in a thread of its own, which ends with it; if it
/// fails, the next one is tried, and the user is told if all fail. An error is a message for the user.
pub(super) fn browse(url: &str, events: Sender<Event>) -> Result<Browsing, String> {
    let mut commands = browsers(std::env::var_os("BROWSER").as_deref(), url)?;
    let in_terminal = |arguments: &Arguments| {
        let program = arguments.first().map(Path::new).and_then(Path::file_name).and_then(OsStr::to_str);
        program.is_some_and(|program| IN_TERMINAL.contains(&program))
    };
    if commands.first().is_some_and(in_terminal) {
        let mut arguments = commands.swap_remove(0);
        let program = arguments.remove(0);
        return Ok(Browsing::Terminal(program, arguments));
    }
    let work = move || {
        let mut why = String::new();
        for arguments in commands.iter().filter(|arguments| !in_terminal(arguments)) {
            let Some((program, rest)) = arguments.split_first() else { continue };
            let mut command = Command::new(program);
            command.args(rest).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
            match command.status() {
                Ok(status) if status.success() => return,
                Ok(status) => why = format!("{} ended with {status}", name(arguments)),
                Err(error) => why = format!("{} cannot be started: {error}", name(arguments)),
            }
        }
        let text = format!("no browser opened the address: {why}; set $BROWSER, or y copies the address");
        // Nobody listens once the program has ended.
        let _ = events.send(Event::Msg(Msg::Notice(text)));
    };
    thread::Builder::new().name("browser".into()).spawn(work).map_err(|error| error.to_string())?;
    Ok(Browsing::Started)
}

/// Runs a command of the user beside the workbench, without input and output, and says how it ended. An error is a message for
/// the user.
pub(super) fn run_beside(name: String, words: Arguments, events: Sender<Event>) -> Result<(), String> {
    let work = move || {
        let Some((program, arguments)) = words.split_first() else { return };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let text = match command.status() {
            Ok(status) if status.success() => format!("{name}: done"),
            Ok(status) => format!("{name} ended with {status}"),
            Err(error) => format!("{name}: {} cannot be started: {error}", program.to_string_lossy()),
        };
        // Nobody listens once the program has ended.
        let _ = events.send(Event::Msg(Msg::Notice(text)));
    };
    thread::Builder::new().name("command".into()).spawn(work).map(drop).map_err(|error| error.to_string())
}

/// The program that opens a file at a line, and its arguments. An error is a message for the user.
pub(super) fn editor_for(file: &Path, line: usize) -> Result<(OsString, Arguments), String> {
    let (visual, set) = (std::env::var_os("VISUAL"), std::env::var_os("EDITOR"));
    let mut arguments = editor(visual.as_deref(), set.as_deref(), file, line)?;
    let program = arguments.remove(0);
    Ok((program, arguments))
}

/// Runs a program in the terminal, which must have been left, until it ends. Gives a message if it failed.
/// `variable` is what names the program.
pub(super) fn run_in_terminal(program: &OsStr, arguments: &[OsString], variable: &str) -> Option<String> {
    let shown = program.to_string_lossy();
    let mut command = Command::new(program);
    command.args(arguments);
    if let Some(terminal) = super::diverted::input() {
        command.stdin(terminal);
    }
    match command.status() {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{shown} ended with {status}")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Some(format!("{shown} is not installed; {variable} says which program to use"))
        }
        Err(error) => Some(format!("{shown} cannot be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(arguments: &[OsString]) -> String {
        arguments.iter().map(|word| format!("[{}]", word.to_string_lossy())).collect()
    }

    #[test]
    fn the_browser_is_a_list_of_commands_and_the_address_one_argument() {
        let of = |set: &str| {
            let url = "https://a.example/?a=1;rm -x&b='c";
            browsers(Some(OsStr::new(set)), url).map(|all| all.iter().map(|one| words(one)).collect::<Vec<_>>())
        };
        let url = "[https://a.example/?a=1;rm -x&b='c]";
        assert_eq!(of("firefox:lynx -x").unwrap(), [format!("[firefox]{url}"), format!("[lynx][-x]{url}")]);
        assert_eq!(
            of("'/opt/my browser' --new=%s -q").unwrap(),
            [format!("[/opt/my browser][--new={}[-q]", &url[1..])]
        );
        assert_eq!(of("").unwrap().len(), 1);
        assert!(of("it's").unwrap_err().contains("quote"));
        // A shell would expand these; here they are words.
        assert_eq!(of("x $(id) `id`").unwrap(), [format!("[x][$(id)][`id`]{url}")]);
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        let file = Path::new("/a b/c.md");
        let of = |set: &str| words(&editor(None, Some(OsStr::new(set)), file, 7).unwrap());
        assert_eq!(of("vim"), "[vim][+7][/a b/c.md]");
        assert_eq!(of("/usr/bin/emacsclient -nw"), "[/usr/bin/emacsclient][-nw][+7][/a b/c.md]");
        assert_eq!(of("code --wait"), "[code][--wait][--goto][/a b/c.md:7]");
        assert_eq!(of("hx"), "[hx][/a b/c.md:7]");
        assert_eq!(of("kate"), "[kate][-l][7][/a b/c.md]");
        assert_eq!(of("my-editor"), "[my-editor][/a b/c.md]");
        assert_eq!(of(""), "[vi][+7][/a b/c.md]");
        let visual = editor(Some(OsStr::new("nano")), Some(OsStr::new("vi")), file, 1).unwrap();
        assert_eq!(words(&visual), "[nano][+1][/a b/c.md]");
    }
}
