//! The desk by keys: keys in, the screen and the files out.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use parallax::app::desk_step::DeskStep;
use parallax::app::job::{Job, JobEnd, JobReport, JobResult};
use parallax::app::todo_words::heading;
use parallax::app::{Effect, Msg};
use parallax::desk::todo::{Todo, TodoKind};
use parallax::keymap::chord::script;
use parallax::load::{Request, load};
use parallax::model::Workspace;
use parallax::runtime::jobs::desk::DeskFolder;
use parallax::session::Session;
use parallax::ui::theme::Theme;

use crate::desk::FILES;
use crate::fixture::{built_in, press, screen, session};
use crate::terminal::Scratch;

/// A session on the folder with the files of the desk, which carries its decisions out at once.
pub struct AtDesk {
    pub session: Session,
    folder: DeskFolder,
    pub scratch: Scratch,
}

impl AtDesk {
    pub fn new(name: &str, size: (u16, u16)) -> Self {
        let scratch = Scratch::new(name);
        for (path, text) in FILES {
            let path = scratch.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut at = Self::on(&scratch.0.clone(), size, scratch);
        at.press("D");
        at
    }

    pub fn on(folder: &Path, size: (u16, u16), scratch: Scratch) -> Self {
        let since = SystemTime::now();
        let loaded = load(&Request { paths: vec![folder.to_owned()], sources: Vec::new() });
        let desk = DeskFolder::new(folder, &[]);
        desk.opened(&loaded.report, since);
        let mut session = Session::new(loaded, size, Theme::Dark);
        session.keep_decisions(true);
        Self { session, folder: desk, scratch }
    }

    /// Presses keys; what is decided is written and shown.
    pub fn press(&mut self, keys: &str) {
        for key in script(keys).unwrap() {
            self.step(Msg::Key(key));
        }
    }

    /// Looks at the files, as after a hint that they may have changed.
    pub fn look(&mut self) {
        self.step(Msg::FilesChanged);
    }

    /// Takes a message, and does what the desk does beside the workbench.
    pub fn step(&mut self, msg: Msg) {
        let mut effects: Vec<Effect> = self.session.step_through(msg).into_iter().collect();
        while let Some(effect) = effects.pop() {
            let Effect::Start(id, job) = effect else { continue };
            let (revision, end) = match job {
                Job::Decide(step) => match self.folder.carry_out(self.session.workspace(), &step) {
                    Ok((revision, outcome)) => (Some(revision), JobEnd::Done(JobResult::Decided(outcome))),
                    Err(refused) => (refused.revision, JobEnd::Failed(refused.why)),
                },
                Job::Follow => match self.folder.follow(self.session.workspace()) {
                    Ok((revision, outcome)) => (revision, JobEnd::Done(JobResult::Followed(outcome))),
                    Err(why) => (None, JobEnd::Failed(why)),
                },
                Job::Prepare => {
                    self.folder.prepare(&AtomicBool::new(false));
                    (None, JobEnd::Done(JobResult::Prepared))
                }
                _ => continue,
            };
            if let Some(revision) = revision {
                effects.extend(self.session.step_through(Msg::Revised(id, revision)));
            }
            effects.extend(self.session.step_through(Msg::Job(id, JobReport::Ended(end))));
        }
    }

    pub fn screen(&self) -> String {
        screen(&self.session)
    }

    pub fn file(&self, path: &str) -> String {
        fs::read_to_string(self.scratch.0.join(path)).unwrap_or_default()
    }

    /// All files of the corpus, by path, without what the program keeps of its own.
    pub fn files(&self) -> Vec<(String, String)> {
        let (mut all, mut folders) = (Vec::new(), vec![self.scratch.0.clone()]);
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.extend((!path.ends_with(".parallax")).then_some(path));
                } else {
                    all.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
                }
            }
        }
        all.sort();
        all
    }

    /// Carries a step out beside the session. Gives the workspace after it; `None` if it is refused.
    pub fn carry_out(&self, workspace: &Workspace, step: &DeskStep) -> Option<Arc<Workspace>> {
        self.folder.carry_out(workspace, step).ok().map(|(revision, _)| revision.workspace)
    }

    /// Takes the last decision back, after which the files are as they were.
    pub fn undoes_to(&mut self, before: &[(String, String)]) {
        self.press("u");
        assert_eq!(self.files(), before, "{}", self.screen());
    }

    pub fn says(&self, words: &str) {
        assert!(self.screen().contains(words), "{words}: {}", self.screen());
    }
}

