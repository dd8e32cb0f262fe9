"""What the pages of the public obligations share."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from workflow.kernel.clock import local_date
from workflow.web import guard

bp = Blueprint("transparencia", __name__, url_prefix="/transparencia")
VEN = ("transparencia", "planeacion_titular", "planeacion_revisor", "secretaria_gobierno", "auditoria", "administrador")
ven = guard.roles(*VEN)


def today() -> date:
    return local_date(guard.now())
