"""May this person stop, resume or lengthen the clock of a dossier? Every reason at once. Pure.

The side whose time runs asks; another side answers, stops the clock and sets it going again. Nobody answers what they
asked, nor decides on the time of a dependencia in which they hold a post.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.expedientes.politica_plazos import Politica
from workflow.expedientes.relojes import PIDEN, RESUELVEN, de_dependencia
from workflow.expedientes.textos import joined, rol_words
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed, Reason, Refused

ACCIONES: tuple[str, ...] = ("conceder_prorroga", "negar_prorroga", "reanudar", "pedir_prorroga", "suspender")
PROHIBE = frozenset({"PLAZO_NO_LE_TOCA", "DEPENDENCIA_AJENA", "PLAZO_DE_SU_DEPENDENCIA", "PRORROGA_PROPIA"})


@dataclass(frozen=True)
class EstadoPlazo:
    """What is decided about. `pidio_id`: who asked for the extension that waits for an answer, if one does.

    `pedidas`: extensions that count for the limit (granted, or waiting for an answer).
    """

    lado: str
    dependencia: str
    pausado: bool
    vencido: bool
    pidio_id: int | None
    pedidas: int
    politica: Politica


def evaluar(accion: str, actor: Actor, estado: EstadoPlazo, dias: int | None = None) -> list[Reason]:
    """Everything that is missing for it; empty if it may be done. `dias`: of the extension, where one is told."""
    reasons = _who(accion, actor, estado)
    pendiente = estado.pidio_id is not None
    if accion == "suspender":
        reasons += _said(("PLAZO_YA_PAUSADO", estado.pausado), ("PLAZO_VENCIDO", estado.vencido))
    elif accion == "reanudar":
        reasons += _said(("PLAZO_NO_PAUSADO", not estado.pausado))
    elif accion == "pedir_prorroga":
        agotada = not pendiente and estado.pedidas >= estado.politica.prorroga_veces
        reasons += _said(
            ("PLAZO_VENCIDO", estado.vencido), ("PRORROGA_PENDIENTE", pendiente), ("PRORROGA_AGOTADA", agotada)
        )
    else:
        reasons += _said(("PRORROGA_SIN_SOLICITUD", not pendiente))
    if dias is not None and not 1 <= dias <= estado.politica.prorroga_dias:
        reasons.append(Reason("PRORROGA_DIAS", {"maximo": estado.politica.prorroga_dias}))
    return reasons


def exigir(accion: str, actor: Actor, estado: EstadoPlazo, dias: int | None = None) -> None:
    """Raises NotAllowed or Refused with every reason."""
    reasons = evaluar(accion, actor, estado, dias)
    if any(reason.code in PROHIBE for reason in reasons):
        raise NotAllowed(reasons)
    if reasons:
        raise Refused(reasons)


def _said(*conditions: tuple[str, bool]) -> list[Reason]:
    return [Reason(code) for code, true in conditions if true]


def _who(accion: str, actor: Actor, estado: EstadoPlazo) -> list[Reason]:
    roles = (PIDEN if accion == "pedir_prorroga" else RESUELVEN)[estado.lado]
    if not actor.has(*roles):
        return [Reason("PLAZO_NO_LE_TOCA", {"roles": joined([rol_words(rol) for rol in roles])})]
    if de_dependencia(roles):
        own = estado.dependencia in actor.dependencias(*roles)
        return [] if own else [Reason("DEPENDENCIA_AJENA", {"dependencia": estado.dependencia})]
    if accion == "pedir_prorroga":
        return []
    reasons = []
    if estado.lado == "dependencia" and estado.dependencia in actor.dependencias():
        reasons.append(Reason("PLAZO_DE_SU_DEPENDENCIA", {"dependencia": estado.dependencia}))
    if estado.pidio_id == actor.usuario_id and accion in ("conceder_prorroga", "negar_prorroga"):
        reasons.append(Reason("PRORROGA_PROPIA"))
    return reasons
