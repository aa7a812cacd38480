//! Drafts that belong to another incident: ticked and moved together, split off to a new one, or about several. Keys in, the screen and
//! the files out; one undo gives the same bytes back.

use std::fs;

use crate::desk_keys::{AtDesk, PORT, parallax};

const MILL: &str = "incidents/mill-fire.toml";
const YARD: &str = "incidents/fire-at-the-yard.toml";
const NOTES: &str = "annotations/ab.toml";

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
    desk.press("u");
    assert_eq!(desk.files(), before);
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
        "Split off: place Port (courier ¶1). place Port (courier ¶1). 1 confirmed claim of the same passages stays.",
    );
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
    desk.press("u");
    assert_eq!(desk.files(), before);
    // A quotation alone, too.
    desk.press("Gkimill<enter>");
    assert!(
        desk.file("quotes/courier.toml").contains("incidents = [\"mill-fire\"]"),
        "{}",
        desk.file("quotes/courier.toml")
    );
    desk.press("u");
    assert_eq!(desk.files(), before);
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
    assert!(
        port.contains("figure = 9, with = [\"mill-fire\"]") || port.contains("with = [\"mill-fire\"], words"),
        "{port}"
    );
    assert!(mill.contains("figure = 9, with = [\"port-fire\"]"), "{mill}");
    is_sound(&desk, 9);
    // It is still to be decided, with each.
    desk.says("killed 9");
    desk.press("u");
    assert_eq!(desk.files(), before);
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
    desk.press("u");
    assert_eq!(desk.files(), before);
}
