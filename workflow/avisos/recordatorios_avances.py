"""When a programme that owes reports of its goals and of its spending is reminded, and to whom. Pure.

Of what is late one notice tells everything; of what is about to be due, another. Nobody is told of each indicator.
While nothing is owed, nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.avisos.recordatorios import Envio, Momento, with_substitutes
from workflow.kernel.plazos import Calendario
from workflow.people.directorio import Directorio

CAPTURA, TITULAR, PLANEACION = "dependencia_captura", "dependencia_titular", "planeacion_titular"


@dataclass(frozen=True)
class Mes:
    """What is pending of a month with one due date: reports, those observed by Planeación, and lines of spending.

    `nombre`: as it is read («marzo de 2026»).
    """

    mes: str
    nombre: str
    vence: date
    faltan: int = 0
    observados: int = 0
    gasto: int = 0

    @property
    def dice(self) -> str:
        """«Marzo de 2026: 3 avances por reportar, 1 por corregir y 2 renglones de gasto»."""
        parts = [
            text
            for number, text in (
                (self.faltan, f"{self.faltan} {'avance' if self.faltan == 1 else 'avances'} por reportar"),
                (self.observados, f"{self.observados} por corregir"),
                (self.gasto, f"{self.gasto} {'renglón' if self.gasto == 1 else 'renglones'} de gasto"),
            )
            if number
        ]
        *first, last = parts or ["nada"]
        return f"{self.nombre.capitalize()}: {', '.join(first)}{' y ' if first else ''}{last}"


@dataclass(frozen=True)
class Debe:
    """A programme and what it owes, the oldest first. Empty: nothing."""

    expediente_id: int
    dependencia_id: int
    meses: tuple[Mes, ...] = ()


@dataclass(frozen=True)
class Cadencia:
    """In business days: how many before the end; every how many after it; how late before it goes up."""

    antes: tuple[int, ...] = (5, 1)
    cada: int = 3
    titular: int = 3
    planeacion: int = 8


@dataclass(frozen=True)
class Recordatorio:
    """`clave` is the same each time it is computed; `meses`: what it tells."""

    clave: str
    envio: Envio
    meses: tuple[Mes, ...]


def recordatorios(
    debe: Debe, hoy: date, calendario: Calendario, cadencia: Cadencia, personas: Directorio
) -> list[Recordatorio]:
    """Everybody to tell of this programme today. The same every time it is asked on the same day."""
    late = tuple(mes for mes in debe.meses if mes.vence < hoy)
    soon = tuple(mes for mes in debe.meses if mes.vence >= hoy)
    found: list[Recordatorio] = []
    if late and (moment := _late(late, hoy, calendario, cadencia)):
        found += _told(debe, moment, late, _reporters(debe, moment, personas))
    if soon and (moment := _soon(soon, hoy, calendario, cadencia)):
        found += _told(debe, moment, soon, _reporters(debe, moment, personas))
    for level, days, rol in (("titular", cadencia.titular, TITULAR), ("planeacion", cadencia.planeacion, PLANEACION)):
        passed = [mes for mes in late if calendario.habiles_entre(mes.vence, hoy) >= days]
        if passed:
            newest = max(mes.vence for mes in passed)
            moment = Momento(f"escala:{level}:{newest:%Y%m%d}", "avance_escalado")
            found += _told(debe, moment, late, _of(debe, (rol,), moment, personas))
    return found


def _late(late: Sequence[Mes], hoy: date, calendario: Calendario, cadencia: Cadencia) -> Momento | None:
    """By the oldest of all, so that several late months make one notice, every so many days."""
    oldest = min(mes.vence for mes in late)
    days = calendario.habiles_entre(oldest, hoy)
    if not days:
        return None
    last = 1 + (days - 1) // cadencia.cada * cadencia.cada
    return Momento(f"despues:{oldest:%Y%m%d}:{last}", "avance_vencido")


def _soon(soon: Sequence[Mes], hoy: date, calendario: Calendario, cadencia: Cadencia) -> Momento | None:
    nearest = min(mes.vence for mes in soon)
    if nearest == hoy:
        return Momento(f"hoy:{nearest:%Y%m%d}", "avance_vence_hoy")
    left = calendario.habiles_entre(hoy, nearest)
    reached = [days for days in cadencia.antes if left <= days]
    return Momento(f"antes:{nearest:%Y%m%d}:{min(reached)}", "avance_por_vencer") if reached else None


def _reporters(debe: Debe, moment: Momento, personas: Directorio) -> list[Envio]:
    """Who reports; without anybody, the titular; without either, whoever can name somebody."""
    for rol in (CAPTURA, TITULAR):
        if found := _of(debe, (rol,), moment, personas):
            return found
    alone = Momento(f"{moment.clave}:sin_persona", "avance_sin_persona")
    return _of(debe, (PLANEACION, "administrador"), alone, personas)


def _of(debe: Debe, roles: tuple[str, ...], moment: Momento, personas: Directorio) -> list[Envio]:
    people = [
        (usuario_id, rol)
        for rol in roles
        for usuario_id in sorted(personas.con(rol, debe.dependencia_id if rol.startswith("dependencia_") else None))
    ]
    return with_substitutes(people, moment, personas)


def _told(debe: Debe, moment: Momento, meses: tuple[Mes, ...], envios: list[Envio]) -> list[Recordatorio]:
    return [
        Recordatorio(f"avance:{debe.expediente_id}:{envio.momento.clave}:{envio.usuario_id}", envio, meses)
        for envio in envios
    ]
