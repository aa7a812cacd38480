//! What an incident that somebody has confirmed says: no more than the claims that somebody has confirmed. Keys in, the screen
//! and the corpus out.

use std::fs;

use parallax::desk::decision::Decision;
use parallax::desk::edits::apply;
use parallax::desk::item::{DraftItem, DraftKey};
use parallax::desk::{item, rest};
use parallax::diagnostic::Report;
use parallax::documents::document::Documents;
use parallax::documents::files::CorpusFile;
use parallax::documents::write::{self, WriteOptions};
use parallax::load::{Request, load};
use parallax::model::incident::Who;
use parallax::model::{Corpus, Facet, Grade, Incident, Stance, Topic, Value};
use proptest::prelude::*;

use crate::desk_keys::{AtDesk, PORT, parallax};
use crate::drafting::ARTICLES;
use crate::intake::fixture::Folder;

/// Who acted, with the part of each.
fn actors(corpus: &Corpus, incident: &Incident) -> Vec<String> {
    let said = |who: Who, role| format!("{} ({})", corpus.who(who), corpus.str(role));
    incident.actors.iter().map(|actor| said(actor.who, actor.role)).collect()
}

fn port(desk: &AtDesk) -> (Vec<String>, (usize, usize)) {
    let corpus = &desk.session.workspace().corpus;
    let incident = corpus.incident(corpus.find_incident("port-fire").unwrap());
    let coverage = corpus.coverage(incident);
    (actors(corpus, incident), (coverage.origins, coverage.drafts))
}

#[test]
fn an_accepted_incident_has_the_actors_and_accounts_of_accepted_claims_only() {
    let mut desk = AtDesk::new("confirmed-port", (100, 30));
    let front =
        "{ facet = \"claimed-by\", value = \"Harbour Front\", draft = \"likely\", words = \"at the port\" },\n]";
    let text = desk.file(PORT).replacen("\n]", &format!("\n  {front}"), 1);
    fs::write(desk.scratch.0.join(PORT), text).unwrap();
    desk.look();
    // Of a draft, all is a draft.
    assert_eq!(port(&desk), (vec!["Harbour Front (claimed by)".to_owned()], (1, 0)));
    // That it is one incident confirms nobody who drafts say claimed it, and none of the two accounts.
    desk.press("gga");
    desk.says("accepted the incident “Fire at the port”");
    assert_eq!(port(&desk), (Vec::new(), (0, 2)));
    assert!(!desk.file(PORT).contains("actors"), "{}", desk.file(PORT));
    desk.press("qgt<enter>");
    desk.says("0 accounts · 0 articles · 0 origins · 2 draft");
    // The claims of the first article, one of them of who did it.
    desk.press("Dgga");
    assert_eq!(port(&desk), (Vec::new(), (1, 1)));
    desk.says("killed 11");
    desk.press("x");
    assert_eq!(port(&desk), (Vec::new(), (1, 0)), "what was rejected is no account");
    desk.press("<c-s>Harbour<enter><esc>");
    desk.says("claimed-by");
    desk.press("a");
    assert_eq!(port(&desk), (vec!["Harbour Front (claimed by)".to_owned()], (1, 0)));
    // Taking the decision back takes the actor back.
    desk.press("u");
    assert_eq!(port(&desk).0, Vec::<String>::new());
}

#[test]
fn a_list_of_actors_that_somebody_typed_stands_whatever_claims_say() {
    let mut desk = AtDesk::new("confirmed-typed", (100, 30));
    desk.press("q<f2>ggD");
    desk.press("c ; actor “Dock Union” = blamed<enter>");
    desk.press("gga");
    let (named, _) = port(&desk);
    assert_eq!(named, ["Dock Union (blamed)"]);
    assert!(desk.file(PORT).contains("Dock Union"), "{}", desk.file(PORT));
}

