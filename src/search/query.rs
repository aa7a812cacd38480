//! Parses a query: words, operators and fields. Knows nothing of indexes or records.
//!
//! `'exact`, `^prefix`, `!not`, `"a phrase"`; `kind:quote by:webber in:scmp at:TR who:ttp on:2022-10 after:2023
//! before:2021-06 killed:>50 sources:>=2 verdict:conflict`. Parts that cannot be read are reported and ignored. A `?`
//! before a value (`killed:?>=1000`) asks for what satisfies it possibly but not certainly.

use std::ops::Range;

use super::box_value;
pub use super::comparison::Comparison;
use super::declared_field::DeclaredField;
pub use super::field_names::FIELDS;
use super::field_names::unknown_field;
use super::fold::fold;
use super::spoken_date;
use super::text_field::{TextField, phrase};
use super::typed_name::TypedName;
use crate::model::dataset::{Placing, RowState, TextPhrase};
use crate::model::geo_box::GeoBox;
use crate::model::time::Grain;
use crate::model::{Corpus, Verdict, When};

/// Maximum number of terms and fields.
const MOST: usize = 24;
/// Maximum length of a query in characters; the rest is ignored.
const LONGEST: usize = 4096;

/// How a term is matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Any [`Fit`](super::rank::Fit).
    Loose,
    /// The whole word.
    Exact,
    /// A prefix of a word.
    Prefix,
    /// Several adjacent words, in order.
    Phrase,
}

/// One word or phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The folded text.
    pub text: String,
    /// How it is matched.
    pub mode: Mode,
    /// Whether records that contain it are excluded.
    pub not: bool,
}

/// A value of a query field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// Records of a kind.
    Target(TargetKind),
    /// Quotes by a speaker, articles by a publisher.
    By(TypedName),
    /// Records of an article.
    In(TypedName),
    /// Incidents at a place or in a country.
    At(TypedName),
    /// Incidents with an actor.
    Who(TypedName),
    /// Incidents in a period.
    On(When),
    /// Incidents later than a period.
    After(When),
    /// Incidents earlier than a period.
    Before(When),
    /// Incidents for which a source states such a number killed.
    Killed(Comparison, u32),
    /// Incidents with such a number of origins.
    Sources(Comparison, u32),
    /// Incidents with that verdict.
    Verdict(Verdict),
    /// Incidents with that draft verdict.
    Draft(Verdict),
    /// Incidents of an event type: a bombing, a battle.
    KindOf(TypedName),
    /// Incidents with that precision of place.
    Precision(Placing),
    /// Incidents with that precision of date.
    Dated(Grain),
    /// Incidents in a part of the map.
    Within(GeoBox),
    /// Records whose row is so.
    Row(RowState),
    /// Records and passages whose text has these words.
    Text(TextField),
    /// What an annotation gives this tag, folded.
    Tag(String),
    /// What an annotation or another note of the editor says these words of, folded.
    Noted(TextPhrase),
    /// Incidents and names with such a claim about a declared facet.
    Declared(DeclaredField),
}

/// Kinds of records that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// An incident.
    Incident,
    /// An article.
    Article,
    /// A quotation.
    Quote,
    /// A person, organisation or place.
    Name,
    /// A passage.
    Passage,
}

impl TargetKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Incident, Self::Article, Self::Quote, Self::Name, Self::Passage];

    /// The word used in queries, in JSON and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Article => "article",
            Self::Quote => "quote",
            Self::Name => "name",
            Self::Passage => "passage",
        }
    }
}

/// A field of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldFilter {
    /// Its name.
    pub field: &'static str,
    /// The whole field as typed: `!at:kotu`. Dates stand as they were read, in EDTF.
    pub typed: String,
    /// Alternative values; one of them must hold.
    pub any: Vec<FieldValue>,
    /// Whether it asks for what holds possibly but not certainly.
    pub possibly: bool,
    /// Whether it is negated.
    pub not: bool,
}

/// A part of a query that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryProblem {
    /// Byte range in the query.
    pub at: Range<usize>,
    /// The problem, and what is expected.
    pub why: String,
}

impl QueryProblem {
    /// The part of the query, and what is wrong with it. A field without a value is named there already.
    pub fn said(&self, query: &str) -> String {
        let part = query.get(self.at.clone()).unwrap_or_default();
        if part.ends_with(':') { self.why.clone() } else { format!("{part}: {}", self.why) }
    }
}

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Words and phrases; all that are not negated must be found.
    pub terms: Vec<Term>,
    /// The words without an operator, as typed.
    pub loose: Vec<String>,
    /// Fields; all must hold.
    pub filters: Vec<FieldFilter>,
    /// Parts that could not be read.
    pub problems: Vec<QueryProblem>,
}

