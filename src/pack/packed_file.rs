//! A file of a pack, and the names of files and keys. Knows no contents.

use crate::editing::hash;

/// A file by its path, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedFile {
    /// Its path within the folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Longest name, in letters.
const LONGEST: usize = 120;

/// A name for files and keys made of an id: its letters and digits in lower case, hyphens between them. An id that it does not
/// give back in full has the beginning of its SHA-256 behind it, so that no two ids have one name, whatever else is exported.
pub fn portable_name(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'A'..='Z' => name.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => name.push_str(&format!("u{:x}", u32::from(c))),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    if name == id && (1..=LONGEST).contains(&name.len()) && !is_device(name) {
        return name.to_owned();
    }
    let opening: String = if name.is_empty() { "entry".to_owned() } else { name.chars().take(LONGEST).collect() };
    format!("{opening}-{}", &hash(id.as_bytes())[..8])
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let numbered = |device: &str| name.strip_prefix(device).is_some_and(|number| number.len() == 1 && number != "0");
    ["con", "prn", "aux", "nul"].contains(&name) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::portable_name;

    #[test]
    fn no_two_ids_have_one_name() {
        let ids = ["kerman-2024", "Kerman-2024", "kerman 2024", "kerman--2024", "", " ", "ü", "ufc", "-"];
        let names: std::collections::BTreeSet<String> = ids.iter().map(|id| portable_name(id)).collect();
        assert_eq!(names.len(), ids.len(), "{names:?}");
        let long = |end| portable_name(&("x".repeat(200) + end));
        assert_ne!(long("a"), long("b"));
        assert_eq!(portable_name("kerman-2024"), "kerman-2024", "an id that is a name already stays");
        for device in ["con", "nul", "lpt1"] {
            assert!(portable_name(device).starts_with(&format!("{device}-")), "{device} is no name of a file");
        }
        assert_eq!(portable_name("console"), "console");
    }

    #[test]
    fn a_name_holds_nothing_that_leads_elsewhere() {
        for id in ["../../etc/passwd", "a/b", "C:\\x", "{}\",", "\u{202e}\0"] {
            let name = portable_name(id);
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
        }
    }
}
