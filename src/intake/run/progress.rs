//! The progress of the intake.

/// How far the reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IntakeProgress {
    /// Files done.
    pub files: u64,
    /// Bytes done.
    pub bytes: u64,
    /// Files found so far.
    pub files_found: u64,
    /// Bytes found so far.
    pub bytes_found: u64,
    /// Whether all files were found, so that the numbers found are totals.
    pub all_found: bool,
}
