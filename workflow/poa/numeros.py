"""Numbers, dates and words as people write them in workbooks and forms. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_WORDED = re.compile(r"(\d{1,2})\s*(?:de\s+)?[-/ ]?\s*([a-z]{3,10})\.?\s*[-/ ]?\s*(?:de\s+|del\s+)?(\d{4})")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+")
_LARGEST = Decimal(10) ** 15


def plain(text: str) -> str:
    """Lower case, no accents, single blanks: for comparing titles, labels and names."""
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).casefold().split())


def decimal_of(value: object) -> Decimal | None:
    """A number cell or a text like `$1,234.50` or `92 %` as Decimal (six places at most), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < _LARGEST else None
    if isinstance(value, float):
        return _bounded(Decimal(repr(value)))
    if isinstance(value, Decimal):
        return _bounded(value)
    if not isinstance(value, str):
        return None
    text = value.replace("\xa0", " ").replace("$", "").replace("%", "").replace("\u2212", "-").strip()
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return _bounded(Decimal(text.replace(",", "")))
    except InvalidOperation:
        return None


def _bounded(number: Decimal) -> Decimal | None:
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None
    return number.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def decimal_text(number: Decimal) -> str:
    """The shortest text of a Decimal, without exponent: 7.10 is `7.1`, 100 is `100`."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def json_number(number: Decimal) -> int | float:
    """A Decimal as JSON writes it: int when whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def centavos_of(number: Decimal) -> int | None:
    """Pesos as integer centavos; None when there are more than two decimals (beyond what a float leaves behind)."""
    exact = number * 100
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    return int(whole) if abs(exact - whole) <= Decimal("0.001") else None


def pesos(centavos: int) -> Decimal:
    return Decimal(centavos) / 100


def pesos_text(centavos: int) -> str:
    """1234550 is `$12,345.50`."""
    return f"{'-' if centavos < 0 else ''}${abs(pesos(centavos)):,.2f}"


def date_of(text: str) -> date | None:
    """A date written as `8 de enero de 2026`, `8-ene-2026`, `08/01/2026` (day first) or `2026-01-08`."""
    words = plain(text)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", words):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    weekday = re.sub(r"^(lunes|martes|miercoles|jueves|viernes|sabado|domingo),? ", "", words)
    if (match := _WORDED.fullmatch(weekday)) and match[2][:3] in _MONTHS:
        return _date(int(match[3]), _MONTHS.index(match[2][:3]) + 1, int(match[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_SMALL = (
    "cero",
    "una",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
)


def in_words(number: int) -> str:
    """Feminine, up to twenty; digits beyond."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
