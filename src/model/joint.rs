//! Makes values of several corpora comparable: names that share a spelling are unified, and so are equal words, and
//! declared facets with the same label and type.
//!
//! Ids and text handles are valid in their own corpus only. With several members, their ids are mapped into joint tables
//! before verdicts are computed; with one, nothing changes.

use std::borrow::Cow;
use std::collections::HashMap;

use super::agreement::Statement;
use super::compared::ComparedMembers;
use super::corpus::Corpus;
use super::facet::{DeclaredFacet, Facet, FacetId, FacetType};
use super::id::{AccountId, Id, NameId, OriginId};
use super::incident::{Value, Who};
use super::name::{Name, NameKind};
use super::text::{Text, TextsBuilder};
use super::topic::Topic;

/// The joint tables.
pub(super) struct Joint<'c> {
    names: Cow<'c, [Name]>,
    /// Of each name the members whose lists have it, as bits. Members beyond the 64th have none.
    lists: Vec<u64>,
    members: Vec<Mapping>,
}

/// Maps the values of one member into the joint tables.
#[derive(Default)]
struct Mapping {
    names: Vec<NameId>,
    words: HashMap<Text, Text>,
    /// Words that are a spelling of a name.
    named: HashMap<Text, NameId>,
    /// Declared facets.
    facets: Vec<FacetId>,
    first_origin: usize,
    first_account: usize,
    /// The joint origin of all that it says, if it shares that of another member.
    origin: Option<OriginId>,
}

impl Mapping {
    /// The joint origin of an origin of the member.
    fn origin(&self, own: OriginId) -> OriginId {
        self.origin.unwrap_or_else(|| OriginId::at(self.first_origin + own.index()))
    }
}

impl<'c> Joint<'c> {
    /// The joint tables of these members.
    pub(super) fn new(compared: &ComparedMembers<'_, 'c>) -> Self {
        if let [(corpus, _)] = compared.members {
            return Self { names: Cow::Borrowed(corpus.name_table()), lists: Vec::new(), members: Vec::new() };
        }
        let (mut names, mut lists): (Vec<Name>, Vec<u64>) = (Vec::new(), Vec::new());
        let mut spelled = Spellings::new();
        let mut words = TextsBuilder::default();
        let mut declared = HashMap::new();
        let mut members: Vec<Mapping> = Vec::with_capacity(compared.len());
        let (mut origins, mut accounts) = (0, 0);
        for (member, &(corpus, topic)) in compared.iter().enumerate() {
            let mut mapping = Mapping { first_origin: origins, first_account: accounts, ..Mapping::default() };
            origins += corpus.origin_count();
            accounts += corpus.accounts().len();
            mapping.names = join_names(corpus, &mut names, &mut spelled);
            lists.resize(names.len(), 0);
            for name in &mapping.names {
                lists[name.index()] |= 1_u64.checked_shl(member as u32).unwrap_or(0);
            }
            map_words(corpus, topic, &mut words, &mut mapping);
            mapping.facets = join_facets(corpus, &mut declared);
            members.push(mapping);
        }
        for member in 0..members.len() {
            let shared = compared.bearing(member as u16).origin();
            members[member].origin =
                shared.and_then(|(of, origin)| members.get(usize::from(of)).map(|of| of.origin(origin)));
        }
        // Words of one member can be a name of another, in either order.
        for (mapping, &(corpus, topic)) in members.iter_mut().zip(compared.iter()) {
            for text in spoken(corpus, topic) {
                let key = |kind| (kind, folded(corpus.str(text)));
                let known = spelled.get(&key(NameKind::Organisation)).or_else(|| spelled.get(&key(NameKind::Person)));
                if let Some(&Some(name)) = known {
                    mapping.named.insert(text, name);
                }
            }
        }
        Self { names: Cow::Owned(names), lists, members }
    }

    /// The joint table of names.
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// A facet of a member, in joint ids.
    pub(super) fn facet(&self, member: u16, facet: Facet) -> Facet {
        match (facet, self.members.get(usize::from(member))) {
            (Facet::Declared(id), Some(mapping)) => Facet::Declared(mapping.facets[usize::from(id.index)]),
            _ => facet,
        }
    }

