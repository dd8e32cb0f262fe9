"""Sessions as a calendar (RFC 5545), to subscribe to or to add to one's own. Pure.

Instants are written in UTC: each calendar shows them on its own clock. A session keeps its identifier when it is
corrected or cancelled, with a greater sequence, so that it replaces the one already in the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

TIPO = "text/calendar; charset=utf-8"
DURACION = timedelta(hours=2)  # an agenda has no end: what a calendar shows until the session is closed
ESTADOS = {"cancelada": "CANCELLED"}


@dataclass(frozen=True)
class Evento:
    """`uid`: stable, without personal data. `secuencia`: 0 for the first issue; `url`: page of the session, or ""."""

    uid: str
    secuencia: int
    titulo: str
    inicio: datetime
    fin: datetime | None
    lugar: str
    descripcion: str
    estado: str
    emitido: datetime
    url: str = ""


def calendar(nombre: str, eventos: Iterable[Evento], metodo: str = "PUBLISH") -> bytes:
    """The text of a calendar with those sessions. `metodo`: PUBLISH, or CANCEL to take one out of a calendar."""
    from icalendar import Calendar  # eighty modules: only who asks for a calendar waits for them

    cal = Calendar()
    cal.add("prodid", "-//Ruta//Sesiones//ES")
    cal.add("version", "2.0")
    cal.add("calscale", "GREGORIAN")
    cal.add("method", metodo)
    cal.add("name", nombre)
    cal.add("x-wr-calname", nombre)
    cal.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for evento in eventos:
        cal.add_component(_event(evento))
    return bytes(cal.to_ical())


def _event(one: Evento) -> Event:
    from icalendar import Event, vUri

    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.secuencia)
    event.add("dtstamp", one.emitido.astimezone(UTC))
    event.add("dtstart", one.inicio.astimezone(UTC))
    event.add("dtend", (one.fin if one.fin and one.fin > one.inicio else one.inicio + DURACION).astimezone(UTC))
    event.add("summary", one.titulo)
    if one.lugar:
        event.add("location", one.lugar)
    if one.descripcion:
        event.add("description", one.descripcion)
    event.add("status", ESTADOS.get(one.estado, "CONFIRMED"))
    if one.url:
        event["url"] = vUri(one.url)
    return event
