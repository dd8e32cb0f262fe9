"""Where the days went: how long each stage of a dossier lasted, and what is usual in many. Pure.

Days are told by date: those after the date on which a stage began and up to the one on which it ended. Told this way
the days of the stages of a dossier add up to the days of the dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow.expedientes.relojes import Pausa, lado_de
from workflow.kernel.clock import local_date
from workflow.kernel.plazos import Calendario


@dataclass(frozen=True)
class Cuenta:
    """Calendar days; business days that ran; business days in pause."""

    naturales: int = 0
    habiles: int = 0
    pausados: int = 0

    def __add__(self, other: Cuenta) -> Cuenta:
        return Cuenta(self.naturales + other.naturales, self.habiles + other.habiles, self.pausados + other.pausados)


@dataclass(frozen=True)
class Visita:
    """A stage that a dossier reached, by whom and when."""

    etapa: str
    version: int
    ronda: int
    en: datetime
    por: str


@dataclass(frozen=True)
class Tramo:
    """A stage with its days; `hasta` None: it is there now. `lado` None: nobody was waited for."""

    etapa: str
    lado: str | None
    version: int
    ronda: int
    desde: datetime
    hasta: datetime | None
    por: str
    cuenta: Cuenta


@dataclass(frozen=True)
class Medida:
    """Of `cuantos`: half took `mediana` days or less, nine in ten took `p90` or less; `total`: days of all of them."""

    cuantos: int = 0
    mediana: int = 0
    p90: int = 0
    total: int = 0


def contar(desde: datetime, hasta: datetime, pausas: Iterable[Pausa], calendario: Calendario) -> Cuenta:
    """The days between two instants; a pause that still lasts is counted up to `hasta`."""
    first, last = local_date(desde), local_date(hasta)
    habiles = calendario.habiles_entre(first, last)
    pausados = sum(_inside(pausa, first, last, calendario) for pausa in pausas)
    return Cuenta(max((last - first).days, 0), habiles - pausados, pausados)


def _inside(pausa: Pausa, first: date, last: date, calendario: Calendario) -> int:
    begins = max(local_date(pausa.desde), first)
    ends = last if pausa.hasta is None else min(local_date(pausa.hasta), last)
    return calendario.habiles_entre(begins, ends)


def tramos(
    visitas: Sequence[Visita], pausas: Sequence[Pausa], ahora: datetime, calendario: Calendario
) -> tuple[Tramo, ...]:
    """The stages in order with their days; the one where it is, up to now, unless nobody is waited for there."""
    found = []
    for n, visita in enumerate(visitas):
        hasta = visitas[n + 1].en if n + 1 < len(visitas) else None
        lado = lado_de(visita.etapa)
        cuenta = Cuenta()
        if lado is not None:
            mine = [pausa for pausa in pausas if visita.en <= pausa.desde and (hasta is None or pausa.desde < hasta)]
            cuenta = contar(visita.en, hasta or ahora, mine, calendario)
        found.append(Tramo(visita.etapa, lado, visita.version, visita.ronda, visita.en, hasta, visita.por, cuenta))
    return tuple(found)


def por_lado(todos: Iterable[Tramo]) -> dict[str, Cuenta]:
    """Side -> its days, the sides in the order in which they first held it."""
    found: dict[str, Cuenta] = {}
    for tramo in todos:
        if tramo.lado is not None:
            found[tramo.lado] = found.get(tramo.lado, Cuenta()) + tramo.cuenta
    return found


def medida(frecuencias: Mapping[int, int]) -> Medida:
    """From how many took each number of days. The percentile is the nearest rank: a number of days that one took."""
    cuantos = sum(frecuencias.values())
    if not cuantos:
        return Medida()
    total = sum(dias * veces for dias, veces in frecuencias.items())
    return Medida(cuantos, _rank(frecuencias, cuantos, 50), _rank(frecuencias, cuantos, 90), total)


def _rank(frecuencias: Mapping[int, int], cuantos: int, percentil: int) -> int:
    seen = 0
    for dias in sorted(frecuencias):
        seen += frecuencias[dias]
        if seen * 100 >= percentil * cuantos:
            return dias
    return max(frecuencias)
