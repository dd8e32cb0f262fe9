"""What a quarterly report of activities of the Secretaría says, frozen: facts, hand text and photographs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.actas.instantanea import Emisor, OrganoRef, Persona


@dataclass(frozen=True)
class HechoInforme:
    """A sentence written from the records. `clave`: what it tells of, the same in every version of the report."""

    clave: str
    texto: str
    lista: bool


@dataclass(frozen=True)
class FotoInforme:
    """`sha256`: of the kept image. `texto`: what it shows, for who cannot see it. `pie`: printed under it."""

    sha256: str
    texto: str
    pie: str


@dataclass(frozen=True)
class ApartadoInforme:
    """`texto`: what a person wrote; regenerating never touches it."""

    clave: str
    titulo: str
    hechos: tuple[HechoInforme, ...]
    texto: str
    fotos: tuple[FotoInforme, ...]


@dataclass(frozen=True)
class InstantaneaInforme:
    """`fundamento`: the legal basis, one provision a line."""

    emisor: Emisor
    organo: OrganoRef
    folio: str
    version: int
    fecha: datetime
    ejercicio: int
    trimestre: int
    presentacion: ApartadoInforme
    fundamento: str
    actividades: tuple[ApartadoInforme, ...]
    conclusiones: ApartadoInforme
    firma: Persona
    base_url: str
