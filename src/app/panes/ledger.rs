//! The ledger: facts of an incident, the claims of each source by facet, notes, links and quotations.
//!
//! Knows the subject selected in the timeline; does not know how it was selected.

mod also;
pub mod claims;
pub mod items;
pub mod parts;

use std::sync::Arc;

use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::annotation_lines;
use crate::app::marks::MarkTarget;
use crate::app::pane::{Cx, Lead, Pane, Reason, draw_range, trail_line};
use crate::app::pointed::Pointed;
use crate::keymap::{Action, Context};
use crate::model::incident::Who;
use crate::model::{Facet, Member, Party, Scope, Subject, Value};
use crate::present::exported::ExportedView;
use crate::present::{linked, outside, quotation, words};
use crate::sanitize;
use crate::ui::canvas::{self, Content, inner};
use crate::ui::list::{List, Move};
use crate::ui::text::{self, cut, paragraph, width};
use crate::ui::theme::Role;
use items::{AGREE, Item, Selection, below_the_rows, cited, differs, disagreement, items, lead, no_difference};

/// The ledger pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LedgerPane {
    /// Selection and scroll.
    pub selection: Selection,
    /// Whether the pane is focused and shows its selection.
    pub focused: bool,
}

impl LedgerPane {
    /// The pane for another ledger: selection reset, layout kept.
    #[must_use]
    pub fn anew(self) -> Self {
        Self { selection: Selection { stacked: self.selection.stacked, ..Selection::default() }, ..self }
    }

    /// Selects the first figure if nothing has been selected yet, because most readers look for the number of dead.
    pub fn enter(&mut self, subject: &Subject) {
        if self.selection.list.cursor == 0
            && let Some(row) = subject.ledger().rows.iter().position(|r| r.facet.is_figure())
        {
            self.selection.select_row(row, &items(subject));
        }
    }

    /// Selects the row of the first of some facets that the ledger has. Returns `false` if it has none of them.
    pub fn select_facet(&mut self, subject: &Subject, facets: &[Facet]) -> bool {
        let rows = &subject.ledger().rows;
        let row = facets.iter().find_map(|facet| rows.iter().position(|row| row.facet == *facet));
        if let Some(row) = row {
            self.selection.select_row(row, &items(subject));
        }
        row.is_some()
    }

    /// Selects the first note. For a record, it states the counting rules of the data set.
    pub fn select_note(&mut self, subject: &Subject) {
        if let Some(at) = items(subject).iter().position(|i| matches!(i, Item::Note(_))) {
            self.selection.list.cursor = at;
        }
    }

    /// Keeps the selected facet when a ledger replaces another, because a record's row can add figures before it.
    pub fn keep_row(&mut self, before: &Subject, after: &Subject) {
        let Some(Item::Cell(row, ..)) = self.selected(before).filter(|_| self.selection.list.cursor > 0) else {
            return;
        };
        let selected = &before.ledger().rows[row];
        self.select_row_of(after, selected.facet, selected.party);
    }

    /// Selects the row of a facet, if the ledger has it.
    pub fn select_row_of(&mut self, subject: &Subject, facet: Facet, party: Party) {
        let rows = &subject.ledger().rows;
        if let Some(row) = rows.iter().position(|row| (row.facet, row.party) == (facet, party)) {
            self.selection.select_row(row, &items(subject));
        }
    }

    /// Selects the next cell of the row to the right or left. Returns `false` at its end.
    pub fn sideways(&mut self, subject: &Subject, right: bool) -> bool {
        self.selection.sideways(right, &items(subject))
    }

    /// The selected item.
    pub fn selected(&self, subject: &Subject) -> Option<Item> {
        self.selection.selected(&items(subject))
    }
}

impl Pane for LedgerPane {
    fn context(&self) -> Context {
        Context::Ledger
    }

