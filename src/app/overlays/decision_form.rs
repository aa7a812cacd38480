//! The form of a decision that needs a line (a claim with its fields, an incident, a gist, a folder) or a confirmation. Says while
//! one types what is wrong with the line, and what it adds. Decides nothing itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::link_step::PairAnswer;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::desk::ask::{AskedLine, DecisionAsk, DecisionFormAnswer};
use crate::desk::complete::{Completions, completions};
use crate::desk::hints::{self, ClaimHints, ClearIncident};
use crate::keymap::{Action, Context};
use crate::model::Corpus;
use crate::sanitize;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// How many candidates are shown.
const SHOWN: usize = 8;
/// How many lines.
const SHOWN_LINES: usize = 3;

/// Something that can be corrected.
#[derive(Debug, Clone)]
pub struct AskedThing {
    /// What is asked.
    pub ask: DecisionAsk,
    /// It in words.
    pub subject: String,
    /// What the line begins with.
    pub line: String,
}

/// The form.
#[derive(Debug, Clone)]
pub struct DecisionForm {
    /// What is asked.
    pub ask: Box<DecisionAsk>,
    /// What it is about, or the question.
    subject: String,
    prompt: Prompt,
    list: List,
    /// What the line began with.
    begins: String,
    /// Why what was typed was refused, with that.
    refused: Option<(String, String)>,
    /// The answer to a pair that a file of links is asked for.
    pub keeps: Option<Box<PairAnswer>>,
    /// All that can be corrected here, of which the cursor of the list is on the one that is asked about.
    siblings: Vec<AskedThing>,
    /// The line that is being completed, its candidates, the one in the line, and the line as it is with that.
    completing: Option<(String, Completions, usize, String)>,
    /// What is known of the words of a new claim.
    hints: ClaimHints,
    /// What was typed when Down was pressed, and the lines that it may become.
    going_through: Option<(String, Vec<String>)>,
    /// What is shown of that, as of the last layout: found once for each message.
    suggested: Suggested,
}

/// What is typed of a claim, as far as it goes.
#[derive(Debug, Clone, Default)]
struct Suggested {
    /// The lines that it may become.
    lines: Vec<String>,
    /// The one that Enter takes.
    taken: Option<String>,
}

impl DecisionForm {
    /// The form, with what the line begins with.
    pub fn new(ask: DecisionAsk, subject: String, begins_with: &str) -> Self {
        let mut prompt = Prompt::default();
        prompt.paste(begins_with);
        let is_offer = matches!(ask, DecisionAsk::Claim(..) | DecisionAsk::Revise(..)) && !begins_with.is_empty();
        let prompt = if is_offer && !begins_with.starts_with(' ') { prompt.as_offer() } else { prompt };
        let begins = begins_with.to_owned();
        Self {
            ask: Box::new(ask),
            subject,
            prompt,
            list: List::default(),
            begins,
            refused: None,
            keeps: None,
            siblings: Vec::new(),
            completing: None,
            hints: ClaimHints::default(),
            going_through: None,
            suggested: Suggested::default(),
        }
    }

    /// The same with what is known of the words of a new claim.
    #[must_use]
    pub fn with_hints(self, hints: ClaimHints) -> Self {
        Self { hints, ..self }
    }

    /// The same with something typed already.
    #[must_use]
    pub fn with_typed(mut self, typed: &str) -> Self {
        self.prompt = Prompt::default();
        self.prompt.paste(typed);
        self
    }

    /// The same with the cursor before what is typed.
    #[must_use]
    pub fn from_start(mut self) -> Self {
        self.prompt.to_start();
        self
    }

    /// The form of the first of several things; Down and Up go to the others. `None` if there is none.
    pub fn of_several(all: Vec<AskedThing>) -> Option<Self> {
        let first = Self::of(all.first()?);
        Some(Self { siblings: all, ..first })
    }

    /// The form of one thing. The cursor stands before a line that begins with a blank, as its first word is to be typed.
    fn of(AskedThing { ask, subject, line }: &AskedThing) -> Self {
        let form = Self::new(ask.clone(), subject.clone(), line);
        if line.starts_with(' ') { form.from_start() } else { form }
    }

    /// Begins anew with what is there now, and says why.
    pub fn renew(&mut self, present: &str) {
        self.prompt = Prompt::default();
        self.prompt.paste(present);
        // What is cut is no change of what is there.
        self.prompt.text().clone_into(&mut self.begins);
        self.refuse(&format!("its file says {present} by now: Enter takes that"));
    }

    /// Takes another line as that with which it began; what is typed stays.
    pub fn begin_with(&mut self, line: String) {
        self.begins = line;
    }

    /// Notes why what is typed was refused. It is said until something else is typed.
    pub fn refuse(&mut self, why: &str) {
        self.refused = Some((self.prompt.text().to_owned(), why.to_owned()));
    }

    /// Whether something typed was refused.
    pub fn was_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Whom the passage of a new claim names as a source.
    pub fn sources(&self) -> &[String] {
        &self.hints.sources
    }

