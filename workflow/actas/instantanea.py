"""The snapshot of a session from which its acta is made: everything the acta says, and nothing else.

A snapshot is taken once, when the session is closed, and never changes; a correction is another snapshot
with the next `version`. Instants are aware datetimes; the acta prints them on the clock of the municipality.
A field that is new is declared `= added(default)` (canonico.py): what was issued before keeps its hash.
Contents follow what LGTAIP 66-IX asks to be published: attendance and the sense of each member's vote.

Codes:
  OrganoRef.clase     cabildo | comisiones_unidas | comision
  Sesion.tipo         ordinaria | extraordinaria | solemne
  Sesion.publicidad   publica | privada
  Asistencia.estado   presente | ausente_justificado | ausente_injustificado | licencia | vacante
  Movimiento.tipo     integra (first arrival after the roll call) | retira | regresa | licencia | suplente |
                      a_distancia | a_sala (attends so from then on)
  Punto.estado        desahogado | pendiente | retirado | diferido | no_desahogado
  Punto.clase         lista | orden | acta_anterior | informativo | votable | asuntos_generales | clausura
  Votacion.*          the codes of the voting rules (tipo, mayoria, base_tipo, resultado, motivo, etiqueta)
  Firma.leyenda       a sentence under the line («En contra», «Se negó a firmar», «Ausente…») or None
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.actas.canonico import added

ESQUEMA = "acta/1"


@dataclass(frozen=True)
class Emisor:
    """Who issues the document, as its letterhead says it."""

    ayuntamiento: str  # «H. Ayuntamiento de Fresnillo, Zacatecas»
    municipio: str  # «Fresnillo»
    entidad: str  # «Zacatecas»
    trienio: str  # «2024-2027»
    dependencia: str  # «Secretaría de Gobierno Municipal»
    lema: str = ""


@dataclass(frozen=True)
class Persona:
    nombre: str
    cargo: str  # «Regidor/a», «Síndico/a Municipal»: printed in the gender of the person
    genero: str  # H | M | X
    clave: str = ""  # seat (C05) or member key inside this snapshot


@dataclass(frozen=True)
class Comision:
    clave: str
    nombre: str  # «Comisión Edilicia de Desarrollo Económico», or only its matter


@dataclass(frozen=True)
class OrganoRef:
    clave: str
    nombre: str  # «Cabildo», «Comisiones Unidas de Desarrollo Económico y de Desarrollo Social»
    clase: str
    comisiones: tuple[Comision, ...] = ()


@dataclass(frozen=True)
class Sesion:
    numero: int  # consecutive of its type: «Décima Séptima Sesión Ordinaria»
    tipo: str
    publicidad: str
    apertura: datetime
    clausura: datetime
    lugar: str  # «el Salón de Cabildo del Palacio Municipal»
    domicilio: str = ""
    itinerante: bool = False
    recinto_acuerdo: str | None = None  # acuerdo that declared an alternate place official, or its justification
    convocatoria_fecha: date | None = None
    convocatoria_fundamento: str = ""
    instalada: bool = True  # False: the session was not held for lack of quórum (constancia)
    modalidad: str = "presencial"
    permanente: bool = False


@dataclass(frozen=True)
class Quorum:
    requerido: int
    presentes: int
    hay: bool
    hora: datetime | None = None


@dataclass(frozen=True)
class Movimiento:
    tipo: str
    hora: datetime
    a_distancia: bool = added(False)  # of who arrives: from elsewhere


@dataclass(frozen=True)
class Asistencia:
    persona: Persona
    estado: str
    movimientos: tuple[Movimiento, ...] = ()
    suplente_en_funciones: bool = False
    motivo: str = ""  # of the justified absence
    puesto: str = ""  # inside the commission: «Presidente/a», «Secretario/a», «Vocal»
    sector: str = ""  # in words, where the organ has them: «Cámaras empresariales»
    a_distancia: bool = added(False)  # answered the roll from elsewhere


@dataclass(frozen=True)
class Lista:
    """Roll call of one organ: the Cabildo, or each of the Comisiones Unidas."""

    organo: Comision
    integrantes: int  # N, base of the quórum at the opening
    asistencias: tuple[Asistencia, ...]
    quorum_inicial: Quorum
    quorum_final: Quorum | None = None


@dataclass(frozen=True)
class Intervencion:
    persona: Persona
    texto: str
    hora: datetime | None = None
    literal: bool = False  # «solicitó que constara en acta»: the words are quoted


@dataclass(frozen=True)
class Excusa:
    persona: Persona
    causa: str
    hora: datetime | None = None
    sale: datetime | None = None
    regresa: datetime | None = None


@dataclass(frozen=True)
class VotoCalidad:
    sentido: str  # a_favor | en_contra
    quien: Persona


@dataclass(frozen=True)
class Candidatura:
    nombre: str
    votos: int


@dataclass(frozen=True)
class Votacion:
    """One count, as the voting rule gave it. The names are empty only for a secret vote (cedula)."""

    asunto: str  # what was put to the vote; "" when it is the item itself
    tipo: str
    hora: datetime
    comision: Comision | None  # the commission that votes, in Comisiones Unidas by commission
    ronda: int
    integrantes: int
    electorado: int
    a_favor: int
    en_contra: int
    abstencion: int
    mayoria: str
    base_tipo: str
    base_valor: int | None
    requeridos: int | None
    resultado: str
    motivo: str
    etiqueta: str | None
    nulos: int = 0
    ausentes: int = 0
    nombres_a_favor: tuple[str, ...] = ()
    nombres_en_contra: tuple[str, ...] = ()
    nombres_abstencion: tuple[str, ...] = ()
    nombres_excusados: tuple[str, ...] = ()
    voto_calidad: VotoCalidad | None = None
    quorum: Quorum | None = None
    preside: Persona | None = None  # only when it is not who presides the session
    candidaturas: tuple[Candidatura, ...] = ()  # of an election
    electo: str = ""
    recibieron_cedula: tuple[str, ...] = ()  # of a secret vote: who was handed a ballot, never how they voted
    nombres_a_distancia: tuple[str, ...] = added(())  # who voted from elsewhere
    nombres_sin_voto: tuple[str, ...] = added(())  # who attended from elsewhere and, by the rule, had no vote


@dataclass(frozen=True)
class VotacionAnulada:
    """A count that was annulled in the session: what it had given, why and when, and what it leaves without effect."""

    votacion: Votacion
    hora: datetime
    motivo: str
    sin_efecto: tuple[str, ...] = ()  # folios of its acuerdos or dictámenes, which are not used again
    repetida: bool = False  # whether the same was voted again afterwards


@dataclass(frozen=True)
class Acuerdo:
    folio: str
    texto: str  # «Se aprueba el Programa Operativo Anual…»
    resolutivos: tuple[str, ...] = ()
    etiqueta: str | None = None  # «por unanimidad»
    clase: str = "acuerdo"  # acuerdo | dictamen


@dataclass(frozen=True)
class ExpedienteRef:
    folio: str
    clase: str  # poa | padron
    titulo: str
    dependencia: str  # «Secretaría de Planeación Estratégica»
    version: int
    sha256: str


@dataclass(frozen=True)
class DictamenRef:
    folio: str
    fecha: date
    comisiones: tuple[str, ...]
    sentido: str  # favorable | favorable_con_modificaciones | desfavorable | devolver


@dataclass(frozen=True)
class AsuntoEnBloque:
    """A dossier voted with others: in general, or reserved and voted in particular."""

    expediente: ExpedienteRef
    estado: str  # pendiente | aprobado | aprobado_con_modificaciones | rechazado | devuelto | retirado
    acuerdo: str = ""  # folio
    dictamen: str = ""  # folio: of the dictamen it came with or, in comisiones unidas, of the one it got
    reservado_por: str = ""
    reserva_motivo: str = ""


@dataclass(frozen=True)
class Punto:
    num_convocado: int | None  # None: added by the plenary
    num_desahogado: int | None  # None: withdrawn, or not reached
    titulo: str
    clase: str
    estado: str
    presenta: str = ""  # as it was noted: «la Regidora Ximena Ortega»
    exposicion: str = ""
    expediente: ExpedienteRef | None = None
    dictamen: DictamenRef | None = None
    intervenciones: tuple[Intervencion, ...] = ()
    excusas: tuple[Excusa, ...] = ()
    votaciones: tuple[Votacion, ...] = ()
    resultado: str = ""  # the sentence of the rule for the whole item (Comisiones Unidas), or ""
    acuerdo: Acuerdo | None = None
    modificaciones: tuple[str, ...] = ()
    nota: str = ""  # why it was withdrawn, added or left pending
    asuntos: tuple[AsuntoEnBloque, ...] = ()  # of a block
    clave: str = ""  # of the item, to tie to it what is written by hand
    exposicion_escrita: str = ""  # written by hand afterwards, apart from what was registered in the session
    discusion_escrita: str = ""
    anuladas: tuple[VotacionAnulada, ...] = ()
    general: bool = False  # proposed in general matters: it was not in the convocatoria


@dataclass(frozen=True)
class AcuerdoInformado:
    """An earlier acuerdo whose fulfilment was reported in this session."""

    folio: str
    texto: str
    responsable: str
    vence: date | None
    estado: str  # asignado | en_proceso | cumplido | sin_efecto
    nota: str


@dataclass(frozen=True)
class AsuntoGeneral:
    persona: Persona
    sintesis: str
    tramite: str = ""


@dataclass(frozen=True)
class Incidencia:
    clase: str  # receso | reanudacion | quorum_perdido | sede | otra
    hora: datetime
    texto: str
    hasta: datetime | None = None
    quorum: Quorum | None = None  # verified on resuming


@dataclass(frozen=True)
class Firma:
    persona: Persona
    grupo: str = ""  # heading of its block («Por la Comisión de Desarrollo Social»), "" for the only one
    leyenda: str | None = None


@dataclass(frozen=True)
class Anexo:
    titulo: str
    version: int | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Precision:
    """A correction that the body accepted when it approved the acta. `dice` empty: something was added."""

    dice: str
    debe_decir: str
    solicita: str


@dataclass(frozen=True)
class Objecion:
    """A disagreement with the acta that was not accepted: it goes as an annex."""

    persona: str
    texto: str


@dataclass(frozen=True)
class Tacha:
    """What was covered in a public version: the kind of data and its legal basis, never the data."""

    dato: str
    fundamento: str
    veces: int


@dataclass(frozen=True)
class Caratula:
    """Cover of a public version, as the guidelines on classified information ask for it."""

    area: str
    documento: str
    motivacion: str
    titular: str
    comite_acta: str
    comite_fecha: date
    tachas: tuple[Tacha, ...]


@dataclass(frozen=True)
class InstantaneaActa:
    emisor: Emisor
    organo: OrganoRef
    numero: int  # of the acta: consecutive of the organ in the trienio
    folio: str
    version: int
    estado: str  # proyecto | aprobada
    sesion: Sesion
    preside: Persona
    secretario: Persona
    listas: tuple[Lista, ...]
    puntos: tuple[Punto, ...]
    base_url: str  # of the installation, for the verification address of the QR
    firmas: tuple[Firma, ...] = ()
    asuntos_generales: tuple[AsuntoGeneral, ...] = ()
    incidencias: tuple[Incidencia, ...] = ()
    anexos: tuple[Anexo, ...] = ()
    acuerdos_de_no_instalacion: str = ""  # second call, when the session was not held
    aprobada_en: date | None = None
    aprobada_por: str | None = None  # folio of the acuerdo that approved the acta
    aprobada_en_sesion: str = ""  # «Décima Octava Sesión Ordinaria…, por unanimidad»: the later session that did
    asuntos_escritos: str = ""
    informados: tuple[AcuerdoInformado, ...] = ()
    incidencias_escritas: str = ""
    precisiones: tuple[Precision, ...] = ()
    objeciones: tuple[Objecion, ...] = ()
    caratula: Caratula | None = None  # only of a public version
    esquema: str = ESQUEMA