    fn title(&self, cx: &Cx) -> String {
        cx.subject.map_or_else(String::new, |subject| sanitize::line(subject.title()).into_owned())
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let Some(subject) = cx.subject else { return content };
        let columns = usize::from(columns);
        let all = items(subject);
        let selected = self.focused.then(|| self.selection.selected(&all)).flatten();
        content.put(facts(cx, subject, columns));
        if self.selection.stacked {
            claims::list(cx, subject, columns, selected, &mut content);
        } else {
            claims::table(cx, subject, columns, selected, &mut content);
            // Wide screens show the passages in a separate pane.
            if let (Some(Item::Cell(row, column, _)), false) = (selected, cx.settings.has_passages()) {
                content.put(claims::cell_in_full(cx, subject, row, column, columns));
            }
        }
        below(cx, subject, &all, selected, columns, &mut content);
        content
    }

    /// Without what the selection adds.
    fn searched(&self, cx: &Cx, area: Rect) -> Content {
        Self { focused: false, ..*self }.content(cx, inner(area).width)
    }

    fn item_count(&self, cx: &Cx) -> usize {
        cx.subject.map_or(0, |subject| items(subject).len())
    }

    fn list(&self) -> &List {
        &self.selection.list
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.selection.list
    }

    fn go(&mut self, cx: &Cx, area: Rect, movement: Move) {
        if let Some(subject) = cx.subject {
            let lines = movement.is_by_screens().then(|| self.content(cx, inner(area).width));
            self.selection.go(movement, &items(subject), lines.as_ref());
        }
    }

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let subject = cx.subject.ok_or("no incident is selected")?;
        self.selected(subject).and_then(|item| lead(subject, item)).ok_or("notes have no linked passage".into())
    }

    fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        cx.subject
    }

    fn ledger_row(&self, cx: &Cx) -> Option<usize> {
        cx.subject.map(|subject| self.selection.row(&items(subject)))
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let subject = cx.subject?;
        let cited = self.selected(subject).map(|item| cited(subject, item));
        Some(cited.flatten().map_or_else(|| Pointed::topic(subject), |cited| Pointed::of(subject, cited)))
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        cx.subject.map_or(ExportedView::Picture, |subject| ExportedView::Ledger(Arc::clone(subject)))
    }

    /// The source of the selected claim in full, which the ledger only has the number of; of anything else what it is.
    fn status(&self, cx: &Cx, _columns: usize) -> Option<String> {
        let subject = cx.subject?;
        let item = self.selected(subject)?;
        let Item::Cell(_, column, claim) = item else { return below_the_rows(subject, item) };
        let source = subject.ledger().columns[column].article;
        let corpus = subject.corpus(source.member);
        let article = corpus.article(source.id);
        let number = subject.passage(subject.passage_of(claim)).number;
        let id = corpus.str(article.id);
        let source = format!("{}{id} ¶{number} · {}", words::superscript(column + 1), words::source(corpus, article));
        let whole = trail_line(&[self.trail(cx), vec![source.clone()]].concat(), usize::MAX);
        let fits = width(&whole) + 2 <= usize::from(cx.settings.size.0);
        Some(if fits { whole } else { source })
    }

    fn trail(&self, cx: &Cx) -> Vec<String> {
        let Some(subject) = cx.subject else { return Vec::new() };
        let Some(Item::Cell(row, ..)) = self.selected(subject) else { return Vec::new() };
        let facet = subject.ledger().rows[row].facet;
        vec![subject.title().to_owned(), subject.member(0).corpus.facet_word(facet).to_owned()]
    }

    /// The place, group or year of the selected claim, else the article that makes it.
    fn narrowing(&self, cx: &Cx) -> Option<(&'static str, String)> {
        let subject = cx.subject?;
        let Item::Cell(_, _, claim) = self.selected(subject)? else { return None };
        let corpus = subject.corpus(claim.member);
        Some(match subject.claim(claim).value {
            Value::Place(name) => ("at", format!("={}", corpus.str(corpus.name(name).name))),
            Value::Who(Who::Name(name)) => ("who", format!("={}", corpus.str(corpus.name(name).name))),
            Value::When(when, _) if when.earliest().year() == when.latest().year() => {
                ("on", when.earliest().year().to_string())
            }
            Value::When(..) => return None,
            _ if subject.record().is_some() => return None,
            _ => {
                let article = corpus.passage(subject.passage_of(claim).id).article;
                ("in", format!("={}", corpus.str(corpus.article(article).id)))
            }
        })
    }

    fn available(&self, cx: &Cx, action: Action) -> Result<(), &'static str> {
        match action {
            Action::NextDisagreement | Action::PreviousDisagreement => {
                let any = cx.subject.is_some_and(|s| s.ledger().rows.iter().any(differs));
                if any { Ok(()) } else { Err(AGREE) }
            }
            _ => Ok(()),
        }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        let forward = match action {
            Action::NextDisagreement => true,
            Action::PreviousDisagreement => false,
            _ => return None,
        };
        let subject = cx.subject?;
        let all = items(subject);
        Some(match disagreement(subject.ledger(), self.selection.row(&all), forward) {
            Some(row) => {
                self.selection.select_row(row, &all);
                None
            }
            None => Some(no_difference(forward)),
        })
    }

    /// Decides first whether the ledger is a list, because its lines depend on that. A single source needs no table.
    fn fit(&mut self, cx: &Cx, area: Rect) {
        let inner = inner(area);
        self.selection.stacked = !cx.settings.matrix || cx.subject.is_none_or(|s| s.ledger().columns.len() < 2);
        if self.selection.list.cursor == 0 && self.selection.list.turned.is_none() {
            // The first item stands at the head, whatever follows: moving along the timeline lays the ledger out once a frame.
            self.selection.list.show(0, 0, inner.height.into(), inner.height.into());
            return;
        }
        self.content(cx, inner.width).fit(&mut self.selection.list, inner.height);
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::frame(cx.theme(), &(self.title_sign(cx) + &self.title(cx)), focused, area, buf);
        // The id, by which commands and filters take it.
        if let Some(member) = cx.subject.and_then(|subject| subject.members().iter().find(|m| m.about.is_none())) {
            canvas::foot(cx.theme(), &sanitize::line(member.id()), Role::Dim, area, buf);
        }
        let content = self.content(cx, inner(area).width);
        let at = content.draw(&self.selection.list, cx.theme(), area, buf);
        if focused {
            draw_range(cx, &self.selection.list, Some(&content.items), area, buf);
        }
        at
    }
}

