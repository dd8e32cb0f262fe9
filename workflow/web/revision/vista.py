"""The desk made ready for its template: which rows are shown, and what was said beside each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from workflow.expedientes.kinds import DOCUMENTO
from workflow.poa.campos import row_of
from workflow.revision.hallazgos.tipos import Hallazgo
from workflow.revision.mesa import Renglon, SeccionMesa
from workflow.revision.queries import MesaVista
from workflow.web.fichas import CERRADAS, Celda, cell
from workflow.web.numeros import entero

RENGLONES = 40
TODO_CABE = 100
FILTROS = (
    ("todo", "Todo"),
    ("cambios", "Solo cambios"),
    ("sin_observar", "Solo lo que cambió sin observarse"),
    ("senalado", "Solo lo señalado"),
)


@dataclass(frozen=True)
class Lado:
    """What was said about one row: observations (open ones first) and findings that wait."""

    observaciones: list[Celda] = field(default_factory=list)
    hallazgos: list[Hallazgo] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.observaciones or self.hallazgos)


@dataclass(frozen=True)
class Pantalla:
    """One screen of the desk. `siguiente`: the row with which the next page of the section begins."""

    ver: str
    seccion: str
    secciones: list[tuple[SeccionMesa, tuple[Renglon, ...]]]
    lados: Mapping[str, Lado]
    enlaces: list[dict[str, Any]]
    desde: int
    siguiente: int | None
    total: int


def beside(mesa: MesaVista) -> dict[str, Lado]:
    """By the address of the row, of the section, or of the whole; fields of a form are rows of their own."""
    found: dict[str, Lado] = {}
    for one in sorted(mesa.ficha.observaciones, key=lambda o: o.estado in CERRADAS):
        found.setdefault(place(one.campo), Lado()).observaciones.append(cell(one))
    for hallazgo in mesa.hallazgos.pendientes:
        found.setdefault(place(hallazgo.campo), Lado()).hallazgos.append(hallazgo)
    return found


def place(campo: str) -> str:
    """The row that holds an address; in a form, the field itself."""
    row = row_of(campo)
    return row if "[" in row else campo


def pantalla(mesa: MesaVista) -> Pantalla:
    """What the address asks for: a section or all of them, everything or only some rows, from one row on."""
    lados = beside(mesa)
    ver = request.args.get("ver", "todo")
    ver = ver if ver in dict(FILTROS) else "todo"
    kept = [
        (one, tuple(r for r in one.renglones if _shown(r, ver, lados, mesa.sin_observar))) for one in mesa.secciones
    ]
    total = sum(len(rows) for _, rows in kept)
    claves = [one.clave for one in mesa.secciones]
    seccion = request.args.get("seccion", "")
    if seccion not in claves:
        seccion = "" if total <= TODO_CABE else next((one.clave for one, rows in kept if rows), "")
    if seccion:
        kept = [(one, rows) for one, rows in kept if one.clave == seccion]
    desde = max(request.args.get("desde", default=0, type=entero), 0) if seccion else 0
    size = RENGLONES if seccion and not kept[0][0].es_forma else TODO_CABE
    siguiente = None
    if seccion and kept:
        rows = kept[0][1]
        siguiente = desde + size if len(rows) > desde + size else None
        kept = [(kept[0][0], rows[desde : desde + size])]
    elif not seccion:
        kept = [(one, rows) for one, rows in kept if rows]
    return Pantalla(ver, seccion, kept, lados, _links(mesa, lados, ver, seccion), desde, siguiente, total)


def _shown(renglon: Renglon, ver: str, lados: Mapping[str, Lado], unseen: frozenset[str]) -> bool:
    if ver == "sin_observar":
        return any(celda.campo in unseen for celda in (*renglon.celdas, *renglon.meses))
    if ver == "cambios":
        return renglon.estado != "igual"
    return ver != "senalado" or renglon.campo in lados


def _links(mesa: MesaVista, lados: Mapping[str, Lado], ver: str, seccion: str) -> list[dict[str, Any]]:
    """The sections with what each one has changed and said."""
    total = sum(len(one.renglones) for one in mesa.secciones)
    whole = {"nombre": "Todo", "url": address(mesa, ver=ver, seccion=""), "actual": not seccion, "cuenta": None}
    found: list[dict[str, Any]] = [whole] if total <= TODO_CABE or not seccion else []
    for one in mesa.secciones:
        said = sum(len(lado.hallazgos) for campo, lado in lados.items() if _of(campo, one.clave))
        said += sum(
            not celda.cerrada for campo, lado in lados.items() if _of(campo, one.clave) for celda in lado.observaciones
        )
        found.append(
            {
                "nombre": one.nombre,
                "url": address(mesa, ver=ver, seccion=one.clave),
                "actual": one.clave == seccion,
                "cambios": one.cambios,
                "senalado": said,
            }
        )
    return found


def _of(campo: str, seccion: str) -> bool:
    return campo == seccion or campo.startswith((f"{seccion}[", f"{seccion}."))


def address(mesa: MesaVista, **changes: Any) -> str:
    """This desk with other arguments; those that are empty, or the usual ones, are not written."""
    args = {name: request.args[name] for name in ("ver", "seccion", "contra") if request.args.get(name)}
    args.update({name: str(value) for name, value in changes.items() if value is not None})
    kept = {name: value for name, value in args.items() if value and (name, value) != ("ver", "todo")}
    home = url_for("revision.mesa", expediente_id=mesa.ficha.cabeza.id)
    return f"{home}?{urlencode(kept)}" if kept else home


def of_whole(lados: Mapping[str, Lado]) -> Lado:
    """What was said about the dossier as a whole."""
    return lados.get(DOCUMENTO, Lado())
