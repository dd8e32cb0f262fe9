"""What is published of a padrón, by its programme and by what the Comité decided; and the words that say so. Pure.

LGTAIP 65-XIV-q orders name, amount, territorial unit, age and sex. What the Comité has not decided is kept: names of
minors are not published, and of a sensitive programme only totals are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.padron.privacidad.comite import Decision

LEYENDA = (
    "Este programa es público, ajeno a cualquier partido político. Queda prohibido el uso para fines distintos al "
    "desarrollo social (Ley General de Desarrollo Social, artículo 28)."
)
RESERVADO = "Reservado: persona menor de edad"
FUNDAMENTO = "LGTAIP, artículos 65, fracción XIV, inciso q, 115, 120 y 121"
_MENORES = {"agregar": "agregados", "seudonimizar": "seudonimizados", "publicar": "publicados"}
_DE_MENORES = {
    "reservados": "Los nombres de menores de edad se reservan mientras el Comité de Transparencia decide, y su edad se "
    "da por rango (LGPDPPSO, artículo 7).",
    "agregados": "De los menores de edad se publican totales, por resolución {resolucion} del Comité de Transparencia.",
    "seudonimizados": "Los menores de edad aparecen con una clave en lugar de su nombre, por resolución {resolucion} "
    "del Comité de Transparencia.",
    "publicados": "Los nombres de menores de edad se publican por resolución {resolucion} del Comité de Transparencia.",
}


@dataclass(frozen=True)
class Politica:
    """`modo`: nominal or agregado; `menores`: see `modos`; `seudonimos`: nobody's name, of a sensitive programme."""

    modo: str
    menores: str
    seudonimos: bool
    celda_minima: int
    curp: bool = False
    notas: tuple[str, ...] = ()


def politica(
    *,
    sensible: bool | None,
    de_sensible: Decision | None,
    de_menores: Decision | None,
    celda_minima: int,
    curp: bool = False,
    curp_fundamento: str = "",
) -> Politica:
    """`sensible`: what was said of the programme; a decision of the Comité on it says so too."""
    menores = _MENORES[de_menores.decision] if de_menores else "reservados"
    notas = [_DE_MENORES[menores].format(resolucion=de_menores.resolucion if de_menores else "")]
    delicado = bool(sensible) or de_sensible is not None
    como = de_sensible.decision if de_sensible else "agregar"
    if delicado and como == "agregar":
        por = f"por resolución {de_sensible.resolucion} del" if de_sensible else "mientras decide el"
        notas = [
            "Estar en el programa revela un dato sensible: se publican solo totales, " + por + " Comité de "
            f"Transparencia. Los grupos de menos de {celda_minima} personas se juntan con otros."
        ]
        return Politica("agregado", menores, False, celda_minima, False, tuple(notas))
    seudonimos = delicado and como == "seudonimizar"
    if seudonimos and de_sensible is not None:
        notas.insert(0, f"Las personas aparecen con una clave en lugar de su nombre, por resolución "
                        f"{de_sensible.resolucion} del Comité de Transparencia.")  # fmt: skip
    con_curp = curp and not seudonimos
    if con_curp:
        notas.append(f"Se incluye la CURP de las personas adultas: {curp_fundamento}")
    return Politica("nominal", menores, seudonimos, celda_minima, con_curp, tuple(notas))


def nota(elegida: Politica, folio: str, hoy: date) -> str:
    """What the column «Nota» says: the decisions, the basis, the version and the legend of the law."""
    partes = [*elegida.notas, f"Versión pública {folio} del {hoy:%d/%m/%Y}. Fundamento: {FUNDAMENTO}.", LEYENDA]
    return " ".join(partes)
