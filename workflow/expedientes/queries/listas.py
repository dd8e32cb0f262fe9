"""Lists of dossiers: what waits for me today, the board of all of them, what a session may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, literal, or_, select, true
from sqlalchemy.orm import selectinload, undefer

from workflow.db import UtcDateTime, db
from workflow.expedientes import kinds
from workflow.expedientes.models import Expediente, Participacion, Plazo
from workflow.expedientes.plazos_etapa import due_words, pause_words, since_words
from workflow.expedientes.queries import hechos
from workflow.expedientes.relojes import espera_a
from workflow.expedientes.route import DEPENDENCIA, ESPERA_A, ETAPAS, PLANEACION, TIPOS
from workflow.expedientes.textos import etapa_words, joined, rol_words
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.kernel.plazos import Calendario
from workflow.kernel.texto import plain
from workflow.people.models import Dependencia

LIMITE = 50
_SIN_PLAZO = datetime(9999, 1, 1, tzinfo=UTC)
FUERA = ("enviado", "en_revision", "validado", "en_comisiones", "dictaminado", "en_cabildo", "retirado", "aprobado")
ORDEN = "desde"
ORDENES = ("desde", "-desde", "folio", "-folio", "plazo", "-plazo")
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
class Fila:
    """A dossier in a list. `vence`: instant in UTC, None without a clock or in pause; the words are for today."""

    id: int
    folio: str
    tipo: str
    titulo: str
    programa: str
    ejercicio: int
    dependencia: str
    dependencia_siglas: str
    dependencia_nombre: str
    etapa: str
    etapa_desde: datetime
    desde: str
    version: int
    vigente: int | None
    ronda: int
    lo_tiene: str
    vence: datetime | None
    vence_palabras: str | None
    vencido: bool
    sentido_dictamen: str | None
    acuerdo_folio: str | None
    pausado_desde: datetime | None = None


@dataclass(frozen=True)
class Bandeja:
    """`me_toca`: what waits for this person, the most urgent first; `enviados`: what they passed on."""

    me_toca: tuple[Fila, ...]
    total_me_toca: int
    enviados: tuple[Fila, ...]
    total_enviados: int


@dataclass(frozen=True)
class Filtro:
    etapa: str | None = None
    dependencia: str | None = None
    tipo: str | None = None
    texto: str | None = None
    ejercicio: int | None = None


@dataclass(frozen=True)
class Tablero:
    """`cuentas`: stage -> how many (every stage, in order). `siguiente`: cursor of the next page, if any."""

    cuentas: dict[str, int]
    filas: tuple[Fila, ...]
    total: int
    siguiente: str | None


def visible(actor: Actor) -> ColumnElement[bool]:
    """A dependencia_* role sees its own dossiers; any other role sees all of them; nobody else sees any."""
    if actor.roles - DEPENDENCIA_ROLES:
        return true()
    own = actor.dependencias(*DEPENDENCIA_ROLES)
    return Dependencia.clave.in_(sorted(own)) if own else false()


def bandeja(actor: Actor, hoy: date, *, limite: int = LIMITE) -> Bandeja:
    """What this person has to do today, and what they sent and who holds it."""
    calendario = hechos.calendario()
    mine, sent = _waits_for(actor), _followed_by(actor)
    urgent = (Plazo.vence.is_(None), Plazo.vence, Expediente.etapa_desde, Expediente.id)
    return Bandeja(
        _rows(_base().where(mine).order_by(*urgent).limit(limite), hoy, calendario),
        _count(mine),
        _rows(_base().where(sent).order_by(Expediente.etapa_desde.desc()).limit(limite), hoy, calendario),
        _count(sent),
    )


def por_vencer(actor: Actor, desde: datetime, limite: int = 200) -> list[tuple[int, str, str, datetime, datetime]]:
    """(id, folio, stage, due instant, begun) of what waits for this person with a term that runs: their deadlines."""
    rows = db.session.execute(
        select(Expediente.id, Expediente.folio, Expediente.etapa, Plazo.vence, Plazo.desde)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .join(Plazo, and_(Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None)))
        .where(Plazo.pausado_en.is_(None), Plazo.vence >= desde, _waits_for(actor))
        .order_by(Plazo.vence, Expediente.id)
        .limit(limite)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    options: list[ColumnElement[bool]] = []
    for rol in sorted(actor.roles):
        stages = [etapa for etapa in ETAPAS if rol in ESPERA_A[etapa]]
        if stages:
            options.append(and_(Expediente.etapa.in_(stages), _scope(actor, rol), _turn(actor, rol)))
    return or_(*options) if options else false()


def _scope(actor: Actor, rol: str) -> ColumnElement[bool]:
    if rol not in DEPENDENCIA_ROLES:
        return true()
    return Dependencia.clave.in_(sorted(actor.dependencias(rol)))


def _turn(actor: Actor, rol: str) -> ColumnElement[bool]:
    """Whose turn it is inside a stage, and what separation of duties takes away."""
    modified = Expediente.etapa == "aprobado_con_modificaciones"
    written = or_(Expediente.tipo.not_in(_written_here()), Expediente.v_aprobada_id != Expediente.v_presentada_id)
    verified = or_(Expediente.tipo.not_in(_written_here()), Expediente.verificado_en.is_not(None))
    if rol in DEPENDENCIA_ROLES:
        return or_(~modified, and_(written, Expediente.acuse.is_(False)))
    if rol == "transparencia":
        return or_(~modified, and_(written, verified, Expediente.acuse.is_(True)))
    if rol not in PLANEACION:
        return true()
    took_part = exists().where(
        Participacion.expediente_id == Expediente.id,
        Participacion.version == Expediente.version,
        Participacion.usuario_id == actor.usuario_id,
    )
    foreign = and_(Dependencia.clave.not_in(sorted(actor.dependencias())), ~took_part)
    mine = or_(Expediente.integrado_por_id.is_(None), Expediente.integrado_por_id != actor.usuario_id)
    compares = and_(Expediente.acuse.is_(True), ~verified, mine, foreign)
    reviews = or_(Expediente.etapa.not_in(("enviado", "en_revision")), foreign)
    return and_(reviews, or_(~modified, ~written, compares))


def _written_here() -> list[str]:
    """Kinds of dossier whose approved text Planeación writes field by field."""
    return [tipo for tipo in TIPOS if kinds.of(tipo).put is not None]


def _followed_by(actor: Actor) -> ColumnElement[bool]:
    options = [
        and_(Expediente.etapa.in_(SIGUE[rol]), _scope(actor, rol)) for rol in sorted(actor.roles) if rol in SIGUE
    ]
    return and_(or_(*options), ~_waits_for(actor)) if options else false()


def tablero(
    actor: Actor,
    hoy: date,
    filtro: Filtro | None = None,
    *,
    despues: str | None = None,
    limite: int = LIMITE,
    orden: str = ORDEN,
) -> Tablero:
    """Every dossier this person may see, in pages by cursor; by default, the one longest in its stage first.

    `orden`: one of ORDENES. A cursor that cannot be read gives the first page.
    """
    filtro = filtro or Filtro()
    wanted = _filtered(actor, filtro)
    column, read = _ORDENES[orden.lstrip("-")]
    order = (column.desc(), Expediente.id.desc()) if orden.startswith("-") else (column, Expediente.id)
    rest = and_(wanted, _after(despues, column, read, descending=orden.startswith("-")))
    found_rows = db.session.execute(_base().add_columns(column).where(rest).order_by(*order).limit(limite + 1)).all()
    calendario = hechos.calendario()
    shown = tuple(_fila(*row[:4], hoy, calendario) for row in found_rows[:limite])
    cursor = _cursor(found_rows[limite - 1]) if len(found_rows) > limite else None
    counted = db.session.execute(
        select(Expediente.etapa, func.count())
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(_filtered(actor, replace(filtro, etapa=None)))
        .group_by(Expediente.etapa)
    )
    found = {etapa: int(n) for etapa, n in counted}
    cuentas = {etapa: found.get(etapa, 0) for etapa in ETAPAS}
    total = cuentas.get(filtro.etapa, 0) if filtro.etapa else sum(cuentas.values())
    return Tablero(cuentas, shown, total, cursor)


def _filtered(actor: Actor, filtro: Filtro) -> ColumnElement[bool]:
    wanted = [visible(actor)]
    if filtro.etapa:
        wanted.append(Expediente.etapa == filtro.etapa)
    if filtro.tipo:
        wanted.append(Expediente.tipo == filtro.tipo)
    if filtro.ejercicio:
        wanted.append(Expediente.ejercicio == filtro.ejercicio)
    if filtro.dependencia:
        wanted.append(Dependencia.clave == filtro.dependencia)
    wanted += [Expediente.buscable.contains(word, autoescape=True) for word in plain(filtro.texto or "").split()[:8]]
    return and_(*wanted)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment


# column of the lists -> (what it is sorted by, how its value is read from a cursor)
_ORDENES: dict[str, tuple[Any, Callable[[str], Any]]] = {
    "desde": (Expediente.etapa_desde, _moment),
    "folio": (Expediente.folio, str),
    "plazo": (
        func.coalesce(
            case((Plazo.pausado_en.is_(None), Plazo.vence), else_=None), literal(_SIN_PLAZO, UtcDateTime()),
            type_=UtcDateTime(),
        ),
        _moment,
    ),
}  # fmt: skip


def _cursor(row: Any) -> str:
    value = row[-1]
    return f"{value.isoformat() if isinstance(value, datetime) else value}|{row[0].id}"


def _after(cursor: str | None, column: Any, read: Callable[[str], Any], *, descending: bool) -> ColumnElement[bool]:
    try:
        told, _, last = (cursor or "").rpartition("|")
        value, last_id = read(told), int(last)
    except ValueError:
        return true()
    if descending:
        return or_(column < value, and_(column == value, Expediente.id < last_id))
    return or_(column > value, and_(column == value, Expediente.id > last_id))


def waiting(etapa: str, hoy: date) -> tuple[Fila, ...]:
    """Dossiers in a stage, the first to arrive first: what a session may put on its agenda."""
    statement = _base().where(Expediente.etapa == etapa).order_by(Expediente.etapa_desde, Expediente.id)
    return _rows(statement.limit(500), hoy, hechos.calendario())


def filas(ids: Iterable[int], hoy: date) -> dict[int, Fila]:
    """Headers of some dossiers, by id; the unknown ones are missing."""
    statement = _base().where(Expediente.id.in_(list(ids)))
    return {fila.id: fila for fila in _rows(statement, hoy, hechos.calendario())}


def _base() -> Any:
    return (
        select(Expediente, Dependencia, Plazo.vence, Plazo.pausado_en)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .outerjoin(Plazo, and_(Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None)))
        .options(selectinload(Dependencia.nombres), undefer(Expediente.revisor_nombre))
    )


def _count(condition: ColumnElement[bool]) -> int:
    statement = (
        select(func.count())
        .select_from(Expediente)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(condition)
    )
    return db.session.scalar(statement) or 0


def _rows(statement: Any, hoy: date, calendario: Calendario) -> tuple[Fila, ...]:
    found: Sequence[Any] = db.session.execute(statement).all()
    return tuple(_fila(*one, hoy, calendario) for one in found)


def _fila(
    row: Expediente,
    dependencia: Dependencia,
    vence: datetime | None,
    pausado: datetime | None,
    hoy: date,
    calendario: Calendario,
) -> Fila:
    vence = None if pausado else vence
    words = pause_words(pausado, hoy) if pausado else due_words(vence, hoy, calendario) if vence else None
    nombre = dependencia.nombre_en(hoy)
    return Fila(
        id=row.id,
        folio=row.folio,
        tipo=row.tipo,
        titulo=row.titulo,
        programa=row.programa,
        ejercicio=row.ejercicio,
        dependencia=dependencia.clave,
        dependencia_siglas=dependencia.siglas,
        dependencia_nombre=nombre,
        etapa=row.etapa,
        etapa_desde=row.etapa_desde,
        desde=since_words(row.etapa_desde, hoy),
        version=row.version,
        vigente=row.vigente,
        ronda=row.ronda,
        lo_tiene=holder_words(row, nombre),
        vence=vence,
        vence_palabras=words,
        vencido=bool(words and words.startswith("venció")),
        sentido_dictamen=row.sentido_dictamen,
        acuerdo_folio=row.acuerdo_folio,
        pausado_desde=pausado,
    )


def holder_words(row: Expediente, dependencia_nombre: str) -> str:
    """Who holds it: a person while it is in review, the dependencia, or the office that must act."""
    roles = ESPERA_A[row.etapa]
    if row.etapa == "en_revision":
        return f"Planeación ({row.revisor_nombre or row.etapa_por})"
    if row.etapa == "enviado" and row.revisor_nombre:
        return f"Planeación (lo va a revisar {row.revisor_nombre})"
    if row.etapa == "aprobado_con_modificaciones":
        roles = espera_a(row.etapa, hechos.turno_de(row))
    if not roles:
        return f"Nadie: {etapa_words(row.etapa).lower()}"
    if set(roles) <= set(DEPENDENCIA):
        return dependencia_nombre
    if roles == PLANEACION:
        return "Planeación"
    return joined([rol_words(rol) for rol in roles])
