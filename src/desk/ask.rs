//! What a form of a decision asks for, and what its line means. Draws nothing.

use super::annotate::{AnnotatedKey, TypedAnnotation};
use super::by_hand::HandClaim;
use super::decision::{ClaimRevision, Decided, Decision, MovedDrafts};
use super::item::{ClaimKey, DraftItem, DraftKey, QuoteKey, claim_key, find_edited_claim, find_passage, find_quote};
use super::new_names::Additions;
use super::revision::{changes, over};
use super::{claim_line, fields, incident_line, line, quote_line};
use crate::documents::edit::{EditValue, Fields};
use crate::documents::write::{claim_fields, claimed_actor_fields, incident_fields, quote_fields};
use crate::model::Corpus;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum DecisionAsk {
    /// Another value and other fields of a claim; whether it is a draft, which is confirmed with them.
    Revise(ClaimKey, bool),
    /// Gist, speaker and so on of a quotation; whether it is a draft.
    Quote(QuoteKey, bool),
    /// Title, kind and so on of an incident, by its id.
    Incident {
        /// The id.
        id: String,
        /// Whether it is a draft.
        was_draft: bool,
        /// Whether it is confirmed with that.
        accepts: bool,
    },
    /// A new incident that drafts are moved to, with what they are in a few words.
    NewIncident(MovedDrafts, String),
    /// A claim that a passage makes in some words: the article, the number and the words.
    Claim(String, u32, String),
    /// A new incident that a claim made by hand is about.
    ClaimOfNew(HandClaim),
    /// The digest of a passage: the article and the number.
    Digest(String, u32),
    /// Tags and a note on something, by somebody; whether they are the first.
    Annotation(AnnotatedKey, String, bool),
    /// Whether to do this.
    Confirm(Decided),
    /// The folder that the corpus is written to.
    Folder,
    /// The file that keeps answers to pairs.
    LinksFile,
}

/// What an accepted form asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum DecisionFormAnswer {
    /// This decision.
    Decide(Decided),
    /// To write the corpus into this folder, as typed.
    WriteTo(String),
    /// To choose the incident that this claim is about.
    ChooseFor(HandClaim),
    /// To keep answers to pairs in a file of this name, as typed.
    KeepLinks(String),
    /// To begin the line anew, as somebody else has changed what it began with.
    Renew(String),
    /// Nothing: the line changes nothing.
    Nothing,
}

/// The line that a form has.
#[derive(Debug, Clone, Copy)]
pub struct AskedLine<'l> {
    /// What the form is about, in words.
    pub subject: &'l str,
    /// What the line began with.
    pub begins: &'l str,
    /// What is typed.
    pub typed: &'l str,
}

/// The list of actors in the file of an incident.
const ACTORS: &str = "actors";
/// Why nothing takes away actors whom nobody lists.
const OF_CLAIMS: &str = "nobody is listed: the actors are those of its claims; a list (actor …) takes their place";

/// What a line leads to.
struct Meaning {
    decision: Decision,
    what: String,
}

impl DecisionAsk {
    /// The fields of what it is about as the corpus now has them. `None` if it is not there, or there is nothing yet.
    pub fn base(&self, corpus: &Corpus) -> Option<Fields> {
        match self {
            Self::Revise(key, _) => Some(claim_fields(corpus, corpus.claim(find_edited_claim(corpus, key)?))),
            Self::Quote(key, _) => Some(quote_fields(corpus, corpus.quote(find_quote(corpus, key)?))),
            Self::Incident { id, .. } => Some(incident_fields(corpus, corpus.find_incident(id)?)),
            _ => None,
        }
    }

    /// The fields of an incident that a line is typed over: where no actors are listed, those whom its confirmed claims name.
    fn there(&self, corpus: &Corpus) -> Option<Fields> {
        let mut there = self.base(corpus)?;
        if let Self::Incident { id, .. } = self
            && !fields::has(&there, ACTORS)
        {
            let claimed = claimed_actor_fields(corpus, corpus.find_incident(id)?);
            there.extend((!claimed.is_empty()).then(|| (ACTORS.to_owned(), EditValue::Tables(claimed))));
        }
        Some(there)
    }

