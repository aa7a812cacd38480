//! The map: every entry of a filter is in one cell, out of view or in the margin; nothing else is a point.

use std::collections::{HashMap, HashSet};

use parallax::app::entries::order;
use parallax::datasets::ColumnMap;
use parallax::load::{Loaded, Request, load, open_with};
use parallax::map::drawn_box::{BoxStart, DrawnBox};
use parallax::map::grid::MapGrid;
use parallax::map::placement::{MarginKind, located};
use parallax::map::spots::MapSpots;
use parallax::map::tally::MapTally;
use parallax::map::toll_list::toll;
use parallax::map::view::MapView;
use parallax::model::dataset::{Placing, flag};
use parallax::model::geo_box::GeoBox;
use parallax::model::incident::Role;
use parallax::model::name::Precision;
use parallax::model::{Entry, Subject, Value, Workspace};
use parallax::search::Query;
use parallax::search::filter_result::{FilterResult, filter_entries};
use parallax::search::workspace::WorkspaceIndex;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::fixture::{built_in, path};
use crate::terminal::Scratch;

const SETS: [&str; 7] =
    ["ged-251.csv", "acled-2024.csv", "gtd-full.csv", "pitf.tsv", "icews.tab", "polecat.tab", "hostile.csv"];

fn sets() -> Loaded {
    let paths = SETS.iter().map(|name| path("tests/fixtures/sets").join(name)).collect();
    load(&Request { paths, sources: Vec::new() })
}

fn filtered(workspace: &Workspace, typed: &str) -> FilterResult {
    let query = Query::parse_in(typed, &workspace.corpus);
    assert!(query.problems.is_empty(), "{typed}: {:?}", query.problems);
    let index = WorkspaceIndex::new(workspace, None);
    filter_entries(workspace, &index, &order(workspace), &query, false, &|| false).unwrap()
}

/// Where the program itself says that an entry stands, without the map.
fn is_point(workspace: &Workspace, number: u32) -> bool {
    let Entry::Record(id) = workspace.entry(number) else { return false };
    let (set, row) = (workspace.set(id), workspace.row(id));
    let location = set.location(&row);
    let exact = match location.precision {
        Placing::Known(precision) => precision <= Precision::Town,
        Placing::Sea => false,
        Placing::Unknown => true,
    };
    let on_globe = location.position.is_some_and(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
    exact && on_globe && row.flags & flag::MISPLACED == 0
}

fn views() -> impl Strategy<Value = MapView> {
    (-85.0..85.0f64, -180.0..180.0f64, 0.01..12.0f64, 1..160u16, 1..50u16)
        .prop_map(|(lat, lon, step, columns, rows)| MapView { lat, lon, step, columns, rows })
}

/// Checks that each entry is counted once, and that the cells hold what they count.
fn check(tally: &MapTally, entries: &[u32], view: MapView) {
    let grid = MapGrid::of(tally, view, None);
    let margin: usize = MarginKind::ALL.into_iter().map(|kind| tally.margin(kind)).sum();
    assert_eq!(grid.seen() + grid.unseen + margin, entries.len(), "{view:?}");
    let mut listed = HashSet::new();
    for row in 0..view.rows {
        for column in 0..view.columns {
            let cell = grid.cell((column, row));
            let here: Vec<u32> = grid.spots_in((column, row)).flat_map(|spot| tally.at(spot).to_vec()).collect();
            assert_eq!(here.len(), cell.entries as usize);
            assert_eq!(grid.shade(cell).is_some(), cell.entries > 0);
            listed.extend(here);
        }
    }
    assert_eq!(listed.len(), grid.seen(), "each entry lies in one cell");
}

#[test]
fn cells_what_is_out_of_view_and_the_margin_are_all_entries() {
    for loaded in [built_in(), sets()] {
        let workspace = &loaded.workspace;
        let all = order(workspace);
        let tally = MapTally::of(workspace, &all);
        assert_eq!(tally.len(), all.len());
        let fitted = MapView::around(tally.spots().iter().copied(), 120, 40);
        check(&tally, &all, fitted);
        let mut runner = TestRunner::new(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() });
        runner
            .run(&views(), |view| {
                check(&tally, &all, view);
                Ok(())
            })
            .unwrap();
        check(&MapTally::of(workspace, &[]), &[], fitted);
    }
}

