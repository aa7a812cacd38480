//! Words of incidents: method, status, day, actors, sources.

use chrono::NaiveDate;
use parallax::model::Status;
use parallax::reading::actor::{self, ParticipantRole};
use parallax::reading::incident::{self, Method};
use parallax::reading::place::gazetteer::Nowhere;
use parallax::reading::sentence::{passages, sentences};
use parallax::reading::source;
use parallax::reading::token::Tokens;
use parallax::reading::{ArticleText, read};

fn first(text: &str) -> (Method, Status) {
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    let found = incident::incidents(&tokens, &sentences(&tokens));
    let m = found.first().unwrap_or_else(|| panic!("{text}"));
    (m.value.method, m.value.status)
}

#[test]
fn methods() {
    for (text, method) in [
        ("A suicide bomber struck the hall.", Method::SuicideBombing),
        ("He blew himself up at the gate.", Method::SuicideBombing),
        ("A car bomb went off.", Method::CarBombing),
        ("An explosion shook Tarn.", Method::Bombing),
        ("Gunmen opened fire on the bus.", Method::Shooting),
        ("A drone strike hit the depot.", Method::DroneStrike),
        ("Air strikes hit the depot.", Method::AirStrike),
        ("The mayor was assassinated.", Method::Assassination),
        ("They kidnapped the envoy.", Method::Kidnapping),
        ("A man stabbed two teachers.", Method::Stabbing),
        ("He rammed a van into the queue.", Method::VehicleRamming),
        ("They set fire to the archive.", Method::Arson),
        ("Police raided the flat.", Method::Raid),
        ("Rebels ambushed the convoy.", Method::Ambush),
    ] {
        assert_eq!(first(text).0, method, "{text}");
    }
}

#[test]
fn statuses() {
    for (text, status) in [
        ("An explosion shook Tarn.", Status::CarriedOut),
        ("Police foiled an attack on the market.", Status::Foiled),
        ("An attack on the market was thwarted.", Status::Foiled),
        ("The men were planning attacks in Velm.", Status::Foiled),
        ("The group threatened attacks on Velm.", Status::Threatened),
        ("The embassy warned of an imminent attack.", Status::Warned),
        ("The group claimed responsibility for the attack.", Status::Claimed),
    ] {
        assert_eq!(first(text).1, status, "{text}");
    }
}

fn day(text: &str) -> Option<String> {
    let published = NaiveDate::from_ymd_opt(2024, 3, 27);
    let article = ArticleText { text, passages: &[], title_end: 0, published, english: true };
    let reading = read(&article, &Nowhere);
    reading.main.day.map(|(i, _)| reading.dates[i].value.edtf.clone())
}

#[test]
fn the_day_of_the_incident() {
    for (text, wanted) in [
        ("A bomb killed two people in Tarn on Monday, police said on Tuesday.", Some("2024-03-25")),
        ("Police said on Tuesday that a bomb had killed two people in Tarn on Sunday.", Some("2024-03-24")),
        ("Two people were shot dead yesterday. The last such attack was on 3 May 2019.", Some("2024-03-26")),
        ("The mayor spoke today about the murder of her deputy.", None),
        ("The council met on Monday about the school roof.", Some("2024-03-25")),
    ] {
        assert_eq!(day(text).as_deref(), wanted, "{text}");
    }
}

#[test]
fn actors() {
    for (text, role, who) in [
        ("The Velm Front claimed responsibility for the blast.", ParticipantRole::ClaimedBy, "Velm Front"),
        ("The blast, claimed by the Velm Front, killed two.", ParticipantRole::ClaimedBy, "Velm Front"),
        ("The attack was carried out by the Velm Front.", ParticipantRole::Perpetrator, "Velm Front"),
        (
            "Officials blamed the raid, blamed on Velm Front militants, for it.",
            ParticipantRole::Perpetrator,
            "Velm Front militants",
        ),
        ("They mourned the attack on the town hall.", ParticipantRole::Target, "town hall"),
        ("It was a bombing targeting pilgrims.", ParticipantRole::Target, "pilgrims"),
    ] {
        let spans = passages(text);
        let tokens = Tokens::new(text, &spans);
        let found = actor::actors(&tokens, &sentences(&tokens));
        let hit = found.iter().find(|m| m.value.role == role).unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!(hit.value.who.of(text), who, "{text}");
    }
    let text = "No group claimed responsibility for the attack on Friday.";
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    assert!(actor::actors(&tokens, &sentences(&tokens)).is_empty());
}

#[test]
fn sources() {
    for (text, who) in [
        ("Two people died, police said.", "police"),
        ("According to the ministry, two people died.", "the ministry"),
        ("Two people died (Tarn News, 7 November 2019).", "Tarn News"),
        ("Officials reported two deaths.", "Officials"),
    ] {
        let spans = passages(text);
        let tokens = Tokens::new(text, &spans);
        let found = source::sources(&tokens, &sentences(&tokens));
        assert_eq!(found.first().map(|m| m.value.who.of(text)), Some(who), "{text}");
    }
}

#[test]
fn a_claim_that_nobody_made_is_no_claim_and_nobody_no_source() {
    for text in [
        "No group claimed responsibility for the bombing in Tarn.",
        "No group, however, has claimed responsibility for the bombing.",
        "No one has claimed responsibility for the bombing.",
        "Nobody claimed the bombing.",
        "No claim of responsibility for the bombing was made.",
        "There was no immediate claim of responsibility for the bombing.",
        "The bombing has not been claimed.",
        "Responsibility for the bombing has yet to be claimed.",
        "None of the groups has so far claimed responsibility for the bombing.",
        "The Tarn Front hasn't claimed responsibility for the bombing.",
        "The Tarn Front denied it had claimed responsibility for the bombing.",
        "The bombing was claimed by no group.",
        "Neither side claimed responsibility for the bombing.",
    ] {
        let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: true };
        let reading = read(&article, &Nowhere);
        let claimed = |a: &&_| {
            matches!(
                a,
                parallax::reading::Mention { value: actor::Participant { role: ParticipantRole::ClaimedBy, .. }, .. }
            )
        };
        assert_eq!(reading.actors.iter().find(claimed), None, "{text}");
        assert!(reading.incidents.iter().all(|m| m.value.status != Status::Claimed), "{text}");
        let sources = || reading.sources.iter().map(|s| s.value.who.of(text));
        assert!(sources().all(|who| who == "The Tarn Front"), "{text} {:?}", sources().collect::<Vec<_>>());
        assert!(reading.sources.iter().all(|s| !s.value.hedged), "{text}");
    }
    // Claims that are made beside a negation.
    for text in [
        "Police made no arrests, and the Tarn Front claimed responsibility for the bombing.",
        "No one was hurt in the bombing, for which the Tarn Front claimed responsibility.",
        "The Tarn Front claimed responsibility for the bombing but gave no reason.",
        "There were no survivors of the bombing and the Tarn Front claimed responsibility.",
        "The town has not been safe since the Tarn Front claimed responsibility for the bombing.",
        "A man who declined to be named claimed responsibility for the bombing.",
    ] {
        assert_eq!(first(text).1, Status::Claimed, "{text}");
    }
}
