//! Claims, incidents and quotations as lines: what is typed, and what stands in the files then. Every claim of the built-in corpus
//! can be typed.

use parallax::desk::ask::{AskedLine, DecisionAsk, DecisionFormAnswer};
use parallax::desk::complete::completions;
use parallax::desk::item::{claim_key, quote_key};
use parallax::desk::revision::{changes, given, over};
use parallax::desk::typed::{ValueKind, says};
use parallax::desk::{claim_line, incident_line, quote_line};
use parallax::documents::document::Documents;
use parallax::documents::edit::Fields;
use parallax::documents::files::CorpusFile;
use parallax::documents::write::{claim_fields, incident_fields, quote_fields};
use parallax::model::{Claim, Corpus, Value};
use proptest::prelude::*;

/// The built-in corpus.
fn built_in() -> std::sync::Arc<Corpus> {
    std::sync::Arc::clone(&crate::fixture::built_in().workspace.corpus)
}

const OWN: [&str; 2] = ["facet", "words"];

fn but(fields: &Fields, keys: &[&str]) -> Fields {
    fields.iter().filter(|(key, _)| !keys.contains(&key.as_str())).cloned().collect()
}

#[test]
fn every_claim_of_the_built_in_corpus_can_be_typed_with_all_its_fields() {
    let corpus = built_in();
    let mut kinds = std::collections::BTreeSet::new();
    for (id, claim) in corpus.claims() {
        let fields = claim_fields(&corpus, claim);
        let line = claim_line::line(&corpus, &fields);
        let typed = claim_line::read(&corpus, &line).unwrap_or_else(|why| panic!("{line}: {why}"));
        assert_eq!(typed.facet, corpus.facet_word(claim.facet), "{line}");
        let differs = changes(&but(&fields, &OWN), &typed.fields());
        assert!(differs.is_empty(), "{line}: {differs:?}");
        kinds.extend(fields.into_iter().map(|(key, _)| key));
        // The form of the claim as it stands changes nothing, and can be corrected.
        let ask = DecisionAsk::Revise(claim_key(&corpus, id), false);
        let begins = ask.present(&corpus).unwrap();
        let same = ask.answer(&corpus, AskedLine { subject: "", begins: &begins, typed: &begins });
        assert_eq!(same, Ok(DecisionFormAnswer::Nothing), "{line}");
    }
    // The corpus has a claim with each of them.
    for key in ["hedge", "stance", "according_to", "basis", "borrowed", "weigh", "with", "whom", "of", "day", "parts"] {
        assert!(kinds.contains(key), "{key}");
    }
}

#[test]
fn every_incident_and_quotation_of_the_built_in_corpus_can_be_typed() {
    let corpus = built_in();
    for (id, incident) in corpus.incidents() {
        let fields = incident_fields(&corpus, id);
        let line = incident_line::line(&corpus, &fields);
        let typed = incident_line::read(&corpus, &Vec::new(), &line).unwrap_or_else(|why| panic!("{line}: {why}"));
        let others = ["account", "relation", "note", "defined_by", "title_note", "title_reference"];
        // An alias that no source prints has references, which are edited in the file.
        let others = if incident.outside.is_empty() { &others[..] } else { &[&others[..], &["aliases"]].concat() };
        let differs = changes(&but(&fields, others), &but(&typed.fields(), others));
        assert!(differs.is_empty(), "{line}: {differs:?}");
    }
    for (id, quote) in corpus.quotes() {
        let fields = quote_fields(&corpus, quote);
        let line = [
            vec![quote_line::gist_line(&fields)],
            quote_line::other_parts(&fields).iter().map(|p| p.replace(';', ";;")).collect(),
        ];
        let line = line.concat().join(" ; ");
        let typed = quote_line::read(&corpus, &line).unwrap_or_else(|why| panic!("{line}: {why}"));
        let differs = changes(&but(&fields, &["passage", "pieces"]), &given(&typed));
        assert!(differs.is_empty(), "{line}: {differs:?}");
        assert!(parallax::desk::item::find_quote(&corpus, &quote_key(&corpus, id)) == Some(id));
    }
}