/// The facts of the incident, by member.
fn facts(cx: &Cx, subject: &Subject, columns: usize) -> Vec<Line<'static>> {
    let (plain, dim) = (cx.theme().style(Role::Text), cx.theme().style(Role::Dim));
    let mut lines = Vec::new();
    for member in subject.members() {
        let corpus = &*member.corpus;
        let Some(record) = member.as_incident() else {
            lines.extend(of_name(cx, member, columns));
            lines.extend(annotation_lines::of(cx, corpus, member.topic, 0, columns));
            continue;
        };
        let facts = [words::date(record.date), words::places(corpus, record), corpus.str(record.kind).to_owned()];
        let mut facts: Vec<String> = facts.into_iter().filter(|f| !f.is_empty()).collect();
        facts.extend(record.status.map(|status| status.word().to_owned()));
        if record.scope == Scope::Series {
            facts.push("series".to_owned());
        }
        lines.extend(paragraph("", plain, &facts.join(" · "), plain, columns));
        let source = match &member.about {
            Some(about) => format!("{} record {}", about.title, corpus.str(record.id)),
            None => words::coverage(corpus.coverage(record)),
        };
        if member.about.is_some() {
            for actor in &record.actors {
                let lead = format!("{}: ", corpus.str(actor.role));
                lines.extend(paragraph(&lead, dim, corpus.who(actor.who), plain, columns));
            }
        }
        lines.extend(paragraph("", dim, &source, dim, columns));
        if let Some(how) = linked::how(member) {
            lines.extend(paragraph("", dim, &how, dim, columns));
        }
        let note = cx.theme().style(Role::Note);
        for remark in outside::head(corpus, record) {
            lines.extend(paragraph("* ", note, &remark, note, columns));
        }
        lines.extend(annotation_lines::of(cx, corpus, member.topic, 0, columns));
    }
    let note = cx.theme().style(Role::Note);
    for remark in linked::origins(subject) {
        lines.extend(paragraph("", note, &remark, note, columns));
    }
    lines.extend(also::lines(cx, subject, columns));
    lines.push(Line::default());
    lines
}

