"""Every automatic finding of what was sent, and which of them still wait for a decision. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.poa.esquema import SECCIONES
from workflow.revision.hallazgos import del_poa, historia, ldf, repetidos
from workflow.revision.hallazgos.tipos import Contexto, Documento, Hallazgo

_ORDEN = {seccion.clave: place for place, seccion in enumerate(SECCIONES)}


def check(document: Documento, contexto: Contexto) -> tuple[Hallazgo, ...]:
    """Blocking ones first, then in the order of the sections; never the same one twice."""
    found: dict[str, Hallazgo] = {}
    for part in (ldf, del_poa, historia, repetidos):
        for hallazgo in part.check(document, contexto):
            found.setdefault(hallazgo.huella, hallazgo)
    return tuple(sorted(found.values(), key=_place))


def _place(hallazgo: Hallazgo) -> tuple[bool, int]:
    seccion = hallazgo.campo.partition("[")[0].partition(".")[0]
    return hallazgo.tipo != "bloqueante", _ORDEN.get(seccion, len(_ORDEN))


def pending(found: tuple[Hallazgo, ...], decisiones: Mapping[str, str]) -> tuple[Hallazgo, ...]:
    """Those without a decision. `decisiones`: huella -> the last decision; one that was reopened waits again."""
    return tuple(one for one in found if decisiones.get(one.huella, "reabierto") == "reabierto")
