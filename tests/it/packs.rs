//! Evidence packs: what goes in comes out, the same each time, and what was changed since is named.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use parallax::load::{Loaded, Request, load, open};
use parallax::model::corpus::Entity;
use parallax::model::{Entry, Subject};
use parallax::pack::evidence::Evidence;
use parallax::pack::verify::{Verified, verify};
use parallax::pack::{GivenPaths, Pack, PackOptions, pack};

use crate::fixture::{built_in, path, sources, tiny};
use crate::terminal::Scratch;

/// The entry with this id.
fn entry(loaded: &Loaded, id: &str) -> Entry {
    match loaded.corpus().find(id) {
        Some(Entity::Incident(id)) => Entry::Incident(id),
        _ => Entry::Record(loaded.record(id).unwrap_or_else(|| panic!("no {id}"))),
    }
}

fn packed(loaded: &Loaded, ids: &[&str], options: &PackOptions) -> Pack {
    let entries: Vec<Entry> = ids.iter().map(|id| entry(loaded, id)).collect();
    pack(loaded, &entries, options).unwrap()
}

/// The text of a file of a pack.
fn text(pack: &Pack, path: &str) -> String {
    let file = pack.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn evidence(pack: &Pack) -> Evidence {
    serde_json::from_str(&text(pack, "data/evidence.json")).unwrap()
}

/// Writes a pack below a folder.
fn write(pack: &Pack, folder: &Path) {
    for file in &pack.files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
}

/// Options with what was given besides the built-in corpus or the invented one.
fn with_texts(sources: PathBuf) -> PackOptions {
    PackOptions { with_texts: true, ..reading(sources) }
}

fn reading(sources: PathBuf) -> PackOptions {
    let given = GivenPaths { opened: vec![path("tests/fixtures/tiny")], sources: vec![sources] };
    PackOptions { given, ..PackOptions::default() }
}

#[test]
fn a_pack_says_what_the_ledger_says_and_nothing_more() {
    let loaded = built_in();
    let pack = packed(&loaded, &["kerman-bombings"], &PackOptions::default());
    let evidence = evidence(&pack);
    let [incident] = evidence.incidents.as_slice() else { panic!("{evidence:?}") };
    let subject = Subject::entry(&loaded.workspace, entry(&loaded, "kerman-bombings"));
    let rows = &subject.ledger().rows;
    assert_eq!(incident.facets.len(), rows.len());
    for (facet, row) in incident.facets.iter().zip(rows) {
        assert_eq!(facet.claims.len(), row.cells.iter().flatten().count(), "{}", facet.facet);
        assert_eq!(facet.silent.len(), row.cells.iter().filter(|cell| cell.is_empty()).count(), "{}", facet.facet);
        assert!(row.verdict.is_none() || !facet.why.is_empty(), "{}", facet.facet);
    }
    let killed = incident.facets.iter().find(|facet| facet.facet == "killed").unwrap();
    assert_eq!(killed.sign, "◐");
    let values: Vec<&str> = killed.claims.iter().map(|claim| claim.value.as_str()).collect();
    assert_eq!(values, ["94", ">90", "≈90"]);
    // Without copies, nothing is said to be checked.
    assert!(killed.claims.iter().all(|claim| claim.state == "unattached"));
    assert!(evidence.sources.iter().all(|source| source.copy.is_none()));
    // The Markdown has what the page has.
    let markdown = text(&pack, "data/ledgers/kerman-bombings.md");
    for facet in incident.facets.iter().filter(|facet| !facet.why.is_empty()) {
        let opening: String = facet.why[0].split(':').next().unwrap().to_owned();
        assert!(markdown.contains(&opening), "{opening} is not in {markdown}");
    }
    for part in ["## Why the verdicts are what they are", "“killing 94 people”: unattached", "no copy was attached"]
    {
        assert!(markdown.contains(part), "{part} is not in {markdown}");
    }
    let table = text(&pack, "data/claims.csv");
    let claims: usize = rows.iter().map(|row| row.cells.iter().flatten().count()).sum();
    assert_eq!(csv_rows(&table), claims + 1, "{table}");
    let annotations: serde_json::Value = serde_json::from_str(&text(&pack, "data/claims.jsonld")).unwrap();
    assert_eq!(annotations["total"], claims);
    // Digests are there for the passages that are cited, and for no others.
    let digests = evidence.sources[0].passages.iter().filter(|passage| !passage.digest.is_empty()).count();
    assert!(digests > 0 && digests < evidence.sources[0].passages.len());
    assert!(pack.remarks.iter().any(|remark| remark.contains("without a copy")), "{:?}", pack.remarks);
}

/// The number of rows of a CSV.
fn csv_rows(table: &str) -> usize {
    let mut rows = simd_csv::ZeroCopyReader::from_reader(table.as_bytes());
    let mut count = 1;
    while rows.read_byte_record().unwrap().is_some() {
        count += 1;
    }
    count
}

#[test]
fn the_same_input_gives_the_same_bytes_and_every_tool_can_check_them() {
    let options = PackOptions { date: chrono::NaiveDate::from_ymd_opt(2026, 11, 29), ..PackOptions::default() };
    let one = packed(&built_in(), &["kerman-bombings", "crocus-city-hall"], &options);
    let two = packed(&built_in(), &["kerman-bombings", "crocus-city-hall"], &options);
    assert_eq!(one, two);
    assert_eq!(one.files[0].path, "bagit.txt");
    assert!(text(&one, "bag-info.txt").contains("Bagging-Date: 2026-11-29"));
    let metadata: serde_json::Value = serde_json::from_str(&text(&one, "data/ro-crate-metadata.json")).unwrap();
    assert_eq!(metadata["@graph"][1]["datePublished"], "2026-11-29");
    // No day is claimed that nobody gave.
    let plain = packed(&built_in(), &["kerman-bombings"], &PackOptions::default());
    assert!(!text(&plain, "bag-info.txt").contains("Date"));
    assert!(!text(&plain, "data/ro-crate-metadata.json").contains("2026-"));
    let scratch = Scratch::new("pack");
    write(&one, &scratch.0);
    let sums = Command::new("sha256sum")
        .args(["-c", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
        .current_dir(&scratch.0)
        .output();
    // Other systems may lack the tool.
    if let Ok(sums) = sums {
        assert!(sums.status.success(), "{sums:?}");
    }
    assert_eq!(verify(&scratch.0, &[]).unwrap().problems, Vec::<String>::new());
}

#[test]
fn citations_keep_their_keys_and_invent_no_day() {
    let pack = packed(&built_in(), &["kerman-bombings"], &PackOptions::default());
    let items: serde_json::Value = serde_json::from_str(&text(&pack, "data/citations.csl.json")).unwrap();
    let item = |id: &str| items.as_array().unwrap().iter().find(|item| item["id"] == id).unwrap().clone();
    assert_eq!(item("limited-times")["issued"]["date-parts"], serde_json::json!([[2024, 3, 24]]));
    assert_eq!(item("scmp-republished")["issued"]["literal"], "2024-03-27/2024-04-02 (inferred)");
    let (bib, ris) = (text(&pack, "data/citations.bib"), text(&pack, "data/citations.ris"));
    assert!(bib.contains("@article{limited-times,") && bib.contains("date = {2024-03-24}"), "{bib}");
    assert!(ris.contains("ID  - limited-times\r\n") && ris.contains("DA  - 2024/03/24\r\n"), "{ris}");
    let entry = |text: &str, key: &str| text[text.find(key).unwrap()..].to_owned();
    let bib = entry(&bib, "{scmp-republished,");
    assert!(!bib[..bib.find("\n}").unwrap()].contains("\n  date ="), "{bib}");
    let ris = entry(&ris, "ID  - scmp-republished");
    let ris = &ris[..ris.find("ER  -").unwrap()];
    assert!(!ris.contains("DA  -") && ris.contains("N1  - Published 2024-03-27/2024-04-02 (inferred)"), "{ris}");
    // The table says that a day is not printed, and the metadata have no day then.
    let claims = text(&pack, "data/claims.csv");
    assert!(claims.contains(",2024-03-27/2024-04-02 (inferred),") && claims.contains(",2024-03-24,"), "{claims}");
    let metadata: serde_json::Value = serde_json::from_str(&text(&pack, "data/ro-crate-metadata.json")).unwrap();
    let days = metadata["@graph"].as_array().unwrap().iter().filter_map(|node| node["datePublished"].as_str());
    assert!(days.clone().count() > 0 && days.clone().all(|day| day.len() == 10), "{:?}", days.collect::<Vec<_>>());
    // The keys do not depend on what else is packed.
    let more = packed(&built_in(), &["crocus-city-hall", "kerman-bombings"], &PackOptions::default());
    assert!(text(&more, "data/citations.bib").contains("@article{limited-times,"));
    for line in text(&pack, "data/entities.ftm.json").lines() {
        let entity: serde_json::Value = serde_json::from_str(line).unwrap();
        let values = entity["properties"].as_object().unwrap().values();
        assert!(values.flat_map(|list| list.as_array().unwrap()).all(serde_json::Value::is_string), "{line}");
    }
}

#[test]
fn an_address_that_an_editor_found_is_given_with_how_and_never_as_the_place_of_words() {
    const FOUND: &str = "found by the title";
    let pack = packed(&built_in(), &["kerman-bombings"], &PackOptions::default());
    let source = evidence(&pack).sources.into_iter().find(|source| source.id == "scmp-republished").unwrap();
    assert!(!source.url.is_empty() && source.url_basis.starts_with(FOUND), "{source:?}");
    let annotations: serde_json::Value = serde_json::from_str(&text(&pack, "data/claims.jsonld")).unwrap();
    let of_source = |item: &&serde_json::Value| item["target"]["source"] == "index.html#source-scmp-republished";
    let items: Vec<_> = annotations["first"]["items"].as_array().unwrap().iter().filter(of_source).collect();
    assert!(!items.is_empty());
    for item in items {
        let bodies = item["body"].as_array().unwrap();
        let citation = bodies.iter().find(|body| body["purpose"] == "identifying").unwrap()["value"].as_str().unwrap();
        assert!(citation.contains(&source.url) && citation.contains(FOUND), "{citation}");
    }
    // Nowhere does the address stand without how it was found, but in fields whose note says it.
    for file in ["data/claims.jsonld", "data/entities.ftm.json", "data/ro-crate-metadata.json"] {
        let text = text(&pack, file);
        let with_basis = format!("{} ({FOUND}", source.url);
        assert!(text.contains(&with_basis), "{file}");
        assert_eq!(text.matches(&source.url).count(), text.matches(&with_basis).count(), "{file}");
    }
}

#[test]
fn each_file_for_other_programs_is_exported_alone_too() {
    let pack = packed(&built_in(), &["kerman-bombings"], &PackOptions::default());
    for (format, file) in [
        ("csl", "citations.csl.json"),
        ("bib", "citations.bib"),
        ("ris", "citations.ris"),
        ("jsonld", "claims.jsonld"),
        ("ftm", "entities.ftm.json"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        let filter = "kind:\"suicide bombing\" at:kerman";
        let output = command.args(["--no-memory", "export", "--format", format, "--filter", filter]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        // Alone, there is no page that an article without an address could be a place of.
        let packed = text(&pack, &format!("data/{file}")).replace("index.html#source-", "urn:x-parallax:article:");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), packed, "{format}");
    }
}

/// A pack of the invented corpus with its copies, on the disk.
fn on_disk(scratch: &Scratch) -> PathBuf {
    let pack = packed(&tiny(true), &["depot-blast"], &with_texts(path("tests/fixtures/tiny-copies")));
    let folder = scratch.0.join("pack");
    write(&pack, &folder);
    folder
}

fn problems(folder: &Path, sources: &[PathBuf]) -> Vec<String> {
    verify(folder, sources).unwrap().problems
}

#[test]
fn a_changed_byte_and_a_deleted_paragraph_are_both_named() {
    let scratch = Scratch::new("verify");
    let folder = on_disk(&scratch);
    let before = verify(&folder, &[]).unwrap();
    assert_eq!(before.problems, Vec::<String>::new());
    assert!(before.looked_at.iter().any(|line| line.contains("anchor") && line.contains("wording")), "{before:?}");
    let copies: BTreeMap<String, PathBuf> = std::fs::read_dir(folder.join("data/copies"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect();
    assert!(copies.len() >= 2, "{copies:?}");
    // One byte of one copy.
    let (changed, first) = copies.iter().next().unwrap();
    let mut bytes = std::fs::read(first).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(first, &bytes).unwrap();
    // The paragraph of an anchor of another.
    let loaded: Evidence = serde_json::from_slice(&std::fs::read(folder.join("data/evidence.json")).unwrap()).unwrap();
    let (lost, second) = copies.iter().nth(1).unwrap();
    let source = loaded.sources.iter().find(|source| source.id == *lost).unwrap();
    let anchor = &source.passages.iter().rfind(|passage| passage.state == "exact").unwrap().anchor;
    let page = std::fs::read_to_string(second).unwrap();
    let kept: String =
        page.lines().filter(|line| !line.contains(anchor.as_str())).map(|line| format!("{line}\n")).collect();
    assert!(kept.len() < page.len() - 20, "the paragraph stands on a line of its own: {anchor}");
    std::fs::write(second, kept).unwrap();
    let named = problems(&folder, &[]);
    let has = |parts: &[&str]| named.iter().any(|problem| parts.iter().all(|part| problem.contains(part)));
    assert!(has(&[changed, "changed; its SHA-256 is"]), "{named:?}");
    assert!(has(&[lost, "changed; its SHA-256 is"]), "{named:?}");
    assert!(has(&[lost, anchor, "is orphan"]), "{named:?}");
}

#[test]
fn what_is_missing_added_or_no_pack_is_told() {
    let scratch = Scratch::new("verify-files");
    let folder = on_disk(&scratch);
    std::fs::remove_file(folder.join("data/citations.ris")).unwrap();
    std::fs::write(folder.join("data/late.txt"), "late").unwrap();
    let named = problems(&folder, &[]);
    assert!(named.contains(&"data/citations.ris: missing".to_owned()), "{named:?}");
    assert!(named.contains(&"data/late.txt: not in the manifest; it was added later".to_owned()), "{named:?}");
    assert!(named.iter().any(|problem| problem.starts_with("bag-info.txt: Payload-Oxum")), "{named:?}");
    let empty = scratch.0.join("empty");
    std::fs::create_dir(&empty).unwrap();
    assert!(verify(&empty, &[]).unwrap_err().contains("no bagit.txt"));
    // A manifest that leads out of the folder is refused, and nothing outside is read.
    let zero = "0".repeat(64);
    std::fs::write(folder.join("manifest-sha256.txt"), format!("{zero}  data/../../secret\n")).unwrap();
    assert!(verify(&folder, &[]).unwrap_err().contains("manifest-sha256.txt, line 1"));
    // Evidence that is no JSON is a difference, not a panic.
    let again = Scratch::new("verify-again");
    let folder = on_disk(&again);
    std::fs::write(folder.join("data/evidence.json"), "{\"schema\":").unwrap();
    let named = problems(&folder, &[]);
    assert!(named.iter().any(|problem| problem.starts_with("data/evidence.json cannot be read")), "{named:?}");
}

#[test]
fn copies_of_ones_own_are_held_against_what_was_read() {
    let scratch = Scratch::new("verify-sources");
    let pack = packed(&tiny(true), &["depot-blast"], &reading(path("tests/fixtures/tiny-copies")));
    assert!(pack.files.iter().all(|file| !file.path.contains("copies/")));
    let folder = scratch.0.join("pack");
    write(&pack, &folder);
    let Verified { problems, open, .. } = verify(&folder, &[]).unwrap();
    assert!(problems.is_empty() && open.iter().any(|line| line.contains("--sources PATH")), "{open:?}");
    let own = scratch.0.join("own");
    std::fs::create_dir(&own).unwrap();
    for entry in std::fs::read_dir(path("tests/fixtures/tiny-copies")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), own.join(entry.file_name())).unwrap();
    }
    assert_eq!(verify(&folder, std::slice::from_ref(&own)).unwrap().problems, Vec::<String>::new());
    let copy = evidence(&pack).sources[0].copy.clone().unwrap();
    let mut bytes = std::fs::read(own.join(&copy.file)).unwrap();
    bytes.extend(b"\n");
    std::fs::write(own.join(&copy.file), bytes).unwrap();
    // Copies are known by their words, not by their names.
    std::fs::rename(own.join(&copy.file), own.join("renamed")).unwrap();
    let named = verify(&folder, std::slice::from_ref(&own)).unwrap().problems;
    assert!(named.iter().any(|problem| problem.contains("renamed: not the copy in which")), "{named:?}");
    std::fs::rename(own.join("renamed"), own.join(&copy.file)).unwrap();
    let named = verify(&folder, &[own]).unwrap().problems;
    assert!(
        named.iter().any(|problem| problem.contains(&copy.file) && problem.contains("not the copy in which")),
        "{named:?}"
    );
}

#[test]
fn of_a_short_article_the_lost_paragraph_is_named_too() {
    let scratch = Scratch::new("verify-short");
    let loaded = right_to_left(&scratch);
    let copies = scratch.0.join("own");
    std::fs::create_dir(&copies).unwrap();
    let whole = "حريق في الميناء (Ellery) مساء\n\nاثنا عشر (12) في الميناء\n\nثلاثة في المدينة\n";
    std::fs::write(copies.join("Arab.TXT"), whole).unwrap();
    drop(loaded);
    let loaded = load(&Request { paths: vec![scratch.0.join("rtl")], sources: vec![copies.clone()] });
    let (incident, _) = loaded.corpus().incidents().next().unwrap();
    let given = GivenPaths { opened: vec![scratch.0.join("rtl")], sources: vec![copies.clone()] };
    let options = PackOptions { with_texts: true, given, ..PackOptions::default() };
    let pack = pack(&loaded, &[Entry::Incident(incident)], &options).unwrap();
    let folder = scratch.0.join("pack");
    write(&pack, &folder);
    assert_eq!(problems(&folder, &[]), Vec::<String>::new());
    let cut = "حريق في الميناء (Ellery) مساء\n\nاثنا عشر (12) في الميناء\n";
    std::fs::write(folder.join("data/copies/arab.txt"), cut).unwrap();
    let named = problems(&folder, &[]);
    assert!(
        named.iter().any(|line| line.starts_with("arab: ¶2, which begins “ثلاثة في") && line.contains("is orphan")),
        "{named:?}"
    );
    assert!(!named.iter().any(|line| line.contains("no longer in its copy") || line.contains("¶1")), "{named:?}");
    // A copy of one's own of that name is named as well, and what is lost in it.
    std::fs::write(copies.join("Arab.TXT"), cut).unwrap();
    let verified = verify(&folder, std::slice::from_ref(&copies)).unwrap();
    let of_own: Vec<&String> = verified.problems.iter().filter(|line| line.contains("own/Arab.TXT")).collect();
    assert!(of_own.iter().any(|line| line.contains("not the copy in which arab was read")), "{verified:?}");
    assert!(of_own.iter().any(|line| line.contains("¶2") && line.contains("is orphan")), "{verified:?}");
    assert!(!verified.open.iter().any(|line| line.contains("fits no article")), "{verified:?}");
}

#[test]
fn evidence_of_others_leads_to_no_file_outside_the_folder() {
    let scratch = Scratch::new("verify-outside");
    let folder = on_disk(&scratch);
    let file = folder.join("data/evidence.json");
    let mut evidence: Evidence = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::rename(folder.join("data/copies"), scratch.0.join("copies")).unwrap();
    for copy in evidence.sources.iter_mut().filter_map(|source| source.copy.as_mut()) {
        copy.packed = copy.packed.as_ref().map(|path| format!("../../{path}"));
    }
    std::fs::write(&file, serde_json::to_string(&evidence).unwrap()).unwrap();
    let verified = verify(&folder, &[]).unwrap();
    assert!(verified.open.iter().any(|line| line.contains("no copies of the articles")), "{verified:?}");
    std::fs::remove_file(folder.join("tagmanifest-sha256.txt")).unwrap();
    std::fs::write(folder.join("README.txt"), "late").unwrap();
    assert!(problems(&folder, &[]).iter().any(|line| line.starts_with("tagmanifest-sha256.txt: missing")));
}

#[test]
fn links_and_files_beside_the_payload_are_named_and_not_read() {
    let scratch = Scratch::new("verify-links");
    let folder = on_disk(&scratch);
    std::fs::write(folder.join("fetch.txt"), "late").unwrap();
    let secret = scratch.0.join("secret.html");
    std::fs::rename(folder.join("data/index.html"), &secret).unwrap();
    std::os::unix::fs::symlink(&secret, folder.join("data/index.html")).unwrap();
    let named = problems(&folder, &[]);
    assert!(named.contains(&"fetch.txt: not in the manifest; it was added later".to_owned()), "{named:?}");
    assert!(named.contains(&"data/index.html: it is a link or no file, and is not read".to_owned()), "{named:?}");
}

#[test]
fn a_corpus_names_no_file_that_a_pack_takes_along() {
    let scratch = Scratch::new("pack-file");
    let secret = scratch.0.join("secret.txt");
    std::fs::write(&secret, "a secret of the reader").unwrap();
    let loaded = hostile_with(&scratch, &format!("file = \"{}\"\n", secret.display()));
    let (id, _) = loaded.corpus().incidents().next().unwrap();
    let given = GivenPaths { opened: vec![scratch.0.join("hostile")], sources: Vec::new() };
    let options = PackOptions { with_texts: true, given, ..PackOptions::default() };
    let pack = pack(&loaded, &[Entry::Incident(id)], &options).unwrap();
    assert!(pack.files.iter().all(|file| !String::from_utf8_lossy(&file.bytes).contains("a secret")));
    assert_eq!(evidence(&pack).sources[0].copy.as_ref().and_then(|copy| copy.sha256.clone()), None);
}

#[test]
fn a_fresh_pack_differs_in_nothing_whatever_the_copies_are() {
    // One of several copies is attached.
    let one = path("tests/fixtures/tiny-copies/saved-page.html");
    let loaded = load(&Request { paths: vec![path("tests/fixtures/tiny")], sources: vec![one.clone()] });
    let scratch = Scratch::new("pack-fresh");
    let folder = scratch.0.join("one");
    write(&packed(&loaded, &["depot-blast"], &with_texts(one)), &folder);
    let verified = verify(&folder, &[]).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
    assert!(verified.open.iter().any(|line| line.contains("without a copy in it")), "{verified:?}");
    // A mail is no page: its text is taken along.
    let articles = scratch.0.join("articles");
    std::fs::create_dir(&articles).unwrap();
    let body = "At least twelve people were killed on Sunday when a blast tore through a fuel depot in Port Sudan, the governor said.\n\n\
                Some thirty others were wounded, doctors at the city hospital told reporters on Monday.\n";
    let encoded: String = body
        .bytes()
        .map(|byte| format!("={byte:02X}"))
        .collect::<Vec<_>>()
        .chunks(20)
        .map(|line| line.concat() + "=\r\n")
        .collect();
    let mail = format!(
        "From: Courier <news@courier.example>\r\nSubject: Blast at the depot\r\nDate: Mon, 5 May 2031 09:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}"
    );
    std::fs::write(articles.join("blast.eml"), mail).unwrap();
    let loaded = load(&Request { paths: vec![articles.clone()], sources: Vec::new() });
    let (id, _) = loaded.corpus().incidents().next().unwrap_or_else(|| panic!("{:?}", loaded.report.messages));
    let given = GivenPaths { opened: vec![articles], sources: Vec::new() };
    let options = PackOptions { with_texts: true, given, ..PackOptions::default() };
    let pack = pack(&loaded, &[Entry::Incident(id)], &options).unwrap();
    let copy = evidence(&pack).sources[0].copy.clone().unwrap();
    assert!(copy.text_only && copy.sha256.is_some() && copy.anchored, "{copy:?}");
    let page = text(&pack, "data/index.html");
    assert!(page.contains("Read in blast.eml, SHA-256 <code>"), "{page}");
    assert!(page.contains("Only the text that was read from it is in the pack: <a href=\"copies/"), "{page}");
    let folder = scratch.0.join("mail");
    write(&pack, &folder);
    assert_eq!(problems(&folder, &[]), Vec::<String>::new());
}

/// A corpus whose every text tries to be something else.
fn hostile(scratch: &Scratch) -> Loaded {
    hostile_with(scratch, "")
}

/// The same; its article has this line too.
fn hostile_with(scratch: &Scratch, line: &str) -> Loaded {
    let folder = scratch.0.join("hostile");
    for (file, text) in [
        ("corpus.toml", "title = \"=1+1<script>alert(1)</script>\"\n"),
        (
            "articles/a.md",
            "+++\nid = \"a\"\nauthors = [\"gnp\\u202e\\u200b.exe\"]\ntitle = \"<img src=x onerror=alert(1)> {x} \\\\input % & _\"\npublisher = \"=HYPERLINK(1)\"\npublished = 2031-05-04\nurl = \"https://a.example/?q=<b>\"\n+++\n\n### 1 “Ten people <b>were</b> killed”\n\nTen were killed.\n",
        ),
        (
            "incidents/i.toml",
            "title = \"<b>Blast</b> | `x` [y](z)\"\nkind = \"bombing\"\ndate = 2031-05-04\n\n[[account]]\narticle = \"a\"\npassage = 1\n\n[[account.claims]]\nfacet = \"killed\"\nfigure = 10\nwords = \"Ten people <b>were</b> killed\"\nhedge = \"=cmd|'/c calc'!A1\"\n",
        ),
    ] {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = text.replace("published = 2031-05-04\n", &format!("published = 2031-05-04\n{line}"));
        std::fs::write(path, text).unwrap();
    }
    load(&Request { paths: vec![folder], sources: Vec::new() })
}

#[test]
fn formulas_markup_and_commands_in_any_field_stay_text() {
    let scratch = Scratch::new("pack-hostile");
    let loaded = hostile(&scratch);
    let incident = loaded.corpus().incidents().next().unwrap_or_else(|| panic!("{:?}", loaded.report.messages));
    let pack = pack(&loaded, &[Entry::Incident(incident.0)], &PackOptions::default()).unwrap();
    let page = text(&pack, "data/index.html");
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"), "{page}");
    assert!(page.contains("&lt;b&gt;Blast&lt;/b&gt;"), "{page}");
    for cell in text(&pack, "data/claims.csv").split(',') {
        let cell = cell.trim_start_matches('"');
        assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
    }
    let markdown = pack.files.iter().find(|file| file.path.ends_with(".md")).unwrap();
    let markdown = String::from_utf8(markdown.bytes.clone()).unwrap();
    let events = pulldown_cmark::Parser::new(&markdown);
    let is_markup = |event: &pulldown_cmark::Event<'_>| {
        use pulldown_cmark::Event::{Code, Html, InlineHtml, Start};
        matches!(
            event,
            Html(_)
                | InlineHtml(_)
                | Code(_)
                | Start(pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Image { .. })
        )
    };
    assert_eq!(events.filter(is_markup).count(), 0, "{markdown}");
    let bib = text(&pack, "data/citations.bib");
    assert!(bib.contains("\\textbackslash{}input") && !bib.contains(" \\input"), "{bib}");
    assert_eq!(bib.matches('{').count(), bib.matches('}').count(), "{bib}");
    // What cannot be seen is shown, in JSON alone it stays as it is.
    for path in ["data/citations.bib", "data/citations.ris", "data/index.html"] {
        let text = text(&pack, path);
        assert!(text.contains("202E") && !text.contains(['\u{202e}', '\u{200b}']), "{path}: {text}");
    }
    for file in &pack.files {
        assert!(file.bytes.iter().all(|byte| *byte >= 0x20 || [b'\n', b'\r', b'\t'].contains(byte)), "{}", file.path);
    }
}

#[test]
fn where_a_file_lies_is_in_no_pack() {
    let scratch = Scratch::new("pack-where");
    let body = "At least twelve people were killed on Sunday when a blast tore through a fuel depot in Port Sudan, the governor said.";
    let text = format!("Blast at the depot\n\nThe Courier, 5 May 2031\n\n{body}\n");
    let packed_in = |place: &str, zone: &str, more: &[&str]| -> BTreeMap<String, Vec<u8>> {
        let home = scratch.0.join(place);
        let articles = home.join("articles");
        std::fs::create_dir_all(&articles).unwrap();
        std::fs::write(articles.join("blast.txt"), &text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command
            .args(["--no-memory", "pack"])
            .arg(&articles)
            .args(["--filter", "at:sudan", "--possibly", "-o", "out"])
            .args(more);
        let done = command.current_dir(&home).env("TZ", zone).env("LC_ALL", "C").output().unwrap();
        assert!(done.status.success(), "{done:?}");
        let mut files = BTreeMap::new();
        let mut open = vec![home.join("out")];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    open.push(entry);
                } else {
                    let name = entry.strip_prefix(&home).unwrap().to_string_lossy().into_owned();
                    files.insert(name, std::fs::read(&entry).unwrap());
                }
            }
        }
        files
    };
    let here = packed_in("here", "UTC", &[]);
    assert!(here.values().any(|bytes| String::from_utf8_lossy(bytes).contains("file blast.txt")));
    assert_eq!(here, packed_in("somewhere/else", "Asia/Tokyo", &[]));
    let machine = scratch.0.display().to_string();
    for (path, bytes) in packed_in("with-texts", "UTC", &["--with-texts"]) {
        assert!(!String::from_utf8_lossy(&bytes).contains(&machine), "{path} says where the file lies");
    }
}