    /// The incident of which Enter makes the claim without a question: the words are clearly about it, and the `answer` names none.
    pub fn clear(&self, corpus: &Corpus, answer: &Result<DecisionFormAnswer, String>) -> Option<&ClearIncident> {
        let clear = self.hints.clear.as_ref().filter(|clear| corpus.find_incident(&clear.id).is_some())?;
        matches!(answer, Ok(DecisionFormAnswer::ChooseFor(_))).then_some(clear)
    }

    /// What it is about, in words.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Whether it only asks for a yes.
    pub fn is_question(&self) -> bool {
        matches!(*self.ask, DecisionAsk::Confirm(_))
    }

    /// Whether it is about a new claim of selected words.
    pub fn is_new_claim(&self) -> bool {
        matches!(*self.ask, DecisionAsk::Claim(..))
    }

    /// Whether the line holds all of a text, which may have several lines or be too long for it.
    pub fn holds(&self, text: &str) -> bool {
        self.prompt.text() == text
    }

    /// What is asked for. The error says what would be right.
    pub fn answer(&self, corpus: &Corpus) -> Result<DecisionFormAnswer, String> {
        let taken = self.suggested(corpus).taken;
        self.ask.answer(corpus, self.line(taken.as_deref()))
    }

    fn line<'l>(&'l self, taken: Option<&'l str>) -> AskedLine<'l> {
        AskedLine { subject: &self.subject, begins: &self.begins, typed: taken.unwrap_or(self.prompt.text()) }
    }

    /// What is typed of a claim, as far as it goes: the lines that it may become, and which of them Enter takes where it is no claim
    /// yet; none that would add a name or a facet to the corpus.
    fn suggested(&self, corpus: &Corpus) -> Suggested {
        if !self.is_new_claim() || self.prompt.text().trim().is_empty() {
            return Suggested::default();
        }
        let lines = self.hints.lines(corpus, self.prompt.text());
        let is_whole = self.ask.answer(corpus, self.line(None)).is_ok();
        let first = if is_whole { None } else { self.hints.taken(self.prompt.text(), &lines) };
        let is_right =
            |first: &&String| self.ask.answer(corpus, self.line(Some(first))).is_ok() && !hints::adds(corpus, first);
        let taken = first.filter(is_right).cloned();
        Suggested { lines, taken }
    }

    /// Goes on to the next of the lines that what is typed may become; where nothing is typed, to another of several things.
    pub fn step(&mut self, corpus: &Corpus, movement: Move) {
        if !self.go_through(corpus, !matches!(movement, Move::By(..0))) {
            self.go(movement);
        }
    }

    /// Puts the next of the lines that what is typed may become into the line, or the one before. `false` if nothing is typed of a
    /// claim, or there is none.
    fn go_through(&mut self, corpus: &Corpus, forward: bool) -> bool {
        if !self.is_new_claim() || (self.holds(&self.begins) && self.going_through.is_none()) {
            return false;
        }
        let typed = self.prompt.text().to_owned();
        let going = self.going_through.take().filter(|(begun, all)| *begun == typed || all.contains(&typed));
        let Suggested { lines, taken } = if going.is_none() { self.suggested(corpus) } else { Suggested::default() };
        let (begun, all) = going.unwrap_or_else(|| (typed.clone(), lines));
        let at = all.iter().position(|line| *line == typed);
        let to = match (at, forward) {
            // Enter takes the first one already.
            (None, true) => Some(usize::from(taken.is_some() && taken.as_ref() == all.first())),
            (None, false) => None,
            (Some(at), true) => Some((at + 1).min(all.len().saturating_sub(1))),
            (Some(at), false) => at.checked_sub(1),
        };
        let Some(line) = to.map_or(Some(&begun), |to| all.get(to)) else { return false };
        self.prompt = Prompt::default();
        self.prompt.paste(line);
        self.going_through = Some((begun, all));
        true
    }

    /// Completes the line before the cursor with the next candidate. `false` if there is none.
    pub fn complete(&mut self, corpus: &Corpus) -> bool {
        let (before, after) = self.prompt.around_cursor();
        let after = after.to_owned();
        let going = self.completing.take().filter(|(.., completed)| completed == self.prompt.text());
        let (line, completions, next) = match going {
            Some((line, completions, at, _)) => {
                let next = (at + 1) % completions.all.len().max(1);
                (line, completions, next)
            }
            None => (before.to_owned(), completions(corpus, &self.ask, before, &self.hints.sources), 0),
        };
        let Some(candidate) = completions.all.get(next) else { return false };
        self.prompt = Prompt::around(&format!("{}{candidate}", &line[..completions.from]), &after);
        let completed = self.prompt.text().to_owned();
        self.completing = Some((line, completions, next, completed));
        true
    }

    /// What the line before the cursor can become.
    fn candidates(&self, corpus: &Corpus) -> Vec<String> {
        match &self.completing {
            Some((_, completions, at, completed)) if completed == self.prompt.text() => {
                let all = &completions.all;
                all[at + 1..].iter().chain(&all[..*at]).cloned().collect()
            }
            _ => completions(corpus, &self.ask, self.prompt.around_cursor().0, &self.hints.sources).all,
        }
    }

