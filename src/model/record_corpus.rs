//! Converts a record of a data set into a corpus of one incident when it is shown, so that all views treat it like
//! incidents of articles: the data set is the article, the parts of the row are its passages. Knows no format.

mod notes;

use std::borrow::Cow;

use super::article::{AnchorState, Article, Online, Passage, PassageKind};
use super::builder::Builder;
use super::corpus::Corpus;
use super::dataset::{Basis, DataSet, Part, Placing, Record, RecordDetail, flag, given};
use super::facet::Facet;
use super::figure::{Figure, Party, Qualifier};
use super::id::{AccountId, ClaimId, Id, NameId, PassageId, Span};
use super::incident::{Account, Actor, Claim, DayOf, Incident, Place, Role, Scope, Stance, Status, Value, Who};
use super::name::{Name, NameKind};
use super::text::Text;
use super::topic::Topic;
use super::workspace::RecordId;

/// The record as a corpus of one incident and one article, with the contents of its row if `detail` is given.
pub fn record_corpus(set: &DataSet, record: RecordId, detail: Option<&RecordDetail>) -> Corpus {
    corpus(set, record, detail)
}

/// The corpus of a record whose row cannot be read; it contains the reason.
pub fn unread_record_corpus(set: &DataSet, record: RecordId, why: &str) -> Corpus {
    let cells = vec![("not read".to_owned(), why.to_owned())];
    corpus(set, record, Some(&RecordDetail { cells, ..RecordDetail::default() }))
}

/// How a figure is counted from which attackers are subtracted.
const TAKEN_OUT: &str = "attackers taken out";

/// Bytes of a part of the row that are shown, and of all parts beyond the first screenful of each. A longer text would cost
/// frames; `export --private` as JSON or GeoJSON has it whole.
const MOST_SHOWN: usize = 1 << 16;
const MOST_SHOWN_OF_ALL: usize = 1 << 18;
const ALWAYS_SHOWN: usize = 1 << 10;

/// A text as it is shown: cut, with its length, where it is too long. `left` is what may still be shown of all parts.
fn shown<'t>(text: &'t str, left: &mut usize) -> Cow<'t, str> {
    let most = MOST_SHOWN.min((*left).max(ALWAYS_SHOWN));
    *left = left.saturating_sub(text.len());
    if text.len() <= most {
        return text.into();
    }
    let end = text.floor_char_boundary(most);
    format!("{} … [the first {} of {} KiB]", &text[..end], most >> 10, text.len().div_ceil(1 << 10)).into()
}

/// The passages: the description, then each cited source, then each column.
fn passages(b: &mut Builder, set: &DataSet, detail: Option<&RecordDetail>) -> Span<PassageId> {
    let none = RecordDetail::default();
    let detail = detail.unwrap_or(&none);
    let first = b.next_passage();
    let mut left = MOST_SHOWN_OF_ALL;
    let mut put = |b: &mut Builder, kind, heading: &str, text: &str| {
        let text = &*shown(text, &mut left);
        let passage = Passage {
            article: b.next_article(),
            number: u32::try_from(b.next_passage().index() + 1).unwrap_or(u32::MAX),
            kind,
            heading: b.text(heading),
            anchor: Text::default(),
            digest: b.text(text),
            text: None,
            state: AnchorState::Unattached,
        };
        b.passage(passage);
    };
    let heading =
        if detail.text_is_place { "The place, in the record's words" } else { "The record, in its own words" };
    let digest = match (detail.text.is_empty(), detail.text_is_place) {
        (false, _) => &detail.text,
        (true, true) => "Not described; see the sources below.",
        (true, false) => "None given.",
    };
    put(b, PassageKind::Body, heading, digest);
    for (i, cited) in detail.citations.iter().enumerate() {
        let parts = [&cited.outlet, &cited.date, &cited.title].into_iter().filter(|p| !p.is_empty());
        let heading = if i == 0 { "Sources it names" } else { "" };
        put(b, PassageKind::Citation, heading, &parts.cloned().collect::<Vec<_>>().join(", "));
    }
    for (i, (name, held)) in detail.cells.iter().enumerate() {
        let heading = if i == 0 { "As coded" } else { "" };
        put(b, PassageKind::Column, heading, &format!("{name}: {held}"));
    }
    let citation = set.about.citation.join(" ");
    put(b, PassageKind::Column, "How to cite", &format!("{citation} Licence: {}.", set.about.licence));
    Span::between(first, b.next_passage())
}

