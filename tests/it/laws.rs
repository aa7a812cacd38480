//! Tests properties that verdicts have for any claims. The README has the rules that they follow from.

use parallax::model::agreement::{Agreement, FigureShare, Statement, agreement};
use parallax::model::class::Scales;
use parallax::model::facet::{FacetId, FacetType};
use parallax::model::id::Id;
use parallax::model::incident::{DayOf, Who};
use parallax::model::quantity::{TimeUnit, Unit};
use parallax::model::time_of_day::TimeOfDay;
use parallax::model::verdict::Weighing;
use parallax::model::{
    AccountId, Builder, Facet, Figure, Name, NameId, NameKind, OriginId, Party, Qualifier, Quantity, Rule, Scope, Span,
    Stance, Status, Text, Value, Verdict, When,
};
use proptest::prelude::*;

/// A group, its branch, a cell of the branch, and an unrelated group; likewise for places.
fn names() -> Vec<Name> {
    let mut builder = Builder::default();
    let mut name = |kind, part_of: Option<usize>| Name {
        id: builder.intern("n"),
        name: builder.intern("n"),
        kind,
        variants: Vec::new(),
        part_of: part_of.map(NameId::at),
        distinct_from: Vec::new(),
        country: parallax::model::Text::default(),
        position: None,
        precision: None,
        note: parallax::model::Text::default(),
        accounts: Span::default(),
        notes: Span::default(),
        outside: Vec::new(),
        place_note: parallax::model::Text::default(),
        place_references: Vec::new(),
    };
    let shape = [None, Some(0), Some(1), None];
    let mut names: Vec<Name> = shape.iter().map(|&p| name(NameKind::Organisation, p)).collect();
    names.extend(shape.iter().map(|&p| name(NameKind::Place, p.map(|p| p + 4))));
    names
}

pub fn figure() -> impl Strategy<Value = Figure> {
    // Few numbers and many: equal, neighbouring and far ones.
    (prop_oneof![0u32..6, 0u32..400], prop::sample::select(Qualifier::ALL.to_vec()))
        .prop_map(|(n, q)| Figure::new(n, q, Party::Victims))
}

pub fn date() -> impl Strategy<Value = When> {
    let days = [
        "2022-10-26",
        "2022-10",
        "2022",
        "2022-10-27",
        "2022-09/2022-11",
        "2023",
        "../2022-10",
        "2022-23",
        "2022-10~",
        "2021",
    ];
    prop::sample::select(days.to_vec()).prop_map(|d| When::parse(d).unwrap())
}

/// A date and a wider one that contains it.
fn nested_dates() -> impl Strategy<Value = (When, When)> {
    let nested = ["2022-10-26", "2022-10", "2022-10~", "2022-09/2022-11", "2022", "2021/2023", "../2023"];
    (0..nested.len())
        .prop_flat_map(move |n| (Just(n), n..nested.len()))
        .prop_map(move |(narrow, wide)| (When::parse(nested[narrow]).unwrap(), When::parse(nested[wide]).unwrap()))
}

pub fn facet_and_value() -> impl Strategy<Value = (Facet, Value)> {
    let day = prop::sample::select(DayOf::ALL.to_vec());
    prop_oneof![
        figure().prop_map(|f| (Facet::Killed, Value::Figure(f))),
        (date(), day).prop_map(|(w, d)| (Facet::Date, Value::When(w, d))),
        (4usize..8).prop_map(|n| (Facet::Place, Value::Place(NameId::at(n)))),
        (0usize..4).prop_map(|n| (Facet::Perpetrator, Value::Who(Who::Name(NameId::at(n))))),
        prop::sample::select(Status::ALL.to_vec()).prop_map(|s| (Facet::Status, Value::Status(s))),
    ]
}

/// A statement of an origin in an account.
fn said(value: Value, origin: usize, account: usize) -> Statement<'static> {
    Statement::asserted(value, OriginId::at(origin), AccountId::at(account))
}

fn share(joint: bool) -> FigureShare {
    if joint { FigureShare::Joint } else { FigureShare::Whole }
}

/// Facet and value, account, stance, whether it is joint and has no year, and its speaker.
type Drawn = ((Facet, Value), usize, Stance, (bool, bool), Option<NameId>);

