//! The desk: the order of drafts, and what each decision changes in the files. A corpus in, a decision, the files out.

use parallax::desk::ask::{AskedLine, DecisionAsk, DecisionFormAnswer};
use parallax::desk::by_hand::HandClaim;
use parallax::desk::decision::{Decision, MovedDrafts};
use parallax::desk::edits::apply;
use parallax::desk::item::{ClaimKey, DraftItem, DraftKey, QuoteKey, TopicKey, claim_key};
use parallax::desk::queue::{DraftQueue, QueuedDraft};
use parallax::desk::{claim_line, incident_line, proposed};
use parallax::diagnostic::{Report, Severity};
use parallax::documents::document::Documents;
use parallax::documents::edit::{Edit, Refusal};
use parallax::documents::files::CorpusFile;
use parallax::model::{Corpus, Verdict};
use parallax::reading::TextSpan;

/// Files of a small corpus: two articles on a fire, a second incident, drafts of all kinds.
pub const FILES: &[(&str, &str)] = &[
    ("corpus.toml", "title = \"Harbour\"\nlanguage = \"en\"\n"),
    (
        "names.toml",
        "[[place]]\nid = \"port\"\nname = \"Port\"\n\n[[place]]\nid = \"mill\"\nname = \"Old Mill\"\nvariants = [\"the mill\"]\n",
    ),
    (
        "articles/courier.md",
        "+++\ntitle = \"Fire at the port\"\npublisher = \"Courier\"\npublished = \"2031-05-03\"\nmain = \"port-fire\"\n+++\n\n\
         ### 1 \"Nine people died\"\n\nNine dead in the fire.\n\n### 2 \"A second blaze\"\n\nAnother fire at the mill.\n",
    ),
    (
        "articles/gazette.md",
        "+++\ntitle = \"Port burns\"\npublisher = \"Gazette\"\npublished = \"2031-05-04\"\ndraft_origin = \"courier\"\n\
         draft_origin_grade = \"likely\"\ndraft_origin_rule = \"same text\"\ndraft_origin_reason = \"¶1 as courier ¶1\"\n+++\n\n\
         ### 1 \"Eleven people died\"\n\nEleven dead.\n",
    ),
    (
        "incidents/port-fire.toml",
        "# What is known of the fire.\ntitle = \"Fire at the port\"\nkind = \"arson\"\ndate = \"2031-05-02\"\ndraft = \"likely\"\nrule = \"incident\"\n\n\
         # First source.\n[[account]]\narticle = \"courier\"\npassage = 1\nclaims = [\n  \
         { facet = \"killed\", figure = 9, draft = \"plain\", rule = \"figure\", words = \"Nine people died\" }, # counted\n  \
         { facet = \"place\", value = \"port\", draft = \"guess\", rule = \"place\", words = \"at the port\" },\n]\n\n\
         [[account]]\narticle = \"gazette\"\npassage = 1\nclaims = [\n  \
         { facet = \"killed\", figure = 11, draft = \"plain\", rule = \"figure\", words = \"Eleven people died\" },\n]\n",
    ),
    (
        "incidents/mill-fire.toml",
        "title = \"Fire at the mill\"\nkind = \"arson\"\ndraft = \"guess\"\nrule = \"incident\"\n\n\
         [[account]]\narticle = \"courier\"\npassage = 2\nclaims = [\n  \
         { facet = \"place\", value = \"mill\", draft = \"plain\", rule = \"place\", words = \"A second blaze\" },\n]\n\n\
         [[relation]]\nkind = \"follows\"\nto = \"port-fire\"\narticle = \"courier\"\npassage = 2\nwords = \"A second blaze\"\n",
    ),
    (
        "texts/courier.toml",
        "[[passage]]\nnumber = 1\ntext = \"Nine people died at the port on 2 May, and at least 12 were injured. “It was fast,” said an officer.\"\n\n\
         [[passage]]\nnumber = 2\ntext = \"A second blaze broke out at the mill.\"\n",
    ),
    (
        "quotes/courier.toml",
        "[[quote]]\npassage = 1\nspeaker = \"a fire officer\"\npieces = [ { opening = \"It was fast\", length = 3 } ]\n\
         incidents = [\"port-fire\", \"mill-fire\"]\ndraft = \"plain\"\nrule = \"quotation\"\n",
    ),
];

