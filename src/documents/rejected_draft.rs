//! Rejected drafts as they are on disk.

use super::fields::{Number, Str, Tables, record};

record! {
    /// `rejected/<article>.toml`.
    RejectedDraftsFile = "a file of rejected drafts" {
        /// The address of the article.
        address: Str;
        /// A hash of the first words of its passages.
        print: Str;
        /// The drafts.
        rejected: Tables<RejectedDraft>, as "draft";
    }
}

record! {
    /// `[[draft]]`.
    RejectedDraft = "a rejected draft" {
        /// The facet, or that it is a quotation, an incident or an origin.
        what: Str, needed "\"…\"";
        /// The first words of its passage.
        passage: Str;
        /// The words of the claim or the quotation, the title of the incident, the origin.
        words: Str, needed "\"…\"";
        /// The number of the claim.
        figure: Number;
    }
}
