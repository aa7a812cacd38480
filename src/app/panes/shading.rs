//! Shades by the number of entries or by the number killed, as the map has them by cell and the calendar by day: what is added, what the
//! signs mean, and the ranking by it. Knows neither cells nor days.

use std::sync::Arc;

use ratatui::text::Span;

use crate::app::pane::Cx;
use crate::map::grid::{NOT_GIVEN, SHADES};
use crate::map::toll_list::TollList;
use crate::model::figure::thousands;
use crate::present::toll::rule_words;
use crate::present::words::count;
use crate::ui::theme::{Role, Theme};

/// Whether shades are of the number killed, and that number by position.
#[derive(Debug, Clone, Default)]
pub(super) struct Shading {
    /// Whether the number killed is asked for. It stays so while a filter lets through what cannot be added.
    by_killed: bool,
    /// The number killed, or how many rules count it.
    tolls: Option<Result<Arc<TollList>, usize>>,
}

impl Shading {
    /// The number killed by position, if the shades are of it.
    pub(super) fn tolls(&self) -> Option<&Arc<TollList>> {
        self.tolls.as_ref().filter(|_| self.by_killed)?.as_ref().ok()
    }

    /// Adds up the number killed of other entries, if it is asked for.
    pub(super) fn add(&mut self, killed: impl FnOnce() -> Result<TollList, usize>) {
        self.tolls = self.by_killed.then(|| killed().map(Arc::new));
    }

    /// Shades by the number killed, or by entries again. Says which, or why the killed cannot be added; `nothing` where there are none.
    pub(super) fn turn(&mut self, cx: &Cx, killed: impl FnOnce() -> Result<TollList, usize>, nothing: &str) -> String {
        self.by_killed = !self.by_killed;
        self.add(killed);
        let said = match &self.tolls {
            None => return "shaded by the number of entries".to_owned(),
            Some(Ok(tolls)) => return format!("shaded by the number killed{}", rule_words(cx.workspace, tolls.rule)),
            Some(Err(rules)) if *rules > 1 => {
                format!("{rules} rules count the killed here, which are not added; in:… narrows to one source")
            }
            Some(Err(_)) => nothing.to_owned(),
        };
        (self.by_killed, self.tolls) = (false, None);
        said
    }

    /// What the title says of it.
    pub(super) fn in_title(&self) -> &'static str {
        if self.tolls().is_some() { " · shaded by killed" } else { "" }
    }

    /// What the shades are of, before their signs: nothing is said of entries, unless the killed are asked for.
    fn head(&self) -> String {
        match self.tolls.as_ref().filter(|_| self.by_killed) {
            None => String::new(),
            Some(Ok(_)) => "killed ".to_owned(),
            Some(Err(0)) => "entries; no killed given that can be added ".to_owned(),
            Some(Err(rules)) => format!("entries; {rules} rules of killed, not added "),
        }
    }

    /// What the signs mean.
    pub(super) fn legend(&self, theme: Theme, shades: &ShadesShown) -> Vec<Span<'static>> {
        let dim = theme.style(Role::Dim);
        let mut spans = vec![Span::styled(self.head(), dim)];
        if let Some(most) = shades.most {
            let steps = shades.steps;
            for (shade, sign) in SHADES.iter().enumerate().filter(|(shade, _)| *shade == 0 || steps[*shade] <= most) {
                let low = if shade == 0 && self.tolls().is_none() { 1 } else { steps[shade] };
                let next = steps.get(shade + 1).filter(|next| **next <= most);
                let high = next.map_or(most, |next| next - 1).max(low);
                let range =
                    if high == low { thousands(low) } else { format!("{}–{}", thousands(low), thousands(high)) };
                spans.push(Span::styled(*sign, theme.style(shade_role(shade))));
                spans.push(Span::styled(format!(" {range}  "), dim));
            }
        }
        if shades.has_not_given {
            spans.push(Span::styled(NOT_GIVEN, theme.style(Role::Title)));
            spans.push(Span::styled(" none added  ", dim));
        }
        spans
    }

    /// What is said of a rank, from 0 on: `of` is what is ranked, one of them, and `among` where.
    pub(super) fn rank_words(&self, rank: usize, ranking: RankedCount, of: &str, among: &str) -> String {
        let by = if self.tolls().is_some() { "the number killed" } else { "number of entries" };
        let end = match rank {
            _ if rank >= ranking.numbered => "; none added here",
            0 => ", the most",
            _ if rank + 1 == ranking.numbered => ", the fewest",
            _ => "",
        };
        format!("{} of {} {among} by {by}{end}", nth(rank + 1), count(ranking.all, of))
    }
}

/// How many cells or days are ranked.
#[derive(Debug, Clone, Copy)]
pub(super) struct RankedCount {
    pub(super) all: usize,
    /// How many of them have a number. They stand first.
    pub(super) numbered: usize,
}

/// The shades that are on the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShadesShown {
    /// The smallest number of each shade.
    pub(super) steps: [u64; SHADES.len()],
    /// The greatest number; `None` if there is none at all.
    pub(super) most: Option<u64>,
    /// Whether something has no number.
    pub(super) has_not_given: bool,
}

/// The style of a shade. The signs differ too.
pub(super) fn shade_role(shade: usize) -> Role {
    match shade {
        0 => Role::Title,
        1 | 2 => Role::Wording,
        _ => Role::Notice,
    }
}

/// The next rank up to the last, or the one before; the first for whoever is at none, as he has moved the cursor.
pub(super) fn next_rank(here: Option<usize>, last: usize, next: bool) -> usize {
    match here {
        None => 0,
        Some(rank) if next => (rank + 1).min(last),
        Some(rank) => rank.saturating_sub(1),
    }
}

/// A number in an order: `1st`, `22nd`.
fn nth(n: usize) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{}{end}", thousands(n))
}