/// Statements about one facet, from several origins and accounts. An account is of one origin.
fn statements() -> impl Strategy<Value = (Facet, Vec<Statement<'static>>)> {
    let stance = prop_oneof![6 => Just(Stance::Asserted), 4 => prop::sample::select(Stance::ALL.to_vec())];
    let flags = (prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    let speaker = prop_oneof![8 => Just(None), 2 => (0usize..2).prop_map(|n| Some(NameId::at(n)))];
    let one = (facet_and_value(), 0usize..6, stance, flags, speaker);
    prop::collection::vec(one, 1..9).prop_map(|all| {
        let facet = all[0].0.0;
        let of_facet = all.into_iter().filter(|((f, _), ..)| *f == facet);
        let statement = |((_, value), account, stance, (joint, no_year), speaker): Drawn| Statement {
            stance,
            share: share(joint),
            no_year: no_year && facet == Facet::Date,
            speaker,
            ..said(value, account / 2, account)
        };
        (facet, of_facet.map(statement).collect())
    })
}

/// Severity of a verdict. A single origin agrees with itself.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Single | Verdict::Same => 0,
        Verdict::Compatible => 1,
        Verdict::Inconsistent | Verdict::Conflict => 2,
    }
}

fn weighed(facet: Facet, statements: &[Statement]) -> Weighing {
    Scales { facet, scope: Scope::Single, names: &names() }.weigh(statements)
}

fn of(facet: Facet, statements: &[Statement]) -> Verdict {
    weighed(facet, statements).verdict.unwrap()
}

