"""Cases of `curp.yaml`: validation, suggestion and match with the name. The file brings its catalogues. Pure."""

from __future__ import annotations

from typing import Any

from workflow.casos.campos import EntradaInvalida, maybe_date, text
from workflow.kernel import curp


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    entrada = caso["entrada"]
    catalogos = _catalogues(documento)
    if entrada["clase"] == "validar":
        return _validar(entrada, catalogos)
    if entrada["clase"] == "cotejar":
        return _cotejar(entrada, catalogos)
    raise EntradaInvalida(f"No existe la clase «{entrada['clase']}»; las que hay son validar y cotejar.")


def _catalogues(documento: dict[str, Any]) -> curp.Catalogos:
    nombres = ("palabras_inconvenientes", "particulas", "nombres_omitidos", "entidades")
    propios = {nombre: frozenset(map(str, documento[nombre])) for nombre in nombres if documento.get(nombre)}
    return curp.Catalogos(**propios)


def _validar(entrada: dict[str, Any], catalogos: curp.Catalogos) -> dict[str, Any]:
    hallado = curp.validar(
        text(entrada["curp"]), fecha_referencia=maybe_date(entrada.get("fecha_referencia")), catalogos=catalogos
    )
    respuesta: dict[str, Any] = {
        "normalizada": hallado.normalizada,
        "valida": hallado.valida,
        "codigo": hallado.codigo,
        "sugerencia": hallado.sugerencia,
        "fecha_nacimiento": hallado.fecha_nacimiento.isoformat() if hallado.fecha_nacimiento else None,
        "sexo": hallado.sexo,
        "entidad": hallado.entidad,
        "avisos": list(hallado.avisos),
    }
    if hallado.edad is not None:
        respuesta["edad"] = hallado.edad
    return respuesta


def _cotejar(entrada: dict[str, Any], catalogos: curp.Catalogos) -> dict[str, Any]:
    hallado = curp.cotejar(
        text(entrada["curp"]),
        nombre=text(entrada.get("nombre")),
        primer_apellido=text(entrada.get("primer_apellido")),
        segundo_apellido=text(entrada.get("segundo_apellido")),
        fecha_nacimiento=maybe_date(entrada.get("fecha_nacimiento")),
        sexo=text(entrada.get("sexo")),
        entidad=text(entrada.get("entidad")),
        catalogos=catalogos,
    )
    return {
        "prefijo_esperado": hallado.prefijo_esperado,
        "consonantes_esperadas": hallado.consonantes_esperadas,
        "avisos": list(hallado.avisos),
    }
