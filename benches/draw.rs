//! Time per frame at 200x60, and per key press with its frame, on the built-in corpus and on a million invented
//! incidents. Run with `cargo bench`.
#![expect(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::time::Instant;

use divan::{Bencher, black_box};
use parallax::app::Msg;
use parallax::keymap::chord;

use parallax::load::{Loaded, Request, load};
use parallax::model::article::PassageKind;
use parallax::model::incident::DayOf;
use parallax::model::{
    Account, AnchorState, Article, Builder, Claim, Facet, Figure, Incident, Party, Passage, Qualifier, Scope, Span,
    Stance, Status, Text, Topic, Value, When, Workspace,
};
use parallax::session::Session;
use parallax::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZE: (u16, u16) = (200, 60);

fn main() {
    compare_orders();
    divan::main();
}

/// What a frame takes longer where letters are put into their order: one frame with and one without, in turn.
fn compare_orders() {
    for (what, keys) in [("panes", "jj"), ("comparison", "/kerman<enter>c"), ("reader", "/kerman<enter><enter>")] {
        let mut sessions = [built_in(), built_in()];
        sessions[1].order_letters(false);
        for session in &mut sessions {
            press(session, keys);
        }
        let mut cells = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let mut times = [Vec::new(), Vec::new()];
        for turn in 0..6000 {
            // Neither is always the first.
            for which in [turn % 2, 1 - turn % 2] {
                cells.reset();
                let begun = Instant::now();
                black_box(sessions[which].draw(&mut cells));
                times[which].push(begun.elapsed());
            }
        }
        for times in &mut times {
            times.sort_unstable();
        }
        let [on, off] = times.map(|times| times[times.len() / 2]);
        println!("{what}: {on:?} with letters in their order, {off:?} without, in the median");
    }
}

/// As on most terminals, the program puts letters into their order.
fn built_in() -> Session {
    let mut session = Session::new(load(&Request::default()), SIZE, Theme::Dark);
    session.order_letters(true);
    session
}

/// A session with `count` incidents, one a day from 1990 on in a cycle, each with one account and two claims.
fn invented(count: usize) -> Session {
    let mut builder = Builder::default();
    let title = builder.text("An article");
    let passage = Passage {
        article: builder.next_article(),
        number: 1,
        kind: PassageKind::Body,
        heading: Text::default(),
        anchor: builder.text("First words"),
        digest: builder.text("What the passage says, in some words of no great interest."),
        text: None,
        state: AnchorState::Unattached,
    };
    let told_in = builder.passage(passage);
    let id = builder.intern("a");
    let article = Article {
        id,
        title,
        kicker: Text::default(),
        publisher: builder.intern("Somebody"),
        authors: Vec::new(),
        published: None,
        published_basis: Text::default(),
        online: parallax::model::article::Online::default(),
        language: Text::default(),
        translated_from: Text::default(),
        origin: builder.origin(id),
        note: Text::default(),
        passages: Span::between(told_in, builder.next_passage()),
        paragraphs: Vec::new(),
        ends: Vec::new(),
        copy: Text::default(),
        main: None,
        draft_origin: None,
    };
    builder.article(article);
    let kind = builder.intern("bombing");
    let words = builder.intern("so many people");
    let mut days: Vec<When> = (0..count)
        .map(|i| {
            let day = chrono::NaiveDate::from_ymd_opt(1990, 1, 1)
                .and_then(|d| d.checked_add_days(chrono::Days::new(i as u64 % 12_000)));
            When::day(day.expect("a valid date"))
        })
        .collect();
    days.sort_by_key(|d| d.earliest());
    for (i, date) in days.into_iter().enumerate() {
        let account = builder.next_account();
        let claim = |facet, value| Claim {
            account,
            facet,
            value,
            stance: Stance::Asserted,
            words,
            state: AnchorState::Unattached,
            according_to: Vec::new(),
            hedge: Text::default(),
            basis: Text::default(),
            borrowed: None,
            weigh: true,
            whom: Text::default(),
            summed: false,
            drafted: None,
            parts: Vec::new(),
            with: Vec::new(),
        };
        let figure = Figure::new(u32::try_from(i % 300).unwrap_or(0), Qualifier::Exactly, Party::Victims);
        let first = builder.claim(claim(Facet::Date, Value::When(date, DayOf::Occurred)));
        builder.claim(claim(Facet::Killed, Value::Figure(figure)));
        let claims = Span::between(first, builder.next_claim());
        let hedge = Text::default();
        let about = Topic::Incident(builder.next_incident());
        builder.account(Account { about, passage: told_in, hedge, weigh: true, claims });
        let title = builder.text(&format!("Incident number {i}"));
        let incident = Incident {
            id: builder.text(&format!("i{i}")),
            title,
            shown_title: title,
            outside: Vec::new(),
            aliases: Vec::new(),
            kind,
            scope: Scope::Single,
            status: Some(Status::CarriedOut),
            date: Some(date),
            date_basis: Text::default(),
            defined_by: Vec::new(),
            places: Vec::new(),
            actors: Vec::new(),
            lists_actors: false,
            accounts: Span::between(account, builder.next_account()),
            relations: Vec::new(),
            drafted: None,
            notes: Span::default(),
        };
        builder.incident(incident);
    }
    Session::new(Loaded { workspace: Workspace::of(builder.finish()), ..Loaded::default() }, SIZE, Theme::Dark)
}

