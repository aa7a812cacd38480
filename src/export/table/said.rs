//! Joins what sources say with who says it and where: `94 (limited-times ¶22); >90 (scmp-republished ¶18)`. Equal
//! statements are written once, with all their passages.

use std::fmt::Write as _;

use crate::model::{Account, Claim, Corpus, IncidentId, Stance, Subject};
use crate::present::words;

/// The members of a subject that are incidents.
pub(super) fn members(subject: &Subject) -> impl Iterator<Item = (&Corpus, IncidentId)> {
    subject.members().iter().filter_map(|m| Some((&*m.corpus, m.topic.incident()?)))
}

/// Statements in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Said {
    all: Vec<Statement>,
}

#[derive(Debug)]
struct Statement {
    text: String,
    /// Stance, attribution and the like.
    held: String,
    /// The articles, each with its passages.
    at: Vec<(String, Vec<u32>)>,
}

impl Said {
    /// Adds a statement of an account; `held` is written before the source.
    pub(super) fn add(&mut self, corpus: &Corpus, account: &Account, text: String, held: String) {
        let passage = corpus.passage(account.passage);
        let article = corpus.str(corpus.article(passage.article).id);
        let at = match self.all.iter().position(|s| s.text == text && s.held == held) {
            Some(at) => at,
            None => {
                self.all.push(Statement { text, held, at: Vec::new() });
                self.all.len() - 1
            }
        };
        let places = &mut self.all[at].at;
        match places.iter_mut().find(|(known, _)| known == article) {
            Some((_, passages)) if passages.contains(&passage.number) => {}
            Some((_, passages)) => passages.push(passage.number),
            None => places.push((article.to_owned(), vec![passage.number])),
        }
    }

    /// The statements, one text each.
    pub(super) fn texts(&self) -> Vec<String> {
        self.all.iter().map(Statement::text).collect()
    }

    /// The statements as one text.
    pub(super) fn joined(&self) -> String {
        self.texts().join("; ")
    }
}

impl Statement {
    fn text(&self) -> String {
        let places: Vec<String> = self.at.iter().map(|(article, passages)| place(article, passages)).collect();
        let held = if self.held.is_empty() { String::new() } else { format!("{}, ", self.held) };
        let before = if self.text.is_empty() { String::new() } else { format!("{} ", self.text) };
        format!("{before}({held}{})", places.join(", "))
    }
}

/// An article with passages of it: `limited-times ¶22 ¶26`.
pub(super) fn place(article: &str, passages: &[u32]) -> String {
    let mut out = article.to_owned();
    for number in passages {
        let _ = write!(out, " ¶{number}");
    }
    out
}

/// How a claim is held: its stance if it is not asserted, to whom it is attributed, and whether it is weighed:
/// `suspected: experts`.
pub(super) fn holder(corpus: &Corpus, claim: &Claim) -> String {
    let mut parts = vec![stance(corpus, claim)];
    parts.extend(words::reservations(corpus, claim).into_iter().map(std::borrow::Cow::into_owned));
    listed(&parts)
}

fn stance(corpus: &Corpus, claim: &Claim) -> String {
    let chain: Vec<&str> = claim.according_to.iter().map(|&t| corpus.str(t)).collect();
    let chain = chain.join(" citing ");
    match (claim.stance, chain.is_empty()) {
        (Stance::Asserted, _) => chain,
        (stance, true) => stance.word().to_owned(),
        (stance, false) => format!("{}: {chain}", stance.word()),
    }
}

/// Joins the parts of what is said about a statement; empty ones are left out.
pub(super) fn listed(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}
