//! An incident in one line: `Kerman bombings ; kind suicide bombing ; date 2024-01-03 ; place kerman ; actor isis-k = claimed by`.
//! Reads the line as the fields that stand in a file, and shows the fields of an incident as a line. Knows the model.

use super::fields::{field, list, text, texts};
use super::line::{joined, named, parts, word_and_rest};
use super::new_names::{Additions, NewName};
use super::revision::{TypedFields, given};
use super::typed;
use crate::documents::edit::{EditValue, Fields};
use crate::model::incident::{Role, Scope};
use crate::model::{Corpus, NameKind, When};

/// An incident as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedIncident {
    /// Its fields, as far as they are typed.
    pub typed: TypedFields,
    /// What it needs that the corpus does not have.
    pub adds: Additions,
}

impl TypedIncident {
    /// Its title.
    pub fn title(&self) -> &str {
        let title = self.typed.iter().find(|(key, _)| key == "title");
        match title {
            Some((_, Some(EditValue::Text(title)))) => title,
            _ => "",
        }
    }

    /// The fields of a new incident.
    pub fn fields(&self) -> Fields {
        given(&self.typed)
    }
}

/// A part of the line after the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentPart {
    /// What kind of incident it is.
    Kind,
    /// When it was.
    Date,
    /// How the date was derived.
    Basis,
    /// Its outcome.
    Status,
    /// One event or a series.
    Scope,
    /// A place, with its role; several.
    Place,
    /// An actor, with its role; several.
    Actor,
    /// Another name; several.
    Alias,
    /// A name that the corpus does not have: its kind and the name.
    New,
}

/// The words that begin the parts of a line.
pub const PARTS: [(&str, IncidentPart); 9] = [
    ("kind", IncidentPart::Kind),
    ("date", IncidentPart::Date),
    ("basis", IncidentPart::Basis),
    ("status", IncidentPart::Status),
    ("scope", IncidentPart::Scope),
    ("place", IncidentPart::Place),
    ("actor", IncidentPart::Actor),
    ("alias", IncidentPart::Alias),
    ("new", IncidentPart::New),
];

/// What is said of a list that a line does not hold whole.
const IN_ITS_FILE: &str = "this list is edited in its file; + adds to it";

/// The parts in a few words, for whoever types.
pub const MEANS: &str = "The title in your own words; then ; kind (without it the incident stays a draft), date, basis, status, scope \
                         series, place (= from), actor (= claimed by), alias (they replace the list, + adds), new place (and its name). Tab completes.";

/// Reads the line of an incident, which has the fields `base` if it is there. What is typed of a list takes the place of the list;
/// after a + it joins that of `base`. The error says what would be right.
pub fn read(corpus: &Corpus, base: &Fields, line: &str) -> Result<TypedIncident, String> {
    let all = parts(line);
    let (title, rest) = all.split_first().map_or(("", &[][..]), |(title, rest)| (title.as_str(), rest));
    if title.is_empty() {
        return Err("type a title in your own words".to_owned());
    }
    let mut typed: Vec<(IncidentPart, &str)> = Vec::new();
    for part in rest.iter().filter(|part| !part.is_empty()) {
        let (word, rest) = word_and_rest(part);
        let kind = named(word, &PARTS)
            .map_err(|words| format!("after ; no “{word}”, but {} (;; is a semicolon)", words.join(", ")))?;
        let is_one_of_several = |kind: IncidentPart| {
            matches!(kind, IncidentPart::Place | IncidentPart::Actor | IncidentPart::Alias | IncidentPart::New)
        };
        if !is_one_of_several(kind) && typed.iter().any(|(other, _)| *other == kind) {
            return Err(format!("“{word}” stands here twice"));
        }
        if rest.is_empty() {
            return Err(format!("“{word}” and what it is"));
        }
        typed.push((kind, rest));
    }
    let mut adds = Additions::default();
    for (_, new) in typed.iter().filter(|(part, _)| *part == IncidentPart::New) {
        let (kind, name) = word_and_rest(new);
        if name.is_empty() {
            return Err("`new`, what it is and the name: new place Kerman".to_owned());
        }
        adds.names.push(NewName::read(corpus, name, kind)?);
    }
    let mut fields: TypedFields = vec![("title".to_owned(), Some(EditValue::Text(title.to_owned())))];
    for (part, typed) in typed {
        put(corpus, base, (part, typed), &adds, &mut fields)?;
    }
    Ok(TypedIncident { typed: fields, adds })
}