#[test]
fn records_of_two_tables_with_one_id_stay_apart() {
    let scratch = Scratch::new("pack-two");
    let rows = [
        ("one", "1,2024-01-02,5,Alpha\n2,2024-01-03,6,Beta\n"),
        ("other", "1,2023-05-02,50,Gamma\n1,2023-05-03,60,Delta\n"),
    ];
    let paths = rows.map(|(name, rows)| {
        let path = scratch.0.join(format!("{name}.csv"));
        std::fs::write(&path, format!("id,Day,dead,place\n{rows}")).unwrap();
        path
    });
    let columns = "id = \"id\"\ndate = \"Day\"\nplace = \"place\"\nkilled = \"dead\"\n";
    std::fs::write(scratch.0.join("columns.toml"), columns).unwrap();
    let loaded = load(&Request { paths: paths.to_vec(), sources: Vec::new() });
    let entries: Vec<Entry> = (0..4).map(|number| loaded.workspace.entry(number)).collect();
    let pack = pack(&loaded, &entries, &PackOptions { private: true, ..PackOptions::default() }).unwrap();
    let evidence = evidence(&pack);
    let ids: Vec<&str> = evidence.incidents.iter().map(|incident| incident.id.as_str()).collect();
    assert_eq!(ids.len(), 4);
    assert!(ids.contains(&"one.csv 1") && ids.contains(&"other.csv 1 (2)"), "{ids:?}");
    for incident in &evidence.incidents {
        let claims: Vec<_> = incident.facets.iter().flat_map(|facet| &facet.claims).collect();
        assert!(!claims.is_empty() && claims.iter().all(|claim| claim.source == incident.id), "{incident:?}");
    }
    let entities = text(&pack, "data/entities.ftm.json");
    let names = entities.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string());
    let (all, distinct) = (names.clone().count(), names.collect::<std::collections::BTreeSet<_>>().len());
    assert_eq!(all, distinct, "{entities}");
    let page = text(&pack, "data/index.html");
    links_lead_to_one_place(&page);
    // What is said of a record is of a row, not of an article with paragraphs and a copy.
    assert!(page.contains("A row of one.csv, SHA-256 <code>"), "{page}");
    assert!(page.contains("1 record · 1 origin"), "{page}");
    let legend = page.find("<h2").unwrap();
    for word in ["¶", "unattached", "No copy", "1 article"] {
        assert!(!page[legend..].contains(word), "{word} in {page}");
    }
    let hash = evidence.sources[0].copy.clone().unwrap().sha256.unwrap();
    assert!(text(&pack, "data/claims.csv").contains(&format!(",cell,one.csv,{hash},")));
}

