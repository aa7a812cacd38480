//! The timeline: incidents by year, the latest first, the undated at the end.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::list::{List, Move};
use chrono::Datelike;

use crate::model::id::Id;
use crate::model::{Corpus, IncidentId};

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The year of those below; `None` for the undated.
    Year(Option<i32>),
    /// An incident.
    Incident(IncidentId),
}

/// The timeline's rows and the selection in it. The list's offset counts rows, its cursor incidents.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Lines as shown.
    pub rows: Vec<Row>,
    /// Incidents in the order shown, with their rows.
    items: Vec<(IncidentId, usize)>,
    /// Position in `items` of each incident, by incident.
    place: Vec<u32>,
    /// How many incidents began in each month, with months counted from year 0; only months with any.
    pub months: Vec<(i32, usize)>,
    /// Selection and scroll.
    pub list: List,
}

impl Timeline {
    /// All incidents of the corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let mut order: Vec<(IncidentId, _)> = corpus.incidents().map(|(id, i)| (id, i.date)).collect();
        order.sort_by_key(|&(id, date)| {
            let dated =
                date.map(|d| (Reverse(d.year()), d.is_open_start(), Reverse(d.earliest()), Reverse(d.latest())));
            (dated.is_none(), dated, id)
        });
        let (mut rows, mut items, mut year) = (Vec::new(), Vec::new(), None);
        for (id, date) in order {
            let own = Some(date.map(crate::model::When::year));
            if year != own {
                year = own;
                rows.push(Row::Year(own.flatten()));
            }
            items.push((id, rows.len()));
            rows.push(Row::Incident(id));
        }
        let mut place = vec![0; items.len()];
        for (at, &(id, _)) in items.iter().enumerate() {
            place[id.index()] = u32::try_from(at).unwrap_or(u32::MAX);
        }
        Self { rows, items, place, months: months(corpus), list: List::default() }
    }

    /// The selected incident; `None` only in an empty corpus.
    pub fn selected(&self) -> Option<IncidentId> {
        self.items.get(self.list.cursor).map(|&(id, _)| id)
    }

    /// The incident on a row.
    pub fn at_row(&self, row: usize) -> Option<IncidentId> {
        match self.rows.get(row)? {
            Row::Incident(id) => Some(*id),
            Row::Year(_) => None,
        }
    }

    /// Moves the selection.
    pub fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.items.len());
    }

    /// Selects `incident`.
    pub fn select(&mut self, incident: IncidentId) {
        self.list.cursor = self.place[incident.index()] as usize;
    }

    /// Keeps the selection, and its year if it is the first of it, in sight.
    pub fn fit(&mut self, height: usize) {
        let Some(&(_, row)) = self.items.get(self.list.cursor) else {
            return;
        };
        let first = if row > 0 && matches!(self.rows[row - 1], Row::Year(_)) { row - 1 } else { row };
        self.list.show(first, row, self.rows.len(), height);
    }
}

/// Incidents that began in each month, by month. Those with an open beginning are left out: nobody knows.
fn months(corpus: &Corpus) -> Vec<(i32, usize)> {
    let mut counts = BTreeMap::new();
    for (_, incident) in corpus.incidents() {
        if let Some(when) = incident.date.filter(|w| !w.is_open_start()) {
            let day = when.earliest();
            *counts.entry(day.year() * 12 + day.month0().cast_signed()).or_insert(0) += 1;
        }
    }
    counts.into_iter().collect()
}
