//! A claim of several incidents: it stands once in the file of each and names the others, whatever is decided, and what somebody has
//! confirmed changes only by a decision about it. Keys in, the screen and the files out.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use parallax::app::desk_step::DeskStep;
use parallax::desk::ask::{AskedLine, DecisionAsk, DecisionFormAnswer};
use parallax::desk::decision::{Decided, Decision, MovedDrafts};
use parallax::desk::item::{DraftItem, TopicKey, claim_key};
use parallax::desk::{incident_line, parted};
use parallax::documents::write::claim_fields;
use parallax::model::{ClaimId, Corpus, Workspace};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use crate::desk_keys::{AtDesk, PORT, parallax};

const MILL: &str = "incidents/mill-fire.toml";

/// A desk where the claim of nine dead is about the fires at the port and at the mill together.
fn together(name: &str) -> AtDesk {
    let mut desk = AtDesk::new(name, (120, 30));
    desk.press("jI<down><enter><enter>");
    is_together(&desk);
    desk
}

fn is_together(desk: &AtDesk) {
    assert!(desk.file(PORT).contains("with = [\"mill-fire\"]") && desk.file(MILL).contains("with = [\"port-fire\"]"));
}

/// The same with the copy of the mill accepted; the cursor is on the draft of the port.
fn one_accepted(name: &str) -> AtDesk {
    let mut desk = together(name);
    desk.press("jjjja");
    assert!(desk.file(MILL).contains("figure = 9, with = [\"port-fire\"], words"), "{}", desk.screen());
    desk.press("ggj");
    desk
}

fn is_sound(desk: &AtDesk) {
    let (status, out, complaints) = parallax(&["check", desk.scratch.0.to_str().unwrap()]);
    assert_eq!(status, Some(0), "{out}{complaints}");
}

/// No file names others any more.
fn is_apart(desk: &AtDesk) {
    for file in [PORT, MILL] {
        assert!(!desk.file(file).contains("with ="), "{}", desk.file(file));
    }
    is_sound(desk);
}

#[test]
fn what_is_confirmed_with_another_incident_is_not_moved_before_it_is_parted() {
    let mut desk = one_accepted("several-accepted");
    let before = desk.files();
    for (keys, back) in
        [("imill<enter>", "<esc>"), ("izeppelin<enter><enter>", "<esc>"), ("x", ""), ("I<down><tab><enter><enter>", "")]
    {
        desk.press(keys);
        desk.says("the claim is confirmed with mill-fire too, where it would change; part it there (with -)");
        assert!(desk.screen().contains("(R, Ctrl-x)"), "{}", desk.screen());
        assert_eq!(desk.files(), before, "{keys}");
        desk.press(back);
        desk.press("ggj");
    }
    // The claim of the mill is the third that this passage makes.
    desk.press("R<down><down>");
    desk.says("with port-fire");
    desk.press(" ; with -<enter>");
    is_apart(&desk);
    assert!(desk.file(MILL).contains("figure = 9, words"), "{}", desk.file(MILL));
    desk.press("ggjizeppelin<enter><enter>");
    assert!(desk.file("incidents/zeppelin.toml").contains("figure = 9"), "{}", desk.screen());
    desk.press("uu");
    assert_eq!(desk.files(), before);
}

#[test]
fn what_is_parted_and_moved_in_one_line_does_not_stand_twice() {
    let mut desk = together("several-line");
    let before = desk.files();
    desk.press("c ; with - ; about mill-fire<enter>");
    desk.says("where it has a copy; decide about that one there");
    assert_eq!(desk.files(), before);
    desk.press("<esc>");
    // Parted, each is about its own incident, and the other is still to be decided.
    desk.press("ggjc ; with -<enter>");
    is_apart(&desk);
    assert!(desk.file(PORT).contains("figure = 9, words") && desk.file(MILL).contains("figure = 9, draft"));
    desk.undoes_to(&before);
}

