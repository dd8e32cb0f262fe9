"""The rows of a public version, made from the records and never from the file: what is not here was never put in. Pure.

Each row has only the keys of the output «padron» of the formats. `fugas` looks at everything that would be published
for what must not be: a CURP, a telephone, a birth date, an address of anybody of the padrón.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.kernel.texto import plain
from workflow.padron.privacidad.accesos import con_datos_personales
from workflow.padron.publico.politica import RESERVADO, Politica
from workflow.padron.registro import Registro

RANGOS: tuple[tuple[int, int], ...] = ((0, 5), (6, 11), (12, 17), (18, 29), (30, 44), (45, 59), (60, 130))
SEXOS = {"H": "Hombre", "M": "Mujer"}
_AL_INICIO = "=+-@\t\r\n '\""
_CURP = re.compile(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", re.IGNORECASE)


@dataclass(frozen=True)
class Publicable:
    """A record with the day on which it entered the padrón and the name of its locality ("" if not catalogued)."""

    registro: Registro
    desde: date
    localidad: str


def filas(publicables: Iterable[Publicable], elegida: Politica, municipio: str) -> list[dict[str, Any]]:
    """The child rows of the format, in an order that says nothing of whose name is not published."""
    todos = list(publicables)
    if elegida.modo == "agregado":
        return agregadas(todos, elegida.celda_minima, municipio)
    menores = [one for one in todos if one.registro.menor]
    visibles = [one for one in todos if not one.registro.menor or elegida.menores == "publicados"]
    con_nombre = [_nominal(one, elegida, municipio) for one in visibles]
    if elegida.seudonimos:
        con_nombre = _numbered(_sin_nombre(con_nombre), "Persona")
    else:
        con_nombre.sort(key=_alphabetical)
    if elegida.menores == "agregados":
        return con_nombre + _de_menores(menores, elegida.celda_minima, municipio)
    if elegida.menores == "publicados":
        return con_nombre
    ocultos = _sin_nombre([_nominal(one, elegida, municipio) for one in menores])
    if elegida.menores == "seudonimizados":
        return con_nombre + _numbered(ocultos, "Menor")
    return con_nombre + [{**fila, "nombre": RESERVADO} for fila in ocultos]


def _nominal(one: Publicable, elegida: Politica, municipio: str) -> dict[str, Any]:
    registro, menor = one.registro, one.registro.menor
    fila = {
        "nombre": limpio(registro.nombres or registro.nombre_completo),
        "primer_apellido": limpio(registro.primer_apellido),
        "segundo_apellido": limpio(registro.segundo_apellido),
        "sexo": SEXOS.get(registro.sexo),
        "razon_social": limpio(registro.razon_social or (registro.obra if registro.estructura == "poblacion" else "")),
        "beneficio": beneficio(registro),
        "fecha": one.desde,
        "unidad_territorial": municipio if menor else unidad(one, municipio),
        "edad": rango(registro.edad) if menor else registro.edad,
    }
    if registro.estructura != "persona":  # the representative of a moral person is not who benefits
        fila |= {"nombre": "", "primer_apellido": "", "segundo_apellido": "", "sexo": None, "edad": None}
    if elegida.curp:
        fila["curp"] = "" if menor or registro.estructura != "persona" else registro.curp
    return fila


def _sin_nombre(originales: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Without name nor key, in the order of what is left."""
    sin = [{**fila, "nombre": "", "primer_apellido": "", "segundo_apellido": "", "curp": ""} for fila in originales]
    for fila in sin:
        del fila["curp"]
    return sorted(sin, key=lambda fila: (str(fila["unidad_territorial"]), str(fila["edad"]), str(fila["sexo"]),
                                         str(fila["beneficio"]), str(fila["fecha"])))  # fmt: skip


def _numbered(originales: Sequence[Mapping[str, Any]], palabra: str) -> list[dict[str, Any]]:
    return [{**fila, "nombre": f"{palabra} {numero:04d}"} for numero, fila in enumerate(originales, 1)]


