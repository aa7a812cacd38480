//! The name of the built-in corpus among paths.

use std::path::Path;

/// The word on the command line for the built-in corpus.
pub const BUILT_IN_NAME: &str = "built-in";

/// Whether a path names the built-in corpus: no file has that name.
pub fn is_built_in(path: &Path) -> bool {
    path.as_os_str() == BUILT_IN_NAME && !path.exists()
}
