"""A whole padrón checked: what an import would find, in the shape of `expected.json`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.kernel.refusals import Reason
from workflow.padron.catalogos import Catalogos
from workflow.padron.codigos import AVISOS_TODOS, ERRORES_TODOS
from workflow.padron.duplicados import gemelos, marcar_exactos, probables
from workflow.padron.elegibilidad import Limites
from workflow.padron.filas import Fila, Revisor
from workflow.padron.lectura import Lectura, abrir
from workflow.padron.reglas import Reglas

PASO = 1000  # rows between two reports of progress


@dataclass
class Revision:
    """The result for one file. `problemas` are faults of the whole file: with one, no import can be confirmed."""

    reglas: Reglas
    estructura: str
    encabezados: tuple[str, ...]
    hoja: str
    codificacion: str | None
    fila_encabezado: int
    ignoradas: dict[str, list[int]]
    filas: list[Fila]
    duplicados_exactos: list[list[int]]
    duplicados_probables: list[dict[str, Any]]
    no_son_duplicados: list[dict[str, Any]]
    problemas: tuple[Reason, ...] = ()

    def por_codigo(self) -> dict[str, list[int]]:
        """Row numbers of each code that appears."""
        halladas: dict[str, list[int]] = defaultdict(list)
        for fila in self.filas:
            for codigo in fila.codigos:
                halladas[codigo].append(fila.numero)
        return dict(halladas)

    def documento(self) -> dict[str, Any]:
        """The report: counts, and row numbers by code; no personal data."""
        por_codigo = self.por_codigo()
        con_error = sum(1 for fila in self.filas if fila.con_error)
        con_codigo = sum(1 for fila in self.filas if fila.codigos)
        origen = {"codificacion": self.codificacion} if self.codificacion else {"hoja": self.hoja}
        documento = {
            **origen,
            "fila_encabezado": self.fila_encabezado,
            "filas_ignoradas": self.ignoradas,
            "filas_de_datos": len(self.filas),
            "filas_validas": len(self.filas) - con_error,
            "filas_con_error": con_error,
            "filas_con_aviso_sin_error": con_codigo - con_error,
            "errores": _seccion(ERRORES_TODOS, por_codigo),
            "avisos": _seccion(AVISOS_TODOS, por_codigo),
            "duplicados_exactos": {
                "grupos": len(self.duplicados_exactos),
                "filas_sobrantes": sum(len(grupo) - 1 for grupo in self.duplicados_exactos),
                "filas": self.duplicados_exactos,
            },
            "duplicados_probables": self.duplicados_probables,
            "no_son_duplicados": self.no_son_duplicados,
        }
        if self.problemas:
            documento["problemas"] = [{"codigo": falta.code, **falta.facts} for falta in self.problemas]
        return documento


def _seccion(codigos: Mapping[str, str], por_codigo: Mapping[str, list[int]]) -> dict[str, Any]:
    return {
        codigo: {"n": len(por_codigo[codigo]), "filas": por_codigo[codigo]}
        for codigo in codigos
        if codigo in por_codigo
    }


def revisar(
    libro: Mapping[str, Any],
    reglas: Reglas,
    catalogos: Catalogos,
    *,
    avance: Callable[[int, int], None] | None = None,
) -> Revision:
    """Check a book as `libros.lector.read_isolated` gives it. Raises Invalid when no header is recognised.

    `avance(hechas, total)` is called now and then, for long files.
    """
    lectura = abrir(libro)
    revisor = Revisor(lectura.columnas, reglas, catalogos)
    total = len(lectura.filas)
    filas: list[Fila] = []
    for numero, celdas in lectura.datos():
        filas.append(revisor.fila(numero, celdas))
        if avance is not None and len(filas) % PASO == 0:
            avance(len(filas), total)
    exactos = marcar_exactos(filas)
    limites = Limites(reglas.criterios)
    for fila in filas:
        limites.marcar(fila)
    de_personas = lectura.columnas.estructura == "persona"
    return Revision(
        reglas=reglas,
        estructura=lectura.columnas.estructura,
        encabezados=lectura.columnas.encabezados,
        hoja=lectura.hoja,
        codificacion=libro.get("codificacion"),
        fila_encabezado=lectura.columnas.fila,
        ignoradas=lectura.ignoradas,
        filas=filas,
        duplicados_exactos=exactos,
        duplicados_probables=probables(filas) if de_personas else [],
        no_son_duplicados=gemelos(filas) if de_personas else [],
        problemas=tuple(_problemas(lectura, revisor, filas)),
    )


def _problemas(lectura: Lectura, revisor: Revisor, filas: list[Fila]) -> list[Reason]:
    problemas = []
    if revisor.sin_columna():
        problemas.append(Reason("PADRON_SIN_COLUMNA", {"columnas": revisor.sin_columna()}))
    if lectura.otras_hojas:
        problemas.append(Reason("PADRON_VARIAS_HOJAS", {"hoja": lectura.hoja, "otras": list(lectura.otras_hojas)}))
    if not filas:
        problemas.append(Reason("PADRON_SIN_FILAS", {"hoja": lectura.hoja}))
    return problemas