    /// The first of the lines that Down puts there, besides the one that Enter takes.
    fn further(&self) -> Vec<&String> {
        if !self.is_new_claim() || self.holds(&self.begins) {
            return Vec::new();
        }
        let typed = self.prompt.text();
        let all = match &self.going_through {
            Some((begun, all)) if begun == typed || all.iter().any(|line| line == typed) => all,
            _ => &self.suggested.lines,
        };
        let from = all.iter().position(|line| line == typed).map_or(0, |at| at + 1);
        let rest = all.iter().skip(from).filter(|line| Some(*line) != self.suggested.taken.as_ref());
        rest.take(SHOWN_LINES).collect()
    }

    /// What is there, if somebody has changed it since.
    fn changed_meanwhile(&self, corpus: &Corpus) -> Option<String> {
        self.ask.present(corpus).filter(|present| present.trim() != self.begins.trim())
    }
}

impl OverlayPane for DecisionForm {
    fn context(&self) -> Context {
        Context::Decision
    }

    has_list!();

    fn rows(&self, area: Rect) -> Rect {
        if self.is_question() { inner(area) } else { canvas::below_head(area) }
    }

    /// Goes to another of several things, unless something is typed.
    fn go(&mut self, movement: Move) {
        let to = self.list.moved(movement, self.siblings.len());
        if to == self.list.cursor || !self.holds(&self.begins) {
            return;
        }
        if let Some(thing) = self.siblings.get(to) {
            let (list, form) = (List { cursor: to, ..self.list }, Self::of(thing));
            let hints = std::mem::take(&mut self.hints);
            *self = Self { list, siblings: std::mem::take(&mut self.siblings), hints, ..form };
        }
    }

    fn fit(&mut self, cx: &OverlayCx, _area: Rect) {
        self.suggested = self.suggested(&cx.cx.workspace.corpus);
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        (!self.is_question()).then_some(&mut self.prompt)
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        let corpus = &cx.cx.workspace.corpus;
        let title = match self.siblings.len() {
            0 | 1 => self.ask.title().to_owned(),
            all if self.is_new_claim() => {
                format!("{} · {} of {all} proposed, Down for the next", self.ask.title(), self.list.cursor + 1)
            }
            all => format!("{} · {} of {all} here, Down for the next", self.ask.title(), self.list.cursor + 1),
        };
        canvas::overlay_frame(theme, &title, area, buf);
        let asks = !self.is_question();
        let cursor = asks.then(|| self.prompt.draw("> ", theme, inner(area), buf)).flatten();
        let rows = self.rows(area);
        let columns = usize::from(rows.width);
        let (text, dim, notice) = (theme.style(Role::Text), theme.style(Role::Dim), theme.style(Role::Notice));
        let mut lines: Vec<Line> = Vec::new();
        let mut say = |said: &str, style| lines.extend(paragraph("", style, &sanitize::line(said), style, columns));
        say(&self.subject, text);
        if let Some(now) = self.changed_meanwhile(corpus) {
            say(&format!("Its file says {now} by now."), text);
        }
        let taken = self.suggested.taken.as_deref();
        if let Some(line) = taken {
            say(&format!("Enter: {line}"), theme.style(Role::Title));
        }
        let line = self.line(taken);
        let reads = if asks { self.ask.reads(corpus, line) } else { String::new() };
        if !reads.is_empty() {
            say(&format!("= {reads}"), text);
        }
        for adds in self.ask.adds(corpus, line) {
            say(&format!("Enter also {adds}."), notice);
        }
        let answer = self.ask.answer(corpus, line);
        if let Some(ClearIncident { title, reason, .. }) = self.clear(corpus, &answer) {
            let key = cx.cx.keymap.label(Context::Decision, Action::ChooseIncident);
            say(&format!("Of “{title}” ({reason}); {key} asks which."), theme.style(Role::Title));
        } else if self.is_new_claim() && answer.is_ok() {
            say("Then the incident.", dim);
        }
        let refused =
            self.refused.as_ref().filter(|(typed, _)| typed == self.prompt.text()).map(|(_, why)| why.clone());
        let wrong = answer.err().or(refused);
        if asks && let Some(why) = wrong {
            say(&why, notice);
        }
        let further: Vec<&str> = self.further().into_iter().map(String::as_str).collect();
        if !further.is_empty() {
            say(&format!("Down: {}", further.join(" · ")), dim);
        }
        let candidates = if asks { self.candidates(corpus) } else { Vec::new() };
        if !candidates.is_empty() {
            let more = if candidates.len() > SHOWN { " …" } else { "" };
            let shown: Vec<&str> = candidates.iter().take(SHOWN).map(String::as_str).collect();
            say(&format!("Tab: {}{more}", shown.join(" · ")), dim);
        }
        let others = self.ask.others(corpus);
        if !others.is_empty() {
            say(&format!("Besides: {}", others.join("; ")), text);
        }
        say(&self.ask.means(), dim);
        window(&lines, 0, rows, buf);
        cursor
    }
}
