"""The sent content beside the one it is compared with: sections, rows and cells, each with what it said before. Pure.

Generic over the shape of a POA: a section or a field that is added to it appears here by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.expedientes import kinds
from workflow.kernel.diferencias import Tramo, by_words
from workflow.poa.campos import address, keys, of_field, rows_of
from workflow.poa.contenido import nothing, sound
from workflow.poa.esquema import CODIGOS, SECCIONES, Campo, Seccion
from workflow.poa.kind import label

Documento = Mapping[str, Any]
NUMEROS = frozenset({"decimal", "dinero"})
# The fields that name a row, in the order in which they are read.
NOMBRES = ("descripcion", "concepto", "indicador", "nombre", "resumen")


@dataclass(frozen=True)
class Celda:
    """A value and what it said before. `tipo` as in the shape of the POA; codes are already words."""

    campo: str
    titulo: str
    tipo: str
    antes: Any
    ahora: Any
    cambio: bool
    antes_tramos: tuple[Tramo, ...] = ()
    ahora_tramos: tuple[Tramo, ...] = ()

    @property
    def vacia(self) -> bool:
        return nothing(self.antes) and nothing(self.ahora)


@dataclass(frozen=True)
class Renglon:
    """A row of a table, or a field of a form. `estado`: igual, cambiado, nuevo or quitado."""

    campo: str
    clave: str
    nombre: str
    estado: str
    celdas: tuple[Celda, ...]
    meses: tuple[Celda, ...] = ()
    en_titulo: frozenset[str] = frozenset()
    """Addresses that its key and name already say whole."""

    @property
    def cambiadas(self) -> tuple[Celda, ...]:
        return tuple(celda for celda in self.celdas if celda.cambio)

    @property
    def por_leer(self) -> tuple[Celda, ...]:
        """What is read under the title: the values that did not change, or all of them in a new row."""
        return tuple(
            celda
            for celda in self.celdas
            if not nothing(celda.ahora)
            and celda.campo not in self.en_titulo
            and (self.estado == "nuevo" or not celda.cambio)
        )

    @property
    def meses_cambiados(self) -> bool:
        return any(celda.cambio for celda in self.meses)


@dataclass(frozen=True)
class SeccionMesa:
    clave: str
    nombre: str
    es_forma: bool
    renglones: tuple[Renglon, ...]

    @property
    def cambios(self) -> int:
        return sum(renglon.estado != "igual" for renglon in self.renglones)


def arrange(ahora: Documento, antes: Documento | None) -> tuple[SeccionMesa, ...]:
    """Every section that either content has. `antes` None: nothing to compare with, nothing has changed."""
    found = []
    for seccion in SECCIONES:
        rows = _form(seccion, ahora, antes) if seccion.es_forma else _table(seccion, ahora, antes)
        if rows and not (seccion.adicional and all(celda.vacia for row in rows for celda in row.celdas)):
            found.append(SeccionMesa(seccion.clave, seccion.hoja, seccion.es_forma, rows))
    return tuple(found)


def _form(seccion: Seccion, ahora: Documento, antes: Documento | None) -> tuple[Renglon, ...]:
    new, old = sound(seccion, ahora.get(seccion.clave)), sound(seccion, (antes or {}).get(seccion.clave))
    rows = []
    for campo in seccion.campos:
        celda = _cell(seccion, None, campo, new, None if antes is None else old)
        estado = "cambiado" if celda.cambio else "igual"
        rows.append(Renglon(celda.campo, campo.clave, campo.titulo, estado, (celda,)))
    return tuple(rows)


def _table(seccion: Seccion, ahora: Documento, antes: Documento | None) -> tuple[Renglon, ...]:
    """Rows in the order of the new content; those that are no longer there go last."""
    new = _by_key(seccion, ahora)
    old = None if antes is None else _by_key(seccion, antes)
    rows = [_row(seccion, key, row, None if old is None else old.get(key, {})) for key, row in new.items()]
    gone = [] if old is None else [_row(seccion, key, {}, row) for key, row in old.items() if key not in new]
    return (*rows, *gone)


def _by_key(seccion: Seccion, document: Documento) -> dict[str, dict[str, Any]]:
    rows = [sound(seccion, row) for row in rows_of(document, seccion.clave)]
    return dict(zip(keys(seccion.clave, rows), rows, strict=True))


def _row(seccion: Seccion, key: str, new: dict[str, Any], old: dict[str, Any] | None) -> Renglon:
    celdas = [_cell(seccion, key, campo, new, old) for campo in seccion.campos if not campo.mes]
    meses = [_cell(seccion, key, campo, new, old) for campo in seccion.campos if campo.mes]
    campo = address(seccion.clave, key)
    shown = new or old or {}
    name = next((one for one in NOMBRES if shown.get(one)), "")
    nombre = str(shown[name]) if name else ""
    said = {of_field(seccion, key, one) for one in seccion.campos if one.clave in (*seccion.llave, name)}
    return Renglon(
        campo,
        _key_words(campo),
        nombre,
        _state(new, old, [*celdas, *meses]),
        tuple(celdas),
        tuple(meses),
        frozenset(said),
    )


def _key_words(campo: str) -> str:
    """«Presupuesto, partida 2110 fuente 15» without the name of the sheet."""
    words = label(campo).partition(", ")[2]
    return words[:1].upper() + words[1:]


def _state(new: Documento, old: Documento | None, celdas: list[Celda]) -> str:
    if old is None:
        return "igual"
    if not new:
        return "quitado"
    if not old:
        return "nuevo"
    return "cambiado" if any(celda.cambio for celda in celdas) else "igual"


def _cell(seccion: Seccion, key: str | None, campo: Campo, new: Documento, old: Documento | None) -> Celda:
    ahora = _value(campo, new)
    antes = None if old is None else _value(campo, old)
    cambio = old is not None and _told(antes) != _told(ahora)
    left, right = _stretches(campo, antes, ahora) if cambio else ((), ())
    return Celda(of_field(seccion, key, campo), campo.titulo, campo.tipo, antes, ahora, cambio, left, right)


def _stretches(campo: Campo, antes: Any, ahora: Any) -> tuple[tuple[Tramo, ...], tuple[Tramo, ...]]:
    """Only texts are compared word by word; a number changes whole."""
    if campo.tipo in NUMEROS or campo.tipo in ("entero", "codigo", "fecha"):
        return (), ()
    return by_words(_as_text(antes), _as_text(ahora))


def _as_text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _told(value: Any) -> Any:
    return None if nothing(value) else value


def _value(campo: Campo, row: Documento) -> Any:
    value = row.get(campo.clave)
    if campo.mes:
        value = value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
    if campo.codigos and isinstance(value, str):
        return CODIGOS[campo.codigos].get(value, value)
    return value


def arrange_plain(ahora: Documento, antes: Documento | None) -> tuple[SeccionMesa, ...]:
    """A document of another kind: one section, a line for each address that has a value in either of both."""
    kind = kinds.of("padron")
    base = kind.empty()
    fields = dict.fromkeys([*kind.changed_fields(base, ahora), *kind.changed_fields(base, antes or {})])
    rows = []
    for campo in fields:
        new, old = kind.value(ahora, campo), None if antes is None else kind.value(antes, campo)
        cambio = antes is not None and _told(new) != _told(old)
        left, right = by_words(_as_text(old), _as_text(new)) if cambio else ((), ())
        titulo = kind.label(campo)
        celda = Celda(campo, titulo, "texto", old, new, cambio, left, right)
        rows.append(Renglon(campo, campo, titulo, "cambiado" if cambio else "igual", (celda,)))
    return (SeccionMesa("contenido", "Contenido", True, tuple(rows)),) if rows else ()
