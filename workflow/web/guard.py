"""Every page says who may open it. No view works without one of these three marks."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from workflow.kernel.actor import Actor
from workflow.kernel.clock import utc_now
from workflow.kernel.refusals import NotAllowed
from workflow.people import queries
from workflow.people.rules import CON_SEGUNDO_FACTOR

P = ParamSpec("P")
R = TypeVar("R")
ACCESS_KEY = "acceso"
WAITING_KEY = "espera"
ENROLLING = ("segundo_paso.ver", "segundo_paso.confirmar", "acceso.salir")
login_manager = LoginManager()


class SignedIn:
    """What Flask-Login keeps for a request: the actor, and the token of the open sign-in."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, actor: Actor, token: str, must_change: bool, must_enroll: bool = False) -> None:
        self.actor = actor
        self.token = token
        self.must_change = must_change
        self.must_enroll = must_enroll

    def get_id(self) -> str:
        return self.token


def init(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None

    @login_manager.user_loader
    def _load(token: str) -> SignedIn | None:
        found = queries.open_access(token_hash(token), now())
        if found is None:
            return None
        must_enroll = not found.segundo_factor and second_factor_due(found.actor)
        return SignedIn(found.actor, token, found.debe_cambiar_clave, must_enroll)

    @login_manager.unauthorized_handler
    def _sign_in_first() -> Response:
        if request.accept_mimetypes.best == "text/event-stream":  # a page that listens: no page of ours is what it asks
            return Response("Su entrada venció.", status=401, content_type="text/plain; charset=utf-8")
        wanted = request.full_path if request.method == "GET" and request.path != "/" else None
        return redirect(url_for("acceso.entrar", siguiente=wanted))

    app.context_processor(lambda: {"yo": actor_or_none(), "ahora": now()})


def second_factor_due(actor: Actor) -> bool:
    """Whether the post of this person asks for the second step, in this installation."""
    return bool(current_app.config["RUTA"].second_factor_required and actor.has(*CON_SEGUNDO_FACTOR))


def token_hash(token: str) -> str:
    """What the database keeps of a sign-in token."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(token: str, actor: Actor, must_change: bool) -> None:
    """Begin a signed-in browser session with nothing left of the one before it."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(actor, token, must_change))


def wait(token: str, siguiente: str | None) -> None:
    """The password was right and the code is missing: nobody is signed in yet."""
    end()
    session[WAITING_KEY] = [token, siguiente]


def waiting() -> tuple[str, str | None] | None:
    """The token of a sign-in that waits for its code, and where it goes afterwards."""
    found = session.get(WAITING_KEY)
    return (found[0], found[1]) if found else None


def end() -> None:
    logout_user()
    session.clear()


def forget_actor() -> None:
    """For the page of a failure: it must not ask the database who this is. The sign-in stays open."""
    g._login_user = login_manager.anonymous_user()


def now() -> datetime:
    """The hour of this request, the same from its beginning to its end."""
    if "ahora" not in g:
        g.ahora = current_app.config.get("CLOCK", utc_now)()
    return g.ahora  # type: ignore[no-any-return]


def actor_or_none() -> Actor | None:
    found = _who()
    return None if found is None else found.actor


def _who() -> SignedIn | None:
    """The one who is signed in, asked once: each look through current_user costs as much as a small function."""
    found = current_user._get_current_object()
    return found if isinstance(found, SignedIn) else None


def actor() -> Actor:
    """Who is signed in. Only for guarded views."""
    found = actor_or_none()
    if found is None:
        raise NotAllowed("ROL_NO_AUTORIZADO")
    return found


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody may open it, without signing in."""
    view.__guard__ = ("public",)  # type: ignore[attr-defined]
    return view


def signed_in(view: Callable[P, Any]) -> Callable[P, Any]:
    """Anybody signed in; what they see is decided by the use case or the query."""
    return _guarded(view, ("signed_in",), frozenset())


def roles(*allowed: str) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Only who holds one of these roles today. The use case checks again: a button is not the act."""
    return lambda view: _guarded(view, ("roles", *allowed), frozenset(allowed))


def _guarded(view: Callable[P, Any], mark: tuple[str, ...], allowed: frozenset[str]) -> Callable[P, Any]:
    @functools.wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> Any:
        found = _who()
        if found is None:
            return login_manager.unauthorized()
        if found.must_change and request.endpoint not in ("acceso.cambiar_clave", "acceso.salir"):
            return redirect(url_for("acceso.cambiar_clave"))
        if found.must_enroll and not found.must_change and request.endpoint not in ENROLLING:
            return redirect(url_for("segundo_paso.ver"))
        if allowed and not found.actor.has(*allowed):
            raise NotAllowed("ROL_NO_AUTORIZADO")
        return view(*args, **kwargs)

    wrapper.__guard__ = mark  # type: ignore[attr-defined]
    return wrapper
