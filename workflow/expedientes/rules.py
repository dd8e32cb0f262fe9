"""May this person do this to this dossier now? The table decides; the answer carries every reason. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.expedientes import conditions, effects
from workflow.expedientes.conditions import Params
from workflow.expedientes.facts import Facts
from workflow.expedientes.route import BY_ACTION, Transition
from workflow.expedientes.textos import accion_words, etapa_words, joined, moved_words, rol_words
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.kernel.refusals import NotAllowed, Reason, Refused

FORBIDDEN: frozenset[str] = frozenset({"ROL_NO_AUTORIZADO", "DEPENDENCIA_AJENA"})


@dataclass(frozen=True)
class Decision:
    """`ok` or its reasons, in the documented order; `to`: the stage after; `avisos`: what to say anyway."""

    ok: bool
    reasons: tuple[Reason, ...] = ()
    to: str | None = None
    avisos: tuple[Reason, ...] = ()

    @property
    def codes(self) -> list[str]:
        return [reason.code for reason in self.reasons]

    def enforce(self) -> Decision:
        """Itself if ok; raises NotAllowed (role or scope) or Refused otherwise."""
        if self.ok:
            return self
        if self.reasons[0].code in FORBIDDEN:
            raise NotAllowed(self.reasons)
        raise Refused(self.reasons)


def evaluate(accion: str, actor: Actor, facts: Facts, params: Params | None = None) -> Decision:
    """Decide one step: known action, role, scope, stage, separation of duties, conditions."""
    params = params or {}
    transition = BY_ACTION.get(accion)
    if transition is None:
        return Decision(False, (Reason("ACCION_DESCONOCIDA", {"accion": accion}),))
    reasons = role_reasons(transition, actor, facts.dependencia)
    stage = stage_reasons(transition, facts)
    reasons += stage
    if transition.separacion:
        reasons += separation_reasons(actor, facts)
    if accion == "verificar_modificaciones" and facts.integrado_por == actor.usuario_id:
        reasons.append(Reason("VERIFICA_QUIEN_ESCRIBIO"))
    if not stage:
        reasons += conditions.unmet(accion, transition.condiciones, facts, params)
    if reasons:
        return Decision(False, tuple(reasons))
    avisos = tuple(conditions.notices(accion, facts, params))
    return Decision(True, to=effects.destination(accion, facts, params), avisos=avisos)


def role_reasons(transition: Transition, actor: Actor, dependencia: str) -> list[Reason]:
    """A permitted role, and for a dependencia_* role, held in the dependencia of the dossier."""
    held = [asignacion for asignacion in actor.asignaciones if asignacion.rol in transition.roles]
    if not held:
        roles = joined([rol_words(rol) for rol in transition.roles])
        return [Reason("ROL_NO_AUTORIZADO", {"accion": accion_words(transition.accion), "roles": roles})]
    for asignacion in held:
        if asignacion.rol not in DEPENDENCIA_ROLES or asignacion.dependencia == dependencia:
            return []
    return [Reason("DEPENDENCIA_AJENA", {"dependencia": dependencia})]


def stage_reasons(transition: Transition, facts: Facts) -> list[Reason]:
    if not transition.desde or facts.etapa in transition.desde:
        return []
    if transition.accion == "abrir_modificacion" and facts.vigente is not None and facts.version > facts.vigente:
        return [Reason("MODIFICACION_EN_CURSO", {"version": facts.version, "etapa": etapa_words(facts.etapa)})]
    told: dict[str, Any] = {
        "accion": accion_words(transition.accion),
        "etapa": etapa_words(facts.etapa),
        "desde": joined([f"«{etapa_words(etapa)}»" for etapa in transition.desde], "o"),
        "movido": moved_words(*facts.movido) if facts.movido else "",
    }
    return [Reason("ETAPA_INVALIDA", told)]


def separation_reasons(actor: Actor, facts: Facts) -> list[Reason]:
    """Nobody reviews their own dependencia, nor what they captured or sent in this version."""
    reasons = []
    if facts.dependencia in actor.dependencias():
        reasons.append(Reason("REVISOR_MISMA_DEPENDENCIA", {"dependencia": facts.dependencia}))
    if actor.usuario_id in facts.participantes:
        reasons.append(Reason("SEPARACION_DE_FUNCIONES", {"version": facts.version}))
    return reasons
