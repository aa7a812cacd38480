//! JSON of figures: the numbers that a source prints, and under `derived_…` the bounds that are worked out.

use serde::Serialize;

use crate::model::{Claim, Corpus, Facet, Figure, Party, Stance, Text, Value};

/// A figure of a claim.
#[derive(Debug, Serialize)]
pub(super) struct FigureJson<'c> {
    min: Option<u32>,
    max: Option<u32>,
    qualifier: &'static str,
    figure: Option<u32>,
    of: Option<&'static str>,
    whom: Option<&'c str>,
    derived_min: Option<u32>,
    derived_max: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<PartJson<'c>>,
}

#[derive(Debug, Serialize)]
struct PartJson<'c> {
    min: Option<u32>,
    max: Option<u32>,
    qualifier: &'static str,
    figure: Option<u32>,
    whom: Option<&'c str>,
    derived_min: Option<u32>,
    derived_max: Option<u32>,
}

/// The figure of a claim. A sum of parts, and a number that the editor counted, stand only in the derived fields.
pub(super) fn figure<'c>(corpus: &'c Corpus, claim: &'c Claim, figure: Figure) -> FigureJson<'c> {
    let counted = !claim.basis.is_empty();
    let (min, max) = printed(figure, claim.is_worked_out());
    let part = |&(part, whom): &(Figure, Text)| {
        let (min, max) = printed(part, counted);
        PartJson {
            min,
            max,
            qualifier: part.qualifier.word(),
            figure: part.stated.filter(|_| !counted),
            whom: corpus.given(whom),
            derived_min: part.min,
            derived_max: part.max,
        }
    };
    FigureJson {
        min,
        max,
        qualifier: figure.qualifier.word(),
        figure: figure.stated.filter(|_| !claim.is_worked_out()),
        of: of(claim.facet, figure.party),
        whom: corpus.given(claim.whom),
        derived_min: figure.min,
        derived_max: figure.max,
        basis: corpus.given(claim.basis),
        parts: claim.parts.iter().map(part).collect(),
    }
}

/// The bounds of a figure; `None` where it is open.
type Bounds = (Option<u32>, Option<u32>);

fn printed(figure: Figure, worked_out: bool) -> Bounds {
    if worked_out { (None, None) } else { figure.printed() }
}

/// Whom a figure counts: victims only of casualties; `None` where neither victims nor attackers are counted.
pub(super) fn of(facet: Facet, party: Party) -> Option<&'static str> {
    match (facet, party) {
        (Facet::Attackers, _) => Some(Party::Attackers.word()),
        (Facet::Killed | Facet::Injured | Facet::Casualties, party) => Some(party.word()),
        (_, Party::Victims) => None,
        (_, party) => Some(party.word()),
    }
}

/// Whom the figures of a row count; null for neither victims nor attackers.
#[derive(Debug, Serialize)]
pub(super) struct OfJson {
    pub(super) of: Option<&'static str>,
}

/// The numbers of a ledger's row. Joint figures cover other incidents too, denied ones are not the source's, and some are
/// not weighed: these are left out.
#[derive(Debug, Default, Serialize)]
pub(super) struct BoundsJson {
    /// The bounds printed, over all sources; `None` if one prints none.
    min: Option<u32>,
    max: Option<u32>,
    /// The lowest and highest number printed.
    lowest: Option<u32>,
    highest: Option<u32>,
    /// The bounds worked out, over all sources; `None` if one is open.
    derived_min: Option<u32>,
    derived_max: Option<u32>,
}

/// The bounds of claims that are weighed.
pub(super) fn bounds<'s>(claims: impl Iterator<Item = &'s Claim>) -> BoundsJson {
    let own = claims.filter(|c| c.with.is_empty() && c.stance != Stance::Denied);
    let figures: Vec<(Bounds, Bounds)> = own
        .filter_map(|c| match c.value {
            Value::Figure(figure) => Some((printed(figure, c.is_worked_out()), (figure.min, figure.max))),
            _ => None,
        })
        .collect();
    let numbers = || figures.iter().flat_map(|((min, max), _)| [*min, *max]).flatten();
    let all = |of: &dyn Fn(&(Bounds, Bounds)) -> Option<u32>| {
        figures.iter().map(of).collect::<Option<Vec<u32>>>().unwrap_or_default().into_iter()
    };
    BoundsJson {
        min: all(&|((min, _), _)| *min).min(),
        max: all(&|((_, max), _)| *max).max(),
        lowest: numbers().min(),
        highest: numbers().max(),
        derived_min: all(&|(_, (min, _))| *min).min(),
        derived_max: all(&|(_, (_, max))| *max).max(),
    }
}