#[test]
fn an_actor_that_is_added_joins_those_whom_confirmed_claims_name() {
    let mut desk = AtDesk::new("confirmed-added", (140, 30));
    let claims = "{ facet = \"claimed-by\", value = \"Harbour Front\", words = \"at the port\" },\n  \
                  { facet = \"perpetrator\", value = \"Night Watch\", draft = \"likely\", words = \"at the port\" },\n]";
    let text = desk.file(PORT).replacen("\n]", &format!("\n  {claims}"), 1);
    fs::write(desk.scratch.0.join(PORT), text).unwrap();
    desk.look();
    desk.press("ggc ; actor -");
    desk.says("nobody is listed: the actors are those of its claims");
    desk.press("<esc>gga");
    assert_eq!(port(&desk).0, ["Harbour Front (claimed by)"]);
    let before = desk.file(PORT);
    desk.press("q<f2>ggR ; actor +“Dock Union” = blamed<enter>");
    assert_eq!(port(&desk).0, ["Harbour Front (claimed by)", "Dock Union (blamed)"], "{}", desk.screen());
    let text = desk.file(PORT);
    assert!(text.contains("{ name = \"Harbour Front\", role = \"claimed by\" }"), "{text}");
    // Where the list goes, those whom claims name come back.
    desk.press("R ; actor -<enter>");
    assert_eq!(port(&desk).0, ["Harbour Front (claimed by)"], "{}", desk.screen());
    desk.press("gu");
    assert_eq!(desk.file(PORT), text);
    desk.press("gu");
    assert_eq!(desk.file(PORT), before);
}

#[test]
fn what_an_article_tells_only_in_drafts_it_tells_possibly() {
    let mut desk = AtDesk::new("confirmed-source", (100, 30));
    desk.press("aa");
    let folder = desk.scratch.0.to_str().unwrap().to_owned();
    let found = |query: &str| parallax(&["find", query, &folder]).1;
    let (sure, possible) = (found("in:courier kind:incident"), found("in:gazette kind:incident"));
    assert!(sure.starts_with("incident  Fire at the port"), "{sure}");
    assert!(possible.starts_with("possibly") && possible.contains("Fire at the port"), "{possible}");
}

#[test]
fn an_incident_that_another_article_tells_in_drafts_is_reported_elsewhere() {
    let mut desk = AtDesk::new("confirmed-elsewhere", (100, 40));
    // Of the fire at the port, what the first paper says is confirmed, what the second says is not.
    desk.press("aaqga");
    let screen = desk.screen();
    let amounts: Vec<&str> =
        screen.lines().filter(|line| line.contains("passage") && line.contains("incident")).collect();
    let [courier, gazette] = amounts[..] else { panic!("{screen}") };
    assert!(courier.contains("2 passages · 2 incidents, 1 found in no other"), "{screen}");
    assert!(gazette.contains("1 passage · 1 incident, 0 reported nowhere else"), "{screen}");
}

/// Two papers on one blast and one on another, as a folder of drafts.
fn drafted(accept: Option<Grade>) -> Documents {
    let folder = Folder::new(&format!("confirmed-{accept:?}-{:?}", std::thread::current().id()));
    for (file, text) in ARTICLES {
        fs::write(folder.0.join(file), text).unwrap();
    }
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let written = write::files(loaded.corpus(), WriteOptions { with_text: true, accept }).unwrap();
    Documents::new(written.files.into_iter().map(|file| CorpusFile::given(file.path, file.text.into()))).unwrap()
}

