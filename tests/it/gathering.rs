//! What is gathered from articles written for these tests: places, people and events are invented.

mod decisions;
mod drafts;
mod figures;
mod laws;
mod support;
mod tellings;
