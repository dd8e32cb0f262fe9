"""A format of the public obligations as data: its six rows above, its columns in order, its tables and catalogues.

    formato = parse(documento, SALIDAS["metas"])     # Invalid, with every reason
    dump(formato)                                    # the same document

The layouts change with the guidelines of each year, so nothing of them is code: a format is a JSON document (see
`formatos/`) that the municipality replaces, with its date and its norm. `fuente` says which datum of the record goes
in a column, and `fijo` a text that is always the same; a column with neither stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.kernel.refusals import Invalid, Reason
from workflow.kernel.texto import plain
from workflow.sipot.salidas import Fuente, Salida

# Word of a type -> the code that the official workbook carries above the column.
TIPOS: dict[str, int] = {
    "texto": 1,
    "texto_largo": 2,
    "numero": 3,
    "fecha": 4,
    "hora": 5,
    "moneda": 6,
    "hipervinculo": 7,
    "catalogo": 9,
    "tabla": 10,
    "anio": 12,
    "actualizacion": 13,
    "nota": 14,
}
MAXIMO_COLUMNAS = 200
_TABLA = re.compile(r"Tabla_\d{1,12}")
_TEXTOS = ("id", "titulo", "nombre_corto", "descripcion")


@dataclass(frozen=True)
class Campo:
    """A column. `id`: the number that the platform gives it; `codigo`: that of its type, if it is not the usual."""

    rotulo: str
    tipo: str = "texto"
    id: str = ""
    fuente: str = ""
    fijo: str = ""
    catalogo: tuple[str, ...] = ()
    tabla: Tabla | None = None
    codigo: int | None = None

    @property
    def clave_tipo(self) -> int:
        return TIPOS[self.tipo] if self.codigo is None else self.codigo

    @property
    def vacio(self) -> bool:
        return not self.fuente and not self.fijo


@dataclass(frozen=True)
class Tabla:
    """A child sheet. Its first column, the number that ties it to the row above, is not one of `campos`."""

    nombre: str
    campos: tuple[Campo, ...]


@dataclass(frozen=True)
class Formato:
    id: str
    titulo: str
    nombre_corto: str
    descripcion: str
    campos: tuple[Campo, ...]

    @property
    def tablas(self) -> tuple[Tabla, ...]:
        return tuple(campo.tabla for campo in self.campos if campo.tabla is not None)

    @property
    def vacios(self) -> tuple[str, ...]:
        """The columns that nothing fills in, by their label."""
        return tuple(campo.rotulo for campo in every(self) if campo.vacio)


def every(formato: Formato) -> Iterator[Campo]:
    """Each column, and after one that is a table, those of the table."""
    for campo in formato.campos:
        yield campo
        if campo.tabla is not None:
            yield from campo.tabla.campos


def parse(documento: Any, salida: Salida) -> Formato:
    """Raises Invalid with everything that is wrong with it."""
    if not isinstance(documento, Mapping) or not isinstance(documento.get("campos"), list) or not documento["campos"]:
        raise Invalid("FORMATO_SIN_COLUMNAS")
    wrong: list[Reason] = []
    for clave in sorted(set(documento) - {*_TEXTOS, "campos"}):
        wrong.append(Reason("FORMATO_DATO_DESCONOCIDO", {"dato": str(clave)[:60]}))
    textos = {clave: _text(documento.get(clave), clave, wrong) for clave in _TEXTOS}
    campos = _fields(documento["campos"], salida.todas, wrong, con_tablas=True)
    nombres = [campo.tabla.nombre for campo in campos if campo.tabla is not None]
    wrong += [
        Reason("FORMATO_TABLA_REPETIDA", {"tabla": one}) for one in sorted(set(nombres)) if nombres.count(one) > 1
    ]
    if campos and all(campo.vacio for campo in campos):
        wrong.append(Reason("FORMATO_SIN_FUENTES"))
    if wrong:
        raise Invalid(wrong)
    return Formato(**textos, campos=campos)


def _fields(
    found: Sequence[Any], fuentes: Mapping[str, Fuente], wrong: list[Reason], *, con_tablas: bool
) -> tuple[Campo, ...]:
    if len(found) > MAXIMO_COLUMNAS:
        wrong.append(Reason("FORMATO_DEMASIADAS_COLUMNAS", {"maximo": MAXIMO_COLUMNAS}))
        return ()
    read = (_field(numero, one, fuentes, wrong, con_tablas) for numero, one in enumerate(found, 1))
    return tuple(campo for campo in read if campo is not None)


def _field(
    numero: int, found: Any, fuentes: Mapping[str, Fuente], wrong: list[Reason], con_tablas: bool
) -> Campo | None:
    one: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    rotulo = str(one.get("rotulo") or "").strip()
    tipo = str(one.get("tipo") or "texto")
    if not rotulo or len(rotulo) > 500:
        wrong.append(Reason("FORMATO_COLUMNA_ILEGIBLE", {"columna": numero}))
        return None
    if tipo not in TIPOS or (tipo == "tabla" and not con_tablas):
        wrong.append(Reason("FORMATO_TIPO_DESCONOCIDO", {"rotulo": rotulo, "tipo": tipo[:40]}))
        return None
    fuente = str(one.get("fuente") or "")
    known = fuentes.get(fuente)
    if fuente and known is None:
        wrong.append(Reason("FORMATO_FUENTE_DESCONOCIDA", {"rotulo": rotulo, "fuente": fuente[:60]}))
    elif known is not None and bool(known.de) != (tipo == "tabla"):
        wrong.append(Reason("FORMATO_FUENTE_DE_TABLA", {"rotulo": rotulo, "fuente": known.rotulo}))
    catalogo = tuple(str(value).strip() for value in _list(one.get("catalogo")))
    if (tipo == "catalogo") != bool(catalogo) or len({plain(value) for value in catalogo}) != len(catalogo):
        wrong.append(Reason("FORMATO_CATALOGO", {"rotulo": rotulo}))
    codigo = one.get("codigo")
    return Campo(
        rotulo,
        tipo,
        _text(one.get("id"), rotulo, wrong),
        fuente,
        str(one.get("fijo") or "").strip(),
        catalogo,
        _table(rotulo, one.get("tabla"), known, wrong) if tipo == "tabla" else None,
        codigo if isinstance(codigo, int) and not isinstance(codigo, bool) else None,
    )


def _table(rotulo: str, found: Any, fuente: Fuente | None, wrong: list[Reason]) -> Tabla | None:
    nombre = str(found.get("nombre") or "") if isinstance(found, Mapping) else ""
    if not isinstance(found, Mapping) or not _TABLA.fullmatch(nombre) or not _list(found.get("campos")):
        wrong.append(Reason("FORMATO_TABLA", {"rotulo": rotulo}))
        return None
    de = {child.clave: child for child in fuente.de} if fuente else {}
    return Tabla(nombre, _fields(_list(found["campos"]), de, wrong, con_tablas=False))


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _text(found: Any, nombre: str, wrong: list[Reason]) -> str:
    if found is None or isinstance(found, (str, int)):
        text = "" if found is None else str(found).strip()
        if len(text) <= 2000:
            return text
    wrong.append(Reason("FORMATO_TEXTO", {"dato": nombre}))
    return ""


def dump(formato: Formato) -> dict[str, Any]:
    """As a document, without what says nothing."""
    return {
        "id": formato.id,
        "titulo": formato.titulo,
        "nombre_corto": formato.nombre_corto,
        "descripcion": formato.descripcion,
        "campos": [_dumped(campo) for campo in formato.campos],
    }


def _dumped(campo: Campo) -> dict[str, Any]:
    told: dict[str, Any] = {"rotulo": campo.rotulo, "tipo": campo.tipo}
    for clave in ("id", "fuente", "fijo", "codigo"):
        if (value := getattr(campo, clave)) not in ("", None):
            told[clave] = value
    if campo.catalogo:
        told["catalogo"] = list(campo.catalogo)
    if campo.tabla is not None:
        told["tabla"] = {
            "nombre": campo.tabla.nombre,
            "campos": [_dumped(one) for one in campo.tabla.campos],
        }
    return told
