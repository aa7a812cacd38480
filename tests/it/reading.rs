//! The rules of reading, in sentences written for these tests: places, people and events are invented.

mod command;
mod dates;
mod figures;
mod gazetteer;
mod incidents;
pub mod invariants;
mod places;
mod quotes;
mod robust;
