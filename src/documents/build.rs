//! Builds a corpus from drafts: resolves references, reports contradictions between files, keeps valid records.
//!
//! The strings of the drafts are already in the arena of the corpus; this module makes only records. Each draft is
//! dropped once it is used, unless `again` builds from drafts that are kept.

pub mod again;
mod annotation;
mod incident;
mod quote;
mod rejection;
mod texts;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use self::texts::ArticleTexts;
use super::draft::{CorpusDraft, NameDraft, NamesDraft};
use super::facets::FacetIndex;
use super::file_draft::{ArticleFile, Drafts};
use super::ids::{Ids, PassageIds, is_like_id, quoted};
use super::outside::{AliasDraft, ReferenceDraft};
use crate::align::attach::{Attachment, RestParagraph, attach, report_wording};
use crate::align::copy::Copy;
use crate::align::known::{KnownArticle, KnownPassage};
use crate::diagnostic::{DiagnosticCode, Report, Spanned};
use crate::model::article::{Online, Paragraph};
use crate::model::incident::Who;
use crate::model::text::TextsBuilder;
use crate::model::{
    AnchorState, Article, Builder, Corpus, DraftOrigin, Drafted, Grade, IncidentId, Name, NameId, NameKind,
    OutsideName, Passage, Reference, Span, Text, When, id::Id,
};

/// Builds the corpus and attaches the `copies` to its articles. `None` if `stop` was set; the report may be incomplete
/// then.
pub fn build(mut drafts: Drafts, copies: &[Copy], stop: &AtomicBool, report: &mut Report) -> Option<Corpus> {
    let texts = std::mem::take(&mut drafts.texts);
    sort(&mut drafts, &texts);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    let attached = attachments(&drafts, &texts, copies, stop, report)?;
    let mut builder = Builder::new(texts);
    describe(&mut builder, &drafts.corpora);
    let places = PassageIds::new(&drafts, &mut builder, report);
    let ids = Ids::new(places, &drafts, &mut builder, report);
    let article_texts = texts::resolve(&drafts.article_texts, &drafts.articles, &ids, &mut builder, report);
    builder.expect_passages(ids.places.passage_count());
    for (at, (file, draft)) in std::mem::take(&mut drafts.articles).into_iter().enumerate() {
        let language = language(&drafts.corpora, file);
        let copy = attached.get(at).and_then(Option::as_ref);
        let main = draft.fields.main.as_ref().and_then(|id| ids.incident(id, &mut builder, report));
        article(&mut builder, &draft, copy, article_texts.get(&at), language, main);
    }
    let facets = FacetIndex::new(&drafts.corpora, &mut builder, report);
    let mut resolver = Resolver { builder, ids, facets, attached, texts: article_texts, report };
    resolver.names(&drafts.names);
    for (_, draft) in std::mem::take(&mut drafts.incidents) {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        resolver.incident(&draft);
    }
    resolver.rest(&drafts);
    Some(resolver.finish(&drafts.annotations, |builder| (builder.finish(), ())).0)
}

/// Sorts articles by date of publication and incidents by date, undated ones last, which determines their ids. Equal
/// dates keep the order of the files.
fn sort(drafts: &mut Drafts, texts: &TextsBuilder) {
    drafts.corpora.sort_by_key(|(file, _)| *file);
    drafts.names.sort_by_key(|(file, _)| *file);
    drafts.name_claims.sort_by_key(|(file, _)| *file);
    drafts.quotes.sort_by_key(|(file, _)| *file);
    drafts.annotations.sort_by_key(|(file, _)| *file);
    drafts.rejected.sort_by(|(_, a), (_, b)| texts.get(a.name.value).cmp(texts.get(b.name.value)));
    drafts.articles.sort_unstable_by(|(x, a), (y, b)| {
        let day = |article: &ArticleFile| article.fields.published.map(When::earliest);
        let id = |article: &ArticleFile| article.id.value;
        day(a).cmp(&day(b)).then_with(|| texts.get(id(a)).cmp(texts.get(id(b)))).then(x.cmp(y))
    });
    drafts.incidents.sort_unstable_by(|(x, a), (y, b)| {
        let days = |date: Option<When>| date.map_or((true, None), |w| (false, Some((w.earliest(), w.latest()))));
        let order = days(a.fields.date).cmp(&days(b.fields.date));
        order.then_with(|| texts.get(a.id.value).cmp(texts.get(b.id.value))).then(x.cmp(y))
    });
}

