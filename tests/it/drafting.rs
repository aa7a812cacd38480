//! Raw articles in, drafts out: incidents with claims and quotations of several sources, each with the words that made it.

use parallax::export::json;
use parallax::load::{Loaded, Request, load};
use parallax::model::{Claim, Corpus, Entry, Grade, Party, Stance, Subject, Value};

use crate::desk_keys::parallax;
use crate::fixture::{screen, session, sources, value};
use crate::intake::fixture::Folder;

/// Two papers on one invented blast, and a third article on another day and place.
pub const ARTICLES: [(&str, &str); 3] = [
    (
        "courier.txt",
        "Title: Blast kills nine in Kandahar\nPublisher: The Merrow Courier\nDate: 2031-05-13\nLanguage: en\n\n\
         A suicide bombing at the cattle market in Kandahar killed at least nine people on Monday, police said.\n\n\
         Forty others were wounded in the blast, according to the hospital of the city.\n\n\
         “We heard a sound like a falling wall, and then nobody could see,” said Odran Pell, a grain merchant.\n",
    ),
    (
        "valley-post.txt",
        "Title: Toll of Kandahar market bombing rises\nPublisher: Valley Post\nDate: 2031-05-14\nLanguage: en\n\n\
         The suicide bombing at a market in Kandahar on 12 May killed 14 people, officials said on Tuesday.\n\n\
         About 40 people were injured when the bomber blew himself up among the stalls of the cattle market.\n",
    ),
    (
        "mirror.txt",
        "Title: Gunmen attack a checkpoint near Mardan\nPublisher: The Mirror\nDate: 2031-07-02\nLanguage: en\n\n\
         Gunmen opened fire on a police checkpoint near Mardan on 1 July 2031, killing three officers, the army said.\n\n\
         The attackers came down from the hills before dawn and fled when a patrol arrived, a spokesman said in the town.\n",
    ),
];

fn articles(name: &str) -> (Folder, Loaded) {
    let folder = Folder::new(name);
    for (file, text) in ARTICLES {
        std::fs::write(folder.0.join(file), text).unwrap();
    }
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    (folder, loaded)
}

/// The claims of an incident as `article ¶passage facet value`.
fn claims(corpus: &Corpus, title: &str) -> Vec<String> {
    let found = corpus.incidents().find(|(_, i)| corpus.str(i.title).contains(title));
    let (_, incident) = found.unwrap_or_else(|| panic!("no incident {title}"));
    let accounts = corpus.accounts_in(incident.accounts).iter();
    let all = accounts.flat_map(|account| corpus.claims_in(account.claims).iter().map(move |claim| (account, claim)));
    all.map(|(account, claim)| {
        assert!(claim.drafted.is_some(), "what is read by rule is a draft");
        let passage = corpus.passage(account.passage);
        let words = corpus.str(claim.words);
        let text = corpus.str(passage.text.unwrap());
        assert!(text.contains(words), "“{words}” stands in its passage");
        let value = value(corpus, claim);
        let id = corpus.str(corpus.article(passage.article).id);
        format!("{id} ¶{} {} {value}", passage.number, corpus.facet_word(claim.facet))
    })
    .collect()
}

#[test]
fn two_papers_on_one_blast_are_one_incident_with_the_figures_of_both() {
    let (_folder, loaded) = articles("drafting-two");
    let corpus = loaded.corpus();
    let titles: Vec<&str> = corpus.incidents().map(|(_, i)| corpus.str(i.title)).collect();
    assert_eq!(titles, ["Suicide bombing in Kandahār, 12 May 2031", "Shooting in Mardan, 1 July 2031"]);
    let said = claims(corpus, "Kandahār");
    for wanted in [
        "courier ¶1 killed ≥9",
        "courier ¶1 date 2031-05-12",
        "courier ¶1 place Kandahār",
        "courier ¶2 injured 40",
        "valley-post ¶1 killed 14",
        "valley-post ¶1 date 2031-05-12",
        "valley-post ¶2 injured ≈40",
    ] {
        assert!(said.iter().any(|claim| claim == wanted), "{wanted} in {said:#?}");
    }
    let said = claims(corpus, "Mardan");
    assert!(said.contains(&"mirror ¶1 killed 3".to_owned()), "{said:#?}");
}

#[test]
fn what_the_headline_says_first_is_taken_from_the_passage_that_says_it_too() {
    let folder = Folder::new("drafting-headline");
    let text = "Title: Bombing kills nine in Kandahar\nDate: 2031-05-13\nLanguage: en\n\n\
        The bombing at the cattle market in Kandahar killed at least nine people on Monday, police said.\n\n\
        The stalls burned until the evening, and the road to the north was closed for the whole of the night.\n";
    std::fs::write(folder.0.join("courier.txt"), text).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let corpus = loaded.corpus();
    let said = claims(corpus, "Kandahār");
    for wanted in ["courier ¶1 method bombing", "courier ¶1 status carried out", "courier ¶1 killed ≥9"] {
        assert!(said.iter().any(|claim| claim == wanted), "{wanted} in {said:#?}");
    }
    let killed = claim_on(corpus, "killed");
    assert!(killed.weigh, "“nine” in the headline and “at least nine” below it are one figure");
}

#[test]
fn a_number_that_only_the_headline_has_says_so_and_cites_nobody() {
    let folder = Folder::new("drafting-reckoned");
    let text = "Title: Two dead in shooting near Mardan\nDate: 2031-05-14\nLanguage: en\n\n\
        Gunmen shot at guests of a tea house near Mardan on Tuesday, the police said, and fled into the hills.\n\n\
        The owner of the tea house said that the men had come on motorcycles and had said nothing to anybody.\n";
    std::fs::write(folder.0.join("mirror.txt"), text).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let corpus = loaded.corpus();
    let killed: Vec<_> =
        corpus.claims().map(|(_, claim)| claim).filter(|c| corpus.facet_word(c.facet) == "killed").collect();
    let [claim] = &killed[..] else { panic!("{killed:?}") };
    assert!(matches!(claim.value, Value::Figure(figure) if figure.display() == "2"), "{:?}", claim.value);
    assert!(corpus.str(claim.basis).starts_with("the headline says “Two dead"), "{}", corpus.str(claim.basis));
    assert!(claim.according_to.is_empty() && claim.weigh, "no passage says it, so nobody is cited");
    let shown = screen(&session(loaded, (120, 40), "<f2>gg"));
    assert!(shown.contains("[worked out: the headline says"), "{shown}");
}

