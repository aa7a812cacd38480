//! Verdicts in words: the sign and word of a row, and the sentence that says how it comes about. Knows no layout.

use std::collections::HashSet;

use super::words;
use crate::model::agreement::Agreement;
use crate::model::ledger::LedgerRow;
use crate::model::why::{Held, Why};
use crate::model::{ClaimId, Corpus, Figure, In, Rule, Subject, Value, Verdict};

/// The signs of a row: `◐`, `≠`, `◐≠`; a hollow one if all is a draft; `·` if nothing is weighed.
pub fn signs(row: &LedgerRow) -> String {
    if let Some(draft) = row.draft.filter(|_| row.is_all_draft()) {
        return draft.verdict.draft_glyph().to_owned();
    }
    let verdict = row.verdict.unwrap_or(Verdict::Single).glyph();
    match (row.inconsistent.is_empty(), row.verdict) {
        (true, _) => verdict.to_owned(),
        (false, None | Some(Verdict::Single)) => Verdict::Inconsistent.glyph().to_owned(),
        (false, Some(_)) => format!("{verdict}{}", Verdict::Inconsistent.glyph()),
    }
}

/// The verdict of a row in words, after its signs: `compatible`, `one origin`, `by definition`.
pub fn verdict(subject: &Subject, row: &LedgerRow) -> String {
    let across = match row.verdict {
        Some(Verdict::Single) => "one origin",
        Some(verdict) => verdict.word(),
        None if row.defined => "by definition",
        None => match row.draft {
            Some(draft) => return draft_words(draft.verdict).to_owned(),
            None => "not weighed",
        },
    };
    let inside: Vec<&str> = row.inconsistent.iter().map(|&id| article_id(subject, id)).collect();
    match &inside[..] {
        [] => across.to_owned(),
        inside => format!("{across}; inconsistent in {}", inside.join(", ")),
    }
}

/// The draft verdict of a row whose claims are not all drafts: `⊗ draft: conflict`. `None` without drafts.
pub fn with_drafts(row: &LedgerRow) -> Option<String> {
    let draft = row.draft.filter(|_| !row.is_all_draft())?;
    Some(format!("{} {}", draft.verdict.draft_glyph(), draft_words(draft.verdict)))
}

/// The words of a draft verdict.
fn draft_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Single => "draft: one origin",
        Verdict::Same => "draft: same",
        Verdict::Compatible => "draft: compatible",
        Verdict::Inconsistent => "draft: inconsistent",
        Verdict::Conflict => "draft: conflict",
    }
}

fn article_id(subject: &Subject, article: In<crate::model::ArticleId>) -> &str {
    subject.corpus(article.member).str(subject.article(article).id)
}

/// Why the verdict of a row is what it is, in one line.
pub fn why(subject: &Subject, row: &LedgerRow, why: &Why) -> String {
    reasons(subject, row, why).join(" ")
}

/// The same by sentences: the verdict, each pair that was held against each other, and each claim that was not.
pub fn reasons(subject: &Subject, row: &LedgerRow, why: &Why) -> Vec<String> {
    let mut mentioned = Mentioned { subject, known: HashSet::new() };
    let facet = words::row(subject.facet_word(row), row.party);
    // What drafts alone say is told as such.
    let facet = if row.is_all_draft() { format!("In draft, {facet}") } else { facet };
    let mut out = vec![match why.verdict {
        _ if row.defined => format!("{facet} is not weighed: {}.", Rule::Definition.because()),
        None => format!("{facet} is not weighed."),
        Some(Verdict::Single) if why.one_speaker => format!("{facet} rests on one speaker, whom several origins cite."),
        Some(Verdict::Single) => format!("{facet} rests on one origin: nothing agrees with it or differs from it."),
        Some(verdict) => {
            let is = if verdict == Verdict::Conflict { "in conflict" } else { verdict.word() };
            format!("{facet} is {is} across {}:", words::count(why.origins, "origin"))
        }
    }];
    if row.defined {
        return out;
    }
    if why.verdict == Some(Verdict::Single) {
        out.extend(super::silence::beside_one_origin(subject, row));
        out.extend(why.stated.iter().map(|&claim| format!("{}.", mentioned.claim(claim))));
    }
    out.extend(sentences(why.across.iter().map(|held| mentioned.held(held, false))));
    out.extend(sentences(why.inside.iter().map(|held| format!("Inside one origin, {}", mentioned.held(held, true)))));
    if why.further > 0 {
        out.push(format!("There are {}.", words::count(why.further, "further pair")));
    }
    let aside = why
        .aside
        .iter()
        .map(|(claim, rule)| format!("Not weighed: {}, for {}", mentioned.claim(*claim), rule.because()));
    out.extend(sentences(aside));
    out
}

