"""Whose turn it is to sign. Pure.

Orders: `estricto`, one after another as the document lists them; `libre`, any order; `fe_al_final`, any order but the
last one listed, who certifies what the others did. Who refused, was absent or died does not hold up the rest: the
secretary notes it and the turn passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from workflow.kernel.refusals import Reason

MODOS = ("autografa", "electronica")
ORDENES = ("estricto", "libre", "fe_al_final")
DURA_PREPARADA = timedelta(hours=1)  # how long a revision waits for its signature
CLASES_FIRMA = ("acta", "dictamen", "certificacion", "convocatoria")


@dataclass(frozen=True)
class Lugar:
    """A place in the list of signers. `nota`: se_nego or ausente as the secretary noted it, or ""."""

    clave: str
    nombre: str
    firmado: bool = False
    nota: str = ""

    @property
    def falta(self) -> bool:
        return not self.firmado and not self.nota


def turns(lugares: Sequence[Lugar], orden: str) -> tuple[str, ...]:
    """The claves of who may sign now."""
    faltan = [one for one in lugares if one.falta]
    if not faltan:
        return ()
    if orden == "estricto":
        return (faltan[0].clave,)
    last = lugares[-1].clave
    if orden == "fe_al_final" and len(faltan) > 1:
        return tuple(one.clave for one in faltan if one.clave != last)
    return tuple(one.clave for one in faltan)


def why_not(lugares: Sequence[Lugar], orden: str, clave: str) -> list[Reason]:
    """Why that place may not sign now; empty when it may."""
    here = next((one for one in lugares if one.clave == clave), None)
    if here is None:
        return [Reason("FIRMA_DESCONOCIDA")]
    if here.firmado:
        return [Reason("FIRMA_YA_ESTA", {"persona": here.nombre})]
    if here.nota:
        return [Reason("FIRMA_CON_NOTA", {"persona": here.nombre})]
    allowed = turns(lugares, orden)
    if clave in allowed:
        return []
    antes = [one.nombre for one in lugares if one.falta and one.clave != clave and one.clave in allowed]
    return [Reason("FIRMA_FUERA_DE_TURNO", {"persona": here.nombre, "antes": antes})]
