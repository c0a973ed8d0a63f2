//! How spans travel: the client that sends webhooks sends them too.

use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use std::time::Duration;

/// How long a collector may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A client that blocks the exporter's own thread.
#[derive(Debug)]
pub(super) struct Client(ureq::Agent);

impl Client {
    pub(super) fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .tls_config(crate::webhooks::tls())
            .build();
        Self(config.into())
    }
}

#[async_trait::async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let mut answer = self.0.run(Request::from_parts(head, &body[..]))?;
        let status = answer.status();
        let body = Bytes::from(answer.body_mut().read_to_vec()?);
        Ok(Response::builder().status(status).body(body)?)
    }
}
