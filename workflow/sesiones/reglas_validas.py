"""Whether a set of rules of an organ can be applied: every reason at once. Pure.

It says what is missing or contradicts itself, never what the law of the municipality is: that is its `fundamento`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.kernel.refusals import Reason
from workflow.sesiones.agenda import SECCIONES
from workflow.sesiones.comisiones_unidas import MODOS, QUORUM_MODOS
from workflow.sesiones.convocatoria import REINICIABLES
from workflow.sesiones.mayorias import EMPATES, MAYORIAS, is_qualified
from workflow.sesiones.quorum import REGLAS_QUORUM
from workflow.sesiones.textos import ROTULOS
from workflow.sesiones.votacion import TIPOS

CAMPOS = ROTULOS["regla_campo"]
CAMPOS_MAYORIA = ("mayoria", "mayoria_orden", "mayoria_retiro", "mayoria_adicion")
CAMPOS_SI_NO = (
    "excusado_cuenta_quorum",
    "excusado_cuenta_presentes",
    "vacante_reduce_n",
    "licencia_reduce_n",
    "sustituto_hereda_calidad",
    "no_verificada_consume_numero",
)
CAMPOS_NUEVOS = ("distancia_permitida", "distancia_cuenta_quorum", "suplente_por_ausencia")
OPCIONES: dict[str, tuple[str, ...]] = {
    "regla_empate": EMPATES,
    "empate_sin_calidad": EMPATES[1:],
    "quorum_perdido": ("receso", "levantar"),
    "acuerdo_en_bloque": ("uno_por_expediente", "uno_por_bloque"),
    "rechazo_de_dictamen_desfavorable": ("devuelto", "en_cabildo"),
}
OPCIONES_UNIDAS: dict[str, tuple[str, ...]] = {
    "modo": MODOS,
    "quorum_modo": QUORUM_MODOS,
    "conduce_si_falta": ("presidencia_de_la_otra", "quien_se_designe"),
}


def problems(organo_tipo: str, reglas: Mapping[str, Any]) -> list[Reason]:
    """What is wrong with the rules of an organ of that kind; empty if they can be applied."""
    malos = [campo for campo in CAMPOS_MAYORIA if reglas.get(campo) not in MAYORIAS]
    malos += [campo for campo in CAMPOS_SI_NO if not isinstance(reglas.get(campo), bool)]
    opciones = OPCIONES | (OPCIONES_UNIDAS if organo_tipo == "comisiones_unidas" else {})
    malos += [campo for campo, validos in opciones.items() if reglas.get(campo) not in validos]
    if not _is_quorum(reglas.get("quorum")):
        malos.append("quorum")
    segunda = reglas.get("segunda_convocatoria")
    if not isinstance(segunda, Mapping) or not (segunda.get("quorum") is None or _is_quorum(segunda.get("quorum"))):
        malos.append("segunda_convocatoria")
    malos += _bad_hours(reglas.get("convocatoria_horas"))
    malos += _bad_notice(reglas)
    if reglas.get("quorum_perdido") == "receso" and not _whole(reglas.get("receso_max_min"), 1):
        malos.append("receso_max_min")
    razones = [_unknown(campo) for campo in malos]
    return razones + _contradictions(organo_tipo, reglas)


def _unknown(campo: str) -> Reason:
    return Reason("REGLA_INVALIDA", {"campo": CAMPOS.get(campo, campo)})


def _contradictions(organo_tipo: str, reglas: Mapping[str, Any]) -> list[Reason]:
    aplica = reglas.get("empate_aplica_a")
    razones = []
    if not isinstance(aplica, list) or any(m not in MAYORIAS for m in aplica):
        razones.append(_unknown("empate_aplica_a"))
    elif any(is_qualified(m) or m == "unanimidad" for m in aplica):
        razones.append(Reason("REGLA_EMPATE_CALIFICADA"))
    if reglas.get("regla_empate") == "segunda_ronda_y_pleno" and organo_tipo != "comisiones_unidas":
        razones.append(Reason("REGLA_EMPATE_SIN_PLENO"))
    firmantes = reglas.get("firmantes_acta")
    if not isinstance(firmantes, list) or not firmantes:
        razones.append(Reason("REGLA_SIN_FIRMANTES"))
    return razones


def _is_quorum(regla: Any) -> bool:
    if not isinstance(regla, Mapping) or regla.get("regla") not in REGLAS_QUORUM:
        return False
    return regla["regla"] in ("mitad_mas_uno", "dos_tercios") or _whole(regla.get("numero"), 1)


def _bad_notice(reglas: Mapping[str, Any]) -> list[str]:
    """What was not asked when the rules were written is not wrong: the default applies."""
    malos = []
    espera = (reglas.get("segunda_convocatoria") or {}).get("espera_minutos")
    if espera is not None and not _whole(espera, 0):
        malos.append("segunda_convocatoria.espera_minutos")
    reinician = reglas.get("reinician_plazo", [])
    if not isinstance(reinician, list) or any(campo not in REINICIABLES for campo in reinician):
        malos.append("reinician_plazo")
    vota = reglas.get("distancia_vota", [])
    if not isinstance(vota, list) or any(tipo not in TIPOS for tipo in vota):
        malos.append("distancia_vota")
    malos += [campo for campo in CAMPOS_NUEVOS if not isinstance(reglas.get(campo, False), bool)]
    if sorted(reglas.get("orden_secciones") or SECCIONES) != sorted(SECCIONES):
        malos.append("orden_secciones")
    if not _whole(reglas.get("voto_particular_horas", 1), 1):
        malos.append("voto_particular_horas")
    return malos


def _bad_hours(horas: Any) -> list[str]:
    if not isinstance(horas, Mapping):
        return ["convocatoria_horas"]
    return [f"convocatoria_horas.{tipo}" for tipo in ("ordinaria", "extraordinaria") if not _whole(horas.get(tipo), 0)]


def _whole(valor: Any, minimo: int) -> bool:
    return isinstance(valor, int) and not isinstance(valor, bool) and valor >= minimo
