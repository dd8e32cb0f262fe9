"""Kinds of ticket, what may be decided on each, and by whom. Pure.

A ticket is a question to a person: two rows that are, or may be, of the same one. The program asks and remembers; it
never joins rows nor takes them away.
"""

from __future__ import annotations

from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason
from workflow.padron.privacidad.accesos import con_datos_personales

CLASES: tuple[str, ...] = ("exacto", "probable", "hogar", "entre_padrones", "tope")
CRUCES: tuple[str, ...] = ("entre_padrones", "tope")
"""Between two padrones: only Planeación sees both sides and decides."""

DECISIONES: tuple[str, ...] = ("misma_persona", "homonimo", "se_permite", "baja_propuesta", "reabierto")
"""`misma_persona`, `homonimo`: who they are, remembered for any other padrón. `se_permite`: an exception with its
reason. `baja_propuesta`: one of the two rows should leave; who has it in its padrón does it. `reabierto`: undone.
"""

PENDIENTE, YA_NO = "pendiente", "ya_no_aparece"
ESTADOS: tuple[str, ...] = (PENDIENTE, YA_NO, "misma_persona", "homonimo", "se_permite", "baja_propuesta")

SE_RECUERDAN = frozenset({"misma_persona", "homonimo"})

_POSIBLES: dict[str, tuple[str, ...]] = {
    "exacto": ("misma_persona", "homonimo"),
    "probable": ("misma_persona", "homonimo"),
    "hogar": ("se_permite", "baja_propuesta"),
    "entre_padrones": ("baja_propuesta", "se_permite", "homonimo"),
    "tope": ("baja_propuesta", "se_permite"),
}

MOTIVO_MINIMO, MOTIVO_MAXIMO = 5, 500

CAPTURAN = ("dependencia_captura", "dependencia_titular")
PLANEACION = ("planeacion_revisor", "planeacion_titular")
MIRAN = (*PLANEACION, "auditoria")

RAZONES_TICKET: tuple[str, ...] = (
    "misma_curp_otro_nombre",
    "curp_vinculada",
    "homonimos",
    "apellidos_invertidos",
    "nombre_abreviado",
    "otra_entidad",
    "otro_sexo",
    "otra_curp",
    "una_sin_curp",
    "dos_sin_curp",
    "nombre_parecido",
    "nombre_incompleto",
    "mismo_nacimiento",
    "mismo_telefono",
    "mismo_domicilio",
    "incompatibles",
    "tope_rebasado",
)


def posibles(clase: str, razones: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What may be decided. A cross found by the name may also be the same person or somebody else's."""
    if clase == "entre_padrones" and "incompatibles" not in razones:
        return ("misma_persona", "homonimo")
    return _POSIBLES[clase]


def decides(actor: Actor, clase: str, dependencia: str) -> bool:
    """A dependencia decides on its own padrón; between padrones, only Planeación."""
    if actor.has(*PLANEACION):
        return True
    return clase not in CRUCES and dependencia in actor.dependencias(*CAPTURAN)


def sees(actor: Actor, dependencias: tuple[str, ...]) -> bool:
    """Whether it may open the ticket at all; what it sees of the other side is another matter."""
    return actor.has(*MIRAN) or not actor.dependencias(*CAPTURAN).isdisjoint(dependencias)


def sees_both(actor: Actor) -> bool:
    """Whether the other padrón's side of a cross is shown."""
    return actor.has(*MIRAN)


def faults(clase: str, razones: tuple[str, ...], decision: str, motivo: str, sobre: str | None) -> list[Reason]:
    """What is wrong with a decision, all at once."""
    found = []
    if decision not in (*posibles(clase, razones), "reabierto"):
        found.append(Reason("COINCIDENCIA_DECISION_INVALIDA"))
    if not MOTIVO_MINIMO <= len(motivo) <= MOTIVO_MAXIMO:
        found.append(Reason("COINCIDENCIA_SIN_MOTIVO", {"minimo": MOTIVO_MINIMO, "maximo": MOTIVO_MAXIMO}))
    if con_datos_personales(motivo):
        found.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if decision == "baja_propuesta" and sobre not in ("uno", "otro"):
        found.append(Reason("COINCIDENCIA_BAJA_DE_QUIEN"))
    return found
