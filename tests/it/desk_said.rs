//! What the desk says beside a draft: what else waits of its incident, what may be the same one, who wrote a note. Keys in, the screen
//! and the files out.

use std::fs;

use crate::desk_keys::{AtDesk, PORT, parallax};

const QUOTES: &str = "quotes/courier.toml";

/// The folder of the desk with a file changed, opened at the desk.
fn with(name: &str, size: (u16, u16), file: &str, change: impl Fn(&str) -> String) -> AtDesk {
    let first = AtDesk::new(name, size);
    fs::write(first.scratch.0.join(file), change(&first.file(file))).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), size, first.scratch);
    desk.press("D");
    desk
}

#[test]
fn the_rest_of_an_incident_includes_the_quotations_about_it_alone() {
    let only = |text: &str| text.replace("[\"port-fire\", \"mill-fire\"]", "[\"port-fire\"]");
    let mut desk = with("said-rest", (120, 30), QUOTES, only);
    let before = desk.files();
    desk.says("Desk · 1 of 8 drafts · 5 of this incident");
    desk.press("aaX");
    desk.says("Reject 2 draft claims and 1 draft quotation of Fire at the port?");
    desk.press("<enter>");
    assert!(!desk.file(QUOTES).contains("It was fast"), "{}", desk.file(QUOTES));
    assert!(desk.file("rejected/courier.toml").contains("It was fast"), "it is not proposed again");
    desk.press("uuu");
    assert_eq!(desk.files(), before);
    // One that is about another incident too stays, and that is said.
    let mut desk = AtDesk::new("said-shared", (120, 30));
    desk.says("Desk · 1 of 8 drafts · 4 of this incident");
    desk.press("aaX");
    desk.says("Reject 2 draft claims of Fire at the port? 1 quotation stays, as it is about other incidents too.");
    desk.press("<enter>");
    assert!(desk.file(QUOTES).contains("It was fast"));
}

#[test]
fn an_incident_of_the_same_day_and_place_is_named_beside_a_draft() {
    let first = AtDesk::new("said-same-day", (200, 40));
    let at_port = "places = [ { place = \"port\", role = \"where\" } ]\n";
    let port = first.file(PORT).replace("draft = \"likely\"\n", &format!("draft = \"likely\"\n{at_port}"));
    fs::write(first.scratch.0.join(PORT), port).unwrap();
    let dock = |day: &str| {
        format!(
            "title = \"Blast on the quay\"\nkind = \"bombing\"\ndate = \"{day}\"\ndraft = \"guess\"\n{at_port}\n\
             [[account]]\narticle = \"gazette\"\npassage = 1\nclaims = [\n  \
             {{ facet = \"status\", value = \"carried out\", draft = \"plain\", words = \"died\" }},\n]\n"
        )
    };
    fs::write(first.scratch.0.join("incidents/quay.toml"), dock("2031-05-02")).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (200, 40), first.scratch);
    desk.press("D");
    desk.says("also: Blast on the quay, same day, in Port, 2 drafts; & joins");
    desk.press("j");
    desk.says("also: Blast on the quay, same day, in Port, 2 drafts; i moves, & joins");
    // More than three are counted.
    for n in 1..=4 {
        fs::write(desk.scratch.0.join(format!("incidents/quay-{n}.toml")), dock("2031-05-02")).unwrap();
    }
    desk.look();
    desk.says("also: 2 more of the same day and place; & lists them");
    for n in 1..=4 {
        fs::remove_file(desk.scratch.0.join(format!("incidents/quay-{n}.toml"))).unwrap();
    }
    desk.look();
    assert!(!desk.screen().contains("more of the same day"), "{}", desk.screen());
    // The key that it names moves the claim there.
    desk.press("iquay<enter>");
    assert!(desk.file("incidents/quay.toml").contains("Nine people died"));
    // Another day is another thing.
    fs::write(desk.scratch.0.join("incidents/quay.toml"), dock("2031-05-03")).unwrap();
    desk.look();
    assert!(!desk.screen().contains("also: Blast"), "{}", desk.screen());
}

#[test]
fn a_second_key_goes_to_likely_drafts_once_no_plain_one_is_left() {
    let likely =
        |text: &str| text.replace("draft = \"plain\", rule = \"place\"", "draft = \"likely\", rule = \"place\"");
    let mut desk = with("said-likely", (120, 30), "incidents/mill-fire.toml", likely);
    desk.press("<tab>");
    desk.says("no other draft is plain and undisputed; Shift-Tab goes to 1 likely");
    desk.says("Desk · 1 of 8");
    desk.press("<s-tab>");
    desk.says("Desk · 6 of 8");
    desk.press("<s-tab>");
    desk.says("no other draft is likely and undisputed");
    desk.says("Desk · 6 of 8");
}

#[test]
fn a_note_that_a_program_wrote_says_so() {
    let note = |text: &str| format!("{text}\n[[note]]\ntext = \"Gathered by a name.\"\nby = \"parallax\"\n");
    let mut desk = with("said-note", (120, 40), PORT, note);
    // It stays with the incident that somebody confirms, as what it is.
    desk.press("aq<f2>gg");
    desk.says("written by a program: Gathered by a name.");
    let shown = parallax(&["show", "port-fire", desk.scratch.0.to_str().unwrap()]).1;
    assert!(shown.contains("(parallax, a program) Gathered by a name."), "{shown}");
}
