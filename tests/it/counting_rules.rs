//! Linked records whose data sets count differently: what is compared, what only bounds, and what is said of the rest.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use parallax::load::{Request, load};
use parallax::model::corpus::Entity;
use serde_json::Value as Json;

use crate::fixture::path;

const GED: &str = "id,relid,year,code_status,type_of_violence,side_a,side_b,source_article,where_prec,where_coordinates,\
adm_1,latitude,longitude,country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,\
deaths_unknown,best,high,low\n";
const GTD: &str = "eventid,iyear,imonth,iday,country_txt,provstate,city,latitude,longitude,specificity,summary,success,\
attacktype1_txt,target1,gname,nkill,nkillter,nwound,nwoundte,scite1,scite2\n";
const ACLED: &str = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,\
location,latitude,longitude,geo_precision,source,notes,fatalities\n";

/// A row of GED: dead of side A, of side B, civilians and unknown, then best, high and low.
fn ged(id: &str, dead: &str, figures: &str) -> String {
    format!(
        "{id},X-1,2024,Clear,3,IS,Civilians,,1,Moscow city,Moscow oblast,55.82,37.39,Russia,1,1,2024-03-22,2024-03-22,{dead},{figures}\n"
    )
}

fn gtd(id: &str, killed: &str) -> String {
    format!(
        "{id},2024,3,22,Russia,Moscow,Moscow,55.76,37.62,1,None.,1,Armed Assault,Concert hall,ISIL,{killed},5,0,,\n"
    )
}

fn acled(id: &str, kind: &str, killed: u32) -> String {
    format!(
        "{id},22 March 2024,2024,1,{kind},Islamic State (Russia),Civilians (Russia),Russia,Moskovskaya oblast,Krasnogorsk,55.82,37.33,1,Harbour Courier,None.,{killed}\n"
    )
}

#[test]
fn a_name_as_in_files_of_links_finds_only_what_it_stands_for() {
    let sets = [
        ("ged251.csv", ged("501", "0,0,7,0", "7,7,7") + &ged("502", "0,0,8,0", "8,8,8").replace("Moscow city", "501")),
        ("acled.csv", acled("501", "Battles,Armed clash", 9)),
    ];
    let folder = Folder::new("named", &sets, "ged,acled\n");
    let found = |asked: &str, more: &[&str]| folder.ran("find", asked, Some("data"), more);
    assert_eq!(found("501", &[]).lines().filter(|line| line.ends_with("[501]")).count(), 2);
    for (asked, tag) in [("acled:501", "ACL"), ("ged:501", "GED")] {
        for more in [&[][..], &["--limit", "1"]] {
            let lines = found(asked, more);
            assert!(
                lines.lines().count() == 1 && lines.starts_with(tag) && lines.ends_with("[501]\n"),
                "{asked}: {lines}"
            );
        }
    }
    let lines = found("incident:kerman-bombings", &[]);
    assert!(lines.lines().count() == 1 && lines.ends_with("[kerman-bombings]\n"), "{lines}");
}

/// A folder with data sets and links between them, in which the program is run.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, sets: &[(&str, String)], links: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("parallax-counting-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (file, rows) in sets {
            let head = match *file {
                "ged251.csv" | "ged241.csv" => GED,
                "gtd.csv" => GTD,
                _ => ACLED,
            };
            std::fs::write(folder.join(file), format!("{head}{rows}")).unwrap();
        }
        std::fs::write(folder.join("l.csv"), links).unwrap();
        Self(folder)
    }

    fn ledger(&self, id: &str, corpus: Option<&str>, more: &[&str]) -> String {
        self.ran("ledger", id, corpus, more)
    }

    fn ran(&self, what: &str, id: &str, corpus: Option<&str>, more: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.current_dir(&self.0).args([what, id]).args(corpus.map(path));
        for file in ["ged251.csv", "ged241.csv", "gtd.csv", "acled.csv"] {
            command.args(self.0.join(file).exists().then_some(file));
        }
        let output = command.args(["--links", "l.csv", "--no-memory"]).args(more).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The lines of a row of the ledger.
fn row<'s>(ledger: &'s str, head: &str) -> Vec<&'s str> {
    let from = ledger.lines().skip_while(|line| !line.starts_with(&format!("{head}  ")));
    from.take_while(|line| !line.is_empty()).collect()
}