/// Items of an enumeration: all but the last end with a semicolon.
fn sentences(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = items.collect();
    let last = all.len().saturating_sub(1);
    for (at, item) in all.iter_mut().enumerate() {
        item.push(if at == last { '.' } else { ';' });
    }
    all
}

/// Claims already mentioned; the reading of each is given once.
struct Mentioned<'s> {
    subject: &'s Subject,
    known: HashSet<In<ClaimId>>,
}

impl Mentioned<'_> {
    fn held(&mut self, held: &Held, inside: bool) -> String {
        let sides: Vec<String> = held.sides.iter().map(|side| self.side(side)).collect();
        let because = held.rule.because();
        match held.agreement {
            Agreement::Same => format!("{} say the same", list(&sides)),
            Agreement::Compatible if inside => format!("{}: {because}", list(&sides)),
            Agreement::Compatible => format!("{} can both be true ({because})", list(&sides)),
            Agreement::Excluding => format!("{} cannot both be true ({because})", list(&sides)),
        }
    }

    fn side(&mut self, claims: &[In<ClaimId>]) -> String {
        let all: Vec<String> = claims.iter().map(|&claim| self.claim(claim)).collect();
        all.join(" with ")
    }

    /// A claim in its own words, with its passage, and at first how it is read.
    fn claim(&mut self, id: In<ClaimId>) -> String {
        let (corpus, claim) = (self.subject.corpus(id.member), self.subject.claim(id));
        let passage = corpus.passage(corpus.account(claim.account).passage);
        let member = self.subject.member(id.member);
        // A record has no paragraphs.
        let place = match &member.about {
            Some(about) => format!("{} {}", about.tag, member.id()),
            None => format!("{} ¶{}", corpus.str(corpus.article(passage.article).id), passage.number),
        };
        let wording = corpus.given(claim.words).map_or_else(|| words::value(corpus, claim), |w| format!("“{w}”"));
        if !self.known.insert(id) {
            return format!("{wording} ({place})");
        }
        format!("{wording} ({place}, read as {})", reading(corpus, id.id))
    }
}

/// `a and b`, `a, b and c`.
fn list(all: &[String]) -> String {
    match all {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => all.concat(),
    }
}

/// How a claim is read when it is compared.
pub fn reading(corpus: &Corpus, id: ClaimId) -> String {
    let claim = corpus.claim(id);
    let mut out = match claim.value {
        Value::Figure(figure) => {
            let sum = if claim.summed { "a sum of " } else { "" };
            let share = if claim.with.is_empty() { "" } else { "a share of " };
            format!("{share}{sum}{}", range(figure))
        }
        Value::Place(name) | Value::Who(crate::model::incident::Who::Name(name)) => {
            let name = corpus.name(name);
            match name.part_of {
                Some(whole) => format!("{}, part of {}", corpus.str(name.name), corpus.str(corpus.name(whole).name)),
                None => corpus.str(name.name).to_owned(),
            }
        }
        _ => words::bare_value(corpus, claim),
    };
    if claim.stance != crate::model::Stance::Asserted {
        out = format!("{out}, {}", claim.stance.word());
    }
    if claim.borrowed.is_some() {
        out.push_str(", its year from other articles");
    }
    out
}

/// The numbers that a figure allows: `exactly 94`, `131 or more`, `81 to 99`.
fn range(figure: Figure) -> String {
    let n = crate::model::figure::thousands;
    match (figure.min, figure.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {}", n(min)),
        (Some(min), Some(max)) => format!("{} to {}", n(min), n(max)),
        (Some(min), None) => format!("{} or more", n(min)),
        (None, Some(max)) => format!("{} or fewer", n(max)),
        (None, None) => "any number".to_owned(),
    }
}
