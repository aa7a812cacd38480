//! A practised hand, who knows what is wanted and the keys: presses the fewest of them that it finds, and counts.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::Path;

use parallax::app::overlay::OverlayPane;
use parallax::app::overlays::Overlay;
use parallax::app::overlays::incident_choice::{ChosenIncident, IncidentChoice};
use parallax::app::pane::Pane;
use parallax::app::panes::View;
use parallax::app::panes::articles::listed;
use parallax::desk::ask::DecisionAsk;
use parallax::desk::claim_line;
use parallax::desk::item::{DraftItem, DraftKey, find_passage};
use parallax::desk::likely::Lately;
use parallax::fold::fold;
use parallax::model::id::Id;
use parallax::model::{ClaimId, Corpus, IncidentId, PassageId, Topic, When};
use parallax::ui::list::Move;

use super::selection::Selections;
use super::typing::{self, adds_name, escaped, fits, length};
use super::wanted::{Said, Wanted};
use crate::desk_keys::AtDesk;
use crate::terminal::Scratch;

/// Words that are numbers of a claim.
const NUMBERS: [&str; 8] = ["two", "three", "four", "seven", "twin", "several", "one", "dozens"];

/// More keys for a correction nobody would press, who can reject the draft and claim the words anew.
const MOST_CORRECTION: usize = 12;

/// What keys are pressed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    Walking,
    Accepting,
    Editing,
    Selecting,
    Typing,
    Ticking,
    Choosing,
    Moving,
    Joining,
    Rejecting,
}

/// What a draft is wanted as: the wanted claim, the way, and the keys of a correction.
type Use = (usize, Way, String);

/// How a wanted claim was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Accepted,
    Edited,
    Moved,
    Typed,
    /// Ticked among those that are offered.
    Offered,
    /// It came to stand with another one.
    Along,
}

/// The hand at the desk.
pub struct Hand {
    pub desk: AtDesk,
    pub wanted: Vec<Wanted>,
    /// The ids of incidents and names in the folder, by those in the built-in corpus.
    pub incidents: HashMap<String, String>,
    pub names: HashMap<String, String>,
    pub keys: BTreeMap<For, usize>,
    /// How often the hand had to decide something.
    pub decisions: usize,
    pub done: Vec<Option<Way>>,
    /// How many claims were offered, whether wanted or not.
    pub offered: usize,
    /// How often a claim's incident was asked for, was clear and wrong, and was clear and right.
    pub clear: [usize; 3],
    /// The keys of each wanted claim alone.
    pub own: Vec<usize>,
    /// The keys of each line that was typed.
    pub lines: Vec<String>,
    /// What could not be done, with the reason.
    pub failed: Vec<(usize, String)>,
}

/// Whether two dates may be of one day.
fn meet(a: Option<When>, b: Option<When>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let (a, b) = (a.reach(), b.reach());
    a.0 <= b.1 && b.0 <= a.1
}

impl Hand {
    pub fn new(folder: &Path, scratch: Scratch, wanted: Vec<Wanted>) -> Self {
        let desk = AtDesk::on(folder, (130, 45), scratch);
        let count = wanted.len();
        Self {
            desk,
            wanted,
            incidents: HashMap::new(),
            names: HashMap::new(),
            keys: BTreeMap::new(),
            decisions: 0,
            offered: 0,
            clear: [0; 3],
            done: vec![None; count],
            own: vec![0; count],
            lines: vec![String::new(); count],
            failed: Vec::new(),
        }
    }

    pub fn corpus(&self) -> &Corpus {
        self.desk.session.corpus()
    }

    pub fn press(&mut self, what: For, keys: &str) {
        *self.keys.entry(what).or_default() += length(keys);
        self.desk.press(keys);
    }

    pub fn total(&self) -> usize {
        self.keys.values().sum()
    }

    /// A wanted claim in the words of the folder: with its own ids.
    fn here(&self, at: usize) -> Wanted {
        let mut wanted = self.wanted[at].clone();
        let own = |ids: &HashMap<String, String>, id: &str| ids.get(id).cloned().unwrap_or_else(|| id.to_owned());
        if let Some(name) = &mut wanted.name {
            wanted.said.value = own(&self.names, &wanted.said.value);
            name.part_of = name.part_of.as_ref().map(|whole| own(&self.names, whole));
        }
        wanted.said.with = wanted.said.with.iter().map(|id| own(&self.incidents, id)).collect();
        wanted.said.with.sort();
        wanted
    }

