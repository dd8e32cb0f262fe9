"""The MIR as a tree (Fin, Propósito, Componentes with their Actividades), and what changes its shape. Pure.

Every change gives a whole new document and says what it did to the keys, so that whoever decides sees first what
follows: the indicators and their fichas, and the activities of the POA that point to a component.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.kernel.refusals import Refused
from workflow.poa.campos import keys, row_key, rows_of
from workflow.poa.contenido import Fila, empty_row, sound
from workflow.poa.esquema import MIR

NIVELES = ("fin", "proposito", "componente", "actividad")
MAS_HERMANOS = 99
_CLAVE = re.compile(r"(?:F|P)1|C(\d{1,2})(?:A(\d{1,2}))?")


@dataclass(frozen=True)
class Nivel:
    """A box of the matrix. `indicadores`: keys of its rows (`C1#1`). `supuesto`: that of its first row."""

    clave: str
    nivel: str
    resumen: str
    supuesto: str
    indicadores: tuple[str, ...]
    hijos: tuple[Nivel, ...] = ()


@dataclass(frozen=True)
class Arbol:
    """`sueltos`: boxes whose key does not say where they go (a defect that is told apart)."""

    fin: Nivel | None
    proposito: Nivel | None
    componentes: tuple[Nivel, ...]
    sueltos: tuple[Nivel, ...]

    def get(self, clave: str) -> Nivel | None:
        return next((nivel for nivel in self.todos() if nivel.clave == clave), None)

    def todos(self) -> list[Nivel]:
        found = [nivel for nivel in (self.fin, self.proposito) if nivel is not None]
        for componente in self.componentes:
            found += [componente, *componente.hijos]
        return [*found, *self.sueltos]


@dataclass(frozen=True)
class Cambio:
    """`claves`: old key -> new key, of what moves. `quitadas`: keys that are no more."""

    documento: dict[str, Any]
    claves: Mapping[str, str] = field(default_factory=dict)
    quitadas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Apunta:
    """An activity of a POA that points to a component. `ur`: of another unit; empty when it is of this POA."""

    clave: str
    descripcion: str
    componente: str
    ur: str = ""
    expediente_id: int | None = None


@dataclass(frozen=True)
class Efecto:
    """What a change does to an activity that points to a component: `ahora` is its new key, None if it is left alone.

    `sigue`: it is of this POA, so the computer writes its new key.
    """

    actividad: Apunta
    ahora: str | None
    sigue: bool


def tree(document: Mapping[str, Any]) -> Arbol:
    rows = [sound(MIR, row) for row in rows_of(document, "mir")]
    grouped: dict[str, list[tuple[str, Fila]]] = {}
    for key, row in zip(keys("mir", rows), rows, strict=True):
        grouped.setdefault(str(row["clave"] or ""), []).append((key, row))
    boxes = {clave: _box(clave, found) for clave, found in grouped.items()}
    fit = {clave: box for clave, box in boxes.items() if _fits(box)}
    componentes = sorted((c for c, box in fit.items() if box.nivel == "componente"), key=_order)
    actividades = [c for c, box in fit.items() if box.nivel == "actividad"]
    hung: set[str] = set()
    found = []
    for clave in componentes:
        suyas = sorted((a for a in actividades if a.partition("A")[0] == clave), key=_order)
        hung.update(suyas)
        box = boxes[clave]
        hijos = tuple(boxes[a] for a in suyas)
        found.append(Nivel(clave, box.nivel, box.resumen, box.supuesto, box.indicadores, hijos))
    known = {"F1", "P1", *componentes, *hung}
    return Arbol(
        fin=fit.get("F1"),
        proposito=fit.get("P1"),
        componentes=tuple(found),
        sueltos=tuple(box for clave, box in boxes.items() if clave not in known or clave not in fit),
    )


def _box(clave: str, found: Sequence[tuple[str, Fila]]) -> Nivel:
    first = found[0][1]
    return Nivel(
        clave,
        str(first["nivel"] or ""),
        next((str(row["resumen"]) for _, row in found if row["resumen"]), ""),
        next((str(row["supuesto"]) for _, row in found if row["supuesto"]), ""),
        tuple(key for key, _ in found),
    )


def level_of(clave: str) -> str | None:
    """The level that a key says."""
    match = _CLAVE.fullmatch(clave)
    if not match:
        return None
    if clave in ("F1", "P1"):
        return "fin" if clave == "F1" else "proposito"
    return "actividad" if match[2] else "componente"


def _fits(box: Nivel) -> bool:
    return level_of(box.clave) == box.nivel


def _order(clave: str) -> tuple[int, int, int]:
    """F1, P1, C1, C1A1, C1A2, C2…; what says nothing, at the end."""
    match = _CLAVE.fullmatch(clave)
    if not match:
        return (9, 0, 0)
    if not match[1]:
        return (0 if clave == "F1" else 1, 0, 0)
    return (2, int(match[1]), int(match[2] or 0))


def in_order(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same document with the rows of the matrix in the order of the tree."""
    rows = list(rows_of(document, "mir"))
    rows.sort(key=lambda row: (*_order(str(row.get("clave") or "")), row.get("numero") or 0))
    return {**document, "mir": rows}


