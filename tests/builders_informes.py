"""The activities of the Secretaría in the first quarter of 2026, as its own report tells them (facts, not words)."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, date, datetime

from tests.cast import Cast
from workflow.informes.reglas import Datos
from workflow.informes.service import FotoNueva, registrar

ABRIL = datetime(2026, 4, 7, 16, 0, tzinfo=UTC)


def d(*dias: tuple[int, int]) -> tuple[date, ...]:
    return tuple(date(2026, mes, dia) for mes, dia in dias)


def png(ancho: int = 4, alto: int = 3) -> bytes:
    """A whole PNG, of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x6b\x8f\x35" * ancho for _ in range(alto))
    head = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


ACTIVIDADES: tuple[Datos, ...] = (
    Datos(
        "copladem", d((1, 22)), "Cuarta sesión del COPLADEMUN",
        detalle="Se presentó el informe consolidado de evaluación del desempeño del primer año de gestión",
        asistentes=32,
        quienes="representantes del Gobierno del Estado, cámaras de comercio, colegios de profesionistas, "
        "universidades y organizaciones de la sociedad civil",
    ),
    Datos(
        "capacitacion", (), "Capacitación en padrones de beneficiarios y reglas de operación",
        desde=date(2026, 1, 1), hasta=date(2026, 3, 31),
    ),
    Datos("comite", d((1, 21), (2, 17), (3, 18)), "Sesiones ordinarias del Comité de Transparencia"),
    Datos(
        "capacitacion_recibida", d((3, 6)), "Capacitación de la Guía Consultiva para el Desempeño",
        lugar="el Eco Parque de Guadalupe, Zac.",
        detalle="La impartieron la Coordinación Estatal de Planeación y el INEGI",
    ),
    Datos("reunion", d((3, 24)), "Reunión del COPLADERT", lugar="la Presidencia Municipal de Calera, Zac."),
    Datos("gabinete", d((1, 6), (2, 4), (2, 23))),
    Datos("gabinete", d((3, 11), (3, 25))),
    Datos("auditoria", d((3, 2), (3, 14)), "Reuniones de auditoría forense"),
    Datos("evento", d((3, 1)), "Día de la Familia"),
    Datos("representacion", d((3, 20)), "Conferencia «Voces de Fuerza, Mujeres que Inspiran»"),
    Datos("cabildo", d((1, 30), (2, 17), (2, 20), (3, 30))),
    Datos("honores", d((1, 26), (2, 9), (2, 16), (3, 9), (3, 21))),
    Datos("visita", d((3, 18)), "Jornada «Juntos te Atendemos»", lugar="la colonia Minera"),
)  # fmt: skip


def primer_trimestre(cast: Cast) -> list[int]:
    """Registered one by one, with a photograph of the COPLADEMUN."""
    found = []
    for one in ACTIVIDADES:
        fotos = [FotoNueva(png(), "foto.png", "Personas sentadas alrededor de una mesa", "Cuarta sesión")]
        found.append(registrar(one, fotos if one.tipo == "copladem" else [], actor=cast.revisora, ahora=ABRIL))
    return found
