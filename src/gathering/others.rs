//! Joins what articles tell in passing: the same day and a place that agrees make one incident, with another article's main
//! incident or with what a third one recalls.

use crate::reading::incident::Method;
use crate::reading::place::PlaceKind;
use chrono::NaiveDate;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::kind::{kinds_agree, same_kind};
use super::profile::Spot;

/// Groups of one day that a telling is compared with at most.
const MOST: usize = 400;

/// When and where something was, and how it was done, as one article or several tell it.
#[derive(Debug, Clone)]
pub struct IncidentScene {
    /// Its first and its last possible day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Its place.
    pub place: Option<Spot>,
    /// How it was done.
    pub method: Option<Method>,
}

/// How well two scenes agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SceneAgreement {
    /// The same month or season, and the same town.
    Month,
    /// The same day, and nothing against it.
    Day,
    /// The same day and a place within the other.
    Within,
    /// The same day and the same place.
    Same,
}

impl IncidentScene {
    /// How many days it may have been on.
    fn length(&self) -> i64 {
        self.days.map_or(i64::MAX, |(first, last)| (last - first).num_days())
    }

    /// How well another scene agrees with this one; `None` if it does not.
    pub fn agrees(&self, other: &Self) -> Option<SceneAgreement> {
        let (own, its) = (self.days?, other.days?);
        if own.0 > its.1 || its.0 > own.1 || !kinds_agree(self.method, other.method) {
            return None;
        }
        let exact = self.length().max(other.length()) <= 1;
        let places = self.place.as_ref().zip(other.place.as_ref());
        match places {
            Some((x, y)) if x == y || x.kilometres(y).is_some_and(|away| away < 20.0) => {
                // A whole country in a month is no place to tell incidents apart by.
                let fits = exact
                    || (x.kind == PlaceKind::Town || y.kind == PlaceKind::Town)
                        && self.length().max(other.length()) < 100;
                fits.then_some(if exact { SceneAgreement::Same } else { SceneAgreement::Month })
            }
            Some((x, y)) => {
                let one_wide = (x.kind != PlaceKind::Town) != (y.kind != PlaceKind::Town) && x.country == y.country;
                let states = x.admin == y.admin || x.admin.is_empty() || y.admin.is_empty();
                (one_wide
                    && states
                    && (exact || same_kind(self.method, other.method) && self.length().max(other.length()) < 32))
                    .then_some(if exact { SceneAgreement::Within } else { SceneAgreement::Month })
            }
            None => (exact && same_kind(self.method, other.method)).then_some(SceneAgreement::Day),
        }
    }
}

/// Scenes by their days, to find those that agree.
#[derive(Debug, Default)]
pub struct SceneIndex {
    scenes: Vec<IncidentScene>,
    by_month: HashMap<(i32, u32), Vec<u32>, FixedState>,
    by_day: HashMap<NaiveDate, Vec<u32>, FixedState>,
}

impl SceneIndex {
    /// Adds a scene and gives its number.
    pub fn add(&mut self, scene: IncidentScene) -> usize {
        let number = self.scenes.len();
        self.scenes.push(scene);
        self.enter(number);
        number
    }

    /// Lists a scene under its days.
    fn enter(&mut self, number: usize) {
        let scene = &self.scenes[number];
        let Some((first, last)) = scene.days else { return };
        if scene.length() <= 1 {
            self.by_day.entry(first).or_default().push(number as u32);
            if last != first {
                self.by_day.entry(last).or_default().push(number as u32);
            }
        }
        let mut month = month(first);
        for _ in 0..12 {
            self.by_month.entry(month).or_default().push(number as u32);
            if month >= self::month(last) {
                break;
            }
            month = if month.1 == 12 { (month.0 + 1, 1) } else { (month.0, month.1 + 1) };
        }
    }

    /// The scene that agrees best with one: only the best, and none if two agree as well.
    pub fn find(&self, scene: &IncidentScene) -> Option<(usize, SceneAgreement)> {
        let (first, last) = scene.days?;
        let exact = scene.length() <= 1;
        let near = if exact { self.by_day.get(&first) } else { self.by_month.get(&month(first)) };
        let end = if exact && last != first { self.by_day.get(&last) } else { None };
        let wide = if exact { self.by_month.get(&month(first)) } else { None };
        let mut best: Option<(SceneAgreement, usize, usize)> = None;
        for list in [near, end, wide].into_iter().flatten() {
            for number in list.iter().take(MOST) {
                let Some(agreement) = self.scenes[*number as usize].agrees(scene) else { continue };
                match &mut best {
                    Some((known, at, count)) if *known == agreement => *count += usize::from(*at != *number as usize),
                    Some((known, ..)) if *known > agreement => {}
                    _ => best = Some((agreement, *number as usize, 1)),
                }
            }
        }
        best.filter(|(_, _, count)| *count == 1).map(|(agreement, at, _)| (at, agreement))
    }

    /// Fills in what a scene leaves open from another that was joined to it.
    pub fn fill(&mut self, number: usize, other: &IncidentScene) {
        let scene = &mut self.scenes[number];
        let shorter = other.length() < scene.length();
        let town = |s: &IncidentScene| s.place.as_ref().is_some_and(|p| p.kind == PlaceKind::Town);
        if scene.place.is_none() || town(other) && !town(scene) {
            scene.place.clone_from(&other.place);
        }
        scene.method = scene.method.or(other.method);
        if shorter {
            scene.days = other.days;
            self.enter(number);
        }
    }
}

/// The year and month of a day.
fn month(day: NaiveDate) -> (i32, u32) {
    use chrono::Datelike;
    (day.year(), day.month())
}