/// The text of a file of links that somebody has confirmed, by what they relate.
fn confirmed(links: &[[&str; 3]]) -> String {
    let head = "#mapping_set_id: x\n#license: y\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_agreement\n";
    let row = |[a, relation, b]: &[&str; 3]| format!("{a}\t{relation}\t{b}\tsemapv:ManualMappingCuration\t1\n");
    head.to_owned() + &links.iter().map(row).collect::<String>()
}

fn conflicts(folder: &Folder, id: &str, corpus: Option<&str>) -> (Json, Vec<String>) {
    let json: Json = serde_json::from_str(&folder.ledger(id, corpus, &["--format", "json"])).unwrap();
    let facets = json["conflict_facets"].as_array().unwrap();
    (json["verdict"].clone(), facets.iter().map(|f| f.as_str().unwrap().to_owned()).collect())
}

#[test]
fn the_dead_of_two_data_sets_are_compared_as_victims_and_in_all() {
    let sets = [("ged251.csv", ged("7", "0,0,20,0", "20,20,20")), ("gtd.csv", gtd("202403220901", "141,4"))];
    let folder = Folder::new("both", &sets, "ged,gtd\n7,202403220901\n");
    let shown = folder.ledger("7", None, &[]);
    let killed = row(&shown, "killed");
    assert_eq!(killed[0], "killed  ✗ conflict (2 origins)");
    assert!(killed[1].starts_with("  ¹ ¶1 20 (20 civilians)") && killed[2].starts_with("  ² ¶1 137"), "{shown}");
    assert!(killed[2].ends_with("[counted: attackers taken out]"), "137 is worked out of two cells: {shown}");
    let all = row(&shown, "killed (total)");
    assert_eq!(all[0], "killed (total)  ✗ conflict (2 origins)");
    assert!(all[2].starts_with("  ² ¶1 141") && all[2].ends_with("[counted: attackers included]"), "{shown}");
    assert!(!killed.iter().chain(&all).any(|line| line.contains("not given")), "{shown}");
    assert_eq!(
        conflicts(&folder, "7", None),
        (Json::from("conflict"), ["killed", "killed (total)"].map(str::to_owned).to_vec())
    );
}

#[test]
fn a_number_of_all_bounds_the_victims_from_above_and_agrees_with_nothing() {
    let of_ged = ("ged251.csv", ged("7", "2,0,12,0", "14,16,14"));
    let links = "ged,gtd\n7,202403220901\n";
    let fits = Folder::new("bound", &[of_ged.clone(), ("gtd.csv", gtd("202403220901", "14,2"))], links);
    let shown = fits.ledger("7", None, &["--why"]);
    let killed = row(&shown, "killed").join("\n");
    assert!(killed.starts_with("killed  · one origin"), "{killed}");
    assert!(killed.contains("¹ counts all, attackers included: at most 16 victims"), "{killed}");
    assert!(killed.contains("for it counts attackers too"), "{killed}");
    assert_eq!(row(&shown, "killed (total)")[0], "killed (total)  ◐ compatible (2 origins)");
    let beyond = Folder::new("beyond", &[of_ged, ("gtd.csv", gtd("202403220901", "41,1"))], links);
    let shown = beyond.ledger("7", None, &["--why"]);
    let killed = row(&shown, "killed").join(" ");
    assert!(killed.starts_with("killed  ✗ conflict (2 origins)"), "{killed}");
    assert!(killed.replace("     ", " ").contains("the victims are at most all, attackers"), "{killed}");
}