# --- Changes


def write(document: Mapping[str, Any], clave: str, resumen: str | None, supuesto: str | None) -> dict[str, Any]:
    """The narrative and the supuesto of a box, in all of its rows. Raises Refused with NIVEL_INEXISTENTE."""
    _known(document, clave)
    rows = [
        {**row, "resumen": resumen, "supuesto": supuesto} if row.get("clave") == clave else row
        for row in rows_of(document, "mir")
    ]
    return {**document, "mir": rows}


def add(
    document: Mapping[str, Any], nivel: str, padre: str = "", apuntan: Iterable[Apunta] = ()
) -> tuple[dict[str, Any], str]:
    """A new empty box and its key. Raises Refused with NIVEL_YA_EXISTE, NIVEL_INEXISTENTE or MATRIZ_LLENA.

    `apuntan`: a key to which an activity still points is not given to another component.
    """
    arbol = tree(document)
    if nivel in ("fin", "proposito"):
        clave = "F1" if nivel == "fin" else "P1"
        if arbol.get(clave) is not None:
            raise Refused("NIVEL_YA_EXISTE", clave=clave)
    elif nivel == "componente":
        pointed = [one.componente for one in apuntan if level_of(one.componente) == "componente"]
        clave = _free("C", [*(c.clave for c in arbol.componentes), *pointed])
    else:
        over = next((c for c in arbol.componentes if c.clave == padre), None)
        if over is None:
            raise Refused("NIVEL_INEXISTENTE", clave=padre or "el componente")
        clave = _free(f"{padre}A", [hijo.clave for hijo in over.hijos])
    return in_order(with_row(document, {"nivel": nivel, "clave": clave, "numero": 1})), clave