/// Checks each incident of a corpus that is no draft: whom it names and what it counts rests on confirmed claims.
fn rests_on_what_is_confirmed(corpus: &Corpus) {
    for (_, incident) in corpus.incidents().filter(|(_, incident)| incident.drafted.is_none()) {
        let told = corpus.accounts_in(incident.accounts);
        let confirmed = |account: &&parallax::model::Account| {
            corpus.claims_in(account.claims).iter().any(|claim| claim.drafted.is_none())
        };
        for actor in &incident.actors {
            let says = told.iter().flat_map(|account| corpus.claims_in(account.claims)).any(|claim| {
                let part = match (claim.facet, claim.stance) {
                    (Facet::Perpetrator, Stance::Asserted) => "perpetrator",
                    (Facet::Perpetrator, Stance::Suspected) => "suspected",
                    (Facet::Perpetrator, _) => "blamed",
                    (Facet::ClaimedBy, _) => "claimed by",
                    (Facet::Target, _) => "target",
                    _ => return false,
                };
                let sure = claim.drafted.is_none() && claim.stance != Stance::Denied;
                sure && claim.value == Value::Who(actor.who) && corpus.str(actor.role) == part
            });
            assert!(says, "{} rests on no confirmed claim", corpus.who(actor.who));
        }
        let coverage = corpus.coverage(incident);
        assert_eq!(coverage.accounts, told.iter().filter(confirmed).count());
        assert!(coverage.origins <= coverage.articles && coverage.articles <= coverage.accounts);
        assert_eq!(coverage.accounts + coverage.drafts, told.len());
    }
}

fn corpus(documents: &Documents) -> Corpus {
    documents.project(&mut Report::default())
}

#[test]
fn drafts_have_no_account_without_a_claim_and_list_no_actors() {
    let all = drafted(None);
    let corpus = corpus(&all);
    assert!(corpus.accounts().all(|(_, account)| !account.claims.is_empty()));
    let actors: usize = corpus.incidents().map(|(_, incident)| incident.actors.len()).sum();
    assert!(actors > 0, "those whom drafts name are the draft's");
    for path in all.paths().filter(|path| path.starts_with("incidents/")) {
        assert!(!all.text(path).unwrap().contains("\nactors"), "{path}");
    }
    for grade in Grade::ALL {
        rests_on_what_is_confirmed(&self::corpus(&drafted(Some(grade))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// After any sequence of decisions.
    #[test]
    fn whatever_is_accepted_and_rejected_an_incident_says_what_was_confirmed(
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8), 1..24),
    ) {
        thread_local!(static FILES: Vec<(String, String)> = {
            let all = drafted(None);
            all.paths().map(|path| (path.to_owned(), all.text(path).unwrap())).collect()
        });
        let given = |files: &[(String, String)]| {
            Documents::new(files.iter().map(|(path, text)| CorpusFile::given(path.clone(), text.as_str().into()))).unwrap()
        };
        let mut files = FILES.with(Clone::clone);
        for (at, what) in steps {
            let mut documents = given(&files);
            let before = corpus(&documents);
            let items: Vec<DraftItem> = item::all(&before).collect();
            if items.is_empty() {
                break;
            }
            let chosen = *at.get(&items);
            let keys = |items: &[DraftItem]| items.iter().map(|item| item.key(&before)).collect::<Vec<DraftKey>>();
            let plain = |item: &&DraftItem| {
                matches!(item, DraftItem::Claim(_)) && item.drafted(&before).is_some_and(|d| d.grade == Grade::Plain)
            };
            let topic: Option<Topic> = chosen.topic(&before);
            let decision = match (what, topic) {
                (0 | 1, _) => Decision::Accept(keys(&[chosen])),
                (2, _) => Decision::Reject(keys(&[chosen]), Vec::new()),
                (3, Some(topic)) => Decision::Reject(keys(&rest::of_topic(&before, topic).items), Vec::new()),
                _ => Decision::Accept(keys(&items.iter().filter(plain).copied().collect::<Vec<_>>())),
            };
            // What is refused changes nothing.
            if apply(&decision, &mut documents).is_ok() {
                files = documents.paths().map(|path| (path.to_owned(), documents.text(path).unwrap())).collect();
                rests_on_what_is_confirmed(&corpus(&documents));
            }
        }
    }
}