    /// What the line would begin with as the corpus now is; `None` if that is not of the corpus.
    pub fn present(&self, corpus: &Corpus) -> Option<String> {
        match self {
            Self::Revise(..) => Some(claim_line::value_line(corpus, &self.base(corpus)?)),
            Self::Quote(..) => Some(quote_line::gist_line(&self.base(corpus)?)),
            Self::Incident { .. } => Some(incident_line::title_line(&self.base(corpus)?)),
            Self::Digest(article, number) => {
                let passage = find_passage(corpus, article, *number)?;
                let digest = corpus.str(corpus.passage(passage).digest);
                Some(digest.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            // A record may be annotated outside the corpus.
            Self::Annotation(AnnotatedKey::Record(..), ..) => None,
            Self::Annotation(on, by, _) => Some(TypedAnnotation::present(corpus, on, by).unwrap_or_default()),
            _ => None,
        }
    }

    /// What is there besides what the line began with, each as it would be typed.
    pub fn others(&self, corpus: &Corpus) -> Vec<String> {
        let Some(base) = self.base(corpus) else { return Vec::new() };
        match self {
            Self::Revise(..) => claim_line::other_parts(&base),
            Self::Quote(..) => quote_line::other_parts(&base),
            Self::Incident { .. } => incident_line::other_parts(corpus, &base),
            _ => Vec::new(),
        }
    }

    /// What the line is read as, each part with its whole word; empty if it says no more than the line, or is wrong.
    pub fn reads(&self, corpus: &Corpus, line: AskedLine) -> String {
        let entry = |facet: &str| ("facet".to_owned(), EditValue::Text(facet.to_owned()));
        match self {
            Self::Claim(..) => claim_line::read(corpus, line.typed).map(|claim| {
                let fields: Fields = [entry(&claim.facet)].into_iter().chain(claim.fields()).collect();
                claim_line::line(corpus, &fields)
            }),
            Self::Revise(key, _) => {
                let claim = claim_line::read_revision(corpus, &key.facet, line.begins, line.typed);
                claim.map(|claim| claim_line::line(corpus, &claim.over(corpus, &self.base(corpus).unwrap_or_default())))
            }
            _ => return String::new(),
        }
        .ok()
        .filter(|reads| reads != line.typed.trim())
        .unwrap_or_default()
    }

    /// What the line adds to the corpus, in words.
    pub fn adds(&self, corpus: &Corpus, line: AskedLine) -> Vec<String> {
        let adds = match self {
            Self::Claim(..) => {
                let Ok(claim) = claim_line::read(corpus, line.typed) else { return Vec::new() };
                let fields = claim.fields();
                let with = fields::texts(&fields, "with");
                let stands = (!with.is_empty()).then(|| format!("lets it stand with {}", with.join(", ")));
                return claim.adds.said().into_iter().chain(stands).collect();
            }
            Self::Revise(key, _) => {
                claim_line::read_revision(corpus, &key.facet, line.begins, line.typed).map(|claim| claim.adds)
            }
            Self::Incident { .. } | Self::NewIncident(..) | Self::ClaimOfNew(_) => {
                let there = self.there(corpus).unwrap_or_default();
                incident_line::read(corpus, &there, line.typed).map(|incident| incident.adds)
            }
            _ => Ok(Additions::default()),
        };
        adds.map(|adds| adds.said()).unwrap_or_default()
    }

    /// What is asked for. The error says what would be right.
    pub fn answer(&self, corpus: &Corpus, asked: AskedLine) -> Result<DecisionFormAnswer, String> {
        let AskedLine { subject, begins, .. } = asked;
        let typed = asked.typed.trim();
        let needed = |what: &str| if typed.is_empty() { Err(format!("type {what}")) } else { Ok(typed.to_owned()) };
        // Untouched, it would bring back what was there before.
        if typed == begins.trim()
            && let Some(present) = self.present(corpus).filter(|present| present.trim() != begins.trim())
        {
            return Ok(DecisionFormAnswer::Renew(present));
        }
        let meaning = match self {
            Self::Revise(key, was_draft) => return self.revise(corpus, (key, *was_draft), asked),
            Self::Quote(key, was_draft) => {
                let base = self.base(corpus).ok_or("this quotation is not there any more")?;
                let typed = quote_line::read(corpus, typed)?;
                let changes = changes(&base, &over(&base, &typed));
                let did = if *was_draft { "accepted" } else { "corrected" };
                if changes.is_empty() && !was_draft {
                    return Ok(DecisionFormAnswer::Nothing);
                }
                let with = if *was_draft { " with a gist" } else { "" };
                let (key, was_draft) = (key.clone(), *was_draft);
                let what = format!("{did} {subject}{with}");
                Meaning { decision: Decision::ReviseQuote { key, was_draft, changes }, what }
            }
            Self::Incident { id, was_draft, accepts } => {
                let base = self.base(corpus).ok_or("this incident is not there any more")?;
                let there = self.there(corpus).unwrap_or_default();
                let incident = incident_line::read(corpus, &there, typed)?;
                let takes_away = incident.typed.iter().any(|(key, value)| key == ACTORS && value.is_none());
                if takes_away && !fields::has(&base, ACTORS) && fields::has(&there, ACTORS) {
                    return Err(OF_CLAIMS.to_owned());
                }
                let after = over(&base, &incident.typed);
                let changes = changes(&base, &after);
                if *accepts && fields::text(&after, "kind").is_none() {
                    return Err("only a draft may lack its kind: `; kind bombing`".to_owned());
                }
                if changes.is_empty() && !accepts {
                    return Ok(DecisionFormAnswer::Nothing);
                }
                let what = if *accepts {
                    format!("accepted the incident “{}”", incident.title())
                } else if incident.title() == begins {
                    format!("corrected the incident “{begins}”")
                } else {
                    format!("called {id} “{}”", incident.title())
                };
                let (incident, adds, was_draft, accepts) = (id.clone(), incident.adds, *was_draft, *accepts);
                Meaning { decision: Decision::ReviseIncident { incident, was_draft, changes, adds, accepts }, what }
            }
            Self::NewIncident(moved, said) => {
                let incident = incident_line::read(corpus, &Fields::new(), typed)?;
                let what = format!("moved {said} to the new incident “{}”", incident.title());
                Meaning { decision: Decision::MoveToNew(moved.clone(), incident), what }
            }
            Self::Claim(article, passage, words) => {
                let claim = claim_line::read(corpus, typed)?;
                if claim.others.iter().any(|(key, _)| key == "words") {
                    return Err("the words are those that are selected".to_owned());
                }
                let (article, passage, words) = (article.clone(), *passage, words.clone());
                let about = claim.about.clone();
                let claim = HandClaim { article, passage, words, claim };
                let Some(about) = about else { return Ok(DecisionFormAnswer::ChooseFor(claim)) };
                let what = format!("claimed {} of {}", claim.claim.said(), about.id());
                Meaning { decision: Decision::Claim(claim, about), what }
            }
            Self::ClaimOfNew(claim) => {
                let incident = incident_line::read(corpus, &Fields::new(), typed)?;
                let what = format!("claimed {subject} of the new incident “{}”", incident.title());
                Meaning { decision: Decision::ClaimOfNew(claim.clone(), incident), what }
            }
            Self::Digest(article, passage) => {
                let to = needed("what the passage says, in your own words")?;
                let from = self.present(corpus).ok_or("this passage is not there any more")?;
                if from == to {
                    return Ok(DecisionFormAnswer::Nothing);
                }
                let (article, passage) = (article.clone(), *passage);
                let what = format!("gave {article} ¶{passage} another digest");
                Meaning { decision: Decision::Digest { article, passage, from, to }, what }
            }
            Self::Annotation(on, by, is_new) => {
                let says =
                    TypedAnnotation::read(&if *is_new { needed("#tags, a note or both")? } else { typed.to_owned() })?;
                let did = if says.is_empty() { "took the annotation away from" } else { "annotated" };
                let is_record = matches!(on, AnnotatedKey::Record(..));
                let from = if is_record { begins.to_owned() } else { self.present(corpus).unwrap_or_default() };
                let (on, by, date) = (on.clone(), by.clone(), String::new());
                Meaning { decision: Decision::Annotate { on, says, by, date, from }, what: format!("{did} {subject}") }
            }
            Self::Confirm(decided) => return Ok(DecisionFormAnswer::Decide(decided.clone())),
            Self::LinksFile => return Ok(DecisionFormAnswer::KeepLinks(needed("the name of a file")?)),
            Self::Folder => {
                return Ok(DecisionFormAnswer::WriteTo(needed("the name of a new folder")?));
            }
        };
        let Meaning { decision, what } = meaning;
        Ok(DecisionFormAnswer::Decide(Decided { decision, what }))
    }

    /// Other fields of a claim. A draft that is left as it is is confirmed.
    fn revise(
        &self,
        corpus: &Corpus,
        (key, was_draft): (&ClaimKey, bool),
        AskedLine { subject, begins, typed }: AskedLine,
    ) -> Result<DecisionFormAnswer, String> {
        let id = find_edited_claim(corpus, key).ok_or("this claim is not there any more")?;
        let key = claim_key(corpus, id);
        let base = claim_fields(corpus, corpus.claim(id));
        let claim = claim_line::read_revision(corpus, &key.facet, begins, typed)?;
        let changes = changes(&base, &claim.over(corpus, &base));
        let about = claim.about.filter(|about| *about != key.about);
        let decided = |decision: Decision, what: String| Ok(DecisionFormAnswer::Decide(Decided { decision, what }));
        if changes.is_empty() && about.is_none() {
            return if was_draft {
                decided(Decision::Accept(vec![DraftKey::Claim(key)]), format!("accepted {subject}"))
            } else {
                Ok(DecisionFormAnswer::Nothing)
            };
        }
        let what = match &about {
            Some(about) if changes.is_empty() => format!("moved {subject} to {}", about.id()),
            _ => format!("corrected {subject} to {}", line::parts(typed).join("; ")),
        };
        let adds = claim.adds;
        decided(Decision::Revise(Box::new(ClaimRevision { key, was_draft, changes, adds, about })), what)
    }

    /// Whether the queue of the desk goes on once it is decided.
    pub fn settles_draft(&self) -> bool {
        match self {
            Self::Revise(_, was_draft) | Self::Quote(_, was_draft) => *was_draft,
            Self::Incident { accepts, .. } => *accepts,
            Self::NewIncident(..) | Self::Confirm(_) => true,
            Self::Claim(..)
            | Self::ClaimOfNew(_)
            | Self::Digest(..)
            | Self::Annotation(..)
            | Self::Folder
            | Self::LinksFile => false,
        }
    }

    /// The heading.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Revise(..) => "Correct the value",
            Self::Quote(..) => "Gist of the quotation",
            Self::Incident { accepts: true, .. } => "Accept the incident",
            Self::Incident { .. } => "Title of the incident",
            Self::NewIncident(..) | Self::ClaimOfNew(_) => "A new incident",
            Self::Claim(..) => "A claim",
            Self::Digest(..) => "Digest of the passage",
            Self::Annotation(..) => "Tags and a note",
            Self::Confirm(_) => "Decide",
            Self::Folder => "Write the corpus as a folder",
            Self::LinksFile => "The file that keeps your answers",
        }
    }