#[test]
fn those_missing_have_a_facet_that_the_corpus_declares() {
    let folder = Folder::new("drafting-missing");
    let text = "Title: Boat attacked off Tarn\nDate: 2031-05-14\nLanguage: en\n\n\
        Gunmen attacked a ferry near Mardan on Tuesday, killing four people, and 12 people are missing, the police said.\n\n\
        The captain said that the men had come in two boats and had said nothing to anybody before they opened fire.\n";
    std::fs::write(folder.0.join("mirror.txt"), text).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let corpus = loaded.corpus();
    let of = |word: &str| {
        let all = corpus.claims().map(|(_, claim)| claim).filter(|c| corpus.facet_word(c.facet) == word);
        all.filter_map(|c| if let Value::Figure(figure) = c.value { Some(figure.display()) } else { None })
            .collect::<Vec<_>>()
    };
    assert_eq!((of("missing"), of("killed")), (vec!["12".to_owned()], vec!["4".to_owned()]));
    assert!(screen(&session(loaded, (120, 40), "<f2>gg")).contains("missing"));
}

#[test]
fn a_quotation_has_its_speaker_and_its_incident() {
    let (_folder, loaded) = articles("drafting-quote");
    let corpus = loaded.corpus();
    let all: Vec<_> = corpus.quotes().map(|(_, quote)| quote).collect();
    assert_eq!(all.len(), 1);
    assert_eq!(corpus.str(all[0].speaker_words), "Odran Pell");
    assert_eq!(corpus.str(all[0].pieces[0].opening), "We heard a sound like a falling wall,");
    assert_eq!(all[0].pieces[0].length, 13);
    assert_eq!(all[0].incidents.len(), 1);
}

#[test]
fn a_speech_over_two_paragraphs_is_a_quotation_of_each_and_what_is_written_passes_the_check() {
    let folder = Folder::new("drafting-speech");
    let text = "Title: Blast at the mill\nDate: 2031-05-14\nLanguage: en\n\n\
        A bomb went off at the mill near Mardan on Tuesday, and Odran Pell, a miller, said: “We heard a sound like a falling wall.\n\n\
        “Then nobody could see, and we all ran to the river,” he added.\n\n\
        The police said that nobody was hurt, and that the road to the mill was closed.\n";
    std::fs::write(folder.0.join("courier.txt"), text).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let corpus = loaded.corpus();
    let said: Vec<(u32, &str)> = corpus
        .quotes()
        .map(|(_, quote)| (corpus.passage(quote.passage).number, corpus.str(quote.pieces[0].opening)))
        .collect();
    assert_eq!(said, [(1, "We heard a sound like a falling wall."), (2, "Then nobody could see, and we all ran")]);
    let out = folder.0.join("corpus");
    let (status, _, why) = parallax(&[
        "draft",
        folder.0.join("courier.txt").to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--with-text",
    ]);
    assert_eq!(status, Some(0), "{why}");
    let (status, said, _) = parallax(&["check", out.to_str().unwrap()]);
    assert!(status == Some(0) && !said.contains("error"), "{said}");
}

#[test]
fn the_document_names_drafts_main_incidents_and_files() {
    let (_folder, loaded) = articles("drafting-json");
    let all: Vec<_> = loaded.corpus().incidents().map(|(id, _)| id).collect();
    let subjects: Vec<Subject> = all.iter().map(|&id| Subject::entry(&loaded.workspace, Entry::Incident(id))).collect();
    let document = json::document(&loaded.workspace.corpus, &subjects);
    let document = serde_json::to_value(document).unwrap();
    let incidents = document["incidents"].as_array().unwrap();
    assert!(incidents.iter().all(|incident| incident["drafted"] == true && incident["verdict"].is_null()));
    let of = |file: &str| {
        let articles = document["articles"].as_array().unwrap();
        articles.iter().find(|a| a["file"].as_str().unwrap().ends_with(file)).unwrap().clone()
    };
    assert_eq!(of("courier.txt")["main"], incidents[0]["id"]);
    assert_eq!(of("mirror.txt")["main"], incidents[1]["id"]);
    let quote = &document["quotes"][0];
    assert_eq!(quote["text"], "We heard a sound like a falling wall, and then nobody could see,");
    assert_eq!((&quote["speaker"], &quote["drafted"]), (&"Odran Pell".into(), &true.into()));
}

#[test]
fn the_order_of_files_changes_nothing() {
    let shown = |reverse: bool| {
        let folder = Folder::new(if reverse { "drafting-back" } else { "drafting-forth" });
        let mut paths: Vec<_> = ARTICLES.iter().map(|(file, text)| (folder.0.join(file), text)).collect();
        for (path, text) in &paths {
            std::fs::write(path, text).unwrap();
        }
        if reverse {
            paths.reverse();
        }
        let paths = paths.into_iter().map(|(path, _)| path).collect();
        let loaded = load(&Request { paths, sources: Vec::new() });
        let corpus = loaded.corpus();
        let of = |(_, i): (_, &parallax::model::Incident)| {
            let mut claims = claims(corpus, corpus.str(i.title));
            claims.sort();
            (corpus.str(i.id).to_owned(), corpus.str(i.title).to_owned(), claims)
        };
        corpus.incidents().map(of).collect::<Vec<_>>()
    };
    assert_eq!(shown(false), shown(true));
}