/// The copy of each article; empty if there are no copies.
fn attachments(
    drafts: &Drafts,
    texts: &TextsBuilder,
    copies: &[Copy],
    stop: &AtomicBool,
    report: &mut Report,
) -> Option<Vec<Option<Attachment>>> {
    if copies.is_empty() {
        return Some(Vec::new());
    }
    let known = |(file, article): &(usize, ArticleFile)| {
        let passages = article.passages().map(|(passage, detail)| KnownPassage {
            number: passage.number,
            heading: (!detail.heading.is_empty()).then(|| texts.get(detail.heading)),
            anchor: texts.get(passage.anchor_and_digest().0),
            span: passage.span(*file, detail),
            end: (!detail.end.is_empty()).then(|| texts.get(detail.end)),
        });
        KnownArticle {
            id: texts.get(article.id.value),
            title: article.fields.title.as_ref().map_or("", |t| texts.get(t.value)),
            passages: passages.collect(),
        }
    };
    let known: Vec<KnownArticle<'_>> = drafts.articles.iter().map(known).collect();
    attach(&known, copies, stop, report)
}

fn describe(builder: &mut Builder, corpora: &[(usize, CorpusDraft)]) {
    let all = |builder: &Builder, of: fn(&CorpusDraft) -> Text, with: &str| {
        let texts: Vec<&str> = corpora.iter().map(|(_, c)| builder.str(of(c))).filter(|t| !t.is_empty()).collect();
        texts.join(with)
    };
    let title = all(builder, |c| c.title.as_ref().map(|t| t.value).unwrap_or_default(), " + ");
    let description = all(builder, |c| c.description, "\n");
    let licence = all(builder, |c| c.licence, "; ");
    builder.describe(&title, &description, &licence);
}

/// The `corpus.toml` of the folder that holds a file. It is the first file of its folder; a single one may have any
/// place.
fn corpus_of(corpora: &[(usize, CorpusDraft)], file: usize) -> Option<&CorpusDraft> {
    let after = corpora.partition_point(|(corpus, _)| *corpus <= file);
    corpora.get(after.saturating_sub(1)).map(|(_, corpus)| corpus)
}

/// The language of articles of the folder that holds a file.
fn language(corpora: &[(usize, CorpusDraft)], file: usize) -> Text {
    corpus_of(corpora, file).map(|corpus| corpus.language).unwrap_or_default()
}

