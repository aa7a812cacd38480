//! Incidents, the accounts that passages give of them, and the claims those accounts make.

use serde::{Deserialize, Serialize};

use super::article::AnchorState;
use super::draft::Drafted;
use super::facet::Facet;
use super::figure::{Figure, Party};
use super::id::{AccountId, ClaimId, IncidentId, NameId, NoteId, PassageId, Span};
use super::outside::{OutsideName, Reference};
use super::quantity::Quantity;
use super::text::Text;
use super::time::When;
use super::time_of_day::TimeOfDay;
use super::topic::Topic;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The word used on disk, in JSON and on screen.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The outcome of an incident.
    Status {
        /// It happened.
        CarriedOut = "carried out",
        /// It was carried out, but failed in its purpose.
        Botched = "botched",
        /// It was prevented.
        Foiled = "foiled",
        /// It happened according to those who claim it.
        Claimed = "claimed",
        /// It happened according to an accuser.
        Alleged = "alleged",
        /// The perpetrators announced it.
        Threatened = "threatened",
        /// Others warned of it.
        Warned = "warned",
    }
}

words! {
    /// Whether it is one incident, or several that sources report only together.
    Scope {
        /// One incident.
        Single = "single",
        /// Several incidents, reported together.
        Series = "series",
    }
}

words! {
    /// The stance of a source towards a claim.
    Stance {
        /// The source asserts it.
        Asserted = "asserted",
        /// The source reports a suspicion.
        Suspected = "suspected",
        /// The source reports an accusation.
        Alleged = "alleged",
        /// The source reports a denial.
        Denied = "denied",
        /// The source says "reportedly".
        Reported = "reported",
    }
}

words! {
    /// The event that a date refers to.
    DayOf {
        /// The incident.
        Occurred = "occurred",
        /// The report; the incident is not later.
        Reported = "reported",
        /// The confirmation; the incident is not later.
        Confirmed = "confirmed",
        /// The claim of responsibility; the incident is not later.
        Claimed = "claimed",
    }
}

words! {
    /// The part of a date that an article does not print and that is taken from other articles.
    Borrowed {
        /// The year.
        Year = "year",
    }
}

words! {
    /// The role of a place in an incident.
    Role {
        /// It happened there.
        Where = "where",
        /// It targeted the place.
        AimedAt = "aimed-at",
        /// A journey began there.
        From = "from",
        /// A journey led there.
        To = "to",
    }
}

words! {
    /// How a source links one incident to another.
    Link {
        /// It was retaliation for the other.
        RetaliationFor = "retaliation-for",
        /// The same perpetrators carried out both.
        SameCellAs = "same-cell-as",
        /// It warned of the other.
        WarnedOf = "warned-of",
        /// It targeted a commemoration of the other.
        Commemorates = "commemorates",
        /// It is part of the other.
        PartOf = "part-of",
        /// It followed the other, according to the source.
        Follows = "follows",
        /// Those arrested are suspected of the other.
        SuspectOf = "suspect-of",
        /// The source compares the two.
        ComparedWith = "compared-with",
        /// Both had the same kind of target.
        AimedLike = "aimed-like",
    }
}

/// An incident: something that happened, was foiled or was threatened, at a time and a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Incident {
    /// Its id on disk and in JSON.
    pub id: Text,
    /// Title in the corpus author's words.
    pub title: Text,
    /// The title as shown: with a mark if no source prints it.
    pub shown_title: Text,
    /// Other names, for searching.
    pub aliases: Vec<Text>,
    /// Those of its title and aliases that no source prints.
    pub outside: Vec<OutsideName>,
    /// Its event type.
    pub kind: Text,
    /// One incident or several.
    pub scope: Scope,
    /// Its outcome; `None` if the corpus states none, or the data set does not code it.
    pub status: Option<Status>,
    /// Its date; `None` if no source gives one.
    pub date: Option<When>,
    /// How the date was inferred; empty if it was not.
    pub date_basis: Text,
    /// The facets that define it ("attacks in Iran": the place); their claims are not weighed.
    pub defined_by: Vec<Facet>,
    /// Its places, most relevant first.
    pub places: Vec<Place>,
    /// Its actors.
    pub actors: Vec<Actor>,
    /// Whether somebody lists its actors. Otherwise they are those whom its claims name.
    pub lists_actors: bool,
    /// Its accounts, in order of article and passage.
    pub accounts: Span<AccountId>,
    /// Links to other incidents.
    pub relations: Vec<Relation>,
    /// The editor's remarks.
    pub notes: Span<NoteId>,
    /// If nobody has confirmed that it is one incident, the grade and rule.
    pub drafted: Option<Drafted>,
}

