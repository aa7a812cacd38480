//! What the rules of reading propose for selected words: the line of a claim with facet, value, stance and source; the kind and the
//! date of an incident. Whoever types takes it by Enter, or changes it. Knows the model and the rules.

use std::collections::HashMap;

use super::claim_line;
use super::line::joined;
use super::passage_reading::PassageReading;
use super::typed;
use crate::documents::edit::{EditValue, Fields};
use crate::model::{Corpus, Facet, Figure, IncidentId, NameKind, Party, PassageId, Stance, Value, When};
use crate::reading::actor::ParticipantRole;
use crate::reading::date::DateBasis;
use crate::reading::figure::{FigureExtent, Harm};
use crate::reading::place::gazetteer::Nowhere;
use crate::reading::quotation::Quotation;
use crate::reading::{ArticleReading, ArticleText, Mention, TextSpan, read};

/// Words that stand before the name of a place.
const BEFORE_PLACES: [&str; 6] = ["in", "at", "near", "outside", "from", "of"];

/// Rules of figures of which no number is printed.
const UNPRINTED: [&str; 4] = ["figure.named", "figure.one", "figure.the-one", "figure.plural"];

/// What the rules read in a passage of a corpus, to propose claims.
struct Proposer<'c> {
    corpus: &'c Corpus,
    text: &'c str,
    reading: ArticleReading,
    borrowed: Vec<TextSpan>,
}

impl<'c> Proposer<'c> {
    /// `None` if the passage has no text.
    fn of(corpus: &'c Corpus, id: PassageId) -> Option<Self> {
        corpus.passage(id).text?;
        let PassageReading { text, reading, borrowed } = PassageReading::of(corpus, id);
        Some(Self { corpus, text, reading, borrowed })
    }

    fn words(&self, span: TextSpan) -> String {
        span.of(self.text).split_whitespace().take(super::by_hand::MOST_WORDS).collect::<Vec<_>>().join(" ")
    }

    /// The parts of the line that the rules read in a part of the text; none if they read nothing.
    fn claim(&self, span: TextSpan) -> Vec<String> {
        let found =
            self.figure(span).or_else(|| self.date(span)).or_else(|| self.actor(span)).or_else(|| self.blamed(span));
        let found = found.or_else(|| self.name(span)).or_else(|| self.method(span)).or_else(|| self.new_place(span));
        found.map(|parts| self.attributed(parts, span)).unwrap_or_default()
    }

    /// What else the words may say, each as the parts of a line: all that the rules read in them, then whom and what they name.
    fn others(&self, span: TextSpan) -> Vec<Vec<String>> {
        let read = [self.figure(span), self.date(span), self.actor(span), self.blamed(span), self.method(span)];
        let named = self.names(span).into_iter().flat_map(|(_, name)| {
            let id = self.corpus.str(name.id);
            let facets: &[&str] =
                if name.kind == NameKind::Place { &["place"] } else { &["perpetrator", "claimed-by"] };
            facets.iter().map(move |facet| vec![format!("{facet} {id}")])
        });
        read.into_iter().flatten().chain(named).map(|parts| self.attributed(parts, span)).collect()
    }

    /// A claim with the source to which its sentence attributes it, if there is one.
    fn attributed(&self, mut parts: Vec<String>, span: TextSpan) -> Vec<String> {
        // Whom the claim names is not the source of the sentence too.
        let named = nearest(&self.reading.actors, span).map(|mention| mention.value.who);
        let is_other = |who: TextSpan| !named.is_some_and(|named| named.overlaps(who));
        let mut sources = self.reading.sources.iter().filter(|source| is_other(source.value.who));
        if let Some(source) = sources.find(|source| source.span.contains(span)) {
            let is_stated = parts.iter().any(|part| part == "suspected");
            parts.extend((source.value.hedged && !is_stated).then(|| "reported".to_owned()));
            parts.push(format!("by {}", self.words(source.value.who)));
        } else if let Some(speaker) = self.speaker(span) {
            parts.push(format!("by {speaker}"));
        }
        parts
    }