#[test]
fn what_an_article_prints_is_compared_with_the_dead_of_ged() {
    let of = |dead: &str, figures: &str| [("ged251.csv", ged("7", dead, figures))];
    let links = "ged,incident\n7,crocus-city-hall\n";
    for (name, dead, figures, sign) in [
        ("few", "0,0,20,0", "20,20,20", "✗"),
        ("sides", "3,0,17,0", "20,22,20", "✗"),
        ("fits", "0,0,137,0", "137,140,130", "◐"),
        ("all", "4,0,137,0", "141,151,133", "◐"),
    ] {
        let folder = Folder::new(name, &of(dead, figures), links);
        let shown = folder.ledger("crocus-city-hall", Some("data"), &[]);
        assert!(row(&shown, "killed")[0].starts_with(&format!("killed  {sign}")), "{name}: {shown}");
    }
}

#[test]
fn a_minimum_of_all_says_nothing_of_the_victims_and_that_is_said() {
    let sets = [
        ("gtd.csv", gtd("202403220901", "141,4")),
        ("acled.csv", acled("RUS1", "Battles,Armed clash", 200) + &acled("RUS2", "Battles,Armed clash", 141)),
    ];
    let folder = Folder::new("minimum", &sets, "gtd,acled\n202403220901,RUS1\n");
    let shown = folder.ledger("202403220901", None, &[]);
    let killed = row(&shown, "killed");
    assert_eq!(killed[0], "killed  · one origin");
    assert_eq!(killed[2], "  ² not comparable: counts all, attackers included");
    assert_eq!(row(&shown, "killed (total)")[0], "killed (total)  ✗ conflict (2 origins)", "200 or more are not 141");
    let json: Json = serde_json::from_str(&folder.ledger("202403220901", None, &["--format", "json"])).unwrap();
    let apart: Vec<&Json> = json["rows"].as_array().unwrap().iter().filter(|row| row["facet"] == "killed").collect();
    assert_eq!(apart[0]["set_apart"][0]["article"], "acl");
    assert_eq!(apart[0]["set_apart"][0]["says"], "not comparable: counts all, attackers included");
    folder.ran("pack", "202403220901", None, &["--private", "-o", "pack"]);
    let read = |file: &str| std::fs::read_to_string(folder.0.join("pack/data").join(file)).unwrap();
    let evidence: Json = serde_json::from_str(&read("evidence.json")).unwrap();
    let facets = evidence["incidents"][0]["facets"].as_array().unwrap();
    let killed = facets.iter().find(|facet| facet["facet"] == "killed").unwrap();
    let says = "not comparable: counts all, attackers included";
    let apart = serde_json::json!([{ "source": "ACLED RUS1", "says": says }]);
    assert_eq!(killed["set_apart"], apart, "nobody has to read a record to the end: {killed}");
    assert!(killed.get("unread").is_none() && killed["silent"] == serde_json::json!([]), "{killed}");
    assert!(read("index.html").contains(says));
}

#[test]
fn actors_of_acled_have_the_role_that_its_codebook_gives_or_none() {
    let kinds = ["Violence against civilians,Attack", "Battles,Armed clash"];
    let shown = kinds.map(|kind| {
        let sets = [("gtd.csv", gtd("202403220901", "141,4")), ("acled.csv", acled("RUS1", kind, 133))];
        let folder = Folder::new("roles", &sets, "gtd,acled\n202403220901,RUS1\n");
        folder.ledger("202403220901", None, &[])
    });
    let [against_civilians, battle] = &shown;
    assert_eq!(row(against_civilians, "perpetrator")[2], "  ² ¶1 Islamic State (Russia)");
    assert_eq!(row(against_civilians, "target")[2], "  ² ¶1 Civilians (Russia)");
    for head in ["perpetrator", "target"] {
        let named = "  ² named, role not given: Islamic State (Russia), Civilians (Russia)";
        assert_eq!(row(battle, head)[2], named, "{battle}");
    }
}

