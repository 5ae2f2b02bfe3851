//! Whether a failed attempt is followed by another, and after which pause. Pure: time and chance are arguments.
//!
//! Whether a repetition is *harmless* is not decided here but by the call (`Repeat`), and errors answer it themselves
//! (`is_retryable`); this is about how often and how long.

use std::time::Duration;

/// How failed attempts are repeated: how often, and with which pauses.
///
/// The pause before the n-th repetition is `min(first · 2^(n−1), cap)`, shortened at random by up to a quarter. What the
/// server asks for (`retry-after-ms`, `Retry-After`) is used as it is instead, up to [`Retries::longest_pause`]; a longer
/// one is not waited for, and neither is a pause that would pass the deadline: the error comes back at once.
///
/// No setting makes a request be repeated that could do its work twice.
///
/// ```
/// use std::time::Duration;
/// use bursar_runtime::Retries;
///
/// let patient = Retries::new(5).backoff(Duration::from_secs(1), Duration::from_secs(30));
/// assert_eq!(patient.max(), 5);
/// assert_eq!(Retries::from(3), Retries::new(3));
/// assert_eq!(Retries::default(), Retries::new(2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    max: u32,
    first: Duration,
    cap: Duration,
    longest: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self::new(2)
    }
}

impl From<u32> for Retries {
    fn from(max: u32) -> Self {
        Self::new(max)
    }
}

impl Retries {
    /// At most `max` repetitions after the first attempt, with pauses from 0.5 s to 8 s, and up to 60 s when the server
    /// asks for it.
    pub const fn new(max: u32) -> Self {
        let (first, cap) = (Duration::from_millis(500), Duration::from_secs(8));
        Self { max, first, cap, longest: Duration::from_secs(60) }
    }

    /// One attempt only.
    pub const fn none() -> Self {
        Self::new(0)
    }

    /// The first pause, and the one that no later pause exceeds.
    pub const fn backoff(mut self, first: Duration, cap: Duration) -> Self {
        self.first = first;
        self.cap = cap;
        self
    }

    /// The longest pause that a server can ask for.
    pub const fn longest_pause(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }

    /// How often at most.
    pub const fn max(&self) -> u32 {
        self.max
    }

    /// The pause before the next attempt, or `None` when there is none. `made` repetitions were made so far, the server
    /// asked for a pause of `asked`, `left` is the time until the deadline, and `chance` is in `0.0..1.0`.
    pub(crate) fn pause(
        &self,
        made: u32,
        asked: Option<Duration>,
        left: Option<Duration>,
        chance: f64,
    ) -> Option<Duration> {
        if made >= self.max {
            return None;
        }
        let pause = match asked {
            Some(asked) if asked > self.longest => return None,
            Some(asked) => asked,
            None => {
                let full = 2u32.checked_pow(made).map_or(self.cap, |n| self.first.saturating_mul(n)).min(self.cap);
                full.saturating_sub(full.mul_f64(0.25 * chance.clamp(0.0, 1.0)))
            }
        };
        left.is_none_or(|left| pause < left).then_some(pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Option<Duration> {
        Some(Duration::from_millis(ms))
    }

    #[test]
    fn pauses() {
        fn check(
            made: u32,
            asked: Option<Duration>,
            left: Option<Duration>,
            chance: f64,
            expect: impl Into<Option<Duration>>,
        ) {
            let got = Retries::new(40).pause(made, asked, left, chance);
            assert_eq!(got, expect.into(), "{made} {asked:?} {left:?} {chance}");
        }
        check(0, None, None, 0.0, ms(500));
        check(1, None, None, 0.0, ms(1000));
        check(3, None, None, 0.0, ms(4000));
        check(4, None, None, 0.0, ms(8000));
        check(5, None, None, 0.0, ms(8000));
        check(39, None, None, 0.0, ms(8000));
        check(0, None, None, 1.0, ms(375));
        check(4, None, None, 0.5, ms(7000));
        // the server's word: as it is, up to 60 s
        check(0, ms(0), None, 0.9, ms(0));
        check(2, ms(1), None, 0.9, ms(1));
        check(0, ms(60_000), None, 0.9, ms(60_000));
        check(0, ms(60_001), None, 0.9, None);
        // the deadline: a pause that would reach it is not begun
        check(0, None, ms(501), 0.0, ms(500));
        check(0, None, ms(500), 0.0, None);
        check(0, ms(3000), ms(2000), 0.0, None);
        check(0, ms(0), ms(0), 0.0, None);
    }

    #[test]
    fn settings() {
        let quick = Retries::new(2).backoff(Duration::from_millis(10), Duration::from_millis(15));
        assert_eq!([0, 1, 2].map(|made| quick.pause(made, None, None, 0.0)), [ms(10), ms(15), None]);
        let brief = Retries::default().longest_pause(Duration::from_secs(1));
        assert_eq!(brief.pause(0, ms(1001), None, 0.0), None);
        assert_eq!(brief.pause(1, ms(1000), None, 0.0), ms(1000));
        assert_eq!(Retries::none().pause(0, ms(0), None, 0.0), None);
        assert_eq!([Retries::none(), Retries::default(), 7.into()].map(|retries| retries.max()), [0, 2, 7]);
        let long = Retries::new(100).backoff(Duration::from_secs(1), Duration::MAX);
        assert_eq!(long.pause(99, None, None, 0.0), Some(Duration::MAX), "no overflow");
    }
}