/// The values that disagree with others of their origin.
fn inside(facet: Facet, statements: &[Statement]) -> Vec<String> {
    let mut all: Vec<String> =
        weighed(facet, statements).inconsistent.iter().map(|&at| format!("{:?}", statements[at])).collect();
    all.sort();
    all.dedup();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_order_of_claims_does_not_matter((facet, mut statements) in statements(), turn in 0usize..7) {
        let before = (of(facet, &statements), inside(facet, &statements));
        let len = statements.len();
        statements.rotate_left(turn % len);
        prop_assert_eq!((of(facet, &statements), inside(facet, &statements)), before.clone());
        statements.reverse();
        prop_assert_eq!((of(facet, &statements), inside(facet, &statements)), before);
    }

    #[test]
    fn what_is_said_a_hundred_times_is_judged_as_if_said_once((facet, statements) in statements()) {
        let often: Vec<Statement> = statements.iter().cycle().take(statements.len() * 100).copied().collect();
        prop_assert_eq!(of(facet, &often), of(facet, &statements));
        prop_assert_eq!(inside(facet, &often), inside(facet, &statements));
    }

    #[test]
    fn two_claims_agree_with_each_other_alike((facet, statements) in statements()) {
        for a in &statements {
            for b in &statements {
                prop_assert_eq!(agreement(facet, a, b, &names()), agreement(facet, b, a, &names()));
            }
        }
    }

    #[test]
    fn a_claim_agrees_with_itself((facet, statements) in statements()) {
        for s in &statements {
            prop_assert_ne!(agreement(facet, s, s, &names()), Agreement::Excluding);
        }
    }

    #[test]
    fn an_equal_claim_from_elsewhere_never_worsens(a in figure(), b in figure(), origin in 0usize..4) {
        let before = [said(Value::Figure(a), 0, 0), said(Value::Figure(b), 1, 1)];
        let after = [before[0], before[1], said(Value::Figure(a), origin, 2)];
        prop_assert!(rank(of(Facet::Killed, &after)) <= rank(of(Facet::Killed, &before)));
    }

    #[test]
    fn repeating_any_claim_never_worsens((facet, statements) in statements(), which in 0usize..7) {
        let again = Statement { account: AccountId::at(99), ..statements[which % statements.len()] };
        let mut more = statements.clone();
        // What an account lists together is repeated together.
        let listed = statements.iter().filter(|s| s.account == statements[which % statements.len()].account);
        more.extend(listed.map(|s| Statement { account: again.account, ..*s }));
        let (before, after) = (of(facet, &statements), of(facet, &more));
        prop_assert!(rank(after) <= rank(before), "{:?} became {:?}", before, after);
    }

    #[test]
    fn widening_a_figure_never_excludes(a in figure(), b in figure(), less in 0u32..50, more in 0u32..50) {
        let wide = Figure {
            min: a.min.map(|m| m.saturating_sub(less)),
            max: a.max.map(|m| m.saturating_add(more)),
            ..a
        };
        let statement = |value, origin: usize| said(Value::Figure(value), origin, origin);
        let narrow = of(Facet::Killed, &[statement(a, 0), statement(b, 1)]);
        let widened = of(Facet::Killed, &[statement(wide, 0), statement(b, 1)]);
        prop_assert!(narrow == Verdict::Conflict || widened != Verdict::Conflict);
    }

    #[test]
    fn widening_a_date_never_excludes((day, wide) in nested_dates(), other in date()) {
        let statement = |value, origin: usize| said(Value::When(value, DayOf::Occurred), origin, origin);
        let narrow = of(Facet::Date, &[statement(day, 0), statement(other, 1)]);
        let widened = of(Facet::Date, &[statement(wide, 0), statement(other, 1)]);
        prop_assert!(narrow == Verdict::Conflict || widened != Verdict::Conflict);
    }

    #[test]
    fn one_origin_alone_agrees_with_nobody((facet, statements) in statements()) {
        let alone: Vec<Statement> = statements.into_iter().map(|s| Statement { origin: OriginId::at(0), ..s }).collect();
        let weighed = weighed(facet, &alone);
        prop_assert_eq!((weighed.verdict, weighed.origins), (Some(Verdict::Single), 1));
    }

    #[test]
    fn one_speaker_alone_agrees_with_nobody((facet, statements) in statements()) {
        let quoted = statements.into_iter().map(|s| Statement { speaker: Some(NameId::at(0)), ..s });
        let verdict = of(facet, &quoted.collect::<Vec<_>>());
        prop_assert!(matches!(verdict, Verdict::Single | Verdict::Conflict));
    }

    #[test]
    fn a_conflict_is_of_two_origins_and_an_inconsistency_of_one((facet, statements) in statements()) {
        let names = names();
        let excluding = |a: &Statement, b: &Statement| agreement(facet, a, b, &names) == Agreement::Excluding;
        let pairs = || statements.iter().flat_map(|a| statements.iter().map(move |b| (a, b)));
        let weighed = weighed(facet, &statements);
        if weighed.verdict == Some(Verdict::Conflict) {
            prop_assert!(pairs().any(|(a, b)| a.origin != b.origin && excluding(a, b)));
        }
        for &at in &weighed.inconsistent {
            let s = &statements[at];
            let differs = |b: &Statement| b.origin == s.origin && (excluding(s, b) || b.stance != s.stance && b.authority == s.authority);
            prop_assert!(statements.iter().any(differs), "{:?}", s);
        }
        // What an account does not list is compared with everything.
        if !facet.lists() {
            let conflict = pairs().any(|(a, b)| a.origin != b.origin && excluding(a, b));
            prop_assert_eq!(weighed.verdict == Some(Verdict::Conflict), conflict);
        }
    }

    #[test]
    fn what_is_approximate_and_what_is_exact_are_never_the_same(a in figure(), b in figure()) {
        let rough = |f: Figure| matches!(f.qualifier, Qualifier::About | Qualifier::Nearly | Qualifier::Several);
        if rough(a) != rough(b) {
            prop_assert_ne!(of(Facet::Killed, &[said(Value::Figure(a), 0, 0), said(Value::Figure(b), 1, 1)]), Verdict::Same);
        }
    }

    #[test]
    fn a_sum_and_a_printed_figure_are_never_the_same(n in 1u32..300, m in 1u32..300) {
        let exactly = |n| Figure::new(n, Qualifier::Exactly, Party::Victims);
        let parts = [(exactly(n), Text::default()), (exactly(m), Text::default())];
        let sum = Statement { parts: &parts, ..said(Value::Figure(exactly(n + m)), 0, 0) };
        let printed = said(Value::Figure(exactly(n + m)), 1, 1);
        prop_assert_eq!(of(Facet::Killed, &[sum, printed]), Verdict::Compatible);
        prop_assert_eq!(of(Facet::Killed, &[sum, Statement { origin: OriginId::at(1), ..sum }]), Verdict::Same);
    }

    #[test]
    fn the_day_of_a_report_never_changes_the_sign_of_the_day_of_occurrence(
        days in prop::collection::vec((date(), 0usize..3), 1..5),
        reports in prop::collection::vec((date(), 0usize..3, prop::sample::select(&DayOf::ALL[1..])), 1..4),
    ) {
        let mut all: Vec<Statement> =
            days.iter().map(|&(day, o)| said(Value::When(day, DayOf::Occurred), o, o)).collect();
        let before = weighed(Facet::Date, &all);
        all.extend(reports.iter().map(|&(day, o, of)| said(Value::When(day, of), o, o)));
        let after = weighed(Facet::Date, &all);
        // Unless it happened after the report.
        let late = all.iter().any(|s| all.iter().any(|r| {
            let (Value::When(day, DayOf::Occurred), Value::When(report, of)) = (s.value, r.value) else { return false };
            of != DayOf::Occurred && day.earliest() > report.latest()
        }));
        if late {
            prop_assert!(rank(after.verdict.unwrap()) >= rank(before.verdict.unwrap()));
        } else if !all.iter().any(|s| matches!(s.value, Value::When(day, _) if day.is_approximate())) {
            prop_assert_eq!((after.verdict, after.origins), (before.verdict, before.origins));
        }
    }

    #[test]
    fn what_covers_several_incidents_agrees_with_nobody((facet, statements) in statements(), which in 0usize..9) {
        let before = of(facet, &statements);
        let mut more = statements.clone();
        let copied = statements[which % statements.len()];
        more.push(Statement { share: FigureShare::Joint, origin: OriginId::at(7), account: AccountId::at(77), ..copied });
        let after = of(facet, &more);
        prop_assert!(after == before || after == Verdict::Conflict, "{:?} became {:?}", before, after);
    }

    #[test]
    fn a_year_from_other_articles_excludes_nothing(day in 1u32..29, month in 1u32..13, year in 1990i32..2030) {
        let on = |year: i32| When::parse(&format!("{year}-{month:02}-{day:02}")).unwrap();
        let plain = said(Value::When(on(2024), DayOf::Occurred), 0, 0);
        let no_year = Statement { no_year: true, ..said(Value::When(on(year), DayOf::Occurred), 1, 1) };
        let verdict = of(Facet::Date, &[plain, no_year]);
        prop_assert_eq!(verdict, if year == 2024 { Verdict::Same } else { Verdict::Compatible });
    }

    #[test]
    fn a_suspicion_excludes_no_party_but_its_denial(a in 0usize..4, b in 0usize..4, soft in 0usize..2) {
        let who = |name| Value::Who(Who::Name(NameId::at(name)));
        let stance = [Stance::Suspected, Stance::Alleged][soft];
        let suspected = Statement { stance, ..said(who(a), 0, 0) };
        let verdict = of(Facet::Perpetrator, &[suspected, said(who(b), 1, 1)]);
        prop_assert_eq!(verdict, Verdict::Compatible, "never the same as what is asserted, and never a conflict");
        let denied = Statement { stance: Stance::Denied, ..said(who(b), 1, 1) };
        prop_assert_eq!(of(Facet::Perpetrator, &[suspected, denied]) == Verdict::Conflict, a == b);
    }

    #[test]
    fn very_many_are_judged_as_their_pairs_are(
        dates in prop::collection::vec((date_of_many(), 0usize..4, 0usize..3, prop::bool::weighted(0.2)), 60..90),
    ) {
        let all: Vec<Statement> = dates
            .iter()
            .map(|&(day, origin, of, no_year)| Statement { no_year, ..said(Value::When(day, DayOf::ALL[of]), origin, origin) })
            .collect();
        judged_as_pairs(Facet::Date, &all)?;
    }

    #[test]
    fn very_many_times_are_judged_as_their_pairs_are(
        times in prop::collection::vec((0u32..24, 0u32..60, 0u32..24, 0usize..4, prop::bool::weighted(0.3)), 60..90),
    ) {
        let all: Vec<Statement> = times
            .iter()
            .map(|&(hour, minute, to, origin, roughly)| {
                let mark = if roughly { "~" } else { "" };
                let time = TimeOfDay::parse(&format!("{mark}{hour:02}:{minute:02}/{to:02}:59")).unwrap();
                said(Value::Time(time), origin, origin)
            })
            .collect();
        judged_as_pairs(Facet::Time, &all)?;
    }

    #[test]
    fn very_many_durations_are_judged_as_their_pairs_are(
        durations in prop::collection::vec((40u64..90, prop::sample::select(Qualifier::ALL.to_vec()), 0usize..4, 0usize..7), 60..90),
    ) {
        let kind = FacetType::Duration;
        let facet = Facet::Declared(FacetId { index: 0, kind, single: true });
        let all: Vec<Statement> = durations
            .iter()
            .map(|&(n, qualifier, origin, unit)| {
                let unit = Unit::Time(TimeUnit::ALL[unit]);
                let quantity = Quantity { stated: Some(n), min: None, max: None, qualifier, unit };
                said(Value::Quantity(quantity), origin, origin)
            })
            .collect();
        judged_as_pairs(facet, &all)?;
    }

    #[test]
    fn very_many_words_are_judged_as_their_pairs_are(
        words in prop::collection::vec((0usize..100, 0usize..4), 60..150), single in prop::bool::ANY,
    ) {
        let mut builder = Builder::default();
        let facet = Facet::Declared(FacetId { index: 0, kind: FacetType::Text, single });
        // Each in an account of its own, so that none are listed together.
        let all: Vec<Statement> = words
            .iter()
            .enumerate()
            .map(|(account, &(word, origin))| {
                said(Value::Words(builder.intern(&format!("word {word}"))), origin, account)
            })
            .collect();
        judged_as_pairs(facet, &all)?;
    }

    #[test]
    fn very_many_figures_are_judged_as_their_pairs_are(
        figures in prop::collection::vec((40u32..90, prop::sample::select(Qualifier::ALL.to_vec()), 0usize..4, prop::bool::weighted(0.2)), 60..90),
    ) {
        let all: Vec<Statement> = figures
            .iter()
            .map(|&(n, q, origin, joint)| {
                let figure = Figure::new(n, q, Party::Victims);
                Statement { share: share(joint), ..said(Value::Figure(figure), origin, origin) }
            })
            .collect();
        judged_as_pairs(Facet::Killed, &all)?;
    }
}