#[test]
fn a_claim_that_stands_with_two_facets_has_one_name() {
    let paths = vec![path("data"), path("tests/fixtures/crosswalk/ged251.csv")];
    let mut opened = open(&Request { paths, sources: Vec::new() });
    opened.read_links(&path("tests/fixtures/crosswalk/links.tsv"));
    let loaded = opened.finish();
    let pack = packed(&loaded, &["crocus-city-hall"], &PackOptions::default());
    let evidence = evidence(&pack);
    let facets = evidence.incidents[0].facets.iter();
    let mut names: Vec<(&str, &str)> =
        facets.flat_map(|facet| facet.claims.iter().map(|claim| (&*claim.id, &*facet.facet))).collect();
    names.sort_unstable();
    let of_two: Vec<_> = names.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| [two[0].1, two[1].1]).collect();
    assert_eq!(of_two, [["killed", "killed (total)"]], "all whom GED counts were civilians, and no other has its name");
    links_lead_to_one_place(&text(&pack, "data/index.html"));
}

/// Every link within a page leads to a place of it, and no two places have one name.
fn links_lead_to_one_place(page: &str) {
    let value = |rest: &'_ str| rest.split('"').next().unwrap().to_owned();
    let places: Vec<String> = page.split(" id=\"").skip(1).map(value).collect();
    let distinct: std::collections::BTreeSet<&String> = places.iter().collect();
    assert_eq!(places.len(), distinct.len(), "{places:?}");
    for target in page.split("href=\"#").skip(1).map(value) {
        assert!(places.contains(&target), "{target} is no place of the page");
    }
}

