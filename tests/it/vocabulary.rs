//! What typed words mean besides themselves, and that the packed tables hold what the readable ones say.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use parallax::name_table::name_hash;
use parallax::search::fold::fold;
use parallax::search::vocabulary::{MeaningBasis, WordMeaning, is_common_word, is_place_name, meanings, split};

use crate::fixture::path;

/// The meanings of what is typed.
fn typed(text: &str) -> Vec<WordMeaning> {
    let folded = fold(text);
    meanings(&folded.split(' ').collect::<Vec<_>>())
}

/// What is typed, and what it means: the word shown, and the basis.
fn first(text: &str) -> (String, MeaningBasis) {
    let all = typed(text);
    let first = all.first().unwrap_or_else(|| panic!("{text} means nothing"));
    (first.shown.clone(), first.basis)
}

#[test]
fn places_are_known_in_other_languages() {
    for (text, shown) in [
        ("Türkei", "Turkey"),
        ("Turquía", "Turkey"),
        ("土耳其", "Turkey"),
        ("Moscú", "Moscow"),
        ("Mosca", "Moscow"),
        ("Moskau", "Moscow"),
        ("莫斯科", "Moscow"),
        ("موسكو", "Moscow"),
        ("Россия", "Russia"),
        ("Rossiya", "Russia"),
        ("Oʻzbekiston", "Uzbekistan"),
        ("Кабул", "Kabul"),
        ("काबुल", "Kabul"),
        ("รัสเซีย", "Russia"),
        ("러시아", "Russia"),
        ("Thổ Nhĩ Kỳ", "Turkey"),
        ("Nueva York", "New York City"),
        ("Чечня", "Chechnya"),
        ("Charm el-Cheikh", "Sharm el-Sheikh"),
        ("Şarm el Şeyh", "Sharm el-Sheikh"),
        ("شرم الشيخ", "Sharm el-Sheikh"),
        ("Шарм-эш-Шейх", "Sharm el-Sheikh"),
        ("Scharm el-Scheich", "Sharm el-Sheikh"),
        ("设拉子", "Shiraz"),
        ("بالي", "Bali"),
        ("洛克比", "Lockerbie"),
    ] {
        let (found, basis) = first(text);
        assert_eq!((found.as_str(), basis), (shown, MeaningBasis::Translation), "{text}");
        assert!(typed(text)[0].name && typed(text)[0].certain, "{text}");
    }
    let turkey = &typed("Türkei")[0];
    assert_eq!(turkey.words, ["turkey", "turkiye"], "both may stand in a source");
    assert_eq!((turkey.country, turkey.number_of_words), (Some(*b"TR"), 1));
    assert_eq!(typed("Moskau")[0].country, None, "a town is no country");
}

#[test]
fn the_people_of_a_country_mean_it_in_other_languages() {
    let all = "russe Russia|russisches Russia|rusas Russia|russo Russia|российского Russia|русские Russia|الروسية Russia|روسی Russia|\
        俄罗斯人 Russia|schwedischen Sweden|iraníes Iran|iranischer Iran|afghane Afghanistan|Afganlar Afghanistan|турок Turkey|\
        Türken Turkey|turchi Turkey|saoudienne Saudi Arabia|paquistaneses Pakistan|британских United Kingdom|أميركية United States|\
        таджика Tajikistan|чеченцы Chechnya|ägyptische Egypt|israelíes Israel|نيجيريون Nigeria|ABD'li United States|allemande Germany";
    for (text, place) in all.split('|').map(|line| line.split_once(' ').unwrap()) {
        let text = split(&fold(text)).map_or(text.to_owned(), |pieces| pieces.concat());
        let found = &typed(&text)[0];
        assert_eq!((found.shown.as_str(), found.basis), (place, MeaningBasis::Translation), "{text}");
        assert!(found.name && found.certain, "{text}");
    }
    let russian = &typed("russische")[0];
    assert_eq!((&russian.words, russian.country), (&typed("russian")[0].words, Some(*b"RU")), "as the English word");
    for text in ["frances", "indiana", "britannica", "russell", "germanwings", "indio", "turkington"] {
        assert!(typed(text).iter().all(|m| m.basis != MeaningBasis::Translation), "{text}: {:?}", typed(text));
    }
}