#[test]
fn whoever_names_another_incident_in_the_line_has_the_claim_stand_there_too() {
    let mut desk = AtDesk::new("several-typed", (120, 30));
    let before = desk.files();
    desk.press("jc ; with mill-fire<enter>");
    is_together(&desk);
    // What is confirmed is the claim of the port; that of the mill waits.
    assert!(desk.file(PORT).contains("figure = 9, with = [\"mill-fire\"], words"), "{}", desk.file(PORT));
    assert!(desk.file(MILL).contains("draft = \"plain\", rule = \"figure\", words = \"Nine"), "{}", desk.file(MILL));
    is_sound(&desk);
    desk.undoes_to(&before);
    // By hand, too.
    desk.press("ggj<enter>Cggjvlllh<enter>");
    desk.says("> injured ≥12");
    desk.press(" ; with mill-fire<enter>port<enter>");
    assert!(desk.file(PORT).contains("with = [\"mill-fire\"], words = \"at least 12\""), "{}", desk.screen());
    assert!(desk.file(MILL).contains("with = [\"port-fire\"], words = \"at least 12\""), "{}", desk.file(MILL));
    is_sound(&desk);
}

#[test]
fn what_is_rejected_or_removed_of_one_incident_is_named_by_no_other() {
    let mut desk = together("several-rejected");
    let before = desk.files();
    desk.press("x");
    desk.says("rejected killed 9");
    assert!(!desk.file(PORT).contains("Nine people") && desk.file(MILL).contains("Nine people"));
    is_apart(&desk);
    desk.undoes_to(&before);
    // Both confirmed: the question says what comes of the other.
    let mut desk = one_accepted("several-removed");
    desk.press("a");
    let before = desk.files();
    desk.press("jR");
    desk.says("with mill-fire");
    desk.press("<c-x>");
    desk.says("Remove killed 9 (courier ¶1)? The confirmed claim of “Fire at the mill” that names this");
    assert_eq!(desk.files(), before);
    desk.press("<enter>");
    assert!(!desk.file(PORT).contains("Nine people"), "{}", desk.screen());
    assert!(desk.file(MILL).contains("figure = 9, words"), "{}", desk.file(MILL));
    is_apart(&desk);
    desk.undoes_to(&before);
}

#[test]
fn annotations_on_a_claim_that_goes_are_on_the_one_that_stays() {
    const NOTES: &str = "annotations/ab.toml";
    let note = |incident: &str| {
        format!(
            "[[annotation]]\nincident = \"{incident}\"\narticle = \"courier\"\npassage = 1\nfacet = \"killed\"\n\
             words = \"Nine people died\"\nnote = \"Ask the port\"\nby = \"ab\"\ndate = \"2031-05-06\"\n"
        )
    };
    // Taken from the mill, and from the port itself.
    for (on, keys, stays) in
        [("mill-fire", "I<down><tab><enter><enter>", "port-fire"), ("port-fire", "I<tab><enter><enter>", "mill-fire")]
    {
        let mut desk = together("several-noted");
        std::fs::create_dir_all(desk.scratch.0.join("annotations")).unwrap();
        std::fs::write(desk.scratch.0.join(NOTES), note(on)).unwrap();
        desk.look();
        let before = desk.files();
        desk.press(keys);
        is_apart(&desk);
        assert_eq!(desk.file(NOTES), note(stays));
        desk.undoes_to(&before);
    }
}

