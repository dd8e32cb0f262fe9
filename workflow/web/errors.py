"""What people read when something is refused or fails: what happened, what to do, and a request id."""

from __future__ import annotations

import secrets
import time

import structlog
from flask import Flask, g, redirect, render_template, request
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from structlog import contextvars
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from workflow.kernel.clock import utc_now
from workflow.kernel.refusals import AlreadyDone, Reason, Refused
from workflow.textos import all_of
from workflow.web import flashes, guard
from workflow.web.extensions import limiter

log = structlog.get_logger("ruta.web")
READING = {"GET", "HEAD", "OPTIONS"}
PAGES = {400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503}


def init(app: Flask) -> None:
    @app.before_request
    def _identify() -> None:
        g.request_id, g.empezo = secrets.token_hex(6), time.perf_counter()
        contextvars.clear_contextvars()
        contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def _note(response: Response) -> Response:
        """Each act and each failure leaves its line; a page that was only read, at the level DEBUG."""
        wrote = request.method not in READING or response.status_code >= 500
        (log.info if wrote else log.debug)(
            "peticion", metodo=request.method, endpoint=request.endpoint, estado=response.status_code
        )
        response.headers.setdefault("X-Request-ID", g.get("request_id", "-"))
        return response

    app.register_error_handler(Refused, refused)
    app.register_error_handler(AlreadyDone, already_done)
    app.register_error_handler(CSRFError, lambda error: page(400, [Reason("FORMA_VENCIDA")]))
    app.register_error_handler(RateLimitExceeded, too_many)
    app.register_error_handler(StaleDataError, lambda error: page(409, [Reason("CAMBIO_SIMULTANEO")]))
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(Exception, unexpected)


def page(status: int, reasons: list[Reason] | tuple[Reason, ...] = ()) -> tuple[str, int]:
    known = status if status in PAGES else (500 if status >= 500 else 400)
    if known >= 500:
        guard.forget_actor()
    body = render_template(
        f"errors/{known}.html", razones=all_of(reasons), request_id=g.get("request_id", "—"), status=status
    )
    return body, status


def refused(error: Refused) -> tuple[str, int]:
    return page(error.status, error.reasons)


def already_done(error: AlreadyDone) -> Response:
    flashes.notice("Esta forma ya se había recibido: se tomó en cuenta una sola vez.")
    return redirect(error.destination or "/")  # type: ignore[return-value]


def too_many(error: RateLimitExceeded) -> tuple[str, int]:
    """Says when to try again, in minutes of the real clock."""
    limit = limiter.current_limit
    minutes = max(1, -(-int(limit.reset_at - utc_now().timestamp()) // 60)) if limit else 15
    return page(429, [Reason("DEMASIADOS_INTENTOS", {"espera": f"{minutes} minuto{'s' if minutes > 1 else ''}"})])


def http_error(error: HTTPException) -> Response | tuple[str, int]:
    if error.code is not None and 300 <= error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    return page(error.code or 500)


def unavailable(error: OperationalError) -> tuple[str, int]:
    log.error("base_de_datos_no_disponible", error=type(error.orig).__name__)
    return page(503)


def unexpected(error: Exception) -> tuple[str, int]:
    log.error(
        "error_inesperado",
        endpoint=request.endpoint,
        error=type(error).__name__,
        where=_where(error),
    )
    return page(500)


def _where(error: BaseException) -> str:
    """File and line of each frame: never values, which could be somebody's data."""
    frames, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "/workflow/" in code.co_filename:
            frames.append(f"{code.co_filename.rsplit('/workflow/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(frames[-8:])