#[test]
fn venues_and_targets_are_known_in_other_languages() {
    for (shown, words) in [
        (
            "concert hall",
            "Konzerthalle|sala de conciertos|sala conciertos|salle de concert|salle de concerts|sala concerti|sala da concerti|\
            sala de concertos|konser salonu|концертный зал|قاعة حفلات|سالن کنسرت|音乐厅",
        ),
        ("port", "Hafen|puerto|порт|港|ميناء|بندر|limana"),
        ("nightclub", "discoteca|discothèque|Diskothek|дискотека|夜总会|ملهى"),
        ("cyclists", "Radfahrer|велосипедисты|ciclistas|cyclistes|ciclisti|bisikletliler|دوچرخه‌سواران|骑行者"),
        ("checkpoint", "блокпост|puesto de control|poste de contrôle|نقطة تفتيش|检查站|kontrol noktası"),
        ("police station", "Polizeiwache|comisaría|commissariat|delegacia|پاسگاه|派出所|مخفر"),
        ("governor", "Gouverneur|gobernador|gouverneur|governatore|губернатор|استاندار|省长|vali"),
        ("workers", "Arbeiter|obreros|ouvriers|operai|işçiler|рабочих|کارگران|عمال|工人"),
        ("clerics", "Priester|sacerdotes|prêtres|preti|din adamları|священника|آخوند|رجال دين|牧师"),
        ("plane", "Flugzeug|avión|طائرة|самолет|uçak|هواپیما|飞机"),
        ("shrine", "Schrein|santuario|sanctuaire|türbe|святыня|ضريح|حرم|陵墓"),
    ] {
        for text in words.split('|') {
            assert_eq!(first(text), (shown.to_owned(), MeaningBasis::Translation), "{text}");
        }
    }
    assert!(typed("شاهچراغ").iter().all(|m| m.basis != MeaningBasis::Translation), "the name of one shrine");
    assert_eq!(first("концерт").0, "concert");
}

#[test]
fn words_for_attacks_are_known_in_other_languages() {
    for (text, shown) in [
        ("Anschlag", "attack"),
        ("atentado", "attack"),
        ("теракт", "attack"),
        ("взрыв", "bombing"),
        ("انفجار", "bombing"),
        ("爆炸", "bombing"),
        ("धमाका", "bombing"),
        ("Schießerei", "shooting"),
        ("枪击", "shooting"),
        ("tiroteo", "shooting"),
        ("fusillade", "shooting"),
        ("убитых", "killed"),
        ("قتلى", "killed"),
        ("saldırı", "attack"),
        ("otages", "kidnapping"),
        ("تفجير انتحاري", "suicide bombing"),
        ("Weihnachtsmarkt", "market"),
        ("больница", "hospital"),
        ("école", "school"),
    ] {
        assert_eq!(first(text), (shown.to_owned(), MeaningBasis::Translation), "{text}");
        assert!(!typed(text)[0].name, "{text}");
    }
    // A group brings all its words: a source may say "blast".
    assert!(typed("взрыв")[0].words.iter().any(|w| w == "blast"));
}

#[test]
fn the_longest_run_comes_first_and_says_how_many_words_it_takes() {
    let all = typed("интернет санкт петербург метро");
    assert!(all.is_empty(), "only runs that begin the query are asked: {all:?}");
    let all = typed("санкт петербург метро");
    assert_eq!((all[0].shown.as_str(), all[0].number_of_words), ("Saint Petersburg", 2));
    let bombing = typed("suicide bomber kabul");
    assert_eq!((bombing[0].number_of_words, bombing[0].words[0].as_str()), (2, "suicide bombing"));
    assert_eq!(bombing.last().unwrap().number_of_words, 1, "suicide alone");
}

#[test]
fn forms_are_guessed_and_never_certain() {
    for (text, shown) in [
        ("Москве", "Moscow"),
        ("Стамбуле", "Istanbul"),
        ("Moskova'da", "Moscow"),
        ("Stambule", "Istanbul"),
        ("بموسكو", "Moscow"),
    ] {
        assert_eq!(first(text), (shown.to_owned(), MeaningBasis::Stem), "{text}");
        assert!(!typed(text)[0].certain, "{text}");
    }
    for text in ["hotels", "wedding", "president", "bataclan", "christchurch", "columbine", "utoya", "charlie hebdo"] {
        assert!(typed(text).iter().all(|m| m.basis != MeaningBasis::Stem), "{text}: {:?}", typed(text));
    }
}

