//! What a claim needs that the corpus does not have yet, and which is added together with it: a name, another spelling of a
//! name, a facet. Knows the model and the ids of names.

use super::line::{named, word_and_rest};
use super::typed;
use crate::documents::declared::is_label;
use crate::documents::file_name::id_of_words;
use crate::model::taken_ids::TakenIds;
use crate::model::{Corpus, Facet, FacetType, NameKind};

/// What is added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Additions {
    /// Names and other spellings.
    pub names: Vec<NewName>,
    /// A facet.
    pub facet: Option<NewFacet>,
}

/// A name, or another spelling of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewName {
    /// A person, an organisation or a place.
    Name {
        /// Which of these.
        kind: NameKind,
        /// Its id.
        id: String,
        /// The name as shown.
        name: String,
        /// The id of the larger body or place that it belongs to, if that is said.
        part_of: Option<String>,
    },
    /// Another spelling of the name with this id.
    Variant {
        /// The id.
        id: String,
        /// The spelling.
        spelling: String,
    },
}

impl NewName {
    /// The id that a claim names it by.
    pub fn id(&self) -> &str {
        match self {
            Self::Name { id, .. } | Self::Variant { id, .. } => id,
        }
    }

    /// Reads `place`, `organisation in turkey` as what `name` is. The error says what would be right.
    pub fn read(corpus: &Corpus, name: &str, typed: &str) -> Result<Self, String> {
        let (word, rest) = word_and_rest(typed);
        let all = NameKind::ALL.map(|kind| (kind.word(), kind));
        let kind = named(word, &all).map_err(|_| "`new` and what it is: person, organisation or place".to_owned())?;
        if let Some(id) = typed::name(corpus, name, |of| of == kind) {
            return Err(format!("{id} is called so already"));
        }
        let part_of = match rest {
            "" => None,
            rest => {
                let whole = rest.strip_prefix("in ").or(rest.strip_prefix("of ")).unwrap_or(rest).trim();
                let id =
                    typed::name(corpus, whole, |_| true).ok_or_else(|| format!("no name “{whole}” in names.toml"))?;
                Some(id.to_owned())
            }
        };
        let taken: TakenIds = corpus.names().map(|(_, name)| corpus.str(name.id).to_owned()).collect();
        let id = { taken }.new_id(&id_of_words(name, kind.word()));
        Ok(Self::Name { kind, id, name: name.to_owned(), part_of })
    }

    /// Reads whose other spelling `name` is.
    pub fn alias(corpus: &Corpus, name: &str, typed: &str) -> Result<Self, String> {
        let known = typed::name(corpus, typed, |_| true);
        let id = known.ok_or_else(|| format!("no name “{typed}” in names.toml whose spelling it could be"))?.to_owned();
        match typed::name(corpus, name, |_| true) {
            Some(other) => Err(format!("{other} is called so already")),
            None => Ok(Self::Variant { id, spelling: name.to_owned() }),
        }
    }

    /// What is done, in words.
    pub fn said(&self) -> String {
        match self {
            Self::Name { kind, id, name, part_of } => {
                let part = part_of.as_ref().map(|whole| format!(", part of {whole}")).unwrap_or_default();
                format!("adds the {} “{name}” to names.toml, as {id}{part}", kind.word())
            }
            Self::Variant { id, spelling } => format!("adds the spelling “{spelling}” to {id} in names.toml"),
        }
    }
}

/// A facet to be declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFacet {
    /// Its word.
    pub label: String,
    /// The type of its values.
    pub kind: FacetType,
    /// The unit of its values, if claims give no other; empty for none.
    pub unit: String,
    /// Whether it has one value, so that different ones exclude each other, where its type leaves that open.
    pub single: bool,
    /// What it says, in one line; may be empty.
    pub says: String,
}

/// The word that declares a facet of one value.
const SINGLE: &str = "single";

impl NewFacet {
    /// Reads `text`, `text single`, `number people`, `money USD` as the type of the facet with this label. The error says what would
    /// be right.
    pub fn read(corpus: &Corpus, label: &str, typed: &str, says: &str) -> Result<Self, String> {
        if corpus.facet(label).is_some() {
            return Err(format!("“{label}” is declared already, with a type"));
        }
        if !is_label(label) || Facet::built_in(label).is_some() {
            return Err("a facet is one word of lower-case letters, digits and hyphens".to_owned());
        }
        let (word, unit) = word_and_rest(typed);
        let all = FacetType::ALL.map(|kind| (kind.word(), kind));
        let kind = named(word, &all).map_err(|_| {
            let all: Vec<&str> = FacetType::ALL.iter().map(|kind| kind.word()).collect();
            format!("`type` and what its values are: {}", all.join(", "))
        })?;
        // Texts and names have no unit, so that the beginning of the word will do.
        let single = !kind.is_usually_single() && !unit.is_empty() && SINGLE.starts_with(unit);
        let unit = if single { "" } else { unit };
        Ok(Self { label: label.to_owned(), kind, unit: unit.to_owned(), single, says: says.to_owned() })
    }

    /// What is done, in words.
    pub fn said(&self) -> String {
        let Self { label, kind, unit, single, .. } = self;
        let unit = if unit.is_empty() { String::new() } else { format!(" in {unit}") };
        let single = if *single { ", and different ones exclude each other" } else { "" };
        format!("declares the facet {label} in corpus.toml: its values are {}{unit}{single}", kind.noun())
    }
}

impl Additions {
    /// What is added, in words.
    pub fn said(&self) -> Vec<String> {
        self.facet.iter().map(NewFacet::said).chain(self.names.iter().map(NewName::said)).collect()
    }
}