#[test]
fn the_timeline_shows_drafts_with_hollow_signs_from_the_start() {
    let (_folder, loaded) = articles("drafting-screen");
    let shown = screen(&session(loaded, (120, 40), "<f2>gg"));
    assert!(shown.contains("Suicide bombing in Kand"), "{shown}");
    assert!(["⊗ 2", "⊖ 2"].iter().any(|sign| shown.contains(sign)), "{shown}");
}

/// The five articles of the built-in corpus as they are: the republication is found with nobody's help, and nothing else.
#[test]
fn the_republication_is_the_only_echo_among_the_five() {
    let Some(folder) = sources() else { return };
    let loaded = load(&Request { paths: vec![folder], sources: Vec::new() });
    let corpus = loaded.corpus();
    let echoing: Vec<_> = corpus.articles().filter(|(_, article)| article.draft_origin.is_some()).collect();
    let [(_, echoing)] = echoing[..] else { panic!("{}", echoing.len()) };
    // Its origin is that of the other; the other's is its own, which nobody need say.
    assert_ne!(echoing.draft_origin.unwrap().origin, echoing.origin);
    assert_eq!(corpus.articles().len(), 5);
}

/// The header of the only incident of one article: title, kind, place, and its claims of method, date and place.
fn header_of(name: &str, text: &str) -> (String, String, Vec<String>) {
    let folder = Folder::new(name);
    std::fs::write(folder.0.join("only.txt"), text).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    let corpus = loaded.corpus();
    let (_, incident) = corpus.incidents().next().expect("an incident");
    let title = corpus.str(incident.title).to_owned();
    let facets = ["method", "date", "place", "status"];
    let all = claims(corpus, &title).into_iter();
    let backed = all.filter_map(|claim| claim.split_once("¶1 ").map(|(_, said)| said.to_owned()));
    let backed = backed.filter(|said| facets.iter().any(|facet| said.starts_with(facet))).collect();
    (title, corpus.str(incident.kind).to_owned(), backed)
}

#[test]
fn what_stands_over_a_drafted_incident_is_what_a_claim_says() {
    // The headline is no passage: its word for it backs nothing.
    let (title, kind, claims) = header_of(
        "header-headline",
        "Title: Raid on the market of Kandahar\nPublisher: The Mirror\nDate: 2031-07-02\nLanguage: en\n\n\
         Twelve people were killed at the market of Kandahar on 1 July 2031 when gunmen opened fire, the army said.\n",
    );
    assert!(claims.contains(&format!("method {kind}")), "{kind}: {claims:?}");
    assert!(title.starts_with("Shooting in Kandah") || title.starts_with("Killing in Kandah"), "{title}");
    // What the attackers burned besides is not what it was.
    let (title, kind, claims) = header_of(
        "header-arson",
        "Title: Twelve killed in market of Kandahar\nPublisher: The Mirror\nDate: 2031-07-02\nLanguage: en\n\n\
         Gunmen attacked the market of Kandahar on 1 July 2031, killing twelve people. They burned shops and stalls, and \
         burned the mill.\n",
    );
    assert!(kind != "arson" && claims.contains(&format!("method {kind}")), "{kind}: {claims:?}");
    assert!(title.starts_with("Killing in Kandah"), "{title}");
    // A day and a place that stand in the headline only.
    let (title, _, claims) = header_of(
        "header-day",
        "Title: Bombing in Mardan on 3 July 2031\nPublisher: The Mirror\nDate: 2031-07-05\nLanguage: en\n\n\
         A bombing at a cattle market killed twelve people and wounded forty others, the army said in a statement.\n\n\
         The stalls burned for hours, and the traders who had come from the villages around carried the wounded away.\n",
    );
    assert!(!title.contains("Mardan") && !claims.iter().any(|claim| claim.starts_with("place")), "{title} {claims:?}");
    assert!(!title.contains("3 July") && !claims.iter().any(|claim| claim.starts_with("date")), "{title} {claims:?}");
}

#[test]
fn a_folder_that_was_drafted_passes_its_own_check_against_its_texts() {
    let folder = Folder::new("drafting-check");
    let texts = folder.0.join("articles");
    std::fs::create_dir(&texts).unwrap();
    // Words of claims that stand twice in their passage, and a caption that is printed twice.
    let caption = "A picture shows the market in Kandahar after the bombing on 12 May that killed nine people.";
    let text = format!(
        "Title: Blast in Kandahar\nPublisher: The Merrow Courier\nDate: 2031-05-13\nLanguage: en\n\n{caption}\n\n{caption}\n\n\
         A suicide bombing in Kandahar killed nine people on 12 May 2031. Kandahar has seen no suicide bombing since 2029, and \
         nobody was killed there on 12 May 2030.\n\n\
         Militants carried out the bombing in Kandahar, police said, and police in Kandahar have arrested two militants.\n"
    );
    std::fs::write(texts.join("courier.txt"), text).unwrap();
    for (file, text) in &ARTICLES[1..] {
        std::fs::write(texts.join(file), text).unwrap();
    }
    let (out, texts) = (folder.0.join("corpus"), texts.to_str().unwrap().to_owned());
    let out = out.to_str().unwrap();
    let (status, _, said) = parallax(&["draft", &texts, "--out", out]);
    assert_eq!(status, Some(0), "{said}");
    let (_, said, errors) = parallax(&["check", out, "--sources", &texts]);
    assert!(!said.contains("error[") && !errors.contains("error["), "{said}{errors}");
    let claims = std::fs::read_dir(format!("{out}/incidents"))
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap().matches("words = ").count());
    assert!(claims.sum::<usize>() > 8, "there is something to check");
}

/// A paragraph that says nothing of an attack: a text of one short paragraph is no article.
const MORE: &str = "The streets around it were empty for the rest of the week, and the shops of the quarter stayed closed until evening.";

/// One article of these words, read.
fn drafted(name: &str, title: &str, text: &str) -> (Folder, Loaded) {
    let folder = Folder::new(name);
    let article =
        format!("Title: {title}\nPublisher: Valley Post\nDate: 2031-05-14\nLanguage: en\n\n{text}\n\n{MORE}\n");
    std::fs::write(folder.0.join("valley-post.txt"), article).unwrap();
    let loaded = load(&Request { paths: vec![folder.0.clone()], sources: Vec::new() });
    (folder, loaded)
}

