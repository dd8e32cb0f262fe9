"""Fields of a case as a person wrote them, read with a Spanish sentence for what cannot be read."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from workflow.kernel.clock import parse_local


class EntradaInvalida(ValueError):
    """A field of the case cannot be read; the message is a Spanish sentence for whoever wrote it."""


def whole(valor: Any) -> int:
    """A whole number, quoted or not. true, decimals and words are a mistake of the case."""
    if isinstance(valor, bool) or not re.fullmatch(r"[-+]?[0-9]{1,18}", str(valor)):
        raise EntradaInvalida(f"«{valor}» no es un número entero.")
    return int(valor)


def one_of(valor: Any, *permitidos: str) -> Any:
    if valor not in permitidos:
        raise EntradaInvalida(f"«{valor}» no es ninguno de estos: {', '.join(permitidos)}.")
    return valor


def flag(valor: Any) -> bool:
    if not isinstance(valor, bool):
        raise EntradaInvalida(f"«{valor}» debe ser true o false.")
    return valor


def text(valor: Any) -> str | None:
    return None if valor is None else str(valor)


def a_date(valor: Any) -> date:
    try:
        return date.fromisoformat(str(valor))
    except ValueError:
        raise EntradaInvalida(f"«{valor}» no es una fecha AAAA-MM-DD.") from None


def maybe_date(valor: Any) -> date | None:
    return None if valor is None else a_date(valor)


def a_time(valor: Any) -> time:
    """ "HH:MM" or "HH:MM:SS"; in "00:10+1", past midnight of the day after, the day is left out."""
    try:
        return time.fromisoformat(str(valor).partition("+")[0])
    except ValueError:
        raise EntradaInvalida(f"«{valor}» no es una hora HH:MM.") from None


def an_instant(valor: Any) -> datetime:
    """Local time of the municipality unless the text carries its own offset; the answer is aware and in UTC."""
    try:
        return parse_local(str(valor))
    except (ValueError, OverflowError):
        raise EntradaInvalida(f"«{valor}» no es una fecha y hora AAAA-MM-DDTHH:MM:SS.") from None


def maybe_instant(valor: Any) -> datetime | None:
    return None if valor is None else an_instant(valor)
