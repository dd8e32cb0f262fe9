"""Lists: sessions, organs, the sessions of a dossier, the votes of a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.people.models import Persona
from workflow.sesiones.models import (
    Acuerdo,
    Dictamen,
    Membresia,
    Organo,
    OrganoMiembro,
    Punto,
    PuntoExpediente,
    Sesion,
    SesionIntegrante,
    Votacion,
    VotacionAnulada,
    Voto,
)
from workflow.sesiones.queries import carga, espera
from workflow.sesiones.vistas import OrganoVista, PasoPorSesion, SesionFila, VotoEmitido


def sesiones(
    *,
    tipos: Sequence[str] | None = None,
    conducen: Sequence[str] | None = None,
    estados: Sequence[str] | None = None,
    organo: str | None = None,
    limite: int = 50,
    salto: int = 0,
) -> list[SesionFila]:
    """Sessions, the latest first. `tipos`: kinds of organ; `conducen`: roles that keep it; `organo`: its key."""
    statement = select(Sesion).join(Organo)
    if tipos is not None:
        statement = statement.where(Organo.tipo.in_(list(tipos)))
    if conducen is not None:
        statement = statement.where(Organo.conduce.in_(list(conducen)))
    if estados is not None:
        statement = statement.where(Sesion.estado.in_(list(estados)))
    if organo is not None:
        statement = statement.where(Organo.clave == organo)
    statement = statement.order_by(Sesion.programada_para.desc(), Sesion.id.desc()).limit(limite).offset(salto)
    filas = list(db.session.scalars(statement))
    asuntos = _matters([f.id for f in filas])
    return [_row(f, asuntos.get(f.id, 0)) for f in filas]


def organos(dia: date) -> list[OrganoVista]:
    """Every organ with the rules in force that day."""
    return [_organ(row, dia) for row in db.session.scalars(select(Organo).order_by(Organo.id))]


def nombres() -> list[tuple[str, str]]:
    """Key and name of every organ: one query, where its rules are not needed."""
    return [
        (clave, nombre) for clave, nombre in db.session.execute(select(Organo.clave, Organo.nombre).order_by(Organo.id))
    ]


def conduce_de(nombre: str) -> str | None:
    """The role that keeps the sessions of the organ of that name."""
    return db.session.scalar(select(Organo.conduce).where(Organo.nombre == nombre))


def organo(clave: str, dia: date) -> OrganoVista | None:
    row = carga.organ_by_key(clave)
    return None if row is None else _organ(row, dia)


def of_dossier(expediente_id: int) -> list[PasoPorSesion]:
    """The sessions a dossier went through, in order."""
    anuladas = select(VotacionAnulada.votacion_id)
    filas = db.session.execute(
        select(Punto, Sesion, Dictamen.folio, Acuerdo.folio)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .outerjoin(Dictamen, (Dictamen.punto_id == Punto.id) & Dictamen.votacion_id.not_in(anuladas))
        .outerjoin(Acuerdo, (Acuerdo.punto_id == Punto.id) & Acuerdo.votacion_id.not_in(anuladas))
        .where(Punto.expediente_id == expediente_id)
    )
    pasos = [
        (
            sesion.programada_para,
            PasoPorSesion(_row(sesion, 0), punto.id, punto.titulo, punto.estado, punto.resultado, dictamen, acuerdo),
        )
        for punto, sesion, dictamen, acuerdo in filas
    ]
    return [paso for _, paso in sorted([*pasos, *_in_blocks(expediente_id)], key=lambda par: (par[0], par[1].punto_id))]


def _in_blocks(expediente_id: int) -> list[tuple[datetime, PasoPorSesion]]:
    """The blocks it was in, with its own result in each."""
    filas = db.session.execute(
        select(PuntoExpediente, Punto, Sesion, Dictamen.folio, Acuerdo.folio)
        .join(Punto, Punto.id == PuntoExpediente.punto_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .outerjoin(Acuerdo, Acuerdo.id == PuntoExpediente.acuerdo_id)
        .outerjoin(Dictamen, Dictamen.id == PuntoExpediente.dictamen_id)
        .where(PuntoExpediente.expediente_id == expediente_id)
    )
    return [
        (
            sesion.programada_para,
            PasoPorSesion(_row(sesion, 0), punto.id, punto.titulo, suyo.estado, suyo.razon, dictamen, folio),
        )
        for suyo, punto, sesion, dictamen, folio in filas
    ]


def votes_of(*, persona_id: int | None = None, usuario_id: int | None = None, limite: int = 200) -> list[VotoEmitido]:
    """The votes of a person (by person or by user), the latest first."""
    statement = (
        select(Voto, Votacion, Punto, Sesion)
        .join(SesionIntegrante, SesionIntegrante.id == Voto.integrante_id)
        .join(Votacion, Votacion.id == Voto.votacion_id)
        .join(Punto, Punto.id == Votacion.punto_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .join(Persona, Persona.id == SesionIntegrante.persona_id)
        .where(Votacion.id.not_in(select(VotacionAnulada.votacion_id)))
        .order_by(Voto.id.desc())
        .limit(limite)
    )
    if persona_id is not None:
        statement = statement.where(Persona.id == persona_id)
    if usuario_id is not None:
        statement = statement.where(Persona.usuario_id == usuario_id)
    return [
        VotoEmitido(
            sesion_id=sesion.id,
            organo=sesion.organo_nombre,
            fecha=local_date(votacion.hora),
            punto=punto.titulo,
            grupo=votacion.grupo,
            ronda=votacion.ronda,
            sentido=voto.sentido,
            resultado=votacion.resultado,
        )
        for voto, votacion, punto, sesion in db.session.execute(statement)
    ]


def sessions_of_user(usuario_id: int, *, limite: int = 50) -> list[SesionFila]:
    """The sessions whose roll has that user, the latest first."""
    statement = (
        select(Sesion)
        .join(SesionIntegrante, SesionIntegrante.sesion_id == Sesion.id)
        .join(Persona, Persona.id == SesionIntegrante.persona_id)
        .where(Persona.usuario_id == usuario_id)
        .order_by(Sesion.programada_para.desc(), Sesion.id.desc())
        .limit(limite)
    )
    filas = list(db.session.scalars(statement))
    asuntos = _matters([f.id for f in filas])
    return [_row(f, asuntos.get(f.id, 0)) for f in filas]


def _matters(ids: list[int]) -> dict[int, int]:
    statement = (
        select(Punto.sesion_id, func.count())
        .where(Punto.sesion_id.in_(ids), Punto.tipo.in_(("votable", "bloque")))
        .group_by(Punto.sesion_id)
    )
    return {fila[0]: fila[1] for fila in db.session.execute(statement)}


def _row(sesion: Sesion, asuntos: int) -> SesionFila:
    return SesionFila(
        id=sesion.id,
        organo=sesion.organo_nombre,
        organo_tipo=sesion.organo.tipo,
        tipo=sesion.tipo,
        numero=sesion.numero,
        programada_para=sesion.programada_para,
        estado=sesion.estado,
        lugar=sesion.lugar,
        asuntos=asuntos,
    )


def _organ(row: Organo, dia: date) -> OrganoVista:
    vigentes = carga.rules_in_force(row.id, dia)
    cuerpos = [c.id for c in carga.components(row)]
    integrantes = db.session.scalar(
        select(func.count(Membresia.curul_id.distinct())).where(
            Membresia.organo_id.in_(cuerpos),
            Membresia.desde <= dia,
            (Membresia.hasta.is_(None)) | (Membresia.hasta >= dia),
        )
    )
    sin_curul = db.session.scalar(
        select(func.count(OrganoMiembro.clave.distinct())).where(
            OrganoMiembro.organo_id == row.id,
            OrganoMiembro.desde <= dia,
            (OrganoMiembro.hasta.is_(None)) | (OrganoMiembro.hasta >= dia),
        )
    )
    return OrganoVista(
        id=row.id,
        clave=row.clave,
        nombre=row.nombre,
        tipo=row.tipo,
        reglas=vigentes.reglas if vigentes else {},
        fundamento=vigentes.fundamento if vigentes else "",
        vigente_desde=vigentes.vigente_desde if vigentes else None,
        estado=vigentes.estado if vigentes else "",
        integrantes=int(integrantes or 0) + int(sin_curul or 0),
        en_espera=len(espera.waiting_for(row, dia)),
        conduce=row.conduce,
        secretario=row.secretario,
    )
