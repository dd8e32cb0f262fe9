"""The clock of one dossier as its page shows it: what runs, what happened to it, what this person may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.dias import Cuenta, Tramo, Visita, por_lado, tramos
from workflow.expedientes.models import Expediente, Paso, Plazo, PlazoHecho
from workflow.expedientes.queries import hechos, relojes
from workflow.expedientes.queries.envios import expediente
from workflow.expedientes.reglas_plazo import ACCIONES, EstadoPlazo, evaluar
from workflow.expedientes.relojes import Pausa, lado_de, reloj_de, restantes
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.plazos import vencido
from workflow.kernel.refusals import Reason


@dataclass(frozen=True)
class HechoVista:
    """What happened to a clock; `etapa`: of the clock."""

    clase: str
    etapa: str
    dias: int | None
    motivo: str
    fundamento: str
    antes: datetime | None
    despues: datetime | None
    por: str
    en: datetime


@dataclass(frozen=True)
class Pedida:
    """The extension that waits for an answer."""

    dias: int
    motivo: str
    por: str
    en: datetime


@dataclass(frozen=True)
class RelojVista:
    """`restan`: business days left. `vence` None while it is paused. `concedidas`: business days granted."""

    etapa: str
    lado: str
    dias: int
    concedidas: int
    desde: datetime
    vence: datetime | None
    pausado_desde: datetime | None
    restan: int
    vencido: bool
    fundamento: str
    por_confirmar: bool
    pedida: Pedida | None


@dataclass(frozen=True)
class PosiblePlazo:
    """What this person's side may do with the clock; `motivos`: what is missing when it may not be done now."""

    accion: str
    motivos: tuple[Reason, ...]


@dataclass(frozen=True)
class PlazosVista:
    """`reloj` None: nobody is waited for. `por_lado`: side -> its days in all the dossier."""

    expediente_id: int
    reloj: RelojVista | None
    acciones: tuple[PosiblePlazo, ...]
    maximo_prorroga: int
    tramos: tuple[Tramo, ...]
    por_lado: dict[str, Cuenta]
    hechos: tuple[HechoVista, ...]


def plazos(expediente_id: int, actor: Actor, ahora: datetime) -> PlazosVista:
    """Raises NotFound, or NotAllowed when it belongs to another dependencia."""
    row = expediente(expediente_id)
    hoy = local_date(ahora)
    evaluate("consultar", actor, hechos.facts_of(row, hoy, changes=False)).enforce()
    plazo = relojes.abierto(row.id)
    todos = _hechos(row.id)
    dias = tramos(_visitas(row.id), pausas_de([hecho for hecho, _ in todos]), ahora, hechos.calendario())
    return PlazosVista(
        row.id,
        None if plazo is None else _reloj(plazo, ahora),
        () if plazo is None else _acciones(actor, estado_de(row, plazo, ahora)),
        relojes.politica(hoy).prorroga_dias,
        dias,
        por_lado(dias),
        tuple(_hecho(hecho, etapa) for hecho, etapa in reversed(todos)),
    )


def estado_de(row: Expediente, plazo: Plazo, ahora: datetime) -> EstadoPlazo:
    """What the rules of the clocks are told."""
    facts = relojes.hechos_de([plazo])[plazo.id]
    pedida = pendiente_de(facts)
    concedidas = sum(hecho.clase == "prorroga_concedida" for hecho in facts)
    return EstadoPlazo(
        lado=plazo.lado or lado_de(row.etapa, hechos.turno_de(row)) or "dependencia",
        dependencia=row.dependencia.clave,
        pausado=plazo.pausado_en is not None,
        vencido=plazo.pausado_en is None and vencido(plazo.vence, ahora),
        pidio_id=pedida.por_id if pedida else None,
        pedidas=concedidas + (pedida is not None),
        politica=relojes.politica(local_date(ahora)),
    )


def pendiente_de(facts: Sequence[PlazoHecho]) -> PlazoHecho | None:
    """The extension asked for that nobody has answered."""
    answered = {hecho.de_id for hecho in facts if hecho.de_id is not None}
    return next((h for h in reversed(facts) if h.clase == "prorroga_pedida" and h.id not in answered), None)


def pausas_de(facts: Sequence[PlazoHecho]) -> tuple[Pausa, ...]:
    """The pauses of a dossier, whichever clock they stopped."""
    if not facts:
        return ()
    return reloj_de(facts[0].en, 1, ((hecho.clase, hecho.en, None) for hecho in facts)).pausas


def _acciones(actor: Actor, estado: EstadoPlazo) -> tuple[PosiblePlazo, ...]:
    """Only what concerns this person: what their post never does is not shown at all."""
    found = []
    for accion in ACCIONES:
        reasons = evaluar(accion, actor, estado)
        codes = {reason.code for reason in reasons}
        never = {"PLAZO_NO_LE_TOCA", "DEPENDENCIA_AJENA", "PLAZO_NO_PAUSADO", "PRORROGA_SIN_SOLICITUD"}
        if codes & never or (accion == "suspender" and estado.pausado):
            continue
        found.append(PosiblePlazo(accion, tuple(reasons)))
    return tuple(found)


def _reloj(plazo: Plazo, ahora: datetime) -> RelojVista:
    facts = relojes.hechos_de([plazo])[plazo.id]
    reloj = relojes.reloj(plazo, facts)
    pedida = pendiente_de(facts)
    return RelojVista(
        etapa=plazo.etapa,
        lado=plazo.lado or lado_de(plazo.etapa) or "dependencia",
        dias=plazo.dias,
        concedidas=sum(reloj.prorrogas),
        desde=plazo.desde,
        vence=None if plazo.pausado_en else plazo.vence,
        pausado_desde=plazo.pausado_en,
        restan=restantes(reloj, local_date(ahora), hechos.calendario()),
        vencido=plazo.pausado_en is None and vencido(plazo.vence, ahora),
        fundamento=plazo.fundamento,
        por_confirmar=plazo.por_confirmar,
        pedida=Pedida(pedida.dias or 0, pedida.motivo, pedida.por, pedida.en) if pedida else None,
    )


def _visitas(expediente_id: int) -> list[Visita]:
    rows = db.session.scalars(select(Paso).where(Paso.expediente_id == expediente_id).order_by(Paso.id))
    return [Visita(paso.etapa, paso.version, paso.ronda, paso.en, paso.por) for paso in rows]


def _hechos(expediente_id: int) -> list[tuple[PlazoHecho, str]]:
    rows = db.session.execute(
        select(PlazoHecho, Plazo.etapa)
        .join(Plazo, Plazo.id == PlazoHecho.plazo_id)
        .where(PlazoHecho.expediente_id == expediente_id)
        .order_by(PlazoHecho.id)
    )
    return [(hecho, etapa) for hecho, etapa in rows]


def _hecho(hecho: PlazoHecho, etapa: str) -> HechoVista:
    return HechoVista(
        hecho.clase, etapa, hecho.dias, hecho.motivo, hecho.fundamento, hecho.antes, hecho.despues, hecho.por, hecho.en
    )
