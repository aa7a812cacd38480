//! What two records say of whether they are one event, facet by facet, and how much each says.
//!
//! Each finding has a weight: the logarithm of how much more often it is met in pairs that are one event than in other
//! pairs that lie as near in time and place. The table is in this file, with its reasons. It was written from what was
//! measured on real pairs and on the publishers' rules, and nothing of it is learned from the files that are open.

use super::actor_signature::ActorFit;
use super::event_class::{ClassFit, EventClass};
use super::toll_fit::TollFit;
use super::whereabouts::{Blur, Whereabouts};

/// What it says that the largest areas of two records have different names. Places on both sides of a border happen; sets also
/// draw the borders of different years.
pub const OTHER_AREA: f32 = -0.6;

/// What the days of two records say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFit {
    /// Both give this day.
    Same,
    /// Both give a day, so many days apart.
    Apart(u16),
    /// One of them leaves several days open, and they meet.
    Open(u16),
    /// One of them leaves several days open, and they do not meet.
    OpenApart(u16),
}

/// What the places of two records say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlaceFit {
    /// Places of the same name, so many kilometres apart.
    SameName(f32),
    /// So many kilometres apart.
    Km(f32),
    /// One is a region; the positions are so many kilometres apart, and areas have the same name or not.
    Region(f32, bool),
    /// One is known to the country only.
    CountryOnly,
}

/// What the words of two records say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WordFit {
    /// Number of rare words and numbers in both, as far as they are no names of their places and actors.
    pub shared: u16,
    /// What these say together; less than 0 where two long texts share nothing.
    pub weight: f32,
    /// Whether both cite one outlet.
    pub same_outlet: bool,
    /// What that says: more for an outlet that is seldom cited.
    pub outlet_weight: f32,
}

/// What two records say of whether they are one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairEvidence {
    /// Their days.
    pub days: DayFit,
    /// Their places.
    pub place: PlaceFit,
    /// Whether their largest areas have different names.
    pub other_area: bool,
    /// Who took part.
    pub actors: ActorFit,
    /// Their kinds.
    pub kind: ClassFit,
    /// The kinds, of the first and of the second.
    pub kinds: [EventClass; 2],
    /// The numbers killed.
    pub toll: TollFit,
    /// Their words; `None` if they were not read.
    pub words: Option<WordFit>,
    /// Whether the evidence is for a day of what the other record sums up.
    pub as_part: bool,
}

impl DayFit {
    /// What the days of two records say.
    #[inline]
    pub fn of(a: &Whereabouts, b: &Whereabouts) -> Self {
        let apart = a.days_apart(b).and_then(|days| u16::try_from(days).ok()).unwrap_or(u16::MAX);
        let span = u16::try_from(a.span().max(b.span())).unwrap_or(u16::MAX);
        match (span, apart) {
            (0, 0) => Self::Same,
            (0, apart) => Self::Apart(apart),
            (span, 0) => Self::Open(span),
            (_, apart) => Self::OpenApart(apart),
        }
    }

    /// Of real pairs some seven in ten have the same day, and one in five the next, the day of reporting; other pairs of the
    /// window are spread evenly over its seven days.
    #[inline]
    pub fn weight(self) -> f32 {
        match self {
            Self::Same => 1.6,
            Self::Apart(1) => -0.4,
            Self::Apart(2) => -1.5,
            Self::Apart(3) => -2.2,
            Self::Apart(_) => -3.5,
            // The shorter the span, the more it says that they meet.
            Self::Open(span) if span <= 2 => 1.0,
            Self::Open(span) if span <= 7 => 0.5,
            Self::Open(_) => 0.0,
            Self::OpenApart(1) => -0.8,
            Self::OpenApart(_) => -1.8,
        }
    }
}

impl PlaceFit {
    /// What the places of two records say.
    #[inline]
    pub fn of(a: &Whereabouts, b: &Whereabouts) -> Self {
        let Some(km) = a.km_apart(b) else { return Self::CountryOnly };
        if a.place.has_name_of(&b.place) {
            Self::SameName(km)
        } else if a.place.blur == Blur::Region || b.place.blur == Blur::Region {
            Self::Region(km, a.place.has_area_of(&b.place))
        } else {
            Self::Km(km)
        }
    }

