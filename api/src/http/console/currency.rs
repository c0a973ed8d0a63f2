//! The currency that amounts of a centre are in.

use crate::http::app::App;
use crate::http::problem::ApiError;
use crate::store::{CentreRow, StoreError};

/// As the newest inputs of the centre say; nothing where there are none, or they do not say it.
pub(super) async fn of(app: &App, centre: &CentreRow) -> Result<Option<String>, ApiError> {
    let Some(inputs) = &centre.inputs else { return Ok(None) };
    let bytes = match app.store().file(inputs, "centre.toml").await {
        Ok(bytes) => bytes,
        Err(StoreError::NoSuch(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let table: Option<toml::Table> = String::from_utf8_lossy(&bytes).parse().ok();
    let said = table.as_ref().and_then(|table| table.get("currency")?.as_str());
    Ok(said.map(str::to_owned))
}
