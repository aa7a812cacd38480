//! Short display forms of values, the same on screen and in text. Knows no layout.

use std::borrow::Cow;

use super::outside;
use super::publication::published;
use crate::align::words::stand_in;
use crate::model::coverage::Coverage;
use crate::model::dataset::RowState;
use crate::model::incident::{Borrowed, DayOf};
use crate::model::{
    Article, Claim, Corpus, Drafted, Facet, Figure, Grade, Incident, Member, Note, Party, Passage, Qualifier, Quote,
    Role, Stance, Text, Topic, Value, When,
};

/// The title of an incident, with the sign of a draft, or a name.
pub fn topic(corpus: &Corpus, topic: Topic) -> String {
    let title = corpus.str(corpus.topic_title(topic));
    let is_draft = topic.incident().is_some_and(|id| corpus.incident(id).drafted.is_some());
    if is_draft { format!("{DRAFT} {title}") } else { title.to_owned() }
}

/// The origin that is suggested for an article, with its reason: `◌ the same text: ¶1 ¶2 as in courier [draft, plain]`.
pub fn draft_origin(corpus: &Corpus, article: &Article) -> Option<String> {
    let draft_origin = article.draft_origin?;
    Some(format!("{DRAFT} {} [{}]", corpus.str(draft_origin.reason), draft(draft_origin.drafted.grade)))
}

/// The sign of a draft.
pub const DRAFT: &str = "◌";

/// What is said of an incident that is a draft.
pub const DRAFT_INCIDENT: &str = "draft, confirmed by nobody";

/// The value of a claim: `>90`, `≈170 Afghans + 13 Americans`, `Oct 2022`, `Isis-K (suspected)`; `94?` if it is hedged; `◌ 94` if it
/// is a draft.
pub fn value(corpus: &Corpus, claim: &Claim) -> String {
    let ValueParts { bare, hedge, whom, standing } = value_parts(corpus, claim);
    [&*bare, hedge, &whom, &standing].concat()
}

/// The parts of a value in words, for places that must cut it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueParts {
    /// The value alone, after the sign of a draft.
    pub bare: String,
    /// `?` if it is hedged.
    pub hedge: &'static str,
    /// Who are counted.
    pub whom: String,
    /// That it is joint, or not asserted: what changes the meaning of all before.
    pub standing: String,
}

/// The parts of [`value`].
pub fn value_parts(corpus: &Corpus, claim: &Claim) -> ValueParts {
    let mut bare = bare_value(corpus, claim);
    if claim.drafted.is_some() {
        bare = format!("{DRAFT} {bare}");
    }
    let hedge = if corpus.hedges(claim).next().is_some() { "?" } else { "" };
    let whom = corpus.given(claim.whom).or_else(|| unit(corpus, claim)).map_or_else(String::new, |whom| {
        let of = if is_round(claim.value) { "of " } else { "" };
        format!(" {of}{whom}")
    });
    let mut standing = String::new();
    if !claim.with.is_empty() {
        standing.push_str(" (joint)");
    }
    match claim.stance {
        Stance::Asserted => {}
        stance => {
            standing.push_str(" (");
            standing.push_str(stance.word());
            standing.push(')');
        }
    }
    ValueParts { bare, hedge, whom, standing }
}

/// The value alone, without hedges, stance and the people counted.
pub fn bare_value(corpus: &Corpus, claim: &Claim) -> String {
    match claim.value {
        Value::Figure(figure) if claim.parts.is_empty() => figure.display(),
        Value::Figure(figure) => {
            let part = |(f, whom): &(crate::model::Figure, crate::model::Text)| match corpus.given(*whom) {
                Some(whom) => format!("{} {whom}", f.display()),
                None => f.display(),
            };
            let parts: Vec<String> = claim.parts.iter().map(part).collect();
            format!("{} ({})", figure.display(), parts.join(" + "))
        }
        Value::When(when, DayOf::Occurred) => when.display(),
        Value::When(when, day) => format!("{} {}", day.word(), when.display()),
        Value::Time(time) => time.to_string(),
        Value::Quantity(quantity) => quantity.display(),
        Value::Place(name) => corpus.str(corpus.name(name).name).to_owned(),
        Value::Who(who) => corpus.who(who).to_owned(),
        Value::Words(words) => corpus.str(words).to_owned(),
        Value::Status(status) => status.word().to_owned(),
    }
}

/// What a reader must know of a claim before comparing it, besides its hedge: `draft, likely`, `draft by counter, a guess`,
/// `not weighed`, `the year is from other articles`.
pub fn reservations<'c>(corpus: &'c Corpus, claim: &Claim) -> Vec<Cow<'c, str>> {
    let borrowed = claim.borrowed.map(|borrowed| match borrowed {
        Borrowed::Year => "the year is from other articles",
    });
    let draft = claim.drafted.map(|drafted| draft_by(corpus, drafted));
    let aside = (!corpus.is_weighed_in_draft(claim)).then_some("not weighed");
    draft.into_iter().chain(aside.map(Cow::Borrowed)).chain(borrowed.map(Cow::Borrowed)).collect()
}

