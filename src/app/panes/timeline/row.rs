//! The columns of the timeline and the lines of its entries: one column means one thing in every list.
//!
//! Knows entries and widths; does not know the selection.

use chrono::Datelike as _;
use ratatui::text::{Line, Span};

use super::sign::{disputed, signed};
use super::title::shortened;
use crate::app::entries::arrange::{Arrangement, SortKey};
use crate::app::marks;
use crate::app::pane::Cx;
use crate::model::dataset::Record;
use crate::model::{Corpus, DataSet, Entry, Incident, IncidentId, RecordId, Topic, Verdict, When, country};
use crate::present::short_date::{NARROW, ROOMY, in_full, month_and_year, short_date};
use crate::present::{annotations, killed, words};
use crate::sanitize;
use crate::ui::text::{cut, fill, fill_left, width};
use crate::ui::theme::Role;

/// From this width on the columns are roomy.
const ROOM: usize = 50;

/// The columns of the list: their widths, 0 for one that is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimelineColumns {
    /// Columns of a whole row.
    pub(super) whole: usize,
    /// Columns of the date without its year.
    date: usize,
    /// Columns of the year, in an order without headings of years.
    year: usize,
    /// Whether the date is a month with its year, as there is no room for both the day and the year.
    months: bool,
    country: usize,
    title: usize,
    killed: usize,
    /// The tag of the data set, where the list has entries of several sources.
    source: usize,
    /// The sign of the verdict and the number of origins; data sets alone have neither.
    origins: usize,
}

impl TimelineColumns {
    /// The columns in a width of `columns`.
    pub(super) fn of(cx: &Cx, columns: usize) -> Self {
        let roomy = columns >= ROOM;
        let wide = |narrow: usize, wide: usize| if roomy { wide } else { narrow };
        let articles = cx.workspace.corpus.articles().len() > 0;
        let sets = &cx.workspace.sets;
        let tags = sets.iter().map(|set| width(set.about.tag)).max().unwrap_or(0).max(wide(3, 6));
        let key = cx.entries.arrangement.key;
        let mut all = Self {
            whole: columns,
            date: wide(NARROW, ROOMY),
            year: if key == SortKey::Date { 0 } else { 5 },
            months: false,
            country: wide(3, 5),
            title: 0,
            killed: wide(7, 8),
            source: if sets.len() + usize::from(articles) > 1 { tags } else { 0 },
            origins: if articles { wide(4, 7) } else { 0 },
        };
        let room = |all: &Self| columns.saturating_sub(all.used());
        // Columns of little use without a title are left out where it would get too narrow, never the one that the list is sorted by.
        // Sorted by another one than the date, groups say the source.
        #[expect(clippy::type_complexity, reason = "it is used in this place alone")]
        let least: &[(usize, fn(&mut Self))] = match key {
            SortKey::Date | SortKey::Changes => {
                &[(17, |all| all.country = 0), (10, |all| all.killed = 0), (10, |all| all.origins = 0)]
            }
            SortKey::Killed => &[(17, |all| all.country = 0), (10, |all| all.source = 0), (10, |all| all.origins = 0)],
            SortKey::Origins | SortKey::Verdict => {
                &[(17, |all| all.country = 0), (10, |all| all.killed = 0), (10, |all| all.source = 0)]
            }
        };
        for (title, leave_out) in least {
            if room(&all) < *title {
                leave_out(&mut all);
            }
        }
        // In a narrow pane letters that tell titles apart are worth more than the day, in the narrowest more than the source. The
        // year stays: in an order without headings of years nothing else says it.
        if room(&all) < 17 && all.year > 0 {
            (all.year, all.months) = (0, true);
        }
        if room(&all) < 6 {
            all.source = 0;
        }
        all.title = room(&all);
        all
    }

    /// Columns of all but the title, with the space before each and the column of the cursor.
    fn used(&self) -> usize {
        let apart = |columns: usize| if columns > 0 { columns + 1 } else { 0 };
        2 + self.date + self.year + apart(self.country) + apart(self.killed) + apart(self.source) + apart(self.origins)
    }

