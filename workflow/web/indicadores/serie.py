"""Where each point of a series is drawn. The table beside it says the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from workflow.indicadores.clases import Regla
from workflow.indicadores.periodos import parse
from workflow.indicadores.situacion import Linea

ANCHO, ALTO, MARGEN = 640, 200, 36


@dataclass(frozen=True)
class Punto:
    x: float
    y: float
    color: str


@dataclass(frozen=True)
class Serie:
    """`banda`: outline of what counts as on target. `tramos`: runs of consecutive reported points.

    What was not reported is not drawn as a line.
    """

    puntos: tuple[Punto, ...]
    tramos: tuple[str, ...]
    meta: str
    banda: str
    ejes: tuple[tuple[float, str], ...]
    minimo: str
    maximo: str


def drawing(linea: Linea) -> Serie | None:
    """None when there is nothing to draw yet."""
    celdas = linea.celdas
    verdes = [green(linea.medida.regla, celda.meta) for celda in celdas]
    numeros = [celda.resultado.valor for celda in celdas if celda.resultado.valor is not None]
    numeros += [Fraction(celda.meta) for celda in celdas if celda.meta is not None]
    if not numeros or not any(celda.resultado.valor is not None for celda in celdas):
        return None
    numeros += [limite for verde in verdes if verde for limite in verde]
    low, high = min(0, *numeros), max(*numeros, 1)

    def y(valor: Fraction) -> float:
        return round(float(ALTO - MARGEN - (valor - low) / (high - low) * (ALTO - 2 * MARGEN)), 1)

    paso = (ANCHO - 2 * MARGEN) / max(len(celdas) - 1, 1)
    xs = [round(MARGEN + paso * n, 1) for n in range(len(celdas))]
    puntos, tramos, run = [], [], []
    for x, celda in zip(xs, celdas, strict=True):
        valor = celda.resultado.valor
        if valor is None:
            tramos.append(" ".join(run))
            run = []
            continue
        puntos.append(Punto(x, y(valor), celda.resultado.semaforo))
        run.append(f"{x},{y(valor)}")
    tramos.append(" ".join(run))
    metas = [f"{x},{y(Fraction(c.meta))}" for x, c in zip(xs, celdas, strict=True) if c.meta is not None]
    return Serie(
        tuple(puntos),
        tuple(tramo for tramo in tramos if " " in tramo),
        " ".join(metas),
        outline([(x, y(v[1]), y(v[0])) for x, v in zip(xs, verdes, strict=True) if v]),
        tuple((x, short(celda.periodo)) for x, celda in zip(xs, celdas, strict=True)),
        f"{float(low):,.6g}",
        f"{float(high):,.6g}",
    )


def outline(limites: list[tuple[float, float, float]]) -> str:
    """Along the upper edge and back along the lower one."""
    if len(limites) < 2:
        return ""
    return " ".join([f"{x},{arriba}" for x, arriba, _ in limites] + [f"{x},{abajo}" for x, _, abajo in limites[::-1]])


def green(regla: Regla, meta: Decimal | None) -> tuple[Fraction, Fraction] | None:
    """Between which values a period is on target; None where the semáforo has no green with two ends."""
    if regla.banda:
        return Fraction(regla.banda.c), Fraction(regla.banda.d)
    verde = next((rango for rango in regla.semaforo if rango.color == "verde"), None)
    if verde is None or not verde.desde or not verde.hasta or not meta or regla.metodo != "cociente":
        return None
    desde, hasta, nivel = Fraction(verde.desde) / 100, Fraction(verde.hasta) / 100, Fraction(meta)
    return (nivel / hasta, nivel / desde) if regla.sentido == "descendente" else (nivel * desde, nivel * hasta)


def short(clave: str) -> str:
    """ene, T1, S1, 2026"""
    found = parse(clave)
    if found is None or "-" not in clave:
        return clave
    if found[1] == found[2]:
        return ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")[found[1] - 1]
    return clave.rpartition("-")[2]