#[test]
fn entries_at_a_position_are_in_the_order_of_the_timeline_and_have_their_own_killed() {
    // Rows of one place, in no order, some on the same day.
    let scratch = Scratch::new("spots");
    let file = scratch.0.join("places.csv");
    let days = [5, 3, 9, 3, 1, 9, 7, 3];
    let rows = days.iter().enumerate().map(|(n, day)| format!("{n},2024-01-0{day},Quemry,Kenya,0.5,34.9,{n}\n"));
    std::fs::write(&file, format!("id,date,place,country,latitude,longitude,killed\n{}", rows.collect::<String>()))
        .unwrap();
    let columns = "id=id,date=date,place=place,country=country,latitude=latitude,longitude=longitude,killed=killed";
    let columns = ColumnMap::parse(columns).unwrap();
    let table = open_with(&Request { paths: vec![file], sources: Vec::new() }, &columns, None).finish();
    let mut several = 0;
    for loaded in [built_in(), sets(), table] {
        let workspace = &loaded.workspace;
        let all = order(workspace);
        let half: Vec<u32> = all.iter().copied().step_by(2).collect();
        let spots = MapSpots::of(workspace);
        let ranks: HashMap<u32, usize> = all.iter().copied().zip(0..).collect();
        for shown in [&*all, &half] {
            let tally = MapTally::among(&spots, shown);
            for spot in 0..tally.spots().len() {
                let here = tally.at(spot);
                assert!(here.is_sorted_by_key(|number| ranks[number]), "{here:?}");
                let killed: Vec<_> = here.iter().filter_map(|number| toll(workspace, *number)).collect();
                assert_eq!(tally.tolls_at(workspace, spot).collect::<Vec<_>>(), killed);
                several += usize::from(here.len() > 1);
            }
            assert_eq!(tally, MapTally::of(workspace, shown));
        }
    }
    assert_eq!(several, 2, "once of all entries, once of half of them");
}

#[test]
fn a_cell_of_which_no_source_gives_the_killed_has_no_shade() {
    let loaded = built_in();
    let workspace = &loaded.workspace;
    let tally = MapTally::of(workspace, &order(workspace));
    let tolls = tally.tolls(workspace).unwrap();
    let view = MapView::around(tally.spots().iter().copied(), 120, 40);
    let grid = MapGrid::of(&tally, view, Some(&tolls));
    let mut shaded = [0, 0];
    for at in grid.peaks() {
        let given: Vec<u64> = grid.spots_in(at).filter_map(|spot| tolls.killed[spot]).collect();
        let cell = grid.cell(at);
        assert_eq!(cell.killed, (!given.is_empty()).then(|| given.iter().sum()));
        assert_eq!(grid.shade(cell).is_some(), !given.is_empty());
        shaded[usize::from(given.is_empty())] += 1;
    }
    assert!(shaded[0] > 3 && shaded[1] > 0, "{shaded:?}");
}

#[test]
fn what_is_known_to_a_region_or_country_only_is_no_point() {
    let loaded = sets();
    let workspace = &loaded.workspace;
    let all = order(workspace);
    let tally = MapTally::of(workspace, &all);
    let drawn: HashSet<u32> = (0..tally.spots().len()).flat_map(|spot| tally.at(spot).to_vec()).collect();
    for &number in &*all {
        assert_eq!(
            drawn.contains(&number),
            is_point(workspace, number),
            "{}",
            workspace.title(workspace.entry(number))
        );
    }
    assert!(drawn.len() > 10 && tally.margin(MarginKind::Region) > 0 && tally.margin(MarginKind::Country) > 0);
    assert!(tally.margin(MarginKind::Misplaced) > 0, "hostile.csv has positions that cannot be");
}

