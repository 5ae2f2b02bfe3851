//! Digests of files: FNV-1a with 128 bits, to notice drift. Not a defence against anyone.
//!
//! Only `std` and nothing of this crate, because the workspace's build script includes this file by its path; so the
//! two sides of every comparison are computed by the same lines.

use std::fmt;

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// A digest; printed as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(u128);

impl Digest {
    /// The digest of one file.
    pub fn of(bytes: &[u8]) -> Self {
        Self(BASIS).and(bytes)
    }

    /// The digest of a set of files, given in the order of their names: of each its name, its length and its bytes.
    pub fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        files.into_iter().fold(Self(BASIS), |sum, (name, bytes)| {
            // a name holds no NUL, so no other pair of name and length reads the same
            sum.and(name.as_bytes()).and(&[0]).and(&(bytes.len() as u64).to_le_bytes()).and(bytes)
        })
    }

    fn and(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |sum, byte| (sum ^ u128::from(*byte)).wrapping_mul(PRIME)))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn follows_the_published_vectors() {
        // draft-eastlake-fnv, FNV-1a test vectors of 128 bits
        for (input, expect) in [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
        ] {
            assert_eq!(Digest::of(input.as_bytes()).to_string(), expect, "{input:?}");
        }
    }

    #[test]
    fn tells_sets_of_files_apart() {
        let sets: [&[(&str, &[u8])]; 7] = [
            &[],
            &[("a", b"")],
            &[("a", b"b")],
            &[("ab", b"")],
            &[("a", b""), ("b", b"")],
            &[("a", b"b"), ("c", b"")],
            &[("a", b""), ("c", b"b")],
        ];
        for (index, left) in sets.iter().enumerate() {
            for right in &sets[index + 1..] {
                assert_ne!(Digest::of_files(left.iter().copied()), Digest::of_files(right.iter().copied()));
            }
        }
    }
}
