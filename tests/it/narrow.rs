//! The filtered timeline: chips, facets with counts, the strip, dates, and data sets that grow meanwhile.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use parallax::app::job::{Job, JobEnd, JobId, JobKind, JobReport, JobResult};
use parallax::app::panes::quotes;
use parallax::app::{Effect, Msg};
use parallax::diagnostic::Report;
use parallax::load::{Loaded, Request, load, open};
use parallax::model::{Entry, RecordId};
use parallax::runtime::jobs::open::read;
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::fixture::{built_in, path, press, screen, session, tiny};
use crate::terminal::Scratch;

fn set(name: &str) -> PathBuf {
    path("tests/fixtures/sets").join(name)
}

fn loaded(paths: &[PathBuf]) -> Loaded {
    load(&Request { paths: paths.to_vec(), sources: Vec::new() })
}

#[test]
fn a_data_set_opens_with_rows_counting_rule_precision_and_sources() {
    let mut s = session(loaded(&[set("ged-251.csv")]), (120, 40), "G");
    let shown = screen(&s);
    for wanted in ["GED 8 records", "UCDP GED 25.1 record 91000", "How it counts", "side A"] {
        assert!(shown.contains(wanted), "{wanted} is not on:\n{shown}");
    }
    press(&mut s, "/910002<enter>");
    let shown = screen(&s);
    for wanted in [
        "2 May 2023 – 5 May 2023",
        "3 [3–9]",
        "In the file: low 5, best 3, high 9",
        "within about 25 km",
        "Sources it names",
    ] {
        assert!(shown.contains(wanted), "{wanted} is not on:\n{shown}");
    }
    press(&mut s, "<enter>");
    let shown = screen(&s);
    assert!(shown.contains("As coded") && shown.contains("side_b: Tarn Front"), "{shown}");
    // Back in the ledger of the same record.
    press(&mut s, "<enter>");
    assert!(screen(&s).contains("Sources it names"));
}

#[test]
fn a_filter_shows_as_chips_counts_and_is_kept_through_jumps() {
    let mut s = session(loaded(&[set("ged-251.csv"), set("acled-2024.csv")]), (120, 40), "fkilled:>=5<enter><esc>");
    let chips = screen(&s);
    assert!(chips.contains("killed:>=5"), "{chips}");
    let narrowed = s.state().entries.shown.len();
    assert!(narrowed > 0 && narrowed < s.state().entries.all.len());
    // A jump to an entry that the filter hides clears the filter; going back restores it.
    press(&mut s, "/910007<enter>");
    assert!(screen(&s).contains("the filter hid this"), "{}", screen(&s));
    assert_eq!(s.state().entries.shown.len(), s.state().entries.all.len());
    press(&mut s, "<bs>");
    assert_eq!(s.state().entries.shown.len(), narrowed);
    press(&mut s, "F");
    assert_eq!(s.state().entries.shown.len(), s.state().entries.all.len());
    press(&mut s, "F");
    assert!(screen(&s).contains("no filter is on"));
}

#[test]
fn values_of_one_facet_are_alternatives_and_facets_narrow_together() {
    let s = session(built_in(), (120, 40), "");
    let search = s.search();
    let count = |filter: &str| search.filter(filter, false, &|| false).unwrap().unwrap().shown.len();
    let (tr, af) = (count("at:TR"), count("at:AF"));
    let both = count("at:TR,AF");
    assert!(tr > 0 && af > 0 && both >= tr.max(af) && both <= tr + af);
    assert!(count("at:TR killed:>0") <= tr);
    assert_eq!(count("at:TR") + count("!at:TR"), s.state().entries.all.len());
}

#[test]
fn lists_of_articles_and_quotations_honour_the_filter() {
    let mut s = session(built_in(), (120, 40), "gq");
    let all = quotes::listed(&s.state().cx(s.workspace())).len();
    press(&mut s, "fat:TR<enter><esc>");
    let some = quotes::listed(&s.state().cx(s.workspace())).len();
    assert!(some > 0 && some < all, "{some} of {all}");
    assert!(screen(&s).contains("Quotes · filtered"));
    press(&mut s, "G<enter>");
    assert_eq!(s.state().views.len(), 2);
}

