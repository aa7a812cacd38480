//! The workbench without a terminal: what it is in, what can happen to it, what it asks of the world.
//!
//! [`update`](update::update) is a pure function of state, corpus and message. Views read the state by
//! reference; sizes reach it as numbers ([`State::fit`](state::State::fit)), never as screens.

pub mod available;
pub mod compare;
pub mod detail;
pub mod effect;
pub mod filter;
pub mod finder;
pub mod job;
pub mod list;
pub mod marks;
pub mod msg;
pub mod palette;
pub mod place;
pub mod prompt;
pub mod reader;
pub mod state;
pub mod timeline;
pub mod update;

pub use effect::{Effect, Effects};
pub use msg::Msg;
pub use state::State;
