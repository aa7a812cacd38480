//! The form of a decision that needs a line (another value, a title, a gist, a folder) or a confirmation. Says while one types
//! what is wrong with the line. Decides nothing itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::link_step::PairAnswer;
use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::desk::by_hand::{HandClaim, claimed};
use crate::desk::annotate::{AnnotatedKey, TypedAnnotation};
use crate::desk::decision::{Decided, Decision};
use crate::desk::item::{ClaimKey, DraftKey, QuoteKey, claim_key, find_edited_claim};
use crate::desk::typed;
use crate::keymap::Context;
use crate::model::Corpus;
use crate::sanitize;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::paragraph;
use crate::ui::theme::Role;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionAsk {
    /// Another value of a claim.
    Value(ClaimKey),
    /// The gist of a quotation.
    Gist(QuoteKey),
    /// Another title of an incident, by its id.
    Title(String),
    /// The title of a new incident that a claim is moved to.
    NewIncident(ClaimKey),
    /// The facet and the value of a claim that a passage makes in some words: the article, the number and the words.
    Claim(String, u32, String),
    /// The title of a new incident that a claim made by hand is about.
    ClaimOfNew(HandClaim),
    /// Tags and a note on something, by somebody; whether they are the first.
    Annotation(AnnotatedKey, String, bool),
    /// Whether to do this.
    Confirm(Decided),
    /// The folder that the corpus is written to.
    Folder,
    /// The file that keeps answers to pairs, of which this is the first.
    LinksFile(Box<PairAnswer>),
}

/// What an accepted form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionFormAnswer {
    /// This decision.
    Decide(Decided),
    /// To write the corpus into this folder, as typed.
    WriteTo(String),
    /// To choose the incident that this claim is about.
    ChooseFor(HandClaim),
    /// To keep this answer, and those that follow, in a file of this name, as typed.
    KeepLinks(Box<PairAnswer>, String),
}

/// The form.
#[derive(Debug, Clone)]
pub struct DecisionForm {
    ask: DecisionAsk,
    /// What it is about, or the question.
    subject: String,
    prompt: Prompt,
    list: List,
    /// Why what was typed was refused, with that.
    refused: Option<(String, String)>,
}

impl DecisionForm {
    /// The form, with what the line begins with.
    pub fn new(ask: DecisionAsk, subject: String, begins_with: &str) -> Self {
        let mut prompt = Prompt::default();
        prompt.paste(begins_with);
        Self { ask, subject, prompt, list: List::default(), refused: None }
    }

    /// Notes why what is typed was refused. It is said until something else is typed.
    pub fn refuse(&mut self, why: &str) {
        self.refused = Some((self.prompt.text().to_owned(), why.to_owned()));
    }

    /// Whether something typed was refused.
    pub fn was_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Whether it only asks for a yes.
    pub fn is_question(&self) -> bool {
        matches!(self.ask, DecisionAsk::Confirm(_))
    }

    /// Whether the line holds all of a text, which may have several lines or be too long for it.
    pub fn holds(&self, text: &str) -> bool {
        self.prompt.text() == text
    }

    /// What is asked for. The error says what would be right.
    pub fn answer(&self, corpus: &Corpus) -> Result<DecisionFormAnswer, String> {
        let typed = self.prompt.text().trim().to_owned();
        let line = |what: &str| if typed.is_empty() { Err(format!("type {what}")) } else { Ok(typed.clone()) };
        let (decision, what) = match &self.ask {
            DecisionAsk::Value(key) => {
                let id = find_edited_claim(corpus, key).ok_or("this claim is not there any more")?;
                let key = &claim_key(corpus, id);
                let value = typed::read(corpus, corpus.claim(id), &typed)?;
                // Untouched, its bounds and all that the line does not show stay.
                if typed == typed::line(corpus, corpus.claim(id)) {
                    let decision = Decision::Accept(vec![DraftKey::Claim(key.clone())]);
                    return Ok(DecisionFormAnswer::Decide(Decided { decision, what: format!("accepted {}", self.subject) }));
                }
                (Decision::Correct(key.clone(), value), format!("corrected {} to {typed}", self.subject))
            }
            DecisionAsk::Gist(key) => {
                let gist = line("what is said, in your own words")?;
                (Decision::Gist(key.clone(), gist), format!("accepted {} with a gist", self.subject))
            }
            DecisionAsk::Title(incident) => {
                let title = line("a title in your own words")?;
                let what = format!("called {incident} “{title}”");
                (Decision::Retitle { incident: incident.clone(), title }, what)
            }
            DecisionAsk::NewIncident(key) => {
                let title = line("the title of the new incident")?;
                let what = format!("moved {} to the new incident “{title}”", self.subject);
                (Decision::MoveToNew(key.clone(), title), what)
            }
            DecisionAsk::Claim(article, passage, words) => {
                let (facet, value, party) = claimed(corpus, &typed)?;
                let (article, passage, words) = (article.clone(), *passage, words.clone());
                let claim = HandClaim { article, passage, words, facet, value, party };
                return Ok(DecisionFormAnswer::ChooseFor(claim));
            }
            DecisionAsk::ClaimOfNew(claim) => {
                let title = line("the title of the new incident")?;
                let what = format!("claimed {} of the new incident “{title}”", self.subject);
                (Decision::ClaimOfNew(claim.clone(), title), what)
            }
            DecisionAsk::Annotation(on, by, is_new) => {
                let says = if *is_new { TypedAnnotation::read(&line("#tags, a note or both")?) } else { TypedAnnotation::read(&typed) }?;
                let did = if says.is_empty() { "took the annotation away from" } else { "annotated" };
                let (on, by, date) = (on.clone(), by.clone(), String::new());
                (Decision::Annotate { on, says, by, date }, format!("{did} {}", self.subject))
            }
            DecisionAsk::Confirm(decided) => return Ok(DecisionFormAnswer::Decide(decided.clone())),
            DecisionAsk::Folder => {
                return Ok(DecisionFormAnswer::WriteTo(line("the name of a new folder")?));
            }
            DecisionAsk::LinksFile(answer) => {
                return Ok(DecisionFormAnswer::KeepLinks(answer.clone(), line("the name of a file")?));
            }
        };
        Ok(DecisionFormAnswer::Decide(Decided { decision, what }))
    }

