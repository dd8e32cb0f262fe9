"""Moving a dossier along the route. Sessions decide some moves: those carry where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from workflow.audit.service import once
from workflow.db import use_case
from workflow.expedientes.route import DE_SESION
from workflow.expedientes.service.acto import Acto, Resultado
from workflow.expedientes.textos import accion_words
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Refused

Origen = tuple[str, int]


@use_case
def actuar(
    expediente_id: int,
    accion: str,
    *,
    actor: Actor,
    ahora: datetime,
    parametros: Mapping[str, Any] | None = None,
    llave: str | None = None,
    revision: int | None = None,
    origen: Origen | None = None,
) -> Resultado:
    """Do one action of the route.

    `llave`: idempotency key of the form. `revision`: the one the page showed. `origen`: («sesion», id) or
    («votacion», id), required for what a session decides.
    Raises NotAllowed, Refused or Stale with every reason; Invalid for bad input; AlreadyDone on a repeat.
    """
    if accion == "capturar":
        raise Refused("ACCION_CON_FORMA_PROPIA")
    if accion in DE_SESION and origen is None:
        raise Refused("ACCION_DE_SESION", accion=accion_words(accion))
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}")
    params = {**(parametros or {}), "origen": origen}
    return Acto(expediente_id, accion, params, actor=actor, ahora=ahora).perform(revision)


@use_case
def observar(
    expediente_id: int,
    *,
    campo: str,
    tipo: str,
    texto: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """Write an observation on an address of what was sent. Its clave («O3») comes in the result."""
    params = {"campo": campo, "tipo": tipo, "texto": texto}
    return actuar(expediente_id, "observar", actor=actor, ahora=ahora, parametros=params, llave=llave)


@use_case
def responder(
    expediente_id: int, obs: str, *, texto: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> Resultado:
    """The dependencia answers a pending observation."""
    params = {"obs": obs, "texto": texto}
    return actuar(expediente_id, "responder", actor=actor, ahora=ahora, parametros=params, llave=llave)


@use_case
def calificar(
    expediente_id: int,
    obs: str,
    *,
    estado: str,
    actor: Actor,
    ahora: datetime,
    texto: str = "",
    llave: str | None = None,
) -> Resultado:
    """Planeación grades an answer: solventada, solventada_parcial or no_solventada."""
    params = {"obs": obs, "estado": estado, "texto": texto}
    return actuar(expediente_id, "calificar", actor=actor, ahora=ahora, parametros=params, llave=llave)


@use_case
def retirar_observacion(
    expediente_id: int, obs: str, *, texto: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> Resultado:
    """Planeación withdraws an observation, saying why."""
    params = {"obs": obs, "texto": texto}
    return actuar(expediente_id, "retirar_observacion", actor=actor, ahora=ahora, parametros=params, llave=llave)


@use_case
def apply_dictamen(
    expediente_id: int,
    *,
    resultado: str,
    sentido: str | None,
    origen: Origen,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """What the comisiones unidas decided, as their session counted it."""
    params = {"resultado": resultado, "sentido": sentido}
    return actuar(expediente_id, "dictaminar", actor=actor, ahora=ahora, parametros=params, llave=llave, origen=origen)


@use_case
def enlistar(
    expediente_id: int,
    *,
    sesion: str,
    seccion: str,
    origen: Origen,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """Put it on the agenda of a session of the Cabildo. `sesion`: kind of session (ordinaria, solemne…)."""
    params = {"sesion": sesion, "seccion": seccion}
    return actuar(expediente_id, "enlistar", actor=actor, ahora=ahora, parametros=params, llave=llave, origen=origen)


@use_case
def retirar_del_orden(
    expediente_id: int,
    *,
    orden_aprobado: bool,
    votacion: str | None,
    origen: Origen,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """Take it off the agenda; once the agenda is approved, only by a vote."""
    params = {"orden_aprobado": orden_aprobado, "votacion": votacion}
    return actuar(
        expediente_id, "retirar_del_orden", actor=actor, ahora=ahora, parametros=params, llave=llave, origen=origen
    )


@use_case
def anular_dictamen(
    expediente_id: int,
    *,
    motivo: str,
    de: Origen,
    origen: Origen,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """The vote of its dictamen was annulled: back to the commissions. `de`: where the dictamen came from."""
    params = {"texto": motivo, "de": de}
    return actuar(
        expediente_id, "anular_dictamen", actor=actor, ahora=ahora, parametros=params, llave=llave, origen=origen
    )


@use_case
def anular_acuerdo(
    expediente_id: int,
    *,
    motivo: str,
    de: Origen,
    origen: Origen,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Resultado:
    """The vote of its acuerdo was annulled: back to the Cabildo. `de`: the vote that had moved it."""
    params = {"texto": motivo, "de": de}
    return actuar(
        expediente_id, "anular_acuerdo", actor=actor, ahora=ahora, parametros=params, llave=llave, origen=origen
    )


@use_case
def apply_resolution(
    expediente_id: int,
    *,
    votacion: str | None,
    origen: Origen,
    actor: Actor,
    ahora: datetime,
    resolucion: str | None = None,
    acuerdo_folio: str | None = None,
    fecha: date | None = None,
    modificaciones: Sequence[str] = (),
    contenido: dict[str, Any] | None = None,
    llave: str | None = None,
) -> Resultado:
    """What the Cabildo decided: the computed result of the vote moves the dossier.

    `votacion`: result of the count (aprobado, rechazado, diferido…). `contenido`: the approved text when
    the Cabildo changed it; it is frozen as the approved version. `fecha`: local date of the session.
    """
    params = {
        "votacion": votacion,
        "resolucion": resolucion or "aprobado",
        "acuerdo_folio": acuerdo_folio,
        "fecha": fecha,
        "modificaciones": list(modificaciones),
        "contenido": contenido,
    }
    return actuar(
        expediente_id, "registrar_acuerdo", actor=actor, ahora=ahora, parametros=params, llave=llave, origen=origen
    )
