//! Incidents, the accounts that passages give of them, and the claims those accounts make.

use super::article::AnchorState;
use super::figure::Figure;
use super::id::{AccountId, ClaimId, IncidentId, NameId, NoteId, PassageId, Span};
use super::text::Text;
use super::time::When;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

words! {
    /// What a claim is about. The order is that of the ledger's rows: when, how many, where, who, how.
    Facet {
        /// When it happened, was reported or confirmed.
        Date = "date",
        /// People killed.
        Killed = "killed",
        /// People injured.
        Injured = "injured",
        /// People detained.
        Detained = "detained",
        /// People jailed.
        Jailed = "jailed",
        /// Events that a total counts ("1,329 operations").
        Count = "count",
        /// How many attacked.
        Attackers = "attackers",
        /// Where.
        Place = "place",
        /// Who did it.
        Perpetrator = "perpetrator",
        /// Who claimed it.
        ClaimedBy = "claimed-by",
        /// Whom or what it was aimed at.
        Target = "target",
        /// How.
        Method = "method",
        /// Whether it was carried out, foiled, threatened …
        Status = "status",
    }
}

impl Facet {
    /// Whether its value is a number.
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Killed | Self::Injured | Self::Detained | Self::Jailed | Self::Count | Self::Attackers)
    }
}

words! {
    /// What became of it.
    Status {
        /// It happened.
        CarriedOut = "carried out",
        /// It was prevented.
        Foiled = "foiled",
        /// It happened if the claimant is believed.
        Claimed = "claimed",
        /// It happened if the accuser is believed.
        Alleged = "alleged",
        /// It was announced by those who would do it.
        Threatened = "threatened",
        /// It was foretold by others.
        Warned = "warned",
    }
}

words! {
    /// Whether a record is one incident, or what sources tell only in the plural or in totals.
    Scope {
        /// One incident.
        Single = "single",
        /// Many, told as one.
        Series = "series",
    }
}

words! {
    /// How the source stands to what it reports.
    Stance {
        /// It says so itself or without distance.
        Asserted = "asserted",
        /// It reports a suspicion.
        Suspected = "suspected",
        /// It reports an accusation.
        Alleged = "alleged",
        /// It reports a denial.
        Denied = "denied",
        /// It says "reportedly".
        Reported = "reported",
    }
}

words! {
    /// What a date in a source is the date of.
    DayOf {
        /// The incident.
        Occurred = "occurred",
        /// The report; the incident is not later.
        Reported = "reported",
        /// The confirmation; the incident is not later.
        Confirmed = "confirmed",
    }
}

words! {
    /// What a place is to an incident.
    Role {
        /// It happened there.
        Where = "where",
        /// It was aimed at it.
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
        /// It was done in answer to it.
        RetaliationFor = "retaliation-for",
        /// The same people did it.
        SameCellAs = "same-cell-as",
        /// It warned of it.
        WarnedOf = "warned-of",
        /// It struck those who remembered it.
        Commemorates = "commemorates",
        /// It belongs to it.
        PartOf = "part-of",
        /// It came after it, and the source says so.
        Follows = "follows",
        /// Those caught are suspected of it.
        SuspectOf = "suspect-of",
        /// The source compares the two.
        ComparedWith = "compared-with",
        /// Both were aimed at the same kind of target.
        AimedLike = "aimed-like",
    }
}

/// Something that happened, was foiled or was threatened, at a time and a place.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Its id on disk and in JSON.
    pub id: Text,
    /// Title in the corpus author's words.
    pub title: Text,
    /// Other names a searcher may type.
    pub aliases: Vec<Text>,
    /// What kind of incident.
    pub kind: Text,
    /// One, or many told as one.
    pub scope: Scope,
    /// What became of it.
    pub status: Status,
    /// When; `None` if no source dates it.
    pub date: Option<When>,
    /// How the date was worked out, if it was.
    pub date_basis: Text,
    /// Places, the most telling first.
    pub places: Vec<Place>,
    /// Who took part.
    pub actors: Vec<Actor>,
    /// What passages say about it, in order of article and passage.
    pub accounts: Span<AccountId>,
    /// Links to other incidents.
    pub relations: Vec<Relation>,
    /// The editor's remarks.
    pub notes: Span<NoteId>,
}

/// A place of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The place.
    pub name: NameId,
    /// What it is to the incident.
    pub role: Role,
}

/// Somebody who took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Who, as a name of the corpus or in words.
    pub who: Who,
    /// As what ("claimed by", "blamed", "target").
    pub role: Text,
}

/// Somebody: a name of the corpus, or words where the source names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A name.
    Name(NameId),
    /// Words ("Tajik nationals").
    Words(Text),
}

/// What one passage says about one incident.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// The incident.
    pub incident: IncidentId,
    /// The passage.
    pub passage: PassageId,
    /// The source's own doubt, if it voices any.
    pub hedge: Text,
    /// Its claims.
    pub claims: Span<ClaimId>,
}

/// The value of a claim; which kind it is follows from the facet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Of numeric facets.
    Figure(Figure),
    /// Of dates.
    When(When, DayOf),
    /// Of places.
    Place(NameId),
    /// Of perpetrators, claimants, targets.
    Who(Who),
    /// Of methods.
    Words(Text),
    /// Of statuses.
    Status(Status),
}

/// One facet of an account.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The account it is part of.
    pub account: AccountId,
    /// What it is about.
    pub facet: Facet,
    /// What it says.
    pub value: Value,
    /// How the source stands to it.
    pub stance: Stance,
    /// The source's own words, at most eight.
    pub words: Text,
    /// Where those words stand in the attached copy.
    pub state: AnchorState,
    /// According to whom, outermost first ("Iranian media", "local security agencies").
    pub according_to: Vec<Text>,
    /// The source's own doubt about this claim.
    pub hedge: Text,
    /// How a date was worked out.
    pub basis: Text,
    /// Of a figure, what the counted were ("Chinese nationals").
    pub whom: Text,
    /// Of a breakdown, its parts with what each counts.
    pub parts: Vec<(Figure, Text)>,
    /// Of a joint figure, the other incidents it covers.
    pub with: Vec<IncidentId>,
}

/// A link that a source makes from one incident to another.
#[derive(Debug, Clone)]
pub struct Relation {
    /// What kind of link.
    pub link: Link,
    /// The other incident.
    pub to: IncidentId,
    /// The passage that makes the link.
    pub passage: PassageId,
    /// Its words, at most eight.
    pub words: Text,
    /// Where those words stand in the attached copy.
    pub state: AnchorState,
    /// According to whom.
    pub according_to: Vec<Text>,
}

/// An editor's remark on an incident.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    /// The remark.
    pub text: Text,
    /// Who remarks.
    pub by: Text,
    /// Whether it rests on general knowledge rather than on the articles.
    pub general: bool,
    /// The facet it is about, if it is about one.
    pub facet: Option<Facet>,
}
