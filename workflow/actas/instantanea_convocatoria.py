"""The snapshot of a convocatoria as it was issued: a correction (fe de erratas) is another one, with the next version.

Codes: `tipo`, `publicidad`, `modalidad` of the session; `sede`: recinto_oficial | recinto_alterno | itinerante.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.actas.instantanea import Anexo, Emisor, OrganoRef, Persona

ESQUEMA_CONVOCATORIA = "convocatoria/1"


@dataclass(frozen=True)
class PuntoConvocado:
    numero: int
    titulo: str
    tipo: str


@dataclass(frozen=True)
class CambioConvocatoria:
    """One line of a fe de erratas, in words."""

    campo: str
    dice: str
    debe_decir: str


@dataclass(frozen=True)
class InstantaneaConvocatoria:
    emisor: Emisor
    organo: OrganoRef
    folio: str
    version: int
    tipo: str
    publicidad: str
    modalidad: str
    sede: str
    permanente: bool
    programada: datetime
    lugar: str
    fundamento: str
    horas_minimas: int
    convoca: Persona
    emitida: datetime
    puntos: tuple[PuntoConvocado, ...]
    convocados: tuple[Persona, ...]
    base_url: str
    domicilio: str = ""
    recinto_acuerdo: str = ""
    enlace: str = ""
    anexos: tuple[Anexo, ...] = ()
    segunda_de: datetime | None = None  # the day of the session that was not verified
    cambios: tuple[CambioConvocatoria, ...] = ()
    motivo: str = ""
    esquema: str = ESQUEMA_CONVOCATORIA
