"""What is read of a session: frozen values for pages, for the acta and for the API. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflow.sesiones.comisiones_unidas import CONCLUYENTES, conclude
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.vistas_lista import EnSala, EventoVista, GrupoVista, ListaVista, PersonaVista


@dataclass(frozen=True)
class IntervencionVista:
    nombre: str
    cargo: str
    genero: str
    clave: str
    hora: datetime
    texto: str
    literal: bool
    tramite: str


@dataclass(frozen=True)
class ExcusaVista:
    persona: PersonaVista
    causa: str
    hora: datetime


@dataclass(frozen=True)
class VotacionVista:
    """One count. `nombres` are empty only for a secret vote. `grupo` None: the whole organ.

    `candidaturas` (name, votes), `pasan` to a second ballot and `nombres_cedula` (who received one) of an election.
    `nombres_a_distancia`: who voted from elsewhere; `nombres_sin_voto`: who attended so and, by the rule, could not.
    `anulada`: why, for a count annulled. `expediente_id`: the dossier of a reserve.
    """

    id: int
    asunto: str
    grupo: GrupoVista | None
    ronda: int
    tipo: str
    hora: datetime
    mayoria: str
    base_tipo: str
    base_valor: int
    requeridos: int
    integrantes: int
    electorado: int
    excusados: int
    ausentes: int
    a_favor: int
    en_contra: int
    abstencion: int
    nulos: int
    resultado: str
    motivo: str
    etiqueta: str | None
    razon: str
    quorum: Quorum
    preside: PersonaVista | None
    propuesta: str
    modificaciones: tuple[str, ...]
    nombres_a_favor: tuple[str, ...]
    nombres_en_contra: tuple[str, ...]
    nombres_abstencion: tuple[str, ...]
    nombres_excusados: tuple[str, ...]
    sentidos: dict[str, str]
    calidad_sentido: str | None
    calidad_quien: PersonaVista | None
    calidad_de: PersonaVista | None
    pendiente_calidad: bool
    fundamento: str = ""
    expediente_id: int | None = None
    candidaturas: tuple[tuple[str, int], ...] = ()
    electo: str | None = None
    pasan: tuple[str, ...] = ()
    nombres_cedula: tuple[str, ...] = ()
    nombres_a_distancia: tuple[str, ...] = ()
    nombres_sin_voto: tuple[str, ...] = ()
    anulada: str = ""
    anulada_en: datetime | None = None
    serie: int = 1


@dataclass(frozen=True)
class AcuerdoVista:
    folio: str
    texto: str
    resolutivos: tuple[str, ...]
    etiqueta: str | None
    tomado_en: datetime


@dataclass(frozen=True)
class DictamenVista:
    folio: str | None
    fecha: date
    comisiones: tuple[str, ...]
    resultado: str
    sentido: str | None
    razon: str
    texto: str


@dataclass(frozen=True)
class ExpedienteVista:
    """The dossier as it was when its item was opened."""

    id: int
    folio: str
    tipo: str
    titulo: str
    dependencia: str
    version: int
    sha256: str


@dataclass(frozen=True)
class AsuntoVista:
    """A dossier inside a block, with its own result: the acuerdo it got, or the folio of the dictamen."""

    expediente: ExpedienteVista
    orden: int
    estado: str
    reservado: bool
    reserva_de: str
    reserva_motivo: str
    razon: str
    votacion_id: int | None
    acuerdo: AcuerdoVista | None
    dictamen_folio: str | None = None


@dataclass(frozen=True)
class PuntoVista:
    """`clase` and `estado_acta` are the words of the acta; `dictamen`: the one it comes from, or the one it gave."""

    id: int
    orden: int
    num_convocado: int | None
    num_desahogado: int | None
    tipo: str
    clase: str
    titulo: str
    estado: str
    estado_acta: str
    resultado: str
    nota: str
    presenta: str
    exposicion: str
    mayoria: str | None
    abierto_en: datetime | None
    cerrado_en: datetime | None
    expediente: ExpedienteVista | None
    dictamen: DictamenVista | None
    acuerdo: AcuerdoVista | None
    intervenciones: tuple[IntervencionVista, ...]
    excusas: tuple[ExcusaVista, ...]
    votaciones: tuple[VotacionVista, ...]
    anuladas: tuple[VotacionVista, ...] = ()
    asuntos: tuple[AsuntoVista, ...] = ()
    fundamento: str = ""
    adicion: str = ""
    general: bool = False
    acta_de: int | None = None

    @property
    def votado_en_lo_general(self) -> bool:
        """A block whose vote in general is decided, in every body that votes: what remains are its reserves."""
        ultimas = {v.grupo.clave if v.grupo else "": v for v in self.votaciones if v.asunto == "punto"}
        if any(v.grupo for v in ultimas.values()):
            rondas = max(v.ronda for v in ultimas.values())
            fin = conclude({clave: v.resultado for clave, v in ultimas.items()}, "favorable", rondas)
            return fin.resultado in CONCLUYENTES
        return any(v.resultado in ("aprobado", "rechazado") for v in ultimas.values())


@dataclass(frozen=True)
class IncidenciaVista:
    clase: str
    hora: datetime
    texto: str
    hasta: datetime | None
    quorum: Quorum | None


@dataclass(frozen=True)
class OrganoRef:
    id: int
    tipo: str


@dataclass(frozen=True)
class SesionVista:
    id: int
    version: int
    organo_clave: str
    organo: str
    organo_tipo: str
    conduce: str
    comisiones: tuple[GrupoVista, ...]
    tipo: str
    modalidad: str
    publicidad: str
    estado: str
    numero: int | None
    acta_numero: int | None
    periodo: str
    lugar: str
    domicilio: str
    sede: str
    recinto_acuerdo: str | None
    enlace: str
    permanente: bool
    convocada_en: datetime
    programada_para: datetime
    convocatoria: dict[str, Any]
    fundamento: str
    reglas: dict[str, Any]
    apertura: datetime | None
    clausura: datetime | None
    motivo_cierre: str | None
    orden_aprobado: bool
    segunda_de: int | None
    preside: PersonaVista | None
    secretario: PersonaVista
    cancelacion: str = ""
    cancelada_en: datetime | None = None
    segunda_convocada: int | None = None
    organo_id: int = 0

    @property
    def organo_ref(self) -> OrganoRef:
        return OrganoRef(self.organo_id, self.organo_tipo)

    @property
    def instalada(self) -> bool:
        return self.estado in ("en_curso", "clausurada")


@dataclass(frozen=True)
class Relato:
    """The whole session, in order: all that its acta says."""

    sesion: SesionVista
    listas: tuple[ListaVista, ...]
    puntos: tuple[PuntoVista, ...]
    incidencias: tuple[IncidenciaVista, ...]


@dataclass(frozen=True)
class Tablero:
    """A session now: who is in the room, the quórum by group («» for an organ), the item on the floor.

    `receso_desde` while in recess, `receso_limite` the hour announced; `quorum_limite`: until when a lost quórum
    may be recovered. `eventos`: the attendance noted, which can be corrected.
    """

    sesion: SesionVista
    quorum: dict[str, Quorum]
    hay_quorum: bool
    sala: tuple[EnSala, ...]
    puntos: tuple[PuntoVista, ...]
    abierto: PuntoVista | None
    pendiente_calidad: VotacionVista | None
    a_votar: tuple[GrupoVista, ...]
    receso_desde: datetime | None = None
    receso_limite: datetime | None = None
    quorum_limite: datetime | None = None
    eventos: tuple[EventoVista, ...] = ()


@dataclass(frozen=True)
class SesionFila:
    id: int
    organo: str
    organo_tipo: str
    tipo: str
    numero: int | None
    programada_para: datetime
    estado: str
    lugar: str
    asuntos: int


@dataclass(frozen=True)
class PasoPorSesion:
    """A dossier in one session: what was decided, and its folio."""

    sesion: SesionFila
    punto_id: int
    punto: str
    estado: str
    resultado: str
    dictamen_folio: str | None
    acuerdo_folio: str | None


@dataclass(frozen=True)
class VotoEmitido:
    """One vote of one person (LGTAIP 66-IX)."""

    sesion_id: int
    organo: str
    fecha: date
    punto: str
    grupo: str
    ronda: int
    sentido: str
    resultado: str


@dataclass(frozen=True)
class OrganoVista:
    """An organ with the rules in force on a day, which it shows with their legal basis and state."""

    id: int
    clave: str
    nombre: str
    tipo: str
    reglas: dict[str, Any]
    fundamento: str
    vigente_desde: date | None
    estado: str
    integrantes: int
    en_espera: int
    conduce: str
    secretario: dict[str, str] | None = None
