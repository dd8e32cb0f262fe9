"""How dates, money and quantities are written in es-MX, as template filters. Nothing here decides."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask

from workflow import textos
from workflow.kernel.clock import local
from workflow.kernel.refusals import Reason
from workflow.web import pagina

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
RAYA = "—"


def _day(value: date | datetime) -> date:
    """The date on the wall clock of the municipality."""
    return local(value).date() if isinstance(value, datetime) else value


def dia_local(value: datetime) -> date:
    """The date on the wall clock of the municipality, to compare with another."""
    return _day(value)


def fecha(value: date | datetime | None) -> str:
    """22/11/2026"""
    return RAYA if value is None else f"{_day(value):%d/%m/%Y}"


def fecha_larga(value: date | datetime | None) -> str:
    """domingo 22 de noviembre de 2026"""
    if value is None:
        return RAYA
    day = _day(value)
    return f"{DIAS[day.weekday()]} {day.day} de {MESES[day.month - 1]} de {day.year}"


def hora(value: datetime | None) -> str:
    """10:05 h"""
    return RAYA if value is None else f"{local(value):%H:%M} h"


def fecha_hora(value: datetime | None) -> str:
    """22/11/2026, 10:05 h"""
    return RAYA if value is None else f"{fecha(value)}, {hora(value)}"


def desde(value: date | datetime | None, ahora: date | datetime) -> str:
    """How long ago, in days a person counts: hoy, desde ayer, desde hace 3 días."""
    if value is None:
        return RAYA
    days = (_day(ahora) - _day(value)).days
    if days <= 0:
        return "desde hoy"
    return "desde ayer" if days == 1 else f"desde hace {days} días"


def vence(palabras: str | None, dia: date | datetime | None, ahora: date | datetime) -> str:
    """The term in words with its day: «vence en 2 días hábiles, el martes 3»."""
    if palabras is None or dia is None:
        return "sin plazo"
    day, today = _day(dia), _day(ahora)
    return palabras if day == today else f"{palabras}, el {_weekday(day, today)}"


def urgencia(dia: date | datetime | None, ahora: date | datetime) -> str:
    """urge (late or due today), pronto (within three days) or nothing: a tone that always goes with the words."""
    if dia is None:
        return ""
    left = (_day(dia) - _day(ahora)).days
    return "urge" if left <= 0 else "pronto" if left <= 3 else ""


def _weekday(day: date, today: date) -> str:
    """martes 3; with the month when it is another month, and the year when it is another year."""
    text = f"{DIAS[day.weekday()]} {day.day}"
    if (day.year, day.month) != (today.year, today.month):
        text += f" de {MESES[day.month - 1]}"
    return text if day.year == today.year else f"{text} de {day.year}"


def dinero(centavos: int | None) -> str:
    """$1,234.50, from integer centavos."""
    if centavos is None:
        return RAYA
    sign = "−" if centavos < 0 else ""
    whole, cents = divmod(abs(centavos), 100)
    return f"{sign}${whole:,}.{cents:02d}"


def entero(value: float | None) -> str:
    """12,345"""
    return RAYA if value is None else f"{value:,.0f}".replace("-", "−")


def cantidad(value: Decimal | int | str | None) -> str:
    """1,250 or 12.5: thousands with comma, no zeros that say nothing. Text that is no number stays."""
    if value is None or value == "":
        return RAYA
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    if not number.is_finite():
        return str(value)
    text = f"{number:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def dato(value: Any) -> str | None:
    """Any value of a document as people read it; None when there is nothing there."""
    if isinstance(value, str) and value[:1] in "{[":
        value = _unpacked(value)
    if value is None or value == "" or value == [] or value == {}:
        return None
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, dict):
        told = ((key, dato(inner)) for key, inner in value.items())
        return "; ".join(f"{str(key).replace('_', ' ')}: {text}" for key, text in told if text is not None)
    if isinstance(value, list | tuple):
        return "; ".join(text for text in map(dato, value) if text is not None)
    return cantidad(value) if isinstance(value, int | float | Decimal) else str(value)


def _unpacked(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def tamano(octetos: int) -> str:
    """350 kB, 1.2 MB"""
    if octetos < 1000:
        return f"{octetos} bytes"
    if octetos < 1_000_000:
        return f"{octetos / 1000:.0f} kB"
    return f"{octetos / 1_000_000:.1f} MB"


def iniciales(nombre: str) -> str:
    """AM for «Ana María de la Torre»: at most two letters."""
    words = [word for word in nombre.split() if word[:1].isupper()]
    return "".join(word[0] for word in words[:2])


def plural(numero: int, singular: str, plural_: str) -> str:
    """1 observación, 3 observaciones"""
    return f"{entero(numero)} {singular if numero == 1 else plural_}"


def razon(motivo: Any) -> str:
    """The sentence of a reason; whatever else already carries its text prints it."""
    if isinstance(motivo, Reason):
        return textos.razon(motivo)
    return str(getattr(motivo, "texto", motivo))


def rotulo(codigo: str | None, enum: str) -> str:
    """The Spanish word of a code."""
    return RAYA if codigo is None else textos.rotulo(enum, codigo)


FILTERS = (
    fecha, dia_local, fecha_larga, hora, fecha_hora, desde, vence, urgencia, dinero, entero, cantidad, dato, tamano,
    iniciales, plural, razon, rotulo,
)  # fmt: skip


def init(app: Flask) -> None:
    """Filters, and what every page carries."""
    for function in FILTERS:
        app.add_template_filter(function)
    pagina.init(app)