pub const PORT: &str = "incidents/port-fire.toml";

#[test]
fn a_key_accepts_and_goes_on_and_all_of_it_is_undone() {
    let mut desk = AtDesk::new("desk-accept", (100, 30));
    let before = desk.files();
    desk.says("Desk · 1 of 8 drafts");
    desk.says("Is this one incident");
    desk.press("a");
    desk.says("Desk · 1 of 7 drafts");
    desk.says("accepted the incident “Fire at the port”; u undoes");
    // The first of the claims in dispute, its words, and what the other article says.
    // One origin says both, if the suggested one is right.
    desk.says("⊘   killed 9");
    desk.says("gazette ¶1 ◌ 11 “Eleven people died”");
    desk.press("a");
    assert!(desk.file(PORT).contains("figure = 9, words"), "{}", desk.file(PORT));
    desk.press("x");
    assert!(!desk.file(PORT).contains("gazette"), "{}", desk.file(PORT));
    desk.says("rejected killed 11 (gazette ¶1)");
    desk.press("uuu");
    assert_eq!(desk.files(), before);
    desk.press("u");
    desk.says("there is nothing to undo");
    desk.press("<c-r><c-r>");
    assert!(desk.file(PORT).contains("figure = 9, words"));
    desk.says("decided again: accepted killed 9");
}

#[test]
fn a_value_is_typed_with_its_mistakes_said_and_stands_in_the_file() {
    let mut desk = AtDesk::new("desk-correct", (80, 24));
    desk.press("jc");
    desk.says("> 9");
    desk.press("<c-u>many");
    desk.says("a number: 94, ≥90");
    desk.press("<enter>");
    assert!(desk.file(PORT).contains("figure = 9, draft"));
    desk.press("<c-u>at least 9<enter>");
    assert!(desk.file(PORT).contains("figure = 9, qualifier = \"at-least\", words"), "{}", desk.file(PORT));
    desk.press("<esc>");
    // A quotation asks for its gist, an incident for a title.
    desk.press("DGk");
    desk.says("no gist yet");
    desk.press("aIt was fast<enter>");
    assert!(desk.file("quotes/courier.toml").contains("gist = \"It was fast\""));
    desk.press("ggc<c-u>The port burns<enter>");
    assert!(desk.file(PORT).contains("title = \"The port burns\""));
    assert!(desk.file(PORT).contains("draft = \"likely\""), "a title alone confirms nothing");
}

#[test]
fn what_changes_many_claims_asks_first() {
    let mut desk = AtDesk::new("desk-confirm", (100, 30));
    desk.press("x");
    desk.says("Reject the incident “Fire at the port”, with its 2 accounts and 3 claims?");
    desk.press("<esc>");
    assert!(desk.file(PORT).contains("gazette"));
    // No plain claim of the incident is undisputed.
    desk.press("A");
    desk.says("nothing plain and undisputed");
    desk.press("]A");
    desk.says("Accept 1 plain claim of ◌ Fire at the mill");
    desk.press("<enter>");
    assert!(desk.file("incidents/mill-fire.toml").contains("value = \"mill\", words"));
    desk.press("ggx<enter>");
    assert_eq!(desk.file(PORT), "");
    desk.press("u");
    assert!(desk.file(PORT).contains("gazette"));
}

#[test]
fn claims_move_and_incidents_are_joined_by_choice() {
    let mut desk = AtDesk::new("desk-move", (100, 30));
    desk.press("jjji");
    desk.says("Move to which incident? place Port (courier ¶1)");
    desk.press("mill");
    desk.says("Fire at the mill");
    desk.press("<enter>");
    desk.says("moved place Port (courier ¶1) to “Fire at the mill”");
    assert!(desk.file("incidents/mill-fire.toml").contains("at the port"));
    desk.press("u");
    desk.press("ggji<c-u>zeppelin<enter>");
    desk.says("> zeppelin");
    desk.press("<enter>");
    assert!(desk.file("incidents/zeppelin.toml").contains("figure = 9"));
    desk.press("ugg&mill<enter>");
    desk.says("Say all that is told of “Fire at the port” of “Fire at the mill”?");
    desk.press("<enter>");
    assert_eq!(desk.file(PORT), "");
    assert!(desk.file("incidents/mill-fire.toml").contains("Eleven people died"));
}

