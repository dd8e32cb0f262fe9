"""The layout of each classifier's file: its columns, how its cells are read, and what is wrong in its rows. Pure.

A file is one sheet with its titles in the first row that is not empty. Titles of ours count whatever their accents and
capitals; other columns are kept as they are. Every value is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workflow.kernel.refusals import Invalid
from workflow.poa.numeros import plain

Renglon = dict[str, str]
MAX_RENGLONES = 20_000


@dataclass(frozen=True)
class Clasificador:
    """`columnas`: those of its file; `pide`: the ones that may not be empty; `anchos`: digits that Excel takes away."""

    clave: str
    nombre: str
    que_es: str
    columnas: tuple[str, ...]
    pide: tuple[str, ...]
    llave: str = "clave"
    texto: str = "nombre"
    anchos: Mapping[str, int] = field(default_factory=dict)
    niveles: tuple[str, ...] = ()


_NIVEL = ("nivel", "clave", "padre")
CLASIFICADORES: dict[str, Clasificador] = {
    item.clave: item
    for item in (
        Clasificador(
            "programas",
            "Programas presupuestarios",
            "Clave, modalidad, unidad que lo encabeza y unidades que participan.",
            ("clave", "nombre", "modalidad", "ur_lider", "ur_participantes"),
            ("clave", "nombre", "modalidad", "ur_lider", "ur_participantes"),
        ),
        Clasificador(
            "cog",
            "Clasificador por objeto del gasto (COG)",
            "Capítulos y partidas en que se presupuesta.",
            (*_NIVEL, "nombre"),
            ("nivel", "clave", "nombre"),
            niveles=("capítulo", "concepto", "partida genérica", "partida específica", "partida"),
        ),
        Clasificador(
            "fuentes",
            "Fuentes de financiamiento",
            "De dónde viene el dinero, etiquetado o no.",
            ("clave", "nombre", "etiquetado", "nota"),
            ("clave", "nombre"),
        ),
        Clasificador(
            "pmd",
            "Plan Municipal de Desarrollo",
            "Ejes, objetivos, estrategias y líneas de acción.",
            (*_NIVEL, "texto"),
            ("nivel", "clave", "texto"),
            texto="texto",
            niveles=("eje", "objetivo", "estrategia", "línea"),
        ),
        Clasificador(
            "ods", "Objetivos de Desarrollo Sostenible", "Los 17 objetivos.", ("clave", "nombre"), ("clave", "nombre")
        ),
        Clasificador(
            "ods_metas",
            "Metas de los ODS",
            "Cada meta con su objetivo.",
            ("clave", "objetivo", "texto_abreviado"),
            ("clave", "objetivo", "texto_abreviado"),
            texto="texto_abreviado",
        ),
        Clasificador(
            "localidades",
            "Localidades",
            "Claves del INEGI con su nombre y los nombres con que se conocen.",
            ("cvegeo", "cve_ent", "cve_mun", "cve_loc", "nombre", "alias", "ambito"),
            ("cvegeo", "nombre"),
            llave="cvegeo",
            anchos={"cvegeo": 9, "cve_ent": 2, "cve_mun": 3, "cve_loc": 4},
        ),
        Clasificador(
            "funcional",
            "Clasificación funcional del gasto (CONAC)",
            "Finalidad, función y subfunción.",
            (*_NIVEL, "nombre"),
            ("nivel", "clave", "nombre"),
            niveles=("finalidad", "función", "subfunción"),
        ),
        Clasificador(
            "tipo_gasto",
            "Tipo de gasto (CONAC)",
            "Corriente, de capital, amortización, pensiones, participaciones.",
            ("clave", "nombre"),
            ("clave", "nombre"),
        ),
    )
}


@dataclass(frozen=True)
class Falla:
    """Something wrong in a row of the file (its number as Excel counts it; None: the whole file).

    `impide`: with it, the file cannot be loaded."""

    renglon: int | None
    columna: str | None
    texto: str
    impide: bool = True


@dataclass(frozen=True)
class Lectura:
    """The rows that were read, the number of each in its file, and what is wrong with them."""

    filas: tuple[Renglon, ...]
    renglones: tuple[int, ...]
    fallas: tuple[Falla, ...]

    @property
    def impiden(self) -> tuple[Falla, ...]:
        return tuple(falla for falla in self.fallas if falla.impide)


def read(libro: Mapping[str, Any], clasificador: Clasificador) -> Lectura:
    """The rows of the first visible sheet that holds anything. Raises Invalid if there is none, or it is too long."""
    sheets = [hoja for hoja in libro["hojas"] if hoja.get("visible", True) and hoja["filas"]]
    if not sheets:
        raise Invalid("CATALOGO_ARCHIVO_VACIO")
    lines = sorted((int(number), list(values)) for number, values in _pairs(sheets[0]["filas"]))
    if len(lines) > MAX_RENGLONES:
        raise Invalid("CATALOGO_MUY_LARGO", maximo=MAX_RENGLONES)
    columns = _header(lines[0][1], clasificador)
    fallas = list(_header_faults(columns, clasificador))
    filas: list[Renglon] = []
    numbers: list[int] = []
    for number, values in lines[1:]:
        row = {name: _text(values, place, clasificador.anchos.get(name)) for name, place in columns.items()}
        if any(row.values()):
            filas.append(row)
            numbers.append(number)
    return Lectura(tuple(filas), tuple(numbers), tuple(fallas))


def _pairs(rows: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    yield from rows.items() if isinstance(rows, Mapping) else rows


def _header(values: Sequence[Any], clasificador: Clasificador) -> dict[str, int]:
    """The place of each column, by its name: ours by our name, others by the one they have."""
    ours = {plain(name.replace("_", " ")): name for name in clasificador.columnas}
    found: dict[str, int] = {}
    for place, value in enumerate(values):
        title = " ".join(str(value or "").replace("_", " ").split())
        name = ours.get(plain(title), str(value or "").strip())
        if name and name not in found:
            found[name] = place
    return found


def _header_faults(columns: Mapping[str, int], clasificador: Clasificador) -> Iterator[Falla]:
    for name in clasificador.columnas:
        if name not in columns:
            must = name in clasificador.pide
            what = "Agréguela con ese título en la primera fila." if must else "Se deja vacía."
            yield Falla(None, name, f"Falta la columna «{name}». {what}", must)
    extra = [name for name in columns if name not in clasificador.columnas]
    if extra:
        told = ", ".join(f"«{name}»" for name in extra[:6])
        yield Falla(None, None, f"No son columnas de este catálogo y se guardan sin revisar: {told}.", False)


def _text(values: Sequence[Any], place: int, width: int | None) -> str:
    value = values[place] if place < len(values) else None
    if isinstance(value, Mapping):
        value = value.get("valor", next(iter(value.values()), None))
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        number = Decimal(str(value))
        text = str(int(number)) if number == number.to_integral_value() else str(number)
        return text.zfill(width) if width else text
    return " ".join(str(value).split())


def check(lectura: Lectura, clasificador: Clasificador, unidades: Sequence[str] = ()) -> Lectura:
    """The reading with what is wrong in each row. `unidades`: the keys of the dependencias there are."""
    found = list(lectura.fallas)
    present = {name for row in lectura.filas for name in row}
    keys = [row.get(clasificador.llave, "") for row in lectura.filas]
    first: dict[str, int] = {}
    for row, number, key in zip(lectura.filas, lectura.renglones, keys, strict=True):
        found += [
            Falla(number, name, f"«{name}» está vacía.")
            for name in clasificador.pide
            if name in present and not row.get(name)
        ]
        if key and key in first:
            found.append(Falla(number, clasificador.llave, f"La clave {key} ya está en la fila {first[key]}."))
        first.setdefault(key, number)
        found += [Falla(number, column, text) for column, text in _row(row, clasificador, set(keys), set(unidades))]
    if not lectura.filas:
        found.append(Falla(None, None, "El archivo no trae ningún renglón debajo de los títulos."))
    return Lectura(lectura.filas, lectura.renglones, tuple(found))


def _row(row: Renglon, clasificador: Clasificador, keys: set[str], units: set[str]) -> Iterator[tuple[str, str]]:
    level, parent = row.get("nivel", ""), row.get("padre", "")
    if clasificador.niveles and level and level not in clasificador.niveles:
        yield "nivel", f"«{level}» no es un nivel: {', '.join(clasificador.niveles)}."
    if parent and parent not in keys:
        yield "padre", f"Su clave superior {parent} no está en el archivo."
    checker = _CHECKERS.get(clasificador.clave)
    if checker is not None:
        yield from checker(row, units)


def _programme(row: Renglon, units: set[str]) -> Iterator[tuple[str, str]]:
    modalidad = row.get("modalidad", "")
    if modalidad and not re.fullmatch(r"[A-Z]", modalidad):
        yield "modalidad", f"«{modalidad}» no es una modalidad: es una letra de la clasificación programática (CONAC)."
    members = [part.strip() for part in row.get("ur_participantes", "").split(";") if part.strip()]
    lead = row.get("ur_lider", "")
    unknown = sorted({key for key in (lead, *members) if key and key not in units})
    if units and unknown:
        yield "ur_participantes", f"No hay dependencia con clave {', '.join(unknown)}."
    if lead and members and lead not in members:
        yield "ur_participantes", f"La unidad líder {lead} debe estar también entre las participantes."


def _place(row: Renglon, units: set[str]) -> Iterator[tuple[str, str]]:
    clave = row.get("cvegeo", "")
    if clave and not re.fullmatch(r"\d{9}", clave):
        yield "cvegeo", f"«{clave}» no es una clave del INEGI: son nueve cifras."


def _partida(row: Renglon, units: set[str]) -> Iterator[tuple[str, str]]:
    clave = row.get("clave", "")
    if clave and not re.fullmatch(r"\d{4}", clave):
        yield "clave", f"«{clave}» no es una clave del COG: son cuatro cifras."


_CHECKERS: dict[str, Callable[[Renglon, set[str]], Iterator[tuple[str, str]]]] = {
    "programas": _programme,
    "localidades": _place,
    "cog": _partida,
}
