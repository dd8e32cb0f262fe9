"""The dated choices of the follow-up: its terms, how much counts in an average, the usual semáforo, its reminders.

Each rules from a day on. A period is judged, and its term counted, with what was in force on its last day; so what
changes for a year changes nothing of the years before. Seed values are of the system, to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from workflow.indicadores.clases import MUNICIPAL, Regla, Semaforo, five_bands
from workflow.indicadores.periodos import due, last_day, months
from workflow.kernel.plazos import Calendario

INICIALES: dict[str, str] = {
    "dias_mes": "10",
    "dias_trimestre": "10",
    "dias_semestre": "10",
    "dias_anio": "10",
    "semaforo": "70,90,110,130",
    "tope": "100",
    "logrado_cero": "100",
    "recordar_avance_antes": "5,1",
    "recordar_avance_cada": "3",
    "escalar_avance_titular": "3",
    "escalar_avance_planeacion": "8",
}
FUNDAMENTO_INICIAL = "Valor inicial del sistema, por confirmar con Planeación"
MAXIMO_DIAS = 60
MAXIMO_CIENTO = 1000
_DIAS = {1: "dias_mes", 3: "dias_trimestre", 6: "dias_semestre", 12: "dias_anio"}
_ENTEROS = (*_DIAS.values(), "recordar_avance_cada", "escalar_avance_titular", "escalar_avance_planeacion")


@dataclass(frozen=True)
class Politica:
    """What is in force on a day. Days are business days."""

    dias: tuple[tuple[int, int], ...] = ((1, 10), (3, 10), (6, 10), (12, 10))
    semaforo: Semaforo = MUNICIPAL
    tope: Decimal = Decimal(100)
    logrado_cero: Decimal = Decimal(100)
    antes: tuple[int, ...] = (5, 1)
    cada: int = 3
    titular: int = 3
    planeacion: int = 8

    def dias_de(self, periodo: str) -> int:
        """How many business days there are to report it, once it ends."""
        return dict(self.dias)[len(months(periodo))]

    def over(self, regla: Regla) -> Regla:
        """The rule of a thing with what the municipality decided where the thing says nothing of its own."""
        if regla.semaforo_propio and regla.logrado_cero_propio:
            return regla
        was, made = self._hechas.get(id(regla), (None, None))
        if was is not regla or made is None:
            if len(self._hechas) > _GUARDADAS:
                self._hechas.clear()
            made = _over(self, regla)
            self._hechas[id(regla)] = (regla, made)  # holding it, so that its id is of nobody else
        return made

    @cached_property
    def _hechas(self) -> dict[int, tuple[Regla, Regla]]:
        return {}


_GUARDADAS = 20_000


def _over(politica: Politica, regla: Regla) -> Regla:
    if not regla.semaforo_propio:
        regla = replace(regla, semaforo=politica.semaforo)
    if not regla.logrado_cero_propio:
        regla = replace(regla, logrado_cero=politica.logrado_cero)
    return regla


Registro = tuple[str, date, str]
"""(key, from which day, value)."""


@dataclass(frozen=True)
class Reglas:
    """What was registered, in the order in which it was. Hashable, so that it says whether something changed."""

    registros: tuple[Registro, ...] = ()

    @cached_property
    def _dias(self) -> dict[date, Politica]:
        return {}

    def on(self, dia: date) -> Politica:
        if dia not in self._dias:
            self._dias[dia] = _on(self, dia)
        return self._dias[dia]

    def of(self, periodo: str) -> Politica:
        return self.on(last_day(periodo))


@lru_cache(maxsize=1024)
def _on(reglas: Reglas, dia: date) -> Politica:
    """The last day that had come counts; of the same day, what was registered last."""
    valores = dict(INICIALES)
    for clave, _, valor in sorted((one for one in reglas.registros if one[1] <= dia), key=lambda one: one[1]):
        valores[clave] = valor
    return Politica(
        dias=tuple((meses, int(valores[clave])) for meses, clave in _DIAS.items()),
        semaforo=five_bands(*_numbers(valores["semaforo"])),
        tope=Decimal(valores["tope"]),
        logrado_cero=Decimal(valores["logrado_cero"]),
        antes=tuple(sorted({int(part) for part in valores["recordar_avance_antes"].split(",")}, reverse=True)),
        cada=int(valores["recordar_avance_cada"]),
        titular=int(valores["escalar_avance_titular"]),
        planeacion=int(valores["escalar_avance_planeacion"]),
    )


class Vencimientos:
    """When each period is due, by the calendar of the office and the rule in force when it ends."""

    def __init__(self, calendario: Calendario, reglas: Reglas) -> None:
        self.calendario, self.reglas = calendario, reglas
        self._known: dict[str, date] = {}

    def of(self, periodo: str) -> date:
        if periodo not in self._known:
            self._known[periodo] = due(periodo, self.calendario, self.reglas.of(periodo).dias_de(periodo))
        return self._known[periodo]


def _numbers(text: str) -> Iterable[Decimal]:
    return (Decimal(part) for part in text.split(","))


def read(clave: str, texto: str) -> str | None:
    """The value as it is kept; None if it cannot be one of that rule."""
    valor = "".join(texto.split()).replace("%", "")
    if clave in _ENTEROS:
        return valor if _whole(valor, 1, MAXIMO_DIAS) else None
    if clave == "recordar_avance_antes":
        parts = valor.split(",")
        return valor if len(parts) <= 5 and all(_whole(part, 1, MAXIMO_DIAS) for part in parts) else None
    if clave in ("tope", "logrado_cero"):
        return valor if _whole(valor, 1 if clave == "tope" else 0, MAXIMO_CIENTO) else None
    if clave == "semaforo":
        parts = valor.split(",")
        if len(parts) != 4 or not all(_whole(part, 0, MAXIMO_CIENTO) for part in parts):
            return None
        limits = [int(part) for part in parts]
        return valor if limits[0] < limits[1] <= limits[2] < limits[3] else None
    return None


def _whole(text: str, minimo: int, maximo: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 6 and minimo <= int(text) <= maximo
