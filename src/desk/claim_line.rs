//! A claim in one line, with all its fields: `killed >130 ; suspected ; by the FSB ; hedge others say 133`. Reads the line as the
//! fields that stand in a file, and shows the fields of a claim as a line. Of a claim that is there, the line has the value, and
//! what else is typed changes: `>130 ; hedge -`. Knows the model and the fields of claims.

use super::fields::{field, text, texts};
use super::item::TopicKey;
use super::line::{joined, named, parts, word_and_rest};
use super::new_names::{Additions, NewFacet, NewName};
use super::revision::{TypedFields, given, over};
use super::typed::{self, ValueKind};
use crate::documents::edit::{EditValue, Fields};
use crate::documents::schema::MOST_WORDS;
use crate::model::incident::{Borrowed, DayOf, Stance};
use crate::model::{Corpus, Facet, FacetId, NameKind, Topic};

/// A claim as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedClaim {
    /// The facet's word.
    pub facet: String,
    /// The fields of its value; `None` if the value of a claim that is there is left as it is.
    pub value: Option<Fields>,
    /// Its other fields, as far as they are typed.
    pub others: TypedFields,
    /// What it is about, if that is typed.
    pub about: Option<TopicKey>,
    /// What it needs that the corpus does not have.
    pub adds: Additions,
}

/// The fields that are the value of a claim.
const VALUE: [&str; 8] = ["value", "figure", "qualifier", "min", "max", "of", "parts", "unit"];

impl TypedClaim {
    /// It in a few words: the facet, and its value as the file has it.
    pub fn said(&self) -> String {
        let value = self.value.as_ref().map(|fields| match text(fields, "value") {
            Some(value) => value.to_owned(),
            None => {
                let unit = text(fields, "unit").unwrap_or_default();
                format!("{} {unit}", super::typed_number::figure_line(fields)).trim().to_owned()
            }
        });
        format!("{} {}", self.facet, value.unwrap_or_default()).trim().to_owned()
    }

    /// The fields of a new claim, without its facet and its words.
    pub fn fields(&self) -> Fields {
        self.value.iter().flatten().cloned().chain(given(&self.others)).collect()
    }

    /// The fields of a claim that is there, with what is typed of it.
    pub fn over(&self, corpus: &Corpus, base: &Fields) -> Fields {
        let mut typed: TypedFields = Vec::new();
        if let Some(value) = &self.value {
            typed.push(("facet".to_owned(), Some(EditValue::Text(self.facet.clone()))));
            typed.extend(VALUE.map(|key| (key.to_owned(), field(value, key).cloned())));
        }
        // What belongs to another facet goes with it.
        let facet = corpus.facet(&self.facet);
        let fits = |key: &str| match key {
            "day" | "borrowed" => facet == Some(Facet::Date),
            "whom" => facet.is_some_and(Facet::is_figure),
            _ => true,
        };
        typed
            .extend(["day", "borrowed", "whom"].into_iter().filter(|key| !fits(key)).map(|key| (key.to_owned(), None)));
        typed.retain(|(key, _)| !self.others.iter().any(|(other, _)| other == key));
        typed.extend(self.others.iter().cloned());
        over(base, &typed)
    }
}

/// A part of the line after the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimPart {
    /// What the source doubts.
    Hedge,
    /// To whom it is attributed; several, outermost first.
    By,
    /// The stance of the source.
    Stance,
    /// A stance by its own word.
    As(Stance),
    /// How a date was derived.
    Basis,
    /// The part of a date that is taken from other articles.
    Borrowed,
    /// The event that a date is of.
    Day,
    /// Whether it is weighed.
    Weigh,
    /// That it is not.
    Unweighed,
    /// Other incidents that it covers.
    With,
    /// Whom a figure counts.
    Whom,
    /// The incident or name that it is about.
    About,
    /// That its value is a new name, of this kind.
    New,
    /// That its value is another spelling of this name.
    Alias,
    /// That its facet is a new one, of this type.
    Type,
    /// What the new facet says.
    Says,
    /// Other words of the source.
    Words,
}

