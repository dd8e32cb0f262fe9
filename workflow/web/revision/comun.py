"""What the pages of the review desk share: who opens them, where an act leads back, the desk itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.revision import queries
from workflow.revision.queries import MesaVista
from workflow.web import guard
from workflow.web.numeros import entero

bp = Blueprint("revision", __name__)
PLANEACION = ("planeacion_revisor", "planeacion_titular")
revisan = guard.roles(*PLANEACION)
titular = guard.roles("planeacion_titular")


def open_desk(expediente_id: int) -> MesaVista:
    """The desk for who is signed in, compared with what the address asks. NotFound, NotAllowed or Refused."""
    contra = request.values.get("contra", type=entero)
    return queries.abrir(expediente_id, guard.actor(), local_date(guard.now()), contra=contra)


def back(expediente_id: int, anchor: str | None = None, **more: Any) -> str:
    """Where an act returns: the place of the desk it was done from, if the form says one of this dossier."""
    home = url_for("revision.mesa", expediente_id=expediente_id)
    wanted = request.values.get("volver", "")
    path = wanted if wanted == home or wanted.startswith(f"{home}?") else url_for(
        "revision.mesa", expediente_id=expediente_id, **more
    )  # fmt: skip
    return f"{path}#{anchor}" if anchor else path


def reasons_or_raise(refusal: Refused) -> Refused:
    """A refusal that its page tells with what was typed; who may not act, or what is not there, has its own page."""
    if isinstance(refusal, NotAllowed | NotFound):
        raise refusal
    return refusal
