//! The head of every write to a centre: who writes, and to which centre.

use super::app::App;
use super::auth::Reader;
use super::parameters::Parameters;
use super::problem::ApiError;
use crate::keys::Scope;
use crate::store::CentreRow;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use std::collections::HashMap;

/// A key with `plans:write` for everybody, at an address of a centre that it may see and that takes
/// no query parameters.
#[derive(Debug)]
pub(super) struct Planner {
    pub(super) reader: Reader,
    /// The centre in the address.
    pub(super) centre: CentreRow,
}

impl FromRequestParts<App> for Planner {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let reader = Reader::from_request_parts(parts, app).await?;
        reader.needs(Scope::Write)?.needs_everybody()?;
        Parameters::from_request_parts(parts, app).await?.none()?;
        let named = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(named) = named.map_err(|_| ApiError::NotFound)?;
        let centre = named.get("centre").ok_or(ApiError::NotFound)?;
        let centre = app.centre(&reader, centre).await?;
        Ok(Self { reader, centre })
    }
}
