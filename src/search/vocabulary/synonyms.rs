//! English words that stand for one another, and what English calls the people of a place, from two readable tables.

use std::collections::HashMap;

use crate::search::fold::fold;

/// Words that stand for one another.
#[derive(Debug)]
pub struct SynonymGroup {
    /// Its name, the first of its words.
    pub name: Box<str>,
    /// Folded words that mean the same.
    pub same: Vec<Box<str>>,
    /// Folded words that are a kind of it: `landmine` of a roadside bomb.
    pub narrower: Vec<Box<str>>,
    /// Numbers of the groups that are a kind of it.
    pub kinds: Vec<usize>,
}

impl SynonymGroup {
    /// What finds it: its words, then its narrower ones.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.same.iter().chain(&self.narrower).map(AsRef::as_ref)
    }
}

/// All groups of synonyms.
#[derive(Debug, Default)]
pub struct Synonyms {
    groups: Vec<SynonymGroup>,
    /// The groups in which a folded word or run of words means the same.
    of: HashMap<Box<str>, Vec<usize>>,
    /// The groups of which a folded word or run of words is a kind, or which it possibly means.
    above: HashMap<Box<str>, Vec<usize>>,
    by_name: HashMap<Box<str>, usize>,
    /// English names of places, by a folded word for their people.
    demonyms: HashMap<Box<str>, Box<str>>,
}

impl Synonyms {
    /// Reads `synonyms.tsv` and `demonyms.tsv`, whose heads explain their columns.
    pub fn read(synonyms: &str, demonyms: &str) -> Self {
        let mut read = Self::default();
        let mut broader = Vec::new();
        for line in lines(synonyms) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (name, above, same, narrower, possible) = (cell(), cell(), cell(), cell(), cell());
            let number = read.groups.len();
            let group =
                SynonymGroup { name: name.into(), same: words(same), narrower: words(narrower), kinds: Vec::new() };
            for word in &group.same {
                read.of.entry(word.clone()).or_default().push(number);
            }
            for word in group.narrower.iter().cloned().chain(words(possible)) {
                read.above.entry(word).or_default().push(number);
            }
            broader.extend(above.split('|').filter(|a| !a.is_empty()).map(|above| (above, number)));
            read.by_name.insert(name.into(), number);
            read.groups.push(group);
        }
        for (above, number) in broader {
            if let Some(&above) = read.by_name.get(above) {
                read.groups[above].kinds.push(number);
            }
        }
        for line in lines(demonyms) {
            let (place, people) = line.split_once('\t').unwrap_or((line, ""));
            read.demonyms.extend(words(people).into_iter().map(|word| (word, fold(place).into())));
        }
        read
    }

    /// The groups in which a folded word or run of words means the same.
    pub fn of(&self, folded: &str) -> impl Iterator<Item = &SynonymGroup> {
        self.of.get(folded).into_iter().flatten().filter_map(|&n| self.groups.get(n))
    }

    /// The groups of which a folded word or run of words is a kind, or which it possibly means, without being one of their
    /// words.
    pub fn above(&self, folded: &str) -> impl Iterator<Item = &SynonymGroup> {
        self.above.get(folded).into_iter().flatten().filter_map(|&n| self.groups.get(n))
    }

    /// The groups that are a kind of this one, and the kinds of those.
    pub fn kinds_of<'a>(&'a self, group: &'a SynonymGroup) -> Vec<&'a SynonymGroup> {
        let mut found: Vec<&SynonymGroup> = Vec::new();
        let mut open: Vec<usize> = group.kinds.clone();
        while let Some(group) = open.pop().and_then(|n| self.groups.get(n)) {
            if found.iter().all(|known| known.name != group.name) {
                open.extend(&group.kinds);
                found.push(group);
            }
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }

    /// The group of that name.
    pub fn named(&self, name: &str) -> Option<&SynonymGroup> {
        self.groups.get(*self.by_name.get(name)?)
    }

    /// The folded English name of the place whose people are called so.
    pub fn place_of_people(&self, folded: &str) -> Option<&str> {
        self.demonyms.get(folded).map(AsRef::as_ref)
    }

    /// Every word that means something here.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.of.keys().chain(self.demonyms.keys()).map(AsRef::as_ref)
    }
}

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn words(cell: &str) -> Vec<Box<str>> {
    cell.split('|').map(fold).filter(|word| !word.is_empty()).map(String::into_boxed_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_know_their_words_and_their_kinds() {
        let read =
            Synonyms::read("attack\t\tattack|assault\tatrocity\nraid\tattack\traid\t\n", "Iran\tiranian|iranians\n");
        let group = read.of("assault").next().unwrap();
        assert_eq!(group.words().collect::<Vec<_>>(), ["attack", "assault", "atrocity"]);
        assert_eq!(read.kinds_of(group)[0].name.as_ref(), "raid");
        assert_eq!(read.of("atrocity").count(), 0, "a narrower word is not the same");
        assert_eq!(read.place_of_people("iranians"), Some("iran"));
    }

    #[test]
    fn what_possibly_means_a_group_is_not_found_by_it() {
        let read = Synonyms::read("shooting\t\tshooting\t\tmassacre\n", "");
        assert_eq!(read.above("massacre").next().unwrap().name.as_ref(), "shooting");
        assert_eq!(read.named("shooting").unwrap().words().collect::<Vec<_>>(), ["shooting"]);
    }

    #[test]
    fn a_circle_of_kinds_ends() {
        let read = Synonyms::read("a\tb\ta\t\nb\ta\tb\t\n", "");
        assert_eq!(read.kinds_of(read.named("a").unwrap()).len(), 2);
    }
}
