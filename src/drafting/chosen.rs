//! Which words of an article stand for the incident that it tells of, its date and its place: those in a passage that nobody
//! rejected. Knows one article at a time and makes no claims.

use super::account::Drafter;
use crate::model::Facet;
use crate::model::draft_doubt::{OF_DATELINE, OF_SAYING};
use crate::reading::Mention;
use crate::reading::date::ResolvedDate;
use crate::reading::incident::{IncidentWords, Method};
use crate::reading::place::NamedPlace;

impl<'d> Drafter<'d> {
    /// The words of the incident, where they stand in a passage: those of what the article mainly says it was; else of the
    /// method that is named first.
    pub(super) fn incident(&self, words: &[usize]) -> Option<&'d Mention<IncidentWords>> {
        let all = || words.iter().map(|&at| &self.reading.incidents[at]);
        let first = all().next()?;
        let in_passage = || {
            let here = all().filter(|mention| self.text.passage(mention.span.start).is_some());
            here.filter(|mention| !self.is_rejected(Facet::Method, mention.span, None))
        };
        let of = |method: Method| in_passage().find(|mention| mention.value.method == method);
        let mainly = self.coverage.kind.and_then(|(method, status)| {
            let exactly =
                |mention: &&Mention<IncidentWords>| (mention.value.method, mention.value.status) == (method, status);
            in_passage().find(exactly).or_else(|| of(method))
        });
        mainly.or_else(|| of(first.value.method)).or_else(|| in_passage().next())
    }

    /// The date of the incident: where it stands in a passage, for the headline is none.
    pub(super) fn date(&self) -> Option<&'d Mention<ResolvedDate>> {
        let all = &self.reading.dates;
        let chosen = all.get(self.coverage.date?)?;
        let same = |mention: &&Mention<ResolvedDate>| mention.value.edtf == chosen.value.edtf;
        let in_passage = |mention: &&Mention<ResolvedDate>| {
            self.text.passage(mention.span.start).is_some() && !self.is_rejected(Facet::Date, mention.span, None)
        };
        let others = self.coverage.dates.iter().filter_map(|&at| all.get(at)).filter(same);
        std::iter::once(chosen).chain(others).find(in_passage)
    }

    /// What is open of the date of the incident; empty if nothing is.
    pub(super) fn doubt_of_day(&self, date: &Mention<ResolvedDate>) -> &'static str {
        let main = &self.reading.main;
        if main.day_is_spoken && self.coverage.main && main.day.map(|(at, _)| at) == self.coverage.date {
            OF_SAYING
        } else if date.rule == "date.dateline" {
            OF_DATELINE
        } else {
            ""
        }
    }

    /// The place of the incident, likewise.
    pub(super) fn place(&self) -> Option<&'d Mention<NamedPlace>> {
        let all = &self.reading.places;
        let chosen = all.get(self.coverage.place?)?;
        let same = |mention: &&Mention<NamedPlace>| {
            let (a, b) = (&mention.value.place, &chosen.value.place);
            (&a.name, &a.country, a.kind) == (&b.name, &b.country, b.kind)
        };
        let in_passage = |mention: &&Mention<NamedPlace>| {
            self.text.passage(mention.span.start).is_some() && !self.is_rejected(Facet::Place, mention.span, None)
        };
        let others = self.coverage.places.iter().filter_map(|&at| all.get(at)).filter(same);
        std::iter::once(chosen).chain(others).find(in_passage)
    }
}