    fn incident_of(&self, at: usize) -> Option<IncidentId> {
        self.corpus().find_incident(self.incidents.get(&self.wanted[at].incident)?)
    }

    /// What a claim says, and its words; a doubt of the reading that confirming settles counts as none.
    fn said(&self, id: ClaimId) -> (Said, String) {
        let corpus = self.corpus();
        let claim = corpus.claim(id);
        let said = Said::of_claim(corpus, claim);
        let weighed = said.weighed || claim.drafted.is_some();
        (Said { weighed, ..said }, corpus.str(claim.words).to_owned())
    }

    fn place_of(&self, id: ClaimId) -> (String, u32, Topic) {
        let corpus = self.corpus();
        let account = corpus.account(corpus.claim(id).account);
        let passage = corpus.passage(account.passage);
        (corpus.str(corpus.article(passage.article).id).to_owned(), passage.number, account.about)
    }

    /// The wanted claims that stand confirmed in their incidents.
    pub fn settled(&self) -> Vec<bool> {
        let corpus = self.corpus();
        let mut open: Vec<ClaimId> =
            corpus.claims().filter(|(_, claim)| claim.drafted.is_none()).map(|(id, _)| id).collect();
        let mut settled = vec![false; self.wanted.len()];
        for (at, settled) in settled.iter_mut().enumerate() {
            let (Some(incident), here) = (self.incident_of(at), self.here(at)) else { continue };
            let is_it = |id: &ClaimId| {
                let (article, passage, about) = self.place_of(*id);
                let (said, words) = self.said(*id);
                about == Topic::Incident(incident)
                    && (article, passage) == (here.article.clone(), here.passage)
                    && fits(&said, &here, &here.said.value, &words)
            };
            if let Some(found) = open.iter().position(is_it) {
                open.remove(found);
                *settled = true;
            }
        }
        settled
    }

    /// Notes what has been settled since, the claim `at` in its way.
    fn note(&mut self, at: usize, way: Way, keys: usize) {
        let settled = self.settled();
        for (other, is_settled) in settled.iter().enumerate() {
            if *is_settled && self.done[other].is_none() {
                self.done[other] = Some(if other == at { way } else { Way::Along });
            }
        }
        self.own[at] += keys;
        if !settled[at] {
            let said = self.desk.session.state().notice.clone().unwrap_or_default();
            self.failed.push((at, format!("{way:?}: {said}")));
        }
    }

    // The queue.

    fn queue(&self) -> Vec<DraftItem> {
        let state = self.desk.session.state();
        let Some(View::Desk(desk)) = state.views.last() else { return Vec::new() };
        let cx = state.cx(self.desk.session.workspace());
        let at = |cursor: usize| {
            let mut desk = desk.clone();
            desk.list_mut().cursor = cursor;
            desk.selected()
        };
        (0..desk.item_count(&cx)).filter_map(at).collect()
    }

    fn cursor(&self) -> usize {
        self.desk.session.state().pane().list().cursor
    }

    /// Walks in the queue to a draft, with the fewest keys.
    fn walk_to(&mut self, item: DraftItem) {
        let queue = self.queue();
        let target = queue.iter().position(|other| *other == item).unwrap();
        let half = (self.desk.session.state().pane().list().height / 2).max(1);
        let last = queue.len() - 1;
        let topics: Vec<Option<Topic>> = queue.iter().map(|item| item.topic(self.corpus())).collect();
        let start = self.cursor();
        let mut known: HashMap<usize, String> = HashMap::from([(start, String::new())]);
        let mut next = VecDeque::from([start]);
        while let Some(at) = next.pop_front() {
            let begins = |at: usize| at == 0 || topics[at - 1] != topics[at];
            let first = (0..=at).rev().find(|&at| begins(at)).unwrap_or(0);
            let moves = [
                ("j", (at + 1).min(last)),
                ("k", at.saturating_sub(1)),
                ("]", (at + 1..=last).find(|&to| topics[to] != topics[at]).unwrap_or(at)),
                ("[", (0..first).rev().find(|&at| begins(at)).unwrap_or(at)),
                ("<c-d>", (at + half).min(last)),
                ("<c-u>", at.saturating_sub(half)),
                ("G", last),
                ("gg", 0),
            ];
            for (key, to) in moves {
                let with = format!("{}{key}", known[&at]);
                if known.get(&to).is_none_or(|old| length(old) > length(&with)) {
                    known.insert(to, with);
                    next.push_back(to);
                }
            }
        }
        let keys = known[&target].clone();
        self.press(For::Walking, &keys);
        assert_eq!(self.cursor(), target, "{keys}: {}", self.desk.screen());
    }

