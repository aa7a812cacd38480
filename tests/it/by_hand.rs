//! Claims made and corrected by hand, by keys: keys in, the screen and the files out.

use std::fs;

use crate::desk_keys::{AtDesk, PORT};
use crate::terminal::Scratch;

const MILL: &str = "incidents/mill-fire.toml";

/// A desk whose incident of the port is confirmed, with the view on its ledger.
fn at_ledger(name: &str) -> AtDesk {
    let mut desk = AtDesk::new(name, (130, 40));
    desk.press("aaaaqgt<enter>");
    assert!(!desk.file(PORT).contains("draft"), "{}", desk.file(PORT));
    desk
}

/// Opens the words of the first passage, at the first one.
fn choose_words(desk: &mut AtDesk, keys: &str) {
    desk.press("<enter>Cgg");
    desk.press(keys);
}

#[test]
fn a_claim_on_a_facet_that_is_not_declared_declares_it_in_the_same_decision() {
    let mut desk = AtDesk::new("hand-facet", (130, 40));
    let corpus = desk.file("corpus.toml");
    let port = desk.file(PORT);
    desk.press("j");
    choose_words(&mut desk, "<enter><c-u>alarm late");
    desk.says("“alarm” is no facet; `; type text` declares it");
    desk.press("<enter>");
    assert_eq!(desk.file("corpus.toml"), corpus);
    desk.press(";ty te;says when the alarm was given");
    desk.says("Enter also declares the facet alarm in corpus.toml: its values are texts.");
    desk.press("<enter><enter>");
    assert!(desk.file(PORT).contains("{ facet = \"alarm\", value = \"late\", words = \"Nine\" }"), "{}", desk.screen());
    let declared = "\n[[facet]]\nlabel = \"alarm\"\ntype = \"text\"\nsays = \"when the alarm was given\"\n";
    assert_eq!(desk.file("corpus.toml"), format!("{corpus}{declared}"));
    // The next claim has it, by its first letters.
    desk.press("C<enter><c-u>ala early<enter><enter>");
    assert!(desk.file(PORT).contains("value = \"early\""), "{}", desk.screen());
    // One step back, one decision.
    desk.press("gugu");
    assert_eq!((desk.file("corpus.toml"), desk.file(PORT)), (corpus, port));
}

#[test]
fn a_facet_is_declared_so_that_different_values_exclude_each_other() {
    let mut desk = AtDesk::new("hand-single", (130, 40));
    desk.press("j");
    choose_words(&mut desk, "<enter><c-u>alarm late ; ty te s");
    desk.says("its values are texts, and different ones exclude each other.");
    desk.press("<enter><enter>");
    assert!(desk.file("corpus.toml").ends_with("label = \"alarm\"\ntype = \"text\"\nsingle = true\n"));
}

#[test]
fn the_line_of_a_claim_says_with_which_incidents_it_will_stand() {
    let mut desk = AtDesk::new("hand-several", (130, 40));
    let (port, mill) = (desk.file(PORT), desk.file(MILL));
    desk.press("j");
    choose_words(&mut desk, "<enter><c-u>casualties 12 ; wi mil<tab>");
    desk.says("Enter also lets it stand with mill-fire.");
    desk.press("<enter><enter>");
    let claim = |other: &str| format!("facet = \"casualties\", figure = 12, with = [\"{other}\"], words = \"Nine\"");
    assert!(desk.file(PORT).contains(&claim("mill-fire")), "{}", desk.file(PORT));
    assert!(desk.file(MILL).contains(&claim("port-fire")), "{}", desk.file(MILL));
    desk.press("gu");
    assert_eq!((desk.file(PORT), desk.file(MILL)), (port, mill));
}