/// The decision that drafts are wrong, of which nothing is remembered.
fn reject(keys: Vec<DraftKey>) -> Decision {
    Decision::Reject(keys, Vec::new())
}

/// A claim that moves.
fn moved(key: ClaimKey) -> MovedDrafts {
    MovedDrafts { claims: vec![key], quotes: Vec::new() }
}

fn queue(corpus: &Corpus) -> Vec<QueuedDraft> {
    DraftQueue::of(corpus).drafts().collect()
}

fn documents() -> Documents {
    let file = |(path, text): &(&str, &str)| CorpusFile::given((*path).to_owned(), (*text).into());
    Documents::new(FILES.iter().map(file)).unwrap()
}

/// The corpus, which must be without a mistake.
fn corpus(documents: &Documents) -> Corpus {
    let mut report = Report::default();
    let corpus = documents.project(&mut report);
    let errors: Vec<_> = report.messages.iter().filter(|m| m.severity == Severity::Error).map(|m| &m.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    corpus
}

/// The lines that differ: those that went with `-`, those that came with `+`.
fn changed(before: &str, after: &str) -> Vec<String> {
    let diff = similar_lines(before, after);
    diff.into_iter().map(|(sign, line)| format!("{sign}{line}")).collect()
}

fn similar_lines<'t>(before: &'t str, after: &'t str) -> Vec<(char, &'t str)> {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let gone = a[start..a.len() - end].iter().map(|line| ('-', *line));
    gone.chain(b[start..b.len() - end].iter().map(|line| ('+', *line))).collect()
}

/// The drafts in words, in the order of the queue.
fn listed(corpus: &Corpus) -> Vec<String> {
    let words = |item: DraftItem| match item.key(corpus) {
        DraftKey::Incident(id) => id,
        DraftKey::Claim(key) => format!("{} {} ¶{}", key.facet, key.article, key.passage),
        DraftKey::Quote(key) => format!("quote {} ¶{}", key.article, key.passage),
        DraftKey::Origin(article) => format!("origin {article}"),
    };
    queue(corpus).into_iter().map(|queued| words(queued.item)).collect()
}

/// The key of the draft that the list calls so.
fn key(documents: &Documents, words: &str) -> DraftKey {
    let corpus = corpus(documents);
    let at = listed(&corpus).iter().position(|w| w == words).unwrap_or_else(|| panic!("no {words}"));
    queue(&corpus)[at].item.key(&corpus)
}

#[test]
fn incidents_in_disagreement_come_first_and_guesses_before_what_is_plain() {
    let corpus = corpus(&documents());
    assert_eq!(
        listed(&corpus),
        [
            "port-fire",
            "killed courier ¶1",
            "killed gazette ¶1",
            "place courier ¶1",
            "mill-fire",
            "place courier ¶2",
            "quote courier ¶1",
            "origin gazette",
        ]
    );
    // 9 and 11 exclude each other.
    let disputed: Vec<usize> =
        queue(&corpus).iter().enumerate().filter(|(_, q)| q.disputed.is_some()).map(|(at, _)| at).collect();
    assert_eq!(disputed, [1, 2]);
}

#[test]
fn a_queue_that_follows_its_corpus_has_its_drafts_and_moves_none() {
    let mut documents = documents();
    let mut before = corpus(&documents);
    let mut followed = DraftQueue::of(&before);
    let steps = [
        ("killed courier ¶1", true),
        ("mill-fire", true),
        ("place courier ¶1", false),
        ("origin gazette", true),
        ("killed gazette ¶1", false),
        ("port-fire", false),
    ];
    for (draft, accepts) in steps {
        let keys = vec![key(&documents, draft)];
        let decision = if accepts { Decision::Accept(keys) } else { reject(keys) };
        apply(&decision, &mut documents).unwrap();
        let after = corpus(&documents);
        let was: Vec<_> = followed.drafts().map(|queued| queued.item.key(&before)).collect();
        followed = followed.follow(&before, &after);
        // It has what the new corpus has, with the same signs, in the order that it had.
        let is: Vec<_> = followed.drafts().map(|queued| (queued.item.key(&after), queued.disputed)).collect();
        let mut wanted: Vec<_> = DraftQueue::of(&after).drafts().map(|q| (q.item.key(&after), q.disputed)).collect();
        wanted.sort_by_key(|(key, _)| was.iter().position(|known| known == key));
        assert_eq!(is, wanted, "after {draft}");
        before = after;
    }
    // Back to the first one, with all its drafts.
    let first = corpus(&self::documents());
    let back = followed.follow(&before, &first);
    assert_eq!(back.drafts().count(), DraftQueue::of(&first).drafts().count());
}

