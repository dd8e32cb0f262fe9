"""The second step of signing in: codes of an application (RFC 6238), and codes on paper for when it is lost."""

from __future__ import annotations

import base64
import os
import secrets
from datetime import datetime
from typing import Protocol

import pyotp
from sqlalchemy import delete, update

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.people.models import AccesoPendiente, CodigoRecuperacion, SegundoFactor, Usuario
from workflow.people.rules import CODIGOS_DE_RECUPERACION, INTENTOS_DEL_CODIGO
from workflow.people.service.accounts import Entrada, open_access, token_hash

PERIODO = 30  # seconds
NONCE = 12
ALFABETO = "abcdefghjkmnpqrstuvwxyz23456789"


class Sellador(Protocol):
    """The keyring of the installation: authenticated encryption and keyed indexes."""

    @property
    def actual(self) -> str: ...
    def cifrar(self, claro: bytes, *, nonce: bytes, contexto: str) -> bytes: ...
    def descifrar(self, cifrado: bytes, *, llave: str, contexto: str) -> bytes: ...
    def indice_de(self, uso: str, valor: str) -> str: ...
    def indices_de(self, uso: str, valor: str) -> list[str]: ...


def enter_code(token: str, codigo: str, *, sellador: Sellador, ahora: datetime) -> Entrada:
    """Finish a sign-in with a code of the application or one of those on paper. Raises Invalid.

    A wrong code spends an attempt of this sign-in: after five the password is asked for again.
    """
    usuario_id = _attempt(token, ahora=ahora)
    return _finish(token, usuario_id, codigo, sellador=sellador, ahora=ahora)


@use_case
def _attempt(token: str, *, ahora: datetime) -> int:
    """Count it before looking at the code: many tries at once are many attempts."""
    waiting = db.session.execute(
        update(AccesoPendiente)
        .where(
            AccesoPendiente.token_hash == token_hash(token),
            AccesoPendiente.expira_en > ahora,
            AccesoPendiente.intentos < INTENTOS_DEL_CODIGO,
        )
        .values(intentos=AccesoPendiente.intentos + 1)
        .returning(AccesoPendiente.usuario_id)
    ).one_or_none()
    if waiting is None:
        raise Invalid("CODIGO_VENCIDO")
    return int(waiting.usuario_id)


@use_case
def _finish(token: str, usuario_id: int, codigo: str, *, sellador: Sellador, ahora: datetime) -> Entrada:
    waiting = db.session.get_one(AccesoPendiente, token_hash(token))
    usuario = lock(Usuario, usuario_id)
    if not usuario.activo or usuario.epoca != waiting.epoca:
        raise Invalid("CODIGO_VENCIDO")
    on_paper = not _serves(usuario_id, codigo, sellador, ahora)
    if on_paper and not _spend(usuario_id, codigo, sellador, ahora):
        raise Invalid("CODIGO_NO_RECONOCIDO")
    db.session.delete(waiting)
    entrada = open_access(usuario_id, ahora=ahora)
    if on_paper:
        record("usuario:recuperar", actor=entrada.actor, ahora=ahora, objeto=("usuario", usuario_id))
    return entrada


def _serves(usuario_id: int, codigo: str, sellador: Sellador, ahora: datetime) -> bool:
    """Whether a code is of this period or one beside it, and of none that served before."""
    row = db.session.get(SegundoFactor, usuario_id)
    if row is None:
        return False
    secreto = _open(row, sellador)
    typed, step = _digits(codigo), int(ahora.timestamp()) // PERIODO
    totp = pyotp.TOTP(secreto, interval=PERIODO)
    for one in (step - 1, step, step + 1):
        if one > row.ultimo_paso and secrets.compare_digest(totp.generate_otp(one), typed):
            row.ultimo_paso = one
            if row.llave != sellador.actual:
                _seal(row, secreto, sellador)
            return True
    return False


def _digits(codigo: str) -> str:
    return "".join(letter for letter in codigo if letter in "0123456789")[:6]


def _spend(usuario_id: int, codigo: str, sellador: Sellador, ahora: datetime) -> bool:
    typed = "".join(letter for letter in codigo.lower() if letter in ALFABETO)
    indices = sellador.indices_de("recuperacion", f"{usuario_id}:{typed}")
    spent = db.session.execute(
        update(CodigoRecuperacion)
        .where(
            CodigoRecuperacion.usuario_id == usuario_id,
            CodigoRecuperacion.codigo_hash.in_(indices),
            CodigoRecuperacion.usado_en.is_(None),
        )
        .values(usado_en=ahora)
        .returning(CodigoRecuperacion.id)
    ).one_or_none()
    return spent is not None