#[test]
fn an_incident_without_an_exact_place_is_counted_beside_the_map() {
    let loaded = built_in();
    let workspace = &loaded.workspace;
    let all = order(workspace);
    let tally = MapTally::of(workspace, &all);
    assert_eq!(all.len(), 91);
    let margin = MarginKind::ALL.map(|kind| tally.margin(kind));
    assert_eq!((tally.placed(), margin), (18, [17, 30, 0, 0, 16, 10, 0]));
}

#[test]
fn a_box_lets_certainly_through_what_the_map_shows_there() {
    let loaded = sets();
    let workspace = &loaded.workspace;
    let all = order(workspace);
    let tally = MapTally::of(workspace, &all);
    let mut runner = TestRunner::new(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() });
    let boxes = (-90.0..90.0f64, 0.0..90.0f64, -180.0..180.0f64, -180.0..180.0f64);
    runner
        .run(&boxes, |(south, tall, west, east)| {
            let wanted = GeoBox { south, west, north: (south + tall).min(90.0), east };
            let spots = tally.spots().iter().enumerate().filter(|(_, (lat, lon))| wanted.holds(*lat, *lon));
            let there: HashSet<u32> = spots.flat_map(|(spot, _)| tally.at(spot).to_vec()).collect();
            let passed = filtered(workspace, &format!("box:{wanted}"));
            prop_assert_eq!(passed.shown.iter().copied().collect::<HashSet<u32>>(), there);
            prop_assert!(passed.possible.iter().all(|number| !is_point(workspace, *number)));
            Ok(())
        })
        .unwrap();
    let world = filtered(workspace, "box:-90,-180,90,180");
    assert_eq!(world.shown.len(), tally.placed());
    assert!(!world.possible.is_empty(), "what is known to a region may lie there");
}

#[test]
fn a_position_that_stands_for_a_country_is_no_point() {
    let scratch = Scratch::new("country");
    let icews = std::fs::read_to_string(path("tests/fixtures/sets/icews.tab")).unwrap();
    assert!(icews.contains("\tKenya\t\t\n"), "a row that names its country only");
    let file = scratch.0.join("icews.tab");
    std::fs::write(&file, icews.replace("\tKenya\t\t\n", "\tKenya\t0.5\t37.9\n")).unwrap();
    let there = |path, columns: &ColumnMap| {
        let loaded = open_with(&Request { paths: vec![path], sources: Vec::new() }, columns, None).finish();
        let workspace = &loaded.workspace;
        let tally = MapTally::of(workspace, &order(workspace));
        let there = filtered(workspace, "box:0,37,1,38");
        (tally.margin(MarginKind::Country), there.shown.len(), there.possible.len())
    };
    // Sorrel lies outside Kenya, which it is said to be in, and may be anywhere there.
    assert_eq!(there(file, &ColumnMap::default()), (1, 0, 2));
    // Without a column for places every row is known by its position.
    let plain = scratch.0.join("plain.csv");
    std::fs::write(&plain, "id,date,country,latitude,longitude\n1,2024-01-01,Kenya,0.5,37.9\n").unwrap();
    let columns = ColumnMap::parse("id=id,date=date,country=country,latitude=latitude,longitude=longitude").unwrap();
    assert_eq!(there(plain, &columns), (0, 1, 0));
}

#[test]
fn what_is_selected_is_its_own_row_where_several_have_one_id_and_day() {
    let scratch = Scratch::new("one-id");
    let file = scratch.0.join("acled.csv");
    let text = std::fs::read_to_string(path("tests/fixtures/sets/acled-2024.csv")).unwrap();
    let row = text.lines().nth(1).unwrap();
    std::fs::write(&file, format!("{text}{row}\n")).unwrap();
    let loaded = load(&Request { paths: vec![file], sources: Vec::new() });
    let workspace = &loaded.workspace;
    let same: Vec<Entry> = order(workspace)
        .iter()
        .map(|number| workspace.entry(*number))
        .filter(|entry| workspace.key(*entry) == workspace.key(workspace.entry(0)))
        .collect();
    assert_eq!(same.len(), 2, "{}", workspace.len());
    for entry in same {
        assert_eq!(Subject::joined(workspace, entry).entry_in(workspace), Some(entry));
    }
}

