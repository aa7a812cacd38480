//! The fewest keys that make a line say what is wanted: what was proposed is kept as far as it is right, words are shortened as far
//! as the line reads them, and Tab completes. All is tried on a copy of the form, with the keys that are pressed then.

use parallax::app::overlay::OverlayPane;
use parallax::app::overlays::decision_form::{AskedThing, DecisionForm};
use parallax::desk::ask::{DecisionAsk, DecisionFormAnswer};
use parallax::desk::claim_line::{self, PARTS, TypedClaim};
use parallax::desk::decision::Decision;
use parallax::desk::hints::ClaimHints;
use parallax::desk::likely::Lately;
use parallax::desk::line::named;
use parallax::desk::new_names::{Additions, NewName};
use parallax::documents::edit::EditValue;
use parallax::documents::edit::Fields;
use parallax::documents::write::claim_fields;
use parallax::fold::fold;
use parallax::keymap::chord::{ChordKey, script};
use parallax::model::{Corpus, NameKind, PassageId};
use parallax::reading::TextSpan;
use parallax::ui::list::Move;

use super::wanted::{Said, Wanted, WantedName};

/// Keys as a script.
pub fn escaped(text: &str) -> String {
    text.replace('<', "<lt>")
}

pub fn length(keys: &str) -> usize {
    script(keys).unwrap().len()
}

/// Signs as words that every keyboard has.
fn on_a_keyboard(typed: &str) -> String {
    typed.replace('≥', ">=").replace('≤', "<=").replace('≈', "some ").replace('–', "-")
}

/// Presses keys in a copy of a form.
fn after(corpus: &Corpus, form: &DecisionForm, keys: &str) -> DecisionForm {
    let mut form = form.clone();
    for chord in script(keys).unwrap() {
        if chord.key == ChordKey::Tab {
            form.complete(corpus);
        } else if chord.key == ChordKey::Down {
            form.step(corpus, Move::By(1));
        } else {
            form.prompt_mut().unwrap().edit(chord);
        }
    }
    form
}

/// What a typed claim says.
pub fn said(corpus: &Corpus, claim: &TypedClaim) -> Said {
    let facet = ("facet".to_owned(), EditValue::Text(claim.facet.clone()));
    let fields: Fields = [facet].into_iter().chain(claim.fields()).collect();
    Said::of(corpus, &fields)
}