#[test]
fn words_selected_in_the_reader_become_a_claim_of_an_incident() {
    let mut desk = AtDesk::new("desk-claim", (80, 24));
    desk.press("j<enter>C");
    desk.says("Words of a claim · courier ¶1");
    // From the first word ten words on, then the three after it.
    desk.press("ggjvlll");
    desk.says("“at least 12 were”");
    desk.press("h<enter>");
    desk.says("> injured ≥12");
    desk.press("<enter>");
    desk.says("About which incident?");
    desk.press("<enter>");
    let text = desk.file(PORT);
    assert!(
        text.contains("{ facet = \"injured\", figure = 12, qualifier = \"at-least\", words = \"at least 12\" }"),
        "{text}"
    );
    // The same words of a new incident; what is wrong is said.
    desk.press("Cggjvll<enter><c-u>wounded 12");
    desk.says("“wounded” is no facet");
    desk.press("<c-u>injured about 12<c-o>zeppelin<enter><enter>");
    let text = desk.file("incidents/zeppelin.toml");
    assert!(text.contains("qualifier = \"about\"") && text.contains("rule = \"by hand\""), "{text}");
    // More than eight words are too many.
    desk.press("Cvj<enter>");
    desk.says("a claim keeps at most 8");
}

#[test]
fn what_is_put_off_comes_back_at_the_end() {
    let mut desk = AtDesk::new("desk-later", (100, 30));
    desk.press("jp");
    desk.says("Desk · 2 of 8 drafts");
    desk.press("G");
    desk.says("killed 9");
    desk.press("gga");
    // It stays at the end after a decision.
    desk.press("G");
    desk.says("“Nine people died”");
}

#[test]
fn the_search_goes_through_all_drafts_and_not_only_those_on_the_screen() {
    let first = AtDesk::new("desk-search", (60, 16));
    let claim =
        |n| format!("  {{ facet = \"injured\", figure = {n}, draft = \"plain\", words = \"A second blaze\" }},\n");
    let claims: String = (1..=20).map(claim).collect();
    let incident = format!(
        "title = \"Smoke\"\nkind = \"arson\"\n[[account]]\narticle = \"courier\"\npassage = 2\nclaims = [\n{claims}]\n"
    );
    fs::write(first.scratch.0.join("incidents/smoke.toml"), incident).unwrap();
    let mut desk = AtDesk::on(&first.scratch.0, (60, 16), Scratch::new("desk-search-other"));
    desk.press("Dgg");
    assert!(!desk.screen().contains("injured 19"), "{}", desk.screen());
    desk.press("<c-s>injured 19");
    desk.says("injured 19");
    desk.press("<enter>");
    // What is said of the draft follows the cursor.
    desk.says("injured ◌ 19");
    desk.press("<esc><c-s>origin<enter>");
    desk.says("origin wherever sources are");
}

#[test]
fn without_a_folder_the_desk_says_how_to_get_one() {
    let mut desk = AtDesk::new("desk-nowhere", (80, 24));
    desk.session.keep_decisions(false);
    desk.press("a");
    desk.says("W writes the corpus as a folder first");
    let copy = desk.scratch.0.join("copy");
    desk.press("W<c-u>");
    desk.says("type the name of a new folder");
    for c in copy.to_str().unwrap().chars() {
        desk.press(&c.to_string());
    }
    desk.press("<enter>");
    desk.says("start with `parallax ");
    desk.press("a");
    let text = fs::read_to_string(copy.join(PORT)).unwrap();
    assert!(!text.contains("rule = \"incident\""), "{text}");
    assert!(desk.file(PORT).contains("rule = \"incident\""), "the copy is edited, not what was opened");
}

