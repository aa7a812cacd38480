//! What one answer rejects, and where the queue goes: keys in, the screen and the files out.

use std::fs;

use parallax::app::pointed::{FilePlace, PlacedFile};
use parallax::app::{Effect, Msg};
use parallax::keymap::chord::script;

use crate::desk_keys::{AtDesk, PORT};
use crate::terminal::Scratch;

const MILL: &str = "incidents/mill-fire.toml";

#[test]
fn one_key_rejects_all_other_drafts_of_an_incident_after_a_question() {
    let mut desk = AtDesk::new("rest-incident", (100, 30));
    let before = desk.files();
    // The incident and one claim are right, the rest is not.
    desk.press("aaX");
    desk.says("Reject 2 draft claims of Fire at the port?");
    desk.press("<esc>");
    assert!(desk.file(PORT).contains("gazette"));
    desk.press("X<enter>");
    let text = desk.file(PORT);
    assert!(
        text.contains("figure = 9, words") && !text.contains("gazette") && !text.contains("value = \"port\""),
        "{text}"
    );
    desk.says("rejected 2 draft claims of Fire at the port");
    assert!(desk.file("rejected/gazette.toml").contains("Eleven people died"), "it is not proposed again");
    desk.says("Fire at the mill");
    desk.press("uuu");
    let after: Vec<_> = desk.files().into_iter().collect();
    assert_eq!(after, before);
}

#[test]
fn where_nothing_else_is_told_the_incident_goes_too_or_the_claims_stay() {
    let mut desk = AtDesk::new("rest-all", (100, 30));
    desk.press("]X");
    desk.says("Reject 1 draft claim of ◌ Fire at the mill?");
    desk.says("Nothing else is told of “Fire at the mill”");
    desk.press("<enter>");
    assert_eq!(desk.file(MILL), "");
    // A confirmed incident cannot be left without an account.
    let mut desk = AtDesk::new("rest-confirmed", (100, 30));
    desk.press("aX");
    desk.says("a claim must be confirmed before the others are rejected");
    assert!(desk.file(PORT).contains("gazette"));
}

#[test]
fn one_key_rejects_all_drafts_of_a_passage() {
    let mut desk = AtDesk::new("rest-passage", (100, 30));
    desk.press("jgx");
    desk.says("Reject 2 draft claims and 1 draft quotation in courier ¶1?");
    desk.press("<enter>");
    let text = desk.file(PORT);
    assert!(!text.contains("courier") && text.contains("gazette"), "{text}");
    assert!(!desk.file("quotes/courier.toml").contains("It was fast"));
    assert!(desk.file(MILL).contains("courier"), "the other passage stays");
}

#[test]
fn accepting_what_is_plain_leaves_the_cursor_where_it_decides_nothing() {
    let mut desk = AtDesk::new("rest-plain", (100, 30));
    desk.press("]");
    desk.says("Desk · 5 of 8 drafts");
    desk.press("A<enter>");
    desk.says("accepted 1 plain claim");
    desk.says("Desk · 5 of 7 drafts");
    desk.says("Is this one incident");
}

#[test]
fn the_desk_opens_at_the_first_draft_or_at_the_incident_gone_to() {
    let mut desk = AtDesk::new("rest-open", (100, 30));
    desk.says("Desk · 1 of 8");
    // To the mill in the timeline, by a key.
    desk.press("q<f2>");
    let at_mill = |desk: &AtDesk| desk.screen().lines().any(|line| line.contains('▸') && line.contains("mill"));
    for _ in 0..4 {
        if !at_mill(&desk) {
            desk.press("j");
        }
    }
    assert!(at_mill(&desk), "{}", desk.screen());
    desk.press("D");
    desk.says("Desk · 5 of 8");
    // In the program begun anew nobody has gone anywhere: the queue begins at its beginning, whatever is selected.
    let mut desk = AtDesk::on(&desk.scratch.0.clone(), (100, 30), Scratch::new("rest-open-other"));
    desk.press("D");
    desk.says("Desk · 1 of 8");
}

#[test]
fn after_a_join_the_cursor_is_at_what_was_joined() {
    let mut desk = AtDesk::new("rest-join", (100, 30));
    desk.press("]&port<enter><enter>");
    assert_eq!(desk.file(MILL), "");
    desk.says("joined “Fire at the mill” with “Fire at the port”");
    desk.says("Desk · 1 of 7 drafts");
    assert!(desk.screen().contains("Is this one incident"), "{}", desk.screen());
}

#[test]
fn an_origin_that_is_the_article_itself_can_be_rejected() {
    let first = AtDesk::new("rest-origin", (100, 30));
    let gazette = first.file("articles/gazette.md").replace("draft_origin = \"courier\"", "draft_origin = \"gazette\"");
    fs::write(first.scratch.0.join("articles/gazette.md"), gazette).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (100, 30), first.scratch);
    desk.press("DG");
    desk.says("origin of gazette");
    desk.press("x");
    desk.says("rejected the origin of gazette");
    assert!(!desk.file("articles/gazette.md").contains("draft_origin"), "{}", desk.file("articles/gazette.md"));
}