#[test]
fn a_claim_with_a_name_that_is_not_there_adds_the_name_or_nothing() {
    let mut desk = AtDesk::new("hand-name", (130, 40));
    let names = desk.file("names.toml");
    desk.press("j");
    choose_words(&mut desk, "<enter><c-u>perpetrator Sons of the Port ; new org in port");
    desk.says("Enter also adds the organisation “Sons of the Port” to names.toml, as sons-of-the-port, part of port.");
    desk.press("<enter><enter>");
    let added = "\n[[organisation]]\nid = \"sons-of-the-port\"\nname = \"Sons of the Port\"\npart_of = \"port\"\n";
    assert_eq!(desk.file("names.toml"), format!("{names}{added}"), "{}", desk.screen());
    assert!(desk.file(PORT).contains("value = \"sons-of-the-port\""));
    // Another spelling of a name that is there.
    desk.press("C<enter><c-u>place Millside;ali mill<enter>");
    assert!(desk.file("names.toml").contains("variants = [\"the mill\", \"Millside\"]"), "{}", desk.file("names.toml"));
    desk.press("gu");
    assert!(!desk.file("names.toml").contains("Millside") && !desk.file(PORT).contains("Millside"));
    // Somebody else has taken the id meanwhile: neither file changes.
    desk.press("C<enter><c-u>place Pier ; new place<c-o>");
    let port = desk.file(PORT);
    let taken = format!("{}\n[[place]]\nid = \"pier\"\nname = \"The pier\"\n", desk.file("names.toml"));
    fs::write(desk.scratch.0.join("names.toml"), &taken).unwrap();
    desk.press("<enter>");
    desk.says("names.toml has another name pier by now");
    desk.says("> place Pier ; new place");
    assert_eq!((desk.file("names.toml"), desk.file(PORT)), (taken, port));
}

#[test]
fn a_claim_about_a_name_makes_the_file_of_its_claims() {
    let mut desk = AtDesk::new("hand-about", (130, 40));
    desk.press("j");
    choose_words(&mut desk, "<enter><c-u>killed 9 ; about mill ; by a guard ; sus ; h he was not there ; unw");
    desk.says("= killed 9 ; suspected ; by a guard ; hedge he was not there ; unweighed");
    desk.press("<enter>");
    desk.says("claimed killed 9 of mill; ");
    let claim = "{ facet = \"killed\", figure = 9, according_to = [\"a guard\"], stance = \"suspected\", hedge = \"he was not there\", \
                 weigh = false, words = \"Nine\" }";
    assert!(desk.file("names/mill.toml").contains(claim), "{}", desk.file("names/mill.toml"));
    desk.press("gu");
    assert_eq!(desk.file("names/mill.toml"), "");
}

#[test]
fn words_in_which_the_rules_read_nothing_are_the_value_of_the_facet_that_is_typed() {
    let mut desk = AtDesk::new("hand-words", (130, 40));
    desk.press("j");
    choose_words(&mut desk, "Gvh<enter>");
    let line = desk.screen().lines().find(|line| line.contains(">  ")).unwrap_or_default().to_owned();
    assert!(line.contains("officer"), "{}", desk.screen());
    // The cursor is before it.
    desk.press("tar<tab>");
    desk.says("> target");
}

#[test]
fn a_confirmed_claim_is_corrected_with_all_its_fields_from_the_ledger() {
    let mut desk = at_ledger("hand-revise");
    desk.press("]");
    let before = desk.file(PORT);
    desk.press("R");
    desk.says("The value.");
    desk.says("> 9");
    desk.press("<enter>");
    desk.says("nothing is changed");
    assert_eq!(desk.file(PORT), before);
    desk.press("R;h one was found later;by a doctor;by the clinic<enter>");
    let line = "  { facet = \"killed\", figure = 9, according_to = [\"a doctor\", \"the clinic\"], hedge = \"one was found later\", words = \
                \"Nine people died\" }, # counted";
    assert!(desk.file(PORT).contains(line), "{}", desk.file(PORT));
    // What is not typed stays, and what is there can be brought back into the line by Tab.
    desk.press("R<c-u>10;hedge <tab>");
    desk.says("Besides: by a doctor; by the clinic; hedge one was found later");
    desk.says("> 10;hedge one was found later");
    desk.press(" or not;by -<enter>");
    let line = "{ facet = \"killed\", figure = 10, hedge = \"one was found later or not\", words = \"Nine people died\" }, # counted";
    assert!(desk.file(PORT).contains(line), "{}", desk.file(PORT));
    desk.press("gugu");
    assert_eq!(desk.file(PORT), before);
}

