"""What waits for an organ: dossiers of the route, and what its other sessions left pending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel import letras
from workflow.kernel.clock import local_date
from workflow.sesiones.agenda import ETAPA_QUE_ESPERA, EnEspera, PuntoNuevo, acta_title
from workflow.sesiones.estados import ABIERTOS
from workflow.sesiones.models import Punto, PuntoExpediente, Sesion, Turno
from workflow.sesiones.queries import turnos
from workflow.sesiones.turnos import may_take_up

_CELEBRADAS = ("clausurada", "no_verificada")


class Quien(Protocol):
    """An organ, by its id and kind: the row, or any view of it."""

    @property
    def id(self) -> int: ...

    @property
    def tipo(self) -> str: ...


def dossiers(ids: Sequence[int], dia: date) -> list[EnEspera]:
    """Those dossiers, in the order asked; the unknown ones are left out."""
    rows = {row.id: row for row in db.session.scalars(select(Expediente).where(Expediente.id.in_(list(ids))))}
    turnados = turnos.named(rows)
    return [waiting(rows[i], dia, turnados.get(i)) for i in ids if i in rows]


def waiting_for(organo: Quien, dia: date, *, retirados: bool = False) -> list[EnEspera]:
    """What waits for that organ and is on no agenda of an open session.

    Joint commissions are offered what was turned to them, and what was turned when the turn named nobody.
    `retirados`: also those withdrawn from an agenda of the Cabildo, which are listed again only if somebody says so.
    First what its earlier sessions left pending, in the order of those agendas; then the rest, oldest first.
    """
    etapa, cabildo = ETAPA_QUE_ESPERA.get(organo.tipo), organo.tipo == "cabildo"
    if etapa is None:
        return []
    etapas = [etapa, "en_cabildo"] if cabildo else [etapa]
    if retirados and cabildo:
        etapas.append("retirado")
    statement = (
        select(Expediente)
        .where(Expediente.etapa.in_(etapas), Expediente.id.not_in(listed()))
        .order_by(Expediente.etapa_desde, Expediente.id)
    )
    filas = list(db.session.scalars(statement))
    turnados = {} if cabildo else turnos.named([fila.id for fila in filas])
    esperan = [waiting(row, dia, turnados.get(row.id)) for row in filas]
    lugar = _left_pending(organo.id)
    propios = [one for one in esperan if may_take_up(one.turnado_a, organo.id)]
    return sorted(propios, key=lambda one: lugar.get(one.id, len(lugar)))


def folio_of(expediente_id: int) -> str:
    return str(db.session.get_one(Expediente, expediente_id).folio)


def listed() -> Select[tuple[int]]:
    """Ids of the dossiers on the agenda of a session convened or in course, alone or in a block."""
    vivas = Sesion.estado.in_(("convocada", "en_curso"))
    solos = (
        select(Punto.expediente_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(Punto.expediente_id.is_not(None), Punto.estado.in_(ABIERTOS), vivas)
    )
    en_bloque = (
        select(PuntoExpediente.expediente_id)
        .join(Punto, Punto.id == PuntoExpediente.punto_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(PuntoExpediente.estado == "pendiente", Punto.estado.in_(ABIERTOS), vivas)
    )
    return select(union_all(solos, en_bloque).subquery().c[0])


def _left_pending(organo_id: int) -> dict[int, int]:
    """Dossier → its place among what the closed sessions of that organ left without a decision."""
    cerradas = (Sesion.organo_id == organo_id, Sesion.estado.in_(_CELEBRADAS))
    solos = (
        select(Punto.expediente_id, Sesion.programada_para, Sesion.id, Punto.orden, Punto.id.label("dentro"))
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(*cerradas, Punto.expediente_id.is_not(None), Punto.estado == "pendiente")
    )
    en_bloque = (
        select(PuntoExpediente.expediente_id, Sesion.programada_para, Sesion.id, Punto.orden, PuntoExpediente.orden)
        .join(Punto, Punto.id == PuntoExpediente.punto_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(*cerradas, PuntoExpediente.estado == "pendiente", Punto.estado != "retirado")
    )
    filas = sorted(tuple(fila) for fila in [*db.session.execute(solos), *db.session.execute(en_bloque)])
    ultimas = {fila[0]: fila[1:] for fila in filas}
    return {expediente: n for n, (expediente, _) in enumerate(sorted(ultimas.items(), key=lambda par: par[1]))}


def pending_items(organo_id: int) -> list[PuntoNuevo]:
    """Items without a dossier that closed sessions of the organ left pending and that no later agenda took up."""
    retomado = aliased(Punto)
    retomados = (
        select(retomado.viene_de_id)
        .join(Sesion, Sesion.id == retomado.sesion_id)
        .where(retomado.viene_de_id.is_not(None), Sesion.estado != "cancelada")
    )
    statement = (
        select(Punto)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(
            Sesion.organo_id == organo_id,
            Sesion.estado.in_(_CELEBRADAS),
            Punto.estado == "pendiente",
            Punto.expediente_id.is_(None),
            Punto.tipo.in_(("votable", "informativo", "acta_anterior")),
            Punto.id.not_in(retomados),
        )
        .order_by(Sesion.programada_para, Punto.orden)
    )
    return [
        PuntoNuevo(
            p.titulo,
            p.tipo,
            mayoria=p.mayoria,
            presenta=p.presenta,
            fundamento=p.fundamento,
            viene_de=p.id,
            acta_de=p.acta_de_id,
        )
        for p in db.session.scalars(statement)
    ]


def actas_to_approve(organo_id: int) -> list[Sesion]:
    """Closed sessions of an organ whose acta no vote has approved and no open agenda has, the oldest first.

    An item that left it to «the last one closed» names none: its acta is approved by the room of the actas.
    """
    tomadas = (
        select(Punto.acta_de_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(
            Punto.acta_de_id.is_not(None),
            (Punto.estado == "aprobado") | (Punto.estado.in_(ABIERTOS) & Sesion.estado.in_(("convocada", "en_curso"))),
        )
    )
    statement = (
        select(Sesion)
        .where(Sesion.organo_id == organo_id, Sesion.estado == "clausurada", Sesion.id.not_in(tomadas))
        .order_by(Sesion.clausura, Sesion.id)
    )
    return list(db.session.scalars(statement))


def acta_item(sesion: Sesion) -> PuntoNuevo:
    return PuntoNuevo(acta_title(session_in_words(sesion)), "acta_anterior", acta_de=sesion.id)


def session_in_words(sesion: Sesion) -> str:
    """«décima séptima sesión ordinaria, del 30/01/2026»."""
    numero = sesion.numero or 0
    ordinal = f"{letras.ordinal(numero)} " if 0 < numero <= letras.ORDINAL_MAXIMO else ""
    dia = local_date(sesion.apertura or sesion.programada_para)
    return f"{ordinal}sesión {sesion.tipo}, del {dia:%d/%m/%Y}"


def waiting(row: Expediente, dia: date, turno: Turno | None = None) -> EnEspera:
    return EnEspera(
        id=row.id,
        folio=row.folio,
        tipo=row.tipo,
        etapa=row.etapa,
        titulo=row.titulo,
        dependencia=row.dependencia.nombre_en(dia),
        sentido_dictamen=row.sentido_dictamen,
        turnado_a=turno.organo_id if turno else None,
        turnado_a_quienes=tuple(nombre for _, nombre in turnos.commissions_of(turno)) if turno else (),
    )
