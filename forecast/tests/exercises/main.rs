//! The forecast on small worlds whose truth is known.

mod calendar;
mod days;
mod handle_times;
mod living;
mod memory;
mod orders;
mod overrides;
mod quality;
mod robust;
mod world;
