//! The clock that tests hold in their hand.

pub type TestClock = bursar_runtime::testing::ManualClock;
