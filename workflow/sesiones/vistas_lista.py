"""What is read of the people of a session: who attended, how, and who is in the room now. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.sesiones.quorum import Quorum


@dataclass(frozen=True)
class PersonaVista:
    clave: str
    nombre: str
    genero: str
    cargo: str


@dataclass(frozen=True)
class GrupoVista:
    """An organ or one of its commissions."""

    clave: str
    nombre: str


@dataclass(frozen=True)
class MovimientoVista:
    """`tipo`: integra (first arrival after the roll call), retira, regresa; a_distancia or a_sala: since then.

    `remoto`: of who arrives, at a distance.
    """

    tipo: str
    hora: datetime
    remoto: bool = False


@dataclass(frozen=True)
class AsistenciaVista:
    """`estado`: presente, ausente_justificado, ausente_injustificado, licencia, vacante.

    `modo`: how who attended did: presencial, a_distancia, mixta (both, at different hours); empty if they did not.
    """

    persona: PersonaVista
    estado: str
    puesto: str
    movimientos: tuple[MovimientoVista, ...] = ()
    suplente_en_funciones: bool = False
    motivo: str = ""
    sector: str = ""
    modo: str = ""


@dataclass(frozen=True)
class ListaVista:
    """Roll call of the organ, or of each commission. `integrantes`: N, base of the quórum at the opening."""

    grupo: GrupoVista
    integrantes: int
    asistencias: tuple[AsistenciaVista, ...]
    quorum_inicial: Quorum | None
    quorum_final: Quorum | None


@dataclass(frozen=True)
class EnSala:
    """A member on the live board. `votos`: sense by group in the last counts of the item on the floor.

    `remoto`: is there, at a distance. `aviso`: the reason given for not coming, of who announced it. `suple_a`: the
    key of the titular in whose place this suplente may answer the roll.
    """

    persona: PersonaVista
    puesto: str
    situacion: str
    presente: bool
    estado: str
    comisiones: tuple[str, ...]
    excusado: bool
    votos: dict[str, str]
    remoto: bool = False
    aviso: str = ""
    suple_a: str = ""


@dataclass(frozen=True)
class EventoVista:
    """An attendance fact as noted. `anulada`: why it no longer counts. `modo`: how they attend, if the fact says it."""

    id: int
    persona: PersonaVista
    evento: str
    hora: datetime
    motivo: str
    anulada: str
    modo: str = ""
