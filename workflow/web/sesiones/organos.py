"""/organos: each organ with its rules in force, their legal basis, and what is still to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound
from workflow.sesiones import distancia, queries
from workflow.sesiones.agenda import SECCIONES
from workflow.sesiones.configuracion import VOTO_PARTICULAR_HORAS
from workflow.sesiones.convocatoria import REINICIAN
from workflow.sesiones.queries import paginas
from workflow.sesiones.votacion import TIPOS
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.sesiones.base import bp

GUARDAN = ("administrador", "secretaria_gobierno")
SI_NO = {True: "Sí", False: "No"}
MODOS = {"por_comision": "En cada comisión por separado", "conjunta": "En conjunto, un voto por persona"}
QUORUM_MODOS = {
    "cada_comision": "en cada comisión",
    "cuerpo_conjunto": "del cuerpo conjunto",
    "ambos": "en cada comisión y del cuerpo conjunto",
}
# Key of the rules -> (what it is called, how its value is said).
SUPUESTOS = {
    "excusado_cuenta_presentes": "Quien se excusa cuenta entre los presentes al calcular la mayoría",
    "licencia_reduce_n": "Una licencia sin suplente reduce el número de integrantes",
    "sustituto_hereda_calidad": "Quien suple en la presidencia tiene voto de calidad",
    "no_verificada_consume_numero": "Una sesión que no se verifica consume número",
    "suplente_por_ausencia": "Si falta el titular, su suplente puede contestar la lista en su lugar",
    "distancia_permitida": "Puede asistirse a distancia, si la sesión se convoca híbrida o a distancia",
    "distancia_cuenta_quorum": "Quien asiste a distancia cuenta para el quórum",
}


@bp.get("/organos")
@guard.signed_in
def organos() -> str:
    puede = guard.actor().has(*GUARDAN)
    return render_template("sesiones/organos.html", organos=queries.organos(local_date(guard.now())), puede=puede)


@bp.get("/organos/<clave>")
@guard.signed_in
def organo(clave: str) -> str:
    hoy = local_date(guard.now())
    found = queries.organo(clave, hoy)
    if found is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    return render_template(
        "sesiones/organo.html",
        organo=found,
        reglas=said(found.reglas),
        supuestos=assumed(found.reglas),
        miembros=paginas.members_of(clave, hoy),
        conduce=rotulo("rol", found.conduce),
    )


def said(reglas: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rules in words, as pairs (what, value). Empty when the organ has none in force."""
    if not reglas:
        return []
    quorum = rotulo("quorum_regla", reglas["quorum"]["regla"])
    if "quorum_modo" in reglas:
        quorum += f", {QUORUM_MODOS[reglas['quorum_modo']]}"
    horas = reglas.get("convocatoria_horas", {})
    pares = [
        ("Quórum", quorum),
        ("Mayoría, si el asunto no tiene otra", rotulo("mayoria", reglas["mayoria"])),
        ("Si hay empate", rotulo("regla_empate", reglas["regla_empate"])),
        ("Quien se excusa cuenta para el quórum", SI_NO[bool(reglas.get("excusado_cuenta_quorum"))]),
        ("Una vacante reduce el número de integrantes", SI_NO[bool(reglas.get("vacante_reduce_n"))]),
        ("Anticipación de la convocatoria", notice_words(horas)),
        ("Segunda convocatoria", reglas.get("segunda_convocatoria", {}).get("texto") or "Sin regla"),
        ("La segunda convocatoria espera", wait_words(reglas)),
        ("Si se pierde el quórum", lost_words(reglas)),
        ("Una corrección de la convocatoria reinicia el plazo si cambia", restart_words(reglas)),
        ("Orden de los asuntos", order_words(reglas)),
        ("Plazo para presentar un voto particular", dissent_words(reglas)),
        ("Asistencia a distancia", distance_words(reglas)),
        ("El suplente contesta la lista si falta su titular", SI_NO[bool(reglas.get("suplente_por_ausencia"))]),
    ]
    if "modo" in reglas:
        pares.insert(2, ("Votación de las comisiones unidas", MODOS[reglas["modo"]]))
    return pares


def notice_words(horas: Mapping[str, int]) -> str:
    return f"{horas.get('ordinaria', 0)} horas si es ordinaria, {horas.get('extraordinaria', 0)} si es extraordinaria"


def wait_words(reglas: Mapping[str, Any]) -> str:
    minutos = (reglas.get("segunda_convocatoria") or {}).get("espera_minutos")
    return f"{minutos} minutos desde la hora de la primera" if minutos else "Sin tiempo de espera"


def restart_words(reglas: Mapping[str, Any]) -> str:
    campos = reglas.get("reinician_plazo", REINICIAN)
    return "; ".join(rotulo("convocatoria_campo", campo) for campo in campos) or "Ninguna la reinicia"


def order_words(reglas: Mapping[str, Any]) -> str:
    return "; ".join(rotulo("orden_seccion", clave) for clave in reglas.get("orden_secciones") or SECCIONES)


def dissent_words(reglas: Mapping[str, Any]) -> str:
    return f"{reglas.get('voto_particular_horas') or VOTO_PARTICULAR_HORAS} horas desde la votación del dictamen"


def distance_words(reglas: Mapping[str, Any]) -> str:
    regla = distancia.rule(reglas)
    if not regla.permitida:
        return "No se permite"
    cuenta = "cuenta para el quórum" if regla.cuenta_quorum else "no cuenta para el quórum"
    vota = " y ".join(rotulo("votacion_tipo", tipo).lower() for tipo in TIPOS if tipo in regla.vota)
    dicho = f"Se permite si así se convoca; {cuenta}; {'vota en votación ' + vota if vota else 'no vota'}"
    return dicho if "distancia_permitida" in reglas else f"{dicho}. Supuesto, por confirmar"


def lost_words(reglas: Mapping[str, Any]) -> str:
    if reglas.get("quorum_perdido") == "receso":
        return f"Receso de hasta {reglas['receso_max_min']} minutos; si no se restablece, se levanta la sesión"
    return "Se levanta la sesión"


def assumed(reglas: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the catalogue does not say and Ruta supposes, to be confirmed."""
    return [(SUPUESTOS[k], SI_NO[bool(reglas.get(k))]) for k in reglas.get("supuestos", ()) if k in SUPUESTOS]
