//! Drafts that wait for a decision, and their stable keys. Knows the model only.

use crate::model::incident::Who;
use crate::model::{ArticleId, Claim, ClaimId, Corpus, Drafted, IncidentId, PassageId, QuoteId, Topic, Value, When};

/// A draft that waits for a decision. It holds within one corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DraftItem {
    /// Whether it is one incident, with its title and what defines it.
    Incident(IncidentId),
    /// A claim about an incident or a name.
    Claim(ClaimId),
    /// A quotation.
    Quote(QuoteId),
    /// The origin suggested for an article.
    Origin(ArticleId),
}

/// The name of a draft that holds across corpora and in its file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DraftKey {
    /// An incident, by its id.
    Incident(String),
    /// A claim.
    Claim(ClaimKey),
    /// A quotation.
    Quote(QuoteKey),
    /// The origin suggested for the article with this id.
    Origin(String),
}

/// The name of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuoteKey {
    /// The article's id.
    pub article: String,
    /// The passage's number.
    pub passage: u32,
    /// Its first words.
    pub opening: String,
    /// How many quotations of the passage with these words stand before it.
    pub nth: usize,
}

/// The name of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClaimKey {
    /// What it is about.
    pub about: TopicKey,
    /// The article's id.
    pub article: String,
    /// The passage's number.
    pub passage: u32,
    /// The facet's word.
    pub facet: String,
    /// The source's words.
    pub words: String,
    /// Its value.
    pub value: KeyValue,
    /// How many claims of the account with this facet, these words and this value stand before it.
    pub nth: usize,
}

/// The value of a claim, as far as a key and a file can be held against each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyValue {
    /// A date in EDTF, an id, or words without quotation marks.
    Text(String),
    /// The number as stated, if one is.
    Number(Option<u64>),
    /// A breakdown.
    Parts,
}

impl KeyValue {
    fn of(corpus: &Corpus, claim: &Claim) -> Self {
        match claim.value {
            _ if !claim.parts.is_empty() => Self::Parts,
            Value::Figure(figure) => Self::Number(figure.stated.map(u64::from)),
            Value::Quantity(quantity) => Self::Number(quantity.stated),
            _ => Self::Text(super::typed::plain(corpus, claim)),
        }
    }
}

/// What a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TopicKey {
    /// The incident with this id.
    Incident(String),
    /// The person, organisation or place with this id.
    Name(String),
}

impl TopicKey {
    /// The incident or name that it names, if the corpus has it.
    pub fn find(&self, corpus: &Corpus) -> Option<Topic> {
        match self {
            Self::Incident(id) => corpus.find_incident(id).map(Topic::Incident),
            Self::Name(id) => corpus.find_name(id).map(Topic::Name),
        }
    }

    /// The key of a topic of a corpus.
    pub fn of(corpus: &Corpus, topic: Topic) -> Self {
        let id = corpus.topic_id(topic).to_owned();
        if topic.incident().is_some() { Self::Incident(id) } else { Self::Name(id) }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Incident(id) | Self::Name(id) => id,
        }
    }

    /// The file that holds its claims, within the corpus.
    pub fn file(&self) -> String {
        match self {
            Self::Incident(id) => format!("incidents/{id}.toml"),
            Self::Name(id) => format!("names/{id}.toml"),
        }
    }
}

impl DraftItem {
    /// Whether it can be about another incident: a claim or a quotation.
    pub fn moves(self) -> bool {
        matches!(self, Self::Claim(_) | Self::Quote(_))
    }

    /// Its mark. `None` if it is no draft.
    pub fn drafted(self, corpus: &Corpus) -> Option<Drafted> {
        match self {
            Self::Incident(id) => corpus.incident(id).drafted,
            Self::Claim(id) => corpus.claim(id).drafted,
            Self::Quote(id) => corpus.quote(id).drafted,
            Self::Origin(id) => corpus.article(id).draft_origin.map(|draft| draft.drafted),
        }
    }