/// The words that begin the parts of a line.
pub const PARTS: [(&str, ClaimPart); 20] = [
    ("hedge", ClaimPart::Hedge),
    ("by", ClaimPart::By),
    ("suspected", ClaimPart::As(Stance::Suspected)),
    ("alleged", ClaimPart::As(Stance::Alleged)),
    ("denied", ClaimPart::As(Stance::Denied)),
    ("reported", ClaimPart::As(Stance::Reported)),
    ("stance", ClaimPart::Stance),
    ("basis", ClaimPart::Basis),
    ("borrowed", ClaimPart::Borrowed),
    ("day", ClaimPart::Day),
    ("unweighed", ClaimPart::Unweighed),
    ("weigh", ClaimPart::Weigh),
    ("with", ClaimPart::With),
    ("whom", ClaimPart::Whom),
    ("about", ClaimPart::About),
    ("new", ClaimPart::New),
    ("alias", ClaimPart::Alias),
    ("type", ClaimPart::Type),
    ("says", ClaimPart::Says),
    ("words", ClaimPart::Words),
];

/// The parts in a few words, for whoever types.
pub const MEANS: &str = "; and what else is said: hedge, by (somebody), suspected, alleged, denied, reported, basis, borrowed year, \
                         day (reported), unweighed, with (incidents), whom, about (incident or name). A word that the corpus lacks: \
                         new place, alias ID; a facet: type text. The beginning of a word will do; Tab completes.";

/// The same for a claim that is there.
pub const REVISES: &str = "After ; what changes: hedge, by (somebody), suspected, alleged, denied, reported, stance, basis, day, \
                           unweighed, with, whom, about, words; - takes one away (hedge -). Tab completes.";

/// The parts of a line after the first, each once but for `by`.
fn typed_parts(all: &[String]) -> Result<Vec<(ClaimPart, &str)>, String> {
    let mut found: Vec<(ClaimPart, &str)> = Vec::new();
    for part in all.iter().filter(|part| !part.is_empty()) {
        let (word, rest) = word_and_rest(part);
        let kind = named(word, &PARTS)
            .map_err(|words| format!("after ; no “{word}”, but {} (;; is a semicolon)", words.join(", ")))?;
        let is_stance = |kind: ClaimPart| matches!(kind, ClaimPart::As(_) | ClaimPart::Stance);
        let is_weight = |kind: ClaimPart| matches!(kind, ClaimPart::Weigh | ClaimPart::Unweighed);
        let same = |other: ClaimPart| {
            other == kind || (is_stance(other) && is_stance(kind)) || (is_weight(other) && is_weight(kind))
        };
        if kind != ClaimPart::By && found.iter().any(|(other, _)| same(*other)) {
            return Err(format!("“{word}” stands here twice"));
        }
        let needs_none = matches!(kind, ClaimPart::As(_) | ClaimPart::Unweighed);
        match (needs_none, rest.is_empty()) {
            (true, false) => return Err(format!("nothing follows “{word}”; begin what else is said after ;")),
            (false, true) if kind != ClaimPart::Borrowed => return Err(format!("“{word}” and what it is")),
            _ => found.push((kind, rest)),
        }
    }
    Ok(found)
}

/// The facet that a word names, or the first built-in one, else the only one, that begins so.
pub fn facet<'c>(corpus: &'c Corpus, word: &'c str) -> Result<(&'c str, Facet), String> {
    if let Some(facet) = corpus.facet(word) {
        return Ok((word, facet));
    }
    let built_in = Facet::BUILT_IN.iter().filter_map(|facet| facet.built_in_word());
    let declared = corpus.facets().iter().map(|facet| corpus.str(facet.label));
    let all: Vec<&str> = built_in.chain(declared).collect();
    let begins: Vec<&str> = all.iter().copied().filter(|known| !word.is_empty() && known.starts_with(word)).collect();
    match begins.as_slice() {
        [first, ..] if begins.len() == 1 || Facet::built_in(first).is_some() => {
            corpus.facet(first).map(|facet| (*first, facet)).ok_or_else(String::new)
        }
        [] if word.is_empty() => Err(format!("the facet and its value: killed 9. Facets: {}", all.join(", "))),
        [] => Err(format!("“{word}” is no facet; `; type text` declares it. There are {}", all.join(", "))),
        several => Err(format!("“{word}” begins several facets: {}", several.join(", "))),
    }
}