#[test]
fn english_synonyms_and_kinds() {
    let says = |text: &str, word: &str, basis| {
        typed(text).iter().any(|m| m.basis == basis && m.words.iter().any(|w| w == word))
    };
    for (text, word) in [
        ("plane", "airliner"),
        ("jetliner", "flight"),
        ("blow up", "bombing"),
        ("blowing up", "explosion"),
        ("bicyclists", "cyclists"),
        ("bikers", "cyclists"),
        ("massacre", "shooting"),
        ("slaughter", "shooting"),
        ("marines", "soldiers"),
        ("commander", "leader"),
        ("airliner", "flight"),
        ("gunmen", "shooting"),
        ("blast", "bombing"),
        ("explosion", "bomb"),
        ("hostages", "kidnapping"),
        ("dead", "killed"),
        ("harbor", "port"),
        ("kiev", "kyiv"),
        ("burma", "myanmar"),
        ("turkish", "turkey"),
        ("afghans", "afghanistan"),
        ("saudi", "saudi arabia"),
    ] {
        assert!(says(text, word, MeaningBasis::Synonym), "{text}: {:?}", typed(text));
    }
    assert!(says("attack", "bombing", MeaningBasis::Narrower));
    assert!(says("attack", "suicide bombing", MeaningBasis::Narrower), "the kinds of a kind");
    assert!(typed("bombing").iter().all(|m| !m.words.iter().any(|w| w == "attack")), "not the other way round");
    let certain = |text: &str, word: &str| typed(text).iter().any(|m| m.certain && m.words.iter().any(|w| w == word));
    for (text, word) in [("massacre", "shooting"), ("commander", "leader"), ("soldiers", "marines")] {
        assert!(!certain(text, word), "{text}");
    }
    assert!(certain("massacre", "slaughter"));
    assert!(typed("shooting").iter().all(|m| !m.words.iter().any(|w| w == "massacre")));
    assert!(typed("hijacking").iter().all(|m| !m.words.iter().any(|w| w == "kidnapping")));
    assert!(typed("beheading").iter().all(|m| !m.words.iter().any(|w| w == "stabbing")));
}

#[test]
fn a_name_does_not_mean_itself() {
    for text in ["paris", "mumbai", "beslan", "christchurch", "iran", "nice", "brussels"] {
        for meaning in typed(text) {
            assert!(!meaning.words.contains(&fold(text)), "{text}: {meaning:?}");
            assert_eq!(meaning.basis, MeaningBasis::Synonym, "{text}: {meaning:?}");
        }
    }
    assert!(typed("eeuu")[0].words.iter().all(|w| w != "us"), "a pronoun");
}

#[test]
fn runs_without_spaces_are_split_where_all_of_them_is_known() {
    assert_eq!(split(&fold("伊朗爆炸")).unwrap(), ["伊朗", "爆炸"]);
    assert_eq!(split(&fold("喀布尔机场")).unwrap(), ["喀布尔", "机场"]);
    assert_eq!(split(&fold("科伦坡港爆炸")).unwrap(), ["科伦坡", "港", "爆炸"]);
    assert_eq!(split(&fold("俄罗斯人的飞机")).unwrap(), ["俄罗斯", "飞机"]);
    assert_eq!(split(&fold("イスタンブールの")).unwrap().len(), 1, "a particle falls away");
    for whole in ["莫斯科", "伊朗乒乓", "moscow", "москва", ""] {
        assert_eq!(split(&fold(whole)), None, "{whole}");
    }
}

#[test]
fn names_of_places_are_told_from_common_words() {
    let place = |text: &str| is_place_name(&fold(text).split(' ').collect::<Vec<_>>());
    for (text, words) in [
        ("paris", 1),
        ("christchurch", 1),
        ("new york attack", 2),
        ("new york city hall", 3),
        ("las vegas", 2),
        ("beslan school", 1),
        ("Nueva York", 2),
        ("莫斯科", 1),
    ] {
        assert_eq!(place(text), Some(words), "{text}");
    }
    for text in ["concert", "bataclan", "attack in paris", "tank", "us", "взрыв"] {
        assert_eq!(place(text), None, "{text}");
    }
    for word in ["crash", "train", "airport", "hospital", "metro", "earthquake", "president", "drone", "knife", "the"] {
        assert!(is_common_word(word), "{word}");
    }
    for word in ["nice", "reading", "bataclan", "kabul", "smith", "mark", "robin", "", "zzz", "a\nb", "turkey", "chad"]
    {
        assert!(!is_common_word(word), "{word}");
    }
}

/// The lines of a readable table, each with its cells.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path("data/vocabulary").join(name)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

