"""Load the organs of the municipality from its catalogue: kinds, dated rules, components and members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason
from workflow.people.models import Curul
from workflow.sesiones.configuracion import MembresiaConfig, OrganoConfig, read_memberships, read_organ
from workflow.sesiones.models import Membresia, Organo, OrganoComponente, OrganoRegla
from workflow.sesiones.queries import carga


@use_case
def cargar_organos(
    filas: Iterable[Mapping[str, str]],
    integrantes: Iterable[Mapping[str, str]],
    *,
    actor: Actor,
    ahora: datetime,
) -> dict[str, int]:
    """Organs by key, from rows of `organos.csv` and `integrantes.csv`. Loading again adds only what is new.

    The seats (`curul`) must exist already. Invalid with every value that cannot be read; nothing is loaded then.
    """
    if not actor.has("administrador", "secretaria_gobierno"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    configs = [read_organ(fila) for fila in filas]
    ids = {config.clave: _organ(config, actor, ahora).id for config in configs}
    for config in configs:
        _components(config, ids)
    _members(list(integrantes), ids)
    return ids


def _organ(config: OrganoConfig, actor: Actor, ahora: datetime) -> Organo:
    organo = carga.organ_by_key(config.clave)
    if organo is None:
        organo = Organo(
            clave=config.clave,
            nombre=config.nombre,
            tipo=config.tipo,
            prefijo_acuerdo=config.prefijo_acuerdo,
            conduce=config.conduce,
        )
        db.session.add(organo)
        db.session.flush()
    vigente = carga.rules_in_force(organo.id, config.vigente_desde)
    if vigente is None or vigente.vigente_desde != config.vigente_desde:
        db.session.add(
            OrganoRegla(
                organo_id=organo.id,
                vigente_desde=config.vigente_desde,
                reglas=config.reglas,
                fundamento=config.fundamento,
                estado=config.estado,
            )
        )
        record(
            "organo:reglas",
            actor=actor,
            ahora=ahora,
            objeto=("organo", organo.id),
            datos={"desde": config.vigente_desde.isoformat()},
        )
    return organo


def _components(config: OrganoConfig, ids: Mapping[str, int]) -> None:
    faltan = [clave for clave in config.componentes if clave not in ids]
    if faltan:
        raise Invalid([Reason("ORGANO_DESCONOCIDO", {"organo": clave}) for clave in faltan])
    existentes = set(
        db.session.scalars(
            select(OrganoComponente.componente_id).where(OrganoComponente.organo_id == ids[config.clave])
        )
    )
    for orden, clave in enumerate(config.componentes, start=1):
        if ids[clave] not in existentes:
            db.session.add(OrganoComponente(organo_id=ids[config.clave], componente_id=ids[clave], orden=orden))


def _members(filas: list[Mapping[str, str]], ids: Mapping[str, int]) -> None:
    curules = {row.clave: row.id for row in db.session.scalars(select(Curul))}
    problemas: list[Reason] = []
    for orden, fila in enumerate(filas, start=1):
        desde = date.fromisoformat(fila["vigente_desde"])
        hasta = date.fromisoformat(fila["vigente_hasta"]) if fila["vigente_hasta"] else None
        for membresia in read_memberships(fila, orden):
            if membresia.organo not in ids:
                problemas.append(Reason("ORGANO_DESCONOCIDO", {"organo": membresia.organo}))
            elif membresia.curul not in curules:
                problemas.append(Reason("CURUL_DESCONOCIDA", {"curul": membresia.curul}))
            else:
                _member(membresia, ids[membresia.organo], curules[membresia.curul], desde, hasta)
    if problemas:
        raise Invalid(problemas)


def _member(config: MembresiaConfig, organo_id: int, curul_id: int, desde: date, hasta: date | None) -> None:
    existe = select(Membresia.id).where(
        Membresia.organo_id == organo_id, Membresia.curul_id == curul_id, Membresia.desde == desde
    )
    if db.session.scalar(existe) is None:
        db.session.add(
            Membresia(
                organo_id=organo_id,
                curul_id=curul_id,
                cargo=config.cargo,
                orden=config.orden,
                desde=desde,
                hasta=hasta,
            )
        )
