//! Tokens of a client: kept with their expiry, fetched once for any number of waiting calls.
//!
//! Holds: the lock that orders fetches is held only while fetching, never over a call of the API; a call that is dropped
//! while it fetches leaves the place to the next one; who waited for a fetch that failed gets its failure and does not
//! fetch again, and who comes later does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::HeaderValue;

use crate::error::TokenFailure;
use crate::redact::Scrubber;
use crate::secret::Secret;

/// Tokens are renewed this long before they expire.
const EARLY: Duration = Duration::from_secs(60);

/// Tokens that live shorter are renewed at 80 % of their life instead.
const SHORT_LIFE: Duration = Duration::from_secs(300);

/// An access token.
pub(crate) struct Token {
    secret: Secret,
    /// `Bearer …`, marked sensitive.
    pub(crate) header: HeaderValue,
    /// `None`: kept until it is refused.
    renew_at: Option<Instant>,
}

impl Token {
    /// A token asked for at `asked`, which lives for `life` from then on.
    pub(crate) fn new(secret: Secret, header: HeaderValue, asked: Instant, life: Option<Duration>) -> Self {
        let early = |life: Duration| if life < SHORT_LIFE { life * 4 / 5 } else { life - EARLY };
        // A life that no instant can express never ends.
        Self { secret, header, renew_at: life.and_then(|life| asked.checked_add(early(life))) }
    }

    pub(crate) fn tell(&self, scrubber: &mut Scrubber) {
        scrubber.add(self.secret.expose());
    }
}

/// What a fetch ends with; shared by all who waited for it.
pub(crate) type Fetched = Result<Arc<Token>, Arc<TokenFailure>>;

/// The tokens of a client, by scheme and scopes.
#[derive(Default)]
pub(crate) struct TokenStore {
    slots: Mutex<BTreeMap<(usize, String), Arc<Slot>>>,
}

#[derive(Default)]
struct Slot {
    fetching: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    /// Fetches that have come to an end, and how the last of them failed.
    finished: u64,
    failure: Option<(u64, Arc<TokenFailure>)>,
}

/// Nothing panics under these locks, and the state is whole at every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn usable(&self, now: Instant, rejected: &[Arc<Token>]) -> Option<Arc<Token>> {
        let token = self.token.as_ref()?;
        let is_young = token.renew_at.is_none_or(|at| now < at);
        let is_rejected = rejected.iter().any(|other| Arc::ptr_eq(token, other));
        (is_young && !is_rejected).then(|| Arc::clone(token))
    }
}

impl TokenStore {
    /// A token that is not `rejected` and not about to expire: the kept one, or what `fetch` gives. `scopes` is sorted.
    pub(crate) async fn get<F: Future<Output = Result<Token, TokenFailure>>>(
        &self,
        key: (usize, String),
        rejected: &[Arc<Token>],
        now: impl Fn() -> Instant,
        fetch: impl FnOnce() -> F,
    ) -> Fetched {
        let slot = Arc::clone(lock(&self.slots).entry(key).or_default());
        let finished_before = {
            let state = lock(&slot.state);
            if let Some(token) = state.usable(now(), rejected) {
                return Ok(token);
            }
            state.finished
        };
        let _turn = slot.fetching.lock().await;
        {
            let state = lock(&slot.state);
            if let Some(token) = state.usable(now(), rejected) {
                return Ok(token);
            }
            if let Some((_, failure)) = state.failure.as_ref().filter(|(number, _)| *number > finished_before) {
                return Err(Arc::clone(failure));
            }
        }
        let fetched = fetch().await.map(Arc::new).map_err(Arc::new);
        let mut state = lock(&slot.state);
        state.finished += 1;
        state.token = fetched.as_ref().ok().cloned();
        state.failure = fetched.as_ref().err().map(|failure| (state.finished, Arc::clone(failure)));
        fetched
    }

    /// Adds all kept tokens.
    pub(crate) fn tell(&self, scrubber: &mut Scrubber) {
        let slots: Vec<_> = lock(&self.slots).values().cloned().collect();
        for slot in slots {
            if let Some(token) = &lock(&slot.state).token {
                token.tell(scrubber);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renewed_early() {
        fn check(life: Option<u64>, expect: Option<u64>) {
            let asked = Instant::now();
            let life = life.map(Duration::from_secs);
            let token = Token::new("t".into(), HeaderValue::from_static("Bearer t"), asked, life);
            assert_eq!(token.renew_at.map(|at| (at - asked).as_secs()), expect, "{life:?}");
        }
        check(None, None);
        check(Some(3600), Some(3540));
        check(Some(300), Some(240));
        check(Some(299), Some(239));
        check(Some(100), Some(80));
        check(Some(0), Some(0));
        check(Some(u64::MAX), None);
    }
}