    /// The head: the name of each column, and a sign before the one that the list is sorted by.
    pub(super) fn head(&self, cx: &Cx) -> Line<'static> {
        let Arrangement { key, turned, .. } = cx.entries.arrangement;
        let sign = |of: SortKey| match (of == key, turned) {
            (false, _) => "",
            (true, false) => "▾",
            (true, true) => "▴",
        };
        let fits = |columns, long, short| if width(long) <= columns { long } else { short };
        // The sign may take the space before the column.
        let right = |of, name, columns| {
            if columns > 0 { fill_left(&format!("{}{name}", sign(of)), columns + 1) } else { String::new() }
        };
        let left = |name, columns| if columns > 0 { format!(" {}", fill(name, columns)) } else { String::new() };
        let origins = match key {
            SortKey::Verdict => right(key, fits(self.origins, "verdict", "sign"), self.origins),
            _ => right(SortKey::Origins, fits(self.origins, "origins", "orig"), self.origins),
        };
        // The signs of changes stand before the date.
        let changes = if key == SortKey::Changes { sign(key) } else { " " };
        let date = right(SortKey::Date, "date", self.date + self.year);
        let text = [
            changes.to_owned(),
            date.strip_prefix(' ').unwrap_or(&date).to_owned(),
            left("in", self.country),
            left("what", self.title),
            right(SortKey::Killed, "killed", self.killed),
            left(fits(self.source, "source", "set"), self.source),
            origins,
        ];
        Line::styled(text.concat(), cx.theme().style(Role::Dim))
    }

    /// The line of an entry.
    pub(super) fn line(&self, cx: &Cx, entry: Entry) -> Line<'static> {
        let cells = match entry {
            Entry::Incident(id) => incident(cx, id, self),
            Entry::Record(id) => record(cx, id),
        };
        let style = |role| cx.theme().style(role);
        let short = if self.months { month_and_year } else { short_date };
        let mut date = cells.date.map_or_else(String::new, |when| short(when, self.date));
        if let Some(when) = cells.date.filter(|_| self.year > 0) {
            let year = when.year().to_string();
            let of_year = if when.is_open_start() { when.latest().year().to_string() } else { year };
            // A date that says its year, as an interval of years does, stands alone.
            date = if date.contains(&of_year) { date } else { format!("{of_year} {}", fill_left(&date, self.date)) };
        }
        let sign = cx.entries.changes.of(cx.workspace.number(entry)).sign();
        let sign_role = if sign == " " { Role::Dim } else { Role::Key };
        let mut spans = vec![Span::styled(sign, style(sign_role))];
        spans.push(Span::styled(fill_left(&date, self.date + self.year), style(Role::Dim)));
        if self.country > 0 {
            spans.push(Span::styled(format!(" {}", fill(&cells.country, self.country)), style(Role::Dim)));
        }
        let noted = if is_annotated(cx, entry) { annotations::SIGN.trim_end() } else { " " };
        spans.push(Span::styled(noted, style(Role::Note)));
        spans.extend(self.title(cx, &cells));
        let mut gap = if cx.marks.holds(entry) { marks::SIGN } else { " " };
        let mut cell = |columns: usize, text: String, role| {
            if columns > 0 {
                spans.push(Span::styled(std::mem::replace(&mut gap, " "), style(Role::Key)));
                spans.push(Span::styled(text, style(role)));
            }
        };
        cell(self.killed, fill_left(&fitting(&cells.killed, self.killed), self.killed), Role::Text);
        cell(self.source, fill(cells.source, self.source), Role::Dim);
        let origins = format!("{}{}", cells.glyph, fill_left(&cells.origins.to_string(), 2));
        cell(self.origins, fill_left(&origins, self.origins), cells.role);
        Line::from(spans)
    }

    /// The title, with the facets in dispute if enough of the title remains beside them.
    fn title(&self, cx: &Cx, cells: &Cells) -> Vec<Span<'static>> {
        const ENOUGH: usize = 16;
        let text = cx.theme().style(Role::Text);
        let (shared, rest) = &cells.title;
        let facets = width(&cells.facets) + 2;
        let whole = width(shared) + width(rest);
        if cells.facets.is_empty() || self.title < facets + whole.min(ENOUGH) {
            return vec![Span::styled(fill(&shortened(shared, rest, self.title), self.title), text)];
        }
        let room = self.title - facets;
        vec![
            Span::styled(fill(&shortened(shared, rest, room), room), text),
            Span::styled(format!(" {} ", sanitize::line(&cells.facets)), cx.theme().style(cells.role)),
        ]
    }
}

/// Whether somebody has annotated an entry, or a claim about it.
fn is_annotated(cx: &Cx, entry: Entry) -> bool {
    match entry {
        Entry::Incident(id) => cx.workspace.corpus.annotations_about(Topic::Incident(id)).next().is_some(),
        Entry::Record(id) => cx.workspace.noted_on(id).next().is_some(),
    }
}

/// What stands in the columns.
struct Cells<'w> {
    date: Option<When>,
    country: String,
    /// The beginning that another title shares, and the rest.
    title: (String, String),
    facets: String,
    killed: String,
    source: &'w str,
    glyph: &'static str,
    origins: usize,
    role: Role,
}