#[test]
fn a_confirmed_claim_moves_and_goes_with_a_question() {
    let mut desk = at_ledger("hand-move");
    let (port, mill) = (desk.file(PORT), desk.file(MILL));
    desk.press("]R;about mill-fire<enter>");
    desk.says("moved killed 9 (courier ¶1) to mill-fire");
    assert!(desk.file(MILL).contains("figure = 9") && !desk.file(PORT).contains("figure = 9"));
    desk.press("gu");
    assert_eq!((desk.file(PORT), desk.file(MILL)), (port.clone(), mill));
    desk.press("R<c-x>");
    desk.says("Remove killed 9 (courier ¶1)?");
    desk.press("<esc>");
    assert_eq!(desk.file(PORT), port);
    desk.press("R<c-x><enter>");
    desk.says("removed killed 9 (courier ¶1)");
    // The comment stays.
    let line = "\n  { facet = \"killed\", figure = 9, words = \"Nine people died\" }, # counted\n";
    assert_eq!(desk.file(PORT), port.replace(line, " # counted\n"));
    desk.press("gu");
    assert_eq!(desk.file(PORT), port);
}

#[test]
fn an_incident_gets_title_kind_date_places_and_actors_in_one_line() {
    let mut desk = at_ledger("hand-incident");
    let before = desk.file(PORT);
    desk.press("<tab>R");
    desk.says("> Fire at the port");
    desk.says("Besides: kind arson; date 2031-05-02; scope single");
    desk.press("<c-u>The port burns;date 2031-05-01/2031-05-02;k <tab>;pl port;pl mill=aimed;act an arsonist=perpetrator<enter>");
    let head = "# What is known of the fire.\ntitle = \"The port burns\"\nkind = \"arson\"\ndate = \"2031-05-01/2031-05-02\"\n";
    let text = desk.file(PORT);
    assert!(text.starts_with(head), "{text}");
    assert!(
        text.contains("{ place = \"port\", role = \"where\" }")
            && text.contains("{ place = \"mill\", role = \"aimed-at\" }")
    );
    assert!(text.contains("{ name = \"an arsonist\", role = \"perpetrator\" }"), "{text}");
    // One more place changes one line.
    let places = desk.file(PORT);
    desk.press("R;pl +Dock = from;new pl Dock<enter>");
    let text = desk.file(PORT);
    assert!(
        text.contains("{ place = \"dock\", role = \"from\" }") && desk.file("names.toml").contains("name = \"Dock\"")
    );
    desk.press("gu");
    assert_eq!(desk.file(PORT), places);
    desk.press("gu");
    assert_eq!(desk.file(PORT), before);
}

#[test]
fn a_draft_incident_without_a_kind_is_accepted_with_the_kind_that_its_claims_tell_of() {
    let mut desk = AtDesk::new("hand-kind", (130, 40));
    let bare = |text: String| text.replace("kind = \"arson\"\n", "");
    fs::write(desk.scratch.0.join(PORT), bare(desk.file(PORT))).unwrap();
    let method = "{ facet = \"method\", value = \"bombing\", draft = \"plain\", words = \"A second blaze\" },\n";
    let mill = bare(desk.file(MILL)).replace("claims = [\n", &format!("claims = [\n  {method}"));
    fs::write(desk.scratch.0.join(MILL), mill).unwrap();
    desk.look();
    desk.press("gga");
    desk.says("Accept the incident");
    desk.says("> Fire at the port ; kind");
    desk.press("<enter>");
    desk.says("“kind” and what it is");
    assert!(desk.file(PORT).contains("draft = \"likely\""));
    desk.press(" blaze<enter>");
    assert!(desk.file(PORT).contains("kind = \"blaze\"\ndate") && !desk.file(PORT).contains("draft = \"likely\""));
    desk.says("accepted the incident “Fire at the port”");
    // The other has a claim on its method.
    desk.press("]a");
    desk.says("> Fire at the mill ; kind bombing");
    desk.press("<enter>");
    assert!(desk.file(MILL).starts_with("title = \"Fire at the mill\"\nkind = \"bombing\"\n"), "{}", desk.file(MILL));
    desk.press("uu");
    assert!(desk.file(PORT).contains("draft = \"likely\"") && !desk.file(PORT).contains("blaze\"\ndate"));
}