/// Reads the line of a new claim. The error says what would be right.
pub fn read(corpus: &Corpus, line: &str) -> Result<TypedClaim, String> {
    let all = parts(line);
    let (head, rest) = all.split_first().map_or(("", &[][..]), |(head, rest)| (head.as_str(), rest));
    let (word, value) = word_and_rest(head);
    read_parts(corpus, (word, Some(value)), rest)
}

/// Reads the line of a claim on a facet that is there; `begins` is the line that was offered. The facet need not be typed.
pub fn read_revision(corpus: &Corpus, facet: &str, begins: &str, line: &str) -> Result<TypedClaim, String> {
    let all = parts(line);
    let (head, rest) = all.split_first().map_or(("", &[][..]), |(head, rest)| (head.as_str(), rest));
    if parts(begins).first().is_some_and(|offered| offered == head) {
        return read_parts(corpus, (facet, None), rest);
    }
    let (word, value) = word_and_rest(head);
    let is_declared = rest.iter().any(|part| matches!(named(word_and_rest(part).0, &PARTS), Ok(ClaimPart::Type)));
    let is_facet = (corpus.facet(word).is_some() || is_declared) && !value.is_empty();
    read_parts(corpus, if is_facet { (word, Some(value)) } else { (facet, Some(head)) }, rest)
}

fn read_parts(corpus: &Corpus, (word, value): (&str, Option<&str>), rest: &[String]) -> Result<TypedClaim, String> {
    let typed = typed_parts(rest)?;
    let part = |kind: ClaimPart| typed.iter().find(|(other, _)| *other == kind).map(|(_, text)| *text);
    let mut adds = Additions::default();
    if let Some(kind) = part(ClaimPart::Type) {
        adds.facet = Some(NewFacet::read(corpus, word, kind, part(ClaimPart::Says).unwrap_or_default())?);
    } else if part(ClaimPart::Says).is_some() {
        return Err("`says` is for a new facet, with `type`".to_owned());
    }
    let (word, kind) = match &adds.facet {
        Some(new) => (word, new_kind(corpus, new)),
        None => facet(corpus, word).map(|(word, facet)| (word, ValueKind::of(corpus, facet)))?,
    };
    let takes_names = kind.facet == Facet::Place || kind.is_who();
    let new = match (part(ClaimPart::New), part(ClaimPart::Alias)) {
        (None, None) => None,
        (Some(_), Some(_)) => {
            return Err("a value is a new name or a spelling of one that is there, not both".to_owned());
        }
        _ if !takes_names => return Err(format!("values of “{word}” are no names")),
        _ if value.is_none_or(str::is_empty) => return Err("type the new name as the value".to_owned()),
        (Some(new), None) => Some(NewName::read(corpus, value.unwrap_or_default(), new)?),
        (None, Some(id)) => Some(NewName::alias(corpus, value.unwrap_or_default(), id)?),
    };
    if kind.facet == Facet::Place && !new.as_ref().is_none_or(|new| is_place(corpus, new)) {
        return Err("the value of “place” is a place".to_owned());
    }
    let id = new.as_ref().map(NewName::id);
    let value = value.map(|value| typed::read(corpus, kind, value, id)).transpose()?;
    adds.names.extend(new);
    let (mut others, mut about): (TypedFields, _) = (Vec::new(), None);
    for &(part, text) in &typed {
        if part == ClaimPart::About {
            about = Some(topic(corpus, text)?);
        }
        let Some((key, value)) = other_field(corpus, kind, word, part, text)? else { continue };
        match (others.iter_mut().find(|(other, _)| *other == key), value) {
            (Some((_, Some(EditValue::Texts(all)))), Some(EditValue::Texts(more))) => all.extend(more),
            (_, value) => others.push((key.to_owned(), value)),
        }
    }
    Ok(TypedClaim { facet: word.to_owned(), value, others, about, adds })
}

