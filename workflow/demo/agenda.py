"""The agenda of the Secretaría in the demonstration: what it did in January and February of 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from workflow.demo.carga import Muestra
from workflow.informes import service
from workflow.informes.clases import Trimestre
from workflow.informes.reglas import Datos

AHORA = datetime(2026, 3, 2, 15, 45, tzinfo=UTC)
ESCRITO = (
    "El trimestre se dedicó a poner en orden el arranque del ejercicio: que cada dependencia tuviera su programa "
    "revisado y supiera qué va a reportar."
)


def _dias(*pares: tuple[int, int]) -> tuple[date, ...]:
    return tuple(date(2026, mes, dia) for mes, dia in pares)


ACTIVIDADES: tuple[Datos, ...] = (
    Datos(
        "copladem",
        _dias((1, 22)),
        "Cuarta sesión del COPLADEMUN",
        detalle="Se presentó la evaluación del primer año del Plan Municipal de Desarrollo",
        asistentes=32,
        quienes="representantes del Gobierno del Estado, cámaras, colegios, universidades y organizaciones civiles",
    ),
    Datos(
        "capacitacion",
        _dias((2, 12)),
        "Taller de padrones de beneficiarios y reglas de operación",
        lugar="la Sala de Cabildo",
        asistentes=41,
        quienes="enlaces de 28 dependencias",
    ),
    Datos("comite", _dias((1, 21), (2, 17)), "Sesiones ordinarias del Comité de Transparencia"),
    Datos("gabinete", _dias((1, 6), (2, 4), (2, 23))),
    Datos("honores", _dias((1, 26), (2, 9), (2, 16))),
    Datos("visita", _dias((2, 25)), "Jornada de atención en la colonia", lugar="la colonia Minera", asistentes=60),
)


def agenda(muestra: Muestra, say: Callable[[str], None]) -> None:
    """Registered by the reviewer; the titular wrote the presentation of the report."""
    for one in ACTIVIDADES:
        service.registrar(one, actor=muestra.actor("revision"), ahora=AHORA)
    service.guardar_texto(
        Trimestre(2026, 1), "presentacion", ESCRITO, vista=0, actor=muestra.actor("planeacion"), ahora=AHORA
    )
    say(f"   2 mar  Planeación lleva su agenda: {len(ACTIVIDADES)} actividades para el informe trimestral")
