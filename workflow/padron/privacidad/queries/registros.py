"""What is written by date about personal data: notices, terms, decisions of the Comité, sensitive programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.padron.privacidad import comite, parametros
from workflow.padron.privacidad.comite import Decision
from workflow.padron.privacidad.models import (
    AvisoPrivacidad,
    ComiteDecision,
    PrivacidadParametro,
    ProgramaSensible,
)
from workflow.padron.privacidad.parametros import PARAMETROS, Vigente


@dataclass(frozen=True)
class AvisoVista:
    """A version of the notice of a programme. `hasta`: the day on which the next one begins; None for the last."""

    programa: str
    version: int
    nombre: str
    desde: date
    hasta: date | None
    elementos: dict[str, str]
    huella: str
    por: str
    en: datetime


@dataclass(frozen=True)
class DecisionVista:
    decision: Decision
    por: str
    en: datetime
    vigente: bool


@dataclass(frozen=True)
class SensibleVista:
    programa: str
    sensible: bool
    motivo: str
    por: str
    en: datetime


def avisos(programa: str) -> list[AvisoVista]:
    """The versions of a programme, the newest first."""
    rows = db.session.scalars(
        select(AvisoPrivacidad).where(AvisoPrivacidad.programa == programa).order_by(AvisoPrivacidad.version.desc())
    ).all()
    found: list[AvisoVista] = []
    for row in rows:
        hasta = found[-1].desde if found else None
        found.append(
            AvisoVista(
                row.programa,
                row.version,
                row.nombre,
                row.desde,
                hasta,
                dict(row.elementos),
                row.huella,
                row.por,
                row.en,
            )
        )
    return found


def aviso_vigente(programa: str, dia: date) -> AvisoVista | None:
    """The one that rules that day."""
    return next((one for one in avisos(programa) if one.desde <= dia), None)


def programas_con_aviso(dia: date) -> list[AvisoVista]:
    """The notice in force of each programme, by name: for the public list."""
    programas = db.session.scalars(select(AvisoPrivacidad.programa).distinct().order_by(AvisoPrivacidad.programa))
    return [found for programa in programas if (found := aviso_vigente(programa, dia)) is not None]


def programas() -> list[tuple[str, str]]:
    """(clave, name) of the programmes that have a dossier of padrón, by clave; the name of the latest one."""
    rows = db.session.execute(
        select(Expediente.programa, Expediente.titulo).where(Expediente.tipo == "padron").order_by(Expediente.id)
    )
    return sorted({str(programa): str(titulo) for programa, titulo in rows}.items())


def _hechos_parametro() -> list[Vigente]:
    rows = db.session.scalars(select(PrivacidadParametro).order_by(PrivacidadParametro.id))
    return [Vigente(row.clave, row.valor, row.desde, row.fundamento, row.por_confirmar) for row in rows]


def parametro(clave: str, dia: date) -> Vigente:
    """The value that rules that day; the proposed one, to be confirmed, when nobody has written any."""
    return parametros.vigente(clave, dia, _hechos_parametro())


def parametros_vigentes(dia: date) -> list[Vigente]:
    hechos = _hechos_parametro()
    return [parametros.vigente(clave, dia, hechos) for clave in PARAMETROS]


def decisiones(programa: str | None = None, *, dia: date) -> list[DecisionVista]:
    """The newest first. `vigente`: it is the one that rules its class of its programme that day."""
    statement = select(ComiteDecision).order_by(ComiteDecision.id.desc())
    if programa is not None:
        statement = statement.where(ComiteDecision.programa == programa)
    rows = list(db.session.scalars(statement))
    all_of = [(row, _decision(row)) for row in rows]
    found = []
    for row, one in all_of:
        same = [other for _, other in reversed(all_of) if other.programa == one.programa]
        found.append(DecisionVista(one, row.por, row.en, comite.vigente(same, one.clase, dia) is one))
    return found


def decision_vigente(programa: str, clase: str, dia: date) -> Decision | None:
    rows = db.session.scalars(
        select(ComiteDecision).where(ComiteDecision.programa == programa).order_by(ComiteDecision.id)
    )
    return comite.vigente([_decision(row) for row in rows], clase, dia)


def _decision(row: ComiteDecision) -> Decision:
    return Decision(
        row.programa, row.clase, row.decision, row.resolucion, row.fecha, row.fundamento, row.desde, row.hasta
    )


def sensible(programa: str) -> SensibleVista | None:
    """The last that was said of a programme; None when nobody has said anything."""
    row = db.session.scalar(
        select(ProgramaSensible)
        .where(ProgramaSensible.programa == programa)
        .order_by(ProgramaSensible.id.desc())
        .limit(1)
    )
    return None if row is None else SensibleVista(row.programa, row.sensible, row.motivo, row.por, row.en)