#[test]
fn each_decision_is_a_line_of_the_log_and_todo_counts_what_is_left() {
    let mut desk = AtDesk::new("desk-log", (100, 30));
    let log = desk.scratch.0.join("decisions.log");
    desk.folder = DeskFolder::new(&desk.scratch.0, &[]).logging_to(Some(log.clone()));
    desk.press("aau");
    let said = fs::read_to_string(&log).unwrap();
    let lines: Vec<(&str, &str)> = said.lines().map(|line| line.split_once('\t').unwrap()).collect();
    let what = [
        "accepted the incident “Fire at the port”",
        "accepted killed 9 (courier ¶1)",
        "undone: accepted killed 9 (courier ¶1)",
    ];
    assert_eq!(lines.iter().map(|(_, what)| *what).collect::<Vec<_>>(), what);
    assert!(lines.iter().all(|(time, _)| time.ends_with('Z') && time.contains('T')), "{said}");
    // A log that cannot be written changes nothing that was decided.
    desk.folder = DeskFolder::new(&desk.scratch.0, &[]).logging_to(Some(desk.scratch.0.clone()));
    desk.press("gga");
    desk.says("not logged");
    assert!(desk.file(PORT).contains("figure = 9, words"));
    desk.press("a");
    let folder = desk.scratch.0.to_str().unwrap();
    let (status, said, _) = parallax(&["todo", folder]);
    assert_eq!(status, Some(0));
    for line in [
        "5 drafts to decide about: the desk (D) shows them\n  Fire at the port: 2 drafts\n",
        "  quotations and origins: 1 draft\n",
        "1 conflict that no note explains\n  Fire at the port: killed\n",
        "2 articles without an address\n  courier\n  gazette\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let (_, json, _) = parallax(&["todo", folder, "--format", "json"]);
    assert!(json.contains("\"drafts\": 5") && json.contains("\"facet\": \"killed\""), "{json}");
}

#[test]
fn the_queue_stays_where_one_decides_comes_back_to_what_is_undone_and_to_what_is_refused() {
    let mut desk = AtDesk::new("desk-place", (100, 30));
    // The mill is decided first; then the sources on the port agree, which does not move its drafts away.
    desk.press("aax");
    desk.says("Desk · 1 of 5 drafts");
    assert!(desk.screen().contains("place Port"), "{}", desk.screen());
    // What comes back is selected.
    desk.press("Gu");
    desk.says("undone: rejected killed 11");
    desk.says("gazette ¶1");
    desk.says("Desk · 1 of 6 drafts");
    // An incident without a kind is refused, and stays selected.
    let text = desk.file("incidents/mill-fire.toml").replace("kind = \"arson\"\n", "");
    fs::write(desk.scratch.0.join("incidents/mill-fire.toml"), text).unwrap();
    desk.look();
    desk.press("ggjj");
    desk.says("Is this one incident");
    let before = desk.screen();
    let at = |screen: &str| screen.lines().find(|line| line.contains("Desk · ")).unwrap_or_default().to_owned();
    desk.press("a");
    desk.says("kind");
    assert_eq!(at(&desk.screen()), at(&before), "{}", desk.screen());
}

#[test]
fn what_the_reading_left_open_is_settled_by_confirming_and_a_source_s_doubt_is_not() {
    let mut desk = AtDesk::new("desk-doubts", (100, 30));
    let text = desk.file(PORT);
    let text = text.replace(
        "draft = \"guess\", rule = \"place\"",
        "hedge = \"other places have that name\", draft = \"guess\", rule = \"place\"",
    );
    let text = text
        .replace("figure = 9, draft", "figure = 9, hedge = \"it may be of another incident\", weigh = false, draft");
    let text = text.replace("figure = 11, draft", "figure = 11, hedge = \"by one count\", draft");
    fs::write(desk.scratch.0.join(PORT), text).unwrap();
    desk.look();
    desk.press("ggaaaa");
    let text = desk.file(PORT);
    for settled in ["figure = 9, words", "value = \"port\", words", "figure = 11, hedge = \"by one count\", words"] {
        assert!(text.contains(settled), "{settled}: {text}");
    }
}

#[test]
fn a_number_that_counts_some_is_not_weighed_when_it_is_confirmed() {
    let mut desk = AtDesk::new("desk-some", (100, 30));
    let text = desk.file(PORT);
    let hedge = "it may be of another incident; it counts those it names, perhaps not all";
    let text = text.replace("figure = 9, draft", &format!("figure = 9, hedge = \"{hedge}\", weigh = false, draft"));
    fs::write(desk.scratch.0.join(PORT), text).unwrap();
    desk.look();
    desk.press("ggaaaa");
    let text = desk.file(PORT);
    let kept = "figure = 9, hedge = \"counts those it names, perhaps not all\", weigh = false, words";
    assert!(text.contains(kept), "{text}");
}

#[test]
fn enter_on_a_facet_that_is_left_to_do_goes_to_that_facet() {
    let mut s = session(built_in(), (120, 40), "");
    let todo = Todo::of(s.workspace());
    let all = [todo.conflicts.as_slice(), &todo.inconsistencies].concat();
    press(&mut s, "gl");
    let shown = screen(&s);
    for number in [heading(TodoKind::Conflicts, &todo), heading(TodoKind::Inconsistencies, &todo)] {
        press(&mut s, "<tab>");
        assert!(screen(&s).contains(&number[..40]), "{number}: {}", screen(&s));
    }
    assert!(shown.contains("about names)") && shown.contains("inconsistent facets"), "{shown}");
    // Of an incident and of a name, a conflict and an origin that is inconsistent.
    for (at, &(topic, facet, party)) in all.iter().enumerate() {
        let s = session(built_in(), (120, 40), &format!("gl{}<enter>", "j".repeat(at)));
        let state = s.state();
        let cx = state.cx(s.workspace());
        let subject = state.pane().subject(&cx).unwrap();
        assert_eq!(
            subject.title(),
            s.workspace().corpus.str(s.workspace().corpus.topic_title(topic)).trim_end_matches('*')
        );
        let row = &subject.ledger().rows[state.pane().ledger_row(&cx).unwrap()];
        assert_eq!((row.facet, row.party), (facet, party), "{}", screen(&s));
    }
}

#[test]
fn what_is_left_to_do_is_a_list_that_leads_there_and_follows_decisions() {
    let mut desk = AtDesk::new("desk-todo", (100, 30));
    desk.press("aaagl");
    desk.says("Left to do · 5 drafts · 1 unexplained conflict · 2 articles without address");
    for row in ["drafts      Fire at the port: ", "conflict    Fire at the port: killed", "no address  courier"] {
        desk.says(row);
    }
    // Tab lists one kind after the other, then all.
    desk.press("<tab>");
    desk.says("5 drafts to decide about");
    desk.press("<tab>");
    desk.says("1 conflict that no note explains");
    assert!(!desk.screen().contains("no address"), "{}", desk.screen());
    // Enter leads to the incident, and to the first passage of an article.
    desk.press("<enter>");
    desk.says("✗ conflict");
    desk.press("gl<tab><tab><tab><enter>");
    desk.says("┌ courier (text)");
    desk.press("q<tab>");
    desk.says("Left to do · 5 drafts");
    // What is decided over the list is gone from it.
    desk.press("Daq");
    desk.says("Left to do · 4 drafts");
    // The search in the list finds its rows.
    desk.press("<c-s>gazette<enter>");
    desk.says("1/1");
}

#[test]
fn decisions_of_many_copies_of_the_program_are_all_kept() {
    let mut first = AtDesk::new("desk-two", (100, 30));
    let other = Scratch::new("desk-two-other");
    let mut second = AtDesk::on(&first.scratch.0, (100, 30), other);
    second.press("D");
    first.press("ja");
    // The second copy still shows the draft that the first has accepted.
    second.press("ja");
    second.says("not written: it is settled already, or its file has changed");
    // It is read again at once.
    second.says("Desk · 2 of 7 drafts");
    second.press("a");
    let text = first.file(PORT);
    assert!(text.contains("figure = 9, words") && !text.contains("figure = 11, draft"), "{text}");
}

/// Runs a command of the program.
pub fn parallax(args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"));
    let output = command.args(args).stdin(std::process::Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn what_is_left_to_do_is_copied_from_its_list_and_its_file_is_opened() {
    let mut desk = AtDesk::new("desk-todo-copied", (100, 30));
    desk.press("gly");
    desk.says("the citation of the incident port-fire: sent to the terminal's clipboard");
    desk.press("jy");
    desk.says("the citation of the incident mill-fire: sent");
    desk.press("jjy");
    desk.says("the citation of the article courier: sent");
    let key = script("e").unwrap().pop().unwrap();
    let effects: Vec<Effect> = desk.session.step_through(Msg::Key(key)).into_iter().collect();
    let file =
        |effect: &Effect| matches!(effect, Effect::Edit(place) if format!("{:?}", place.file).contains("courier"));
    assert!(effects.iter().any(file), "{effects:?}\n{}", desk.screen());
}

#[test]
fn a_reprint_that_is_only_suggested_is_said_beside_the_origins() {
    let mut desk = AtDesk::new("desk-reprint", (120, 30));
    let confirmed = desk.file(PORT).replace(", draft = \"plain\", rule = \"figure\"", "");
    fs::write(desk.scratch.0.join(PORT), confirmed).unwrap();
    desk.look();
    desk.press("<esc><f2>");
    let shown = screen(&desk.session);
    assert!(shown.contains("2 origins (◌ 1 if what is"), "{shown}");
}
