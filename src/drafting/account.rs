//! Accounts of one article on one incident: the findings in each passage as claims. Knows one article at a time.

use std::collections::BTreeMap;

use super::harm_facets::HarmFacets;
use super::place::{PlaceOnEarth, Places};
use super::rejected::RejectedHere;
use super::suggestion::{self, SuggestedContent, SuggestionInText};
use super::text::TextInPassages;
use crate::gathering::ArticlePart;
use crate::model::draft_doubt::{OTHER_INCIDENT, OTHER_OR_SOME, OTHER_PLACES};
use crate::model::incident::{DayOf, Who};
use crate::model::quote::Form;
use crate::model::{
    Account, AnchorState, Builder, Claim, Drafted, Facet, Figure, Grade, Party, PassageId, Span, Stance, Status, Text,
    Topic, Value, When,
};
use crate::reading::actor::ParticipantRole;
use crate::reading::date::DateBasis;
use crate::reading::figure::{CasualtyFigure, FigureExtent, FigurePart, Harm};
use crate::reading::lexicon::{Is, look_up};
use crate::reading::place::{Gazetteer, GeoPlace};
use crate::reading::quotation::Quotation;
use crate::reading::{ArticleReading, Mention, TextSpan};

/// The words of a claim that are kept, at most.
pub(super) const WORDS: usize = 8;

/// Nouns that name nobody in particular: they count all who were hit.
const EVERYBODY: [&str; 8] = ["people", "persons", "victims", "dead", "others", "individuals", "lives", "casualties"];

/// Makes the accounts of one article.
pub(super) struct Drafter<'d> {
    pub(super) builder: &'d mut Builder,
    pub(super) places: &'d mut Places,
    pub(super) harms: &'d mut HarmFacets,
    pub(super) text: &'d TextInPassages<'d>,
    pub(super) reading: &'d ArticleReading,
    pub(super) coverage: &'d ArticlePart,
    /// Claims that other programs suggest.
    pub(super) suggested: &'d [SuggestedClaim<'d>],
    /// What was rejected of the article before.
    pub(super) rejected: &'d RejectedHere<'d>,
}

/// A claim that another program suggests, with its place where that is a known one.
pub(super) struct SuggestedClaim<'d> {
    suggestion: &'d SuggestionInText<'d>,
    place: Option<GeoPlace>,
}

impl<'d> SuggestedClaim<'d> {
    pub(super) fn new(suggestion: &'d SuggestionInText<'d>, gazetteer: &impl Gazetteer) -> Self {
        let place = match &suggestion.says.content {
            SuggestedContent::Place(name) => suggestion::place(name, gazetteer),
            _ => None,
        };
        Self { suggestion, place }
    }
}

/// A claim to be made: where it stands, what it says.
pub(super) struct ClaimFinding<'d> {
    pub(super) span: TextSpan,
    pub(super) facet: Facet,
    pub(super) value: Value,
    pub(super) stance: Stance,
    pub(super) basis: String,
    pub(super) hedge: &'d str,
    pub(super) whom: Option<TextSpan>,
    /// The parts that make the figure, if it is a sum, each with whom it counts.
    pub(super) parts: Vec<(Figure, Option<TextSpan>)>,
    pub(super) weigh: bool,
    pub(super) rule: &'d str,
    pub(super) by: &'d str,
    pub(super) grade: Grade,
}

impl ClaimFinding<'_> {
    fn new<T>(mention: &Mention<T>, facet: Facet, value: Value) -> Self {
        Self {
            span: mention.span,
            facet,
            value,
            stance: Stance::Asserted,
            basis: String::new(),
            hedge: "",
            whom: None,
            parts: Vec::new(),
            weigh: true,
            rule: mention.rule,
            by: "",
            grade: mention.grade,
        }
    }
}

impl<'d> Drafter<'d> {
    /// Whether a claim of these words was rejected.
    pub(super) fn is_rejected(&self, facet: Facet, span: TextSpan, figure: Option<u32>) -> bool {
        let is_there = |(_, passage)| {
            // What an earlier version remembered has only the words that were read.
            let words = [self.text.unique_words(span, WORDS), self.text.words(span, WORDS)];
            words.into_iter().any(|words| self.rejected.has(passage, self.harms.word(facet), words, figure))
        };
        !self.rejected.is_empty() && self.text.passage(span.start).is_some_and(is_there)
    }