/// A corpus of an outlet that writes from right to left and one that writes from left to right.
fn right_to_left(scratch: &Scratch) -> Loaded {
    let folder = scratch.0.join("rtl");
    for (file, text) in [
        ("corpus.toml", "title = \"Harbour\"\n"),
        (
            "articles/arab.md",
            "+++\ntitle = \"حريق في الميناء (Ellery) مساء\"\npublisher = \"صحيفة\"\npublished = \"2031-05-04\"\nlanguage = \"ar\"\ntranslated_from = \"fa\"\nurl = \"https://a.example/4/حريق\"\narchived = \"https://b.example/https://a.example/4/حريق\"\n+++\n\n### 1 \"اثنا عشر (12)\"\n\nTwelve.\n\n### 2 \"ثلاثة في\"\n\nThree.\n",
        ),
        (
            "articles/engl.md",
            "+++\ntitle = \"Fire at “الميناء” (daily)\"\npublisher = \"Courier\"\npublished = \"2031-05-05\"\n+++\n\n### 1 \"At least twelve\"\n\nTwelve.\n",
        ),
        (
            "incidents/engl.toml",
            "title = \"حريق (Ellery fire)\"\nkind = \"arson\"\nstatus = \"foiled\"\ndate = \"2031-05-02\"\ndate_basis = \"from the daily\"\n\n[[account]]\narticle = \"arab\"\npassage = 1\nhedge = \"دون تأكيد (police)، مساء\"\nclaims = [{ facet = \"killed\", figure = 12, words = \"اثنا عشر (12)\", according_to = [\"الشرطة: police, citing nobody\"] }]\n\n[[account]]\narticle = \"engl\"\npassage = 1\nclaims = [{ facet = \"killed\", figure = 12, qualifier = \"at-least\", words = \"At least twelve\" }]\n\n[[note]]\ntext = \"مساء: arab, 12.\"\n",
        ),
    ] {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let loaded = load(&Request { paths: vec![folder], sources: Vec::new() });
    assert!(loaded.corpus().incidents().next().is_some(), "{:?}", loaded.report.messages);
    loaded
}

#[test]
fn words_from_right_to_left_order_nothing_else_on_the_page() {
    let scratch = Scratch::new("pack-rtl");
    let loaded = right_to_left(&scratch);
    let (incident, _) = loaded.corpus().incidents().next().unwrap();
    let pack = pack(&loaded, &[Entry::Incident(incident)], &PackOptions::default()).unwrap();
    let page = text(&pack, "data/index.html");
    // The incident has the id of an article.
    links_lead_to_one_place(&page);
    // An article without an address is a place of the page, with its citation.
    let annotations = text(&pack, "data/claims.jsonld");
    assert!(
        annotations.contains("\"index.html#source-engl\"") && page.contains(" id=\"source-engl\""),
        "{annotations}"
    );
    assert!(annotations.contains("Courier, 5 May 2031"), "{annotations}");
    let entities = text(&pack, "data/entities.ftm.json");
    assert!(entities.contains("2 May 2031 · foiled · ") && entities.contains(" · date: from the daily"), "{entities}");
    assert!(page.contains("2 May 2031 · arson · foiled") && page.contains("from the daily"), "{page}");
    // Who is cited and what limits a claim are values of their own.
    let claims = evidence(&pack);
    let claim = claims.incidents[0].facets[0].claims.iter().find(|claim| claim.source == "arab").unwrap();
    let limits = claim.limits.as_ref().unwrap();
    assert_eq!((limits.kind.as_str(), limits.words.as_str()), ("hedge", "دون تأكيد (police)، مساء"));
    assert_eq!(claim.cites, ["الشرطة: police, citing nobody"]);
    assert!(page.contains("<td>according to <bdi>الشرطة: police, citing nobody</bdi>; hedge: <bdi>"), "{page}");
    let bib = text(&pack, "data/citations.bib");
    assert!(bib.contains("langid = {arabic}") && bib.contains("entrysubtype = {newspaper}"), "{bib}");
    assert!(bib.contains("Translated from fa"), "{bib}");
    for part in [
        // The state of an anchor is no part of the wording; numbers and dates of the page stand in its own order.
        "<td><q><bdi>اثنا عشر (12)</bdi></q> <small>",
        "“<bdi>حريق في الميناء (Ellery) مساء</bdi>”, <bdi>صحيفة</bdi>, 4 May 2031, <a href=\"https://a.example/4/حريق\"",
        "<span dir=\"ltr\">https://a.example/4/<bdi>حريق</bdi></span></a>, archived at <a href=\"https://b.example/https://a.example",
        "; hedge: <bdi>دون تأكيد (police)، مساء</bdi></td>",
        "<h1><bdi>حريق (Ellery fire)</bdi>: what each source says</h1>",
        "“<bdi>Fire at “الميناء” (daily)</bdi>”, Courier",
        "“<bdi>اثنا عشر (12)</bdi>” (arab ¶1",
        "<td><a href=\"#source-engl\">[2]</a> Courier ¶1</td>",
        "<td><a href=\"#source-arab\">[1]</a> <bdi>صحيفة</bdi> ¶1</td>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("dir=\"auto\""), "nothing takes its direction with all that is around it: {page}");
}

