"""What waits for a person today, the most urgent first, and what they passed on and still follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
)

from workflow.db import UtcDateTime, db, read
from workflow.expedientes import kinds
from workflow.expedientes.models import Expediente, Participacion, Plazo
from workflow.expedientes.queries.listas import LIMITE, Fila, filas, with_dependencia
from workflow.expedientes.route import ESPERA_A, ETAPAS, PLANEACION, TIPOS
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.people.models import Dependencia

TOPE = 100  # how far it counts
CON_PLAZO, SIN_PLAZO, SEGUIDO, CUENTA = 1, 2, 3, 4  # in this order what waits is told
_NO_MOMENT, _NO_ONE = cast(null(), UtcDateTime()), cast(null(), Integer)
PorEtapa = dict[str, ColumnElement[bool]]
FUERA = ("enviado", "en_revision", "validado", "en_comisiones", "dictaminado", "en_cabildo", "retirado", "aprobado")
# What each role has passed on and still follows.
SIGUE: dict[str, tuple[str, ...]] = {
    "dependencia_captura": FUERA,
    "dependencia_titular": FUERA,
    "planeacion_revisor": ("con_observaciones", "validado", "en_comisiones", "dictaminado", "en_cabildo", "devuelto"),
    "planeacion_titular": ("con_observaciones", "en_comisiones", "dictaminado", "en_cabildo", "devuelto"),
    "comisiones_secretaria": ("dictaminado", "en_cabildo", "retirado"),
    "secretaria_gobierno": ("aprobado", "aprobado_con_modificaciones"),
}


@dataclass(frozen=True)
class Bandeja:
    """`me_toca`: what waits for this person, the most urgent first; `enviados`: what they passed on.

    The totals are told up to TOPE; one more means that there are more.
    """

    me_toca: tuple[Fila, ...]
    total_me_toca: int
    enviados: tuple[Fila, ...]
    total_enviados: int


def bandeja(actor: Actor, hoy: date, *, limite: int = LIMITE) -> Bandeja:
    """What this person has to do today, and what they sent and who holds it.

    Two statements: which dossiers, by the indexes of the terms and of the stages, and what is told of those shown.
    """
    which = read(_asked(actor.roles, limite, _written_here()), _who(actor)).all()
    counted = sum(row.id for row in which if row.clase == CUENTA)
    mine = sorted((row for row in which if row.clase in (CON_PLAZO, SIN_PLAZO)), key=_order)
    sent = sorted((row for row in which if row.clase == SEGUIDO), key=_order, reverse=True)
    found = filas([row.expediente for rows in (mine, sent) for row in rows[:limite]], hoy)
    shown = (
        # The clock is of the stage where the dossier is; if one ever were not, it is not told where it does not belong.
        tuple(found[row.expediente] for row in rows[:limite] if found[row.expediente].etapa == row.etapa)
        for rows in (mine, sent)
    )
    total = counted + sum(1 for row in mine if row.clase == SIN_PLAZO)
    return Bandeja(next(shown), total, next(shown), len(sent))


def _order(row: Any) -> tuple[int, datetime, int]:
    return row.clase, row.orden, row.id


@lru_cache(maxsize=256)
def _asked(roles: frozenset[str], limite: int, escritos: tuple[str, ...]) -> Any:
    """(clase, orden, id, expediente, etapa) of what waits for who holds these roles, and of what they follow.

    Of what has a clock, the first ones and how many (`id` of the row CUENTA).

    Making this statement costs more than running it, and it only changes with the roles and the kinds. Each stage is a
    branch that walks an index in the order that is wanted and stops: it costs the same however many dossiers there are.
    """
    waiting = _waiting(roles, escritos)
    running = [_running(etapa, condition) for etapa, condition in waiting.items()]
    branches = [_followed_one(etapa, condition) for etapa, condition in _followed(roles, escritos).items()]
    if running:
        clocks = _together(running).cte("corriendo")
        few = select(func.count()).select_from(clocks).scalar_subquery() <= _code(TOPE)
        # Looking for what has no clock costs more: it is not done where those with one already are more than is told.
        unclocked = [
            select(*_stopped(etapa, condition).subquery().c).where(few) for etapa, condition in waiting.items()
        ]
        first = select(*clocks.c).order_by(clocks.c.orden, clocks.c.id).limit(_code(limite))
        how_many = select(*_key(_code(CUENTA), _NO_MOMENT, func.count(), _NO_ONE, null())).select_from(clocks)
        branches = [first, how_many, *unclocked, *branches]
    return _together(branches) if branches else select(*_key(*[null()] * 5)).where(false())


def _key(*values: Any) -> list[Any]:
    return [
        value.label(name) for value, name in zip(values, ("clase", "orden", "id", "expediente", "etapa"), strict=True)
    ]


def _together(branches: list[Any]) -> Any:
    one, *more = [select(*branch.subquery().c) for branch in branches]
    return one.union_all(*more) if more else one


def _running(etapa: str, condition: ColumnElement[bool]) -> Any:
    """The dossiers of a stage whose clock runs, the first to end first."""
    return (
        with_dependencia(
            select(*_key(_code(CON_PLAZO), Plazo.vence, Plazo.id, Plazo.expediente_id, Plazo.etapa))
            .select_from(Plazo)
            .join(Expediente, Expediente.id == Plazo.expediente_id)
        )
        .where(Plazo.etapa == _code(etapa), Plazo.cerrado_en.is_(None), condition)
        .order_by(Plazo.vence, Plazo.id)
        .limit(_code(TOPE + 1))
    )


def _stopped(etapa: str, condition: ColumnElement[bool]) -> Any:
    """The dossiers of a stage that no clock measures, the oldest first."""
    clock = exists().where(
        Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None), Plazo.etapa == _code(etapa)
    )
    found = _of_stage(SIN_PLAZO, etapa, and_(~clock, condition))
    return found.order_by(Expediente.etapa_desde, Expediente.id).limit(_code(TOPE + 1))


def _followed_one(etapa: str, condition: ColumnElement[bool]) -> Any:
    found = _of_stage(SEGUIDO, etapa, condition)
    return found.order_by(Expediente.etapa_desde.desc(), Expediente.id.desc()).limit(_code(TOPE + 1))


def _of_stage(clase: int, etapa: str, condition: ColumnElement[bool]) -> Any:
    key = _key(_code(clase), Expediente.etapa_desde, Expediente.id, Expediente.id, Expediente.etapa)
    return with_dependencia(select(*key).select_from(Expediente)).where(_stage(etapa), condition)


def _who(actor: Actor) -> dict[str, Any]:
    """The values of the statements that were made for the roles of this person."""
    own = {_claves_of(rol): sorted(actor.dependencias(rol)) for rol in DEPENDENCIA_ROLES}
    return {**own, "usuario": actor.usuario_id, "claves": sorted(actor.dependencias())}


def por_vencer(actor: Actor, desde: datetime, limite: int = 200) -> list[tuple[int, str, str, datetime, datetime]]:
    """(id, folio, stage, due instant, begun) of what waits for this person with a term that runs: their deadlines."""
    rows = db.session.execute(
        select(Expediente.id, Expediente.folio, Expediente.etapa, Plazo.vence, Plazo.desde)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .join(Plazo, and_(Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None)))
        .where(Plazo.pausado_en.is_(None), Plazo.vence >= desde, _in_any(_waiting(actor.roles, _written_here())))
        .order_by(Plazo.vence, Expediente.id)
        .limit(limite),
        _who(actor),
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _waiting(roles: frozenset[str], escritos: tuple[str, ...]) -> PorEtapa:
    """What waits for them in each stage. `escritos`: kinds whose approved text Planeación writes field by field."""
    found = {}
    for etapa in ETAPAS:
        options = [and_(_scope(rol), _turn(rol, etapa, escritos)) for rol in sorted(roles) if rol in ESPERA_A[etapa]]
        if options:
            found[etapa] = or_(*options)
    return found


def _followed(roles: frozenset[str], escritos: tuple[str, ...]) -> PorEtapa:
    """What they passed on, without what waits for them again."""
    waiting, found = _waiting(roles, escritos), {}
    for etapa in ETAPAS:
        scopes = [_scope(rol) for rol in sorted(roles) if etapa in SIGUE.get(rol, ())]
        if scopes:
            found[etapa] = and_(or_(*scopes), ~waiting[etapa]) if etapa in waiting else or_(*scopes)
    return found


def _code(value: str | int) -> Any:
    """A constant of this program, written in the statement: the database can keep one good plan for it."""
    return literal_column(f"'{value}'" if isinstance(value, str) else str(value))


def _stage(etapa: str) -> ColumnElement[bool]:
    return Expediente.etapa == _code(etapa)


def _in_any(by_stage: PorEtapa) -> ColumnElement[bool]:
    if not by_stage:
        return false()
    stages = Expediente.etapa.in_([_code(etapa) for etapa in by_stage])
    return and_(stages, or_(*(and_(_stage(etapa), condition) for etapa, condition in by_stage.items())))


def _claves_of(rol: str) -> str:
    return f"claves_{rol}"


def _scope(rol: str) -> ColumnElement[bool]:
    if rol not in DEPENDENCIA_ROLES:
        return true()
    return Dependencia.clave.in_(bindparam(_claves_of(rol), expanding=True))


def _turn(rol: str, etapa: str, escritos: tuple[str, ...]) -> ColumnElement[bool]:
    """Whose turn it is inside a stage, and what separation of duties takes away."""
    if etapa == "aprobado_con_modificaciones":
        return _turn_with_modified(rol, escritos)
    return _foreign() if rol in PLANEACION and etapa in ("enviado", "en_revision") else true()


def _turn_with_modified(rol: str, escritos: tuple[str, ...]) -> ColumnElement[bool]:
    unwritable = Expediente.tipo.not_in([_code(tipo) for tipo in escritos])
    written = or_(unwritable, Expediente.v_aprobada_id != Expediente.v_presentada_id)
    verified = or_(unwritable, Expediente.verificado_en.is_not(None))
    if rol in DEPENDENCIA_ROLES:
        return and_(written, Expediente.acuse.is_(False))
    if rol == "transparencia":
        return and_(written, verified, Expediente.acuse.is_(True))
    if rol not in PLANEACION:
        return true()
    mine = or_(Expediente.integrado_por_id.is_(None), Expediente.integrado_por_id != _usuario())
    return or_(~written, and_(Expediente.acuse.is_(True), ~verified, mine, _foreign()))


def _foreign() -> ColumnElement[bool]:
    """Of another dependencia than theirs, and captured or sent by somebody else."""
    took_part = exists().where(
        Participacion.expediente_id == Expediente.id,
        Participacion.version == Expediente.version,
        Participacion.usuario_id == _usuario(),
    )
    return and_(Dependencia.clave.not_in(bindparam("claves", expanding=True)), ~took_part)


def _usuario() -> Any:
    return bindparam("usuario", type_=Integer())


def _written_here() -> tuple[str, ...]:
    return tuple(tipo for tipo in TIPOS if kinds.of(tipo).put is not None)