    /// A third to a half of real pairs lie within 3 km, as the same town is meant; nearly as many others in the window do, since
    /// most events of a city are filed under its centre. Half of the pairs lie up to 50 km apart, where one set files a
    /// suburb under its city. So distance says little below 30 km, and a name of its own says more.
    #[inline]
    pub fn weight(self) -> f32 {
        match self {
            Self::SameName(km) if km <= 30.0 => 1.3,
            // One gazetteer has another place of that name.
            Self::SameName(_) => 0.8,
            Self::Km(km) if km <= 3.0 => 0.9,
            Self::Km(km) if km <= 15.0 => 0.3,
            Self::Km(km) if km <= 30.0 => -0.3,
            Self::Km(km) if km <= 50.0 => -1.0,
            Self::Km(_) => -1.6,
            Self::Region(km, true) if km <= 50.0 => 0.3,
            Self::Region(km, false) if km <= 50.0 => -0.2,
            Self::Region(_, true) => -0.3,
            Self::Region(_, false) => -1.4,
            Self::CountryOnly => -1.0,
        }
    }
}

impl ActorFit {
    /// Sets name the group in most records, and few groups fight in one place in a week. Where the table has none of them,
    /// names differ more often than groups do: a quarter of true pairs name one group so that no word is the same. So
    /// different names say less against than the same say for, and more where the table tells the groups apart.
    #[inline]
    pub fn weight(self) -> f32 {
        match self {
            Self::SameByTable => 1.4,
            Self::SameByName => 1.7,
            Self::Branch => 0.8,
            Self::State => 0.3,
            Self::Unknown => 0.0,
            Self::Apart => -0.9,
            Self::ApartByTable => -2.0,
        }
    }
}

impl ClassFit {
    /// Coders of different sets put nine events in ten into classes that fit; three classes make up most of what happens in one
    /// place in a week.
    #[inline]
    pub fn weight(self, class: EventClass) -> f32 {
        match self {
            // The rarer a class, the more it says.
            Self::Same => match class {
                EventClass::SuicideBombing | EventClass::Assassination | EventClass::Abduction => 2.0,
                _ => 1.1,
            },
            Self::Near => 0.6,
            Self::Open => -0.2,
            Self::Silent => 0.0,
            Self::Apart => -2.2,
        }
    }
}

impl TollFit {
    /// The best single cue after words. Between two events in five and four in five have equal numbers; chance makes small
    /// numbers equal often, as half of all deadly events kill one or two, and large ones hardly ever.
    #[inline]
    pub fn weight(self) -> f32 {
        match self {
            Self::Equal(1) | Self::EqualWithout(1) => 0.9,
            Self::Equal(2) | Self::EqualWithout(2) => 1.4,
            Self::Equal(3..=4) | Self::EqualWithout(3..=4) => 2.0,
            Self::Equal(5..=9) | Self::EqualWithout(5..=9) => 2.6,
            Self::Equal(10..=19) | Self::EqualWithout(10..=19) => 3.2,
            Self::Equal(_) | Self::EqualWithout(_) => 3.8,
            Self::Within | Self::EqualCode => 0.9,
            Self::Overlap => 0.4,
            Self::Attackers => 0.3,
            Self::FactorTwo => -0.2,
            // Early and late reports differ, and one set counts another day in.
            Self::Far => -2.0,
            Self::Part => 0.3,
            // Most events kill nobody.
            Self::BothNone => 0.7,
            Self::Silent => 0.0,
        }
    }
}

impl PairEvidence {
    /// Whether both may be of one course of events on different days.
    pub fn is_sequel(&self) -> bool {
        use ActorFit::{Branch, SameByName, SameByTable};
        matches!(self.days, DayFit::Apart(_) | DayFit::OpenApart(_))
            && matches!(self.actors, SameByTable | SameByName | Branch)
            && matches!(self.kind, ClassFit::Same | ClassFit::Near)
    }

    /// The weights of all facets together.
    #[inline]
    pub fn weight(&self) -> f32 {
        let words = self.words.map_or(0.0, |words| words.weight + words.outlet_weight);
        let area = if self.other_area { OTHER_AREA } else { 0.0 };
        // The class matters where both have the same.
        let kind = self.kind.weight(self.kinds[0]);
        self.days.weight() + self.place.weight() + area + self.actors.weight() + kind + self.toll.weight() + words
    }
}