#[test]
fn what_changes_nothing_is_no_decision() {
    let mut desk = together("several-same");
    let before = desk.files();
    desk.press("I<enter>");
    desk.says("it is about these already; Tab ticks others, or none");
    assert!(!desk.screen().contains("undoes"), "{}", desk.screen());
    // What a second copy of the program has written already.
    let mut other = AtDesk::on(&desk.scratch.0.clone(), (120, 30), crate::terminal::Scratch::new("several-same-other"));
    desk.press("ggR<c-u>The port burns<enter>");
    desk.says("u undoes");
    other.press("D");
    let text = desk.file(PORT);
    std::fs::write(desk.scratch.0.join(PORT), text.replace("The port burns", "Fire at the port")).unwrap();
    other.look();
    other.press("ggR<c-u>The port burns");
    std::fs::write(desk.scratch.0.join(PORT), &text).unwrap();
    other.press("<enter>");
    other.says("nothing is changed: the files say so already");
    assert_eq!(desk.file(PORT), text);
    desk.look();
    desk.press("u");
    assert_eq!(desk.files(), before);
}

#[test]
fn the_question_before_a_removal_names_the_same_copy_as_the_removal_changes() {
    let mut desk = AtDesk::new("several-alike", (120, 30));
    let claim = |with: &str, marks: &str| {
        format!("  {{ facet = \"killed\", figure = 9, with = [{with}]{marks}, words = \"Nine people died\" }},\n")
    };
    let draft = ", draft = \"plain\", rule = \"figure\"";
    let account =
        |claims: String| format!("\n[[account]]\narticle = \"courier\"\npassage = 1\nclaims = [\n{claims}]\n");
    // The mill has the copy, a draft, and after it a confirmed claim with the same words that names the port alone.
    let copy = claim("\"port-fire\", \"dock-fire\"", draft);
    let mill = format!("{}{}", desk.file(MILL), account(copy + &claim("\"port-fire\"", "")));
    let dock = "title = \"Fire at the dock\"\nkind = \"arson\"\ndraft = \"guess\"\nrule = \"incident\"\n";
    let dock = format!("{dock}{}", account(claim("\"port-fire\", \"mill-fire\"", draft)));
    let port = desk.file(PORT).replacen("figure = 9,", "figure = 9, with = [\"mill-fire\", \"dock-fire\"],", 1);
    for (path, text) in [(MILL, mill), ("incidents/dock-fire.toml", dock), (PORT, port)] {
        std::fs::write(desk.scratch.0.join(path), text).unwrap();
    }
    desk.look();
    desk.press("ggja");
    desk.says("u undoes");
    desk.press("gtgg/port<enter>");
    desk.press("R");
    desk.press("<c-x>");
    desk.says("Remove killed 9 (courier ¶1)?");
    assert!(!desk.screen().contains("The confirmed claim"), "{}", desk.screen());
}

#[test]
fn joining_says_how_many_confirmed_claims_name_the_other_incident() {
    let mut desk = one_accepted("several-joined");
    desk.press("jjizeppelin<enter><enter>");
    let before = desk.files();
    desk.press("gg&zeppelin<enter>");
    desk.says("1 confirmed claim of another incident names the second in its place.");
    desk.press("<enter>");
    assert!(desk.file(MILL).contains("figure = 9, with = [\"zeppelin\"], words"), "{}", desk.screen());
    assert_eq!(desk.file(PORT), "");
    is_sound(&desk);
    desk.undoes_to(&before);
}

