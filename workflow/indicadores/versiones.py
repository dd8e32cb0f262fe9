"""Which version of the metas judges each period, when they changed during the year.

Each period is judged with the version in force on its last day; the year, with the one in force at its close, and
the first one is told beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workflow.indicadores.calculo import evaluate, judge, target, together
from workflow.indicadores.clases import Periodo, Regla, Resultado, rounded


@dataclass(frozen=True)
class Version:
    numero: int
    vigente_desde: date
    programado: Mapping[str, Decimal | None]
    """Period -> meta, in the order of the year."""


@dataclass(frozen=True)
class Cierre:
    """A period as it was reported; `fin` is its last day."""

    periodo: str
    fin: date
    reportado: Periodo


@dataclass(frozen=True)
class Anual:
    version: int
    meta: Decimal | None
    resultado: Resultado


def in_force(versiones: Sequence[Version], dia: date) -> Version:
    """The last version that had begun that day; the first one if none had."""
    ordenadas = sorted(versiones, key=lambda version: (version.vigente_desde, version.numero))
    vigentes = [version for version in ordenadas if version.vigente_desde <= dia]
    return vigentes[-1] if vigentes else ordenadas[0]


def judged(regla: Regla, versiones: Sequence[Version], cierre: Cierre) -> tuple[Version, Decimal | None, Resultado]:
    """One period with the version in force on its last day."""
    version = in_force(versiones, cierre.fin)
    meta = version.programado.get(cierre.periodo)
    dato = cierre.reportado
    return version, meta, evaluate(regla, Periodo(meta, dato.reporte, dato.uno, dato.dos, dato.otras))


def annual(regla: Regla, version: Version, cierres: Sequence[Cierre], hasta: date) -> Anual:
    """What was reported up to a day against the whole-year meta of a version."""
    meta = target(regla, list(version.programado.values()))
    reportados = [
        c.reportado
        for c in cierres
        if c.fin <= hasta and c.reportado.reporte == "reportado" and c.reportado.uno is not None
    ]
    shown = rounded(meta, 6).normalize() if isinstance(meta, Fraction) else meta
    if not reportados:
        return Anual(version.numero, shown, Resultado("sin_reporte", "gris"))
    valor, codigo = together(regla, reportados)
    return Anual(version.numero, shown, judge(regla, valor, meta, codigo))