/// What takes a field away.
const NONE: &str = "-";

/// Puts what a part of the line says among the fields.
fn put(
    corpus: &Corpus,
    base: &Fields,
    (part, typed): (IncidentPart, &str),
    adds: &Additions,
    fields: &mut TypedFields,
) -> Result<(), String> {
    let text = |text: &str| Some(EditValue::Text(text.to_owned()));
    let list = match part {
        IncidentPart::Place => Some("places"),
        IncidentPart::Actor => Some("actors"),
        IncidentPart::Alias => Some("aliases"),
        _ => None,
    };
    let key = match (part, list) {
        (IncidentPart::Kind, _) => "kind",
        (IncidentPart::Date, _) => "date",
        (IncidentPart::Basis, _) => "date_basis",
        (IncidentPart::Status, _) => "status",
        (IncidentPart::Scope, _) => "scope",
        (_, Some(list)) => list,
        _ => return Ok(()),
    };
    // Names with notes and references: a line does not have all that would go.
    let is_rich = list.is_some_and(|key| matches!(field(base, key), Some(EditValue::Mixed(_))));
    if is_rich && !typed.starts_with('+') {
        return Err(IN_ITS_FILE.to_owned());
    }
    if typed == NONE {
        fields.push((key.to_owned(), None));
        return Ok(());
    }
    if let Some(key) = list {
        let (typed, joins) = typed.strip_prefix('+').map_or((typed, false), |typed| (typed.trim(), true));
        let new = match part {
            IncidentPart::Place => EditValue::Tables(vec![place(corpus, typed, adds)?]),
            IncidentPart::Actor => EditValue::Tables(vec![actor(corpus, typed, adds)?]),
            _ => EditValue::Texts(vec![typed.to_owned()]),
        };
        return push(fields, key, field(base, key).filter(|_| joins), new);
    }
    let value = match part {
        IncidentPart::Date => {
            When::parse(typed).map_err(|_| "a date in EDTF: 2024-01-03, 2024-01, 2024-01-03/2024-01-05, 2023~")?;
            text(typed)
        }
        IncidentPart::Status => text(typed::status(typed)?),
        IncidentPart::Scope => {
            let all: Vec<(&'static str, Scope)> = Scope::ALL.iter().map(|scope| (scope.word(), *scope)).collect();
            text(named(typed, &all).map_err(|words| format!("one of: {}", words.join(", ")))?.word())
        }
        _ => text(typed),
    };
    fields.push((key.to_owned(), value));
    Ok(())
}

fn entry(key: &str, text: &str) -> (String, EditValue) {
    (key.to_owned(), EditValue::Text(text.to_owned()))
}

/// A place and its role.
fn place(corpus: &Corpus, typed: &str, adds: &Additions) -> Result<Fields, String> {
    let (name, role) = role_of(typed);
    let all: Vec<(&'static str, Role)> = Role::ALL.iter().map(|role| (role.word(), *role)).collect();
    let role = if role.is_empty() { Ok(Role::Where) } else { named(role, &all) };
    let role = role.map_err(|words| format!("the role of a place is one of: {}", words.join(", ")))?;
    let new = new_name(adds, name).filter(|(kind, _)| *kind == NameKind::Place).map(|(_, id)| id);
    let known = || typed::name(corpus, name, |kind| kind == NameKind::Place);
    let id =
        new.or_else(known).ok_or_else(|| format!("no place “{name}” in names.toml: `; new place {name}` adds it"))?;
    Ok(vec![entry("place", id), entry("role", role.word())])
}

/// An actor and its role.
fn actor(corpus: &Corpus, typed: &str, adds: &Additions) -> Result<Fields, String> {
    let (name, role) = role_of(typed);
    let name = match new_name(adds, name) {
        Some((_, id)) => id.to_owned(),
        None => typed::who(corpus, name)?,
    };
    Ok([entry("name", &name)].into_iter().chain((!role.is_empty()).then(|| entry("role", role))).collect())
}

/// A name and its role: `isis-k = claimed by`.
fn role_of(typed: &str) -> (&str, &str) {
    typed.rsplit_once('=').map_or((typed, ""), |(name, role)| (name.trim(), role.trim()))
}

fn new_name<'a>(adds: &'a Additions, typed: &str) -> Option<(NameKind, &'a str)> {
    adds.names.iter().find_map(|new| match new {
        NewName::Name { kind, id, name, .. } if name == typed || id == typed => Some((*kind, id.as_str())),
        _ => None,
    })
}

/// Adds to a list: to what is typed of it already, or else to `base`.
fn push(fields: &mut TypedFields, key: &str, base: Option<&EditValue>, new: EditValue) -> Result<(), String> {
    if !fields.iter().any(|(known, _)| known == key) {
        fields.push((key.to_owned(), base.cloned()));
    }
    let Some((_, list)) = fields.iter_mut().find(|(known, _)| known == key) else { return Ok(()) };
    match (list.as_mut(), new) {
        (None, new) => *list = Some(new),
        (Some(EditValue::Tables(all)), EditValue::Tables(more)) => all.extend(more),
        (Some(EditValue::Texts(all)), EditValue::Texts(more)) => all.extend(more),
        (Some(EditValue::Mixed(all)), EditValue::Texts(more)) => all.extend(more.into_iter().map(EditValue::Text)),
        _ => return Err(IN_ITS_FILE.to_owned()),
    }
    Ok(())
}

/// The title of an incident as a line.
pub fn title_line(fields: &Fields) -> String {
    joined(&[text(fields, "title").unwrap_or_default().to_owned()])
}

/// The fields of an incident as a line that reads so again, as far as a line has them.
pub fn line(corpus: &Corpus, fields: &Fields) -> String {
    let title = text(fields, "title").unwrap_or_default().to_owned();
    joined(&[title].into_iter().chain(other_parts(corpus, fields)).collect::<Vec<_>>())
}

/// What an incident has besides its title, each as it would be typed.
pub fn other_parts(corpus: &Corpus, fields: &Fields) -> Vec<String> {
    let mut all = Vec::new();
    let said = |key: &str, word: &str| text(fields, key).map(|text| format!("{word} {text}"));
    all.extend(said("kind", "kind"));
    all.extend(said("date", "date"));
    all.extend(said("date_basis", "basis"));
    all.extend(said("status", "status"));
    all.extend(said("scope", "scope"));
    let with_role = |word: &str, name: &str, role: &str| match role {
        "" => format!("{word} {name}"),
        role => format!("{word} {name} = {role}"),
    };
    for place in list(fields, "places") {
        let role = text(&place, "role").filter(|role| *role != Role::Where.word()).unwrap_or_default();
        all.push(with_role("place", text(&place, "place").unwrap_or_default(), role));
    }
    for actor in list(fields, "actors") {
        let name = text(&actor, "name").unwrap_or_default();
        // Words that are a name too stay words.
        let is_words = typed::name(corpus, name, |_| true).is_some_and(|id| id != name);
        let name = if is_words { format!("“{name}”") } else { name.to_owned() };
        all.push(with_role("actor", &name, text(&actor, "role").unwrap_or_default()));
    }
    all.extend(texts(fields, "aliases").iter().map(|alias| format!("alias {alias}")));
    all
}
