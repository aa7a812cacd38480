//! What the timeline is narrowed to.
//!
//! A filter is a query: its fields are the chips on screen, and what `export --filter` takes.

use super::effect::Effect;
use super::job::{Job, JobId};
use super::jobs::Jobs;
use crate::search::query;

/// The filter in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The query; empty for no filter.
    pub text: String,
    /// The job that finds what passes it; the results of earlier ones are dropped.
    pub job: Option<JobId>,
    /// Whether more was read since that job began.
    pub grown: bool,
    /// An entry to select when the answer comes.
    pub then: Option<u32>,
}

impl Filter {
    /// Finds what passes the filter; with facets if they are looked at.
    pub fn ask(&mut self, jobs: &mut Jobs, facets: bool) -> Effect {
        let (id, effect) = jobs.start(Job::Filter { filter: self.text.clone(), facets });
        self.job = Some(id);
        effect
    }

    /// Whether it is not yet known what passes it.
    pub fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Whether anything is left out.
    pub fn is_on(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The chips: the filter's parts as typed.
    pub fn chips(&self) -> Vec<String> {
        query::pieces(&self.text).into_iter().map(|range| self.text[range].to_owned()).collect()
    }

    /// Puts a value in, or takes it out. Values of one field are alternatives.
    pub fn toggle(&mut self, field: &str, value: &str) {
        let lead = format!("{field}:");
        let mut chips = self.chips();
        match chips.iter_mut().find(|c| c.starts_with(&lead)) {
            Some(chip) => {
                let mut values: Vec<String> = query::values(&chip[lead.len()..]).into_iter().map(quoted).collect();
                let value = quoted(value.trim_matches('"'));
                match values.iter().position(|v| *v == value) {
                    Some(at) => {
                        values.remove(at);
                    }
                    // Bands of figures hold each other: the new one takes the place of the old.
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

    /// Whether a value is in it.
    pub fn has(&self, field: &str, value: &str) -> bool {
        let lead = format!("{field}:");
        let value = value.trim_matches('"');
        self.chips().iter().filter_map(|c| c.strip_prefix(&lead)).any(|c| query::values(c).contains(&value))
    }
}

fn quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '>' | '<' | '=' | '-' | '.' | '/'));
    if plain { value.to_owned() } else { format!("\"{value}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    #[test]
    fn chips_are_put_in_and_taken_out() {
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
        for (field, value) in [("at", "PK"), ("who", "\"=Group, the\""), ("killed", ">=25")] {
            filter.toggle(field, value);
        }
        assert!(!filter.is_on());
    }
}
