"""Register an organ and its rules, dated and with their legal basis; a convened session keeps the ones it froze."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.sesiones import reglas_validas
from workflow.sesiones.configuracion import TIPOS_ORGANO
from workflow.sesiones.models import Organo, OrganoComponente, OrganoRegla, Sesion
from workflow.sesiones.queries import carga


@use_case
def registrar_organo(
    clave: str,
    *,
    nombre: str,
    tipo: str,
    prefijo_acuerdo: str,
    reglas: Mapping[str, Any],
    fundamento: str,
    vigente_desde: date,
    actor: Actor,
    ahora: datetime,
    componentes: Sequence[str] = (),
) -> int:
    """A new organ with its first rules. `componentes`: the commissions of a joint organ, the first one conducts.

    Invalid with every reason.
    """
    _only_who_keeps(actor)
    problemas = _bad_data(clave, nombre, tipo, prefijo_acuerdo)
    if carga.organ_by_key(clave) is not None:
        problemas.append(Reason("ORGANO_REPETIDO", {"organo": clave}))
    partes = [carga.organ_by_key(parte) for parte in componentes]
    if tipo == "comisiones_unidas" and (len(set(componentes)) < 2 or len(set(componentes)) != len(componentes)):
        problemas.append(Reason("UNIDAS_SIN_COMISIONES"))
    if any(parte is None or parte.tipo != "comision" for parte in partes):
        problemas.append(Reason("UNIDAS_SIN_COMISIONES"))
    problemas += reglas_validas.problems(tipo, reglas)
    if not fundamento.strip():
        problemas.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if problemas:
        raise Invalid(list({p.code + str(p.facts): p for p in problemas}.values()))
    organo = Organo(clave=clave, nombre=nombre.strip(), tipo=tipo, prefijo_acuerdo=prefijo_acuerdo.strip())
    db.session.add(organo)
    db.session.flush()
    for orden, parte in enumerate(partes, start=1):
        if parte is not None:
            db.session.add(OrganoComponente(organo_id=organo.id, componente_id=parte.id, orden=orden))
    db.session.add(
        OrganoRegla(
            organo_id=organo.id, vigente_desde=vigente_desde, reglas=dict(reglas), fundamento=fundamento.strip()
        )
    )
    record("organo:registrar", actor=actor, ahora=ahora, objeto=("organo", organo.id), datos={"clave": clave})
    return int(organo.id)


@use_case
def registrar_reglas(
    organo: str,
    *,
    reglas: Mapping[str, Any],
    fundamento: str,
    vigente_desde: date,
    actor: Actor,
    ahora: datetime,
    confirmadas: bool = False,
) -> list[int]:
    """New rules from a day on, never backwards. Returns the sessions already convened from that day, which keep theirs.

    `confirmadas`: who keeps the rules has checked their legal basis.
    """
    _only_who_keeps(actor)
    fila = carga.organ_by_key(organo)
    if fila is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=organo[:40])
    lock(Organo, fila.id)
    problemas = reglas_validas.problems(fila.tipo, reglas)
    if not fundamento.strip():
        problemas.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if problemas:
        raise Invalid(problemas)
    if vigente_desde < local_date(ahora):
        raise Refused("REGLAS_RETROACTIVAS")
    if _has_rules_on(fila.id, vigente_desde):
        raise Refused("REGLAS_REPETIDAS", desde=f"{vigente_desde:%d/%m/%Y}")
    db.session.add(
        OrganoRegla(
            organo_id=fila.id,
            vigente_desde=vigente_desde,
            reglas=dict(reglas),
            fundamento=fundamento.strip(),
            estado="confirmada" if confirmadas else "por confirmar",
        )
    )
    datos = {"desde": vigente_desde.isoformat()}
    record("organo:reglas", actor=actor, ahora=ahora, objeto=("organo", fila.id), datos=datos)
    return _convened_from(fila.id, vigente_desde)


def _only_who_keeps(actor: Actor) -> None:
    if actor.usuario_id != 0 and not actor.has("administrador", "secretaria_gobierno"):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _bad_data(clave: str, nombre: str, tipo: str, prefijo: str) -> list[Reason]:
    razones = []
    if not clave.strip() or len(clave) > 20 or clave != clave.strip() or not nombre.strip() or len(nombre) > 200:
        razones.append(Reason("ORGANO_INCOMPLETO"))
    if tipo not in TIPOS_ORGANO:
        razones.append(Reason("ORGANO_INCOMPLETO"))
    if "{consec" not in prefijo or "{anio}" not in prefijo or len(prefijo) > 80:
        razones.append(Reason("PREFIJO_INVALIDO"))
    return razones


def _has_rules_on(organo_id: int, dia: date) -> bool:
    statement = select(OrganoRegla.id).where(OrganoRegla.organo_id == organo_id, OrganoRegla.vigente_desde == dia)
    return db.session.scalar(statement) is not None


def _convened_from(organo_id: int, dia: date) -> list[int]:
    filas = db.session.execute(
        select(Sesion.id, Sesion.programada_para)
        .where(Sesion.organo_id == organo_id, Sesion.estado.in_(("convocada", "en_curso")))
        .order_by(Sesion.programada_para)
    )
    return [fila[0] for fila in filas if local_date(fila[1]) >= dia]
