//! Public and generated test instances of the optimisation literature: read as nouns, solved by
//! the same engines, written back in the form their scorers read.

pub mod centre;
