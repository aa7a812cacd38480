//! Keys, actions, and what binds them.
//!
//! It knows neither the application nor the terminal. Dispatch, footer, help, `parallax keys` and the README all read
//! [`Keymap`], the bindings in force; without a configuration they are those of `keymap/table.rs`.

pub mod action;
pub mod bindings;
pub mod chord;
pub mod command;
pub mod context;
pub mod doc;
pub mod habits;
mod kinds;
pub mod sequence;
mod table;

pub use action::Action;
pub use bindings::{Binding, KeyMeaning, Keymap};
pub use chord::{Chord, ChordKey};
pub use command::{OwnCommand, Placeholder};
pub use context::Context;
pub use sequence::KeySequence;