#[test]
fn a_new_incident_has_the_kind_and_the_date_that_the_rules_read() {
    let mut desk = AtDesk::new("hand-new", (130, 40));
    desk.press("j");
    choose_words(&mut desk, "<enter><enter>Bombing of the quay<enter>");
    desk.says("> Bombing of the quay ; kind bombing ; date 2031-05-02");
    desk.press("<enter>");
    let text = desk.file("incidents/bombing-of-the-quay.toml");
    assert!(text.starts_with("title = \"Bombing of the quay\"\nkind = \"bombing\"\ndate = \"2031-05-02\"\n"), "{text}");
    assert!(!text.contains("draft"), "{text}");
}

#[test]
fn a_quotation_and_a_digest_are_corrected_where_they_are_shown() {
    let mut desk = AtDesk::new("hand-quote", (130, 40));
    desk.press("q");
    // The digest of the passage in the reader.
    let article = desk.file("articles/courier.md");
    desk.press("<enter>R");
    // First what the passage claims, then its quotation.
    desk.says("Correct the value · 1 of 4 here, Down for the next");
    desk.says("killed 9 (courier ¶1)");
    desk.press("<down><down>");
    desk.says("Gist of the quotation · 3 of 4 here");
    desk.press("<down>");
    desk.says("Digest of the passage");
    // What is typed is not left behind.
    desk.press("x<up>");
    desk.says("> Nine dead in the fire.x");
    desk.says("> Nine dead in the fire.");
    desk.press("<c-u>Nine people died<enter>");
    assert_eq!(desk.file("articles/courier.md"), article.replace("Nine dead in the fire.", "Nine people died"));
    desk.press("gu");
    assert_eq!(desk.file("articles/courier.md"), article);
    // A draft of a quotation is confirmed with what is typed; then it is corrected.
    desk.press("gqR");
    desk.says("Gist of the quotation");
    desk.press("It was quick<enter>");
    assert!(!desk.file("quotes/courier.toml").contains("draft"), "{}", desk.screen());
    desk.press("R;sp an old officer;ro of the fire brigade;f d<enter>");
    let text = desk.file("quotes/courier.toml");
    for field in [
        "speaker = \"an old officer\"",
        "role = \"of the fire brigade\"",
        "form = \"document\"",
        "gist = \"It was quick\"",
    ] {
        assert!(text.contains(field), "{field}: {text}");
    }
}