#[test]
fn the_palette_goes_to_a_date_and_the_strip_zooms() {
    let mut s = session(built_in(), (120, 40), ":2022-10<enter>");
    let entry = s.state().entry(s.workspace()).unwrap();
    assert_eq!(s.workspace().when(entry).unwrap().earliest().to_string().get(..7), Some("2022-10"));
    press(&mut s, ":1950<enter>");
    assert!(screen(&s).contains("no entry began then (1950)"), "{}", screen(&s));
    // In words, as the finder reads dates.
    press(&mut s, ":october 2022<enter>");
    assert_eq!(s.state().entry(s.workspace()), Some(entry));
    // A date that can be read in two ways is offered in both.
    press(&mut s, ":3/1/2024");
    assert!(screen(&s).contains("Go to 3 Jan 2024") && screen(&s).contains("Go to 1 Mar 2024"), "{}", screen(&s));
    press(&mut s, "<enter>");
    let kerman = s.state().entry(s.workspace()).unwrap();
    assert_eq!(s.workspace().when(kerman).unwrap().earliest().to_string(), "2024-01-03");
    press(&mut s, ":3/1/2024<down><enter>");
    assert_ne!(s.state().entry(s.workspace()), Some(kerman));
    press(&mut s, ":october 2022<enter>+");
    assert!(screen(&s).lines().nth(2).unwrap().contains("Oct 2022"), "{}", screen(&s));
    press(&mut s, "++");
    assert!(screen(&s).contains("there is no finer unit"));
}

#[test]
fn the_palette_goes_to_the_entry_whose_date_fits_best_and_says_how_many_fit() {
    let mut s = session(built_in(), (120, 40), "");
    let title = |s: &mut Session, keys: &str| {
        press(s, keys);
        s.workspace().title(s.state().entry(s.workspace()).unwrap())
    };
    // The day itself before a span that begins on it, one incident before a series, the year itself before what lies in it.
    assert_eq!(title(&mut s, ":2024-03-22<enter>"), "Crocus City Hall attack");
    assert_eq!(title(&mut s, ":2022-10<enter>"), "Shah Cheragh 2022 attack");
    assert_eq!(title(&mut s, ":2015<enter>"), "Metrojet Flight 9268*");
    assert_eq!(title(&mut s, ":2020<enter>"), "Killing of Qassem Soleimani");
    assert_eq!(title(&mut s, ":2022<enter>"), "Ukraine war: Isis outlet's curse");
    assert!(screen(&s).contains("; this one's date fits best"), "{}", screen(&s));
    assert_eq!(title(&mut s, ":2020-01<enter>"), "Killing of Qassem Soleimani");
    assert!(screen(&s).contains("no date lies wholly in Jan 2020; this one possibly does"), "{}", screen(&s));
    title(&mut s, ":2024<enter>");
    assert!(screen(&s).contains("; this is the latest"), "{}", screen(&s));
}

#[test]
fn of_entries_that_fit_a_date_alike_none_is_said_to_fit_best_or_to_be_the_latest() {
    let rows = |days: &[&str]| {
        let row = |(at, day): (usize, &&str)| format!("{at},{day},Riots,1,Kabul,Afghanistan,34.5,69.2\n");
        days.iter().enumerate().map(row).collect::<String>()
    };
    let folder = Scratch::new("fit-alike");
    let said = |days: &[&str], typed: &str| {
        let file = folder.0.join("sets.csv");
        let head = "event_id_cnty,event_date,event_type,fatalities,location,country,latitude,longitude\n";
        std::fs::write(&file, format!("{head}{}", rows(days))).unwrap();
        screen(&session(loaded(&[file]), (120, 40), typed))
    };
    let same = ["2020-05-05", "2020-05-05", "2020-05-05"];
    let shown = said(&same, ":2020-05-05<enter>");
    assert!(shown.contains("5 May 2020: 3 entries; one of them is selected"), "{shown}");
    let shown = said(&same, ":2020<enter>");
    assert!(shown.contains("2020: 3 entries; one of them is selected"), "{shown}");
    let shown = said(&["2020-05-05", "2020-05-05", "2020-05-06"], ":2020-05<enter>");
    assert!(shown.contains("May 2020: 3 entries; this is the latest"), "{shown}");
}

