"""What a unit that takes part in a programme may propose to the one that leads its MIR. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.kernel.refusals import Reason

DATOS = ("resumen", "supuesto", "otro")
DECISIONES = ("aceptada", "rechazada", "retirada")
SE_APLICAN = frozenset({"resumen", "supuesto"})
"""What accepting a proposal writes in the draft by itself; the rest, the lead captures."""


@dataclass(frozen=True)
class Propuesta:
    """A proposal with what became of it. `dice`: what the matrix said when it was made."""

    id: int
    lider_id: int
    de_id: int
    ur: str
    programa: str
    clave: str
    dato: str
    dice: str
    propone: str
    motivo: str
    por: str
    en: datetime
    estado: str = "abierta"
    respuesta: str = ""
    respondio: str = ""
    respondida_en: datetime | None = None

    @property
    def abierta(self) -> bool:
        return self.estado == "abierta"


def problems(dato: str, propone: str, motivo: str) -> list[Reason]:
    """Why a proposal cannot be made."""
    if dato not in DATOS or not propone.strip() or not motivo.strip():
        return [Reason("PROPUESTA_SIN_TEXTO")]
    return []


def answer_problems(estado: str, decision: str, texto: str, rotulo: str) -> list[Reason]:
    """Why it cannot be answered so. `rotulo`: its present state in words."""
    if estado != "abierta":
        return [Reason("PROPUESTA_CERRADA", {"estado": rotulo})]
    if decision not in DECISIONES or (decision == "rechazada" and not texto.strip()):
        return [Reason("RESPUESTA_SIN_TEXTO")]
    return []
