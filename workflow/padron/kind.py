"""What the route must know of a padrón: its rules of operation and the upload that was confirmed. Pure.

    {"reglas": {"version", "nombre", "vigencia_reglas", "edad_min", ..., "huella", "documento"},
     "padron": {"carga_id", "archivo_sha256", "filas", "validas", "con_error", "avisos": {code: n}, "huella", "corte",
                "reglas_version", "reglas_huella", "clase": "completo" | "movimientos", "base_version", "altas",
                "bajas", "correcciones", "iguales", "vigentes", "huella_vigente", "motivo_bajas"}}

No personal data: the people are in the rows of the upload, encrypted; here is only what proves which rows they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workflow.expedientes.kinds import Contenido, Kind, plain_changes, plain_value
from workflow.kernel.refusals import Reason
from workflow.padron.apartados import TODOS, faltan
from workflow.padron.codigos import AVISOS_TODOS

ROTULOS_CAMPO: dict[str, str] = {
    "reglas": "Reglas de operación",
    "reglas.version": "Reglas de operación, versión",
    "reglas.nombre": "Reglas de operación, nombre",
    "reglas.modalidad": "Reglas de operación, modalidad del programa",
    "reglas.vigencia_reglas": "Reglas de operación, entrada en vigor",
    "reglas.vigencia_hasta": "Reglas de operación, último día de vigencia",
    "reglas.edad_min": "Reglas de operación, edad mínima",
    "reglas.edad_max": "Reglas de operación, edad máxima",
    "reglas.edad_en": "Reglas de operación, fecha en que se cuenta la edad",
    "reglas.pide_tutor": "Reglas de operación, CURP de la persona tutora",
    "reglas.clave": "Reglas de operación, clave de una fila",
    "reglas.formato": "Reglas de operación, formato del padrón",
    "reglas.criterios.localidades": "Reglas de operación, localidades que cubren",
    "reglas.criterios.sexos": "Reglas de operación, sexo de las personas",
    "reglas.criterios.limite_hogar": "Reglas de operación, personas por hogar",
    "reglas.criterios.monto_min": "Reglas de operación, monto mínimo",
    "reglas.criterios.monto_max": "Reglas de operación, monto máximo",
    "reglas.criterios.monto_persona": "Reglas de operación, monto máximo por persona",
    "reglas.criterios.incompatibles": "Reglas de operación, programas incompatibles",
    "reglas.criterios.documentos": "Reglas de operación, documentos requeridos",
    "reglas.criterios.causas_baja": "Reglas de operación, causas de baja",
    "reglas.apartados": "Reglas de operación, texto",
    "reglas.huella": "Reglas de operación, huella",
    "reglas.documento": "Reglas de operación, documento",
    "reglas.publicada": "Reglas de operación, publicación",
    "padron": "Padrón",
    "padron.carga_id": "Padrón, carga",
    "padron.archivo_sha256": "Padrón, huella del archivo",
    "padron.clase": "Padrón, padrón completo o movimientos",
    "padron.base_version": "Padrón, versión en vigor con que se comparó",
    "padron.altas": "Padrón, altas",
    "padron.bajas": "Padrón, bajas",
    "padron.correcciones": "Padrón, correcciones",
    "padron.iguales": "Padrón, sin cambio",
    "padron.vigentes": "Padrón, inscripciones que quedan en vigor",
    "padron.huella_vigente": "Padrón, huella de lo que queda en vigor",
    "padron.motivo_bajas": "Padrón, causa de las bajas por no aparecer",
    "padron.filas": "Padrón, filas",
    "padron.validas": "Padrón, filas que entran",
    "padron.con_error": "Padrón, filas con error",
    "padron.huella": "Padrón, huella de las filas",
    "padron.corte": "Padrón, fecha de corte",
    "padron.reglas_version": "Padrón, versión de las reglas con que se revisó",
    "padron.reglas_huella": "Padrón, reglas con que se revisó",
}
_ORDEN = {campo: lugar for lugar, campo in enumerate(ROTULOS_CAMPO)}
_PARTES = ("reglas", "reglas.criterios", "reglas.apartados", "padron", "padron.avisos")
_LISTA = re.compile(r"(reglas\.criterios\.\w+)\[\d+\]")  # a list of criteria is one field
_FILA = re.compile(r"padron\.filas\[(\d+)\](?:\.(.+))?")


def empty() -> dict[str, Any]:
    return {"reglas": {}, "padron": {}}


def changed_fields(old: Contenido, new: Contenido) -> list[str]:
    """Addresses that differ, in the order of the document; that a whole part was empty before is not a field."""
    hallados = (_LISTA.sub(r"\1", campo) for campo in plain_changes(old, new))
    cambiados = [campo for campo in dict.fromkeys(hallados) if campo not in _PARTES]
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
        return f"Reglas de operación, apartado {TODOS[resto].nombre}" if resto in TODOS else campo
    if parte == "padron.avisos":
        return f"Padrón, avisos: {AVISOS_TODOS.get(resto, resto).lower()}"
    if parte == "reglas.documento":
        return "Reglas de operación, documento"
    return campo.replace("_", " ").replace(".", ", ")


def changes(old: Contenido, new: Contenido) -> tuple[str, ...]:
    """The kinds of change that both documents show."""
    antes, ahora, padron = _parte(old, "reglas"), _parte(new, "reglas"), _parte(new, "padron")
    hay_delta = padron.get("base_version") is not None and padron.get("carga_id") != _parte(old, "padron").get(
        "carga_id"
    )
    hallados = {
        "altas_y_bajas": hay_delta and bool(padron.get("altas") or padron.get("bajas")),
        "correccion_de_datos": hay_delta and bool(padron.get("correcciones")),
        "reforma_de_reglas": any(antes.get(campo) != ahora.get(campo) for campo in ("huella", "apartados", "nombre")),
    }
    return tuple(tipo for tipo, hay in hallados.items() if hay)


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
    pendientes = faltan(reglas.get("apartados") or {}, str(reglas.get("modalidad") or "")) if reglas else []
    if pendientes:
        cuales = [f"{apartado.nombre} ({apartado.fundamento})" for apartado in pendientes]
        faltas.append(Reason("REGLAS_APARTADOS_FALTAN", {"apartados": cuales}))
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
    changes=changes,
    vigente="padron.inscribir",
)
