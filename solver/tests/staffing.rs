//! Demand to requirement, as the field's exercises.

#[path = "staffing/centres.rs"]
mod centres;
#[path = "staffing/dense.rs"]
mod dense;
#[path = "staffing/explained.rs"]
mod explained;
#[path = "staffing/extremes.rs"]
mod extremes;
#[path = "staffing/properties.rs"]
mod properties;
#[path = "staffing/published_cases.rs"]
mod published_cases;
#[path = "staffing/requirement.rs"]
mod requirement;
#[path = "staffing/textbook.rs"]
mod textbook;
#[path = "staffing/transient.rs"]
mod transient;
