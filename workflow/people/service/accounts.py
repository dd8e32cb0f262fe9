"""Users, roles with dates, sign-in and sign-out. Seats and members are loaded by the same rules."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update

from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people.models import Acceso, AccesoPendiente, AsignacionRol, Dependencia, Usuario
from workflow.people.queries import actor_from, has_second_factor
from workflow.people.rules import DURACION_ACCESO, ESPERA_DEL_CODIGO, password_problems, role_problems

HASHER = PasswordHasher()
# Compared when the user does not exist, so that the answer takes as long as for one who does.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$E7xWJi+jXL+sOg2sT/w/WA$W6cQRejXrWzBJb5IGwk8iOZr5VgsxzOFjkYdHA4Y0QY"


@dataclass(frozen=True)
class Entrada:
    """A sign-in that succeeded: the token for the cookie (kept only as a hash) and who it is."""

    token: str
    actor: Actor
    debe_cambiar_clave: bool


def hash_password(clave: str) -> str:
    """Argon2id hash (about a tenth of a second on purpose). Call it outside of transactions."""
    return HASHER.hash(clave)


def _matches(clave_hash: str, clave: str) -> bool:
    try:
        return HASHER.verify(clave_hash, clave)
    except (VerificationError, InvalidHashError):
        return False


@dataclass(frozen=True)
class Espera:
    """The password was right and a code is still needed: the token for the page that asks for it."""

    token: str


def sign_in(correo: str, clave: str, *, ahora: datetime) -> Entrada | Espera | None:
    """Check a password and open a sign-in, or begin its second step. None when they do not match (never says which)."""
    usuario = db.session.scalar(select(Usuario).where(Usuario.correo == correo.strip().lower()))
    known = (usuario.id, usuario.clave_hash, usuario.activo) if usuario else (0, NOBODY, False)
    db.session.rollback()  # the hash below takes time: nothing is held meanwhile
    if not _matches(known[1], clave) or not known[2]:
        return None
    if has_second_factor(known[0]):
        return Espera(wait_for_code(known[0], ahora=ahora))
    return open_access(known[0], ahora=ahora)


@use_case
def wait_for_code(usuario_id: int, *, ahora: datetime) -> str:
    """The password was right: a token for the page that asks for the code. It opens nothing by itself."""
    usuario = lock(Usuario, usuario_id)
    db.session.execute(delete(AccesoPendiente).where(AccesoPendiente.expira_en <= ahora))
    token = secrets.token_urlsafe(32)
    db.session.add(
        AccesoPendiente(
            token_hash=token_hash(token),
            usuario_id=usuario.id,
            epoca=usuario.epoca,
            expira_en=ahora + ESPERA_DEL_CODIGO,
        )
    )
    return token


@use_case
def open_access(usuario_id: int, *, ahora: datetime) -> Entrada:
    """Open a sign-in for a user already recognised."""
    usuario = lock(Usuario, usuario_id)
    token = secrets.token_urlsafe(32)
    db.session.add(
        Acceso(
            token_hash=token_hash(token),
            usuario_id=usuario.id,
            epoca=usuario.epoca,
            creado_en=ahora,
            expira_en=ahora + DURACION_ACCESO,
        )
    )
    usuario.ultimo_acceso = ahora
    actor = actor_from(usuario, local_date(ahora))
    record("usuario:entrar", actor=actor, ahora=ahora, objeto=("usuario", usuario.id))
    return Entrada(token, actor, usuario.debe_cambiar_clave)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@use_case
def sign_out(token: str, *, actor: Actor, ahora: datetime) -> None:
    """Close this sign-in: its cookie is worth nothing from now on."""
    db.session.execute(update(Acceso).where(Acceso.token_hash == token_hash(token)).values(cerrado_en=ahora))
    record("usuario:salir", actor=actor, ahora=ahora, objeto=("usuario", actor.usuario_id))


@use_case
def sign_out_everywhere(usuario_id: int, *, actor: Actor, ahora: datetime) -> None:
    """Close every sign-in of a user (their own, or by an administrador)."""
    if usuario_id != actor.usuario_id:
        _require_admin(actor)
    usuario = lock(Usuario, usuario_id)
    usuario.epoca += 1
    record("usuario:cerrar_todo", actor=actor, ahora=ahora, objeto=("usuario", usuario_id))


def change_password(*, actual: str, nueva: str, actor: Actor, ahora: datetime) -> Entrada:
    """Change one's own password; every other sign-in is closed. Raises Invalid."""
    usuario = db.session.get(Usuario, actor.usuario_id)
    if usuario is None:
        raise NotFound("NO_EXISTE")
    current = usuario.clave_hash
    db.session.rollback()
    reasons = [Reason(code) for code in password_problems(nueva)]
    if not _matches(current, actual):
        reasons.insert(0, Reason("CLAVE_ACTUAL_NO_COINCIDE"))
    if reasons:
        raise Invalid(reasons)
    return _store_password(actor.usuario_id, hash_password(nueva), must_change=False, actor=actor, ahora=ahora)


