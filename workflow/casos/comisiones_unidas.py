"""Cases of `comisiones_unidas.yaml`: reads the input, asks the rule, prints the answer of the file. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.casos.votaciones import errors_answer, quorum_answer, votes
from workflow.sesiones import comisiones_unidas as unidas
from workflow.sesiones.configuracion import joint_rules
from workflow.sesiones.conteo import Captura, Cedulas


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    """The answer of the product to one case. `firmas_recabadas` are never a substitute for a meeting."""
    entrada = caso["entrada"]
    comisiones = tuple(
        unidas.Comision(c["clave"], tuple(c["integrantes"]), c["preside"], c.get("nombre", ""))
        for c in entrada["comisiones"]
    )
    reuniones = tuple(
        unidas.Reunion(frozenset(r["comisiones"]), frozenset(r.get("presentes") or ()))
        for r in entrada.get("reuniones") or ()
    )
    asunto = unidas.Asunto(
        propuesta=entrada["propuesta"],
        rondas=tuple(_round(r) for r in entrada.get("rondas") or ()),
        excusas=frozenset(entrada.get("excusas") or ()),
        preside_por_acuerdo=entrada.get("preside_por_acuerdo"),
        voto_calidad=dict(entrada.get("voto_calidad") or {}),
    )
    return _answer(unidas.resolve(comisiones, joint_rules(entrada["reglas"]), reuniones, asunto))


def _round(ronda: dict[str, Any]) -> Mapping[str, Captura | Cedulas]:
    return {clave: votes(votos) for clave, votos in ronda.items()}


def _answer(r: unidas.Resultado) -> dict[str, Any]:
    return {
        "personas_presentes": r.personas_presentes,
        "quorum": {clave: quorum_answer(q) for clave, q in r.quorum.items()},
        "hay_quorum": r.hay_quorum,
        "conduce": r.conduce,
        "votaciones": {clave: _vote(v) for clave, v in r.votaciones.items()},
        "resultado": r.resultado,
        "motivo": r.motivo,
        "fallan": list(r.fallan),
        "empatadas": list(r.empatadas),
        "dictamen": r.dictamen,
        "cumplen": list(r.cumplen),
        "incumplen": list(r.incumplen),
        "errores": errors_answer(r.errores),
    }


def _vote(v: unidas.VotacionGrupo) -> dict[str, Any]:
    calidad: dict[str, Any] = {"usado": False}
    if v.decision.calidad is not None:
        calidad = {"usado": True, "sentido": v.decision.calidad.sentido, "quien": v.decision.calidad.quien}
    return {
        "ronda": v.ronda,
        "electorado": len(v.grupo.electores),
        "requeridos": v.decision.requeridos,
        "totales": {
            "a_favor": v.decision.totales.a_favor,
            "en_contra": v.decision.totales.en_contra,
            "abstencion": v.decision.totales.abstencion,
            "excusados": len(v.grupo.excusados),
            "ausentes": v.grupo.ausentes,
        },
        "resultado": v.decision.resultado,
        "etiqueta": v.decision.etiqueta,
        "voto_calidad": calidad,
    }
