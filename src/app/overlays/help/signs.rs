//! The signs of the screen and what they mean, about in the order in which one reads a screen.
//!
//! Knows how signs look as text; knows no pane and no data but
//! the signs of verdicts.

use crate::model::Verdict;
use crate::ui::theme::Role;

/// A sign with what it means.
#[derive(Debug)]
pub(super) struct Sign {
    /// The sign, or several alike, as examples.
    pub lead: &'static str,
    pub role: Role,
    pub what: &'static str,
    looks: Looks,
}

/// How a sign is known on a screen.
#[derive(Debug)]
enum Looks {
    /// One of these texts stands above the footer: `#` is a digit, `^` a capital, `_` a small letter, `@` the sign of a verdict, two blanks
    /// are two or more.
    Marks(&'static [&'static str]),
    /// The footer ends with the last command.
    LastCommand,
}

/// The text of a screen, for which signs are looked up.
#[derive(Debug, Clone, Default)]
pub(super) struct ScreenText {
    /// The characters of its rows above the footer, which names keys; of several blanks in a row, two.
    above: Vec<char>,
    /// The facets that a verdict on the frame of a pane names: `─ ≠ date, claimed-by ─`.
    frames: Vec<String>,
    has_last: bool,
}

impl ScreenText {
    /// The text of these rows, of which the last one is the footer; `last` is the last command, if there is one.
    pub(super) fn of(rows: &[String], last: &str) -> Self {
        let Some((footer, rows)) = rows.split_last() else { return Self::default() };
        let mut above: Vec<char> = Vec::new();
        for c in rows.iter().flat_map(|row| row.chars().chain(['\n'])) {
            if c != ' ' || !above.ends_with(&[' ', ' ']) {
                above.push(c);
            }
        }
        let frames = rows.iter().flat_map(|row| on_frame(row)).collect();
        Self { above, frames, has_last: !last.is_empty() && footer.trim_end().ends_with(last) }
    }

    /// Whether a row of a pane begins with these words, which stand alone or before a verdict, or a verdict on a frame names them.
    pub(super) fn has_facet(&self, words: &str) -> bool {
        // A verdict stands after it, a number in brackets, or that there is no claim.
        let heading: Vec<char> = format!("│ {words} ").chars().collect();
        let goes_on = |after: &[char]| match after {
            [' ' | '│' | '·' | '●' | '◐' | '≠' | '✗' | '◌' | '–', ..] => true,
            ['(', digit, ..] => digit.is_ascii_digit(),
            after => after.starts_with(&['n', 'o', ' ', 'c', 'l', 'a', 'i', 'm']),
        };
        let length = heading.len();
        let begins = (0..self.above.len()).filter(|&at| self.above[at..].starts_with(&heading));
        let is_row = begins.map(|at| &self.above[at + length..]).any(goes_on);
        is_row || self.frames.iter().any(|named| named == words)
    }
}

impl Sign {
    /// Whether it stands on a screen.
    pub(super) fn is_on(&self, screen: &ScreenText) -> bool {
        let Looks::Marks(marks) = self.looks else { return screen.has_last };
        marks.iter().any(|mark| {
            let length = mark.chars().count();
            screen.above.windows(length).any(|at| at.iter().zip(mark.chars()).all(|(c, like)| is_like(*c, like)))
        })
    }
}

/// The facets that verdicts on the frames of a row name.
fn on_frame(row: &str) -> impl Iterator<Item = String> {
    let named = row.split('─').filter_map(|part| part.trim().strip_prefix(['✗', '≠', '⊗', '⊘']));
    named.flat_map(|facets| facets.split(", ")).map(|facet| facet.trim().to_owned())
}

fn is_like(c: char, like: char) -> bool {
    match like {
        '#' => c.is_ascii_digit(),
        '^' => c.is_ascii_uppercase(),
        '_' => c.is_ascii_lowercase(),
        '@' => Verdict::ALL
            .iter()
            .flat_map(|verdict| [verdict.glyph(), verdict.draft_glyph()])
            .any(|sign| sign.starts_with(c)),
        _ => c == like,
    }
}

const fn sign(lead: &'static str, role: Role, what: &'static str, marks: &'static [&'static str]) -> Sign {
    Sign { lead, role, what, looks: Looks::Marks(marks) }
}

