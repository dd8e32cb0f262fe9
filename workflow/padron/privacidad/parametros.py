"""What the law leaves to each installation, by date: terms of an ARCO request, minimum cells, what stops. Pure.

Every value that no source confirms yet is marked so, and the page says it; a change is a new fact with its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow.kernel.refusals import Reason


@dataclass(frozen=True)
class Parametro:
    """`opciones`: codes it may take; empty when it is a whole number between `minimo` and `maximo`."""

    clave: str
    valor: str
    fundamento: str
    opciones: tuple[str, ...] = ()
    minimo: int = 0
    maximo: int = 365


@dataclass(frozen=True)
class Vigente:
    """A value with the day it rules from. `por_confirmar`: nobody has said yet that it is the right one."""

    clave: str
    valor: str
    desde: date | None
    fundamento: str
    por_confirmar: bool

    @property
    def entero(self) -> int:
        return int(self.valor)


PARAMETROS: dict[str, Parametro] = {
    one.clave: one
    for one in (
        Parametro("arco_respuesta", "20", "LGPDPPSO, plazo para responder una solicitud ARCO", minimo=1, maximo=60),
        Parametro("arco_ampliacion", "10", "LGPDPPSO, ampliación del plazo por una sola vez", minimo=0, maximo=60),
        Parametro("arco_efectiva", "15", "LGPDPPSO, plazo para hacer efectivo el derecho", minimo=1, maximo=60),
        Parametro("celda_minima", "10", "Criterio de protección de grupos pequeños", minimo=2, maximo=100),
        Parametro("aviso_exigible", "avisar", "LGPDPPSO 21 y 22", opciones=("avisar", "detener")),
        Parametro("conservacion_anios", "10", "Propuesta: 5 en trámite y 5 en concentración", minimo=1, maximo=70),
    )
}


def vigente(clave: str, dia: date, hechos: Iterable[Vigente]) -> Vigente:
    """The value that rules that day: the latest that began by then (the last one written, of the same day)."""
    propuesto = PARAMETROS[clave]
    found = Vigente(clave, propuesto.valor, None, propuesto.fundamento, por_confirmar=True)
    for hecho in hechos:
        rules = hecho.clave == clave and hecho.desde is not None and hecho.desde <= dia
        if rules and (found.desde is None or (hecho.desde or dia) >= found.desde):
            found = hecho
    return found


def reparos(clave: str, valor: str, desde: date | None, fundamento: str) -> list[Reason]:
    """What is wrong with a new value, all at once."""
    if clave not in PARAMETROS:
        return [Reason("PARAMETRO_DESCONOCIDO")]
    parametro, faltas = PARAMETROS[clave], []
    if parametro.opciones:
        if valor not in parametro.opciones:
            faltas.append(Reason("PARAMETRO_OPCION"))
    elif not valor.isascii() or not valor.isdigit() or not parametro.minimo <= int(valor) <= parametro.maximo:
        faltas.append(Reason("PARAMETRO_NUMERO", {"minimo": parametro.minimo, "maximo": parametro.maximo}))
    if desde is None:
        faltas.append(Reason("PARAMETRO_SIN_FECHA"))
    if not 5 <= len(fundamento) <= 300:
        faltas.append(Reason("PRIVACIDAD_SIN_FUNDAMENTO"))
    return faltas