def with_row(document: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {**document, "mir": [*(document.get("mir") or []), {**empty_row(MIR), **values}]}


def _free(prefix: str, taken: Iterable[str]) -> str:
    """The key after the last one: a key that was used and removed is not another thing's."""
    number = max((int(clave.removeprefix(prefix)) for clave in taken), default=0) + 1
    if number > MAS_HERMANOS:
        raise Refused("MATRIZ_LLENA", maximo=MAS_HERMANOS)
    return f"{prefix}{number}"


def remove(document: Mapping[str, Any], clave: str, *, renumera: bool) -> Cambio:
    """Without a box and what hangs from it; the ones after it take its number, unless the keys are already followed."""
    _known(document, clave)
    gone = [nivel.clave for nivel in tree(document).todos() if _under(nivel.clave, clave)]
    left = {**document, "mir": [row for row in rows_of(document, "mir") if row.get("clave") not in gone]}
    for seccion in ("fichas", "variables"):
        if document.get(seccion):
            left[seccion] = [row for row in rows_of(document, seccion) if row.get("clave") not in gone]
    left["actividades"] = [
        {**row, "componente": None} if _points(document, row, gone) else row for row in rows_of(document, "actividades")
    ]
    claves = _closed_up(tree(left), clave) if renumera and level_of(clave) in ("componente", "actividad") else {}
    return Cambio(in_order(_renamed(left, claves)), claves, tuple(gone))


def move(document: Mapping[str, Any], clave: str, hacia: str) -> Cambio:
    """A component or an activity with the one above it (`arriba`) or below it. Raises Refused if there is none."""
    _known(document, clave)
    arbol = tree(document)
    if level_of(clave) == "componente":
        hermanos = [c.clave for c in arbol.componentes]
    else:
        over = next((c for c in arbol.componentes if clave in [hijo.clave for hijo in c.hijos]), None)
        hermanos = [hijo.clave for hijo in over.hijos] if over else []
    place = hermanos.index(clave) if clave in hermanos else -1
    other = place + (-1 if hacia == "arriba" else 1)
    if place < 0 or not 0 <= other < len(hermanos):
        raise Refused("NIVEL_SIN_LUGAR", clave=clave)
    claves = _with_children(arbol, {clave: hermanos[other], hermanos[other]: clave})
    return Cambio(in_order(_renamed(document, claves)), claves)


def _under(clave: str, over: str) -> bool:
    return clave == over or (level_of(over) == "componente" and clave.partition("A")[0] == over)


def _closed_up(arbol: Arbol, gone: str) -> dict[str, str]:
    """The keys that change so that the numbering has no gap."""
    if level_of(gone) == "componente":
        return _with_children(
            arbol, {c.clave: f"C{n}" for n, c in enumerate(arbol.componentes, 1) if c.clave != f"C{n}"}
        )
    over = gone.partition("A")[0]
    componente = next((c for c in arbol.componentes if c.clave == over), None)
    hijos = componente.hijos if componente else ()
    return {h.clave: f"{over}A{n}" for n, h in enumerate(hijos, 1) if h.clave != f"{over}A{n}"}


def _with_children(arbol: Arbol, claves: Mapping[str, str]) -> dict[str, str]:
    found = dict(claves)
    for componente in arbol.componentes:
        if componente.clave in claves:
            new = claves[componente.clave]
            found |= {hijo.clave: f"{new}A{hijo.clave.partition('A')[2]}" for hijo in componente.hijos}
    return found


def _points(document: Mapping[str, Any], row: Mapping[str, Any], claves: Container[str]) -> bool:
    programa = (document.get("identificacion") or {}).get("programa")
    return row.get("programa") == programa and row.get("componente") in claves


def _renamed(document: Mapping[str, Any], claves: Mapping[str, str]) -> dict[str, Any]:
    """The new keys in the matrix, its fichas and variables, and in the activities of this POA in this programme."""
    done = dict(document)
    if not claves:
        return done
    for seccion in ("mir", "fichas", "variables"):
        if document.get(seccion):
            done[seccion] = [
                {**row, "clave": claves.get(str(row.get("clave") or ""), row.get("clave"))}
                for row in rows_of(document, seccion)
            ]
    done["actividades"] = [
        {**row, "componente": claves[row["componente"]]} if _points(document, row, claves) else row
        for row in rows_of(document, "actividades")
    ]
    return done


def _known(document: Mapping[str, Any], clave: str) -> None:
    if not clave or tree(document).get(clave) is None:
        raise Refused("NIVEL_INEXISTENTE", clave=clave or "ese nivel")


# --- What follows


def pointing(document: Mapping[str, Any], programa: str | None, **where: Any) -> list[Apunta]:
    """The activities of a POA that point to a component of a programme. `where`: ur and expediente_id, of another."""
    return [
        Apunta(str(row.get("clave") or ""), str(row.get("descripcion") or ""), str(row["componente"]), **where)
        for row in rows_of(document, "actividades")
        if programa and row.get("programa") == programa and row.get("componente")
    ]


def effects(cambio: Cambio, apuntan: Iterable[Apunta]) -> list[Efecto]:
    """What happens to each activity that points to a component that moves or goes."""
    found = []
    for actividad in apuntan:
        if actividad.componente in cambio.quitadas:
            found.append(Efecto(actividad, None, False))
        elif actividad.componente in cambio.claves:
            found.append(Efecto(actividad, cambio.claves[actividad.componente], not actividad.ur))
    return found


def of_others(efectos: Iterable[Efecto]) -> list[Efecto]:
    """Those of other units whose component would be under another key: theirs is not ours to write, and the key that
    they hold would be another component's."""
    return [efecto for efecto in efectos if efecto.actividad.ur and efecto.ahora is not None]


def orphans(document: Mapping[str, Any], apuntan: Iterable[Apunta]) -> list[Apunta]:
    """The activities that point to a component that the matrix does not have."""
    known = {componente.clave for componente in tree(document).componentes}
    return [actividad for actividad in apuntan if actividad.componente not in known]


# --- Indicators


def next_number(document: Mapping[str, Any], clave: str) -> int | None:
    """The number of the next indicator of a box, or None when it already has its two."""
    taken = {row.get("numero") for row in rows_of(document, "mir") if row.get("clave") == clave}
    return next((number for number in (1, 2) if number not in taken), None)


def without_indicator(document: Mapping[str, Any], llave: str) -> dict[str, Any]:
    """Without an indicator, its ficha and its variables; the last one of a box stays, emptied."""
    rows = rows_of(document, "mir")
    found = dict(zip(keys("mir", rows), rows, strict=True))
    if llave not in found:
        raise Refused("INDICADOR_INEXISTENTE", llave=llave)
    gone = found[llave]
    sisters = [row for row in rows if row.get("clave") == gone.get("clave")]
    done: dict[str, Any] = dict(document)
    if len(sisters) > 1:
        done["mir"] = [row for row in rows if row is not gone]
    else:
        kept = {name: gone.get(name) for name in ("nivel", "clave", "resumen", "supuesto")}
        done["mir"] = [{**empty_row(MIR), **kept, "numero": 1} if row is gone else row for row in rows]
    if "~" not in llave:
        for seccion in ("fichas", "variables"):
            if document.get(seccion):
                done[seccion] = [row for row in rows_of(document, seccion) if row_key("mir", row) != llave]
    return done
