//! parallax.
pub mod app;
pub mod cli;
pub mod gate;
pub mod headless;
pub mod keymap;
pub mod load;
pub mod model;
pub mod runtime;
pub mod search;
pub mod session;
pub mod ui;
