"""Addresses as they really come: wildcard words, keys without their zeros, localities that are not catalogued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workflow.padron.catalogos import Catalogos
from workflow.padron.limpieza import clave_numerica, llano, texto

COMODINES = frozenset({"0", "SN", "S/N", "SIN NUMERO", "DOMICILIO CONOCIDO", "MANZANA", "MZA", "LOTE", "NINGUNO"})
_CON_COMODIN = ("nomvial", "numext", "numextalf", "nomasen")


def revisar_domicilio(
    celdas: Sequence[Any], roles: Mapping[str, int], catalogos: Catalogos, codigos: list[str]
) -> None:
    """Adds the warnings of the address to `codigos`."""
    for rol in _CON_COMODIN:
        lugar = roles.get(rol)
        if lugar is not None and celdas[lugar] is not None and llano(texto(celdas[lugar])) in COMODINES:
            codigos.append("DOMICILIO_COMODIN")
            break
    if "cp" in roles and texto(celdas[roles["cp"]]) in ("00000", "0"):
        codigos.append("CP_COMODIN")
    _localidad(celdas, roles, catalogos, codigos)


def cvegeo(celdas: Sequence[Any], roles: Mapping[str, int], catalogos: Catalogos) -> str:
    """The nine digits of the locality, zeros added; "" when the sheet does not say it or it is not catalogued."""
    if "cve_loc" not in roles:
        return ""
    localidad, _ = clave_numerica(celdas[roles["cve_loc"]], 4)
    municipio, _ = _clave(celdas, roles, "cve_mun", 3)
    entidad, _ = _clave(celdas, roles, "cve_ent", 2)
    clave = (entidad or catalogos.entidad) + (municipio or catalogos.municipio) + localidad
    return clave if clave in catalogos.localidades else ""


def lugar_por_nombre(celdas: Sequence[Any], roles: Mapping[str, int], catalogos: Catalogos) -> str:
    """The nine digits by the name of the locality, where no key came and the name is of one alone; else ""."""
    if "colonia" not in roles or ("cve_loc" in roles and texto(celdas[roles["cve_loc"]])):
        return ""
    return catalogos.lugares.clave(texto(celdas[roles["colonia"]]))


def domicilio_llano(celdas: Sequence[Any], roles: Mapping[str, int], localidad: str) -> str:
    """The address in one plain line, to find who lives in the same house; "" when it is too little to tell a house."""
    partes = {rol: llano(texto(celdas[roles[rol]])) for rol in _CON_COMODIN if rol in roles}
    if not partes.get("nomvial") or not (partes.get("numext") or partes.get("numextalf")):
        return ""
    return "|".join([*(partes.get(rol, "") for rol in _CON_COMODIN), localidad])


def _localidad(celdas: Sequence[Any], roles: Mapping[str, int], catalogos: Catalogos, codigos: list[str]) -> None:
    if "cve_loc" not in roles:
        return
    localidad, corta = clave_numerica(celdas[roles["cve_loc"]], 4)
    municipio, corto = _clave(celdas, roles, "cve_mun", 3)
    entidad, _ = _clave(celdas, roles, "cve_ent", 2)
    if corta or corto:
        codigos.append("CLAVE_SIN_CEROS")
    if (
        localidad
        and (entidad or catalogos.entidad) + (municipio or catalogos.municipio) + localidad not in catalogos.localidades
    ):
        codigos.append("LOCALIDAD_NO_CATALOGADA")


def _clave(celdas: Sequence[Any], roles: Mapping[str, int], rol: str, largo: int) -> tuple[str, bool]:
    lugar = roles.get(rol)
    return ("", False) if lugar is None else clave_numerica(celdas[lugar], largo)
