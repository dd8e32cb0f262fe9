"""The days without office of each year. A change moves the open clocks that it touches, each with its fact."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from workflow.audit.service import once
from workflow.db import db, use_case
from workflow.expedientes.inhabiles import FUNDAMENTO_MAXIMO, MOTIVO_MAXIMO, leer
from workflow.expedientes.models import DiaInhabil
from workflow.expedientes.service.calendario import allowed, noted
from workflow.expedientes.service.relojes import recorrer
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid


@use_case
def registrar_inhabil(
    fecha: date,
    motivo: str,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    por_confirmar: bool = True,
    llave: str | None = None,
) -> int:
    """A day without office; registering it again corrects its reason. Returns how many open clocks it moved."""
    allowed(actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/plazos/calendario/{fecha.year}")
    motivo, fundamento = " ".join(motivo.split()), " ".join(fundamento.split())
    if not motivo or not fundamento or len(motivo) > MOTIVO_MAXIMO or len(fundamento) > FUNDAMENTO_MAXIMO:
        raise Invalid("DIA_INHABIL_INVALIDO")
    new = _write(fecha, motivo, fundamento, por_confirmar)
    noted("inhabil", actor=actor, ahora=ahora, datos={"fecha": fecha.isoformat(), "motivo": motivo})
    return recorrer([fecha], "alta", _why([(fecha, motivo)], "Día inhábil"), actor=actor, ahora=ahora) if new else 0


@use_case
def quitar_inhabil(fecha: date, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """That day there is office after all: say why. Returns how many open clocks it moved."""
    allowed(actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/plazos/calendario/{fecha.year}")
    motivo = " ".join(motivo.split())
    if not motivo or len(motivo) > MOTIVO_MAXIMO:
        raise Invalid("INHABIL_BAJA_SIN_MOTIVO")
    row = db.session.get(DiaInhabil, fecha)
    if row is None:
        raise Invalid("INHABIL_NO_EXISTE")
    db.session.delete(row)
    db.session.flush()
    noted("habil", actor=actor, ahora=ahora, datos={"fecha": fecha.isoformat(), "motivo": motivo})
    return recorrer([fecha], "baja", _why([(fecha, motivo)], "Deja de ser inhábil"), actor=actor, ahora=ahora)


@use_case
def importar_inhabiles(
    anio: int, texto: str, *, actor: Actor, ahora: datetime, por_confirmar: bool = True, llave: str | None = None
) -> tuple[int, int]:
    """The list of a year, a day per line; those already registered take the reason told now.

    Returns how many days are new and how many open clocks they moved. Raises Invalid with every line that is wrong.
    """
    allowed(actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/plazos/calendario/{anio}")
    dias, problems = leer(texto, anio)
    if problems:
        raise Invalid(problems)
    known = set(db.session.scalars(select(DiaInhabil.fecha).where(DiaInhabil.fecha.in_([dia.fecha for dia in dias]))))
    for dia in dias:
        _write(dia.fecha, dia.motivo, dia.fundamento, por_confirmar)
    new = [(dia.fecha, dia.motivo) for dia in dias if dia.fecha not in known]
    noted("importar", actor=actor, ahora=ahora, datos={"anio": anio, "dias": len(dias), "nuevos": len(new)})
    if not new:
        return 0, 0
    fechas = [fecha for fecha, _ in new]
    return len(new), recorrer(fechas, "alta", _why(new, "Días inhábiles"), actor=actor, ahora=ahora)


def _write(fecha: date, motivo: str, fundamento: str, por_confirmar: bool) -> bool:
    """True if it was not registered yet."""
    row = db.session.get(DiaInhabil, fecha)
    new = row is None
    if row is None:
        row = DiaInhabil(fecha=fecha)
        db.session.add(row)
    row.motivo, row.fundamento, row.por_confirmar = motivo, fundamento, por_confirmar
    db.session.flush()
    return new


def _why(dias: list[tuple[date, str]], que: str) -> str:
    """«Día inhábil: 12/02/2026, Festejo local», as the fact of each clock keeps it."""
    told = "; ".join(f"{fecha:%d/%m/%Y}, {motivo}" for fecha, motivo in dias)
    return f"{que}: {told}"[:500]
