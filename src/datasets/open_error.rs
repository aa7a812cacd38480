//! Why a file cannot be opened.

use std::fmt;
use std::io;

/// The reason and the remedy.
pub(super) type OpenError = (String, String);

/// An error of opening, inside an [`io::Error`].
#[derive(Debug)]
pub(super) struct Refused(pub(super) OpenError);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}

impl std::error::Error for Refused {}

/// A reason and its remedy as an error.
pub(super) fn refused(what: impl Into<String>, right: impl Into<String>) -> io::Error {
    io::Error::other(Refused((what.into(), right.into())))
}
