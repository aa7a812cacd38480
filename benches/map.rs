//! The map at 200x60: time to unpack coasts and borders, to sort entries by position, to take those of a filter, to count
//! them in cells, to draw lines and names, for each key, and for a frame; the calendar and the columns of years beside
//! them. Over the built-in corpus, or the data sets given: `cargo bench --bench map -- GED.csv`. Prints the best, the
//! median and the worst of several runs.
#![expect(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use parallax::app::Msg;
use parallax::app::entries::order;
use parallax::keymap::chord;
use parallax::load::{Request, load};
use parallax::map::grid::MapGrid;
use parallax::map::labels::labels;
use parallax::map::outline::{Outline, world};
use parallax::map::spots::MapSpots;
use parallax::map::strokes::strokes;
use parallax::map::tally::MapTally;
use parallax::map::towns;
use parallax::map::view::MapView;
use parallax::search::facets::FACETS;
use parallax::session::Session;
use parallax::ui::text::width;
use parallax::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZE: (u16, u16) = (200, 60);
const RUNS: usize = 15;

fn time(what: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        work();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    println!("{what}: {:?} at best, {:?} in the median, {:?} at worst", times[0], times[RUNS / 2], times[RUNS - 1]);
}

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    let loaded = load(&Request { paths, sources: Vec::new() });
    let workspace = &loaded.workspace;
    let all = order(workspace);
    let packed = include_bytes!("../data/map/world.bin");
    time("unpack the outlines", || drop(black_box(Outline::unpack(packed))));
    let begun = Instant::now();
    let towns = towns::all();
    println!("towns, once, beside the work: {:?}", begun.elapsed());
    println!("{} entries", all.len());
    time("sort all that is open by position, once", || drop(black_box(MapSpots::of(workspace))));
    let spots = MapSpots::of(workspace);
    let tally = MapTally::among(&spots, &all);
    println!("{} at {} positions", tally.placed(), tally.spots().len());
    time("take what a filter lets through: all", || drop(black_box(MapTally::among(&spots, &all))));
    let half: Vec<u32> = all.iter().copied().step_by(2).collect();
    time("take what a filter lets through: half", || drop(black_box(MapTally::among(&spots, &half))));
    time("sum the killed by position", || _ = black_box(tally.tolls(workspace)));
    let view = MapView::around(tally.spots().iter().copied(), SIZE.0 - 51, SIZE.1 - 7);
    time("count them in cells", || drop(black_box(MapGrid::of(&tally, view, None))));
    let grid = MapGrid::of(&tally, view, None);
    time("draw coasts and borders", || drop(black_box(strokes(world(), &view))));
    time("place names", || drop(black_box(labels(world(), Some(&towns), None, &grid, 40, width))));
    let mut screen = Screen::new(Session::new(loaded, SIZE, Theme::Dark));
    screen.once("open the map", "<f6>");
    time("to the next cell and back", || screen.press("]["));
    time("zoom in and out again", || screen.press("+-"));
    time("zoom in, zoom out, with frames", || screen.press_and_draw("+-"));
    time("a frame", || screen.draw());
    time("shade by killed, and by entries again", || screen.press("ww"));
    screen.press("/");
    for name in ["kandahar", "santo", "el", "wadi"] {
        for letter in name.chars().map(String::from) {
            screen.once(&format!("a letter of a place, {letter} of {name}"), &letter);
        }
        screen.press("<c-u>");
    }
    screen.press("<esc><esc>");
    screen.once("open the calendar", "<f7>");
    time("a frame of the calendar", || screen.draw());
    time("a day on and back, with frames", || screen.press_and_draw("jk"));
    screen.press("<esc>");
    screen.once("count the facets with their years", "f");
    time("a frame of the facets", || screen.draw());
    for _ in 0..FACETS.len() {
        screen.once("the next facet, with its frame", "<tab>");
    }
    for letter in ["k", "a"] {
        screen.once("a letter in the facets, with its frame", letter);
    }
}

/// A session with the cells of its screen.
struct Screen {
    session: Session,
    cells: Buffer,
}

impl Screen {
    fn new(session: Session) -> Self {
        Self { session, cells: Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1)) }
    }

    fn press(&mut self, keys: &str) {
        for key in chord::script(keys).expect("a valid script of keys") {
            let _ = self.session.step_through(Msg::Key(key));
        }
    }

    fn draw(&mut self) {
        self.cells.reset();
        black_box(self.session.draw(&mut self.cells));
    }

    fn press_and_draw(&mut self, keys: &str) {
        for key in chord::script(keys).expect("a valid script of keys") {
            let _ = self.session.step_through(Msg::Key(key));
            self.draw();
        }
    }

    fn once(&mut self, what: &str, keys: &str) {
        let begun = Instant::now();
        self.press_and_draw(keys);
        println!("{what}: {:?}", begun.elapsed());
    }
}
