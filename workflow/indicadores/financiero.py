"""Physical against financial: what was programmed and what was spent of each line of the budget, in centavos.

Each month is compared with the budget of the version in force on its last day. A month without a report is not one
in which nothing was spent: it is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from workflow.indicadores.periodos import ended, last_day, month, months
from workflow.indicadores.presupuesto import Renglon
from workflow.indicadores.situacion import UN_DIA, Vigencia, ruling
from workflow.kernel.money import MAXIMO_CENTAVOS, format_centavos
from workflow.kernel.refusals import Reason

Gastos = Mapping[tuple[str, str], int]
"""(address of the line, period) -> centavos last reported."""


@dataclass(frozen=True)
class Ejercido:
    """Up to a day. `anual`, `original`: the year in the version in force and in the first; `faltan`: months."""

    anual: int = 0
    original: int = 0
    programado: int = 0
    ejercido: int = 0
    faltan: int = 0
    renglones: int = 0

    @property
    def avance(self) -> Fraction | None:
        """What was spent of what was programmed up to the day, in hundredths."""
        return Fraction(self.ejercido * 100, self.programado) if self.programado else None

    @property
    def del_anio(self) -> Fraction | None:
        return Fraction(self.ejercido * 100, self.anual) if self.anual else None

    @property
    def por_ejercer(self) -> int:
        return self.anual - self.ejercido


@dataclass(frozen=True)
class RenglonEjercido:
    renglon: Renglon
    cuenta: Ejercido


def spent(vigencias: Sequence[Vigencia], gastos: Gastos, ejercicio: int, hoy: date) -> tuple[RenglonEjercido, ...]:
    """Each line that some version has or of which something was spent, in the order of the last version."""
    meses = [month(ejercicio, mes) for mes in range(1, 13)]
    terminados = [clave for clave in meses if ended(clave, hoy)]
    entonces = {clave: _by_address(ruling(vigencias, last_day(clave))) for clave in terminados}
    ahora, primera = _by_address(ruling(vigencias, hoy - UN_DIA)), _by_address(vigencias[0])
    todos: dict[str, Renglon] = {**ahora}
    for version in (*entonces.values(), primera):
        for direccion, renglon in version.items():
            todos.setdefault(direccion, renglon)
    found = []
    for direccion, renglon in todos.items():
        programado = ejercido = faltan = 0
        for clave in terminados:
            meta = _of_month(entonces[clave].get(direccion), clave)
            gasto = gastos.get((direccion, clave))
            programado += meta
            ejercido += gasto or 0
            faltan += gasto is None and meta != 0
        cuenta = Ejercido(
            anual=ahora[direccion].anual if direccion in ahora else 0,
            original=primera[direccion].anual if direccion in primera else 0,
            programado=programado,
            ejercido=ejercido,
            faltan=faltan,
            renglones=1,
        )
        found.append(RenglonEjercido(renglon, cuenta))
    return tuple(found)


def _by_address(vigencia: Vigencia) -> dict[str, Renglon]:
    return {renglon.direccion: renglon for renglon in vigencia.programa.presupuesto}


def _of_month(renglon: Renglon | None, clave: str) -> int:
    return renglon.meses[months(clave)[0] - 1] if renglon is not None else 0


def add_up(cuentas: Iterable[Ejercido]) -> Ejercido:
    found = list(cuentas)
    return Ejercido(
        sum(one.anual for one in found),
        sum(one.original for one in found),
        sum(one.programado for one in found),
        sum(one.ejercido for one in found),
        sum(one.faltan for one in found),
        sum(one.renglones for one in found),
    )


def by_chapter(renglones: Iterable[RenglonEjercido]) -> list[tuple[str, Ejercido]]:
    """(clave of the chapter, its account), in their order."""
    grupos: dict[str, list[Ejercido]] = {}
    for one in renglones:
        grupos.setdefault(one.renglon.capitulo, []).append(one.cuenta)
    return [(clave, add_up(grupos[clave])) for clave in sorted(grupos)]


@dataclass(frozen=True)
class Gasto:
    """What a person reports of a line in a month. `centavos` None: nothing was written."""

    direccion: str
    centavos: int | None
    motivo: str = ""


def spending_problems(
    renglon: Renglon, gasto: Gasto, *, abierto: bool, corregido: bool, cerrado: bool, periodo: str
) -> list[Reason]:
    """Why it cannot be kept. `abierto`: the month has not ended; `corregido`: it replaces another report."""
    lugar = {"lugar": name_of(renglon), "campo": renglon.direccion, "periodo": periodo}
    found = []
    if abierto:
        found.append(Reason("GASTO_MES_ABIERTO", lugar))
    if gasto.centavos is not None and not 0 <= gasto.centavos <= MAXIMO_CENTAVOS:
        found.append(Reason("GASTO_FUERA_DE_LUGAR", {**lugar, "monto": format_centavos(gasto.centavos)}))
    if cerrado and corregido and not gasto.motivo.strip():
        found.append(Reason("GASTO_RECTIFICACION_SIN_MOTIVO", lugar))
    return found


def name_of(renglon: Renglon) -> str:
    return " ".join(part for part in (renglon.partida, renglon.concepto) if part)[:160]
