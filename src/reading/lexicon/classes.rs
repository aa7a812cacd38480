//! The classes of words that rules tell apart.

/// A set of classes of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Is(u64);

/// Declares the classes, each one bit.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Is {
            /// No class.
            pub const NONE: Self = Self(0);
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// A form of a verb of saying.
    SAY = 0;
    /// An auxiliary verb, or a contraction of one.
    AUX = 1;
    /// A preposition.
    PREP = 2;
    /// An article, or another word that begins a noun phrase.
    DET = 3;
    /// A personal pronoun as subject.
    PRON = 4;
    /// A conjunction or relative word that begins a clause.
    CONJ = 5;
    /// An adverb.
    ADV = 6;
    /// A month; its value is 1 to 12.
    MONTH = 7;
    /// A weekday; its value is 1 (Monday) to 7.
    WEEKDAY = 8;
    /// A number in digits or words; its value.
    NUMBER = 9;
    /// A number that multiplies the one before it: hundred, thousand.
    SCALE = 10;
    /// An ordinal in words; its value.
    ORDINAL = 11;
    /// A unit of time; its value is the number of the unit in `values.rs`.
    UNIT = 12;
    /// A form of address before a name: Mr., Gen.
    TITLE = 13;
    /// A noun that says what someone is: spokesman, president.
    ROLE = 14;
    /// An abbreviation that a full stop does not end a sentence after.
    ABBR = 15;
    /// A vague plural: dozens, scores, several; its value is the least that it means.
    VAGUE = 16;
    /// A noun for people who are counted: civilians, people, soldiers.
    PEOPLE = 17;
    /// A noun for those who attack: attackers, gunmen, bombers.
    ATTACKER = 18;
    /// A form of "to kill" that can be passive or have an object: killed.
    KILLED = 19;
    /// Kill as an active form: kills, killing.
    KILLING = 20;
    /// A state or noun: dead, fatalities, deaths.
    DEAD = 21;
    /// To die.
    DIED = 22;
    /// Wounded, injured, hurt.
    INJURED = 23;
    /// Wounding, injures.
    INJURING = 24;
    /// Injuries, casualties of the wounded kind.
    INJURIES = 25;
    /// Missing, unaccounted for, kidnapped.
    MISSING = 26;
    /// Arrested, detained, captured.
    DETAINED = 27;
    /// Arresting, detains.
    DETAINING = 28;
    /// Arrests, detainees.
    DETAINEES = 29;
    /// A noun for a quoted text: statement, tweet, report.
    UTTERANCE = 30;
    /// A verb that a quotation may belong to but that is no verb of saying in itself: described, pointed.
    MANNER = 31;
    /// A season; its value is its EDTF number, 21 to 24.
    SEASON = 32;
    /// A woman's first name.
    FEMALE = 33;
    /// A man's first name.
    MALE = 34;
    /// A word that the name of an incident may begin with: attack, car, blew.
    INCIDENT = 35;
    /// A word for part of a day: morning, night.
    DAYPART = 36;
    /// A word that a town's name may be, but that is common otherwise.
    COMMON = 37;
    /// A verb in a common finite form.
    VERB = 38;
    /// A word that starts a sentence more often than it goes on one.
    STARTER = 39;
    /// A figure of women, children or another part of the whole.
    PART = 40;
    /// An organisation's or a people's noun that speaks: police, ministry, officials.
    SPEAKER = 41;
    /// A pronoun as object or possessive: him, their.
    OBJECT = 42;
    /// A noun of what is counted but is nobody: houses, cars, shots.
    THING = 43;
    /// A word that a count may begin with, numbers left out: "at" of "at least", "several", "another".
    COUNT = 45;
    /// A noun that makes a capitalised run an organisation: party, ministry, university.
    BODY = 44;
    /// A word that a date may begin with and that has no class of time: yesterday, last, early.
    DATE = 46;
    /// A common word that a date begins with only if a word of time follows: the, in, a.
    LEAD = 47;
}

impl Is {
    /// Whether the sets share a class.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has a class besides those of words that a date may begin with, which names may be as well.
    pub fn is_known(self) -> bool {
        self.0 & !Self::DATE.or(Self::LEAD).0 != 0
    }

    /// The classes that both sets have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOr for Is {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}
