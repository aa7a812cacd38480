//! The subject: an incident or a name as one or more members speak of it, each a corpus with a topic of it. Knows the
//! model only.
//!
//! The ledger is computed once. Ids carry their member ([`In`]), so that no id is used with the wrong corpus.

use super::bearings::bearings;
use super::column::Column;
use super::compared::{Bearing, ComparedMembers, SharedBy};
use super::corpus::Corpus;
use super::coverage::Coverage;
use super::id::In;
use super::incident::{Account, Claim, Incident, Note};
use super::key::Key;
use super::ledger::{Ledger, LedgerRow};
use super::link::LinkStrength;
pub use super::member::Member;
use super::member_link::OtherLink;
use super::topic::Topic;
use super::why::Why;
use super::workspace::{Entry, RecordId, Workspace};
use super::{AccountId, Article, ArticleId, ClaimId, NoteId, Passage, PassageId, Quote, QuoteId};

/// A subject: one or more members and their ledger.
#[derive(Debug)]
pub struct Subject {
    members: Vec<Member>,
    bearings: Vec<Bearing>,
    ledger: Ledger,
    others: Vec<OtherLink>,
}

macro_rules! items {
    ($($(#[$doc:meta])* $one:ident: $id:ty => $item:ty;)*) => {$(
        $(#[$doc])*
        pub fn $one(&self, id: In<$id>) -> &$item {
            self.corpus(id.member).$one(id.id)
        }
    )*};
}

impl Subject {
    /// The subject of these members.
    pub fn new(first: Member, others: Vec<Member>) -> Self {
        let members: Vec<Member> = std::iter::once(first).chain(others).collect();
        let compared: Vec<(&Corpus, Topic)> = members.iter().map(|m| (&*m.corpus, m.topic)).collect();
        let bearings = bearings(&members);
        let ledger = Ledger::with_bearings(&compared, &bearings);
        Self { members, bearings, ledger, others: Vec::new() }
    }

    /// The subject of a single member.
    pub fn of(member: Member) -> Self {
        Self::new(member, Vec::new())
    }

    /// An entry of the workspace; records without the contents of their rows.
    pub fn entry(workspace: &Workspace, entry: Entry) -> Self {
        Self::of(Member::entry(workspace, entry))
    }

    /// An entry of the workspace with those that confirmed links show together with it; records without the contents of
    /// their rows.
    pub fn joined(workspace: &Workspace, entry: Entry) -> Self {
        Self::joined_by(workspace, entry, &|entry| Member::entry(workspace, entry))
    }

    /// The same, with members that `member` gives; and the other links of the entry, those that nobody answered and the likely
    /// ones first.
    pub fn joined_by(workspace: &Workspace, entry: Entry, member: &dyn Fn(Entry) -> Member) -> Self {
        let links = workspace.links_of(entry);
        let joined = links.iter().filter(|(seen, _)| seen.link.joins());
        let members = joined.filter_map(|(seen, other)| Some(member((*other)?).linked(seen))).collect();
        let apart = links.iter().filter(|(seen, other)| !seen.link.joins() || other.is_none());
        let mut others: Vec<OtherLink> = apart.map(|(seen, other)| OtherLink::new(workspace, seen, *other)).collect();
        others.sort_by_key(|other| (other.link.link.answer, other.link.link.strength != Some(LinkStrength::Likely)));
        Self { others, ..Self::new(member(entry), members) }
    }

    /// What links suggest of the first member; a person's *unsure* is open too. It is in no ledger.
    pub fn also(&self) -> impl Iterator<Item = &OtherLink> {
        self.others.iter().filter(|other| other.is_open())
    }

    /// All links of the first member with events that are not shown together with it.
    pub fn other_links(&self) -> &[OtherLink] {
        &self.others
    }

    /// The key of the first member.
    pub fn key(&self) -> &Key {
        &self.members[0].key
    }

    /// All members.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The members with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (u16, &Member)> {
        self.members.iter().enumerate().map(|(n, member)| (n as u16, member))
    }

    /// The corpus of a member.
    pub fn corpus(&self, member: u16) -> &Corpus {
        &self.members[usize::from(member)].corpus
    }

    /// A member.
    pub fn member(&self, member: u16) -> &Member {
        &self.members[usize::from(member)]
    }

    /// The incident of a member, if it is one.
    pub fn incident(&self, member: u16) -> Option<&Incident> {
        self.member(member).as_incident()
    }

    /// The title that the first member gives.
    pub fn title(&self) -> &str {
        self.members[0].title()
    }

    /// The word for the facet of a row of the ledger, as its first claim has it.
    pub fn facet_word(&self, row: &LedgerRow) -> &str {
        let claim = row.cells.iter().flatten().next();
        claim.map_or("", |&id| self.corpus(id.member).facet_word(self.claim(id).facet))
    }

    /// The record of the first member, if any.
    pub fn record(&self) -> Option<RecordId> {
        self.members[0].record
    }

    /// The entry of a workspace that it is of, if its source is open there. Where several records share a key, it is its own one.
    /// Data sets are searched only if they have changed since.
    pub fn entry_in(&self, workspace: &Workspace) -> Option<Entry> {
        let is_there =
            |id: &RecordId| workspace.sets.get(usize::from(id.set)).is_some_and(|set| (id.row as usize) < set.len());
        let own = self.record().filter(is_there).map(Entry::Record);
        workspace.find_near(self.key(), own.map(|entry| workspace.number(entry))).or(own)
    }

    /// The ledger of all members.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Why the verdict of a row of the ledger is what it is.
    pub fn why(&self, row: usize) -> Option<Why> {
        let compared: Vec<(&Corpus, Topic)> = self.members.iter().map(|m| (&*m.corpus, m.topic)).collect();
        self.ledger.why(&ComparedMembers { members: &compared, bearings: &self.bearings }, row)
    }

    items! {
        /// A claim.
        claim: ClaimId => Claim;
        /// An account.
        account: AccountId => Account;
        /// An article.
        article: ArticleId => Article;
        /// A passage.
        passage: PassageId => Passage;
        /// A quotation.
        quote: QuoteId => Quote;
        /// A note.
        note: NoteId => Note;
    }

    /// The accounts of all members, in order of member, article and passage.
    pub fn accounts(&self) -> impl Iterator<Item = In<AccountId>> {
        self.numbered().flat_map(|(member, m)| m.accounts().ids().map(move |id| In { member, id }))
    }

    /// The passage of a claim.
    pub fn passage_of(&self, claim: In<ClaimId>) -> In<PassageId> {
        let account = self.claim(claim).account;
        claim.with(self.account(claim.with(account)).passage)
    }

    /// Whether the claims of a member are weighed: not if it is a part of the first one, or the first one of it.
    pub fn is_weighed(&self, member: u16) -> bool {
        !self.bearings[usize::from(member)].is_part
    }

    /// Whether a claim is weighed in the verdicts: it is in its own corpus, and its member is no part.
    pub fn weighs(&self, claim: In<ClaimId>) -> bool {
        self.is_weighed(claim.member) && self.corpus(claim.member).is_weighed(self.claim(claim))
    }

    /// The other member of the same data set, or that a report is behind which a member cites, as far as is known: both are one
    /// origin.
    pub fn shares_origin_with(&self, member: u16) -> Option<(u16, SharedBy)> {
        self.bearings[usize::from(member)].shared.map(|shared| (shared.with, shared.by))
    }

    /// The name of the origin of a column, which is one for all columns that share it.
    pub fn origin_name(&self, column: &Column) -> &str {
        let (member, origin) = column.joint;
        self.corpus(member).origin(origin)
    }

    /// Numbers of accounts, articles and origins of all members together.
    pub fn coverage(&self) -> Coverage {
        let each = self.members.iter().zip(&self.bearings).map(|(member, bearing)| {
            let own = member.corpus.coverage_of(member.topic);
            // What shares an origin, or is not weighed, adds none.
            let adds = !bearing.is_part && bearing.shared.is_none();
            let origins = |own: usize| if adds { own } else { 0 };
            Coverage { origins: origins(own.origins), origins_in_draft: origins(own.origins_in_draft), ..own }
        });
        each.fold(Coverage::default(), |all, one| Coverage {
            accounts: all.accounts + one.accounts,
            articles: all.articles + one.articles,
            origins: all.origins + one.origins,
            origins_in_draft: all.origins_in_draft + one.origins_in_draft,
            drafts: all.drafts + one.drafts,
        })
    }

    /// A copy in which `member` replaces the member with the same key, as when a record's row was read; `None` if there is
    /// no such member.
    pub fn with_member(&self, member: &Member) -> Option<Self> {
        let at = self.members.iter().position(|m| m.key == member.key)?;
        let mut members = self.members.clone();
        members[at] = Member { link: members[at].link.clone(), ..member.clone() };
        let first = members.remove(0);
        Some(Self { others: self.others.clone(), ..Self::new(first, members) })
    }

    /// The subject without some of its linked members. Their links stay, without a title.
    #[must_use]
    pub fn without(&self, leaves: &dyn Fn(&Member) -> bool) -> Self {
        let (gone, kept): (Vec<&Member>, Vec<&Member>) = self.members[1..].iter().partition(|member| leaves(member));
        let link = |m: &Member| Some(OtherLink::withheld(m.link.as_deref()?, m.record?, &m.about.as_ref()?.title));
        let others = self.others.iter().cloned().chain(gone.into_iter().filter_map(link)).collect();
        Self { others, ..Self::new(self.members[0].clone(), kept.into_iter().cloned().collect()) }
    }

    /// The same subject in another workspace; rows of records must be read again. `None` if the first member does not
    /// exist there.
    pub fn rebased(&self, workspace: &Workspace) -> Option<Self> {
        let again = |m: &Member| Some(Member { link: m.link.clone(), ..Member::find(workspace, &m.key)? });
        let mut members = self.members.iter().map(again);
        let first = members.next()??;
        Some(Self { others: self.others.clone(), ..Self::new(first, members.flatten().collect()) })
    }

    /// The first record whose row has not been read.
    pub fn unread(&self) -> Option<RecordId> {
        self.members.iter().filter(|m| !m.full).find_map(|m| m.record)
    }
}
