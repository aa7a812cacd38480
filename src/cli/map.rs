//! `parallax map`: how many entries lie at each place, as lines, and how many have none; or the map of the workbench.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::args::MapArgs;
use super::chosen::AskedEntries;
use super::drawn::{DrawnView, drawn};
use super::output::{Outcome, say, warn};
use crate::app::Msg;
use crate::app::pane::Shown as _;
use crate::app::panes::map::Map;
use crate::load::Loaded;
use crate::map::placement::{MarginKind, SpotName};
use crate::map::places::hundredths;
use crate::map::tally::MapTally;
use crate::model::figure::thousands;
use crate::present::toll::rule_words;
use crate::present::words::count;
use crate::runtime::Setup;
use crate::sanitize;

/// Prints or draws it. With `memory`, a word `@name` of the filter is the filter saved under that name. Exit status 1 if no entry matches.
pub(super) fn run(args: &MapArgs, setup: Setup, memory: bool) -> Outcome {
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let asked = AskedEntries { filter: &args.filter, marked: false, tag: None, possibly: None, memory };
    let chosen = match asked.choose(&loaded)? {
        Ok(chosen) => chosen,
        Err(status) => return Ok(status),
    };
    if !args.print && args.svg.is_none() {
        return say(&text(&loaded, &chosen.shown)).map(|()| 0);
    }
    let (svg, size) = (args.svg.as_deref(), args.size);
    drawn(
        loaded,
        DrawnView { filter: &args.filter, corpus: &args.corpus, svg, size },
        Msg::Show(Map::NAME),
        setup,
        memory,
    )
}

/// The places with the most entries first, and what has none.
fn text(loaded: &Loaded, entries: &[u32]) -> String {
    let workspace = &loaded.workspace;
    let tally = MapTally::of(workspace, entries);
    let tolls = tally.tolls(workspace);
    let mut places: Vec<PlaceLine> = Vec::new();
    // Places of one name may be several: what is printed of two positions differs.
    let mut known: HashMap<(SpotName, (i32, i32)), usize> = HashMap::new();
    for (spot, position) in tally.spots().iter().enumerate() {
        let here = tally.at(spot);
        let (named, position) = (tally.place(workspace, spot), hundredths(*position));
        let killed = tolls.as_ref().ok().and_then(|tolls| tolls.killed[spot]);
        let at = *known.entry((named, position)).or_insert_with_key(|(named, position)| {
            places.push(PlaceLine { named: *named, position: *position, entries: 0, killed: None });
            places.len() - 1
        });
        places[at].entries += here.len();
        // Where nothing is added, there is no number; that is no nought.
        places[at].killed = places[at].killed.zip(killed).map(|(a, b)| a + b).or(places[at].killed).or(killed);
    }
    places.sort_by(|a, b| b.entries.cmp(&a.entries).then((a.named, a.position).cmp(&(b.named, b.position))));
    let mut out = format!("{}: {}\n", count(tally.len(), "entry"), parts(&tally, places.len()));
    match &tolls {
        Ok(tolls) => {
            let _ = writeln!(out, "killed{}", rule_words(workspace, tolls.rule));
        }
        Err(rules) if *rules > 1 => {
            let _ = writeln!(out, "killed: {rules} rules count them, which are not added; narrow to one source");
        }
        Err(_) => {}
    }
    for place in &places {
        let (name, country) = (place.named.words(), place.named.country);
        let country = if country.is_empty() { String::new() } else { format!(", {country}") };
        let killed = match (&tolls, place.killed) {
            (Ok(_), Some(killed)) => format!("\tkilled {}", thousands(killed)),
            (Ok(_), None) => "\tkilled none added".to_owned(),
            (Err(_), _) => String::new(),
        };
        let name = sanitize::line(name);
        let [lat, lon] = [place.position.0, place.position.1].map(|n| f64::from(n) / 100.0);
        let _ = writeln!(out, "{}\t{name}{}\t{lat:.2} {lon:.2}{killed}", place.entries, sanitize::line(&country));
    }
    for kind in MarginKind::ALL.into_iter().filter(|kind| tally.margin(*kind) > 0) {
        let _ = writeln!(out, "{}\t{}", tally.margin(kind), kind.words());
    }
    out
}

/// A place with its entries at one position.
struct PlaceLine<'w> {
    named: SpotName<'w>,
    /// Latitude and longitude in hundredths, as they are printed.
    position: (i32, i32),
    entries: usize,
    /// The number killed, where one is added.
    killed: Option<u64>,
}

/// How many entries lie somewhere, and how many do not.
fn parts(tally: &MapTally, places: usize) -> String {
    let mut parts = vec![format!("{} at {}", thousands(tally.placed()), count(places, "place"))];
    let kinds = MarginKind::ALL.into_iter().filter(|kind| tally.margin(*kind) > 0);
    parts.extend(kinds.map(|kind| format!("{} {}", thousands(tally.margin(kind)), kind.words())));
    parts.join(", ")
}
