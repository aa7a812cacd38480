//! Evaluates the fields of a query on records of a corpus. Knows nothing of words, ranking or data sets.
//!
//! A date holds certainly, possibly or not. Possible matches pass: a search for October 2022 includes incidents dated
//! only 2022. For passages and quotations, fields about incidents are evaluated on the incidents they report.

use super::fold::fold;
use super::index::Target;
use super::query::{FieldFilter, FieldValue};
use crate::model::dataset::Placing;
use crate::model::incident::Who;
use crate::model::time::{Certainty, Grain};
use crate::model::{ArticleId, Corpus, Facet, Incident, IncidentId, NameId, Value, When};

/// Number of fields that hold only possibly; `None` if a field does not hold.
pub fn doubt(corpus: &Corpus, target: Target, filters: &[FieldFilter]) -> Option<u8> {
    filters.iter().try_fold(0, |doubt, filter| match holds(corpus, target, filter) {
        Certainty::Certainly => Some(doubt),
        Certainty::Possibly => Some(doubt + 1),
        Certainty::No => None,
    })
}

/// Whether a field holds: the most certain of its alternatives, negated by `!`.
pub fn holds(corpus: &Corpus, target: Target, filter: &FieldFilter) -> Certainty {
    let answers = filter.any.iter().map(|one| wanted(corpus, target, one));
    turned(answers.min_by_key(|c| *c as u8).unwrap_or(Certainty::No), filter.not)
}

/// Negates the answer if `not` is set; possible stays possible.
pub(super) fn turned(answer: Certainty, not: bool) -> Certainty {
    match (answer, not) {
        (answer, false) => answer,
        (Certainty::Certainly, true) => Certainty::No,
        (Certainty::Possibly, true) => Certainty::Possibly,
        (Certainty::No, true) => Certainty::Certainly,
    }
}

fn certain(holds: bool) -> Certainty {
    if holds { Certainty::Certainly } else { Certainty::No }
}

fn wanted(corpus: &Corpus, target: Target, wanted: &FieldValue) -> Certainty {
    // The most certain answer of the incidents of a record.
    let surest = |test: &dyn Fn(IncidentId, &Incident) -> Certainty| {
        let mut answer = Certainty::No;
        for id in incidents(corpus, target) {
            match test(id, corpus.incident(id)) {
                Certainty::Certainly => return Certainty::Certainly,
                Certainty::Possibly => answer = Certainty::Possibly,
                Certainty::No => {}
            }
        }
        answer
    };
    let any = |test: &dyn Fn(IncidentId, &Incident) -> bool| surest(&|id, i| certain(test(id, i)));
    let dated = |test: &dyn Fn(When) -> Certainty| surest(&|_, i| i.date.map_or(Certainty::No, test));
    let side = |sure: bool, open: bool| match (sure, open) {
        (true, _) => Certainty::Certainly,
        (false, true) => Certainty::Possibly,
        (false, false) => Certainty::No,
    };
    match wanted {
        FieldValue::Target(kind) => certain(target.kind() == *kind),
        FieldValue::By(words) => certain(by(corpus, target, words)),
        FieldValue::In(words) => certain(articles(corpus, target).iter().any(|&a| {
            let record = corpus.article(a);
            [record.id, record.title, record.publisher].iter().any(|&t| has(corpus.str(t), words))
        })),
        FieldValue::At(words) => any(&|_, i| i.places.iter().any(|p| placed(corpus, p.name, words))),
        FieldValue::Who(words) => any(&|_, i| {
            i.actors.iter().any(|a| match a.who {
                Who::Name(name) => placed(corpus, name, words),
                Who::Words(text) => has(corpus.str(text), words),
            })
        }),
        FieldValue::On(period) => dated(&|w| w.within(*period)),
        FieldValue::After(period) => dated(&|w| side(w.earliest() > period.latest(), w.latest() > period.latest())),
        FieldValue::Before(period) => {
            dated(&|w| side(w.latest() < period.earliest(), w.earliest() < period.earliest()))
        }
        FieldValue::Killed(comparison, n) => surest(&|_, i| {
            let accounts = corpus.accounts_in(i.accounts).iter();
            let claims = accounts.flat_map(|a| corpus.claims_in(a.claims)).filter(|c| c.facet == Facet::Killed);
            let figures = claims.filter_map(|c| match c.value {
                Value::Figure(figure) => Some(figure),
                _ => None,
            });
            let judged = figures.map(|f| {
                // A source that prints this number states it, whatever its qualifier.
                let sure = comparison.certain(f.min, f.max, *n)
                    || f.stated.is_some_and(|s| comparison.certain(Some(s), Some(s), *n));
                side(sure, comparison.possible(f.min, f.max, *n))
            });
            judged.min_by_key(|c| *c as u8).unwrap_or(Certainty::No)
        }),
        FieldValue::Sources(comparison, n) => any(&|_, i| {
            let origins = u32::try_from(corpus.coverage(i).origins).ok();
            comparison.possible(origins, origins, *n)
        }),
        FieldValue::KindOf(words) => any(&|_, i| has(corpus.str(i.kind), words)),
        FieldValue::Precision(wanted) => any(&|_, i| {
            let places = i.places.iter().map(|p| corpus.name(p.name).precision);
            places.map(|p| p.map_or(Placing::Unknown, Placing::Known)).min().unwrap_or(Placing::Unknown) == *wanted
        }),
        FieldValue::Dated(wanted) => any(&|_, i| i.date.map_or(Grain::Never, crate::model::When::grain) == *wanted),
        FieldValue::Verdict(verdict) => any(&|id, _| corpus.verdict(id) == *verdict),
    }
}

