"""How each thing of a POA stands at a date: its periods, its cumulative, and what was not reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from workflow.indicadores.calculo import accumulate, evaluate
from workflow.indicadores.clases import Periodo, Resultado, capped
from workflow.indicadores.periodos import ended, last_day, months
from workflow.indicadores.politica import Reglas
from workflow.indicadores.programa import Medida, Programa
from workflow.indicadores.versiones import Anual, Cierre, Version, annual

INICIALES = Reglas()
"""Before the municipality registers any."""

UN_DIA = timedelta(days=1)
METODO = 2
"""Of a corte: 1 listed the things of the version of the day after, and told as missing what had not been added yet."""


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


def line(vigencias: Sequence[Vigencia], medida: Medida, datos: Datos, hoy: date, reglas: Reglas = INICIALES) -> Linea:
    """Each ended period judged with the version in force on its last day; the metas of the cumulative too."""
    celdas: list[Celda] = []
    periodos: list[Periodo] = []
    for clave, vigencia in _periods(vigencias, medida, datos, hoy):
        dato = datos.get((medida.direccion, clave))
        entonces = vigencia.programa.get(medida.direccion) or medida
        meta = entonces.programado.get(clave) if vigencia.programa.get(medida.direccion) else None
        periodo = reported(meta, dato)
        periodos.append(periodo)
        regla = reglas.of(clave).over(entonces.regla)
        celdas.append(Celda(clave, vigencia.numero, meta, dato, evaluate(regla, periodo)))
    if not periodos:
        return Linea(medida, (), Resultado("no_aplica", "sin_semaforo"))
    regla = reglas.on(hoy - UN_DIA).over(medida.regla)
    return Linea(medida, tuple(celdas), accumulate(regla, periodos))


def _periods(vigencias: Sequence[Vigencia], medida: Medida, datos: Datos, hoy: date) -> list[tuple[str, Vigencia]]:
    """The ended periods in which each version asked for it while it ruled, and any other that was reported anyway.

    What a later version added is not missing from before it: nobody could report it.
    """
    found: dict[str, Vigencia] = {}
    for vigencia in vigencias:
        entonces = vigencia.programa.get(medida.direccion)
        for clave in entonces.periodos if entonces else ():
            if ended(clave, hoy) and (
                ruling(vigencias, last_day(clave)) is vigencia or (medida.direccion, clave) in datos
            ):
                found[clave] = ruling(vigencias, last_day(clave))
    return sorted(found.items(), key=lambda one: (last_day(one[0]), -len(months(one[0]))))


def reported(meta: Decimal | None, dato: Dato | None) -> Periodo:
    if dato is None:
        return Periodo(meta, "sin_reporte")
    return Periodo(meta, "reportado", dato.uno, dato.dos, dato.otras)


def lines(vigencias: Sequence[Vigencia], datos: Datos, hoy: date, reglas: Reglas = INICIALES) -> tuple[Linea, ...]:
    """Every thing of the version that ruled when the day before ended: what is told is up to then."""
    medidas = ruling(vigencias, hoy - UN_DIA).programa.medidas
    return tuple(line(vigencias, medida, datos, hoy, reglas) for medida in medidas)


def year(vigencias: Sequence[Vigencia], linea: Linea, hoy: date, reglas: Reglas = INICIALES) -> tuple[Anual, Anual]:
    """What was reported against the meta of the whole year: of the first version, and of the one in force."""
    direccion = linea.medida.direccion
    cierre = hoy - UN_DIA
    regla = reglas.on(cierre).over(linea.medida.regla)
    cierres = [
        Cierre(celda.periodo, last_day(celda.periodo), reported(celda.meta, celda.dato)) for celda in linea.celdas
    ]
    with_it = [one for one in vigencias if one.programa.get(direccion)]
    told = [
        Version(one.numero, one.desde, medida.programado)
        for one in (with_it[0], ruling(with_it, cierre))
        if (medida := one.programa.get(direccion))
    ]
    return annual(regla, told[0], cierres, cierre), annual(regla, told[-1], cierres, cierre)


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


def count(lineas: Iterable[Linea], tope: Decimal) -> Cuenta:
    """Each avance enters the average limited to `tope`, so that one 300 % does not hide ten failures."""
    todas = tuple(lineas)
    colores: dict[str, int] = {}
    suma, contados = Fraction(0), 0
    for linea in todas:
        found = linea.acumulado
        colores[found.semaforo] = colores.get(found.semaforo, 0) + 1
        if found.estado == "evaluado" and found.avance is not None:
            suma += capped(found.avance, tope)
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
