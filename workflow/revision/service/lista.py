"""Answering the checklist, and the proposal to validate with its second review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workflow.audit.service import once
from workflow.db import db, use_case
from workflow.expedientes import observaciones as obs
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.route import PLANEACION
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.revision import lista
from workflow.revision.models import Propuesta, RespuestaLista
from workflow.revision.queries.mesa import checklist, proposal, rules
from workflow.revision.service.comun import CONFIGURA, in_review, sent_of, tell, trace

NOTA_MAXIMA = 2000
Respuestas = Mapping[str, tuple[str, str]]


@use_case
def contestar_lista(
    expediente_id: int, respuestas: Respuestas, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """Keep the answers that changed (clave -> answer and note); an empty answer is left for later. Returns how many.

    Raises Invalid with every problem; then none is kept.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    row, _ = in_review(expediente_id, actor, ahora)
    envio_id, kept, wrong = sent_of(row), 0, []
    for renglon in checklist(row, envio_id, local_date(ahora)):
        respuesta, nota = (text.strip() for text in respuestas.get(renglon.punto.clave, ("", "")))
        if not respuesta or _same(renglon, respuesta, nota):
            continue
        wrong += lista.problems(renglon.punto, respuesta, nota)
        kept += 1
        db.session.add(
            RespuestaLista(
                expediente_id=row.id,
                envio_id=envio_id,
                clave=renglon.punto.clave,
                pregunta=renglon.punto.pregunta,
                respuesta=respuesta,
                nota=nota,
                por_id=actor.usuario_id,
                por=actor.nombre,
                en=ahora,
            )
        )
    if wrong:
        raise Invalid(wrong)
    if kept:
        trace("contestar_lista", row=row, actor=actor, ahora=ahora, datos={"respuestas": kept})
    return kept


def _same(renglon: lista.Renglon, respuesta: str, nota: str) -> bool:
    now = renglon.respuesta
    return now is not None and (now.respuesta, now.nota) == (respuesta, nota)


@use_case
def proponer_validacion(
    expediente_id: int, nota: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> tuple[Reason, ...]:
    """The reviewer says that this submission can be validated, and why. Returns what to say anyway.

    Refused while a blocking observation is open, or the checklist is unanswered where the rule says that it stops.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    row, facts = in_review(expediente_id, actor, ahora)
    nota, hoy = _noted_why(nota), local_date(ahora)
    last = proposal(row.id, sent_of(row))
    if last is not None and last.accion == "proponer":
        raise Refused("PROPUESTA_YA_HECHA")
    claves = obs.blocking(facts.observaciones)
    reasons = [Reason("BLOQUEANTE_ABIERTA", {"cuantas": len(claves), "claves": ", ".join(claves)})] if claves else []
    missing = [one.punto for one in checklist(row, sent_of(row), hoy) if one.respuesta is None]
    said = [lista.missing_reason(missing)] if missing else []
    if rules(hechos.reglas(hoy)).lista_impide:
        reasons, said = [*reasons, *said], []
    if reasons:
        raise Refused(reasons)
    _propose(row, "proponer", nota, actor=actor, ahora=ahora)
    return tuple(said)


@use_case
def devolver_propuesta(
    expediente_id: int, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """The titular returns the proposal to the reviewer, saying why. The dossier stays in review."""
    if not actor.has(CONFIGURA):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    row, _ = in_review(expediente_id, actor, ahora)
    motivo = _noted_why(motivo)
    last = proposal(row.id, sent_of(row))
    if last is None or last.accion != "proponer":
        raise Refused("PROPUESTA_NO_HAY")
    _propose(row, "devolver", motivo, actor=actor, ahora=ahora)


def _noted_why(nota: str) -> str:
    nota = nota.strip()
    if not nota:
        raise Invalid("PROPUESTA_SIN_NOTA")
    if len(nota) > NOTA_MAXIMA:
        raise Invalid("TEXTO_LARGO", maximo=NOTA_MAXIMA)
    return nota


def _propose(row: Expediente, accion: str, nota: str, *, actor: Actor, ahora: datetime) -> None:
    """The fact, its entry in the record, and the notice: to the titular, or to who has the dossier."""
    fact = Propuesta(
        expediente_id=row.id,
        envio_id=sent_of(row),
        version=row.version,
        accion=accion,
        nota=nota,
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(fact)
    db.session.flush()
    what = "proponer_validacion" if accion == "proponer" else "devolver_propuesta"
    told: dict[str, int | None] = (
        {CONFIGURA: None} if accion == "proponer" else dict.fromkeys(PLANEACION, row.revisor_id)
    )
    tell(what, row, -2 * fact.id - 1, ahora=ahora, a=told)
    trace(what, row=row, actor=actor, ahora=ahora, datos={"envio_id": sent_of(row)})
