//! Demand to requirement, as the field's exercises.

#[path = "staffing/centres.rs"]
mod centres;
#[path = "staffing/days_and_weeks.rs"]
mod days_and_weeks;
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
#[path = "staffing/ranked.rs"]
mod ranked;
#[path = "staffing/requirement.rs"]
mod requirement;
#[path = "staffing/textbook.rs"]
mod textbook;
#[path = "staffing/transient.rs"]
mod transient;
#[path = "staffing/uncertainty.rs"]
mod uncertainty;
#[path = "staffing/waiting_work.rs"]
mod waiting_work;
