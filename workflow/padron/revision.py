"""A whole padrón checked: what an import would find, in the shape of `expected.json`."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.kernel.refusals import Reason
from workflow.padron.catalogos import Catalogos
from workflow.padron.codigos import AVISOS_TODOS, ERRORES_TODOS
from workflow.padron.duplicados import Candidatas, Exactos, gemelos, probables
from workflow.padron.elegibilidad import Limites
from workflow.padron.filas import Fila, Revisor
from workflow.padron.lectura import Lectura, abrir
from workflow.padron.reglas import Reglas

PASO = 1000  # rows between two reports of progress


@dataclass
class Cuentas:
    """How many rows, and which carry each code."""

    filas: int = 0
    con_error: int = 0
    con_aviso: int = 0
    por_codigo: dict[str, array[int]] = field(default_factory=dict)

    def anotar(self, fila: Fila) -> None:
        self.filas += 1
        for codigo in fila.codigos:
            if codigo not in self.por_codigo:
                self.por_codigo[codigo] = array("L")
            self.por_codigo[codigo].append(fila.numero)
        if fila.con_error:
            self.con_error += 1
        elif fila.codigos:
            self.con_aviso += 1


@dataclass
class Revision:
    """The result for one file. `problemas` are faults of the whole file: with one, no import can be confirmed.

    `filas`: only of a file that was checked whole (`revisar`).
    """

    reglas: Reglas
    estructura: str
    encabezados: tuple[str, ...]
    hoja: str
    codificacion: str | None
    fila_encabezado: int
    ignoradas: dict[str, list[int]]
    cuentas: Cuentas
    duplicados_exactos: list[list[int]]
    duplicados_probables: list[dict[str, Any]]
    no_son_duplicados: list[dict[str, Any]]
    problemas: tuple[Reason, ...] = ()
    filas: list[Fila] = field(default_factory=list)

    def documento(self, tope: int | None = None) -> dict[str, Any]:
        """The report: counts, and row numbers by code; no personal data.

        `tope`: how many row numbers of each list are told, where a file may have a hundred thousand.
        """
        cuentas = self.cuentas
        origen = {"codificacion": self.codificacion} if self.codificacion else {"hoja": self.hoja}
        sobrantes = sum(len(grupo) - 1 for grupo in self.duplicados_exactos)
        documento = {
            **origen,
            "fila_encabezado": self.fila_encabezado,
            "filas_ignoradas": {clase: numeros[:tope] for clase, numeros in self.ignoradas.items()},
            "filas_de_datos": cuentas.filas,
            "filas_validas": cuentas.filas - cuentas.con_error,
            "filas_con_error": cuentas.con_error,
            "filas_con_aviso_sin_error": cuentas.con_aviso,
            "errores": _seccion(ERRORES_TODOS, cuentas.por_codigo, tope),
            "avisos": _seccion(AVISOS_TODOS, cuentas.por_codigo, tope),
            "duplicados_exactos": {
                "grupos": len(self.duplicados_exactos),
                "filas_sobrantes": sobrantes,
                "filas": self.duplicados_exactos[:tope],
            },
            "duplicados_probables": self.duplicados_probables,
            "no_son_duplicados": self.no_son_duplicados[:tope],
        }
        if tope is not None:
            documento["filas_ignoradas_n"] = {clase: len(numeros) for clase, numeros in self.ignoradas.items()}
        if self.problemas:
            documento["problemas"] = [{"codigo": falta.code, **falta.facts} for falta in self.problemas]
        return documento


def _seccion(codigos: Mapping[str, str], por_codigo: Mapping[str, array[int]], tope: int | None) -> dict[str, Any]:
    return {
        codigo: {"n": len(por_codigo[codigo]), "filas": por_codigo[codigo][:tope].tolist()}
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

    `avance(hechas, total)` is called now and then, for long files. The rows are kept in `filas`; a padrón of many rows
    is checked with `EnCurso`, which keeps none.
    """
    lectura = abrir(libro)
    revisando = EnCurso(lectura, reglas, catalogos)
    total = next(len(hoja["filas"]) for hoja in libro["hojas"] if hoja["nombre"] == lectura.hoja)
    filas: dict[int, Fila] = {}
    for fila, _ in revisando.filas():
        filas[fila.numero] = fila
        if avance is not None and len(filas) % PASO == 0:
            avance(len(filas), total)
    revision = revisando.terminar(lambda numeros: (filas[n] for n in numeros), libro.get("codificacion"))
    revision.filas = list(filas.values())
    return revision


class EnCurso:
    """A padrón being checked row by row: what is known of it so far, in a few megabytes whatever its length."""

    def __init__(self, lectura: Lectura, reglas: Reglas, catalogos: Catalogos) -> None:
        self.lectura, self.reglas = lectura, reglas
        self.revisor = Revisor(lectura.columnas, reglas, catalogos)
        self.cuentas = Cuentas()
        self._exactos, self._limites, self._candidatas = Exactos(), Limites(reglas.criterios), Candidatas()

    def filas(self) -> Iterator[tuple[Fila, Sequence[Any]]]:
        """Each data row, checked, beside its cells. Its codes are final: a duplicate is the row that came later."""
        de_personas = self.lectura.columnas.estructura == "persona"
        for numero, celdas in self.lectura.datos():
            fila = self.revisor.fila(numero, celdas)
            self._exactos.marcar(fila)
            self._limites.marcar(fila)
            self.cuentas.anotar(fila)
            if de_personas:
                self._candidatas.anotar(fila)
            yield fila, celdas

    def terminar(self, otra_vez: Callable[[list[int]], Iterable[Fila]], codificacion: str | None) -> Revision:
        """The result. `otra_vez`: the rows with those numbers, checked anew: those that may be one person."""
        parecidas = list(otra_vez(numeros)) if (numeros := self._candidatas.numeros()) else []
        columnas = self.lectura.columnas
        return Revision(
            reglas=self.reglas,
            estructura=columnas.estructura,
            encabezados=columnas.encabezados,
            hoja=self.lectura.hoja,
            codificacion=codificacion,
            fila_encabezado=columnas.fila,
            ignoradas=self.lectura.ignoradas,
            cuentas=self.cuentas,
            duplicados_exactos=self._exactos.grupos(),
            duplicados_probables=probables(parecidas),
            no_son_duplicados=gemelos(parecidas),
            problemas=tuple(self._problemas()),
        )

    def _problemas(self) -> list[Reason]:
        lectura, problemas = self.lectura, []
        if faltan := self.revisor.sin_columna():
            problemas.append(Reason("PADRON_SIN_COLUMNA", {"columnas": faltan}))
        if lectura.otras_hojas:
            problemas.append(Reason("PADRON_VARIAS_HOJAS", {"hoja": lectura.hoja, "otras": list(lectura.otras_hojas)}))
        if not self.cuentas.filas:
            problemas.append(Reason("PADRON_SIN_FILAS", {"hoja": lectura.hoja}))
        return problemas
