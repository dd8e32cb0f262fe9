"""A table of a POA as a grid of texts, and the changes that somebody typed in it, cell by cell. Pure.

A change says what the cell held when it was typed over: if it holds something else by now, nobody's value is lost, both
are told (a conflict). A value that cannot be read is told beside its cell and stays with who typed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.kernel.refusals import Invalid
from workflow.poa import campos, formas, vista
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Fila, empty_row, put, sound
from workflow.poa.esquema import CODIGOS, SECCION, Campo, Seccion
from workflow.poa.hallazgos import Problema
from workflow.poa.numeros import pesos, plain
from workflow.poa.sumas import Suma, add_up

SECCIONES = ("actividades", "presupuesto")
MAS_CAMBIOS = 5_000
MAS_FILAS = 2_000
_COMPUTED: dict[str, frozenset[str]] = {
    "actividades": frozenset({"total"}),
    "presupuesto": frozenset({"total", "concepto"}),
}
QUIEN_FALTA = "Otra persona quitó esta fila o le cambió la clave. Lo que usted escribió sigue aquí."


@dataclass(frozen=True)
class Resultado:
    """What could be applied. `filas`: id of each row, in order; `conflictos` and `errores`, by cell."""

    documento: dict[str, Any]
    filas: tuple[str, ...]
    conflictos: tuple[dict[str, str], ...]
    errores: tuple[dict[str, str], ...]


@dataclass
class _Hoja:
    seccion: Seccion
    filas: list[tuple[str, Fila]]
    conflictos: list[dict[str, str]] = field(default_factory=list)
    errores: list[dict[str, str]] = field(default_factory=list)
    tocadas: set[str] = field(default_factory=set)

    def place(self, fila: str) -> int | None:
        return next((place for place, (known, _) in enumerate(self.filas) if known == fila), None)


def columns(seccion: str, options: Mapping[str, Sequence[tuple[str, str]]]) -> list[dict[str, Any]]:
    """The columns, in order: name, title, kind, whether it is computed, and what may be chosen."""
    found: list[dict[str, Any]] = []
    for campo in SECCION[seccion].campos:
        if campo.clave == "total":
            found.extend(_computed(f"t{n}", f"T{n}") for n in range(1, 5))
        choices = [[titulo, titulo] for titulo in CODIGOS[campo.codigos].values()] if campo.codigos else None
        if choices is None and campo.tipo != "lista" and options.get(campo.clave):
            choices = [[code, text] for code, text in options[campo.clave] if code]
        found.append(
            {
                "campo": formas.name_of(campo),
                "titulo": campo.titulo,
                "numero": campo.tipo in ("decimal", "dinero"),
                "calculada": campo.clave in _COMPUTED[seccion],
                "opciones": choices,
            }
        )
    return found


def _computed(name: str, title: str) -> dict[str, Any]:
    return {"campo": name, "titulo": title, "numero": True, "calculada": True, "opciones": None}


def rows(document: Mapping[str, Any], seccion: str) -> list[dict[str, str]]:
    """Each row as the grid shows it, with its key."""
    found = campos.rows_of(document, seccion)
    return [{"_clave": key, **texts(seccion, row)} for key, row in zip(campos.keys(seccion, found), found, strict=True)]


def texts(seccion: str, row: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a row, and its quarters."""
    found = {formas.name_of(campo): _text(campo, _value(row, campo)) for campo in SECCION[seccion].campos}
    quarters = vista.quarters(seccion, row) or (None,) * 4
    total = next(campo for campo in SECCION[seccion].campos if campo.clave == "total")
    return found | {f"t{n}": formas.text_of(total, value) for n, value in enumerate(quarters, 1)}


def _value(row: Mapping[str, Any], campo: Campo) -> Any:
    value = row.get(campo.clave)
    if campo.mes:
        return value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
    return value


def _text(campo: Campo, value: Any) -> str:
    if campo.codigos and isinstance(value, str):
        return CODIGOS[campo.codigos].get(value, value)
    return formas.text_of(campo, value)


def _says(campo: Campo, text: str, value: Any) -> bool:
    """Whether a cell that shows that text holds that value: «1250» and «1,250» are the same number."""
    try:
        return _text(campo, read_cell(campo, text)) == _text(campo, value)
    except ValueError:
        return text == _text(campo, value)


def read_cell(campo: Campo, text: str) -> Any:
    """A cell as typed or pasted: a code by its word, a list by semicolons. ValueError with the Spanish sentence."""
    if campo.codigos:
        wanted = plain(text)
        text = next((code for code, titulo in CODIGOS[campo.codigos].items() if plain(titulo) == wanted), text.strip())
    return formas.parse(campo, text.split(";") if campo.tipo == "lista" else [text])


def apply(
    document: Mapping[str, Any],
    seccion: str,
    cambios: Sequence[Mapping[str, Any]],
    claves: Mapping[str, str],
    catalogos: Catalogos,
) -> Resultado:
    """The changes, one after another. `claves`: the key of each row that the grid knows, by the id it gave it."""
    if len(cambios) > MAS_CAMBIOS:
        raise Invalid("REJILLA_MUY_GRANDE", maximo=MAS_CAMBIOS)
    present = campos.rows_of(document, seccion)
    ids = {clave: fila for fila, clave in claves.items()}
    hoja = _Hoja(
        SECCION[seccion],
        [(ids.get(key, f"={key}"), dict(row)) for key, row in zip(campos.keys(seccion, present), present, strict=True)],
    )
    for cambio in cambios:
        _DOERS.get(str(cambio.get("hacer")), _unknown)(hoja, cambio)
    if len(hoja.filas) > MAS_FILAS:
        raise Invalid("REJILLA_MUY_GRANDE", maximo=MAS_FILAS)
    done = [formas.complete(seccion, row, catalogos) if fila in hoja.tocadas else row for fila, row in hoja.filas]
    return Resultado(
        {**document, seccion: done},
        tuple(fila for fila, _ in hoja.filas),
        tuple(hoja.conflictos),
        tuple(hoja.errores),
    )


