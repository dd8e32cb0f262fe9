"""What the Comité de Transparencia decided on a programme, and what is published until it decides. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow.kernel.refusals import Reason

CLASES: tuple[str, ...] = ("menores", "sensible", "otra")
DECISIONES: tuple[str, ...] = ("agregar", "seudonimizar", "publicar")
REGISTRAN = ("transparencia",)


@dataclass(frozen=True)
class Decision:
    """`hasta` None: until another one. `resolucion`: its folio."""

    programa: str
    clase: str
    decision: str
    resolucion: str
    fecha: date
    fundamento: str
    desde: date
    hasta: date | None = None


def vigente(decisiones: Iterable[Decision], clase: str, dia: date) -> Decision | None:
    """The one that rules that day: the one that began last (the last written, of the same day)."""
    found: Decision | None = None
    for one in decisiones:
        rules = one.clase == clase and one.desde <= dia and (one.hasta is None or dia <= one.hasta)
        if rules and (found is None or one.desde >= found.desde):
            found = one
    return found


def reparos(
    clase: str, decision: str, resolucion: str, fecha: date | None, fundamento: str, desde: date | None,
    hasta: date | None, hoy: date,
) -> list[Reason]:  # fmt: skip
    """What is missing in a decision to register it, all at once."""
    faltas = []
    if clase not in CLASES:
        faltas.append(Reason("COMITE_SIN_CLASE"))
    if decision not in DECISIONES:
        faltas.append(Reason("COMITE_SIN_DECISION"))
    if not 3 <= len(resolucion) <= 80:
        faltas.append(Reason("COMITE_SIN_RESOLUCION"))
    if fecha is None or fecha > hoy:
        faltas.append(Reason("COMITE_SIN_FECHA"))
    if not 10 <= len(fundamento) <= 500:
        faltas.append(Reason("PRIVACIDAD_SIN_FUNDAMENTO"))
    if desde is None:
        faltas.append(Reason("COMITE_SIN_VIGENCIA"))
    elif hasta is not None and hasta < desde:
        faltas.append(Reason("FECHAS_INVERTIDAS"))
    return faltas