    /// Which incident of the folder is which that is wanted: the drafts whose claims say what is wanted of it, on a day that fits.
    pub fn recognise(&mut self, built_in: &Corpus) -> Vec<(String, Vec<String>)> {
        let mut ids: Vec<String> = self.wanted.iter().map(|wanted| wanted.incident.clone()).collect();
        ids.sort();
        ids.dedup();
        let mut found: Vec<(String, Vec<String>)> = ids.iter().map(|id| (id.clone(), Vec::new())).collect();
        let mut counted: Vec<(usize, usize, String)> = Vec::new();
        let corpus = self.corpus();
        for (id, incident) in corpus.incidents() {
            let alike = |wanted: &str| {
                let is_alike = |claim: &ClaimId| {
                    let (article, passage, _) = self.place_of(*claim);
                    let (said, _) = self.said(*claim);
                    self.wanted.iter().any(|w| {
                        w.incident == wanted
                            && (&w.article, w.passage) == (&article, passage)
                            && (&w.said.facet, &w.said.value) == (&said.facet, &said.value)
                    })
                };
                parallax::desk::item::claims_about(corpus, Topic::Incident(id)).filter(is_alike).count()
            };
            let of = |wanted: &str| built_in.incident(built_in.find_incident(wanted).unwrap()).date;
            let best = (0..found.len())
                .filter(|&at| meet(incident.date, of(&found[at].0)))
                .map(|at| (alike(&found[at].0), at))
                .max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)));
            if let Some((count, at)) = best.filter(|(count, _)| *count > 0) {
                counted.push((at, count, corpus.str(incident.id).to_owned()));
            }
        }
        counted.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
        for (at, _, id) in counted {
            found[at].1.push(id);
        }
        self.incidents =
            found.iter().filter_map(|(wanted, all)| Some((wanted.clone(), all.first()?.clone()))).collect();
        found
    }

    fn draft_of(&self, id: &str) -> Option<DraftItem> {
        let incident = self.corpus().find_incident(id)?;
        let of_it = |item: &&DraftItem| item.topic(self.corpus()) == Some(Topic::Incident(incident));
        self.queue().iter().find(of_it).copied()
    }

    /// Joins the drafts that are one incident.
    pub fn join(&mut self, stays: &str, goes: &str) {
        let Some(item) = self.draft_of(goes) else { return };
        self.walk_to(item);
        self.press(For::Joining, "&");
        self.choose(For::Joining, stays);
        self.press(For::Joining, "<enter>");
        self.decisions += 3;
        self.close_overlay();
    }

    /// Confirms an incident, with the kind that is proposed.
    pub fn confirm_incident(&mut self, id: &str, kind: &str) {
        let Some(incident) = self.corpus().find_incident(id) else { return };
        let item = DraftItem::Incident(incident);
        if !self.queue().contains(&item) {
            return;
        }
        self.walk_to(item);
        self.press(For::Accepting, "a");
        self.decisions += 1;
        if let Some(Overlay::DecisionForm(form)) = &self.desk.session.state().overlay {
            let lacks_kind = form.answer(self.corpus()).is_err();
            self.press(For::Typing, &if lacks_kind { format!(" {kind}<enter>") } else { "<enter>".to_owned() });
            self.decisions += 1;
        }
        self.close_overlay();
    }

    fn close_overlay(&mut self) {
        while self.desk.session.state().overlay.is_some() {
            self.press(For::Walking, "<esc>");
        }
    }

    /// Chooses an incident in the list that is open: by going down, or by what is typed.
    fn choose(&mut self, what: For, id: &str) {
        let Some(Overlay::IncidentChoice(choice)) = self.desk.session.state().overlay.clone() else { return };
        let is_it =
            |choice: &IncidentChoice| matches!(choice.chosen(), Some(ChosenIncident::Known(known, _)) if known == id);
        let title =
            self.corpus().find_incident(id).map(|id| self.corpus().str(self.corpus().incident(id).title).to_owned());
        let words: Vec<String> = fold(&title.unwrap_or_default()).split(' ').map(str::to_owned).collect();
        let mut tries: Vec<String> = vec![String::new()];
        for word in &words {
            tries.extend((1..=word.len().min(6)).filter_map(|letters| word.get(..letters).map(str::to_owned)));
        }
        let mut best: Option<String> = None;
        for typed in tries {
            let mut choice = choice.clone();
            choice.prompt_mut().unwrap().paste(&typed);
            if !typed.is_empty() {
                choice.edited();
            }
            for down in 0..6 {
                let keys = format!("{}{}", escaped(&typed), "<down>".repeat(down));
                if is_it(&choice) && best.as_ref().is_none_or(|best| length(&keys) < length(best)) {
                    best = Some(keys);
                }
                choice.go(Move::By(1));
            }
        }
        let keys = best.unwrap_or_default();
        self.press(what, &format!("{keys}<enter>"));
    }

    /// Whether a claim waits for another one, which makes the name that its own is a part of.
    fn waits(&self, at: usize) -> bool {
        let Some(name) = &self.wanted[at].name else { return false };
        let Some(whole) = name.part_of.as_ref().filter(|_| !self.names.contains_key(&self.wanted[at].said.value))
        else {
            return false;
        };
        let is_there = |id: &str| self.names.contains_key(id) || self.corpus().find_name(id).is_some();
        let makes =
            |other: usize| self.wanted[other].said.value == *whole && !self.failed.iter().any(|(at, _)| *at == other);
        !is_there(whole) && !is_there(&self.wanted[at].said.value) && (0..self.wanted.len()).any(makes)
    }

    /// The wanted claims that are no work now: settled, given up, or waiting for a name.
    fn open(&self) -> Vec<bool> {
        let settled = self.settled();
        let failed = |at: usize| self.failed.iter().any(|(other, _)| *other == at);
        (0..settled.len()).map(|at| settled[at] || failed(at) || self.waits(at)).collect()
    }

    // Drafts.

    /// What a draft is wanted as: accepted, moved first, or corrected with these keys.
    fn use_of(&self, id: ClaimId, open: &[bool]) -> Option<Use> {
        let (article, passage, about) = self.place_of(id);
        let (said, words) = self.said(id);
        let here = |at: usize| {
            let wanted = &self.wanted[at];
            !open[at] && (&wanted.article, wanted.passage, &wanted.said.facet) == (&article, passage, &said.facet)
        };
        let all: Vec<usize> = (0..self.wanted.len()).filter(|&at| here(at)).collect();
        let is_own = |at: usize| self.incident_of(at).map(Topic::Incident) == Some(about);
        let exact = |at: &usize| {
            let wanted = self.here(*at);
            fits(&said, &wanted, &wanted.said.value, &words)
        };
        if let Some(at) = all.iter().copied().filter(exact).min_by_key(|at| !is_own(*at)) {
            let way = if is_own(at) { Way::Accepted } else { Way::Moved };
            let moves = self.incident_of(at).is_some();
            return (way == Way::Accepted || moves).then(|| (at, way, String::new()));
        }
        let corpus = self.corpus();
        let DraftKey::Claim(key) = DraftItem::Claim(id).key(corpus) else { return None };
        let ask = DecisionAsk::Revise(key, true);
        let line = ask.present(corpus).unwrap_or_default();
        let form = parallax::app::overlays::decision_form::DecisionForm::new(ask, String::new(), &line);
        let corrected = |&at: &usize| {
            let wanted = self.here(at);
            let id = corpus.find_name(&wanted.said.value).map(|_| wanted.said.value.clone());
            let keys = typing::keys(corpus, &form, &wanted, id.as_deref(), &words)?;
            Some((at, Way::Edited, keys))
        };
        let own = all.iter().filter(|&&at| is_own(at)).filter_map(corrected);
        own.min_by_key(|(.., keys)| length(keys)).filter(|(.., keys)| length(keys) <= MOST_CORRECTION)
    }

    /// Goes through the drafts of an incident: what is wanted is accepted, corrected or moved. What its passages say besides is claimed
    /// while the cursor is there.
    pub fn go_through(&mut self, topic: &str) {
        loop {
            let Some(incident) = self.corpus().find_incident(topic) else { return };
            let open = self.open();
            let queue = self.queue();
            let from = self.cursor();
            let uses = |item: &DraftItem| match *item {
                DraftItem::Claim(id) if item.topic(self.corpus()) == Some(Topic::Incident(incident)) => {
                    self.use_of(id, &open).map(|found| (*item, found))
                }
                _ => None,
            };
            let mut all: Vec<(usize, (DraftItem, Use))> =
                queue.iter().enumerate().filter_map(|(at, item)| Some((at, uses(item)?))).collect();
            all.sort_by_key(|(at, _)| (*at < from, *at));
            let Some((_, (item, (at, way, keys)))) = all.into_iter().next() else { return };
            self.walk_to(item);
            let passage = item.passage(self.corpus()).unwrap();
            if self.claim_here(passage, true) {
                continue;
            }
            let before = self.total();
            // A draft that reads alike with an incident to which the claim spreads is in its way.
            if let Some(other) = self.alike_elsewhere(item, at) {
                self.walk_to(other);
                self.press(For::Rejecting, "x");
                self.decisions += 1;
                self.own[at] += self.total() - before;
                continue;
            }
            match way {
                Way::Edited => {
                    self.press(For::Editing, &format!("c{keys}<enter>"));
                    self.lines[at] = format!("c {keys}");
                    self.decisions += 2;
                }
                Way::Moved => {
                    let to = self.incidents[&self.wanted[at].incident].clone();
                    self.press(For::Moving, "i");
                    self.choose(For::Moving, &to);
                    self.decisions += 2;
                    self.close_overlay();
                    let moved = self.queue().into_iter().find(|item| match *item {
                        DraftItem::Claim(id) => {
                            let (article, passage, about) = self.place_of(id);
                            let (said, words) = self.said(id);
                            let wanted = self.here(at);
                            about.incident() == self.incident_of(at)
                                && (article, passage) == (wanted.article.clone(), wanted.passage)
                                && fits(&said, &wanted, &wanted.said.value, &words)
                        }
                        _ => false,
                    });
                    // It is accepted with the drafts of its new incident.
                    let keys = self.total() - before;
                    self.own[at] += keys;
                    if moved.is_none() {
                        self.failed.push((at, "moved and not found again".to_owned()));
                    }
                    continue;
                }
                _ => {
                    self.press(For::Accepting, "a");
                    self.decisions += 1;
                }
            }
            self.close_overlay();
            let keys = self.total() - before;
            self.note(at, way, keys);
        }
    }

    /// A draft of the same words and value as one, of an incident that the wanted claim covers too.
    fn alike_elsewhere(&self, item: DraftItem, at: usize) -> Option<DraftItem> {
        let (corpus, wanted) = (self.corpus(), self.here(at));
        let DraftItem::Claim(id) = item else { return None };
        let says = |id: ClaimId| (self.place_of(id).0, self.place_of(id).1, self.said(id).0.value, self.said(id).1);
        let is_alike = |other: &DraftItem| {
            let about = other.topic(corpus).map(|topic| corpus.topic_id(topic).to_owned());
            matches!(*other, DraftItem::Claim(other) if other != id && says(other) == says(id))
                && about.is_some_and(|about| wanted.said.with.contains(&about))
        };
        self.queue().into_iter().find(is_alike)
    }

    // Claims by hand.

    /// Claims what is wanted of a passage, and no draft says; the cursor is on it. Gives whether anything was claimed.
    fn claim_here(&mut self, passage: PassageId, leaves_drafts: bool) -> bool {
        let key = {
            let corpus = self.corpus();
            let of = corpus.passage(passage);
            (corpus.str(corpus.article(of.article).id).to_owned(), of.number)
        };
        let mut any = false;
        loop {
            let open = self.open();
            let drafted: Vec<usize> = if leaves_drafts {
                let claims = self.corpus().claims().filter(|(_, claim)| claim.drafted.is_some()).map(|(id, _)| id);
                let claims: Vec<ClaimId> = claims.collect();
                let is_here = |id: &ClaimId| {
                    let (article, number, _) = self.place_of(*id);
                    (article, number) == key
                };
                claims.into_iter().filter(is_here).filter_map(|id| self.use_of(id, &open)).map(|(at, ..)| at).collect()
            } else {
                Vec::new()
            };
            let next = (0..self.wanted.len()).find(|&at| {
                let wanted = &self.wanted[at];
                !open[at] && !drafted.contains(&at) && (&wanted.article, wanted.passage) == (&key.0, key.1)
            });
            let Some(at) = next else { return any };
            if !self.tick_offers(passage, &drafted) {
                self.claim(at);
            }
            any = true;
        }
    }

    /// Ticks what is wanted of the claims that are offered for the passage that the cursor is on, and makes it. Gives whether anything
    /// was; else the words stay open.
    fn tick_offers(&mut self, passage: PassageId, drafted: &[usize]) -> bool {
        let before = self.total();
        self.press(For::Typing, "C");
        let Some(Overlay::WordChoice(choice)) = &self.desk.session.state().overlay else { return false };
        let (open, corpus) = (self.open(), self.corpus());
        let selections = Selections::of(corpus, passage);
        let mut right: Vec<(usize, usize)> = Vec::new();
        for (number, offer) in choice.offers().rows().iter().enumerate() {
            let Ok(claim) = claim_line::read(corpus, &offer.line) else { continue };
            let said = typing::said(corpus, &claim);
            let words = offer.span.of(&selections.text);
            let wanted = (0..self.wanted.len()).find(|&at| {
                let wanted = self.here(at);
                let place = find_passage(corpus, &wanted.article, wanted.passage);
                let of = self.incidents.get(&wanted.incident);
                let new = wanted.name.as_ref().filter(|_| corpus.find_name(&wanted.said.value).is_none());
                let value = if new.is_some() { &said.value } else { &wanted.said.value };
                !open[at]
                    && !drafted.contains(&at)
                    && adds_name(corpus, new, &claim.adds)
                    && right.iter().all(|(other, _)| *other != at)
                    && (place, of) == (Some(passage), Some(&offer.about))
                    && fits(&said, &wanted, value, words)
                    && selections.overlaps(offer.span, &wanted.words)
            });
            right.extend(wanted.map(|at| (at, number + 1)));
        }
        self.offered += choice.offers().rows().len();
        self.decisions += 1 + right.len();
        let Some(&(first, _)) = right.first() else { return false };
        let keys: String = right.iter().map(|(_, number)| number.to_string()).collect();
        self.press(For::Ticking, &format!("{keys}<enter>"));
        for (at, _) in &right {
            self.done[*at] = Some(Way::Offered);
        }
        for (at, number) in &right {
            self.lines[*at] = format!("offer {number}");
            let keys = if *at == first { self.total() - before - right.len() + 1 } else { 1 };
            self.know_name(*at);
            self.note(*at, Way::Offered, keys);
        }
        true
    }

    /// Makes a claim by hand of the passage whose words are open.
    fn claim(&mut self, at: usize) {
        let before = self.total() - 1;
        let wanted = self.here(at);
        let corpus = self.corpus();
        let passage = find_passage(corpus, &wanted.article, wanted.passage).unwrap();
        let selections = Selections::of(corpus, passage);
        let Some(way) = self.selected(&selections, &wanted, passage) else {
            self.failed.push((at, "no words within reach, or no line says it".to_owned()));
            self.close_overlay();
            return;
        };
        let (select, words, line) = way;
        self.press(For::Selecting, &select);
        let chosen = match &self.desk.session.state().overlay {
            Some(Overlay::WordChoice(choice)) => choice.words().map(str::to_owned),
            _ => Err("no words".to_owned()),
        };
        assert_eq!(chosen, Ok(words.clone()), "{select}: {}", self.desk.screen());
        self.press(For::Typing, &format!("<enter>{line}"));
        self.lines[at] = format!("{select} {line}");
        let own = self.incidents.get(&wanted.incident).cloned();
        let clear = match &self.desk.session.state().overlay {
            Some(Overlay::DecisionForm(form)) => {
                let clear = form.clear(self.corpus(), &form.answer(self.corpus()));
                clear.map(|clear| clear.id.clone())
            }
            _ => None,
        };
        // Where the incident is clear, Enter makes the claim; another one is asked for.
        let is_clear = clear.is_some() && clear == own;
        self.clear[usize::from(clear.is_some()) + usize::from(is_clear)] += 1;
        self.press(For::Typing, if clear.is_some() && !is_clear { "<c-o>" } else { "<enter>" });
        match own {
            Some(_) if is_clear => {}
            Some(id) => self.choose(For::Choosing, &id),
            None => {
                // A new incident: it is called after what is wanted, and Enter takes what is proposed of it.
                let title = wanted.incident.replace('-', " ");
                self.press(For::Choosing, &format!("{title}<enter><enter>"));
                let new = self.corpus().incidents().find(|(_, i)| fold(self.corpus().str(i.title)) == fold(&title));
                let id = new.map(|(_, i)| self.corpus().str(i.id).to_owned());
                self.incidents.extend(id.map(|id| (wanted.incident.clone(), id)));
            }
        }
        self.decisions += 3;
        if self.desk.session.state().overlay.is_some() {
            let said = self.desk.screen();
            self.failed.push((at, format!("{line}: {said}")));
            self.close_overlay();
            return;
        }
        self.know_name(at);
        let keys = self.total() - before;
        self.note(at, Way::Typed, keys);
    }

    /// Notes which id the name of a claim has here, once it is added.
    fn know_name(&mut self, at: usize) {
        let wanted = self.here(at);
        if let Some(name) = &wanted.name
            && self.corpus().find_name(&wanted.said.value).is_none()
        {
            let is_it = |found: &parallax::model::Name| {
                name.spellings.iter().any(|spelling| fold(spelling) == fold(self.corpus().str(found.name)))
            };
            let own = self.corpus().names().find(|(_, found)| is_it(found));
            let own = own.map(|(_, found)| self.corpus().str(found.id).to_owned());
            self.names.extend(own.map(|own| (self.wanted[at].said.value.clone(), own)));
        }
    }

    /// The keys that select words, the words, and the keys of the line: the fewest together.
    fn selected(
        &self,
        selections: &Selections,
        wanted: &Wanted,
        passage: PassageId,
    ) -> Option<(String, String, String)> {
        let corpus = self.corpus();
        let text = &selections.text;
        let start = text.find(&wanted.words).or_else(|| fold(text).find(&fold(&wanted.words)))?;
        let end = (start + wanted.words.len()).min(text.len());
        let inside = |word: usize| selections.words[word].start < end && selections.words[word].end > start;
        let whole: Vec<usize> = (0..selections.words.len()).filter(|&word| inside(word)).collect();
        let (&first, &last) = (whole.first()?, whole.last()?);
        // Other words than those of the built-in corpus have to hold at least half of them, with numbers and what the value names.
        let values: Vec<String> = (wanted.name.iter().flat_map(|name| name.spellings.iter()))
            .chain([&wanted.said.value])
            .flat_map(|value| fold(value).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| word.len() > 2)
            .collect();
        let telling: Vec<usize> = (first..=last)
            .filter(|&word| {
                let word = fold(selections.words[word].of(text));
                let is_number = NUMBERS.contains(&word.as_str()) || word.contains(|c: char| c.is_ascii_digit());
                is_number || word.split(' ').any(|word| values.iter().any(|value| value == word))
            })
            .collect();
        let says = |&(from, to): &(usize, usize)| {
            let shared = (from..=to).filter(|&word| inside(word)).count();
            let holds = telling.iter().all(|word| (from..=to).contains(word));
            to - from < 8 && shared * 2 > last - first && holds && selections.is_unique((from, to))
        };
        let is_phrase = |selection: &(usize, usize)| {
            selections.phrases.contains(selection) && (selection.0..=selection.1).any(inside)
        };
        let mut all: Vec<(&(usize, usize), &String)> =
            selections.all.iter().filter(|(selection, _)| says(selection) || is_phrase(selection)).collect();
        all.sort_by_key(|(selection, keys)| (keys.len(), **selection));
        let state = self.desk.session.state();
        let open = state.current(self.desk.session.workspace()).and_then(|subject| subject.member(0).topic.incident());
        let lately = Lately { open, chosen: &state.folder.chosen };
        let id = corpus.find_name(&wanted.said.value).map(|_| wanted.said.value.clone());
        let mut best: Option<(usize, (String, String, String))> = None;
        for (&selection, keys) in all.into_iter().take(8) {
            if best.as_ref().is_some_and(|(length, _)| *length <= keys.len()) {
                break;
            }
            let span = selections.span(selection);
            let words = span.of(text).to_owned();
            let form = typing::form(corpus, (passage, span), wanted, lately);
            let Some(line) = typing::keys(corpus, &form, wanted, id.as_deref(), &words) else { continue };
            // A selection that is neither what was wanted nor holds half of it has to be read right by the rules.
            if !says(&selection) && !line.is_empty() && !line.starts_with(';') {
                continue;
            }
            let cost = keys.len() + length(&line);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, (keys.replace('\t', "<tab>"), words, line)));
            }
        }
        best.map(|(_, way)| way)
    }

    /// Claims in the reader what is left, article by article.
    pub fn read_on(&mut self) {
        let settled = self.open();
        let mut places: Vec<(String, u32)> = (0..self.wanted.len())
            .filter(|&at| !settled[at])
            .map(|at| (self.wanted[at].article.clone(), self.wanted[at].passage))
            .collect();
        places.sort();
        places.dedup();
        let mut open: Option<String> = None;
        for (article, number) in places {
            if open.as_ref() != Some(&article) {
                self.press(For::Walking, "ga");
                let rows = {
                    let state = self.desk.session.state();
                    let cx = state.cx(self.desk.session.workspace());
                    listed(&cx).iter().position(|id| self.corpus().str(self.corpus().article(*id).id) == article)
                };
                let (row, here) = (rows.unwrap(), self.cursor());
                let step = if row >= here { "j" } else { "k" };
                self.press(For::Walking, &step.repeat(row.abs_diff(here)));
                self.press(For::Walking, "<enter>");
                open = Some(article.clone());
            }
            let passage = find_passage(self.corpus(), &article, number).unwrap();
            self.go_to(passage, number);
            self.decisions += 1;
            self.claim_here(passage, false);
        }
    }

    /// Goes to a passage of the open article: step by step, or by its number.
    fn go_to(&mut self, passage: PassageId, number: u32) {
        let here = |hand: &Self| {
            let state = hand.desk.session.state();
            state.pane().passage(&state.cx(hand.desk.session.workspace()))
        };
        let at = here(self).map_or(0, Id::index);
        let far = passage.index().abs_diff(at);
        if far > 3 {
            self.press(For::Walking, &format!("{number}G"));
        }
        for _ in 0..60 {
            let Some(at) = here(self).filter(|at| *at != passage) else { break };
            self.press(For::Walking, if passage.index() > at.index() { "j" } else { "k" });
        }
        assert_eq!(here(self), Some(passage), "{}", self.desk.screen());
    }

    /// Rejects what still waits of an incident.
    pub fn reject_rest(&mut self, id: &str) {
        let Some(item) = self.draft_of(id) else { return };
        self.walk_to(item);
        self.press(For::Rejecting, "X");
        if self.desk.session.state().overlay.is_none() {
            self.press(For::Rejecting, "X");
        }
        self.press(For::Rejecting, "<enter>");
        self.decisions += 1;
        self.close_overlay();
    }

    pub fn count(&self, way: Way, incident: &str) -> usize {
        (0..self.wanted.len()).filter(|&at| self.wanted[at].incident == incident && self.done[at] == Some(way)).count()
    }
}