#[test]
fn accepting_takes_the_mark_away_and_changes_nothing_else() {
    let mut documents = documents();
    let before = documents.text("incidents/port-fire.toml").unwrap();
    let killed = key(&documents, "killed courier ¶1");
    apply(&Decision::Accept(vec![killed.clone()]), &mut documents).unwrap();
    let after = documents.text("incidents/port-fire.toml").unwrap();
    assert_eq!(
        changed(&before, &after),
        [
            "-  { facet = \"killed\", figure = 9, draft = \"plain\", rule = \"figure\", words = \"Nine people died\" }, # counted",
            "+  { facet = \"killed\", figure = 9, words = \"Nine people died\" }, # counted",
        ]
    );
    // A second time there is nothing to decide.
    assert_eq!(apply(&Decision::Accept(vec![killed]), &mut documents), Err(Refusal::Settled));
    let gazette = key(&documents, "killed gazette ¶1");
    apply(&Decision::Accept(vec![gazette, key(&documents, "port-fire")]), &mut documents).unwrap();
    // What is confirmed is weighed.
    let corpus = corpus(&documents);
    let (id, incident) = corpus.incidents().find(|(_, i)| corpus.str(i.id) == "port-fire").unwrap();
    assert!(incident.drafted.is_none());
    let ledger = parallax::model::ledger::Ledger::of(&[(&corpus, parallax::model::Topic::Incident(id))]);
    let killed = ledger.rows.iter().find(|row| row.facet == parallax::model::Facet::Killed).unwrap();
    assert_eq!(killed.verdict, Some(Verdict::Conflict));
}

#[test]
fn printed_words_that_look_like_an_id_are_confirmed_as_words() {
    let mut documents = documents();
    let text = documents.text("incidents/port-fire.toml").unwrap();
    let actors = "actors = [ { name = \"dockers\", role = \"target\" }, { name = \"port\", role = \"target\" } ]\ndraft = \"likely\"";
    let text = text.replace("draft = \"likely\"", actors).replace(
        "{ facet = \"place\", value = \"port\"",
        "{ facet = \"target\", value = \"dockers\", draft = \"guess\", words = \"at the port\" },\n  { facet = \"place\", value = \"port\"",
    );
    documents.apply(&Edit::RemoveFile { file: "incidents/port-fire.toml".into() }).unwrap();
    documents.apply(&Edit::CreateFile { file: "incidents/port-fire.toml".into(), text }).unwrap();
    let both = vec![key(&documents, "port-fire"), key(&documents, "target courier ¶1")];
    apply(&Decision::Accept(both), &mut documents).unwrap();
    let text = documents.text("incidents/port-fire.toml").unwrap();
    assert!(text.contains("{ name = \"“dockers”\", role") && text.contains("{ name = \"port\", role"), "{text}");
    assert!(text.contains("{ facet = \"target\", value = \"“dockers”\", words"), "{text}");
    let corpus = corpus(&documents);
    let target = corpus.claims().find(|(_, claim)| corpus.facet_word(claim.facet) == "target").unwrap().1;
    assert_eq!(parallax::present::words::bare_value(&corpus, target), "dockers");
}