fn varint(out: &mut Vec<u8>, mut n: usize) {
    while n >= 128 {
        out.push((n & 127) as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

/// The code point of letter 2 in the script that most letters of a name are of.
fn base(name: &str) -> u32 {
    const BASES: [u32; 15] =
        [0x60, 0x370, 0x400, 0x530, 0x590, 0x600, 0x900, 0x980, 0xe00, 0x10a0, 0x1100, 0x1200, 0x3040, 0x3400, 0xa000];
    let of = |c: char| BASES.into_iter().rfind(|base| *base <= u32::from(c) + 1).unwrap_or(0x60);
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for c in name.chars().filter(|c| c.is_alphabetic()) {
        *counts.entry(of(c)).or_default() += 1;
    }
    if counts.contains_key(&0x3400) {
        return 0;
    }
    counts.into_iter().max_by_key(|(base, count)| (*count, u32::MAX - base)).map_or(0x60, |(base, _)| base)
}

/// The words that `afgan(o,a)` stands for.
fn endings(word: &str) -> Vec<String> {
    let Some((stem, endings)) = word.split_once('(') else { return vec![word.to_owned()] };
    endings.trim_end_matches(')').split(',').map(|ending| format!("{stem}{ending}")).collect()
}

/// The readable tables in the format of `src/name_table.rs`, before they are deflated.
fn packed_names() -> Vec<u8> {
    let mut senses: BTreeMap<(usize, String), BTreeSet<String>> = BTreeMap::new();
    let mut add = |kind: char, country: &str, english: &str, names: Vec<String>| {
        let order = "crtwdp".find(kind).unwrap();
        senses.entry((order, format!("{kind}{country}{english}"))).or_default().extend(names);
    };
    for cells in table("places.tsv") {
        let kind = cells[0].chars().next().unwrap();
        add(kind, &cells[1], &cells[2], parts(&cells[3]).map(fold).collect());
    }
    for cells in table("words.tsv") {
        for (kind, cell) in [('w', &cells[2]), ('d', &cells[3])] {
            if !cell.is_empty() {
                add(kind, "--", &cells[0], parts(cell).map(fold).collect());
            }
        }
    }
    let places = table("places.tsv");
    for cells in table("people.tsv") {
        let of_place = |row: &&Vec<String>| row[0] != "town" && parts(&row[2]).next() == Some(cells[0].as_str());
        let place = places.iter().find(of_place).unwrap_or_else(|| panic!("no place {}", cells[0]));
        let country = if place[0] == "country" { &place[1] } else { "--" };
        add('p', country, &place[2], parts(&cells[2]).flat_map(endings).map(|word| fold(&word)).collect());
    }
    let mut out = b"PXP2".to_vec();
    varint(&mut out, senses.len());
    let mut scripts: BTreeMap<u32, Vec<(usize, &str)>> = BTreeMap::new();
    for (number, ((_, line), names)) in senses.iter().enumerate() {
        out.extend(line.as_bytes());
        out.push(b'\n');
        for name in names.iter().filter(|name| !name.is_empty()) {
            scripts.entry(base(name)).or_default().push((number, name));
        }
    }
    for (base, names) in scripts {
        varint(&mut out, base as usize);
        varint(&mut out, names.len());
        let mut last = 0;
        for (number, name) in names {
            varint(&mut out, number - last);
            last = number;
            for c in name.chars() {
                let code = u32::from(c);
                match base {
                    0 if c == ' ' => out.extend([0, 1]),
                    0 => out.extend(u16::try_from(code).unwrap().to_be_bytes()),
                    _ if c == ' ' => out.push(1),
                    _ if code >= base && code - base + 2 <= 254 => out.push((code - base + 2) as u8),
                    _ => out.extend([&[255], &code.to_be_bytes()[1..]].concat()),
                }
            }
            out.extend(if base == 0 { &[0, 0][..] } else { &[0] });
        }
    }
    out
}

/// The hashes of the names of countries in all languages, in order.
fn country_hashes() -> Vec<u8> {
    let countries = table("places.tsv").into_iter().filter(|cells| cells[0] == "country");
    let names = countries.flat_map(|cells| [cells[2].clone(), cells[3].clone()]);
    let hashes: BTreeSet<u32> =
        names.flat_map(|cell| parts(&cell).map(|name| name_hash(&fold(name))).collect::<Vec<_>>()).collect();
    hashes.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// After a change of a readable table, or of folding: `PACK=1 cargo test --test it vocabulary::the_packed`.
#[test]
fn the_packed_tables_are_what_the_readable_ones_say() {
    let words = std::fs::read(path("data/vocabulary/common-words.txt")).unwrap();
    let sorted = |text: &str| text.lines().is_sorted() && text.ends_with('\n') && text.lines().all(|w| fold(w) == w);
    assert!(sorted(std::str::from_utf8(&words).unwrap()));
    for (name, said) in [("names.bin", packed_names()), ("common-words.bin", words)] {
        let file = path("data/vocabulary").join(name);
        if std::env::var_os("PACK").is_some() {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&said).unwrap();
            std::fs::write(&file, encoder.finish().unwrap()).unwrap();
        }
        let mut held = Vec::new();
        DeflateDecoder::new(std::fs::read(&file).unwrap().as_slice()).read_to_end(&mut held).unwrap();
        assert!(held == said, "{name} is not what the readable tables say: pack them again");
    }
    let (file, hashes) = (path("data/vocabulary/country-names.bin"), country_hashes());
    if std::env::var_os("PACK").is_some() {
        std::fs::write(&file, &hashes).unwrap();
    }
    assert!(std::fs::read(file).unwrap() == hashes, "country-names.bin is not what the readable tables say");
}
