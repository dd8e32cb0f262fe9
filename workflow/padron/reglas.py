"""What the reglas de operación of a programme say, as data: ages, dates, key of a record, guardian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from workflow.kernel.refusals import Invalid, Reason
from workflow.padron import criterios
from workflow.padron.apartados import APARTADO_MAXIMO, TODOS
from workflow.padron.criterios import Criterios

MAYORIA_DE_EDAD = 18  # Constitución, art. 34
EDAD_MAXIMA = 130
ESTADOS_CARGA: tuple[str, ...] = (
    "pendiente",
    "leyendo",
    "por_columnas",  # its header is not recognised: a person says what each column is
    "revisada",
    "ilegible",
    "confirmada",
    "reemplazada",
)

CLASES_CARGA: tuple[str, ...] = ("completo", "movimientos")
MOVIMIENTOS: tuple[str, ...] = ("alta", "baja", "correccion", "igual")

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
    criterios: Criterios = field(default_factory=Criterios)


def reglas_de(datos: Mapping[str, Any]) -> Reglas:
    """From one entry of `reglas.json`. Raises Invalid with every fault at once."""
    reglas, faltas = _leer(datos)
    if faltas:
        raise Invalid(faltas)
    return replace(reglas, criterios=criterios.criterios_de(datos.get("criterios") or {}))


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


def documento_de(datos: Mapping[str, Any], *, programa: str = "") -> dict[str, Any]:
    """What a person typed in the form of the rules, as the document of the dossier. Raises Invalid with every fault.

    Keys: nombre, vigencia_reglas, vigencia_hasta (ISO), edad_min, edad_max, edad_en, pide_tutor, clave, formato,
    criterios, apartados. `apartados` missing: the texts stay as they were, and the answer has none.
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
    hasta = _hasta(datos.get("vigencia_hasta"), reglas.vigencia, faltas)
    de_elegibilidad, malos = criterios.documento_de(datos.get("criterios") or {}, propio=programa)
    faltas += malos
    escritos = {} if datos.get("apartados") is None else {"apartados": apartados_de(datos["apartados"], faltas)}
    if faltas:
        raise Invalid(faltas)
    return {
        "nombre": nombre,
        "vigencia_reglas": reglas.vigencia.isoformat() if reglas.vigencia else None,
        "vigencia_hasta": hasta,
        "edad_min": reglas.edad_min,
        "edad_max": reglas.edad_max,
        "edad_en": reglas.edad_en,
        "pide_tutor": reglas.pide_tutor,
        "clave": " + ".join(reglas.clave),
        "formato": reglas.formato,
        "criterios": de_elegibilidad,
        **escritos,
    }


def _hasta(escrita: Any, desde: date | None, faltas: list[Reason]) -> str | None:
    """The last day of the rules, if they have one."""
    if not escrita:
        return None
    try:
        hasta = date.fromisoformat(escrita)
    except (TypeError, ValueError):
        faltas.append(Reason("REGLAS_VIGENCIA_HASTA_INVALIDA"))
        return None
    if desde is not None and hasta < desde:
        faltas.append(Reason("REGLAS_VIGENCIA_CRUZADA"))
    return hasta.isoformat()


def apartados_de(escritos: Mapping[str, Any], faltas: list[Reason]) -> dict[str, str]:
    """The texts that say something, in the order of the checklist. One too long is a fault, never cut."""
    textos = {codigo: _sin_retornos(escritos.get(codigo)) for codigo in TODOS}
    faltas += [
        Reason("REGLAS_APARTADO_LARGO", {"apartado": TODOS[codigo].nombre, "maximo": APARTADO_MAXIMO})
        for codigo, texto in textos.items()
        if len(texto) > APARTADO_MAXIMO
    ]
    return {codigo: texto for codigo, texto in textos.items() if texto}


def _sin_retornos(escrito: Any) -> str:
    return str(escrito or "").replace("\r\n", "\n").strip()
