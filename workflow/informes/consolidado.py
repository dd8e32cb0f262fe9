"""The consolidated evaluation report out of what a corte froze: groups, matrices, money, and its sentences. Pure.

Everything is computed from the corte: what was reported later does not enter, whenever the report is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from workflow.actas.instantanea_consolidado import (
    CapituloEvaluado,
    Contados,
    GrupoEvaluado,
    MatrizEvaluada,
    MedidaEvaluada,
    Mejora,
)
from workflow.actas.instantanea_informe import HechoInforme
from workflow.indicadores.clases import COLORES, capped, rounded
from workflow.indicadores.presupuesto import chapter, chapter_name
from workflow.kernel.money import format_centavos

NIVELES = ("fin", "proposito", "componente", "actividad")


@dataclass(frozen=True)
class PoaRef:
    """A POA as it was known at the hour of the corte."""

    folio: str
    titulo: str
    dependencia: str
    dependencia_nombre: str
    eje: str
    eje_nombre: str
    partidas: Mapping[str, str]
    """Address of a line of the budget -> its partida."""


@dataclass
class _Suma:
    anual: int = 0
    programado: int = 0
    ejercido: int = 0
    faltan: int = 0

    def add(self, renglon: Sequence[Any]) -> None:
        self.anual += renglon[2]
        self.programado += renglon[3]
        self.ejercido += renglon[4]
        self.faltan += renglon[5]


def group(
    clave: str, nombre: str, filas: Iterable[Mapping[str, Any]], gasto: Iterable[Sequence[Any]], tope: Decimal
) -> GrupoEvaluado:
    """Each avance enters the average limited to `tope`; what was not reported is told apart, never as zero."""
    colores: dict[str, int] = {}
    avances: list[Fraction] = []
    metas = faltan = 0
    for fila in filas:
        metas += 1
        faltan += len(fila["sin_reporte"])
        colores[fila["semaforo"]] = colores.get(fila["semaforo"], 0) + 1
        if fila["estado"] == "evaluado" and fila["avance"] is not None:
            avances.append(capped(Fraction(fila["avance"]), tope))
    dinero = _Suma()
    for renglon in gasto:
        dinero.add(renglon)
    return GrupoEvaluado(
        clave,
        nombre,
        metas,
        tuple(Contados(color, colores[color]) for color in COLORES if color in colores),
        two(sum(avances, Fraction(0)) / len(avances)) if avances else "",
        faltan,
        dinero.anual,
        dinero.programado,
        dinero.ejercido,
        dinero.faltan,
    )


def groups(
    contenido: Mapping[str, Any],
    poas: Mapping[str, PoaRef],
    by: Callable[[PoaRef], tuple[str, str]],
    tope: Decimal,
) -> tuple[GrupoEvaluado, ...]:
    """One for each (clave, name) that `by` gives, in the order of their claves; without clave, at the end."""
    filas: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    gasto: dict[tuple[str, str], list[Sequence[Any]]] = {}
    for fila in contenido["filas"]:
        filas.setdefault(by(poas[fila["expediente"]]), []).append(fila)
    for renglon in spending(contenido):
        gasto.setdefault(by(poas[renglon[0]]), []).append(renglon)
    keys = sorted({*filas, *gasto}, key=lambda key: (not key[0], key))
    return tuple(group(clave, nombre, filas.get((clave, nombre), ()), gasto.get((clave, nombre), ()), tope)
                 for clave, nombre in keys)  # fmt: skip


def spending(contenido: Mapping[str, Any]) -> list[Sequence[Any]]:
    """[dossier, address, of the year, programmed, spent, months without report], in centavos."""
    return list(contenido.get("gasto", {}).get("renglones", ()))


def matrices(contenido: Mapping[str, Any], poas: Mapping[str, PoaRef]) -> tuple[MatrizEvaluada, ...]:
    """Each MIR, in the order of the corte, by level."""
    filas: dict[str, list[Mapping[str, Any]]] = {}
    for fila in contenido["filas"]:
        if fila["nivel"] in NIVELES:
            filas.setdefault(fila["expediente"], []).append(fila)
    return tuple(
        MatrizEvaluada(
            folio,
            poas[folio].titulo,
            poas[folio].dependencia_nombre,
            tuple(_measure(one) for one in sorted(mine, key=lambda one: NIVELES.index(one["nivel"]))),
        )
        for folio, mine in filas.items()
    )


def _measure(fila: Mapping[str, Any]) -> MedidaEvaluada:
    return MedidaEvaluada(
        fila["nivel"],
        fila["clave"],
        fila["nombre"],
        "" if fila["valor"] is None else two(Fraction(fila["valor"])),
        "" if fila["avance"] is None else two(Fraction(fila["avance"])),
        fila["semaforo"],
        fila["estado"],
        len(fila["sin_reporte"]),
    )


def chapters(contenido: Mapping[str, Any], poas: Mapping[str, PoaRef]) -> tuple[CapituloEvaluado, ...]:
    found: dict[str, _Suma] = {}
    for renglon in spending(contenido):
        partida = poas[renglon[0]].partidas.get(renglon[1], "")
        found.setdefault(chapter(partida), _Suma()).add(renglon)
    return tuple(
        CapituloEvaluado(chapter_name(clave), one.anual, one.programado, one.ejercido, one.faltan)
        for clave, one in sorted(found.items())
    )


def two(numero: Fraction) -> str:
    return format(rounded(numero, 2), ",f")


def percent(parte: int, total: int) -> str:
    """«89.51 %»; "" where there is nothing to compare with."""
    return f"{two(Fraction(parte * 100, total))} %" if total else ""


def sentences(
    total: GrupoEvaluado, poas: int, ejes: Sequence[GrupoEvaluado], matrices_: int, mejoras: Sequence[Mejora]
) -> dict[str, tuple[HechoInforme, ...]]:
    """What the records say in each section, in our own words."""
    enteras = (
        f"Se evaluaron {_n(total.metas, 'meta o indicador', 'metas e indicadores')} de "
        f"{_n(poas, 'Programa Operativo Anual', 'Programas Operativos Anuales')} y "
        f"{_n(matrices_, 'Matriz', 'Matrices')} de Indicadores para Resultados."
    )
    found = {"resultados": [HechoInforme("alcance", enteras, lista=False)]}
    if total.promedio:
        found["resultados"].append(
            HechoInforme(
                "promedio",
                f"El avance promedio es de {total.promedio} %: {total.of('verde'):,} en meta, "
                f"{total.of('amarillo', 'naranja'):,} en atención y {total.of('rojo'):,} fuera de meta.",
                lista=False,
            )
        )
    if total.faltan:
        dice = (
            f"{_n(total.faltan, 'reporte no se recibió', 'reportes no se recibieron')}: se dicen aparte, no son cero."
        )
        found["resultados"].append(HechoInforme("faltan", dice, lista=False))
    con = [one for one in ejes if one.promedio]
    if len(con) > 1:
        orden = sorted(con, key=lambda one: Decimal(one.promedio.replace(",", "")))
        dice = (
            f"El eje con mayor avance es {orden[-1].nombre} ({orden[-1].promedio} %) y el de menor avance, "
            f"{orden[0].nombre} ({orden[0].promedio} %)."
        )
        found["ejes"] = [HechoInforme("ejes", dice, lista=False)]
    if total.programado:
        dice = (
            f"De {format_centavos(total.programado)} programados a la fecha se ejercieron "
            f"{format_centavos(total.ejercido)}, {percent(total.ejercido, total.programado)}."
        )
        found["financiero"] = [HechoInforme("ejercido", dice, lista=False)]
    found["mejora"] = [HechoInforme("mejoras", _of_improvements(mejoras), lista=False)]
    calificadas = total.metas - total.of("gris", "sin_semaforo")
    if calificadas:
        dice = (
            f"De {_n(calificadas, 'meta o indicador que se califica', 'metas e indicadores que se califican')}, "
            f"{percent(total.of('verde'), calificadas)} está en meta y {percent(total.of('rojo'), calificadas)}, fuera "
            "de ella."
        )
        found["conclusiones"] = [HechoInforme("cierre", dice, lista=False)]
    return {clave: tuple(hechos) for clave, hechos in found.items()}


def _of_improvements(mejoras: Sequence[Mejora]) -> str:
    if not mejoras:
        return "No hay aspectos susceptibles de mejora registrados a la fecha."
    cumplidos = sum(one.estado == "cumplido" for one in mejoras)
    vencidos = sum(one.vencido for one in mejoras)
    texto = f"Se da seguimiento a {_n(len(mejoras), 'aspecto susceptible', 'aspectos susceptibles')} de mejora: "
    return f"{texto}{_n(cumplidos, 'cumplido', 'cumplidos')} y {_n(vencidos, 'vencido', 'vencidos')}."


def _n(numero: int, uno: str, varios: str) -> str:
    return f"{numero:,} {uno if numero == 1 else varios}"
