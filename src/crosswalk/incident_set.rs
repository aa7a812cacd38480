//! The incidents of a corpus as records of a data set, so that they are compared with those of data sets by the same evidence:
//! dates with what they leave open, places with their positions, groups, kinds, and the numbers killed that articles print, with
//! what they leave open. Reads no file.

use std::io;
use std::sync::Arc;

use super::toll_fit::OPEN;
use crate::model::dataset::{
    About, ActorGroup, Bound, Citation, CountingRule, Country, DataSet, EventType, Location, NOT_GIVEN, Part, Placing,
    Record, RecordDetail, RecordRows, SEGMENT, UNDATED, flag, id_hash, number,
};
use crate::model::figure::{Figure, Qualifier};
use crate::model::id::{Id, IncidentId};
use crate::model::name::Precision;
use crate::model::toll::PrintedToll;
use crate::model::{ArticleId, Corpus, Incident, NameId, Party, Role, Scope, Status, When};

/// The number of the data set that stands for the incidents of the corpus.
pub const INCIDENTS: u16 = u16::MAX;

/// The incidents of a corpus, by their numbers.
pub fn incident_set(corpus: &Corpus) -> DataSet {
    let rule = CountingRule { bound: Bound::Between, ..CountingRule::not_counted("") };
    let mut set = DataSet::new(About {
        tag: "",
        title: corpus.title().to_owned(),
        publisher: "",
        file: String::new(),
        licence: "",
        shareable: true,
        citation: Vec::new(),
        rule,
        codes_status: true,
        wider_name: "",
        one_sided: "",
        reading: Vec::new(),
    });
    for (n, (id, incident)) in corpus.incidents().enumerate() {
        let record = record(corpus, (id, incident), &mut set);
        if n % SEGMENT == 0 {
            set.segments.push(Arc::default());
        }
        if let Some(last) = set.segments.last_mut() {
            Arc::make_mut(last).push(&record, false);
        }
    }
    set.whole = true;
    set
}

fn record(corpus: &Corpus, (id, incident): (IncidentId, &Incident), set: &mut DataSet) -> Record {
    let (lo, hi, approximate) = incident.date.filter(|_| took_place(incident)).map_or((UNDATED, UNDATED, false), days);
    let (low, best, high, victims) = killed(corpus, id);
    let place = incident.places.iter().find(|place| place.role == Role::Where).or(incident.places.first());
    let location = location(corpus, place.map(|place| place.name), set);
    let mut actors = Vec::new();
    for actor in &incident.actors {
        let role = corpus.str(actor.role);
        let is_hit = role.contains("target") || role.contains("victim");
        let name = set.actors.push(corpus.who(actor.who).into()) as u32;
        actors.push((name, if is_hit { Part::Target } else { Part::Perpetrator }));
    }
    let says = |is: bool, flag: u16| if is { flag } else { 0 };
    let foiled = matches!(incident.status, Some(Status::Foiled | Status::Botched));
    Record {
        lo,
        hi,
        location: set.locations.push(location) as u32,
        actor_group: set.actor_groups.push(ActorGroup { actors: actors.into(), meant: "" }) as u32,
        event_type: set.event_types.push(EventType { name: corpus.str(incident.kind).into(), group: "".into() }) as u32,
        low,
        best,
        high,
        injured: NOT_GIVEN,
        flags: says(approximate, flag::APPROXIMATE)
            | says(victims, flag::ATTACKERS_OUT)
            | says(foiled, flag::FOILED)
            | says(incident.scope == Scope::Series, flag::SERIES),
        id: id_hash(corpus.str(incident.id).as_bytes()),
        at: 0,
    }
}

/// Whether it is an event, and no threat or warning of one.
fn took_place(incident: &Incident) -> bool {
    !matches!(incident.status, Some(Status::Threatened | Status::Warned))
}

/// The days that a date leaves open. What is open at one end is no date to compare by.
fn days(when: When) -> (i32, i32, bool) {
    if when.is_open_start() || when.is_open_end() {
        return (UNDATED, UNDATED, false);
    }
    (number(when.earliest()), number(when.latest()), when.is_approximate() || when.is_uncertain())
}

