"""The acuerdos of an organ with how each one is being fulfilled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.sesiones.estados import SEGUIMIENTO_ABIERTO
from workflow.sesiones.models import Acuerdo, AcuerdoSeguimiento, Organo, VotacionAnulada
from workflow.sesiones.seguimiento import overdue


@dataclass(frozen=True)
class NotaVista:
    estado: str
    responsable: str
    vence: date | None
    nota: str
    archivo_id: int | None
    en: datetime
    por: str


@dataclass(frozen=True)
class AcuerdoSeguido:
    """`estado`: «sin_asignar» until somebody answers for it, «anulado» if its vote was; else that of its last note."""

    id: int
    folio: str
    organo: str
    sesion_id: int
    expediente_id: int | None
    texto: str
    tomado_en: datetime
    estado: str
    responsable_clave: str | None
    responsable: str | None
    vence: date | None
    vencido: bool
    notas: tuple[NotaVista, ...] = ()


def last_note(acuerdo_id: int) -> AcuerdoSeguimiento | None:
    return db.session.scalars(
        select(AcuerdoSeguimiento)
        .where(AcuerdoSeguimiento.acuerdo_id == acuerdo_id)
        .order_by(AcuerdoSeguimiento.id.desc())
        .limit(1)
    ).first()


def acuerdos_seguidos(
    hoy: date,
    *,
    organo: str | None = None,
    dependencia: str | None = None,
    solo_pendientes: bool = False,
    limite: int = 200,
    salto: int = 0,
) -> list[AcuerdoSeguido]:
    """Acuerdos with their state, the latest first. `organo`, `dependencia`: keys."""
    nota = aliased(AcuerdoSeguimiento)
    ultima = select(func.max(nota.id)).where(nota.acuerdo_id == Acuerdo.id).correlate(Acuerdo).scalar_subquery()
    statement = (
        select(Acuerdo, Organo.nombre, AcuerdoSeguimiento, VotacionAnulada.votacion_id)
        .join(Organo, Organo.id == Acuerdo.organo_id)
        .outerjoin(AcuerdoSeguimiento, AcuerdoSeguimiento.id == ultima)
        .outerjoin(VotacionAnulada, VotacionAnulada.votacion_id == Acuerdo.votacion_id)
        .order_by(Acuerdo.id.desc())
    )
    if organo is not None:
        statement = statement.where(Organo.clave == organo)
    if dependencia is not None:
        statement = statement.where(AcuerdoSeguimiento.responsable.has(clave=dependencia))
    if solo_pendientes:
        statement = statement.where(
            AcuerdoSeguimiento.id.is_(None) | AcuerdoSeguimiento.estado.in_(SEGUIMIENTO_ABIERTO),
            VotacionAnulada.votacion_id.is_(None),
        )
    filas = db.session.execute(statement.limit(limite).offset(salto))
    return [_followed(acuerdo, nombre, nota, anulada is not None, hoy) for acuerdo, nombre, nota, anulada in filas]


def pendientes_de_informar(organo: str, hoy: date) -> list[AcuerdoSeguido]:
    """What the next session is told: acuerdos with a responsible that are not fulfilled, the oldest first."""
    abiertos = acuerdos_seguidos(hoy, organo=organo, solo_pendientes=True, limite=1000)
    return [a for a in reversed(abiertos) if a.responsable is not None]


@dataclass(frozen=True)
class AcuerdoInformado:
    """What a session was told of an earlier acuerdo."""

    acuerdo_id: int
    folio: str
    texto: str
    responsable: str
    vence: date | None
    estado: str
    nota: str
    en: datetime


def informados_en(sesion_id: int) -> list[AcuerdoInformado]:
    """The acuerdos reported in a session, in the order they were."""
    filas = db.session.execute(
        select(AcuerdoSeguimiento, Acuerdo)
        .join(Acuerdo, Acuerdo.id == AcuerdoSeguimiento.acuerdo_id)
        .where(AcuerdoSeguimiento.sesion_id == sesion_id)
        .order_by(AcuerdoSeguimiento.id)
    )
    return [
        AcuerdoInformado(
            acuerdo.id,
            acuerdo.folio,
            acuerdo.texto,
            nota.responsable.nombre_en(local_date(nota.en)),
            nota.vence,
            nota.estado,
            nota.nota,
            nota.en,
        )
        for nota, acuerdo in filas
    ]


def por_informar(sesion_id: int, organo: str, hoy: date) -> list[AcuerdoSeguido]:
    """What is still to be told in a session of that organ: taken in an earlier one, not fulfilled, not yet reported."""
    ya = {one.acuerdo_id for one in informados_en(sesion_id)}
    return [a for a in pendientes_de_informar(organo, hoy) if a.sesion_id != sesion_id and a.id not in ya]


def acuerdo_seguido(acuerdo_id: int, hoy: date) -> AcuerdoSeguido | None:
    """One acuerdo with all its notes, in order."""
    acuerdo = db.session.get(Acuerdo, acuerdo_id)
    if acuerdo is None:
        return None
    organo = db.session.get_one(Organo, acuerdo.organo_id)
    anulada = db.session.get(VotacionAnulada, acuerdo.votacion_id) is not None
    notas = list(
        db.session.scalars(
            select(AcuerdoSeguimiento)
            .where(AcuerdoSeguimiento.acuerdo_id == acuerdo_id)
            .order_by(AcuerdoSeguimiento.id)
        )
    )
    return _followed(acuerdo, organo.nombre, notas[-1] if notas else None, anulada, hoy, tuple(_note(n) for n in notas))


def _followed(
    acuerdo: Acuerdo,
    organo: str,
    nota: AcuerdoSeguimiento | None,
    anulada: bool,
    hoy: date,
    notas: tuple[NotaVista, ...] = (),
) -> AcuerdoSeguido:
    estado = "anulado" if anulada else nota.estado if nota else "sin_asignar"
    return AcuerdoSeguido(
        id=acuerdo.id,
        folio=acuerdo.folio,
        organo=organo,
        sesion_id=acuerdo.sesion_id,
        expediente_id=acuerdo.expediente_id,
        texto=acuerdo.texto,
        tomado_en=acuerdo.tomado_en,
        estado=estado,
        responsable_clave=nota.responsable.clave if nota else None,
        responsable=nota.responsable.nombre_en(hoy) if nota else None,
        vence=nota.vence if nota else None,
        vencido=nota is not None and overdue(estado, nota.vence, hoy),
        notas=notas,
    )


def _note(fila: AcuerdoSeguimiento) -> NotaVista:
    return NotaVista(
        estado=fila.estado,
        responsable=fila.responsable.nombre_en(local_date(fila.en)),
        vence=fila.vence,
        nota=fila.nota,
        archivo_id=fila.archivo_id,
        en=fila.en,
        por=fila.por,
    )
