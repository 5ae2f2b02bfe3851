//! SHA-256 (FIPS 180-4) as the 64 digits that `sha256sum` prints.

use sha2::{Digest as _, Sha256};

/// The sum of several pieces, one after the other.
pub(crate) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let sum = pieces.into_iter().fold(Sha256::new(), |sum, piece| sum.chain_update(piece)).finalize();
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}
