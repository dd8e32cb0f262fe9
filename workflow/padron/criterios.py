"""Who may receive a programme, as data: where, of which sexo, how many per home, how much, with what documents. Pure.

Kept in the document of the rules as plain values; money in centavos. Nothing is checked that the rules do not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflow.kernel.refusals import Reason

SEXOS: tuple[str, ...] = ("M", "H")
CAUSAS_BAJA: tuple[str, ...] = (
    "defuncion",
    "renuncia",
    "cambio_domicilio",
    "incumplimiento",
    "duplicidad",
    "fin_vigencia",
    "otra",
)
LIMITE_HOGAR_MAXIMO = 50
MONTO_TOPE = 10**12  # centavos
DOCUMENTOS_MAXIMO, DOCUMENTO_LARGO = 30, 120
_CVEGEO = re.compile(r"[0-9]{9}")
_MONTOS = ("monto_min", "monto_max", "monto_persona")


@dataclass(frozen=True)
class Criterios:
    """Amounts in pesos: of a row at least and at most, and of all the rows of a person. Empty: no such rule."""

    localidades: frozenset[str] = frozenset()
    sexos: frozenset[str] = frozenset()
    limite_hogar: int | None = None
    monto_min: Decimal | None = None
    monto_max: Decimal | None = None
    monto_persona: Decimal | None = None
    incompatibles: tuple[str, ...] = ()
    documentos: tuple[str, ...] = ()
    causas_baja: tuple[str, ...] = CAUSAS_BAJA

    @property
    def de_monto(self) -> bool:
        return self.monto_min is not None or self.monto_max is not None


def criterios_de(documento: Mapping[str, Any]) -> Criterios:
    """From what `documento_de` wrote."""

    def pesos(nombre: str) -> Decimal | None:
        centavos = documento.get(nombre)
        return None if centavos is None else Decimal(centavos) / 100

    return Criterios(
        localidades=frozenset(documento.get("localidades") or ()),
        sexos=frozenset(documento.get("sexos") or ()),
        limite_hogar=documento.get("limite_hogar"),
        monto_min=pesos("monto_min"),
        monto_max=pesos("monto_max"),
        monto_persona=pesos("monto_persona"),
        incompatibles=tuple(documento.get("incompatibles") or ()),
        documentos=tuple(documento.get("documentos") or ()),
        causas_baja=tuple(documento.get("causas_baja") or CAUSAS_BAJA),
    )


def documento_de(datos: Mapping[str, Any], *, propio: str = "") -> tuple[dict[str, Any], list[Reason]]:
    """What a person said, as it is kept (only what is a rule), with every fault. `propio`: this programme."""
    faltas: list[Reason] = []
    documento: dict[str, Any] = {}
    localidades = sorted(set(_textos(datos.get("localidades"))))
    malas = [clave for clave in localidades if not _CVEGEO.fullmatch(clave)]
    if malas:
        faltas.append(Reason("REGLAS_LOCALIDAD_INVALIDA", {"claves": malas[:10]}))
    documento["localidades"] = localidades
    sexos = set(_textos(datos.get("sexos")))
    if not sexos <= set(SEXOS):
        faltas.append(Reason("REGLAS_SEXO_INVALIDO"))
    documento["sexos"] = [] if sexos == set(SEXOS) else [sexo for sexo in SEXOS if sexo in sexos]
    documento["limite_hogar"] = _limite(datos.get("limite_hogar"), faltas)
    documento |= _montos(datos, faltas)
    documento["incompatibles"] = sorted({clave for clave in _textos(datos.get("incompatibles")) if clave != propio})
    documento["documentos"] = list(dict.fromkeys(_textos(datos.get("documentos"))))
    if len(documento["documentos"]) > DOCUMENTOS_MAXIMO or any(
        len(nombre) > DOCUMENTO_LARGO for nombre in documento["documentos"]
    ):
        faltas.append(Reason("REGLAS_DOCUMENTOS", {"cuantos": DOCUMENTOS_MAXIMO, "letras": DOCUMENTO_LARGO}))
    causas = set(_textos(datos.get("causas_baja")))
    if not causas <= set(CAUSAS_BAJA):
        faltas.append(Reason("REGLAS_CAUSA_INVALIDA"))
    documento["causas_baja"] = (
        [] if causas in (set(), set(CAUSAS_BAJA)) else [causa for causa in CAUSAS_BAJA if causa in causas]
    )
    return {nombre: valor for nombre, valor in documento.items() if valor not in (None, [])}, faltas


def _limite(valor: Any, faltas: list[Reason]) -> int | None:
    if valor in (None, ""):
        return None
    if isinstance(valor, bool) or not isinstance(valor, int) or not 1 <= valor <= LIMITE_HOGAR_MAXIMO:
        faltas.append(Reason("REGLAS_HOGAR_INVALIDO", {"maximo": LIMITE_HOGAR_MAXIMO}))
        return None
    return valor


def _montos(datos: Mapping[str, Any], faltas: list[Reason]) -> dict[str, int | None]:
    montos: dict[str, int | None] = {}
    for nombre in _MONTOS:
        valor = datos.get(nombre)
        if valor in (None, ""):
            montos[nombre] = None
        elif isinstance(valor, bool) or not isinstance(valor, int) or not 0 <= valor <= MONTO_TOPE:
            faltas.append(Reason("REGLAS_MONTO_INVALIDO", {"campo": nombre}))
            montos[nombre] = None
        else:
            montos[nombre] = valor
    minimo, maximo = montos["monto_min"], montos["monto_max"]
    if minimo is not None and maximo is not None and minimo > maximo:
        faltas.append(Reason("REGLAS_MONTOS_CRUZADOS"))
    return montos


def _textos(valores: Any) -> list[str]:
    if not isinstance(valores, Sequence) or isinstance(valores, str):
        return []
    return [limpio for valor in valores if (limpio := " ".join(str(valor).split()))]