#[test]
fn what_others_removed_meanwhile_lets_no_decision_meet_a_neighbour() {
    let file = "incidents/port-fire.toml";
    let mut documents = documents();
    let text = documents.text(file).unwrap();
    let place = "{ facet = \"place\", value = \"port\", draft = \"guess\", rule = \"place\", words = \"at the port\" }";
    assert!(text.contains(place));
    let three = format!("{place},\n  {}", place.replace("\"port\"", "\"mill\""));
    let replaced = text.replace(place, &three);
    documents.apply(&Edit::RemoveFile { file: file.into() }).unwrap();
    documents.apply(&Edit::CreateFile { file: file.into(), text: replaced }).unwrap();
    // Both have the same facet and words. Keys of before the first goes still name what they named.
    let before = corpus(&documents);
    let keys: Vec<DraftKey> = queue(&before)
        .iter()
        .map(|q| q.item.key(&before))
        .filter(|key| matches!(key, DraftKey::Claim(k) if k.words == "at the port"))
        .collect();
    assert_eq!(keys.len(), 2);
    apply(&reject(vec![keys[0].clone()]), &mut documents).unwrap();
    apply(&Decision::Accept(vec![keys[1].clone()]), &mut documents).unwrap();
    let text = documents.text(file).unwrap();
    assert!(text.contains("value = \"mill\", words = \"at the port\"") && !text.contains("value = \"port\""), "{text}");
    assert_eq!(apply(&Decision::Accept(vec![keys[0].clone()]), &mut documents), Err(Refusal::Settled));
}

#[test]
fn what_somebody_confirmed_meanwhile_is_neither_rejected_nor_moved() {
    let mut documents = documents();
    let killed = key(&documents, "killed courier ¶1");
    let DraftKey::Claim(claim) = killed.clone() else { panic!() };
    let port = key(&documents, "port-fire");
    apply(&Decision::Accept(vec![killed.clone(), port.clone()]), &mut documents).unwrap();
    let before = documents.text("incidents/port-fire.toml").unwrap();
    for decision in
        [reject(vec![killed]), reject(vec![port]), Decision::Move(moved(claim), TopicKey::Incident("mill-fire".into()))]
    {
        assert_eq!(apply(&decision, &mut documents), Err(Refusal::Settled));
    }
    assert_eq!(documents.text("incidents/port-fire.toml").unwrap(), before);
    // A confirmed incident never goes by a join.
    let join = Decision::Join { stays: "mill-fire".into(), goes: "port-fire".into() };
    assert!(apply(&join, &mut documents).unwrap_err().to_string().contains("confirmed"));
}

#[test]
fn joining_keeps_hedges_and_makes_no_figure_joint_with_itself() {
    let mut documents = documents();
    let file = "incidents/mill-fire.toml";
    let text = documents.text(file).unwrap().replace("passage = 2\nclaims", "passage = 1\nhedge = \"if it was the mill\"\nweigh = false\nclaims").replace(
        "words = \"A second blaze\" },\n]",
        "words = \"the port\" },\n  { facet = \"killed\", figure = 20, with = [\"port-fire\"], words = \"Nine people\" },\n]",
    );
    assert!(text.contains("with") && text.contains("weigh"));
    documents.apply(&Edit::RemoveFile { file: file.into() }).unwrap();
    documents.apply(&Edit::CreateFile { file: file.into(), text }).unwrap();
    apply(&Decision::Join { stays: "port-fire".into(), goes: "mill-fire".into() }, &mut documents).unwrap();
    let text = documents.text("incidents/port-fire.toml").unwrap();
    let killed = text.lines().find(|line| line.contains("figure = 20")).unwrap();
    assert!(
        !killed.contains("with") && killed.contains("weigh = false") && killed.contains("if it was the mill"),
        "{text}"
    );
    corpus(&documents);
}

#[test]
fn rejecting_a_quotation_leaves_the_ids_of_the_others() {
    let mut documents = documents();
    let file = "quotes/courier.toml";
    let second = "\n[[quote]]\npassage = 1\nspeaker = \"a docker\"\npieces = [ { opening = \"said an officer\", length = 3 } ]\ndraft = \"plain\"\n";
    let text = documents.text(file).unwrap() + second;
    documents.apply(&Edit::RemoveFile { file: file.into() }).unwrap();
    documents.apply(&Edit::CreateFile { file: file.into(), text }).unwrap();
    let before = corpus(&documents);
    let id = |corpus: &Corpus| corpus.str(corpus.quotes().last().unwrap().1.id).to_owned();
    let first = queue(&before).iter().map(|q| q.item).find(|item| matches!(item, DraftItem::Quote(_))).unwrap();
    apply(&reject(vec![first.key(&before)]), &mut documents).unwrap();
    let after = corpus(&documents);
    assert_eq!((after.quotes().len(), id(&after)), (1, id(&before)));
}

