//! The fewest keys that select words of a passage, as somebody finds them who knows the keys. Each selection is then made by
//! pressing them, so that a mistake here is found.

use std::collections::{HashMap, VecDeque};

use parallax::desk::by_hand::{self, MOST_WORDS, TextSpan};
use parallax::desk::passage_reading::PassageReading;
use parallax::desk::phrases::open_phrases;
use parallax::fold::fold;
use parallax::model::{Corpus, PassageId};

/// What the choice of words holds: where the selection begins, the cursor, and whether it is a proposed phrase.
type At = (Option<usize>, usize, bool);

/// More keys nobody would press.
const MOST_KEYS: usize = 12;

/// The marks after which a part of a sentence begins.
const CLAUSE: [char; 10] = [',', ';', ':', '—', '–', '(', ')', '“', '”', '"'];

/// The selections of a passage within reach, with the keys that make them.
pub struct Selections {
    pub text: String,
    pub words: Vec<TextSpan>,
    /// The first and the last word, and the keys.
    pub all: HashMap<(usize, usize), String>,
    pub phrases: Vec<(usize, usize)>,
}

impl Selections {
    pub fn of(corpus: &Corpus, id: PassageId) -> Self {
        let text = corpus.str(corpus.passage(id).text.unwrap()).to_owned();
        let words = by_hand::words(&text);
        let found = open_phrases(corpus, id, &PassageReading::of(corpus, id));
        let mut made = Self { text, words, all: HashMap::new(), phrases: Vec::new() };
        let figure = found.iter().find(|phrase| phrase.is_figure).or(found.first());
        let first = figure.and_then(|phrase| made.words_of(phrase.span));
        made.phrases = found.iter().filter_map(|phrase| made.words_of(phrase.span)).collect();
        made.search(first);
        made
    }

    pub fn span(&self, (first, last): (usize, usize)) -> TextSpan {
        self.words[first].to(self.words[last])
    }

    /// Whether a part of the text shares some of these words.
    pub fn overlaps(&self, span: TextSpan, words: &str) -> bool {
        let start = self.text.find(words).or_else(|| fold(&self.text).find(&fold(words)));
        start.is_some_and(|start| span.start < start + words.len() && start < span.end)
    }

    pub fn is_unique(&self, selection: (usize, usize)) -> bool {
        self.text.matches(self.span(selection).of(&self.text)).count() == 1
    }

    /// The first and the last word of a part of the text, with as many more as make them unique.
    fn words_of(&self, span: TextSpan) -> Option<(usize, usize)> {
        let first = self.words.iter().position(|word| word.overlaps(span))?;
        let mut last = self.words.iter().rposition(|word| word.overlaps(span))?;
        while !self.is_unique((first, last)) && last + 1 < self.words.len() && last - first + 1 < MOST_WORDS {
            last += 1;
        }
        Some((first, last))
    }

    /// Goes through all that keys lead to, the fewest first.
    fn search(&mut self, proposed: Option<(usize, usize)>) {
        let start: At = proposed.map_or((None, 0, false), |(first, last)| (Some(first), last, true));
        let mut known: HashMap<At, String> = HashMap::from([(start, String::new())]);
        // `gg` takes two keys, so states wait by the number of their keys.
        let mut next: Vec<VecDeque<At>> = vec![VecDeque::new(); MOST_KEYS + 3];
        next[0].push_back(start);
        for length in 0..=MOST_KEYS {
            while let Some(at) = next[length].pop_front() {
                let keys = known[&at].clone();
                if keys.len() != length {
                    continue;
                }
                self.all.entry(Self::selected(at)).or_insert_with(|| keys.clone());
                for key in ["l", "h", "]", "[", ")", "(", "v", "O", "a", "j", "k", "\t", "p", "gg", "G"] {
                    let Some(to) = self.pressed(at, key) else { continue };
                    let with = format!("{keys}{key}");
                    if known.get(&to).is_none_or(|old| old.len() > with.len()) {
                        next[with.len()].push_back(to);
                        known.insert(to, with);
                    }
                }
            }
        }
    }

    fn selected((from, cursor, _): At) -> (usize, usize) {
        let from = from.unwrap_or(cursor);
        (from.min(cursor), from.max(cursor))
    }

    /// The part of the sentence around some words, as far as a claim keeps it.
    fn around(&self, (mut first, mut last): (usize, usize)) -> (usize, usize) {
        let begins = |number: usize| {
            let between = &self.text[self.words[number - 1].end..self.words[number].start];
            between.contains(['.', '!', '?', '…']) || between.contains(CLAUSE)
        };
        let fits = |first, last| self.span((first, last)).of(&self.text).split_whitespace().count() <= MOST_WORDS;
        loop {
            let before = (first, last);
            last += usize::from(last + 1 < self.words.len() && !begins(last + 1) && fits(first, last + 1));
            first -= usize::from(first > 0 && !begins(first) && fits(first - 1, last));
            if (first, last) == before {
                return before;
            }
        }
    }

    fn pressed(&self, at: At, key: &str) -> Option<At> {
        let (from, cursor, proposed) = at;
        let last = self.words.len() - 1;
        let (first, _) = Self::selected(at);
        let given_up = if proposed { None } else { from };
        let moved = |by: isize| {
            let here = if proposed { first } else { cursor };
            (given_up, here.saturating_add_signed(by).min(last), false)
        };
        let part = |forward: bool, marks: &[char]| {
            let begins = |number: usize| {
                let Some(before) = number.checked_sub(1) else { return true };
                let between = &self.text[self.words[before].end..self.words[number].start];
                between.contains(['.', '!', '?', '…']) || between.contains(marks)
            };
            let to = if forward {
                (cursor + 1..=last).find(|&number| begins(number)).unwrap_or(last)
            } else {
                (0..cursor).rev().find(|&number| begins(number)).unwrap_or(0)
            };
            (given_up, to, false)
        };
        let phrase = |found: Option<&(usize, usize)>| found.map(|&(first, last)| (Some(first), last, true));
        Some(match key {
            "l" => moved(1),
            "h" => moved(-1),
            "j" => moved(10),
            "k" => moved(-10),
            "gg" => (given_up, 0, false),
            "G" => (given_up, last, false),
            "]" => part(true, &CLAUSE),
            "[" => part(false, &CLAUSE),
            ")" => part(true, &[]),
            "(" => part(false, &[]),
            "v" => match from {
                Some(from) if proposed => (Some(from), cursor, false),
                Some(_) => (None, cursor, false),
                None => (Some(cursor), cursor, false),
            },
            "a" => {
                let (first, last) = self.around(Self::selected(at));
                (Some(first), last, false)
            }
            "O" => {
                let (first, last) = Self::selected(at);
                (Some(cursor), if cursor == first { last } else { first }, false)
            }
            "\t" => phrase(self.phrases.iter().find(|(at, _)| *at > first).or(self.phrases.first()))?,
            "p" => phrase(self.phrases.iter().rev().find(|(at, _)| *at < first).or(self.phrases.last()))?,
            _ => unreachable!(),
        })
    }
}
