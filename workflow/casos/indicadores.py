"""Cases of `indicadores.yaml`: avance, semáforo, cumulative values, averages and changes of version. Pure."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from workflow.casos.campos import EntradaInvalida, a_date, flag, one_of, whole
from workflow.indicadores import clases
from workflow.indicadores.calculo import accumulate, evaluate
from workflow.indicadores.clases import Banda, Periodo, Rango, Regla, Resultado, capped, rounded
from workflow.indicadores.promedio import average
from workflow.indicadores.versiones import Anual, Cierre, Version, annual, in_force, judged

Entrada = dict[str, Any]
_VARIABLES = {"valor_absoluto": ("logrado", None), "tasa_variacion": ("actual", "anterior")}


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    entrada = caso["entrada"]
    clase = entrada["clase"]
    if clase not in _CLASES:
        raise EntradaInvalida(f"No existe la clase «{clase}»; las que hay son {', '.join(_CLASES)}.")
    return _CLASES[clase](documento, entrada)


def _periodo(documento: Entrada, entrada: Entrada) -> dict[str, Any]:
    regla = _rule(documento, entrada["indicador"])
    return _told(regla, evaluate(regla, _period(regla, entrada["periodo"])))


def _acumulado(documento: Entrada, entrada: Entrada) -> dict[str, Any]:
    regla = _rule(documento, entrada["indicador"])
    found = accumulate(regla, [_period(regla, periodo) for periodo in entrada["periodos"]])
    return {**_told(regla, found), "incumplimientos_de_reporte": found.incumplimientos}


def _promedio(documento: Entrada, entrada: Entrada) -> dict[str, Any]:
    avances = []
    for avance in entrada["avances"]:
        valor = _number(avance.get("avance"))
        avances.append((one_of(avance["estado"], *clases.ESTADOS), None if valor is None else Fraction(valor)))
    found = average(
        avances,
        _lights(documento, entrada["semaforo"]),
        tope=_number(entrada.get("tope")),
        sin_reporte_cuenta_cero=one_of(entrada.get("sin_reporte") or "excluir", "excluir", "cuenta_cero")
        == "cuenta_cero",
    )
    return {
        "promedio": _text(found.valor, 6),
        "promedio_mostrado": _text(found.valor, 2),
        "semaforo": found.semaforo,
        "contados": found.contados,
        "excluidos": found.excluidos,
    }


def _versiones(documento: Entrada, entrada: Entrada) -> dict[str, Any]:
    regla = _rule(documento, entrada["indicador"])
    escritas = {whole(v["version"]): v["programado"] for v in entrada["versiones"]}
    versiones = [
        Version(
            whole(v["version"]),
            a_date(v["vigente_desde"]),
            {str(periodo): _number(meta) for periodo, meta in v["programado"].items()},
        )
        for v in entrada["versiones"]
    ]
    cierres = [Cierre(str(p["periodo"]), a_date(p["fin"]), _period(regla, p)) for p in entrada["periodos"]]
    hasta = a_date(entrada["cierre"])
    periodos = {}
    for cierre in cierres:
        version, _, found = judged(regla, versiones, cierre)
        periodos[cierre.periodo] = {
            "version": version.numero,
            "meta": escritas[version.numero].get(cierre.periodo),
            "avance": _text(found.avance, 6),
            "estado": found.estado,
            "semaforo": found.semaforo,
        }
    primera = min(versiones, key=lambda version: (version.vigente_desde, version.numero))
    return {
        "periodos": periodos,
        "anual": _year(annual(regla, in_force(versiones, hasta), cierres, hasta)),
        "anual_original": _year(annual(regla, primera, cierres, hasta)),
    }


_CLASES: dict[str, Callable[[Entrada, Entrada], dict[str, Any]]] = {
    "periodo": _periodo,
    "acumulado": _acumulado,
    "promedio": _promedio,
    "versiones": _versiones,
}


def _year(anual: Anual) -> dict[str, Any]:
    meta = None if anual.meta is None else Fraction(anual.meta)
    found = anual.resultado
    return {
        "version": anual.version,
        "meta": _text(meta, 6),
        "avance": _text(found.avance, 6),
        "semaforo": found.semaforo,
    }


def _told(regla: Regla, found: Resultado) -> dict[str, Any]:
    told: dict[str, Any] = {
        "estado": found.estado,
        "valor": _text(found.valor, 6),
        "avance": _text(found.avance, 6),
        "avance_mostrado": _text(found.avance, regla.decimales),
        "semaforo": found.semaforo,
    }
    if regla.tope is not None:
        told["avance_topado"] = _text(None if found.avance is None else capped(found.avance, regla.tope), 6)
    if found.codigo is not None:
        told["codigo"] = found.codigo
    return told


def _text(numero: Fraction | None, decimales: int) -> str | None:
    return None if numero is None else format(rounded(numero, decimales), "f")


def _rule(documento: Entrada, datos: Entrada) -> Regla:
    banda = datos.get("banda")
    nombre = datos.get("semaforo")
    decimales = datos.get("decimales")
    return Regla(
        sentido=one_of(datos["sentido"], *clases.SENTIDOS),
        formula=one_of(datos["formula"], *clases.FORMULAS),
        metodo=one_of(datos.get("metodo") or "cociente", *clases.METODOS),
        semaforo=_lights(documento, nombre) if nombre is not None else clases.MUNICIPAL,
        tipo_meta=one_of(datos.get("tipo_meta") or "acumulable", *clases.TIPOS_META),
        agregacion=datos.get("agregacion") and one_of(datos["agregacion"], *clases.AGREGACIONES),
        linea_base=_number(datos.get("linea_base")),
        tope=_number(datos.get("tope")),
        meta_cero_es_meta=one_of(datos.get("meta_cero") or "sin_programacion", "sin_programacion", "es_meta")
        == "es_meta",
        logrado_cero=_number(datos.get("logrado_cero")),
        redondear_antes=flag(datos.get("redondear_antes", False)),
        decimales=2 if decimales is None else whole(decimales),
        banda=banda and Banda(*(_exact(banda[letra]) for letra in "abcd")),
        excluye_sin_reporte=one_of(
            datos.get("sin_reporte_en_acumulado") or "contar_programado", "contar_programado", "excluir"
        )
        == "excluir",
    )


def _lights(documento: Entrada, nombre: Any) -> tuple[Rango, ...]:
    return tuple(
        Rango(
            one_of(rango["color"], *clases.COLORES),
            _number(rango.get("desde")),
            flag(rango.get("incluye_desde", True)),
            _number(rango.get("hasta")),
            flag(rango.get("incluye_hasta", True)),
        )
        for rango in documento["semaforos"][nombre]
    )


def _period(regla: Regla, datos: Entrada) -> Periodo:
    reporte = one_of(datos.get("reporte") or "reportado", *clases.REPORTES)
    uno, dos = _VARIABLES.get(regla.formula, ("num", "den"))
    return Periodo(
        programado=_number(datos.get("programado")),
        reporte=reporte,
        uno=_number(datos.get(uno)),
        dos=_number(datos.get(dos)) if dos else None,
    )


def _exact(valor: Any) -> Decimal:
    try:
        numero = Decimal(str(valor))
    except InvalidOperation:
        raise EntradaInvalida(f"«{valor}» no es un número.") from None
    if not numero.is_finite():
        raise EntradaInvalida(f"«{valor}» no es un número.")
    return numero


def _number(valor: Any) -> Decimal | None:
    return None if valor is None else _exact(valor)
