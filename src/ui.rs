//! Drawing kit: text by width, themes, scrolling lists, prompts, frames.
//!
//! Panes and overlays ([`app`](crate::app)) use it. It does not know the state or the workspace. It passes wrapped
//! lines to ratatui, because ratatui wraps by other rules.

pub mod canvas;
pub mod colours;
pub mod list;
pub mod prompt;
pub mod text;
pub mod theme;