/// The facts of a name: its kind, its other spellings, what it is part of.
fn of_name(cx: &Cx, member: &Member, columns: usize) -> Vec<Line<'static>> {
    let (plain, dim) = (cx.theme().style(Role::Text), cx.theme().style(Role::Dim));
    let mut lines = paragraph("", plain, &words::name(member), plain, columns);
    let source = words::coverage(member.corpus.coverage_of(member.topic));
    lines.extend(paragraph("", dim, &source, dim, columns));
    lines
}

/// Notes, cited sources, links and quotes.
fn below(cx: &Cx, subject: &Subject, all: &[Item], selected: Option<Item>, columns: usize, content: &mut Content) {
    let mut heading = "";
    for &item in all {
        let (title, lead, text, role) = match item {
            Item::Cell(..) => continue,
            Item::Note(note) => {
                let (corpus, note) = (subject.corpus(note.member), subject.note(note));
                let lead = match note.general {
                    _ if corpus.str(note.by) == crate::model::Note::BY_RULE => " written by a program: ",
                    true => " general knowledge: ",
                    false => " ",
                };
                let basis = outside::basis(corpus, note).map(|basis| format!(" ({basis})")).unwrap_or_default();
                ("Notes", lead.to_owned(), format!("{}{basis}", corpus.str(note.text)), Role::Note)
            }
            Item::Citation(passage) => {
                let digest = subject.corpus(passage.member).str(subject.passage(passage).digest);
                ("Sources it names", " ".to_owned(), digest.to_owned(), Role::Text)
            }
            Item::Relation(at) => {
                let corpus = subject.corpus(at.member);
                let Some(relation) = subject.member(at.member).relations().get(at.id) else { continue };
                let passage = corpus.passage(relation.passage);
                let to = corpus.incident(relation.to);
                let source = corpus.str(corpus.article(passage.article).id);
                let by =
                    words::attribution(corpus, &relation.according_to).map(|by| format!("{by}, ")).unwrap_or_default();
                let text = format!("{} ({by}{source} ¶{})", corpus.str(to.shown_title), passage.number);
                ("Linked by the sources", format!(" {}: ", relation.link.word()), text, Role::Text)
            }
            Item::Quote(quote) => {
                let (corpus, quote) = (subject.corpus(quote.member), subject.quote(quote));
                let passage = corpus.passage(quote.passage);
                let source = corpus.str(corpus.article(passage.article).id);
                let lead = format!(" {}: ", words::speaker(corpus, quote));
                (
                    "Quotes",
                    lead,
                    format!("{} ({source} ¶{})", quotation::gist(corpus, quote), passage.number),
                    Role::Text,
                )
            }
        };
        if title != heading {
            if !heading.is_empty() || content.lines.last().is_some_and(|l| l.width() != 0) {
                content.put([Line::default()]);
            }
            heading = title;
            content.put([Line::styled(title, cx.theme().style(Role::Title))]);
        }
        let here = selected == Some(item);
        let sign = match item {
            Item::Quote(quote) => cx.mark_sign(subject.corpus(quote.member), MarkTarget::Quote(quote.id)),
            _ => " ",
        };
        let style = |role| cx.theme().style(if here { Role::Selected } else { role });
        let most = columns * 2 / 3;
        let lead = if width(&lead) > most { format!("{} ", cut(lead.trim_end(), most)) } else { lead };
        let rows = text::cell(&format!("{}{text}", lead.trim_start()), style(role), columns.saturating_sub(3));
        content.item(rows.into_iter().enumerate().map(|(at, mut row)| {
            row.spans.insert(0, Span::styled(if at == 0 { sign } else { "   " }, style(role)));
            row.style(style(role))
        }));
    }
}