/// Adds an article with its text: that of a copy, or else the one that its folder holds.
fn article(
    builder: &mut Builder,
    draft: &ArticleFile,
    copy: Option<&Attachment>,
    texts: Option<&ArticleTexts>,
    language: Text,
    main: Option<IncidentId>,
) {
    let fields = &draft.fields;
    let origin = builder.origin(if fields.origin.is_empty() { draft.id.value } else { fields.origin });
    let first = builder.next_passage();
    let mut ends = Vec::new();
    for (i, (passage, detail)) in draft.passages().enumerate() {
        let (text, state) = match copy {
            Some(copy) => {
                let (text, state) = &copy.passages[i];
                (text.as_ref().map(|text| builder.text(text)), *state)
            }
            None => (texts.and_then(|texts| texts.by_number.get(&passage.number)).copied(), AnchorState::Unattached),
        };
        let (anchor, digest) = passage.anchor_and_digest();
        let passage = Passage {
            article: builder.next_article(),
            number: passage.number,
            kind: passage.kind,
            heading: detail.heading,
            anchor,
            digest,
            text,
            state,
        };
        let id = builder.passage(passage);
        if !detail.end.is_empty() {
            ends.push((id, detail.end));
        }
    }
    let mut paragraph = |paragraph: &RestParagraph| Paragraph {
        text: builder.text(&paragraph.text),
        before: paragraph.before,
        number: paragraph.number,
    };
    let paragraphs = match (copy, texts) {
        (Some(copy), _) => copy.rest.iter().map(&mut paragraph).collect(),
        (None, Some(texts)) => texts.paragraphs.clone(),
        (None, None) => Vec::new(),
    };
    let copy = match (copy, texts) {
        (Some(copy), _) => builder.text(&copy.name),
        (None, Some(_)) if fields.file.is_empty() => {
            let path = format!("texts/{}.toml", builder.str(draft.id.value));
            builder.text(&path)
        }
        _ => fields.file,
    };
    let draft_origin = (!fields.draft_origin.is_empty()).then(|| {
        let (origin, rule) = (builder.origin(fields.draft_origin), builder.unify(fields.draft_origin_rule));
        let grade = fields.draft_origin_grade.as_ref().map_or(Grade::Guess, |grade| grade.value);
        let drafted = Drafted { grade, rule, by: Text::default() };
        DraftOrigin { origin, drafted, reason: fields.draft_origin_reason }
    });
    let record = Article {
        id: builder.unify(draft.id.value),
        title: fields.title.as_ref().map(|t| t.value).unwrap_or_default(),
        kicker: fields.kicker,
        publisher: builder.unify(fields.publisher.as_ref().map(|p| p.value).unwrap_or_default()),
        authors: fields.authors.iter().map(|a| builder.unify(*a)).collect(),
        published: fields.published,
        published_basis: fields.published_basis,
        online: Online {
            url: fields.url,
            basis: fields.url_basis,
            accessed: fields.accessed,
            archived: fields.archived,
        },
        language: builder.unify(if fields.language.is_empty() { language } else { fields.language }),
        translated_from: builder.unify(fields.translated_from),
        origin,
        note: fields.note,
        passages: Span::between(first, builder.next_passage()),
        paragraphs,
        ends,
        copy,
        main,
        draft_origin,
    };
    builder.article(record);
}

struct Resolver<'r> {
    builder: Builder,
    ids: Ids,
    facets: FacetIndex,
    attached: Vec<Option<Attachment>>,
    /// The texts that folders hold, by the position of the article.
    texts: HashMap<usize, ArticleTexts>,
    report: &'r mut Report,
}

