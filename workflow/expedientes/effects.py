"""What an allowed step does to the facts of a dossier. Pure; the service writes the difference down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from workflow.expedientes import observaciones as obs
from workflow.expedientes.conditions import Params
from workflow.expedientes.facts import Delta, Facts, ModificacionFacts, ObservacionFacts
from workflow.expedientes.modificacion import measured_delta, requires_cabildo
from workflow.expedientes.route import BY_ACTION
from workflow.kernel.actor import Actor


def destination(accion: str, facts: Facts, params: Params) -> str:
    """The stage after an allowed step."""
    if accion == "recuperar":
        return facts.enviado_desde[0] if facts.enviado_desde else "borrador"
    if accion == "dictaminar":
        returned = params.get("resultado") == "dictamen_aprobado" and params.get("sentido") == "devuelto"
        return "devuelto" if returned else "dictaminado"
    if accion == "registrar_acuerdo":
        return resolved(facts, str(params.get("votacion")), params.get("resolucion"))
    hacia = BY_ACTION[accion].hacia
    return hacia[0] if hacia else facts.etapa


def resolved(facts: Facts, votacion: str, resolucion: str | None) -> str:
    """What a concluded vote of the Cabildo makes of the dossier.

    The pleno votes the dictamen: to approve an unfavourable one is to reject the dossier, and to
    reject it returns the dossier, whatever the resolution says.
    """
    if votacion == "diferido":
        return "en_cabildo"
    if facts.sentido_dictamen == "desfavorable":
        return "rechazado" if votacion == "aprobado" else "devuelto"
    return "rechazado" if votacion == "rechazado" else (resolucion or "aprobado")


def told_by_document(
    facts: Facts, base: Mapping[str, Any], draft: Mapping[str, Any], tipos: tuple[str, ...] = ()
) -> Facts:
    """What the documents say rules over what was declared: their rules version, and the money they move.

    `base` and `draft`: facts that the kind tells of the version in force and of what is sent. A modification
    that moves money is never minor. `tipos`: the kinds of change that both documents show.
    """
    facts = replace(facts, reglas_version=draft.get("reglas_version", facts.reglas_version))
    change = facts.modificacion
    if change is None:
        return facts
    change = replace(change, delta=measured_delta(base, draft, change.delta), tipos=tipos)
    needs = requires_cabildo(change, vigente=facts.vigente, cabildo=facts.cabildo)
    return replace(facts, modificacion=replace(change, requiere_cabildo=needs))


def advance(accion: str, facts: Facts, to: str, actor: Actor, params: Params) -> Facts:
    """The facts after the step. `to` is the stage that the decision gave."""
    change = EFFECTS.get(accion)
    after = change(facts, actor, params) if change else facts
    if to == "devuelto" and facts.etapa != "devuelto":
        after = replace(after, capturados=frozenset(), observados=frozenset())
    return replace(after, etapa=to)


def _capturar(facts: Facts, actor: Actor, params: Params) -> Facts:
    reglas = params.get("reglas_version")
    return replace(
        facts,
        participantes=facts.participantes | {actor.usuario_id},
        capturados=facts.capturados | frozenset(params.get("campos") or ()),
        reglas_version=facts.reglas_version if reglas is None else reglas,
    )


def _enviar(facts: Facts, actor: Actor, params: Params) -> Facts:
    again = facts.etapa in ("con_observaciones", "devuelto")
    return replace(
        facts,
        participantes=facts.participantes | {actor.usuario_id},
        enviado_desde=(facts.etapa, facts.ronda),
        ronda=facts.ronda + 1 if again else facts.ronda,
    )


def _recuperar(facts: Facts, actor: Actor, params: Params) -> Facts:
    ronda = facts.enviado_desde[1] if facts.enviado_desde else facts.ronda
    return replace(facts, ronda=ronda, enviado_desde=None)


def _observar(facts: Facts, actor: Actor, params: Params) -> Facts:
    added = ObservacionFacts(str(params.get("tipo")), str(params.get("campo")))
    return facts.with_observacion(str(params["obs"]), added)


def _notificar(facts: Facts, actor: Actor, params: Params) -> Facts:
    asked = frozenset(one.campo for one in facts.observaciones.values() if obs.is_pending(one))
    return replace(facts, capturados=frozenset(), observados=asked)


def _estado(facts: Facts, clave: str, estado: str) -> Facts:
    return facts.with_observacion(clave, replace(facts.observaciones[clave], estado=estado))


def _responder(facts: Facts, actor: Actor, params: Params) -> Facts:
    return _estado(facts, str(params["obs"]), "respondida")


def _calificar(facts: Facts, actor: Actor, params: Params) -> Facts:
    return _estado(facts, str(params["obs"]), str(params["estado"]))


def _retirar(facts: Facts, actor: Actor, params: Params) -> Facts:
    return _estado(facts, str(params["obs"]), "retirada")


def _dictaminar(facts: Facts, actor: Actor, params: Params) -> Facts:
    sentido = params.get("sentido") if params.get("resultado") == "dictamen_aprobado" else None
    return replace(facts, sentido_dictamen=sentido)


def _anular_dictamen(facts: Facts, actor: Actor, params: Params) -> Facts:
    return replace(facts, sentido_dictamen=None)


def _acusar(facts: Facts, actor: Actor, params: Params) -> Facts:
    return replace(facts, acuse=True)


def _integrar(facts: Facts, actor: Actor, params: Params) -> Facts:
    """Another text was written: what was acknowledged and verified was of the one before."""
    return replace(facts, integrado=True, integrado_por=actor.usuario_id, acuse=False, verificado=False)


def _verificar(facts: Facts, actor: Actor, params: Params) -> Facts:
    return replace(facts, verificado=True)


def _publicar(facts: Facts, actor: Actor, params: Params) -> Facts:
    return replace(facts, vigente=facts.version)


def _abrir(facts: Facts, actor: Actor, params: Params) -> Facts:
    """Version + 1 with a clean record; the version in force stays in force until the new one is published."""
    return replace(
        facts,
        version=facts.version + 1,
        ronda=1,
        sentido_dictamen=None,
        acuse=False,
        integrado=False,
        integrado_por=None,
        verificado=False,
        participantes=frozenset(),
        observaciones={},
        enviado_desde=None,
        capturados=frozenset(),
        observados=frozenset(),
        modificacion=ModificacionFacts(
            params.get("tipo_cambio"), bool(params.get("requiere_cabildo", True)), Delta.of(params.get("delta"))
        ),
    )


EFFECTS: dict[str, Callable[[Facts, Actor, Params], Facts]] = {
    "capturar": _capturar,
    "enviar": _enviar,
    "recuperar": _recuperar,
    "observar": _observar,
    "notificar_observaciones": _notificar,
    "responder": _responder,
    "calificar": _calificar,
    "retirar_observacion": _retirar,
    "dictaminar": _dictaminar,
    "anular_dictamen": _anular_dictamen,
    "acusar_modificaciones": _acusar,
    "integrar_modificaciones": _integrar,
    "verificar_modificaciones": _verificar,
    "publicar": _publicar,
    "abrir_modificacion": _abrir,
}