    /// Adds an account for each passage in which something was read of it: that a passage tells of it, without a claim to
    /// confirm, nobody could decide.
    pub(super) fn accounts(&mut self, about: Topic) {
        let mut findings = self.findings();
        findings.retain(|finding| !self.is_rejected(finding.facet, finding.span, stated(finding.value)));
        // The findings of each passage, in the order of the passages.
        let mut passages: BTreeMap<(usize, PassageId), Vec<&ClaimFinding>> = BTreeMap::new();
        for finding in &findings {
            if let Some(passage) = self.text.passage(finding.span.start) {
                passages.entry(passage).or_default().push(finding);
            }
        }
        for ((_, passage), here) in passages {
            let first = self.builder.next_claim();
            for finding in here {
                let claim = self.claim(finding);
                self.builder.claim(claim);
            }
            let claims = Span::between(first, self.builder.next_claim());
            self.builder.account(Account { about, passage, hedge: Text::default(), weigh: true, claims });
        }
    }

    /// What was read about the incident, in the order of the ledger's facets within each place of the text.
    fn findings(&mut self) -> Vec<ClaimFinding<'d>> {
        let ArticlePart { figures, incidents, actors, .. } = self.coverage;
        let (date, place) = (self.date(), self.place());
        let reading = self.reading;
        let mut all: Vec<ClaimFinding<'d>> = Vec::new();
        if let Some(mention) = date
            && let Ok(when) = When::parse(&mention.value.edtf)
        {
            let basis = basis(mention.value.basis, self.text);
            // That the words give the day is one thing, that the incident was on it another.
            let grade = mention.grade.max(self.coverage.date_grade);
            let hedge = self.doubt_of_day(mention);
            all.push(ClaimFinding {
                basis,
                hedge,
                grade,
                ..ClaimFinding::new(mention, Facet::Date, Value::When(when, DayOf::Occurred))
            });
        }
        if let Some(mention) = place {
            let name = self.places.name(self.builder, &(&mention.value.place).into());
            let is_open = !mention.value.others.is_empty() && mention.grade == Grade::Guess;
            let hedge = if is_open { OTHER_PLACES } else { "" };
            let grade = mention.grade.max(self.coverage.place_grade);
            all.push(ClaimFinding { hedge, grade, ..ClaimFinding::new(mention, Facet::Place, Value::Place(name)) });
        }
        for &at in figures {
            all.extend(self.figure(at));
        }
        all.extend(self.reckoned(&all));
        if let Some(mention) = self.incident(incidents) {
            if mention.value.denied {
                let carried_out = ClaimFinding::new(mention, Facet::Status, Value::Status(Status::CarriedOut));
                all.push(ClaimFinding { stance: Stance::Denied, ..carried_out });
            } else {
                let method = self.builder.intern(mention.value.method.word());
                all.push(ClaimFinding::new(mention, Facet::Method, Value::Words(method)));
                all.push(ClaimFinding::new(mention, Facet::Status, Value::Status(mention.value.status)));
            }
        }
        for mention in actors.iter().map(|&at| &reading.actors[at]) {
            let (facet, stance) = match (mention.value.role, mention.value.doubted) {
                (ParticipantRole::Perpetrator, true) => (Facet::Perpetrator, Stance::Suspected),
                (ParticipantRole::Perpetrator, false) => (Facet::Perpetrator, Stance::Asserted),
                (ParticipantRole::ClaimedBy, _) => (Facet::ClaimedBy, Stance::Asserted),
                (ParticipantRole::Target, _) => (Facet::Target, Stance::Asserted),
            };
            let words = self.text.words(mention.value.name.unwrap_or(mention.value.who), WORDS).to_owned();
            let who = Value::Who(Who::Words(self.builder.intern(&words)));
            all.push(ClaimFinding { stance, ..ClaimFinding::new(mention, facet, who) });
        }
        for claim in self.suggested {
            all.extend(self.suggested_finding(claim));
        }
        all
    }

    /// What another program suggests, as a claim; `None` for a quotation.
    fn suggested_finding(&mut self, claim: &'d SuggestedClaim) -> Option<ClaimFinding<'d>> {
        let SuggestionInText { span, says } = claim.suggestion;
        let (facet, value) = match &says.content {
            SuggestedContent::Figure(facet, figure) => (*facet, Value::Figure(*figure)),
            SuggestedContent::Date(when) => (Facet::Date, Value::When(*when, DayOf::Occurred)),
            SuggestedContent::Time(time) => (Facet::Time, Value::Time(*time)),
            SuggestedContent::Place(name) => {
                let place = claim.place.as_ref().map_or_else(|| PlaceOnEarth::named(name), PlaceOnEarth::from);
                (Facet::Place, Value::Place(self.places.name(self.builder, &place)))
            }
            SuggestedContent::Who(facet, who) => (*facet, Value::Who(Who::Words(self.builder.intern(who)))),
            SuggestedContent::Words(facet, words) => (*facet, Value::Words(self.builder.intern(words))),
            SuggestedContent::Status(status) => (Facet::Status, Value::Status(*status)),
            SuggestedContent::Quote(_) => return None,
        };
        Some(ClaimFinding {
            span: *span,
            facet,
            value,
            stance: says.stance,
            basis: String::new(),
            hedge: &says.hedge,
            whom: None,
            parts: Vec::new(),
            weigh: true,
            rule: &says.rule,
            by: &says.by,
            grade: says.grade,
        })
    }

    /// A figure as a claim. Of the dead and the injured only the number that is told of the incident is weighed: the same
    /// sentences may count those of others.
    fn figure(&mut self, at: usize) -> Option<ClaimFinding<'d>> {
        let mention = &self.reading.figures[at];
        let facet = self.harms.facet(self.builder, mention.value.harm)?;
        let finding = figure(mention, facet);
        if mention.value.denied {
            return Some(ClaimFinding { stance: Stance::Denied, ..finding });
        }
        if self.text.words(mention.span, WORDS).split(' ').any(|word| word == "feared") {
            return Some(ClaimFinding { stance: Stance::Suspected, grade: Grade::Guess, ..finding });
        }
        let all = &self.reading.figures;
        let chosen = match mention.value.harm {
            Harm::Killed => self.coverage.killed,
            Harm::Injured => self.coverage.injured,
            _ => return Some(finding),
        };
        let told = match mention.value.harm {
            Harm::Killed => self.coverage.killed_number,
            _ => self.coverage.injured_number,
        };
        // "The bombing came a week after one that killed four", "1,213 were killed in six months".
        let is_others = mention.value.earlier || self.coverage.summed.contains(&at);
        let is_told = told.is_some()
            && mention.value.count.or(mention.value.min) == told
            && matches!(mention.value.extent, FigureExtent::Total | FigureExtent::Open)
            && mention.value.party != Some(Party::Attackers);
        let number = |of: &CasualtyFigure| (of.harm, of.party, of.count, of.min, of.max);
        let is_of_incident = match chosen.and_then(|at| all.get(at)) {
            // Headlines leave out "at least" and "people".
            Some(chosen) if self.text.passage(chosen.span.start).is_none() => {
                let bare = |of: &CasualtyFigure| (of.harm, of.party.unwrap_or(Party::Victims), of.count);
                bare(&chosen.value) == bare(&mention.value)
            }
            Some(chosen) => number(&chosen.value) == number(&mention.value),
            None => {
                let of_harm = self.coverage.figures.iter().filter_map(|&at| all.get(at));
                of_harm.filter(|other| other.value.harm == mention.value.harm).count() == 1
            }
        };
        if !is_others && (is_told || is_of_incident) {
            return Some(finding);
        }
        // What is no total stays none when somebody confirms that it is of this incident.
        let hedge = match (finding.hedge, chosen.and_then(|at| all.get(at))) {
            ("", Some(chosen)) if self.counts_others(&mention.value, &chosen.value) => OTHER_OR_SOME,
            ("", _) => OTHER_INCIDENT,
            (hedge, _) => hedge,
        };
        Some(ClaimFinding { hedge, weigh: false, grade: Grade::Guess, ..finding })
    }

    /// Whether a figure counts some kind of people ("five civilians") that the chosen one ("18 soldiers") does not name.
    fn counts_others(&self, figure: &CasualtyFigure, chosen: &CasualtyFigure) -> bool {
        let noun = |of: &CasualtyFigure| {
            let words = self.text.words(of.whom?, WORDS).to_lowercase();
            words.split(' ').next_back().map(str::to_owned)
        };
        let own = noun(figure).filter(|own| !EVERYBODY.contains(&own.as_str()));
        own.zip(noun(chosen)).is_some_and(|(own, chosen)| own != chosen)
    }

    /// Who says a finding, the outermost first, and whether the article leaves open that it is so: the speaker of the quotation
    /// that it stands in, and the source that its sentence names.
    fn cited(&self, finding: &ClaimFinding) -> (Vec<&'d str>, bool) {
        // Nobody is cited for a number that was worked out.
        if !finding.basis.is_empty() && finding.facet.is_figure() {
            return (Vec::new(), false);
        }
        // Somebody named elsewhere is not known from "he" or "it".
        let named = |span: TextSpan| {
            let words = self.text.words(span, WORDS);
            (!look_up(words).0.any(Is::PRON)).then_some(words)
        };
        let source = self.reading.sources.iter().find(|source| source.span.contains(finding.span));
        let cited = source.and_then(|source| named(source.value.who));
        let is_hedged = source.is_some_and(|source| source.value.hedged);
        let said = |quote: &&Mention<Quotation>| matches!(quote.value.form, Some(Form::Speech | Form::Document));
        let quotes = self.reading.quotes.iter().filter(said);
        let piece = |quote: &Mention<Quotation>| quote.value.pieces.iter().copied().find(|p| p.contains(finding.span));
        let mut quotes = quotes.filter_map(|quote| Some((quote, piece(quote)?)));
        let Some((quote, piece)) = quotes.next() else {
            return (cited.into_iter().collect(), is_hedged);
        };
        let speaker = quote.value.speaker.as_ref().and_then(|by| named(by.name.unwrap_or(by.mention)));
        // Whom the speaker names stands within the quotation.
        let inner =
            cited.filter(|_| source.is_some_and(|source| speaker.is_none() || piece.contains(source.value.who)));
        // What somebody says whom the article does not name is not what the article says.
        let is_open = speaker.is_none() && inner.is_none();
        (speaker.into_iter().chain(inner).collect(), is_hedged || is_open)
    }

    fn claim(&mut self, finding: &ClaimFinding) -> Claim {
        let (according_to, is_doubted) = self.cited(finding);
        let hedged = is_doubted && finding.stance == Stance::Asserted;
        let according_to: Vec<_> = according_to.into_iter().map(|who| self.builder.intern(who)).collect();
        let whom = finding.whom.map_or("", |span| self.text.words(span, WORDS));
        let part = |&(figure, whom): &(Figure, Option<TextSpan>)| {
            (figure, self.builder.intern(whom.map_or("", |span| self.text.words(span, WORDS))))
        };
        let parts = finding.parts.iter().map(part).collect();
        Claim {
            account: self.builder.next_account(),
            facet: finding.facet,
            value: finding.value,
            stance: if hedged { Stance::Reported } else { finding.stance },
            words: self.builder.text(self.text.unique_words(finding.span, WORDS)),
            state: AnchorState::Exact,
            according_to,
            hedge: self.builder.intern(finding.hedge),
            basis: self.builder.intern(&finding.basis),
            borrowed: None,
            weigh: finding.weigh,
            whom: self.builder.intern(whom),
            parts,
            summed: !finding.parts.is_empty(),
            with: Vec::new(),
            drafted: Some(Drafted {
                grade: finding.grade,
                rule: self.builder.intern(finding.rule),
                by: self.builder.intern(finding.by),
            }),
        }
    }
}

