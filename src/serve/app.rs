//! What all requests share, and which of them there are.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use unboil_infer::Model;

use super::body::Memory;
use super::failure::Failure;
use super::metrics::{Metrics, OTHER, TEXT_FORMAT};
use super::slots::{Slot, Slots};
use super::{Limits, pages};

/// The description of the interface, which a test holds to [`ROUTES`] and to the parameters.
pub(super) const OPENAPI: &str = include_str!("openapi.json");

/// A path and what answers there.
pub(super) struct Route {
    pub(super) path: &'static str,
    answer: fn() -> MethodRouter<Arc<App>>,
}

/// All paths that are answered.
pub(super) static ROUTES: [Route; 6] = [
    Route { path: "/", answer: || get(pages::form).post(pages::show) },
    Route { path: "/extract", answer: || post(pages::extract) },
    Route { path: "/classify", answer: || post(pages::classify) },
    Route { path: "/healthz", answer: || get(|| async { "ok\n" }) },
    Route { path: "/metrics", answer: || get(metrics) },
    Route {
        path: "/openapi.json",
        answer: || get(|| async { ([(header::CONTENT_TYPE, "application/json")], OPENAPI) }),
    },
];

/// A model and its clients.
pub(super) struct App {
    pub(super) model: Cow<'static, Model>,
    pub(super) limits: Limits,
    pub(super) slots: Slots,
    pub(super) memory: Memory,
    pub(super) metrics: Metrics,
}

impl App {
    pub(super) fn new(model: Cow<'static, Model>, limits: Limits) -> App {
        let limits = Limits { concurrency: limits.concurrency.max(1), ..limits };
        App {
            model,
            limits,
            slots: Slots::new(limits.concurrency, limits.queue),
            // A body as large as may be has to find room.
            memory: Memory::new(limits.memory.max(limits.body)),
            metrics: Metrics::default(),
        }
    }

    /// Works in a thread of its own, which keeps the slot until the work is done.
    ///
    /// # Errors
    /// Work that takes too long: it goes on, unheard. Work that panics, which ends no more than itself.
    pub(super) async fn work<T: Send + 'static>(
        self: &Arc<App>,
        slot: Slot,
        work: impl FnOnce(&App) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let app = Arc::clone(self);
        let running = spawn_blocking(move || {
            let _slot = slot;
            let _working = app.metrics.extractions.enter();
            work(&app)
        });
        match timeout(self.limits.time, running).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Failure::internal()),
            Err(_) => Err(Failure::extraction_took_too_long(self.limits.time)),
        }
    }
}

/// Everything that is answered.
pub(super) fn router(app: &Arc<App>) -> Router {
    let routes =
        ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.answer)()));
    routes
        .fallback(|uri: Uri| async move { Failure::not_found(uri.path()) })
        .method_not_allowed_fallback(|method: Method, uri: Uri| async move {
            Failure::method_not_allowed(&method, uri.path())
        })
        .layer(from_fn_with_state(Arc::clone(app), count))
        .with_state(Arc::clone(app))
}

/// Counts a request and its answer.
async fn count(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    const NO_SNIFFING: (HeaderName, HeaderValue) =
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let path = request.uri().path();
    let endpoint = ROUTES.iter().find(|route| route.path == path).map_or(OTHER, |route| route.path);
    let _in_flight = app.metrics.requests.enter();
    let begin = Instant::now();
    let mut response = next.run(request).await;
    app.metrics.answered(endpoint, response.status().as_u16(), begin.elapsed());
    response.headers_mut().extend([NO_SNIFFING]);
    response
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    let text = app.metrics.text(app.memory.used());
    ([(header::CONTENT_TYPE, TEXT_FORMAT)], text).into_response()
}