impl Resolver<'_> {
    fn names(&mut self, files: &[(usize, NamesDraft)]) {
        let names: Vec<(NameKind, &NameDraft)> = files.iter().flat_map(|(_, file)| file.all()).collect();
        for &(kind, draft) in &names {
            self.name(kind, draft);
        }
        self.circles(&names);
    }

    /// Adds what comes after the incidents, but for annotations.
    fn rest(&mut self, drafts: &Drafts) {
        self.name_claims(&drafts.name_claims);
        self.quotes(&drafts.quotes);
        self.rejections(&drafts.rejected);
    }

    /// A name if the text looks like an id, else words. Words that resemble an id are reported, except those of a draft,
    /// which are printed, not typed, and those in quotation marks.
    fn who(&mut self, text: &Spanned<Text>, is_draft: bool) -> Option<Who> {
        if let Some(words) = quoted(self.builder.str(text.value)) {
            let words = words.to_owned();
            return Some(Who::Words(self.builder.intern(&words)));
        }
        if let Some(name) = self.ids.name_at(text.value, &mut self.builder) {
            return Some(Who::Name(name));
        }
        if !is_draft && is_like_id(self.builder.str(text.value)) {
            return self.name_id(text).map(Who::Name);
        }
        Some(Who::Words(self.builder.unify(text.value)))
    }

    fn incident_id(&mut self, id: &Spanned<Text>) -> Option<IncidentId> {
        self.ids.incident(id, &mut self.builder, self.report)
    }

    fn name_id(&mut self, id: &Spanned<Text>) -> Option<NameId> {
        self.ids.name(id, &mut self.builder, self.report)
    }

    /// The place of a wording in the article's copy, or in the text that its folder holds; reported unless it is in its
    /// passage.
    fn state(&mut self, words: &Spanned<Text>, article: usize, number: u32) -> AnchorState {
        let string = self.builder.str(words.value);
        let Some(Some(copy)) = &self.attached.get(article) else {
            let text = self.texts.get(&article).and_then(|texts| texts.by_number.get(&number));
            return text.map_or(AnchorState::Unattached, |text| {
                texts::state(string, &words.span, number, self.builder.str(*text), self.report)
            });
        };
        let state = copy.locate(string, number);
        report_wording(string, &words.span, number, state, copy, self.report);
        state
    }

    fn unified(&mut self, texts: &[Text]) -> Vec<Text> {
        texts.iter().map(|t| self.builder.unify(*t)).collect()
    }

    /// All names of a list, and those that no source prints.
    fn aliases(&mut self, drafts: &[AliasDraft]) -> (Vec<Text>, Vec<OutsideName>) {
        let (mut all, mut outside) = (Vec::with_capacity(drafts.len()), Vec::new());
        for draft in drafts {
            let references = self.references(&draft.references);
            for name in draft.all() {
                let name = self.builder.unify(name.value);
                all.push(name);
                if draft.outside {
                    outside.push(OutsideName { name, note: draft.note, references: references.clone() });
                }
            }
        }
        (all, outside)
    }

    /// The mark of a draft, if a grade is given.
    fn drafted(&mut self, grade: Option<&Spanned<Grade>>, rule: Text, by: Text) -> Option<Drafted> {
        let grade = grade?.value;
        Some(Drafted { grade, rule: self.builder.unify(rule), by: self.builder.unify(by) })
    }

    fn references(&mut self, drafts: &[ReferenceDraft]) -> Vec<Reference> {
        let given = |text: &Option<Spanned<Text>>| text.as_ref().map(|t| t.value).unwrap_or_default();
        drafts
            .iter()
            .map(|draft| Reference {
                title: given(&draft.title),
                publisher: self.builder.unify(given(&draft.publisher)),
                date: draft.date,
                locator: given(&draft.locator),
            })
            .collect()
    }

    fn name(&mut self, kind: NameKind, draft: &NameDraft) {
        let given = |text: &Option<Spanned<Text>>| text.as_ref().map(|t| t.value).unwrap_or_default();
        let (variants, outside) = self.aliases(&draft.variants);
        let record = Name {
            id: self.builder.unify(given(&draft.id)),
            name: self.builder.unify(given(&draft.name)),
            kind,
            variants,
            outside,
            part_of: draft.part_of.as_ref().and_then(|p| self.name_id(p)),
            distinct_from: draft.distinct_from.iter().filter_map(|d| self.name_id(d)).collect(),
            country: self.builder.unify(given(&draft.country)),
            position: draft.position(),
            precision: draft.precision.as_ref().map(|p| p.value),
            note: draft.note,
            accounts: Span::default(),
            notes: Span::default(),
            place_note: draft.place_note,
            place_references: self.references(&draft.references),
        };
        self.builder.name(record);
    }

    /// Reports names that are part of themselves, directly or through other names.
    fn circles(&mut self, drafts: &[(NameKind, &NameDraft)]) {
        let up: Vec<Option<usize>> = drafts
            .iter()
            .map(|(_, draft)| {
                let name = draft.part_of.as_ref().and_then(|p| self.ids.name_at(p.value, &mut self.builder));
                name.map(Id::index)
            })
            .collect();
        let mut found = Vec::new();
        let mut walk_of = vec![usize::MAX; drafts.len()];
        for start in 0..drafts.len() {
            let mut at = Some(start);
            while let Some(here) = at.filter(|&here| walk_of[here] == usize::MAX) {
                walk_of[here] = start;
                at = up[here];
            }
            // A walk that meets its own path has found a circle.
            if let Some(entry) = at.filter(|&here| walk_of[here] == start) {
                found.push(entry);
                found.extend(std::iter::successors(up[entry], |&here| up[here]).take_while(|&here| here != entry));
            }
        }
        found.sort_unstable();
        for at in found {
            let draft = drafts[at].1;
            if let (Some(id), Some(part_of)) = (&draft.id, &draft.part_of) {
                let message = format!("“{}” is part of itself", self.builder.str(id.value));
                let help = "part_of leads to the larger body or place, never back";
                self.report.error(DiagnosticCode::Circle, &part_of.span, message, help);
            }
        }
    }
}