/// A draft with its grade, and who suggests it if that is not a rule of reading: `draft by counter, likely`.
pub fn draft_by(corpus: &Corpus, drafted: Drafted) -> Cow<'_, str> {
    let words = draft(drafted.grade);
    match corpus.given(drafted.by) {
        Some(by) => words.replacen("draft", &format!("draft by {by}"), 1).into(),
        None => words.into(),
    }
}

/// A draft with its grade.
pub fn draft(grade: Grade) -> &'static str {
    match grade {
        Grade::Plain => "draft, plain",
        Grade::Likely => "draft, likely",
        Grade::Guess => "draft, a guess",
    }
}

/// Whether a value is shown as `dozens`, `hundreds` or `thousands`.
fn is_round(value: Value) -> bool {
    let several = |figure: Figure| figure.qualifier == Qualifier::Several && figure.stated.is_none();
    matches!(value, Value::Figure(figure) if several(figure) && figure.min.is_some_and(|least| least >= 20))
}

/// The unit of a declared facet of numbers.
fn unit<'c>(corpus: &'c Corpus, claim: &Claim) -> Option<&'c str> {
    match (claim.facet, claim.value) {
        (Facet::Declared(id), Value::Figure(_)) => {
            corpus.facets().get(usize::from(id.index)).and_then(|facet| corpus.given(facet.unit))
        }
        _ => None,
    }
}

/// The hedges of a claim, its account's and its own: `hedge: if the report is accurate`.
pub fn hedge(corpus: &Corpus, claim: &Claim) -> Option<String> {
    hedge_parts(corpus, claim).map(|(kind, words)| format!("{kind}: {words}"))
}

/// The same, what kind of limit it is and its words apart.
pub fn hedge_parts(corpus: &Corpus, claim: &Claim) -> Option<(&'static str, String)> {
    let hedges: Vec<&str> = corpus.hedges(claim).collect();
    if !hedges.is_empty() {
        return Some(("hedge", hedges.join("; ")));
    }
    corpus.given(claim.hedge).map(|hedge| (own_kind(corpus, claim), hedge.to_owned()))
}

/// The hedge of this claim alone; of a record's claim, how it is counted.
pub fn own_hedge(corpus: &Corpus, claim: &Claim) -> Option<String> {
    corpus.given(claim.hedge).map(|hedge| format!("{}: {hedge}", own_kind(corpus, claim)))
}

fn own_kind(corpus: &Corpus, claim: &Claim) -> &'static str {
    if corpus.is_coded(claim) { "counted" } else { "hedge" }
}

/// The attribution of a claim: `according to Bakhtar, citing the police`.
pub fn chain(corpus: &Corpus, claim: &Claim) -> Option<String> {
    attribution(corpus, &claim.according_to)
}

/// An attribution, outermost first.
pub fn attribution(corpus: &Corpus, according_to: &[Text]) -> Option<String> {
    let names: Vec<&str> = according_to.iter().map(|&t| corpus.str(t)).collect();
    (!names.is_empty()).then(|| format!("according to {}", names.join(", citing ")))
}

/// The title of a ledger row: `killed`, `killed (attackers)`.
pub fn row(facet: &str, party: Party) -> String {
    match party {
        Party::Victims => facet.to_owned(),
        party => format!("{facet} ({})", party.word()),
    }
}

/// A date, or a note that there is none.
pub fn date(when: Option<When>) -> String {
    when.map_or_else(|| "undated".to_owned(), When::display)
}

/// The places of an incident: `Kerman, Iran`; several places with their roles.
pub fn places(corpus: &Corpus, incident: &Incident) -> String {
    let mut shown: Vec<String> = Vec::new();
    for place in &incident.places {
        let name = corpus.name(place.name);
        let held = |other: &crate::model::Place| {
            other.role == place.role
                && other.name != place.name
                && std::iter::successors(corpus.name(other.name).part_of, |n| corpus.name(*n).part_of)
                    .any(|n| n == place.name)
        };
        // Skip a country that is already shown with a listed town.
        if incident.places.iter().any(held) {
            continue;
        }
        let mut words = corpus.str(name.name).to_owned();
        let says = |name: &str| stand_in(&words.to_lowercase(), &name.to_lowercase());
        let top = std::iter::successors(name.part_of, |n| corpus.name(*n).part_of).last();
        // `northern Afghanistan` already says its country, and a place can be called as its country is.
        if let Some(top) = top.map(|top| corpus.str(corpus.name(top).name)).filter(|top| !says(top)) {
            words = format!("{words}, {top}");
        }
        shown.push(match place.role {
            Role::Where => words,
            role => format!("{} {words}", role.word().replace("aimed-at", "aimed at")),
        });
    }
    shown.join("; ")
}

