//! Drafts into a corpus: references are resolved, contradictions between files reported, what is sound kept.

use std::collections::HashMap;

use super::draft::{
    AccountDraft, ArticleDraft, ClaimDraft, CorpusDraft, Drafts, IncidentDraft, NameDraft, QuoteDraft, RelationDraft,
    ValueDraft,
};
use super::ids::Ids;
use crate::align::attach::{Attachment, report_wording};
use crate::diagnostic::{At, Code, Report};
use crate::model::incident::{Actor, Who};
use crate::model::{
    Account, AccountId, AnchorState, Article, ArticleId, Builder, Claim, Corpus, Incident, IncidentId, Name, NameId,
    Note, Passage, PassageId, Piece, Place, Quote, Relation, Span, Text, Value, id::Id,
};

/// Builds the corpus; `attached` holds the copy of each article, in the articles' order.
pub fn build(mut drafts: Drafts, attached: &[Option<Attachment>], report: &mut Report) -> Corpus {
    let mut builder = Builder::default();
    describe(&mut builder, &drafts.corpora);
    // Time order gives incidents their ids; the undated stand last.
    drafts.incidents.sort_by(|a, b| {
        let key =
            |d: &IncidentDraft| d.date.map_or((true, None, None), |w| (false, Some(w.earliest()), Some(w.latest())));
        key(a).cmp(&key(b)).then_with(|| a.id.value.cmp(&b.id.value))
    });
    let ids = Ids::new(&drafts, report);
    let language = drafts.corpora.first().map(|c| c.language.clone()).unwrap_or_default();
    for (draft, copy) in drafts.articles.iter().zip(attached) {
        article(&mut builder, draft, copy.as_ref(), &language);
    }
    let mut resolver = Resolver { builder, ids, attached, report };
    for draft in &drafts.names {
        resolver.name(draft);
    }
    resolver.circles(&drafts.names);
    for draft in &drafts.incidents {
        resolver.incident(draft);
    }
    let mut taken: HashMap<String, u32> = HashMap::new();
    for draft in &drafts.quotes {
        resolver.quote(draft, &mut taken);
    }
    resolver.builder.finish()
}

fn describe(builder: &mut Builder, corpora: &[CorpusDraft]) {
    let all = |of: fn(&CorpusDraft) -> &String, with: &str| {
        let texts: Vec<&str> = corpora.iter().map(|c| of(c).as_str()).filter(|t| !t.is_empty()).collect();
        texts.join(with)
    };
    builder.describe(&all(|c| &c.title, " + "), &all(|c| &c.description, "\n"), &all(|c| &c.licence, "; "));
}

fn article(builder: &mut Builder, draft: &ArticleDraft, copy: Option<&Attachment>, language: &str) {
    let origin = builder.origin(if draft.origin.is_empty() { &draft.id.value } else { &draft.origin });
    let mut passages = Vec::with_capacity(draft.passages.len());
    for (i, passage) in draft.passages.iter().enumerate() {
        let (text, state) = match copy {
            Some(copy) => copy.passages[i].clone(),
            None => (None, AnchorState::Unattached),
        };
        passages.push(Passage {
            article: ArticleId::at(0),
            number: u32::try_from(i + 1).unwrap_or(u32::MAX),
            kind: passage.kind,
            heading: builder.text(&passage.heading),
            anchor: builder.text(&passage.anchor.value),
            digest: builder.text(&passage.digest),
            text: text.map(|t| builder.text(&t)),
            state,
        });
    }
    let record = Article {
        id: builder.intern(&draft.id.value),
        title: builder.text(&draft.title),
        kicker: builder.text(&draft.kicker),
        publisher: builder.intern(&draft.publisher),
        authors: draft.authors.iter().map(|a| builder.intern(a)).collect(),
        published: draft.published,
        published_basis: builder.text(&draft.published_basis),
        language: builder.intern(if draft.language.is_empty() { language } else { &draft.language }),
        translated_from: builder.intern(&draft.translated_from),
        origin,
        note: builder.text(&draft.note),
        passages: Span::default(),
        copy: builder.text(copy.map_or("", |c| &c.name)),
    };
    builder.article(record, passages);
}

struct Resolver<'a> {
    builder: Builder,
    ids: Ids,
    attached: &'a [Option<Attachment>],
    report: &'a mut Report,
}