    /// Who says the words, if they stand in a quotation; by the fullest name that the passage gives.
    fn speaker(&self, span: TextSpan) -> Option<String> {
        let holds = |quote: &&Mention<Quotation>| quote.value.pieces.iter().any(|piece| piece.contains(span));
        let quote = self.reading.quotes.iter().find(holds).filter(|quote| quote.value.form.is_some())?;
        let speaker = quote.value.speaker.as_ref()?;
        Some(self.words(speaker.name.unwrap_or(speaker.mention)))
    }

    fn figure(&self, span: TextSpan) -> Option<Vec<String>> {
        // One that no number prints is that of its whole words only: of somebody whom they name, others may be told too.
        let is_printed = |mention: &Mention<_>| !UNPRINTED.contains(&mention.rule) || span.contains(mention.span);
        let mention = nearest(&self.reading.figures, span).filter(|mention| is_printed(mention))?;
        let value = &mention.value;
        let word = match value.harm {
            Harm::Killed => "killed",
            Harm::Injured => "injured",
            Harm::Detained => "detained",
            Harm::Jailed => "jailed",
            Harm::Casualties => "casualties",
            Harm::Missing => "missing",
            Harm::Kidnapped => "kidnapped",
        };
        let facet = self.corpus.facet(word);
        let (min, max, stated, qualifier) = (value.min, value.max, value.count, value.qualifier);
        // Those detained are counted whatever they did, and a declared facet tells no parties apart.
        let has_parties = matches!(value.harm, Harm::Killed | Harm::Injured | Harm::Casualties);
        let party = value.party.filter(|party| *party != Party::Victims && has_parties);
        let figure = Figure { min, max, stated, qualifier, party: Party::Victims };
        let mut parts =
            vec![format!("{word} {} {}", figure.display(), party.map_or("", Party::word)).trim().to_owned()];
        if let (Some(whom), None) = (value.whom.filter(|_| is_told(self.text, value.whom)), party) {
            parts.push(format!("whom {}", self.words(whom)));
        }
        match value.extent {
            FigureExtent::Total | FigureExtent::Open => {}
            FigureExtent::More => parts.extend(["hedge a further number, not the total".into(), "unweighed".into()]),
            FigureExtent::Part => parts.extend(["hedge some of a number, not the total".into(), "unweighed".into()]),
        }
        parts.extend(facet.is_none().then(|| "type number people".to_owned()));
        Some(parts)
    }

    fn date(&self, span: TextSpan) -> Option<Vec<String>> {
        let mention = nearest(&self.reading.dates, span)?;
        let date = format!("date {}", mention.value.edtf);
        if self.borrowed.contains(&mention.span) {
            let basis = "basis the year is that of an incident on this day".to_owned();
            return Some(vec![date, basis, "borrowed year".to_owned()]);
        }
        let basis = self.basis(mention.value.basis).map(|basis| format!("basis {basis}"));
        Some([date].into_iter().chain(basis).collect())
    }

    /// How a date was worked out, in words; `None` if it is printed.
    fn basis(&self, basis: DateBasis) -> Option<String> {
        match basis {
            DateBasis::Printed => None,
            DateBasis::Year(day) => Some(format!("the year is that of {}", When::day(day).display())),
            DateBasis::Anchor(day) => Some(format!("counted from {}", When::day(day).display())),
            DateBasis::Text(span) => Some(format!("counted from “{}”", self.words(span))),
        }
    }

    fn actor(&self, span: TextSpan) -> Option<Vec<String>> {
        let mention = nearest(&self.reading.actors, span)?;
        let facet = match mention.value.role {
            ParticipantRole::Perpetrator => "perpetrator",
            ParticipantRole::ClaimedBy => "claimed-by",
            ParticipantRole::Target => "target",
        };
        let words = self.words(mention.value.name.unwrap_or(mention.value.who));
        let who = typed::name(self.corpus, &words, |_| true).map_or(words.clone(), str::to_owned);
        let is_doubted = mention.value.doubted && mention.value.role == ParticipantRole::Perpetrator;
        Some([format!("{facet} {who}")].into_iter().chain(is_doubted.then(|| "suspected".to_owned())).collect())
    }

