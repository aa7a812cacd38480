//! The evidence for a link in words, facet by facet. Never a bare score.

use crate::crosswalk::PairEvidence;
use crate::crosswalk::actor_signature::ActorFit;
use crate::crosswalk::event_class::ClassFit;
use crate::crosswalk::evidence::{DayFit, OTHER_AREA, PlaceFit, WordFit};
use crate::crosswalk::toll_fit::TollFit;

/// How much the words tell of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowContents {
    /// What agrees and how, with numbers and kinds.
    Told,
    /// Only how facets agree, so that it can be passed on where rows cannot.
    KeptBack,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFacet {
    /// When it was.
    Day,
    /// Where it was.
    Place,
    /// Who took part.
    Actors,
    /// What kind of event it was.
    Kind,
    /// How many were killed.
    Killed,
    /// The words and the outlets of both.
    Words,
}

impl LinkFacet {
    /// All, in their order.
    pub const ALL: [Self; 6] = [Self::Day, Self::Place, Self::Actors, Self::Kind, Self::Killed, Self::Words];

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Place => "place",
            Self::Actors => "actors",
            Self::Kind => "kind",
            Self::Killed => "killed",
            Self::Words => "words",
        }
    }
}

/// What a facet says of whether two entries are one event.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkFinding {
    /// The facet.
    pub facet: LinkFacet,
    /// What it says.
    pub text: String,
    /// `+` if it speaks for one event, `−` if against, else `·`.
    pub sign: &'static str,
    /// How much it says, by which findings are chosen where room is short. It is never shown.
    weight: f32,
}

/// The most findings where room is short.
const BRIEF: usize = 3;

/// The findings that say most, as one short line, in the order of the facets.
pub fn brief(evidence: &PairEvidence) -> String {
    let all = findings(evidence, RowContents::Told);
    let mut weights: Vec<f32> = all.iter().map(|finding| finding.weight.abs()).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let least = weights.get(BRIEF - 1).copied().unwrap_or(0.0);
    let most = all.into_iter().filter(|finding| finding.weight.abs() >= least).take(BRIEF);
    most.map(|finding| finding.text).collect::<Vec<_>>().join(" · ")
}

/// The evidence as one line: `same day · 1.4 km apart · …`. What says nothing is left out.
pub fn reason(evidence: &PairEvidence, contents: RowContents) -> String {
    findings(evidence, contents).into_iter().map(|finding| finding.text).collect::<Vec<_>>().join(" · ")
}

/// What each facet says, in the order of the facets. What says nothing is left out.
pub fn findings(evidence: &PairEvidence, contents: RowContents) -> Vec<LinkFinding> {
    let told = contents == RowContents::Told;
    let mut all = Vec::new();
    let mut put = |facet, text: String, weight: f32| {
        let sign = if weight > 0.0 {
            "+"
        } else if weight < 0.0 {
            "−"
        } else {
            "·"
        };
        if !text.is_empty() {
            all.push(LinkFinding { facet, text, sign, weight });
        }
    };
    put(LinkFacet::Day, days(evidence.days), evidence.days.weight());
    put(LinkFacet::Place, place(evidence.place, told), evidence.place.weight());
    if evidence.other_area {
        put(LinkFacet::Place, "in areas of different names".to_owned(), OTHER_AREA);
    }
    put(LinkFacet::Actors, actors(evidence.actors).to_owned(), evidence.actors.weight());
    put(LinkFacet::Kind, kinds(evidence, told), evidence.kind.weight(evidence.kinds[0]));
    put(LinkFacet::Killed, toll(evidence.toll, told), evidence.toll.weight());
    if let Some(fit) = &evidence.words {
        put(LinkFacet::Words, words(fit), fit.weight);
        let outlet = if fit.same_outlet { "both cite one outlet" } else { "" };
        put(LinkFacet::Words, outlet.to_owned(), fit.outlet_weight);
    }
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
        (ClassFit::Open, true) => format!("{a} and {b}, kinds sometimes used for one event"),
        (ClassFit::Open, false) => "kinds sometimes used for one event".to_owned(),
        (ClassFit::Apart, true) => format!("{a} and {b}, kinds seldom used for one event"),
        (ClassFit::Apart, false) => "kinds seldom used for one event".to_owned(),
        (ClassFit::Silent, _) => String::new(),
    }
}

fn toll(fit: TollFit, told: bool) -> String {
    match fit {
        TollFit::Equal(n) if told => format!("killed {n} = {n}"),
        TollFit::Equal(_) => "equal numbers killed".to_owned(),
        TollFit::EqualWithout(n) if told => format!("killed {n} = {n}, one without the attackers"),
        TollFit::EqualWithout(_) => "equal numbers killed, one without the attackers".to_owned(),
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

fn words(fit: &WordFit) -> String {
    match fit.shared {
        0 if fit.weight < 0.0 => "no rare word in both".to_owned(),
        0 => String::new(),
        1 => "1 rare word in both".to_owned(),
        shared => format!("{shared} rare words in both"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosswalk::event_class::EventClass;

    #[test]
    fn a_sign_is_that_of_the_weight() {
        for (kind, sign) in
            [(ClassFit::Same, "+"), (ClassFit::Near, "+"), (ClassFit::Open, "−"), (ClassFit::Apart, "−")]
        {
            let evidence = PairEvidence {
                days: DayFit::Same,
                place: PlaceFit::CountryOnly,
                other_area: false,
                actors: ActorFit::Unknown,
                kind,
                kinds: [EventClass::Bombing, EventClass::Battle],
                toll: TollFit::Silent,
                words: None,
                as_part: false,
            };
            let all = findings(&evidence, RowContents::Told);
            assert_eq!(all.iter().find(|finding| finding.facet == LinkFacet::Kind).unwrap().sign, sign);
            let shown: f32 = all.iter().map(|finding| finding.weight).sum();
            assert!((shown - evidence.weight()).abs() < 1e-4, "what is weighed is shown: {kind:?}");
        }
    }
}
