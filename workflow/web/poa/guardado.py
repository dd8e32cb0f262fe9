"""Saving what a form of a POA holds: what somebody else changed is told, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from workflow.expedientes import service as ruta
from workflow.expedientes.queries import Ficha
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.web import guard
from workflow.web.numeros import entero


@dataclass(frozen=True)
class Escrito:
    """What a form holds: values by name, what is wrong, and the mark of the row as it was shown."""

    valores: Mapping[str, Any]
    errores: Mapping[str, str]
    marca: str
    motivos: tuple[Reason, ...] = ()

    @property
    def conflicto(self) -> Mapping[str, Any] | None:
        """What somebody saved in between, when that is why it was not saved."""
        return next((reason.facts for reason in self.motivos if reason.code == "CAPTURA_DESACTUALIZADA"), None)


def guardar(
    ficha: Ficha, document: Mapping[str, Any], mark: str, typed: Mapping[str, Any], errors: Mapping[str, str]
) -> Escrito | None:
    """Save the document; or what to print again, with everything that was typed.

    `mark`: of what the form edits, as it is saved now. Somebody else's change to another row does not stand in the way:
    only to this one (the mark that the form brings back is another).
    """
    if errors:
        return Escrito(typed, errors, request.form.get("marca", ""))
    untouched = request.form.get("marca") == mark
    revision = ficha.borrador_revision if untouched else request.form.get("revision", 0, type=entero)
    try:
        ruta.capturar(
            ficha.cabeza.id,
            document,
            revision,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return Escrito(typed, {}, mark, refusal.reasons)
    return None
