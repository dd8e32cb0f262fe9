"""/entrar, /salir, /cuenta: signing in and out, one's own roles and password."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from workflow.demo.personas import PERSONAS
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason
from workflow.people import queries, service
from workflow.people.demostracion import CLAVE_DEMO
from workflow.people.queries import UsuarioVista
from workflow.web import flashes, guard
from workflow.web.extensions import limiter
from workflow.web.forms.acceso import ClaveForm, EntrarForm

bp = Blueprint("acceso", __name__)
POR_CUENTA = "10 per 15 minutes"
POR_EQUIPO = "100 per hour"


def _failed(response: Response) -> bool:
    """Only sign-ins that fail count: a whole building comes from one address."""
    return response.status_code != 302


def _address_and_account() -> str:
    """The account goes as a keyed hash: who guesses elsewhere does not lock its owner out."""
    account = request.form.get("correo", "").strip().lower().encode()
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return f"{get_remote_address()}|{hmac.new(secret, account, hashlib.sha256).hexdigest()[:32]}"


def _own_account() -> str:
    found = guard.actor_or_none()
    return f"cuenta:{found.usuario_id}" if found else get_remote_address()


def local_path(wanted: str | None) -> str | None:
    """The path if it is one of this installation; None for anything that could lead elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return None
    return None if any(ord(letter) < 32 or letter == "\\" for letter in wanted) else wanted


def home() -> str:
    return url_for("bandeja.index") if "bandeja.index" in current_app.view_functions else url_for("acceso.cuenta")


@bp.get("/entrar")
@guard.public
def entrar() -> Any:
    siguiente = local_path(request.args.get("siguiente"))
    if guard.actor_or_none() is not None:
        return redirect(siguiente or home())
    return _entrar_page(EntrarForm(), siguiente)


@bp.post("/entrar")
@guard.public
@limiter.limit(POR_EQUIPO, deduct_when=_failed)
@limiter.limit(POR_CUENTA, key_func=_address_and_account, deduct_when=_failed)
def entrar_con_clave() -> Any:
    form, siguiente = EntrarForm(), local_path(request.form.get("siguiente"))
    if not form.validate():
        return _entrar_page(form, siguiente), 422
    entrada = service.sign_in(form.correo.data, form.clave.data, ahora=guard.now())
    if entrada is None:
        return _entrar_page(form, siguiente, [Reason("ACCESO_NO_RECONOCIDO")]), 422
    previous = guard.actor_or_none()
    if previous is not None:  # somebody else's sign-in in this browser does not stay open behind
        service.sign_out(current_user.token, actor=previous, ahora=guard.now())
    if isinstance(entrada, service.Espera):
        guard.wait(entrada.token, siguiente)
        return redirect(url_for("segundo_paso.codigo"))
    guard.start(entrada.token, entrada.actor, entrada.debe_cambiar_clave)
    return redirect(siguiente or home())


def _entrar_page(form: EntrarForm, siguiente: str | None, motivos: list[Reason] | None = None) -> str:
    demo = _demo_people() if current_app.config["DEMO"] else []
    return render_template(
        "acceso/entrar.html", form=form, siguiente=siguiente, motivos=motivos or [], demo=demo, clave_demo=CLAVE_DEMO
    )


def _demo_people() -> list[tuple[UsuarioVista, str]]:
    """Who to enter as, and what there is to see with each one; one line per thing to do, not one per office."""
    shown = {persona.correo: persona.para_ver for persona in PERSONAS}
    found = {usuario.correo: usuario for usuario in queries.usuarios(local_date(guard.now()), activo=True)}
    return [(found[correo], para_ver) for correo, para_ver in shown.items() if correo in found]


@bp.post("/salir")
@guard.signed_in
def salir() -> BaseResponse:
    service.sign_out(current_user.token, actor=guard.actor(), ahora=guard.now())
    guard.end()
    flashes.done("Salió de Ruta. Puede cerrar esta ventana.")
    return redirect(url_for("acceso.entrar"))


@bp.get("/cuenta")
@guard.signed_in
def cuenta() -> str:
    usuario = queries.usuario(guard.actor().usuario_id, local_date(guard.now()))
    if usuario is None:
        raise NotFound("NO_EXISTE")
    return render_template(
        "acceso/cuenta.html",
        usuario=usuario,
        con_segundo_paso=queries.has_second_factor(usuario.id),
        codigos=queries.codes_left(usuario.id),
    )


@bp.route("/cuenta/clave", methods=["GET", "POST"])
@guard.signed_in
@limiter.limit(POR_CUENTA, key_func=_own_account, methods=["POST"], deduct_when=_failed)
def cambiar_clave() -> Any:
    form, forzado = ClaveForm(), current_user.must_change
    motivos: tuple[Reason, ...] = ()
    if request.method == "POST" and form.validate():
        try:
            entrada = service.change_password(
                actual=form.actual.data, nueva=form.nueva.data, actor=guard.actor(), ahora=guard.now()
            )
        except Invalid as error:
            motivos = error.reasons
        else:
            guard.start(entrada.token, entrada.actor, entrada.debe_cambiar_clave)
            flashes.done("Su contraseña cambió. Si tenía Ruta abierta en otro equipo, ahí se cerró.")
            return redirect(home() if forzado else url_for("acceso.cuenta"))
    page = render_template("acceso/clave.html", form=form, motivos=motivos, forzado=forzado)
    return page, 422 if request.method == "POST" else 200


@bp.post("/cuenta/cerrar-sesiones")
@guard.signed_in
def cerrar_sesiones() -> BaseResponse:
    actor = guard.actor()
    service.sign_out_everywhere(actor.usuario_id, actor=actor, ahora=guard.now())
    guard.end()
    flashes.done("Se cerró Ruta en todos sus equipos, también en este. Entre de nuevo para seguir.")
    return redirect(url_for("acceso.entrar"))