#[test]
fn a_season_is_told_in_words_and_a_publisher_is_one() {
    let scratch = Scratch::new("pack-season");
    drop(hostile(&scratch));
    let article = scratch.0.join("hostile/articles/a.md");
    let text_of = std::fs::read_to_string(&article).unwrap();
    std::fs::write(
        &article,
        text_of
            .replace("published = 2031-05-04", "published = \"2031-21\"")
            .replace("=HYPERLINK(1)", "Port and Sea")
            .replace("?q=<b>", ""),
    )
    .unwrap();
    let loaded = load(&Request { paths: vec![scratch.0.join("hostile")], sources: Vec::new() });
    let (id, _) = loaded.corpus().incidents().next().unwrap_or_else(|| panic!("{:?}", loaded.report.messages));
    let pack = pack(&loaded, &[Entry::Incident(id)], &PackOptions::default()).unwrap();
    assert!(text(&pack, "data/citations.ris").contains("N1  - Published spring 2031\r\n"));
    let bib = text(&pack, "data/citations.bib");
    assert!(bib.contains("note = {Published spring 2031}"), "{bib}");
    // BibLaTeX takes a publisher for a list, which “and” would divide.
    assert!(bib.contains("organization = {{Port and Sea}}"), "{bib}");
    let items: serde_json::Value = serde_json::from_str(&text(&pack, "data/citations.csl.json")).unwrap();
    assert_eq!(items[0]["issued"]["literal"], "spring 2031");
    assert!(text(&pack, "data/claims.csv").contains(",2031-21,"), "a table has EDTF");
}

