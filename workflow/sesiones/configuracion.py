"""The rules of an organ as dated configuration: from a row of the catalogue to the keys that the rules read. Pure.

Nothing here states the law: every organ carries its own rules, their legal basis and their state («por confirmar»).
What the catalogue does not say is filled with a default and listed in `supuestos`, so that people can see it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.kernel.refusals import Invalid, Reason
from workflow.sesiones import comisiones_unidas, distancia, votacion
from workflow.sesiones.agenda import SECCIONES
from workflow.sesiones.conteo import ReglasVoto
from workflow.sesiones.convocatoria import REINICIAN
from workflow.sesiones.mayorias import MAYORIAS
from workflow.sesiones.quorum import ReglaQuorum, ReglasComposicion

TIPOS_ORGANO = ("cabildo", "comision", "comisiones_unidas", "comite", "consejo")
CON_SECTORES = ("comite", "consejo")  # of participation: Planeación keeps who belongs to them, sector by sector
CARGOS = ("presidencia", "secretaria", "sindicatura", "regiduria", "vocalia", "integrante")
SECTORES = (
    "ayuntamiento",
    "gobierno_estatal",
    "gobierno_federal",
    "camaras",
    "colegios",
    "universidades",
    "sociedad_civil",
)
ROLES_QUE_CONDUCEN = ("secretaria_gobierno", "comisiones_secretaria", "planeacion_titular", "transparencia")
# Who conducts a new organ of each kind, until its own configuration says otherwise.
ROL_QUE_CONDUCE = {
    "cabildo": "secretaria_gobierno",
    "comision": "comisiones_secretaria",
    "comisiones_unidas": "comisiones_secretaria",
    "comite": "planeacion_titular",
    "consejo": "planeacion_titular",
}
_QUORUM = {
    "mitad_mas_uno_integrantes": ("mitad_mas_uno", None),
    "mitad_mas_uno_en_cada_comision": ("mitad_mas_uno", "cada_comision"),
    "mitad_mas_uno_del_conjunto": ("mitad_mas_uno", "cuerpo_conjunto"),
    "dos_tercios_integrantes": ("dos_tercios", None),
}
_EMPATE_EN_CATALOGO = ("voto_calidad", "segunda_vuelta_y_pleno", "repetir_y_diferir", "desechar")
_SI_NO = {"sí": True, "si": True, "no": False}
VOTO_PARTICULAR_HORAS = 72
SUPUESTOS: dict[str, Any] = {
    "empate_aplica_a": ["simple", "absoluta_presentes", "absoluta_integrantes"],
    "excusado_cuenta_presentes": False,
    "licencia_reduce_n": False,
    "sustituto_hereda_calidad": False,
    "conduce_si_falta": "presidencia_de_la_otra",
    "mayoria_retiro": "simple",
    "mayoria_adicion": "calificada_2_3_presentes",
    "acuerdo_en_bloque": "uno_por_expediente",
    "no_verificada_consume_numero": False,
    "rechazo_de_dictamen_desfavorable": "devuelto",
    "reinician_plazo": list(REINICIAN),
    "orden_secciones": list(SECCIONES),
    "voto_particular_horas": VOTO_PARTICULAR_HORAS,
    "suplente_por_ausencia": False,
    **distancia.SUPUESTOS,
}


@dataclass(frozen=True)
class OrganoConfig:
    """An organ as the catalogue gives it; `componentes`: commissions in order, the first one conducts."""

    clave: str
    nombre: str
    tipo: str
    prefijo_acuerdo: str
    componentes: tuple[str, ...]
    reglas: dict[str, Any]
    fundamento: str
    vigente_desde: date
    estado: str
    conduce: str


@dataclass(frozen=True)
class MembresiaConfig:
    organo: str
    curul: str
    cargo: str
    orden: int


def read_organ(fila: Mapping[str, str]) -> OrganoConfig:
    """One row of `organos.csv`. Raises Invalid with every value that it does not know."""
    malos: list[Reason] = []

    def known(columna: str, valores: Any) -> Any:
        valor = fila[columna].strip()
        if valor in valores:
            return valores[valor] if isinstance(valores, Mapping) else valor
        malos.append(
            Reason("CATALOGO_VALOR_DESCONOCIDO", {"organo": fila["clave"], "columna": columna, "valor": valor})
        )
        return None

    tipo = known("tipo", TIPOS_ORGANO)
    regla_quorum, modo_quorum = known("quorum_regla", _QUORUM) or (None, None)
    mayoria = known("mayoria_defecto", MAYORIAS)
    empate = known("regla_empate", _EMPATE_EN_CATALOGO)
    cuenta = known("excusado_cuenta_quorum", _SI_NO)
    vacante = known("vacante_reduce_base", _SI_NO)
    conduce = ROL_QUE_CONDUCE.get(str(tipo))
    if (fila.get("conduce") or "").strip():
        conduce = known("conduce", ROLES_QUE_CONDUCEN)
    if malos:
        raise Invalid(malos)
    unidas = tipo == "comisiones_unidas"
    reglas: dict[str, Any] = {
        "quorum": {"regla": regla_quorum},
        "mayoria": mayoria,
        "mayoria_orden": mayoria,
        "regla_empate": _tie(empate, unidas),
        "empate_sin_calidad": "segunda_ronda_y_pleno" if unidas else "repetir_y_diferir",
        "excusado_cuenta_quorum": cuenta,
        "vacante_reduce_n": vacante,
        **SUPUESTOS,
        "suplente_por_ausencia": tipo in CON_SECTORES,
        "convocatoria_horas": {
            "ordinaria": int(fila["convocatoria_ordinaria_horas"] or 0),
            "extraordinaria": int(fila["convocatoria_extraordinaria_horas"] or 0),
        },
        "segunda_convocatoria": second_call(fila["segunda_convocatoria"]),
        **lost_quorum(fila["perdida_quorum"]),
        "integrantes_impar": _SI_NO.get((fila.get("integrantes_impar") or "").strip(), False),
        "firmantes_acta": [f.strip() for f in fila["firmantes_acta"].split(";") if f.strip()],
        "supuestos": sorted(SUPUESTOS),
    }
    if unidas:
        reglas["modo"] = fila["modo_votacion_unidas"] or "por_comision"
        reglas["quorum_modo"] = modo_quorum or "cada_comision"
    return OrganoConfig(
        clave=fila["clave"],
        nombre=fila["nombre"],
        tipo=str(tipo),
        prefijo_acuerdo=fila["prefijo_acuerdo"] or f"{fila['clave']}/{{consec:03d}}/{{anio}}",
        componentes=_components(fila) if unidas else (),
        reglas=reglas,
        fundamento=fila["fundamento"],
        vigente_desde=date.fromisoformat(fila["vigente_desde"]),
        estado=fila["estado"],
        conduce=str(conduce),
    )


def read_memberships(fila: Mapping[str, str], orden: int) -> list[MembresiaConfig]:
    """The organs a seat belongs to, from a row of `integrantes.csv` («COM-01:presidencia;COM-06:vocalía»)."""
    cargo = fila["cargo"].split()[0].casefold()
    en_cabildo = {"presidente": "presidencia", "presidenta": "presidencia", "síndico": "sindicatura"}
    membresias = [MembresiaConfig("CAB", fila["curul"], en_cabildo.get(cargo, _SINDICA.get(cargo, "regiduria")), orden)]
    for parte in filter(None, (p.strip() for p in fila["comisiones"].split(";"))):
        organo, _, puesto = parte.partition(":")
        codigo = puesto.replace("í", "i")
        if codigo not in CARGOS:
            raise Invalid("CATALOGO_VALOR_DESCONOCIDO", organo=organo, columna="comisiones", valor=puesto)
        membresias.append(MembresiaConfig(organo, fila["curul"], codigo, orden))
    return membresias


_SINDICA = {"síndica": "sindicatura"}


def second_call(texto: str) -> dict[str, Any]:
    """«24 h después con quienes asistan» as minutes of waiting and quórum of the second call (None: the same)."""
    horas, minutos = re.search(r"(\d+) h\b", texto), re.search(r"(\d+) minutos", texto)
    espera = int(horas[1]) * 60 if horas else int(minutos[1]) if minutos else None
    con_quienes = re.search(r"con (quienes|los que) asistan", texto) is not None
    quorum = {"regla": "con_los_que_asistan", "numero": 1} if con_quienes else None
    return {"espera_minutos": espera, "quorum": quorum, "texto": texto}


def lost_quorum(texto: str) -> dict[str, Any]:
    """`receso_15min_y_levantar` → recess of at most 15 minutes; anything else lifts the session at once."""
    receso = re.match(r"receso_(\d+)min", texto)
    if receso:
        return {"quorum_perdido": "receso", "receso_max_min": int(receso[1])}
    return {"quorum_perdido": "levantar", "receso_max_min": None}


def quorum_rule(regla: Mapping[str, Any]) -> ReglaQuorum:
    return ReglaQuorum(regla["regla"], regla.get("numero"))


def voting_rules(reglas: Mapping[str, Any], mayoria: str | None = None) -> ReglasVoto:
    """The voting part of a set of rules; `mayoria` when the matter has its own."""
    return ReglasVoto(
        mayoria=mayoria or reglas["mayoria"],
        regla_empate=reglas["regla_empate"],
        empate_sin_calidad=reglas.get("empate_sin_calidad") or "repetir_y_diferir",
        aplica_a=frozenset(reglas.get("empate_aplica_a") or ()),
        excusado_cuenta_quorum=bool(reglas.get("excusado_cuenta_quorum", True)),
        excusado_cuenta_presentes=bool(reglas.get("excusado_cuenta_presentes", False)),
    )


def organ_rules(reglas: Mapping[str, Any], mayoria: str | None = None) -> votacion.Reglas:
    return votacion.Reglas(
        quorum=quorum_rule(reglas["quorum"]),
        voto=voting_rules(reglas, mayoria),
        composicion=ReglasComposicion(
            vacante_reduce_n=bool(reglas.get("vacante_reduce_n", False)),
            licencia_reduce_n=bool(reglas.get("licencia_reduce_n", False)),
        ),
        sustituto_hereda_calidad=bool(reglas.get("sustituto_hereda_calidad", False)),
        distancia=distancia.rule(reglas),
    )


def joint_rules(reglas: Mapping[str, Any], mayoria: str | None = None) -> comisiones_unidas.Reglas:
    return comisiones_unidas.Reglas(
        modo=reglas["modo"],
        quorum=quorum_rule(reglas["quorum"]),
        quorum_modo=reglas["quorum_modo"],
        voto=voting_rules(reglas, mayoria),
        conduce_si_falta=reglas.get("conduce_si_falta") or "presidencia_de_la_otra",
        sustituto_hereda_calidad=bool(reglas.get("sustituto_hereda_calidad", False)),
        distancia=distancia.rule(reglas),
    )


def _tie(empate: str, unidas: bool) -> str:
    if empate == "segunda_vuelta_y_pleno":
        return "segunda_ronda_y_pleno" if unidas else "repetir_y_diferir"
    return empate


def _components(fila: Mapping[str, str]) -> tuple[str, ...]:
    """Column `componentes` if there is one; else the keys named in the legal basis, in their order."""
    texto = fila.get("componentes") or fila["fundamento"]
    return tuple(dict.fromkeys(re.findall(r"COM-\d+", texto)))