    /// A statement of a member, in joint ids.
    pub(super) fn statement<'s>(&self, member: u16, statement: Statement<'s>) -> Statement<'s> {
        let Some(mapping) = self.members.get(usize::from(member)) else { return statement };
        let name = |id: NameId| mapping.names[id.index()];
        let word = |text: Text| mapping.words.get(&text).copied().unwrap_or_default();
        let value = match statement.value {
            Value::Place(id) => Value::Place(name(id)),
            Value::Who(Who::Name(id)) => Value::Who(Who::Name(name(id))),
            Value::Who(Who::Words(text)) => Value::Who(match mapping.named.get(&text) {
                Some(&name) => Who::Name(name),
                None => Who::Words(word(text)),
            }),
            Value::Words(text) => Value::Words(word(text)),
            other => other,
        };
        Statement {
            origin: mapping.origin(statement.origin),
            account: AccountId::at(mapping.first_account + statement.account.index()),
            value,
            lists: if let Value::Place(name) = value { self.lists[name.index()] } else { statement.lists },
            authority: statement.authority.map(word),
            speaker: statement.authority.and_then(|text| mapping.named.get(&text).copied()),
            ..statement
        }
    }

    /// Names the speakers on whom statements rest. With one member only those whom several origins cite are looked up.
    pub(super) fn name_speakers(&self, statements: &mut [Statement]) {
        let mut cited: HashMap<Text, OriginId> = HashMap::new();
        let mut shared: HashMap<Text, Option<NameId>> = HashMap::new();
        for s in statements.iter().filter(|_| self.members.is_empty()) {
            if let Some(authority) = s.authority
                && *cited.entry(authority).or_insert(s.origin) != s.origin
            {
                shared.insert(authority, None);
            }
        }
        if shared.is_empty() {
            return;
        }
        for (at, name) in self.names.iter().enumerate().filter(|(_, n)| n.kind != NameKind::Place) {
            for spelling in std::iter::once(&name.name).chain(&name.variants) {
                if let Some(speaker) = shared.get_mut(spelling) {
                    *speaker = Some(NameId::at(at));
                }
            }
        }
        for s in statements {
            s.speaker = s.authority.and_then(|authority| *shared.get(&authority)?);
        }
    }
}

/// Names by kind and lower-case spelling; `None` if several names of one member share the spelling.
type Spellings = HashMap<(NameKind, String), Option<NameId>>;

/// Adds the names of `corpus` to the joint table; a name that shares kind and spelling with a name of an earlier member
/// is unified with it.
fn join_names(corpus: &Corpus, names: &mut Vec<Name>, spelled: &mut Spellings) -> Vec<NameId> {
    let own = corpus.name_table();
    let mut added: Vec<(NameId, usize)> = Vec::new();
    let mut spellings: HashMap<(NameKind, String), Vec<NameId>> = HashMap::new();
    let mapping: Vec<NameId> = own
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let keys: Vec<(NameKind, String)> = std::iter::once(name.name)
                .chain(name.variants.iter().copied())
                .map(|text| (name.kind, folded(corpus.str(text))))
                .collect();
            let id = keys.iter().find_map(|key| spelled.get(key).copied().flatten()).unwrap_or_else(|| {
                let id = NameId::at(names.len());
                names.push(Name { part_of: None, distinct_from: Vec::new(), ..name.clone() });
                added.push((id, at));
                id
            });
            for key in keys {
                spellings.entry(key).or_default().push(id);
            }
            id
        })
        .collect();
    for (key, mut ids) in spellings {
        ids.dedup();
        let only = if let [only] = ids[..] { Some(only) } else { None };
        spelled.entry(key).or_insert(only);
    }
    for (id, at) in added {
        // A name must not become part of itself if it and its whole were unified with one earlier name.
        let whole = own[at].part_of.map(|whole| mapping[whole.index()]).filter(|&whole| whole != id);
        names[id.index()].part_of = whole;
    }
    mapping
}

/// Adds the declared facets of `corpus` to the joint ones, by label and type. The first one says whether it has one value.
fn join_facets(corpus: &Corpus, joint: &mut HashMap<(String, FacetType), FacetId>) -> Vec<FacetId> {
    let join = |facet: &DeclaredFacet| {
        let next = facet.id(u16::try_from(joint.len()).unwrap_or(u16::MAX));
        *joint.entry((folded(corpus.str(facet.label)), facet.kind)).or_insert(next)
    };
    corpus.facets().iter().map(join).collect()
}

/// The words among the values of the claims about a topic, and those on whose authority they are made.
fn spoken(corpus: &Corpus, topic: Topic) -> impl Iterator<Item = Text> {
    let accounts = corpus.accounts_in(corpus.accounts_about(topic)).iter();
    accounts.flat_map(|a| corpus.claims_in(a.claims)).flat_map(|claim| {
        let words = match claim.value {
            Value::Words(text) | Value::Who(Who::Words(text)) => Some(text),
            _ => None,
        };
        words.into_iter().chain(claim.according_to.first().copied())
    })
}

fn map_words(corpus: &Corpus, topic: Topic, words: &mut TextsBuilder, mapping: &mut Mapping) {
    for text in spoken(corpus, topic) {
        mapping.words.insert(text, words.intern(&folded(corpus.str(text))));
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}