    /// Capitalised words right after "blamed" or "suspected", at most an article between: somebody who is suspected. Nobody whom
    /// they only come before: who accuses, or where something lies.
    fn blamed(&self, span: TextSpan) -> Option<Vec<String>> {
        const BLAMED: [&str; 4] = ["blamed", "accused", "suspected", "blames"];
        let is_blame = |word: &str| BLAMED.contains(&word.to_lowercase().as_str());
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let before = self.text.get(..span.start)?.split_whitespace().next_back().unwrap_or_default();
        let after = words.iter().position(|word| is_blame(word)).map(|at| at + 1).or(is_blame(before).then_some(0))?;
        let is_capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
        let between = |word: &&&str| ["the", "a", "an", "on"].contains(&word.to_lowercase().as_str());
        let ends = |word: &str| word.ends_with(|c: char| !c.is_alphanumeric());
        let mut name: Vec<&str> = Vec::new();
        for word in words[after..].iter().skip_while(between).take_while(is_capital) {
            name.push(word);
            if ends(word) {
                break;
            }
        }
        let name = name.join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_place = typed::name(self.corpus, name, |kind| kind == NameKind::Place).is_some();
        let who = typed::name(self.corpus, name, |_| true).unwrap_or(name);
        (!name.is_empty() && !is_place).then(|| vec![format!("perpetrator {who}"), "suspected".to_owned()])
    }

    /// The longest place of the corpus that stands in the words. Whom they name is proposed only where they are nothing but the
    /// name: who is named beside other words may have done anything.
    fn name(&self, span: TextSpan) -> Option<Vec<String>> {
        let bare = span.of(self.text).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let bare = bare.strip_prefix("the ").unwrap_or(&bare).len();
        let stands = |(len, name): &(usize, &crate::model::Name)| name.kind == NameKind::Place || *len == bare;
        let (_, name) = self.names(span).into_iter().find(stands)?;
        let facet = if name.kind == NameKind::Place { "place" } else { "perpetrator" };
        Some(vec![format!("{facet} {}", self.corpus.str(name.id))])
    }

    /// The names of the corpus that stand in the words, those in most letters first, with their number.
    fn names(&self, span: TextSpan) -> Vec<(usize, &'c crate::model::Name)> {
        let words = span.of(self.text).to_lowercase();
        let is_in = |text: &str| {
            let text = text.to_lowercase();
            let whole = |at: usize| {
                let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !is_letter(words[..at].chars().next_back()) && !is_letter(words[at + text.len()..].chars().next())
            };
            !text.is_empty() && words.match_indices(&text).any(|(at, _)| whole(at))
        };
        let corpus = self.corpus;
        let spelt = |name: &crate::model::Name| {
            let all = std::iter::once(name.name).chain(name.variants.iter().copied()).map(|text| corpus.str(text));
            all.filter(|text| is_in(text)).map(str::len).max()
        };
        let all = corpus.names().filter_map(|(_, name)| Some((spelt(name)?, name)));
        let mut all: Vec<(usize, &crate::model::Name)> = all.collect();
        // Of those as long the last one comes first.
        all.reverse();
        all.sort_by_key(|(len, _)| std::cmp::Reverse(*len));
        all
    }

    fn method(&self, span: TextSpan) -> Option<Vec<String>> {
        Some(vec![format!("method {}", nearest(&self.reading.incidents, span)?.value.method.word())])
    }