def _unknown(hoja: _Hoja, cambio: Mapping[str, Any]) -> None:
    raise Invalid("REJILLA_ILEGIBLE")


def _cell(hoja: _Hoja, cambio: Mapping[str, Any]) -> None:
    fila, name = str(cambio.get("fila")), str(cambio.get("campo"))
    before, typed = str(cambio.get("antes") or ""), str(cambio.get("valor") or "")
    campo = next((c for c in hoja.seccion.campos if formas.name_of(c) == name), None)
    if campo is None or campo.clave in _COMPUTED[hoja.seccion.clave]:
        raise Invalid("REJILLA_ILEGIBLE")
    place = hoja.place(fila)
    where = {"fila": fila, "campo": name, "suyo": typed}
    if place is None:
        hoja.conflictos.append({**where, "guardado": "", "texto": QUIEN_FALTA})
        return
    row = hoja.filas[place][1]
    try:
        value = read_cell(campo, typed)
    except ValueError as error:
        hoja.errores.append({"fila": fila, "campo": name, "texto": str(error)})
        return
    present = _value(row, campo)
    saved = _text(campo, present)
    if not _says(campo, before, present) and saved != _text(campo, value):
        hoja.conflictos.append({**where, "guardado": saved, "texto": ""})
        return
    put(row, campo, value)
    hoja.tocadas.add(fila)


def _add(hoja: _Hoja, cambio: Mapping[str, Any]) -> None:
    fila = str(cambio.get("fila"))
    if hoja.place(fila) is None:
        hoja.filas.insert(_after(hoja, cambio), (fila, empty_row(hoja.seccion)))


def _after(hoja: _Hoja, cambio: Mapping[str, Any]) -> int:
    """After the row it says; at the beginning if it says none; at the end if that row is gone."""
    if cambio.get("despues") is None:
        return 0
    place = hoja.place(str(cambio["despues"]))
    return len(hoja.filas) if place is None else place + 1


def _remove(hoja: _Hoja, cambio: Mapping[str, Any]) -> None:
    """Only what the person saw is removed: with somebody else's change in the row, both are told."""
    fila = str(cambio.get("fila"))
    place = hoja.place(fila)
    if place is None:
        return
    seen, row = cambio.get("antes") or {}, texts(hoja.seccion.clave, hoja.filas[place][1])
    for campo in hoja.seccion.campos:
        name = formas.name_of(campo)
        present = _value(hoja.filas[place][1], campo)
        if campo.clave not in _COMPUTED[hoja.seccion.clave] and not _says(campo, str(seen.get(name) or ""), present):
            texto = "Otra persona cambió esta fila mientras usted la quitaba. No se quitó."
            hoja.conflictos.append({"fila": fila, "campo": name, "suyo": "", "guardado": row[name], "texto": texto})
            return
    del hoja.filas[place]


def _move(hoja: _Hoja, cambio: Mapping[str, Any]) -> None:
    place = hoja.place(str(cambio.get("fila")))
    if place is not None:
        moved = hoja.filas.pop(place)
        hoja.filas.insert(_after(hoja, cambio), moved)


_DOERS = {"celda": _cell, "agregar": _add, "quitar": _remove, "mover": _move}


def sums(document: Mapping[str, Any], seccion: str, catalogos: Catalogos) -> list[dict[str, Any]]:
    """What the budget comes to by chapter, source and kind of spending, as texts; nothing for activities, whose units
    differ."""
    if seccion != "presupuesto":
        return []
    found = add_up((sound(SECCION[seccion], row) for row in campos.rows_of(document, seccion)), catalogos.fuentes)
    parts = (
        ("Por capítulo", "Capítulo", found.capitulos),
        ("Por fuente de financiamiento", "Fuente", found.fuentes),
        ("Por tipo de gasto", "Tipo de gasto", found.tipos),
    )
    return [
        {"titulo": titulo, "rotulo": rotulo, "filas": [_sum_line(line) for line in (*lines, found.total)]}
        for titulo, rotulo, lines in parts
        if lines
    ]


def _sum_line(line: Suma) -> list[str]:
    name = line.nombre if line.clave in (*CODIGOS["tipo_gasto"], "", "—") else f"{line.clave} {line.nombre}"
    return [name, *(f"${pesos(value):,.2f}" for value in (*line.trimestres, line.total))]


def spread(seccion: str, document: Mapping[str, Any], anual: str, tipo: str, modo: str, como: str) -> list[str]:
    """The months of what a year comes to (see `formas.spread_row`). `tipo`: the kind of goal by its word; `como`: the
    key of the row whose proportion is taken. ValueError with the Spanish sentence of what to write."""
    code = next((code for code, word in CODIGOS["tipo_meta"].items() if plain(word) == plain(tipo)), None)
    other = campos.value_at(document, campos.address(seccion, como)) or {}
    return formas.spread_row(seccion, anual, code, modo, other)


def by_cell(found: Sequence[Problema], seccion: str, ids: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is wrong in the section, by the id of its row and its column (empty: the row, or the whole table)."""
    told = []
    for problem in found:
        where, key, name, mes = campos.split(problem.campo) or ("", None, None, None)
        if where == seccion:
            column = f"mes_{mes}" if mes else name or ""
            told.append(
                {
                    "fila": ids.get(key or "", ""),
                    "campo": column,
                    "texto": problem.texto,
                    "severidad": problem.severidad,
                    "vacio": problem.codigo == "CAMPO_OBLIGATORIO_VACIO",
                }
            )
    return told
