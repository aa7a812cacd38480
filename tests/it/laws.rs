//! Tests properties that verdicts have for any claims.

use parallax::model::id::Id;
use parallax::model::incident::{DayOf, Who};
use parallax::model::verdict::{Agreement, Statement, agreement, verdict};
use parallax::model::{
    AccountId, Builder, Facet, Figure, Name, NameId, NameKind, OriginId, Party, Qualifier, Scope, Span, Status, Value,
    Verdict, When,
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

fn figure() -> impl Strategy<Value = Figure> {
    // Few numbers and many: equal, neighbouring and far ones.
    (prop_oneof![0u32..6, 0u32..400], prop::sample::select(Qualifier::ALL.to_vec()))
        .prop_map(|(n, q)| Figure::new(n, q, Party::Victims))
}

fn date() -> impl Strategy<Value = When> {
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

fn facet_and_value() -> impl Strategy<Value = (Facet, Value)> {
    let day = prop::sample::select(DayOf::ALL.to_vec());
    prop_oneof![
        figure().prop_map(|f| (Facet::Killed, Value::Figure(f))),
        (date(), day).prop_map(|(w, d)| (Facet::Date, Value::When(w, d))),
        (4usize..8).prop_map(|n| (Facet::Place, Value::Place(NameId::at(n)))),
        (0usize..4).prop_map(|n| (Facet::Perpetrator, Value::Who(Who::Name(NameId::at(n))))),
        prop::sample::select(Status::ALL.to_vec()).prop_map(|s| (Facet::Status, Value::Status(s))),
    ]
}

/// Statements about one facet, from several origins and accounts.
fn statements() -> impl Strategy<Value = (Facet, Vec<Statement>)> {
    let one = (facet_and_value(), 0usize..3, 0usize..6, prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    prop::collection::vec(one, 1..7).prop_map(|all| {
        let facet = all[0].0.0;
        let of_facet = all.into_iter().filter(|((f, _), ..)| *f == facet);
        let statement = |((_, value), origin, account, denied, joint)| Statement {
            origin: OriginId::at(origin),
            account: AccountId::at(account),
            value,
            denied,
            joint,
        };
        (facet, of_facet.map(statement).collect())
    })
}

/// Severity of a verdict. A single origin agrees with itself.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Single | Verdict::Same => 0,
        Verdict::Compatible => 1,
        Verdict::Conflict => 2,
    }
}

fn of(facet: Facet, statements: &[Statement]) -> Verdict {
    verdict(facet, Scope::Single, statements, &names()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_order_of_claims_does_not_matter((facet, mut statements) in statements(), turn in 0usize..7) {
        let before = of(facet, &statements);
        let len = statements.len();
        statements.rotate_left(turn % len);
        prop_assert_eq!(of(facet, &statements), before);
        statements.reverse();
        prop_assert_eq!(of(facet, &statements), before);
    }

    #[test]
    fn what_is_said_a_hundred_times_is_judged_as_if_said_once((facet, statements) in statements()) {
        let often: Vec<Statement> = statements.iter().cycle().take(statements.len() * 100).copied().collect();
        prop_assert_eq!(of(facet, &often), of(facet, &statements));
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
        let statement = |value, origin: usize, account: usize| Statement {
            origin: OriginId::at(origin), account: AccountId::at(account), value: Value::Figure(value), denied: false, joint: false,
        };
        let before = [statement(a, 0, 0), statement(b, 1, 1)];
        let after = [before[0], before[1], statement(a, origin, 2)];
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
        let statement = |value, origin: usize| Statement {
            origin: OriginId::at(origin), account: AccountId::at(origin), value: Value::Figure(value), denied: false, joint: false,
        };
        let narrow = of(Facet::Killed, &[statement(a, 0), statement(b, 1)]);
        let widened = of(Facet::Killed, &[statement(wide, 0), statement(b, 1)]);
        prop_assert!(narrow == Verdict::Conflict || widened != Verdict::Conflict);
    }

    #[test]
    fn widening_a_date_never_excludes((day, wide) in nested_dates(), other in date()) {
        let statement = |value, origin: usize| Statement {
            origin: OriginId::at(origin), account: AccountId::at(origin),
            value: Value::When(value, DayOf::Occurred), denied: false, joint: false,
        };
        let narrow = of(Facet::Date, &[statement(day, 0), statement(other, 1)]);
        let widened = of(Facet::Date, &[statement(wide, 0), statement(other, 1)]);
        prop_assert!(narrow == Verdict::Conflict || widened != Verdict::Conflict);
    }

    #[test]
    fn one_origin_alone_is_never_corroboration((facet, statements) in statements()) {
        let alone: Vec<Statement> = statements.into_iter().map(|s| Statement { origin: OriginId::at(0), ..s }).collect();
        prop_assert!(matches!(of(facet, &alone), Verdict::Single | Verdict::Conflict));
    }
}

fn killed(figures: &[(u32, Qualifier)]) -> Verdict {
    let statements: Vec<Statement> = figures
        .iter()
        .enumerate()
        .map(|(i, &(n, q))| Statement {
            origin: OriginId::at(i),
            account: AccountId::at(i),
            value: Value::Figure(Figure::new(n, q, Party::Victims)),
            denied: false,
            joint: false,
        })
        .collect();
    of(Facet::Killed, &statements)
}

#[test]
fn figures_are_compared_as_a_reader_would() {
    use Qualifier::{About, AtLeast, Exactly, MoreThan, UpTo};
    assert_eq!(killed(&[(130, MoreThan), (133, AtLeast), (137, Exactly)]), Verdict::Compatible);
    assert_eq!(killed(&[(90, MoreThan), (90, About), (94, Exactly)]), Verdict::Compatible);
    assert_eq!(killed(&[(183, Exactly), (183, Exactly)]), Verdict::Same);
    assert_eq!(killed(&[(183, About), (183, Exactly)]), Verdict::Same);
    assert_eq!(killed(&[(94, Exactly), (103, Exactly)]), Verdict::Conflict);
    assert_eq!(killed(&[(130, MoreThan), (130, Exactly)]), Verdict::Conflict);
    assert_eq!(killed(&[(50, UpTo), (60, AtLeast)]), Verdict::Conflict);
    assert_eq!(killed(&[(94, Exactly)]), Verdict::Single);
}

#[test]
fn a_joint_figure_bounds_its_share_from_above_only() {
    let statement = |n, joint, origin: usize| Statement {
        origin: OriginId::at(origin),
        account: AccountId::at(origin),
        value: Value::Figure(Figure::new(n, Qualifier::Exactly, Party::Victims)),
        denied: false,
        joint,
    };
    assert_eq!(of(Facet::Killed, &[statement(20, true, 0), statement(13, false, 1)]), Verdict::Compatible);
    assert_eq!(of(Facet::Killed, &[statement(20, true, 0), statement(21, false, 1)]), Verdict::Conflict);
}

#[test]
fn groups_and_places_that_hold_each_other_are_compatible() {
    let who = |facet, pairs: &[(usize, usize)]| {
        let statements: Vec<Statement> = pairs
            .iter()
            .map(|&(name, account)| Statement {
                origin: OriginId::at(account),
                account: AccountId::at(account),
                value: if name < 4 { Value::Who(Who::Name(NameId::at(name))) } else { Value::Place(NameId::at(name)) },
                denied: false,
                joint: false,
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
        let statement = |text, origin: usize| Statement {
            origin: OriginId::at(origin),
            account: AccountId::at(origin),
            value: Value::When(When::parse(text).unwrap(), DayOf::Occurred),
            denied: false,
            joint: false,
        };
        of(Facet::Date, &[statement(a, 0), statement(b, 1)])
    };
    assert_eq!(of_dates("2022-10", "2022-10-26"), Verdict::Compatible);
    assert_eq!(of_dates("2022-10-26", "2022-10-26"), Verdict::Same);
    assert_eq!(of_dates("2022-10", "2022-11-01"), Verdict::Conflict);
    assert_eq!(of_dates("2021-22", "2021-08"), Verdict::Compatible);
}
