"""How each thing of a POA stands at a date: its periods, its cumulative, and what was not reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workflow.indicadores.calculo import accumulate, evaluate
from workflow.indicadores.clases import Periodo, Resultado, capped
from workflow.indicadores.periodos import ended, last_day
from workflow.indicadores.programa import Medida, Programa

TOPE_DE_PROMEDIOS = Decimal(100)
"""So that one 300 % does not hide ten failures. Pending of confirmation by Planeación."""


@dataclass(frozen=True)
class Vigencia:
    """An approved version of the programme and the day from which it rules."""

    numero: int
    desde: date
    programa: Programa


@dataclass(frozen=True)
class Dato:
    """What was last reported of a period; `id` is that of the fact."""

    id: int
    uno: Decimal
    dos: Decimal | None = None
    otras: tuple[Decimal, ...] = ()

    @property
    def valores(self) -> tuple[Decimal | None, ...]:
        return (self.uno, self.dos, *self.otras)


Datos = Mapping[tuple[str, str], Dato]
"""(address, period) -> what was last reported."""


@dataclass(frozen=True)
class Celda:
    periodo: str
    version: int
    meta: Decimal | None
    dato: Dato | None
    resultado: Resultado


@dataclass(frozen=True)
class Linea:
    """One thing with its ended periods, and all of them together."""

    medida: Medida
    celdas: tuple[Celda, ...]
    acumulado: Resultado

    @property
    def faltan(self) -> tuple[str, ...]:
        return tuple(celda.periodo for celda in self.celdas if celda.resultado.estado == "sin_reporte")


def ruling(vigencias: Sequence[Vigencia], dia: date) -> Vigencia:
    """The last version that ruled that day; the first one if none did yet."""
    found = [vigencia for vigencia in vigencias if vigencia.desde <= dia]
    return found[-1] if found else vigencias[0]


def line(vigencias: Sequence[Vigencia], medida: Medida, datos: Datos, hoy: date) -> Linea:
    """Each ended period judged with the version in force on its last day; the metas of the cumulative too."""
    celdas: list[Celda] = []
    periodos: list[Periodo] = []
    for clave in medida.periodos:
        if not ended(clave, hoy):
            continue
        dato = datos.get((medida.direccion, clave))
        vigencia = ruling(vigencias, last_day(clave))
        entonces = vigencia.programa.get(medida.direccion) or medida
        meta = entonces.programado.get(clave)
        periodo = (
            Periodo(meta, "sin_reporte") if dato is None else Periodo(meta, "reportado", dato.uno, dato.dos, dato.otras)
        )
        periodos.append(periodo)
        celdas.append(Celda(clave, vigencia.numero, meta, dato, evaluate(entonces.regla, periodo)))
    if not periodos:
        return Linea(medida, (), Resultado("no_aplica", "sin_semaforo"))
    return Linea(medida, tuple(celdas), accumulate(medida.regla, periodos))


def lines(vigencias: Sequence[Vigencia], datos: Datos, hoy: date) -> tuple[Linea, ...]:
    """Every thing of the version that rules that day."""
    return tuple(line(vigencias, medida, datos, hoy) for medida in ruling(vigencias, hoy).programa.medidas)


@dataclass(frozen=True)
class Cuenta:
    """How a group of things stands: how many of each colour, the sum of what enters the average, missing reports."""

    total: int
    colores: Mapping[str, int]
    suma: Fraction
    contados: int
    faltan: int

    @property
    def promedio(self) -> Fraction | None:
        return self.suma / self.contados if self.contados else None


@dataclass(frozen=True)
class Situacion:
    """A POA at a day."""

    lineas: tuple[Linea, ...]
    cuenta: Cuenta


def count(lineas: Iterable[Linea]) -> Cuenta:
    """Each avance enters the average limited to 100."""
    todas = tuple(lineas)
    colores: dict[str, int] = {}
    suma, contados = Fraction(0), 0
    for linea in todas:
        found = linea.acumulado
        colores[found.semaforo] = colores.get(found.semaforo, 0) + 1
        if found.estado == "evaluado" and found.avance is not None:
            suma += capped(found.avance, TOPE_DE_PROMEDIOS)
            contados += 1
    return Cuenta(len(todas), colores, suma, contados, sum(len(linea.faltan) for linea in todas))


def add(cuentas: Iterable[Cuenta]) -> Cuenta:
    """Several groups as one: every thing weighs the same, whatever its group."""
    colores: dict[str, int] = {}
    total, suma, contados, faltan = 0, Fraction(0), 0, 0
    for cuenta in cuentas:
        for color, cuantos in cuenta.colores.items():
            colores[color] = colores.get(color, 0) + cuantos
        total += cuenta.total
        suma += cuenta.suma
        contados += cuenta.contados
        faltan += cuenta.faltan
    return Cuenta(total, colores, suma, contados, faltan)
