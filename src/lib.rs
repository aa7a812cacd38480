//! parallax shows an incident from every source that reports it: who says what, in which paragraph, and
//! whether the others agree.
//!
//! # The screen
//!
//! ```text
//!  parallax  ISIS-K in five articles                  91 incidents · 5 articles, 4 origins   ← ui/frame
//! ┌ Timeline ─────────────────────────┐┌ Kerman memorial bombings ──────────────────────┐
//! │ ▁  ▂▂ ▁ ▁▁▁▂ ▅▃▄▅█   2013 … 2024  ││ 3 Jan 2024 · Kerman, Iran · suicide bombing    │
//! │ 2024                              ││ 9 accounts · 3 articles · 3 origins            │
//! │  22 Mar RU Moscow concert h…  ◐ 3 ││ ¹limited-times ²scmp-republished ³region-plus  │
//! │  28 Jan TR Istanbul church …  ◐ 3 ││ killed                            ◐ compatible │
//! │   3 Jan IR Kerman memorial …  ✗ 3 ││  ¹¶22 94  “killing 94 people”                  │
//! │ 2023                              ││  ²¶18 >90 “the killing of more than 90 people” │
//! │     Dec AT Arrests of Isis-…  · 1 ││  ³¶12 ≈90 “in approximately 90 deaths”         │
//! └──────────── ui/timeline ──────────┘└───────────────────── ui/detail ────────────────┘
//!  Enter passage   c compare   / find   ] next difference   ? keys   q back/quit             ← ui/frame
//! ```
//!
//! `c` opens `ui/compare.rs` over both panes, Enter on a claim `ui/reader.rs`, `/` `ui/finder.rs`, `f` `ui/facets.rs`,
//! `?` `ui/help.rs`. A filter's chips stand under the strip.
//!
//! # The loop
//!
//! ```text
//! terminal ─► runtime/events ─► Msg ─► session.step ─► app::update(state, workspace, msg) ─► Effects ─► runtime
//!                                          │
//!                                          ├─► ui::sizes(state)  what the layout makes of it: heights, lines
//!                                          ├─► state.fit(sizes)  scroll offsets follow
//!                                          └─► ui::draw(state)   cells, once per burst of events
//! ```
//!
//! Everything that takes time is a job ([`app::job`]): searching, filtering, reading the row of a record, opening data
//! sets, saving state. The state numbers a job and starts it by an effect, `runtime/jobs.rs` runs it beside the loop, and
//! what it reports comes back as messages with its number. Each job ends once: done, superseded by a later one of its
//! kind, stopped, or failed. While data sets are opened (`runtime/jobs/open.rs`), each time there is more the session is
//! given a [revision](app::job::Revision): a new [`model::Workspace`] and the order of all its entries. What a job does is
//! said in `session.rs`, so that callers without threads do it at once.
//!
//! # Data sets
//!
//! ```text
//! datasets:  open ─► sniff ─► cut ─► code (a thread each) ─► gather ─► model::DataSet
//!                                                                        │
//! search:     words and fields are asked of its distinct values, then of each record's numbers
//! app:        the record looked at ─► model::Sight, a corpus of its own that every view shows
//! ```
//!
//! A record is some fifty bytes that point into lists of distinct places, casts and kinds ([`model::dataset`]). The rest of
//! its row is read again from the file when it is looked at or exported.
//!
//! # The map
//!
//! Data flows one way; a module names only what its arrows reach (`tests/it/architecture.rs` proves it).
//!
//! ```text
//!  files ─► documents, align, datasets ─► load ─► model ◄─ search ◄─ app ◄─ ui ◄─ session ◄─ runtime ◄─ cli ◄─ main
//!                                                   ▲                 │
//!                             export ─► present ────┘◄────────────────┘
//! ```
//!
//! | module | what it is for |
//! |---|---|
//! | `model.rs` | articles, incidents, claims, quotes, names; the ledger and its verdicts |
//! | `documents.rs` | the corpus folder: files into drafts, drafts into a corpus |
//! | `align.rs` | anchors of wordings in copies of articles |
//! | `datasets.rs` | files of data sets into records |
//! | `load.rs` | what is asked for on the command line, opened |
//! | `diagnostic.rs` | mistakes in files, with place and remedy |
//! | `search.rs` | from a few typed words to records, by way of the vocabulary |
//! | `keymap.rs` | the one table of keys: dispatch, footer, help, README |
//! | `app.rs` | state and `update`: what can happen and what it does |
//! | `ui.rs` | state into cells |
//! | `present.rs` | values and citations in words |
//! | `export.rs` | what leaves the program: table, JSON, text |
//! | `session.rs` | the program without a terminal; what tests, `--print` and the runtime step |
//! | `runtime.rs` | terminal, threads, loop, signals |
//! | `cli.rs` | arguments and printing |
//! | `sanitize.rs` | text from outside made safe to show |
//! | `saved_state.rs` | what is remembered from run to run: marks, queries, where one was |
//! | `atomic_file.rs` | files of ours: replaced whole or not at all |
//!
//! Where to look first: `keymap/table.rs` for every key, `app/update.rs` for what they do, `model/verdict.rs` for
//! when sources agree, `documents/build.rs` for what makes a corpus whole.
//!
//! # Invariants
//!
//! - A [`model::Corpus`] is immutable and whole: ids point at something, incidents stand in time order, names
//!   are not part of themselves. Nothing downstream checks.
//! - Verdicts are computed, never stored. No value is averaged, no winner picked.
//! - [`app::update`] is a function of its arguments: no clock, no files, no threads, no terminal.
//! - Views read the state and change nothing; offsets follow what they report in [`ui::sizes`].
//! - Every string from outside passes [`sanitize`] before a screen, standard output or an error message.
//! - Only `documents/files.rs` reads files, and for data sets `datasets/open.rs` and `datasets/row_source.rs`, only
//!   `atomic_file.rs` writes: exports, and what is remembered (which it reads again). Threads that outlive a call are
//!   `runtime`'s; `datasets/run.rs` and `search/records.rs` share work among processors and end with the call.
//! - An entry's number stands for the same incident or record however much more is read.
//! - Rows of data sets that may not be passed on leave through `export/table.rs` without their contents.
//! - There is no network code and no `unsafe`.
//!
//! # Words
//!
//! *corpus* everything loaded · *article* one published text · *passage* one numbered paragraph of it, with a
//! *digest* and, once a copy is attached, its text · *origin* the articles that carry one text · *incident*
//! something that happened, was foiled or was threatened · *account* what one passage says about one incident ·
//! *claim* one *facet* of an account: value, qualifier, wording, according to whom · *ledger* all claims about
//! one incident, facets down, articles across · *verdict* same, compatible, conflict, or a single origin ·
//! *quote* words attributed to a speaker, with their *gist* · *anchor* a few words that say where something
//! stands · *name* a person, organisation or place with its variants · *note* an editor's remark · *jump* moving
//! along a link · *data set* records of one publisher, coded by its rules · *record* one row of it, an incident as one
//! source codes it · *entry* an incident or a record, on the timeline · *library* everything that is open · *sight* a
//! record as a corpus of its own · *facet* also: something that entries can be told apart by, with its values ·
//! *bookmark* a mark as it is written down, by ids · *memory* what outlives the program · *filter* the query that the
//! timeline is narrowed to, its parts shown as *chips*.

#![cfg_attr(test, expect(clippy::unwrap_used, reason = "a test stops at what it did not expect"))]

pub mod align;
pub mod app;
pub mod atomic_file;
pub mod cli;
pub mod datasets;
pub mod diagnostic;
pub mod documents;
pub mod export;
pub mod keymap;
pub mod load;
pub mod model;
pub mod present;
pub mod runtime;
pub mod sanitize;
pub mod saved_state;
pub mod search;
pub mod session;
pub mod ui;
