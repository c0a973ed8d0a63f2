//! Solves that can be called off: HiGHS asks between iterations how much time is left.

use highs::{HighsStatus, Model, SolvedModel};
use highs_sys::{
    Highs_setCallback, Highs_startCallback, Highs_stopCallback, HighsCallbackDataIn,
    HighsCallbackDataOut, kHighsCallbackIpmInterrupt, kHighsCallbackSimplexInterrupt,
};
use std::ffi::{c_char, c_int, c_void};
use std::time::Duration;

/// The time left, zero to end at once; `None` without a clock.
pub(crate) type Left<'l> = dyn Fn() -> Option<Duration> + 'l;

const QUESTIONS: [c_int; 2] = [kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt];

/// Solves until there is nothing left to do, or no time `left`.
#[expect(unsafe_code, reason = "the crate that wraps HiGHS knows no callbacks")]
pub(super) fn run(mut model: Model, left: &Left<'_>) -> Result<SolvedModel, HighsStatus> {
    let mut asked: &Left<'_> = left;
    let asked = (&raw mut asked).cast::<c_void>();
    // SAFETY: the model lives; `asked` points at a reference that outlives the solve below
    unsafe {
        Highs_setCallback(model.as_mut_ptr(), Some(answer), asked);
        for question in QUESTIONS {
            Highs_startCallback(model.as_mut_ptr(), question);
        }
    }
    let mut solved = model.try_solve()?;
    // SAFETY: the model lives; from here on it asks nobody
    unsafe {
        for question in QUESTIONS {
            Highs_stopCallback(solved.as_mut_ptr(), question);
        }
        Highs_setCallback(solved.as_mut_ptr(), None, std::ptr::null_mut());
    }
    Ok(solved)
}

#[expect(unsafe_code, reason = "called from C++")]
unsafe extern "C" fn answer(
    _: c_int,
    _: *const c_char,
    _: *const HighsCallbackDataOut,
    reply: *mut HighsCallbackDataIn,
    asked: *mut c_void,
) {
    // SAFETY: `run` gave HiGHS this pointer, and is still waiting for the solve
    let left = unsafe { *asked.cast::<&Left<'_>>() };
    if left().is_some_and(|left| left.is_zero()) {
        // SAFETY: HiGHS owns the reply it asks for
        unsafe { (*reply).user_interrupt = 1 };
    }
}