fn corpus(set: &DataSet, record: RecordId, detail: Option<&RecordDetail>) -> Corpus {
    let row = &set.row(record.row as usize);
    let mut b = Builder::default();
    let about = &set.about;
    b.describe(&about.title, "", about.licence);
    let country = set.country(row);
    let places = places(&mut b, set, row);
    let origin = b.text(&about.title);
    let origin = b.origin(origin);
    let passages = passages(&mut b, set, detail);
    let article = Article {
        id: b.text(&about.tag.to_lowercase()),
        title: b.text(&about.title),
        kicker: Text::default(),
        publisher: b.text(about.publisher),
        authors: Vec::new(),
        published: None,
        published_basis: Text::default(),
        online: Online::default(),
        language: b.text("en"),
        translated_from: Text::default(),
        origin,
        note: b.text(&about.file),
        passages,
        paragraphs: Vec::new(),
        ends: Vec::new(),
        copy: Text::default(),
        main: None,
        draft_origin: None,
    };
    b.article(article);
    let id = detail.map_or("", |s| s.id.as_str());
    let status =
        about.codes_status.then_some(if row.flags & flag::FOILED == 0 { Status::CarriedOut } else { Status::Foiled });
    let scope = if row.flags & flag::SERIES == 0 { Scope::Single } else { Scope::Series };
    let kind = set.event_type(row);
    let kind = if kind.group.is_empty() { kind.name.to_string() } else { format!("{} ({})", kind.name, kind.group) };
    let mut actors = Vec::new();
    for (name, part) in set.roles(row) {
        actors.push(Actor { who: Who::Words(b.text(name)), role: b.intern(part.word()) });
    }
    let passage = passages.ids().next();
    let accounts = account(&mut b, set, row, detail, places.first().copied(), passage);
    let notes = notes::of(&mut b, set, row, detail, &country.name);
    let title = b.text(&set.title(row));
    let incident = Incident {
        id: if id.is_empty() { b.text(&set.row_id(record.row as usize)) } else { b.text(id) },
        title,
        shown_title: title,
        aliases: Vec::new(),
        outside: Vec::new(),
        kind: b.text(&kind),
        scope,
        status,
        date: DataSet::when(row),
        date_basis: detail.map_or(Text::default(), |s| b.text(&s.date_words)),
        defined_by: Vec::new(),
        places: places.iter().take(1).map(|&name| Place { name, role: Role::Where }).collect(),
        actors,
        lists_actors: true,
        accounts,
        relations: Vec::new(),
        notes,
        drafted: None,
    };
    b.incident(incident);
    b.finish()
}

/// The one account, with its claims.
fn account(
    b: &mut Builder,
    set: &DataSet,
    row: &Record,
    detail: Option<&RecordDetail>,
    place: Option<NameId>,
    passage: Option<PassageId>,
) -> Span<AccountId> {
    let first = b.next_account();
    let claims = claims(b, set, row, detail, place);
    if let Some(passage) = passage {
        let doubted = row.flags & flag::DOUBTED != 0;
        let hedge = b.text(if doubted { "the data set doubts it belongs here" } else { "" });
        b.account(Account { about: Topic::Incident(b.next_incident()), passage, hedge, weigh: true, claims });
    }
    Span::between(first, b.next_account())
}

/// The location and the areas that contain it, smallest first.
fn places(b: &mut Builder, set: &DataSet, row: &Record) -> Vec<NameId> {
    let (location, country) = (set.location(row), set.country(row));
    let code = b.intern(country.code());
    let mut names: Vec<&str> = vec![&location.name];
    names.extend(location.within.iter().map(|n| &**n));
    names.push(&country.name);
    names.retain(|n| !n.is_empty());
    names.dedup();
    let all: Vec<NameId> = (0..names.len()).map(NameId::at).collect();
    for (i, name) in names.iter().enumerate() {
        let own = i == 0;
        let precision = match location.precision {
            Placing::Known(precision) if own => Some(precision),
            _ => None,
        };
        let record = Name {
            id: b.intern(name),
            name: b.intern(name),
            kind: NameKind::Place,
            variants: Vec::new(),
            part_of: all.get(i + 1).copied(),
            distinct_from: Vec::new(),
            country: code,
            position: location.position.filter(|_| own),
            precision,
            note: Text::default(),
            accounts: Span::default(),
            notes: Span::default(),
            outside: Vec::new(),
            place_note: Text::default(),
            place_references: Vec::new(),
        };
        b.name(record);
    }
    all
}

