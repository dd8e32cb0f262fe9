"""What the board to project says, the same for everybody who looks."""

from __future__ import annotations

from typing import Any

from workflow.sesiones import queries as sesiones
from workflow.sesiones.queries import paginas
from workflow.sesiones.queries import voto_movil as urnas
from workflow.web import guard
from workflow.web.sesiones import asistentes, consola
from workflow.web.sesiones.base import name_of, short_organ


def projected(sesion_id: int) -> dict[str, Any]:
    """What the board says: the item on the floor (or the last one dealt with), the quórum and the votes.

    Nothing in it is of who looks: who may see the session is decided before.
    """
    board = sesiones.tablero(sesion_id, guard.now())
    urna = urnas.open_on(board.abierto.id) if board.abierto else None
    return {
        "s": board.sesion,
        "board": board,
        "nombre": name_of(board.sesion),
        "organo": short_organ(board.sesion.organo),
        "grupos": asistentes.quorum_cards(board, paginas.rolls_of(sesion_id)),
        "punto": board.abierto or consola.last_resolved(board),
        "urna": urna,
        "cuenta_urna": [
            (g.nombre, len(urna.votaron[g.clave]), len(g.electores))
            for g in consola.groups(board, urna.grupos, "nominal")
        ]
        if urna
        else [],
    }