impl Incident {
    /// The actors that somebody lists; none, where they are those whom its claims name.
    pub fn listed_actors(&self) -> &[Actor] {
        if self.lists_actors { &self.actors } else { &[] }
    }

    /// The remark on its title or an alias, if no source prints that name.
    pub fn outside(&self, name: Text) -> Option<&OutsideName> {
        self.outside.iter().find(|outside| outside.name == name)
    }
}

/// A place of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The place.
    pub name: NameId,
    /// Its role in the incident.
    pub role: Role,
}

/// An actor of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person or organisation.
    pub who: Who,
    /// Its role ("claimed by", "blamed", "target").
    pub role: Text,
}

/// A person, organisation or place: a name of the corpus, or words if the source gives no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Who {
    /// A name.
    Name(NameId),
    /// Words ("Tajik nationals").
    Words(Text),
}

/// An account: what one passage says about one incident or name.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Account {
    /// The incident or name.
    pub about: Topic,
    /// The passage.
    pub passage: PassageId,
    /// What the source doubts, or its passage leaves open; empty if none.
    pub hedge: Text,
    /// Whether its claims are weighed: not if it is of something else, as its hedge says.
    pub weigh: bool,
    /// Its claims.
    pub claims: Span<ClaimId>,
}

/// The value of a claim; the facet determines its kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Of numeric facets.
    Figure(Figure),
    /// Of dates.
    When(When, DayOf),
    /// Of times of day.
    Time(TimeOfDay),
    /// Of durations and amounts of money.
    Quantity(Quantity),
    /// Of places.
    Place(NameId),
    /// Of perpetrators, claimants, targets, and declared facets that name something.
    Who(Who),
    /// Of methods, and declared facets of words.
    Words(Text),
    /// Of statuses.
    Status(Status),
}

/// A claim: the value that an account gives for one facet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claim {
    /// The account it is part of.
    pub account: AccountId,
    /// Its facet.
    pub facet: Facet,
    /// Its value.
    pub value: Value,
    /// The stance of the source.
    pub stance: Stance,
    /// The source's own words, at most eight.
    pub words: Text,
    /// The state of these words in the attached copy.
    pub state: AnchorState,
    /// Those it is attributed to, outermost first ("Iranian media", "local security agencies").
    pub according_to: Vec<Text>,
    /// Likewise, about this claim; empty if none.
    pub hedge: Text,
    /// How a date was inferred or a figure counted; empty if the source prints it.
    pub basis: Text,
    /// The part of a date that is taken from other articles.
    pub borrowed: Option<Borrowed>,
    /// Whether it is weighed against other claims: not if it is of something else, as its hedge says.
    pub weigh: bool,
    /// For figures: who is counted ("Chinese nationals").
    pub whom: Text,
    /// For breakdowns: the parts, each with who is counted.
    pub parts: Vec<(Figure, Text)>,
    /// Whether the figure is the sum of the parts; a data set can give both.
    pub summed: bool,
    /// If it is a draft, its grade and rule.
    pub drafted: Option<Drafted>,
    /// For joint figures: the other incidents covered.
    pub with: Vec<IncidentId>,
}

impl Claim {
    /// Whom its figure counts; [`Party::Victims`] for other values.
    pub fn party(&self) -> Party {
        match self.value {
            Value::Figure(figure) => figure.party,
            _ => Party::Victims,
        }
    }

    /// Whether its figure is worked out rather than printed: the sum of a breakdown, or a number that the editor counted
    /// ("two men are named"), which has a basis.
    pub fn is_worked_out(&self) -> bool {
        self.summed || !self.basis.is_empty()
    }
}

/// A link that a source makes from one incident to another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Relation {
    /// The kind of link.
    pub link: Link,
    /// The other incident.
    pub to: IncidentId,
    /// The passage that makes the link.
    pub passage: PassageId,
    /// The words of the source, at most eight.
    pub words: Text,
    /// The state of these words in the attached copy.
    pub state: AnchorState,
    /// Those it is attributed to, outermost first.
    pub according_to: Vec<Text>,
}

/// An editor's remark on an incident or a name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Note {
    /// The remark.
    pub text: Text,
    /// Its author.
    pub by: Text,
    /// Whether it rests on general knowledge rather than on the articles.
    pub general: bool,
    /// The facet it is about, if any.
    pub facet: Option<Facet>,
    /// For general knowledge: publications that bear it out.
    pub references: Vec<Reference>,
}

impl Note {
    /// The author of notes that the rules write.
    pub const BY_RULE: &str = "parallax";

    /// Whether it rests on general knowledge without a reference.
    pub fn is_unchecked(&self) -> bool {
        self.general && self.references.is_empty()
    }
}