#[test]
fn two_records_of_one_data_set_are_one_origin() {
    let attack = "Violence against civilians,Attack";
    let sets = [
        ("gtd.csv", gtd("202403220901", "141,4")),
        ("acled.csv", acled("RUS1", attack, 133) + &acled("RUS2", attack, 133)),
    ];
    let folder = Folder::new("origins", &sets, "gtd,acled\n202403220901,RUS1\n202403220901,RUS2\n");
    let shown = folder.ledger("202403220901", None, &[]);
    assert!(shown.contains("3 accounts · 3 records · 2 origins"), "{shown}");
    assert!(shown.contains("Its records of ACLED are one origin."), "{shown}");
    assert_eq!(row(&shown, "date")[0], "date  ● same (2 origins)");
    let alone = Folder::new("origin", &sets[1..], "acled,acled\n");
    let shown = alone.ledger("RUS1", None, &[]);
    assert!(shown.contains("1 account · 1 record · 1 origin") && !shown.contains("one origin."), "{shown}");
}

#[test]
fn a_number_of_acled_that_can_stand_for_several_is_two_or_more() {
    for (killed, best, sign, word) in [
        (10, 4, "◐ compatible", true),
        (3, 2, "◐ compatible", true),
        (10, 1, "✗ conflict", true),
        (9, 4, "✗ conflict", false),
        (12, 4, "✗ conflict", false),
    ] {
        let of_ged = ged("7", &format!("{best},0,0,0"), &format!("{best},{best},{best}"));
        let sets = [("ged251.csv", of_ged), ("acled.csv", acled("RUS1", "Battles,Armed clash", killed))];
        let folder = Folder::new(&format!("several-{killed}-{best}"), &sets, "ged,acled\n7,RUS1\n");
        let shown = folder.ledger("7", None, &[]);
        let total = row(&shown, "killed (total)");
        assert!(total[0].starts_with(&format!("killed (total)  {sign}")), "{killed} and {best}: {shown}");
        assert_eq!(total[2].contains("lowest reported; may stand for “several”"), word, "{shown}");
    }
}

#[test]
fn the_number_of_a_part_bounds_no_victims_of_the_whole() {
    let sets = [("ged251.csv", ged("7", "2,0,12,0", "14,16,14")), ("gtd.csv", gtd("202403220901", "14,2"))];
    for (relation, says) in [
        ("plx:sameEvent", "  ² counts all, attackers included: at most 16 victims"),
        ("plx:hasPartEvent", "  ² not comparable: counts all, attackers included"),
        ("plx:partOfEvent", "  ² not comparable: counts all, attackers included"),
    ] {
        let links = confirmed(&[["ged:7", relation, "gtd:202403220901"]]);
        let folder = Folder::new(&relation[4..], &sets, &links);
        let shown = folder.ledger("202403220901", None, &[]);
        assert_eq!(row(&shown, "killed")[2], says, "{relation}: {shown}");
    }
}

#[test]
fn what_is_left_without_the_attackers_is_worked_out_and_the_number_of_all_is_printed() {
    let row_of = gtd("202403220901", "141,4").replace(",5,0,,", ",50,3,,");
    let folder = Folder::new("derived", &[("gtd.csv", row_of)], "ged,gtd\n");
    let shown = folder.ledger("202403220901", None, &[]);
    for (head, value) in [
        ("killed", "¶1 137  “nkill 141, nkillter 4”  [worked out: 141 − 4]  [counted: attackers taken out]"),
        ("killed (total)", "¶1 141  “nkill 141, nkillter 4”  [counted: attackers included]"),
        ("injured", "¶1 47  “nwound 50, nwoundte 3”  [worked out: 50 − 3]  [counted: attackers taken out]"),
        ("injured (total)", "¶1 50  “nwound 50, nwoundte 3”  [counted: attackers included]"),
    ] {
        assert!(row(&shown, head)[1].ends_with(value), "{head}: {shown}");
    }
    let json: Json = serde_json::from_str(&folder.ledger("202403220901", None, &["--format", "json"])).unwrap();
    let rows = json["rows"].as_array().unwrap();
    let number = |of: &str, field: &str| {
        let row = rows.iter().find(|row| row["facet"] == "injured" && row["of"] == of).unwrap();
        row["cells"][0][0][field].clone()
    };
    assert_eq!((number("victims", "figure"), number("victims", "derived_min")), (Json::Null, Json::from(47)));
    assert_eq!((number("total", "figure"), number("total", "basis")), (Json::from(50), Json::Null));
}

