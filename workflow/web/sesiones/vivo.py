"""The session as it goes, for everyone who looks at it: asked twice a second, answered with almost nothing.

Who may see a session gets its mark, a signed address. With it, asking costs no sign-in, no cookie and, nearly always,
not even Flask: what this process knows is good for an instant, and one question at a time renews it. The board is
drawn once for everybody, before its news are told (docs/decisiones/0009-en-vivo.md).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, abort, current_app, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from itsdangerous import BadData, URLSafeTimedSerializer

from workflow.kernel.refusals import NotFound
from workflow.sesiones.queries import paginas, vivo
from workflow.web import guard
from workflow.web.sesiones import proyeccion
from workflow.web.sesiones.base import bp

FRESCA = 0.2  # seconds that what was read is good for everybody
DIBUJO = 20.0  # seconds that a drawn board is good for, though nothing changed
VIGENCIA = 16 * 3600  # seconds that a mark is good for
TRANSMISION = 15.0  # seconds of one stream; the browser opens the next one
TRANSMISIONES = 1  # streams at once in each process: the rest ask, so that threads are left for working
MARCAS = 5_000  # marks that a process remembers
RAIZ = "/en-vivo/"


@dataclass
class _Visto:
    """What this process knows of a session. `renueva`: held by the question that was let through; `lee`: who reads."""

    sesion_id: int
    senal: str | None = None
    tablero: bytes = b""
    hasta: float = 0.0
    dibujo_hasta: float = 0.0
    renueva: threading.Lock = field(default_factory=threading.Lock)
    lee: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class _Memoria:
    vistos: dict[int, _Visto] = field(default_factory=dict)
    marcas: dict[str, tuple[_Visto, float]] = field(default_factory=dict)


_cupo = threading.BoundedSemaphore(TRANSMISIONES)


def _memory() -> _Memoria:
    return current_app.extensions.setdefault("ruta_vivo", _Memoria())  # type: ignore[no-any-return]


def addresses(sesion_id: int) -> dict[str, str]:
    """Where the pages of a session ask whether it changed, and the signal of what they show."""
    marca = _signer().dumps(sesion_id)
    return {
        "url_senal": url_for("sesiones.senal", marca=marca),
        "url_tablero_vivo": url_for("sesiones.tablero_vivo", marca=marca),
        "url_eventos": url_for("sesiones.eventos", sesion_id=sesion_id),
        "senal": vivo.signal(sesion_id) or "",
    }


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="sesion-en-vivo")


def _marked(marca: str) -> _Visto:
    """What is known of the session of a mark. 404 for a mark that is not ours, or too old."""
    try:
        sesion_id = int(_signer().loads(marca, max_age=VIGENCIA))
    except (BadData, ValueError, TypeError):
        abort(404)
    memoria = _memory()
    visto = memoria.vistos.setdefault(sesion_id, _Visto(sesion_id))
    if len(memoria.marcas) >= MARCAS:
        memoria.marcas.clear()
    memoria.marcas[marca] = (visto, time.monotonic() + VIGENCIA / 4)
    return visto


def _renew(visto: _Visto) -> str:
    """Read the session anew if what is known is old, one at a time. The board is drawn before its signal is told."""
    with visto.lee:
        ahora = time.monotonic()
        if visto.senal is not None and ahora < visto.hasta:
            return visto.senal
        return _read(visto, ahora)


def _read(visto: _Visto, ahora: float) -> str:
    senal = vivo.signal(visto.sesion_id)
    if senal is None:
        abort(404)
    if senal != visto.senal or ahora >= visto.dibujo_hasta:
        dibujo = render_template("sesiones/_tablero.html", **proyeccion.projected(visto.sesion_id))
        visto.tablero, visto.dibujo_hasta = dibujo.encode(), time.monotonic() + DIBUJO
    visto.senal, visto.hasta = senal, time.monotonic() + FRESCA
    return senal


@bp.get(f"{RAIZ}<marca>/senal")
@guard.public
def senal(marca: str) -> Response:
    """The signal of the session, or 304 if it is the one the page already has."""
    actual = _renew(_marked(marca))
    return _flask_answer(actual, actual.encode(), "text/plain; charset=utf-8")


@bp.get(f"{RAIZ}<marca>/tablero")
@guard.public
def tablero_vivo(marca: str) -> Response:
    """The board to project, or 304: one answer brings the news and what they say."""
    visto = _marked(marca)
    return _flask_answer(_renew(visto), visto.tablero, "text/html; charset=utf-8")


def _flask_answer(actual: str, body: bytes, tipo: str) -> Response:
    headers = {"ETag": f'"{actual}"'}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status=304, headers=headers)
    return Response(body, content_type=tipo, headers=headers)


class EnVivo:
    """In front of Flask: answers from what is known, and lets through one question at a time when it is old."""

    def __init__(self, app: Flask, inner: Callable[..., Iterable[bytes]]) -> None:
        self.app, self.inner = app, inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(RAIZ) or environ.get("REQUEST_METHOD") != "GET":
            return self.inner(environ, start_response)
        marca, _, parte = path[len(RAIZ) :].partition("/")
        memoria = self.app.extensions.get("ruta_vivo")
        visto, caduca = memoria.marcas.get(marca, (None, 0.0)) if memoria else (None, 0.0)
        ahora = time.monotonic()
        if visto is None or visto.senal is None or ahora >= caduca or parte not in ("senal", "tablero"):
            return self.inner(environ, start_response)
        if ahora >= visto.hasta and visto.renueva.acquire(blocking=False):
            try:
                return self.inner(environ, start_response)
            finally:
                visto.renueva.release()
        return _answer(visto, parte, environ.get("HTTP_IF_NONE_MATCH"), start_response)


def _answer(visto: _Visto, parte: str, conocida: str | None, start_response: Callable[..., Any]) -> list[bytes]:
    etiqueta = f'"{visto.senal}"'
    headers = [("ETag", etiqueta), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    if conocida == etiqueta:
        start_response("304 NOT MODIFIED", headers)
        return []
    body = visto.tablero if parte == "tablero" else str(visto.senal).encode()
    tipo = "text/html; charset=utf-8" if parte == "tablero" else "text/plain; charset=utf-8"
    politica = ("Content-Security-Policy", "default-src 'none'")
    start_response("200 OK", [*headers, politica, ("Content-Type", tipo), ("Content-Length", str(len(body)))])
    return [body]


@bp.record_once
def _install(state: BlueprintSetupState) -> None:
    state.app.wsgi_app = EnVivo(state.app, state.app.wsgi_app)  # type: ignore[method-assign]


@bp.get("/sesiones/<int:sesion_id>/eventos")
@guard.signed_in
def eventos(sesion_id: int) -> Response:
    """The same signal, sent as it changes to the few pages that fit; the others are told (204) to keep asking."""
    paginas.visible(sesion_id, guard.actor())
    if vivo.signal(sesion_id) is None:
        raise NotFound("NO_EXISTE")
    if not _cupo.acquire(blocking=False):
        return Response(status=204)
    stream = Response(_stream(current_app._get_current_object(), sesion_id), mimetype="text/event-stream")  # type: ignore[attr-defined]
    stream.headers["X-Accel-Buffering"] = "no"
    stream.call_on_close(_cupo.release)
    return stream


def _stream(app: Flask, sesion_id: int) -> Iterator[str]:
    """No connection to the database is held between one look and the next."""
    termina, ultima = time.monotonic() + TRANSMISION, None
    yield "retry: 500\n\n"
    while time.monotonic() < termina:
        with app.app_context():
            actual = vivo.signal(sesion_id)
        if actual is None:
            return
        if actual != ultima:
            ultima = actual
            yield f"data: {actual}\n\n"
        time.sleep(FRESCA)
