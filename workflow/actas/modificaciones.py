"""The table of modifications of a dictamen: field, what it said, what it must say, who proposed it. Pure.

A modification noted as a line may say «Meta anual: dice «100», debe decir «120», propone C. Ximena Ortega»; a line
without that form is a modification told in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workflow.actas.instantanea import Votacion
from workflow.actas.instantanea_dictamen import Modificacion

_FORMA = re.compile(
    r"^(?P<campo>.*?)\s*[:;,]?\s*\bdice\s*:?\s*[«\"“]?(?P<dice>.*?)[»\"”]?\s*[,;.]?\s*"
    r"\bdebe decir\s*:?\s*[«\"“]?(?P<debe>.*?)[»\"”]?"
    r"(?:\s*[,;.]\s*propone\s*:?\s*(?P<propone>.+?))?\s*\.?$",
    re.IGNORECASE,
)


def read(linea: str, votacion: str) -> Modificacion:
    """One line as a row of the table; what does not have the form goes whole to «debe decir»."""
    match = _FORMA.match(linea.strip())
    if match is None or not match["debe"]:
        return Modificacion("", "", linea.strip(), "", votacion)
    return Modificacion(match["campo"].strip(), match["dice"], match["debe"], match["propone"] or "", votacion)


def table(lineas: Iterable[str], votaciones: Sequence[Votacion]) -> tuple[Modificacion, ...]:
    """Every modification that was voted, in the order it was noted, with the vote that took it."""
    count = vote_in_figures(votaciones)
    return tuple(read(linea, count) for linea in lineas if linea.strip())


def vote_in_figures(votaciones: Sequence[Votacion]) -> str:
    """«Comisión de Hacienda: 4 a favor, 1 en contra, 0 abstenciones»; the last round of each commission."""
    last = {one.comision.nombre if one.comision else "": one for one in votaciones}
    return "; ".join(
        (f"{nombre}: " if nombre else "") + f"{one.a_favor} a favor, {one.en_contra} en contra, "
        f"{one.abstencion} {'abstención' if one.abstencion == 1 else 'abstenciones'}"
        for nombre, one in last.items()
    )
