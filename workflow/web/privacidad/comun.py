"""What the pages of personal data share: keys, dossier, limits; a CURP never goes in an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, current_app, request
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

from workflow.expedientes import queries as expedientes
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.padron.cifrado import Llavero, llavero
from workflow.textos import rotulo
from workflow.web import guard

bp = Blueprint("privacidad", __name__)
# A person attends people one by one; a program that walks through the padrón does not.
POR_HORA = "60 per hour"
POR_MINUTO = "10 per minute"


def cuenta() -> str:
    """Limits count by account: a whole office comes from one address."""
    found = guard.actor_or_none()
    return f"datos:{found.usuario_id}" if found else get_remote_address()


def llaves() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


def hoy() -> date:
    return local_date(guard.now())


def quien() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


def ficha_padron(expediente_id: int) -> Ficha:
    """The dossier, if it is a padrón and this person may consult it. Raises NotFound or NotAllowed."""
    ficha = expedientes.ficha(expediente_id, guard.actor(), hoy())
    if ficha.cabeza.tipo != "padron":
        raise NotFound("PADRON_TIPO_DE_EXPEDIENTE")
    return ficha


def dia(nombre: str) -> date | None:
    """A day typed in a form; None when it is not one."""
    try:
        return date.fromisoformat(request.form.get(nombre, ""))
    except ValueError:
        return None


def texto(nombre: str) -> str:
    return " ".join(request.form.get(nombre, "").split())


def intentar(
    acto: Callable[[], Response | str], otra_vez: Callable[[tuple[Reason, ...]], str]
) -> Response | str | tuple[str, int]:
    """The act; if it is refused, the page again with every reason. What is not of this person is refused as such."""
    try:
        return acto()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return otra_vez(tuple(refusal.reasons)), refusal.status


def opciones(enum: str, codigos: Any) -> list[tuple[str, str]]:
    """[(code, word)] for a select, an empty one first."""
    return [("", "Elija una opción"), *((codigo, rotulo(enum, codigo)) for codigo in codigos)]