#[test]
fn joining_does_not_count_claims_of_the_incident_that_stays_as_those_of_others() {
    let mut desk = AtDesk::new("several-stays", (120, 30));
    // Written by hand, the claim of the mill alone names the other.
    let text = desk.file(MILL);
    let claim = "{ facet = \"killed\", figure = 9, with = [\"port-fire\"], words = \"Nine people died\" }";
    let account = format!("\n[[account]]\narticle = \"courier\"\npassage = 1\nclaims = [\n  {claim},\n]\n");
    std::fs::write(desk.scratch.0.join(MILL), format!("{text}{account}")).unwrap();
    desk.look();
    desk.press("gg&mill<enter>");
    desk.says("1 confirmed claim of the second names the first no more.");
    assert!(!desk.screen().contains("names the second in its place"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(!desk.file(MILL).contains("with ="), "{}", desk.file(MILL));
}

/// How often each joint claim stands with each of its incidents.
fn is_mutual(corpus: &Corpus) {
    let mut standing: BTreeMap<(String, u32, Vec<String>), BTreeMap<String, usize>> = BTreeMap::new();
    let title = |id| corpus.str(corpus.incident(id).id).to_owned();
    for (id, claim) in corpus.claims().filter(|(_, claim)| !claim.with.is_empty()) {
        let key = claim_key(corpus, id);
        let own = key.about.id().to_owned();
        let mut group: Vec<String> = claim.with.iter().map(|&id| title(id)).chain([own.clone()]).collect();
        group.sort_unstable();
        *standing.entry((key.article, key.passage, group)).or_default().entry(own).or_default() += 1;
    }
    for ((article, passage, group), each) in standing {
        let of: Vec<usize> = group.iter().map(|id| each.get(id).copied().unwrap_or(0)).collect();
        assert!(of.iter().all(|times| *times == of[0]), "{article} ¶{passage} of {group:?}: {each:?}");
    }
}

/// What is confirmed, but for one claim: what it is about, its passage, and what it says.
fn confirmed(corpus: &Corpus, but: Option<ClaimId>, names: impl Fn(&str) -> String) -> Vec<String> {
    let all = corpus.claims().filter(|(id, claim)| claim.drafted.is_none() && but != Some(*id));
    let said = all.map(|(id, claim)| {
        let key = claim_key(corpus, id);
        let with: Vec<String> = claim.with.iter().map(|&id| names(corpus.str(corpus.incident(id).id))).collect();
        let with: std::collections::BTreeSet<String> = with.into_iter().collect();
        let fields: Vec<_> = claim_fields(corpus, claim).into_iter().filter(|(key, _)| key != "with").collect();
        format!("{} {} {} {with:?} {fields:?}", names(key.about.id()), key.article, key.passage)
    });
    let mut all: Vec<String> = said.collect();
    all.sort_unstable();
    all
}

/// Another line for a claim.
fn corrected(corpus: &Corpus, id: ClaimId, what: u8, other: &str) -> Option<Decision> {
    let ask = DecisionAsk::Revise(claim_key(corpus, id), corpus.claim(id).drafted.is_some());
    let begins = ask.present(corpus)?;
    let typed = match what {
        0 => format!("{begins} ; with -"),
        1 => format!("{begins} ; with {other}"),
        2 => format!("{begins} ; about {other}"),
        3 => format!("{begins} ; with - ; about {other}"),
        4 => "7".to_owned(),
        5 => format!("{begins} ; words people died"),
        _ => "injured 3".to_owned(),
    };
    match ask.answer(corpus, AskedLine { subject: "it", begins: &begins, typed: &typed }).ok()? {
        DecisionFormAnswer::Decide(decided) => Some(decided.decision),
        _ => None,
    }
}

/// After any sequence of decisions, from a claim of two on; taken back, all files are as they were, and decided again as they were then.
#[test]
fn whatever_is_decided_claims_of_several_name_each_other_and_what_is_confirmed_stays() {
    let step = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..16_u8);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) };
    let carried_out = Cell::new(0);
    let ran = TestRunner::new(config).run(&prop::collection::vec(step, 1..14), |steps| {
        carried_out.set(carried_out.get() + decided(&steps)?);
        Ok(())
    });
    ran.unwrap_or_else(|why| panic!("{why}"));
    // Were all refused, nothing would have been shown.
    assert!(carried_out.get() > 24, "{carried_out:?}");
}

/// What stands in each file of the folder.
fn contents(desk: &AtDesk) -> Vec<(String, String)> {
    let folder = desk.scratch.0.display().to_string();
    desk.files().into_iter().map(|(path, text)| (path.replace(&folder, ""), text)).collect()
}

