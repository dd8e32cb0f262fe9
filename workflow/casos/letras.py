"""Cases of `letras.yaml`: numbers, dates, hours, ordinals, money, votes and lists in words. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workflow.casos.campos import EntradaInvalida, a_date, a_time, flag, one_of, whole
from workflow.kernel import letras, money


def resolver(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
    entrada = caso["entrada"]
    clase = entrada["clase"]
    if clase not in _CLASES:
        raise EntradaInvalida(f"No existe la clase «{clase}»; las que hay son {', '.join(_CLASES)}.")
    return {"texto": _CLASES[clase](entrada)}


def _cardinal(entrada: dict[str, Any]) -> str:
    return letras.cardinal(
        whole(entrada["numero"]),
        one_of(entrada.get("genero") or "m", "m", "f"),
        apocope=flag(entrada.get("apocope", False)),
    )


def _ordinal(entrada: dict[str, Any]) -> str:
    return letras.ordinal(whole(entrada["numero"]), one_of(entrada.get("genero") or "f", "m", "f"))


def _dinero(entrada: dict[str, Any]) -> str:
    centavos = money.parse_centavos(str(entrada["monto"]))
    return letras.dinero(centavos, one_of(entrada.get("estilo_mil") or "un mil", "un mil", "mil"))


def _votacion(entrada: dict[str, Any]) -> str:
    return letras.votacion(*(whole(entrada[campo]) for campo in ("a_favor", "en_contra", "abstencion")))


def _lista_fechas(entrada: dict[str, Any]) -> str:
    fechas = [a_date(dia) for dia in entrada["fechas"]]
    return letras.lista_fechas(fechas, one_of(entrada.get("estilo") or "grupos", "grupos", "grupos_y", "enumeracion"))


_CLASES: dict[str, Callable[[dict[str, Any]], str]] = {
    "cardinal": _cardinal,
    "ordinal": _ordinal,
    "hora": lambda entrada: letras.hora(a_time(entrada["hora"])),
    "fecha": lambda entrada: letras.fecha(a_date(entrada["fecha"])),
    "dinero": _dinero,
    "votos": lambda entrada: letras.votos(whole(entrada["numero"])),
    "abstenciones": lambda entrada: letras.abstenciones(whole(entrada["numero"])),
    "votacion": _votacion,
    "lista_fechas": _lista_fechas,
    "lista_nombres": lambda entrada: letras.lista_nombres([str(nombre) for nombre in entrada["nombres"]]),
}