/// The facts of a name: `organisation · also IS-K, ISKP · part of Isis`; empty for incidents.
pub fn name(member: &Member) -> String {
    let Some(name) = member.as_name() else { return String::new() };
    let corpus = &member.corpus;
    let mut facts = vec![name.kind.word().to_owned()];
    if !name.variants.is_empty() {
        facts.push(format!("also {}", outside::names(corpus, &name.variants, &name.outside)));
    }
    facts.extend(name.part_of.map(|whole| format!("part of {}", corpus.str(corpus.name(whole).name))));
    facts.join(" · ")
}

/// The countries of an incident: `IR`, or `IR +3` if there are three more.
pub fn countries(corpus: &Corpus, incident: &Incident) -> String {
    let codes = corpus.countries(incident);
    let Some(first) = codes.first() else { return String::new() };
    match codes.len() - 1 {
        0 => (*first).to_owned(),
        more => format!("{first} +{more}"),
    }
}

/// `9 accounts · 3 articles · 3 origins`, and how many accounts are drafts beside them.
pub fn coverage(c: Coverage) -> String {
    let counted = [count(c.accounts, "account"), count(c.articles, "article"), origins(c)];
    counted.into_iter().chain(drafts(c)).collect::<Vec<_>>().join(" · ")
}

/// `3 origins`, and how many are left if those suggested are accepted: `3 origins (◌ 2 if what is suggested is accepted)`.
pub fn origins(c: Coverage) -> String {
    let own = count(c.origins, "origin");
    if c.origins_in_draft >= c.origins {
        return own;
    }
    format!("{own} ({DRAFT} {} if what is suggested is accepted)", c.origins_in_draft)
}

/// The accounts that are counted as nothing else, if there are any.
pub fn drafts(c: Coverage) -> Option<String> {
    (c.drafts > 0).then(|| count(c.drafts, "draft account"))
}

/// A noun in the plural, by rule: *entry* gives *entries*.
fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// A number with its noun.
pub fn count(n: usize, noun: &str) -> String {
    let number = crate::model::figure::thousands(n);
    if n == 1 { format!("{number} {noun}") } else { format!("{number} {}", plural(noun)) }
}

/// A passage as a reader sees it: its text if `text` says so and there is one, else its digest; where only its first words
/// are known, these as a quotation that goes on.
pub fn passage<'c>(corpus: &'c Corpus, passage: &Passage, text: bool) -> Cow<'c, str> {
    match passage.text.filter(|_| text) {
        Some(text) => corpus.str(text).into(),
        None if passage.is_opening() && !passage.anchor.is_empty() => {
            format!("“{}” …", corpus.str(passage.anchor)).into()
        }
        None => corpus.str(passage.digest_or_text()).into(),
    }
}

/// The speaker of a quotation.
pub fn speaker<'c>(corpus: &'c Corpus, quote: &Quote) -> &'c str {
    quote.speaker.map_or_else(|| corpus.str(quote.speaker_words), |n| corpus.str(corpus.name(n).name))
}

/// `The Limited Times, 24 Mar 2024`.
pub fn source(corpus: &Corpus, article: &Article) -> String {
    match published(corpus, article) {
        Some(date) if article.publisher.is_empty() => date,
        Some(date) => format!("{}, {date}", corpus.str(article.publisher)),
        None if article.publisher.is_empty() => "no publisher, no date".to_owned(),
        None => corpus.str(article.publisher).to_owned(),
    }
}

/// What the numbers of two neighbouring passages leave out: `… 3 paragraphs without a digest …`. `before` is 0 for the
/// first passage.
pub fn left_out(before: u32, number: u32) -> Option<String> {
    let gap = number.saturating_sub(before.saturating_add(1));
    (gap > 0).then(|| format!("… {} without a digest …", count(gap as usize, "paragraph")))
}

/// Who wrote a note: `editor`; of one that the rules wrote, that a program did.
pub fn note_author(corpus: &Corpus, note: &Note) -> String {
    match corpus.str(note.by) {
        by if by == Note::BY_RULE => format!("{by}, a program"),
        by => by.to_owned(),
    }
}

/// The name of the file in which a raw article was found, with the part of it: not the folder, which is the user's.
pub fn file_name(named: &str) -> String {
    let (path, part) = named.find(" › ").map_or((named, ""), |at| named.split_at(at));
    let name = std::path::Path::new(path).file_name().map_or_else(|| path.into(), |name| name.to_string_lossy());
    format!("{name}{part}")
}

/// A number in superscript digits, which marks the articles of a ledger.
pub fn superscript(n: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    n.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0') % 10]).collect()
}

/// What is odd about the row of a record with these flags, a word each.
pub fn row_marks(flags: u16) -> Vec<&'static str> {
    RowState::ALL.into_iter().filter(|state| state.is_mark() && state.holds(flags)).map(RowState::word).collect()
}
