"""The rules of an organ as questions: each field, its words, and the way back to what the use case takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from workflow.sesiones import convocatoria, distancia, firmantes
from workflow.sesiones.agenda import SECCIONES
from workflow.sesiones.comisiones_unidas import MODOS, QUORUM_MODOS
from workflow.sesiones.configuracion import VOTO_PARTICULAR_HORAS
from workflow.sesiones.mayorias import EMPATES, MAYORIAS
from workflow.sesiones.quorum import REGLAS_QUORUM
from workflow.sesiones.votacion import TIPOS
from workflow.textos import rotulo
from workflow.web.forms.sesiones import lines

Opciones = list[tuple[str, str]]
PALABRAS = {
    "receso": "Receso para recuperarlo; si no, se levanta la sesión",
    "levantar": "Se levanta la sesión",
    "uno_por_expediente": "Un acuerdo por expediente",
    "uno_por_bloque": "Un acuerdo por bloque",
    "devuelto": "El expediente se devuelve a la dependencia",
    "en_cabildo": "El expediente sigue en Cabildo",
    "por_comision": "En cada comisión por separado",
    "conjunta": "En conjunto, un voto por persona",
    "cada_comision": "En cada comisión",
    "cuerpo_conjunto": "Del cuerpo conjunto",
    "ambos": "En cada comisión y del cuerpo conjunto",
    "presidencia_de_la_otra": "La presidencia de la otra comisión",
    "quien_se_designe": "Quien se designe en la sesión",
}
MAYORIAS_DE = (
    ("mayoria", "Mayoría para aprobar, si el asunto no tiene otra"),
    ("mayoria_orden", "Mayoría para aprobar el orden del día"),
    ("mayoria_retiro", "Mayoría para retirar o diferir un punto"),
    ("mayoria_adicion", "Mayoría para incorporar un punto urgente"),
)
ELIGEN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("quorum_perdido", "Si se pierde el quórum", ("receso", "levantar")),
    ("acuerdo_en_bloque", "Cuando se aprueba un bloque", ("uno_por_expediente", "uno_por_bloque")),
    ("rechazo_de_dictamen_desfavorable", "Si se rechaza un dictamen desfavorable", ("devuelto", "en_cabildo")),
)
ELIGEN_UNIDAS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("modo", "Las comisiones unidas votan", MODOS),
    ("quorum_modo", "El quórum se exige", QUORUM_MODOS),
    ("conduce_si_falta", "Si falta quien conduce, conduce", ("presidencia_de_la_otra", "quien_se_designe")),
)
SI_NO = (
    ("excusado_cuenta_quorum", "Quien se excusa de un punto cuenta para el quórum"),
    ("excusado_cuenta_presentes", "Quien se excusa cuenta entre los presentes al calcular la mayoría"),
    ("vacante_reduce_n", "Una vacante reduce el número de integrantes"),
    ("licencia_reduce_n", "Una licencia sin suplente reduce el número de integrantes"),
    ("sustituto_hereda_calidad", "Quien suple en la presidencia tiene voto de calidad"),
    ("no_verificada_consume_numero", "Una sesión que no se verifica consume número"),
    ("integrantes_impar", "El órgano debe tener un número impar de integrantes"),
    ("suplente_por_ausencia", "Si falta el titular, su suplente puede contestar la lista en su lugar"),
)
DISTANCIA = (
    ("distancia_permitida", "Puede asistirse a distancia, si la sesión se convoca híbrida o a distancia"),
    ("distancia_cuenta_quorum", "Quien asiste a distancia cuenta para el quórum"),
)
APLICABLES = ("simple", "absoluta_presentes", "absoluta_integrantes")


def majorities() -> Opciones:
    return [(code, rotulo("mayoria", code)) for code in MAYORIAS]


def ties() -> Opciones:
    return [(code, rotulo("regla_empate", code)) for code in EMPATES]


def quorums() -> Opciones:
    return [(code, rotulo("quorum_regla", code)) for code in REGLAS_QUORUM]


def kinds_of_vote() -> Opciones:
    """Where who attends at a distance may vote."""
    return [(code, rotulo("votacion_tipo", code)) for code in TIPOS]


def restarting() -> Opciones:
    """What a fe de erratas can change: (code, words)."""
    return [(code, rotulo("convocatoria_campo", code)) for code in convocatoria.REINICIABLES]


def sections() -> Opciones:
    """The sections of the matters of an agenda."""
    return [(code, rotulo("orden_seccion", code)) for code in SECCIONES]


def chosen(unidas: bool) -> list[tuple[str, str, Opciones]]:
    """Each question with a list: (key, question, options)."""
    todas = (*(ELIGEN_UNIDAS if unidas else ()), *ELIGEN)
    return [(clave, pregunta, [(v, PALABRAS.get(v, v)) for v in valores]) for clave, pregunta, valores in todas]


def flat(reglas: Mapping[str, Any]) -> MultiDict[str, str]:
    """The rules in force as they would be typed."""
    segunda, horas = reglas.get("segunda_convocatoria") or {}, reglas.get("convocatoria_horas") or {}
    datos = {clave: str(reglas.get(clave) or "") for clave, _ in MAYORIAS_DE}
    datos |= {clave: str(reglas.get(clave) or "") for clave, _, _ in (*ELIGEN, *ELIGEN_UNIDAS)}
    datos |= {clave: "1" for clave, _ in SI_NO if reglas.get(clave)}
    datos |= {
        "regla_empate": str(reglas.get("regla_empate") or ""),
        "empate_sin_calidad": str(reglas.get("empate_sin_calidad") or ""),
        "quorum": str((reglas.get("quorum") or {}).get("regla") or ""),
        "quorum_numero": str((reglas.get("quorum") or {}).get("numero") or ""),
        "receso_max_min": str(reglas.get("receso_max_min") or ""),
        "horas_ordinaria": str(horas.get("ordinaria", "")),
        "horas_extraordinaria": str(horas.get("extraordinaria", "")),
        "segunda_espera": str(segunda.get("espera_minutos") or ""),
        "segunda_texto": str(segunda.get("texto") or ""),
        "segunda_quorum": str((segunda.get("quorum") or {}).get("regla") or ""),
        "firmantes_acta": "\n".join(firmantes.in_words(reglas.get("firmantes_acta") or ())),
        "voto_particular_horas": str(reglas.get("voto_particular_horas") or VOTO_PARTICULAR_HORAS),
    }
    dicho = distancia.SUPUESTOS | dict(reglas)
    datos |= {clave: "1" for clave, _ in DISTANCIA if dicho[clave]}
    secciones = reglas.get("orden_secciones") or SECCIONES
    datos |= {f"seccion-{clave}": str(n) for n, clave in enumerate(secciones, start=1)}
    varios = [("empate_aplica_a", m) for m in reglas.get("empate_aplica_a") or ()]
    varios += [("reinician_plazo", campo) for campo in reglas.get("reinician_plazo", convocatoria.REINICIAN)]
    varios += [("distancia_vota", tipo) for tipo in dicho["distancia_vota"]]
    return MultiDict([*datos.items(), *varios])


def rules(form: MultiDict[str, str], vigentes: Mapping[str, Any], unidas: bool, confirmadas: bool) -> dict[str, Any]:
    """What was typed, over the rules in force: a key that is not asked keeps its value."""
    reglas = dict(vigentes)
    elegibles = [clave for clave, _, _ in (*ELIGEN, *(ELIGEN_UNIDAS if unidas else ()))]
    for clave in (*(c for c, _ in MAYORIAS_DE), *elegibles, "regla_empate", "empate_sin_calidad"):
        reglas[clave] = form.get(clave, "")
    for clave, _ in (*SI_NO, *DISTANCIA):
        reglas[clave] = form.get(clave) == "1"
    reglas["distancia_vota"] = [tipo for tipo in TIPOS if tipo in form.getlist("distancia_vota")]
    reglas["empate_aplica_a"] = form.getlist("empate_aplica_a")
    reglas["quorum"] = _quorum(form.get("quorum", ""), form.get("quorum_numero", ""))
    reglas["receso_max_min"] = _whole(form.get("receso_max_min", ""))
    reglas["convocatoria_horas"] = {
        tipo: _whole(form.get(f"horas_{tipo}", "")) for tipo in ("ordinaria", "extraordinaria")
    }
    reglas["segunda_convocatoria"] = {
        "espera_minutos": _whole(form.get("segunda_espera", "")),
        "texto": form.get("segunda_texto", "").strip(),
        "quorum": _quorum(form["segunda_quorum"], "1") if form.get("segunda_quorum") else None,
    }
    reglas["voto_particular_horas"] = _whole(form.get("voto_particular_horas", ""))
    elegidos = form.getlist("reinician_plazo")
    reglas["reinician_plazo"] = [campo for campo in convocatoria.REINICIABLES if campo in elegidos]
    lugares = {clave: _whole(form.get(f"seccion-{clave}", "")) for clave in SECCIONES}
    reglas["orden_secciones"] = sorted(SECCIONES, key=lambda clave: (lugares[clave] is None, lugares[clave] or 0))
    reglas["firmantes_acta"] = firmantes.as_kept(lines(form.get("firmantes_acta")))
    reglas["supuestos"] = [] if confirmadas else list(vigentes.get("supuestos") or ())
    return reglas


def _quorum(regla: str, numero: str) -> dict[str, Any]:
    entero = _whole(numero)
    return {"regla": regla} if entero is None or regla in ("mitad_mas_uno", "dos_tercios") else {
        "regla": regla, "numero": entero,
    }  # fmt: skip


def _whole(texto: str) -> int | None:
    limpio = texto.strip()
    return int(limpio) if limpio.isdecimal() and len(limpio) < 7 else None