    /// What the line is for.
    pub fn means(&self) -> String {
        match self {
            Self::Revise(_, true) => format!("Enter confirms the claim with this value. {}", claim_line::REVISES),
            Self::Revise(_, false) => format!("The value. {}", claim_line::REVISES),
            Self::Quote(..) => quote_line::MEANS.to_owned(),
            Self::Incident { .. } | Self::NewIncident(..) | Self::ClaimOfNew(_) => incident_line::MEANS.to_owned(),
            Self::Claim(..) => format!("The facet and its value: killed ≥9. {}", claim_line::MEANS),
            Self::Digest(..) => "What the passage says, in your own words.".to_owned(),
            Self::Annotation(..) => {
                "Words that begin with # are tags, what follows is the note: #check Ask the port. They are for all who share \
                 the corpus or the data set; an empty line takes them away."
                    .to_owned()
            }
            Self::Confirm(_) => "Enter decides so, Esc leaves everything as it is.".to_owned(),
            Self::LinksFile => {
                "A table (SSSOM, .tsv) of ids and answers, without the contents of rows, so that it can be shared. One that is \
                 there keeps what it holds. Enter writes this answer, and later ones, into it; --links opens it again."
                    .to_owned()
            }
            Self::Folder => "Articles with their texts, and all drafts, as files to read, edit and share by git; the texts belong to \
                             their publishers. Decisions are kept there from now on."
                .to_owned(),
        }
    }

    /// The claim that can be removed from here, as a draft or not.
    pub fn removable(&self) -> Option<(&ClaimKey, bool)> {
        match self {
            Self::Revise(key, was_draft) => Some((key, *was_draft)),
            _ => None,
        }
    }

    /// The claim of a corpus that it is about, if it is about one.
    pub fn item(&self, corpus: &Corpus) -> Option<DraftItem> {
        find_edited_claim(corpus, self.removable()?.0).map(DraftItem::Claim)
    }
}
