//! What of chosen entries may be passed on: subjects without the rows of data sets that forbid it. Knows no formats.

use std::collections::HashSet;

use crate::load::Loaded;
use crate::model::{Entry, Member, Subject};
use crate::present::{annotations, citation};

/// The subjects of entries without the members that may not be passed on, and what of those leaves.
pub fn subjects(loaded: &Loaded, entries: &[Entry], private: bool) -> (Vec<Subject>, Vec<String>) {
    let (mut subjects, mut withheld, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for &entry in entries {
        let joined = loaded.joined(entry);
        let stays = |member: &Member| !private && member.about.as_ref().is_some_and(|about| !about.shareable);
        for (number, _) in joined.numbered().filter(|(_, member)| stays(member)) {
            let line = citation::record_id(&joined, number, false).unwrap_or_default();
            // What editors note on a record is theirs.
            let noted = joined.member(number).record.into_iter().flat_map(|id| loaded.workspace.noted_on(id));
            let noted: Vec<String> = noted
                .map(|annotation| format!("{}{}", annotations::SIGN, annotations::record_said(annotation)))
                .collect();
            let line = std::iter::once(line).chain(noted).collect::<Vec<_>>().join(" ");
            if seen.insert(line.clone()) {
                withheld.push(line);
            }
        }
        // A ledger says which of its sources its verdicts are without.
        if !stays(joined.member(0)) {
            subjects.push(joined.without(&stays));
        }
    }
    (subjects, withheld)
}
