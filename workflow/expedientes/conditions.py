"""The conditions of the actions, one function per reason code, and the notices. Pure.

Each function gets the facts and the parameters of the step and answers None (holds) or the facts
that its Spanish sentence needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workflow.expedientes import observaciones as obs
from workflow.expedientes.facts import Facts
from workflow.expedientes.route import DICTAMEN_VALE
from workflow.expedientes.textos import plain, tipos_cambio_words
from workflow.kernel.refusals import Reason

Params = Mapping[str, Any]
Missing = dict[str, Any] | None
CONCLUYENTES: tuple[str, ...] = ("aprobado", "rechazado", "diferido")


def _listed(claves: list[str]) -> dict[str, Any]:
    return {"cuantas": len(claves), "claves": ", ".join(claves)}


def _reglas(facts: Facts, params: Params) -> Missing:
    return {} if facts.tipo == "padron" and facts.reglas_version is None else None


def _sin_respuesta(facts: Facts, params: Params) -> Missing:
    if facts.etapa != "con_observaciones":
        return None
    claves = obs.unanswered_blocking(facts.observaciones)
    return _listed(claves) if claves else None


def raises_personal_services(facts: Facts) -> bool:
    """A modification that raises chapter 1000 (Ley de Disciplina Financiera, art. 13-V)."""
    return facts.modificacion is not None and facts.modificacion.delta.capitulo_1000 > 0


def _ldf_personal(facts: Facts, params: Params) -> Missing:
    return {} if facts.ldf_servicios_personales == "bloquear" and raises_personal_services(facts) else None


def _ldf_fuente(facts: Facts, params: Params) -> Missing:
    """Any increase of spending needs its source (Ley de Disciplina Financiera, art. 8)."""
    if facts.modificacion is None:
        return None
    delta = facts.modificacion.delta
    return {} if delta.total > 0 and not delta.fuente else None


def _duplicada(facts: Facts, params: Params) -> Missing:
    clave = params.get("obs")
    return {"obs": clave} if clave is not None and clave in facts.observaciones else None


def _sin_observaciones(facts: Facts, params: Params) -> Missing:
    return None if obs.pending(facts.observaciones) else {}


def _sin_calificar(facts: Facts, params: Params) -> Missing:
    claves = obs.ungraded(facts.observaciones)
    return _listed(claves) if claves else None


def _inexistente(facts: Facts, params: Params) -> Missing:
    return None if params.get("obs") in facts.observaciones else {"obs": params.get("obs")}


def _estado_invalido(facts: Facts, params: Params) -> Missing:
    observacion = facts.observaciones.get(params.get("obs", ""))
    if observacion is None:
        return None
    accion = str(params["accion"])
    fits = accion != "calificar" or params.get("estado") in obs.CALIFICACIONES
    if fits and obs.state_allows(accion, observacion):
        return None
    return {"obs": params.get("obs"), "estado": plain(observacion.estado)}


def _bloqueante(facts: Facts, params: Params) -> Missing:
    claves = obs.blocking(facts.observaciones)
    return _listed(claves) if claves else None


def _requiere_cabildo(facts: Facts, params: Params) -> Missing:
    delegable = facts.version > 1 and facts.modificacion is not None and not facts.modificacion.requiere_cabildo
    return None if delegable else {}


def _dictamen(facts: Facts, params: Params) -> Missing:
    return None if params.get("resultado") in DICTAMEN_VALE else {"resultado": plain(params.get("resultado"))}


def _solemne(facts: Facts, params: Params) -> Missing:
    return {} if params.get("sesion") == "solemne" else None


def _asuntos_generales(facts: Facts, params: Params) -> Missing:
    return {} if params.get("seccion") == "asuntos_generales" else None


def _retiro_sin_votacion(facts: Facts, params: Params) -> Missing:
    return {} if params.get("orden_aprobado") and params.get("votacion") is None else None


def _retiro_no_aprobado(facts: Facts, params: Params) -> Missing:
    votacion = params.get("votacion")
    return {} if params.get("orden_aprobado") and votacion not in (None, "aprobado") else None


def _sin_votacion(facts: Facts, params: Params) -> Missing:
    return {} if params.get("votacion") is None else None


def _no_concluyente(facts: Facts, params: Params) -> Missing:
    votacion = params.get("votacion")
    return None if votacion is None or votacion in CONCLUYENTES else {"votacion": plain(votacion)}


def _acto_posterior(facts: Facts, params: Params) -> Missing:
    """What was done to the dossier after the act to be undone, or instead of it: `despues` tells it."""
    despues = params.get("despues")
    return None if despues is None else dict(despues)


def _sin_acuse(facts: Facts, params: Params) -> Missing:
    return {} if facts.etapa == "aprobado_con_modificaciones" and not facts.acuse else None


def _sin_cambios(facts: Facts, params: Params) -> Missing:
    return None if params.get("cambios") else {}


def _sin_integrar(facts: Facts, params: Params) -> Missing:
    return None if facts.integrado else {}


def unverified(facts: Facts) -> bool:
    """Planeación has not said that the approved text is what the Cabildo modified."""
    return facts.etapa == "aprobado_con_modificaciones" and not facts.verificado


def _sin_verificar(facts: Facts, params: Params) -> Missing:
    return {} if facts.verificacion == "bloquear" and unverified(facts) else None


def _no_coincide(facts: Facts, params: Params) -> Missing:
    return None if params.get("archivo") == "v_aprobada" else {}


def _publica_pendiente(facts: Facts, params: Params) -> Missing:
    confirmed = params.get("version_publica") == "confirmada_por_comite"
    return {} if facts.tipo == "padron" and not confirmed else None


CONDITIONS: dict[str, Callable[[Facts, Params], Missing]] = {
    "PADRON_SIN_REGLAS": _reglas,
    "OBSERVACIONES_SIN_RESPUESTA": _sin_respuesta,
    "LDF_SERVICIOS_PERSONALES": _ldf_personal,
    "LDF_SIN_FUENTE": _ldf_fuente,
    "OBSERVACION_DUPLICADA": _duplicada,
    "SIN_OBSERVACIONES": _sin_observaciones,
    "OBSERVACIONES_SIN_CALIFICAR": _sin_calificar,
    "OBSERVACION_INEXISTENTE": _inexistente,
    "OBSERVACION_ESTADO_INVALIDO": _estado_invalido,
    "BLOQUEANTE_ABIERTA": _bloqueante,
    "REQUIERE_CABILDO": _requiere_cabildo,
    "DICTAMEN_NO_APROBADO": _dictamen,
    "SOLEMNE_SIN_VOTACIONES": _solemne,
    "ASUNTOS_GENERALES_SIN_POA": _asuntos_generales,
    "RETIRO_REQUIERE_VOTACION": _retiro_sin_votacion,
    "RETIRO_NO_APROBADO": _retiro_no_aprobado,
    "SIN_VOTACION": _sin_votacion,
    "VOTACION_NO_CONCLUYENTE": _no_concluyente,
    "ACTO_POSTERIOR": _acto_posterior,
    "MODIFICACIONES_SIN_ACUSE": _sin_acuse,
    "SIN_CAMBIOS_ANOTADOS": _sin_cambios,
    "TEXTO_SIN_INTEGRAR": _sin_integrar,
    "MODIFICACIONES_SIN_VERIFICAR": _sin_verificar,
    "VERSION_NO_COINCIDE": _no_coincide,
    "VERSION_PUBLICA_PENDIENTE": _publica_pendiente,
}


def unmet(accion: str, condiciones: tuple[str, ...], facts: Facts, params: Params) -> list[Reason]:
    """Reasons of the conditions that do not hold, in the order of the table."""
    told = {**params, "accion": accion}
    found = ((code, CONDITIONS[code](facts, told)) for code in condiciones)
    return [Reason(code, missing) for code, missing in found if missing is not None]


def notices(accion: str, facts: Facts, params: Params) -> list[Reason]:
    """Things to say on a step that is allowed; they never stop it."""
    if accion == "enviar":
        return _notices_on_sending(facts)
    if accion == "publicar" and facts.verificacion == "avisar" and unverified(facts):
        return [Reason("MODIFICACIONES_SIN_VERIFICAR")]
    if accion == "observar" and facts.ronda >= 2 and not obs.touched(str(params.get("campo")), facts.capturados):
        return [Reason("OBSERVACION_SOBRE_TEXTO_SIN_CAMBIO", {"campo": params.get("campo")})]
    return []


def _notices_on_sending(facts: Facts) -> list[Reason]:
    said: list[Reason] = []
    if facts.etapa == "con_observaciones":
        unseen = obs.changed_without_being_observed(sorted(facts.capturados), facts.observados)
        if unseen:
            said.append(Reason("CAMBIO_FUERA_DE_OBSERVACION", {"cuantos": len(unseen), "campos": unseen}))
    if facts.ldf_servicios_personales == "avisar" and raises_personal_services(facts):
        said.append(Reason("LDF_SERVICIOS_PERSONALES"))
    change = facts.modificacion
    if change is not None and set(change.tipos) - {change.tipo_cambio}:
        said.append(Reason("TIPO_CAMBIO_DISTINTO", {"tipos": tipos_cambio_words(change.tipos)}))
    return said
