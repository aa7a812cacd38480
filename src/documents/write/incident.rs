//! Writes incidents, and the accounts and notes of incidents and names.

use std::borrow::Cow;

use super::field_list::FieldList;
use crate::documents::draft::IncidentDraft;
use crate::documents::edit::{EditValue, Fields, Refusal};
use crate::documents::ids::{is_like_id, quoted};
use crate::documents::schema::Vocabulary;
use crate::documents::vocabulary::Knowledge;
use crate::model::incident::Who;
use crate::model::{
    AccountId, Claim, IncidentId, Note, NoteId, OutsideName, PassageId, Place, Relation, Span, Text, When,
};

impl super::Writer<'_> {
    pub(super) fn incident(&mut self, id: IncidentId) -> Result<(), Refusal> {
        let fields = self.incident_fields(id);
        let path = format!("incidents/{}.toml", self.incident_id(id));
        self.put(path, IncidentDraft::FIELDS, &fields)
    }

    pub(super) fn incident_fields(&self, id: IncidentId) -> Fields {
        let incident = self.corpus.incident(id);
        let mut fields = FieldList::default();
        fields.text("title", self.str(incident.title));
        fields.text("kind", self.str(incident.kind));
        fields.text("status", incident.status.map_or("", |status| status.word()));
        fields.text("scope", incident.scope.word());
        fields.text("date", &incident.date.map(When::edtf).unwrap_or_default());
        fields.text("date_basis", self.str(incident.date_basis));
        self.drafted(incident.drafted, !incident.kind.is_empty(), &mut fields);
        let defined = incident.defined_by.iter().map(|&facet| self.corpus.facet_word(facet).to_owned());
        fields.texts("defined_by", defined.collect());
        let mut outside = incident.outside.as_slice();
        if self.str(incident.title) != self.str(incident.shown_title)
            && let Some((title, aliases)) = outside.split_last()
        {
            fields.text("title_note", self.str(title.note));
            fields.one_or_more("title_reference", self.references(&title.references));
            outside = aliases;
        }
        fields.names("aliases", self.aliases(&incident.aliases, outside));
        fields.tables("places", incident.places.iter().map(|&place| self.place(place)).collect());
        let listed = incident.listed_actors().iter();
        fields.tables("actors", listed.map(|actor| self.actor(actor.who, self.str(actor.role))).collect());
        fields.tables("account", self.accounts(incident.accounts));
        fields.tables("relation", incident.relations.iter().map(|relation| self.relation(relation)).collect());
        fields.tables("note", self.notes(incident.notes));
        fields.all
    }

    /// Names as strings, or as tables where no source prints them: those of `outside`, in the same order. Neighbours with
    /// one remark share a table.
    pub(super) fn aliases(&self, names: &[Text], outside: &[OutsideName]) -> Vec<EditValue> {
        let mut outside = outside.iter().peekable();
        let (mut all, mut group) = (Vec::new(), Vec::new());
        let mut remark: Option<&OutsideName> = None;
        let same = |a: &OutsideName, b: &OutsideName| {
            self.str(a.note) == self.str(b.note) && self.references(&a.references) == self.references(&b.references)
        };
        for &name in names {
            let next = outside.next_if(|next| self.str(next.name) == self.str(name));
            let joined = matches!((remark, next), (Some(a), Some(b)) if same(a, b));
            if let Some(remark) = remark.filter(|_| !joined) {
                all.push(self.outside_names(std::mem::take(&mut group), remark));
            }
            remark = next;
            match next {
                Some(_) => group.push(self.str(name).to_owned()),
                None => all.push(EditValue::Text(self.str(name).to_owned())),
            }
        }
        if let Some(remark) = remark {
            all.push(self.outside_names(group, remark));
        }
        all
    }

    fn outside_names(&self, names: Vec<String>, remark: &OutsideName) -> EditValue {
        let mut fields = FieldList::default();
        match names.as_slice() {
            [name] => fields.text("name", name),
            _ => fields.texts("names", names),
        }
        fields.flag("outside", true);
        fields.text("note", self.str(remark.note));
        fields.one_or_more("reference", self.references(&remark.references));
        EditValue::Table(fields.all)
    }

    fn place(&self, place: Place) -> Fields {
        let mut fields = FieldList::default();
        fields.text("place", self.name_id(place.name));
        fields.text("role", place.role.word());
        fields.all
    }

    fn actor(&self, who: Who, role: &str) -> Fields {
        let mut fields = FieldList::default();
        fields.text("name", &self.who(who));
        fields.text("role", role);
        fields.all
    }

    /// Those whom confirmed claims of an incident name, as a list of its actors would have them.
    pub(super) fn claimed_actors(&self, id: IncidentId) -> Vec<Fields> {
        let named = self.corpus.confirmed_actors(self.corpus.incident(id));
        named.into_iter().map(|(who, role)| self.actor(who, role)).collect()
    }

    /// A name's id, or words: in quotation marks where they would be taken for an id.
    pub(super) fn who(&self, who: Who) -> Cow<'_, str> {
        match who {
            Who::Name(name) => self.name_id(name).into(),
            Who::Words(words) => match self.str(words) {
                words if is_like_id(words) || quoted(words).is_some() => format!("“{words}”").into(),
                words => words.into(),
            },
        }
    }

    /// Article and number of a passage.
    fn place_of(&self, passage: PassageId, fields: &mut FieldList) {
        let passage = self.corpus.passage(passage);
        fields.text("article", self.article_id(passage.article));
        fields.number("passage", Some(passage.number));
    }

    pub(super) fn accounts(&self, accounts: Span<AccountId>) -> Vec<Fields> {
        let account = |id: AccountId| {
            let account = self.corpus.account(id);
            let mut fields = FieldList::default();
            self.place_of(account.passage, &mut fields);
            fields.text("hedge", self.str(account.hedge));
            if !account.weigh {
                fields.flag("weigh", false);
            }
            let claims = self.corpus.claims_in(account.claims).iter().map(|claim: &Claim| self.claim(claim));
            fields.tables("claims", claims.collect());
            fields.all
        };
        accounts.ids().map(account).collect()
    }

    fn relation(&self, relation: &Relation) -> Fields {
        let mut fields = FieldList::default();
        fields.text("kind", relation.link.word());
        fields.text("to", self.incident_id(relation.to));
        self.place_of(relation.passage, &mut fields);
        fields.text("words", self.wording(relation.words));
        fields.texts("according_to", self.strings(&relation.according_to));
        fields.all
    }

    pub(super) fn notes(&self, notes: Span<NoteId>) -> Vec<Fields> {
        let note = |note: &Note| {
            let mut fields = FieldList::default();
            fields.text("text", self.str(note.text));
            match self.str(note.by) {
                "editor" => {}
                by => fields.all.push(("by".to_owned(), EditValue::Text(by.to_owned()))),
            }
            let knowledge = if note.general { Knowledge::General } else { Knowledge::Sources };
            fields.text("knowledge", knowledge.word());
            fields.text("facet", note.facet.map_or("", |facet| self.corpus.facet_word(facet)));
            fields.one_or_more("reference", self.references(&note.references));
            fields.all
        };
        notes.ids().map(|id| note(self.corpus.note(id))).collect()
    }
}
