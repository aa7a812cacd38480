//! Keys: what can be pressed, what it means where, and the one table that says so.
//!
//! A leaf: it knows neither the application nor the terminal. Dispatch, footer, help, `parallax keys` and
//! the README all read [`table::BINDINGS`].

pub mod action;
pub mod chord;
pub mod doc;
pub mod table;

pub use action::Action;
pub use chord::{Chord, Key};
pub use table::{Binding, Context, resolve};