/// Fields that a source's statement can satisfy possibly, and that therefore take `?`.
const POSSIBLE: [&str; 7] = ["at", "box", "who", "on", "after", "before", "killed"];

impl Query {
    /// Parses a query. Never fails: parts that cannot be read become [`QueryProblem`]s.
    pub fn parse(typed: &str) -> Self {
        Self::parse_with(typed, None)
    }

    /// Parses a query, in which the labels of the corpus's declared facets are fields too.
    pub fn parse_in(typed: &str, corpus: &Corpus) -> Self {
        Self::parse_with(typed, Some(corpus))
    }

    fn parse_with(typed: &str, corpus: Option<&Corpus>) -> Self {
        let end = typed.char_indices().nth(LONGEST).map_or(typed.len(), |(at, _)| at);
        let mut query = Self::default();
        for range in pieces(&typed[..end]) {
            if query.terms.len() + query.filters.len() >= MOST {
                query
                    .problems
                    .push(QueryProblem { at: range, why: format!("only the first {MOST} words are looked up") });
                break;
            }
            query.piece(typed, range, corpus);
        }
        query
    }

    /// The terms that are not negated.
    pub fn wanted(&self) -> Vec<&Term> {
        self.terms.iter().filter(|t| !t.not).collect()
    }

    /// Whether it has no terms and no fields.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    fn piece(&mut self, typed: &str, range: Range<usize>, corpus: Option<&Corpus>) {
        let whole = &typed[range.clone()];
        let text = whole;
        let (not, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let declared = text.split_once(':').zip(corpus).and_then(|((label, value), corpus)| {
            let facet = corpus.declared(&label.to_lowercase())?;
            FIELDS.iter().all(|(field, _)| *field != label).then_some((corpus, facet, value))
        });
        if let Some((corpus, facet, value)) = declared {
            let values = values(value);
            let possibly = values.iter().any(|v| v.starts_with('?'));
            let all = values.into_iter().map(|v| v.strip_prefix('?').unwrap_or(v));
            match all.map(|value| DeclaredField::parse(corpus, facet, value).map(FieldValue::Declared)).collect() {
                Ok(any) => {
                    let (field, typed) = ("declared", whole.to_owned());
                    self.filters.push(FieldFilter { field, typed, any, possibly, not });
                }
                Err(why) => self.problems.push(QueryProblem { at: range, why }),
            }
            return;
        }
        if let Some((name, value)) = text.split_once(':')
            && name.bytes().all(|b| b.is_ascii_alphabetic())
            && !name.is_empty()
        {
            // The screen counts origins.
            let name = match name.to_ascii_lowercase().as_str() {
                "origins" => "sources".to_owned(),
                name => name.to_owned(),
            };
            let values = if name == "box" { box_value::boxes(value) } else { values(value) };
            let possibly = values.iter().any(|v| v.starts_with('?'));
            let all = values.into_iter().map(|v| field(&name, v.strip_prefix('?').unwrap_or(v)));
            let read = all.collect::<Result<Vec<Vec<FieldValue>>, String>>().map(|all| all.concat());
            match (FIELDS.iter().find(|(field, _)| *field == name), read) {
                (Some((field, _)), Ok(_)) if possibly && !POSSIBLE.contains(field) => {
                    let why = format!("{field}: has no possible matches; ? goes with {}:", POSSIBLE.join(":, "));
                    self.problems.push(QueryProblem { at: range, why });
                }
                (Some((field, _)), Ok(any)) => {
                    let typed = dates_as_read(field, &any, possibly, not).unwrap_or_else(|| whole.to_owned());
                    self.filters.push(FieldFilter { field, typed, any, possibly, not });
                }
                (None, Ok(_)) => {}
                (_, Err(why)) => self.problems.push(QueryProblem { at: range, why }),
            }
            return;
        }
        let (mode, text) = match text.chars().next() {
            Some('\'' | '’') => (Mode::Exact, &text[text.chars().next().map_or(0, char::len_utf8)..]),
            Some('^') => (Mode::Prefix, &text[1..]),
            Some('"') => (Mode::Phrase, text.trim_matches('"')),
            _ => (Mode::Loose, text),
        };
        let folded = fold(text);
        if folded.is_empty() {
            // A lone operator: the user is still typing.
            return;
        }
        if mode == Mode::Phrase && folded.contains(' ') {
            self.terms.push(Term { text: folded, mode, not });
            return;
        }
        let mode = if mode == Mode::Phrase { Mode::Exact } else { mode };
        if mode == Mode::Loose && !not {
            self.loose.push(text.to_owned());
        }
        // `mazar-i-sharif` is three words.
        for word in folded.split(' ').take(MOST) {
            self.terms.push(Term { text: word.to_owned(), mode, not });
        }
    }
}

