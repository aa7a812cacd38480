//! How the files of the corpus folder stand to what is shown. Knows no files.

/// How the files of the corpus folder stand to what is shown.
#[derive(Debug, Clone, Default)]
pub struct FolderState {
    /// Whether they may have changed and have not been looked at since.
    pub may_have_changed: bool,
    /// Why they are not shown as they now are, if they are not: `incidents/fire.toml:3: message`.
    pub held_back: Option<String>,
    /// What was said of them last, which gives way to what is said next.
    pub said: String,
}
