"""The rows of a sheet told apart: titles, header, data, header again, empty rows, totals, notes at the foot.

No row is lost silently: whatever is not data is listed with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.kernel.refusals import Invalid
from workflow.padron.encabezados import FILAS_DE_BUSQUEDA, Columnas, encabezado_repetido, normal, reconocer
from workflow.padron.limpieza import llano, texto, vacia

CLASES_IGNORADAS: tuple[str, ...] = ("titulo", "encabezado_repetido", "fila_vacia", "totales", "nota_al_pie")
_TOTAL = re.compile(r"(?:GRAN |SUB ?)?TOTAL(?:ES)?\b|SUMAS?(?: TOTAL(?:ES)?)?:?$")
_NUMERACION = frozenset({"NO", "NUM", "NUMERO", "N", "N O", "CONSECUTIVO", "PROG", "FOLIO", ""})
_DE_CONTENIDO = ("curp", "monto", "rfc", "id_obra", "inversion", "nombres")
_CELDAS_DE_NOTA = 3


@dataclass
class Lectura:
    """One sheet being read. `ignoradas`: row numbers by class, complete once `datos()` is exhausted."""

    hoja: str
    columnas: Columnas
    filas: Sequence[tuple[int, Sequence[Any]]]
    ultima: int
    otras_hojas: tuple[str, ...] = ()
    ignoradas: dict[str, list[int]] = field(default_factory=dict)

    def ignorar(self, clase: str, numero: int) -> None:
        self.ignoradas.setdefault(clase, []).append(numero)

    def datos(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """The data rows in order, as (number in the sheet, cells)."""
        self.ignoradas.clear()
        pie: list[tuple[int, Sequence[Any]]] = []
        esperada = 1
        for numero, celdas in self.filas:
            for hueco in range(esperada, numero):
                self.ignorar("fila_vacia", hueco)
            esperada = numero + 1
            clase = self._clase(numero, celdas)
            if clase == "encabezado":
                continue
            if clase == "posible_nota":
                pie.append((numero, celdas))
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
    lecturas: list[Lectura] = []
    for hoja in libro["hojas"]:
        if not hoja["visible"]:
            continue
        for numero, celdas in hoja["filas"][:FILAS_DE_BUSQUEDA]:
            columnas = reconocer(celdas, numero)
            if columnas is not None:
                ultima = hoja.get("ultima") or hoja["filas"][-1][0]
                lecturas.append(Lectura(hoja["nombre"], columnas, hoja["filas"], ultima))
                break
    if not lecturas:
        raise Invalid("PADRON_SIN_ENCABEZADO", hojas=[hoja["nombre"] for hoja in libro["hojas"]])
    elegida = lecturas[0]
    elegida.otras_hojas = tuple(lectura.hoja for lectura in lecturas[1:])
    return elegida
