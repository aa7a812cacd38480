//! The kinds of mistakes, each with its number.

macro_rules! codes {
    ($($code:ident = $number:literal, $doc:literal;)*) => {
        /// Kinds of mistakes. Their numbers are stable for scripts and searches.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum DiagnosticCode { $(#[doc = $doc] $code,)* }
        impl DiagnosticCode {
            /// All codes with what they stand for.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$code, $doc),)*];
            /// The stable number, such as `P009`.
            pub fn number(self) -> &'static str {
                match self { $(Self::$code => $number,)* }
            }
        }
    };
}

codes! {
    Unreadable = "P001", "a file or folder that cannot be read, or is not UTF-8";
    Syntax = "P002", "text that is not TOML, or front matter that does not end";
    Missing = "P003", "a key that is missing but required";
    WrongType = "P004", "a value of the wrong type";
    UnknownKey = "P005", "a key that is unknown here";
    UnknownWord = "P006", "a word outside the vocabulary of its key";
    BadDate = "P007", "a date that cannot be read";
    DuplicateId = "P008", "an id that is already taken";
    UnknownArticle = "P009", "an article that does not exist";
    NoSuchPassage = "P010", "a passage number beyond the article";
    UnknownName = "P011", "a person, organisation or place that does not exist";
    UnknownIncident = "P012", "an incident that does not exist";
    LongWording = "P013", "a wording or opening of more than eight words";
    BadFigure = "P014", "a figure that contradicts itself, or is not a number";
    BadPassage = "P015", "a passage heading that cannot be read or is out of order";
    Empty = "P016", "a record that says nothing";
    Circle = "P017", "names that are part of each other";
    NotInPassage = "P018", "a wording or quotation that is not in its passage";
    TwiceInPassage = "P019", "a wording or quotation that stands more than once in its passage";
    UnknownCopy = "P020", "an attached file that fits no article";
    BadPlace = "P021", "a country code or coordinates that cannot be";
    StrayFile = "P022", "a file that is not part of a corpus";
    WrongFacet = "P023", "a key that does not belong to the claim's facet";
    DoubleAccount = "P024", "two accounts of one incident in one passage";
    AnchorLost = "P025", "a passage whose anchor does not stand once and in order in the copy";
    DoubleCopy = "P026", "an attached file for an article that already has a better one";
    UnknownData = "P027", "a file of no known format";
    BadRecord = "P028", "a record of a data set that cannot be read";
    Order = "P029", "low, best and high out of order";
    BadFacet = "P030", "a facet whose declaration contradicts another, or cannot be";
    BadAddress = "P031", "an address of the web that cannot be followed";
    NoArticle = "P032", "a file that is no article";
    DateOrder = "P033", "dates that do not prove their order of day and month, or mix notations";
    Repeat = "P034", "records or headers that repeat earlier ones, or ids that a spreadsheet has rounded";
    Odd = "P035", "a row whose columns slipped, or whose position cannot be";
    Container = "P036", "a file that says that it is a part, or of which not all can be read";
    Partial = "P037", "an article, or a file with articles, of which not all is read";
    Annotation = "P038", "an annotation on what is not there or not clear, or with a tag that is no word";
    BadLink = "P039", "a link that cannot be read, that contradicts another, or whose event is not there";
}
