"""Snapshots of a dictamen of commissions and of the certificación of one acuerdo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.actas.canonico import added
from workflow.actas.instantanea import (
    Anexo,
    Emisor,
    ExpedienteRef,
    Firma,
    Lista,
    OrganoRef,
    Persona,
    Votacion,
)

ESQUEMA_DICTAMEN = "dictamen/1"
ESQUEMA_CERTIFICACION = "certificacion/1"


@dataclass(frozen=True)
class Ronda:
    """One round of observaciones of Planeación on the dossier."""

    numero: int
    emitidas: int
    solventadas: int
    notificada: date | None = None
    respondida: date | None = None


@dataclass(frozen=True)
class Antecedentes:
    presentado: date | None
    presentado_por: str
    version_presentada: int
    rondas: tuple[Ronda, ...]
    validado: date | None
    turnado: date | None


@dataclass(frozen=True)
class Renglon:
    """One line of a summary table: concept and value, already in words or figures for people."""

    concepto: str
    valor: str


@dataclass(frozen=True)
class Contenido:
    """What the dossier holds, in prose and tables: objective, budget by chapter, beneficiaries…"""

    parrafos: tuple[str, ...] = ()
    tabla_titulo: str = ""
    renglones: tuple[Renglon, ...] = ()


@dataclass(frozen=True)
class Modificacion:
    campo: str
    dice: str
    debe_decir: str
    proponente: str
    votacion: str = ""


@dataclass(frozen=True)
class VotoParticular:
    persona: Persona
    texto: str


@dataclass(frozen=True)
class AsuntoDictaminado:
    """One dossier of a block that has a single dictamen: what it is, what was resolved of it and by which votes.

    `estado`: pendiente | aprobado | aprobado_con_modificaciones | rechazado | devuelto | retirado | turnado.
    `sentido`: of its dictamen, "" while it has none. `dictamen`: its own folio, when it was voted in particular.
    """

    expediente: ExpedienteRef
    programa: str
    alcance: str  # «$1,250.00», «340 personas»
    estado: str
    sentido: str
    resolutivo: str
    antecedentes: Antecedentes
    reservado: bool = False
    reservado_por: str = ""
    reserva_motivo: str = ""
    dictamen: str = ""
    votaciones: tuple[Votacion, ...] = ()  # of its reserve; those in general are of the dictamen
    modificaciones: tuple[Modificacion, ...] = ()


@dataclass(frozen=True)
class InstantaneaDictamen:
    """`expediente`, `antecedentes` and `contenido` are of the only dossier, or of the first of `asuntos`."""

    emisor: Emisor
    organo: OrganoRef
    folio: str
    version: int
    sentido: str  # favorable | favorable_con_modificaciones | desfavorable | devolver
    ejercicio: int
    expediente: ExpedienteRef
    fundamento: tuple[str, ...]
    antecedentes: Antecedentes
    contenido: Contenido
    considerandos: tuple[str, ...]
    resolutivos: tuple[str, ...]
    sesion_ordinal: int
    sesion_tipo: str
    fecha: datetime  # when it was voted
    lugar: str
    listas: tuple[Lista, ...]
    votaciones: tuple[Votacion, ...]
    firmas: tuple[Firma, ...]
    base_url: str
    modificaciones: tuple[Modificacion, ...] = ()
    impacto_presupuestal: str = ""
    votos_particulares: tuple[VotoParticular, ...] = ()
    anexos: tuple[Anexo, ...] = ()
    esquema: str = ESQUEMA_DICTAMEN
    asuntos: tuple[AsuntoDictaminado, ...] = added(())  # every dossier of the block, when the dictamen is one for all


@dataclass(frozen=True)
class InstantaneaCertificacion:
    emisor: Emisor
    organo: OrganoRef
    folio: str  # of the certificación
    version: int
    certifica: Persona
    fundamento: str
    sesion_ordinal: int
    sesion_tipo: str
    sesion_publicidad: str
    sesion_fecha: datetime
    acta_numero: int | None
    acta_folio: str | None
    acta_aprobada: bool  # False: the document says that the acta is still to be approved
    punto: int
    punto_titulo: str
    acuerdo_folio: str
    acuerdo_texto: str
    resolutivos: tuple[str, ...]
    votacion: Votacion
    expedida: datetime
    base_url: str
    solicitante: str = ""
    efectos: str = ""
    expediente: ExpedienteRef | None = None
    esquema: str = ESQUEMA_CERTIFICACION
