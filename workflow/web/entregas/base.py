"""What the pages of the deliveries share: the dossier, who may, and each reason beside its field."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app
from werkzeug.datastructures import FileStorage

from workflow.entregas import periodos
from workflow.entregas.clases import CAPTURAN, VEN_TODO
from workflow.expedientes import queries as expedientes
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.padron.cifrado import Llavero, llavero
from workflow.padron.lugares import lugares_incluidos
from workflow.textos import razon
from workflow.web import guard
from workflow.web.forms.base import Form
from workflow.web.forms.entregas import JUNTO_A

bp = Blueprint("entregas", __name__, url_prefix="/expedientes/<int:expediente_id>/entregas")


@bp.app_template_filter("periodo_entrega")
def periodo_entrega(clave: str) -> str:
    """primer trimestre de 2026"""
    return periodos.en_palabras(clave) if periodos.valido(clave) else clave


@bp.app_template_filter("localidad")
def localidad(clave: str | None) -> str:
    """The name of a CVEGEO."""
    return lugares_incluidos().nombre(clave) if clave else "—"


def keys() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


def seen(expediente_id: int) -> Ficha:
    """The dossier, if this person may see its deliveries. Raises NotFound or NotAllowed."""
    ficha = expedientes.ficha(expediente_id, guard.actor(), local_date(guard.now()))
    if ficha.cabeza.tipo != "padron":
        raise NotFound("PADRON_TIPO_DE_EXPEDIENTE")
    if not (records(ficha) or guard.actor().has(*VEN_TODO)):
        raise NotAllowed("DEPENDENCIA_AJENA")
    return ficha


def recorded(expediente_id: int) -> Ficha:
    """The same, for who records them. Raises NotAllowed."""
    ficha = seen(expediente_id)
    if not records(ficha):
        raise NotAllowed("DEPENDENCIA_AJENA")
    return ficha


def records(ficha: Ficha) -> bool:
    return ficha.cabeza.dependencia in guard.actor().dependencias(*CAPTURAN)


def file_of(data: Any) -> tuple[str, Any] | None:
    """(name, stream) of what was chosen, if anything was."""
    return (data.filename, data.stream) if isinstance(data, FileStorage) and data.filename else None


def beside(form: Form, refusal: Refused) -> list[Any]:
    """Each reason goes beside its field; the rest are told on top."""
    rest = []
    for reason in refusal.reasons:
        field = JUNTO_A.get(reason.code)
        if field is None or field not in form:
            rest.append(reason)
        else:
            form[field].errors = [*form[field].errors, razon(reason)]
    return rest
