"""What an aspecto susceptible de mejora (ASM) is, the acts on it, and who may do each one. Pure."""

from __future__ import annotations

from workflow.kernel.actor import Actor

ORIGENES = ("informe", "indicador", "evaluacion")
"""An informe of the system, an indicator or activity of a POA, or an evaluation made outside of it."""
ACTOS = ("registrar", "comprometer", "avanzar", "entregar", "verificar", "devolver", "cambiar", "retirar")
ESTADOS = ("por_comprometer", "comprometido", "por_verificar", "cumplido", "retirado")
ABIERTOS = ("por_comprometer", "comprometido", "por_verificar")

RESPONDEN = ("dependencia_captura", "dependencia_titular")
EVALUAN = ("planeacion_revisor", "planeacion_titular")
DE_LA_DEPENDENCIA = ("comprometer", "avanzar", "entregar")

DESTINO: dict[str, dict[str, str]] = {
    "comprometer": {"por_comprometer": "comprometido"},
    "avanzar": {"comprometido": "comprometido"},
    "entregar": {"comprometido": "por_verificar"},
    "verificar": {"por_verificar": "cumplido"},
    "devolver": {"por_verificar": "comprometido"},
    "cambiar": {"comprometido": "comprometido", "por_comprometer": "comprometido"},
    "retirar": {"por_comprometer": "retirado", "comprometido": "retirado", "por_verificar": "retirado"},
}
"""Act -> state it is done from -> state it leaves."""


def folio_de(ejercicio: int, consecutivo: int) -> str:
    return f"ASM-{ejercicio}-{consecutivo:03d}"


def may(acto: str, actor: Actor, dependencia: str) -> bool:
    """Who answers for it acts on it; who evaluates, on what is not of their own dependencia."""
    own = dependencia in actor.dependencias(*RESPONDEN)
    if acto in DE_LA_DEPENDENCIA:
        return own
    return actor.has(*EVALUAN) and not own


def acts(actor: Actor, dependencia: str, estado: str) -> tuple[str, ...]:
    """What this person can do with it now."""
    return tuple(acto for acto, desde in DESTINO.items() if estado in desde and may(acto, actor, dependencia))
