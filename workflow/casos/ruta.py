"""Runs a case of the route (`archivo: ruta`) with the rules that the product itself uses. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.expedientes import effects
from workflow.expedientes.facts import Delta, Facts, ModificacionFacts
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor, Asignacion


def resolver(documento: Mapping[str, Any], caso: Mapping[str, Any]) -> dict[str, Any]:
    """Carry out the steps of the case over a dossier in memory; the answer has the shape of `esperado`."""
    entrada = caso["entrada"]
    ids = {name: number for number, name in enumerate(entrada["usuarios"], start=1)}
    people = {name: _actor(ids[name], name, data["asignaciones"]) for name, data in entrada["usuarios"].items()}
    facts = _facts(entrada, ids)
    pasos: list[dict[str, Any]] = []
    for paso in entrada["pasos"]:
        if paso.get("sistema") == "reasignar":
            name = paso["usuario"]
            people[name] = _actor(ids.setdefault(name, len(ids) + 1), name, paso["asignaciones"])
            pasos.append({"ok": True, "etapa": facts.etapa})
            continue
        facts, answer = _step(facts, people[paso["usuario"]], paso)
        pasos.append(answer)
    return {"pasos": pasos, "final": _final(facts)}


def _step(facts: Facts, actor: Actor, paso: Mapping[str, Any]) -> tuple[Facts, dict[str, Any]]:
    accion = paso["accion"]
    decision = evaluate(accion, actor, facts, paso)
    if not decision.ok:
        return facts, {"ok": False, "etapa": facts.etapa, "codigo": decision.codes[0]}
    facts = effects.advance(accion, facts, decision.to or facts.etapa, actor, paso)
    answer: dict[str, Any] = {"ok": True, "etapa": facts.etapa}
    if decision.avisos:
        answer["avisos"] = [aviso.code for aviso in decision.avisos]
    return facts, answer


def _actor(number: int, name: str, asignaciones: list[Mapping[str, Any]]) -> Actor:
    held = tuple(Asignacion(one["rol"], one.get("dependencia")) for one in asignaciones or ())
    return Actor(number, name, "", held)


def _facts(entrada: Mapping[str, Any], ids: Mapping[str, int]) -> Facts:
    data = entrada["expediente"]
    change = data.get("modificacion")
    reglas = entrada.get("reglas") or {}
    return Facts(
        tipo=data["tipo"],
        dependencia=data["dependencia"],
        etapa=data.get("etapa") or "borrador",
        version=data.get("version") or 1,
        vigente=data.get("vigente"),
        reglas_version=data.get("reglas_version"),
        sentido_dictamen=data.get("sentido_dictamen"),
        modificacion=_modificacion(change) if change else None,
        participantes=frozenset(ids[name] for name in data.get("capturaron") or () if name in ids),
        ldf_servicios_personales=reglas.get("ldf_servicios_personales") or "bloquear",
    )


def _modificacion(data: Mapping[str, Any]) -> ModificacionFacts:
    return ModificacionFacts(
        data.get("tipo_cambio"), bool(data.get("requiere_cabildo", True)), Delta.of(data.get("delta"))
    )


def _final(facts: Facts) -> dict[str, Any]:
    return {
        "etapa": facts.etapa,
        "version": facts.version,
        "vigente": facts.vigente,
        "ronda": facts.ronda,
        "observaciones": {clave: one.estado for clave, one in facts.observaciones.items()},
    }