def _alphabetical(fila: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(plain(str(fila[clave] or "")) for clave in
                 ("primer_apellido", "segundo_apellido", "nombre", "razon_social"))  # fmt: skip


def agregadas(todos: Sequence[Publicable], minima: int, municipio: str) -> list[dict[str, Any]]:
    """Totals: of all, by sex, by age group and by place. A group that is too small joins others."""
    if not todos:
        return []
    if len(todos) < minima:
        return [_total(f"Menos de {minima} personas", None, municipio, None, None)]
    rows = [_total(_personas(len(todos)), None, municipio, None, _suma(todos))]
    for campo, de in (
        ("sexo", lambda one: SEXOS.get(one.registro.sexo, "Sin dato")),
        ("edad", lambda one: rango(one.registro.edad) or "Sin dato"),
        ("unidad", lambda one: unidad(one, municipio)),
    ):
        for nombre, grupo in grupos(todos, de, minima):
            rows.append(
                _total(
                    _personas(len(grupo)),
                    nombre if campo == "sexo" else None,
                    nombre if campo == "unidad" else municipio,
                    nombre if campo == "edad" else None,
                    _suma(grupo),
                )
            )
    return rows


def _de_menores(menores: Sequence[Publicable], minima: int, municipio: str) -> list[dict[str, Any]]:
    if not menores:
        return []
    if len(menores) < minima:
        return [_total(f"Menos de {minima} personas menores de edad", None, municipio, None, None)]
    return [
        _total(f"{_personas(len(grupo))} menores de edad", None, municipio, nombre, _suma(grupo))
        for nombre, grupo in grupos(menores, lambda one: rango(one.registro.edad) or "Sin dato", minima)
    ]


def grupos(todos: Sequence[Publicable], de: Any, minima: int) -> list[tuple[str, list[Publicable]]]:
    """Groups of at least `minima`, the largest first; the smaller ones together, with the next one if still too few.

    What is published of a total never lets anybody subtract until a small group is alone.
    """
    por: dict[str, list[Publicable]] = {}
    for one in todos:
        por.setdefault(de(one), []).append(one)
    ordenados = sorted(por.items(), key=lambda par: (-len(par[1]), par[0]))
    grandes = [par for par in ordenados if len(par[1]) >= minima]
    chicos = [one for _, grupo in ordenados if len(grupo) < minima for one in grupo]
    while chicos and len(chicos) < minima and grandes:
        chicos = [*grandes.pop()[1], *chicos]
    return [*grandes, ("Otros", chicos)] if chicos else grandes


def _total(nombre: str, sexo: str | None, unidad_: str, edad: str | None, monto: Decimal | None) -> dict[str, Any]:
    return {
        "nombre": nombre, "primer_apellido": "", "segundo_apellido": "",
        "sexo": sexo if sexo in SEXOS.values() else None, "razon_social": "",
        "beneficio": _dinero(monto) if monto is not None else "Sin monto", "fecha": None,
        "unidad_territorial": unidad_ if unidad_ != "Otros" else "Otras localidades", "edad": edad,
    }  # fmt: skip


def _personas(cuantas: int) -> str:
    return "1 persona" if cuantas == 1 else f"{cuantas:,} personas"


def _suma(todos: Sequence[Publicable]) -> Decimal:
    return sum((one.registro.monto or Decimal(0) for one in todos), Decimal(0))


def beneficio(registro: Registro) -> str:
    periodo = f", {limpio(registro.periodo)}" if registro.periodo else ""
    if registro.estructura == "poblacion":
        personas = (registro.hombres or 0) + (registro.mujeres or 0)
        return f"Inversión de {_dinero(registro.monto)} para {_personas(personas)}{periodo}"
    if registro.monto is None:
        return f"Apoyo en especie o servicio{periodo}"
    return f"{_dinero(registro.monto)}{periodo}"


def _dinero(monto: Decimal | None) -> str:
    return f"${monto or Decimal(0):,.2f}"


def unidad(one: Publicable, municipio: str) -> str:
    """The locality of the catalogue; what was written only if it can be no address (it has no number in it)."""
    if one.localidad:
        return f"{one.localidad}, {municipio}"
    escrita = limpio(one.registro.localidad)
    return f"{escrita}, {municipio}" if escrita and not re.search(r"\d", escrita) and len(escrita) < 80 else municipio


def rango(edad: int | None) -> str | None:
    """«6 a 11 años»."""
    if edad is None:
        return None
    desde, hasta = next(((a, b) for a, b in RANGOS if a <= edad <= b), RANGOS[-1])
    return f"{desde} años o más" if hasta == RANGOS[-1][1] else f"{desde} a {hasta} años"


def limpio(escrito: str) -> str:
    """A text that no spreadsheet runs and that carries nobody's key, telephone nor e-mail."""
    texto = " ".join(escrito.split()).lstrip(_AL_INICIO)
    return "" if con_datos_personales(texto) else texto


def fugas(
    publicadas: Iterable[Mapping[str, Any]], originales: Iterable[Registro], *, con_curp: bool, con_menores: bool
) -> list[str]:
    """Kinds of personal data found in what would be published: none, or it is not published.

    It does not trust how the rows were made: every written cell is looked at for what the records hold. `con_menores`:
    the names of minors are published, so they are not looked for.
    """
    secretos = _Secretos(originales)
    halladas: set[str] = set()
    for fila in publicadas:
        for clave, valor in fila.items():
            if isinstance(valor, str) and valor and not (con_curp and clave == "curp"):
                halladas |= secretos.en(valor)
        nombre = plain(
            " ".join(str(fila.get(clave) or "") for clave in ("nombre", "primer_apellido", "segundo_apellido"))
        )
        if not con_menores and " ".join(nombre.split()) in secretos.menores:
            halladas.add("menor")
    return sorted(halladas)


class _Secretos:
    """What must not be in a public version, gathered once to look at each cell quickly."""

    def __init__(self, registros: Iterable[Registro]) -> None:
        self.telefonos: set[str] = set()
        self.nacimientos: set[str] = set()
        self.domicilios: set[str] = set()
        self.menores: set[str] = set()
        adultos: set[str] = set()
        for uno in registros:
            if len(uno.telefono) >= 8:
                self.telefonos.add(uno.telefono)
            if uno.nacimiento is not None:
                self.nacimientos |= {f"{uno.nacimiento:%d/%m/%Y}", uno.nacimiento.isoformat()}
            if len(uno.domicilio) > 12:
                self.domicilios.add(plain(uno.domicilio))
            (self.menores if uno.menor else adultos).add(plain(uno.nombre))
        self.menores -= adultos | {""}  # an adult of the same name is published

    def en(self, celda: str) -> set[str]:
        found = set()
        if _CURP.search(celda):
            found.add("curp")
        if celda.startswith(("=", "+", "-", "@")):
            found.add("formula")
        if not self.telefonos.isdisjoint(re.findall(r"\d{8,}", re.sub(r"(?<=\d)[ .-](?=\d)", "", celda))):
            found.add("telefono")
        if not self.nacimientos.isdisjoint(re.findall(r"\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}", celda)):
            found.add("nacimiento")
        if plain(celda) in self.domicilios:
            found.add("domicilio")
        return found
