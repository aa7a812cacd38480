//! Figures: what happened to how many, with qualifier, party and parts, and what is no figure.

use parallax::model::{Party, Qualifier};
use parallax::reading::date;
use parallax::reading::figure::{self, CasualtyFigure, FigureExtent, Harm};
use parallax::reading::sentence::{passages, sentences};
use parallax::reading::token::Tokens;

fn figures(text: &str) -> Vec<CasualtyFigure> {
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let skip: Vec<_> = date::dates(&tokens, None).0.into_iter().map(|d| d.span).collect();
    figure::figures(&tokens, &sentences(&tokens), &skip).into_iter().map(|m| m.value).collect()
}

/// Each figure as `harm qualifier-and-number`, for example `killed >130`.
fn read(text: &str) -> Vec<String> {
    figures(text).iter().map(line).collect()
}

fn line(f: &CasualtyFigure) -> String {
    let harm = format!("{:?}", f.harm).to_lowercase();
    let number = f.count.map_or_else(
        || format!("{}–{}", f.min.unwrap_or(0), f.max.map_or_else(String::new, |m| m.to_string())),
        |n| n.to_string(),
    );
    let sign = match f.qualifier {
        Qualifier::Exactly => "",
        Qualifier::AtLeast => "≥",
        Qualifier::MoreThan => ">",
        Qualifier::About => "≈",
        Qualifier::UpTo => "≤",
        Qualifier::LessThan => "<",
        Qualifier::Nearly => "~",
        Qualifier::Several => "several ",
    };
    format!("{harm} {sign}{number}")
}

fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        if read(text) != *wanted {
            wrong.push(format!("{text} {:?}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verbs_before_and_after_the_number() {
    check(&[
        ("The blast killed 94 people.", &["killed 94"]),
        ("A bomber struck the hall, killing 94 people and wounding around 300.", &["killed 94", "injured ≈300"]),
        ("Fifteen villagers were killed.", &["killed 15"]),
        ("Fifteen villagers have been reported killed in Tarn.", &["killed 15"]),
        ("Twenty people died in the fire.", &["killed 20"]),
        ("The attack left 183 dead.", &["killed 183"]),
        ("The raid left three people dead and five wounded.", &["killed 3", "injured 5"]),
        ("Four others were detained.", &["detained 4"]),
        ("Police arrested 12 suspects.", &["detained 12"]),
        ("Two dozen miners are missing.", &["missing 24"]),
        ("Gunmen kidnapped seven aid workers.", &["kidnapped 7"]),
        ("The court jailed 30 officials.", &["jailed 30"]),
        ("Ten passengers were hurt.", &["injured 10"]),
        ("The gunman shot dead four guards.", &["killed 4"]),
        (
            "The storm claimed 39 lives and inflicted injuries on approximately 80 individuals.",
            &["killed 39", "injured ≈80"],
        ),
        ("The killing of seven soldiers caused anger.", &["killed 7"]),
        ("The deaths of 12 pilgrims were confirmed.", &["killed 12"]),
        ("The fire resulted in over 130 fatalities.", &["killed >130"]),
        ("There were 14 injuries and six arrests.", &["injured 14", "detained 6"]),
        ("Rescuers pulled 31 bodies from the rubble.", &["killed 31"]),
        ("Five people were taken to hospital.", &["injured 5"]),
        ("Three people are in critical condition.", &["injured 3"]),
        ("Seven people were shot outside the club.", &["casualties 7"]),
        ("A hundred and ten people were killed or wounded.", &["casualties 110"]),
    ]);
}

#[test]
fn qualifiers() {
    check(&[
        ("At least 133 people were killed.", &["killed ≥133"]),
        ("No fewer than 12 people were killed.", &["killed ≥12"]),
        ("More than 130 people were killed.", &["killed >130"]),
        ("Over 90 people were killed.", &["killed >90"]),
        ("About 90 people were killed.", &["killed ≈90"]),
        ("Some 90 people were killed.", &["killed ≈90"]),
        ("An estimated 90 people were killed.", &["killed ≈90"]),
        ("Nearly 200 people were killed.", &["killed ~200"]),
        ("As many as 50 people were killed.", &["killed ≤50"]),
        ("Up to 50 people were killed.", &["killed ≤50"]),
        ("Fewer than ten people were killed.", &["killed <10"]),
        ("Dozens of people were killed.", &["killed several 24–"]),
        ("Several people were killed and scores injured.", &["killed several 2–", "injured several 40–"]),
        ("Hundreds were wounded.", &["injured several 100–"]),
        ("A handful of guards were hurt.", &["injured several 2–"]),
        ("Between 12 and 15 people were killed.", &["killed 12–15"]),
        ("Two or three people were killed.", &["killed 2–3"]),
        ("Twenty or more people were killed.", &["killed ≥20"]),
        ("Tens of thousands were killed.", &["killed several 10000–"]),
    ]);
}

#[test]
fn whom_a_figure_counts() {
    for (text, party) in [
        ("Fifteen militants were killed.", Some(Party::Attackers)),
        ("Two gunmen were shot dead.", Some(Party::Attackers)),
        ("Fifteen worshippers were killed.", Some(Party::Victims)),
        ("Six people were killed, including the gunman.", Some(Party::Total)),
        ("20 dead after the blast.", None),
        ("Fifteen Taliban fighters were killed.", Some(Party::Attackers)),
    ] {
        assert_eq!(figures(text)[0].party, party, "{text}: {:?}", read(text));
    }
}

#[test]
fn wholes_parts_and_additions() {
    for (text, whole) in [
        ("The death toll rose to 31.", FigureExtent::Total),
        ("A total of 31 people were killed.", FigureExtent::Total),
        ("Another three people were killed.", FigureExtent::More),
        ("Two others were wounded.", FigureExtent::More),
        ("Three of them were killed.", FigureExtent::Part),
        ("Three people were killed.", FigureExtent::Open),
    ] {
        assert_eq!(figures(text)[0].extent, whole, "{text}: {:?}", read(text));
    }
}

#[test]
fn tolls_that_stand_or_change() {
    let all = [
        ("The number of people killed has risen to 14, police said.", "killed 14"),
        ("The death toll from the blast has since risen to at least 14 people.", "killed ≥14"),
        ("The death toll climbed to 31 on Tuesday.", "killed 31"),
        ("The death toll now stands at 22.", "killed 22"),
        ("The death toll is now 14.", "killed 14"),
        ("The death toll rose from nine to 14.", "killed 14"),
        ("The number of fatalities has climbed from nine to 14.", "killed 14"),
        ("The death toll has risen by three to 14.", "killed 14"),
        ("The death toll has gone up to 14.", "killed 14"),
        ("The death toll was revised down to 14.", "killed 14"),
        ("The death toll had earlier been put at nine.", "killed 9"),
        ("Officials put the death toll at 14.", "killed 14"),
        ("The death toll, the highest in years, has risen to 14.", "killed 14"),
        (
            "The toll from the attack on a crowded market in the northern town of Tarn, near the border, has risen to 14.",
            "killed 14",
        ),
        ("Fatalities climbed to 19, the ministry said.", "killed 19"),
        ("The confirmed dead rose to 14.", "killed 14"),
        ("The number wounded rose to 60.", "injured 60"),
        ("The casualty toll rose to 50.", "casualties 50"),
    ];
    check(&all.map(|(text, figure)| (text, [figure])).each_ref().map(|(text, figure)| (*text, &figure[..])));
    for (text, _) in all {
        assert_eq!(figures(text)[0].extent, FigureExtent::Total, "{text}");
    }
    check(&[
        ("The death toll could rise to 40, officials warned.", &[]),
        ("Officials expect the death toll to rise to 40.", &[]),
        ("Officials fear the death toll to hit 40.", &[]),
        ("If the death toll rises to 40, the court will meet.", &[]),
        ("The death toll has not risen to 40.", &[]),
        ("The death toll continued to rise to 40.", &["killed 40"]),
        ("The toll of people who were wounded rose to 14.", &["injured several 2–"]),
        ("The death toll is set to rise to 40.", &[]),
        // What stands about the toll is not what it counts.
        ("The death toll from Monday's bombing, which wounded 60, has risen to 14.", &["injured 60", "killed 14"]),
        ("The death toll from the 3 May bombing has risen to 14.", &["killed 14"]),
        ("The number of attacks that killed worshippers has risen to 14.", &["killed several 2–"]),
        ("The death toll was nine and arrests rose to 14.", &["killed 9"]),
        // Without a verb of change both ends are one figure.
        ("From 12 to 15 people were killed.", &["killed 12–15"]),
        ("Prices have risen to 14 dollars.", &[]),
        ("The suspect, who lived at 14 Mill Road, rose at nine.", &[]),
        ("Up to 50 people were killed.", &["killed ≤50"]),
        ("Between 12 and 15 people were killed.", &["killed 12–15"]),
    ]);
}

#[test]
fn breakdowns() {
    let f = &figures("Twelve people, including three children, were killed.")[0];
    assert_eq!((f.count, f.parts.len(), f.parts[0].count), (Some(12), 1, 3));
    let f = &figures("The blast killed roughly 170 Afghans and 13 Americans.")[0];
    assert_eq!((f.count, f.qualifier, f.parts.len()), (Some(183), Qualifier::About, 2));
    let f = &figures("Four adults and two children were found dead.")[0];
    assert_eq!((f.count, f.parts.len()), (Some(6), 2));
    let f = figures("Four adults, two children dead in Tarn");
    assert_eq!((f.len(), f[0].count), (1, Some(6)));
}

#[test]
fn the_first_party_is_not_the_second() {
    let found = figures("Two bombers killed 20 shoppers.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].count, found[0].party), (Some(20), Some(Party::Victims)));
    assert_eq!(read("Three gunmen shot dead eight guards before one attacker was killed."), ["killed 8", "killed 1"]);
}

#[test]
fn one_person_and_nobody() {
    check(&[
        ("A shepherd and a man were near; the man was killed.", &["killed 1"]),
        ("A 23-year-old woman was shot and killed.", &["killed 1"]),
        ("One person was killed and two were hurt.", &["killed 1", "injured 2"]),
        ("No one was injured.", &["injured 0"]),
        ("Marek Sobel, 41, died at the scene.", &["killed 1"]),
        ("The blast wounded others.", &["injured several 2–"]),
    ]);
}

#[test]
fn what_is_no_figure() {
    let mut wrong = Vec::new();
    for text in [
        "Marek Sobel, 26, came home.",
        "At 10:26 AM the market, already wounded by fire, closed.",
        "The attack in 2015 was called a killing.",
        "Police fired 14 shots and searched 12 houses.",
        "The killed and the wounded lay in two rows.",
        "They travelled 300 miles to the dead sea.",
        "The five-year-old truce is dead.",
        "He paid $50 to the injured party.",
        "The unit lost 12 percent of its dead weight.",
        "The shooting of 16 March is remembered.",
        "Flight 23 was hijacked.",
    ] {
        if !read(text).is_empty() {
            wrong.push(format!("{text} {:?}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clock_and_the_age_do_not_count() {
    check(&[
        ("At 11.30 a.m. four people were wounded.", &["injured 4"]),
        ("Four people aged 19 to 26 were wounded.", &["injured 4"]),
        ("Marek Sobel, 26, wounded two officers.", &["injured 2"]),
    ]);
}

#[test]
fn headlines_and_leads_choose_the_main_figure() {
    let text = "Five dead, twelve hurt in Tarn\n\nA blast in 2011 killed 40 people. This one killed five.";
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let found = figure::figures(&tokens, &sentences(&tokens), &[]);
    let main = figure::main_figure(&found, Harm::Killed, spans[0].end).unwrap();
    assert_eq!(found[main].value.count, Some(5));
    assert_eq!(figure::injured(&found, spans[0].end), Some(12));
    let text = "Seven shot, two fatally, in Tarn";
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let found = figure::figures(&tokens, &sentences(&tokens), &[]);
    assert!(figure::injured(&found, spans[0].end).is_some(), "{found:?}");
}
