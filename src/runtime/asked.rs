//! What the terminal is asked for while the workbench has it, beyond raw mode: clicks, and that letters stay in the cells in
//! which they were written. All of it is taken back on every way out. Knows the sequences; writes nothing.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::ui::bidi::BidiMode;

static MOUSE: AtomicBool = AtomicBool::new(false);
static PLACED: AtomicBool = AtomicBool::new(false);

/// Clicks and wheel in SGR coordinates; crossterm's own command asks for every motion too.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// The terminal shows each letter where it was written (BDSM, explicit), and again as it sees fit (implicit).
const PLACED_ON: &str = "\x1b[8l";
const PLACED_OFF: &str = "\x1b[8h";

/// Takes the mouse or gives it back, now and whenever the terminal is entered. Gives the sequence.
pub(super) fn mouse(on: bool) -> &'static str {
    MOUSE.store(on, Ordering::SeqCst);
    if on { MOUSE_ON } else { MOUSE_OFF }
}

/// Says whether letters are to stay where they are written, from when the terminal is next entered.
pub(super) fn placed(on: bool) {
    PLACED.store(on, Ordering::SeqCst);
}

/// What is written on entering the terminal.
pub(super) fn on_entry() -> String {
    let placed = if PLACED.load(Ordering::SeqCst) { PLACED_ON } else { "" };
    let mouse = if MOUSE.load(Ordering::SeqCst) { MOUSE_ON } else { "" };
    [placed, mouse].concat()
}

/// What is written on leaving it.
pub(super) fn on_exit() -> String {
    let placed = if PLACED.load(Ordering::SeqCst) { PLACED_OFF } else { "" };
    [MOUSE_OFF, placed].concat()
}

/// Who orders letters: `app` or `terminal` as the terminal is, where that is left to the program. `set` gives variables of the
/// environment.
pub(super) fn who_orders(mode: BidiMode, set: impl Fn(&str) -> Option<OsString>) -> BidiMode {
    let has = |name| set(name).is_some_and(|value| !value.is_empty());
    // These multiplexers do not pass on what asks the terminal behind them to leave the order alone.
    let behind = has("TMUX") || has("STY");
    match mode {
        BidiMode::Auto if has("KONSOLE_VERSION") || has("MLTERM") => BidiMode::Terminal,
        BidiMode::Auto if set("TERM_PROGRAM").is_some_and(|name| name == "Apple_Terminal") => BidiMode::Terminal,
        // It can be asked.
        BidiMode::Auto if has("VTE_VERSION") && behind => BidiMode::Terminal,
        BidiMode::Auto => BidiMode::App,
        given => given,
    }
}

/// Whether tmux stands between the program and the terminal, and with it the clipboard.
pub(super) fn is_in_tmux(set: impl Fn(&str) -> Option<OsString>) -> bool {
    set("TMUX").is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_orders_where_it_does_so_by_itself_and_cannot_be_asked() {
        use BidiMode::{App, Auto, Off, Terminal};
        let who = |mode, set: &[(&str, &str)]| {
            who_orders(mode, |name| set.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value)))
        };
        for (set, orders) in [
            (&[][..], App),
            (&[("TERM_PROGRAM", "WezTerm")], App),
            (&[("VTE_VERSION", "7600")], App),
            (&[("VTE_VERSION", "")], App),
            (&[("VTE_VERSION", "7600"), ("TMUX", "/tmp/tmux-0/default,1,0")], Terminal),
            (&[("KONSOLE_VERSION", "240200")], Terminal),
            (&[("MLTERM", "3.9.3")], Terminal),
            (&[("TERM_PROGRAM", "Apple_Terminal")], Terminal),
        ] {
            assert_eq!(who(Auto, set), orders, "{set:?}");
            for given in [App, Terminal, Off] {
                assert_eq!(who(given, set), given);
            }
        }
    }
}
