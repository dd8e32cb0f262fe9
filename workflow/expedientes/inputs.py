"""Whether what came with an action can be used: every problem at once. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from workflow.expedientes.conditions import Params
from workflow.expedientes.facts import Delta
from workflow.expedientes.modificacion import TIPOS_CAMBIO, cambios_de
from workflow.expedientes.observaciones import TIPOS_OBSERVACION
from workflow.expedientes.route import RESOLUCIONES, SENTIDOS, TIPOS
from workflow.kernel.refusals import Reason

TEXTO_MAXIMO = 5000
MOTIVO_MAXIMO = 2000


def problems(accion: str, params: Params, to: str) -> list[Reason]:
    """Reasons why the parameters of an allowed action do not serve. `to`: the stage it would lead to."""
    check = CHECKS.get(accion)
    return check(params, to) if check else []


def problems_of_new(tipo: str, programa: str, ejercicio: int, titulo: str) -> list[Reason]:
    reasons = []
    if tipo not in TIPOS:
        reasons.append(Reason("TIPO_EXPEDIENTE_INVALIDO"))
    if not programa.strip() or len(programa) > 40:
        reasons.append(Reason("PROGRAMA_FALTA"))
    if not 2000 <= ejercicio <= 2100:
        reasons.append(Reason("EJERCICIO_INVALIDO"))
    if not 3 <= len(titulo.strip()) <= 300:
        reasons.append(Reason("TITULO_FALTA"))
    return reasons


def _text(params: Params, *, required: bool = True) -> list[Reason]:
    text = str(params.get("texto") or "").strip()
    if len(text) > TEXTO_MAXIMO:
        return [Reason("TEXTO_LARGO", {"maximo": TEXTO_MAXIMO})]
    return [Reason("TEXTO_FALTA")] if required and not text else []


def _observar(params: Params, to: str) -> list[Reason]:
    reasons = []
    if params.get("tipo") not in TIPOS_OBSERVACION:
        reasons.append(Reason("OBSERVACION_TIPO_INVALIDO"))
    campo: Any = params.get("campo")
    if not isinstance(campo, str) or not 1 <= len(campo.strip()) <= 200:
        reasons.append(Reason("OBSERVACION_CAMPO_FALTA"))
    return reasons + _text(params)


def _dictaminar(params: Params, to: str) -> list[Reason]:
    needs = params.get("resultado") == "dictamen_aprobado"
    return [Reason("SENTIDO_INVALIDO")] if needs and params.get("sentido") not in SENTIDOS else []


def _registrar_acuerdo(params: Params, to: str) -> list[Reason]:
    reasons = []
    if params.get("votacion") == "aprobado" and params.get("resolucion", "aprobado") not in RESOLUCIONES:
        reasons.append(Reason("RESOLUCION_INVALIDA"))
    if to in ("aprobado", "aprobado_con_modificaciones") and not str(params.get("acuerdo_folio") or "").strip():
        reasons.append(Reason("FALTA_ACUERDO"))
    modified = params.get("modificaciones") or params.get("contenido") is not None
    if to == "aprobado_con_modificaciones" and not modified:
        reasons.append(Reason("FALTAN_MODIFICACIONES"))
    return reasons


def _abrir(params: Params, to: str) -> list[Reason]:
    reasons = []
    """`tipo_expediente`: where it is known; the changes of a kind of dossier are not those of the other."""
    tipo = params.get("tipo_expediente")
    if params.get("tipo_cambio") not in (cambios_de(tipo) if tipo else TIPOS_CAMBIO):
        reasons.append(Reason("TIPO_CAMBIO_INVALIDO"))
    try:
        Delta.of(params.get("delta"))
    except ValueError:
        reasons.append(Reason("DELTA_INVALIDO"))
    if not 1 <= len(str(params.get("motivo") or "").strip()) <= MOTIVO_MAXIMO:
        reasons.append(Reason("MOTIVO_CAMBIO_FALTA", {"maximo": MOTIVO_MAXIMO}))
    if params.get("surte_efectos") is not None and not isinstance(params["surte_efectos"], date):
        reasons.append(Reason("SURTE_EFECTOS_INVALIDA"))
    return reasons


CHECKS: dict[str, Callable[[Params, str], list[Reason]]] = {
    "observar": _observar,
    "responder": lambda params, to: _text(params),
    "calificar": lambda params, to: _text(params, required=False),
    "retirar_observacion": lambda params, to: _text(params),
    "dictaminar": _dictaminar,
    "registrar_acuerdo": _registrar_acuerdo,
    "anular_dictamen": lambda params, to: _text(params),
    "anular_acuerdo": lambda params, to: _text(params),
    "abrir_modificacion": _abrir,
}
