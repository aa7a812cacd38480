//! `parallax pick` in a real pseudo-terminal, as shell scripts use it.

use crate::terminal::Terminal;

#[test]
fn a_picked_hit_goes_to_standard_output_while_the_finder_is_on_the_terminal() {
    // Standard output is a pipe: the finder is on standard error's terminal.
    let mut t = Terminal::shell("ids=$($parallax pick); echo \"status $? ids $ids.\"; sleep 5", 80, 24);
    t.until_text("Find");
    t.until("the alternate screen", vt100::Screen::alternate_screen);
    // The timeline is not behind it.
    t.until("the finder alone", |s| !s.contents().contains("Timeline"));
    t.press("kerman memorial");
    t.until_text("Kerman bombings");
    t.press("\r");
    t.until_text("status 0 ids kerman-bombings.");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn several_hits_are_picked_with_tab_in_that_order() {
    let script = "$parallax pick --query 'kind:incident kabul' | tr '\\n' ' '; echo end; sleep 5";
    let mut t = Terminal::shell(script, 80, 24);
    t.until_text("Kabul airport bombing");
    t.press("\u{1b}[B\t");
    t.until_text("1 picked");
    t.press("\u{1b}[A\u{1b}[A\t\t\t");
    // The second is left out again, the first and the third are in.
    t.until_text("2 picked");
    t.press("\r");
    t.until_text("end");
    let shown = t.screen.0.lock().unwrap().screen().contents();
    let line = shown.lines().find(|l| l.contains("end")).unwrap().to_owned();
    assert_eq!(line.split_whitespace().count(), 3, "{shown}");
    assert!(line.contains("kabul-"), "{shown}");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn cancelling_prints_nothing_and_says_so_by_the_status() {
    for key in ["\u{1b}", "\u{3}"] {
        let script = "ids=$($parallax pick --query kerman 2>/dev/null); echo \"status $? ids=$ids.\"; sleep 5";
        let mut t = Terminal::shell(script, 80, 24);
        // Standard error leads elsewhere: the finder is on the controlling terminal.
        t.until_text("Kerman bombings");
        t.press(key);
        t.until_text("status 130 ids=.");
        t.restored();
        t.signal("-KILL");
    }
}

#[test]
fn where_nothing_matches_enter_prints_nothing_with_status_1() {
    let script = "ids=$($parallax pick --query bataclan); echo \"status $? ids=$ids.\"; sleep 5";
    let mut t = Terminal::shell(script, 80, 24);
    t.until_text("No hits");
    t.press("\r");
    t.until_text("status 1 ids=.");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn without_a_terminal_it_says_so() {
    // A session of its own has no controlling terminal.
    let mut pick = std::process::Command::new("setsid");
    pick.args(["--wait", env!("CARGO_BIN_EXE_parallax"), "pick", "--query", "kerman"]);
    let output = pick.stdin(std::process::Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.stdout.is_empty() && said.contains("terminal"), "{said}");
    assert_eq!(output.status.code(), Some(2), "{said}");
}

#[test]
fn data_comes_from_a_pipe_and_keys_from_the_terminal() {
    let script = "ids=$(cat tests/fixtures/sets/ged-251.csv | $parallax pick --query 'precision:town'); \
                  echo \"status $? ids $ids.\"; sleep 5";
    let mut t = Terminal::shell(script, 80, 24);
    t.until_text("hit");
    t.until("a hit", |s| s.contents().contains("GED"));
    t.press("\r");
    t.until_text("status 0 ids 9");
    t.signal("-KILL");
}
