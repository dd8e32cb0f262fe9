"""What each act on an ASM must say. Every reason at once. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.asm.clases import ABIERTOS, ORIGENES
from workflow.kernel.refusals import Reason

HALLAZGO, TEXTO = 2000, 2000


@dataclass(frozen=True)
class Nuevo:
    """`referencia`: of what it comes: the folio of an informe, the name of an evaluation; empty for an indicator."""

    hallazgo: str
    recomendacion: str
    dependencia: str
    origen: str
    referencia: str = ""
    expediente_id: int | None = None
    direccion: str = ""


@dataclass(frozen=True)
class Dicho:
    """What a person says in an act."""

    texto: str = ""
    vence: date | None = None
    con_archivo: bool = False


def new_problems(one: Nuevo) -> list[Reason]:
    found: list[Reason] = []
    for campo, valor, code in (
        ("hallazgo", one.hallazgo, "ASM_SIN_HALLAZGO"),
        ("recomendacion", one.recomendacion, "ASM_SIN_RECOMENDACION"),
    ):
        if not valor.strip():
            found.append(Reason(code, {"campo": campo}))
        elif len(valor) > HALLAZGO:
            found.append(Reason("ASM_TEXTO_LARGO", {"campo": campo, "maximo": HALLAZGO}))
    if not one.dependencia:
        found.append(Reason("ASM_SIN_DEPENDENCIA", {"campo": "dependencia"}))
    if one.origen not in ORIGENES:
        found.append(Reason("ASM_SIN_ORIGEN", {"campo": "origen"}))
    elif one.origen == "indicador" and (one.expediente_id is None or not one.direccion):
        found.append(Reason("ASM_SIN_INDICADOR", {"campo": "origen"}))
    elif one.origen != "indicador" and not one.referencia.strip():
        found.append(Reason("ASM_SIN_REFERENCIA", {"campo": "referencia"}))
    return found


def act_problems(acto: str, dicho: Dicho, hoy: date) -> list[Reason]:
    """Why what is said does not do."""
    found: list[Reason] = []
    texto = dicho.texto.strip()
    if len(texto) > TEXTO:
        found.append(Reason("ASM_TEXTO_LARGO", {"campo": "texto", "maximo": TEXTO}))
    if acto in ("comprometer", "cambiar", "devolver", "retirar", "avanzar") and not texto:
        found.append(Reason("ASM_SIN_TEXTO", {"campo": "texto"}))
    if acto == "entregar" and not dicho.con_archivo:
        found.append(Reason("ASM_SIN_EVIDENCIA", {"campo": "archivo"}))
    if acto in ("comprometer", "cambiar"):
        if dicho.vence is None:
            found.append(Reason("ASM_SIN_FECHA", {"campo": "vence"}))
        elif dicho.vence < hoy:
            found.append(Reason("ASM_FECHA_PASADA", {"campo": "vence"}))
    return found


def overdue(estado: str, vence: date | None, hoy: date) -> bool:
    return estado in ABIERTOS and estado != "por_verificar" and vence is not None and vence < hoy
