"""What the pages of a session read, once for everybody while nothing changes: a change brings all of them at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app

from workflow.kernel.actor import Actor
from workflow.sesiones.lista import minute
from workflow.sesiones.queries import paginas, vivo
from workflow.sesiones.vistas import Relato, Tablero
from workflow.sesiones.vistas_lista import ListaVista

SESIONES = 8  # sessions whose state a process remembers


@dataclass
class _Foto:
    """A session as it was at a signal and a minute. `lee`: held by who reads it, while the others wait for it."""

    clave: tuple[str, int] | None = None
    board: Tablero | None = None
    listas: tuple[ListaVista, ...] = ()
    story: Relato | None = None
    lee: threading.Lock = field(default_factory=threading.Lock)


def _photo(sesion_id: int, ahora: datetime) -> _Foto:
    fotos: dict[int, _Foto] = current_app.extensions.setdefault("ruta_fotos", {})
    if len(fotos) > SESIONES and sesion_id not in fotos:
        fotos.clear()
    foto = fotos.setdefault(sesion_id, _Foto())
    clave = (vivo.signal(sesion_id) or "", minute(ahora))
    if foto.clave != clave:
        foto.clave, foto.board, foto.story, foto.listas = clave, None, None, ()
    return foto


def board(sesion_id: int, actor: Actor, ahora: datetime) -> Tablero:
    """The session now, for this person. NotFound, or NotAllowed, as `paginas.board_for`."""
    paginas.visible(sesion_id, actor)
    foto = _photo(sesion_id, ahora)
    with foto.lee:
        if foto.board is None:
            foto.board = paginas.board_for(sesion_id, actor, ahora)
        return foto.board


def rolls(sesion_id: int, actor: Actor, ahora: datetime) -> tuple[ListaVista, ...]:
    paginas.visible(sesion_id, actor)
    foto = _photo(sesion_id, ahora)
    with foto.lee:
        if not foto.listas:
            foto.listas = paginas.rolls_of(sesion_id)
        return foto.listas


def story(sesion_id: int, actor: Actor, ahora: datetime) -> Relato:
    """The whole session in order, for this person, under the same conditions."""
    paginas.visible(sesion_id, actor)
    foto = _photo(sesion_id, ahora)
    with foto.lee:
        if foto.story is None:
            foto.story = paginas.story_for(sesion_id, actor)
        return foto.story