/// The claims on figures, each with its hedge.
fn figures(corpus: &Corpus) -> Vec<String> {
    let figure = |claim: &&Claim| matches!(claim.value, Value::Figure(_));
    let all = corpus.claims().map(|(_, claim)| claim).filter(figure);
    let shown = |claim: &Claim| {
        let hedge = corpus.given(claim.hedge).map(|hedge| format!(" [{hedge}]")).unwrap_or_default();
        format!("{} {}{hedge}", corpus.facet_word(claim.facet), parallax::present::words::value(corpus, claim))
    };
    all.map(shown).collect()
}

/// The first claim on a facet.
fn claim_on<'c>(corpus: &'c Corpus, facet: &str) -> &'c Claim {
    let mut all = corpus.claims().map(|(_, claim)| claim);
    all.find(|claim| corpus.facet_word(claim.facet) == facet).unwrap_or_else(|| panic!("no claim on {facet}"))
}

/// The first claim that states a number.
fn claim_of(corpus: &Corpus, number: u32) -> &Claim {
    let states = |claim: &&Claim| matches!(claim.value, Value::Figure(figure) if figure.stated == Some(number));
    corpus.claims().map(|(_, claim)| claim).find(states).unwrap_or_else(|| panic!("no {number}: {:?}", figures(corpus)))
}

/// The title of the first incident.
fn first_title(corpus: &Corpus) -> &str {
    corpus.str(corpus.incidents().next().unwrap().1.title)
}

#[test]
fn no_number_is_drafted_that_no_words_state() {
    let text = "A bomb exploded in a market in Herat on 12 May 2031, killing about 12 people and wounding nearly 30.\n\n\
        More than 100 people fled, and some 60 were injured in the crush, the police said in the evening.";
    let (_folder, loaded) = drafted("drafting-none", "Bomb in Herat", text);
    let said = figures(loaded.corpus());
    let numbers = |claim: &String| ["12", "30", "60"].iter().any(|number| claim.contains(number));
    assert!(said.len() == 3 && said.iter().all(numbers), "{said:?}");
    let text = "Three rockets were fired at an airbase near Herat on 12 May 2031 and caused neither casualties nor damage.\n\n\
        In March a guard was killed in an attack there.";
    let (_folder, loaded) = drafted("drafting-rockets", "Rockets fired near Herat", text);
    let corpus = loaded.corpus();
    let of_rockets = |claim: &Claim| corpus.str(claim.words).contains("rockets");
    let mut claims = corpus.claims().map(|(_, claim)| claim).filter(|claim| of_rockets(claim));
    assert!(claims.all(|claim| !claim.facet.is_figure()), "{:?}", figures(corpus));
}

#[test]
fn a_number_that_is_no_total_stays_none_when_it_is_confirmed() {
    let text = "The army said that 18 soldiers died in an ambush near Gao on 12 May 2031.\n\n\
        Five civilians were killed, a hospital official said. Another three soldiers died on Tuesday.";
    let (_folder, loaded) = drafted("drafting-some", "Ambush near Gao", text);
    let said = figures(loaded.corpus());
    let has = |claim: &str| said.iter().any(|said| said.contains(claim));
    assert!(has("18 soldiers") && !has("18 soldiers ["), "{said:?}");
    assert!(
        said.iter().any(|s| s.contains('5') && s.ends_with("; it counts those it names, perhaps not all]")),
        "{said:?}"
    );
    assert!(said.iter().any(|s| s.contains('3') && s.ends_with("[a further number, not the total]")), "{said:?}");
}

#[test]
fn a_sum_has_the_parts_that_are_printed() {
    let text = "Gunmen kidnapped 34 pupils and two teachers from a school near Jos on 12 May 2031, the governor said.";
    let (_folder, loaded) = drafted("drafting-sum", "Pupils kidnapped near Jos", text);
    let said = figures(loaded.corpus());
    assert!(said.len() == 1 && said[0].contains("34 pupils + 2 teachers"), "{said:?}");
}

#[test]
fn a_total_with_the_attackers_is_a_number_of_victims_nowhere() {
    for (name, text) in [
        ("aside", "Three people, including the attacker, were killed in Kassel on 12 May 2031, the police said."),
        (
            "after",
            "A man attacked people in Kassel on 12 May 2031. Three people died, attacker included, the police said.",
        ),
        (
            "with",
            "A man attacked people in Kassel on 12 May 2031. With the attacker, three people died, the police said.",
        ),
        (
            "next",
            "A man attacked people in Kassel on 12 May 2031. Three people were killed. The figure includes the attacker.",
        ),
    ] {
        let (_folder, loaded) = drafted(&format!("drafting-all-{name}"), "Knife attack in Kassel", text);
        let screen = screen(&session(loaded, (120, 40), "<f2>"));
        assert!(screen.contains("◌≤3"), "{name}: {screen}");
    }
    for (name, text, shown) in [
        (
            "not",
            "A man attacked people in Kassel on 12 May 2031. Three people died, attackers not included, police said.",
            "◌3 ",
        ),
        (
            "aside",
            "A man attacked people in Kassel on 12 May 2031. Three people died, not including the attacker.",
            "◌3 ",
        ),
        (
            "counting",
            "A man attacked people in Kassel on 12 May 2031. Not counting the attacker, three people died.",
            "◌3 ",
        ),
        (
            "clash",
            "In a clash with militants in Kassel on 12 May 2031, 12 soldiers were killed, the police said.",
            "◌12 ",
        ),
        (
            "inside",
            "A bank in Kassel was attacked on 12 May 2031. With the gunmen still inside, 22 people were killed.",
            "◌22 ",
        ),
        ("under", "Fewer than 20 people, including the attacker, were killed in Kassel on 12 May 2031.", "◌<20 "),
        // Nothing printed says how many victims there can be at most.
        ("about", "About 30 people, including the attacker, were killed in Kassel on 12 May 2031.", "  "),
        ("least", "At least 22 people, including the attacker, were killed in Kassel on 12 May 2031.", "  "),
    ] {
        let (_folder, loaded) = drafted(&format!("drafting-all-{name}"), "Attack in Kassel", text);
        let screen = screen(&session(loaded, (120, 40), "<f2>"));
        let row = screen.lines().find(|line| line.contains('▸')).unwrap_or_default();
        let row = row.split("││").next().unwrap_or_default();
        assert!(row.contains(shown) && (shown != "  " || !row.contains('◌')), "{name}: {screen}");
    }
}

