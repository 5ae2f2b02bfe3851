//! Chance as the runtime uses it: the spread of pauses and idempotency keys. A test can replace it.

use std::io;

use uuid::Uuid;

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

/// A UUID of version 4 (RFC 9562 §5.4).
pub(crate) fn uuid(random: &dyn Random) -> io::Result<Uuid> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
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
        assert_eq!(uuid(&Same(0xff)).unwrap().to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let (one, two) = (uuid(&SystemRandom).unwrap(), uuid(&SystemRandom).unwrap());
        assert_ne!(one, two);
        assert_eq!((one.get_version_num(), two.get_version_num()), (4, 4));
    }
}