@use_case
def _store_password(usuario_id: int, clave_hash: str, *, must_change: bool, actor: Actor, ahora: datetime) -> Entrada:
    usuario = lock(Usuario, usuario_id)
    usuario.clave_hash, usuario.debe_cambiar_clave = clave_hash, must_change
    usuario.epoca += 1
    record("usuario:cambiar_clave", actor=actor, ahora=ahora, objeto=("usuario", usuario_id))
    return open_access(usuario_id, ahora=ahora)


def reset_password(usuario_id: int, *, actor: Actor, ahora: datetime) -> str:
    """A provisional password, to be changed at the next sign-in. Returned once, kept only as a hash."""
    _require_admin(actor)
    clave = provisional_password()
    clave_hash = hash_password(clave)
    _reset(usuario_id, clave_hash, actor=actor, ahora=ahora)
    return clave


@use_case
def _reset(usuario_id: int, clave_hash: str, *, actor: Actor, ahora: datetime) -> None:
    usuario = lock(Usuario, usuario_id)
    usuario.clave_hash, usuario.debe_cambiar_clave = clave_hash, True
    usuario.epoca += 1
    record("usuario:clave_provisional", actor=actor, ahora=ahora, objeto=("usuario", usuario_id))


def provisional_password() -> str:
    """Easy to dictate: no letters or digits that look alike."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def create_user(
    *,
    correo: str,
    nombre: str,
    cargo: str,
    clave: str | None = None,
    debe_cambiar_clave: bool = True,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> tuple[int, str]:
    """A new user. Returns (id, password): the given one, or a provisional one. Raises Invalid."""
    clave = clave or provisional_password()
    reasons = [Reason(code) for code in password_problems(clave)]
    correo, problem = _clean_mail(correo)
    if problem:
        reasons.append(Reason(problem))
    if not nombre.strip():
        reasons.append(Reason("NOMBRE_DE_USUARIO_FALTANTE"))
    if reasons:
        raise Invalid(reasons)
    fields = {"correo": correo, "nombre": nombre.strip(), "cargo": cargo.strip(), "clave_hash": hash_password(clave)}
    return _create(fields, debe_cambiar_clave, actor=actor, ahora=ahora, llave=llave), clave


def _clean_mail(correo: str) -> tuple[str, str | None]:
    from email_validator import EmailNotValidError, validate_email  # heavy: only who registers a user needs it

    try:
        found = validate_email(correo.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return correo, "CORREO_INVALIDO"
    return found.normalized.lower(), None


@use_case
def _create(fields: dict[str, str], must_change: bool, *, actor: Actor, ahora: datetime, llave: str | None) -> int:
    _require_admin(actor)
    once(llave, actor=actor, ahora=ahora, destino="/usuarios")
    if db.session.scalar(select(Usuario.id).where(Usuario.correo == fields["correo"])) is not None:
        raise Refused("CORREO_YA_REGISTRADO")
    usuario = Usuario(**fields, debe_cambiar_clave=must_change, creado_en=ahora)
    db.session.add(usuario)
    db.session.flush()
    settle(llave, actor=actor, destino=f"/usuarios/{usuario.id}")
    record("usuario:crear", actor=actor, ahora=ahora, objeto=("usuario", usuario.id))
    return usuario.id


@use_case
def update_user(
    usuario_id: int,
    *,
    nombre: str,
    cargo: str,
    activo: bool,
    actor: Actor,
    ahora: datetime,
    correo: str | None = None,
) -> None:
    """Change the name, post, e-mail or state of a user. Raises Invalid.

    Deactivating, or another e-mail (the name one enters with), closes their sign-ins.
    """
    _require_admin(actor)
    reasons = [] if nombre.strip() else [Reason("NOMBRE_DE_USUARIO_FALTANTE")]
    usuario = lock(Usuario, usuario_id)
    nuevo, problem = (usuario.correo, None) if correo is None else _clean_mail(correo)
    if problem:
        reasons.append(Reason(problem))
    if reasons:
        raise Invalid(reasons)
    if usuario.id == actor.usuario_id and not activo:
        raise Refused("NO_PUEDE_DESACTIVARSE")
    otro = db.session.scalar(select(Usuario.id).where(Usuario.correo == nuevo, Usuario.id != usuario_id))
    if otro is not None:
        raise Refused("CORREO_YA_REGISTRADO")
    cambia = nuevo != usuario.correo
    if cambia or (usuario.activo and not activo):
        usuario.epoca += 1
    usuario.nombre, usuario.cargo, usuario.activo, usuario.correo = nombre.strip(), cargo.strip(), activo, nuevo
    datos = {"activo": activo, "cambia_correo": cambia}  # which one it was is personal: it does not enter the record
    record("usuario:actualizar", actor=actor, ahora=ahora, objeto=("usuario", usuario_id), datos=datos)


@use_case
def assign(
    usuario_id: int,
    *,
    rol: str,
    dependencia: str | None,
    desde: date,
    hasta: date | None = None,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Give a role between two dates. Raises Invalid with every problem."""
    _require_admin(actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/usuarios/{usuario_id}")
    lock(Usuario, usuario_id)
    problems = role_problems(rol, dependencia, desde, hasta)
    row = db.session.scalar(select(Dependencia).where(Dependencia.clave == dependencia)) if dependencia else None
    if dependencia and row is None:
        problems.append("DEPENDENCIA_DESCONOCIDA")
    if problems:
        raise Invalid([Reason(code) for code in problems])
    held = AsignacionRol(
        usuario_id=usuario_id, rol=rol, dependencia_id=row.id if row else None, desde=desde, hasta=hasta
    )
    db.session.add(held)
    db.session.flush()
    datos = {"rol": rol, "dependencia": dependencia, "desde": desde.isoformat()}
    record("usuario:asignar", actor=actor, ahora=ahora, objeto=("usuario", usuario_id), datos=datos)
    return held.id


@use_case
def end_assignment(asignacion_id: int, *, hasta: date | None = None, actor: Actor, ahora: datetime) -> None:
    """End a role: its last day is `hasta`, or yesterday when none is given."""
    _require_admin(actor)
    held = lock(AsignacionRol, asignacion_id)
    last = hasta or local_date(ahora) - timedelta(days=1)
    held.hasta = max(last, held.desde)
    datos = {"rol": held.rol, "hasta": held.hasta.isoformat()}
    record("usuario:terminar_rol", actor=actor, ahora=ahora, objeto=("usuario", held.usuario_id), datos=datos)


def _require_admin(actor: Actor) -> None:
    if actor.usuario_id != 0 and not actor.has("administrador"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
