"""/entrar/codigo and /cuenta/segundo-paso: the code of the telephone, and the ones on paper for when it is lost."""

from __future__ import annotations

import functools
import io
from typing import Any
from urllib.parse import quote

import segno
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.padron.cifrado import Llavero, llavero
from workflow.people import queries, service
from workflow.web import flashes, guard
from workflow.web.acceso import POR_CUENTA, POR_EQUIPO, home
from workflow.web.extensions import limiter
from workflow.web.forms.acceso import CodigoForm

bp = Blueprint("segundo_paso", __name__)


def _failed(response: Any) -> bool:
    return response.status_code == 422


def _sellador() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


@bp.get("/entrar/codigo")
@guard.public
def codigo() -> Any:
    if guard.waiting() is None:
        return redirect(url_for("acceso.entrar"))
    return render_template("acceso/codigo.html", form=CodigoForm(), motivos=[])


@bp.post("/entrar/codigo")
@guard.public
@limiter.limit(POR_EQUIPO, deduct_when=_failed)
def entrar() -> Any:
    waiting, form = guard.waiting(), CodigoForm()
    if waiting is None:
        return redirect(url_for("acceso.entrar"))
    motivos: tuple[Reason, ...] = ()
    if form.validate():
        try:
            entrada = service.enter_code(waiting[0], form.codigo.data, sellador=_sellador(), ahora=guard.now())
        except Invalid as error:
            if error.codes == ["CODIGO_VENCIDO"]:
                guard.end()
                flashes.problem("Pasó demasiado tiempo o hubo demasiados intentos. Escriba otra vez su contraseña.")
                return redirect(url_for("acceso.entrar"))
            motivos = error.reasons
        else:
            guard.start(entrada.token, entrada.actor, entrada.debe_cambiar_clave)
            left = queries.codes_left(entrada.actor.usuario_id)
            if left < 3:
                flashes.notice(f"Le quedan {left} códigos de recuperación. Haga otros en «Mi cuenta».")
            return redirect(waiting[1] or home())
    return render_template("acceso/codigo.html", form=form, motivos=motivos), 422


@bp.get("/cuenta/segundo-paso")
@guard.signed_in
def ver() -> str:
    return _page(())


def _page(motivos: Any, form: CodigoForm | None = None) -> str:
    actor = guard.actor()
    datos: dict[str, Any] = {
        "form": form or CodigoForm(),
        "motivos": motivos,
        "obligatorio": guard.second_factor_due(guard.actor()),
    }
    if queries.has_second_factor(actor.usuario_id):
        return render_template("acceso/segundo_paso.html", quedan=queries.codes_left(actor.usuario_id), **datos)
    secreto, propuesto = _offer()
    grupos = " ".join(secreto[start : start + 4] for start in range(0, len(secreto), 4))
    return render_template(
        "acceso/segundo_paso_alta.html", secreto=grupos, propuesto=propuesto, qr=_qr(secreto), **datos
    )


def _offer() -> tuple[str, str]:
    """The secret that came back with the form, so that what was scanned still serves; else a new one."""
    back = request.form.get("propuesto", "")
    try:
        return service.opened(back, sellador=_sellador(), actor=guard.actor()), back
    except Invalid:
        return service.offered(sellador=_sellador(), actor=guard.actor())


def _qr(secreto: str) -> str:
    """A picture that the application of the telephone scans; it never leaves the page."""
    usuario = queries.usuario(guard.actor().usuario_id, guard.now().date())
    cuenta = quote(f"Ruta:{usuario.correo if usuario else ''}")
    address = f"otpauth://totp/{cuenta}?secret={secreto}&issuer=Ruta&period=30&digits=6"
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=3, xmldecl=False, omitsize=True, nl=False)
    return out.getvalue().decode()


@bp.post("/cuenta/segundo-paso")
@guard.signed_in
@limiter.limit(POR_CUENTA, key_func=lambda: f"segundo:{guard.actor().usuario_id}", deduct_when=_failed)
def confirmar() -> Any:
    propuesto = request.form.get("propuesto", "")
    return _codes(functools.partial(service.confirm_second_factor, propuesto), "El segundo paso quedó activo.")


@bp.post("/cuenta/segundo-paso/codigos")
@guard.signed_in
@limiter.limit(POR_CUENTA, key_func=lambda: f"segundo:{guard.actor().usuario_id}", deduct_when=_failed)
def codigos() -> Any:
    return _codes(service.renew_codes, "Los códigos anteriores ya no sirven.")


def _codes(act: Any, said: str) -> Any:
    form = CodigoForm()
    if not form.validate():
        return _page((), form), 422
    try:
        found = act(form.codigo.data, sellador=_sellador(), actor=guard.actor(), ahora=guard.now())
    except Refused as error:
        return _page(error.reasons, form), error.status
    return render_template("acceso/codigos.html", codigos=found, dicho=said, siguiente=home())


@bp.post("/cuenta/segundo-paso/quitar")
@guard.signed_in
@limiter.limit(POR_CUENTA, key_func=lambda: f"segundo:{guard.actor().usuario_id}", deduct_when=_failed)
def quitar() -> Any:
    """To change of telephone. Where the post needs it, the page asks for the new one at once."""
    form = CodigoForm()
    if not form.validate():
        return _page((), form), 422
    try:
        service.remove_second_factor(
            guard.actor().usuario_id, codigo=form.codigo.data, sellador=_sellador(),
            obligatorio=guard.second_factor_due(guard.actor()),
            actor=guard.actor(), ahora=guard.now(),
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as error:
        return _page(error.reasons, form), error.status
    flashes.done("El teléfono anterior ya no sirve para entrar.")
    return redirect(url_for(".ver"))


@bp.post("/usuarios/<int:usuario_id>/segundo-paso/quitar")
@guard.roles("administrador")
def quitar_a_otro(usuario_id: int) -> Response:
    """For somebody who lost the telephone and the paper, once the administration knows who asks."""
    service.remove_second_factor(usuario_id, actor=guard.actor(), ahora=guard.now())
    flashes.done("Se quitó el segundo paso y se cerró Ruta en sus equipos. Lo pondrá de nuevo al entrar.")
    return redirect(url_for("usuarios.ver", usuario_id=usuario_id))
