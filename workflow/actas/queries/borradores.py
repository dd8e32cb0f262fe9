"""An acta being written: its texts, what changed in the record since it was made, and the corrections asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from workflow.actas.clases import certificacion_folio
from workflow.actas.diferencias import Cambio, compare
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Documento
from workflow.actas.impresion.membrete import vestir
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion
from workflow.actas.models import Acta, ActaPrecision, ActaTexto, AprobacionAnulada, Instantanea
from workflow.actas.queries import membretes
from workflow.actas.queries.documentos import frozen
from workflow.actas.queries.sesiones import snapshot_of_sesion
from workflow.actas.secciones import Apartado, facts_of, sections, with_texts
from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.sesiones import models as m


@dataclass(frozen=True)
class TextoVista:
    seccion: str
    revision: int
    texto: str
    por: str
    en: datetime


@dataclass(frozen=True)
class PrecisionVista:
    id: int
    clase: str
    dice: str
    debe_decir: str
    solicita: str
    en: datetime


@dataclass(frozen=True)
class CertificacionVista:
    """A certificación of the session, against the acta as it is now. `coincide`: same text and resolutivos."""

    acuerdo_id: int
    acuerdo_folio: str
    folio: str
    version: int
    expedida: datetime
    acta_aprobada: bool
    coincide: bool


@dataclass(frozen=True)
class Borrador:
    """`hechos_cambiaron`: the record of the session is no longer what the last version says."""

    acta_id: int
    sesion_id: int
    organo_tipo: str
    conduce: str
    organo_clave: str
    periodo: str
    folio: str
    titulo: str
    tipo: str
    estado: str
    version: int
    apartados: tuple[Apartado, ...]
    revisiones: dict[str, TextoVista]
    hechos_cambiaron: bool
    por_incorporar: tuple[Cambio, ...]
    precisiones: tuple[PrecisionVista, ...]


def approved(sesiones: Sequence[int]) -> frozenset[int]:
    """Of those sessions, the ones whose acta is approved, by a vote or by hand."""
    found = db.session.scalars(select(Acta.sesion_id).where(Acta.sesion_id.in_(sesiones), Acta.estado == "aprobada"))
    return frozenset(found)


def acta_row(acta_id: int) -> Acta:
    row = db.session.get(Acta, acta_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return row


def latest_texts(acta_id: int) -> dict[str, TextoVista]:
    """The last revision of each section."""
    last = (
        select(ActaTexto.seccion, func.max(ActaTexto.revision).label("revision"))
        .where(ActaTexto.acta_id == acta_id)
        .group_by(ActaTexto.seccion)
        .subquery()
    )
    rows = db.session.scalars(
        select(ActaTexto)
        .join(last, (ActaTexto.seccion == last.c.seccion) & (ActaTexto.revision == last.c.revision))
        .where(ActaTexto.acta_id == acta_id)
    )
    return {row.seccion: TextoVista(row.seccion, row.revision, row.texto, row.por, row.en) for row in rows}


def last_version(acta: Acta) -> InstantaneaActa:
    snapshot = frozen(acta.instantanea_id)
    assert isinstance(snapshot, InstantaneaActa)
    return snapshot


def last_project(acta: Acta) -> InstantaneaActa:
    """What was circulated last: the newest version that was not an approved one."""
    rows = [row for row in _snapshots("acta", acta.sesion_id) if row.contenido.get("estado") == "proyecto"]
    snapshot = frozen(rows[-1].id)
    assert isinstance(snapshot, InstantaneaActa)
    return snapshot


def undone_approvals(acta_id: int) -> list[AprobacionAnulada]:
    """The approvals of an acta that have no effect, the oldest first."""
    statement = select(AprobacionAnulada).where(AprobacionAnulada.acta_id == acta_id)
    return list(db.session.scalars(statement.order_by(AprobacionAnulada.id)))


def draft_of(acta: Acta) -> InstantaneaActa:
    """The acta as it would be issued now: today's record with today's texts, under the same folio and letterhead."""
    issued = last_version(acta)
    sesion = db.session.get_one(m.Sesion, acta.sesion_id)
    fresh = snapshot_of_sesion(
        sesion, numero=acta.numero, folio=acta.folio, municipio=issued.emisor.municipio, base_url=issued.base_url
    )
    fresh = replace(fresh, emisor=issued.emisor, version=issued.version, estado=issued.estado)
    return with_texts(fresh, {clave: one.texto for clave, one in latest_texts(acta.id).items()})


def pending_changes(acta: Acta) -> tuple[Cambio, ...]:
    """What the next version would change of the last one."""
    return compare(componer(last_version(acta)), componer(draft_of(acta)))


def facts_changed(acta: Acta) -> bool:
    return facts_of(last_version(acta)) != facts_of(draft_of(acta))


def borrador(acta_id: int) -> Borrador:
    """The page of an acta. An approved one shows what was approved, and nothing pending."""
    acta = acta_row(acta_id)
    issued = last_version(acta)
    proyecto = acta.estado == "proyecto"
    draft = draft_of(acta) if proyecto else issued
    sesion = db.session.get_one(m.Sesion, acta.sesion_id)
    return Borrador(
        acta_id=acta.id,
        sesion_id=acta.sesion_id,
        organo_tipo=sesion.organo.tipo,
        conduce=sesion.organo.conduce,
        organo_clave=sesion.organo.clave,
        periodo=acta.periodo,
        folio=acta.folio,
        titulo=componer(issued).titulo,
        tipo=acta.tipo,
        estado=acta.estado,
        version=issued.version,
        apartados=sections(draft),
        revisiones=latest_texts(acta.id),
        hechos_cambiaron=proyecto and facts_of(issued) != facts_of(draft),
        por_incorporar=compare(componer(issued), componer(draft)) if proyecto else (),
        precisiones=tuple(_precision(one) for one in precisiones_of(acta.id)),
    )


def preview(acta_id: int, dia: date | None = None) -> Documento:
    """How the next version would read, with the letterhead of that day; its mark says that it was not issued."""
    acta = acta_row(acta_id)
    draft = draft_of(acta) if acta.estado == "proyecto" else last_version(acta)
    membrete = membretes.of(membretes.id_for_snapshot(draft, dia)) if dia is not None else None
    return replace(vestir(componer(draft), membrete), marca="VISTA PREVIA SIN EXPEDIR")


def precisiones_of(acta_id: int) -> Sequence[ActaPrecision]:
    return list(
        db.session.scalars(select(ActaPrecision).where(ActaPrecision.acta_id == acta_id).order_by(ActaPrecision.id))
    )


def _precision(one: ActaPrecision) -> PrecisionVista:
    return PrecisionVista(one.id, one.clase, one.dice, one.debe_decir, one.solicita, one.en)


def versions_of(acta_id: int) -> list[tuple[int, datetime, str]]:
    """(version, when, state) of every version of an acta, the oldest first; «cancelada» if it has no effect."""
    acta = acta_row(acta_id)
    rows = _snapshots("acta", acta.sesion_id)
    gone = {one.instantanea_id for one in undone_approvals(acta_id)}
    return [
        (row.version, row.creada_en, "cancelada" if row.id in gone else str(row.contenido["estado"])) for row in rows
    ]


def differences(acta_id: int, antes: int, ahora: int) -> tuple[Cambio, ...]:
    """What changed between two versions of an acta. NotFound if either does not exist."""
    acta = acta_row(acta_id)
    by_version = {row.version: row.id for row in _snapshots("acta", acta.sesion_id)}
    if antes not in by_version or ahora not in by_version:
        raise NotFound("NO_EXISTE")
    return compare(componer(frozen(by_version[antes])), componer(frozen(by_version[ahora])))


def _snapshots(clase: str, objeto_id: int) -> list[Instantanea]:
    statement = select(Instantanea).where(Instantanea.clase == clase, Instantanea.objeto_id == objeto_id)
    return list(db.session.scalars(statement.order_by(Instantanea.version)))


def certificaciones_of(acta_id: int) -> tuple[CertificacionVista, ...]:
    """Every certificación issued of the acuerdos of an acta, compared with the acta as it is now."""
    acta = acta_row(acta_id)
    current = {one.acuerdo.folio: one.acuerdo for one in last_version(acta).puntos if one.acuerdo is not None}
    found: list[CertificacionVista] = []
    acuerdos = db.session.scalars(select(m.Acuerdo).where(m.Acuerdo.sesion_id == acta.sesion_id).order_by(m.Acuerdo.id))
    for acuerdo in acuerdos:
        for row in _snapshots("certificacion", acuerdo.id):
            issued = frozen(row.id)
            assert isinstance(issued, InstantaneaCertificacion)
            now = current.get(acuerdo.folio)
            same = now is not None and (now.texto, now.resolutivos) == (issued.acuerdo_texto, issued.resolutivos)
            found.append(
                CertificacionVista(
                    acuerdo.id,
                    acuerdo.folio,
                    certificacion_folio(acuerdo.folio),
                    row.version,
                    row.creada_en,
                    issued.acta_aprobada,
                    same,
                )
            )
    return tuple(found)
