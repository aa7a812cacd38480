//! Commands of the user: the words of a command line, in which some names in braces stand for what the cursor is on. It runs
//! nothing.

/// What a name in braces stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// The id, as `parallax show` takes it.
    Id,
    /// The address of the article.
    Url,
    /// The file that says it, as an absolute path.
    File,
    /// The number of the line in that file.
    Line,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Id, Self::Url, Self::File, Self::Line];

    /// The name, as it stands in braces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Url => "url",
            Self::File => "file",
            Self::Line => "line",
        }
    }
}

/// A command of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCommand {
    /// The name, for messages.
    pub name: String,
    /// The program and its arguments; never empty.
    words: Vec<String>,
    /// Whether it needs the terminal until it ends.
    pub in_terminal: bool,
}

impl OwnCommand {
    /// A command of these words. The error says what is wrong with them.
    ///
    /// # Errors
    ///
    /// There is no word, the program is not named by the command itself, or a name in braces stands for nothing.
    pub fn new(name: &str, words: Vec<String>, in_terminal: bool) -> Result<Self, String> {
        match words.first() {
            None => return Err("the command is empty".to_owned()),
            Some(program) if program.contains('{') => {
                return Err("the program itself cannot be taken from what the cursor is on".to_owned());
            }
            Some(_) => {}
        }
        let command = Self { name: name.to_owned(), words, in_terminal };
        let known = Placeholder::ALL.map(|placeholder| format!("{{{}}}", placeholder.word())).join(", ");
        for part in command.words.iter().flat_map(|word| parts(word)) {
            if let Part::Unknown(name) = part {
                return Err(format!("{{{name}}} stands for nothing; known are {known}"));
            }
        }
        Ok(command)
    }

    /// Whether it names what a placeholder stands for.
    pub fn names(&self, placeholder: Placeholder) -> bool {
        let mut all = self.words.iter().flat_map(|word| parts(word));
        all.any(|part| matches!(part, Part::Placeholder(named) if named == placeholder))
    }

    /// The program and its arguments with each placeholder replaced, in one pass: what replaces it is never read again, and
    /// stays in its argument. The error is that of `value`, or says that a value would be an option.
    ///
    /// # Errors
    ///
    /// `value` has none, or the value begins with `-` at the beginning of an argument.
    pub fn filled(&self, value: impl Fn(Placeholder) -> Result<String, String>) -> Result<Vec<String>, String> {
        let fill = |word: &String| {
            let mut out = String::new();
            for part in parts(word) {
                match part {
                    Part::Text(text) => out.push_str(text),
                    Part::Unknown(name) => out.push_str(name),
                    Part::Placeholder(placeholder) => {
                        let value = value(placeholder)?;
                        if out.is_empty() && value.starts_with('-') {
                            let name = placeholder.word();
                            return Err(format!(
                                "{}: the {name} begins with -, which programs take for an option",
                                self.name
                            ));
                        }
                        out.push_str(&value);
                    }
                }
            }
            Ok(out)
        };
        self.words.iter().map(fill).collect()
    }

    /// The command line, for help.
    pub fn line(&self) -> String {
        self.words.join(" ")
    }
}

/// A part of a word.
enum Part<'w> {
    Text(&'w str),
    Placeholder(Placeholder),
    Unknown(&'w str),
}

/// The parts of a word: text, and letters in braces. Other braces are text.
fn parts(word: &str) -> Vec<Part<'_>> {
    let mut all = Vec::new();
    let mut rest = word;
    while let Some(open) = rest.find('{') {
        let name = rest[open + 1..].split_once('}').map(|(name, _)| name);
        let Some(name) = name.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic())) else {
            all.push(Part::Text(&rest[..=open]));
            rest = &rest[open + 1..];
            continue;
        };
        all.push(Part::Text(&rest[..open]));
        let known = Placeholder::ALL.into_iter().find(|placeholder| placeholder.word() == name);
        all.push(known.map_or(Part::Unknown(name), Part::Placeholder));
        rest = &rest[open + name.len() + 2..];
    }
    all.push(Part::Text(rest));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(words: &[&str]) -> Result<OwnCommand, String> {
        OwnCommand::new("x", words.iter().map(ToString::to_string).collect(), false)
    }

    #[test]
    fn what_replaces_a_placeholder_is_one_argument_and_is_never_read_again() {
        let command = command(&["save", "{url}", "--at={file}:{line}", "{} {1} ${HOME"]).unwrap();
        let value = |placeholder| {
            Ok(match placeholder {
                Placeholder::Url => "https://a.example/{line};rm -rf x".to_owned(),
                Placeholder::File => "/a b/{url}".to_owned(),
                Placeholder::Line => "7".to_owned(),
                Placeholder::Id => "i".to_owned(),
            })
        };
        let words = ["save", "https://a.example/{line};rm -rf x", "--at=/a b/{url}:7", "{} {1} ${HOME"];
        assert_eq!(command.filled(value).unwrap(), words);
        assert!(command.names(Placeholder::File) && !command.names(Placeholder::Id));
    }

    #[test]
    fn wrong_commands_and_values_that_would_be_options_are_refused() {
        assert!(command(&[]).unwrap_err().contains("empty"));
        assert!(command(&["{file}"]).unwrap_err().contains("program"));
        assert!(command(&["x", "{titel}"]).unwrap_err().contains("{titel} stands for nothing; known are {id}, {url}"));
        let show = command(&["show", "{id}"]).unwrap();
        assert!(show.filled(|_| Ok("--delete".to_owned())).unwrap_err().contains("option"));
        assert_eq!(command(&["show", "id={id}"]).unwrap().filled(|_| Ok("-x".to_owned())).unwrap(), ["show", "id=-x"]);
        assert_eq!(show.filled(|_| Err("none".to_owned())).unwrap_err(), "none");
    }
}
