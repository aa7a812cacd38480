//! The facets of harms that no built-in facet counts: people missing and people kidnapped. A corpus declares them once a
//! draft needs them. Knows no articles.

use crate::model::facet::{DeclaredFacet, FacetId};
use crate::model::{Builder, Corpus, Facet, FacetType};
use crate::reading::figure::Harm;

/// The facets that were declared so far.
pub(super) struct HarmFacets {
    /// Of those missing and of those kidnapped.
    known: [Option<FacetId>; 2],
}

/// Their words, and what they say.
const DECLARED: [(&str, &str); 2] = [("missing", "People missing"), ("kidnapped", "People kidnapped or held")];

impl HarmFacets {
    /// Those that a corpus declares itself.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let known = DECLARED.map(|(label, _)| {
            let all = corpus.facets().iter().zip(0_u16..);
            let is = |facet: &DeclaredFacet| corpus.str(facet.label) == label && facet.kind == FacetType::Number;
            all.filter(|(facet, _)| is(facet)).map(|(facet, index)| facet.id(index)).next()
        });
        Self { known }
    }

    /// The word of a facet that drafts have.
    pub(super) fn word(&self, facet: Facet) -> &'static str {
        let declared = self.known.iter().zip(DECLARED).find(|(known, _)| known.map(Facet::Declared) == Some(facet));
        facet.built_in_word().or_else(|| declared.map(|(_, (label, _))| label)).unwrap_or_default()
    }

    /// The facet of a harm; `None` if it has none and the corpus has no room for another.
    pub(super) fn facet(&mut self, builder: &mut Builder, harm: Harm) -> Option<Facet> {
        let at = match harm {
            Harm::Killed => return Some(Facet::Killed),
            Harm::Injured => return Some(Facet::Injured),
            Harm::Casualties => return Some(Facet::Casualties),
            Harm::Detained => return Some(Facet::Detained),
            Harm::Jailed => return Some(Facet::Jailed),
            Harm::Missing => 0,
            Harm::Kidnapped => 1,
        };
        if self.known[at].is_none() {
            let (label, says) = DECLARED[at];
            let label = builder.intern(label);
            let (unit, says) = (builder.intern("people"), builder.intern(says));
            self.known[at] = builder.facet(DeclaredFacet { label, kind: FacetType::Number, single: true, unit, says });
        }
        self.known[at].map(Facet::Declared)
    }
}