/// The number that a value states.
fn stated(value: Value) -> Option<u32> {
    if let Value::Figure(figure) = value { figure.stated } else { None }
}

/// A figure as a claim on a facet.
fn figure<'d>(mention: &Mention<CasualtyFigure>, facet: Facet) -> ClaimFinding<'d> {
    let value = &mention.value;
    // A declared facet tells no parties apart.
    let party = if matches!(facet, Facet::Declared(_)) { None } else { value.party };
    let figure = Figure {
        min: value.min,
        max: value.max,
        stated: value.count,
        qualifier: value.qualifier,
        party: party.unwrap_or(Party::Victims),
    };
    let (hedge, weigh) = match value.extent {
        FigureExtent::Total | FigureExtent::Open => ("", true),
        FigureExtent::More => ("a further number, not the total", false),
        FigureExtent::Part => ("some of a number, not the total", false),
    };
    let finding = ClaimFinding { hedge, weigh, ..ClaimFinding::new(mention, facet, Value::Figure(figure)) };
    if !value.is_sum() {
        return ClaimFinding { whom: value.whom, ..finding };
    }
    let part = |part: &FigurePart| (Figure::new(part.count, part.qualifier, figure.party), part.whom);
    let parts: Vec<(Figure, Option<TextSpan>)> = value.parts.iter().map(part).collect();
    let sum = Figure::sum(&parts.iter().map(|(part, _)| *part).collect::<Vec<_>>()).unwrap_or(figure);
    ClaimFinding { value: Value::Figure(sum), parts, ..finding }
}

/// How a date was worked out; empty if it is printed whole.
pub(super) fn basis(basis: DateBasis, text: &TextInPassages) -> String {
    match basis {
        DateBasis::Printed => String::new(),
        DateBasis::Year(day) => format!("the year is that of {}", When::day(day).display()),
        DateBasis::Anchor(day) => format!("counted from {}", When::day(day).display()),
        DateBasis::Text(span) => format!("counted from “{}”", text.words(span, WORDS)),
    }
}