/// The number killed as articles print it: the lowest that one leaves open, the exact one that most give, and the highest; and
/// whether attackers are left out. A lower end that is open is 0, an upper one is [`OPEN`].
fn killed(corpus: &Corpus, id: IncidentId) -> (u32, u32, u32, bool) {
    let says = |figure: &Figure| figure.min.is_some() || figure.max.is_some();
    let figures = PrintedToll::of(corpus, id).figures.into_iter().map(|(figure, _)| figure).filter(says);
    let all: Vec<Figure> = figures.filter(|figure| matches!(figure.party, Party::Total | Party::Victims)).collect();
    // A total is compared with totals, if an article gives one.
    let has_total = all.iter().any(|figure| figure.party == Party::Total);
    let party = if has_total { Party::Total } else { Party::Victims };
    let all: Vec<Figure> = all.into_iter().filter(|figure| figure.party == party).collect();
    let exact: Vec<u32> = all.iter().filter_map(exact).collect();
    let times = |n: u32| exact.iter().filter(|other| **other == n).count();
    let best = exact.iter().copied().max_by_key(|n| (times(*n), *n));
    let low = all.iter().map(|figure| figure.min.unwrap_or(0)).min();
    let high = all.iter().map(|figure| figure.max.unwrap_or(OPEN)).max();
    let given = |n: Option<u32>| n.unwrap_or(NOT_GIVEN);
    (given(low), given(best), given(high), party == Party::Victims && !all.is_empty())
}

/// The number of a figure that is neither an end nor about right.
fn exact(figure: &Figure) -> Option<u32> {
    let only = figure.min.filter(|min| figure.max == Some(*min));
    figure.stated.or(only).filter(|_| figure.qualifier == Qualifier::Exactly)
}

/// A place with the areas around it, and the position of the first of them that has one.
fn location(corpus: &Corpus, place: Option<NameId>, set: &mut DataSet) -> Location {
    let names = corpus.name_table();
    let around: Vec<NameId> =
        std::iter::successors(place, |id| names.get(id.index()).and_then(|name| name.part_of)).take(16).collect();
    let of = |id: &NameId| corpus.name(*id);
    let is_country = |id: &NameId| of(id).precision == Some(Precision::Country);
    let code = around.iter().map(|id| corpus.str(of(id).country)).find(|code| code.len() == 2);
    let code = code.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
    let country = around.iter().find(|id| is_country(id)).map_or("", |id| corpus.str(of(id).name));
    let country = Country { name: country.into(), code };
    let known = set.countries.iter().position(|known| *known == country);
    let country = known.unwrap_or_else(|| set.countries.push(country));
    let placed = around.iter().map(of).find(|name| name.position.is_some());
    let within = around.iter().skip(1).filter(|id| !is_country(id)).map(|id| corpus.str(of(id).name).into()).collect();
    Location {
        name: around.first().map_or("", |id| corpus.str(of(id).name)).into(),
        within,
        country: country as u32,
        position: placed.and_then(|name| name.position),
        precision: placed.and_then(|name| name.precision).map_or(Placing::Unknown, Placing::Known),
    }
}

/// The words of records, and of incidents those of the passages that tell of them.
pub struct WordsOfAll<'w> {
    /// The corpus.
    pub corpus: &'w Corpus,
    /// The rows of data sets.
    pub rows: &'w dyn RecordRows,
}

impl RecordRows for WordsOfAll<'_> {
    fn rows(
        &self,
        number: usize,
        set: &DataSet,
        records: &[u32],
        take: &mut dyn FnMut(u32, &Record, &RecordDetail),
    ) -> io::Result<()> {
        if number != usize::from(INCIDENTS) {
            return self.rows.rows(number, set, records, take);
        }
        let all = self.corpus.incidents().len();
        for &row in records.iter().filter(|row| (**row as usize) < all) {
            take(row, &set.row(row as usize), &detail(self.corpus, IncidentId::at(row as usize)));
        }
        Ok(())
    }
}

/// What the passages say that tell of an incident, and the articles they are in. Titles and digests of the editor's are no words
/// of a source.
fn detail(corpus: &Corpus, id: IncidentId) -> RecordDetail {
    let incident = corpus.incident(id);
    let (mut text, mut citations) = (String::new(), Vec::new());
    let mut cited: Vec<ArticleId> = Vec::new();
    for account in corpus.accounts_in(incident.accounts) {
        let passage = corpus.passage(account.passage);
        if let Some(words) = passage.text {
            text.push_str(corpus.str(words));
            text.push(' ');
        }
        if !cited.contains(&passage.article) {
            cited.push(passage.article);
            let article = corpus.article(passage.article);
            let [outlet, title] = [article.publisher, article.title].map(|text| corpus.str(text).to_owned());
            citations.push(Citation { outlet, date: String::new(), title });
        }
    }
    RecordDetail { id: corpus.str(incident.id).to_owned(), text, citations, ..RecordDetail::default() }
}