@use_case
def confirm_second_factor(
    propuesto: str, codigo: str, *, sellador: Sellador, actor: Actor, ahora: datetime
) -> list[str]:
    """Keep the secret that the page proposed, once a code shows that the telephone has it. Raises Invalid.

    `propuesto`: as `offered` gave it. Returns the codes on paper, which are shown this once.
    """
    lock(Usuario, actor.usuario_id)
    if db.session.get(SegundoFactor, actor.usuario_id) is not None:
        raise Invalid("SEGUNDO_FACTOR_SIN_EMPEZAR")
    secreto = opened(propuesto, sellador=sellador, actor=actor)
    row = SegundoFactor(usuario_id=actor.usuario_id, confirmado_en=ahora, ultimo_paso=0)
    _seal(row, secreto, sellador)
    db.session.add(row)
    db.session.flush()
    if not _serves(actor.usuario_id, codigo, sellador, ahora):
        raise Invalid("CODIGO_NO_RECONOCIDO")
    record("usuario:segundo_factor", actor=actor, ahora=ahora, objeto=("usuario", actor.usuario_id))
    return _new_codes(actor.usuario_id, sellador)


def offered(*, sellador: Sellador, actor: Actor) -> tuple[str, str]:
    """A new secret in base 32, and the same sealed for its person, to come back with the form: nothing is written."""
    secreto = pyotp.random_base32()
    sealed = sellador.cifrar(secreto.encode(), nonce=os.urandom(NONCE), contexto=_offer(actor))
    return secreto, f"{sellador.actual}:{base64.urlsafe_b64encode(sealed).decode()}"


def opened(propuesto: str, *, sellador: Sellador, actor: Actor) -> str:
    """The secret of an offer. Raises Invalid when it is of somebody else, altered, or not one."""
    llave, _, sealed = propuesto.partition(":")
    try:
        data = base64.urlsafe_b64decode(sealed)
        return sellador.descifrar(data, llave=llave, contexto=_offer(actor)).decode()
    except (ValueError, Refused):
        raise Invalid("SEGUNDO_FACTOR_SIN_EMPEZAR") from None


def _offer(actor: Actor) -> str:
    return f"segundo_factor:propuesto:{actor.usuario_id}"


@use_case
def renew_codes(codigo: str, *, sellador: Sellador, actor: Actor, ahora: datetime) -> list[str]:
    """Other codes on paper; the ones before are worth nothing. Asks for a code of the application. Raises Invalid."""
    lock(Usuario, actor.usuario_id)
    if not _serves(actor.usuario_id, codigo, sellador, ahora):
        raise Invalid("CODIGO_NO_RECONOCIDO")
    record("usuario:codigos", actor=actor, ahora=ahora, objeto=("usuario", actor.usuario_id))
    return _new_codes(actor.usuario_id, sellador)


def _new_codes(usuario_id: int, sellador: Sellador) -> list[str]:
    db.session.execute(delete(CodigoRecuperacion).where(CodigoRecuperacion.usuario_id == usuario_id))
    codes = ["".join(secrets.choice(ALFABETO) for _ in range(10)) for _ in range(CODIGOS_DE_RECUPERACION)]
    db.session.add_all(
        CodigoRecuperacion(
            usuario_id=usuario_id, codigo_hash=sellador.indice_de("recuperacion", f"{usuario_id}:{code}")
        )
        for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@use_case
def remove_second_factor(
    usuario_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    codigo: str | None = None,
    sellador: Sellador | None = None,
    obligatorio: bool = False,
) -> None:
    """One's own, with a code, to change of telephone; or of somebody who lost everything, by an administrador.

    `obligatorio`: their post asks for it, so it will be asked for again at once. Closes their open sign-ins.
    """  # fmt: skip
    usuario = lock(Usuario, usuario_id)
    if usuario_id == actor.usuario_id:
        if sellador is None or not _serves(usuario_id, codigo or "", sellador, ahora):
            raise Invalid("CODIGO_NO_RECONOCIDO")
    elif actor.usuario_id != 0 and not actor.has("administrador"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    else:
        usuario.epoca += 1
    db.session.execute(delete(CodigoRecuperacion).where(CodigoRecuperacion.usuario_id == usuario_id))
    db.session.execute(delete(SegundoFactor).where(SegundoFactor.usuario_id == usuario_id))
    record("usuario:sin_segundo_factor", actor=actor, ahora=ahora, objeto=("usuario", usuario_id),
           datos={"obligatorio": obligatorio})  # fmt: skip


def _open(row: SegundoFactor, sellador: Sellador) -> str:
    return sellador.descifrar(row.secreto, llave=row.llave, contexto=f"segundo_factor:{row.usuario_id}").decode()


def _seal(row: SegundoFactor, secreto: str, sellador: Sellador) -> None:
    contexto = f"segundo_factor:{row.usuario_id}"
    row.secreto = sellador.cifrar(secreto.encode(), nonce=os.urandom(NONCE), contexto=contexto)
    row.llave = sellador.actual
