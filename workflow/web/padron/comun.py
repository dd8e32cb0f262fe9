"""What the pages of a padrón share: who opens them, the keys of the installation, dates kept as text."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, current_app
from werkzeug.datastructures import FileStorage

from workflow.expedientes import queries as expedientes
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound
from workflow.padron.cifrado import Llavero, llavero
from workflow.web import guard
from workflow.web.filters import fecha

bp = Blueprint("padron", __name__, url_prefix="/expedientes/<int:expediente_id>/padron")

CAPTURAN = ("dependencia_captura", "dependencia_titular")
LEEN = (*CAPTURAN, "planeacion_revisor", "planeacion_titular", "transparencia", "auditoria")
"""Who sees, masked, the people of a padrón in force."""


@bp.app_template_filter("fecha_iso")
def fecha_iso(escrita: str | None) -> str:
    """A date kept as text in the content of a dossier, as people read it."""
    return fecha(date.fromisoformat(escrita)) if escrita else "—"


def llaves() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


def ficha_de(expediente_id: int) -> Ficha:
    """The dossier, if it is a padrón and this person may see it. Raises NotFound or NotAllowed."""
    ficha = expedientes.ficha(expediente_id, guard.actor(), local_date(guard.now()))
    if ficha.cabeza.tipo != "padron":
        raise NotFound("PADRON_TIPO_DE_EXPEDIENTE")
    return ficha


def en_captura(expediente_id: int) -> Ficha:
    """The same, for pages that only who captures it opens."""
    ficha = ficha_de(expediente_id)
    if guard.actor().dependencias(*CAPTURAN).isdisjoint({ficha.cabeza.dependencia}):
        raise NotAllowed("DEPENDENCIA_AJENA")
    return ficha


def file_of(data: Any) -> FileStorage | None:
    return data if isinstance(data, FileStorage) and data.filename else None