fn read(corpus: &Corpus, line: &str) -> String {
    match claim_line::read(corpus, line) {
        Ok(claim) => {
            let of = claim.about.map(|about| format!(" of {}", about.id())).unwrap_or_default();
            let adds = claim.adds.said().iter().map(|adds| format!("; {adds}")).collect::<String>();
            let mut fields =
                vec![("facet".to_owned(), parallax::documents::edit::EditValue::Text(claim.facet.clone()))];
            fields.extend(claim.value.clone().into_iter().flatten().chain(given(&claim.others)));
            format!("{}{of}{adds}", claim_line::line(corpus, &fields))
        }
        Err(why) => why,
    }
}

#[test]
fn a_line_is_read_by_the_beginnings_of_its_words_and_says_what_is_wrong() {
    let corpus = built_in();
    for (typed, wanted) in [
        // The beginning of a word will do.
        (
            "ki >130; s; by the FSB; by a paper; h others say 133",
            "killed >130 ; suspected ; by the FSB ; by a paper ; hedge others say 133",
        ),
        (
            "date 2024-01-03;bo;ba not printed;day rep",
            "date 2024-01-03 ; basis not printed ; borrowed year ; day reported",
        ),
        (
            "nati Chinese nationals ; with istanbul-church, Kerman bombings",
            "nationality Chinese nationals ; with istanbul-church, kerman-bombings",
        ),
        ("killed 9 ; hedge a;;b ; unw ; stance asserted ; weigh no", "“weigh” stands here twice"),
        ("killed 9 ; hedge a;;b ; stance asserted ; weigh no", "killed 9 ; hedge a;;b ; unweighed"),
        ("active-in Iran ; about isis-k", "active-in iran of isis-k"),
        ("status carried", "status carried out"),
        // What is not there yet.
        (
            "place Mashhad Gate ; new place in iran",
            "place mashhad-gate; adds the place “Mashhad Gate” to names.toml, as mashhad-gate, part of iran",
        ),
        (
            "perpetrator Sons of X ; new org",
            "perpetrator sons-of-x; adds the organisation “Sons of X” to names.toml, as sons-of-x",
        ),
        ("place Kermaan ; alias kerman", "place kerman; adds the spelling “Kermaan” to kerman in names.toml"),
        // What is wrong is said.
        ("fate dead", "“fate” is no facet; `; type text` declares it."),
        ("al 9", "“al” begins several facets: "),
        ("killed many", "a number: 94, ≥90"),
        ("place Atlantis", "no place “Atlantis” in names.toml: `; new place` adds it"),
        ("place Kerman ; new place", "kerman is called so already"),
        ("killed 9 ; new place", "values of “killed” are no names"),
        ("place X ; new person", "the value of “place” is a place"),
        ("killed 9 ; day reported", "`day` belongs to dates, not to “killed”"),
        ("date 2024 ; whom people", "`whom` belongs to figures, not to “date”"),
        ("killed 9 ; with nowhere", "no incident “nowhere”"),
        ("killed 9 ; hegde x", "after ; no “hegde”, but hedge, by"),
        ("killed 9 ; b", "“b” and what it is"),
        ("killed 9 ; hedge", "“hedge” and what it is"),
        ("killed 9 ; suspected of it", "nothing follows “suspected”"),
        ("date 3 January", "a date in EDTF"),
    ] {
        let said = read(&corpus, typed);
        assert!(said.starts_with(wanted), "{typed}: {said}");
    }
    let new = claim_line::read(&corpus, "fate dead ; type text ; says what became of them").unwrap();
    assert_eq!(new.adds.said(), ["declares the facet fate in corpus.toml: its values are texts"]);
    let new = claim_line::read(&corpus, "ransom ≥500 EUR ; type money USD").unwrap();
    assert_eq!(new.fields().len(), 3, "{new:?}");
    assert!(claim_line::read(&corpus, "walk 20 ; type duration").unwrap_err().contains("needs a unit"));
}

