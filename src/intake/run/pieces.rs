//! From the pieces of a file to what is in them.

use crate::intake::article::{ArticleLocation, IntakeItem};
use crate::intake::cache::ContentHash;
use crate::intake::kept_bound::KeptBound;
use crate::intake::read;
use crate::intake::unpack::{FilePiece, PieceContext};
use crate::intake::why::NoArticleReason;

/// A piece that cannot be read.
pub(super) fn unread(at: ArticleLocation, why: NoArticleReason) -> FilePiece {
    FilePiece { at, bytes: Err(why), context: PieceContext::default(), first: 1 }
}

/// Reads a piece.
pub(super) fn of_piece(piece: &FilePiece, bound: &KeptBound) -> Vec<IntakeItem> {
    match &piece.bytes {
        Ok(bytes) => of_bytes(bytes, piece, &ContentHash::of(bytes), bound),
        Err(why) => vec![reason(why.clone(), &piece.at)],
    }
}

/// Says why there is nothing at a place.
pub(super) fn reason(why: NoArticleReason, at: &ArticleLocation) -> IntakeItem {
    let mut item = IntakeItem::from(why);
    item.place(at);
    item
}

/// Reads the bytes of a piece, whose hash is known.
pub(super) fn of_bytes(bytes: &[u8], piece: &FilePiece, key: &ContentHash, bound: &KeptBound) -> Vec<IntakeItem> {
    let mut items = read::read(bytes, &piece.context, piece.first, bound);
    let hash = key.hex();
    for item in &mut items {
        if let IntakeItem::Article(article) = item {
            article.hash.clone_from(&hash);
        }
        item.place(&piece.at);
    }
    items
}
