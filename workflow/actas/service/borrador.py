"""Writing an acta: hand-written texts by section, a new version of the project, and corrections for its approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workflow.actas import secciones
from workflow.actas.impresion.documento import clean
from workflow.actas.models import Acta, ActaPrecision, ActaTexto
from workflow.actas.precisiones import occurrences
from workflow.actas.queries.borradores import draft_of, last_version, latest_texts
from workflow.actas.service.comun import _freeze, _only_who_conducts, _print
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, Refused, Stale
from workflow.sesiones.models import Sesion


def _acta(acta_id: int, actor: Actor) -> tuple[Acta, Sesion]:
    """An acta still in project, locked, for who conducts its organ."""
    acta = lock(Acta, acta_id)
    sesion = db.session.get_one(Sesion, acta.sesion_id)
    _only_who_conducts(sesion, actor)
    if acta.estado == "aprobada":
        raise Refused("ACTA_YA_APROBADA", folio=acta.folio)
    return acta, sesion


@use_case
def escribir(
    acta_id: int,
    seccion: str,
    texto: str,
    *,
    revision: int,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Save what is written in a section; `revision` is the one it was read from (0: nobody had written).

    Returns the revision saved. Stale TEXTO_CAMBIADO when somebody saved another one first: nothing is overwritten.
    """
    acta, sesion = _acta(acta_id, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/{acta_id}")
    draft = draft_of(acta)
    if seccion not in secciones.editable_keys(draft):
        raise Invalid("SECCION_DESCONOCIDA")
    escrito = clean(texto).strip()
    if len(escrito) > secciones.TEXTO_MAXIMO:
        raise Invalid("TEXTO_DEMASIADO_LARGO", maximo=secciones.TEXTO_MAXIMO)
    last = latest_texts(acta_id).get(seccion)
    vigente = last.revision if last else 0
    if revision != vigente:
        raise Stale(
            "TEXTO_CAMBIADO",
            apartado=secciones.label_of(draft, seccion),
            quien=last.por if last else "",
            hora=f"{local(last.en):%H:%M}" if last else "",
        )
    if escrito == (last.texto if last else ""):
        return vigente
    db.session.add(
        ActaTexto(
            acta_id=acta_id,
            seccion=seccion,
            revision=vigente + 1,
            texto=escrito,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    record(
        "acta:escribir",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"seccion": seccion, "revision": vigente + 1},
    )
    return vigente + 1


@use_case
def regenerar(acta_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """A new version of the project with today's record and texts, under the same folio. Returns the version.

    The versions before it stay, and are known to be replaced. Refused ACTA_SIN_CAMBIOS.
    """
    acta, sesion = _acta(acta_id, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/{acta_id}")
    issued, draft = last_version(acta), draft_of(acta)
    if draft == issued:
        raise Refused("ACTA_SIN_CAMBIOS", version=issued.version)
    row = _freeze("acta", sesion.id, replace(draft, version=issued.version + 1), ahora)
    acta.instantanea_id = row.id
    acta.version += 1
    record(
        "acta:regenerar",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"folio": acta.folio, "version": row.version, "sha256": row.sha256},
    )
    _print(row, sesion.id, ahora)
    return row.version


@use_case
def precisar(
    acta_id: int,
    *,
    clase: str,
    dice: str,
    debe_decir: str,
    solicita: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Note a correction that the body accepted before approving (`precision`), or an objection it did not (`objecion`).

    A correction with `dice` must match the prose of the last version. Invalid PRECISION_INCOMPLETA or
    PRECISION_SIN_COINCIDENCIA: figures, votes and acuerdos are corrected in the session, not here.
    """
    acta, sesion = _acta(acta_id, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/{acta_id}")
    dice, debe_decir, solicita = clean(dice).strip(), clean(debe_decir).strip(), clean(solicita).strip()
    if not debe_decir or not solicita or clase not in ("precision", "objecion"):
        raise Invalid("PRECISION_INCOMPLETA")
    if clase == "objecion":
        dice = ""
    elif dice and not occurrences(last_version(acta), dice):
        raise Invalid("PRECISION_SIN_COINCIDENCIA", dice=dice[:80])
    one = ActaPrecision(
        acta_id=acta_id,
        clase=clase,
        dice=dice,
        debe_decir=debe_decir,
        solicita=solicita[:200],
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(one)
    db.session.flush()
    record(
        "acta:precisar", actor=actor, ahora=ahora, objeto=("sesion", sesion.id), datos={"clase": clase, "id": one.id}
    )
    return one.id