#[test]
fn rows_that_may_not_be_passed_on_leave_as_ids() {
    let set = |name: &str| path("tests/fixtures/crosswalk").join(name);
    let paths = vec![set("ged251.csv"), set("acled.csv"), set("gtd.csv")];
    let scratch = Scratch::new("pack-withheld");
    let run = |out: &str, more: &[&str]| -> (PathBuf, Output) {
        let out = scratch.0.join(out);
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command
            .args(["--no-memory", "--links"])
            .arg(set("links.tsv"))
            .args(["pack", "RUS90001", "990004", "-o"])
            .arg(&out);
        let output = command.args(&paths).args(more).output().unwrap();
        (out, output)
    };
    let (folder, output) = run("without", &[]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("may not be passed on: only ids and citations"), "{said}");
    let read = |folder: &Path, file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let evidence: Evidence = serde_json::from_str(&read(&folder, "data/evidence.json")).unwrap();
    // GED may be passed on; the record of ACLED is there as an id with the citation.
    assert_eq!(evidence.incidents.len(), 1);
    assert!(evidence.withheld.iter().any(|line| line.contains("RUS90001")), "{:?}", evidence.withheld);
    let acled = std::fs::read_to_string(set("acled.csv")).unwrap();
    let notes = acled.lines().find(|line| line.contains("RUS90001")).unwrap();
    let longest = notes.split('"').max_by_key(|part| part.len()).unwrap();
    let start: String = longest.chars().take(25).collect();
    for file in ["data/evidence.json", "data/index.html", "data/claims.csv", "data/entities.ftm.json"] {
        assert!(!read(&folder, file).contains(&start), "{file} has “{start}”");
    }
    // The link leaves, what was compared of the row does not.
    let links = read(&folder, "data/links.sssom.tsv");
    let line = links.lines().find(|line| line.contains("acled:RUS90001")).unwrap();
    assert!(line.contains("plx:sameEvent") && !line.contains("same day"), "{line}");
    for entry in std::fs::read_dir(folder.join("data/ledgers")).unwrap() {
        let ledger = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let of_row = |line: &&str| line.contains("RUS90001") && line.contains("same day");
        assert_eq!(ledger.lines().find(of_row), None);
    }
    let (folder, output) = run("private", &["--private"]);
    assert!(output.status.success(), "{output:?}");
    let evidence: Evidence = serde_json::from_str(&read(&folder, "data/evidence.json")).unwrap();
    assert_eq!((evidence.incidents.len(), evidence.withheld.len()), (2, 0));
    assert!(read(&folder, "data/links.sssom.tsv").contains("\tlikely: same day"));
}

