"""Register an organ and its rules, dated and with their legal basis; a convened session keeps the ones it froze."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.sesiones import reglas_validas
from workflow.sesiones.configuracion import ROL_QUE_CONDUCE, ROLES_QUE_CONDUCEN, TIPOS_ORGANO
from workflow.sesiones.models import Organo, OrganoComponente, OrganoNombre, OrganoRegla, Sesion
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
    conduce: str | None = None,
    secretario: Mapping[str, str] | None = None,
) -> int:
    """A new organ with its first rules. `componentes`: the commissions of a joint organ, the first one conducts.

    `conduce`: the role that keeps its sessions (by default, that of its kind); `secretario`: {nombre, cargo, genero}
    of who certifies them. Invalid with every reason.
    """
    _only_who_keeps(actor)
    problemas = _bad_data(clave, nombre, tipo, prefijo_acuerdo)
    problemas += _bad_conduct(conduce or ROL_QUE_CONDUCE.get(tipo, ROLES_QUE_CONDUCEN[0]), secretario)
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
    organo = Organo(
        clave=clave,
        nombre=nombre.strip(),
        tipo=tipo,
        prefijo_acuerdo=prefijo_acuerdo.strip(),
        conduce=conduce or ROL_QUE_CONDUCE[tipo],
        secretario=_written(secretario),
    )
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


@use_case
def cambiar_nombre(
    organo: str, *, nombre: str, desde: date, fundamento: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Another name from a day on, already come. Sessions already convened, and their documents, keep the one they had.

    Refused ORGANO_NOMBRE_FUTURO, ORGANO_NOMBRE_ANTERIOR (before the last change) and ORGANO_NOMBRE_IGUAL.
    """
    fila = _organ(organo, actor, llave, ahora)
    razones = []
    if not nombre.strip() or len(nombre.strip()) > 200:
        razones.append(Reason("ORGANO_SIN_NOMBRE"))
    if not fundamento.strip():
        razones.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if razones:
        raise Invalid(razones)
    ultimo = db.session.scalar(select(func.max(OrganoNombre.hasta)).where(OrganoNombre.organo_id == fila.id))
    if desde > local_date(ahora):
        razones.append(Reason("ORGANO_NOMBRE_FUTURO"))
    if ultimo is not None and desde <= ultimo + timedelta(days=1):
        razones.append(Reason("ORGANO_NOMBRE_ANTERIOR", {"desde": f"{ultimo + timedelta(days=1):%d/%m/%Y}"}))
    if nombre.strip() == fila.nombre:
        razones.append(Reason("ORGANO_NOMBRE_IGUAL"))
    if razones:
        raise Refused(razones)
    db.session.add(
        OrganoNombre(
            organo_id=fila.id, nombre=fila.nombre, hasta=desde - timedelta(days=1), fundamento=fundamento.strip()
        )
    )
    record("organo:nombre", actor=actor, ahora=ahora, objeto=("organo", fila.id),
           datos={"antes": fila.nombre, "ahora": nombre.strip(), "desde": desde.isoformat()})  # fmt: skip
    fila.nombre = nombre.strip()


@use_case
def cambiar_conduccion(
    organo: str,
    *,
    conduce: str,
    secretario: Mapping[str, str] | None,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """Which role keeps the sessions of an organ from now on, and who certifies those convened from now on.

    `secretario`: {nombre, cargo, genero}; None or empty: who convenes each session.
    """
    fila = _organ(organo, actor, llave, ahora)
    razones = _bad_conduct(conduce, secretario)
    if not fundamento.strip():
        razones.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if razones:
        raise Invalid(razones)
    fila.conduce, fila.secretario = conduce, _written(secretario)
    record("organo:conduccion", actor=actor, ahora=ahora, objeto=("organo", fila.id),
           datos={"conduce": conduce, "fundamento": fundamento.strip()[:300]})  # fmt: skip


def _organ(clave: str, actor: Actor, llave: str | None, ahora: datetime) -> Organo:
    _only_who_keeps(actor)
    fila = carga.organ_by_key(clave)
    if fila is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    lock(Organo, fila.id)
    once(llave, actor=actor, ahora=ahora, destino=f"/organos/{clave}/datos")
    return fila


def _written(secretario: Mapping[str, str] | None) -> dict[str, str] | None:
    dicho = {campo: (secretario or {}).get(campo, "").strip() for campo in ("nombre", "cargo", "genero")}
    return dicho if dicho["nombre"] else None


def _bad_conduct(conduce: str, secretario: Mapping[str, str] | None) -> list[Reason]:
    razones = [] if conduce in ROLES_QUE_CONDUCEN else [Reason("ORGANO_SIN_QUIEN_CONDUCE")]
    dicho = _written(secretario)
    if dicho is not None and (not dicho["cargo"] or dicho["genero"] not in ("M", "H", "X")):
        razones.append(Reason("ORGANO_SECRETARIO_INCOMPLETO"))
    return razones


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
