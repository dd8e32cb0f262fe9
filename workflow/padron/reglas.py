"""What the reglas de operación of a programme say, as data: ages, dates, key of a record, guardian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.kernel.refusals import Invalid, Reason

MAYORIA_DE_EDAD = 18  # Constitución, art. 34
EDAD_MAXIMA = 130


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
    if faltas:
        raise Invalid(faltas)
    return Reglas(
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