/// Whether a source puts an incident in a town there that is not only its target or an end of its journey.
fn is_claimed_there(workspace: &Workspace, number: u32, wanted: GeoBox) -> bool {
    let Entry::Incident(id) = workspace.entry(number) else { return false };
    let corpus = &workspace.corpus;
    let incident = corpus.incident(id);
    let mut claims = corpus.accounts_in(incident.accounts).iter().flat_map(|account| corpus.claims_in(account.claims));
    claims.any(|claim| {
        let Value::Place(name) = claim.value else { return false };
        let there = located(corpus, name)
            .is_some_and(|((lat, lon), precision)| precision <= Precision::Town && wanted.holds(lat, lon));
        there && incident.places.iter().all(|place| place.name != name || place.role == Role::Where)
    })
}

#[test]
fn a_box_lets_no_incident_through_certainly_that_the_map_puts_nowhere() {
    let loaded = built_in();
    let workspace = &loaded.workspace;
    let all = order(workspace);
    let tally = MapTally::of(workspace, &all);
    let title = |number: &u32| workspace.title(workspace.entry(*number));
    let drawn: HashSet<u32> = (0..tally.spots().len()).flat_map(|spot| tally.at(spot).to_vec()).collect();
    let check = |wanted: GeoBox| {
        let spots = tally.spots().iter().enumerate().filter(|(_, (lat, lon))| wanted.holds(*lat, *lon));
        let there: HashSet<u32> = spots.flat_map(|(spot, _)| tally.at(spot).to_vec()).collect();
        let passed = filtered(workspace, &format!("box:{wanted}"));
        let shown: HashSet<u32> = passed.shown.iter().copied().collect();
        let lost: Vec<String> = there.difference(&shown).map(title).collect();
        assert!(lost.is_empty(), "box:{wanted} leaves out {lost:?}");
        // An incident at several places is drawn at the first of them; of others a source names a town that the corpus does not list.
        let unknown: Vec<String> =
            shown.difference(&drawn).filter(|n| !is_claimed_there(workspace, **n, wanted)).map(title).collect();
        assert!(unknown.is_empty(), "box:{wanted} counts {unknown:?} as certainly there");
        passed
    };
    let sides = (-90..90).step_by(15).flat_map(|south| (-180..180).step_by(30).map(move |west| (south, west)));
    for (south, west) in sides.map(|(south, west)| (f64::from(south), f64::from(west))) {
        check(GeoBox { south, west, north: south + 15.0, east: west + 30.0 });
    }
    assert!(check(GeoBox { south: -90.0, west: -180.0, north: 90.0, east: 180.0 }).shown.len() >= tally.placed());
    // The airliner came from one of these towns and flew to the other; no source says where it was lost.
    for wanted in ["27,33,29,35", "59,29,61,31"] {
        let passed = filtered(workspace, &format!("box:{wanted}"));
        let of = |list: &[u32]| list.iter().any(|number| title(number).starts_with("Metrojet Flight 9268"));
        assert!(!of(&passed.shown) && of(&passed.possible), "box:{wanted}");
    }
}

