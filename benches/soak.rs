//! Soak test: random keys, pastes, clicks and resizes on the whole program without a terminal, over three workspaces:
//! the built-in corpus, a data set of 100,000 rows (`SOAK_SET`, else an invented one), and hostile files. A panic ends
//! it. It regularly draws the screen and checks it for control characters. Prints the growth of memory.
//!
//!     cargo bench --bench soak                        100,000 steps on each
//!     SOAK_STEPS=1000 cargo bench --bench soak        fewer
//!     SOAK_HOSTILE=1 cargo bench --bench soak         only the hostile files: a corpus, data sets, articles
//!     SOAK_TRAIL=1 cargo bench --bench soak           print every step, to trace a panic
//!     SOAK_SEED=7 SOAK_SET=big.csv cargo bench --bench soak

#![expect(clippy::print_stdout, reason = "the soak test prints its results")]
#![expect(clippy::unwrap_used, reason = "the soak test stops at the first error")]

#[path = "../tests/it/payload.rs"]
mod payload;

use std::path::{Path, PathBuf};

use parallax::app::Msg;
use parallax::keymap::chord::script;
use parallax::keymap::{Chord, KeySequence, Keymap};
use parallax::load::{Request, load};
use parallax::session::Session;
use parallax::ui::theme::Theme;

/// A pseudo-random number generator (xorshift64*), so that a seed gives the same run everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides.max(1)
    }
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// Resident memory in KiB; 0 if the system does not report it.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}

/// All bound keys, and characters for words and fields.
fn chords() -> Vec<Chord> {
    let mut all: Vec<Chord> =
        Keymap::standard().bindings().iter().flat_map(|b| &b.keys).flat_map(KeySequence::chords).copied().collect();
    // Without the keys that quit or suspend.
    let quitting = script("<c-c><c-z>").expect("a script of keys");
    all.retain(|c| !quitting.contains(c));
    all.extend(script("abcdeiknorstuÀ'\"!^:=>0123456789,é한 ").expect("a script of keys"));
    all
}

fn soak(name: &str, paths: &[PathBuf], steps: usize, seed: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = paths.iter().map(|p| root.join(p)).collect();
    let mut session = Session::new(load(&Request { paths, sources: Vec::new() }), (100, 30), Theme::Dark);
    let (keys, mut dice) = (chords(), Dice(seed as u64 * 2 + 1));
    let typed =
        ["at:AF", "killed:>5", "who:\"=IS\"", "on:2014", "kabul", "\u{1b}[31m\u{202e}", "verdict:conflict", "2022-10"];
    let mut early = 0;
    let trail = std::env::var_os("SOAK_TRAIL").is_some();
    for step in 0..steps {
        let msg = match dice.roll(100) {
            0 => Msg::Resize(1 + dice.roll(220) as u16, 1 + dice.roll(70) as u16),
            1 => Msg::Resize(100, 30),
            2 => Msg::Paste(typed[dice.roll(typed.len())].to_owned()),
            3 => Msg::Point(dice.roll(220) as u16, dice.roll(70) as u16),
            4 => Msg::Wheel(dice.roll(220) as u16, dice.roll(70) as u16, 3),
            _ => Msg::Key(keys[dice.roll(keys.len())]),
        };
        if trail {
            println!("{step} {msg:?} views {} in {:?}", session.state().views.len(), session.state().context());
        }
        let _ = session.step_through(msg);
        if step % 97 == 0 {
            let screen = session.screen();
            let bad = screen.content().iter().find(|cell| cell.symbol().chars().any(char::is_control));
            assert!(bad.is_none(), "step {step}: a control character on the screen");
        }
        if step == steps / 5 {
            early = resident();
        }
    }
    println!("{name:<10} {steps} steps, no panic; resident {early} KiB after a fifth, {} KiB at the end", resident());
}

fn main() {
    // `cargo test --benches` only checks that it starts.
    let steps = if std::env::args().any(|a| a == "--test") { 200 } else { number("SOAK_STEPS", 100_000) };
    let seed = number("SOAK_SEED", 1);
    let scratch = std::env::temp_dir().join(format!("parallax-soak-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).unwrap();
    let set = std::env::var("SOAK_SET")
        .map_or_else(|_| many(&scratch, if steps > 1000 { 100_000 } else { 1000 }), PathBuf::from);
    let set = std::path::absolute(set).unwrap();
    if std::env::var_os("SOAK_HOSTILE").is_none() {
        soak("built-in", &[], steps, seed);
        soak("data set", &["data".into(), set, "tests/fixtures/sets/gtd-full.csv".into()], steps, seed);
    }
    let mut hostile = vec![payload::corpus(&scratch), "tests/fixtures/sets/hostile.csv".into()];
    hostile.extend(["ged-251.csv", "acled-2024.csv", "gtd-full.csv"].map(|name| payload::set(&scratch, name)));
    hostile.extend(payload::articles(&scratch));
    soak("hostile", &hostile, steps, seed);
    std::fs::remove_dir_all(&scratch).unwrap();
}

/// A data set of `rows` rows: copies of the rows of an invented one, each with its own id and day.
fn many(folder: &Path, rows: usize) -> PathBuf {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sets/ged-251.csv")).unwrap();
    let mut lines = text.lines();
    let mut out = format!("{}\n", lines.next().unwrap());
    let whole: Vec<&str> = lines.filter(|l| l.matches('"').count().is_multiple_of(2) && l.starts_with("91")).collect();
    for n in 0..rows {
        let line = whole[n % whole.len()];
        let rest = line.split_once(',').map_or("", |(_, rest)| rest);
        let year = format!("20{:02}-{:02}-{:02}", n % 25, 1 + n / 25 % 12, 1 + n / 300 % 28);
        let moved = rest.split(',').map(|cell| {
            if cell.starts_with("20") && cell.len() > 9 && cell.as_bytes()[4] == b'-' { year.as_str() } else { cell }
        });
        out.push_str(&format!("{},{}\n", 1_000_000 + n, moved.collect::<Vec<_>>().join(",")));
    }
    let file = folder.join("many.csv");
    std::fs::write(&file, out).unwrap();
    file
}
