//! Names of corpus files: a file is called after the id of what it holds. Knows no files.

/// Maximum length of an id in bytes. File systems allow 255 for a name with its extension.
const LONGEST: usize = 200;
/// Length in bytes after which an id made of words ends.
const LONG: usize = 60;

/// Whether a file of a corpus can be called after this id.
pub fn is_file_name(id: &str) -> bool {
    !id.is_empty() && id.len() <= LONGEST && !id.starts_with('.') && !id.contains(['/', '\0'])
}

/// An id made of words: their letters and digits in lower case, hyphens between them. `other` if they have none.
pub fn id_of_words(words: &str, other: &str) -> String {
    let mut id = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() > LONG {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { other.to_owned() } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::taken_ids::TakenIds;

    #[test]
    fn ids_of_words_are_file_names_and_never_shared() {
        let mut taken = TakenIds::default();
        for (words, id) in
            [("Story One!", "story-one"), ("story one", "story-one-2"), ("../…", "article"), ("Ärger/\0", "ärger")]
        {
            let new = taken.new_id(&id_of_words(words, "article"));
            assert_eq!(new, id);
            assert!(is_file_name(&new));
        }
        for bad in ["", ".", "..", ".hidden", "a/b", "a\0", &"x".repeat(300)] {
            assert!(!is_file_name(bad) && is_file_name(&id_of_words(bad, "article")), "{bad}");
        }
    }
}
