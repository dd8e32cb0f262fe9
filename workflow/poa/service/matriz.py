"""A MIR shared by several POA: what a unit proposes to the lead, what the lead answers, who is told of what moved."""

from __future__ import annotations

from datetime import datetime

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Borrador, Expediente
from workflow.expedientes.service import capturar
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.outbox.service import leave
from workflow.poa import formas
from workflow.poa import queries as poa
from workflow.poa.matriz import arbol, queries
from workflow.poa.matriz.propuestas import SE_APLICAN, Propuesta, answer_problems, problems
from workflow.poa.models import PropuestaMatriz, RespuestaMatriz
from workflow.poa.textos import ROTULOS


@use_case
def proponer(
    expediente_id: int,
    programa: str,
    clave: str,
    dato: str,
    propone: str,
    motivo: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Propose a change to the lead of a programme, from the POA of a unit that takes part in it; returns its id.

    Raises NotAllowed, NotFound, or Refused: it is its own lead, the lead has no matrix yet, or something is missing.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/poa/matriz")
    row = _own(expediente_id, actor)
    lider = poa.catalogos(row.ejercicio).programas.get(programa)
    if lider is None or row.dependencia.clave not in lider.ur_participantes:
        raise NotFound("PROPUESTA_INEXISTENTE")
    if lider.ur_lider == row.dependencia.clave:
        raise Refused("PROPUESTA_PROPIA")
    shared = queries.shared(row.ejercicio, programa, lider.ur_lider)
    if shared is None:
        raise Refused("MATRIZ_SIN_LIDER", programa=programa)
    reasons = problems(dato, propone, motivo)
    if reasons:
        raise Refused(reasons)
    nivel = arbol.tree(shared.documento).get(clave)
    fact = PropuestaMatriz(
        lider_id=shared.expediente_id,
        de_id=row.id,
        programa=programa,
        clave=clave if nivel else "",
        dato=dato,
        dice=getattr(nivel, dato, "") if nivel and dato in SE_APLICAN else "",
        propone=propone.strip()[:4000],
        motivo=motivo.strip()[:2000],
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(fact)
    db.session.flush()
    _record("matriz:proponer", fact, row.id, actor, ahora)
    _tell(db.session.get_one(Expediente, shared.expediente_id), "matriz_propuesta", f"p{fact.id}", ahora)
    return fact.id


@use_case
def responder(
    propuesta_id: int, decision: str, texto: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> Propuesta:
    """Accept, refuse (saying why) or, by who made it, withdraw. Accepting a narrative or a supuesto writes the draft.

    Raises NotAllowed, NotFound or Refused.
    """
    asked = queries.propuesta(propuesta_id)
    mine = asked.de_id if decision == "retirada" else asked.lider_id
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{mine}/poa/matriz")
    row = _own(mine, actor)
    asked = queries.propuesta(propuesta_id)  # read again: the dossier is locked now
    reasons = answer_problems(asked.estado, decision, texto, ROTULOS["estado_propuesta"][asked.estado].lower())
    if reasons:
        raise Refused(reasons)
    if decision == "aceptada" and asked.dato in SE_APLICAN:
        _apply(row, asked, actor, ahora)
    answer = RespuestaMatriz(
        propuesta_id=asked.id,
        decision=decision,
        texto=texto.strip()[:2000],
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(answer)
    db.session.flush()
    fact = db.session.get_one(PropuestaMatriz, asked.id)
    _record(f"matriz:{decision}", fact, row.id, actor, ahora)
    if decision != "retirada":
        _tell(db.session.get_one(Expediente, asked.de_id), "matriz_respuesta", f"r{answer.id}", ahora)
    return asked


def _own(expediente_id: int, actor: Actor) -> Expediente:
    """The POA, locked, of a unit for which this person captures. Raises NotAllowed or Refused."""
    row = lock(Expediente, expediente_id)
    if row.tipo != "poa":
        raise Refused("EXPEDIENTE_NO_ES_POA")
    if row.dependencia.clave not in actor.dependencias(*DEPENDENCIA_ROLES):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    return row


def _apply(row: Expediente, asked: Propuesta, actor: Actor, ahora: datetime) -> None:
    draft = db.session.get_one(Borrador, row.id, populate_existing=True)
    document = formas.complete_document(draft.contenido, row.ejercicio)
    nivel = arbol.tree(document).get(asked.clave)
    if nivel is None:
        raise Refused("NIVEL_INEXISTENTE", clave=asked.clave or "ese nivel")
    texts = {"resumen": nivel.resumen, "supuesto": nivel.supuesto, asked.dato: asked.propone}
    done = arbol.write(document, asked.clave, texts["resumen"] or None, texts["supuesto"] or None)
    capturar(row.id, done, draft.revision, actor=actor, ahora=ahora)


@use_case
def avisar_sin_componente(expediente_id: int, revision: int, *, actor: Actor, ahora: datetime) -> int:
    """After a lead sends its MIR: tell the units whose activities point to a component it no longer has.

    `revision`: of the dossier when it was sent; the same notice is not left twice. Returns how many units are told.
    """
    row = db.session.get_one(Expediente, expediente_id)
    if row.tipo != "poa":
        return 0
    programas = [p for p in poa.catalogos(row.ejercicio).programas.values() if p.ur_lider == row.dependencia.clave]
    told: dict[int, int] = {}
    for programa in programas:
        shared = queries.shared(row.ejercicio, programa.clave, programa.ur_lider)
        if shared is None or shared.expediente_id != row.id:
            continue
        apuntan = queries.pointing_from(row.ejercicio, programa.clave, programa.ur_participantes, row.id)
        for orphan in arbol.orphans(shared.documento, apuntan):
            told[orphan.expediente_id or 0] = told.get(orphan.expediente_id or 0, 0) + 1
    for other_id in told:
        _tell(db.session.get_one(Expediente, other_id), "matriz_sin_componente", f"s{row.id}.{revision}", ahora)
    if told:
        _tell(row, "matriz_sin_componente", f"s{row.id}.{revision}", ahora)
    return len(told)


def _tell(row: Expediente, accion: str, marca: str, ahora: datetime) -> None:
    """Leave a notice for whoever captures and whoever heads a unit. `marca` makes it one."""
    for rol in sorted(DEPENDENCIA_ROLES):
        leave(
            "aviso.matriz",
            llave=f"aviso.matriz:{row.id}:{marca}:{rol}",
            payload={
                "expediente_id": row.id,
                "marca": marca,
                "accion": accion,
                "etapa": row.etapa,
                "rol": rol,
                "dependencia_id": row.dependencia_id,
            },
            ahora=ahora,
            objeto=("expediente", row.id),
        )


def _record(accion: str, fact: PropuestaMatriz, expediente_id: int, actor: Actor, ahora: datetime) -> None:
    record(
        accion,
        actor=actor,
        ahora=ahora,
        objeto=("expediente", expediente_id),
        datos={"propuesta": fact.id, "programa": fact.programa, "clave": fact.clave, "dato": fact.dato},
    )