#[test]
fn an_accepted_origin_is_the_article_s() {
    let mut documents = documents();
    apply(&Decision::Accept(vec![key(&documents, "origin gazette")]), &mut documents).unwrap();
    let corpus = corpus(&documents);
    assert_eq!(corpus.origin_count(), 1);
    assert!(!listed(&corpus).contains(&"origin gazette".to_owned()));
}

#[test]
fn a_rejected_claim_goes_and_the_last_one_of_an_incident_is_refused() {
    let mut documents = documents();
    apply(&reject(vec![key(&documents, "place courier ¶1")]), &mut documents).unwrap();
    let text = documents.text("incidents/port-fire.toml").unwrap();
    assert!(!text.contains("words = \"at the port\"") && text.contains("# counted"), "{text}");
    // The last claim takes its account along.
    apply(&reject(vec![key(&documents, "killed gazette ¶1")]), &mut documents).unwrap();
    assert!(!documents.text("incidents/port-fire.toml").unwrap().contains("gazette"));
    let last = key(&documents, "place courier ¶2");
    assert_eq!(apply(&reject(vec![last]), &mut documents), Err(Refusal::LastAccount));
    corpus(&documents);
}

#[test]
fn a_rejected_incident_goes_with_all_that_refers_to_it() {
    let mut documents = documents();
    apply(&reject(vec![key(&documents, "port-fire")]), &mut documents).unwrap();
    let corpus = corpus(&documents);
    assert_eq!(listed(&corpus), ["mill-fire", "place courier ¶2", "quote courier ¶1", "origin gazette"]);
    assert_eq!(corpus.quotes().next().unwrap().1.incidents.len(), 1);
    assert!(!documents.text("articles/courier.md").unwrap().contains("main"));
}