/// Wide and narrow dates, so that many of them exclude few.
fn date_of_many() -> impl Strategy<Value = When> {
    let day = (1u32..29).prop_map(|d| format!("2024-03-{d:02}"));
    let wide = (1u32..13, 1u32..29).prop_map(|(m, d)| format!("2023-{m:02}-{d:02}/2024-12-{d:02}"));
    prop_oneof![1 => day, 30 => wide].prop_map(|edtf| When::parse(&edtf).unwrap())
}

/// Holds what is found of very many statements against all their pairs.
fn judged_as_pairs(facet: Facet, all: &[Statement]) -> Result<(), TestCaseError> {
    let names = names();
    let (mut across, mut inside) = (false, std::collections::BTreeSet::new());
    for (i, a) in all.iter().enumerate() {
        for (j, b) in all.iter().enumerate() {
            if agreement(facet, a, b, &names) == Agreement::Excluding {
                across |= a.origin != b.origin;
                if a.origin == b.origin {
                    inside.extend([i, j]);
                }
            }
        }
    }
    let weighed = weighed(facet, all);
    prop_assert_eq!(weighed.verdict == Some(Verdict::Conflict), across);
    prop_assert_eq!(weighed.inconsistent, inside.into_iter().collect::<Vec<_>>());
    Ok(())
}