/// The incident itself, or those that a quotation or passage reports.
fn incidents(corpus: &Corpus, target: Target) -> Vec<IncidentId> {
    match target {
        Target::Incident(id) => vec![id],
        Target::Quote(id) => corpus.quote(id).incidents.clone(),
        Target::Passage(id) => {
            corpus.accounts_of(id).iter().filter_map(|&a| corpus.account(a).about.incident()).collect()
        }
        Target::Article(_) | Target::Name(_) | Target::Record(_) => Vec::new(),
    }
}

/// The article itself, or those that contain the record.
fn articles(corpus: &Corpus, target: Target) -> Vec<ArticleId> {
    match target {
        Target::Incident(id) => {
            let accounts = corpus.accounts_in(corpus.incident(id).accounts);
            accounts.iter().map(|a| corpus.article_of(a)).collect()
        }
        Target::Article(id) => vec![id],
        Target::Quote(id) => vec![corpus.passage(corpus.quote(id).passage).article],
        Target::Passage(id) => vec![corpus.passage(id).article],
        Target::Name(_) | Target::Record(_) => Vec::new(),
    }
}

fn by(corpus: &Corpus, target: Target, words: &str) -> bool {
    match target {
        Target::Quote(id) => {
            let record = corpus.quote(id);
            match record.speaker {
                Some(name) => named(corpus, name, words),
                None => has(corpus.str(record.speaker_words), words),
            }
        }
        Target::Article(id) => {
            let record = corpus.article(id);
            has(corpus.str(record.publisher), words) || record.authors.iter().any(|&a| has(corpus.str(a), words))
        }
        _ => false,
    }
}

/// Whether `words` is an ISO 3166-1 alpha-2 code, in any case.
pub(super) fn is_code(words: &str) -> bool {
    words.len() == 2 && CODES.split(' ').any(|code| code.eq_ignore_ascii_case(words))
}

/// ISO 3166-1 alpha-2, and XK for Kosovo.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
                     BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG \
                     EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN \
                     HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI \
                     LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC \
                     NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
                     SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR \
                     TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Whether each of `words` is a prefix of a word of `text`; after `=`, whether they equal the whole text.
pub(super) fn has(text: &str, words: &str) -> bool {
    let text = fold(text);
    if let Some(whole) = words.strip_prefix('=') {
        return text == whole;
    }
    words.split(' ').all(|w| text.split(' ').any(|t| t.starts_with(w)))
}

/// Whether a name or one of its variants matches.
fn named(corpus: &Corpus, name: NameId, words: &str) -> bool {
    let record = corpus.name(name);
    has(corpus.str(record.name), words) || record.variants.iter().any(|&v| has(corpus.str(v), words))
}

/// Whether a name, a name that it is part of, or its country code matches.
fn placed(corpus: &Corpus, name: NameId, words: &str) -> bool {
    let code = fold(corpus.str(corpus.name(name).country));
    // After `=` only the name as shown counts, not variants or wholes.
    if words.starts_with('=') {
        return has(corpus.str(corpus.name(name).name), words);
    }
    // A country code means that country, not places that begin with these letters.
    if is_code(words) {
        return code == words;
    }
    code == words || std::iter::successors(Some(name), |n| corpus.name(*n).part_of).any(|n| named(corpus, n, words))
}

/// Whether a field of the record contains the phrase; the last word may be a prefix.
pub fn says(corpus: &Corpus, target: Target, phrase: &str) -> bool {
    let within = |text| format!(" {} ", fold(corpus.str(text))).contains(&format!(" {phrase}"));
    match target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            within(record.title) || record.aliases.iter().any(|&a| within(a))
        }
        Target::Article(id) => within(corpus.article(id).title),
        Target::Quote(id) => {
            let record = corpus.quote(id);
            within(record.gist) || record.pieces.iter().any(|p| within(p.opening))
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            within(record.name) || record.variants.iter().any(|&v| within(v))
        }
        Target::Record(_) => false,
        Target::Passage(id) => {
            let record = corpus.passage(id);
            within(record.digest) || record.text.is_some_and(within)
        }
    }
}
