"""The rows of a sheet told apart: titles, header, data, header again, empty rows, totals, notes at the foot.

No row is lost silently: whatever is not data is listed with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.kernel.refusals import Invalid
from workflow.padron.encabezados import FILAS_DE_BUSQUEDA, Columnas, encabezado_repetido, normal, reconocer
from workflow.padron.limpieza import llano, texto, vacia
from workflow.padron.recordadas import recordada

CLASES_IGNORADAS: tuple[str, ...] = ("titulo", "encabezado_repetido", "fila_vacia", "totales", "nota_al_pie")
_TOTAL = re.compile(r"(?:GRAN |SUB ?)?TOTAL(?:ES)?\b|SUMAS?(?: TOTAL(?:ES)?)?:?$")
_NUMERACION = frozenset({"NO", "NUM", "NUMERO", "N", "N O", "CONSECUTIVO", "PROG", "FOLIO", ""})
_DE_CONTENIDO = ("curp", "monto", "rfc", "id_obra", "inversion", "nombres")
_CELDAS_DE_NOTA = 3
MARCA_DE_LISTAS = "Listas de la plantilla"  # the hidden sheet of our own blank workbook
NOTAS = 200


@dataclass
class Lectura:
    """One sheet being read. `ignoradas`: row numbers by class, complete once `datos()` is exhausted."""

    hoja: str
    columnas: Columnas
    filas: Iterable[tuple[int, Sequence[Any]]]
    ultima: int = 0
    otras_hojas: tuple[str, ...] = ()
    ignoradas: dict[str, list[int]] = field(default_factory=dict)

    def ignorar(self, clase: str, numero: int) -> None:
        self.ignoradas.setdefault(clase, []).append(numero)

    def datos(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """The data rows in order, as (number in the sheet, cells)."""
        self.ignoradas.clear()
        pie: list[tuple[int, Sequence[Any]]] = []
        esperada = 1
        for numero, todas in self.filas:
            celdas = self.columnas.sin_propias(todas)
            for hueco in range(esperada, numero):
                self.ignorar("fila_vacia", hueco)
            esperada = numero + 1
            clase = self._clase(numero, celdas)
            if clase == "encabezado":
                continue
            if clase == "posible_nota" and len(pie) < NOTAS:
                pie.append((numero, celdas))
            elif clase == "posible_nota":  # too many to be notes
                yield from [*pie, (numero, celdas)]
                pie = []
            elif clase == "dato":
                yield from pie  # there is data below, so it was no note: let its errors show
                pie = []
                yield numero, celdas
            else:
                self.ignorar(clase, numero)
        for numero, _ in pie:
            self.ignorar("nota_al_pie", numero)
        for hueco in range(esperada, self.ultima + 1):
            self.ignorar("fila_vacia", hueco)

    def _clase(self, numero: int, celdas: Sequence[Any]) -> str:
        columnas = self.columnas
        if numero == columnas.fila:
            return "encabezado"
        curp = columnas.roles.get("curp")
        con_curp = numero > columnas.fila and curp is not None and curp < len(celdas) and not vacia(celdas[curp])
        if con_curp and not encabezado_repetido(celdas, columnas):
            return "dato"
        llenas = [lugar for lugar, celda in enumerate(celdas) if not vacia(celda)]
        if not llenas or (len(llenas) == 1 and numero > columnas.fila and self._solo_numeracion(llenas[0])):
            return "fila_vacia"
        if numero < columnas.fila:
            return "titulo"
        if encabezado_repetido(celdas, columnas):
            return "encabezado_repetido"
        return self._clase_sin_curp(celdas, llenas)

    def _clase_sin_curp(self, celdas: Sequence[Any], llenas: list[int]) -> str:
        primero = next((celdas[lugar] for lugar in llenas if isinstance(celdas[lugar], str)), None)
        if primero is not None and _TOTAL.match(llano(texto(primero))):
            return "totales"
        if len(llenas) > _CELDAS_DE_NOTA or not all(isinstance(celdas[lugar], str) for lugar in llenas):
            return "dato"
        de_contenido = {self.columnas.roles[rol] for rol in _DE_CONTENIDO if rol in self.columnas.roles}
        return (
            "dato"
            if de_contenido.intersection(llenas) or set(self.columnas.fechas).intersection(llenas)
            else "posible_nota"
        )

    def _solo_numeracion(self, lugar: int) -> bool:
        """Rows numbered beforehand and never filled."""
        titulos = self.columnas.encabezados
        return lugar < len(titulos) and normal(titulos[lugar]) in _NUMERACION


def abrir(libro: Mapping[str, Any]) -> Lectura:
    """Finds the sheet and the header in a book as `libros` reads it. Raises Invalid if no header is recognised."""
    hojas = {hoja["nombre"]: hoja for hoja in libro["hojas"]}
    halladas = encabezados_de(libro)
    if not halladas:
        raise Invalid("PADRON_SIN_ENCABEZADO", hojas=list(hojas))
    nombre, columnas = halladas[0]
    hoja = hojas[nombre]
    return Lectura(nombre, columnas, hoja["filas"], hoja.get("ultima", 0), tuple(otra for otra, _ in halladas[1:]))


def encabezados_de(
    libro: Mapping[str, Any], recordadas: Mapping[str, Mapping[str, Any]] | None = None
) -> list[tuple[str, Columnas]]:
    """(sheet, columns) of every visible sheet with a header that is recognised, or remembered by its signature."""
    halladas = []
    for hoja in libro["hojas"]:
        if not hoja["visible"]:
            continue
        for numero, celdas in hoja["filas"][:FILAS_DE_BUSQUEDA]:
            columnas = recordada(celdas, numero, recordadas or {}) or reconocer(celdas, numero)
            if columnas is not None:
                halladas.append((hoja["nombre"], columnas))
                break
    return halladas


def ocultas_con_datos(libro: Mapping[str, Any]) -> list[str]:
    """Hidden sheets with something in them: they are not read, and whoever sends the file may not know they go."""
    return [
        hoja["nombre"]
        for hoja in libro["hojas"]
        if not hoja["visible"] and hoja["filas"] and hoja["filas"][0][1][0] != MARCA_DE_LISTAS
    ]
