//! Keys, actions, and the one table that binds them.
//!
//! It knows neither the application nor the terminal. Dispatch, footer, help, `parallax keys` and the README all read
//! [`table::BINDINGS`].

pub mod action;
pub mod chord;
pub mod doc;
pub mod table;

pub use action::Action;
pub use chord::{Chord, ChordKey};
pub use table::{Binding, Context, resolve};
