//! The rules of verdicts, each with its sentence. The table in the README has the same sentences. Knows no claims.

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $sign:literal, $because:literal, $sentence:literal;)*) => {
        /// A rule that decides how two claims are judged, or whether a claim is weighed at all.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $(#[doc = $sentence] $variant,)* }
        impl Rule {
            /// All rules, in the order of the README.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The word used in JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
            /// The sign that it leads to.
            pub fn sign(self) -> &'static str {
                match self { $(Self::$variant => $sign,)* }
            }
            /// Its reason in a clause.
            pub fn because(self) -> &'static str {
                match self { $(Self::$variant => $because,)* }
            }
            /// The rule in a sentence or two.
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)* }
            }
        }
    };
}

rules! {
    Equal = "equal", "●", "they mean the same",
        "Values that mean the same: the same range of numbers, the same days, the same name in any spelling, the same words.";
    FiguresOverlap = "figures-overlap", "◐", "the figures overlap",
        "Different numbers whose ranges overlap (*over 130*, *at least 133*, *137*).";
    FiguresApart = "figures-apart", "✗", "no number fits both",
        "Numbers whose ranges do not overlap.";
    Approximate = "approximate", "◐", "only one of them is approximate",
        "An approximate number and an exact one, even if the number is the same.";
    Sum = "sum", "◐", "one is a sum that no source prints",
        "A sum worked out of printed parts and a printed number, even if they are equal.";
    JointFigure = "joint-figure", "✗", "the share of one incident is at most the joint figure",
        "A number above the joint figure that includes it.";
    MoreThanAll = "more-than-all", "✗", "the victims are at most all, attackers included",
        "More victims than another source counts in all, attackers included.";
    DatesOverlap = "dates-overlap", "◐", "some day fits both",
        "Different dates that share a day: a month and a day in it.";
    DatesApart = "dates-apart", "✗", "no day fits both",
        "Dates that share no day. An approximate date is extended by its own length.";
    BorrowedYear = "borrowed-year", "◐", "they differ only in a year that is not printed",
        "A date whose year is taken from other articles is compared by day and month: a year that is not printed agrees and disagrees with nothing.";
    AfterReport = "after-report", "✗", "it would have happened after the day of the report",
        "A day of occurrence after the day of a report, a confirmation or a claim of responsibility.";
    Clock = "times-overlap", "◐", "some minute fits both",
        "Different times of day that share a minute.";
    ClockApart = "times-apart", "✗", "no minute fits both",
        "Times of day that share no minute.";
    Units = "units", "◐", "the units cannot be compared",
        "Amounts of different currencies, or values of different types.";
    PartOf = "part-of", "◐", "one is part of the other",
        "A whole and its part: a town and its country, a group and its branch. One is more exact.";
    Apart = "apart", "✗", "neither is part of the other",
        "Different places, or different groups as perpetrators or claimants, neither part of the other.";
    OtherList = "other-list", "◐", "no list of places has both",
        "Different places of linked sources, each with a list of places of its own: whether one is part of the other is not known.";
    OneValue = "one-value", "✗", "only one of them can hold",
        "Different words or names of a facet that the corpus declares to have one value.";
    Several = "several", "◐", "there can be several",
        "Different targets, and different values of a declared facet that can have several.";
    Lists = "lists", "◐", "one list has more than the other",
        "Lists that share a value but not all of them (*Iraq and Syria*, *Iraq*).";
    Wording = "wording", "◐", "the words differ",
        "Different words: whether *twin blasts* and *a bombing* differ is for the reader.";
    Certainty = "certainty", "◐", "they differ in certainty",
        "One and the same value, asserted by one and suspected, alleged or reported by the other.";
    Suspicion = "suspicion", "◐", "a suspicion excludes nothing",
        "A suspicion or an accusation and anything else than its denial: those who hold it may err.";
    Denial = "denial", "✗", "one denies what the other says",
        "A value and its denial (*rather than Isis-K*).";
    OtherDenial = "other-denial", "◐", "a denial of something else excludes nothing",
        "A denial and another value.";
    Outcomes = "outcomes", "✗", "what was foiled was not carried out",
        "Foiled and carried out.";
    Grades = "grades", "◐", "the outcomes differ in degree",
        "Any other two outcomes: botched and carried out, threatened and warned of.";
    Series = "series", "◐", "a series has several",
        "Different places, dates or perpetrators of a series. A denial remains ✗.";
    OneOrigin = "one-origin", "·", "only one origin states it",
        "Articles that carry one text are one origin, and do not corroborate each other.";
    OneSpeaker = "one-speaker", "·", "all rest on one speaker",
        "Origins whose claims all rest on one named person or organisation count as one, unless they exclude each other.";
    Inside = "inside", "≠", "one origin says both",
        "Statements of one article, or of articles that carry one text, that exclude each other, or of which one asserts the value that the other only suspects, alleges or reports: on the same authority, or against what the article itself asserts. The sign stands beside the verdict.";
    Definition = "definition", "none", "it defines the entry",
        "Facets that define the entry (`defined_by`): the place of *attacks in Iran*. Agreement on them says nothing.";
    Aside = "not-weighed", "none", "it is not weighed, as its hedge says",
        "Claims marked `weigh = false`, since their hedge says that they are, or may be, of something else, or no total.";
    LinkedPart = "linked-part", "none", "it is of a part or of the whole",
        "Claims about a part of what happened, or about a whole that it is a part of, as a confirmed link says.";
    Draft = "draft", "none", "it is a draft",
        "A draft, which nobody has confirmed. What drafts say together is a draft verdict, with a hollow sign.";
    Summary = "summary", "none", "it is a site's own summary",
        "A site's own summary of its article.";
    Joint = "joint", "none", "it covers several incidents together",
        "A claim that covers several incidents together does not agree about one of them.";
    OfAll = "of-all", "none", "it counts attackers too",
        "A number of all, attackers included, beside numbers of victims alone: it only bounds them from above.";
    ReportDay = "report-day", "none", "it is the day of a report",
        "The day of a report, a confirmation or a claim of responsibility, where any source states a day of occurrence.";
    Question = "question", "none", "it answers another question",
        "As perpetrators and claimants, groups are compared with groups, people with people, descriptions (*Tajik nationals*, *extremists*) with descriptions.";
}
