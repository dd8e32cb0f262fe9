"""Who may see a person of a padrón in clear, and what for. Pure.

Privacy by default (LGPDPPSO 24-VIII): a page shows everything masked; to see it somebody says why, and it is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason

ACCIONES: tuple[str, ...] = ("ver", "descargar", "exportar", "consultar")
ALCANCES: tuple[str, ...] = ("fila", "carga", "con_error", "ninguna")
# Why somebody sees a person in clear, and the posts that may say so.
MOTIVOS: dict[str, tuple[str, ...]] = {
    "correccion": ("dependencia_captura", "dependencia_titular"),
    "atencion": ("dependencia_captura", "dependencia_titular", "transparencia"),
    "revision": ("planeacion_revisor", "planeacion_titular"),
    "cruce": ("planeacion_revisor", "planeacion_titular"),
    "solicitud_arco": ("transparencia",),
    "auditoria": ("auditoria",),
    "otro": ("dependencia_titular", "planeacion_titular", "transparencia", "auditoria"),
}
PROPIOS = ("dependencia_captura", "dependencia_titular")
LEEN: tuple[str, ...] = tuple(sorted({rol for roles in MOTIVOS.values() for rol in roles}))
ATIENDE_ARCO = ("transparencia",)
DETALLE_MINIMO, DETALLE_MAXIMO = 10, 300

_PERSONALES = re.compile(
    r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d"  # CURP
    r"|\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}\b"  # RFC
    r"|[\w.+-]+@[\w-]+\.\w+"
    r"|(?<!\d)(?:\d[ -]?){9}\d(?!\d)",  # ten digits: a telephone
    re.IGNORECASE,
)


def roles_aqui(actor: Actor, dependencia: str) -> frozenset[str]:
    """The posts with which this person looks at a padrón: those of a dependencia count only in the one that owns it."""
    propios = {
        asignacion.rol
        for asignacion in actor.asignaciones
        if asignacion.rol in PROPIOS and asignacion.dependencia == dependencia
    }
    return frozenset(propios | (actor.roles - set(PROPIOS)))


def motivos_de(actor: Actor, dependencia: str) -> tuple[str, ...]:
    """The reasons that this person may give to see somebody of a padrón of that dependencia; none: may not."""
    held = roles_aqui(actor, dependencia)
    return tuple(motivo for motivo, roles in MOTIVOS.items() if not held.isdisjoint(roles))


def reparos(
    motivo: str, detalle: str, campos: Sequence[str], *, permitidos: Collection[str], existentes: Collection[str]
) -> list[Reason]:
    """What is wrong with a request to see fields in clear, all at once."""
    faltas = []
    if motivo not in permitidos:
        faltas.append(Reason("ACCESO_SIN_MOTIVO"))
    faltas += reparos_detalle(motivo, detalle)
    if not campos or not set(campos) <= set(existentes):
        faltas.append(Reason("ACCESO_SIN_CAMPOS"))
    return faltas


def reparos_detalle(motivo: str, detalle: str) -> list[Reason]:
    faltas = []
    if motivo == "otro" and len(detalle) < DETALLE_MINIMO:
        faltas.append(Reason("ACCESO_SIN_DETALLE", {"minimo": DETALLE_MINIMO}))
    if len(detalle) > DETALLE_MAXIMO:
        faltas.append(Reason("ACCESO_DETALLE_LARGO", {"maximo": DETALLE_MAXIMO}))
    if con_datos_personales(detalle):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    return faltas


def con_datos_personales(texto: str) -> bool:
    """Whether a text that will stay in a record carries a CURP, an RFC, a telephone or an e-mail."""
    return _PERSONALES.search(texto) is not None
