//! Writes claims: the fields that, read together, give the value of a claim.

use super::field_list::FieldList;
use crate::documents::edit::Fields;
use crate::documents::schema::MOST_WORDS;
use crate::documents::stated::Stated;
use crate::model::incident::DayOf;
use crate::model::{Claim, Facet, Figure, Party, Qualifier, Quantity, Stance, Text, Value};

impl super::Writer<'_> {
    pub(super) fn claim(&self, claim: &Claim) -> Fields {
        let mut fields = FieldList::default();
        fields.text("facet", self.corpus.facet_word(claim.facet));
        match &claim.value {
            Value::Figure(figure) => self.figure_of(claim, *figure, &mut fields),
            Value::When(when, day) => {
                fields.text("value", &when.edtf());
                if *day != DayOf::Occurred {
                    fields.text("day", day.word());
                }
            }
            Value::Time(time) => fields.text("value", &time.to_string()),
            Value::Quantity(quantity) => self.quantity(claim.facet, *quantity, &mut fields),
            Value::Place(name) => fields.text("value", self.name_id(*name)),
            Value::Who(who) => fields.text("value", &self.who(*who)),
            Value::Words(words) => fields.text("value", self.str(*words)),
            Value::Status(status) => fields.text("value", status.word()),
        }
        fields.text("whom", self.str(claim.whom));
        fields.texts("with", claim.with.iter().map(|&id| self.incident_id(id).to_owned()).collect());
        fields.texts("according_to", self.strings(&claim.according_to));
        if claim.stance != Stance::Asserted {
            fields.text("stance", claim.stance.word());
        }
        fields.text("hedge", self.str(claim.hedge));
        fields.text("basis", self.str(claim.basis));
        fields.text("borrowed", claim.borrowed.map_or("", |borrowed| borrowed.word()));
        if !claim.weigh {
            fields.flag("weigh", false);
        }
        self.drafted(claim.drafted, true, &mut fields);
        fields.text("words", self.wording(claim.words));
        fields.all
    }

    /// A wording of a source, at most as long as one may be.
    pub(super) fn wording(&self, text: Text) -> &str {
        let words = self.str(text);
        match words.split_whitespace().nth(MOST_WORDS) {
            // The rest begins where the first word too many does.
            Some(rest) => words[..rest.as_ptr() as usize - words.as_ptr() as usize].trim_end(),
            None => words,
        }
    }

    fn figure_of(&self, claim: &Claim, figure: Figure, fields: &mut FieldList) {
        let party = |party: Party| if party == Party::Victims { "" } else { party.word() };
        fields.text("of", party(figure.party));
        let parts: Vec<Figure> = claim.parts.iter().map(|(part, _)| Figure { party: figure.party, ..*part }).collect();
        let Some(sum) = Figure::sum(&parts).filter(|_| claim.summed) else { return number(figure, fields) };
        bounds(figure, sum, fields);
        let part = |&(part, whom): &(Figure, Text)| {
            let mut fields = FieldList::default();
            fields.text("of", party(part.party));
            number(part, &mut fields);
            fields.text("whom", self.str(whom));
            fields.all
        };
        fields.tables("parts", claim.parts.iter().map(part).collect());
    }

    fn quantity(&self, facet: Facet, quantity: Quantity, fields: &mut FieldList) {
        let Quantity { stated, min, max, qualifier, unit } = quantity;
        fields.number("figure", stated);
        if qualifier != Stated::implied(stated.is_some(), min.is_some(), max.is_some()) {
            fields.text("qualifier", qualifier.word());
        }
        fields.number("min", min);
        fields.number("max", max);
        let Facet::Declared(id) = facet else { return };
        let usual = self.corpus.facets().get(usize::from(id.index)).map_or("", |facet| self.str(facet.unit));
        if usual != unit.word() {
            fields.text("unit", unit.word());
        }
    }
}

/// A number as its source states it, and the bounds that it does not imply.
fn number(figure: Figure, fields: &mut FieldList) {
    let Figure { min, max, stated, qualifier, party } = figure;
    let Some(stated) = stated else {
        if qualifier != Stated::implied(false, min.is_some(), max.is_some()) {
            fields.text("qualifier", qualifier.word());
        }
        // A plural without any bound counts from 0, since a claim needs a number.
        fields.number("min", min.or((max.is_none()).then_some(0)));
        fields.number("max", max);
        return;
    };
    fields.number("figure", Some(stated));
    if qualifier != Qualifier::Exactly {
        fields.text("qualifier", qualifier.word());
    }
    bounds(figure, Figure::new(stated, qualifier, party), fields);
}

/// The bounds of a figure that differ from those `implied`.
fn bounds(figure: Figure, implied: Figure, fields: &mut FieldList) {
    fields.number("min", figure.min.filter(|_| figure.min != implied.min));
    fields.number("max", figure.max.filter(|_| figure.max != implied.max));
}
