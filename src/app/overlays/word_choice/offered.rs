//! The claims that a passage may make, in numbered rows below its words: ticked by their digits, and made together. Knows the rows;
//! which claims are offered is `desk`'s.

use ratatui::text::{Line, Span};

use crate::desk::by_hand::{HandClaim, TextSpan};
use crate::desk::claim_line;
use crate::desk::decision::{Decided, Decision};
use crate::desk::item::TopicKey;
use crate::desk::likely::Lately;
use crate::desk::new_names::NewName;
use crate::desk::offers;
use crate::desk::passage_reading::PassageReading;
use crate::model::{Corpus, PassageId};
use crate::present::words::count;
use crate::sanitize;
use crate::ui::text::{cut, fill, width};
use crate::ui::theme::{Role, Theme};

/// Rows that the words keep on a low screen.
const WORD_ROWS: u16 = 6;

/// A claim that is offered.
#[derive(Debug, Clone)]
pub struct OfferedRow {
    /// It, as the line of a claim.
    pub line: String,
    /// Its words in the passage.
    pub span: TextSpan,
    /// The id of the incident that it is about.
    pub about: String,
    title: String,
}

/// The claims that a passage may make, and which of them are ticked.
#[derive(Debug, Clone)]
pub struct OfferedRows {
    rows: Vec<OfferedRow>,
    /// The positions of those that are ticked, in the order in which they were.
    ticks: Vec<usize>,
    /// How many of them a frame of this height shows.
    shown: usize,
}

/// The passage whose claims they are.
pub(super) struct OfferedIn<'p> {
    pub(super) article: &'p str,
    pub(super) passage: u32,
    pub(super) text: &'p str,
}

/// What is added already under the id of a new name, if that is another name. Spellings of one name go together.
fn opposed<'a>(added: &'a [(usize, NewName)], name: &NewName) -> Option<&'a (usize, NewName)> {
    let is_name = |name: &NewName| matches!(name, NewName::Name { .. });
    let mut names = added.iter().filter(|(_, other)| is_name(name) && is_name(other));
    names.find(|(_, other)| other.id() == name.id() && other != name)
}

impl OfferedRows {
    /// Those of a passage.
    pub(super) fn of(corpus: &Corpus, passage: PassageId, read: &PassageReading, lately: Lately) -> Self {
        let row = |offer: offers::OfferedClaim| {
            let incident = corpus.incident(offer.about);
            let (about, title) = (corpus.str(incident.id).to_owned(), corpus.str(incident.title).to_owned());
            OfferedRow { line: offer.line, span: offer.span, about, title }
        };
        let rows: Vec<OfferedRow> = offers::of_passage(corpus, passage, read, lately).into_iter().map(row).collect();
        Self { shown: rows.len(), rows, ticks: Vec::new() }
    }

    /// In the order of their numbers.
    pub fn rows(&self) -> &[OfferedRow] {
        &self.rows
    }

    /// Ticks the one of a number, or not any more, and gives its words. The error says why it cannot be.
    pub(super) fn tick(&mut self, number: usize) -> Result<TextSpan, String> {
        let at = number.checked_sub(1).filter(|&at| at < self.rows.len());
        let at = at.ok_or_else(|| format!("no claim is offered as {number}"))?;
        match self.ticks.iter().position(|ticked| *ticked == at) {
            Some(known) => drop(self.ticks.remove(known)),
            None if at >= self.shown => {
                return Err(format!("{} shown; a higher window shows more", count(self.shown, "offered claim")));
            }
            None => self.ticks.push(at),
        }
        Ok(self.rows[at].span)
    }

    /// Those that are ticked, to be made together. `None` if there is none. The error says which cannot be made any more, or not
    /// together with another.
    pub(super) fn decided(&self, corpus: &Corpus, of: &OfferedIn) -> Result<Option<Decided>, String> {
        let (mut all, mut said): (Vec<(HandClaim, TopicKey)>, Vec<String>) = Default::default();
        let mut added: Vec<(usize, NewName)> = Vec::new();
        for (at, row) in self.ticks.iter().map(|&at| (at, &self.rows[at])) {
            let stands = claim_line::read(corpus, &row.line);
            let mut claim = stands.map_err(|why| format!("{} cannot be made any more: {why}", at + 1))?;
            if let Some((other, name)) = claim.adds.names.iter().find_map(|name| opposed(&added, name)) {
                return Err(format!("{} cannot be made together with {}, which {}", at + 1, other + 1, name.said()));
            }
            // What several add is added once.
            claim.adds.names.retain(|name| added.iter().all(|(_, other)| other != name));
            added.extend(claim.adds.names.iter().map(|name| (at, name.clone())));
            let words = row.span.of(of.text).to_owned();
            said.push(format!("{} of “{}”", claim.said(), row.title));
            let made = HandClaim { article: of.article.to_owned(), passage: of.passage, words, claim };
            all.push((made, TopicKey::Incident(row.about.clone())));
        }
        let said = match said.as_slice() {
            [] => return Ok(None),
            [only] => only.clone(),
            several => format!("{} of {} ¶{}", count(several.len(), "claim"), of.article, of.passage),
        };
        Ok(Some(Decided { decision: Decision::Claims(all), what: format!("claimed {said}") }))
    }

    /// Notes the height of the frame.
    pub(super) fn fit(&mut self, height: u16) {
        self.shown = self.height(height).saturating_sub(1).into();
    }

    /// The height of the rows of offers and of the line above them, in a frame of `height`.
    pub(super) fn height(&self, height: u16) -> u16 {
        let all = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        if all == 0 { 0 } else { (all + 1).min(height.saturating_sub(WORD_ROWS)) }
    }

    /// What Enter makes of what is ticked.
    pub(super) fn ticked_words(&self) -> Option<String> {
        let made = count(self.ticks.len(), "ticked claim");
        (!self.ticks.is_empty()).then(|| format!("Enter makes {made}"))
    }

    /// The rows of what is offered, after a line that says so.
    pub(super) fn lines(&self, theme: Theme, columns: usize, text: &str) -> Vec<Line<'static>> {
        let all = self.rows.len();
        let shown = if self.shown < all { format!("; {} of {all} shown", self.shown) } else { String::new() };
        let said = format!("It may also say (1–9 tick, Enter makes what is ticked{shown}):");
        let head = Line::styled(cut(&said, columns), theme.style(Role::Dim));
        let row = |(at, offer): (usize, &OfferedRow)| {
            let tick = if self.ticks.contains(&at) { "✓" } else { " " };
            let room = columns.saturating_sub(4);
            let line = cut(&sanitize::line(&offer.line), room);
            // The claim goes before its incident, and that before its words, where not all fit.
            let about = format!("  {}", sanitize::line(&offer.title));
            let about = cut(&about, room.saturating_sub(width(&line)) * 2 / 3);
            let room = room.saturating_sub(width(&line) + width(&about));
            let words = fill(&format!("  “{}”", sanitize::line(offer.span.of(text))), room);
            Line::from(vec![
                Span::styled(format!("{} {tick} ", at + 1), theme.style(Role::Key)),
                Span::styled(line, theme.style(Role::Text)),
                Span::styled(words, theme.style(Role::Wording)),
                Span::styled(about, theme.style(Role::Note)),
            ])
        };
        std::iter::once(head).chain(self.rows.iter().enumerate().map(row)).collect()
    }
}