impl Resolver<'_> {
    /// A name where the text looks like an id; words otherwise. Words that nearly are an id are a slip.
    fn who(&mut self, text: &At<String>) -> Option<Who> {
        if let Some(name) = self.ids.name_at(&text.value) {
            return Some(Who::Name(name));
        }
        let id_like = text.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if id_like && !text.value.is_empty() {
            return self.name_id(text).map(Who::Name);
        }
        Some(Who::Words(self.builder.intern(&text.value)))
    }

    fn incident_id(&mut self, id: &At<String>) -> Option<IncidentId> {
        self.ids.incident(id, self.report)
    }

    fn name_id(&mut self, id: &At<String>) -> Option<NameId> {
        self.ids.name(id, self.report)
    }

    /// Where a wording stands in the article's copy; reported unless it stands where it should.
    fn state(&mut self, words: &At<String>, article: usize, number: u32) -> AnchorState {
        let Some(copy) = &self.attached[article] else {
            return AnchorState::Unattached;
        };
        let state = copy.locate(&words.value, number);
        report_wording(words, number, state, &copy.name, self.report);
        state
    }

    fn interned(&mut self, texts: &[String]) -> Vec<Text> {
        texts.iter().map(|t| self.builder.intern(t)).collect()
    }

    fn name(&mut self, draft: &NameDraft) {
        let record = Name {
            id: self.builder.intern(&draft.id.value),
            name: self.builder.intern(&draft.name),
            kind: draft.kind,
            variants: self.interned(&draft.variants),
            part_of: draft.part_of.as_ref().and_then(|p| self.name_id(p)),
            distinct_from: draft.distinct_from.iter().filter_map(|d| self.name_id(d)).collect(),
            country: self.builder.intern(&draft.country),
            position: draft.position,
            precision: draft.precision,
            note: self.builder.text(&draft.note),
        };
        self.builder.name(record);
    }

    /// Reports names that are part of themselves, however long the way round.
    fn circles(&mut self, drafts: &[NameDraft]) {
        let up = |at: usize| -> Option<usize> {
            drafts[at].part_of.as_ref().and_then(|p| self.ids.name_at(&p.value)).map(Id::index)
        };
        let mut found = Vec::new();
        let mut walk_of = vec![usize::MAX; drafts.len()];
        for start in 0..drafts.len() {
            let mut at = Some(start);
            while let Some(here) = at.filter(|&here| walk_of[here] == usize::MAX) {
                walk_of[here] = start;
                at = up(here);
            }
            // A walk that ends where it has been itself has found a circle, from there on round.
            if let Some(entry) = at.filter(|&here| walk_of[here] == start) {
                found.push(entry);
                found.extend(std::iter::successors(up(entry), |&here| up(here)).take_while(|&here| here != entry));
            }
        }
        found.sort_unstable();
        for at in found {
            let spot = drafts[at].part_of.as_ref().map_or(&drafts[at].id.spot, |p| &p.spot);
            let message = format!("“{}” is part of itself", drafts[at].id.value);
            self.report.error(Code::Circle, spot, message, "part_of leads to the larger body or place, never back");
        }
    }

    fn incident(&mut self, draft: &IncidentDraft) {
        let mut seen: Vec<PassageId> = Vec::new();
        let mut accounts = Vec::new();
        for account in &draft.accounts {
            accounts.extend(self.account(account, &mut seen));
        }
        // Accounts are told in the order in which the articles stand.
        accounts.sort_by_key(|(account, _)| account.passage);
        let notes = draft
            .notes
            .iter()
            .map(|n| Note {
                text: self.builder.text(&n.text),
                by: self.builder.intern(&n.by),
                general: n.general,
                facet: n.facet,
            })
            .collect();
        let record = Incident {
            id: self.builder.intern(&draft.id.value),
            title: self.builder.text(&draft.title),
            aliases: self.interned(&draft.aliases),
            kind: self.builder.intern(&draft.kind),
            scope: draft.scope,
            status: draft.status,
            date: draft.date,
            date_basis: self.builder.text(&draft.date_basis),
            places: draft
                .places
                .iter()
                .filter_map(|(place, role)| self.name_id(place).map(|name| Place { name, role: *role }))
                .collect(),
            actors: draft
                .actors
                .iter()
                .filter_map(|(who, role)| Some(Actor { who: self.who(who)?, role: self.builder.intern(role) }))
                .collect(),
            accounts: Span::default(),
            relations: draft.relations.iter().filter_map(|r| self.relation(r)).collect(),
            notes: Span::default(),
        };
        self.builder.incident(record, accounts, notes);
    }

    fn account(&mut self, draft: &AccountDraft, seen: &mut Vec<PassageId>) -> Option<(Account, Vec<Claim>)> {
        let (passage, article) = self.ids.passage(&draft.passage, self.report)?;
        if seen.contains(&passage) {
            let message = format!(
                "¶{} of “{}” has an account here already",
                draft.passage.number.value, draft.passage.article.value
            );
            self.report.error(Code::DoubleAccount, &draft.spot, message, "put all claims into one [[account]]");
        }
        seen.push(passage);
        let number = draft.passage.number.value;
        let claims = draft.claims.iter().filter_map(|c| self.claim(c, article, number)).collect();
        let hedge = self.builder.intern(&draft.hedge);
        Some((Account { incident: IncidentId::at(0), passage, hedge, claims: Span::default() }, claims))
    }

    fn claim(&mut self, draft: &ClaimDraft, article: usize, number: u32) -> Option<Claim> {
        // Without one of the incidents it covers, a joint figure would be another figure.
        let with: Vec<_> = draft.with.iter().filter_map(|w| self.incident_id(w)).collect();
        if with.len() < draft.with.len() {
            return None;
        }
        let state = self.state(&draft.words, article, number);
        let value = match &draft.value {
            ValueDraft::Figure(figure) => Value::Figure(*figure),
            ValueDraft::When(when, day) => Value::When(*when, *day),
            ValueDraft::Place(place) => Value::Place(self.name_id(place)?),
            ValueDraft::Who(who) => Value::Who(self.who(who)?),
            ValueDraft::Words(words) => Value::Words(self.builder.intern(words)),
            ValueDraft::Status(status) => Value::Status(*status),
        };
        Some(Claim {
            account: AccountId::at(0),
            facet: draft.facet,
            value,
            stance: draft.stance,
            words: self.builder.text(&draft.words.value),
            state,
            according_to: self.interned(&draft.according_to),
            hedge: self.builder.intern(&draft.hedge),
            basis: self.builder.intern(&draft.basis),
            whom: self.builder.intern(&draft.whom),
            parts: draft.parts.iter().map(|(f, whom)| (*f, self.builder.intern(whom))).collect(),
            with,
        })
    }

    fn relation(&mut self, draft: &RelationDraft) -> Option<Relation> {
        let to = self.incident_id(&draft.to);
        let passage = self.ids.passage(&draft.passage, self.report);
        let (to, (passage, article)) = (to?, passage?);
        Some(Relation {
            link: draft.link,
            to,
            passage,
            words: self.builder.text(&draft.words.value),
            state: self.state(&draft.words, article, draft.passage.number.value),
            according_to: self.interned(&draft.according_to),
        })
    }

    fn quote(&mut self, draft: &QuoteDraft, taken: &mut HashMap<String, u32>) {
        let Some((passage, article)) = self.ids.passage(&draft.passage, self.report) else {
            return;
        };
        let number = draft.passage.number.value;
        let base = format!("{}-{number}", draft.passage.article.value);
        let nth = taken.entry(base.clone()).or_default();
        *nth += 1;
        let id = match &draft.id {
            Some(id) => {
                let uses = taken.entry(format!("={}", id.value)).or_default();
                *uses += 1;
                if *uses > 1 {
                    let message = format!("a second quote has the id “{}”", id.value);
                    self.report.error(
                        Code::DuplicateId,
                        &id.spot,
                        message,
                        "leave ids out; they are made from passage and order",
                    );
                }
                id.value.clone()
            }
            None => format!("{base}{}", letters(*nth)),
        };
        let pieces = draft
            .pieces
            .iter()
            .map(|(opening, length)| Piece {
                state: self.state(opening, article, number),
                opening: self.builder.text(&opening.value),
                length: *length,
            })
            .collect();
        let incidents: Vec<_> = draft.incidents.iter().filter_map(|i| self.incident_id(i)).collect();
        let Some(speaker) = self.who(&draft.speaker) else {
            return;
        };
        // Why it has no pieces is reported where they stand.
        if draft.pieces.is_empty() {
            return;
        }
        let record = Quote {
            id: self.builder.intern(&id),
            passage,
            speaker: match speaker {
                Who::Name(name) => Some(name),
                Who::Words(_) => None,
            },
            speaker_words: match speaker {
                Who::Name(_) => Text::default(),
                Who::Words(words) => words,
            },
            role: self.builder.intern(&draft.role),
            gist: self.builder.text(&draft.gist),
            pieces,
            form: draft.form,
            translated: draft.translated,
            according_to: self.interned(&draft.according_to),
            incidents,
        };
        self.builder.quote(record);
    }
}

/// a, b … z, aa, ab …
fn letters(mut n: u32) -> String {
    let mut out = String::new();
    while n > 0 {
        n -= 1;
        out.insert(0, char::from(b'a' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    out
}
