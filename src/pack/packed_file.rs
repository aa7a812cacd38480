//! A file of a pack, and the names of files and keys. Knows no contents.

/// A file by its path, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedFile {
    /// Its path within the folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A name for files and keys made of an id: its letters and digits without accents or case, hyphens between them.
pub fn file_name(id: &str) -> String {
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
    if name.is_empty() { "entry".to_owned() } else { name.chars().take(120).collect() }
}
