//! Which column of a table holds what, as the user says on the command line or in a `columns.toml` beside the file.
//! Knows no formats.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::columns::{ROLE, is_alike, position};

/// Maximum size of a `columns.toml` in bytes.
const LONGEST: u64 = 1 << 16;
/// The name of the file.
pub(super) const FILE: &str = "columns.toml";

/// Pairs of a role, or of a name that a column has in a known data set, and of the column that holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap(Vec<(String, String)>);

impl ColumnMap {
    /// Reads `killed=n_dead,date=day`. A name that holds a comma stands in quotation marks. The error says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut all = Vec::new();
        for part in parts(text) {
            let pair = part.split_once('=').map(|(role, column)| (role.trim(), column.trim().trim_matches('"')));
            match pair {
                Some((role, column)) if !role.is_empty() && !column.is_empty() => {
                    all.push((role.to_owned(), column.to_owned()));
                }
                _ => return Err(format!("“{part}” is no pair such as killed=n_dead")),
            }
        }
        Ok(Self(all))
    }

    /// Reads a `columns.toml`: `killed = "n_dead"` for all tables beside it, and under `["events.csv"]` for one of them.
    fn of_toml(text: &str, file: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| error.message().trim().to_owned())?;
        let mut all = Vec::new();
        for (key, value) in table.get_ref() {
            match value.get_ref() {
                DeValue::String(column) => all.push((key.get_ref().to_string(), column.to_string())),
                DeValue::Table(own) if key.get_ref() == file => {
                    for (key, value) in own {
                        let DeValue::String(column) = value.get_ref() else {
                            return Err(format!("{}: wants the name of a column", key.get_ref()));
                        };
                        all.insert(0, (key.get_ref().to_string(), column.to_string()));
                    }
                }
                DeValue::Table(_) => {}
                _ => return Err(format!("{}: wants the name of a column", key.get_ref())),
            }
        }
        Ok(Self(all))
    }

    /// The pairs of the `columns.toml` beside a file; none if there is no such file. An error if it cannot be read.
    pub(super) fn beside(path: &Path) -> Result<Self, String> {
        let Some(name) = path.file_name() else { return Ok(Self::default()) };
        let Ok(file) = File::open(path.with_file_name(FILE)) else { return Ok(Self::default()) };
        let mut text = String::new();
        match file.take(LONGEST + 1).read_to_string(&mut text) {
            Ok(n) if n as u64 > LONGEST => Err(format!("it has more than {} KiB", LONGEST >> 10)),
            Ok(_) => Self::of_toml(&text, &name.to_string_lossy()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// These pairs, and those of `others` whose role is not among them.
    pub(super) fn or(mut self, others: Self) -> Self {
        others.0.into_iter().for_each(|pair| {
            if self.0.iter().all(|(role, _)| !is_alike(role, &pair.0)) {
                self.0.push(pair);
            }
        });
        self
    }

    /// Adds pairs.
    pub fn join(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether there are no pairs.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the columns as they are looked up: each named column under what it holds, a role of `roles` with
    /// [`ROLE`] before it. `None` if no column of `names` is meant.
    pub(super) fn apply(&self, names: &[String], roles: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
        let mut looked_up = names.to_vec();
        let mut any = false;
        for (role, column) in &self.0 {
            if let Some(at) = position(names, column) {
                any = true;
                looked_up[at] = if roles(role) { format!("{ROLE}{role}") } else { role.clone() };
            }
        }
        any.then_some(looked_up)
    }

    /// What is mistaken in it, in words: what is none of `known`, by which this table is read, or of `of_any`, by which any is; a
    /// column that is named twice, and a role that two columns of `names` have.
    pub(super) fn mistakes(
        &self,
        names: &[String],
        known: &dyn Fn(&str) -> bool,
        of_any: &dyn Fn(&str) -> bool,
    ) -> Vec<String> {
        let mut all = Vec::new();
        let mut read: Vec<(&str, usize)> = Vec::new();
        for (role, column) in &self.0 {
            let at = position(names, column);
            if at.is_none() && of_any(role) {
                continue;
            }
            if !known(role) {
                all.push(format!("{role}={column}: “{role}” is nothing that is read of this table"));
                continue;
            }
            let Some(at) = at else { continue };
            for (other, taken) in &read {
                if *taken == at {
                    all.push(format!(
                        "the column {column} is named as {other} and as {role}; it is read as {role} alone"
                    ));
                } else if is_alike(other, role) {
                    let (first, second) = (&names[at.min(*taken)], &names[at.max(*taken)]);
                    all.push(format!("{first} and {second} are both named as {role}; {first} alone is read"));
                }
            }
            read.push((role, at));
        }
        all
    }

    /// The columns that are not among `names`.
    pub(super) fn missing<'m>(&'m self, names: &'m [String]) -> impl Iterator<Item = &'m str> {
        self.0.iter().map(|(_, column)| &**column).filter(|column| position(names, column).is_none())
    }
}

impl std::str::FromStr for ColumnMap {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

impl std::fmt::Display for ColumnMap {
    /// As [`ColumnMap::parse`] reads it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, (role, column)) in self.0.iter().enumerate() {
            let mark = if column.contains([',', '=']) { "\"" } else { "" };
            write!(f, "{}{role}={mark}{column}{mark}", if n > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl FromIterator<(String, String)> for ColumnMap {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// The parts between commas that do not stand in quotation marks.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let parts = text.split(move |c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    parts.filter(|part| !part.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_written_alike() {
        for text in ["killed=n_dead,date=day", "killed=\"dead, all\",date=Day of event", "attacktype1_txt=AttackType"] {
            assert_eq!(ColumnMap::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(ColumnMap::parse(" killed = n , ").unwrap().to_string(), "killed=n");
        for wrong in ["killed", "=x", "killed="] {
            assert!(ColumnMap::parse(wrong).unwrap_err().contains("killed=n_dead"), "{wrong}");
        }
    }

    #[test]
    fn the_pairs_of_one_file_come_before_those_of_all() {
        let text = "killed = \"dead\"\ndate = \"day\"\n[\"a.csv\"]\nkilled = \"n\"\n[\"b.csv\"]\nkilled = \"m\"\n";
        let names = ["day", "dead", "n"].map(str::to_owned);
        let map = ColumnMap::default().or(ColumnMap::of_toml(text, "a.csv").unwrap());
        let looked_up = map.apply(&names, &|role| role == "killed").unwrap();
        assert_eq!(looked_up[0], "date");
        assert_eq!(looked_up[2], "=killed");
        assert!(ColumnMap::of_toml("killed = 3", "a.csv").unwrap_err().contains("killed"));
        assert!(ColumnMap::of_toml("killed = ", "a.csv").is_err());
    }
}