#[test]
fn the_injured_before_a_toll_with_the_attackers_are_injured() {
    let text = "Ten people were killed and 30 injured in Kassel on 12 May 2031. The toll includes the attacker.";
    let (_folder, loaded) = drafted("drafting-toll", "Attack in Kassel", text);
    let corpus = loaded.corpus();
    let of = |facet: &str| claim_on(corpus, facet).party();
    assert_eq!((of("killed"), of("injured")), (Party::Total, Party::Victims));
}

#[test]
fn a_doubt_that_a_pronoun_has_stays() {
    let text = "The army fought the rebels in Kassel on 12 May 2031. It claimed that 30 rebels were killed there.";
    let (_folder, loaded) = drafted("drafting-it", "Fighting in Kassel", text);
    let corpus = loaded.corpus();
    let claim = corpus.claims().find(|(_, claim)| claim.facet.is_figure()).unwrap().1;
    assert!(claim.according_to.is_empty() && claim.stance == Stance::Reported, "{claim:?}");
}

#[test]
fn the_first_injured_are_no_further_number_beside_the_dead() {
    let text =
        "Three people were killed and six others injured when a bomb exploded in Herat on 12 May 2031, police said.";
    let (_folder, loaded) = drafted("drafting-others", "Bomb in Herat", text);
    let said = figures(loaded.corpus());
    assert!(said.iter().any(|claim| claim.starts_with("injured") && !claim.contains('[')), "{said:?}");
}

#[test]
fn whoever_kills_attackers_did_not_carry_out_their_attack() {
    let text = "Gunmen attacked a mosque in Bannu on 12 May 2031, killing 22 people. Three attackers were also killed by \
        security forces, the military said.";
    let (_folder, loaded) = drafted("drafting-forces", "Mosque attacked in Bannu", text);
    let corpus = loaded.corpus();
    let blamed = corpus.claims().filter(|(_, claim)| corpus.facet_word(claim.facet) == "perpetrator");
    let words: Vec<&str> = blamed.map(|(_, claim)| corpus.str(claim.words)).collect();
    assert!(words.iter().all(|words| !words.contains("security forces")), "{words:?}");
}

#[test]
fn a_day_that_no_article_prints_says_how_it_was_worked_out() {
    let text = "A bomb exploded in a market in Herat on Monday, killing 12 people, the police said in the evening.";
    let (_folder, loaded) = drafted("drafting-day", "Bomb in Herat", text);
    let corpus = loaded.corpus();
    let basis: Vec<&str> = corpus.incidents().map(|(_, incident)| corpus.str(incident.date_basis)).collect();
    assert_eq!(basis, ["counted from 14 May 2031"]);
}

#[test]
fn what_is_denied_is_drafted_as_denied() {
    let text = "HERAT, 14 May - Officials on Wednesday denied reports of a bomb attack in Herat.\n\n\"There was no bomb and nobody was \
                hurt,\" the governor said.\n\nReports that 12 people had been killed are false, the police said.";
    let (_folder, loaded) = drafted("drafting-denied", "No bomb in Herat, officials say", text);
    let corpus = loaded.corpus();
    let (id, incident) = corpus.incidents().next().unwrap();
    assert_eq!(incident.status.map_or("", |status| status.word()), "alleged", "{}", corpus.str(incident.title));
    assert!(corpus.str(incident.title).starts_with("Alleged bombing in Herāt"), "{}", corpus.str(incident.title));
    let denied = |facet: &str| {
        let claim = claim_on(corpus, facet);
        let who: Vec<&str> = claim.according_to.iter().map(|who| corpus.str(*who)).collect();
        (claim.stance, who.join(", "))
    };
    assert_eq!(denied("status"), (Stance::Denied, "Officials".to_owned()));
    assert_eq!(denied("killed"), (Stance::Denied, "the police".to_owned()));
    // Neither the timeline nor a filter has the twelve.
    assert_eq!(parallax::present::killed::in_short(corpus, id), "");
    // Who denies to have done it denies no attack.
    let text = "A bomb killed 12 people in Herat on 12 May 2031. The group denied that it was behind the attack, and rejected claims \
                of involvement in the bombing.";
    let (_folder, loaded) = drafted("drafting-denied-doing", "Bombing in Herat", text);
    let corpus = loaded.corpus();
    assert_eq!(corpus.incidents().next().unwrap().1.status.map_or("", |status| status.word()), "carried out");
    assert!(corpus.claims().all(|(_, claim)| claim.stance != Stance::Denied), "{:?}", figures(corpus));
}

#[test]
fn the_day_on_which_somebody_spoke_is_not_that_of_the_attack() {
    let text = "A car bomb killed six people in Herat, officials said on Tuesday.";
    let (_folder, loaded) = drafted("drafting-spoke", "Blast in Herat kills six", text);
    let corpus = loaded.corpus();
    let incident = corpus.incidents().next().unwrap().1;
    assert!(incident.date.is_none(), "{}", corpus.str(incident.title));
    assert!(corpus.str(incident.title).ends_with("reported 14 May 2031"), "{}", corpus.str(incident.title));
    let date = claim_on(corpus, "date");
    assert_eq!(corpus.given(date.hedge), Some("it is the day on which this was said; it may have been earlier"));
}

