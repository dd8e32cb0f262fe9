"""Cells as departments type them, read as text, date, amount or key. Pure; shapes are those of the sample files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workflow.kernel.texto import clean, plain

MESES = {
    nombre: numero
    for numero, nombres in enumerate(
        (
            ("ene", "enero"),
            ("feb", "febrero"),
            ("mar", "marzo"),
            ("abr", "abril"),
            ("may", "mayo"),
            ("jun", "junio"),
            ("jul", "julio"),
            ("ago", "agosto"),
            ("sep", "sept", "septiembre", "setiembre"),
            ("oct", "octubre"),
            ("nov", "noviembre"),
            ("dic", "diciembre"),
        ),
        1,
    )
    for nombre in nombres
}

_NUMERICA = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_CORTA = re.compile(r"([0-9]{1,2})-([a-z]{3,4})\.?-([0-9]{4})")
_LARGA = re.compile(r"([0-9]{1,2})[oº]? de ([a-z]+) del? ([0-9]{4})")
_MONTO = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]+)?")
_FINAL_MONTO = re.compile(r"(?:\.-|M\.?N\.?)$")


def valor(celda: Any) -> Any:
    """What the cell holds: the reader gives dates and formulas as small documents; a formula counts by its value."""
    if not isinstance(celda, dict):
        return celda
    if "fecha" in celda:
        return date.fromisoformat(celda["fecha"])
    if "fecha_hora" in celda:
        return datetime.fromisoformat(celda["fecha_hora"])
    return valor(celda.get("valor")) if "formula" in celda else celda.get("hora")


@lru_cache(maxsize=65_536)
def llano(escrito: str) -> str:
    """`kernel.texto.plain`, quick for what is plain already and remembered for what repeats."""
    if escrito.isascii() and escrito.isprintable():
        return " ".join(escrito.upper().split())
    return plain(escrito)


_limpio = lru_cache(maxsize=65_536)(clean)


def texto(celda: Any) -> str:
    """The cell as one line of text, hard blanks as blanks; "" when it is empty."""
    if celda is None:
        return ""
    if isinstance(celda, str):
        return " ".join(celda.split()) if celda.isascii() else _limpio(celda)
    if isinstance(celda, dict):
        return texto(valor(celda))
    if isinstance(celda, float) and celda.is_integer():
        return str(int(celda))
    return str(celda)


def vacia(celda: Any) -> bool:
    """Nothing a person could see."""
    return celda is None or (isinstance(celda, str) and not celda.strip())


def fecha(celda: Any) -> tuple[date | None, bool]:
    """(date, ok). An empty cell is (None, True); what is not a date, (None, False). Always day first."""
    if isinstance(celda, str):
        limpia = texto(celda)
        return _fecha_escrita(limpia) if limpia else (None, True)
    celda = valor(celda)
    if celda is None:
        return None, True
    if isinstance(celda, datetime):
        return celda.date(), True
    if isinstance(celda, date):
        return celda, True
    return fecha(celda) if isinstance(celda, str) else (None, False)


@lru_cache(maxsize=4096)
def _fecha_escrita(limpio: str) -> tuple[date | None, bool]:
    hallada = _NUMERICA.fullmatch(limpio)
    if hallada and len(hallada[3]) == 4:
        return _dia(int(hallada[3]), int(hallada[2]), int(hallada[1]))
    minusculas = limpio.lower()
    hallada = _CORTA.fullmatch(minusculas) or _LARGA.fullmatch(minusculas)
    if hallada and hallada[2] in MESES:
        return _dia(int(hallada[3]), MESES[hallada[2]], int(hallada[1]))
    return None, False


def _dia(anio: int, mes: int, dia: int) -> tuple[date | None, bool]:
    try:
        return date(anio, mes, dia), True
    except ValueError:
        return None, False


def fecha_corta(celda: Any, siglo: int) -> date | None:
    """`dd/mm/yy` with the century (1900 or 2000) that position 17 of the CURP says; None if it is not one."""
    hallada = _NUMERICA.fullmatch(texto(celda)) if isinstance(celda, str) else None
    if not hallada or len(hallada[3]) != 2:
        return None
    return _dia(siglo + int(hallada[3]), int(hallada[2]), int(hallada[1]))[0]


def monto(celda: Any) -> Decimal | None:
    """A number >= 0 as typed (`$ 1,200.00`, `450.-`, `600 MN`), else None: an empty cell is no amount either."""
    if isinstance(celda, dict):
        celda = valor(celda)
    if isinstance(celda, int | float) and not isinstance(celda, bool):
        numero = Decimal(str(celda))
        return numero if numero.is_finite() and numero >= 0 else None
    return _monto_escrito(celda) if isinstance(celda, str) else None


@lru_cache(maxsize=4096)
def _monto_escrito(celda: str) -> Decimal | None:
    limpio = "".join(texto(celda).split()).upper().removeprefix("$")
    limpio = _FINAL_MONTO.sub("", limpio)
    return Decimal(limpio.replace(",", "")) if _MONTO.fullmatch(limpio) else None


def clave_numerica(celda: Any, largo: int) -> tuple[str, bool]:
    """(the INEGI key padded to `largo`, whether zeros were missing); ("", False) for an empty cell."""
    crudo = texto(celda)
    if not crudo:
        return "", False
    if crudo.isdigit() and len(crudo) < largo:
        return crudo.zfill(largo), True
    return crudo, False


def telefono(celda: Any) -> str:
    """The ten digits of a telephone, "" when the cell does not hold one."""
    cifras = "".join(c for c in texto(celda) if c.isdigit())
    return cifras[-10:] if len(cifras) in (10, 12, 13) else ""


def lo_mismo(celdas: Sequence[Any]) -> str:
    """One text for a row, equal for rows that say the same: a date or a number typed as a text, blanks that nobody
    sees and empty cells at the end make no difference.
    """
    partes = ["" if celda is None else _mismo(celda) if type(celda) is str else texto(celda) for celda in celdas]
    return "\x1f".join(partes).rstrip("\x1f")


@lru_cache(maxsize=65_536)
def _mismo(celda: str) -> str:
    escrito = texto(celda)
    dia = _fecha_escrita(escrito)[0] if len(escrito) == 10 and escrito[2:3] == "/" else None
    return escrito if dia is None else dia.isoformat()
