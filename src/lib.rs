//! parallax shows an incident from every source that reports it: who says what, in which paragraph, and
//! whether the others agree.
//!
//! # The screen
//!
//! ```text
//!  parallax  ISIS-K in five articles             91 incidents · 5 articles, 4 origins     ← app/frame
//! ┌ Timeline ──────────────────────────────┐┌ Kerman bombings ───────────────────────┐
//! │▁   ▂ ▂ ▁  ▁▁▁▁  ▄▂▃▄▂█   2013–2024 █=17││ 3 Jan 2024 · Kerman, Iran · suicide    │
//! │    ▾date what               killed orig││ bombing · carried out                  │
//! │ 2024                                   ││ 10 accounts · 3 articles · 3 origins   │
//! │   26 Mar Besham bombing*         5  · 1││ ¹limited-times  ²scmp-republished      │
//! │   22 Mar Crocus City Hall… 130–137  ✗ 3││ ³region-plus                           │
//! │   28 Jan Istanbul church …       1  ≠ 3││ killed                    ◐ compatible │
//! │▸   3 Jan Kerman bombings     90–94  ◐ 3││  ¹¶22 94  “killing 94 people”          │
//! │      Jan Pakistan strikes…          · 1││  ²¶18 >90                              │
//! │      Aug Shah …2023 attack   joint  · 1││  ³¶12 ≈90                              │
//! └──────── app/panes/timeline ────────────┘└───────── app/panes/ledger ─────────────┘
//!  ¹limited-times ¶22 · The Limited Times, 24 Mar 2024                                   ← app/frame
//!  Enter passage   c compare   / find   ] next difference   ? keys   q back/quit         ← app/frame
//! ```
//!
//! On a wide screen `app/panes/passages.rs` stands beside the ledger. Views cover all panes: `app/panes/compare.rs` (`c`),
//! `app/panes/reader.rs` (Enter on a claim), `app/panes/desk.rs` (`D`), `app/panes/links.rs` (`A`), `app/panes/map.rs` (`F6`), `app/panes/calendar.rs` (`F7`), and the lists. One overlay lies over all of it: `app/overlays/finder.rs`
//! (`/`), `app/overlays/facets.rs` (`f`), `app/overlays/palette.rs` (`:`), `app/overlays/help.rs` (`?`). Words in
//! whatever is open are found and marked by `app/view_search.rs` (Ctrl-s).
//!
//! # Ten minutes
//!
//! 1. `model/subject.rs`: the subject shown. It is one incident or name as one or more members speak of it, each a corpus
//!    with a topic of it, and its ledger. Every view, citation, export and command takes a subject.
//! 2. `model/ledger.rs`, `model/verdict.rs` and `model/agreement.rs`: how claims are compared. The ledger arranges claims by
//!    facet and article; `verdict` weighs those of a facet; `agreement` compares two. `model/rule.rs` has all rules.
//! 3. `app/pane.rs`: the trait of panes. Then one pane, `app/panes/quotes.rs`.
//! 4. `app/update.rs`: the effect of each message. `keymap/table.rs`: all keys without a configuration.
//! 5. `search/query.rs`, `search/workspace.rs`: where a query becomes hits, by `search/engine.rs` in the corpus and by
//!    `search/records.rs` in data sets. `search/read_query.rs` reads its names against the workspace, and
//!    `search/statements.rs` decides by what sources state whether a field holds certainly or possibly.
//! 6. `datasets.rs` and `documents.rs`: how files are loaded into the workspace.
//! 7. `runtime.rs`: the event loop and the background jobs.
//!
//! # The loop
//!
//! ```text
//! terminal ─► runtime/events ─► Msg ─► session.step ─► app::update(state, workspace, msg) ─► Effects ─► runtime
//!                                          │
//!                                          ├─► app::draw::fit    scroll offsets follow the layout
//!                                          └─► app::draw::draw   cells, once per burst of events
//! ```
//!
//! Work that takes time is a job (`app/job.rs`): searching, filtering, sorting, counting, ordering drafts, following changed files, comparing with the last
//! visit, preparing the search, reading the corpus folder before something is decided, reading a record's row, reading the towns of the map, opening large corpora and data sets (`runtime/jobs/open.rs`), exporting, writing
//! decisions, comparing records, answering pairs, saving state. The state numbers it and asks for it by an effect; `runtime/jobs.rs` runs it; it reports progress and one end
//! (done, superseded, stopped, failed), and its result comes back as a message with its number. The result of a job that
//! was superseded changes nothing.
//!
//! Until a frame is complete its rows are in the order of their text; then letters that are read from right to left are put into
//! theirs (`ui/bidi.rs`).
//!
//! # What holds across a change of the workspace
//!
//! Positions (ids, entry numbers) hold within one workspace. A job that opens more, writes a decision, or follows changed files, hands over a new one
//! (`Msg::Revised`). Where data sets have only grown, every number stands for what it stood for. Otherwise, as when a
//! corpus arrives or is edited, the state finds
//! everything again by its [`model::Key`]: selection, views, history, marks (`State::rebase`).
//!
//! # Raw articles
//!
//! ```text
//! intake: walk ─► unpack ─► read (kind, page, text, mail, …) ─► RawArticle, in the order of the files whatever the threads
//! load:   articles.rs reads them beside the work ─► gathered.rs adds them to the corpus, revision by revision
//!         suggestions.rs holds what other programs suggest against them
//! drafts: reading (rules) ─► gathering (mentions become incidents) ─► drafting ─► model: claims that nobody has confirmed
//! ```
//!
//! What an article tells is read by rule (`reading.rs`): text ─► tokens ─► quotations, dates, figures, places, participants,
//! words of incidents, each a mention with its rule and grade. The same text always gives the same reading, which is kept
//! between two starts (`load/kept_readings.rs`). So is the corpus that a set of articles became: where all files have the paths,
//! sizes and times of change that they had, it is taken as it is (`load/kept_sets.rs`).
//!
//! Which articles carry one text is found among all of them (`echo.rs`): words outside quotation marks ─► runs of three
//! words, indexed ─► pairs that share rare runs ─► their passages aligned ─► echoes with grades ─► suggested origins.
//!
//! # Edits
//!
//! ```text
//! desk:    model::Corpus ─► queue of drafts, each with a stable key ─► a decision ─► edits of documents
//! editing: lock ─► recover ─► documents (read anew) ─► edits ─► project ─► journal ─► files ─► the new model::Corpus
//! ```
//!
//! What a person decides goes into the files of the corpus folder (`editing.rs`). Only files that have changed are read, and the new corpus takes
//! over what they do not reach (`documents/build/again.rs`), unless copies of articles are attached, which is done anew each time. Several copies of the program may edit one
//! folder; undo and redo are entries of the journal in `.parallax`, which outlives them. An edit that cannot be undone, as its place was
//! edited by hand, can be passed over for good, which is an entry too.
//!
//! ```text
//! runtime/watch: notify ─► hint ─► the burst is over ─► Msg::FilesChanged ─► Job::Follow ─► editing/seen: stamps decide ─► Msg::Revised
//! ```
//!
//! Files that others change are read again (`editing/follow.rs`), after the decisions that are being written. If they have new mistakes,
//! what was handed over before holds until they are mended.
//!
//! # Data sets
//!
//! ```text
//! datasets:  open ─► recognise ─► chunk ─► encode (a thread each) ─► merge ─► model::DataSet
//!                                                                              │
//! search:     words and fields are asked of its distinct values, then of each record's numbers
//! model:      the record looked at ─► a corpus of one incident, a member of a subject
//! ```
//!
//! A record is some fifty bytes that point into lists of distinct places, actor groups and event types
//! ([`model::dataset`]). The rest of its row is read again from the file when it is looked at or exported. Tags and notes on records
//! stand in a file beside that of the data set, or in the corpus (`model/noted.rs`); of records without any, nothing is kept. Where no
//! corpus folder keeps decisions, `runtime/jobs/noted.rs` writes them.
//!
//! # Pairs of data sets
//!
//! ```text
//! one record:  index by day and place ─┐
//! all of both: sorted into cells,      ├─► pairs that lie near ─► evidence facet by facet ─► words of their rows
//!              regions, countries     ─┘   ─► judged against rivals ─► suggested links, likely or possible
//! ```
//!
//! `crosswalk/candidates.rs` has the index, `crosswalk/sweep.rs` the passes over all.
//!
//! Which records of several data sets may be one event is suggested, and which record an incident of articles
//! (`crosswalk/incident_set.rs`), with the evidence (`crosswalk.rs`). People decide what is
//! a link. `crosswalk/evidence.rs` has the weights and their reasons.
//!
//! ```text
//! entry looked at ─► LinkIndexes::near, at once ─► Job::Near: words and names of its rows ─► a line in the ledger
//! all read ─► Job::Join, beside the work ─► list of pairs (app/panes/links) ─► answer ─► Job::Link ─► file of links ─► Msg::Revised
//! ```
//!
//! # Where entries are
//!
//! ```text
//! entries open ─► map: spots (once) ─► tally (once for each filter) ─► grid, strokes, labels (once for each view) ─► app/panes/map: cells
//! ```
//!
//! What is known only to a region or a country is no point of the map; it is counted beside it. `map/placement.rs` decides.
//!
//! # The map
//!
//! A module names only what `MAY_NAME` in `tests/it/architecture.rs` lists for it, and no files name each other in a circle
//! (the same file tests both). The main lines, where an arrow leads from a module to one that it names:
//!
//! ```text
//!  main ─► cli ─► runtime ─► session ─► app ─► ui (the drawing kit) ─► keymap
//!           │        │          │        ├───► search, analysis, present ─┐
//!           │        ▼          │        ├───► desk ─► documents ─────────▲
//!           │     editing ─► documents   │                                │
//!           │                   ▼        │                                ▼
//!           │                  load ─► documents ─► align ─────────────► model
//!           │                   ├────► intake: raw articles               │
//!           │                   ├────► drafting ─► gathering ─► reading ──▲
//!           ▼                   └────► datasets ──────────────────────────▲
//!     exporting ─► export ─► present ─────────────────────────────────────┘
//!
//!  named by many: sanitize, fold, name_table, diagnostic, saved_state, atomic_file
//! ```
//!
//! | module | purpose |
//! |---|---|
//! | `model.rs` | articles, incidents, claims, quotes, names; subjects, ledgers and verdicts; records of data sets; keys |
//! | `documents.rs` | reads a corpus folder into drafts, builds the corpus from them, edits its files |
//! | `editing.rs` | edits a corpus folder on disk: lock, journal, undo and redo, recovery after a crash |
//! | `align.rs` | finds anchors and wordings in copies of articles |
//! | `datasets.rs` | reads data sets into records |
//! | `intake.rs` | reads files of any kind into raw articles |
//! | `reading.rs` | reads the text of an article by rule: mentions with grades, which are drafts |
//! | `gathering.rs` | gathers what was read in articles into draft incidents, with reasons |
//! | `drafting.rs` | adds what was read and gathered to a corpus as drafts |
//! | `desk.rs` | which drafts wait for a person, and what is decided about them, as edits of documents |
//! | `echo.rs` | finds articles that carry the same text, versions of one article, and agency lines |
//! | `crosswalk.rs` | finds records of different data sets that may be one event, with reasons |
//! | `load.rs` | opens the paths given on the command line |
//! | `links.rs` | files of links: reads, changes and writes SSSOM and plain pairs of ids |
//! | `diagnostic.rs` | mistakes in files, with place and remedy |
//! | `search.rs` | from a few typed words to hits, by way of the vocabulary; filters and facets |
//! | `analysis.rs` | aggregates entries: bins of time, years and days |
//! | `map.rs` | the map without a screen: outlines, views, entries by cell, names |
//! | `keymap.rs` | the keys in force: dispatch, footer, help, `parallax keys`, README |
//! | `config.rs` | the configuration file: keys, colours, own commands, what is opened |
//! | `ui.rs` | the drawing kit: text by width, themes, lists, prompts, frames |
//! | `app.rs` | state and `update`; panes and overlays, each with its drawing |
//! | `present.rs` | values and citations in words |
//! | `export.rs` | output formats: tables (CSV, GeoJSON, Markdown), JSON, text |
//! | `exporting.rs` | writes entries and views in these formats, entries on all processors |
//! | `pack.rs` | evidence packs: what sources say of incidents as a folder for other tools; verifies one |
//! | `session.rs` | the program without a terminal, for tests, `--print` and the runtime |
//! | `runtime.rs` | terminal, threads, loop, signals, jobs |
//! | `cli.rs` | arguments and printing |
//! | `name_table.rs` | names of places and words in other languages |
//! | `fold.rs` | folds words, so that `turkiye` finds *Türkiye* |
//! | `shares.rs` | shares work on a list among the processors |
//! | `sanitize.rs` | makes text from outside safe to show |
//! | `saved_state.rs` | state kept between runs: marks, queries, saved filters, views, visits |
//! | `atomic_file.rs` | writes files completely or not at all |
//!
//! # Where to add something
//!
//! **A field of the corpus format** is one line in `documents/draft.rs` or `documents/claim_draft.rs`, which reading, unknown
//! keys and edits go by; then the record of `model` that holds it and the line of `documents/build.rs` that fills it in.
//!
//! **A view**, for example the map of the entries that pass the filter, touches its own file and two others:
//!
//! 1. Its file, `app/panes/map.rs`: `struct Map` with its selection; `impl Pane` (context, title, content, items, where
//!    Enter leads, what `m` marks; drawing, where the default is not enough) and `impl Shown` with `NAME = "map"` and
//!    `show`, which says why it cannot be opened where there are no entries. It takes the entries shown from
//!    [`app::pane::Cx`].
//! 2. `app/panes.rs`: in `shown`, the line `Map: map,` with its comment.
//! 3. `keymap/table.rs`: one line, `bind(Global, &["F6", "g p"], A::Show("map"), …)`; footer, help and palette follow, and a
//!    test says what the README's section on keys must be. Keys of its own are a `Context` in `keymap/context.rs`, with their
//!    actions in `keymap/action.rs`.
//!
//! What is counted by place is in `map`.
//!
//! **A data format**: one file in `datasets/format` that implements `DataFormat` (`datasets/data_format.rs`), and one line
//! in `datasets/format.rs`. A column with a role that no format has yet is a line in `datasets/columns.rs`. The help in
//! `cli/args.rs` and the README list the formats.
//!
//! **A kind of file that holds data sets** (a compression, a workbook, JSON): one file in `datasets/container`, and one line in
//! `datasets/container.rs`.
//!
//! **An export format**: one file in `export` with its line in `export.rs`, or for a table a function in
//! `export/table`; then a value of `EntryFormat`, its arm in `exporting.rs`, and the word for it in `cli/args.rs`. In the
//! workbench it is a value of `ViewFormat` (`present/exported.rs`) with its arms in `exporting/views.rs` for views, and in
//! `runtime/jobs/export.rs` for entries; `app/overlays/export_form.rs` says what it is for.
//!
//! **A file of an evidence pack**: one file in `pack` that makes it of [`pack::evidence::Evidence`], its line in `pack.rs`, and what it is in
//! `pack/metadata.rs`.
//!
//! **A decision of the desk**: a value of `Decision` (`desk/decision.rs`) and its edits (`desk/edits.rs`); its action in `keymap` with its
//! arm in `app/update/desk.rs`, and what it asks for in `desk/ask.rs`, which `app/overlays/decision_form.rs` shows.
//!
//! **A part of the line of a claim**: a value of `ClaimPart` with its word and its field in `desk/claim_line.rs`, what completes it in
//! `desk/complete.rs`; likewise of an incident (`desk/incident_line.rs`) or a quotation (`desk/quote_line.rs`).
//!
//! **An overlay**: one file in `app/overlays`, and one line in `app/overlays.rs`.
//!
//! **The export of a view**: `exported` of its pane; a new kind of contents is a value of `ExportedView` (`present/exported.rs`) with its
//! text in `exporting/views`.
//!
//! # Invariants
//!
//! - A [`model::Corpus`] is immutable and whole: ids point at something, incidents stand in time order, names
//!   are not part of themselves. Nothing downstream checks.
//! - Verdicts are computed, never stored. No value is averaged, no winner picked.
//! - No draft enters a verdict, and none satisfies a filter certainly.
//! - What satisfies a filter or query only possibly is never listed or counted among what satisfies it certainly.
//! - [`app::update`] is a function of its arguments: no clock, no files, no threads, no terminal.
//! - A pane knows no other pane's selection and nothing of the state; drawing changes nothing. Apart from paging in the
//!   comparison and in overlays of text, only `app/draw.rs` moves scroll offsets.
//! - An id of a subject carries its member ([`model::In`]), so that no id meets the wrong corpus.
//! - Every string from outside passes [`sanitize`] before a screen, standard output or an error message.
//! - Only `documents/files.rs` reads files (`documents/place.rs` finds a line in one for the editor, `runtime/configuration.rs` looks whether the editor changed the
//!   configuration, and removes a new one that it did not), for data sets `datasets/open.rs`, `datasets/seekable.rs`,
//!   `datasets/column_map.rs` and `datasets/row_source.rs`, and for articles
//!   `intake/walk.rs`, `intake/probe.rs` and `intake/run.rs`; `pack/folder.rs` lists the folder that is verified. Only `atomic_file.rs` writes: exports (`atomic_file/pipe.rs` opens those that are pipes), packs (and reads what a pack takes along or verifies), saved state (which it reads again), the folder that `W` writes, the file of `--log`, and
//!   with `atomic_file/log.rs` for `editing` the files of a corpus that is edited, its journal (which they read again), and the annotations beside data sets;
//!   and `intake/cache.rs` keeps what was read of articles. Threads that outlive a call are
//!   `runtime`'s, with those of notify, which only `runtime/watch.rs` names, and the one of `datasets/pipe.rs` that unpacks, which ends with its reader; others share work among processors and end with the call.
//! - What was decided is in the journal, on the disk, before a file of the corpus is written; its files are written all or none.
//! - Rows of data sets that may not be passed on leave through `export/table/record.rs` without their contents, and in lists of
//!   citations as ids; `exporting/views.rs` leaves their ids in views of an incident and refuses views of them, and `pack/passed_on.rs` makes subjects without them. A picture of the timeline or of marks shows such rows, which
//!   its message says.
//! - There is no network code and no `unsafe`. Only `runtime/programs.rs` starts programs: the browser, the editor and the user's
//!   own commands, as lists of arguments without a shell; what comes from files stays within one argument and cannot begin an
//!   option.
//!
//! # Words
//!
//! *corpus* everything loaded from folders of articles · *article* one published text · *passage* one numbered paragraph of
//! it, with a *digest* and, once a copy is attached, its text · *origin* the articles that carry one text · *incident*
//! something that happened, was foiled or was threatened, with its *status* (which of these), its *scope* (one or a series)
//! and its *places* · *topic* an incident or a name, of which accounts speak · *account* what one passage says about one
//! topic · *claim* one *facet* of an account: its *value*,
//! wording, *stance* (asserted, denied, …) and according to whom · *hedge* what a source doubts, or its passage leaves open · *declared facet* one that the corpus adds, with a
//! *facet type* · *figure* a number of people with its *qualifier* ("at
//! least") and the *party* it counts · *quantity* a duration or an amount of money · *time of day* a minute or a range of
//! minutes · *when* a date as exact as it is given (EDTF) · *relation* a link between incidents ·
//! *role* what a place or an actor is to an incident · *ledger* all claims about one topic, facets down, articles across ·
//! *verdict* same, compatible, conflict, or a single origin; *inconsistent* is what disagrees inside one origin · *rule* what
//! decides how two claims agree · *quote* words attributed to a speaker, with their *form*
//! (said, written, …), their *gist* and their *pieces*, the unbroken stretches · *anchor* a few words that say where
//! something stands · *name* a person, organisation or place with its variants · *note* an editor's remark, on what is told of an incident or name, or in an annotation ·
//! *annotation* tags and a note of those who share a corpus, on anything in it; an *orphan* is on what is not there · *record annotation* one on a record of a data set, in the corpus or in the file beside the data set ·
//! *curie* (CURIE) the name of an event across sources: a prefix for the source, and its id there · *link* what is known of how two
//! events of different sources relate, with a *link relation* (same, part of, related, different), the *link answer* of a person (or
//! none: suggested) and the *link strength* of a suggestion (likely, possible); *linked* is what links name among what is open, *source version* which version of a data set they were made with, *named source* a source that they name ·
//! *outside name* a name that no source prints · *reference* a publication that bears out what no source says · *data set*
//! records of one publisher, coded by its rules · *record* one row of it, an incident as one source codes it · *entry* an
//! incident or a record, on the timeline ·
//! *toll* the number killed in an entry, added within one counting rule only · *workspace* everything that is open · *subject* what is looked at, with one or
//! more *members* · *key* the stable name of a thing: its source and its id there · *pane* a part of the screen that takes
//! keys · *view* a pane over the timeline and its ledger · *overlay* what lies over the panes · *jump* moving along a link ·
//! *view search* the search in what is open · *job* work that runs beside the workbench · *bookmark* a mark as it is saved · *saved filter* a filter with a name · *tag* a word that the user gives to marks, or that an annotation gives · *filter* the query that the timeline is
//! narrowed to, its parts shown as *chips* · *certain* satisfied by a source's statement, whatever that leaves open ·
//! *possible* satisfied by some of what a statement leaves open · *document* a file of a corpus folder that is edited ·
//! *edit* one change of a document, with its inverse · *journal* what was decided about a corpus folder, in order, with what that did to its files, an *entry of the journal* each · *raw article* one opened as it is:
//! its passages have text, or only their first words, and no digest · *drafted* what was read by rule or suggested and is confirmed by nobody, a draft: a claim, quote
//! or incident with its *grade* (plain, likely, guess), rule and words; a *draft origin* is that of a text that several articles carry; what drafts say together is a *draft verdict* ·
//! *silence* of a source on a facet: it does not give it, counts others, names people without their roles, or nobody has read it to the end ·
//! *desk* where drafts are decided · *queue* the drafts of a corpus in the order in which they are decided · *offer* a claim that a passage may make, which nobody has drafted: it is shown where one makes claims, and kept nowhere · *clear* an incident that some words are so plainly about that a claim of them needs no question · *rejection* what is remembered of a draft that was rejected, so that it is not proposed again · *decision* a change of the corpus folder that a person makes: accept, reject, revise, move, spread, remove, join, claim, annotate ·
//! *line* what is typed of a claim, incident or quotation in one line, its *parts* between semicolons ·
//! *level* how deep letters lie in text of the other direction, odd from right to left · *base direction* that of a paragraph ·
//! *visit* a run of the program with a workspace, from start to quit · *print* of an incident: hashes of its head, claims, passages, links and notes, kept until the next visit ·
//! *reading* all that the rules read in one article · *mention* what a rule read in some words of a text, with its rule and grade ·
//! *suggestion* what another program found in a raw article, a draft under its name · *gazetteer* where place names are looked up · *echo* two articles that carry the same text, with the passages that show it ·
//! *candidate* a record that lies near another in time and place · *pair* two entries that may be one event, waiting for an answer or answered · *window* how near that is · *evidence* what two records say
//! of whether they are one event, a *finding* for each facet with its *weight* · *rival* a candidate that fits as well ·
//! *placement* where an entry stands on the map, or why it is no point; the *margin* counts those · *box* a part of the map as a filter ·
//! *pack* a folder with the evidence of incidents, a *bag* whose files anybody can verify ·
//! *version* one of several texts of one article · *agency line* words that say whose text an article is, or whose material it used.

#![cfg_attr(test, expect(clippy::unwrap_used, reason = "a test stops at what it did not expect"))]

pub mod align;
pub mod analysis;
pub mod app;
pub mod atomic_file;
pub mod cli;
pub mod config;
pub mod crosswalk;
pub mod datasets;
pub mod desk;
pub mod diagnostic;
pub mod documents;
pub mod drafting;
pub mod echo;
pub mod editing;
pub mod export;
pub mod exporting;
pub mod fold;
pub mod gathering;
pub mod intake;
pub mod keymap;
pub mod links;
pub mod load;
pub mod map;
pub mod model;
pub mod name_table;
pub mod pack;
pub mod present;
pub mod reading;
pub mod runtime;
pub mod sanitize;
pub mod saved_state;
pub mod search;
pub mod session;
pub mod shares;
pub mod ui;