    /// The incident or name that it is about, if it is about one.
    pub fn topic(self, corpus: &Corpus) -> Option<Topic> {
        match self {
            Self::Incident(id) => Some(Topic::Incident(id)),
            Self::Claim(id) => Some(corpus.account(corpus.claim(id).account).about),
            Self::Quote(id) => corpus.quote(id).incidents.first().map(|&id| Topic::Incident(id)),
            Self::Origin(_) => None,
        }
    }

    /// The passage where its words stand: of an incident the first that tells of it.
    pub fn passage(self, corpus: &Corpus) -> Option<PassageId> {
        match self {
            Self::Incident(id) => corpus.accounts_in(corpus.incident(id).accounts).first().map(|a| a.passage),
            Self::Claim(id) => Some(corpus.account(corpus.claim(id).account).passage),
            Self::Quote(id) => Some(corpus.quote(id).passage),
            Self::Origin(id) => corpus.article(id).passages.ids().next(),
        }
    }

    /// Its stable key.
    pub fn key(self, corpus: &Corpus) -> DraftKey {
        match self {
            Self::Incident(id) => DraftKey::Incident(corpus.str(corpus.incident(id).id).to_owned()),
            Self::Claim(id) => DraftKey::Claim(claim_key(corpus, id)),
            Self::Quote(id) => DraftKey::Quote(quote_key(corpus, id)),
            Self::Origin(id) => DraftKey::Origin(corpus.str(corpus.article(id).id).to_owned()),
        }
    }
}

/// The key of a quotation.
pub fn quote_key(corpus: &Corpus, id: QuoteId) -> QuoteKey {
    let passage = corpus.quote(id).passage;
    let opening = opening(corpus, id);
    let before = corpus.quotes_in(passage).iter().take_while(|&&other| other != id);
    let nth = before.filter(|&&other| self::opening(corpus, other) == opening).count();
    let passage = corpus.passage(passage);
    let article = corpus.str(corpus.article(passage.article).id).to_owned();
    QuoteKey { article, passage: passage.number, opening: opening.to_owned(), nth }
}

/// The first words of a quotation.
pub fn opening(corpus: &Corpus, id: QuoteId) -> &str {
    corpus.quote(id).pieces.first().map_or("", |piece| corpus.str(piece.opening))
}

/// The key of a claim, drafted or not.
pub fn claim_key(corpus: &Corpus, id: ClaimId) -> ClaimKey {
    let claim = corpus.claim(id);
    let account = corpus.account(claim.account);
    let passage = corpus.passage(account.passage);
    let before = account.claims.ids().take_while(|&other| other != id);
    let value = KeyValue::of(corpus, claim);
    let same = |other: ClaimId| {
        let other = corpus.claim(other);
        let words = other.facet == claim.facet && corpus.str(other.words) == corpus.str(claim.words);
        words && KeyValue::of(corpus, other) == value
    };
    ClaimKey {
        about: TopicKey::of(corpus, account.about),
        article: corpus.str(corpus.article(passage.article).id).to_owned(),
        passage: passage.number,
        facet: corpus.facet_word(claim.facet).to_owned(),
        words: corpus.str(claim.words).to_owned(),
        value: value.clone(),
        nth: before.filter(|&other| same(other)).count(),
    }
}

/// Whether two claims of a corpus give the same facet the same value, so that one answer can settle both.
pub fn are_equal(corpus: &Corpus, a: &Claim, b: &Claim) -> bool {
    let same = |a: &Value, b: &Value| match (a, b) {
        (Value::Words(a), Value::Words(b)) | (Value::Who(Who::Words(a)), Value::Who(Who::Words(b))) => {
            corpus.str(*a) == corpus.str(*b)
        }
        (Value::When(a, of), Value::When(b, other)) => of == other && When::edtf(*a) == When::edtf(*b),
        (a, b) => a == b,
    };
    let about = |claim: &Claim| corpus.account(claim.account).about;
    a.facet == b.facet
        && about(a) == about(b)
        && same(&a.value, &b.value)
        && a.stance == b.stance
        && corpus.str(a.whom) == corpus.str(b.whom)
        && a.with == b.with
}

