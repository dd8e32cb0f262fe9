"""Passing dossiers from one dependencia to another: each keeps its folio, its versions and the series of its goals."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Expediente
from workflow.expedientes.models.transferencias import Transferencia, TransferenciaExpediente
from workflow.expedientes.queries import transferencias as lecturas
from workflow.expedientes.transferencias import QUIENES, problems
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.people.models import Dependencia


@use_case
def transferir(
    de: str,
    a: str,
    expedientes: Collection[int] | None,
    *,
    clase: str,
    fecha: date,
    motivo: str,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """The dossiers pass to the other dependencia on that day; returns the id of the fact. None: all that may move.

    Raises NotAllowed, NotFound, or Refused with every reason.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/dependencias/{de}")
    if actor != SISTEMA and not actor.has(*QUIENES):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    source = db.session.scalar(select(Dependencia).where(Dependencia.clave == de))
    target = db.session.scalar(select(Dependencia).where(Dependencia.clave == a))
    if source is None:
        raise NotFound("NO_EXISTE")
    movibles = lecturas.movibles(source.id)
    chosen = sorted({one.id for one in movibles} if expedientes is None else set(expedientes))
    found = problems(
        de=de, a=target.clave if target else None, clase=clase, fecha=fecha, hoy=local_date(ahora), motivo=motivo,
        fundamento=fundamento, elegidos=chosen, movibles=movibles,
        de_la_otra=lecturas.llaves(target.id) if target and target is not source else (),
    )  # fmt: skip
    if found or target is None:
        raise Refused(found)
    fact = Transferencia(
        clase=clase,
        de_id=source.id,
        a_id=target.id,
        fecha=fecha,
        motivo=motivo.strip()[:500],
        fundamento=fundamento.strip()[:300],
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(fact)
    db.session.flush()
    datos = {"transferencia": fact.id, "de_dependencia": de, "a_dependencia": a, "clase": clase}
    for expediente_id in chosen:
        row = lock(Expediente, expediente_id)
        row.dependencia_id, row.cambiado_en, row.cambiado_por = target.id, ahora, actor.nombre
        row.revision += 1
        db.session.add(TransferenciaExpediente(transferencia_id=fact.id, expediente_id=expediente_id))
        record("expediente:transferir", actor=actor, ahora=ahora, objeto=("expediente", expediente_id), datos=datos)
    whole = {**datos, "expedientes": chosen}
    record("dependencia:transferir", actor=actor, ahora=ahora, objeto=("dependencia", source.id), datos=whole)
    settle(llave, actor=actor, destino=f"/dependencias/{de}")
    return fact.id
