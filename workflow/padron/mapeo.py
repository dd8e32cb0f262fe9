"""A free layout: which column is what, guessed for a person, said by them, and remembered. Pure.

{"estructura": "persona", "roles": {"curp": 2, "nombre_completo": 1, "monto": 5}}      # positions from 0
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from workflow.kernel.refusals import Reason
from workflow.padron.encabezados import ROLES, normal
from workflow.padron.identidad import leer_curp, leer_rfc
from workflow.padron.limpieza import fecha, llano, monto, telefono, texto, vacia
from workflow.padron.roles import NOMBRES, OBLIGATORIOS

PARECIDO = 82  # of 100, between a title and what a column is usually called
PARTE = 0.6  # of the filled cells of a column, to say what they are
MUESTRA = 30
DE_ENTREGA = (
    "FECHA ENTREGA",
    "FECHA DE ENTREGA",
    "FECHA ALTA",
    "FECHA DE ALTA",
    "FH ALTA",
    "FECHA DEL APOYO",
    "ENTREGADO",
)


@dataclass(frozen=True)
class Propuesta:
    """A column for a role, and why: titulo (it is called so), parecido, or contenido (what its cells hold)."""

    lugar: int
    por: str


def fila_probable(filas: Sequence[tuple[int, Sequence[Any]]]) -> int:
    """The number of the row that looks like a header: the fullest one of only texts; the first of those alike."""

    def puntos(celdas: Sequence[Any]) -> int:
        llenas = [celda for celda in celdas if not vacia(celda)]
        titulos = {normal(celda) for celda in llenas if isinstance(celda, str)}
        if len(llenas) < 2 or len(titulos) < len(llenas) or any(any(c.isdigit() for c in t) for t in titulos):
            return 0
        conocidos = sum(1 for sinonimos in ROLES.values() for nombres in sinonimos.values() if titulos & {*nombres})
        return len(llenas) + 3 * conocidos

    return max(filas, key=lambda fila: (puntos(fila[1]), -fila[0]))[0] if filas else 1


def estructura_probable(titulos: Sequence[str], filas: Sequence[Sequence[Any]]) -> str:
    """The one whose mandatory columns are found; persons when none or several are."""

    def halladas(estructura: str) -> int:
        roles = proponer(titulos, filas, estructura)
        return sum(any(rol in roles for rol in grupo) for grupo in OBLIGATORIOS[estructura])

    return max(("persona", "poblacion", "actor_social"), key=halladas)


def proponer(titulos: Sequence[str], filas: Sequence[Sequence[Any]], estructura: str) -> dict[str, Propuesta]:
    """A column for as many roles as can be told, each column for one: by title, by likeness, then by its cells.

    `filas`: some rows below the header, without the columns that are not data.
    """
    normales = [normal(titulo) for titulo in titulos]
    nombres = {rol: ROLES[estructura].get(rol, DE_ENTREGA if rol == "dia" else ()) for rol in NOMBRES[estructura]}
    halladas: dict[str, Propuesta] = {}
    for rol, sinonimos in nombres.items():
        lugar = next((normales.index(nombre) for nombre in sinonimos if nombre in normales), None)
        if lugar is not None and lugar not in _usados(halladas):
            halladas[rol] = Propuesta(lugar, "titulo")
    parecidas = [
        (max(fuzz.token_sort_ratio(titulo, nombre) for nombre in sinonimos), rol, lugar)
        for rol, sinonimos in nombres.items()
        if sinonimos and rol not in halladas
        for lugar, titulo in enumerate(normales)
        if len(titulo) > 3
    ]
    for puntos, rol, lugar in sorted(parecidas, key=lambda una: (-una[0], una[2])):
        if puntos >= PARECIDO and rol not in halladas and lugar not in _usados(halladas):
            halladas[rol] = Propuesta(lugar, "parecido")
    if {"nombres", "nombre_completo"} <= halladas.keys():
        del halladas["nombre_completo" if "primer_apellido" in halladas else "nombres"]
    if estructura == "persona" and "nombres" in halladas and "primer_apellido" not in halladas:
        halladas["nombre_completo"] = halladas.pop("nombres")
    if estructura != "poblacion":
        _por_contenido(halladas, len(titulos), filas[:MUESTRA], nombres)
    return halladas


def _usados(halladas: Mapping[str, Propuesta]) -> set[int]:
    return {propuesta.lugar for propuesta in halladas.values()}


def _por_contenido(
    halladas: dict[str, Propuesta], ancho: int, filas: Sequence[Sequence[Any]], nombres: Mapping[str, Any]
) -> None:
    """What the cells say where the titles say nothing."""
    for lugar in range(ancho):
        if lugar in _usados(halladas):
            continue
        celdas = [fila[lugar] for fila in filas if lugar < len(fila) and not vacia(fila[lugar])]
        if len(celdas) < 2:
            continue
        for rol in _de_que(celdas):
            con_apellidos = rol == "nombre_completo" and "primer_apellido" in halladas
            if rol in nombres and rol not in halladas and not con_apellidos:
                halladas[rol] = Propuesta(lugar, "contenido")
                break


def _de_que(celdas: Sequence[Any]) -> tuple[str, ...]:
    """The roles that what is written in a column may be, the surest first."""

    def casi(prueba: Callable[[Any], Any]) -> bool:
        return sum(1 for celda in celdas if prueba(celda)) >= PARTE * len(celdas)

    if casi(lambda celda: leer_curp(celda).curp):
        return ("curp",)
    if casi(lambda celda: isinstance(celda, str) and leer_rfc(celda)[0]):
        return ("rfc",)
    if casi(lambda celda: fecha(celda)[0]):
        anios = sorted(dia.year for celda in celdas if isinstance(dia := fecha(celda)[0], date))
        return ("nacimiento",) if anios[-1] - anios[0] > 3 else ("dia",)
    if casi(telefono):
        return ("telefono",)
    if casi(lambda celda: llano(texto(celda)) in ("H", "M", "X", "HOMBRE", "MUJER", "MASCULINO", "FEMENINO")):
        return ("sexo",)
    if casi(lambda celda: len(texto(celda)) == 5 and texto(celda).isdigit()):
        return ("cp",)
    if casi(lambda celda: (monto(celda) or 0) >= 50):
        return ("monto",)
    if casi(
        lambda celda: len(palabras := texto(celda).split()) >= 2 and all(p.strip(".,").isalpha() for p in palabras)
    ):
        return ("nombre_completo", "razon_social")
    return ()


def _es_nombre(celda: Any) -> bool:
    palabras = texto(celda).split()
    return len(palabras) >= 2 and all(palabra.strip(".,").isalpha() for palabra in palabras)


def reparos(estructura: str, roles: Mapping[str, int], titulos: Sequence[str]) -> list[Reason]:
    """What forbids reading it so, all at once: a column for two things, one that does not exist, one that lacks."""
    nombres, faltas = NOMBRES[estructura], []
    for lugar in sorted(set(roles.values())):
        mismos = [nombres[rol] for rol in nombres if roles.get(rol) == lugar]
        if not 0 <= lugar < len(titulos):
            faltas.append(Reason("COLUMNA_INEXISTENTE", {"que": mismos}))
        elif len(mismos) > 1:
            faltas.append(
                Reason("COLUMNA_REPETIDA", {"columna": titulos[lugar] or f"columna {lugar + 1}", "que": mismos})
            )
    for grupo in OBLIGATORIOS[estructura]:
        if not any(rol in roles for rol in grupo):
            faltas.append(Reason("COLUMNA_OBLIGATORIA", {"que": " o ".join(nombres[rol] for rol in grupo)}))
    if estructura == "persona" and "nombres" in roles and "primer_apellido" not in roles:
        faltas.append(Reason("COLUMNA_OBLIGATORIA", {"que": nombres["primer_apellido"]}))
    return faltas
