"""All the rules of the content of a POA, the same for a workbook and for the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.poa import campos
from workflow.poa import contenido as modelo
from workflow.poa.catalogos import Catalogos
from workflow.poa.esquema import SECCIONES
from workflow.poa.hallazgos import Problema
from workflow.poa.reglas import actividades, diagnostico, identificacion, mir, presupuesto

Matrices = Mapping[str, frozenset[str]]


def own_matrix(document: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Programme to the keys of its components, when the content carries a MIR that can be used."""
    contenido = modelo.from_dict(document)
    programa = contenido.identificacion.get("programa")
    return {programa: modelo.components(contenido.mir)} if contenido.mir and programa else {}


def check(document: Mapping[str, Any], catalogos: Catalogos, matrices: Matrices | None = None) -> list[Problema]:
    """Every problem of a content. `matrices`: components of the MIR of each programme that is known from elsewhere."""
    contenido = modelo.from_dict(document)
    known = {**(matrices or {}), **own_matrix(document)}
    ejercicio = contenido.identificacion.get("ejercicio") or catalogos.ejercicio
    found = [
        *_types(document),
        *identificacion.check(contenido, catalogos),
        *identificacion.check_alineacion(contenido, catalogos),
        *diagnostico.check(contenido, catalogos),
        *actividades.check(contenido, catalogos, known),
        *presupuesto.check(contenido, catalogos),
        *mir.check(contenido, ejercicio),
        *_matrix(contenido, catalogos),
    ]
    for clave, rows in (("actividades", contenido.actividades), ("presupuesto", contenido.presupuesto)):
        if not rows:
            found.append(Problema(clave, "HOJA_VACIA", hechos={"hoja": clave.capitalize()}))
    return found


def _types(document: Mapping[str, Any]) -> list[Problema]:
    """Values that are not of the type of their field: no page writes them, but a program could send them."""
    found = []
    for seccion in SECCIONES:
        rows: list[tuple[str | None, Any]]
        if seccion.es_forma:
            rows = [(None, document.get(seccion.clave) or {})]
        else:
            plain_rows = campos.rows_of(document, seccion.clave)
            rows = list(zip(campos.keys(seccion.clave, plain_rows), plain_rows, strict=True))
        for key, row in rows:
            for campo in seccion.campos:
                value = modelo.value_of(row, campo) if isinstance(row, Mapping) else None
                if not modelo.fits(campo, value):
                    where = campos.of_field(seccion, key, campo)
                    found.append(Problema(where, "DATO_DE_OTRO_TIPO", hechos={"columna": campo.titulo}))
    return found


def _matrix(contenido: modelo.Contenido, catalogos: Catalogos) -> list[Problema]:
    ur = contenido.identificacion.get("clave_ur") or ""
    if ur not in catalogos.dependencias:
        return []
    lead = catalogos.es_lider(ur)
    if lead and not contenido.mir:
        return [Problema("mir", "MIR_FALTANTE", hechos={"ur": ur})]
    if not lead and contenido.mir is not None:
        return [Problema("mir", "MIR_SOBRANTE", hechos={"ur": ur})]
    return []
