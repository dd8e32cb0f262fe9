"""Cases of `orden_del_dia.yaml`: reads the input, runs the agenda, prints the answer of the file. Pure."""

from __future__ import annotations

from typing import Any

from workflow.casos.votaciones import minutes
from workflow.sesiones import orden_del_dia as orden
from workflow.sesiones.configuracion import quorum_rule
from workflow.sesiones.mayorias import Totales
from workflow.sesiones.orden_puntos import Convocatoria, PuntoConvocado, Reglas


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    """The answer of the product to one case."""
    entrada = caso["entrada"]
    sesion = entrada["sesion"]
    convocatoria = Convocatoria(
        tipo=sesion["tipo"],
        integrantes=sesion["integrantes"],
        orden=tuple(_item(p) for p in entrada["orden"]),
        segunda=sesion.get("convocatoria") == "segunda",
    )
    marcha = orden.Desarrollo(
        convocatoria, _rules(entrada["reglas"]), entrada.get("expedientes") or {}, entrada["acuerdo_siguiente"]
    )
    respuestas = [] if marcha.errores else [_do(marcha, a) for a in entrada.get("acciones") or ()]
    return {
        "errores_convocatoria": marcha.errores,
        "respuestas": respuestas,
        "estado_sesion": marcha.estado,
        "acta_tipo": marcha.acta_tipo,
        "consume_numero": marcha.consume_numero,
        "puntos": [
            {
                "clave": p.convocado.clave,
                "num_convocado": p.convocado.num,
                "num_desahogado": p.num_desahogado,
                "estado": marcha.final_state(p),
            }
            for p in marcha.puntos
        ],
        "expedientes": marcha.expedientes,
        "acuerdos": marcha.acuerdos,
        "siguiente_orden": marcha.next_agenda(),
        "avisos": marcha.avisos,
    }


def _do(marcha: orden.Desarrollo, accion: dict[str, Any]) -> str:
    datos = {clave: valor for clave, valor in accion.items() if clave != "accion"}
    if "hora" in datos:
        datos["hora"] = minutes(datos["hora"])
    if datos.get("votos") is not None:
        datos["votos"] = _totals(datos["votos"])
    elif accion["accion"] in _CON_VOTOS:
        datos["votos"] = Totales()
    if isinstance(datos.get("punto"), dict):
        datos["punto"] = _item(datos["punto"])
    if "modificaciones" in datos:
        datos["modificaciones"] = bool(datos["modificaciones"])
    return marcha.do(accion["accion"], **datos)


_CON_VOTOS = frozenset(
    {"adicionar", "aprobar_orden", "votar", "votar_bloque", "votar_reserva", "acuerdo_en_asuntos_generales"}
)


def _totals(votos: dict[str, int]) -> Totales:
    return Totales(**{k: votos.get(k) or 0 for k in ("a_favor", "en_contra", "abstencion", "nulos")})


def _item(punto: dict[str, Any]) -> PuntoConvocado:
    return PuntoConvocado(
        clave=punto["clave"],
        tipo=punto["tipo"],
        num=punto.get("num"),
        expediente=punto.get("expediente"),
        expedientes=tuple(punto.get("expedientes") or ()),
        sentido_dictamen=punto.get("sentido_dictamen"),
        mayoria=punto.get("mayoria"),
    )


def _rules(reglas: dict[str, Any]) -> Reglas:
    return Reglas(
        quorum=quorum_rule(reglas["quorum"]),
        quorum_segunda=quorum_rule(reglas.get("quorum_segunda") or reglas["quorum"]),
        **{
            clave: reglas[clave]
            for clave in (
                "mayoria_orden",
                "mayoria_asuntos",
                "mayoria_adicion",
                "mayoria_retiro",
                "quorum_perdido",
                "receso_max_min",
                "no_verificada_consume_numero",
                "acuerdo_en_bloque",
                "rechazo_de_dictamen_desfavorable",
            )
            if clave in reglas
        },
    )
