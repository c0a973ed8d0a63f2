//! Demand to requirement, as the field's exercises.

#[path = "staffing/centres.rs"]
mod centres;
#[path = "staffing/published_cases.rs"]
mod published_cases;
#[path = "staffing/requirement.rs"]
mod requirement;
