//! The dead and the injured of an incident where no passage prints the number that is told of it: it stands in the headline,
//! or is what is left of those hit. Such a claim says how it was worked out. Knows one article at a time.

use super::account::{ClaimFinding, Drafter, WORDS};
use crate::model::{Facet, Figure, Grade, Party, Qualifier, Stance, Value};
use crate::reading::TextSpan;
use crate::reading::figure::{CasualtyFigure, Harm};

impl<'d> Drafter<'d> {
    /// Claims for the numbers of dead and injured that none of the claims `given` states.
    pub(super) fn reckoned(&self, given: &[ClaimFinding]) -> Vec<ClaimFinding<'d>> {
        let coverage = self.coverage;
        let killed = self.reckon(Harm::Killed, coverage.killed_number, coverage.killed, given);
        killed.into_iter().chain(self.reckon(Harm::Injured, coverage.injured_number, coverage.injured, given)).collect()
    }

    fn reckon(
        &self,
        harm: Harm,
        number: Option<u32>,
        chosen: Option<usize>,
        given: &[ClaimFinding],
    ) -> Option<ClaimFinding<'d>> {
        let facet = if harm == Harm::Killed { Facet::Killed } else { Facet::Injured };
        let number = number.filter(|number| *number > 0)?;
        let is_stated = |finding: &ClaimFinding| {
            let states = |figure: Figure| figure.stated.or(figure.min) == Some(number);
            let is_one = matches!(finding.value, Value::Figure(figure) if states(figure));
            finding.facet == facet && finding.weigh && is_one && self.text.passage(finding.span.start).is_some()
        };
        if given.iter().any(is_stated) {
            return None;
        }
        let figures = || self.coverage.figures.iter().filter_map(|&at| self.reading.figures.get(at));
        let headline = chosen.and_then(|at| self.reading.figures.get(at));
        let headline = headline.filter(|figure| self.text.passage(figure.span.start).is_none());
        let is_hit = |span: TextSpan| harm == Harm::Injured && self.text.passage(span.start).is_some();
        // "More than 150 hit" less some is no number.
        let is_exact = |figure: &CasualtyFigure| figure.qualifier == Qualifier::Exactly;
        let dead = self.coverage.killed.and_then(|at| self.reading.figures.get(at));
        let is_known = dead.is_none_or(|dead| is_exact(&dead.value));
        let hit = figures().find(|figure| {
            figure.value.harm == Harm::Casualties && is_hit(figure.span) && is_exact(&figure.value) && is_known
        });
        let (span, basis, rule, grade) = match (headline, hit) {
            (Some(figure), _) => {
                let says = format!("the headline says “{}”", self.text.words(figure.span, WORDS));
                (self.words_of_incident()?, says, figure.rule, figure.grade.max(Grade::Likely))
            }
            (None, Some(hit)) => (hit.span, "those hit less those killed".to_owned(), hit.rule, Grade::Guess),
            // Nothing prints it, or another claim states it with its bounds.
            (None, None) => return None,
        };
        let qualifier = headline.map_or(Qualifier::Exactly, |figure| figure.value.qualifier);
        Some(ClaimFinding {
            span,
            facet,
            value: Value::Figure(Figure::new(number, qualifier, Party::Victims)),
            stance: Stance::Asserted,
            basis,
            hedge: "",
            whom: None,
            parts: Vec::new(),
            weigh: true,
            rule,
            by: "",
            grade,
        })
    }

    /// Words of a passage that tell of the incident.
    fn words_of_incident(&self) -> Option<TextSpan> {
        let words = self.incident(&self.coverage.incidents).map(|mention| mention.span);
        let sentences = self.coverage.sentences.iter().filter_map(|&at| self.reading.sentences.get(at)).copied();
        words.or_else(|| sentences.into_iter().find(|sentence| self.text.passage(sentence.start).is_some()))
    }
}
