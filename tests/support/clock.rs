//! The clock that tests hold in their hand.

pub type TestClock = bursar::runtime::testing::ManualClock;