#[test]
fn what_is_packed_for_ones_own_use_has_its_title_and_what_was_compared() {
    let set = |name: &str| path("tests/fixtures/crosswalk").join(name).display().to_string();
    let scratch = Scratch::new("pack-titles");
    let linked = |out: &str, more: &[&str]| -> serde_json::Value {
        let out = scratch.0.join(out);
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(["--no-memory", "--links", &set("links.tsv"), "pack", "built-in", &set("acled.csv")]);
        let done = command.args(["crocus-city-hall", "-o"]).arg(&out).args(more).output().unwrap();
        assert!(done.status.success(), "{done:?}");
        let ledger = std::fs::read(out.join("data/ledgers/crocus-city-hall.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&ledger).unwrap()["linked"].clone()
    };
    let is_row = |event: &&serde_json::Value| event["event"] == "acled:RUS90001";
    let one = |of: &serde_json::Value, list: &str| of[list].as_array().and_then(|all| all.iter().find(is_row).cloned());
    let passed_on = linked("shared", &[]);
    assert_eq!(one(&passed_on, "members"), None);
    let apart = one(&passed_on, "apart").unwrap();
    assert!(apart["title"].is_null() && apart["reason"].is_null(), "{apart}");
    let member = one(&linked("private", &["--private"]), "members").unwrap();
    assert!(member["title"].is_string(), "{member}");
    assert!(member["reason"].as_str().unwrap().contains("same day"), "{member}");
}

#[test]
fn the_command_takes_ids_filters_and_words_and_says_what_is_wrong() {
    let scratch = Scratch::new("pack-command");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.arg("--no-memory").args(args).current_dir(&scratch.0).output().unwrap()
    };
    let done = run(&["pack", "kerman", "-o", "one"]);
    assert!(done.status.success(), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("1 incident, "), "{done:?}");
    let packed = String::from_utf8_lossy(&done.stdout).into_owned();
    let done = run(&["verify", "one"]);
    assert!(
        done.status.success()
            && String::from_utf8_lossy(&done.stdout).contains("have the bytes that the manifest lists"),
        "{done:?}"
    );
    // Who changes a pack can write its manifests anew, but not the hash that was noted when it was packed.
    let seal = packed.split_whitespace().last().unwrap();
    assert!(seal.len() == 64 && String::from_utf8_lossy(&done.stdout).contains(seal), "{packed} {done:?}");
    let sums = Command::new("sha256sum").arg("tagmanifest-sha256.txt").current_dir(scratch.0.join("one")).output();
    if let Ok(sums) = sums {
        assert!(String::from_utf8_lossy(&sums.stdout).starts_with(seal), "{sums:?}");
    }
    let done = run(&["pack", "--filter", "killed:>100", "-o", "two"]);
    assert!(String::from_utf8_lossy(&done.stdout).contains("3 incidents, "), "{done:?}");
    // A folder with the name of the incident is there: given twice, the word is both.
    let corpus = path("tests/fixtures/tiny");
    std::os::unix::fs::symlink(&corpus, scratch.0.join("depot-blast")).unwrap();
    let once = run(&["pack", "depot-blast", "-o", "once"]);
    assert!(String::from_utf8_lossy(&once.stderr).contains("give it twice"), "{once:?}");
    let twice = run(&["pack", "depot-blast", "depot-blast", "-o", "twice"]);
    assert!(String::from_utf8_lossy(&twice.stdout).starts_with("1 incident, "), "{twice:?}");
    std::fs::write(scratch.0.join("one/data/index.html"), "other").unwrap();
    let changed = run(&["verify", "one"]);
    assert_eq!(changed.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&changed.stdout).starts_with("data/index.html: changed; its SHA-256 is"),
        "{changed:?}"
    );
    for (args, status, said) in [
        (&["pack", "-o", "three"][..], 2, "say what to pack"),
        (&["pack", "no-such-incident-at-all", "-o", "three"], 1, "nothing has the id"),
        (&["pack", "kerman", "-o", "two"], 2, "the folder is not empty"),
        (&["pack", "--filter", "klled:>3", "-o", "three"], 2, "there is no field klled:"),
        (&["verify", "."], 2, "no bagit.txt"),
        (&["verify", "nowhere"], 2, "there is no such folder"),
    ] {
        let wrong = run(args);
        assert_eq!(wrong.status.code(), Some(status), "{args:?}: {wrong:?}");
        assert!(String::from_utf8_lossy(&wrong.stderr).contains(said), "{args:?}: {wrong:?}");
    }
    assert!(!scratch.0.join("three").exists());
}

#[test]
fn packs_of_the_built_in_corpus_with_its_copies_are_whole() {
    let Some(copies) = sources() else { return };
    let loaded = load(&Request { paths: Vec::new(), sources: vec![copies.clone()] });
    let pack = packed(&loaded, &["kerman-bombings", "crocus-city-hall"], &with_texts(copies));
    let scratch = Scratch::new("pack-sources");
    write(&pack, &scratch.0);
    let verified = verify(&scratch.0, &[]).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
    assert!(verified.looked_at.iter().any(|line| line.ends_with("in 4 copies")), "{:?}", verified.looked_at);
    assert!(evidence(&pack).sources.iter().all(|source| source.copy.as_ref().unwrap().sha256.is_some()));
}