/// All signs.
pub(super) const SIGNS: &[Sign] = &[
    sign("3 origins", Role::Value, "articles that carry one text are one origin, which counts once", &["origin"]),
    sign(
        "0 origins",
        Role::Value,
        "nothing of it is both confirmed and weighed",
        &[" 0 origins", "no origin that counts"],
    ),
    sign(
        "digests · text",
        Role::Dim,
        "articles are shown in the editor's words, or with their text",
        &["· digests", "· text"],
    ),
    sign(
        "▂▅ █=18",
        Role::Dim,
        "entries by when they began, a bar for each stretch of time; the highest stands for 18",
        &["█="],
    ),
    sign(
        "10 █ 0",
        Role::Dim,
        "left of the bars: how many entries the highest stands for; below them the years, each from where it begins, with bars or without",
        &["│ 0 ####", "│  0 ####"],
    ),
    sign("▲2024", Role::Dim, "where the selected entry lies among the bars: ▲, or turned colours", &["▲"]),
    sign(
        "killed · ▲ 94",
        Role::Value,
        "the bars are the killed, 94 in the cursor's; sorted by killed",
        &["killed · ▲"],
    ),
    sign("▾date ▴date", Role::Dim, "the column that the timeline is sorted by; turned round", &["▾", "▴"]),
    sign(
        "killed (blank)",
        Role::Value,
        "victims, attackers left out; blank: no source counts those of this alone, which is not 0",
        &["killed orig", "killed▾orig", "killed▴orig"],
    ),
    sign(
        "orig  · 1",
        Role::Value,
        "verdict and number of origins: how many tell of it apart from each other",
        &["orig│", "orig ", "killed origins", "▾origins", "▴origins", "killed▾origins", "killed▴origins"],
    ),
    sign("●", Role::Same, "sources of several origins say the same", &["●"]),
    sign("◐", Role::Compatible, "sources differ, and can all be right", &["◐"]),
    sign("✗", Role::Conflict, "sources cannot all be right", &["✗"]),
    sign("≠", Role::Conflict, "one origin says both of what cannot both be right", &["≠"]),
    sign(
        "·",
        Role::Single,
        "nothing to compare: only one origin, or as in · 3 several that share no facet",
        &["· #│", "· one origin", "│ · "],
    ),
    sign("○ ⊖ ⊗ ⊘ ⊙", Role::Dim, "the same of drafts, which nobody has confirmed", &["○", "⊖", "⊗", "⊘", "⊙"]),
    sign("◌ 94", Role::Value, "a draft", &["◌"]),
    sign(
        "≠ result",
        Role::Conflict,
        "the facet on which sources differ most, with that verdict; result: whether it took place, and how it ended",
        &["✗ _", "≠ _"],
    ),
    sign(
        "IR  IR +3",
        Role::Value,
        "the country by its code (PK is Pakistan); Iran and three more; the status line names them; blank: none is given",
        &["date in "],
    ),
    sign(
        "possibly",
        Role::Notice,
        "what satisfies the filter possibly, not certainly, listed and counted apart",
        &["possibly"],
    ),
    sign(
        "several, dozens",
        Role::Value,
        "a plural for which the source gives no number; sorted by the least that it means",
        &[
            "several  @",
            "dozens  @",
            "hundreds  @",
            "thousands  @",
            "# several",
            "# dozens",
            "# hundreds",
            "# thousands",
            "several ¶",
            "dozens ¶",
            "hundreds ¶",
            "thousands ¶",
        ],
    ),
    sign(
        "joint",
        Role::Value,
        "its dead are only counted together with those of others; the status line has the number",
        &["joint  @", "# joint"],
    ),
    sign(
        "(joint)",
        Role::Value,
        "a number for several incidents together, which is none of this one alone",
        &["(joint"],
    ),
    sign("90–94  130–133+", Role::Value, "the least and the most that is printed; + or more", &["#–#"]),
    sign("≈ ≥ > ≤", Role::Value, "about, at least, more than, at most", &["≈", "≥", ">#", "≤"]),
    sign("Σ183", Role::Value, "a sum of parts, which no source prints itself", &["Σ"]),
    sign("94?", Role::Value, "its source doubts it, or leaves it open", &["#?", "_? (", "_?│"]),
    sign("Mar–Apr  Aug", Role::Value, "some time from March to April; in August, the source gives no day", &["_–^"]),
    sign("→Apr  Aug→", Role::Value, "until April, from August on", &["→^", "_→"]),
    sign("~Jul  26 Mar?", Role::Value, "about July; a doubtful date", &["~^", "~#", "# ^__?"]),
    sign("27 Mar+  Jun–’24", Role::Value, "27 March and days after it; June to a month of 2024", &["–’", "# ^__+"]),
    sign(
        "− series  + series",
        Role::Dim,
        "a group that folds: what sources only tell together; + where it is folded, Enter unfolds",
        &["− ", "+ series", "+ undated", "+ open dates"],
    ),
    sign(
        "others below",
        Role::Dim,
        "series, open dates and undated entries stand further below, in groups of their own",
        &[", others b"],
    ),
    sign(
        "Besham*",
        Role::Value,
        "a name that no source prints; the lines with * under it say where it is from",
        &["_*"],
    ),
    sign("+ ±", Role::Key, "before a date: new, changed since your last visit", &["│+", "│±"]),
    sign("◆", Role::Key, "your mark; marks of one kind are copied together, records one by one", &["◆"]),
    sign("✎", Role::Note, "an annotation: tags and a note of those who share the corpus", &["✎"]),
    sign("21 accounts", Role::Value, "passages that tell of it", &["# account"]),
    sign(
        "carried out",
        Role::Value,
        "whether it took place: carried out, foiled, threatened, alleged",
        &["· carried", "│ carried out", "· foiled", "· threatened"],
    ),
    sign("¹limited-times", Role::Key, "the number of a source in its ledger, which stands before its claims", &["¹"]),
    sign("¶21", Role::Key, "number of the paragraph", &["¶"]),
    sign("¹¶3,33", Role::Key, "source 1 says it twice, in paragraphs 3 and 33", &["¶#,", "¶##,", "¶###,"]),
    sign(
        "“on Tuesday”",
        Role::Wording,
        "the words of the source from which the value was read",
        &["#  “", "_  “", ")  “", "?  “", "+  “", "│  “"],
    ),
    sign(
        "–  –?",
        Role::Dim,
        "the source does not give it; nobody has read it to the end, so that is not known",
        &[" –  ", "– no claim", "–?"],
    ),
    sign("· single", Role::Single, "what one origin says, or nobody else", &["· single"]),
    sign(
        "(alleged)",
        Role::Value,
        "the source reports an accusation; (suspected): a suspicion; (denied): a denial",
        &["(alleged", "(suspected", "(denied"],
    ),
    sign(
        "by definition",
        Role::Dim,
        "the entry is defined by it, as attacks in Iran by their place, so that agreement on it says nothing",
        &["by definition"],
    ),
    sign("hedge:", Role::Dim, "what the source doubts, or its passage leaves open", &["hedge:"]),
    sign(
        "[the year is …]",
        Role::Dim,
        "this article names no year; it is taken from the others",
        &["[the year", "year is from other"],
    ),
    sign(
        "[not weighed]",
        Role::Dim,
        "the claim enters no verdict; the reasons of the verdict say why",
        &["not weighed"],
    ),
    sign(
        "(not printed)",
        Role::Dim,
        "the day of publication was worked out; the article does not print it",
        &["(not printed"],
    ),
    sign("(summary)", Role::Dim, "a site's own summary of its article, not counted", &["(summary"]),
    sign(
        "(standfirst)",
        Role::Dim,
        "a line between title and text; (caption): under a picture",
        &["(standfirst", "(caption"],
    ),
    sign(
        "2013–2024",
        Role::Dim,
        "beside the bars: the years from which they are; zoomed with +, the month or day in their middle, where you are",
        &["#–#### █=", "#  #### █=", "#–’## █="],
    ),
    sign(
        "Timeline · 2023",
        Role::Focus,
        "on the frame: the year of the rows at the top, where its own line has scrolled away",
        &["Timeline · ####", "origins · ####"],
    ),
    sign(
        "+  -",
        Role::Key,
        "the bars share the stretch evenly, in whole months; + gives a bar to each month, then to each day, - goes back",
        &["█=", "│ 0 ####", "│  0 ####"],
    ),
    sign("42 quotes", Role::Value, "quotations that the articles hold", &["# quote"]),
    sign("?: whole", Role::Key, "the status line is cut; ? begins with all of it", &["?: whole"]),
    sign(
        "undated",
        Role::Dim,
        "no source says when: alone in its line, or a group that folds",
        &["│ undated", "undated: #"],
    ),
    sign(
        "claimed 22 Mar",
        Role::Value,
        "the day on which somebody claimed it; likewise reported, confirmed: it was not later",
        &[
            "claimed # ^__ ####",
            "claimed ## ^__ ####",
            "reported # ^__ ####",
            "reported ## ^__ ####",
            "confirmed # ^__ ####",
            "confirmed ## ^__ ####",
        ],
    ),
    sign(
        "killed (attackers)",
        Role::Title,
        "the dead among the attackers, who are not counted with the victims",
        &["(attackers)"],
    ),
    sign(
        "Linked by the …",
        Role::Title,
        "other incidents that a source connects with this one, and how: follows, part of",
        &["Linked by the sources"],
    ),
    sign(
        "general knowledge:",
        Role::Note,
        "a note of the editor that rests on no article here; the publications that bear it out follow",
        &["general knowledge:"],
    ),
    sign("→ ”", Role::Dim, "below a paragraph: what it tells of; whom it quotes, and the gist", &["  → ", "  ” "]),
    sign("▌ │", Role::Key, "in an article: the passage you are on; others on the same incident", &["▌"]),
    sign("└─ besham-bombing", Role::Dim, "the id, as commands take it: parallax show besham-bombing", &["└─ _"]),
    sign("▸ ❭ ↓", Role::Key, "the selected line; the way to where you are; more below", &["▸", "❭", "↓"]),
    sign("…", Role::Value, "cut for want of room; the status line has more", &["…"]),
    sign("━", Role::Match, "on the border: where the search has found something", &["━"]),
    Sign {
        lead: "y copy citation",
        role: Role::Dim,
        what: "at the end of the last line: the last key, and what it did",
        looks: Looks::LastCommand,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(lead: &str) -> &'static Sign {
        SIGNS.iter().find(|sign| sign.lead == lead).unwrap()
    }

    #[test]
    fn a_sign_is_found_by_its_look() {
        for (lead, row, is_there) in [
            ("90–94  130–133+", "Kerman bombings 90–94", true),
            ("90–94  130–133+", "Mar–Apr", false),
            ("Mar–Apr  Aug", "Mar–Apr", true),
            ("→Apr  Aug→", "→Apr", true),
            ("~Jul  26 Mar?", "│ ~2023 RU  Foreign Policy warning", true),
            ("~Jul  26 Mar?", "│    6 Mar? Kabul attack", true),
            ("~Jul  26 Mar?", "~/articles", false),
            ("Besham*", "Besham bombing*", true),
            ("Besham*", "* No source", false),
            ("several, dozens", "│      Jul Khyber Pakhtun… several  · 1││", true),
            ("several, dozens", "│ Jul PK    Khyber Pakhtunkhwa atta…  several     · 1││", true),
            ("several, dozens", "│  ²¶7 several people?  “several”  │", true),
            ("several, dozens", "│ several ¶7   –  │", true),
            ("several, dozens", "┌ Timeline · told by several origins ──┐", false),
            ("several, dozens", "│ ¶3 Police named several    │", false),
            ("–  –?", "│             –          4? (suspe- ·  │", true),
            ("–  –?", "│ – no claim on killed   │", true),
            ("–  –?", " Jun–’24 = Jun 2023 – Apr 2024", false),
            ("“on Tuesday”", "│     “on Tuesday” [the year is from   │", true),
            ("“on Tuesday”", "│  ¹¶22 94  “killing 94 people”        │", true),
            ("“on Tuesday”", "│ 2024 The “Caliphate” speaks          │", false),
            ("[the year is …]", "│     “on Tuesday” [the year is from   │", true),
            ("[the year is …]", "│     [the                             │\n│     year is from other articles]", true),
            ("[the year is …]", "│ “[the group] will strike”            │", false),
        ] {
            let rows = [row.to_owned(), " Enter open   S several   y copy “  ”".to_owned()];
            assert_eq!(sign(lead).is_on(&ScreenText::of(&rows, "")), is_there, "{lead} in {row}");
        }
    }

    #[test]
    fn the_last_command_is_a_sign_where_the_footer_ends_with_it() {
        let last = sign("y copy citation");
        let on = |footer: &str, command| last.is_on(&ScreenText::of(&["│".to_owned(), footer.to_owned()], command));
        assert!(on(" Enter open   c compare        y copy citation ", "y copy citation"));
        assert!(!on(" Enter open   c compare", "y copy citation"), "it had no room");
        assert!(!on(" Enter open   c compare", ""));
    }
}