fn claims(
    b: &mut Builder,
    set: &DataSet,
    row: &Record,
    detail: Option<&RecordDetail>,
    place: Option<NameId>,
) -> Span<ClaimId> {
    let none = Basis::default();
    let basis = detail.map_or(&none, |s| &s.basis);
    let mut all: Vec<Claim> = Vec::new();
    let mut claim = |b: &mut Builder, facet, value, words: &str, parts: Vec<(Figure, Text)>, stance| {
        all.push(Claim {
            account: b.next_account(),
            facet,
            value,
            stance,
            words: b.text(words),
            state: AnchorState::Unattached,
            according_to: Vec::new(),
            hedge: Text::default(),
            basis: Text::default(),
            borrowed: None,
            weigh: true,
            whom: Text::default(),
            parts,
            summed: false,
            drafted: None,
            with: Vec::new(),
        });
    };
    let asserted = Stance::Asserted;
    if let Some(when) = DataSet::when(row) {
        claim(b, Facet::Date, Value::When(when, DayOf::Occurred), &basis.date, Vec::new(), asserted);
    }
    if let Some(killed) = set.killed(row) {
        let parts = match (set.about.rule.parties_are_parts, detail) {
            (true, Some(detail)) => parties(b, detail),
            _ => Vec::new(),
        };
        claim(b, Facet::Killed, Value::Figure(killed), &basis.killed, parts, asserted);
    }
    let attackers = detail.and_then(|s| s.parties.iter().find(|(party, _)| *party == "attackers"));
    if let Some(n) = attackers.and_then(|(_, n)| n.parse::<f64>().ok()) {
        claim(b, Facet::Killed, Value::Figure(whole(n, Party::Attackers)), &basis.attackers, Vec::new(), asserted);
    }
    // The number in the file counts the attackers that are taken out above.
    let out = |facet| match facet {
        Facet::Killed => row.flags & flag::ATTACKERS_OUT != 0,
        Facet::Injured => row.flags & flag::INJURED_OUT != 0,
        _ => false,
    };
    if let Some(n) = detail.and_then(|s| s.killed).filter(|_| out(Facet::Killed)) {
        let figure = Figure::new(n, Qualifier::Exactly, set.about.rule.party);
        claim(b, Facet::Killed, Value::Figure(figure), &basis.killed, Vec::new(), asserted);
    }
    if let Some(injured) = set.injured(row) {
        claim(b, Facet::Injured, Value::Figure(injured), &basis.injured, Vec::new(), asserted);
    }
    if let Some(n) = detail.and_then(|s| s.injured).filter(|_| out(Facet::Injured)) {
        let figure = Figure::new(n, Qualifier::Exactly, set.about.rule.party);
        claim(b, Facet::Injured, Value::Figure(figure), &basis.injured, Vec::new(), asserted);
    }
    if let Some(place) = place {
        claim(b, Facet::Place, Value::Place(place), &basis.place, Vec::new(), asserted);
    }
    for (name, part) in set.roles(row) {
        let facet = match part {
            Part::Perpetrator => Facet::Perpetrator,
            Part::Target => Facet::Target,
            _ => continue,
        };
        let suspected = facet == Facet::Perpetrator && row.flags & flag::SUSPECTED != 0;
        let stance = if suspected { Stance::Suspected } else { Stance::Asserted };
        let who = Value::Who(Who::Words(b.text(name)));
        claim(b, facet, who, "", Vec::new(), stance);
    }
    let kind = b.text(&set.event_type(row).name);
    claim(b, Facet::Method, Value::Words(kind), "", Vec::new(), asserted);
    // The counting rule is shown beside the number; what is worked out is not printed.
    for claim in all.iter_mut().filter(|claim| out(claim.facet)) {
        if claim.party() == set.about.rule.party {
            claim.hedge = b.text(set.about.rule.words);
        } else if claim.party() == Party::Victims {
            claim.hedge = b.text(TAKEN_OUT);
            claim.basis = b.text(&without_attackers(detail, claim.facet));
        }
    }
    if let Some(killed) = all.iter_mut().find(|c| c.facet == Facet::Killed) {
        let rule = if out(Facet::Killed) { TAKEN_OUT } else { set.about.rule.words };
        let broken = row.flags & flag::ORDER_BROKEN != 0;
        let order = match broken {
            true if set.about.rule.takes_attackers_out => format!("; {} in the file", set.about.rule.broken()),
            true => format!("; out of order in the file: {}", notes::printed_order(row)),
            false => String::new(),
        };
        // Where a word means less than the number, the figure begins there.
        let code = given(row.best).and_then(|best| set.about.rule.code(best)).filter(|code| code.least < code.number);
        let code = code.map_or_else(String::new, |code| format!("; may stand for “{}”", code.word));
        killed.hedge = b.text(&format!("{rule}{code}{order}"));
    }
    let first = b.next_claim();
    for claim in all {
        b.claim(claim);
    }
    Span::between(first, b.next_claim())
}

/// How a number is worked out that is left without the attackers: `141 − 4`.
fn without_attackers(detail: Option<&RecordDetail>, facet: Facet) -> String {
    let numbers = detail.map(|of| match facet {
        Facet::Killed => (of.killed, of.attackers_killed),
        _ => (of.injured, of.attackers_injured),
    });
    match numbers {
        Some((Some(all), Some(attackers))) => format!("{all} − {attackers}"),
        _ => "all − attackers".to_owned(),
    }
}

/// A number of a row, of which a fraction is about the nearest whole number.
fn whole(n: f64, party: Party) -> Figure {
    let qualifier = if n.fract() == 0.0 { Qualifier::Exactly } else { Qualifier::About };
    Figure::new(n.round() as u32, qualifier, party)
}

/// The dead by party, if given.
fn parties(b: &mut Builder, detail: &RecordDetail) -> Vec<(Figure, Text)> {
    let counted = detail.parties.iter().filter_map(|(party, n)| Some((*party, n.parse::<f64>().ok()?)));
    let mut all = Vec::new();
    for (party, n) in counted {
        all.push((whole(n, Party::Total), b.intern(party)));
    }
    all
}
