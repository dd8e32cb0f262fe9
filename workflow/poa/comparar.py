"""Contents of a POA compared row by row and field by field, and merged: what was handed out, the draft, the workbook.

A row is the same while its key is (`campos.keys`). What only one side changed is taken; what both changed differently
is a conflict, told with the three values, and stays as the draft has it until somebody chooses. Totals are never in
conflict because of months that each side changed: they are added up again. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.poa import campos, formas
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Fila, lean, nothing, put, sound, value_of
from workflow.poa.esquema import SECCION, SECCIONES, Campo, Seccion

BORRADOR, LIBRO = "borrador", "libro"
Documento = Mapping[str, Any]
Filas = dict[str, Fila]


@dataclass(frozen=True)
class Cambio:
    """What the workbook changes at an address: of a field, or of a whole row (`antes` or `ahora` is then None)."""

    campo: str
    antes: Any
    ahora: Any


@dataclass(frozen=True)
class Conflicto:
    """Both sides changed the same since the workbook was made. A row that one side removed is None there."""

    campo: str
    base: Any
    borrador: Any
    libro: Any


@dataclass
class CambiosDeSeccion:
    """`conservadas`: rows that somebody added to the draft after the workbook was made; they stay."""

    seccion: str
    nuevas: list[Cambio] = field(default_factory=list)
    cambiadas: list[Cambio] = field(default_factory=list)
    quitadas: list[Cambio] = field(default_factory=list)
    conflictos: list[Conflicto] = field(default_factory=list)
    conservadas: list[str] = field(default_factory=list)

    @property
    def cuantos(self) -> int:
        return len(self.nuevas) + len(self.cambiadas) + len(self.quitadas) + len(self.conflictos)


@dataclass(frozen=True)
class Mezcla:
    """The content that results, and by section what changes in the draft to get there."""

    contenido: dict[str, Any]
    secciones: tuple[CambiosDeSeccion, ...]

    @property
    def conflictos(self) -> list[Conflicto]:
        return [one for section in self.secciones for one in section.conflictos]

    @property
    def cuantos(self) -> int:
        return sum(section.cuantos for section in self.secciones)


def normal(document: Documento) -> dict[str, Any]:
    """The content with every field of every section, and without the additional parts that hold nothing."""
    found: dict[str, Any] = {}
    for seccion in SECCIONES:
        value = document.get(seccion.clave)
        if seccion.es_forma:
            found[seccion.clave] = sound(seccion, value)
        elif value is None and seccion.clave == "mir":
            found[seccion.clave] = None
        else:
            found[seccion.clave] = [sound(seccion, row) for row in campos.rows_of(document, seccion.clave)]
    return lean(found)


def merge(
    base: Documento | None,
    borrador: Documento,
    libro: Documento,
    secciones: Collection[str],
    *,
    quitar: Collection[str] | None = None,
    elecciones: Mapping[str, str] | None = None,
) -> Mezcla:
    """The draft with what the workbook changes in the `secciones` it brings.

    `base`: what the workbook was made from; None when it is not known, and then the draft itself. `quitar`: sections
    whose removed rows are removed (None: all). `elecciones`: address of a conflict to BORRADOR or LIBRO.
    """
    mine, theirs = normal(borrador), normal(libro)
    before = mine if base is None else normal(base)
    result, told = dict(mine), []
    for seccion in SECCIONES:
        clave = seccion.clave
        if clave not in secciones or (clave not in theirs and not seccion.adicional):
            continue
        removes = quitar is None or clave in quitar
        section = _Seccion(seccion, before, mine, theirs, removes, elecciones or {})
        result[clave] = section.merged()
        told.append(section.cambios)
    return Mezcla(lean(result), tuple(told))


def apply(changes: Iterable[CambiosDeSeccion], document: Documento) -> dict[str, Any]:
    """The content with the changes made, as addresses say: new rows go at the end of their section."""
    result = normal(document)
    for section in changes:
        seccion = SECCION[section.seccion]
        rows = _rows(seccion, result)
        for change in section.quitadas:
            rows.pop(_key(change.campo), None)
        for change in section.cambiadas:
            _, key, name, mes = campos.split(change.campo) or ("", None, None, None)
            campo = next(one for one in seccion.campos if (one.clave, one.mes) == (name, mes))
            put(rows.setdefault(key or "", sound(seccion, None)), campo, change.ahora)
        for change in section.nuevas:
            rows[_key(change.campo)] = dict(change.ahora)
        result[seccion.clave] = _written(seccion, rows.values())
    return lean(result)


def diff(before: Documento, after: Documento) -> tuple[CambiosDeSeccion, ...]:
    """Everything that turns one content into the other, but for the order of the rows."""
    everything = [seccion.clave for seccion in SECCIONES]
    return tuple(one for one in merge(None, before, after, everything).secciones if one.cuantos)


def _key(address: str) -> str:
    parts = campos.split(address)
    return (parts[1] if parts else None) or ""


def _rows(seccion: Seccion, document: Documento) -> Filas:
    """The rows of a section by their key; a form is one row with an empty key."""
    if seccion.es_forma:
        value = document.get(seccion.clave)
        return {"": dict(value)} if isinstance(value, Mapping) else {}
    rows = campos.rows_of(document, seccion.clave)
    return {key: _copy(row) for key, row in zip(campos.keys(seccion.clave, rows), rows, strict=True)}


def _copy(row: Mapping[str, Any]) -> Fila:
    return {key: list(value) if isinstance(value, list) else value for key, value in row.items()}


def _written(seccion: Seccion, rows: Iterable[Fila]) -> Any:
    listed = list(rows)
    if seccion.es_forma:
        return listed[0] if listed else {}
    return listed


class _Seccion:
    """One section while it is merged."""

    def __init__(
        self,
        seccion: Seccion,
        base: Documento,
        mine: Documento,
        theirs: Documento,
        removes: bool,
        choices: Mapping[str, str],
    ) -> None:
        self.seccion, self.removes, self.choices = seccion, removes, choices
        self.base, self.mine, self.theirs = (_rows(seccion, document) for document in (base, mine, theirs))
        before, here, there = (document.get(seccion.clave) is None for document in (base, mine, theirs))
        self.absent = there if here == before else here
        self.cambios = CambiosDeSeccion(seccion.clave)

    def merged(self) -> Any:
        result: Filas = {}
        for key in dict.fromkeys([*self.mine, *self.theirs]):
            row = self._row(key)
            if row is not None:
                result[key] = row
        if self.absent and not result:
            return None
        return _written(self.seccion, (result[key] for key in self._order(result)))

    def _address(self, key: str, campo: Campo | None = None) -> str:
        name = None if self.seccion.es_forma else key
        if campo is None:
            return campos.address(self.seccion.clave, name)
        return campos.of_field(self.seccion, name, campo)

    def _row(self, key: str) -> Fila | None:
        """The row that stays under a key; None when none does."""
        base, mine, theirs = self.base.get(key), self.mine.get(key), self.theirs.get(key)
        if (mine is not None and theirs is not None) or self.seccion.es_forma:
            return self._fields(key, base, mine or sound(self.seccion, None), theirs or sound(self.seccion, None))
        where = self._address(key)
        if theirs is None:
            return self._removed_there(where, base, mine)
        if base is None:
            self.cambios.nuevas.append(Cambio(where, None, theirs))
            return theirs
        if theirs == base:
            return None  # the draft removed it and the workbook did not touch it
        kept: Fila | None = self._choose(Conflicto(where, base, None, theirs))
        return kept

    def _removed_there(self, where: str, base: Fila | None, mine: Fila | None) -> Fila | None:
        if base is None:
            self.cambios.conservadas.append(where)
            return mine
        if mine == base:
            self.cambios.quitadas.append(Cambio(where, mine, None))
            return None if self.removes else mine
        kept: Fila | None = self._choose(Conflicto(where, base, mine, None))
        return kept

    def _choose(self, conflict: Conflicto) -> Any:
        """What stays of a conflict: the draft's, unless the workbook's was chosen."""
        self.cambios.conflictos.append(conflict)
        return conflict.libro if self.choices.get(conflict.campo) == LIBRO else conflict.borrador

    def _fields(self, key: str, base: Fila | None, mine: Fila, theirs: Fila) -> Fila:
        row = _copy(mine)
        computed = [campo for campo in self.seccion.campos if campo.clave in formas.CALCULADOS]
        for campo in self.seccion.campos:
            if campo not in computed:
                self._field(key, campo, base, mine, theirs, row)
        for campo in computed:
            self._total(key, campo, base, mine, theirs, row)
        return row

    def _field(self, key: str, campo: Campo, base: Fila | None, mine: Fila, theirs: Fila, row: Fila) -> None:
        before = value_of(base, campo) if base is not None else None
        here, there = value_of(mine, campo), value_of(theirs, campo)
        if _same(here, there) or _same(there, before):
            return
        if _same(here, before):
            self.cambios.cambiadas.append(Cambio(self._address(key, campo), here, there))
            put(row, campo, there)
            return
        put(row, campo, self._choose(Conflicto(self._address(key, campo), before, here, there)))

    def _total(self, key: str, campo: Campo, base: Fila | None, mine: Fila, theirs: Fila, row: Fila) -> None:
        """The total goes with the row it was computed from; of a mixture, it is computed again."""
        if self._inputs(mine) == self._inputs(theirs):
            self._field(key, campo, base, mine, theirs, row)
            return
        inputs = self._inputs(row)
        if inputs == self._inputs(mine):
            total = value_of(mine, campo)
        elif inputs == self._inputs(theirs):
            total = value_of(theirs, campo)
        else:
            total = formas.complete(self.seccion.clave, row, Catalogos(0))[campo.clave]
        if not _same(total, value_of(mine, campo)):
            self.cambios.cambiadas.append(Cambio(self._address(key, campo), value_of(mine, campo), total))
        put(row, campo, total)

    def _inputs(self, row: Fila) -> tuple[Any, Any]:
        return row.get("meses"), row.get("tipo_meta")

    def _order(self, result: Filas) -> list[str]:
        """As in the draft, unless only the workbook changed the order; what one side added goes after what it
        follows there."""
        shared = [key for key in self.base if key in self.mine and key in self.theirs]
        here = [key for key in self.mine if key in shared]
        there = [key for key in self.theirs if key in shared]
        book_first = here == shared and there != shared
        main, other = (self.theirs, self.mine) if book_first else (self.mine, self.theirs)
        order = [key for key in main if key in result]
        previous: str | None = None
        for key in other:
            if key not in result:
                continue
            if key not in order:
                order.insert(_place_after(order, previous, other), key)
            previous = key
        return order


def _place_after(order: list[str], previous: str | None, other: Filas) -> int:
    """Where a row goes that follows `previous`: after the rows that only the first order has there."""
    place = 0 if previous is None else order.index(previous) + 1
    while place < len(order) and order[place] not in other:
        place += 1
    return place


def _same(one: Any, other: Any) -> bool:
    return one == other or (nothing(one) and nothing(other))