/// The claims of an incident or name, in order.
pub fn claims_about(corpus: &Corpus, topic: Topic) -> impl Iterator<Item = ClaimId> {
    corpus.accounts_about(topic).ids().flat_map(|account| corpus.account(account).claims.ids())
}

/// All drafts of a corpus, in the order of its tables: incidents, claims, quotations, origins.
pub fn all(corpus: &Corpus) -> impl Iterator<Item = DraftItem> {
    let incidents = corpus.incidents().map(|(id, _)| DraftItem::Incident(id));
    let claims = corpus.claims().map(|(id, _)| DraftItem::Claim(id));
    let quotes = corpus.quotes().map(|(id, _)| DraftItem::Quote(id));
    let origins = corpus.articles().map(|(id, _)| DraftItem::Origin(id));
    incidents.chain(claims).chain(quotes).chain(origins).filter(|item| item.drafted(corpus).is_some())
}

impl ClaimKey {
    /// Whether both name claims of the same words about the same, whatever the values.
    pub fn is_of_same_words(&self, other: &Self) -> bool {
        let place = |key: &Self| (key.about.clone(), key.article.clone(), key.passage);
        (&self.facet, &self.words) == (&other.facet, &other.words) && place(self) == place(other)
    }
}

impl DraftKey {
    /// Whether both name claims of the same words about the same, whatever the values.
    pub fn is_of_same_words(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Claim(a), Self::Claim(b)) if a.is_of_same_words(b))
    }

    /// Whether it names this draft.
    pub fn names(&self, corpus: &Corpus, item: DraftItem) -> bool {
        match (self, item) {
            (Self::Incident(id), DraftItem::Incident(of)) => corpus.str(corpus.incident(of).id) == id,
            (Self::Origin(id), DraftItem::Origin(of)) => corpus.str(corpus.article(of).id) == id,
            // The whole key is only made where the passage is the right one.
            (Self::Claim(key), DraftItem::Claim(of)) => {
                let claim = corpus.claim(of);
                let passage = corpus.passage(corpus.account(claim.account).passage);
                passage.number == key.passage && corpus.str(claim.words) == key.words && claim_key(corpus, of) == *key
            }
            (Self::Quote(key), DraftItem::Quote(of)) => {
                corpus.passage(corpus.quote(of).passage).number == key.passage && quote_key(corpus, of) == *key
            }
            _ => false,
        }
    }
}

/// The claim that a key names, if the corpus has it.
pub fn find_claim(corpus: &Corpus, key: &ClaimKey) -> Option<ClaimId> {
    claims_about(corpus, key.about.find(corpus)?)
        .find(|&id| corpus.str(corpus.claim(id).words) == key.words && claim_key(corpus, id) == *key)
}

/// The quotation that a key names, if the corpus has it.
pub fn find_quote(corpus: &Corpus, key: &QuoteKey) -> Option<QuoteId> {
    let passage = find_passage(corpus, &key.article, key.passage)?;
    corpus.quotes_in(passage).iter().copied().find(|&id| quote_key(corpus, id) == *key)
}

/// The passage of an article with a number, if the corpus has it.
pub fn find_passage(corpus: &Corpus, article: &str, number: u32) -> Option<PassageId> {
    let mut passages = corpus.article(corpus.find_article(article)?).passages.ids();
    passages.find(|&id| corpus.passage(id).number == number)
}

/// The claim that a key names, or else the only one of the same words about the same: its value has been edited in its file.
pub fn find_edited_claim(corpus: &Corpus, key: &ClaimKey) -> Option<ClaimId> {
    let named = find_claim(corpus, key);
    if named.is_some() {
        return named;
    }
    let mut same = claims_about(corpus, key.about.find(corpus)?).filter(|&id| {
        let claim = corpus.claim(id);
        corpus.str(claim.words) == key.words && claim_key(corpus, id).is_of_same_words(key)
    });
    same.next().filter(|_| same.next().is_none())
}
