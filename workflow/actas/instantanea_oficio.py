"""What an oficio of Planeación says, frozen: what was observed to a dependencia, or the validation of its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.actas.instantanea import Emisor, ExpedienteRef, OrganoRef, Persona

TIPOS = ("observaciones", "validacion")


@dataclass(frozen=True)
class ObservacionOficio:
    """`clave`: «O3». `lugar`: the observed field in words. `dice`: what it said, "" when nothing."""

    clave: str
    tipo: str
    lugar: str
    dice: str
    texto: str
    ronda: int
    estado: str


@dataclass(frozen=True)
class PlazoOficio:
    dias: int
    vence: datetime
    fundamento: str


@dataclass(frozen=True)
class InstantaneaOficio:
    """`dirigido.nombre` is "" when nobody is registered as titular that day: the oficio goes to the post.

    `organo` is the office that issues it, as every document names who it comes from.
    """

    emisor: Emisor
    organo: OrganoRef
    folio: str
    version: int
    tipo: str
    fecha: datetime
    dirigido: Persona
    dependencia: str
    expediente: ExpedienteRef
    ejercicio: int
    ronda: int
    observaciones: tuple[ObservacionOficio, ...]
    firma: Persona
    base_url: str
    envio: int
    enviado: date
    plazo: PlazoOficio | None = None
    bloqueantes: int = 0
    recomendaciones: int = 0
    rondas: int = 1