fn press(session: &mut Session, keys: &str) {
    for key in chord::script(keys).expect("a valid script of keys") {
        let _ = session.step_through(Msg::Key(key));
    }
}

fn frames(bencher: Bencher, mut session: Session, keys: &str) {
    press(&mut session, keys);
    let mut buf = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    bencher.bench_local(|| {
        buf.reset();
        black_box(session.draw(&mut buf));
    });
}

fn keys_and_frames(bencher: Bencher, mut session: Session, before: &str) {
    press(&mut session, before);
    let mut buf = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    let mut down = true;
    bencher.bench_local(|| {
        press(&mut session, if down { "j" } else { "k" });
        down = !down;
        buf.reset();
        black_box(session.draw(&mut buf));
    });
}

#[divan::bench]
fn frame_of_panes_built_in(bencher: Bencher) {
    frames(bencher, built_in(), "jj");
}

#[divan::bench]
fn frame_of_ledger_built_in(bencher: Bencher) {
    frames(bencher, built_in(), "/kerman<enter>");
}

#[divan::bench]
fn frame_of_comparison_built_in(bencher: Bencher) {
    frames(bencher, built_in(), "/kerman<enter>c");
}

#[divan::bench]
fn frame_of_reader_built_in(bencher: Bencher) {
    frames(bencher, built_in(), "/kerman<enter><enter>");
}

#[divan::bench]
fn frame_of_reader_in_arabic(bencher: Bencher) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/right-to-left/bridge-ar.txt");
    let mut session =
        Session::new(load(&Request { paths: vec![file.into()], ..Request::default() }), SIZE, Theme::Dark);
    session.order_letters(true);
    frames(bencher, session, "ga<enter>");
}

#[divan::bench]
fn key_and_frame_built_in(bencher: Bencher) {
    keys_and_frames(bencher, built_in(), "jj");
}

#[divan::bench]
fn key_and_frame_in_ledger_built_in(bencher: Bencher) {
    keys_and_frames(bencher, built_in(), "/kerman<enter>");
}

#[divan::bench(sample_count = 50)]
fn frame_of_panes_million(bencher: Bencher) {
    frames(bencher, invented(1_000_000), "jj");
}

#[divan::bench(sample_count = 50)]
fn key_and_frame_million(bencher: Bencher) {
    keys_and_frames(bencher, invented(1_000_000), "jj");
}