#[test]
fn tab_completes_facets_names_fields_and_what_is_there() {
    let corpus = built_in();
    let hand = DecisionAsk::Claim("region-plus".into(), 12, "w".into());
    let all = |ask: &DecisionAsk, line: &str| {
        let found = completions(&corpus, ask, line, &[]);
        (line[..found.from].to_owned(), found.all)
    };
    let first = |line: &str| {
        let (before, all) = all(&hand, line);
        format!("{before}{}", all.first().cloned().unwrap_or_default())
    };
    for (typed, completed) in [
        ("ki", "killed"),
        ("nati", "nationality"),
        ("place Kerm", "place kerman"),
        ("status f", "status foiled"),
        ("method sui", "method suicide bombing"),
        ("killed 9 ; h", "killed 9 ; hedge"),
        ("killed 9;whom", "killed 9;whom"),
        ("killed 9 ; by Irani", "killed 9 ; by Iranian media"),
        ("killed 9 ; with istanbul-church, kerm", "killed 9 ; with istanbul-church, kerman-bombings"),
        ("nationality X ; about isis-k-sh", "nationality X ; about isis-k-shura"),
        ("perpetrator Islamic State Kh", "perpetrator isis-k"),
        ("place X ; new p", "place X ; new place"),
        ("nothing ", "nothing "),
    ] {
        assert_eq!(first(typed), completed);
    }
    // What a claim has of a field comes first, to be changed.
    let (id, claim) = corpus.claims().find(|(_, claim)| claim.according_to.len() > 1).unwrap();
    let ask = DecisionAsk::Revise(claim_key(&corpus, id), false);
    let by: Vec<&str> = claim.according_to.iter().map(|&by| corpus.str(by)).collect();
    assert_eq!(all(&ask, "x ; by ").1[0], by.join(" ; by "));
}

#[test]
fn what_is_typed_of_a_list_joins_it_or_takes_its_place() {
    let corpus = built_in();
    let id = corpus.find_incident("kerman-bombings").unwrap();
    let base = incident_fields(&corpus, id);
    let after = |line: &str| {
        let typed = incident_line::read(&corpus, &base, line).unwrap();
        incident_line::other_parts(&corpus, &over(&base, &typed.typed)).join("; ")
    };
    let before = after("Kerman bombings");
    assert!(before.contains("place kerman; place iran; actor isis = perpetrator"), "{before}");
    assert!(
        after("Kerman bombings ; place +mashhad = from")
            .contains("place kerman; place iran; place mashhad = from; actor")
    );
    assert!(after("Kerman bombings ; place mashhad").contains("place mashhad; actor"));
    assert!(!after("Kerman bombings ; place -").contains("place "));
}

proptest! {
    #[test]
    fn any_line_is_read_or_refused(line in "(killed|place|date|fate|x)?[ ;a-z0-9≥“”(+=\\-]{0,40}") {
        let corpus = built_in();
        let _ = claim_line::read(&corpus, &line);
        let _ = incident_line::read(&corpus, &Vec::new(), &line);
        let _ = quote_line::read(&corpus, &line);
        let ask = DecisionAsk::Claim("region-plus".into(), 12, "w".into());
        let found = completions(&corpus, &ask, &line, &[]);
        prop_assert!(line.is_char_boundary(found.from));
    }
}

/// An article of one passage on an attack, whose names and earlier claims the corpus has.
const MARKET: &str = "Gunmen stormed the fish market in Old Mill on 2 May, killing at least nine people and wounding about 30, according to \
                      police. The Harbour Front claimed responsibility for the attack. A second bomb went off near the gate. Officials \
                      blamed the Quay Brothers. Two of the attackers were Northland nationals, and 14 suspects were detained.";

