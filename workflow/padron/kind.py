"""What the route must know of a padrón: its rules of operation and the upload that was confirmed. Pure.

    {"reglas": {"version", "nombre", "vigencia_reglas", "edad_min", ..., "huella", "documento"},
     "padron": {"carga_id", "archivo_sha256", "filas", "validas", "con_error", "avisos": {code: n}, "huella", "corte",
                "reglas_version", "reglas_huella"}}

No personal data: the people are in the rows of the upload, encrypted; here is only what proves which rows they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workflow.expedientes.kinds import Contenido, Kind, plain_changes, plain_value
from workflow.kernel.refusals import Reason
from workflow.padron.codigos import AVISOS
from workflow.padron.reglas import APARTADOS

ROTULOS_CAMPO: dict[str, str] = {
    "reglas": "Reglas de operación",
    "reglas.version": "Reglas de operación, versión",
    "reglas.nombre": "Reglas de operación, nombre",
    "reglas.vigencia_reglas": "Reglas de operación, entrada en vigor",
    "reglas.edad_min": "Reglas de operación, edad mínima",
    "reglas.edad_max": "Reglas de operación, edad máxima",
    "reglas.edad_en": "Reglas de operación, fecha en que se cuenta la edad",
    "reglas.pide_tutor": "Reglas de operación, CURP de la persona tutora",
    "reglas.clave": "Reglas de operación, clave de una fila",
    "reglas.formato": "Reglas de operación, formato del padrón",
    "reglas.huella": "Reglas de operación, huella",
    "reglas.documento": "Reglas de operación, documento",
    "reglas.publicada": "Reglas de operación, publicación",
    "padron": "Padrón",
    "padron.carga_id": "Padrón, carga",
    "padron.archivo_sha256": "Padrón, huella del archivo",
    "padron.filas": "Padrón, filas",
    "padron.validas": "Padrón, filas que entran",
    "padron.con_error": "Padrón, filas con error",
    "padron.huella": "Padrón, huella de las filas",
    "padron.corte": "Padrón, fecha de corte",
    "padron.reglas_version": "Padrón, versión de las reglas con que se revisó",
    "padron.reglas_huella": "Padrón, reglas con que se revisó",
}
_ORDEN = {campo: lugar for lugar, campo in enumerate(ROTULOS_CAMPO)}
_FILA = re.compile(r"padron\.filas\[(\d+)\](?:\.(.+))?")


def empty() -> dict[str, Any]:
    return {"reglas": {}, "padron": {}}


def changed_fields(old: Contenido, new: Contenido) -> list[str]:
    """Addresses that differ, in the order of the document; that a whole part was empty before is not a field."""
    cambiados = [campo for campo in plain_changes(old, new) if campo not in ("reglas", "padron", "padron.avisos")]
    return sorted(cambiados, key=lambda campo: (_ORDEN.get(campo, len(_ORDEN)), campo))


def label(campo: str) -> str:
    """`padron.filas[12].curp` is «Padrón, fila 12, curp»."""
    if campo in ROTULOS_CAMPO:
        return ROTULOS_CAMPO[campo]
    fila = _FILA.fullmatch(campo)
    if fila:
        return f"Padrón, fila {fila[1]}" + (f", {fila[2].replace('_', ' ')}" if fila[2] else "")
    parte, _, resto = campo.rpartition(".")
    if parte == "reglas.apartados":
        return f"Reglas de operación, {APARTADOS.get(resto, resto).lower()}"
    if parte == "padron.avisos":
        return f"Padrón, avisos: {AVISOS.get(resto, resto).lower()}"
    if parte == "reglas.documento":
        return "Reglas de operación, documento"
    return campo.replace("_", " ").replace(".", ", ")


def facts(contenido: Contenido) -> dict[str, Any]:
    """`reglas_version` when there are rules; a padrón has no budget of its own."""
    reglas = _parte(contenido, "reglas")
    return {"reglas_version": reglas["version"]} if "version" in reglas else {}


def problems(contenido: Contenido) -> list[Reason]:
    """What forbids sending it, all at once. Rows with errors do not: they stay out, and are counted in plain sight."""
    reglas, padron = _parte(contenido, "reglas"), _parte(contenido, "padron")
    if not padron:
        return [Reason("PADRON_VACIO")]
    faltas = []  # that there are no rules is said by the route itself
    if reglas and padron.get("reglas_huella") != reglas.get("huella"):
        faltas.append(Reason("REGLAS_CAMBIARON"))
    if not padron.get("validas"):
        faltas.append(Reason("PADRON_SIN_FILAS_VALIDAS"))
    return faltas


def _parte(contenido: Contenido, nombre: str) -> Mapping[str, Any]:
    parte = contenido.get(nombre)
    return parte if isinstance(parte, Mapping) else {}


KIND = Kind(
    tipo="padron",
    changed_fields=changed_fields,
    label=label,
    value=plain_value,
    facts=facts,
    empty=empty,
    problems=problems,
    vigente="padron.inscribir",
)
