"""The periods in which an avance is reported: their keys (`2026-03`, `2026-T1`, `2026-S1`, `2026`), days and words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from workflow.kernel.plazos import Calendario

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_CLAVE = re.compile(r"(2\d{3})(?:-(0[1-9]|1[0-2]|T[1-4]|S[12]))?")
_DE_FRECUENCIA = {"mensual": 1, "trimestral": 3, "semestral": 6}


@lru_cache(maxsize=4096)
def parse(clave: str) -> tuple[int, int, int] | None:
    """(year, first month, last month); None if it is not a period."""
    found = _CLAVE.fullmatch(clave)
    if found is None:
        return None
    anio, parte = int(found[1]), found[2] or ""
    if not parte:
        return anio, 1, 12
    if parte[0] in "TS":
        meses = 3 if parte[0] == "T" else 6
        fin = int(parte[1]) * meses
        return anio, fin - meses + 1, fin
    return anio, int(parte), int(parte)


def months(clave: str) -> tuple[int, ...]:
    found = parse(clave)
    return () if found is None else tuple(range(found[1], found[2] + 1))


@lru_cache(maxsize=4096)
def last_day(clave: str) -> date:
    """Its last day. Raises ValueError if it is not a period."""
    found = parse(clave)
    if found is None:
        raise ValueError(clave)
    return date(found[0], found[2], monthrange(found[0], found[2])[1])


def month(ejercicio: int, mes: int) -> str:
    return f"{ejercicio}-{mes:02d}"


def quarter(ejercicio: int, trimestre: int) -> str:
    return f"{ejercicio}-T{trimestre}"


def of_frequency(frecuencia: str, ejercicio: int) -> tuple[str, ...]:
    """The periods of a year in which something of that frequency is reported. Two and three years: at its end."""
    meses = _DE_FRECUENCIA.get(frecuencia)
    if meses is None:
        return (str(ejercicio),)
    if meses == 1:
        return tuple(month(ejercicio, mes) for mes in range(1, 13))
    letra = "T" if meses == 3 else "S"
    return tuple(f"{ejercicio}-{letra}{numero}" for numero in range(1, 12 // meses + 1))


def due(clave: str, calendario: Calendario, dias: int) -> date:
    """The last day to report it in time: so many business days after its last day."""
    return calendario.sumar_habiles(last_day(clave), dias)


def ended(clave: str, hoy: date) -> bool:
    return last_day(clave) < hoy


def closed_by(clave: str, corte: str) -> bool:
    """Whether a corte of that period freezes this one: it ends within it."""
    frozen, asked = parse(corte), parse(clave)
    if frozen is None or asked is None or frozen[0] != asked[0]:
        return False
    return frozen[1] <= asked[2] <= frozen[2]


def words(clave: str) -> str:
    """«marzo de 2026», «primer trimestre de 2026», «segundo semestre de 2026», «todo 2026»."""
    found = parse(clave)
    if found is None:
        return clave
    anio, inicio, fin = found
    if inicio == fin:
        return f"{MESES[inicio - 1]} de {anio}"
    if fin - inicio == 11:
        return f"todo {anio}"
    ordinal = ("primer", "segundo", "tercer", "cuarto")[(fin - 1) // (fin - inicio + 1)]
    return f"{ordinal} {'trimestre' if fin - inicio == 2 else 'semestre'} de {anio}"