    /// The value of the claim, if it has been edited since.
    fn edited_value(&self, corpus: &Corpus) -> Option<String> {
        let DecisionAsk::Value(key) = &self.ask else { return None };
        let id = find_edited_claim(corpus, key).filter(|&id| claim_key(corpus, id) != *key)?;
        Some(typed::line(corpus, corpus.claim(id)))
    }

    fn title(&self) -> &'static str {
        match self.ask {
            DecisionAsk::Value(_) => "Correct the value",
            DecisionAsk::Gist(..) => "Gist of the quotation",
            DecisionAsk::Title(_) => "Title of the incident",
            DecisionAsk::NewIncident(_) | DecisionAsk::ClaimOfNew(_) => "A new incident",
            DecisionAsk::Claim(..) => "A claim",
            DecisionAsk::Annotation(..) => "Tags and a note",
            DecisionAsk::Confirm(_) => "Decide",
            DecisionAsk::Folder => "Write the corpus as a folder",
            DecisionAsk::LinksFile(_) => "The file that keeps your answers",
        }
    }

    /// What the line is for.
    fn means(&self) -> &'static str {
        match self.ask {
            DecisionAsk::Value(_) => "Enter confirms the claim with this value.",
            DecisionAsk::Gist(..) => "What is said, in your own words; Enter confirms the quotation with it.",
            DecisionAsk::Title(_) | DecisionAsk::NewIncident(_) | DecisionAsk::ClaimOfNew(_) => "In your own words.",
            DecisionAsk::Claim(..) => "The facet and its value: killed ≥9, date 2024-01-03, place kerman. Then the incident.",
            DecisionAsk::Annotation(..) => {
                "Words that begin with # are tags, what follows is the note: #check Ask the port. They are for all who share \
                 the corpus; an empty line takes them away."
            }
            DecisionAsk::Confirm(_) => "Enter decides so, Esc leaves everything as it is.",
            DecisionAsk::LinksFile(_) => {
                "A table (SSSOM, .tsv) of ids and answers, without the contents of rows, so that it can be shared. One that is \
                 there keeps what it holds. Enter writes this answer, and later ones, into it; --links opens it again."
            }
            DecisionAsk::Folder => {
                "Articles with their texts, and all drafts, as files to read, edit and share by git; the texts belong to \
                 their publishers. Decisions are kept there from now on."
            }
        }
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

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        (!self.is_question()).then_some(&mut self.prompt)
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        canvas::overlay_frame(theme, self.title(), area, buf);
        let asks = !self.is_question();
        let cursor = asks.then(|| self.prompt.draw("> ", theme, inner(area), buf)).flatten();
        let rows = self.rows(area);
        let columns = usize::from(rows.width);
        let (text, dim) = (theme.style(Role::Text), theme.style(Role::Dim));
        let mut lines = paragraph("", text, &sanitize::line(&self.subject), text, columns);
        lines.extend(paragraph("", dim, self.means(), dim, columns));
        if let Some(now) = self.edited_value(&cx.cx.workspace.corpus) {
            let said = format!("Its file says {now} by now.");
            lines.extend(paragraph("", text, &sanitize::line(&said), text, columns));
        }
        let refused = self.refused.as_ref().filter(|(typed, _)| typed == self.prompt.text()).map(|(_, why)| why.clone());
        let wrong = self.answer(&cx.cx.workspace.corpus).err().or(refused);
        if asks && let Some(why) = wrong {
            let notice = theme.style(Role::Notice);
            lines.push(Line::default());
            lines.extend(paragraph("", notice, &sanitize::line(&why), notice, columns));
        }
        window(&lines, 0, rows, buf);
        cursor
    }
}
