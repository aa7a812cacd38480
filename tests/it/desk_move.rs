//! Drafts that belong to another incident: ticked and moved together, split off to a new one, or about several. Keys in, the screen and
//! the files out; one undo gives the same bytes back.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use parallax::desk::decision::{Decision, MovedDrafts};
use parallax::desk::edits::apply;
use parallax::desk::item::{self, DraftItem, TopicKey, claim_key};
use parallax::desk::{incident_line, parted};
use parallax::diagnostic::{Report, Severity};
use parallax::documents::document::Documents;
use parallax::documents::files::CorpusFile;
use parallax::keymap::sequence::KeySequence;
use parallax::keymap::{Action, Context, Keymap};
use parallax::model::{ClaimId, Corpus, Topic};
use proptest::prelude::*;

use crate::desk::FILES;
use crate::desk_keys::{AtDesk, PORT, parallax};

const MILL: &str = "incidents/mill-fire.toml";
const YARD: &str = "incidents/fire-at-the-yard.toml";
const NOTES: &str = "annotations/ab.toml";
const NAME: &str = "names/port.toml";

/// The folder has no mistake, and what is left to do is counted.
fn is_sound(desk: &AtDesk, drafts: usize) {
    let folder = desk.scratch.0.to_str().unwrap();
    let (status, out, complaints) = parallax(&["check", folder]);
    assert_eq!(status, Some(0), "{out}{complaints}");
    let todo = parallax(&["todo", folder]).1;
    assert!(todo.starts_with(&format!("{drafts} drafts to decide about")), "{todo}");
}

#[test]
fn what_is_ticked_of_an_incident_is_split_off_to_a_new_one() {
    let first = AtDesk::new("split", (120, 30));
    fs::create_dir_all(first.scratch.0.join("annotations")).unwrap();
    let note = "[[annotation]]\nincident = \"port-fire\"\narticle = \"gazette\"\npassage = 1\nfacet = \"killed\"\n\
                words = \"Eleven people died\"\nnote = \"Ask the yard\"\nby = \"ab\"\ndate = \"2031-05-06\"\n";
    fs::write(first.scratch.0.join(NOTES), note).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (120, 30), first.scratch);
    let before = desk.files();
    desk.press("D|");
    desk.says("tick first what goes to the new incident");
    // The claim of the second paper, and the quotation.
    desk.press("jjt");
    desk.says("Desk · 4 of 8 drafts · 4 of this incident · 1 ticked");
    desk.press("Gkt|");
    desk.says("A new incident");
    desk.says(
        "Split off: 1 claim and 1 quotation of ◌ Fire at the port. killed 11 (gazette ¶1); the quotation (courier ¶1).",
    );
    desk.press("<esc>");
    assert_eq!(desk.files(), before);
    desk.press("|Fire at the yard<enter>");
    desk.says("moved 1 claim and 1 quotation of ◌ Fire at the port to the new incident “Fire at the yard”; u undoes");
    let yard = desk.file(YARD);
    assert!(
        yard.starts_with("title = \"Fire at the yard\"\nkind = \"arson\"\n") && yard.contains("figure = 11, draft"),
        "{yard}"
    );
    assert!(!desk.file(PORT).contains("gazette"), "an account without a claim goes");
    // The quotation is about the other incident as before, and the note follows the claim.
    assert!(desk.file("quotes/courier.toml").contains("incidents = [\"fire-at-the-yard\", \"mill-fire\"]"));
    assert_eq!(desk.file(NOTES), note.replace("port-fire", "fire-at-the-yard"));
    // The link of the mill to the port stays with what it was on.
    assert!(desk.file(MILL).contains("to = \"port-fire\""));
    desk.says("Desk · 8 of 8 drafts");
    assert!(!desk.screen().contains("1 ticked"), "{}", desk.screen());
    is_sound(&desk, 8);
    desk.undoes_to(&before);
    assert_eq!(desk.file(NOTES), note);
    desk.press("<c-r>");
    assert_eq!(desk.file(YARD), yard);
    let log = parallax(&["show", "fire-at-the-yard", desk.scratch.0.to_str().unwrap()]).1;
    assert!(log.contains("Eleven people died"), "{log}");
}