/// What a form would decide, if it is a claim or the correction of one.
fn says(corpus: &Corpus, form: &DecisionForm) -> Option<(Said, Additions)> {
    match form.answer(corpus).ok()? {
        DecisionFormAnswer::ChooseFor(made) => Some((said(corpus, &made.claim), made.claim.adds)),
        DecisionFormAnswer::Decide(decided) => match (decided.decision, form.ask.item(corpus)) {
            (Decision::Revise(revision), Some(parallax::desk::item::DraftItem::Claim(id)))
                if revision.about.is_none() =>
            {
                let mut fields = claim_fields(corpus, corpus.claim(id));
                for change in &revision.changes {
                    fields.retain(|(key, _)| *key != change.key);
                    fields.extend(change.to.clone().map(|to| (change.key.clone(), to)));
                }
                Some((Said { weighed: true, ..Said::of(corpus, &fields) }, revision.adds))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a claim says what is wanted; free text may be in these words of the source.
pub fn fits(said: &Said, wanted: &Wanted, value: &str, words: &str) -> bool {
    let is_same = |value: &str| said.value.to_lowercase() == value.to_lowercase();
    let is_same = is_same(value) || (wanted.is_free && is_same(words) && says_it(wanted, words));
    // Whom a passage only calls by the last name is attributed by it.
    let is_by = |(typed, wanted): (&String, &String)| typed == wanted || wanted.ends_with(&format!(" {typed}"));
    let by = said.by.len() == wanted.said.by.len() && said.by.iter().zip(&wanted.said.by).all(is_by);
    let others = Said { value: wanted.said.value.clone(), by: wanted.said.by.clone(), ..said.clone() };
    is_same && by && others == wanted.said
}

/// Whether words of the source are as good a value as that of the built-in corpus: they hold its words, or all that it is made of.
fn says_it(wanted: &Wanted, words: &str) -> bool {
    let words = format!(" {} ", fold(words));
    let has = |word: &str| words.contains(&format!(" {word} "));
    let value = fold(&wanted.said.value);
    let mut content = value.split(' ').filter(|word| word.len() > 3).peekable();
    words.contains(&format!(" {} ", fold(&wanted.words))) || (content.peek().is_some() && content.all(has))
}

/// A typed word, or as much of it as Tab completes.
fn completed(corpus: &Corpus, form: &DecisionForm, before: &str, word: &str) -> String {
    let whole = escaped(word);
    let mut best = whole.clone();
    let wanted = after(corpus, form, &format!("{before}{whole}"));
    // Completion finds ids by the beginning of any of their words.
    let begins = std::iter::once(0).chain(word.match_indices(['-', ' ']).map(|(at, _)| at + 1));
    let starts = begins.flat_map(|at| word[at..].char_indices().take(8).map(move |(to, _)| &word[at..at + to]));
    for letters in starts.collect::<Vec<_>>() {
        for tabs in 1..=2 {
            let keys = format!("{}{}", escaped(letters), "<tab>".repeat(tabs));
            let holds =
                |form: &DecisionForm| form.clone().prompt_mut().unwrap().text().replace(", ", ",").to_lowercase();
            if length(&keys) < length(&best)
                && holds(&after(corpus, form, &format!("{before}{keys}"))) == holds(&wanted)
            {
                best = keys;
            }
        }
    }
    best
}

/// The shortest beginning of a word that names this part of the line.
fn part(word: &str) -> &str {
    let wanted = named(word, &PARTS).unwrap();
    let short = (1..word.len()).find(|&letters| named(&word[..letters], &PARTS) == Ok(wanted));
    &word[..short.unwrap_or(word.len())]
}

/// The shortest beginning of a facet, or the word of one that is not declared.
fn facet<'f>(corpus: &Corpus, word: &'f str) -> &'f str {
    let is_it = |short: &str| claim_line::facet(corpus, short).is_ok_and(|(full, _)| full == word);
    let short = (1..word.len()).find(|&letters| is_it(&word[..letters]));
    &word[..short.unwrap_or(word.len())]
}

/// Whether a name that is wanted is added, and no other one.
pub fn adds_name(corpus: &Corpus, new: Option<&WantedName>, adds: &Additions) -> bool {
    let added = adds.names.first().map(|name| match name {
        NewName::Name { kind, name, part_of, .. } => (*kind, name.to_lowercase(), part_of.clone()),
        NewName::Variant { spelling, .. } => (NameKind::Person, spelling.clone(), None),
    });
    let Some(name) = new else { return added.is_none() };
    let whole = name.part_of.clone().filter(|whole| corpus.find_name(whole).is_some());
    let any = |typed: &str| name.spellings.iter().any(|spelling| spelling.to_lowercase() == typed);
    added.as_ref().is_some_and(|(kind, typed, part_of)| (*kind, part_of) == (name.kind, &whole) && any(typed))
}

/// Whether the facet is declared as the built-in corpus declares it, if it has to be.
fn declares(wanted: &Wanted, adds: &Additions, is_new: bool) -> bool {
    let declared = adds.facet.as_ref().map(|facet| {
        let unit = if facet.unit.is_empty() { String::new() } else { format!(" {}", facet.unit) };
        format!("{}{unit}{}", facet.kind.word(), if facet.single { " single" } else { "" })
    });
    if is_new { declared.is_some() && declared == wanted.declared } else { declared.is_none() }
}

/// The fewest keys after which a form says what is wanted, with the id that its value has here. `None` if none were found.
pub fn keys(corpus: &Corpus, form: &DecisionForm, wanted: &Wanted, id: Option<&str>, words: &str) -> Option<String> {
    let value = id.unwrap_or(&wanted.said.value);
    let new = wanted.name.as_ref().filter(|_| id.is_none());
    let is_new_facet = corpus.facet(&wanted.said.facet).is_none();
    let is_claim = matches!(*form.ask, DecisionAsk::Claim(..));
    let fits_now = |keys: &str| {
        let form = after(corpus, form, keys);
        let (said, adds) = says(corpus, &form)?;
        let value = if new.is_some() { &said.value } else { value };
        let adds_right = adds_name(corpus, new, &adds) && declares(wanted, &adds, is_new_facet);
        (adds_right && fits(&said, wanted, value, words)).then_some(())
    };
    let mut parts: Vec<(&str, String)> = Vec::new();
    if let Some(name) = new {
        let kind = match name.kind {
            NameKind::Person => "pe",
            NameKind::Organisation => "o",
            NameKind::Place => "pl",
        };
        let whole = name.part_of.as_ref().filter(|whole| corpus.find_name(whole).is_some());
        parts.push(("new", format!("{kind}{}", whole.map(|whole| format!(" {whole}")).unwrap_or_default())));
    }
    if let Some(declared) = wanted.declared.as_ref().filter(|_| is_new_facet) {
        let kinds = [("text single", "te s"), ("name single", "na s"), ("text", "te"), ("name", "na")];
        let short = kinds.into_iter().find(|(word, _)| word == declared).map_or(declared.as_str(), |(_, short)| short);
        parts.push(("type", short.to_owned()));
    }
    if !wanted.said.stance.is_empty() {
        parts.push((&wanted.said.stance, String::new()));
    }
    // Whom a passage calls by the last name is attributed by that.
    let called = |by: &String| {
        let is_it = |source: &&String| by.ends_with(&format!(" {}", fold(source)));
        form.sources().iter().find(is_it).map_or(by.clone(), |source| fold(source))
    };
    parts.extend(wanted.said.by.iter().map(|by| ("by", called(by))));
    parts.extend(wanted.said.borrowed.then(|| ("borrowed", String::new())));
    parts.extend((!wanted.said.day.is_empty()).then(|| ("day", wanted.said.day.clone())));
    parts.extend((!wanted.said.weighed).then(|| ("unweighed", String::new())));
    parts.extend((!wanted.said.with.is_empty()).then(|| ("with", wanted.said.with.join(","))));
    // Any of the parts may be there already.
    let tails = |before: &str| -> Vec<String> {
        let mut tails = vec![String::new()];
        for (word, rest) in &parts {
            let with: Vec<String> = (tails.iter())
                .map(|tail| {
                    let head = format!("{tail};{}", part(word));
                    if rest.is_empty() {
                        return head;
                    }
                    // Of several ids each is completed by itself.
                    let mut typed = format!("{head} ");
                    for (at, one) in rest.split(',').enumerate() {
                        typed.push_str(if at > 0 { "," } else { "" });
                        let shown = format!("{before}{typed}");
                        typed.push_str(&completed(corpus, form, &shown, one));
                    }
                    typed
                })
                .collect();
            tails.extend(with);
        }
        tails.sort_by_key(|tail| length(tail));
        tails
    };
    let facet = facet(corpus, &wanted.said.facet);
    // One of the other proposals may be right.
    let mut heads: Vec<String> = (0..5).map(|down| "<down>".repeat(down)).collect();
    let typed = &on_a_keyboard(new.map_or(value, |name| &name.name));
    if is_claim {
        heads.push(format!("{facet} <end>"));
        // What is offered goes as something is typed; words that stand there stay.
        let cleared = if form.answer(corpus).is_err() { "<c-u>" } else { "" };
        let before = format!("{cleared}{facet} ");
        heads.push(format!("{before}{}", completed(corpus, form, &before, typed)));
        // The facet alone, or with the first letters of a word of the value, and Down to the line that is right.
        let letters = (1..=facet.len()).map(|letters| facet[..letters].to_owned());
        let starts = std::iter::once(0).chain(typed.match_indices([' ', '-']).map(|(at, _)| at + 1)).take(4);
        let begun =
            starts.flat_map(|at| typed[at..].char_indices().skip(1).take(2).map(move |(to, _)| &typed[at..at + to]));
        let begun: Vec<String> = begun.map(|letters| format!("{facet} {}", escaped(letters))).collect();
        for head in letters.chain(begun) {
            heads.extend((0..5).map(|down| format!("{cleared}{head}{}", "<down>".repeat(down))));
        }
        // What is proposed is right up to its last words.
        for words in 1..=3 {
            let before = "<c-w>".repeat(words);
            heads.push(before.clone());
            heads.push(format!("{before}{}", completed(corpus, form, &before, typed)));
        }
        // The words stand there, as a value of another facet or with other words behind them.
        heads.push(format!("{cleared}{facet} {}", escaped(words)));
    } else {
        heads.push(completed(corpus, form, "", typed));
        heads.push(format!("<c-u>{}", completed(corpus, form, "<c-u>", typed)));
    }
    let mut best: Option<String> = None;
    for head in heads {
        for tail in tails(&head) {
            let keys = format!("{head}{tail}");
            let keys = keys.strip_suffix("<end>").unwrap_or(&keys).to_owned();
            if best.as_ref().is_none_or(|best| length(&keys) < length(best)) && fits_now(&keys).is_some() {
                best = Some(keys);
            }
        }
    }
    best
}

/// The form for a claim of selected words, as it opens.
pub fn form(corpus: &Corpus, (passage, span): (PassageId, TextSpan), wanted: &Wanted, lately: Lately) -> DecisionForm {
    let words = span.of(corpus.str(corpus.passage(passage).text.unwrap()));
    let hints = ClaimHints::of(corpus, passage, span, lately);
    let mut lines = hints.proposed.clone();
    if lines.is_empty() {
        lines.push(format!(" {}", words.replace(';', ";;")));
    }
    let ask = DecisionAsk::Claim(wanted.article.clone(), wanted.passage, words.to_owned());
    let asked = |line| AskedThing { ask: ask.clone(), subject: String::new(), line };
    DecisionForm::of_several(lines.into_iter().map(asked).collect()).unwrap().with_hints(hints)
}
