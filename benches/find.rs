//! Time per keystroke in the finder: types words letter by letter, over invented incidents whose names follow Zipf's
//! law, at 10 thousand, 100 thousand and 1 million (and 3 million with `--three`). Prints a table: worst and median
//! time from query to hits, time to build the index, and its size; for comparison, the crate frizbee over the same
//! records as lines, on two threads. Run with `cargo bench --bench find`.
#![expect(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::time::{Duration, Instant};

use parallax::model::incident::{Actor, Who};
use parallax::model::name::{Name, NameKind};
use parallax::model::{Builder, Corpus, Incident, NameId, Place, Role, Scope, Span, Status, Text, When, id::Id};
use parallax::search::engine::search;
use parallax::search::{Index, Query};

const PLACES: &[&str] = &[
    "Kerman",
    "Moscow",
    "Istanbul",
    "Kabul",
    "Mazar-e-Sharif",
    "Fayzabad",
    "Gwadar",
    "Aleppo",
    "Mosul",
    "Baghdad",
    "Kandahar",
    "Jalalabad",
    "Peshawar",
    "Quetta",
    "Karachi",
    "Lahore",
    "Mogadishu",
    "Maiduguri",
    "Goma",
    "Bangui",
    "Gao",
    "Mopti",
    "Idlib",
    "Raqqa",
    "Homs",
    "Hama",
    "Basra",
    "Kirkuk",
    "Tikrit",
    "Sanaa",
    "Aden",
    "Taiz",
    "Khartoum",
    "Juba",
    "Donetsk",
    "Kharkiv",
];
const ACTORS: &[&str] = &[
    "Government of Afghanistan",
    "Taliban",
    "Islamic State",
    "Islamic State Khorasan Province",
    "Government of Syria",
    "Government of Sudan",
    "Boko Haram",
    "al-Shabaab",
    "Civilians",
    "Unidentified armed group",
    "Police forces",
    "Communal militia",
    "Government of Pakistan",
    "Tehreek-i-Taliban Pakistan",
    "Baloch separatists",
    "Government of Russia",
    "Government of Ukraine",
];
const KINDS: &[&str] =
    &["suicide bombing", "air strike", "mass shooting", "ambush", "shelling", "armed clash", "raid", "abduction"];
const TYPED: &[&str] = &[
    "kerman",
    "aleppo",
    "krmn",
    "moscow concert",
    "shah cheragh",
    "isk kabul air",
    "e",
    "zzzz",
    "gwader",
    "taliban raid",
];

/// A pseudo-random number generator (xorshift64), the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `n` after Zipf's law; 0 is the most frequent.
    fn zipf(&mut self, n: usize) -> usize {
        let u = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((n as f64 + 1.0).powf(u)) as usize).saturating_sub(1).min(n - 1)
    }
}

/// The invented name of a village, so that there are as many distinct words as in a gazetteer.
fn village(n: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "dar", "gul", "kha", "lam", "mir", "nar", "pul", "qala", "rud", "shah", "tan", "ush", "var", "yak", "zar",
    ];
    let mut name = String::new();
    let mut n = n + 16;
    while n > 0 {
        name.push_str(SYLLABLES[n % 16]);
        n /= 16;
    }
    name
}

