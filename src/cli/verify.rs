//! `parallax verify`: verifies a folder that `pack` wrote.

use std::path::{Path, PathBuf};

use super::output::{self, Outcome, complain, say};
use crate::pack::verify::verify;
use crate::present::words::count;
use crate::sanitize;

/// Verifies the folder. Exit status 0 if all is as its manifests say, 1 if something differs, 2 if it is no pack.
pub(super) fn run(folder: &Path, sources: &[PathBuf]) -> Outcome {
    let shown = output::as_argument(folder);
    let verified = match verify(folder, sources) {
        Ok(verified) => verified,
        Err(why) => return complain(&format!("{shown}: {why}; `parallax pack ID -o {shown}` writes one")).map(|()| 2),
    };
    let mut out: String = verified.problems.iter().map(|problem| format!("{}\n", sanitize::line(problem))).collect();
    let looked_at = verified.looked_at.join(", ");
    let all = if verified.problems.is_empty() {
        "all files have the bytes that the manifest lists".to_owned()
    } else {
        count(verified.problems.len(), "difference")
    };
    out.push_str(&format!("{shown}: {all}; looked at {}\n", sanitize::line(&looked_at)));
    if let Some(seal) = &verified.seal {
        out.push_str(&format!(
            "tagmanifest-sha256.txt has the SHA-256 {seal}; compare it with the one that was noted when it was packed\n"
        ));
    }
    for open in &verified.open {
        out.push_str(&format!("{}\n", sanitize::line(open)));
    }
    say(&out).map(|()| u8::from(!verified.problems.is_empty()))
}