#[test]
fn names_join_what_data_sets_call_differently() {
    let folder = std::env::temp_dir().join(format!("parallax-alias-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let ged = std::fs::read_to_string(set("ged-251.csv")).unwrap();
    let ged = ged.replace("Tarn Front", "IS").replace("Kestrania", "Afghanistan");
    std::fs::write(folder.join("ged.csv"), ged).unwrap();
    let acled = std::fs::read_to_string(set("acled-2024.csv")).unwrap();
    let header = acled.lines().next().unwrap();
    let row = "AFG1,03 November 2024,2024,1,Political violence,Battles,Armed clash,Islamic State Khorasan Province (ISKP),,Rebel group,Harbour Guard,,State forces,Rebel group-State forces,,4,Central Asia,Afghanistan,Kabul,Kabul,,Kabul,34.5,69.2,1,Harbour Post,National,Invented.,7,,1730000000";
    std::fs::write(folder.join("acled.csv"), format!("{header}\n{row}\n")).unwrap();
    let s = session(loaded(&[folder.join("ged.csv"), folder.join("acled.csv")]), (120, 40), "");
    let search = s.search();
    let in_set = |filter: &str, set: u16| {
        let shown = search.filter(filter, false, &|| false).unwrap().unwrap().shown.clone();
        shown
            .iter()
            .filter(|&&n| matches!(s.workspace().entry(n), Entry::Record(RecordId { set: s, .. }) if s == set))
            .count()
    };
    for name in ["iskp", "isis-k", "\"wilayat khorasan\""] {
        let filter = format!("who:{name}");
        assert!(in_set(&filter, 0) > 0, "{name} in GED");
        assert_eq!(in_set(&filter, 1), 1, "{name} in ACLED");
    }
    // The group as the data set names it, not its branch in the other.
    assert!(in_set("who:\"islamic state\"", 0) > 0);
    assert_eq!(in_set("who:\"islamic state\"", 1), 0);
    let answer = search.search("iskp kabul", 200, &|| false).unwrap().unwrap();
    assert_eq!(answer.hits.len(), 1, "{:?}", answer.hits);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Starts a session with more sources to open. Returns the number of that job.
fn begin(session: &mut Session) -> JobId {
    let mut effects = session.step_through(Msg::Begin { more: true }).into_iter();
    match effects.next() {
        Some(Effect::Start(id, Job::Open)) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_read_piece_by_piece_ends_as_what_is_read_at_once() {
    let request = Request { paths: vec![path("data"), set("ged-251.csv"), set("gtd.xlsx")], sources: Vec::new() };
    let opened = open(&request);
    let mut s = Session::new(
        Loaded { workspace: opened.loaded.workspace.clone(), ..Loaded::default() },
        (100, 30),
        Theme::Dark,
    );
    press(&mut s, "jj");
    let selected = s.state().selected();
    let stop = AtomicBool::new(false);
    let mut states = 0;
    let job = begin(&mut s);
    let mut report = Report::default();
    read(
        opened.loaded.workspace,
        opened.sets,
        &stop,
        &mut |revision| {
            states += 1;
            let left = s.step_through(Msg::Revised(job, revision));
            assert!(left.is_empty(), "{left:?}");
            assert_eq!(s.state().selected(), selected, "the selection stays");
        },
        &mut report,
    );
    assert!(states >= 2);
    assert!(s.state().jobs.running(JobKind::Open).is_some());
    let _ = s.step_through(Msg::Job(job, JobReport::Ended(JobEnd::Done(JobResult::Opened))));
    assert!(s.state().jobs.running(JobKind::Open).is_none() && s.state().stopped.is_none());
    let whole = loaded(&request.paths);
    assert_eq!(*s.state().entries.all, *parallax::app::entries::order(&whole.workspace));
    assert_eq!(report.messages.len(), whole.report.messages.len());
}

#[test]
fn a_filter_that_was_on_while_more_is_read_is_asked_anew() {
    let opened = open(&Request { paths: vec![set("ged-251.csv")], sources: Vec::new() });
    let mut s = Session::new(Loaded::default(), (100, 30), Theme::Dark);
    press(&mut s, "fkilled:>=5<enter><esc>");
    let mut asked = Vec::new();
    let stop = AtomicBool::new(false);
    let job = begin(&mut s);
    read(
        opened.loaded.workspace,
        opened.sets,
        &stop,
        &mut |revision| {
            for effect in s.step(Msg::Revised(job, revision)) {
                if let Effect::Start(id, Job::Filter { filter, facets, .. }) = effect {
                    let passed = s.search().filter(&filter, facets, &|| false).unwrap().unwrap();
                    asked.push(passed.shown.len());
                    let _ = s.step(Msg::Job(id, JobReport::Ended(JobEnd::Done(JobResult::Filtered(passed)))));
                }
            }
        },
        &mut Report::default(),
    );
    assert!(!asked.is_empty());
    assert_eq!(s.state().entries.shown.len(), *asked.last().unwrap());
    assert!(*asked.last().unwrap() > 0);
}

#[test]
fn a_view_over_a_record_keeps_it_whatever_the_timeline_shows() {
    let paths = [path("data"), set("ged-251.csv")];
    for keys in ["/910002<enter><enter>", "/910002<enter>c", "/910002<enter><enter>3"] {
        let mut s = session(loaded(&paths), (120, 40), keys);
        let before = screen(&s);
        press(&mut s, "fkilled:>999<enter><esc>");
        assert!(s.state().selected() != s.state().history.last().and_then(|p| p.number));
        if !keys.ends_with('3') {
            assert_eq!(screen(&s).lines().nth(5), before.lines().nth(5), "{keys}");
        }
        // The rule is that of the record in the view, not of the timeline's selection.
        press(&mut s, "gr");
        assert!(keys.ends_with('3') || screen(&s).contains("record 910002"), "{}", screen(&s));
        press(&mut s, "jjkk<enter>qqqFggG");
        assert!(!screen(&s).is_empty());
    }
}

#[test]
fn reading_that_is_stopped_is_over() {
    let opened = open(&Request { paths: vec![set("ged-251.csv"), set("gtd-full.csv")], sources: Vec::new() });
    let stop = AtomicBool::new(false);
    let mut s = Session::open(Loaded::default(), (100, 30), Theme::Dark);
    let job = begin(&mut s);
    read(
        opened.loaded.workspace,
        opened.sets,
        &stop,
        &mut |revision| {
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            let _ = s.step_through(Msg::Revised(job, revision));
        },
        &mut Report::default(),
    );
    let _ = s.step_through(Msg::Job(job, JobReport::Ended(JobEnd::Stopped)));
    assert!(s.state().jobs.running(JobKind::Open).is_none() && s.state().stopped.is_some());
    assert!(screen(&s).contains("stopped at"), "{}", screen(&s));
    assert!(s.workspace().sets.len() == 1, "the second data set is not begun");
}

#[test]
fn dates_in_fields_are_read_as_they_are_typed() {
    let s = session(built_in(), (120, 40), "");
    let search = s.search();
    let passed = |filter: &str| {
        let result = search.filter(filter, false, &|| false).unwrap().unwrap();
        (result.shown.clone(), result.possible.clone())
    };
    for (typed, edtf) in [
        ("on:\"22 march 2024\"", "on:2024-03-22"),
        ("on:march-2024", "on:2024-03"),
        ("on:22.03.2024", "on:2024-03-22"),
        ("after:\"summer 2021\"", "after:2021-22"),
        ("before:\"march 2021\"", "before:2021-03"),
        ("on:3/1/2024", "on:2024-01-03,2024-03-01"),
    ] {
        assert!(!passed(typed).0.is_empty(), "{typed}");
        assert_eq!(passed(typed), passed(edtf), "{typed}");
    }
    // The chip shows how it was read, and what is ambiguous as either.
    let mut s = session(built_in(), (120, 40), "fon:3/1/2024<enter><esc>");
    assert!(screen(&s).contains("on:2024-01-03,2024-03-01"), "{}", screen(&s));
    press(&mut s, "Ffon:\"3 march\"<enter>");
    assert!(screen(&s).contains("on: wants a date with its year"), "{}", screen(&s));
    press(&mut s, "<esc>/kind:incident on:\"22 march 2024\"");
    assert!(screen(&s).contains("read as on:2024-03-22"), "{}", screen(&s));
}

#[test]
fn a_long_message_takes_two_lines_and_keeps_its_end() {
    let mut s = session(built_in(), (80, 24), "V");
    let shown = screen(&s);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[22].contains("a range begins here") && lines[23].contains("drops it"), "{shown}");
    press(&mut s, "<esc>");
    assert!(!screen(&s).contains("a range begins here"));
}

#[test]
fn a_comparison_of_one_article_says_how_another_is_added() {
    let mut s = session(tiny(false), (100, 30), "");
    let single = |s: &parallax::session::Session| {
        s.state().subject.as_ref().is_some_and(|subject| subject.ledger().columns.len() == 1)
    };
    while !single(&s) {
        press(&mut s, "j");
    }
    press(&mut s, "c");
    let shown = screen(&s);
    assert!(shown.contains("only one article reports this incident; / finds another article, Ctrl-t adds"), "{shown}");
}

#[test]
fn the_help_explains_the_signs_of_the_screen() {
    let s = session(built_in(), (120, 200), "?");
    let shown = screen(&s);
    for sign in ["█=18", "▾date", "¹limited-times", "3 origins", "[not weighed]", "hedge:"] {
        assert!(
            shown.lines().any(|line| line.contains(&format!("  {sign}")) || line.contains(sign)),
            "{sign}: {shown}"
        );
    }
}