#[test]
fn an_incident_is_not_emptied_by_a_split_and_confirmed_claims_stay_where_they_are() {
    let mut desk = AtDesk::new("split-all", (120, 30));
    let before = desk.files();
    desk.press("jttt");
    desk.says("3 ticked");
    for key in ["|", "i"] {
        desk.press(key);
        desk.says("that is all that is told of ◌ Fire at the port; & joins it with another incident");
    }
    assert_eq!(desk.files(), before);
    // The same of a name, where that leaves no note alone.
    let note = "\n[[note]]\ntext = \"A harbour.\"\n";
    for note in [note, ""] {
        let claim = |who: &str| {
            format!(
                "  {{ facet = \"blamed-by\", value = \"{who}\", draft = \"plain\", words = \"Eleven people died\" }},\n"
            )
        };
        let claims = claim("police") + &claim("owners");
        let account = format!("[[account]]\narticle = \"gazette\"\npassage = 1\nclaims = [\n{claims}]\n");
        let mut desk = AtDesk::new("split-name", (120, 30));
        fs::create_dir_all(desk.scratch.0.join("names")).unwrap();
        fs::write(desk.scratch.0.join(NAME), format!("{account}{note}")).unwrap();
        let facet = "\n[[facet]]\nlabel = \"blamed-by\"\ntype = \"text\"\n";
        fs::write(desk.scratch.0.join("corpus.toml"), desk.file("corpus.toml") + facet).unwrap();
        desk.look();
        desk.press("<c-s>police<enter><esc>tti");
        if note.is_empty() {
            desk.press("mill<enter>");
            desk.says("moved 2 claims of Port");
            assert_eq!(desk.file(NAME), "");
            assert_eq!(desk.file(MILL).matches("Eleven people died").count(), 2);
        } else {
            desk.says(
                "that is all that is told of Port; its note would be left alone: take that out of its file first",
            );
            assert_eq!(desk.file(NAME), format!("{account}{note}"));
        }
    }
    // A passage is ticked at once: two claims and the quotation in it, and none of the other passage.
    let mut desk = AtDesk::new("split-passage", (120, 30));
    desk.press("jP");
    desk.says("3 drafts of this incident in this passage ticked");
    desk.says("✓ killed 9");
    desk.press("P");
    desk.says("3 drafts of this incident in this passage not ticked any more");
    // What is confirmed stays, and that is said.
    desk.press("a");
    desk.says("killed 11");
    desk.press("jt|");
    desk.says(
        "Split off: place Port (courier ¶1). place Port (courier ¶1). 1 confirmed claim of the same passages stays;",
    );
    let said: Vec<String> = desk.screen().lines().map(|line| line.trim_matches(['│', ' ']).to_owned()).collect();
    assert!(said.join(" ").contains("passages stays; R takes one along (; about)."), "{}", desk.screen());
    desk.says("> Arson in Port ; kind arson ; place port");
    desk.press("<enter>");
    assert!(
        desk.file(PORT).contains("figure = 9, words") && !desk.file(PORT).contains("\"port\""),
        "{}",
        desk.file(PORT)
    );
    let new = desk.file("incidents/arson-in-port.toml");
    assert!(
        new.contains("places = [ { place = \"port\", role = \"where\" } ]") && new.contains("at the port"),
        "{new}"
    );
}