#[test]
fn the_editor_opens_the_file_of_a_draft_in_the_folder_once_there_is_one() {
    let mut desk = AtDesk::new("rest-editor", (100, 30));
    let mut edits = |kept: bool| {
        desk.session.keep_decisions(kept);
        let effects = desk.session.step_through(Msg::Key(script("e").unwrap()[0]));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Edit(FilePlace { file: PlacedFile::OfCorpus(file), .. }) => Some(file),
            _ => None,
        })
    };
    assert_eq!(edits(true).as_deref(), Some(PORT));
    // A draft of articles that nothing is written of yet stands nowhere but in them.
    assert_eq!(edits(false).as_deref(), Some("articles/courier.md"));
}

/// All drafts of one file are confirmed in it together, each in its own line, and one step takes it back.
#[test]
fn many_drafts_of_a_file_are_accepted_together_with_their_comments_kept() {
    let first = AtDesk::new("rest-many", (100, 30));
    let claim = |n: usize| {
        format!(
            "  {{ facet = \"method\", value = \"fire\", draft = \"plain\", rule = \"figure\", words = \"hurt {n}\" }}, # {n}\n"
        )
    };
    let claims: String = (1..=60).map(claim).collect();
    let mill = first.file(MILL).replace("claims = [\n", &format!("claims = [\n{claims}"));
    fs::write(first.scratch.0.join(MILL), &mill).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (100, 30), first.scratch);
    desk.press("D]A<enter>");
    desk.says("accepted 61 plain claims of ◌ Fire at the mill");
    let confirmed = |n: usize| format!("  {{ facet = \"method\", value = \"fire\", words = \"hurt {n}\" }}, # {n}\n");
    let text = desk.file(MILL);
    assert!((1..=60).all(|n| text.contains(&confirmed(n))), "{text}");
    desk.press("u");
    assert_eq!(desk.file(MILL), mill);
}

#[test]
fn the_rest_of_another_incident_is_not_rejected_in_place_of_one_that_is_settled() {
    let mut desk = AtDesk::new("rest-settled", (100, 30));
    // The last draft of the fire at the port is decided, and the cursor goes on.
    desk.press("aaaa");
    desk.says("Is this one incident");
    desk.says("Fire at the mill");
    let before = desk.files();
    desk.press("X");
    desk.says("nothing of Fire at the port waits any more; X again is for ◌ Fire at the mill");
    desk.press("<enter><esc>");
    assert_eq!(desk.files(), before);
    let mut desk = AtDesk::on(&desk.scratch.0.clone(), (100, 30), Scratch::new("rest-settled-again"));
    desk.press("DX");
    desk.says("Reject 1 draft claim of ◌ Fire at the mill?");
    // Whoever goes to another incident means that.
    let mut desk = AtDesk::new("rest-gone-to", (100, 30));
    desk.press("a]X");
    desk.says("Reject 1 draft claim of ◌ Fire at the mill?");
    desk.press("<esc>");
    // And whoever asks twice.
    let mut desk = AtDesk::new("rest-twice", (100, 30));
    desk.press("aaaaXX");
    desk.says("Reject 1 draft claim of ◌ Fire at the mill?");
}

#[test]
fn what_was_passed_over_or_put_off_still_waits() {
    let size = (140, 30);
    // The incident is accepted; of its three claims two are passed over, and one is accepted.
    let mut desk = AtDesk::new("rest-passed", size);
    desk.press("ajja");
    desk.says("Is this one incident");
    let before = desk.files();
    desk.press("X");
    desk.says("2 drafts of Fire at the port still wait; X again is for ◌ Fire at the mill, where the cursor is");
    assert_eq!(desk.files(), before);
    desk.press("X");
    desk.says("Reject 1 draft claim of ◌ Fire at the mill?");
    let mut desk = AtDesk::new("rest-put-off", size);
    desk.press("aaapX");
    desk.says("1 draft of Fire at the port still waits; X again is for ◌ Fire at the mill, where the cursor is");
    // Putting off is deciding about it, too.
    let mut desk = AtDesk::new("rest-only-put-off", size);
    desk.press("ppppX");
    desk.says("4 drafts of ◌ Fire at the port still wait; X again is for ◌ Fire at the mill, where the cursor is");
}

#[test]
fn from_a_list_the_desk_opens_at_its_first_draft() {
    let mut desk = AtDesk::new("rest-list", (100, 30));
    desk.press("q<f2>Gga");
    desk.says("Articles");
    desk.press("D");
    desk.says("Desk · 1 of 8");
    // From the timeline, where somebody has gone to the mill, at that.
    desk.press("qgtGD");
    desk.says("Fire at the mill");
    desk.says("Desk · 5 of 8");
}

#[test]
fn tab_goes_to_the_next_plain_draft_past_guesses_and_disputes() {
    let mut desk = AtDesk::new("rest-plain-next", (120, 40));
    desk.says("Tab next plain");
    desk.press("<tab>");
    desk.says("Desk · 6 of 8");
    desk.says("“A second blaze”");
    desk.press("<tab>");
    desk.says("no other draft is plain and undisputed");
    desk.says("Desk · 6 of 8");
    // From behind it, too.
    desk.press("G<tab>");
    desk.says("Desk · 6 of 8");
}

#[test]
fn what_was_put_off_is_plain_neither_for_tab_nor_for_all() {
    let mut desk = AtDesk::new("rest-plain-off", (120, 40));
    desk.press("<tab>");
    desk.says("“A second blaze”");
    desk.press("p");
    desk.says("Desk · 6 of 8");
    desk.press("gg<tab>");
    desk.says("no other draft is plain and undisputed, of those not put off");
    desk.says("Desk · 1 of 8");
    desk.press("]A");
    desk.says("nothing plain and undisputed waits here");
}
