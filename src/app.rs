//! The application without a terminal: state, messages, effects, drawing.
//!
//! [`update`](update::update) is a pure function of state, workspace and message. Each pane is one file in `panes/`,
//! each overlay one in `overlays/`. Nothing here knows files, threads, clocks or the terminal.

pub mod also;
pub mod annotation_lines;
pub mod available;
pub mod copied;
pub mod copying;
pub mod counting;
pub mod desk_step;
pub mod draw;
pub mod effect;
pub mod entries;
pub mod filter;
pub mod folder_state;
pub mod frame;
pub mod history;
pub mod job;
pub mod jobs;
pub mod key_list;
pub mod link_step;
mod linked;
pub mod marks;
pub mod msg;
mod navigate;
mod noted;
pub mod overlay;
pub mod overlays;
pub mod pane;
pub mod panes;
pub mod pictured;
pub mod pointed;
pub mod queued_pair;
mod range;
pub mod screen;
pub mod settings;
pub mod split;
pub mod state;
pub mod todo_words;
pub mod typed;
pub mod undo;
pub mod update;
pub mod view_search;

pub use effect::{Effect, Effects};
pub use msg::Msg;
pub use state::State;
