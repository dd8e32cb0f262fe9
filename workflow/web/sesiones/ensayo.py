"""/sesiones/<id>/ensayo: with who has confirmed, which items could not be voted or approved."""

from __future__ import annotations

from flask import render_template, request

from workflow.sesiones import queries
from workflow.sesiones.queries import convocatorias
from workflow.sesiones.queries.convocatorias import NotificadoVista
from workflow.web import guard
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import CONDUCEN, bp, name_of, short_commission, short_organ


@bp.get("/sesiones/<int:sesion_id>/ensayo")
@guard.roles(*CONDUCEN)
def ensayo(sesion_id: int) -> str:
    """Nothing is kept: it is a question. Before asking, those who said they will attend; or all, if nobody has."""
    board = actos.board(sesion_id)
    personas = [m for m in board.sala if m.situacion in ("titular", "suplente")]
    todos = [m.persona.clave for m in personas]
    pedidos = [c for c in request.args.getlist("confirma") if c in todos]
    respuestas = answers(sesion_id)
    dijeron_si = [clave for clave in todos if (r := respuestas.get(clave)) and r.confirmacion and r.confirmacion.asiste]
    dijeron_no = {clave for clave, r in respuestas.items() if r.confirmacion and not r.confirmacion.asiste}
    supuestos = {"si": dijeron_si, "menos_no": [c for c in todos if c not in dijeron_no], "todos": todos}
    elegido = request.args.get("supone", "si" if dijeron_si else "menos_no")
    confirmados = pedidos if request.args.get("ensayar") == "1" else supuestos.get(elegido, todos)
    nombres = {g.clave: short_commission(g.nombre) for g in board.sesion.comisiones}
    return render_template(
        "sesiones/ensayo.html",
        s=board.sesion,
        nombre=name_of(board.sesion),
        organo=short_organ(board.sesion.organo),
        personas=personas,
        confirmados=confirmados,
        resultado=queries.ensayo(sesion_id, confirmados),
        nombres=nombres,
        respuestas=respuestas,
        cuentas={clave: len(quienes) for clave, quienes in supuestos.items()},
        sin_respuesta=sum(1 for clave in todos if not (clave in respuestas and respuestas[clave].confirmacion)),
    )


def answers(sesion_id: int) -> dict[str, NotificadoVista]:
    """What each member convened has acknowledged and answered, by key on the roll."""
    vista = convocatorias.notificacion(sesion_id, guard.now())
    return {n.clave: n for n in vista.notificados} if vista else {}
