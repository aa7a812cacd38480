//! The filter of the timeline.
//!
//! A filter is a query. Its parts are the chips on screen; `export --filter` takes the same text. It does not know the
//! entries that pass it.

use super::effect::Effect;
use super::job::{Job, JobId};
use super::jobs::Jobs;
use crate::model::Corpus;
use crate::search::suggestion::FilterPart;
use crate::search::{Query, query};

/// The current filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The query; empty if there is no filter.
    pub text: String,
    /// Its parts that are switched off, and no part of the query.
    pub off: Vec<String>,
    /// The job that applies the filter. Results of earlier jobs are dropped.
    pub job: Option<JobId>,
    /// Whether the workspace has grown since that job began.
    pub grown: bool,
    /// Its fields, as their names were read (`at:^kotu`); empty until the result arrives.
    pub readings: Vec<String>,
    /// The entry to select when the result arrives.
    pub then: Option<u32>,
}

impl Filter {
    /// Starts a job that applies the filter; `facets` says whether it also counts the values of all facets. They are
    /// counted without the part `edited`, since what is chosen stands in its place.
    pub fn ask(&mut self, jobs: &mut Jobs, facets: bool, edited: Option<&str>) -> Effect {
        self.drop_doubles();
        let without = |edited: &str| {
            let mut filter = self.clone();
            filter.remove(edited);
            filter.text
        };
        let counted = edited.map(without);
        let (id, effect) = jobs.start(Job::Filter { filter: self.text.clone(), facets, counted });
        self.job = Some(id);
        self.readings.clear();
        effect
    }

    /// Takes the parts out of those that are off which are on again.
    pub fn drop_doubles(&mut self) {
        let on = self.chips();
        self.off.retain(|part| !on.contains(part));
    }

    /// Whether the filter is still being applied.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Whether there is a filter.
    pub fn is_on(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The filter as typed, if there is one.
    pub fn given(&self) -> Option<String> {
        self.is_on().then(|| self.text.trim().to_owned())
    }

    /// The chips: the filter's parts as typed.
    pub fn chips(&self) -> Vec<String> {
        query::pieces(&self.text).into_iter().map(|range| self.text[range].to_owned()).collect()
    }

    /// The chips as they are shown: with the reading of each name once it is known.
    pub fn shown_chips(&self, corpus: &Corpus) -> Vec<String> {
        let mut readings = self.readings.iter();
        let shown = |chip: String| {
            // Each chip that can be read as a field has one reading.
            let reading = if Query::parse_in(&chip, corpus).filters.is_empty() { None } else { readings.next() };
            reading.cloned().unwrap_or(chip)
        };
        self.chips().into_iter().map(shown).collect()
    }

    /// Adds a part. A value of a field is added or removed.
    pub fn choose(&mut self, part: &FilterPart) {
        match part {
            FilterPart::Value(field, value) => self.toggle(field, value),
            FilterPart::Query(query) => format!("{} {query}", self.text).trim().clone_into(&mut self.text),
        }
    }

    /// The filter with a part: with a value of a field in place of all its values, as facets count it.
    pub fn with(&self, part: &FilterPart) -> String {
        let mut chips = self.chips();
        match part {
            FilterPart::Value(field, value) => {
                let at = chips.iter().position(|chip| value_of(chip, field).is_some());
                at.map(|at| chips.remove(at));
                chips.push(format!("{field}:{}", quoted(value.trim_matches('"'))));
            }
            FilterPart::Query(query) => chips.push(query.clone()),
        }
        chips.join(" ")
    }

    /// Adds a value to a field, or removes it. Values of one field are alternatives.
    pub fn toggle(&mut self, field: &str, value: &str) {
        let lead = format!("{field}:");
        let mut chips = self.chips();
        match chips.iter_mut().find(|chip| value_of(chip, field).is_some()) {
            // A chip that asks for possible entries is replaced.
            Some(chip) if query::values(&chip[lead.len()..]).iter().any(|value| value.starts_with('?')) => {
                *chip = format!("{lead}{}", quoted(value.trim_matches('"')));
            }
            Some(chip) => {
                let mut values: Vec<String> = query::values(&chip[lead.len()..]).into_iter().map(quoted).collect();
                let value = quoted(value.trim_matches('"'));
                match values.iter().position(|v| *v == value) {
                    Some(at) => {
                        values.remove(at);
                    }
                    // Ranges of figures contain each other, so the new range replaces the old one.
                    None if field == "killed" => values = vec![value],
                    None => values.push(value),
                }
                *chip = if values.is_empty() { String::new() } else { format!("{lead}{}", values.join(",")) };
            }
            None => chips.push(format!("{lead}{}", quoted(value.trim_matches('"')))),
        }
        chips.retain(|c| !c.is_empty());
        self.text = chips.join(" ");
    }

    /// Removes a part, whether it is switched on or off.
    pub fn remove(&mut self, part: &str) {
        let mut chips = self.chips();
        if let Some(at) = chips.iter().position(|chip| chip == part) {
            chips.remove(at);
            self.text = chips.join(" ");
        }
        self.off.retain(|off| off != part);
    }

    /// Whether the filter contains a value of a field.
    pub fn has(&self, field: &str, value: &str) -> bool {
        let value = value.trim_matches('"');
        self.chips().iter().filter_map(|chip| value_of(chip, field)).any(|c| query::values(c).contains(&value))
    }

    /// Whether the filter contains a field.
    pub fn has_field(&self, field: &str) -> bool {
        self.chips().iter().any(|chip| value_of(chip, field).is_some())
    }
}

/// The values of a chip of a field that is not negated.
fn value_of<'c>(chip: &'c str, field: &str) -> Option<&'c str> {
    let (name, value) = chip.split_once(':')?;
    name.eq_ignore_ascii_case(field).then_some(value)
}

/// A value as a query has it, in quotation marks if it needs them.
pub fn quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '>' | '<' | '=' | '-' | '.' | '/'));
    // Names are compared without their signs, and a quotation mark would end the value.
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', " ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_added_and_removed() {
        let mut filter = Filter::default();
        filter.toggle("at", "AF");
        filter.toggle("who", "\"=Group, the\"");
        filter.toggle("at", "PK");
        assert_eq!(filter.text, "at:AF,PK who:\"=Group, the\"");
        assert!(filter.has("at", "PK") && filter.has("who", "\"=Group, the\""));
        assert_eq!(Query::parse(&filter.text).filters.len(), 2);
        filter.toggle("at", "AF");
        filter.toggle("killed", ">=5");
        filter.toggle("killed", ">=25");
        assert_eq!(filter.text, "at:PK who:\"=Group, the\" killed:>=25");
        filter.toggle("in", "\"=Who did it?\"");
        filter.toggle("in", "gazette");
        assert!(filter.has("in", "=Who did it?") && filter.has("in", "gazette"), "{}", filter.text);
        filter.toggle("in", "\"=Who did it?\"");
        filter.toggle("in", "gazette");
        for (field, value) in [("at", "PK"), ("who", "\"=Group, the\""), ("killed", ">=25")] {
            filter.toggle(field, value);
        }
        assert!(!filter.is_on());
    }
}