#[test]
fn what_another_program_changed_meanwhile_is_not_overwritten() {
    let mut desk = at_ledger("hand-stale");
    let write = |desk: &AtDesk, path: &str, from: &str, to: &str| {
        let text = desk.file(path);
        assert!(text.contains(from), "{from}: {text}");
        fs::write(desk.scratch.0.join(path), text.replace(from, to)).unwrap();
    };
    // An untouched value does not bring back the older one.
    desk.press("]R");
    write(&desk, PORT, "figure = 9", "figure = 12");
    desk.look();
    desk.says("Its file says 12 by now.");
    desk.press("<enter>");
    desk.says("its file says 12 by now: Enter takes that");
    desk.says("> 12");
    desk.press("<enter>");
    assert!(desk.file(PORT).contains("figure = 12"));
    // Nobody has looked yet: it is refused with the reason, and comes back.
    desk.press("<tab>R<c-u>The port burns");
    write(&desk, PORT, "title = \"Fire at the port\"", "title = \"The harbour burns\"");
    desk.press("<enter>");
    desk.says("the file says title “The harbour burns” by now");
    desk.says("> The port burns");
    assert!(desk.file(PORT).contains("The harbour burns"));
    // Another field of the same table is another matter.
    desk.press("<enter>R;status foiled");
    write(&desk, PORT, "kind = \"arson\"", "kind = \"fire\"");
    desk.press("<enter>");
    let text = desk.file(PORT);
    assert!(text.contains("title = \"The port burns\"\nkind = \"fire\"\nstatus = \"foiled\"\n"), "{text}");
    // A note.
    desk.press("gTAsk the port<enter>gT<c-u>Ask the mill");
    write(&desk, "annotations/annotations.toml", "Ask the port", "Ask nobody");
    desk.press("<enter>");
    desk.says("the file says “Ask nobody” by now");
    assert!(desk.file("annotations/annotations.toml").contains("Ask nobody"));
    desk.press("<enter>");
    assert!(desk.file("annotations/annotations.toml").contains("Ask the mill"));
}

#[test]
fn nothing_is_corrected_where_decisions_are_not_kept() {
    let mut desk = at_ledger("hand-nowhere");
    desk.session.keep_decisions(false);
    desk.press("]R");
    desk.says("W writes the corpus as a folder first");
}

/// Of words that name somebody of whom the sentence tells another death, that death is not proposed.
#[test]
fn the_death_of_somebody_whom_the_words_only_name_is_not_proposed() {
    let first = AtDesk::new("hand-named", (130, 40));
    let text = "Rockets avenged the attack on the memorial for Harun, who was killed on a road in 2020.";
    let texts = format!("[[passage]]\nnumber = 1\ntext = \"{text}\"\n");
    fs::write(first.scratch.0.join("texts/courier.toml"), texts).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (130, 40), first.scratch);
    // From the memorial two words on; the search begins the selection where it finds.
    desk.press("Dj<enter>Cgg/memorial<enter>vll");
    desk.says("“memorial for Harun”");
    desk.press("<enter>");
    let line = desk.screen().lines().find(|line| line.contains("> ")).unwrap_or_default().to_owned();
    assert!(!line.contains("killed"), "{line}");
    // Of the words that tell it, it is.
    let mut desk = AtDesk::on(&desk.scratch.0.clone(), (130, 40), Scratch::new("hand-named-other"));
    desk.press("Dj<enter>C<enter>");
    desk.says("> killed 1");
    // Whoever does not find the incident comes back to the line.
    desk.press(" ; unweighed<enter>");
    assert!(!desk.screen().contains("> killed 1"), "{}", desk.screen());
    desk.press("<esc>");
    desk.says("> killed 1");
    desk.says("unweighed");
}

#[test]
fn typical_claims_of_a_paragraph_take_three_keys_each_and_one_more_where_the_incident_is_not_plain() {
    let first = AtDesk::new("hand-keys", (130, 40));
    let text = "Gunmen stormed the market in Old Mill on 2 May, killing at least 15 people and wounding about 30, according to police. \
                Four men were arrested near the Port. The Harbour Front claimed responsibility for the attack. Officials suspected that \
                more than 20 people were hurt.";
    let texts =
        format!("[[passage]]\nnumber = 1\ntext = \"{text}\"\n\n[[passage]]\nnumber = 2\ntext = \"A second blaze.\"\n");
    fs::write(first.scratch.0.join("texts/courier.toml"), texts).unwrap();
    let front = "\n[[organisation]]\nid = \"front\"\nname = \"Harbour Front\"\n";
    fs::write(first.scratch.0.join("names.toml"), format!("{}{front}", first.file("names.toml"))).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (130, 40), first.scratch);
    desk.press("Dj<enter>");
    let before = desk.file(PORT).matches("words = ").count();
    // The words, the claim and the incident that are proposed are right.
    let claims = 8;
    let mut asked = 0;
    for _ in 0..claims {
        desk.press("C<enter><enter>");
        if desk.screen().contains("About which incident?") {
            asked += 1;
            desk.press("<enter>");
        }
    }
    assert_eq!(asked, 3);
    let text = desk.file(PORT);
    assert_eq!(text.matches("words = ").count() - before, claims, "{text}");
    for claim in [
        "facet = \"killed\", figure = 15, qualifier = \"at-least\", according_to = [\"police\"]",
        "facet = \"injured\", figure = 30, qualifier = \"about\", according_to = [\"police\"]",
        "facet = \"detained\", figure = 4",
        "facet = \"injured\", figure = 20, qualifier = \"more-than\"",
        "facet = \"place\", value = \"mill\"",
        "facet = \"date\", value = \"2031-05-02\", according_to = [\"police\"], basis = \"the year is that of 3 May 2031\"",
        "facet = \"claimed-by\", value = \"front\"",
        "facet = \"place\", value = \"port\"",
    ] {
        assert!(text.contains(claim), "{claim}: {text}");
    }
}

