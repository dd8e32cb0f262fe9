"""Who belongs to an organ, dated: seats of the Ayuntamiento, and representatives of the sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people.models import Curul
from workflow.people.service import register_person
from workflow.sesiones.configuracion import CARGOS, CON_SECTORES, SECTORES
from workflow.sesiones.models import Membresia, Organo, OrganoMiembro
from workflow.sesiones.queries import carga


@use_case
def registrar_membresia(
    organo: str,
    curul: str,
    *,
    cargo: str,
    desde: date,
    actor: Actor,
    ahora: datetime,
    hasta: date | None = None,
    orden: int | None = None,
) -> int:
    """A seat of the Ayuntamiento joins an organ. Whoever holds the seat sits in it."""
    fila = _organ(organo, actor)
    curul_id = db.session.scalar(select(Curul.id).where(Curul.clave == curul))
    if curul_id is None:
        raise Invalid("CURUL_DESCONOCIDA", curul=curul[:20])
    if cargo not in CARGOS:
        raise Invalid("MIEMBRO_INCOMPLETO", clave=curul[:20])
    vigente = select(Membresia.id).where(
        Membresia.organo_id == fila.id,
        Membresia.curul_id == curul_id,
        or_(Membresia.hasta.is_(None), Membresia.hasta >= desde),
    )
    if db.session.scalar(vigente.limit(1)) is not None:
        raise Refused("MIEMBRO_REPETIDO", clave=curul)
    ultimo = db.session.scalar(select(func.max(Membresia.orden)).where(Membresia.organo_id == fila.id))
    membresia = Membresia(
        organo_id=fila.id,
        curul_id=curul_id,
        cargo=cargo,
        orden=orden or int(ultimo or 0) + 1,
        desde=desde,
        hasta=hasta,
    )
    db.session.add(membresia)
    db.session.flush()
    _record("organo:integrante", fila, curul, actor, ahora)
    return int(membresia.id)


@use_case
def terminar_membresia(membresia_id: int, *, hasta: date, actor: Actor, ahora: datetime) -> None:
    """The seat belongs to the organ until that day, included."""
    membresia = lock(Membresia, membresia_id)
    fila = _organ(db.session.get_one(Organo, membresia.organo_id).clave, actor)
    if hasta < membresia.desde:
        raise Invalid("FECHAS_INVERTIDAS")
    membresia.hasta = hasta
    _record("organo:baja", fila, str(membresia_id), actor, ahora)


@use_case
def registrar_miembro(
    organo: str,
    clave: str,
    *,
    nombre: str,
    genero: str,
    sector: str,
    representa: str,
    desde: date,
    actor: Actor,
    ahora: datetime,
    puesto: str = "integrante",
    calidad: str = "titular",
    hasta: date | None = None,
    orden: int | None = None,
) -> int:
    """A person takes a place that is no seat of the Ayuntamiento; who held it until then leaves the day before.

    `clave`: the place («CP-07»), which never ends in «s»: that is its suplente.
    """
    fila = _organ(organo, actor)
    if not _is_member(clave, nombre, genero, sector, representa, puesto, calidad):
        raise Invalid("MIEMBRO_INCOMPLETO", clave=clave[:20])
    anterior = _holder(fila.id, clave, calidad, desde)
    if anterior is not None:
        if anterior.desde >= desde:
            raise Refused("MIEMBRO_REPETIDO", clave=clave)
        anterior.hasta = desde - timedelta(days=1)
    ultimo = db.session.scalar(select(func.max(OrganoMiembro.orden)).where(OrganoMiembro.organo_id == fila.id))
    miembro = OrganoMiembro(
        organo_id=fila.id,
        clave=clave,
        persona_id=register_person(nombre, genero, actor=actor, ahora=ahora),
        calidad=calidad,
        en_funciones=calidad == "titular",
        sector=sector,
        puesto=puesto,
        representa=" ".join(representa.split()),
        orden=orden or (anterior.orden if anterior else int(ultimo or 0) + 1),
        desde=desde,
        hasta=hasta,
    )
    db.session.add(miembro)
    db.session.flush()
    _record("organo:integrante", fila, clave, actor, ahora)
    return int(miembro.id)


@use_case
def terminar_miembro(miembro_id: int, *, hasta: date, actor: Actor, ahora: datetime) -> None:
    """The person holds the place until that day, included; then it is not part of the organ until another comes."""
    miembro = lock(OrganoMiembro, miembro_id)
    fila = _organ(db.session.get_one(Organo, miembro.organo_id).clave, actor)
    if hasta < miembro.desde:
        raise Invalid("FECHAS_INVERTIDAS")
    miembro.hasta = hasta
    _record("organo:baja", fila, miembro.clave, actor, ahora)


@use_case
def cargar_miembros(filas: Iterable[Mapping[str, str]], *, actor: Actor, ahora: datetime) -> int:
    """Members from rows of `miembros.csv`: a seat when `curul` is filled, else a place with its person.

    Loading again adds only what is new. Invalid with every row that cannot be read; nothing is loaded then.
    """
    problemas, nuevos = [], 0
    for numero, fila in enumerate(filas, start=2):
        try:
            nuevos += _load(fila, actor, ahora)
        except (Invalid, NotFound) as error:
            problemas += [Reason("MIEMBROS_RENGLON", {"renglon": numero, "motivo": r.code}) for r in error.reasons]
        except ValueError:
            problemas.append(Reason("MIEMBROS_RENGLON", {"renglon": numero, "motivo": "FECHA"}))
    if problemas:
        raise Invalid(problemas)
    return nuevos


def _load(fila: Mapping[str, str], actor: Actor, ahora: datetime) -> int:
    desde = date.fromisoformat(fila["vigente_desde"])
    hasta = date.fromisoformat(fila["vigente_hasta"]) if fila.get("vigente_hasta") else None
    try:
        if fila.get("curul"):
            registrar_membresia(
                fila["organo"], fila["curul"], cargo=fila["puesto"], desde=desde, hasta=hasta, actor=actor, ahora=ahora
            )
            return 1
        registrar_miembro(
            fila["organo"],
            fila["clave"],
            nombre=fila["nombre"],
            genero=fila["genero"],
            sector=fila["sector"],
            representa=fila["representa"],
            puesto=fila["puesto"],
            calidad=fila["calidad"] or "titular",
            desde=desde,
            hasta=hasta,
            actor=actor,
            ahora=ahora,
        )
    except Refused as error:
        if "MIEMBRO_REPETIDO" not in error.codes:
            raise
        return 0
    return 1


def _organ(clave: str, actor: Actor) -> Organo:
    fila = carga.organ_by_key(clave)
    if fila is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    de_sectores = ("planeacion_titular",) if fila.tipo in CON_SECTORES else ()
    if actor.usuario_id != 0 and not actor.has("administrador", "secretaria_gobierno", *de_sectores):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    return lock(Organo, fila.id)


def _holder(organo_id: int, clave: str, calidad: str, dia: date) -> OrganoMiembro | None:
    return db.session.scalars(
        select(OrganoMiembro)
        .where(
            OrganoMiembro.organo_id == organo_id,
            OrganoMiembro.clave == clave,
            OrganoMiembro.calidad == calidad,
            or_(OrganoMiembro.hasta.is_(None), OrganoMiembro.hasta >= dia),
        )
        .order_by(OrganoMiembro.desde.desc())
        .limit(1)
    ).first()


def _is_member(clave: str, nombre: str, genero: str, sector: str, representa: str, puesto: str, calidad: str) -> bool:
    return (
        0 < len(clave) <= 16
        and clave == clave.strip()
        and not clave.endswith("s")
        and bool(nombre.strip())
        and genero in ("H", "M")
        and sector in SECTORES
        and bool(representa.strip())
        and len(representa) <= 200
        and puesto in CARGOS
        and calidad in ("titular", "suplente")
    )


def _record(acto: str, organo: Organo, clave: str, actor: Actor, ahora: datetime) -> None:
    record(acto, actor=actor, ahora=ahora, objeto=("organo", organo.id), datos={"clave": clave})