/// The decision that a form leads to in which this is typed.
fn typed(corpus: &Corpus, ask: &DecisionAsk, line: &str) -> Result<Decision, String> {
    let begins = ask.present(corpus).unwrap_or_default();
    match ask.answer(corpus, AskedLine { subject: "it", begins: &begins, typed: line })? {
        DecisionFormAnswer::Decide(decided) => Ok(decided.decision),
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn a_corrected_claim_is_confirmed_with_what_was_typed() {
    let before = corpus(&documents());
    let item = queue(&before)[1].item;
    let DraftItem::Claim(id) = item else { panic!("{item:?}") };
    let ask = DecisionAsk::Revise(claim_key(&before, id), true);
    assert_eq!(ask.present(&before).unwrap(), "9");
    for (line, shown) in
        [("at least 9", "≥9"), ("9–12", "9–12"), ("20-30", "20–30"), ("several", "several"), ("10", "10")]
    {
        let mut documents = documents();
        apply(&typed(&before, &ask, line).unwrap(), &mut documents).unwrap();
        let after = corpus(&documents);
        let (_, new) = after.claims().find(|(_, claim)| after.str(claim.words) == "Nine people died").unwrap();
        assert!(new.drafted.is_none());
        assert_eq!(parallax::present::words::bare_value(&after, new), shown);
    }
    assert!(typed(&before, &ask, "many").unwrap_err().contains("a number"));
    // With the facet before it, it is of that facet.
    let mut documents = documents();
    apply(&typed(&before, &ask, "injured 9").unwrap(), &mut documents).unwrap();
    assert!(documents.text("incidents/port-fire.toml").unwrap().contains("{ facet = \"injured\", figure = 9, words"));
    let place = before.claims().find(|(_, c)| before.str(c.words) == "at the port").unwrap();
    let ask = DecisionAsk::Revise(claim_key(&before, place.0), true);
    assert!(typed(&before, &ask, "Atlantis").unwrap_err().contains("names.toml"));
    for mill in ["Old Mill", "The Mill", "mill"] {
        let mut documents = self::documents();
        apply(&typed(&before, &ask, mill).unwrap(), &mut documents).unwrap();
        let text = documents.text("incidents/port-fire.toml").unwrap();
        assert!(text.contains("value = \"mill\", words = \"at the port\""), "{text}");
    }
}

#[test]
fn a_quotation_is_confirmed_with_its_gist_only() {
    let mut documents = documents();
    let quote = key(&documents, "quote courier ¶1");
    let refused = apply(&Decision::Accept(vec![quote]), &mut documents).unwrap_err();
    assert!(refused.to_string().contains("gist"), "{refused}");
    let mut documents = self::documents();
    let key = QuoteKey { article: "courier".into(), passage: 1, opening: "It was fast".into(), nth: 0 };
    let gist = typed(&corpus(&documents), &DecisionAsk::Quote(key, true), "It spread quickly").unwrap();
    apply(&gist, &mut documents).unwrap();
    let corpus = corpus(&documents);
    let (_, quote) = corpus.quotes().next().unwrap();
    assert!(quote.drafted.is_none() && corpus.str(quote.gist) == "It spread quickly");
}

#[test]
fn a_claim_is_made_of_words_with_what_the_rules_read_there() {
    let mut documents = documents();
    let before = corpus(&documents);
    let passage = before.articles().next().unwrap().1.passages.ids().next().unwrap();
    let text = before.str(before.passage(passage).text.unwrap()).to_owned();
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        TextSpan::new(start, start + words.len())
    };
    for (words, line) in [
        ("at least 12", "injured ≥12"),
        ("Nine people died", "killed 9"),
        ("on 2 May", "date 2031-05-02 ; basis the year is that of 3 May 2031"),
        ("port", "place port"),
        ("an officer", ""),
    ] {
        assert_eq!(proposed::claim(&before, passage, span(words)), line, "{words}");
    }
    let claim = claim_line::read(&before, "killed 2 attackers").unwrap();
    for (wrong, right) in [
        ("", "killed 9"),
        ("kiled 9", "is no facet"),
        ("killed", "empty"),
        ("place Atlantis", "names.toml"),
        ("ki many", "a number"),
    ] {
        let said = claim_line::read(&before, wrong).unwrap_err();
        assert!(said.contains(right), "{wrong}: {said}");
    }
    let claim = HandClaim { article: "courier".into(), passage: 1, words: "at least 12".into(), claim };
    apply(&Decision::Claim(claim, TopicKey::Incident("port-fire".into())), &mut documents).unwrap();
    let text = documents.text("incidents/port-fire.toml").unwrap();
    assert!(text.contains("{ facet = \"killed\", figure = 2, of = \"attackers\", words = \"at least 12\" }"), "{text}");
    let after = corpus(&documents);
    let (_, new) = after.claims().find(|(_, claim)| after.str(claim.words) == "at least 12").unwrap();
    assert!(new.drafted.is_none(), "what a person says is no draft");
}

#[test]
fn a_claim_moves_to_another_incident_or_to_a_new_one() {
    let mut documents = documents();
    let DraftKey::Claim(place) = key(&documents, "place courier ¶1") else { panic!() };
    let mill = TopicKey::Incident("mill-fire".into());
    apply(&Decision::Move(moved(place), mill.clone()), &mut documents).unwrap();
    let after = corpus(&documents);
    assert!(listed(&after).ends_with(&[
        "mill-fire".to_owned(),
        "place courier ¶1".into(),
        "place courier ¶2".into(),
        "quote courier ¶1".into(),
        "origin gazette".into()
    ]));
    // Back into the account that is there for its passage.
    let DraftKey::Claim(killed) = key(&documents, "killed gazette ¶1") else { panic!() };
    let new = incident_line::read(&after, &Vec::new(), "Fire at the port!").unwrap();
    apply(&Decision::MoveToNew(moved(killed), new), &mut documents).unwrap();
    let text = documents.text("incidents/fire-at-the-port.toml").unwrap();
    assert!(text.contains("rule = \"by hand\"") && text.contains("figure = 11"), "{text}");
    corpus(&documents);
}

#[test]
fn two_incidents_become_one() {
    let mut documents = documents();
    let join = Decision::Join { stays: "port-fire".into(), goes: "mill-fire".into() };
    apply(&join, &mut documents).unwrap();
    assert!(documents.text("incidents/mill-fire.toml").is_none());
    let corpus = corpus(&documents);
    assert_eq!(corpus.incidents().len(), 1);
    let (_, incident) = corpus.incidents().next().unwrap();
    // It does not follow itself.
    assert_eq!((incident.accounts.len(), incident.relations.len()), (3, 0));
    assert_eq!(corpus.quotes().next().unwrap().1.incidents.len(), 1);
    let itself = Decision::Join { stays: "port-fire".into(), goes: "port-fire".into() };
    assert!(apply(&itself, &mut documents).is_err());
}
