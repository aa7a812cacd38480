//! Builds a corpus from drafts: resolves references, reports contradictions between files, keeps valid records. The one place
//! that knows in which order that is done.
//!
//! The strings of the drafts are already in the arena of the corpus; this module makes only records. Each draft is
//! dropped once it is used, unless drafts are kept to build again (`again`).

pub mod again;
mod annotation;
mod incident;
mod quote;
mod rejection;
mod resolver;
mod texts;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use self::again::{Built, ChangedFiles, TakenOver};
use self::resolver::Resolver;
use self::texts::ArticleTexts;
use super::draft::CorpusDraft;
use super::facets::FacetIndex;
use super::file_draft::{ArticleFile, Drafts};
use super::ids::{Ids, PassageIds};
use crate::align::attach::{Attachment, RestParagraph, attach};
use crate::align::copy::Copy;
use crate::align::known::{KnownArticle, KnownPassage};
use crate::diagnostic::Report;
use crate::model::article::{Online, Paragraph};
use crate::model::text::TextsBuilder;
use crate::model::{
    AnchorState, Article, ArticleId, Builder, Corpus, DraftOrigin, Drafted, Grade, IncidentId, Passage, Span, Text,
    When, id::Id,
};

/// Builds the corpus and attaches the `copies` to its articles. `None` if `stop` was set; the report may be incomplete
/// then.
pub fn build(mut drafts: Drafts, copies: &[Copy], stop: &AtomicBool, report: &mut Report) -> Option<Corpus> {
    let given = Given { copies, before: Built::default(), changed: &ChangedFiles::default(), keeps_drafts: false };
    let (built, ()) = in_order(&mut drafts, given, |builder| (builder.finish(), ()), stop, report)?;
    Some(Arc::unwrap_or_clone(built.corpus))
}

/// Builds the corpus of these drafts, which stay, over the arena that `before` was built over. With a `before` that is empty,
/// everything is resolved. `None` if `stop` was set: then the arena of the drafts is lost.
pub fn build_again(
    drafts: &mut Drafts,
    before: Built,
    changed: &ChangedFiles,
    stop: &AtomicBool,
    report: &mut Report,
) -> Option<Built> {
    let given = Given { copies: &[], before, changed, keeps_drafts: true };
    let (built, arena) = in_order(drafts, given, Builder::finish_and_go_on, stop, report)?;
    drafts.texts = arena;
    Some(built)
}

/// What is given beside drafts.
struct Given<'g> {
    copies: &'g [Copy],
    /// What was built of the same drafts before, without copies.
    before: Built,
    /// What has changed since.
    changed: &'g ChangedFiles,
    /// Whether the drafts stay for the next time.
    keeps_drafts: bool,
}

/// Builds a corpus, which `finish` finishes; gives what that gives too.
fn in_order<T>(
    drafts: &mut Drafts,
    given: Given<'_>,
    finish: impl FnOnce(Builder) -> (Corpus, T),
    stop: &AtomicBool,
    report: &mut Report,
) -> Option<(Built, T)> {
    let Given { copies, before, changed, keeps_drafts } = given;
    let texts = std::mem::take(&mut drafts.texts);
    sort(drafts, &texts);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    let attached = attachments(drafts, &texts, copies, stop, report)?;
    let mut builder = Builder::new(texts);
    describe(&mut builder, &drafts.corpora);
    let same_articles = before.articles_are_right && !changed.frame && !changed.articles;
    let begun = report.found();
    let (places, stand_still) = if same_articles {
        (before.places, true)
    } else {
        let places = PassageIds::new(drafts, &mut builder, report);
        let stand_still = places == before.places && !changed.frame;
        (places, stand_still)
    };
    let mut found = report.found() - begun;
    let ids = Ids::new(places, drafts, &mut builder, report);
    let begun = report.found();
    let same_texts = same_articles && !changed.texts;
    let article_texts = if same_texts {
        before.texts
    } else {
        texts::resolve(&drafts.article_texts, &drafts.articles, &ids, &mut builder, report)
    };
    found += report.found() - begun;
    if same_texts {
        builder.take_articles(&before.corpus);
    } else {
        builder.expect_passages(ids.places.passage_count());
    }
    let corpora = &drafts.corpora;
    each(&mut drafts.articles, keeps_drafts, |at, (file, draft)| {
        let main = draft.fields.main.as_ref().and_then(|id| ids.incident(id, &mut builder, report));
        if same_texts {
            builder.main_incident(ArticleId::at(at), main);
        } else {
            let copy = attached.get(at).and_then(Option::as_ref);
            article(&mut builder, draft, copy, article_texts.get(&at), language(corpora, *file), main);
        }
        Some(())
    })?;
    let facets = FacetIndex::new(&drafts.corpora, &mut builder, report);
    let mut resolver = Resolver { builder, ids, facets, attached, texts: article_texts, report };
    resolver.names(&drafts.names);
    let known: &[(usize, bool)] = if stand_still && !changed.texts { &before.incidents } else { &[] };
    let taken = TakenOver::new(&before.corpus, known, &drafts.incidents, changed);
    let (mut incidents, mut taken_over) = (Vec::with_capacity(drafts.incidents.len()), 0);
    each(&mut drafts.incidents, keeps_drafts, |_, (file, draft)| {
        let is_taken = taken.take(*file, &mut resolver);
        taken_over += usize::from(is_taken);
        incidents.push((*file, is_taken || resolver.add_incident(draft)));
        (!stop.load(Ordering::Relaxed)).then_some(())
    })?;
    resolver.rest(drafts);
    let (corpus, more) = resolver.finish(&drafts.annotations, finish);
    let Resolver { ids: Ids { places, .. }, texts, .. } = resolver;
    let (corpus, articles_are_right) = (Arc::new(corpus), found == 0);
    Some((Built { corpus, taken_over, places, texts, articles_are_right, incidents }, more))
}

/// Calls `with` with each draft and its position, as long as it gives something. A draft that is not kept is dropped then.
fn each<T>(drafts: &mut Vec<T>, are_kept: bool, mut with: impl FnMut(usize, &T) -> Option<()>) -> Option<()> {
    if are_kept {
        drafts.iter().enumerate().try_for_each(|(at, draft)| with(at, draft))
    } else {
        std::mem::take(drafts).into_iter().enumerate().try_for_each(|(at, draft)| with(at, &draft))
    }
}

/// Sorts articles by date of publication and incidents by date, undated ones last, which determines their ids. Equal
/// dates keep the order of the files.
fn sort(drafts: &mut Drafts, texts: &TextsBuilder) {
    let rank = |file: &usize| drafts.ranks.get(*file).copied().unwrap_or(*file);
    drafts.corpora.sort_by_key(|(file, _)| rank(file));
    drafts.names.sort_by_key(|(file, _)| rank(file));
    drafts.name_claims.sort_by_key(|(file, _)| rank(file));
    drafts.quotes.sort_by_key(|(file, _)| rank(file));
    drafts.annotations.sort_by_key(|(file, _)| rank(file));
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
