//! Compressed runs of one byte, made without holding what they decompress to.

use std::io::Write as _;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// What is compressed at once. A block of this size, closed by a full flush, refers to nothing before it, so that the same
/// compressed bytes can stand again and again.
const BLOCK: usize = 1 << 20;

/// `length` times `byte`, compressed `layers` times. All layers but the first compress what the one before came to.
pub fn run(byte: u8, length: u64, layers: u32) -> Vec<u8> {
    let mut bytes = member(byte, length);
    for _ in 1..layers {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes).expect("memory takes what is written");
        bytes = encoder.finish().expect("memory takes what is written");
    }
    bytes
}

/// A member as of RFC 1952.
fn member(byte: u8, length: u64) -> Vec<u8> {
    let whole = length / BLOCK as u64;
    let rest = usize::try_from(length % BLOCK as u64).expect("it is less than a block");
    let block = vec![byte; BLOCK];
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    let mut crc = Crc::new();
    if whole > 0 {
        let compressed = deflate(&block, FlushCompress::Full);
        let mut one = Crc::new();
        one.update(&block);
        for _ in 0..whole {
            out.extend_from_slice(&compressed);
            crc.combine(&one);
        }
    }
    out.extend(deflate(&block[..rest], FlushCompress::Finish));
    crc.update(&block[..rest]);
    out.extend(crc.sum().to_le_bytes());
    // the length modulo 2^32, as the format has it
    out.extend((length as u32).to_le_bytes());
    out
}

fn deflate(input: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut out = Vec::with_capacity(input.len() / 64 + 4096);
    loop {
        let read = usize::try_from(deflate.total_in()).expect("no more than the input is read");
        let room = out.capacity() - out.len();
        let status = deflate.compress_vec(&input[read..], &mut out, flush).expect("this state takes any input");
        let done = match flush {
            FlushCompress::Finish => status == Status::StreamEnd,
            _ => deflate.total_in() == input.len() as u64 && out.len() < out.capacity(),
        };
        if done {
            return out;
        }
        out.reserve(room.max(4096));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    fn check(byte: u8, length: u64, layers: u32) {
        let mut bytes = run(byte, length, layers);
        for _ in 0..layers {
            let mut plain = Vec::new();
            GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
            bytes = plain;
        }
        assert!(bytes.len() as u64 == length && bytes.iter().all(|b| *b == byte), "{byte} {length} {layers}");
    }

    #[test]
    fn runs_decompress_to_themselves() {
        check(32, 0, 1);
        check(0, 1, 1);
        check(65, BLOCK as u64, 2);
        check(32, 3 * BLOCK as u64 + 5, 3);
    }
}
