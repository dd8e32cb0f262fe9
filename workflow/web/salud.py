"""/salud and /salud/listo: for the machines that watch the installation. They say nothing about anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from workflow.outbox import queries
from workflow.web import guard

bp = Blueprint("salud", __name__, url_prefix="/salud")
# Longer than a sweep and a long job together: a queue that waits this long has no worker.
ESPERA = timedelta(minutes=10)


@bp.get("")
@guard.public
def vivo() -> dict[str, str]:
    """The process answers."""
    return {"estado": "vivo"}


@bp.get("/listo")
@guard.public
def listo() -> Any:
    """It can serve people: the database answers. Late work is told, but does not take the pages away."""
    try:
        late = queries.late(guard.now() - ESPERA)
    except SQLAlchemyError:
        return {"estado": "no_listo", "base_de_datos": "no_responde"}, 503
    return {"estado": "listo", "base_de_datos": "responde", "trabajos": "atrasados" if late else "al_dia"}