#[test]
fn nobody_is_killed_by_what_could_have_been() {
    for (name, text) in [
        ("could", "Police arrested three men in Herat on 12 May 2031. The device could have killed dozens of people."),
        ("would", "A bomb was found in Herat on 12 May 2031. Hundreds would have been killed, police said."),
        ("planned", "Three men who planned to kill 30 people in Herat were arrested on 12 May 2031."),
    ] {
        let (_folder, loaded) = drafted(&format!("drafting-thought-{name}"), "Arrests in Herat", text);
        let said = figures(loaded.corpus());
        assert!(!said.iter().any(|said| said.starts_with("killed")), "{name}: {said:?}");
    }
    // What somebody went on to do was done.
    let text = "A man stabbed a guard in Herat on 12 May 2031 and went on to kill four people.";
    let (_folder, loaded) = drafted("drafting-went-on", "Stabbing in Herat", text);
    assert!(
        figures(loaded.corpus()).iter().any(|said| said.starts_with("killed ◌ 4")),
        "{:?}",
        figures(loaded.corpus())
    );
}

#[test]
fn what_an_earlier_version_said_is_denied() {
    let text = "A bomb killed four people in Herat on 12 May 2031.\n\nCorrection: An earlier version of this article said that 14 \
                people had died.";
    let (_folder, loaded) = drafted("drafting-version", "Bomb in Herat kills four", text);
    let corpus = loaded.corpus();
    let of = |number| claim_of(corpus, number);
    assert_eq!((of(4).stance, of(14).stance), (Stance::Asserted, Stance::Denied));
    assert!(of(14).according_to.is_empty());
}

#[test]
fn a_report_from_the_capital_tells_of_the_town_that_it_names() {
    let text = "KABUL, 14 May - Militants said they killed 40 soldiers in an ambush near Kandahar on Tuesday.";
    let (_folder, loaded) = drafted("drafting-dateline", "Militants kill 40 soldiers", text);
    let corpus = loaded.corpus();
    let title = first_title(corpus);
    assert_eq!(title, "Ambush in Kandahār, 13 May 2031");
    // Where no other day is named, that of the dateline says what it is.
    let text = "KANDAHAR, 14 May - Air strikes killed 20 people overnight, a monitor said.";
    let (_folder, loaded) = drafted("drafting-dateline-day", "Overnight strikes kill 20", text);
    let corpus = loaded.corpus();
    let title = first_title(corpus);
    assert_eq!(title, "Air strike in Kandahār, 14 May 2031");
    let date = claim_on(corpus, "date");
    assert_eq!(corpus.given(date.hedge), Some("it is the day of the dateline"));
}

#[test]
fn hits_in_json_say_what_is_a_draft() {
    let text = "A bomb killed four people in Herat on 12 May 2031. \"It was loud,\" a witness said.";
    let (folder, _) = drafted("drafting-hits", "Bomb in Herat", text);
    let (_, lines, _) = parallax(&["find", "bomb herat", &folder.0.display().to_string(), "--format", "json"]);
    let hits: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| hits.iter().find(|hit| hit["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {lines}"));
    assert!(of("incident")["drafted"] == true && of("incident")["grade"].is_string(), "{lines}");
    assert!(of("article").get("drafted").is_none(), "{lines}");
}

#[test]
fn an_attack_is_no_bombing_because_another_was() {
    let text = "KANDAHAR, 12 May - Gunmen attacked a police post near Kandahar on Monday night, killing three officers.\n\nThe attack \
                came two days after a bomb killed four people in Herat.";
    let (_folder, loaded) = drafted("drafting-after", "Gunmen attack police post near Kandahar", text);
    let corpus = loaded.corpus();
    let title = first_title(corpus);
    assert!(title.starts_with("Attack in Kandahār"), "{title}");
}

#[test]
fn an_accident_is_no_attack() {
    let text = "An explosion at a plant in Herat on 12 May 2031 that killed two workers was an accident, not an attack, the police said.";
    let (_folder, loaded) = drafted("drafting-accident", "Explosion in Herat was an accident", text);
    let corpus = loaded.corpus();
    let title = first_title(corpus);
    assert_eq!(title, "Alleged bombing in Herāt, 12 May 2031");
    let status = claim_on(corpus, "status");
    assert_eq!(status.stance, Stance::Denied);
    assert!(!corpus.claims().any(|(_, claim)| corpus.facet_word(claim.facet) == "method"));
}

#[test]
fn the_dead_of_an_earlier_attack_are_not_those_of_this_one() {
    let text = "Security forces killed nine militants in a raid near Herat on Tuesday, the military said, four days after a bombing \
                killed 41 people in Kandahar.\n\nIn 2015, a man drove a car into a crowd in the city, killing three.\n\nAt least 1,213 \
                civilians were killed in the country in the first six months of 2031, the United Nations said.";
    let (_folder, loaded) = drafted("drafting-earlier", "Forces kill nine militants in raid", text);
    let corpus = loaded.corpus();
    let (id, incident) = corpus.incidents().find(|(_, i)| corpus.str(i.title).contains("Herāt")).unwrap();
    assert!(!corpus.str(incident.title).contains("ombing"), "{}", corpus.str(incident.title));
    let accounts = corpus.accounts_in(incident.accounts).iter();
    let all = accounts.flat_map(|account| corpus.claims_in(account.claims));
    let of_victims = all.filter(|claim| claim.weigh && corpus.facet_word(claim.facet) == "killed");
    assert_eq!(of_victims.filter(|claim| claim.party() == Party::Victims).count(), 0, "{:?}", figures(corpus));
    assert_eq!(parallax::present::killed::in_short(corpus, id), "");
    assert!(corpus.incidents().any(|(_, i)| corpus.str(i.title).contains("2015")));
}