    /// Capitalised words after "in": a place that the corpus does not have.
    fn new_place(&self, span: TextSpan) -> Option<Vec<String>> {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        let before = self.text.get(..span.start)?.split_whitespace().next_back().unwrap_or_default();
        let (before, name) = match words.split_first() {
            Some((first, rest)) if BEFORE_PLACES.contains(&first.to_lowercase().as_str()) => (*first, rest),
            _ => (before, &words[..]),
        };
        let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let is_place = BEFORE_PLACES.contains(&before.to_lowercase().as_str());
        (is_place && !name.is_empty() && name.iter().all(is_capital))
            .then(|| vec![format!("place {}", name.join(" ")), "new place".to_owned()])
    }
}

/// Whether the words that say whom a figure counts say more than that they are people.
fn is_told(text: &str, span: Option<TextSpan>) -> bool {
    let words = span.map(|span| span.of(text).to_lowercase()).unwrap_or_default();
    let bare = ["people", "persons", "others", "individuals", "victims", "deaths", "dead", "casualties", "lives"];
    words.split_whitespace().any(|word| !bare.contains(&word) && !["other", "more", "of", "the"].contains(&word))
}

/// The mention that lies within a span, or else one that shares some of it.
fn nearest<T>(all: &[Mention<T>], span: TextSpan) -> Option<&Mention<T>> {
    let within = all.iter().find(|mention| span.contains(mention.span));
    within.or_else(|| all.iter().find(|mention| mention.span.overlaps(span)))
}

/// The line of a claim that the rules read in a part of a passage, or that earlier claims of such words suggest. Empty if there is
/// none.
pub fn claim(corpus: &Corpus, id: PassageId, span: TextSpan) -> String {
    let Some(passage) = Proposer::of(corpus, id) else { return String::new() };
    let parts = passage.claim(span);
    let parts = if parts.is_empty() { like(corpus, span.of(passage.text)).into_iter().collect() } else { parts };
    let line = joined(&parts);
    // What would be refused is no proposal.
    if claim_line::read(corpus, &line).is_ok() { line } else { String::new() }
}

/// The line of a claim of a part of a passage with whom the passage gives as its source.
pub(super) fn with_sources(corpus: &Corpus, id: PassageId, lines: &[(TextSpan, String)]) -> Vec<String> {
    let Some(passage) = Proposer::of(corpus, id) else { return Vec::new() };
    let with = |(span, line): &(TextSpan, String)| {
        let more = passage.attributed(Vec::new(), *span);
        std::iter::once(line.clone()).chain(more.iter().map(|part| joined(std::slice::from_ref(part)))).collect()
    };
    lines.iter().map(with).map(|parts: Vec<String>| parts.join(" ; ")).collect()
}

/// All that each of several parts of a passage may say, as lines of claims, the likeliest first. The passage is read once.
pub(super) fn lines(corpus: &Corpus, id: PassageId, spans: &[TextSpan]) -> Vec<Vec<String>> {
    let Some(passage) = Proposer::of(corpus, id) else { return vec![Vec::new(); spans.len()] };
    let of_span = |&span: &TextSpan| {
        let mut all: Vec<String> = Vec::new();
        for line in std::iter::once(passage.claim(span)).chain(passage.others(span)).map(|parts| joined(&parts)) {
            if !all.contains(&line) && claim_line::read(corpus, &line).is_ok() {
                all.push(line);
            }
        }
        all
    };
    spans.iter().map(of_span).collect()
}

/// What else some words may say, as lines of claims: for whoever finds `line` wrong.
pub fn others(corpus: &Corpus, id: PassageId, span: TextSpan, line: &str) -> Vec<String> {
    let Some(passage) = Proposer::of(corpus, id) else { return Vec::new() };
    let mut all: Vec<String> = Vec::new();
    let like = like(corpus, span.of(passage.text)).into_iter().map(|line| vec![line]);
    for other in passage.others(span).into_iter().chain(like).map(|parts| joined(&parts)) {
        if other != line && !all.contains(&other) && claim_line::read(corpus, &other).is_ok() {
            all.push(other);
        }
    }
    all
}

