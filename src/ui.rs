//! The drawing kit: text by width, themes, lists that scroll, prompts, frames.
//!
//! Panes and overlays ([`app`](crate::app)) are built from it. It knows nothing of the state, the workspace or what is
//! shown; ratatui is given finished lines, never text to wrap.

pub mod canvas;
pub mod list;
pub mod prompt;
pub mod text;
pub mod theme;