#[test]
fn what_a_group_adds_is_said_by_the_group() {
    let text = "A bomber killed at least 34 people in Herat on 12 May 2031 and wounded more than 70, officials said.\n\nThe Harbour Front \
                claimed responsibility on its channel, saying that the bomber had killed and wounded more than 150 people.";
    let (_folder, loaded) = drafted("drafting-adds", "Bomber kills 34 in Herat", text);
    let corpus = loaded.corpus();
    let hit = claim_on(corpus, "casualties");
    assert_eq!(hit.according_to.iter().map(|who| corpus.str(*who)).collect::<Vec<_>>(), ["The Harbour Front"]);
    // Nobody reckons the injured from another's count.
    let injured = figures(corpus).into_iter().filter(|said| said.starts_with("injured")).collect::<Vec<_>>();
    assert!(injured.len() == 1 && injured[0].contains(">70"), "{injured:?}");
}

#[test]
fn a_number_over_months_is_none_of_an_attack() {
    let text = "KABUL - At least 1,213 civilians were killed and 2,400 injured in the country in the first six months of 2031, the United \
                Nations said.\n\nIn the deadliest incident, a truck bomb killed 63 people in Kandahar on 3 March.";
    let (_folder, loaded) = drafted("drafting-months", "1,213 civilians killed", text);
    let corpus = loaded.corpus();
    for number in [1_213, 2_400] {
        let claim = claim_of(corpus, number);
        assert_eq!((claim.weigh, claim.drafted.unwrap().grade), (false, Grade::Guess), "{:?}", figures(corpus));
    }
    let (id, _) =
        corpus.incidents().find(|(_, i)| corpus.str(i.title) == "Car bombing in Kandahār, 3 March 2031").unwrap();
    assert_eq!(parallax::present::killed::in_short(corpus, id), "◌63");
}

#[test]
fn a_couple_is_not_one_and_gunmen_among_the_dead_are_no_victims() {
    let text = "Rockets hit a house in Herat on 12 May 2031, killing a couple and their three children, medics said.";
    let (_folder, loaded) = drafted("drafting-couple", "Rockets hit house in Herat", text);
    // How many they were all told, nobody reads.
    assert_eq!(figures(loaded.corpus()), Vec::<String>::new());
    let text =
        "A siege in Herat ended on 12 May 2031 with the deaths of five people, two of them gunmen, the police said.";
    let (_folder, loaded) = drafted("drafting-of-them", "Siege in Herat ends", text);
    let corpus = loaded.corpus();
    assert_eq!(claim_of(corpus, 5).party(), Party::Total);
}

#[test]
fn another_attack_of_an_article_is_an_incident_of_its_own() {
    let text = "A suicide bomber killed 11 people at a market in Herat on 12 May 2031.\n\nIn a separate attack, gunmen shot dead five \
                soldiers at a checkpoint near Kandahar.\n\nTwenty people were wounded in Herat.";
    let (_folder, loaded) = drafted("drafting-separate", "Attacks kill 16", text);
    let corpus = loaded.corpus();
    let herat = claims(corpus, "Herāt");
    assert!(
        herat.iter().any(|claim| claim.contains("11")) && !herat.iter().any(|claim| claim.contains("soldiers")),
        "{herat:?}"
    );
    // No day is given of the other.
    let (id, incident) = corpus.incidents().find(|(_, i)| corpus.str(i.title).contains("Kandahār")).unwrap();
    assert!(incident.date.is_none(), "{}", corpus.str(incident.title));
    assert_eq!(parallax::present::killed::in_short(corpus, id), "◌5");
}

#[test]
fn what_stands_beside_a_denial_or_an_accident_is_not_denied() {
    for (name, text) in [
        (
            "and",
            "The police in Herat rejected claims of torture and said that 12 people were killed by a bomb on 12 May 2031.",
        ),
        (
            "saying",
            "Officials in Herat denied reports of a coup, saying 12 people were killed by a bomb on 12 May 2031.",
        ),
        (
            "fake",
            "Reports that 12 people were killed by a bomb in Herat on 12 May 2031 came in as a fake bill was found.",
        ),
        ("election", "A bombing in Herat on 12 May 2031 came a week after the election and killed 12 people."),
        ("after", "A bombing on 12 May 2031, days after an accident at a plant in Herat, killed 12 people."),
    ] {
        let (_folder, loaded) = drafted(&format!("drafting-beside-{name}"), "Bomb in Herat kills 12", text);
        let corpus = loaded.corpus();
        assert!(corpus.claims().all(|(_, claim)| claim.stance != Stance::Denied), "{name}: {:?}", figures(corpus));
        let (id, incident) = corpus.incidents().next().unwrap();
        assert_eq!(incident.status.map(parallax::model::Status::word), Some("carried out"), "{name}");
        assert_eq!(parallax::present::killed::in_short(corpus, id), "◌12", "{name}");
    }
}

#[test]
fn a_day_told_in_passing_is_no_incident_by_itself() {
    let text = "A bomb in a market of Herat killed nine people on 12 May 2031.\n\nOfficials warned of more on 11 September \
                2030, when all was quiet.\n\nThey warned of trouble in Kandahar on 3 March 2030.";
    let (_folder, loaded) = drafted("drafting-in-passing", "Bomb in Herat kills nine", text);
    let corpus = loaded.corpus();
    let titles: Vec<&str> = corpus.incidents().map(|(_, incident)| corpus.str(incident.title)).collect();
    assert!(titles.iter().all(|title| !title.contains("11 September")), "{titles:?}");
    assert!(titles.iter().any(|title| title.contains("Kandah")), "{titles:?}");
}