#[test]
fn versions_of_one_data_set_are_named_together() {
    let sets = [
        ("ged251.csv", ged("7", "0,0,20,0", "20,20,20")),
        ("ged241.csv", ged("8", "0,0,20,0", "20,20,20")),
        ("gtd.csv", gtd("202403220901", "141,4")),
    ];
    let folder = Folder::new("versions", &sets, "ged,gtd\n7,202403220901\n8,202403220901\n");
    let shown = folder.ledger("202403220901", None, &[]);
    assert!(shown.contains("Its records of UCDP GED 24.1 and UCDP GED 25.1 are one origin."), "{shown}");
}

#[test]
fn a_shared_report_makes_one_origin_from_whichever_entry_one_looks() {
    let loaded = load(&Request { paths: vec![path("data")], sources: Vec::new() });
    let corpus = loaded.corpus();
    let Some(Entity::Incident(crocus)) = corpus.find("crocus-city-hall") else { panic!("no such incident") };
    let article = corpus.article_of(&corpus.accounts_in(corpus.incident(crocus).accounts)[0]);
    let title = corpus.str(corpus.article(article).title).replace('"', "");
    let headline = "Gunmen of a distant front storm a hall";
    let of_gtd = gtd("202403220901", "141,4").replace(",5,0,,", &format!(",5,0,\"{title}\",\"{headline}\""));
    let of_ged = ged("7", "0,0,20,0", "20,20,20")
        .replace(",Civilians,,", &format!(",Civilians,\"\"\"Harbour Courier,2024-03-23,{headline}\"\"\","));
    let links = confirmed(&[
        ["ged:7", "plx:sameEvent", "gtd:202403220901"],
        ["ged:7", "plx:sameEvent", "incident:crocus-city-hall"],
        ["gtd:202403220901", "plx:sameEvent", "incident:crocus-city-hall"],
    ]);
    let folder = Folder::new("reports", &[("ged251.csv", of_ged), ("gtd.csv", of_gtd)], &links);
    for id in ["crocus-city-hall", "7", "202403220901"] {
        let json: Json = serde_json::from_str(&folder.ledger(id, Some("data"), &["--format", "json"])).unwrap();
        assert_eq!(json["origins"], 3, "the record of GED rests on a report of GTD, which rests on an article: {id}");
        let columns = json["columns"].as_array().unwrap();
        let named: BTreeSet<&str> = columns.iter().map(|column| column["origin"].as_str().unwrap()).collect();
        assert_eq!((columns.len(), named.len()), (6, 3), "{id}: {named:?}");
        let shown = folder.ledger(id, Some("data"), &[]);
        assert!(shown.contains("GTD cites a report that is also behind the articles: both are one origin."), "{shown}");
        assert!(
            shown.contains("UCDP GED 25.1 cites a report that is also behind GTD: both are one origin."),
            "{shown}"
        );
    }
}

#[test]
fn a_record_in_json_and_in_a_table_is_coded_by_its_data_set() {
    let sets = [("acled.csv", acled("RUS1", "Violence against civilians,Attack", 133))];
    let folder = Folder::new("coded", &sets, "ged,acled\n");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let output = command.current_dir(&folder.0).args(args).args(["acled.csv", "--no-memory"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let json: Json = serde_json::from_str(&run(&["show", "RUS1", "--format", "json"])).unwrap();
    assert_eq!(json["actors"][0]["role"], "perpetrator", "{json}");
    assert_eq!(
        (&json["actors"][0]["role_by"], &json["place"]["point"]),
        (&"data set".into(), &"coded: the town".into())
    );
    let table = run(&["export", "--format", "csv", "--private"]);
    assert!(table.contains("Islamic State (Russia) (perpetrator)"), "{table}");
    assert!(table.contains("Civilians (Russia) (target)"), "{table}");
}