#[test]
fn a_new_incident_has_the_day_of_no_report_and_of_nothing_that_is_not_weighed() {
    let mut desk = AtDesk::new("split-day", (140, 30));
    let claim = |more: &str| {
        format!("\n  {{ facet = \"date\", {more}, draft = \"plain\", words = \"Eleven people died\" }},\n]")
    };
    let reported = claim("value = \"2031-05-04\", day = \"reported\"");
    let aside = claim("value = \"2029-01-01\", hedge = \"of another one\", weigh = false");
    let own = claim("value = \"2031-05-02\"");
    // Of the claims of the second paper, which are ticked.
    let mut give = |claims: &[&str], says: &str| {
        let text = claims.iter().fold(desk.file(PORT), |text, claim| {
            let end = text.rfind("\n]").unwrap();
            format!("{}{claim}\n", &text[..end])
        });
        fs::write(desk.scratch.0.join(PORT), text).unwrap();
        desk.look();
        desk.press("<c-s>killed 11<enter><esc>P|");
        desk.says(says);
        desk.press("<esc>P");
    };
    give(&[&reported, &aside], ">  ; kind arson");
    give(&[&own], "> Arson, 2 May 2031 ; kind arson ; date 2031-05-02");
}

#[test]
fn all_that_is_ticked_moves_together_after_its_number_is_said() {
    let mut desk = AtDesk::new("move-ticked", (120, 30));
    let before = desk.files();
    desk.press("jjtti");
    desk.says("Move to which incident? 2 claims of ◌ Fire at the port");
    desk.press("mill<enter>");
    desk.says("moved 2 claims of ◌ Fire at the port to “Fire at the mill”; u undoes");
    let mill = desk.file(MILL);
    assert!(mill.contains("Eleven people died") && mill.contains("at the port"), "{mill}");
    assert!(
        desk.file(PORT).contains("Nine people died") && !desk.file(PORT).contains("\"at the port\""),
        "{}",
        desk.file(PORT)
    );
    is_sound(&desk, 8);
    desk.undoes_to(&before);
    // A quotation alone, too.
    desk.press("Gkimill<enter>");
    assert!(
        desk.file("quotes/courier.toml").contains("incidents = [\"mill-fire\"]"),
        "{}",
        desk.file("quotes/courier.toml")
    );
    desk.undoes_to(&before);
    // What is there already is not moved.
    desk.press("jtG<up><up>timill<enter>");
    assert_eq!(desk.files(), before, "{}", desk.screen());
}

#[test]
fn a_claim_is_about_several_incidents_by_key() {
    let mut desk = AtDesk::new("several", (120, 30));
    let before = desk.files();
    desk.press("jI");
    desk.says("About which incidents together? Tab ticks · killed 9 (courier ¶1)");
    let first = desk.screen().lines().find(|line| line.contains("✓")).unwrap_or_default().to_owned();
    assert!(first.contains("Fire at the port"), "{first}");
    desk.press("<enter>");
    desk.says("it is about that one alone; Tab ticks others");
    desk.press("I<down><tab><enter>");
    desk.says("Let killed 9 (courier ¶1) be about 2 incidents together: “Fire at the port”, “Fire at the mill”?");
    desk.press("<enter>");
    desk.says("let killed 9 (courier ¶1) be about “Fire at the port”, “Fire at the mill”; u undoes");
    let [port, mill] = [PORT, MILL].map(|file| desk.file(file));
    assert!(port.contains("figure = 9, with = [\"mill-fire\"], draft"), "{port}");
    assert!(mill.contains("figure = 9, with = [\"port-fire\"]"), "{mill}");
    is_sound(&desk, 9);
    // It is still to be decided, with each.
    desk.says("killed 9");
    desk.undoes_to(&before);
    // Without a tick, Enter takes the selected one too; ticked no more, the claim goes from there.
    desk.press("I<down><enter><enter>");
    assert_eq!([PORT, MILL].map(|file| desk.file(file)), [port, mill]);
    desk.press("I<down><tab><enter>");
    desk.says("be about “Fire at the port” alone?");
    desk.press("<enter>");
    assert_eq!(desk.files(), before);
    // About the other one alone, it moves.
    desk.press("I<tab><down><tab><enter>");
    desk.says("be about “Fire at the mill” alone?");
    desk.press("<enter>");
    assert!(!desk.file(PORT).contains("Nine people") && desk.file(MILL).contains("Nine people"), "{}", desk.file(PORT));
    is_sound(&desk, 8);
    desk.undoes_to(&before);
}

