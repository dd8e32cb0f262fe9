"""/calendario: the sessions to subscribe to from any calendar, of an organ or of a person with a secret address."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from workflow.kernel.clock import local_date
from workflow.sesiones import queries as sesiones
from workflow.sesiones.calendario import TIPO, Evento, calendar
from workflow.sesiones.queries import calendario as queries
from workflow.sesiones.service import notificacion as service
from workflow.web import flashes, guard

bp = Blueprint("calendario", __name__)


@bp.get("/calendario/<clave>.ics")
@guard.public
def organo(clave: str) -> Response:
    """The public sessions of an organ."""
    found = queries.of_organ(clave, guard.now(), current_app.config["RUTA"].base_url)
    if found is None:
        abort(404)
    return _ics(f"Sesiones: {found[0]}", found[1], clave)


@bp.get("/calendario/mio/<llave>.ics")
@guard.public
def personal(llave: str) -> Response:
    """The sessions of who holds the secret, also the private ones, and their terms. A revoked secret is not found."""
    found = queries.of_person(llave, guard.now(), current_app.config["RUTA"].base_url)
    if found is None:
        abort(404)
    answer = _ics("Mis sesiones y plazos", found[1], "mis-sesiones")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@bp.get("/cuenta/calendario")
@guard.signed_in
def cuenta() -> str:
    return _page()


@bp.post("/cuenta/calendario")
@guard.signed_in
def crear() -> str:
    """The address is shown in this answer and never again: only its hash is kept."""
    llave = service.crear_llave_calendario(actor=guard.actor(), ahora=guard.now())
    base = current_app.config["RUTA"].base_url.rstrip("/")
    return _page(f"{base}{url_for('.personal', llave=llave)}")


@bp.post("/cuenta/calendario/revocar")
@guard.signed_in
def revocar() -> BaseResponse:
    service.revocar_llave_calendario(actor=guard.actor(), ahora=guard.now())
    flashes.done("La dirección de su calendario dejó de funcionar.")
    return redirect(url_for(".cuenta"))


def _page(direccion: str | None = None) -> str:
    organos = sesiones.organos(local_date(guard.now()))
    return render_template(
        "convocatorias/calendario.html",
        desde=queries.key_of(guard.actor().usuario_id),
        direccion=direccion,
        organos=organos,
    )


def _ics(nombre: str, eventos: list[Evento], archivo: str) -> Response:
    seguro = "".join(letra for letra in archivo if letra.isalnum() or letra == "-")
    headers = {"Content-Disposition": f'inline; filename="{seguro}.ics"', "Cache-Control": "public, max-age=900"}
    return Response(calendar(nombre, eventos), content_type=TIPO, headers=headers)