/// The corpus of an article with this text.
fn market(text: &str) -> Corpus {
    let files = [
        (
            "corpus.toml",
            "title = \"Market\"\nlanguage = \"en\"\n[[facet]]\nlabel = \"nationality\"\ntype = \"text\"\n".to_owned(),
        ),
        (
            "names.toml",
            "[[organisation]]\nid = \"front\"\nname = \"Harbour Front\"\n[[place]]\nid = \"mill\"\nname = \"Old Mill\"\n".to_owned(),
        ),
        (
            "articles/courier.md",
            "+++\ntitle = \"Market\"\npublisher = \"Courier\"\npublished = \"2031-05-03\"\n+++\n\n### 1 \"Gunmen stormed\"\n\nAn attack.\n"
                .to_owned(),
        ),
        ("texts/courier.toml", format!("[[passage]]\nnumber = 1\ntext = \"{text}\"\n")),
        (
            "incidents/earlier.toml",
            "title = \"Earlier\"\nkind = \"arson\"\n[[account]]\narticle = \"courier\"\npassage = 1\nclaims = [ { facet = \"nationality\", \
             value = \"Northland nationals\", words = \"Northland nationals\" } ]\n"
                .to_owned(),
        ),
    ];
    let documents =
        Documents::new(files.iter().map(|(path, text)| CorpusFile::given((*path).to_owned(), text.as_str().into())))
            .unwrap();
    documents.project(&mut parallax::diagnostic::Report::default())
}

/// What is proposed for these words of its passage.
fn proposed(corpus: &Corpus, words: &str) -> String {
    let passage = corpus.articles().next().unwrap().1.passages.ids().next().unwrap();
    let start = corpus.str(corpus.passage(passage).text.unwrap()).find(words).unwrap();
    let span = parallax::reading::TextSpan::new(start, start + words.len());
    parallax::desk::proposed::claim(corpus, passage, span)
}

#[test]
fn what_the_rules_propose_for_the_words_of_a_typical_article_is_taken_by_enter() {
    let corpus = market(&MARKET.replace('"', "'"));
    let mut got = Vec::new();
    for (words, line) in [
        ("killing at least nine people", "killed ≥9 ; by police"),
        ("wounding about 30", "injured ≈30 ; by police"),
        ("in Old Mill", "place mill ; by police"),
        ("on 2 May", "date 2031-05-02 ; basis the year is that of 3 May 2031 ; by police"),
        ("Gunmen stormed", "method attack ; by police"),
        ("The Harbour Front claimed responsibility", "claimed-by front"),
        ("A second bomb went off", "method bombing"),
        ("blamed the Quay Brothers", "perpetrator Quay Brothers ; suspected"),
        ("Northland nationals", "nationality Northland nationals"),
        ("14 suspects were detained", "detained 14 ; whom suspects"),
    ] {
        got.push((words, proposed(&corpus, words), line));
    }
    let wrong: Vec<_> = got.iter().filter(|(_, proposed, line)| proposed != line).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nobody_is_proposed_as_the_perpetrator_whom_the_words_only_mention() {
    let corpus = market(
        "The Harbour Front spoke of its grief. A bomb was suspected near Old Mill. The mayor was accused by Northland. \
         Officials blamed the Quay Brothers, harbour police said.",
    );
    for words in ["Harbour Front spoke of its grief", "suspected near Old Mill", "accused by Northland"] {
        let line = proposed(&corpus, words);
        assert!(!line.contains("perpetrator"), "{words}: {line}");
    }
    assert!(
        proposed(&corpus, "blamed the Quay Brothers, harbour").starts_with("perpetrator Quay Brothers ; suspected")
    );
}

#[test]
fn a_claim_says_what_is_typed_just_where_its_value_is_the_same() {
    let corpus = built_in();
    let mut pairs = [0, 0];
    let typed = |claim: &Claim| {
        let fields = claim_fields(&corpus, claim);
        claim_line::read(&corpus, &claim_line::line(&corpus, &fields)).unwrap().value.unwrap()
    };
    for (_, one) in corpus.claims() {
        let (kind, fields) = (ValueKind::of(&corpus, one.facet), typed(one));
        for (_, other) in corpus.claims().filter(|(_, other)| other.facet == one.facet) {
            let same = match (one.value, other.value) {
                // Of which event a date is stands beside its value.
                (Value::When(a, _), Value::When(b, _)) => a == b,
                (a, b) => a == b,
            };
            assert_eq!(says(&corpus, kind, other, &fields), same, "{:?} {:?} {fields:?}", one.value, other.value);
            pairs[usize::from(same)] += 1;
        }
    }
    assert!(pairs[0] > 1_000 && pairs[1] > 500, "{pairs:?}");
}
