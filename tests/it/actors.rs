//! Armed groups under the names that data sets have for them.

use std::path::PathBuf;

use parallax::load::{Loaded, Request, load, memory};
use parallax::model::Entry;
use parallax::search::Query;
use parallax::search::filter_result::{FilterResult, filter_entries};
use parallax::search::workspace::{WorkspaceIndex, search};

use crate::fixture::path;

struct Opened {
    loaded: Loaded,
    index: WorkspaceIndex,
    order: std::sync::Arc<[u32]>,
}

impl Opened {
    fn of(file: PathBuf) -> Self {
        let loaded = load(&Request { paths: vec![file], sources: Vec::new() });
        let index = WorkspaceIndex::new(&loaded.workspace, None);
        let order = parallax::app::entries::order(&loaded.workspace);
        Self { loaded, index, order }
    }

    fn filter(&self, typed: &str) -> FilterResult {
        let query = Query::parse(typed);
        assert!(query.problems.is_empty(), "{typed}: {:?}", query.problems);
        filter_entries(&self.loaded.workspace, &self.index, &self.order, &query, false, &|| false).unwrap()
    }

    /// The ids of records that pass certainly, and of those that pass possibly.
    fn who(&self, typed: &str) -> [Vec<String>; 2] {
        let found = self.filter(typed);
        [&found.shown, &found.possible].map(|numbers| {
            let ids = numbers.iter().map(|&n| match self.loaded.workspace.entry(n) {
                Entry::Record(id) => self.loaded.record_id(id),
                Entry::Incident(_) => String::new(),
            });
            let mut ids: Vec<String> = ids.collect();
            ids.sort();
            ids
        })
    }
}

/// A file in the columns of ACLED with one record for each actor, which is its id too.
fn acled(name: &str, actors: &[String]) -> Opened {
    let mut text = "event_id_cnty,event_date,event_type,actor1,country,notes,location,actor2,fatalities\n".to_owned();
    for (n, actor) in actors.iter().enumerate() {
        text.push_str(&format!("R{n},2024-01-01,Battles,\"{}\",Syldavia,x,Klow,,1\n", actor.replace('"', "\"\"")));
    }
    let file = std::env::temp_dir().join(format!("parallax-actors-{}-{name}.csv", std::process::id()));
    std::fs::write(&file, text).unwrap();
    Opened::of(file)
}

#[test]
fn a_group_of_ged_is_found_by_its_usual_name() {
    let ged = Opened::of(path("tests/fixtures/wild/ged-freetext-source-and-boko.csv"));
    for typed in ["who:\"boko haram\"", "who:JAS", "who:\"Jama'atu Ahlis Sunna Lidda'awati wal-Jihad\""] {
        // The faction that GTD counts with it is possible.
        assert_eq!(ged.who(typed), [["910101".to_owned()], ["910102".to_owned()]], "{typed}");
    }
    // GED codes all provinces of the Islamic State as IS: in Nigeria it is that of West Africa.
    for typed in ["who:iswap", "who:\"Islamic State West Africa Province\"", "who:isis"] {
        assert_eq!(ged.who(typed), [vec!["910102".to_owned()], vec![]], "{typed}");
    }
    assert!(ged.who("who:\"al-shabaab\"").concat().is_empty());
    // The finder too.
    for (typed, id) in [("boko haram", "910101"), ("iswap", "910102")] {
        let query = Query::parse(typed);
        let answer = search(&ged.loaded.workspace, &ged.index, &query, 5, &|| false).unwrap();
        let hits: Vec<String> = answer
            .hits
            .iter()
            .filter_map(|hit| match hit.target {
                parallax::search::Target::Record(record) => Some(ged.loaded.record_id(record)),
                _ => None,
            })
            .collect();
        assert_eq!(hits.first().map(String::as_str), Some(id), "{typed}: {hits:?}");
    }
}

#[test]
fn each_name_of_a_group_finds_all_its_names() {
    let text = std::fs::read(path("data/vocabulary/actors.toml")).unwrap();
    let table = memory(vec![("names.toml".to_owned(), text)], &[]);
    let wrong: Vec<String> = table
        .report
        .messages
        .iter()
        .map(|m| table.report.render(m))
        .filter(|said| said.contains("names.toml"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
    let corpus = table.corpus();
    let mut actors = Vec::new();
    let mut groups = Vec::new();
    for (_, name) in corpus.names() {
        let names = std::iter::once(&name.name).chain(&name.variants).map(|&text| corpus.str(text).to_owned());
        let from = actors.len();
        actors.extend(names);
        groups.push(from..actors.len());
    }
    assert!(groups.len() >= 150, "{}", groups.len());
    let opened = acled("all", &actors);
    for group in groups {
        for typed in &actors[group.clone()] {
            let [found, _] = opened.who(&format!("who:\"{typed}\""));
            for n in group.clone() {
                assert!(found.contains(&format!("R{n}")), "who:\"{typed}\" does not find {}", actors[n]);
            }
        }
    }
}

#[test]
fn an_abbreviation_of_several_groups_is_only_possible_and_says_why() {
    let actors =
        ["UPC", "UPC: Union of Congolese Patriots", "Sikh insurgents", "Babbar Khalsa International (BKI)", "Taliban"];
    let opened = acled("possible", &actors.map(str::to_owned));
    let [certain, possible] = opened.who("who:\"Union of Congolese Patriots\"");
    assert_eq!((certain, possible), (vec!["R1".to_owned()], vec!["R0".to_owned()]));
    assert_eq!(opened.who("who:\"sikh insurgents\""), [vec!["R2".to_owned()], vec!["R3".to_owned()]]);
    assert_eq!(opened.who("!who:\"sikh insurgents\"")[0].len(), 3, "what is possible is not left out certainly");
    assert_eq!(opened.who("who:taliban"), [vec!["R4".to_owned()], vec![]]);
    let query = Query::parse("who:\"Union of Congolese Patriots\"");
    let answer = search(&opened.loaded.workspace, &opened.index, &query, 5, &|| false).unwrap();
    let reasons: Vec<String> = answer.hits.iter().map(parallax::search::Hit::reason).collect();
    assert!(
        reasons.iter().any(|r| r.contains("UPC is also the Union for Peace in the Central African")),
        "{reasons:?}"
    );
}
