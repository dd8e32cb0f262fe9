"""Turn a dossier to the commissions it names, change them with a reason, and the dated rules that propose them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente
from workflow.expedientes.route import TIPOS
from workflow.expedientes.service import Resultado
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.people.models import Dependencia
from workflow.sesiones.models import Turno, TurnoRegla
from workflow.sesiones.queries import espera, turnos
from workflow.sesiones.queries.turnos import UnidasVista

TURNA = "planeacion_titular"


@use_case
def turnar(
    expediente_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    organo: str = "",
    llave: str | None = None,
    revision: int | None = None,
) -> Resultado:
    """Turn it to those joint commissions (`organo`: their key), or to the proposed ones.

    Invalid TURNO_SIN_COMISIONES when there is more than one and none is chosen nor proposed. Where there is none
    registered it is turned all the same, naming nobody.
    """
    hecho = expedientes.actuar(
        expediente_id, "turnar", actor=actor, ahora=ahora, parametros={}, llave=llave, revision=revision
    )
    elegidas = _chosen(lock(Expediente, expediente_id), organo, local_date(ahora))
    if elegidas is not None:
        _write(expediente_id, elegidas, "", actor, ahora)
    return hecho


@use_case
def cambiar_turno(
    expediente_id: int, *, organo: str, motivo: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """To other commissions, with a reason, while it waits in comisiones and is on no agenda."""
    if not actor.has(TURNA):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    fila = lock(Expediente, expediente_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/turno")
    elegidas = next((u for u in turnos.joint_organs() if u.clave == organo), None)
    if elegidas is None:
        raise Invalid("TURNO_SIN_COMISIONES")
    razones = []
    if not motivo.strip():
        razones.append(Reason("FALTA_MOTIVO"))
    if fila.etapa != "en_comisiones":
        razones.append(Reason("TURNO_FUERA_DE_COMISIONES", {"folio": fila.folio}))
    elif expediente_id in set(db.session.scalars(espera.listed())):
        razones.append(Reason("TURNO_ENLISTADO", {"folio": fila.folio}))
    previo = turnos.named([expediente_id]).get(expediente_id)
    if previo is not None and previo.organo_id == elegidas.id:
        razones.append(Reason("TURNO_IGUAL"))
    if razones:
        raise Refused(razones)
    _write(expediente_id, elegidas, motivo.strip()[:2000], actor, ahora)


@use_case
def registrar_regla(
    *,
    organo: str,
    vigente_desde: date,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    tipo: str = "",
    dependencia: str = "",
    confirmada: bool = False,
    llave: str | None = None,
) -> int:
    """From a day on (never backwards), to which joint commissions those dossiers are proposed.

    `tipo`, `dependencia` (its key): empty for all of them.
    """
    if not actor.has(TURNA, "administrador"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora, destino="/organos/turnos")
    unidas = next((u for u in turnos.joint_organs() if u.clave == organo), None)
    unidad = db.session.scalar(select(Dependencia).where(Dependencia.clave == dependencia)) if dependencia else None
    razones = []
    if unidas is None:
        razones.append(Reason("TURNO_SIN_COMISIONES"))
    if tipo not in ("", *TIPOS) or (dependencia and unidad is None):
        razones.append(Reason("TURNO_REGLA_DE_QUE"))
    if not fundamento.strip():
        razones.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if vigente_desde < local_date(ahora):
        razones.append(Reason("REGLAS_RETROACTIVAS"))
    if razones or unidas is None:
        raise Invalid(razones)
    fila = TurnoRegla(
        tipo=tipo or None,
        dependencia_id=unidad.id if unidad else None,
        organo_id=unidas.id,
        vigente_desde=vigente_desde,
        fundamento=fundamento.strip(),
        estado="confirmada" if confirmada else "por confirmar",
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(fila)
    db.session.flush()
    datos = {"organo": organo, "desde": vigente_desde.isoformat(), "tipo": tipo, "dependencia": dependencia}
    record("turno:regla", actor=actor, ahora=ahora, objeto=("turno_regla", fila.id), datos=datos)
    return int(fila.id)


def _chosen(fila: Expediente, organo: str, dia: date) -> UnidasVista | None:
    """None only where no joint commissions are registered."""
    unidas = {u.clave: u for u in turnos.joint_organs()}
    if organo:
        elegidas = unidas.get(organo)
    else:
        elegidas = turnos.proposed(fila, dia).unidas
    if elegidas is None and (unidas or organo):
        raise Invalid("TURNO_SIN_COMISIONES")
    return elegidas


def _write(expediente_id: int, unidas: UnidasVista, motivo: str, actor: Actor, ahora: datetime) -> None:
    db.session.add(
        Turno(
            expediente_id=expediente_id,
            organo_id=unidas.id,
            comisiones=[{"clave": clave, "nombre": nombre} for clave, nombre in unidas.comisiones],
            cambio=bool(motivo),
            motivo=motivo,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    db.session.flush()
    record(
        "turno:cambiar" if motivo else "turno:nombrar",
        actor=actor,
        ahora=ahora,
        objeto=("expediente", expediente_id),
        expediente_id=expediente_id,
        datos={"organo": unidas.clave, "comisiones": [nombre for _, nombre in unidas.comisiones]},
    )