#[test]
fn a_claim_of_several_incidents_that_moves_is_named_by_the_others_where_it_is() {
    let mut desk = AtDesk::new("several-moved", (120, 30));
    desk.press("jI<down><enter><enter>");
    let before = desk.files();
    // From the fire at the port to a new one; the mill names that.
    desk.press("izeppelin<enter><enter>");
    assert!(desk.file("incidents/zeppelin.toml").contains("with = [\"mill-fire\"]"), "{}", desk.screen());
    assert!(desk.file(MILL).contains("figure = 9, with = [\"zeppelin\"]"), "{}", desk.file(MILL));
    // The new one has no kind, and is a draft itself.
    is_sound(&desk, 10);
    desk.undoes_to(&before);
    // To the mill, with which it stands already: there it is once, and about that alone.
    desk.press("imill<enter>");
    let mill = desk.file(MILL);
    assert_eq!(mill.matches("Nine people died").count(), 1, "{mill}");
    assert!(!mill.contains("with =") && !desk.file(PORT).contains("Nine people"), "{mill}");
    desk.undoes_to(&before);
}

#[test]
fn a_claim_of_several_incidents_is_neither_joined_nor_corrected_into_a_second_copy() {
    let mut desk = AtDesk::new("several-once", (120, 30));
    desk.press("jI<down><enter><enter>");
    let before = desk.files();
    desk.press("&<enter><enter>");
    desk.says("together; let each be about one of them first (I)");
    // Another key does it, where one is bound.
    let mut keymap = (*Keymap::standard()).clone();
    keymap.rebind(Context::Desk, Action::SpreadClaim, vec![KeySequence::read("Z").unwrap()]);
    desk.session.bind(Arc::new(keymap));
    desk.press("&<enter><enter>");
    desk.says("together; let each be about one of them first (Z)");
    assert_eq!(desk.files(), before);
    let mut desk = AtDesk::new("several-corrected", (120, 30));
    desk.press("jI<down><enter><enter>");
    let before = desk.files();
    desk.press("c; about mill-fire<enter>");
    desk.says("where it has a copy; decide about that one there");
    assert_eq!(desk.files(), before);
}

#[test]
fn a_claim_that_only_reads_the_same_is_no_copy() {
    let port = |corpus: &Corpus| {
        let of = |(id, _): (ClaimId, _)| claim_key(corpus, id);
        corpus.claims().map(of).find(|key| key.words == "Nine people died" && key.about.id() == "port-fire").unwrap()
    };
    let with = |mill: &str, both: bool| {
        let mut documents = Documents::new(FILES.iter().map(|(path, text)| {
            let denied = "\n[[account]]\narticle = \"courier\"\npassage = 1\nclaims = [\n  ";
            let text = match *path {
                MILL => format!("{text}{denied}{mill}\n]\n"),
                PORT if both => text.replace("figure = 9,", "figure = 9, with = [\"mill-fire\"],"),
                _ => (*text).to_owned(),
            };
            CorpusFile::given((*path).to_owned(), text.into_bytes())
        }))
        .unwrap();
        let key = port(&documents.project(&mut Report::default()));
        let over = ["port-fire".to_owned(), "mill-fire".to_owned()];
        let done = apply(&Decision::Spread(key, over.to_vec()), &mut documents);
        done.map(|()| documents.text(MILL).unwrap()).map_err(|refusal| refusal.to_string())
    };
    let said = with("{ facet = \"killed\", figure = 9, stance = \"denied\", words = \"Nine people died\" },", false);
    assert!(said.unwrap_err().contains("reads like this one, but is another"));
    // One of both was corrected by itself: it stays as it is, and stands once.
    let other = "{ facet = \"killed\", figure = 12, with = [\"port-fire\"], words = \"Nine people died\" },";
    let mill = with(other, true).unwrap();
    assert!(mill.contains(other) && mill.matches("Nine people").count() == 1, "{mill}");
    // One is not there, as somebody has taken it out by hand.
    let other = "{ facet = \"injured\", figure = 3, words = \"A second blaze\" },";
    assert!(with(other, true).unwrap_err().contains("was changed or is gone"));
}

