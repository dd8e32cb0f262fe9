"""Reading people: the actor of a user at a date, names of dependencias, holders of seats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Date, String, and_, bindparam, func, or_, select

from workflow.db import db, read
from workflow.kernel.actor import Actor, Asignacion
from workflow.kernel.clock import local_date
from workflow.kernel.texto import plain
from workflow.people.directorio import Directorio
from workflow.people.models import (
    Acceso,
    AsignacionRol,
    CodigoRecuperacion,
    Curul,
    Dependencia,
    DependenciaNombre,
    Ocupacion,
    SegundoFactor,
    Suplencia,
    Usuario,
)
from workflow.people.rules import may_name_substitute


@dataclass(frozen=True)
class DependenciaVista:
    id: int
    clave: str
    siglas: str
    nombre: str
    titular_cargo: str


@dataclass(frozen=True)
class Asiento:
    """A seat and who holds it on a date (None: vacant)."""

    curul_id: int
    clave: str
    orden: int
    cargo: str
    persona_id: int | None
    nombre: str | None
    genero: str | None
    usuario_id: int | None
    suplente: bool


@dataclass(frozen=True)
class CargoVista:
    """A role of a user with its dates. `vigente`: it is held on the day that was asked."""

    id: int
    rol: str
    dependencia: str | None
    dependencia_nombre: str | None
    desde: date
    hasta: date | None
    vigente: bool


@dataclass(frozen=True)
class UsuarioVista:
    id: int
    correo: str
    nombre: str
    cargo: str
    activo: bool
    debe_cambiar_clave: bool
    creado_en: datetime
    ultimo_acceso: datetime | None
    cargos: tuple[CargoVista, ...]

    @property
    def vigentes(self) -> tuple[CargoVista, ...]:
        return tuple(cargo for cargo in self.cargos if cargo.vigente)


def actor_of(usuario_id: int, hoy: date) -> Actor | None:
    """The user with the roles in force that day; None when there is no such active user."""
    usuario = db.session.get(Usuario, usuario_id)
    if usuario is None or not usuario.activo:
        return None
    return actor_from(usuario, hoy)


def actor_from(usuario: Usuario, hoy: date) -> Actor:
    held = tuple(
        Asignacion(a.rol, a.dependencia.clave if a.dependencia else None)
        for a in sorted(usuario.asignaciones, key=lambda a: a.id)
        if a.desde <= hoy and (a.hasta is None or hoy <= a.hasta)
    )
    return Actor(usuario.id, usuario.nombre, usuario.cargo, held)


@dataclass(frozen=True)
class EntradaAbierta:
    """Who is behind an open sign-in, with the roles in force that day."""

    actor: Actor
    debe_cambiar_clave: bool
    segundo_factor: bool


# One statement for what every page asks first: the sign-in, its user, and their roles.
_ENTRADA = (
    select(
        Usuario.id,
        Usuario.nombre,
        Usuario.cargo,
        Usuario.debe_cambiar_clave,
        Acceso.expira_en,
        AsignacionRol.rol,
        Dependencia.clave,
        SegundoFactor.confirmado_en,
    )
    .select_from(Acceso)
    .join(Usuario, Usuario.id == Acceso.usuario_id)
    .outerjoin(
        AsignacionRol,
        and_(
            AsignacionRol.usuario_id == Usuario.id,
            AsignacionRol.desde <= bindparam("hoy", type_=Date()),
            or_(AsignacionRol.hasta.is_(None), AsignacionRol.hasta >= bindparam("hoy", type_=Date())),
        ),
    )
    .outerjoin(Dependencia, Dependencia.id == AsignacionRol.dependencia_id)
    .outerjoin(SegundoFactor, SegundoFactor.usuario_id == Usuario.id)
    .where(
        Acceso.token_hash == bindparam("token_hash", type_=String()),
        Acceso.cerrado_en.is_(None),
        Acceso.epoca == Usuario.epoca,
        Usuario.activo,
    )
    .order_by(AsignacionRol.id)
)


def open_access(token_hash: str, ahora: datetime) -> EntradaAbierta | None:
    """The user of an open sign-in; None if it was closed, expired, or everything was signed out."""
    rows = read(_ENTRADA, {"token_hash": token_hash, "hoy": local_date(ahora)}).all()
    if not rows or rows[0].expira_en <= ahora:
        return None
    who = rows[0]
    held = tuple(Asignacion(row.rol, row.clave) for row in rows if row.rol is not None)
    return EntradaAbierta(
        Actor(who.id, who.nombre, who.cargo, held), who.debe_cambiar_clave, who.confirmado_en is not None
    )


def users_with(rol: str, hoy: date, *, dependencia_id: int | None = None) -> list[Usuario]:
    """Active users who hold a role that day (in a dependencia, if one is given)."""
    statement = (
        select(Usuario)
        .join(AsignacionRol)
        .where(
            Usuario.activo,
            AsignacionRol.rol == rol,
            AsignacionRol.desde <= hoy,
            or_(AsignacionRol.hasta.is_(None), AsignacionRol.hasta >= hoy),
        )
        .order_by(Usuario.id)
        .distinct()
    )
    if dependencia_id is not None:
        statement = statement.where(AsignacionRol.dependencia_id == dependencia_id)
    return list(db.session.scalars(statement))


def directorio(hoy: date) -> Directorio:
    """Who holds what that day, and who stands in for whom."""
    cargos: dict[tuple[str, int | None], set[int]] = {}
    activos: set[int] = set()
    for rol, dependencia_id, usuario_id, activo in db.session.execute(
        select(AsignacionRol.rol, AsignacionRol.dependencia_id, Usuario.id, Usuario.activo)
        .join(Usuario, Usuario.id == AsignacionRol.usuario_id)
        .where(AsignacionRol.desde <= hoy, or_(AsignacionRol.hasta.is_(None), AsignacionRol.hasta >= hoy))
    ):
        cargos.setdefault((rol, dependencia_id), set()).add(usuario_id)
        if activo:
            activos.add(usuario_id)
    suplentes: dict[int, tuple[int, ...]] = {}
    for usuario_id, suplente_id in db.session.execute(
        select(Suplencia.usuario_id, Suplencia.suplente_id)
        .join(Usuario, Usuario.id == Suplencia.suplente_id)
        .where(Usuario.activo, Suplencia.desde <= hoy, or_(Suplencia.hasta.is_(None), Suplencia.hasta >= hoy))
        .order_by(Suplencia.id)
    ):
        suplentes[usuario_id] = (*suplentes.get(usuario_id, ()), suplente_id)
    return Directorio({clave: frozenset(who) for clave, who in cargos.items()}, frozenset(activos), suplentes)


def dependencias(hoy: date, claves: Iterable[str] | None = None) -> list[DependenciaVista]:
    statement = select(Dependencia).order_by(Dependencia.clave)
    if claves is not None:
        statement = statement.where(Dependencia.clave.in_(list(claves)))
    return [_vista(row, hoy) for row in db.session.scalars(statement)]


def dependencia(clave: str, hoy: date) -> DependenciaVista | None:
    row = db.session.scalar(select(Dependencia).where(Dependencia.clave == clave))
    return None if row is None else _vista(row, hoy)


@dataclass(frozen=True)
class NombreVista:
    nombre: str
    desde: date
    hasta: date | None
    fundamento: str | None


def dependencia_nombres(clave: str) -> list[NombreVista]:
    """The names a dependencia has had, the newest first."""
    row = db.session.scalar(select(Dependencia).where(Dependencia.clave == clave))
    names = row.nombres if row is not None else []
    return [NombreVista(one.nombre, one.desde, one.hasta, one.fundamento) for one in reversed(names)]


def dependencia_nombre(clave: str, fecha: date) -> str:
    """The name in force on that date; the clave itself when the dependencia is unknown."""
    rows = db.session.execute(
        select(DependenciaNombre.nombre, DependenciaNombre.desde)
        .join(Dependencia, Dependencia.id == DependenciaNombre.dependencia_id)
        .where(Dependencia.clave == clave)
        .order_by(DependenciaNombre.desde)
    ).all()
    current = [row.nombre for row in rows if row.desde <= fecha]
    return current[-1] if current else rows[0].nombre if rows else clave


def _vista(row: Dependencia, hoy: date) -> DependenciaVista:
    return DependenciaVista(row.id, row.clave, row.siglas, row.nombre_en(hoy), row.titular_cargo)


def seats(hoy: date) -> list[Asiento]:
    """Every seat of the Ayuntamiento in order, with who holds it that day."""
    return [_seat(curul, hoy) for curul in db.session.scalars(select(Curul).order_by(Curul.orden))]


def _seat(curul: Curul, hoy: date) -> Asiento:
    holder = _holder(curul.ocupaciones, hoy)
    persona = holder.persona if holder else None
    return Asiento(
        curul.id,
        curul.clave,
        curul.orden,
        curul.cargo,
        persona.id if persona else None,
        persona.nombre if persona else None,
        persona.genero if persona else None,
        persona.usuario_id if persona else None,
        holder is not None and holder.calidad == "suplente",
    )


def _holder(ocupaciones: list[Ocupacion], hoy: date) -> Ocupacion | None:
    current = [o for o in ocupaciones if o.en_funciones and o.desde <= hoy and (o.hasta is None or hoy <= o.hasta)]
    return current[-1] if current else None


def usuario(usuario_id: int, hoy: date) -> UsuarioVista | None:
    """A user with all their roles, past, present and future."""
    row = db.session.get(Usuario, usuario_id)
    return None if row is None else _usuario(row, hoy)


def usuario_por_correo(correo: str, hoy: date) -> UsuarioVista | None:
    row = db.session.scalar(select(Usuario).where(Usuario.correo == correo.strip().lower()))
    return None if row is None else _usuario(row, hoy)


def usuarios(
    hoy: date, *, q: str = "", rol: str = "", dependencia: str = "", activo: bool | None = None
) -> list[UsuarioVista]:
    """Users by name. `q`: words of the name, post or mail, accents aside; `rol` and `dependencia`: held that day."""
    statement = select(Usuario)
    if activo is not None:
        statement = statement.where(Usuario.activo == activo)
    words = _loose(q).split()
    found = []
    for row in db.session.scalars(statement):
        text = _loose(f"{row.nombre} {row.cargo} {row.correo}")
        vista = _usuario(row, hoy)
        if all(word in text for word in words) and _holds(vista, rol, dependencia):
            found.append(vista)
    return sorted(found, key=lambda vista: (plain(vista.nombre), vista.id))


def _loose(text: str) -> str:
    """As people type it in a search box: no accents, and n for ñ."""
    return plain(text).replace("Ñ", "N")


def _holds(vista: UsuarioVista, rol: str, dependencia: str) -> bool:
    if not rol and not dependencia:
        return True
    return any(
        (not rol or cargo.rol == rol) and (not dependencia or cargo.dependencia == dependencia)
        for cargo in vista.vigentes
    )


def _usuario(row: Usuario, hoy: date) -> UsuarioVista:
    cargos = tuple(_cargo(held, hoy) for held in sorted(row.asignaciones, key=lambda held: (held.desde, held.id)))
    return UsuarioVista(
        row.id, row.correo, row.nombre, row.cargo, row.activo, row.debe_cambiar_clave, row.creado_en,
        row.ultimo_acceso, cargos,
    )  # fmt: skip


def _cargo(held: AsignacionRol, hoy: date) -> CargoVista:
    ur = held.dependencia
    current = held.desde <= hoy and (held.hasta is None or hoy <= held.hasta)
    return CargoVista(
        held.id, held.rol, ur.clave if ur else None, ur.nombre_en(hoy) if ur else None, held.desde, held.hasta, current
    )


@dataclass(frozen=True)
class SuplenciaVista:
    id: int
    usuario: str
    suplente: str
    desde: date
    hasta: date | None
    fundamento: str
    vigente: bool


def substitutes(actor: Actor, hoy: date) -> list[SuplenciaVista]:
    """Those that this person may name and end: in force or to come, and the ended ones of the last year."""
    rows = db.session.scalars(
        select(Suplencia)
        .where(or_(Suplencia.hasta.is_(None), Suplencia.hasta >= hoy - timedelta(days=365)))
        .order_by(Suplencia.desde.desc(), Suplencia.id.desc())
    )
    return [
        SuplenciaVista(
            row.id, row.usuario.nombre, row.suplente.nombre, row.desde, row.hasta, row.fundamento,
            row.desde <= hoy and (row.hasta is None or hoy <= row.hasta),
        )
        for row in rows
        if may_name_substitute(actor, actor_from(row.usuario, hoy))
    ]  # fmt: skip


def people_to_substitute(actor: Actor, hoy: date) -> list[tuple[str, str]]:
    """(id, name and post) of who this person may name a substitute for."""
    rows = db.session.scalars(select(Usuario).order_by(Usuario.nombre))
    return [(str(row.id), _named(row)) for row in rows if may_name_substitute(actor, actor_from(row, hoy))]


def active_people() -> list[tuple[str, str]]:
    rows = db.session.scalars(select(Usuario).where(Usuario.activo).order_by(Usuario.nombre))
    return [(str(row.id), _named(row)) for row in rows]


def _named(row: Usuario) -> str:
    return f"{row.nombre} ({row.cargo})" if row.activo else f"{row.nombre} ({row.cargo}), sin acceso"


def has_second_factor(usuario_id: int) -> bool:
    """Whether a telephone of theirs gives codes."""
    return db.session.get(SegundoFactor, usuario_id) is not None


def codes_left(usuario_id: int) -> int:
    """How many of their codes on paper nobody used yet."""
    unused = CodigoRecuperacion.usado_en.is_(None)
    found = select(func.count()).select_from(CodigoRecuperacion).where(CodigoRecuperacion.usuario_id == usuario_id)
    return int(db.session.scalar(found.where(unused)) or 0)