#[test]
fn a_day_without_a_year_takes_that_of_an_incident_where_the_article_has_no_date() {
    let mut desk = AtDesk::new("hand-borrowed", (130, 40));
    let article = desk.file("articles/courier.md").replace("published = \"2031-05-03\"\n", "");
    fs::write(desk.scratch.0.join("articles/courier.md"), article).unwrap();
    desk.look();
    desk.press("j<enter>Cp");
    desk.says("“2 May”");
    desk.press("<enter>");
    desk.says("> date 2031-05-02 ; basis the year is that of an incident on this day ; borrowed year");
    // No incident is known on the other day.
    let texts = desk.file("texts/courier.toml").replace("2 May", "3 May");
    desk.press("<esc>");
    fs::write(desk.scratch.0.join("texts/courier.toml"), texts).unwrap();
    desk.look();
    desk.press("Cgg/3<enter>vl<enter>");
    desk.says("“3 May”");
    assert!(!desk.screen().contains("> date"), "{}", desk.screen());
}

#[test]
fn a_name_in_other_capitals_is_a_phrase_to_claim_of() {
    let first = AtDesk::new("hand-capitals", (130, 40));
    let text = "The FRONT-K was named, and those at the front-k door were not.";
    fs::write(first.scratch.0.join("texts/courier.toml"), format!("[[passage]]\nnumber = 1\ntext = \"{text}\"\n"))
        .unwrap();
    let front = "\n[[organisation]]\nid = \"front-k\"\nname = \"Front-K\"\n";
    fs::write(first.scratch.0.join("names.toml"), format!("{}{front}", first.file("names.toml"))).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0.clone(), (130, 40), first.scratch);
    desk.press("Dj<enter>C");
    desk.says("“FRONT-K”");
    desk.press("<enter>");
    desk.says("> perpetrator front-k");
    desk.press("<esc>C<tab>");
    desk.says("“FRONT-K”");
}

#[test]
fn down_goes_on_to_what_else_the_words_of_a_claim_may_say() {
    let mut desk = AtDesk::new("hand-others", (130, 40));
    desk.press("j");
    choose_words(&mut desk, "/port<enter>vlll<enter>");
    desk.says("A claim · 1 of 2 proposed, Down for the next");
    desk.says("> date 2031-05-02");
    desk.press("<down>");
    desk.says("> place port");
    desk.press("<up>");
    desk.says("> date 2031-05-02");
    // What is typed is not left behind.
    desk.press(" ; unw<down>");
    desk.says(" ; unw");
    // The first Esc ends the search.
    desk.press("<esc><esc>C/port<enter>vlll<enter><down> ; unweighed<enter><enter>");
    let claim = "facet = \"place\", value = \"port\", weigh = false, words = \"port on 2 May\"";
    assert!(desk.file(PORT).contains(claim), "{}", desk.screen());
    // Where nothing is read, only the facet is to be typed.
    desk.press("CG<enter>");
    desk.press("tar<tab>");
    desk.says("> target officer");
}
