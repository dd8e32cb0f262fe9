"""/sesiones/<id>/ensayo: with who has confirmed, which items could not be voted or approved."""

from __future__ import annotations

from flask import render_template, request

from workflow.sesiones import queries
from workflow.web import guard
from workflow.web.sesiones import actos, consola
from workflow.web.sesiones.base import CONDUCEN, bp, name_of, short_organ


@bp.get("/sesiones/<int:sesion_id>/ensayo")
@guard.roles(*CONDUCEN)
def ensayo(sesion_id: int) -> str:
    """Nothing is kept: it is a question. Before asking, everybody is taken as confirmed."""
    board = actos.board(sesion_id)
    personas = [m for m in board.sala if m.situacion in ("titular", "suplente")]
    todos = [m.persona.clave for m in personas]
    pedidos = [c for c in request.args.getlist("confirma") if c in todos]
    confirmados = pedidos if request.args.get("ensayar") == "1" else todos
    nombres = {g.clave: consola.short_commission(g.nombre) for g in board.sesion.comisiones}
    return render_template(
        "sesiones/ensayo.html",
        s=board.sesion,
        nombre=name_of(board.sesion),
        organo=short_organ(board.sesion.organo),
        personas=personas,
        confirmados=confirmados,
        resultado=queries.ensayo(sesion_id, confirmados),
        nombres=nombres,
    )
