//! Figures that count differently, and what one says of what the other counts: all the dead, attackers included, or the victims
//! alone. Knows no ledger.

use super::agreement::{FigureShare, Statement};
use super::corpus::Corpus;
use super::facet::Facet;
use super::figure::{Figure, Party};
use super::incident::{Claim, Value};

/// The name of the part of a figure that is victims.
pub const CIVILIANS: &str = "civilians";

/// Whether figures of a facet count people whom an attack harms, so that all are the victims and the attackers.
pub fn counts_harmed(facet: Facet) -> bool {
    matches!(facet, Facet::Killed | Facet::Injured | Facet::Casualties)
}

fn figure(claim: &Claim) -> Option<Figure> {
    if let Value::Figure(figure) = claim.value { Some(figure) } else { None }
}

/// Whether a figure of all is one of the victims as well: all whom it counts are said to be civilians.
pub fn is_all_victims(corpus: &Corpus, claim: &Claim) -> bool {
    let [(part, whom)] = claim.parts[..] else { return false };
    let is_whole = figure(claim).is_some_and(|all| all.party == Party::Total && all.stated == part.stated);
    is_whole && counts_harmed(claim.facet) && corpus.str(whom) == CIVILIANS
}

/// What a statement of all says of the victims: at most so many. `None` if it has no upper end, or is no figure of all.
pub fn bound<'c>(claim: &'c Claim, of: Statement<'c>) -> Option<Statement<'c>> {
    let all = figure(claim).filter(|all| all.party == Party::Total && counts_harmed(claim.facet))?;
    let is_bound = all.max.is_some() && !of.is_denial();
    is_bound.then_some(Statement { share: FigureShare::OfAll, ..of })
}
