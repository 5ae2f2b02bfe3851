//! Chance as the runtime uses it: the spread of pauses and idempotency keys. A test can replace it.

use std::io;

/// The source of random bytes.
pub trait Random: Send + Sync + 'static {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// Where there is no randomness. A call that needs an idempotency key is refused then, before anything is sent: a key
    /// that is not unique could make a provider take two payments for one.
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()>;
}

/// The random numbers of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::getrandom(bytes).map_err(io::Error::from)
    }
}

/// A number in `0.0..1.0`; 0 where there is no randomness, which only means a longer pause.
pub(crate) fn chance(random: &dyn Random) -> f64 {
    let mut bytes = [0; 4];
    match random.fill(&mut bytes) {
        Ok(()) => f64::from(u32::from_le_bytes(bytes)) / (f64::from(u32::MAX) + 1.0),
        Err(_) => 0.0,
    }
}

/// A UUID of version 4 as text (RFC 9562 §4, §5.4).
pub(crate) fn uuid(random: &dyn Random) -> io::Result<String> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut bytes = [0_u8; 16];
    random.fill(&mut bytes)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.extend([byte >> 4, byte & 0x0f].map(|digit| char::from(DIGITS[usize::from(digit)])));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Same(u8);

    impl Random for Same {
        fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    #[test]
    fn ranges() {
        assert_eq!(chance(&Same(0)), 0.0);
        assert!(chance(&Same(0xff)) < 1.0);
        assert_eq!(chance(&Same(0x80)), f64::from(0x8080_8080_u32) / 4_294_967_296.0);
        assert_eq!(uuid(&Same(0xff)).unwrap(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid(&Same(0x12)).unwrap(), "12121212-1212-4212-9212-121212121212");
        assert_ne!(uuid(&SystemRandom).unwrap(), uuid(&SystemRandom).unwrap());
    }
}
