"""/avisos: what each person was told, the unread first, and the count that the header shows."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.avisos import queries, service
from workflow.web import flashes, guard
from workflow.web.numeros import entero

bp = Blueprint("avisos", __name__, url_prefix="/avisos")
POR_PAGINA = 30


@bp.app_context_processor
def _unread() -> dict[str, Any]:
    return {"avisos_sin_leer": unread}


def unread() -> int:
    """How many notices wait for who is signed in; asked once per request, and only by pages that show it."""
    actor = guard.actor_or_none()
    if actor is None:
        return 0
    if "avisos_sin_leer" not in g:
        g.avisos_sin_leer = queries.sin_leer(actor.usuario_id)
    return int(g.avisos_sin_leer)


@bp.get("")
@guard.signed_in
def lista() -> str:
    usuario_id = guard.actor().usuario_id
    antes_de = request.args.get("antes", type=entero)
    leidos = queries.leidos(usuario_id, antes_de=antes_de, limite=POR_PAGINA + 1)
    more = len(leidos) > POR_PAGINA
    return render_template(
        "avisos/lista.html",
        nuevos=[] if antes_de else queries.nuevos(usuario_id),
        leidos=leidos[:POR_PAGINA],
        url_siguiente=url_for("avisos.lista", antes=leidos[POR_PAGINA - 1].id) if more else None,
        url_inicio=url_for("avisos.lista") if antes_de else None,
    )


@bp.post("/<int:aviso_id>/abrir")
@guard.signed_in
def abrir(aviso_id: int) -> Response:
    """Noted as read, and on to the dossier; of what is owed of its goals, to where they are followed."""
    de_avances = queries.de_avances(aviso_id)
    expediente_id = service.mark_read(aviso_id, actor=guard.actor(), ahora=guard.now())
    page = "indicadores.programa" if de_avances else "expedientes.ver"
    return redirect(url_for(page, expediente_id=expediente_id))


@bp.post("/<int:aviso_id>/leido")
@guard.signed_in
def leido(aviso_id: int) -> Response:
    service.mark_read(aviso_id, actor=guard.actor(), ahora=guard.now())
    return redirect(url_for("avisos.lista"))


@bp.post("/leidos")
@guard.signed_in
def todos_leidos() -> Response:
    service.mark_all_read(request.form.get("hasta", 0, type=entero), actor=guard.actor(), ahora=guard.now())
    flashes.done("Todos los avisos que veía quedaron como leídos.")
    return redirect(url_for("avisos.lista"))