/// What passages claim, whatever about: article and passage, facet, words.
fn claimed(corpus: &Corpus) -> BTreeSet<(String, u32, String, String)> {
    let said = |(id, _): (ClaimId, _)| {
        let key = claim_key(corpus, id);
        (key.article, key.passage, key.facet, key.words)
    };
    corpus.claims().map(said).collect()
}

/// Checks a corpus: each account has a claim, and each claim of several incidents stands with each of them and names the others.
fn is_whole(corpus: &Corpus) {
    assert!(corpus.accounts().all(|(_, account)| !account.claims.is_empty()));
    for (id, claim) in corpus.claims().filter(|(_, claim)| !claim.with.is_empty()) {
        let key = claim_key(corpus, id);
        let about = corpus.account(claim.account).about.incident().unwrap();
        let all: BTreeSet<_> = claim.with.iter().copied().chain([about]).collect();
        for &other in &claim.with {
            let about = TopicKey::Incident(corpus.topic_id(Topic::Incident(other)).to_owned());
            let copy = item::find_claim(corpus, &item::ClaimKey { about, ..key.clone() });
            let copy = corpus.claim(copy.unwrap_or_else(|| panic!("{key:?} names an incident that has it not")));
            assert_eq!(copy.with.iter().copied().chain([other]).collect::<BTreeSet<_>>(), all);
        }
    }
}

fn corpus_of(documents: &Documents) -> Corpus {
    let mut report = Report::default();
    let corpus = documents.project(&mut report);
    let errors: Vec<_> = report.messages.iter().filter(|m| m.severity == Severity::Error).map(|m| &m.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    corpus
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// After any sequence of moves, splits and claims of several incidents.
    #[test]
    fn whatever_moves_nothing_that_is_claimed_is_lost_and_the_files_are_sound(
        steps in prop::collection::vec((prop::collection::vec(any::<prop::sample::Index>(), 1..4), any::<prop::sample::Index>(), 0..3_u8), 1..12),
    ) {
        let given = |files: &[(String, String)]| {
            Documents::new(files.iter().map(|(path, text)| CorpusFile::given(path.clone(), text.as_str().into()))).unwrap()
        };
        let mut files: Vec<(String, String)> =
            FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let claims = claimed(&corpus_of(&given(&files)));
        for (which, to, what) in steps {
            let mut documents = given(&files);
            let before = corpus_of(&documents);
            let moving: Vec<DraftItem> =
                item::all(&before).filter(|item| matches!(item, DraftItem::Claim(_) | DraftItem::Quote(_))).collect();
            let mut chosen: Vec<DraftItem> = which.iter().map(|at| *at.get(&moving)).collect();
            chosen.sort_unstable();
            chosen.dedup();
            let ids: Vec<String> = before.incidents().map(|(_, incident)| before.str(incident.id).to_owned()).collect();
            let to = to.get(&ids).clone();
            let mut moved = MovedDrafts::of(&before, &chosen);
            let decision = match (what, moved.claims.first().cloned()) {
                (0, _) => {
                    moved.claims.retain(|key| key.about != TopicKey::Incident(to.clone()));
                    Decision::Move(moved, TopicKey::Incident(to))
                }
                (1, Some(key)) => {
                    let over: BTreeSet<String> = which.iter().map(|at| at.get(&ids).clone()).collect();
                    Decision::Spread(key, over.into_iter().collect())
                }
                _ => {
                    let line = incident_line::line(&before, &parted::incident(&before, &chosen));
                    let new = incident_line::read(&before, &Vec::new(), &format!("Split {line}")).unwrap();
                    Decision::MoveToNew(moved, new)
                }
            };
            // What is refused changes nothing.
            if apply(&decision, &mut documents).is_ok() {
                files = documents.paths().map(|path| (path.to_owned(), documents.text(path).unwrap())).collect();
                let after = corpus_of(&documents);
                prop_assert_eq!(&claimed(&after), &claims);
                is_whole(&after);
            }
        }
    }
}