#[test]
fn a_box_lets_an_incident_at_several_places_through_by_each() {
    let loaded = built_in();
    let workspace = &loaded.workspace;
    let corpus = &workspace.corpus;
    let mut others = 0;
    for number in order(workspace).iter().copied() {
        let Entry::Incident(id) = workspace.entry(number) else { continue };
        let there = corpus.incident(id).places.iter().filter(|place| place.role == Role::Where);
        let points = there.filter_map(|place| located(corpus, place.name).filter(|(_, how)| *how <= Precision::Town));
        for (at, ((lat, lon), _)) in points.enumerate() {
            let around = GeoBox { south: lat - 0.01, west: lon - 0.01, north: lat + 0.01, east: lon + 0.01 };
            let passed = filtered(workspace, &format!("box:{around}"));
            assert!(passed.shown.contains(&number), "{} by box:{around}", workspace.title(workspace.entry(number)));
            others += usize::from(at > 0);
        }
    }
    assert!(others > 0, "no incident is at several places");
}

#[test]
fn a_box_over_iran_asks_for_what_lies_there_and_what_may() {
    let loaded = built_in();
    let workspace = &loaded.workspace;
    let titles = |list: &[u32]| list.iter().map(|n| workspace.title(workspace.entry(*n))).collect::<Vec<_>>();
    let kerman = filtered(workspace, "box:30,56,31,58");
    assert!(titles(&kerman.shown).iter().any(|title| title == "Kerman bombings"), "{:?}", titles(&kerman.shown));
    assert!(!titles(&kerman.shown).iter().any(|title| title.contains("Istanbul")));
    // Attacks in Iran, which no source puts anywhere in it, may have been there.
    assert!(titles(&kerman.possible).iter().any(|title| title.contains("Iran")), "{:?}", titles(&kerman.possible));
    let only = filtered(workspace, "box:?30,56,31,58");
    assert_eq!(titles(&only.shown), Vec::<String>::new());
    let either = filtered(workspace, "box:30,56,31,58,40.9,28.8,41.2,29.2");
    assert!(titles(&either.shown).iter().any(|title| title.contains("Istanbul")));
    let outside = filtered(workspace, "!box:30,56,31,58");
    assert_eq!(outside.shown.len() + kerman.shown.len() + kerman.possible.len(), 91, "{:?}", titles(&outside.possible));
}

#[test]
fn a_wrong_box_says_what_would_be_right() {
    for (typed, why) in [
        ("box:33,69", "box: wants south,west,north,east in degrees, such as 33.5,69.9,34.9,71.8"),
        ("box:here", "box: wants south,west,north,east"),
        ("box:34,69,33,70", "box: 34 lies north of 33"),
        ("box:33,69,34,200", "box: 200 is no longitude, which is from -180 to 180"),
    ] {
        let query = Query::parse(typed);
        assert!(query.filters.is_empty() && query.problems[0].why.starts_with(why), "{:?}", query.problems);
    }
}

#[test]
fn a_drawn_box_lets_through_exactly_what_its_cells_count() {
    let loaded = sets();
    let workspace = &loaded.workspace;
    let tally = MapTally::of(workspace, &order(workspace));
    let cells = || (0..160u16, 0..50u16);
    let mut runner = TestRunner::new(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() });
    runner
        .run(&(views(), cells(), cells(), 0..tally.spots().len()), |(view, from, to, near)| {
            // Half of the boxes begin where there is something.
            let view = if near % 2 == 0 { view.centred(tally.spots()[near]) } else { view };
            let in_view = |(column, row): (u16, u16)| (column % view.columns, row % view.rows);
            let (from, to) = (in_view(from), in_view(to));
            let east = (f64::from(to.0) - f64::from(from.0)) * view.lon_step();
            let drawn = DrawnBox::of(view, BoxStart { at: view.middle(from), east }, to).unwrap();
            let grid = MapGrid::of(&tally, view, None);
            let all = (0..view.rows).flat_map(|row| (0..view.columns).map(move |column| (column, row)));
            let inside = all.filter(|(column, row)| drawn.has((*column).into(), (*row).into()));
            let counted: usize = inside.map(|at| grid.cell(at).entries as usize).sum();
            let chip = format!("box:{}", drawn.numbers(tally.spots()));
            prop_assert_eq!(filtered(workspace, &chip).shown.len(), counted, "{} {:?}", chip, view);
            Ok(())
        })
        .unwrap();
}