/// The kind of the values of a facet that is to be declared.
fn new_kind<'t>(corpus: &Corpus, new: &'t NewFacet) -> ValueKind<'t> {
    let index = u16::try_from(corpus.facets().len()).unwrap_or(u16::MAX);
    let id = FacetId { index, kind: new.kind, single: new.single || new.kind.is_usually_single() };
    ValueKind { facet: Facet::Declared(id), unit: &new.unit }
}

fn is_place(corpus: &Corpus, new: &NewName) -> bool {
    match new {
        NewName::Name { kind, .. } => *kind == NameKind::Place,
        NewName::Variant { id, .. } => corpus.find_name(id).is_some_and(|id| corpus.name(id).kind == NameKind::Place),
    }
}

/// What takes a field away.
const NONE: &str = "-";

/// The field that a part of a line gives or takes away; `None` for what is no field of the claim.
fn other_field(
    corpus: &Corpus,
    kind: ValueKind,
    facet: &str,
    part: ClaimPart,
    typed: &str,
) -> Result<Option<(&'static str, Option<EditValue>)>, String> {
    let text = |text: &str| Some(EditValue::Text(text.to_owned()));
    let free = |typed: &str| if typed == NONE { None } else { text(typed) };
    let only = |fits: bool, what: &str| if fits { Ok(()) } else { Err(format!("{what}, not to “{facet}”")) };
    let is_date = kind.facet == Facet::Date;
    let unless = |implied: &str, word: &str| if word == implied { None } else { text(word) };
    Ok(Some(match part {
        ClaimPart::Hedge => ("hedge", free(typed)),
        ClaimPart::Basis => ("basis", free(typed)),
        ClaimPart::By if typed == NONE => ("according_to", None),
        ClaimPart::By => ("according_to", Some(EditValue::Texts(vec![typed.to_owned()]))),
        ClaimPart::As(stance) => ("stance", text(stance.word())),
        ClaimPart::Stance if typed == NONE => ("stance", None),
        ClaimPart::Stance => {
            let word = word(typed, Stance::ALL, Stance::word)?;
            ("stance", unless(Stance::Asserted.word(), word))
        }
        ClaimPart::Day => {
            only(is_date, "`day` belongs to dates")?;
            let word = if typed == NONE { DayOf::Occurred.word() } else { word(typed, DayOf::ALL, DayOf::word)? };
            ("day", unless(DayOf::Occurred.word(), word))
        }
        ClaimPart::Borrowed => {
            only(is_date, "`borrowed` belongs to dates")?;
            match typed {
                NONE => ("borrowed", None),
                "" => ("borrowed", text(Borrowed::Year.word())),
                typed => ("borrowed", text(word(typed, Borrowed::ALL, Borrowed::word)?)),
            }
        }
        ClaimPart::Unweighed => ("weigh", Some(EditValue::Flag(false))),
        ClaimPart::Weigh => match named(typed, &[("no", false), ("false", false), ("yes", true), ("true", true)]) {
            Ok(true) => ("weigh", None),
            Ok(false) => ("weigh", Some(EditValue::Flag(false))),
            Err(_) => return Err("`weigh` is yes or no".to_owned()),
        },
        ClaimPart::Whom => {
            only(kind.facet.is_figure(), "`whom` belongs to figures")?;
            ("whom", free(typed))
        }
        ClaimPart::With if typed == NONE => ("with", None),
        ClaimPart::With => {
            let ids = typed.split(',').map(str::trim).filter(|id| !id.is_empty());
            let known =
                ids.map(|id| incident(corpus, id).ok_or_else(|| format!("no incident “{id}”; Tab completes its id")));
            ("with", Some(EditValue::Texts(known.collect::<Result<_, _>>()?)))
        }
        ClaimPart::Words if typed.split_whitespace().count() > MOST_WORDS => {
            return Err(format!("a claim keeps at most {MOST_WORDS} words of its source"));
        }
        ClaimPart::Words => ("words", text(typed)),
        ClaimPart::About | ClaimPart::New | ClaimPart::Alias | ClaimPart::Type | ClaimPart::Says => return Ok(None),
    }))
}

