//! The evidence for a link in words, facet by facet. Never a bare score.

use crate::crosswalk::PairEvidence;
use crate::crosswalk::actor_signature::ActorFit;
use crate::crosswalk::event_class::ClassFit;
use crate::crosswalk::evidence::{DayFit, PlaceFit, WordFit};
use crate::crosswalk::toll_fit::TollFit;

/// How much the words tell of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowContents {
    /// What agrees and how, with numbers and kinds.
    Told,
    /// Only how facets agree, so that it can be passed on where rows cannot.
    KeptBack,
}

/// The evidence as one line: `same day · 1.4 km apart · …`. What says nothing is left out.
pub fn reason(evidence: &PairEvidence, contents: RowContents) -> String {
    findings(evidence, contents).join(" · ")
}

/// What each facet says, in the order of the facets. What says nothing is left out.
pub fn findings(evidence: &PairEvidence, contents: RowContents) -> Vec<String> {
    let told = contents == RowContents::Told;
    let mut all = vec![days(evidence.days), place(evidence.place, told)];
    if evidence.other_area {
        all.push("in areas of different names".to_owned());
    }
    all.push(actors(evidence.actors).to_owned());
    all.push(kinds(evidence, told));
    all.push(toll(evidence.toll, told));
    all.extend(evidence.words.iter().flat_map(words));
    all.retain(|finding| !finding.is_empty());
    all
}

fn days(fit: DayFit) -> String {
    match fit {
        DayFit::Same => "same day".to_owned(),
        DayFit::Apart(1) => "one day apart".to_owned(),
        DayFit::Apart(days) => format!("{days} days apart"),
        DayFit::Open(_) => "days meet, and one leaves several open".to_owned(),
        DayFit::OpenApart(1) => "one day apart, and one leaves several open".to_owned(),
        DayFit::OpenApart(days) => format!("{days} days apart, and one leaves several open"),
    }
}

fn place(fit: PlaceFit, told: bool) -> String {
    match fit {
        PlaceFit::SameName(km) if km <= 30.0 => "place of the same name".to_owned(),
        PlaceFit::SameName(km) => format!("places of the same name {} apart", distance(km, told)),
        PlaceFit::Km(km) => format!("{} apart", distance(km, told)),
        PlaceFit::Region(km, true) => format!("one is a region, of the same name, {} apart", distance(km, told)),
        PlaceFit::Region(km, false) => format!("one is a region, {} apart", distance(km, told)),
        PlaceFit::CountryOnly => "one is placed to the country only".to_owned(),
    }
}

/// A distance; kept back, as a bound that tells no position.
fn distance(km: f32, told: bool) -> String {
    match km {
        km if told && km < 9.95 => format!("{km:.1} km"),
        km if told => format!("{km:.0} km"),
        km if km <= 3.0 => "up to 3 km".to_owned(),
        km if km <= 15.0 => "up to 15 km".to_owned(),
        km if km <= 30.0 => "up to 30 km".to_owned(),
        km if km <= 50.0 => "up to 50 km".to_owned(),
        km if km <= 100.0 => "up to 100 km".to_owned(),
        _ => "more than 100 km".to_owned(),
    }
}

fn actors(fit: ActorFit) -> &'static str {
    match fit {
        ActorFit::SameByTable => "same group by the table of names",
        ActorFit::SameByName => "same group by rare words of its name",
        ActorFit::Branch => "groups of one organisation",
        ActorFit::State => "both name forces of a state",
        ActorFit::Unknown => "",
        ActorFit::Apart => "names of groups without a rare word in both",
        ActorFit::ApartByTable => "different groups by the table of names",
    }
}

fn kinds(evidence: &PairEvidence, told: bool) -> String {
    let [a, b] = evidence.kinds.map(crate::crosswalk::event_class::EventClass::word);
    match (evidence.kind, told) {
        (ClassFit::Same, true) => format!("both {a}"),
        (ClassFit::Same, false) => "same kind".to_owned(),
        (ClassFit::Near, true) if a == b => format!("both {a}"),
        (ClassFit::Near, true) => format!("{a} and {b}, kinds often used for one event"),
        (ClassFit::Near, false) => "kinds often used for one event".to_owned(),
        (ClassFit::Open, true) => format!("{a} and {b}, which do not exclude each other"),
        (ClassFit::Open, false) => "kinds that do not exclude each other".to_owned(),
        (ClassFit::Apart, true) => format!("{a} and {b}, kinds seldom used for one event"),
        (ClassFit::Apart, false) => "kinds seldom used for one event".to_owned(),
        (ClassFit::Silent, _) => String::new(),
    }
}

fn toll(fit: TollFit, told: bool) -> String {
    match fit {
        TollFit::Equal(n) if told => format!("killed {n} = {n}"),
        TollFit::Equal(_) => "equal numbers killed".to_owned(),
        TollFit::Within => "number killed within the range of the other".to_owned(),
        TollFit::EqualCode => "equal numbers killed, one of which may stand for a word".to_owned(),
        TollFit::Overlap => "ranges of the killed overlap".to_owned(),
        TollFit::Attackers => "killed differ by a few, who may be the attackers".to_owned(),
        TollFit::FactorTwo => "one number killed is up to twice the other".to_owned(),
        TollFit::Far => "numbers killed far apart".to_owned(),
        TollFit::Part => "killed can be a part of the other's number".to_owned(),
        TollFit::BothNone => "neither says that anybody was killed".to_owned(),
        TollFit::Silent => String::new(),
    }
}

fn words(fit: &WordFit) -> Vec<String> {
    let mut all = Vec::new();
    match fit.shared {
        0 if fit.weight < 0.0 => all.push("no rare word in both records".to_owned()),
        0 => {}
        1 => all.push("1 rare word in both records".to_owned()),
        shared => all.push(format!("{shared} rare words in both records")),
    }
    if fit.same_outlet {
        all.push("both cite one outlet".to_owned());
    }
    all
}