#[test]
fn what_stands_in_a_quotation_is_what_its_speaker_says() {
    let who = |name: &str, text: &str| {
        let (_folder, loaded) = drafted(&format!("drafting-said-{name}"), "Shooting in Herat", text);
        let corpus = loaded.corpus();
        let claim = claim_of(corpus, 9);
        let who: Vec<&str> = claim.according_to.iter().map(|who| corpus.str(*who)).collect();
        (who.join(", "), claim.stance)
    };
    let text = "\"Nine people are dead,\" said Sela Marn, a shopkeeper in Herat, after a shooting on 12 May 2031.";
    assert_eq!(who("direct", text), ("Sela Marn".to_owned(), Stance::Asserted));
    // Whom the speaker names comes after the speaker.
    let text = "\"The police said that nine people were killed,\" said Sela Marn, a shopkeeper in Herat, after a shooting on 12 May \
                2031.";
    assert_eq!(who("within", text), ("Sela Marn, The police".to_owned(), Stance::Asserted));
    // Whom nobody names is not the article.
    let text =
        "A shooting shook Herat on 12 May 2031. \"Nine people were killed in front of the shop.\" The road was closed.";
    assert_eq!(who("nobody", text), (String::new(), Stance::Reported));
}

#[test]
fn what_did_not_happen_or_was_practised_is_not_carried_out() {
    let status = |name: &str, text: &str| {
        let (_folder, loaded) = drafted(&format!("drafting-unreal-{name}"), "News of the day", text);
        let corpus = loaded.corpus();
        let all = corpus.incidents().map(|(_, incident)| incident.status.map_or("", |status| status.word()));
        all.collect::<Vec<_>>().join(", ")
    };
    for (name, text, wanted) in [
        (
            "had",
            "Had the device gone off, it would have killed at least 50 people, the minister said. It was found in a bag in Herat \
             on 12 May 2031.",
            "foiled",
        ),
        (
            "dud",
            "A bomb that was left outside the town hall in Herat on 12 May 2031 did not explode, the police of the city said.",
            "foiled",
        ),
        (
            "one",
            "One bomb exploded in Herat on 12 May 2031 and killed four people; another did not explode, the police of the city said.",
            "carried out",
        ),
        (
            "whether",
            "The police asked if the guards had seen the blast in Herat on 12 May 2031, in which four people were killed by a mine.",
            "carried out",
        ),
        (
            "court",
            "Gunmen will be tried for the killing of 14 worshippers at a mosque in Herat on 3 March 2031, a court in Kabul said.",
            "carried out",
        ),
        (
            "may-have",
            "Residents fear that 100 people may have died in the attack on a village near Herat on 12 May 2031, when it burned.",
            "carried out",
        ),
        (
            "drill",
            "Rescuers in Herat practised for an attack on 12 May 2031. In the exercise, a bomb kills 30 people and wounds 90 at a \
             station.",
            "",
        ),
    ] {
        assert_eq!(status(name, text), wanted, "{name}");
    }
}

#[test]
fn somebody_and_those_counted_after_are_added() {
    let said = |name: &str, text: &str| {
        let (_folder, loaded) = drafted(&format!("drafting-and-{name}"), "Air strike in Herat", text);
        figures(loaded.corpus()).join("; ")
    };
    for (name, text) in [
        (
            "object",
            "An air strike on a house in Herat killed a mother and her four children on 12 May 2031, rescuers said.",
        ),
        (
            "subject",
            "A mother and her four children were killed in an air strike on a house in Herat on 12 May 2031, rescuers said.",
        ),
    ] {
        let said = said(name, text);
        assert!(said.contains("killed ◌ 5 (1 mother + 4 children)"), "{said}");
        assert!(!said.contains(';'), "{said}");
    }
    // What is shot is no subject of what follows.
    let said =
        said("shot", "Gunmen shot a policeman and three civilians were killed in Herat on 12 May 2031, rescuers said.");
    assert!(said.contains("killed ◌ 3 civilians"), "{said}");
    // A name after "in" is that of a place, and not one of the wounded.
    let text =
        "More than half of the 80 people in the hall in Herat were wounded when gunmen opened fire on 12 May 2031.";
    let (_folder, loaded) = drafted("drafting-and-place", "Shooting in Herat", text);
    assert!(figures(loaded.corpus()).is_empty(), "{:?}", figures(loaded.corpus()));
}

#[test]
fn a_number_that_leaves_out_others_or_is_only_feared_is_no_plain_total() {
    let of = |name: &str, text: &str| {
        let (_folder, loaded) = drafted(&format!("drafting-partial-{name}"), "Bombs in Herat", text);
        let corpus = loaded.corpus();
        let claim = claim_on(corpus, "killed");
        (figures(corpus).join("; "), claim.stance, claim.weigh, claim.drafted.unwrap().grade)
    };
    let text = "Bombs at two mosques in Herat killed seven and nine worshippers on 12 May 2031, the health office of the province said.";
    let (said, _, weigh, grade) = of("and", text);
    assert!(!weigh && grade == Grade::Guess, "{said}");
    let text = "More than a dozen were feared dead after a blast in Herat on 12 May 2031, the staff of the hospital said at night.";
    let (said, stance, _, grade) = of("feared", text);
    assert!(stance == Stance::Suspected && grade == Grade::Guess, "{said}");
    // The attacker is not one of those counted.
    let text = "A suicide bomber blew himself up at a checkpoint in Herat on 12 May 2031, killing himself and two guards of the bank.";
    let (said, ..) = of("himself", text);
    assert!(said.contains("killed ◌ 2 guards"), "{said}");
}

#[test]
fn a_year_beside_the_words_of_an_incident_is_its_year() {
    let date = |name: &str, text: &str| {
        let (_folder, loaded) = drafted(&format!("drafting-year-{name}"), "News of the day", text);
        let corpus = loaded.corpus();
        let date = corpus.incidents().next().unwrap().1.date;
        date.map_or_else(String::new, parallax::model::When::edtf)
    };
    let text = "Hundreds gathered in Herat on Monday to remember the 23 victims of the market bombing of 2015. Two fainted in the heat.";
    assert_eq!(date("of", text), "2015");
    let text = "The 2015 bombing at a market in Herat killed 40 people. On Monday, relatives lit candles at the place where it stood.";
    assert_eq!(date("before", text), "2015");
    let text = "In the deadliest attack since the 2015 bombing, gunmen killed 12 people at a market in Herat on Monday, police said.";
    assert_eq!(date("since", text), "2031-05-12");
}
