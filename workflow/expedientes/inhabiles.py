"""The yearly list of days without office: read as people paste it, and proposed from the year before. Pure.

Fundamento of the movable ones: Ley Federal del Trabajo, article 74 (first Monday of February, third Monday of March
and of November); Thursday and Friday of Holy Week go with Easter. All of it stays to be confirmed by the municipality.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.kernel.refusals import Reason

MAXIMO_RENGLONES = 120
MOTIVO_MAXIMO, FUNDAMENTO_MAXIMO = 200, 300
SEMANA_SANTA = range(-6, 1)  # days from Easter Sunday
# month -> which Monday of it is the day of rest
LUNES_MOVIBLES = {2: 1, 3: 3, 11: 3}


@dataclass(frozen=True)
class Dia:
    fecha: date
    motivo: str
    fundamento: str


def leer(texto: str, anio: int) -> tuple[list[Dia], list[Reason]]:
    """Lines «fecha; motivo; fundamento» (or with tabs, as Excel pastes them); every problem with its line."""
    dias: dict[date, Dia] = {}
    problems: list[Reason] = []
    lines = [(n, line) for n, line in enumerate(texto.splitlines(), 1) if line.strip()]
    if not lines:
        return [], [Reason("INHABILES_VACIO")]
    if len(lines) > MAXIMO_RENGLONES:
        return [], [Reason("INHABILES_MUCHOS", {"maximo": MAXIMO_RENGLONES})]
    for n, line in lines:
        parts = [" ".join(part.split()) for part in line.split("\t" if "\t" in line else ";")]
        dia = fecha_de(parts[0])
        if dia is None:
            problems.append(Reason("INHABIL_FECHA", {"renglon": n}))
        elif dia.year != anio:
            problems.append(Reason("INHABIL_OTRO_ANIO", {"renglon": n, "anio": anio}))
        elif len(parts) != 3 or not all(parts):
            problems.append(Reason("INHABIL_INCOMPLETO", {"renglon": n}))
        elif len(parts[1]) > MOTIVO_MAXIMO or len(parts[2]) > FUNDAMENTO_MAXIMO:
            problems.append(Reason("INHABIL_LARGO", {"renglon": n}))
        elif dia in dias:
            problems.append(Reason("INHABIL_REPETIDO", {"renglon": n}))
        else:
            dias[dia] = Dia(dia, parts[1], parts[2])
    return [dias[dia] for dia in sorted(dias)], problems


def escribir(dias: Iterable[Dia]) -> str:
    """The lines that `leer` reads."""
    return "\n".join(f"{dia.fecha:%d/%m/%Y}; {dia.motivo}; {dia.fundamento}" for dia in dias)


def fecha_de(texto: str) -> date | None:
    """25/12/2027 or 2027-12-25; None if it is neither."""
    day, _, rest = texto.partition("/")
    month, _, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day)) if rest else date.fromisoformat(texto)
    except ValueError:
        return None


def proponer(anteriores: Iterable[Dia], anio: int) -> list[Dia]:
    """The days of the year before, moved as each one moves; those that fall on a weekend are left out."""
    found: dict[date, Dia] = {}
    for dia in anteriores:
        fecha = _moved(dia.fecha, anio)
        if fecha is not None and fecha.weekday() < 5:
            found.setdefault(fecha, Dia(fecha, dia.motivo, dia.fundamento))
    return [found[fecha] for fecha in sorted(found)]


def _moved(fecha: date, anio: int) -> date | None:
    from_easter = (fecha - pascua(fecha.year)).days
    if from_easter in SEMANA_SANTA:
        return pascua(anio) + timedelta(days=from_easter)
    which = LUNES_MOVIBLES.get(fecha.month)
    if which is not None and fecha == _monday(fecha.year, fecha.month, which):
        return _monday(anio, fecha.month, which)
    try:
        return fecha.replace(year=anio)
    except ValueError:  # 29 February
        return None


def _monday(anio: int, mes: int, cual: int) -> date:
    first = date(anio, mes, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (cual - 1))


def pascua(anio: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus gives it)."""
    a, (b, c) = anio % 19, divmod(anio, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(anio, month, day + 1)