/// Byte ranges of the parts of a query, split at spaces outside quotation marks.
pub fn pieces(typed: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in typed.char_indices() {
        match c {
            '"' => {
                quoted = !quoted;
                start.get_or_insert(at);
            }
            c if c.is_whitespace() && !quoted => found.extend(start.take().map(|s| s..at)),
            _ => {
                start.get_or_insert(at);
            }
        }
    }
    found.extend(start.map(|s| s..typed.len()));
    found
}

/// The alternative values of a field, split at commas outside quotation marks.
pub fn values(value: &str) -> Vec<&str> {
    let (mut found, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in value.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                found.push(&value[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&value[start..]);
    // A trailing comma: the user is still typing.
    if found.len() > 1 {
        found.retain(|v| !v.is_empty());
    }
    found.into_iter().map(|v| v.trim_matches('"')).collect()
}

/// A field of dates with all their readings: `on:2024-01-03,2024-03-01`; `None` for other fields.
fn dates_as_read(field: &str, any: &[FieldValue], possibly: bool, not: bool) -> Option<String> {
    let dates = any.iter().map(|value| match value {
        FieldValue::On(when) | FieldValue::After(when) | FieldValue::Before(when) => Some(when.edtf()),
        _ => None,
    });
    let dates = dates.collect::<Option<Vec<String>>>()?.join(",");
    Some(format!("{}{field}:{}{dates}", if not { "!" } else { "" }, if possibly { "?" } else { "" }))
}

/// The alternatives that a value of a field means.
fn field(name: &str, value: &str) -> Result<Vec<FieldValue>, String> {
    let dates = |of: fn(When) -> FieldValue| match spoken_date::periods(value) {
        Ok(periods) => Ok(periods.into_iter().map(of).collect()),
        Err(wanted) => Err(format!("{name}: wants {wanted}")),
    };
    match name {
        "on" => dates(FieldValue::On),
        "after" => dates(FieldValue::After),
        "before" => dates(FieldValue::Before),
        _ => Ok(vec![field_value(name, value)?]),
    }
}

fn field_value(name: &str, value: &str) -> Result<FieldValue, String> {
    let words = || TypedName::parse(value).ok_or_else(|| format!("{name}: wants a word"));
    match name {
        "kind" => {
            let kind = TargetKind::ALL.into_iter().find(|k| k.word() == value.to_lowercase().trim_end_matches('s'));
            kind.map_or_else(|| words().map(FieldValue::KindOf), |kind| Ok(FieldValue::Target(kind)))
        }
        "by" => words().map(FieldValue::By),
        "in" => words().map(FieldValue::In),
        "at" => words().map(FieldValue::At),
        "who" => words().map(FieldValue::Who),
        "killed" => Comparison::parse(name, value).map(|(c, n)| FieldValue::Killed(c, n)),
        "sources" => Comparison::parse(name, value).map(|(c, n)| FieldValue::Sources(c, n)),
        "verdict" | "draft" => {
            let verdict = Verdict::ALL.into_iter().find(|v| v.word() == value.to_lowercase());
            verdict
                .map(if name == "draft" { FieldValue::Draft } else { FieldValue::Verdict })
                .ok_or_else(|| format!("{name}: wants same, compatible, inconsistent, conflict or single"))
        }
        "text" => TextField::parse(value).map(FieldValue::Text).ok_or_else(|| "text: wants a word".into()),
        "tag" => phrase(value.trim_start_matches('#'))
            .map(|tag| FieldValue::Tag(tag.words))
            .ok_or_else(|| "tag: wants a word".into()),
        "note" => phrase(value).map(FieldValue::Noted).ok_or_else(|| "note: wants a word".into()),
        "precision" => {
            let placing = Placing::ALL.into_iter().find(|p| p.word() == value.to_lowercase());
            let wants = "precision: wants exact, town, region, country, sea or unknown";
            placing.map(FieldValue::Precision).ok_or_else(|| wants.into())
        }
        "dated" => {
            let grain = Grain::ALL.into_iter().find(|g| g.word() == value.to_lowercase());
            grain.map(FieldValue::Dated).ok_or_else(|| "dated: wants day, week, month, year, longer or never".into())
        }
        "box" => box_value::parse(value).map(FieldValue::Within),
        "row" => {
            let state = RowState::ALL.into_iter().find(|state| state.word() == value.to_lowercase());
            state.map(FieldValue::Row).ok_or_else(|| "row: wants once, repeat, slipped, misplaced or unread".into())
        }
        _ => Err(unknown_field(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn operators_and_fields_are_read() {
        let q = Query::parse("Kerman 'iran ^mem !moscow \"church attack\" at:TR killed:>50 !verdict:single on:2022-10");
        let terms: Vec<_> = q.terms.iter().map(|t| (t.text.as_str(), t.mode, t.not)).collect();
        assert_eq!(
            terms,
            [
                ("kerman", Mode::Loose, false),
                ("iran", Mode::Exact, false),
                ("mem", Mode::Prefix, false),
                ("moscow", Mode::Loose, true),
                ("church attack", Mode::Phrase, false),
            ]
        );
        assert_eq!(q.filters.len(), 4);
        assert_eq!(q.filters[1].any, [FieldValue::Killed(Comparison::Above, 50)]);
        assert!(q.filters[2].not);
        assert!(q.problems.is_empty());
    }

    #[test]
    fn values_of_a_field_are_alternatives() {
        let q = Query::parse("at:AF,\"Congo, DR\", kind:battle dated:never precision:town,exact");
        let name = |typed| TypedName::parse(typed).unwrap();
        let at = [FieldValue::At(name("AF")), FieldValue::At(name("Congo, DR"))];
        assert_eq!((q.filters[0].field, &q.filters[0].any[..]), ("at", &at[..]));
        assert_eq!(q.filters[1].any, [FieldValue::KindOf(name("battle"))]);
        assert_eq!((q.filters.len(), q.problems.len()), (4, 0));
    }

    #[test]
    fn a_question_mark_asks_for_what_is_possible() {
        let q = Query::parse("killed:?>=1000 on:?2024 !before:?2016 verdict:?conflict killed:5");
        let asked: Vec<_> = q.filters.iter().map(|f| (f.field, f.possibly, f.not)).collect();
        let wanted = [("killed", true, false), ("on", true, false), ("before", true, true), ("killed", false, false)];
        assert_eq!(asked, wanted);
        assert!(q.problems[0].why.contains("verdict: has no possible matches"), "{:?}", q.problems);
    }

    #[test]
    fn dates_are_read_as_they_are_typed() {
        for (typed, read) in [
            ("on:2022-10", "on:2022-10"),
            ("on:\"22 march 2024\"", "on:2024-03-22"),
            ("on:march-2024", "on:2024-03"),
            ("on:22.03.2024", "on:2024-03-22"),
            ("!on:?22/3/24", "!on:?2024-03-22"),
            ("after:\"summer 2021\"", "after:2021-22"),
            ("before:\"Sept. 11, 2001\"", "before:2001-09-11"),
            ("on:2021,march-2024", "on:2021,2024-03"),
            ("on:2021-08/..", "on:2021-08/.."),
            // Either reading of what is ambiguous.
            ("on:3/1/2024", "on:2024-01-03,2024-03-01"),
            ("after:winter-2023", "after:2023-24,2022-24"),
        ] {
            let q = Query::parse(typed);
            assert!(q.problems.is_empty() && q.terms.is_empty(), "{typed}: {q:?}");
            assert_eq!(q.filters[0].typed, read, "{typed}");
            assert_eq!(q.filters[0].any.len(), read.split(',').count());
            assert_eq!(Query::parse(read).filters, q.filters, "what is shown can be typed");
        }
        for (typed, why) in [
            ("on:\"22 march\"", "on: wants a date with its year, such as 2022-10"),
            ("before:tomorrow", "before: wants a date such as 2022-10"),
            ("on:", "on: wants a date such as 2022-10"),
        ] {
            assert!(Query::parse(typed).problems[0].why.starts_with(why), "{typed}");
        }
    }

    #[test]
    fn unreadable_parts_are_reported_and_ignored() {
        let q = Query::parse("kerman killed:many colour:red on:yesterday");
        assert_eq!(q.terms.len(), 1);
        let whys: Vec<&str> = q.problems.iter().map(|p| p.why.as_str()).collect();
        assert!(whys[0].contains(">50") && whys[1].contains("no field colour:") && whys[2].contains("2022-10"));
        assert_eq!(&"kerman killed:many"[q.problems[0].at.clone()], "killed:many");
    }

    proptest! {
        #[test]
        fn no_query_panics(typed in any::<String>()) {
            let _ = Query::parse(&typed);
        }
    }
}
