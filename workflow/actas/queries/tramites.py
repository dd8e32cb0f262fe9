"""What can still be done about an acuerdo, a dictamen or an approved acta: issue again, dissent, publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from workflow.actas.clases import certificacion_folio, document_state
from workflow.actas.instantanea import InstantaneaActa, Tacha
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion
from workflow.actas.models import Acta, Cancelacion, Documento, Instantanea, VotoParticularEscrito
from workflow.actas.queries.dictamenes import counts_of, document_id
from workflow.actas.queries.documentos import frozen
from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.sesiones import models as m
from workflow.sesiones.configuracion import VOTO_PARTICULAR_HORAS


@dataclass(frozen=True)
class Expedida:
    """One version issued. `documentos`: format → id of the document."""

    instantanea_id: int
    version: int
    estado: str
    en: datetime
    solicitante: str
    efectos: str
    acta_aprobada: bool
    tachas: tuple[Tacha, ...]
    documentos: dict[str, int]


@dataclass(frozen=True)
class AcuerdoVista:
    id: int
    folio: str
    texto: str
    sesion_id: int
    organo_tipo: str
    conduce: str
    acta_id: int | None
    acta_estado: str | None
    certificacion_folio: str
    expedidas: tuple[Expedida, ...]


@dataclass(frozen=True)
class Disidente:
    """A member who voted against or abstained, with the dissent filed if there is one."""

    clave: str
    nombre: str
    sentidos: tuple[str, ...]
    texto: str


@dataclass(frozen=True)
class DictamenVista:
    id: int
    folio: str
    sentido: str
    sesion_id: int
    organo_tipo: str
    conduce: str
    organo: str
    limite: datetime
    disidentes: tuple[Disidente, ...]
    expedidas: tuple[Expedida, ...]


def acuerdo(acuerdo_id: int) -> AcuerdoVista:
    row = db.session.get(m.Acuerdo, acuerdo_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    sesion = db.session.get_one(m.Sesion, row.sesion_id)
    acta = db.session.scalar(select(Acta).where(Acta.sesion_id == sesion.id))
    return AcuerdoVista(
        id=row.id,
        folio=row.folio,
        texto=row.texto,
        sesion_id=sesion.id,
        organo_tipo=sesion.organo.tipo,
        conduce=sesion.organo.conduce,
        acta_id=acta.id if acta else None,
        acta_estado=acta.estado if acta else None,
        certificacion_folio=certificacion_folio(row.folio),
        expedidas=issued("certificacion", row.id),
    )


def dictamen(dictamen_id: int) -> DictamenVista:
    """NotFound also for commissions that did not agree: there is no dictamen to look at."""
    row = db.session.get(m.Dictamen, dictamen_id)
    if row is None or row.folio is None:
        raise NotFound("NO_EXISTE")
    sesion = db.session.get_one(m.Sesion, row.sesion_id)
    documento = document_id(row)
    return DictamenVista(
        id=documento,
        folio=row.folio,
        sentido=row.sentido or "",
        sesion_id=sesion.id,
        organo_tipo=sesion.organo.tipo,
        conduce=sesion.organo.conduce,
        organo=sesion.organo_nombre,
        limite=dissent_limit(row, sesion),
        disidentes=_dissenters(row),
        expedidas=issued("dictamen", documento),
    )


def dissent_limit(row: m.Dictamen, sesion: m.Sesion) -> datetime:
    """Until when a voto particular is received: hours counted from the vote, by the rules frozen in the session."""
    return row.emitido_en + timedelta(hours=int(sesion.reglas.get("voto_particular_horas", VOTO_PARTICULAR_HORAS)))


def issued(clase: str, objeto_id: int) -> tuple[Expedida, ...]:
    """Every version of a document, the newest first."""
    rows = list(
        db.session.scalars(
            select(Instantanea)
            .where(Instantanea.clase == clase, Instantanea.objeto_id == objeto_id)
            .order_by(Instantanea.version.desc())
        )
    )
    return tuple(_issued(row, row is rows[0]) for row in rows)


def publicas_of(acta_id: int) -> tuple[Expedida, ...]:
    acta = db.session.get(Acta, acta_id)
    if acta is None:
        raise NotFound("NO_EXISTE")
    return issued("acta_publica", acta.sesion_id)


def _issued(row: Instantanea, ultima: bool) -> Expedida:
    snapshot = frozen(row.id)
    certificada = snapshot if isinstance(snapshot, InstantaneaCertificacion) else None
    caratula = snapshot.caratula if isinstance(snapshot, InstantaneaActa) else None
    made = db.session.execute(select(Documento.formato, Documento.id).where(Documento.instantanea_id == row.id))
    return Expedida(
        instantanea_id=row.id,
        version=row.version,
        estado=document_state(cancelado=db.session.get(Cancelacion, row.id) is not None, ultima=ultima, proyecto=False),
        en=row.creada_en,
        solicitante=certificada.solicitante if certificada else "",
        efectos=certificada.efectos if certificada else "",
        acta_aprobada=certificada is not None and certificada.acta_aprobada,
        tachas=caratula.tachas if caratula else (),
        documentos={str(formato): int(identifier) for formato, identifier in made},
    )


def _dissenters(row: m.Dictamen) -> tuple[Disidente, ...]:
    rows = db.session.execute(
        select(VotoParticularEscrito.integrante_id, VotoParticularEscrito.texto).where(
            VotoParticularEscrito.dictamen_id == document_id(row)
        )
    )
    filed = {int(member): str(texto) for member, texto in rows}
    votes = db.session.execute(
        select(m.SesionIntegrante, m.Voto.sentido)
        .join(m.Voto, m.Voto.integrante_id == m.SesionIntegrante.id)
        .where(m.Voto.votacion_id.in_([one.id for one in counts_of(row)]), m.Voto.sentido != "a_favor")
        .order_by(m.SesionIntegrante.orden)
    )
    found: dict[int, tuple[m.SesionIntegrante, list[str]]] = {}
    for member, sentido in votes:
        senses = found.setdefault(member.id, (member, []))[1]
        if sentido not in senses:
            senses.append(sentido)
    return tuple(
        Disidente(member.clave, member.nombre, tuple(senses), filed.get(member.id, ""))
        for member, senses in found.values()
    )
