//! Drawing kit: text by width, themes, scrolling lists, prompts, frames.
//!
//! Panes and overlays ([`app`](crate::app)) use it. It does not know the state or the workspace. It passes wrapped
//! lines to ratatui, because ratatui wraps by other rules. Text that is read from right to left is put into its order in [`bidi`].

pub mod bidi;
pub mod canvas;
pub mod colours;
pub mod divided;
pub mod list;
pub mod prompt;
pub mod text;
pub mod theme;
