"""Loads a session as the rules see it, and the roll of an organ on a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from workflow.db import db
from workflow.people.models import Curul, Ocupacion
from workflow.sesiones.distancia import PRESENCIAL
from workflow.sesiones.lista import Asistio, Integrante, Pase, minute
from workflow.sesiones.models import (
    AsistenciaAnulada,
    AsistenciaEvento,
    Excusa,
    Incidencia,
    Membresia,
    Organo,
    OrganoComponente,
    OrganoMiembro,
    OrganoRegla,
    PuntoExpediente,
    Sesion,
    SesionIntegrante,
    Votacion,
    VotacionAnulada,
)


@dataclass(frozen=True)
class EnLista:
    """A row of the roll to be frozen: who sits, who could sit, or a vacant seat."""

    clave: str
    asiento: str
    curul_id: int | None
    persona_id: int | None
    nombre: str
    genero: str
    cargo: str
    puesto: str
    situacion: str
    comisiones: tuple[tuple[str, str], ...]
    miembro_id: int | None = None
    sector: str | None = None
    representa: str = ""


def organ_by_key(clave: str) -> Organo | None:
    return db.session.scalar(select(Organo).where(Organo.clave == clave))


def rules_in_force(organo_id: int, dia: date) -> OrganoRegla | None:
    """The rules of an organ on a day; None when it has none yet."""
    return db.session.scalars(
        select(OrganoRegla)
        .where(OrganoRegla.organo_id == organo_id, OrganoRegla.vigente_desde <= dia)
        .order_by(OrganoRegla.vigente_desde.desc())
        .limit(1)
    ).first()


def components(organo: Organo) -> list[Organo]:
    """The commissions of a joint organ in order; the organ itself otherwise."""
    rows = db.session.scalars(
        select(OrganoComponente).where(OrganoComponente.organo_id == organo.id).order_by(OrganoComponente.orden)
    )
    return [row.componente for row in rows] or [organo]


def roster(organo: Organo, dia: date) -> list[EnLista]:
    """The roll of an organ on a day: members in order, each distinct person once, with their commissions."""
    cuerpos = components(organo)
    unidas = organo.tipo == "comisiones_unidas"
    puestos: dict[int, list[tuple[str, str]]] = {}
    for cuerpo in cuerpos:
        for membresia in _memberships(cuerpo.id, dia):
            puestos.setdefault(membresia.curul_id, []).append((cuerpo.clave, membresia.cargo))
    curules = db.session.scalars(select(Curul).where(Curul.id.in_(puestos)).order_by(Curul.orden))
    filas = [fila for curul in curules for fila in _people_of(curul, puestos[curul.id], unidas, dia)]
    if not unidas:
        return filas + _without_seat(organo.id, dia)
    primero = {clave: n for n, (clave) in enumerate(c.clave for c in cuerpos)}
    return sorted(filas, key=lambda f: (primero[f.comisiones[0][0]], _RANGO.get(f.puesto, 9)))


_RANGO = {"presidencia": 0, "secretaria": 1, "sindicatura": 1, "regiduria": 2, "vocalia": 2}


def _memberships(organo_id: int, dia: date) -> list[Membresia]:
    statement = (
        select(Membresia)
        .where(
            Membresia.organo_id == organo_id,
            Membresia.desde <= dia,
            or_(Membresia.hasta.is_(None), Membresia.hasta >= dia),
        )
        .order_by(Membresia.orden)
    )
    return list(db.session.scalars(statement))


def _people_of(curul: Curul, puestos: list[tuple[str, str]], unidas: bool, dia: date) -> list[EnLista]:
    vigentes = [o for o in curul.ocupaciones if o.desde <= dia and (o.hasta is None or dia <= o.hasta)]
    titular = next((o for o in reversed(vigentes) if o.calidad == "titular"), None)
    suplente = next((o for o in reversed(vigentes) if o.calidad == "suplente"), None)
    ocupado = suplente is not None and suplente.en_funciones and (titular is None or not titular.en_funciones)

    def fila(clave: str, ocupacion: Ocupacion | None, situacion: str) -> EnLista:
        persona = ocupacion.persona if ocupacion else None
        return EnLista(
            clave=clave,
            asiento=curul.clave,
            curul_id=curul.id,
            persona_id=persona.id if persona else None,
            nombre=persona.nombre if persona else "Vacante",
            genero=persona.genero if persona else "",
            cargo=curul.cargo,
            puesto=puestos[0][1],
            situacion=situacion,
            comisiones=tuple(puestos) if unidas else (),
        )

    filas = []
    if titular is not None:
        filas.append(fila(curul.clave, titular, "titular" if titular.en_funciones else "licencia"))
    elif not ocupado:
        filas.append(fila(curul.clave, None, "vacante"))
    if suplente is not None and not unidas:
        filas.append(fila(f"{curul.clave}s", suplente, "suplente" if ocupado else "disponible"))
    return filas


def _without_seat(organo_id: int, dia: date) -> list[EnLista]:
    """Members who hold no seat of the Ayuntamiento: who is in office and, available, the suplente of each place."""
    vigentes = list(
        db.session.scalars(
            select(OrganoMiembro)
            .where(
                OrganoMiembro.organo_id == organo_id,
                OrganoMiembro.desde <= dia,
                or_(OrganoMiembro.hasta.is_(None), OrganoMiembro.hasta >= dia),
            )
            .order_by(OrganoMiembro.orden, OrganoMiembro.id)
        )
    )
    con_titular = {m.clave for m in vigentes if m.calidad == "titular" and m.en_funciones}
    return [_member_in_roll(miembro, miembro.clave in con_titular) for miembro in vigentes]


def _member_in_roll(miembro: OrganoMiembro, hay_titular: bool) -> EnLista:
    if miembro.calidad == "titular":
        situacion = "titular" if miembro.en_funciones else "licencia"
    else:
        situacion = "disponible" if hay_titular or not miembro.en_funciones else "suplente"
    return EnLista(
        clave=miembro.clave if miembro.calidad == "titular" else f"{miembro.clave}s",
        asiento=miembro.clave,
        curul_id=None,
        persona_id=miembro.persona_id,
        nombre=miembro.persona.nombre,
        genero=miembro.persona.genero,
        cargo=miembro.representa[:120],
        puesto=miembro.puesto,
        situacion=situacion,
        comisiones=(),
        miembro_id=miembro.id,
        sector=miembro.sector,
        representa=miembro.representa,
    )


def members_of(sesion_id: int) -> list[SesionIntegrante]:
    return list(
        db.session.scalars(
            select(SesionIntegrante)
            .where(SesionIntegrante.sesion_id == sesion_id)
            .order_by(SesionIntegrante.orden, SesionIntegrante.id)
        )
    )


def pase_of(sesion: Sesion) -> Pase:
    """The session as the rules see it."""
    integrantes = members_of(sesion.id)
    claves = {row.id: row.clave for row in integrantes}
    eventos = attendance_facts(sesion.id)
    return Pase(
        organo_tipo=sesion.organo.tipo,
        reglas=sesion.reglas,
        integrantes=tuple(_member(row) for row in integrantes),
        asistencia=tuple(
            Asistio(claves[e.integrante_id], e.evento, e.hora, e.motivo, e.modo or PRESENCIAL) for e in eventos
        ),
        apertura=sesion.apertura,
        comisiones=tuple((c["clave"], c["nombre"]) for c in sesion.convocatoria.get("comisiones", ())),
        recesos=recesses(sesion.id),
    )


def attendance_facts(sesion_id: int) -> list[AsistenciaEvento]:
    """The attendance that counts: what was annulled is left out; by hour, and as noted within the same hour."""
    filas = db.session.scalars(
        select(AsistenciaEvento).where(
            AsistenciaEvento.sesion_id == sesion_id,
            AsistenciaEvento.id.not_in(select(AsistenciaAnulada.evento_id)),
        )
    )
    return sorted(filas, key=lambda fila: (minute(fila.hora), fila.id))


def recesses(sesion_id: int) -> tuple[tuple[datetime, datetime | None], ...]:
    """From when until when the session was in recess; no end while it is."""
    filas = db.session.scalars(
        select(Incidencia)
        .where(Incidencia.sesion_id == sesion_id, Incidencia.clase.in_(("receso", "reanudacion")))
        .order_by(Incidencia.id)
    )
    intervalos: list[tuple[datetime, datetime | None]] = []
    for fila in filas:
        if fila.clase == "receso":
            intervalos.append((fila.hora, None))
        elif intervalos and intervalos[-1][1] is None:
            intervalos[-1] = (intervalos[-1][0], fila.hora)
    return tuple(intervalos)


def _member(row: SesionIntegrante) -> Integrante:
    return Integrante(
        id=row.id,
        clave=row.clave,
        asiento=row.asiento,
        nombre=row.nombre,
        genero=row.genero,
        cargo=row.cargo,
        puesto=row.puesto,
        situacion=row.situacion,
        persona_id=row.persona_id,
        comisiones=tuple((c["clave"], c["cargo"]) for c in row.comisiones),
        sector=row.sector or "",
    )


def excused_from(punto_id: int) -> frozenset[str]:
    """Keys of who is excused from an item."""
    statement = (
        select(SesionIntegrante.clave)
        .join(Excusa, Excusa.integrante_id == SesionIntegrante.id)
        .where(Excusa.punto_id == punto_id)
    )
    return frozenset(db.session.scalars(statement))


def counts_of(puntos: Iterable[int], *, anuladas: bool = False) -> list[Votacion]:
    """The counts of those items in force, in the order they were taken; `anuladas` adds the annulled ones."""
    statement = select(Votacion).where(Votacion.punto_id.in_(list(puntos))).order_by(Votacion.id)
    if not anuladas:
        statement = statement.where(Votacion.id.not_in(select(VotacionAnulada.votacion_id)))
    return list(db.session.scalars(statement))


def matters_of(punto_id: int) -> list[PuntoExpediente]:
    """The dossiers of a block, in order."""
    return list(
        db.session.scalars(
            select(PuntoExpediente).where(PuntoExpediente.punto_id == punto_id).order_by(PuntoExpediente.orden)
        )
    )
