"""An ARCO request told by its facts: what it is waiting for, when it is due, and which act may come next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.kernel.plazos import Calendario
from workflow.kernel.refusals import Reason

TIPOS: tuple[str, ...] = ("acceso", "rectificacion", "cancelacion", "oposicion")
MEDIOS: tuple[str, ...] = ("ventanilla", "plataforma", "correo", "correspondencia")
HECHOS: tuple[str, ...] = (
    "recibida",
    "identidad",
    "prevencion",
    "desahogo",
    "ampliacion",
    "respuesta",
    "entrega",
    "cumplida",
    "desistimiento",
)
SENTIDOS: tuple[str, ...] = ("procedente", "parcial", "improcedente")
ESTADOS: tuple[str, ...] = (
    "por_acreditar",
    "prevenida",
    "por_responder",
    "por_cumplir",
    "concluida",
    "improcedente",
    "desistida",
)
CERRADOS = frozenset({"concluida", "improcedente", "desistida"})


@dataclass(frozen=True)
class Hecho:
    """`dia`: that of the act, not of its capture. `sentido`: only of the answer."""

    hecho: str
    dia: date
    sentido: str | None = None


@dataclass(frozen=True)
class Plazos:
    """In business days, as they were when the request was received."""

    respuesta: int
    ampliacion: int
    efectiva: int


def estado(hechos: Sequence[Hecho]) -> str:
    """What the request waits for, by what has happened to it."""
    dados = {hecho.hecho for hecho in hechos}
    if "desistimiento" in dados:
        return "desistida"
    if "cumplida" in dados:
        return "concluida"
    respuesta = next((hecho for hecho in hechos if hecho.hecho == "respuesta"), None)
    if respuesta is not None:
        return "improcedente" if respuesta.sentido == "improcedente" else "por_cumplir"
    if "prevencion" in dados and "desahogo" not in dados:
        return "prevenida"
    return "por_responder" if "identidad" in dados else "por_acreditar"


def vence(recibida: date, hechos: Sequence[Hecho], plazos: Plazos, calendario: Calendario) -> date | None:
    """The last day of what it waits for; None when it waits for nothing of ours.

    The answer counts from the day after it was received, or after what was asked for arrived; the extension lengthens
    the same term. Once answered, what counts is making the right effective.
    """
    ahora = estado(hechos)
    if ahora in CERRADOS or ahora == "prevenida":
        return None
    if ahora == "por_cumplir":
        respondida = next(hecho.dia for hecho in hechos if hecho.hecho == "respuesta")
        return calendario.sumar_habiles(respondida, plazos.efectiva)
    desde = next((hecho.dia for hecho in hechos if hecho.hecho == "desahogo"), recibida)
    dias = plazos.respuesta + (plazos.ampliacion if any(hecho.hecho == "ampliacion" for hecho in hechos) else 0)
    return calendario.sumar_habiles(desde, dias)


def siguientes(hechos: Sequence[Hecho], tipo: str) -> tuple[str, ...]:
    """The acts that may be written now, in order."""
    ahora, dados = estado(hechos), {hecho.hecho for hecho in hechos}
    if ahora in CERRADOS:
        return ()
    if ahora == "prevenida":
        return ("desahogo", "desistimiento")
    if ahora == "por_cumplir":
        entrega = ("entrega",) if tipo == "acceso" else ()
        return (*entrega, "cumplida")
    posibles = [] if "identidad" in dados else ["identidad"]
    if "prevencion" not in dados:
        posibles.append("prevencion")
    if "ampliacion" not in dados:
        posibles.append("ampliacion")
    if "identidad" in dados:
        posibles.append("respuesta")
    return (*posibles, "desistimiento")


def reparos(
    hecho: Hecho, hechos: Sequence[Hecho], *, tipo: str, hoy: date, vencimiento: date | None, detalle: str
) -> list[Reason]:
    """What forbids writing that act, all at once."""
    faltas = []
    if hecho.hecho not in siguientes(hechos, tipo):
        faltas.append(Reason("ARCO_ACTO_FUERA_DE_TURNO"))
    if hecho.dia > hoy:
        faltas.append(Reason("ARCO_DIA_FUTURO"))
    if hechos and hecho.dia < max(dado.dia for dado in hechos):
        faltas.append(Reason("ARCO_DIA_ANTERIOR"))
    if hecho.hecho == "respuesta" and hecho.sentido not in SENTIDOS:
        faltas.append(Reason("ARCO_SIN_SENTIDO"))
    if hecho.hecho == "ampliacion" and vencimiento is not None and hecho.dia > vencimiento:
        faltas.append(Reason("ARCO_AMPLIACION_TARDIA"))
    if hecho.hecho == "entrega" and any(dado.hecho == "entrega" for dado in hechos) and len(detalle) < 10:
        faltas.append(Reason("ARCO_YA_ENTREGADA"))
    if hecho.hecho in ("prevencion", "ampliacion", "respuesta", "desistimiento") and len(detalle) < 10:
        faltas.append(Reason("ARCO_SIN_DETALLE"))
    return faltas


def reparos_nueva(tipo: str, medio: str, nombre: str, curp: str, recibida: date | None, hoy: date) -> list[Reason]:
    """What is missing in a request to register it. `curp`: already read, "" when it is not a usable one."""
    faltas = []
    if tipo not in TIPOS:
        faltas.append(Reason("ARCO_SIN_TIPO"))
    if medio not in MEDIOS:
        faltas.append(Reason("ARCO_SIN_MEDIO"))
    if not 3 <= len(nombre) <= 200:
        faltas.append(Reason("ARCO_SIN_NOMBRE"))
    if not curp:
        faltas.append(Reason("ARCO_CURP_INVALIDA"))
    if recibida is None:
        faltas.append(Reason("ARCO_SIN_FECHA"))
    elif recibida > hoy:
        faltas.append(Reason("ARCO_DIA_FUTURO"))
    return faltas
