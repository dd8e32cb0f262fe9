"""What the reglas de operación of a programme say, as data: ages, dates, key of a record, guardian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.kernel.refusals import Invalid, Reason

MAYORIA_DE_EDAD = 18  # Constitución, art. 34
EDAD_MAXIMA = 130
ESTADOS_CARGA: tuple[str, ...] = ("pendiente", "leyendo", "revisada", "ilegible", "confirmada", "reemplazada")

MOVIMIENTOS: tuple[str, ...] = ("alta", "baja", "correccion", "igual")

# Parts of the text that the law asks for and that the form captures; the whole document is uploaded beside them.
APARTADOS: dict[str, str] = {
    "objetivo": "Objetivo del programa",
    "poblacion": "Población objetivo",
    "cobertura": "Cobertura",
    "apoyos": "Tipos y montos de apoyo",
    "requisitos": "Requisitos y procedimiento de acceso",
    "bajas": "Causas de baja, suspensión y reintegro",
    "quejas": "Quejas, denuncias y exigibilidad",
}
APARTADO_MAXIMO = 4000
CLAVES: tuple[str, ...] = (
    "CURP",
    "CURP + NB_PERIODO_CORRES",
    "CURP + PERIODO",
    "RFC + NB_PERIODO_CORRES",
    "ID_OBRA + TRIMESTRE",
)


@dataclass(frozen=True)
class Reglas:
    """`clave` lists what makes a record unique ("CURP", "RFC" or a header); ages in years, both ends included."""

    programa: str = ""
    ur: str = ""
    formato: str = ""
    edad_min: int | None = None
    edad_max: int | None = None
    edad_en: str | None = None
    vigencia: date | None = None
    pide_tutor: bool = False
    clave: tuple[str, ...] = ("CURP",)


def reglas_de(datos: Mapping[str, Any]) -> Reglas:
    """From one entry of `reglas.json`. Raises Invalid with every fault at once."""
    reglas, faltas = _leer(datos)
    if faltas:
        raise Invalid(faltas)
    return reglas


def _leer(datos: Mapping[str, Any]) -> tuple[Reglas, list[Reason]]:
    faltas: list[Reason] = []

    def entero(nombre: str) -> int | None:
        valor = datos.get(nombre)
        if valor is None or valor == "":
            return None
        if isinstance(valor, bool) or not isinstance(valor, int) or not 0 <= valor <= EDAD_MAXIMA:
            faltas.append(Reason("REGLAS_EDAD_INVALIDA", {"campo": nombre}))
            return None
        return valor

    vigencia = None
    try:
        vigencia = date.fromisoformat(datos["vigencia_reglas"]) if datos.get("vigencia_reglas") else None
    except (TypeError, ValueError):
        faltas.append(Reason("REGLAS_VIGENCIA_INVALIDA"))
    minima, maxima = entero("edad_min"), entero("edad_max")
    if minima is not None and maxima is not None and minima > maxima:
        faltas.append(Reason("REGLAS_EDADES_CRUZADAS", {"minima": minima, "maxima": maxima}))
    clave = tuple(parte.strip() for parte in str(datos.get("clave") or "CURP").split("+") if parte.strip())
    reglas = Reglas(
        programa=str(datos.get("programa") or ""),
        ur=str(datos.get("ur") or ""),
        formato=str(datos.get("formato") or ""),
        edad_min=minima,
        edad_max=maxima,
        edad_en=str(datos["edad_en"]) if datos.get("edad_en") else None,
        vigencia=vigencia,
        pide_tutor=bool(datos.get("pide_tutor")),
        clave=clave,
    )
    return reglas, faltas


def documento_de(datos: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed in the form of the rules, as the document of the dossier. Raises Invalid with every fault.

    Keys: nombre, vigencia_reglas (ISO), edad_min, edad_max, edad_en, pide_tutor, clave, formato, apartados.
    """
    reglas, faltas = _leer(datos)
    nombre = " ".join(str(datos.get("nombre") or "").split())
    if not 3 <= len(nombre) <= 300:
        faltas.insert(0, Reason("REGLAS_NOMBRE_FALTANTE"))
    if reglas.vigencia is None and "REGLAS_VIGENCIA_INVALIDA" not in [falta.code for falta in faltas]:
        faltas.append(Reason("REGLAS_VIGENCIA_FALTANTE"))
    if (reglas.edad_min is not None or reglas.edad_max is not None) and not reglas.edad_en:
        faltas.append(Reason("REGLAS_EDAD_SIN_COLUMNA"))
    if not str(datos.get("clave") or "").strip():
        faltas.append(Reason("REGLAS_CLAVE_FALTANTE"))
    apartados = {
        nombre_: str((datos.get("apartados") or {}).get(nombre_) or "").strip()[:APARTADO_MAXIMO]
        for nombre_ in APARTADOS
    }
    if faltas:
        raise Invalid(faltas)
    return {
        "nombre": nombre,
        "vigencia_reglas": reglas.vigencia.isoformat() if reglas.vigencia else None,
        "edad_min": reglas.edad_min,
        "edad_max": reglas.edad_max,
        "edad_en": reglas.edad_en,
        "pide_tutor": reglas.pide_tutor,
        "clave": " + ".join(reglas.clave),
        "formato": reglas.formato,
        "apartados": {nombre_: escrito for nombre_, escrito in apartados.items() if escrito},
    }