fn incident<'w>(cx: &Cx<'w>, id: IncidentId, columns: &TimelineColumns) -> Cells<'w> {
    let corpus = &*cx.workspace.corpus;
    let record = corpus.incident(id);
    let (glyph, verdict) = signed(cx, corpus.overall(id));
    let (shared, rest) = cx.entries.beginnings.split(corpus, id);
    let country = words::countries(corpus, record);
    // Where room is short, a sign says that there are further countries.
    let country = if width(&country) > columns.country { country.replacen(' ', "", 1) } else { country };
    let country =
        if width(&country) > columns.country { country.chars().take(columns.country).collect() } else { country };
    Cells {
        date: record.date,
        country,
        title: (shared.to_owned(), rest.to_owned()),
        facets: disputed(cx, corpus, id),
        killed: killed::in_column(corpus, id),
        source: "",
        glyph,
        origins: corpus.coverage(record).origins,
        role: Role::of(verdict),
    }
}

/// A record is what one publisher says: a single origin.
fn record<'w>(cx: &Cx<'w>, id: RecordId) -> Cells<'w> {
    let (set, row) = (cx.workspace.set(id), cx.workspace.row(id));
    let marks = words::row_marks(row.flags).join(", ");
    // The words are left out where room is short, so a sign comes first.
    let title = if marks.is_empty() { set.title(&row) } else { format!("! {}", set.title(&row)) };
    Cells {
        date: DataSet::when(&row),
        country: set.country(&row).code().to_owned(),
        title: (String::new(), title),
        facets: marks,
        killed: coded(set, &row),
        source: set.about.tag,
        glyph: Verdict::Single.glyph(),
        origins: 1,
        role: Role::Single,
    }
}

/// The number killed that a record is coded with, without its range; empty if it has none.
fn coded(set: &DataSet, row: &Record) -> String {
    let Some(figure) = set.killed(row) else { return String::new() };
    match figure.stated {
        Some(n) => figure.qualifier.mark(&crate::model::figure::thousands(n)),
        None => figure.display(),
    }
}

/// A figure that is too long, cut after its first number and never within one.
fn fitting(killed: &str, columns: usize) -> String {
    match killed.split_once('–') {
        Some((low, _)) if width(killed) > columns => cut(&format!("{low}–…"), columns),
        _ => cut(killed, columns),
    }
}

/// An entry in full, for the status line: what the columns cut or only have a sign for.
pub(super) fn status(cx: &Cx, entry: Entry, columns: usize) -> String {
    let date = TimelineColumns::of(cx, columns).date;
    let change = cx.entries.changes.words(cx.workspace.number(entry));
    let parts = match entry {
        Entry::Incident(id) => {
            let corpus = &*cx.workspace.corpus;
            let incident = corpus.incident(id);
            let (glyph, verdict) = signed(cx, corpus.overall(id));
            let number = corpus.coverage(incident).origins;
            let origins = words::count(number, "origin");
            let is =
                if verdict == Verdict::Single && number > 1 { "nothing told by two of them" } else { verdict.word() };
            let facets = disputed(cx, corpus, id);
            let on = if facets.is_empty() { String::new() } else { format!(" on {facets}") };
            let killed = killed::in_full(corpus, id);
            vec![
                in_full(incident.date, date),
                countries(corpus, incident),
                corpus.str(incident.shown_title).to_owned(),
                if killed.is_empty() { killed } else { format!("killed {killed}") },
                // The sign of a single origin looks like what parts the facts.
                match (verdict, number) {
                    (Verdict::Single, 0 | 1) => words::count(number, "origin").replace("1 origin", "one origin"),
                    (Verdict::Single, _) => format!("{is}{on}, {origins}"),
                    _ => format!("{glyph} {is}{on}, {origins}"),
                },
            ]
        }
        Entry::Record(id) => {
            let (set, row) = (cx.workspace.set(id), cx.workspace.row(id));
            let killed = set.killed(&row).map_or_else(String::new, |figure| format!("killed {}", figure.display()));
            vec![
                in_full(DataSet::when(&row), date),
                set.country(&row).name.to_string(),
                set.title(&row),
                killed,
                words::row_marks(row.flags).join(", "),
                set.about.title.clone(),
            ]
        }
    };
    let parts: Vec<String> = std::iter::once(change).chain(parts).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The names of the countries of an incident, with the code of the first: `IR Iran, Iraq, Syria`.
fn countries(corpus: &Corpus, incident: &Incident) -> String {
    let codes = corpus.countries(incident);
    let names: Vec<&str> = codes.iter().map(|code| country::name(code)).collect();
    match codes.first() {
        Some(first) if names.first() != Some(first) => format!("{first} {}", names.join(", ")),
        _ => names.join(", "),
    }
}
