"""Lists of dossiers: what waits for me today, the board of all of them, what a session may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from workflow.db import UtcDateTime, read
from workflow.expedientes.models import Expediente, Plazo
from workflow.expedientes.plazos_etapa import due_words, pause_words, since_words
from workflow.expedientes.queries import hechos
from workflow.expedientes.relojes import espera_a
from workflow.expedientes.route import DEPENDENCIA, ESPERA_A, ETAPAS, PLANEACION
from workflow.expedientes.textos import etapa_words, joined, rol_words
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.kernel.plazos import Calendario
from workflow.kernel.texto import plain
from workflow.people.models import Dependencia, DependenciaNombre, Usuario

LIMITE = 50
_SIN_PLAZO = datetime(9999, 1, 1, tzinfo=UTC)
ORDEN = "desde"
ORDENES = ("desde", "-desde", "folio", "-folio", "plazo", "-plazo")


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
    column, parsed = _ORDENES[orden.lstrip("-")]
    order = (column.desc(), Expediente.id.desc()) if orden.startswith("-") else (column, Expediente.id)
    rest = and_(wanted, _after(despues, column, parsed, descending=orden.startswith("-")))
    page = base().add_columns(column).where(rest).order_by(*order).limit(limite + 1)
    found_rows = read(page, {"hoy": hoy}).all()
    calendario = hechos.calendario()
    shown = tuple(fila_of(row, hoy, calendario) for row in found_rows[:limite])
    cursor = _cursor(found_rows[limite - 1]) if len(found_rows) > limite else None
    counted = read(
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
    return f"{value.isoformat() if isinstance(value, datetime) else value}|{row.id}"


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
    statement = base().where(Expediente.etapa == etapa).order_by(Expediente.etapa_desde, Expediente.id)
    return _rows(statement.limit(500), hoy, hechos.calendario())


def filas(ids: Iterable[int], hoy: date) -> dict[int, Fila]:
    """Headers of some dossiers, by id; the unknown ones are missing."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = read(_POR_ID, {"ids": wanted, "hoy": hoy}).all()
    calendario = hechos.calendario() if any(row.vence for row in rows) else Calendario()
    return {row.id: fila_of(row, hoy, calendario) for row in rows}


def _name_on(*when: ColumnElement[bool], newest: bool) -> Any:
    order = DependenciaNombre.desde.desc() if newest else DependenciaNombre.desde
    named = select(DependenciaNombre.nombre).where(DependenciaNombre.dependencia_id == Dependencia.id, *when)
    return named.order_by(order).limit(1).correlate(Dependencia).scalar_subquery()


# The name in force on the day of the question, as Dependencia.nombre_en says it.
_NOMBRE = func.coalesce(
    _name_on(DependenciaNombre.desde <= bindparam("hoy", type_=Date()), newest=True), _name_on(newest=False)
)
DEL_EXPEDIENTE: tuple[Any, ...] = (
    Expediente.id,
    Expediente.folio,
    Expediente.tipo,
    Expediente.titulo,
    Expediente.programa,
    Expediente.ejercicio,
    Expediente.etapa,
    Expediente.etapa_desde,
    Expediente.etapa_por,
    Expediente.version,
    Expediente.vigente,
    Expediente.ronda,
    Expediente.sentido_dictamen,
    Expediente.acuerdo_folio,
    Expediente.acuse,
    Expediente.verificado_en,
    Expediente.v_aprobada_id,
    Expediente.v_presentada_id,
    select(Usuario.nombre).where(Usuario.id == Expediente.revisor_id).scalar_subquery().label("revisor_nombre"),
    Dependencia.clave.label("dependencia"),
    Dependencia.siglas.label("dependencia_siglas"),
    _NOMBRE.label("dependencia_nombre"),
)
COLUMNAS = (*DEL_EXPEDIENTE, Plazo.vence, Plazo.pausado_en)


def with_dependencia(statement: Any) -> Any:
    return statement.join(Dependencia, Dependencia.id == Expediente.dependencia_id)


def base() -> Any:
    """The columns of a Fila: reading them costs a tenth of loading whole dossiers. It is asked for a day, `hoy`."""
    clock = and_(Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None))
    return with_dependencia(select(*COLUMNAS).select_from(Expediente)).outerjoin(Plazo, clock)


_POR_ID = base().where(Expediente.id.in_(bindparam("ids", expanding=True)))


def _rows(statement: Any, hoy: date, calendario: Calendario) -> tuple[Fila, ...]:
    return tuple(fila_of(row, hoy, calendario) for row in read(statement, {"hoy": hoy}))


def fila_of(row: Any, hoy: date, calendario: Calendario) -> Fila:
    pausado = row.pausado_en
    vence = None if pausado else row.vence
    words = pause_words(pausado, hoy) if pausado else due_words(vence, hoy, calendario) if vence else None
    nombre = row.dependencia_nombre
    return Fila(
        id=row.id,
        folio=row.folio,
        tipo=row.tipo,
        titulo=row.titulo,
        programa=row.programa,
        ejercicio=row.ejercicio,
        dependencia=row.dependencia,
        dependencia_siglas=row.dependencia_siglas,
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


def holder_words(row: Any, dependencia_nombre: str) -> str:
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