fn killed(figures: &[(u32, Qualifier)]) -> Verdict {
    let statements: Vec<Statement> = figures
        .iter()
        .enumerate()
        .map(|(i, &(n, q))| said(Value::Figure(Figure::new(n, q, Party::Victims)), i, i))
        .collect();
    of(Facet::Killed, &statements)
}

#[test]
fn figures_are_compared_as_a_reader_would() {
    use Qualifier::{About, AtLeast, Exactly, MoreThan, UpTo};
    assert_eq!(killed(&[(130, MoreThan), (133, AtLeast), (137, Exactly)]), Verdict::Compatible);
    assert_eq!(killed(&[(90, MoreThan), (90, About), (94, Exactly)]), Verdict::Compatible);
    assert_eq!(killed(&[(183, Exactly), (183, Exactly)]), Verdict::Same);
    assert_eq!(killed(&[(183, About), (183, Exactly)]), Verdict::Compatible);
    assert_eq!(killed(&[(90, About), (90, About)]), Verdict::Same);
    assert_eq!(killed(&[(130, MoreThan), (131, AtLeast)]), Verdict::Same);
    assert_eq!(killed(&[(94, Exactly), (103, Exactly)]), Verdict::Conflict);
    assert_eq!(killed(&[(130, MoreThan), (130, Exactly)]), Verdict::Conflict);
    assert_eq!(killed(&[(50, UpTo), (60, AtLeast)]), Verdict::Conflict);
    assert_eq!(killed(&[(94, Exactly)]), Verdict::Single);
}

