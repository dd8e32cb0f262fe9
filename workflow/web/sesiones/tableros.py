"""/sesiones/<id>/tablero: the board to project, which renews itself."""

from __future__ import annotations

from flask import render_template

from workflow.sesiones.queries import paginas
from workflow.web import guard
from workflow.web.sesiones import proyeccion, vivo
from workflow.web.sesiones.base import bp


@bp.get("/sesiones/<int:sesion_id>/tablero")
@guard.signed_in
def tablero(sesion_id: int) -> str:
    paginas.visible(sesion_id, guard.actor())
    return render_template("sesiones/tablero.html", **proyeccion.projected(sesion_id), **vivo.addresses(sesion_id))
