//! The list of names: those with a ledger first, by its verdict and origins.
//!
//! Knows the workspace's corpus; does not know other panes' selections.

use std::cmp::Reverse;
use std::sync::Arc;

use ratatui::text::{Line, Span};

use super::articles::ONLY_DATA_SETS;
use crate::app::marks::MarkTarget;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::view_search::rows::SearchedRows;
use crate::keymap::{Action, Context};
use crate::model::{Corpus, Key, NameId, NameKind, Topic, Verdict, Workspace};
use crate::present::citation::Cited;
use crate::present::exported::ExportedView;
use crate::present::{outside, words};
use crate::sanitize;
use crate::ui::canvas::Content;
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, fill, fill_left, width};
use crate::ui::theme::Role;

/// Which names are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Which {
    /// All.
    #[default]
    All,
    /// Those with claims.
    WithClaims,
    /// Those of a kind.
    OfKind(NameKind),
}

impl Which {
    const ALL: [Self; 5] = [
        Self::All,
        Self::WithClaims,
        Self::OfKind(NameKind::Person),
        Self::OfKind(NameKind::Organisation),
        Self::OfKind(NameKind::Place),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::WithClaims => "with a ledger",
            Self::OfKind(NameKind::Person) => "people",
            Self::OfKind(NameKind::Organisation) => "organisations",
            Self::OfKind(NameKind::Place) => "places",
        }
    }

    fn holds(self, corpus: &Corpus, id: NameId) -> bool {
        match self {
            Self::All => true,
            Self::WithClaims => has_claims(corpus, id),
            Self::OfKind(kind) => corpus.name(id).kind == kind,
        }
    }
}

/// The list of names.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The names listed. Held because a corpus may have a hundred thousand.
    listed: Arc<[NameId]>,
    which: Which,
    list: List,
}

impl Names {
    fn collect(&mut self, corpus: &Corpus) {
        let which = self.which;
        let mut listed: Vec<NameId> = corpus.names().map(|(id, _)| id).filter(|&id| which.holds(corpus, id)).collect();
        // The sharpest disagreement first, then what most origins speak of.
        let weight = |id| (corpus.name_verdict(id), corpus.coverage_of(Topic::Name(id)).origins);
        let key = |&id: &NameId| {
            let weight = has_claims(corpus, id).then(|| weight(id));
            (Reverse(weight), corpus.str(corpus.name(id).name).to_lowercase())
        };
        listed.sort_by_cached_key(key);
        self.listed = listed.into();
    }

    /// The selected name.
    pub fn selected(&self) -> Option<NameId> {
        self.listed.get(self.list.cursor).copied()
    }
}

/// Whether any passage makes a claim about a name.
fn has_claims(corpus: &Corpus, id: NameId) -> bool {
    !corpus.name(id).accounts.is_empty()
}

impl Shown for Names {
    const NAME: &'static str = "names";

    fn show(cx: &Cx, over: &dyn Pane) -> Result<Self, &'static str> {
        Self::can_show(cx, over)?;
        let mut names = Self::default();
        names.collect(&cx.workspace.corpus);
        Ok(names)
    }

    fn can_show(cx: &Cx, _over: &dyn Pane) -> Result<(), &'static str> {
        match (cx.workspace.corpus.names().len(), cx.workspace.corpus.articles().len()) {
            (0, 0) => Err(ONLY_DATA_SETS),
            (0, _) => Err("this corpus names no people, organisations or places"),
            _ => Ok(()),
        }
    }
}

impl Pane for Names {
    fn context(&self) -> Context {
        Context::Names
    }

