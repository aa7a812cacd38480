//! Folded spellings, each with the number of what it stands for, sorted for look-up. Knows nothing of places or words.

/// Folded spellings in one text. A spelling may stand for several things.
#[derive(Debug, Default)]
pub struct Spellings {
    arena: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    length: u16,
    sense: u16,
}

impl Spellings {
    /// Adds a spelling. [`Spellings::sort`] makes it findable.
    pub fn push(&mut self, spelling: impl IntoIterator<Item = char>, sense: u16) {
        let start = self.arena.len();
        self.arena.extend(spelling);
        let length = self.arena.len() - start;
        match (u32::try_from(start), u16::try_from(length)) {
            (Ok(start), Ok(length)) => self.entries.push(Entry { start, length, sense }),
            _ => self.arena.truncate(start),
        }
    }

    /// Sorts the spellings, after the last one was added.
    pub fn sort(&mut self) {
        let arena = &self.arena;
        self.entries.sort_unstable_by(|a, b| text(arena, *a).cmp(text(arena, *b)).then(a.sense.cmp(&b.sense)));
        self.arena.shrink_to_fit();
        self.entries.shrink_to_fit();
    }

    /// What a folded text stands for.
    pub fn of(&self, spelling: &str) -> impl Iterator<Item = u16> + '_ {
        let first = self.entries.partition_point(|e| text(&self.arena, *e) < spelling);
        let length = self.entries[first..].partition_point(|e| text(&self.arena, *e) == spelling);
        self.entries[first..first + length].iter().map(|e| e.sense)
    }

    /// The spellings that begin with `prefix`, without it, and what they stand for.
    pub fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, u16)> + 'a {
        let first = self.entries.partition_point(|e| text(&self.arena, *e) < prefix);
        self.entries[first..].iter().map_while(move |e| Some((text(&self.arena, *e).strip_prefix(prefix)?, e.sense)))
    }

    /// All spellings and what they stand for.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = (&str, u16)> {
        self.entries.iter().map(|e| (text(&self.arena, *e), e.sense))
    }

    /// Whether a folded text stands for something.
    pub fn contains(&self, spelling: &str) -> bool {
        self.of(spelling).next().is_some()
    }
}

fn text(arena: &str, entry: Entry) -> &str {
    let start = entry.start as usize;
    &arena[start..start + usize::from(entry.length)]
}