/// The word of a vocabulary that is typed, or that begins so.
fn word<T: Copy>(typed: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Result<&'static str, String> {
    let all: Vec<(&'static str, &'static str)> = all.iter().map(|&one| (word(one), word(one))).collect();
    named(typed, &all).map_err(|words| format!("one of: {}", words.join(", ")))
}

/// The id of the incident with this id or title.
fn incident(corpus: &Corpus, typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let by_title = || {
        let mut all = corpus.incidents().filter(|(_, incident)| corpus.str(incident.title).to_lowercase() == lower);
        all.next().map(|(id, _)| id).filter(|_| all.next().is_none())
    };
    let id = corpus.find_incident(typed).or_else(by_title)?;
    Some(corpus.str(corpus.incident(id).id).to_owned())
}

/// The incident or name that is called so.
pub fn topic(corpus: &Corpus, typed: &str) -> Result<TopicKey, String> {
    if let Some(id) = incident(corpus, typed) {
        return Ok(TopicKey::Incident(id));
    }
    let name = typed::name(corpus, typed, |_| true).and_then(|id| corpus.find_name(id));
    let name = name.map(|name| TopicKey::of(corpus, Topic::Name(name)));
    name.ok_or_else(|| format!("no incident and no name “{typed}”; Tab completes its id"))
}

/// The value of a claim as the line of a revision: with the facet where the value begins like one.
pub fn value_line(corpus: &Corpus, fields: &Fields) -> String {
    let word = text(fields, "facet").unwrap_or_default();
    let kind = corpus.facet(word).map(|facet| ValueKind::of(corpus, facet));
    let value = kind.map(|kind| typed::line(corpus, kind, fields)).unwrap_or_default();
    let is_like_facet = corpus.facet(word_and_rest(&value).0).is_some();
    joined(&[if is_like_facet { format!("{word} {value}") } else { value }])
}

/// What a claim says besides its value, each as it would be typed.
pub fn other_parts(fields: &Fields) -> Vec<String> {
    let said = |key: &str, word: &str| text(fields, key).map(|text| format!("{word} {text}"));
    let mut all: Vec<String> = said("whom", "whom").into_iter().collect();
    all.extend(text(fields, "stance").map(str::to_owned));
    all.extend(texts(fields, "according_to").iter().map(|by| format!("by {by}")));
    for (key, word) in [("hedge", "hedge"), ("basis", "basis"), ("borrowed", "borrowed"), ("day", "day")] {
        all.extend(said(key, word));
    }
    let is_unweighed = field(fields, "weigh") == Some(&EditValue::Flag(false));
    all.extend(is_unweighed.then(|| "unweighed".to_owned()));
    let with = texts(fields, "with");
    all.extend((!with.is_empty()).then(|| format!("with {}", with.join(", "))));
    all
}

/// The fields of a claim as the line of a new claim, that reads so again.
pub fn line(corpus: &Corpus, fields: &Fields) -> String {
    let word = text(fields, "facet").unwrap_or_default();
    let kind = corpus.facet(word).map(|facet| ValueKind::of(corpus, facet));
    let value = kind.map(|kind| typed::line(corpus, kind, fields)).unwrap_or_default();
    let mut all = vec![format!("{word} {value}")];
    all.extend(other_parts(fields));
    joined(&all)
}