#[test]
fn a_joint_figure_bounds_its_share_from_above_only() {
    let statement = |n, joint, origin: usize| {
        let figure = Figure::new(n, Qualifier::Exactly, Party::Victims);
        Statement { share: share(joint), ..said(Value::Figure(figure), origin, origin) }
    };
    assert_eq!(of(Facet::Killed, &[statement(20, true, 0), statement(13, false, 1)]), Verdict::Single);
    assert_eq!(of(Facet::Killed, &[statement(20, true, 0), statement(21, false, 1)]), Verdict::Conflict);
}

#[test]
fn groups_and_places_that_hold_each_other_are_compatible() {
    let who = |facet, pairs: &[(usize, usize)]| {
        let statements: Vec<Statement> = pairs
            .iter()
            .map(|&(name, account)| {
                let id = NameId::at(name);
                let value = if name < 4 { Value::Who(Who::Name(id)) } else { Value::Place(id) };
                said(value, account, account)
            })
            .collect();
        of(facet, &statements)
    };
    assert_eq!(who(Facet::ClaimedBy, &[(0, 0), (1, 1)]), Verdict::Compatible);
    assert_eq!(who(Facet::ClaimedBy, &[(1, 0), (1, 1)]), Verdict::Same);
    assert_eq!(who(Facet::ClaimedBy, &[(1, 0), (3, 1)]), Verdict::Conflict);
    assert_eq!(who(Facet::Place, &[(4, 0), (6, 1)]), Verdict::Compatible);
    assert_eq!(who(Facet::Place, &[(4, 0), (7, 1)]), Verdict::Conflict);
    // One account that lists both does not contradict one that gives either.
    assert_eq!(who(Facet::Place, &[(4, 0), (7, 0), (7, 1)]), Verdict::Compatible);
}

#[test]
fn october_and_a_day_in_it_are_compatible() {
    let of_dates = |a: &str, b: &str| {
        let statement =
            |text, origin: usize| said(Value::When(When::parse(text).unwrap(), DayOf::Occurred), origin, origin);
        of(Facet::Date, &[statement(a, 0), statement(b, 1)])
    };
    assert_eq!(of_dates("2022-10", "2022-10-26"), Verdict::Compatible);
    assert_eq!(of_dates("2022-10-26", "2022-10-26"), Verdict::Same);
    assert_eq!(of_dates("2022-10", "2022-11-01"), Verdict::Conflict);
    assert_eq!(of_dates("2021-22", "2021-08"), Verdict::Compatible);
}

#[test]
fn the_rules_are_tabulated_in_the_readme() {
    let readme = std::fs::read_to_string(crate::fixture::path("README.md")).unwrap();
    let rows: Vec<String> = Rule::ALL.iter().map(|r| format!("| {} | {} |", r.sign(), r.sentence())).collect();
    assert!(readme.contains(&rows.join("\n")), "the table of the README should be\n{}", rows.join("\n"));
}

#[test]
fn a_group_is_not_weighed_against_a_description() {
    let group = |name, origin| said(Value::Who(Who::Name(NameId::at(name))), origin, origin);
    let mut builder = Builder::default();
    let mut described = |words: &str, origin| said(Value::Who(Who::Words(builder.intern(words))), origin, origin);
    let (tajiks, men) = (described("Tajik nationals", 1), described("four men", 2));
    assert_eq!(of(Facet::Perpetrator, &[group(1, 0), tajiks]), Verdict::Single);
    assert_eq!(of(Facet::Perpetrator, &[group(1, 0), tajiks, men]), Verdict::Compatible);
    assert_eq!(of(Facet::Perpetrator, &[group(1, 0), tajiks, group(1, 2)]), Verdict::Same);
    assert_eq!(of(Facet::Target, &[group(1, 0), tajiks]), Verdict::Compatible, "a target is described or named");
}