/// Carries out decisions. Gives how many were not refused.
fn decided(steps: &[(prop::sample::Index, prop::sample::Index, u8)]) -> Result<usize, TestCaseError> {
    let undecided = AtDesk::new("several-none", (80, 24));
    let desk = one_accepted("several-any");
    let mut workspace: Arc<Workspace> = Arc::new(desk.session.workspace().clone());
    let mut carried_out = 0;
    for &(which, to, what) in steps {
        let corpus = &*workspace.corpus;
        let ids: Vec<String> = corpus.incidents().map(|(_, one)| corpus.str(one.id).to_owned()).collect();
        let all: Vec<ClaimId> = corpus.claims().map(|(id, _)| id).collect();
        // Of a claim of several, as often as there is one.
        let joint: Vec<ClaimId> = all.iter().copied().filter(|&id| !corpus.claim(id).with.is_empty()).collect();
        let id = *which.get(if joint.is_empty() || what % 2 == 0 { &all } else { &joint });
        let (key, item) = (claim_key(corpus, id), DraftItem::Claim(id));
        let to = to.get(&ids).clone();
        let (mut changed, mut gone) = (None, None);
        let decision = match what {
            0 | 1 => Some(Decision::Accept(vec![item.key(corpus)])),
            2 | 3 => Some(Decision::Reject(vec![item.key(corpus)], Vec::new())),
            4 | 5 => Some(Decision::Move(MovedDrafts::of(corpus, &[item]), TopicKey::Incident(to.clone()))),
            6 | 7 => Some(Decision::Spread(key.clone(), vec![key.about.id().to_owned(), to.clone()])),
            8 => Some(Decision::Spread(key.clone(), ids.clone())),
            9 => {
                let line = incident_line::line(corpus, &parted::incident(corpus, &[item]));
                let new = incident_line::read(corpus, &Vec::new(), &format!("Split {line}")).unwrap();
                Some(Decision::MoveToNew(MovedDrafts::of(corpus, &[item]), new))
            }
            10 if *key.about.id() != to => {
                gone = Some((key.about.id().to_owned(), to.clone()));
                Some(Decision::Join { stays: to.clone(), goes: key.about.id().to_owned() })
            }
            11 if corpus.claim(id).drafted.is_none() => {
                changed = Some(id);
                Some(Decision::Remove { key: key.clone(), agreed: Vec::new() })
            }
            _ => {
                changed = Some(id);
                corrected(corpus, id, (what + which.index(7) as u8) % 7, &to)
            }
        };
        let Some(decision) = decision else { continue };
        if let Decision::Spread(_, over) = &decision
            && over.len() > 1
            && over[0] == over[1]
        {
            continue;
        }
        let names = |id: &str| match &gone {
            Some((goes, stays)) if goes == id => stays.clone(),
            _ => id.to_owned(),
        };
        let before = confirmed(corpus, changed, names);
        let decided = Decided { decision, what: "decided".to_owned() };
        if let Some(after) = desk.carry_out(&workspace, &DeskStep::Decide(Box::new(decided.clone()))) {
            is_mutual(&after.corpus);
            let mut left = confirmed(&after.corpus, None, str::to_owned);
            for was in before {
                let at = left.iter().position(|is| *is == was);
                prop_assert!(at.is_some(), "{was}\nis not among\n{}\nafter {decided:?}", left.join("\n"));
                left.remove(at.unwrap());
            }
            workspace = after;
            carried_out += 1;
        }
    }
    let last = desk.files();
    let mut undone = 0;
    while let Some(before) = desk.carry_out(&workspace, &DeskStep::Undo(None)) {
        workspace = before;
        undone += 1;
    }
    prop_assert_eq!(contents(&desk), contents(&undecided));
    // With the two decisions that it begins with; some change nothing.
    prop_assert!((2..=carried_out + 2).contains(&undone));
    for _ in 0..undone {
        let after = desk.carry_out(&workspace, &DeskStep::Redo(None));
        workspace = after.expect("what was undone is decided again");
    }
    prop_assert_eq!(desk.files(), last);
    Ok(carried_out)
}
