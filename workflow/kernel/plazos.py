"""Terms: business days, calendar days, months, hours «de momento a momento», convocatorias and second calls.

Every instant that comes in is aware and every instant that goes out is aware and in UTC; days are counted on the
wall clock of the municipality (workflow.kernel.clock.ZONE). Which rule applies to which act is configuration of the
caller: nothing here states the law of a municipality.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from workflow.kernel.clock import ZONE, local

FueraDeHorario = Literal["siguiente_habil", "mismo_dia"]
SiInhabil = Literal["siguiente_habil", "sin_cambio"]
Vence = Literal["cierre_oficina", "fin_de_dia"]

_UN_DIA = timedelta(days=1)
_FIN_DE_DIA = time(23, 59, 59)


@dataclass(frozen=True)
class Calendario:
    """Days without office besides Saturdays and Sundays, and the office hours. Dates and hours are local."""

    inhabiles: frozenset[date] = frozenset()
    inicio: time = time(8, 0)
    fin: time = time(15, 0)

    def es_habil(self, dia: date) -> bool:
        return dia.weekday() < 5 and dia not in self.inhabiles

    def siguiente_habil(self, dia: date) -> date:
        """The first business day after `dia`."""
        dia += _UN_DIA
        while not self.es_habil(dia):
            dia += _UN_DIA
        return dia

    def habil_o_siguiente(self, dia: date) -> date:
        return dia if self.es_habil(dia) else self.siguiente_habil(dia)

    def habil_o_anterior(self, dia: date) -> date:
        while not self.es_habil(dia):
            dia -= _UN_DIA
        return dia

    def sumar_habiles(self, dia: date, cantidad: int) -> date:
        """Business day number `cantidad` after `dia`, which is not counted; 0 gives `dia` itself."""
        for _ in range(cantidad):
            dia = self.siguiente_habil(dia)
        return dia

    def habiles_entre(self, desde: date, hasta: date) -> int:
        """Business days after `desde` and up to `hasta`: what is left of a term. Never negative."""
        dias = (desde + timedelta(days=n) for n in range(1, (hasta - desde).days + 1))
        return sum(self.es_habil(dia) for dia in dias)


@dataclass(frozen=True)
class Prorroga:
    """An extension of `cantidad` business days, asked for at that instant."""

    cantidad: int
    solicitada: datetime


@dataclass(frozen=True)
class PlazoHabil:
    """A term in business days. `prorroga_procede` is None when none was asked for."""

    surte_efecto: date
    primer_dia: date
    vence: datetime
    prorroga_procede: bool | None = None


@dataclass(frozen=True)
class Aviso:
    """How early one member was notified: whole minutes before the session, rounded down; None without acuse."""

    anticipacion_min: int | None
    cumple: bool


@dataclass(frozen=True)
class Convocatoria:
    """`limite` is the last instant to notify. A defective one is cured when everybody convened attended."""

    limite: datetime
    por_integrante: Mapping[str, Aviso]
    defectuosas: tuple[str, ...]
    subsanada: bool

    @property
    def valida(self) -> bool:
        return not self.defectuosas or self.subsanada


@dataclass(frozen=True)
class SegundaLlamada:
    """`valida` is None while there has been no second call."""

    no_antes_de: datetime
    valida: bool | None


def vencido(vence: datetime, ahora: datetime) -> bool:
    """Strictly after: at the due second it is still in time."""
    return ahora > vence


def due_instant(dia: date, calendario: Calendario, vence: Vence) -> datetime:
    """The instant at which a term that ends that day ends: closing of the office, or 23:59:59."""
    hora = calendario.fin if vence == "cierre_oficina" else _FIN_DE_DIA
    return datetime.combine(dia, hora, ZONE).astimezone(UTC)


def surte_efecto(inicio: datetime, calendario: Calendario, fuera_de_horario: FueraDeHorario) -> date:
    """The day on which a notification takes effect.

    With `siguiente_habil`, one made on a day without office or after closing (closing sharp is in time, early
    morning counts that day) takes effect on the next business day; with `mismo_dia`, always on its date.
    """
    momento = local(inicio)
    dia, hora = momento.date(), momento.time()
    if fuera_de_horario == "siguiente_habil" and (not calendario.es_habil(dia) or hora > calendario.fin):
        return calendario.siguiente_habil(dia)
    return dia


def dias_habiles(
    inicio: datetime,
    cantidad: int,
    calendario: Calendario,
    *,
    fuera_de_horario: FueraDeHorario = "siguiente_habil",
    vence: Vence = "cierre_oficina",
    prorroga: Prorroga | None = None,
) -> PlazoHabil:
    """A term of `cantidad` business days from a notification at `inicio`.

    Day 1 is the first business day after the one on which it takes effect. An extension is granted if it was asked
    for not later than the original due instant, and lengthens the same term. ValueError if `cantidad` < 1.
    """
    if cantidad < 1:
        raise ValueError("a term has at least one business day")
    efecto = surte_efecto(inicio, calendario, fuera_de_horario)
    limite = due_instant(calendario.sumar_habiles(efecto, cantidad), calendario, vence)
    procede = None
    if prorroga is not None:
        procede = prorroga.solicitada <= limite
        if procede:
            limite = due_instant(calendario.sumar_habiles(efecto, cantidad + prorroga.cantidad), calendario, vence)
    return PlazoHabil(efecto, calendario.siguiente_habil(efecto), limite, procede)


def dias_naturales(
    inicio: datetime,
    cantidad: int,
    calendario: Calendario,
    *,
    si_inhabil: SiInhabil = "sin_cambio",
    vence: Vence = "fin_de_dia",
) -> datetime:
    """Calendar days after the local date of `inicio`; what to do if the last one has no office is `si_inhabil`."""
    dia = local(inicio).date() + timedelta(days=cantidad)
    return due_instant(_moved(dia, calendario, si_inhabil), calendario, vence)


def meses(
    inicio: datetime,
    cantidad: int,
    calendario: Calendario,
    *,
    si_inhabil: SiInhabil = "sin_cambio",
    vence: Vence = "fin_de_dia",
) -> datetime:
    """Months from date to date; where the month has no such day, its last one (31 January + 1 = 28 February)."""
    dia = add_months(local(inicio).date(), cantidad)
    return due_instant(_moved(dia, calendario, si_inhabil), calendario, vence)


def horas(inicio: datetime, cantidad: int) -> datetime:
    """«De momento a momento»: nights, weekends and holidays included."""
    return inicio.astimezone(UTC) + timedelta(hours=cantidad)


def ultimo_habil_mes(anio: int, mes: int, calendario: Calendario, *, vence: Vence = "fin_de_dia") -> datetime:
    ultimo = date(anio, mes, calendar.monthrange(anio, mes)[1])
    return due_instant(calendario.habil_o_anterior(ultimo), calendario, vence)


def convocatoria(
    sesion: datetime,
    horas_minimas: int,
    notificaciones: Mapping[str, datetime | None],
    asistentes: Collection[str],
) -> Convocatoria:
    """Judge the notifications of a session. `notificaciones`: member -> instant of the acuse, None without one."""
    limite = horas(sesion, -horas_minimas)
    avisos = {quien: _notice(sesion, limite, momento) for quien, momento in notificaciones.items()}
    defectuosas = tuple(quien for quien, aviso in avisos.items() if not aviso.cumple)
    todos = set(notificaciones) <= set(asistentes)
    return Convocatoria(limite, avisos, defectuosas, subsanada=bool(defectuosas) and todos)


def segunda_llamada(primera: datetime, espera_minutos: int, llamada: datetime | None = None) -> SegundaLlamada:
    """A second call counts from the first one plus the wait on, that instant included."""
    no_antes_de = primera.astimezone(UTC) + timedelta(minutes=espera_minutos)
    return SegundaLlamada(no_antes_de, None if llamada is None else llamada >= no_antes_de)


def add_months(dia: date, cantidad: int) -> date:
    """The same day `cantidad` months later (or earlier), or the last day of that month."""
    anio, mes = divmod(dia.year * 12 + dia.month - 1 + cantidad, 12)
    return date(anio, mes + 1, min(dia.day, calendar.monthrange(anio, mes + 1)[1]))


def _moved(dia: date, calendario: Calendario, si_inhabil: SiInhabil) -> date:
    return calendario.habil_o_siguiente(dia) if si_inhabil == "siguiente_habil" else dia


def _notice(sesion: datetime, limite: datetime, momento: datetime | None) -> Aviso:
    if momento is None:
        return Aviso(None, cumple=False)
    return Aviso((sesion - momento) // timedelta(minutes=1), cumple=momento <= limite)
