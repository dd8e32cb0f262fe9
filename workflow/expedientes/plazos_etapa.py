"""The clock of each stage, in business days, and how a due date is said. Pure.

These terms are the starting configuration, to be confirmed with the municipality; the dated table `plazo_regla`
replaces them.
"""

from __future__ import annotations

from datetime import date, datetime

from workflow.kernel.clock import local_date
from workflow.kernel.plazos import Calendario

DIAS_INICIALES: dict[str, int] = {
    "borrador": 20,
    "enviado": 3,
    "en_revision": 10,
    "con_observaciones": 5,
    "validado": 3,
    "en_comisiones": 15,
    "dictaminado": 10,
    "en_cabildo": 20,
    "aprobado": 5,
    "aprobado_con_modificaciones": 5,
    "devuelto": 10,
    "retirado": 20,
}
FUNDAMENTO_INICIAL = "Plazo inicial del sistema, por confirmar con la Secretaría de Gobierno Municipal"


def pause_words(desde: datetime, hoy: date) -> str:
    """«en pausa desde ayer»."""
    return f"en pausa {since_words(desde, hoy)}"


def due_words(vence: datetime, hoy: date, calendario: Calendario) -> str:
    """«vence hoy», «vence en 3 días hábiles», «venció hace 1 día hábil»."""
    dia = local_date(vence)
    if dia == hoy:
        return "vence hoy"
    if dia > hoy:
        return f"vence en {_days(calendario.habiles_entre(hoy, dia))}"
    return f"venció hace {_days(max(calendario.habiles_entre(dia, hoy), 1))}"


def _days(n: int) -> str:
    return "1 día hábil" if n == 1 else f"{n} días hábiles"


def since_words(desde: datetime, hoy: date) -> str:
    """«desde hoy», «desde ayer», «desde hace 5 días»."""
    days = (hoy - local_date(desde)).days
    return "desde hoy" if days <= 0 else "desde ayer" if days == 1 else f"desde hace {days} días"