    fn finder_query(&self) -> &'static str {
        "kind:name "
    }

    fn exported(&self, _cx: &Cx) -> ExportedView {
        ExportedView::Names(Arc::clone(&self.listed))
    }

    fn title(&self, _cx: &Cx) -> String {
        format!("Names · {} · {}", self.which.word(), words::count(self.listed.len(), "name"))
    }

    /// Only the visible lines, one for each name.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let corpus = &*cx.workspace.corpus;
        let mut content = Content::default();
        let visible = self.listed.iter().enumerate().skip(self.list.offset).take(self.list.height);
        content.put(visible.map(|(at, &id)| line(cx, corpus, id, at == self.list.cursor, columns.into())));
        content
    }

    fn has_visible_lines_only(&self) -> bool {
        true
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.listed.len()
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let corpus = &*cx.workspace.corpus;
        let id = self.selected().ok_or("no name is selected")?;
        if has_claims(corpus, id) {
            return Ok(Lead::Entry(Key::name(corpus, id)));
        }
        let key = cx.keymap.label(Context::Names, Action::LookUp);
        Err(format!("no passage makes a claim about this name; {key} finds its incidents").into())
    }

    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        let selected = self.selected().map(|id| Key::name(&old.corpus, id));
        self.collect(&new.corpus);
        let found = selected.and_then(|key| key.name_in(&new.corpus));
        self.list.cursor = self.listed.iter().position(|&id| Some(id) == found).unwrap_or(0);
        !self.listed.is_empty()
    }

    fn named(&self, _cx: &Cx) -> Option<NameId> {
        self.selected()
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        self.selected().map(|id| Pointed::new(&cx.workspace.corpus, Cited::Name(id)))
    }

    fn searched_rows(&self, _cx: &Cx) -> Option<SearchedRows> {
        Some(SearchedRows::Names(Arc::clone(&self.listed)))
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        if action != Action::NextKind {
            return None;
        }
        let at = Which::ALL.iter().position(|&which| which == self.which).unwrap_or(0);
        self.which = Which::ALL[(at + 1) % Which::ALL.len()];
        self.collect(&cx.workspace.corpus);
        self.list = List { height: self.list.height, ..List::default() };
        Some(None)
    }
}

/// The text of a name for the search in the list: its kind and its spellings.
pub(super) fn row_text(workspace: &Workspace, id: NameId) -> String {
    let corpus = &*workspace.corpus;
    let record = corpus.name(id);
    let also = outside::names(corpus, &record.variants, &record.outside);
    format!("{} {} {also}", record.kind.word(), corpus.str(record.name))
}

/// The line of a name: verdict and origins of its ledger, its kind, its spellings.
fn line(cx: &Cx, corpus: &Corpus, id: NameId, selected: bool, columns: usize) -> Line<'static> {
    let record = corpus.name(id);
    let role = |role| cx.theme().style(if selected { Role::Selected } else { role });
    let (sign, origins, sign_role) = if has_claims(corpus, id) {
        let verdict = corpus.name_verdict(id);
        let origins = corpus.coverage_of(Topic::Name(id)).origins;
        match verdict {
            Some(verdict) => (verdict.glyph(), origins.to_string(), Role::of(verdict)),
            None => (Verdict::Single.draft_glyph(), origins.to_string(), Role::Dim),
        }
    } else {
        ("", String::new(), Role::Dim)
    };
    let name = sanitize::line(corpus.str(record.name)).into_owned();
    let also = format!("  {}", outside::names(corpus, &record.variants, &record.outside));
    let lead = format!("{}{} {}  ", cx.mark_sign(corpus, MarkTarget::Name(id)), fill(sign, 1), fill_left(&origins, 2));
    let kind = fill(record.kind.word(), 14);
    let room = columns.saturating_sub(width(&lead) + width(&kind));
    let name = cut(&name, room);
    let also = cut(&sanitize::line(&also), room.saturating_sub(width(&name)));
    Line::from(vec![
        Span::styled(lead, role(sign_role)),
        Span::styled(kind, role(Role::Dim)),
        Span::styled(name, role(Role::Text)),
        Span::styled(also, role(Role::Dim)),
    ])
}
