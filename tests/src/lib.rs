//! Every test that crosses a crate.