/// The facet and value of the claims whose words or values share most words with these. None that says who did it, or that a
/// source denies or only suspects.
fn like(corpus: &Corpus, words: &str) -> Option<String> {
    let fold = |text: &str| -> Vec<String> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        text.split_whitespace().map(bare).filter(|word| word.chars().count() > 3).collect()
    };
    let wanted = fold(words);
    // By facet and value: how many claims, and how many of the words their own words or values have.
    let mut found: HashMap<(Facet, String), (usize, usize)> = HashMap::new();
    for (_, claim) in corpus.claims().filter(|_| !wanted.is_empty()) {
        let accuses = matches!(claim.facet, Facet::Perpetrator | Facet::ClaimedBy | Facet::Target);
        if !matches!(claim.value, Value::Words(_) | Value::Who(_))
            || claim.facet == Facet::Method
            || accuses
            || claim.stance != Stance::Asserted
        {
            continue;
        }
        let value = typed::plain(corpus, claim);
        let said = fold(&format!("{value} {}", corpus.str(claim.words)));
        let shared = wanted.iter().filter(|word| said.contains(word)).count();
        if shared > 0 {
            let entry = found.entry((claim.facet, value)).or_default();
            *entry = (entry.0.max(shared), entry.1 + 1);
        }
    }
    let ((facet, value), _) = found.into_iter().max_by(|(a, of_a), (b, of_b)| of_a.cmp(of_b).then_with(|| b.cmp(a)))?;
    let is_said = fold(&value).iter().all(|word| wanted.contains(word));
    let value = if is_said { value } else { words.to_owned() };
    Some(format!("{} {value}", corpus.facet_word(facet)))
}

/// What the rules read of an incident in its title and in the passage that a claim of it stands in: its kind and date.
pub fn new_incident(corpus: &Corpus, title: &str, passage: Option<PassageId>) -> Fields {
    let text = |key: &str, text: &str| (key.to_owned(), EditValue::Text(text.to_owned()));
    let mut fields = vec![text("title", title)];
    let of_passage = passage.and_then(|id| Proposer::of(corpus, id));
    let kind = kind_in(title).or_else(|| {
        of_passage.as_ref()?.reading.incidents.first().map(|mention| mention.value.method.word().to_owned())
    });
    fields.extend(kind.map(|kind| text("kind", &kind)));
    let date = of_passage.as_ref().and_then(|passage| {
        let main = passage.reading.main.day.map(|(at, _)| at).or((passage.reading.dates.len() == 1).then_some(0));
        let date = &passage.reading.dates.get(main?)?.value;
        Some((date.edtf.clone(), passage.basis(date.basis)))
    });
    if let Some((date, basis)) = date {
        fields.push(text("date", &date));
        fields.extend(basis.map(|basis| text("date_basis", &basis)));
    }
    fields
}

/// The kind of incident that some words tell of.
fn kind_in(words: &str) -> Option<String> {
    let article = ArticleText { text: words, passages: &[], title_end: 0, published: None, english: true };
    read(&article, &Nowhere).incidents.first().map(|mention| mention.value.method.word().to_owned())
}

/// The kind of an incident whose file gives none: that of most claims on its method, or what its title tells of.
pub fn kind(corpus: &Corpus, id: IncidentId) -> Option<String> {
    let incident = corpus.incident(id);
    let accounts = corpus.accounts_in(incident.accounts).iter();
    let methods = accounts.flat_map(|account| corpus.claims_in(account.claims)).filter_map(|claim| match claim.value {
        Value::Words(words) if claim.facet == Facet::Method => Some(corpus.str(words)),
        _ => None,
    });
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for method in methods {
        match counts.iter_mut().find(|(known, _)| *known == method) {
            Some((_, count)) => *count += 1,
            None => counts.push((method, 1)),
        }
    }
    // Of those named as often, the first.
    let most = counts.iter().map(|(_, count)| *count).max();
    let method = counts.iter().find(|(_, count)| Some(*count) == most).map(|(method, _)| (*method).to_owned());
    method.or_else(|| kind_in(corpus.str(incident.title)))
}