fn invented(count: usize) -> Corpus {
    let mut builder = Builder::default();
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let villages = 20_000;
    let mut names: Vec<(String, NameKind)> = PLACES.iter().map(|p| ((*p).to_owned(), NameKind::Place)).collect();
    names.extend((0..villages).map(|n| (village(n), NameKind::Place)));
    let actors = names.len();
    names.extend(ACTORS.iter().map(|a| ((*a).to_owned(), NameKind::Organisation)));
    for (name, kind) in &names {
        let text = builder.intern(name);
        builder.name(Name {
            id: text,
            name: text,
            kind: *kind,
            variants: Vec::new(),
            part_of: None,
            distinct_from: Vec::new(),
            country: Text::default(),
            position: None,
            precision: None,
            note: Text::default(),
            accounts: Span::default(),
            notes: Span::default(),
            outside: Vec::new(),
            place_note: Text::default(),
            place_references: Vec::new(),
        });
    }
    for i in 0..count {
        let day = chrono::NaiveDate::from_ymd_opt(1990, 1, 1)
            .and_then(|d| d.checked_add_days(chrono::Days::new(i as u64 * 12_000 / count as u64)));
        let place = if numbers.next().is_multiple_of(3) {
            numbers.zipf(PLACES.len())
        } else {
            PLACES.len() + numbers.zipf(villages)
        };
        let (actor, other) = (numbers.zipf(ACTORS.len()), numbers.zipf(ACTORS.len()));
        let kind = KINDS[numbers.zipf(KINDS.len())];
        let title = builder.text(&format!("{kind}, {}", names[place].0));
        let who = |a: usize| Actor { who: Who::Name(NameId::at(actors + a)), role: Text::default() };
        let incident = Incident {
            id: builder.text(&format!("e{i}")),
            title,
            outside: Vec::new(),
            shown_title: title,
            aliases: Vec::new(),
            kind: builder.intern(kind),
            scope: Scope::Single,
            status: Some(Status::CarriedOut),
            date: day.map(When::day),
            date_basis: Text::default(),
            defined_by: Vec::new(),
            places: vec![Place { name: NameId::at(place), role: Role::Where }],
            actors: vec![who(actor), who(other)],
            lists_actors: true,
            accounts: Span::default(),
            relations: Vec::new(),
            notes: Span::default(),
            drafted: None,
        };
        builder.incident(incident);
    }
    builder.finish()
}

fn milliseconds(d: Duration) -> f64 {
    d.as_secs_f64() * 1000.0
}

/// The records as lines, for frizbee.
fn lines(corpus: &Corpus) -> impl Iterator<Item = String> + '_ {
    corpus.incidents().map(|(_, incident)| {
        let actors: Vec<&str> = incident.actors.iter().map(|a| corpus.who(a.who)).collect();
        format!("{} {} {}", corpus.str(incident.id), corpus.str(incident.title), actors.join(" "))
    })
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--lines") {
        let count = arguments.get(at + 1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
        lines(&invented(count)).for_each(|line| println!("{line}"));
        return;
    }
    // As in the workbench, before the first key.
    parallax::search::vocabulary::prepare();
    let mut sizes = vec![10_000, 100_000, 1_000_000];
    if std::env::args().any(|a| a == "--three") {
        sizes.push(3_000_000);
    }
    println!(
        "{:>10} {:>9} {:>11} {:>9} {:>9} {:>9} {:>15} {:>9}  our worst query",
        "incidents", "index s", "bytes each", "median ms", "worst ms", "words", "frizbee median", "worst"
    );
    for size in sizes {
        let corpus = invented(size);
        let start = Instant::now();
        let index = Index::new(&corpus);
        let built = start.elapsed();
        let mut times: Vec<(Duration, String)> = Vec::new();
        let mut theirs: Vec<Duration> = Vec::new();
        let lines: Vec<String> = lines(&corpus).collect();
        for typed in TYPED {
            for end in 1..=typed.len() {
                let query = &typed[..end];
                let start = Instant::now();
                let answer = search(&corpus, &index, &Query::parse(query), 200, &|| false);
                times.push((start.elapsed(), format!("{query} ({} hits)", answer.map_or(0, |a| a.all))));
                let start = Instant::now();
                let config = frizbee::Config { max_typos: Some(0), ..frizbee::Config::default() };
                let found = frizbee::Matcher::new(query, &config).match_list_parallel(&lines, 2);
                theirs.push(start.elapsed());
                std::hint::black_box(found);
            }
        }
        times.sort();
        theirs.sort();
        let (worst, query) = &times[times.len() - 1];
        println!(
            "{size:>10} {:>9.2} {:>11} {:>9.2} {:>9.2} {:>9} {:>15.2} {:>9.2}  {query}",
            built.as_secs_f64(),
            index.bytes() / size,
            milliseconds(times[times.len() / 2].0),
            milliseconds(*worst),
            index.len(),
            milliseconds(theirs[theirs.len() / 2]),
            milliseconds(theirs[theirs.len() - 1]),
        );
    }
}
