"""/metricas: what the watching machines count, in the text format of Prometheus. Nothing in it is about anybody.

Closed unless the installation gives a token (RUTA_METRICS_TOKEN); to who does not bring it the address does not exist.
Times of requests are kept by process and added up when several serve pages (deploy/gunicorn.conf.py).
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Iterator

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import NotFound

from workflow.outbox import queries
from workflow.outbox.rules import ESTADOS
from workflow.version import VERSION
from workflow.web import guard

bp = Blueprint("medidas", __name__, url_prefix="/metricas")
LIMITES = (0.005, 0.01, 0.025, 0.05, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10)
_local = CollectorRegistry()
_PETICIONES = Histogram(
    "ruta_peticion_segundos",
    "Segundos de cada respuesta, por dirección del programa, método y clase de respuesta.",
    ("direccion", "metodo", "clase"),
    buckets=LIMITES,
    registry=_local,
)


def init_app(app: Flask) -> None:
    @app.after_request
    def _observe(response: Response) -> Response:
        began = g.get("empezo")
        if began is not None:
            labels = (request.endpoint or "ninguna", request.method, f"{response.status_code // 100}xx")
            _PETICIONES.labels(*labels).observe(time.perf_counter() - began)
        return response


class _Instalacion:
    """What the database says of the work in the background, read at the moment it is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        yield InfoMetricFamily("ruta", "Versión del programa.", value={"version": VERSION})
        viva = GaugeMetricFamily("ruta_base_de_datos_viva", "1 si la base de datos responde.")
        try:
            counts, oldest = queries.counts(), queries.waiting_since()
        except SQLAlchemyError:
            viva.add_metric([], 0)
            yield viva
            return
        finally:
            queries.refresh()
        viva.add_metric([], 1)
        yield viva
        trabajos = GaugeMetricFamily("ruta_trabajos", "Trabajos en segundo plano por estado.", labels=["estado"])
        for estado in ESTADOS:
            trabajos.add_metric([estado], counts.get(estado, 0))
        yield trabajos
        espera = GaugeMetricFamily("ruta_trabajo_espera_segundos", "Lo que lleva esperando el trabajo más viejo.")
        espera.add_metric([], max(0.0, (guard.now() - oldest).total_seconds()) if oldest else 0)
        yield espera


@bp.get("")
@guard.public
def ver() -> Response:
    token = current_app.config["RUTA"].metrics_token
    brought = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(token.encode(), brought.encode()):
        raise NotFound
    registry = CollectorRegistry()
    registry.register(_Instalacion())  # type: ignore[arg-type]
    body = generate_latest(registry)
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        together = CollectorRegistry()
        MultiProcessCollector(together)
        body += generate_latest(together)
    else:
        body += generate_latest(_local)
    return Response(body, content_type=CONTENT_TYPE_LATEST)
